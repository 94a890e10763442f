//! Years: “1990”, “the year 1990”, “fiscal 1989”, “490 BC”, “that year”, and
//! what looks like one.

use super::super::Modifier;
use super::super::form::is_past_form;
use super::super::lexicon::Word;
use super::super::meaning::{Base, Found, Meaning, Turning, Which, Year};
use super::super::number::{four_digits, spelled_year};
use super::super::reader::Reader;
use super::super::tense::{Tense, tense};
use super::super::value::Value;
use super::numeric::century_of;
use super::units::ends_phrase;
use crate::date::vocabulary::Unit;

/// A year after what it holds: “, 1990”, “of 1990”, “last year”, “of that
/// year”, `480 BC`.
pub(super) fn year_after(r: Reader<'_>, at: usize) -> Option<(Year, usize)> {
    let start = if r.text(at) == "," { at + 1 } else { at };
    if let Some((year, end)) = with_era(r, start) {
        return Some((Year::Given(year), end));
    }
    let of = start + usize::from(r.any(start, &["of", "in"]) && start == at);
    // “of fiscal 1990”.
    let of = of + usize::from(of > at && r.any(of, &["fiscal", "calendar"]));
    let of = of + usize::from(of > at + 1 && r.is(of, "year") && four_digits(r, of + 1).is_some());
    let hyphen = r.after_hyphen(of);
    if let Some(year) = four_digits(r, hyphen).filter(|_| !counts(r, hyphen)) {
        return Some((Year::Given(year), hyphen + 1));
    }
    // “Oct. 13, '89”
    if start > at {
        let (year, end) = two_digits(r, start).filter(|(_, end)| is_short_year(r, *end))?;
        return Some((Year::Given(year), end));
    }
    if let Some((year, end)) = spelled_year(r, of).or_else(|| with_era(r, of)) {
        return Some((Year::Given(year), end));
    }
    if let Some((year, end)) = two_digits(r, of).filter(|(_, end)| !is_quoted(r, *end)) {
        return Some((Year::Given(year), end));
    }
    let (which, base, end) = year_turn(r, of)?;
    Some((Year::Turn(which, base), end))
}

/// Whether what stands behind the two digits of a year lets them be one: “Oct. 13, '89,”;
/// not “on Nov. 3, '40 men came,' he said”.
fn is_short_year(r: Reader<'_>, end: usize) -> bool {
    (ends_phrase(r, end) || is_verb(r, end)) && !is_quoted(r, end)
}

/// Whether a quotation ends behind a place of its sentence, so that the mark before two
/// digits may have opened it.
fn is_quoted(r: Reader<'_>, at: usize) -> bool {
    (at..r.sentence_end(at)).any(|at| closes(r, at))
}

/// Whether a mark closes a quotation: it touches what is before it and no letter.
fn closes(r: Reader<'_>, at: usize) -> bool {
    let is_last = !r.glued(at + 1) || r.word(at + 1) == Word::Mark;
    matches!(r.text(at), "'" | "’") && r.glued(at) && is_last
}

/// Whether a word is a verb that can follow on a date.
fn is_verb(r: Reader<'_>, at: usize) -> bool {
    let verbs = [
        "are", "can", "could", "has", "have", "is", "may", "might", "will", "would",
    ];
    r.any(at, &verbs) || is_past_form(r, at)
}

/// `'91`.
fn two_digits(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    let Word::Digits { number, digits: 2 } = r.word(at + 1) else {
        return None;
    };
    let is_mark = matches!(r.text(at), "'" | "’" | "‘" | "`") && r.glued(at + 1);
    let century = century_of(number);
    (is_mark && !r.is(at + 2, "s")).then(|| (century + i64::from(number), at + 2))
}

/// “last year”, “that year”, “the following year”.
pub(super) fn year_turn(r: Reader<'_>, at: usize) -> Option<(Which, Base, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    if !r.is(the + 1, "year") || r.hyphen(the + 2) {
        return None;
    }
    let (which, base) = match r.lowered(the).as_str() {
        "last" if the == at => (Which::Last, Base::Anchor),
        "this" | "current" => (Which::This, Base::Anchor),
        "next" if the == at => (Which::Next, Base::Anchor),
        "next" | "following" => (Which::Next, Base::Thread),
        "previous" | "preceding" | "prior" => (Which::Last, Base::Thread),
        "that" | "same" => (Which::This, Base::Thread),
        _ => return None,
    };
    Some((which, base, the + 2))
}

/// `490 BC`, `AD 79`, with the letters or with dots between them.
fn with_era(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    if let Some((false, number)) = era(r, at) {
        let (year, end) = plain_year(r, number)?;
        return Some((year, end));
    }
    let (year, after) = plain_year(r, at)?;
    let (before, end) = era(r, after)?;
    Some((if before { 1 - year } else { year }, end))
}

fn plain_year(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    match r.word(at) {
        Word::Digits { number, .. } if (1..100_000).contains(&number) => {
            Some((i64::from(number), at + 1))
        }
        _ => None,
    }
}

/// Whether an era is the one before the common one, and the place after.
pub(super) fn era(r: Reader<'_>, at: usize) -> Option<(bool, usize)> {
    match r.text(at) {
        "BC" | "BCE" => return Some((true, at + 1)),
        "AD" | "CE" => return Some((false, at + 1)),
        _ => {}
    }
    let dotted = |letters: &[&str]| {
        letters.iter().enumerate().all(|(index, letter)| {
            let place = at + 2 * index;
            let stops = r.text(place + 1) == "." && r.glued(place + 1);
            r.text(place) == *letter
                && (stops
                    || index > 0 && index + 1 == letters.len() && r.word(place + 1) == Word::Mark)
        })
    };
    [
        (&["B", "C", "E"][..], true),
        (&["B", "C"], true),
        (&["A", "D"], false),
        (&["C", "E"], false),
    ]
    .into_iter()
    .find(|(letters, _)| dotted(letters))
    .map(|(letters, before)| {
        let last = at + 2 * letters.len() - 1;
        (before, last + usize::from(r.text(last) == "."))
    })
}

/// Whether four digits count something rather than name a year: `$1990`,
/// “1500 men”, “1995 votes”, `1200-page`.
fn counts(r: Reader<'_>, at: usize) -> bool {
    is_measured_before(r, at) || is_measured_after(r, at) || counts_things(r, at)
}

/// Marks that may touch a year from the left.
const OPENING: [&str; 15] = [
    "(", "-", "–", "—", "/", "'", "\"", "“", "[", "`", ",", ":", ";", "’", "‘",
];

/// Whether what stands before four digits makes them an amount or a name:
/// `$1990`, “room 2001”, `555-1212`.
fn is_measured_before(r: Reader<'_>, at: usize) -> bool {
    let marks = [
        "$",
        "£",
        "€",
        "#",
        "no",
        "number",
        "room",
        "flight",
        "resolution",
        "page",
        "section",
        "rule",
        "suite",
        "route",
        "highway",
        "channel",
        "chapter",
        "article",
        "than",
        "rs",
        "dlrs",
        "usd",
        "eur",
    ];
    // “no later than 1990”.
    let is_limit = at > 1 && r.is(at - 1, "than") && r.any(at - 2, &["later", "earlier"]);
    if r.after_any(at, &marks) && !is_limit {
        return true;
    }
    // “closed at 2012.”, but “at 1990 prices”.
    if r.after_any(at, &["at"]) && r.word(at + 1) == Word::Mark {
        return true;
    }
    if !r.glued(at) {
        return false;
    }
    let is_dash = matches!(r.before(at), "-" | "–" | "/");
    let number = at.checked_sub(2).map(|at| r.word(at));
    let is_part = is_dash && matches!(number, Some(Word::Digits { digits, .. }) if digits != 4);
    // “Dec.2011”
    let is_of_month = r.before(at) == "." && matches!(number, Some(Word::Month { .. }));
    if is_of_month {
        return false;
    }
    is_part || !OPENING.contains(&r.before(at))
}

/// Whether what touches four digits from the right makes them an amount: a unit,
/// a sign, decimals.
fn is_measured_after(r: Reader<'_>, at: usize) -> bool {
    let next = at + 1;
    let is_more = r.glued(next + 1) && matches!(r.word(next + 1), Word::Digits { .. });
    match r.text(next) {
        "%" | "°" => r.glued(next),
        ":" => r.glued(next) && r.glued(next + 1),
        "." => is_more,
        _ if r.glued(next) => r.lower(next) && !r.is(next, "s"),
        _ => matches!(r.word(next), Word::Unit { .. } | Word::Power(_)),
    }
}

/// Whether things follow that four digits count: “1500 men”; or a street.
fn counts_things(r: Reader<'_>, at: usize) -> bool {
    let next = at + 1;
    let things = [
        "men", "people", "women", "children", "troops", "percent", "feet", "tons", "acres",
        "miles", "km", "kg", "m", "hours", "lives", "jobs", "votes", "points", "cars",
    ];
    let streets = [
        "avenue",
        "street",
        "road",
        "boulevard",
        "drive",
        "ave",
        "blvd",
    ];
    // “1900 of them”.
    let is_share = r.is(next, "of") && r.any(next + 1, &["them", "those", "these", "whom"]);
    if is_share || r.any(next, &things) || r.capital(next) && r.any(next + 1, &streets) {
        return true;
    }
    let text = r.text(next);
    let is_plural = r.word(next) == Word::Other
        && r.lower(next)
        && text.len() > 3
        && text.ends_with('s')
        && !text.ends_with("ss");
    // Counts are mostly round: “1500 shares”, but “1989 earnings”.
    let is_round = matches!(r.word(at), Word::Digits { number, .. } if number % 50 == 0);
    let owners = ["the", "s", "its", "his", "their", "her"];
    is_plural && is_round && !r.after_any(at, &YEAR_BEFORE) && !r.after_any(at, &owners)
}

/// Words that introduce years.
const YEAR_BEFORE: [&str; 16] = [
    "in", "since", "by", "until", "till", "from", "during", "before", "after", "of", "through",
    "late", "early", "mid", "fiscal", "year",
];

/// “year-end”, “year-end 1989”, “month's end”: the end of this year, or of the last where the
/// verb looks back.
pub(super) fn year_end(r: Reader<'_>, at: usize) -> Option<Found> {
    // “year's end”, “month's end”.
    if matches!(r.text(at + 1), "'" | "’") && r.is(at + 2, "s") && r.is(at + 3, "end") {
        let meaning = match r.word(at) {
            Word::Unit {
                unit: Unit::Year,
                many: false,
            } => Meaning::YearTurn(Which::This, Base::Anchor),
            Word::Unit {
                unit: unit @ (Unit::Month | Unit::Week),
                many: false,
            } => Meaning::Focus(Turning::Unit(unit)),
            _ => return None,
        };
        return Some(Found {
            modifier: Some(Modifier::End),
            ..Found::new(at, at + 4, meaning)
        });
    }
    if let Some(found) = midyear(r, at) {
        return Some(found);
    }
    let end = r.after_hyphen(at + 1);
    let is_noun = r.hyphen(at + 1) && !(r.word(end + 1) == Word::Other && r.lower(end + 1))
        || r.after_any(at, &["at", "by", "since", "before", "until", "from"]) && r.lower(end);
    if !r.is(at, "year") || !r.is(end, "end") || !is_noun {
        return None;
    }
    let (meaning, end) = match year_after(r, end + 1).filter(|_| r.text(end + 1) != ",") {
        Some((Year::Given(year), end)) => (Meaning::Fixed(Value::Year(year)), end),
        Some((Year::Turn(which, base), end)) => (Meaning::YearTurn(which, base), end),
        _ => {
            let is_gone = !r.after_any(at, &["by", "before", "until"])
                && tense(r, at, end + 1) == Tense::Past;
            let which = if is_gone { Which::Last } else { Which::This };
            (Meaning::YearTurn(which, Base::Anchor), end + 1)
        }
    };
    Some(Found {
        modifier: Some(Modifier::End),
        ..Found::new(at, end, meaning)
    })
}

/// “by midyear”, “since mid-week”: after a preposition, since “the midyear report” is one
/// of every year.
fn midyear(r: Reader<'_>, at: usize) -> Option<Found> {
    let leads = [
        "about", "around", "at", "before", "by", "from", "since", "until",
    ];
    if !r.after_any(at, &leads) {
        return None;
    }
    let joined = match r.lowered(at).as_str() {
        "midyear" => Some(Unit::Year),
        "midmonth" => Some(Unit::Month),
        "midweek" => Some(Unit::Week),
        _ => None,
    };
    let (unit, end) = match (joined, r.word(at + 2)) {
        (Some(unit), _) => (unit, at + 1),
        (
            None,
            Word::Unit {
                unit: unit @ (Unit::Year | Unit::Month | Unit::Week),
                many: false,
            },
        ) if r.is(at, "mid") && r.hyphen(at + 1) => (unit, at + 3),
        _ => return None,
    };
    let meaning = match unit {
        Unit::Year => Meaning::YearTurn(Which::This, Base::Anchor),
        _ => Meaning::Focus(Turning::Unit(unit)),
    };
    Some(Found {
        modifier: Some(Modifier::Mid),
        ..Found::new(at, end, meaning)
    })
}

/// A year by itself: “1990”, “the year 1990”, “fiscal 1990”, “AD 79”.
pub(super) fn year(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    // “FY90”
    if r.text(at) == "FY" {
        let (year, end) = match r.word(at + 1) {
            Word::Digits { number, digits: 2 } if is_of_accounts(r, at + 1) => {
                (century_of(number) + i64::from(number), at + 2)
            }
            _ => {
                let year = four_digits(r, at + 1).filter(|_| !is_measured_after(r, at + 1))?;
                (year, at + 2)
            }
        };
        return Some(Found::new(at, end, Meaning::Fixed(Value::Year(year))));
    }
    let fiscal = the + usize::from(r.any(the, &["fiscal", "calendar"]));
    let start = fiscal + usize::from(r.is(fiscal, "year"));
    if start > the {
        let (year, end) = with_era(r, start)
            .or_else(|| four_digits(r, start).map(|year| (year, start + 1)))
            .or_else(|| spelled_year(r, start))
            .or_else(|| two_digits(r, start))?;
        return Some(Found::new(at, end, Meaning::Fixed(Value::Year(year))));
    }
    // “the 1997 fiscal year”.
    if the > at
        && let Some(year) = four_digits(r, the)
        && r.any(the + 1, &["fiscal", "financial", "calendar"])
        && r.is(the + 2, "year")
    {
        return Some(Found::new(at, the + 3, Meaning::Fixed(Value::Year(year))));
    }
    if the > at {
        return None;
    }
    if let Some((year, end)) = with_era(r, at) {
        return Some(Found::new(at, end, Meaning::Fixed(Value::Year(year))));
    }
    if let Some((year, end)) = spelled_year(r, at) {
        let is_more = matches!(r.word(end), Word::Unit { .. } | Word::Power(_));
        return (!is_more).then(|| Found::new(at, end, Meaning::Fixed(Value::Year(year))));
    }
    let is_led = |end: usize| r.after_any(at, &YEAR_BEFORE) || is_attribute(r, at, end);
    if let Some((year, end)) = two_digits(r, at).filter(|(_, end)| is_led(*end)) {
        return Some(Found::new(at, end, Meaning::Fixed(Value::Year(year))));
    }
    let year = four_digits(r, at).filter(|_| !counts(r, at))?;
    // Its last two digits may follow: `1990-91`, and are read with it.
    (year <= 2100).then(|| Found::new(at, at + 1, Meaning::Fixed(Value::Year(year))))
}

/// Whether two digits behind “FY” are a year: `FY24`, “in FY 24.”; not “FY 24 percent of
/// it”, “the FY 20 people”.
fn is_of_accounts(r: Reader<'_>, at: usize) -> bool {
    let next = at + 1;
    if is_measured_after(r, at) {
        return false;
    }
    let leads = [
        "after", "and", "as", "at", "before", "but", "by", "compared", "for", "from", "in", "on",
        "or", "over", "than", "through", "to", "versus", "while", "with",
    ];
    r.glued(at) || ends_phrase(r, next) || r.any(next, &leads) || is_verb(r, next)
}

/// Whether a year of two digits tells of what is named after it: “the '88 games”; not
/// “the '60 Minutes' show”, which a mark ends.
fn is_attribute(r: Reader<'_>, at: usize, end: usize) -> bool {
    // “the '38 Special”, “The '20 Best”
    let no_names = [
        "best", "caliber", "calibre", "magnum", "most", "or", "per", "special", "top",
    ];
    let is_named = r.capital(end) && !r.any(end, &no_names) || r.any(end, &YEARLY);
    r.after_any(at, &["the", "a", "its", "his", "her", "their"])
        && is_named
        && !r.glued(end)
        && !(end..r.sentence_end(end).min(end + QUOTED)).any(|at| closes(r, at))
}

/// What goes by its year; of other things two digits may be a size or a number.
const YEARLY: [&str; 46] = [
    "act",
    "agreement",
    "ballot",
    "boycott",
    "budget",
    "campaign",
    "census",
    "championship",
    "championships",
    "collapse",
    "convention",
    "coup",
    "crash",
    "crisis",
    "deal",
    "draft",
    "drought",
    "earthquake",
    "election",
    "elections",
    "fight",
    "final",
    "finals",
    "fire",
    "flood",
    "floods",
    "games",
    "harvest",
    "hurricane",
    "law",
    "match",
    "model",
    "plan",
    "playoffs",
    "primary",
    "quake",
    "race",
    "recession",
    "riots",
    "season",
    "strike",
    "tournament",
    "treaty",
    "vintage",
    "vote",
    "war",
];

/// Within how many tokens a mark closes what one opened before a number.
const QUOTED: usize = 8;

/// A whole number as a year of the century before it: the `91` of `1990-91`.
pub(super) fn short_year(r: Reader<'_>, at: usize, year: i64) -> Option<Found> {
    let is_dash = matches!(r.text(at), "-" | "–" | "—" | "/") && r.glued(at) && r.glued(at + 1);
    // “1988-'89”
    let quoted = usize::from(matches!(r.text(at + 1), "'" | "’" | "‘") && r.glued(at + 2));
    let first = at + 1;
    let at = at + quoted;
    let Word::Digits { number, digits: 2 } = r.word(at + 1) else {
        return None;
    };
    let later = year - year % 100 + i64::from(number);
    let ends = !r.glued(at + 2) || r.word(at + 2) == Word::Mark && r.text(at + 2) != "-";
    (is_dash && later > year && ends)
        .then(|| Found::new(first, at + 2, Meaning::Fixed(Value::Year(later))))
}

/// A year by its last two digits in a list: “in 1984, '88 and '92”.
pub(super) fn listed_year(r: Reader<'_>, at: usize) -> Option<Found> {
    let comma = usize::from(r.text(at) == ",");
    let and = usize::from(r.any(at + comma, &["and", "or", "to"]));
    let first = at + comma + and;
    let (year, end) = two_digits(r, first).filter(|_| first > at)?;
    Some(Found::new(first, end, Meaning::Fixed(Value::Year(year))))
}

/// A first year whose era comes with the second: the `264` of “264 to 241 BC”.
pub(super) fn first_year(r: Reader<'_>, at: usize) -> Option<Found> {
    let Word::Digits {
        number: first,
        digits: 1..=4,
    } = r.word(at)
    else {
        return None;
    };
    if !r.any(at + 1, &["-", "–", "—", "to", "and", "or", "until"]) {
        return None;
    }
    let (last, end) = with_era(r, at + 2)?;
    let is_before = last <= 0 && i64::from(first) > 1 - last;
    (end > at + 3 && is_before && first > 0).then(|| {
        Found::new(
            at,
            at + 1,
            Meaning::Fixed(Value::Year(1 - i64::from(first))),
        )
    })
}
