//! Links as they are guessed by who has not read how they are written, and the same
//! as they are.
//!
//! The form is a mapping from the id of a cause to a kind or to more; others write
//! `{ id: flood, kind: responds }`, or a list of such mappings.

use super::event::{Place, Reader};
use super::faults::{Fault, UNKNOWN_FACT, WRONG_TYPE};
use super::fields::Record;
use super::mend::in_list;
use super::raw::{self, Wording};
use super::shape;
use super::tree::{Kind, NodeId, Tree};
use crate::diagnostic::{Diagnostic, Fix};
use crate::source::{Anchor, Part};
use crate::timeline::{LinkKind, Slot};
use std::collections::HashMap;

/// Keys under which the id of a cause is looked for by those who guess.
const NAMES: [&str; 5] = ["id", "fact", "event", "cause", "from"];

/// What to write where no links can be made of what was guessed.
const FORM: &str = "write a mapping from id to kind or to more, as in `{ flood: { kind: responds, within: 3 days } }`";

/// One link.
#[derive(PartialEq)]
struct Guess {
    id: String,
    fields: Vec<(&'static str, String)>,
}

impl Guess {
    fn of_kind(id: &str, kind: &str) -> Self {
        Self {
            id: id.to_owned(),
            fields: vec![("kind", kind.to_owned())],
        }
    }

    /// From pairs of key and text, where each is a field of a link or names the
    /// cause.
    fn of_fields<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let (mut id, mut fields) = (None, Vec::new());
        for (key, value) in pairs {
            if let Some(field) = field(key) {
                fields.push((field, value.to_owned()));
            } else if NAMES.contains(&key) && id.is_none() {
                id = Some(value.to_owned());
            } else {
                return None;
            }
        }
        id.map(|id| Self { id, fields })
    }

    /// Nothing where a field is told twice, or where a text has no form in one line.
    fn written(&self) -> Option<String> {
        let id = in_line(&self.id)?;
        let is_twice = |at: usize| {
            self.fields[..at]
                .iter()
                .any(|one| one.0 == self.fields[at].0)
        };
        if (0..self.fields.len()).any(is_twice) {
            return None;
        }
        Some(match self.fields.as_slice() {
            [] => format!("{id}: {}", LinkKind::BUILT_IN[0].0),
            [("kind", kind)] => format!("{id}: {}", in_line(kind)?),
            fields => {
                let fields: Option<Vec<String>> = fields
                    .iter()
                    .map(|(field, value)| Some(format!("{field}: {}", in_line(value)?)))
                    .collect();
                format!("{id}: {{ {} }}", fields?.join(", "))
            }
        })
    }
}

/// The field of a link that a key is, or is meant to be.
fn field(key: &str) -> Option<&'static str> {
    let key = if key == "type" { "kind" } else { key };
    shape::names(Record::Link).find(|name| *name == key)
}

/// A text that fits in one line, as it stands in braces.
fn in_line(text: &str) -> Option<String> {
    (!text.contains(char::is_control)).then(|| in_list(text))
}

/// The links in the form of the file, in one line; nothing where that cannot hold
/// them, such as two links from one cause.
fn written(links: &[Guess]) -> Option<String> {
    let mut ids: HashMap<&str, &Guess> = HashMap::new();
    let mut own = Vec::new();
    for link in links {
        match ids.insert(&link.id, link) {
            None => own.push(link),
            Some(same) if same == link => {}
            Some(_) => return None,
        }
    }
    match own.as_slice() {
        [] => None,
        [only] if only.fields.is_empty() => in_line(&only.id),
        links => {
            let links: Option<Vec<String>> = links.iter().map(|link| link.written()).collect();
            Some(format!("{{ {} }}", links?.join(", ")))
        }
    }
}

/// The fault of links in a form that no causes can have: a list of mappings, or a
/// mapping from kind to ids.
pub(super) fn misshapen(tree: &Tree, text: &str, causes: NodeId) -> Option<Fault> {
    let (message, links) = match &tree.node(causes).kind {
        Kind::Sequence(items) => {
            let is_mapping = |item: &NodeId| matches!(tree.node(*item).kind, Kind::Mapping(_));
            if !items.iter().any(is_mapping) {
                return None;
            }
            (
                "links of which more than the id is told are no list",
                items.iter().map(|item| in_a_list(tree, *item)).collect(),
            )
        }
        Kind::Mapping(entries) => {
            if !entries.iter().any(|entry| by_kind(tree, *entry).is_some()) {
                return None;
            }
            let links: Option<Vec<Vec<Guess>>> =
                entries.iter().map(|entry| by_kind(tree, *entry)).collect();
            (
                "the kind of a link stands behind the id of its cause",
                links.map(|links| links.into_iter().flatten().collect()),
            )
        }
        Kind::Scalar { .. } => return None,
    };
    let links: Option<Vec<Guess>> = links;
    let fault = Fault::new(tree.head(causes), WRONG_TYPE, message);
    let Some(written) = links.and_then(|links| written(&links)) else {
        return Some(fault.help(FORM));
    };
    let help = format!("write `{written}`");
    let fault = fault.help(help.clone());
    let Some(span) = tree.replaceable(text, causes) else {
        return Some(fault);
    };
    // A list may begin where its key does, but braces may not.
    let is_beside = span.start < tree.node(causes).span.start;
    let indent = if is_beside { "  " } else { "" };
    Some(fault.replace_at(span, format!("{indent}{written}"), help))
}

/// `{ id: flood, kind: responds }`, `{ flood: responds }` or `{ flood: { kind: responds } }`
/// in a list.
fn in_a_list(tree: &Tree, item: NodeId) -> Option<Guess> {
    let plain = |id: &str| Guess {
        id: id.to_owned(),
        fields: Vec::new(),
    };
    if let Some(id) = tree.text(item) {
        return Some(plain(id));
    }
    if let Kind::Mapping(entries) = &tree.node(item).kind
        && let [(id, link)] = entries.as_slice()
    {
        if tree.is_null(*link) {
            return tree.text(*id).map(plain);
        }
        if let Some(fields) = texts(tree, *link) {
            let fields = fields
                .into_iter()
                .map(|(key, value)| Some((field(key)?, value.to_owned())));
            return Some(Guess {
                id: tree.text(*id)?.to_owned(),
                fields: fields.collect::<Option<_>>()?,
            });
        }
    }
    let pairs = texts(tree, item)?;
    match pairs.as_slice() {
        [(id, kind)] if !NAMES.contains(id) => Some(Guess::of_kind(id, kind)),
        _ => Guess::of_fields(pairs),
    }
}

/// The entries of a mapping in which all are texts.
fn texts(tree: &Tree, mapping: NodeId) -> Option<Vec<(&str, &str)>> {
    let Kind::Mapping(entries) = &tree.node(mapping).kind else {
        return None;
    };
    let pairs = entries
        .iter()
        .map(|(key, value)| tree.text(*key).zip(tree.text(*value)));
    pairs.collect()
}

/// `causes: [flood, storm]`: a kind and the ids that it holds for.
fn by_kind(tree: &Tree, (key, value): (NodeId, NodeId)) -> Option<Vec<Guess>> {
    let kind = tree.text(key)?;
    let Kind::Sequence(items) = &tree.node(value).kind else {
        return None;
    };
    LinkKind::BUILT_IN
        .iter()
        .find(|(known, _)| *known == kind)?;
    let ids = items.iter().map(|item| tree.text(*item));
    ids.map(|id| id.map(|id| Guess::of_kind(id, kind)))
        .collect()
}

impl Reader<'_> {
    /// Whether links by ids are meant otherwise, `{ id: flood, kind: responds }` or
    /// `{ responds: flood }`; tells it once.
    pub(super) fn tell_misread_links(
        &mut self,
        place: Place<'_>,
        links: &[(String, Wording<raw::Link>)],
    ) -> bool {
        let Some(((first, _), guessed)) = links.first().zip(self.meant(links)) else {
            return false;
        };
        let fault = Diagnostic::error(
            UNKNOWN_FACT,
            format!("`{first}` is no fact: a link stands under the id of its cause"),
        )
        .by(place.pointer(&Slot::BecauseKey(first.clone())))
        .facts([place.fact]);
        let fault = match written(&guessed) {
            None => fault.help(FORM),
            Some(written) => {
                let mut whole = place.pointer(&Slot::Field("because"));
                whole.part = Part::Whole;
                let help = format!("write `{written}`");
                fault.help(help.clone()).fix(Fix {
                    anchor: Anchor::By(whole),
                    replacement: written,
                    title: help,
                })
            }
        };
        self.report.add(fault);
        true
    }

    /// The links that were meant, where none of the ids is one: by kinds, or with a
    /// field for the id.
    fn meant(&self, links: &[(String, Wording<raw::Link>)]) -> Option<Vec<Guess>> {
        let is_fact = |name: &str| self.facts.by_name.contains_key(name);
        let pairs: Option<Vec<(&str, &str)>> = links
            .iter()
            .map(|(id, link)| match link {
                Wording::Short(word) if !is_fact(id) => Some((id.as_str(), word.as_str())),
                _ => None,
            })
            .collect();
        let pairs = pairs?;
        let by_kind = |(kind, id): &(&str, &str)| self.names.is_kind(kind) && is_fact(id);
        if !pairs.is_empty() && pairs.iter().all(by_kind) {
            let links = pairs.iter().map(|(kind, id)| Guess::of_kind(id, kind));
            return Some(links.collect());
        }
        let guess = Guess::of_fields(pairs)?;
        (!self.names.is_kind(&guess.id)).then(|| vec![guess])
    }
}
