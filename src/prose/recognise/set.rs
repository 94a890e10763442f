//! What comes again: “every Friday”, “daily”, “twice a week”, “Mondays”.

use super::super::lexicon::Word;
use super::super::meaning::{Found, Meaning, Part, Time, Year};
use super::super::number::{Amount, amount, cardinal, ordinal};
use super::super::reader::Reader;
use super::super::value::Value;
use super::units::unit_name;
use super::weekday;
use crate::date::vocabulary::Unit;

/// “every Friday”, “each year”, “every other week”, “every three months”.
pub(super) fn every(r: Reader<'_>, at: usize) -> Option<Found> {
    let quant = if r.is(at, "every") {
        "EVERY"
    } else if r.is(at, "each") {
        "EACH"
    } else {
        return None;
    };
    let set = |of: Value, end: usize| {
        Some(Found::new(
            at,
            end,
            Meaning::Set {
                of,
                quant: Some(quant),
                freq: None,
            },
        ))
    };
    let next = at + 1 + usize::from(r.any(at + 1, &["single", "passing"]));
    // “every half-hour”
    let hour = r.after_hyphen(next + 1);
    if r.is(next, "half") && r.is(hour, "hour") {
        return set(Value::Length(Amount::Counted(50), Unit::Hour), hour + 1);
    }
    if let Some((day, end)) = weekday::name(r, next) {
        return match r.word(end) {
            Word::Part(part) => set(Value::AnyWeekdayPart(day, part), end + 1),
            _ => set(Value::AnyWeekday(day), end),
        };
    }
    match r.word(next) {
        Word::Month { month, .. } => return set(Value::AnyMonth(month), next + 1),
        Word::Season(season) => return set(Value::AnySeason(season), next + 1),
        Word::Part(part) => return set(Value::AnyTime(Time::Part(part)), next + 1),
        _ if r.is(next, "weekend") => return set(Value::AnyWeekend, next + 1),
        _ => {}
    }
    if r.is(next, "other") {
        if let Some((day, end)) = weekday::name(r, next + 1) {
            return set(Value::AnyWeekday(day), end);
        }
        let (unit, end) = unit_name(r, next + 1)?;
        return set(Value::Length(Amount::whole(2), unit), end);
    }
    if r.any(next, &["few", "several", "couple"]) {
        let (amount, after) = amount(r, next)?;
        let (unit, end) = unit_name(r, after)?;
        return set(Value::Length(amount, unit), end);
    }
    // “every third Thursday”.
    if let Some((2.., after)) = ordinal(r, next)
        && let Some((day, end)) = weekday::name(r, after)
    {
        return set(Value::AnyWeekday(day), end);
    }
    // “every second day”, “every third year”.
    if let Some((number @ 2.., after)) = ordinal(r, next)
        && let Word::Unit { many: false, .. } = r.word(after)
    {
        let (unit, end) = unit_name(r, after)?;
        return set(Value::Length(Amount::whole(number), unit), end);
    }
    if let Some((number, after)) = cardinal(r, next) {
        let (unit, end) = unit_name(r, after)?;
        return set(Value::Length(Amount::whole(number), unit), end);
    }
    let (unit, end) = unit_name(r, next)?;
    set(Value::Length(Amount::whole(1), unit), end)
}

/// Words that tell what is done again and again.
const HABITS: [&str; 4] = ["normally", "traditionally", "typically", "usually"];

/// Words after which a clause has left the habit before it.
const LEAVES: [&str; 7] = [";", "(", "although", "but", "though", "when", "while"];

/// How far before a date such a word is looked for.
const HABIT: usize = 10;

/// Makes dates without a year those of every year where their clause tells a habit:
/// “usually fall in January”, “usually meet on Friday”.
///
/// So is a weekday after one of every week: “every Monday and Friday”.
pub(super) fn make_habits(r: Reader<'_>, found: &mut [Found]) {
    for index in 1..found.len() {
        let (before, one) = (found[index - 1], &mut found[index]);
        if let (
            Meaning::Set {
                of: Value::AnyWeekday(_),
                ..
            },
            Meaning::Weekday {
                day, which: None, ..
            },
        ) = (before.meaning, one.meaning)
            && before.end + 1 == one.first
            && (r.any(before.end, &["and", "or"]) || r.text(before.end) == ",")
        {
            one.meaning = Meaning::Set {
                of: Value::AnyWeekday(day),
                quant: None,
                freq: None,
            };
        }
    }
    for one in found {
        let of = match one.meaning {
            Meaning::Yearly {
                part,
                year: Year::Open,
            } => match part {
                Part::Month(month) => Value::AnyMonth(month),
                Part::Season(season) => Value::AnySeason(season),
                Part::Quarter(quarter) => Value::AnyQuarter(quarter),
                _ => continue,
            },
            Meaning::Weekday {
                day, which: None, ..
            } => Value::AnyWeekday(day),
            _ => continue,
        };
        if let Meaning::Weekday { .. } = one.meaning
            && is_opening(r, one)
        {
            one.meaning = Meaning::Set {
                of,
                quant: None,
                freq: None,
            };
            continue;
        }
        let start = one.first.saturating_sub(HABIT);
        let is_habit = (start..one.first)
            .rev()
            .take_while(|at| !r.begins_sentence(*at + 1) && !r.any(*at, &LEAVES))
            .any(|at| r.any(at, &HABITS));
        if is_habit {
            one.meaning = Meaning::Set {
                of,
                quant: None,
                freq: None,
            };
        }
    }
}

/// Whether a weekday is one end of those on which something is open or held: “the market,
/// held Monday through Friday”, “the office is open Monday to Friday”.
fn is_opening(r: Reader<'_>, one: &Found) -> bool {
    let joins = ["through", "to", "until", "-", "–"];
    let (first, last) = (one.first, one.end);
    let head = if r.any(last, &joins) && weekday::name(r, last + 1).is_some() {
        first
    } else if r.after_any(first, &joins)
        && first > 1
        && (first.saturating_sub(3)..first - 1)
            .any(|at| weekday::name(r, at).is_some_and(|(_, end)| end == first - 1))
    {
        (first.saturating_sub(3)..first - 1)
            .find(|at| weekday::name(r, *at).is_some())
            .unwrap_or(first)
    } else {
        return false;
    };
    // “from Monday to Friday”
    let lead = head - usize::from(r.after_any(head, &["from"]));
    let Some(verb) = lead.checked_sub(1) else {
        return false;
    };
    let is_held = r.any(verb, &["held", "sold", "served", "taught"]) && r.before(verb) == ",";
    let is_open = r.any(verb, &["open", "closed"]) && r.after_any(verb, &["is", "are"]);
    is_held || is_open
}

/// “daily”, “weekly”, “annually”.
pub(super) fn adverb(r: Reader<'_>, at: usize) -> Option<Found> {
    let (count, unit) = match r.lowered(at).as_str() {
        "hourly" => (1, Unit::Hour),
        "daily" | "nightly" => (1, Unit::Day),
        "weekly" => (1, Unit::Week),
        "biweekly" => (2, Unit::Week),
        "monthly" => (1, Unit::Month),
        "quarterly" => (1, Unit::Quarter),
        "semiannually" => (6, Unit::Month),
        "yearly" | "annually" => (1, Unit::Year),
        _ => return None,
    };
    // “twice-yearly” is so many times.
    if r.hyphen(at.wrapping_sub(1)) {
        return None;
    }
    // “Daily News”, “the daily Granma” are names, “quarterly” an adjective of
    // reports, “average daily” one of measures.
    let is_name = r.capital(at) && (r.capital(at + 1) || !r.begins_sentence(at))
        || r.capital(at + 1) && !r.glued(at + 1)
        || r.is(at, "daily") && r.after_any(at, &["average"]);
    // “4 percent annually” is a rate, as “$5 a day” is.
    let is_rate = at > 0 && (r.text(at - 1) == "%" || r.after_any(at, &["percent", "pct"]));
    if is_name || is_rate || unit == Unit::Quarter {
        return None;
    }
    let of = Value::Length(Amount::whole(count), unit);
    Some(Found::new(
        at,
        at + 1,
        Meaning::Set {
            of,
            quant: None,
            freq: None,
        },
    ))
}

/// “twice a week”, “three times a year”, “once every day”, “three days a week”.
pub(super) fn times(r: Reader<'_>, at: usize) -> Option<Found> {
    let (freq, counted, after) = if r.is(at, "once") {
        (1, 'X', at + 1)
    } else if r.is(at, "twice") {
        (2, 'X', at + 1)
    } else {
        let few = at + usize::from(r.is(at, "a") && r.is(at + 1, "few"));
        let several = few > at || r.any(at, &["several", "many"]);
        let (number, after) = if several {
            (0, few + 1)
        } else {
            // “four or five times a day”: the first of both.
            let (number, after) = cardinal(r, at)?;
            let second = cardinal(r, after + 1).filter(|_| r.any(after, &["or", "to"]));
            (number, second.map_or(after, |(_, after)| after))
        };
        // “three days a week”; “24 hours a day” is at all times.
        let counted = match r.lowered(after).as_str() {
            "times" => 'X',
            "day" | "days" | "night" | "nights" => 'D',
            "week" | "weeks" => 'W',
            "month" | "months" => 'M',
            _ => return None,
        };
        if !(0..=99).contains(&number) {
            return None;
        }
        (number as u8, counted, after + 1)
    };
    let (unit, end) = often(r, after)?;
    let is_part = match counted {
        'D' => unit > Unit::Day,
        'W' => unit > Unit::Week,
        'M' => unit > Unit::Month,
        _ => true,
    };
    if !is_part {
        return None;
    }
    let of = Value::Length(Amount::whole(1), unit);
    Some(Found::new(
        at,
        end,
        Meaning::Set {
            of,
            quant: None,
            freq: Some((freq, counted)).filter(|(freq, _)| *freq > 0),
        },
    ))
}

/// In what something is done so often, and the place after: “a week”, “each year”;
/// “daily” and “-weekly”.
fn often(r: Reader<'_>, at: usize) -> Option<(Unit, usize)> {
    if r.any(at, &["a", "an", "per", "each", "every"]) {
        return unit_name(r, at + 1);
    }
    let at = r.after_hyphen(at);
    let unit = match r.lowered(at).as_str() {
        "daily" | "nightly" => Unit::Day,
        "weekly" => Unit::Week,
        "monthly" => Unit::Month,
        "yearly" | "annually" => Unit::Year,
        _ => return None,
    };
    // “twice Daily Mail” names a paper.
    let is_name = r.capital(at + 1) && r.text(at + 1) != "I";
    (!is_name).then_some((unit, at + 1))
}

/// “on Mondays”, “Friday nights”: plural names.
pub(super) fn plural(r: Reader<'_>, at: usize) -> Option<Found> {
    let set = |of: Value, end: usize| {
        Some(Found::new(
            at,
            end,
            Meaning::Set {
                of,
                quant: None,
                freq: None,
            },
        ))
    };
    if let Some(day) = weekday::plural(r, at) {
        return set(Value::AnyWeekday(day), at + 1);
    }
    if r.is(at, "weekends") && r.after_any(at, &["on", "at", "and"]) {
        return set(Value::AnyWeekend, at + 1);
    }
    if let Some((day, end)) = weekday::name(r, at)
        && let Word::Part(part) = r.word(end)
        && r.text(end).ends_with('s')
    {
        return set(Value::AnyWeekdayPart(day, part), end + 1);
    }
    None
}

/// “per day”, “a day” after a rate.
pub(super) fn rate(r: Reader<'_>, at: usize) -> Option<Found> {
    if !r.is(at, "per") {
        return None;
    }
    let Word::Unit { unit, many: false } = r.word(at + 1) else {
        return None;
    };
    (unit >= Unit::Day && !r.is(at + 1, "second")).then(|| {
        let of = Value::Length(Amount::whole(1), unit);
        Found::new(
            at,
            at + 2,
            Meaning::Set {
                of,
                quant: None,
                freq: None,
            },
        )
    })
}
