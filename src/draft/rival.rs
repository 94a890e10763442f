//! What two tell of one event, each with another date: `Police say the gate fell at 9 p.m.;
//! the owner says it fell at 10 p.m.`

use super::clause::Join;
use super::fact::{Board, Fact};
use super::headline;
use super::lexicon::{DETERMINERS, PERSONS, Sort, has};
use super::merge::OCCURRENCES;
use super::moment::Moment;
use crate::timeline::Status;

/// When an event was by someone who tells it.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) moment: Moment,
}

/// Words by which a clause tells of another event than the one before.
const OTHERS: [&str; 6] = ["again", "also", "another", "later", "second", "too"];

impl Board<'_> {
    /// The accounts of two facts told one after the other, where they are one event of which
    /// each has a date that the other rules out.
    pub(super) fn rivals(&self, one: &Fact, other: &Fact) -> Option<[Account; 2]> {
        let (first, second) = (one.moment.as_ref()?, other.moment.as_ref()?);
        let is_near = other.place.0 <= one.place.0 + 1;
        let is_deed = !one.base.is_empty()
            && one.base == other.base
            && one.sort != Sort::Saying
            && !has(&OCCURRENCES, &one.base);
        let is_apart = first.window.intersection(second.window).is_none();
        if !is_near || !is_deed || !is_apart || other.status == Status::Planned {
            return None;
        }
        let subject = other.subject.as_deref()?;
        let is_same = one.subject.as_deref() == Some(subject) || has(&PERSONS, subject);
        let clauses = &self.reading.sentences[other.place.0].sentence.clauses;
        let words = &self.reading.tokens[clauses[other.place.1].range.clone()];
        let is_other = words.iter().any(|word| word.is_any(&OTHERS));
        if !is_same || is_other {
            return None;
        }
        let (told, retold) = (self.teller(one.place)?, self.teller(other.place)?);
        let account = |name: String, moment: &Moment| Account {
            name,
            moment: moment.clone(),
        };
        (told != retold).then(|| [account(told, first), account(retold, second)])
    }

    /// Whether one denies by what was `still` so what another tells before: `Operators say
    /// the gate was shut at 9 p.m.; residents say it was still open at 10 p.m.`
    pub(super) fn denies(&self, one: &Fact, other: &Fact) -> bool {
        let clauses = &self.reading.sentences[other.place.0].sentence.clauses;
        let words = &self.reading.tokens[clauses[other.place.1].range.clone()];
        let is_still = other.base == "be" && words.iter().any(|word| word.is("still"));
        let subject = other.subject.as_deref();
        let is_same =
            subject.is_some_and(|own| one.subject.as_deref() == Some(own) || has(&PERSONS, own));
        let is_told = one.sort != Sort::Saying && other.place.0 <= one.place.0 + 1;
        let tellers = || (self.teller(one.place), self.teller(other.place));
        is_still
            && is_same
            && is_told
            && matches!(tellers(), (Some(told), Some(retold)) if told != retold)
    }

    /// Who tells what a clause tells.
    fn teller(&self, (passage, clause): (usize, usize)) -> Option<String> {
        let sentence = &self.reading.sentences[passage].sentence;
        let saying = match sentence.clauses[clause].join {
            Join::Complement => clause.checked_sub(1)?,
            _ => clause + 1,
        };
        let says = sentence.clauses.get(saying)?;
        let verb = sentence.verb(saying)?;
        let is_told = says.join == Join::Saying || saying < clause;
        if !is_told || verb.sort != Sort::Saying || verb.is_passive {
            return None;
        }
        let subject = headline::subject(self.reading, passage, saying)?;
        let name = headline::of(self.reading, std::slice::from_ref(&subject), &[]);
        // `The owner` is no name.
        let (article, rest) = name.split_once(' ').unwrap_or(("", &name));
        let lower = article.to_lowercase();
        Some(if has(&DETERMINERS, &lower) {
            format!("{lower} {rest}")
        } else {
            name
        })
        .filter(|name| !name.is_empty() && !has(&PERSONS, &name.to_lowercase()))
    }
}

impl Fact {
    /// Takes in what two tell otherwise.
    pub(super) fn dispute(&mut self, accounts: [Account; 2]) {
        self.accounts.extend(accounts);
        self.moment = None;
        self.status = Status::Disputed;
    }
}
