//! A tree written in the canonical style, its comments with it.

use super::super::refusal::Refusal;
use super::super::tree::{
    Entry, Item, Kind, NodeId, Style, Tree, column, line_end, line_start, skip_trivia,
};
use super::line::Lines;
use crate::source::{FileId, Span};

/// The longest line on which a collection in brackets stays.
pub(in crate::edit) const WIDEST: usize = 120;

/// Writes a whole tree.
pub(super) fn print(tree: &Tree, text: &str, file: FileId) -> Result<String, Refusal> {
    let mut printer = Printer {
        lines: Lines { tree, text },
        tree,
        text,
        file,
        out: String::with_capacity(text.len()),
        next: 0,
        at: 0,
        is_open: false,
    };
    printer.document()?;
    Ok(printer.out)
}

struct Printer<'a> {
    lines: Lines<'a>,
    tree: &'a Tree,
    text: &'a str,
    file: FileId,
    out: String,
    /// The next comment to write.
    next: usize,
    /// Where in the text the last thing written ends.
    at: usize,
    /// Whether the last line has no end yet, and so can take a comment.
    is_open: bool,
}

impl Printer<'_> {
    fn document(&mut self) -> Result<(), Refusal> {
        let root = self.tree.root;
        if let Some(mark) = self.tree.start_mark {
            self.prologue(mark);
        }
        match &self.tree.node(root).kind {
            Kind::Mapping { entries, .. } if !entries.is_empty() => {
                let marks = self.lines.marks(root);
                if !marks.is_empty() {
                    self.comments_before(self.tree.node(root).start, 0, true);
                    self.begin(0, &marks);
                    self.at = self
                        .tree
                        .node(root)
                        .marks
                        .last()
                        .map_or(self.at, |mark| mark.end);
                    self.comment_beside();
                }
                self.mapping(root, 0, false)?;
            }
            Kind::Sequence { items, .. } if !items.is_empty() => self.sequence(root, 0, false)?,
            _ => {
                self.comments_before(self.tree.node(root).start, 0, true);
                let text = self.lines.flow(root);
                self.begin(0, &text);
                self.at = self.tree.node(root).span.end;
                self.comment_beside();
            }
        }
        if let Some(mark) = self.tree.end_mark {
            self.comments_before(mark.start, 0, false);
            self.begin(0, "...");
            self.at = mark.end;
            self.comment_beside();
        }
        self.comments_before(usize::MAX, 0, false);
        self.end_line();
        Ok(())
    }

    /// What stands up to `---`, line by line.
    fn prologue(&mut self, mark: Span) {
        let head = &self.text[..mark.end];
        for line in head
            .lines()
            .map(str::trim_end)
            .filter(|line| !line.is_empty())
        {
            self.begin(0, line.trim_start());
        }
        self.next = self
            .tree
            .comments
            .partition_point(|comment| comment.start < mark.end);
        self.at = mark.end;
        self.comment_beside();
    }

    /// Begins a line.
    fn begin(&mut self, indent: usize, text: &str) {
        self.end_line();
        if !text.is_empty() {
            self.out.extend(std::iter::repeat_n(' ', indent));
            self.out.push_str(text);
        }
        self.is_open = true;
    }

    fn end_line(&mut self) {
        if self.is_open {
            self.out.push('\n');
            self.is_open = false;
        }
    }

    /// An empty line, where the text has one between the last thing written
    /// and this place.
    fn gap(&mut self, to: usize) {
        let between = &self.text[self.at.min(to)..to];
        let mut ends = between.matches('\n').count();
        if ends == 0 {
            ends = between.matches('\r').count();
        }
        // What ends with its line end has that one behind it already.
        let is_past = self.at > 0 && self.text[..self.at].ends_with(['\n', '\r']);
        if ends + usize::from(is_past) >= 2 && !self.out.is_empty() {
            self.end_line();
            if !self.out.ends_with("\n\n") {
                self.out.push('\n');
            }
        }
    }

    fn comment(&self) -> Option<Span> {
        self.tree.comments.get(self.next).copied()
    }

    fn put_comment(&mut self, comment: Span) -> &str {
        self.next += 1;
        self.at = self.at.max(comment.end);
        self.text[comment.start..comment.end].trim_end()
    }

    /// Writes the comments before a place, each on its line; tells whether
    /// what follows is still the first of its collection.
    fn comments_before(&mut self, limit: usize, indent: usize, is_first: bool) -> bool {
        let mut is_first = is_first;
        while let Some(comment) = self.comment().filter(|comment| comment.start < limit) {
            if !is_first && comment.start >= self.at {
                self.gap(comment.start);
            }
            is_first = false;
            let text = self.put_comment(comment).to_owned();
            self.begin(indent, &text);
            self.end_line();
        }
        is_first
    }

    /// Writes the comment that stands on the same line as the last thing
    /// written.
    fn comment_beside(&mut self) {
        let Some(comment) = self.comment() else {
            return;
        };
        let is_beside =
            comment.start >= self.at && !self.text[self.at..comment.start].contains(['\n', '\r']);
        if is_beside && self.is_open {
            let text = self.put_comment(comment).to_owned();
            self.out.push_str("  ");
            self.out.push_str(&text);
            // A line takes one comment.
            self.end_line();
        }
    }

    /// Writes the comments below a collection that stand in as it does.
    fn comments_inside(&mut self, end: usize, column_of: usize, indent: usize) {
        let next = skip_trivia(self.text, end);
        while let Some(comment) = self.comment().filter(|comment| comment.start < next) {
            if column(self.text, comment.start) < column_of || !self.is_alone(comment) {
                break;
            }
            if comment.start >= self.at {
                self.gap(comment.start);
            }
            let text = self.put_comment(comment).to_owned();
            self.begin(indent, &text);
            self.end_line();
        }
    }

    /// Whether a comment has a line of its own.
    fn is_alone(&self, comment: Span) -> bool {
        self.text[line_start(self.text, comment.start)..comment.start]
            .trim()
            .is_empty()
    }

    fn refuse(&self, node: NodeId, message: &str) -> Refusal {
        let span = self.tree.node(node).span;
        Refusal::new(message)
            .at(
                self.file,
                Span::new(
                    span.start,
                    span.end
                        .min(line_end(self.text, span.start).max(span.start)),
                ),
            )
            .help("write it in a plainer style")
    }

    /// Writes the entries of a mapping; the first one behind what is on the
    /// line already where `is_behind`.
    fn mapping(&mut self, id: NodeId, indent: usize, is_behind: bool) -> Result<(), Refusal> {
        let entries: Vec<Entry> = self.tree.entries(id).to_vec();
        for (index, entry) in entries.iter().enumerate() {
            let is_first = index == 0;
            self.entry(*entry, indent, is_first && is_behind, is_first)?;
        }
        self.finish(id, entries.first().map(|entry| entry.start), indent);
        Ok(())
    }

    fn sequence(&mut self, id: NodeId, indent: usize, is_behind: bool) -> Result<(), Refusal> {
        let items: Vec<Item> = self.tree.items(id).to_vec();
        for (index, item) in items.iter().enumerate() {
            let is_first = index == 0;
            self.item(*item, indent, is_first && is_behind, is_first)?;
        }
        self.finish(id, items.first().map(|item| item.start), indent);
        Ok(())
    }

    /// The comments at the end of a collection.
    fn finish(&mut self, id: NodeId, first: Option<usize>, indent: usize) {
        let node = self.tree.node(id);
        if self.tree.is_flow(id) {
            let end = node.span.end;
            if id == self.tree.root || self.text[..end].ends_with([']', '}']) {
                self.comments_before(end, indent, false);
                self.at = self.at.max(end);
                self.comment_beside_or_below(indent);
            }
            return;
        }
        let Some(first) = first else { return };
        let own = column(self.text, first);
        // A list may stand as far out as its key: comments there are not its own.
        let parent = node
            .parent
            .map(|parent| match &self.tree.node(parent).kind {
                Kind::Mapping {
                    entries,
                    is_flow: false,
                } => entries
                    .first()
                    .map_or(0, |entry| column(self.text, entry.start) + 1),
                _ => 0,
            });
        self.comments_inside(node.span.end, own.max(parent.unwrap_or(0)), indent);
    }

    /// The comment behind a closing bracket.
    fn comment_beside_or_below(&mut self, indent: usize) {
        let Some(comment) = self.comment() else {
            return;
        };
        let is_beside =
            comment.start >= self.at && !self.text[self.at..comment.start].contains(['\n', '\r']);
        if !is_beside {
            return;
        }
        if self.is_open {
            self.comment_beside();
        } else {
            let text = self.put_comment(comment).to_owned();
            self.begin(indent, &text);
            self.end_line();
        }
    }

    fn entry(
        &mut self,
        entry: Entry,
        indent: usize,
        is_behind: bool,
        is_first: bool,
    ) -> Result<(), Refusal> {
        let key = self.tree.node(entry.key);
        let is_text = matches!(key.kind, Kind::Scalar { .. } | Kind::Alias(_));
        if !is_text || !self.lines.is_one_line(entry.key) {
            return Err(self.refuse(entry.key, "this key cannot be written on one line"));
        }
        if !is_behind {
            let limit = self.limit(entry.start, entry.colon, entry.value);
            let is_first = self.comments_before(limit, indent, is_first);
            if !is_first && entry.start >= self.at {
                self.gap(entry.start);
            }
        }
        let head = self.lines.key(entry.key);
        if is_behind {
            self.out.push_str(&head);
            self.is_open = true;
        } else {
            self.begin(indent, &head);
        }
        self.at = self
            .at
            .max(entry.colon.map_or(key.span.end, |colon| colon + 1));
        let used = indent + head.chars().count();
        self.value(entry.value, indent, used)
    }

    fn item(
        &mut self,
        item: Item,
        indent: usize,
        is_behind: bool,
        is_first: bool,
    ) -> Result<(), Refusal> {
        let is_compact =
            self.tree.node(item.node).marks.is_empty() && self.is_lines(item.node, indent + 2);
        if !is_behind {
            let limit = if is_compact {
                self.lead(item.node)
            } else {
                self.limit(item.start, None, item.node)
            };
            let is_first = self.comments_before(limit, indent, is_first);
            if !is_first && item.start >= self.at {
                self.gap(item.start);
            }
        }
        if is_behind {
            self.out.push('-');
            self.is_open = true;
        } else {
            self.begin(indent, "-");
        }
        self.at = self
            .at
            .max(item.start + usize::from(self.text[item.start..].starts_with('-')));
        if is_compact {
            self.out.push(' ');
            return match &self.tree.node(item.node).kind {
                Kind::Mapping { .. } => self.mapping(item.node, indent + 2, true),
                _ => self.sequence(item.node, indent + 2, true),
            };
        }
        self.value(item.node, indent, indent + 1)
    }

    /// Up to where comments belong above an item whose first entry stands
    /// behind its dash.
    fn lead(&self, id: NodeId) -> usize {
        match &self.tree.node(id).kind {
            Kind::Mapping { entries, .. } => entries
                .first()
                .map(|entry| self.limit(entry.start, entry.colon, entry.value)),
            Kind::Sequence { items, .. } => items
                .first()
                .map(|item| self.limit(item.start, None, item.node)),
            _ => None,
        }
        .unwrap_or(self.tree.node(id).span.start)
    }

    /// Up to where comments belong above an entry or item: those between a key
    /// and a value on one line cannot stay between them.
    fn limit(&self, start: usize, colon: Option<usize>, value: NodeId) -> usize {
        let node = self.tree.node(value);
        let is_empty = node.span.is_empty() && node.marks.is_empty();
        match &node.kind {
            _ if is_empty => colon.unwrap_or(start),
            Kind::Mapping { entries, .. } if !entries.is_empty() => colon.unwrap_or(start),
            Kind::Sequence { items, .. } if !items.is_empty() => colon.unwrap_or(start),
            _ => node.span.start.max(start),
        }
    }

    /// Whether a collection is written in lines.
    fn is_lines(&self, id: NodeId, used: usize) -> bool {
        let node = self.tree.node(id);
        match &node.kind {
            Kind::Mapping { entries, .. } if entries.is_empty() => false,
            Kind::Sequence { items, .. } if items.is_empty() => false,
            Kind::Mapping { is_flow, .. } | Kind::Sequence { is_flow, .. } => {
                !is_flow
                    || !self
                        .tree
                        .comments_in(Span::new(node.start, node.span.end))
                        .is_empty()
                    || used + 1 + self.lines.flow(id).chars().count() > WIDEST
            }
            _ => false,
        }
    }

    /// Writes a value behind its key or dash.
    fn value(&mut self, id: NodeId, indent: usize, used: usize) -> Result<(), Refusal> {
        let node = self.tree.node(id);
        if self.is_lines(id, used) {
            let marks = self.lines.marks(id);
            if !marks.is_empty() {
                self.out.push(' ');
                self.out.push_str(&marks);
                self.at = self.at.max(node.marks.last().map_or(0, |mark| mark.end));
            }
            let bracket =
                self.tree.is_flow(id) && self.text[node.span.start..].starts_with(['[', '{']);
            if bracket {
                // A comment before the bracket, and one behind it.
                self.comment_beside();
                self.at = self.at.max(node.span.start + 1);
            }
            self.comment_beside();
            return match &node.kind {
                Kind::Mapping { .. } => self.mapping(id, indent + 2, false),
                _ => self.sequence(id, indent + 2, false),
            };
        }
        let is_block = matches!(
            node.kind,
            Kind::Scalar {
                style: Style::Literal | Style::Folded,
                ..
            }
        );
        let (head, below) = match node.kind {
            Kind::Scalar { .. } => self.lines.scalar(id, indent + 2),
            _ => (self.lines.flow_bare(id), Vec::new()),
        };
        let text = self.lines.marked(id, head);
        if !text.is_empty() {
            self.out.push(' ');
            self.out.push_str(&text);
        }
        if is_block {
            self.at = self.at.max(node.span.start);
            self.comment_beside();
        }
        for line in below {
            self.begin(indent + 2, "");
            self.out.push_str(&line);
        }
        let end = if self.keeps(id) {
            node.full_end
        } else {
            node.span.end
        };
        self.at = self.at.max(end);
        if is_block {
            // What follows a block's lines would be one of them.
            self.end_line();
        } else {
            self.comment_beside();
        }
        Ok(())
    }

    /// Whether a block keeps the empty lines below it.
    fn keeps(&self, id: NodeId) -> bool {
        let node = self.tree.node(id);
        matches!(
            node.kind,
            Kind::Scalar {
                style: Style::Literal | Style::Folded,
                ..
            }
        ) && self.lines.header(id).contains('+')
    }
}
