//! States that lasted a counted time until something ended them.

use super::fact::{Board, Tie};
use super::lexicon::Sort;
use super::verb::Tense;
use crate::source::Span;

impl Board<'_> {
    /// Gives states that lasted a counted time until something ended them a
    /// place: `was the center of operations for 20 years`.
    pub(super) fn last(&mut self) {
        for passage in 0..self.reading.sentences.len() {
            for at in self.reading.sentences[passage].times.clone() {
                self.lasting(passage, at);
            }
        }
    }

    pub(super) fn lasting(&mut self, passage: usize, at: usize) {
        let time = &self.reading.times[at];
        let (before, start) = super::moment::word_before(self.reading, time.span());
        let (Some(length), "for") = (time.when(), before.as_str()) else {
            return;
        };
        let is_long =
            time.class() == crate::prose::Class::Duration && !time.value().starts_with("PT");
        let token = self.reading.tokens_in(time.span()).start;
        let sentence = &self.reading.sentences[passage].sentence;
        let clause = sentence.clause_at(token);
        let Some(verb) = sentence.verb(clause) else {
            return;
        };
        if !is_long
            || verb.tense != Tense::Past
            || self.by_clause.contains_key(&(passage, clause))
            || self.is_supposed(passage, clause)
        {
            return;
        }
        let named: Vec<usize> = self
            .cast
            .within(&sentence.clauses[clause].range)
            // `the company` can be any.
            .filter(|mention| self.reading.tokens[mention.range.start].is_capital())
            .map(|mention| mention.actor)
            .collect();
        let mut ends = self.facts.iter().enumerate().filter(|(_, fact)| {
            let is_place = |actor: &&usize| !self.cast.actors[**actor].is_person;
            fact.sort == Sort::Ending
                && fact.moment.is_some()
                && fact.status != crate::timeline::Status::Planned
                && fact
                    .named
                    .iter()
                    .filter(is_place)
                    .any(|actor| named.contains(actor))
        });
        let (Some((end, _)), None) = (ends.next(), ends.next()) else {
            return;
        };
        let span = Span::new(start, time.span().end);
        let words = format!("for {length} until");
        let mut fact = self.clause_fact((passage, clause), verb.head, None);
        fact.what = self.what_without((passage, clause), span);
        fact.ties.push(Tie {
            words,
            other: end,
            note: Some("the text gives the length, not the end".to_owned()),
        });
        self.read.push(span);
        self.put(fact);
    }
}
