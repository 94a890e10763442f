//! A night told by the days on both sides of it, “the night of Friday to Saturday”, and parts
//! of a day that tell no day: “in the morning”.

use super::super::lexicon::{DayPart, Word};
use super::super::meaning::{Day, Found, Meaning, Part, Time, Year};
use super::super::reader::Reader;
use super::calendar::{day_number, month_and_day};
use super::clock::part;
use super::weekday;
use super::year::year_after;
use crate::date::Civil;

/// “the night of Friday to Saturday”: the night of the first of two days.
pub(super) fn night(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    if !r.is(the, "night") {
        return None;
    }
    let (day, end) = between(r, the + 1)?;
    let time = Time::Part(DayPart::Night);
    Some(Found::new(at, end, Meaning::Timed { day, time }))
}

/// The day on which a night begins that ends on the next: “of Friday to Saturday”, “from
/// 3 to 4 May”, “of April 30 to May 1”, and the place after.
fn between(r: Reader<'_>, of: usize) -> Option<(Day, usize)> {
    if !r.any(of, &["of", "from"]) {
        return None;
    }
    let joins = |at: usize| r.any(at, &["to", "into", "-", "–", "/"]);
    let first = of + 1;
    if let Some((day, after)) = weekday::name(r, first) {
        let (next, end) = weekday::name(r, after + 1).filter(|_| joins(after))?;
        return (next == (day + 1) % 7).then_some((Day::Weekday { day, which: None }, end));
    }
    // “3 May to 4 May”, “May 3 to 4”; “3 to 4 May”.
    let (first, after) = if let Some((month, day, after)) = month_and_day(r, first) {
        ((Some(month), day), after)
    } else {
        let (day, after) = day_number(r, first)?;
        ((None, day), after)
    };
    if !joins(after) {
        return None;
    }
    let (month, next, end) = match (month_and_day(r, after + 1), first.0) {
        (Some(read), _) => read,
        (None, Some(month)) => {
            let (day, end) = day_number(r, after + 1)?;
            (month, day, end)
        }
        (None, None) => return None,
    };
    let (year, end) = year_after(r, end).unwrap_or((Year::Open, end));
    let begun = first.0.unwrap_or(month);
    let follows = begun == month && next == first.1 + 1;
    let turns = next == 1 && month == begun % 12 + 1 && month > 1;
    let ends = first.1 >= Civil::days_in_month(2001, begun);
    (follows || turns && ends).then_some((
        Day::Dated {
            part: Part::Day(begun, first.1),
            year,
        },
        end,
    ))
}

/// A part of the day without its day: “in the morning”, “the early morning fire”, “by dawn”.
pub(super) fn part_alone(r: Reader<'_>, at: usize) -> Option<Found> {
    let timed =
        |day: Day, time: Time, end: usize| Some(Found::new(at, end, Meaning::Timed { day, time }));
    let the = at + usize::from(r.is(at, "the"));
    let (part, end) = part(r, the)?;
    let is_led = the > at
        && r.after_any(
            at,
            &[
                "in", "during", "by", "through", "into", "until", "of", "for",
            ],
        );
    let is_bare = the == at
        && r.after_any(at, &["at", "by", "before", "until", "after", "of"])
        && (end > the + 1 || part != DayPart::Daytime && part != DayPart::Midday);
    // “the early morning fire”, “a late afternoon vote”
    let is_attribute = end > the + 1
        && the == at
        && r.after_any(at, &["the", "an", "a"])
        && r.word(end) == Word::Other
        && r.lower(end);
    if is_attribute && part != DayPart::Night {
        return timed(Day::Open, Time::Part(part), end);
    }
    if r.is(the, "night") && the == at && r.after_any(at, &["at", "by"]) {
        return timed(Day::Every, Time::Part(part), end);
    }
    (is_led || is_bare)
        .then(|| timed(Day::Open, Time::Part(part), end))
        .flatten()
}
