//! Times of a day: “10:30 a.m. Friday”, “this morning”, “the night of 18
//! April”, “noon Thursday”.

use super::super::lexicon::{DayPart, Word};
use super::super::meaning::{Day, Found, Meaning, Part, Time, Year};
use super::super::number::cardinal;
use super::super::reader::Reader;
use super::calendar::month_and_day;
use super::night;
use super::season;
use super::units::ends_phrase;
use super::weekday;
use super::year::year_after;

/// A time of the clock, and the place after it.
fn clock(r: Reader<'_>, at: usize) -> Option<(Time, usize)> {
    let even = |hour: u8| Time::Clock {
        hour,
        minute: Some(0),
        second: None,
    };
    // “12 noon”, “12 midnight”
    if r.is(at, "12") && r.any(at + 1, &["noon", "midnight"]) {
        return clock(r, at + 1);
    }
    if r.any(at, &["noon", "midday"]) && !r.after_any(at, &["high"]) {
        return Some((even(12), zone(r, at + 1)));
    }
    if r.is(at, "midnight") {
        return Some((even(0), zone(r, at + 1)));
    }
    let opening = ["(", "\"", "“", "@", "—", "–", "-", "[", "~"];
    if r.glued(at) && !opening.contains(&r.before(at)) {
        return None;
    }
    let past = past_hour(r, at);
    let (hour, minute, second, after) = past.or_else(|| shown(r, at))?;
    let time = |hour: u8| Time::Clock {
        hour,
        minute,
        second,
    };
    if let Some((afternoon, end)) = half_of_day(r, after) {
        let hour_of_half = hour % 12 + if afternoon { 12 } else { 0 };
        return (1..=12)
            .contains(&hour)
            .then_some((time(hour_of_half), zone(r, end)));
    }
    // “between 2 and 3 a.m.”: the half of the day is told once.
    if let Some(hour) = hour_before(r, at, hour, after) {
        return Some((time(hour), after));
    }
    let is_o_clock =
        r.is(after, "o") && matches!(r.text(after + 1), "'" | "’") && r.is(after + 2, "clock");
    if is_o_clock && hour <= 12 {
        return Some(match said_part(r, after + 3) {
            Some((part, end)) => (in_part(time(hour), part), end),
            None => (time(hour), after + 3),
        });
    }
    if minute.is_some() && r.any(after, &["hrs", "hours", "h"]) && hour < 24 {
        return Some((time(hour), after + 1));
    }
    // “8 in the morning”, “10 at night”.
    let led = ["at", "about", "around", "by", "until", "after", "before"];
    if let Some((part, end)) = said_part(r, after)
        && (1..=12).contains(&hour)
        && r.after_any(at, &led)
    {
        return Some((in_part(time(hour % 12), part), end));
    }
    // “at 10 tonight”, “by 8 this morning”, “at 9 the next morning”, “at 8 Friday morning”.
    let turned = after + usize::from(r.is(after, "the"));
    let named = match weekday::name(r, after) {
        Some((_, end)) => Some(end),
        None if turned > after => r
            .any(turned, &["next", "following", "previous", "same"])
            .then_some(turned + 1),
        None => r
            .any(after, &["this", "yesterday", "tomorrow", "last", "that"])
            .then_some(after + 1),
    };
    let is_of_part = r.is(after, "tonight") || named.is_some_and(|end| part(r, end).is_some());
    if is_of_part && (1..=11).contains(&hour) && r.after_any(at, &led) {
        return Some((time(hour), after));
    }
    let end = zone(r, after);
    let is_said = matches!(r.word(at), Word::Small(_));
    let is_shown =
        minute.is_some() && (r.text(at + 1) == ":" || end > after || is_said || past.is_some());
    // “ran it in 3:59.4”, “with 2:15 left”: what a stopwatch shows.
    let is_run = end == after
        && (r.after_any(at, &["in"])
            || r.any(after, &["left", "remaining"])
            || r.text(after) == "."
                && r.glued(after + 1)
                && matches!(r.word(after + 1), Word::Digits { .. }));
    (is_shown && hour < 24 && !is_run).then_some((time(hour), end))
}

/// “half past seven”, “a quarter to eight”, and the place after.
fn past_hour(r: Reader<'_>, at: usize) -> Option<(u8, Option<u8>, Option<u8>, usize)> {
    let named = at + usize::from(r.is(at, "a"));
    let led = [
        "at", "about", "around", "by", "until", "after", "before", "was", "is",
    ];
    let (minute, back) = if r.is(at, "half") && r.is(at + 1, "past") {
        (30, false)
    } else if r.is(named, "quarter") && r.any(named + 1, &["past", "to"]) && r.after_any(at, &led) {
        let back = r.is(named + 1, "to");
        (if back { 45 } else { 15 }, back)
    } else {
        return None;
    };
    let hour = match r.word(named + 2) {
        Word::Small(hour @ 1..=12) => hour,
        Word::Digits {
            number: hour @ 1..=12,
            digits: 1..=2,
        } => hour as u8,
        _ => return None,
    };
    let hour = if back { (hour + 10) % 12 + 1 } else { hour };
    // “a quarter to ten people”.
    let end = named + 3;
    let ends = r.word(end) != Word::Other || r.text(end).is_empty();
    ends.then_some((hour, Some(minute), None, end))
}

/// The hour of the day of the first of two clocks of which the second tells the half
/// of both: “between 2 and 3 a.m.”, “from 11 to 1 p.m.”.
fn hour_before(r: Reader<'_>, at: usize, hour: u8, after: usize) -> Option<u8> {
    let joins = r.after_any(at, &["between"]) && r.is(after, "and")
        || r.after_any(at, &["from"]) && r.any(after, &["to", "until", "till"]);
    if !joins || !(1..=12).contains(&hour) {
        return None;
    }
    let (last, _, _, end) = shown(r, after + 1)?;
    let (afternoon, _) = half_of_day(r, end)?;
    let (first, last) = (hour % 12, last % 12);
    match (first <= last, afternoon) {
        (true, _) => Some(first + if afternoon { 12 } else { 0 }),
        (false, true) => Some(first),
        // “from 11 to 1 a.m.” is over midnight, on two days.
        (false, false) => None,
    }
}

/// Hour, minute and second as digits show them: `10`, `10:30`, `10.30`,
/// `1030` before a zone.
fn shown(r: Reader<'_>, at: usize) -> Option<(u8, Option<u8>, Option<u8>, usize)> {
    if let Word::Small(hour @ 1..=12) = r.word(at) {
        // “three thirty p.m.”, “six-thirty this evening”.
        if let Some((minute @ 10..=59, after)) = cardinal(r, r.after_hyphen(at + 1))
            && (half_of_day(r, after).is_some() || r.any(after, &["this", "tonight"]))
            && matches!(r.word(at + 1), Word::Small(_) | Word::Tens(_) | Word::Mark)
        {
            return Some((hour, Some(minute as u8), None, after));
        }
        return Some((hour, None, None, at + 1));
    }
    let Word::Digits { number, digits } = r.word(at) else {
        return None;
    };
    if digits == 4 && (number / 100) < 24 && number % 100 < 60 {
        let is_zoned = zone(r, at + 1) > at + 1 || r.any(at + 1, &["hours", "hrs"]);
        return is_zoned.then_some((
            (number / 100) as u8,
            Some((number % 100) as u8),
            None,
            at + 1,
        ));
    }
    // “430pm”.
    if (3..=4).contains(&digits)
        && (1..=12).contains(&(number / 100))
        && number % 100 < 60
        && r.glued(at + 1)
        && half_of_day(r, at + 1).is_some()
    {
        let minute = Some((number % 100) as u8);
        return Some(((number / 100) as u8, minute, None, at + 1));
    }
    if !(1..=2).contains(&digits) || number > 24 {
        return None;
    }
    let two = |mark: usize| {
        let is_mark = matches!(r.text(mark), ":" | ".") && r.glued(mark) && r.glued(mark + 1);
        match r.word(mark + 1) {
            Word::Digits { number, digits: 2 } if is_mark && number < 60 => Some(number as u8),
            _ => None,
        }
    };
    let hour = number as u8;
    let Some(minute) = two(at + 1) else {
        return Some((hour, None, None, at + 1));
    };
    match two(at + 3).filter(|_| r.text(at + 3) == ":") {
        Some(second) => Some((hour, Some(minute), Some(second), at + 5)),
        None => Some((hour, Some(minute), None, at + 3)),
    }
}

/// “a.m.”, “pm”: whether it is after noon, and the place after.
fn half_of_day(r: Reader<'_>, at: usize) -> Option<(bool, usize)> {
    if r.any(at, &["am", "pm"]) {
        return Some((r.is(at, "pm"), r.after_stop(at + 1).min(at + 1)));
    }
    if r.any(at, &["a", "p"]) {
        let mark = at + usize::from(r.text(at + 1) == ".");
        if r.is(mark + 1, "m") && r.glued(mark + 1) {
            let end = if mark > at {
                r.after_stop(mark + 2)
            } else {
                mark + 2
            };
            return Some((r.is(at, "p"), end));
        }
    }
    None
}

/// The place after a zone: “EST”, “GMT”, “local time”, “Eastern time”, “New York time”.
fn zone(r: Reader<'_>, at: usize) -> usize {
    // “midnight, EST, Nov. 22”
    if r.text(at) == "," && r.text(at + 2) == "," && !r.glued(at + 1) {
        let end = zone(r, at + 1);
        return if end == at + 2 { end } else { at };
    }
    let open = at + usize::from(r.text(at) == "(");
    let is_zone = matches!(
        r.text(open),
        "GMT"
            | "UTC"
            | "EST"
            | "EDT"
            | "CST"
            | "CDT"
            | "MST"
            | "MDT"
            | "PST"
            | "PDT"
            | "BST"
            | "CET"
            | "CEST"
            | "IST"
            | "JST"
            | "ET"
            | "PT"
            | "CT"
    );
    if is_zone && open == at {
        return at + 1;
    }
    if r.any(at, &["local", "eastern", "pacific", "central", "mountain"]) {
        let standard = at + 1 + usize::from(r.any(at + 1, &["standard", "daylight"]));
        if r.is(standard, "time") {
            return standard + 1;
        }
    }
    // “New York time”, “Moscow time”.
    let is_name = |at: usize| {
        let can_be = matches!(r.word(at), Word::Other | Word::Known | Word::Link);
        can_be && r.capital(at)
    };
    let named = (at..at + PLACE).find(|at| !is_name(*at));
    match named {
        Some(end) if end > at && r.is(end, "time") && r.lower(end) => end + 1,
        _ => at,
    }
}

/// Words that the name of a place has at most, and the one after them.
const PLACE: usize = 4;

/// A clock's time or a part of the day.
fn time(r: Reader<'_>, at: usize) -> Option<(Time, usize)> {
    if let Some(read) = clock(r, at) {
        return Some(read);
    }
    let (part, end) = part(r, at)?;
    Some((Time::Part(part), end))
}

/// A part of the day, and the place after: “afternoon”, “early morning”.
pub(super) fn part(r: Reader<'_>, at: usize) -> Option<(DayPart, usize)> {
    let at = r.after_hyphen(at);
    let early = at + usize::from(r.any(at, &["early", "late", "mid"]));
    let early = r.after_hyphen(early);
    match r.word(early) {
        // “the early morning hours”.
        Word::Part(part) if !r.text(early).ends_with('s') => {
            Some((part, early + 1 + usize::from(r.is(early + 1, "hours"))))
        }
        _ if r.is(early, "nite") => Some((DayPart::Night, early + 1)),
        _ => None,
    }
}

/// A day that a time can be of, and the place after.
fn day(r: Reader<'_>, at: usize) -> Option<(Day, usize)> {
    if let Some((days, end)) = weekday::days(r, at) {
        return Some((Day::Today(days), end));
    }
    let named = weekday::name(r, at);
    let dated_at = named.map_or(at, |(_, end)| end + usize::from(r.text(end) == ","));
    let dated = month_and_day(r, dated_at).map(|(month, day, end)| (Part::Day(month, day), end));
    if let Some((part, end)) = dated.or_else(|| season::name(r, at)) {
        let (year, end) = year_after(r, end).unwrap_or((Year::Open, end));
        return Some((Day::Dated { part, year }, end));
    }
    if let Some((day, end)) = named {
        return Some((Day::Weekday { day, which: None }, end));
    }
    let (which, after) = weekday::which(r, at)?;
    let (day, end) = weekday::name(r, after)?;
    Some((
        Day::Weekday {
            day,
            which: Some(which),
        },
        end,
    ))
}

/// The date that tells which weekday was meant, after its part: “Friday afternoon, 7
/// March”, “Monday morning (3 March)”.
fn date_after(r: Reader<'_>, at: usize) -> Option<(Day, usize)> {
    let is_open = r.text(at) == "(";
    let start = at + usize::from(is_open || r.text(at) == ",");
    let (month, day, end) = month_and_day(r, start)?;
    let (year, end) = year_after(r, end).unwrap_or((Year::Open, end));
    let part = Part::Day(month, day);
    match (is_open, r.text(end)) {
        (true, ")") => Some((Day::Dated { part, year }, end + 1)),
        (true, _) => None,
        (false, _) => Some((Day::Dated { part, year }, end)),
    }
}

/// Words that lead a part of the day after a clock.
const PARTED: [&str; 8] = [
    "in",
    "this",
    "yesterday",
    "tonight",
    "tonite",
    "last",
    "that",
    "the",
];

/// A time with its day on either side, or a time that says its day.
pub(super) fn times(r: Reader<'_>, at: usize) -> Option<Found> {
    let timed =
        |day: Day, time: Time, end: usize| Some(Found::new(at, end, Meaning::Timed { day, time }));
    if let Some((day, after)) = day(r, at) {
        let mark = after + usize::from(r.text(after) == ",");
        let gap =
            mark + usize::from(r.any(mark, &["at", "around", "@"]) && clock(r, mark + 1).is_some());
        let late = gap + usize::from(r.is(gap, "in") && r.is(gap + 1, "the")) * 2;
        let (time, end) = if late > gap {
            part(r, late).map(|(part, end)| (Time::Part(part), end))
        } else {
            time(r, gap).filter(|_| {
                gap > mark || mark == after || matches!(r.word(mark), Word::Digits { .. })
            })
        }?;
        if matches!(day, Day::Weekday { which: None, .. })
            && let Some((day, end)) = date_after(r, end)
        {
            return timed(day, time, end);
        }
        return timed(day, time, end);
    }
    if let Some(found) = spoken(r, at) {
        return Some(found);
    }
    let the = at + usize::from(r.is(at, "the"));
    // “the 5 a.m. flight”: the article is the noun's own.
    if the > at && clock(r, the).is_some() {
        return None;
    }
    if let Some((read, after)) = time(r, the) {
        let is_part = matches!(read, Time::Part(_));
        // “at 9 p.m. On Sunday they left” are two sentences.
        let joins = r.any(after, &["of", "on"]) && r.text(after) != "On" || r.text(after) == ",";
        let start = after + usize::from(joins);
        // “in the early morning hours Friday”
        let is_sun = r.any(
            the,
            &["dawn", "dusk", "sunrise", "sunset", "sundown", "daybreak"],
        ) || is_part && (r.is(after - 1, "hours") || r.is(the, "mid"));
        if let Some((day, end)) = day(r, start)
            .filter(|(day, _)| !is_part || joins || is_sun || matches!(day, Day::Today(_)))
        {
            // “4 o'clock Friday afternoon”.
            if !is_part && let Some((part, end)) = part(r, end) {
                return timed(day, in_part(read, part), end);
            }
            return timed(day, read, end);
        }
        if !is_part && let Some((day, part, end)) = part_of_day(r, start) {
            return timed(day, in_part(read, part), end);
        }
        // “9 p.m. (2 p.m. ET) Wednesday”: the day belongs to both.
        if !is_part && let Some(day) = day_after_bracket(r, at, after) {
            return timed(day, read, after);
        }
        if the == at && !is_part {
            if r.any(after, &PARTED) {
                let the = after + usize::from(r.is(after, "in") && r.is(after + 1, "the")) * 2;
                if the > after
                    && let Some((part, end)) = part(r, the)
                {
                    return timed(Day::Open, in_part(read, part), end);
                }
                if let Some(found) = spoken(r, after) {
                    return Some(Found::new(at, found.end, with_time(found.meaning, read)));
                }
            }
            return timed(Day::Open, read, after);
        }
    }
    night::part_alone(r, at)
}

/// The day and its part after a clock: “8:15 on the morning of 6 August”.
fn part_of_day(r: Reader<'_>, the: usize) -> Option<(Day, DayPart, usize)> {
    let (part, of) = part(r, the + 1).filter(|_| r.is(the, "the"))?;
    let (day, end) = day(r, of + 1).filter(|_| r.is(of, "of"))?;
    Some((day, part, end))
}

/// The day that follows a clock and the same moment in brackets, elsewhere in the
/// world; seen from either of both clocks.
fn day_after_bracket(r: Reader<'_>, at: usize, after: usize) -> Option<Day> {
    let close = if r.text(after) == "(" {
        clock(r, after + 1)?.1
    } else if r.before(at) == "(" {
        after
    } else {
        return None;
    };
    if r.text(close) != ")" {
        return None;
    }
    let on = close + 1 + usize::from(r.text(close + 1) == "on");
    Some(day(r, on)?.0)
}

fn with_time(meaning: Meaning, time: Time) -> Meaning {
    match meaning {
        Meaning::Timed {
            day,
            time: Time::Part(part),
        } => Meaning::Timed {
            day,
            time: in_part(time, part),
        },
        other => other,
    }
}

/// “in the morning”, “at night” after an hour, and the place after.
fn said_part(r: Reader<'_>, at: usize) -> Option<(DayPart, usize)> {
    if r.is(at, "at") && r.is(at + 1, "night") {
        return Some((DayPart::Night, at + 2));
    }
    if !(r.is(at, "in") && r.is(at + 1, "the")) {
        return None;
    }
    match r.word(at + 2) {
        Word::Part(part @ (DayPart::Morning | DayPart::Afternoon | DayPart::Evening)) => {
            Some((part, at + 3))
        }
        _ => None,
    }
}

/// Five o'clock in the afternoon is at 17.
const fn in_part(time: Time, part: DayPart) -> Time {
    match (time, part) {
        (
            Time::Clock {
                hour: hour @ 1..=11,
                minute,
                second,
            },
            DayPart::Afternoon | DayPart::Evening,
        )
        | (
            Time::Clock {
                hour: hour @ 6..=11,
                minute,
                second,
            },
            DayPart::Night,
        ) => Time::Clock {
            hour: hour + 12,
            minute,
            second,
        },
        // “midnight tonight” ends the day; no time comes after 24:00.
        (
            Time::Clock {
                hour: 0,
                minute: minute @ (None | Some(0)),
                second: second @ (None | Some(0)),
            },
            DayPart::Night,
        ) => Time::Clock {
            hour: 24,
            minute,
            second,
        },
        _ => time,
    }
}

/// “this morning”, “tonight”, “last night”, “overnight”, “that evening”.
fn spoken(r: Reader<'_>, at: usize) -> Option<Found> {
    let found = |day: Day, part: DayPart, end: usize| {
        Some(Found::new(
            at,
            end,
            Meaning::Timed {
                day,
                time: Time::Part(part),
            },
        ))
    };
    if r.any(at, &["tonight", "tonite"]) {
        return found(Day::Today(0), DayPart::Night, at + 1);
    }
    if r.is(at, "overnight") {
        // “overnight Tuesday”
        let on = at + 1 + usize::from(r.is(at + 1, "on"));
        if let Some((day, end)) = weekday::name(r, on) {
            let of = Day::Weekday { day, which: None };
            return found(of, DayPart::Night, end);
        }
        return found(Day::Open, DayPart::Night, at + 1);
    }
    let the = at + usize::from(r.is(at, "the"));
    // “the night before”.
    if the > at
        && let Some((part, end)) = part(r, the)
        && r.any(end, &["before", "after"])
        && ends_phrase(r, end + 1)
    {
        let days = if r.is(end, "before") { -1 } else { 1 };
        return found(Day::Thread(days), part, end + 1);
    }
    // “the night before last”.
    if the > at
        && let Some((part, end)) = part(r, the)
        && r.is(end, "before")
        && r.is(end + 1, "last")
    {
        return found(Day::Today(-2), part, end + 2);
    }
    let day = match r.lowered(the).as_str() {
        "this" => Day::Today(0),
        "last" | "yesterday" => Day::Today(-1),
        "tomorrow" => Day::Today(1),
        "that" | "same" => Day::Thread(0),
        "following" | "next" => Day::Thread(1),
        "previous" => Day::Thread(-1),
        _ => return None,
    };
    let skip = usize::from(r.is(the + 1, "past") || r.is(the + 1, "same"));
    let (part, end) = part(r, the + 1 + skip)?;
    found(day, part, end)
}
