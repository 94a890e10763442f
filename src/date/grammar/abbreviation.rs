//! Letters and cities that people write for time zones, and the zones that they can be.

use super::super::Zone;
use super::super::phrase::PhraseError;
use super::words::Word;

/// Letters for an offset of one half of the year or of several places, each with what
/// can be meant: an offset and a zone that has it.
const LETTERS: [(&str, &[(&str, &str)]); 37] = [
    ("ACDT", &[("+10:30", "Australia/Adelaide")]),
    ("ACST", &[("+09:30", "Australia/Adelaide")]),
    ("ADT", &[("-03:00", "America/Halifax")]),
    ("AEDT", &[("+11:00", "Australia/Sydney")]),
    ("AEST", &[("+10:00", "Australia/Sydney")]),
    ("AKDT", &[("-08:00", "America/Anchorage")]),
    ("AKST", &[("-09:00", "America/Anchorage")]),
    (
        "AST",
        &[("-04:00", "America/Halifax"), ("+03:00", "Asia/Riyadh")],
    ),
    ("AWST", &[("+08:00", "Australia/Perth")]),
    ("BRT", &[("-03:00", "America/Sao_Paulo")]),
    (
        "BST",
        &[("+01:00", "Europe/London"), ("+06:00", "Asia/Dhaka")],
    ),
    ("CAT", &[("+02:00", "Africa/Maputo")]),
    (
        "CDT",
        &[("-05:00", "America/Chicago"), ("-04:00", "America/Havana")],
    ),
    ("CEST", &[("+02:00", "Europe/Paris")]),
    ("CET", &[("+01:00", "Europe/Paris")]),
    (
        "CST",
        &[
            ("-06:00", "America/Chicago"),
            ("+08:00", "Asia/Shanghai"),
            ("-05:00", "America/Havana"),
        ],
    ),
    ("EAT", &[("+03:00", "Africa/Nairobi")]),
    ("EDT", &[("-04:00", "America/New_York")]),
    ("EEST", &[("+03:00", "Europe/Kyiv")]),
    ("EET", &[("+02:00", "Europe/Kyiv")]),
    ("EST", &[("-05:00", "America/New_York")]),
    ("ET", &[("-05:00", "America/New_York")]),
    ("HKT", &[("+08:00", "Asia/Hong_Kong")]),
    ("HST", &[("-10:00", "Pacific/Honolulu")]),
    (
        "IST",
        &[
            ("+05:30", "Asia/Kolkata"),
            ("+01:00", "Europe/Dublin"),
            ("+02:00", "Asia/Jerusalem"),
        ],
    ),
    ("JST", &[("+09:00", "Asia/Tokyo")]),
    ("KST", &[("+09:00", "Asia/Seoul")]),
    ("MDT", &[("-06:00", "America/Denver")]),
    ("MSK", &[("+03:00", "Europe/Moscow")]),
    (
        "MST",
        &[
            ("-07:00", "America/Denver"),
            ("+08:00", "Asia/Kuala_Lumpur"),
        ],
    ),
    ("NZST", &[("+12:00", "Pacific/Auckland")]),
    ("PDT", &[("-07:00", "America/Los_Angeles")]),
    ("PKT", &[("+05:00", "Asia/Karachi")]),
    (
        "PST",
        &[("-08:00", "America/Los_Angeles"), ("+08:00", "Asia/Manila")],
    ),
    ("SAST", &[("+02:00", "Africa/Johannesburg")]),
    ("SGT", &[("+08:00", "Asia/Singapore")]),
    ("WEST", &[("+01:00", "Europe/Lisbon")]),
];

/// The fault of letters such as `BST`: what they can stand for.
pub(super) fn letters(word: &Word<'_>) -> PhraseError {
    let text = word.text;
    let error = PhraseError::new(
        word.span,
        format!("`{text}` is not the name of one time zone"),
    );
    let known = LETTERS.iter().find(|(letters, _)| *letters == text);
    let Some((_, meant)) = known else {
        return error.help("write an offset from UTC such as +04:30, or a zone such as Asia/Kabul");
    };
    let meant = meant
        .iter()
        .map(|(offset, zone)| format!("`{offset}` or `{zone}`"));
    error.help(format!("write {}", meant.collect::<Vec<_>>().join(", or ")))
}

/// The zone that is named after a city, as the database spells it.
pub(super) fn zone_of(city: &str) -> Option<&'static str> {
    Zone::names().find(|name| {
        name.rsplit_once('/')
            .is_some_and(|(_, place)| place == city)
    })
}

/// The fault of a city that stands for its zone: `10:30 London`.
pub(super) fn city(word: &Word<'_>) -> Option<PhraseError> {
    // A day before it is an island.
    if word.is("easter") {
        return None;
    }
    let zone = zone_of(word.text)?;
    let error = PhraseError::new(
        word.span,
        format!("`{}` is not the whole name of a time zone", word.text),
    );
    Some(error.help(format!("write `{zone}`")).replacement(zone))
}
