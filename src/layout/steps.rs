//! The calendar's steps, as ticks use them.

use super::facts::DAY;
use super::ticks::{civil, instant};
use crate::date::{Civil, Instant};

/// A unit of ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Millisecond,
}

/// So many of a unit from tick to tick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) unit: Unit,
    pub(super) count: i64,
}

const fn step(unit: Unit, count: i64) -> Step {
    Step { unit, count }
}

/// Steps below the year, from the coarsest to the finest.
const FINE: [Step; 22] = [
    step(Unit::Month, 6),
    step(Unit::Month, 3),
    step(Unit::Month, 1),
    step(Unit::Day, 7),
    step(Unit::Day, 2),
    step(Unit::Day, 1),
    step(Unit::Hour, 12),
    step(Unit::Hour, 6),
    step(Unit::Hour, 3),
    step(Unit::Hour, 1),
    step(Unit::Minute, 30),
    step(Unit::Minute, 15),
    step(Unit::Minute, 5),
    step(Unit::Minute, 1),
    step(Unit::Second, 30),
    step(Unit::Second, 15),
    step(Unit::Second, 5),
    step(Unit::Second, 1),
    step(Unit::Millisecond, 500),
    step(Unit::Millisecond, 100),
    step(Unit::Millisecond, 10),
    step(Unit::Millisecond, 1),
];

/// Every step of ticks, from the coarsest to the finest: years in ones,
/// twos and fives of powers of ten, then the calendar's own.
pub(super) fn ladder() -> impl Iterator<Item = Step> {
    let years = (0..=10_u32).rev().flat_map(|power| {
        let ten = 10_i64.pow(power);
        [5, 2, 1].map(|count| step(Unit::Year, count * ten))
    });
    years.chain(FINE)
}

impl Step {
    /// Its mean length in seconds.
    pub(super) fn seconds(self) -> f64 {
        let unit = match self.unit {
            Unit::Year => 365.2425 * DAY,
            Unit::Month => 30.436_875 * DAY,
            Unit::Day => DAY,
            Unit::Hour => 3600.0,
            Unit::Minute => 60.0,
            Unit::Second => 1.0,
            Unit::Millisecond => 0.001,
        };
        unit * self.count as f64
    }

    /// The finer step that divides this one so that a reader can count; none for
    /// single units and for clocks.
    pub(super) fn division(self) -> Option<Self> {
        if self.count == 1 {
            return None;
        }
        let count = match self.unit {
            // Ones, twos and fives of a power of ten.
            Unit::Year => 10_i64.pow(self.count.ilog10()),
            Unit::Month | Unit::Day => 1,
            _ => return None,
        };
        let unit = self.unit;
        (count < self.count).then_some(Self { unit, count })
    }

    /// The first tick after a civil time, both in civil seconds.
    ///
    /// Days in sevens fall on Mondays.
    pub(super) fn next(self, after: f64) -> f64 {
        let now = civil(after);
        match self.unit {
            Unit::Year => Civil::midnight(next_year(now.year, self.count), 1, 1)
                .instant()
                .seconds(),
            Unit::Month => {
                let months = now.year * 12 + i64::from(now.month) - 1;
                let next = months.div_euclid(self.count) * self.count + self.count;
                let (year, month) = (next.div_euclid(12), next.rem_euclid(12) + 1);
                Civil::midnight(year, month as u8, 1).instant().seconds()
            }
            Unit::Day => {
                // 1970-01-05 was a Monday.
                let days = Instant::nanoseconds(instant(after)).div_euclid(86_400_000_000_000) - 4;
                let count = i128::from(self.count);
                ((days.div_euclid(count) + 1) * count + 4) as f64 * DAY
            }
            _ => {
                let length = (self.seconds() * 1000.0).round() as i128;
                let now = instant(after).nanoseconds() / 1_000_000;
                ((now.div_euclid(length) + 1) * length) as f64 / 1000.0
            }
        }
    }
}

/// The next year that is a round number as people count it: there is a year 1
/// BCE before year 1.
fn next_year(year: i64, count: i64) -> i64 {
    let next = year + 1;
    if next > 0 {
        return next.max(1).div_euclid(count) * count + if next % count == 0 { 0 } else { count };
    }
    let before = (1 - next) / count * count;
    if before >= 1 { 1 - before } else { count }
}
