//! Values, and how TIMEX3 writes them.

use super::Class;
use super::lexicon::DayPart;
use super::meaning::Time;
use super::number::{Amount, finer};
use crate::date::Civil;
use crate::date::vocabulary::Unit;
use std::fmt;

/// What an expression comes to. Years are astronomical.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// By its number from year 1: 20 is 1901 to 2000. Negative before the
    /// common era, counted back from it.
    Century(i64),
    Millennium(i64),
    /// The decade's first year.
    Decade(i64),
    Year(i64),
    Half(i64, u8),
    Quarter(i64, u8),
    /// A quarter of a year of accounts that is none of the calendar's.
    SomeQuarter(i64),
    Season(i64, u8),
    Month(i64, u8),
    Week(i64, u8),
    Weekend(i64, u8),
    /// A day of a month that no one says which.
    SomeDay(i64, u8),
    /// A day that its month does not have.
    NoDay(i64, u8),
    Day(i64, u8, u8),
    /// Two numbers that may be day and month or month and day, and the year.
    Numeric(u8, u8, i64),
    Timed(i64, u8, u8, Time),
    /// Some time of a day.
    SomeTime(i64, u8, u8),
    /// A time of no known day.
    Clock(Time),
    Past,
    Present,
    Future,
    Length(Amount, Unit),
    /// A length that its words leave open.
    SomeLength,
    /// Any day of a kind, for sets.
    AnyWeekday(u8),
    AnyWeekdayPart(u8, DayPart),
    AnyMonth(u8),
    /// A day of a month in a year that is not told.
    AnyDay(u8, u8),
    AnySeason(u8),
    AnyQuarter(u8),
    AnyWeekend,
    AnyTime(Time),
}

impl Value {
    pub(super) const fn day(civil: Civil) -> Self {
        Self::Day(civil.year, civil.month, civil.day)
    }

    pub(super) const fn class(self) -> Class {
        match self {
            Self::Timed(..) | Self::SomeTime(..) | Self::Clock(_) | Self::AnyTime(_) => Class::Time,
            Self::Length(..) | Self::SomeLength => Class::Duration,
            _ => Class::Date,
        }
    }

    /// The year that it lies in, where it lies in one.
    pub(super) const fn year(self) -> Option<i64> {
        match self {
            Self::Year(year)
            | Self::Half(year, _)
            | Self::Quarter(year, _)
            | Self::SomeQuarter(year)
            | Self::Season(year, _)
            | Self::Month(year, _)
            | Self::Week(year, _)
            | Self::SomeDay(year, _)
            | Self::NoDay(year, _)
            | Self::Weekend(year, _)
            | Self::Day(year, ..)
            | Self::SomeTime(year, ..)
            | Self::Timed(year, ..) => Some(year),
            _ => None,
        }
    }

    /// The month that it lies in.
    pub(super) fn month(self) -> Option<(i64, u8)> {
        match self {
            Self::Month(year, month)
            | Self::SomeDay(year, month)
            | Self::NoDay(year, month)
            | Self::Day(year, month, _)
            | Self::Timed(year, month, ..) => Some((year, month)),
            Self::Week(..) | Self::Weekend(..) => self.first_day().map(|day| (day.year, day.month)),
            _ => None,
        }
    }

    /// Its day, where it is one or a time of one.
    pub(super) const fn civil(self) -> Option<Civil> {
        match self {
            Self::Day(year, month, day)
            | Self::SomeTime(year, month, day)
            | Self::Timed(year, month, day, _) => Some(Civil::midnight(year, month, day)),
            _ => None,
        }
    }

    /// The first day of it.
    pub(super) fn first_day(self) -> Option<Civil> {
        use crate::date::arithmetic::iso_week;
        Some(match self {
            Self::Decade(year) | Self::Year(year) => Civil::midnight(year, 1, 1),
            Self::Half(year, half) => Civil::midnight(year, half * 6 - 5, 1),
            Self::Quarter(year, quarter) => Civil::midnight(year, quarter * 3 - 2, 1),
            Self::Season(year, season) => Civil::midnight(year, season * 3 + 3, 1),
            Self::Month(year, month) | Self::SomeDay(year, month) | Self::NoDay(year, month) => {
                Civil::midnight(year, month, 1)
            }
            Self::Week(year, week) => iso_week(year, week),
            Self::Weekend(year, week) => crate::date::arithmetic::add_days(iso_week(year, week), 5),
            _ => return self.civil(),
        })
    }
}

/// A year with four digits, or with `BC` before them.
struct Years(i64);

impl fmt::Display for Years {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 <= 0 {
            write!(formatter, "BC{:04}", 1 - self.0)
        } else {
            write!(formatter, "{:04}", self.0)
        }
    }
}

const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

impl DayPart {
    const fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Part(part) => write!(formatter, "T{}", part.code()),
            Self::Clock {
                hour,
                minute,
                second,
            } => {
                write!(formatter, "T{hour:02}:{:02}", minute.unwrap_or(0))?;
                match second {
                    Some(second) => write!(formatter, ":{second:02}"),
                    None => Ok(()),
                }
            }
        }
    }
}

/// The letter of a unit in a length, and whether a `T` comes before it.
const fn letter(unit: Unit) -> (&'static str, bool, i64) {
    match unit {
        Unit::Millisecond | Unit::Second => ("S", true, 1),
        Unit::Minute => ("M", true, 1),
        Unit::Hour => ("H", true, 1),
        Unit::Day => ("D", false, 1),
        Unit::Week => ("W", false, 1),
        Unit::Month => ("M", false, 1),
        Unit::Quarter => ("Q", false, 1),
        Unit::Year => ("Y", false, 1),
        Unit::Decade => ("Y", false, 10),
        Unit::Century => ("Y", false, 100),
        Unit::Millennium => ("Y", false, 1000),
    }
}

/// What half of a unit is in the next smaller one.
const fn half(unit: Unit) -> Option<(i64, &'static str)> {
    match unit {
        Unit::Minute => Some((30, "S")),
        Unit::Hour => Some((30, "M")),
        Unit::Day => Some((12, "TH")),
        Unit::Year => Some((6, "M")),
        _ => None,
    }
}

fn length(formatter: &mut fmt::Formatter<'_>, amount: Amount, unit: Unit) -> fmt::Result {
    if let (Amount::Both(large, small), Some((finer, _))) = (amount, finer(unit)) {
        length(formatter, Amount::whole(large), unit)?;
        let (letter_of_finer, timed, _) = letter(finer);
        let is_new = timed && unit > Unit::Hour;
        return write!(
            formatter,
            "{}{small}{letter_of_finer}",
            if is_new { "T" } else { "" }
        );
    }
    let (letter, timed, scale) = letter(unit);
    formatter.write_str(if timed { "PT" } else { "P" })?;
    let Amount::Counted(hundredths) = amount else {
        let letter = match unit {
            Unit::Decade => "DE",
            Unit::Century => "C",
            Unit::Millennium => "L",
            _ => letter,
        };
        return write!(formatter, "X{letter}");
    };
    let hundredths = hundredths.saturating_mul(scale);
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match (part, half(unit)) {
        (0, _) => write!(formatter, "{whole}{letter}"),
        (50, Some((count, smaller))) => {
            if whole > 0 {
                write!(formatter, "{whole}{letter}")?;
            }
            match smaller.strip_prefix('T') {
                Some(smaller) => write!(formatter, "T{count}{smaller}"),
                None => write!(formatter, "{count}{smaller}"),
            }
        }
        // A quarter of an hour, and of a year.
        (25 | 75, _) if whole == 0 && matches!(unit, Unit::Hour | Unit::Year) => {
            let quarter = if unit == Unit::Hour { 15 } else { 3 };
            write!(formatter, "{}M", quarter * part / 25)
        }
        _ if part % 10 == 0 => write!(formatter, "{whole}.{}{letter}", part / 10),
        _ => write!(formatter, "{whole}.{part:02}{letter}"),
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(number) if number < 0 => write!(formatter, "BC{:02}", -number - 1),
            Self::Century(number) => write!(formatter, "{:02}", number - 1),
            Self::Millennium(number) if number < 0 => write!(formatter, "BC{}", -number - 1),
            Self::Millennium(number) => write!(formatter, "{}", number - 1),
            Self::Decade(year) if year <= 0 => {
                write!(formatter, "BC{:03}", (1 - year) / 10)
            }
            Self::Decade(year) => write!(formatter, "{:03}", year / 10),
            Self::Year(year) => write!(formatter, "{}", Years(year)),
            Self::Half(year, half) => write!(formatter, "{}-H{half}", Years(year)),
            Self::Quarter(year, quarter) => write!(formatter, "{}-Q{quarter}", Years(year)),
            Self::SomeQuarter(year) => write!(formatter, "{}-QX", Years(year)),
            Self::Season(year, season) => {
                write!(
                    formatter,
                    "{}-{}",
                    Years(year),
                    SEASONS[usize::from(season)]
                )
            }
            Self::Month(year, month) => write!(formatter, "{}-{month:02}", Years(year)),
            Self::SomeDay(year, month) | Self::NoDay(year, month) => {
                write!(formatter, "{}-{month:02}-XX", Years(year))
            }
            Self::Week(year, week) => write!(formatter, "{}-W{week:02}", Years(year)),
            Self::Weekend(year, week) => write!(formatter, "{}-W{week:02}-WE", Years(year)),
            Self::Day(year, month, day) => {
                write!(formatter, "{}-{month:02}-{day:02}", Years(year))
            }
            Self::Numeric(_, _, year) => write!(formatter, "{}-XX-XX", Years(year)),
            Self::Timed(year, month, day, time) => {
                write!(formatter, "{}-{month:02}-{day:02}{time}", Years(year))
            }
            Self::SomeTime(year, month, day) => {
                write!(formatter, "{}-{month:02}-{day:02}TXX", Years(year))
            }
            Self::Clock(time) | Self::AnyTime(time) => write!(formatter, "XXXX-XX-XX{time}"),
            Self::Past => formatter.write_str("PAST_REF"),
            Self::Present => formatter.write_str("PRESENT_REF"),
            Self::Future => formatter.write_str("FUTURE_REF"),
            Self::Length(amount, unit) => length(formatter, amount, unit),
            Self::SomeLength => formatter.write_str("PXX"),
            Self::AnyWeekday(day) => write!(formatter, "XXXX-WXX-{}", day + 1),
            Self::AnyWeekdayPart(day, part) => {
                write!(formatter, "XXXX-WXX-{}T{}", day + 1, part.code())
            }
            Self::AnyMonth(month) => write!(formatter, "XXXX-{month:02}"),
            Self::AnyDay(month, day) => write!(formatter, "XXXX-{month:02}-{day:02}"),
            Self::AnySeason(season) => write!(formatter, "XXXX-{}", SEASONS[usize::from(season)]),
            Self::AnyQuarter(quarter) => write!(formatter, "XXXX-Q{quarter}"),
            Self::AnyWeekend => formatter.write_str("XXXX-WXX-WE"),
        }
    }
}
