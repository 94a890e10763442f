//! Months, days and years: “15 July 2021”, “July of that year”, “Oct. 5”,
//! “fiscal 1989”, “490 BC”.

use super::super::lexicon::Word;
use super::super::meaning::{Base, Found, Meaning, Part, Which, Year};
use super::super::number::{four_digits, ordinal, spelled_year};
use super::super::reader::Reader;
use super::super::value::Value;
use super::weekday;
use crate::date::Civil;

/// Words that only a time follows when a name of a month comes next.
const BEFORE_MONTH: [&str; 30] = [
    "in",
    "of",
    "by",
    "since",
    "until",
    "till",
    "from",
    "during",
    "before",
    "after",
    "through",
    "for",
    "last",
    "next",
    "this",
    "that",
    "late",
    "early",
    "mid",
    "to",
    "between",
    "every",
    "each",
    "previous",
    "following",
    "past",
    "on",
    "around",
    "as",
    "throughout",
];

/// A month by name, and the place after it with the stop that ends a short
/// name. “May”, “March” and short names need more beside them to be months.
pub(super) fn month(r: Reader<'_>, at: usize) -> Option<(u8, usize)> {
    let Word::Month { month, short } = r.word(at) else {
        return None;
    };
    let after = if short { r.after_stop(at + 1) } else { at + 1 };
    Some((month, after))
}

/// Whether a month stands here beyond doubt though no number is beside it.
pub(super) fn is_month_alone(r: Reader<'_>, at: usize) -> bool {
    let Word::Month { month, short } = r.word(at) else {
        return false;
    };
    let proved = r.after_any(at, &BEFORE_MONTH) || listed(r, at);
    let is_word_too = matches!(month, 3 | 5) || short;
    let proved = proved
        || r.hyphen(at.wrapping_sub(1)) && r.any(at.wrapping_sub(2), &["mid", "early", "late"]);
    if is_word_too && !(proved && r.capital(at)) {
        return false;
    }
    if !r.capital(at) && !proved {
        return false;
    }
    // “June Carter”, “August Wilson” are people, “Mr. March” too.
    let is_name = r.capital(at + 1)
        && !r.glued(at + 1)
        && r.word(at + 1) == Word::Other
        && r.text(at + 1).len() > 1
        && !proved;
    let is_joined = r.hyphen(at.wrapping_sub(1));
    let joins = matches!(r.word(at.wrapping_sub(2)), Word::Month { .. })
        || r.any(at.wrapping_sub(2), &["mid", "early", "late"]);
    !is_name && (!is_joined || joins)
}

/// Whether another month stands right before, as in “April and May”.
fn listed(r: Reader<'_>, at: usize) -> bool {
    let Some(mark) = at.checked_sub(1) else {
        return false;
    };
    let joins = r.any(mark, &["and", "or", "to", ",", "-", "–", "/"]);
    joins
        && (1..=3).any(|back| {
            matches!(
                mark.checked_sub(back).map(|at| r.word(at)),
                Some(Word::Month { .. })
            )
        })
}

/// A day of the month in digits or as an ordinal.
fn day(r: Reader<'_>, at: usize) -> Option<(u8, usize)> {
    let (number, after) = match r.word(at) {
        Word::Digits {
            number,
            digits: 1..=2,
        } => {
            let suffix = r.glued(at + 1) && r.any(at + 1, &["st", "nd", "rd", "th"]);
            (i64::from(number), at + 1 + usize::from(suffix))
        }
        _ => ordinal(r, at)?,
    };
    if !(1..=31).contains(&number) {
        return None;
    }
    // No clock, decimal, fraction, share or price: `10:30`, `5.5`, `5%`.
    let next = r.text(after);
    let is_more = r.glued(after)
        && (matches!(next, "%" | "/") || next == ":" && r.glued(after + 1))
        || next == "."
            && r.glued(after)
            && r.glued(after + 1)
            && matches!(r.word(after + 1), Word::Digits { .. });
    (!is_more).then_some((number as u8, after))
}

/// A month with its day, either first.
pub(super) fn month_and_day(r: Reader<'_>, at: usize) -> Option<(u8, u8, usize)> {
    if let Some((month, after)) = month(r, at) {
        let start = r.after_hyphen(after);
        let start = start + usize::from(r.is(start, "the") && ordinal(r, start + 1).is_some());
        let (day, end) = day(r, start)?;
        let is_clock = r.any(end, &["am", "pm", "percent"])
            || r.any(end, &["a", "p"]) && r.text(end + 1) == "." && r.is(end + 2, "m");
        return (day <= Civil::days_in_month(2000, month) && !is_clock)
            .then_some((month, day, end));
    }
    let start = at + usize::from(r.is(at, "the"));
    let (day, after) = day(r, start)?;
    let of = r.is(after, "of");
    // The article belongs to an ordinal: “the 5th of June”.
    if start > at && ordinal(r, start).is_none() {
        return None;
    }
    let next = if of { after + 1 } else { r.after_hyphen(after) };
    let (month, end) = month(r, next)?;
    // “20 may not come”: a small letter is no May.
    let is_word = matches!(month, 3 | 5) && r.lower(next);
    (day <= Civil::days_in_month(2000, month) && !is_word).then_some((month, day, end))
}

/// A year after what it holds: “, 1990”, “of 1990”, “last year”, “of that
/// year”, `480 BC`.
pub(super) fn year_after(r: Reader<'_>, at: usize) -> Option<(Year, usize)> {
    let start = if r.text(at) == "," { at + 1 } else { at };
    if let Some((year, end)) = with_era(r, start) {
        return Some((Year::Given(year), end));
    }
    let of = start + usize::from(r.any(start, &["of", "in"]) && start == at);
    let hyphen = r.after_hyphen(of);
    if let Some(year) = four_digits(r, hyphen).filter(|_| !counts(r, hyphen)) {
        return Some((Year::Given(year), hyphen + 1));
    }
    if start > at {
        return None;
    }
    if let Some((year, end)) = spelled_year(r, of).or_else(|| with_era(r, of)) {
        return Some((Year::Given(year), end));
    }
    if let Some((year, end)) = two_digits(r, of) {
        return Some((Year::Given(year), end));
    }
    let (which, base, end) = year_turn(r, of)?;
    Some((Year::Turn(which, base), end))
}

/// `'91`.
fn two_digits(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    let Word::Digits { number, digits: 2 } = r.word(at + 1) else {
        return None;
    };
    let is_mark = matches!(r.text(at), "'" | "’" | "‘" | "`") && r.glued(at + 1);
    let century = if number > 30 { 1900 } else { 2000 };
    (is_mark && !r.is(at + 2, "s")).then(|| (century + i64::from(number), at + 2))
}

/// “last year”, “that year”, “the following year”.
pub(super) fn year_turn(r: Reader<'_>, at: usize) -> Option<(Which, Base, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    if !r.is(the + 1, "year") || r.hyphen(the + 2) {
        return None;
    }
    let (which, base) = match r.lowered(the).as_str() {
        "last" if the == at => (Which::Last, Base::Anchor),
        "this" | "current" => (Which::This, Base::Anchor),
        "next" if the == at => (Which::Next, Base::Anchor),
        "next" | "following" => (Which::Next, Base::Thread),
        "previous" | "preceding" | "prior" => (Which::Last, Base::Thread),
        "that" | "same" => (Which::This, Base::Thread),
        _ => return None,
    };
    Some((which, base, the + 2))
}

/// `490 BC`, `AD 79`, with the letters or with dots between them.
fn with_era(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    if let Some((false, number)) = era(r, at) {
        let (year, end) = plain_year(r, number)?;
        return Some((year, end));
    }
    let (year, after) = plain_year(r, at)?;
    let (before, end) = era(r, after)?;
    Some((if before { 1 - year } else { year }, end))
}

fn plain_year(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    match r.word(at) {
        Word::Digits { number, .. } if (1..100_000).contains(&number) => {
            Some((i64::from(number), at + 1))
        }
        _ => None,
    }
}

/// Whether an era is the one before the common one, and the place after.
pub(super) fn era(r: Reader<'_>, at: usize) -> Option<(bool, usize)> {
    match r.text(at) {
        "BC" | "BCE" => return Some((true, at + 1)),
        "AD" | "CE" => return Some((false, at + 1)),
        _ => {}
    }
    let dotted = |letters: &[&str]| {
        letters.iter().enumerate().all(|(index, letter)| {
            let place = at + 2 * index;
            let stops = r.text(place + 1) == "." && r.glued(place + 1);
            r.text(place) == *letter
                && (stops
                    || index > 0 && index + 1 == letters.len() && r.word(place + 1) == Word::Mark)
        })
    };
    [
        (&["B", "C", "E"][..], true),
        (&["B", "C"], true),
        (&["A", "D"], false),
        (&["C", "E"], false),
    ]
    .into_iter()
    .find(|(letters, _)| dotted(letters))
    .map(|(letters, before)| {
        let last = at + 2 * letters.len() - 1;
        (before, last + usize::from(r.text(last) == "."))
    })
}

/// Whether four digits count something rather than name a year: `$1990`,
/// “1500 men”, “1995 votes”, `1200-page`.
fn counts(r: Reader<'_>, at: usize) -> bool {
    if r.glued(at)
        && !matches!(
            r.before(at),
            "(" | "-"
                | "–"
                | "—"
                | "/"
                | "'"
                | "\""
                | "“"
                | "["
                | "`"
                | ","
                | ":"
                | ";"
                | "."
                | "’"
                | "‘"
        )
    {
        return true;
    }
    if r.after_any(
        at,
        &["$", "£", "€", "#", "no", "number", "room", "flight", "than"],
    ) {
        return true;
    }
    if r.before(at) == "." && r.glued(at) {
        return true;
    }
    let next = at + 1;
    if r.glued(next)
        && ((matches!(r.text(next), "%" | "°") || r.text(next) == ":" && r.glued(next + 1))
            || r.lower(next) && !r.is(next, "s"))
    {
        return true;
    }
    if r.text(next) == "." && r.glued(next + 1) && matches!(r.word(next + 1), Word::Digits { .. }) {
        return true;
    }
    if matches!(r.word(next), Word::Unit { .. } | Word::Power(_)) && !r.glued(next) {
        return true;
    }
    let text = r.text(next);
    let is_plural = r.word(next) == Word::Other
        && r.lower(next)
        && text.ends_with('s')
        && !text.ends_with("ss")
        && text.len() > 4;
    let is_people = r.any(
        next,
        &[
            "men", "people", "women", "children", "troops", "percent", "feet", "tons", "acres",
            "miles", "km", "kg", "m", "hours", "lives", "jobs", "votes", "points", "cars",
        ],
    );
    let introduced = r.after_any(at, &YEAR_BEFORE);
    is_people
        || is_plural
            && !introduced
            && !r.after_any(at, &["the", "'s", "s", "its", "his", "their", "her"])
}

/// Words that introduce years.
const YEAR_BEFORE: [&str; 16] = [
    "in", "since", "by", "until", "till", "from", "during", "before", "after", "of", "through",
    "late", "early", "mid", "fiscal", "year",
];

/// A year by itself: “1990”, “the year 1990”, “fiscal 1990”, “AD 79”.
pub(super) fn year(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    let fiscal = the + usize::from(r.any(the, &["fiscal", "calendar"]));
    let start = fiscal + usize::from(r.is(fiscal, "year"));
    if start > the {
        let (year, end) = with_era(r, start)
            .or_else(|| four_digits(r, start).map(|year| (year, start + 1)))
            .or_else(|| spelled_year(r, start))
            .or_else(|| two_digits(r, start))?;
        return Some(Found::new(at, end, Meaning::Fixed(Value::Year(year))));
    }
    if the > at {
        return None;
    }
    if let Some((year, end)) = with_era(r, at) {
        return Some(Found::new(at, end, Meaning::Fixed(Value::Year(year))));
    }
    if let Some((year, end)) = spelled_year(r, at) {
        let is_more = matches!(r.word(end), Word::Unit { .. } | Word::Power(_));
        return (!is_more).then(|| Found::new(at, end, Meaning::Fixed(Value::Year(year))));
    }
    if let Some((year, end)) = two_digits(r, at).filter(|_| r.after_any(at, &YEAR_BEFORE)) {
        return Some(Found::new(at, end, Meaning::Fixed(Value::Year(year))));
    }
    let year = four_digits(r, at).filter(|_| !counts(r, at))?;
    // Its last two digits may follow: `1990-91`, and are read with it.
    (year <= 2100).then(|| Found::new(at, at + 1, Meaning::Fixed(Value::Year(year))))
}

/// Months with days, years, both or neither.
pub(super) fn months(r: Reader<'_>, at: usize) -> Option<Found> {
    let yearly = |part: Part, end: usize| {
        let (year, end) = year_after(r, end).unwrap_or((Year::Open, end));
        Some(Found::new(at, end, Meaning::Yearly { part, year }))
    };
    if let Some((month, day, end)) = month_and_day(r, at) {
        return yearly(Part::Day(month, day), end);
    }
    // “Monday, Oct. 26”, “this coming Sunday, March 8”.
    let picks = weekday::which(r, at).map_or(at, |(_, after)| after);
    if let Some((_, after)) = weekday::name(r, picks) {
        let comma = after + usize::from(r.text(after) == ",");
        let (month, day, end) = month_and_day(r, comma)?;
        return yearly(Part::Day(month, day), end);
    }
    if let Some((which, after)) = weekday::which(r, at)
        && let Some((month, day, end)) = month_and_day(r, after)
    {
        let year = Year::Pick(which);
        return Some(Found::new(
            at,
            end,
            Meaning::Yearly {
                part: Part::Day(month, day),
                year,
            },
        ));
    }
    if let Some((which, after)) = weekday::which(r, at)
        && let Some((month, end)) = month(r, after)
        && (r.capital(after) || !matches!(month, 3 | 5))
    {
        let year = Year::Pick(which);
        return Some(Found::new(
            at,
            end,
            Meaning::Yearly {
                part: Part::Month(month),
                year,
            },
        ));
    }
    let the = at + usize::from(r.is(at, "the"));
    if the > at && r.is(the, "month") && r.is(the + 1, "of") {
        let (month, end) = month(r, the + 2)?;
        return yearly(Part::Month(month), end);
    }
    let (month, after) = month(r, at)?;
    if let Some((year, end)) = year_after(r, after) {
        // “may last year” needs a capital.
        let is_word = matches!(month, 3 | 5) && r.lower(at);
        return (!is_word).then(|| {
            Found::new(
                at,
                end,
                Meaning::Yearly {
                    part: Part::Month(month),
                    year,
                },
            )
        });
    }
    is_month_alone(r, at).then(|| {
        Found::new(
            at,
            after,
            Meaning::Yearly {
                part: Part::Month(month),
                year: Year::Open,
            },
        )
    })
}

/// `2021-07-15`, `15/07/2021`: digits with marks between.
pub(super) fn numeric(r: Reader<'_>, at: usize) -> Option<Found> {
    let Word::Digits { number, digits } = r.word(at) else {
        return None;
    };
    if r.glued(at)
        && !matches!(
            r.before(at),
            "(" | "\"" | "“" | "[" | "'" | ":" | "," | "—" | "–" | ">" | "="
        )
    {
        return None;
    }
    let mark = r.text(at + 1);
    if !matches!(mark, "-" | "/" | ".") || !r.glued(at + 1) || !r.glued(at + 2) {
        return None;
    }
    let part = |at: usize| match r.word(at) {
        Word::Digits { number, digits } => Some((number, digits)),
        _ => None,
    };
    let (second, second_digits) = part(at + 2)
        .or_else(|| Some((0, 0)).filter(|_| digits == 4 && r.text(at + 2).starts_with('W')))?;
    let third = (r.text(at + 3) == mark && r.glued(at + 3) && r.glued(at + 4))
        .then(|| part(at + 4))
        .flatten();
    let found = |value: Value, end: usize| {
        let is_more = r.glued(end) && matches!(r.word(end), Word::Digits { .. });
        (!is_more).then(|| Found::new(at, end, Meaning::Fixed(value)))
    };
    let year = i64::from(number);
    match third {
        Some((third, 2)) if digits == 4 && second_digits == 2 => {
            let (month, day) = (second as u8, third as u8);
            let is_day =
                (1..=12).contains(&month) && (1..=Civil::days_in_month(year, month)).contains(&day);
            is_day
                .then(|| found(Value::Day(year, month, day), at + 5))
                .flatten()
        }
        Some((year, 4)) if digits <= 2 && second_digits <= 2 => {
            let year = i64::from(year);
            let is_day = |month: u32, day: u32| {
                (1..=12).contains(&month)
                    && (1..=u32::from(Civil::days_in_month(year, month as u8))).contains(&day)
            };
            let value = match (is_day(second, number), is_day(number, second)) {
                (true, true) if number != second => {
                    Value::Numeric(number as u8, second as u8, year)
                }
                (true, _) => Value::Day(year, second as u8, number as u8),
                (_, true) => Value::Day(year, number as u8, second as u8),
                _ => return None,
            };
            found(value, at + 5)
        }
        None if mark == "-"
            && digits == 4
            && second_digits == 2
            && (1..=12).contains(&second)
            && (1000..2200).contains(&number) =>
        {
            // `2009-10` may be two years; one that can be a second year is one.
            let is_range = second > number % 100;
            (!is_range && r.text(at + 3) != "-")
                .then(|| found(Value::Month(year, second as u8), at + 3))
                .flatten()
        }
        _ => None,
    }
}

/// “the 15th”: a day of the month that the text is in.
pub(super) fn ordinal_day(r: Reader<'_>, at: usize) -> Option<Found> {
    if !r.is(at, "the") || !r.after_any(at, &["on", "until", "by", "since"]) {
        return None;
    }
    let Word::Digits {
        number: day @ 1..=31,
        digits: 1..=2,
    } = r.word(at + 1)
    else {
        return None;
    };
    let is_suffix = r.glued(at + 2) && r.any(at + 2, &["st", "nd", "rd", "th"]);
    let ends =
        !matches!(r.word(at + 3), Word::Other | Word::Unit { .. }) || r.text(at + 3).is_empty();
    (is_suffix && ends).then(|| Found::new(at, at + 3, Meaning::DayOfMonth(day as u8)))
}

/// A whole number as a year of the century before it: the `91` of `1990-91`.
pub(super) fn short_year(r: Reader<'_>, at: usize, year: i64) -> Option<Found> {
    let is_dash = matches!(r.text(at), "-" | "–" | "—" | "/") && r.glued(at) && r.glued(at + 1);
    let Word::Digits { number, digits: 2 } = r.word(at + 1) else {
        return None;
    };
    let later = year - year % 100 + i64::from(number);
    let ends = !r.glued(at + 2) || r.word(at + 2) == Word::Mark && r.text(at + 2) != "-";
    (is_dash && later > year && ends)
        .then(|| Found::new(at + 1, at + 2, Meaning::Fixed(Value::Year(later))))
}

/// A second day of the same month: the `14` of “July 12–14”.
pub(super) fn second_day(r: Reader<'_>, at: usize, month: u8, first: u8) -> Option<Found> {
    if !r.any(at, &["-", "–", "—", "to", "and", "or", "through"]) {
        return None;
    }
    let (day, end) = day(r, at + 1)?;
    let goes_on = matches!(r.word(end), Word::Month { .. })
        || r.is(end, "of") && year_after(r, end).is_none()
        || matches!(
            r.word(end),
            Word::Unit { .. } | Word::Power(_) | Word::Other
        ) && !r.text(end).is_empty()
            && !r.glued(end)
            && !matches!(r.text(at), "-" | "–" | "—");
    if day <= first || day > Civil::days_in_month(2000, month) || goes_on {
        return None;
    }
    let (year, end) = year_after(r, end).unwrap_or((Year::Open, end));
    Some(Found::new(
        at + 1,
        end,
        Meaning::Yearly {
            part: Part::Day(month, day),
            year,
        },
    ))
}

/// A first day whose month comes with the second: the `12` of “12–14 July”.
pub(super) fn first_day(r: Reader<'_>, at: usize) -> Option<Found> {
    let Word::Digits { digits: 1..=2, .. } = r.word(at) else {
        return None;
    };
    let (first, after) = day(r, at)?;
    if !r.any(after, &["-", "–", "—", "to", "and", "through"]) {
        return None;
    }
    let (month, second, _) =
        month_and_day(r, after + 1).filter(|_| !matches!(r.word(after + 1), Word::Month { .. }))?;
    let (year, _) = year_after(r, month_and_day(r, after + 1)?.2).unwrap_or((Year::Open, 0));
    (first < second).then(|| {
        Found::new(
            at,
            after,
            Meaning::Yearly {
                part: Part::Day(month, first),
                year,
            },
        )
    })
}

/// A first year whose era comes with the second: the `264` of “264 to 241 BC”.
pub(super) fn first_year(r: Reader<'_>, at: usize) -> Option<Found> {
    let Word::Digits {
        number: first,
        digits: 1..=4,
    } = r.word(at)
    else {
        return None;
    };
    if !r.any(at + 1, &["-", "–", "—", "to", "and", "or", "until"]) {
        return None;
    }
    let (last, end) = with_era(r, at + 2)?;
    let is_before = last <= 0 && i64::from(first) > 1 - last;
    (end > at + 3 && is_before && first > 0).then(|| {
        Found::new(
            at,
            at + 1,
            Meaning::Fixed(Value::Year(1 - i64::from(first))),
        )
    })
}
