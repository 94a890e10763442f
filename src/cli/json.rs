//! Answers for programs. Their forms are a contract, told in docs/JSON.md.

use crate::compile::Compilation;
use crate::date::{Instant, Kind, Meaning, Precision, Window, Zone, iso};
use crate::timeline::{Event, EventId, Said};
use clap::ValueEnum;
use serde::Serialize;

/// In which form an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

#[derive(Serialize)]
struct Bounds {
    earliest: Option<String>,
    latest: Option<String>,
}

fn bounds(window: Window, zone: Zone) -> Bounds {
    let told = |instant: Option<Instant>| instant.map(|instant| iso(instant, zone));
    Bounds {
        earliest: told(window.earliest),
        latest: told(window.latest),
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Moment => "moment",
        Kind::Span => "span",
    }
}

#[derive(Serialize)]
struct Fact<'a> {
    id: &'a str,
    what: &'a str,
    when: Option<String>,
    precision: &'static str,
    kind: &'static str,
    start: Bounds,
    end: Bounds,
    derived: bool,
    because: Vec<&'a str>,
    accounts: Vec<Account<'a>>,
}

#[derive(Serialize)]
struct Account<'a> {
    name: &'a str,
    when: Option<String>,
    precision: &'static str,
    kind: &'static str,
    start: Bounds,
    end: Bounds,
    agrees: bool,
}

/// What each account of a fact makes of its date.
fn accounts(compiled: &Compilation, id: EventId, zone: Zone) -> Vec<Account<'_>> {
    let told = compiled.timeline().event(id).accounts();
    let worlds = compiled.schedule().worlds(id).iter();
    let accounts = worlds.map(|world| {
        let account = &told[world.account()];
        let (when, precision) = said(&account.when);
        let solved = world.bounds();
        Account {
            name: &account.name,
            when,
            precision: precision.name(),
            kind: kind(world.kind()),
            start: bounds(solved.start, zone),
            end: bounds(solved.end, zone),
            agrees: world.conflicts().is_empty(),
        }
    });
    accounts.collect()
}

/// The facts in order.
pub(super) fn order(compiled: &Compilation) -> String {
    let (timeline, schedule) = (compiled.timeline(), compiled.schedule());
    let zone = zone(compiled);
    let fact = |id: &EventId| {
        let event = timeline.event(*id);
        let (when, precision) = said(event.when());
        let solved = schedule.bounds(*id);
        Fact {
            id: event.name(),
            what: event.what(),
            when,
            precision: precision.name(),
            kind: kind(schedule.kind(*id)),
            start: bounds(solved.start, zone),
            end: bounds(solved.end, zone),
            derived: schedule.is_derived(*id),
            because: event
                .because()
                .iter()
                .map(|cause| cause.name.as_str())
                .collect(),
            accounts: accounts(compiled, *id, zone),
        }
    };
    let facts: Vec<Fact<'_>> = schedule.order().iter().map(fact).collect();
    serde_json::to_string_pretty(&facts).unwrap_or_default() + "\n"
}

/// The zone of answers: the file's own; UTC where it names none and yet some
/// date carries an offset; else none.
pub(super) fn zone(compiled: &Compilation) -> Zone {
    let zone = compiled.zone();
    let events = compiled.timeline().events().iter();
    let mut said = events.flat_map(Event::phrases);
    if zone.is_floating() && said.any(|said| said.meaning.zoned) {
        return Zone::Offset(0);
    }
    zone
}

/// What is said of a date, and the finest precision of that.
fn said(when: &[Said]) -> (Option<String>, Precision) {
    let texts: Vec<&str> = when.iter().map(|said| said.text.as_str()).collect();
    let precisions = when.iter().map(|said| said.meaning.precision);
    let precision = precisions.min().unwrap_or(Precision::Unknown);
    ((!texts.is_empty()).then(|| texts.join(", ")), precision)
}

#[derive(Serialize)]
struct Answer<'a> {
    phrase: &'a str,
    kind: &'static str,
    start: Bounds,
    end: Bounds,
    precision: &'static str,
}

/// One phrase, counted out.
pub(super) fn phrase(phrase: &str, meaning: &Meaning, zone: Zone) -> String {
    let zone = if zone.is_floating() && meaning.zoned {
        Zone::Offset(0)
    } else {
        zone
    };
    let answer = Answer {
        phrase,
        kind: kind(meaning.kind),
        start: bounds(meaning.start, zone),
        end: bounds(meaning.end, zone),
        precision: meaning.precision.name(),
    };
    serde_json::to_string_pretty(&answer).unwrap_or_default() + "\n"
}
