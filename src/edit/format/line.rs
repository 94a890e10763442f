//! Nodes written on one line, and scalars over several.

use super::super::scalar::{self, Context};
use super::super::tree::{Kind, NodeId, Style, Tree, line_end, past_break};

/// Writes single nodes of one tree.
pub(super) struct Lines<'a> {
    pub(super) tree: &'a Tree,
    pub(super) text: &'a str,
}

impl Lines<'_> {
    /// A node on one line, anchor and tag included; empty where nothing is
    /// written.
    pub(super) fn flow(&self, id: NodeId) -> String {
        self.marked(id, self.flow_bare(id))
    }

    /// The same without anchor and tag.
    pub(super) fn flow_bare(&self, id: NodeId) -> String {
        match &self.tree.node(id).kind {
            Kind::Alias(_) => self.written(id).to_owned(),
            Kind::Scalar { .. } => self.flow_scalar(id),
            Kind::Sequence { items, .. } => {
                let items: Vec<String> = items.iter().map(|item| self.flow(item.node)).collect();
                format!("[{}]", items.join(", "))
            }
            Kind::Mapping { entries, .. } if entries.is_empty() => "{}".to_owned(),
            Kind::Mapping { entries, .. } => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|entry| {
                        let value = self.flow(entry.value);
                        let gap = if value.is_empty() { "" } else { " " };
                        format!("{}{gap}{value}", self.key(entry.key))
                    })
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    /// A key with its colon. An alias needs a blank before it.
    pub(super) fn key(&self, id: NodeId) -> String {
        let gap = match self.tree.node(id).kind {
            Kind::Alias(_) => " ",
            _ => "",
        };
        format!("{}{gap}:", self.flow(id))
    }

    /// A value with its anchor and tag before it.
    pub(super) fn marked(&self, id: NodeId, value: String) -> String {
        let marks = self.marks(id);
        match (marks.is_empty(), value.is_empty()) {
            (true, _) => value,
            (false, true) => marks,
            (false, false) => format!("{marks} {value}"),
        }
    }

    /// The anchor and the tag of a node.
    pub(super) fn marks(&self, id: NodeId) -> String {
        let marks: Vec<&str> = self
            .tree
            .node(id)
            .marks
            .iter()
            .map(|mark| &self.text[mark.start..mark.end])
            .collect();
        marks.join(" ")
    }

    fn written(&self, id: NodeId) -> &str {
        let span = self.tree.node(id).span;
        &self.text[span.start..span.end]
    }

    pub(super) fn is_one_line(&self, id: NodeId) -> bool {
        !self.written(id).contains(['\n', '\r'])
    }

    fn flow_scalar(&self, id: NodeId) -> String {
        let Kind::Scalar { text, style } = &self.tree.node(id).kind else {
            return String::new();
        };
        let is_line = self.is_one_line(id);
        match style {
            Style::Missing => String::new(),
            Style::Plain | Style::Double if is_line => self.written(id).to_owned(),
            Style::Plain => scalar::inline(
                text,
                Context {
                    in_flow: true,
                    allows_number: true,
                },
            ),
            _ => scalar::quoted(text),
        }
    }

    /// A scalar as the value of a key or an item: its first line, and the lines
    /// below, which stand in by `indent`.
    pub(super) fn scalar(&self, id: NodeId, indent: usize) -> (String, Vec<String>) {
        let Kind::Scalar { text, style } = &self.tree.node(id).kind else {
            return (self.flow(id), Vec::new());
        };
        match style {
            Style::Literal | Style::Folded => self.block(id, text, *style, indent),
            Style::Plain | Style::Single | Style::Double if !self.is_one_line(id) => {
                self.folded(id, text, *style, indent)
            }
            _ => (self.flow_scalar(id), Vec::new()),
        }
    }

    /// Texts over several lines keep their lines, each without the blanks
    /// around it, which say nothing.
    fn folded(&self, id: NodeId, text: &str, style: Style, indent: usize) -> (String, Vec<String>) {
        let written = self.written(id);
        if style == Style::Double && written.contains('\\') {
            return (scalar::double(text), Vec::new());
        }
        let raw: Vec<&str> = split_lines(written);
        let last = raw.len() - 1;
        let lines = raw.iter().enumerate().map(|(index, line)| {
            let line = if index > 0 {
                line.trim_start_matches([' ', '\t'])
            } else {
                line
            };
            if index < last {
                line.trim_end_matches([' ', '\t'])
            } else {
                line
            }
        });
        let mut lines = lines.map(|line| match line {
            "" => String::new(),
            line => format!("{}{line}", " ".repeat(indent)),
        });
        let first = lines.next().unwrap_or_default();
        (first.trim_start().to_owned(), lines.collect())
    }

    /// The header of a block, without a comment behind it.
    pub(super) fn header(&self, id: NodeId) -> &str {
        let start = self.tree.node(id).span.start;
        let header = &self.text[start..line_end(self.text, start)];
        header.split([' ', '\t', '#']).next().unwrap_or_default()
    }

    /// A block of lines: its header, then each line moved to its place.
    fn block(&self, id: NodeId, text: &str, style: Style, indent: usize) -> (String, Vec<String>) {
        let node = self.tree.node(id);
        let header = self.header(id);
        let sign = if style == Style::Literal { '|' } else { '>' };
        let chomp = match header.contains('+') {
            true => "+",
            false if header.contains('-') || !text.ends_with('\n') => "-",
            false => "",
        };
        let at = " ".repeat(indent);
        let put = |line: &str| match line {
            "" => String::new(),
            line => format!("{at}{line}"),
        };
        if header.contains(|letter: char| letter.is_ascii_digit()) {
            // Lines that begin with blanks: written from what they say.
            let needs = text.trim_start_matches('\n').starts_with(' ');
            let digit = if needs { "2" } else { "" };
            let mut lines: Vec<String> = text.split('\n').map(put).collect();
            if text.ends_with('\n') {
                lines.pop();
            }
            return (format!("|{digit}{chomp}"), lines);
        }
        let from = past_break(self.text, line_end(self.text, node.span.start));
        let to = if chomp == "+" {
            node.full_end
        } else {
            node.span.end
        };
        let raw = &self.text[from.min(to)..to];
        let mut raw: Vec<&str> = split_lines(raw);
        if raw.last().is_some_and(|last| last.is_empty()) {
            raw.pop();
        }
        let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let base = raw
            .iter()
            .find(|line| !line.trim_matches(' ').is_empty())
            .map_or(0, |line| blanks(line));
        let lines = raw
            .iter()
            .map(|line| put(line.get(base.min(blanks(line))..).unwrap_or_default()));
        (format!("{sign}{chomp}"), lines.collect())
    }
}

/// The lines of a text, whatever ends them; one more than there are ends.
fn split_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut at = 0;
    loop {
        let end = line_end(text, at);
        lines.push(&text[at..end]);
        if end == text.len() {
            return lines;
        }
        at = past_break(text, end);
    }
}
