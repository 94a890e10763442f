//! Values, entries and items put into a file in the style around them.

use super::operation::Value;
use super::page::Page;
use super::refusal::Refusal;
use super::scalar::{self, Context};
use super::tree::{Entry, Kind, NodeId, Style, column, line_end};

/// The longest line that a list is written on.
const WIDEST: usize = 80;

/// The order in which fields are written.
pub(super) const FIELDS: [&str; 15] = [
    "id", "when", "what", "detail", "who", "where", "because", "part_of", "source", "quote",
    "status", "tags", "link", "weight", "accounts",
];

/// The order in which the fields of a link are written.
const LINK_FIELDS: [&str; 5] = ["kind", "confidence", "source", "note", "within"];

/// A value as it is to be written: what follows the key on its line, and the
/// lines below.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub(super) head: String,
    pub(super) lines: Vec<String>,
}

impl Written {
    pub(super) fn line(head: impl Into<String>) -> Self {
        Self {
            head: head.into(),
            lines: Vec::new(),
        }
    }

    /// The lines below, each with its line end before it.
    pub(super) fn below(&self, line_break: &str) -> String {
        let mut below = String::new();
        for line in &self.lines {
            below.push_str(line_break);
            below.push_str(line);
        }
        below
    }
}

/// Whether a field may hold a plain number.
pub(super) fn allows_number(field: &str) -> bool {
    matches!(
        field,
        "when" | "as_of" | "weight" | "confidence" | "within" | "date"
    )
}

/// A value as written within brackets, on one line.
pub(super) fn flow(field: &str, value: &Value) -> String {
    let context = Context {
        in_flow: true,
        allows_number: allows_number(field),
    };
    match value {
        Value::Text(text) => scalar::inline(text, context),
        Value::List(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| scalar::inline(item, context))
                .collect();
            format!("[{}]", items.join(", "))
        }
        Value::Pairs(pairs) => {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(key, value)| {
                    format!("{}: {}", key_of(key, true), scalar::inline(value, context))
                })
                .collect();
            braced(&pairs)
        }
    }
}

/// Entries in braces.
pub(super) fn braced(entries: &[String]) -> String {
    if entries.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", entries.join(", "))
    }
}

/// A key as written.
pub(super) fn key_of(key: &str, in_flow: bool) -> String {
    let context = Context {
        in_flow,
        allows_number: false,
    };
    scalar::inline(key, context)
}

/// A value as written below a key whose column is `indent`.
pub(super) fn block(field: &str, value: &Value, indent: usize) -> Written {
    let context = Context {
        in_flow: false,
        allows_number: allows_number(field),
    };
    let below = " ".repeat(indent + 2);
    match value {
        Value::Text(text) => match scalar::literal(text) {
            Some((header, lines)) => Written {
                head: header.to_owned(),
                lines: lines
                    .iter()
                    .map(|line| match *line {
                        "" => String::new(),
                        line => format!("{below}{line}"),
                    })
                    .collect(),
            },
            None => Written::line(scalar::inline(text, context)),
        },
        Value::List(items) if items.is_empty() => Written::line("[]"),
        Value::List(items) => {
            let line = flow(field, value);
            if indent + field.len() + line.chars().count() <= WIDEST {
                return Written::line(line);
            }
            let items = items.iter();
            Written {
                head: String::new(),
                lines: items
                    .map(|item| format!("{below}- {}", scalar::inline(item, context)))
                    .collect(),
            }
        }
        Value::Pairs(_) => Written::line(flow(field, value)),
    }
}

/// A value as written within brackets, or below a key whose column is `indent`.
pub(super) fn written(field: &str, value: &Value, in_flow: bool, indent: usize) -> Written {
    if in_flow {
        Written::line(flow(field, value))
    } else {
        block(field, value, indent)
    }
}

impl Page<'_> {
    /// Replaces the value of an entry. Quotes stay as they were where they can;
    /// comments beside the value stay.
    pub(super) fn replace_value(
        &mut self,
        entry: Entry,
        field: &str,
        value: &Value,
    ) -> Result<(), Refusal> {
        self.whole(entry.value)?;
        let in_flow = self.tree.is_in_flow(entry.value);
        let indent = column(self.text, entry.start);
        let kept = match (value, &self.tree.node(entry.value).kind) {
            (Value::Text(text), Kind::Scalar { style, .. }) if !text.is_empty() => {
                requoted(text, *style).map(Written::line)
            }
            _ => None,
        };
        let new = kept.unwrap_or_else(|| written(field, value, in_flow, indent));
        self.write_value(entry, &new)
    }

    /// Writes a value where an entry has one, or none yet.
    pub(super) fn write_value(&mut self, entry: Entry, written: &Written) -> Result<(), Refusal> {
        let line_break = self.line_break;
        let span = self.tree.node(entry.value).span;
        let gap = if written.head.is_empty() { "" } else { " " };
        let Some(colon) = entry.colon else {
            if entry.is_explicit || !written.lines.is_empty() {
                return Err(self.refuse(
                    entry.key,
                    "this key stands alone and cannot be given a value safely",
                ));
            }
            let end = self.tree.node(entry.key).span.end;
            self.put(end, end, format!(": {}", written.head));
            return Ok(());
        };
        let is_bare = self.tree.node(entry.value).marks.is_empty();
        let is_below = self.text[colon..span.start].contains(['\n', '\r']);
        if span.is_empty() || (is_below && is_bare) {
            // The value begins on a line of its own, which goes.
            let at = self
                .tree
                .node(entry.value)
                .marks
                .last()
                .map_or(colon + 1, |mark| mark.end);
            self.put(at, at, format!("{gap}{}", written.head));
            let line = line_end(self.text, colon);
            let end = if span.is_empty() {
                line
            } else {
                self.value_end(entry.value)
            };
            let lines = written.below(line_break);
            let below = line_end(self.text, end);
            if !lines.is_empty() && below > end {
                // A comment beside the older value comes up to the key, lest it
                // be taken for text.
                self.put(line, end.max(line), "");
                self.put(below, below, lines);
            } else if end > line || !lines.is_empty() {
                self.put(line, end.max(line), lines);
            }
            return Ok(());
        }
        let end = self.value_end(entry.value);
        if written.lines.is_empty() {
            self.put(span.start, end, written.head.clone());
            return Ok(());
        }
        // A comment beside the value stays on its line, above the new ones.
        let marks = &self.tree.node(entry.value).marks;
        let start = if written.head.is_empty() {
            marks.last().map_or(colon + 1, |mark| mark.end)
        } else {
            span.start
        };
        self.put(start, end, written.head.clone());
        let line = line_end(self.text, end);
        self.put(line, line, written.below(line_break));
        Ok(())
    }

    /// Where a value ends, the empty lines that a block keeps included but for
    /// the last line end.
    fn value_end(&self, value: NodeId) -> usize {
        let node = self.tree.node(value);
        if !self.keeps_lines(value) {
            return node.span.end;
        }
        let kept = &self.text[..node.full_end];
        let kept = kept
            .strip_suffix("\r\n")
            .or_else(|| kept.strip_suffix(['\n', '\r']))
            .unwrap_or(kept);
        kept.len().max(node.span.end)
    }

    /// Whether the last node of a value is a block scalar that keeps the empty
    /// lines after it.
    pub(super) fn keeps_lines(&self, value: NodeId) -> bool {
        let node = self.tree.node(value);
        matches!(
            &node.kind,
            Kind::Scalar {
                style: Style::Literal | Style::Folded,
                ..
            }
        ) && self.text[node.span.start..line_end(self.text, node.span.start)]
            .split('#')
            .next()
            .is_some_and(|header| header.contains('+'))
    }

    /// The last scalar of a value: the one that its text ends with.
    pub(super) fn last_node(&self, mut id: NodeId) -> NodeId {
        loop {
            id = match &self.tree.node(id).kind {
                Kind::Sequence {
                    items,
                    is_flow: false,
                } => match items.last() {
                    Some(item) => item.node,
                    None => return id,
                },
                Kind::Mapping {
                    entries,
                    is_flow: false,
                } => match entries.last() {
                    Some(entry) => entry.value,
                    None => return id,
                },
                _ => return id,
            }
        }
    }

    /// Where new lines can begin below a value: the end of its last line, and
    /// whether that is already past the line's end mark.
    pub(super) fn below(&self, value: NodeId, end: usize) -> (usize, bool) {
        let last = self.last_node(value);
        if self.keeps_lines(last) {
            let full = self.tree.node(last).full_end;
            let is_past = self.text[..full].ends_with(['\n', '\r']);
            return (full, is_past);
        }
        (line_end(self.text, end), false)
    }

    /// Puts an entry into a mapping: after the entry of that place, or before
    /// all where none is told.
    pub(super) fn insert_entry(
        &mut self,
        mapping: NodeId,
        after: Option<usize>,
        key: &str,
        written: &Written,
    ) -> Result<(), Refusal> {
        let node = self.tree.node(mapping);
        let Kind::Mapping { entries, is_flow } = &node.kind else {
            return Err(self.refuse(mapping, "this is no mapping"));
        };
        let (entries, is_flow, span) = (entries.clone(), *is_flow, node.span);
        let gap = if written.head.is_empty() { "" } else { " " };
        if is_flow {
            let entry = format!("{key}:{gap}{}", written.head);
            let (at, text) = match (entries.first(), after) {
                (None, _) => {
                    self.put(span.start, span.end, format!("{{ {entry} }}"));
                    return Ok(());
                }
                (Some(first), None) => (first.start, format!("{entry}, ")),
                (Some(_), Some(after)) => {
                    (self.tree.entry_end(entries[after]), format!(", {entry}"))
                }
            };
            self.put(at, at, text);
            return Ok(());
        }
        let Some(first) = entries.first() else {
            return Err(self.refuse(mapping, "this mapping is empty"));
        };
        let indent = column(self.text, first.start);
        let lines = written.below(self.line_break);
        let entry = format!("{key}:{gap}{}{lines}", written.head);
        let Some(after) = after else {
            let text = format!("{entry}{}{}", self.line_break, " ".repeat(indent));
            self.put(first.start, first.start, text);
            return Ok(());
        };
        let after = entries[after];
        let end = self.tree.entry_end(after);
        let text = format!("{}{entry}", " ".repeat(indent));
        self.insert_lines(after.value, end, &text);
        Ok(())
    }

    /// Puts whole lines below a value.
    pub(super) fn insert_lines(&mut self, value: NodeId, end: usize, lines: &str) {
        let (at, is_past) = self.below(value, end);
        let line_break = self.break_near(at);
        let text = if is_past {
            format!("{lines}{line_break}")
        } else if at == self.text.len() {
            // A last line that had no end of its own gets none back, but for
            // blocks, whose reading would depend on it.
            format!("{line_break}{lines}{line_break}")
        } else {
            format!("{line_break}{lines}")
        };
        self.put(at, at, text);
    }

    /// How the line ends that a byte is on or after.
    fn break_near(&self, at: usize) -> &'static str {
        let rest = &self.text[at..];
        let has_both = rest.starts_with("\r\n") || self.text[..at].ends_with("\r\n");
        match has_both {
            true => "\r\n",
            false if rest.starts_with('\n') => "\n",
            false => self.line_break,
        }
    }

    /// Sets a field of a mapping to a value, whether it is there or not.
    pub(super) fn set_field(
        &mut self,
        mapping: NodeId,
        field: &str,
        value: &Value,
    ) -> Result<(), Refusal> {
        self.own(mapping)?;
        if let Some(entry) = self.tree.entry(mapping, field) {
            return self.replace_value(entry, field, value);
        }
        let in_flow = self.tree.is_flow(mapping);
        let indent = self
            .tree
            .entries(mapping)
            .first()
            .map_or(0, |first| column(self.text, first.start));
        let written = written(field, value, in_flow, indent);
        self.put_field(mapping, field, &written)
    }

    /// Puts a field that is not there yet at its usual place.
    pub(super) fn put_field(
        &mut self,
        mapping: NodeId,
        field: &str,
        written: &Written,
    ) -> Result<(), Refusal> {
        let after = self.place_of(mapping, field);
        self.insert_entry(mapping, after, field, written)
    }

    /// The entry that a field is written after.
    fn place_of(&self, mapping: NodeId, field: &str) -> Option<usize> {
        let entries = self.tree.entries(mapping);
        let order: &[&str] = if field != "source" && LINK_FIELDS.contains(&field) {
            &LINK_FIELDS
        } else {
            &FIELDS
        };
        let rank = |name: &str| order.iter().position(|known| *known == name);
        let own = rank(field).unwrap_or(order.len());
        let before = |entry: &Entry| {
            let name = self.tree.text(entry.key).unwrap_or_default();
            rank(name).is_none_or(|rank| rank < own)
        };
        entries.iter().rposition(before)
    }

    /// The place that a new field gets among those that a mapping has.
    pub(super) fn place_after(&self, mapping: NodeId, field: &str) -> usize {
        self.place_of(mapping, field).map_or(0, |place| place + 1)
    }
}

/// A text in the quotes that stood there before, where it fits.
fn requoted(text: &str, style: Style) -> Option<String> {
    let is_line = text.chars().all(scalar::is_printable);
    match style {
        Style::Single if is_line => Some(scalar::single(text)),
        Style::Double if is_line || scalar::literal(text).is_none() => Some(scalar::double(text)),
        _ => None,
    }
}
