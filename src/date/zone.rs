//! From clocks on walls to points of time and back.

use super::calendar::{DAY, day_of};
use super::{Civil, Instant};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;
use std::fmt;

/// How civil times are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// No zone was named: clocks are read as in UTC and printed bare.
    #[default]
    Floating,
    /// A fixed distance from UTC, in seconds, east counted up.
    Offset(i32),
    /// A zone of the IANA database.
    Named(Tz),
}

/// What a clock's time means in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Local {
    /// One point of time.
    Single(Instant),
    /// The clock was set back over it: it was shown twice.
    Doubled(Instant, Instant),
    /// The clock was set forward over it: it was never shown. The point at
    /// which the clock was changed.
    Skipped(Instant),
}

/// A zone that the database does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone {
    name: String,
    nearest: Option<&'static str>,
}

impl UnknownZone {
    /// The known name that is most like it.
    pub fn nearest(&self) -> Option<&'static str> {
        self.nearest
    }
}

impl fmt::Display for UnknownZone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no time zone is called `{}`", self.name)
    }
}

impl std::error::Error for UnknownZone {}

impl Zone {
    /// The zone of an IANA name, letters in any case.
    ///
    /// # Errors
    /// Where the database has no such zone; the error names the nearest one.
    ///
    /// ```
    /// use causeline::date::Zone;
    /// assert_eq!(Zone::named("Asia/Kabul").unwrap().name(), "Asia/Kabul");
    /// let error = Zone::named("Asia/Kabol").unwrap_err();
    /// assert_eq!(error.nearest(), Some("Asia/Kabul"));
    /// ```
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        if let Ok(zone) = name.parse::<Tz>() {
            return Ok(Self::Named(zone));
        }
        let lower = name.to_lowercase();
        let known = chrono_tz::TZ_VARIANTS.iter();
        if let Some(zone) = known
            .clone()
            .find(|zone| zone.name().eq_ignore_ascii_case(name))
        {
            return Ok(Self::Named(*zone));
        }
        let likeness = |zone: &&Tz| {
            let known = zone.name().to_lowercase();
            let city = known.rsplit('/').next().unwrap_or(&known);
            strsim::jaro_winkler(&known, &lower).max(strsim::jaro_winkler(city, &lower))
        };
        let nearest = known
            .max_by(|one, other| {
                likeness(one)
                    .total_cmp(&likeness(other))
                    .then(other.name().cmp(one.name()))
            })
            .filter(|zone| likeness(zone) > 0.8)
            .map(|zone| zone.name());
        Err(UnknownZone {
            name: name.to_owned(),
            nearest,
        })
    }

    /// The names of all zones of the IANA database.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// Its name: an IANA name, an offset such as `+04:30`, or nothing.
    pub fn name(self) -> String {
        match self {
            Self::Floating => String::new(),
            Self::Offset(seconds) => offset_name(seconds),
            Self::Named(zone) => zone.name().to_owned(),
        }
    }

    /// Whether a zone was named at all.
    pub fn is_floating(self) -> bool {
        self == Self::Floating
    }

    /// Seconds that its clocks are ahead of UTC at a point of time.
    ///
    /// For years beyond those of the calendar library, the offset of the
    /// nearest year that it has.
    pub fn offset_seconds(self, instant: Instant) -> i32 {
        match self {
            Self::Floating => 0,
            Self::Offset(seconds) => seconds,
            Self::Named(zone) => {
                let utc = within_calendar(instant);
                zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
            }
        }
    }

    /// What its clocks and calendars show at a point of time.
    pub fn civil(self, instant: Instant) -> Civil {
        let offset = i128::from(self.offset_seconds(instant)) * 1_000_000_000;
        Civil::of(instant.saturating_add(offset))
    }

    /// The same, but that a day on which clocks are set forward at midnight begins at
    /// midnight, not at one.
    pub(crate) fn in_days(self, instant: Instant) -> Civil {
        let civil = self.civil(instant);
        let day = day_of(civil);
        let is_first = matches!(self, Self::Named(_)) && self.first(day) == instant;
        if is_first { day } else { civil }
    }

    /// The point of time at which its clocks show that.
    pub fn instant(self, civil: Civil) -> Local {
        let naive = civil.instant();
        let back = |seconds: i32| naive.saturating_add(-i128::from(seconds) * 1_000_000_000);
        let zone = match self {
            Self::Floating => return Local::Single(naive),
            Self::Offset(seconds) => return Local::Single(back(seconds)),
            Self::Named(zone) => zone,
        };
        let local = zone.offset_from_local_datetime(&within_calendar(naive));
        match local {
            chrono::LocalResult::Single(offset) => {
                Local::Single(back(offset.fix().local_minus_utc()))
            }
            chrono::LocalResult::Ambiguous(one, other) => {
                let (one, other) = (one.fix().local_minus_utc(), other.fix().local_minus_utc());
                Local::Doubled(back(one.max(other)), back(one.min(other)))
            }
            chrono::LocalResult::None => {
                // The offset in force a day earlier leads to the change itself
                // plus as much as was skipped so far.
                let before = self.offset_seconds(back(0).saturating_add(-DAY));
                Local::Skipped(self.change_before(back(before)))
            }
        }
    }

    /// The last change of offset at or before a point that is at most a day
    /// after one: a bisection to the second.
    fn change_before(self, instant: Instant) -> Instant {
        let second = |instant: Instant| instant.nanoseconds().div_euclid(1_000_000_000);
        let at = |second: i128| Instant::from_nanoseconds(second * 1_000_000_000);
        let (mut low, mut high) = (second(instant) - 86_400, second(instant) + 1);
        let after = self.offset_seconds(at(high));
        while high - low > 1 {
            let middle = i128::midpoint(low, high);
            if self.offset_seconds(at(middle)) == after {
                high = middle;
            } else {
                low = middle;
            }
        }
        at(high)
    }

    /// The first point of a civil day.
    pub fn midnight(self, year: i64, month: u8, day: u8) -> Instant {
        self.first(Civil::midnight(year, month, day))
    }

    /// The first point at which its clocks show that, or would have.
    pub fn first(self, civil: Civil) -> Instant {
        match self.instant(civil) {
            Local::Single(instant) | Local::Doubled(instant, _) | Local::Skipped(instant) => {
                instant
            }
        }
    }
}

/// An offset as ISO 8601 writes it.
pub fn offset_name(seconds: i32) -> String {
    if seconds == 0 {
        return "Z".to_owned();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (
        seconds.abs() / 3600,
        seconds.abs() / 60 % 60,
        seconds.abs() % 60,
    );
    if rest == 0 {
        format!("{sign}{hours:02}:{minutes:02}")
    } else {
        format!("{sign}{hours:02}:{minutes:02}:{rest:02}")
    }
}

/// The calendar library's date and time at a point of time, held at its first
/// and last year.
fn within_calendar(instant: Instant) -> NaiveDateTime {
    let seconds = instant.nanoseconds().div_euclid(1_000_000_000);
    let edge = |year: i32| {
        NaiveDate::from_ymd_opt(year, 6, 1)
            .unwrap_or_default()
            .and_time(chrono::NaiveTime::MIN)
    };
    let (first, last) = (edge(-200_000), edge(200_000));
    let held = seconds.clamp(
        i128::from(first.and_utc().timestamp()),
        i128::from(last.and_utc().timestamp()),
    );
    DateTime::from_timestamp(held as i64, 0).map_or(first, |utc| utc.naive_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i64, month: u8, day: u8, hour: u8, minute: u8) -> Civil {
        Civil {
            hour,
            minute,
            ..Civil::midnight(year, month, day)
        }
    }

    #[test]
    fn clocks_set_forward_skip_and_clocks_set_back_double() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        let Local::Skipped(change) = berlin.instant(at(2025, 3, 30, 2, 30)) else {
            panic!("02:30 was never shown");
        };
        assert_eq!(Civil::of(change), at(2025, 3, 30, 1, 0));
        let Local::Doubled(first, second) = berlin.instant(at(2025, 10, 26, 2, 30)) else {
            panic!("02:30 was shown twice");
        };
        assert_eq!(
            second.nanoseconds() - first.nanoseconds(),
            3_600_000_000_000
        );
        assert_eq!(berlin.civil(first), berlin.civil(second));
    }

    #[test]
    fn zones_reach_any_year() {
        let kabul = Zone::named("asia/kabul").unwrap();
        for year in [-170_000_000, -44, 1800, 2025, 9_000_000_000] {
            let civil = Civil::midnight(year, 3, 1);
            assert_eq!(kabul.civil(kabul.midnight(year, 3, 1)), civil, "{year}");
        }
    }

    #[test]
    fn offsets_print_as_iso_writes_them() {
        assert_eq!(offset_name(16_200), "+04:30");
        assert_eq!(offset_name(-28_800), "-08:00");
        assert_eq!(offset_name(0), "Z");
    }
}
