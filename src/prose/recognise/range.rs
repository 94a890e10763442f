//! Ranges: two expressions of which one says what the other leaves out.

use super::super::lexicon::Word;
use super::super::meaning::{Base, Day, Found, Meaning, Part, Time, Turning, Year};
use super::super::reader::Reader;
use super::super::tense::tense;
use super::super::value::Value;
use super::calendar::second_day;
use super::year::{listed_year, short_year};
use crate::date::vocabulary::Unit;

/// What leans on an expression right before it: the end of a range (`July 12–14`,
/// `1914–18`), or the next of a list (`July 3, 4 and 5`).
pub(super) fn second(r: Reader<'_>, first: &Found) -> Option<Found> {
    match first.meaning {
        Meaning::Yearly {
            part: Part::Day(month, day),
            year: Year::Open,
        } => second_day(r, first.end, month, day),
        Meaning::Fixed(Value::Year(year))
        | Meaning::Yearly {
            year: Year::Given(year),
            ..
        } => short_year(r, first.end, year).or_else(|| listed_year(r, first.end)),
        _ => None,
    }
}

/// Gives the year that a range tells once to both its ends: “between May and
/// July 1990”, “July 12–14, 1990”.
pub(super) fn share_years(r: Reader<'_>, found: &mut [Found]) {
    for index in (1..found.len()).rev() {
        let (first, second) = (found[index - 1], found[index]);
        let gap = first.end..second.first;
        let joined = gap.len() == 1
            && r.any(
                first.end,
                &[
                    "-", "–", "—", "to", "and", "or", "through", "until", "/", ",",
                ],
            )
            || gap.len() == 2 && r.text(first.end) == "," && r.any(first.end + 1, &["and", "or"])
            || gap.len() == 3 && r.hyphen(first.end) && r.is(first.end + 1, "to");
        let (
            Meaning::Yearly {
                part,
                year: Year::Open,
            },
            Meaning::Yearly { part: last, year },
        ) = (first.meaning, second.meaning)
        else {
            continue;
        };
        let is_given = !matches!(
            year,
            Year::Open | Year::Pick(_) | Year::BeforeLast | Year::Told(_)
        );
        let is_same_kind = matches!(
            (part, last),
            (
                Part::Month(_) | Part::Day(..),
                Part::Month(_) | Part::Day(..)
            ) | (Part::Quarter(_), Part::Quarter(_))
                | (Part::Season(_), Part::Season(_))
        );
        if joined && is_given && is_same_kind {
            found[index - 1].meaning = Meaning::Yearly { part, year };
        }
    }
}

/// Gives the day that a range of clocks tells once to both its ends: “between 2 a.m.
/// and 3 a.m. on Tuesday”.
pub(super) fn share_days(r: Reader<'_>, found: &mut [Found]) {
    for index in 1..found.len() {
        let (first, second) = (found[index - 1], found[index]);
        let (
            Meaning::Timed {
                day: Day::Open,
                time: time @ Time::Clock { .. },
            },
            Meaning::Timed {
                day,
                time: Time::Clock { .. },
            },
        ) = (first.meaning, second.meaning)
        else {
            continue;
        };
        let is_range = second.first == first.end + 1
            && (r.after_any(first.first, &["between"]) && r.is(first.end, "and")
                || r.after_any(first.first, &["from"])
                    && r.any(first.end, &["to", "until", "till"]));
        if is_range {
            found[index - 1].meaning = Meaning::Timed { day, time };
        }
    }
}

/// Whether a word takes a clock to another day or another part of it.
fn moves(r: Reader<'_>, at: usize) -> bool {
    let days = [
        "day",
        "days",
        "dawn",
        "daybreak",
        "next",
        "overnight",
        "sunrise",
        "tomorrow",
        "yesterday",
    ];
    matches!(
        r.word(at),
        Word::Weekday { .. } | Word::Month { .. } | Word::Part(_)
    ) || r.any(at, &days)
}

/// Gives the half of the day of one clock to the next of its sentence, where that comes
/// later: “was halted at 2:07 p.m. and resumed at 3:30”.
pub(super) fn share_halves(r: Reader<'_>, found: &mut [Found]) {
    for index in 1..found.len() {
        let (first, second) = (found[index - 1], found[index]);
        let (
            Meaning::Timed {
                time:
                    Time::Clock {
                        hour: before @ 12..,
                        minute: at,
                        ..
                    },
                ..
            },
            Meaning::Timed {
                day: day @ Day::Open,
                time:
                    Time::Clock {
                        hour: hour @ 1..=11,
                        minute: minute @ Some(_),
                        second: seconds,
                    },
            },
        ) = (first.meaning, second.meaning)
        else {
            continue;
        };
        let is_told = (first.first..first.end).any(|at| r.any(at, &["p", "pm", "noon"]));
        // What tells nothing but its digits.
        let is_bare = second.end == second.first + 3 && r.text(second.first + 1) == ":";
        let is_apart = (first.end..second.first).any(|at| r.begins_sentence(at));
        // “a time of 2:15”, “Psalm 9:15”.
        let is_clock = r.after_any(second.first, &["at", "by", "to", "until"]);
        let clause = (second.end..r.sentence_end(second.first))
            .take_while(|at| !matches!(r.text(*at), "," | ";" | ":" | "."));
        // “rose at 7:15 the next day”
        let is_moved = (first.end..second.first)
            .chain(clause)
            .any(|at| moves(r, at));
        let is_next = is_told && is_bare && is_clock && !is_apart && !is_moved;
        if is_next && (hour + 12, minute) > (before, at) {
            let time = Time::Clock {
                hour: hour + 12,
                minute,
                second: seconds,
            };
            found[index].meaning = Meaning::Timed { day, time };
        }
    }
}

/// Words that set two dates against each other rather than in a row: prepositions that
/// compare, and words that count from the day of publication.
const COMPARED: [&str; 12] = [
    "from", "than", "compared", "above", "below", "with", "versus", "against", "since", "last",
    "next", "this",
];

/// What tells of the present: the forms of “be” and “have”, and “now”.
const PRESENT: [&str; 5] = ["is", "are", "has", "have", "now"];

/// Gives the year of a date to the month or day that follows it in its sentence:
/// “was arrested in December 1996 and freed in March”.
pub(super) fn carry_years(r: Reader<'_>, found: &mut [Found]) {
    for index in 1..found.len() {
        let (first, second) = (found[index - 1], found[index]);
        let (
            Meaning::Yearly {
                part: before,
                year: Year::Given(year),
            },
            Meaning::Yearly {
                part,
                year: Year::Open,
            },
        ) = (first.meaning, second.meaning)
        else {
            continue;
        };
        let (Some(told), Some(month)) = (month_of(before), month_of(part)) else {
            continue;
        };
        // “last raised in May 1995, is payable Dec. 15”.
        let is_apart = (first.end..second.first)
            .any(|at| r.begins_sentence(at) || r.any(at, &COMPARED) || r.text(at) == "(");
        let is_led = r.after_any(first.first, &COMPARED) || r.after_any(second.first, &COMPARED);
        // The verb of the second looks from the day of publication, or to what comes.
        let looks_on = || {
            (first.end..second.first).any(|at| r.any(at, &PRESENT))
                || tense(r, second.first, second.end).is_ahead()
        };
        if is_apart || is_led || r.begins_sentence(second.first) || looks_on() {
            continue;
        }
        // What it came after had begun before it ended.
        let ended = told
            + if matches!(before, Part::Season(_)) {
                2
            } else {
                0
            };
        let year = Year::Given(match leads_up(r, second.first) {
            true if month > ended => year - 1,
            false if month < told => year + 1,
            _ => year,
        });
        found[index].meaning = Meaning::Yearly { part, year };
    }
}

/// Whether something came after what a date tells of: “fell in May, after the March floods”.
fn leads_up(r: Reader<'_>, first: usize) -> bool {
    let article = first - usize::from(r.after_any(first, &["a", "an", "the"]));
    r.after_any(article, &["after", "following"])
}

/// Gives the date that tells more of a day to the day that is counted: “the next day,
/// Oct. 3, 1993,”.
pub(super) fn appose_days(r: Reader<'_>, found: &mut [Found]) {
    for index in 1..found.len() {
        let (first, second) = (found[index - 1], found[index]);
        let is_counted = matches!(
            first.meaning,
            Meaning::Turn {
                unit: Turning::Unit(Unit::Day),
                base: Base::Thread,
                ..
            } | Meaning::Shift {
                unit: Unit::Day,
                base: Base::Thread,
                ..
            }
        );
        let is_dated = matches!(
            second.meaning,
            Meaning::Yearly {
                part: Part::Day(..),
                year: Year::Given(_)
            }
        );
        let start = first.end + 1;
        let start = start + usize::from(r.is(start, "on"));
        // “a day later (3 March 1993)”
        let opens = matches!(r.text(first.end), "," | "(");
        if is_counted && is_dated && opens && start == second.first {
            found[index - 1].meaning = second.meaning;
        }
    }
}

/// Makes a weekday that only tells more of the date before it that date: “on Jan. 29, a
/// Thursday”.
pub(super) fn appose_weekdays(r: Reader<'_>, found: &mut [Found]) {
    for index in 1..found.len() {
        let (first, second) = (found[index - 1], found[index]);
        let is_apposed = r.text(first.end) == ","
            && r.is(first.end + 1, "a")
            && first.end + 2 == second.first
            && matches!(second.meaning, Meaning::Fixed(Value::AnyWeekday(_)));
        let (Meaning::Yearly { part, year }
        | Meaning::Timed {
            day: Day::Dated { part, year },
            ..
        }) = first.meaning
        else {
            continue;
        };
        if is_apposed && matches!(part, Part::Day(..)) {
            found[index].meaning = Meaning::Yearly { part, year };
        }
    }
}

/// The month with which a part of a year begins.
const fn month_of(part: Part) -> Option<u8> {
    match part {
        Part::Month(month) | Part::Day(month, _) => Some(month),
        Part::Season(season) => Some(season * 3 + 3),
        _ => None,
    }
}

/// Words after which a sentence has left the year at its head.
const LEAVES: [&str; 5] = ["but", "while", "whereas", "since", "until"];

/// Gives the year at the head of a sentence to what has none in it: “Last year it
/// lost money in the third quarter”, “In 1997, he was freed in March”.
pub(super) fn frame_years(r: Reader<'_>, found: &mut [Found]) {
    let mut frame: Option<(Year, usize)> = None;
    for one in found.iter_mut() {
        let head = one
            .first
            .saturating_sub(usize::from(r.after_any(one.first, &["in", "during"])));
        if let Some((_, end)) = frame {
            let leaves = |at: usize| {
                r.begins_sentence(at)
                    || matches!(r.text(at), ";" | ":" | "(" | ")" | "\"" | "“" | "”")
                    || r.any(at, &LEAVES)
                    || r.any(at, &COMPARED)
            };
            if (end..one.first).any(leaves) {
                frame = None;
            }
        }
        let is_head = || {
            r.begins_sentence(head) || is_after_place(r, head, one.end) || is_told_of(r, one.end)
        };
        frame = match (frame, one.meaning) {
            (_, Meaning::Fixed(Value::Year(year))) if is_head() => {
                Some((Year::Given(year), one.end))
            }
            (_, Meaning::YearTurn(which, base)) if is_head() => {
                Some((Year::Turn(which, base), one.end))
            }
            (
                Some((year, _)),
                Meaning::Yearly {
                    part,
                    year: Year::Open,
                },
            ) => {
                one.meaning = Meaning::Yearly { part, year };
                Some((year, one.end))
            }
            (frame, Meaning::Fixed(Value::Length(..)) | Meaning::Set { .. }) => frame,
            _ => None,
        };
    }
}

/// Whether only a place stands between the head of a sentence and a year that a comma
/// follows: “In Madrid in 2004, bombs killed 191 people on 11 March”.
fn is_after_place(r: Reader<'_>, head: usize, end: usize) -> bool {
    let start = head.saturating_sub(PLACE);
    r.text(end) == ","
        && (start..head).any(|at| {
            r.begins_sentence(at)
                && r.any(at, &["in", "at", "across", "near", "outside"])
                && (at + 1..head).all(|at| r.capital(at) || r.text(at) == ",")
        })
}

/// Whether what follows a year tells more of it: “twice last year, in March and October”.
fn is_told_of(r: Reader<'_>, end: usize) -> bool {
    r.text(end) == ","
        && r.any(end + 1, &["in", "on"])
        && matches!(r.word(end + 2), Word::Month { .. })
}

/// How many words the name of such a place has at most, with the one before it.
const PLACE: usize = 6;
