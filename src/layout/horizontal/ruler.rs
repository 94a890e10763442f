//! What stands over the lanes: ticks, brackets, columns, cuts and the names of
//! eras.

use super::{Composer, HOURS};
use crate::layout::frame::Words;
use crate::layout::lettering::Lettering;
use crate::layout::measure::{Align, width as text_width, wrap};
use crate::layout::stack::Rect;
use crate::layout::ticks::Ruler;
use crate::layout::{EraBand, Layout, Stretch, Tick, facts, lanes};

impl Composer<'_> {
    pub(super) fn ruler(layout: &mut Layout, ruler: Ruler, top: f64) -> f64 {
        if ruler.is_empty() {
            return top;
        }
        // Room for a second row of words, and for long labels of cuts.
        let hours = if ruler.has_hours { HOURS } else { 0.0 };
        let most_lines = ruler.breaks.iter().map(|cut| cut.lines.len()).max();
        let lettering = Lettering::Unit.text_style();
        let reaches = ruler.brackets.iter().any(|bracket| {
            let over = text_width(&bracket.text, lettering) - (bracket.to - bracket.from);
            over > 0.0
        });
        // A bracket's words that reach over a cut stand above those of the cut.
        let usual = if reaches { 2 } else { 3 };
        let tall = 15.0 * most_lines.unwrap_or(0).saturating_sub(usual) as f64;
        let line = top + 52.0 + hours.max(tall);
        let label = |at: f64, y: f64, text: String, lettering: Lettering| {
            Words::new(at, y, text, lettering).set(Align::Middle)
        };
        layout.axis_line = line;
        layout.brackets = ruler
            .brackets
            .into_iter()
            .map(|bracket| Stretch {
                from: bracket.from,
                to: bracket.to,
                label: Some(bracket.text)
                    .filter(|text| !text.is_empty())
                    .map(|text| label(bracket.middle, top + 10.0, text, Lettering::Unit))
                    .into_iter()
                    .collect(),
            })
            .collect();
        layout.columns = ruler
            .columns
            .into_iter()
            .map(|column| Stretch {
                from: column.from,
                to: column.to,
                label: vec![label(
                    column.middle,
                    line - 9.0 - hours,
                    column.text,
                    Lettering::TickStrong,
                )],
            })
            .collect();
        layout.ticks = ruler
            .ticks
            .into_iter()
            .map(|tick| Tick {
                at: tick.at,
                label: tick
                    .text
                    .map(|text| label(tick.label_at, line - 11.0, text, tick.lettering)),
            })
            .collect();
        layout.breaks = ruler
            .breaks
            .into_iter()
            .map(|cut| {
                let lines = cut.lines.len() as f64;
                let labels = cut.lines.into_iter().enumerate().map(|(index, text)| {
                    let y = line - 9.0 - 15.0 * (lines - 1.0 - index as f64);
                    label(f64::midpoint(cut.from, cut.to), y, text, Lettering::Minor)
                });
                Stretch {
                    from: cut.from,
                    to: cut.to,
                    label: labels.collect(),
                }
            })
            .collect();
        line + 12.0
    }

    /// Names of eras over their bands, in as many strips as they need.
    pub(super) fn era_strips(&self, layout: &mut Layout, top: f64) -> f64 {
        const STRIP: f64 = 20.0;
        /// From the end of a strip to a name beside it, beside its own room.
        const BESIDE: f64 = 2.0;
        let eras = facts::eras(self.graph, facts::asked(self.options, self.facts));
        if eras.is_empty() {
            return top;
        }
        let style = Lettering::Era.text_style();
        // So that a name has room in its strip, or on one side of it.
        let most = (self.right - self.left) / 3.0 - 2.0 * BESIDE - 12.0;
        let mut spans = Vec::new();
        for era in eras {
            let from = layout.axis.place(era.from);
            let to = layout.axis.place(era.to).max(from + 2.0);
            let lines = wrap(&era.name, style, most, 1).lines;
            let Some(name) = lines.into_iter().next() else {
                continue;
            };
            let room = text_width(&name, style) + 12.0;
            let start = if room <= to - from {
                from
            } else if to + BESIDE + room <= self.right {
                to + BESIDE
            } else {
                from - BESIDE - room
            };
            let end = (start + room).max(to);
            spans.push((start, start.min(from), end, (from, to), name));
        }
        let intervals: Vec<(f64, f64)> = spans.iter().map(|span| (span.1, span.2)).collect();
        let (rows, count) = lanes::rails(&intervals, usize::MAX);
        for ((start, .., (from, to), name), row) in spans.into_iter().zip(rows) {
            let y = top + row as f64 * STRIP;
            let strip = Rect {
                x: from,
                y,
                width: to - from,
                height: STRIP - 2.0,
            };
            layout.eras.push(EraBand {
                rect: strip,
                strip,
                label: Words::new(start + 6.0, y + 13.0, name, Lettering::Era),
            });
        }
        top + count as f64 * STRIP + 4.0
    }
}
