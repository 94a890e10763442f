//! Why an edit is not done.

use crate::compile::Compilation;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Anchor, FileId, Location, Span};
use std::fmt;

/// An edit that cannot be done, or not safely.
pub(super) const REFUSED: Code = Code("E040");

/// Why an edit is not done: the place, the reason, and what to do instead.
/// Nothing is changed then.
#[derive(Debug)]
pub struct Refusal {
    message: String,
    location: Option<Location>,
    help: Option<String>,
    related: Vec<(Location, String)>,
    worse: Option<Box<Worse>>,
    is_usage: bool,
}

/// What would come of it.
#[derive(Debug)]
struct Worse {
    faults: Vec<Diagnostic>,
    after: Compilation,
}

impl Refusal {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            location: None,
            help: None,
            related: Vec::new(),
            worse: None,
            is_usage: false,
        }
    }

    pub(super) fn at(mut self, file: FileId, span: Span) -> Self {
        self.location = Some(Location { file, span });
        self
    }

    /// Marks it as being about what was asked, not about the text.
    pub(super) fn usage(mut self) -> Self {
        self.is_usage = true;
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn related(mut self, file: FileId, span: Span, words: impl Into<String>) -> Self {
        self.related.push((Location { file, span }, words.into()));
        self
    }

    pub(super) fn with_faults(mut self, faults: Vec<Diagnostic>, after: Compilation) -> Self {
        self.worse = Some(Box::new(Worse { faults, after }));
        self
    }

    /// The reason in one sentence.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where it is to be seen, in the text as it was before.
    pub fn location(&self) -> Option<Location> {
        self.location
    }

    /// What to do instead, such as the nearest name.
    pub fn advice(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Whether something was asked for that there is not: a fact, a field.
    pub fn is_usage(&self) -> bool {
        self.is_usage
    }

    /// The faults that the file would have afterwards and has not now. Their
    /// places are in the text as it would be.
    pub fn faults(&self) -> &[Diagnostic] {
        self.worse.as_ref().map_or(&[], |worse| &worse.faults)
    }

    /// The timeline as it would be, where it is refused for its
    /// [`faults`](Self::faults).
    pub fn after(&self) -> Option<&Compilation> {
        self.worse.as_ref().map(|worse| &worse.after)
    }

    /// The same as a diagnostic about the text as it was before.
    pub fn diagnostic(&self) -> Diagnostic {
        let mut told = Diagnostic::error(REFUSED, self.message.clone());
        told.anchor = self.location.map(Anchor::At);
        told.help.clone_from(&self.help);
        for (location, words) in &self.related {
            told = told.related(Anchor::At(*location), words.clone());
        }
        told
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}
