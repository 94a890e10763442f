//! Diagnostics as workflow commands, which annotate the lines of a change.

use super::place;
use super::{Diagnostic, Severity};
use crate::source::SourceSet;
use std::fmt::Write;

/// One workflow command a line, sorted by file and place.
///
/// The form is that of GitHub Actions: `::error file=…,line=…,col=…::message`.
///
/// ```
/// use causeline::diagnostic::github;
/// use causeline::document::{NoIncludes, read};
/// let reading = read("a.yaml", b"title: A\nevents:\n  a: { wat: One }\n".to_vec(), &mut NoIncludes);
/// let told = github(reading.document.sources(), &reading.diagnostics);
/// assert!(told.starts_with("::error file=a.yaml,line=3,"));
/// ```
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{Anchor, Location, SourceFile, Span};

    #[test]
    fn tells_each_in_one_line_that_nothing_in_it_can_break() {
        let mut sources = SourceSet::new();
        let file = sources.add(SourceFile::new("a,b:c%.yaml", "a: 1\nb: 2\n"));
        let at = |start, end| Location {
            file,
            span: Span::new(start, end),
        };
        let told = [
            Diagnostic::note(Code("N001"), "later").at(at(8, 9)),
            Diagnostic::error(Code("E012"), "50% off\r\n::error::forged")
                .at(at(0, 1))
                .help("do: this, that")
                .related(Anchor::At(at(5, 6)), "seen"),
        ];
        let name = "a%2Cb%3Ac%25.yaml";
        let wanted = format!(
            "::error file={name},line=1,endLine=1,col=1,endColumn=2,title=E012::\
             50%25 off%0D%0A::error::forged%0Ahelp: do: this, that%0Aa,b:c%25.yaml:2: seen\n\
             ::notice file={name},line=2,endLine=2,col=4,endColumn=5,title=N001::later\n"
        );
        assert_eq!(github(&sources, &told), wanted);
    }

    #[test]
    fn tells_a_fault_of_the_whole_input_without_a_place() {
        let told = [Diagnostic::warning(Code("W001"), "empty")];
        let told = github(&SourceSet::new(), &told);
        assert_eq!(told, "::warning title=W001::empty\n");
    }
}
