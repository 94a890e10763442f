//! What a file says, without how it is written: the measure that an edit is
//! held to. Whatever an edit does to the text, the file must say afterwards
//! what it said before, but for what was to change.

use super::operation::Value;
use super::tree::{Kind, NodeId, Tree};

/// How many values a file may come to when its aliases are followed, beside
/// those that are written.
const MOST_VALUES: usize = 2_000_000;

/// A value as understood, aliases followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    Text(String),
    List(Vec<Said>),
    Mapping(Vec<(String, Said)>),
}

impl Said {
    /// What a tree says; nothing where its aliases multiply it beyond measure
    /// or a key is no text.
    pub(super) fn of(tree: &Tree, text: &str) -> Option<Self> {
        let mut left = MOST_VALUES.saturating_add(text.len());
        said(tree, tree.root, &mut left, 0)
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// Leaves out the keys at the top that are the file's own.
    pub(super) fn forget_own_keys(&mut self) {
        if let Self::Mapping(entries) = self {
            entries.retain(|(key, _)| !key.starts_with("x-"));
        }
    }

    /// The value of that key.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match self {
            Self::Mapping(entries) => entries
                .iter_mut()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value at that place, of a list or a mapping.
    pub(super) fn at_mut(&mut self, index: usize) -> Option<&mut Self> {
        match self {
            Self::Mapping(entries) => entries.get_mut(index).map(|(_, value)| value),
            Self::List(items) => items.get_mut(index),
            _ => None,
        }
    }
}

impl From<&Value> for Said {
    fn from(value: &Value) -> Self {
        match value {
            Value::Text(text) => Self::text(text),
            Value::List(items) => Self::List(items.iter().map(|item| Self::text(item)).collect()),
            Value::Pairs(pairs) => Self::Mapping(
                pairs
                    .iter()
                    .map(|(key, value)| (key.clone(), Self::text(value)))
                    .collect(),
            ),
        }
    }
}

fn said(tree: &Tree, id: NodeId, left: &mut usize, depth: usize) -> Option<Said> {
    *left = left.checked_sub(1)?;
    // An anchor may hold an alias of itself.
    if depth > 128 {
        return None;
    }
    let id = tree.target(id);
    if tree.is_null(id) {
        return Some(Said::Nothing);
    }
    Some(match &tree.node(id).kind {
        Kind::Scalar { text, .. } => Said::Text(text.clone()),
        Kind::Sequence { items, .. } => {
            let items = items.iter();
            let items: Option<Vec<Said>> = items
                .map(|item| said(tree, item.node, left, depth + 1))
                .collect();
            Said::List(items?)
        }
        Kind::Mapping { entries, .. } => {
            let mut pairs = Vec::with_capacity(entries.len());
            for entry in entries {
                let key = tree.text(entry.key)?.to_owned();
                pairs.push((key, said(tree, entry.value, left, depth + 1)?));
            }
            Said::Mapping(pairs)
        }
        Kind::Alias(_) => return None,
    })
}
