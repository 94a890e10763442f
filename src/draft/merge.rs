//! Mentions of one event made one fact.

use super::fact::{Board, Fact};
use super::headline;
use super::lexicon::{self, Sort, has};
use super::verb::Tense;
use crate::timeline::Status;
use std::collections::BTreeMap;

/// Verbs that only say that something happened.
pub(super) const OCCURRENCES: [&str; 7] =
    ["be", "come", "follow", "happen", "have", "occur", "take"];

/// The most quotes of one fact.
const MOST_QUOTES: usize = 4;

impl Board<'_> {
    /// Joins facts that are plainly one: of the same deed by the same names
    /// on dates that agree.
    pub(super) fn merge(&mut self) {
        let mut kept: Vec<Fact> = Vec::with_capacity(self.facts.len());
        let mut places: Vec<usize> = Vec::with_capacity(self.facts.len());
        // Facts by their verb, so that only those are compared that can be one.
        let mut by_base: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for mut fact in std::mem::take(&mut self.facts) {
            let same = by_base.get(&fact.base).into_iter().flatten().copied();
            let same = same
                .take(MOST_COMPARED)
                .find(|index| {
                    is_same(&kept[*index], &fact) && !self.says_other(&kept[*index], &fact)
                })
                .or_else(|| occurrence(&kept, &fact))
                .or_else(|| self.deed(&kept, &by_base, &fact));
            if let Some(last) = kept.last_mut()
                && self.denies(last, &fact)
            {
                last.status = Status::Disputed;
                fact.status = Status::Disputed;
            }
            let rivals = || {
                let last = kept.last()?;
                self.rivals(last, &fact)
            };
            if let Some(same) = same {
                join(&mut kept[same], fact);
                places.push(same);
            } else if let Some(accounts) = rivals()
                && let Some(last) = kept.len().checked_sub(1)
            {
                join(&mut kept[last], fact);
                kept[last].dispute(accounts);
                places.push(last);
            } else {
                by_base
                    .entry(fact.base.clone())
                    .or_default()
                    .push(kept.len());
                places.push(kept.len());
                kept.push(fact);
            }
        }
        self.facts = kept;
        for index in self.by_clause.values_mut() {
            *index = places[*index];
        }
    }

    /// Finds clauses without a date that tell of a dated fact once more: the
    /// same deed by the same subject, told with a date only once.
    pub(super) fn echo(&mut self) {
        let mut told: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, fact) in self.facts.iter().enumerate() {
            told.entry(fact.base.clone()).or_default().push(index);
        }
        for passage in 0..self.reading.sentences.len() {
            for clause in 0..self.reading.sentences[passage].sentence.clauses.len() {
                if let Some(fact) = self.echoed(&told, passage, clause) {
                    self.by_clause.insert((passage, clause), fact);
                    let range = self.reading.sentences[passage].sentence.clauses[clause]
                        .range
                        .clone();
                    let quote = self.quote(passage, &range, None);
                    let fact = &mut self.facts[fact];
                    if fact.quotes.len() < MOST_QUOTES {
                        add_quote(fact, quote);
                    }
                }
            }
        }
    }

    fn echoed(
        &self,
        told: &BTreeMap<String, Vec<usize>>,
        passage: usize,
        clause: usize,
    ) -> Option<usize> {
        if self.by_clause.contains_key(&(passage, clause)) || self.is_supposed(passage, clause) {
            return None;
        }
        let verb = self.reading.sentences[passage].sentence.verb(clause)?;
        let candidates = told.get(&verb.base)?;
        if !verb.is_finite
            || verb.tense != Tense::Past
            || verb.is_state()
            || self.reading.tokens[verb.head].is_quoted
        {
            return None;
        }
        let mention = self.clause_fact((passage, clause), verb.head, None);
        // Of officials or residents nobody knows whether they are the same ones.
        let is_nameless = |actor: usize| {
            let name = self.cast.actors[actor].name.to_lowercase();
            has(&lexicon::GROUPS, &name)
        };
        if verb.sort == Sort::Saying && mention.who.is_some_and(is_nameless) {
            return None;
        }
        let mut same = candidates.iter().copied().filter(|index| {
            let fact = &self.facts[*index];
            let is_actor = fact.who.is_some() && fact.who == mention.who;
            // `troops withdrew`: a subject without a name of its own.
            let is_subject = fact.sort != Sort::Saying
                && fact.subject.is_some()
                && fact.subject == mention.subject;
            (is_actor || is_subject) && !self.says_other(fact, &mention)
        });
        same.next().filter(|_| same.next().is_none())
    }

    /// Whether two facts are that something is said, each in words of its own: two
    /// quotations are never one event told again, unless one holds the other.
    fn says_other(&self, one: &Fact, other: &Fact) -> bool {
        if one.sort != Sort::Saying || other.sort != Sort::Saying {
            return false;
        }
        let words = |fact: &Fact| -> String {
            let sentence = &self.reading.sentences[fact.place.0].sentence;
            let quoted = self.reading.tokens[sentence.range.clone()].iter();
            // `threatened “bad things”`: a sentence that only holds words of another's.
            let opens = self.reading.tokens[sentence.range.start].is_quoted;
            let quoted = quoted.filter(|token| opens && token.is_quoted && token.is_word);
            quoted.fold(String::from(" "), |words, token| words + &token.lower + " ")
        };
        let (first, second) = (words(one), words(other));
        // Where one holds no quotation, its space is held by the other.
        !first.contains(&second) && !second.contains(&first)
    }

    /// The deed that `the withdrawal on Friday was the second` tells of once more, on a date
    /// that agrees. `The withdrawal of the minister` may be another.
    fn deed(
        &self,
        kept: &[Fact],
        by_base: &BTreeMap<String, Vec<usize>>,
        fact: &Fact,
    ) -> Option<usize> {
        if !has(&OCCURRENCES, &fact.base) {
            return None;
        }
        let verb = lexicon::verb_of_noun(fact.subject.as_deref()?)?;
        let (passage, clause) = fact.place;
        let subject = headline::subject(self.reading, passage, clause)?;
        let mut named = subject.filter(|at| !self.reading.is_timed(*at));
        let [article, _] = [named.next()?, named.next()?];
        let is_bare = named.all(|at| self.reading.tokens[at].is("on"))
            && self.reading.tokens[article].is_any(&["the", "this", "that"]);
        let window = fact.moment.as_ref()?.window;
        let mut told = by_base.get(verb.base)?.iter().copied().take(MOST_COMPARED);
        told.find(|index| {
            let known = &kept[*index];
            let moment = known.moment.as_ref();
            let agrees = moment.and_then(|moment| moment.window.intersection(window));
            is_bare && !known.is_noun && agrees.is_some()
        })
    }
}

/// How many facts of one verb a mention is compared with: dates apart part
/// them, so that this bounds only what never merges.
const MOST_COMPARED: usize = 64;

/// Whether two dated facts are one.
fn is_same(one: &Fact, other: &Fact) -> bool {
    let dates = (one.moment.as_ref(), other.moment.as_ref());
    let (Some(first), Some(second)) = dates else {
        return false;
    };
    let agree = first.window.intersection(second.window).is_some();
    let is_plain = !one.base.is_empty() && !has(&OCCURRENCES, &one.base);
    let is_actor = one.who.is_some() && one.who == other.who;
    let shares = one.subject.is_some() && one.subject == other.subject
        || one.named.intersection(&other.named).next().is_some();
    let overlaps = if one.sort == Sort::Saying {
        is_actor
    } else {
        is_actor || shares
    };
    // The same words twice, as in a quotation that is set off.
    let is_repeated = one.what == other.what && first.window == second.window;
    // `released chlorine on Monday … the release on Monday`
    let is_mention = other.is_noun
        && other.what.starts_with("The ")
        && (one.named.is_empty() || other.named.is_empty());
    is_repeated || one.base == other.base && is_plain && agree && (overlaps || is_mention)
}

/// The fact that `the accident occurred yesterday afternoon` tells of: an
/// earlier one of its sort on a date that agrees. All facts are looked at, but only
/// for a verb that says no more than that something happened.
fn occurrence(facts: &[Fact], fact: &Fact) -> Option<usize> {
    if !has(&OCCURRENCES, &fact.base) {
        return None;
    }
    let sort =
        lexicon::happening(fact.subject.as_deref()?).filter(|sort| *sort == Sort::Harming)?;
    let window = fact.moment.as_ref()?.window;
    facts.iter().position(|known| {
        let agree = known
            .moment
            .as_ref()
            .is_some_and(|moment| moment.window.intersection(window).is_some());
        agree && (known.sort == sort || known.base == "cause")
    })
}

fn join(fact: &mut Fact, mention: Fact) {
    if let (Some(known), Some(new)) = (&fact.moment, &mention.moment)
        && known.window.intersection(new.window) == Some(new.window)
        && known.window != new.window
    {
        fact.moment = mention.moment;
    }
    fact.named.extend(mention.named);
    fact.who = fact.who.or(mention.who);
    for quote in mention.quotes {
        if fact.quotes.len() < MOST_QUOTES {
            add_quote(fact, quote);
        }
    }
}

fn add_quote(fact: &mut Fact, quote: crate::source::Span) {
    let is_new = fact
        .quotes
        .iter()
        .all(|known| known.end <= quote.start || quote.end <= known.start);
    if is_new {
        fact.quotes.push(quote);
        fact.quotes.sort();
    }
}
