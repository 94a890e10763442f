//! Forms of verbs, as far as their letters tell, and the small words about them.

use super::lexicon::Word;
use super::reader::Reader;

/// A form that only the past has.
pub(super) fn is_past_form(r: Reader<'_>, at: usize) -> bool {
    let text = r.text(at);
    match r.word(at) {
        Word::PastVerb => true,
        Word::Known | Word::Link => r.any(
            at,
            &["said", "done", "ended", "scheduled", "expected", "planned"],
        ),
        // “proceed”, “speed”, “need” are none.
        Word::Other => {
            r.lower(at)
                && text.len() > 4
                && text.ends_with("ed")
                && (!text.ends_with("eed") || r.any(at, &["agreed", "freed", "guaranteed"]))
        }
        _ => false,
    }
}

/// Articles, possessives and other words that lead a noun.
pub(super) const DETERMINING: [&str; 10] = [
    "a", "an", "her", "his", "its", "my", "no", "our", "the", "their",
];

/// Participles that are the same as their verb.
pub(super) const INVARIANT: [&str; 13] = [
    "cast", "cut", "hit", "hurt", "let", "put", "quit", "set", "shut", "split", "spread", "thrust",
    "upset",
];

/// Participles of irregular verbs that are no form of the past by themselves and do not
/// end with “en”.
pub(super) const PARTICIPLES: [&str; 16] = [
    "been", "become", "begun", "borne", "come", "done", "drawn", "flown", "gone", "grown", "known",
    "run", "seen", "shown", "thrown", "won",
];

/// Prepositions of place and state.
pub(super) const PLACING: [&str; 13] = [
    "above", "against", "among", "at", "behind", "below", "between", "in", "on", "out", "under",
    "with", "without",
];
