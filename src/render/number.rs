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
    let size = value.abs();
    let (whole, fraction) = if size > FINE {
        (size.min(LIMIT).round() as u64, 0)
    } else {
        // Halves go up; that is cheaper than a call to round.
        let scaled = (size * SCALE as f64 + 0.5) as u64;
        (scaled / SCALE, scaled % SCALE)
    };
    if value < 0.0 && (whole, fraction) != (0, 0) {
        out.push('-');
    }
    write_integer(out, whole);
    match (SCALE, fraction) {
        (_, 0) => {}
        (100, hundredths) => out.push_str(decimals(hundredths as usize)),
        (_, thousandths) if thousandths % 10 == 0 => {
            out.push_str(decimals(thousandths as usize / 10));
        }
        (_, thousandths) => {
            let hundredths = HUNDREDTHS.get(3 * (thousandths as usize / 10)..);
            out.push_str(
                hundredths
                    .and_then(|rest| rest.get(..3))
                    .unwrap_or_default(),
            );
            out.push(char::from(b'0' + (thousandths % 10) as u8));
        }
    }
}

/// Writes a whole number.
pub(super) fn write_integer(out: &mut String, value: u64) {
    out.push_str(itoa::Buffer::new().format(value));
}

/// The decimals of so many hundredths, without a nought at the end.
fn decimals(hundredths: usize) -> &'static str {
    let length = if hundredths.is_multiple_of(10) { 2 } else { 3 };
    let rest = HUNDREDTHS.get(3 * hundredths..);
    rest.and_then(|rest| rest.get(..length)).unwrap_or_default()
}

/// Every hundredth below one, as it is written.
const HUNDREDTHS: &str = "\
    .00.01.02.03.04.05.06.07.08.09.10.11.12.13.14.15.16.17.18.19\
    .20.21.22.23.24.25.26.27.28.29.30.31.32.33.34.35.36.37.38.39\
    .40.41.42.43.44.45.46.47.48.49.50.51.52.53.54.55.56.57.58.59\
    .60.61.62.63.64.65.66.67.68.69.70.71.72.73.74.75.76.77.78.79\
    .80.81.82.83.84.85.86.87.88.89.90.91.92.93.94.95.96.97.98.99";

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
    fn fine_numbers_have_three_decimals() {
        for (value, expected) in [
            (86_400.0, "86400"),
            (-0.5, "-0.5"),
            (0.125, "0.125"),
            (7.07, "7.07"),
            (1.009, "1.009"),
            (1e18, "1000000000000000000"),
        ] {
            let mut out = String::new();
            write_fine(&mut out, value);
            assert_eq!(out, expected);
        }
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
