//! Units of the calendar by their place: “last week”, “the following day”,
//! “two years ago”, “a year earlier”, “the week”.

use super::super::lexicon::Word;
use super::super::meaning::{Account, Base, Found, Meaning, Turning, Which, Year};
use super::super::number::{Amount, amount, finer};
use super::super::reader::Reader;
use super::super::tense::{Tense, tense};
use super::super::value::Value;
use super::calendar::{month, month_and_day};
use super::duration::{alternative, is_returned};
use super::weekday;
use super::year::year_after;
use crate::date::Civil;
use crate::date::vocabulary::Unit;

/// A unit that can be turned, in the singular, and the place after.
fn turning(r: Reader<'_>, at: usize) -> Option<(Turning, usize)> {
    if r.any(at, &["full", "whole", "entire"])
        || r.any(at, &["long", "holiday"]) && r.is(at + 1, "weekend")
    {
        return turning(r, at + 1);
    }
    if r.any(at, &["fiscal", "financial", "calendar"]) {
        let (unit, end) = turning(r, at + 1)?;
        return Some((
            if unit == Turning::Unit(Unit::Year) {
                Turning::Fiscal
            } else {
                unit
            },
            end,
        ));
    }
    match r.word(at) {
        Word::Unit { unit, many: false } if unit >= Unit::Day => {
            Some((Turning::Unit(unit), at + 1))
        }
        _ if r.is(at, "weekend") => Some((Turning::Weekend, at + 1)),
        _ if r.is(at, "half") => Some((Turning::Half, at + 1)),
        _ => None,
    }
}

/// “last week”, “this year”, “the following month”, “the same day”.
pub(super) fn turn(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    // “the last fiscal year”; “the last year” is a length.
    let is_fiscal = r.any(the + 1, &["fiscal", "financial"]);
    let (which, base, after) = picked(r, the, the > at && !is_fiscal)?;
    let (unit, end) = turning(r, after)?;
    // “that half of the schools” is no time.
    if unit == Turning::Half
        && (!r.after_any(at, &["in", "for", "during", "of"]) || r.is(end, "of"))
    {
        return None;
    }
    // “in this day and age”.
    if r.is(end, "and") && r.is(end + 1, "age") {
        return None;
    }
    // “This Week” is a title.
    if r.hyphen(end)
        || r.capital(end - 1)
            && r.capital(after - 1)
            && r.text(end - 1).len() > 1
            && r.text(end - 1)[1..].starts_with(|letter: char| letter.is_lowercase())
            && !r.begins_sentence(at)
    {
        return None;
    }
    let is_day = unit == Turning::Unit(Unit::Day);
    // “his last year in power” is counted by him.
    if unit == Turning::Unit(Unit::Year)
        && r.after_any(at, &["his", "her", "its", "their", "my", "our"])
    {
        return None;
    }
    // “this day”, “that day” are days told before; “last day” is none.
    if is_day && base == Base::Anchor {
        return match which {
            Which::Next => Some(Found::new(
                at,
                end,
                Meaning::Turn {
                    unit,
                    which,
                    base: Base::Thread,
                },
            )),
            Which::This if !r.is(end, "of") => {
                Some(Found::new(at, end, Meaning::Turn { unit, which, base }))
            }
            _ => None,
        };
    }
    // “for the next year”, “in the next decade” are lengths.
    let is_frame = r.after_any(at, &["for", "over", "within"])
        || r.after_any(at, &["in"]) && unit == Turning::Unit(Unit::Decade);
    // “may die in the next week”; “left in the next week” is one after that told before.
    let is_frame = is_frame
        || the > at
            && r.after_any(at, &["in", "during"])
            && unit != Turning::Unit(Unit::Century)
            && tense(r, at, end) == Tense::Future;
    if the > at && r.is(the, "next") && is_frame && !is_day {
        return None;
    }
    // “the last week of May” is a part of May.
    let led = the > at || r.after_any(at, &["the"]);
    if led && r.is(end, "of") && base == Base::Anchor && !matches!(which, Which::This) {
        return None;
    }
    let meaning = match (unit, which, base) {
        (Turning::Unit(Unit::Year), ..) => Meaning::YearTurn(which, base),
        (Turning::Unit(Unit::Quarter), Which::Last, _) if the > at && r.is(the, "latest") => {
            Meaning::Reported(Account::Quarter)
        }
        _ => Meaning::Turn { unit, which, base },
    };
    Some(Found::new(at, end, meaning))
}

/// The word that picks a unit, what it is counted from, and the place after.
fn picked(r: Reader<'_>, at: usize, led: bool) -> Option<(Which, Base, usize)> {
    let (which, base) = match r.lowered(at).as_str() {
        "last" | "past" if !led => (Which::Last, Base::Anchor),
        "this" | "current" => (Which::This, Base::Anchor),
        "next" if !led => (Which::Next, Base::Anchor),
        "coming" | "upcoming" => (Which::Next, Base::Anchor),
        "next" | "following" => (Which::Next, Base::Thread),
        "previous" | "preceding" | "prior" => (Which::Last, Base::Thread),
        "latest" => (Which::Last, Base::Anchor),
        "most" if r.is(at + 1, "recent") => return Some((Which::Last, Base::Anchor, at + 2)),
        "that" | "same" => (Which::This, Base::Thread),
        _ => return None,
    };
    // “this past week”, “this same day”.
    let next = r.lowered(at + 1);
    let second = match next.as_str() {
        "past" if which == Which::This => Some((Which::Last, base)),
        "coming" if which == Which::This => Some((Which::Next, base)),
        "same" | "very" => Some((which, Base::Thread)),
        "current" if which == Which::This => Some((which, base)),
        _ => None,
    };
    Some(match second {
        Some((which, base)) => (which, base, at + 2),
        None => (which, base, at + 1),
    })
}

/// “the week”, “the year”, “the weekend”: the one that the text is in.
pub(super) fn focus(r: Reader<'_>, at: usize) -> Option<Found> {
    if !r.is(at, "the") {
        return None;
    }
    let (unit, end) = turning(r, at + 1)?;
    // “the Year III” counts otherwise.
    if r.capital(end - 1) && !r.capital(at) {
        return None;
    }
    let from_event = [
        "when",
        "that",
        "after",
        "before",
        "since",
        "old",
        "ended",
        "ending",
        "following",
    ];
    let is_from_event = r.any(end, &from_event) && !is_close_of(r, at);
    if r.hyphen(end) || ended(r, at).is_some() || is_from_event {
        return None;
    }
    let named = match unit {
        Turning::Weekend | Turning::Fiscal => true,
        // “later in the day”.
        Turning::Unit(Unit::Day) => {
            at > 1 && r.is(at - 1, "in") && r.any(at - 2, &["earlier", "later"])
        }
        // “the end of the decade”, but not “the deal of the century”.
        Turning::Unit(Unit::Decade | Unit::Century) => {
            at > 1
                && r.is(at - 1, "of")
                && r.any(at - 2, &["beginning", "start", "middle", "end", "close"])
        }
        // “the week's losses”.
        Turning::Unit(Unit::Week | Unit::Month | Unit::Year | Unit::Quarter)
            if matches!(r.text(end), "'" | "’") && r.is(end + 1, "s") =>
        {
            true
        }
        Turning::Unit(Unit::Week | Unit::Month | Unit::Year | Unit::Quarter) => r.after_any(
            at,
            &[
                "in",
                "for",
                "during",
                "of",
                "over",
                "throughout",
                "this",
                "through",
                "to",
                "by",
                "from",
                "until",
                "within",
                "earlier",
                "later",
                // “ended the week at 1,200 points”
                "began",
                "begin",
                "closed",
                "end",
                "ended",
                "ending",
                "finish",
                "finished",
                "opened",
                "start",
                "started",
                "starting",
            ],
        ),
        _ => false,
    };
    (named && !r.is(end, "of")).then(|| Found::new(at, end, Meaning::Focus(unit)))
}

/// Whether a unit is that over which prices have moved: “closed lower for the week after”,
/// “up 3 percent for the year”.
pub(super) fn is_close_of(r: Reader<'_>, at: usize) -> bool {
    let moved = [
        "lower",
        "higher",
        "up",
        "down",
        "flat",
        "mixed",
        "unchanged",
        "%",
        "percent",
        "points",
        "cents",
    ];
    r.after_any(at, &["for"]) && r.any_before(at, 2, &moved)
}

/// “two years ago”, “a month earlier”, “ten days later”, “two weeks from now”.
pub(super) fn shift(r: Reader<'_>, at: usize) -> Option<Found> {
    let (amount, after) = amount(r, at)?;
    let (amount, unit, after) =
        units(r, amount, after).or_else(|| alternative(r, amount, after))?;
    let (back, base, end) = direction(r, after)?;
    if back
        && base == Base::Anchor
        && let Some(found) = ago_from(r, at, (amount, unit), end)
    {
        return Some(found);
    }
    // From no known time of day hours can be counted.
    if unit < Unit::Day && base == Base::Thread {
        return Some(Found::new(
            at,
            after,
            Meaning::Fixed(Value::Length(amount, unit)),
        ));
    }
    let vague = amount == Amount::Some;
    let meaning = match (vague, base, back) {
        (true, Base::Anchor, false) => Meaning::Fixed(Value::Future),
        (true, Base::Thread, false) => Meaning::VagueLater(unit),
        (true, _, true) => Meaning::Fixed(Value::Past),
        _ => Meaning::Shift {
            amount,
            unit,
            back,
            base,
        },
    };
    Some(Found::new(at, end, meaning))
}

/// How many units ahead “last” and “next” are.
fn beside(r: Reader<'_>, at: usize) -> Option<i64> {
    match r.lowered(at).as_str() {
        "last" => Some(-1),
        "next" => Some(1),
        _ => None,
    }
}

/// “a year ago today”, “ten years ago this week”, “30 years ago this spring”: weeks
/// are counted from days only.
fn ago_from(
    r: Reader<'_>,
    at: usize,
    (amount, unit): (Amount, Unit),
    after: usize,
) -> Option<Found> {
    let Amount::Counted(hundredths @ 0..=1_000_000) = amount else {
        return None;
    };
    let whole = hundredths / 100;
    let (months, weeks) = match unit {
        _ if hundredths % 100 > 0 => return None,
        Unit::Week => (0, whole),
        _ => (whole * unit.in_months()?, 0),
    };
    // “20 years ago Thursday”; “two weeks ago Thursday” is a Thursday itself.
    if let Some((day, end)) = weekday::name(r, after)
        && months > 0
        && months % 12 == 0
    {
        return Some(Found::new(at, end, Meaning::AgoOn { months, day }));
    }
    let (of, days, end) = if let Some((days, end)) = weekday::days(r, after) {
        (Unit::Day, days, end)
    // “five years ago last month”
    } else if let (
        Some(step),
        Word::Unit {
            unit: Unit::Month,
            many: false,
        },
    ) = (beside(r, after), r.word(after + 1))
        && weeks == 0
    {
        let meaning = Meaning::AgoFrom {
            months: months - step,
            weeks,
            of: Unit::Month,
            days: 0,
        };
        return Some(Found::new(at, after + 2, meaning));
    } else if r.is(after, "this")
        && months % 12 == 0
        && weeks == 0
        && let Word::Season(season) = r.word(after + 1)
    {
        let meaning = Meaning::SeasonAgo(months / 12, season);
        return Some(Found::new(at, after + 2, meaning));
    } else if r.is(after, "this") && weeks == 0 {
        let Word::Unit {
            unit: of @ (Unit::Week | Unit::Month),
            many: false,
        } = r.word(after + 1)
        else {
            return None;
        };
        (of, 0, after + 2)
    } else {
        return None;
    };
    let meaning = Meaning::AgoFrom {
        months,
        weeks,
        of,
        days,
    };
    Some(Found::new(at, end, meaning))
}

/// The unit of an amount; “a year and a half”, “a week or so”, “more” between.
pub(super) fn units(r: Reader<'_>, amount: Amount, at: usize) -> Option<(Amount, Unit, usize)> {
    let at = at
        + usize::from(r.any(
            at,
            &[
                "more",
                "full",
                "entire",
                "single",
                "whole",
                "additional",
                "straight",
                "consecutive",
                "long",
                "short",
                "trading",
                "business",
                "working",
                "calendar",
                "successive",
            ],
        ));
    // “the past five fiscal years”; “the 2021 fiscal year” is that year.
    let is_many = matches!(r.word(at + 1), Word::Unit { many: true, .. });
    let at = at + usize::from(is_many && r.any(at, &["fiscal", "financial"]));
    if r.any(at, &["fortnight", "fortnights"]) {
        let Amount::Counted(hundredths) = amount else {
            return Some((amount, Unit::Week, at + 1));
        };
        return Some((
            Amount::Counted(hundredths.saturating_mul(2)),
            Unit::Week,
            at + 1,
        ));
    }
    let (unit, end) = unit_name(r, at)?;
    let (amount, end) = match amount {
        Amount::Counted(hundredths)
            if r.is(end, "and") && r.is(end + 1, "a") && r.is(end + 2, "half") =>
        {
            (Amount::Counted(hundredths + 50), end + 3)
        }
        _ => (amount, end),
    };
    let end = if r.is(end, "or") && r.any(end + 1, &["so", "more", "two"]) {
        end + 2
    } else {
        end
    };
    Some(two_units(r, amount, unit, end).unwrap_or((amount, unit, end)))
}

/// “a year and nine months”, “two hours 15 minutes”: one length of two units.
fn two_units(
    r: Reader<'_>,
    large: Amount,
    unit: Unit,
    end: usize,
) -> Option<(Amount, Unit, usize)> {
    let (finer, factor) = finer(unit)?;
    let (number, after) = amount(r, end + usize::from(r.is(end, "and")))?;
    let (second, after) = unit_name(r, after)?;
    let (Amount::Counted(large), Amount::Counted(small)) = (large, number) else {
        return None;
    };
    // “one day and 30 hours” are two lengths.
    let fits = second == finer && large % 100 == 0 && small % 100 == 0 && small < factor * 100;
    (fits && !r.hyphen(after)).then_some((Amount::Both(large / 100, small / 100), unit, after))
}

/// A unit in the singular or plural; “second” is none alone.
pub(super) fn unit_name(r: Reader<'_>, at: usize) -> Option<(Unit, usize)> {
    match r.word(at) {
        Word::Unit { unit, .. } => {
            let end = if r.text(at).len() <= 4
                && r.any(at, &["sec", "secs", "min", "mins", "hr", "hrs"])
                && !r.begins_sentence(at + 2)
            {
                r.after_stop(at + 1)
            } else {
                at + 1
            };
            Some((unit, end))
        }
        _ if r.any(at, &["yr", "yrs"]) => Some((Unit::Year, at + 1)),
        _ if r.any(at, &["wk", "wks"]) => Some((Unit::Week, at + 1)),
        _ if r.any(at, &["mth", "mths"]) => Some((Unit::Month, at + 1)),
        _ => None,
    }
}

/// Whether it counts back, from what, and the place after its words.
fn direction(r: Reader<'_>, at: usize) -> Option<(bool, Base, usize)> {
    // “two years back.”
    if r.is(at, "ago") || r.is(at, "back") && ends_phrase(r, at + 1) && !is_returned(r, at) {
        return Some((true, Base::Anchor, at + 1));
    }
    if r.is(at, "hence") {
        return Some((false, Base::Anchor, at + 1));
    }
    if r.is(at, "from") && r.any(at + 1, &["now", "today"]) {
        return Some((false, Base::Anchor, at + 2));
    }
    // “two weeks earlier than planned” is a length.
    if r.any(at, &["earlier", "previously"]) && !r.is(at + 1, "than")
        || r.is(at, "prior") && ends_phrase(r, at + 1)
    {
        return Some((true, Base::Thread, at + 1));
    }
    if r.is(at, "later") && !r.is(at + 1, "than") {
        return Some((false, Base::Thread, at + 1));
    }
    if r.any(at, &["before", "beforehand"]) && ends_phrase(r, at + 1) {
        return Some((true, Base::Thread, at + 1));
    }
    if r.any(at, &["afterward", "afterwards", "after"]) && ends_phrase(r, at + 1) {
        return Some((false, Base::Thread, at + 1));
    }
    None
}

/// Whether nothing that a preposition could govern follows.
pub(super) fn ends_phrase(r: Reader<'_>, at: usize) -> bool {
    matches!(r.text(at), "" | "." | "," | ";" | ":" | ")" | "!" | "?")
}

/// “the day before”, “the week after” with nothing after them, “the year before
/// last”, “the week after next”; “the next day” is a turn.
pub(super) fn day_before(r: Reader<'_>, at: usize) -> Option<Found> {
    if !r.is(at, "the") {
        return None;
    }
    let Word::Unit { unit, many: false } = r.word(at + 1) else {
        return None;
    };
    // “the week before last”, “the week after next”.
    let back = r.is(at + 2, "before") && r.is(at + 3, "last");
    if unit > Unit::Day && (back || r.is(at + 2, "after") && r.is(at + 3, "next")) {
        let meaning = Meaning::Shift {
            amount: Amount::whole(2),
            unit,
            back,
            base: Base::Anchor,
        };
        return Some(Found::new(at, at + 4, meaning));
    }
    let back = match r.lowered(at + 2).as_str() {
        "before" if ends_phrase(r, at + 3) => true,
        "after" | "following" if ends_phrase(r, at + 3) => false,
        _ => return None,
    };
    (unit >= Unit::Day).then(|| {
        Found::new(
            at,
            at + 3,
            Meaning::Shift {
                amount: Amount::whole(1),
                unit,
                back,
                base: Base::Thread,
            },
        )
    })
}

/// “the year ended July 2”, “the week ended Sept. 13”, “the quarter ending in June”:
/// a year of accounts is told by its length, a quarter is the one that is reported on.
pub(super) fn ended(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    // “its fiscal year ended June 30”
    let led = the > at || r.after_any(at, &["its", "their", "his", "her", "our", "s"]);
    let is_fiscal = r.any(the, &["fiscal", "financial"]);
    let the = the + usize::from(is_fiscal);
    // “the year to 31 March”.
    let is_to = r.is(the + 1, "to") && quarter_to(r, the + 2).is_some();
    // “the quarter that ended June 30”.
    let verb = the + 1 + usize::from(r.any(the + 1, &["that", "which"]));
    if !r.any(verb, &["ended", "ending", "ends"]) && !is_to || !led {
        return None;
    }
    let meaning = match r.word(the) {
        Word::Unit {
            unit: Unit::Quarter,
            many: false,
        } if !is_to => quarter_to(r, verb + 1).unwrap_or(Meaning::Reported(Account::Quarter)),
        Word::Unit {
            unit: unit @ (Unit::Week | Unit::Month | Unit::Year),
            many: false,
        } => Meaning::Fixed(Value::Length(Amount::whole(1), unit)),
        _ => return None,
    };
    Some(Found::new(at, the + 1, meaning))
}

/// The quarter that ends with a day or month, and the year where one is told: “Sept. 30”,
/// “June 1990”.
fn quarter_to(r: Reader<'_>, at: usize) -> Option<Meaning> {
    let at = at + usize::from(r.any(at, &["on", "in", "last", "next"]));
    let (month, day, end) = if let Some(dated) = month_and_day(r, at) {
        dated
    } else {
        let (month, end) = month(r, at)?;
        (month, Civil::days_in_month(2000, month), end)
    };
    // “the quarter ended Oct. 1” ends with September.
    let last = if day <= SPILL {
        (month + 10) % 12 + 1
    } else {
        month
    };
    let given = match year_after(r, end) {
        Some((Year::Given(year), _)) => Some(year - i64::from(last > month)),
        _ => None,
    };
    Some(match given {
        Some(year) => Meaning::ReportedIn(Account::Ended(last), year),
        None => Meaning::Reported(Account::Ended(last)),
    })
}

/// By how many days a quarter of accounts may run on into the next month: those that are
/// counted in weeks do.
const SPILL: u8 = 7;
