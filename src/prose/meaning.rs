//! What the words of an expression say, before it is counted from any day.

use super::lexicon::DayPart;
use super::number::Amount;
use super::{Modifier, value::Value};
use crate::date::vocabulary::Unit;

/// “last”, “this”, “next”, “that”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Last,
    This,
    Next,
}

/// What something is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of publication.
    Anchor,
    /// The date told before.
    Thread,
}

/// In which year something lies that every year has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// “1990”.
    Given(i64),
    /// “last year”, “that year”.
    Turn(Which, Base),
    /// “last October”: the one that comes so in the row of Octobers.
    Pick(Which),
    /// “the summer before last”: the one before that which “last” picks.
    BeforeLast,
    /// “the following October”, seen from the date told before.
    Told(Which),
    /// None is told.
    Open,
}

/// A part that every year has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Half(u8),
    Quarter(u8),
    Season(u8),
    Month(u8),
    /// A month's day, which the month may not have.
    Day(u8, u8),
    LastDay(u8),
    Holiday(Holiday),
}

/// Holidays that move through the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// So many days from Easter Sunday.
    Easter(i64),
    /// The weekday of a month counted from 1, or from its end where negative.
    Weekday { month: u8, weekday: u8, count: i8 },
    /// So many days from such a weekday: “the day before Thanksgiving”.
    Beside {
        month: u8,
        weekday: u8,
        count: i8,
        days: i8,
    },
    /// The last of a weekday before a day of a month, or the first after it: “the Friday
    /// before Christmas”.
    Near {
        month: u8,
        day: u8,
        weekday: u8,
        is_after: bool,
    },
    /// The Tuesday after the first Monday of November.
    Election,
}

/// What companies report on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    /// The quarter that was told last.
    Quarter,
    /// Whatever was told last: a quarter, half or year.
    Period,
    /// “the period”: the same, and no time where nothing was told.
    Told,
    /// The same, or the year where nothing was told.
    Open,
    /// A part of the year that is told by its name.
    Part(Part),
    /// The quarter that ends with a month: with August, one that is none of the
    /// calendar's.
    Ended(u8),
}

/// A time of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    Part(DayPart),
    Clock {
        hour: u8,
        minute: Option<u8>,
        second: Option<u8>,
    },
}

/// What the words say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// As it stands.
    Fixed(Value),
    /// A part of some year.
    Yearly { part: Part, year: Year },
    /// The week or weekend of a day that every year has: “Easter week”.
    WeekOf {
        part: Part,
        year: Year,
        is_weekend: bool,
    },
    /// A year by its place.
    YearTurn(Which, Base),
    /// A day of the week; none of them picked where it stands bare.
    Weekday {
        day: u8,
        which: Option<Which>,
        base: Base,
    },
    /// A day of the week that is a day of its month: “Friday the 13th”.
    WeekdayThe { day: u8, number: u8 },
    /// A day of the week before or after this one: “Tuesday next week”.
    WeekdayIn { day: u8, weeks: i64 },
    /// A day so many weeks before the last of its name, or after the next: “a
    /// week ago Tuesday”, “a week from Tuesday”.
    WeekdayBy { day: u8, weeks: i64 },
    /// A day so many weeks before the last of its name: “two Sundays ago”.
    WeekdayAgo { day: u8, weeks: i64 },
    /// The unit that holds the base, or one before or after it.
    Turn {
        unit: Turning,
        which: Which,
        base: Base,
    },
    /// “the 15th”, of the month that the text is in.
    DayOfMonth(u8),
    /// Days from the anchor.
    Today(i64),
    /// So many units from the base, negative towards the past.
    Shift {
        amount: Amount,
        unit: Unit,
        back: bool,
        base: Base,
    },
    /// So many months or weeks before a day, week or month of now: “a year ago
    /// today”, “ten years ago this week”.
    AgoFrom {
        months: i64,
        weeks: i64,
        of: Unit,
        days: i64,
    },
    /// “30 years ago this spring”: the season so many years before this one.
    SeasonAgo(i64, u8),
    /// “a few weeks later”: news tells a length, a history a time to come.
    VagueLater(Unit),
    /// “former”, “future”: which only histories count among their times.
    Historic(Value),
    /// “the week”: the unit that the text is in.
    Focus(Turning),
    /// “the latest quarter”: what is reported on.
    Reported(Account),
    /// “the 1988 period”: what is reported on, in that year.
    ReportedIn(Account, i64),
    /// “the year-earlier quarter”: what is reported on, a year before.
    YearAgo(Account),
    /// “20 years ago Thursday”: so many months before the Thursday that is nearest.
    AgoOn { months: i64, day: u8 },
    /// “the same month last year”: the day, week or month told last, in that year.
    SameIn(Unit, Year),
    /// Something that comes again.
    Set {
        of: Value,
        quant: Option<&'static str>,
        /// How many times, or of which unit how many: 2 and `X`, 3 and `D`.
        freq: Option<(u8, char)>,
    },
    /// A time of a day; of the day in focus where none is told.
    Timed { day: Day, time: Time },
}

/// The day that a time is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Day {
    Today(i64),
    Weekday { day: u8, which: Option<Which> },
    Dated { part: Part, year: Year },
    Thread(i64),
    Every,
    Open,
}

/// A unit that “last” and “next” turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turning {
    Unit(Unit),
    Weekend,
    Half,
    /// A year of accounts: its own value is a year.
    Fiscal,
}

/// An expression as found: its tokens, and what they say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) modifier: Option<Modifier>,
}

impl Found {
    pub(super) const fn new(first: usize, end: usize, meaning: Meaning) -> Self {
        Self {
            first,
            end,
            meaning,
            modifier: None,
        }
    }
}
