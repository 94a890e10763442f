//! Unspecified digits of EDTF: `156X`, `2021-1X`, `2021-07-1X`. A moment lies in
//! the stretch from the first date that fits to the last.

use super::super::Civil;
use super::super::phrase::Date;
use super::iso::years;

/// `156X`, `15XX`, and months or days of such years, which say no more.
pub(super) fn year(
    year: &str,
    negative: bool,
    second: Option<&str>,
    third: Option<&str>,
) -> Option<Date> {
    let known = year.trim_end_matches(['X', 'x']);
    let hidden = 4 - known.len();
    let is_number = known.bytes().all(|byte| byte.is_ascii_digit());
    let fits = |part: Option<&str>, most: u8| part.is_none_or(|part| fitting(part, most).is_some());
    if !is_number || !fits(second, 12) || !fits(third, 31) {
        return None;
    }
    let unit = 10_i64.pow(hidden as u32);
    let low = known.parse::<i64>().unwrap_or(0) * unit;
    Some(years(low, low + unit - 1, negative))
}

/// The months of a year that fit `1X`, of which some days may be told.
pub(super) fn months(year: i64, month: &str, day: Option<&str>) -> Option<Date> {
    if day.is_some_and(|day| fitting(day, 31).is_none()) {
        return None;
    }
    let (first, last) = fitting(month, 12)?;
    if (first, last) == (1, 12) {
        return Some(Date::Year(year));
    }
    let month = |month| Date::Month {
        year: Some(year),
        month,
    };
    Some(stretch(first, last, month))
}

/// The days of a month that fit `1X`.
pub(super) fn days(year: i64, month: u8, day: &str) -> Option<Date> {
    if !(1..=12).contains(&month) {
        return None;
    }
    let (first, last) = fitting(day, Civil::days_in_month(year, month))?;
    let day = |day| Date::Day {
        year: Some(year),
        month,
        day,
    };
    Some(stretch(first, last, day))
}

fn stretch(first: u8, last: u8, date: impl Fn(u8) -> Date) -> Date {
    if first == last {
        return date(first);
    }
    Date::OneOf {
        first: Some(Box::new(date(first))),
        last: Some(Box::new(date(last))),
    }
}

/// The first and the last number from 1 to `most` that two digits fit, `X`
/// fitting any.
fn fitting(mask: &str, most: u8) -> Option<(u8, u8)> {
    if mask.len() != 2 {
        return None;
    }
    let fits = |number: &u8| {
        let written = format!("{number:02}");
        written
            .bytes()
            .zip(mask.bytes())
            .all(|(digit, mark)| digit == mark || mark.eq_ignore_ascii_case(&b'x'))
    };
    let mut all = (1..=most).filter(fits);
    let first = all.next()?;
    Some((first, all.next_back().unwrap_or(first)))
}
