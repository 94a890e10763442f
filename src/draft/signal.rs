//! The words by which a text says that one thing came of another, or after it.

use super::cut::opens_after_date;
use super::lexicon::{self, AUXILIARIES, DETERMINERS, Form, has};
use super::moment::word_before;
use super::reading::Reading;
use super::token::Token;
use crate::prose::{Class, Expression};
use crate::source::Span;
use std::ops::Range;

/// What a signal says of the two things that it joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// What follows is the cause, by this kind of link.
    Cause(&'static str),
    /// What follows came before.
    After,
    /// What follows came later.
    Before,
}

/// A signal before a noun.
#[derive(Clone, Debug)]
pub(super) struct Signal {
    pub(super) range: Range<usize>,
    pub(super) says: Says,
    pub(super) words: &'static str,
}

/// Signals before a noun; the longer ones first.
const SIGNALS: [(&str, Says); 21] = [
    ("in retaliation for", Says::Cause("responds")),
    ("in response to", Says::Cause("responds")),
    ("in reaction to", Says::Cause("responds")),
    ("in reply to", Says::Cause("responds")),
    ("in protest at", Says::Cause("responds")),
    ("in protest against", Says::Cause("responds")),
    ("as a consequence of", Says::Cause("causes")),
    ("as a result of", Says::Cause("causes")),
    ("in the wake of", Says::After),
    ("in the aftermath of", Says::After),
    ("because of", Says::Cause("causes")),
    ("on account of", Says::Cause("causes")),
    ("owing to", Says::Cause("causes")),
    ("due to", Says::Cause("causes")),
    ("thanks to", Says::Cause("enables")),
    ("prior to", Says::Before),
    ("ahead of", Says::Before),
    ("following", Says::After),
    ("after", Says::After),
    ("before", Says::Before),
    ("triggered by", Says::Cause("causes")),
];

/// The signal at a token, if one begins there.
pub(super) fn at(reading: &Reading<'_>, at: usize) -> Option<Signal> {
    let tokens = &reading.tokens;
    SIGNALS.iter().find_map(|(words, says)| {
        let parts = words.split(' ');
        let length = parts.clone().count();
        let fits = parts
            .enumerate()
            .all(|(index, word)| tokens.get(at + index).is_some_and(|token| token.is(word)));
        // `the following day`
        let is_noun = *words == "following"
            && at > 0
            && (tokens[at - 1].is_any(&["the", "a", "with"]) || reading.is_timed(at));
        (fits && !is_noun).then_some(Signal {
            range: at..at + length,
            says: *says,
            words,
        })
    })
}

/// The last signal within some tokens.
pub(super) fn before(reading: &Reading<'_>, within: Range<usize>) -> Option<Signal> {
    within
        .clone()
        .rev()
        .find_map(|place| at(reading, place).filter(|signal| signal.range.end < within.end))
}

/// Words at the head of a sentence that join it to the one before.
const OPENERS: [(&str, &str); 13] = [
    ("in response", "responds"),
    ("in retaliation", "responds"),
    ("in reaction", "responds"),
    ("as a result", "causes"),
    ("as a consequence", "causes"),
    ("consequently", "causes"),
    ("for that reason", "causes"),
    ("for this reason", "causes"),
    ("that is why", "causes"),
    ("that was why", "causes"),
    ("this is why", "causes"),
    ("this was why", "causes"),
    ("therefore", "causes"),
];

/// The words that join a sentence to the one before, if it begins with such and a
/// comma or with `That is why`, and how they do.
pub(super) fn opener(reading: &Reading<'_>, start: usize) -> Option<(&'static str, &'static str)> {
    let tokens = &reading.tokens;
    OPENERS.into_iter().find(|(words, _)| {
        let length = words.split(' ').count();
        let fits = words
            .split(' ')
            .enumerate()
            .all(|(at, word)| tokens.get(start + at).is_some_and(|token| token.is(word)));
        let goes_on = |token: &Token<'_>| token.text == "," || words.ends_with("why");
        fits && tokens.get(start + length).is_some_and(goes_on)
    })
}

/// How a verb joins its subject and its object.
pub(super) fn of_verb(base: &str) -> Option<(&'static str, &'static str)> {
    Some(match base {
        "cause" | "trigger" | "spark" | "force" => ("causes", ""),
        "lead" => ("causes", "to"),
        "result" => ("causes", "in"),
        "prompt" | "inspire" => ("motivates", ""),
        "enable" | "allow" => ("enables", ""),
        "prevent" => ("prevents", ""),
        _ => return None,
    })
}

/// The length of time that stands right before a token: `four years after`.
pub(super) fn length_before<'a>(reading: &'a Reading<'_>, token: usize) -> Option<&'a Expression> {
    let end = reading.tokens[token.checked_sub(1)?].span;
    let after = reading
        .times
        .partition_point(|time| time.span().start <= end.start);
    let time = &reading.times[after.checked_sub(1)?];
    (time.class() == Class::Duration && time.span().end >= end.end).then_some(time)
}

/// The unit of the calendar of which one stands before a token: `the year after`.
pub(super) fn unit_before<'a>(tokens: &'a [Token<'_>], at: usize) -> Option<&'a str> {
    let unit = at.checked_sub(1).map(|unit| &tokens[unit])?;
    let the = at.checked_sub(2).map(|the| &tokens[the])?;
    let is_unit = unit.is_any(&["day", "week", "month", "year"]);
    let leads = tokens.get(at)?.is_any(&["after", "before"]);
    (the.is("the") && is_unit && leads).then_some(unit.lower.as_str())
}

/// Whether an event is told from a token on, or another clause begins there; a length
/// `before the deadline` says nothing without it.
fn counts_from_event(reading: &Reading<'_>, from: usize, end: usize) -> bool {
    from >= end
        || (from..end.min(from + 10))
            .map(|at| &reading.tokens[at])
            .take_while(|token| token.is_word)
            .any(|token| lexicon::happening(&token.lower).is_some())
}

/// The end of `according to` with its speaker, and with what is told of him: `according to
/// Joan Teal, the deputy chief of the service`.
fn speaker_end(reading: &Reading<'_>, at: usize, limit: usize) -> usize {
    let tokens = &reading.tokens;
    let ends = |from: usize| {
        (from..limit)
            .find(|at| matches!(tokens[*at].text, "," | ";" | "."))
            .unwrap_or(limit)
    };
    let name = ends(at);
    let from = (name + 1).min(limit);
    let apposed = from..ends(from);
    let is_verb = |at: usize| {
        let word = tokens[at].lower.as_str();
        let is_finite = |form| matches!(form, Form::Past | Form::Third);
        has(&AUXILIARIES, word) || lexicon::verb(word).is_some_and(|(_, form)| is_finite(form))
    };
    let is_apposed = !apposed.is_empty()
        && has(&DETERMINERS, &tokens[apposed.start].lower)
        && !apposed
            .clone()
            .any(|at| reading.is_timed(at) || is_verb(at));
    if is_apposed { apposed.end } else { name }
}

/// The bytes of what a headline leaves out: `according to the mayor`, a measured
/// length before a signal.
pub(super) fn asides(reading: &Reading<'_>, within: &Range<usize>) -> Vec<Span> {
    let tokens = &reading.tokens;
    let mut asides = Vec::new();
    for at in within.clone() {
        let is_according =
            tokens[at].is("according") && at + 1 < within.end && tokens[at + 1].is("to");
        if is_according {
            let end = speaker_end(reading, at, within.end);
            asides.push(reading.span(&(at..end)));
        }
    }
    // `the year after she retired`
    for at in within.start + 2..=within.end {
        let is_counted = counts_from_event(reading, at + 1, within.end);
        if is_counted && unit_before(tokens, at).is_some() {
            asides.push(reading.span(&(at - 2..at)));
        }
    }
    // `As a result, …`
    if let Some((words, _)) = opener(reading, within.start) {
        let end = within.start + words.split(' ').count();
        let is_comma = tokens.get(end).is_some_and(|comma| comma.text == ",");
        let end = (end + usize::from(is_comma)).min(within.end);
        asides.push(reading.span(&(within.start..end)));
    }
    // `Following his statements, …` at the start.
    let mut first = within.start;
    while first < within.end
        && at(reading, first).is_none()
        && (reading.is_timed(first) || tokens[first].is_any(&["on", "in", "but", "and", ","]))
    {
        first += 1;
    }
    // `After the revolution of 1974 she came back`
    let is_end = |at: &usize| {
        tokens[*at].text == ","
            || *at > first + 1 && tokens[*at].is_any(&["he", "she", "they", "we", "i"])
            || *at > first + 1 && opens_after_date(tokens, *at, &|at| reading.is_timed(at))
    };
    if at(reading, first).is_some()
        && let Some(end) = (first..within.end).find(is_end)
    {
        asides.push(reading.span(&(first..end + usize::from(tokens[end].text == ","))));
    }
    let span = reading.span(within);
    let first = reading
        .times
        .partition_point(|time| time.span().end <= span.start);
    let inside = reading.times[first..]
        .iter()
        .take_while(|time| time.span().start < span.end);
    for time in inside {
        let ranges = reading.tokens_in(time.span());
        let is_inside = within.contains(&ranges.start);
        let measures = tokens
            .get(ranges.end)
            .is_some_and(|next| next.is_any(&["after", "before"]))
            && counts_from_event(reading, ranges.end + 1, within.end);
        let counted = super::sequel::later(tokens, reading.text(), time);
        asides.extend(counted.filter(|_| is_inside));
        if is_inside && time.class() == Class::Duration && measures {
            let (before, start) = word_before(reading, time.span());
            let is_just = matches!(before.as_str(), "just" | "only" | "exactly" | "some");
            let start = if is_just { start } else { time.span().start };
            asides.push(Span::new(start, time.span().end));
        }
    }
    asides
}
