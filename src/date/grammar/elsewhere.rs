//! Dates as other languages and programs write them, and how they are written here:
//! `5. Mai 2024`, `05/May/2024:14:32:10`, `20240505T1432Z`, `at 0930`.

use super::super::phrase::PhraseError;
use super::reword;
use super::words::{self, MONTHS, Word, capital};

/// The names of the months elsewhere, by the letters that they begin with.
const NAMES: [&[&str]; 12] = [
    &[
        "januar", "janvier", "enero", "gennaio", "jänner", "janeiro", "januari",
    ],
    &[
        "februar",
        "février",
        "fevrier",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
    ],
    &["märz", "maerz", "mrz", "mars", "marzo", "março", "maart"],
    &["avril", "abril", "aprile"],
    &["mai", "mayo", "maggio", "maio", "mei"],
    &["juni", "juin", "junio", "giugno", "junho"],
    &["juli", "juillet", "julio", "luglio", "julho"],
    &["août", "aout", "agosto", "augustus"],
    &["septembre", "septiembre", "settembre", "setembro"],
    &["oktober", "okt", "octobre", "octubre", "ottobre", "outubro"],
    &["novembre", "noviembre", "novembro"],
    &[
        "dezember",
        "dez",
        "décembre",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
    ],
];

/// Small words that stand beside such dates.
const SMALL: [&str; 14] = [
    "le", "de", "del", "di", "il", "el", "am", "den", "der", "um", "à", "im", "em", "en",
];

/// Words between and before two ends.
const JOINTS: [(&str, &str); 6] = [
    ("von", "from"),
    ("bis", "to"),
    ("du", "from"),
    ("au", "to"),
    ("desde", "from"),
    ("hasta", "to"),
];

/// The fault of such a phrase, where it can be written otherwise as a whole.
pub(super) fn elsewhere(text: &str, words: &[Word<'_>]) -> Option<PhraseError> {
    let named = words
        .iter()
        .find(|word| !word.quoted && month(word.text).is_some());
    let (span, message, written) = if let Some(word) = named {
        let message = format!("`{}` is no English name of a month", word.text);
        (word.span, message, in_english(words))
    } else if let Some(written) = logged(text) {
        let message = format!("`{}` is not how a date is written here", text.trim());
        (words.first()?.span, message, written)
    } else {
        let (at, written) = (0..words.len()).find_map(|at| Some((at, time(words, at)?)))?;
        let message = format!("`{}` is not written as a time", words[at].text);
        let span = words[at].span;
        (
            span,
            message,
            format!("{}{written}{}", &text[..span.start], &text[span.end..]),
        )
    };
    reword(&written).ok()?;
    Some(PhraseError::new(span, message).rewritten(text, written))
}

fn month(word: &str) -> Option<u8> {
    let lower = word.trim_end_matches('.').to_lowercase();
    let at = NAMES
        .iter()
        .position(|names| names.contains(&lower.as_str()))?;
    u8::try_from(at + 1).ok()
}

/// The words in English: months by their names, days without a dot, clocks with a colon.
fn in_english(words: &[Word<'_>]) -> String {
    let mut said: Vec<String> = Vec::new();
    for word in words {
        if SMALL.iter().any(|small| word.text.to_lowercase() == *small) {
            continue;
        }
        if word.is("uhr") {
            if let Some(hour) = said.last_mut().filter(|hour| !hour.contains(':')) {
                hour.push_str(":00");
            }
            continue;
        }
        if let Some((_, joint)) = JOINTS.iter().find(|(other, _)| word.is(other)) {
            said.push((*joint).to_owned());
            continue;
        }
        let digits = word
            .text
            .strip_suffix('.')
            .or_else(|| word.text.strip_suffix("er"));
        let hour = word
            .text
            .split_once(['h', 'H'])
            .filter(|(hour, _)| is_digits(hour, 1, 2));
        said.push(match (month(word.text), digits, hour) {
            (Some(month), _, _) => capital(MONTHS[usize::from(month) - 1]),
            (None, Some(day), _) if is_digits(day, 1, 2) => day.to_owned(),
            (None, _, Some((hour, ""))) => format!("{hour}:00"),
            (None, _, Some((hour, minute))) if is_digits(minute, 2, 2) => {
                format!("{hour}:{minute}")
            }
            _ => word.text.to_owned(),
        });
    }
    said.join(" ")
}

fn is_digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `05/May/2024:14:32:10 +0000` and `20240505T143210Z`, as programs log them.
fn logged(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('[').trim_end_matches(']');
    if let Some((date, time)) = text.split_once(':')
        && let [day, month, year] = *date.split('/').collect::<Vec<_>>()
        && is_digits(day, 1, 2)
        && is_digits(year, 4, 4)
        && words::month(month).is_some()
    {
        return Some(format!("{day} {month} {year} {time}"));
    }
    let (date, time) = text.split_once(['T', '_'])?;
    let length = time.bytes().take_while(u8::is_ascii_digit).count();
    if !is_digits(date, 8, 8) || !matches!(length, 4 | 6) {
        return None;
    }
    let (clock, zone) = time.split_at(length);
    let second = clock.get(4..).filter(|second| !second.is_empty());
    Some(format!(
        "{}-{}-{}T{}:{}{}{zone}",
        &date[..4],
        &date[4..6],
        &date[6..],
        &clock[..2],
        &clock[2..4],
        second
            .map(|second| format!(":{second}"))
            .unwrap_or_default(),
    ))
}

/// `0930` after `at` or before `hours` and a zone, `0930Z`: a time without its colon.
fn time(words: &[Word<'_>], at: usize) -> Option<String> {
    let word = words[at];
    let bare = word.text.strip_suffix(['Z', 'z']);
    let digits = bare.unwrap_or(word.text);
    let is_time = is_digits(digits, 4, 4) && &digits[..2] < "24" && &digits[2..] < "60";
    let follows = at > 0 && words[at - 1].is_any(&["at", "@"]);
    let next = words.get(at + 1);
    let leads = next.is_some_and(|next| next.is_any(&["utc", "gmt", "hrs", "hours", "h"]));
    (is_time && !word.quoted && (bare.is_some() || follows || leads))
        .then(|| format!("{}:{}", &digits[..2], &word.text[2..]))
}
