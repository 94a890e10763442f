//! Arithmetic on the calendar: units, shifts, stretches.

use super::phrase::Unit;
use super::{Civil, Precision};

pub(super) const SECOND: i128 = 1_000_000_000;
/// The nanoseconds of a day of twenty-four hours.
pub(crate) const DAY: i128 = 86_400 * SECOND;
/// The mean year of the Gregorian calendar: 365.2425 days.
const YEAR: i128 = 31_556_952 * SECOND;

/// A stretch of the calendar: its first moment and the first after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) start: Civil,
    pub(super) end: Civil,
    pub(super) precision: Precision,
}

impl Stretch {
    pub(super) const fn new(start: Civil, end: Civil, precision: Precision) -> Self {
        Self {
            start,
            end,
            precision,
        }
    }

    /// So many months from the first of one.
    pub(super) fn months(year: i64, month: u8, count: i64, precision: Precision) -> Self {
        let start = Civil::midnight(year, month, 1);
        Self::new(start, add_months(start, count), precision)
    }

    /// So many days from one.
    pub(super) fn days(start: Civil, count: i64, precision: Precision) -> Self {
        Self::new(start, add_days(start, count), precision)
    }

    pub(super) fn years(first: i64, last: i64, precision: Precision) -> Self {
        Self::new(
            Civil::midnight(first, 1, 1),
            Civil::midnight(last.saturating_add(1), 1, 1),
            precision,
        )
    }
}

/// The same time so many months on; the last day of a month where that month
/// is too short.
pub(crate) fn add_months(civil: Civil, count: i64) -> Civil {
    let months = civil
        .year
        .saturating_mul(12)
        .saturating_add(i64::from(civil.month) - 1)
        .saturating_add(count);
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
    Civil {
        year,
        month,
        day: civil.day.min(Civil::days_in_month(year, month)),
        ..civil
    }
}

/// The same time so many days on.
pub(crate) fn add_days(civil: Civil, count: i64) -> Civil {
    add(civil, i128::from(count) * DAY)
}

/// So many nanoseconds on, on a clock that is never changed.
pub(crate) fn add(civil: Civil, nanoseconds: i128) -> Civil {
    Civil::of(civil.instant().saturating_add(nanoseconds))
}

/// The first moment of the day.
pub(crate) const fn day_of(civil: Civil) -> Civil {
    Civil::midnight(civil.year, civil.month, civil.day)
}

/// How many days after a weekday, or (negative) before it, the next one lies that is
/// another or the same a week away; both from Monday as 0.
pub(crate) fn days_to(weekday: u8, from: u8, is_after: bool) -> i64 {
    let sign = if is_after { 1 } else { -1 };
    let ahead = i64::from(weekday) - i64::from(from);
    sign * ((sign * ahead - 1).rem_euclid(7) + 1)
}

/// The first moment of the ISO week.
pub(crate) fn week_of(civil: Civil) -> Civil {
    add_days(day_of(civil), -i64::from(civil.weekday()))
}

/// The Monday of an ISO week.
pub(crate) fn iso_week(year: i64, week: u8) -> Civil {
    // The week of 4 January is week 1.
    add_days(
        week_of(Civil::midnight(year, 1, 4)),
        7 * (i64::from(week) - 1),
    )
}

impl Unit {
    /// Its mean length in nanoseconds.
    pub(crate) const fn length(self) -> i128 {
        match self {
            Self::Millisecond => SECOND / 1000,
            Self::Second => SECOND,
            Self::Minute => 60 * SECOND,
            Self::Hour => 3600 * SECOND,
            Self::Day => DAY,
            Self::Week => 7 * DAY,
            Self::Month => YEAR / 12,
            Self::Quarter => YEAR / 4,
            Self::Year => YEAR,
            Self::Decade => 10 * YEAR,
            Self::Century => 100 * YEAR,
            Self::Millennium => 1000 * YEAR,
        }
    }

    /// How far the calendar's own units of that name stray from the mean,
    /// summed over any number of them.
    pub(super) const fn stray(self) -> i128 {
        match self {
            Self::Month | Self::Quarter => 5 * DAY / 2,
            Self::Year | Self::Decade | Self::Century | Self::Millennium => 2 * DAY,
            _ => 0,
        }
    }

    /// The longest that one of them can be.
    pub(super) const fn longest(self) -> i128 {
        let days = match self {
            Self::Month => 31,
            Self::Quarter => 92,
            Self::Year => 366,
            Self::Decade => 3653,
            Self::Century => 36_525,
            Self::Millennium => 365_243,
            _ => return self.length(),
        };
        days * DAY
    }

    /// How many months it has; `None` below the month.
    pub(crate) const fn in_months(self) -> Option<i64> {
        Some(match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
            Self::Decade => 120,
            Self::Century => 1200,
            Self::Millennium => 12_000,
            _ => return None,
        })
    }

    pub(super) const fn precision(self) -> Precision {
        match self {
            Self::Millisecond => Precision::Millisecond,
            Self::Second => Precision::Second,
            Self::Minute => Precision::Minute,
            Self::Hour => Precision::Hour,
            Self::Day => Precision::Day,
            Self::Week => Precision::Week,
            Self::Month => Precision::Month,
            Self::Quarter => Precision::Season,
            Self::Year => Precision::Year,
            Self::Decade => Precision::Decade,
            Self::Century => Precision::Century,
            Self::Millennium => Precision::Millennium,
        }
    }

    /// The unit that holds a time.
    pub(super) fn around(self, civil: Civil) -> Stretch {
        let precision = self.precision();
        let years = |length: i64, first: i64| {
            let start = (civil.year - first).div_euclid(length) * length + first;
            Stretch::years(start, start + length - 1, precision)
        };
        match self {
            Self::Day => Stretch::days(day_of(civil), 1, precision),
            Self::Week => Stretch::days(week_of(civil), 7, precision),
            Self::Month => Stretch::months(civil.year, civil.month, 1, precision),
            Self::Quarter => {
                Stretch::months(civil.year, (civil.month - 1) / 3 * 3 + 1, 3, precision)
            }
            Self::Year => years(1, 0),
            Self::Decade => years(10, 0),
            Self::Century => years(100, 1),
            Self::Millennium => years(1000, 1),
            Self::Hour | Self::Minute | Self::Second | Self::Millisecond => {
                let length = self.length();
                let start = civil.instant().nanoseconds().div_euclid(length) * length;
                let start = Civil::of(super::Instant::from_nanoseconds(start));
                Stretch::new(start, add(start, length), precision)
            }
        }
    }

    /// A time so many of the unit on, by the calendar.
    pub(super) fn shift(self, civil: Civil, count: i64) -> Civil {
        match self.in_months() {
            Some(months) => add_months(civil, months.saturating_mul(count)),
            None => add(civil, self.length().saturating_mul(i128::from(count))),
        }
    }
}

/// Moves a bound by so many of the units of a precision, as doubt widens it.
pub(super) fn widen(civil: Civil, precision: Precision, count: i64) -> Civil {
    let months = |months: i64| add_months(civil, months * count);
    let days = |days: i64| add_days(civil, days * count);
    let seconds = |seconds: i128| add(civil, seconds * SECOND * i128::from(count));
    match precision {
        Precision::Nanosecond => add(civil, i128::from(count)),
        Precision::Millisecond => add(civil, 1_000_000 * i128::from(count)),
        Precision::Second => seconds(1),
        Precision::Minute => seconds(60),
        Precision::Hour => seconds(3600),
        Precision::PartOfDay => seconds(6 * 3600),
        Precision::Day => days(1),
        Precision::Week => days(7),
        Precision::PartOfMonth => days(10),
        Precision::Month => months(1),
        Precision::Season => months(3),
        Precision::PartOfYear => months(4),
        Precision::Year => months(12),
        Precision::PartOfDecade => months(40),
        Precision::Decade => months(120),
        Precision::PartOfCentury => months(400),
        Precision::Century => months(1200),
        Precision::Millennium => months(12_000),
        Precision::Age | Precision::Unknown => civil,
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm in
/// Meeus, “Astronomical Algorithms” (1991).
pub(crate) fn easter(year: i64) -> Civil {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let leap = century / 4;
    let correction = (century + 8) / 25;
    let moon = (century - correction + 1) / 3;
    let epact = (19 * golden + century - leap - moon + 15).rem_euclid(30);
    let weekday =
        (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let index = epact + weekday - 7 * shift + 114;
    Civil::midnight(year, (index / 31) as u8, (index % 31) as u8 + 1)
}
