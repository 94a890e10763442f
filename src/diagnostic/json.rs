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
///
/// ```
/// use causeline::diagnostic::{Report, json};
/// use causeline::document::{NoIncludes, read};
/// let reading = read("a.yaml", b"title: A\nevents:\n  a: { wat: One }\n".to_vec(), &mut NoIncludes);
/// let told = json(&[Report { sources: reading.document.sources(), diagnostics: &reading.diagnostics }]);
/// assert!(told.contains("E010"));
/// ```
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{Anchor, Location, SourceFile, Span};

    #[test]
    fn has_exactly_the_documented_keys() {
        let mut sources = SourceSet::new();
        let file = sources.add(SourceFile::new("a.yaml", "é: 1\nb: \"x\"\n"));
        let other = sources.add(SourceFile::new("b.yaml", "c: 2\n"));
        let at = |file, start, end| Location {
            file,
            span: Span::new(start, end),
        };
        let told = [
            Diagnostic::warning(Code("W002"), "late").at(at(other, 0, 1)),
            Diagnostic::error(Code("E020"), "a \"quoted\" word")
                .at(at(file, 0, 9))
                .help("mend it")
                .facts(["x", "y"])
                .related(Anchor::At(at(other, 3, 4)), "here"),
        ];
        let written = json(&[Report {
            sources: &sources,
            diagnostics: &told,
        }]);
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        let wanted = serde_json::json!([
            {
                "code": "E020", "severity": "error", "message": "a \"quoted\" word",
                "file": "a.yaml", "line": 1, "column": 1, "end_line": 2, "end_column": 4,
                "help": "mend it", "facts": ["x", "y"],
                "related": [{ "file": "b.yaml", "line": 1, "column": 4, "message": "here" }],
            },
            {
                "code": "W002", "severity": "warning", "message": "late",
                "file": "b.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 2,
                "help": null, "facts": [], "related": [],
            },
        ]);
        assert_eq!(read, wanted);
    }

    #[test]
    fn a_fault_of_the_whole_file_stands_at_its_first_character() {
        let mut sources = SourceSet::new();
        sources.add(SourceFile::new("empty.yaml", ""));
        let told = [Diagnostic::note(Code("E001"), "nothing here")];
        let written = json(&[Report {
            sources: &sources,
            diagnostics: &told,
        }]);
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read[0]["file"], "empty.yaml");
        assert_eq!(read[0]["severity"], "note");
        for key in ["line", "column", "end_line", "end_column"] {
            assert_eq!(read[0][key], 1, "{key}");
        }
    }

    #[test]
    fn no_diagnostics_are_an_empty_list() {
        assert_eq!(json(&[]), "[]\n");
    }
}
