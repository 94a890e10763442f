//! Whether the clause around an expression looks back or ahead.

use super::lexicon::Word;
use super::reader::Reader;

/// How far away the verb of a clause is looked for, in tokens.
const REACH: usize = 14;

/// Where the verb of a clause looks, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// “met”, “was told”, “has opened”.
    Past,
    /// “will meet”, “is due”, “plans to leave”.
    Future,
    /// Neither is told.
    Open,
}

/// The tense of the clause that an expression stands in: the verb before it,
/// else the one after it.
pub(super) fn tense(r: Reader<'_>, first: usize, end: usize) -> Tense {
    let waits = r.after_any(first, &["until", "till"]) && !r.begins_sentence(first - 1);
    if waits || as_early_as(r, first) {
        return Tense::Future;
    }
    let start = r.sentence_start(first).max(first.saturating_sub(REACH));
    for at in (start..first).rev() {
        if is_ahead(r, at) {
            return Tense::Future;
        }
        if is_past(r, at) {
            return Tense::Past;
        }
        if is_border(r, at) {
            break;
        }
    }
    // “On Friday the council will meet”.
    let stop = r.sentence_end(first).min(end + REACH);
    for at in end..stop {
        if is_ahead(r, at) {
            return Tense::Future;
        }
        if is_past(r, at) {
            return Tense::Past;
        }
        if is_border(r, at) && at > end {
            break;
        }
    }
    Tense::Open
}

fn is_ahead(r: Reader<'_>, at: usize) -> bool {
    let is_over = || r.after_any(at, &["had", "was", "were", "been"]);
    let leads_on = || r.is(at + 1, "to");
    match r.word(at) {
        Word::Link => {
            r.any(at, &["will", "ll", "shall", "wo", "must"])
                || r.any(at, &["is", "are"]) && leads_on()
        }
        Word::Known if r.any(at, &["scheduled", "expected", "planned", "slated"]) => !is_over(),
        // “due Friday”, but not “due to illness”.
        Word::Known if r.is(at, "due") => !is_over() && !leads_on(),
        Word::Known => {
            let verbs = [
                "going", "set", "supposed", "likely", "plans", "plan", "expects", "expect",
            ];
            r.any(at, &verbs) && leads_on() && !is_over()
        }
        _ => false,
    }
}

/// A finite verb of the past, as far as its letters tell.
fn is_past(r: Reader<'_>, at: usize) -> bool {
    match r.word(at) {
        Word::PastVerb => true,
        Word::Other => r.lower(at) && r.text(at).len() > 4 && r.text(at).ends_with("ed"),
        _ => false,
    }
}

/// Where another clause begins.
fn is_border(r: Reader<'_>, at: usize) -> bool {
    matches!(r.text(at), ";" | ":" | "(" | ")" | "\"" | "“" | "”" | "``")
        || r.word(at) == Word::Link && r.any(at, &["which", "who", "because", "while", "when"])
}

/// “as early as”, “as soon as” right before.
fn as_early_as(r: Reader<'_>, first: usize) -> bool {
    first >= 3
        && r.is(first - 3, "as")
        && r.any(first - 2, &["early", "soon"])
        && r.is(first - 1, "as")
}
