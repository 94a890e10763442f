//! Dates in the forms of ISO 8601 and its Extended Date/Time Format (ISO
//! 8601-2:2019, levels 0 to 2 as far as one fact can carry them).

use super::super::calendar::Stretch;
use super::super::phrase::{Clock, Date, Grain, PhraseError, Point};
use super::super::{Context, counting};
use super::check;
use super::{clock, mask};
use crate::source::Span;

/// Reads a chunk as an ISO or EDTF date; `None` where it has no such shape.
pub(super) fn date(text: &str, span: Span) -> Option<Result<Point, PhraseError>> {
    let first = text.bytes().next()?;
    if first == b'[' || first == b'{' {
        return set(text, span);
    }
    let plain = simple(text, span);
    if plain.is_some() {
        return plain;
    }
    // Qualifiers may stand before or after any part of a date; a fact's date
    // has one doubt for the whole.
    let marks = ['?', '~', '%'];
    if !text.contains(marks) {
        return None;
    }
    let approximate = text.contains(['~', '%']);
    let uncertain = text.contains(['?', '%']);
    let bare: String = text
        .chars()
        .filter(|letter| !marks.contains(letter))
        .collect();
    let read = simple(&bare, span)?;
    Some(read.map(|point| Point {
        approximate,
        uncertain,
        ..point
    }))
}

/// A date without qualifiers, with a time after `T` if there is one.
fn simple(text: &str, span: Span) -> Option<Result<Point, PhraseError>> {
    if let Some(at) = text
        .find(['T', 't'])
        .filter(|at| *at >= 8 && text.is_char_boundary(*at))
    {
        let (day, time) = (&text[..at], &text[at + 1..]);
        if !day.bytes().any(|byte| byte == b'-') || !time.bytes().next()?.is_ascii_digit() {
            return None;
        }
        let time_span = Span::new(
            span.end.saturating_sub(time.len()).max(span.start),
            span.end,
        );
        let clock = match clock::hour(time, time_span).or_else(|| clock::iso(time, time_span))? {
            Ok(clock) => clock,
            Err(error) => return Some(Err(error)),
        };
        return Some(with_clock(calendar(day, span)?, clock, span));
    }
    let date = calendar(text, span)?;
    Some(date.map(|date| Point::of(date, span)))
}

fn with_clock(
    date: Result<Date, PhraseError>,
    clock: Clock,
    span: Span,
) -> Result<Point, PhraseError> {
    match date? {
        date @ Date::Day { .. } => Ok(Point {
            clock: Some(clock),
            ..Point::of(date, span)
        }),
        _ => Err(
            PhraseError::new(span, "a clock time needs a whole day before it")
                .help("write the day too, as in 2025-09-20T14:30"),
        ),
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A calendar date: year, month, day, week, ordinal day, season, mask, long
/// year.
fn calendar(text: &str, span: Span) -> Option<Result<Date, PhraseError>> {
    if let Some(long) = text.strip_prefix(['Y', 'y']) {
        return long_year(long, span);
    }
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if !body.bytes().all(|byte| {
        byte.is_ascii_digit() || matches!(byte, b'-' | b'X' | b'x' | b'W' | b'w' | b'S')
    }) {
        return None;
    }
    let mut parts = body.split('-');
    let year = parts.next()?;
    if year.len() != 4 {
        let significant = year.contains('S').then(|| significant(year, negative))?;
        return parts
            .next()
            .is_none()
            .then_some(significant)
            .flatten()
            .map(Ok);
    }
    let (second, third) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    if !digits(year) {
        return mask::year(year, negative, second, third).map(Ok);
    }
    let value: i64 = year.parse().ok()?;
    let value = if negative { -value } else { value };
    match (second, third) {
        (None, _) => Some(Ok(Date::Year(value))),
        (Some(week), None)
            if week.starts_with(['W', 'w']) && week.len() == 3 && digits(&week[1..]) =>
        {
            Some(check::week(value, week[1..].parse::<u8>().ok()?, span))
        }
        (Some(week), Some(day))
            if week.starts_with(['W', 'w'])
                && week.len() == 3
                && digits(&week[1..])
                && day.len() == 1 =>
        {
            let (week, day) = (week[1..].parse().ok()?, day.parse().ok()?);
            Some(check::week_day(value, week, day, span))
        }
        (Some(day), None) if day.len() == 3 && digits(day) => {
            Some(check::ordinal_day(value, day.parse().ok()?, span))
        }
        (Some(month), None) if month.len() == 2 && digits(month) => {
            Some(month_or_season(value, month.parse().ok()?, span))
        }
        (Some(month), None) if month.eq_ignore_ascii_case("XX") => Some(Ok(Date::Year(value))),
        (Some(month), None) => mask::months(value, month, None).map(Ok),
        (Some(month), Some(day)) if month.len() == 2 && day.len() == 2 => {
            if month.eq_ignore_ascii_case("XX") {
                return Some(Ok(Date::Year(value)));
            }
            if !digits(month) {
                return mask::months(value, month, Some(day)).map(Ok);
            }
            let number: u8 = month.parse().ok()?;
            if day.eq_ignore_ascii_case("XX") {
                return Some(check::month(value, number, span));
            }
            if !digits(day) {
                return mask::days(value, number, day).map(Ok);
            }
            let day: u8 = day.parse().ok()?;
            Some(check::day(Some(value), number, day, span))
        }
        _ => None,
    }
}

/// `2021-07` is a month; `2021-21` and up are EDTF's seasons, quarters and
/// halves.
fn month_or_season(year: i64, number: u8, span: Span) -> Result<Date, PhraseError> {
    let season = |season: u8, south: bool| Date::Season {
        year: Some(year),
        season,
        south,
    };
    Ok(match number {
        21..=24 => season(number - 21, false),
        25..=28 => season(number - 25, false),
        29..=32 => season(number - 29, true),
        33..=36 => Date::Quarter {
            year: Some(year),
            quarter: number - 32,
        },
        37..=39 => {
            let first = 4 * (number - 37) + 1;
            Date::OneOf {
                first: Some(Box::new(Date::Month {
                    year: Some(year),
                    month: first,
                })),
                last: Some(Box::new(Date::Month {
                    year: Some(year),
                    month: first + 3,
                })),
            }
        }
        40 | 41 => Date::Half {
            year: Some(year),
            half: number - 39,
        },
        _ => return check::month(year, number, span),
    })
}

/// `Y170000002`, `Y-17E7`.
fn long_year(text: &str, span: Span) -> Option<Result<Date, PhraseError>> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (body, precise) = match body.split_once('S') {
        Some((_, precise)) if !digits(precise) => return None,
        Some((body, precise)) => (body, Some(precise.parse::<u32>().ok()?)),
        None => (body, None),
    };
    let (mantissa, exponent) = body.split_once(['E', 'e']).unwrap_or((body, "0"));
    if !digits(mantissa) || !digits(exponent) {
        return None;
    }
    let year = mantissa
        .parse::<i64>()
        .ok()
        .zip(exponent.parse::<u32>().ok())
        .and_then(|(value, exponent)| value.checked_mul(10_i64.checked_pow(exponent)?));
    let Some(year) = year.filter(|year| *year <= check::MOST_YEARS) else {
        return Some(Err(check::too_far(span)));
    };
    if precise.is_some() {
        let spelled = format!("{year}S{}", precise.unwrap_or_default());
        return significant(&spelled, negative).map(Ok);
    }
    Some(Ok(Date::Year(if negative { -year } else { year })))
}

/// `1950S2`: the first digits are known, the rest is not.
fn significant(text: &str, negative: bool) -> Option<Date> {
    let (year, count) = text.split_once('S')?;
    if !digits(year) || !digits(count) || count.len() > 2 || year.len() > 11 {
        return None;
    }
    let known = count.parse::<usize>().ok().filter(|count| *count > 0)?;
    let unit = 10_i64.pow(year.len().saturating_sub(known) as u32);
    let low = year.parse::<i64>().ok()? / unit * unit;
    Some(years(low, low + unit - 1, negative))
}

/// The years from one to another, before year 0 where negative.
pub(super) fn years(low: i64, high: i64, negative: bool) -> Date {
    let grain = match high - low {
        0 => return Date::Year(if negative { -low } else { low }),
        9 => Grain::Decade,
        99 => Grain::Century,
        999 => Grain::Millennium,
        _ => Grain::Other,
    };
    let (first, last) = if negative { (-high, -low) } else { (low, high) };
    Date::Years { first, last, grain }
}

/// `[1667,1668]`, `[..1984]`, `{1960,1961}`: one of these, or all of them, in
/// any order. A moment lies in the stretch from the earliest to the latest.
fn set(text: &str, span: Span) -> Option<Result<Point, PhraseError>> {
    let inner = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let inner = inner.or_else(|| {
        text.strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
    })?;
    let (mut least, mut greatest): (Option<Dated>, Option<Dated>) = (None, None);
    let (mut open_start, mut open_end) = (false, false);
    for item in inner.split(',') {
        let item = item.trim();
        let (low, high) = match item.split_once("..") {
            Some((low, high)) => {
                open_start |= low.is_empty();
                open_end |= high.is_empty();
                (low, high)
            }
            None => (item, item),
        };
        let read = |end: &str| (!end.is_empty()).then(|| member(end, span)).transpose();
        let (low, high) = match read(low).and_then(|low| Ok((low, read(high)?))) {
            Ok(ends) => ends,
            Err(error) => return Some(Err(error)),
        };
        if let (Some((_, low)), Some((_, high))) = (&low, &high)
            && high.end <= low.start
        {
            let error = PhraseError::new(span, format!("`{item}` ends before it begins"));
            return Some(Err(error.help("write the earlier date first")));
        }
        least = match (least, low) {
            (Some(least), Some(low)) if low.1.start >= least.1.start => Some(least),
            (least, low) => low.or(least),
        };
        greatest = match (greatest, high) {
            (Some(greatest), Some(high)) if high.1.end <= greatest.1.end => Some(greatest),
            (greatest, high) => high.or(greatest),
        };
    }
    let first = least
        .filter(|_| !open_start)
        .map(|(date, _)| Box::new(date));
    let last = greatest
        .filter(|_| !open_end)
        .map(|(date, _)| Box::new(date));
    if first.is_none() && last.is_none() {
        let error = PhraseError::new(span, "this set holds no date");
        return Some(Err(error.help("write its dates, as in `[1667,1668]`")));
    }
    Some(Ok(Point::of(Date::OneOf { first, last }, span)))
}

/// A date with the stretch of the calendar that it is.
type Dated = (Date, Stretch);

/// A date of a set: no time, and nothing that is counted from another day.
fn member(text: &str, span: Span) -> Result<Dated, PhraseError> {
    match simple(text, span) {
        Some(Ok(point)) if point.clock.is_none() => {
            let stretch = counting::date(&point.date, &Context::default(), span)?;
            Ok((point.date, stretch))
        }
        Some(Err(error)) => Err(error),
        _ => Err(
            PhraseError::new(span, format!("`{text}` is no date of a set")).help(
                "sets hold years, months and days as in `[1667,1668-05]`, and `..` between two",
            ),
        ),
    }
}
