//! Whether a date can only be that of what has been done.

use super::lexicon::Word;
use super::reader::Reader;

/// Whether nothing between the start of its sentence and a date lets the date be that
/// of something to come, which a verb of the past only decides: “subpoenaed him to
/// testify on 10 February”, “set 10 November as the deadline”, “a 14 January return”.
pub(super) fn is_done(r: Reader<'_>, first: usize) -> bool {
    if r.after_any(first, &LEADING) || matches!(r.word(first), Word::Weekday { .. }) {
        return false;
    }
    let start = r.sentence_start(first);
    let looks_ahead = |at: usize| {
        let is_plain = r.word(at + 1) == Word::Other && r.lower(at + 1);
        r.any(at, &AHEAD) || r.is(at, "to") && (is_plain || r.is(at + 1, "be"))
    };
    !(start..first).any(looks_ahead)
}

/// Words right before a date that make it one set, or an attribute.
const LEADING: [&str; 22] = [
    "a", "an", "any", "before", "by", "chose", "each", "every", "fixed", "for", "his", "her",
    "its", "named", "of", "record", "set", "the", "their", "this", "through", "until",
];

/// Words of what is, or is to come.
const AHEAD: [&str; 15] = [
    "are", "can", "could", "deadline", "due", "is", "ll", "may", "might", "must", "payable",
    "shall", "should", "will", "would",
];
