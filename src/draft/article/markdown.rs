//! Markdown: its words without their marks.

use super::{Article, Block, Places, header};
use crate::source::{SourceFile, Span};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads a Markdown text.
pub(super) fn read(name: &str, source: String) -> Article {
    let (mut head, start) = header::front_matter(&source);
    let mut words = Words::default();
    let parser = Parser::new_ext(&source[start..], Options::ENABLE_TABLES);
    for (event, range) in parser.into_offset_iter() {
        words.take(event, range.start + start..range.end + start);
    }
    words.close();
    let Words {
        text,
        pieces,
        mut blocks,
        title,
        ..
    } = words;
    if head.title.is_none()
        && let Some(title) = title
        && title < blocks.len()
    {
        let span = blocks.remove(title).span;
        head.title = Some(header::flat(&text[span.start..span.end]));
    }
    let blocks = header::take(&text, blocks, &mut head);
    Article {
        head,
        text,
        blocks,
        places: Places::Pieces(SourceFile::new(name, source), pieces),
        is_english: true,
    }
}

/// The words of a text while it is read.
#[derive(Default)]
struct Words {
    text: String,
    pieces: Vec<(usize, usize)>,
    blocks: Vec<Block>,
    /// The block that is a heading of the first level.
    title: Option<usize>,
    start: Option<usize>,
    is_heading: bool,
    /// How many code blocks and pictures are open, whose words are none of the text.
    skipped: usize,
}

impl Words {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => {
                self.skipped += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            Event::Start(Tag::Heading { level, .. }) => {
                self.close();
                self.is_heading = true;
                if level == HeadingLevel::H1 && self.title.is_none() {
                    self.title = Some(self.blocks.len());
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                self.close();
                self.is_heading = false;
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::TableHead | Tag::TableRow)
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow)
            | Event::Rule => self.close(),
            // A row is a paragraph; its cells stand apart.
            Event::Start(Tag::TableCell) if self.start.is_some() => self.put(" | ", range.start),
            Event::Text(words) | Event::Code(words) if self.skipped == 0 => {
                self.put(&words, range.start);
            }
            Event::SoftBreak | Event::HardBreak if self.skipped == 0 => self.put(" ", range.start),
            _ => {}
        }
    }

    fn put(&mut self, words: &str, from: usize) {
        self.start.get_or_insert(self.text.len());
        self.pieces.push((self.text.len(), from));
        self.text.push_str(words);
    }

    /// Ends the paragraph that is open.
    fn close(&mut self) {
        let Some(start) = self.start.take() else {
            return;
        };
        let words = &self.text[start..];
        let from = start + (words.len() - words.trim_start().len());
        let to = start + words.trim_end().len();
        if from < to {
            self.blocks.push(Block {
                span: Span::new(from, to),
                is_heading: self.is_heading,
            });
        }
        self.text.push_str("\n\n");
    }
}
