//! Dates finer than the words that they rest on.
//!
//! Only what is plain is told: the quote itself names a month or a year, in
//! English, and nothing in it could stand for the finer part of the date.

use super::{Lint, warning};
use crate::date::vocabulary::{MONTHS, WEEKDAYS};
use crate::date::{Precision, Zone};
use crate::diagnostic::Diagnostic;
use crate::graph::CausalGraph;
use crate::timeline::{Event, Said, Slot};

/// Words that can stand for a day, besides the names of weekdays.
const DAYS: [&str; 28] = [
    "weekend",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "morning",
    "afternoon",
    "evening",
    "night",
    "noon",
    "midnight",
    "day",
    "days",
    "week",
    "weeks",
    "later",
    "earlier",
    "after",
    "before",
    "ago",
    "eve",
    "christmas",
    "easter",
    "first",
    "last",
    "ides",
    "same",
    "then",
];

/// Words that can stand for a month, besides the months' names.
const SEASONS: [&str; 12] = [
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "month",
    "months",
    "quarter",
    "early",
    "mid",
    "late",
    "christmas",
];

/// Facts whose date is finer than their quote.
pub(super) fn finer(graph: &CausalGraph) -> Vec<Diagnostic> {
    let timeline = graph.timeline();
    let mut warnings = Vec::new();
    for id in timeline.ids() {
        let event = timeline.event(id);
        let quotes = quotes(event);
        if quotes.is_empty() {
            continue;
        }
        let Some((index, said)) = absolute(event) else {
            continue;
        };
        let Some((written, quoted)) = gap(timeline.zone(), said, &quotes) else {
            continue;
        };
        let name = event.name();
        warnings.push(
            warning(
                Lint::FinerThanQuote,
                format!("`{name}` is dated to the {written}, its quote only to the {quoted}"),
                "write the date as the source gives it, or name the source of the rest",
            )
            .by(timeline.pointer(id, &event.when_slot(index)))
            .related(
                crate::source::Anchor::By(timeline.pointer(id, &quote_slot(event))),
                "the quote",
            )
            .facts([name]),
        );
    }
    warnings
}

/// Everything quoted for a fact, in lower case, as one text.
fn quotes(event: &Event) -> String {
    let of_sources = event
        .sources()
        .iter()
        .filter_map(|one| one.quote.as_deref());
    let all: Vec<&str> = event.quote().into_iter().chain(of_sources).collect();
    all.join(" ").to_lowercase()
}

fn quote_slot(event: &Event) -> Slot {
    Slot::Field(if event.quote().is_some() {
        "quote"
    } else {
        "source"
    })
}

/// The phrase that gives a date by itself.
fn absolute(event: &Event) -> Option<(usize, &Said)> {
    let mut phrases = event.when().iter().enumerate();
    phrases.find(|(_, said)| {
        let meaning = &said.meaning;
        meaning.relations.is_empty()
            && meaning.start.earliest.is_some()
            && meaning.precision <= Precision::Month
    })
}

/// How fine the date is and how fine the quote, where the quote is coarser.
fn gap(zone: Zone, said: &Said, quotes: &str) -> Option<(&'static str, &'static str)> {
    let day = zone.civil(said.meaning.start.earliest?);
    let words: Vec<&str> = quotes
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let month = MONTHS[usize::from(day.month - 1)];
    let names_month = words.contains(&month);
    let names_year = words.contains(&day.year.to_string().as_str());
    let has_number = words.iter().any(|word| is_small_number(word));
    let has_day = has_number || words.iter().any(|word| can_be_day(word));
    if said.meaning.precision <= Precision::Day {
        if has_day {
            return None;
        }
        if names_month {
            return Some(("day", "month"));
        }
    }
    let has_month = has_number
        || words
            .iter()
            .any(|word| is_month(word) || SEASONS.contains(word) || can_be_day(word));
    let written = if said.meaning.precision <= Precision::Day {
        "day"
    } else {
        "month"
    };
    (names_year && !has_month).then_some((written, "year"))
}

/// A number of one or two digits, also as `20th`: perhaps a day or a month.
fn is_small_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|character: char| character.is_alphabetic());
    !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word can stand for a day.
fn can_be_day(word: &str) -> bool {
    WEEKDAYS.contains(&word) || DAYS.contains(&word)
}

/// A month's name or its short form.
fn is_month(word: &str) -> bool {
    word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word))
}
