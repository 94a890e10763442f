//! The headline and the quote of a fact.

use super::clause::Join;
use super::fact::Board;
use super::headline;
use super::lexicon::has;
use super::moment::{self, Moment};
use super::token::Token;
use super::verb::Group;
use crate::source::Span;
use std::ops::Range;

/// The longest quote, in bytes, that is a whole sentence.
const LONGEST_QUOTE: usize = 340;

impl Board<'_> {
    /// The headline of a clause.
    pub(super) fn what(
        &self,
        place: (usize, usize),
        verb: Option<&Group>,
        moment: Option<&Moment>,
    ) -> String {
        let (passage, clause) = place;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        if !self.reading.article.is_english() {
            return headline::of(self.reading, std::slice::from_ref(&sentence.range), &[]);
        }
        let moments = moment::moments(
            self.reading,
            &self.reading.sentences[passage].times,
            &self.context,
        );
        // The date of another verb of the clause stays: `a deal signed in 1990 collapsed`.
        let is_own = |moment: &&Moment| {
            let token = self.reading.tokens_in(moment.span).start;
            let owner = self
                .verb_for(passage, clause, token)
                .map(|owner| owner.head);
            !own.range.contains(&token) || owner == verb.map(|verb| verb.head)
        };
        let mut without: Vec<Span> = moments
            .iter()
            .filter(is_own)
            .filter(|moment| !self.is_record(passage, clause, moment))
            .map(|moment| moment.span)
            .collect();
        without.extend(moment.map(|moment| moment.span));
        without.retain(|span| !self.is_allowed(*span));
        // `the banks, closed since May`: without its date no comma parts it.
        if let Some(comma) = verb
            .filter(|verb| !verb.is_finite)
            .and_then(|verb| verb.range.start.checked_sub(1))
            .filter(|at| self.reading.tokens[*at].text == ",")
        {
            without.push(self.reading.tokens[comma].span);
        }
        let told = own.body..own.range.end;
        without.extend(super::signal::asides(self.reading, &told));
        let pieces = self.told(place, verb, &moments);
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
        // One word of a quotation within a quotation says nothing.
        let is_cut = what.split_whitespace().nth(1).is_none() && {
            let whole = &self.reading.tokens[sentence.range.clone()];
            whole.iter().any(Token::is_quote_mark)
        };
        if is_broken(&what) || is_cut {
            headline::of(self.reading, std::slice::from_ref(&sentence.range), &[])
        } else {
            what
        }
    }

    /// Whether a date is how long something is allowed to take: `has until Monday to
    /// pay` says nothing without it.
    fn is_allowed(&self, span: Span) -> bool {
        let tokens = self.reading.tokens_in(span);
        let after = self.reading.tokens.get(tokens.end);
        self.reading.tokens[tokens.start].is("until") && after.is_some_and(|after| after.is("to"))
    }

    /// The tokens that a headline is made of: of what is only said, what is said.
    fn told(
        &self,
        place: (usize, usize),
        verb: Option<&Group>,
        moments: &[Moment],
    ) -> Vec<Range<usize>> {
        let (passage, clause) = place;
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        if let Some(introduction) = self.introduction(place, verb) {
            return vec![introduction];
        }
        let mut pieces = headline::pieces(self.reading, passage, clause);
        if let Some(participle) = verb.filter(|verb| !verb.is_finite)
            && let Some(next) = sentence
                .verbs
                .iter()
                .find(|next| next.is_finite && next.head > participle.head)
            && let Some(piece) = pieces
                .iter_mut()
                .find(|piece| piece.contains(&next.range.start))
        {
            // What the participle tells ends where the clause's own verb begins.
            piece.end = next.range.start;
        }
        if own.join == Join::Saying && clause > 0 {
            let content: Vec<Range<usize>> = sentence.clauses[..clause]
                .iter()
                .map(|clause| clause.range.clone())
                .collect();
            let before = self.by_clause.range((passage, 0)..(passage, clause));
            let is_dated = before.count() > 0;
            if verb.is_some_and(is_neutral) && !is_dated {
                pieces = content;
                pieces[0].start = sentence.clauses[0].body;
            } else {
                // Its comma parts who says so from what is said.
                if self.reading.tokens[own.range.start].text == "," {
                    pieces[0].start = own.range.start;
                }
                pieces = content.into_iter().chain(pieces).collect();
                pieces[0].start = sentence.clauses[0].body;
            }
        } else if let Some(said) = sentence
            .clauses
            .get(clause + 1)
            .filter(|said| said.join == Join::Complement)
            && verb.is_some_and(is_neutral)
            && pieces.len() > 1
            // What is said and has a date of its own is another fact.
            && !moments.iter().any(|moment| {
                said.range.contains(&self.reading.tokens_in(moment.span).start)
            })
        {
            let is_quoted = self.reading.tokens[said.body].is_quote_mark();
            pieces.remove(0);
            let is_that = self.reading.tokens[said.body].is("that") && !is_quoted;
            pieces[0].start = (said.body + usize::from(is_that)).min(pieces[0].end);
        }
        pieces
    }

    /// The noun phrase that a preposition opens a sentence with, where a verb belongs to
    /// it: of `Under a treaty signed in 1996, the port is open` the treaty.
    pub(super) fn introduction(
        &self,
        place: (usize, usize),
        verb: Option<&Group>,
    ) -> Option<Range<usize>> {
        let sentence = &self.reading.sentences[place.0].sentence;
        let own = &sentence.clauses[place.1];
        let tokens = &self.reading.tokens;
        let comma = (own.body..own.range.end).find(|at| tokens[*at].text == ",")?;
        let main = sentence.verb(place.1).filter(|main| main.is_finite)?;
        let opens = own.body == sentence.range.start
            && tokens[own.body].is_any(&["under", "in", "with", "at", "despite", "through"]);
        let is_inside = verb
            .is_some_and(|verb| verb.head < comma && !verb.is_finite && verb.head > own.body + 1);
        let subject = headline::subject(self.reading, place.0, place.1)?;
        // `In a letter sent on Friday, he wrote`: the letter is what he wrote.
        let is_said = super::clause::is_speech(main.sort);
        (opens && is_inside && !is_said && subject.start > comma && main.range.start > comma)
            .then_some(own.body + 1..comma)
    }

    /// The headline of a clause without some bytes.
    pub(super) fn what_without(&self, place: (usize, usize), span: Span) -> String {
        let sentence = &self.reading.sentences[place.0].sentence;
        let own = &sentence.clauses[place.1];
        let mut without = vec![span];
        let piece = own.body..own.range.end;
        let pieces = std::slice::from_ref(&piece);
        if headline::is_long(self.reading, pieces, &without) {
            without.extend(self.apposition(&own.range, own.body, sentence.verb(place.1)));
        }
        headline::of(self.reading, pieces, &without)
    }

    /// What stands between commas after a subject: `Bagram, the largest base, was`.
    pub(super) fn apposition(
        &self,
        clause: &Range<usize>,
        body: usize,
        verb: Option<&Group>,
    ) -> Option<Span> {
        let tokens = &self.reading.tokens;
        let last = verb?
            .range
            .start
            .checked_sub(1)
            .filter(|at| *at > body && tokens[*at].text == ",")?;
        let first = (body..last).find(|at| tokens[*at].text == "," && *at > body)?;
        clause
            .contains(&last)
            .then(|| self.reading.span(&(first..last + 1)))
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
        let (mut from, mut to) = (
            middle.start,
            middle.end.max(middle.start + 1).min(sentence.end),
        );
        loop {
            let wider = (from.max(sentence.start + 1) - 1)..(to + 1).min(sentence.end);
            if reading.span(&wider).len() > LONGEST_QUOTE || wider == (from..to) {
                break;
            }
            (from, to) = (wider.start, wider.end);
        }
        reading.span(&(from..to))
    }
}

/// Whether a headline says nothing, or begins with a mark that belongs to what was
/// cut off.
fn is_broken(what: &str) -> bool {
    let mut letters = what.chars();
    let first = letters.next().unwrap_or(' ');
    let second = letters.next().unwrap_or(' ');
    let opens =
        matches!(first, '"' | '“' | '„' | '«' | '(' | '‘' | '\'') && second.is_alphanumeric();
    let is_amount = matches!(first, '$' | '€' | '£' | '#');
    let is_loose = first.is_ascii_punctuation() && !(opens || is_amount);
    is_loose || !what.contains(char::is_alphanumeric)
}

/// Whether a verb only says that something is said.
fn is_neutral(verb: &Group) -> bool {
    const NEUTRAL: [&str; 10] = [
        "say", "add", "tell", "state", "write", "note", "explain", "stress", "remark", "speak",
    ];
    has(&NEUTRAL, &verb.base)
}
