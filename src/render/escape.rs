//! Foreign text made safe for XML.

/// Writes text as XML character data or as the value of an attribute in double
/// quotes: control characters and line ends become spaces, what XML 1.0 does
/// not allow is left out, and what has a meaning is escaped.
pub(super) fn write(out: &mut String, text: &str) {
    let mut rest = text;
    loop {
        let (plain, other) = rest.split_at(plain_length(rest));
        out.push_str(plain);
        let mut letters = other.chars();
        match letters.next() {
            None => return,
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\u{2028}' | '\u{2029}') => out.push(' '),
            Some('\u{FFFE}' | '\u{FFFF}') => {}
            Some(letter) if letter.is_control() => out.push(' '),
            Some(letter) => out.push(letter),
        }
        rest = letters.as_str();
    }
}

/// How much of a text stays as it is, in bytes, up to the first letter that has to be
/// looked at. Most of it does, so it is looked at many bytes at once.
#[allow(clippy::needless_bitwise_bool)] // Without branches a block is compared at once.
fn plain_length(text: &str) -> usize {
    // What is not written as it is begins with one of these, none of which is the
    // middle of a letter: 0xC2 the controls beyond ASCII, 0xE2 and 0xEF the others.
    let is_plain = |byte: u8| {
        let is_sign = (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"');
        let is_control = (byte < b' ') | (byte == 0x7F) | (byte == 0xC2);
        !(is_sign | is_control | (byte == 0xE2) | (byte == 0xEF))
    };
    let (blocks, _) = text.as_bytes().as_chunks::<16>();
    let are_plain = |block: &&[u8; 16]| block.iter().fold(true, |all, byte| all & is_plain(*byte));
    let whole = 16 * blocks.iter().take_while(are_plain).count();
    let mut rest = text.as_bytes()[whole..].iter();
    let more = rest.position(|byte| !is_plain(*byte));
    more.map_or(text.len(), |more| whole + more)
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_letter_is_written_as_it_would_be_alone(
            letters in prop::collection::vec(
                prop_oneof![
                    any::<char>(),
                    prop::char::range(' ', '~'),
                    prop::char::range('\u{7F}', '\u{A1}'),
                    prop::char::range('\u{2018}', '\u{2030}'),
                    prop::char::range('\u{FFEF}', '\u{10010}'),
                ],
                0..60,
            ),
        ) {
            let write = |text: &str| {
                let mut out = String::new();
                super::write(&mut out, text);
                out
            };
            let text: String = letters.iter().collect();
            let alone: String = letters.iter().map(|letter| write(&letter.to_string())).collect();
            prop_assert_eq!(write(&text), alone);
        }
    }

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
