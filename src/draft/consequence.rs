//! What the whole of a clause brought about: `The dam leaked, which prompted the town
//! to close the road`.

use super::clause::Join;
use super::cut::is_adverb;
use super::fact::Board;
use super::headline;
use super::lexicon::{self, PREPOSITIONS, Sort, has};
use super::moment::{flat, slice};
use super::name::capital;
use super::resolve::Side;
use super::signal;
use super::verb::{Group, Tense};
use std::ops::Range;

/// Verbs whose object does what their infinitive tells.
const MOVING: [&str; 4] = ["cause", "force", "lead", "prompt"];

/// What somebody was moved to do.
struct Moved {
    who: Range<usize>,
    /// The verb in its plain form, and what follows it.
    deed: Range<usize>,
}

impl Board<'_> {
    /// Proposes what somebody was moved to do by what the clause before tells.
    pub(super) fn consequence(&mut self, passage: usize, clause: usize) {
        let reading = self.reading;
        let sentence = &reading.sentences[passage].sentence;
        if !self.is_of_all(passage, clause) {
            return;
        }
        let Some(moved) = self.moved(passage, clause) else {
            self.outcome(passage, clause);
            return;
        };
        let Some(cause) = clause
            .checked_sub(1)
            .and_then(|before| self.node(passage, before, true))
        else {
            return;
        };
        let Some(verb) = sentence.verb(clause) else {
            return;
        };
        let Some((kind, _)) = signal::of_verb(&verb.base) else {
            return;
        };
        let base = &reading.tokens[moved.deed.start].lower;
        let (base, sort, past) = match lexicon::verb(base) {
            Some((deed, _)) => (deed.base, deed.sort, lexicon::past(deed)),
            None => (base.as_str(), Sort::Other, lexicon::past_of_unknown(base)),
        };
        let place = (passage, clause);
        let effect = if let Some(known) = self.by_clause.get(&place) {
            *known
        } else {
            let fact = self.clause_fact(place, verb.head, None);
            self.put(fact)
        };
        let dates: Vec<_> = self.facts[effect]
            .moment
            .iter()
            .map(|moment| moment.span)
            .collect();
        let told = headline::of(reading, std::slice::from_ref(&moved.deed), &dates);
        let rest = told.split_once(' ').map_or("", |(_, rest)| rest);
        let who = subject_form(&flat(slice(reading, reading.span(&moved.who))));
        let fact = &mut self.facts[effect];
        fact.what = capital(format!("{who} {past} {rest}").trim_end());
        base.clone_into(&mut fact.base);
        fact.sort = sort;
        let words = reading.tokens[verb.head].lower.clone();
        self.heard.insert(verb.head);
        self.facts[effect].who = self.actor_in(&moved.who);
        self.facts[effect].subject = self.last_noun(&moved.who);
        self.add_link(effect, cause, kind, false, words);
    }

    /// Whether a relative clause tells what the whole clause before it brought about.
    fn is_of_all(&self, passage: usize, clause: usize) -> bool {
        let tokens = &self.reading.tokens;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let is_next = |verb: &Group| {
            let between = own.body + 1..verb.range.start.max(own.body + 1);
            verb.is_finite
                && !verb.is_passive
                && verb.tense == Tense::Past
                && verb.range.len() == 1
                && tokens[between].iter().all(is_adverb)
        };
        own.join == Join::Relative
            && tokens[own.body].is("which")
            && own.body > 0
            && tokens[own.body - 1].text == ","
            && sentence.verb(clause).is_some_and(is_next)
            && !self.is_supposed(passage, clause)
    }

    /// Proposes what came of the clause before, where a noun names it: `which led to a
    /// strike`.
    fn outcome(&mut self, passage: usize, clause: usize) {
        let sentence = &self.reading.sentences[passage].sentence;
        let end = sentence.clauses[clause].range.end;
        let Some(verb) = sentence.verb(clause) else {
            return;
        };
        let (Some(words), Some((kind, _))) =
            (self.causing_verb(verb, end), signal::of_verb(&verb.base))
        else {
            return;
        };
        let Some(noun) = self.noun(words.end, end).filter(|_| kind == "causes") else {
            return;
        };
        let head = verb.head;
        let told = clause
            .checked_sub(1)
            .and_then(|before| self.node(passage, before, true));
        let effect = self.by_clause.get(&(passage, clause)).copied();
        let side = Side::Noun((passage, clause), noun);
        let Some((cause, effect)) =
            told.and_then(|cause| Some((cause, effect.or_else(|| self.side(&side, true))?)))
        else {
            return;
        };
        self.heard.insert(head);
        let words = flat(slice(self.reading, self.reading.span(&words)));
        self.add_link(effect, cause, kind, false, words);
    }

    /// Whom such a relative clause tells to be moved, and to what.
    fn moved(&self, passage: usize, clause: usize) -> Option<Moved> {
        let tokens = &self.reading.tokens;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let verb = sentence.verb(clause)?;
        let to = (verb.range.end..own.range.end).find(|at| tokens[*at].is("to"))?;
        let who = verb.range.end..to;
        let is_someone = !who.is_empty()
            && who.len() <= LONGEST
            && who
                .clone()
                .all(|at| tokens[at].is_word && !has(&PREPOSITIONS, &tokens[at].lower));
        let deed = to + 1..own.range.end;
        let is_base = tokens
            .get(deed.start)
            .filter(|_| !deed.is_empty())
            .is_some_and(|word| match lexicon::verb(&word.lower) {
                Some((verb, _)) => verb.base == word.lower && verb.base != "be",
                None => {
                    word.text.chars().all(|letter| letter.is_ascii_lowercase())
                        && word.text.len() > 2
                        && !word.is_any(&["the", "its", "his", "her", "their"])
                }
            });
        (has(&MOVING, &verb.base) && is_someone && is_base).then_some(Moved { who, deed })
    }
}

/// The most words of someone who is moved.
const LONGEST: usize = 7;

/// Someone as a subject: `us` is `we`.
fn subject_form(who: &str) -> String {
    match who {
        "us" => "we",
        "them" => "they",
        "him" => "he",
        "her" => "she",
        "me" => "I",
        who => who,
    }
    .to_owned()
}
