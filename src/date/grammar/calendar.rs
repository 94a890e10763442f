//! Dates in written English: `15 July 2021`, `the 1990s`, `last Saturday`,
//! `66 million years ago`.

use super::super::phrase::{Date, Grain, PhraseError, Unit, Which};
use super::deep::deep;
use super::faults::{bare_number, no_now, unknown};
use super::nth::nth;
use super::numeric::{no_century, numeric};
use super::point::{EXAMPLES, span_of};
use super::words::{self, Word};
use super::{check, faults, iso};
use crate::source::Span;

/// A word by what it can be in a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    Month(u8),
    Weekday(u8),
    Weekend,
    /// Up to three digits, or a number in words.
    Number(i64),
    Year(i64),
    Ordinal(i64),
    /// The first year of `the 1990s`.
    Decade(i64),
    /// `the 90s`, of which century is not told.
    ShortDecade(i64),
    Season(u8),
    Quarter(u8),
    Half(u8),
    HalfWord,
    Which(Which),
    Unit(Unit),
    /// Before the common era, or of it.
    Era {
        before: bool,
    },
    Magnitude(i64),
    /// `Ma`: years, by a name that says that they lie in the past.
    YearsBack(i64),
    Ago,
    FromNow,
    Day(i64),
}

/// `winter 2020/21`, `winter of 2020-2021`: the winter that begins in the first.
fn winter(words: &[Word<'_>]) -> Option<Date> {
    let words: Vec<&Word<'_>> = words
        .iter()
        .filter(|word| !word.is_any(&["of", "the", "in"]))
        .collect();
    let (first, years) = words
        .split_first()
        .filter(|(first, _)| first.is("winter"))?;
    let (from, to) = match *years {
        [both] => both.text.split_once('-')?,
        [from, mark, to] if matches!(mark.text, "/" | "-" | "–") => (from.text, to.text),
        _ => return None,
    };
    let year: i64 = from
        .parse()
        .ok()
        .filter(|_| from.len() == 4 && !first.quoted)?;
    let next = (year + 1).to_string();
    (to == next || to.len() == 2 && next.ends_with(to)).then_some(Date::Season {
        year: Some(year),
        season: 3,
        south: false,
    })
}

/// Whether the words are one winter of two years.
pub(super) fn is_winter(words: &[Word<'_>]) -> bool {
    winter(words).is_some()
}

/// Reads a date; the day of the week beside it, if one stands there.
pub(super) fn date(words: &[Word<'_>]) -> Result<(Option<u8>, Date), PhraseError> {
    let span = span_of(words);
    if let [word] = words
        && !word.quoted
        && let Some(read) = numeric(word).or_else(|| written_in_iso(word))
    {
        return read.map(|date| (None, date));
    }
    if let [name, word] = words
        && let Some(day) = words::weekday(name.text)
        && let Some(read) = numeric(word).or_else(|| written_in_iso(word))
        && !matches!(read, Ok(Date::Year(_)))
    {
        return read.map(|date| (Some(day), date));
    }
    if let Some(read) = super::feast::feast(words) {
        return read;
    }
    if let Some(winter) = winter(words) {
        return Ok((None, winter));
    }
    if let Some(word) = words
        .iter()
        .find(|word| !word.quoted && faults::pair(word.text).is_some())
    {
        return Err(unknown(word));
    }
    if let Some(deep) = deep(words) {
        return deep.map(|date| (None, date));
    }
    let pieces = joined(pieces(words)?, span)?;
    if let [Piece::Number(_)] = *pieces {
        let number = words.iter().find(|word| words::number(word.text).is_some());
        let word = number.unwrap_or(&words[0]);
        return Err(bare_number(word.text, word.span));
    }
    if let [Piece::Weekday(day), Piece::Which(which)] = *pieces {
        return Ok((None, Date::Weekday { day, which }));
    }
    if let [Piece::Weekday(day), rest @ ..] = pieces.as_slice()
        && !rest.is_empty()
    {
        let date = of_pieces(rest, span)?;
        let day = *day;
        return match date {
            Date::Day { .. } | Date::DayIn { .. } | Date::Today(_) => Ok((Some(day), date)),
            Date::Turn {
                unit: Unit::Week,
                which,
            } => Ok((None, Date::WeekdayIn { day, which })),
            _ => Err(senseless(span)),
        };
    }
    // `3 May 2020 Sunday`.
    if let [rest @ .., Piece::Weekday(day)] = pieces.as_slice()
        && let Ok(date @ Date::Day { .. }) = of_pieces(rest, span)
    {
        return Ok((Some(*day), date));
    }
    of_pieces(&pieces, span).map(|date| (None, date))
}

fn written_in_iso(word: &Word<'_>) -> Option<Result<Date, PhraseError>> {
    let read = iso::date(word.text, word.span)?;
    Some(read.map(|point| point.date))
}

fn senseless(span: Span) -> PhraseError {
    PhraseError::new(span, "these words make no date together").help(EXAMPLES)
}

fn pieces(words: &[Word<'_>]) -> Result<Vec<Piece>, PhraseError> {
    let mut pieces = Vec::new();
    let mut rest = words;
    while let Some((word, after)) = rest.split_first() {
        rest = after;
        if let [from, now] = [word, after.first().unwrap_or(word)]
            && from.is("from")
            && now.is("now")
        {
            pieces.push(Piece::FromNow);
            rest = &after[1..];
            continue;
        }
        // `this past Saturday` is the past one.
        if word.is("this")
            && after
                .first()
                .is_some_and(|next| next.is_any(&["past", "coming"]))
        {
            continue;
        }
        if word.is("year")
            && let Some(next) = after.first()
            && let Some(number) = words::number(next.text).filter(|_| !next.quoted)
            && !pieces.iter().any(|piece| matches!(piece, Piece::Which(_)))
        {
            pieces.push(era_year(number, false, next.span)?);
            rest = &after[1..];
            continue;
        }
        if word.is("day") && after.len() >= 2 && after[0].is_any(&["before", "after"]) {
            let step = if after[0].is("before") { -1 } else { 1 };
            if let Some(Piece::Day(days)) = after.get(1).and_then(|word| piece(word).ok().flatten())
            {
                pieces.push(Piece::Day(days + step));
                rest = &after[2..];
                continue;
            }
        }
        pieces.extend(piece(word)?);
    }
    Ok(pieces)
}

/// What a word can be; nothing for the small words between.
pub(super) fn piece(word: &Word<'_>) -> Result<Option<Piece>, PhraseError> {
    let text = word.text;
    let lower = text.to_ascii_lowercase();
    if word.quoted {
        return Err(PhraseError::new(
            word.span,
            format!("`{text}` is quoted as the id of a fact, but a date is expected"),
        )
        .help("write `after`, `before` or `same time as` before the id"));
    }
    if matches!(text, "Ma" | "mya" | "Mya" | "MYA" | "Myr") {
        return Ok(Some(Piece::YearsBack(1_000_000)));
    }
    let known = match lower.as_str() {
        "of" | "the" | "in" | "on" | "at" | "and" => return Ok(None),
        "weekend" => Some(Piece::Weekend),
        "last" | "previous" | "past" => Some(Piece::Which(Which::Last)),
        "this" | "current" => Some(Piece::Which(Which::This)),
        "next" | "coming" => Some(Piece::Which(Which::Next)),
        "today" => Some(Piece::Day(0)),
        "yesterday" => Some(Piece::Day(-1)),
        "tomorrow" => Some(Piece::Day(1)),
        "ago" => Some(Piece::Ago),
        "hence" => Some(Piece::FromNow),
        "bc" | "bce" | "b.c." | "b.c.e." => Some(Piece::Era { before: true }),
        "ad" | "ce" | "a.d." | "c.e." => Some(Piece::Era { before: false }),
        "hundred" => Some(Piece::Magnitude(100)),
        "thousand" => Some(Piece::Magnitude(1_000)),
        "million" => Some(Piece::Magnitude(1_000_000)),
        "billion" => Some(Piece::Magnitude(1_000_000_000)),
        "ka" | "kya" | "kyr" => Some(Piece::YearsBack(1_000)),
        "ga" | "bya" | "gya" | "gyr" => Some(Piece::YearsBack(1_000_000_000)),
        "bp" => Some(Piece::YearsBack(1)),
        "half" => Some(Piece::HalfWord),
        "now" => {
            return Err(no_now(word));
        }
        "following" | "later" | "earlier" => {
            return Err(PhraseError::new(
                word.span,
                format!("what `{text}` is counted from is not told"),
            )
            .help("name it, as in `2 days after post` or `after 15 July 2021`"));
        }
        "that" => {
            return Err(PhraseError::new(
                word.span,
                "which day `that` points to is not told",
            )
            .help("write the date itself, as in `20 September 2025`, or measure from a fact, as in `same day as post`"));
        }
        "few" | "several" | "many" | "dozens" | "recent" | "recently" => {
            return Err(
                PhraseError::new(word.span, format!("`{text}` is no number"))
                    .help("write about how many, as in `about 3 days ago`"),
            );
        }
        "unknown" | "undated" | "n.d." | "tbd" | "tba" | "tbc" | "?" => {
            return Err(PhraseError::new(word.span, "this says no date")
                .help("leave it out where none is known: a fact gets its place from its links"));
        }
        _ => None,
    };
    if known.is_some() {
        return Ok(known);
    }
    if let Some(piece) = numbered(text, &lower) {
        if piece == Piece::Number(words::TOO_LARGE) {
            let error = PhraseError::new(word.span, format!("`{text}` is too large a number"));
            return Err(error.help("years go from -20000000000 to 20000000000"));
        }
        return Ok(Some(piece));
    }
    if let Some(read) = iso::date(text, word.span) {
        return match read?.date {
            Date::Year(year) => Ok(Some(Piece::Year(year))),
            _ => Err(senseless(word.span)),
        };
    }
    Err(unknown(word))
}

/// Names and numbers: months, weekdays, units, `Q3`, `1990s`, `5th`.
fn numbered(text: &str, lower: &str) -> Option<Piece> {
    let digit = |text: &str, most: u8| {
        text.parse::<u8>()
            .ok()
            .filter(|digit| text.len() == 1 && (1..=most).contains(digit))
    };
    words::month(text)
        .map(Piece::Month)
        .or_else(|| words::weekday(text).map(Piece::Weekday))
        .or_else(|| words::season(text).map(Piece::Season))
        .or_else(|| {
            let rest = lower
                .strip_prefix('q')
                .or_else(|| lower.strip_suffix('q'))?;
            digit(rest, 4).map(Piece::Quarter)
        })
        .or_else(|| {
            let rest = lower.strip_prefix('h').or_else(|| {
                let written = text.strip_suffix('H')?;
                digit(written, 2).is_some().then_some(written)
            })?;
            digit(rest, 2).map(Piece::Half)
        })
        .or_else(|| decade(lower))
        .or_else(|| {
            let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            is_year
                .then(|| text.parse().ok())
                .flatten()
                .map(Piece::Year)
        })
        .or_else(|| words::number(text).map(Piece::Number))
        .or_else(|| {
            (lower != "second")
                .then(|| words::ordinal(text))
                .flatten()
                .map(Piece::Ordinal)
        })
        .or_else(|| words::unit(text).map(Piece::Unit))
}

/// Whether a word is a decade with all the digits of its years, and no number of seconds
/// where a span begins.
pub(super) fn is_decade(text: &str) -> bool {
    matches!(decade(&text.to_ascii_lowercase()), Some(Piece::Decade(first)) if first >= 1_000)
}

/// `1990s`, `1990's`.
fn decade(lower: &str) -> Option<Piece> {
    let digits = lower
        .strip_suffix("'s")
        .or_else(|| lower.strip_suffix("’s"))
        .or_else(|| lower.strip_suffix('s'))?;
    let is_decade = (2..=4).contains(&digits.len())
        && digits.ends_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    let first = digits.parse().ok().filter(|_| is_decade)?;
    Some(match digits.len() {
        2 => Piece::ShortDecade(first),
        _ => Piece::Decade(first),
    })
}

/// Joins what belongs together: a number and its era, `second quarter`.
fn joined(pieces: Vec<Piece>, span: Span) -> Result<Vec<Piece>, PhraseError> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let next = pieces.peek().copied();
        let merged = match (piece, next) {
            (Piece::Number(year) | Piece::Year(year), Some(Piece::Era { before })) => {
                Some(era_year(year, before, span)?)
            }
            (Piece::Era { before: false }, Some(Piece::Number(year) | Piece::Year(year))) => {
                Some(era_year(year, false, span)?)
            }
            (Piece::Ordinal(count), Some(Piece::Unit(Unit::Quarter)))
                if (1..=4).contains(&count) =>
            {
                Some(Piece::Quarter(count as u8))
            }
            (Piece::Unit(Unit::Second), Some(Piece::Unit(Unit::Quarter))) => {
                Some(Piece::Quarter(2))
            }
            (Piece::Which(Which::Last), Some(Piece::Unit(Unit::Quarter)))
                if matches!(pieces.clone().nth(1), Some(Piece::Year(_))) =>
            {
                Some(Piece::Quarter(4))
            }
            (Piece::Ordinal(count), Some(Piece::HalfWord)) if (1..=2).contains(&count) => {
                Some(Piece::Half(count as u8))
            }
            (Piece::Unit(Unit::Second), Some(Piece::HalfWord)) => Some(Piece::Half(2)),
            (Piece::Unit(Unit::Second), Some(Piece::Unit(Unit::Century | Unit::Millennium))) => {
                joined.push(Piece::Ordinal(2));
                continue;
            }
            _ => None,
        };
        if merged.is_some() {
            pieces.next();
        }
        joined.push(merged.unwrap_or(piece));
    }
    Ok(joined)
}

fn era_year(year: i64, before: bool, span: Span) -> Result<Piece, PhraseError> {
    if year == 0 {
        return Err(
            PhraseError::new(span, "there is no year 0 between 1 BCE and 1 CE")
                .help("write `1 BCE`; ISO's year 0000 means the same"),
        );
    }
    if year > check::MOST_YEARS {
        return Err(check::too_far(span));
    }
    Ok(Piece::Year(if before { 1 - year } else { year }))
}

fn of_pieces(pieces: &[Piece], span: Span) -> Result<Date, PhraseError> {
    if let Some(date) = of_days(pieces, span).or_else(|| nth(pieces, span)) {
        return date;
    }
    if let Some(date) = of_parts(pieces).or_else(|| of_counts(pieces)) {
        return Ok(date);
    }
    match *pieces {
        [
            Piece::Ordinal(count),
            Piece::Unit(unit @ (Unit::Century | Unit::Millennium)),
            ref rest @ ..,
        ] if rest.is_empty() || matches!(rest, [Piece::Era { .. }]) => {
            let before = rest.first() == Some(&Piece::Era { before: true });
            counted_years(count, unit, before, span)
        }
        [
            Piece::Unit(Unit::Week),
            Piece::Number(week),
            Piece::Year(year),
        ]
        | [
            Piece::Year(year),
            Piece::Unit(Unit::Week),
            Piece::Number(week),
        ] => check::week(year, week, span),
        [Piece::Unit(Unit::Week), Piece::Number(week)] => Err(PhraseError::new(
            span,
            format!("which year week {week} is in is not told"),
        )
        .help(format!("write its year too, as in `week {week} of 2021`"))),
        [Piece::ShortDecade(decade)] => Err(PhraseError::new(
            span,
            format!("which century `{decade}s` is in is not told"),
        )
        .help(format!("write all its digits, as in `19{decade:02}s`"))),
        [Piece::Ordinal(day), ref rest @ ..] if (1..=31).contains(&day) => {
            let which = match *rest {
                [] => Which::Nearest,
                [Piece::Which(which), Piece::Unit(Unit::Month)] => which,
                _ => return Err(senseless(span)),
            };
            Ok(Date::DayIn {
                day: day as u8,
                which,
            })
        }
        _ => Err(senseless(span)),
    }
}

/// Years and parts of years.
fn of_parts(pieces: &[Piece]) -> Option<Date> {
    let (part, year) = match *pieces {
        [Piece::Year(year)] => return Some(Date::Year(year)),
        [Piece::Decade(first)] => return Some(run(first, 10, false)),
        [
            Piece::Decade(first) | Piece::ShortDecade(first),
            Piece::Era { before },
        ] => return Some(run(first, 10, before)),
        [part] => (part, None),
        [part, Piece::Year(year)] | [Piece::Year(year), part] => (part, Some(year)),
        _ => return None,
    };
    Some(match part {
        Piece::Season(season) => Date::Season {
            year,
            season,
            south: false,
        },
        Piece::Quarter(quarter) => Date::Quarter { year, quarter },
        Piece::Half(half) => Date::Half { year, half },
        _ => return None,
    })
}

/// Dates counted from the file's own day.
fn of_counts(pieces: &[Piece]) -> Option<Date> {
    let nearest = Which::Nearest;
    Some(match *pieces {
        [Piece::Weekday(day)] => Date::Weekday {
            day,
            which: nearest,
        },
        [Piece::Weekend] => Date::Weekend(nearest),
        [Piece::Day(days)] => Date::Today(days),
        [Piece::Which(which), Piece::Weekday(day)] => Date::Weekday { day, which },
        [Piece::Which(which), Piece::Weekend] => Date::Weekend(which),
        [Piece::Which(which), Piece::Month(month)] => Date::Yearly { month, which },
        [Piece::Which(which), Piece::Season(season)] => Date::Seasonal { season, which },
        [Piece::Which(which), Piece::Unit(unit)] if unit >= Unit::Week => {
            Date::Turn { unit, which }
        }
        [
            Piece::Number(count) | Piece::Year(count),
            Piece::Unit(unit),
            end @ (Piece::Ago | Piece::FromNow),
        ] => Date::Shift {
            unit,
            count: if end == Piece::Ago { -count } else { count },
        },
        _ => return None,
    })
}

/// Months and days, in either order, with or without a year.
fn of_days(pieces: &[Piece], span: Span) -> Option<Result<Date, PhraseError>> {
    let (month, day, year) = match *pieces {
        [Piece::Month(month)] => (month, None, None),
        [Piece::Month(month), Piece::Year(year)] | [Piece::Year(year), Piece::Month(month)] => {
            (month, None, Some(year))
        }
        [
            Piece::Month(month),
            Piece::Number(day) | Piece::Ordinal(day),
        ]
        | [
            Piece::Number(day) | Piece::Ordinal(day),
            Piece::Month(month),
        ] => (month, Some(day), None),
        [
            Piece::Month(month),
            Piece::Number(day) | Piece::Ordinal(day),
            Piece::Year(year),
        ]
        | [
            Piece::Number(day) | Piece::Ordinal(day),
            Piece::Month(month),
            Piece::Year(year),
        ]
        | [
            Piece::Year(year),
            Piece::Month(month),
            Piece::Number(day) | Piece::Ordinal(day),
        ] => (month, Some(day), Some(year)),
        [
            Piece::Month(_),
            Piece::Number(_) | Piece::Ordinal(_),
            Piece::Number(year),
        ]
        | [
            Piece::Number(_) | Piece::Ordinal(_),
            Piece::Month(_),
            Piece::Number(year),
        ] => {
            return Some(Err(if year > 9999 {
                bare_number(&year.to_string(), span)
            } else {
                no_century(&format!("{year:02}"), span)
            }));
        }
        _ => return None,
    };
    Some(match day {
        Some(day) => check::day(year, month, day, span),
        None => Ok(Date::Month { year, month }),
    })
}

/// So many years from a named first one; before the common era they count
/// down.
fn run(first: i64, length: i64, before: bool) -> Date {
    let grain = if length == 10 {
        Grain::Decade
    } else {
        Grain::Century
    };
    let (first, last) = if before {
        (1 - (first + length - 1), 1 - first)
    } else {
        (first, first + length - 1)
    };
    Date::Years { first, last, grain }
}

/// `19th century`: 1801 to 1900.
fn counted_years(count: i64, unit: Unit, before: bool, span: Span) -> Result<Date, PhraseError> {
    let (length, grain) = match unit {
        Unit::Century => (100, Grain::Century),
        _ => (1000, Grain::Millennium),
    };
    if !(1..=100_000).contains(&count) {
        return Err(senseless(span));
    }
    let (first, last) = ((count - 1) * length + 1, count * length);
    let (first, last) = if before {
        (1 - last, 1 - first)
    } else {
        (first, last)
    };
    Ok(Date::Years { first, last, grain })
}
