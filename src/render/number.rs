//! Numbers as they stand in a picture.

/// Up to this, in pixels or seconds, a number has decimals; a 64-bit integer
/// holds it in thousandths.
const FINE: f64 = 9e14;
/// Beyond this, twenty times the age of the universe in seconds, a number is
/// cut off.
const LIMIT: f64 = 9e18;

/// Writes a number with at most two decimals: no exponent, no trailing zeros,
/// never `-0`, and `0` for what is no number.
pub(super) fn write(out: &mut String, value: f64) {
    write_scaled::<100>(out, value);
}

/// Like [`write`], with at most three decimals.
pub(super) fn write_fine(out: &mut String, value: f64) {
    write_scaled::<1000>(out, value);
}

/// The scale is known when this is compiled, so that no digit costs a division.
fn write_scaled<const SCALE: u64>(out: &mut String, value: f64) {
    let value = if value.is_finite() { value } else { 0.0 };
    if value.abs() > FINE {
        let whole = value.clamp(-LIMIT, LIMIT).round() as i64;
        write_parts::<1>(out, whole < 0, whole.unsigned_abs());
        return;
    }
    let scaled = (value * SCALE as f64).round() as i64;
    write_parts::<SCALE>(out, scaled < 0, scaled.unsigned_abs());
}

fn write_parts<const SCALE: u64>(out: &mut String, is_negative: bool, scaled: u64) {
    let mut digits = Digits::default();
    let mut fraction = scaled % SCALE;
    if fraction > 0 {
        let mut places = SCALE;
        while fraction.is_multiple_of(10) {
            fraction /= 10;
            places /= 10;
        }
        while places > 1 {
            digits.put(b'0' + (fraction % 10) as u8);
            fraction /= 10;
            places /= 10;
        }
        digits.put(b'.');
    }
    digits.put_integer(scaled / SCALE);
    if is_negative {
        digits.put(b'-');
    }
    out.push_str(digits.text());
}

/// Writes a whole number.
pub(super) fn write_integer(out: &mut String, value: u64) {
    let mut digits = Digits::default();
    digits.put_integer(value);
    out.push_str(digits.text());
}

/// A number as it is written, from its end to its beginning.
struct Digits {
    bytes: [u8; 28],
    start: usize,
}

impl Default for Digits {
    fn default() -> Self {
        let bytes = [b'0'; 28];
        Self {
            start: bytes.len(),
            bytes,
        }
    }
}

impl Digits {
    fn put(&mut self, byte: u8) {
        self.start -= 1;
        self.bytes[self.start] = byte;
    }

    fn put_integer(&mut self, mut value: u64) {
        loop {
            self.put(b'0' + (value % 10) as u8);
            value /= 10;
            if value == 0 {
                break;
            }
        }
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes[self.start..]).unwrap_or("0")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(value: f64) -> String {
        let mut out = String::new();
        write(&mut out, value);
        out
    }

    #[test]
    fn numbers_are_short() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.004, "0"),
            (-0.25, "-0.25"),
            (1.5, "1.5"),
            (0.05, "0.05"),
            (99.999, "100"),
            (-7.0, "-7"),
            (1e6, "1000000"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
            (1e300, "9000000000000000000"),
        ] {
            assert_eq!(text(value), expected);
        }
    }

    proptest! {
        #[test]
        fn numbers_read_back_within_half_a_hundredth(value in -1e7..1e7_f64) {
            let read: f64 = text(value).parse().unwrap();
            prop_assert!((read - value).abs() <= 0.005_000_1);
        }
    }
}
