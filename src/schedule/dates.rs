//! Instants in words, as explanations say them.

use crate::date::{Civil, Instant, Window};

const DAY: i128 = 86_400_000_000_000;
const SECOND: i128 = 1_000_000_000;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date such as `20 September 2025`, with the time of day where it is
/// neither the first nor the last moment of the day.
pub(super) fn date(instant: Instant) -> String {
    let Civil {
        year, month, day, ..
    } = Civil::of(instant);
    if !(-9_999..=9_999).contains(&year) {
        return if year > 0 {
            format!("{year} CE")
        } else {
            format!("{} BCE", 1 - year)
        };
    }
    let time = clock(instant.nanoseconds().rem_euclid(DAY));
    let name = MONTHS[usize::from(month - 1)];
    if year > 0 {
        format!("{day} {name} {year}{time}")
    } else {
        format!("{day} {name} {} BCE{time}", 1 - year)
    }
}

/// The number of the year, without its era.
pub(super) fn year(instant: Instant) -> String {
    let year = Civil::of(instant).year;
    let number = if year > 0 { year } else { 1 - year };
    number.to_string()
}

/// The time of day, with a space before it; nothing at either end of the day.
fn clock(of_day: i128) -> String {
    // Each `after` moves what follows by a nanosecond.
    let is_edge = of_day < 1000 || of_day / SECOND == 86_399;
    if is_edge {
        return String::new();
    }
    let seconds = of_day / SECOND;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    // The last moment of a minute is that minute.
    if second == 0 || second == 59 {
        format!(" {hour:02}:{minute:02}")
    } else {
        format!(" {hour:02}:{minute:02}:{second:02}")
    }
}

/// A window in words: `between … and …`, `on …`, `not before …`, `not after
/// …`, `at any time`.
pub(super) fn window(window: Window) -> String {
    match (window.earliest.map(date), window.latest.map(date)) {
        (Some(earliest), Some(latest)) if earliest == latest => format!("on {earliest}"),
        (Some(earliest), Some(latest)) => format!("between {earliest} and {latest}"),
        (Some(earliest), None) => format!("not before {earliest}"),
        (None, Some(latest)) => format!("not after {latest}"),
        (None, None) => "at any time".to_owned(),
    }
}

/// A length of time in its largest fitting unit, such as `2 days`.
pub(super) fn length(nanoseconds: i128) -> String {
    const UNITS: [(i128, &str); 6] = [
        (36_525 * DAY / 100, "year"),
        (DAY, "day"),
        (3_600 * SECOND, "hour"),
        (60 * SECOND, "minute"),
        (SECOND, "second"),
        (1, "nanosecond"),
    ];
    let whole = nanoseconds.max(0);
    let (size, name) = UNITS
        .into_iter()
        .find(|(size, _)| whole >= *size)
        .unwrap_or((1, "nanosecond"));
    // An inclusive end lies a nanosecond before the next unit.
    let count = (whole + size / 2) / size;
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {name}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(days: i128, nanoseconds: i128) -> String {
        date(Instant::from_nanoseconds(days * DAY + nanoseconds))
    }

    #[test]
    fn days_and_times_read_as_in_print() {
        assert_eq!(told(0, 0), "1 January 1970");
        assert_eq!(told(0, -1), "31 December 1969");
        assert_eq!(told(11_016, 1), "29 February 2000");
        assert_eq!(told(20_351, 14 * 3_600 * SECOND), "20 September 2025 14:00");
        assert_eq!(told(-719_528, 0), "1 January 1 BCE");
        assert_eq!(told(-24_000_000_000, 0), "65707800 BCE");
    }

    #[test]
    fn lengths_take_the_largest_unit() {
        assert_eq!(length(2 * DAY), "2 days");
        assert_eq!(length(DAY - 1), "24 hours");
        assert_eq!(length(0), "0 nanoseconds");
    }
}
