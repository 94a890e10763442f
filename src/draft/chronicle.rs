//! Chronologies whose headings are dates, or whose lines begin with one: what stands
//! below a heading or goes on in such a line happened then.

use super::clause::Join;
use super::fact::Board;
use super::moment::{self, Moment};
use super::verb::{Group, Tense};
use crate::prose::Class;
use std::collections::BTreeMap;

/// How many headings or lines must tell dates: one alone may say when a text was written.
const LEAST: usize = 2;

impl Board<'_> {
    /// Dates what is told below headings that are dates, or after the date with which its
    /// line begins, and has no date of its own.
    pub(super) fn chronicle(&mut self) {
        let mut headings = self.date_headings();
        let mut entries = self.entries();
        if headings.len() < LEAST {
            headings.clear();
        }
        if entries.len() < LEAST {
            entries.clear();
        }
        let mut current: Option<&Moment> = None;
        let mut line: Option<(usize, &Moment)> = None;
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
            if let Some(date) = entries.get(&passage) {
                line = Some((block, date));
            }
            match line.filter(|(own, _)| *own == block) {
                Some((_, date)) => self.below(passage, date, "from the start of its line"),
                None => {
                    if let Some(heading) = current {
                        self.below(passage, heading, "from the heading");
                    }
                }
            }
            // What stands below it may count on its year alone.
            let mut told = self.by_clause.range((passage, 0)..(passage + 1, 0));
            self.read.extend(
                current
                    .filter(|_| told.next().is_some())
                    .map(|heading| heading.span),
            );
        }
    }

    /// The sentences with which lines of a chronology begin, and their dates: `September
    /// 8: The scandal breaks.`
    fn entries(&self) -> BTreeMap<usize, Moment> {
        let passages = 0..self.reading.sentences.len();
        let entries = passages.filter_map(|at| Some((at, self.entry(at)?)));
        entries.collect()
    }

    fn entry(&self, passage: usize) -> Option<Moment> {
        let reading = self.reading;
        let own = &reading.sentences[passage];
        let before = passage.checked_sub(1).map(|at| &reading.sentences[at]);
        if before.is_some_and(|before| before.block == own.block) {
            return None;
        }
        let moments = moment::moments(reading, &own.times, &self.context);
        let first = moments.into_iter().next()?;
        let opens = self.opens_line(passage, Some(&first));
        let is_bounded = first.window.earliest.is_some() && first.window.latest.is_some();
        (opens && is_bounded).then_some(first)
    }

    /// Whether a sentence begins with a date and a mark that parts it from what it dates.
    pub(super) fn opens_line(&self, passage: usize, moment: Option<&Moment>) -> bool {
        let start = self.reading.sentences[passage].sentence.range.start;
        moment.is_some_and(|moment| {
            let tokens = self.reading.tokens_in(moment.span);
            let mark = self.reading.tokens.get(tokens.end);
            let is_parted = mark.is_some_and(|mark| matches!(mark.text, ":" | "–" | "—" | "--"));
            tokens.start == start && is_parted
        })
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

    /// Takes the clauses of a sentence below a heading or in a line; `from` says where
    /// their date is from.
    fn below(&mut self, passage: usize, heading: &Moment, from: &str) {
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
                    Some(remark) => format!("{remark}, {from}"),
                    None => from.to_owned(),
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
        let is_perfect_form = |verb: &Group| {
            let mut group = reading.tokens[verb.range.clone()].iter();
            group.len() > 1 && group.any(|token| token.is_any(&["had", "has", "have"]))
        };
        // `have opened accounts and forged signatures`
        let is_shared = own.join == Join::And && own.body == verb.range.start && clause > 0;
        let before = sentence
            .verb(clause.saturating_sub(1))
            .filter(|_| is_shared);
        let is_perfect = is_perfect_form(verb) || before.is_some_and(is_perfect_form);
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
