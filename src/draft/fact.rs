//! Facts proposed from the dated clauses of a text.

use super::clause::{Join, is_speech};
use super::headline;
use super::lexicon::{self, DETERMINERS, PREPOSITIONS, Sort, has};
use super::moment::{self, Moment};
use super::name::Cast;
use super::reading::Reading;
use super::verb::{Group, Tense};
use crate::date::Context;
use crate::source::Span;
use crate::timeline::Status;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Verbs that leave the sense to their noun.
const LIGHT: [&str; 9] = [
    "conduct", "deliver", "give", "hold", "issue", "make", "mount", "stage", "take",
];

/// The longest quote, in bytes, that is a whole sentence.
const LONGEST_QUOTE: usize = 340;

/// A bound from another fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tie {
    /// What stands before the other's id: `after`, `4 years after`.
    pub(super) words: String,
    pub(super) other: usize,
    /// Why, where the text does not say it in so many words.
    pub(super) note: Option<String>,
}

/// A cause that the text names by a signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) cause: usize,
    pub(super) kind: &'static str,
    /// Whether the signal tells only an order, so that the cause is a guess.
    pub(super) is_guess: bool,
    pub(super) signal: String,
}

/// A proposed fact.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// Its sentence and clause.
    pub(super) place: (usize, usize),
    /// The token that names it: its verb or noun.
    pub(super) head: usize,
    /// The verb that names it, by its base form.
    pub(super) base: String,
    pub(super) sort: Sort,
    pub(super) what: String,
    pub(super) who: Option<usize>,
    /// Everyone named in its clause.
    pub(super) named: BTreeSet<usize>,
    /// The last word of its subject.
    pub(super) subject: Option<String>,
    pub(super) moment: Option<Moment>,
    pub(super) ties: Vec<Tie>,
    pub(super) because: Vec<Link>,
    pub(super) status: Status,
    pub(super) quotes: Vec<Span>,
}

/// Everything that is known of a text while facts are proposed.
pub(super) struct Board<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) cast: &'a Cast,
    pub(super) context: Context,
    pub(super) facts: Vec<Fact>,
    /// The fact that a clause tells.
    pub(super) by_clause: BTreeMap<(usize, usize), usize>,
}

impl<'a> Board<'a> {
    /// The facts of all dated clauses.
    pub(super) fn new(reading: &'a Reading<'a>, cast: &'a Cast, context: Context) -> Self {
        let mut board = Self {
            reading,
            cast,
            context,
            facts: Vec::new(),
            by_clause: BTreeMap::new(),
        };
        for passage in 0..reading.sentences.len() {
            let times = reading.sentences[passage].times.clone();
            let moments = moment::moments(reading, &times, &board.context);
            for moment in moments {
                board.dated(passage, moment);
            }
        }
        board
    }

    /// Takes a date of a sentence.
    fn dated(&mut self, passage: usize, moment: Moment) {
        let reading = self.reading;
        let token = reading.tokens_in(moment.span).start;
        let clause = self.own_clause(passage, reading.sentences[passage].sentence.clause_at(token));
        if self.is_supposed(passage, clause) {
            return;
        }
        let noun = self.noun_of(passage, clause, &moment);
        let is_beside = self.is_bare_attribute(&moment) || self.is_compared(passage, clause, &moment);
        if noun.is_none() && is_beside {
            return;
        }
        let place = (passage, clause);
        let head = match &noun {
            Some(noun) => noun.head,
            None => self
                .verb_for(passage, clause, token)
                .or_else(|| reading.sentences[passage].sentence.verb(clause))
                .map_or(token, |verb| verb.head),
        };
        // A second date of the same deed: the finer one holds.
        let same = self.facts.iter_mut().find(|fact| fact.place == place && fact.head == head);
        if let Some(same) = same {
            let known = same.moment.as_ref().map(|known| known.window);
            let joined = known.and_then(|known| known.intersection(moment.window));
            if joined == Some(moment.window) {
                same.moment = Some(moment.clone());
            }
            if joined.is_some() {
                return;
            }
        }
        let fact = match noun {
            Some(noun) => self.noun_fact(place, &noun, Some(moment)),
            None => self.clause_fact(place, head, Some(moment)),
        };
        self.put(fact);
    }

    /// The clause whose event is dated by a date in another: of `was lost when it
    /// exploded on …` the first.
    fn own_clause(&self, passage: usize, clause: usize) -> usize {
        let tokens = &self.reading.tokens;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let is_when = own.join == Join::Subordinate && tokens[own.body.saturating_sub(1)].is("when");
        let is_pronoun = tokens.get(own.body).is_some_and(|first| first.is_any(&["it", "he", "she", "they"]));
        let has_main = clause > 0
            && sentence.verb(clause - 1).is_some_and(|verb| verb.is_finite && verb.tense == Tense::Past)
            && !self.by_clause.contains_key(&(passage, clause - 1));
        if is_when && is_pronoun && has_main { clause - 1 } else { clause }
    }

    /// Adds a fact; the first one of a clause stands for it.
    pub(super) fn put(&mut self, fact: Fact) -> usize {
        let index = self.facts.len();
        let is_verb = self.reading.sentences[fact.place.0]
            .sentence
            .verb(fact.place.1)
            .is_none_or(|verb| verb.head == fact.head);
        if is_verb {
            self.by_clause.entry(fact.place).or_insert(index);
        }
        self.facts.push(fact);
        index
    }

    /// A fact that a clause tells.
    pub(super) fn clause_fact(&self, place: (usize, usize), head: usize, moment: Option<Moment>) -> Fact {
        let (passage, clause) = place;
        let sentence = &self.reading.sentences[passage].sentence;
        let verb = sentence.verbs.iter().find(|verb| verb.head == head);
        let own = &sentence.clauses[clause];
        let subject = headline::subject(self.reading, passage, clause);
        let who = self.actor_of(passage, clause, verb);
        let named = self.cast.within(&own.range).map(|mention| mention.actor).collect();
        let (base, sort) = match verb {
            Some(verb) if has(&LIGHT, &verb.base) => self.deed_of(verb, own.range.end),
            Some(verb) => (verb.base.clone(), verb.sort),
            None => (String::new(), Sort::Other),
        };
        let noun = subject.as_ref().and_then(|subject| self.last_noun(subject));
        Fact {
            place,
            head,
            what: self.what(place, verb, moment.as_ref()),
            base,
            sort,
            who,
            named,
            subject: noun,
            status: self.status(place, verb, moment.as_ref()),
            quotes: vec![self.quote(passage, &own.range, moment.as_ref().map(|moment| moment.span))],
            moment,
            ties: Vec::new(),
            because: Vec::new(),
        }
    }

    /// What a verb tells whose noun carries the sense: `made a threat`.
    fn deed_of(&self, verb: &Group, end: usize) -> (String, Sort) {
        let own = (verb.base.clone(), verb.sort);
        let noun = self.noun(verb.range.end, end).filter(|noun| {
            let between = &self.reading.tokens[verb.range.end..noun.head];
            !between.iter().any(|token| has(&PREPOSITIONS, &token.lower))
        });
        let found = noun.and_then(|noun| lexicon::verb_of_noun(&self.reading.tokens[noun.head].lower));
        found.map_or(own, |verb| (verb.base.to_owned(), verb.sort))
    }

    /// A fact that a noun names, such as `the withdrawal`.
    pub(super) fn noun_fact(&self, place: (usize, usize), noun: &Noun, moment: Option<Moment>) -> Fact {
        let reading = self.reading;
        let word = &reading.tokens[noun.head].lower;
        let verb = lexicon::verb_of_noun(word);
        let without: Vec<Span> = moment.iter().map(|moment| moment.span).collect();
        Fact {
            place,
            head: noun.head,
            base: verb.map_or_else(|| word.trim_end_matches('s').to_owned(), |verb| verb.base.to_owned()),
            sort: lexicon::happening(word).unwrap_or(Sort::Other),
            what: headline::of(reading, std::slice::from_ref(&noun.range), &without),
            who: None,
            named: self.cast.within(&noun.range).map(|mention| mention.actor).collect(),
            subject: None,
            status: self.status(place, None, moment.as_ref()),
            quotes: vec![self.quote(place.0, &noun.range, moment.as_ref().map(|moment| moment.span))],
            moment,
            ties: Vec::new(),
            because: Vec::new(),
        }
    }

    /// The verb that a date belongs to: the nearest before it in its clause,
    /// else the clause's own.
    fn verb_for(&self, passage: usize, clause: usize, token: usize) -> Option<&'a Group> {
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let within = |verb: &&Group| own.range.contains(&verb.head);
        let is_deed = |verb: &&Group| {
            let before = verb.head.checked_sub(1).map(|at| self.reading.tokens[at].lower.as_str());
            let is_gerund = self.reading.tokens[verb.head].lower.ends_with("ing") && verb.range.len() == 1;
            !is_gerund || before == Some(",")
        };
        let verbs = sentence.verbs.iter();
        verbs
            .clone()
            .filter(within)
            .filter(is_deed)
            .rfind(|verb| verb.head < token && (verb.is_finite || self.reading.tokens[verb.head].lower.ends_with("ed") || verb.range.len() == 1))
            .or_else(|| sentence.verb(clause))
    }

    /// Whether a clause tells what would have been, or what may be if.
    pub(super) fn is_supposed(&self, passage: usize, clause: usize) -> bool {
        let tokens = &self.reading.tokens;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let word = |at: usize| tokens[at].lower.as_str();
        let opens_with = |clause: usize| {
            let own = &sentence.clauses[clause];
            own.join == Join::Subordinate && matches!(word(own.body.saturating_sub(1)), "if" | "unless" | "whether")
        };
        let skip = usize::from(tokens[sentence.range.start].is_quote_mark());
        let first = (sentence.range.start + skip).min(sentence.range.end - 1);
        let second = (first + 1).min(sentence.range.end - 1);
        let is_inverted = matches!(word(first), "had" | "were" | "should")
            && (tokens[second].is_capital() || has(&DETERMINERS, word(second)) || matches!(word(second), "it" | "he" | "she" | "they" | "we" | "i"));
        let verb = sentence.verb(clause);
        let is_conditional = verb.is_some_and(|verb| verb.tense == Tense::Conditional);
        let would_have = verb.is_some_and(|verb| {
            verb.tense == Tense::Conditional && self.reading.tokens[verb.range.clone()].iter().any(|token| token.is("have"))
        });
        let has_condition = (0..sentence.clauses.len()).any(opens_with);
        let _ = own;
        is_inverted || would_have || opens_with(clause) || (is_conditional && has_condition)
    }

    /// Whether a date only tells which thing is meant: `the 2008 model`.
    fn is_bare_attribute(&self, moment: &Moment) -> bool {
        let tokens = self.reading.tokens_in(moment.span);
        let Some(next) = self.reading.tokens.get(tokens.end) else { return false };
        // `Thursday's closing price`, told of after the verb.
        let last = &self.reading.tokens[tokens.end.saturating_sub(1)];
        if last.is_possessive() && next.is_word {
            let passage = self.passage_at(tokens.start);
            let sentence = &self.reading.sentences[passage].sentence;
            let clause = sentence.clause_at(tokens.start);
            return sentence.verb(clause).is_some_and(|verb| verb.head < tokens.start);
        }
        let is_year = moment.phrase.len() == 4 && moment.phrase.bytes().all(|byte| byte.is_ascii_digit());
        let before = tokens.start.checked_sub(1).map(|at| &self.reading.tokens[at]);
        let is_led = before.is_some_and(|before| has(&DETERMINERS, &before.lower) || before.is_possessive());
        let touches = next.span.start <= moment.span.end + 1;
        let is_noun = next.is_word
            && !has(&PREPOSITIONS, &next.lower)
            && !has(&["and", "or", "but", "when", "that", "who", "which", "was", "were", "is", "are", "the", "a"], &next.lower)
            && lexicon::verb(&next.lower).is_none_or(|(_, form)| form == lexicon::Form::Base);
        is_year && is_led && touches && is_noun
    }

    /// The sentence that holds a token.
    fn passage_at(&self, token: usize) -> usize {
        let after = self
            .reading
            .sentences
            .partition_point(|passage| passage.sentence.range.start <= token);
        after.saturating_sub(1)
    }

    /// Whether a date only tells what something is compared with: `up from 633
    /// million last year`.
    fn is_compared(&self, passage: usize, clause: usize, moment: &Moment) -> bool {
        let tokens = &self.reading.tokens;
        let own = &self.reading.sentences[passage].sentence.clauses[clause];
        let date = self.reading.tokens_in(moment.span).start;
        let from = own.body.max(date.saturating_sub(12));
        (from..date).any(|at| {
            let next = &tokens[(at + 1).min(date)];
            let is_amount = next.text.starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '$' | '€' | '£'));
            tokens[at].is_any(&["compared", "than", "versus"])
                || (tokens[at].is("from") && is_amount && at + 1 < date && !self.reading.is_timed(at + 1))
        })
    }

    /// The noun that a date is an attribute of, or that it follows within a
    /// phrase of its own: `the July 2021 withdrawal`, `following the completion
    /// of the work last month`.
    fn noun_of(&self, passage: usize, clause: usize, moment: &Moment) -> Option<Noun> {
        let reading = self.reading;
        let sentence = &reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let timed = reading.tokens_in(moment.span);
        let verb = sentence.verb(clause);
        // An attribute of what the verb is done to.
        let end = reading.span(&timed).end;
        let touches = reading
            .tokens
            .get(timed.end)
            .is_some_and(|next| next.is_word && timed.end < own.range.end && next.span.start <= end + 1);
        if touches && verb.is_some_and(|verb| verb.head < timed.start) && !self.is_led(timed.start) {
            let limit = own.range.end.min(timed.end + 4);
            let noun = (timed.end..limit)
                .take_while(|at| reading.tokens[*at].is_word && !has(&PREPOSITIONS, &reading.tokens[*at].lower))
                .find(|at| lexicon::happening(&reading.tokens[*at].lower).is_some());
            if let Some(head) = noun {
                let start = timed.start - usize::from(timed.start > own.body && has(&DETERMINERS, &reading.tokens[timed.start - 1].lower));
                let end = self.phrase_end(head, own.range.end);
                return Some(Noun { range: start..end, head });
            }
        }
        // After a signal that its noun follows.
        let signal = super::signal::before(reading, own.body..timed.start)?;
        let verb_between = sentence
            .verbs
            .iter()
            .any(|verb| verb.is_finite && (signal.range.end..timed.start).contains(&verb.head));
        let has_mark = (signal.range.end..timed.start).any(|at| !reading.tokens[at].is_word);
        // `73 seconds after liftoff on …`: the date is not the liftoff's own.
        let is_measured = super::signal::length_before(reading, signal.range.start).is_some();
        if verb_between || has_mark || is_measured {
            return None;
        }
        let noun = self.noun(signal.range.end, timed.start)?;
        Some(Noun {
            range: noun.range.start..timed.end.max(noun.range.end),
            head: noun.head,
        })
    }

    /// Whether a preposition that leads a date stands before a token.
    fn is_led(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        token.is_any(&["on", "in", "at", "since", "until", "by", "during", "from", "before", "after"])
    }

    /// The noun phrase that begins at a token, if it names a happening.
    pub(super) fn noun(&self, from: usize, limit: usize) -> Option<Noun> {
        let tokens = &self.reading.tokens;
        let end = self.phrase_end(from, limit);
        let head = (from..end).find(|at| {
            let token = &tokens[*at];
            // `attack helicopters` are no attack.
            let before_noun = tokens.get(at + 1).filter(|_| at + 1 < end).is_some_and(|next| {
                next.is_word && !has(&PREPOSITIONS, &next.lower) && !has(&["and", "or", "that", "which"], &next.lower) && !next.is_capital() && lexicon::happening(&next.lower).is_none() && !next.lower.ends_with("ed")
            });
            token.is_word && lexicon::happening(token.bare().to_lowercase().as_str()).is_some() && !before_noun && !token.is_possessive()
        })?;
        Some(Noun { range: from..end, head })
    }

    /// Where the noun phrase ends that a token stands in.
    pub(super) fn phrase_end(&self, from: usize, limit: usize) -> usize {
        let tokens = &self.reading.tokens;
        let within = ["of", "in", "at", "on", "from", "to", "against", "between", "by", "over", "with"];
        let mut end = from;
        while end < limit && end < from + 16 {
            let token = &tokens[end];
            let stops = !token.is_word
                || self.reading.is_timed(end)
                || token.is_any(&["which", "who", "that", "when", "while", "as", "but", "because"])
                || (has(&PREPOSITIONS, &token.lower) && !has(&within, &token.lower))
                || has(&lexicon::AUXILIARIES, &token.lower);
            if stops {
                break;
            }
            end += 1;
        }
        while end > from + 1 && has(&within, &tokens[end - 1].lower) {
            end -= 1;
        }
        end.max((from + 1).min(limit))
    }

    /// The headline of a clause.
    fn what(&self, place: (usize, usize), verb: Option<&Group>, moment: Option<&Moment>) -> String {
        let (passage, clause) = place;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        if !self.reading.article.is_english() {
            return headline::of(self.reading, std::slice::from_ref(&sentence.range), &[]);
        }
        let moments = moment::moments(self.reading, &self.reading.sentences[passage].times, &self.context);
        let mut without: Vec<Span> = moments.iter().map(|moment| moment.span).collect();
        without.extend(moment.map(|moment| moment.span));
        without.extend(super::signal::asides(self.reading, &own.range));
        let neutral = |verb: &Group| has(&["say", "add", "tell", "state", "write", "note", "explain", "stress", "remark", "speak"], &verb.base);
        let mut pieces = headline::pieces(self.reading, passage, clause);
        if own.join == Join::Saying && clause > 0 {
            let content: Vec<Range<usize>> = sentence.clauses[..clause].iter().map(|clause| clause.range.clone()).collect();
            let is_dated = self.by_clause.keys().any(|known| known.0 == passage && known.1 < clause);
            if verb.is_some_and(neutral) && !is_dated {
                pieces = content;
                pieces[0].start = sentence.clauses[0].body;
            } else {
                pieces = content.into_iter().chain(pieces).collect();
                pieces[0].start = sentence.clauses[0].body;
            }
        } else if let Some(said) = sentence.clauses.get(clause + 1).filter(|said| said.join == Join::Complement)
            && verb.is_some_and(neutral)
            && pieces.len() > 1
        {
            let is_quoted = self.reading.tokens[said.body].is_quote_mark();
            pieces.remove(0);
            let is_that = self.reading.tokens[said.body].is("that") && !is_quoted;
            pieces[0].start = (said.body + usize::from(is_that)).min(pieces[0].end);
        }
        let mut what = headline::of(self.reading, &pieces, &without);
        // A long headline does without what stands between two commas.
        if headline::is_long(self.reading, &pieces, &without)
            && let Some(apposition) = self.apposition(&own.range, own.body, verb)
        {
            without.push(apposition);
            what = headline::of(self.reading, &pieces, &without);
        }
        // Nor with what introduces its subject.
        if headline::is_long(self.reading, &pieces, &without)
            && let Some(subject) = headline::subject(self.reading, passage, clause)
            && pieces[0].start == own.body
            && (own.body + 1..own.range.end).contains(&subject.start)
        {
            without.push(self.reading.span(&(own.body..subject.start)));
            what = headline::of(self.reading, &pieces, &without);
        }
        if what.is_empty() {
            headline::of(self.reading, std::slice::from_ref(&sentence.range), &[])
        } else {
            what
        }
    }

    /// The headline of a clause without some bytes.
    pub(super) fn what_without(&self, place: (usize, usize), range: Option<Range<usize>>, span: Span) -> String {
        let sentence = &self.reading.sentences[place.0].sentence;
        let own = &sentence.clauses[place.1];
        let mut without = vec![span];
        let pieces = match range {
            Some(range) => vec![own.body..range.end],
            None => headline::pieces(self.reading, place.0, place.1),
        };
        if headline::is_long(self.reading, &pieces, &without) {
            without.extend(self.apposition(&own.range, own.body, sentence.verb(place.1)));
        }
        headline::of(self.reading, &pieces, &without)
    }

    /// What stands between commas after a subject: `Bagram, the largest base, was`.
    fn apposition(&self, clause: &Range<usize>, body: usize, verb: Option<&Group>) -> Option<Span> {
        let tokens = &self.reading.tokens;
        let last = verb?.range.start.checked_sub(1).filter(|at| *at > body && tokens[*at].text == ",")?;
        let first = (body..last).find(|at| tokens[*at].text == "," && *at > body)?;
        clause.contains(&last).then(|| self.reading.span(&(first..last + 1)))
    }

    /// Who does what a verb tells.
    fn actor_of(&self, passage: usize, clause: usize, verb: Option<&Group>) -> Option<usize> {
        let sentence = &self.reading.sentences[passage].sentence;
        // `…," said Bolden`: who speaks comes after.
        if let Some(verb) = verb
            && sentence.clauses[clause].join == Join::Saying
            && verb.range.start <= sentence.clauses[clause].body
        {
            let after = verb.range.end..(verb.range.end + 10).min(sentence.range.end);
            return self.cast.within(&after).next().map(|mention| mention.actor);
        }
        let subject = headline::subject(self.reading, passage, clause)?;
        if let Some(found) = self.actor_in(&subject) {
            return Some(found);
        }
        let words = &self.reading.tokens[subject.clone()];
        let speaks = words.last().is_some_and(|last| last.is_quoted && last.is_any(&["we", "i"]));
        let saying = sentence.clauses.iter().rposition(|clause| clause.join == Join::Saying);
        if let Some(saying) = saying.filter(|saying| speaks && *saying != clause) {
            return self.actor_of(passage, saying, sentence.verb(saying));
        }
        let is_pronoun = words.last().is_some_and(|last| last.is_any(&["he", "she"]));
        is_pronoun.then(|| self.person_before(passage, subject.start)).flatten()
    }

    /// The one whom a subject names: the head of the phrase, or the name in
    /// apposition to it.
    fn actor_in(&self, subject: &Range<usize>) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let mentions: Vec<_> = self.cast.within(subject).collect();
        let last = mentions.last()?;
        let is_apposed = last.range.end == subject.end
            && last.range.start > subject.start
            && (tokens[last.range.start - 1].text == "," || self.cast.actors[last.actor].is_person)
            && !has(&PREPOSITIONS, &tokens[last.range.start - 1].lower);
        if is_apposed {
            return Some(last.actor);
        }
        // `pilgrims at the Grand Mosque`: not the mosque.
        let is_aside = |range: &Range<usize>| {
            (subject.start..range.start)
                .any(|at| has(&PREPOSITIONS, &tokens[at].lower) && !tokens[at].is_any(&["of", "for"]))
        };
        let mentions: Vec<_> = mentions.into_iter().filter(|mention| !is_aside(&mention.range)).collect();
        let is_possessor = |range: &Range<usize>| tokens[range.end - 1].is_possessive();
        mentions
            .iter()
            .find(|mention| !is_possessor(&mention.range))
            .or(mentions.first())
            .map(|mention| mention.actor)
    }

    /// The only person named since the sentence before.
    fn person_before(&self, passage: usize, token: usize) -> Option<usize> {
        let block = self.reading.sentences[passage].block;
        let before = passage
            .checked_sub(1)
            .filter(|before| self.reading.sentences[*before].block + 1 >= block)
            .unwrap_or(passage);
        let start = self.reading.sentences[before].sentence.range.start;
        let people: BTreeSet<usize> = self
            .cast
            .within(&(start..token))
            .map(|mention| mention.actor)
            .filter(|actor| self.cast.actors[*actor].is_person)
            .collect();
        (people.len() == 1).then(|| people.first().copied()).flatten()
    }

    /// The last noun of a subject, in lower case.
    fn last_noun(&self, subject: &Range<usize>) -> Option<String> {
        let tokens = &self.reading.tokens[subject.clone()];
        let end = tokens
            .iter()
            .position(|token| has(&PREPOSITIONS, &token.lower) || token.text == ",")
            .filter(|end| *end > 0)
            .unwrap_or(tokens.len());
        let word = tokens[..end].iter().rev().find(|token| token.is_word)?;
        Some(word.bare().to_lowercase())
    }

    /// How well established a text calls what a clause tells.
    fn status(&self, place: (usize, usize), verb: Option<&Group>, moment: Option<&Moment>) -> Status {
        let (passage, clause) = place;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let words = &self.reading.tokens[own.range.clone()];
        let has_word = |list: &[&str]| words.iter().any(|token| !token.is_quoted && token.is_any(list));
        let speaker = match own.join {
            Join::Complement => clause.checked_sub(1).and_then(|before| sentence.verb(before)),
            _ => sentence.clauses.get(clause + 1).filter(|next| next.join == Join::Saying).and_then(|_| sentence.verb(clause + 1)),
        };
        if speaker.is_some_and(|verb| verb.base == "deny") {
            return Status::Disputed;
        }
        let as_of = self.context.as_of.map(|day| day.instant().saturating_add(86_400_000_000_000 - 1));
        let start = moment.and_then(|moment| moment.window.earliest);
        let is_ahead = matches!((start, as_of), (Some(start), Some(as_of)) if start > as_of);
        let is_future = verb.is_some_and(|verb| verb.tense == Tense::Future);
        let is_scheduled = verb.is_some_and(|verb| verb.is_passive && verb.tense != Tense::Past && has(&["schedule", "plan", "expect"], &verb.base));
        if is_ahead || ((is_future || is_scheduled) && moment.is_none_or(|_| start.is_none() || is_ahead || start >= as_of)) {
            return Status::Planned;
        }
        if has_word(&["alleged", "allegedly", "reportedly", "purportedly", "purported", "suspected", "apparently", "unconfirmed"])
            || speaker.is_some_and(|verb| has(&["claim", "allege", "accuse", "suspect"], &verb.base))
            || verb.is_some_and(|verb| verb.base == "accuse")
        {
            return Status::Alleged;
        }
        if has_word(&["disputed", "contested"]) {
            return Status::Disputed;
        }
        Status::Reported
    }

    /// The words that a fact rests on: its sentence, or of a long one the part
    /// around its clause and date.
    pub(super) fn quote(&self, passage: usize, clause: &Range<usize>, date: Option<Span>) -> Span {
        let reading = self.reading;
        let sentence = &reading.sentences[passage].sentence.range;
        let whole = reading.span(sentence);
        if whole.len() <= LONGEST_QUOTE {
            return whole;
        }
        let mut part = reading.span(clause);
        if let Some(date) = date {
            part = Span::new(part.start.min(date.start), part.end.max(date.end));
        }
        if part.len() <= LONGEST_QUOTE {
            return part;
        }
        // The words around the date, as many as fit.
        let middle = date.unwrap_or(Span::new(part.start, part.start));
        let middle = reading.tokens_in(middle);
        let (mut from, mut to) = (middle.start, middle.end.max(middle.start + 1).min(sentence.end));
        loop {
            let wider = (from.max(sentence.start + 1) - 1)..(to + 1).min(sentence.end);
            if reading.span(&wider).len() > LONGEST_QUOTE || wider == (from..to) {
                break;
            }
            (from, to) = (wider.start, wider.end);
        }
        reading.span(&(from..to))
    }

    /// Whether a clause can be a fact without a date: a deed told as done.
    pub(super) fn is_deed(&self, passage: usize, clause: usize) -> bool {
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let Some(verb) = sentence.verb(clause) else { return false };
        let is_quoted = self.reading.tokens[verb.head].is_quoted;
        let is_gerund = own.join == Join::Subordinate && !verb.is_finite;
        // `it fell` tells nobody what fell.
        let is_pronoun = verb.range.start == own.body + 1
            && self.reading.tokens[own.body].is_any(&["it", "they", "this", "that", "there", "these"]);
        if is_pronoun {
            return false;
        }
        !verb.is_state()
            && !is_quoted
            && !self.is_supposed(passage, clause)
            && (verb.is_finite || is_gerund)
            && matches!(verb.tense, Tense::Past | Tense::Future | Tense::Present)
            && (verb.tense == Tense::Past || is_gerund || verb.tense == Tense::Future || is_speech(verb.sort))
    }
}

/// A noun phrase that names a happening.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) range: Range<usize>,
    pub(super) head: usize,
}
