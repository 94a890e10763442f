//! Clauses of “it”, “he” or “they” beside what the text has dated elsewhere.

use super::fact::{Board, Fact};
use super::verb::Tense;

impl Board<'_> {
    /// The clause before, of “it”, where what it is told to come after or before is dated:
    /// `It had been inspected two days before it sank`.
    pub(super) fn unnamed_main(&mut self, passage: usize, clause: usize) -> Option<usize> {
        let main = clause.checked_sub(1)?;
        self.told_elsewhere(passage, clause, main)?;
        let verb = self.reading.sentences[passage].sentence.verb(main)?;
        let is_told = verb.is_finite && verb.tense == Tense::Past && !verb.is_state();
        if !is_told || self.is_supposed(passage, main) {
            return None;
        }
        let fact = self.clause_fact((passage, main), verb.head, None);
        self.put(fact);
        Some(main)
    }

    /// The only dated fact of the same verb and subject that a clause can mean whose own
    /// subject is “it”, “he” or “they”, for that of the main clause.
    pub(super) fn told_elsewhere(
        &self,
        passage: usize,
        clause: usize,
        main: usize,
    ) -> Option<usize> {
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let verb = sentence.verb(clause).filter(|verb| verb.is_finite)?;
        let is_pronoun = verb.range.start == own.body + 1
            && self.reading.tokens[own.body].is_any(&["it", "he", "she", "they"]);
        let is_past = verb.tense == Tense::Past && !verb.is_state();
        if !is_pronoun || !is_past || self.by_clause.contains_key(&(passage, clause)) {
            return None;
        }
        // `it` goes on from the sentence before where the main clause has it too.
        let subject = super::headline::subject(self.reading, passage, main)?;
        let is_it = subject.len() == 1
            && self.reading.tokens[subject.start].lower == self.reading.tokens[own.body].lower;
        let noun = self.last_noun(&subject);
        let is_same = |fact: &Fact| {
            let is_subject = is_it && fact.place.0 + 1 == passage || fact.subject == noun;
            fact.base == verb.base && fact.moment.is_some() && is_subject
        };
        let mut facts = self.facts.iter();
        let found = facts.position(is_same)?;
        (!facts.any(is_same)).then_some(found)
    }
}
