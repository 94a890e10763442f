//! Whose clocks a picture goes by.

use crate::date::{Precision, Zone, tells_second};
use crate::timeline::{Event, Timeline};

/// The zone of the file; where it names none and every date carries one and the
/// same itself, as the times of a log do, that one.
pub(super) fn zone(timeline: &Timeline) -> Zone {
    let own = timeline.zone();
    // Days, of eras and of facts, are those of the file.
    if !own.is_floating() || !timeline.eras().is_empty() {
        return own;
    }
    let mut common = None;
    for said in timeline.events().iter().flat_map(Event::phrases) {
        let meaning = &said.meaning;
        let counts_from_others = meaning.precision == Precision::Unknown;
        if counts_from_others || common == Some(meaning.zone) {
            continue;
        }
        if common.is_some() || meaning.zone.is_floating() {
            return own;
        }
        common = Some(meaning.zone);
    }
    common.unwrap_or(own)
}

/// Whether any date tells a second that begins no minute; where none does, the seconds
/// of a log are noughts that nobody knew.
pub(super) fn know_seconds(timeline: &Timeline) -> bool {
    let phrases = timeline.events().iter().flat_map(Event::phrases);
    let mut precise = phrases.filter(|said| said.meaning.precision <= Precision::Second);
    precise.any(|said| {
        let ends = [said.meaning.start.earliest, said.meaning.end.earliest];
        ends.into_iter().flatten().any(tells_second)
    })
}

/// A zone as print names it: by its city, where it has one.
pub(super) fn name(zone: Zone) -> String {
    match zone {
        Zone::Floating | Zone::Offset(0) => "UTC".to_owned(),
        Zone::Offset(_) => format!("UTC{}", zone.name().replace('-', "−")),
        Zone::Named(_) => {
            let name = zone.name();
            let short =
                city(&name).or_else(|| name.strip_prefix("Etc/").filter(|name| *name == "UTC"));
            short.unwrap_or(&name).replace('_', " ")
        }
    }
}

/// Whose times of day are told: `those of New York`, `in UTC`.
pub(super) fn told(zone: Zone) -> String {
    let link = if matches!(zone, Zone::Named(_)) && city(&zone.name()).is_some() {
        "those of"
    } else {
        "in"
    };
    format!("{link} {}", name(zone))
}

/// The city in a name of the time zone database.
fn city(name: &str) -> Option<&str> {
    /// The areas of which the last word is a place, not `Etc` or `US`.
    const AREAS: [&str; 10] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    let (area, _) = name.split_once('/')?;
    let (_, city) = name.rsplit_once('/')?;
    AREAS.contains(&area).then_some(city)
}
