//! Dates as offices, logs and notebooks shorten them, and how they are written here:
//! `19JAN2024`, `w/c 5 May`, `pre-1914`, `18th c.`, `COB Friday`.

use super::super::Civil;
use super::super::calendar::{add, add_days};
use super::super::phrase::PhraseError;
use super::point::{is_day, point, span_of};
use super::words::{self, Word};
use super::{EXAMPLES, reword};

/// The fault of such a phrase: first of words that can be written otherwise as a whole,
/// then of those that leave something open.
pub(super) fn jargon(text: &str, words: &[Word<'_>], error: &PhraseError) -> Option<PhraseError> {
    // What is told more exactly already stays as it is.
    const OPEN: [&str; 4] = ["did you mean", "sets hold", "for two days", "years go from"];
    let help = error.help.as_deref().unwrap_or(EXAMPLES);
    let is_vague = help == EXAMPLES || OPEN.iter().any(|open| help.starts_with(open));
    is_vague.then(|| rewritten(text, words).or_else(|| open(words)))?
}

/// One word of the phrase as it is written here, or several; nothing for one that stays.
type Change = fn(&[Word<'_>], usize) -> Option<(usize, String)>;

const CHANGES: [Change; 13] = [
    before_or_after,
    clock,
    century,
    week,
    short_word,
    packed_day,
    about_a_clock,
    offset,
    serial,
    two_days,
    in_brackets,
    left_out,
    eastern,
];

fn rewritten(text: &str, words: &[Word<'_>]) -> Option<PhraseError> {
    let mut written: Vec<String> = Vec::with_capacity(words.len());
    let mut first = None;
    let mut at = 0;
    while at < words.len() {
        let change = CHANGES.iter().find_map(|change| change(words, at));
        if let Some((taken, said)) = change {
            first.get_or_insert(at);
            written.push(said);
            at += taken;
        } else {
            written.push(words[at].text.to_owned());
            at += 1;
        }
    }
    let first = &words[first?];
    written.retain(|word| !word.is_empty());
    let written = written.join(" ");
    reword(&written).ok()?;
    let message = format!("`{}` is not how a date is written here", first.text);
    Some(PhraseError::new(first.span, message).rewritten(text, written))
}

/// `pre-1914`, `post-1945`.
fn before_or_after(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let lower = words[at].text.to_lowercase();
    let (way, date) = match lower.split_once('-')? {
        ("pre", date) => ("before", date),
        ("post", date) => ("after", date),
        _ => return None,
    };
    date.starts_with(|letter: char| letter.is_ascii_digit())
        .then(|| (1, format!("{way} {date}")))
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `14h30`, and `1430` behind a day.
fn clock(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let text = words[at].text;
    if let Some((hour, minute)) = text.split_once(['h', 'H'])
        && (is_digits(hour, 1) || is_digits(hour, 2))
        && (minute.is_empty() || is_digits(minute, 2))
    {
        let minute = if minute.is_empty() { "00" } else { minute };
        return Some((1, format!("{hour}:{minute}")));
    }
    let day = words.get(..at).filter(|day| !day.is_empty())?;
    let is_day = point(day)
        .is_ok_and(|point| is_day(&point.date) && point.clock.is_none() && !point.is_yearless());
    let is_clock = is_digits(text, 4) && &text[..2] < "24" && &text[2..] < "60";
    (is_day && is_clock).then(|| (1, format!("{}:{}", &text[..2], &text[2..])))
}

/// `18th c.`, `12th-13th c.`, `C19`.
fn century(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let word = &words[at];
    let is_ordinal = |text: &str| words::ordinal(text).is_some();
    if word.is_any(&["c.", "c", "cent.", "cent"])
        && at > 0
        && words[at - 1]
            .text
            .rsplit('-')
            .next()
            .is_some_and(is_ordinal)
    {
        return Some((1, "century".to_owned()));
    }
    if let Some((first, last)) = word.text.split_once('-')
        && is_ordinal(first)
        && is_ordinal(last)
        && words
            .get(at + 1)
            .is_some_and(|next| next.is_any(&["c.", "c", "cent."]))
    {
        return Some((1, format!("{first} to {last}")));
    }
    let count = word.text.strip_prefix('C')?;
    let count = count.strip_suffix("th").unwrap_or(count);
    let number: u8 = count.parse().ok().filter(|_| is_digits(count, 2))?;
    let ending = if number == 21 { "st" } else { "th" };
    (10..=21)
        .contains(&number)
        .then(|| (1, format!("{number}{ending} century")))
}

/// `w/c 5 May 2024`, `week commencing 5 May 2024`: the week that holds that day.
fn week(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let the_week = || "the week of".to_owned();
    match &words[at..] {
        [week, of, ..] if week.is_any(&["wk", "wk."]) && of.is("of") => Some((2, the_week())),
        [week, verb, ..]
            if week.is_any(&["week", "wk"])
                && verb.is_any(&["commencing", "beginning", "starting", "from"]) =>
        {
            Some((2, the_week()))
        }
        [week, ..] if week.is_any(&["w/c", "wc", "w/b"]) => Some((1, the_week())),
        _ => None,
    }
}

/// Words of one form for another.
fn short_word(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let word = &words[at];
    if word.is_any(&["qtr", "qtr."]) {
        return Some((1, "quarter".to_owned()));
    }
    if let Some(whole) = word.text.strip_suffix('½') {
        return Some((1, format!("{whole}.5"))).filter(|_| is_digits(whole, whole.len().max(1)));
    }
    let half = words.get(at + 1).is_some_and(|next| next.is("½"));
    let is_number = is_digits(word.text, word.text.len().max(1));
    if half && is_number {
        return Some((2, format!("{}.5", word.text)));
    }
    let bare = word.text.strip_suffix(';')?;
    (!bare.is_empty()).then(|| (1, bare.to_owned()))
}

/// `19JAN2024` and `190215ZJAN24`, as the forces write them.
fn packed_day(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let text = words[at].text;
    let start = text.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (head, rest) = text.split_at(start);
    let end = rest.find(|letter: char| letter.is_ascii_digit())?;
    let (name, year) = rest.split_at(end);
    let (zone, name) = match (head.len(), name.len()) {
        (6, 4) => name.strip_prefix(['Z', 'z']).map(|name| ("Z", name))?,
        (1 | 2 | 6, _) => ("", name),
        _ => return None,
    };
    words::month(name)?;
    let year = match year.len() {
        2 if head.len() == 6 => format!("20{year}"),
        4 => year.to_owned(),
        _ => return None,
    };
    if !is_digits(head, head.len()) || !is_digits(&year, 4) {
        return None;
    }
    let month = words::capital(&name.to_lowercase());
    let clock = head.get(2..6).map_or_else(String::new, |time| {
        format!(" {}:{}{zone}", &time[..2], &time[2..])
    });
    let day = &head[..head.len().min(2)];
    Some((1, format!("{day} {month} {year}{clock}")))
}

/// `2024-01-19 ~02:15`: the mark stands before the whole date.
fn about_a_clock(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let bare = |word: &Word<'_>| {
        let bare = word.text.strip_prefix('~')?;
        bare.contains(':').then(|| bare.to_owned())
    };
    if at > 0 {
        return Some((1, bare(&words[at])?));
    }
    let marked = words.iter().skip(1).any(|word| bare(word).is_some());
    marked.then(|| (1, format!("about {}", words[0].text)))
}

/// `2024-05-05T14:30+2`: offsets have two digits.
fn offset(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let text = words[at].text;
    let (time, offset) = text.rsplit_once(['+', '-'])?;
    let sign = &text[time.len()..=time.len()];
    (time.contains(':') && is_digits(offset, 1)).then(|| (1, format!("{time}{sign}0{offset}:00")))
}

/// `45310.09375`, a time as spreadsheets count it, and `1705630500000`, one of programs.
fn serial(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    const MINUTE: i128 = 60_000_000_000;
    let ([word], 0) = (words, at) else {
        return None;
    };
    if is_digits(word.text, 13) {
        let milliseconds: i128 = word.text.parse().ok()?;
        let civil = add(Civil::midnight(1970, 1, 1), milliseconds * 1_000_000);
        let part = match milliseconds % 1000 {
            0 => String::new(),
            part => format!(".{part:03}"),
        };
        return Some((
            1,
            format!(
                "{:04}-{:02}-{:02} {:02}:{:02}:{:02}{part}Z",
                civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second
            ),
        ));
    }
    let (days, part) = word.text.split_once('.')?;
    if !is_digits(days, 5) || !(1..=12).contains(&part.len()) || !is_digits(part, part.len()) {
        return None;
    }
    let days: i64 = days.parse().ok()?;
    let part: i128 = format!("{part:0<12}").parse().ok()?;
    // To the nearest minute.
    let minutes = (part * 1440 + 500_000_000_000) / 1_000_000_000_000;
    let day = add_days(Civil::midnight(1899, 12, 30), days);
    let civil = add(day, minutes * MINUTE);
    Some((
        1,
        format!(
            "{:04}-{:02}-{:02} {:02}:{:02}",
            civil.year, civil.month, civil.day, civil.hour, civil.minute
        ),
    ))
}

/// `night of 5/6 May`.
fn two_days(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let is_night = at > 1 && words[at - 2].is("night") && words[at - 1].is("of");
    let (first, last) = words[at].text.split_once('/')?;
    let is_day = |text: &str| is_digits(text, 1) || is_digits(text, 2);
    (is_night && is_day(first) && is_day(last)).then(|| (1, format!("{first} to {last}")))
}

/// `[May 2024]`.
fn in_brackets(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let inner = words[at].text.strip_prefix('[')?.strip_suffix(']')?;
    let has_sign = inner.contains([',', '.', '?']);
    (words.len() == 1 && !has_sign).then(|| (1, inner.to_owned()))
}

/// Small words of other languages beside digits, and `local`.
fn left_out(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let word = &words[at];
    let is_left_out = word.is_any(&["um", "uhr", "local", "lt", "hrs.", "h."]);
    (is_left_out && words.len() > 1).then(|| (1, String::new()))
}

/// `2024年5月5日`.
fn eastern(words: &[Word<'_>], at: usize) -> Option<(usize, String)> {
    let (year, rest) = words[at].text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix(['日', '号'])?;
    let is_number = |text: &str| is_digits(text, 1) || is_digits(text, 2);
    (is_digits(year, 4) && is_number(month) && is_number(day))
        .then(|| (1, format!("{year}-{month:0>2}-{day:0>2}")))
}

/// Words that leave open what is meant, and what to write for it.
fn open(words: &[Word<'_>]) -> Option<PhraseError> {
    no_date(words)
        .or_else(|| time_of_day(words))
        .or_else(|| end_alone(words))
        .or_else(|| slashes(words))
        .or_else(|| half_alone(words))
        .or_else(|| fiscal(words))
        .or_else(|| still(words))
        .or_else(|| counted_day(words))
        .or_else(|| decade(words))
}

/// `N/A`, `none`.
fn no_date(words: &[Word<'_>]) -> Option<PhraseError> {
    const NONE: [&str; 12] = [
        "n/a",
        "na",
        "none",
        "nil",
        "n/k",
        "nk",
        "unclear",
        "undetermined",
        "unspecified",
        "-",
        "—",
        "--",
    ];
    let [word] = words else { return None };
    word.is_any(&NONE).then(|| {
        PhraseError::new(word.span, "this says no date")
            .help("leave `when` out where none is known: a fact gets its place from its links")
    })
}

/// `dawn on 5 May 2024`.
fn time_of_day(words: &[Word<'_>]) -> Option<PhraseError> {
    const PARTS: [&str; 14] = [
        "dawn",
        "daybreak",
        "sunrise",
        "sunset",
        "dusk",
        "lunchtime",
        "lunch",
        "teatime",
        "dinner",
        "breakfast",
        "nightfall",
        "twilight",
        "bedtime",
        "daytime",
    ];
    let word = words.iter().find(|word| word.is_any(&PARTS))?;
    let error = PhraseError::new(
        word.span,
        format!("at what time `{}` is is not told", word.text),
    );
    Some(error.help("write the time, as in `about 06:00 on 5 May 2024`, or a part of the day: `early hours`, `morning`, `afternoon`, `evening`, `night`"))
}

/// `COB Friday`, `EOY 2024`, `close of business`.
fn end_alone(words: &[Word<'_>]) -> Option<PhraseError> {
    const ENDS: [&str; 9] = [
        "cob", "c.o.b.", "eob", "eod", "eow", "eom", "eoy", "eoq", "cop",
    ];
    let is_end = |three: &[Word<'_>]| {
        three[1].is("of")
            && (three[0].is("close") && three[2].is_any(&["business", "play"])
                || three[0].is("end") && three[2].is_any(&["day", "business", "play"]))
    };
    let told = words.windows(3).find(|three| is_end(three)).map(span_of);
    let short = || {
        let word = words.iter().find(|word| word.is_any(&ENDS));
        word.map(|word| word.span)
    };
    let error = PhraseError::new(
        told.or_else(short)?,
        "which hour or day this end is is not told",
    );
    Some(error.help("write the hour or the last day itself, as in `by 17:00 on 5 May 2024` or `by 31 December 2024`"))
}

/// `2024-01-19 // noted later`.
fn slashes(words: &[Word<'_>]) -> Option<PhraseError> {
    let are_slashes = |pair: &&[Word<'_>]| {
        pair.iter().all(|word| word.text.starts_with('/')) && pair[0].span.end == pair[1].span.start
    };
    let pair = words.windows(2).find(are_slashes)?;
    let error = PhraseError::new(span_of(pair), "`//` begins no comment");
    Some(error.help("a comment begins with a blank and `#`"))
}

/// `5 May 2024 pm`.
fn half_alone(words: &[Word<'_>]) -> Option<PhraseError> {
    let is_hour = |before: &Word<'_>| {
        before
            .text
            .starts_with(|letter: char| letter.is_ascii_digit())
            && !is_digits(before.text, 4)
    };
    let half = words.iter().enumerate().find(|(at, word)| {
        word.is_any(&["am", "pm", "a.m.", "p.m."]) && !(*at > 0 && is_hour(&words[at - 1]))
    });
    let (_, word) = half?;
    let (half, part) = if word.text.to_lowercase().starts_with('a') {
        ("am", "the morning")
    } else {
        ("pm", "the afternoon")
    };
    let error = PhraseError::new(word.span, format!("no hour stands before `{}`", word.text));
    Some(error.help(format!(
        "write the hour, as in `9 {half}`, or a part of the day, as in `{part} of 5 May 2024`"
    )))
}

/// `FY2023/24`, `fiscal year 2024`.
fn fiscal(words: &[Word<'_>]) -> Option<PhraseError> {
    let glued = |word: &&Word<'_>| {
        let lower = word.text.to_lowercase();
        lower
            .strip_prefix("fy")
            .is_some_and(|rest| !rest.contains(|letter: char| letter.is_alphabetic()))
    };
    let led = words
        .windows(2)
        .find(|pair| {
            pair[0].is_any(&["fiscal", "financial", "tax", "academic", "school"])
                && pair[1].is("year")
        })
        .map(span_of);
    let span = led.or_else(|| words.iter().find(glued).map(|word| word.span))?;
    let error = PhraseError::new(span, "which months this year has is not told");
    Some(error.help("write them, as in `from April 2023 to March 2024`"))
}

/// `5 May 2024 to date`, where no fact is called so.
pub(super) fn to_date(words: &[Word<'_>]) -> Option<PhraseError> {
    let [start @ .., to, date] = words else {
        return None;
    };
    let is_told = to.is_any(&["to", "till", "until"]) && date.is("date") && !start.is_empty();
    is_told.then(|| open_end(start, &words[start.len()..]))
}

/// `ongoing`, `5 May 2024 and continuing`.
fn still(words: &[Word<'_>]) -> Option<PhraseError> {
    const STILL: [&str; 6] = [
        "ongoing",
        "continuing",
        "current",
        "currently",
        "to-date",
        "still",
    ];
    let at = words.iter().position(|word| word.is_any(&STILL))?;
    Some(open_end(&words[..at], &words[at..=at]))
}

/// The fault of words for an end that is still to come.
fn open_end(start: &[Word<'_>], end: &[Word<'_>]) -> PhraseError {
    let error = PhraseError::new(span_of(end), "this leaves an end open");
    let start: Vec<Word<'_>> = start
        .iter()
        .filter(|word| !word.is_any(&["and", "to", "-", "–", "from", "since"]))
        .copied()
        .collect();
    let written = format!("since {}", words::spelt(&start));
    if !start.is_empty() && reword(&written).is_ok() {
        error.help(format!("write `{written}`"))
    } else {
        error.help("write since when it lasts, as in `since 5 May 2024`")
    }
}

/// `next day`, `Day 3`.
fn counted_day(words: &[Word<'_>]) -> Option<PhraseError> {
    match words {
        [next, day] if next.is_any(&["next", "following", "previous"]) && day.is("day") => {
            let way = if next.is("previous") {
                "before"
            } else {
                "after"
            };
            let error =
                PhraseError::new(span_of(words), "what this day is counted from is not told");
            Some(error.help(format!("name it by its id, as in `1 day {way} flood`")))
        }
        [day, number] if day.is("day") => {
            let count = words::number(number.text).filter(|count| *count > 1)?;
            let error = PhraseError::new(span_of(words), "which day the first one is is not told");
            Some(error.help(format!(
                "count from a fact by its id, as in `{} days after flood`",
                count - 1
            )))
        }
        _ => None,
    }
}

/// `the Sixties`.
fn decade(words: &[Word<'_>]) -> Option<PhraseError> {
    const NAMES: [&str; 8] = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let (word, tens) = words.iter().find_map(|word| {
        let at = NAMES.iter().position(|name| word.is(name))?;
        Some((word, at + 2))
    })?;
    let error = PhraseError::new(
        word.span,
        format!("which century the `{}` are in is not told", word.text),
    );
    Some(error.help(format!("write them in digits, as in `19{tens}0s`")))
}
