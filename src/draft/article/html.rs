//! Pages as a browser saves them.

use super::{Article, Block, Head, Places, Unreadable, header, is_address};
use crate::source::Span;
use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;

/// The largest page that is looked through, in elements.
const MOST_ELEMENTS: usize = 100_000;

/// The deepest nesting that is looked through: twice what browsers keep, and the
/// extraction slows down with its square.
const DEEPEST: usize = 1000;

/// How deep the elements of a page are nested.
fn depth(readability: &Readability) -> usize {
    let mut node = readability.doc.root();
    let (mut depth, mut deepest) = (0_usize, 0);
    loop {
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            deepest = deepest.max(depth);
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return deepest;
            };
            node = parent;
            depth = depth.saturating_sub(1);
        }
    }
}

/// Whether a page opens so many more divisions than it closes that parsing it,
/// which takes time with the square of its depth, is not worth while.
fn is_hopeless(page: &str) -> bool {
    let bytes = page.as_bytes();
    let mut depth = 0_usize;
    for (at, _) in page.match_indices('<') {
        let (closes, from) = match bytes.get(at + 1) {
            Some(b'/') => (true, at + 2),
            _ => (false, at + 1),
        };
        let name = bytes.get(from..).unwrap_or_default();
        let ends = name.iter().position(|byte| !byte.is_ascii_alphanumeric());
        let name = &name[..ends.unwrap_or(name.len())];
        if !NESTING.iter().any(|one| name.eq_ignore_ascii_case(one)) {
            continue;
        }
        depth = if closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        if depth > 4 * DEEPEST {
            return true;
        }
    }
    false
}

/// Elements that stand in one another without end; others close by themselves
/// or are few.
const NESTING: [&[u8]; 14] = [
    b"div",
    b"span",
    b"section",
    b"article",
    b"blockquote",
    b"ul",
    b"ol",
    b"table",
    b"b",
    b"i",
    b"em",
    b"strong",
    b"font",
    b"a",
];

/// Reads a page: the article in it, without what surrounds it.
pub(super) fn read(page: &str) -> Result<Article, Unreadable> {
    let config = Config {
        max_elements_to_parse: MOST_ELEMENTS,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let fail = |error: dom_smoothie::ReadabilityError| {
        Unreadable::new(format!(
            "no article is found in this page ({error}): save its text instead"
        ))
    };
    let too_deep = || {
        Unreadable::new(format!(
            "its elements are nested more than {DEEPEST} deep, which no article is: save its text instead"
        ))
    };
    if is_hopeless(page) {
        return Err(too_deep());
    }
    let mut readability = Readability::new(page, None, Some(config)).map_err(fail)?;
    if depth(&readability) > DEEPEST {
        return Err(too_deep());
    }
    let head = head(&readability);
    let parsed = readability.parse().map_err(fail)?;
    let text = parsed.text_content.to_string();
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let from = at + (line.len() - line.trim_start().len());
        at += line.len();
        if !trimmed.is_empty() {
            blocks.push(Block {
                span: Span::new(from, from + trimmed.len()),
                is_heading: !trimmed.ends_with(['.', '!', '?', '"', '”', ':', ')'])
                    && trimmed.split_whitespace().count() <= 12,
            });
        }
    }
    let mut head = head;
    let title = Some(header::flat(&parsed.title)).filter(|title| !title.is_empty());
    head.title = head.title.or(title);
    let blocks = header::take(&text, blocks, &mut head);
    Ok(Article {
        head,
        text,
        blocks,
        places: Places::Paragraphs,
        is_english: true,
    })
}

/// What the metadata of a page tell.
fn head(readability: &Readability) -> Head {
    let linked = readability.parse_json_ld();
    let metadata = readability.get_article_metadata(linked);
    let full = |text: String| Some(header::flat(&text)).filter(|text| !text.is_empty());
    let attribute = |selector: &str, name: &str| {
        let value = readability.doc.select(selector).attr(name)?;
        full(value.to_string())
    };
    let meta = |selector: &str| attribute(selector, "content");
    let published = [
        metadata.published_time.clone(),
        linked_date(readability),
        meta("meta[property='article:published_time']"),
        meta("meta[itemprop='datePublished']"),
        meta("meta[name='date']"),
        meta("meta[name='pubdate']"),
        meta("meta[name='dc.date']"),
        meta("meta[name='DC.date.issued']"),
        attribute("[itemprop='datePublished']", "datetime"),
        attribute("article time[datetime]", "datetime"),
        attribute("time[datetime]", "datetime"),
    ];
    let urls = [
        metadata.url.clone(),
        attribute("link[rel='canonical']", "href"),
        meta("meta[property='og:url']"),
    ];
    Head {
        title: full(metadata.title),
        published: published
            .into_iter()
            .flatten()
            .find_map(|value| header::written_date(&value)),
        publisher: metadata.site_name.and_then(full),
        url: urls.into_iter().flatten().find(|url| is_address(url)),
        language: attribute("html", "lang"),
        passed: Vec::new(),
    }
}

/// The first `datePublished` anywhere in the linked data of a page.
fn linked_date(readability: &Readability) -> Option<String> {
    let scripts = readability.doc.select("script[type='application/ld+json']");
    let mut texts = scripts.iter().map(|script| script.text().to_string());
    texts.find_map(|text| dated(&serde_json::from_str(&text).ok()?, 0))
}

fn dated(value: &Value, depth: usize) -> Option<String> {
    if depth > 16 {
        return None;
    }
    match value {
        Value::Object(fields) => {
            let own = fields.get("datePublished").and_then(Value::as_str);
            own.map(str::to_owned)
                .or_else(|| fields.values().find_map(|value| dated(value, depth + 1)))
        }
        Value::Array(values) => values.iter().find_map(|value| dated(value, depth + 1)),
        _ => None,
    }
}
