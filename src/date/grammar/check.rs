//! Whether a date can be.

use super::super::Civil;
use super::super::phrase::{Date, PhraseError};
use super::words::{MONTHS, capital};
use crate::source::Span;

/// The furthest year either way.
pub(in super::super) const MOST_YEARS: i64 = 20_000_000_000;

/// The fault of a year beyond that.
pub(in super::super) fn too_far(span: Span) -> PhraseError {
    PhraseError::new(span, "this year is beyond what can be counted")
        .help("years go from -20000000000 to 20000000000")
}

/// A year as messages tell it: `2021`, `44 BCE`.
pub(in super::super) fn told_year(year: i64) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BCE", year.saturating_neg().saturating_add(1))
    }
}

/// A month of a year, if there is one of that number.
pub(super) fn month(year: i64, month: u8, span: Span) -> Result<Date, PhraseError> {
    if (1..=12).contains(&month) {
        return Ok(Date::Month {
            year: Some(year),
            month,
        });
    }
    let error = PhraseError::new(span, format!("there is no month {month}"));
    let end = year.div_euclid(100) * 100 + i64::from(month);
    if end > year && (1000..=9999).contains(&year) {
        return Err(error
            .help(format!(
                "for the years from {year} to {end} write `{year}..{end}`"
            ))
            .replacement(format!("{year}..{end}")));
    }
    Err(error.help("months go from 01 to 12; 21 to 24 are the seasons of EDTF"))
}

/// A day, if its month has one of that number.
pub(in super::super) fn day(
    year: Option<i64>,
    month: u8,
    day: impl Into<i64>,
    span: Span,
) -> Result<Date, PhraseError> {
    let day = day.into();
    if !(1..=12).contains(&month) {
        return Err(PhraseError::new(span, format!("there is no month {month}"))
            .help("months go from 01 to 12"));
    }
    let most = Civil::days_in_month(year.unwrap_or(2000), month);
    if let Some(day) = narrow(day).filter(|day| (1..=most).contains(day)) {
        return Ok(Date::Day { year, month, day });
    }
    let name = capital(MONTHS[usize::from(month) - 1]);
    let month_name = match year {
        Some(year) => format!("{name} {}", told_year(year)),
        None => name,
    };
    Err(
        PhraseError::new(span, format!("{month_name} has {most} days, not {day}"))
            .help("correct the day or the month"),
    )
}

fn narrow(number: i64) -> Option<u8> {
    u8::try_from(number).ok()
}

/// An ISO week, if its year has one of that number.
pub(super) fn week(year: i64, week: impl Into<i64>, span: Span) -> Result<Date, PhraseError> {
    let week = week.into();
    let most = weeks_in(year);
    if let Some(week) = narrow(week).filter(|week| (1..=most).contains(week)) {
        return Ok(Date::Week { year, week });
    }
    Err(PhraseError::new(
        span,
        format!(
            "{} has {most} ISO weeks, there is no week {week}",
            told_year(year)
        ),
    )
    .help("ISO weeks run from Monday to Sunday; week 1 holds the year's first Thursday"))
}

/// A day of an ISO week, 1 for Monday to 7 for Sunday.
pub(super) fn week_day(year: i64, number: u8, day: u8, span: Span) -> Result<Date, PhraseError> {
    week(year, number, span)?;
    if !(1..=7).contains(&day) {
        return Err(
            PhraseError::new(span, format!("a week has 7 days, there is no day {day}"))
                .help("days of ISO weeks go from 1 for Monday to 7 for Sunday"),
        );
    }
    let monday = super::super::calendar::iso_week(year, number);
    let Civil {
        year, month, day, ..
    } = super::super::calendar::add_days(monday, i64::from(day) - 1);
    Ok(Date::Day {
        year: Some(year),
        month,
        day,
    })
}

/// How many ISO weeks a year has: 53 if it begins on a Thursday, or on a
/// Wednesday when it is a leap year.
fn weeks_in(year: i64) -> u8 {
    let first = Civil::midnight(year, 1, 1).weekday();
    if first == 3 || (first == 2 && Civil::is_leap(year)) {
        53
    } else {
        52
    }
}

/// The day of that number in a year.
pub(super) fn ordinal_day(year: i64, number: u16, span: Span) -> Result<Date, PhraseError> {
    let most = if Civil::is_leap(year) { 366 } else { 365 };
    if !(1..=most).contains(&number) {
        return Err(PhraseError::new(
            span,
            format!(
                "{} has {most} days, there is no day {number}",
                told_year(year)
            ),
        )
        .help("three digits after a year count its days, from 001"));
    }
    let start = Civil::midnight(year, 1, 1).instant();
    let civil = Civil::of(start.saturating_add(i128::from(number - 1) * 86_400_000_000_000));
    Ok(Date::Day {
        year: Some(year),
        month: civil.month,
        day: civil.day,
    })
}
