//! Plain text: paragraphs parted by empty lines, or one on each line.

use super::{Article, Block, Places, header};
use crate::source::{SourceFile, Span};

/// The widest line of a text whose lines were broken by hand or machine.
const WIDEST: usize = 120;

/// The narrowest one.
const NARROWEST: usize = 50;

/// Reads a plain text.
pub(super) fn read(name: &str, text: String) -> Article {
    let (mut head, start) = header::front_matter(&text);
    let blocks = blocks(&text, start);
    let blocks = header::take(&text, blocks, &mut head);
    let file = SourceFile::new(name, text.clone());
    Article {
        head,
        text,
        blocks,
        places: Places::Lines(file),
        is_english: true,
    }
}

/// The paragraphs of a text from a byte on.
fn blocks(text: &str, start: usize) -> Vec<Block> {
    let width = text.lines().map(|line| line.chars().count()).max();
    let width = width.filter(|width| (NARROWEST..=WIDEST).contains(width));
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    let mut last_length = 0;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let trimmed = line.trim();
        let from = at + (line.len() - line.trim_start().len());
        at += line.len();
        if trimmed.is_empty() {
            is_open = false;
            continue;
        }
        let span = Span::new(from, from + trimmed.len());
        let first = trimmed.split_whitespace().next().unwrap_or("");
        // A line goes on where the next word had no room on it.
        let goes_on =
            is_open && width.is_some_and(|width| last_length + 1 + first.chars().count() > width);
        match blocks.last_mut() {
            Some(block) if goes_on => block.span.end = span.end,
            _ => blocks.push(Block {
                span,
                is_heading: false,
            }),
        }
        last_length = line.trim_end().chars().count();
        is_open = true;
    }
    for block in &mut blocks {
        block.is_heading = is_heading(&text[block.span.start..block.span.end]);
    }
    blocks
}

/// Whether a line of its own reads as a heading: short, and no sentence.
fn is_heading(line: &str) -> bool {
    line.split_whitespace().count() <= 12
        && !line.ends_with(['.', '!', '?', '"', '”', ':', ';', ',', '…', ')'])
        && !line.ends_with(char::is_numeric)
        && line.starts_with(|letter: char| letter.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        let blocks = blocks(text, 0);
        let spans = blocks.iter().map(|block| block.span);
        spans.map(|span| &text[span.start..span.end]).collect()
    }

    #[test]
    fn lines_broken_at_a_width_are_one_paragraph() {
        let wrapped = "The river rose on Friday, and by the evening the water stood in\nthe old town and in most of the cellars along the harbour.\n\nNobody was hurt.\n";
        assert_eq!(told(wrapped).len(), 2);
        let lines = "The river rose.\nNobody was hurt.\nThe mayor promised a wall.\n";
        assert_eq!(told(lines).len(), 3);
    }

    #[test]
    fn a_short_line_without_a_stop_is_a_heading() {
        assert!(is_heading("A strategic base"));
        assert!(!is_heading("Nobody was hurt."));
        assert!(!is_heading("and then"));
    }
}
