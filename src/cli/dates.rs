//! `dates`: the temporal expressions of a text.

mod lines;
mod text;

use super::error::Error;
use super::files;
use crate::date::{Civil, Context, DateOrder, Phrase, Zone};
use crate::draft::Article;
use crate::prose::{Kind, Options, is_english, tag, timeml};
use clap::{Args, ValueEnum};
use std::borrow::Cow;
use std::path::PathBuf;
use std::process::ExitCode;

/// Find the dates, times and lengths of time that a text tells.
#[derive(Args, Debug)]
pub(super) struct Dates {
    /// The text; `-` is standard input.
    #[arg(default_value = "-")]
    file: PathBuf,
    /// When the text was published: what “Saturday” and “last year” are
    /// counted from. Without it, what the article says of itself at its head.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// What a date without a year follows: in news the day of publication, in a
    /// narrative the date told before.
    #[arg(long, value_enum, default_value_t = TextKind::News)]
    kind: TextKind,
    /// How 03/04/2021 is to be read.
    #[arg(long, value_enum)]
    date_order: Option<Order>,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The width of the text form, in columns.
    #[arg(long, value_name = "N", default_value_t = 80, value_parser = clap::value_parser!(u16).range(20..=1000))]
    width: u16,
    /// Read one JSON object a line, `{"id", "dct", "text"}`, and answer each
    /// with one.
    #[arg(long)]
    jsonl: bool,
    /// With --jsonl, how many lines are read at the same time.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TextKind {
    News,
    Narrative,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Order {
    Dmy,
    Mdy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Timeml,
}

impl From<TextKind> for Kind {
    fn from(kind: TextKind) -> Self {
        match kind {
            TextKind::News => Self::News,
            TextKind::Narrative => Self::Narrative,
        }
    }
}

impl Dates {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let anchor = self.as_of.as_deref().map(day).transpose();
        let anchor = anchor.map_err(|why| Error::usage(format!("--as-of {why}")))?;
        if self.jsonl {
            let defaults = lines::Defaults {
                anchor,
                kind: self.kind.into(),
                order: self.order(),
            };
            return lines::run(&self.file, &defaults, usize::from(self.jobs));
        }
        let untold = || {
            Error::usage(
                "when the text was published is not told: pass `--as-of DATE`, as in `--as-of 2025-09-21`",
            )
        };
        let name = files::name_of(&self.file);
        let bytes = files::read(&self.file)?;
        // What an article says of itself: `Published: 21 September 2025`.
        let published = || {
            let article = Article::read(&name, &bytes).ok()?;
            article.published()
        };
        let anchor = anchor.or_else(published);
        let text = article(&name, bytes)?;
        let options = Options {
            anchor: anchor.ok_or_else(untold)?,
            kind: self.kind.into(),
            order: self.order(),
        };
        if !is_english(&text) {
            files::complain(&format!(
                "warning: {name} does not look like English: only dates such as 2025-09-20 are found\n"
            ));
        }
        let found = tag(&text, &options);
        let out = match self.format {
            Format::Text => text::annotated(&text, &found, usize::from(self.width)),
            Format::Json => lines::pretty(&text, &found, &options),
            Format::Timeml => timeml(&name, &text, &found, &options),
        };
        files::print(out.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }

    fn order(&self) -> Option<DateOrder> {
        self.date_order.map(|order| match order {
            Order::Dmy => DateOrder::DayFirst,
            Order::Mdy => DateOrder::MonthFirst,
        })
    }
}

/// The text of a file; a message where it holds none.
fn article(name: &str, bytes: Vec<u8>) -> Result<String, Error> {
    let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Error::world(format!(
            "{name} looks like UTF-16: save the file as UTF-8"
        )));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Error::world(format!(
            "{name} is no text: byte {} is zero; pass a text, Markdown or HTML saved as text",
            at + 1
        )));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes[..at].split(|byte| *byte == b'\n').count();
        let byte = bytes.get(at).copied().unwrap_or(0);
        Error::world(format!(
            "{name}:{line}: this is not UTF-8: byte {} is {byte:#04x}; save the file as UTF-8",
            at + 1
        ))
    })?;
    if text.trim().is_empty() {
        return Err(Error::world(format!("{name} holds no text")));
    }
    Ok(text)
}

/// The day, or the time of a day, that a text names: as the clock showed where
/// it was written, whatever its offset from UTC.
fn day(text: &str) -> Result<Civil, String> {
    let context = Context::default();
    let resolved =
        Phrase::parse(&local(text)).and_then(|phrase| phrase.resolve(&context, &|_| false));
    let meaning = resolved.map_err(|error| format!("`{text}`: {}", error.message))?;
    let day = meaning.one_day(Zone::Floating);
    day.ok_or_else(|| format!("`{text}`: this is not one day"))
}

/// A time without its offset from UTC; `19980114` with hyphens.
fn local(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let is_basic = text.len() >= 8
        && text.bytes().take(8).all(|byte| byte.is_ascii_digit())
        && matches!(text.as_bytes().get(8), None | Some(b'T'));
    if is_basic {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8]).into();
    }
    // The date ends before the eleventh byte, so a sign after it is an offset.
    let is_time = text.is_ascii() && matches!(text.as_bytes().get(10), Some(b'T' | b' '));
    let offset = text
        .get(11..)
        .filter(|_| is_time)
        .and_then(|time| time.find(['+', '-', 'Z']));
    match offset {
        Some(at) => text[..11 + at].trim_end().into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_publication_is_the_one_of_its_own_clock() {
        for (text, hour) in [
            ("2014-10-14", 0),
            ("20141014", 0),
            ("20141014T0930", 0),
            ("14 October 2014", 0),
            ("2014-10-14T01:00:00+08:00", 1),
            ("2014-10-14 01:00:00 -0700", 1),
            ("2014-10-14T23:30:00.000Z", 23),
        ] {
            let civil = day(text).unwrap();
            assert_eq!(
                (civil.year, civil.month, civil.day),
                (2014, 10, 14),
                "{text}"
            );
            assert_eq!(civil.hour, hour, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_told() {
        for text in ["", "2014", "2014-13-01", "Saturday", "é014-10-14T1+"] {
            assert!(day(text).is_err(), "{text}");
        }
    }
}
