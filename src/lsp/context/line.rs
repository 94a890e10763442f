//! One line of block style: its dashes and keys.

use super::Step;

/// A dash or a key of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its column, in bytes.
    pub(super) column: usize,
    /// The key; none for a dash.
    pub(super) key: Option<String>,
    /// Where the text behind it begins.
    pub(super) rest: usize,
}

impl Entry {
    pub(super) fn step(&self) -> Step {
        match &self.key {
            Some(key) => Step::Key(key.clone()),
            None => Step::Item,
        }
    }

    /// The column of what stands behind it.
    pub(super) fn rest_column(&self, line: &str) -> usize {
        line.len() - value(&line[self.rest..]).len()
    }
}

/// How many blanks a line begins with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The letters that ids and keys are made of.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.')
}

/// The dashes and the key that a line begins with, in its order.
pub(super) fn entries(line: &str) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut at = indent(line);
    loop {
        let rest = &line[at..];
        if rest == "-" || rest.starts_with("- ") {
            let behind = at + 1;
            found.push(Entry {
                column: at,
                key: None,
                rest: behind,
            });
            at = behind + indent(&line[behind..]);
            continue;
        }
        if let Some((key, length)) = key(rest) {
            found.push(Entry {
                column: at,
                key: Some(key),
                rest: at + length,
            });
        }
        return found;
    }
}

/// The key that a text begins with, and how many bytes it takes with its
/// colon.
fn key(text: &str) -> Option<(String, usize)> {
    let first = text.chars().next()?;
    if matches!(first, '"' | '\'') {
        let close = text[1..].find(first)? + 1;
        let colon = text[close + 1..].find(|letter: char| letter != ' ')? + close + 1;
        return is_colon(text, colon).then(|| (text[1..close].to_owned(), colon + 1));
    }
    if matches!(
        first,
        '{' | '[' | '#' | '&' | '*' | '!' | '|' | '>' | '?' | '%' | '@' | '`'
    ) {
        return None;
    }
    let colon = text
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| is_colon(text, *at))?;
    if has_comment(&text[..colon]) {
        return None;
    }
    Some((text[..colon].trim_end().to_owned(), colon + 1))
}

/// Whether a colon at a place ends a key.
fn is_colon(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    rest == ":" || rest.starts_with(": ") || rest.starts_with(":\t")
}

/// What stands behind a colon or a dash, without blanks and an anchor before
/// it, and without a comment that is all there is.
pub(super) fn value(rest: &str) -> &str {
    let mut value = rest.trim_start_matches([' ', '\t']);
    if let Some(anchor) = value.strip_prefix('&') {
        let end = anchor.find([' ', '\t']).unwrap_or(anchor.len());
        value = anchor[end..].trim_start_matches([' ', '\t']);
    }
    if value.starts_with('#') && value.len() < rest.len() {
        return "";
    }
    value
}

/// Whether a comment begins in a text, outside quotes.
pub(super) fn has_comment(text: &str) -> bool {
    let mut quote = None;
    let mut before = ' ';
    for letter in text.chars() {
        match quote {
            Some(open) => quote = Some(open).filter(|open| letter != *open),
            None if letter == '#' && before.is_whitespace() => return true,
            None if matches!(letter, '"' | '\'') && !before.is_alphanumeric() => {
                quote = Some(letter);
            }
            None => {}
        }
        before = letter;
    }
    false
}

/// A scalar without the quotes around it.
pub(super) fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_prefix(['"', '\'']).unwrap_or(text);
    inner.strip_suffix(['"', '\'']).unwrap_or(inner)
}
