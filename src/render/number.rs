//! Numbers as they stand in a picture.

/// Beyond this, in pixels or seconds, a number is cut off; far below what an
/// integer of 64 bits holds in thousandths.
const LIMIT: f64 = 9e14;

/// Writes a number with at most two decimals: no exponent, no trailing zeros,
/// never `-0`, and `0` for what is no number.
pub(super) fn write(out: &mut String, value: f64) {
    write_scaled(out, value, 100);
}

/// Like [`write`], with at most three decimals.
pub(super) fn write_fine(out: &mut String, value: f64) {
    write_scaled(out, value, 1000);
}

fn write_scaled(out: &mut String, value: f64, scale: u64) {
    let value = if value.is_finite() { value } else { 0.0 };
    let scaled = (value.clamp(-LIMIT, LIMIT) * scale as f64).round() as i64;
    if scaled < 0 {
        out.push('-');
    }
    let scaled = scaled.unsigned_abs();
    write_integer(out, scaled / scale);
    let mut fraction = scaled % scale;
    if fraction == 0 {
        return;
    }
    out.push('.');
    let mut unit = scale / 10;
    while fraction > 0 {
        out.push(char::from(b'0' + (fraction / unit) as u8));
        fraction %= unit;
        unit /= 10;
    }
}

/// Writes a whole number.
pub(super) fn write_integer(out: &mut String, mut value: u64) {
    let mut digits = [0_u8; 20];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    for &digit in &digits[start..] {
        out.push(char::from(digit));
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
            (1e300, "900000000000000"),
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
