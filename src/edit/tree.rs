//! A file as a tree that keeps what an edit must know: brackets or lines,
//! anchors, aliases, dashes, colons, comments.
//!
//! Unlike the tree of `document`, aliases are nodes of their own here, and
//! nothing is taken out.

use super::refusal::Refusal;
use crate::source::{FileId, Span};
use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};
use std::collections::HashMap;

/// How deep a file may be nested, as for reading.
const DEEPEST: usize = 64;

/// A node's place in its tree.
pub(super) type NodeId = usize;

/// One node as written.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Where it begins, anchor and tag included.
    pub(super) start: usize,
    /// The value itself: brackets included, of a block scalar its header and
    /// the lines that are not empty; of what is not written an empty span.
    pub(super) span: Span,
    /// Where the text of a scalar begins, quotes included: of a block below its
    /// header.
    pub(super) content: usize,
    /// Where a block scalar's lines end, the empty ones included.
    pub(super) full_end: usize,
    /// The bytes of anchor and tag, as far as there are any.
    pub(super) marks: Vec<Span>,
    pub(super) parent: Option<NodeId>,
    /// Whether an alias shares it.
    pub(super) is_shared: bool,
    pub(super) kind: Kind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Scalar { text: String, style: Style },
    Alias(Option<NodeId>),
    Sequence { items: Vec<Item>, is_flow: bool },
    Mapping { entries: Vec<Entry>, is_flow: bool },
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Not at all, as the value of `key:`.
    Missing,
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

/// An item of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Its dash; in brackets its own beginning.
    pub(super) start: usize,
    pub(super) node: NodeId,
}

/// A key and its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The `?` before the key, or the beginning of the key.
    pub(super) start: usize,
    pub(super) key: NodeId,
    pub(super) colon: Option<usize>,
    pub(super) value: NodeId,
    /// Whether the key has a `?` before it.
    pub(super) is_explicit: bool,
}

/// The tree of one file.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    pub(super) root: NodeId,
    /// In the order of the text.
    pub(super) comments: Vec<Span>,
    /// The marks `---` and `...`, where they are written.
    pub(super) start_mark: Option<Span>,
    pub(super) end_mark: Option<Span>,
}

struct Open {
    node: NodeId,
    children: Vec<NodeId>,
}

struct Building<'a> {
    text: &'a str,
    file: FileId,
    nodes: Vec<Node>,
    root: Option<NodeId>,
    comments: Vec<Span>,
    open: Vec<Open>,
    anchors: HashMap<usize, NodeId>,
    last: Option<NodeId>,
    documents: usize,
    start_mark: Option<Span>,
    end_mark: Option<Span>,
}

impl Tree {
    /// Reads a text.
    ///
    /// # Errors
    /// Where it is no YAML, more than one document, or too deep.
    pub(super) fn read(file: FileId, text: &str) -> Result<Self, Refusal> {
        let mut building = Building {
            text,
            file,
            nodes: Vec::new(),
            root: None,
            comments: Vec::new(),
            open: Vec::new(),
            anchors: HashMap::new(),
            last: None,
            documents: 0,
            start_mark: None,
            end_mark: None,
        };
        // A block without a line end at the end of the text has none either,
        // as for serde.
        let options = granit_parser::options! {
            emit_anchor_events: true,
            block_scalar_eof_without_line_feed: true,
        };
        for step in Parser::new_from_str_with_options(text, options) {
            let (event, span) = step.map_err(|error| {
                let at = error.marker().byte_offset().unwrap_or(text.len());
                let at = floor(text, at);
                Refusal::new(format!("this is not YAML: {}", error.kind()))
                    .at(file, Span::new(at, at))
                    .help("`causeline check` tells what is wrong with it")
            })?;
            let start = span.start.byte_offset().unwrap_or(0).min(text.len());
            let end = span.end.byte_offset().unwrap_or(start);
            let tag = span.tag_start().and_then(|tag| tag.byte_offset());
            building.take(event, Span::new(start, end.clamp(start, text.len())), tag)?;
        }
        let Some(root) = building.root else {
            return Err(Refusal::new("this file is empty").at(file, Span::new(0, 0)));
        };
        let mut tree = Self {
            nodes: building.nodes,
            root,
            comments: building.comments,
            start_mark: building.start_mark,
            end_mark: building.end_mark,
        };
        Placing {
            text,
            nodes: &mut tree.nodes,
        }
        .node(root, 0, None);
        Ok(tree)
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// Every node, in the order in which they begin.
    pub(super) fn ids(&self) -> std::ops::Range<NodeId> {
        0..self.nodes.len()
    }

    /// The text of a scalar, an alias followed.
    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(self.target(id)).kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The node itself, or the one that it is an alias of.
    pub(super) fn target(&self, id: NodeId) -> NodeId {
        match &self.node(id).kind {
            Kind::Alias(Some(target)) => *target,
            _ => id,
        }
    }

    /// Whether a node says nothing: `key:` or `key: null`.
    pub(super) fn is_null(&self, id: NodeId) -> bool {
        match &self.node(self.target(id)).kind {
            Kind::Scalar { style, .. } if *style == Style::Missing => true,
            Kind::Scalar { text, style } => {
                *style == Style::Plain && matches!(text.as_str(), "~" | "null" | "Null" | "NULL")
            }
            _ => false,
        }
    }

    /// The entries of a mapping, an alias followed; none of anything else.
    pub(super) fn entries(&self, id: NodeId) -> &[Entry] {
        match &self.node(self.target(id)).kind {
            Kind::Mapping { entries, .. } => entries,
            _ => &[],
        }
    }

    /// The items of a list, an alias followed; none of anything else.
    pub(super) fn items(&self, id: NodeId) -> &[Item] {
        match &self.node(self.target(id)).kind {
            Kind::Sequence { items, .. } => items,
            _ => &[],
        }
    }

    /// The entry of that key.
    pub(super) fn entry(&self, mapping: NodeId, key: &str) -> Option<Entry> {
        let mut entries = self.entries(mapping).iter();
        entries
            .find(|entry| self.text(entry.key) == Some(key))
            .copied()
    }

    /// The value of that key.
    pub(super) fn value(&self, mapping: NodeId, key: &str) -> Option<NodeId> {
        self.entry(mapping, key).map(|entry| entry.value)
    }

    pub(super) fn is_flow(&self, id: NodeId) -> bool {
        matches!(
            &self.node(id).kind,
            Kind::Mapping { is_flow: true, .. } | Kind::Sequence { is_flow: true, .. }
        )
    }

    /// Whether a node lies within brackets.
    pub(super) fn is_in_flow(&self, id: NodeId) -> bool {
        self.node(id)
            .parent
            .is_some_and(|parent| self.is_flow(parent))
    }

    /// Where an entry ends.
    pub(super) fn entry_end(&self, entry: Entry) -> usize {
        let key = self.node(entry.key).span.end;
        self.node(entry.value).span.end.max(key)
    }

    /// The nearest node above or at this one that other places share.
    pub(super) fn shared(&self, id: NodeId) -> Option<NodeId> {
        std::iter::successors(Some(id), |at| self.node(*at).parent)
            .find(|at| self.node(*at).is_shared)
    }

    /// The comments that begin in these bytes.
    pub(super) fn comments_in(&self, span: Span) -> &[Span] {
        let from = self
            .comments
            .partition_point(|comment| comment.start < span.start);
        let to = self
            .comments
            .partition_point(|comment| comment.start < span.end);
        &self.comments[from..to.max(from)]
    }
}

impl Building<'_> {
    fn take(&mut self, event: Event<'_>, span: Span, tag: Option<usize>) -> Result<(), Refusal> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Refusal::new("a second document begins here")
                        .at(self.file, span)
                        .help("put it into a file of its own"));
                }
                self.start_mark = Some(span).filter(|span| !span.is_empty());
            }
            Event::DocumentEnd => self.end_mark = Some(span).filter(|span| !span.is_empty()),
            Event::Comment(..) => self.comments.push(span),
            Event::Anchor(id, _) => {
                if let Some(node) = self.last {
                    self.nodes[node].marks.push(span);
                    self.anchors.insert(id, node);
                }
            }
            Event::Alias(id) => {
                let target = self.anchors.get(&id).copied();
                if let Some(target) = target {
                    self.nodes[target].is_shared = true;
                }
                self.add(span, None, Kind::Alias(target));
            }
            Event::Scalar(text, style, _, _) => {
                let style = match style {
                    ScalarStyle::Plain if span.is_empty() => Style::Missing,
                    ScalarStyle::SingleQuoted => Style::Single,
                    ScalarStyle::DoubleQuoted => Style::Double,
                    ScalarStyle::Literal => Style::Literal,
                    ScalarStyle::Folded => Style::Folded,
                    ScalarStyle::Plain => Style::Plain,
                };
                let text = match style {
                    Style::Missing => String::new(),
                    _ => text.into_owned(),
                };
                self.add(span, tag, Kind::Scalar { text, style });
            }
            Event::SequenceStart(style, ..) => {
                let kind = Kind::Sequence {
                    items: Vec::new(),
                    is_flow: style == StructureStyle::Flow,
                };
                return self.begin(span, tag, kind);
            }
            Event::MappingStart(style, ..) => {
                let kind = Kind::Mapping {
                    entries: Vec::new(),
                    is_flow: style == StructureStyle::Flow,
                };
                return self.begin(span, tag, kind);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, span: Span, tag: Option<usize>, kind: Kind) -> NodeId {
        let id = self.nodes.len();
        let marks = tag.map(|start| {
            let rest = &self.text[start..];
            let length =
                rest.find(|letter: char| letter.is_whitespace() || ",[]{}".contains(letter));
            Span::new(start, start + length.unwrap_or(rest.len()))
        });
        self.nodes.push(Node {
            start: span.start,
            span,
            content: span.start,
            full_end: span.end,
            marks: marks.into_iter().collect(),
            parent: self.open.last().map(|open| open.node),
            is_shared: false,
            kind,
        });
        match self.open.last_mut() {
            Some(open) => open.children.push(id),
            None => self.root = Some(id),
        }
        self.last = Some(id);
        id
    }

    fn begin(&mut self, span: Span, tag: Option<usize>, kind: Kind) -> Result<(), Refusal> {
        if self.open.len() >= DEEPEST {
            let message = format!("this is nested more than {DEEPEST} levels deep");
            return Err(Refusal::new(message).at(self.file, span));
        }
        let node = self.add(span, tag, kind);
        self.open.push(Open {
            node,
            children: Vec::new(),
        });
        Ok(())
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let node = &mut self.nodes[open.node];
        node.span.end = span.end.max(node.span.start);
        match &mut node.kind {
            Kind::Sequence { items, .. } => {
                *items = open
                    .children
                    .iter()
                    .map(|node| Item {
                        start: 0,
                        node: *node,
                    })
                    .collect();
            }
            Kind::Mapping { entries, .. } => {
                *entries = open
                    .children
                    .chunks_exact(2)
                    .map(|pair| Entry {
                        start: 0,
                        key: pair[0],
                        colon: None,
                        value: pair[1],
                        is_explicit: false,
                    })
                    .collect();
            }
            _ => {}
        }
    }
}

/// Finds what the parser does not tell: dashes, colons, headers, and where
/// collections without brackets end.
struct Placing<'a> {
    text: &'a str,
    nodes: &'a mut Vec<Node>,
}

impl Placing<'_> {
    /// Places a node whose text may begin at `from`; tells where it ends.
    fn node(&mut self, id: NodeId, from: usize, parent: Option<NodeId>) -> usize {
        let node = &mut self.nodes[id];
        node.parent = parent;
        node.marks.sort();
        let begin = node.marks.first().map(|mark| mark.start);
        let from = node.marks.last().map_or(from, |mark| mark.end.max(from));
        match std::mem::replace(&mut node.kind, Kind::Alias(None)) {
            Kind::Scalar { text, style } => {
                let node = &mut self.nodes[id];
                node.full_end = node.span.end;
                match style {
                    Style::Missing => node.span = Span::new(from, from),
                    Style::Literal | Style::Folded => {
                        let start = skip_blanks(self.text, from);
                        let header = line_end(self.text, start);
                        let header = start + self.text[start..header].trim_end().len();
                        let lines = self.text[..node.span.end].trim_end().len();
                        node.span = Span::new(start, header.max(lines));
                        // The indentation of what follows is not the block's.
                        let last = line_start(self.text, node.full_end);
                        if self.text[last..node.full_end].trim().is_empty() {
                            node.full_end = last;
                        }
                        node.full_end = node.full_end.max(header.max(lines));
                    }
                    _ => {}
                }
                node.kind = Kind::Scalar { text, style };
            }
            Kind::Sequence { items, is_flow } => self.sequence(id, from, items, is_flow),
            Kind::Mapping { entries, is_flow } => self.mapping(id, from, entries, is_flow),
            alias @ Kind::Alias(_) => self.nodes[id].kind = alias,
        }
        let node = &mut self.nodes[id];
        node.start = begin.unwrap_or(node.span.start).min(node.span.start);
        node.span.end
    }

    fn sequence(&mut self, id: NodeId, from: usize, mut items: Vec<Item>, is_flow: bool) {
        let mut at = if is_flow {
            self.nodes[id].span.start + 1
        } else {
            from
        };
        let first = self.next(at, is_flow);
        for item in &mut items {
            item.start = self.next(at, is_flow);
            let after = if is_flow { item.start } else { item.start + 1 };
            at = self.node(item.node, after, Some(id));
        }
        let node = &mut self.nodes[id];
        if !is_flow {
            node.span = Span::new(first, at.max(first));
        }
        node.kind = Kind::Sequence { items, is_flow };
    }

    fn mapping(&mut self, id: NodeId, from: usize, mut entries: Vec<Entry>, is_flow: bool) {
        let start = self.nodes[id].span.start;
        // A single pair in a list, as in `[a: b]`, has no braces of its own.
        let has_braces = is_flow && self.text[start..].starts_with('{');
        let mut at = if is_flow {
            start + usize::from(has_braces)
        } else {
            from
        };
        let first = self.next(at, is_flow);
        for entry in &mut entries {
            entry.start = self.next(at, is_flow);
            let after = &self.text[entry.start..];
            entry.is_explicit =
                after.starts_with('?') && after[1..].chars().next().is_none_or(char::is_whitespace);
            let from = entry.start + usize::from(entry.is_explicit);
            let end = self.node(entry.key, from, Some(id));
            let colon = skip_trivia(self.text, end);
            entry.colon = self.text[colon..].starts_with(':').then_some(colon);
            let from = entry.colon.map_or(end, |colon| colon + 1);
            at = self.node(entry.value, from, Some(id)).max(from);
        }
        let node = &mut self.nodes[id];
        if !has_braces {
            node.span = Span::new(first, at.max(first));
        }
        node.kind = Kind::Mapping { entries, is_flow };
    }

    /// Where the next token begins; in brackets behind the comma.
    fn next(&self, from: usize, is_flow: bool) -> usize {
        let at = skip_trivia(self.text, from);
        if is_flow && self.text[at..].starts_with(',') {
            return skip_trivia(self.text, at + 1);
        }
        at
    }
}

/// The nearest boundary of a letter before or at a byte.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Past blanks of the same line.
pub(super) fn skip_blanks(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    from + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// Past white space, line ends and comments.
pub(super) fn skip_trivia(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = &text[at..];
        at += rest.len()
            - rest
                .trim_start_matches([' ', '\t', '\n', '\r', '\u{feff}'])
                .len();
        if !text[at..].starts_with('#') {
            return at;
        }
        at = line_end(text, at);
    }
}

/// The end of the line that a byte is on, before the line's own end mark.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |length| at + length)
}

/// The beginning of the line that a byte is on.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Past the mark that ends a line, where one stands here.
pub(super) fn past_break(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if rest.starts_with("\r\n") {
        at + 2
    } else {
        at + usize::from(rest.starts_with(['\n', '\r']))
    }
}

/// How lines of a text end.
pub(super) fn line_break(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// How many columns stand before a byte on its line.
pub(super) fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}
