//! The grammar of `when`: words in, a [`Phrase`](super::Phrase) out.

mod abbreviation;
mod beside;
mod bounds;
mod calendar;
mod check;
mod choice;
mod clock;
mod day_first;
mod deep;
mod edge;
mod elsewhere;
mod faults;
mod feast;
mod hyphen;
mod iso;
mod jargon;
mod length;
mod mask;
mod nth;
mod numeric;
mod point;
mod range;
mod run;
mod said;
mod turned;
mod typeset;
mod usual;
mod vague;
pub(super) mod words;

pub(super) use check::{MOST_YEARS, day as checked_day, told_year, too_far};
pub(super) use point::no_day;
pub(super) use range::shared_day;
pub(super) use words::{MONTHS, WEEKDAYS, capital};

/// The word of dates most like another, such as `February` for `Febuary`, where
/// one is near enough.
///
/// ```
/// assert_eq!(causeline::date::nearest_word("Febuary").as_deref(), Some("February"));
/// assert_eq!(causeline::date::nearest_word("withdrawal"), None);
/// ```
pub fn nearest_word(word: &str) -> Option<String> {
    words::nearest(word)
}

/// Whether a word of four letters or more in a text is none that dates have, which costs far
/// less to know than to read the text as a date in vain.
pub(crate) fn has_foreign_word(text: &str) -> bool {
    let mut parts = text.split(|letter: char| !letter.is_alphabetic());
    parts.any(|part| part.len() >= 4 && !words::is_known(part) && words::month(part).is_none())
}

use super::phrase::{
    Date, Direction, Edge, Expression, Length, Limit, Name, PhraseError, Point, Unit,
};
use crate::source::Span;
use bounds::{bound, bounded};
use edge::{dated_by, edge, end_of};
pub(super) use faults::{letter_of_a_fact, relations};
pub(super) use point::EXAMPLES;
use point::{point, span_of};
use range::{ends_of, range, separator};
use words::Word;

/// The longest phrase that is read, in bytes.
const LONGEST: usize = 400;

/// Reads a whole phrase.
pub(super) fn parse(text: &str) -> Result<Expression, PhraseError> {
    let Some(plain) = typeset::Plain::of(text) else {
        return parse_plain(text);
    };
    match parse_plain(&plain.text) {
        Ok(mut expression) => {
            plain.restore(&mut expression);
            Ok(expression)
        }
        Err(error) => Err(PhraseError {
            span: plain.written(error.span),
            ..error
        }),
    }
}

/// Reads a phrase whose hyphens are those of keyboards. What cannot be read is told with
/// what to write instead, where another reading of it is a date.
fn parse_plain(text: &str) -> Result<Expression, PhraseError> {
    read_plain(text, true)
}

/// Reads another wording of a phrase that could not be read. Its own faults are not told,
/// so no further wording is tried for it: each would try others in turn.
fn reword(text: &str) -> Result<Expression, PhraseError> {
    read_plain(text, false)
}

fn read_plain(text: &str, is_told: bool) -> Result<Expression, PhraseError> {
    let text = without_stop(text);
    let whole = Span::new(0, text.len());
    if text.len() > LONGEST {
        return Err(
            PhraseError::new(whole, format!("this date is {} bytes long", text.len()))
                .help("put what is no date into `what` or `detail`"),
        );
    }
    // Most dates of most files are written as ISO has them.
    if text.len() < 40
        && text.starts_with(|letter: char| letter.is_ascii_digit())
        && !text.contains([' ', ',', '/'])
        && !text.contains("..")
        && let Some(read) = iso::date(text, whole)
    {
        return read.map(Expression::Moment);
    }
    let words = words::cut(text);
    if words.is_empty() {
        return Err(PhraseError::new(whole, "this date is empty")
            .help("write a date, or leave `when` out: a fact without a date gets its place from its links"));
    }
    if let Some(error) = faults::quoted_date(text, &words) {
        return Err(error);
    }
    let read = read(&words, is_told);
    read.map_err(|error| {
        let told = is_told.then(|| {
            elsewhere::elsewhere(text, &words).or_else(|| jargon::jargon(text, &words, &error))
        });
        told.flatten().unwrap_or(error)
    })
}

/// Reads all words of a phrase.
fn read(words: &[Word<'_>], is_told: bool) -> Result<Expression, PhraseError> {
    let words = usual::usual(words);
    let words = hyphen::parted(&words)?;
    let read = expression(&words);
    if !is_told {
        return read;
    }
    read.map_err(|error| {
        let told = faults::uncounted(&words)
            .or_else(|| faults::unnumbered(&words))
            .or_else(|| faults::timed_beside(&words))
            .or_else(|| turned::turned(&words))
            .or_else(|| vague::vague(&words));
        told.unwrap_or(error)
    })
}

/// A text without the mark that ends a sentence; the dot of `B.C.` stays.
fn without_stop(text: &str) -> &str {
    let text = text.trim_end();
    let text = text.strip_suffix(';').unwrap_or(text);
    match text.strip_suffix('.') {
        Some(rest) if words::ends_a_date(rest) => rest,
        _ => text,
    }
}

fn expression(words: &[Word<'_>]) -> Result<Expression, PhraseError> {
    let words = match words {
        [first, rest @ ..] if first.is("sometime") && !rest.is_empty() => rest,
        [some, time, rest @ ..] if some.is("some") && time.is("time") && !rest.is_empty() => rest,
        _ => words,
    };
    if let Some(error) = jargon::to_date(words) {
        return Err(error);
    }
    if let Some(read) = said::past(words).or_else(|| beside::read(words)) {
        return read;
    }
    if let Some(read) = led(words).or_else(|| day_first::read(words)) {
        return read;
    }
    if let Some(read) = offset(words) {
        return read;
    }
    if let Some(read) = said::read(words) {
        return read;
    }
    if let Some(read) = said::lasting_from(words).or_else(|| said::week_of(words)) {
        return read;
    }
    if let Some(at) = separator(words).filter(|_| !calendar::is_winter(words)) {
        return range(&words[..at], words[at], &words[at + 1..]);
    }
    match point(words) {
        Ok(point) => Ok(Expression::Moment(point)),
        Err(error) => Err(faults::names_a_fact(words)
            .or_else(|| faults::end_of_a_fact(words))
            .or_else(|| faults::time_of_a_fact(words))
            .unwrap_or(error)),
    }
}

/// A phrase that its first words tell.
fn led(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let (first, rest) = words.split_first()?;
    let second = rest.first();
    if first.is_any(&["from", "since", "starting"]) {
        return Some(from(*first, rest));
    }
    if first.is_any(&["until", "till"]) {
        return Some(
            needs(*first, rest)
                .and_then(|()| edge(rest))
                .map(|to| Expression::Span {
                    from: None,
                    to: Some(to),
                }),
        );
    }
    if first.is("for") {
        return Some(lasting(*first, rest));
    }
    if let Some(taken) = vague::distance(words) {
        return bounded(&words[taken..]);
    }
    if bound(words).is_some() || (first.is_any(&["not", "no"]) && second.is_some()) {
        return bounded(words);
    }
    if first.is("between") {
        return Some(between(*first, rest));
    }
    if first.is("within") {
        return Some(within(*first, rest));
    }
    if first.is("during") {
        return Some(
            needs(*first, rest)
                .and_then(|()| edge(rest))
                .map(Expression::During),
        );
    }
    if first.is("in")
        && let Some(read) = length::length(rest)
    {
        return in_future(read, rest);
    }
    same(words)
}

/// What a word of the grammar must be followed by.
fn needs(word: Word<'_>, rest: &[Word<'_>]) -> Result<(), PhraseError> {
    if rest.is_empty() {
        return Err(
            PhraseError::new(word.span, format!("`{}` is followed by nothing", word.text))
                .help("name a date or the id of a fact after it"),
        );
    }
    Ok(())
}

fn position(words: &[Word<'_>], any: &[&str]) -> Option<usize> {
    words.iter().position(|word| word.is_any(any))
}

/// `from A to B`, `from A for L`, `since A`.
fn from(first: Word<'_>, rest: &[Word<'_>]) -> Result<Expression, PhraseError> {
    needs(first, rest)?;
    let (rest, goes_on) = match rest {
        [front @ .., last] if last.is_any(&["on", "onward", "onwards"]) && !front.is_empty() => {
            (front, true)
        }
        _ => (rest, first.is("since")),
    };
    if let Some(at) = position(rest, &["for"]).filter(|at| *at > 0) {
        let (length, after) = whole_length(rest[at], &rest[at + 1..])?;
        if let Some(extra) = after.first() {
            return Err(unexpected(extra));
        }
        return Ok(Expression::Lasting {
            length,
            from: Some(edge(&rest[..at])?),
            to: None,
        });
    }
    match position(rest, &["to", "until", "till", "through"]).or_else(|| separator(rest)) {
        Some(at) if at > 0 => range(&rest[..at], rest[at], &rest[at + 1..]),
        _ if goes_on => edge(rest).map(Expression::Since),
        _ => Ok(Expression::Span {
            from: Some(edge(rest)?),
            to: None,
        }),
    }
}

fn unexpected(word: &Word<'_>) -> PhraseError {
    PhraseError::new(word.span, format!("`{}` is not expected here", word.text)).help(EXAMPLES)
}

/// A length and the words after it.
fn whole_length<'a, 'b>(
    before: Word<'_>,
    words: &'b [Word<'a>],
) -> Result<(Length, &'b [Word<'a>]), PhraseError> {
    needs(before, words)?;
    match length::length(words) {
        Some(read) => {
            let (length, taken) = read?;
            Ok((length, &words[taken..]))
        }
        None => Err(PhraseError::new(
            span_of(&words[..1]),
            format!("`{}` is no length of time", words[0].text),
        )
        .help(match near_unit(words) {
            Some(near) => format!("did you mean `{near}`?"),
            None => LENGTHS.to_owned(),
        })),
    }
}

const LENGTHS: &str = "lengths look like `3 hours`, `about 20 years`, `1 hour 30 minutes`";

/// The unit that one of the words is most like.
fn near_unit(words: &[Word<'_>]) -> Option<String> {
    words
        .iter()
        .filter_map(|word| words::nearest(word.text))
        .find(|near| words::unit(near).is_some())
}

/// `for L`, `for L from A`, `for L until A`.
fn lasting(first: Word<'_>, rest: &[Word<'_>]) -> Result<Expression, PhraseError> {
    let (length, after) = whole_length(first, rest)?;
    let (mut from, mut to) = (None, None);
    if let Some((word, rest)) = after.split_first() {
        let is_from = word.is_any(&["from", "since", "starting", "beginning"]);
        let is_in = word.is_any(&["in", "during", "within"]);
        if !is_from && !is_in && !word.is_any(&["until", "till", "to", "before", "ending"]) {
            return Err(unexpected(word).help("a length goes on with `from`, `until` or `in`"));
        }
        needs(*word, rest)?;
        if is_in {
            from = Some(edge(rest)?);
            to.clone_from(&from);
        } else if let Some(at) = position(rest, &["to", "until", "till"]).filter(|_| is_from) {
            needs(rest[at], &rest[at + 1..])?;
            let ends = ends_of(&rest[..at], &rest[at + 1..])?;
            (from, to) = (Some(ends.0), Some(ends.1));
        } else if is_from {
            from = Some(edge(rest)?);
        } else {
            to = Some(edge(rest)?);
        }
    }
    Ok(Expression::Lasting { length, from, to })
}

/// `between A and B`: dates belong, facts do not.
fn between(first: Word<'_>, rest: &[Word<'_>]) -> Result<Expression, PhraseError> {
    let Some(at) = position(rest, &["and"]).or_else(|| separator(rest)) else {
        return Err(PhraseError::new(first.span, "`between` needs two ends")
            .help("write `between` one `and` another"));
    };
    let ends = (&rest[..at], &rest[at + 1..]);
    needs(first, ends.0)?;
    needs(rest[at], ends.1)?;
    let limit = |edge: Edge| Limit {
        inclusive: matches!(edge, Edge::Date(_))
            || matches!(&edge, Edge::Fact(name) if name.date.is_some()),
        edge,
    };
    let (after, before) = ends_of(ends.0, ends.1)?;
    Ok(Expression::Between {
        after: Some(limit(after)),
        before: Some(limit(before)),
    })
}

/// `within 3 days of A`, `within 2 hours after A`, `within 2 weeks from A`.
fn within(first: Word<'_>, rest: &[Word<'_>]) -> Result<Expression, PhraseError> {
    let (length, after) = whole_length(first, rest)?;
    let direction = match after.first() {
        Some(word) if word.is("of") => None,
        Some(word) if word.is("from") => Some(Direction::After),
        Some(word) => Some(
            direction(*word)
                .ok_or_else(|| unexpected(word).help("go on with `of`, `after` or `before`"))?,
        ),
        None => {
            return Err(
                PhraseError::new(span_of(rest), "what this is measured from is not told")
                    .help("go on with `of` and a date or the id of a fact"),
            );
        }
    };
    needs(after[0], &after[1..])?;
    Ok(Expression::Within {
        length,
        direction,
        edge: edge(&after[1..])?,
    })
}

/// `in two weeks`, where nothing follows the length.
fn in_future(
    read: Result<(Length, usize), PhraseError>,
    rest: &[Word<'_>],
) -> Option<Result<Expression, PhraseError>> {
    let (length, taken) = match read {
        Ok(read) => read,
        Err(error) => return Some(Err(error)),
    };
    let [(tenths, unit)] = length.parts.as_slice() else {
        return None;
    };
    if taken != rest.len() || tenths % 10 != 0 || rest[0].is("the") {
        return None;
    }
    let date = Date::Shift {
        unit: *unit,
        count: tenths / 10,
    };
    Some(Ok(Expression::Moment(Point::of(date, length.span))))
}

/// `same day as A`, `at the same time as A`.
fn same(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let skipped = words
        .iter()
        .take_while(|word| word.is_any(&["on", "in", "at", "the"]))
        .count();
    let words = &words[skipped..];
    let (first, rest) = words.split_first().filter(|(first, _)| first.is("same"))?;
    let at = position(rest, &["as"]);
    let Some(at) = at.filter(|at| *at <= 1 && at + 1 < rest.len()) else {
        return Some(Err(PhraseError::new(
            first.span,
            "the same as what is not told",
        )
        .help("write `same day as` and a date or the id of a fact")));
    };
    let unit = match rest[..at].first() {
        None => None,
        Some(word) if word.is_any(&["time", "moment", "date"]) => None,
        Some(word) => match words::unit(word.text) {
            Some(unit) => Some(unit),
            None => return Some(Err(unexpected(word))),
        },
    };
    let whose = &rest[at + 1..];
    if let Some(error) = faults::time_of_a_letter(whose) {
        return Some(Err(error));
    }
    Some(edge(whose).map(|edge| Expression::Same { unit, edge }))
}

/// `2 days after A`, `four years before B`.
fn offset(words: &[Word<'_>]) -> Option<Result<Expression, PhraseError>> {
    let (length, taken) = match length::length(words)? {
        Ok(read) => read,
        Err(error) => return Some(Err(error)),
    };
    let word = words.get(taken)?;
    if let Some(error) = counted_from(words, taken) {
        return Some(Err(error));
    }
    if taken == 1 && word.is_any(&["until", "till"]) && calendar::is_decade(words[0].text) {
        // `1920s until noon` begins in that decade.
        return None;
    }
    if word.is_any(&["from", "since", "until", "till", "in", "during"])
        && !words[taken..].iter().any(|word| word.is("now"))
    {
        return Some(lasting(words[0], words));
    }
    let direction = direction(*word)?;
    // `the day before yesterday` is a date of its own.
    if words[0].is("the")
        && words.len() == taken + 2
        && words[taken + 1].is_any(&["yesterday", "tomorrow"])
    {
        return None;
    }
    let rest = &words[taken + 1..];
    // `12,900 years before present` is a date too.
    if matches!(rest, [only] if only.is("present")) {
        return None;
    }
    Some(away(length, (*word, direction), rest))
}

/// `30 days from A` says in a contract what `30 days after A` says, and elsewhere
/// how long something lasted; which of the two is for the author to tell.
fn counted_from(words: &[Word<'_>], taken: usize) -> Option<PhraseError> {
    let (length, rest) = words.split_at_checked(taken)?;
    let (from, start) = rest.split_first()?;
    let is_plain = position(start, &["until", "till", "to", "now"]).is_none();
    if !from.is("from") || start.is_empty() || !is_plain {
        return None;
    }
    let start = dated_by(start).map_or(start, std::slice::from_ref);
    let (length, start) = (words::spelt(length), words::spelt(start));
    let error = PhraseError::new(
        span_of(&words[..=taken]),
        format!("`{length} from` may count to a date or tell how long something lasted"),
    );
    Some(error.help(format!(
        "write `{length} after {start}` or `for {length} from {start}`"
    )))
}

/// The way in time that a word tells.
fn direction(word: Word<'_>) -> Option<Direction> {
    match word {
        _ if word.is("after") => Some(Direction::After),
        _ if word.is("before") => Some(Direction::Before),
        _ => None,
    }
}

/// What lies a length away from the date or fact that the last words name.
fn away(
    length: Length,
    (word, direction): (Word<'_>, Direction),
    rest: &[Word<'_>],
) -> Result<Expression, PhraseError> {
    needs(word, rest)?;
    Ok(Expression::Offset {
        length,
        most: None,
        direction,
        edge: edge(rest)?,
    })
}

/// Whether a word can be the id of a fact.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'))
}

/// How long a length is, with months and years of their mean length.
pub(super) fn total(length: &Length) -> i128 {
    let parts = length.parts.iter();
    parts
        .map(|(tenths, unit)| unit.length() * i128::from(*tenths) / 10)
        .sum()
}

/// The unit that a length is counted in: its finest.
pub(super) fn finest(length: &Length) -> Unit {
    length.parts.last().map_or(Unit::Day, |(_, unit)| *unit)
}

/// Whether a word read as one end names a fact and nothing else.
pub(super) fn is_plain_name(text: &str) -> bool {
    let words = words::cut(text);
    matches!(words.as_slice(), [word] if !word.quoted)
        && matches!(edge(&words), Ok(Edge::Fact(Name { date: None, .. })))
}

/// Reads a text that is a length and nothing else.
pub(super) fn whole_length_of(text: &str) -> Result<Length, PhraseError> {
    let words = words::cut(text);
    let help = LENGTHS;
    match length::length(&words) {
        Some(Ok((length, taken))) => match words.get(taken) {
            None => Ok(length),
            Some(word) => Err(unexpected(word).help(help)),
        },
        Some(Err(error)) => Err(error),
        None => {
            let error = PhraseError::new(Span::new(0, text.len()), "this is no length of time");
            Err(error.help(match near_unit(&words) {
                Some(near) => format!("did you mean `{near}`? {help}"),
                None => help.to_owned(),
            }))
        }
    }
}
