//! Bounds: `after A`, `by B`, `no later than 2 days after A`.

use super::super::phrase::{Direction, Expression, Limit, PhraseError, Sharpness, Unit};
use super::point::span_of;
use super::words::{self, Word};
use super::{away, direction, edge, length, needs};

/// `after A`, `before B`, `after A and before B`, `by B`, `not before A`, `no
/// later than B`.
pub(super) fn bounded(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let (mut after, mut before) = (None, None);
    let mut rest = words;
    while let Some((is_after, inclusive, taken)) = bound(rest) {
        let body = &rest[taken..];
        if inclusive
            && rest.len() == words.len()
            && let Some(read) = bounded_offset(is_after, body)
        {
            return Some(read);
        }
        let end = (1..body.len())
            .find(|at| {
                let joins = body[*at].is_any(&["and", "but"]);
                bound(&body[at + usize::from(joins)..]).is_some()
            })
            .unwrap_or(body.len());
        if let Some(fault) = which_unit(body, end) {
            return Some(Err(fault));
        }
        let limit = needs(rest[taken - 1], &body[..end]).and_then(|()| edge(&body[..end]));
        let limit = match limit {
            Ok(edge) => Limit { edge, inclusive },
            Err(error) => return Some(Err(error)),
        };
        let into = if is_after { &mut after } else { &mut before };
        if into.replace(limit).is_some() {
            let error = PhraseError::new(span_of(rest), "this bound is told twice")
                .help("give `when` a list: all of it holds");
            return Some(Err(error));
        }
        let joins = body
            .get(end)
            .is_some_and(|word| word.is_any(&["and", "but"]));
        rest = &body[(end + usize::from(joins)).min(body.len())..];
        if rest.is_empty() {
            return Some(Ok(Expression::Between { after, before }));
        }
    }
    None
}

/// The fault of `by the end of the month after A`, whose month is that of A or the next
/// one, and not that of the file.
fn which_unit(body: &[Word<'_>], end: usize) -> Option<PhraseError> {
    let (last, next) = (body[..end].last()?, body.get(end)?);
    let unit = words::unit(last.text).filter(|unit| *unit >= Unit::Week && !last.quoted)?;
    let is_joined = next.is_any(&["after", "before", "following"]);
    let unit = unit.name();
    is_joined.then(|| {
        let message = format!("which {unit} that is is not told: its own or the next one");
        PhraseError::new(span_of(&body[..=end]), message).help(format!(
            "write the date itself, or `no later than 1 {unit} {} …`",
            next.text
        ))
    })
}

/// `no later than L after A`, `by L before A`, `not before L after A`: a bound
/// that lies a length from a date. `not before L before A` says on neither side
/// of A and is none.
fn bounded_offset(is_after: bool, words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let (mut length, taken) = length::length(words)?.ok()?;
    let word = *words.get(taken)?;
    let direction = direction(word)?;
    length.sharpness = match (length.sharpness, is_after, direction) {
        (Sharpness::Counted | Sharpness::Exactly, false, Direction::After) => Sharpness::AtMost,
        (Sharpness::Counted | Sharpness::Exactly, true, Direction::After)
        | (Sharpness::Counted | Sharpness::Exactly, false, Direction::Before) => Sharpness::AtLeast,
        _ => return None,
    };
    Some(away(length, (word, direction), &words[taken + 1..]))
}

/// A bound that begins here: whether it bounds from below, whether what it
/// names belongs, and the words it takes.
pub(super) fn bound(words: &[Word<'_>]) -> Option<(bool, bool, usize)> {
    let (first, rest) = words.split_first()?;
    let second = rest.first();
    let third = rest.get(1);
    if first.is_any(&["after", "following"]) {
        Some((true, false, 1))
    } else if first.is("before") {
        Some((false, false, 1))
    } else if first.is_any(&["on", "in"])
        && second.is_some_and(|word| word.is("or"))
        && third.is_some_and(|word| word.is_any(&["after", "before"]))
    {
        Some((third.is_some_and(|word| word.is("after")), true, 3))
    } else if first.is("by") {
        Some((false, true, 1))
    } else if first.is("not") && second.is_some_and(|word| word.is("before")) {
        Some((true, true, 2))
    } else if first.is("not") && second.is_some_and(|word| word.is("after")) {
        Some((false, true, 2))
    } else if first.is_any(&["not", "no"]) && rest.get(1).is_some_and(|word| word.is("than")) {
        if second.is_some_and(|word| word.is("later")) {
            Some((false, true, 3))
        } else {
            second
                .is_some_and(|word| word.is("earlier"))
                .then_some((true, true, 3))
        }
    } else {
        None
    }
}
