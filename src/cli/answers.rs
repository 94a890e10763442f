//! Commands that answer one question: `graph`, `explain`, `without`, `when`.

use super::error::Error;
use super::{files, json, report};
use crate::date::{Context, Instant, Lack, Phrase, Window, Zone, iso, nearest_word};
use crate::graph::{self, export::Solved};
use crate::schedule::{explain, without};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the causal graph for other tools.
#[derive(Args, Debug)]
pub(super) struct Graph {
    /// The event file; `-` is standard input.
    file: PathBuf,
    /// In which format.
    #[arg(long, value_enum)]
    format: GraphFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GraphFormat {
    Dot,
    Mermaid,
    Graphml,
    Json,
}

impl Graph {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let compiled = files::compiled(&self.file)?;
        let zone = json::zone(&compiled);
        let ends = |id| {
            let bounds = compiled.schedule().bounds(id);
            [bounds.start, bounds.end]
        };
        let solved = Solved {
            ends: &ends,
            zone,
            timezone: compiled.timeline().timezone(),
        };
        let write = match self.format {
            GraphFormat::Dot => graph::export::dot,
            GraphFormat::Mermaid => graph::export::mermaid,
            GraphFormat::Graphml => graph::export::graphml,
            GraphFormat::Json => graph::export::json,
        };
        let written = write(compiled.graph(), solved);
        files::print(written.as_bytes())?;
        Ok(report::outcome(&compiled))
    }
}

/// Explain when a fact can have happened.
#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The fact.
    id: String,
    /// The event file; `-` is standard input.
    file: PathBuf,
}

impl Explain {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let compiled = files::compiled_about(&[&self.id], &self.file)?;
        let event = compiled.graph().fact(self.id.as_str());
        let event = event.map_err(|error| Error::usage(error.to_string()))?;
        let explanation = explain(compiled.schedule(), compiled.timeline(), event);
        let out = explanation.render(|pointer| report::line(&compiled, pointer));
        files::print(out.as_bytes())?;
        Ok(report::outcome(&compiled))
    }
}

/// Tell what falls if a source falls.
#[derive(Args, Debug)]
pub(super) struct Without {
    /// The source, by id or title.
    source: String,
    /// The event file; `-` is standard input.
    file: PathBuf,
}

impl Without {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let compiled = files::compiled_about(&[&self.source], &self.file)?;
        let graph = compiled.graph();
        let source = graph.source(&self.source).map_err(|unknown| {
            Error::usage(if graph.timeline().sources().is_empty() {
                format!("{unknown}: the file names no source")
            } else {
                unknown.to_string()
            })
        })?;
        let fallen = without(graph, compiled.schedule(), source);
        files::print(fallen.to_string().as_bytes())?;
        Ok(report::outcome(&compiled))
    }
}

/// Tell what a phrase such as “last Saturday” means.
#[derive(Args, Debug)]
pub(super) struct When {
    /// The phrase, as an event file would have it under `when`.
    #[arg(allow_hyphen_values = true)]
    phrase: String,
    /// The day that it is counted from.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// The zone of clock times, such as Asia/Kabul.
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// How 03/04/2021 is to be read.
    #[arg(long, value_enum)]
    date_order: Option<DateOrder>,
    /// In which form.
    #[arg(long, value_enum, default_value_t = json::Format::Text)]
    format: json::Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DateOrder {
    Dmy,
    Mdy,
}

impl When {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let context = self.context()?;
        let resolved =
            Phrase::parse(&self.phrase).and_then(|phrase| phrase.resolve(&context, &|_| false));
        let (span, message, help) = match resolved {
            Ok(meaning) if meaning.anchors.is_empty() => {
                let out = match self.format {
                    json::Format::Json => json::phrase(&self.phrase, &meaning, context.zone),
                    json::Format::Text => {
                        let start = words(meaning.start, context.zone);
                        let end = words(meaning.end, context.zone);
                        let end = if meaning.start == meaning.end {
                            String::new()
                        } else {
                            format!("until  {end}\n")
                        };
                        format!(
                            "when   {start}\n{end}as     {}\n",
                            meaning.precision.name().replace('_', " ")
                        )
                    }
                };
                files::print(out.as_bytes())?;
                return Ok(ExitCode::SUCCESS);
            }
            Ok(meaning) => {
                let (name, span) = &meaning.anchors[0];
                let help = match nearest_word(name) {
                    Some(word) => format!("did you mean `{word}`?"),
                    None => "facts can be named in an event file".to_owned(),
                };
                (*span, format!("`{name}` is no date"), Some(help))
            }
            Err(error) => {
                let help = match error.lacks.as_deref() {
                    Some(Lack::AsOf) => Some("tell it with `--as-of DATE`".to_owned()),
                    _ => error.help,
                };
                (error.span, error.message, help)
            }
        };
        let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
        let before = width(self.phrase.get(..span.start).unwrap_or(""));
        let under = width(self.phrase.get(span.start..span.end).unwrap_or("")).max(1);
        let help = help
            .map(|help| format!("help: {help}\n"))
            .unwrap_or_default();
        files::complain(&format!(
            "error: {message}\n  {}\n  {:before$}{}\n{help}",
            self.phrase,
            "",
            "^".repeat(under)
        ));
        Ok(ExitCode::from(1))
    }

    fn context(&self) -> Result<Context, Error> {
        let zone = match &self.timezone {
            None => Zone::Floating,
            Some(name) => Zone::named(name).map_err(|error| {
                let near = error
                    .nearest()
                    .map(|near| format!("; did you mean `{near}`?"));
                Error::usage(format!("{error}{}", near.unwrap_or_default()))
            })?,
        };
        let mut context = Context {
            as_of: None,
            zone,
            order: self.date_order.map(|order| match order {
                DateOrder::Dmy => crate::date::DateOrder::DayFirst,
                DateOrder::Mdy => crate::date::DateOrder::MonthFirst,
            }),
        };
        if let Some(text) = &self.as_of {
            let resolved =
                Phrase::parse(text).and_then(|phrase| phrase.resolve(&context, &|_| false));
            let meaning = resolved
                .map_err(|error| Error::usage(format!("--as-of {text}: {}", error.message)))?;
            let Some(day) = meaning.one_day(zone) else {
                return Err(Error::usage(format!("--as-of {text}: this is not one day")));
            };
            context.as_of = Some(day);
        }
        Ok(context)
    }
}

/// A window for people who want it exact.
fn words(window: Window, zone: Zone) -> String {
    let told = |instant: Option<Instant>| {
        instant.map_or_else(|| "…".to_owned(), |instant| iso(instant, zone))
    };
    format!("{} to {}", told(window.earliest), told(window.latest))
}
