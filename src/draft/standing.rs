//! Which verb a date belongs to, and how sure a text is of what it tells.

use super::clause::{Join, is_speech};
use super::fact::Board;
use super::lexicon::{DETERMINERS, PERSONS, Sort, has};
use super::moment::Moment;
use super::verb::{Group, Tense};
use crate::date::Civil;
use crate::date::arithmetic::DAY;
use crate::timeline::Status;

impl<'a> Board<'a> {
    /// Whether a sentence only points at what comes: `Here is a timeline of how …`.
    fn points_on(&self, passage: usize) -> bool {
        let tokens = &self.reading.tokens;
        let first = self.reading.sentences[passage].sentence.range.start;
        let is_verb = tokens
            .get(first + 1)
            .is_some_and(|next| next.is_any(&["is", "are"]));
        tokens[first].is_any(&["here's", "here’s"]) || tokens[first].is("here") && is_verb
    }

    /// Whether a clause tells what would have been, or what may be if.
    pub(super) fn is_supposed(&self, passage: usize, clause: usize) -> bool {
        if self.points_on(passage) {
            return true;
        }
        let tokens = &self.reading.tokens;
        let sentence = &self.reading.sentences[passage].sentence;
        let word = |at: usize| tokens[at].lower.as_str();
        let opens_with = |clause: usize| {
            let own = &sentence.clauses[clause];
            own.join == Join::Subordinate
                && matches!(
                    word(own.body.saturating_sub(1)),
                    "if" | "unless" | "whether"
                )
        };
        let skip = usize::from(tokens[sentence.range.start].is_quote_mark());
        let first = (sentence.range.start + skip).min(sentence.range.end - 1);
        let second = (first + 1).min(sentence.range.end - 1);
        let is_inverted = matches!(word(first), "had" | "were" | "should")
            && (tokens[second].is_capital()
                || has(&DETERMINERS, word(second))
                || has(&PERSONS, word(second)));
        let verb = sentence.verb(clause);
        let would_have = verb.is_some_and(|verb| {
            verb.tense == Tense::Conditional
                && self.reading.tokens[verb.range.clone()]
                    .iter()
                    .any(|token| token.is("have"))
        });
        is_inverted
            || would_have
            || opens_with(clause)
            || verb.is_some_and(|verb| self.hangs_on_condition(passage, verb))
    }

    /// Whether what a verb tells hangs on an “if”: `“If talks fail,” she said, “they could
    /// strike”`, `could strike if talks fail`.
    pub(super) fn hangs_on_condition(&self, passage: usize, verb: &Group) -> bool {
        let tokens = &self.reading.tokens;
        let is_if = |at: usize| {
            tokens[at].is_any(&["if", "unless"])
                && !(at > 0 && tokens[at - 1].is_any(&["as", "even", "only"]))
        };
        let mut whole = self.reading.sentences[passage].sentence.range.clone();
        verb.tense == Tense::Conditional && whole.any(is_if)
    }

    /// How well established a text calls what a clause tells.
    pub(super) fn status(
        &self,
        place: (usize, usize),
        verb: Option<&Group>,
        moment: Option<&Moment>,
    ) -> Status {
        let (passage, clause) = place;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let words = &self.reading.tokens[own.range.clone()];
        let has_word = |list: &[&str]| {
            words
                .iter()
                .any(|token| !token.is_quoted && token.is_any(list))
        };
        let speaker = match own.join {
            Join::Complement => clause
                .checked_sub(1)
                .and_then(|before| sentence.verb(before)),
            _ => sentence
                .clauses
                .get(clause + 1)
                .filter(|next| next.join == Join::Saying)
                .and_then(|_| sentence.verb(clause + 1)),
        };
        // `denied that he had ignored a warning sent by Vogt`: nobody denies the sending.
        let is_mentioned = self.thing_of(place, verb).is_some();
        if speaker.is_some_and(|verb| verb.base == "deny") && !is_mentioned {
            return Status::Disputed;
        }
        let as_of = self
            .context
            .as_of
            .map(|day| day.instant().saturating_add(DAY - 1));
        let today = self.context.as_of.map(Civil::instant);
        let start = moment.and_then(|moment| moment.window.earliest);
        // `said that it would close by March`: to come, as seen by who says so.
        let is_told = matches!(own.join, Join::Complement)
            || sentence
                .clauses
                .get(clause + 1)
                .is_some_and(|next| next.join == Join::Saying);
        let would = is_told
            && verb.is_some_and(|verb| {
                verb.tense == Tense::Conditional
                    && self.reading.tokens[verb.range.start].is("would")
            });
        let is_today = matches!((start, today), (Some(start), Some(today)) if start >= today);
        let is_ahead = matches!((start, as_of), (Some(start), Some(as_of)) if start > as_of);
        let is_future = verb.is_some_and(|verb| verb.tense == Tense::Future);
        let end = moment.and_then(|moment| moment.window.latest);
        let ends_ahead = matches!((end, as_of), (Some(end), Some(as_of)) if end > as_of);
        // `will remain closed until Tuesday`, of which `closed` is the deed.
        let goes_on = sentence
            .verb(clause)
            .is_some_and(|own| own.tense == Tense::Future);
        // `would be paid on a still unspecified date in January` is to come.
        let is_of_past = sentence
            .verb(clause)
            .is_none_or(|own| own.tense == Tense::Past);
        let is_done = verb
            .zip(moment)
            .is_some_and(|(verb, moment)| is_of_past && self.tells_done(verb, moment));
        // `7 April 2024: It will sell the land`: said then, and to come.
        if is_ahead && !is_done
            || is_future && self.opens_line(passage, moment)
            || (is_future || goes_on || would) && (ends_ahead || is_today)
            || ((is_future || verb.is_some_and(is_scheduled))
                && moment.is_none_or(|_| start.is_none() || is_ahead || start >= as_of))
        {
            return Status::Planned;
        }
        if has_word(&[
            "alleged",
            "allegedly",
            "reportedly",
            "purportedly",
            "purported",
            "suspected",
            "apparently",
            "unconfirmed",
        ]) || speaker
            .is_some_and(|verb| has(&["claim", "allege", "accuse", "suspect"], &verb.base))
            || verb.is_some_and(|verb| verb.base == "accuse")
        {
            return Status::Alleged;
        }
        if has_word(&["disputed", "contested"]) {
            return Status::Disputed;
        }
        Status::Reported
    }

    /// Whether a date is the very one on which its clause says that something was done:
    /// `approved the plan on 9 October`; not `agreed to meet on`, `was set for`.
    fn tells_done(&self, verb: &Group, moment: &Moment) -> bool {
        const SETTING: [&str; 16] = [
            "announce", "book", "call", "delay", "expect", "extend", "fix", "plan", "postpone",
            "promise", "put", "schedule", "set", "slate", "suppose", "vow",
        ];
        let tokens = &self.reading.tokens;
        let date = self.reading.tokens_in(moment.span);
        let between = verb.range.end.min(date.start)..date.start;
        // Nor `would be paid on` after `declared a dividend`.
        let leads_on = |at: usize| {
            tokens[at].is_any(&[
                "to",
                "for",
                "of",
                "until",
                "till",
                "through",
                "by",
                "due",
                "effective",
                "payable",
                "starting",
                "beginning",
                "would",
                "will",
            ])
        };
        let is_attribute = |at: usize| tokens[at].is_possessive();
        verb.is_finite
            && verb.tense == Tense::Past
            && !has(&SETTING, &verb.base)
            && !tokens[verb.range.clone()]
                .iter()
                .any(|token| token.is("to"))
            && !between.clone().any(leads_on)
            && !date.clone().any(is_attribute)
            && !tokens[date]
                .iter()
                .any(|token| token.is_any(&["until", "by", "of", "through"]))
    }

    /// Whether a clause can be a fact without a date: a deed told as done.
    pub(super) fn is_deed(&self, passage: usize, clause: usize) -> bool {
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let Some(verb) = sentence.verb(clause) else {
            return false;
        };
        let is_quoted = self.reading.tokens[verb.head].is_quoted;
        let is_gerund = own.join == Join::Subordinate && !verb.is_finite;
        // `it fell` tells nobody what fell.
        let is_pronoun = verb.range.start == own.body + 1
            && self.reading.tokens[own.body]
                .is_any(&["it", "they", "this", "that", "there", "these"]);
        // `It was announced that …` tells what it was.
        let next = sentence.clauses.get(clause + 1);
        let is_announced = verb.is_passive
            && verb.sort == Sort::Saying
            && self.reading.tokens[own.body].is("it")
            && next.is_some_and(|next| next.join == Join::Complement);
        if is_pronoun && !is_announced {
            return false;
        }
        !verb.is_state()
            && !is_quoted
            && !self.is_supposed(passage, clause)
            && (verb.is_finite || is_gerund)
            && matches!(verb.tense, Tense::Past | Tense::Future | Tense::Present)
            && (verb.tense == Tense::Past
                || is_gerund
                || verb.tense == Tense::Future
                || is_speech(verb.sort))
    }

    /// The clause whose event is dated by a date in another: of `was lost when it
    /// exploded on …` the first.
    pub(super) fn own_clause(&self, passage: usize, clause: usize) -> usize {
        let tokens = &self.reading.tokens;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let is_when =
            own.join == Join::Subordinate && tokens[own.body.saturating_sub(1)].is("when");
        let is_pronoun = tokens
            .get(own.body)
            .is_some_and(|first| first.is_any(&["it", "he", "she", "they"]));
        let has_main = clause > 0
            && sentence
                .verb(clause - 1)
                .is_some_and(|verb| verb.is_finite && verb.tense == Tense::Past)
            && !self.by_clause.contains_key(&(passage, clause - 1));
        // `On Friday the firm, which …, was fined`
        let resumed = (clause + 1..sentence.clauses.len()).find(|next| {
            let after = &sentence.clauses[*next];
            let starts = |verb: &Group| verb.is_finite && verb.range.start == after.body;
            after.join == Join::And && sentence.verb(*next).is_some_and(starts)
        });
        if let Some(resumed) = resumed.filter(|_| sentence.verb(clause).is_none()) {
            return resumed;
        }
        if is_when && is_pronoun && has_main {
            clause - 1
        } else {
            clause
        }
    }

    /// The verb that a date belongs to: the nearest before it in its clause,
    /// else the clause's own.
    pub(super) fn verb_for(
        &self,
        passage: usize,
        clause: usize,
        token: usize,
    ) -> Option<&'a Group> {
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let within = |verb: &&Group| own.range.contains(&verb.head);
        let is_deed = |verb: &&Group| {
            let before = verb
                .head
                .checked_sub(1)
                .map(|at| self.reading.tokens[at].lower.as_str());
            let is_gerund =
                self.reading.tokens[verb.head].lower.ends_with("ing") && verb.range.len() == 1;
            !is_gerund || before == Some(",")
        };
        let verbs = sentence.verbs.iter();
        verbs
            .clone()
            .filter(within)
            .filter(is_deed)
            .rfind(|verb| {
                verb.head < token
                    && (verb.is_finite
                        || self.reading.tokens[verb.head].lower.ends_with("ed")
                        || verb.range.len() == 1)
            })
            .or_else(|| sentence.verb(clause))
    }
}

/// `is scheduled`, `is expected`: what the clause tells lies ahead.
pub(super) fn is_scheduled(verb: &Group) -> bool {
    let looks_ahead = has(&["schedule", "plan", "expect", "set"], &verb.base);
    verb.is_passive && verb.tense != Tense::Past && looks_ahead
}
