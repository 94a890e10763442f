//! What a report of accounts speaks of, and the same a year before.

use super::super::Basis;
use super::super::meaning::{Account, Meaning, Part, Year};
use super::super::number::Amount;
use super::super::value::Value;
use super::{Resolved, Scene, is_quarter, yearly};
use crate::date::Civil;
use crate::date::vocabulary::Unit;

/// What an expression makes the text an account of: a quarter or half that has
/// ended, or has begun and is no forecast; months or a year that are summed up.
pub(in super::super) fn account(scene: &Scene<'_>, value: Value) -> Option<Value> {
    let found = scene.found;
    match (found.meaning, value) {
        (Meaning::Yearly { .. } | Meaning::Reported(_), Value::Quarter(..) | Value::Half(..)) => {
            let begun = value.first_day()? <= scene.anchor();
            let ended = yearly::after(value)? <= scene.anchor();
            (ended || begun && !scene.looks_ahead()).then_some(value)
        }
        (Meaning::Fixed(_), Value::Length(Amount::Counted(hundredths), unit)) => {
            let is_part = unit == Unit::Month && hundredths < 1200;
            let is_year = unit == Unit::Year && hundredths == 100;
            let r = scene.r;
            let is_ended = r.any(found.end, &["ended", "ending"]);
            let is_first = (found.first..found.end).any(|at| r.is(at, "first"));
            let is_named = r.is(found.first, "the") && r.after_any(found.first, &["for", "in"]);
            let is_framed = (found.first..found.end)
                .any(|at| r.any(at, &["past", "last", "next", "coming", "recent"]));
            let summed = is_ended || is_first || is_named && !is_framed;
            ((is_part || is_year) && summed).then_some(Value::Year(scene.anchor().year))
        }
        (Meaning::Yearly { .. }, Value::Day(year, month, _) | Value::Month(year, month)) => {
            ended_on(scene, year, month)
        }
        (Meaning::Reported(_), Value::SomeQuarter(_))
        | (Meaning::ReportedIn(Account::Ended(_), _), _) => Some(value),
        // “net income for the quarter”, where no other account was told.
        (Meaning::Focus(unit), Value::Quarter(..)) if is_quarter(unit) => {
            scene.thread.account().is_none().then_some(value)
        }
        _ => None,
    }
}

/// What ends with a day or month: “the three months ended Sept. 30”, “the three months that
/// ended in September” are a quarter.
fn ended_on(scene: &Scene<'_>, year: i64, month: u8) -> Option<Value> {
    let (r, found) = (scene.r, scene.found);
    let first = found.first - usize::from(r.after_any(found.first, &["in", "on"]));
    let unit = first.checked_sub(2)?;
    if !r.any(unit + 1, &["ended", "ending", "to", "through"]) {
        return None;
    }
    let is_told = r.any(unit, &["that", "which"]) && unit > 0;
    let unit = unit - usize::from(is_told);
    let is_quarter = r.is(unit, "months") && r.after_any(unit, &["three", "3"])
        || r.is(unit, "weeks") && r.after_any(unit, &["13", "thirteen"]);
    if is_quarter {
        return Some(most_of(month, year));
    }
    (r.is(unit, "year") || r.is(unit, "months")).then_some(Value::Year(year))
}

/// “the latest quarter”, “the latest period”, “the quarter ended June 30”: the
/// quarter that was told by its number, if there is one, as years of accounts
/// need not begin in January. Where its end is that of another quarter, it is the
/// calendar's; but of a year of accounts neither its number nor its end says which
/// quarter of a year it is: “in the fiscal first quarter … the quarter ended Sept. 30”.
pub(super) fn reported(scene: &Scene<'_>, what: Account) -> Resolved {
    let thread = scene.thread;
    let other = match (thread.quarter(), what) {
        (Some((year, number)), Account::Ended(month)) => {
            let is_other = match thread.ends() {
                Some(ends) => ends != month,
                // A year of accounts may give such a quarter any number.
                None => month % 3 == 0 && number != month / 3,
            };
            is_other.then_some(year)
        }
        _ => None,
    };
    if let Some(year) = other.filter(|_| thread.is_fiscal()) {
        return Resolved {
            value: Value::SomeQuarter(year),
            basis: Basis::Thread,
        };
    }
    let what = match thread.quarter() {
        Some(_) if other.is_none() => Account::Quarter,
        _ => what,
    };
    Resolved {
        value: told(scene, what),
        basis: Basis::Thread,
    }
}

/// “the 1988 period”: the same part of that year.
pub(super) fn reported_in(scene: &Scene<'_>, what: Account, year: i64) -> Resolved {
    if let Account::Ended(month) = what {
        return Resolved {
            value: most_of(month, year),
            basis: Basis::Stated,
        };
    }
    // “the same period of 2012”, where the text gives no account: the year.
    let value = match (what, scene.thread.account()) {
        // “expects fourth-quarter sales to be below those of the 1988 period”
        (Account::Period, None) => match scene.thread.forecast() {
            Some((_, quarter)) => Value::Quarter(year, quarter),
            None => Value::Year(year),
        },
        _ => in_year(told(scene, what), year),
    };
    Resolved {
        value,
        basis: Basis::Thread,
    }
}

/// “the year-earlier quarter”: the same part of the year before.
pub(super) fn year_ago(scene: &Scene<'_>, what: Account) -> Resolved {
    // “the same period last year”, where the text gives no account: the year.
    let what = match what {
        Account::Period => Account::Open,
        what => what,
    };
    // “It expects a loss in the fourth quarter. In the year-earlier quarter it earned”: the
    // same quarter, which is still to come.
    let told = match scene.thread.forecast() {
        Some((year, quarter)) if what == Account::Quarter => Value::Quarter(year, quarter),
        _ => told(scene, what),
    };
    Resolved {
        value: in_year(told, told.year().unwrap_or(scene.anchor().year) - 1),
        basis: Basis::Thread,
    }
}

/// What the text gives an account of.
fn told(scene: &Scene<'_>, what: Account) -> Value {
    let quarter = || {
        let (year, quarter) = scene.thread.reported(scene.anchor());
        Value::Quarter(year, quarter)
    };
    match what {
        Account::Period | Account::Told => scene.thread.account().unwrap_or_else(quarter),
        Account::Open => {
            let year = Value::Year(scene.anchor().year);
            scene.thread.account().unwrap_or(year)
        }
        Account::Part(part @ (Part::Quarter(_) | Part::Half(_))) => {
            yearly::yearly(scene, part, Year::Open).value
        }
        Account::Ended(1) => most_of(1, january(scene)),
        Account::Ended(month) => {
            let part = Part::Quarter(quarter_of(month));
            yearly::yearly(scene, part, Year::Open).value
        }
        Account::Quarter | Account::Part(_) => quarter(),
    }
}

/// The quarter of the calendar in which most of the three months lie that end with a
/// month: of those to the end of July, the second.
const fn quarter_of(month: u8) -> u8 {
    (month + 10) % 12 / 3 + 1
}

/// The same, where the month is of a year.
const fn most_of(month: u8, year: i64) -> Value {
    match month {
        1 => Value::Quarter(year - 1, 4),
        _ => Value::Quarter(year, quarter_of(month)),
    }
}

/// The year of the January that ended last, or that something ends with.
fn january(scene: &Scene<'_>) -> i64 {
    let Civil { year, month, .. } = scene.anchor();
    let is_ahead = scene.r.is(scene.found.end, "ending");
    year + match month {
        1 => i64::from(is_ahead) - 1,
        _ => i64::from(is_ahead),
    }
}

/// The same part of another year.
pub(super) const fn in_year(value: Value, year: i64) -> Value {
    match value {
        Value::Quarter(_, quarter) => Value::Quarter(year, quarter),
        Value::SomeQuarter(_) => Value::SomeQuarter(year),
        Value::Half(_, half) => Value::Half(year, half),
        Value::Year(_) => Value::Year(year),
        other => other,
    }
}
