//! Whether a date can only be that of what has been done.

use super::lexicon::Word;
use super::reader::Reader;

/// Whether nothing between the start of its sentence and a date lets the date be that
/// of something to come, which a verb of the past only decides: “subpoenaed him to
/// testify on 10 February”, “set 10 November as the deadline”, “a 14 January return”.
pub(super) fn is_done(r: Reader<'_>, first: usize, end: usize) -> bool {
    let is_led = r.after_any(first, &LEADING) && !was_of(r, first, end);
    if is_led || matches!(r.word(first), Word::Weekday { .. }) {
        return false;
    }
    let start = r.sentence_start(first);
    let looks_ahead = |at: usize| {
        // “gone to court” is no infinitive.
        let is_plain =
            r.word(at + 1) == Word::Other && r.lower(at + 1) && !r.any(at + 1, &INSTITUTIONS);
        r.any(at, &AHEAD) || r.is(at, "to") && (is_plain || r.is(at + 1, "be"))
    };
    !(start..first).any(looks_ahead)
}

/// Whether a date is of something that was, right after it: “the notice of 9 November was
/// late”; not “the hearing of 9 November was put off”.
fn was_of(r: Reader<'_>, first: usize, end: usize) -> bool {
    let is_moved = |at: usize| {
        let word = r.lowered(at);
        MOVING.iter().any(|stem| word.as_str().starts_with(stem))
    };
    r.after_any(first, &["of"])
        && matches!(r.word(end), Word::Link | Word::PastVerb | Word::Known)
        && r.any(
            end,
            &[
                "was", "were", "had", "did", "came", "said", "told", "went", "gave",
            ],
        )
        && !(end + 1..end + 4).any(is_moved)
}

/// The beginnings of verbs that set or move the day of something to come.
const MOVING: [&str; 9] = [
    "announc", "call", "cancel", "delay", "mov", "plan", "postpon", "put", "schedul",
];

/// Nouns of institutions, which “to” leads without an article.
const INSTITUTIONS: [&str; 14] = [
    "church",
    "college",
    "court",
    "hospital",
    "jail",
    "parliament",
    "power",
    "press",
    "prison",
    "school",
    "sea",
    "town",
    "university",
    "war",
];

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
