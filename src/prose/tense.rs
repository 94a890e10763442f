//! Whether the clause around an expression looks back or ahead.

use super::awaited::is_awaited;
use super::form::{DETERMINING, INVARIANT, PARTICIPLES, PLACING, is_past_form};
use super::lexicon::Word;
use super::reader::Reader;
use super::timetable::{is_set, is_timetable, is_timetable_going_on, is_traded};

/// How far away the verb of a clause is looked for, in tokens.
const REACH: usize = 16;

/// How far before its “to” the word is looked for that an infinitive hangs on.
const GOVERNED: usize = 7;

/// Where the verb of a clause looks, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// “met”, “was told”, “has opened”.
    Past,
    /// “will meet”, “is due”, “plans to leave”, “is meeting”, “begins”.
    Future,
    /// “was to meet”: what lay ahead then.
    Meant,
    /// Neither is told.
    Open,
}

impl Tense {
    /// Whether it looks ahead of the time of its text, or of its own.
    pub(super) const fn is_ahead(self) -> bool {
        matches!(self, Self::Future | Self::Meant)
    }
}

/// The tense of the clause that an expression stands in: the verb before it,
/// else the one after it.
pub(super) fn tense(r: Reader<'_>, first: usize, end: usize) -> Tense {
    if is_traded(r, end) {
        return Tense::Future;
    }
    if is_awaited(r, first) {
        // “had until the end of June”: it may have gone by.
        let had = first > 1 && r.is(first - 2, "had");
        return if had { Tense::Meant } else { Tense::Future };
    }
    if r.after_any(first, &["since"]) {
        return Tense::Past;
    }
    clause_tense(r, first, end)
}

/// The tense of the verb before an expression in its clause, else of the one after it;
/// whatever preposition leads the expression.
pub(super) fn clause_tense(r: Reader<'_>, first: usize, end: usize) -> Tense {
    let start = r.sentence_start(first).max(first.saturating_sub(REACH));
    let scene = Clause { r, start, first };
    let mut at = first;
    while at > start {
        at -= 1;
        if let Some(tense) = scene.verb(at) {
            return tense;
        }
        // “at 3 p.m. (1300 GMT) on Friday”: what is in brackets is no clause.
        if r.text(at) == ")"
            && let Some(open) = bracket(r, at)
        {
            at = open;
        } else if is_border(r, at) && !(at + 1 == first && is_short_aside(r, end)) {
            // “will be weak when it nears the coast on Friday”
            if r.is(at, "when") && is_present(r, at + 1) {
                return Tense::Future;
            }
            break;
        }
    }
    // “On Friday the council will meet”.
    let stop = r.sentence_end(first).min(end + REACH);
    let after = Clause {
        r,
        start: end,
        first,
    };
    for at in end..stop {
        if let Some(tense) = after.verb(at) {
            return tense;
        }
        if is_border(r, at) && at > end {
            break;
        }
    }
    // “three things to do before Tuesday”, not “before Friday's purchases”
    let is_possessive = matches!(r.text(end), "'" | "’");
    if r.after_any(first, &["by"]) || r.after_any(first, &["before"]) && !is_possessive {
        return Tense::Future;
    }
    Tense::Open
}

/// Whether a day is one that something is set for: “called an election for
/// Sunday”, “a hearing planned for Monday”; not “blamed for Friday's attack”.
pub(super) fn is_set_for(r: Reader<'_>, first: usize, end: usize) -> bool {
    r.after_any(first, &["for"]) && !matches!(r.text(end), "'" | "’")
}

/// Whether something ends at a time: “expires at midnight”, “until midnight”.
pub(super) fn is_end(r: Reader<'_>, first: usize) -> bool {
    if r.after_any(first, &["until", "till", "by", "before", "through"]) {
        return true;
    }
    // “from 6 p.m. to midnight”, “between noon and midnight”
    let start = r.sentence_start(first).max(first.saturating_sub(GOVERNED));
    let opens = |word: &str| (start..first).any(|at| r.is(at, word));
    if r.after_any(first, &["to"]) && opens("from")
        || r.after_any(first, &["and"]) && opens("between")
    {
        return true;
    }
    let start = r.sentence_start(first).max(first.saturating_sub(GOVERNED));
    (start..first).any(|at| {
        let word = r.lowered(at);
        let word = word.as_str();
        ["expir", "deadline", "laps"]
            .iter()
            .any(|stem| word.starts_with(stem))
            || r.any(
                at,
                &["end", "ends", "ended", "close", "closes", "closed", "due"],
            )
    })
}

/// The place of the bracket that one closes, of a few words.
fn bracket(r: Reader<'_>, close: usize) -> Option<usize> {
    (close.saturating_sub(BRACKET)..close)
        .rev()
        .find(|at| r.text(*at) == "(")
}

/// The most words of what stands in brackets beside a time.
const BRACKET: usize = 6;

/// What is done to fix when people come together.
const CALLED: [&str; 8] = [
    "announced",
    "arranged",
    "called",
    "convened",
    "organised",
    "organized",
    "planned",
    "set",
];

/// What has a day that was fixed before.
const APPOINTED: [&str; 15] = [
    "conference",
    "debate",
    "election",
    "elections",
    "hearing",
    "meeting",
    "meetings",
    "protest",
    "protests",
    "rally",
    "referendum",
    "session",
    "strike",
    "summit",
    "vote",
];

/// How far before a verb its plural is looked for.
const FORECAST: usize = 5;

/// Whether what opened right before an expression closes after it, and is no clause:
/// “(on Friday)”, “is forecast for “late Thursday or Friday””.
fn is_short_aside(r: Reader<'_>, end: usize) -> bool {
    r.text(end) == ")"
        || (end..end + QUOTED).any(|at| matches!(r.text(at), "\"" | "”"))
            && !(end..end + QUOTED).any(|at| r.any(at, &["was", "is", "will", "were", "are"]))
}

/// The most tokens of a quotation that is no clause, after its first expression.
const QUOTED: usize = 5;

/// Whether a pronoun and a verb of the present stand here: “it nears”, “he leaves”.
fn is_present(r: Reader<'_>, at: usize) -> bool {
    let verb = r.text(at + 1);
    r.any(at, &["he", "it", "she"])
        && r.word(at + 1) == Word::Other
        && r.lower(at + 1)
        && verb.len() > 3
        && verb.ends_with('s')
        && !verb.ends_with("ss")
}

/// Where another clause begins.
fn is_border(r: Reader<'_>, at: usize) -> bool {
    matches!(r.text(at), ";" | ":" | "(" | ")" | "\"" | "“" | "”" | "``")
        || r.word(at) == Word::Link && r.any(at, &["which", "who", "because", "while", "when"])
}

/// The tokens in which a verb is looked for.
struct Clause<'a> {
    r: Reader<'a>,
    start: usize,
    /// The expression.
    first: usize,
}

impl Clause<'_> {
    /// Where a token looks, if it is a verb that tells so. Nothing where it
    /// leaves that to the word that it hangs on: “to be held”.
    fn verb(&self, at: usize) -> Option<Tense> {
        let r = self.r;
        let text = r.text(at);
        if text.len() < 2 || !text.is_ascii() || r.capital(at) && !r.begins_sentence(at) {
            return None;
        }
        match r.lowered(at).as_str() {
            "will" | "ll" | "shall" | "wo" => Some(Tense::Future),
            // “won't”, “couldn't”, which tokens cut before the apostrophe.
            "won" if matches!(r.text(at + 1), "'" | "’") => Some(Tense::Future),
            // “has been set for Friday”
            "been" if is_set(r, at + 1) && r.after_any(at, &["has", "have"]) => Some(Tense::Future),
            "been" | "couldn" | "didn" | "wasn" | "weren" | "hasn" | "haven" => Some(Tense::Past),
            "may" | "might" | "must" | "should" | "would" | "could" | "can" => Some(self.modal(at)),
            "is" | "are" => self.present(at),
            "has" | "have" => self.perfect(at),
            "was" | "were" => Some(self.past_of_be(at)),
            "to" => self.infinitive(at),
            // “had been planned for December”: nothing says whether it has come.
            "scheduled" | "planned" | "slated" if self.is_over(at) && r.is(at + 1, "for") => {
                Some(Tense::Open)
            }
            "scheduled" | "expected" | "planned" | "slated" => (!self.is_over(at))
                .then_some(Tense::Future)
                .or_else(|| self.past(at)),
            // “due Friday”, but not “due to illness”.
            "due" => (!self.is_over(at) && !r.is(at + 1, "to")).then_some(Tense::Future),
            "plans" | "plan" => r
                .any(at + 1, &["a", "an", "the", "another", "no"])
                .then_some(Tense::Future),
            "expects" | "anticipates" | "forecasts" | "foresees" | "predicts" => {
                Some(Tense::Future)
            }
            "see" | "expect" | "anticipate" | "forecast" | "foresee" | "predict"
                if self.is_forecast(at) =>
            {
                Some(Tense::Future)
            }
            word if is_timetable(r, at, word) => Some(Tense::Future),
            word if INVARIANT.contains(&word) && self.is_invariant_past(at) => Some(Tense::Past),
            _ => self.past(at),
        }
    }

    /// “has gone”, “have put”; not “has to go”, “will have gone”.
    fn perfect(&self, at: usize) -> Option<Tense> {
        let r = self.r;
        let next = self.after_adverbs(at + 1);
        let is_participle = is_past_form(r, next)
            || r.any(next, &INVARIANT)
            || r.any(next, &PARTICIPLES)
            || r.lower(next) && r.text(next).len() > 4 && r.text(next).ends_with("en");
        let is_led = r.after_any(
            at,
            &[
                "to", "will", "would", "may", "might", "must", "should", "could", "can",
            ],
        );
        (is_participle && !is_led).then_some(Tense::Past)
    }

    /// Whether a participle of the perfect fixes the day of something. The perfect takes no
    /// day gone by, so that this one is to come: “have called a meeting on Sunday”, “has
    /// called a Sunday meeting”.
    fn is_called(&self, at: usize) -> bool {
        let r = self.r;
        r.any(at, &CALLED)
            && r.after_any(at, &["has", "have"])
            && (r.after_any(self.first, &["on", "for"]) && r.any_before(self.first, 2, &APPOINTED)
                || r.after_any(self.first, &["a", "an", "another"])
                    && r.any(self.first + 1, &APPOINTED))
    }

    /// Whether a verb whose past is its plain form tells of the past: right after one
    /// subject, “the firm put”, “he cut”; not “to put”, “will cut”, “the set”.
    fn is_invariant_past(&self, at: usize) -> bool {
        let r = self.r;
        let Some(before) = at.checked_sub(1).filter(|before| *before >= self.start) else {
            return false;
        };
        let is_set_ahead = is_set(r, at) && r.any(at + 1, &["to", "for", "on"]);
        let is_pronoun = r.any(before, &["he", "she", "it", "who", "which", "that"]);
        let text = r.text(before);
        let is_one = r.word(before) == Word::Other
            && text.starts_with(char::is_alphabetic)
            && !text.ends_with('s')
            && !text.ends_with("ly")
            && !r.any(before, &DETERMINING)
            && !r.any(before, &PLACING);
        let leads_object = r.any(at + 1, &DETERMINING)
            || r.any(
                at + 1,
                &[
                    "up", "off", "down", "out", "back", "him", "them", "it", "aside",
                ],
            )
            || r.capital(at + 1);
        !is_set_ahead && (is_pronoun || is_one && leads_object)
    }

    /// Whether many tell what they think will come: “analysts see a cut in May”.
    fn is_forecast(&self, at: usize) -> bool {
        let r = self.r;
        let is_many = (self.start..at).rev().take(FORECAST).any(|at| {
            let text = r.text(at);
            text.len() > 4 && text.ends_with('s') && !text.ends_with("ss")
        });
        let is_object = r.any(
            at + 1,
            &["a", "an", "the", "no", "another", "further", "more"],
        ) || r.word(at + 1) == Word::Other && r.lower(at + 1);
        is_many && is_object && r.word(at.wrapping_sub(1)) != Word::Known
    }

    /// The place after adverbs.
    fn after_adverbs(&self, at: usize) -> usize {
        let is_adverb = |at: usize| {
            let text = self.r.text(at);
            text.len() > 4 && text.ends_with("ly")
                || self.r.any(
                    at,
                    &[
                        "also", "now", "still", "not", "n't", "n", "'", "t", "then", "soon",
                    ],
                )
        };
        (at..at + 4).find(|at| !is_adverb(*at)).unwrap_or(at)
    }

    /// “may leave”, but “may have left”, “could not be reached”.
    fn modal(&self, at: usize) -> Tense {
        let r = self.r;
        let next = self.after_adverbs(at + 1);
        let denied = ["no", "none", "neither", "nor", "nobody"];
        let is_denied = next > at + 1 || (self.start..at).any(|at| r.any(at, &denied));
        let was_not = r.is(at, "could") && is_denied;
        if r.is(next, "have") || was_not {
            Tense::Past
        } else {
            Tense::Future
        }
    }

    /// “is to meet”, “are due”, “is meeting”, “is Monday”.
    fn present(&self, at: usize) -> Option<Tense> {
        let r = self.r;
        let next = self.after_adverbs(at + 1);
        // “the deadline is Monday”, “Monday is the deadline”.
        let reaches = next == self.first
            || at == self.start && at > self.first
            || r.any(next, &["on", "for", "in"]) && next + 1 == self.first;
        let is_going_on = is_timetable_going_on(r, next);
        (r.is(next, "to") || is_set(r, next) || is_going_on || reaches).then_some(Tense::Future)
    }

    /// “was to meet”, “were due”; else the past.
    fn past_of_be(&self, at: usize) -> Tense {
        let next = self.after_adverbs(at + 1);
        // “was to have begun” tells of what did not come.
        let is_unreal = self.r.is(next, "to") && self.r.is(next + 1, "have");
        if is_unreal {
            Tense::Past
        } else if self.r.is(next, "to") && is_base(self.r, next + 1) {
            Tense::Meant
        } else if is_set(self.r, next) {
            Tense::Future
        } else {
            Tense::Past
        }
    }

    /// “agreed to meet”, “ordered them to leave”, “a plan to sell”, and “, to be
    /// held”; after other verbs the infinitive is as old as they are: “failed to
    /// meet”.
    fn infinitive(&self, at: usize) -> Option<Tense> {
        let r = self.r;
        if !is_base(r, self.after_adverbs(at + 1)) {
            return None;
        }
        let before = at.checked_sub(1)?;
        if before < self.start {
            return None;
        }
        // “, to be held”, “a report to be issued”; not “seems to be”, “said to be”.
        let is_noun = r.word(before) == Word::Other
            && r.lower(before)
            && !is_past_form(r, before)
            && !r.any(
                before,
                &["seems", "appears", "seem", "appear", "tends", "proves"],
            );
        if r.is(at + 1, "be") && (r.text(before) == "," || is_noun && is_past_form(r, at + 2)) {
            return Some(Tense::Future);
        }
        for place in (self.start.max(at.saturating_sub(GOVERNED))..at).rev() {
            if leads_on(r, place) {
                // “had threatened to strike Friday”
                let was_led = is_set(r, place) || r.after_any(place, &["had"]);
                let is_over = was_led && self.is_over(place);
                // “agreed to lift it in January”: it may have come.
                let ahead = if is_past_form(r, place) && !is_set(r, place) {
                    Tense::Meant
                } else {
                    Tense::Future
                };
                return (!is_over).then_some(ahead);
            }
            if is_past_form(r, place) || is_border(r, place) {
                return None;
            }
        }
        None
    }

    /// Whether a plan was one of before: “had been scheduled”, “as planned”; not “has been
    /// scheduled”.
    fn is_over(&self, at: usize) -> bool {
        let r = self.r;
        if r.after_any(at, &["been"]) {
            return !r.any_before(at, 2, &["has", "have"]);
        }
        r.after_any(at, &["had", "as", "than", "previously", "originally"])
    }

    /// A finite verb of the past, as far as its letters tell.
    fn past(&self, at: usize) -> Option<Tense> {
        let r = self.r;
        if !is_past_form(r, at) {
            return None;
        }
        // “to be held”: as old as what it hangs on. “the proposed sale” is no
        // verb.
        let back = (1..=2)
            .filter_map(|back| at.checked_sub(back))
            .find(|at| !r.text(*at).ends_with("ly") && !r.any(*at, &["still", "yet"]))?;
        let is_attribute = r.any(back, &["the", "a", "an", "its", "his", "her", "their"])
            && r.word(at) != Word::PastVerb;
        let is_asked = r.is(at + 1, "that")
            && [
                "demand",
                "insist",
                "urge",
                "recommend",
                "propose",
                "request",
            ]
            .iter()
            .any(|stem| r.lowered(at).as_str().starts_with(stem));
        if is_asked || self.is_called(at) {
            return Some(Tense::Future);
        }
        // “will remain closed Tuesday” looks where its “will” does.
        let is_state = r.any(back, &["be", "remain", "stay", "keep", "get"]);
        (!is_state && !is_attribute).then_some(Tense::Past)
    }
}

/// Words whose infinitive lies ahead of them, by how they begin: “agreed to”,
/// “plans to”, “urged them to”.
const LEADING: [&str; 43] = [
    "agree", "aim", "appeal", "ask", "authoriz", "bound", "call", "deadline", "decid", "decision",
    "demand", "due", "eager", "expect", "going", "hope", "hoping", "instruct", "intend", "intent",
    "invit", "likely", "need", "offer", "order", "plan", "pledg", "poised", "prepar", "promis",
    "propos", "ready", "request", "requir", "schedul", "slated", "suppos", "threat", "unlikely",
    "urg", "vow", "want", "willing",
];

fn leads_on(r: Reader<'_>, at: usize) -> bool {
    let word = r.lowered(at);
    let word = word.as_str();
    r.lower(at)
        && (matches!(
            word,
            "set" | "about" | "told" | "wish" | "wishes" | "deal" | "bid" | "right"
        ) || LEADING.iter().any(|stem| word.starts_with(stem)))
}

/// Whether a verb can stand here in its plain form: “to meet”.
fn is_base(r: Reader<'_>, at: usize) -> bool {
    let text = r.text(at);
    let is_word = match r.word(at) {
        Word::Other | Word::PastVerb => true,
        Word::Link => r.any(at, &["be", "have", "do", "say", "tell"]),
        Word::Known => r.any(
            at,
            &["close", "end", "expect", "last", "plan", "set", "start"],
        ),
        _ => r.any(at, &["fall", "march"]),
    };
    is_word
        && r.lower(at)
        && text.len() > 1
        && !text.ends_with("ing")
        && (!text.ends_with('s') || text.ends_with("ss"))
}
