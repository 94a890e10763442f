//! Values as an event file says them.

use super::Modifier;
use super::lexicon::DayPart;
use super::meaning::Time;
use super::number::{Amount, finer};
use super::value::Value;
use crate::date::Civil;
use crate::date::arithmetic::{add_days, iso_week};
use crate::date::vocabulary::{MONTHS, Unit};

/// The phrase that reads as a value does: for `when`, or after `for` where it
/// is a length. `None` where the value tells no such date.
pub(super) fn when(value: Value, modifier: Option<Modifier>) -> Option<String> {
    if let Value::Length(amount, unit) = value {
        return length(amount, unit, modifier);
    }
    let point = point(value)?;
    let Some(modifier) = modifier else {
        return Some(point);
    };
    let lead = match modifier {
        Modifier::Start => "early",
        Modifier::Mid => "mid",
        Modifier::End => "late",
        Modifier::Approx => "about",
        // The unit itself is not excluded: `before 2021` would exclude January.
        Modifier::Before | Modifier::OnOrBefore => "no later than",
        Modifier::After | Modifier::OnOrAfter => "not before",
        _ => return Some(point),
    };
    Some(format!("{lead} {point}"))
}

/// A date or time without what narrows it.
fn point(value: Value) -> Option<String> {
    let ordinal = |number: i64| {
        let ending = match (number % 100, number % 10) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        format!("{number}{ending}")
    };
    let counted = |number: i64, unit: &str| {
        let era = if number < 0 { " BCE" } else { "" };
        format!("{} {unit}{era}", ordinal(number.abs()))
    };
    Some(match value {
        Value::Century(number) => counted(number, "century"),
        Value::Millennium(number) => counted(number, "millennium"),
        Value::Decade(year) if year > 0 => format!("{year:04}s"),
        Value::Year(year) => year_of(year),
        Value::Half(year, half) => format!("H{half} {}", year_of(year)),
        Value::Quarter(year, quarter) => format!("Q{quarter} {}", year_of(year)),
        Value::Season(year, season) => {
            let names = ["spring", "summer", "autumn", "winter"];
            format!("{} {}", names[usize::from(season)], year_of(year))
        }
        Value::Month(year, month) | Value::SomeDay(year, month) if year > 0 => {
            format!("{year:04}-{month:02}")
        }
        Value::Month(year, month) | Value::SomeDay(year, month) => {
            format!("{} {}", MONTHS[usize::from(month) - 1], year_of(year))
        }
        Value::Week(year, week) => format!("{year:04}-W{week:02}"),
        Value::Weekend(year, week) => {
            let saturday = add_days(iso_week(year, week), 5);
            let sunday = add_days(saturday, 1);
            format!("[{}..{}]", day(saturday), day(sunday))
        }
        Value::Day(..) | Value::SomeTime(..) => day(value.civil()?),
        Value::Timed(.., Time::Clock { hour: 24, .. }) => {
            format!("{} 00:00", day(add_days(value.civil()?, 1)))
        }
        Value::Timed(.., time) => format!("{}{}", day(value.civil()?), time_of(time)),
        _ => return None,
    })
}

fn year_of(year: i64) -> String {
    if year > 0 {
        format!("{year:04}")
    } else {
        format!("{} BCE", 1 - year)
    }
}

fn day(civil: Civil) -> String {
    if civil.year > 0 {
        return format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
    }
    let month = MONTHS[usize::from(civil.month) - 1];
    format!("{} {month} {}", civil.day, year_of(civil.year))
}

/// What follows the day.
fn time_of(time: Time) -> String {
    match time {
        Time::Part(DayPart::Morning) => " morning".to_owned(),
        Time::Part(DayPart::Afternoon) => " afternoon".to_owned(),
        Time::Part(DayPart::Evening) => " evening".to_owned(),
        Time::Part(DayPart::Night) => " night".to_owned(),
        Time::Part(DayPart::Midday) => " noon".to_owned(),
        Time::Part(DayPart::Daytime) => String::new(),
        Time::Clock {
            hour,
            minute,
            second,
        } => {
            let seconds = second.map(|second| format!(":{second:02}"));
            format!(
                " {hour:02}:{:02}{}",
                minute.unwrap_or(0),
                seconds.unwrap_or_default()
            )
        }
    }
}

/// `20 years`, `about 2.5 hours`, `1 year and 9 months`; lengths finer than a tenth
/// are not told.
fn length(amount: Amount, unit: Unit, modifier: Option<Modifier>) -> Option<String> {
    let lead = match modifier {
        Some(Modifier::Approx) => "about ",
        Some(Modifier::LessThan | Modifier::EqualOrLess) => "up to ",
        Some(Modifier::MoreThan | Modifier::EqualOrMore) => "at least ",
        _ => "",
    };
    let told = match amount {
        Amount::Counted(hundredths) => counted(hundredths, unit)?,
        Amount::Both(large, small) => {
            let (finer, _) = finer(unit)?;
            let parts = (counted(large * 100, unit)?, counted(small * 100, finer)?);
            format!("{} and {}", parts.0, parts.1)
        }
        Amount::Some => return None,
    };
    Some(format!("{lead}{told}"))
}

/// So many hundredths of a unit in words.
fn counted(hundredths: i64, unit: Unit) -> Option<String> {
    if hundredths % 10 != 0 {
        return None;
    }
    let (whole, tenth) = (hundredths / 100, hundredths / 10 % 10);
    let name = match unit {
        Unit::Millisecond => "millisecond",
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
        Unit::Millennium => "millennium",
    };
    let many = match unit {
        _ if hundredths == 100 => name.to_owned(),
        Unit::Century => "centuries".to_owned(),
        _ => format!("{name}s"),
    };
    Some(match tenth {
        0 => format!("{whole} {many}"),
        _ => format!("{whole}.{tenth} {many}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Context, Phrase};

    fn resolves(phrase: &str) -> bool {
        let context = Context::default();
        Phrase::parse(phrase).is_ok_and(|read| read.resolve(&context, &|_| false).is_ok())
    }

    #[test]
    fn event_files_read_every_date() {
        let morning = Time::Part(DayPart::Morning);
        let clock = Time::Clock {
            hour: 22,
            minute: Some(5),
            second: None,
        };
        let end = Time::Clock {
            hour: 24,
            minute: Some(0),
            second: None,
        };
        let values = [
            (Value::Century(19), "19th century"),
            (Value::Century(-5), "5th century BCE"),
            (Value::Decade(1990), "1990s"),
            (Value::Year(2021), "2021"),
            (Value::Year(79), "0079"),
            (Value::Year(-489), "490 BCE"),
            (Value::Half(1990, 2), "H2 1990"),
            (Value::Quarter(1990, 3), "Q3 1990"),
            (Value::Season(1941, 3), "winter 1941"),
            (Value::Month(2021, 7), "2021-07"),
            (Value::Month(-479, 8), "august 480 BCE"),
            (Value::Week(2025, 38), "2025-W38"),
            (Value::Weekend(2025, 38), "[2025-09-20..2025-09-21]"),
            (Value::Day(2025, 9, 20), "2025-09-20"),
            (Value::Day(-43, 3, 15), "15 march 44 BCE"),
            (Value::Timed(2025, 9, 20, morning), "2025-09-20 morning"),
            (Value::Timed(2025, 9, 20, clock), "2025-09-20 22:05"),
            (Value::Timed(2025, 9, 30, end), "2025-10-01 00:00"),
        ];
        for (value, phrase) in values {
            assert_eq!(when(value, None).as_deref(), Some(phrase));
            assert!(resolves(phrase), "{phrase}");
        }
    }

    #[test]
    fn modifiers_are_kept() {
        let month = Value::Month(2021, 7);
        for (modifier, phrase) in [
            (Modifier::Start, "early 2021-07"),
            (Modifier::Mid, "mid 2021-07"),
            (Modifier::End, "late 2021-07"),
            (Modifier::Approx, "about 2021-07"),
            (Modifier::Before, "no later than 2021-07"),
            (Modifier::After, "not before 2021-07"),
        ] {
            assert_eq!(when(month, Some(modifier)).as_deref(), Some(phrase));
            assert!(resolves(phrase), "{phrase}");
        }
    }

    #[test]
    fn lengths_follow_for() {
        let (whole, half) = (Amount::whole, Amount::Counted(250));
        for (amount, unit, modifier, phrase) in [
            (whole(1), Unit::Year, None, "1 year"),
            (
                whole(20),
                Unit::Year,
                Some(Modifier::Approx),
                "about 20 years",
            ),
            (
                half,
                Unit::Hour,
                Some(Modifier::MoreThan),
                "at least 2.5 hours",
            ),
            (
                whole(3),
                Unit::Century,
                Some(Modifier::LessThan),
                "up to 3 centuries",
            ),
            (Amount::Both(1, 9), Unit::Year, None, "1 year and 9 months"),
        ] {
            let told = when(Value::Length(amount, unit), modifier);
            assert_eq!(told.as_deref(), Some(phrase));
            assert!(
                resolves(&format!("for {phrase} from 2021-07-01")),
                "{phrase}"
            );
        }
    }

    #[test]
    fn what_tells_no_date_is_none() {
        for value in [
            Value::Past,
            Value::Present,
            Value::SomeLength,
            Value::Numeric(3, 4, 2021),
            Value::Length(Amount::Some, Unit::Year),
            Value::AnyWeekday(4),
        ] {
            assert_eq!(when(value, None), None);
        }
    }
}
