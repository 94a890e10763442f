//! What may stand where in an event file, and the pass that says so.
//!
//! The pass walks a tree along a table of shapes, notes every fault, and
//! takes what is at fault out of the tree, so that all the rest can be read.

mod table;

use super::comment;
use super::faults::{self, Fault, Faults};
use super::fields::Record;
use super::guessed::{self, Named};
use super::keys::{self, Spill};
use super::links;
use super::tree::{Kind, NodeId, Style, Tree, budget};
use crate::source::Span;
use std::collections::HashMap;
use table::{
    ACCOUNT, ACCOUNTS, ACTOR, CAUSES, ERA, EVENT, EVENTS, FILE, LINK, LISTED_EVENT, QUOTED, SOURCE,
    Shape,
};

/// The fields that a record can have.
pub(super) fn names(record: Record) -> impl Iterator<Item = &'static str> {
    let shape: &'static Shape = match record {
        Record::File => &FILE,
        Record::Event => &EVENT,
        Record::ListedEvent => &LISTED_EVENT,
        Record::Actor | Record::LinkKind => &ACTOR,
        Record::Source => &SOURCE,
        Record::Era => &ERA,
        Record::Link => &LINK,
        Record::Quoted => &QUOTED,
        Record::Account => &ACCOUNT,
    };
    shape.fields.iter().map(|(name, _)| *name)
}

struct Walk<'a> {
    text: &'a str,
    tree: &'a mut Tree,
    faults: &'a mut Faults,
    left: usize,
    fact: Option<String>,
}

/// Checks a whole file against its shape.
pub(super) fn check(tree: &mut Tree, text: &str, faults: &mut Faults) {
    let Some(root) = tree.root() else { return };
    let mut walk = Walk {
        left: budget(text),
        text,
        tree,
        faults,
        fact: None,
    };
    walk.value(root, &FILE);
}

impl Walk<'_> {
    /// Checks one value; tells whether it may stay.
    fn value(&mut self, id: NodeId, shape: &'static Shape) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        if self.left == 0 {
            let span = self.tree.head(id);
            self.faults.add(faults::bomb(span));
            return false;
        }
        if !self.guess(id, shape) {
            return false;
        }
        let span = self.tree.head(id);
        let kind = std::mem::replace(&mut self.tree.node_mut(id).kind, Kind::Sequence(Vec::new()));
        let (kind, stays) = match kind {
            Kind::Scalar { text, style } => {
                let stays = shape.text;
                if !stays {
                    self.fault(wrong(span, shape, &format!("the text `{}`", short(&text))));
                }
                (Kind::Scalar { text, style }, stays)
            }
            Kind::Sequence(items) => {
                if let Some(item) = shape.list {
                    (Kind::Sequence(self.list(items, item, shape)), true)
                } else {
                    let fault = wrong(span, shape, "a list");
                    let by_ids = shape
                        .each
                        .filter(|each| each.text && !each.fields.is_empty());
                    let written = by_ids.and_then(|_| guessed::by_ids(self.tree, &items));
                    self.tree.node_mut(id).kind = Kind::Sequence(items.clone());
                    let whole = self.tree.replaceable(self.text, id);
                    self.fault(match written.zip(whole) {
                        Some((written, whole)) => {
                            // A list may begin where its key does, but braces may not.
                            let is_beside = whole.start < self.tree.node(id).span.start;
                            let indent = if is_beside { "  " } else { "" };
                            let help = format!("write an id before each: `{}`", short(&written));
                            fault.help(help).replace_at(
                                whole,
                                format!("{indent}{written}"),
                                "write an id before each",
                            )
                        }
                        None => fault,
                    });
                    (Kind::Sequence(items), false)
                }
            }
            Kind::Mapping(entries) => {
                if !shape.fields.is_empty() {
                    (Kind::Mapping(self.record(entries, shape)), true)
                } else if let Some(each) = shape.each {
                    (Kind::Mapping(self.pairs(entries, each, shape)), true)
                } else {
                    self.fault(wrong(span, shape, "a mapping"));
                    (Kind::Mapping(entries), false)
                }
            }
        };
        self.tree.node_mut(id).kind = kind;
        stays
    }

    /// Tells of a value in a form that is often guessed, and makes it what is meant; false
    /// where it cannot be.
    fn guess(&mut self, id: NodeId, shape: &'static Shape) -> bool {
        if std::ptr::eq(shape, &raw const CAUSES)
            && let Some(fault) = links::misshapen(self.tree, self.text, id)
        {
            self.fault(fault);
            return false;
        }
        if std::ptr::eq(shape, &raw const ACCOUNTS)
            && let Some(fault) =
                guessed::accounts(self.tree, self.text, id, &|key| ACCOUNT.has(key))
        {
            self.fault(fault);
        }
        if std::ptr::eq(shape, &raw const EVENT)
            && let Some(fault) = guessed::fact(self.tree, self.text, id, self.fact.as_deref())
        {
            self.fault(fault);
        }
        if std::ptr::eq(shape, &raw const FILE)
            && !matches!(self.tree.node(id).kind, Kind::Mapping(_))
        {
            let is_list = matches!(self.tree.node(id).kind, Kind::Sequence(_));
            let fault = faults::no_event_file(self.text, self.tree.head(id), is_list);
            self.fault(fault);
            return false;
        }
        true
    }

    fn fault(&mut self, fault: Fault) {
        let fault = match &self.fact {
            Some(fact) => fault.facts([fact.clone()]),
            None => fault,
        };
        self.faults.add(fault);
    }

    /// Tells the text that a comment hides, and puts it where it was meant; of a fact
    /// its id is meant.
    fn reveal(&mut self, value: NodeId, hidden: Option<Span>, is_fact: bool) {
        let Some(span) = hidden else { return };
        let named = comment::as_id(self.text, span).filter(|_| is_fact);
        let sign = usize::from(named.is_some());
        self.fault(named.unwrap_or_else(|| comment::fault(self.text, span, span)));
        let node = self.tree.node_mut(value);
        node.span = span;
        node.kind = Kind::Scalar {
            text: self.text[span.start + sign..span.end].to_owned(),
            style: Style::Plain,
        };
    }

    fn list(&mut self, items: Vec<NodeId>, shape: &'static Shape, whole: &Shape) -> Vec<NodeId> {
        let are_facts = std::ptr::eq(whole, &raw const EVENTS);
        let mut kept = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            if are_facts {
                self.fact = None;
            }
            self.named_item(item, shape);
            if are_facts {
                self.fact = Some(self.listed_name(item, index));
            }
            if shape.text && self.tree.is_null(item) {
                let noticed = self.tree.node(item).span.start;
                let hidden = comment::after_dash(self.text, noticed);
                self.reveal(item, hidden, std::ptr::eq(whole, &raw const CAUSES));
            }
            if self.tree.is_null(item) {
                let span = self.tree.node(item).span;
                self.fault(
                    Fault::new(span, faults::WRONG_TYPE, "this item is empty")
                        .help("fill it or take it out"),
                );
            } else if self.value(item, shape) {
                kept.push(item);
            }
        }
        if are_facts {
            self.fact = None;
        }
        kept
    }

    /// Tells of an item that stands below its name, and reads it as it was meant.
    fn named_item(&mut self, item: NodeId, shape: &'static Shape) {
        let (id, alone, record) = if std::ptr::eq(shape, &raw const LISTED_EVENT) {
            ("id", "what", "a fact")
        } else if std::ptr::eq(shape, &raw const ACCOUNT) {
            ("name", "when", "an account")
        } else {
            return;
        };
        let named = Named {
            id,
            alone,
            record,
            is_field: &|key| shape.has(key),
        };
        if let Some(fault) = named.item(self.tree, self.text, item) {
            self.fault(fault);
        }
    }

    /// The id of a fact of a list, or its place.
    fn listed_name(&self, item: NodeId, index: usize) -> String {
        let Kind::Mapping(entries) = &self.tree.node(item).kind else {
            return format!("#{}", index + 1);
        };
        entries
            .iter()
            .find(|(key, _)| self.tree.text(*key) == Some("id"))
            .and_then(|(_, value)| self.tree.text(*value))
            .map_or_else(|| format!("#{}", index + 1), str::to_owned)
    }

    /// A mapping whose keys are known.
    fn record(
        &mut self,
        mut entries: Vec<(NodeId, NodeId)>,
        shape: &'static Shape,
    ) -> Vec<(NodeId, NodeId)> {
        if shape.has("when")
            && let Some(fault) = guessed::spans(self.tree, self.text, &mut entries)
        {
            self.fault(fault);
        }
        let is_file = std::ptr::eq(shape, &raw const FILE);
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut kept = Vec::with_capacity(entries.len());
        let mut spill: Option<Spill> = None;
        for (key, value) in entries {
            let spilt = spill.as_mut();
            if spilt.is_some_and(|spill| spill.takes(self.tree, self.text, key, value)) {
                // Half a date would be told once more.
                kept.pop_if(|last: &mut (NodeId, NodeId)| self.tree.text(last.0) == Some("when"));
                continue;
            }
            self.tell_spilt(spill.take());
            let Some(name) = self.key(key, &mut seen, ONE_FIELD) else {
                continue;
            };
            match shape.fields.iter().find(|(field, _)| *field == name) {
                Some((_, field)) => {
                    if field.text && self.tree.is_null(value) {
                        let end = self.tree.node(key).span.end;
                        let is_fact = std::ptr::eq(*field, &raw const CAUSES) || name == "part_of";
                        self.reveal(value, comment::after_key(self.text, end), is_fact);
                    }
                    if name == "when"
                        && let Some(fault) = guessed::phrase(self.tree, self.text, value)
                    {
                        self.fault(fault);
                    }
                    let is_told = self.faults.list.len();
                    let is_null = self.tree.is_null(value);
                    let stays = !is_null && self.value(value, field);
                    if is_file && name == "events" && self.faults.list.len() > is_told {
                        // What is wrong with the facts is told; they are not missing.
                        self.faults.offered.push(name.clone());
                    }
                    if !stays && !is_null && name == "what" {
                        // It is there, if in another shape.
                        self.as_text(value);
                        kept.push((key, value));
                    }
                    if stays {
                        spill = Spill::after(self.tree, &name, value, field.list.is_some());
                        kept.push((key, value));
                    }
                }
                // Names for a file's own anchors, as in a compose file.
                None if is_file && name.starts_with("x-") => {}
                None => {
                    let said = self.tree.text(value).filter(|_| !self.tree.is_null(value));
                    let known: Vec<&str> = shape.fields.iter().map(|(field, _)| *field).collect();
                    let span = self.tree.node(key).span;
                    let fault = keys::unknown(span, &name, said, &known, LINK.has(&name));
                    if let Some((_, field, _)) = fault.replacement.as_ref().filter(|_| is_file) {
                        self.faults.offered.push(field.clone());
                    }
                    if is_file && keys::bullet(&name).is_some() {
                        // What the marks of a list stand before is meant for facts.
                        self.faults.offered.push("events".to_owned());
                    }
                    self.fault(fault);
                }
            }
        }
        self.tell_spilt(spill);
        kept
    }

    /// Takes what is written for a text.
    fn as_text(&mut self, id: NodeId) {
        let span = self.tree.node(id).span;
        let text = self.text.get(span.start..span.end).unwrap_or_default();
        let text = text.to_owned();
        self.tree.node_mut(id).kind = Kind::Scalar {
            text,
            style: Style::Plain,
        };
    }

    fn tell_spilt(&mut self, spill: Option<Spill>) {
        if let Some(fault) = spill.and_then(|spill| spill.told(self.text)) {
            self.fault(fault);
        }
    }

    /// A mapping by ids.
    fn pairs(
        &mut self,
        mut entries: Vec<(NodeId, NodeId)>,
        each: &'static Shape,
        whole: &Shape,
    ) -> Vec<(NodeId, NodeId)> {
        let are_facts = std::ptr::eq(whole, &raw const EVENTS);
        if are_facts {
            for fault in guessed::beside(self.tree, self.text, &mut entries, &|key| EVENT.has(key))
            {
                self.fault(fault);
            }
        }
        // Another cause is another fact; what else is told by ids can have any.
        let again = if std::ptr::eq(each, &raw const LINK) {
            ONE_FIELD
        } else {
            "give one of them another name, or make one of the two"
        };
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut kept = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            if are_facts {
                self.fact = self.tree.text(key).map(str::to_owned);
            }
            let Some(name) = self.key(key, &mut seen, again) else {
                continue;
            };
            if each.text && self.tree.is_null(value) {
                let end = self.tree.node(key).span.end;
                self.reveal(value, comment::after_key(self.text, end), false);
            }
            if self.tree.is_null(value) {
                // A name alone stands for itself; a fact alone says nothing,
                // which is told when facts are read.
                let span = self.tree.node(key).span;
                let node = self.tree.node_mut(value);
                if std::ptr::eq(each, &raw const LINK) {
                    // A cause of which no more is said.
                    node.kind = Kind::Mapping(Vec::new());
                } else if each.text {
                    node.kind = Kind::Scalar {
                        text: name,
                        style: Style::Double,
                    };
                } else {
                    node.kind = Kind::Mapping(Vec::new());
                }
                node.span = span;
                kept.push((key, value));
            } else if self.value(value, each) {
                kept.push((key, value));
            }
        }
        if are_facts {
            self.fact = None;
        }
        kept
    }

    /// The text of a key, unless it is none or was there before; what to do then is the
    /// last.
    fn key(
        &mut self,
        key: NodeId,
        seen: &mut HashMap<String, Span>,
        again: &str,
    ) -> Option<String> {
        let span = self.tree.head(key);
        let Some(name) = self.tree.text(key).map(str::to_owned) else {
            self.fault(
                Fault::new(
                    span,
                    faults::WRONG_TYPE,
                    "a key is a text, not a list or a mapping",
                )
                .help("put the key in quotes"),
            );
            return None;
        };
        if let Some(first) = seen.get(&name) {
            let first = *first;
            self.fault(
                Fault::new(
                    span,
                    faults::DUPLICATE,
                    format!("`{}` is given twice", short(&name)),
                )
                .label("given again here")
                .related(first, "first given here")
                .help(again),
            );
            return None;
        }
        seen.insert(name.clone(), span);
        Some(name)
    }
}

/// What to do where a field is given twice.
const ONE_FIELD: &str = "keep one of the two, and take the other out";

fn wrong(span: Span, shape: &Shape, found: &str) -> Fault {
    Fault::new(
        span,
        faults::WRONG_TYPE,
        format!("{} is expected here, not {found}", shape.said),
    )
    .help(if shape.example.is_empty() {
        format!("write {}", shape.said)
    } else {
        shape.example.to_owned()
    })
}

/// A text cut to fit a message.
pub(crate) fn short(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= 40 {
        return flat;
    }
    let cut: String = flat.chars().take(39).collect();
    format!("{cut}…")
}
