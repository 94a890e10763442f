//! What two tell of one event, each with another date: `Police say the gate fell at 9 p.m.;
//! the owner says it fell at 10 p.m.`

use super::clause::Join;
use super::fact::{Board, Fact};
use super::headline;
use super::lexicon::{DETERMINERS, PERSONS, PRONOUNS, Sort, has};
use super::moment::Moment;
use super::token::Token;
use crate::timeline::Status;

/// When an event was by someone who tells it.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) moment: Moment,
}

/// Words by which a clause tells of another event than the one before, or of more of it.
const OTHERS: [&str; 14] = [
    "again", "already", "also", "another", "first", "later", "more", "next", "once", "remained",
    "second", "since", "still", "too",
];

/// What is done to one thing once, and not by the same one every day.
const DONE_ONCE: [&str; 30] = [
    "abandon", "arrest", "begin", "break", "bury", "burst", "capsize", "close", "collapse",
    "crash", "derail", "destroy", "die", "drown", "end", "erupt", "expire", "explode", "fall",
    "finish", "found", "kill", "launch", "open", "shut", "sign", "sink", "start", "stop", "vanish",
];

/// What denies that a deed was done, if something still was so: the deeds, and what
/// nothing is any more after them.
const UNDONE: [(&[&str], &[&str]); 5] = [
    (
        &["close", "shut", "lock", "seal", "bar"],
        &["open", "ajar", "unlocked"],
    ),
    (
        &["open", "unlock", "reopen"],
        &["closed", "locked", "sealed", "shut"],
    ),
    (
        &["die", "drown", "kill"],
        &["alive", "breathing", "conscious"],
    ),
    (&["sink", "capsize"], &["afloat", "upright"]),
    (&["collapse", "fall"], &["standing", "upright", "intact"]),
];

impl Board<'_> {
    /// The accounts of two facts told one after the other, where they are one event of which
    /// each has a date that the other rules out.
    pub(super) fn rivals(&self, one: &Fact, other: &Fact) -> Option<[Account; 2]> {
        let (first, second) = (one.moment.as_ref()?, other.moment.as_ref()?);
        let is_near = other.place.0 <= one.place.0 + 1;
        let is_deed = one.base == other.base && has(&DONE_ONCE, &one.base);
        let is_apart = first.window.intersection(second.window).is_none();
        if !is_near || !is_deed || !is_apart || other.status == Status::Planned {
            return None;
        }
        let is_other = self.words(other).iter().any(|word| word.is_any(&OTHERS));
        if is_other || !self.is_of_one(one, other) {
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
        let words = self.words(other);
        let mut pairs = words.windows(2).filter(|pair| pair[0].is("still"));
        let is_undone = other.base == "be"
            && pairs.any(|pair| {
                let undone = UNDONE.iter().filter(|(done, _)| has(done, &one.base));
                undone.into_iter().any(|(_, undone)| pair[1].is_any(undone))
            });
        // Before the deed it was so anyway.
        let is_after = || {
            let (done, still) = (one.moment.as_ref()?, other.moment.as_ref()?);
            Some(still.window.earliest? >= done.window.latest?)
        };
        let is_told = one.sort != Sort::Saying && other.place.0 <= one.place.0 + 1;
        let tellers = || (self.teller(one.place), self.teller(other.place));
        is_undone
            && is_told
            && is_after() == Some(true)
            && self.is_of_one(one, other)
            && matches!(tellers(), (Some(told), Some(retold)) if told != retold)
    }

    fn words(&self, fact: &Fact) -> &[Token<'_>] {
        let (passage, clause) = fact.place;
        let clause = &self.reading.sentences[passage].sentence.clauses[clause];
        &self.reading.tokens[clause.range.clone()]
    }

    /// Whether two facts are plainly of one thing: the second is of `it`, or of what the
    /// first names with the same noun and not as another one.
    fn is_of_one(&self, one: &Fact, other: &Fact) -> bool {
        let (Some(first), Some(second)) = (one.subject.as_deref(), other.subject.as_deref()) else {
            return false;
        };
        if has(&PRONOUNS, first) || has(&PRONOUNS, second) {
            return second == "it" && !has(&PRONOUNS, first);
        }
        let (passage, clause) = other.place;
        let subject = headline::subject(self.reading, passage, clause);
        let determiner = subject.and_then(|subject| self.reading.tokens.get(subject.start));
        first == second && determiner.is_some_and(|word| word.is_any(&["the", "this", "that"]))
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
