//! Deep time: `66 million years ago`, `4.54 Ga`, `12,900 BP`.

use super::super::phrase::{Date, PhraseError, Unit};
use super::calendar::{Piece, piece};
use super::check;
use super::point::span_of;
use super::words::{self, Word};

/// `66 million years ago`, `66 Ma`, `12,000 years ago`, `4.54 Ga`.
pub(super) fn deep(words: &[Word<'_>]) -> Option<Result<Date, PhraseError>> {
    let (number, rest) = words.split_first()?;
    let is_half = number.is("half");
    let (digits, decimals) = if is_half {
        (5, 1)
    } else {
        decimal(number.text)?
    };
    let mut scale: i64 = 1;
    let (mut is_back, mut is_from_1950) = (false, false);
    for (at, word) in rest.iter().enumerate() {
        if (is_half && at == 0 && word.is_any(&["a", "an"])) || word.is("cal") {
            continue;
        }
        let is_present = at + 1 == rest.len() && at > 0 && word.is("present");
        if word.is("before") || is_present {
            is_back |= is_present && rest[at - 1].is("before");
            is_from_1950 |= is_back;
            continue;
        }
        is_from_1950 |= word.is("bp");
        match piece(word).ok()?? {
            Piece::Magnitude(factor) => scale = scale.checked_mul(factor)?,
            Piece::YearsBack(factor) => {
                scale = scale.checked_mul(factor)?;
                is_back = true;
            }
            Piece::Unit(Unit::Year) => {}
            Piece::Ago => is_back = true,
            _ => return None,
        }
    }
    if !is_back {
        return None;
    }
    let span = span_of(words);
    let too_far = || {
        Err(
            PhraseError::new(span, "this lies further back than can be counted")
                .help("at most 20 billion years can be counted"),
        )
    };
    let Some((count, unit)) = counted(digits, decimals, scale) else {
        return Some(too_far());
    };
    if count == 0 {
        let error = PhraseError::new(span, "no years ago is the present, and no date")
            .help("write the year itself");
        return Some(Err(error));
    }
    // Below ten thousand years it is a count from the file's own day.
    if count < 10_000 && scale <= 100 && !is_from_1950 {
        return None;
    }
    if count > check::MOST_YEARS {
        return Some(too_far());
    }
    Some(Ok(Date::Deep {
        years: count,
        slack: (unit / 2).max(1),
    }))
}

/// The digits of a number without its point, and how many stand after it.
pub(super) fn decimal(text: &str) -> Option<(i64, u32)> {
    let bare = text.replace(',', "");
    let (whole, fraction) = bare.split_once('.').unwrap_or((&bare, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 12
        || fraction.len() > 6
        || !is_number(whole)
        || !is_number(fraction)
    {
        return words::number(text).map(|number| (number, 0));
    }
    let digits = format!("{whole}{fraction}").parse().ok()?;
    Some((digits, fraction.len() as u32))
}

/// Years, and the unit of the last digit that says something.
fn counted(digits: i64, decimals: u32, scale: i64) -> Option<(i64, i64)> {
    let ten = 10_i64.pow(decimals);
    let years = digits.checked_mul(scale)? / ten;
    let mut unit = (scale / ten).max(1);
    if decimals == 0 && scale == 1 {
        while unit < years && years % (unit * 10) == 0 {
            unit *= 10;
        }
    }
    Some((years, unit))
}
