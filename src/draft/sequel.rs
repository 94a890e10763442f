//! What a text counts from what it told just before: `three hours later`, `the
//! next day`.

use super::clause::Join;
use super::fact::Board;
use super::moment::{flat, in_the_text, meaning, slice, word_before};
use super::noun::Noun;
use super::reading::Reading;
use super::resolve::Side;
use super::token::Token;
use crate::date::arithmetic::DAY;
use crate::date::{Civil, Phrase};
use crate::prose::{Class, Expression};
use crate::source::Span;
use crate::timeline::Status;

/// An expression that counts from what was told before, and from no date.
pub(super) struct Sequel {
    pub(super) span: Span,
    /// The length, as an event file says it; `None` where it tells none.
    length: Option<String>,
    /// Whether it tells no number: `hours later`.
    is_vague: bool,
}

/// The bytes of words that count from something told before, with their `later`.
pub(super) fn later(tokens: &[Token<'_>], text: &str, time: &Expression) -> Option<Span> {
    let span = time.span();
    let words = text.get(span.start..span.end)?.to_lowercase();
    let is_turn = ["the next ", "the following "]
        .iter()
        .any(|start| words.starts_with(start));
    let after = tokens.partition_point(|token| token.span.start < span.end);
    let next = tokens.get(after).filter(|next| next.is("later"));
    match time.class() {
        Class::Set => None,
        _ if words.ends_with(" later") => Some(span),
        Class::Duration => next.map(|next| Span::new(span.start, next.span.end)),
        Class::Date | Class::Time if is_turn => Some(span),
        _ => None,
    }
}

/// The length that words count, as an event file says it.
fn length(time: &Expression, words: &str) -> Option<String> {
    if time.class() == Class::Duration {
        return time.when().map(str::to_owned);
    }
    if matches!(words, "the next day" | "the following day") {
        return Some("1 day".to_owned());
    }
    let count = words.strip_suffix(" later")?;
    let one = count
        .strip_prefix("a ")
        .or_else(|| count.strip_prefix("an "))
        .map(|unit| format!("1 {unit}"));
    let can_follow = |count: &String| Phrase::parse(&format!("{count} after it")).is_ok();
    Some(one.unwrap_or_else(|| count.to_owned())).filter(can_follow)
}

/// Whether words count units without a number: `hours later`, `a few days later`.
fn is_vague(words: &str) -> bool {
    let units = ["minutes", "hours", "days", "weeks", "months", "years"];
    let mut last = words.rsplit(' ').filter(|word| *word != "later");
    let is_unit = last.next().is_some_and(|unit| units.contains(&unit));
    let is_open = |word: &str| matches!(word, "a" | "few" | "several" | "some" | "many");
    is_unit && last.all(is_open)
}

impl Reading<'_> {
    /// What an expression counts from what was told before, where the text has
    /// told no date to count from: the day of publication is none.
    pub(super) fn sequel(&self, at: usize) -> Option<Sequel> {
        let time = &self.times[at];
        let span = later(&self.tokens, self.text(), time)?;
        let words = flat(slice(self, time.span())).to_lowercase();
        let (before, _) = word_before(self, time.span());
        let is_ahead = matches!(
            before.as_str(),
            "over" | "in" | "within" | "during" | "for" | "by" | "until"
        );
        if is_ahead {
            return None;
        }
        let is_counted = time.class() != Class::Duration
            && self.has_told(at)
            && time.when().is_some()
            && !self.follows_undated(at, span.start);
        (!is_counted).then(|| Sequel {
            span,
            length: length(time, &words),
            is_vague: is_vague(&words),
        })
    }
}

impl Reading<'_> {
    /// Whether its sentence has told what came `after` something, and no date: `arrested a
    /// man after the fire but released him three days later` counts from the arrest.
    fn follows_undated(&self, at: usize, byte: usize) -> bool {
        let after = self.sentences.partition_point(|one| one.times.start <= at);
        let Some(passage) = after.checked_sub(1).map(|one| &self.sentences[one]) else {
            return false;
        };
        let sentence = &passage.sentence;
        let token = self.tokens_in(Span::new(byte, byte + 1)).start;
        let clause = sentence.clause_at(token);
        let is_later = self.tokens[token..]
            .iter()
            .take(4)
            .any(|one| one.is("later"));
        let is_joined = clause > 0 && sentence.clauses[clause].join == Join::And;
        let before = sentence.range.start..sentence.clauses[clause].range.start;
        let told = &self.tokens[before];
        passage.times.start == at
            && is_later
            && is_joined
            && told.iter().any(|one| one.is_any(&["after", "following"]))
    }
}

/// How many sentences before it something is looked for that came before.
const NEAR: usize = 3;

impl Board<'_> {
    /// Puts what the text counts from what it told just before after that.
    pub(super) fn follow(&mut self) {
        for passage in 0..self.reading.sentences.len() {
            for at in self.reading.sentences[passage].times.clone() {
                if let Some(sequel) = self.reading.sequel(at) {
                    self.after_told(passage, &sequel);
                }
            }
        }
    }

    fn after_told(&mut self, passage: usize, sequel: &Sequel) {
        let words = match &sequel.length {
            Some(length) => format!("{length} after"),
            None if sequel.is_vague => "after".to_owned(),
            None => return,
        };
        let token = self.reading.tokens_in(sequel.span).start;
        let clause = self.reading.sentences[passage].sentence.clause_at(token);
        let place = (passage, clause);
        if self.is_supposed(passage, clause) {
            return;
        }
        let causing = self
            .causing_of(passage, clause)
            .filter(|causing| !causing.is_passive);
        let (own, told) = match causing {
            Some(causing) => {
                let own: Option<Noun> = causing.effect;
                let own = own.map_or(Side::Clause(passage, clause), |noun| {
                    Side::Noun(place, noun)
                });
                (own, self.side(&Side::Noun(place, causing.cause), true))
            }
            None if self.can_tell(passage, clause) => {
                let told = self.told_before(place);
                let told = told.or_else(|| self.told_last(place).filter(|_| sequel.is_vague));
                (Side::Clause(passage, clause), told)
            }
            None => return,
        };
        let Some(told) = told else { return };
        let Some(own) = self.side(&own, true).filter(|own| *own != told) else {
            return;
        };
        // `In 2024 it closed. Two years later it was sold`, told in 2025: not of the closing.
        let words = if self.is_yet_to_come(own, told, &words) {
            "after".to_owned()
        } else {
            words
        };
        self.read.push(sequel.span);
        let said = flat(slice(self.reading, sequel.span));
        self.add_tie(own, &words, told, Some(in_the_text(&said)));
    }

    /// Whether what has happened would lie ahead if it were counted from another fact.
    fn is_yet_to_come(&self, own: usize, told: usize, words: &str) -> bool {
        let day = self.context.as_of.map(Civil::instant);
        let (Some(date), Some(day)) = (&self.facts[told].moment, day) else {
            return false;
        };
        let counted = meaning(&format!("{words} {}", date.phrase), &self.context);
        let first = counted.and_then(|counted| counted.start.earliest);
        // What happened on the day itself has happened.
        let day = day.saturating_add(DAY - 1);
        self.facts[own].status == Status::Reported && first.is_some_and(|first| first > day)
    }

    /// Whether a sentence opens its paragraph with a deed that it dates: `An audit in May
    /// had found rust. Four days later, …` counts from that.
    fn opens(&self, passage: usize) -> bool {
        let passages = &self.reading.sentences;
        let own = &passages[passage];
        let is_first = passage
            .checked_sub(1)
            .is_none_or(|before| passages[before].block != own.block);
        let verb = own.sentence.verb(0);
        let is_state = verb.is_some_and(|verb| self.reading.tokens[verb.head].is("been"));
        let fact = self.by_clause.get(&(passage, 0));
        is_first && !is_state && fact.is_some_and(|fact| self.facts[*fact].moment.is_some())
    }

    /// The last dated fact that the text told before a clause, of what has happened:
    /// what came `hours later` came after that at least.
    fn told_last(&self, place: (usize, usize)) -> Option<usize> {
        let first = (place.0.saturating_sub(NEAR), 0);
        let told = self.by_clause.range(first..place).rev();
        let mut told = told.map(|(_, fact)| *fact);
        told.find(|fact| {
            let fact = &self.facts[*fact];
            fact.moment.is_some() && fact.status == Status::Reported
        })
    }

    fn can_tell(&self, passage: usize, clause: usize) -> bool {
        self.by_clause.contains_key(&(passage, clause)) || self.is_deed(passage, clause)
    }

    /// The fact that was told right before a clause: in its sentence, else in
    /// the one before. `None` where that reports what somebody says, for then it
    /// is not plain which of the two is meant.
    fn told_before(&mut self, place: (usize, usize)) -> Option<usize> {
        let (passage, clause) = place;
        let is_reported = |passage: usize, clauses: usize| {
            self.reading.sentences[passage].sentence.clauses[..clauses]
                .iter()
                .any(|clause| matches!(clause.join, Join::Complement | Join::Saying))
        };
        let within = (0..clause)
            .rev()
            .find(|before| self.can_tell(passage, *before));
        if let Some(before) = within {
            let is_plain = !is_reported(passage, clause);
            return is_plain.then(|| self.node(passage, before, true)).flatten();
        }
        let mut before = passage.checked_sub(1)?;
        let passages = &self.reading.sentences;
        // `The slope had been bare since 1990`: what is counted goes on from before that.
        let goes_back = |passage: usize| {
            let verb = passages[passage].sentence.verb(0);
            verb.is_some_and(|verb| self.reading.tokens[verb.range.start].is("had"))
        };
        if goes_back(before) && !self.opens(before) {
            before = before.checked_sub(1).filter(|before| !goes_back(*before))?;
        }
        let count = passages[before].sentence.clauses.len();
        let is_near = passages[before].block + 1 >= passages[passage].block;
        if !is_near {
            return None;
        }
        // `The bus hit a wall at noon, police said`: the only one of both with a date.
        if is_reported(before, count) {
            let clauses = &passages[before].sentence.clauses;
            if clauses.iter().any(|clause| clause.join == Join::Complement) {
                return None;
            }
            let told = self.by_clause.range((before, 0)..(passage, 0));
            let mut dated = told.filter(|(_, fact)| self.facts[**fact].moment.is_some());
            let only = dated.next().map(|(_, fact)| *fact);
            return only.filter(|_| dated.next().is_none());
        }
        // What a clause depends on tells where the text has come to.
        let is_main = |clause: &usize| {
            let join = self.reading.sentences[before].sentence.clauses[*clause].join;
            // `went on until an audit found the gap`: so far the text has come.
            let body = self.reading.sentences[before].sentence.clauses[*clause].body;
            let is_end = join == Join::Subordinate
                && self.reading.tokens[body.saturating_sub(1)].is("until");
            (matches!(join, Join::Main | Join::And) || is_end) && self.can_tell(before, *clause)
        };
        let told = (0..count).rev().find(is_main)?;
        self.node(before, told, true)
    }
}
