//! Dates as machines write them, told apart from dates in words.

use crate::date::Zone;

/// Whether a date is written in numbers that others read otherwise, such as
/// `03/04/2021`; the year first is plain.
pub(super) fn is_numeric(text: &str) -> bool {
    let is_mark = |letter: char| matches!(letter, '/' | '.' | '-');
    let mut numbers = text.split(is_mark);
    let first = numbers.next().unwrap_or_default();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    first.len() <= 2 && is_number(first) && numbers.clone().count() == 2 && numbers.all(is_number)
}

/// Whether a date is written for machines: as ISO 8601 has it, such as
/// `1970-04-14 03:07`, `0073`, `2025-W46` or `1964/2008`, with a zone behind its clock, such as
/// `2026-03-29 01:07 Europe/Berlin`, or with the dots of a span, such as `1949..1961`.
pub(super) fn is_notation(text: &str) -> bool {
    let text = without_zone(text).trim_start_matches(['-', '+']);
    let year = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_sign = |byte: u8| byte.is_ascii_digit() || b"-:.,T/Z+ ".contains(&byte);
    let is_day = text[year..].starts_with(['-', '/']);
    let is_filled = year == text.len() && text.starts_with('0');
    let is_iso = year >= 4 && text.bytes().all(is_sign) && (is_day || is_filled);
    let is_week = text.split('/').all(is_week);
    let is_span = text.contains("..") && !text.contains("...") && !text.contains(['[', '{']);
    is_iso || is_week || is_span
}

/// Whether a date is a week of ISO 8601 or a day of one: `2025-W46`, `2025-W46-3`.
fn is_week(text: &str) -> bool {
    let year = text.bytes().take_while(u8::is_ascii_digit).count();
    text[year..].strip_prefix("-W").is_some_and(|week| {
        let is_number = week.len() >= 2 && is_made_of(week, b"-");
        year >= 4 && is_number && week.as_bytes()[..2].iter().all(u8::is_ascii_digit)
    })
}

/// A quarter, or all from one to another, as print has it: `2025-Q3` as “Q3 2025”,
/// `2025-Q1/2025-Q2` as “Q1–Q2 2025”.
pub(super) fn quarters(text: &str) -> Option<String> {
    let quarter = |text: &str| {
        let (year, number) = text.split_once("-Q")?;
        let is_quarter = year.len() == 4 && is_made_of(year, b"") && number.len() == 1;
        (is_quarter && is_made_of(number, b"")).then(|| (year.to_owned(), format!("Q{number}")))
    };
    let Some((from, to)) = text.split_once('/') else {
        return quarter(text).map(|(year, number)| format!("{number} {year}"));
    };
    let ((year, first), (end, last)) = (quarter(from)?, quarter(to)?);
    Some(if year == end {
        format!("{first}–{last} {year}")
    } else {
        format!("{first} {year} – {last} {end}")
    })
}

/// Whether a date names two dates of which one is written for machines and the other
/// is such a date, a year or a clock: `from 1949-05-23 to 1949-10-07`, `2026-03-10
/// 10:30 to 12:00`.
pub(super) fn is_range(text: &str) -> bool {
    const JOINTS: [&str; 4] = [" to ", " until ", " – ", "–"];
    let rest = text.strip_prefix("from ").unwrap_or(text);
    let ends = JOINTS.iter().find_map(|joint| rest.split_once(joint));
    ends.is_some_and(|(from, to)| {
        let is_year = |text: &str| text.len() == 4 && is_made_of(text, b"");
        let is_end = |text: &str| is_notation(text) || is_year(text);
        let to_clock = without_zone(to);
        let is_clock = to_clock.contains(':') && is_made_of(to_clock, b":.");
        (is_notation(from) && (is_end(to) || is_clock)) || (is_year(from) && is_notation(to))
    })
}

/// A date with the sign of a doubt behind it, as EDTF writes it: the date alone, and whether
/// it is near that date and whether it is uncertain.
pub(super) fn doubted(text: &str) -> Option<(&str, bool, bool)> {
    let date = text.strip_suffix(['~', '?', '%'])?;
    let is_year = date.len() == 4 && is_made_of(date, b"");
    let is_plain = is_notation(date) && !date.contains(['/', ',']) && !date.contains("..");
    let is_one = is_year || is_plain || quarters(date).is_some();
    let is_near = text.ends_with(['~', '%']);
    is_one.then_some((date, is_near, text.ends_with(['?', '%'])))
}

/// Whether a date names one of several as EDTF writes it:
/// `[2025-10-18..2025-10-19]`.
pub(super) fn is_set(text: &str) -> bool {
    let opens = text.find('[');
    opens.is_some_and(|open| {
        let inner = &text[open + 1..];
        let close = inner.find(']');
        close.is_some_and(|close| {
            let parts = inner[..close].split([',', '.']).map(str::trim);
            parts
                .filter(|part| !part.is_empty())
                .all(|part| part.len() >= 4 && part.starts_with(|sign: char| sign.is_ascii_digit()))
        })
    })
}

/// A year of more digits than four as EDTF writes it, `Y-170000000` or `Y-17E7`, and to how
/// many years it is told.
pub(super) fn long_year(text: &str) -> Option<(i64, i64)> {
    let digits = text.strip_prefix('Y')?;
    let (digits, power) = match digits.split_once('E') {
        Some((digits, power)) => (digits, power.parse().ok()?),
        None => (digits, 0),
    };
    let number = digits.strip_prefix('-').unwrap_or(digits);
    if number.is_empty() || !is_made_of(number, b"") {
        return None;
    }
    let zeros = number.len() - number.trim_end_matches('0').len();
    let scale = 10_i64.checked_pow(power)?;
    let grain = 10_i64.checked_pow(u32::try_from(zeros).ok()?)?;
    let year: i64 = digits.parse().ok()?;
    Some((year.checked_mul(scale)?, grain.checked_mul(scale)?))
}

fn is_made_of(text: &str, marks: &[u8]) -> bool {
    let is_own = |byte: u8| byte.is_ascii_digit() || marks.contains(&byte);
    text.bytes().all(is_own)
}

/// A date without the name of a zone behind its clock.
fn without_zone(text: &str) -> &str {
    match text.rsplit_once(' ') {
        Some((rest, zone)) if rest.ends_with(|sign: char| sign.is_ascii_digit()) => {
            let is_named = rest.contains(':') && Zone::named(zone).is_ok();
            if is_named { rest } else { text }
        }
        _ => text,
    }
}

/// A phrase with every date that is written for machines as `print` has it, such as
/// the one in `5 minutes after 2026-03-10T10:30:00Z`; nothing where there is none, or
/// where `print` has no words for one. It is given the date and what follows.
pub(super) fn with_printed(
    text: &str,
    print: impl Fn(&str, &str) -> Option<String>,
) -> Option<String> {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_found = false;
    while !rest.is_empty() {
        let middle = rest.strip_prefix("mid-").filter(|bare| is_dated(bare));
        rest = middle.unwrap_or(rest);
        if let Some(date) = leading(rest) {
            let after = &rest[date.len()..];
            let date = print(date, after)?;
            if middle.is_some() {
                // “mid-March 2026”, but no “mid-13 March 2026”.
                let is_name = date.starts_with(|first: char| first.is_ascii_uppercase());
                told.push_str(if is_name { "mid-" } else { "middle of " });
            }
            // A week goes by its first day, and something was early in it.
            let is_part = ["early ", "late "].iter().any(|part| told.ends_with(part));
            if is_part && date.starts_with("the ") {
                told.push_str("in ");
            }
            told.push_str(&date);
            rest = after;
            is_found = true;
        }
        let next = rest.find(' ').map_or(rest.len(), |space| space + 1);
        told.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    is_found.then_some(told)
}

/// What follows a date up to the word or mark that joins another date to it, or says how
/// long or that it went on.
pub(super) fn beside(after: &str) -> &str {
    const JOINTS: [&str; 6] = [",", " and ", " or ", " to ", " until ", " for "];
    let joint = JOINTS.iter().filter_map(|joint| after.find(joint)).min();
    &after[..joint.unwrap_or(after.len())]
}

/// The longest date for machines at the beginning of a text: to its end or to a joint, or
/// its day alone where words follow.
fn leading(text: &str) -> Option<&str> {
    const HALVES: [&str; 4] = ["am", "pm", "a.m.", "p.m."];
    let is_half = |word: &str| HALVES.iter().any(|half| word.eq_ignore_ascii_case(half));
    if !is_dated(text) {
        return None;
    }
    let ends = text.match_indices([' ', ',']).map(|(end, _)| end);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    let whole = ends
        .iter()
        .copied()
        .rev()
        .find(|end| is_notation(&text[..*end]) || quarters(&text[..*end]).is_some())?;
    let (date, after) = text.split_at(whole);
    if beside(after).is_empty() || !date.contains(':') {
        return Some(date);
    }
    // A clock may go on: with the half of its day, or with the words of a zone, which
    // nothing but the whole tells.
    let word = after.split_whitespace().next().unwrap_or_default();
    let day = &text[..ends[0]];
    (is_half(word) && is_notation(day) && !day.contains(':')).then_some(day)
}

/// Whether a text begins with a year and something of it, as ISO 8601 has it.
fn is_dated(text: &str) -> bool {
    let year = text.bytes().take_while(u8::is_ascii_digit).count();
    year >= 4 && text[year..].starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_is_told_from_words() {
        for date in [
            "2026-03-29 01:07 Europe/Berlin",
            "2026-03-29T01:07Z",
            "0073",
            "1949..1961",
            "2025-W46",
            "2025-W46-3",
        ] {
            assert!(is_notation(date), "{date}");
        }
        for date in [
            "1984",
            "2026-03-29 01:07 am",
            "1984~",
            "March 2026",
            "2025-W",
            "2025-Who",
        ] {
            assert!(!is_notation(date), "{date}");
        }
        for range in [
            "from 1949-05-23 to 1949-10-07",
            "2026-03-10 10:30 to 12:00",
            "2026-03-10 10:30–12:00",
            "2026-03-10 10:30:00.250 to 10:30:02.5",
            "2001 to 2021-07",
        ] {
            assert!(is_range(range), "{range}");
        }
        for words in ["1964 to 1968", "10:30 to 12:00", "2026-03-10 to about noon"] {
            assert!(!is_range(words), "{words}");
        }
    }

    #[test]
    fn doubts_are_told_from_dates() {
        assert_eq!(doubted("2025-11-12~"), Some(("2025-11-12", true, false)));
        assert_eq!(doubted("1984%"), Some(("1984", true, true)));
        for text in ["1984", "1984/2004~", "2004-06-~11", "why?", "12?"] {
            assert_eq!(doubted(text), None, "{text}");
        }
    }

    #[test]
    fn long_years_are_told_to_their_last_digit() {
        assert_eq!(long_year("Y-228000000"), Some((-228_000_000, 1_000_000)));
        assert_eq!(long_year("Y17E7"), Some((170_000_000, 10_000_000)));
        for text in ["Y", "Y-", "Yes", "1984", "Y17E99"] {
            assert_eq!(long_year(text), None, "{text}");
        }
    }

    #[test]
    fn dates_in_phrases_are_printed_where_they_stand_apart() {
        let told = |text: &str| with_printed(text, |date, _| Some(format!("<{date}>")));
        let cases = [
            (
                "5 minutes after 2026-03-10T10:30:00Z",
                Some("5 minutes after <2026-03-10T10:30:00Z>"),
            ),
            (
                "after 2026-03-10 10:30 and before 2026-03-12",
                Some("after <2026-03-10 10:30> and before <2026-03-12>"),
            ),
            ("morning of 2026-03-10", Some("morning of <2026-03-10>")),
            ("2026-03-10 morning", Some("<2026-03-10> morning")),
            (
                "by 2026-03 at the latest",
                Some("by <2026-03> at the latest"),
            ),
            ("mid-2026-03", Some("middle of <2026-03>")),
            (
                "from 2026-03-10 10:30 for 95 seconds",
                Some("from <2026-03-10 10:30> for 95 seconds"),
            ),
            // The half of the day is part of the clock.
            (
                "before 2026-03-10 10:30 am",
                Some("before <2026-03-10> 10:30 am"),
            ),
            // And so is a zone.
            ("before 2026-03-10 10:30 local time", None),
            ("before 2026-03~", None),
            ("about 1984", None),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text).as_deref(), expected, "{text}");
        }
    }
}
