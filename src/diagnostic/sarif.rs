//! Diagnostics in SARIF 2.1.0 (OASIS, 2020), which code hosts and editors
//! read.

use super::codes::CODES;
use super::place::{self, Place};
use super::{Diagnostic, Report, Severity};
use crate::source::SourceSet;
use serde_json::{Value, json};

/// Diagnostics as one SARIF log with one run, by reading, then by file and
/// place.
///
/// ```
/// use causeline::diagnostic::{Report, sarif};
/// use causeline::document::{NoIncludes, read};
/// let reading = read("a.yaml", b"title: A\nevents:\n  a: { wat: One }\n".to_vec(), &mut NoIncludes);
/// let told = sarif(&[Report { sources: reading.document.sources(), diagnostics: &reading.diagnostics }]);
/// assert!(told.contains("E010"));
/// ```
pub fn sarif(reports: &[Report<'_>]) -> String {
    let rules: Vec<Value> = CODES
        .iter()
        .map(|code| {
            json!({
                "id": code.code,
                "shortDescription": { "text": code.title },
                "fullDescription": { "text": code.explanation },
            })
        })
        .collect();
    let results: Vec<Value> = reports
        .iter()
        .flat_map(|report| {
            let sorted = place::sorted(report.diagnostics).into_iter();
            sorted.map(|diagnostic| result(report.sources, diagnostic))
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "causeline",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(sources: &SourceSet, diagnostic: &Diagnostic) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let text = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.0,
        "level": level,
        "message": { "text": text },
        "properties": { "facts": diagnostic.facts },
    });
    if let Some(at) = place::of(diagnostic.anchor.as_ref(), sources) {
        result["locations"] = json!([{ "physicalLocation": location(&at) }]);
    }
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .filter_map(|label| {
            let at = place::of(Some(&label.anchor), sources)?;
            Some(json!({ "message": { "text": label.message }, "physicalLocation": location(&at) }))
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    if let Some(fix) = &diagnostic.fix
        && let Some(at) = place::of(Some(&fix.anchor), sources)
    {
        result["fixes"] = json!([{
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(at.file.name()) },
                "replacements": [{
                    "deletedRegion": region(&at),
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
        }]);
    }
    result
}

fn location(at: &Place<'_>) -> Value {
    json!({ "artifactLocation": { "uri": uri(at.file.name()) }, "region": region(at) })
}

fn region(at: &Place<'_>) -> Value {
    json!({
        "startLine": at.start.line,
        "startColumn": at.start.column,
        "endLine": at.end.line,
        "endColumn": at.end.column,
    })
}

/// A file's name as a relative URI.
fn uri(name: &str) -> String {
    use std::fmt::Write;
    let mut uri = String::new();
    for byte in name.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Fix};
    use crate::source::{Anchor, Location, SourceFile, Span};

    fn log(sources: &SourceSet, diagnostics: &[Diagnostic]) -> Value {
        let written = sarif(&[Report {
            sources,
            diagnostics,
        }]);
        serde_json::from_str(&written).unwrap()
    }

    #[test]
    fn tells_places_other_places_facts_and_fixes() {
        let mut sources = SourceSet::new();
        let file = sources.add(SourceFile::new("my stories/é.yaml", "a: é1\nb: 2\n"));
        let at = |start, end| Location {
            file,
            span: Span::new(start, end),
        };
        let told = Diagnostic::error(Code("E010"), "wrong")
            .at(at(5, 6))
            .help("write 3")
            .facts(["a"])
            .related(Anchor::At(at(7, 8)), "see here")
            .fix(Fix {
                anchor: Anchor::At(at(5, 6)),
                replacement: "3".to_owned(),
                title: "Write 3".to_owned(),
            });
        let log = log(&sources, &[told]);
        let region = json!({ "startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6 });
        let artifact = json!({ "uri": "my%20stories/%C3%A9.yaml" });
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
        assert_eq!(
            log["runs"][0]["results"],
            json!([{
                "ruleId": "E010",
                "level": "error",
                "message": { "text": "wrong\nwrite 3" },
                "properties": { "facts": ["a"] },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": artifact, "region": region,
                } }],
                "relatedLocations": [{
                    "message": { "text": "see here" },
                    "physicalLocation": {
                        "artifactLocation": artifact,
                        "region": { "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 2 },
                    },
                }],
                "fixes": [{
                    "description": { "text": "Write 3" },
                    "artifactChanges": [{
                        "artifactLocation": artifact,
                        "replacements": [{
                            "deletedRegion": region,
                            "insertedContent": { "text": "3" },
                        }],
                    }],
                }],
            }])
        );
    }

    #[test]
    fn names_every_rule_once_and_has_results_even_where_there_are_none() {
        let log = log(&SourceSet::new(), &[]);
        let run = &log["runs"][0];
        assert_eq!(run["results"], json!([]));
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: std::collections::BTreeSet<&str> = rules
            .iter()
            .filter_map(|rule| rule["id"].as_str())
            .collect();
        assert_eq!(ids.len(), CODES.len());
        assert!(ids.contains("E010"));
    }
}
