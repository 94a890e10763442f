//! What a resolved phrase says: windows, precision, and relations to others.

use super::grammar::MOST_YEARS;
use super::{Civil, Instant, Zone};

/// The closed stretch of time in which something lies; an open side is unbounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Window {
    /// The first point at which it can be.
    pub earliest: Option<Instant>,
    /// The last point at which it can be, included.
    pub latest: Option<Instant>,
}

impl Window {
    /// No bound at all.
    pub const OPEN: Self = Self {
        earliest: None,
        latest: None,
    };

    /// The window between two points, both included.
    pub const fn new(earliest: Option<Instant>, latest: Option<Instant>) -> Self {
        Self { earliest, latest }
    }

    /// What lies in both; `None` where nothing does.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let earliest = self.earliest.max(other.earliest);
        let latest = match (self.latest, other.latest) {
            (Some(left), Some(right)) => Some(left.min(right)),
            (left, right) => left.or(right),
        };
        match (earliest, latest) {
            (Some(start), Some(end)) if start > end => None,
            _ => Some(Self { earliest, latest }),
        }
    }

    /// Whether neither side is bounded.
    pub const fn is_open(self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }
}

/// Whether a fact happened once or lasted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It happened once, somewhere in a window.
    #[default]
    Moment,
    /// It lasted from a start to an end.
    Span,
}

/// How fine the words are; the machine never shows more than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A fraction of a second below the millisecond.
    Nanosecond,
    /// A fraction of a second.
    Millisecond,
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// Morning, afternoon, evening, night.
    PartOfDay,
    /// A day.
    Day,
    /// An ISO week, a weekend.
    Week,
    /// Early, mid, late in a month.
    PartOfMonth,
    /// A month.
    Month,
    /// A season or a quarter.
    Season,
    /// Early, mid, late in a year; a half.
    PartOfYear,
    /// A year.
    Year,
    /// Early, mid, late in a decade.
    PartOfDecade,
    /// A decade.
    Decade,
    /// Early, mid, late in a century.
    PartOfCentury,
    /// A century.
    Century,
    /// A thousand years.
    Millennium,
    /// Geologic time.
    Age,
    /// Nothing was said.
    Unknown,
}

/// The author's own doubt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Qualifier {
    /// `~`, `about`, `circa`: near that date.
    pub approximate: bool,
    /// `?`: perhaps that date.
    pub uncertain: bool,
}

/// Which end of a fact; both are the same point for a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// Its start.
    Start,
    /// Its end.
    Finish,
}

/// How far one point lies after another, in nanoseconds, both ends included;
/// an open side is unbounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lag {
    /// At least this much later (negative: may be earlier by so much).
    pub min: Option<i128>,
    /// At most this much later.
    pub max: Option<i128>,
}

/// A bound from another fact: `own end − anchor's end` lies within `lag`.
///
/// `after post` is `Start` against `Finish` of `post` with `min: Some(1)`;
/// `before reply` is `Finish` against `Start` of `reply` with `max: Some(-1)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Which end of the fact that speaks.
    pub own: End,
    /// Which fact it is measured from: its place in [`Meaning::anchors`].
    pub anchor: usize,
    /// Which end of that fact.
    pub other: End,
    /// How far after it, whichever days and months it runs through.
    pub lag: Lag,
    /// The same by the calendar, for lengths of days and more.
    pub calendar: Option<super::CalendarStep>,
    /// How many seconds after it, for a length that is counted in them: what is counted
    /// so is told to the second.
    pub seconds: Option<i128>,
}

/// What one `when` says once its words are counted from the file's own day.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// Moment or span.
    pub kind: Kind,
    /// When it can have started, from this phrase's own dates alone.
    pub start: Window,
    /// When it can have ended; equal to `start` for a moment.
    pub end: Window,
    /// Whether it is said to go on without an end, as by `since`; `from` tells of none.
    pub goes_on: bool,
    /// How long it lasted, where the phrase says so.
    pub duration: Option<Lag>,
    /// How fine the words are.
    pub precision: Precision,
    /// The author's own doubt.
    pub qualifier: Qualifier,
    /// Ids of other facts that the phrase names, with the bytes of the phrase
    /// that name each.
    pub anchors: Vec<(String, crate::source::Span)>,
    /// Bounds from those facts.
    pub relations: Vec<Relation>,
    /// Facts that share a unit of the calendar with this one: their places in
    /// `anchors`, which end of theirs, and the unit by its precision.
    pub same: Vec<(usize, End, Precision)>,
    /// Which anchors are named by one of their ends, with the bytes that name that,
    /// such as `the end of war`.
    pub ends: Vec<(usize, crate::source::Span)>,
    /// Whether the phrase itself carries an offset or a zone.
    pub zoned: bool,
    /// The zone that every date of the phrase carries itself; floating where one
    /// carries none or they differ.
    pub zone: Zone,
}

impl Meaning {
    /// Whether all years that come out can be counted, with a tenth more for what
    /// doubt adds.
    pub(super) fn is_countable(&self) -> bool {
        let ends = [self.start, self.end];
        let bounds = ends
            .iter()
            .flat_map(|window| [window.earliest, window.latest]);
        bounds
            .flatten()
            .all(|bound| Civil::of(bound).year.saturating_abs() <= MOST_YEARS / 10 * 11)
    }

    /// The one day that a phrase names, with the time at which it begins there
    /// if it names a time of that day; in the calendar of a zone.
    ///
    /// Nothing for a span, for a bound or a stretch that goes beyond one day,
    /// for a date in doubt, and for what is measured from facts.
    ///
    /// ```
    /// use causeline::date::{Civil, Context, Phrase, Zone};
    /// let day = |text: &str| {
    ///     let meaning = Phrase::parse(text).unwrap().resolve(&Context::default(), &|_| false);
    ///     meaning.unwrap().one_day(Zone::Floating)
    /// };
    /// assert_eq!(day("3 May 2021"), Some(Civil::midnight(2021, 5, 3)));
    /// assert_eq!(day("2021-05-03 14:30").map(|day| day.hour), Some(14));
    /// assert_eq!(day("3 to 5 May 2021"), None);
    /// assert_eq!(day("about 3 May 2021"), None);
    /// ```
    pub fn one_day(&self, zone: Zone) -> Option<Civil> {
        let is_plain = self.kind == Kind::Moment
            && self.start == self.end
            && self.anchors.is_empty()
            && self.qualifier == Qualifier::default();
        let (earliest, latest) = self.start.earliest.zip(self.start.latest)?;
        let (first, last) = (zone.civil(earliest), zone.civil(latest));
        let day = |civil: Civil| (civil.year, civil.month, civil.day);
        (is_plain && day(first) == day(last)).then_some(first)
    }
}
