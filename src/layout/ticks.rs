//! Where the axis is marked, and what the marks say.

use super::axis::{Axis, BREAK_WIDTH};
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

/// A day is a column where it is at least so wide…
const COLUMN: f64 = 118.0;
/// …and ticks of a unit stand where they are at least so far apart.
const APART: f64 = 54.0;
/// At most so many candidates for ticks are looked at.
const CANDIDATES: usize = 4000;

/// Chooses ticks from the coarsest unit to the finest, each only where the
/// axis gives it room, and never over a label that stands already.
pub(super) fn rule(scale: &Scale, facts: &[Fact], wording: &Wording<'_>) -> Ruler {
    let axis = &scale.axis;
    let Some((first, last)) = axis.range() else {
        return Ruler::default();
    };
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
            let text = skipped(cut.to - cut.from);
            Cut {
                from,
                to,
                lines: wrap(&text, Lettering::Minor.text_style(), to - from - 6.0, 3).lines,
            }
        })
        .collect();
    let columns = columns(axis, facts, wording, &mut taken);
    let mut marked: Vec<(f64, Unit)> = columns
        .iter()
        .map(|column| (column.middle, Unit::Day))
        .collect();
    let mut ticks = Vec::new();
    for step in ladder() {
        place_unit(
            axis,
            step,
            (first, last),
            wording,
            &mut taken,
            &mut ticks,
            &mut marked,
        );
    }
    ticks.sort_by(|left: &RulerTick, right| left.at.total_cmp(&right.at));
    let brackets = brackets(axis, &breaks, marked);
    Ruler {
        ticks,
        brackets,
        columns,
        breaks,
    }
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

/// Days wide enough to stand as columns, if any fact stands in them.
fn columns(axis: &Axis, facts: &[Fact], wording: &Wording<'_>, taken: &mut Taken) -> Vec<Labelled> {
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
        if to - from < COLUMN || !taken.is_free(from + 2.0, to - 2.0) {
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

/// Places the ticks of one unit wherever it has room.
fn place_unit(
    axis: &Axis,
    step: Step,
    range: (f64, f64),
    wording: &Wording<'_>,
    taken: &mut Taken,
    ticks: &mut Vec<RulerTick>,
    marked: &mut Vec<(f64, Unit)>,
) {
    let seconds = step.seconds();
    let mut looked = 0;
    for pair in axis.knots.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let density = (to.position - from.position) / (to.seconds - from.seconds);
        if density * seconds < APART || looked > CANDIDATES {
            continue;
        }
        let mut at = wording.next_tick(step, from.seconds.max(range.0));
        while at < to.seconds && looked <= CANDIDATES {
            looked += 1;
            place_tick(axis, step, at, wording, taken, ticks, marked);
            at = wording.next_tick(step, at);
        }
    }
}

fn place_tick(
    axis: &Axis,
    step: Step,
    at: f64,
    wording: &Wording<'_>,
    taken: &mut Taken,
    ticks: &mut Vec<RulerTick>,
    marked: &mut Vec<(f64, Unit)>,
) {
    let place = axis.place(at);
    let ends = (
        axis.knots[0].position,
        axis.knots[axis.knots.len() - 1].position,
    );
    let (text, lettering) = wording.tick(step, at);
    let half = width(&text, lettering.text_style()) / 2.0 + 5.0;
    let label_at = place.clamp(
        ends.0 + half - 16.0,
        (ends.1 - half + 16.0).max(ends.0 + half - 16.0),
    );
    if (label_at - place).abs() > half || !taken.is_free(label_at - half, label_at + half) {
        return;
    }
    taken.add(label_at - half, label_at + half);
    ticks.push(RulerTick {
        at: place,
        text: Some(text),
        label_at,
        lettering,
    });
    marked.push((place, step.unit));
}

/// Groups neighbouring ticks of one unit under brackets that name it.
fn brackets(axis: &Axis, breaks: &[Cut], mut marked: Vec<(f64, Unit)>) -> Vec<Labelled> {
    marked.sort_by(|left, right| left.0.total_cmp(&right.0));
    let Some((left, right)) = axis.knots.first().zip(axis.knots.last()) else {
        return Vec::new();
    };
    let mut edges: Vec<(f64, f64, Unit)> = Vec::new();
    for group in marked.chunk_by(|one, other| {
        let cut = breaks
            .iter()
            .any(|cut| one.0 < cut.from + 1.0 && other.0 > cut.to - 1.0);
        !cut && family(one.1) == family(other.1)
    }) {
        edges.push((group[0].0, group[group.len() - 1].0, group[0].1));
    }
    let mut brackets: Vec<Labelled> = Vec::new();
    for (index, (from, to, unit)) in edges.iter().enumerate() {
        let start = match index.checked_sub(1).map(|before| edges[before].1) {
            None => left.position,
            Some(before) => f64::midpoint(before, *from),
        };
        let end = edges
            .get(index + 1)
            .map_or(right.position, |next| f64::midpoint(*to, next.0));
        let (start, end) = breaks.iter().fold((start, end), |(start, end), cut| {
            let middle = f64::midpoint(cut.from, cut.to);
            let start = if cut.to > start && middle <= *from {
                start.max(cut.to)
            } else {
                start
            };
            let end = if cut.from < end && middle >= *to {
                end.min(cut.from)
            } else {
                end
            };
            (start, end)
        });
        let text = family(*unit).to_owned();
        if width(&text, Lettering::Unit.text_style()) + 12.0 > end - start {
            continue;
        }
        brackets.push(Labelled {
            from: start,
            to: end,
            middle: f64::midpoint(start, end),
            text,
        });
    }
    brackets
}

/// The name of a unit over its bracket.
fn family(unit: Unit) -> &'static str {
    match unit {
        Unit::Year => "YEARS",
        Unit::Month => "MONTHS",
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
