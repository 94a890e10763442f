//! What is wrong with an author's text, as plain data.
//!
//! A [`Diagnostic`] speaks of the text; trouble with the outside world
//! (a missing file, a full disk) is an error of the command line instead.
//! How a diagnostic looks is the business of the passes in this folder.

mod codes;
mod github;
mod json;
mod place;
mod sarif;
mod text;

pub use codes::{CODES, Explained, explained};
pub use github::github;
pub use json::json;
pub use sarif::sarif;
pub use text::{Look, count, text, text_of_all};

use crate::source::{Anchor, Location, Pointer, SourceSet};

/// The diagnostics of one reading with the text that they point into.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The text of every file of the reading.
    pub sources: &'a SourceSet,
    /// What is to be said about it, each place known to the byte.
    pub diagnostics: &'a [Diagnostic],
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; never changes the exit code.
    Note,
    /// Probably a slip; a fault only when asked to be strict.
    Warning,
    /// A fault: the file is refused.
    Error,
}

/// A stable code such as `E012` or `W003`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub &'static str);

/// A second place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub anchor: Anchor,
    /// What is to be seen there.
    pub message: String,
}

/// A change of the text that would mend the fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub anchor: Anchor,
    /// With what.
    pub replacement: String,
    /// What that does, for a menu.
    pub title: String,
}

/// One thing to say about the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, one sentence, no full stop.
    pub message: String,
    /// The place it is about; `None` only where the whole input is meant.
    pub anchor: Option<Anchor>,
    /// Words for the underline at that place.
    pub label: Option<String>,
    /// Other places.
    pub related: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    /// Ids of the facts it is about, in the order of the story.
    pub facts: Vec<String>,
    /// A change that mends it, where one is plain.
    pub fix: Option<Fix>,
    /// Changes that would mend it too, among which only the author can choose.
    pub choices: Vec<Fix>,
}

impl Diagnostic {
    /// A fault.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            anchor: None,
            label: None,
            related: Vec::new(),
            help: None,
            facts: Vec::new(),
            fix: None,
            choices: Vec::new(),
        }
    }

    /// Points at a place known to the byte.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.anchor = Some(Anchor::At(location));
        self
    }

    /// Points at a place known by its path.
    #[must_use]
    pub fn by(mut self, pointer: Pointer) -> Self {
        self.anchor = Some(Anchor::By(pointer));
        self
    }

    /// Words for the underline.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Another place, with what is to be seen there.
    #[must_use]
    pub fn related(mut self, anchor: Anchor, message: impl Into<String>) -> Self {
        self.related.push(Label {
            anchor,
            message: message.into(),
        });
        self
    }

    /// The facts it is about.
    #[must_use]
    pub fn facts<I, S>(mut self, facts: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        self.facts = facts.into_iter().map(Into::into).collect();
        self
    }

    /// A change that mends it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Changes among which the author must choose.
    #[must_use]
    pub fn choices(mut self, choices: impl IntoIterator<Item = Fix>) -> Self {
        self.choices.extend(choices);
        self
    }

    /// Whether it is a fault.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
