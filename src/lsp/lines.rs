//! Places as editors count them: lines from 0, and characters in the units
//! that client and server agreed on.

use crate::source::Span;
use gen_lsp_types::{Position, PositionEncodingKind, Range};

/// What a character of a position counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Units of UTF-16, which every client knows.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// The first that the client offers of those known here.
    pub(super) fn negotiate(offered: &[&str]) -> Self {
        let known = offered.iter().find_map(|offered| match *offered {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        });
        known.unwrap_or_default()
    }

    pub(super) const fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn units(self, letter: char) -> usize {
        match self {
            Self::Utf8 => letter.len_utf8(),
            Self::Utf16 => letter.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// The lines of a text, which end with `\n`, `\r\n` or `\r`.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
    is_ascii: bool,
    /// Whether the editor has a byte order mark before the text.
    has_mark: bool,
    encoding: Encoding,
}

const MARK: char = '\u{feff}';

impl Lines {
    /// The lines of a text from which a byte order mark was taken, or which has
    /// none.
    pub(super) fn new(text: &str, has_mark: bool, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = (0..bytes.len()).filter(|at| match bytes[*at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Self {
            starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect(),
            is_ascii: text.is_ascii(),
            has_mark,
            encoding,
        }
    }

    /// What a byte order mark takes of the first line.
    fn shift(&self, line: usize) -> usize {
        if line == 0 && self.has_mark {
            self.encoding.units(MARK)
        } else {
            0
        }
    }

    /// The position of a byte; of the character that it lies in.
    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &text[self.starts[line]..offset];
        let units = if self.is_ascii {
            before.len()
        } else {
            before
                .chars()
                .map(|letter| self.encoding.units(letter))
                .sum()
        };
        Position {
            line: line as u32,
            character: (units + self.shift(line)) as u32,
        }
    }

    /// The byte of a position; the end of its line where the line is shorter,
    /// the end of the text where there is no such line.
    pub(super) fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else {
            return text.len();
        };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let content = text[start..end].trim_end_matches(['\n', '\r']);
        let mut left = (position.character as usize).saturating_sub(self.shift(line));
        if self.is_ascii {
            return start + left.min(content.len());
        }
        for (at, letter) in content.char_indices() {
            let units = self.encoding.units(letter);
            if left < units {
                return start + at;
            }
            left -= units;
        }
        start + content.len()
    }

    pub(super) fn range(&self, text: &str, span: Span) -> Range {
        Range {
            start: self.position(text, span.start),
            end: self.position(text, span.end),
        }
    }

    /// The bytes of a range; backward ranges are turned round.
    pub(super) fn span(&self, text: &str, range: Range) -> Span {
        let (start, end) = (self.offset(text, range.start), self.offset(text, range.end));
        Span::new(start.min(end), end.max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn counts_in_the_units_that_were_agreed_on() {
        let text = "a😀é\r\nשלום x\rlast";
        let counted = |encoding, offset| {
            let lines = Lines::new(text, false, encoding);
            let position = lines.position(text, offset);
            assert_eq!(lines.offset(text, position), offset);
            (position.line, position.character)
        };
        let behind_emoji = "a😀".len();
        assert_eq!(counted(Encoding::Utf8, behind_emoji), (0, 5));
        assert_eq!(counted(Encoding::Utf16, behind_emoji), (0, 3));
        assert_eq!(counted(Encoding::Utf32, behind_emoji), (0, 2));
        let hebrew = text.find('x').unwrap();
        assert_eq!(counted(Encoding::Utf8, hebrew), (1, 9));
        assert_eq!(counted(Encoding::Utf16, hebrew), (1, 5));
        let last = text.find("last").unwrap();
        assert_eq!(counted(Encoding::Utf16, last), (2, 0));
    }

    #[test]
    fn a_position_beyond_its_line_is_the_end_of_it() {
        let text = "ab\r\ncd";
        let lines = Lines::new(text, false, Encoding::Utf16);
        assert_eq!(lines.offset(text, at(0, 99)), 2);
        assert_eq!(lines.offset(text, at(9, 0)), text.len());
    }

    #[test]
    fn half_a_pair_is_the_character_before() {
        let text = "😀b";
        let lines = Lines::new(text, false, Encoding::Utf16);
        assert_eq!(lines.offset(text, at(0, 1)), 0);
        assert_eq!(lines.offset(text, at(0, 2)), 4);
    }

    #[test]
    fn a_byte_order_mark_is_counted_where_the_editor_has_it() {
        let text = "title";
        let lines = Lines::new(text, true, Encoding::Utf16);
        assert_eq!(lines.position(text, 0), at(0, 1));
        assert_eq!(lines.offset(text, at(0, 3)), 2);
        assert_eq!(lines.offset(text, at(0, 0)), 0);
    }

    proptest! {
        #[test]
        fn every_place_comes_back(text in "[aé😀\\r\\nש\\t ]{0,40}", encoding in 0..3usize) {
            let encoding = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32][encoding];
            let lines = Lines::new(&text, false, encoding);
            for (offset, letter) in text.char_indices() {
                // Between the two halves of a line end there is no position.
                if letter == '\n' && text[..offset].ends_with('\r') {
                    continue;
                }
                prop_assert_eq!(lines.offset(&text, lines.position(&text, offset)), offset);
            }
        }
    }
}
