//! Reading on after a fault of YAML whose mend is known: the rest of the file is
//! read as if that mend were made, so that its faults are told in the same run.

use crate::source::Span;
use std::borrow::Cow;

/// How many faults of YAML are read past. Each costs a reading of the whole
/// file, so that their number has to be bounded.
const MOST: usize = 32;

/// A text with changes made, and the way back to the bytes of the text itself.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// What is changed, in the order of the text.
    changes: Vec<(Span, String)>,
}

impl Mended {
    /// One more change; not where it lies before the end of the last one, whose
    /// mend then was none, or where there are too many.
    pub(super) fn add(&mut self, span: Span, replacement: &str) -> bool {
        let is_further = self
            .changes
            .last()
            .is_none_or(|(last, _)| span.start > last.end);
        let is_new = is_further && self.changes.len() < MOST;
        if is_new {
            self.changes.push((span, replacement.to_owned()));
        }
        is_new
    }

    /// Where the last change ends.
    pub(super) fn end(&self) -> usize {
        self.changes.last().map_or(0, |(last, _)| last.end)
    }

    /// The text with the changes made.
    pub(super) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.changes.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut mended = String::with_capacity(text.len() + 16 * self.changes.len());
        let mut done = 0;
        for (span, replacement) in &self.changes {
            mended.push_str(&text[done..span.start]);
            mended.push_str(replacement);
            done = span.end;
        }
        mended.push_str(&text[done..]);
        Cow::Owned(mended)
    }

    /// The byte of the text itself for one of the mended text.
    pub(super) fn place(&self, at: usize) -> usize {
        // How much longer the mended text is before `at`.
        let (mut added, mut removed) = (0, 0);
        for (span, replacement) in &self.changes {
            let start = span.start + added - removed;
            if at <= start {
                break;
            }
            if at < start + replacement.len() {
                let opening = replacement
                    .find(|letter| !"'\"{ ".contains(letter))
                    .unwrap_or(0);
                let inside = (at - start).saturating_sub(opening);
                return (span.start + inside).min(span.end);
            }
            added += replacement.len();
            removed += span.end - span.start;
        }
        at + removed - added
    }

    /// Whether a stretch of the text itself is what a change stands for.
    pub(super) fn is_changed(&self, span: Span) -> bool {
        self.changes
            .binary_search_by_key(&span.start, |(change, _)| change.start)
            .is_ok_and(|at| self.changes[at].0.end >= span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_text_itself() {
        let text = "a: b: c\nd: e: f\ng: h\n";
        let mut mended = Mended::default();
        assert!(mended.add(Span::new(3, 7), "'b: c'"));
        assert!(mended.add(Span::new(11, 15), "{ e: f }"));
        assert!(!mended.add(Span::new(13, 15), "x"), "within the last one");
        let told = mended.text(text);
        assert_eq!(told, "a: 'b: c'\nd: { e: f }\ng: h\n");
        for name in ["a:", "b:", "c'", "d:", "e:", "f }", "g:", "h"] {
            let letter = name.chars().next().unwrap();
            let at = mended.place(told.find(name).unwrap());
            assert_eq!(text[at..].chars().next(), Some(letter), "{name}");
        }
        assert_eq!(mended.place(told.len()), text.len());
        assert!(mended.is_changed(Span::new(3, 7)));
        assert!(!mended.is_changed(Span::new(0, 1)));
    }
}
