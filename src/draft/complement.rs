//! Where what somebody says begins, without a word that tells so.

use super::clause::{Cut, Join, is_timed};
use super::lexicon::{DETERMINERS, PREPOSITIONS, PRONOUNS, Sort, has};
use super::token::Token;
use super::verb::Group;
use crate::source::Span;
use std::ops::Range;

/// What is said without a `that`: `said Sunday the bridge was closed`.
pub(super) fn bare_complements(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
    times: &[Span],
) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for (index, verb) in verbs.iter().enumerate() {
        if !matches!(verb.sort, Sort::Saying | Sort::Replying) || !verb.is_finite || verb.is_passive
        {
            continue;
        }
        let mut at = verb.range.end;
        while at < range.end
            && (is_timed(&tokens[at], times)
                || (tokens[at].is("on") && is_timed(&tokens[(at + 1).min(range.end - 1)], times)))
        {
            at += 1;
        }
        if verb.base == "tell" {
            at = after_listener(tokens, range, at);
        }
        let Some(first) = tokens.get(at).filter(|_| at < range.end) else {
            continue;
        };
        let opens = has(&DETERMINERS, &first.lower)
            || has(&PRONOUNS, &first.lower)
            || first.is("there")
            || first.is_capital()
            || (first.lower.ends_with('s') && !has(&PREPOSITIONS, &first.lower));
        let Some(next) = verbs[index + 1..].iter().find(|verb| verb.is_finite) else {
            continue;
        };
        let subject = &tokens[at..next.range.start.max(at)];
        let is_plain = subject.len() <= 12
            && !subject.is_empty()
            && !subject.iter().any(|token| {
                token.text == ","
                    || token.is_any(&[
                        "that", "which", "who", "and", "but", "after", "before", "when", "as",
                        "because", "while", "where",
                    ])
            });
        if opens && is_plain {
            cuts.push(Cut {
                at,
                body: at,
                join: Join::Complement,
            });
        }
    }
    cuts
}

/// The place after whom somebody tells something, where a noun phrase begins there: `tells
/// CNN the bank closed`.
fn after_listener(tokens: &[Token<'_>], range: &Range<usize>, at: usize) -> usize {
    let named = (at..range.end)
        .take_while(|at| tokens[*at].is_capital())
        .count();
    let heard = [
        "him",
        "her",
        "them",
        "us",
        "me",
        "reporters",
        "journalists",
        "investigators",
    ];
    let is_one = tokens.get(at).is_some_and(|token| token.is_any(&heard));
    let end = at + named.max(usize::from(is_one));
    let opens = tokens.get(end).is_some_and(|next| {
        has(&DETERMINERS, &next.lower) || has(&PRONOUNS, &next.lower) || next.is_capital()
    });
    if opens && end < range.end { end } else { at }
}

/// Whether the last verb before a comma says something, which may still follow.
pub(super) fn ends_saying(verbs: &[Group], comma: usize) -> bool {
    let last = verbs.iter().rfind(|verb| verb.range.end <= comma);
    last.is_some_and(|verb| verb.sort == Sort::Saying && verb.is_finite && !verb.is_passive)
}
