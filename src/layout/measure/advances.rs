//! How far each character moves the pen, in several faces.
//!
//! The numbers come from Inter 4.0, Liberation Sans (as wide as Arial), DejaVu
//! Sans (as wide as Verdana) and Liberation Serif (as wide as Times), read
//! once by `scripts/fonts.py`. They are measures only; nothing else of these
//! faces is in the table. Characters outside it are guessed, never too small
//! for the faces that common systems use.

use unicode_width::UnicodeWidthChar;

use super::Weight;

/// The faces a line is measured in.
pub(super) const FACES: usize = 4;

/// Advances are in 1/2048 em.
pub(super) const EM: u32 = 2048;

/// The characters of the table, first and last; `scripts/fonts.py` has the same.
const RANGES: [(u32, u32); 17] = [
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x02B0, 0x02FF),
    (0x0370, 0x03FF),
    (0x0400, 0x052F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x205E),
    (0x2070, 0x209F),
    (0x20A0, 0x20C0),
    (0x2100, 0x218F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2460, 0x24FF),
    (0x25A0, 0x25FF),
    (0x2600, 0x26FF),
    (0x2700, 0x27BF),
];

/// How many characters the table has.
const COUNT: usize = count();

const WEIGHTS: usize = 3;

/// Weight by weight, character by character, the advance in each face.
static ADVANCES: [[[u16; FACES]; COUNT]; WEIGHTS] =
    decode(include_bytes!("../../../assets/metrics/advances.bin"));

/// So many packed advances add up without one running into the next.
pub(super) const PACKED: usize = 8;

/// The advances of printable ASCII by weight, those of the faces side by side
/// in one number, 16 bits each.
static ASCII: [[u64; 128]; WEIGHTS] = pack();

// The same for the other characters below 128 as for the space.
const fn pack() -> [[u64; 128]; WEIGHTS] {
    let mut table = [[0; 128]; WEIGHTS];
    let mut place = 0;
    while place < WEIGHTS * 128 {
        let (weight, byte) = (place / 128, place % 128);
        let row = if byte >= 0x20 && byte < 0x7F {
            byte - 0x20
        } else {
            0
        };
        let mut face = 0;
        while face < FACES {
            let advance = ADVANCES[weight][row][face];
            assert!(advance > 0 && (advance as usize) < 0x1_0000 / PACKED);
            table[weight][byte] |= (advance as u64) << (16 * face);
            face += 1;
        }
        place += 1;
    }
    table
}

const fn count() -> usize {
    let mut total = 0;
    let mut index = 0;
    while index < RANGES.len() {
        total += (RANGES[index].1 - RANGES[index].0 + 1) as usize;
        index += 1;
    }
    total
}

// Runs at compile time only: the table never lies on a stack.
#[allow(clippy::large_stack_arrays)]
const fn decode(bytes: &[u8]) -> [[[u16; FACES]; COUNT]; WEIGHTS] {
    assert!(bytes.len() == WEIGHTS * COUNT * FACES * 2);
    let mut table = [[[0; FACES]; COUNT]; WEIGHTS];
    let mut place = 0;
    while place < WEIGHTS * COUNT * FACES {
        table[place / (COUNT * FACES)][place / FACES % COUNT][place % FACES] =
            u16::from_le_bytes([bytes[2 * place], bytes[2 * place + 1]]);
        place += 1;
    }
    table
}

/// The advances of one weight.
#[derive(Clone, Copy)]
pub(super) struct Advances {
    all: &'static [[u16; FACES]; COUNT],
    ascii: &'static [u64; 128],
}

impl Advances {
    /// Those of that weight; 600 has the bold cuts of the faces without one.
    pub(super) fn of(weight: Weight) -> Self {
        let weight = match weight {
            Weight::Regular => 0,
            Weight::SemiBold => 1,
            Weight::Bold => 2,
        };
        Self {
            all: &ADVANCES[weight],
            ascii: &ASCII[weight],
        }
    }

    /// The advances of an ASCII character, those of the faces side by side,
    /// 16 bits each; a space's where it is not printable.
    pub(super) fn packed(self, byte: u8) -> u64 {
        self.ascii[usize::from(byte & 0x7F)]
    }

    /// The advances of any character, from the table or guessed.
    pub(super) fn of_char(self, c: char) -> [u16; FACES] {
        let code = if c.is_ascii_control() {
            0x20
        } else {
            u32::from(c)
        };
        let known = index(code).map(|index| self.all[index]);
        // A picture character may be drawn from an emoji face, wider than text.
        match known {
            Some(advances) if advances[0] > 0 && !is_pictogram(c) => advances,
            Some(advances) => advances.map(|advance| advance.max(guess(c))),
            None => [guess(c); FACES],
        }
    }
}

/// Where a character stands in the table.
fn index(code: u32) -> Option<usize> {
    let mut offset = 0;
    for (first, last) in RANGES {
        if code < first {
            return None;
        }
        if code <= last {
            return Some((offset + code - first) as usize);
        }
        offset += last - first + 1;
    }
    None
}

fn is_pictogram(c: char) -> bool {
    matches!(u32::from(c), 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x1F000..=0x1FAFF)
}

/// A character's advance where no table knows it, in 1/2048 em.
///
/// Wide East Asian characters fill an em; emoji faces go up to 1.3 em; other
/// scripts are taken as wide as their widest common letters. Marks that stand
/// on another letter, joiners and direction signs take no room. What a face
/// would join into one sign (flags, families) is counted piece by piece, as a
/// face without the sign shows it.
fn guess(c: char) -> u16 {
    let em = |tenths: u32| (EM * tenths / 10) as u16;
    match u32::from(c) {
        // A ligature of a whole sentence, and a few very long signs.
        0xFDFD => em(120),
        0xFDF0..=0xFDFF => em(40),
        0x2E3A => em(20),
        0x2E3B => em(30),
        0x12000..=0x1254F => em(50),
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF => em(14),
        // Scripts of South and South-East Asia have signs beyond an em.
        0x0900..=0x0DFF | 0x0F00..=0x109F | 0x1780..=0x17FF if c.width() != Some(0) => em(15),
        _ => match c.width() {
            Some(0) => 0,
            None => em(4),
            Some(1) => em(10),
            Some(_) => em(11),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_of_every_face_is_filled_for_letters() {
        for weight in [Weight::Regular, Weight::SemiBold, Weight::Bold] {
            for c in "Aa0 éßŁžΩωЖя–…→①≈€".chars() {
                let advances = Advances::of(weight).of_char(c);
                assert!(advances.iter().all(|&a| a > 200), "{c} {advances:?}");
            }
        }
    }

    #[test]
    fn ranges_are_in_order_and_lead_to_their_own_rows() {
        assert!(RANGES.windows(2).all(|pair| pair[0].1 < pair[1].0));
        assert_eq!(index(0x20), Some(0));
        assert_eq!(index(0x27BF), Some(COUNT - 1));
        assert_eq!(index(0x7F), None);
        assert_eq!(index(0x27C0), None);
    }

    /// Just enough of a TrueType file to find advances by character.
    struct Face(&'static [u8]);

    impl Face {
        fn u16(&self, at: usize) -> usize {
            usize::from(u16::from_be_bytes([self.0[at], self.0[at + 1]]))
        }

        fn u32(&self, at: usize) -> usize {
            self.u16(at) << 16 | self.u16(at + 2)
        }

        fn table(&self, tag: [u8; 4]) -> usize {
            let entries = (0..self.u16(4)).map(|entry| 12 + 16 * entry);
            let entry = entries.into_iter().find(|&at| self.0[at..at + 4] == tag);
            self.u32(entry.unwrap() + 8)
        }

        fn advance(&self, glyph: usize) -> usize {
            let metrics = self.u16(self.table(*b"hhea") + 34);
            self.u16(self.table(*b"hmtx") + 4 * glyph.min(metrics - 1))
        }

        /// Every character of the basic plane with its glyph (format 4).
        fn characters(&self) -> Vec<(u32, usize)> {
            let cmap = self.table(*b"cmap");
            let subtables = (0..self.u16(cmap + 2)).map(|n| cmap + self.u32(cmap + 8 + 8 * n));
            let map = subtables.into_iter().find(|&at| self.u16(at) == 4).unwrap();
            let segments = self.u16(map + 6) / 2;
            let (ends, starts) = (map + 14, map + 16 + 2 * segments);
            let (deltas, offsets) = (starts + 2 * segments, starts + 4 * segments);
            let mut found = Vec::new();
            for segment in 0..segments {
                let at = |list: usize| list + 2 * segment;
                let (start, end) = (self.u16(at(starts)), self.u16(at(ends)));
                for code in start..=end.min(0xFFFE) {
                    let glyph = match self.u16(at(offsets)) {
                        0 => code,
                        offset => self.u16(at(offsets) + offset + 2 * (code - start)),
                    };
                    found.push((code as u32, (glyph + self.u16(at(deltas))) & 0xFFFF));
                }
            }
            found
        }
    }

    #[test]
    fn the_table_agrees_with_the_faces_that_travel_with_the_program() {
        let faces: [&[u8]; 3] = [
            include_bytes!("../../../assets/fonts/Inter-Regular.ttf"),
            include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf"),
            include_bytes!("../../../assets/fonts/Inter-Bold.ttf"),
        ];
        for (weight, face) in faces.into_iter().map(Face).enumerate() {
            let mut compared = 0;
            for (code, glyph) in face.characters() {
                if let Some(place) = index(code) {
                    let advance = usize::from(ADVANCES[weight][place][0]);
                    assert_eq!(advance, face.advance(glyph), "U+{code:04X}");
                    compared += 1;
                }
            }
            assert!(compared > 1000, "{compared}");
        }
    }
}
