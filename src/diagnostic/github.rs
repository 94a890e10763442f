//! Diagnostics as workflow commands, which annotate the lines of a change.

use super::place;
use super::{Diagnostic, Severity};
use crate::source::SourceSet;
use std::fmt::Write;

/// One workflow command a line, sorted by file and place.
///
/// The form is that of GitHub Actions: `::error file=…,line=…,col=…::message`.
pub fn github(sources: &SourceSet, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in place::sorted(diagnostics) {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = String::new();
        if let Some(at) = place::of(diagnostic.anchor.as_ref(), sources) {
            let _ = write!(
                properties,
                "file={},line={},endLine={},col={},endColumn={},",
                property(at.file.name()),
                at.start.line,
                at.end.line,
                at.start.column,
                at.end.column
            );
        }
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            let _ = write!(message, "\nhelp: {help}");
        }
        for label in &diagnostic.related {
            if let Some(at) = place::of(Some(&label.anchor), sources) {
                let _ = write!(
                    message,
                    "\n{}:{}: {}",
                    at.file.name(),
                    at.start.line,
                    label.message
                );
            }
        }
        let _ = writeln!(
            out,
            "::{command} {properties}title={}::{}",
            diagnostic.code.0,
            data(&message)
        );
    }
    out
}

/// Text that may follow `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Text that may be the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
