//! The face that travels with the program: Inter, under the SIL Open Font
//! License (assets/fonts/OFL.txt), cut down to Latin, Greek and Cyrillic.

use base64::prelude::{BASE64_STANDARD, Engine};

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
            BASE64_STANDARD.encode_string(face, out);
            out.push_str(") format(\"truetype\")}");
        }
    }
}
