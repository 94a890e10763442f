//! Bytes to text.

use super::Unreadable;

/// The text of some bytes: UTF-8, or UTF-16 that says so by its first bytes,
/// or for a page the encoding that it declares.
pub(super) fn decode(bytes: &[u8], is_page: bool) -> Result<String, Unreadable> {
    if let Some(text) = utf16(bytes)? {
        return Ok(text);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Unreadable::new("it is empty"));
    }
    if is_binary(bytes) {
        return Err(Unreadable::new(
            "it is no text but a binary file: save the article as text or HTML",
        ));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => other(bytes, error.valid_up_to(), is_page),
    }
}

/// UTF-16 with a byte order mark.
fn utf16(bytes: &[u8]) -> Result<Option<String>, Unreadable> {
    let (units, is_little) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, true),
        [0xfe, 0xff, rest @ ..] => (rest, false),
        _ => return Ok(None),
    };
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if is_little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    };
    let units: Vec<u16> = units.chunks_exact(2).map(unit).collect();
    String::from_utf16(&units)
        .map(Some)
        .map_err(|_| Unreadable::new("it begins as UTF-16 but is not: save it as UTF-8"))
}

/// Whether bytes are no text: they hold what no text holds.
fn is_binary(bytes: &[u8]) -> bool {
    let is_odd = |byte: &u8| *byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27);
    bytes.contains(&0) || bytes.iter().filter(|byte| is_odd(byte)).count() * 50 > bytes.len()
}

/// Where the first byte stands that is no UTF-8.
fn place(bytes: &[u8], at: usize) -> String {
    let before = &bytes[..at];
    let line = before.split(|byte| *byte == b'\n').count();
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
    format!("line {line}, column {column}")
}

#[cfg(feature = "html")]
fn other(bytes: &[u8], at: usize, is_page: bool) -> Result<String, Unreadable> {
    if !is_page {
        return Err(mixed(bytes, at, "it is no UTF-8"));
    }
    let declared = declared(bytes);
    let encoding = match &declared {
        Some(label) => encoding_rs::Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            Unreadable::new(format!(
                "it declares the encoding `{label}`, which nobody knows: save it as UTF-8"
            ))
        })?,
        // What browsers take a page for that declares nothing.
        None => encoding_rs::WINDOWS_1252,
    };
    if encoding == encoding_rs::UTF_8 {
        return Err(mixed(bytes, at, "it declares UTF-8 but is not all of it"));
    }
    let (text, _, has_faults) = encoding.decode(bytes);
    if has_faults {
        let told = format!("it declares `{}` but is not all of it", encoding.name());
        return Err(Unreadable::new(format!("{told}: save it as UTF-8")));
    }
    Ok(text.into_owned())
}

#[cfg(not(feature = "html"))]
fn other(bytes: &[u8], at: usize, _: bool) -> Result<String, Unreadable> {
    Err(mixed(bytes, at, "it is no UTF-8"))
}

fn mixed(bytes: &[u8], at: usize, told: &str) -> Unreadable {
    Unreadable::new(format!(
        "{told}: the byte 0x{:02x} at {} is not; save it as UTF-8",
        bytes[at],
        place(bytes, at)
    ))
}

/// The encoding that a page declares in its first bytes.
#[cfg(feature = "html")]
fn declared(bytes: &[u8]) -> Option<String> {
    let first = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let after = first.split_once("charset")?.1.trim_start();
    let value = after.strip_prefix('=')?.trim_start();
    let label: String = value
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_in_utf_8_and_utf_16() {
        assert_eq!(decode("\u{feff}naïve".as_bytes(), false).unwrap(), "naïve");
        let wide: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("naïve".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decode(&wide, false).unwrap(), "naïve");
    }

    #[test]
    fn what_is_no_text_is_told() {
        for (bytes, told) in [
            (&b""[..], "it is empty"),
            (b" \n\n", "it is empty"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "a binary file"),
            (b"One.\ntwo \xe9t\xe9", "the byte 0xe9 at line 2, column 5"),
        ] {
            let error = decode(bytes, false).unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
    }

    #[cfg(feature = "html")]
    #[test]
    fn a_page_is_read_in_the_encoding_that_it_declares() {
        let page = b"<html><meta charset=\"windows-1252\"><p>\x93na\xefve\x94</p>";
        assert!(decode(page, true).unwrap().contains("“naïve”"));
        let page = b"<meta http-equiv=content-type content='text/html; charset=koi8-r'>\xc1";
        assert!(decode(page, true).unwrap().ends_with('а'));
        let page = b"<meta charset=utf-8><p>\xefn</p>";
        let error = decode(page, true).unwrap_err().to_string();
        assert!(error.contains("declares UTF-8"), "{error}");
        let page = b"<meta charset=klingon><p>\xefn</p>";
        let error = decode(page, true).unwrap_err().to_string();
        assert!(error.contains("`klingon`"), "{error}");
    }
}
