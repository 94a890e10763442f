//! Decades, centuries and millennia: “the 1990s”, “the '80s”, “the nineties”,
//! “the 5th century BC”.

use super::super::lexicon::Word;
use super::super::meaning::{Found, Meaning};
use super::super::number::ordinal;
use super::super::reader::Reader;
use super::super::value::Value;
use super::year::era;
use crate::date::vocabulary::Unit;

/// “the 1990s”, `1990's`, “the '90s”, “the late eighties”.
pub(super) fn decade(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    let third = the + usize::from(r.any(the, &["early", "mid", "late"]));
    let start = r.after_hyphen(third);
    if let Some((year, end)) = plural(r, start) {
        let (value, end) = match era(r, end) {
            Some((true, end)) => (Value::Decade(1 - year), end),
            Some((false, end)) => (Value::Decade(year), end),
            // “the mid-1800s” are a hundred years.
            None if year % 100 == 0 && year < 2000 => (Value::Century(year / 100 + 1), end),
            None => (Value::Decade(year), end),
        };
        return Some(Found::new(at, end, Meaning::Fixed(value)));
    }
    // “the nineteen eighties”.
    let (century, word) = match r.word(start) {
        Word::Small(century @ 10..=19) => (i64::from(century) * 100, r.after_hyphen(start + 1)),
        _ => (1900, start),
    };
    let name = r.lowered(word);
    let tens = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let index = tens.iter().position(|tens| *tens == name.as_str())?;
    // “in his forties” is an age; “the late forties” is read from its last word too.
    let back = if r.hyphen(at.wrapping_sub(1)) { 2 } else { 1 };
    let is_third = at > back
        && r.any(at - back, &["early", "mid", "late"])
        && r.after_any(at - back, &["the"]);
    (the > at || word > start || is_third).then(|| {
        Found::new(
            at,
            word + 1,
            Meaning::Fixed(Value::Decade(century + 20 + 10 * index as i64)),
        )
    })
}

/// The first year of `1990s` or `'90s`, and the place after.
fn plural(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    let quote = usize::from(matches!(r.text(at), "'" | "’" | "‘" | "`"));
    let Word::Digits { number, digits } = r.word(at + quote) else {
        return None;
    };
    let mark = at + quote + 1;
    let mark = mark + usize::from(matches!(r.text(mark), "'" | "’") && r.glued(mark));
    let is_plural = r.is(mark, "s") && r.glued(mark) && number % 10 == 0;
    if !is_plural {
        return None;
    }
    let year = match (digits, quote) {
        (4, 0) if (1000..=2190).contains(&number) => i64::from(number),
        (3, 0) => i64::from(number),
        (2, 1) => i64::from(number) + if number >= 20 { 1900 } else { 2000 },
        // “the late 70s”, “the 1960s and 70s”.
        (2, 0)
            if number >= 20
                && !is_measured(r, at)
                && !is_age(r, at)
                && (r.after_any(at, &["the", "early", "late", "mid"])
                    || at > 2 && r.any(at - 1, &["and", "or", "to"]) && r.is(at - 2, "s")) =>
        {
            i64::from(number) + 1900
        }
        _ => return None,
    };
    Some((year, mark + 1))
}

/// Whether it is how old somebody is: “in his 20s”, “in his late 20s to early 30s”.
fn is_age(r: Reader<'_>, at: usize) -> bool {
    let whose = ["his", "her", "their", "my", "your", "our"];
    let is_whose = |at: usize| at > 1 && r.any(at - 2, &whose);
    // The place of a decade before it, which a word joins to it.
    let before = || {
        let part = usize::from(r.after_any(at, &["early", "mid", "late"]));
        let joint = (at - part).checked_sub(1)?;
        let plural = joint.checked_sub(2)?;
        (r.any(joint, &["to", "or", "and"]) && r.is(plural + 1, "s")).then_some(plural)
    };
    let is_owned = |at: usize| is_whose(at) || r.after_any(at, &whose);
    is_whose(at) || before().is_some_and(is_owned)
}

/// Whether its sentence speaks of how warm it is: “temperatures will be in the 40s”.
fn is_measured(r: Reader<'_>, at: usize) -> bool {
    let measures = [
        "temperature",
        "temperatures",
        "highs",
        "lows",
        "degrees",
        "celsius",
        "fahrenheit",
    ];
    (r.sentence_start(at)..at + 8).any(|at| r.any(at, &measures))
}

/// “the 20th century”, “19th-century”, “the first millennium BC”.
pub(super) fn century(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    let third = the + usize::from(r.any(the, &["early", "mid", "late"]));
    let start = r.after_hyphen(third);
    let (number, after) = ordinal(r, start)?;
    // “the 15th and 16th centuries”.
    let narrowed = after + 1 + usize::from(r.any(after + 1, &["early", "mid", "late"]));
    if r.any(after, &["and", "or", "to"])
        && let Some((_, second)) = ordinal(r, r.after_hyphen(narrowed))
        && r.is(second, "centuries")
    {
        let before = era(r, second + 1).is_some_and(|(before, _)| before);
        let number = if before { -number } else { number };
        return (number.abs() <= 99)
            .then(|| Found::new(at, after, Meaning::Fixed(Value::Century(number))));
    }
    let next = r.after_hyphen(after);
    let Word::Unit {
        unit: unit @ (Unit::Century | Unit::Millennium),
        ..
    } = r.word(next)
    else {
        return None;
    };
    let (before, end) = era(r, next + 1).unwrap_or((false, next + 1));
    let number = if before { -number } else { number };
    if number.abs() > 99 {
        return None;
    }
    let value = if unit == Unit::Century {
        Value::Century(number)
    } else {
        Value::Millennium(number)
    };
    Some(Found::new(at, end, Meaning::Fixed(value)))
}
