//! Units counted from a day.

use super::super::lexicon::Word;
use super::super::meaning::{Account, Base, Meaning, Part, Time, Turning, Which, Year};
use super::super::number::Amount;
use super::super::value::Value;
use super::super::{Basis, Modifier};
use super::{Resolved, Scene, Tense, account, is_quarter, yearly};
use crate::date::Civil;
use crate::date::arithmetic::{add, add_days, add_months, week_of};
use crate::date::vocabulary::Unit;

/// How many units “last”, “this”, “next” are.
pub(super) const fn step(which: Which) -> i64 {
    match which {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
    }
}

/// The ISO week of a day.
pub(super) fn week(day: Civil) -> (i64, u8) {
    // The week belongs to the year of its Thursday.
    let thursday = add_days(week_of(day), 3);
    let first = Civil::midnight(thursday.year, 1, 1);
    let days =
        (thursday.instant().nanoseconds() - first.instant().nanoseconds()) / Unit::Day.length();
    (thursday.year, (days / 7) as u8 + 1)
}

/// “the 15th”, of the month that the text is in.
pub(super) fn day_of_month(scene: &Scene<'_>, day: u8) -> Value {
    let told = scene.thread.last().and_then(Value::month);
    let (year, month) = told.unwrap_or((scene.anchor().year, scene.anchor().month));
    if day > Civil::days_in_month(year, month) {
        Value::NoDay(year, month)
    } else {
        Value::Day(year, month, day)
    }
}

/// “last week”, “the following month”.
pub(super) fn turn(scene: &Scene<'_>, unit: Turning, which: Which, base: Base) -> Resolved {
    let day = match unit {
        Turning::Unit(unit) => scene.day_for(base, unit),
        Turning::Weekend => scene.day_for(base, Unit::Week),
        Turning::Half | Turning::Fiscal => scene.day_of(base),
    };
    let count = step(which);
    // “fell from the previous quarter”: the one before that which is reported on.
    if is_quarter(unit)
        && base == Base::Thread
        && let Some((year, quarter)) = scene.thread.quarter().filter(|_| !scene.is_narrative())
    {
        let value = yearly::quarter(year, i64::from(quarter) + count);
        return scene.based(value, base);
    }
    let value = match unit {
        Turning::Fiscal => Value::Year(day.year + count),
        Turning::Weekend => {
            let (year, week) = week(add_days(day, 7 * count));
            Value::Weekend(year, week)
        }
        Turning::Half => {
            let half = day.year * 2 + i64::from(day.month > 6) + count;
            Value::Half(half.div_euclid(2), half.rem_euclid(2) as u8 + 1)
        }
        // “that day”, where no more than a month was told.
        Turning::Unit(Unit::Day) if base == Base::Thread && which == Which::This => {
            match scene.thread.last_in(Unit::Day) {
                Some(Value::Month(year, month)) => Value::SomeDay(year, month),
                _ => Value::day(day),
            }
        }
        Turning::Unit(unit) => around(day, unit, count),
    };
    scene.based(value, base)
}

/// The unit around a day, or so many from it.
fn around(day: Civil, unit: Unit, count: i64) -> Value {
    match unit {
        Unit::Week => {
            let (year, week) = week(add_days(day, 7 * count));
            Value::Week(year, week)
        }
        Unit::Month => {
            let month = add_months(Civil::midnight(day.year, day.month, 1), count);
            Value::Month(month.year, month.month)
        }
        Unit::Quarter => yearly::quarter(day.year, i64::from((day.month - 1) / 3) + 1 + count),
        Unit::Year => Value::Year(day.year + count),
        Unit::Decade => Value::Decade((day.year.div_euclid(10) + count) * 10),
        Unit::Century => Value::Century((day.year - 1).div_euclid(100) + 1 + count),
        Unit::Millennium => Value::Millennium((day.year - 1).div_euclid(1000) + 1 + count),
        Unit::Day | Unit::Hour | Unit::Minute | Unit::Second | Unit::Millisecond => {
            Value::day(add_days(day, count))
        }
    }
}

/// “two years ago”, “a month later”.
pub(super) fn shift(
    scene: &Scene<'_>,
    amount: Amount,
    unit: Unit,
    back: bool,
    base: Base,
) -> Resolved {
    if let Amount::Counted(hundredths @ 100..=10_000) = amount
        && (unit, back, hundredths % 100) == (Unit::Year, true, 0)
        && let Some(value) = month_before(scene, hundredths / 100)
    {
        return scene.based(value, Base::Thread);
    }
    if let Some(told) = scene.thread.last().filter(|_| base == Base::Thread)
        && tells_again(scene)
        && let Some(value) = as_coarse(told, unit)
    {
        return scene.based(value, base);
    }
    if unit == Unit::Year
        && back
        && amount == Amount::whole(1)
        && !scene.is_narrative()
        && scene.thread.account().is_some()
    {
        return account::year_ago(scene, Account::Period);
    }
    // “His family still waits two years later”: what is so now.
    if base == Base::Thread && !back && !scene.is_narrative() && scene.is_still() {
        return Resolved {
            value: as_coarse(Value::day(scene.anchor()), unit)
                .unwrap_or_else(|| around(scene.anchor(), unit, 0)),
            basis: Basis::Anchor,
        };
    }
    // “40 years later”, where the text has told no date to count from.
    let is_open = scene.thread.last().is_none()
        || unit < Unit::Year && (follows_year(scene) || is_after_year(scene));
    if base == Base::Thread && !back && !scene.is_narrative() && is_open {
        return Resolved {
            value: Value::Length(amount, unit),
            basis: Basis::Stated,
        };
    }
    let from = if base == Base::Anchor {
        scene.anchor()
    } else {
        scene.day_for(base, unit)
    };
    let value = moved(from, amount, unit, back);
    // “In 2024 it shut. Two years later it was sold”: what has been done is not to come, so
    // that it is counted from something else.
    let is_to_come = || {
        let first = value.first_day().map(Civil::instant);
        first > Some(scene.anchor().instant()) && scene.tense() == Tense::Past
    };
    if base == Base::Thread && !back && !scene.is_narrative() && is_to_come() {
        return Resolved {
            value: Value::Length(amount, unit),
            basis: Basis::Stated,
        };
    }
    if base == Base::Anchor {
        return Resolved {
            value,
            basis: Basis::Anchor,
        };
    }
    scene.based(value, base)
}

/// Whether its sentence has told no more than a year to count from: “was chosen in 2022
/// and left two months later”.
pub(super) fn follows_year(scene: &Scene<'_>) -> bool {
    let start = scene.r.sentence_start(scene.found.first);
    scene.before.is_some_and(|before| {
        let is_year = matches!(
            before.meaning,
            Meaning::Fixed(Value::Year(_)) | Meaning::YearTurn(..)
        );
        is_year && before.first >= start
    })
}

/// Whether a story has come to no more than a year: “In early 2024 it was inspected. Two
/// months later it was shut”.
fn is_after_year(scene: &Scene<'_>) -> bool {
    let told = scene.thread.story();
    let is_year = matches!(told, Some(Value::Year(_))) && told == scene.thread.last();
    is_year && scene.is_of_past()
}

/// Whether it counts up to the date right before it: “in 1963, eight years later, she”.
fn tells_again(scene: &Scene<'_>) -> bool {
    let (r, found) = (scene.r, scene.found);
    scene.before.is_some_and(|before| {
        let is_dated = !matches!(before.meaning, Meaning::Shift { .. } | Meaning::Set { .. });
        r.text(before.end) == ","
            && before.end + 1 == found.first
            && r.text(found.end) == ","
            && is_dated
    })
}

/// A date as a year, month or day, where it is as fine as that.
fn as_coarse(told: Value, unit: Unit) -> Option<Value> {
    match unit {
        Unit::Day => told.civil().map(Value::day),
        Unit::Month => told.month().map(|(year, month)| Value::Month(year, month)),
        Unit::Year => told.year().map(Value::Year),
        _ => None,
    }
}

/// “the same month last year”: the day, week or month told last, in another year.
pub(super) fn same_in(scene: &Scene<'_>, unit: Unit, year: Year) -> Resolved {
    let told = scene.day_for(Base::Thread, unit);
    let (year, basis) = match year {
        Year::Given(year) => (year, Basis::Stated),
        Year::Turn(which, Base::Anchor) => (scene.anchor().year + step(which), Basis::Anchor),
        Year::Turn(which, Base::Thread) => (told.year + step(which), Basis::Thread),
        _ => (told.year, Basis::Thread),
    };
    let last = Civil::days_in_month(year, told.month);
    let value = match unit {
        Unit::Week => {
            let (own, number) = week(told);
            // About New Year a week may be of the year beside.
            let beside = if basis == Basis::Stated {
                0
            } else {
                own - told.year
            };
            let year = year + beside;
            // No week after that of 28 December is of the same year.
            let (_, most) = week(Civil::midnight(year, 12, 28));
            Value::Week(year, number.min(most))
        }
        Unit::Month => Value::Month(year, told.month),
        _ => Value::Day(year, told.month, told.day.min(last)),
    };
    Resolved { value, basis }
}

/// “rose in July from a year earlier”: the month that its sentence tells, in the year
/// that it is compared with.
fn month_before(scene: &Scene<'_>, years: i64) -> Option<Value> {
    let (r, first) = (scene.r, scene.found.first);
    let Value::Month(year, month) = scene.thread.last()? else {
        return None;
    };
    let is_said = scene.before.is_some_and(|before| {
        // “the three months ended in June” is more than that June.
        let on = before.first - usize::from(r.after_any(before.first, &["in", "on"]));
        before.first >= r.sentence_start(first)
            && matches!(before.meaning, Meaning::Yearly { .. })
            && !r.after_any(on, &["ended", "ending"])
    });
    let foils = ["from", "than", "over", "with", "against", "versus", "on"];
    // “was 124 in July, up from 122 in June and 119 a year earlier”
    let is_figure = first
        .checked_sub(1)
        .is_some_and(|at| matches!(r.word(at), Word::Digits { .. } | Word::Power(_)));
    let is_compared = is_figure || r.after_any(first, &foils);
    (is_said && is_compared).then_some(Value::Month(year - years, month))
}

/// The day, week or month of now so many months and weeks ago.
pub(super) fn ago_from(
    scene: &Scene<'_>,
    (months, weeks): (i64, i64),
    of: Unit,
    days: i64,
) -> Value {
    let day = match of {
        // Its Thursday stands for a week.
        Unit::Week => add_days(week_of(scene.anchor()), 3),
        _ => add_days(scene.anchor(), days - 7 * weeks),
    };
    around(add_months(day, -months), of, 0)
}

/// So many months before the weekday that is nearest: an anniversary is told a few days
/// before or after.
pub(super) fn ago_on(scene: &Scene<'_>, months: i64, day: u8) -> Value {
    let ahead = (i64::from(day) - i64::from(scene.anchor().weekday()) + 3).rem_euclid(7) - 3;
    Value::day(add_months(add_days(scene.anchor(), ahead), -months))
}

/// The season of so many years ago.
pub(super) fn season_ago(scene: &Scene<'_>, years: i64, season: u8) -> Value {
    let this = yearly::yearly(scene, Part::Season(season), Year::Pick(Which::This)).value;
    Value::Season(this.year().unwrap_or(scene.anchor().year) - years, season)
}

/// A day moved by an amount, as coarse as its unit.
fn moved(from: Civil, amount: Amount, unit: Unit, back: bool) -> Value {
    let (amount, unit) = amount.in_one(unit);
    let Amount::Counted(hundredths) = amount else {
        return if back { Value::Past } else { Value::Future };
    };
    let signed = if back { -hundredths } else { hundredths };
    let whole = signed / 100;
    match unit {
        // “48 hours ago” is two days ago.
        Unit::Hour if whole.abs() >= 24 && whole % 24 == 0 => {
            Value::day(add_days(from, whole / 24))
        }
        Unit::Millisecond | Unit::Second | Unit::Minute | Unit::Hour => {
            before_now(from, unit, signed)
        }
        Unit::Day => Value::day(add_days(from, whole)),
        Unit::Week if signed % 100 == 0 => around(from, Unit::Week, whole),
        Unit::Week => Value::day(add_days(from, signed * 7 / 100)),
        Unit::Month | Unit::Quarter => {
            let months = unit.in_months().unwrap_or(1);
            around(from, Unit::Month, whole.saturating_mul(months))
        }
        Unit::Year if signed % 100 != 0 => around(from, Unit::Month, signed * 12 / 100),
        _ => {
            let years = unit.in_months().unwrap_or(12) / 12;
            let year = from
                .year
                .saturating_add((signed.saturating_mul(years)) / 100);
            if year.abs() > 99_999 {
                if back { Value::Past } else { Value::Future }
            } else {
                Value::Year(year)
            }
        }
    }
}

/// A time so many hundredths of hours or minutes from one that is told with its
/// clock; some time of the day where no clock is told.
fn before_now(from: Civil, unit: Unit, hundredths: i64) -> Value {
    if (from.hour, from.minute, from.second) == (0, 0, 0) {
        return Value::SomeTime(from.year, from.month, from.day);
    }
    let to = add(from, unit.length() * i128::from(hundredths) / 100);
    let minute = (unit < Unit::Hour || from.minute > 0).then_some(to.minute);
    let time = Time::Clock {
        hour: to.hour,
        minute,
        second: None,
    };
    Value::Timed(to.year, to.month, to.day, time)
}

/// “the week”, “the year”, “the quarter”: the one that the text is in.
pub(super) fn focus(scene: &Scene<'_>, unit: Turning) -> Resolved {
    if is_quarter(unit) {
        let (year, quarter) = scene.thread.reported(scene.anchor());
        return Resolved {
            value: Value::Quarter(year, quarter),
            basis: Basis::Thread,
        };
    }
    if unit == Turning::Unit(Unit::Day) {
        let told = scene.thread.last_in(Unit::Day).and_then(Value::civil);
        return match told {
            None if !scene.is_narrative() => Resolved {
                value: Value::day(scene.anchor()),
                basis: Basis::Anchor,
            },
            _ => turn(scene, unit, Which::This, Base::Thread),
        };
    }
    if unit == Turning::Weekend && !scene.is_narrative() {
        let weeks = if scene.looks_ahead() || scene.anchor().weekday() >= 5 {
            0
        } else {
            -1
        };
        let (year, week) = week(add_days(scene.anchor(), 7 * weeks));
        return Resolved {
            value: Value::Weekend(year, week),
            basis: Basis::Anchor,
        };
    }
    if !scene.is_narrative()
        && let Some(resolved) = end_of(scene, unit).or_else(|| in_focus(scene, unit))
    {
        return resolved;
    }
    // “the first 11 months of the year”, told in January: of the one that is over.
    if unit == Turning::Unit(Unit::Year) && !scene.is_narrative() && is_over(scene) {
        return turn(scene, unit, Which::Last, Base::Anchor);
    }
    turn(scene, unit, Which::This, Base::Anchor)
}

/// Whether the months of a year that were told right before it have not all gone by in
/// this year.
fn is_over(scene: &Scene<'_>) -> bool {
    let (r, first) = (scene.r, scene.found.first);
    scene.before.is_some_and(|before| {
        let Meaning::Fixed(Value::Length(Amount::Counted(hundredths), Unit::Month)) =
            before.meaning
        else {
            return false;
        };
        let is_first = (before.first..before.end).any(|at| r.is(at, "first"));
        let is_of = before.end + 1 == first && r.is(before.end, "of");
        let gone = i64::from(scene.anchor().month) - 1;
        is_first && is_of && hundredths / 100 > gone + 1 && !scene.looks_ahead()
    })
}

/// “By the end of the year, the mill was empty”, after “in May 1994”: the end of the year
/// or month that its paragraph has come to. Where it has told none, what was so at the end
/// of a month was so when the last one ended.
fn end_of(scene: &Scene<'_>, unit: Turning) -> Option<Resolved> {
    let (r, found) = (scene.r, scene.found);
    let is_of_past = found.modifier == Some(Modifier::End) && scene.is_of_past();
    let Turning::Unit(of @ (Unit::Month | Unit::Year)) = unit else {
        return None;
    };
    if !is_of_past {
        return None;
    }
    if let Some(value) = scene
        .thread
        .story()
        .and_then(|told| as_coarse(told, of))
        .or_else(|| month_of_paragraph(scene).filter(|_| of == Unit::Month))
    {
        let basis = Basis::Thread;
        return Some(Resolved { value, basis });
    }
    let has_ended = scene.anchor().day <= MIDDLE && r.after_any(found.first, &["at"]);
    (has_ended && of == Unit::Month).then(|| turn(scene, unit, Which::Last, Base::Anchor))
}

/// The year or month that its paragraph has told last, where nothing looks ahead: “In 2023
/// it lost money. For the year, sales fell”.
fn in_focus(scene: &Scene<'_>, unit: Turning) -> Option<Resolved> {
    let before = scene.before?;
    let told = scene.thread.last()?;
    let begins = |at: usize| {
        let head = at - usize::from(scene.r.after_any(at, &["in", "for", "during"]));
        scene.r.begins_sentence(head)
    };
    let value = match (unit, told) {
        // A year of which only something in passing was told is none: “founded in 1961”.
        (Turning::Unit(Unit::Year), Value::Year(year)) => {
            let is_near = year + NEAR >= scene.anchor().year || begins(before.first);
            Some(told).filter(|_| is_near && year < scene.anchor().year)
        }
        (Turning::Unit(Unit::Month), Value::Month(..)) => {
            let first = told.first_day().map(Civil::instant);
            Some(told).filter(|_| first < Some(scene.anchor().instant()))
        }
        _ => None,
    }?;
    let is_line = scene.thread.main() == Some(told) && !scene.looks_ahead();
    let basis = Basis::Thread;
    is_line.then_some(Resolved { value, basis })
}

/// How many years back a year is one of which a text may give an account.
const NEAR: i64 = 2;

/// The last day of a month on which its own end is further away than that of the one
/// before.
const MIDDLE: u8 = 15;

/// The month that the expression before it in its paragraph told.
fn month_of_paragraph(scene: &Scene<'_>) -> Option<Value> {
    let before = scene.before?;
    let is_month = matches!(
        before.meaning,
        Meaning::Yearly {
            part: Part::Month(_) | Part::Day(..),
            ..
        }
    );
    let told = scene.thread.last().filter(|_| is_month)?;
    as_coarse(told, Unit::Month)
}
