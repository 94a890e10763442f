//! Where names are used: every place of a file that names a fact, an actor, a
//! source or a kind of link.

use super::operation::Named;
use super::page::{FactAt, Page};
use super::tree::NodeId;

/// A scalar that holds a name, or a phrase with names in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) node: NodeId,
    pub(super) role: Role,
}

/// What a scalar is to the name in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It declares it.
    Declares,
    /// It is a key that uses it.
    Key,
    /// It is a value that uses it.
    Value,
    /// It is a phrase that may hold it.
    Phrase,
}

impl Page<'_> {
    /// Every place where names of that sort stand, aliases left out: what they
    /// stand for is told once.
    pub(super) fn mentions(&self, named: Named) -> Vec<Mention> {
        let mut found = Found {
            page: self,
            named,
            list: Vec::new(),
        };
        let group = match named {
            Named::Fact => None,
            Named::Actor => Some("actors"),
            Named::Source => Some("sources"),
            Named::LinkKind => Some("link_kinds"),
        };
        if let Some(group) = group.and_then(|group| self.tree.value(self.tree.root, group)) {
            for entry in self.tree.entries(group) {
                found.add(entry.key, Role::Declares);
            }
        }
        for fact in self.facts() {
            found.fact(fact);
        }
        let mut list = found.list;
        // Shared parts are met once for each alias.
        list.sort_by_key(|mention| (mention.node, mention.role as u8));
        list.dedup();
        list
    }
}

struct Found<'a> {
    page: &'a Page<'a>,
    named: Named,
    list: Vec<Mention>,
}

impl Found<'_> {
    fn add(&mut self, node: NodeId, role: Role) {
        let tree = &self.page.tree;
        let node = tree.target(node);
        if tree.text(node).is_some() {
            self.list.push(Mention { node, role });
        }
    }

    /// A text, or each text of a list.
    fn texts(&mut self, node: NodeId, role: Role) {
        self.add(node, role);
        for item in self.page.tree.items(node) {
            self.add(item.node, role);
        }
    }

    fn field(&mut self, mapping: NodeId, field: &str, role: Role) {
        if let Some(value) = self.page.tree.value(mapping, field) {
            self.texts(value, role);
        }
    }

    fn fact(&mut self, fact: FactAt) {
        let tree = &self.page.tree;
        match self.named {
            Named::Fact => {
                if let Some(name) = fact.name {
                    self.add(name, Role::Declares);
                }
                self.field(fact.body, "part_of", Role::Value);
            }
            Named::Actor => self.field(fact.body, "who", Role::Value),
            _ => {}
        }
        self.claims(fact.body);
        if let Some(accounts) = tree.value(fact.body, "accounts") {
            for account in tree.items(accounts) {
                self.claims(account.node);
            }
        }
    }

    /// What a fact and each account of it may hold.
    fn claims(&mut self, mapping: NodeId) {
        let tree = &self.page.tree;
        if self.named == Named::Fact {
            self.field(mapping, "when", Role::Phrase);
        }
        if self.named == Named::Source
            && let Some(source) = tree.value(mapping, "source")
        {
            self.supports(source);
        }
        let Some(because) = tree.value(mapping, "because") else {
            return;
        };
        if self.named == Named::Fact {
            self.texts(because, Role::Value);
        }
        for entry in tree.entries(because) {
            match self.named {
                Named::Fact => self.add(entry.key, Role::Key),
                Named::Source => self.field(entry.value, "source", Role::Value),
                Named::LinkKind => {
                    self.add(entry.value, Role::Value);
                    self.field(entry.value, "kind", Role::Value);
                }
                Named::Actor => {}
            }
        }
    }

    /// A source, a list of them, or each with its words.
    fn supports(&mut self, source: NodeId) {
        self.texts(source, Role::Value);
        self.field(source, "source", Role::Value);
        for item in self.page.tree.items(source) {
            self.field(item.node, "source", Role::Value);
        }
    }
}
