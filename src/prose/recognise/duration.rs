//! Lengths of time: “two years”, “the past six months”, “a five-day trip”,
//! “decades”.

use super::super::lexicon::Word;
use super::super::meaning::{Found, Meaning};
use super::super::number::{Amount, amount, cardinal};
use super::super::reader::Reader;
use super::super::tense::{Tense, tense};
use super::super::value::Value;
use super::reference::lasts_one;
use super::units::{ends_phrase, is_close_of, unit_name, units};
use crate::date::vocabulary::Unit;

/// “two years”, “a year and a half”, “20 minutes”.
pub(super) fn counted(r: Reader<'_>, at: usize) -> Option<Found> {
    if r.glued(at)
        && !matches!(
            r.before(at),
            "(" | "\"" | "“" | "'" | "‘" | "`" | "—" | "–" | "[" | "-" | "~"
        )
    {
        return None;
    }
    // “a second” is mostly an ordinal, “one day” and “a day” rates or chance.
    let (number, after) = amount(r, at)?;
    let article = r.any(at, &["a", "an"]) && after == at + 1;
    if r.word(after)
        == (Word::Unit {
            unit: Unit::Second,
            many: false,
        })
        && r.is(after, "second")
    {
        return None;
    }
    if let Some(found) = hyphened(r, at, number, after) {
        return Some(found);
    }
    let (number, unit, end) = units(r, number, after).or_else(|| alternative(r, number, after))?;
    // “a fiscal year” is one of many.
    let is_kind = r.any(after, &["calendar", "financial", "fiscal"]);
    if article && (is_rate(r, at) || r.hyphen(end) || is_kind) {
        return None;
    }
    if r.is(at, "one")
        && unit == Unit::Day
        && matches!(r.word(end - 1), Word::Unit { many: false, .. })
        && !r.any(end, &["of", "after", "before"])
        && !lasts_one(r, at)
    {
        return None;
    }
    // Quarters are parts of things: “three-quarters of the voters”.
    let in_row = r.any(
        end - 2,
        &[
            "consecutive",
            "straight",
            "successive",
            "past",
            "last",
            "next",
            "previous",
        ],
    );
    // “the like 1988 quarter” is of a year.
    let is_of_year = matches!(r.word(end - 1), Word::Unit { many: false, .. })
        && matches!(r.word(at), Word::Digits { digits: 4, .. });
    if unit == Unit::Quarter
        && (article || is_of_year || !in_row && !r.any(end, &["", ".", ",", "in"]))
    {
        return None;
    }
    // “24 hours a day”, “seven days a week” is at all times.
    let is_always = r.is(end, "a") && matches!(r.word(end + 1), Word::Unit { many: false, .. });
    // “some day” is any.
    let is_any = r.is(at, "some") && matches!(r.word(end - 1), Word::Unit { many: false, .. });
    if is_age(r, end)
        || is_any
        || is_always
        || r.is(at, "some")
            && !matches!(
                unit,
                Unit::Year | Unit::Month | Unit::Week | Unit::Day | Unit::Hour | Unit::Minute
            )
    {
        return None;
    }
    // “the third win in as many years” tells their number elsewhere.
    let is_told_before = r.is(at, "many") && r.after_any(at, &["as", "how"]);
    if is_told_before || r.is(at, "another") && number == Amount::whole(1) && r.is(end, "of") {
        return None;
    }
    Some(Found::new(
        at,
        end,
        Meaning::Fixed(Value::Length(number, unit)),
    ))
}

/// “two or three days”, “six to eight weeks”, “between two and three years”: the first of
/// both.
pub(super) fn alternative(
    r: Reader<'_>,
    number: Amount,
    at: usize,
) -> Option<(Amount, Unit, usize)> {
    let is_between = r.is(at, "and") && at > 1 && r.is(at - 2, "between");
    if !is_between && !r.any(at, &["or", "to", "-", "–"]) {
        return None;
    }
    // “ten or more years”
    if r.is(at, "or") && r.is(at + 1, "more") {
        let (unit, end) = unit_name(r, at + 2)?;
        return Some((number, unit, end));
    }
    let (_, after) = cardinal(r, at + 1)?;
    let (unit, end) = unit_name(r, after)?;
    Some((number, unit, end))
}

/// “two-year”, “30-day”, “six-month-long”, “year-long”.
fn hyphened(r: Reader<'_>, at: usize, number: Amount, after: usize) -> Option<Found> {
    if !r.hyphen(after) || r.any(at, &["a", "an"]) {
        return None;
    }
    let (unit, end) = unit_name(r, after + 1)?;
    let end = if r.hyphen(end) && r.is(end + 1, "long") {
        end + 2
    } else {
        end
    };
    if is_age(r, end)
        || unit == Unit::Quarter
        || r.is(after + 1, "second") && number == Amount::whole(1)
    {
        return None;
    }
    // “a three-year period” is a length, “a three-year plan” has one.
    let is_whole = r.any(end, &["period", "span"]);
    let first = at - usize::from(is_whole && r.after_any(at, &["a", "the"]));
    let end = end + usize::from(is_whole);
    Some(Found::new(
        first,
        end,
        Meaning::Fixed(Value::Length(number, unit)),
    ))
}

/// Whether “-old” or “old” follows: an age is no length here.
fn is_age(r: Reader<'_>, end: usize) -> bool {
    let next = r.after_hyphen(end);
    r.any(next, &["old", "olds", "older"]) || r.is(end, "of") && r.is(end + 1, "age")
}

/// Whether an article before a unit makes a rate: “$5 a day”, “twice a year”.
fn is_rate(r: Reader<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    // “lasts a year” is a length, “ten deaths a year” a rate; “comes a year after the vote”
    // counts from something.
    if r.any(before, &["lasts", "takes", "spends", "needs"]) || r.any(at + 2, &["after", "before"])
    {
        return false;
    }
    let counts = [
        "once", "twice", "times", "%", "percent", "million", "billion",
    ];
    match r.word(before) {
        Word::Digits { .. } | Word::Power(_) => true,
        Word::Other if !r.capital(before) && r.text(before).ends_with('s') => {
            !r.text(before).ends_with("ss")
        }
        Word::Unit { many, .. } => many,
        _ => r.any(before, &counts),
    }
}

/// Words after which “last” is a verb.
const BEFORE_VERB: [&str; 10] = [
    "to", "will", "would", "can", "could", "may", "might", "should", "must", "not",
];

/// “the past two years”, “the next few weeks”, “the last month”, “the first
/// nine months”.
pub(super) fn framed(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at
        + usize::from(r.any(
            at,
            &[
                "the", "these", "those", "its", "his", "her", "their", "our", "this",
            ],
        ));
    let start = if the > at && !r.any(at, &["the", "these", "those", "this"]) {
        the
    } else {
        at
    };
    let framed = r.any(
        the,
        &[
            "past",
            "last",
            "next",
            "coming",
            "first",
            "previous",
            "preceding",
            "following",
            "final",
            "latest",
            "recent",
            "other",
            "remaining",
            "same",
        ],
    );
    let more = the + usize::from(framed);
    // “the trial will last three weeks” tells no weeks gone by.
    let lasts = the == at
        && r.is(at, "last")
        && (r.after_any(at, &BEFORE_VERB)
            || r.after_any(at, &["and"]) && tense(r, at, at + 1) == Tense::Future);
    if !framed && the == at || lasts {
        return None;
    }
    if let Some((number, after)) = amount(r, more)
        && !r.any(more, &["a", "an", "some", "half"])
    {
        if let Some(found) = hyphened(r, more, number, after) {
            return Some(found);
        }
        let (number, unit, end) =
            units(r, number, after).or_else(|| alternative(r, number, after))?;
        return (!is_age(r, end))
            .then(|| Found::new(start, end, Meaning::Fixed(Value::Length(number, unit))));
    }
    // “the past year”, “the last week” without a number: one of them.
    let led = ["in", "over", "for", "during", "within", "throughout"];
    let is_frame = the > at
        && r.is(at, "the")
        && (r.is(the, "past") || r.any(the, &["last", "next", "coming"]) && r.after_any(at, &led));
    if let (true, Word::Unit { unit, many: false }) = (is_frame, r.word(more)) {
        // “for the last quarter, which ended March 31” is that quarter.
        if r.is(more + 1, "of") || unit == Unit::Quarter && r.is(the, "last") {
            return None;
        }
        if ["and", "a", "half"]
            .iter()
            .zip(more + 1..)
            .all(|(word, at)| r.is(at, word))
        {
            let length = Meaning::Fixed(Value::Length(Amount::Counted(150), unit));
            return Some(Found::new(start, more + 4, length));
        }
        // “the next week or two”.
        let is_open = r.is(more + 1, "or") && r.any(more + 2, &["so", "two"]);
        return Some(Found::new(
            start,
            more + 1 + 2 * usize::from(is_open),
            Meaning::Fixed(Value::Length(Amount::whole(1), unit)),
        ));
    }
    None
}

/// “the first days”, “the early years”, “over the years”, “the weeks ahead”.
fn of_many(r: Reader<'_>, at: usize) -> Option<Found> {
    if !r.is(at, "the") {
        return None;
    }
    // “the year since the accord”, “the decade before the war”: a length from an event.
    if let Word::Unit {
        unit: unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century),
        many: false,
    } = r.word(at + 1)
        && r.any(at + 2, &["since", "before", "after", "following"])
        && !is_close_of(r, at)
        && !ends_phrase(r, at + 3)
        && !r.any(at + 3, &["last", "next"])
    {
        let one = Value::Length(Amount::whole(1), unit);
        return Some(Found::new(at, at + 2, Meaning::Fixed(one)));
    }
    let is_part = r.any(
        at + 1,
        &[
            "first",
            "early",
            "final",
            "opening",
            "last",
            "latter",
            "following",
            "next",
            "previous",
            "intervening",
            "ensuing",
        ],
    );
    let named = at + 1 + usize::from(is_part);
    let Word::Unit { unit, many: true } = r.word(named) else {
        return None;
    };
    // “the early hours of Monday” is a part of a day.
    if unit < Unit::Day && r.is(at + 1, "early") {
        return None;
    }
    // “the weeks ahead”, “the years to come”.
    let ahead = if r.is(named + 1, "ahead") {
        1
    } else {
        2 * usize::from(r.is(named + 1, "to") && r.is(named + 2, "come"))
    };
    // “in the weeks that followed”.
    let is_follow = r.is(named + 1, "that") && r.is(named + 2, "followed");
    let is_over = r.after_any(at, &["over", "through"]);
    let is_told = matches!(r.word(named + 1), Word::Digits { .. });
    (is_part || ahead > 0 || is_follow || is_over && !is_told).then(|| {
        let end = named + 1 + ahead;
        Found::new(at, end, some(unit))
    })
}

/// A length of so many units, no one says how many.
const fn some(unit: Unit) -> Meaning {
    Meaning::Fixed(Value::Length(Amount::Some, unit))
}

/// “for years”, “decades of war”, “in weeks”: no number is told.
pub(super) fn bare(r: Reader<'_>, at: usize) -> Option<Found> {
    if let Some(found) = of_many(r, at) {
        return Some(found);
    }
    let Word::Unit { unit, many: true } = r.word(at) else {
        return None;
    };
    let later = r.any(
        at + 1,
        &["later", "ago", "earlier", "before", "after", "since"],
    );
    // “within minutes”; “the minutes of the meeting” are none.
    let is_within = r.after_any(at, &["within"]);
    if unit == Unit::Quarter
        || matches!(unit, Unit::Minute | Unit::Second) && !later && !is_within
        || unit == Unit::Second && !is_within
        || r.hyphen(at.wrapping_sub(1))
    {
        return None;
    }
    // “a decades-old feud”; a number before makes an age of it.
    if is_age(r, at + 1) {
        let counts = cardinal(r, at.wrapping_sub(1)).is_some_and(|(_, end)| end == at);
        let is_old = r.hyphen(at + 1) && r.is(at + 2, "old") && !counts;
        return is_old.then(|| Found::new(at, at + 3, some(unit)));
    }
    let led = r.after_any(
        at,
        &[
            "for", "in", "within", "after", "of", "over", "took", "take", "takes", "lasted",
            "last", "spent", "spend", "through", "or", "and",
        ],
    );
    let of = r.is(at + 1, "of")
        && unit >= Unit::Day
        && !r.after_any(at, &["the", "his", "her", "their", "its"]);
    // “in years past”
    if r.after_any(at, &["in"]) && r.is(at + 1, "past") {
        return Some(Found::new(at, at + 2, Meaning::Fixed(Value::Past)));
    }
    if later {
        let (meaning, end) = match r.lowered(at + 1).as_str() {
            "ago" | "earlier" => (Meaning::Fixed(Value::Past), at + 2),
            "later" => (Meaning::VagueLater(unit), at + 2),
            _ => (some(unit), at + 1),
        };
        return Some(Found::new(at, end, meaning));
    }
    let end = if r.any(at + 1, &["or", "and"])
        && matches!(r.word(at + 2), Word::Unit { many: true, .. })
    {
        at + 3
    } else {
        at + 1
    };
    let is_long = r.hyphen(end) && r.is(end + 1, "long");
    let end = if is_long { end + 2 } else { end };
    (led || of || is_long || end > at + 1).then(|| Found::new(at, end, some(unit)))
}

/// “a while”, “a long time”, “some time”; “year-long”, “day-long”.
pub(super) fn vague(r: Reader<'_>, at: usize) -> Option<Found> {
    let some = |end: usize| Some(Found::new(at, end, Meaning::Fixed(Value::SomeLength)));
    // “a long time ago”, “some time ago”.
    let time = at + usize::from(r.is(at, "a"));
    if r.any(time, &["long", "some"]) && r.is(time + 1, "time") && r.is(time + 2, "ago") {
        return Some(Found::new(at, time + 3, Meaning::Fixed(Value::Past)));
    }
    if r.is(at, "a")
        && r.any(at + 1, &["long", "short"])
        && r.is(at + 2, "time")
        && r.after_any(at, &["for", "in", "after", "within"])
    {
        return some(at + 3);
    }
    // “a brief period”, “a fairly lengthy period”.
    let adverb = at + 1 + usize::from(r.any(at + 1, &["very", "fairly", "rather", "relatively"]));
    let long = [
        "brief", "short", "long", "lengthy", "longer", "limited", "extended",
    ];
    if r.is(at, "a") && r.any(adverb, &long) && r.is(adverb + 1, "period") {
        return some(adverb + 2);
    }
    if r.is(at, "a") && r.is(at + 1, "while") && r.after_any(at, &["for", "in", "after"]) {
        return some(at + 2);
    }
    if r.is(at, "some") && r.is(at + 1, "time") && r.after_any(at, &["for", "after"]) {
        return some(at + 2);
    }
    joined(r, at)
}

/// “weeklong”, “year-long”, “multiyear”.
fn joined(r: Reader<'_>, at: usize) -> Option<Found> {
    // “weeklong”.
    let whole = match r.lowered(at).as_str() {
        "hourlong" => Some(Unit::Hour),
        "daylong" => Some(Unit::Day),
        "weeklong" => Some(Unit::Week),
        "monthlong" => Some(Unit::Month),
        "yearlong" => Some(Unit::Year),
        _ => None,
    };
    if let Some(unit) = whole {
        let one = Value::Length(Amount::whole(1), unit);
        return Some(Found::new(at, at + 1, Meaning::Fixed(one)));
    }
    // “a multi-year plan”
    if r.is(at, "multiyear") {
        return Some(Found::new(at, at + 1, some(Unit::Year)));
    }
    if r.is(at, "multi")
        && r.hyphen(at + 1)
        && let Word::Unit { unit, many: false } = r.word(at + 2)
    {
        return Some(Found::new(at, at + 3, some(unit)));
    }
    if let Word::Unit { unit, many: false } = r.word(at)
        && r.hyphen(at + 1)
        && r.is(at + 2, "long")
        && !r.hyphen(at.wrapping_sub(1))
    {
        return Some(Found::new(
            at,
            at + 3,
            Meaning::Fixed(Value::Length(Amount::whole(1), unit)),
        ));
    }
    None
}

/// Whether a length is given or had back: “wants her six months back”, “get them two
/// years back”.
pub(super) fn is_returned(r: Reader<'_>, back: usize) -> bool {
    let parts = [
        "a", "an", "and", "couple", "few", "half", "of", "several", "some", "-",
    ];
    let is_part = |at: &usize| {
        let is_counted = matches!(
            r.word(*at),
            Word::Unit { .. }
                | Word::Digits { .. }
                | Word::Small(_)
                | Word::Tens(_)
                | Word::Power(_)
        );
        is_counted || r.any(*at, &parts) || r.any(*at, &["all", "full", "good", "last", "whole"])
    };
    let length = (back.saturating_sub(LENGTH)..back)
        .rev()
        .take_while(is_part);
    let first = back - length.count();
    let owners = [
        "her", "his", "its", "my", "our", "s", "the", "their", "these", "those", "your",
    ];
    let them = ["her", "him", "it", "me", "them", "us", "you"];
    let verb = first - usize::from(r.after_any(first, &them));
    // “turned the clock two hours back”
    let clause = (first.saturating_sub(LENGTH)..first).rev();
    let is_moved = clause
        .take_while(|at| r.word(*at) != Word::Mark)
        .any(|at| r.any(at, &MOVING));
    r.after_any(first, &owners) || r.after_any(verb, &RETURNING) || is_moved
}

/// Verbs that take a thing back by a length.
const MOVING: [&str; 14] = [
    "move", "moved", "moves", "moving", "push", "pushed", "pushes", "pushing", "roll", "rolled",
    "turn", "turned", "turning", "turns",
];

/// How many words a length before “back” has at most.
const LENGTH: usize = 8;

/// Forms of the verbs by which somebody has something back.
const RETURNING: [&str; 27] = [
    "claim", "claimed", "claims", "gave", "get", "gets", "getting", "give", "given", "gives",
    "giving", "got", "need", "needs", "take", "taken", "takes", "taking", "took", "want", "wanted",
    "wanting", "wants", "win", "winning", "wins", "won",
];
