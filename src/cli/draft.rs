//! `causeline draft`: an event file proposed from an article.

use super::error::Error;
use super::files;
use crate::count::counted;
use crate::date::arithmetic::day_of;
use crate::date::{Civil, Context, Phrase, Zone};
use crate::draft::{Article, Options, draft};
use crate::prose;
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Propose an event file from an article: plain text, Markdown or a saved page.
///
/// Every fact carries the words that it rests on, their place, and the tag
/// `review`. No date is proposed that the text does not state.
#[derive(Args, Debug)]
pub(super) struct Draft {
    /// The article; `-` is standard input.
    article: PathBuf,
    /// The day on which it was published, where it does not say so itself.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// The title of the timeline; the article's where none is given.
    #[arg(long)]
    title: Option<String>,
    /// How dates are meant that lack a year or a month.
    #[arg(long, value_enum, default_value_t = Kind::News)]
    kind: Kind,
    /// Where to write the event file; standard output where it is not given.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there already.
    #[arg(long, requires = "output")]
    force: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Counted from the day of publication.
    News,
    /// Counted from the date told before, as in histories.
    Narrative,
}

impl Draft {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let output = self
            .output
            .as_deref()
            .filter(|path| !files::is_standard(path));
        if let Some(path) = output.filter(|path| !self.force && is_file(path)) {
            return Err(Error::world(format!(
                "{} is there already: nothing is overwritten without `--force`",
                path.display()
            )));
        }
        let name = files::name_of(&self.article);
        let bytes = files::read(&self.article)?;
        let article = Article::read(&name, &bytes).map_err(|unreadable| {
            Error::world(format!("{name} cannot be drafted: {unreadable}"))
        })?;
        let as_of = match &self.as_of {
            Some(text) => day(text)?,
            None => article.published().ok_or_else(|| {
                Error::usage(format!(
                    "{name} does not say when it was published, so that “Saturday” or “last week” mean no day: pass it as `--as-of 2025-09-21`"
                ))
            })?,
        };
        if !article.is_english() {
            files::complain(&format!(
                "warning: {name} does not seem to be English: only dates such as 2025-09-20 are understood\n"
            ));
        }
        let options = Options {
            as_of,
            kind: match self.kind {
                Kind::News => prose::Kind::News,
                Kind::Narrative => prose::Kind::Narrative,
            },
            title: self.title.clone(),
        };
        let draft = draft(&article, &options);
        let missed = summary(draft.missed());
        if draft.facts() == 0 {
            files::complain(&missed);
            return Err(Error::world(format!(
                "{name} states no dated event that is understood: nothing is written"
            )));
        }
        let Some(path) = output else {
            files::print(draft.yaml().as_bytes())?;
            files::complain(&missed);
            return Ok(ExitCode::SUCCESS);
        };
        files::write(path, draft.yaml().as_bytes())?;
        files::complain(&format!(
            "{} written: {}, {}, each to be reviewed; `causeline render {}` draws it\n",
            path.display(),
            counted(draft.facts(), "fact"),
            counted(draft.links(), "link"),
            path.display()
        ));
        files::complain(&missed);
        Ok(ExitCode::SUCCESS)
    }
}

/// The most lines that tell what was missed.
const MOST_MISSED: usize = 10;

/// What a reader of the draft should look up in the article; nothing where all
/// was understood.
fn summary(missed: &[String]) -> String {
    if missed.is_empty() {
        return String::new();
    }
    let mut lines = format!(
        "{} of the article gave no fact or link:\n",
        counted(missed.len(), "passage")
    );
    for line in missed.iter().take(MOST_MISSED) {
        let _ = writeln!(lines, "  {line}");
    }
    if let Some(more) = missed
        .len()
        .checked_sub(MOST_MISSED)
        .filter(|more| *more > 0)
    {
        let _ = writeln!(lines, "  and {more} more");
    }
    lines
}

/// Whether a file is there that would be lost.
fn is_file(path: &Path) -> bool {
    path.symlink_metadata()
        .is_ok_and(|metadata| metadata.is_file() || (metadata.is_symlink() && path.is_file()))
}

/// The day that an option gives.
fn day(text: &str) -> Result<Civil, Error> {
    let context = Context::default();
    let meaning = Phrase::parse(text).and_then(|phrase| phrase.resolve(&context, &|_| false));
    let wrong = |why: &str| {
        Error::usage(format!(
            "`--as-of {text}`: {why}; write a day such as 2025-09-21"
        ))
    };
    match meaning {
        Ok(meaning) => match meaning.one_day(Zone::Floating) {
            Some(day) => Ok(day_of(day)),
            None => Err(wrong("this is not one day")),
        },
        Err(error) => Err(wrong(&error.to_string())),
    }
}
