//! Words that narrow or blur an expression and belong to it: “early next
//! year”, “about two weeks”, “the end of July”, “more than a decade ago”.

use super::super::Modifier;
use super::super::lexicon::Word;
use super::super::meaning::{Day, Found, Meaning, Part, Turning};
use super::super::number::{Amount, amount};
use super::super::reader::Reader;
use super::super::value::Value;
use super::core;
use crate::date::vocabulary::Unit;

/// The expression at a place, with its modifier.
pub(super) fn expression(r: Reader<'_>, at: usize) -> Option<Found> {
    part_of(r, at)
        .or_else(|| about(r, at))
        .into_iter()
        .chain(core(r, at))
        .reduce(|longest, other| {
            if other.end > longest.end {
                other
            } else {
                longest
            }
        })
}

/// “early”, “mid-”, “late”, “earlier”, “the end of” before a date.
fn part_of(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    let (modifier, after) = third(r, the).or_else(|| half(r, the))?;
    let found = core(r, after).filter(|found| is_narrowed(found.meaning))?;
    // The halves of a year have values of their own.
    if half(r, the).is_some() && !is_halved(found.meaning) {
        return None;
    }
    // “the early morning of 2 May” is a part of the day itself.
    if matches!(r.word(after), Word::Part(_)) && matches!(found.meaning, Meaning::Timed { .. }) {
        return None;
    }
    // “earlier Friday” is before something else on that day, not its early hours.
    if r.any(the, &["earlier", "later"]) && is_day(found.meaning) {
        return None;
    }
    // The article belongs to “the end of May” and to “the late 1980s”.
    let led = after > the + 1
        || matches!(
            found.meaning,
            Meaning::Fixed(Value::Decade(_) | Value::Century(_))
                | Meaning::Yearly {
                    part: Part::Season(_),
                    ..
                }
        )
        || r.hyphen(the + 1);
    let first = if led { at } else { the };
    Some(Found {
        first,
        modifier: Some(modifier),
        ..found
    })
}

/// Which third a word tells, and the place after it.
fn third(r: Reader<'_>, at: usize) -> Option<(Modifier, usize)> {
    let modifier = match r.lowered(at).as_str() {
        "latter" | "later" if r.is(at + 1, "part") && r.is(at + 2, "of") => {
            return Some((Modifier::End, at + 3));
        }
        "early" | "first" if r.is(at + 1, "part") && r.is(at + 2, "of") => {
            return Some((Modifier::Start, at + 3));
        }
        "early" | "earlier" => Modifier::Start,
        "mid" => Modifier::Mid,
        "late" | "later" => Modifier::End,
        "beginning" | "start" if r.is(at + 1, "of") => return Some((Modifier::Start, at + 2)),
        "middle" if r.is(at + 1, "of") => return Some((Modifier::Mid, at + 2)),
        "end" | "close" if r.is(at + 1, "of") => return Some((Modifier::End, at + 2)),
        _ => return None,
    };
    let next = r.after_hyphen(at + 1);
    // “mid-to-late October”
    if next > at + 1
        && r.is(next, "to")
        && r.hyphen(next + 1)
        && let Some((modifier, end)) = third(r, next + 2)
    {
        return Some((modifier, end));
    }
    Some((
        modifier,
        next + usize::from(r.is(next, "in") && modifier != Modifier::Mid),
    ))
}

/// Which part “first half of” and “second half of” tell, and the place after.
fn half(r: Reader<'_>, at: usize) -> Option<(Modifier, usize)> {
    let modifier = match r.lowered(at).as_str() {
        "first" => Modifier::Start,
        "second" | "latter" => Modifier::End,
        _ => return None,
    };
    (r.is(at + 1, "half") && r.is(at + 2, "of")).then_some((modifier, at + 3))
}

/// Whether its halves are told as its beginning and its end.
const fn is_halved(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Fixed(Value::Decade(_) | Value::Century(_) | Value::Month(..))
            | Meaning::Yearly {
                part: Part::Month(_),
                ..
            }
            | Meaning::Focus(Turning::Unit(Unit::Week | Unit::Month | Unit::Decade))
            | Meaning::Turn {
                unit: Turning::Unit(Unit::Week | Unit::Month | Unit::Decade),
                ..
            }
    )
}

/// Whether it is a day by the name of its weekday, or a time of one.
const fn is_day(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Weekday { .. }
            | Meaning::Timed {
                day: Day::Weekday { .. },
                ..
            }
    )
}

/// Whether a third of it is something.
fn is_narrowed(meaning: Meaning) -> bool {
    match meaning {
        Meaning::Fixed(value) => !matches!(
            value,
            Value::Past | Value::Present | Value::Future | Value::Length(..) | Value::SomeLength
        ),
        Meaning::Set { .. } | Meaning::Shift { .. } => false,
        _ => true,
    }
}

/// “about”, “nearly”, “more than”, “at least” before a length, a shift, a year
/// or a time.
fn about(r: Reader<'_>, at: usize) -> Option<Found> {
    let (modifier, after) = blur(r, at)?;
    let found = core(r, after)?;
    let counts = amount(r, after).is_some();
    let length = matches!(found.meaning, Meaning::Fixed(Value::Length(..)));
    let is_blurred = match found.meaning {
        Meaning::Fixed(Value::Length(..)) => counts && !r.after_any(at, &["the"]),
        Meaning::Shift { .. } => counts,
        Meaning::Fixed(Value::Past | Value::Future) => {
            counts && !matches!(modifier, Modifier::MoreThan)
        }
        Meaning::Fixed(Value::Year(_)) | Meaning::Timed { .. } | Meaning::Yearly { .. } => {
            modifier == Modifier::Approx
                && !r.is(at, "some")
                && !matches!(r.word(after), Word::Known)
        }
        _ => false,
    };
    let modifier = if length { modifier } else { of_point(modifier) };
    // “just” stays outside.
    let first = at + usize::from(r.any(at, &["just", "well", "only"]));
    is_blurred.then_some(Found {
        first,
        modifier: Some(modifier),
        ..found
    })
}

/// What a word makes of the length after it, and the place after the word.
fn blur(r: Reader<'_>, at: usize) -> Option<(Modifier, usize)> {
    let just = at
        + usize::from(
            r.any(at, &["just", "well", "only"]) && r.any(at + 1, &["over", "under", "about"]),
        );
    // “a little more than a year ago”
    if r.is(at, "a") && r.is(at + 1, "little") {
        let is_bound = r.any(at + 2, &["less", "more", "over", "under"]);
        return blur(r, at + 2).filter(|_| is_bound);
    }
    let no = at + usize::from(r.any(at, &["no", "not"]));
    let (modifier, words) = match r.lowered(no).as_str() {
        "more" | "longer" if r.is(no + 1, "than") => (
            if no > at {
                Modifier::EqualOrLess
            } else {
                Modifier::MoreThan
            },
            2,
        ),
        "less" | "fewer" if r.is(no + 1, "than") => (
            if no > at {
                Modifier::EqualOrMore
            } else {
                Modifier::LessThan
            },
            2,
        ),
        _ if no > at => return None,
        "at" if r.is(at + 1, "least") => (Modifier::EqualOrMore, 2),
        "at" if r.is(at + 1, "most") => (Modifier::EqualOrLess, 2),
        "up" if r.is(at + 1, "to") => (Modifier::EqualOrLess, 2),
        "about" | "around" | "approximately" | "roughly" | "some" | "circa" => {
            (Modifier::Approx, 1)
        }
        "nearly" | "almost" | "under" => (Modifier::LessThan, 1),
        "over" if !spreads(r, at) => (Modifier::MoreThan, 1),
        "just" | "well" | "only" if just > at => {
            let modifier = match r.lowered(just).as_str() {
                "over" => Modifier::MoreThan,
                "under" => Modifier::LessThan,
                _ => Modifier::Approx,
            };
            (modifier, 2)
        }
        _ => return None,
    };
    let after = no + words;
    // “over the past year” is a preposition, “some of” no number.
    let is_counted = amount(r, after).is_some_and(|(number, _)| number != Amount::Some)
        || modifier == Modifier::Approx;
    is_counted.then_some((modifier, after))
}

/// Whether “over” tells in what time something is done, rather than that it is more: “will
/// cut 200 jobs over two years”.
fn spreads(r: Reader<'_>, at: usize) -> bool {
    let lasts = [
        "lasted", "lasting", "lasts", "taken", "takes", "taking", "waited", "waiting",
    ];
    let Some(before) = at.checked_sub(1).filter(|before| r.lower(*before)) else {
        return false;
    };
    // “will spend $2 million over three years”
    let is_sum = matches!(r.word(before), Word::Power(_));
    let is_word = is_sum || r.word(before) == Word::Other && !r.any(before, &lasts);
    let counts = ["ago", "earlier", "later", "before", "after", "since", "old"];
    let mut near = at + 1..at + 5;
    is_word && !near.any(|at| r.any(at, &counts))
}

/// More than two years ago lies before the point two years ago.
const fn of_point(modifier: Modifier) -> Modifier {
    match modifier {
        Modifier::MoreThan => Modifier::Before,
        Modifier::LessThan => Modifier::After,
        Modifier::EqualOrMore => Modifier::OnOrBefore,
        Modifier::EqualOrLess => Modifier::OnOrAfter,
        other => other,
    }
}
