//! A phrase cut into words, and the words that dates are made of.

use super::super::phrase::{DayPart, Unit};
use crate::source::Span;

/// A word of a phrase with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// Whether it stood in quotes or backticks: then it is a name.
    pub(super) quoted: bool,
}

impl Word<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// Words as a message repeats them.
pub(super) fn spelt(words: &[Word<'_>]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.text).collect();
    words.join(" ")
}

/// Cuts a phrase into words.
///
/// White space and commas part words; quotes, brackets and the commas of a
/// large number hold one together; dashes, `..` and the slash of an interval
/// are words of their own.
pub(super) fn cut(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        if letter.is_whitespace() || matches!(letter, ',' | '(' | ')') {
            at += letter.len_utf8();
        } else if let Some(close) = closing(letter).filter(|close| {
            // An apostrophe opens nothing that it does not close.
            letter != '\'' || rest[1..].contains(*close)
        }) {
            let inner = at + letter.len_utf8();
            let quoted = !matches!(letter, '[' | '{');
            let end = text[inner..]
                .find(close)
                .map_or(text.len(), |length| inner + length);
            let after = (end + close.len_utf8()).min(text.len());
            let (from, to) = if quoted { (inner, end) } else { (at, after) };
            words.push(Word {
                text: &text[from..to],
                span: Span::new(from, to),
                quoted,
            });
            at = after;
        } else {
            let length = separator(rest).unwrap_or_else(|| run(rest));
            words.push(Word {
                text: &rest[..length],
                span: Span::new(at, at + length),
                quoted: false,
            });
            at += length;
        }
    }
    words
}

const fn closing(letter: char) -> Option<char> {
    match letter {
        '`' | '"' | '\'' => Some(letter),
        '“' => Some('”'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

/// The length of a mark that parts two ends of a span.
fn separator(text: &str) -> Option<usize> {
    if let Some(dots) = text.strip_prefix("..") {
        return Some(if dots.starts_with('.') { 3 } else { 2 });
    }
    text.chars()
        .next()
        .filter(|letter| matches!(letter, '–' | '—' | '…' | '/'))
        .map(char::len_utf8)
}

/// The length of a word that begins here.
fn run(text: &str) -> usize {
    let end = text
        .char_indices()
        .find(|(at, letter)| match letter {
            ',' => !groups_digits(text, *at),
            '.' => text[*at..].starts_with(".."),
            '–' | '—' | '…' => true,
            '/' => parts_interval(text, *at),
            _ => letter.is_whitespace() || matches!(letter, '(' | ')'),
        })
        .map_or(text.len(), |(at, _)| at);
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

/// Whether the comma at a place stands in a number such as `10,000`.
fn groups_digits(text: &str, at: usize) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    at > 0
        && digit(bytes.get(at - 1))
        && (1..=3).all(|next| digit(bytes.get(at + next)))
        && !digit(bytes.get(at + 4))
}

/// Whether the slash at a place parts two dates; in `12/11/2021`,
/// `2021/07/15` and `Asia/Kabul` it does not.
fn parts_interval(text: &str, at: usize) -> bool {
    // A comma before it stands in a number such as `10,000`.
    let end = text[at..].find(|letter: char| letter.is_whitespace() || letter == ',');
    let word = &text[..end.map_or(text.len(), |end| at + end)];
    let numbers: Vec<&str> = word.split('/').collect();
    let is_numeric = numbers.iter().all(|number| {
        (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_short = numbers[0].len() <= 2 && (numbers.len() == 2 || numbers[1].len() <= 2);
    let is_name = text[..at].starts_with(|letter: char| letter.is_alphabetic())
        && !text.starts_with(['Y', 'y']);
    !(is_name || is_numeric && (numbers.len() == 3 || (numbers.len() == 2 && is_short)))
}

/// English month names; three letters and more are enough.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Words for a nearness that is not counted, as in `shortly after post`.
pub(crate) const NEARLY: [&str; 5] = ["shortly", "soon", "just", "right", "immediately"];
pub(crate) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

fn named(list: &[&str], word: &str) -> Option<u8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.len() < 3 || !word.is_ascii() {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let usual = |name: &str| {
        name == word
            || (word.len() == 3 && name.starts_with(&word))
            || (word.len() == 4
                && matches!(word.as_str(), "sept" | "tues" | "thur" | "june" | "july")
                && name.starts_with(&word))
            || (word == "thurs" && name == "thursday")
    };
    list.iter()
        .position(|name| usual(name))
        .map(|index| index as u8)
}

/// The number of a month, from 1.
pub(crate) fn month(word: &str) -> Option<u8> {
    named(&MONTHS, word).map(|index| index + 1)
}

/// The number of a weekday, 0 for Monday.
pub(crate) fn weekday(word: &str) -> Option<u8> {
    named(&WEEKDAYS, word)
}

pub(crate) fn season(word: &str) -> Option<u8> {
    ["spring", "summer", "autumn", "winter"]
        .iter()
        .position(|name| word.eq_ignore_ascii_case(name))
        .map(|index| index as u8)
        .or_else(|| word.eq_ignore_ascii_case("fall").then_some(2))
}

pub(super) fn day_part(word: &str) -> Option<DayPart> {
    Some(match word.to_ascii_lowercase().as_str() {
        "morning" => DayPart::Morning,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        "night" | "overnight" => DayPart::Night,
        _ => return None,
    })
}

pub(crate) fn unit(word: &str) -> Option<Unit> {
    let word = word.to_ascii_lowercase();
    let single = word
        .strip_suffix('s')
        .filter(|_| word != "ms")
        .unwrap_or(&word);
    Some(match single {
        "second" | "sec" => Unit::Second,
        "millisecond" | "msec" | "ms" => Unit::Millisecond,
        "minute" | "min" => Unit::Minute,
        "hour" | "hr" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" | "yr" => Unit::Year,
        "decade" => Unit::Decade,
        "quarter" => Unit::Quarter,
        "century" | "centurie" => Unit::Century,
        "millennium" | "millennia" => Unit::Millennium,
        _ => return None,
    })
}

pub(crate) const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
pub(crate) const ORDINALS: [&str; 21] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
];
pub(crate) const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// More than any date or length counts, with room for sums.
pub(super) const TOO_LARGE: i64 = 1_000_000_000_000;

/// A whole number in digits or in words up to ninety-nine. One beyond
/// [`TOO_LARGE`] is that.
pub(super) fn number(word: &str) -> Option<i64> {
    if word.starts_with(|letter: char| letter.is_ascii_digit()) {
        let bare = word.replace(',', "");
        let is_number = bare.bytes().all(|byte| byte.is_ascii_digit());
        // What is beyond all limits is a number still, and told to be too large.
        return is_number.then(|| bare.parse().unwrap_or(TOO_LARGE).min(TOO_LARGE));
    }
    let word = word.to_ascii_lowercase();
    let small = |word: &str| {
        SMALL
            .iter()
            .position(|name| *name == word)
            .map(|at| at as i64)
    };
    let tens = |word: &str| {
        TENS.iter()
            .position(|name| *name == word)
            .map(|at| at as i64 * 10 + 20)
    };
    match word.split_once('-') {
        Some((left, right)) => {
            Some(tens(left)? + small(right).filter(|unit| (1..10).contains(unit))?)
        }
        None => small(&word)
            .or_else(|| tens(&word))
            .or_else(|| matches!(word.as_str(), "a" | "an").then_some(1)),
    }
}

/// `1st`, `22nd`: digits with their English ending; `first` to `ninety-ninth`.
pub(super) fn ordinal(word: &str) -> Option<i64> {
    let lower = word.to_ascii_lowercase();
    let named = |word: &str| ORDINALS.iter().position(|name| *name == word);
    let tens = |word: &str| TENS.iter().position(|name| *name == word);
    if let Some(at) = named(&lower) {
        return Some(at as i64 + 1);
    }
    if let Some((left, right)) = lower.split_once('-')
        && let (Some(tens), Some(ones @ 0..9)) = (tens(left), named(right))
    {
        return Some((tens as i64 + 2) * 10 + ones as i64 + 1);
    }
    if let Some(tens) = lower.strip_suffix("ieth").and_then(|stem| {
        TENS.iter()
            .position(|name| name.strip_suffix('y') == Some(stem))
    }) {
        return Some((tens as i64 + 2) * 10);
    }
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| lower.strip_suffix(end))?;
    (digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

/// Every word that a phrase may have, for suggestions.
const VOCABULARY: [&str; 67] = [
    "after",
    "before",
    "between",
    "and",
    "from",
    "to",
    "until",
    "since",
    "during",
    "within",
    "of",
    "for",
    "exactly",
    "about",
    "circa",
    "early",
    "mid",
    "late",
    "last",
    "this",
    "next",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "ago",
    "in",
    "on",
    "at",
    "the",
    "same",
    "as",
    "morning",
    "afternoon",
    "evening",
    "night",
    "spring",
    "summer",
    "autumn",
    "winter",
    "weekend",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "day",
    "hour",
    "minute",
    "second",
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "noon",
    "midnight",
    "million",
    "billion",
    "quarter",
    "half",
    "hundred",
    "beginning",
    "start",
    "middle",
    "end",
];

/// Whether phrases know the word, if only elsewhere.
pub(super) fn is_known(word: &str) -> bool {
    let mut known = MONTHS.iter().chain(&WEEKDAYS).chain(&VOCABULARY);
    known.any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a date may end so: in a digit, or in a word that no id is mistaken for.
pub(super) fn ends_a_date(text: &str) -> bool {
    const ENDS: [&str; 10] = [
        "bc", "bce", "ad", "ce", "bp", "ka", "ma", "ga", "bya", "mya",
    ];
    let Some(last) = text.split_whitespace().next_back() else {
        return false;
    };
    last.ends_with(|letter: char| letter.is_ascii_digit())
        || is_known(last)
        || ENDS.iter().any(|end| last.eq_ignore_ascii_case(end))
}

/// The known word most like another, where one is near enough.
pub(super) fn nearest(word: &str) -> Option<String> {
    if word.len() > 24 || word.len() < 3 || is_known(word) {
        return None;
    }
    let lower = word.to_lowercase();
    let letters = letters(&lower);
    let length = lower.chars().count();
    let names = MONTHS.iter().chain(&WEEKDAYS).map(|name| (true, *name));
    let common = VOCABULARY.iter().map(|name| (false, *name));
    let most = |name: &str| (name.len() / 4).max(1);
    names
        .chain(common)
        // Most words are told apart by their length or their letters, which costs far less.
        .filter(|(_, name)| name.len().abs_diff(length) <= most(name))
        .filter(|(_, name)| are_within(letters, self::letters(name), most(name)))
        .map(|(is_name, name)| (strsim::damerau_levenshtein(&lower, name), is_name, name))
        // Any word of three letters is near one of two.
        .filter(|(distance, _, name)| name.len() > 2 && *distance <= most(name))
        .min()
        .map(|(_, is_name, name)| {
            if is_name {
                capital(name)
            } else {
                name.to_owned()
            }
        })
}

/// How often a word has each letter of the alphabet, and anything else.
fn letters(word: &str) -> [u8; 27] {
    let mut count = [0_u8; 27];
    for letter in word.chars() {
        let place = match letter {
            'a'..='z' => letter as usize - 'a' as usize,
            _ => 26,
        };
        count[place] = count[place].saturating_add(1);
    }
    count
}

/// Whether two words can be so many edits apart: each adds one letter, takes one away, or
/// both.
fn are_within(one: [u8; 27], other: [u8; 27], most: usize) -> bool {
    let (mut lost, mut new) = (0, 0);
    for (one, other) in one.into_iter().zip(other) {
        lost += usize::from(one.saturating_sub(other));
        new += usize::from(other.saturating_sub(one));
    }
    lost.max(new) <= most
}

/// The word with a capital first letter.
pub(in super::super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_word_is_left_out_that_is_near_enough(
            known in prop::sample::select(VOCABULARY.as_slice()),
            edits in prop::collection::vec((any::<prop::sample::Index>(), "[a-zé]?"), 0..3),
        ) {
            let mut word: Vec<char> = known.chars().collect();
            for (place, letter) in edits {
                let place = place.index(word.len() + 1);
                match letter.chars().next() {
                    Some(letter) => word.insert(place, letter),
                    None if place < word.len() => drop(word.remove(place)),
                    None => word.reverse(),
                }
            }
            let word: String = word.into_iter().collect();
            let distance = strsim::damerau_levenshtein(&word, known);
            prop_assert!(are_within(letters(&word), letters(known), distance), "{word} {known}");
        }
    }
}
