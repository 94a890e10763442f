//! Dates that leave open what their author may think they tell.

use super::{Lint, warning};
use crate::date::arithmetic::day_of;
use crate::date::vocabulary::{NEARLY, WEEKDAYS};
use crate::date::{Instant, Phrase, Zone};
use crate::diagnostic::Diagnostic;
use crate::graph::CausalGraph;
use crate::schedule::Schedule;
use crate::timeline::{EventId, Said, Status};

/// Facts dated “shortly after” another that nothing bounds on the far side.
pub(super) fn nearness(graph: &CausalGraph, schedule: &Schedule) -> Vec<Diagnostic> {
    let timeline = graph.timeline();
    let facts = timeline.ids().filter_map(|id| {
        let event = timeline.event(id);
        let (index, (nearly, is_after)) = event
            .when()
            .iter()
            .enumerate()
            .find_map(|(index, said)| Some((index, near(said)?)))?;
        let bounds = schedule.bounds(id);
        let far = if is_after {
            bounds.start.latest
        } else {
            bounds.end.earliest
        };
        if far.is_some() {
            return None;
        }
        let name = event.name();
        let (side, other) = if is_after {
            ("after", "until when")
        } else {
            ("before", "since when")
        };
        let message = format!(
            "`{nearly}` does not tell how long {side}: {other} `{name}` can have happened is open"
        );
        Some(
            warning(
                Lint::OpenNearness,
                message,
                &format!("write how long at most, as in `within 3 days {side}`"),
            )
            .by(timeline.pointer(id, &event.when_slot(index)))
            .facts([name]),
        )
    });
    facts.collect()
}

/// The word of nearness that a phrase begins with, and whether it goes on with
/// `after`.
fn near(said: &Said) -> Option<(&str, bool)> {
    let text = said.text.trim_start();
    let starts = |near: &str| {
        let head = text.get(..near.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(near))
            && text[near.len()..].starts_with(char::is_whitespace)
    };
    let nearly = NEARLY
        .iter()
        .chain(&["not long"])
        .find(|near| starts(near))?;
    let (nearly, rest) = text.split_at(nearly.len());
    let side = rest.split_whitespace().next()?;
    let is_side = |name: &str| side.eq_ignore_ascii_case(name);
    (is_side("after") || is_side("before")).then(|| (nearly, is_side("after")))
}

/// Planned facts whose date has no year, so that it is taken for one that is
/// past.
pub(super) fn plans(graph: &CausalGraph) -> Vec<Diagnostic> {
    let timeline = graph.timeline();
    let Some(as_of) = timeline.as_of() else {
        return Vec::new();
    };
    let planned = timeline
        .ids()
        .filter(|id| timeline.event(*id).status() == Status::Planned);
    let facts = planned.filter_map(|id| {
        let event = timeline.event(id);
        let (index, said) = event.when().iter().enumerate().find(|(_, said)| {
            let latest = said.meaning.end.latest;
            latest.is_some_and(|latest| latest < as_of)
                && Phrase::parse(&said.text).is_ok_and(|phrase| phrase.is_yearless())
        })?;
        let name = event.name();
        let text = said.text.trim();
        let is_weekday = WEEKDAYS.iter().any(|day| day.eq_ignore_ascii_case(text));
        let help = if is_weekday {
            format!("write `next {text}`, or the date with its year")
        } else {
            "write the date with its year".to_owned()
        };
        let end = said.meaning.end.latest?;
        let year = timeline.zone().civil(end).year;
        Some(
            warning(
                Lint::PlannedPast,
                format!("`{name}` is planned, but `{}` is past: without a year it is the latest one, of {year}", said.text),
                &help,
            )
            .by(timeline.pointer(id, &event.when_slot(index)))
            .facts([name]),
        )
    });
    facts.collect()
}

/// Facts that are told as ones that happened, on a day later than the file's own; those that
/// are counted from another such fact are not told again.
pub(super) fn to_come(graph: &CausalGraph, schedule: &Schedule) -> Vec<Diagnostic> {
    let timeline = graph.timeline();
    let Some(as_of) = timeline.as_of() else {
        return Vec::new();
    };
    let day = |zone: Zone, instant: Instant| day_of(zone.civil(instant));
    let today = day(timeline.zone(), as_of);
    let is_later = |instant: Instant| instant > as_of && day(timeline.zone(), instant) > today;
    let is_told = |id: EventId| timeline.event(id).status() != Status::Planned;
    let is_later_told = |id: EventId| {
        let earliest = schedule.bounds(id).start.earliest;
        is_told(id) && earliest.is_some_and(is_later)
    };
    let facts = timeline.ids().filter(|id| is_told(*id)).filter_map(|id| {
        let event = timeline.event(id);
        let (index, said) = event.when().iter().enumerate().find(|(_, said)| {
            let meaning = &said.meaning;
            // It may be told by other clocks, which show another day than the file's.
            let is_later_there = |own| !meaning.zoned || day(meaning.zone, own) > today;
            let own = meaning.start.earliest;
            let mut anchors = said.anchors.iter().copied().flatten();
            own.is_some_and(|own| is_later(own) && is_later_there(own))
                || anchors.next().is_some()
                    && is_later_told(id)
                    && !said.anchors.iter().flatten().any(|one| is_later_told(*one))
        })?;
        let name = event.name();
        Some(
            warning(
                Lint::AfterAsOf,
                format!(
                    "`{name}` is dated `{}`, later than `as_of`, but is not planned",
                    said.text.trim()
                ),
                "write `status: planned` if it is still to come, else look at its year and at `as_of`",
            )
            .by(timeline.pointer(id, &event.when_slot(index)))
            .facts([name]),
        )
    });
    facts.collect()
}
