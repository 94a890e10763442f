//! Turns of phrase of which a part is no date, and how the date in them is written.

use super::super::phrase::PhraseError;
use super::abbreviation::zone_of;
use super::point::{point, span_of};
use super::words::{self, Word};
use crate::source::Span;

/// What stands in single quotes as typesetters or keyboards have them.
pub(super) fn in_single_quotes(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['‘', '\''])?;
    let inner = inner.strip_suffix(['’', '\''])?;
    (!inner.is_empty()).then_some(inner)
}

/// The fault of a word that people write beside a date, or for two days.
pub(super) fn word(text: &str, span: Span) -> Option<PhraseError> {
    if ["approx", "approx.", "approximate"].contains(&text.to_lowercase().as_str()) {
        let error = PhraseError::new(span, format!("`{text}` is no word that dates know"));
        return Some(error.help("write `about` before the date, as in `about 3 May 2021`"));
    }
    if let Some(error) = unpaired(text, span) {
        return Some(error);
    }
    let (first, last) = text.split_once('/')?;
    let day = |part: &str| {
        let day: u8 = part.parse().ok()?;
        (1..=31).contains(&day).then_some(day)
    };
    let (first, last) = day(first).zip(day(last))?;
    (first < last).then(|| {
        PhraseError::new(span, format!("what `{text}` means is not told")).help(format!(
            "for two days write `{first}-{last}` before their month; a date in numbers has its year, as in `{text}/2021`"
        ))
    })
}

/// `[2025 }`, `2025]`: a bracket without the other of its pair.
fn unpaired(text: &str, span: Span) -> Option<PhraseError> {
    const PAIRS: [(char, char); 2] = [('[', ']'), ('{', '}')];
    let of = |sign: Option<char>, is_first: bool| {
        PAIRS
            .into_iter()
            .find(|(first, last)| sign == Some(if is_first { *first } else { *last }))
    };
    let first = of(text.chars().next(), true);
    let last = of(text.chars().next_back(), false);
    let message = match (first, last) {
        (Some(one), Some(other)) if one != other => {
            format!("`{}` is closed with `{}`", one.0, other.1)
        }
        (Some(one), None) => format!("`{}` is not closed", one.0),
        (None, Some(one)) => format!("`{}` closes no bracket", one.1),
        _ => return None,
    };
    let inner = text.trim_matches(|letter: char| "[]{}() ".contains(letter));
    let error = PhraseError::new(span, message);
    let set = format!("[{inner}]");
    let written = [inner.to_owned(), set];
    Some(match written.into_iter().find(|text| super::reword(text).is_ok()) {
        Some(written) => error
            .help(format!("write `{written}`"))
            .replacement(written),
        None => error.help("take the bracket away; one of several dates is written as in `[2024, 2025]`, in quotes, since YAML has brackets too"),
    })
}

/// The fault of `since at least 2020`, `next 11 May` and `10:30 in Paris`.
pub(super) fn turned(words: &[Word<'_>]) -> Option<PhraseError> {
    bounded(words)
        .or_else(|| next_date(words))
        .or_else(|| in_city(words))
}

/// `at least` beside a date, which is no length.
fn bounded(words: &[Word<'_>]) -> Option<PhraseError> {
    let at = words
        .windows(2)
        .position(|pair| pair[0].is("at") && pair[1].is_any(&["least", "most"]))?;
    let (before, after) = (&words[..at], &words[at + 2..]);
    let is_since = |word: &Word<'_>| word.is_any(&["since", "from"]);
    let date = match (before, after) {
        ([since], date) if is_since(since) => date,
        ([], [since, date @ ..]) if is_since(since) => date,
        ([], date) => date,
        _ => return None,
    };
    point(date).ok()?;
    let date = words::spelt(date);
    let bound = &words[at..at + 2];
    let error = PhraseError::new(
        span_of(bound),
        format!(
            "`{}` is said of a length, not of a date",
            words::spelt(bound)
        ),
    );
    Some(error.help(format!(
        "write `since {date}`, or `by {date}` for what had happened then at the latest"
    )))
}

/// `next 11 May`: a day with its month is of a year, not the next one.
fn next_date(words: &[Word<'_>]) -> Option<PhraseError> {
    let [next, date @ ..] = words else {
        return None;
    };
    let has_month = date.iter().any(|word| words::month(word.text).is_some());
    if !next.is_any(&["next", "last", "this"]) || date.len() < 2 || !has_month {
        return None;
    }
    point(date).ok()?;
    let error = PhraseError::new(
        next.span,
        format!("`{}` is not said of a day with its month", next.text),
    );
    let date = words::spelt(date);
    Some(error.help(format!("write the year instead, as in `{date} 2021`")))
}

/// `10:30 in Paris`: a place for its zone.
fn in_city(words: &[Word<'_>]) -> Option<PhraseError> {
    let at = words.iter().rposition(|word| word.is("in"))?;
    let (time, place) = (&words[..at], &words[at + 1..]);
    point(time).ok()?.clock?;
    let city = words::spelt(place).replace(' ', "_");
    let zone = zone_of(&city)?;
    let error = PhraseError::new(
        span_of(&words[at..]),
        format!("`{}` is not the name of a time zone", words::spelt(place)),
    );
    Some(error.help(format!("write `{zone}`")).replacement(zone))
}
