//! Clock times: `14:30`, `2:30 pm`, `14:30:05.250+04:30`, `noon`.

use super::super::phrase::{Clock, ClockZone, PhraseError};
use crate::source::Span;

fn clock(hour: u8, minute: Option<u8>) -> Clock {
    Clock {
        hour,
        minute,
        second: None,
        fraction: None,
        zone: None,
    }
}

/// Reads a chunk such as `14:30:05.25Z`; `None` where it has no such shape. An
/// hour alone must have `Z` or an offset with a plus: `10-12` may be two hours.
pub(super) fn iso(text: &str, span: Span) -> Option<Result<Clock, PhraseError>> {
    let digits_end = text
        .bytes()
        .position(|byte| !(byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b',')))
        .unwrap_or(text.len());
    let (time, zone) = text.split_at(digits_end);
    let zone = match zone {
        "" => None,
        "Z" | "z" => Some(ClockZone::Offset(0)),
        _ => Some(ClockZone::Offset(offset(zone)?)),
    };
    let mut parts = time.split(':');
    let two = |part: &str| -> Option<u8> {
        ((1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let hour = two(parts.next()?)?;
    let minute = match parts.next() {
        Some(minute) if minute.len() == 2 => Some(two(minute)?),
        None if zone.is_some() && time.len() == 2 && !text.contains('-') => None,
        _ => return None,
    };
    let (mut second, mut fraction) = (None, None);
    if let Some(seconds) = parts.next() {
        let (whole, rest) = match seconds.split_once(['.', ',']) {
            Some((whole, rest)) => (whole, Some(rest)),
            None => (seconds, None),
        };
        if whole.len() != 2 {
            return None;
        }
        second = Some(two(whole)?);
        if let Some(rest) = rest {
            fraction = Some(read_fraction(rest)?);
        }
    }
    if parts.next().is_some() {
        return None;
    }
    let clock = Clock {
        hour,
        minute,
        second,
        fraction,
        zone,
    };
    Some(checked(clock, span))
}

/// Digits after the decimal point as nanoseconds; finer ones are dropped.
fn read_fraction(text: &str) -> Option<(u32, u8)> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = &text[..text.len().min(9)];
    let value: u32 = kept.parse().ok()?;
    Some((value * 10_u32.pow(9 - kept.len() as u32), kept.len() as u8))
}

/// `+04:30`, `-0800`, `+05` in seconds.
pub(super) fn offset(text: &str) -> Option<i32> {
    let sign = match text.bytes().next()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|letter| *letter != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i32 = digits[..2].parse().ok()?;
    let minutes: i32 = if digits.len() == 4 {
        digits[2..].parse().ok()?
    } else {
        0
    };
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn checked(clock: Clock, span: Span) -> Result<Clock, PhraseError> {
    let minute = clock.minute.unwrap_or(0);
    let second = clock.second.unwrap_or(0);
    let fault = if clock.hour > 23 {
        format!("there is no hour {}", clock.hour)
    } else if minute > 59 {
        format!("there is no minute {minute}")
    } else if second > 59 {
        format!("there is no second {second}")
    } else {
        return Ok(clock);
    };
    let help = if clock.hour == 24 && minute == 0 {
        "write 00:00 of the next day"
    } else {
        "clock times go from 00:00:00 to 23:59:59"
    };
    Err(PhraseError::new(span, fault).help(help))
}

/// Reads `2pm`, `2:30pm`, `2:30:05pm`, or the number of `2 pm` with its half of the day.
pub(super) fn twelve(
    text: &str,
    half: Option<&str>,
    span: Span,
) -> Option<Result<Clock, PhraseError>> {
    let lower = text.to_ascii_lowercase();
    let lower = lower.replace("a.m", "am").replace("p.m", "pm");
    let lower = lower.trim_end_matches('.');
    let half = half.map(|half| half.to_ascii_lowercase().replace('.', ""));
    let (number, afternoon) = match half.as_deref() {
        Some("am") => (lower, false),
        Some("pm") => (lower, true),
        Some(_) => return None,
        None => match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
            (Some(number), _) => (number, false),
            (_, Some(number)) => (number, true),
            _ => return None,
        },
    };
    // Seconds stand behind a second colon, as in `2:30:05 pm`.
    let (number, second) = match number.rsplit_once(':') {
        Some((rest, second)) if rest.contains(':') => {
            let is_number = second.len() == 2 && second.bytes().all(|byte| byte.is_ascii_digit());
            (rest, Some(second.parse().ok().filter(|_| is_number)?))
        }
        _ => (number, None),
    };
    let (hour, minute) = match number.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => {
            let is_number = minute.bytes().all(|byte| byte.is_ascii_digit());
            (hour, Some(minute.parse().ok().filter(|_| is_number)?))
        }
        Some(_) => return None,
        None => (number, None),
    };
    if hour.is_empty() || hour.len() > 2 || !hour.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hour: u8 = hour.parse().ok()?;
    if !(1..=12).contains(&hour) {
        let error = PhraseError::new(
            span,
            format!("there is no {hour} o'clock on a twelve-hour clock"),
        );
        return Some(Err(error.help(if hour <= 23 {
            format!("write `{hour:02}:00`, or an hour from 1 to 12 with `am` or `pm`")
        } else {
            "write an hour from 1 to 12 with `am` or `pm`".to_owned()
        })));
    }
    let hour = hour % 12 + if afternoon { 12 } else { 0 };
    let clock = Clock {
        second,
        ..clock(hour, minute)
    };
    Some(checked(clock, span))
}

/// The bare hour that may stand after the `T` of ISO 8601, with an offset or
/// without one.
pub(super) fn hour(text: &str, span: Span) -> Option<Result<Clock, PhraseError>> {
    let (hour, after) = text.split_at_checked(2)?;
    let is_hour = hour.bytes().all(|byte| byte.is_ascii_digit());
    let hour = hour.parse().ok().filter(|_| is_hour)?;
    let zone = match after {
        "" => None,
        _ => Some(ClockZone::Offset(offset(after)?)),
    };
    let clock = Clock {
        zone,
        ..clock(hour, None)
    };
    Some(checked(clock, span))
}

/// `14.30`, as some write clock times; only after `at`.
pub(super) fn dotted(text: &str, span: Span) -> Option<Result<Clock, PhraseError>> {
    let (hour, minute) = text.split_once('.')?;
    let two = |part: &str| {
        ((1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    if minute.len() != 2 || !text.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    Some(checked(clock(two(hour)?, Some(two(minute)?)), span))
}

/// `noon`, `midnight`.
pub(super) fn named(word: &str) -> Option<Clock> {
    match word.to_ascii_lowercase().as_str() {
        "noon" | "midday" => Some(clock(12, Some(0))),
        "midnight" => Some(clock(0, Some(0))),
        _ => None,
    }
}
