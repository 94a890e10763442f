//! Verbs that name a cause: `the storm caused …`, `… was caused by the storm`.

use super::clause::Join;
use super::fact::Board;
use super::headline;
use super::lexicon::{self, DETERMINERS, Form, GROUPS, PREPOSITIONS, PRONOUNS, has};
use super::moment::{flat, slice};
use super::noun::Noun;
use super::signal;
use super::verb::{Group, Tense};
use std::ops::Range;

/// What a verb of causing joins.
pub(super) struct Causing {
    pub(super) cause: Noun,
    /// The noun for what came of it; where there is none the clause tells it.
    pub(super) effect: Option<Noun>,
    /// The kind of the link.
    pub(super) kind: &'static str,
    /// The verb with its preposition: `led to`.
    pub(super) words: String,
    /// The token of the verb.
    pub(super) at: usize,
    pub(super) is_passive: bool,
}

impl Board<'_> {
    /// The cause that the verb of a clause names.
    pub(super) fn causing_of(&self, passage: usize, clause: usize) -> Option<Causing> {
        let sentence = &self.reading.sentences[passage].sentence;
        let verb = sentence.verb(clause)?;
        let range = self.causing_verb(verb, sentence.clauses[clause].range.end)?;
        let (kind, _) = signal::of_verb(&verb.base)?;
        let is_out = verb.tense == Tense::Conditional
            || self.is_supposed(passage, clause)
            || self.is_denied(passage, clause);
        if is_out {
            return None;
        }
        let end = sentence.clauses[clause].range.end;
        let subject = headline::subject(self.reading, passage, clause)?;
        let (cause, effect) = if verb.is_passive {
            (range.end..end, subject)
        } else {
            (subject, range.end..end)
        };
        // `caused a crane to fall`, `prompted the opposition to call`: the clause tells it.
        let tokens = &self.reading.tokens;
        let acts = |noun: &Noun| {
            let is_base = |at: usize| {
                let word = tokens.get(at).map(|token| lexicon::verb(&token.lower));
                matches!(word, Some(Some((_, Form::Base))))
            };
            tokens[noun.head.saturating_sub(1)].is("to")
                || tokens.get(noun.head + 1).is_some_and(|to| to.is("to")) && is_base(noun.head + 2)
        };
        let effect = self
            .noun(effect.start, effect.end)
            .filter(|noun| !acts(noun));
        let is_told = effect.is_some() || self.by_clause.contains_key(&(passage, clause));
        let cause = self
            .noun(cause.start, cause.end)
            .or_else(|| self.thing(&cause).filter(|_| is_told))?;
        Some(Causing {
            cause,
            effect,
            kind,
            words: flat(slice(self.reading, self.reading.span(&range))),
            at: verb.head,
            is_passive: verb.is_passive,
        })
    }

    /// The tokens of a verb of causing with the preposition that it needs.
    pub(super) fn causing_verb(&self, verb: &Group, end: usize) -> Option<Range<usize>> {
        let (_, after) = signal::of_verb(&verb.base)?;
        let after = if verb.is_passive { "by" } else { after };
        let next = self.reading.tokens.get(verb.range.end);
        let is_next = next
            .filter(|_| verb.range.end < end)
            .is_some_and(|next| next.is(after));
        let fits = verb.is_finite && (after.is_empty() || is_next);
        let length = usize::from(!after.is_empty());
        fits.then(|| verb.range.start..verb.range.end + length)
    }

    /// Whether a clause says that something is not so, or somebody denies it.
    fn is_denied(&self, passage: usize, clause: usize) -> bool {
        let sentence = &self.reading.sentences[passage].sentence;
        let is_negated = sentence.verb(clause).is_some_and(|verb| {
            let words = &self.reading.tokens[verb.range.clone()];
            let is_not = |word: &str| word.ends_with("n't") || has(&["not", "never"], word);
            words.iter().any(|token| is_not(&token.lower))
        });
        let doubts = |verb: &Group| has(&["deny", "doubt", "dispute", "reject"], &verb.base);
        let is_said = sentence.clauses[clause].join == Join::Complement;
        let speaker = clause
            .checked_sub(1)
            .filter(|_| is_said)
            .and_then(|before| sentence.verb(before));
        is_negated || speaker.is_some_and(doubts)
    }

    /// A thing that is named as a cause and is no happening: `a faulty valve`.
    pub(super) fn thing(&self, within: &Range<usize>) -> Option<Noun> {
        let tokens = &self.reading.tokens;
        let end = self.phrase_end(within.start, within.end);
        let first = tokens.get(within.start).filter(|_| !within.is_empty())?;
        let is_opened = has(&DETERMINERS, &first.lower);
        let is_doing = first.lower.ends_with("ing")
            || matches!(lexicon::verb(&first.lower), Some((_, Form::Base)));
        let is_small = has(&PRONOUNS, &first.lower)
            || has(&PREPOSITIONS, &first.lower)
            || first.is_any(&["him", "her", "them", "me", "us", "what", "how"]);
        let stop = (within.start..end)
            .find(|at| has(&PREPOSITIONS, &tokens[*at].lower))
            .unwrap_or(end);
        let head = stop.checked_sub(1).filter(|head| *head >= within.start)?;
        let noun = &tokens[head];
        let word = noun.bare().to_lowercase();
        let is_noun = noun.is_word
            && !noun.is_capital()
            && !noun.is_possessive()
            && !has(&DETERMINERS, &word)
            && !has(&GROUPS, &word)
            && word.len() > 2
            && !word.starts_with(|letter: char| letter.is_ascii_digit())
            && !word.ends_with("ly");
        let is_whole = end - within.start <= 12 && !self.reading.is_timed(within.start);
        (is_noun && is_whole && !is_small && (is_opened || !is_doing)).then_some(Noun {
            range: within.start..end,
            head,
        })
    }

    /// The noun that a date in a clause of causing belongs to: what came of it,
    /// or the cause that the date stands beside.
    pub(super) fn dated_by_causing(
        &self,
        passage: usize,
        clause: usize,
        timed: &Range<usize>,
    ) -> Option<Noun> {
        let causing = self.causing_of(passage, clause)?;
        if !has(&["causes", "motivates"], causing.kind) {
            return None;
        }
        let (subject, object) = if causing.is_passive {
            (causing.effect, None)
        } else {
            (Some(causing.cause), causing.effect)
        };
        // `A storm yesterday caused a crane to fall`: the date is of what it tells too.
        let is_clause = object.is_none() && !causing.is_passive;
        let is_free = subject
            .as_ref()
            .is_some_and(|noun| noun.range.end == timed.start);
        if is_clause && is_free {
            return None;
        }
        let is_before = timed.end <= causing.at;
        // `a pump, replaced in June, caused the fire`: neither of the two.
        let is_told = |verb: &super::verb::Group| {
            verb.head < timed.start && verb.tense == Tense::Past && verb.head < causing.at
        };
        if is_before
            && self.reading.sentences[passage]
                .sentence
                .verbs
                .iter()
                .any(|verb| {
                    self.reading.sentences[passage].sentence.clauses[clause]
                        .range
                        .contains(&verb.head)
                        && is_told(verb)
                })
        {
            return None;
        }
        let is_beside = |noun: &Noun| {
            noun.range.contains(&timed.start)
                || noun.range.end == timed.start
                || noun.range.end + 1 == timed.start && self.is_of(timed.start - 1)
        };
        subject
            .filter(|noun| is_before && is_beside(noun))
            .or(object)
    }

    fn is_of(&self, at: usize) -> bool {
        self.reading.tokens[at].is_any(&["of", "in", "on"])
    }
}
