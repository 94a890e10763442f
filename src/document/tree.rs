//! A file as a tree in which every node knows its bytes.
//!
//! Built only when something has to be pointed at: reading a clean file never
//! needs it.

use super::comment;
use super::faults::{self, Fault, Faults};
use super::recover::Mended;
use crate::source::{Part, Segment, Span, line_start};
use granit_parser::{Event, Parser, ScalarStyle};
use std::cell::OnceCell;
use std::collections::HashMap;

/// From how many entries up a mapping's keys are looked up in a table.
const LARGE: usize = 32;
/// How deep a file may be nested; event files need five levels.
pub(super) const DEEPEST: usize = 64;
/// How many nodes a file may come to when its aliases are followed, beside a
/// share of its bytes.
const MOST_NODES: usize = 2_000_000;

/// A node's place in its tree.
pub(super) type NodeId = usize;

/// One node.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Scalar { text: String, style: Style },
    Sequence(Vec<NodeId>),
    Mapping(Vec<(NodeId, NodeId)>),
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Single,
    Double,
    Block,
}

/// The tree of one file.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    root: Option<NodeId>,
    /// The places of the keys of large mappings, built when one is looked for.
    keys: OnceCell<HashMap<NodeId, HashMap<String, usize>>>,
}

/// A collection whose end has not come yet.
struct Open {
    start: usize,
    end: usize,
    anchor: usize,
    items: Vec<NodeId>,
    is_mapping: bool,
}

impl Tree {
    /// Reads a text as far as it goes; what stops it is among the faults. Past
    /// faults of YAML whose mend is known it reads on as if they were mended.
    pub(super) fn read(text: &str, faults: &mut Faults) -> Self {
        let mut mended = Mended::default();
        let mut passed = Vec::new();
        loop {
            let mut found = Faults::default();
            let (tree, stop) = Self::pass(text, &mended, &mut found);
            if let Some(fault) = &stop
                && let Some((span, replacement, _)) = &fault.replacement
                && mended.add(*span, replacement)
            {
                passed.extend(stop);
                continue;
            }
            // Where a mend led no further, what is told next is its own echo.
            let is_echo = |fault: &Fault| {
                let last = passed
                    .last()
                    .and_then(|passed: &Fault| passed.replacement.as_ref());
                last.is_some_and(|(last, ..)| fault.span.start <= last.end)
            };
            let stop = stop.filter(|fault| !is_echo(fault));
            for fault in passed.into_iter().chain(found.told()).chain(stop) {
                faults.add(fault);
            }
            return tree;
        }
    }

    /// Reads a mended text once; the fault of YAML that stops it comes with it.
    fn pass(text: &str, mended: &Mended, faults: &mut Faults) -> (Self, Option<Fault>) {
        let mut building = Building {
            tree: Self::default(),
            open: Vec::new(),
            anchors: HashMap::new(),
            documents: 0,
            text,
            mended,
        };
        let read = mended.text(text);
        let place = |at: usize| mended.place(at).min(text.len());
        for step in Parser::new_from_str(&read) {
            let (event, span) = match step {
                Ok(step) => step,
                Err(error) => {
                    let at = place(error.marker().byte_offset().unwrap_or(read.len()));
                    let fault = faults::syntax(text, at, error.kind());
                    let is_unclosed = error.kind().to_string().contains("unclosed");
                    let end = if is_unclosed { text.len() } else { at };
                    let hidden = building.bracket(end).and_then(|bracket| {
                        let open = Span::new(bracket.start, end);
                        comment::in_brackets(text, open, mended.end())
                    });
                    let fault = hidden.unwrap_or_else(|| match building.bracket(at) {
                        Some(bracket) => faults::inside(fault, text, bracket),
                        None => fault,
                    });
                    return (building.finish(), Some(fault));
                }
            };
            let start = place(span.start.byte_offset().unwrap_or(0));
            if is_oddly_indented(&event)
                && let Some(fault) = faults::odd_blanks(text, line_start(text, start))
            {
                return (building.finish(), Some(fault));
            }
            let end = span.end.byte_offset().map_or(start, place).max(start);
            if !building.take(event, Span::new(start, end), faults) {
                break;
            }
        }
        (building.finish(), None)
    }

    pub(super) fn root(&self) -> Option<NodeId> {
        self.root
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        self.keys = OnceCell::new();
        &mut self.nodes[id]
    }

    /// Takes in a node that is to stand in another one.
    pub(super) fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// The text of a scalar.
    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether a node says nothing: `key:` or `key: null`.
    pub(super) fn is_null(&self, id: NodeId) -> bool {
        matches!(
            &self.node(id).kind,
            Kind::Scalar { text, style: Style::Plain } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
        )
    }

    /// The bytes of what lies at the end of a path; of the nearest node on the
    /// way to it where that is missing.
    pub(super) fn locate(&self, text: &str, path: &[Segment], part: Part) -> Option<Span> {
        let mut at = self.root?;
        let mut key = None;
        let mut is_whole = true;
        for segment in path {
            let next = match (segment, &self.node(at).kind) {
                (Segment::Key(name), Kind::Mapping(entries)) => self
                    .entry(at, entries, name)
                    // The one key that may be spelt in two ways.
                    .or_else(|| {
                        let other = (name == "color").then_some("colour")?;
                        self.entry(at, entries, other)
                    })
                    .map(|(key, value)| (Some(key), value)),
                (Segment::Index(index), Kind::Sequence(items)) => {
                    items.get(*index).map(|item| (None, *item))
                }
                _ => None,
            };
            let Some((found_key, found)) = next else {
                is_whole = false;
                break;
            };
            key = found_key;
            at = found;
        }
        let node = self.node(at);
        Some(match (part, key) {
            (Part::Key, Some(key)) => self.node(key).span,
            (Part::Before, _) => {
                let start = key
                    .map_or_else(|| self.head(at), |key| self.node(key).span)
                    .start;
                Span::new(start, start)
            }
            (Part::Whole, _) => return self.replaceable(text, at).filter(|_| is_whole),
            (Part::Inside(inside), _) if is_whole => within(text, node, inside),
            // A whole mapping is too much to underline: its first key will do.
            (_, Some(key)) if !matches!(node.kind, Kind::Scalar { .. }) => self.node(key).span,
            _ => self.head(at),
        })
    }

    /// The first entry of a mapping that has that key.
    fn entry(
        &self,
        id: NodeId,
        entries: &[(NodeId, NodeId)],
        name: &str,
    ) -> Option<(NodeId, NodeId)> {
        if entries.len() < LARGE {
            let mut found = entries.iter();
            return found
                .find(|(key, _)| self.text(*key) == Some(name))
                .copied();
        }
        let keys = self.keys.get_or_init(|| self.tables());
        let place = keys.get(&id)?.get(name)?;
        entries.get(*place).copied()
    }

    /// The places of the keys of every large mapping.
    fn tables(&self) -> HashMap<NodeId, HashMap<String, usize>> {
        let mut tables = HashMap::new();
        for (id, node) in self.nodes.iter().enumerate() {
            let Kind::Mapping(entries) = &node.kind else {
                continue;
            };
            if entries.len() < LARGE {
                continue;
            }
            let table: &mut HashMap<String, usize> = tables.entry(id).or_default();
            for (place, (key, _)) in entries.iter().enumerate() {
                if let Some(text) = self.text(*key) {
                    table.entry(text.to_owned()).or_insert(place);
                }
            }
        }
        tables
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The bytes of the file that a stretch of a scalar's own text comes from.
    pub(super) fn inside(&self, source: &str, id: NodeId, stretch: Span) -> Span {
        within(source, self.node(id), stretch)
    }

    /// The entries of the collection at the end of a path: the key of each,
    /// where it has one, and its bytes, key and value.
    pub(super) fn entries(&self, path: &[Segment]) -> Vec<(Option<&str>, Span)> {
        let mut at = self.root;
        for segment in path {
            at = at.and_then(|at| match (segment, &self.node(at).kind) {
                (Segment::Key(name), Kind::Mapping(entries)) => {
                    self.entry(at, entries, name).map(|(_, value)| value)
                }
                (Segment::Index(index), Kind::Sequence(items)) => items.get(*index).copied(),
                _ => None,
            });
        }
        match at.map(|at| &self.node(at).kind) {
            Some(Kind::Mapping(entries)) => entries
                .iter()
                .map(|(key, value)| {
                    let (start, end) = (self.node(*key).span, self.node(*value).span);
                    // The value of an alias stands elsewhere.
                    let end = if end.start >= start.end { end } else { start };
                    (self.text(*key), Span::new(start.start, end.end))
                })
                .collect(),
            Some(Kind::Sequence(items)) => items
                .iter()
                .map(|item| (None, self.node(*item).span))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The bytes of a node for a change of all of it; nothing where that would lose
    /// a comment or an anchor.
    pub(super) fn replaceable(&self, text: &str, id: NodeId) -> Option<Span> {
        let mut span = self.node(id).span;
        let written = text.get(span.start..)?;
        if matches!(self.node(id).kind, Kind::Sequence(_)) && !written.starts_with(['[', '-']) {
            // A list that is indented no more than its key.
            let before = text[..span.start].trim_end();
            span.start = before.strip_suffix('-')?.len();
        }
        self.is_plain(text, span, id).then_some(span)
    }

    /// Whether there is nothing in a stretch beside what the tree tells of a node.
    fn is_plain(&self, text: &str, span: Span, id: NodeId) -> bool {
        let children: Vec<NodeId> = match &self.node(id).kind {
            Kind::Scalar { .. } => return true,
            Kind::Sequence(items) => items.clone(),
            Kind::Mapping(entries) => entries
                .iter()
                .flat_map(|entry| [entry.0, entry.1])
                .collect(),
        };
        let is_bare = |from: usize, to: usize| {
            text.get(from..to)
                .is_some_and(|between| !between.contains(['#', '&']))
        };
        let mut at = span.start;
        for child in children {
            let own = self.node(child).span;
            // What an alias stands for is written elsewhere.
            if own.start < at || own.end > span.end {
                continue;
            }
            if !is_bare(at, own.start) || !self.is_plain(text, own, child) {
                return false;
            }
            at = own.end;
        }
        is_bare(at, span.end)
    }

    /// Bytes that stand for a node: of a collection its first key or item.
    pub(super) fn head(&self, mut at: NodeId) -> Span {
        loop {
            let node = self.node(at);
            at = match &node.kind {
                Kind::Mapping(entries) => match entries.first() {
                    Some((key, _)) if self.node(*key).span.start >= node.span.start => *key,
                    _ => return node.span,
                },
                Kind::Sequence(items) => match items.first() {
                    Some(item) if self.node(*item).span.start >= node.span.start => *item,
                    _ => return node.span,
                },
                Kind::Scalar { .. } => return node.span,
            };
        }
    }
}

struct Building<'a> {
    tree: Tree,
    open: Vec<Open>,
    anchors: HashMap<usize, NodeId>,
    documents: usize,
    text: &'a str,
    mended: &'a Mended,
}

impl Building<'_> {
    /// Takes one event; tells whether to go on.
    fn take(&mut self, event: Event<'_>, span: Span, faults: &mut Faults) -> bool {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    faults.add(faults::documents(span));
                    return false;
                }
            }
            Event::Alias(anchor) => {
                if let Some(target) = self.anchors.get(&anchor) {
                    let target = *target;
                    self.put(target);
                } else {
                    faults.add(faults::alias(span));
                    return false;
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                let style = match style {
                    // Its quotes are of the mend; the file has none.
                    _ if self.mended.is_changed(span) => Style::Plain,
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted => Style::Single,
                    ScalarStyle::DoubleQuoted => Style::Double,
                    _ => Style::Block,
                };
                let kind = Kind::Scalar {
                    text: text.into_owned(),
                    style,
                };
                let span = trimmed(self.text, span, style);
                self.close(Node { span, kind }, anchor);
            }
            Event::SequenceStart(_, anchor, _) => return self.begin(span, anchor, false, faults),
            Event::MappingStart(_, anchor, _) => return self.begin(span, anchor, true, faults),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            _ => {}
        }
        true
    }

    fn begin(&mut self, span: Span, anchor: usize, is_mapping: bool, faults: &mut Faults) -> bool {
        if self.open.len() >= DEEPEST {
            faults.add(faults::deep(span, DEEPEST));
            return false;
        }
        self.open.push(Open {
            start: span.start,
            end: span.end,
            anchor,
            items: Vec::new(),
            is_mapping,
        });
        true
    }

    /// The bracket of an earlier line that is open at a place.
    fn bracket(&self, at: usize) -> Option<Span> {
        // In brackets a pair may be a mapping without any of its own.
        let is_bracket = |open: &&Open| self.text[open.start..].starts_with(['[', '{']);
        let open = self.open.iter().rfind(is_bracket)?;
        let lines = self.text.get(open.start..at)?;
        lines
            .contains('\n')
            .then(|| Span::new(open.start, open.start + 1))
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let last = open
            .items
            .last()
            .map_or(open.end, |item| self.tree.node(*item).span.end);
        let is_flow = self.text[..span.end].ends_with([']', '}']) && span.end > open.start;
        let end = if is_flow {
            span.end
        } else {
            last.max(open.start)
        };
        let kind = if open.is_mapping {
            Kind::Mapping(
                open.items
                    .chunks_exact(2)
                    .map(|pair| (pair[0], pair[1]))
                    .collect(),
            )
        } else {
            Kind::Sequence(open.items)
        };
        let span = Span::new(open.start, end.max(open.start));
        self.close(Node { span, kind }, open.anchor);
    }

    fn close(&mut self, node: Node, anchor: usize) {
        self.tree.nodes.push(node);
        let id = self.tree.nodes.len() - 1;
        if anchor > 0 {
            self.anchors.insert(anchor, id);
        }
        self.put(id);
    }

    fn put(&mut self, id: NodeId) {
        match self.open.last_mut() {
            Some(open) => open.items.push(id),
            None => self.tree.root = Some(id),
        }
    }

    /// What was read, with everything closed that a fault left open.
    fn finish(mut self) -> Tree {
        while !self.open.is_empty() {
            let end = self.text.len();
            self.end(Span::new(end, end));
        }
        self.tree
    }
}

/// Whether a text begins with a blank that YAML takes for a letter.
fn is_oddly_indented(event: &Event<'_>) -> bool {
    let Event::Scalar(text, ScalarStyle::Plain, ..) = event else {
        return false;
    };
    text.starts_with(|letter: char| !letter.is_ascii() && letter.is_whitespace())
}

/// A block's span without the lines after it.
fn trimmed(text: &str, span: Span, style: Style) -> Span {
    if style != Style::Block {
        return span;
    }
    let length = text[span.start..span.end].trim_end().len();
    Span::new(span.start, span.start + length)
}

/// The most nodes that a file may come to, aliases followed.
pub(super) fn budget(text: &str) -> usize {
    MOST_NODES.saturating_add(text.len())
}

/// The bytes of the file that a stretch of a scalar's own text comes from.
fn within(source: &str, node: &Node, inside: Span) -> Span {
    let Kind::Scalar { text, style } = &node.kind else {
        return node.span;
    };
    let written = &source[node.span.start..node.span.end];
    let Some(places) = places(written, text, *style) else {
        return node.span;
    };
    let at = |offset: usize| {
        let index = places.partition_point(|(own, _)| *own < offset);
        places.get(index).map_or(written.len(), |(_, place)| *place)
    };
    let (start, end) = (at(inside.start), at(inside.end));
    let quote = matches!(style, Style::Single | Style::Double);
    let last = written.len() - usize::from(quote && written.len() > 1);
    let (start, end) = (start.min(last), end.min(last));
    Span::new(node.span.start + start, node.span.start + end.max(start))
}

/// For every character of a scalar's text the byte of the file where it is
/// written; `None` where that cannot be followed.
pub(crate) fn places(written: &str, text: &str, style: Style) -> Option<Vec<(usize, usize)>> {
    let mut places = Vec::new();
    let mut at = usize::from(matches!(style, Style::Single | Style::Double));
    for (own, letter) in text.char_indices() {
        let rest = written.get(at..)?;
        // The line end of a block lies beyond what is underlined.
        if rest.is_empty() && letter == '\n' {
            places.push((own, at));
            continue;
        }
        if letter == ' ' || letter == '\n' {
            // Lines are folded: any white space may stand for these.
            let blank: usize = rest
                .chars()
                .take_while(|next| next.is_whitespace())
                .map(char::len_utf8)
                .sum();
            let folded = rest[..blank].contains('\n');
            if blank > 0 {
                places.push((own, at));
                at += if folded { blank } else { letter.len_utf8() };
                continue;
            }
        }
        places.push((own, at));
        at += match style {
            Style::Double if rest.starts_with('\\') => escape(rest)?,
            Style::Single if rest.starts_with("''") => 2,
            _ if rest.starts_with(letter) => letter.len_utf8(),
            _ => return None,
        };
    }
    places.push((text.len(), at));
    Some(places)
}

/// How many bytes an escape of a double-quoted scalar takes.
fn escape(rest: &str) -> Option<usize> {
    Some(match rest.as_bytes().get(1)? {
        b'x' => 4,
        b'u' => 6,
        b'U' => 10,
        b'\n' | b'\r' => return None,
        _ => 2,
    })
}
