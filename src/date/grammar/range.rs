//! Two ends: `2001..2021`, `12–14 July 2021`, `14:30 to 15:10`.

use super::super::phrase::{Clock, Date, Edge, Expression, PhraseError, Point};
use super::faults::pair;
use super::point::{is_day, point, span_of, whole_day};
use super::run::{is_doubt, number_alone, shared_run, short_year};
use super::words::{self, Word};
use super::{check, edge, needs, position};

/// Where a range is parted: `..`, `/`, a dash, `to`.
pub(super) fn separator(words: &[Word<'_>]) -> Option<usize> {
    // In EDTF `/..` leaves an end open: the slash parts.
    let is = |any: &'static [&str]| {
        words
            .iter()
            .position(move |word| !word.quoted && any.contains(&word.text))
    };
    is(&["/"])
        .or_else(|| is(&["..", "...", "…"]))
        .or_else(|| is(&["–", "—", "-"]))
        .or_else(|| position(words, &["to", "until", "till", "through"]).filter(|at| *at > 0))
}

fn is_open(words: &[Word<'_>]) -> bool {
    match words {
        [] => true,
        [only] => is_dots(only),
        _ => false,
    }
}

fn is_dots(word: &Word<'_>) -> bool {
    matches!(word.text, ".." | "..." | "…")
}

/// Two ends and what parts them.
pub(super) fn range(
    left: &[Word<'_>],
    mark: Word<'_>,
    right: &[Word<'_>],
) -> Result<Expression, PhraseError> {
    if mark.text.chars().any(char::is_alphabetic) {
        needs(mark, right)?;
    }
    if is_open(left) && is_open(right) {
        return Err(PhraseError::new(mark.span, "this span has no end at all")
            .help("name at least one end"));
    }
    if is_open(left) {
        return Ok(Expression::Span {
            from: None,
            to: Some(edge(right)?),
        });
    }
    // EDTF leaves an end open by two dots; what is left out it does not know.
    if is_open(right)
        && [Some(&mark), right.first()]
            .into_iter()
            .flatten()
            .any(is_dots)
    {
        return edge(left).map(Expression::Since);
    }
    if is_open(right) {
        return Ok(Expression::Span {
            from: Some(edge(left)?),
            to: None,
        });
    }
    let (from, to) = ends_of(left, right)?;
    Ok(Expression::Span {
        from: Some(from),
        to: Some(to),
    })
}

/// Two ends; what only one of them says holds for both: `12–14 July 2021`,
/// `July 12–14, 2021`, `1914–18`, `14:30–15:10 on Saturday`.
pub(super) fn ends_of(left: &[Word<'_>], right: &[Word<'_>]) -> Result<(Edge, Edge), PhraseError> {
    if let Some(ends) = short_year(left, right) {
        return ends;
    }
    if let Some(error) = number_alone(left, right) {
        return Err(error);
    }
    if let Some(error) = year_missing(left, right).or_else(|| part_alone(left, right)) {
        return Err(error);
    }
    if let Some(right) = shared_era(left, right) {
        return Ok((edge(left)?, edge(&right)?));
    }
    let shared = shared_count(left, right)
        .or_else(|| shared_run(left, right))
        .or_else(|| shared_half(left, right));
    if let Some(ends) = shared {
        return ends;
    }
    if let Some(number) = day_number(left)
        && let Ok(Edge::Date(to)) = edge(right)
        && let Date::Day { year, month, .. } = to.date
    {
        let from = Point::of(
            check::day(year, month, number, span_of(left))?,
            span_of(left),
        );
        return Ok((Edge::Date(from), Edge::Date(to)));
    }
    if let Ok(Edge::Date(from)) = edge(left)
        && let Date::Day {
            year: None, month, ..
        } = from.date
        && let Some(number) = day_number(&right[..1])
        && (right.len() == 1 || year_after(right).is_some())
    {
        let year = year_after(right);
        let span = span_of(right);
        let to = Point::of(check::day(year, month, number, span)?, span);
        return Ok((Edge::Date(with_year(from, year)), Edge::Date(to)));
    }
    let (from, to) = (timed(edge(left)?), timed(edge(right)?));
    let (from, to) = match (from, to) {
        (Edge::Date(from), to) => (Edge::Date(from), in_day(to)),
        (from, Edge::Date(to)) => (in_day(from), Edge::Date(to)),
        both => both,
    };
    Ok(match (from, to) {
        (Edge::Date(from), Edge::Date(to)) => {
            let (from, to) = shared_day(from, to);
            (Edge::Date(from), Edge::Date(to))
        }
        other => other,
    })
}

/// The fault of `early to mid 2021`, which may be a span or a time within it.
fn part_alone(left: &[Word<'_>], right: &[Word<'_>]) -> Option<PhraseError> {
    const PARTS: [&str; 3] = ["early", "mid", "late"];
    let ([first], [last, whole @ ..]) = (left, right) else {
        return None;
    };
    if !first.is_any(&PARTS) || !last.is_any(&PARTS) || whole.is_empty() || point(right).is_err() {
        return None;
    }
    let whole = words::spelt(whole);
    let (first, last, span) = (first.text, last.text, span_of(left));
    let error = PhraseError::new(span, format!("`{first}` of what is not told"));
    Some(error.help(format!(
        "write `{first} {whole} to {last} {whole}` for a span, `between {first} {whole} and {last} {whole}` for a time within it"
    )))
}

/// The fault of `2021-05-03..05-05`, whose second end lacks its year.
fn year_missing(left: &[Word<'_>], right: &[Word<'_>]) -> Option<PhraseError> {
    let ([.., first], [last]) = (left, right) else {
        return None;
    };
    let (month, day) = pair(last.text).filter(|_| !last.quoted)?;
    let date = point(std::slice::from_ref(first)).ok()?.date;
    let Date::Day {
        year: Some(year), ..
    } = date
    else {
        return None;
    };
    check::day(Some(year), month, day, last.span).ok()?;
    let whole = format!("{year:04}-{}", last.text);
    let error = PhraseError::new(
        last.span,
        format!("which year `{}` is in is not told", last.text),
    );
    Some(error.help(format!("write `{whole}`")).replacement(whole))
}

/// An end that is a clock's time, as `9am` or `noon` is, is no fact beside
/// another clock's time.
fn timed(edge: Edge) -> Edge {
    match edge {
        Edge::Fact(super::Name {
            date: Some(point), ..
        }) if point.clock.is_some() => Edge::Date(*point),
        other => other,
    }
}

/// An end that is a part of the day, such as `evening`, is no fact beside a date.
fn in_day(edge: Edge) -> Edge {
    match edge {
        Edge::Fact(super::Name {
            date: Some(point), ..
        }) if point.date == Date::AsOfDay => Edge::Date(*point),
        other => other,
    }
}

/// `AD 165 to 180`: an era before the first year holds for a second that is too
/// short to be a year by itself. The second end with its era, where that is so.
fn shared_era<'a>(left: &[Word<'a>], right: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [era, .., _] = left else { return None };
    let (year, before) = right.split_last()?;
    let is_short = year.text.len() <= 3 && year.text.bytes().all(|byte| byte.is_ascii_digit());
    let is_bare = before.iter().all(is_doubt);
    (era.is_any(&["ad", "a.d."]) && is_short && is_bare && !year.quoted)
        .then(|| before.iter().chain([era, year]).copied().collect())
}

/// Two counts of the same: `252–201 million years ago`, `1000–44 BC`, `the
/// 5th–4th century BC`.
fn shared_count(
    left: &[Word<'_>],
    right: &[Word<'_>],
) -> Option<Result<(Edge, Edge), PhraseError>> {
    const COUNTED: [&str; 24] = [
        "bc",
        "bce",
        "b.c.",
        "b.c.e.",
        "ad",
        "ce",
        "a.d.",
        "c.e.",
        "bp",
        "cal",
        "ka",
        "kya",
        "ma",
        "mya",
        "ga",
        "bya",
        "thousand",
        "million",
        "billion",
        "years",
        "ago",
        "century",
        "centuries",
        "millennium",
    ];
    let is_before = |word: &&Word<'_>| word.is("the") || is_doubt(word);
    let [lead, led] = [left, right].map(|words| words.iter().take_while(is_before).count());
    let ([one], [other, tail @ ..]) = (&left[lead..], &right[led..]) else {
        return None;
    };
    let is_number = |word: &Word<'_>| {
        !word.quoted
            && word
                .text
                .starts_with(|letter: char| letter.is_ascii_digit())
            && super::deep::decimal(word.text).is_some()
    };
    let is_ordinal = |word: &Word<'_>| !word.quoted && words::ordinal(word.text).is_some();
    let is_alike = is_number(one) && is_number(other) || is_ordinal(one) && is_ordinal(other);
    if !is_alike || tail.is_empty() || !tail.iter().all(|word| word.is_any(&COUNTED)) {
        return None;
    }
    let mut whole = left.to_vec();
    whole.extend(tail);
    let ends = point(&whole).and_then(|from| {
        let from = Point {
            span: span_of(left),
            ..from
        };
        Ok((Edge::Date(from), Edge::Date(point(right)?)))
    });
    Some(ends)
}

/// Two times of one half of the day: `2–4 pm on Saturday`; `11–1 pm` begins in
/// the other half.
fn shared_half(left: &[Word<'_>], right: &[Word<'_>]) -> Option<Result<(Edge, Edge), PhraseError>> {
    let ([.., one], Ok(Edge::Date(to))) = (left, edge(right).map(timed)) else {
        return None;
    };
    let is_bare = one.text.len() <= 2 && one.text.bytes().all(|byte| byte.is_ascii_digit());
    let number: u8 = one
        .text
        .parse()
        .ok()
        .filter(|number| (1..=12).contains(number))?;
    let is_twelve = right.iter().any(|word| {
        let lower = word.text.to_ascii_lowercase();
        let lower =
            lower.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ':');
        matches!(lower, "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m")
    });
    let clock = to
        .clock
        .clone()
        .filter(|_| is_bare && is_twelve && !one.quoted)?;
    let half = clock.hour / 12 * 12;
    let hour = number % 12 + half;
    let hour = if hour > clock.hour {
        (hour + 12) % 24
    } else {
        hour
    };
    let day = match left {
        [] | [_] => None,
        [day @ .., _] => match point(day) {
            Ok(day) => Some(day),
            Err(error) => return Some(Err(error)),
        },
    };
    let from = Point {
        span: one.span,
        clock: Some(Clock {
            hour,
            minute: None,
            second: None,
            fraction: None,
            zone: None,
        }),
        ..day.unwrap_or_else(|| Point::of(Date::AsOfDay, one.span))
    };
    let from = match whole_day(from) {
        Ok(from) => from,
        Err(error) => return Some(Err(error)),
    };
    let (from, to) = shared_day(from, to);
    Some(Ok((Edge::Date(from), Edge::Date(to))))
}

/// The year that is the second of two words.
fn year_after(words: &[Word<'_>]) -> Option<i64> {
    let [_, year] = words else { return None };
    match point(std::slice::from_ref(year)).ok()?.date {
        Date::Year(year) => Some(year),
        _ => None,
    }
}

fn with_year(mut point: Point, year: Option<i64>) -> Point {
    if let Date::Day { year: written, .. } = &mut point.date
        && written.is_none()
    {
        *written = year;
    }
    point
}

/// A clock or a part of the day without a day takes the day of the other end.
pub(in super::super) fn shared_day(mut from: Point, mut to: Point) -> (Point, Point) {
    let is_timed = |point: &Point| point.clock.is_some() || point.day_part.is_some();
    if from.date == Date::AsOfDay && is_timed(&to) {
        from.date = to.date.clone();
    } else if to.date == Date::AsOfDay && is_timed(&to) && is_day(&from.date) {
        to.date = from.date.clone();
    }
    if let (Some(first), Some(last)) = (&mut from.clock, &mut to.clock)
        && first.zone.is_none()
    {
        first.zone.clone_from(&last.zone);
    }
    (from, to)
}

/// A bare day of a month.
fn day_number(words: &[Word<'_>]) -> Option<u8> {
    let words = match words {
        [first, rest @ ..] if first.is("the") => rest,
        _ => words,
    };
    let [word] = words else { return None };
    let number = words::ordinal(word.text).or_else(|| {
        let is_short = word.text.len() <= 2 && word.text.bytes().all(|byte| byte.is_ascii_digit());
        is_short.then(|| word.text.parse().ok()).flatten()
    })?;
    u8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))
}
