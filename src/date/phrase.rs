//! A `when` phrase as it was understood, before it is counted from any day.

pub(super) use super::error::{Lack, PhraseError};
use super::{End, Precision};
use crate::source::Span;

/// A parsed `when` phrase.
///
/// Two phrases are equal when they say the same in the same form. Printing one
/// gives a canonical wording that parses to the same phrase again.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    pub(super) expression: Expression,
}

/// An id that a phrase measures from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseName<'a> {
    /// The id.
    pub id: &'a str,
    /// Its bytes in the phrase.
    pub span: Span,
    /// Whether it would be a date if no fact were called so.
    pub is_date: bool,
}

impl Phrase {
    /// The ids that it measures from, each time one is written.
    ///
    /// ```
    /// use causeline::date::Phrase;
    /// let phrase = Phrase::parse("between post and summer").unwrap();
    /// let names: Vec<(&str, bool)> =
    ///     phrase.names().iter().map(|name| (name.id, name.is_date)).collect();
    /// assert_eq!(names, [("post", false), ("summer", true)]);
    /// ```
    pub fn names(&self) -> Vec<PhraseName<'_>> {
        let names = self
            .edges()
            .into_iter()
            .flatten()
            .filter_map(|edge| match edge {
                Edge::Fact(name) => Some(PhraseName {
                    id: &name.id,
                    span: name.span,
                    is_date: name.date.is_some(),
                }),
                Edge::Date(_) => None,
            });
        names.collect()
    }

    /// The finest unit of the lengths and the calendar by which it counts from another date
    /// or fact; none where it counts by none, or to the moment.
    pub(crate) fn counted_in(&self) -> Option<Precision> {
        let finest = |length: &Length| match length.sharpness {
            Sharpness::Counted | Sharpness::About => {
                let units = length.parts.iter().map(|(_, unit)| unit.precision());
                units.min()
            }
            Sharpness::Exactly | Sharpness::AtLeast | Sharpness::AtMost => None,
        };
        match &self.expression {
            Expression::Lasting { length, .. } => finest(length),
            Expression::Offset { length, most, .. } => {
                let most = most.as_ref();
                most.map_or_else(|| finest(length), |most| finest(length).min(finest(most)))
            }
            Expression::Beside {
                next: Neighbour::Unit(unit),
                ..
            }
            | Expression::Same {
                unit: Some(unit), ..
            } => Some(unit.precision()),
            _ => None,
        }
    }

    /// Whether it counts a length before or after another date or fact.
    pub(crate) fn counts_length(&self) -> bool {
        matches!(
            self.expression,
            Expression::Offset { .. } | Expression::Within { .. } | Expression::Beside { .. }
        )
    }

    /// Whether it has a length in months or longer units, which differ in length, so
    /// that it is a mean one.
    pub(crate) fn has_mean_length(&self) -> bool {
        let lengths = match &self.expression {
            Expression::Lasting { length, .. } | Expression::Within { length, .. } => {
                [Some(length), None]
            }
            Expression::Offset { length, most, .. } => [Some(length), most.as_ref()],
            _ => [None; 2],
        };
        let mut parts = lengths.into_iter().flatten().flat_map(|one| &one.parts);
        parts.any(|(_, unit)| unit.precision() >= Precision::Month)
    }

    /// Whether it has a date without a year, or a bare weekday, of which the
    /// latest one is meant. Where one end of two has a year, the other lies beside it.
    ///
    /// ```
    /// use causeline::date::Phrase;
    /// let is_yearless = |text: &str| Phrase::parse(text).unwrap().is_yearless();
    /// assert!(is_yearless("by mid-July") && is_yearless("Saturday"));
    /// assert!(!is_yearless("July 2021") && !is_yearless("last July"));
    /// assert!(!is_yearless("July 2021 to August"));
    /// ```
    pub fn is_yearless(&self) -> bool {
        if let Expression::Moment(point) = &self.expression {
            return point.is_yearless();
        }
        let mut edges = self.edges().into_iter().flatten().peekable();
        edges.peek().is_some() && edges.all(Edge::is_yearless)
    }

    fn edges(&self) -> [Option<&Edge>; 2] {
        match &self.expression {
            Expression::Moment(_) => [None, None],
            Expression::Span { from, to } | Expression::Lasting { from, to, .. } => {
                [from.as_ref(), to.as_ref()]
            }
            Expression::Between { after, before } => {
                [after, before].map(|limit| limit.as_ref().map(|limit| &limit.edge))
            }
            Expression::Offset { edge, .. }
            | Expression::Within { edge, .. }
            | Expression::Beside { edge, .. }
            | Expression::Since(edge)
            | Expression::During(edge)
            | Expression::Same { edge, .. } => [Some(edge), None],
        }
    }
}

/// What a phrase says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// It happened then.
    Moment(Point),
    /// It lasted from here to there.
    Span {
        from: Option<Edge>,
        to: Option<Edge>,
    },
    /// It began there and goes on.
    Since(Edge),
    /// It lasted so long, from or until some edge.
    Lasting {
        length: Length,
        from: Option<Edge>,
        to: Option<Edge>,
    },
    /// It happened between these, after one or before one.
    Between {
        after: Option<Limit>,
        before: Option<Limit>,
    },
    /// It happened so long after (or before) another; where `most` is told, at
    /// least the one length and at most the other.
    Offset {
        length: Length,
        most: Option<Length>,
        direction: Direction,
        edge: Edge,
    },
    /// On the next day or in the next unit of that kind after (or before) another.
    Beside {
        next: Neighbour,
        direction: Direction,
        edge: Edge,
    },
    /// It happened no further away than so long, on one side or on either.
    Within {
        length: Length,
        direction: Option<Direction>,
        edge: Edge,
    },
    /// It happened while another lasted.
    During(Edge),
    /// In the same unit of the calendar as another, or at the same time.
    Same { unit: Option<Unit>, edge: Edge },
}

impl Expression {
    /// The bytes of all that an expression names.
    pub(super) fn span(&self) -> Span {
        let (length, edges): (Option<&Length>, [Option<&Edge>; 2]) = match self {
            Expression::Moment(point) => return point.span,
            Expression::Span { from, to } => (None, [from.as_ref(), to.as_ref()]),
            Expression::Lasting { length, from, to } => {
                (Some(length), [from.as_ref(), to.as_ref()])
            }
            Expression::Between { after, before } => (
                None,
                [after, before].map(|limit| limit.as_ref().map(|limit| &limit.edge)),
            ),
            Expression::Offset { length, edge, .. } | Expression::Within { length, edge, .. } => {
                (Some(length), [Some(edge), None])
            }
            Expression::Beside { edge, .. }
            | Expression::Since(edge)
            | Expression::During(edge)
            | Expression::Same { edge, .. } => (None, [Some(edge), None]),
        };
        edges
            .into_iter()
            .flatten()
            .map(Edge::span)
            .chain(length.map(|length| length.span))
            .reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)))
            .unwrap_or(Span::new(0, 0))
    }
}

/// What lies beside a date or a fact: `the Friday before`, `the week after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Neighbour {
    /// A day of the week, from Monday as 0.
    Weekday(u8),
    /// A week or a longer unit.
    Unit(Unit),
}

/// Which way a length is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    After,
    Before,
}

/// A bound, and whether what it names still belongs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Limit {
    pub(super) edge: Edge,
    pub(super) inclusive: bool,
}

/// Something to measure from: a date, or a fact by its id.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Edge {
    Date(Point),
    Fact(Name),
}

impl Edge {
    /// The bytes that name it.
    pub(super) const fn span(&self) -> Span {
        match self {
            Edge::Date(point) => point.span,
            Edge::Fact(name) => name.span,
        }
    }

    /// Whether it is a date without a year, or could be one.
    pub(super) fn is_yearless(&self) -> bool {
        match self {
            Self::Date(point) => point.is_yearless(),
            Self::Fact(name) => name.date.as_ref().is_some_and(|date| date.is_yearless()),
        }
    }
}

/// The id of a fact, with what it would mean as a date.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) id: String,
    pub(super) span: Span,
    /// Which of its ends is named, and the bytes that name it.
    pub(super) end: Option<(End, Span)>,
    pub(super) date: Option<Box<Point>>,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        let end = |name: &Self| name.end.map(|(end, _)| end);
        self.id == other.id && self.date == other.date && end(self) == end(other)
    }
}

/// A date with what narrows or blurs it.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) date: Date,
    /// The day of the week that was written beside the date.
    pub(super) weekday: Option<u8>,
    pub(super) part: Option<Part>,
    pub(super) day_part: Option<DayPart>,
    pub(super) clock: Option<Clock>,
    pub(super) approximate: bool,
    pub(super) uncertain: bool,
    pub(super) span: Span,
}

impl Point {
    /// Whether it is a date without a year, a bare weekday, or a bare day of a month.
    pub(super) fn is_yearless(&self) -> bool {
        matches!(
            self.date,
            Date::Month { year: None, .. }
                | Date::Day { year: None, .. }
                | Date::Season { year: None, .. }
                | Date::Quarter { year: None, .. }
                | Date::Half { year: None, .. }
                | Date::Numeric { year: None, .. }
                | Date::Weekday {
                    which: Which::Nearest,
                    ..
                }
                | Date::DayIn {
                    which: Which::Nearest,
                    ..
                }
        )
    }
}

impl PartialEq for Point {
    fn eq(&self, other: &Self) -> bool {
        self.date == other.date
            && self.weekday == other.weekday
            && self.part == other.part
            && self.day_part == other.day_part
            && self.clock == other.clock
            && self.approximate == other.approximate
            && self.uncertain == other.uncertain
    }
}

impl Point {
    pub(super) fn of(date: Date, span: Span) -> Self {
        Self {
            date,
            weekday: None,
            part: None,
            day_part: None,
            clock: None,
            approximate: false,
            uncertain: false,
            span,
        }
    }
}

/// A stretch of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Date {
    Year(i64),
    Month {
        year: Option<i64>,
        month: u8,
    },
    Day {
        year: Option<i64>,
        month: u8,
        day: u8,
    },
    /// `12/11/2021`: day and month in an order that the file must tell.
    Numeric {
        first: u8,
        second: u8,
        year: Option<i64>,
    },
    Week {
        year: i64,
        week: u8,
    },
    /// 0 spring, 1 summer, 2 autumn, 3 winter; `south` for the other half of
    /// the world.
    Season {
        year: Option<i64>,
        season: u8,
        south: bool,
    },
    Quarter {
        year: Option<i64>,
        quarter: u8,
    },
    Half {
        year: Option<i64>,
        half: u8,
    },
    /// All years from the first to the last.
    Years {
        first: i64,
        last: i64,
        grain: Grain,
    },
    /// Some time in any of these; open ends allowed.
    OneOf {
        first: Option<Box<Date>>,
        last: Option<Box<Date>>,
    },
    Weekday {
        day: u8,
        which: Which,
    },
    Weekend(Which),
    /// `Friday of last week`.
    WeekdayIn {
        day: u8,
        which: Which,
    },
    /// `the 15th`, `the 15th of last month`.
    DayIn {
        day: u8,
        which: Which,
    },
    /// `last July`, `next 5 May`: month, and day where one is told.
    Yearly {
        month: u8,
        which: Which,
    },
    /// `last summer`.
    Seasonal {
        season: u8,
        which: Which,
    },
    /// Days from as_of.
    Today(i64),
    /// `last month`, `this year`.
    Turn {
        unit: Unit,
        which: Which,
    },
    /// Units from as_of, negative in the past.
    Shift {
        unit: Unit,
        count: i64,
    },
    /// Years before the present, and how exactly it is known.
    Deep {
        years: i64,
        slack: i64,
    },
    /// A clock's time on as_of's own day.
    AsOfDay,
}

/// What a run of years is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Decade,
    Century,
    Millennium,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Nearest,
    Last,
    This,
    Next,
}

/// A third or a half of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
    FirstHalf,
    SecondHalf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    /// From midnight to 6.
    SmallHours,
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// A unit of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A clock's time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
    /// Nanoseconds and how many digits were written.
    pub(super) fraction: Option<(u32, u8)>,
    pub(super) zone: Option<ClockZone>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ClockZone {
    Offset(i32),
    Named(String),
}

/// A counted length.
#[derive(Clone, Debug)]
pub(super) struct Length {
    /// Tenths of a unit, from the coarsest unit to the finest; never empty.
    pub(super) parts: Vec<(i64, Unit)>,
    pub(super) sharpness: Sharpness,
    pub(super) span: Span,
}

impl PartialEq for Length {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts && self.sharpness == other.sharpness
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharpness {
    /// As precise as its unit: half a unit either way.
    Counted,
    /// `about`: a whole unit either way.
    About,
    Exactly,
    AtLeast,
    AtMost,
}
