//! Verbs with which a sentence goes on after what stands between commas.

use super::clause::{Join, SUBORDINATORS};
use super::lexicon::{self, Form, PREPOSITIONS, Sort, has};
use super::reading::Reading;
use super::token::Token;
use super::verb::{Group, Tense};
use std::ops::Range;

/// The clause whose subject a verb shares that goes on after a clause between commas: of `The
/// thefts began in 2012, two years after he was hired, and went on until May` the first.
pub(super) fn over_aside(reading: &Reading<'_>, passage: usize, before: usize) -> usize {
    let clauses = &reading.sentences[passage].sentence.clauses;
    let tokens = &reading.tokens;
    let (own, next) = (&clauses[before], clauses.get(before + 1));
    let opens = (own.body.saturating_sub(OPENING)..own.body).any(|at| tokens[at].text == ",");
    let closes =
        next.is_some_and(|next| next.join == Join::And && tokens[next.range.start].text == ",");
    let is_aside = own.join == Join::Subordinate && opens && closes && before > 0;
    before - usize::from(is_aside)
}

/// How many words with its comma may lead such a clause: `, two years after`.
const OPENING: usize = 5;

/// The first verb of a sentence, after an apposition, where another is joined to it or
/// there is none: `Her husband, the poet, died in 2004`, `The deputy, Karin Holl, fled in
/// May and has not been seen`.
pub(super) fn apposed(tokens: &[Token<'_>], sentence: &Range<usize>, groups: &mut [Group]) {
    let Some((verb, others)) = groups.split_first_mut() else {
        return;
    };
    let next = others.iter().find(|next| next.is_finite);
    let is_joined = next.is_none_or(|next| {
        let between = &tokens[verb.range.end..next.range.start];
        // `resigned because the board had known`
        if between.iter().any(|token| token.is_any(&SUBORDINATORS)) {
            return true;
        }
        // `died in hospital on Friday, police said`: who says so comes after.
        let comma = between.iter().rposition(|token| token.text == ",");
        if next.sort == Sort::Saying
            && comma.is_some_and(|comma| comma > 0 && comma + 1 < between.len())
        {
            return true;
        }
        let and = between.last().is_some_and(|last| last.is("and"));
        and && !between.iter().any(|token| token.text == ",")
    });
    if !is_joined {
        return;
    }
    let is_past = verb.range.len() == 1
        && matches!(
            lexicon::verb(&tokens[verb.head].lower),
            Some((_, Form::Past))
        );
    let comma = verb.range.start.checked_sub(1);
    let is_parted = comma.is_some_and(|comma| {
        tokens[comma].text == ","
            && (sentence.start.max(comma.saturating_sub(APPOSED))..comma)
                .any(|at| tokens[at].text == ",")
    });
    verb.is_finite |= is_past && is_parted && verb.tense == Tense::Past;
}

/// The most words of an apposition.
const APPOSED: usize = 9;

/// The verb of a main clause after a relative one: `The minister, who …, denied on
/// Friday that …`, where nothing else can be its verb.
pub(super) fn resume(tokens: &[Token<'_>], sentence: &Range<usize>, groups: &mut [Group]) {
    let is_relative = |at: usize| {
        tokens[at].text == ","
            && tokens
                .get(at + 1)
                .is_some_and(|next| next.is_any(&["who", "which"]))
    };
    let Some(relative) = (sentence.start..sentence.end).find(|at| is_relative(*at)) else {
        return;
    };
    let opens_main = groups
        .iter()
        .all(|verb| !verb.is_finite || verb.range.start > relative);
    let after_comma =
        |verb: &Group| verb.range.start > relative + 2 && tokens[verb.range.start - 1].text == ",";
    let is_settled = groups
        .iter()
        .any(|verb| verb.is_finite && after_comma(verb));
    if !opens_main || is_settled {
        return;
    }
    let mut has_own = false;
    for verb in groups.iter_mut() {
        if has_own && !verb.is_finite && verb.tense == Tense::Past && after_comma(verb) {
            verb.is_finite = true;
            return;
        }
        has_own |= verb.is_finite;
    }
}

/// The verb of a sentence after what a participle tells between commas: `The mayor, elected
/// in 2019, resigned on Friday`, where nothing else is its verb.
pub(super) fn after_participle(
    tokens: &[Token<'_>],
    sentence: &Range<usize>,
    groups: &mut [Group],
) {
    if groups.iter().any(|verb| verb.is_finite) {
        return;
    }
    let follows_comma = |verb: &Group| {
        verb.range.start > sentence.start + 1 && tokens[verb.range.start - 1].text == ","
    };
    let Some(first) = groups
        .iter()
        .position(|verb| follows_comma(verb) && verb.tense == Tense::Past && verb.range.len() == 1)
    else {
        return;
    };
    let is_past = |verb: &Group| {
        verb.range.len() == 1
            && lexicon::verb(&tokens[verb.head].lower).is_none_or(|(_, form)| form == Form::Past)
    };
    let last = groups[first + 1..]
        .iter_mut()
        .rfind(|verb| follows_comma(verb) && is_past(verb));
    if let Some(verb) = last {
        verb.is_finite = true;
    }
}

/// The most words, with its comma, of a date without a preposition.
const DATED: usize = 4;

/// A participle between commas that looks like the past of its verb: of `The bid, made in
/// 2019, failed` the second is the sentence's.
pub(super) fn reduced(tokens: &[Token<'_>], sentence: &Range<usize>, groups: &mut [Group]) {
    let Some((verb, others)) = groups.split_first_mut() else {
        return;
    };
    let start = verb.range.start;
    let is_comma = |at: usize| tokens[at].text == ",";
    let is_parted = start > sentence.start + 2
        && is_comma(start - 1)
        && !(sentence.start..start - 1).any(|at| !tokens[at].is_word);
    let next = others.iter_mut().find(|next| {
        let is_told = next.tense == Tense::Past || next.is_finite;
        next.range.len() == 1 && is_told && is_comma(next.range.start - 1)
    });
    let after = verb.range.end;
    // `Its report, published last week, says`
    let is_dated = tokens
        .get(after)
        .is_some_and(|next| next.is_any(&["last", "this", "yesterday", "earlier"]))
        && (after..sentence.end.min(after + DATED)).any(is_comma);
    let is_phrase = is_dated
        || tokens
            .get(after)
            .is_some_and(|next| has(&PREPOSITIONS, &next.lower));
    let is_past = verb.range.len() == 1 && verb.tense == Tense::Past;
    if let Some(next) = next.filter(|_| is_parted && is_phrase && is_past) {
        verb.is_finite = false;
        next.is_finite = true;
    }
}
