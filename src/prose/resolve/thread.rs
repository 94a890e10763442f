//! The dates that a text has told so far.

use super::super::meaning::Meaning;
use super::super::value::Value;
use crate::date::Civil;

/// What later expressions lean on.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Thread {
    last: Option<Value>,
    main: Option<Value>,
    aside: Option<i64>,
    quarter: Option<(i64, u8)>,
}

impl Thread {
    /// The date told last, however coarse.
    pub(super) const fn last(&self) -> Option<Value> {
        self.last
    }

    /// The day told last, where the date told last is one.
    pub(super) fn day(&self) -> Option<Civil> {
        self.last.and_then(Value::civil)
    }

    /// The quarter that the text speaks of, if it has told one.
    pub(super) const fn quarter(&self) -> Option<(i64, u8)> {
        self.quarter
    }

    /// The quarter that is reported on: the one told last, else the last that
    /// ended before a day.
    pub(super) fn reported(&self, day: Civil) -> (i64, u8) {
        self.quarter.unwrap_or_else(|| {
            let current = (day.month - 1) / 3 + 1;
            match current {
                1 => (day.year - 1, 4),
                _ => (day.year, current - 1),
            }
        })
    }

    /// The date that the main line of the text has come to: unlike the one told
    /// last, no date that was only named to count from.
    pub(super) const fn main(&self) -> Option<Value> {
        self.main
    }

    /// Takes in a value that the text has told; `recedes` where it was only
    /// named to count from.
    pub(in super::super) fn follow(&mut self, value: Value, meaning: Meaning, recedes: bool) {
        let is_told = matches!(meaning, Meaning::Yearly { .. });
        if let (Value::Quarter(year, quarter), true) = (value, is_told) {
            self.quarter = Some((year, quarter));
        }
        if value.first_day().is_none() || matches!(value, Value::Decade(_)) {
            return;
        }
        self.last = Some(value);
        if !recedes && !self.leaps(value) {
            self.main = Some(value);
        }
    }

    /// Whether a bare year lies so far from the main line that it is an aside;
    /// another one near it is none.
    fn leaps(&mut self, value: Value) -> bool {
        let (Value::Year(year), Some(main)) = (value, self.main.and_then(Value::year)) else {
            self.aside = None;
            return false;
        };
        let is_far = |other: i64| (other - year).abs() > LEAP;
        let is_other = |other: i64| other != year && !is_far(other);
        let leaps = is_far(main) && !self.aside.is_some_and(is_other);
        self.aside = leaps.then_some(year);
        leaps
    }
}

/// Years between which the main line of a history does not leap.
const LEAP: i64 = 25;
