//! Texts that are open in the editor.

use super::lines::{Encoding, Lines};
use gen_lsp_types::TextDocumentContentChangeEvent as Change;

/// One open text, always as the editor has it.
#[derive(Debug)]
pub(super) struct Buffer {
    /// Its address as the editor writes it.
    pub(super) uri: String,
    pub(super) version: i32,
    /// Its text, without a byte order mark.
    pub(super) text: String,
    pub(super) has_mark: bool,
    /// Whether the editor says that it is an event file, and not just YAML.
    pub(super) is_declared: bool,
    pub(super) lines: Lines,
    encoding: Encoding,
}

impl Buffer {
    pub(super) fn new(uri: String, version: i32, text: &str, encoding: Encoding) -> Self {
        let mut buffer = Self {
            uri,
            version,
            text: String::new(),
            has_mark: false,
            is_declared: false,
            lines: Lines::new("", false, encoding),
            encoding,
        };
        buffer.replace(text);
        buffer
    }

    fn replace(&mut self, text: &str) {
        let rest = text.strip_prefix('\u{feff}');
        self.has_mark = rest.is_some();
        rest.unwrap_or(text).clone_into(&mut self.text);
        self.lines = Lines::new(&self.text, self.has_mark, self.encoding);
    }

    /// Carries out what was typed; each change counts in the text that those
    /// before it left.
    pub(super) fn change(&mut self, version: i32, changes: Vec<Change>) {
        self.version = version;
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let span = self.lines.span(&self.text, part.range);
                    self.text.replace_range(span.start..span.end, &part.text);
                    self.lines = Lines::new(&self.text, self.has_mark, self.encoding);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => self.replace(&whole.text),
            }
        }
    }
}
