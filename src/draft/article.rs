//! An article as it was saved: its head, and its text with the places of it.

mod decode;
mod header;
#[cfg(feature = "html")]
mod html;
mod language;
mod markdown;
mod paper;
mod plain;

use crate::date::Civil;
use crate::source::{SourceFile, Span};
use std::fmt;

/// An article: what its head tells of it, and its text.
///
/// Reads plain text, Markdown, and pages as a browser saves them (with the
/// feature `html`).
///
/// ```
/// use causeline::draft::Article;
/// let bytes = b"Rain floods the old town\n\nSunday, September 21, 2025\n\nIt rained on Friday.\n";
/// let article = Article::read("rain.txt", bytes)?;
/// assert_eq!(article.title(), Some("Rain floods the old town"));
/// assert_eq!(article.published().map(|day| (day.month, day.day)), Some((9, 21)));
/// # Ok::<(), causeline::draft::Unreadable>(())
/// ```
#[derive(Clone, Debug)]
pub struct Article {
    head: Head,
    text: String,
    blocks: Vec<Block>,
    places: Places,
    is_english: bool,
}

/// What the head of an article tells.
#[derive(Clone, Debug, Default)]
struct Head {
    title: Option<String>,
    published: Option<Civil>,
    publisher: Option<String>,
    url: Option<String>,
    language: Option<String>,
    /// Lines of the text that were taken for the head and are no day of the
    /// article.
    passed: Vec<Span>,
}

/// A paragraph or a heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) is_heading: bool,
}

/// From the text back to what was read.
#[derive(Clone, Debug)]
enum Places {
    /// The text is the file.
    Lines(SourceFile),
    /// Pieces of the text, each with its first byte in the file.
    Pieces(SourceFile, Vec<(usize, usize)>),
    /// Only paragraphs can be counted.
    #[cfg(feature = "html")]
    Paragraphs,
}

/// Why no article can be read from some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    message: String,
}

impl Unreadable {
    fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Unreadable {}

/// What kind of text a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    Markdown,
    Html,
}

impl Form {
    /// By the ending of its name, else by its first bytes.
    fn of(name: &str, bytes: &[u8]) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        match ending.unwrap_or("").to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => return Self::Html,
            "md" | "markdown" => return Self::Markdown,
            _ => {}
        }
        let first = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_ascii_lowercase();
        let first = first.trim_start_matches('\u{feff}').trim_start();
        if first.starts_with("<!doctype html") || first.starts_with("<html") {
            Self::Html
        } else {
            Self::Plain
        }
    }
}

impl Article {
    /// Reads an article; its name tells its form where that ends in `.html`,
    /// `.htm`, `.xhtml`, `.md` or `.markdown`.
    ///
    /// # Errors
    ///
    /// Where the bytes are no text, in no encoding that is known, or hold no
    /// article.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Unreadable> {
        let form = Form::of(name, bytes);
        let text = decode::decode(bytes, form == Form::Html)?;
        let mut article = match form {
            Form::Plain => plain::read(name, text),
            Form::Markdown => markdown::read(name, text),
            #[cfg(feature = "html")]
            Form::Html => html::read(&text)?,
            #[cfg(not(feature = "html"))]
            Form::Html => {
                return Err(Unreadable::new(
                    "this build reads no HTML: save the article as plain text, or build with the feature `html`",
                ));
            }
        };
        if article.blocks.iter().all(|block| block.is_heading) {
            // A title alone, or nothing but headings: whatever there is, is the text.
            for block in &mut article.blocks {
                block.is_heading = false;
            }
        }
        if article.blocks.is_empty() {
            return Err(Unreadable::new(
                "there is no text in it beside its head: save the whole article",
            ));
        }
        article.is_english = language::is_english(&article);
        Ok(article)
    }

    /// Its headline.
    pub fn title(&self) -> Option<&str> {
        self.head.title.as_deref()
    }

    /// The day on which it was published, as its own head tells it.
    pub fn published(&self) -> Option<Civil> {
        self.head.published
    }

    /// Who published it.
    pub fn publisher(&self) -> Option<&str> {
        self.head.publisher.as_deref()
    }

    /// Its address: http or https.
    pub fn url(&self) -> Option<&str> {
        self.head.url.as_deref()
    }

    /// Whether its text is English. Of other languages only dates such as
    /// 2025-09-20 are understood.
    pub fn is_english(&self) -> bool {
        self.is_english
    }

    /// Its text without its head.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs and headings of the text, in its order.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Lines of the head that tell something else than its day.
    pub(super) fn passed(&self) -> &[Span] {
        &self.head.passed
    }

    /// Where a byte of the text stands in what was read, such as `line 6,
    /// column 1`; of pages, whose lines nobody sees, the paragraph.
    pub fn place(&self, offset: usize) -> String {
        let line = |file: &SourceFile, offset: usize| {
            let place = file.position(offset);
            format!("line {}, column {}", place.line, place.column)
        };
        match &self.places {
            Places::Lines(file) => line(file, offset),
            Places::Pieces(file, pieces) => {
                let after = pieces.partition_point(|(from, _)| *from <= offset);
                let (from, first) = pieces[..after].last().copied().unwrap_or_default();
                line(file, first + (offset - from))
            }
            #[cfg(feature = "html")]
            Places::Paragraphs => {
                let after = self
                    .blocks
                    .partition_point(|block| block.span.start <= offset);
                let start = self.blocks[..after]
                    .last()
                    .map_or(0, |block| block.span.start);
                let characters = self.text[start..offset].chars().count();
                format!("paragraph {}, character {}", after.max(1), characters + 1)
            }
        }
    }
}

/// Whether an address may be opened from a picture.
fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(char::is_whitespace)
}
