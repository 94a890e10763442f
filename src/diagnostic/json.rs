//! Diagnostics for programs.

use super::place;
use super::{Diagnostic, Report, Severity};
use crate::source::SourceSet;
use serde::Serialize;

#[derive(Serialize)]
struct One<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: Option<&'a str>,
    facts: &'a [String],
    related: Vec<Other<'a>>,
}

#[derive(Serialize)]
struct Other<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// The name of a severity.
const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Diagnostics as one JSON list, by reading, then by file and place. Lines and
/// columns count from 1, columns in characters; the end lies behind the last
/// one.
pub fn json(reports: &[Report<'_>]) -> String {
    let all: Vec<One<'_>> = reports
        .iter()
        .flat_map(|report| {
            let sorted = place::sorted(report.diagnostics).into_iter();
            sorted.map(|diagnostic| one(report.sources, diagnostic))
        })
        .collect();
    // These structs have string keys only, which cannot fail to be written.
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn one<'a>(sources: &'a SourceSet, diagnostic: &'a Diagnostic) -> One<'a> {
    let root = sources.iter().next().map_or("", |(_, file)| file.name());
    let at = place::of(diagnostic.anchor.as_ref(), sources);
    let related = diagnostic.related.iter().filter_map(|label| {
        let at = place::of(Some(&label.anchor), sources)?;
        Some(Other {
            file: at.file.name(),
            line: at.start.line,
            column: at.start.column,
            message: &label.message,
        })
    });
    One {
        code: diagnostic.code.0,
        severity: name(diagnostic.severity),
        message: &diagnostic.message,
        file: at.as_ref().map_or(root, |at| at.file.name()),
        line: at.as_ref().map_or(1, |at| at.start.line),
        column: at.as_ref().map_or(1, |at| at.start.column),
        end_line: at.as_ref().map_or(1, |at| at.end.line),
        end_column: at.as_ref().map_or(1, |at| at.end.column),
        help: diagnostic.help.as_deref(),
        facts: &diagnostic.facts,
        related: related.collect(),
    }
}
