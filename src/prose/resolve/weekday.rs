//! Days of the week counted from a day.

use super::super::Basis;
use super::super::lexicon::Word;
use super::super::meaning::{Base, Meaning, Which};
use super::super::tense::Tense;
use super::super::value::Value;
use super::{Resolved, Scene};
use crate::date::Civil;
use crate::date::arithmetic::{add_days, add_months, day_of, week_of};

/// A day of the week.
pub(super) fn weekday(scene: &Scene<'_>, day: u8, which: Option<Which>, base: Base) -> Resolved {
    let threaded = base == Base::Thread || scene.is_narrative();
    let from = match scene.thread.day().filter(|_| threaded) {
        Some(told) => told,
        // A history that has told no day leaves open which one it is.
        None if scene.is_narrative() => {
            return Resolved {
                value: Value::AnyWeekday(day),
                basis: Basis::Vague,
            };
        }
        None => scene.anchor(),
    };
    if which.is_none()
        && !threaded
        && let Some(first) = first_of_range(scene)
    {
        let on = (i64::from(day) - i64::from(first.weekday())).rem_euclid(7);
        return scene.based(Value::day(add_days(first, on)), base);
    }
    let today = from.weekday();
    let back = i64::from((today + 7 - day) % 7);
    let strictly = |days: i64| if days == 0 { 7 } else { days };
    let days = match (which, threaded) {
        (Some(Which::Last), _) => -strictly(back),
        (Some(Which::Next), _) => strictly(7 - back),
        (Some(Which::This), false) => {
            let ahead = (7 - back) % 7;
            if ahead <= 6 - i64::from(today) || back == 0 {
                ahead
            } else {
                i64::from(day) - i64::from(today)
            }
        }
        (None, true) => (7 - back) % 7,
        (None, false) if back == 0 => 0,
        (None, false) if is_unforeseen(scene) => -back,
        (None, false) if told_then(scene).is_some() => {
            let told = told_then(scene).unwrap_or(from);
            let on = strictly((i64::from(day) - i64::from(told.weekday())).rem_euclid(7));
            return scene.based(Value::day(add_days(told, on)), base);
        }
        (None, false) if scene.looks_ahead() || scene.is_set_for() || is_deadline(scene) => {
            7 - back
        }
        (Some(Which::This), true) | (None, false) => -back,
    };
    scene.based(Value::day(add_days(from, days)), base)
}

/// The weekday on which somebody said what would be on this one: “said Tuesday that it
/// would rule Wednesday” looks ahead from that Tuesday.
fn told_then(scene: &Scene<'_>) -> Option<Civil> {
    let (r, first) = (scene.r, scene.found.first);
    let before = scene.before?;
    if before.first < r.sentence_start(first) || !matches!(before.meaning, Meaning::Weekday { .. })
    {
        return None;
    }
    let said = ["announced", "promised", "reported", "said", "told", "vowed"];
    let is_said = (before.first.saturating_sub(SAID)..before.first).any(|at| r.any(at, &said));
    let is_then = (before.end..first).any(|at| r.is(at, "would"));
    let told = scene.thread.day().filter(|told| *told < scene.anchor())?;
    (is_said && is_then).then_some(told)
}

/// How far before its weekday somebody is told to have said something.
const SAID: usize = 3;

/// What nobody can name before its day: “will look into Monday's attack”.
const UNFORESEEN: [&str; 34] = [
    "accident",
    "announcement",
    "attack",
    "attacks",
    "blast",
    "blasts",
    "bombing",
    "bombings",
    "collapse",
    "comments",
    "crash",
    "death",
    "deaths",
    "decision",
    "decline",
    "defeat",
    "disaster",
    "drop",
    "earthquake",
    "explosion",
    "fire",
    "gains",
    "incident",
    "killing",
    "killings",
    "losses",
    "massacre",
    "raid",
    "remarks",
    "ruling",
    "shooting",
    "statement",
    "verdict",
    "violence",
];

/// Whether a day is that of something that came unforeseen.
fn is_unforeseen(scene: &Scene<'_>) -> bool {
    let (r, mark) = (scene.r, scene.found.end);
    // “ahead of Friday's decision”
    if r.after_any(
        scene.found.first,
        &["for", "before", "until", "of", "awaiting"],
    ) {
        return false;
    }
    let is_possessive = matches!(r.text(mark), "'" | "’") && r.is(mark + 1, "s");
    is_possessive && (mark + 2..mark + 5).any(|at| r.any(at, &UNFORESEEN))
}

/// Whether a day is that of a deadline which has not gone by: “towards the Monday
/// deadline”, “set a Monday deadline”; not “missed a Monday deadline”.
fn is_deadline(scene: &Scene<'_>) -> bool {
    let (r, found) = (scene.r, scene.found);
    let is_possessive = matches!(r.text(found.end), "'" | "’") && r.is(found.end + 1, "s");
    let noun = found.end + 2 * usize::from(is_possessive);
    let is_awaited = || {
        let led = usize::from(r.any(found.first.wrapping_sub(1), &["the", "its", "their"]));
        let lead = found.first - led;
        let is_new =
            r.after_any(lead, &["a"]) && !r.any_before(lead, 2, &["met", "missed", "passed"]);
        is_new || r.after_any(lead, &["toward", "towards", "until"])
    };
    r.is(noun, "deadline") && is_awaited()
}

/// The weekday right before in a range or list, where it lies ahead: “shut from
/// Monday to Friday”, “will stay shut Thursday and Friday”.
fn first_of_range(scene: &Scene<'_>) -> Option<Civil> {
    let (r, first) = (scene.r, scene.found.first);
    let joins = ["to", "through", "until", "and", "or", "-", "–"];
    // “Tuesday night and Wednesday afternoon”.
    let last = first.checked_sub(2)?;
    // “will meet today and Monday”, “today through Friday”
    if r.any(last, &["today", "tonight", "tomorrow"]) && r.any(first - 1, &joins) {
        let days = i64::from(r.is(last, "tomorrow"));
        return Some(add_days(scene.anchor(), days));
    }
    let is_part = matches!(r.word(last), Word::Part(_));
    let named = last.checked_sub(usize::from(is_part))?;
    let Word::Weekday { day, .. } = r.word(named) else {
        return None;
    };
    let told = scene.thread.day()?;
    // The end of a range comes after its beginning, unless all of it is over.
    let is_range = || r.any(first - 1, &joins) && !r.any(first - 1, &["and", "or"]);
    let goes_on = told > scene.anchor() || is_range() && scene.tense() != Tense::Past;
    let is_told = told.weekday() == day && goes_on;
    (is_told && r.any(first - 1, &joins)).then_some(told)
}

/// “Friday the 13th”: of the month that the text has come to, where its weekday is so;
/// else the last one, or the next where the verb looks ahead.
pub(super) fn weekday_the(scene: &Scene<'_>, day: u8, number: u8) -> Resolved {
    let anchor = day_of(scene.anchor());
    let fits = |month: Civil| {
        let is_day = number <= Civil::days_in_month(month.year, month.month);
        let on = is_day.then(|| Civil::midnight(month.year, month.month, number))?;
        (on.weekday() == day).then_some(on)
    };
    let is_ahead = scene.looks_ahead();
    let told = scene.thread.last().and_then(Value::month);
    if let Some(on) = told.and_then(|(year, month)| fits(Civil::midnight(year, month, 1)))
        && (on >= anchor || !is_ahead)
    {
        return scene.based(Value::day(on), Base::Anchor);
    }
    let first = Civil::midnight(anchor.year, anchor.month, 1);
    let lies_right = |on: &Civil| {
        if is_ahead {
            *on >= anchor
        } else {
            *on <= anchor
        }
    };
    let step = if is_ahead { 1 } else { -1 };
    let value = (0..MONTHS)
        .filter_map(|months| fits(add_months(first, step * months)))
        .find(lies_right)
        .map_or(Value::AnyWeekday(day), Value::day);
    scene.based(value, Base::Anchor)
}

/// In so many months every day of a month comes on every weekday.
const MONTHS: i64 = 12 * 40;

/// “Tuesday next week”.
pub(super) fn weekday_in(scene: &Scene<'_>, day: u8, weeks: i64) -> Value {
    let monday = week_of(scene.anchor());
    Value::day(add_days(monday, 7 * weeks + i64::from(day)))
}

/// “a week ago Tuesday”, “a week from Tuesday”.
pub(super) fn weekday_by(scene: &Scene<'_>, day: u8, which: Which, weeks: i64) -> Value {
    let read = weekday(scene, day, Some(which), Base::Anchor).value;
    let nearest = read.civil().unwrap_or(scene.anchor());
    Value::day(add_days(nearest, 7 * weeks))
}
