//! Foreign text made safe for XML.

/// Writes text as XML character data or as the value of an attribute in double
/// quotes: control characters and line ends become spaces, what XML 1.0 does
/// not allow is left out, and what has a meaning is escaped.
pub(super) fn write(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    let mut done = 0;
    for (at, c) in text.char_indices() {
        let replacement = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\u{2028}' | '\u{2029}' => " ",
            '\u{FFFE}' | '\u{FFFF}' => "",
            c if c.is_control() => " ",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(replacement);
        done = at + c.len_utf8();
    }
    out.push_str(&text[done..]);
}

/// Whether a text stays as it is: most are, so they are looked at many bytes at once.
#[allow(clippy::needless_bitwise_bool)] // Without branches a block is compared at once.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| {
        let is_printed = byte.wrapping_sub(b' ') < 0x7F - b' ';
        is_printed & (byte != b'&') & (byte != b'<') & (byte != b'>') & (byte != b'"')
    };
    let (blocks, rest) = text.as_bytes().as_chunks::<16>();
    let mut blocks = blocks.iter();
    blocks.all(|block| block.iter().fold(true, |all, byte| all & is_plain(*byte)))
        && rest.iter().all(|byte| is_plain(*byte))
}

/// Whether there is anything to see in a text.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

/// Writes any text as the rest of an XML id: letters, digits, `-` and `.` stay,
/// `_` is doubled, everything else becomes its code; so different texts stay
/// different.
pub(super) fn write_id(out: &mut String, text: &str) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    if text.bytes().all(is_plain) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' => out.push(c),
            '_' => out.push_str("__"),
            other => {
                out.push('_');
                write_hex(out, u32::from(other), 1);
                out.push('.');
            }
        }
    }
}

/// Writes a number in hexadecimal with at least that many digits.
pub(super) fn write_hex(out: &mut String, value: u32, least: u32) {
    let digits = (32 - value.leading_zeros()).div_ceil(4).max(least);
    for place in (0..digits).rev() {
        let digit = value >> (4 * place) & 0xF;
        out.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
}

/// A language tag, or `und` (undetermined) for what cannot be one.
pub(super) fn language(tag: &str) -> &str {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if tag.is_empty() || tag.len() > 35 || !tag.chars().all(legal) {
        return "und";
    }
    tag
}

/// The outside address that a link may lead to, or `None` for one that could
/// run code or reach into the reader's machine.
pub(super) fn outside_link(link: &str) -> Option<&str> {
    let link = link.trim();
    let scheme = link.split_once(':')?.0.to_ascii_lowercase();
    let rest = &link[scheme.len() + 1..];
    let safe = match scheme.as_str() {
        "http" | "https" => rest.len() > 2 && rest.starts_with("//"),
        "mailto" => !rest.is_empty(),
        _ => false,
    };
    (safe && !link.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_links_pass() {
        for link in [
            "https://example.org/a?b=c&d",
            "HTTP://example.org",
            "mailto:a@b.example",
        ] {
            assert_eq!(outside_link(link), Some(link));
        }
        for link in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.org",
            "relative.html",
            "https:example.org",
            "https://a\u{0}b",
            "",
            ":",
        ] {
            assert_eq!(outside_link(link), None, "{link}");
        }
    }

    #[test]
    fn different_names_have_different_ids() {
        let id = |text: &str| {
            let mut out = String::new();
            write_id(&mut out, text);
            out
        };
        assert_eq!(id("event-post"), "event-post");
        assert_eq!(id("a b"), "a_20.b");
        assert_ne!(id("a b"), id("a_20.b"));
        assert_ne!(id("é"), id("è"));
    }

    #[test]
    fn what_xml_forbids_never_gets_through() {
        let mut out = String::new();
        write(&mut out, "a\u{0}<b>&\"\u{FFFE}\u{1B}\n'");
        assert_eq!(out, "a &lt;b&gt;&amp;&quot;  '");
    }
}
