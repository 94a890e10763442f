//! A colour and its contrast.

/// An sRGB colour, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// sRGB made linear, in 1/100 000: a table, so that no platform's power
/// function decides about a byte of output.
const LINEAR: [u32; 256] = [
    0, 30, 61, 91, 121, 152, 182, 212, 243, 273, 304, 335, 368, 402, 439, 478, 518, 561, 605, 651,
    700, 750, 802, 857, 913, 972, 1033, 1096, 1161, 1229, 1298, 1370, 1444, 1521, 1600, 1681, 1764,
    1850, 1938, 2029, 2122, 2217, 2315, 2416, 2519, 2624, 2732, 2843, 2956, 3071, 3190, 3310, 3434,
    3560, 3689, 3820, 3955, 4092, 4231, 4374, 4519, 4667, 4817, 4971, 5127, 5286, 5448, 5613, 5781,
    5951, 6125, 6301, 6480, 6663, 6848, 7036, 7227, 7421, 7619, 7819, 8022, 8228, 8438, 8650, 8866,
    9084, 9306, 9531, 9759, 9990, 10224, 10462, 10702, 10946, 11193, 11444, 11697, 11954, 12214,
    12477, 12744, 13014, 13287, 13563, 13843, 14126, 14413, 14703, 14996, 15293, 15593, 15896,
    16203, 16513, 16827, 17144, 17465, 17789, 18116, 18447, 18782, 19120, 19462, 19807, 20156,
    20508, 20864, 21223, 21586, 21953, 22323, 22697, 23074, 23455, 23840, 24228, 24620, 25016,
    25415, 25818, 26225, 26636, 27050, 27468, 27889, 28315, 28744, 29177, 29614, 30054, 30499,
    30947, 31399, 31855, 32314, 32778, 33245, 33716, 34191, 34670, 35153, 35640, 36131, 36625,
    37124, 37626, 38133, 38643, 39157, 39676, 40198, 40724, 41254, 41789, 42327, 42869, 43415,
    43966, 44520, 45079, 45641, 46208, 46778, 47353, 47932, 48515, 49102, 49693, 50289, 50888,
    51492, 52100, 52712, 53328, 53948, 54572, 55201, 55834, 56471, 57112, 57758, 58408, 59062,
    59720, 60383, 61050, 61721, 62396, 63076, 63760, 64448, 65141, 65837, 66539, 67244, 67954,
    68669, 69387, 70110, 70838, 71569, 72306, 73046, 73791, 74540, 75294, 76052, 76815, 77582,
    78354, 79130, 79910, 80695, 81485, 82279, 83077, 83880, 84687, 85499, 86316, 87137, 87962,
    88792, 89627, 90466, 91310, 92158, 93011, 93869, 94731, 95597, 96469, 97345, 98225, 99110,
    100_000,
];

/// In how many steps a colour is mixed.
pub(super) const STEPS: u8 = 64;

impl Rgb {
    /// Reads `#rrggbb` or `#rgb` in either case; `None` for anything else.
    ///
    /// ```
    /// use causeline::style::Rgb;
    /// assert_eq!(Rgb::parse("#1b6e5c"), Some(Rgb(0x1b, 0x6e, 0x5c)));
    /// assert_eq!(Rgb::parse("#fff"), Some(Rgb(255, 255, 255)));
    /// assert_eq!(Rgb::parse("red"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let nibbles: Vec<u8> = digits
            .chars()
            .map(|c| c.to_digit(16).map(|digit| digit as u8))
            .collect::<Option<_>>()?;
        match nibbles[..] {
            [r, g, b] => Some(Self(r * 17, g * 17, b * 17)),
            [r, s, g, h, b, c] => Some(Self(r * 16 + s, g * 16 + h, b * 16 + c)),
            _ => None,
        }
    }

    /// As `#rrggbb`, lower case.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    pub(super) const fn of(code: u32) -> Self {
        Self((code >> 16) as u8, (code >> 8) as u8, code as u8)
    }

    /// Relative luminance (WCAG 2.2), from 0 for black to 1 for white.
    pub fn luminance(self) -> f64 {
        let Self(r, g, b) = self;
        let linear = |c: u8| u64::from(LINEAR[usize::from(c)]);
        (2126 * linear(r) + 7152 * linear(g) + 722 * linear(b)) as f64 / 1e9
    }

    /// Contrast ratio (WCAG 2.2), from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// How far two colours are apart to the eye: their distance in Oklab (Ottosson,
    /// 2020), from 0 to 1 for black and white.
    ///
    /// ```
    /// use causeline::style::Rgb;
    /// let blue = Rgb(0x1d, 0x5f, 0xa6);
    /// assert!(blue.distance(Rgb(0x20, 0x60, 0xa0)) < 0.02);
    /// assert!(blue.distance(Rgb(0xb0, 0x47, 0x0b)) > 0.2);
    /// ```
    pub fn distance(self, other: Self) -> f64 {
        let (one, other) = (self.oklab(), other.oklab());
        let [l, a, b] = [0, 1, 2].map(|at| one[at] - other[at]);
        (l * l + a * a + b * b).sqrt()
    }

    fn oklab(self) -> [f64; 3] {
        const CONES: [[f64; 3]; 3] = [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ];
        const LAB: [[f64; 3]; 3] = [
            [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
        ];
        let times = |rows: [[f64; 3]; 3], by: [f64; 3]| {
            rows.map(|row| row[0] * by[0] + row[1] * by[1] + row[2] * by[2])
        };
        let linear = |c: u8| f64::from(LINEAR[usize::from(c)]) / 1e5;
        let cones = times(CONES, [self.0, self.1, self.2].map(linear));
        times(LAB, cones.map(cube_root))
    }

    /// This colour with `steps` of [`STEPS`] parts of another.
    pub(super) fn mix(self, other: Self, steps: u8) -> Self {
        let steps = u32::from(steps.min(STEPS));
        let all = u32::from(STEPS);
        let part = |a: u8, b: u8| {
            ((u32::from(a) * (all - steps) + u32::from(b) * steps + all / 2) / all) as u8
        };
        Self(
            part(self.0, other.0),
            part(self.1, other.1),
            part(self.2, other.2),
        )
    }

    /// The nearest mixture with `pole` (black or white) whose contrast against
    /// every surface reaches `least`; the pole itself where none does.
    pub(super) fn readable(self, surfaces: &[Self], pole: Self, least: f64) -> Self {
        (0..=STEPS)
            .map(|steps| self.mix(pole, steps))
            .find(|color| surfaces.iter().all(|&under| color.contrast(under) >= least))
            .unwrap_or(pole)
    }
}

/// The cube root of a number from 0 to 1 by Newton's steps: plain arithmetic, so that
/// every machine gets the same digits.
fn cube_root(number: f64) -> f64 {
    if number <= 0.0 {
        return 0.0;
    }
    (0..24).fold(1.0, |root, _| (2.0 * root + number / (root * root)) / 3.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
        let grey = Rgb(0x76, 0x76, 0x76).contrast(Rgb(255, 255, 255));
        assert!((grey - 4.54).abs() < 0.01, "{grey}");
    }

    #[test]
    fn distance_is_that_of_oklab() {
        assert!((Rgb(0, 0, 0).distance(Rgb(255, 255, 255)) - 1.0).abs() < 1e-4);
        let red_and_blue = Rgb(255, 0, 0).distance(Rgb(0, 0, 255));
        assert!((red_and_blue - 0.5371).abs() < 1e-3, "{red_and_blue}");
    }

    #[test]
    fn hex_reads_what_it_writes_and_nothing_else() {
        assert_eq!(
            Rgb::parse("#0a1B2c").map(Rgb::hex).as_deref(),
            Some("#0a1b2c")
        );
        for wrong in ["", "#", "#12", "#12345g", "#1234567", "url(x)", "#éé"] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
    }
}
