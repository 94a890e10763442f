//! Chronologies whose headings are dates: what stands below a heading happened
//! then.

use super::clause::Join;
use super::fact::Board;
use super::moment::{self, Moment};
use super::verb::{Group, Tense};
use crate::prose::Class;
use std::collections::BTreeMap;

/// How many headings must be dates: one alone may say when a text was written.
const LEAST: usize = 2;

impl Board<'_> {
    /// Dates what is told below headings that are dates, and has no date of its
    /// own.
    pub(super) fn chronicle(&mut self) {
        let headings = self.date_headings();
        if headings.len() < LEAST {
            return;
        }
        let mut current: Option<&Moment> = None;
        // Up to where nothing has ended what the heading dates: the line right
        // below it may be a heading too.
        let mut seen = 0;
        for passage in 0..self.reading.sentences.len() {
            let block = self.reading.sentences[passage].block;
            if let Some(heading) = headings.get(&passage) {
                current = Some(heading);
                seen = block + 2;
                continue;
            }
            if seen <= block {
                if self.is_parted(seen..block + 1) {
                    current = None;
                }
                seen = block + 1;
            }
            if let Some(heading) = current {
                self.below(passage, heading);
            }
        }
    }

    /// The sentences that are headings with a date, and what they say.
    fn date_headings(&self) -> BTreeMap<usize, Moment> {
        let passages = 0..self.reading.sentences.len();
        let headings = passages.filter_map(|at| Some((at, self.date_heading(at)?)));
        headings.collect()
    }

    /// The date of a line that is one, or of a heading with a date and no verb.
    fn date_heading(&self, passage: usize) -> Option<Moment> {
        let reading = self.reading;
        let place = &reading.sentences[passage];
        let is_alone = |passage: Option<usize>| {
            let other = passage.and_then(|at| reading.sentences.get(at));
            other.is_none_or(|other| other.block != place.block)
        };
        if !(is_alone(passage.checked_sub(1)) && is_alone(passage.checked_add(1))) {
            return None;
        }
        let has_verb = place.sentence.verbs.iter().any(|verb| verb.is_finite);
        let is_bare = self.is_bare_date(passage);
        let is_heading = reading.article.blocks()[place.block].is_heading && !has_verb;
        if !(is_bare || is_heading) {
            return None;
        }
        let moments = moment::moments(reading, &place.times, &self.context);
        let mut moments = moments.into_iter();
        let only = moments.next().filter(|_| moments.next().is_none())?;
        // “since May 2021” is no heading of a chronology.
        only.window.latest.is_some().then_some(only)
    }

    /// Whether another heading stands in some blocks: another part of the text
    /// begins there.
    fn is_parted(&self, blocks: std::ops::Range<usize>) -> bool {
        self.reading.article.blocks()[blocks]
            .iter()
            .any(|block| block.is_heading)
    }

    /// Takes the clauses of a sentence below a heading.
    fn below(&mut self, passage: usize, heading: &Moment) {
        for clause in 0..self.reading.sentences[passage].sentence.clauses.len() {
            let sentence = &self.reading.sentences[passage].sentence;
            let Some(verb) = sentence.verb(clause) else {
                continue;
            };
            let place = (passage, clause);
            if !self.is_told_there(place, verb) || self.by_clause.contains_key(&place) {
                continue;
            }
            let moment = Moment {
                remark: Some(match &heading.remark {
                    Some(remark) => format!("{remark}, from the heading"),
                    None => "from the heading".to_owned(),
                }),
                ..heading.clone()
            };
            let mut fact = self.clause_fact(place, verb.head, None);
            fact.status = self.status(place, Some(verb), Some(&moment));
            fact.quotes.insert(0, heading.span);
            fact.moment = Some(moment);
            self.read.push(heading.span);
            self.put(fact);
        }
    }

    /// Whether a clause tells what happened at the time of its heading: neither
    /// before (`had built`) nor later, and at no time of its own.
    fn is_told_there(&self, (passage, clause): (usize, usize), verb: &Group) -> bool {
        let reading = self.reading;
        let sentence = &reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let is_main = matches!(own.join, Join::Main | Join::And);
        let group = &reading.tokens[verb.range.clone()];
        let is_perfect = group.len() > 1
            && group
                .iter()
                .any(|token| token.is_any(&["had", "has", "have"]));
        let told = match verb.tense {
            Tense::Past => self.is_deed(passage, clause),
            // `The dam breaks`: the present of chronologies.
            Tense::Present => {
                verb.is_finite
                    && !verb.is_state()
                    && !group.iter().any(|token| token.is_quoted)
                    && !self.is_supposed(passage, clause)
            }
            Tense::Future | Tense::Conditional => false,
        };
        let times = reading.sentences[passage].times.clone();
        let has_own_time = times
            .filter(|at| reading.times[*at].class() != Class::Duration)
            .any(|at| {
                let token = reading.tokens_in(reading.times[at].span()).start;
                own.range.contains(&token)
            });
        let is_counted = reading.sentences[passage]
            .times
            .clone()
            .any(|at| reading.sequel(at).is_some());
        is_main && told && !is_perfect && !has_own_time && !is_counted
    }
}
