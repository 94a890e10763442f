//! What the words around a name tell of whom it names, and whether it names anyone.

use super::clause::SUBORDINATORS;
use super::lexicon::{self, AUXILIARIES, DETERMINERS, Form, GROUPS, PREPOSITIONS, SMALL, has};
use super::reading::Reading;
use super::token::Token;
use std::ops::Range;

/// Whether what follows a name of several words tells that it is a person's: an age, or
/// what only people do.
pub(super) fn lives(tokens: &[Token<'_>], name: Range<usize>) -> bool {
    let is_name = (2..=3).contains(&name.len())
        && tokens[name.clone()]
            .iter()
            .all(|token| token.is_capital() && !has(&GROUPS, &token.lower));
    let word = |at: usize| tokens.get(name.end + at).map_or("", |token| token.text);
    let is_age = word(0) == ","
        && (1..=3).contains(&word(1).len())
        && word(1).bytes().all(|digit| digit.is_ascii_digit())
        && word(2) == ",";
    let does = has(&LIVING, word(0)) && !has(&DETERMINERS, word(1))
        || word(0) == "was" && word(1) == "born";
    is_name && (is_age || does)
}

/// Past forms of the verbs of a life: of what only a person does.
const LIVING: [&str; 12] = [
    "apologised",
    "apologized",
    "died",
    "divorced",
    "emigrated",
    "graduated",
    "married",
    "resigned",
    "retired",
    "testified",
    "wed",
    "wept",
];

/// Whether `of` leads from someone to the body that they belong to: `Karl Meier of the
/// NGG union`.
pub(super) fn is_of_union(
    tokens: &[Token<'_>],
    name: Range<usize>,
    next: usize,
    end: usize,
) -> bool {
    let of = name.end;
    let body = (next..end).find(|at| !tokens[*at].is_capital());
    let is_body = body.is_some_and(|at| has(&GROUPS, &tokens[at].lower));
    name.len() > 1 && is_body && tokens[of].is("of") && tokens[of + 1].is("the")
}

/// Whether a name only tells which thing is meant: `the Lind bridge`.
pub(super) fn is_modifier(
    reading: &Reading<'_>,
    sentence: &Range<usize>,
    name: Range<usize>,
) -> bool {
    let tokens = &reading.tokens;
    let is_led = name.start > sentence.start
        && tokens[name.start - 1].is_any(&["the", "a", "an", "its", "their", "this"]);
    let Some(next) = tokens
        .get(name.end)
        .filter(|_| name.end < sentence.end && !reading.is_timed(name.end))
    else {
        return false;
    };
    let word = next.lower.as_str();
    let is_deed = lexicon::verb(word).is_some() || word.ends_with("ed") || word.ends_with("ing");
    let is_noun = may_be_noun(next) && (!is_deed || has(&THINGS, word));
    is_led
        && is_noun
        && !has(&GROUPS, word)
        && !tokens[name.end - 1].is_possessive()
        && !has(&GROUPS, &tokens[name.end - 1].lower)
}

/// Whether a word may be a common noun: none of the small words, no adverb.
fn may_be_noun(next: &Token<'_>) -> bool {
    const OTHERS: [&str; 9] = [
        "and", "or", "but", "that", "which", "who", "whose", "also", "not",
    ];
    let word = next.lower.as_str();
    let is_small = has(&SMALL, word)
        || has(&AUXILIARIES, word)
        || has(&PREPOSITIONS, word)
        || has(&SUBORDINATORS, word)
        || has(&OTHERS, word);
    next.text.starts_with(char::is_lowercase) && !is_small && !word.ends_with("ly")
}

/// Institutions that a text calls by the last word of their names.
const INSTITUTIONS: [&str; 19] = [
    "agency",
    "alliance",
    "association",
    "authority",
    "board",
    "bureau",
    "commission",
    "committee",
    "council",
    "court",
    "department",
    "inspectorate",
    "institute",
    "ministry",
    "office",
    "parliament",
    "senate",
    "tribunal",
    "university",
];

/// Whether a word is one by which a text calls the institution whose name ends with it.
pub(super) fn is_institution(word: &str) -> bool {
    has(&INSTITUTIONS, word)
}

/// Last words of the names of what happens, and is nobody.
pub(super) const OCCASIONS: [&str; 6] = [
    "championships",
    "cup",
    "games",
    "olympics",
    "revolution",
    "war",
];

/// Whether a name only tells where what follows is from: `Veskan coast guards`.
pub(super) fn is_demonym(tokens: &[Token<'_>], name: Range<usize>) -> bool {
    let word = tokens[name.start].lower.as_str();
    let is_one = name.len() == 1 && ["an", "ese", "ish"].iter().any(|end| word.ends_with(end));
    let is_noun = |next: &Token<'_>| {
        let lower = next.lower.as_str();
        let is_deed = lexicon::verb(lower).is_some() || lower.ends_with("ed");
        may_be_noun(next) && (!is_deed || lexicon::happening(lower).is_some())
    };
    // `Nissan closed its plant`: the verb of a name.
    let acts = |next: &Token<'_>| {
        let is_past = next.lower.ends_with("ed")
            || lexicon::verb(&next.lower).is_some_and(|(_, form)| form == Form::Past);
        let goes_on = tokens.get(name.end + 1).is_some_and(|after| {
            !after.is_word
                || after.is_capital()
                || has(&DETERMINERS, &after.lower)
                || has(&PREPOSITIONS, &after.lower)
        });
        let plans = matches!(lexicon::verb(&next.lower), Some((_, Form::Third)))
            && tokens.get(name.end + 1).is_some_and(|to| to.is("to"));
        is_past && goes_on || plans
    };
    let next = tokens.get(name.end);
    is_one && word.len() > 4 && next.is_some_and(|next| is_noun(next) && !acts(next))
}

/// Things that are often named, whose words are forms of a verb too.
const THINGS: [&str; 8] = [
    "base", "bridge", "crossing", "landing", "plant", "station", "tunnel", "works",
];

/// Last words of the full names of firms and clubs: the legal forms of companies, and
/// the words for a trade or a group that close a name rather than tell it apart.
pub(super) const FIRMS: [&str; 29] = [
    "ab",
    "ag",
    "airlines",
    "airways",
    "asa",
    "co",
    "corp",
    "corporation",
    "energy",
    "fc",
    "foods",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "ltd",
    "motors",
    "nv",
    "oy",
    "pharma",
    "plc",
    "sa",
    "spa",
    "technologies",
];

/// What a firm or a club is called without the words that say that it is one, and
/// by its first word.
pub(super) fn short_names(words: &[String]) -> Vec<String> {
    let lower = |word: &String| word.trim_end_matches('.').to_lowercase();
    let length = words
        .iter()
        .rposition(|word| !has(&FIRMS, &lower(word)))
        .map_or(0, |last| last + 1);
    if length == words.len() || length == 0 {
        return Vec::new();
    }
    let mut names = vec![words[..length].join(" ").to_lowercase()];
    names.push(words[0].to_lowercase());
    names.dedup();
    names
}
