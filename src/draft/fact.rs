//! Facts proposed from the dated clauses of a text.

use super::headline;
use super::lexicon::{self, Sort, has};
use super::moment::{self, Moment};
use super::name::Cast;
use super::noun::Noun;
use super::reading::Reading;
use super::rival::Account;
use super::standing::is_scheduled;
use super::verb::{Group, NO_VERBS, Tense};
use crate::date::Context;
use crate::source::Span;
use crate::timeline::Status;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether a noun tells it and no clause.
    pub(super) is_noun: bool,
    /// The last word of its subject.
    pub(super) subject: Option<String>,
    pub(super) moment: Option<Moment>,
    /// When it was by each of those who tell it otherwise; none where nobody does.
    pub(super) accounts: Vec<Account>,
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
    /// The dates that gave a fact.
    pub(super) read: Vec<Span>,
    /// The tokens of the signals that gave a link.
    pub(super) heard: BTreeSet<usize>,
}

/// What a date is to a deed that may have one already.
enum Second {
    /// Of another deed, or its first.
    Other,
    /// One more of the same.
    Joined,
    /// Of something that the clause mentions.
    Beside,
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
            read: Vec::new(),
            heard: BTreeSet::new(),
        };
        for passage in 0..reading.sentences.len() {
            let times = reading.sentences[passage].times.clone();
            let sequels: Vec<Span> = times
                .clone()
                .filter_map(|at| reading.sequel(at))
                .map(|sequel| sequel.span)
                .collect();
            let moments = moment::moments(reading, &times, &board.context);
            for moment in &moments {
                let is_sequel = sequels.iter().any(|span| span.end == moment.span.end);
                if !is_sequel {
                    board.dated(passage, moment.clone(), &moments);
                }
            }
        }
        board
    }

    /// Takes a date of a sentence, one of all of them.
    fn dated(&mut self, passage: usize, mut moment: Moment, all: &[Moment]) {
        let reading = self.reading;
        let token = reading.tokens_in(moment.span).start;
        // A date that stands alone tells no event, and that of a letter which tells of others
        // none of its own: `a report dated 4 October`.
        let is_written = token > 0 && reading.tokens[token - 1].is("dated");
        if self.is_bare_date(passage) || is_written {
            return;
        }
        let clause = self.own_clause(
            passage,
            reading.sentences[passage].sentence.clause_at(token),
        );
        if self.is_supposed(passage, clause) || self.looks_past(passage, &moment) {
            return;
        }
        let noun = self.noun_of(passage, clause, &moment);
        let is_beside = self.is_bare_attribute(&moment)
            || self.is_compared(passage, clause, &moment)
            || self.is_record(passage, clause, &moment)
            || self.is_of_period(&moment)
            || self.is_foreseen(passage, clause, &moment)
            || self.is_due(passage, clause, &moment)
                && !self.is_wanted_by(passage, clause, &moment)
            || self.is_in_words(passage, clause, &moment, all)
            || self.is_of_other(passage, clause, &moment);
        if noun.is_none() && is_beside {
            return;
        }
        let Some(meant) = self.meant((passage, clause), noun.as_ref(), moment, all) else {
            return;
        };
        moment = meant;
        self.read.push(moment.span);
        let place = (passage, clause);
        if noun.is_none()
            && let Some(fact) = self.opening_fact(place, token, &moment)
        {
            self.put(fact);
            return;
        }
        let head = match &noun {
            Some(noun) => noun.head,
            None => self
                .verb_for(passage, clause, token)
                .or_else(|| reading.sentences[passage].sentence.verb(clause))
                .map_or(token, |verb| verb.head),
        };
        let verb = reading.sentences[passage]
            .sentence
            .verbs
            .iter()
            .find(|verb| verb.head == head);
        let is_out =
            |verb: &Group| self.is_elliptic(verb) || self.hangs_on_condition(passage, verb);
        if verb.is_some_and(is_out) {
            self.read.pop();
            return;
        }
        // `were to be fitted in May`: as seen from then.
        let is_then = |verb: &Group| reading.tokens[verb.range.start].is_any(&["was", "were"]);
        let looks_ahead = |verb: &Group| verb.tense == Tense::Future || is_scheduled(verb);
        if verb.is_some_and(|verb| looks_ahead(verb) && !is_then(verb)) {
            moment = moment::ahead(reading, &moment, &self.context).unwrap_or(moment);
        }
        match self.second_date(place, head, &moment) {
            Second::Other => {}
            Second::Joined => return,
            Second::Beside => {
                self.read.pop();
                return;
            }
        }
        let fact = match noun {
            Some(noun) => self.reported(place, &noun, moment),
            None => self.clause_fact(place, head, Some(moment)),
        };
        self.put(fact);
    }

    /// The date that is meant: of what is demanded by another, the one at the head of the
    /// sentence, if there is one; of what was put off until a day, the day.
    fn meant(
        &self,
        (passage, clause): (usize, usize),
        noun: Option<&Noun>,
        mut moment: Moment,
        all: &[Moment],
    ) -> Option<Moment> {
        let sentence = &self.reading.sentences[passage].sentence;
        if noun.is_none() {
            if !self.is_wanted_by(passage, clause, &moment) {
                return Some(moment);
            }
            // `On Monday it … demanded the release by Wednesday`: demanded on Monday.
            let first = |other: &Moment| self.reading.tokens_in(other.span).start;
            let opening = all
                .iter()
                .find(|other| first(other) == sentence.range.start)?;
            return Some(Moment {
                remark: Some("the date at the head of its sentence".to_owned()),
                ..opening.clone()
            });
        }
        let until = moment.phrase.strip_prefix("until ").map(str::to_owned);
        let is_put_off = self
            .put_off(sentence, &sentence.clauses[clause], &moment)
            .is_some();
        if let Some(until) = until.filter(|_| is_put_off)
            && let Some(meaning) = moment::meaning(&until, &self.context)
        {
            moment.phrase = until;
            moment.window = meaning.start;
        }
        Some(moment)
    }

    /// Takes a second date of the same deed: the finer one holds. Dates come in the order
    /// of the text, so that only the facts of this sentence are looked at.
    fn second_date(&mut self, place: (usize, usize), head: usize, moment: &Moment) -> Second {
        let reading = self.reading;
        let token = reading.tokens_in(moment.span).start;
        let first = self.facts.partition_point(|fact| fact.place.0 < place.0);
        let same = self.facts[first..]
            .iter_mut()
            .find(|fact| fact.place == place && fact.head == head);
        let Some(same) = same else {
            return Second::Other;
        };
        let known = same.moment.as_ref().map(|known| known.window);
        let joined = known.and_then(|known| known.intersection(moment.window));
        if joined == Some(moment.window) {
            same.moment = Some(moment.clone());
        }
        if joined.is_some() {
            return Second::Joined;
        }
        // `was convicted in April of taking bribes in 2012`: of the bribes.
        let known = same.moment.as_ref().map(|known| known.span.end);
        let from = known.map_or(token, |end| {
            reading.tokens_in(Span::new(end, end + 1)).start
        });
        let is_doing = |at: &usize| {
            reading.tokens[*at].lower.ends_with("ing")
                && reading.tokens[*at - 1].is_any(&["of", "for", "by", "from", "with", "in"])
        };
        // `pays on Dec. 10 to holders of record on Nov. 20`: of the holders.
        let parts = |at: usize| {
            let word = &reading.tokens[at];
            !word.is_word || word.is_any(&["and", "or", "but", "then"])
        };
        let is_apart = token > from + 1 && !(from..token).any(parts);
        if is_apart || (from.max(1)..token).any(|at| is_doing(&at)) {
            Second::Beside
        } else {
            Second::Other
        }
    }

    /// What a participle at the head of a sentence tells, which a date before its
    /// comma belongs to: `Born in Paris on 4 July 1918, she studied law`.
    fn opening_fact(&self, place: (usize, usize), date: usize, moment: &Moment) -> Option<Fact> {
        let sentence = &self.reading.sentences[place.0].sentence;
        let tokens = &self.reading.tokens;
        let own = &sentence.clauses[place.1];
        // `Last inspected in March 2022, the gate …`
        let adverb = tokens[own.body].is_any(&["first", "last", "newly", "originally"]);
        let first = own.body + usize::from(adverb);
        let word = tokens.get(first)?.lower.as_str();
        let opens = own.body == sentence.range.start
            && (has(&headline::OPENING, word)
                || word.ends_with("ed") && word.len() > 4 && !has(&NO_VERBS, word));
        let comma = (first..own.range.end).find(|at| tokens[*at].text == ",")?;
        // `Last inspected` is no clause of its own.
        let mut verbs = sentence.verbs.iter();
        let verb = match sentence.verb(place.1) {
            Some(own) if adverb && own.range.start <= comma => {
                verbs.find(|verb| verb.range.start > comma && own.range != verb.range)
            }
            own => own,
        }?;
        if !opens || date > comma || verb.range.start <= comma || !verb.is_finite {
            return None;
        }
        let subject = if adverb {
            comma + 1..verb.range.start
        } else {
            headline::subject(self.reading, place.0, place.1)?
        };
        if subject.start <= comma || subject.is_empty() {
            return None;
        }
        let of = |piece: &std::ops::Range<usize>| {
            headline::of(self.reading, std::slice::from_ref(piece), &[moment.span])
        };
        let (who, deed) = (of(&subject), of(&(first..comma)));
        let deed = deed.get(word.len()..).unwrap_or("");
        let how = match tokens[own.body].lower.as_str() {
            how if adverb => format!("{how} "),
            _ => String::new(),
        };
        let mut fact = self.clause_fact(place, first, Some(moment.clone()));
        let was = headline::was(&who);
        fact.what = format!("{who} {was} {how}{word}{deed}");
        fact.status = Status::Reported;
        if fact.base.is_empty() {
            word.clone_into(&mut fact.base);
        }
        Some(fact)
    }

    /// Whether a date is counted from the one told last, but the sentence between them
    /// went back to a time that nothing dates: `He had claimed victory on the night of the
    /// vote. The count stopped the next morning.`
    fn looks_past(&self, passage: usize, moment: &Moment) -> bool {
        let tokens = &self.reading.tokens;
        let words = self.reading.tokens_in(moment.span);
        let first = words.start;
        let is_counted = tokens[first].is("the")
            && tokens
                .get(first + 1)
                .is_some_and(|next| next.is_any(&["next", "following"]))
            || tokens[words.end.saturating_sub(1)].is_any(&["later"]);
        let Some(before) = passage.checked_sub(1).filter(|_| is_counted) else {
            return false;
        };
        let before = &self.reading.sentences[before];
        let goes_back = before
            .sentence
            .verb(0)
            .is_some_and(|verb| tokens[verb.range.start].is("had"));
        // A date of its own before this one in the sentence comes first.
        let own = &self.reading.sentences[passage].times;
        let is_first = self.reading.times[own.start].span().end >= moment.span.end;
        goes_back && is_first && before.times.is_empty()
    }

    /// Whether a sentence holds nothing but dates.
    pub(super) fn is_bare_date(&self, passage: usize) -> bool {
        let whole = &self.reading.sentences[passage].sentence.range;
        whole
            .clone()
            .all(|at| !self.reading.tokens[at].is_word || self.reading.is_timed(at))
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
    pub(super) fn clause_fact(
        &self,
        place: (usize, usize),
        head: usize,
        moment: Option<Moment>,
    ) -> Fact {
        let (passage, clause) = place;
        let sentence = &self.reading.sentences[passage].sentence;
        let verb = sentence.verbs.iter().find(|verb| verb.head == head);
        let own = &sentence.clauses[clause];
        let subject = headline::subject(self.reading, passage, clause);
        // The treaty of `Under a treaty signed in 1996, the port is open` is not the port's.
        let is_introduction = self.introduction(place, verb).is_some();
        let moments = moment::moments(
            self.reading,
            &self.reading.sentences[passage].times,
            &self.context,
        );
        let gapped = self.gapped(place, verb, moment.as_ref(), &moments);
        let own_subject = gapped.and_then(|gapped| gapped.subject);
        let who = match (self.thing_of(place, verb), verb) {
            (Some(thing), Some(participle)) => self.agent_in(&thing, participle),
            _ => self
                .actor_of(passage, clause, verb)
                .filter(|_| !is_introduction),
        };
        let named = self
            .cast
            .within(&own.range)
            .map(|mention| mention.actor)
            .collect();
        let who = own_subject.as_ref().map_or(who, |own| self.actor_in(own));
        let subject = own_subject.or(subject);
        let (base, sort) = match verb {
            Some(verb) => self.deed_of(verb, own.range.end),
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
            is_noun: false,
            subject: noun,
            status: self.status(place, verb, moment.as_ref()),
            quotes: vec![self.quote(
                passage,
                &own.range,
                moment.as_ref().map(|moment| moment.span),
            )],
            moment,
            ties: Vec::new(),
            accounts: Vec::new(),
            because: Vec::new(),
        }
    }

    /// A fact that a noun names; of what an account tells with its clause: `the firm
    /// reported a second-quarter loss`.
    fn reported(&self, place: (usize, usize), noun: &Noun, moment: Moment) -> Fact {
        const REPORTING: [&str; 4] = ["book", "make", "post", "report"];
        let sentence = &self.reading.sentences[place.0].sentence;
        let date = moment.span;
        let verb = sentence.verb(place.1).filter(|verb| {
            let is_object = verb.range.end == noun.range.start && verb.head < noun.head;
            is_object && verb.is_finite && has(&REPORTING, &verb.base)
        });
        let mut fact = self.noun_fact(place, noun, Some(moment));
        let subject = headline::subject(self.reading, place.0, place.1);
        if let (Some(verb), Some(subject)) = (verb, subject) {
            let pieces = [subject, verb.range.start..noun.range.end];
            fact.what = headline::of(self.reading, &pieces, &[date]);
            fact.who = self.actor_of(place.0, place.1, Some(verb));
        }
        fact
    }

    /// A fact that a noun names, such as `the withdrawal`.
    pub(super) fn noun_fact(
        &self,
        place: (usize, usize),
        noun: &Noun,
        moment: Option<Moment>,
    ) -> Fact {
        let reading = self.reading;
        let word = &reading.tokens[noun.head].lower;
        let verb = lexicon::verb_of_noun(word);
        let without: Vec<Span> = moment.iter().map(|moment| moment.span).collect();
        Fact {
            place,
            head: noun.head,
            base: verb.map_or_else(
                || word.trim_end_matches('s').to_owned(),
                |verb| verb.base.to_owned(),
            ),
            sort: lexicon::happening(word).unwrap_or(Sort::Other),
            what: headline::of(reading, std::slice::from_ref(&noun.range), &without),
            who: None,
            named: self
                .cast
                .within(&noun.range)
                .map(|mention| mention.actor)
                .collect(),
            is_noun: true,
            subject: None,
            status: self.status(place, None, moment.as_ref()),
            quotes: vec![self.quote(
                place.0,
                &noun.range,
                moment.as_ref().map(|moment| moment.span),
            )],
            moment,
            ties: Vec::new(),
            accounts: Vec::new(),
            because: Vec::new(),
        }
    }
}
