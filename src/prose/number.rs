//! Numbers in digits and in words.

use super::lexicon::{TOO_LARGE, Word};
use super::reader::Reader;
use crate::date::vocabulary::Unit;

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// In hundredths.
    Counted(i64),
    /// Whole ones of a unit and of the next finer one: “a year and nine months”.
    Both(i64, i64),
    /// “several”, “a few”.
    Some,
}

impl Amount {
    pub(super) const fn whole(number: i64) -> Self {
        Self::Counted(number.saturating_mul(100))
    }

    /// The same in one unit: a year and nine months are 21 months.
    pub(super) fn in_one(self, unit: Unit) -> (Self, Unit) {
        match (self, finer(unit)) {
            (Self::Both(large, small), Some((finer, factor))) => {
                let total = large.saturating_mul(factor).saturating_add(small);
                (Self::whole(total), finer)
            }
            _ => (self, unit),
        }
    }
}

/// The unit that is told beside another, and how many make one of it.
pub(super) const fn finer(unit: Unit) -> Option<(Unit, i64)> {
    Some(match unit {
        Unit::Year => (Unit::Month, 12),
        Unit::Week => (Unit::Day, 7),
        Unit::Day => (Unit::Hour, 24),
        Unit::Hour => (Unit::Minute, 60),
        Unit::Minute => (Unit::Second, 60),
        _ => return None,
    })
}

/// A whole number in digits or in words, and the place after it: `1,200`,
/// “twenty-five”, “two hundred and ten”, “three thousand”.
pub(super) fn cardinal(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    let (mut total, mut at) = match r.word(at) {
        word @ Word::Digits { number, .. } if word != TOO_LARGE => (i64::from(number), at + 1),
        Word::Small(number) => (i64::from(number), at + 1),
        Word::Tens(tens) => below_hundred(r, at, tens),
        _ => return None,
    };
    while let Word::Power(power) = r.word(r.after_hyphen(at)) {
        at = r.after_hyphen(at) + 1;
        total = total.saturating_mul(i64::from(power));
        let rest = at + usize::from(r.is(at, "and"));
        let small = match r.word(rest) {
            Word::Small(number) if number > 0 => Some((i64::from(number), rest + 1)),
            Word::Tens(tens) => Some(below_hundred(r, rest, tens)),
            _ => None,
        };
        if let Some((number, after)) = small {
            if matches!(r.word(after), Word::Power(next) if next < power) {
                let Word::Power(next) = r.word(after) else {
                    break;
                };
                total += number * i64::from(next);
                at = after + 1;
                continue;
            }
            total += number;
            at = after;
        }
    }
    (total <= 1_000_000_000_000).then_some((total, at))
}

/// “twenty”, “twenty-five”, “twenty five”.
fn below_hundred(r: Reader<'_>, at: usize, tens: u8) -> (i64, usize) {
    let next = r.after_hyphen(at + 1);
    match r.word(next) {
        Word::Small(number @ 1..=9) => (i64::from(tens + number), next + 1),
        _ => (i64::from(tens), at + 1),
    }
}

/// How many, and the place after: also “a”, “half a”, “two and a half”,
/// `2 1/2`, `2.5`, “several”, “a couple of”.
pub(super) fn amount(r: Reader<'_>, at: usize) -> Option<(Amount, usize)> {
    if let Some(vague) = vague(r, at) {
        return Some(vague);
    }
    if r.any(at, &["a", "an", "another"]) {
        let couple = r.is(at + 1, "couple");
        if couple {
            let of = at + 2 + usize::from(r.is(at + 2, "of"));
            return Some((Amount::whole(2), of));
        }
        if r.is(at + 1, "dozen") {
            return Some((Amount::whole(12), at + 2));
        }
        // “a quarter century”, “a quarter of a century”, “a quarter of an hour”.
        if r.is(at + 1, "quarter") {
            let has_of = r.is(at + 2, "of") && r.any(at + 3, &["a", "an"]);
            let of = r.after_hyphen(at + 2 + 2 * usize::from(has_of));
            if r.any(of, &["century", "millennium"]) || has_of && r.any(of, &["hour", "year"]) {
                return Some((Amount::Counted(25), of));
            }
        }
        if let Word::Power(power) = r.word(at + 1) {
            return Some((Amount::whole(i64::from(power)), at + 2));
        }
        // “another two weeks”.
        if r.is(at, "another")
            && let Some((number, after)) = cardinal(r, at + 1)
        {
            return Some((Amount::whole(number), after));
        }
        if r.is(at + 1, "half") {
            return Some((Amount::Counted(50), r.after_hyphen(at + 2)));
        }
        return Some((Amount::whole(1), at + 1));
    }
    // “the past quarter century”.
    let named = r.after_hyphen(at + 1);
    let frames = ["past", "last", "next", "coming", "previous", "first"];
    if r.is(at, "quarter") && r.after_any(at, &frames) && r.any(named, &["century", "millennium"]) {
        return Some((Amount::Counted(25), named));
    }
    // “the past dozen years”.
    if r.is(at, "dozen") {
        return Some((Amount::whole(12), at + 1));
    }
    if r.is(at, "half") {
        let hyphen = r.after_hyphen(at + 1);
        let next = hyphen + usize::from(r.any(hyphen, &["a", "an"]));
        let is_dozen = r.is(next, "dozen");
        return Some(if is_dozen {
            (Amount::whole(6), next + 1)
        } else {
            (Amount::Counted(50), next)
        });
    }
    if r.word(at) == TOO_LARGE {
        return Some((Amount::Some, at + 1));
    }
    let (number, after) = cardinal(r, at)?;
    let hundredths = number.saturating_mul(100);
    if let Some((fraction, after)) = fraction(r, after) {
        let hundredths = hundredths.saturating_add(fraction);
        // “1.5 million”.
        return Some(match r.word(after) {
            Word::Power(power) => {
                let scaled = hundredths.saturating_mul(i64::from(power));
                (Amount::Counted(scaled), after + 1)
            }
            _ => (Amount::Counted(hundredths), after),
        });
    }
    // “20-plus years”.
    let plus = r.after_hyphen(after);
    let end = if r.is(plus, "plus") { plus + 1 } else { after };
    Some((Amount::Counted(hundredths), end))
}

/// “several”, “a few”, “many”, “dozens of”.
fn vague(r: Reader<'_>, at: usize) -> Option<(Amount, usize)> {
    let at = at + usize::from(r.is(at, "a") && r.any(at + 1, &["few", "several"]));
    if r.any(at, &["several", "few", "many", "some"]) {
        let more = usize::from(r.any(at + 1, &["more", "hundred", "thousand", "dozen"]));
        return Some((Amount::Some, at + 1 + more));
    }
    if r.is(at, "couple") && r.is(at + 1, "of") {
        return Some((Amount::whole(2), at + 2));
    }
    // “tens of thousands of”
    if r.any(at, &["tens", "hundreds"])
        && r.is(at + 1, "of")
        && r.any(at + 2, &["thousands", "millions"])
        && r.is(at + 3, "of")
    {
        return Some((Amount::Some, at + 4));
    }
    if r.any(at, &["dozens", "hundreds", "thousands", "tens"]) && r.is(at + 1, "of") {
        return Some((Amount::Some, at + 2));
    }
    None
}

/// What follows a whole number: `1/2`, `.5`, “and a half”, `½`.
fn fraction(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    let start = r.after_hyphen(at);
    // “two and a half”, “two-and-a-half”.
    let article = r.after_hyphen(start + 1);
    let half = r.after_hyphen(article + 1);
    if r.is(start, "and") && r.any(article, &["a", "one"]) && r.is(half, "half") {
        return Some((50, half + 1));
    }
    match r.text(start) {
        "½" => return Some((50, start + 1)),
        "¼" => return Some((25, start + 1)),
        "¾" => return Some((75, start + 1)),
        _ => {}
    }
    if let Word::Digits {
        number,
        digits: digits @ 1..=2,
    } = r.word(at + 1)
        && r.text(at) == "."
        && r.glued(at)
        && r.glued(at + 1)
    {
        let scale = if digits == 1 { 10 } else { 1 };
        return Some((i64::from(number) * scale, at + 2));
    }
    let whole = |at: usize| match r.word(at) {
        Word::Digits { number, digits: 1 } => Some(i64::from(number)),
        _ => None,
    };
    let (over, under) = (whole(start)?, whole(start + 2)?);
    let is_fraction = r.text(start + 1) == "/" && r.glued(start + 1) && r.glued(start + 2);
    (is_fraction && over < under).then(|| (over * 100 / under, start + 3))
}

/// “first”, `1st`, “twenty-third”, and the place after.
pub(super) fn ordinal(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    match r.word(at) {
        Word::Ordinal(number) => Some((i64::from(number), at + 1)),
        Word::Unit { many: false, .. } if r.is(at, "second") => Some((2, at + 1)),
        Word::Digits {
            number,
            digits: 1..=4,
        } => {
            let is_suffix = r.glued(at + 1) && r.any(at + 1, &["st", "nd", "rd", "th"]);
            is_suffix.then(|| (i64::from(number), at + 2))
        }
        // “twenty-third”; scripts of broadcasts write “twenty third”.
        Word::Tens(tens) => {
            let next = r.after_hyphen(at + 1);
            match r.word(next) {
                Word::Ordinal(number @ 1..=9) => Some((i64::from(tens + number), next + 1)),
                _ if r.is(next, "second") => Some((i64::from(tens) + 2, next + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A year in words: “nineteen ninety-six”, “eighteen twelve”, “two thousand
/// and one”.
pub(super) fn spelled_year(r: Reader<'_>, at: usize) -> Option<(i64, usize)> {
    if r.is(at, "two") && r.is(at + 1, "thousand") {
        let (year, after) = cardinal(r, at)?;
        let is_year = (2001..=2099).contains(&year) || year == 2000 && r.after_any(at, &["year"]);
        return is_year.then_some((year, after));
    }
    let (Word::Small(_) | Word::Tens(20)) = r.word(at) else {
        return None;
    };
    let (Word::Small(century @ 10..=19) | Word::Tens(century @ 20)) = r.word(at) else {
        return None;
    };
    // “ten thirty” is a time of the day.
    let leads = [
        "in", "of", "since", "by", "until", "from", "year", "before", "after",
    ];
    if century < 13 && !r.after_any(at, &leads) {
        return None;
    }
    let next = r.after_hyphen(at + 1);
    let (rest, after) = match r.word(next) {
        Word::Small(number @ 10..=19) => (i64::from(number), next + 1),
        // “nineteen oh five”.
        Word::Other if r.any(next, &["oh", "o"]) => match r.word(r.after_hyphen(next + 1)) {
            Word::Small(number @ 1..=9) => (i64::from(number), r.after_hyphen(next + 1) + 1),
            _ => return None,
        },
        Word::Tens(tens) => below_hundred(r, next, tens),
        _ => return None,
    };
    Some((i64::from(century) * 100 + rest, after))
}

/// Four digits that can be a year.
pub(super) fn four_digits(r: Reader<'_>, at: usize) -> Option<i64> {
    match r.word(at) {
        Word::Digits { number, digits: 4 } if (1000..=2199).contains(&number) => {
            Some(i64::from(number))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::{Token, cut};
    use super::*;

    fn with<T>(text: &str, read: impl Fn(Reader<'_>) -> Option<(T, usize)>) -> Option<(T, bool)> {
        let mut tokens: Vec<Token> = Vec::new();
        cut(text, 0, text.len(), &mut tokens);
        let (value, after) = read(Reader::new(text, &tokens))?;
        Some((value, after == tokens.len()))
    }

    #[test]
    fn numbers_in_words_and_digits() {
        for (text, number) in [
            ("7", 7),
            ("1,200", 1200),
            ("twenty-five", 25),
            ("forty two", 42),
            ("two hundred and ten", 210),
            ("three thousand five hundred", 3500),
            ("five million", 5_000_000),
        ] {
            assert_eq!(
                with(text, |r| cardinal(r, 0)),
                Some((number, true)),
                "{text}"
            );
        }
    }

    #[test]
    fn amounts_with_parts() {
        for (text, hundredths) in [
            ("a", 100),
            ("half a", 50),
            ("2 1/2", 250),
            ("2.5", 250),
            ("one and a half", 150),
            ("three-and-a-half", 350),
            ("a couple of", 200),
            ("half a dozen", 600),
            ("a hundred", 10_000),
        ] {
            let amount = Amount::Counted(hundredths);
            assert_eq!(
                with(text, |r| super::amount(r, 0)),
                Some((amount, true)),
                "{text}"
            );
        }
        for text in ["several", "a few", "many", "dozens of"] {
            assert_eq!(
                with(text, |r| super::amount(r, 0)),
                Some((Amount::Some, true)),
                "{text}"
            );
        }
    }

    #[test]
    fn years_in_words() {
        for (text, year) in [
            ("nineteen ninety-six", 1996),
            ("eighteen twelve", 1812),
            ("two thousand and four", 2004),
            ("twenty seventeen", 2017),
        ] {
            assert_eq!(
                with(text, |r| spelled_year(r, 0)),
                Some((year, true)),
                "{text}"
            );
        }
        assert_eq!(with("two thousand", |r| spelled_year(r, 0)), None);
        assert_eq!(with("ten men", |r| spelled_year(r, 0)), None);
    }
}
