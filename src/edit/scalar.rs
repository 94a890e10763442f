//! Texts written as YAML: plainly, in quotes, or as a block of lines.

pub(super) use crate::document::single_quoted as single;
use std::fmt::Write;

/// Where a text is to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// Within brackets.
    pub(super) in_flow: bool,
    /// Whether a plain number is taken as well, as for `when: 2021`.
    pub(super) allows_number: bool,
}

/// A text on one line, in quotes where it needs them.
pub(super) fn inline(text: &str, context: Context) -> String {
    if is_plain(text, context) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text in quotes: double ones, or single ones where that saves escapes.
pub(super) fn quoted(text: &str) -> String {
    let is_clean = text.chars().all(is_printable);
    if is_clean && text.contains(['"', '\\']) && !text.contains('\n') {
        single(text)
    } else {
        double(text)
    }
}

/// A text in double quotes.
pub(super) fn double(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for letter in text.chars() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            letter if is_printable(letter) => written.push(letter),
            letter => {
                let code = letter as u32;
                let _ = match code {
                    0..=0xff => write!(written, "\\x{code:02x}"),
                    0x100..=0xffff => write!(written, "\\u{code:04x}"),
                    _ => write!(written, "\\U{code:08x}"),
                };
            }
        }
    }
    written.push('"');
    written
}

/// The lines of a text as a literal block: the header, then each line without
/// indentation. Nothing where it would not come back as it was.
pub(super) fn literal(text: &str) -> Option<(&'static str, Vec<&str>)> {
    let (header, body) = match text.strip_suffix('\n') {
        Some(body) => ("|", body),
        None => ("|-", text),
    };
    let is_shown = |letter: char| letter == '\n' || letter == '\t' || is_printable(letter);
    let is_good = body.contains('\n')
        && !body.ends_with('\n')
        && !body.starts_with([' ', '\t', '\n'])
        && body.chars().all(is_shown)
        && body
            .split('\n')
            .all(|line| line.is_empty() || !line.trim().is_empty())
        && !body.ends_with([' ', '\t']);
    is_good.then(|| (header, body.split('\n').collect()))
}

/// Whether YAML shows a letter as it is in quotes. White space that no one
/// can see is written as an escape.
pub(super) fn is_printable(letter: char) -> bool {
    !letter.is_control()
        && !matches!(
            letter,
            '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Whether a text may stand without quotes and is read as itself.
pub(super) fn is_plain(text: &str, context: Context) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let second = text[first.len_utf8()..].chars().next();
    let begins = match first {
        '-' | '?' | ':' => second.is_some_and(|next| {
            !(next.is_whitespace() || context.in_flow && ",[]{}:?-".contains(next))
        }),
        _ => !",[]{}#&*!|>'\"%@`=".contains(first),
    };
    begins
        && text.chars().all(is_printable)
        && text.trim() == text
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.starts_with("---")
        && !text.starts_with("...")
        && text != "<<"
        && !(context.in_flow && text.contains([',', '[', ']', '{', '}']))
        && !is_other_than_text(text, context.allows_number)
}

/// Whether a reader of YAML, old or new, may take a plain text for something
/// else: a truth value, a number, nothing.
fn is_other_than_text(text: &str, allows_number: bool) -> bool {
    const WORDS: [&str; 8] = ["null", "true", "false", "yes", "no", "on", "off", "~"];
    if WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return true;
    }
    if !is_number(text) {
        return false;
    }
    !(allows_number && (is_everyday_number(text) || is_sexagesimal(text)))
}

/// Anything that some reader takes for a number.
fn is_number(text: &str) -> bool {
    let bare = text.trim_start_matches(['+', '-']);
    let lower = bare.to_ascii_lowercase();
    if matches!(lower.as_str(), ".inf" | ".nan" | "inf" | "nan" | "infinity") {
        return true;
    }
    let based = |prefix: &str| {
        lower.strip_prefix(prefix).is_some_and(|rest| {
            !rest.is_empty()
                && rest
                    .chars()
                    .all(|digit| digit.is_ascii_hexdigit() || digit == '_')
        })
    };
    if based("0x") || based("0o") || based("0b") {
        return true;
    }
    let digits = lower.replace('_', "");
    digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && digits.contains(|letter: char| letter.is_ascii_digit())
        && (digits.parse::<f64>().is_ok() || is_sexagesimal(&digits))
}

/// `14:30`, which readers of YAML 1.1 take for a number of base sixty.
fn is_sexagesimal(text: &str) -> bool {
    text.contains(':')
        && text.split(':').all(|part| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|digit| digit.is_ascii_digit() || digit == '.')
        })
}

/// A number that comes back as it was written: `2021`, `-44`, `0.5`.
fn is_everyday_number(text: &str) -> bool {
    let bare = text.strip_prefix('-').unwrap_or(text);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = bare
        .split_once('.')
        .map_or((bare, None), |(a, b)| (a, Some(b)));
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && whole.len() <= 18
        && text != "-0"
        && rest.is_none_or(is_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Context = Context {
        in_flow: false,
        allows_number: false,
    };

    #[test]
    fn what_needs_quotes_gets_them() {
        for (text, written) in [
            ("It rains", "It rains"),
            ("no", "\"no\""),
            ("2021", "\"2021\""),
            ("2021-07-15", "2021-07-15"),
            ("0x1F", "\"0x1F\""),
            ("14:30", "\"14:30\""),
            ("a: b", "\"a: b\""),
            ("#1", "\"#1\""),
            ("C#", "C#"),
            ("say \"no\"", "say \"no\""),
            ("\"no\", he said: never", "'\"no\", he said: never'"),
            ("it's: so", "\"it's: so\""),
            ("", "\"\""),
            (" a", "\" a\""),
            ("- a", "\"- a\""),
            ("-a", "-a"),
            ("a\tb", "\"a\\tb\""),
            ("a\u{85}b", "\"a\\x85b\""),
            ("שלום: עולם", "\"שלום: עולם\""),
            ("שלום", "שלום"),
            ("🌊 flood", "🌊 flood"),
        ] {
            assert_eq!(inline(text, LINE), written, "{text:?}");
        }
        let flow = Context {
            in_flow: true,
            ..LINE
        };
        assert_eq!(inline("a, b", flow), "\"a, b\"");
        let number = Context {
            allows_number: true,
            ..LINE
        };
        for text in ["2021", "-44", "0.5", "0", "14:30"] {
            assert_eq!(inline(text, number), text);
        }
        for text in ["0123", "+5", "1e3", "1_000", "-0"] {
            assert_eq!(inline(text, number), format!("\"{text}\""));
        }
    }

    #[test]
    fn lines_become_a_block_where_they_come_back_as_they_were() {
        assert_eq!(literal("a\nb"), Some(("|-", vec!["a", "b"])));
        assert_eq!(literal("a\n\nb\n"), Some(("|", vec!["a", "", "b"])));
        for text in ["a", " a\nb", "a\n\n", "a\r\nb", "a\n  \nb", "\na\nb"] {
            assert_eq!(literal(text), None, "{text:?}");
        }
    }
}
