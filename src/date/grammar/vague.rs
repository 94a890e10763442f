//! Turns of phrase that leave open which date is meant, and what to write instead:
//! `turn of the century`, `49/48 BC`, `the eve of trial`, `trial + 2 days`.

use super::super::phrase::{Expression, PhraseError, Unit};
use super::is_id;
use super::point::span_of;
use super::words::{self, Word};

/// How many words say before `after` or `before` that it was near or far, without a
/// number: `not long`, `a while`, `shortly`.
pub(super) fn distance(words: &[Word<'_>]) -> Option<usize> {
    let taken = match words {
        [not, long, ..] if not.is("not") && long.is("long") => 2,
        [a, time, ..] if a.is_any(&["a", "some"]) && time.is_any(&["while", "time"]) => 2,
        [one, ..] if one.is_any(&words::NEARLY) || one.is_any(&["long", "well", "sometime"]) => 1,
        _ => return None,
    };
    let way = words.get(taken)?;
    way.is_any(&["after", "before"]).then_some(taken)
}

/// The fault of such a phrase.
pub(super) fn vague(words: &[Word<'_>]) -> Option<PhraseError> {
    turn_of(words)
        .or_else(|| two_years(words))
        .or_else(|| eve_of(words))
        .or_else(|| added(words))
        .or_else(|| uncounted_unit(words))
        .or_else(|| nth_unit(words))
}

/// `turn of the century`, `fin de siècle`: about when a century ended, of which it may
/// not be told which one.
fn turn_of(words: &[Word<'_>]) -> Option<PhraseError> {
    const YEARS: &str = "write the years, as in `about 1900` or `1895 to 1905`";
    let is_end = |three: &[Word<'_>]| {
        three[0].is("fin") && three[1].is("de") && three[2].text.to_lowercase().starts_with("si")
    };
    if let Some(found) = words.windows(3).find(|three| is_end(three)) {
        let text = words::spelt(found);
        let error = PhraseError::new(
            span_of(found),
            format!("which years `{text}` is are not told"),
        );
        return Some(error.help(YEARS));
    }
    let at = words
        .windows(2)
        .position(|pair| pair[0].is("turn") && pair[1].is("of"))?;
    let rest = &words[at + 2..];
    let rest = match rest {
        [the, rest @ ..] if the.is("the") => rest,
        _ => rest,
    };
    let (count, unit) = match rest {
        [unit, ..] if unit.is_any(&["century", "millennium"]) => (None, unit),
        [count, unit, ..] if unit.is("century") => (words::ordinal(count.text), unit),
        _ => return None,
    };
    let text = words::spelt(&words[at..]);
    let span = span_of(&words[at..]);
    Some(match count.filter(|count| (2..=99).contains(count)) {
        Some(count) => {
            let (first, last) = ((count - 1) * 100, count * 100);
            PhraseError::new(
                span,
                format!("`{text}` may be about {first} or about {last}"),
            )
            .help(format!("write `about {first}` or `about {last}`"))
        }
        None => {
            PhraseError::new(span, format!("which {} turned is not told", unit.text)).help(YEARS)
        }
    })
}

/// `49/48 BC`: a year of another calendar, or one of two.
fn two_years(words: &[Word<'_>]) -> Option<PhraseError> {
    let found = words
        .windows(2)
        .find(|pair| !pair[0].quoted && pair[1].is_any(&["bc", "bce", "b.c.", "b.c.e."]))?;
    let (first, last) = found[0].text.split_once('/')?;
    let year = |text: &str| text.parse::<u16>().ok();
    let (one, next) = year(first).zip(year(last))?;
    let era = found[1].text;
    (one == next + 1).then(|| {
        let error = PhraseError::new(
            span_of(found),
            format!(
                "`{first}/{last} {era}` may be either year or lasted from the one into the other"
            ),
        );
        error.help(format!(
            "write `{first} or {last} {era}`, or `{first} to {last} {era}` for a span"
        ))
    })
}

/// `the eve of trial`: the day before it.
fn eve_of(words: &[Word<'_>]) -> Option<PhraseError> {
    let at = words
        .windows(2)
        .position(|pair| pair[0].is("eve") && pair[1].is("of"))?;
    let of = words::spelt(words.get(at + 2..).filter(|of| !of.is_empty())?);
    let written = format!("the day before {of}");
    super::reword(&written).ok()?;
    let error = PhraseError::new(
        span_of(words),
        format!("`{}` is not expected here", words[at].text),
    );
    Some(
        error
            .help(format!("write `{written}`"))
            .replacement(written),
    )
}

/// `trial + 2 days`, `trial - 2 h`: a length after a fact, or before it.
fn added(words: &[Word<'_>]) -> Option<PhraseError> {
    const SIGNS: [(&str, &str, &str); 7] = [
        ("+", "+", "after"),
        (" plus ", "plus", "after"),
        (" minus ", "minus", "before"),
        (" - ", "-", "before"),
        (" – ", "–", "before"),
        (" − ", "−", "before"),
        ("-", "-", "before"),
    ];
    let text = words::spelt(words);
    let (sign, way, name, length) = SIGNS.into_iter().find_map(|(mark, sign, way)| {
        let (name, length) = if mark == "-" {
            text.rsplit_once(mark)?
        } else {
            text.split_once(mark)?
        };
        let (name, length) = (name.trim(), length.trim());
        let is_of_dates = words::is_known(name) || words::month(name).is_some();
        let begins_as_date = name.starts_with(|letter: char| letter.is_ascii_digit());
        let is_name = is_id(name) && !begins_as_date && !is_of_dates;
        let is_counted = length.starts_with(|letter: char| letter.is_ascii_digit());
        (is_name && (is_counted || mark != "-")).then_some((sign, way, name, length))
    })?;
    let error = PhraseError::new(
        span_of(words),
        format!("dates are not counted with `{sign}`"),
    );
    let written = format!("{length} {way} {name}");
    if matches!(super::reword(&written), Ok(Expression::Offset { .. })) {
        return Some(
            error
                .help(format!("write `{written}`"))
                .replacement(written),
        );
    }
    // `T+5` and `T+00:05`, of which only who wrote it knows the unit.
    let is_bare = !length.is_empty()
        && length
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b':');
    (is_bare && sign == "+").then(|| {
        error.help(format!(
            "write how much that is with its unit, as in `5 minutes {way} {name}` where a fact is called `{name}`"
        ))
    })
}

/// `week ago`, `day after trial`: a unit without its number.
fn uncounted_unit(words: &[Word<'_>]) -> Option<PhraseError> {
    let [unit, way, rest @ ..] = words else {
        return None;
    };
    let is_one = unit.is("fortnight") || words::unit(unit.text).is_some() && !unit.quoted;
    if !is_one || unit.text.ends_with(['s', 'S']) {
        return None;
    }
    let article = if unit.is("hour") { "an" } else { "a" };
    let counted = format!("{article} {}", words::spelt(words));
    let error = PhraseError::new(
        unit.span,
        format!("no number stands before `{}`", unit.text),
    );
    let is_ago = way.is("ago") && rest.is_empty();
    let is_measured = way.is_any(&["after", "before"]) && !rest.is_empty();
    if !is_ago && !is_measured || super::reword(&counted).is_err() {
        return None;
    }
    // `the week after` may be that of the calendar.
    let beside = format!("the {}", words::spelt(words));
    let is_either = is_measured && !unit.is("day") && super::reword(&beside).is_ok();
    Some(match (is_either, unit.is("day") && is_measured) {
        (true, _) => error.help(format!(
            "write `{counted}`, or `{beside}` for the {} next to it",
            unit.text
        )),
        (false, true) => error
            .help(format!("write `{beside}`"))
            .replacement(format!("the {}", unit.text)),
        (false, false) => error
            .help(format!("write `{counted}`"))
            .replacement(format!("{article} {}", unit.text)),
    })
}

/// `the third week after trial`: so many weeks on, or of the calendar.
fn nth_unit(words: &[Word<'_>]) -> Option<PhraseError> {
    let at = words.windows(2).position(|pair| {
        pair[1].is_any(&["after", "before"])
            && words::unit(pair[0].text).is_some_and(|unit| unit != Unit::Day)
    })?;
    let nth = words.get(at.checked_sub(1)?)?;
    let number = if nth.is_any(&["next", "following", "previous", "preceding"]) {
        1
    } else {
        words::ordinal(nth.text).filter(|number| *number > 0)?
    };
    let unit = words[at].text.trim_end_matches('s');
    let rest = words::spelt(&words[at + 1..]);
    let counted = format!("{} to {number} {unit}s {rest}", number - 1);
    let begins = if words::unit(unit).is_some_and(|unit| unit > Unit::Day) {
        format!("with the {unit} of the calendar or with the next day")
    } else {
        format!("with the {unit} of the clock or at that very time")
    };
    let error = PhraseError::new(
        span_of(&words[at - 1..=at]),
        format!(
            "which {} this is is not told: it may begin {begins}",
            words[at].text
        ),
    );
    super::reword(&format!("{number} {unit}s {rest}")).ok()?;
    Some(error.help(if number > 1 {
        format!("write how far that is, as in `{counted}`")
    } else {
        format!("write `within a {unit} {rest}`, or `the {unit} {rest}` for both")
    }))
}
