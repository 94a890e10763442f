//! Runs of years of which only one of two ends says all: `late 19th century or early
//! 20th`, `the 1980s to the 90s`, `1914 to '18`.

use super::super::phrase::{Edge, PhraseError};
use super::edge;
use super::point::span_of;
use super::words::{self, Word};
use crate::source::Span;

/// The words that may stand before the number of a run.
const LED: [&str; 16] = [
    "in",
    "the",
    "of",
    "early",
    "mid",
    "late",
    "beginning",
    "start",
    "middle",
    "end",
    "about",
    "around",
    "circa",
    "c.",
    "ca.",
    "very",
];
const ERAS: [&str; 8] = ["bc", "bce", "b.c.", "b.c.e.", "ad", "ce", "a.d.", "c.e."];

/// Both ends, each with what the other says for it; `None` where they are no such runs.
pub(super) fn shared_run(
    left: &[Word<'_>],
    right: &[Word<'_>],
) -> Option<Result<(Edge, Edge), PhraseError>> {
    if let Some(ends) = shared_century(left, right) {
        return Some(ends);
    }
    let (full, short) = (left.last()?, right.last()?);
    let year = shortened(full, short)?;
    right[..right.len() - 1]
        .iter()
        .all(|word| word.is_any(&LED))
        .then_some(())?;
    let mut words = right.to_vec();
    words[right.len() - 1].text = &year;
    Some(edge(left).and_then(|left| Ok((left, edge(&words)?))))
}

/// `late 19th century or early 20th`, `late 19th to early 20th century`.
fn shared_century(
    left: &[Word<'_>],
    right: &[Word<'_>],
) -> Option<Result<(Edge, Edge), PhraseError>> {
    let (one, other) = match (bare(left), bare(right)) {
        (Some((front, era)), None) => (whole(front, run(right)?, era), right.to_vec()),
        (None, Some((front, era))) => (left.to_vec(), whole(front, run(left)?, era)),
        _ => return None,
    };
    Some(edge(&one).and_then(|one| Ok((one, edge(&other)?))))
}

/// A number with the unit of another run, and with its era where it has none itself.
fn whole<'a>(front: &[Word<'a>], run: &[Word<'a>], era: &[Word<'a>]) -> Vec<Word<'a>> {
    let taken = if era.is_empty() { run } else { &run[..1] };
    let place = span_of(&front[front.len() - 1..]);
    let taken: Vec<Word<'a>> = taken
        .iter()
        .map(|word| Word {
            span: place,
            ..*word
        })
        .collect();
    [front, &taken, era].concat()
}

/// `early 20th`, `the 1st AD`: an ordinal of no unit, and its era.
fn bare<'a, 'b>(words: &'b [Word<'a>]) -> Option<(&'b [Word<'a>], &'b [Word<'a>])> {
    let at = words.len()
        - words
            .iter()
            .rev()
            .take_while(|word| word.is_any(&ERAS))
            .count();
    let (front, era) = words.split_at(at);
    let (number, led) = front.split_last()?;
    let digits = number.text.rsplit('-').next()?;
    let is_ordinal = !number.quoted && !number.is("second") && words::ordinal(digits).is_some();
    (is_ordinal && led.iter().all(|word| word.is_any(&LED))).then_some((front, era))
}

/// The unit and the era of `the late 19th century BC`.
fn run<'a, 'b>(words: &'b [Word<'a>]) -> Option<&'b [Word<'a>]> {
    let at = words
        .iter()
        .position(|word| word.is_any(&["century", "centuries", "millennium"]))?;
    let (front, tail) = words.split_at(at);
    let is_run = bare(front).is_some_and(|(_, era)| era.is_empty())
        && tail[1..].iter().all(|word| word.is_any(&ERAS));
    is_run.then_some(tail)
}

/// `90s` or `'18` with the digits of the century that the earlier end has, or of the
/// next one where that lies near.
fn shortened(full: &Word<'_>, short: &Word<'_>) -> Option<String> {
    let number = |text: &str, length: usize| {
        let is_number = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| is_number)
    };
    if full.quoted || short.quoted {
        return None;
    }
    let bare = short.text.trim_start_matches(['\'', '’', '‘']);
    let (year, written, unit) = match (full.text.strip_suffix('s'), bare.strip_suffix('s')) {
        (Some(decade), Some(written)) => (number(decade, 4)?, number(written, 2)?, "s"),
        (None, None) if bare.len() < short.text.len() => {
            (number(full.text, 4)?, number(bare, 2)?, "")
        }
        _ => return None,
    };
    let same = year / 100 * 100 + written;
    let found = if same < year { same + 100 } else { same };
    (found - year <= 50).then(|| format!("{found:04}{unit}"))
}

/// Two years of which the second has its last digits alone, where they can be no
/// month: `1914–18`. The fault of those that can: `1914–08`.
pub(super) fn short_year(
    left: &[Word<'_>],
    right: &[Word<'_>],
) -> Option<Result<(Edge, Edge), PhraseError>> {
    let ([lead @ .., year], [short]) = (left, right) else {
        return None;
    };
    if !lead.iter().all(is_doubt) {
        return None;
    }
    let digits =
        |word: &Word<'_>| !word.quoted && word.text.bytes().all(|byte| byte.is_ascii_digit());
    if short.text.len() > 2 || year.text.len() != 4 || !digits(short) || !digits(year) {
        return None;
    }
    let whole = format!("{}{}", &year.text[..4 - short.text.len()], short.text);
    let number: u8 = short.text.parse().ok()?;
    if number <= 12 {
        let error = PhraseError::new(
            Span::new(year.span.start, short.span.end),
            format!("`{}` may be a year or a month", short.text),
        );
        let month = format!("`{}-{:0>2}` for a month", year.text, short.text);
        return Some(Err(if *whole > *year.text {
            error
                .help(format!("write `{}..{whole}` for years, {month}", year.text))
                .replacement(format!("{}..{whole}", year.text))
        } else {
            error.help(format!("write {month}, all its digits for a year"))
        }));
    }
    let last = Word {
        text: &whole,
        ..*short
    };
    Some(edge(left).and_then(|from| Ok((from, edge(&[last])?))))
}

/// The fault of `5 May 1914 to 18` and `February 1689/90`, of which the last number may be
/// more than one thing.
pub(super) fn number_alone(left: &[Word<'_>], right: &[Word<'_>]) -> Option<PhraseError> {
    let ([front @ .., year], [short]) = (left, right) else {
        return None;
    };
    let is_number = |word: &Word<'_>, least: usize, most: usize| {
        !word.quoted
            && (least..=most).contains(&word.text.len())
            && word.text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_number(short, 1, 2) || !is_number(year, 4, 4) {
        return None;
    }
    let (first, number) = (year.text, short.text);
    let whole = format!("{}{number}", &first[..4 - number.len()]);
    edge(left).ok()?;
    if year.span.end + 1 == short.span.start {
        let span = Span::new(year.span.start, short.span.end);
        let error = PhraseError::new(span, format!("`{first}/{number}` is not one year"));
        let front = words::spelt(front);
        return Some(error.help(format!(
            "write the year by one calendar, as in `{front} {whole}`, or both ends of a span"
        )));
    }
    let month = front.iter().find(|word| words::month(word.text).is_some());
    let error = PhraseError::new(
        span_of(right),
        format!("what `{number}` stands for is not told"),
    );
    let day = month.map(|month| format!("`{number} {} {first}` for a day", month.text));
    let year = (number.len() == 2).then(|| format!("`{whole}` for a year"));
    let readings: Vec<String> = day.into_iter().chain(year).collect();
    Some(error.help(format!("write {}", readings.join(", "))))
}

/// Whether a word makes a date roughly known.
pub(super) fn is_doubt(word: &Word<'_>) -> bool {
    word.is_any(&super::length::ABOUT) || word.is_any(&["c", "c.", "ca", "ca.", "~"])
}
