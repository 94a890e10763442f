//! The fact that a clause or a noun tells of.

use super::fact::{Board, Fact};
use super::lexicon::{self, Sort, has};
use super::merge::OCCURRENCES;
use super::moment::Moment;
use super::noun::Noun;
use super::signal;

/// One side of a signal: a clause, or a noun.
pub(super) enum Side {
    Clause(usize, usize),
    Noun((usize, usize), Noun),
}

/// Nouns for a blow or an accident of whatever kind.
const ANY_HARM: [&str; 7] = [
    "accident",
    "attack",
    "catastrophe",
    "disaster",
    "event",
    "incident",
    "tragedy",
];

/// Verbs by which a text tells that its subject came to be: `the fire broke out`.
const COMING: [&str; 9] = [
    "begin", "break", "come", "erupt", "happen", "hit", "occur", "start", "strike",
];

/// Nouns for a blow, and the verbs by which a text may have told it.
const ALIKE: [(&[&str], &[&str]); 2] = [
    (
        &["accident", "collision", "crash"],
        &[
            "collide", "crash", "derail", "hit", "overturn", "plough", "plow", "plunge", "ram",
            "slam", "smash", "strike",
        ],
    ),
    (
        &["blast", "bombing", "detonation", "explosion"],
        &["bomb", "blow", "detonate", "erupt", "explode"],
    ),
];

impl Board<'_> {
    /// The fact that a clause tells; made where that is allowed.
    pub(super) fn node(&mut self, passage: usize, clause: usize, may_make: bool) -> Option<usize> {
        if let Some(known) = self.by_clause.get(&(passage, clause)) {
            return Some(*known);
        }
        let verb = self.reading.sentences[passage].sentence.verb(clause)?;
        let (head, base) = (verb.head, verb.base.clone());
        // `The accident was caused by …` tells of the accident.
        let is_caused = verb.is_passive && signal::of_verb(&base).is_some();
        if (has(&OCCURRENCES, &base) || is_caused)
            && let Some(subject) = super::headline::subject(self.reading, passage, clause)
            && let Some(noun) = self.noun(subject.start, subject.end)
            && let Some(known) = self.resolve((passage, clause), &noun)
        {
            return Some(known);
        }
        if !may_make || !self.is_deed(passage, clause) {
            return None;
        }
        let fact = self.clause_fact((passage, clause), head, None);
        Some(self.put(fact))
    }

    /// The fact that a noun tells of.
    ///
    /// All facts are looked at for each noun that a signal leads: what a noun points
    /// to may stand anywhere before it, few nouns are asked about, and to pass over a
    /// fact takes a comparison or two.
    pub(super) fn resolve(&self, place: (usize, usize), noun: &Noun) -> Option<usize> {
        if let Some(own) = self.facts.iter().position(|fact| fact.head == noun.head) {
            return Some(own);
        }
        let tokens = &self.reading.tokens;
        let word = tokens[noun.head].bare().to_lowercase();
        if let Some(known) = self.named_before(noun, &word) {
            return Some(known);
        }
        if let Some(known) = self.told_in_full(noun, &word) {
            return Some(known);
        }
        let sort = lexicon::happening(&word)?;
        let named: Vec<usize> = self
            .cast
            .within(&noun.range)
            .map(|mention| mention.actor)
            .collect();
        let before = |fact: &Fact| fact.head < noun.head && fact.moment.is_some();
        // `the losses` are more than one loss that is told later.
        let is_many = word.ends_with('s') && !word.ends_with("ss");
        let is_placed = |fact: &Fact| fact.head < noun.head || fact.moment.is_some() && !is_many;
        // `following its retirement` is not that of another.
        let is_own = tokens[noun.range.start].is_any(&["its", "his", "her", "their"]);
        let who = self.speaker(place);
        let agrees = |fact: &Fact| {
            if is_own && who.is_some() && fact.who.is_some() && fact.who != who {
                return false;
            }
            named.is_empty()
                || named
                    .iter()
                    .any(|actor| fact.named.contains(actor) || fact.who == Some(*actor))
        };
        if let Some(verb) = lexicon::verb_of_noun(&word) {
            let mut same = self
                .facts
                .iter()
                .enumerate()
                .filter(|(_, fact)| fact.base == verb.base && is_placed(fact) && agrees(fact));
            if let (Some((index, _)), None) = (same.next(), same.next()) {
                return Some(index);
            }
        }
        if let Some(known) = self.told_alike(noun, &word, &agrees) {
            return Some(known);
        }
        let first = &tokens[noun.range.start];
        let is_his = first.is_any(&["his", "her", "their"]);
        let is_definite = is_his || first.is_any(&["the", "this", "that", "these"]);
        if !is_definite || matches!(sort, Sort::Other | Sort::Ending | Sort::Beginning) {
            return None;
        }
        // `the accident` can be any; `the collapse of the mill` is one of its own.
        let is_any = has(&ANY_HARM, &word)
            && !tokens[noun.range.clone()]
                .iter()
                .any(|token| token.is("of"));
        if sort == Sort::Harming && !is_any {
            return None;
        }
        let fits = |fact: &Fact| match sort {
            Sort::Saying => {
                fact.sort == Sort::Saying && is_his && fact.who.is_some() && fact.who == who
            }
            Sort::Harming => fact.sort == Sort::Harming || fact.base == "cause",
            _ => fact.sort == sort,
        };
        // What a clause tells rather than what it only mentions.
        let is_told = |fact: &Fact| {
            let verb = self.reading.sentences[fact.place.0]
                .sentence
                .verb(fact.place.1);
            verb.is_some_and(|verb| verb.head == fact.head)
        };
        let find = |told: bool| {
            self.facts
                .iter()
                .rposition(|fact| before(fact) && fits(fact) && (!told || is_told(fact)))
        };
        find(true).or_else(|| find(false))
    }

    /// The only fact told before that `the eruption` can mean, or `the crash` after a bus
    /// hit a wall: of the same verb, else of one that tells the like.
    fn told_alike(&self, noun: &Noun, word: &str, agrees: &dyn Fn(&Fact) -> bool) -> Option<usize> {
        let first = &self.reading.tokens[noun.range.start];
        if !first.is_any(&["the", "this", "that"]) {
            return None;
        }
        let own = lexicon::verb_of_noun(word).map_or("", |verb| verb.base);
        let alike = ALIKE
            .iter()
            .find(|(nouns, _)| has(nouns, word))
            .map_or(&[] as &[&str], |(_, verbs)| verbs);
        let only = |fits: &dyn Fn(&Fact) -> bool| {
            let mut same =
                self.facts.iter().enumerate().filter(|(_, fact)| {
                    fact.head < noun.head && fact.moment.is_some() && fits(fact)
                });
            let found = same.next().map(|(index, _)| index);
            (found, same.next().is_some())
        };
        // `the service was down for two hours. The outage …`
        let is_down = |fact: &Fact| {
            let mut words = fact.what.split(' ');
            let is_state = |word: &str| matches!(word, "down" | "offline" | "unavailable");
            word == "outage" && fact.base == "be" && words.any(is_state)
        };
        let is_own = |fact: &Fact| !own.is_empty() && fact.base == own && agrees(fact);
        let is_like = |fact: &Fact| {
            let is_alike = fact.sort == Sort::Harming && has(alike, &fact.base);
            (is_alike || is_down(fact)) && agrees(fact)
        };
        // `the fire`, after `a fire broke out on Monday`.
        let has_come =
            |fact: &Fact| fact.subject.as_deref() == Some(word) && has(&COMING, &fact.base);
        let own = only(&is_own);
        let found = match own {
            (None, _) => only(&is_like),
            own => own,
        };
        match found {
            (Some(index), false) => Some(index),
            _ => match only(&has_come) {
                (Some(index), false) => Some(index),
                _ => None,
            },
        }
    }

    /// The only dated fact before whose headline holds a noun with what tells it apart: `the
    /// net store fire`, after `a net store was damaged by fire`.
    fn told_in_full(&self, noun: &Noun, word: &str) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let first = &tokens[noun.range.start];
        if !first.is_any(&["the", "this", "that"]) || noun.head < noun.range.start + 2 {
            return None;
        }
        let apart: Vec<&str> = tokens[noun.range.start + 1..noun.head]
            .iter()
            .map(|token| token.lower.as_str())
            .collect();
        let apart = format!(" {} ", apart.join(" "));
        let noun_in_full = format!(" {word} ");
        let own = lexicon::verb_of_noun(word).map_or("", |verb| verb.base);
        let tells = |fact: &Fact| {
            let what = format!(" {} ", fact.what.to_lowercase());
            let is_so = what.contains(&noun_in_full) || !own.is_empty() && fact.base == own;
            fact.head < noun.head && fact.moment.is_some() && is_so && what.contains(&apart)
        };
        let mut facts = self.facts.iter().enumerate();
        let found = facts.find(|(_, fact)| tells(fact))?;
        facts.all(|(_, fact)| !tells(fact)).then_some(found.0)
    }

    /// The only fact without a date that the same noun named before: `the release`
    /// once more.
    fn named_before(&self, noun: &Noun, word: &str) -> Option<usize> {
        let first = &self.reading.tokens[noun.range.start];
        let is_definite = first.is_any(&["the", "this", "that", "these"]);
        let mut same = self.facts.iter().enumerate().filter(|(_, fact)| {
            fact.is_noun
                && fact.moment.is_none()
                && fact.head < noun.head
                && self.reading.tokens[fact.head].bare().to_lowercase() == word
        });
        let found = same.next().filter(|_| is_definite && same.next().is_none());
        found.map(|(index, _)| index)
    }

    /// Who acts in a clause.
    pub(super) fn speaker(&self, place: (usize, usize)) -> Option<usize> {
        if let Some(known) = self.by_clause.get(&place) {
            return self.facts[*known].who;
        }
        let verb = self.reading.sentences[place.0].sentence.verb(place.1)?;
        self.clause_fact(place, verb.head, None).who
    }

    pub(super) fn side(&mut self, side: &Side, may_make: bool) -> Option<usize> {
        match side {
            Side::Clause(passage, clause) => self.node(*passage, *clause, may_make),
            Side::Noun(place, noun) => {
                if let Some(known) = self.resolve(*place, noun) {
                    return Some(known);
                }
                // `its retirement`, of which nothing more is told.
                let first = &self.reading.tokens[noun.range.start];
                if !may_make || first.is_any(&["its", "his", "her", "their"]) {
                    return None;
                }
                let moment = self.moment_beside(*place, noun);
                let fact = self.noun_fact(*place, noun, moment);
                Some(self.put(fact))
            }
        }
    }

    /// The date of a clause where it stands beside a noun before the verb: `a
    /// storm yesterday caused …`.
    pub(super) fn moment_beside(&self, place: (usize, usize), noun: &Noun) -> Option<Moment> {
        let verb = self.reading.sentences[place.0].sentence.verb(place.1)?;
        let times = &self.reading.sentences[place.0].times;
        let moments = super::moment::moments(self.reading, times, &self.context);
        moments.into_iter().find(|moment| {
            let timed = self.reading.tokens_in(moment.span);
            timed.start == noun.range.end && timed.end <= verb.range.start
        })
    }
}
