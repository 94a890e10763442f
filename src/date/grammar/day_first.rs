//! A day before what is said of a time of it: `5 May 2021, before 10:00`, `on Friday
//! between 10 and 11 am`, `5 May 2021 from 10am to noon`.

use super::super::phrase::{Date, Edge, Expression, Limit, PhraseError, Point};
use super::bounds::bound;
use super::point::{is_day, point, span_of};
use super::words::Word;
use super::{expression, position};

/// Reads such a phrase; `None` where it is none of these.
pub(super) fn read(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let at = (1..words.len()).find(|at| {
        words[*at].is_any(&["from", "between", "around", "about"]) || bound(&words[*at..]).is_some()
    })?;
    let (front, rest) = words.split_at(at);
    let day = day(front)?;
    let [.., last] = rest else { return None };
    if bound(rest).is_some() {
        return bounded(&day, rest).map(Ok);
    }
    // What is said of a time with its day behind it, is said with the day before it.
    let on = Word {
        text: "on",
        span: last.span,
        quoted: false,
    };
    let turned = [rest, &[on], front].concat();
    let is_span = rest[0].is_any(&["from", "between"]);
    let joint = if is_span {
        position(rest, &["to", "until", "till", "and"]).or_else(|| super::separator(rest))
    } else {
        None
    };
    if is_span && joint.is_none() {
        return None;
    }
    let is_timed =
        |words: &[Word<'_>]| words.len() < 4 && point(words).is_ok_and(|it| is_time(&it));
    if !is_timed(&rest[joint.map_or(1, |at| at + 1)..]) {
        return None;
    }
    Some(expression(&turned))
}

/// The day that words name, where they name a whole one.
fn day(words: &[Word<'_>]) -> Option<Point> {
    let point = point(words).ok()?;
    let is_whole = point.clock.is_none() && point.day_part.is_none() && point.part.is_none();
    (is_day(&point.date) && point.date != Date::AsOfDay && is_whole).then_some(point)
}

/// Whether a point is a time of a day that it does not tell.
fn is_time(point: &Point) -> bool {
    point.date == Date::AsOfDay && (point.clock.is_some() || point.day_part.is_some())
}

/// `5 May 2021, before 10:00`: on that day.
fn bounded(day: &Point, rest: &[Word<'_>]) -> Option<Expression> {
    let (is_after, inclusive, taken) = bound(rest)?;
    let time = point(&rest[taken..]).ok().filter(is_time)?;
    let time = Limit {
        inclusive,
        edge: Edge::Date(Point {
            date: day.date.clone(),
            weekday: day.weekday,
            span: span_of(&rest[taken..]),
            ..time
        }),
    };
    let day = Limit {
        inclusive: true,
        edge: Edge::Date(day.clone()),
    };
    let (after, before) = if is_after { (time, day) } else { (day, time) };
    Some(Expression::Between {
        after: Some(after),
        before: Some(before),
    })
}
