//! `causeline order`: the facts in order, with how sure that is.

use super::error::Error;
use super::{files, json, report};
use crate::compile::Compilation;
use crate::schedule::{Sureness, account_words, cite};
use crate::source::Part;
use crate::timeline::{EventId, Slot};
use clap::Args;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// Tell the facts in order, with what dates them.
#[derive(Args, Debug)]
pub(super) struct Order {
    /// The event file; `-` is standard input.
    file: PathBuf,
    /// In which form.
    #[arg(long, value_enum, default_value_t = json::Format::Text)]
    format: json::Format,
}

impl Order {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let compiled = files::compiled(&self.file)?;
        let out = match self.format {
            json::Format::Text => table(&compiled),
            json::Format::Json => json::order(&compiled),
        };
        files::print(out.as_bytes())?;
        Ok(report::outcome(&compiled))
    }
}

/// What a fact says of its own date. A date that is not understood makes a
/// file faulty.
fn written(compiled: &Compilation, event: EventId, is_faulty: bool) -> String {
    let said = compiled.timeline().event(event).when().iter();
    let texts: Vec<&str> = said.map(|said| said.text.trim()).collect();
    if !texts.is_empty() {
        texts.join(", ")
    } else if is_faulty && says_when(compiled, event) {
        "no date that is understood".to_owned()
    } else if is_told_by_accounts(compiled, event) {
        "told by accounts".to_owned()
    } else {
        "no date given".to_owned()
    }
}

/// Whether some account of a fact says when it was.
fn is_told_by_accounts(compiled: &Compilation, event: EventId) -> bool {
    let mut accounts = compiled.timeline().event(event).accounts().iter();
    accounts.any(|account| !account.when.is_empty())
}

/// Whether a fact has the field of its date, whatever stands there.
fn says_when(compiled: &Compilation, event: EventId) -> bool {
    let mut fact = compiled.timeline().pointer(event, &Slot::Whole);
    fact.part = Part::Value;
    let fields = compiled.document().entries(&fact);
    fields.iter().any(|(key, _)| *key == Some("when"))
}

/// One fact a line, and under it how sure it is that it follows the one above.
fn table(compiled: &Compilation) -> String {
    let (schedule, graph) = (compiled.schedule(), compiled.graph());
    let (order, is_faulty) = (schedule.order(), compiled.is_faulty());
    let rows: Vec<[String; 3]> = order
        .iter()
        .map(|event| {
            let derived = if schedule.is_derived(*event) {
                " (derived)"
            } else {
                ""
            };
            [
                graph.name(*event).to_owned(),
                written(compiled, *event, is_faulty),
                format!("{}{derived}", schedule.course(*event)),
            ]
        })
        .collect();
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].width());
        widths.max().unwrap_or(0).min(40)
    };
    let (names, dates) = (width(0), width(1));
    let digits = rows.len().to_string().len();
    let mut out = String::new();
    for (place, (event, [name, said, words])) in order.iter().zip(&rows).enumerate() {
        if place > 0 {
            let _ = writeln!(out, "{:digits$}    {}", "", step(compiled, place - 1));
        }
        let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
        let _ = writeln!(
            out,
            "{:>digits$}. {name}{}  {said}{}  {words}",
            place + 1,
            pad(name, names),
            pad(said, dates),
        );
        if !compiled.timeline().event(*event).accounts().is_empty() {
            for account in account_words(schedule, compiled.timeline(), *event) {
                let _ = writeln!(out, "{:digits$}    {account}", "");
            }
        }
    }
    out
}

/// How sure one step of the order is, with the statement that decides it.
fn step(compiled: &Compilation, place: usize) -> String {
    let Some(step) = compiled.schedule().step(place) else {
        return String::new();
    };
    let timeline = compiled.timeline();
    let cited = step.decided_by().map(|statement| {
        let cited = cite(timeline, statement);
        let place = report::place(compiled, &cited.pointer);
        format!(
            ": {}{}",
            cited.words,
            place.map(|place| format!(" ({place})")).unwrap_or_default()
        )
    });
    match step.sureness {
        Sureness::Certain => format!("then, for certain{}", cited.unwrap_or_default()),
        Sureness::Possible => format!("then, possibly{}", cited.unwrap_or_default()),
        Sureness::Conventional => "then, by convention: nothing tells which came first".to_owned(),
    }
}
