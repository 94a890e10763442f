//! What readers are spared to reckon: the time that a length before or after another comes
//! to, and that a date is one between two.

use super::coarse::in_units;
use super::phrasing::{is_yearless, whole};
use super::wording::Wording;
use crate::date::{End, Instant, Kind, Meaning, Phrase, Precision, Relation, Window, around};
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

    /// What a length before or after a date with its year comes to.
    pub(super) fn counted_from_date(&self, text: &str, meaning: &Meaning) -> Option<String> {
        let mut words = text.split(' ');
        let counts = words.any(|word| ["after", "before", "of", "from"].contains(&word));
        let phrase = Phrase::parse(text).ok().filter(|_| counts)?;
        if !phrase.counts_length() {
            return None;
        }
        let window = bounding(meaning);
        if counts_clock(text) {
            return self.clock(window, text);
        }
        // Of a bound no more than it is known to.
        let is_bound = window.earliest.is_none() || window.latest.is_none();
        let unit = Some(meaning.precision).filter(|unit| is_bound && *unit <= Precision::Year);
        let told = in_units(self.words, window, [unit; 2]);
        Some(match meaning.kind {
            Kind::Moment => between(&told),
            Kind::Span => told,
        })
    }

    /// A phrase whose last date lacks nothing but its year, with that: “by 20 Nov 2025”.
    /// Nothing where another date before it is of another year.
    pub(super) fn with_year(&self, text: &str, meaning: &Meaning) -> Option<String> {
        let window = whole(meaning);
        let zone = self.words.zone;
        let (first, last) = (window.earliest, window.latest);
        // `before` and `after` a day end and begin beside it.
        let beside = [
            last,
            last.map(|last| last.saturating_add(1)),
            first,
            first.map(|first| first.saturating_add(-1)),
        ];
        let starts = text.match_indices(' ').map(|(space, _)| space + 1);
        for start in starts {
            let (lead, date) = text.split_at(start);
            let is_second = lead.contains(|sign: char| sign.is_ascii_digit());
            let year = |at: Instant| zone.civil(at).year;
            let is_range = meaning.kind == Kind::Span || text.starts_with("between ");
            let is_span = is_range && first.map(year) == last.map(year);
            if is_second && !is_span {
                return None;
            }
            let ends = if is_second { &beside[..1] } else { &beside[..] };
            for at in ends.iter().flatten() {
                for unit in [Precision::Day, Precision::Month] {
                    let Some((first, last)) = around(unit, *at, zone) else {
                        continue;
                    };
                    let whole = Window::new(Some(first), Some(last));
                    let names = [self.window(whole), self.long().window(whole)];
                    if let Some(name) = names.iter().find(|name| is_yearless(date, name)) {
                        return Some(format!("{lead}{name}"));
                    }
                }
            }
        }
        None
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
