//! Dates for machines: ISO 8601.

use super::{Civil, Instant, Precision, Zone, offset_name};

/// A point of time to the second, as ISO 8601 writes it in a zone; without a
/// suffix where no zone is named, and with a sign where the year has more than
/// four digits or lies before year 0. The mean solar times that zones kept
/// before they had hours differ by odd seconds, for which the standard has no
/// offset: these are told in UTC.
///
/// ```
/// use causeline::date::{Civil, Zone, iso};
/// let noon = Civil { hour: 12, ..Civil::midnight(2025, 9, 20) }.instant();
/// assert_eq!(iso(noon, Zone::Floating), "2025-09-20T12:00:00");
/// assert_eq!(iso(noon, Zone::named("Asia/Kabul").unwrap()), "2025-09-20T16:30:00+04:30");
/// let berlin = Zone::named("Europe/Berlin").unwrap();
/// assert_eq!(iso(berlin.midnight(1200, 1, 1), berlin), "1199-12-31T23:06:32Z");
/// assert_eq!(iso(Civil::midnight(-43, 3, 15).instant(), Zone::Floating), "-0043-03-15T00:00:00");
/// ```
pub fn iso(instant: Instant, zone: Zone) -> String {
    let offset = match zone {
        Zone::Floating => None,
        zone => Some(zone.offset_seconds(instant)),
    };
    let (zone, offset) = match offset {
        Some(seconds) if seconds % 60 != 0 => (Zone::Offset(0), Some(0)),
        offset => (zone, offset),
    };
    let Civil {
        year,
        month,
        day,
        hour,
        minute,
        second,
        ..
    } = zone.civil(instant);
    let year = match year {
        0..=9999 => format!("{year:04}"),
        10_000.. => format!("+{year}"),
        _ => format!("-{:04}", year.unsigned_abs()),
    };
    let suffix = offset.map_or_else(String::new, offset_name);
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{suffix}")
}

impl Precision {
    /// Its name for machines, such as `part_of_day`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nanosecond => "nanosecond",
            Self::Millisecond => "millisecond",
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::PartOfDay => "part_of_day",
            Self::Day => "day",
            Self::Week => "week",
            Self::PartOfMonth => "part_of_month",
            Self::Month => "month",
            Self::Season => "season",
            Self::PartOfYear => "part_of_year",
            Self::Year => "year",
            Self::PartOfDecade => "part_of_decade",
            Self::Decade => "decade",
            Self::PartOfCentury => "part_of_century",
            Self::Century => "century",
            Self::Millennium => "millennium",
            Self::Age => "age",
            Self::Unknown => "unknown",
        }
    }
}
