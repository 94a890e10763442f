//! The way from a text to its expressions.

use super::{Basis, Class, Expression, Options};
use crate::source::Span;

/// Finds the expressions of a text.
pub(super) fn tag(text: &str, _options: &Options) -> Vec<Expression> {
    let words = text.split_whitespace().collect::<Vec<_>>();
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let month = |word: &str| crate::date::vocabulary::month(word);
    let year = |word: &str| -> Option<i64> {
        let digits = word.trim_end_matches(['.', ',']);
        (digits.len() == 4).then(|| digits.parse().ok()).flatten()
    };
    let pairs = words.windows(2).filter_map(|pair| {
        let (month, year) = (month(pair[0])?, year(pair[1])?);
        let value = format!("{year:04}-{month:02}");
        let start = place(pair[0]);
        Some(Expression {
            span: Span::new(start, place(pair[1]) + 4),
            class: Class::Date,
            when: Some(value.clone()),
            value,
            modifier: None,
            quant: None,
            freq: None,
            basis: Basis::Stated,
        })
    });
    pairs.collect()
}
