//! Dates in words for people: never finer than what is known.

use super::calendar::DAY;
use super::clock::{
    MINUTES, beside, clock, first_clock_of, fraction, in_fractions, in_minutes, is_decimal,
    last_clock_of, last_second, tells_second,
};
use super::grammar::{MONTHS, WEEKDAYS, capital};
use super::{Civil, Instant, Window, Zone};
use crate::count::counted;

/// How a date's words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The zone that civil times are told in.
    pub zone: Zone,
    /// Whether months are cut to three letters.
    pub short: bool,
    /// Whether a second that begins a minute is told as that minute, where nobody knows
    /// seconds and clocks end in `:00` all the same.
    pub minutes: bool,
}

/// Years before this are told as so many years ago.
const DEEP: i64 = -20_000;

/// A stretch of the calendar that one word names.
enum Unit {
    Years(i64, i64),
    Month,
    Day,
    Minute,
    Second,
}

impl Words {
    /// A window as short as it honestly can be: a unit of the calendar by its
    /// name, else its two ends.
    ///
    /// ```
    /// use causeline::date::{Civil, Instant, Window, Words};
    /// let day = |year, month, day| Civil::midnight(year, month, day).instant();
    /// let until = |instant: Instant| instant.saturating_add(-1);
    /// let words = Words { short: true, ..Words::default() };
    /// let told = |from, to| words.window(Window::new(Some(from), Some(until(to))));
    /// assert_eq!(told(day(2021, 7, 1), day(2021, 8, 1)), "Jul 2021");
    /// assert_eq!(told(day(2021, 1, 1), day(2022, 1, 1)), "2021");
    /// assert_eq!(told(day(2021, 7, 1), day(2025, 9, 21)), "1 Jul 2021 – 20 Sep 2025");
    /// assert_eq!(told(day(-43, 1, 1), day(-42, 1, 1)), "44 BCE");
    /// ```
    pub fn window(&self, window: Window) -> String {
        match (window.earliest, window.latest) {
            (None, None) => "date unknown".to_owned(),
            (Some(first), None) => format!("{} or later", self.edge(first)),
            (None, Some(last)) => format!("{} or earlier", self.edge(last)),
            (Some(first), Some(last)) => self.between(first, last),
        }
    }

    /// A window with both ends as a sentence takes it: `in July 2021`, `on 5 May
    /// 2020`, `at 14:30, 5 May 2020`, `between … and …`.
    pub(crate) fn sentence(&self, first: Instant, last: Instant) -> String {
        let (from, to) = (self.zone.in_days(first), self.zone.in_days(last));
        let after = self.zone.in_days(last.saturating_add(1));
        let name = || self.between(first, last);
        match unit(from, after) {
            Some(Unit::Years(first, _)) if first < DEEP => {}
            Some(Unit::Years(first, last)) => match years(first, last) {
                name if name.ends_with('s') || name.ends_with("century") => {
                    return format!("in the {name}");
                }
                name if first == last => return format!("in {name}"),
                _ => return format!("between {} and {}", year(first), year(last)),
            },
            Some(Unit::Month) => return format!("in {}", name()),
            Some(Unit::Day) => return format!("on {}", name()),
            Some(Unit::Minute | Unit::Second) => return format!("at {}", name()),
            None => {}
        }
        if same_day(from, to) && !(is_start(from) && is_end(to)) {
            // What lies between two clocks of one day is told as one date.
            let told = self.range(from, to, after);
            return match told.split_once('–') {
                Some((first, rest)) => format!("between {first} and {rest}"),
                None => format!("at {told}"),
            };
        }
        let is_fine = tells_second(first) && !is_end(to);
        let last = if is_fine { last_second(last) } else { last };
        let (first, last) = (self.edge(first), self.edge(last));
        if first == last {
            format!("on {first}")
        } else {
            format!("between {first} and {last}")
        }
    }

    /// One point, to the day or, where it is no edge of a day, to the minute
    /// or second.
    pub fn point(&self, instant: Instant) -> String {
        self.edge(instant)
    }

    /// The day of a point with its weekday: `Saturday 20 September 2025`.
    pub fn weekday(&self, instant: Instant) -> String {
        let civil = self.zone.in_days(instant);
        format!("{} {}", weekday_name(civil, self.short), self.day(civil))
    }

    fn between(&self, first: Instant, last: Instant) -> String {
        let (from, to) = (self.zone.in_days(first), self.zone.in_days(last));
        if to.year < DEEP {
            return ages(from.year, to.year);
        }
        let after = self.zone.in_days(last.saturating_add(1));
        if from.year < DEEP {
            // Next to such an age nobody knows the days of its own year.
            let until = match (is_midnight(after), after.month, after.day) {
                (true, 1, 1) => year(to.year),
                _ => self.edge(last),
            };
            return format!("{} – {until}", age(from.year));
        }
        match unit(from, after) {
            Some(Unit::Years(first, last)) => years(first, last),
            Some(Unit::Month) => self.month(from),
            Some(Unit::Day) => self.day(from),
            Some(Unit::Minute) => {
                format!("{:02}:{:02}, {}", from.hour, from.minute, self.day(from))
            }
            Some(Unit::Second) => {
                // A whole second is told to the second, also where it begins a minute.
                let length = last.nanoseconds() - first.nanoseconds();
                let is_whole = (2..=999_999_999).contains(&length);
                let zeros = if is_whole && from.second == 0 && !self.minutes {
                    ":00"
                } else {
                    ""
                };
                let digits = match length {
                    2..5_000_000 => 3,
                    5_000_000..50_000_000 => 2,
                    50_000_000..500_000_000 => 1,
                    _ => 0,
                };
                let part = fraction(from, digits);
                format!("{}{zeros}{part}, {}", clock(from, true), self.day(from))
            }
            None => self.range(from, to, after),
        }
    }

    fn range(&self, from: Civil, to: Civil, after: Civil) -> String {
        let (from, mut to) = in_minutes(from, to);
        if self.minutes && (to.second, to.nanosecond) == (0, 999_999_999) {
            to.second = 59;
        }
        let whole_months =
            is_midnight(from) && is_midnight(after) && from.day == 1 && after.day == 1;
        if whole_months && from.month == 1 && after.month == 1 {
            return years(from.year, to.year);
        }
        let same_year = from.year == to.year;
        if whole_months {
            let first = if same_year {
                self.month_name(from)
            } else {
                self.month(from)
            };
            return format!("{first} – {}", self.month(to));
        }
        let (first_clock, last_clock) = (!is_start(from), !is_end(to));
        if same_day(from, to) {
            if !first_clock && !last_clock {
                return self.day(from);
            }
            if let Some((first, last)) = in_fractions(from, to) {
                return format!("{first}–{last}, {}", self.day(from));
            }
            // Whole minutes hold the seconds between them, and whole seconds what is
            // between these.
            let mut first = first_clock_of(from);
            let last = last_clock_of(beside(from, to));
            // Where one end tells a second, so does the other.
            if first_clock && first.len() == MINUTES && last.len() > MINUTES {
                first.push_str(":00");
            }
            // A clock that is set back shows one minute twice.
            return if first == last {
                format!("{first}, {}", self.day(from))
            } else {
                format!("{first}–{last}, {}", self.day(from))
            };
        }
        if !first_clock && !last_clock && same_year && from.month == to.month {
            return format!("{}–{}", from.day, self.day(to));
        }
        let first = if first_clock {
            format!("{}, {}", first_clock_of(from), self.day(from))
        } else if same_year {
            format!("{} {}", from.day, self.month_name(from))
        } else {
            self.day(from)
        };
        let last = if last_clock {
            let to = if first_clock { beside(from, to) } else { to };
            format!("{}, {}", last_clock_of(to), self.day(to))
        } else {
            self.day(to)
        };
        format!("{first} – {last}")
    }

    fn edge(&self, instant: Instant) -> String {
        let civil = self.zone.in_days(instant);
        if civil.year < DEEP {
            return age(civil.year);
        }
        if is_start(civil) || is_end(civil) {
            return self.day(civil);
        }
        // The last moment of a second is of that second.
        let part = match civil.nanosecond {
            999_000_000.. => String::new(),
            _ => fraction(civil, 0),
        };
        let is_last = civil.second == 59 && civil.nanosecond >= 999_000_000;
        format!("{}{part}, {}", clock(civil, !is_last), self.day(civil))
    }

    fn month_name(&self, civil: Civil) -> String {
        let month = usize::from(civil.month.clamp(1, 12)) - 1;
        shortened(MONTHS[month], self.short)
    }

    fn month(&self, civil: Civil) -> String {
        format!("{} {}", self.month_name(civil), year(civil.year))
    }

    fn day(&self, civil: Civil) -> String {
        format!("{} {}", civil.day, self.month(civil))
    }
}

fn weekday_name(civil: Civil, short: bool) -> String {
    shortened(WEEKDAYS[usize::from(civil.weekday().min(6))], short)
}

/// The name of a month or a weekday, or its first letters.
fn shortened(name: &str, short: bool) -> String {
    capital(if short { &name[..3] } else { name })
}

/// A year with its era, where that is not the common one or the number could be a
/// day of a month.
fn year(year: i64) -> String {
    match year {
        1..=99 => format!("{year} CE"),
        100.. => year.to_string(),
        _ => format!("{} BCE", grouped(1 - year)),
    }
}

/// `2021`, `1990s`, `19th century`, `1990–1995`, `44–40 BCE`.
pub(crate) fn years(first: i64, last: i64) -> String {
    if first == last {
        return year(first);
    }
    if first > 0 && last == first + 9 && first % 10 == 0 {
        return format!("{first}s{}", if first < 100 { " CE" } else { "" });
    }
    if first > 0 && last == first + 99 && first % 100 == 1 {
        let count = last / 100;
        let ending = match (count % 10, count % 100) {
            (1, rest) if rest != 11 => "st",
            (2, rest) if rest != 12 => "nd",
            (3, rest) if rest != 13 => "rd",
            _ => "th",
        };
        return format!("{count}{ending} century");
    }
    if last <= 0 {
        return format!("{}–{} BCE", grouped(1 - first), grouped(1 - last));
    }
    if first <= 0 {
        return format!("{} – {last} CE", year(first));
    }
    let era = if first < 100 { " CE" } else { "" };
    format!("{first}–{last}{era}")
}

/// Two years of deep time as ages: `66 million years ago`.
fn ages(first: i64, last: i64) -> String {
    let (old, young) = (1950 - first, (1950 - last).max(0));
    let (scale, name) = match old {
        1_000_000_000.. => (1e9, " billion years ago"),
        1_000_000.. => (1e6, " million years ago"),
        _ => (1.0, " years ago"),
    };
    if scale < 2.0 {
        return if old == young {
            format!("{}{name}", grouped(old))
        } else {
            format!("{}–{}{name}", grouped(old), grouped(young))
        };
    }
    let (old, young) = (old as f64 / scale, young as f64 / scale);
    // As many decimals as the window is known to, and no more than three.
    for decimals in 0..=3_usize {
        let unit = [1.0, 0.1, 0.01, 0.001][decimals];
        let middle = f64::midpoint(old, young);
        if (old - young - unit).abs() < unit * 0.03 || old - young < unit * 0.01 && decimals == 3 {
            return format!("{middle:.decimals$}{name}");
        }
    }
    let decimals = usize::from(old - young < 10.0);
    format!("{old:.decimals$}–{young:.decimals$}{name}")
}

/// One year of deep time as an age to three decimals at most.
fn age(year: i64) -> String {
    let ago = 1950 - year;
    let (scale, name) = match ago {
        1_000_000_000.. => (1_000_000_000, "billion "),
        1_000_000.. => (1_000_000, "million "),
        _ => return format!("{} years ago", grouped(ago)),
    };
    let thousandths = (ago * 10 + scale / 200) / (scale / 100);
    let number = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    let number = number.trim_end_matches('0').trim_end_matches('.');
    format!("{number} {name}years ago")
}

/// A year of deep time, known to so many years, as an age; none of a later year.
pub(crate) fn age_words(year: i64, grain: i64) -> Option<String> {
    let ago = 1950_i64.checked_sub(year)?.checked_add(grain / 2)?;
    let ago = ago.div_euclid(grain.max(1)) * grain;
    (year < DEEP).then(|| age(1950 - ago))
}

/// A whole number with commas from ten thousand up.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    if number.abs() < 10_000 {
        return digits;
    }
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

const fn is_midnight(civil: Civil) -> bool {
    civil.hour == 0 && civil.minute == 0 && civil.second == 0 && civil.nanosecond < 1000
}

/// Whether a time is the first of its day, but for the nanoseconds by which
/// facts in a row are told apart.
const fn is_start(civil: Civil) -> bool {
    is_midnight(civil)
}

const fn is_end(civil: Civil) -> bool {
    civil.hour == 23 && civil.minute == 59 && civil.second == 59
}

const fn same_day(one: Civil, other: Civil) -> bool {
    one.year == other.year && one.month == other.month && one.day == other.day
}

/// The unit of the calendar that lies between two civil times, if one does.
fn unit(from: Civil, after: Civil) -> Option<Unit> {
    if !is_midnight(from) || !is_midnight(after) {
        let length = after.instant().nanoseconds() - from.instant().nanoseconds();
        let at_minute = from.second == 0 && from.nanosecond < 1000;
        return match length {
            59_000_000_000..=60_000_000_000 if at_minute => Some(Unit::Minute),
            ..=1_000_000_000 => is_decimal(from, length).then_some(Unit::Second),
            _ => None,
        };
    }
    let months = (after.year - from.year) * 12 + i64::from(after.month) - i64::from(from.month);
    if from.day == 1 && after.day == 1 && months > 0 {
        if from.month == 1 && after.month == 1 {
            return Some(Unit::Years(from.year, after.year - 1));
        }
        return (months == 1).then_some(Unit::Month);
    }
    let length = after.instant().nanoseconds() - from.instant().nanoseconds();
    (length <= DAY).then_some(Unit::Day)
}

/// A length of time in its leading unit: `16 years`, `5 hours`, `about 3.6
/// billion years`.
///
/// ```
/// use causeline::date::length_words;
/// let day = 86_400_000_000_000;
/// assert_eq!(length_words(2 * day), "2 days");
/// assert_eq!(length_words(1500 * day), "4 years");
/// assert_eq!(length_words(90 * 60_000_000_000), "90 minutes");
/// ```
pub fn length_words(nanoseconds: i128) -> String {
    const SECOND: i128 = 1_000_000_000;
    const YEAR: i128 = 31_556_952 * SECOND;
    const UNITS: [(i128, &str); 7] = [
        (1_000_000_000 * YEAR, "billion years"),
        (1_000_000 * YEAR, "million years"),
        (YEAR, "year"),
        (YEAR / 12, "month"),
        (86_400 * SECOND, "day"),
        (3_600 * SECOND, "hour"),
        (60 * SECOND, "minute"),
    ];
    let length = nanoseconds.max(0);
    // A unit is told from two of it up; large ones with a decimal.
    for (index, (size, name)) in UNITS.into_iter().enumerate() {
        if index < 2 && length >= size {
            let tenths = (length * 10 + size / 2) / size;
            return match tenths % 10 {
                0 => format!("{} {name}", tenths / 10),
                rest => format!("{}.{rest} {name}", tenths / 10),
            };
        }
        if index >= 2 && length >= size * 19 / 10 {
            let count = (length + size / 2) / size;
            return format!("{} {name}s", grouped(count as i64));
        }
    }
    let milliseconds = (length + SECOND / 2000) * 1000 / SECOND;
    if (1..1000).contains(&milliseconds) {
        return counted(milliseconds, "millisecond");
    }
    let seconds = (length + SECOND / 2) / SECOND;
    counted(seconds, "second")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(from: (i64, u8, u8, u8, u8), to: (i64, u8, u8, u8, u8)) -> String {
        let at = |(year, month, day, hour, minute)| {
            Civil {
                hour,
                minute,
                ..Civil::midnight(year, month, day)
            }
            .instant()
        };
        let words = Words {
            short: true,
            ..Words::default()
        };
        words.window(Window::new(Some(at(from)), Some(at(to).saturating_add(-1))))
    }

    #[test]
    fn a_point_keeps_the_last_second_of_a_minute() {
        let at = |second, nanosecond| {
            let civil = Civil {
                hour: 14,
                minute: 30,
                second,
                nanosecond,
                ..Civil::midnight(2025, 9, 20)
            };
            Words::default().point(civil.instant())
        };
        assert_eq!(at(58, 0), "14:30:58, 20 September 2025");
        assert_eq!(at(59, 0), "14:30:59, 20 September 2025");
        // The last moment of a minute is of that minute.
        assert_eq!(at(59, 999_999_999), "14:30, 20 September 2025");
    }

    #[test]
    fn windows_are_told_by_their_unit() {
        let cases = [
            ((1990, 1, 1, 0, 0), (2000, 1, 1, 0, 0), "1990s"),
            ((1801, 1, 1, 0, 0), (1901, 1, 1, 0, 0), "19th century"),
            ((1990, 1, 1, 0, 0), (1996, 1, 1, 0, 0), "1990–1995"),
            ((2025, 9, 1, 0, 0), (2025, 9, 21, 0, 0), "1–20 Sep 2025"),
            ((2021, 7, 1, 0, 0), (2021, 10, 1, 0, 0), "Jul – Sep 2021"),
            (
                (2021, 11, 1, 0, 0),
                (2022, 2, 1, 0, 0),
                "Nov 2021 – Jan 2022",
            ),
            (
                (2025, 9, 20, 14, 30),
                (2025, 9, 20, 14, 31),
                "14:30, 20 Sep 2025",
            ),
            (
                (2025, 9, 20, 14, 30),
                (2025, 9, 20, 15, 10),
                "14:30–15:09, 20 Sep 2025",
            ),
            (
                (2025, 2, 27, 0, 0),
                (2025, 3, 2, 0, 0),
                "27 Feb – 1 Mar 2025",
            ),
            ((-99, 1, 1, 0, 0), (-43, 1, 1, 0, 0), "100–45 BCE"),
            ((-26, 1, 1, 0, 0), (15, 1, 1, 0, 0), "27 BCE – 14 CE"),
            ((9, 1, 1, 0, 0), (10, 1, 1, 0, 0), "9 CE"),
            ((9, 7, 1, 0, 0), (9, 8, 1, 0, 0), "Jul 9 CE"),
            ((14, 1, 1, 0, 0), (38, 1, 1, 0, 0), "14–37 CE"),
            ((80, 1, 1, 0, 0), (90, 1, 1, 0, 0), "80s CE"),
            ((98, 1, 1, 0, 0), (118, 1, 1, 0, 0), "98–117 CE"),
            ((100, 1, 1, 0, 0), (101, 1, 1, 0, 0), "100"),
        ];
        for (from, to, words) in cases {
            assert_eq!(told(from, to), words);
        }
    }

    #[test]
    fn parts_of_one_minute_are_told_apart() {
        let at = |seconds: i128| {
            let start = Civil::midnight(2025, 9, 20).instant();
            start.saturating_add(seconds * 1_000_000_000)
        };
        let told = |from, to: i128| {
            let window = Window::new(Some(at(from)), Some(at(to).saturating_add(-1)));
            Words::default().window(window)
        };
        assert_eq!(told(52_210, 52_241), "14:30:10–14:30:40, 20 September 2025");
        assert_eq!(told(52_205, 52_207), "14:30:05–14:30:06, 20 September 2025");
        assert_eq!(told(52_250, 52_270), "14:30:50–14:31:09, 20 September 2025");
        assert_eq!(told(52_205, 52_206), "14:30:05, 20 September 2025");
        // From the middle of a minute to that of another.
        assert_eq!(told(52_230, 52_290), "14:30–14:31, 20 September 2025");
    }

    #[test]
    fn a_minute_that_a_clock_shows_twice_is_told_once() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let first = Civil {
            minute: 30,
            ..Civil::midnight(2021, 10, 31)
        };
        let minute = |hour: i128| first.instant().saturating_add(hour * 3_600_000_000_000);
        let window = Window::new(
            Some(minute(0)),
            Some(minute(1).saturating_add(60_000_000_000 - 1)),
        );
        let words = Words {
            zone,
            short: true,
            ..Words::default()
        };
        assert_eq!(words.window(window), "02:30, 31 Oct 2021");
    }

    #[test]
    fn one_side_of_deep_time_is_no_finer_than_it_was_said() {
        let new_year = |year| Civil::midnight(year, 1, 1).instant();
        let told = |from, to: Option<i64>| {
            let to = to.map(|year| new_year(year).saturating_add(-1));
            Words::default().window(Window::new(Some(new_year(from)), to))
        };
        assert_eq!(
            told(1950 - 3_650_000_000, None),
            "3.65 billion years ago or later"
        );
        assert_eq!(
            told(1950 - 66_500_000, None),
            "66.5 million years ago or later"
        );
        assert_eq!(told(1950 - 350_000, None), "350,000 years ago or later");
        assert_eq!(
            told(1950 - 66_500_000, Some(2022)),
            "66.5 million years ago – 2021"
        );
    }

    #[test]
    fn deep_time_is_told_as_an_age() {
        let year = |ago: i64| 1950 - ago;
        assert_eq!(
            ages(year(66_500_000), year(65_500_000)),
            "66 million years ago"
        );
        assert_eq!(
            ages(year(4_545_000_000), year(4_535_000_000)),
            "4.54 billion years ago"
        );
        assert_eq!(
            ages(year(252_000_000), year(66_000_000)),
            "252–66 million years ago"
        );
        assert_eq!(ages(year(30_000), year(25_000)), "30,000–25,000 years ago");
    }
}
