//! A verb that two dates share, of which the second has a subject or object of its own:
//! `The first will be held on 3 May and the second on 9 June`.

use super::clause::Clause;
use super::fact::Board;
use super::headline;
use super::lexicon::{DETERMINERS, PREPOSITIONS, has};
use super::moment::Moment;
use super::verb::Group;
use std::ops::Range;

/// What one of the two dates is told of.
pub(super) struct Gapped {
    /// The tokens of its headline.
    pub(super) pieces: Vec<Range<usize>>,
    /// Its own subject, where it has another than the clause.
    pub(super) subject: Option<Range<usize>>,
}

impl Board<'_> {
    /// What one of two dates is told of where each has an infinitive of its own: `Work is
    /// to begin in 2026 and to be finished in 2028`.
    pub(super) fn in_turn(
        &self,
        (passage, clause): (usize, usize),
        moment: Option<&Moment>,
        moments: &[Moment],
    ) -> Option<Vec<Range<usize>>> {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let sentence = &reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let main = sentence.verb(clause).filter(|verb| verb.is_finite)?;
        let [first, second] = self.two_dates(own, moments)?;
        let and = first.end + usize::from(tokens[first.end].text == ",");
        let is_joined = and + 2 < second.start && tokens[and].is("and") && tokens[and + 1].is("to");
        // `is to begin`, `agreed to begin`: what both infinitives hang on.
        let to = (main.range.start..first.start).find(|at| tokens[*at].is("to"))?;
        if !is_joined || first.start < to {
            return None;
        }
        let at = reading.tokens_in(moment?.span).start;
        if at < second.start {
            return Some(std::iter::once(own.body..first.end).collect());
        }
        let subject = headline::subject(reading, passage, clause)?;
        Some(vec![subject.start..to, and + 1..own.range.end])
    }

    /// The dates of a clause that has two.
    fn two_dates(&self, own: &Clause, moments: &[Moment]) -> Option<[Range<usize>; 2]> {
        let dates: Vec<Range<usize>> = moments
            .iter()
            .map(|moment| self.reading.tokens_in(moment.span))
            .filter(|date| own.range.contains(&date.start))
            .collect();
        dates.try_into().ok()
    }

    /// What a date is told of in a clause whose verb another date shares.
    pub(super) fn gapped(
        &self,
        (passage, clause): (usize, usize),
        verb: Option<&Group>,
        moment: Option<&Moment>,
        moments: &[Moment],
    ) -> Option<Gapped> {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let (verb, moment) = (verb.filter(|verb| verb.is_finite)?, moment?);
        let own = &reading.sentences[passage].sentence.clauses[clause];
        let [first, second] = self.two_dates(own, moments)?;
        let and = first.end + usize::from(tokens[first.end].text == ",");
        let noun = and + 1;
        // A preposition that is none of the date's own.
        let end = (noun..second.start).find(|at| has(&PREPOSITIONS, &tokens[*at].lower));
        let end = end.unwrap_or(second.start);
        let is_noun = noun < end
            && (has(&DETERMINERS, &tokens[noun].lower) || tokens[noun].is_capital())
            && (noun..end).all(|at| tokens[at].is_word && !reading.is_timed(at));
        let is_last = (second.end..own.range.end).all(|at| !tokens[at].is_word);
        let is_shared = first.start >= verb.range.end
            && and < second.start
            && tokens[and].is("and")
            && (end == second.start || end + 1 == second.start);
        if !(is_noun && is_last && is_shared) {
            return None;
        }
        let is_second = reading.tokens_in(moment.span).start >= second.start;
        if !is_second {
            return Some(Gapped {
                pieces: std::iter::once(own.body..first.end).collect(),
                subject: None,
            });
        }
        let subject = headline::subject(reading, passage, clause)?;
        // What stands between verb and date is what the deed is done to, but `the first`
        // is told apart from `the second`.
        let counts = ["first", "second", "third", "other", "last", "next"];
        let counted = |range: &Range<usize>| {
            tokens[range.clone()]
                .iter()
                .any(|word| word.is_any(&counts))
        };
        let object = verb.range.end..first.start;
        let is_bare = object
            .clone()
            .all(|at| has(&PREPOSITIONS, &tokens[at].lower));
        if is_bare || counted(&subject) && counted(&(noun..end)) {
            return Some(Gapped {
                pieces: vec![noun..end, verb.range.start..first.start],
                subject: Some(noun..end),
            });
        }
        Some(Gapped {
            pieces: vec![subject.start..verb.range.end, noun..end],
            subject: None,
        })
    }
}
