//! Patches: stretches of a file replaced, everything else left as it is.

use crate::source::{FileId, Location, Span};

/// The mark that some editors set before the first byte of a text. Spans count
/// from after it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// One stretch of a file replaced by a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Patch {
    /// The file.
    pub file: FileId,
    /// The bytes to replace; an empty span inserts.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Patches of one or more files, in the order of the text, none over another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patches {
    list: Vec<Patch>,
}

impl Patches {
    /// Puts patches in order.
    ///
    /// # Errors
    /// The place of the first patch that touches bytes which another one
    /// replaces.
    pub fn new(mut list: Vec<Patch>) -> Result<Self, Location> {
        // Stable: what is inserted at one place stays in the order given.
        list.sort_by_key(|patch| (patch.file, patch.span));
        list.dedup_by(|next, before| !next.span.is_empty() && next == before);
        let clash = list
            .windows(2)
            .find(|pair| pair[0].file == pair[1].file && pair[1].span.start < pair[0].span.end);
        match clash {
            Some(pair) => Err(Location {
                file: pair[1].file,
                span: pair[1].span,
            }),
            None => Ok(Self { list }),
        }
    }

    /// Every patch, in the order of the text.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Patch> {
        self.list.iter()
    }

    /// Whether nothing is changed.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The files that are changed, in order.
    pub fn files(&self) -> Vec<FileId> {
        let mut files: Vec<FileId> = self.list.iter().map(|patch| patch.file).collect();
        files.dedup();
        files
    }

    /// The patches of one file.
    pub fn of(&self, file: FileId) -> &[Patch] {
        let start = self.list.partition_point(|patch| patch.file < file);
        let end = self.list.partition_point(|patch| patch.file <= file);
        &self.list[start..end]
    }

    /// The text of a file afterwards. A byte order mark before it is kept;
    /// bytes outside the patches are the very same.
    ///
    /// # Panics
    /// Where the patches are of another text.
    ///
    /// ```
    /// use causeline::edit::{Patch, Patches};
    /// use causeline::source::{FileId, Span};
    /// let patch = |start, end, text: &str| Patch {
    ///     file: FileId(0),
    ///     span: Span::new(start, end),
    ///     text: text.to_owned(),
    /// };
    /// let patches = Patches::new(vec![patch(7, 10, "Two"), patch(0, 5, "Title")]).unwrap();
    /// assert_eq!(patches.apply(FileId(0), "title: One # x\r\n"), "Title: Two # x\r\n");
    /// ```
    pub fn apply(&self, file: FileId, text: &str) -> String {
        let (mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => (&text[..text.len() - rest.len()], rest),
            None => ("", text),
        };
        let mut made = String::with_capacity(mark.len() + text.len());
        made.push_str(mark);
        let mut at = 0;
        for patch in self.of(file) {
            made.push_str(&text[at..patch.span.start]);
            made.push_str(&patch.text);
            at = patch.span.end;
        }
        made.push_str(&text[at..]);
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(start: usize, end: usize, text: &str) -> Patch {
        Patch {
            file: FileId(0),
            span: Span::new(start, end),
            text: text.to_owned(),
        }
    }

    #[test]
    fn patches_over_each_other_are_refused() {
        let clash = Patches::new(vec![patch(0, 4, "a"), patch(3, 5, "b")]).unwrap_err();
        assert_eq!(clash.span, Span::new(3, 5));
    }

    #[test]
    fn a_byte_order_mark_is_kept_and_not_counted() {
        let patches = Patches::new(vec![patch(0, 1, "b")]).unwrap();
        assert_eq!(patches.apply(FileId(0), "\u{feff}a: 1"), "\u{feff}b: 1");
    }

    #[test]
    fn what_is_inserted_at_one_place_stays_in_order() {
        let patches = Patches::new(vec![patch(1, 1, "x"), patch(1, 1, "y")]).unwrap();
        assert_eq!(patches.apply(FileId(0), "ab"), "axyb");
    }
}
