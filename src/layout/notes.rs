//! What the reader must know to read a picture rightly.

use super::brackets::{CHANGE, SLIVER};
use super::clocks;
use super::facts::{DAY, Extent, Fact};
use super::ticks::{COLUMN, instant};
use super::wires::Wiring;
use super::wording::Wording;
use super::{Layout, Stretch};
use crate::count::counted;
use crate::date::Precision;

/// A sentence for each thing, in the order in which they are printed.
pub(super) fn notes(
    wording: &Wording<'_>,
    facts: &[Fact],
    wiring: &Wiring,
    layout: &Layout,
) -> Vec<String> {
    let timeline = wording.timeline();
    let mut notes = Vec::new();
    let all = timeline.events().len();
    if facts.len() < all {
        notes.push(format!("Shows {} of {all} facts.", facts.len()));
    }
    let without_card = facts.iter().filter(|fact| !fact.has_card).count();
    if without_card > 0 {
        notes.push(format!(
            "{} without words, for want of room: the least weighty.",
            counted(without_card, "mark")
        ));
    }
    if wiring.hidden > 0 {
        let touch = if wiring.hidden == 1 {
            "touches"
        } else {
            "touch"
        };
        notes.push(format!(
            "{} that {touch} them not drawn.",
            counted(wiring.hidden, "link")
        ));
    }
    if !wiring.told.is_empty() {
        notes.push(format!(
            "{} told on cards after “←” instead of drawn.",
            counted(wiring.told.len(), "link")
        ));
    }
    notes.extend(elastic(layout));
    let is_zoned = |fact: &Fact| {
        let mut dates = timeline.event(fact.event).phrases();
        dates.any(|said| said.meaning.zoned)
    };
    if timeline.zone().is_floating() && facts.iter().any(is_zoned) {
        let zone = clocks::zone(timeline);
        if !zone.is_floating() {
            notes.push(format!("Times of day are {}.", clocks::told(zone)));
        } else if has_clock(layout) {
            notes.push("Times of day along the axis are in UTC.".to_owned());
        }
    }
    if !timeline.zone().is_floating() {
        let names_zone = |fact: &Fact| fact.has_card && wording.names_zone(fact.event);
        let is_of_other = |fact: &Fact| wording.is_of_other_zone(fact.event);
        let has_clock = |fact: &Fact| {
            let mut dates = timeline.event(fact.event).phrases();
            dates.any(|said| said.meaning.precision <= Precision::Hour)
        };
        let zone = clocks::told(timeline.zone());
        if facts.iter().any(names_zone) {
            notes.push(format!(
                "Times of day are {zone} where no other zone is named."
            ));
        } else if facts
            .iter()
            .any(|fact| has_clock(fact) || is_of_other(fact))
        {
            notes.push(format!("Times of day are {zone}."));
        }
    }
    let mut vague: Vec<(i128, i128)> = facts.iter().filter_map(vague_day).collect();
    vague.sort_unstable();
    let has_columns = !layout.is_upright() && !layout.columns.is_empty();
    if has_columns && vague.windows(2).any(|pair| pair[0] == pair[1]) {
        notes.push("Within a day, places show the order of facts, not the time of day.".to_owned());
    }
    notes
}

/// That time takes more room here than there, and where the scales are told.
fn elastic(layout: &Layout) -> Option<String> {
    if layout.is_upright() {
        return Some(upright(&layout.heading_units));
    }
    let is_shared = layout.brackets.iter().any(|one| is_uneven(layout, one));
    let words = match (layout.brackets.len(), is_shared) {
        (2.., true) => ": each bracket over the axis has a scale of its own, and so has each day.",
        (2.., false) => ": each bracket over the axis has a scale of its own.",
        (_, true) => ": each day has a scale of its own.",
        (_, false) => ".",
    };
    let is_elastic = layout.brackets.len() > 1 || layout.axis.is_elastic();
    is_elastic.then(|| format!("Distances in time are elastic{words}"))
}

/// The same where time runs down: the cards decide, and the headings between them tell of
/// what time they are.
fn upright(units: &[&str]) -> String {
    let told = match units {
        [] => String::new(),
        [only] => format!(", under headings of {only}"),
        [all @ .., last] => format!(", under headings of {} and of {last}", all.join(", of ")),
    };
    format!("Distances in time are elastic: cards stand as far apart as their words need{told}.")
}

/// Whether one bracket stands over stretches with scales that a reader can tell apart:
/// days as columns.
fn is_uneven(layout: &Layout, bracket: &Stretch) -> bool {
    let pieces = layout.axis.knots.windows(2).filter_map(|pair| {
        let from = pair[0].position.max(bracket.from);
        let width = pair[1].position.min(bracket.to) - from;
        let lasts = pair[1].seconds - pair[0].seconds;
        let density = (pair[1].position - pair[0].position) / lasts;
        let are_columns = lasts > 0.5 * DAY && density * DAY >= COLUMN;
        (are_columns && width >= SLIVER).then_some(density)
    });
    let (least, most) = pieces.fold((f64::INFINITY, 0.0), |(least, most), density| {
        (density.min(least), density.max(most))
    });
    most >= CHANGE * least
}

/// Whether an axis tells the time of day: by a clock, or by the place of a mark
/// in the column of its day. Upright, it has no ticks.
fn has_clock(layout: &Layout) -> bool {
    let mut labels = layout.ticks.iter().filter_map(|tick| tick.label.as_ref());
    !layout.is_upright()
        && (!layout.columns.is_empty() || labels.any(|label| label.content.contains(':')))
}

/// The day of a fact of which no more is known.
fn vague_day(fact: &Fact) -> Option<(i128, i128)> {
    let Extent::Point {
        earliest, latest, ..
    } = fact.extent
    else {
        return None;
    };
    let is_day = latest - earliest > 0.9 * DAY;
    is_day.then(|| {
        (
            instant(earliest).nanoseconds(),
            instant(latest).nanoseconds(),
        )
    })
}
