//! What one of two ends takes from the other: the year of `5 May 2021 to 6 June`, the
//! day of `2021-05-05 until noon`.

use super::calendar::add_days;
use super::counting::{Counted, count};
use super::grammar::{no_day, shared_day};
use super::phrase::{Date, Edge, PhraseError, Point, Which};
use super::resolve::Context;
use super::{Civil, Precision};

/// Both ends, where one is but a time of the day that the other one tells.
pub(super) fn of_one_day((from, to): (&Point, &Point)) -> Option<(Edge, Edge)> {
    let is_bare = [from, to].iter().any(|end| end.date == Date::AsOfDay);
    let (from, to) = is_bare.then(|| shared_day(from.clone(), to.clone()))?;
    Some((Edge::Date(from), Edge::Date(to)))
}

/// A time of day that ends what a month or a year begins is of no day that is told.
pub(super) fn day_told(end: &Point, first: &Counted) -> Result<(), PhraseError> {
    if end.date == Date::AsOfDay && first.precision > Precision::Day {
        return Err(no_day(end.span));
    }
    Ok(())
}

/// The later end where only the earlier one has a year: the first one that does not end
/// before `first` begins. Beside a whole year it is the one that the file's own day
/// tells, if that lies in that year.
pub(super) fn following(
    point: &Point,
    first: &Counted,
    context: &Context,
) -> Result<Point, PhraseError> {
    let Some(begin) = first.window.earliest else {
        return Ok(point.clone());
    };
    let start = first.day.max(context.zone.civil(begin));
    let near = context.as_of.and_then(|_| count(point, context).ok());
    if let Date::Weekday { day, .. } = point.date {
        return weekday(point, day, first, start, near);
    }
    if first.precision >= Precision::Year {
        let end = first
            .window
            .latest
            .map(|last| context.zone.civil(last).year);
        return match near {
            Some(near) if end.is_none_or(|year| near.day.year == year) => Ok(point.clone()),
            _ => Err(year_missing(point)),
        };
    }
    if matches!(point.date, Date::DayIn { .. }) && first.precision > Precision::Day {
        return Err(
            PhraseError::new(point.span, "the month of this day is not told")
                .help("write its month and year, as in `25 August 2021`"),
        );
    }
    candidates(&point.date, start)
        .map(|date| Point {
            date,
            ..point.clone()
        })
        .find(|candidate| {
            // A wrong day of the week beside it is told later, of the date that is meant.
            let plain = Point {
                weekday: None,
                ..candidate.clone()
            };
            count(&plain, context).is_ok_and(|counted| counted.window.latest >= Some(begin))
        })
        .map_or_else(|| Ok(point.clone()), Ok)
}

/// A day of the week is the first one from a day on; where the file's own day tells
/// another, either may be meant.
fn weekday(
    point: &Point,
    day: u8,
    first: &Counted,
    start: Civil,
    near: Option<Counted>,
) -> Result<Point, PhraseError> {
    let ahead = i64::from((day + 7 - start.weekday()) % 7);
    let next = add_days(Civil::midnight(start.year, start.month, start.day), ahead);
    let near = near.map(|near| near.day).filter(|near| *near >= start);
    match near {
        Some(near) if near == next => Ok(point.clone()),
        _ if first.precision > Precision::Day => Ok(point.clone()),
        Some(near) => {
            let (next, near) = (dated(next, point), dated(near, point));
            let error = PhraseError::new(point.span, format!("this may be {next} or {near}"));
            Err(error.help("write the date itself"))
        }
        None => Ok(Point {
            weekday: Some(day),
            ..dated(next, point)
        }),
    }
}

/// A point of that day, with all else that a point tells.
fn dated(day: Civil, point: &Point) -> Point {
    Point {
        date: Date::Day {
            year: Some(day.year),
            month: day.month,
            day: day.day,
        },
        ..point.clone()
    }
}

fn year_missing(point: &Point) -> PhraseError {
    PhraseError::new(point.span, "the year of this date is not told")
        .help("write its year too, as in `August 2021`")
}

/// The date in each year, or month, from that day on. Eight years hold a leap day.
fn candidates(date: &Date, start: Civil) -> impl Iterator<Item = Date> {
    let date = date.clone();
    (-1..=8_i64).filter_map(move |step| {
        let told = Some(start.year + step);
        let mut dated = date.clone();
        match &mut dated {
            Date::Month { year, .. }
            | Date::Season { year, .. }
            | Date::Quarter { year, .. }
            | Date::Half { year, .. }
            | Date::Numeric { year, .. } => *year = told,
            Date::Day { year, month, day } => {
                *year = told;
                if *day > Civil::days_in_month(start.year + step, *month) {
                    return None;
                }
            }
            Date::DayIn {
                day,
                which: Which::Nearest,
            } => {
                let month = start.year * 12 + i64::from(start.month) - 1 + step;
                let (year, month) = (month.div_euclid(12), month.rem_euclid(12) as u8 + 1);
                if *day > Civil::days_in_month(year, month) {
                    return None;
                }
                dated = Date::Day {
                    year: Some(year),
                    month,
                    day: *day,
                };
            }
            _ => return None,
        }
        Some(dated)
    })
}
