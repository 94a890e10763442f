//! Counted lengths: `3 hours`, `about 20 years`, `1 hour 30 minutes`.

use super::super::phrase::{Length, PhraseError, Sharpness, Unit};
use super::check;
use super::point::span_of;
use super::words::{self, Word};

pub(super) const ABOUT: [&str; 8] = [
    "about",
    "around",
    "approximately",
    "roughly",
    "circa",
    "nearly",
    "almost",
    "some",
];

/// Reads a length that begins with the first word, and how many words it
/// takes; `None` where no length begins there.
pub(super) fn length(words: &[Word<'_>]) -> Option<Result<(Length, usize), PhraseError>> {
    let (sharpness, mut at) = sharpness(words);
    let mut parts: Vec<(i64, Unit)> = Vec::new();
    loop {
        let mut from = at;
        if !parts.is_empty() && words.get(from).is_some_and(|word| word.is("and")) {
            from += 1;
        }
        let Some((tenths, unit, taken)) = part(&words[from..], parts.is_empty()) else {
            break;
        };
        if parts.last().is_some_and(|(_, last)| *last <= unit) {
            break;
        }
        parts.push((tenths, unit));
        at = from + taken;
    }
    if parts.is_empty() {
        return None;
    }
    let span = span_of(&words[..at]);
    let is_beyond = |(tenths, unit): &(i64, Unit)| {
        tenths.saturating_mul(unit.in_months().unwrap_or(12)) > 120 * check::MOST_YEARS
    };
    if parts.iter().any(is_beyond) {
        let error = PhraseError::new(span, "this length is beyond what can be counted")
            .help("at most 20 billion years can be counted, and 20 billion of a smaller unit");
        return Some(Err(error));
    }
    let length = Length {
        parts,
        sharpness,
        span,
    };
    Some(Ok((length, at)))
}

fn sharpness(words: &[Word<'_>]) -> (Sharpness, usize) {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| word.is_any(list));
    if is(0, &["exactly", "precisely"]) {
        (Sharpness::Exactly, 1)
    } else if is(0, &ABOUT) {
        (Sharpness::About, 1)
    } else if is(0, &["over"]) {
        (Sharpness::AtLeast, 1)
    } else if is(0, &["under"]) {
        (Sharpness::AtMost, 1)
    } else if (is(0, &["at"]) && is(1, &["least"])) || (is(0, &["more"]) && is(1, &["than"])) {
        (Sharpness::AtLeast, 2)
    } else if (is(0, &["at"]) && is(1, &["most"]))
        || (is(0, &["less", "fewer"]) && is(1, &["than"]))
        || (is(0, &["up"]) && is(1, &["to"]))
    {
        (Sharpness::AtMost, 2)
    } else {
        (Sharpness::Counted, 0)
    }
}

/// One number with its unit: tenths, the unit, the words taken.
fn part(words: &[Word<'_>], is_first: bool) -> Option<(i64, Unit, usize)> {
    let first = words.first().filter(|word| !word.quoted)?;
    if let Some((tenths, unit)) = compact(first.text) {
        return Some((tenths, unit, 1));
    }
    let unit_at = |at: usize| {
        words
            .get(at)
            .filter(|word| !word.quoted)
            .and_then(|word| words::unit(word.text))
    };
    if first.is("half") {
        let at = if words.get(1)?.is_any(&["a", "an"]) {
            2
        } else {
            1
        };
        return Some((5, unit_at(at)?, at + 1));
    }
    if first.is("the") && is_first {
        return Some((10, unit_at(1)?, 2));
    }
    if let Some(read) = couple(words).or_else(|| and_a_half(words)) {
        return Some(read);
    }
    let (count, at) = match words.get(1).and_then(|next| two_words(first, next)) {
        Some(number) => (number * 10, 2),
        None => (tenths(first.text)?, 1),
    };
    if let Some(magnitude) = words.get(at).and_then(magnitude) {
        return Some((count.checked_mul(magnitude)?, unit_at(at + 1)?, at + 2));
    }
    if words
        .get(at)
        .is_some_and(|word| word.is_any(&["fortnight", "fortnights"]))
    {
        return Some((count.checked_mul(2)?, Unit::Week, at + 1));
    }
    Some((count, unit_at(at)?, at + 1))
}

/// `twenty five`, which others write with a hyphen.
fn two_words(tens: &Word<'_>, ones: &Word<'_>) -> Option<i64> {
    let is_tens = tens.is_any(&words::TENS);
    let is_ones = ones.is_any(&words::SMALL[1..10]);
    (is_tens && is_ones).then(|| Some(words::number(tens.text)? + words::number(ones.text)?))?
}

/// Whether a number is written in words that only lengths put together.
pub(super) fn is_compound(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| word.is("hundred"))
        || words
            .windows(2)
            .any(|pair| two_words(&pair[0], &pair[1]).is_some())
}

fn magnitude(word: &Word<'_>) -> Option<i64> {
    let known = [
        ("hundred", 100),
        ("thousand", 1_000),
        ("million", 1_000_000),
        ("billion", 1_000_000_000),
    ];
    let found = known.iter().find(|(name, _)| word.is(name));
    found.map(|(_, factor)| *factor)
}

/// `a couple of days`: two.
fn couple(words: &[Word<'_>]) -> Option<(i64, Unit, usize)> {
    let [a, couple, of, unit, ..] = words else {
        return None;
    };
    let is_couple = a.is("a") && couple.is("couple") && of.is("of");
    is_couple.then(|| Some((20, words::unit(unit.text)?, 4)))?
}

/// `two and a half hours`, `a year and a half`.
fn and_a_half(words: &[Word<'_>]) -> Option<(i64, Unit, usize)> {
    let [count, second, third, fourth, fifth, ..] = words else {
        return None;
    };
    let is_half =
        |words: [&Word<'_>; 3]| words[0].is("and") && words[1].is("a") && words[2].is("half");
    let whole = tenths(count.text)?.checked_add(5)?;
    if is_half([second, third, fourth]) {
        return Some((whole, words::unit(fifth.text)?, 5));
    }
    let unit = words::unit(second.text)?;
    is_half([third, fourth, fifth]).then_some((whole, unit, 5))
}

fn tenths(text: &str) -> Option<i64> {
    if let Some((whole, fraction)) = text.split_once('.') {
        let digit = fraction
            .parse::<i64>()
            .ok()
            .filter(|_| fraction.len() == 1)?;
        return words::number(whole)?.checked_mul(10)?.checked_add(digit);
    }
    words::number(text)?.checked_mul(10)
}

/// `90s`, `2h`, `15min`, `3d`. A bare `m` could be minutes or months and is
/// not read.
fn compact(text: &str) -> Option<(i64, Unit)> {
    let end = text.find(|letter: char| letter.is_ascii_alphabetic())?;
    let unit = match text.get(end..)? {
        "ms" => Unit::Millisecond,
        "s" | "sec" => Unit::Second,
        "min" => Unit::Minute,
        "h" | "hr" => Unit::Hour,
        "d" => Unit::Day,
        "w" => Unit::Week,
        _ => return None,
    };
    Some((tenths(&text[..end]).filter(|_| end > 0)?, unit))
}
