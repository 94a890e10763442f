//! Dates in digits alone.

use super::super::lexicon::Word;
use super::super::meaning::{Found, Meaning};
use super::super::reader::Reader;
use super::super::value::Value;
use crate::date::Civil;

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
            if !(1..=12).contains(&month) {
                return None;
            }
            found(day_of(year, month, day), at + 5)
        }
        Some((year, year_digits @ (2 | 4))) if digits <= 2 && second_digits <= 2 => {
            let is_short = year_digits == 2;
            // `6-4-99` may be no date; `02-13-98` and `2/13/98` are.
            if is_short && mark != "/" && (mark == "." || digits + second_digits < 4) {
                return None;
            }
            let century = if is_short { century_of(year) } else { 0 };
            let year = century + i64::from(year);
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
                // One number is a month and the other a day, but not of it.
                _ if mark != "." && number.max(second) <= 31 && number.min(second) > 0 => {
                    let month = [number, second].into_iter().find(|month| *month <= 12)?;
                    Value::NoDay(year, month as u8)
                }
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

/// `14-Oct-97`, `3-May-2021`: a day, the name of its month and its year.
pub(super) fn named(r: Reader<'_>, at: usize) -> Option<Found> {
    let Word::Digits {
        number: day @ 1..=31,
        digits: 1..=2,
    } = r.word(at)
    else {
        return None;
    };
    let Word::Month { month, .. } = r.word(at + 2) else {
        return None;
    };
    let Word::Digits { number, digits } = r.word(at + 4) else {
        return None;
    };
    let marks = (r.text(at + 1), r.text(at + 3));
    let is_whole = matches!(marks, ("-", "-") | ("/", "/") | (".", "."))
        && (at + 1..at + 5).all(|at| r.glued(at))
        && (!r.glued(at + 5) || r.word(at + 5) == Word::Mark);
    let year = match digits {
        4 => i64::from(number),
        2 => century_of(number) + i64::from(number),
        _ => return None,
    };
    let value = day_of(year, month, day as u8);
    is_whole.then(|| Found::new(at, at + 5, Meaning::Fixed(value)))
}

/// A day, which the month may not have.
const fn day_of(year: i64, month: u8, day: u8) -> Value {
    if day == 0 || day > Civil::days_in_month(year, month) {
        Value::NoDay(year, month)
    } else {
        Value::Day(year, month, day)
    }
}

/// The century of a year with two digits.
pub(super) const fn century_of(year: u32) -> i64 {
    if year > 30 { 1900 } else { 2000 }
}
