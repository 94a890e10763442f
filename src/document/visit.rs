//! The tree of a file for those who look at all of it, such as an editor.

use super::Document;
use super::tree::{Kind, NodeId, Style, Tree};
use crate::source::{FileId, Part, Segment, Span};

/// A key or a value with its place.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'d> {
    /// The way to it from the root.
    pub path: &'d [Segment],
    /// Whether it is the key at the end of the way or the value there.
    pub part: Part,
    /// Its bytes, quotes included.
    pub span: Span,
    /// Its text, where it is a scalar.
    pub text: Option<&'d str>,
    /// Whether it is a mapping.
    pub is_mapping: bool,
    /// Whether it is a text in a block of its own, after `|` or `>`.
    pub is_block: bool,
    tree: &'d Tree,
    node: NodeId,
    source: &'d str,
}

impl Spot<'_> {
    /// The bytes of the file that a stretch of its own text comes from.
    pub fn inside(&self, stretch: Span) -> Span {
        self.tree.inside(self.source, self.node, stretch)
    }

    /// Its bytes without the quotes around them.
    pub fn bare(&self) -> Span {
        match self.text {
            Some(text) if !self.is_block => self.inside(Span::new(0, text.len())),
            _ => self.span,
        }
    }
}

impl Document {
    /// Shows every key and value of a file, in the order of the text: each
    /// mapping before its keys, each key before its value. What several aliases
    /// name is shown once. Of a text that is no YAML as much is shown as stands
    /// before the fault.
    pub fn visit(&self, file: FileId, show: &mut dyn FnMut(&Spot<'_>)) {
        let Some((tree, source)) = self.tree(file) else {
            return;
        };
        let Some(root) = tree.root() else { return };
        let mut walk = Walk {
            tree,
            source,
            path: Vec::new(),
            seen: vec![false; tree.len()],
            show,
        };
        walk.value(root);
    }
}

struct Walk<'a, 'd> {
    tree: &'d Tree,
    source: &'d str,
    path: Vec<Segment>,
    seen: Vec<bool>,
    show: &'a mut dyn FnMut(&Spot<'_>),
}

impl Walk<'_, '_> {
    fn spot(&mut self, node: NodeId, part: Part) {
        let it = self.tree.node(node);
        (self.show)(&Spot {
            path: &self.path,
            part,
            span: it.span,
            text: self.tree.text(node),
            is_mapping: matches!(it.kind, Kind::Mapping(_)),
            is_block: matches!(
                it.kind,
                Kind::Scalar {
                    style: Style::Block,
                    ..
                }
            ),
            tree: self.tree,
            node,
            source: self.source,
        });
    }

    /// The tree is not deep: the pass that built it has seen to that.
    fn value(&mut self, node: NodeId) {
        if std::mem::replace(&mut self.seen[node], true) {
            return;
        }
        self.spot(node, Part::Value);
        match &self.tree.node(node).kind {
            Kind::Scalar { .. } => {}
            Kind::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Segment::Index(index));
                    self.value(*item);
                    self.path.pop();
                }
            }
            Kind::Mapping(entries) => {
                for (key, value) in entries {
                    let Some(name) = self.tree.text(*key) else {
                        continue;
                    };
                    self.path.push(Segment::Key(name.to_owned()));
                    self.spot(*key, Part::Key);
                    self.value(*value);
                    self.path.pop();
                }
            }
        }
    }
}
