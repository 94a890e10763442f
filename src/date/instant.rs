//! A point of time on one endless line.

use std::fmt;

/// A point of time: nanoseconds since 1970-01-01T00:00:00 of the proleptic
/// Gregorian calendar, negative before.
///
/// The range of an `i128` of nanoseconds is about ±5·10²¹ years, so the age of
/// the universe and a clock's nanosecond fit the same type. Civil dates without
/// a zone are read in the timeline's own zone, or as if in UTC where it names
/// none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i128);

impl Instant {
    /// The point that lies this many nanoseconds after the epoch.
    pub const fn from_nanoseconds(nanoseconds: i128) -> Self {
        Self(nanoseconds)
    }

    /// Nanoseconds since the epoch.
    pub const fn nanoseconds(self) -> i128 {
        self.0
    }

    /// Seconds since the epoch, for drawing.
    ///
    /// Exact to the microsecond for historic dates, to seconds for geologic ones.
    pub fn seconds(self) -> f64 {
        let whole = self.0.div_euclid(1_000_000_000) as f64;
        let rest = self.0.rem_euclid(1_000_000_000) as f64;
        whole + rest / 1e9
    }

    /// This point moved by so many nanoseconds, held at the ends of the line.
    #[must_use]
    pub const fn saturating_add(self, nanoseconds: i128) -> Self {
        Self(self.0.saturating_add(nanoseconds))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}ns", self.0)
    }
}
