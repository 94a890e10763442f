//! Expressions found in a paragraph: what the words say, not yet counted from
//! any day.
//!
//! One file a family of constructions. Every family looks at one place; of all
//! that fit there, the longest holds.

mod calendar;
mod clock;
mod duration;
mod era;
mod modified;
mod night;
mod numeric;
mod quarter;
mod range;
mod reference;
mod season;
mod set;
mod units;
mod weekday;
mod year;

use super::lexicon::Word;
use super::meaning::Found;
use super::reader::Reader;

/// Finds what stands in a paragraph, in its order, and puts it into `found`.
pub(super) fn find(r: Reader<'_>, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < r.len() {
        if !begins(r, at) {
            at += 1;
            continue;
        }
        match modified::expression(r, at) {
            Some(one) => {
                at = one.end;
                found.push(one);
                let mut last = one;
                while let Some(second) = range::second(r, &last) {
                    at = second.end;
                    found.push(second);
                    last = second;
                }
            }
            None => at += 1,
        }
    }
    range::share_years(r, found);
    range::share_days(r, found);
    range::share_halves(r, found);
    range::carry_years(r, found);
    range::frame_years(r, found);
    range::appose_days(r, found);
    range::appose_weekdays(r, found);
    set::make_habits(r, found);
}

/// Finds only what digits tell in any language: `2025-09-20`.
pub(super) fn find_numeric(r: Reader<'_>, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < r.len() {
        match numeric::numeric(r, at) {
            Some(one) => {
                at = one.end;
                found.push(one);
            }
            None => at += 1,
        }
    }
}

/// Whether an expression can begin at a token: most tokens are no words that
/// dates know.
fn begins(r: Reader<'_>, at: usize) -> bool {
    match r.word(at) {
        Word::Other => {
            let text = r.text(at);
            text.len() > 6
                && (text.ends_with("day") || text.ends_with("days") || text.ends_with("ies"))
        }
        Word::Mark => {
            matches!(r.text(at), "'" | "’" | "‘" | "`")
                && matches!(r.word(at + 1), Word::Digits { .. })
        }
        Word::Link => false,
        // Articles lead on only to words that dates know.
        Word::Known => r.word(at + 1) != Word::Other || !r.any(at, &["a", "an", "the"]),
        _ => true,
    }
}

type Family = fn(Reader<'_>, usize) -> Option<Found>;

/// The families; of two that reach equally far the first holds.
const FAMILIES: [Family; 38] = [
    numeric::numeric,
    numeric::named,
    clock::times,
    night::night,
    calendar::first_day,
    calendar::nth_day,
    year::first_year,
    year::year_end,
    calendar::months,
    quarter::quarter,
    quarter::reported,
    quarter::year_ago_months,
    quarter::same_unit,
    era::decade,
    era::century,
    season::holiday,
    season::beside_holiday,
    season::season,
    set::every,
    set::times,
    set::plural,
    set::adverb,
    set::rate,
    weekday::weekday,
    weekday::in_week,
    weekday::today,
    weekday::day_of_event,
    units::shift,
    units::day_before,
    units::turn,
    units::focus,
    units::ended,
    duration::framed,
    duration::counted,
    duration::vague,
    duration::bare,
    reference::reference,
    year::year,
];

/// What stands at a place without words that narrow or blur it.
fn core(r: Reader<'_>, at: usize) -> Option<Found> {
    if runs_on(r, at) {
        return None;
    }
    let mut longest: Option<Found> = None;
    for family in FAMILIES {
        if let Some(found) = family(r, at)
            && longest.is_none_or(|longest| found.end > longest.end)
            && !runs_on(r, found.end)
        {
            longest = Some(found);
        }
    }
    longest.or_else(|| calendar::ordinal_day(r, at))
}

/// Whether a place is inside a run of letters and digits: `Gt9Yg2BC6O`.
fn runs_on(r: Reader<'_>, at: usize) -> bool {
    let is_run = |at: usize| !matches!(r.word(at), Word::Mark) && !r.text(at).is_empty();
    r.glued(at) && is_run(at) && at.checked_sub(1).is_some_and(is_run)
}
