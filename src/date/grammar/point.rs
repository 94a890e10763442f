//! Dates with what narrows or blurs them: `about mid-July 2021`, `Saturday
//! night`, `14:30 UTC on 20 September 2025`.

use super::super::phrase::{ClockZone, Date, DayPart, Part, PhraseError, Point, Unit, Which};
use super::super::{Zone, phrase::Clock};
use super::words::{self, Word};
use super::{abbreviation, calendar, clock, iso};
use crate::source::Span;

/// The bytes from the first of these words to the last.
pub(super) fn span_of(words: &[Word<'_>]) -> Span {
    words
        .iter()
        .map(|word| word.span)
        .reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)))
        .unwrap_or(Span::new(0, 0))
}

const NEAR: [&str; 15] = [
    "about",
    "circa",
    "around",
    "approximately",
    "approx",
    "approx.",
    "roughly",
    "ca",
    "ca.",
    "c.",
    "c",
    "~",
    "nearly",
    "almost",
    "some",
];
const PERHAPS: [&str; 5] = ["perhaps", "possibly", "maybe", "probably", "?"];
const SMALL: [&str; 7] = ["on", "in", "at", "the", "of", "sometime", "over"];

/// Reads a date that takes all of these words.
pub(super) fn point(words: &[Word<'_>]) -> Result<Point, PhraseError> {
    let span = span_of(words);
    let mut kept: Vec<Word<'_>> = words.to_vec();
    let doubt = doubt(&mut kept);
    if let [word] = kept.as_slice()
        && !word.quoted
        && let Some(read) = iso::date(word.text, word.span)
    {
        let point = read?;
        return Ok(Point {
            approximate: point.approximate || doubt.approximate,
            uncertain: point.uncertain || doubt.uncertain,
            span,
            ..point
        });
    }
    let small_hours = take_small_hours(&mut kept);
    let part = take_part(&mut kept);
    skip_small(&mut kept);
    let clock = take_clock(&mut kept)?;
    let part = part.or_else(|| take_last_part(&mut kept));
    let (day_part, day) = if small_hours {
        (Some(DayPart::SmallHours), None)
    } else {
        take_day_part(&mut kept)
    };
    if kept.is_empty() && day.is_none() && clock.is_none() && day_part.is_none() {
        return Err(PhraseError::new(span, "there is no date here").help(EXAMPLES));
    }
    let turn = part.and_then(|_| this_unit(&kept));
    let (weekday, date) = match day {
        None if turn.is_some() => (None, turn.unwrap_or(Date::AsOfDay)),
        Some(days) => (None, Date::Today(days)),
        None if kept.is_empty() => (None, Date::AsOfDay),
        None => calendar::date(&kept)?,
    };
    if part.is_some() && clock.is_none() && day_part.is_none() {
        of_a_century(&date, words)?;
    }
    let point = Point {
        date,
        weekday,
        part,
        day_part,
        clock,
        approximate: doubt.approximate,
        uncertain: doubt.uncertain,
        span,
    };
    whole_day(point)
}

/// `early 20th` may be a part of a day or of a century, but `early on the 20th` a part of a
/// day.
fn of_a_century(date: &Date, words: &[Word<'_>]) -> Result<(), PhraseError> {
    let is_on = words.iter().any(|word| word.is_any(&["on", "of"]));
    if is_on || !matches!(date, Date::DayIn { .. }) {
        return Ok(());
    }
    let (text, number) = (words::spelt(words), words[words.len() - 1]);
    let number = number.text.rsplit('-').next().unwrap_or(number.text);
    let error = PhraseError::new(
        span_of(words),
        format!("`{number}` may be a day or a century"),
    );
    Err(error.help(format!(
        "write `{text} century` for the century, or the month beside the day"
    )))
}

pub(in super::super) const EXAMPLES: &str =
    "dates look like `2021`, `July 2021`, `15 July 2021`, `2021-07-15 14:30`, `Saturday`";

/// A clock or a part of the day needs a day.
pub(super) fn whole_day(point: Point) -> Result<Point, PhraseError> {
    if (point.clock.is_some() || point.day_part.is_some()) && !is_day(&point.date) {
        return Err(no_day(point.span));
    }
    Ok(point)
}

/// The fault of a time of which the day is not told.
pub(in super::super) fn no_day(span: Span) -> PhraseError {
    PhraseError::new(span, "a time of day needs a whole day beside it")
        .help("write the day too, as in `2025-09-20 14:30` or `Saturday evening`")
}

/// Whether a date is one day.
pub(super) const fn is_day(date: &Date) -> bool {
    matches!(
        date,
        Date::Day { .. }
            | Date::Numeric { .. }
            | Date::Weekday { .. }
            | Date::WeekdayIn { .. }
            | Date::DayIn { .. }
            | Date::Today(_)
            | Date::AsOfDay
            | Date::Shift {
                unit: Unit::Day,
                ..
            }
    )
}

#[derive(Clone, Copy, Default)]
struct Doubt {
    approximate: bool,
    uncertain: bool,
}

/// Takes away the marks of doubt around a date.
fn doubt(words: &mut Vec<Word<'_>>) -> Doubt {
    let mut doubt = Doubt::default();
    while let [first, rest @ ..] = words.as_slice() {
        if first.is_any(&SMALL) && !rest.is_empty() {
            words.remove(0);
        } else if first.is_any(&NEAR) && !rest.is_empty() {
            doubt.approximate = true;
            words.remove(0);
        } else if first.is_any(&PERHAPS) && !rest.is_empty() {
            doubt.uncertain = true;
            words.remove(0);
        } else if first.text.len() > 1 && first.text.starts_with('~') && !first.quoted {
            doubt.approximate = true;
            words[0].text = &words[0].text[1..];
            words[0].span.start += 1;
        } else if let Some(length) = circa(*first) {
            doubt.approximate = true;
            words[0].text = &words[0].text[length..];
            words[0].span.start += length;
        } else {
            break;
        }
    }
    while let Some(last) = words.last_mut().filter(|last| !last.quoted) {
        let Some(mark) = last
            .text
            .chars()
            .last()
            .filter(|mark| matches!(mark, '?' | '~' | '%'))
        else {
            break;
        };
        if last.text == "?" && words.len() == 1 {
            break;
        }
        doubt.approximate |= mark != '?';
        doubt.uncertain |= mark != '~';
        let Some(last) = words.last_mut() else { break };
        last.text = &last.text[..last.text.len() - 1];
        last.span.end -= 1;
        if last.text.is_empty() {
            words.pop();
        }
    }
    doubt
}

/// The length of a `c.`, `ca.` or `c` that is written against its year.
fn circa(word: Word<'_>) -> Option<usize> {
    let lower = word.text.to_ascii_lowercase();
    let rest = ["circa", "ca.", "c.", "c"]
        .iter()
        .find_map(|mark| lower.strip_prefix(mark))?;
    let is_year = rest.len() >= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && !word.quoted).then_some(lower.len() - rest.len())
}

fn part_named(word: &str) -> Option<Part> {
    Some(match word.to_ascii_lowercase().as_str() {
        "early" | "beginning" | "start" => Part::Early,
        "mid" | "middle" => Part::Mid,
        "late" | "end" => Part::Late,
        _ => return None,
    })
}

/// Takes `early`, `mid-`, `the end of`, `first half of` from the front.
fn take_part(words: &mut Vec<Word<'_>>) -> Option<Part> {
    if let Some(part) = take_half(words) {
        return Some(part);
    }
    let first = words
        .first()
        .filter(|first| !first.quoted && words.len() > 1 || first.text.contains('-'))?;
    if let Some((front, rest)) = first.text.split_once('-')
        && !rest.is_empty()
        && matches!(
            front.to_ascii_lowercase().as_str(),
            "early" | "mid" | "late"
        )
    {
        let part = part_named(front);
        let skipped = front.len() + 1;
        words[0].text = rest;
        words[0].span.start += skipped;
        return part;
    }
    let is_of = words.get(1).is_some_and(|word| word.is("of"));
    let is_short = first.is_any(&["early", "mid", "late"]);
    let is_bare = first.is_any(&["end", "start", "beginning"])
        && words.get(1).is_some_and(|next| {
            words::month(next.text).is_some()
                || next.text.len() == 4 && next.text.bytes().all(|byte| byte.is_ascii_digit())
        });
    if !(is_of || is_short || is_bare) {
        return None;
    }
    let part = part_named(first.text)?;
    words.remove(0);
    Some(part)
}

/// Takes the `early` of `5 May 2021, early morning`.
fn take_last_part(words: &mut Vec<Word<'_>>) -> Option<Part> {
    let [_, .., part, of] = words.as_slice() else {
        return None;
    };
    let is_part = part.is_any(&["early", "mid", "late"]) && words::day_part(of.text).is_some();
    let found = part_named(part.text).filter(|_| is_part && !of.quoted)?;
    words.remove(words.len() - 2);
    Some(found)
}

/// Takes `first half of` and `second half of`; where a year alone follows, it is
/// one of the halves that calendars have.
fn take_half(words: &mut Vec<Word<'_>>) -> Option<Part> {
    let [first, half, of, rest @ ..] = words.as_slice() else {
        return None;
    };
    if !half.is("half") || !of.is("of") || rest.is_empty() {
        return None;
    }
    let part = if first.is_any(&["first", "1st"]) {
        Part::FirstHalf
    } else if first.is_any(&["second", "2nd", "latter", "last"]) {
        Part::SecondHalf
    } else {
        return None;
    };
    let is_year = |word: &Word<'_>| {
        word.text.len() == 4 && word.text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if matches!(rest, [year] if is_year(year)) && !first.is_any(&["latter", "last"]) {
        return None;
    }
    words.drain(..3);
    Some(part)
}

/// Takes `the early hours of`, `the small hours of` from the front, `in the
/// early hours` from the end.
fn take_small_hours(words: &mut Vec<Word<'_>>) -> bool {
    let found = words
        .windows(2)
        .position(|pair| pair[0].is_any(&["early", "small", "wee"]) && pair[1].is("hours"));
    let Some(at) = found else { return false };
    let is_last = at + 2 == words.len();
    let leads = words
        .get(at + 2)
        .is_some_and(|word| word.is_any(&["of", "on"]));
    if !(is_last && at > 0 || leads) {
        return false;
    }
    let end = at + 2 + usize::from(leads);
    words.drain(at..end);
    while is_last
        && words
            .last()
            .is_some_and(|word| word.is_any(&["in", "the", "during"]))
    {
        words.pop();
    }
    true
}

/// `the end of the year`: the year of the file's own day.
fn this_unit(words: &[Word<'_>]) -> Option<Date> {
    let [word] = words else { return None };
    let unit = words::unit(word.text).filter(|unit| !word.quoted && *unit >= Unit::Week)?;
    Some(Date::Turn {
        unit,
        which: Which::This,
    })
}

fn skip_small(words: &mut Vec<Word<'_>>) {
    while words.len() > 1 && words[0].is_any(&SMALL) {
        words.remove(0);
    }
}

/// Takes a clock's time and its zone from wherever they stand.
fn take_clock(words: &mut Vec<Word<'_>>) -> Result<Option<Clock>, PhraseError> {
    for at in 0..words.len() {
        let word = words[at];
        if word.quoted {
            continue;
        }
        let half = words
            .get(at + 1)
            .filter(|next| next.is_any(&["am", "pm", "a.m.", "p.m.", "a.m", "p.m"]));
        let (read, taken) = if let Some(half) = half
            && let Some(read) =
                clock::twelve(word.text, Some(half.text), span_of(&words[at..=at + 1]))
        {
            (read, 2)
        } else if let Some(read) =
            clock::iso(word.text, word.span).or_else(|| clock::twelve(word.text, None, word.span))
        {
            (read, 1)
        } else if let Some(read) = clock::dotted(word.text, word.span)
            && at > 0
            && words[at - 1].is("at")
        {
            (read, 1)
        } else if let Some(named) = clock::named(word.text) {
            (Ok(named), 1)
        } else if let Some(error) = half_day_missing(words, at) {
            return Err(error);
        } else {
            continue;
        };
        let mut clock = read?;
        let mut end = at + taken;
        if clock.zone.is_none()
            && let Some(next) = words.get(end)
            && let Some(zone) = zone(next)?
        {
            clock.zone = Some(zone);
            end += 1;
        }
        if clock.zone.is_none()
            && let Some([local, time]) = words.get(end..end + 2)
            && local.is("local")
            && time.is("time")
        {
            end += 2;
        }
        if words
            .get(end)
            .is_some_and(|next| next.is_any(&["hrs", "hours", "h", "o'clock"]))
        {
            end += 1;
        }
        words.drain(at..end);
        if at > 0
            && words
                .get(at - 1)
                .is_some_and(|word| word.is_any(&["at", "@"]))
        {
            words.remove(at - 1);
        }
        if at == 0 {
            skip_small(words);
        }
        return Ok(Some(clock));
    }
    Ok(None)
}

/// The fault of an hour that may be of either half of the day: `at 5`, `5
/// o'clock`.
fn half_day_missing(words: &[Word<'_>], at: usize) -> Option<PhraseError> {
    let word = words[at];
    let hour: u8 = words::number(word.text)?.try_into().ok()?;
    let follows_at = at > 0 && words[at - 1].is_any(&["at", "@"]);
    let next = words.get(at + 1);
    let is_oclock = next.is_some_and(|next| next.is_any(&["o'clock", "o’clock"]));
    let counts = next.is_some_and(|next| words::unit(next.text).is_some());
    if !(1..=12).contains(&hour) || !(follows_at || is_oclock) || counts {
        return None;
    }
    let error = PhraseError::new(
        word.span,
        format!("which half of the day `{}` is in is not told", word.text),
    );
    Some(error.help(format!("write `{hour} am` or `{hour} pm`")))
}

/// The zone that a word names: `UTC`, `+04:30`, `UTC+2`, `Asia/Kabul`.
fn zone(word: &Word<'_>) -> Result<Option<ClockZone>, PhraseError> {
    let text = word.text;
    if matches!(text, "Z" | "z") || word.is_any(&["utc", "gmt"]) {
        return Ok(Some(ClockZone::Offset(0)));
    }
    let bare = ["UTC", "GMT"]
        .iter()
        .find_map(|name| text.strip_prefix(name))
        .unwrap_or(text);
    if bare.starts_with(['+', '-']) {
        let hours = match bare.split(':').next().map_or(0, str::len) {
            2 => format!("{}0{}", &bare[..1], &bare[1..]),
            _ => bare.to_owned(),
        };
        return match clock::offset(&hours) {
            Some(seconds) => Ok(Some(ClockZone::Offset(seconds))),
            None => Err(
                PhraseError::new(word.span, format!("`{text}` is no offset from UTC"))
                    .help("offsets look like +04:30 or -0500"),
            ),
        };
    }
    let is_word = words::month(text).is_some() || words::weekday(text).is_some();
    if is_word || !text.starts_with(|letter: char| letter.is_ascii_uppercase()) {
        return Ok(None);
    }
    let is_short =
        (2..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    match Zone::named(text) {
        // The database knows a few of the letters that people use for several
        // zones, some of them with the offset of winter all year round.
        Ok(zone) if zone.name().bytes().all(|byte| byte.is_ascii_uppercase()) => {
            Err(abbreviation::letters(word))
        }
        Ok(zone) => Ok(Some(ClockZone::Named(zone.name()))),
        Err(_) if is_short && !matches!(text, "AD" | "BC" | "CE" | "BCE" | "BP") => {
            Err(abbreviation::letters(word))
        }
        Err(unknown) if text.contains('/') => {
            let error = PhraseError::new(word.span, unknown.to_string());
            Err(match unknown.nearest() {
                Some(nearest) => error
                    .help(format!("did you mean `{nearest}`?"))
                    .replacement(nearest),
                None => error.help("zones are named as in Europe/Paris, Asia/Kabul or UTC"),
            })
        }
        Err(_) => abbreviation::city(word).map_or(Ok(None), Err),
    }
}

/// Takes a part of the day from either end; with the day where the words name
/// it by themselves, as `tonight` and `last night` do.
fn take_day_part(words: &mut Vec<Word<'_>>) -> (Option<DayPart>, Option<i64>) {
    if let [only] = words.as_slice()
        && only.is("tonight")
    {
        words.clear();
        return (Some(DayPart::Night), Some(0));
    }
    let part_at = |word: &Word<'_>| (!word.quoted).then(|| words::day_part(word.text)).flatten();
    if let [first, of, _, ..] = words.as_slice()
        && of.is_any(&["of", "on"])
        && let Some(part) = part_at(first)
    {
        words.drain(..2);
        skip_small(words);
        return (Some(part), None);
    }
    // `morning 5 May 2021`, but not `night 5`.
    if let [first, rest @ ..] = words.as_slice()
        && let Some(part) =
            part_at(first).or_else(|| first.is("overnight").then_some(DayPart::Night))
        && (first.is("overnight") && !rest.is_empty()
            || calendar::date(rest).is_ok_and(|(_, date)| is_day(&date)))
    {
        words.remove(0);
        return (Some(part), None);
    }
    let Some(part) = words.last().and_then(part_at) else {
        return (None, None);
    };
    words.pop();
    while words
        .last()
        .is_some_and(|word| word.is_any(&["in", "at", "the", "during"]))
    {
        words.pop();
    }
    let days = match words.as_slice() {
        [which] if which.is("this") => 0,
        [which] if which.is("last") => -1,
        _ => return (Some(part), None),
    };
    words.clear();
    (Some(part), Some(days))
}
