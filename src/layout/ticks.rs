//! Where the axis is marked, and what the marks say.

use super::axis::{BREAK_WIDTH, Break, Knot};
use super::facts::{DAY, Extent, Fact};
use super::lettering::Lettering;
use super::measure::{width, wrap};
use super::scale::Scale;
use super::steps::{Step, Unit, ladder};
use super::wording::{Wording, skipped};
use crate::date::{Civil, Instant};

/// Everything that is written along the axis.
#[derive(Debug, Default)]
pub(super) struct Ruler {
    pub(super) ticks: Vec<RulerTick>,
    pub(super) brackets: Vec<Labelled>,
    pub(super) columns: Vec<Labelled>,
    pub(super) breaks: Vec<Cut>,
    /// Whether times of day stand under the names of columns.
    pub(super) has_hours: bool,
}

impl Ruler {
    pub(super) fn is_empty(&self) -> bool {
        self.ticks.is_empty() && self.columns.is_empty() && self.breaks.is_empty()
    }
}

/// A tick with the words over it.
#[derive(Debug)]
pub(super) struct RulerTick {
    pub(super) at: f64,
    pub(super) text: Option<String>,
    pub(super) label_at: f64,
    pub(super) lettering: Lettering,
}

/// A stretch with words in its middle.
#[derive(Debug)]
pub(super) struct Labelled {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) middle: f64,
    pub(super) text: String,
}

/// A cut with what it skips, in lines.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) lines: Vec<String>,
}

/// A day is a column where it is at least so wide.
const COLUMN: f64 = 118.0;
/// Clear space between two labels.
const CLEAR: f64 = 12.0;
/// Where no regular step has room, ticks of a unit stand alone if it is at
/// least so wide.
const LONE: f64 = 26.0;
/// A lone tick is no finer than this part of its stretch, nor than a day where
/// hours do not matter.
const FINEST: f64 = 12.0;
/// A cut says in so many lines at most what it skips.
const CUT_LINES: usize = 4;
/// At most so many candidates for ticks are looked at.
const CANDIDATES: usize = 4000;
/// A stretch without a tick that is wider stands outside of brackets.
const NARROW: f64 = 40.0;
/// From so many times the scale of its neighbour on, a stretch of the same
/// unit has a bracket of its own.
const CHANGE: f64 = 1.5;

/// The finest step of ticks where years have more than four digits.
const DEEP: f64 = 365.0 * DAY;

/// What columns count as.
const COLUMN_STEP: Step = Step {
    unit: Unit::Day,
    count: 1,
};

/// A stretch of the axis with one scale.
#[derive(Clone, Copy)]
struct Piece {
    from: Knot,
    to: Knot,
    step: Option<Step>,
}

impl Piece {
    /// Pixels for a second.
    fn density(&self) -> f64 {
        (self.to.position - self.from.position) / (self.to.seconds - self.from.seconds)
    }
}

/// Marks the axis: breaks, days that are wide enough to be columns, and in
/// every stretch with one scale the ticks of the finest regular step that has
/// room for its labels.
pub(super) fn rule(scale: &Scale, facts: &[Fact], wording: &Wording<'_>) -> Ruler {
    let axis = &scale.axis;
    if axis.knots.is_empty() {
        return Ruler::default();
    }
    let mut taken = Taken::default();
    let breaks: Vec<Cut> = scale
        .breaks
        .iter()
        .map(|cut| {
            // Where cards need the gap wider than a break, the tear stands in
            // its middle.
            let middle = f64::midpoint(axis.place(cut.from), axis.place(cut.to));
            let (from, to) = (middle - BREAK_WIDTH / 2.0, middle + BREAK_WIDTH / 2.0);
            taken.add(axis.place(cut.from), axis.place(cut.to));
            Cut {
                from,
                to,
                lines: cut_lines(&skipped(cut.to - cut.from), to - from - 6.0),
            }
        })
        .collect();
    let columns = columns(scale, facts, wording, &mut taken);
    let mut pieces: Vec<Piece> = axis
        .knots
        .windows(2)
        .filter(|pair| {
            let middle = f64::midpoint(pair[0].seconds, pair[1].seconds);
            let is_cut = |cut: &Break| cut.from < middle && middle < cut.to;
            !scale.breaks.iter().any(is_cut)
        })
        .map(|pair| Piece {
            from: pair[0],
            to: pair[1],
            step: None,
        })
        .collect();
    let mut placer = Placer {
        facts,
        ends: (
            axis.knots[0].position,
            axis.knots[axis.knots.len() - 1].position,
        ),
        wording,
        taken,
        ticks: Vec::new(),
        told: None,
        looked: 0,
    };
    // The narrower a stretch, the fewer of its ticks can be left out.
    let mut by_width: Vec<usize> = (0..pieces.len()).collect();
    by_width.sort_by(|left, right| {
        let width = |at: usize| pieces[at].to.position - pieces[at].from.position;
        width(*left).total_cmp(&width(*right))
    });
    for index in by_width {
        placer.told = None;
        pieces[index].step = placer.mark(pieces[index], &columns);
    }
    let has_hours = placer.mark_hours(&pieces, &columns);
    placer
        .ticks
        .sort_by(|left, right| left.at.total_cmp(&right.at));
    Ruler {
        ticks: placer.ticks,
        brackets: brackets(&pieces),
        columns,
        breaks,
        has_hours,
    }
}

/// What a cut says, in lines: whole, and where that has no room, without its
/// verb.
fn cut_lines(text: &str, room: f64) -> Vec<String> {
    let style = Lettering::Minor.text_style();
    let whole = wrap(text, style, room, CUT_LINES);
    if !whole.cut {
        return whole.lines;
    }
    let bare = text.trim_end_matches(" skipped");
    wrap(bare, style, room, CUT_LINES).lines
}

/// Stretches of the axis that are spoken for, in order.
#[derive(Debug, Default)]
struct Taken(std::collections::BTreeMap<i64, i64>);

impl Taken {
    fn is_free(&self, from: f64, to: f64) -> bool {
        let (from, to) = (from.floor() as i64, to.ceil() as i64);
        let before = self.0.range(..to).next_back();
        before.is_none_or(|(_, end)| *end <= from)
    }

    fn add(&mut self, from: f64, to: f64) {
        self.0.insert(from.floor() as i64, to.ceil() as i64);
    }
}

/// Days wide enough to stand as columns, if any fact stands in them. A day of
/// which the axis shows less than half is none: its name would stand for
/// seconds.
fn columns(
    scale: &Scale,
    facts: &[Fact],
    wording: &Wording<'_>,
    taken: &mut Taken,
) -> Vec<Labelled> {
    let axis = &scale.axis;
    let mut days: Vec<f64> = facts
        .iter()
        .filter_map(|fact| match fact.extent {
            Extent::Point { at, .. } => Some(wording.midnight(at)),
            _ => None,
        })
        .collect();
    days.sort_by(f64::total_cmp);
    days.dedup();
    let style = Lettering::TickStrong.text_style();
    let mut columns = Vec::new();
    for day in days {
        let next = wording.midnight(day + 1.25 * DAY);
        let (from, to) = (axis.place(day), axis.place(next));
        let is_part = seen(scale, day, next) < 0.5 * (next - day);
        if is_part || to - from < COLUMN || !taken.is_free(from + 2.0, to - 2.0) {
            continue;
        }
        let forms = wording.day_forms(day);
        let Some(text) = forms
            .into_iter()
            .find(|text| width(text, style) + 8.0 <= to - from)
        else {
            continue;
        };
        taken.add(from, to);
        columns.push(Labelled {
            from,
            to,
            middle: f64::midpoint(from, to),
            text,
        });
    }
    columns
}

/// How many seconds of a stretch of time stand on the axis uncut.
fn seen(scale: &Scale, from: f64, to: f64) -> f64 {
    let shared = |start: f64, end: f64| (to.min(end) - from.max(start)).max(0.0);
    let whole = scale.axis.range();
    let whole = whole.map_or(0.0, |(first, last)| shared(first, last));
    let cut: f64 = scale
        .breaks
        .iter()
        .map(|cut| shared(cut.from, cut.to))
        .sum();
    whole - cut
}

/// The times of a fact, as far as more than their day is known.
fn clock_times(fact: &Fact, wording: &Wording<'_>) -> impl Iterator<Item = f64> {
    let times = match fact.extent {
        Extent::Point {
            at,
            earliest,
            latest,
        } => [(latest - earliest < 0.9 * DAY).then_some(at), None],
        Extent::Stretch(bar) => {
            let clock = |end: Option<f64>| end.filter(|end| wording.midnight(*end) != *end);
            [clock(bar.from), clock(bar.to)]
        }
        Extent::Nowhere => [None, None],
    };
    times.into_iter().flatten()
}

/// Places ticks from left to right.
struct Placer<'a> {
    facts: &'a [Fact],
    ends: (f64, f64),
    wording: &'a Wording<'a>,
    taken: Taken,
    ticks: Vec<RulerTick>,
    /// The time of the last label.
    told: Option<f64>,
    looked: usize,
}

impl Placer<'_> {
    /// Marks a stretch and tells the step that marks it.
    fn mark(&mut self, piece: Piece, columns: &[Labelled]) -> Option<Step> {
        let within = |column: &Labelled| {
            column.from < piece.to.position - 1.0 && column.to > piece.from.position + 1.0
        };
        if columns.iter().any(within) && piece.density() * DAY >= COLUMN {
            return Some(COLUMN_STEP);
        }
        let finest = if self.wording.is_deep(piece.from.seconds) {
            // Nobody tells a month so far away.
            DEEP
        } else if self.has_clock(piece) {
            0.0
        } else {
            DAY
        };
        let ladder = ladder().filter(|step| step.seconds() >= finest);
        let ladder: Vec<Step> = ladder.collect();
        let regular = ladder.iter().rev().find(|step| self.fits(piece, **step));
        if let Some(step) = regular
            && self.place(piece, *step) > 0
        {
            return Some(*step);
        }
        let lasts = piece.to.seconds - piece.from.seconds;
        let lone = ladder.iter().find(|step| {
            let fine =
                step.seconds() < lasts / FINEST || (step.seconds() < DAY && lasts > DAY / 4.0);
            let room = piece.density() * step.seconds();
            let near = room >= LONE && room < 4.0 * (piece.to.position - piece.from.position);
            near && !fine && self.place(piece, **step) > 0
        });
        lone.copied()
    }

    /// Whether hours have room in a stretch and say something: where no fact has
    /// a time of day, they say nothing.
    fn has_clock(&self, piece: Piece) -> bool {
        let within = piece.from.seconds..=piece.to.seconds;
        let is_timed = |fact: &Fact| clock_times(fact, self.wording).any(|at| within.contains(&at));
        piece.density() * DAY >= LONE && self.facts.iter().any(is_timed)
    }

    /// Whether labels of a step have room beside each other.
    fn fits(&self, piece: Piece, step: Step) -> bool {
        let room = piece.density() * step.seconds();
        if room < LONE || room > piece.to.position - piece.from.position {
            return false;
        }
        let first = self.wording.next_tick(step, piece.from.seconds);
        let second = self.wording.next_tick(step, first);
        let (text, lettering) = self.wording.tick(step, second, Some(first));
        // Places are rounded outwards to whole pixels on both sides.
        width(&text, lettering.text_style()) + CLEAR + 2.0 <= room
    }

    /// Places the ticks of one step and tells how many have labels.
    fn place(&mut self, piece: Piece, step: Step) -> usize {
        let mut labels = 0;
        let start = piece.from.seconds - 1e-3 * step.seconds();
        let mut at = self.wording.next_tick(step, start);
        while at < piece.to.seconds && self.looked <= CANDIDATES {
            self.looked += 1;
            let place = piece.from.position + (at - piece.from.seconds) * piece.density();
            labels += usize::from(self.label(step, at, place.max(piece.from.position)));
            at = self.wording.next_tick(step, at);
        }
        labels
    }

    /// Places times of day under the names of those days that are columns and
    /// hold facts with such times, and tells whether there are any.
    fn mark_hours(&mut self, pieces: &[Piece], columns: &[Labelled]) -> bool {
        let before = self.ticks.len();
        for piece in pieces {
            let knot = |position: f64| Knot {
                seconds: piece.from.seconds + (position - piece.from.position) / piece.density(),
                position,
            };
            for column in columns {
                let from = column.from.max(piece.from.position);
                let to = column.to.min(piece.to.position);
                let part = Piece {
                    from: knot(from),
                    to: knot(to),
                    step: None,
                };
                if to - from > 1.0 && self.has_clock(part) {
                    self.mark_hours_of(part);
                }
            }
        }
        self.ticks.len() > before
    }

    /// Marks the times of one day inside of its column.
    fn mark_hours_of(&mut self, day: Piece) {
        // The day is told by the column's name.
        let noon = Some(f64::midpoint(day.from.seconds, day.to.seconds));
        let steps: Vec<Step> = ladder().filter(|step| step.seconds() < 0.9 * DAY).collect();
        let room = |step: &&Step| {
            let width = width("00:00", Lettering::Tick.text_style()) + CLEAR;
            step.seconds() >= 60.0 && width <= day.density() * step.seconds()
        };
        let Some(step) = steps.iter().rev().find(room).copied() else {
            return;
        };
        let mut at = self.wording.next_tick(step, day.from.seconds + 1.0);
        let half = f64::midpoint(width("00:00", Lettering::Tick.text_style()), CLEAR);
        while at < day.to.seconds - 1.0 && self.looked <= CANDIDATES {
            self.looked += 1;
            let place = day.from.position + (at - day.from.seconds) * day.density();
            if place - half >= day.from.position && place + half <= day.to.position {
                let (text, lettering) = self.wording.tick(step, at, noon);
                self.ticks.push(RulerTick {
                    at: place,
                    text: Some(text),
                    label_at: place,
                    lettering,
                });
            }
            at = self.wording.next_tick(step, at);
        }
    }

    fn label(&mut self, step: Step, at: f64, place: f64) -> bool {
        let (text, lettering) = self.wording.tick(step, at, self.told);
        let half = f64::midpoint(width(&text, lettering.text_style()), CLEAR);
        let low = self.ends.0 + half - 16.0;
        let label_at = place.clamp(low, (self.ends.1 - half + 16.0).max(low));
        let off = (label_at - place).abs() > half;
        if off || !self.taken.is_free(label_at - half, label_at + half) {
            return false;
        }
        self.taken.add(label_at - half, label_at + half);
        self.told = Some(at);
        self.ticks.push(RulerTick {
            at: place,
            text: Some(text),
            label_at,
            lettering,
        });
        true
    }
}

/// A bracket over every stretch that has a scale of its own, named by its unit.
/// Neighbours whose scales hardly differ share one.
fn brackets(pieces: &[Piece]) -> Vec<Labelled> {
    let mut brackets: Vec<(Labelled, f64)> = Vec::new();
    // Narrow stretches without a tick, before one that has some.
    let mut pending: Option<(f64, f64)> = None;
    for piece in pieces {
        let (from, to) = (piece.from.position, piece.to.position);
        let apart = |end: f64| (from - end).abs() > 0.5;
        let Some(step) = piece.step else {
            // What is too narrow for a tick goes with its neighbour.
            if to - from < NARROW {
                if let Some((last, _)) = brackets.last_mut().filter(|last| !apart(last.0.to)) {
                    last.to = to;
                } else {
                    let start = pending.filter(|before| !apart(before.1));
                    pending = Some((start.map_or(from, |before| before.0), to));
                }
            }
            continue;
        };
        let start = pending.take().filter(|before| !apart(before.1));
        let start = start.map_or(from, |before| before.0);
        let text = family(step);
        let density = piece.density();
        if let Some((last, scale)) = brackets.last_mut()
            && (start - last.to).abs() < 0.5
            && last.text == text
            && (text == family(COLUMN_STEP) || density.max(*scale) < CHANGE * density.min(*scale))
        {
            last.to = to;
            continue;
        }
        brackets.push((
            Labelled {
                from: start,
                to,
                middle: 0.0,
                text: text.to_owned(),
            },
            density,
        ));
    }
    let style = Lettering::Unit.text_style();
    brackets
        .into_iter()
        .map(|(bracket, _)| Labelled {
            middle: f64::midpoint(bracket.from, bracket.to),
            ..bracket
        })
        .filter(|bracket| width(&bracket.text, style) + 12.0 <= bracket.to - bracket.from)
        .collect()
}

/// The name of a unit over its bracket.
fn family(step: Step) -> &'static str {
    match step.unit {
        Unit::Year => "YEARS",
        Unit::Month => "MONTHS",
        Unit::Day if step.count == 7 => "WEEKS",
        Unit::Day => "DAYS",
        Unit::Hour => "HOURS",
        Unit::Minute => "MINUTES",
        Unit::Second => "SECONDS",
        Unit::Millisecond => "MILLISECONDS",
    }
}

/// The civil time at so many seconds.
pub(super) fn civil(seconds: f64) -> Civil {
    Civil::of(instant(seconds))
}

/// The instant at so many seconds, to the microsecond.
pub(super) fn instant(seconds: f64) -> Instant {
    let whole = seconds.floor();
    let rest = ((seconds - whole) * 1e6).round();
    Instant::from_nanoseconds(whole as i128 * 1_000_000_000 + rest as i128 * 1000)
}
