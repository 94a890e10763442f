//! The dates that a text has told so far.

use super::super::Basis;
use super::super::value::Value;
use super::Resolved;
use crate::date::Civil;
use crate::date::arithmetic::day_of;
use crate::date::vocabulary::Unit;

/// What later expressions lean on.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Thread {
    last: Option<Value>,
    /// The last one that is a month or finer, and the last that is a day.
    month: Option<Value>,
    day: Option<Value>,
    /// The last day of the main line, and whether the date told last was an aside.
    on: Option<Civil>,
    is_aside: bool,
    /// The latest day that was told.
    latest: Option<Civil>,
    /// The last value that was counted in finer units than what the text had told.
    loose: Option<Value>,
    /// The last day that was told of something that has happened, and whether the
    /// last of all is of something to come.
    done: Option<Civil>,
    is_ahead: bool,
    /// The first such day: news leads with it.
    lead: Option<Civil>,
    /// The last such day that is too old to be that of the news.
    old: Option<Civil>,
    main: Option<Value>,
    aside: Option<i64>,
    /// The past that the text tells in order.
    story: Story,
    quarter: Option<(i64, u8)>,
    /// Whether that quarter was told as one of a year of accounts.
    is_fiscal: bool,
    /// The month that it was told to end with.
    ends: Option<u8>,
    /// The quarter that its paragraph has named since, of which nothing is known yet.
    forecast: Option<(i64, u8)>,
    account: Option<Value>,
    /// The year of the heading that the text stands below.
    heading: Option<i64>,
}

/// What a text tells of a time gone by, date after date, until it comes back to the
/// time of its publication.
#[derive(Clone, Copy, Debug, Default)]
struct Story {
    /// Whether the text has told something of the time of its publication.
    is_present: bool,
    /// The date with its year that it has come to.
    last: Option<Value>,
    /// Whether that date was a stretch of several years.
    is_wide: bool,
    /// How many paragraphs have begun since.
    breaks: u8,
}

impl Thread {
    /// The date told last, however coarse.
    pub(super) const fn last(&self) -> Option<Value> {
        self.last
    }

    /// The date told last of those that are as fine as a unit: “that day” is no
    /// day of the year that was named in between.
    pub(super) fn last_in(&self, unit: Unit) -> Option<Value> {
        // “that had been planned for December. A day later …”
        let is_coarse = self.last.is_some_and(|last| last.civil().is_none());
        if let Some(day) = self
            .on
            .filter(|_| self.is_aside && is_coarse && unit <= Unit::Day)
        {
            return Some(Value::day(day));
        }
        if self.last.is_some_and(|last| last.month().is_some()) {
            return self.last;
        }
        let fine = match unit {
            Unit::Millisecond | Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => self.day,
            Unit::Week | Unit::Month => self.month,
            _ => None,
        };
        match fine {
            Some(value) => Some(value),
            None => self.last,
        }
    }

    /// Takes in a value that was counted in finer units than what the text had told: “in
    /// November … the next day”.
    pub(in super::super) const fn loosen(&mut self, value: Value) {
        self.loose = Some(value);
    }

    /// Whether a value is such a one, so that nothing can be counted from it.
    pub(super) fn is_loose(&self, value: Value) -> bool {
        self.loose == Some(value)
    }

    /// The day told last, where the date told last is one.
    pub(super) fn day(&self) -> Option<Civil> {
        self.last.and_then(Value::civil)
    }

    /// The day that a clock goes on from: of the main line, where the date told last was
    /// named only to count from.
    pub(super) fn clock_day(&self) -> Option<Civil> {
        self.on.filter(|_| self.is_aside).or_else(|| self.day())
    }

    /// Whether the day told last is of something to come.
    pub(super) const fn is_ahead(&self) -> bool {
        self.is_ahead
    }

    /// The last day that was told of something that has happened.
    pub(super) const fn done(&self) -> Option<Civil> {
        self.done
    }

    /// Takes in whether the day that was told last is of something to come.
    pub(in super::super) fn lies_ahead(&mut self, day: Civil, is_ahead: bool) {
        self.is_ahead = is_ahead;
        if !is_ahead {
            self.done = Some(day_of(day));
        }
    }

    /// Takes in a day on which something has happened that is no mere saying.
    pub(in super::super) fn leads_with(&mut self, day: Civil) {
        self.lead = self.lead.or(Some(day_of(day)));
    }

    /// Takes note of a day that is too old to be that of the news.
    pub(in super::super) const fn tells_of_old(&mut self, day: Civil) {
        self.old = Some(day);
    }

    /// Whether a clock may be of a day long gone by as well as of that of publication.
    pub(in super::super) const fn may_be_of_old(&self) -> bool {
        self.old.is_some() && self.lead.is_none()
    }

    /// The first day that was told of something that has happened.
    pub(super) const fn lead(&self) -> Option<Civil> {
        self.lead
    }

    /// The latest day that was told.
    pub(super) const fn latest(&self) -> Option<Civil> {
        self.latest
    }

    /// What the text gives an account of, if it has told so: a quarter, a half,
    /// or a year for what has no name of its own (“the first nine months”).
    pub(super) const fn account(&self) -> Option<Value> {
        self.account
    }

    /// Whether the text gives an account of something.
    pub(in super::super) const fn gives_account(&self) -> bool {
        self.account.is_some()
    }

    /// The quarter that the text gives an account of, if it has told one.
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

    /// The date with its year that the text has come to in telling of the past.
    pub(super) const fn story(&self) -> Option<Value> {
        self.story.last
    }

    /// Whether a date lies before the latest day that was told.
    pub(in super::super) fn looks_back(&self, value: Value) -> bool {
        let latest = self.latest.map(Civil::instant);
        let first = value.first_day().map(Civil::instant);
        first.is_some() && first < latest
    }

    /// Whether it was told in a paragraph before, by a text that has come to the time of its
    /// publication too.
    pub(super) const fn may_have_left(&self) -> bool {
        self.story.is_present && self.story.breaks > 0
    }

    /// Whether that date is a stretch of several years.
    pub(super) const fn is_wide(&self) -> bool {
        self.story.is_wide
    }

    /// Takes in a heading that is a year or a month of one: the days below are of it.
    pub(in super::super) fn head(&mut self, value: Value) {
        if matches!(value, Value::Year(_) | Value::Month(..)) {
            self.heading = value.year();
        }
    }

    /// The year of the heading that the text stands below.
    pub(super) const fn heading(&self) -> Option<i64> {
        self.heading
    }

    /// Begins a paragraph. A text that has told nothing yet of the time of its publication
    /// goes on with its story, another one into the next paragraph.
    pub(in super::super) fn begin(&mut self) {
        if self.story.is_present && self.story.breaks > 0 {
            self.story = Story {
                is_present: true,
                ..Story::default()
            };
        }
        self.story.breaks = self.story.breaks.saturating_add(1);
        self.forecast = None;
    }

    /// The quarter that the paragraph has named after the one that it gives an account of.
    pub(super) const fn forecast(&self) -> Option<(i64, u8)> {
        self.forecast
    }

    /// Takes in a quarter of which nothing is known yet.
    pub(in super::super) const fn foretell(&mut self, value: Value) {
        if let Value::Quarter(year, quarter) = value {
            self.forecast = Some((year, quarter));
        }
    }

    /// Takes in what a value rests on: a date of the past with its year goes on, what
    /// is counted from the day of publication leads back to that.
    pub(in super::super) fn come_to(&mut self, resolved: Resolved, told: Told) {
        let Resolved { value, basis } = resolved;
        let goes_on = match basis {
            Basis::Vague => {
                self.story.is_present |= value == Value::Present;
                return;
            }
            Basis::Stated if value.first_day().is_none() || told.is_aside => return,
            Basis::Stated => true,
            Basis::Thread => match self.story.last {
                Some(_) if value.first_day().is_some() => true,
                _ => return,
            },
            Basis::Anchor => false,
        };
        self.story.is_present |= basis == Basis::Anchor;
        let years = (self.story.last.and_then(Value::year), value.year());
        let is_wide = told.ends_range && years.0 != years.1;
        self.story = Story {
            is_present: self.story.is_present,
            last: Some(value).filter(|_| goes_on && value.year().is_some()),
            is_wide: goes_on && is_wide,
            breaks: 0,
        };
    }

    /// Whether the quarter that the text gives an account of was told as one of a year of
    /// accounts: “the fiscal first quarter”.
    pub(super) const fn is_fiscal(&self) -> bool {
        self.is_fiscal
    }

    /// The month that this quarter was told to end with.
    pub(super) const fn ends(&self) -> Option<u8> {
        self.ends
    }

    /// Takes in what the text gives an account of; `is_fiscal` where it says so, and the
    /// month that it is told to end with.
    pub(in super::super) fn account_for(
        &mut self,
        value: Value,
        is_fiscal: bool,
        ends: Option<u8>,
    ) {
        if let Value::Quarter(year, quarter) = value {
            self.ends = ends;
            self.forecast = None;
            let is_told_before = self.quarter == Some((year, quarter));
            self.is_fiscal = is_fiscal || is_told_before && self.is_fiscal;
            self.quarter = Some((year, quarter));
        }
        self.account = Some(value);
    }

    /// Takes in a value that the text has told; `recedes` where it was only
    /// named to count from.
    pub(in super::super) fn follow(&mut self, value: Value, recedes: bool) {
        if value.first_day().is_none() || matches!(value, Value::Decade(_)) {
            return;
        }
        self.is_aside = recedes;
        if !recedes {
            self.on = value.civil();
        }
        self.last = Some(value);
        if value.month().is_some() {
            self.month = Some(value);
        }
        if let Some(day) = value.civil() {
            self.day = Some(value);
            let is_later = |latest: Civil| latest.instant() < day.instant();
            if self.latest.is_none_or(is_later) {
                self.latest = Some(day_of(day));
            }
        }
        // “December 7 (December 8 in Asia), 1941”: the year tells no more.
        let is_known = matches!(value, Value::Year(_))
            && self
                .main
                .is_some_and(|main| main.month().is_some() && main.year() == value.year());
        if !recedes && !self.leaps(value) && !is_known {
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

/// How a date stands in its text.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Told {
    /// Beside the main line.
    pub(in super::super) is_aside: bool,
    /// After the first date of a range: “from 2019 to 2022”.
    pub(in super::super) ends_range: bool,
}

/// Years between which the main line of a history does not leap.
const LEAP: i64 = 25;
