//! Verbs whose present tells what comes, “the trial begins Monday”, what is set for a time
//! to come, and what is traded for a month to come.

use super::lexicon::Word;
use super::reader::Reader;

/// Verbs of timetables, whose present tells what comes.
const TIMETABLE: [&str; 50] = [
    "air",
    "announce",
    "appear",
    "arrive",
    "become",
    "begin",
    "celebrate",
    "come",
    "conclude",
    "consider",
    "continue",
    "convene",
    "debut",
    "decide",
    "depart",
    "elect",
    "end",
    "enter",
    "expire",
    "face",
    "finish",
    "fly",
    "gather",
    "get",
    "go",
    "hold",
    "host",
    "last",
    "leave",
    "mature",
    "meet",
    "open",
    "play",
    "premiere",
    "publish",
    "reconvene",
    "rejoin",
    "release",
    "reopen",
    "resume",
    "retire",
    "return",
    "run",
    "speak",
    "start",
    "take",
    "travel",
    "unveil",
    "visit",
    "vote",
];

/// “the trial begins Monday”, “talks resume Friday”: in the plain form only
/// after a plural, where no noun is meant.
pub(super) fn is_timetable(r: Reader<'_>, at: usize, word: &str) -> bool {
    let is_known = |word: &str| TIMETABLE.contains(&word);
    if is_known(word) {
        // “The talks, suspended on Friday, resume Monday”
        let subject = if r.before(at) == "," {
            let open = (at.saturating_sub(ASIDE)..at - 1).rfind(|at| r.text(*at) == ",");
            open.unwrap_or(at)
        } else {
            at
        };
        let before = r.before(subject);
        let is_plural = before.len() > 3 && before.ends_with('s') && !before.ends_with("ss");
        // “Smith and Jones meet”: a plural of two names.
        let is_name = at > 0 && r.capital(at - 1) && r.word(at - 1) == Word::Other;
        return is_plural || is_name || r.after_any(at, &["they", "we", "you", "who", "which"]);
    }
    let is_noun = r.after_any(
        at,
        &[
            "the", "a", "an", "his", "her", "its", "their", "of", "housing",
        ],
    );
    // “came on Thursday and leaves Saturday”; “homes and starts” are nouns.
    let is_dated = matches!(r.word(at + 1), Word::Weekday { .. })
        || r.any(at + 1, &["on", "today", "tomorrow"]);
    let is_noun = is_noun || r.after_any(at, &["and"]) && !is_dated;
    let is_third = matches!(word, "flies" | "goes") || word.strip_suffix('s').is_some_and(is_known);
    is_third && !is_noun
}

/// The most tokens of what stands between commas after a subject.
const ASIDE: usize = 12;

/// “is leaving”, “are meeting”.
pub(super) fn is_timetable_going_on(r: Reader<'_>, at: usize) -> bool {
    let word = r.lowered(at);
    let Some(stem) = word.as_str().strip_suffix("ing") else {
        return false;
    };
    // What continues goes on now.
    if stem == "continu" {
        return false;
    }
    let doubled =
        stem.len() > 2 && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
    TIMETABLE.iter().any(|verb| {
        *verb == stem
            || verb.strip_suffix('e').is_some_and(|verb| verb == stem)
            || doubled && *verb == &stem[..stem.len() - 1]
    })
}

/// What makes an event one to come after “is”: “is due”, “are expected”.
pub(super) fn is_set(r: Reader<'_>, at: usize) -> bool {
    let sets = [
        "due",
        "scheduled",
        "expected",
        "slated",
        "planned",
        "set",
        "likely",
        "supposed",
        "going",
        "bound",
        "poised",
        "ready",
        "about",
        "required",
        "payable",
        "unlikely",
        "certain",
        "forecast",
        "predicted",
    ];
    let leads = [
        "set", "likely", "going", "bound", "ready", "about", "certain", "unlikely",
    ];
    r.any(at, &sets) && (!r.any(at, &leads) || r.any(at + 1, &["to", "for", "on"]))
}

/// What is traded for a month to come: “oil for May delivery”, “December crude”.
const TRADED: [&str; 16] = [
    "cocoa",
    "coffee",
    "contract",
    "contracts",
    "copper",
    "corn",
    "cotton",
    "crude",
    "delivery",
    "futures",
    "gold",
    "settlement",
    "silver",
    "soybeans",
    "sugar",
    "wheat",
];

/// Whether a month is that of a trade, which is to come.
pub(super) fn is_traded(r: Reader<'_>, end: usize) -> bool {
    r.any(end, &TRADED)
}
