//! Days of the Christian year and of the turn of the year: `Christmas Eve 1914`, `Easter
//! Monday 1916`, `Good Friday, 21 April 1916`.

use super::super::Civil;
use super::super::calendar::{add_days, easter};
use super::super::phrase::{Date, PhraseError};
use super::check::told_year;
use super::point::span_of;
use super::words::{self, MONTHS, Word, capital};
use crate::source::Span;

/// When a feast is.
#[derive(Clone, Copy, PartialEq)]
enum Feast {
    /// On that day of that month.
    Fixed(u8, u8),
    /// So many days after Easter Sunday.
    Moving(i64),
    /// On any of the days between two others.
    Days(&'static Feast, &'static Feast),
}

const NAMES: [(&str, Feast); 24] = [
    ("christmas eve", Feast::Fixed(12, 24)),
    ("christmas day", Feast::Fixed(12, 25)),
    (
        "christmas",
        Feast::Days(&Feast::Fixed(12, 24), &Feast::Fixed(12, 26)),
    ),
    ("boxing day", Feast::Fixed(12, 26)),
    ("st stephen's day", Feast::Fixed(12, 26)),
    ("new year's eve", Feast::Fixed(12, 31)),
    ("new year's day", Feast::Fixed(1, 1)),
    ("valentine's day", Feast::Fixed(2, 14)),
    ("may day", Feast::Fixed(5, 1)),
    ("halloween", Feast::Fixed(10, 31)),
    ("all saints' day", Feast::Fixed(11, 1)),
    ("ash wednesday", Feast::Moving(-46)),
    ("palm sunday", Feast::Moving(-7)),
    ("maundy thursday", Feast::Moving(-3)),
    ("good friday", Feast::Moving(-2)),
    ("holy saturday", Feast::Moving(-1)),
    ("easter sunday", Feast::Moving(0)),
    ("easter day", Feast::Moving(0)),
    ("easter monday", Feast::Moving(1)),
    ("easter", Feast::Days(&Feast::Moving(-2), &Feast::Moving(1))),
    ("ascension day", Feast::Moving(39)),
    ("pentecost", Feast::Moving(49)),
    ("whit sunday", Feast::Moving(49)),
    ("whit monday", Feast::Moving(50)),
];

impl Feast {
    /// The day, or the days, of a year; no year for the latest one.
    fn of(self, year: Option<i64>) -> Option<Date> {
        match (self, year) {
            (Self::Fixed(month, day), year) => Some(Date::Day { year, month, day }),
            (Self::Moving(days), Some(year)) => {
                let Civil { month, day, .. } = add_days(easter(year), days);
                let year = Some(year);
                Some(Date::Day { year, month, day })
            }
            (Self::Days(first, last), Some(_)) => Some(Date::OneOf {
                first: first.of(year).map(Box::new),
                last: last.of(year).map(Box::new),
            }),
            (Self::Moving(_) | Self::Days(..), None) => None,
        }
    }

    const fn moves(self) -> bool {
        match self {
            Self::Fixed(..) => false,
            Self::Moving(_) => true,
            Self::Days(first, _) => first.moves(),
        }
    }
}

/// Reads a feast with its year or with its date; the day of the week, if one stands
/// beside it.
pub(super) fn feast(words: &[Word<'_>]) -> Option<Result<(Option<u8>, Date), PhraseError>> {
    if let [day, rest @ ..] = words
        && let Some(weekday) = words::weekday(day.text).filter(|_| !day.quoted)
        && let Some(read) = feast(rest)
    {
        return Some(read.map(|(_, date)| (Some(weekday), date)));
    }
    if let Some(error) = thanksgiving(words).or_else(|| new_year(words)) {
        return Some(Err(error));
    }
    let (feast, taken) = NAMES
        .iter()
        .find_map(|(name, feast)| Some((*feast, begins_with(words, name)?)))?;
    let name = words::spelt(&words[..taken]);
    Some(read(feast, &name, &words[taken..], span_of(words)))
}

fn read(
    feast: Feast,
    name: &str,
    rest: &[Word<'_>],
    span: Span,
) -> Result<(Option<u8>, Date), PhraseError> {
    let rest = match rest {
        [of, rest @ ..] if of.is_any(&["of", "in", "on"]) => rest,
        _ => rest,
    };
    let year = match rest {
        [] => None,
        [word] if year_of(word).is_some() => year_of(word),
        _ => return beside(feast, name, super::calendar::date(rest)?, span),
    };
    if let Some(year) = year.filter(|year| feast.moves() && *year < 1583) {
        let error = PhraseError::new(
            span,
            format!(
                "`{name}` of {} was counted by another calendar",
                told_year(year)
            ),
        );
        return Err(error.help("write the day itself"));
    }
    match feast.of(year) {
        Some(date) => Ok((None, date)),
        None => Err(
            PhraseError::new(span, format!("the year of this `{name}` is not told"))
                .help(format!("write it behind, as in `{name} 2021`")),
        ),
    }
}

/// A feast with the date that it had; what does not go together is told.
fn beside(
    feast: Feast,
    name: &str,
    (weekday, date): (Option<u8>, Date),
    span: Span,
) -> Result<(Option<u8>, Date), PhraseError> {
    let Date::Day { year, .. } = date else {
        let error = PhraseError::new(span, format!("what stands beside `{name}` is no day"));
        return Err(error.help(format!("write the year behind it, as in `{name} 2021`")));
    };
    let told = |date: &Date| match date {
        Date::Day { year, month, day } => {
            let month = capital(MONTHS[usize::from(*month) - 1]);
            let year = year.map_or_else(String::new, |year| format!(" {}", told_year(year)));
            format!("{day} {month}{year}")
        }
        _ => String::new(),
    };
    match feast.of(year) {
        Some(own @ Date::Day { .. }) if own != date && year.is_none_or(|year| year > 1582) => {
            let (own, date) = (told(&own), told(&date));
            let error = PhraseError::new(span, format!("`{name}` is {own}, not {date}"));
            Err(error.help("correct the date, or leave the name of the day out"))
        }
        _ => Ok((weekday, date)),
    }
}

/// How many words a name takes of those that begin with it; an apostrophe may be left out.
fn begins_with(words: &[Word<'_>], name: &str) -> Option<usize> {
    let begins = words.first()?.text.as_bytes().first()?;
    if !begins.eq_ignore_ascii_case(name.as_bytes().first()?) {
        return None;
    }
    let mut taken = 0;
    for part in name.split(' ') {
        let word = words.get(taken).filter(|word| !word.quoted)?;
        let bare = |text: &str| text.to_lowercase().replace(['\'', '’', '.'], "");
        if bare(word.text) != bare(part) {
            return None;
        }
        taken += 1;
    }
    Some(taken)
}

fn year_of(word: &Word<'_>) -> Option<i64> {
    let is_year = word.text.len() == 4 && word.text.bytes().all(|byte| byte.is_ascii_digit());
    word.text.parse().ok().filter(|_| is_year && !word.quoted)
}

/// Thanksgiving is one day in the United States and another in Canada.
fn thanksgiving(words: &[Word<'_>]) -> Option<PhraseError> {
    let rest = &words[begins_with(words, "thanksgiving")?..];
    let rest = &rest[usize::from(rest.first().is_some_and(|word| word.is("day")))..];
    let error = PhraseError::new(
        span_of(words),
        "Thanksgiving is one day in the United States and another in Canada",
    );
    // Both by the rules that they have had since 1957.
    let year = match rest {
        [word] => year_of(word).filter(|year| *year >= 1957),
        _ => None,
    };
    let Some(year) = year else {
        return Some(error.help("write the date itself"));
    };
    let nth = |month: u8, weekday: u8, count: i64| {
        let first = Civil::midnight(year, month, 1);
        let ahead = (i64::from(weekday) - i64::from(first.weekday())).rem_euclid(7);
        add_days(first, ahead + 7 * (count - 1)).day
    };
    Some(error.help(format!(
        "write `{} November {year}` for that of the United States, `{} October {year}` for that of Canada",
        nth(11, 3, 4),
        nth(10, 0, 2)
    )))
}

/// `New Year 2000` may be its day or the eve of it.
fn new_year(words: &[Word<'_>]) -> Option<PhraseError> {
    let rest =
        &words[begins_with(words, "new year").or_else(|| begins_with(words, "new year's"))?..];
    let error = PhraseError::new(
        span_of(words),
        format!(
            "`{}` may be the first day of a year or the eve of it",
            words::spelt(words)
        ),
    );
    Some(match rest {
        [] => error.help("write `New Year's Day` or `New Year's Eve` with its year"),
        [word] => {
            let year = year_of(word)?;
            let before = year - 1;
            error.help(format!(
                "write `New Year's Day {year}` or `New Year's Eve {before}`"
            ))
        }
        _ => return None,
    })
}
