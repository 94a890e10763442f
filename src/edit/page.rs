//! One file under edit: its text, its tree, what it is to say afterwards, and
//! the patches so far.

use super::patch::Patch;
use super::refusal::Refusal;
use super::said::Said;
use super::tree::{Kind, NodeId, Tree, line_break};
use crate::source::{FileId, SourceFile, Span};

/// One file under edit.
pub(super) struct Page<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) tree: Tree,
    /// How its lines end.
    pub(super) line_break: &'static str,
    /// What it is to say once the patches are in.
    pub(super) said: Said,
    /// Whether keys such as `x-common` must say what they said before too.
    pub(super) counts_own_keys: bool,
    pub(super) patches: Vec<Patch>,
}

impl<'a> Page<'a> {
    pub(super) fn read(file: FileId, source: &'a SourceFile) -> Result<Self, Refusal> {
        let text = source.text();
        let tree = Tree::read(file, text)?;
        let Some(said) = Said::of(&tree, text) else {
            return Err(
                Refusal::new("this file has keys that are no texts, or too many aliases")
                    .at(file, Span::new(0, 0)),
            );
        };
        Ok(Self {
            file,
            text,
            line_break: line_break(text),
            tree,
            said,
            counts_own_keys: true,
            patches: Vec::new(),
        })
    }

    /// Replaces bytes by a text.
    pub(super) fn put(&mut self, start: usize, end: usize, text: impl Into<String>) {
        self.patches.push(Patch {
            file: self.file,
            span: Span::new(start, end),
            text: text.into(),
        });
    }

    /// A refusal that points at a node.
    pub(super) fn refuse(&self, node: NodeId, message: impl Into<String>) -> Refusal {
        Refusal::new(message).at(self.file, self.head(node))
    }

    /// Bytes that stand for a node: the first line of it.
    pub(super) fn head(&self, node: NodeId) -> Span {
        let node = self.tree.node(node);
        let span = node.span;
        let line = self.text[span.start..span.end]
            .find(['\n', '\r'])
            .map_or(span.end, |length| span.start + length);
        Span::new(node.start, line)
    }

    /// The facts: each with its place, its key where there is one, and its
    /// body.
    pub(super) fn facts(&self) -> Vec<FactAt> {
        let Some(events) = self.tree.value(self.tree.root, "events") else {
            return Vec::new();
        };
        let tree = &self.tree;
        if let Kind::Sequence { items, .. } = &tree.node(tree.target(events)).kind {
            let facts = items.iter().enumerate();
            return facts
                .map(|(ordinal, item)| FactAt {
                    ordinal,
                    name: tree.value(item.node, "id"),
                    body: item.node,
                })
                .collect();
        }
        let facts = tree.entries(events).iter().enumerate();
        facts
            .map(|(ordinal, entry)| FactAt {
                ordinal,
                name: Some(entry.key),
                body: entry.value,
            })
            .collect()
    }

    /// What a fact is to say afterwards.
    pub(super) fn said_of(&mut self, fact: FactAt) -> Option<&mut Said> {
        self.said.get_mut("events")?.at_mut(fact.ordinal)
    }

    /// Refuses to take out or replace a value that other places share a part
    /// of. An alias itself may go: what it stands for stays where it is.
    pub(super) fn whole(&self, value: NodeId) -> Result<(), Refusal> {
        let node = self.tree.node(value);
        if node.is_shared {
            return Err(self.shares(value));
        }
        match &node.kind {
            Kind::Mapping { entries, .. } => entries
                .iter()
                .try_for_each(|entry| self.whole(entry.key).and(self.whole(entry.value))),
            Kind::Sequence { items, .. } => items.iter().try_for_each(|item| self.whole(item.node)),
            _ => Ok(()),
        }
    }

    fn shares(&self, node: NodeId) -> Refusal {
        self.refuse(node, "this has an anchor, and aliases elsewhere share it")
            .help("write the value out where the aliases are, and try again")
    }

    /// Refuses to touch what other places share, or what is shared from
    /// elsewhere.
    pub(super) fn own(&self, node: NodeId) -> Result<(), Refusal> {
        if let Kind::Alias(_) = self.tree.node(node).kind {
            return Err(self
                .refuse(
                    node,
                    "this is an alias: a change here would change other places too",
                )
                .help("write the value out in place of the alias, and try again"));
        }
        if let Some(shared) = self.tree.shared(node) {
            return Err(self.shares(shared));
        }
        let merge = self
            .tree
            .entries(node)
            .iter()
            .find(|entry| self.tree.text(entry.key) == Some("<<"));
        match merge {
            Some(merge) => Err(self
                .refuse(merge.key, "a merge key brings in values from elsewhere")
                .help("write the values out in place of the merge key, and try again")),
            None => Ok(()),
        }
    }
}

/// Where a fact stands on its page.
#[derive(Clone, Copy, Debug)]
pub(super) struct FactAt {
    /// Its place under `events`, from 0.
    pub(super) ordinal: usize,
    /// The node of its id, where it has one.
    pub(super) name: Option<NodeId>,
    pub(super) body: NodeId,
}
