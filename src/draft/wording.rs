//! The headline and the quote of a fact.

use super::clause::{Clause, Join};
use super::fact::Board;
use super::headline;
use super::lexicon::{self, Form, has};
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
        let mut without = self.dates_out(place, verb, moment, &moments);
        // `the banks, closed since May`: without its date no comma parts it.
        let mut is_aside = false;
        if let Some(comma) = verb
            .filter(|verb| !verb.is_finite)
            .and_then(|verb| verb.range.start.checked_sub(1))
            .filter(|at| self.reading.tokens[*at].text == ",")
        {
            without.push(self.reading.tokens[comma].span);
            // `His lawyer, Greg Craig, asked` has had its comma.
            is_aside =
                comma > own.body && (own.body..comma).all(|at| self.reading.tokens[at].text != ",");
        }
        let gapped = self.gapped(place, verb, moment, &moments);
        let pieces = gapped
            .map(|own| own.pieces)
            .or_else(|| self.in_turn(place, moment, &moments))
            .unwrap_or_else(|| self.told(place, verb, &moments));
        let last = pieces.last().map_or(own.range.end, |piece| piece.end);
        let told = own.body..last.max(own.range.end);
        without.extend(super::signal::asides(self.reading, &told));
        without.extend(self.dated_asides(place, verb, moment, &moments));
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
        if is_aside {
            what = self.with_auxiliary(own, passage, verb, what);
        }
        if is_broken(&what) || is_cut {
            headline::of(self.reading, std::slice::from_ref(&sentence.range), &[])
        } else {
            what
        }
    }

    /// The bytes of the dates that a headline does without.
    fn dates_out(
        &self,
        (passage, clause): (usize, usize),
        verb: Option<&Group>,
        moment: Option<&Moment>,
        moments: &[Moment],
    ) -> Vec<Span> {
        let sentence = &self.reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        // The date of another verb stays: `a deal signed in 1990 collapsed`, `denied that he
        // had met her in May`.
        let told = moment.map(|moment| moment.span);
        let is_own = |moment: &&Moment| {
            let token = self.reading.tokens_in(moment.span).start;
            if !own.range.contains(&token) {
                return Some(moment.span) == told;
            }
            let owner = self
                .verb_for(passage, clause, token)
                .map(|owner| owner.head);
            owner == verb.map(|verb| verb.head)
        };
        let mut without: Vec<Span> = moments
            .iter()
            .filter(is_own)
            .filter(|moment| !self.is_record(passage, clause, moment))
            .filter(|moment| !self.is_quoted_alone(passage, clause, moment))
            .filter(|moment| !self.is_due(passage, clause, moment))
            .filter(|moment| {
                let at = self.reading.tokens_in(moment.span).start;
                !self.is_of_other(passage, sentence.clause_at(at), moment)
            })
            .map(|moment| moment.span)
            .collect();
        // `The minister, on Friday, resigned`: no comma parts her from her verb.
        let tokens = &self.reading.tokens;
        let closing = |span: &Span| {
            let date = self.reading.tokens_in(*span);
            let is_comma = |at: usize| tokens.get(at).is_some_and(|token| token.text == ",");
            let is_next = verb.is_some_and(|verb| verb.range.start == date.end + 1);
            let is_parted = date.start > own.body && is_comma(date.start - 1);
            (is_parted && is_comma(date.end) && is_next)
                .then(|| [tokens[date.start - 1].span, tokens[date.end].span])
        };
        let commas: Vec<Span> = without.iter().filter_map(closing).flatten().collect();
        without.extend(commas);
        // `had agreed in February to meet in May`: of the meeting.
        if let Some(own) = moment {
            let from = self.reading.tokens_in(own.span).end;
            let leads = |at: &usize| {
                // `to review the books`: a verb that the lexicon does not have.
                let is_verb = |next: &Token<'_>| {
                    matches!(lexicon::verb(&next.lower), Some((_, Form::Base)))
                        && !self.reading.is_timed(at + 1)
                };
                let leads_object = |at: usize| {
                    at < sentence.range.end
                        && tokens[at].is_word
                        && tokens[at].text.starts_with(char::is_lowercase)
                        && !self.reading.is_timed(at)
                        && lexicon::happening(&tokens[at].lower).is_none()
                        && tokens
                            .get(at + 1)
                            .is_some_and(|next| next.is_any(&["the", "a", "an", "its", "their"]))
                };
                tokens[*at].is("to")
                    && (tokens.get(at + 1).is_some_and(is_verb) || leads_object(at + 1))
            };
            if let Some(to) = (from..sentence.range.end).find(leads) {
                without.retain(|span| self.reading.tokens_in(*span).start <= to);
            }
        }
        without.extend(moment.map(|moment| moment.span));
        without.retain(|span| !self.is_allowed(*span));
        without
    }

    /// The bytes between commas, or before the subject, that tell what another date is of:
    /// `Halden, founded in 1921, bought a mill`, `Born in 1931 in Oslo, she studied law`.
    fn dated_asides(
        &self,
        (passage, clause): (usize, usize),
        verb: Option<&Group>,
        moment: Option<&Moment>,
        moments: &[Moment],
    ) -> Vec<Span> {
        let tokens = &self.reading.tokens;
        let own = &self.reading.sentences[passage].sentence.clauses[clause];
        let comma = (own.body..own.range.end).find(|at| tokens[*at].text == ",");
        let subject = headline::subject(self.reading, passage, clause);
        let opening = comma.zip(subject).filter(|(comma, subject)| {
            let is_after = |verb: &Group| verb.is_finite && verb.head > *comma;
            subject.start == comma + 1 && verb.is_some_and(is_after)
        });
        let opening = opening.map(|(_, subject)| self.reading.span(&(own.body..subject.start)));
        let asides = self.apposition(&own.range, own.body, verb).into_iter();
        let is_dated = |aside: &Span| {
            let is_in = |span: Span| aside.start <= span.start && span.end <= aside.end;
            !moment.is_some_and(|moment| is_in(moment.span))
                && moments.iter().any(|other| is_in(other.span))
        };
        asides.chain(opening).filter(is_dated).collect()
    }

    /// A headline with the auxiliary that a participle between commas did without: of
    /// `Her map, published in 1971, showed …` that her map was published.
    fn with_auxiliary(
        &self,
        own: &Clause,
        passage: usize,
        verb: Option<&Group>,
        what: String,
    ) -> String {
        let verbs = &self.reading.sentences[passage].sentence.verbs;
        let tokens = &self.reading.tokens;
        let goes_on = |verb: &&Group| {
            let next = verbs
                .iter()
                .find(|next| next.is_finite && next.head > verb.head);
            next.filter(|next| own.range.contains(&next.head))
                .is_some_and(|next| {
                    (verb.range.end..next.range.start).any(|at| tokens[at].text == ",")
                })
        };
        let Some(verb) = verb.filter(goes_on) else {
            return what;
        };
        let word = format!(" {}", self.reading.tokens[verb.head].text);
        match what.split_once(&word) {
            Some((front, back)) => format!("{front} {}{word}{back}", headline::was(front)),
            None => what,
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
        if let Some(participle) = verb.filter(|verb| !verb.is_finite)
            && let Some(thing) = self.thing_done(passage, own, participle)
        {
            return vec![thing];
        }
        let mut pieces = headline::pieces(self.reading, passage, clause);
        let mut ends_at = None;
        if let Some(participle) = verb.filter(|verb| !verb.is_finite)
            && let Some(next) = sentence
                .verbs
                .iter()
                .find(|next| next.is_finite && next.head > participle.head)
            && let Some(place) = pieces
                .iter()
                .position(|piece| piece.contains(&next.range.start))
        {
            // What the participle tells ends where the clause's own verb begins.
            pieces[place].end = next.range.start;
            ends_at = Some(place + 1);
        }
        pieces.truncate(ends_at.unwrap_or(pieces.len()));
        if own.join == Join::Saying && clause > 0 {
            let content: Vec<Range<usize>> = sentence.clauses[..clause]
                .iter()
                .map(|clause| clause.range.clone())
                .collect();
            let before = self.by_clause.range((passage, 0)..(passage, clause));
            let is_dated = before.count() > 0;
            let is_plain = !self.tells_before(passage, clause - 1);
            if verb.is_some_and(is_neutral) && !is_dated && is_plain {
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
            && !self.tells_before(passage, clause + 1)
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

    /// Whether what is said came before it was said, only may come, or is no more than
    /// “she would”: who says so then belongs to the headline, for the date is that of the
    /// saying.
    fn tells_before(&self, passage: usize, clause: usize) -> bool {
        let verb = self.reading.sentences[passage].sentence.verb(clause);
        verb.is_some_and(|verb| {
            let first = &self.reading.tokens[verb.range.start];
            first.is_any(&["had", "might", "may", "could", "would"]) || self.is_elliptic(verb)
        })
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
