//! Whether the clause around an expression looks ahead.

use super::reader::Reader;

/// How far back the verb of a clause is looked for, in tokens.
const REACH: usize = 14;

/// Whether the verb that an expression belongs to speaks of the future: “will
/// meet Friday”, “is due on Friday”, “plans to leave in May”.
pub(super) fn looks_ahead(r: Reader<'_>, first: usize, end: usize) -> bool {
    let start = r.sentence_start(first).max(first.saturating_sub(REACH));
    if r.after_any(first, &["until", "till"]) || as_early_as(r, first) {
        return true;
    }
    for at in (start..first).rev() {
        if is_ahead(r, at) {
            return true;
        }
        if is_past(r, at) {
            return false;
        }
        if is_border(r, at) {
            break;
        }
    }
    // A verb after it: “On Friday the council will meet”.
    let stop = r.sentence_end(first).min(end + REACH);
    for at in end..stop {
        if is_ahead(r, at) {
            return true;
        }
        if is_past(r, at) || is_border(r, at) && at > end {
            break;
        }
    }
    false
}

fn is_ahead(r: Reader<'_>, at: usize) -> bool {
    r.any(at, &["will", "ll", "shall", "wo"])
        || r.any(at, &["going", "scheduled", "expected", "due", "set", "planned", "supposed", "slated", "likely"]) && !r.after_any(at, &["had", "was", "were", "been"])
        || r.any(at, &["plans", "plan", "expects", "expect"]) && r.is(at + 1, "to")
        || r.any(at, &["is", "are"]) && r.is(at + 1, "to")
}

/// A finite verb of the past, as far as its letters tell.
fn is_past(r: Reader<'_>, at: usize) -> bool {
    r.any(at, &["said", "was", "were", "had", "did", "told"])
        || r.lower(at) && r.text(at).len() > 4 && r.text(at).ends_with("ed") && !r.any(at, &["scheduled", "expected", "planned", "supposed", "slated"])
}

/// Where another clause begins.
fn is_border(r: Reader<'_>, at: usize) -> bool {
    matches!(r.text(at), ";" | ":" | "(" | ")" | "\"" | "“" | "”" | "``")
        || r.any(at, &["which", "who", "because", "although", "while", "when"])
}

/// “as early as”, “as soon as” right before.
fn as_early_as(r: Reader<'_>, first: usize) -> bool {
    first >= 3 && r.is(first - 3, "as") && r.any(first - 2, &["early", "soon"]) && r.is(first - 1, "as")
}
