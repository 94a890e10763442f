//! Turns of phrase that say what shorter words say: `prior to`, `on or about`, `not less
//! than`, `12 noon`.

use super::words::{self, Word};
use crate::source::Span;

/// Turns of two or more words, and the words that say the same.
const TURNS: [(&[&str], &[&str]); 16] = [
    (&["prior", "to"], &["before"]),
    (&["on", "or", "about"], &["about"]),
    (&["on", "or", "around"], &["about"]),
    (&["in", "or", "about"], &["about"]),
    (&["in", "or", "around"], &["about"]),
    (&["at", "or", "about"], &["about"]),
    (&["at", "or", "around"], &["about"]),
    (&["not", "less", "than"], &["at", "least"]),
    (&["no", "less", "than"], &["at", "least"]),
    (&["not", "fewer", "than"], &["at", "least"]),
    (&["no", "fewer", "than"], &["at", "least"]),
    (&["not", "more", "than"], &["at", "most"]),
    (&["no", "more", "than"], &["at", "most"]),
    (&["12", "noon"], &["noon"]),
    (&["12", "midday"], &["noon"]),
    (&["12", "midnight"], &["midnight"]),
];

/// The words of a phrase with such turns in their usual form; what stands for a turn has
/// its place.
pub(super) fn usual<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut usual = Vec::with_capacity(words.len() + 1);
    let mut rest = words;
    while let Some((first, after)) = rest.split_first() {
        let turn = TURNS.iter().find(|(turn, _)| {
            turn.len() <= rest.len() && turn.iter().zip(rest).all(|(word, said)| said.is(word))
        });
        if let Some((turn, plain)) = turn {
            let span = Span::new(first.span.start, rest[turn.len() - 1].span.end);
            usual.extend(plain.iter().map(|text| Word {
                text,
                span,
                quoted: false,
            }));
            rest = &rest[turn.len()..];
            continue;
        }
        match blurred(*first, after) {
            Some(pair) => usual.extend(pair),
            None => usual.push(*first),
        }
        rest = after;
    }
    usual
}

/// `~5` before a unit: about so long.
fn blurred<'a>(word: Word<'a>, after: &[Word<'a>]) -> Option<[Word<'a>; 2]> {
    let count = word.text.strip_prefix('~').filter(|_| !word.quoted)?;
    let is_length = words::number(count).is_some()
        && after
            .first()
            .is_some_and(|next| words::unit(next.text).is_some());
    let start = word.span.start;
    is_length.then(|| {
        [
            Word {
                text: "about",
                span: Span::new(start, start + 1),
                quoted: false,
            },
            Word {
                text: count,
                span: Span::new(start + 1, word.span.end),
                quoted: false,
            },
        ]
    })
}
