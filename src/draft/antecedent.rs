//! The noun that `who`, `which` or `that` stands for.

use super::lexicon::{DETERMINERS, PREPOSITIONS, has};
use super::reading::Reading;
use super::token::Token;
use std::ops::Range;

/// The noun that a relative clause belongs to.
pub(super) fn antecedent(
    reading: &Reading<'_>,
    passage: usize,
    clause: usize,
) -> Option<Range<usize>> {
    let sentence = &reading.sentences[passage].sentence;
    let before = &sentence.clauses[clause.checked_sub(1)?];
    let tokens = &reading.tokens;
    let end = before.range.end;
    let mut start = end;
    // `a law on emissions that was passed`: the law.
    let is_other = is_of_one(reading, passage, clause) && is_plural(&tokens[end - 1].lower);
    let is_who = tokens[sentence.clauses[clause].body].is_any(&["who", "whom"]);
    // `A law on ammonia plants, which came into force in 2019, requires`: the law.
    let is_subject = sentence.verb(clause - 1).is_none()
        && end < sentence.range.end
        && tokens[end].text == ","
        && has(&DETERMINERS, &tokens[before.body].lower);
    // Back to the article that opens the phrase, over `of` and its noun.
    while start > before.body {
        let token = &tokens[start - 1];
        let is_mark = !token.is_word;
        // `the Olympic Games in Paris, which begin in July`: the games.
        let is_placed =
            token.is("in") && start >= before.body + 2 && tokens[start - 2].is_capital();
        let is_link = has(&PREPOSITIONS, &token.lower)
            && !(token.is("of") || is_other || is_placed || is_subject);
        // `the first building code`: a gerund may be part of the noun.
        let is_verb = sentence.verbs.iter().any(|verb| {
            let is_gerund = !verb.is_finite && token.lower.ends_with("ing");
            verb.range.contains(&(start - 1)) && !is_gerund
        });
        // `a visit to Lagova that had been planned`: “that” tells no town apart.
        let is_named = is_link
            && tokens[sentence.clauses[clause].body].is("that")
            && start < end
            && tokens[start..end].iter().all(Token::is_capital);
        // `a woman in her 40s who fell`, `a man from Leeds who fell`: somebody fell.
        let is_personal = is_link && is_who && tells_person(&tokens[start - 1..end]);
        let is_link = is_link && !is_named && !is_personal;
        if is_mark || is_link || is_verb || reading.is_timed(start - 1) || end - start >= 8 {
            break;
        }
        start -= 1;
        let opens = has(
            &["the", "a", "an", "his", "her", "its", "their", "this"],
            &token.lower,
        );
        let is_told = is_who && start > 0 && tells_person(&tokens[start - 1..end]);
        let opens = opens && !is_told;
        // `the death of his son, who`, `the body of a man who`: the son, the man.
        let is_person = is_who
            && (token.is_any(&["his", "her", "their"])
                || start > 1 && tokens[start - 2].is_any(&["body", "death", "killing", "murder"]));
        if opens && (is_person || !(start > before.body && tokens[start - 1].is("of"))) {
            break;
        }
    }
    (start < end).then_some(start..end)
}

/// Whether a preposition and what follows tell no more than how old somebody is or where
/// from: `in her 40s`, `from Leeds`.
fn tells_person(phrase: &[Token<'_>]) -> bool {
    let Some((led, rest)) = phrase.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return false;
    };
    let is_age = rest.last().is_some_and(|last| {
        last.text
            .starts_with(|letter: char| letter.is_ascii_digit())
            && last.text.ends_with('s')
    });
    let is_place = led.is_any(&["from", "in", "at", "near"]) && rest.iter().all(Token::is_capital);
    led.is("in") && is_age || is_place
}

/// Whether the verb of a clause tells of one thing.
fn is_of_one(reading: &Reading<'_>, passage: usize, clause: usize) -> bool {
    let verb = reading.sentences[passage].sentence.verb(clause);
    verb.is_some_and(|verb| reading.tokens[verb.range.start].is_any(&["was", "is", "has"]))
}

/// Whether a noun is of many things, by its form.
pub(super) fn is_plural(noun: &str) -> bool {
    const ONE: [&str; 6] = [
        "headquarters",
        "means",
        "news",
        "politics",
        "series",
        "species",
    ];
    noun.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| noun.ends_with(end))
        && !has(&ONE, noun)
}
