//! Quarters and halves of the calendar's years and of years of accounts.

use super::super::lexicon::Word;
use super::super::meaning::{Account, Base, Found, Meaning, Part, Which, Year};
use super::super::number::{amount, four_digits, ordinal};
use super::super::reader::Reader;
use super::super::value::Value;
use super::units::units;
use super::year::{year_after, year_turn};
use crate::date::vocabulary::Unit;

/// “the third quarter”, “first-half”, “the fiscal first quarter of 1990”,
/// “the 1988 third quarter”.
pub(super) fn quarter(r: Reader<'_>, at: usize) -> Option<Found> {
    // “this year's third quarter”.
    if let Some((which, base, mark)) = year_turn(r, at)
        && matches!(r.text(mark), "'" | "’")
        && r.is(mark + 1, "s")
        && let Some((part, end)) = ordered(r, mark + 2)
    {
        let year = Year::Turn(which, base);
        return Some(Found::new(at, end, Meaning::Yearly { part, year }));
    }
    // “1990's first quarter”, “fiscal 1990's first quarter”.
    let year = at + usize::from(r.any(at, &["fiscal", "calendar"]));
    if let Some(given) = four_digits(r, year)
        && matches!(r.text(year + 1), "'" | "’")
        && r.is(year + 2, "s")
        && let Some((part, end)) = ordered(r, year + 3)
    {
        let year = Year::Given(given);
        return Some(Found::new(at, end, Meaning::Yearly { part, year }));
    }
    let the = at + usize::from(r.is(at, "the"));
    // “the year's second half”.
    if the > at
        && r.is(the, "year")
        && matches!(r.text(the + 1), "'" | "’")
        && r.is(the + 2, "s")
        && let Some((part, end)) = ordered(r, the + 3)
    {
        let year = Year::Open;
        return Some(Found::new(at, end, Meaning::Yearly { part, year }));
    }
    // “the fiscal 1990 first quarter”
    let of_accounts = the + usize::from(r.any(the, &["fiscal", "calendar"]));
    let given = four_digits(r, of_accounts).filter(|_| !r.glued(of_accounts + 1));
    let after_year = match given {
        Some(_) => of_accounts + 1,
        None => the,
    };
    let adjective = year_ago(r, after_year);
    let start = adjective.unwrap_or(after_year);
    let fiscal = start + usize::from(r.any(start, &["fiscal", "financial", "calendar"]));
    let fiscal = r.after_hyphen(fiscal);
    let (part, end) = ordered(r, fiscal).or_else(|| lettered(r, fiscal))?;
    // An article before “third-quarter loss” is the noun's own.
    let first = if end.checked_sub(2).is_some_and(|at| r.hyphen(at))
        && fiscal == the
        && r.word(end) == Word::Other
        && r.lower(end)
    {
        the
    } else {
        at
    };
    if adjective.is_some() {
        let meaning = Meaning::YearAgo(Account::Part(part));
        return Some(Found::new(at, end, meaning));
    }
    // “the third quarter a year ago”.
    let is_year = r.any(end, &["a", "one"]) && r.is(end + 1, "year");
    if is_year && given.is_none() && r.any(end + 2, &["ago", "earlier", "before"]) {
        let meaning = Meaning::YearAgo(Account::Part(part));
        return Some(Found::new(first, end + 3, meaning));
    }
    let of_year = r.is(end, "of") && r.is(end + 1, "the") && r.is(end + 2, "year");
    let (year, end) = match given {
        Some(year) => (Year::Given(year), end),
        None if of_year => (Year::Open, end + 3),
        None => year_after(r, end)
            .filter(|_| r.text(end) != ",")
            .unwrap_or((Year::Open, end)),
    };
    Some(Found::new(first, end, Meaning::Yearly { part, year }))
}

/// The place after “year-ago”, “year-earlier”, “prior-year”.
fn year_ago(r: Reader<'_>, at: usize) -> Option<usize> {
    let is_ago = r.is(at, "year") && r.any(at + 2, &["ago", "earlier", "before", "prior"]);
    let is_prior = r.any(at, &["prior", "previous"]) && r.is(at + 2, "year");
    // “in the year ago quarter”, with no hyphen.
    let spaced =
        r.is(at, "year") && r.any(at + 1, &["ago", "earlier"]) && r.after_any(at, &["the"]);
    if spaced && r.any(at + 2, &["quarter", "period", "month"]) {
        return Some(at + 2);
    }
    (r.hyphen(at + 1) && (is_ago || is_prior)).then_some(at + 3)
}

/// “third quarter”, “second-half”.
fn ordered(r: Reader<'_>, at: usize) -> Option<(Part, usize)> {
    let (number, after) = match ordinal(r, at) {
        Some(read) => read,
        None if r.any(at, &["final", "last"])
            && r.is(at + 1, "quarter")
            && (r.is(at + 2, "of") || r.after_any(at, &["s"])) =>
        {
            (4, at + 1)
        }
        None if r.any(at, &["last", "latter"]) && r.is(at + 1, "half") && r.is(at + 2, "of") => {
            (2, at + 1)
        }
        None => return None,
    };
    let next = r.after_hyphen(after);
    // “the second and third quarters”.
    let joins = ["and", "or", "to", "through"];
    if (1..=4).contains(&number)
        && let Some((_, second)) = ordinal(r, after + 1).filter(|_| r.any(after, &joins))
        && r.any(second, &["quarters", "quarter"])
    {
        return Some((Part::Quarter(number as u8), after));
    }
    let is_listed = r.after_any(at, &joins) && r.is(next, "quarters");
    match r.word(next) {
        _ if is_listed && (1..=4).contains(&number) => {
            Some((Part::Quarter(number as u8), next + 1))
        }
        Word::Unit {
            unit: Unit::Quarter,
            many: false,
        } if (1..=4).contains(&number) && !is_in_row(r, next + 1) => {
            Some((Part::Quarter(number as u8), next + 1))
        }
        _ if r.is(next, "half") && (1..=2).contains(&number) => {
            let of_what = r.is(next + 1, "of") && year_after(r, next + 1).is_none();
            (!of_what || r.is(next + 2, "the") && r.any(next + 3, &["year", "fiscal"]))
                .then_some((Part::Half(number as u8), next + 1))
        }
        _ => None,
    }
}

/// Whether what is counted comes in a row: “the second quarter in a row”, “running”.
fn is_in_row(r: Reader<'_>, at: usize) -> bool {
    r.is(at, "running")
        || ["in", "a", "row"]
            .iter()
            .zip(at..)
            .all(|(word, at)| r.is(at, word))
}

/// `Q3`, `3Q`, `H1`.
fn lettered(r: Reader<'_>, at: usize) -> Option<(Part, usize)> {
    let pair = |letter: usize, digit: usize| match (r.text(letter), r.word(digit)) {
        (
            "Q",
            Word::Digits {
                number: number @ 1..=4,
                digits: 1,
            },
        ) => Some(Part::Quarter(number as u8)),
        (
            "H",
            Word::Digits {
                number: number @ 1..=2,
                digits: 1,
            },
        ) => Some(Part::Half(number as u8)),
        _ => None,
    };
    let part = pair(at, at + 1).or_else(|| pair(at + 1, at))?;
    (r.glued(at + 1)
        && (!r.glued(at) || r.before(at) == "(")
        && !(r.glued(at + 2) && r.word(at + 2) != Word::Mark))
        .then_some((part, at + 2))
}

/// “the year-ago quarter”, “the year-earlier period”, “the 1988 period”,
/// “the latest quarter”, “the year-earlier” alone.
pub(super) fn reported(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    if let Some(after) = year_ago(r, the) {
        let named = r.any(after, &["quarter", "period"]);
        let end = after + usize::from(named);
        let first = if named { at } else { the };
        let what = if named {
            account(r, after)
        } else {
            Account::Open
        };
        return Some(Found::new(first, end, Meaning::YearAgo(what)));
    }
    let most = the + usize::from(r.is(the, "most"));
    let is_latest = r.is(the, "latest") || most > the && r.is(most, "recent");
    if the > at && is_latest && r.any(most + 1, &["quarter", "period"]) {
        let meaning = Meaning::Reported(account(r, most + 1));
        return Some(Found::new(at, most + 2, meaning));
    }
    // “sales in the period”, “for the period ended Sept. 30”.
    let is_of = r.any(
        the + 1,
        &[
            "after", "before", "between", "from", "in", "of", "since", "that", "to", "when",
        ],
    );
    if the > at && r.is(the, "period") && r.after_any(at, &["in", "for", "during"]) && !is_of {
        return Some(Found::new(at, the + 1, Meaning::Reported(Account::Told)));
    }
    if let Some(found) = same_period(r, at) {
        return Some(found);
    }
    // “the comparable 1988 period”.
    let like = the + usize::from(r.any(the, &SAME));
    if the > at
        && let Some(year) = four_digits(r, like)
        && r.any(like + 1, &["quarter", "period"])
    {
        let meaning = Meaning::ReportedIn(account(r, like + 1), year);
        return Some(Found::new(at, like + 2, meaning));
    }
    None
}

/// Words for what is compared with.
const SAME: [&str; 4] = ["same", "corresponding", "comparable", "like"];

/// Whether “quarter” or “period” is said, or nothing.
fn account(r: Reader<'_>, at: usize) -> Account {
    if r.is(at, "quarter") {
        Account::Quarter
    } else {
        Account::Period
    }
}

/// “the same quarter last year”, “the corresponding period of 1988”, “the same
/// period a year earlier”.
fn same_period(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    if !r.any(the, &SAME) || !r.any(the + 1, &["quarter", "period"]) {
        return None;
    }
    let what = account(r, the + 1);
    let of = the + 2 + usize::from(r.any(the + 2, &["of", "in"]));
    if let Some(year) = four_digits(r, of) {
        return Some(Found::new(at, of + 1, Meaning::ReportedIn(what, year)));
    }
    if let Some((Which::Last, Base::Anchor | Base::Thread, end)) = year_turn(r, of) {
        return Some(Found::new(at, end, Meaning::YearAgo(what)));
    }
    let is_year = r.any(of, &["a", "one"]) && r.is(of + 1, "year");
    let is_ago = is_year && r.any(of + 2, &["ago", "earlier", "before", "previously"]);
    is_ago.then(|| Found::new(at, of + 3, Meaning::YearAgo(what)))
}

/// “the same month last year”, “the same week of 2019”, “the same day a year earlier”.
pub(super) fn same_unit(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    if !r.any(the, &SAME) {
        return None;
    }
    let Word::Unit {
        unit: unit @ (Unit::Day | Unit::Week | Unit::Month),
        many: false,
    } = r.word(the + 1)
    else {
        return None;
    };
    let of = the + 2 + usize::from(r.any(the + 2, &["of", "in"]));
    let is_year = r.any(of, &["a", "one"]) && r.is(of + 1, "year");
    let (year, end) = if let Some(year) = four_digits(r, of) {
        (Year::Given(year), of + 1)
    } else if is_year && r.any(of + 2, &["ago", "earlier", "before", "previously"]) {
        (Year::Turn(Which::Last, Base::Thread), of + 3)
    } else {
        let (which, base, end) = year_turn(r, of)?;
        (Year::Turn(which, base), end)
    };
    Some(Found::new(at, end, Meaning::SameIn(unit, year)))
}

/// “the year-earlier nine months”: a length.
pub(super) fn year_ago_months(r: Reader<'_>, at: usize) -> Option<Found> {
    let the = at + usize::from(r.is(at, "the"));
    let after = year_ago(r, the)?;
    let (number, after) = amount(r, after)?;
    let (number, unit, end) = units(r, number, after)?;
    Some(Found::new(
        at,
        end,
        Meaning::Fixed(Value::Length(number, unit)),
    ))
}
