//! Days of the week and of the moment: “Friday”, “last Friday”, “yesterday”.

use super::super::lexicon::Word;
use super::super::meaning::{Base, Found, Meaning, Which};
use super::super::number::{Amount, amount, ordinal};
use super::super::reader::Reader;
use super::super::value::Value;
use super::calendar::month_and_day;
use super::units::ends_phrase;
use crate::date::vocabulary::Unit;

/// Words beside which a short name such as “sat” is a day.
const BEFORE_SHORT: [&str; 11] = [
    "on", "this", "next", "last", "every", "until", "til", "by", "coming", "each", "since",
];

/// A weekday by name, and the place after it.
pub(super) fn name(r: Reader<'_>, at: usize) -> Option<(u8, usize)> {
    let Word::Weekday { day, short } = r.word(at) else {
        return None;
    };
    let end = if short { r.after_stop(at + 1) } else { at + 1 };
    let proved = || {
        let next = end + usize::from(r.text(end) == ",");
        r.after_any(at, &BEFORE_SHORT) && (r.capital(at) || !matches!(day, 5 | 6 | 2))
            || r.capital(at) && month_and_day(r, next).is_some()
            || r.capital(at) && end > at + 1 && !r.begins_sentence(end)
            || matches!(r.word(end), Word::Part(_)) && r.after_any(at, &BEFORE_SHORT)
    };
    // “the Sunday Times”, “Bloody Sunday” are names.
    let is_name = r.after_any(at, &["the"])
        && matches!(r.word(end), Word::Other | Word::Known)
        && r.capital(end)
        && !r.glued(end);
    // “Sgt. Friday”.
    let titles = ["mr", "mrs", "ms", "dr", "sgt", "capt", "col", "lt", "gen"];
    let is_name = is_name || at > 1 && r.text(at - 1) == "." && r.any(at - 2, &titles);
    let is_name = is_name || r.after_any(at, &["black", "bloody", "super", "cyber"]);
    (!is_name && (!short || proved())).then_some((day, end))
}

/// “last”, “next”, “this” before a day, and the place after it.
pub(super) fn which(r: Reader<'_>, at: usize) -> Option<(Which, usize)> {
    let which = match r.lowered(at).as_str() {
        "last" | "previous" => Which::Last,
        // “will stay past Friday” is a preposition.
        "past" if r.after_any(at, &["the"]) => Which::Last,
        "this" => Which::This,
        "next" | "coming" | "upcoming" => Which::Next,
        _ => return None,
    };
    let skipped = usize::from(which == Which::This && r.any(at + 1, &["coming", "past"]));
    let which = match r.lowered(at + 1).as_str() {
        "coming" if skipped == 1 => Which::Next,
        "past" if skipped == 1 => Which::Last,
        _ => which,
    };
    Some((which, at + 1 + skipped))
}

/// “that”, “the following”, “the previous” before a month or season, and the
/// place after: seen from the date told before.
pub(super) fn which_told(r: Reader<'_>, at: usize) -> Option<(Which, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    let which = match r.lowered(the).as_str() {
        "that" if opens_clause(r, the) => return None,
        "that" | "same" => Which::This,
        "following" if the > at => Which::Next,
        "previous" | "preceding" if the > at => Which::Last,
        _ => return None,
    };
    Some((which, the + 1))
}

/// The beginnings of verbs and nouns whose “that” opens a clause.
const SAYING: [&str; 36] = [
    "acknowledg",
    "admit",
    "agree",
    "announc",
    "argu",
    "assert",
    "assum",
    "believ",
    "claim",
    "complain",
    "conced",
    "confirm",
    "declar",
    "denie",
    "estimat",
    "fear",
    "hope",
    "indicat",
    "insist",
    "learn",
    "noted",
    "notes",
    "predict",
    "promis",
    "report",
    "said",
    "say",
    "show",
    "stress",
    "suggest",
    "tell",
    "think",
    "thought",
    "told",
    "vow",
    "warn",
];

/// Whether “that” opens what somebody says, rather than pointing to a day: “said that
/// Monday's vote”, “said on Friday that Monday's vote”, “told reporters that Monday's vote”;
/// not “said he left that Monday”.
pub(super) fn opens_clause(r: Reader<'_>, that: usize) -> bool {
    let says = |at: usize| {
        let word = r.lowered(at);
        SAYING.iter().any(|stem| word.as_str().starts_with(stem))
    };
    let Some(before) = that.checked_sub(1) else {
        return false;
    };
    let is_dated = matches!(r.word(before), Word::Weekday { .. } | Word::Part(_))
        || r.any(before, &["today", "yesterday"]);
    let is_listener = ["assur", "inform", "remind", "tell", "told", "warn"]
        .iter()
        .any(|stem| {
            (that.saturating_sub(LISTENER)..before)
                .any(|at| r.lowered(at).as_str().starts_with(stem))
        });
    says(before) || (is_dated || is_listener) && (that.saturating_sub(LISTENER)..before).any(says)
}

/// How far before “that” the verb may stand, with its day or its listeners between.
const LISTENER: usize = 5;

/// “Tuesday of last week”, “Tuesday next week”; “a week ago Tuesday”, “two weeks
/// from Tuesday”.
pub(super) fn in_week(r: Reader<'_>, at: usize) -> Option<Found> {
    if let Some((day, after)) = name(r, at) {
        let of = after + usize::from(r.is(after, "of"));
        let (which, week) = which(r, of)?;
        let weeks = step(which);
        return r
            .is(week, "week")
            .then(|| Found::new(at, week + 1, Meaning::WeekdayIn { day, weeks }));
    }
    let (Amount::Counted(hundredths), after) = amount(r, at)? else {
        return None;
    };
    // “two Sundays ago”.
    if hundredths % 100 == 0
        && (100..=5200).contains(&hundredths)
        && r.is(after + 1, "ago")
        && let Some(day) = plural(r, after)
    {
        let weeks = hundredths / 100 - 1;
        return Some(Found::new(
            at,
            after + 2,
            Meaning::WeekdayAgo { day, weeks },
        ));
    }
    if !r.any(after, &["week", "weeks"]) || hundredths % 100 != 0 || hundredths > 5200 {
        return None;
    }
    let sign = match r.lowered(after + 1).as_str() {
        "ago" => -1,
        "from" => 1,
        _ => return None,
    };
    let weeks = sign * hundredths / 100;
    // “a week from tomorrow”
    if let Some((days, end)) = days(r, after + 2).filter(|_| sign > 0) {
        let meaning = Meaning::AgoFrom {
            months: 0,
            weeks: -weeks,
            of: Unit::Day,
            days,
        };
        return Some(Found::new(at, end, meaning));
    }
    let (day, end) = name(r, after + 2)?;
    Some(Found::new(at, end, Meaning::WeekdayBy { day, weeks }))
}

/// The day that the plural of its name is of: “Sundays”.
pub(super) fn plural(r: Reader<'_>, at: usize) -> Option<u8> {
    match Word::of(r.text(at).strip_suffix('s')?) {
        Word::Weekday { day, short: false } => Some(day),
        _ => None,
    }
}

/// How many weeks “last”, “this”, “next” are away.
const fn step(which: Which) -> i64 {
    match which {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
    }
}

/// “Friday the 13th”.
fn dated(r: Reader<'_>, at: usize, (day, end): (u8, usize)) -> Option<Found> {
    let Word::Digits {
        number: number @ 1..=31,
        ..
    } = r.word(end + 1)
    else {
        return None;
    };
    (r.is(end, "the") && r.glued(end + 2)).then(|| {
        let number = number as u8;
        Found::new(at, end + 3, Meaning::WeekdayThe { day, number })
    })
}

/// A weekday with what picks it.
pub(super) fn weekday(r: Reader<'_>, at: usize) -> Option<Found> {
    let base = Base::Anchor;
    if let Some((day, end)) = name(r, at) {
        if let Some(found) = dated(r, at, (day, end)) {
            return Some(found);
        }
        // “on a Tuesday”, no one says which; “a Tuesday vote” is one of these days.
        let is_any =
            r.after_any(at, &["a", "one"]) && matches!(r.word(end), Word::Mark | Word::Link);
        if is_any || r.after_any(at, &["a", "one"]) && r.text(end).is_empty() {
            return Some(Found::new(at, end, Meaning::Fixed(Value::AnyWeekday(day))));
        }
        return Some(Found::new(
            at,
            end,
            Meaning::Weekday {
                day,
                which: None,
                base,
            },
        ));
    }
    let the = at + usize::from(r.is(at, "the"));
    if let Some((picked, after)) = which(r, the)
        && let Some((day, end)) = name(r, after)
    {
        // “the previous Friday” is the one before the day that was told.
        let base = if the > at && r.is(the, "previous") {
            Base::Thread
        } else {
            base
        };
        return Some(Found::new(
            at,
            end,
            Meaning::Weekday {
                day,
                which: Some(picked),
                base,
            },
        ));
    }
    // “the Friday before”.
    if the > at
        && let Some((day, end)) = name(r, the)
        && ends_phrase(r, end + 1)
        && r.any(end, &["before", "after"])
    {
        let which = if r.is(end, "before") {
            Which::Last
        } else {
            Which::Next
        };
        let meaning = Meaning::Weekday {
            day,
            which: Some(which),
            base: Base::Thread,
        };
        return Some(Found::new(at, end + 1, meaning));
    }
    let (thread, after) = which_told(r, at)?;
    let (day, end) = name(r, after)?;
    Some(Found::new(
        at,
        end,
        Meaning::Weekday {
            day,
            which: Some(thread),
            base: Base::Thread,
        },
    ))
}

/// “today”, “yesterday”, “tomorrow”, “the day before yesterday”.
pub(super) fn today(r: Reader<'_>, at: usize) -> Option<Found> {
    let (days, end) = days(r, at)?;
    // “USA Today” is a name.
    let before = r.before(at);
    let is_acronym = before.len() > 1 && before.bytes().all(|letter| letter.is_ascii_uppercase());
    if r.text(at) == "Today" && is_acronym {
        return None;
    }
    Some(Found::new(at, end, Meaning::Today(days)))
}

/// Days from today, and the place after.
pub(super) fn days(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    let days = match r.text(at) {
        text if text.eq_ignore_ascii_case("today") || text.eq_ignore_ascii_case("tdy") => 0,
        text if text.eq_ignore_ascii_case("yesterday") || text.eq_ignore_ascii_case("yday") => -1,
        text if ["tomorrow", "tmrw", "trmw", "tmr", "tomorow", "tomo"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word)) =>
        {
            1
        }
        _ => {
            let the = at + usize::from(r.is(at, "the"));
            if r.is(the, "day") && r.is(the + 1, "before") && r.is(the + 2, "yesterday") {
                return Some((-2, the + 3));
            }
            if r.is(the, "day") && r.is(the + 1, "after") && r.is(the + 2, "tomorrow") {
                return Some((2, the + 3));
            }
            return None;
        }
    };
    Some((days, at + 1))
}

/// “today is the eighth day of the siege”: the day of publication by its place in what
/// goes on.
pub(super) fn day_of_event(r: Reader<'_>, at: usize) -> Option<Found> {
    // “today is”, “it’s”; not “Monday is the first day of school”.
    let is_led = r.is(at, "the") && r.after_any(at, &["is", "s"]);
    let verb = at.checked_sub(1).filter(|_| is_led)?;
    let (_, day) = ordinal(r, at + 1)?;
    let subject = verb - usize::from(r.glued(verb)).min(verb);
    let is_now = r.after_any(subject, &["today", "this", "it"]);
    (is_now && r.is(day, "day") && r.is(day + 1, "of"))
        .then(|| Found::new(at, day + 1, Meaning::Today(0)))
}
