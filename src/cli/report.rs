//! Diagnostics to the terminal.

use super::files;
use crate::compile::Compilation;
use crate::diagnostic::{Diagnostic, Look, count, text};
use crate::source::{Pointer, SourceSet};
use std::io::IsTerminal;
use std::process::ExitCode;

/// Whether a stream wants colours.
fn look(is_terminal: bool) -> Look {
    let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if is_terminal && !is_plain {
        Look::Colored
    } else {
        Look::Plain
    }
}

/// How diagnostics look on standard output.
pub(super) fn output_look() -> Look {
    look(std::io::stdout().is_terminal())
}

/// Tells what is wrong with a file on standard error.
pub(super) fn complain(compiled: &Compilation) {
    tell(compiled.sources(), compiled.diagnostics());
}

/// Tells diagnostics on standard error.
pub(super) fn tell(sources: &SourceSet, diagnostics: &[Diagnostic]) {
    let look = look(std::io::stderr().is_terminal());
    files::complain(&text(sources, diagnostics, look));
}

/// Tells one diagnostic on standard error, without counting it.
pub(super) fn tell_one(sources: &SourceSet, diagnostic: &Diagnostic) {
    let look = look(std::io::stderr().is_terminal());
    let one = std::slice::from_ref(diagnostic);
    let told = text(sources, one, look);
    let counted = format!("{}\n", count(one));
    files::complain(told.strip_suffix(&counted).unwrap_or(&told));
}

/// File and line of a place, as in `bagram.yaml:14`.
pub(super) fn place(compiled: &Compilation, pointer: &Pointer) -> Option<String> {
    let (file, line) = line(compiled, pointer)?;
    Some(format!("{file}:{line}"))
}

/// File and line of a place.
pub(super) fn line(compiled: &Compilation, pointer: &Pointer) -> Option<(String, usize)> {
    let location = compiled.document().locate(pointer)?;
    let file = compiled.sources().get(location.file)?;
    Some((
        file.name().to_owned(),
        file.position(location.span.start).line,
    ))
}

/// How a question to a file ends: its faults are told beside the answer.
pub(super) fn outcome(compiled: &Compilation) -> ExitCode {
    if !compiled.is_faulty() {
        return ExitCode::SUCCESS;
    }
    complain(compiled);
    ExitCode::from(1)
}
