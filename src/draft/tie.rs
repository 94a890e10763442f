//! Orders and causes that a text names by a signal, and the facts without a
//! date that they reach.

use super::clause::Join;
use super::fact::{Board, Link, Tie};
use super::lexicon::{self, Sort};
use super::moment::{self, Moment, flat, slice};
use super::resolve::Side;
use super::signal::{self, Says};
use super::verb::Tense;
use crate::date::Kind;
use crate::date::arithmetic::DAY;
use std::ops::Range;

/// A signal with its two sides.
struct Joint {
    /// What the sentence is about.
    own: Side,
    /// What follows the signal.
    other: Side,
    says: Says,
    words: String,
    /// Its token.
    at: usize,
    /// The measured length, as an event file says it.
    length: Option<String>,
}

impl Board<'_> {
    /// Finds all ties and links.
    pub(super) fn tie(&mut self) {
        for passage in 0..self.reading.sentences.len() {
            for clause in 0..self.reading.sentences[passage].sentence.clauses.len() {
                self.conjunction(passage, clause);
                self.prepositions(passage, clause);
                self.causing(passage, clause);
                self.consequence(passage, clause);
                self.reply(passage, clause);
            }
            self.opener(passage);
            self.occasion(passage);
        }
    }

    /// A clause that `after`, `before`, `because`, `so` or `as` joins.
    fn conjunction(&mut self, passage: usize, clause: usize) {
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        if own.join != Join::Subordinate || own.body == 0 {
            return;
        }
        let at = own.body - 1;
        let words = self.reading.tokens[at].lower.clone();
        if words == "when" && self.since_date(passage, clause) {
            return;
        }
        let main = self.main_of(passage, clause);
        let Some(main) = main.or_else(|| self.unnamed_main(passage, clause)) else {
            return;
        };
        let says = match words.as_str() {
            "after" | "once" => Says::After,
            "before" => Says::Before,
            "because" => Says::Cause("causes"),
            "so" => {
                // The cause stands before.
                let joint = Joint {
                    own: Side::Clause(passage, clause),
                    other: Side::Clause(passage, main),
                    says: Says::Cause("causes"),
                    words,
                    at,
                    length: None,
                };
                self.join(joint);
                return;
            }
            "as" | "when" => {
                let is_told = self.by_clause.contains_key(&(passage, main));
                // `ending a dispute that began when a court ruled`: not of the main clause.
                let before = clause.checked_sub(1).filter(|before| *before > main);
                let is_within = before.is_some_and(|before| {
                    let clauses = &self.reading.sentences[passage].sentence.clauses;
                    clauses[before].join == Join::Relative
                        && clauses[before].range.end == clauses[clause].range.start
                        && self.reading.tokens[clauses[clause].range.start].text != ","
                });
                if is_within {
                    return;
                }
                if is_told {
                    self.meanwhile(passage, clause, main, &words);
                } else if words == "when" {
                    self.meanwhile(passage, main, clause, &words);
                    // `ten died and 31 were injured when …`
                    let clauses = &self.reading.sentences[passage].sentence.clauses;
                    let mut joined = main;
                    while joined > 0 && clauses[joined].join == Join::And {
                        joined -= 1;
                        self.meanwhile(passage, joined, clause, &words);
                    }
                }
                return;
            }
            _ => return,
        };
        if words == "because" && self.by_clause.contains_key(&(passage, main)) {
            self.reason(passage, clause);
        }
        let length = self.length(at);
        // `had been inspected two days before it sank`, of what the text has dated elsewhere.
        if matches!(says, Says::After | Says::Before)
            && let Some(told) = self.told_elsewhere(passage, clause, main)
        {
            self.by_clause.insert((passage, clause), told);
        }
        self.join(Joint {
            own: Side::Clause(passage, main),
            other: Side::Clause(passage, clause),
            says,
            words,
            at,
            length,
        });
    }

    /// Proposes what a text gives as the reason of a fact and that is no deed: `because
    /// the ship had no cabin`, `because the club would not pay`.
    fn reason(&mut self, passage: usize, clause: usize) {
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let tokens = &self.reading.tokens;
        let Some(verb) = sentence.verb(clause).filter(|verb| verb.is_finite) else {
            return;
        };
        let first = &tokens[own.body];
        let is_named = verb.range.start > own.body
            && !first.is_any(&[
                "it", "he", "she", "they", "this", "that", "there", "these", "we", "i",
            ]);
        let words = &tokens[verb.range.clone()];
        let refuses = words[0].is_any(&["would", "could"])
            && words.iter().any(|word| word.is("not"))
            && !words.iter().any(|word| word.is("have"));
        let is_told = verb.tense == Tense::Past || refuses;
        let is_known = self.by_clause.contains_key(&(passage, clause));
        if is_known || self.is_deed(passage, clause) || tokens[verb.head].is_quoted {
            return;
        }
        if is_named && is_told && !self.is_supposed(passage, clause) {
            let fact = self.clause_fact((passage, clause), verb.head, None);
            self.put(fact);
        }
    }

    /// The length before a signal, as an event file says it.
    fn length(&self, at: usize) -> Option<String> {
        if let Some(unit) = signal::unit_before(&self.reading.tokens, at) {
            return Some(format!("1 {unit}"));
        }
        let time = signal::length_before(self.reading, at)?;
        time.when().map(str::to_owned)
    }

    /// The clause that another one depends on.
    fn main_of(&self, passage: usize, clause: usize) -> Option<usize> {
        let clauses = &self.reading.sentences[passage].sentence.clauses;
        if clause == 0 {
            return (1..clauses.len()).find(|at| matches!(clauses[*at].join, Join::Main));
        }
        (0..clause).rev().find(|at| {
            !self.is_supposed(passage, *at)
                && (self.by_clause.contains_key(&(passage, *at)) || self.is_deed(passage, *at))
        })
    }

    /// `…, as rebels seized the town`, `ten died when a boat sank on Monday`: at the
    /// same time as the other clause, which tells when.
    fn meanwhile(&mut self, passage: usize, clause: usize, main: usize, word: &str) {
        let place = (passage, clause);
        let sentence = &self.reading.sentences[passage].sentence;
        let Some(verb) = sentence.verb(clause) else {
            return;
        };
        let has_subject = verb.range.start > sentence.clauses[clause].body
            && !self.reading.tokens[verb.range.start - 1].is_any(&lexicon::PERSONS);
        let is_past = verb.tense == Tense::Past && verb.is_finite && has_subject;
        let Some(mut known) = self.by_clause.get(&(passage, main)).copied() else {
            return;
        };
        // `in 1990, 2003 and 2014, when`: on the last of them.
        let start = sentence.clauses[clause].range.start;
        let is_last = |fact: &usize| {
            let fact = &self.facts[*fact];
            let date = fact.moment.as_ref();
            let date = date.map(|date| self.reading.tokens_in(date.span));
            fact.place == (passage, main) && date.is_some_and(|date| date.end == start)
        };
        known = (known..self.facts.len()).find(is_last).unwrap_or(known);
        if !is_past || !self.is_deed(passage, clause) || self.by_clause.contains_key(&place) {
            return;
        }
        let Some(mut moment) = self.facts[known].moment.clone() else {
            return;
        };
        // `nothing was done until Friday, when`: on that day, and no longer until then.
        let bounded = is_last(&known)
            .then(|| moment.phrase.split_once(' '))
            .flatten();
        if let Some((bound, date)) = bounded
            && ["until", "since", "from", "by", "before", "after"].contains(&bound)
        {
            let meaning = moment::meaning(date, &self.context);
            let Some(meaning) = meaning.filter(|meaning| meaning.kind == Kind::Moment) else {
                return;
            };
            (moment.window, moment.phrase) = (meaning.start, date.to_owned());
        }
        let head = verb.head;
        let moment = Moment {
            remark: Some(format!("at the same time: “{word}” in the text")),
            ..moment
        };
        let mut fact = self.clause_fact(place, head, Some(moment));
        fact.status = crate::timeline::Status::Reported;
        self.put(fact);
    }

    /// `the worst since 1972, when 900 died`: what happened on a date that the clause
    /// before only counts from.
    fn since_date(&mut self, passage: usize, clause: usize) -> bool {
        let own = &self.reading.sentences[passage].sentence.clauses[clause];
        let Some(comma) = own.body.checked_sub(2) else {
            return false;
        };
        let tokens = &self.reading.tokens;
        let is_dated = tokens[comma].text == "," && comma > 0 && self.reading.is_timed(comma - 1);
        let times = self.reading.sentences[passage].times.clone();
        let told = moment::moments(self.reading, &times, &self.context)
            .into_iter()
            .find(|moment| {
                self.reading.tokens_in(moment.span).end == comma
                    && moment.phrase.starts_with("since ")
            });
        let (true, Some(told)) = (is_dated, told) else {
            return false;
        };
        let phrase = told.phrase["since ".len()..].to_owned();
        let place = (passage, clause);
        let verb = self.reading.sentences[passage].sentence.verb(clause);
        let is_past = verb.is_some_and(|verb| verb.is_finite && verb.tense == Tense::Past);
        let (Some(meaning), true) = (moment::meaning(&phrase, &self.context), is_past) else {
            return true;
        };
        if !self.by_clause.contains_key(&place) && self.is_deed(passage, clause) {
            let head = verb.map_or(comma, |verb| verb.head);
            let moment = Moment {
                window: meaning.start,
                phrase,
                ..told
            };
            self.read.push(moment.span);
            let fact = self.clause_fact(place, head, Some(moment));
            self.put(fact);
        }
        true
    }

    /// Signals before a noun: `following the vote`.
    fn prepositions(&mut self, passage: usize, clause: usize) {
        let own = self.reading.sentences[passage].sentence.clauses[clause].clone();
        for at in own.body..own.range.end {
            let Some(signal) = signal::at(self.reading, at) else {
                continue;
            };
            // `nobody looked until after the outage` tells no order of two events.
            if at > 0 && self.reading.tokens[at - 1].is("until") {
                continue;
            }
            let rest = signal.range.end..own.range.end;
            let is_cause = matches!(signal.says, Says::Cause(_));
            let noun = self
                .noun(rest.start, rest.end)
                .or_else(|| self.thing(&rest).filter(|_| is_cause));
            let Some(noun) = noun else {
                continue;
            };
            if self.is_supposed(passage, clause) {
                continue;
            }
            let length = self.length(at);
            let end = noun.range.end;
            self.join(Joint {
                own: Side::Clause(passage, clause),
                other: Side::Noun((passage, clause), noun),
                says: signal.says,
                words: signal.words.to_owned(),
                at,
                length,
            });
            if is_cause {
                self.without_cause((passage, clause), &(at..end), signal.words);
            }
        }
    }

    /// Takes the cause that a link tells out of the headline of its clause.
    fn without_cause(&mut self, place: (usize, usize), cause: &Range<usize>, words: &str) {
        let Some(fact) = self.by_clause.get(&place).copied() else {
            return;
        };
        let is_linked = self.facts[fact]
            .because
            .iter()
            .any(|link| link.signal == words);
        let told = flat(slice(self.reading, self.reading.span(cause)));
        let what = &self.facts[fact].what;
        if let Some(front) = what.strip_suffix(told.as_str())
            && is_linked
            && front.split_whitespace().count() > 2
        {
            let front = front.trim_end_matches([' ', ',']).to_owned();
            self.facts[fact].what = front;
        }
    }

    /// `The storm caused …`, `… was caused by the storm`.
    fn causing(&mut self, passage: usize, clause: usize) {
        let Some(causing) = self.causing_of(passage, clause) else {
            return;
        };
        let place = (passage, clause);
        let own = match causing.effect {
            Some(effect) if !causing.is_passive && !self.by_clause.contains_key(&place) => {
                Side::Noun(place, effect)
            }
            _ => Side::Clause(passage, clause),
        };
        self.join(Joint {
            own,
            other: Side::Noun(place, causing.cause),
            says: Says::Cause(causing.kind),
            words: causing.words,
            at: causing.at,
            length: None,
        });
    }

    /// Who answers, after who asked.
    fn reply(&mut self, passage: usize, clause: usize) {
        let sentence = &self.reading.sentences[passage].sentence;
        let is_reply = sentence.verb(clause).is_some_and(|verb| {
            verb.sort == Sort::Replying && verb.is_finite && verb.tense == Tense::Past
        });
        let Some(before) = passage.checked_sub(1).filter(|_| is_reply) else {
            return;
        };
        let asked = self
            .by_clause
            .range((before, 0)..(passage, clause))
            .map(|(_, fact)| *fact)
            .find(|fact| self.facts[*fact].sort == Sort::Asking);
        let Some(asked) = asked else { return };
        let Some(answer) = self.node(passage, clause, true) else {
            return;
        };
        let words = sentence
            .verb(clause)
            .map(|verb| self.reading.tokens[verb.head].lower.clone());
        if answer == asked {
            return;
        }
        let is_dated = self.facts[answer].moment.is_some();
        self.add_tie(answer, "after", asked, None);
        if !is_dated {
            let note = "the answer stands beside the question; its day is not told".to_owned();
            self.same_day(answer, asked, note);
        }
        self.add_link(answer, asked, "responds", false, words.unwrap_or_default());
    }

    /// `In response, …`: to the sentence before.
    fn opener(&mut self, passage: usize) {
        let sentence = &self.reading.sentences[passage].sentence;
        let start = sentence.range.start;
        let Some((words, kind)) = signal::opener(self.reading, start) else {
            return;
        };
        let Some(before) = passage.checked_sub(1) else {
            return;
        };
        let cause = self
            .by_clause
            .range((before, 0)..(passage, 0))
            .next()
            .map(|(_, fact)| *fact);
        // `Its report, published on Monday, says …`: what its sentence has dated.
        let only = || {
            let mut told = self.facts.iter().enumerate();
            let is_there = |fact: &super::fact::Fact| fact.place.0 == before;
            let found = told.find(|(_, fact)| is_there(fact))?.0;
            told.all(|(_, fact)| !is_there(fact)).then_some(found)
        };
        let Some(cause) = cause.or_else(only) else {
            return;
        };
        let main = (0..sentence.clauses.len()).find(|clause| {
            self.by_clause.contains_key(&(passage, *clause)) || self.is_deed(passage, *clause)
        });
        let Some(effect) = main.and_then(|main| self.node(passage, main, true)) else {
            return;
        };
        self.heard.insert(start);
        self.add_link(effect, cause, kind, false, words.to_owned());
    }

    /// `At the ceremony, …`: on the day of the ceremony.
    fn occasion(&mut self, passage: usize) {
        let sentence = &self.reading.sentences[passage].sentence;
        let start = sentence.range.start;
        let tokens = &self.reading.tokens;
        let opens = tokens[start].is_any(&["at", "during"])
            && tokens
                .get(start + 1)
                .is_some_and(|token| token.is_any(&["the", "that", "this"]));
        let comma = (start..sentence.range.end.min(start + 8)).find(|at| tokens[*at].text == ",");
        let (true, Some(comma)) = (opens, comma) else {
            return;
        };
        let Some(noun) = self.noun(start + 2, comma) else {
            return;
        };
        let word = tokens[noun.head].lower.clone();
        if lexicon::happening(&word) != Some(Sort::Meeting) {
            return;
        }
        let clause = sentence.clause_at(comma);
        if self.by_clause.contains_key(&(passage, clause)) || !self.is_deed(passage, clause) {
            return;
        }
        // From the last one back: seldom far, and only for `at the ceremony, …`.
        let held = (0..self.facts.len()).rev().find(|index| {
            let fact = &self.facts[*index];
            let is_near = fact.place.0 < passage
                && self.reading.sentences[fact.place.0].block + 4
                    >= self.reading.sentences[passage].block;
            let is_planned = fact.status == crate::timeline::Status::Planned;
            is_near
                && !is_planned
                && fact.moment.is_some()
                && (fact.sort == Sort::Meeting || fact.base == word)
        });
        let Some(held) = held else { return };
        let Some(fact) = self.node(passage, clause, true) else {
            return;
        };
        let note = format!("the text says “{} {word}”", tokens[start + 1].lower);
        self.same_day(fact, held, note);
    }

    /// Joins two sides, at least one of which is a known fact.
    fn join(&mut self, joint: Joint) {
        let known = (self.side(&joint.own, false), self.side(&joint.other, false));
        let is_measured = joint.length.is_some();
        if known.0.is_none() && known.1.is_none() {
            return;
        }
        let was_known = known.1.is_some() || matches!(joint.other, Side::Clause(..));
        let (Some(own), Some(other)) = (self.side(&joint.own, true), self.side(&joint.other, true))
        else {
            return;
        };
        let own = match &joint.own {
            // `the storm led to the collapse`: what came of it is another fact.
            Side::Noun(place, noun) if own == other => {
                let fact = self.noun_fact(*place, noun, None);
                if fact.base == self.facts[other].base {
                    return;
                }
                self.put(fact)
            }
            _ => own,
        };
        if own == other {
            return;
        }
        match joint.says {
            Says::Cause(kind) => {
                self.heard.insert(joint.at);
                self.add_link(own, other, kind, false, joint.words);
            }
            Says::After | Says::Before => {
                let is_after = joint.says == Says::After;
                self.heard.insert(joint.at);
                // What is measured, or comes later, is told from what is known.
                let is_new = known.0.is_some() && self.facts[other].moment.is_none();
                let turned = is_new
                    && if is_measured {
                        known.1.is_none()
                    } else {
                        !is_after
                    };
                let (from, to, is_after) = if turned {
                    (other, own, !is_after)
                } else {
                    (own, other, is_after)
                };
                let word = if is_after { "after" } else { "before" };
                let words = joint
                    .length
                    .map_or_else(|| word.to_owned(), |length| format!("{length} {word}"));
                self.add_tie(from, &words, to, None);
                if joint.says == Says::After && !is_measured && was_known {
                    let kind = if self.facts[own].sort == Sort::Saying {
                        "responds"
                    } else {
                        "causes"
                    };
                    self.add_link(own, other, kind, true, joint.words);
                }
            }
        }
    }

    /// Gives a fact the day of another: its very words where they tell one day.
    fn same_day(&mut self, fact: usize, other: usize, note: String) {
        let known = self.facts[other].moment.clone().filter(|moment| {
            let (first, last) = (moment.window.earliest, moment.window.latest);
            matches!((first, last), (Some(first), Some(last)) if last.nanoseconds() - first.nanoseconds() < DAY)
        });
        match known {
            Some(moment) if self.facts[fact].moment.is_none() => {
                self.facts[fact].moment = Some(Moment {
                    remark: Some(note),
                    ..moment
                });
            }
            _ => self.add_tie(fact, "same day as", other, Some(note)),
        }
    }

    pub(super) fn add_tie(&mut self, fact: usize, words: &str, other: usize, note: Option<String>) {
        let tie = Tie {
            words: words.to_owned(),
            other,
            note,
        };
        let is_mutual = self.facts[other]
            .ties
            .iter()
            .any(|known| known.other == fact);
        let ties = &mut self.facts[fact].ties;
        if fact != other
            && !is_mutual
            && !ties
                .iter()
                .any(|known| known.other == other && known.words == tie.words)
        {
            ties.push(tie);
        }
    }

    pub(super) fn add_link(
        &mut self,
        effect: usize,
        cause: usize,
        kind: &'static str,
        is_guess: bool,
        signal: String,
    ) {
        let is_mutual = self.facts[cause]
            .because
            .iter()
            .any(|known| known.cause == effect);
        let links = &mut self.facts[effect].because;
        if effect == cause || is_mutual || links.iter().any(|known| known.cause == cause) {
            return;
        }
        links.push(Link {
            cause,
            kind,
            is_guess,
            signal,
        });
    }
}
