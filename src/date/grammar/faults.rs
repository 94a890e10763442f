//! What is wrong with words that make no date, and what to write instead.

use super::super::calendar::add_days;
use super::super::phrase::{Date, Expression, PhraseError};
use super::super::{Civil, Instant, Zone, iso};
use super::numeric::no_century;
use super::point::{EXAMPLES, point, span_of};
use super::words::{self, MONTHS, Word, capital};
use super::{clock, is_id};
use crate::source::Span;

/// The fault of a word for the reader's own day.
pub(super) fn no_now(word: &Word<'_>) -> PhraseError {
    PhraseError::new(
        word.span,
        format!(
            "there is no `{}`: the same file gives the same picture for ever",
            word.text
        ),
    )
    .help("write the date, or `today`, which is the file's `as_of`; `since` leaves an end open")
}

/// The fault of a word that is none of dates.
pub(super) fn unknown(word: &Word<'_>) -> PhraseError {
    let text = word.text;
    if let Some(digits) = text.strip_prefix(['\'', '’'])
        && digits.starts_with(|letter: char| letter.is_ascii_digit())
    {
        return no_century(text, word.span);
    }
    if word.is_any(&[
        "beginning",
        "start",
        "early",
        "mid",
        "middle",
        "late",
        "end",
    ]) {
        return PhraseError::new(word.span, format!("`{text}` of what is not told")).help(format!(
            "write what it is of, as in `{text} {}2021`",
            if word.is_any(&["early", "mid", "late"]) {
                ""
            } else {
                "of "
            }
        ));
    }
    if words::is_known(text) {
        return PhraseError::new(word.span, format!("`{text}` is not expected here"))
            .help(EXAMPLES);
    }
    if let Some(error) = super::turned::word(text, word.span) {
        return error;
    }
    if let Some(error) = paired(text, word.span).or_else(|| in_zeros(text, word.span)) {
        return error;
    }
    let error = PhraseError::new(word.span, format!("`{text}` is no word that dates know"));
    if let Some(time) = dotted(word) {
        return PhraseError::new(word.span, format!("`{text}` is not written as a time"))
            .help(format!("write `{time}`"))
            .replacement(time);
    }
    if let Some(parted) = run_together(text) {
        return error
            .help(format!("did you mean `{parted}`?"))
            .replacement(parted);
    }
    match words::nearest(text) {
        Some(nearest) => error
            .help(format!("did you mean `{nearest}`?"))
            .replacement(nearest),
        None => error.help(EXAMPLES),
    }
}

/// `10.30`: a time of day with a dot, which without `at` may be a number.
fn dotted(word: &Word<'_>) -> Option<String> {
    clock::dotted(word.text, word.span)?.ok()?;
    Some(word.text.replacen('.', ":", 1))
}

/// `133BC`, `AD79`: a year and its era without a blank between them.
fn run_together(text: &str) -> Option<String> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    ["bce", "bc", "ce", "ad"].into_iter().find_map(|era| {
        let at = text.len().checked_sub(era.len())?;
        let (head, tail) = (
            text.split_at_checked(era.len())?,
            text.split_at_checked(at)?,
        );
        if tail.1.eq_ignore_ascii_case(era) && is_number(tail.0) {
            Some(format!("{} {}", tail.0, tail.1))
        } else if head.0.eq_ignore_ascii_case(era) && is_number(head.1) {
            Some(format!("{} {}", head.0, head.1))
        } else {
            None
        }
    })
}

/// `10-12`: two hours, an hour and its offset, or a month and a day.
fn paired(text: &str, span: Span) -> Option<PhraseError> {
    let (first, last) = pair(text)?;
    let mut readings = Vec::new();
    if first < last && last <= 23 {
        readings.push(format!("`{first:02}:00 to {last:02}:00` for two times"));
    }
    if first <= 23 && last <= 12 {
        readings.push(format!(
            "`{first:02}:00 -{last:02}:00` for an offset from UTC"
        ));
    }
    if (1..=12).contains(&first) && (1..=31).contains(&last) {
        let month = capital(MONTHS[usize::from(first) - 1]);
        readings.push(format!("`{last} {month}` with its year for a day"));
    }
    let help = match readings.as_slice() {
        [] => EXAMPLES.to_owned(),
        _ => format!("write {}", readings.join(", ")),
    };
    Some(PhraseError::new(span, format!("what `{text}` means is not told")).help(help))
}

/// Two numbers of two digits with a hyphen between.
pub(super) fn pair(text: &str) -> Option<(u8, u8)> {
    let (first, last) = text.split_once('-')?;
    let number = |part: &str| {
        let is_number = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|_| is_number)
    };
    number(first).zip(number(last))
}

/// `2021-7-5`, `20210715`, `-43`: digits that ISO 8601 writes otherwise.
fn in_zeros(text: &str, span: Span) -> Option<PhraseError> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let parts: Vec<&str> = body.split('-').collect();
    let is_digits = |part: &&str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if parts.len() > 3 || !parts.iter().all(is_digits) {
        return None;
    }
    let value = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    let fault = PhraseError::new(span, format!("`{text}` is no date"));
    let written = match (parts.as_slice(), value(0)?) {
        ([_], year) if body.len() < text.len() && year <= 9999 => format!("-{year:04}"),
        ([_], year) if body.len() < text.len() => format!("Y-{year}"),
        ([year, rest @ ..], _) if year.len() == 4 && body.len() == text.len() => {
            rest.iter().try_fold((*year).to_owned(), |all, part| {
                (part.len() <= 2).then(|| format!("{all}-{part:0>2}"))
            })?
        }
        _ => return Some(fault.help(EXAMPLES)),
    };
    let help = format!("write `{written}`");
    Some(fault.help(help).replacement(written))
}

/// The fault of a number that stands alone, as it is written.
pub(super) fn bare_number(text: &str, span: Span) -> PhraseError {
    let error = PhraseError::new(span, format!("`{text}` alone is no date"));
    let digits = text.replace(',', "");
    let Some(number) = digits
        .parse::<i64>()
        .ok()
        .filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
    else {
        return error.help(format!("{EXAMPLES}; {}", relations(text)));
    };
    let is_padded = digits.len() > 4 && digits.starts_with('0');
    match number {
        1..=9999 if is_padded => error
            .help(format!("years have four digits: write `{number:04}`"))
            .replacement(format!("{number:04}")),
        1..=999 => error
            .help(format!("for the year write `{number} CE` or `{number:04}`"))
            .replacement(format!("{number:04}")),
        10_000_101..=99_991_231 if is_day(number) => {
            let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
            let written = format!("{year}-{month:02}-{day:02}");
            error
                .help(format!("write `{written}`"))
                .replacement(written)
        }
        // As spreadsheets count days, from 1954 to 2064.
        20_000..=60_000 => {
            let day = add_days(Civil::midnight(1899, 12, 30), number);
            let written = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
            error.help(format!(
                "for that day of a spreadsheet write `{written}`, for a year `Y{number}`"
            ))
        }
        // As programs count seconds, from 1973 to 2286.
        100_000_000..=9_999_999_999 => {
            let seconds = i128::from(number) * 1_000_000_000;
            let written = iso(Instant::from_nanoseconds(seconds), Zone::Offset(0));
            error.help(format!(
                "for that Unix time write `{written}`, for a year `Y{number}`"
            ))
        }
        10_000.. => error.help(format!(
            "years of more than four digits are written with a Y, as in `Y{number}`"
        )),
        _ => error.help(EXAMPLES),
    }
}

/// Whether `20210715` can be a day.
fn is_day(number: i64) -> bool {
    (1..=12).contains(&(number / 100 % 100)) && (1..=31).contains(&(number % 100))
}

/// How a fact of that id may be measured from.
pub(in super::super) fn relations(id: &str) -> String {
    format!("to date from a fact write `same time as {id}`, `after {id}` or `before {id}`")
}

/// The help for a phrase that is but an id: what could be said of that fact.
pub(super) fn names_a_fact(words: &[Word<'_>]) -> Option<PhraseError> {
    let [word] = words else { return None };
    let text = word.text;
    let begins_as_date = text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-');
    let of_dates = text.split(['-', '_']).any(|part| {
        words::is_known(part)
            || words::month(part).is_some()
            || words::weekday(part).is_some()
            || part.starts_with(|letter: char| letter.is_ascii_digit())
    });
    let is_name =
        is_id(text) && text.contains(['-', '_']) && !begins_as_date && !of_dates || word.quoted;
    is_name.then(|| {
        PhraseError::new(word.span, format!("`{text}` is no date"))
            .help(format!("to date from another fact write `after {text}`, `before {text}` or `same time as {text}`"))
    })
}

/// The fault of `a few days after A` and `weeks before A`, wherever a phrase has it.
pub(super) fn unnumbered(words: &[Word<'_>]) -> Option<PhraseError> {
    let is_unit = |word: &Word<'_>| words::unit(word.text).is_some() && !word.quoted;
    let is_way = |word: &Word<'_>| word.is_any(&["after", "before"]);
    let few = words
        .windows(2)
        .position(|pair| pair[0].is_any(&["few", "several", "many", "some"]) && is_unit(&pair[1]));
    let (start, end) = match few {
        Some(at) => {
            let is_led = at > 0 && words[at - 1].is("a");
            (at - usize::from(is_led), at + 2)
        }
        None => match words {
            [a, number, of, unit, ..]
                if a.is("a") && number.is("number") && of.is("of") && is_unit(unit) =>
            {
                (0, 4)
            }
            [units, way, ..] if is_unit(units) && is_way(way) && units.text.ends_with('s') => {
                (0, 1)
            }
            _ => return None,
        },
    };
    let found = &words[start..end];
    let unit = found[found.len() - 1].text;
    let error = PhraseError::new(
        span_of(found),
        format!("how many `{}` are is not told", words::spelt(found)),
    );
    Some(match &words[end..] {
        [way, rest @ ..] if is_way(way) && !rest.is_empty() => {
            let (way, rest) = (way.text, words::spelt(rest));
            error.help(format!(
                "write the most that it can have been, as in `within 9 {unit} {way} {rest}`, or `{way} {rest}` to leave it open"
            ))
        }
        _ => error.help(format!(
            "write a number, as in `3 {unit}` or `at least 3 {unit}`"
        )),
    })
}

/// Whether a word can be nothing but the id of a fact.
fn is_name(word: &Word<'_>) -> bool {
    let text = word.text;
    word.quoted
        || is_id(text)
            && !text.starts_with(|letter: char| letter.is_ascii_digit())
            && !words::is_known(text)
            && words::nearest(text).is_none()
            && point(std::slice::from_ref(word)).is_err()
}

/// The one word of `hearing` and `the hearing`.
fn only<'a, 'b>(words: &'b [Word<'a>]) -> Option<&'b Word<'a>> {
    match words {
        [the, name] if the.is("the") => Some(name),
        [name] => Some(name),
        _ => None,
    }
}

/// The fault of `the start of outage`, which says of which time it is but not how far
/// from it.
pub(super) fn end_of_a_fact(words: &[Word<'_>]) -> Option<PhraseError> {
    let (_, name) = super::end_of(words)?;
    let text = words::spelt(words);
    let error = PhraseError::new(span_of(words), format!("`{text}` is no date"));
    is_name(name).then(|| error.help(relations(&text)))
}

/// The fault of `c at 12:58`, which may be a time of the day of the fact `c` or a time known
/// roughly.
pub(super) fn time_of_a_letter(words: &[Word<'_>]) -> Option<PhraseError> {
    let [letter, time @ ..] = words else {
        return None;
    };
    if letter.quoted || !letter.is_any(&["c", "ca"]) {
        return None;
    }
    let time = &time[usize::from(time.first()?.is("at"))..];
    let read = point(time).ok()?;
    if read.clock.is_none() || read.date != Date::AsOfDay {
        return None;
    }
    let (letter, time) = (letter.text, words::spelt(time));
    let error = PhraseError::new(
        span_of(words),
        format!("`{letter}` is a fact here or says that the time is known roughly"),
    );
    Some(error.help(format!(
        "for about that time write `about {time}`; a time of the day of a fact is not read: write the whole date with its time"
    )))
}

/// The fault of `after c 12:58` where `c` is a fact: the letter may name it or say that the
/// date behind it is known roughly.
pub(in super::super) fn letter_of_a_fact(
    text: &str,
    is_fact: &dyn Fn(&str) -> bool,
) -> Option<PhraseError> {
    const BEFORE_A_FACT: [&str; 14] = [
        "after", "before", "between", "and", "from", "to", "until", "till", "since", "by",
        "during", "as", "of", "than",
    ];
    const LETTERS: [&str; 2] = ["c", "ca"];
    // Most dates have no such letter, and are not cut into words for it.
    let mut letters = text.split(|letter: char| !letter.is_alphanumeric());
    if !letters.any(|word| {
        LETTERS
            .iter()
            .any(|letter| word.eq_ignore_ascii_case(letter))
    }) {
        return None;
    }
    let words = words::cut(text);
    let at = (1..words.len().saturating_sub(1)).find(|at| {
        let (before, letter, date) = (&words[at - 1], &words[*at], &words[at + 1]);
        let is_date = date
            .text
            .starts_with(|letter: char| letter.is_ascii_digit())
            || words::month(date.text).is_some();
        letter.is_any(&LETTERS) && before.is_any(&BEFORE_A_FACT) && is_date && is_fact(letter.text)
    })?;
    let (letter, date) = (&words[at], &words[at + 1..]);
    let ends = |word: &Word<'_>| word.is_any(&["and", "but", "or", "to", "until", "till"]);
    let end = date.iter().position(ends).unwrap_or(date.len());
    let date = words::spelt(&date[..end]);
    let error = PhraseError::new(
        letter.span,
        format!(
            "`{}` is a fact here or says that the date is known roughly",
            letter.text
        ),
    );
    Some(error.help(format!(
        "write `about {date}` if it is about then; for the fact write `{}` alone, since a time of its day is not read",
        letter.text
    )))
}

/// The fault of `4pm on the day before hearing` and `the morning after leak`: a time of a
/// day that is counted from something else.
pub(super) fn timed_beside(words: &[Word<'_>]) -> Option<PhraseError> {
    const SMALL: [&str; 7] = ["at", "in", "on", "the", "of", "by", "around"];
    let is_clock = |word: &Word<'_>| {
        let read = point(std::slice::from_ref(word));
        read.is_ok_and(|point| point.clock.is_some())
    };
    let is_half = |word: &Word<'_>| word.is_any(&["am", "pm", "a.m.", "p.m."]);
    let is_way = |word: &Word<'_>| word.is_any(&["after", "before"]);
    let at = words
        .iter()
        .position(|word| !word.quoted && (is_clock(word) || words::day_part(word.text).is_some()));
    let (at, end) = if let Some(at) = at {
        (at, at + 1)
    } else {
        let half = words.iter().position(is_half).filter(|half| *half > 0)?;
        (half - 1, half + 1)
    };
    let (before, after) = (&words[..at], &words[end..]);
    let kept = before.len()
        - before
            .iter()
            .rev()
            .take_while(|word| word.is_any(&SMALL))
            .count();
    let (before, after) = match after {
        // `the morning after leak` is of the day after it.
        [way, rest @ ..] if is_way(way) && !is_clock(&words[at]) && !rest.is_empty() => {
            (vec!["the", "day"], after)
        }
        _ => {
            let small = after.iter().take_while(|word| word.is_any(&SMALL)).count();
            let before = before[..kept].iter().map(|word| word.text);
            (before.collect(), &after[small..])
        }
    };
    let rest: Vec<&str> = before
        .into_iter()
        .chain(after.iter().map(|word| word.text))
        .collect();
    let rest = match rest.first() {
        Some(&"day") => format!("the {}", rest.join(" ")),
        _ => rest.join(" "),
    };
    let is_counted = super::reword(&rest).is_ok_and(|read| {
        matches!(
            read,
            Expression::Offset { .. }
                | Expression::Beside { .. }
                | Expression::Same { unit: Some(_), .. }
        )
    });
    let error = PhraseError::new(
        span_of(&words[at..end]),
        "a time of a day that is counted from something else is not read",
    );
    is_counted.then(|| {
        error.help(format!(
            "write `{rest}` and tell the time in `what`, or write the whole date with its time"
        ))
    })
}

/// The fault of `14 working days`, wherever a phrase has them.
pub(super) fn uncounted(words: &[Word<'_>]) -> Option<PhraseError> {
    let is_count = |word: &Word<'_>| {
        words::number(word.text).is_some()
            || words::ordinal(word.text).is_some()
            || word.is_any(&["next", "following", "last", "previous"])
    };
    let at = words.windows(3).position(|words| {
        is_count(&words[0])
            && words[1].is_any(&[
                "business", "working", "clear", "court", "trading", "banking",
            ])
            && words::unit(words[2].text).is_some()
    })?;
    let (found, rest) = (&words[at..at + 3], &words[at + 3..]);
    let (count, kind, unit) = (found[0].text, found[1].text, found[2].text);
    if words::number(count).is_none() {
        let error = PhraseError::new(
            span_of(found),
            format!(
                "which day `{count} {kind} {unit}` is is not told: it hangs on which days are off"
            ),
        );
        let most = match rest {
            [way, ..] if way.is_any(&["after", "before"]) => words::spelt(rest),
            _ => "after 15 July 2021".to_owned(),
        };
        return Some(error.help(format!(
            "write the day itself, or the most that it can have been in days of the calendar, as in `within 5 days {most}`"
        )));
    }
    let are = if unit.ends_with(['s', 'S']) {
        "are"
    } else {
        "is"
    };
    let error = PhraseError::new(
        span_of(found),
        format!(
            "how long `{count} {kind} {unit}` {are} is not told: it hangs on which days are off"
        ),
    );
    Some(
        error
            .help("write the last day itself, or a length in days of the calendar, as in `7 days`"),
    )
}

/// The fault of `week of hearing` and `the morning of hearing`, where `hearing` can be but
/// a fact: how to say that.
pub(super) fn time_of_a_fact(words: &[Word<'_>]) -> Option<PhraseError> {
    let skipped = words
        .iter()
        .take_while(|word| word.is_any(&["on", "in", "at", "the"]))
        .count();
    let [time, of, fact @ ..] = &words[skipped..] else {
        return None;
    };
    let name = only(fact)?;
    let text = name.text;
    let (unit, is_part) = match words::day_part(time.text) {
        Some(_) => ("day".to_owned(), true),
        None if time.is("date") => ("day".to_owned(), false),
        None if time.is_any(&["time", "moment"]) || words::unit(time.text).is_some() => {
            (time.text.to_lowercase(), false)
        }
        None => return None,
    };
    if !of.is("of") || !is_name(name) || unit.ends_with('s') {
        return None;
    }
    let written = format!("same {unit} as {text}");
    let error = PhraseError::new(span_of(words), format!("`{text}` is no date"))
        .help(format!("if it is the id of a fact, write `{written}`"));
    // Which part of that day it was, no relation says.
    Some(if is_part {
        error
    } else {
        error.replacement(written)
    })
}

/// The fault of a date that stands in quotes as ids do: `“29 March 2026”`.
pub(super) fn quoted_date(text: &str, words: &[Word<'_>]) -> Option<PhraseError> {
    let end = text.trim_end().len();
    let whole = Span::new(end - text.trim().len(), end);
    if let Some(date) = super::turned::in_single_quotes(text.trim()) {
        super::reword(date).ok()?;
        let error = PhraseError::new(whole, "a date stands without quotes");
        return Some(error.help(format!("write `{date}`")).replacement(date));
    }
    let [
        Word {
            text: date,
            quoted: true,
            ..
        },
    ] = *words
    else {
        return None;
    };
    super::reword(date).ok()?;
    let error = PhraseError::new(
        whole,
        format!("`{date}` is quoted as the id of a fact, but a date is expected"),
    );
    let help = format!("take the quotes off: write `{date}`");
    Some(error.help(help).replacement(date))
}
