//! What lies beside a date or a fact: `the Friday before hearing`, `the week after
//! 3 May`, `2 to 5 months after order`.

use super::super::phrase::{Date, Unit};
use super::super::phrase::{
    Direction, Edge, Expression, Length, Neighbour, PhraseError, Sharpness,
};
use super::point::span_of;
use super::words::{self, Word};
use super::{direction, edge, length, needs, position, total};

/// Reads such a phrase; `None` where it is none of these.
pub(super) fn read(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let at = position(words, &["after", "before"]).filter(|at| *at > 0)?;
    let way = (words[at], direction(words[at])?);
    let (told, rest) = (&words[..at], &words[at + 1..]);
    if let Some(lengths) = lengths(told) {
        return Some(lengths.and_then(|(length, most)| {
            needs(way.0, rest)?;
            Ok(Expression::Offset {
                length,
                most: Some(most),
                direction: way.1,
                edge: edge(rest)?,
            })
        }));
    }
    let next = neighbour(told, way.1)?;
    if let Err(error) = needs(way.0, rest) {
        return Some(Err(error));
    }
    let edge = match edge(rest) {
        Ok(edge) => edge,
        Err(error) => return Some(Err(error)),
    };
    // `Friday before noon` is a part of that Friday, and `the week before last` a
    // date of its own.
    let is_time = match &edge {
        Edge::Date(point) => matches!(point.date, Date::AsOfDay | Date::Today(_)),
        Edge::Fact(name) => {
            let point = name.date.as_ref();
            rest[0].is_any(&["last", "next"]) || point.is_some_and(|point| point.clock.is_some())
        }
    };
    (!is_time).then_some(Ok(Expression::Beside {
        next,
        direction: way.1,
        edge,
    }))
}

/// `the Friday`, `the last Friday` before something, `the week`.
fn neighbour(words: &[Word<'_>], direction: Direction) -> Option<Neighbour> {
    let words = match words {
        [on, rest @ ..] if on.is_any(&["on", "in", "during"]) => rest,
        _ => words,
    };
    let next: &[&str] = match direction {
        Direction::After => &["first", "next", "following"],
        Direction::Before => &["last", "previous", "preceding"],
    };
    let name = match words {
        [name] => name,
        [the, name] if the.is("the") => name,
        [the, which, name] if the.is("the") && which.is_any(next) => name,
        _ => return None,
    };
    if let Some(day) = words::weekday(name.text).filter(|_| !name.quoted) {
        return Some(Neighbour::Weekday(day));
    }
    let unit = words::unit(name.text).filter(|unit| *unit >= Unit::Week)?;
    let is_one = words.len() == 2 && !name.text.ends_with(['s', 'S']);
    is_one.then_some(Neighbour::Unit(unit))
}

/// `2 to 5 months`, `between 5 and 10 minutes`, `2 or 3 days`: the least and the
/// most.
fn lengths(words: &[Word<'_>]) -> Option<Result<(Length, Length), PhraseError>> {
    let (is_led, told) = match words {
        [between, rest @ ..] if between.is("between") => (true, rest),
        [from, rest @ ..] if from.is("from") => (false, rest),
        _ => (false, words),
    };
    let mark = told.iter().position(|word| {
        let is_and = is_led && word.is("and");
        is_and || word.is_any(&["to", "or"]) || matches!(word.text, "-" | "–" | "—")
    })?;
    let (left, right) = (&told[..mark], &told[mark + 1..]);
    let most = counted(right)?;
    let [.., unit] = right else { return None };
    let least = counted(left).or_else(|| {
        let whole: Vec<Word<'_>> = left.iter().chain([unit]).copied().collect();
        counted(&whole).filter(|_| !left.is_empty())
    })?;
    Some(least.and_then(|least| {
        let most = most?;
        if total(&least) >= total(&most) {
            let error = PhraseError::new(span_of(told), "nothing lies between these");
            return Err(error.help("write the shorter length first"));
        }
        Ok((least, most))
    }))
}

/// A length that takes all these words and says nothing but a number.
fn counted(words: &[Word<'_>]) -> Option<Result<Length, PhraseError>> {
    match length::length(words)? {
        Ok((length, taken)) => {
            let is_plain = taken == words.len() && length.sharpness == Sharpness::Counted;
            is_plain.then_some(Ok(length))
        }
        Err(error) => Some(Err(error)),
    }
}
