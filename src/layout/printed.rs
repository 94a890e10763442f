//! Dates that are written for machines, as print has them.

use super::clocks;
use super::notation::{beside, doubted, is_numeric, quarters, with_printed};
use super::phrasing::whole;
use super::reckoned::between;
use super::wording::{Wording, flat};
use crate::date::{
    Context, Kind, Meaning, Phrase, Precision, Qualifier, Window, Words, Zone, around,
};
use crate::timeline::EventId;

impl Wording<'_> {
    /// A date in numbers behind a word that bounds it, such as `from 1/11/2024`: the
    /// word as it is, and the date as print has it. The order of its numbers is known
    /// to its meaning alone.
    pub(super) fn led(&self, text: &str, meaning: &Meaning) -> Option<String> {
        let (word, rest) = text.split_once(' ')?;
        if !(["from", "since", "until"].contains(&word) && is_numeric(rest)) {
            return None;
        }
        let window = [meaning.start, meaning.end][usize::from(word == "until")];
        Some(format!("{word} {}", self.window(window)))
    }

    /// A date in words whose clock carries an offset, `14:09:05 +01:00 2 November 2025`, by the
    /// clock of a picture that has another.
    pub(super) fn offset(&self, text: &str, meaning: &Meaning) -> Option<String> {
        let is_offset = |word: &str| {
            let number = word.trim_start_matches("UTC").trim_start_matches("GMT");
            let digits = number.strip_prefix(['+', '-', '−']);
            digits.is_some_and(|digits| {
                let is_part = |sign: char| sign.is_ascii_digit() || sign == ':';
                !digits.is_empty() && digits.chars().all(is_part)
            })
        };
        let is_plain = meaning.kind == Kind::Moment
            && meaning.qualifier == Qualifier::default()
            && meaning.precision <= Precision::Minute
            && meaning.start.earliest.is_some()
            && meaning.start.latest.is_some();
        let is_elsewhere = is_plain && !self.words.zone.is_floating() && self.is_elsewhere(meaning);
        // Of more than a day and its clock other words would tell less.
        let is_bare = text.split(' ').count() <= 5 && text.split(' ').any(is_offset);
        (is_elsewhere && is_bare)
            .then(|| self.printed(meaning))
            .flatten()
    }

    /// A phrase with the dates in it that are written for machines as print has them,
    /// such as `before 2025-06-20 06:00`; nothing where there is none. What tells the part
    /// of a day stands apart from it, and so does how long it was behind a clock: “12 Nov
    /// 2025, morning”.
    pub(super) fn embedded(&self, text: &str) -> Option<String> {
        let resolve = |text: &str| self.read(text);
        with_printed(text, |date, after| {
            if let Some(told) = quarters(date) {
                return Some(told);
            }
            let own = resolve(date)?;
            let is_plain = own.kind == Kind::Moment && own.qualifier == Qualifier::default();
            let told = is_plain.then(|| self.beside_words(&own)).flatten()?;
            let is_finer = |part: &str| {
                let whole = resolve(&format!("{date}{part}"));
                whole.is_some_and(|whole| whole.precision < own.precision)
            };
            let is_apart = match beside(after) {
                "" => own.precision < Precision::Day && after.starts_with(" for "),
                part => own.precision == Precision::Day && is_finer(part),
            };
            Some(if is_apart { told + "," } else { told })
        })
    }

    /// A date for machines beside words, which go with no “between”: a week by its first day.
    fn beside_words(&self, meaning: &Meaning) -> Option<String> {
        if meaning.precision != Precision::Week {
            return self.printed(meaning);
        }
        let first = meaning.start.earliest?;
        Some(format!("the week of {}", self.words.point(first)))
    }

    /// What a date that counts from nothing means in the picture's zone.
    fn read(&self, text: &str) -> Option<Meaning> {
        let context = Context {
            zone: self.words.zone,
            ..Context::default()
        };
        let phrase = Phrase::parse(text).ok()?;
        phrase.resolve(&context, &|_| false).ok()
    }

    /// A date with the sign of a doubt behind it, `2025-11-12~` or `1984?`: what is near it
    /// in a word, what is uncertain by the sign that readers know.
    pub(super) fn doubted(&self, text: &str) -> Option<String> {
        let (date, is_near, is_uncertain) = doubted(text)?;
        let told = match quarters(date) {
            Some(told) => told,
            None => self.beside_words(&self.read(date)?)?,
        };
        let near = if is_near { "about " } else { "" };
        let sign = if is_uncertain { "?" } else { "" };
        // Of more words nobody could tell which are meant.
        (!told.contains("between")).then(|| format!("{near}{told}{sign}"))
    }

    /// A date in numbers as print has it. A clock of another zone than the picture's
    /// keeps its own time and says which, if the picture has none; else it is told by
    /// both. `None` where there are several.
    pub(super) fn printed(&self, meaning: &Meaning) -> Option<String> {
        let zone = meaning.zone;
        let own = || printed(Words { zone, ..self.words }, meaning);
        if meaning.zoned && self.words.zone.is_floating() {
            return (!zone.is_floating()).then(|| format!("{} ({})", own(), clocks::name(zone)));
        }
        let told = printed(self.words, meaning);
        if !self.is_elsewhere(meaning) {
            return Some(told);
        }
        let own = own();
        let day = |text: &str| text.split_once(", ").map(|(_, day)| day.to_owned());
        let is_same_day = day(&own).is_some() && day(&own) == day(&told);
        let clock = own.split_once(", ").filter(|_| is_same_day);
        let own = clock.map_or(own.as_str(), |(clock, _)| clock);
        let link = if matches!(zone, Zone::Named(_)) {
            "in "
        } else {
            ""
        };
        Some(format!("{told} ({own} {link}{})", clocks::name(zone)))
    }

    /// Whether a phrase carries the clock of a zone that is not the picture's.
    fn is_elsewhere(&self, meaning: &Meaning) -> bool {
        let ends = [meaning.start, meaning.end].map(|end| [end.earliest, end.latest]);
        let mut ends = ends.into_iter().flatten().flatten();
        let offset = |zone: Zone, at| zone.offset_seconds(at);
        meaning.zoned && ends.any(|at| offset(meaning.zone, at) != offset(self.words.zone, at))
    }

    /// Whether a date of a fact is written by the clock of another zone than the file's.
    pub(super) fn is_of_other_zone(&self, event: EventId) -> bool {
        let mut phrases = self.timeline().event(event).phrases();
        phrases.any(|said| self.is_elsewhere(&said.meaning))
    }

    /// Whether the card of a fact tells a date as it is written, by the clock of another
    /// zone than the file's.
    pub(super) fn names_zone(&self, event: EventId) -> bool {
        let mut phrases = self.timeline().event(event).phrases();
        phrases.any(|said| {
            let text = flat(&said.text);
            let is_kept = |words: &str| {
                let last = text.rsplit(' ').next().unwrap_or_default();
                words == text || (last.starts_with(char::is_alphabetic) && words.ends_with(last))
            };
            self.is_elsewhere(&said.meaning) && is_kept(&self.written(said))
        })
    }
}

/// A date as print has it: each end of a span as fine as it is known.
pub(super) fn printed(words: Words, meaning: &Meaning) -> String {
    let (start, end) = (meaning.start, meaning.end);
    if meaning.kind == Kind::Moment {
        return between(&words.window(start));
    }
    match (start.earliest.is_none(), end.latest.is_none()) {
        (false, true) if meaning.goes_on => format!("since {}", words.window(start)),
        (false, true) => format!("from {}", words.window(start)),
        (true, false) => format!("until {}", words.window(end)),
        // Of a window alone nobody can tell whether seconds were told.
        _ if is_as_fine(start, end) && meaning.precision > Precision::Second => {
            words.window(whole(meaning))
        }
        _ => {
            let start = as_said(start, end, words.zone);
            let (from, to) = (words.window(start), words.window(end));
            // The day of two clocks is told once.
            match (from.split_once(", "), to.split_once(", ")) {
                (Some((first, day)), Some((last, same))) if day == same => {
                    format!("{first}–{last}, {day}")
                }
                _ => format!("{from} – {to}"),
            }
        }
    }
}

/// When something began: the whole day, where no more is said and it ended at a time
/// of that day.
fn as_said(start: Window, end: Window, zone: Zone) -> Window {
    let is_cut = start.latest >= end.earliest;
    let day = start.earliest.filter(|_| is_cut);
    let day = day.and_then(|first| around(Precision::Day, first, zone));
    let day =
        day.filter(|(first, last)| start.earliest == Some(*first) && end.latest < Some(*last));
    day.map_or(start, |(first, last)| Window::new(Some(first), Some(last)))
}

/// Whether two windows are known about equally well: both days, or both months.
fn is_as_fine(one: Window, other: Window) -> bool {
    let length = |window: Window| {
        let (first, last) = window.earliest.zip(window.latest)?;
        Some(last.nanoseconds().saturating_sub(first.nanoseconds()))
    };
    let lengths = length(one).zip(length(other));
    lengths.is_some_and(|(one, other)| one.max(other) / 2 <= one.min(other))
}
