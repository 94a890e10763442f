//! Months and their days, with and without a year: “15 July 2021”, “July of
//! that year”, “Oct. 5”.

use super::super::lexicon::Word;
use super::super::meaning::{Found, Holiday, Meaning, Part, Year};
use super::super::number::ordinal;
use super::super::reader::Reader;
use super::super::value::Value;
use super::weekday;
use super::year::year_after;
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
    // “a March letter”.
    let is_attribute = r.after_any(at, &["a", "an", "the", "its", "his", "her", "their"])
        && r.word(at + 1) == Word::Other
        && r.lower(at + 1)
        && !r.glued(at + 1)
        && !short;
    // “a cold March evening”, “the coldest March in years”.
    let is_weather = !r.begins_sentence(at)
        && at.checked_sub(1).is_some_and(|before| r.lower(before))
        && (matches!(r.word(at + 1), Word::Part(_))
            || r.any(at + 1, &["day", "weekend"])
            || r.before(at).len() > 5 && r.before(at).ends_with("est"));
    // “the January Accord”; April, June and August are names of people too.
    let is_of_name = !short
        && matches!(month, 1 | 2 | 7 | 9..=12)
        && r.after_any(at, &["the", "its", "their"])
        && r.capital(at + 1);
    // “March's rise in prices”
    let is_possessive =
        month == 3 && matches!(r.text(at + 1), "'" | "’") && r.is(at + 2, "s") && r.lower(at + 3);
    let proved = r.after_any(at, &BEFORE_MONTH)
        || listed(r, at)
        || is_attribute
        || is_of_name
        || is_possessive
        || is_weather;
    let is_word_too = matches!(month, 3 | 5) || short;
    let proved = proved
        || is_to_month(r, at)
        || short && leads_month(r, at)
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
    let joins = is_to_month(r, at) || r.any(at.wrapping_sub(2), &["mid", "early", "late"]);
    !is_name && (!is_joined || joins)
}

/// Whether a month and a dash stand right before: “January-March”, “Jan.-March”,
/// “July-to-September”.
fn is_to_month(r: Reader<'_>, at: usize) -> bool {
    let Some(dash) = at.checked_sub(1).filter(|dash| r.hyphen(*dash)) else {
        return false;
    };
    let to = dash.saturating_sub(1);
    let dash = if r.is(to, "to") && r.hyphen(to.wrapping_sub(1)) {
        to - 1
    } else {
        dash
    };
    let last = dash.wrapping_sub(1);
    let name = last.wrapping_sub(usize::from(r.text(last) == "."));
    matches!(r.word(name), Word::Month { .. })
}

/// Whether a dash and another month follow: “Jan.-March”.
fn leads_month(r: Reader<'_>, at: usize) -> bool {
    let dash = r.after_stop(at + 1);
    r.hyphen(dash) && matches!(r.word(dash + 1), Word::Month { .. })
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
pub(super) fn day_number(r: Reader<'_>, at: usize) -> Option<(u8, usize)> {
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
        let (day, end) = day_number(r, start)?;
        let is_clock = r.any(end, &["am", "pm", "percent"])
            || r.any(end, &["a", "p"]) && r.text(end + 1) == "." && r.is(end + 2, "m");
        return (!is_clock).then_some((month, day, end));
    }
    let start = at + usize::from(r.is(at, "the"));
    let (day, after) = day_number(r, start)?;
    let of = r.is(after, "of");
    // The article belongs to an ordinal: “the 5th of June”.
    if start > at && ordinal(r, start).is_none() {
        return None;
    }
    let next = if of { after + 1 } else { r.after_hyphen(after) };
    let (month, end) = month(r, next)?;
    // “20 may not come”: a small letter is no May.
    let is_word = matches!(month, 3 | 5) && r.lower(next);
    (!is_word).then_some((month, day, end))
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
    if let Some((told, after)) = weekday::which_told(r, at)
        && r.capital(after)
        && let Some((month, end)) = month(r, after)
    {
        let year = Year::Told(told);
        let part = Part::Month(month);
        return Some(Found::new(at, end, Meaning::Yearly { part, year }));
    }
    let the = at + usize::from(r.is(at, "the"));
    if the > at && r.any(the, &["week", "weekend"]) && r.is(the + 1, "of") {
        return week_of_day(r, at);
    }
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

/// “the week of May 8”.
fn week_of_day(r: Reader<'_>, the: usize) -> Option<Found> {
    let (month, day, end) = month_and_day(r, the + 3)?;
    let (year, end) = year_after(r, end).unwrap_or((Year::Open, end));
    let meaning = Meaning::WeekOf {
        part: Part::Day(month, day),
        year,
        is_weekend: r.is(the + 1, "weekend"),
    };
    Some(Found::new(the, end, meaning))
}

/// “the first Friday of October”, “the last Monday in May 1998”, “the last day of
/// June”, “the first week of January”.
pub(super) fn nth_day(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    let (count, after) = if r.any(the, &["last", "final"]) {
        (-1, the + 1)
    } else {
        let (count, after) = ordinal(r, the)?;
        (i8::try_from(count).ok().filter(|count| *count <= 5)?, after)
    };
    let day = weekday::name(r, after);
    let of = day.map_or(after + 1, |(_, end)| end);
    if !r.any(of, &["of", "in"]) {
        return None;
    }
    // “the second Tuesday of each month”.
    if r.any(of + 1, &["each", "every"]) && r.is(of + 2, "month") {
        let (weekday, _) = day?;
        let meaning = Meaning::Set {
            of: Value::AnyWeekday(weekday),
            quant: Some(if r.is(of + 1, "each") {
                "EACH"
            } else {
                "EVERY"
            }),
            freq: None,
        };
        return Some(Found::new(at, of + 3, meaning));
    }
    let (month, end) = month(r, of + 1).filter(|_| r.capital(of + 1))?;
    // “the first week of January”, “the last weekend in May”: a week belongs to the
    // month of its Thursday.
    let is_weekend = r.is(after, "weekend");
    if day.is_none() && (is_weekend || r.is(after, "week")) {
        let part = Part::Holiday(Holiday::Weekday {
            month,
            weekday: if is_weekend { 5 } else { 3 },
            count,
        });
        let (year, end) = year_after(r, end).unwrap_or((Year::Open, end));
        let meaning = Meaning::WeekOf {
            part,
            year,
            is_weekend,
        };
        return Some(Found::new(at, end, meaning));
    }
    let part = match day {
        Some((weekday, _)) => Part::Holiday(Holiday::Weekday {
            month,
            weekday,
            count,
        }),
        None if !r.is(after, "day") => return None,
        None if count < 0 => Part::LastDay(month),
        None => Part::Day(month, count as u8),
    };
    let (year, end) = year_after(r, end).unwrap_or((Year::Open, end));
    Some(Found::new(at, end, Meaning::Yearly { part, year }))
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

/// A second day of the same month: the `14` of “July 12–14”, the `4` and `5` of
/// “July 3, 4 and 5”.
pub(super) fn second_day(r: Reader<'_>, at: usize, month: u8, first: u8) -> Option<Found> {
    if r.text(at) == "," {
        // A list ends with “and”; “July 4, 12 people” is none.
        let at = at + usize::from(r.any(at + 1, &["and", "or"]));
        let (next, end) = day_number(r, at + 1).filter(|(next, _)| *next > first)?;
        if r.text(at) == "," {
            second_day(r, end, month, next)?;
            let part = Part::Day(month, next);
            let year = Year::Open;
            return Some(Found::new(at + 1, end, Meaning::Yearly { part, year }));
        }
        return second_day(r, at, month, first);
    }
    if !r.any(at, &["-", "–", "—", "to", "and", "or", "through"]) {
        return None;
    }
    let (day, end) = day_number(r, at + 1)?;
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
    let (first, after) = day_number(r, at)?;
    // “3, 4 and 5 October”.
    if r.text(after) == "," {
        let next = first_day(r, after + 1)?;
        let Meaning::Yearly {
            part: Part::Day(month, second),
            year,
        } = next.meaning
        else {
            return None;
        };
        let part = Part::Day(month, first);
        return (first < second).then(|| Found::new(at, after, Meaning::Yearly { part, year }));
    }
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
