//! The way from a text to its expressions: tokens, what is found, what it
//! comes to.

use super::lexicon::Word;
use super::meaning::{Found, Meaning};
use super::reader::Reader;
use super::resolve::{Scene, Thread, resolve};
use super::token::{Paragraphs, Token, cut};
use super::value::Value;
use super::when::when;
use super::{Class, Expression, Kind, Options, is_english, recognise};
use crate::date::DateOrder;
use crate::source::Span;

/// Finds the expressions of a text.
pub(super) fn tag(text: &str, options: &Options) -> Vec<Expression> {
    let mut expressions = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    let mut thread = Thread::default();
    let is_english = is_english(text);
    for (start, end) in Paragraphs::of(text) {
        tokens.clear();
        found.clear();
        cut(text, start, end, &mut tokens);
        let r = Reader::new(text, &tokens);
        if is_english {
            recognise::find(r, &mut found);
        } else {
            recognise::find_numeric(r, &mut found);
        }
        for one in &found {
            if matches!(one.meaning, Meaning::Historic(_)) && options.kind == Kind::News {
                continue;
            }
            let scene = Scene {
                r,
                options,
                thread: &thread,
                found: one,
            };
            let mut resolved = resolve(&scene);
            if let Value::Numeric(first, second, year) = resolved.value {
                resolved.value = ordered(first, second, year, options.order);
            }
            let (Some(first), Some(last)) = (r.token(one.first), r.token(one.end - 1)) else {
                continue;
            };
            let (class, quant, freq) = match one.meaning {
                Meaning::Set { quant, freq, .. } => {
                    (Class::Set, quant, freq.map(|freq| format!("{freq}X")))
                }
                _ => (resolved.value.class(), None, None),
            };
            expressions.push(Expression {
                span: Span::new(first.start, last.end),
                class,
                value: resolved.value.to_string(),
                modifier: one.modifier,
                quant,
                freq,
                basis: resolved.basis,
                when: when(resolved.value, one.modifier).filter(|_| class != Class::Set),
            });
            if class != Class::Set {
                thread.follow(resolved.value, one.meaning, recedes(r, one));
            }
        }
    }
    expressions
}

/// Day and month in the order that is told; open where none is.
fn ordered(first: u8, second: u8, year: i64, order: Option<DateOrder>) -> Value {
    match order {
        Some(DateOrder::DayFirst) => Value::Day(year, second, first),
        Some(DateOrder::MonthFirst) => Value::Day(year, first, second),
        None => Value::Numeric(first, second, year),
    }
}

/// How far before an expression its bracket may open, in tokens.
const BRACKET: usize = 16;

/// Whether an expression stands beside the main line of its text: named to
/// count from (“since 1995”), to compare with (“as in 1614”), in brackets, or
/// as an attribute (“the August 1792 uprising”).
fn recedes(r: Reader<'_>, found: &Found) -> bool {
    let first = found.first;
    let counted = r.after_any(first, &["since", "until", "till"]);
    let compared = first >= 2 && r.is(first - 2, "as") && r.any(first - 1, &["in", "of"]);
    let open = (first.saturating_sub(BRACKET)..first)
        .rev()
        .find(|at| matches!(r.text(*at), "(" | ")"));
    let bracketed = open.is_some_and(|at| r.text(at) == "(");
    let attributive = r.after_any(first, &["the"])
        && r.word(found.end) == Word::Other
        && r.lower(found.end)
        && !r.glued(found.end);
    counted || compared || bracketed || attributive
}
