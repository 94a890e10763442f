//! Whether a clause begins at a word, where the word alone does not tell.

use super::lexicon::{has, is_number};
use super::token::Token;
use super::verb::Group;
use crate::source::Span;
use std::ops::Range;

/// Whether no more than a date follows a word such as `since`.
pub(super) fn leads_date(tokens: &[Token<'_>], at: usize, times: &[Span]) -> bool {
    let is_preposition = tokens[at].is_any(&["after", "before", "since", "until"]);
    is_preposition
        && tokens
            .get(at + 1)
            .is_some_and(|next| super::clause::is_timed(next, times) && !next.is_possessive())
}

/// Whether `and` adds another number to a passive verb that it shares: `ten were
/// killed and 31 injured`.
pub(super) fn is_elided(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
    and: usize,
) -> bool {
    let counts = |token: &Token<'_>| {
        let is_digit = |letter: char| letter.is_ascii_digit();
        token.text.starts_with(is_digit) || is_number(&token.lower)
    };
    let is_passive = verbs
        .iter()
        .rev()
        .find(|verb| verb.range.end <= and && verb.is_finite)
        .is_some_and(|verb| verb.is_passive && verb.head >= range.start);
    let first = and + 1 + usize::from(tokens.get(and + 1).is_some_and(|next| next.is("another")));
    tokens[and].is("and")
        && is_passive
        && tokens.get(first).is_some_and(counts)
        && verbs.iter().any(|verb| {
            verb.range == (first + 1..first + 2) && tokens[verb.head].lower.ends_with("ed")
        })
}

/// Whether a word is an adverb such as `reportedly`; `Italy` and `a family` are none.
pub(super) fn is_adverb(token: &Token<'_>) -> bool {
    const NOUNS: [&str; 6] = ["ally", "assembly", "family", "rally", "reply", "supply"];
    token.lower.ends_with("ly") && !token.is_capital() && !has(&NOUNS, &token.lower)
}

/// Whether a clause goes on with its verb at a comma, with no more than adverbs
/// between: `The mayor, who …, reportedly left`.
pub(super) fn resumes(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
    comma: usize,
) -> bool {
    let is_between = |at: usize| is_adverb(&tokens[at]) || tokens[at].is("also");
    let first = (comma + 1..range.end).find(|at| !is_between(*at));
    tokens[comma].text == ","
        && verbs.iter().any(|verb| {
            verb.is_finite && (comma + 1..=first.unwrap_or(comma)).contains(&verb.range.start)
        })
}

/// Whether a word at a place joins no clause: `as many as`, `such as`, `so far`,
/// `because of`.
pub(super) fn is_comparing(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let after = tokens.get(at + 1);
    // `As a result, …`, `After that date …`
    let opens_phrase = tokens[at].is("as")
        && after.is_some_and(|word| word.is("a"))
        && tokens
            .get(at + 2)
            .is_some_and(|word| word.is_any(&["result", "consequence"]))
        || tokens[at].is_any(&["after", "before"])
            && after.is_some_and(|word| word.is_any(&["that", "this"]))
            && tokens
                .get(at + 2)
                .is_some_and(|word| word.is_any(&["date", "day", "point", "time", ","]));
    opens_phrase
        || (tokens[at].is("as")
            && before
                .is_some_and(|word| word.is_any(&["such", "known", "well", "much", "many", "as"])))
        || (tokens[at].is("because") && after.is_some_and(|word| word.is("of")))
        || (tokens[at].is("so")
            && (before.is_none_or(|word| word.text != ",")
                || after.is_some_and(|word| word.is_any(&["far", "that", "many", "much"]))))
        || (tokens[at].is("as")
            && after.is_some_and(|word| word.is_any(&["well", "much", "many", "saying", "if"])))
}
