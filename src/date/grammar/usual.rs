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
        let nth = nth_day(rest, usual.last());
        let is_nth = nth.is_some();
        let is_for = usual.last().is_some_and(|last| last.is("for"));
        if let Some((told, taken)) = nth
            .or_else(|| short_units(rest, is_for))
            .or_else(|| part_before_day(rest))
        {
            // `on the 14th day after` is as many days after.
            usual.pop_if(|last| is_nth && last.is_any(&["on", "in"]));
            usual.extend(told);
            rest = &rest[taken..];
            continue;
        }
        match glued(*first, after, usual.last()).or_else(|| blurred(*first, after)) {
            Some(pair) => usual.extend(pair),
            None => usual.push(*first),
        }
        rest = after;
    }
    usual
}

/// Words for others, and how many of those they stand for.
type Told<'a> = (Vec<Word<'a>>, usize);

/// A word that stands at a place where others were written.
const fn at(text: &str, span: Span) -> Word<'_> {
    Word {
        text,
        span,
        quoted: false,
    }
}

/// `the 14th day after`, `the twenty-first day after`: so many days after. Without `the` it
/// stands first or behind a word that a length follows.
fn nth_day<'a>(words: &[Word<'a>], before: Option<&Word<'a>>) -> Option<Told<'a>> {
    let is_led = before.is_none_or(|before| before.is_any(&["on", "in", "by", "than", "until"]));
    let (start, rest) = match words.split_first()? {
        (the, rest) if the.is("the") => (the.span.start, rest),
        (nth, _) if is_led => (nth.span.start, words),
        _ => return None,
    };
    // `the twenty first day`, which others write with a hyphen.
    let (nth, rest) = match rest {
        [tens, ones, rest @ ..] if !ones.is("day") => {
            let tens = words::number(tens.text).filter(|_| tens.is_any(&words::TENS))?;
            let ones = words::ordinal(ones.text).filter(|ones| (1..10).contains(ones))?;
            ((tens + ones, ""), rest)
        }
        [nth, rest @ ..] if nth.is_any(&["next", "following", "previous", "preceding"]) => {
            let is_next = nth.is_any(&["next", "following"]);
            let way = rest.get(1)?;
            way.is(if is_next { "after" } else { "before" })
                .then_some(((1, ""), rest))?
        }
        [nth, rest @ ..] if !nth.quoted => {
            let number = words::ordinal(nth.text).filter(|number| *number > 0)?;
            let digits = nth
                .text
                .trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
            ((number, digits), rest)
        }
        _ => return None,
    };
    let [day, way, ..] = rest else {
        return None;
    };
    if !day.is("day") || !way.is_any(&["after", "before"]) {
        return None;
    }
    let (number, digits) = nth;
    let span = Span::new(start, day.span.start);
    let mut told = match usize::try_from(number).ok()? {
        _ if digits.starts_with(|letter: char| letter.is_ascii_digit()) => vec![at(digits, span)],
        number if number < words::SMALL.len() => vec![at(words::SMALL[number], span)],
        number => {
            let tens = *words::TENS.get((number / 10).checked_sub(2)?)?;
            let ones = (number % 10 > 0).then(|| at(words::SMALL[number % 10], span));
            [at(tens, span)].into_iter().chain(ones).collect()
        }
    };
    told.push(at("days", day.span));
    Some((told, words.len() - rest.len() + 1))
}

/// `90 s after`, `2 h 30 min after`: lengths with short names of units, before what they
/// are counted from or behind `for`; beside nothing but a number such a letter may be
/// anything.
fn short_units<'a>(words: &[Word<'a>], is_for: bool) -> Option<Told<'a>> {
    let is_count = |word: &Word<'_>| {
        let starts = word
            .text
            .starts_with(|letter: char| letter.is_ascii_digit());
        !word.quoted && starts && words::number(word.text).is_some()
    };
    let unit_of = [("s", "seconds"), ("h", "hours"), ("d", "days")];
    let (mut told, mut rest, mut last, mut is_short) = (Vec::new(), words, "", false);
    while let [count, unit, after @ ..] = rest
        && is_count(count)
    {
        let short = unit_of.iter().find(|(short, _)| unit.is(short));
        let (plain, was_short) = match short {
            // Behind hours nothing else is meant.
            None if unit.is("m") && last == "hours" => ("minutes", true),
            None => {
                words::unit(unit.text).filter(|_| !unit.quoted)?;
                (unit.text, false)
            }
            Some((_, plain)) => (*plain, true),
        };
        is_short |= was_short;
        told.extend([*count, at(plain, unit.span)]);
        (rest, last) = (after, plain);
        // `2 h and 30 min after`, `2 h to 3 h after`.
        if let [joint, next, ..] = rest
            && (joint.is_any(&["and", "to", "or"]) || matches!(joint.text, "-" | "–" | "—"))
            && is_count(next)
        {
            told.push(*joint);
            rest = &rest[1..];
        }
    }
    let leads = rest.first().map_or(is_for, |way| {
        way.is_any(&["after", "before", "of", "from", "until"])
    });
    (is_short && leads).then(|| (told, words.len() - rest.len()))
}

/// `Friday afternoon, 7 March`: the part of that day, told behind the whole day.
fn part_before_day<'a>(words: &[Word<'a>]) -> Option<Told<'a>> {
    let [weekday, part, date @ ..] = words else {
        return None;
    };
    let is_plain = !weekday.quoted && !part.quoted;
    words::weekday(weekday.text).filter(|_| is_plain)?;
    words::day_part(part.text)?;
    // `7`, `7th`, `2025`, and a whole day in digits.
    let parts = |word: &Word<'_>| {
        let text = word
            .text
            .trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let parts = || text.split(['-', '.', '/']);
        if parts().all(is_digits) {
            parts().count()
        } else {
            0
        }
    };
    let is_number = |word: &Word<'_>| matches!(parts(word), 1 | 3);
    let is_whole = |word: &Word<'_>| parts(word) == 3;
    let is_month = |word: &Word<'_>| words::month(word.text).is_some();
    let is_of_a_day = |word: &&Word<'_>| {
        !word.quoted && (is_number(word) || is_month(word) || word.is_any(&["of", "the"]))
    };
    let taken = date.iter().take_while(is_of_a_day).count();
    let date = &date[..taken];
    let is_day = date.iter().any(is_month) && date.iter().any(is_number);
    (is_day || date.iter().any(is_whole)).then(|| {
        let told = [&[*weekday], date, &[*part]].concat();
        (told, taken + 2)
    })
}

/// Whether a text is a whole number in digits.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1h30m`, `1h 30m` and, before what it is counted from, `1h30`.
fn glued<'a>(
    word: Word<'a>,
    after: &[Word<'a>],
    before: Option<&Word<'a>>,
) -> Option<Vec<Word<'a>>> {
    if word.quoted {
        return None;
    }
    let minutes = |text: &'a str, from: usize| {
        let start = word.span.start + from;
        let end = start + text.len();
        let unit = Span::new(end, word.span.end.max(end));
        [at(text, Span::new(start, end)), at("minutes", unit)]
    };
    let bare = word.text.strip_suffix(['m', 'M']);
    // `30m` behind hours is minutes, and nothing else behind anything else.
    if let Some(count) = bare.filter(|count| is_digits(count)) {
        let follows = before.is_some_and(|hours| {
            let hours = hours.text.strip_suffix(['h', 'H']);
            hours.is_some_and(is_digits)
        });
        return follows.then(|| minutes(count, 0).to_vec());
    }
    let (hours, rest) = word.text.split_once(['h', 'H'])?;
    let count = rest
        .strip_suffix("min")
        .or_else(|| rest.strip_suffix(['m', 'M']))
        .unwrap_or(rest);
    let is_told = count.len() < rest.len();
    let leads = after
        .first()
        .is_some_and(|way| way.is_any(&["after", "before"]));
    (is_digits(hours) && is_digits(count) && (is_told || leads)).then(|| {
        let length = hours.len() + 1;
        let span = Span::new(word.span.start, word.span.start + length);
        let [count, unit] = minutes(count, length);
        vec![at(hours, span), at("hours", span), count, unit]
    })
}

/// `~5` before a unit: about so long.
fn blurred<'a>(word: Word<'a>, after: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let count = word.text.strip_prefix('~').filter(|_| !word.quoted)?;
    let is_length = words::number(count).is_some()
        && after
            .first()
            .is_some_and(|next| words::unit(next.text).is_some());
    let start = word.span.start;
    is_length.then(|| {
        vec![
            at("about", Span::new(start, start + 1)),
            at(count, Span::new(start + 1, word.span.end)),
        ]
    })
}
