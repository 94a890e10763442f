//! What phrases are counted from.

use super::{Civil, Zone};

/// What phrases of one file are counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Context {
    /// The day that `Saturday` and `last week` are counted from; where there
    /// is none, such phrases are faults.
    pub as_of: Option<Civil>,
    /// The zone of clock times that are written without one.
    pub zone: Zone,
    /// How `03/04/2021` is to be read; where nothing is said, it is a fault.
    pub order: Option<DateOrder>,
}

/// Which number of a date such as `03/04/2021` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}
