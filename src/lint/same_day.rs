//! Orders within one day that nothing supports.

use super::{Lint, warning};
use crate::date::arithmetic::DAY;
use crate::date::{Instant, Precision};
use crate::diagnostic::Diagnostic;
use crate::graph::CausalGraph;
use crate::schedule::{Schedule, Sureness};
use crate::timeline::{EventId, Said, Timeline};

/// No day is longer, not even one on which a country changes its zone, in nanoseconds.
const LONGEST_DAY: i128 = 2 * DAY;

/// Neighbours in the order on the same day that nothing but their place in the
/// file orders, on days for which the file orders others. One warning a day.
pub(super) fn unsupported(graph: &CausalGraph, schedule: &Schedule) -> Vec<Diagnostic> {
    let timeline = graph.timeline();
    let order = schedule.order();
    let mut warnings = Vec::new();
    let mut start = 0;
    while start < order.len() {
        let Some(day) = day_of(timeline, schedule, order[start]) else {
            start += 1;
            continue;
        };
        let same = order[start..].iter();
        let count = same
            .take_while(|event| day_of(timeline, schedule, **event) == Some(day))
            .count();
        warnings.extend(told(timeline, schedule, start..start + count));
        start += count;
    }
    warnings
}

/// The day in which a fact certainly began, if its author dated it that finely.
fn day_of(timeline: &Timeline, schedule: &Schedule, event: EventId) -> Option<(i64, u8, u8)> {
    let zone = timeline.zone();
    let mut phrases = timeline.event(event).when().iter();
    let is_fine =
        |said: &Said| said.meaning.precision <= Precision::Day && !said.meaning.start.is_open();
    if !phrases.any(is_fine) {
        return None;
    }
    let window = schedule.stated(event).start;
    let (first, last) = window.earliest.zip(window.latest)?;
    if last.nanoseconds() - first.nanoseconds() > LONGEST_DAY {
        return None;
    }
    let day = |instant: Instant| {
        let civil = zone.civil(instant);
        (civil.year, civil.month, civil.day)
    };
    Some(day(first)).filter(|first| *first == day(last))
}

/// A warning for the facts of one day, by their places in the order.
fn told(
    timeline: &Timeline,
    schedule: &Schedule,
    places: std::ops::Range<usize>,
) -> Option<Diagnostic> {
    let mut loose: Vec<EventId> = Vec::new();
    let mut is_ordered = false;
    for place in places.start..places.end.saturating_sub(1) {
        let step = schedule.step(place)?;
        if step.sureness != Sureness::Conventional {
            is_ordered = true;
            continue;
        }
        for event in [step.first, step.second] {
            if loose.last() != Some(&event) {
                loose.push(event);
            }
        }
    }
    let second = *loose.get(1)?;
    if !is_ordered {
        return None;
    }
    let names: Vec<&str> = loose
        .iter()
        .map(|event| timeline.event(*event).name())
        .collect();
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    Some(
        warning(
            Lint::UnsupportedOrder,
            format!(
                "nothing says in which order these came on one day: {}",
                quoted.join(", ")
            ),
            "give a time of day, or write `after` the one that came first",
        )
        .by(timeline.pointer(second, &timeline.event(second).when_slot(0)))
        .facts(names),
    )
}
