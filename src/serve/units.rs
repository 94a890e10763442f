//! Places in a text as the page's editor counts them.
//!
//! The editor counts UTF-16 units of the text as it stands in the file. A byte
//! order mark is a character there, while spans do not count it.

/// The way from bytes to UTF-16 units, for one text.
pub(super) struct Units<'t> {
    text: &'t str,
    /// Bytes of a byte order mark, which spans do not count.
    mark: usize,
    /// For each line its first byte and its first unit.
    lines: Vec<(usize, usize)>,
}

impl<'t> Units<'t> {
    /// Counts a text as it stands in its file.
    pub(super) fn new(text: &'t str) -> Self {
        let mut lines = vec![(0, 0)];
        let (mut byte, mut unit) = (0, 0);
        for line in text.split_inclusive('\n') {
            byte += line.len();
            unit += width(line);
            lines.push((byte, unit));
        }
        Self {
            text,
            mark: if text.starts_with('\u{feff}') { 3 } else { 0 },
            lines,
        }
    }

    /// The units before a byte, counted as spans are: without the mark.
    pub(super) fn of(&self, byte: usize) -> usize {
        let mut end = (byte + self.mark).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.lines.partition_point(|(start, _)| *start <= end) - 1;
        let (start, unit) = self.lines[line];
        unit + width(&self.text[start..end])
    }
}

fn width(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_utf16_units() {
        for (text, needle, units) in [
            ("a: b\nc: d\n", "c", 5),
            ("é: 😀\nc: d\n", "c", 6),
            ("a: b\r\nc: d\r\n", "c", 6),
            ("a: b\nc: 😀x", "x", 10),
        ] {
            let found = Units::new(text).of(text.find(needle).unwrap());
            assert_eq!(found, units, "{text:?}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_a_unit_that_spans_do_not_count() {
        assert_eq!(Units::new("\u{feff}a: b\n").of(0), 1);
        assert_eq!(Units::new("\u{feff}a: b\nc").of(5), 6);
    }

    #[test]
    fn places_past_the_end_and_inside_a_sign_count_as_the_one_before() {
        for (text, byte, units) in [("ab", 9, 2), ("é", 1, 0), ("", 0, 0), ("a\n", 2, 2)] {
            assert_eq!(Units::new(text).of(byte), units, "{text:?}");
        }
    }
}
