//! One of two dates: `July or August 2021`, `2021 or later`.

use super::super::phrase::{Date, Edge, Expression, Limit, PhraseError, Which};
use super::range::ends_of;
use super::said::between;
use super::words::{self, Word};
use super::{edge, needs};

/// `July or August 2021`, `either 2021 or 2022`, `2021 or later`,
/// `July/August 2021`.
pub(super) fn either(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let words = match words {
        [first, rest @ ..] if first.is("either") => rest,
        _ => words,
    };
    if let [months, rest @ ..] = words
        && let Some((left, right)) = months.text.split_once('/')
        && words::month(left).is_some()
        && words::month(right).is_some()
    {
        let at = months.span.start + left.len();
        let word = |text, start| Word {
            text,
            span: crate::source::Span::new(start, start + text.len()),
            quoted: false,
        };
        let mut last = vec![word(right, at + 1)];
        last.extend(rest);
        let ends = ends_of(&[word(left, months.span.start)], &last);
        return Some(ends.map(|(first, last)| between(first, last)));
    }
    let at = words
        .iter()
        .position(|word| word.is("or"))
        .filter(|at| *at > 0)?;
    let (left, right) = (&words[..at], &words[at + 1..]);
    if let [only] = right
        && only.is_any(&["later", "after", "earlier", "before"])
    {
        let limit = |edge| {
            Some(Limit {
                edge,
                inclusive: true,
            })
        };
        let is_later = only.is_any(&["later", "after"]);
        return Some(edge(left).map(|edge| {
            let (after, before) = if is_later {
                (limit(edge), None)
            } else {
                (None, limit(edge))
            };
            Expression::Between { after, before }
        }));
    }
    let ends = needs(words[at], right).and_then(|()| ends_of(left, right));
    Some(ends.map(|(first, last)| {
        if is_reversed(&first, &last) {
            between(last, first)
        } else {
            between(first, last)
        }
    }))
}

/// Whether the later of two dates stands first, as in `June or May 2021`. Where one of them
/// takes its year from the other, they lie less than half a year apart.
fn is_reversed(first: &Edge, last: &Edge) -> bool {
    let date = |edge: &Edge| match edge {
        Edge::Date(point) => Some(point.date.clone()),
        Edge::Fact(name) => name.date.as_ref().map(|point| point.date.clone()),
    };
    let (Some(first), Some(last)) = (date(first), date(last)) else {
        return false;
    };
    if let (
        Date::Weekday {
            day: first,
            which: Which::Nearest,
        },
        Date::Weekday {
            day: last,
            which: Which::Nearest,
        },
    ) = (&first, &last)
    {
        return (1..=2).contains(&(i16::from(*first) - i16::from(*last)));
    }
    let Some(((first_year, first), (last_year, last))) = placed(&first).zip(placed(&last)) else {
        return false;
    };
    match (first_year, last_year) {
        (Some(first_year), Some(last_year)) => (first_year, first) > (last_year, last),
        _ => first > last && first - last < 6 * 32,
    }
}

/// The year of a date, where it tells one, and its place in the year in days, all
/// months being as long as the longest.
fn placed(date: &Date) -> Option<(Option<i64>, u16)> {
    let (year, month, day) = match *date {
        Date::Month { year, month } => (year, month, 1),
        Date::Day { year, month, day } => (year, month, day),
        Date::Season { year, season, .. } => (year, season * 3 + 3, 1),
        Date::Quarter { year, quarter } => (year, quarter * 3 - 2, 1),
        Date::Half { year, half } => (year, half * 6 - 5, 1),
        _ => return None,
    };
    Some((year, u16::from(month) * 32 + u16::from(day)))
}
