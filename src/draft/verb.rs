//! The verbs of a sentence, found by their forms and their neighbours.

use super::cut::{is_adverb, is_of_relative};
use super::lexicon::{
    self, AUXILIARIES, DETERMINERS, FUTURE, Form, GROUPS, PREPOSITIONS, PRONOUNS, Sort, has,
};
use super::resumed;
use super::token::Token;
use std::ops::Range;

/// What time a verb speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    /// `would`, `could`, `may`.
    Conditional,
}

/// A verb with its auxiliaries: `has already been retired`.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) range: Range<usize>,
    pub(super) head: usize,
    pub(super) base: String,
    pub(super) sort: Sort,
    pub(super) tense: Tense,
    pub(super) is_passive: bool,
    /// Whether it makes a clause of its own.
    pub(super) is_finite: bool,
}

impl Group {
    /// Whether the verb tells a state, not a deed.
    pub(super) fn is_state(&self) -> bool {
        matches!(
            self.base.as_str(),
            "be" | "have" | "seem" | "remain" | "know" | "want" | "believe"
        ) && !self.is_passive
    }
}

/// Words in `-ed` that are no verbs.
pub(super) const NO_VERBS: [&str; 21] = [
    "hundred",
    "indeed",
    "need",
    "speed",
    "seed",
    "weed",
    "greed",
    "creed",
    "united",
    "naked",
    "sacred",
    "exceed",
    "proceed",
    "succeed",
    "breed",
    "bleed",
    "feed",
    "shed",
    "beloved",
    "so-called",
    "related",
];

/// Nouns after which a verb in its base form is theirs, though they end in no `s`.
const PLURALS: [&str; 11] = [
    "people", "police", "men", "women", "they", "we", "you", "i", "who", "children", "some",
];

/// Words that may stand within a group.
const WITHIN: [&str; 20] = [
    "not", "never", "also", "already", "now", "still", "just", "only", "been", "be", "being",
    "have", "once", "first", "last", "then", "since", "soon", "again", "to",
];

/// The verbs of a sentence, in its order.
pub(super) fn groups(tokens: &[Token<'_>], sentence: &Range<usize>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let group = group(tokens, sentence, at);
        at = group.as_ref().map_or(at + 1, |group| group.range.end);
        groups.extend(group);
    }
    settle(tokens, &mut groups);
    introduce(tokens, sentence, &mut groups);
    reduce(tokens, &mut groups);
    drop_objects(tokens, &mut groups);
    resumed::resume(tokens, sentence, &mut groups);
    resumed::apposed(tokens, sentence, &mut groups);
    resumed::reduced(tokens, sentence, &mut groups);
    resumed::after_participle(tokens, sentence, &mut groups);
    groups
}

fn group(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> Option<Group> {
    let token = &tokens[at];
    if !token.is_word {
        return None;
    }
    let is_first = at == sentence.start;
    if has(&AUXILIARIES, &token.lower) || has(&FUTURE, &token.lower) {
        // `to have seen` makes no clause of its own.
        if at > sentence.start && tokens[at - 1].is("to") {
            return None;
        }
        // `May` and `Will` in the middle of a sentence are names.
        return (is_first || !token.is_capital()).then(|| with_auxiliary(tokens, sentence, at));
    }
    if token.is_capital() && !is_first {
        return None;
    }
    if is_counted(tokens, sentence, at) {
        return None;
    }
    let before = (at > sentence.start).then(|| &tokens[at - 1]);
    let after = tokens.get(at + 1).filter(|_| at + 1 < sentence.end);
    let (base, sort, form) = match lexicon::verb(&token.lower) {
        Some((verb, form)) => (verb.base.to_owned(), verb.sort, form),
        None => (unknown(token)?, Sort::Other, Form::Past),
    };
    let is_finite = match form {
        Form::Past => is_past(token, before, after),
        Form::Third => {
            // `the firm now expects`
            let is_adverb = |word: &&Token<'_>| word.is_any(&["also", "now", "often", "still"]);
            let before = match before.filter(is_adverb) {
                Some(_) if at >= sentence.start + 2 => Some(&tokens[at - 2]),
                _ => before,
            };
            is_third(&base, before, after) || ends_report(tokens, sentence, at)
        }
        Form::Base => is_base(before, after) || token.is("say") && is_many(before, after),
        Form::Participle | Form::Gerund => false,
    };
    if !is_finite && !matches!(form, Form::Gerund | Form::Past | Form::Participle) {
        return None;
    }
    let is_noun = matches!(form, Form::Past | Form::Gerund) && !is_finite;
    if is_noun && before.is_some_and(|word| has(&DETERMINERS, &word.lower) || word.is_possessive())
    {
        return None;
    }
    // `The owner, Hallen Works, denied on Friday that …` goes on with its verb.
    let says_that = form == Form::Past
        && sort == Sort::Saying
        && before.is_some_and(|before| before.text == ",")
        && (at + 1..sentence.end.min(at + 5)).any(|next| tokens[next].is("that"));
    let is_finite = is_finite || says_that;
    Some(Group {
        range: at..at + 1,
        head: at,
        base,
        sort,
        tense: if matches!(form, Form::Past | Form::Participle) {
            Tense::Past
        } else {
            Tense::Present
        },
        is_passive: false,
        is_finite,
    })
}

/// Whether a sentence ends with who tells it: `…, the paper reports.`
fn ends_report(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> bool {
    let is_last = (at + 1..sentence.end).all(|after| !tokens[after].is_word);
    let subject = (sentence.start..at).rev().take(TELLER);
    let comma = subject.take_while(|at| tokens[*at].is_word).last();
    is_last
        && tokens[at].is_any(&["reports", "says", "writes"])
        && comma.is_some_and(|first| {
            let opens = has(&DETERMINERS, &tokens[first].lower) || tokens[first].is_capital();
            opens && first > sentence.start && tokens[first - 1].text == ","
        })
}

/// The most words that name who tells something.
const TELLER: usize = 5;

/// Whether a word is a noun with its number or place in a row, though it is a form of a
/// verb: `a first bid of $3 million`, `the latest cut`.
fn is_counted(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> bool {
    const PLACES: [&str; 23] = [
        "big", "biggest", "earlier", "final", "first", "fourth", "further", "improved", "initial",
        "large", "largest", "last", "latest", "main", "new", "next", "old", "only", "previous",
        "record", "second", "small", "third",
    ];
    let is_led = at >= sentence.start + 2
        && has(&PLACES, &tokens[at - 1].lower)
        && has(&DETERMINERS, &tokens[at - 2].lower);
    let after = tokens.get(at + 1).filter(|_| at + 1 < sentence.end);
    let ends = after.is_none_or(|after| {
        !after.is_word || has(&PREPOSITIONS, &after.lower) || after.is_any(&["and", "or"])
    });
    let word = tokens[at].lower.as_str();
    is_led && ends && lexicon::verb(word).is_some_and(|(verb, _)| verb.base == word)
}

/// The base of a word in `-ed` that the lexicon does not have.
fn unknown(token: &Token<'_>) -> Option<String> {
    let word = token.lower.as_str();
    // `re-elected`
    let word = word.strip_prefix("re-").unwrap_or(word);
    let stem = word.strip_suffix("ed")?;
    let is_verb = stem.len() >= 3
        && !word.contains(['-', '.'])
        && !has(&NO_VERBS, word)
        && !token.is_capital()
        && word.chars().all(char::is_lowercase);
    is_verb.then(|| stem.to_owned())
}

/// The time that an auxiliary speaks of.
fn tense_of(auxiliary: &str) -> Tense {
    let begins = |start: &str| auxiliary.starts_with(start);
    match auxiliary {
        "will" | "won't" | "shall" | "he'll" | "they'll" => Tense::Future,
        "was" | "wasn't" | "were" | "weren't" | "did" | "didn't" | "had" | "hadn't" => Tense::Past,
        _ if begins("is") || begins("are") || auxiliary == "am" => Tense::Present,
        _ if begins("has") || begins("have") => Tense::Past,
        _ if begins("do") || auxiliary.contains('\'') => Tense::Present,
        _ => Tense::Conditional,
    }
}

/// Whether a word is a form of `be`.
fn is_be(word: &str) -> bool {
    const FORMS: [&str; 12] = [
        "was", "wasn't", "were", "weren't", "is", "isn't", "are", "aren't", "am", "be", "been",
        "being",
    ];
    FORMS.contains(&word) || word.ends_with("'s") || word.ends_with("'re")
}

/// An auxiliary with what it helps.
fn with_auxiliary(tokens: &[Token<'_>], sentence: &Range<usize>, at: usize) -> Group {
    let first = tokens[at].lower.as_str();
    let mut tense = tense_of(first);
    let mut last_be = is_be(first);
    let mut end = at + 1;
    while end < sentence.end && end < at + 7 {
        let word = &tokens[end];
        let lower = word.lower.as_str();
        if lower == "to" && !last_be {
            break;
        }
        if has(&WITHIN, lower) || (lower.ends_with("ly") && word.is_word) {
            if lower == "to" {
                tense = Tense::Future;
            }
            if lower == "have" && tense == Tense::Future {
                tense = Tense::Past;
            }
            last_be = last_be && !has(&["have"], lower) || is_be(lower);
            end += 1;
            continue;
        }
        let known =
            lexicon::verb(lower).map(|(verb, form)| (verb.base.to_owned(), verb.sort, form));
        let known = known.or_else(|| Some((unknown(word)?, Sort::Other, Form::Past)));
        let Some((base, sort, form)) = known.filter(|_| !word.is_capital()) else {
            break;
        };
        let fits = match form {
            Form::Gerund | Form::Participle | Form::Past => true,
            Form::Base => !last_be || tokens[end - 1].is("to"),
            Form::Third => false,
        };
        if !fits {
            break;
        }
        return Group {
            range: at..end + 1,
            head: end,
            base,
            sort,
            tense,
            is_passive: last_be && matches!(form, Form::Past | Form::Participle),
            is_finite: true,
        };
    }
    let is_have = matches!(
        first,
        "has" | "have" | "had" | "hasn't" | "haven't" | "hadn't"
    );
    Group {
        range: at..at + 1,
        head: at,
        base: if is_have { "have" } else { "be" }.to_owned(),
        sort: Sort::Other,
        tense: if tense == Tense::Future && last_be {
            Tense::Present
        } else {
            tense
        },
        is_passive: false,
        is_finite: true,
    }
}

/// Whether a past form is the verb of a clause and no adjective or noun.
fn is_past(token: &Token<'_>, before: Option<&Token<'_>>, after: Option<&Token<'_>>) -> bool {
    let Some(before) = before else { return false };
    if after.is_some_and(|after| after.is("by")) {
        return false;
    }
    let opens = |word: &Token<'_>| {
        has(&DETERMINERS, &word.lower)
            && !has(&["that", "all", "some", "many", "this"], &word.lower)
            || (has(&PREPOSITIONS, &word.lower) && !word.is("as"))
            || word.is_possessive()
            || word.is_any(&["to", "be", "being", "having", "not"])
    };
    if opens(before) {
        return false;
    }
    // `newly built`, `state-run`.
    let is_adverb = before.lower.ends_with("ly") && before.is_word;
    let before_noun = after.is_some_and(|after| {
        after.is_word
            && !has(&PREPOSITIONS, &after.lower)
            && !has(&DETERMINERS, &after.lower)
            && !has(&PRONOUNS, &after.lower)
            && !after.is_capital()
            && !after.lower.ends_with("ly")
    });
    if before.text == "," {
        // `, used in 1991,` against `, crashed`.
        let is_reduced = after.is_some_and(|after| has(&PREPOSITIONS, &after.lower));
        return !is_reduced || !token.lower.ends_with("ed");
    }
    !(is_adverb && before_noun) || lexicon::verb(&token.lower).is_some()
}

fn is_third(base: &str, before: Option<&Token<'_>>, after: Option<&Token<'_>>) -> bool {
    let is_resumed = before.is_some_and(|before| before.text == ",");
    let before = before.filter(|before| is_resumed || before.is_word && !before.is_possessive());
    let Some(before) = before else { return false };
    let opens = has(&DETERMINERS, &before.lower) || has(&PREPOSITIONS, &before.lower);
    if opens && !before.is_any(&["that", "this"]) {
        return false;
    }
    let is_noun_too = lexicon::verb_of_noun(base).is_some();
    let has_subject = before.is_capital() || has(&PRONOUNS, &before.lower) || before.is("that");
    let goes_on = after.is_none_or(|after| {
        has(&DETERMINERS, &after.lower)
            || has(&PREPOSITIONS, &after.lower)
            || after.is_capital()
            || after.lower.ends_with("ly")
            || after.is_quote_mark()
            || after.is_any(&["just", "only", "that", "it", "he", "she", "they"])
            || after
                .text
                .starts_with(|letter: char| letter.is_ascii_digit() || letter == '$')
    });
    let leads_on = after.is_some_and(|after| after.is("to"))
        && (is_resumed
            || has(&GROUPS, &before.lower)
            || lexicon::verb_of_noun(base).is_none_or(|verb| verb.noun != Some(base)));
    has_subject && (goes_on || !is_noun_too) || (!is_noun_too && goes_on) || leads_on
}

fn is_base(before: Option<&Token<'_>>, after: Option<&Token<'_>>) -> bool {
    let Some(before) = before else { return false };
    let is_plural = has(&PLURALS, &before.lower)
        || before.is("which")
        || before.is_capital()
            && before.is_word
            && !before.is_possessive()
            && !has(&DETERMINERS, &before.lower);
    let goes_on = after.is_some_and(|after| {
        has(&DETERMINERS, &after.lower) || has(&PREPOSITIONS, &after.lower) || after.is("to")
    });
    is_plural && goes_on
}

/// Whether more than one are named before a verb whose clause goes on: `residents say it`.
fn is_many(before: Option<&Token<'_>>, after: Option<&Token<'_>>) -> bool {
    let many = before.is_some_and(|noun| {
        noun.is_word
            && noun.text.starts_with(char::is_lowercase)
            && (noun.lower.ends_with('s') && noun.lower.len() > 4
                || noun.is_any(&["people", "police"]))
    });
    many && after.is_some_and(|after| after.is_word)
}

/// Of two verbs that nothing parts, the first tells what its noun is:
/// `a deal signed in 2020 collapsed`.
fn settle(tokens: &[Token<'_>], groups: &mut [Group]) {
    for index in 1..groups.len() {
        let (front, back) = groups.split_at_mut(index);
        let (Some(first), second) = (front.last_mut(), &back[0]) else {
            continue;
        };
        let between = &tokens[first.range.end..second.range.start];
        let parts = between.iter().any(|token| {
            !token.is_word
                || token.is_capital()
                || token.is_any(&[
                    "and", "or", "but", "that", "which", "who", "when", "after", "before", "as",
                    "while", "because", "where", "if", "whether", "since", "until", "it", "he",
                    "she", "they", "we", "the", "a", "so", "to", "than", "though", "although",
                    "his", "her", "its", "their",
                ])
        });
        let is_bare = first.range.len() == 1 && first.tense == Tense::Past;
        let is_saying = first.sort == Sort::Saying;
        let is_within = is_of_relative(tokens, first);
        if first.is_finite && second.is_finite && is_bare && !parts && !is_saying && !is_within {
            first.is_finite = false;
        }
    }
}

/// A participle between commas after a subject whose own verb follows: `The ferry, built
/// in 1987, had been taken out of service`.
fn reduce(tokens: &[Token<'_>], groups: &mut [Group]) {
    let Some(first) = groups.iter().position(|verb| verb.is_finite) else {
        return;
    };
    let verb = &groups[first];
    // `, originally planned for May,`
    let after_comma = |verb: &Group| {
        let before = verb.range.start.checked_sub(1);
        let before = before.and_then(|at| at.checked_sub(usize::from(is_adverb(&tokens[at]))));
        before.is_some_and(|before| tokens[before].text == ",")
    };
    let is_bare = verb.range.len() == 1 && verb.tense == Tense::Past;
    let is_led = tokens
        .get(verb.range.end)
        .is_some_and(|next| has(&PREPOSITIONS, &next.lower));
    let goes_on = groups[first + 1..]
        .iter()
        .find(|next| next.is_finite)
        .is_some_and(|next| after_comma(next) && next.sort != Sort::Saying);
    if is_bare && is_led && after_comma(verb) && goes_on && verb.sort != Sort::Saying {
        groups[first].is_finite = false;
    }
}

/// Leaves out nouns that are forms of a verb too and stand in what another verb is done
/// to: `cut its growth forecast`.
fn drop_objects(tokens: &[Token<'_>], groups: &mut Vec<Group>) {
    let mut before: Option<Group> = None;
    groups.retain(|verb| {
        let is_object = before.as_ref().is_some_and(|before| {
            let between = &tokens[before.range.end..verb.range.start];
            let first = between.first();
            before.is_finite
                && before.sort != Sort::Saying
                && verb.range.len() == 1
                && verb.tense == Tense::Past
                && tokens[verb.head].lower == verb.base
                && between.len() <= 4
                && first.is_some_and(|first| {
                    first.is_any(&["its", "his", "her", "their", "a", "an", "the"])
                })
                && between.iter().all(|token| {
                    token.is_word
                        && !has(&PREPOSITIONS, &token.lower)
                        && !token.is_any(&[
                            "and", "or", "but", "that", "which", "who", "when", "as", "while",
                        ])
                })
        });
        if !is_object {
            before = Some(verb.clone());
        }
        !is_object
    });
}

/// A participle in the phrase that introduces a sentence: `Under a treaty signed in
/// 1996, the port is open`.
fn introduce(tokens: &[Token<'_>], sentence: &Range<usize>, groups: &mut [Group]) {
    let start = sentence.start;
    let is_led = tokens
        .get(start)
        .is_some_and(|first| has(&PREPOSITIONS, &first.lower));
    let opens = is_led
        && tokens
            .get(start + 1)
            .filter(|_| start + 1 < sentence.end)
            .is_some_and(|next| has(&DETERMINERS, &next.lower));
    let Some(comma) = (start..sentence.end).find(|at| tokens[*at].text == ",") else {
        return;
    };
    let is_inside = |verb: &Group| {
        let after = tokens.get(verb.range.end);
        verb.range.end < comma
            && verb.range.len() == 1
            && verb.tense == Tense::Past
            && after.is_some_and(|after| has(&PREPOSITIONS, &after.lower))
    };
    let [first, second, ..] = groups else { return };
    let goes_on = second.is_finite && second.range.start > comma + 1;
    if opens && first.is_finite && is_inside(first) && goes_on && second.sort != Sort::Saying {
        first.is_finite = false;
    }
}

#[cfg(test)]
mod tests {
    use super::super::token;
    use super::*;
    use crate::source::Span;

    fn told(text: &str) -> String {
        let tokens = token::cut(text, Span::new(0, text.len()));
        let groups = groups(&tokens, &(0..tokens.len()));
        let finite = groups.iter().filter(|group| group.is_finite);
        finite
            .map(|group| group.base.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn verbs_are_told_from_nouns_and_adjectives() {
        for (text, verbs) in [
            ("The troops withdrew from the base.", "withdraw"),
            ("The proposed plan failed.", "fail"),
            ("A base built by engineers was closed.", "close"),
            ("A deal signed in 2020 collapsed on Tuesday.", "collapse"),
            ("The ship has already been retired.", "retire"),
            ("She will not attend the talks in May.", "attend"),
            ("The strikes killed nine.", "kill"),
            ("NASA launches a probe.", "launch"),
            ("Some people claim to have seen it.", "claim"),
            (
                "The bridge collapsed and the mayor resigned.",
                "collapse resign",
            ),
            ("It was the tallest tower.", "be"),
            ("Comments carried by local media were denied.", "deny"),
        ] {
            assert_eq!(told(text), verbs, "{text}");
        }
    }

    #[test]
    fn tense_and_voice_are_read_off_the_auxiliaries() {
        let text = "The bridge was closed, it will be opened and it may fall.";
        let tokens = token::cut(text, Span::new(0, text.len()));
        let groups = groups(&tokens, &(0..tokens.len()));
        let told: Vec<_> = groups
            .iter()
            .map(|group| (group.tense, group.is_passive))
            .collect();
        assert_eq!(
            told,
            [
                (Tense::Past, true),
                (Tense::Future, true),
                (Tense::Conditional, false)
            ]
        );
    }
}
