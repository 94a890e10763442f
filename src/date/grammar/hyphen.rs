//! Hyphens typed where dashes are meant: `15-17 July 2021`, `1990-1995`,
//! `9am-5pm`.
//!
//! A hyphen belongs to ISO dates, to offsets and to the ids of facts; it parts
//! two ends only where none of these can be meant.

use super::super::phrase::PhraseError;
use super::words::{self, Word};
use crate::source::Span;

/// Words after which an id may follow.
const RELATIONS: [&str; 6] = ["after", "before", "during", "as", "within", "by"];
/// Words whose ends may be ids.
const EDGES: [&str; 6] = ["from", "since", "until", "till", "between", "for"];

/// The words with such hyphens as words of their own.
pub(super) fn parted<'a>(words: &[Word<'a>]) -> Result<Vec<Word<'a>>, PhraseError> {
    let names_facts = words.iter().any(|word| word.is_any(&RELATIONS));
    if names_facts || !words.iter().any(|word| word.text.contains('-')) {
        return Ok(words.to_vec());
    }
    let may_name = words.iter().any(|word| word.is_any(&EDGES));
    let mut parted = Vec::with_capacity(words.len() + 4);
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| words[at]);
        let rest = &words[at + 1..];
        match place(word, before, rest, may_name)? {
            Some((at, is_mark)) => {
                parted.push(part(word, 0, at));
                if is_mark {
                    parted.push(part(word, at, at + 1));
                }
                parted.push(part(word, at + 1, word.text.len()));
            }
            None => parted.push(*word),
        }
    }
    Ok(parted)
}

fn part<'a>(word: &Word<'a>, from: usize, to: usize) -> Word<'a> {
    Word {
        text: &word.text[from..to],
        span: Span::new(word.span.start + from, word.span.start + to),
        quoted: false,
    }
}

/// Where a word is parted, and whether the hyphen there stands for a dash; in
/// `19th-century` it stands for a space.
fn place(
    word: &Word<'_>,
    before: Option<Word<'_>>,
    rest: &[Word<'_>],
    may_name: bool,
) -> Result<Option<(usize, bool)>, PhraseError> {
    if word.quoted || word.text.starts_with('-') {
        return Ok(None);
    }
    let Some((left, right)) = word.text.rsplit_once('-') else {
        return Ok(None);
    };
    let space = Ok(Some((left.len(), false)));
    if matches!(
        right.to_ascii_lowercase().as_str(),
        "century" | "millennium"
    ) && left
        .rsplit('-')
        .next()
        .is_some_and(|ordinal| words::ordinal(ordinal).is_some())
    {
        return space;
    }
    if left.contains('-') {
        return Ok(None);
    }
    let dash = Ok(Some((left.len(), true)));
    let next = rest.first();
    if is_clock(left) && is_clock(right) {
        return clocks(word, before, left, right).map(|is| is.then_some((left.len(), true)));
    }
    if (is_half_day(left) || digits(left, 1, 2)) && is_half_day(right) {
        return dash;
    }
    if digits(left, 4, 4) && digits(right, 4, 4) {
        return dash;
    }
    let is_number = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
    };
    if is_number(left) && is_number(right) && next.is_some_and(ends_a_count) {
        return dash;
    }
    let is_half = |word: &Word<'_>| word.is_any(&["am", "pm", "a.m.", "p.m.", "a.m", "p.m"]);
    if digits(left, 1, 2) && digits(right, 1, 2) && next.is_some_and(is_half) {
        return dash;
    }
    let is_ordinal = |text: &str| words::ordinal(text).is_some();
    let is_run = |word: &Word<'_>| word.is_any(&["century", "centuries", "millennium"]);
    if is_ordinal(left) && is_ordinal(right) && next.is_some_and(is_run) {
        return dash;
    }
    let is_month = |word: Option<&Word<'_>>| {
        word.is_some_and(|word| !word.quoted && words::month(word.text).is_some())
    };
    let is_day = |text: &str| digits(text, 1, 2) || words::ordinal(text).is_some();
    let follows_month = is_month(before.as_ref());
    if is_day(left)
        && is_day(right)
        && (follows_month || is_month(next) || next.is_some_and(|next| next.is("of")))
    {
        return dash;
    }
    if is_day(left) && follows_month && words::month(right).is_some() {
        return dash;
    }
    let are_decades = [left, right].iter().all(|text| {
        text.ends_with('s')
            && digits(&text[..text.len() - 1], 4, 4)
            && text[..text.len() - 1].ends_with('0')
    });
    if are_decades {
        return dash;
    }
    let names = |named: fn(&str) -> Option<u8>| named(left).is_some() && named(right).is_some();
    let are_names = names(words::month) || names(words::weekday);
    Ok((!may_name && are_names).then_some((left.len(), true)))
}

/// Whether what follows two counts is what they count: an era, or years ago.
fn ends_a_count(word: &Word<'_>) -> bool {
    word.is_any(&[
        "bc", "bce", "b.c.", "b.c.e.", "ad", "ce", "a.d.", "c.e.", "bp", "ka", "kya", "ma", "mya",
        "ga", "bya", "thousand", "million", "billion",
    ])
}

/// Whether a hyphen between two clock times parts them; else the second one is
/// an offset.
fn clocks(
    word: &Word<'_>,
    before: Option<Word<'_>>,
    left: &str,
    right: &str,
) -> Result<bool, PhraseError> {
    let number = |text: &str| text.replace(':', "").parse::<u32>().unwrap_or(0);
    let (first, last) = (number(left), number(right));
    let is_offset = right.len() == 5 && last <= 1200 && matches!(last % 100, 0 | 30);
    if !is_offset {
        return Ok(true);
    }
    let follows_iso = before.is_some_and(|word| {
        left.len() == 5
            && word.text.len() == 10
            && word.text.bytes().filter(|byte| *byte == b'-').count() == 2
    });
    if follows_iso || last <= first {
        return Ok(false);
    }
    Err(PhraseError::new(
        word.span,
        format!("`{right}` may be a time or an offset from UTC"),
    )
    .help(format!(
        "write `{left} to {right}` for a span, `{left} -{right}` for an offset"
    )))
}

fn digits(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `14:30`.
fn is_clock(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(hour, minute)| digits(hour, 1, 2) && digits(minute, 2, 2))
}

/// `5pm`, `5:30pm`.
fn is_half_day(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower
        .strip_suffix("am")
        .or_else(|| lower.strip_suffix("pm"))
        .is_some_and(|time| digits(time, 1, 2) || is_clock(time))
}
