//! The causes of a fact changed: `because` as an id, a list of ids, or a
//! mapping from id to kind, in brackets or in lines.

use super::insert::{Written, braced, flow, key_of};
use super::operation::{NewLink, Value};
use super::page::Page;
use super::refusal::Refusal;
use super::said::Said;
use super::scalar::{Context, inline};
use super::tree::{Kind, NodeId, Style, column, line_end, skip_blanks};

/// The kind that a bare cause has.
const USUAL: &str = "causes";

/// A cause as it is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NewCause {
    pub(super) id: String,
    /// What is said of it, by field; a bare id where there is nothing.
    pub(super) fields: Vec<(&'static str, Value)>,
}

/// What is to become of the causes of one fact or account.
#[derive(Clone, Debug, Default)]
pub(super) struct Rewriting {
    /// For each cause there is now what takes its place: nothing where it
    /// stays, an empty list where it goes.
    pub(super) fates: Vec<Option<Vec<NewCause>>>,
    /// What comes after them.
    pub(super) added: Vec<NewCause>,
}

impl NewCause {
    pub(super) fn of(link: &NewLink) -> Self {
        let mut fields = Vec::new();
        let mut add = |name, value: &Option<String>| {
            if let Some(text) = value {
                fields.push((name, Value::Text(text.clone())));
            }
        };
        add("kind", &link.kind);
        add("confidence", &link.confidence);
        add("note", &link.note);
        add("within", &link.within);
        let source = match link.source.as_slice() {
            [] => None,
            [one] => Some(Value::Text(one.clone())),
            many => Some(Value::List(many.to_vec())),
        };
        if let Some(source) = source {
            let at = fields
                .iter()
                .position(|(name, _)| *name == "note" || *name == "within");
            fields.insert(at.unwrap_or(fields.len()), ("source", source));
        }
        Self {
            id: link.cause.clone(),
            fields,
        }
    }

    /// What follows the id in a mapping.
    pub(super) fn value(&self) -> String {
        match self.fields.as_slice() {
            [] => USUAL.to_owned(),
            [("kind", kind)] => flow("kind", kind),
            fields => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, value)| format!("{name}: {}", flow(name, value)))
                    .collect();
                braced(&fields)
            }
        }
    }

    fn entry(&self, in_flow: bool) -> String {
        format!("{}: {}", key_of(&self.id, in_flow), self.value())
    }

    pub(super) fn said(&self) -> Said {
        match self.fields.as_slice() {
            [] => Said::text(USUAL),
            [("kind", kind)] => Said::from(kind),
            fields => Said::Mapping(
                fields
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), Said::from(value)))
                    .collect(),
            ),
        }
    }
}

impl Rewriting {
    fn needs_mapping(&self) -> bool {
        let placed = self.fates.iter().flatten().flatten();
        placed
            .chain(&self.added)
            .any(|cause| !cause.fields.is_empty())
    }

    fn leaves_none(&self) -> bool {
        let is_gone = |fate: &Option<Vec<NewCause>>| fate.as_ref().is_some_and(Vec::is_empty);
        self.added.is_empty() && self.fates.iter().all(is_gone)
    }

    /// The causes afterwards, as said.
    pub(super) fn said(&self, now: Option<&Said>) -> Option<Said> {
        if self.leaves_none() {
            return None;
        }
        let (old, was_mapping, was_list): (Vec<(String, Said)>, bool, bool) = match now {
            Some(Said::Mapping(entries)) => (entries.clone(), true, false),
            Some(Said::List(items)) => {
                let bare = items.iter().map(|item| (text_of(item), Said::text(USUAL)));
                (bare.collect(), false, true)
            }
            Some(Said::Text(text)) => (vec![(text.clone(), Said::text(USUAL))], false, false),
            _ => (Vec::new(), false, false),
        };
        let mut made = Vec::new();
        for (index, one) in old.into_iter().enumerate() {
            match self.fates.get(index).and_then(Option::as_ref) {
                None => made.push(one),
                Some(causes) => {
                    made.extend(causes.iter().map(|cause| (cause.id.clone(), cause.said())));
                }
            }
        }
        made.extend(
            self.added
                .iter()
                .map(|cause| (cause.id.clone(), cause.said())),
        );
        if was_mapping || self.needs_mapping() {
            return Some(Said::Mapping(made));
        }
        let mut ids: Vec<Said> = made.into_iter().map(|(id, _)| Said::Text(id)).collect();
        if !was_list && ids.len() == 1 {
            return ids.pop();
        }
        Some(Said::List(ids))
    }
}

fn text_of(said: &Said) -> String {
    match said {
        Said::Text(text) => text.clone(),
        _ => String::new(),
    }
}

impl Page<'_> {
    /// The ids of the causes of a fact or account, in the order of the text.
    pub(super) fn cause_ids(&self, container: NodeId) -> Vec<String> {
        let Some(because) = self.tree.value(container, "because") else {
            return Vec::new();
        };
        if self.tree.is_null(because) {
            return Vec::new();
        }
        let text = |node: NodeId| self.tree.text(node).unwrap_or_default().to_owned();
        match &self.tree.node(self.tree.target(because)).kind {
            Kind::Mapping { entries, .. } => entries.iter().map(|entry| text(entry.key)).collect(),
            Kind::Sequence { items, .. } => items.iter().map(|item| text(item.node)).collect(),
            _ => vec![text(because)],
        }
    }

    /// Writes the causes of a fact or account anew, touching only those that
    /// change.
    pub(super) fn rewrite_causes(
        &mut self,
        container: NodeId,
        rewriting: &Rewriting,
    ) -> Result<(), Refusal> {
        self.own(container)?;
        let entry = self.tree.entry(container, "because");
        let Some(entry) = entry.filter(|entry| !self.tree.is_null(entry.value)) else {
            return self.first_causes(container, rewriting);
        };
        self.own(entry.value)?;
        if rewriting.leaves_none() {
            return self.delete_field(container, "because");
        }
        match self.tree.node(entry.value).kind.clone() {
            Kind::Mapping { .. } => self.causes_in_mapping(entry.value, rewriting),
            Kind::Sequence { is_flow, .. } if rewriting.needs_mapping() => {
                self.list_to_mapping(entry.value, is_flow, rewriting)
            }
            Kind::Sequence { is_flow, .. } => {
                self.causes_in_list(entry.value, is_flow, rewriting);
                Ok(())
            }
            _ => {
                let text = self.causes_anew(entry.value, rewriting);
                self.write_value(entry, &Written::line(text))
            }
        }
    }

    /// Takes a field out; the whole is then a mapping without it.
    pub(super) fn delete_field(&mut self, mapping: NodeId, field: &str) -> Result<(), Refusal> {
        self.own(mapping)?;
        let entries = self.tree.entries(mapping);
        let key = |index: usize| self.tree.text(entries[index].key) == Some(field);
        let Some(index) = (0..entries.len()).find(|index| key(*index)) else {
            return Ok(());
        };
        if entries.len() == 1 {
            let message = format!("`{field}` is the only field here");
            return Err(self
                .refuse(entries[0].key, message)
                .help("remove the whole instead"));
        }
        self.whole(entries[index].key)?;
        self.whole(entries[index].value)?;
        self.delete_entries(mapping, &[index]);
        Ok(())
    }

    fn first_causes(&mut self, container: NodeId, rewriting: &Rewriting) -> Result<(), Refusal> {
        let added = &rewriting.added;
        if added.is_empty() {
            return Ok(());
        }
        let in_flow = self.tree.is_flow(container);
        let text = causes_text(&[], added, in_flow);
        match self.tree.entry(container, "because") {
            Some(entry) => self.write_value(entry, &Written::line(text)),
            None => self.put_field(container, "because", &Written::line(text)),
        }
    }

    /// A bare id made what it is to be.
    fn causes_anew(&self, scalar: NodeId, rewriting: &Rewriting) -> String {
        let in_flow = self.tree.is_in_flow(scalar);
        match rewriting.fates.first().and_then(Option::as_ref) {
            Some(causes) => {
                let all: Vec<NewCause> = causes.iter().chain(&rewriting.added).cloned().collect();
                causes_text(&[], &all, in_flow)
            }
            None => causes_text(&[self.slice(scalar)], &rewriting.added, in_flow),
        }
    }

    /// A scalar as it is written, where that is one line; else written anew.
    fn slice(&self, scalar: NodeId) -> String {
        let span = self.tree.node(scalar).span;
        if self.is_one_line(scalar) {
            self.text[span.start..span.end].to_owned()
        } else {
            key_of(self.tree.text(scalar).unwrap_or_default(), true)
        }
    }

    /// Whether a scalar stands in one line, and so may stand as a key.
    fn is_one_line(&self, scalar: NodeId) -> bool {
        let node = self.tree.node(scalar);
        let is_line = |style| matches!(style, Style::Plain | Style::Single | Style::Double);
        matches!(node.kind, Kind::Scalar { style, .. } if is_line(style))
            && !self.text[node.span.start..node.span.end].contains(['\n', '\r'])
    }

    /// Puts a text for a scalar. The comment behind the header of a block stays,
    /// behind the text.
    fn put_for(&mut self, scalar: NodeId, text: String) {
        let node = self.tree.node(scalar);
        let (span, content) = (node.span, node.content);
        if !matches!(
            node.kind,
            Kind::Scalar {
                style: Style::Literal | Style::Folded,
                ..
            }
        ) {
            self.put(span.start, span.end, text);
            return;
        }
        let header = &self.text[span.start..content.min(span.end)];
        let sign = header.find([' ', '\t', '\n', '\r']);
        let sign = sign.map_or(span.end, |length| span.start + length);
        self.put(span.start, sign, text);
        let rest = line_end(self.text, sign).min(span.end);
        self.put(rest, span.end, "");
    }

    fn causes_in_mapping(&mut self, mapping: NodeId, rewriting: &Rewriting) -> Result<(), Refusal> {
        let entries = self.tree.entries(mapping).to_vec();
        let is_flow = self.tree.is_flow(mapping);
        let gone: Vec<usize> = gone(&rewriting.fates);
        if gone.len() == entries.len() {
            // All go, others come: the first place takes them.
            let all: Vec<NewCause> = rewriting.added.clone();
            let end = entries.last().map_or(0, |last| self.tree.entry_end(*last));
            let text = self.entries_text(&all, is_flow, column(self.text, entries[0].start));
            self.put(entries[0].start, end, text);
            return Ok(());
        }
        for (index, fate) in rewriting.fates.iter().enumerate() {
            let Some(causes) = fate.as_ref().filter(|causes| !causes.is_empty()) else {
                continue;
            };
            let entry = entries[index];
            let text = self.entries_text(causes, is_flow, column(self.text, entry.start));
            self.put(entry.start, self.tree.entry_end(entry), text);
        }
        self.delete_entries(mapping, &gone);
        if !rewriting.added.is_empty() {
            let last = entries.len() - 1;
            let indent = column(self.text, entries[0].start);
            let (key, rest) = match rewriting.added.as_slice() {
                [one] => (key_of(&one.id, is_flow), one.value()),
                many => {
                    let text = self.entries_text(&many[1..], is_flow, indent);
                    let joint = self.joint(is_flow, indent);
                    (
                        key_of(&many[0].id, is_flow),
                        format!("{}{joint}{text}", many[0].value()),
                    )
                }
            };
            self.insert_entry(mapping, Some(last), &key, &Written::line(rest))?;
        }
        Ok(())
    }

    fn joint(&self, is_flow: bool, indent: usize) -> String {
        if is_flow {
            ", ".to_owned()
        } else {
            format!("{}{}", self.line_break, " ".repeat(indent))
        }
    }

    fn entries_text(&self, causes: &[NewCause], is_flow: bool, indent: usize) -> String {
        let entries: Vec<String> = causes.iter().map(|cause| cause.entry(is_flow)).collect();
        entries.join(&self.joint(is_flow, indent))
    }

    fn causes_in_list(&mut self, list: NodeId, is_flow: bool, rewriting: &Rewriting) {
        let items = self.tree.items(list).to_vec();
        let context = Context {
            in_flow: is_flow,
            allows_number: false,
        };
        let gone = gone(&rewriting.fates);
        let dash = items
            .first()
            .map_or(0, |item| column(self.text, item.start));
        let joint = if is_flow {
            ", ".to_owned()
        } else {
            format!("{}{}- ", self.line_break, " ".repeat(dash))
        };
        let joined = |causes: &[NewCause]| {
            let ids: Vec<String> = causes
                .iter()
                .map(|cause| inline(&cause.id, context))
                .collect();
            ids.join(&joint)
        };
        if gone.len() == items.len() {
            let span = self.tree.node(list).span;
            let ids: Vec<String> = rewriting
                .added
                .iter()
                .map(|cause| key_of(&cause.id, true))
                .collect();
            self.put(span.start, span.end, format!("[{}]", ids.join(", ")));
            return;
        }
        for (index, fate) in rewriting.fates.iter().enumerate() {
            if let Some(causes) = fate.as_ref().filter(|causes| !causes.is_empty()) {
                let span = self.tree.node(items[index].node).span;
                self.put(span.start, span.end, joined(causes));
            }
        }
        self.delete_items(list, &gone);
        if rewriting.added.is_empty() {
            return;
        }
        let last = items[items.len() - 1];
        let end = self.tree.node(last.node).span.end;
        let text = joined(&rewriting.added);
        if is_flow {
            self.put(end, end, format!(", {text}"));
        } else {
            self.insert_lines(last.node, end, &format!("{}- {text}", " ".repeat(dash)));
        }
    }

    /// The column of the entries that come in place of items: that of the
    /// dashes, unless it is the column of the key above.
    fn inner_column(&self, list: NodeId, dash: usize) -> usize {
        let dash = column(self.text, dash);
        let parent = self.tree.node(list).parent;
        let above = parent.and_then(|parent| self.tree.entries(parent).first().copied());
        match above {
            Some(above) if dash > column(self.text, above.start) => dash,
            _ => dash + 2,
        }
    }

    /// A list of ids made a mapping from id to kind, each in its place.
    fn list_to_mapping(
        &mut self,
        list: NodeId,
        is_flow: bool,
        rewriting: &Rewriting,
    ) -> Result<(), Refusal> {
        let items = self.tree.items(list).to_vec();
        let span = self.tree.node(list).span;
        if items.is_empty() {
            let text = causes_text(&[], &rewriting.added, true);
            self.put(span.start, span.end, text);
            return Ok(());
        }
        let inner = self.inner_column(list, items[0].start);
        let joint = self.joint(is_flow, inner);
        let text = |page: &Self, causes: &[NewCause]| page.entries_text(causes, is_flow, inner);
        if is_flow {
            let inner = skip_blanks(self.text, span.start + 1);
            self.put(span.start, inner, "{ ");
            let close = self.text[..span.end - 1]
                .trim_end_matches([' ', '\t'])
                .len();
            self.put(close.max(inner), span.end, " }");
        }
        for (index, item) in items.iter().enumerate() {
            let node = self.tree.node(item.node);
            let fate = rewriting.fates.get(index).and_then(Option::as_ref);
            let is_written = !matches!(
                node.kind,
                Kind::Scalar {
                    style: Style::Missing,
                    ..
                }
            ) && self.tree.text(item.node).is_some();
            if !is_written || !node.marks.is_empty() {
                return Err(self
                    .refuse(item.node, "this cause cannot be made a key safely")
                    .help("write its id plainly, and try again"));
            }
            let (start, node_span) = (item.start, node.span);
            if !is_flow && fate.is_none_or(|causes| !causes.is_empty()) {
                let dash = column(self.text, start);
                self.put(
                    start,
                    node_span.start,
                    " ".repeat(inner.saturating_sub(dash)),
                );
            }
            match fate {
                None if self.is_one_line(item.node) => {
                    self.put(node_span.end, node_span.end, format!(": {USUAL}"));
                }
                None => {
                    let key = key_of(self.tree.text(item.node).unwrap_or_default(), is_flow);
                    self.put_for(item.node, format!("{key}: {USUAL}"));
                }
                Some(causes) if !causes.is_empty() => {
                    let text = text(self, causes);
                    self.put_for(item.node, text);
                }
                Some(_) => {}
            }
        }
        let gone = gone(&rewriting.fates);
        self.delete_items(list, &gone);
        if !rewriting.added.is_empty() {
            let last = items[items.len() - 1].node;
            let end = self.tree.node(last).span.end;
            let added = text(self, &rewriting.added);
            if is_flow {
                self.put(end, end, format!("{joint}{added}"));
            } else {
                self.insert_lines(last, end, &format!("{}{added}", " ".repeat(inner)));
            }
        }
        Ok(())
    }
}

/// The places of the causes that go.
fn gone(fates: &[Option<Vec<NewCause>>]) -> Vec<usize> {
    let fates = fates.iter().enumerate();
    fates
        .filter(|(_, fate)| fate.as_ref().is_some_and(Vec::is_empty))
        .map(|(index, _)| index)
        .collect()
}

/// Causes on one line, those of before as they were written.
fn causes_text(before: &[String], new: &[NewCause], in_flow: bool) -> String {
    let is_mapping = new.iter().any(|cause| !cause.fields.is_empty());
    if is_mapping {
        let before = before.iter().map(|id| format!("{id}: {USUAL}"));
        let all: Vec<String> = before
            .chain(new.iter().map(|cause| cause.entry(true)))
            .collect();
        return braced(&all);
    }
    if let ([], [one]) = (before, new) {
        let context = Context {
            in_flow,
            allows_number: false,
        };
        return inline(&one.id, context);
    }
    let ids = new.iter().map(|cause| key_of(&cause.id, true));
    let all: Vec<String> = before.iter().cloned().chain(ids).collect();
    format!("[{}]", all.join(", "))
}
