//! Vague references to past, present and future: “now”, “recently”, “the
//! past”, “soon”.

use super::super::form::is_past_form;
use super::super::lexicon::Word;
use super::super::meaning::{Found, Meaning};
use super::super::reader::Reader;
use super::super::tense::{Tense, tense};
use super::super::value::Value;
use super::weekday;

/// Words and phrases that point to no date of their own.
pub(super) fn reference(r: Reader<'_>, at: usize) -> Option<Found> {
    let found = |value: Value, end: usize| Some(Found::new(at, end, Meaning::Fixed(value)));
    let the = at + usize::from(r.is(at, "the"));
    if let Some((value, end)) = framed(r, the) {
        return found(value, end);
    }
    if the > at {
        return led(r, at);
    }
    let historic = |value: Value| Some(Found::new(at, at + 1, Meaning::Historic(value)));
    match r.lowered(at).as_str() {
        "now" if !(opens_talk(r, at) || r.is(at + 1, "and") && r.is(at + 2, "then")) => {
            found(Value::Present, at + 1)
        }
        "present" if r.after_any(at, &["at"]) && !r.hyphen(at + 1) => found(Value::Present, at + 1),
        "nowadays" | "currently" | "presently" => found(Value::Present, at + 1),
        // “some day”, “one day” where the verb looks ahead.
        "someday" => found(Value::Future, at + 1),
        "one" | "some"
            if r.is(at + 1, "day")
                && !lasts_one(r, at)
                && tense(r, at, at + 2) == Tense::Future =>
        {
            found(Value::Future, at + 2)
        }
        // “as long ago as 1985” is in 1985.
        "long" if r.is(at + 1, "ago") && r.is(at + 2, "as") => None,
        "long" | "moments" if r.is(at + 1, "ago") => found(Value::Past, at + 2),
        "right" if r.is(at + 1, "now") => found(Value::Present, at + 2),
        "current" if !r.hyphen(at + 1) => found(Value::Present, at + 1),
        "these" if r.is(at + 1, "days") => found(Value::Present, at + 2),
        "those" if r.is(at + 1, "days") && r.after_any(at, &["in"]) => found(Value::Past, at + 2),
        // “as recently as May” is that May.
        "recently" if r.is(at + 1, "as") && r.after_any(at, &["as"]) => None,
        // “most recently in May”.
        "recently"
            if r.after_any(at, &["most"]) && r.any(at + 1, &["in", "on", "at", "last", "this"]) =>
        {
            None
        }
        "recently" | "lately" => found(Value::Past, at + 1),
        "recent" if !r.after_any(at, &["most", "more"]) => {
            found(Value::Past, recent_day(r, at + 1).unwrap_or(at + 1))
        }
        "present" if r.hyphen(at + 1) && r.is(at + 2, "day") => found(Value::Present, at + 3),
        // “will soon leave”, but not “soon left”, “as soon as”, “soon after”.
        "soon"
            if !r.after_any(at, &["as", "so", "too", "how", "very"])
                && !r.any(at + 1, &["as", "after", "afterward", "afterwards"])
                && r.word(at + 1) != Word::PastVerb
                && tense(r, at, at + 1) == Tense::Future =>
        {
            found(Value::Future, at + 1)
        }
        // “the town's future”.
        "future"
            if (r.after_any(at, &["his", "her", "its", "their", "our", "my"])
                || at > 1 && r.is(at - 1, "s") && r.glued(at - 1))
                && !(r.word(at + 1) == Word::Other && r.lower(at + 1)) =>
        {
            found(Value::Future, at + 1)
        }
        // “in future”.
        "future" if r.after_any(at, &["in"]) && r.word(at + 1) == Word::Mark && r.lower(at) => {
            found(Value::Future, at + 1)
        }
        "future" if r.lower(at) => historic(Value::Future),
        "former" if !matches!(r.word(at + 1), Word::Link | Word::Mark | Word::PastVerb) => {
            historic(Value::Past)
        }
        _ => None,
    }
}

/// Whether “one day” after a word is a length: “takes one day”, “within one day”.
pub(super) fn lasts_one(r: Reader<'_>, at: usize) -> bool {
    r.after_any(
        at,
        &[
            "after", "for", "in", "just", "last", "lasted", "lasts", "least", "only", "spend",
            "spent", "take", "taken", "takes", "than", "took", "under", "within",
        ],
    )
}

/// Whether “now” opens what is said rather than telling when: “Now, he said, …”,
/// “Now for the weather”.
fn opens_talk(r: Reader<'_>, at: usize) -> bool {
    r.begins_sentence(at) && (r.text(at + 1) == "," || r.is(at + 1, "for"))
}

/// The place after a day that no one says which: “a recent Friday night”, “one
/// recent afternoon”.
fn recent_day(r: Reader<'_>, at: usize) -> Option<usize> {
    let (is_named, end) = match weekday::name(r, at) {
        Some((_, end)) => (true, end),
        None => (false, at),
    };
    match r.word(end) {
        Word::Part(_) => Some(end + 1),
        _ => is_named.then_some(end),
    }
}

/// “recent years”, “coming weeks”, “the past several decades”.
fn framed(r: Reader<'_>, at: usize) -> Option<(Value, usize)> {
    let value = match r.lowered(at).as_str() {
        "recent" | "past" => Value::Past,
        "coming" | "future" => Value::Future,
        _ => return None,
    };
    // “in recent times”
    if r.any(at, &["recent", "past"]) && r.is(at + 1, "times") {
        return Some((value, at + 2));
    }
    let Word::Unit { many: true, .. } = r.word(at + 1) else {
        return None;
    };
    let goes_on =
        r.any(at + 2, &["and", "or"]) && matches!(r.word(at + 3), Word::Unit { many: true, .. });
    Some((value, if goes_on { at + 4 } else { at + 2 }))
}

/// Whether a word may be the noun that “the other night” tells of: “the other night club”.
fn is_noun(r: Reader<'_>, at: usize) -> bool {
    let leads = [
        "about", "after", "an", "and", "as", "at", "because", "before", "but", "by", "during",
        "for", "from", "he", "her", "his", "how", "in", "it", "its", "my", "near", "of", "on",
        "or", "our", "over", "she", "since", "so", "some", "that", "the", "their", "there", "they",
        "this", "to", "was", "we", "were", "what", "when", "where", "while", "who", "with",
        "without", "you", "your", "a", "is", "i",
    ];
    let is_verb = r.text(at).ends_with("ed") && is_past_form(r, at);
    r.lower(at) && r.word(at) == Word::Other && !r.any(at, &leads) && !is_verb || r.hyphen(at)
}

/// “the past”, “the future”, “the near future”, “the present”.
fn led(r: Reader<'_>, at: usize) -> Option<Found> {
    if r.is(at + 1, "other") && r.is(at + 2, "day") {
        return Some(Found::new(at, at + 3, Meaning::Fixed(Value::Past)));
    }
    // “the near term”, “the long term”.
    if r.any(at + 1, &["near", "long", "short"]) && r.is(at + 2, "term") && !r.hyphen(at + 3) {
        return Some(Found::new(at, at + 3, Meaning::Fixed(Value::Future)));
    }
    // “the other night”
    if r.is(at + 1, "other")
        && matches!(r.word(at + 2), Word::Part(_))
        && !r.text(at + 2).ends_with('s')
        && !is_noun(r, at + 3)
    {
        return Some(Found::new(at, at + 3, Meaning::Fixed(Value::Past)));
    }
    // “the not-too-distant future”
    let not = at + 1;
    let too = r.after_hyphen(not + 1);
    let is_not_too = r.is(not, "not") && r.any(too, &["too", "so"]);
    let how = if is_not_too {
        r.after_hyphen(too + 1)
    } else {
        not
    };
    let adjectives = ["recent", "near", "distant", "immediate"];
    let near = how + usize::from(r.any(how, &adjectives));
    // “at the present time”
    if r.is(near, "present") && r.is(near + 1, "time") && r.after_any(at, &["at"]) {
        return Some(Found::new(at, near + 2, Meaning::Fixed(Value::Present)));
    }
    let value = match r.lowered(near).as_str() {
        "past" => Value::Past,
        "future" => Value::Future,
        "present" if r.after_any(at, &["at", "to", "until"]) => Value::Present,
        _ => return None,
    };
    let function = [
        "and", "or", "he", "she", "they", "we", "you", "it", "its", "his", "her", "their", "our",
        "but", "had", "with", "rather", "my", "him", "them", "us",
    ];
    // “the past experience” is one of some time.
    // “the past three owners”.
    if matches!(
        r.word(near + 1),
        Word::Digits { .. } | Word::Small(_) | Word::Tens(_)
    ) {
        return None;
    }
    let is_noun = !matches!(r.word(near + 1), Word::Other)
        || near > at + 1
        || r.text(near + 1).is_empty()
        || r.capital(near + 1)
        || r.any(near + 1, &function);
    is_noun.then(|| Found::new(at, near + 1, Meaning::Fixed(value)))
}
