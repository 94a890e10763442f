//! Clocks in words: hours and minutes, and no seconds that nobody told.

use super::Civil;

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
