//! Dates that stand in a clause and are not of what it tells.

use super::clause::{Clause, Join, Sentence};
use super::fact::Board;
use super::lexicon::{self, AUXILIARIES, DETERMINERS, Form, PREPOSITIONS, has};
use super::moment::Moment;
use super::noun::Noun;
use super::verb::{Group, Tense};
use crate::date::Civil;
use std::ops::Range;

impl Board<'_> {
    /// Whether a date is of something that its clause only mentions.
    pub(super) fn is_of_other(&self, passage: usize, clause: usize, moment: &Moment) -> bool {
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let Some(verb) = sentence.verb(clause).filter(|verb| verb.is_finite) else {
            return false;
        };
        let timed = self.reading.tokens_in(moment.span);
        self.is_in_aside(passage, own, verb, &timed)
            || self.is_of_demand(verb, &timed)
            || self.is_of_subject(passage, own, verb, &timed)
            || self.is_of_object(verb, &timed, moment)
            || self.is_of_bound(own, &timed)
            || self.is_of_known(verb, &timed)
            || self.is_set_in_vain(sentence, clause, verb)
            || self.is_unmade(own, verb, moment)
            || self.is_put_off_to(sentence, own, &timed)
            || self.is_end_of_decided(verb, &timed)
            || self.is_term_given(verb, &timed)
            || self.is_since_of_thing(passage, own, verb, &timed)
    }

    /// Whether `since` tells which things a verb that looks ahead is of: `will review all
    /// signals replaced since 2023`.
    fn is_since_of_thing(
        &self,
        passage: usize,
        own: &Clause,
        verb: &Group,
        timed: &Range<usize>,
    ) -> bool {
        let sentence = &self.reading.sentences[passage].sentence;
        let is_since = self.reading.tokens[timed.start].is("since");
        let looks_on = matches!(verb.tense, Tense::Conditional | Tense::Future);
        let participle = sentence
            .verbs
            .iter()
            .find(|other| other.range.end == timed.start && other.range.len() == 1);
        is_since
            && looks_on
            && participle.is_some_and(|participle| {
                participle.head > verb.head && own.range.contains(&participle.head)
            })
    }

    /// Whether a date ends the time that somebody is given, which is not the giving: `was
    /// given until 1 June to pay`, `gave the owner until June to mend it`; not `gave lectures
    /// until 1995`.
    fn is_term_given(&self, verb: &Group, timed: &Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let is_until = tokens[timed.start].is_any(&["until", "till"]);
        let has_task = tokens.get(timed.end).is_some_and(|to| to.is("to"));
        let is_term = has_task || verb.range.end == timed.start;
        is_until && is_term && has(&["allow", "give", "grant"], &verb.base)
    }

    /// Whether a date ends what somebody has decided to do, which is not the deciding: `voted
    /// to close the harbour until 1 November`.
    fn is_end_of_decided(&self, verb: &Group, timed: &Range<usize>) -> bool {
        const DECIDING: [&str; 9] = [
            "agree", "choose", "decide", "offer", "plan", "promise", "resolve", "threaten", "vote",
        ];
        let tokens = &self.reading.tokens;
        let is_until = tokens[timed.start].is_any(&["until", "till"]);
        let to = verb.range.end;
        let is_done = tokens.get(to).is_some_and(|to| to.is("to"))
            && tokens
                .get(to + 1)
                .is_some_and(|next| matches!(lexicon::verb(&next.lower), Some((_, Form::Base))));
        is_until && is_done && to < timed.start && has(&DECIDING, &verb.base)
    }

    /// Whether a date stands between commas after the subject: `the mayor, in office
    /// since 2014, resigned`, `the vote, planned for May, was put off`. What a participle
    /// tells there is a fact of its own.
    fn is_in_aside(
        &self,
        passage: usize,
        own: &Clause,
        verb: &Group,
        timed: &Range<usize>,
    ) -> bool {
        let tokens = &self.reading.tokens;
        let is_comma = |at: &usize| tokens[*at].text == ",";
        let open = (own.body + 1..timed.start).rfind(is_comma);
        let close = (timed.end..verb.range.start).find(is_comma);
        let (Some(open), Some(_)) = (open, close) else {
            return false;
        };
        let opens_sentence =
            has(&PREPOSITIONS, &tokens[own.body].lower) || self.reading.is_timed(own.body);
        let told = self.reading.sentences[passage].sentence.verbs.iter();
        let told = told
            .rev()
            .find(|verb| (open..timed.start).contains(&verb.head));
        if let Some(told) = told {
            return has(&PLANNING, &told.base);
        }
        // `, in office since 2014,` against `, in Oslo on Friday,`.
        let (first, second) = (&tokens[open + 1], &tokens[open + 2]);
        let is_role = first.is("in") && second.text.starts_with(char::is_lowercase)
            || !has(&PREPOSITIONS, &first.lower);
        let is_led = has(&DETERMINERS, &second.lower) && first.is("in");
        timed.start > open + 1 && !opens_sentence && is_role && !is_led
    }

    /// Whether a date tells which thing a clause says something of that was so: `The notice
    /// of 9 November was late`.
    fn is_of_subject(
        &self,
        passage: usize,
        own: &Clause,
        verb: &Group,
        timed: &Range<usize>,
    ) -> bool {
        let tokens = &self.reading.tokens;
        let of = if tokens[timed.start].is("of") {
            timed.start
        } else {
            timed.start.saturating_sub(1)
        };
        let is_next = timed.end == verb.range.start && verb.range.len() == 1;
        let is_led = has(&DETERMINERS, &tokens[own.body].lower);
        let is_thing = of > own.body
            && lexicon::happening(&tokens[of - 1].lower).is_none()
            && !self.reading.sentences[passage]
                .sentence
                .verbs
                .iter()
                .any(|other| (own.body..of).contains(&other.head));
        is_next && is_led && is_thing && tokens[of].is("of") && verb.base == "be"
    }

    /// Whether a date to come tells which thing something was done to: `cut its forecast for
    /// 2026`, `chosen for the Games of 2028`.
    fn is_of_object(&self, verb: &Group, timed: &Range<usize>, moment: &Moment) -> bool {
        let tokens = &self.reading.tokens;
        let day = self.context.as_of.map(Civil::instant);
        let is_ahead = moment.window.earliest > day && day.is_some();
        let leads = |at: usize| tokens[at].is_any(&["for", "of"]);
        let is_led = leads(timed.start) || timed.start > 0 && leads(timed.start - 1);
        let is_after = verb.range.end + 1 < timed.start;
        let is_told = verb.is_finite && verb.tense == Tense::Past && !has(&PLANNING, &verb.base);
        is_ahead && is_led && is_after && is_told && !is_setting(verb)
    }

    /// Whether a date is of a thing that a deed is only before or after: `appeal before the
    /// deadline of 4 April`.
    fn is_of_bound(&self, own: &Clause, timed: &Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let is_of = |at: usize| tokens[at].is("of");
        let of = timed.start - usize::from(timed.start > own.body && !is_of(timed.start));
        let start = own.body.max(of.saturating_sub(BOUND));
        let bounds = |at: &usize| {
            tokens[*at].is_any(&["after", "before", "until"])
                && has(&DETERMINERS, &tokens[at + 1].lower)
        };
        let bound = (start..of.max(start)).rfind(bounds);
        is_of(of) && bound.is_some_and(|at| tokens[at..of].iter().all(|token| token.is_word))
    }

    /// Whether a date is of a thing of which its clause tells what it had done: `blamed a
    /// strike in July that had halted work`.
    fn is_of_known(&self, verb: &Group, timed: &Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|word| word.is_any(words));
        let is_after = verb.is_finite && verb.range.end + 1 < timed.start;
        is_after && is(timed.end, &["that", "which"]) && is(timed.end + 1, &["had"])
    }

    /// Whether something was set for a date and then put off: `was first set for 20
    /// November but was put off`.
    fn is_set_in_vain(&self, sentence: &Sentence, clause: usize, verb: &Group) -> bool {
        let is_set = verb.is_passive && verb.tense == Tense::Past && has(&PLANNING, &verb.base);
        // `cancelled a visit that had been planned for December`
        let is_within = sentence.clauses[clause].join == Join::Relative;
        if is_set && is_within && self.reading.tokens[verb.range.start].is("had") {
            return true;
        }
        let Some(next) = sentence.clauses.get(clause + 1).filter(|_| is_set) else {
            return false;
        };
        let is_but = self.reading.tokens[next.body.saturating_sub(1)].is("but");
        let is_off = |verb: &Group| {
            has(&DEFERRING, &verb.base) || has(&["cancel", "move", "put", "scrap"], &verb.base)
        };
        is_but && sentence.verb(clause + 1).is_some_and(is_off)
    }

    /// Whether a date is of what somebody demands: `ruled that it be held by May`.
    fn is_of_demand(&self, verb: &Group, timed: &Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let that = (verb.range.end..timed.start).find(|at| tokens[*at].is("that"));
        that.is_some_and(|that| {
            (that + 1..timed.start).any(|at| {
                tokens[at].is("be") && !tokens[at - 1].is_any(&["to", "will", "would", "not"])
            })
        })
    }

    /// Whether a date is the one by which somebody wants something done: `demanded the
    /// release of the crew by Wednesday`.
    pub(super) fn is_wanted_by(&self, passage: usize, clause: usize, moment: &Moment) -> bool {
        const WANTING: [&str; 5] = ["ask", "demand", "order", "request", "urge"];
        let timed = self.reading.tokens_in(moment.span);
        let verb = self.reading.sentences[passage].sentence.verb(clause);
        moment.phrase.starts_with("by ")
            && verb.is_some_and(|verb| {
                verb.range.end < timed.start && verb.is_finite && has(&WANTING, &verb.base)
            })
    }

    /// Whether something is said not to happen before a date, which dates nothing.
    fn is_unmade(&self, own: &Clause, verb: &Group, moment: &Moment) -> bool {
        let is_bound = moment.phrase.starts_with("before ") || moment.phrase.starts_with("by ");
        let words = &self.reading.tokens[verb.range.clone()];
        let is_not = |word: &str| word.ends_with("n't") || has(&["not", "never"], word);
        let is_negated = words.iter().any(|token| is_not(&token.lower))
            || self.reading.tokens[own.body].is_any(&["no", "none", "nobody", "neither"]);
        is_bound && is_negated
    }

    /// Whether a date is the day that something is put off to: `adjourned the hearing until
    /// 5 June`, `voted to postpone repairs to 2027`, `granted an extension until May`.
    fn is_put_off_to(&self, sentence: &Sentence, own: &Clause, timed: &Range<usize>) -> bool {
        let tokens = &self.reading.tokens;
        let leads = |at: usize| tokens[at].is_any(&["until", "till", "to", "through"]);
        let until = if leads(timed.start) {
            timed.start
        } else {
            timed.start.saturating_sub(1)
        };
        // `Despite the delay the road was closed until May`: of the closing.
        let told = sentence.verbs.iter().rev();
        let told = { told }.find(|verb| verb.is_finite && verb.head < until);
        let from = told.map_or(own.body, |verb| verb.head.max(own.body));
        let mut near = from.max(until.saturating_sub(DEFERRED))..until;
        let defers = |at: usize| {
            let word = tokens[at].lower.as_str();
            let is_told = at > own.body && has(&AUXILIARIES, &tokens[at - 1].lower);
            let verb = lexicon::verb(word).map(|(verb, _)| verb);
            match verb.or_else(|| lexicon::verb_of_noun(word)) {
                // `were suspended until May` tells how long.
                Some(verb) if verb.base == "suspend" => !is_told,
                // `moved to Oslo until 1995`
                Some(verb) if verb.base == "move" => tokens[until].is("to"),
                Some(verb) if verb.base == "put" => {
                    tokens[at..until].iter().any(|token| token.is("off"))
                }
                Some(verb) => has(&DEFERRING, verb.base),
                None => false,
            }
        };
        leads(until) && near.any(defers)
    }

    /// What was put off to a day to come: of `The hearing was put off until 2 December` the
    /// hearing.
    pub(super) fn put_off(
        &self,
        sentence: &Sentence,
        own: &Clause,
        moment: &Moment,
    ) -> Option<Noun> {
        let timed = self.reading.tokens_in(moment.span);
        let day = self.context.as_of.map(Civil::instant);
        let is_ahead = day.is_some() && moment.window.latest > day;
        let verb = own.verb.map(|verb| &sentence.verbs[verb])?;
        let is_told = verb.is_finite && verb.is_passive && verb.head < timed.start;
        let is_moved = has(&DEFERRING, &verb.base) || verb.base == "put";
        if !(is_ahead && is_told && is_moved && self.is_put_off_to(sentence, own, &timed)) {
            return None;
        }
        self.noun(own.body, verb.range.start)
    }

    /// Whether a verb only stands for one that was told before: `said that she would`.
    pub(super) fn is_elliptic(&self, verb: &Group) -> bool {
        let next = self.reading.tokens.get(verb.range.end);
        verb.range.len() == 1
            && matches!(verb.base.as_str(), "be" | "have")
            && matches!(verb.tense, Tense::Conditional | Tense::Future)
            && next.is_none_or(|next| !next.is_word)
    }

    /// What a date belongs to that ends something: `closed until a hearing on 3 April`.
    pub(super) fn limit_of(
        &self,
        passage: usize,
        own: &Clause,
        timed: &Range<usize>,
    ) -> Option<Noun> {
        let tokens = &self.reading.tokens;
        let until = (own.body..timed.start)
            .rfind(|at| tokens[*at].is_any(&["until", "till", "pending"]))?;
        let within = until + 1..timed.start;
        let is_plain = within.clone().all(|at| tokens[at].is_word);
        let verbs = self.reading.sentences[passage].sentence.verbs.iter();
        let has_verb = verbs
            .clone()
            .any(|verb| verb.is_finite && within.contains(&verb.head));
        let is_led = !within.is_empty() && has(&DETERMINERS, &tokens[within.start].lower);
        let noun = self
            .noun(within.start, within.end)
            .or_else(|| self.thing(&within))?;
        (is_plain && is_led && !has_verb).then(|| Noun {
            range: noun.range.start..timed.end.max(noun.range.end),
            head: noun.head,
        })
    }

    /// What somebody has set for a day to come: `called a protest for Saturday`.
    pub(super) fn set_for(&self, own: &Clause, verb: &Group, timed: &Range<usize>) -> Option<Noun> {
        let tokens = &self.reading.tokens;
        let is_for = timed.start > own.body && tokens[timed.start - 1].is("for");
        let is_set = verb.is_finite && verb.tense == Tense::Past && is_setting(verb);
        let after = verb.range.end;
        if !(is_for && is_set && !verb.is_passive && after < timed.start - 1) {
            return None;
        }
        let noun = self.noun(after, timed.start - 1)?;
        (noun.range.end == timed.start - 1).then_some(noun)
    }

    /// The thing that the participle of a fact tells of, if it is no more than a thing of
    /// its clause: `a warning sent by Vogt`.
    pub(super) fn thing_of(
        &self,
        place: (usize, usize),
        verb: Option<&Group>,
    ) -> Option<Range<usize>> {
        let own = &self.reading.sentences[place.0].sentence.clauses[place.1];
        let participle = verb.filter(|verb| !verb.is_finite)?;
        self.thing_done(place.0, own, participle)
    }

    /// Who does what a participle tells of a thing, if the text says it: `sent by Vogt`.
    pub(super) fn agent_in(&self, thing: &Range<usize>, participle: &Group) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let by = participle.range.end;
        let ends = |at: &usize| !tokens[*at].is_word || has(&PREPOSITIONS, &tokens[*at].lower);
        let first = (by + 1).min(thing.end);
        let end = (first..thing.end).find(ends).unwrap_or(thing.end);
        let is_by = by < thing.end && tokens[by].is("by");
        is_by.then(|| self.actor_in(&(first..end))).flatten()
    }

    /// The thing that a participle tells of and that the verb of its clause is done to:
    /// `recalls vans built in 2019`, with all that the participle tells.
    pub(super) fn thing_done(
        &self,
        passage: usize,
        own: &Clause,
        participle: &Group,
    ) -> Option<Range<usize>> {
        let sentence = &self.reading.sentences[passage].sentence;
        let tokens = &self.reading.tokens;
        let main = own.verb.map(|verb| &sentence.verbs[verb])?;
        // `a sale to be completed in May` is no participle of the sale alone.
        let before = &tokens[participle.range.start.checked_sub(1)?];
        let is_helped = before.is_any(&["be", "been", "being"]);
        let is_after = main.is_finite && main.head < participle.head;
        if !is_after || is_helped || participle.tense != Tense::Past {
            return None;
        }
        let mut start = participle.range.start;
        while start > main.range.end {
            let before = &tokens[start - 1];
            let ends = !before.is_word
                || has(&PREPOSITIONS, &before.lower)
                || before.is_any(&["and", "or", "but", "that"])
                || self.reading.is_timed(start - 1);
            if ends {
                break;
            }
            start -= 1;
            if has(&DETERMINERS, &before.lower) {
                break;
            }
        }
        (start < participle.range.start).then_some(start..own.range.end)
    }
}

/// Whether a verb sets a day for something to come.
fn is_setting(verb: &Group) -> bool {
    has(&["announce", "call", "plan", "schedule", "set"], &verb.base)
}

/// How far before its `of` the word may stand that bounds a deed by a thing.
const BOUND: usize = 6;

/// Verbs that move the day of something else, and their nouns.
const DEFERRING: [&str; 9] = [
    "adjourn", "defer", "delay", "extend", "postpone", "prolong", "push", "remand", "renew",
];

/// How many words before its day the word may stand that puts something off to it.
const DEFERRED: usize = 10;

/// Verbs for what is only meant to happen.
const PLANNING: [&str; 5] = ["expect", "intend", "plan", "schedule", "set"];
