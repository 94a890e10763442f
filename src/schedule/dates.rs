//! Instants in words, as explanations say them.

use crate::count::counted;
use crate::date::arithmetic::DAY;
use crate::date::{Civil, Instant, Window, Words, Zone};
use crate::timeline::Timeline;
const SECOND: i128 = 1_000_000_000;

/// Years before this are told as so many years ago.
const DEEP: i64 = -20_000;

/// The zone that a timeline's dates are told in.
pub(super) fn zone(timeline: &Timeline) -> Zone {
    timeline.zone()
}

fn long(zone: Zone) -> Words {
    Words {
        zone,
        ..Words::default()
    }
}

/// A date such as `20 September 2025`, with the time of day where it is
/// neither the first nor the last moment of the day.
pub(super) fn date(zone: Zone, instant: Instant) -> String {
    long(zone).point(instant)
}

/// The number of the year, without its era.
pub(super) fn year(zone: Zone, instant: Instant) -> String {
    let year = zone.civil(instant).year;
    let number = if year > 0 { year } else { 1 - year };
    number.to_string()
}

/// A window in words: `in 2021`, `on …`, `at …`, `between … and …`, `not before
/// …`, `not after …`, `at any time`.
pub(super) fn window(zone: Zone, window: Window) -> String {
    if let (Some(_), Some(latest)) = (window.earliest, window.latest)
        && Civil::of(latest).year < DEEP
    {
        return long(zone).window(window);
    }
    match (window.earliest, window.latest) {
        (Some(earliest), Some(latest)) => long(zone).sentence(earliest, latest),
        (Some(earliest), None) => format!("not before {}", date(zone, earliest)),
        (None, Some(latest)) => format!("not after {}", date(zone, latest)),
        (None, None) => "at any time".to_owned(),
    }
}

/// A length of time in the largest unit of which it is a whole number, such as
/// `36 hours`.
pub(super) fn length(nanoseconds: i128) -> String {
    const UNITS: [(i128, &str); 6] = [
        (DAY, "day"),
        (3_600 * SECOND, "hour"),
        (60 * SECOND, "minute"),
        (SECOND, "second"),
        (SECOND / 1_000, "millisecond"),
        (1, "nanosecond"),
    ];
    let whole = nanoseconds.max(0);
    // An inclusive end lies a nanosecond before the next unit.
    let (size, name) = UNITS
        .into_iter()
        .find(|(size, _)| whole >= *size && (whole + 1) % size <= 1)
        .unwrap_or((1, "nanosecond"));
    let count = (whole + 1) / size;
    let count = if size == 1 { whole } else { count };
    counted(count, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(days: i128, nanoseconds: i128) -> String {
        date(
            Zone::Floating,
            Instant::from_nanoseconds(days * DAY + nanoseconds),
        )
    }

    #[test]
    fn days_and_times_read_as_in_print() {
        assert_eq!(told(0, 0), "1 January 1970");
        assert_eq!(told(0, -1), "31 December 1969");
        assert_eq!(told(11_016, 1), "29 February 2000");
        assert_eq!(
            told(20_351, 14 * 3_600 * SECOND),
            "14:00, 20 September 2025"
        );
        assert_eq!(told(-719_528, 0), "1 January 1 BCE");
        assert_eq!(told(-24_000_000_000, 0), "65.71 million years ago");
    }

    #[test]
    fn windows_are_told_in_the_zone_of_the_file() {
        let kabul = Zone::named("Asia/Kabul").unwrap();
        let (first, next) = (kabul.midnight(2025, 9, 20), kabul.midnight(2025, 9, 21));
        let day = Window::new(Some(first), Some(next.saturating_add(-1)));
        assert_eq!(window(kabul, day), "on 20 September 2025");
        let at = Instant::from_nanoseconds(20_351 * DAY + 10 * 3_600 * SECOND);
        let minute = Window::new(Some(at), Some(at.saturating_add(60 * SECOND - 1)));
        assert_eq!(window(kabul, minute), "at 14:30, 20 September 2025");
        assert_eq!(year(kabul, first), "2025");
        let second = Window::new(Some(at), Some(at.saturating_add(SECOND - 1)));
        assert_eq!(window(kabul, second), "at 14:30:00, 20 September 2025");
        let evening = Window::new(Some(at), Some(next.saturating_add(-1)));
        assert_eq!(
            window(kabul, evening),
            "between 14:30 and 23:59, 20 September 2025"
        );
        let later = Window::new(Some(at), Some(next.saturating_add(60 * SECOND - 1)));
        assert_eq!(
            window(kabul, later),
            "between 14:30, 20 September 2025 and 00:00, 21 September 2025"
        );
    }

    #[test]
    fn the_ends_of_a_window_of_two_days_are_told_as_finely() {
        let at = |second: i128| Instant::from_nanoseconds(20_351 * DAY + second * SECOND);
        let minutes = 8 * 3_600 + 10 * 60;
        let told = |first: i128, after: i128| {
            let latest = at(DAY / SECOND + after).saturating_add(-1);
            window(Zone::Floating, Window::new(Some(at(first)), Some(latest)))
        };
        assert_eq!(
            told(minutes + 5, minutes + 60),
            "between 08:10:05, 20 September 2025 and 08:10:59, 21 September 2025"
        );
        assert_eq!(
            told(minutes, minutes + 60),
            "between 08:10, 20 September 2025 and 08:10, 21 September 2025"
        );
        assert_eq!(
            long(Zone::Floating).window(Window::new(
                Some(at(minutes + 5)),
                Some(at(DAY / SECOND + minutes + 60).saturating_add(-1))
            )),
            "08:10:05, 20 September 2025 – 08:10:59, 21 September 2025"
        );
    }

    #[test]
    fn parts_of_a_second_are_told_as_wide_as_they_are() {
        let told = |from: i128, to: i128| {
            let at = |part: i128| Instant::from_nanoseconds(20_351 * DAY + 5 * SECOND + part);
            window(Zone::Floating, Window::new(Some(at(from)), Some(at(to))))
        };
        let milli = SECOND / 1_000;
        assert_eq!(
            told(200 * milli, 300 * milli - 1),
            "at 00:00:05.2, 20 September 2025"
        );
        assert_eq!(
            told(250 * milli, 260 * milli - 1),
            "at 00:00:05.25, 20 September 2025"
        );
        assert_eq!(
            told(250 * milli, 251 * milli - 1),
            "at 00:00:05.250, 20 September 2025"
        );
        // `.2`, but not before `.250`: facts in a row lie a nanosecond apart.
        assert_eq!(
            told(250 * milli + 1, 300 * milli - 1),
            "between 00:00:05.25 and 00:00:05.29, 20 September 2025"
        );
        assert_eq!(
            told(251 * milli, 300 * milli - 2),
            "between 00:00:05.251 and 00:00:05.299, 20 September 2025"
        );
        assert_eq!(
            told(200 * milli, SECOND - 1),
            "between 00:00:05.2 and 00:00:05.9, 20 September 2025"
        );
        assert_eq!(
            told(900 * milli, SECOND + 100 * milli - 1),
            "between 00:00:05.9 and 00:00:06.0, 20 September 2025"
        );
        assert_eq!(told(0, SECOND - 1), "at 00:00:05, 20 September 2025");
    }

    #[test]
    fn units_of_the_calendar_are_told_by_their_names() {
        let utc = Zone::Floating;
        let told = |first: (i64, u8), next: (i64, u8)| {
            let [first, next] = [first, next].map(|(year, month)| utc.midnight(year, month, 1));
            window(utc, Window::new(Some(first), Some(next.saturating_add(-1))))
        };
        assert_eq!(told((2021, 1), (2022, 1)), "in 2021");
        assert_eq!(told((2021, 7), (2021, 8)), "in July 2021");
        assert_eq!(told((1990, 1), (2000, 1)), "in the 1990s");
        assert_eq!(told((1801, 1), (1901, 1)), "in the 19th century");
        assert_eq!(told((-132, 1), (-131, 1)), "in 133 BCE");
        assert_eq!(told((-390, 1), (-387, 1)), "between 391 BCE and 389 BCE");
        assert_eq!(
            told((2024, 7), (2024, 10)),
            "between 1 July 2024 and 30 September 2024"
        );
    }

    #[test]
    fn lengths_take_the_largest_unit() {
        assert_eq!(length(2 * DAY), "2 days");
        assert_eq!(length(DAY - 1), "24 hours");
        assert_eq!(length(36 * 3_600 * SECOND), "36 hours");
        assert_eq!(length(90 * SECOND), "90 seconds");
        assert_eq!(length(SECOND / 2), "500 milliseconds");
        assert_eq!(length(0), "0 nanoseconds");
    }
}
