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
        let (whole, rest) = self.parted(1_000_000_000);
        whole as f64 + rest as f64 / 1e9
    }

    /// How many whole units of so many nanoseconds it lies after the epoch, rounded
    /// down, and what is left over.
    pub(crate) fn parted(self, unit: i64) -> (i128, i64) {
        // A division of 128 bits costs many times one of 64, which reach from 1678 to 2262.
        // At the ends of the line the whole units begin before it: what wraps, wraps back.
        if let Ok(short) = i64::try_from(self.0) {
            let whole = short.div_euclid(unit);
            let rest = short.wrapping_sub(whole.wrapping_mul(unit));
            return (i128::from(whole), rest);
        }
        let unit = i128::from(unit);
        let whole = self.0.div_euclid(unit);
        let rest = self.0.wrapping_sub(whole.wrapping_mul(unit));
        (whole, rest as i64)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_are_those_of_one_division(
            nanoseconds in prop_oneof![
                any::<i64>().prop_map(i128::from),
                any::<i128>(),
                // What 64 and 128 bits hold begins and ends within a day.
                any::<u16>().prop_map(|after| i128::from(i64::MIN) + i128::from(after)),
                any::<u16>().prop_map(|before| i128::from(i64::MAX) - i128::from(before)),
                any::<u16>().prop_map(|after| i128::MIN + i128::from(after)),
            ],
            unit in 1..=86_400_000_000_000_i64,
        ) {
            let (whole, rest) = Instant::from_nanoseconds(nanoseconds).parted(unit);
            let unit = i128::from(unit);
            prop_assert_eq!(whole, nanoseconds.div_euclid(unit));
            prop_assert_eq!(i128::from(rest), nanoseconds.rem_euclid(unit));
        }
    }
}
