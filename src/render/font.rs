//! The face that travels with the program: Inter, under the SIL Open Font
//! License (assets/fonts/OFL.txt), cut down to Latin, Greek and Cyrillic.

/// Inter 400, 600 and 700, in the order of [`Weight`](crate::scene::Weight).
pub(super) static FACES: [&[u8]; 3] = [
    include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
    include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
    include_bytes!("../../assets/fonts/Inter-Bold.ttf"),
];

/// Writes a rule with the whole face for each cut that is used.
pub(super) fn write_faces(out: &mut String, used: [bool; 3]) {
    for ((face, weight), used) in FACES.into_iter().zip(["400", "600", "700"]).zip(used) {
        if used {
            out.push_str("@font-face{font-family:Inter;font-weight:");
            out.push_str(weight);
            out.push_str(";src:url(data:font/ttf;base64,");
            write_base64(out, face);
            out.push_str(") format(\"truetype\")}");
        }
    }
}

/// Base 64 as RFC 4648 has it.
fn write_base64(out: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    out.reserve(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * place) & 0x3F) as usize];
            out.push(if place > chunk.len() {
                '='
            } else {
                char::from(digit)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            let mut out = String::new();
            write_base64(&mut out, bytes.as_bytes());
            assert_eq!(out, expected);
        }
    }
}
