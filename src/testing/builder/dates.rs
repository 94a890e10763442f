//! Dating facts in code, without a phrase.

use super::TimelineBuilder;
use crate::date::arithmetic::add_days;
use crate::date::{
    Civil, End, Instant, Kind, Lag, Meaning, Precision, Qualifier, Relation, Window,
};
use crate::source::Span;

impl TimelineBuilder {
    /// It happened on that day; astronomical years.
    #[must_use]
    pub fn on_day(self, year: i64, month: u8, day: u8) -> Self {
        let first = Civil::midnight(year, month, day);
        self.within_calendar(first, next_day(first), Precision::Day)
    }

    /// It happened in that month.
    #[must_use]
    pub fn in_month(self, year: i64, month: u8) -> Self {
        let next = match month {
            12 => Civil::midnight(year + 1, 1, 1),
            _ => Civil::midnight(year, month + 1, 1),
        };
        self.within_calendar(Civil::midnight(year, month, 1), next, Precision::Month)
    }

    /// It happened in that year.
    #[must_use]
    pub fn in_year(self, year: i64) -> Self {
        self.between_years(year, year)
    }

    /// It happened at some time from the beginning of the one year to the end
    /// of the other.
    #[must_use]
    pub fn between_years(self, first: i64, last: i64) -> Self {
        self.within_calendar(
            Civil::midnight(first, 1, 1),
            Civil::midnight(last + 1, 1, 1),
            Precision::Year,
        )
    }

    /// It lasted from a time in the one year to a time in the other.
    #[must_use]
    pub fn from_year_to_year(self, first: i64, last: i64) -> Self {
        let year = |year: i64| window(Civil::midnight(year, 1, 1), Civil::midnight(year + 1, 1, 1));
        let meaning = Meaning {
            kind: Kind::Span,
            start: year(first),
            end: year(last),
            ..blank(Precision::Year)
        };
        self.saying(format!("{first:04}..{last:04}"), meaning)
    }

    /// It began after another fact ended.
    #[must_use]
    pub fn after(self, other: &str) -> Self {
        let lag = Lag {
            min: Some(1),
            max: None,
        };
        self.related("after", End::Start, other, End::Finish, lag)
    }

    /// It ended before another fact began.
    #[must_use]
    pub fn before(self, other: &str) -> Self {
        let lag = Lag {
            min: None,
            max: Some(-1),
        };
        self.related("before", End::Finish, other, End::Start, lag)
    }

    fn related(self, word: &str, own: End, name: &str, other: End, lag: Lag) -> Self {
        let place = word.len() + 1;
        let meaning = Meaning {
            anchors: vec![(name.to_owned(), Span::new(place, place + name.len()))],
            relations: vec![Relation {
                seconds: None,
                own,
                anchor: 0,
                other,
                lag,
                calendar: None,
            }],
            ..blank(Precision::Unknown)
        };
        self.saying(format!("{word} {name}"), meaning)
    }

    /// From the one moment up to, not including, the other.
    fn within_calendar(self, first: Civil, next: Civil, precision: Precision) -> Self {
        let window = window(first, next);
        let (year, month, day) = (first.year, first.month, first.day);
        let text = match precision {
            Precision::Day => format!("{year:04}-{month:02}-{day:02}"),
            Precision::Month => format!("{year:04}-{month:02}"),
            _ if next.year == year + 1 => format!("{year:04}"),
            _ => format!("between {year:04} and {:04}", next.year - 1),
        };
        let meaning = Meaning {
            start: window,
            end: window,
            ..blank(precision)
        };
        self.saying(text, meaning)
    }
}

fn next_day(day: Civil) -> Civil {
    add_days(day, 1)
}

fn window(first: Civil, next: Civil) -> Window {
    let last: Instant = next.instant().saturating_add(-1);
    Window::new(Some(first.instant()), Some(last))
}

fn blank(precision: Precision) -> Meaning {
    Meaning {
        kind: Kind::Moment,
        start: Window::OPEN,
        end: Window::OPEN,
        goes_on: false,
        duration: None,
        precision,
        qualifier: Qualifier::default(),
        anchors: Vec::new(),
        relations: Vec::new(),
        ends: Vec::new(),
        same: Vec::new(),
        zoned: false,
        zone: crate::date::Zone::Floating,
    }
}
