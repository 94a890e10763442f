//! The dates that a text has told so far.

use super::super::meaning::Meaning;
use super::super::value::Value;
use crate::date::Civil;

/// What later expressions lean on.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Thread {
    last: Option<Value>,
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

    /// Takes in a value that the text has told.
    pub(in super::super) fn follow(&mut self, value: Value, meaning: Meaning) {
        let is_told = matches!(meaning, Meaning::Yearly { .. });
        if let (Value::Quarter(year, quarter), true) = (value, is_told) {
            self.quarter = Some((year, quarter));
        }
        if value.first_day().is_some() && !matches!(value, Value::Decade(_)) {
            self.last = Some(value);
        }
    }
}
