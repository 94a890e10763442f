//! Narrow stretches between cuts: where no tick has room, the bracket tells where in time
//! they are.

use super::facts::{Extent, Fact};
use super::lettering::Lettering;
use super::measure::width;
use super::scale::Scale;
use super::ticks::{Labelled, RulerTick, instant};
use super::wording::Wording;
use crate::date::{Precision, Window, around};

/// A label may reach so far beyond an end of the axis.
const MARGIN: f64 = 16.0;
/// A bracket is at least so wide.
const LEAST: f64 = 12.0;
/// The end of a window, in seconds, is so much before the first moment after it.
const RIM: f64 = 1e-3;
/// Clear space on each side of a label.
const CLEAR: f64 = 6.0;

/// A stretch between two cuts.
struct Island {
    from: f64,
    to: f64,
    seconds: (f64, f64),
}

/// Dates, over their brackets, those stretches between cuts that have no other words. They
/// may reach over the cuts beside them.
pub(super) fn date(
    brackets: &mut Vec<Labelled>,
    scale: &Scale,
    (ticks, columns): (&[RulerTick], &[Labelled]),
    facts: &[Fact],
    wording: &Wording<'_>,
) {
    let islands = islands(scale);
    for (index, island) in islands.iter().enumerate() {
        let within = |at: f64| island.from - 1.0 <= at && at <= island.to + 1.0;
        let is_told = |tick: &RulerTick| tick.text.is_some() && within(tick.at);
        let is_named = |column: &Labelled| column.from < island.to && island.from < column.to;
        if islands.len() < 2 || ticks.iter().any(is_told) || columns.iter().any(is_named) {
            continue;
        }
        let before = index.checked_sub(1).map(|before| islands[before].to);
        let after = islands.get(index + 1).map(|after| after.from);
        let low = before.unwrap_or(island.from - MARGIN) + CLEAR;
        let high = after.unwrap_or(island.to + MARGIN) - CLEAR;
        let style = Lettering::Unit.text_style();
        let mut forms = forms(island, facts, wording).into_iter();
        let Some(text) = forms.find(|text| width(text, style) <= high - low) else {
            continue;
        };
        let half = 0.5 * width(&text, style);
        let middle = f64::midpoint(island.from, island.to);
        let middle = middle.min(high - half).max(low + half);
        let own = brackets
            .iter_mut()
            .filter(|one| one.from < island.to && island.from < one.to);
        let width = |one: &Labelled| one.to - one.from;
        let widest = own.max_by(|one, other| width(one).total_cmp(&width(other)));
        if let Some(bracket) = widest {
            (bracket.middle, bracket.text) = (middle, text);
            continue;
        }
        let aside = 0.5 * (LEAST - (island.to - island.from)).max(0.0);
        brackets.push(Labelled {
            from: island.from - aside,
            to: island.to + aside,
            middle,
            text,
        });
    }
    brackets.sort_by(|one, other| one.from.total_cmp(&other.from));
}

fn islands(scale: &Scale) -> Vec<Island> {
    let Some((first, last)) = scale.axis.range() else {
        return Vec::new();
    };
    let starts = std::iter::once(first).chain(scale.breaks.iter().map(|cut| cut.to));
    let ends = scale.breaks.iter().map(|cut| cut.from).chain([last]);
    let islands = starts.zip(ends).map(|(from, to)| Island {
        from: scale.axis.place(from),
        to: scale.axis.place(to),
        seconds: (from, to),
    });
    islands.collect()
}

/// The day, month or year of what is in a stretch, from the finest; else its years.
fn forms(island: &Island, facts: &[Fact], wording: &Wording<'_>) -> Vec<String> {
    let (from, to) = island.seconds;
    // The window of a bar ends with the first moment after it.
    let times = |extent: Extent| match extent {
        Extent::Point { at, .. } => [Some(at), None],
        Extent::Stretch(bar) => [bar.from, bar.to.map(|to| to - RIM)],
        Extent::Nowhere => [None; 2],
    };
    let times = facts.iter().flat_map(Fact::extents).flat_map(times);
    let known = times.flatten().filter(|at| (from - RIM..=to).contains(at));
    let known: Vec<f64> = known.collect();
    let first = known.iter().copied().min_by(f64::total_cmp);
    let last = known.iter().copied().max_by(f64::total_cmp);
    let first = instant(first.unwrap_or(from));
    let last = instant(last.unwrap_or(to)).max(first);
    if wording.is_deep(from) {
        return vec![
            wording
                .window(Window::new(Some(first), Some(last)))
                .to_uppercase(),
        ];
    }
    let zone = wording.words.zone;
    let units = [Precision::Day, Precision::Month, Precision::Year];
    let units = units.into_iter().filter_map(|unit| {
        let (start, end) = around(unit, first, zone)?;
        let is_all = last <= end || unit == Precision::Year;
        let end = end.max(around(unit, last, zone)?.1);
        is_all.then(|| wording.window(Window::new(Some(start), Some(end))))
    });
    units.map(|text| text.to_uppercase()).collect()
}
