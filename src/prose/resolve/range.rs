//! In which years a range begins and ends: “from Oct. 30 to Nov. 3”.

use super::super::meaning::{Meaning, Part, Year};
use super::super::value::Value;
use super::yearly::of;
use super::{Scene, Tense};
use crate::date::Civil;

/// The end of a range after its beginning: “from Oct. 30 to Nov. 3”, “from November to
/// March” end after they begin.
pub(super) fn ranged(scene: &Scene<'_>, part: Part) -> Option<Value> {
    let before = scene.before.filter(|_| !scene.is_narrative())?;
    let Meaning::Yearly {
        part: begins,
        year: Year::Open,
    } = before.meaning
    else {
        return None;
    };
    let (r, found) = (scene.r, scene.found);
    let is_range = found.first == before.end + 1 && r.any(before.end, &JOINS);
    let told = scene.thread.last()?;
    let is_told = matches!(
        (begins, part, told),
        (Part::Day(..), Part::Day(..), Value::Day(..))
            | (Part::Month(_), Part::Month(_), Value::Month(..))
    );
    if !is_range || !is_told {
        return None;
    }
    let (year, first) = (told.year()?, told.first_day()?);
    let end = of(part, year);
    let is_before = end.first_day().map(Civil::instant) < Some(first.instant());
    Some(if is_before { of(part, year + 1) } else { end })
}

/// Words and marks between the ends of a range.
const JOINS: [&str; 6] = ["to", "through", "until", "till", "-", "–"];

/// The beginning of a range that is over, in the year that lets it end before
/// publication: what “rose from March to February” rose until the last February.
pub(super) fn begun(scene: &Scene<'_>, part: Part) -> Option<Value> {
    let (r, end) = (scene.r, scene.found.end);
    let after = scene.after.filter(|after| after.first == end + 1)?;
    let Meaning::Yearly {
        part: last,
        year: Year::Open,
    } = after.meaning
    else {
        return None;
    };
    let is_alike = matches!(
        (part, last),
        (Part::Day(..), Part::Day(..)) | (Part::Month(_), Part::Month(_))
    );
    if !is_alike || !r.any(end, &JOINS) || scene.tense() != Tense::Past {
        return None;
    }
    let anchor = scene.anchor();
    let first_in = |part: Part, year: i64| of(part, year).first_day();
    let is_over = |year: &i64| first_in(last, *year).is_some_and(|day| day <= anchor);
    let year = [anchor.year, anchor.year - 1].into_iter().find(is_over)?;
    let is_late = first_in(part, year)? > first_in(last, year)?;
    Some(of(part, year - i64::from(is_late)))
}
