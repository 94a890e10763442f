//! New facts, in the style of those around them.

use super::desk::Desk;
use super::format::WIDEST;
use super::insert::{Written, block, braced, flow, key_of};
use super::operation::Value;
use super::page::Page;
use super::plan::check_field;
use super::refusal::Refusal;
use super::said::Said;
use super::tree::{Kind, NodeId, column};
use crate::source::Span;

type Fields = [(String, Value)];

pub(super) fn add(
    desk: &mut Desk<'_>,
    id: &str,
    fields: &Fields,
    after: Option<&str>,
) -> Result<(), Refusal> {
    desk.check_new_id(id)?;
    for (index, (field, value)) in fields.iter().enumerate() {
        check_field(field, Some(value))?;
        if fields[..index].iter().any(|(before, _)| before == field) {
            return Err(Refusal::new(format!("`{field}` is given twice")).usage());
        }
    }
    if fields.is_empty() {
        return Err(Refusal::new("a fact needs at least a `what`")
            .usage()
            .help("say in a headline what happened"));
    }
    let (index, ordinal) = match after {
        Some(after) => {
            let found = desk.find(after)?;
            (found.page, Some(found.fact.ordinal))
        }
        None => (0, None),
    };
    let last = desk.pages[index].facts().len().checked_sub(1);
    if ordinal.is_some() && ordinal != last {
        desk.check_numbers(index)?;
    }
    let page = &mut desk.pages[index];
    let place = page.add_fact(id, fields, ordinal.or(last))?;
    page.say_fact(id, fields, place);
    Ok(())
}

impl Page<'_> {
    /// Writes a fact below the one of that place; tells its own place.
    fn add_fact(
        &mut self,
        id: &str,
        fields: &Fields,
        after: Option<usize>,
    ) -> Result<usize, Refusal> {
        let root = self.tree.root;
        self.own(root)?;
        if self.tree.entries(root).is_empty() {
            return Err(self.refuse(root, "this is not an event file"));
        }
        let Some(events) = self.tree.entry(root, "events") else {
            let written = first_fact(id, fields, self.tree.is_flow(root), 0);
            let last = self.tree.entries(root).len() - 1;
            self.insert_entry(root, Some(last), "events", &written)?;
            return Ok(0);
        };
        self.own(events.value)?;
        let Some(after) = after else {
            let in_flow = self.tree.is_in_flow(events.value);
            let written = first_fact(id, fields, in_flow, column(self.text, events.start));
            self.write_value(events, &written)?;
            return Ok(0);
        };
        let is_list = matches!(self.tree.node(events.value).kind, Kind::Sequence { .. });
        if self.tree.is_flow(events.value) {
            self.add_in_brackets(events.value, id, fields, after, is_list)?;
        } else {
            self.add_lines(events.value, id, fields, after, is_list);
        }
        Ok(after + 1)
    }

    fn add_in_brackets(
        &mut self,
        events: NodeId,
        id: &str,
        fields: &Fields,
        after: usize,
        is_list: bool,
    ) -> Result<(), Refusal> {
        if is_list {
            let items = self.tree.items(events);
            let end = self.tree.node(items[after].node).span.end;
            let text = format!(", {}", in_braces(Some(id), fields));
            self.put(end, end, text);
            return Ok(());
        }
        let written = Written::line(in_braces(None, fields));
        self.insert_entry(events, Some(after), &key_of(id, true), &written)
    }

    fn add_lines(
        &mut self,
        events: NodeId,
        id: &str,
        fields: &Fields,
        after: usize,
        is_list: bool,
    ) {
        let extents = self.extents(events);
        let extent = extents[after];
        let (start, body) = if is_list {
            let item = self.tree.items(events)[after];
            (item.start, item.node)
        } else {
            let entry = self.tree.entries(events)[after];
            (entry.start, entry.value)
        };
        let indent = column(self.text, start);
        let line = if is_list {
            format!("- {}", in_braces(Some(id), fields))
        } else {
            format!("{}: {}", key_of(id, false), in_braces(None, fields))
        };
        let is_short = indent + line.chars().count() <= WIDEST && !line.contains("\\n");
        let lines = if self.tree.is_flow(body) && is_short {
            vec![format!("{}{line}", " ".repeat(indent))]
        } else {
            let step = self.step(body, indent);
            fact_lines(is_list.then_some(id), id, fields, indent, step)
        };
        let gap = if self.has_gap(&extents, after) {
            self.line_break
        } else {
            ""
        };
        let text = lines.join(self.line_break);
        let at = extent.end;
        if self.text[..at].ends_with(['\n', '\r']) {
            let line_break = self.line_break;
            self.put(at, at, format!("{gap}{text}{line_break}"));
        } else {
            let line_break = self.line_break;
            self.put(at, at, format!("{line_break}{gap}{text}{line_break}"));
        }
    }

    /// How far the fields of facts stand in: as those of a fact nearby that is
    /// written in lines.
    fn step(&self, body: NodeId, indent: usize) -> usize {
        let is_lines =
            |body: &NodeId| !self.tree.is_flow(*body) && !self.tree.entries(*body).is_empty();
        let bodies = self.facts().into_iter().map(|fact| fact.body);
        let near = std::iter::once(body).chain(bodies).find(is_lines);
        let first = near.and_then(|near| self.tree.entries(near).first().copied());
        first
            .and_then(|first| column(self.text, first.start).checked_sub(indent))
            .filter(|step| (1..=16).contains(step))
            .unwrap_or(2)
    }

    /// Whether facts around a place have empty lines between them.
    fn has_gap(&self, extents: &[Span], after: usize) -> bool {
        let is_blank = |from: usize, to: usize| self.text[from..to].contains(['\n', '\r']);
        let before = after
            .checked_sub(1)
            .map(|before| (extents[before].end, extents[after].start));
        let next = extents
            .get(after + 1)
            .map(|next| (extents[after].end, next.start));
        before.or(next).is_some_and(|(from, to)| is_blank(from, to))
    }

    fn say_fact(&mut self, id: &str, fields: &Fields, place: usize) {
        let mut said: Vec<(String, Said)> = fields
            .iter()
            .map(|(field, value)| (field.clone(), Said::from(value)))
            .collect();
        match self.said.get_mut("events") {
            Some(Said::List(items)) if !items.is_empty() => {
                said.insert(0, ("id".to_owned(), Said::text(id)));
                items.insert(place, Said::Mapping(said));
            }
            Some(Said::Mapping(entries)) => {
                entries.insert(place, (id.to_owned(), Said::Mapping(said)));
            }
            _ => {
                let events = Said::Mapping(vec![(id.to_owned(), Said::Mapping(said))]);
                super::plan::say(Some(&mut self.said), "events", Some(events), usize::MAX);
            }
        }
    }
}

/// A fact on one line.
fn in_braces(id: Option<&str>, fields: &Fields) -> String {
    let id = id.map(|id| format!("id: {}", key_of(id, true)));
    let fields = fields
        .iter()
        .map(|(field, value)| format!("{field}: {}", flow(field, value)));
    let all: Vec<String> = id.into_iter().chain(fields).collect();
    braced(&all)
}

/// A fact in lines: under its id, or behind a dash.
fn fact_lines(
    listed: Option<&str>,
    id: &str,
    fields: &Fields,
    indent: usize,
    step: usize,
) -> Vec<String> {
    let inner = indent + step;
    let mut lines = Vec::new();
    match listed {
        Some(id) => {
            let gap = " ".repeat(step.saturating_sub(1).max(1));
            lines.push(format!(
                "{}-{gap}id: {}",
                " ".repeat(indent),
                key_of(id, false)
            ));
        }
        None => lines.push(format!("{}{}:", " ".repeat(indent), key_of(id, false))),
    }
    for (field, value) in fields {
        let written = block(field, value, inner);
        let gap = if written.head.is_empty() { "" } else { " " };
        lines.push(format!(
            "{}{field}:{gap}{}",
            " ".repeat(inner),
            written.head
        ));
        lines.extend(written.lines);
    }
    lines
}

/// The value of `events` that has no fact yet.
fn first_fact(id: &str, fields: &Fields, in_flow: bool, indent: usize) -> Written {
    if in_flow {
        let fact = format!("{}: {}", key_of(id, true), in_braces(None, fields));
        return Written::line(braced(&[fact]));
    }
    Written {
        head: String::new(),
        lines: fact_lines(None, id, fields, indent + 2, 2),
    }
}
