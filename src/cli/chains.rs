//! `causeline why`, `led-to` and `between`: the chains of causes.

use super::error::Error;
use super::{files, render, report};
use crate::compile::Compilation;
use crate::graph::{CausalGraph, Link, Tree, UnknownName};
use crate::timeline::{Confidence, EventId, Status};
use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Tell what led to a fact.
#[derive(Args, Debug)]
pub(super) struct Why {
    /// The fact.
    id: String,
    /// The event file; `-` is standard input.
    file: PathBuf,
    /// Draw just that as SVG too.
    #[arg(long, value_name = "OUT", value_parser = PathBufValueParser::new().try_map(svg))]
    svg: Option<PathBuf>,
}

/// Tell what a fact led to.
#[derive(Args, Debug)]
pub(super) struct LedTo {
    /// The fact.
    id: String,
    /// The event file; `-` is standard input.
    file: PathBuf,
    /// Draw just that as SVG too.
    #[arg(long, value_name = "OUT", value_parser = PathBufValueParser::new().try_map(svg))]
    svg: Option<PathBuf>,
}

/// Tell the chains from one fact to another.
#[derive(Args, Debug)]
pub(super) struct Between {
    /// The fact that they begin with.
    from: String,
    /// The fact that they end with.
    to: String,
    /// The event file; `-` is standard input.
    file: PathBuf,
    /// Draw just that as SVG too.
    #[arg(long, value_name = "OUT", value_parser = PathBufValueParser::new().try_map(svg))]
    svg: Option<PathBuf>,
}

fn unknown(error: &UnknownName) -> Error {
    Error::usage(error.to_string())
}

/// Where a picture is to go: its name may not say that it is none in SVG.
fn svg(path: PathBuf) -> Result<PathBuf, String> {
    match path.extension() {
        Some(ending) if !ending.eq_ignore_ascii_case("svg") => Err(format!(
            "this picture is SVG: name a file that ends with .svg, such as {}",
            path.with_extension("svg").display()
        )),
        _ => Ok(path),
    }
}

/// Below this depth lines are no longer indented further.
const DEEPEST: usize = 40;

impl Why {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let compiled = files::compiled_about(&[&self.id], &self.file)?;
        let tree = compiled
            .graph()
            .why(self.id.as_str())
            .map_err(|error| unknown(&error))?;
        let alone = "nothing is said to have led to it";
        files::print(told(&compiled, &tree, "<-", alone).as_bytes())?;
        draw(&compiled, &facts(&tree), self.svg.as_deref())
    }
}

impl LedTo {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let compiled = files::compiled_about(&[&self.id], &self.file)?;
        let tree = compiled
            .graph()
            .led_to(self.id.as_str())
            .map_err(|error| unknown(&error))?;
        let alone = "it is not said to have led to anything";
        files::print(told(&compiled, &tree, "->", alone).as_bytes())?;
        draw(&compiled, &facts(&tree), self.svg.as_deref())
    }
}

impl Between {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let compiled = files::compiled_about(&[&self.from, &self.to], &self.file)?;
        let graph = compiled.graph();
        let chains = graph
            .chains(self.from.as_str(), self.to.as_str())
            .map_err(|error| unknown(&error))?;
        let mut out = String::new();
        let mut drawn = BTreeSet::new();
        for (number, chain) in chains.iter().enumerate() {
            let _ = writeln!(
                out,
                "{}{}",
                if number > 0 { "\n" } else { "" },
                fact(&compiled, chain.links()[0].cause)
            );
            for link in chain.links() {
                let _ = writeln!(
                    out,
                    "  -> {}{}",
                    fact(&compiled, link.effect),
                    hop(graph, *link)
                );
            }
            drawn.extend(chain.facts());
        }
        if chains.is_empty() {
            let back = graph
                .chains(self.to.as_str(), self.from.as_str())
                .map_err(|error| unknown(&error))?;
            let (from, to) = (&self.from, &self.to);
            let back = if back.is_empty() {
                String::new()
            } else {
                format!("; one leads from `{to}` to `{from}`")
            };
            let _ = writeln!(
                out,
                "no chain of causes leads from `{from}` to `{to}`{back}"
            );
        }
        if chains.has_more() {
            let _ = writeln!(out, "\n… and more chains");
        }
        files::print(out.as_bytes())?;
        let drawn: Vec<EventId> = drawn.into_iter().collect();
        draw(&compiled, &drawn, self.svg.as_deref())
    }
}

/// A fact in a line: id, headline, status where it is not just reported, dates.
fn fact(compiled: &Compilation, event: EventId) -> String {
    let said = compiled.timeline().event(event);
    let headline = said.what().split_whitespace().collect::<Vec<_>>().join(" ");
    let status = match said.status() {
        Status::Reported => String::new(),
        status => format!(" ({})", status.word()),
    };
    format!(
        "{}: {headline}{status}, {}",
        said.name(),
        compiled.schedule().course(event)
    )
}

/// What is said of a link: kind, confidence, sources, note.
fn hop(graph: &CausalGraph, link: Link) -> String {
    let (timeline, cause) = (graph.timeline(), graph.cause(link));
    let mut words = vec![timeline.link_kind(cause.kind).id.clone()];
    words.push(match cause.confidence {
        Confidence::Percent(percent) => format!("{percent} %"),
        said => said.word().unwrap_or_default().to_owned(),
    });
    let mut parts = vec![words.join(", ")];
    let sources: Vec<&str> = cause
        .sources
        .iter()
        .map(|id| timeline.source(*id).short_name())
        .collect();
    if !sources.is_empty() {
        parts.push(format!("source: {}", sources.join(", ")));
    }
    if let Some(account) = graph.account(link) {
        parts.push(format!("by the account `{}`", account.name));
    }
    if let Some(note) = &cause.note {
        parts.push(note.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    format!("  ({})", parts.join("; "))
}

fn facts(tree: &Tree<'_>) -> Vec<EventId> {
    let all: BTreeSet<EventId> = tree.branches().iter().map(|branch| branch.event).collect();
    all.into_iter().collect()
}

/// A tree of causes or effects, one fact a line.
fn told(compiled: &Compilation, tree: &Tree<'_>, arrow: &str, alone: &str) -> String {
    let mut out = String::new();
    for branch in tree.branches() {
        let indent = 2 * branch.depth.min(DEEPEST);
        let arrow = if branch.depth > 0 {
            format!("{arrow} ")
        } else {
            String::new()
        };
        let link = branch
            .link
            .map(|link| hop(compiled.graph(), link))
            .unwrap_or_default();
        let above = if branch.repeated {
            "  (told above)"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "{:indent$}{arrow}{}{link}{above}",
            "",
            fact(compiled, branch.event)
        );
    }
    if tree.branches().len() == 1 {
        let _ = writeln!(out, "  {alone}");
    }
    out
}

/// Draws the facts, where that is asked for.
fn draw(compiled: &Compilation, shown: &[EventId], svg: Option<&Path>) -> Result<ExitCode, Error> {
    if let Some(path) = svg {
        let why = if compiled.is_faulty() {
            Some("the event file has faults")
        } else {
            shown.is_empty().then_some("there is nothing to draw")
        };
        if let Some(why) = why {
            files::complain(&format!("{} is not written: {why}\n", path.display()));
            return Ok(report::outcome(compiled));
        }
        let svg = render::svg_of(compiled, shown.to_vec());
        if files::is_standard(path) {
            files::print(svg.as_bytes())?;
        } else {
            files::write(path, svg.as_bytes())?;
            files::complain(&format!("{} written\n", path.display()));
        }
    }
    Ok(report::outcome(compiled))
}
