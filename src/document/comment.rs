//! Text that YAML takes for a comment: `color: #f00` has no colour.
//!
//! What is meant as a comment has a blank after its `#`; a letter or a digit there
//! is told, where the value is missing or a bracket stays open for it.

use super::build::is_id_letter;
use super::faults::{Fault, HIDDEN};
use super::mend::single_quoted;
use super::shape::short;
use crate::source::{Span, line_start};

const BLANK: [char; 2] = [' ', '\t'];

/// Whether the value of a key or of an item may be lost to a comment. Every file is
/// asked, so this is cheap, and what it says is to be looked at.
pub(super) fn may_hide(text: &str) -> bool {
    text.match_indices('#').any(|(at, _)| {
        is_said(text, at) && text[..at].trim_end_matches(BLANK).ends_with([':', '-'])
    })
}

/// Whether text follows a `#` at once.
fn is_said(text: &str, at: usize) -> bool {
    text[at + 1..].starts_with(char::is_alphanumeric)
}

/// What a comment hides of a value that is missing, which should stand after the end
/// of its key.
pub(super) fn after_key(text: &str, end: usize) -> Option<Span> {
    let value = text.get(end..)?.trim_start_matches(BLANK);
    at_once(text, text.len() - value.strip_prefix(':')?.len())
}

/// The same for an item that is missing, which is noticed at the end of its line or
/// after that.
pub(super) fn after_dash(text: &str, noticed: usize) -> Option<Span> {
    let before = text.get(..noticed)?.trim_end();
    let line = line_start(before, before.len());
    let dash = line + before[line..].find('-')?;
    let is_item = before[line..dash].trim_matches(BLANK).is_empty();
    is_item.then(|| at_once(text, dash + 1))?
}

fn at_once(text: &str, at: usize) -> Option<Span> {
    let rest = text[at..].trim_start_matches(BLANK);
    let start = text.len() - rest.len();
    let is_hidden = rest.starts_with('#') && start > at && is_said(text, start);
    is_hidden.then(|| said(text, start))
}

/// What a comment says up to the end of its line, or to a comment of its own.
fn said(text: &str, start: usize) -> Span {
    let line = text[start..].lines().next().unwrap_or("");
    let line = line.find(" # ").map_or(line, |comment| &line[..comment]);
    Span::new(start, start + line.trim_end().len())
}

/// The fault of a bracket that stays open because a comment hides where it closes;
/// `open` is what stands from the bracket to where that was noticed, and nothing
/// before `from` is looked at.
pub(super) fn in_brackets(text: &str, open: Span, from: usize) -> Option<Fault> {
    let (first, last) = (open.start.max(from), open.end);
    let mut found = text.get(first..last)?.match_indices('#');
    let hidden = found.find_map(|(at, _)| {
        let at = first + at;
        let comment = text[at..].lines().next()?;
        let line = line_start(text, at);
        let before = &text[line..at];
        let is_comment = is_said(text, at)
            && before.ends_with([' ', '\t', '[', ',', '{'])
            && comment.contains(['}', ']']);
        is_comment.then_some(())?;
        if let Some(id) = id_after(text, at).filter(|_| names_facts(before)) {
            return Some((at, id, true));
        }
        let opener = before.rfind(['{', '[', ':'])?;
        let of_list = before[opener..].starts_with('[');
        let opener = if of_list {
            before.rfind(['[', ','])?
        } else {
            opener
        };
        let value = before[opener + 1..].trim_start_matches(BLANK);
        // What stands in quotes is no comment.
        let is_plain = !value.starts_with(['"', '\'']) && !before[opener..].starts_with('{');
        let start = at - value.len();
        is_plain.then(|| (at, Span::new(start, at + ended(comment, of_list)), false))
    });
    let (at, value, is_fact) = hidden?;
    if is_fact {
        return Some(named(text, value));
    }
    Some(fault(text, said(text, at), value))
}

/// Whether facts are named where a line breaks off: after `because:`, in its brackets.
fn names_facts(before: &str) -> bool {
    let value = ["because:", "part_of:"].into_iter().find_map(|key| {
        let at = before.rfind(key)?;
        let is_key = !before[..at].ends_with(is_id_letter);
        is_key.then(|| before[at + key.len()..].trim_start_matches(BLANK))
    });
    value.is_some_and(|value| {
        !value.contains([']', '}', '"', '\'']) && (value.starts_with('{') || !value.contains(':'))
    })
}

/// The id that a `#` stands before, with that sign.
fn id_after(text: &str, at: usize) -> Option<Span> {
    let id = text.get(at..)?.strip_prefix('#')?;
    let length = id.find(|letter| !is_id_letter(letter)).unwrap_or(id.len());
    let rest = id[length..].trim_start_matches(BLANK);
    let is_whole = rest.is_empty() || rest.starts_with(['\n', '\r', ',', ':', ']', '}', '#']);
    (length > 0 && is_whole).then(|| Span::new(at, at + 1 + length))
}

/// The fault of an id of a fact with a `#` before it, where that is all that is said.
pub(super) fn as_id(text: &str, comment: Span) -> Option<Fault> {
    let id = id_after(text, comment.start).filter(|id| *id == comment)?;
    Some(named(text, id))
}

/// The fault of an id with a `#` before it.
fn named(text: &str, id: Span) -> Fault {
    let written = &text[id.start + 1..id.end];
    Fault::new(
        id,
        HIDDEN,
        format!(
            "YAML takes `{}` for a comment",
            short(&text[id.start..id.end])
        ),
    )
    .help(format!(
        "a fact is named by its id alone: `{}`",
        short(written)
    ))
    .replace_at(id, written, "take the `#` off")
}

/// How far into a comment the value goes that it hides the end of.
pub(super) fn ended(comment: &str, of_list: bool) -> usize {
    let mut depth = 0_usize;
    let mut end = comment.len();
    for (at, letter) in comment.char_indices() {
        match letter {
            '[' | '{' => depth += 1,
            ']' | '}' if depth > 0 => depth -= 1,
            ']' | '}' => {
                end = at;
                break;
            }
            ',' if depth == 0 && (of_list || is_key(&comment[at + 1..])) => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    comment[..end].trim_end().len()
}

/// Whether a text begins with a key.
fn is_key(text: &str) -> bool {
    let key = text.trim_start_matches(BLANK);
    let end = key.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    end.is_some_and(|end| end > 0 && key[end..].starts_with(": "))
}

/// The fault of text in a comment, with the value that was meant.
pub(super) fn fault(text: &str, comment: Span, value: Span) -> Fault {
    let meant = &text[value.start..value.end];
    let quoted = if meant.contains(['"', '\\']) {
        single_quoted(meant)
    } else {
        format!("\"{meant}\"")
    };
    Fault::new(
        comment,
        HIDDEN,
        format!(
            "YAML takes `{}` for a comment",
            short(&text[comment.start..comment.end])
        ),
    )
    .help(format!(
        "put the text in quotes: `{}`; what is meant as a comment has a blank after its `#`",
        short(&quoted)
    ))
    .replace_at(value, quoted, "put it in quotes")
}
