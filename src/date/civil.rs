//! Calendar dates and clock times for every year there ever was.

use super::Instant;

/// A date and a time of day of the proleptic Gregorian calendar, in whatever
/// zone its reader has in mind.
///
/// Years are astronomical: 0 is 1 BCE, −43 is 44 BCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Civil {
    /// Astronomical year.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999 999 999.
    pub nanosecond: u32,
}

const SECOND: i64 = 1_000_000_000;
const DAY: i64 = 86_400 * SECOND;

impl Civil {
    /// The first moment of a day.
    ///
    /// ```
    /// use causeline::date::Civil;
    /// let day = Civil::midnight(2025, 9, 20);
    /// assert_eq!(Civil::of(day.instant()), day);
    /// ```
    pub const fn midnight(year: i64, month: u8, day: u8) -> Self {
        Self {
            year,
            month,
            day,
            hour: 0,
            minute: 0,
            second: 0,
            nanosecond: 0,
        }
    }

    /// The date and time at a point of the line, as a clock in UTC shows it.
    ///
    /// Days are turned into years by the method of Hinnant, “chrono-compatible
    /// low-level date algorithms” (2013).
    pub fn of(instant: Instant) -> Self {
        let (days, rest) = instant.parted(DAY);
        let days = days + 719_468;
        let (era, day_of_era) = eras(days);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = i128::from(year_of_era) + era * 400 + i128::from(month <= 2);
        let (seconds, nanosecond) = (rest / SECOND, rest % SECOND);
        Self {
            year: year as i64,
            month: month as u8,
            day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8,
            hour: (seconds / 3600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
            nanosecond: nanosecond as u32,
        }
    }

    /// The point of the line at which a clock in UTC shows this.
    pub fn instant(self) -> Instant {
        let of_day =
            i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        let rest = of_day * SECOND + i64::from(self.nanosecond);
        Instant::from_nanoseconds(self.days() * i128::from(DAY) + i128::from(rest))
    }

    /// How many days its day lies after the epoch.
    fn days(self) -> i128 {
        // A year of ±2⁶³ has no year before it.
        let year = self.year.saturating_sub(i64::from(self.month <= 2));
        let month = i64::from(if self.month > 2 {
            self.month - 3
        } else {
            self.month + 9
        });
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        i128::from(era) * 146_097 + i128::from(day_of_era - 719_468)
    }

    /// The day of the week, 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        // A stretch of 400 years is one of whole weeks.
        (eras(self.days() + 3).1 % 7) as u8
    }

    /// How many days a month of a year has.
    pub const fn days_in_month(year: i64, month: u8) -> u8 {
        match month {
            2 if Self::is_leap(year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// Whether a year has a 29 February.
    pub const fn is_leap(year: i64) -> bool {
        year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
    }
}

/// The stretch of 400 years, all of the same days, in which a day lies, and which of its
/// days it is.
fn eras(days: i128) -> (i128, i64) {
    const ERA: i64 = 146_097;
    if let Ok(short) = i64::try_from(days) {
        return (i128::from(short.div_euclid(ERA)), short.rem_euclid(ERA));
    }
    let era = i128::from(ERA);
    (days.div_euclid(era), days.rem_euclid(era) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(Civil::midnight(1970, 1, 1).instant().nanoseconds(), 0);
        assert_eq!(Civil::midnight(2025, 9, 21).weekday(), 6);
        assert_eq!(
            Civil::midnight(2000, 3, 1).instant().seconds(),
            951_868_800.0
        );
    }

    proptest! {
        #[test]
        fn there_and_back(days in -100_000_000_000_i64..100_000_000_000, nanosecond in 0..86_400_000_000_000_i64) {
            let instant = Instant::from_nanoseconds(i128::from(days) * i128::from(DAY) + i128::from(nanosecond));
            prop_assert_eq!(Civil::of(instant).instant(), instant);
        }
    }
}
