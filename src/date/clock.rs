//! Clocks in words: hours and minutes, and no seconds that nobody told.

use super::{Civil, Instant};

/// A thousandth of a second and a minute, in nanoseconds.
const MILLISECOND: i128 = 1_000_000;
const MINUTE: i128 = 60_000 * MILLISECOND;

/// How many letters a clock has that tells hours and minutes.
pub(super) const MINUTES: usize = "14:30".len();

/// A time of day, with its seconds where these are asked for and no noughts.
pub(super) fn clock(civil: Civil, with_seconds: bool) -> String {
    if with_seconds && (civil.second != 0 || civil.nanosecond >= 1_000_000) {
        format!("{:02}:{:02}:{:02}", civil.hour, civil.minute, civil.second)
    } else {
        format!("{:02}:{:02}", civil.hour, civil.minute)
    }
}

/// The ends of a window, of one that begins and ends in the middle of minutes those of
/// the minutes: a length told in minutes is counted as half a minute more or less, and
/// nobody told the seconds.
pub(super) fn in_minutes(from: Civil, to: Civil) -> (Civil, Civil) {
    let is_half = (from.second, from.nanosecond) == (30, 0)
        && (to.second, to.nanosecond) == (29, 999_999_999);
    if !is_half {
        return (from, to);
    }
    (Civil { second: 0, ..from }, Civil { second: 59, ..to })
}

/// The clock at which a window begins: as fine as it is no whole minute or second.
pub(super) fn first_clock_of(from: Civil) -> String {
    format!("{}{}", clock(from, true), fraction(from, 0))
}

/// The clock with which a window ends: a whole minute, a whole second or a part of one.
pub(super) fn last_clock_of(to: Civil) -> String {
    let is_whole = to.nanosecond >= 999_000_000;
    if is_whole && to.second == 59 {
        return clock(to, false);
    }
    let part = if is_whole {
        String::new()
    } else {
        fraction(to, 0)
    };
    format!("{}{part}", clock(to, true))
}

/// Whether a time tells a second: it is neither the first nor the last moment of a minute.
pub(crate) fn tells_second(instant: Instant) -> bool {
    let rest = instant.nanoseconds().rem_euclid(MINUTE);
    (MILLISECOND..MINUTE - MILLISECOND).contains(&rest)
}

/// The last moment of a minute as the second that it is of, lest it be taken for the first
/// beside a time that tells a second; any other time as it is.
pub(crate) fn last_second(instant: Instant) -> Instant {
    let rest = instant.nanoseconds().rem_euclid(MINUTE);
    if rest >= MINUTE - MILLISECOND {
        instant.saturating_add(MINUTE - 1_000 * MILLISECOND - rest)
    } else {
        instant
    }
}

/// The end of a window, with the last second of its minute where the other end tells one.
pub(super) fn beside(from: Civil, to: Civil) -> Civil {
    if tells_second(from.instant()) {
        Civil::of(last_second(to.instant()))
    } else {
        to
    }
}

/// Whether so many nanoseconds from a time on are a whole second, a tenth, a hundredth or a
/// thousandth, or less than that: one number of so many digits tells them.
pub(super) fn is_decimal(from: Civil, length: i128) -> bool {
    let (first, after) = thousandths(from, length);
    let size = after - first;
    after <= 1_000 && matches!(size, (..=1) | 10 | 100 | 1_000) && first % size.max(1) == 0
}

/// The clocks of a stretch shorter than a second, both with the digits that tell it: from
/// `.25` to `.29` is what begins with 250 milliseconds and ends before 300.
pub(super) fn in_fractions(from: Civil, to: Civil) -> Option<(String, String)> {
    let length = to.instant().nanoseconds() - from.instant().nanoseconds() + 1;
    if !(0..1_000_000_000).contains(&length) || is_decimal(from, length) {
        return None;
    }
    let (first, after) = thousandths(from, length);
    let digits = match (first, after) {
        (first, after) if first % 100 == 0 && after % 100 == 0 => 1,
        (first, after) if first % 10 == 0 && after % 10 == 0 => 2,
        _ => 3,
    };
    let clock = |civil: Civil, thousandths: i128| {
        let told = format!("{thousandths:03}");
        let Civil {
            hour,
            minute,
            second,
            ..
        } = civil;
        format!("{hour:02}:{minute:02}:{second:02}.{}", &told[..digits])
    };
    Some((clock(from, first), clock(to, (after - 1) % 1_000)))
}

/// The thousandths of its second at which a time lies, and that after which so many
/// nanoseconds end; the few by which facts in a row are told apart count for nothing.
fn thousandths(from: Civil, length: i128) -> (i128, i128) {
    let first = i128::from(from.nanosecond);
    let after = (first + length + 999_999) / 1_000_000;
    (first / 1_000_000, after)
}

/// The part of a second that a time shows, to the millisecond: as many digits as it has, and
/// so many at least.
pub(super) fn fraction(civil: Civil, digits: usize) -> String {
    let thousandths = format!("{:03}", civil.nanosecond / 1_000_000);
    let told = thousandths.trim_end_matches('0').len().max(digits);
    if told == 0 {
        String::new()
    } else {
        format!(".{}", &thousandths[..told])
    }
}
