//! When a fact can have happened, from all that is known, in words no finer than those that
//! it comes from.

use super::phrasing::UNKNOWN;
use super::wording::Wording;
use crate::date::arithmetic::DAY;
use crate::date::{End, Instant, Lag, Meaning, Phrase, Precision, Window, Words, Zone, around};
use crate::schedule::{Limit, Resting, Statement};
use crate::timeline::{EventId, Said};

/// The units that bounds are told in, from the coarsest.
const UNITS: [Precision; 3] = [Precision::Year, Precision::Month, Precision::Day];

/// A length in years or months is a mean one: a bound counted by it may miss the end of its
/// unit by so many days.
const SLACK: [i128; 3] = [7 * DAY, 3 * DAY, 0];

/// The shortest month.
const MONTH: i128 = 28 * DAY;

impl Wording<'_> {
    /// When a fact can have happened, from all that is known, never finer than
    /// the words that it comes from.
    pub(super) fn worked_out(&self, event: EventId) -> String {
        let bounds = self.schedule.bounds(event);
        if bounds.start.is_open() && bounds.end.is_open() {
            return UNKNOWN.to_owned();
        }
        let window = Window::new(bounds.start.earliest, bounds.end.latest);
        let ends = [(End::Start, Limit::Earliest), (End::Finish, Limit::Latest)];
        let units = ends.map(|(end, limit)| self.unit(event, end, limit));
        let slack = [0, 1].map(|side| {
            let (end, limit) = ends[side];
            // Only months and years miss their ends.
            let is_long = units[side].is_some_and(|unit| unit > Precision::Day);
            let slack = is_long.then(|| self.slack(event, end, limit));
            slack.unwrap_or_default()
        });
        let whole = outward(window, units, self.words.zone, slack);
        let whole = whole.or_else(|| outward(window, units, self.words.zone, [[0; 3]; 2]));
        in_units(self.words, whole.unwrap_or(window), units)
    }

    /// The coarsest unit of the statements on which a bound rests; none where all of them
    /// know the time of day.
    fn unit(&self, event: EventId, end: End, limit: Limit) -> Option<Precision> {
        let known = self.rests(limit).most(event, end)?;
        UNITS.into_iter().find(|unit| known >= *unit)
    }

    /// The coarsest unit of the statements on which each bound of one side rests.
    pub(super) fn rests(&self, limit: Limit) -> &Resting<'_, Option<Precision>> {
        let cell = &self.coarse[usize::from(limit == Limit::Latest)];
        cell.get_or_init(|| self.schedule.resting(limit, |one| self.knows(one)))
    }

    /// By how much a bound may miss the end of its unit: not at all where no mean length is
    /// among what it rests on.
    fn slack(&self, event: EventId, end: End, limit: Limit) -> [i128; 3] {
        let cell = &self.mean[usize::from(limit == Limit::Latest)];
        let is_mean = |one| self.is_mean(one);
        let resting = cell.get_or_init(|| self.schedule.resting(limit, is_mean));
        if resting.has(event, end) {
            SLACK
        } else {
            [0; 3]
        }
    }

    /// Whether a statement has a length in months or years.
    fn is_mean(&self, statement: Statement) -> bool {
        let timeline = self.timeline();
        if let Some(cause) = statement.cause(timeline) {
            let longest = cause.within.and_then(|within| within.max);
            return longest.is_some_and(|longest| longest >= MONTH);
        }
        let counts =
            |said: &&Said| !said.meaning.relations.is_empty() || said.meaning.duration.is_some();
        let said = statement.said(timeline).filter(counts);
        let phrase = said.and_then(|said| Phrase::parse(&said.text).ok());
        phrase.is_some_and(|phrase| phrase.has_mean_length())
    }

    /// The unit of a statement that knows no more than days, months or years: of its date
    /// or its length.
    fn knows(&self, statement: Statement) -> Option<Precision> {
        let timeline = self.timeline();
        if let Some(cause) = statement.cause(timeline) {
            let is_of_days = cause.within.is_some_and(in_days);
            return is_of_days.then_some(Precision::Day);
        }
        let said = statement.said(timeline)?;
        let meaning = &said.meaning;
        let lengths = meaning.relations.iter().map(|relation| relation.lag);
        let mut lengths = lengths.chain(meaning.duration);
        let counted = lengths.any(in_days).then(|| counted_in(said));
        self.dated(meaning).max(counted)
    }

    /// The unit of a date: no coarser than its own ends are.
    fn dated(&self, meaning: &Meaning) -> Option<Precision> {
        let precision = meaning.precision;
        if precision == Precision::Unknown || precision < Precision::PartOfDay {
            return None;
        }
        let ends = [meaning.start, meaning.end];
        let starts = ends.iter().filter_map(|end| end.earliest);
        let closes = ends.iter().filter_map(|end| end.latest);
        let opens = starts.chain(closes.map(|last| last.saturating_add(1)));
        let opens: Vec<Instant> = opens.collect();
        let is_whole = |unit: Precision| {
            let begins = |at: &Instant| {
                around(unit, *at, self.words.zone).is_some_and(|(first, _)| first == *at)
            };
            unit <= precision && opens.iter().all(begins)
        };
        let mut coarse = UNITS.into_iter().take(2);
        Some(
            coarse
                .find(|unit| is_whole(*unit))
                .unwrap_or(Precision::Day),
        )
    }
}

/// The unit by which a phrase counts, as coarse as days at least.
fn counted_in(said: &Said) -> Precision {
    let phrase = Phrase::parse(&said.text).ok();
    let unit = phrase.and_then(|phrase| phrase.counted_in());
    let mut coarse = UNITS.into_iter();
    coarse
        .find(|one| unit.is_some_and(|unit| unit >= *one))
        .unwrap_or(Precision::Day)
}

/// A window with each end moved outwards to the end of its unit, but for so much of it; none
/// where nothing would be left between them.
fn outward(
    window: Window,
    units: [Option<Precision>; 2],
    zone: Zone,
    slack: [[i128; 3]; 2],
) -> Option<Window> {
    let off = |from: Instant, to: Instant| to.nanoseconds() - from.nanoseconds();
    // The unit about a bound, and by how much that may miss an end of it.
    let about = |side: usize, bound: Instant| {
        let unit = units[side]?;
        let (first, last) = around(unit, bound, zone)?;
        let place = UNITS.iter().position(|one| *one == unit);
        Some((first, last, place.map_or(0, |place| slack[side][place])))
    };
    let earliest = window.earliest.map(|bound| match about(0, bound) {
        None => bound,
        Some((_, last, slack)) if off(bound, last) < slack => last.saturating_add(1),
        Some((first, ..)) => first,
    });
    let latest = window.latest.map(|bound| match about(1, bound) {
        None => bound,
        Some((first, _, slack)) if off(first, bound) < slack => first.saturating_add(-1),
        Some((_, last, _)) => last,
    });
    let ends = earliest.zip(latest);
    let is_left = ends.is_none_or(|(first, last)| first <= last);
    is_left.then_some(Window::new(earliest, latest))
}

/// A window in words, each end in its own unit.
pub(super) fn in_units(words: Words, window: Window, units: [Option<Precision>; 2]) -> String {
    let named = |at: Instant, unit: Option<Precision>| match unit {
        Some(unit) if unit > Precision::Day => {
            let whole = around(unit, at, words.zone);
            let whole = whole.map(|(first, last)| Window::new(Some(first), Some(last)));
            whole.map_or_else(|| words.point(at), |whole| words.window(whole))
        }
        _ => words.point(at),
    };
    match (window.earliest, window.latest) {
        (Some(first), None) => format!("{} or later", named(first, units[0])),
        (None, Some(last)) => format!("{} or earlier", named(last, units[1])),
        (Some(first), Some(last)) if units[0] != units[1] => {
            let year = |at: Instant| words.zone.civil(at).year;
            let begins = |at: Instant| around(Precision::Year, at, words.zone);
            let is_whole = begins(first).is_some_and(|(start, _)| start == first)
                && begins(last).is_some_and(|(_, end)| end == last);
            if is_whole || year(first) == year(last) {
                return words.window(window);
            }
            format!("{} – {}", named(first, units[0]), named(last, units[1]))
        }
        _ => words.window(window),
    }
}

/// Whether a length was told in days or longer units: by half a day or more it
/// is left open, or it is so many whole days.
fn in_days(lag: Lag) -> bool {
    match (lag.min, lag.max) {
        (Some(least), Some(most)) if least != 0 => most - least >= DAY / 2,
        (_, Some(length)) | (Some(length), None) => length.abs() >= DAY && length % DAY == 0,
        (None, None) => false,
    }
}
