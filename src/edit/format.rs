//! The one canonical style of an event file.
//!
//! - Two spaces a level; lists stand in from their key.
//! - One blank at the inside of braces, none inside square brackets, one after
//!   a colon and a comma.
//! - A collection in brackets stays on one line where it fits in
//!   [`WIDEST`](print::WIDEST) columns and holds no comment; else it becomes
//!   lines. Lines never become brackets.
//! - Double quotes, but for texts that hold `"` or `\`. A text that stands
//!   without quotes stays so, and one in quotes keeps them.
//! - Comments on a line of their own stand in like what they are above; others
//!   two blanks behind what they are beside.
//! - Never more than one empty line, and none at the beginning of a collection.
//!
//! Order, wording and line breaks within texts stay as they are.

mod line;
mod print;

use super::refusal::Refusal;
use super::said::Said;
use super::tree::{Kind, Tree, line_break};
use crate::source::{FileId, Span};
use print::print;

pub(super) use print::WIDEST;

/// The mark that some editors set before the first byte of a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text in the canonical style: what it says, every comment, its line ends
/// and its byte order mark are as before. Twice is the same as once.
///
/// Places in a refusal count from after the byte order mark.
///
/// # Errors
/// Where the text is no YAML, or holds something that no event file needs and
/// that cannot be written in this style.
///
/// ```
/// let text = "title:   'A day'   # why\nevents: {dawn:   {when: 2025,what: The sun rises}}\n";
/// let canonical = "title: \"A day\"  # why\nevents: { dawn: { when: 2025, what: The sun rises } }\n";
/// assert_eq!(causeline::edit::format(text).unwrap(), canonical);
/// assert_eq!(causeline::edit::format(canonical).unwrap(), canonical);
/// ```
pub fn format(text: &str) -> Result<String, Refusal> {
    let file = FileId(0);
    let (mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let tree = Tree::read(file, text)?;
    let printed = print(&tree, text, file)?;
    let line_break = line_break(text);
    let made = if line_break == "\n" {
        printed
    } else {
        printed.replace('\n', line_break)
    };
    let after = Tree::read(file, &made).ok();
    let is_same = after.is_some_and(|after| essence(&after, &made) == essence(&tree, text));
    if !is_same {
        let head = Span::new(0, 0);
        return Err(Refusal::new(
            "this file cannot be formatted safely: it would not say the same",
        )
        .at(file, head)
        .help("write unusual parts, such as keys over several lines, in a plainer style"));
    }
    Ok(format!("{mark}{made}"))
}

/// What must not change: what the text says, its anchors and tags, its
/// aliases, and its comments.
type Essence<'a> = (Option<Said>, Vec<&'a str>, Vec<&'a str>);

fn essence<'a>(tree: &Tree, text: &'a str) -> Essence<'a> {
    let mut marks = Vec::new();
    for id in tree.ids() {
        let node = tree.node(id);
        marks.extend(node.marks.iter().map(|mark| &text[mark.start..mark.end]));
        if let Kind::Alias(_) = node.kind {
            marks.push(&text[node.span.start..node.span.end]);
        }
    }
    let mut comments: Vec<&str> = tree
        .comments
        .iter()
        .map(|comment| text[comment.start..comment.end].trim_end())
        .collect();
    comments.sort_unstable();
    (Said::of(tree, text), marks, comments)
}
