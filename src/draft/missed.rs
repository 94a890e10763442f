//! Dates and causal signals of an article that gave no fact and no link.

use super::clause::Join;
use super::fact::Board;
use super::moment::{flat, meaning, slice};
use super::reading::Reading;
use super::sequel::later;
use super::signal::{self, Says};
use crate::date::Civil;
use crate::prose::{Class, Expression};
use crate::source::Span;
use std::ops::Range;

/// The most characters of the words around.
const LONGEST: usize = 60;

impl Board<'_> {
    /// What gave nothing, in the order of the text, one line each.
    pub(super) fn missed(&self) -> Vec<String> {
        let mut missed: Vec<(usize, Span, &str)> = Vec::new();
        let read = self.read_dates();
        for passage in 0..self.reading.sentences.len() {
            let dates = self.missed_dates(passage, &read);
            missed.extend(dates.map(|(span, what)| (passage, span, what)));
            if self.reading.article.is_english() {
                let signals = self.missed_signals(passage).into_iter();
                let spans = signals.map(|range| self.reading.span(&range));
                missed.extend(spans.map(|span| (passage, span, "no link")));
                let orders = self.missed_orders(passage).into_iter();
                let spans = orders.map(|range| self.reading.span(&range));
                missed.extend(spans.map(|span| (passage, span, "no order")));
            }
        }
        let mut missed: Vec<(Span, &str, String)> = missed
            .into_iter()
            .map(|(passage, span, what)| (span, what, self.around(passage, span)))
            .collect();
        missed.extend(self.passed_dates());
        missed.sort_by_key(|(span, _, _)| *span);
        missed
            .into_iter()
            .map(|(span, what, around)| {
                let place = self.reading.article.place(span.start);
                let words = flat(slice(self.reading, span));
                format!("{place}: {what} for “{words}” in “{around}”")
            })
            .collect()
    }

    /// The dates in the title and in other lines of the head.
    fn passed_dates(&self) -> impl Iterator<Item = (Span, &'static str, String)> {
        let reading = self.reading;
        let published = reading.article.published().map(Civil::instant);
        reading.article.passed().iter().flat_map(move |line| {
            let first = reading
                .times
                .partition_point(|time| time.span().start < line.start);
            let inside = reading.times[first..]
                .iter()
                .take_while(|time| time.span().start < line.end);
            let is_other = move |time: &&Expression| {
                let day = time.when().and_then(|when| meaning(when, &self.context));
                day.is_none_or(|day| day.start.earliest != published)
            };
            let told = inside.filter(is_other).filter_map(move |time| {
                let what = untold(reading, time)?;
                Some((time.span(), what, shortened(slice(reading, *line))))
            });
            told.collect::<Vec<_>>()
        })
    }

    /// Which expressions gave a fact.
    fn read_dates(&self) -> Vec<bool> {
        let times = &self.reading.times;
        let mut read = vec![false; times.len()];
        for span in &self.read {
            let first = times.partition_point(|time| time.span().end <= span.start);
            let within = times[first..]
                .iter()
                .take_while(|time| time.span().start < span.end);
            let count = within.count();
            read[first..first + count].fill(true);
        }
        read
    }

    fn missed_dates(
        &self,
        passage: usize,
        read: &[bool],
    ) -> impl Iterator<Item = (Span, &'static str)> {
        let reading = self.reading;
        let times = reading.sentences[passage].times.clone();
        let unread = times.filter(|at| !read[*at]);
        unread.map(|at| &reading.times[at]).filter_map(|time| {
            let counted = later(&reading.tokens, reading.text(), time);
            Some((counted.unwrap_or(time.span()), untold(reading, time)?))
        })
    }

    /// The signals of a cause that no link rests on.
    fn missed_signals(&self, passage: usize) -> Vec<Range<usize>> {
        let reading = self.reading;
        let sentence = &reading.sentences[passage].sentence;
        let mut found: Vec<Range<usize>> = Vec::new();
        for clause in &sentence.clauses {
            let word = clause.body.saturating_sub(1);
            let joins = clause.join == Join::Subordinate && reading.tokens[word].is("because");
            found.extend(joins.then(|| word..word + 1));
        }
        for at in sentence.range.clone() {
            let signal = signal::at(reading, at);
            let signal = signal.filter(|signal| matches!(signal.says, Says::Cause(_)));
            // `due to open`: no cause.
            let is_led = |signal: &signal::Signal| {
                signal.words != "due to" || {
                    let rest = signal.range.end..sentence.range.end;
                    self.noun(rest.start, rest.end).is_some() || self.thing(&rest).is_some()
                }
            };
            found.extend(signal.filter(is_led).map(|signal| signal.range));
        }
        for verb in &sentence.verbs {
            let limit = sentence.range.end;
            let range = self.causing_verb(verb, limit).filter(|range| {
                // `allowed to sail`, `was forced to`: nothing is told to be caused.
                !reading.tokens[range.end.min(limit - 1)].is("to")
            });
            found.extend(range);
        }
        found.retain(|range| !range.clone().any(|at| self.heard.contains(&at)));
        found
    }

    /// The words of order before a noun for a known fact that tie nothing.
    fn missed_orders(&self, passage: usize) -> Vec<Range<usize>> {
        let sentence = &self.reading.sentences[passage].sentence;
        let signals = sentence.range.clone();
        let signals = signals.filter_map(|at| signal::at(self.reading, at));
        let is_missed = |signal: &signal::Signal| {
            let place = (passage, sentence.clause_at(signal.range.start));
            let known = self
                .noun(signal.range.end, sentence.range.end)
                .and_then(|noun| self.resolve(place, &noun));
            let is_heard = signal.range.clone().any(|at| self.heard.contains(&at));
            matches!(signal.says, Says::After | Says::Before) && known.is_some() && !is_heard
        };
        signals
            .filter(is_missed)
            .map(|signal| signal.range)
            .collect()
    }

    /// Some words around a place, from its clause.
    fn around(&self, passage: usize, span: Span) -> String {
        let sentence = &self.reading.sentences[passage].sentence;
        let token = self.reading.tokens_in(span).start;
        let clause = &sentence.clauses[sentence.clause_at(token)].range;
        let (mut from, mut to) = (token, token + 1);
        let fits = |range: Range<usize>| self.reading.span(&range).len() <= LONGEST;
        loop {
            let is_wider = to < clause.end && fits(from..to + 1);
            to += usize::from(is_wider);
            let is_earlier = from > clause.start && fits(from - 1..to);
            from -= usize::from(is_earlier);
            if !(is_wider || is_earlier) {
                break;
            }
        }
        let words = flat(slice(self.reading, self.reading.span(&(from..to))));
        let (front, back) = (from > clause.start, to < clause.end);
        let mark = |is_cut: bool| if is_cut { "…" } else { "" };
        format!("{}{words}{}", mark(front), mark(back))
    }
}

/// What to say of an expression that gave no fact; `None` where it tells no date.
fn untold(reading: &Reading<'_>, time: &Expression) -> Option<&'static str> {
    let is_date = matches!(time.class(), Class::Date | Class::Time);
    if time.is_impossible() {
        return Some("no such day, so no fact,");
    }
    let counted = later(&reading.tokens, reading.text(), time);
    let is_counted = counted.is_some() && time.class() != Class::Set;
    if is_date && time.when().is_some() || is_counted {
        return Some("no fact");
    }
    let value = Some(time.value()).filter(|value| is_date && value.contains("XX"))?;
    let is_numeric = value.ends_with("-XX-XX");
    Some(if is_numeric {
        "may be two days, so no fact,"
    } else {
        "may be several days, so no fact,"
    })
}

/// The first words of a line.
fn shortened(line: &str) -> String {
    let line = flat(line);
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}
