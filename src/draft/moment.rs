//! What an event file says for what a text says of time.

use super::lexicon::{self, has};
use super::reading::Reading;
use crate::date::arithmetic::DAY;
use crate::date::{self, Civil, Context, Meaning, Phrase, Window, Zone};
use crate::prose::{Class, Expression};
use crate::source::Span;
use std::ops::Range;

/// A date as an event file says it.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    /// The phrase for `when`.
    pub(super) phrase: String,
    /// The bytes of the text that it rests on, with a preposition.
    pub(super) span: Span,
    /// When the event can have begun.
    pub(super) window: Window,
    /// What a reader of the draft should know of it: the text's own words, where
    /// they would mean something else in an event file.
    pub(super) remark: Option<String>,
}

/// The meaning of a phrase that names no facts.
pub(super) fn meaning(phrase: &str, context: &Context) -> Option<Meaning> {
    let parsed = Phrase::parse(phrase).ok()?;
    parsed.resolve(context, &|_| false).ok()
}

/// The dates of a sentence, two ends of a range as one.
pub(super) fn moments(
    reading: &Reading<'_>,
    times: &Range<usize>,
    context: &Context,
) -> Vec<Moment> {
    let mut moments = Vec::new();
    let mut at = times.start;
    while at < times.end {
        let time = &reading.times[at];
        // `4:12 a.m. (2212 GMT Sunday)`: one moment, told for another place.
        let is_again = at > times.start && time.class() == Class::Time && {
            let before = &reading.times[at - 1];
            let gap = Span::new(before.span().end, time.span().start.max(before.span().end));
            before.class() == Class::Time && slice(reading, gap).trim() == "("
        };
        if is_again {
            let close = reading.tokens_in(time.span()).end;
            let close = reading.tokens.get(close).filter(|next| next.text == ")");
            if let (Some(last), Some(close)) = (moments.last_mut(), close) {
                let last: &mut Moment = last;
                last.span = Span::new(last.span.start, close.span.end);
            }
            at += 1;
            continue;
        }
        if let Some((moment, after)) = row(reading, at..times.end, context) {
            moments.push(moment);
            at = after;
            continue;
        }
        if let Some(next) = reading.times.get(at + 1).filter(|_| at + 1 < times.end)
            && let Some(moment) = range(reading, time, next, context)
        {
            moments.push(moment);
            at += 2;
            continue;
        }
        moments.extend(match time.class() {
            Class::Date | Class::Time => single(reading, time, context),
            Class::Duration => length_until_now(reading, time, context),
            Class::Set => None,
        });
        at += 1;
    }
    moments
}

/// One date with what stands before it.
fn single(reading: &Reading<'_>, time: &Expression, context: &Context) -> Option<Moment> {
    let canonical = time.when()?;
    let words = lowered(&flat(slice(reading, time.span())));
    let is_midnight = words.contains("midnight") && time.value().ends_with("T00:00");
    let (plain, same) = match either_midnight(canonical, context).filter(|_| is_midnight) {
        Some(either) => (either, false),
        None => phrase(&words, canonical, context)?,
    };
    let (mut before, mut start) = word_before(reading, time.span());
    // `It is the second day of the strike`: what is said of it, and no date beside that.
    let after = reading.tokens.get(reading.tokens_in(time.span()).end);
    if matches!(before.as_str(), "is" | "it's" | "it’s") && after.is_some_and(|of| of.is("of")) {
        return None;
    }
    // `player of the year`, `the biggest deal of the summer`: which one.
    if before == "of" && is_frame(&words) && !tells_part(reading, start) {
        return None;
    }
    let mut at_least = None;
    if before == "least"
        && let Some((word, from)) = at_least_until(reading, time.span())
    {
        (before, start) = (word, from);
        at_least = Some(in_the_text(&format!("{before} at least {words}")));
    }
    // `before dawn on Monday` is on Monday.
    let is_dawn = words.starts_with("dawn") || words.starts_with("sunrise");
    if is_dawn && before == "before" && words.contains(' ') {
        let phrase = canonical.split(' ').next()?.to_owned();
        return Some(Moment {
            window: meaning(&phrase, context)?.start,
            phrase,
            span: Span::new(start, time.span().end),
            remark: Some(in_the_text(&format!("before {words}"))),
        });
    }
    let bound = match before.as_str() {
        "since" | "until" | "till" | "by" | "before" | "after" => Some(before.as_str()),
        _ => None,
    };
    let bounded = bound.and_then(|word| {
        let phrase = format!("{word} {plain}");
        let meaning = meaning(&phrase, context)?;
        Some((phrase, meaning))
    });
    let (phrase, meaning) = if let Some(bounded) = bounded {
        bounded
    } else {
        let meaning = meaning(&plain, context)?;
        (plain, meaning)
    };
    let is_led = bound.is_some() || leads(&before, &words);
    let mut from = if is_led { start } else { time.span().start };
    // `back on February 1`, `early on Friday`
    let (adverb, start) = word_before(reading, Span::new(from, from + 1));
    // `shortly after midnight`; `came back in 2004` keeps its word.
    let is_adverb = matches!(
        adverb.as_str(),
        "back" | "early" | "late" | "just" | "shortly" | "soon"
    );
    let is_particle = adverb == "back" && {
        let (verb, _) = word_before(reading, Span::new(start, start + 1));
        lexicon::verb(&verb).is_some_and(|(verb, _)| has(&TURNING, verb.base))
    };
    if is_led && is_adverb && !is_particle {
        from = start;
    }
    // `in the early hours of Saturday`
    let (mut phrase, mut window) = (phrase, meaning.start);
    if let Some((start, part)) = hours_before(reading, from).filter(|_| before == "of") {
        from = start;
        let told = format!("the {part} hours of {phrase}");
        if let Some(meaning) = self::meaning(&told, context) {
            (phrase, window) = (told, meaning.start);
        }
    }
    // No event file says how short before: `shortly before 3 a.m.`
    let near = matches!(adverb.as_str(), "just" | "shortly" | "soon")
        && matches!(before.as_str(), "before" | "after");
    let near = near.then(|| in_the_text(&format!("{adverb} {before} {words}")));
    Some(Moment {
        phrase,
        span: Span::new(from, time.span().end),
        window,
        remark: at_least
            .or(near)
            .or_else(|| (!same).then(|| in_the_text(&words))),
    })
}

/// The word that bounds a date, and where it stands, of `until at least Tuesday`: no event
/// file says that it may have been longer.
fn at_least_until(reading: &Reading<'_>, date: Span) -> Option<(String, usize)> {
    let at = reading.tokens_in(date).start.checked_sub(3)?;
    let word = &reading.tokens[at];
    word.is_any(&["until", "till", "since"])
        .then(|| (word.lower.clone(), word.span.start))
}

/// Whether a preposition belongs to the date after it: `took over Monday`, but `over the
/// weekend`.
fn leads(before: &str, words: &str) -> bool {
    match before {
        "on" | "in" | "at" | "during" | "from" | "of" | "effective" => true,
        "over" => words.starts_with("the "),
        _ => false,
    }
}

/// Verbs whose sense `back` belongs to.
const TURNING: [&str; 28] = [
    "bounce", "bring", "buy", "call", "come", "cut", "fall", "fight", "get", "give", "go", "hand",
    "hit", "hold", "move", "pay", "pull", "push", "report", "roll", "scale", "send", "step",
    "strike", "take", "turn", "win", "write",
];

/// Whether some words tell a span of time that the text is in: `the year`.
fn is_frame(words: &str) -> bool {
    const FRAMES: [&str; 11] = [
        "autumn", "century", "day", "decade", "fall", "month", "spring", "summer", "week",
        "winter", "year",
    ];
    words
        .strip_prefix("the ")
        .is_some_and(|unit| FRAMES.contains(&unit))
}

/// Whether before the `of` at a byte stands a part of a time: `the end of`.
fn tells_part(reading: &Reading<'_>, of: usize) -> bool {
    const PARTS: [&str; 24] = [
        "beginning",
        "close",
        "course",
        "day",
        "days",
        "end",
        "half",
        "hours",
        "middle",
        "month",
        "months",
        "morning",
        "most",
        "much",
        "night",
        "part",
        "quarter",
        "remainder",
        "rest",
        "start",
        "turn",
        "week",
        "weeks",
        "weekend",
    ];
    let (word, _) = word_before(reading, Span::new(of, of + 1));
    PARTS.contains(&word.as_str())
}

/// The first and the last moment of a day: the text does not tell which midnight
/// it means.
fn either_midnight(first: &str, context: &Context) -> Option<String> {
    let start = meaning(first, context)?.start.earliest?;
    let next = date::iso(start.saturating_add(DAY), Zone::Floating);
    let day = next.split('T').next()?;
    let phrase = format!("between {first} and {day} 00:00");
    meaning(&phrase, context).map(|_| phrase)
}

/// The phrase as written where an event file reads it as the text means it, else
/// the value; and whether it is as written.
fn phrase(words: &str, canonical: &str, context: &Context) -> Option<(String, bool)> {
    let meant = meaning(canonical, context)?;
    let bare = words.strip_prefix("the ").unwrap_or(words);
    for written in [words, bare] {
        let found = meaning(written, context);
        if found.is_some_and(|found| found.start == meant.start && found.end == meant.end) {
            return Some((written.to_owned(), true));
        }
    }
    Some((canonical.to_owned(), false))
}

pub(super) fn in_the_text(words: &str) -> String {
    format!("“{words}” in the text")
}

/// A phrase that stood at the start of a sentence as it stands within one.
fn lowered(words: &str) -> String {
    const SMALL: [&str; 16] = [
        "about",
        "around",
        "early",
        "earlier",
        "in",
        "last",
        "late",
        "mid",
        "next",
        "the",
        "this",
        "today",
        "tomorrow",
        "tonight",
        "yesterday",
        "from",
    ];
    let first = words.split([' ', '-']).next().unwrap_or("");
    let lower = first.to_lowercase();
    if SMALL.contains(&lower.as_str()) {
        format!("{lower}{}", &words[first.len()..])
    } else {
        words.to_owned()
    }
}

/// Days in a row, told one by one: `Oct. 3, 4 and 5`, `Monday and Tuesday`; and the
/// place of the expression after them.
fn row(reading: &Reading<'_>, times: Range<usize>, context: &Context) -> Option<(Moment, usize)> {
    let day = |at: usize| {
        let time = &reading.times[at];
        let window = meaning(time.when()?, context)?.start;
        let (first, last) = (window.earliest?, window.latest?);
        let is_day = time.class() == Class::Date && last.nanoseconds() - first.nanoseconds() < DAY;
        is_day.then_some(first.nanoseconds())
    };
    let follows = |at: usize| {
        let (one, other) = (&reading.times[at], &reading.times[at + 1]);
        let gap = Span::new(one.span().end, other.span().start.max(one.span().end));
        let joins = matches!(slice(reading, gap).trim(), "," | "and" | ", and");
        joins && matches!((day(at), day(at + 1)), (Some(one), Some(other)) if other == one + DAY)
    };
    let mut last = times.start;
    while last + 1 < times.end && follows(last) {
        last += 1;
    }
    let (first, end) = (&reading.times[times.start], &reading.times[last]);
    let (before, start) = word_before(reading, first.span());
    // `between Monday and Tuesday` is a range.
    if last == times.start || before == "between" {
        return None;
    }
    let phrase = format!("from {} to {}", first.when()?, end.when()?);
    let led = matches!(before.as_str(), "on" | "for");
    let words = Span::new(first.span().start, end.span().end);
    let moment = Moment {
        window: meaning(&phrase, context)?.start,
        phrase,
        span: Span::new(if led { start } else { words.start }, words.end),
        remark: Some(in_the_text(&flat(slice(reading, words)))),
    };
    Some((moment, last + 1))
}

/// `from 2001 to 2009`, `between May and July 2021`, `1953–1961`, `Saturday or Sunday`.
fn range(
    reading: &Reading<'_>,
    first: &Expression,
    second: &Expression,
    context: &Context,
) -> Option<Moment> {
    let is_date = |time: &Expression| matches!(time.class(), Class::Date | Class::Time);
    let (from, to) = (first.when()?, second.when()?);
    let gap = slice(
        reading,
        Span::new(first.span().end, second.span().start.max(first.span().end)),
    );
    let gap = gap.trim();
    let (before, start) = word_before(reading, first.span());
    let is_range = match gap {
        "to" | "until" | "till" | "through" => before == "from" || before != "between",
        // `on Saturday or Sunday`: one of both.
        "-" | "–" | "—" | "or" => true,
        "and" => before == "between",
        _ => false,
    };
    if !(is_range && is_date(first) && is_date(second)) {
        return None;
    }
    let canonical = if before == "between" && gap == "and" || gap == "or" {
        format!("between {from} and {to}")
    } else {
        format!("from {from} to {to}")
    };
    let meant = meaning(&canonical, context)?;
    // A range that runs backwards is none.
    if let (Some(start), Some(end)) = (meant.start.earliest, meant.end.latest)
        && start > end
    {
        return None;
    }
    let led = matches!(before.as_str(), "from" | "between" | "in" | "on");
    let span = Span::new(
        if led { start } else { first.span().start },
        second.span().end,
    );
    let words = lowered(&flat(slice(reading, span)));
    let words = words
        .trim_start_matches("in ")
        .trim_start_matches("on ")
        .to_owned();
    let written = meaning(&words, context);
    let same =
        written.is_some_and(|written| written.start == meant.start && written.end == meant.end);
    Some(Moment {
        phrase: if same { words.clone() } else { canonical },
        span,
        window: meant.start,
        remark: (!same).then(|| in_the_text(&words)),
    })
}

/// `for the last 30 years`: a length that ends on the day of the text.
fn length_until_now(reading: &Reading<'_>, time: &Expression, context: &Context) -> Option<Moment> {
    let words = flat(slice(reading, time.span()));
    let lower = words.to_lowercase();
    let ends_now = ["the last ", "the past ", "past ", "last ", "these past "]
        .iter()
        .any(|start| lower.starts_with(start));
    let (before, start) = word_before(reading, time.span());
    if !ends_now || !matches!(before.as_str(), "for" | "over" | "in" | "during") {
        return None;
    }
    let phrase = format!("for {} until {}", time.when()?, day(context)?);
    let meaning = meaning(&phrase, context)?;
    Some(Moment {
        phrase,
        span: Span::new(start, time.span().end),
        window: meaning.start,
        remark: Some(in_the_text(&format!("{before} {words}"))),
    })
}

/// The same month, quarter or day of the year after, where the text names no
/// year and its verb looks ahead: `is scheduled to open on 5 May`, `will close in
/// the second quarter`. `None` where that does not lie ahead.
pub(super) fn ahead(reading: &Reading<'_>, moment: &Moment, context: &Context) -> Option<Moment> {
    let words = flat(slice(reading, moment.span));
    let has_year = words
        .split(|letter: char| !letter.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    // `by 31 August` ends with that day: the day is what has no year.
    let bound = ["by ", "before ", "until ", "till ", "after ", "since "]
        .into_iter()
        .find(|bound| moment.phrase.starts_with(bound))
        .unwrap_or_default();
    let window = if bound.is_empty() {
        moment.window
    } else {
        meaning(&moment.phrase[bound.len()..], context)?.start
    };
    let (first, last) = (window.earliest?, window.latest?);
    let day = context.as_of?.instant();
    if has_year || last >= day {
        return None;
    }
    let from = Civil::of(first);
    let year = from.year + 1;
    let length = (last.nanoseconds() - first.nanoseconds() + 1) / DAY;
    let phrase = match length {
        1 if words.contains(|letter: char| letter.is_ascii_digit()) => {
            format!("{year:04}-{:02}-{:02}", from.month, from.day)
        }
        28..=31 if from.day == 1 => format!("{year:04}-{:02}", from.month),
        90..=92 if from.day == 1 && from.month % 3 == 1 => {
            format!("Q{} {year}", from.month / 3 + 1)
        }
        _ => return None,
    };
    if meaning(&phrase, context)?.start.earliest? <= day {
        return None;
    }
    let phrase = format!("{bound}{phrase}");
    Some(Moment {
        window: meaning(&phrase, context)?.start,
        phrase,
        span: moment.span,
        remark: Some(in_the_text(&words)),
    })
}

/// The day that a text is counted from, as ISO has it.
pub(super) fn day(context: &Context) -> Option<String> {
    let day = context.as_of?;
    let iso = date::iso(day.instant(), Zone::Floating);
    iso.split('T').next().map(str::to_owned)
}

/// The word before a span in lower case, and where it begins.
pub(super) fn word_before(reading: &Reading<'_>, span: Span) -> (String, usize) {
    let tokens = reading.tokens_in(span);
    let Some(before) = tokens.start.checked_sub(1).map(|at| &reading.tokens[at]) else {
        return (String::new(), span.start);
    };
    (before.lower.clone(), before.span.start)
}

/// Where `in the early hours` begins that stands before some bytes, and how an event file
/// calls these hours.
fn hours_before(reading: &Reading<'_>, from: usize) -> Option<(usize, &'static str)> {
    let end = reading.tokens_in(Span::new(from, from + 1)).start;
    let first = end.checked_sub(4)?;
    let words: Vec<&str> = reading.tokens[first..end]
        .iter()
        .map(|token| token.lower.as_str())
        .collect();
    let part = match words[..] {
        ["in", "the", "early" | "first", "hours"] => "early",
        ["in", "the", "small" | "wee", "hours"] => "small",
        _ => return None,
    };
    Some((reading.tokens[first].span.start, part))
}

pub(super) fn slice<'a>(reading: &Reading<'a>, span: Span) -> &'a str {
    reading.text().get(span.start..span.end).unwrap_or("")
}

/// A text on one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
