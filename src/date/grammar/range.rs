//! Two ends: `2001..2021`, `12–14 July 2021`, `14:30 to 15:10`.

use super::super::phrase::{Date, Edge, Expression, PhraseError, Point};
use super::point::{point, span_of};
use super::words::{self, Word};
use super::{check, edge, needs, position};
use crate::source::Span;

/// Where a range is parted: `..`, `/`, a dash, `to`.
pub(super) fn separator(words: &[Word<'_>]) -> Option<usize> {
    // In EDTF `/..` leaves an end open: the slash parts.
    let is = |any: &'static [&str]| {
        words
            .iter()
            .position(move |word| !word.quoted && any.contains(&word.text))
    };
    is(&["/"])
        .or_else(|| is(&["..", "...", "…"]))
        .or_else(|| is(&["–", "—", "-"]))
        .or_else(|| position(words, &["to", "until", "till", "through"]).filter(|at| *at > 0))
}

fn is_open(words: &[Word<'_>]) -> bool {
    match words {
        [] => true,
        [only] => matches!(only.text, ".." | "..." | "…"),
        _ => false,
    }
}

/// Two ends and what parts them.
pub(super) fn range(
    left: &[Word<'_>],
    mark: Word<'_>,
    right: &[Word<'_>],
) -> Result<Expression, PhraseError> {
    if mark.text.chars().any(char::is_alphabetic) {
        needs(mark, right)?;
    }
    if is_open(left) && is_open(right) {
        return Err(PhraseError::new(mark.span, "this span has no end at all")
            .help("name at least one end"));
    }
    if is_open(left) {
        return Ok(Expression::Span {
            from: None,
            to: Some(edge(right)?),
        });
    }
    if is_open(right) {
        return Ok(Expression::Span {
            from: Some(edge(left)?),
            to: None,
        });
    }
    let (from, to) = ends_of(left, right)?;
    Ok(Expression::Span {
        from: Some(from),
        to: Some(to),
    })
}

/// Two ends; what only one of them says holds for both: `12–14 July 2021`,
/// `July 12–14, 2021`, `1914–18`, `14:30–15:10 on Saturday`.
pub(super) fn ends_of(left: &[Word<'_>], right: &[Word<'_>]) -> Result<(Edge, Edge), PhraseError> {
    if let ([year], [short]) = (left, right)
        && short.text.len() <= 2
        && short.text.bytes().all(|byte| byte.is_ascii_digit())
        && year.text.len() == 4
        && year.text.bytes().all(|byte| byte.is_ascii_digit())
    {
        let whole = format!("{}{}", &year.text[..4 - short.text.len()], short.text);
        let error = PhraseError::new(
            Span::new(year.span.start, short.span.end),
            format!("`{}` may be a year or a month", short.text),
        )
        .help(format!(
            "write `{}..{whole}` for years, `{}-{:0>2}` for a month",
            year.text, year.text, short.text
        ));
        return Err(error.replacement(format!("{}..{whole}", year.text)));
    }
    if let Some(number) = day_number(left)
        && let Ok(Edge::Date(to)) = edge(right)
        && let Date::Day { year, month, .. } = to.date
    {
        let from = Point::of(
            check::day(year, month, number, span_of(left))?,
            span_of(left),
        );
        return Ok((Edge::Date(from), Edge::Date(to)));
    }
    if let Ok(Edge::Date(from)) = edge(left)
        && let Date::Day {
            year: None, month, ..
        } = from.date
        && let Some(number) = day_number(&right[..1])
        && (right.len() == 1 || year_after(right).is_some())
    {
        let year = year_after(right);
        let span = span_of(right);
        let to = Point::of(check::day(year, month, number, span)?, span);
        return Ok((Edge::Date(with_year(from, year)), Edge::Date(to)));
    }
    let (from, to) = (edge(left)?, edge(right)?);
    Ok(match (from, to) {
        (Edge::Date(from), Edge::Date(to)) => {
            let (from, to) = shared_day(from, to);
            (Edge::Date(from), Edge::Date(to))
        }
        other => other,
    })
}

/// The year that is the second of two words.
fn year_after(words: &[Word<'_>]) -> Option<i64> {
    let [_, year] = words else { return None };
    match point(std::slice::from_ref(year)).ok()?.date {
        Date::Year(year) => Some(year),
        _ => None,
    }
}

fn with_year(mut point: Point, year: Option<i64>) -> Point {
    if let Date::Day { year: written, .. } = &mut point.date
        && written.is_none()
    {
        *written = year;
    }
    point
}

/// A clock without a day takes the day of the other end.
fn shared_day(mut from: Point, mut to: Point) -> (Point, Point) {
    if from.date == Date::AsOfDay && to.clock.is_some() {
        from.date = to.date.clone();
    } else if to.date == Date::AsOfDay && from.clock.is_some() {
        to.date = from.date.clone();
    }
    if let (Some(first), Some(last)) = (&mut from.clock, &mut to.clock)
        && first.zone.is_none()
    {
        first.zone.clone_from(&last.zone);
    }
    (from, to)
}

/// A bare day of a month.
fn day_number(words: &[Word<'_>]) -> Option<u8> {
    let words = match words {
        [first, rest @ ..] if first.is("the") => rest,
        _ => words,
    };
    let [word] = words else { return None };
    let number = words::ordinal(word.text).or_else(|| {
        let is_short = word.text.len() <= 2 && word.text.bytes().all(|byte| byte.is_ascii_digit());
        is_short.then(|| word.text.parse().ok()).flatten()
    })?;
    u8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))
}
