//! Nouns that name what happens, and dates that belong to a noun.

use super::fact::Board;
use super::lexicon::{self, DETERMINERS, PREPOSITIONS, Sort, has};
use super::moment::Moment;
use super::token::Token;
use super::verb::Group;
use std::ops::Range;

/// A noun phrase that names a happening.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) range: Range<usize>,
    pub(super) head: usize,
}

/// Verbs that leave the sense to their noun.
const LIGHT: [&str; 9] = [
    "conduct", "deliver", "give", "hold", "issue", "make", "mount", "stage", "take",
];

/// How far before its date the word of a record is looked for.
const RECORD: usize = 10;

/// How far before its date the word may stand that a record is counted from.
const RECORDED: usize = 6;

impl Board<'_> {
    /// The noun that a date is an attribute of, or that it follows within a
    /// phrase of its own: `the July 2021 withdrawal`, `following the completion
    /// of the work last month`.
    pub(super) fn noun_of(&self, passage: usize, clause: usize, moment: &Moment) -> Option<Noun> {
        let reading = self.reading;
        let sentence = &reading.sentences[passage].sentence;
        let own = &sentence.clauses[clause];
        let timed = reading.tokens_in(moment.span);
        let verb = sentence.verb(clause);
        // An attribute of what the verb is done to.
        let end = reading.span(&timed).end;
        let touches = reading.tokens.get(timed.end).is_some_and(|next| {
            next.is_word && timed.end < own.range.end && next.span.start <= end + 1
        });
        if touches && verb.is_some_and(|verb| verb.head < timed.start) && !self.is_led(timed.start)
        {
            let limit = own.range.end.min(timed.end + 4);
            let noun = (timed.end..limit)
                .take_while(|at| {
                    // `was released the next morning without charge`
                    let token = &reading.tokens[*at];
                    let parts = has(&PREPOSITIONS, &token.lower) || token.is("without");
                    token.is_word && !parts
                })
                .find(|at| lexicon::happening(&reading.tokens[*at].lower).is_some());
            if let Some(head) = noun {
                let start = timed.start
                    - usize::from(
                        timed.start > own.body
                            && has(&DETERMINERS, &reading.tokens[timed.start - 1].lower),
                    );
                let end = self.phrase_end(head, own.range.end);
                return Some(Noun {
                    range: start..self.without_other(start, head, end),
                    head,
                });
            }
        }
        if let Some(noun) = self.dated_by_causing(passage, clause, &timed) {
            return Some(noun);
        }
        if let Some(noun) = verb.and_then(|verb| self.set_for(own, verb, &timed)) {
            return Some(noun);
        }
        if let Some(noun) = self.limit_of(passage, own, &timed) {
            return Some(noun);
        }
        if let Some(noun) = self.put_off(sentence, own, moment) {
            return Some(noun);
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
    pub(super) fn is_led(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        token.is_any(&[
            "on", "in", "at", "since", "until", "by", "during", "from", "before", "after",
        ])
    }

    /// The noun phrase that begins at a token, if it names a happening.
    pub(super) fn noun(&self, from: usize, limit: usize) -> Option<Noun> {
        let tokens = &self.reading.tokens;
        let end = self.phrase_end(from, limit);
        let head = (from..end).find(|at| {
            let token = &tokens[*at];
            // `attack helicopters` are no attack.
            let before_noun = tokens
                .get(at + 1)
                .filter(|_| at + 1 < end)
                .is_some_and(|next| {
                    next.is_word
                        && !has(&PREPOSITIONS, &next.lower)
                        && !has(&["and", "or", "that", "which"], &next.lower)
                        && !next.is_capital()
                        && lexicon::happening(&next.lower).is_none()
                        && !next.lower.ends_with("ed")
                });
            token.is_word
                && lexicon::happening(token.bare().to_lowercase().as_str()).is_some()
                && !before_noun
                && !token.is_possessive()
        })?;
        Some(Noun {
            range: from..self.without_other(from, head, end),
            head,
        })
    }

    /// Where a noun phrase ends that a verb brings to something else: of `traced all four
    /// shootings to one firearm` at the shootings.
    fn without_other(&self, from: usize, head: usize, end: usize) -> usize {
        let is_parted = head + 1 < end && self.reading.tokens[head + 1].is("to");
        let verbs = &self.reading.sentences[self.passage_at(from)].sentence.verbs;
        let is_paired = verbs.iter().any(|verb| {
            let is_near = (verb.range.end..=verb.range.end + NEAR).contains(&from);
            is_near && has(&PAIRING, &verb.base)
        });
        if is_parted && is_paired {
            head + 1
        } else {
            end
        }
    }

    /// Where the noun phrase ends that a token stands in.
    pub(super) fn phrase_end(&self, from: usize, limit: usize) -> usize {
        let tokens = &self.reading.tokens;
        let within = [
            "of", "in", "at", "on", "from", "to", "against", "between", "by", "over", "with",
        ];
        let mut end = from;
        while end < limit && end < from + 16 {
            let token = &tokens[end];
            let stops = !token.is_word
                || self.reading.is_timed(end)
                || token.is_any(&[
                    "which", "who", "that", "when", "while", "as", "but", "because", "he", "she",
                    "they", "we", "i",
                ])
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

    /// What a verb tells whose noun carries the sense: `made a threat`.
    pub(super) fn deed_of(&self, verb: &Group, end: usize) -> (String, Sort) {
        let own = (verb.base.clone(), verb.sort);
        if !has(&LIGHT, &verb.base) {
            return own;
        }
        let noun = self.noun(verb.range.end, end).filter(|noun| {
            let between = &self.reading.tokens[verb.range.end..noun.head];
            !between.iter().any(|token| has(&PREPOSITIONS, &token.lower))
        });
        let found =
            noun.and_then(|noun| lexicon::verb_of_noun(&self.reading.tokens[noun.head].lower));
        found.map_or(own, |verb| (verb.base.to_owned(), verb.sort))
    }

    /// Whether a date only tells which thing is meant: `the 2008 model`.
    pub(super) fn is_bare_attribute(&self, moment: &Moment) -> bool {
        let tokens = self.reading.tokens_in(moment.span);
        let Some(next) = self.reading.tokens.get(tokens.end) else {
            return false;
        };
        // `Thursday's closing price`, told of after the verb.
        let last = &self.reading.tokens[tokens.end.saturating_sub(1)];
        if last.is_possessive() && next.is_word {
            let passage = self.passage_at(tokens.start);
            let sentence = &self.reading.sentences[passage].sentence;
            let clause = sentence.clause_at(tokens.start);
            return sentence
                .verb(clause)
                .is_some_and(|verb| verb.head < tokens.start);
        }
        // `will publish third-quarter results`: which results.
        let words = &self.reading.tokens[tokens.clone()];
        let is_quarter = words.iter().any(|word| word.lower.ends_with("-quarter"))
            && next.is_word
            && !has(&PREPOSITIONS, &next.lower);
        if is_quarter {
            let passage = self.passage_at(tokens.start);
            let sentence = &self.reading.sentences[passage].sentence;
            let verb = sentence.verb(sentence.clause_at(tokens.start));
            return verb.is_some_and(|verb| verb.head < tokens.start);
        }
        let is_year =
            moment.phrase.len() == 4 && moment.phrase.bytes().all(|byte| byte.is_ascii_digit());
        let before = tokens
            .start
            .checked_sub(1)
            .map(|at| &self.reading.tokens[at]);
        // `in 2019 passengers` tells a date, `carried 2019 passengers` a number.
        let is_led = before.is_some_and(|before| {
            before.is_word && !has(&PREPOSITIONS, &before.lower) && !before.is_any(&["and", "or"])
        });
        let touches = next.span.start <= moment.span.end + 1;
        let is_noun = next.is_word
            && !has(&PREPOSITIONS, &next.lower)
            && !has(
                &[
                    "and", "or", "but", "when", "that", "who", "which", "was", "were", "is", "are",
                    "the", "a",
                ],
                &next.lower,
            )
            && lexicon::verb(&next.lower).is_none_or(|(_, form)| form == lexicon::Form::Base);
        is_year && is_led && !self.is_led(tokens.start) && touches && is_noun
    }

    /// Whether a date only tells which period is meant: `for the three months ended
    /// Sept. 30`.
    pub(super) fn is_of_period(&self, moment: &Moment) -> bool {
        let tokens = &self.reading.tokens;
        let date = self.reading.tokens_in(moment.span).start;
        let ended = date.checked_sub(1 + usize::from(tokens[date.saturating_sub(1)].is("on")));
        ended.is_some_and(|at| {
            tokens[at].is_any(&["ended", "ending"]) && at > 0 && self.reading.is_timed(at - 1)
        })
    }

    /// Whether a date is one of somebody's words within a clause, as in `promised repairs
    /// “before Christmas”`: its verb stands outside the quotation marks.
    pub(super) fn is_quoted_alone(&self, passage: usize, clause: usize, moment: &Moment) -> bool {
        let reading = self.reading;
        let words = reading.tokens_in(moment.span);
        let verb = self.verb_for(passage, clause, words.start);
        let is_mark = |at: usize| reading.tokens.get(at).is_some_and(Token::is_quote_mark);
        words.start > 0
            && is_mark(words.start - 1)
            && is_mark(words.end)
            && verb.is_none_or(|verb| !reading.tokens[verb.head].is_quoted)
    }

    /// Whether such a date is not that of the deed: the deed has one of its own, or
    /// only tells of what is to come.
    pub(super) fn is_in_words(
        &self,
        passage: usize,
        clause: usize,
        moment: &Moment,
        all: &[Moment],
    ) -> bool {
        if !self.is_quoted_alone(passage, clause, moment) {
            return false;
        }
        let sentence = &self.reading.sentences[passage].sentence;
        let is_own = |other: &Moment| {
            let at = self.reading.tokens_in(other.span).start;
            !self.reading.tokens[at].is_quoted
        };
        let at = self.reading.tokens_in(moment.span).start;
        let verb = self.verb_for(passage, clause, at);
        let verb = verb.or_else(|| sentence.verb(clause.saturating_sub(1)));
        let is_said =
            verb.is_some_and(|verb| verb.sort == Sort::Saying || has(&VOWING, &verb.base));
        is_said || all.iter().any(is_own)
    }

    /// Whether a date is that of what somebody foresees, and not of the foreseeing:
    /// `expects sales of $3 million in 2025`.
    pub(super) fn is_foreseen(&self, passage: usize, clause: usize, moment: &Moment) -> bool {
        const FORESEEING: [&str; 5] = ["anticipate", "expect", "forecast", "foresee", "predict"];
        let sentence = &self.reading.sentences[passage].sentence;
        let date = self.reading.tokens_in(moment.span).start;
        let own = &sentence.clauses[clause];
        let tokens = &self.reading.tokens;
        let can_only_foresee = |at: usize| {
            tokens[at].is_any(&["anticipates", "expects", "foresees", "predicts"])
                && !tokens[(at + 1).min(date)].is("to")
        };
        // `cancelled a talk planned for noon`: what did not come to be then.
        let is_off = sentence.verb(clause).is_some_and(|verb| {
            let planned = date.saturating_sub(PLANNED).max(verb.range.end)..date;
            verb.range.end < date
                && verb.is_finite
                && !verb.is_passive
                && has(&CALLING_OFF, &verb.base)
                && tokens[planned]
                    .iter()
                    .any(|word| word.is_any(&["due", "planned", "scheduled", "set"]))
        });
        is_off
            || (own.body..date).any(can_only_foresee)
            || sentence.verb(clause).is_some_and(|verb| {
                let next = &tokens[verb.range.end.min(date)];
                has(&FORESEEING, &verb.base)
                    && verb.is_finite
                    && !verb.is_passive
                    && verb.range.end < date
                    && !next.is("to")
            })
    }

    /// Whether a date is that by which something promised is to be done, and not of the
    /// promise: `promised a new wall by 2026`.
    pub(super) fn is_due(&self, passage: usize, clause: usize, moment: &Moment) -> bool {
        let date = self.reading.tokens_in(moment.span).start;
        let is_limit = moment.phrase.starts_with("by ") || moment.phrase.starts_with("before ");
        let verb = self.reading.sentences[passage].sentence.verb(clause);
        is_limit
            && verb.is_some_and(|verb| {
                verb.is_finite && verb.range.end < date && has(&VOWING, &verb.base)
            })
    }

    /// Whether a date only tells what something is compared with: `up from 633
    /// million last year`.
    pub(super) fn is_compared(&self, passage: usize, clause: usize, moment: &Moment) -> bool {
        let tokens = &self.reading.tokens;
        let own = &self.reading.sentences[passage].sentence.clauses[clause];
        let date = self.reading.tokens_in(moment.span).start;
        let from = own.body.max(date.saturating_sub(12));
        (from..date).any(|at| {
            let next = &tokens[(at + 1).min(date)];
            let is_amount = next.text.starts_with(|letter: char| {
                letter.is_ascii_digit() || matches!(letter, '$' | '€' | '£')
            });
            tokens[at].is_any(&["compared", "than", "versus"])
                || (tokens[at].is("from")
                    && is_amount
                    && at + 1 < date
                    && !self.reading.is_timed(at + 1))
        })
    }

    /// Whether a date only tells how long something had no equal: `the deadliest
    /// quake since 1972`, `for the first time since May`.
    pub(super) fn is_record(&self, passage: usize, clause: usize, moment: &Moment) -> bool {
        let tokens = &self.reading.tokens;
        let own = &self.reading.sentences[passage].sentence.clauses[clause];
        let date = self.reading.tokens_in(moment.span).start;
        let is_superlative = |at: usize| {
            let word = tokens[at].lower.as_str();
            let named = [
                "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
                "ninth", "tenth", "last", "most", "least", "worst", "best",
            ];
            let is_named = has(&named, word);
            is_named
                || word.len() > 5 && word.ends_with("est") && !has(&["interest", "request"], word)
        };
        // `the worst since Cyclone Dora in 1986`
        let since = (own.body.max(date.saturating_sub(RECORDED))..date)
            .rfind(|at| !tokens[*at].is_word || tokens[*at].is("since"))
            .filter(|at| tokens[*at].is("since"));
        let counted = since.unwrap_or(date);
        let from = own.body.max(counted.saturating_sub(RECORD));
        tokens[counted].is("since") && (from..counted).any(is_superlative)
    }

    /// The sentence that holds a token.
    pub(super) fn passage_at(&self, token: usize) -> usize {
        let after = self
            .reading
            .sentences
            .partition_point(|passage| passage.sentence.range.start <= token);
        after.saturating_sub(1)
    }
}

/// Verbs that tell of what is to come.
const VOWING: [&str; 10] = [
    "agree", "demand", "expect", "hope", "offer", "plan", "pledge", "promise", "threaten", "vow",
];

/// Verbs by which something planned is not done.
const CALLING_OFF: [&str; 6] = ["abandon", "cancel", "delay", "postpone", "scrap", "shelve"];

/// How far before its date the word stands that makes it a plan.
const PLANNED: usize = 3;

/// Verbs that bring one thing to another: `traced the shootings to a gun`.
const PAIRING: [&str; 14] = [
    "add",
    "attribut",
    "attribute",
    "compar",
    "compare",
    "connect",
    "link",
    "mov",
    "move",
    "postpone",
    "relat",
    "tie",
    "trac",
    "trace",
];

/// How far after such a verb its noun begins.
const NEAR: usize = 6;
