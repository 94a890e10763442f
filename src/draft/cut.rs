//! Whether a clause begins at a word, where the word alone does not tell.

use super::clause::{SUBORDINATORS, is_speech, is_timed};
use super::lexicon::{DETERMINERS, PERSONS, PREPOSITIONS, Sort, has, is_number};
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

/// A clause within the subject of a sentence, with no comma about it.
pub(super) struct Within {
    /// Its `that`, `who`, `whom` or `which`.
    pub(super) joint: usize,
    /// Where the main verb begins.
    pub(super) resumed: usize,
}

/// The clause that a subject holds before its own verb, where there is one: `The mill
/// that had stood empty burned down`, `The fact that many had left troubled them`.
pub(super) fn bare_relative(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
    times: &[Span],
) -> Option<Within> {
    let finite: Vec<&Group> = verbs.iter().filter(|verb| verb.is_finite).collect();
    let pairs = finite.windows(2).enumerate();
    // The subject of a sentence, or of what somebody says in it.
    let subjects = pairs.filter_map(|(index, pair)| {
        let from = match index.checked_sub(1).map(|before| finite[before]) {
            None => range.start,
            Some(before) if before.sort == Sort::Saying && !before.is_passive => before.range.end,
            Some(_) => return None,
        };
        Some((from, pair[0], pair[1]))
    });
    let holds = |(from, own, main): (usize, &Group, &Group)| {
        let joint = (from + 1..own.range.start)
            .rev()
            .find(|at| tokens[*at].is_any(&["that", "who", "whom", "which"]))?;
        let before = &tokens[joint - 1];
        let is_verb = verbs.iter().any(|verb| verb.range.contains(&(joint - 1)));
        let is_noun = before.is_word
            && !is_verb
            && !is_timed(before, times)
            && !has(&PREPOSITIONS, &before.lower)
            && !before.is_any(&["and", "but", "or"]);
        // What someone said may hold a verb of its own.
        let is_plain = !is_speech(own.sort) || own.is_passive;
        let is_mark = |token: &Token<'_>| {
            matches!(token.text, "," | ";" | ":" | "(" | ")" | "—" | "–") || token.is_quote_mark()
        };
        let parts = |at: usize| {
            let token = &tokens[at];
            is_mark(token)
                || has(&SUBORDINATORS, &token.lower) && !leads_date(tokens, at, times)
                || token.is_any(&["and", "or", "but", "that", "which", "who", "whom"])
        };
        let between = own.range.end..main.range.start.max(own.range.end);
        // `the trial of two men suspected of it`
        let is_participle = main.range.len() == 1
            && tokens
                .get(main.range.end)
                .is_some_and(|next| next.is_any(&["of", "by"]));
        let is_plain = is_plain && !is_participle;
        let has_subject = between
            .clone()
            .last()
            .is_some_and(|last| has(&PERSONS, &tokens[last].lower));
        let is_whole = !tokens[from..own.range.start].iter().any(|token| {
            matches!(token.text, ";" | ":" | "—" | "–")
                || token.is_any(&SUBORDINATORS)
                || token.is_quoted
        });
        (is_noun && is_plain && is_whole && !has_subject && !between.clone().any(parts)).then_some(
            Within {
                joint,
                resumed: main.range.start,
            },
        )
    };
    let mut subjects = subjects;
    subjects.find_map(holds)
}

/// Whether a verb stands in a relative clause, by what opens it: `the mill which closed`,
/// `the men whom police arrested`.
pub(super) fn is_of_relative(tokens: &[Token<'_>], verb: &Group) -> bool {
    let start = verb.range.start;
    let opens = |at: usize| {
        tokens[at].is_any(&["who", "whom", "which"])
            || tokens[at].is("that") && at > 0 && has(&CONTENTS, &tokens[at - 1].lower)
    };
    start > 0 && tokens[start - 1].is("that")
        || (start.saturating_sub(RELATED)..start)
            .rev()
            .take_while(|at| tokens[*at].is_word)
            .any(opens)
}

/// How far before its verb a relative pronoun may stand.
const RELATED: usize = 4;

/// The place after what makes a sentence the outcome of the one before: `That is why the
/// mayor resigned`.
pub(super) fn after_why(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    let word = |at: usize| tokens.get(start + at);
    let is_this = word(0).is_some_and(|this| this.is_any(&["that", "this"]));
    let is_be = word(1).is_some_and(|be| be.is_any(&["is", "was"]));
    let is_why = word(2).is_some_and(|why| why.is("why"));
    (is_this && is_be && is_why).then_some(start + 3)
}

/// Whether a sentence begins with `after` or `before` and a noun, and goes on with who
/// acts: `After the revolution she came back`, `After the flood of 2014 the town paid`.
pub(super) fn leads_to_subject(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
    times: &[Span],
) -> bool {
    let start = range.start;
    let timed = |at: usize| is_timed(&tokens[at], times);
    let Some(subject) = (start + 2..range.end)
        .find(|at| tokens[*at].is_any(&PERSONS) || opens_after_date(tokens, *at, &timed))
    else {
        return false;
    };
    let is_noun = (start + 1..subject).all(|at| {
        (tokens[at].is_word || is_timed(&tokens[at], times))
            && !verbs.iter().any(|verb| verb.range.contains(&at))
    });
    let is_pronoun = tokens[subject].is_any(&PERSONS);
    let acts = |verb: &Group| {
        verb.is_finite
            && if is_pronoun {
                verb.range.start == subject + 1
            } else {
                verb.range.start > subject
                    && tokens[subject..verb.range.start]
                        .iter()
                        .all(|token| token.is_word)
            }
    };
    tokens[start].is_any(&["after", "before"]) && is_noun && verbs.iter().any(acts)
}

/// Whether a subject begins right after a date: `of 2014 the county council`.
pub(super) fn opens_after_date(
    tokens: &[Token<'_>],
    at: usize,
    is_timed: &dyn Fn(usize) -> bool,
) -> bool {
    let token = &tokens[at];
    let is_after = at > 0 && is_timed(at - 1) && !is_timed(at);
    is_after && token.is_word && (has(&DETERMINERS, &token.lower) || token.is_capital())
}

/// Nouns of which “that” tells what they hold.
pub(super) const CONTENTS: [&str; 20] = [
    "agreement",
    "belief",
    "claim",
    "claims",
    "doubt",
    "evidence",
    "fact",
    "fear",
    "fears",
    "hope",
    "hopes",
    "idea",
    "news",
    "notion",
    "report",
    "reports",
    "rumour",
    "rumours",
    "story",
    "theory",
];
