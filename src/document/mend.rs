//! Changes that would mend a fault where the author has to choose.

use super::context::top;
use super::names::Names;
use crate::date::arithmetic::day_of;
use crate::date::{Civil, Context, Lack, Phrase, Zone};
use crate::diagnostic::Fix;
use crate::source::{Anchor, FileId, Part, Pointer, line_start};

/// The most days that are offered for `as_of`.
const DAYS: usize = 3;

/// What would give a phrase the sense that it lacks. `place` is where the
/// words stand, `days` what [`days`] gives.
pub(super) fn choices(lack: &Lack, place: &Pointer, days: &[(String, String)]) -> Vec<Fix> {
    match lack {
        Lack::AsOf if days.is_empty() => vec![field(
            "as_of: ",
            "add `as_of:`, for the day that this is counted from".to_owned(),
        )],
        Lack::AsOf => days
            .iter()
            .map(|(day, source)| {
                let line = format!("as_of: {day}");
                let title = format!("add `{line}`, the date of the source `{source}`");
                field(&line, title)
            })
            .collect(),
        Lack::DateOrder {
            day_first,
            month_first,
        } => {
            let reading = |text: &String| Fix {
                anchor: Anchor::By(place.clone()),
                replacement: text.clone(),
                title: format!("change to `{text}`"),
            };
            let order = |order: &str, reading: &str| {
                let line = format!("date_order: {order}");
                let title = format!("add `{line}`: this is {reading}, and so in the whole file");
                field(&line, title)
            };
            vec![
                reading(day_first),
                reading(month_first),
                order("dmy", day_first),
                order("mdy", month_first),
            ]
        }
    }
}

/// A new field at the top of the first file, before its facts.
fn field(line: &str, title: String) -> Fix {
    Fix {
        anchor: Anchor::By(top(FileId(0), "events", Part::Before)),
        replacement: line.to_owned(),
        title,
    }
}

/// A new line as it must be written at a place in a text, before the key that
/// stands there.
pub(super) fn line(text: &str, at: usize, line: &str) -> String {
    let indent = &text[line_start(text, at)..at];
    if !indent.chars().all(|letter| letter == ' ') {
        return format!("{line}, ");
    }
    let newline = if text[..at].ends_with("\r\n") || text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    format!("{line}{newline}{indent}")
}

/// The days that sources are of, each with the id of a source; the latest
/// first.
pub(super) fn days(names: &Names) -> Vec<(String, String)> {
    names.days.get_or_init(|| latest(names)).clone()
}

fn latest(names: &Names) -> Vec<(String, String)> {
    let mut days: Vec<(Civil, &str)> = names
        .sources
        .iter()
        .filter_map(|source| Some((day(source.date.as_deref()?)?, source.id.as_str())))
        .collect();
    days.sort_by_key(|(day, _)| std::cmp::Reverse(day.instant()));
    days.dedup_by_key(|(day, _)| day.instant());
    days.into_iter()
        .take(DAYS)
        .map(|(day, source)| {
            let text = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
            (text, source.to_owned())
        })
        .collect()
}

/// The day that a text names, where it names one.
fn day(text: &str) -> Option<Civil> {
    let meaning = Phrase::parse(text)
        .and_then(|phrase| phrase.resolve(&Context::default(), &|_| false))
        .ok()?;
    let civil = meaning.one_day(Zone::Floating)?;
    (0..=9999).contains(&civil.year).then(|| day_of(civil))
}

/// A text as it stands in a list in brackets: in quotes where it might be read
/// otherwise.
pub(super) fn in_list(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic)
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || " -_".contains(letter))
        && !["null", "true", "false"].contains(&text.to_lowercase().as_str());
    if is_plain {
        return text.to_owned();
    }
    single_quoted(text)
}

/// A text in single quotes; it must be printable and of one line.
pub(crate) fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
