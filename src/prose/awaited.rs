//! Words before an expression that make it one to come.

use super::form::{DETERMINING, INVARIANT, PLACING, is_past_form};
use super::lexicon::Word;
use super::reader::Reader;

/// Whether the words right before an expression make it one to come: “until”,
/// “as early as”, “ahead of”, “starting”, “awaiting”.
pub(super) fn is_awaited(r: Reader<'_>, first: usize) -> bool {
    // “until at least Friday”.
    let is_least = first > 1 && r.is(first - 1, "least") && r.is(first - 2, "at");
    let first = if is_least { first - 2 } else { first };
    let Some(before) = first.checked_sub(1) else {
        return false;
    };
    // “Until Friday” at the head of a sentence may tell how things were.
    if r.any(before, &["until", "till"]) {
        return !r.begins_sentence(before) && !has_lasted(r, before);
    }
    // “closed until a hearing on Friday”.
    if let Some(until) = until_event(r, before) {
        return !r.begins_sentence(until) && !has_lasted(r, until);
    }
    // “extended through Monday”; “Friday through Monday” tells no more than its verb.
    if r.is(before, "through") {
        let lasting = [
            "extend",
            "extended",
            "closed",
            "shut",
            "open",
            "suspended",
            "canceled",
            "cancelled",
            "grounded",
            "valid",
            "lasting",
        ];
        let start = r
            .sentence_start(before)
            .max(before.saturating_sub(GOVERNED));
        return (start..before).any(|at| r.any(at, &lasting));
    }
    if r.any(
        before,
        &[
            "starting",
            "beginning",
            "effective",
            "payable",
            "awaiting",
            "await",
            "awaited",
        ],
    ) {
        return true;
    }
    let Some(second) = first.checked_sub(2) else {
        return false;
    };
    match r.lowered(before).as_str() {
        "of" => r.any(second, &["ahead", "advance"]),
        "on" | "in" | "with" => r.any(second, &["starting", "beginning"]),
        // “moved to Thursday”, “pushed back to May”
        "to" => {
            let is_back = r.any(second, &["back", "forward"])
                && r.any_before(second, 1, &["moved", "pushed", "put", "set"]);
            is_back
                || r.any(
                    second,
                    &[
                        "adjourned",
                        "deferred",
                        "delayed",
                        "extended",
                        "moved",
                        "postponed",
                        "rescheduled",
                    ],
                )
        }
        "for" => r.any(second, &["wait", "waiting", "waited", "waits"]),
        "as" => {
            r.any(second, &["early", "soon"])
                && second.checked_sub(1).is_some_and(|at| r.is(at, "as"))
        }
        _ => false,
    }
}

/// Whether what goes on until something is told to have gone on: “talks lasted until”, “was
/// not told until”.
fn has_lasted(r: Reader<'_>, until: usize) -> bool {
    let lasted = [
        "went",
        "lasted",
        "continued",
        "ran",
        "stayed",
        "remained",
        "waited",
    ];
    let start = r.sentence_start(until).max(until.saturating_sub(GOVERNED));
    let denied = |at: usize| {
        r.any(at, &["did", "was", "were", "had"]) && r.any(at + 1, &["not", "never"])
            || r.any(at, &["didn", "wasn", "weren", "hadn"])
    };
    (start..until).any(|at| r.any(at, &lasted) || was_so(r, at) || denied(at))
}

/// The place of “until” before the event that a date is of: “until a hearing on”.
fn until_event(r: Reader<'_>, on: usize) -> Option<usize> {
    if !r.any(on, &["on", "in"]) {
        return None;
    }
    let until = (on.saturating_sub(EVENT)..on)
        .rev()
        .find(|at| r.any(*at, &["until", "till", "pending"]))?;
    let is_led = r.any(until + 1, &["a", "an", "the", "its", "his", "her", "their"]);
    let is_named = (until + 2..on).all(|at| r.word(at) != Word::Mark && !is_past_form(r, at));
    (is_led && is_named && on > until + 2).then_some(until)
}

/// How far before its date “until” may stand, with an event between.
const EVENT: usize = 5;

/// Whether something was so, and nothing was done to it: “was in force”, “were his
/// guests”, “was mayor until”. After “was” stands a preposition, a determiner, “there”, or
/// a noun that “until” or “of” follows.
fn was_so(r: Reader<'_>, at: usize) -> bool {
    if !r.any(at, &["was", "were"]) {
        return false;
    }
    let next = at + 1;
    let is_noun = r.word(next) == Word::Other
        && r.lower(next)
        && r.any(next + 1, &["until", "till", "of"])
        && !is_past_form(r, next)
        && !r.lowered(next).as_str().ends_with("en")
        && !r.any(next, &INVARIANT);
    r.any(next, &PLACING) || r.any(next, &DETERMINING) || r.is(next, "there") || is_noun
}

/// How far before “until” or “through” the word is looked for that tells how things were.
const GOVERNED: usize = 7;
