//! Dates in digits with one mark between: `12/11/2021`, `15.07.2021`,
//! `15-07-2021`, `2021/07/15`, `07/2021`, `15-Jul-2021`.

use super::super::phrase::{Date, PhraseError};
use super::check;
use super::words::{self, MONTHS, Word};
use crate::source::Span;

/// Reads such a date; `None` where the word has no such shape.
pub(super) fn numeric(word: &Word<'_>) -> Option<Result<Date, PhraseError>> {
    let mark = ['/', '.', '-']
        .into_iter()
        .find(|mark| word.text.contains(*mark))?;
    let parts: Vec<&str> = word.text.split(mark).collect();
    if mark == '-'
        && let Some(read) = dashed(&parts, word.span)
    {
        return Some(read);
    }
    let is_number = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !parts.iter().all(is_number) {
        return None;
    }
    let value = |at: usize| parts[at].parse::<i64>().unwrap_or(0);
    let small = |at: usize| u8::try_from(value(at)).unwrap_or(u8::MAX);
    match parts.as_slice() {
        [month, year] if month.len() <= 2 && year.len() == 4 && mark != '.' => {
            Some(check::month(value(1), small(0), word.span))
        }
        [first, second] if mark == '/' && first.len() <= 2 && second.len() <= 2 => {
            Some(Ok(Date::Numeric {
                first: small(0),
                second: small(1),
                year: None,
            }))
        }
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            Some(check::day(Some(value(0)), small(1), small(2), word.span))
        }
        [first, second, year] if first.len() <= 2 && second.len() <= 2 => {
            Some(if year.len() == 4 {
                Ok(Date::Numeric {
                    first: small(0),
                    second: small(1),
                    year: Some(value(2)),
                })
            } else {
                Err(no_century(year, word.span))
            })
        }
        _ => None,
    }
}

/// `15-Jul-2021`, `July-2021`, `2021-Q3`, `2021-H1`, and `2021-7-5`, which
/// lacks its zeros.
fn dashed(parts: &[&str], span: Span) -> Option<Result<Date, PhraseError>> {
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let year = |part: &str| part.parse::<i64>().ok().filter(|_| is_year(part));
    match *parts {
        [day, month, written] if words::month(month).is_some() => {
            let is_day =
                (1..=2).contains(&day.len()) && day.bytes().all(|byte| byte.is_ascii_digit());
            let (month, day) = (
                words::month(month)?,
                day.parse::<u8>().ok().filter(|_| is_day)?,
            );
            Some(match year(written) {
                Some(year) => check::day(Some(year), month, day, span),
                None => Err(no_century(written, span)),
            })
        }
        [month, written]
            if words::month(month).is_some()
                && written.len() == 2
                && written.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            let named = words::capital(MONTHS[usize::from(words::month(month)?) - 1]);
            let error = PhraseError::new(span, format!("`{written}` may be a day or a year"));
            Some(Err(error.help(format!(
                "write `{written} {named}` for a day, or the year with all its digits, as in `{named} 20{written}`"
            ))))
        }
        [month, written] if words::month(month).is_some() => Some(Ok(Date::Month {
            year: Some(year(written)?),
            month: words::month(month)?,
        })),
        [written, part] if part.len() == 2 && part.starts_with(['Q', 'q', 'H', 'h']) => {
            let (year, number) = (Some(year(written)?), part[1..].parse().ok()?);
            match (part.starts_with(['Q', 'q']), number) {
                (true, 1..=4) => Some(Ok(Date::Quarter {
                    year,
                    quarter: number,
                })),
                (false, 1..=2) => Some(Ok(Date::Half { year, half: number })),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The fault of a year without its century.
pub(super) fn no_century(year: &str, span: Span) -> PhraseError {
    if year.len() == 3 && year.bytes().all(|byte| byte.is_ascii_digit()) {
        return PhraseError::new(span, format!("`{year}` is no year with all its digits"))
            .help(format!("for the year write `{year} CE` or `0{year}`"));
    }
    let error = PhraseError::new(span, format!("which century `{year}` is in is not told"));
    let digits = year.trim_start_matches(['\'', '’']);
    let is_short = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    error.help(if is_short {
        format!("write the year with all its digits, as `19{digits}` or `20{digits}`")
    } else {
        "write the year with all its digits".to_owned()
    })
}
