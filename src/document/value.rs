//! From a checked tree to the structs that serde reads.

use super::raw;
use super::tree::{Kind, NodeId, Tree, budget};
use serde::Deserialize;
use serde_yaml::{Mapping, Value};

/// What a checked tree says; nothing where there is none.
///
/// Every scalar is handed on as its text, so that `2021.10` stays what was
/// written.
pub(super) fn file(tree: &Tree, text: &str) -> Option<raw::File> {
    let root = tree.root()?;
    if !matches!(tree.node(root).kind, Kind::Mapping(_)) {
        return None;
    }
    let mut left = budget(text);
    let value = value(tree, root, &mut left)?;
    raw::File::deserialize(value).ok()
}

/// Trees are not deep: the pass that built one has seen to that.
fn value(tree: &Tree, id: NodeId, left: &mut usize) -> Option<Value> {
    *left = left.checked_sub(1)?;
    Some(match &tree.node(id).kind {
        Kind::Scalar { .. } if tree.is_null(id) => Value::Null,
        Kind::Scalar { text, .. } => Value::String(text.clone()),
        Kind::Sequence(items) => {
            let items: Option<Vec<Value>> =
                items.iter().map(|item| value(tree, *item, left)).collect();
            Value::Sequence(items?)
        }
        Kind::Mapping(entries) => {
            let mut mapping = Mapping::with_capacity(entries.len());
            for (key, item) in entries {
                let key = Value::String(tree.text(*key)?.to_owned());
                mapping.insert(key, value(tree, *item, left)?);
            }
            Value::Mapping(mapping)
        }
    })
}
