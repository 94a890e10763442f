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

/// Keys under which the id of a cause is looked for by those who guess.
const NAMES: [&str; 5] = ["id", "fact", "event", "cause", "from"];

/// One link.
struct Guess {
    id: String,
    fields: Vec<(String, String)>,
}

impl Guess {
    fn of_kind(id: &str, kind: &str) -> Self {
        Self {
            id: id.to_owned(),
            fields: vec![("kind".to_owned(), kind.to_owned())],
        }
    }

    /// From pairs of key and text, where each is a field of a link or names the
    /// cause.
    fn of_fields<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let (mut id, mut fields) = (None, Vec::new());
        for (key, value) in pairs {
            let key = if key == "type" { "kind" } else { key };
            if shape::names(Record::Link).any(|name| name == key) {
                fields.push((key.to_owned(), value.to_owned()));
            } else if NAMES.contains(&key) && id.is_none() {
                id = Some(value.to_owned());
            } else {
                return None;
            }
        }
        id.map(|id| Self { id, fields })
    }

    fn written(&self) -> String {
        let id = in_list(&self.id);
        match self.fields.as_slice() {
            [] => format!("{id}: {}", LinkKind::BUILT_IN[0].0),
            [(field, kind)] if field == "kind" => format!("{id}: {}", in_list(kind)),
            fields => {
                let fields = fields
                    .iter()
                    .map(|(field, value)| format!("{field}: {}", in_list(value)));
                format!("{id}: {{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// The links in the form of the file, in one line.
fn written(links: &[Guess]) -> String {
    match links {
        [only] if only.fields.is_empty() => in_list(&only.id),
        links => {
            let links: Vec<String> = links.iter().map(Guess::written).collect();
            format!("{{ {} }}", links.join(", "))
        }
    }
}

/// The fault of links in a form that no causes can have: a list of mappings, or a
/// mapping from kind to ids.
pub(super) fn misshapen(tree: &Tree, causes: NodeId) -> Option<Fault> {
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
    Some(match links.map(|links| written(&links)) {
        Some(written) => {
            let help = format!("write `{written}`");
            let span = tree.node(causes).span;
            fault
                .help(help.clone())
                .replace_at(span, written, help)
        }
        None => fault.help("write a mapping from id to kind or to more, as in `{ flood: { kind: responds, within: 3 days } }`"),
    })
}

/// `{ id: flood, kind: responds }`, `{ flood: responds }` or `{ flood: { kind: responds } }`
/// in a list.
fn in_a_list(tree: &Tree, item: NodeId) -> Option<Guess> {
    if let Some(id) = tree.text(item) {
        return Some(Guess {
            id: id.to_owned(),
            fields: Vec::new(),
        });
    }
    if let Kind::Mapping(entries) = &tree.node(item).kind
        && let [(id, link)] = entries.as_slice()
        && let Some(fields) = texts(tree, *link)
    {
        let fields = fields
            .iter()
            .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()));
        return Some(Guess {
            id: tree.text(*id)?.to_owned(),
            fields: fields.collect(),
        });
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
        let written = written(&guessed);
        let mut whole = place.pointer(&Slot::Field("because"));
        whole.part = Part::Whole;
        let help = format!("write `{written}`");
        let fault = Diagnostic::error(
            UNKNOWN_FACT,
            format!("`{first}` is no fact: a link stands under the id of its cause"),
        )
        .by(place.pointer(&Slot::BecauseKey(first.clone())))
        .facts([place.fact])
        .help(help.clone())
        .fix(Fix {
            anchor: Anchor::By(whole),
            replacement: written,
            title: help,
        });
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
