//! What the reader must know to read a picture rightly.

use super::Layout;
use super::clocks;
use super::facts::{DAY, Extent, Fact};
use super::ticks::instant;
use super::wires::Wiring;
use super::wording::Wording;
use crate::count::counted;

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
    if layout.brackets.len() > 1 {
        notes.push(
            "Distances in time are elastic: each bracket over the axis has a scale of its own."
                .to_owned(),
        );
    } else if layout.is_upright() || layout.axis.is_elastic() {
        notes.push("Distances in time are elastic.".to_owned());
    }
    let is_zoned = |fact: &Fact| {
        let mut dates = timeline.event(fact.event).phrases();
        dates.any(|said| said.meaning.zoned)
    };
    if timeline.zone().is_floating() && facts.iter().any(is_zoned) {
        let zone = clocks::zone(timeline);
        if !zone.is_floating() {
            notes.push(format!("Times of day are in {}.", clocks::name(zone)));
        } else if has_clock(layout) {
            notes.push("Times of day along the axis are in UTC.".to_owned());
        }
    }
    let names_zone = |fact: &Fact| fact.has_card && wording.names_zone(fact.event);
    if !timeline.zone().is_floating() && facts.iter().any(names_zone) {
        let zone = clocks::name(timeline.zone());
        notes.push(format!(
            "Times of day are in {zone} where no other zone is named."
        ));
    }
    let mut vague: Vec<(i128, i128)> = facts.iter().filter_map(vague_day).collect();
    vague.sort_unstable();
    let has_columns = !layout.is_upright() && !layout.columns.is_empty();
    if has_columns && vague.windows(2).any(|pair| pair[0] == pair[1]) {
        notes.push("Within a day, places show the order of facts, not the time of day.".to_owned());
    }
    notes
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
