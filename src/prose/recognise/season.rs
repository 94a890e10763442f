//! Seasons and holidays: “last summer”, “the winter of 1941”, “Christmas Day”.

use super::super::lexicon::Word;
use super::super::meaning::{Found, Holiday, Meaning, Part, Which, Year};
use super::super::number::four_digits;
use super::super::reader::Reader;
use super::weekday::{which, which_told};
use super::year::year_after;
use crate::date::Civil;
use crate::date::arithmetic::days_to;

/// A season with its year, or with a word that makes one of it.
pub(super) fn season(r: Reader<'_>, at: usize) -> Option<Found> {
    let found = |part: Part, year: Year, end: usize| {
        Some(Found::new(at, end, Meaning::Yearly { part, year }))
    };
    if let Some((picked, after)) = which(r, at)
        && let Word::Season(season) = r.word(after)
    {
        return found(Part::Season(season), Year::Pick(picked), after + 1);
    }
    // “that summer”, “the following spring”.
    if let Some((told, after)) = which_told(r, at)
        && let Word::Season(season) = r.word(after)
    {
        return found(Part::Season(season), Year::Told(told), after + 1);
    }
    let the = at + usize::from(r.is(at, "the"));
    // “the past summer”, “the coming winter”.
    if the > at
        && let Word::Season(season) = r.word(the + 1)
        && let Some(picked) = match r.lowered(the).as_str() {
            "past" => Some(Which::Last),
            "coming" => Some(Which::Next),
            _ => None,
        }
    {
        return found(Part::Season(season), Year::Pick(picked), the + 2);
    }
    let Word::Season(season) = r.word(the) else {
        return None;
    };
    if the > at && r.is(the + 1, "before") && r.is(the + 2, "last") {
        return found(Part::Season(season), Year::BeforeLast, the + 3);
    }
    // “the fall of Saigon” has no year after it.
    if let Some((year, end)) = year_after(r, the + 1).filter(|_| r.text(the + 1) != ",") {
        let end = next_year(r, year, end).unwrap_or(end);
        return found(Part::Season(season), year, end);
    }
    let is_word_too = r.any(the, &["fall", "spring"]);
    let led = r.after_any(
        at,
        &[
            "in",
            "during",
            "by",
            "since",
            "until",
            "through",
            "into",
            "throughout",
            "over",
            "for",
            "early",
            "late",
            "of",
        ],
    );
    let led = led || the > at && !is_word_too;
    let goes_on = r.any(the + 1, &["of", "from"])
        || is_word_too
            && r.word(the + 1) == Word::Other
            && r.lower(the + 1)
            && !r.any(the + 1, &PRONOUNS);
    // “the fall and winter”.
    let is_listed = the == at
        && at > 1
        && r.any(at - 1, &["and", "or"])
        && matches!(r.word(at - 2), Word::Season(_));
    // “Spring: the mill is shut” in a list of what happened.
    let is_label = the == at
        && r.begins_sentence(at)
        && r.capital(at)
        && r.text(at + 1) == ":"
        && r.glued(at + 1);
    let led = led || is_listed && !is_word_too || is_label;
    let is_short = the == at && r.after_any(at, &["of", "for", "into"]);
    (led && !goes_on && !is_short)
        .then(|| found(Part::Season(season), Year::Open, the + 1))
        .flatten()
}

/// Words that open a clause: “by late spring he left”, unlike “in spring training”.
const PRONOUNS: [&str; 10] = [
    "he", "her", "his", "its", "our", "she", "their", "they", "we", "you",
];

/// The end of the second year of a season over two: “the winter of 2010–11”.
fn next_year(r: Reader<'_>, year: Year, end: usize) -> Option<usize> {
    let Year::Given(year) = year else {
        return None;
    };
    let is_joined = matches!(r.text(end), "-" | "–" | "/") && r.glued(end) && r.glued(end + 1);
    let next = match r.word(end + 1) {
        Word::Digits { number, digits: 2 } => i64::from(number) == (year + 1).rem_euclid(100),
        _ => four_digits(r, end + 1) == Some(year + 1),
    };
    (is_joined && next).then_some(end + 2)
}

/// Holidays by their names, with “last” or a year beside them.
pub(super) fn holiday(r: Reader<'_>, at: usize) -> Option<Found> {
    let (picked, start) = match which(r, at) {
        Some((picked, after)) => (Some(picked), after),
        None => (None, at),
    };
    let (part, end) = name(r, start)?;
    let (year, end) = match picked {
        Some(picked) => (Year::Pick(picked), end),
        None => year_after(r, end).unwrap_or((Year::Open, end)),
    };
    // “Easter week”, “the Memorial Day weekend”.
    let is_weekend = r.is(end, "weekend");
    if is_weekend || r.is(end, "week") && !r.glued(end) {
        let (year, end) = match year {
            Year::Open => year_after(r, end + 1).unwrap_or((year, end + 1)),
            _ => (year, end + 1),
        };
        let meaning = Meaning::WeekOf {
            part,
            year,
            is_weekend,
        };
        let first = start - usize::from(start == at && r.after_any(at, &["the"]));
        return Some(Found::new(first, end, meaning));
    }
    Some(Found::new(at, end, Meaning::Yearly { part, year }))
}

/// “the day after Christmas”, “the day before Thanksgiving”, “the Friday before Easter”.
pub(super) fn beside_holiday(r: Reader<'_>, at: usize) -> Option<Found> {
    if !(r.is(at, "the") && r.any(at + 2, &["after", "before"])) {
        return None;
    }
    let weekday = super::weekday::name(r, at + 1).filter(|(_, end)| *end == at + 2);
    if weekday.is_none() && !r.is(at + 1, "day") {
        return None;
    }
    let (part, end) = name(r, at + 3)?;
    let is_after = r.is(at + 2, "after");
    let part = match weekday {
        Some((weekday, _)) => near(part, weekday, is_after)?,
        None => beside(part, if is_after { 1 } else { -1 })?,
    };
    let (year, end) = year_after(r, end).unwrap_or((Year::Open, end));
    // “the day after Christmas dinner”, “the day after Easter week”.
    let is_attribute = r.word(end) == Word::Other && r.capital(end) || r.any(end, &["week"]);
    (!is_attribute).then(|| Found::new(at, end, Meaning::Yearly { part, year }))
}

/// The day one before or after a holiday; none where that lies in another year.
fn beside(part: Part, days: i8) -> Option<Part> {
    match part {
        Part::Day(month, day) => {
            // No holiday of a fixed date ends February.
            let days_in = Civil::days_in_month(2001, month);
            match (day, days) {
                (1, -1) if month > 1 => {
                    let before = month - 1;
                    Some(Part::Day(before, Civil::days_in_month(2001, before)))
                }
                (1, -1) => None,
                (day, 1) if day == days_in && month < 12 => Some(Part::Day(month + 1, 1)),
                (day, 1) if day == days_in => None,
                (day, -1) => Some(Part::Day(month, day - 1)),
                (day, _) => Some(Part::Day(month, day + 1)),
            }
        }
        Part::Holiday(Holiday::Easter(from)) => {
            Some(Part::Holiday(Holiday::Easter(from + i64::from(days))))
        }
        Part::Holiday(Holiday::Weekday {
            month,
            weekday,
            count,
        }) => Some(Part::Holiday(Holiday::Beside {
            month,
            weekday,
            count,
            days,
        })),
        _ => None,
    }
}

/// The weekday nearest before or after a holiday.
fn near(part: Part, weekday: u8, is_after: bool) -> Option<Part> {
    match part {
        Part::Day(month, day) => Some(Part::Holiday(Holiday::Near {
            month,
            day,
            weekday,
            is_after,
        })),
        Part::Holiday(Holiday::Easter(from)) => {
            let on = (6 + from).rem_euclid(7) as u8;
            let days = days_to(weekday, on, is_after);
            Some(Part::Holiday(Holiday::Easter(from + days)))
        }
        Part::Holiday(Holiday::Weekday {
            month,
            weekday: on,
            count,
        }) => Some(Part::Holiday(Holiday::Beside {
            month,
            weekday: on,
            count,
            days: days_to(weekday, on, is_after) as i8,
        })),
        _ => None,
    }
}

const fn weekday_of(month: u8, weekday: u8, count: i8) -> Part {
    Part::Holiday(Holiday::Weekday {
        month,
        weekday,
        count,
    })
}

/// Names of one to six words, the longest first where one begins another.
const HOLIDAYS: [(&str, Part); 41] = [
    ("new year 's eve", Part::Day(12, 31)),
    ("new years eve", Part::Day(12, 31)),
    ("new year 's day", Part::Day(1, 1)),
    ("new years day", Part::Day(1, 1)),
    ("christmas eve", Part::Day(12, 24)),
    ("christmas day", Part::Day(12, 25)),
    ("christmas", Part::Day(12, 25)),
    ("boxing day", Part::Day(12, 26)),
    ("xmas", Part::Day(12, 25)),
    ("halloween", Part::Day(10, 31)),
    ("valentine 's day", Part::Day(2, 14)),
    ("valentines day", Part::Day(2, 14)),
    ("st . patrick 's day", Part::Day(3, 17)),
    ("st patrick 's day", Part::Day(3, 17)),
    ("st patricks day", Part::Day(3, 17)),
    ("april fools day", Part::Day(4, 1)),
    ("april fool 's day", Part::Day(4, 1)),
    ("may day", Part::Day(5, 1)),
    ("bastille day", Part::Day(7, 14)),
    ("independence day", Part::Day(7, 4)),
    ("veterans day", Part::Day(11, 11)),
    ("veteran 's day", Part::Day(11, 11)),
    ("armistice day", Part::Day(11, 11)),
    ("good friday", Part::Holiday(Holiday::Easter(-2))),
    ("ash wednesday", Part::Holiday(Holiday::Easter(-46))),
    ("palm sunday", Part::Holiday(Holiday::Easter(-7))),
    ("easter sunday", Part::Holiday(Holiday::Easter(0))),
    ("easter monday", Part::Holiday(Holiday::Easter(1))),
    ("easter", Part::Holiday(Holiday::Easter(0))),
    ("thanksgiving day", weekday_of(11, 3, 4)),
    ("thanksgiving", weekday_of(11, 3, 4)),
    ("martin luther king day", weekday_of(1, 0, 3)),
    ("martin luther king jr . day", weekday_of(1, 0, 3)),
    ("presidents day", weekday_of(2, 0, 3)),
    ("presidents ' day", weekday_of(2, 0, 3)),
    ("columbus day", weekday_of(10, 0, 2)),
    ("memorial day", weekday_of(5, 0, -1)),
    ("labor day", weekday_of(9, 0, 1)),
    ("mother 's day", weekday_of(5, 6, 2)),
    ("father 's day", weekday_of(6, 6, 3)),
    ("election day", Part::Holiday(Holiday::Election)),
];

/// A holiday by its name, and the place after it.
pub(super) fn name(r: Reader<'_>, at: usize) -> Option<(Part, usize)> {
    let is_lower_name = r.any(at, &["xmas", "christmas", "halloween", "easter"]);
    if !r.capital(at) && !is_lower_name {
        return None;
    }
    let fits = |name: &str| {
        let mut place = at;
        for word in name.split(' ') {
            if word == "'" {
                if !matches!(r.text(place), "'" | "’") {
                    return None;
                }
                place += 1;
            } else if word == "'s" {
                if !(matches!(r.text(place), "'" | "’") && r.is(place + 1, "s")) {
                    return None;
                }
                place += 2;
            } else if r.is(place, word) {
                place += 1;
            } else {
                return None;
            }
        }
        Some(place)
    };
    HOLIDAYS
        .iter()
        .find_map(|(name, part)| Some((*part, fits(name)?)))
}
