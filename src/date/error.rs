//! What is wrong with a phrase.

use crate::source::Span;
use std::fmt;

/// Why a phrase is not understood, or cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseError {
    /// The bytes of the phrase that it is about.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What those bytes probably should be.
    pub replacement: Option<String>,
    /// What the file does not tell, where the phrase lacks nothing else.
    pub lacks: Option<Box<Lack>>,
}

/// What a file would have to tell for a phrase to make sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The day that the phrase is counted from.
    AsOf,
    /// Which of two numbers is the day: the date by either reading.
    DateOrder {
        /// With the day first, such as `3 April 2021`.
        day_first: String,
        /// With the month first, such as `4 March 2021`.
        month_first: String,
    },
}

impl PhraseError {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            help: None,
            replacement: None,
            lacks: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The fault of a phrase that should be written otherwise as a whole.
    pub(crate) fn rewritten(self, text: &str, written: String) -> Self {
        Self {
            span: Span::new(0, text.len()),
            ..self
        }
        .help(format!("write `{written}`"))
        .replacement(written)
    }

    /// The fault of a phrase that is but the id of a fact.
    pub(crate) fn of_a_fact(self, id: &str) -> Self {
        Self::new(self.span, format!("`{id}` is a fact, and no date"))
            .help(super::grammar::relations(id))
    }

    /// The fault of a phrase in which a fact is named, with how dates are measured from it
    /// where nothing better is told.
    pub(crate) fn beside_a_fact(self, id: &str) -> Self {
        let is_told = self
            .help
            .as_deref()
            .is_some_and(|help| help != super::grammar::EXAMPLES);
        if is_told {
            return self;
        }
        self.help(format!(
            "`{id}` is a fact: to date from it write `after {id}`, `before {id}`, `2 days after {id}`, `within 3 weeks before {id}` or `same day as {id}`"
        ))
    }

    /// The whole phrase as it probably should be.
    pub(crate) fn written(&self, text: &str) -> Option<String> {
        let replacement = self.replacement.as_deref()?;
        let before = text.get(..self.span.start)?;
        let after = text.get(self.span.end..)?;
        Some(format!("{before}{replacement}{after}"))
    }

    /// The fault of a phrase whose mend names a fact that there is not, with the one that
    /// may be meant.
    pub(crate) fn of_no_fact(mut self, text: &str, name: &str, near: Option<String>) -> Self {
        let Some(written) = self.written(text) else {
            return self;
        };
        if let Some(near) = near {
            let at = written.rfind(name).unwrap_or(written.len());
            let after = written.get(at + name.len()..).unwrap_or("");
            let written = format!("{}{near}{after}", &written[..at]);
            return self.rewritten(text, written);
        }
        self.replacement = None;
        self.help(format!(
            "`{written}` would count from a fact, but none is called `{name}`: write it with the id of the fact that is meant"
        ))
    }

    pub(super) fn lacks(mut self, lacks: Lack) -> Self {
        self.lacks = Some(Box::new(lacks));
        self
    }

    pub(super) fn replacement(mut self, replacement: impl Into<String>) -> Self {
        self.replacement = Some(replacement.into());
        self
    }
}

impl fmt::Display for PhraseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for PhraseError {}
