//! What readers are spared to reckon: the time that a length before or after another comes
//! to, and that a date is one between two.

use super::phrasing::whole;
use super::wording::Wording;
use crate::date::{End, Instant, Kind, Meaning, Precision, Relation, Window, around};
use crate::timeline::{EventId, Said};

/// A window no longer than this, in nanoseconds, is told by the minute in its middle: what
/// is counted from a minute by minutes is known to be in it or one beside it.
const MINUTES: i128 = 180 * 1_000_000_000;
/// And one no longer than this by its ends.
const HOUR: i128 = 3660 * 1_000_000_000;

impl Wording<'_> {
    /// When a fact can have happened, worked out: of what happened once that it was between
    /// two times, since it did not last from one to the other.
    pub(super) fn likely(&self, event: EventId) -> String {
        let window = self.worked_out(event);
        match self.schedule.kind(event) {
            Kind::Moment => between(&window),
            Kind::Span => window,
        }
    }

    /// The clock time that a length of hours, minutes or seconds before or after another
    /// fact comes to, where both its ends are such lengths.
    pub(super) fn reckoned(&self, meaning: &Meaning, window: Window, text: &str) -> Option<String> {
        let is_length = |lag: crate::date::Lag| {
            let ends = lag.min.zip(lag.max);
            ends.is_some_and(|(least, most)| (least > 1 && most > 1) || (least < -1 && most < -1))
        };
        let mut relations = meaning.relations.iter();
        let counts = relations.all(|one| one.calendar.is_none() && is_length(one.lag));
        (counts && !meaning.relations.is_empty())
            .then(|| self.clock(window, text))
            .flatten()
    }

    /// A window of an hour or less by the clock, behind words that tell its day or not.
    pub(super) fn clock(&self, window: Window, text: &str) -> Option<String> {
        let (first, last) = window.earliest.zip(window.latest)?;
        let length = last.nanoseconds().saturating_sub(first.nanoseconds());
        let told = if length <= MINUTES && length > MINUTES / 3 {
            let middle = i128::midpoint(first.nanoseconds(), last.nanoseconds());
            let middle = Instant::from_nanoseconds(middle);
            let (first, last) = around(Precision::Minute, middle, self.words.zone)?;
            self.window(Window::new(Some(first), Some(last)))
        } else if length <= HOUR {
            between(&self.window(window))
        } else {
            return None;
        };
        match told.split_once(", ") {
            Some((clock, day)) if text.ends_with(day) => Some(clock.to_owned()),
            _ => Some(told),
        }
    }
}

/// The window of what happened once: “between 1892 and Apr 1913”.
pub(super) fn between(window: &str) -> String {
    match window.split_once('–') {
        Some((first, last)) => {
            format!("between {} and {}", first.trim_end(), last.trim_start())
        }
        None => window.to_owned(),
    }
}

/// Whether a date is a length of hours, minutes or seconds before or after another, and no
/// mere bound.
pub(super) fn counts_clock(text: &str) -> bool {
    let words = || text.split(' ');
    let is_unit = |word: &str| {
        let unit = word.trim_end_matches('s');
        ["hour", "minute", "second", "min", "h", "sec"].contains(&unit)
    };
    let is_bound = |word: &str| ["within", "least", "most", "than"].contains(&word);
    let is_side = |word: &str| ["after", "before"].contains(&word);
    words().any(is_unit) && words().any(is_side) && !words().any(is_bound)
}

/// From the start of a phrase's dates to their end; of `until X` and `since X`, of which one
/// end is told, when that was.
pub(super) fn bounding(meaning: &Meaning) -> Window {
    match (meaning.start.earliest, meaning.end.latest) {
        (None, Some(_)) if meaning.kind == Kind::Span => meaning.end,
        (Some(_), None) if meaning.kind == Kind::Span => meaning.start,
        _ => whole(meaning),
    }
}

/// Whether a window is narrower than what these phrases say by themselves, where they
/// bound no more than one side.
pub(super) fn is_narrower(window: Window, own: &[&Said]) -> bool {
    let whole = || own.iter().map(|said| whole(&said.meaning));
    let earliest = whole().filter_map(|window| window.earliest).max();
    let latest = whole().filter_map(|window| window.latest).min();
    let is_bound = earliest.is_none() || latest.is_none();
    let is_earlier = window
        .latest
        .is_some_and(|last| latest.is_none_or(|own| last < own));
    is_bound && (window.earliest > earliest || is_earlier)
}

/// Whether a phrase says no more than that something was when another fact was.
pub(super) fn is_same_time(meaning: &Meaning) -> bool {
    let relations = || meaning.relations.iter();
    let is_here = |one: &Relation| {
        let ends = [one.lag.min, one.lag.max];
        one.calendar.is_none() && one.anchor == 0 && ends.iter().flatten().all(|end| *end == 0)
    };
    let is_bound = |end: fn(&Relation) -> Option<i128>| relations().any(|one| end(one).is_some());
    let has_end = |end: End| relations().any(|one| one.own == end);
    let is_whole = meaning.kind == Kind::Moment || (has_end(End::Start) && has_end(End::Finish));
    relations().all(is_here)
        && is_whole
        && meaning.duration.is_none()
        && is_bound(|one| one.lag.min)
        && is_bound(|one| one.lag.max)
}
