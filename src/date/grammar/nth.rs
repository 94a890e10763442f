//! Days by their place: `the first Monday of July 2021`, `the last day of 2021`.

use super::super::Civil;
use super::super::calendar::add_days;
use super::super::phrase::{Date, PhraseError, Unit, Which};
use super::calendar::Piece;
use super::words::{MONTHS, capital};
use crate::source::Span;

/// Reads such a day of a month or a year; `None` where the words are no such
/// place.
pub(super) fn nth(pieces: &[Piece], span: Span) -> Option<Result<Date, PhraseError>> {
    let (count, what, within) = match *pieces {
        [Piece::Ordinal(count), what, ref within @ ..] => (Some(count), what, within),
        [Piece::Unit(Unit::Second), what, ref within @ ..] => (Some(2), what, within),
        [Piece::Which(Which::Last), what, ref within @ ..] => (None, what, within),
        _ => return None,
    };
    let (first, last) = match *within {
        [Piece::Month(month), Piece::Year(year)] => (
            Civil::midnight(year, month, 1),
            Civil::midnight(year, month, Civil::days_in_month(year, month)),
        ),
        [Piece::Year(year)] => (Civil::midnight(year, 1, 1), Civil::midnight(year, 12, 31)),
        [Piece::Month(month)] if matches!(what, Piece::Weekday(_) | Piece::Unit(Unit::Day)) => {
            let month = capital(MONTHS[usize::from(month) - 1]);
            let error = PhraseError::new(span, format!("the year of this {month} is not told"));
            return Some(Err(
                error.help(format!("write it after the month, as in `{month} 2021`"))
            ));
        }
        _ => return None,
    };
    let forwards = |day: u8| i64::from((day + 7 - first.weekday()) % 7);
    let backwards = |day: u8| i64::from((last.weekday() + 7 - day) % 7);
    let count = count.map(|count| count.clamp(0, 1000) - 1);
    let found = match (what, count) {
        (Piece::Weekday(day), Some(count)) => add_days(first, forwards(day) + 7 * count),
        (Piece::Weekday(day), None) => add_days(last, -backwards(day)),
        (Piece::Unit(Unit::Day), Some(count)) => add_days(first, count),
        (Piece::Unit(Unit::Day), None) => last,
        _ => return None,
    };
    if found < first || found > last {
        return Some(Err(PhraseError::new(span, "there are not so many")
            .help("correct the number, or write the day itself")));
    }
    Some(Ok(Date::Day {
        year: Some(found.year),
        month: found.month,
        day: found.day,
    }))
}
