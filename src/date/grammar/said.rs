//! Turns of phrase that say a window in words of their own: `earlier this week`,
//! `July or August 2021`, `2021 or later`, `over 20 years ago`.

use super::super::Civil;
use super::super::calendar::add_days;
use super::super::phrase::{
    Date, DayPart, Direction, Edge, Expression, Length, Limit, PhraseError, Point, Sharpness, Unit,
};
use super::point::{point, span_of};
use super::range::ends_of;
use super::words::{self, Word};
use super::{edge, length, needs, position, unexpected, whole_length};

/// Reads such a phrase; `None` where it is none of these.
pub(super) fn read(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let (first, rest) = words.split_first()?;
    if first.is_any(&["earlier", "later"])
        && let [this, ..] = rest
        && (this.is("this") || this.is("today"))
    {
        return Some(this_turn(first.is("earlier"), rest));
    }
    if first.is("throughout") {
        return Some(needs(*first, rest).and_then(|()| throughout(rest)));
    }
    if let [in_, the, course, of, rest @ ..] = words
        && in_.is("in")
        && the.is("the")
        && course.is("course")
        && of.is("of")
    {
        return Some(
            needs(*of, rest)
                .and_then(|()| edge(rest))
                .map(Expression::During),
        );
    }
    if let Some(read) = ago(words) {
        return Some(read);
    }
    if first.is("through") || first.is("up") && rest.first().is_some_and(|word| word.is("to")) {
        let taken = 1 + usize::from(first.is("up"));
        return Some(
            needs(words[taken - 1], &words[taken..])
                .and_then(|()| edge(&words[taken..]))
                .map(|to| Expression::Span {
                    from: None,
                    to: Some(to),
                }),
        );
    }
    if let [front @ .., last] = words
        && last.is_any(&["onward", "onwards"])
        && !front.is_empty()
    {
        return Some(edge(front).map(Expression::Since));
    }
    if let Some(read) = night(words) {
        return Some(read);
    }
    super::choice::either(words)
}

/// `earlier this week`: in this week, but not after the file's own day.
fn this_turn(is_earlier: bool, words: &[Word<'_>]) -> Result<Expression, PhraseError> {
    let turn = Edge::Date(point(words)?);
    let today = today(words)?;
    let (after, before) = if is_earlier {
        (turn, today)
    } else {
        (today, turn)
    };
    Ok(between(after, before))
}

/// The file's own day, as if it were written.
fn today(words: &[Word<'_>]) -> Result<Edge, PhraseError> {
    edge(&[Word {
        text: "today",
        span: span_of(words),
        quoted: false,
    }])
}

pub(super) fn between(after: Edge, before: Edge) -> Expression {
    let limit = |edge| {
        Some(Limit {
            edge,
            inclusive: true,
        })
    };
    Expression::Between {
        after: limit(after),
        before: limit(before),
    }
}

/// `the night of 20 to 21 September`: one night, from a day to the next.
fn night(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let at = words
        .iter()
        .position(|word| word.is("night"))
        .filter(|at| *at <= 2)?;
    let is_led = words[..at]
        .iter()
        .all(|word| word.is_any(&["on", "in", "the"]));
    let days = match &words[at + 1..] {
        [of, days @ ..] if of.is_any(&["of", "from"]) && is_led => days,
        _ => return None,
    };
    let mark = super::range::separator(days)?;
    let (first, last) = (&days[..mark], &days[mark + 1..]);
    let both = needs(words[at + 1], first).and_then(|()| needs(days[mark], last));
    let ends = match both.and_then(|()| ends_of(first, last)) {
        Ok(ends) => (dated(ends.0)?, dated(ends.1)?),
        Err(error) => return Some(Err(error)),
    };
    // Whether the 29th of February comes next, only a year tells.
    if let (
        Date::Day {
            year: None,
            month: 2,
            day: 28,
        },
        Date::Day { year: None, .. },
    ) = (&ends.0.date, &ends.1.date)
    {
        let error = PhraseError::new(span_of(days), "the year of this February is not told");
        return Some(Err(error.help("write it after the last of these days")));
    }
    let date = match (&ends.0.date, &ends.1.date) {
        (Date::Day { .. }, Date::Day { .. }) => day_before(&ends.0.date, &ends.1.date),
        (Date::Weekday { day: first, .. }, Date::Weekday { day: last, .. }) => {
            ((first + 1) % 7 == *last).then(|| ends.0.date.clone())
        }
        _ => return None,
    };
    let Some(date) = date else {
        return Some(Err(PhraseError::new(
            span_of(days),
            "a night goes from a day to the next",
        )
        .help("name both days of one night, or only its first")));
    };
    Some(Ok(Expression::Moment(Point {
        date,
        day_part: Some(DayPart::Night),
        span: span_of(words),
        ..ends.0
    })))
}

/// The first of two days with its year, if the other is the next one; a year
/// that only one of them has holds for both.
fn day_before(one: &Date, next: &Date) -> Option<Date> {
    let (
        Date::Day { year, month, day },
        Date::Day {
            year: next_year,
            month: next_month,
            day: next_day,
        },
    ) = (one, next)
    else {
        return None;
    };
    let years = match (*year, *next_year) {
        (Some(year), _) => [year; 2],
        (None, Some(next)) => [next, next - 1],
        (None, None) => [2000; 2],
    };
    let found = years.into_iter().find(|first| {
        let after = add_days(Civil::midnight(*first, *month, *day), 1);
        let is_year = next_year.is_none_or(|year| year == after.year);
        *day <= Civil::days_in_month(*first, *month)
            && is_year
            && (after.month, after.day) == (*next_month, *next_day)
    })?;
    Some(Date::Day {
        year: year.or(next_year.map(|_| found)),
        month: *month,
        day: *day,
    })
}

/// The date that an end is, if it can be one.
fn dated(edge: Edge) -> Option<Point> {
    match edge {
        Edge::Date(point) => Some(point),
        Edge::Fact(name) => name.date.map(|point| *point),
    }
}

/// `throughout 2021`: it began in it and ended in it.
fn throughout(words: &[Word<'_>]) -> Result<Expression, PhraseError> {
    let edge = edge(words)?;
    Ok(Expression::Span {
        from: Some(edge.clone()),
        to: Some(edge),
    })
}

/// `the past week`, `in the last 3 days`: no longer ago than that; `for the past
/// 3 days`: so long, until the file's own day.
pub(super) fn past(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let lasted = words.first().is_some_and(|word| word.is("for"));
    let words = &words[usize::from(lasted)..];
    let skipped = words
        .iter()
        .take_while(|word| word.is_any(&["in", "over", "during", "within", "the"]))
        .count();
    let (first, rest) = words[skipped..].split_first()?;
    let counted = match rest {
        [_] if first.is("past") => words::unit(rest[0].text).map(|unit| (vec![(10, unit)], 1)),
        [_, _, ..] if first.is_any(&["past", "last"]) => match length::length(rest)? {
            Ok((length, taken)) => Some((length.parts, taken)),
            Err(error) => return Some(Err(error)),
        },
        _ => None,
    };
    let (parts, taken) = counted?;
    if taken != rest.len() {
        return None;
    }
    let length = Length {
        parts,
        sharpness: Sharpness::Counted,
        span: span_of(rest),
    };
    Some(today(words).map(|edge| {
        if lasted {
            Expression::Lasting {
                length,
                from: None,
                to: Some(edge),
            }
        } else {
            Expression::Within {
                length,
                direction: Some(Direction::Before),
                edge,
            }
        }
    }))
}

/// `over 20 years ago`, `two and a half years ago`: a length that is no whole
/// number of one unit, counted back from the file's own day.
fn ago(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let [counted @ .., last] = words else {
        return None;
    };
    if !last.is("ago") {
        return None;
    }
    let (length, taken) = match length::length(counted)? {
        Ok(read) => read,
        Err(error) => return Some(Err(error)),
    };
    let is_simple = !length::is_compound(counted)
        && matches!(length.parts.as_slice(), [(tenths, _)] if tenths % 10 == 0)
        && matches!(length.sharpness, Sharpness::Counted | Sharpness::About)
        && !counted
            .iter()
            .any(|word| word.is_any(&["couple", "fortnight", "fortnights"]));
    if taken != counted.len() || is_simple {
        return None;
    }
    let unit = super::finest(&length);
    let edge = if unit < Unit::Day {
        let hour = Date::Shift { unit, count: 0 };
        Edge::Date(Point::of(hour, span_of(words)))
    } else {
        today(words).ok()?
    };
    if let ([(tenths, unit)], Sharpness::Counted) = (length.parts.as_slice(), length.sharpness)
        && tenths % 10 == 0
    {
        let date = Date::Shift {
            unit: *unit,
            count: -tenths / 10,
        };
        return Some(Ok(Expression::Moment(Point::of(date, span_of(words)))));
    }
    Some(Ok(Expression::Offset {
        length: Length {
            span: span_of(counted),
            ..length
        },
        most: None,
        direction: Direction::Before,
        edge,
    }))
}

/// `3 May 2021 for 3 weeks`: a date with how long it lasted from then on.
pub(super) fn lasting_from(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let at = position(words, &["for"]).filter(|at| *at > 0)?;
    let from = edge(&words[..at]).ok()?;
    let is_date = match &from {
        Edge::Date(_) => true,
        Edge::Fact(name) => name.date.is_some(),
    };
    let read = whole_length(words[at], &words[at + 1..]);
    is_date.then(|| {
        let (length, after) = read?;
        match after.first() {
            Some(extra) => Err(unexpected(extra)),
            None => Ok(Expression::Lasting {
                length,
                from: Some(from),
                to: None,
            }),
        }
    })
}

/// `the week of 3 May 2021`: the ISO week that holds that day.
pub(super) fn week_of(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let skipped = words
        .iter()
        .take_while(|word| word.is_any(&["in", "the"]))
        .count();
    let [week, of, day @ ..] = &words[skipped..] else {
        return None;
    };
    let point = point(day).ok()?;
    let is_day = matches!(
        point.date,
        Date::Day { .. } | Date::Numeric { .. } | Date::Weekday { .. } | Date::Today(_)
    );
    let is_plain = point.clock.is_none() && point.day_part.is_none();
    let same = Expression::Same {
        unit: Some(Unit::Week),
        edge: Edge::Date(point),
    };
    (week.is("week") && of.is("of") && is_day && is_plain).then_some(Ok(same))
}
