//! How much room text takes, without any font at run time.
//!
//! A viewer may not have the face a picture asks for, so a line is as wide as
//! in the widest of several faces whose advances are compiled in. A layout
//! that leaves this room holds in every one of them.

mod advances;
mod words;
mod wrap;

use advances::{Advances, EM, FACES, PACKED};

pub(in crate::layout) use wrap::Measured;
pub use wrap::{Wrapped, wrap};

/// Which cut of the face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

/// How text is set against its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// It begins there.
    #[default]
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// Added to every line that is not empty, in pixels: kerning and the rounding
/// of advances to whole pixels that some viewers do.
pub const MARGIN: f64 = 2.0;

/// How far letters fall below the baseline, in em.
pub const DESCENT: f64 = 0.25;

/// How high a capital is, in em, the most over the faces.
pub const CAP_HEIGHT: f64 = 0.73;

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextStyle {
    /// Size in pixels.
    pub size: f64,
    /// Its cut.
    pub weight: Weight,
    /// Space added after each letter, in pixels; may be negative.
    pub spacing: f64,
}

impl TextStyle {
    /// Text of that size and cut, without added space.
    pub const fn new(size: f64, weight: Weight) -> Self {
        Self {
            size,
            weight,
            spacing: 0.0,
        }
    }

    /// How far its letters fall below the baseline, in pixels.
    pub fn descent(self) -> f64 {
        self.size * DESCENT
    }

    /// From the baseline to the top of a capital, in pixels.
    pub fn cap_height(self) -> f64 {
        self.size * CAP_HEIGHT
    }
}

/// The room one line of text takes along the line, in pixels: an upper bound
/// over the faces, with [`MARGIN`]. Control characters count as spaces. Empty
/// text takes none.
///
/// ```
/// use causeline::layout::measure::{TextStyle, Weight, width};
/// let style = TextStyle::new(13.5, Weight::SemiBold);
/// assert_eq!(width("", style), 0.0);
/// assert!(width("The Taliban take", style) > width("The Taliban", style));
/// assert!(width("政府声明", style) >= 4.0 * 13.5);
/// ```
pub fn width(text: &str, style: TextStyle) -> f64 {
    Extent::of(text, style.weight).pixels(style)
}

/// The advances of a piece of text, face by face; adds up over pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Extent {
    /// In 1/2048 em.
    sums: [u64; FACES],
    /// Characters that take room, each followed by the letter spacing.
    letters: u64,
}

impl Extent {
    fn of(text: &str, weight: Weight) -> Self {
        let table = Advances::of(weight);
        if !text.is_ascii() {
            let mut extent = Self::default();
            for c in text.chars() {
                extent.add(table.of_char(c));
            }
            return extent;
        }
        let mut sums = [0; FACES];
        for few in text.as_bytes().chunks(PACKED) {
            let packed = few.iter().fold(0, |sum, byte| sum + table.packed(*byte));
            for (face, sum) in sums.iter_mut().enumerate() {
                *sum += packed >> (16 * face) & 0xFFFF;
            }
        }
        Self {
            sums,
            letters: text.len() as u64,
        }
    }

    fn add(&mut self, advances: [u16; FACES]) {
        for (sum, advance) in self.sums.iter_mut().zip(advances) {
            *sum += u64::from(advance);
        }
        self.letters += u64::from(advances[0] > 0);
    }

    fn plus(mut self, other: Self) -> Self {
        for (sum, more) in self.sums.iter_mut().zip(other.sums) {
            *sum += more;
        }
        self.letters += other.letters;
        self
    }

    fn pixels(self, style: TextStyle) -> f64 {
        let widest = self.sums.into_iter().fold(0, u64::max);
        if widest == 0 {
            return 0.0;
        }
        let advance = widest as f64 / f64::from(EM) * style.size;
        (advance + self.letters as f64 * style.spacing).max(0.0) + MARGIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regular(size: f64) -> TextStyle {
        TextStyle::new(size, Weight::Regular)
    }

    #[test]
    fn the_widest_face_decides() {
        // "m" is 0.974 em in DejaVu Sans, the widest of the four.
        let expected = 1995.0 / 2048.0 * 10.0 + MARGIN;
        assert!((width("m", regular(10.0)) - expected).abs() < 1e-9);
    }

    #[test]
    fn spacing_counts_letters_and_marks_take_no_room() {
        let spaced = TextStyle {
            spacing: 1.5,
            ..regular(10.0)
        };
        assert_eq!(width("abc", spaced), width("abc", regular(10.0)) + 4.5);
        assert_eq!(width("e\u{301}", spaced), width("e", spaced));
    }

    #[test]
    fn scripts_without_a_table_are_never_narrow() {
        for (text, em) in [
            ("政府声明", 4.0),
            ("👩‍👩‍👧", 3.0),
            ("مرحبا", 3.0),
            ("🇦🇫", 2.0),
            ("⚡", 1.2),
        ] {
            assert!(width(text, regular(10.0)) >= em * 10.0, "{text}");
        }
    }

    #[test]
    fn control_characters_count_as_spaces() {
        assert_eq!(
            width("a\u{0}b\tc", regular(12.0)),
            width("a b c", regular(12.0))
        );
    }
}
