//! What is measured from: a date, a fact, an end of a fact.

use super::super::End;
use super::super::phrase::{Edge, Name, PhraseError};
use super::point::{point, span_of};
use super::words::Word;
use super::{faults, is_id, iso, numeric};

/// A date, the id of a fact, or one of its ends: `the start of outage`, `outage ended`.
pub(super) fn edge(words: &[Word<'_>]) -> Result<Edge, PhraseError> {
    let Some((end, word)) = end_of(words) else {
        return whole_edge(words);
    };
    match whole_edge(std::slice::from_ref(word))? {
        Edge::Date(_) => whole_edge(words),
        Edge::Fact(name) => Ok(Edge::Fact(Name {
            end: Some((end, span_of(words))),
            // `the end of may` is a part of May where no fact is called so.
            date: point(words).ok().filter(|_| !word.quoted).map(Box::new),
            ..name
        })),
    }
}

/// The end of a fact that words name, and the word that is its id.
pub(super) fn end_of<'a, 'b>(words: &'b [Word<'a>]) -> Option<(End, &'b Word<'a>)> {
    let named = |word: &Word<'_>, starts: &[&str], ends: &[&str]| match word {
        _ if word.is_any(starts) => Some(End::Start),
        _ if word.is_any(ends) => Some(End::Finish),
        _ => None,
    };
    let (end, name) = match without_the(words) {
        [end, of, rest @ ..] if of.is("of") => {
            let end = named(end, &["start", "beginning"], &["end"])?;
            (end, without_the(rest))
        }
        [rest @ .., verb] => {
            let end = named(verb, &["began", "begins", "started"], &["ended", "ends"])?;
            (end, rest)
        }
        [] => return None,
    };
    let [name] = name else { return None };
    (name.quoted || is_id(name.text)).then_some((end, name))
}

/// Words without their article, if more follows it.
fn without_the<'a, 'b>(words: &'b [Word<'a>]) -> &'b [Word<'a>] {
    match words {
        [first, rest @ ..] if first.is("the") && !rest.is_empty() => rest,
        _ => words,
    }
}

/// A date, or the id of a fact.
fn whole_edge(words: &[Word<'_>]) -> Result<Edge, PhraseError> {
    if let Some(error) = faults::time_of_a_letter(words).filter(|_| words[1].is("at")) {
        return Err(error);
    }
    let words = match dated_by(words) {
        Some(name) => std::slice::from_ref(name),
        None => words,
    };
    let [word] = words else {
        return point(words).map(Edge::Date);
    };
    let name = |date| {
        Edge::Fact(Name {
            id: word.text.to_owned(),
            span: word.span,
            end: None,
            date,
        })
    };
    if word.quoted {
        return Ok(name(None));
    }
    if word.is_any(&["now", "present", "nowadays"]) {
        return Err(faults::no_now(word));
    }
    let is_id = is_id(word.text);
    match point(words) {
        Ok(point) if is_id => Ok(name(Some(Box::new(point)))),
        Ok(point) => Ok(Edge::Date(point)),
        // What has the shape of a date is a date that cannot be.
        Err(error) if !is_id || is_shaped(word) => Err(error),
        Err(_) => Ok(name(None)),
    }
}

/// The fact that `the order` and `the date of the order` name.
pub(super) fn dated_by<'a, 'b>(words: &'b [Word<'a>]) -> Option<&'b Word<'a>> {
    let may_be_id = |name: &Word<'_>| {
        let is_number = name
            .text
            .starts_with(|letter: char| letter.is_ascii_digit());
        name.quoted || is_id(name.text) && !is_number
    };
    match without_the(words) {
        [name] => Some(name),
        [date, of, rest @ ..] if date.is_any(&["date", "day"]) && of.is("of") => {
            match without_the(rest) {
                [name] if may_be_id(name) => Some(name),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a word is written as ISO 8601 and numeric dates are.
fn is_shaped(word: &Word<'_>) -> bool {
    iso::date(word.text, word.span).is_some() || numeric::numeric(word).is_some()
}
