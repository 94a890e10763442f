//! Turns of phrase that leave open which date is meant, and what to write instead:
//! `turn of the century`, `49/48 BC`, `the eve of trial`, `trial + 2 days`.

use super::super::phrase::PhraseError;
use super::point::span_of;
use super::words::{self, Word};
use super::{is_id, whole_length_of};

/// How many words say before `after` or `before` that it was near or far, without a
/// number: `not long`, `a while`, `shortly`.
pub(super) fn distance(words: &[Word<'_>]) -> Option<usize> {
    let taken = match words {
        [not, long, ..] if not.is("not") && long.is("long") => 2,
        [a, time, ..] if a.is_any(&["a", "some"]) && time.is_any(&["while", "time"]) => 2,
        [one, ..] if one.is_any(&words::NEARLY) || one.is_any(&["long", "well", "sometime"]) => 1,
        _ => return None,
    };
    let way = words.get(taken)?;
    way.is_any(&["after", "before"]).then_some(taken)
}

/// The fault of such a phrase.
pub(super) fn vague(words: &[Word<'_>]) -> Option<PhraseError> {
    turn_of(words)
        .or_else(|| two_years(words))
        .or_else(|| eve_of(words))
        .or_else(|| added(words))
}

/// `turn of the century`, `fin de siècle`: about when a century ended, of which it may
/// not be told which one.
fn turn_of(words: &[Word<'_>]) -> Option<PhraseError> {
    const YEARS: &str = "write the years, as in `about 1900` or `1895 to 1905`";
    let is_end = |three: &[Word<'_>]| {
        three[0].is("fin") && three[1].is("de") && three[2].text.to_lowercase().starts_with("si")
    };
    if let Some(found) = words.windows(3).find(|three| is_end(three)) {
        let text = words::spelt(found);
        let error = PhraseError::new(
            span_of(found),
            format!("which years `{text}` is are not told"),
        );
        return Some(error.help(YEARS));
    }
    let at = words
        .windows(2)
        .position(|pair| pair[0].is("turn") && pair[1].is("of"))?;
    let rest = &words[at + 2..];
    let rest = match rest {
        [the, rest @ ..] if the.is("the") => rest,
        _ => rest,
    };
    let (count, unit) = match rest {
        [unit, ..] if unit.is_any(&["century", "millennium"]) => (None, unit),
        [count, unit, ..] if unit.is("century") => (words::ordinal(count.text), unit),
        _ => return None,
    };
    let text = words::spelt(&words[at..]);
    let span = span_of(&words[at..]);
    Some(match count.filter(|count| (2..=99).contains(count)) {
        Some(count) => {
            let (first, last) = ((count - 1) * 100, count * 100);
            PhraseError::new(
                span,
                format!("`{text}` may be about {first} or about {last}"),
            )
            .help(format!("write `about {first}` or `about {last}`"))
        }
        None => {
            PhraseError::new(span, format!("which {} turned is not told", unit.text)).help(YEARS)
        }
    })
}

/// `49/48 BC`: a year of another calendar, or one of two.
fn two_years(words: &[Word<'_>]) -> Option<PhraseError> {
    let found = words
        .windows(2)
        .find(|pair| !pair[0].quoted && pair[1].is_any(&["bc", "bce", "b.c.", "b.c.e."]))?;
    let (first, last) = found[0].text.split_once('/')?;
    let year = |text: &str| text.parse::<u16>().ok();
    let (one, next) = year(first).zip(year(last))?;
    let era = found[1].text;
    (one == next + 1).then(|| {
        let error = PhraseError::new(
            span_of(found),
            format!(
                "`{first}/{last} {era}` may be either year or lasted from the one into the other"
            ),
        );
        error.help(format!(
            "write `{first} or {last} {era}`, or `{first} to {last} {era}` for a span"
        ))
    })
}

/// `the eve of trial`: the day before it.
fn eve_of(words: &[Word<'_>]) -> Option<PhraseError> {
    let at = words
        .windows(2)
        .position(|pair| pair[0].is("eve") && pair[1].is("of"))?;
    let of = words::spelt(words.get(at + 2..).filter(|of| !of.is_empty())?);
    let written = format!("the day before {of}");
    super::reword(&written).ok()?;
    let error = PhraseError::new(
        span_of(words),
        format!("`{}` is not expected here", words[at].text),
    );
    Some(
        error
            .help(format!("write `{written}`"))
            .replacement(written),
    )
}

/// `trial + 2 days`: a length after a fact.
fn added(words: &[Word<'_>]) -> Option<PhraseError> {
    let text = words::spelt(words);
    let (name, length) = text.split_once('+')?;
    let (name, length) = (name.trim(), length.trim());
    let is_name = is_id(name) && !name.starts_with(|letter: char| letter.is_ascii_digit());
    whole_length_of(length).ok().filter(|_| is_name)?;
    let written = format!("{length} after {name}");
    let error = PhraseError::new(span_of(words), "dates are not counted with `+`");
    Some(
        error
            .help(format!("write `{written}`"))
            .replacement(written),
    )
}
