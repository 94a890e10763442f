//! What led to a fact, and what it led to, as a tree to read.

use super::{AsFact, CausalGraph, Link, UnknownName};
use crate::timeline::EventId;
use std::fmt;

/// Below this depth a printed tree is no longer indented further.
const DEEPEST: usize = 40;

/// One line of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// How far from the fact asked about, which has depth 0.
    pub depth: usize,
    /// The fact.
    pub event: EventId,
    /// The link that connects it with the branch above; none for the first.
    pub link: Option<Link>,
    /// Whether it stands further up with its own branches, which are not
    /// repeated here.
    pub repeated: bool,
}

/// A fact with its causes and theirs (or its effects and theirs), each fact's
/// branches given once.
#[derive(Clone, Debug)]
pub struct Tree<'g> {
    graph: &'g CausalGraph,
    branches: Vec<Branch>,
    arrow: &'static str,
}

impl Tree<'_> {
    /// Its lines, each below the one it belongs to.
    pub fn branches(&self) -> &[Branch] {
        &self.branches
    }
}

/// One fact a line, indented by depth, with the kind and confidence of its
/// link.
impl fmt::Display for Tree<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for branch in &self.branches {
            let indent = 2 * branch.depth.min(DEEPEST);
            let arrow = if branch.depth > 0 { self.arrow } else { "" };
            write!(
                formatter,
                "{:indent$}{arrow}{}",
                "",
                self.graph.name(branch.event)
            )?;
            if let Some(link) = branch.link {
                write!(formatter, "{}", self.graph.manner(link))?;
            }
            if branch.repeated {
                write!(formatter, " (above)")?;
            }
            writeln!(formatter)?;
        }
        Ok(())
    }
}

impl CausalGraph {
    /// What led to a fact: its causes, theirs, and so on; also those that an account of it
    /// claims.
    ///
    /// # Errors
    /// Where there is no such fact.
    pub fn why(&self, fact: impl AsFact) -> Result<Tree<'_>, UnknownName> {
        let root = self.fact(fact)?;
        Ok(self.tree(root, "<- ", |event| {
            let mut links: Vec<Link> = self.incoming(event).collect();
            links.extend(self.claimed_causes(event));
            links.sort_unstable_by_key(|link| (link.account, link.index));
            links.into_iter().map(|link| (link, link.cause)).collect()
        }))
    }

    /// What a fact led to: its effects, theirs, and so on; also those of which an account
    /// claims that.
    ///
    /// # Errors
    /// Where there is no such fact.
    pub fn led_to(&self, fact: impl AsFact) -> Result<Tree<'_>, UnknownName> {
        let root = self.fact(fact)?;
        let claimed = self.claimed_effects();
        Ok(self.tree(root, "-> ", |event| {
            let mut links: Vec<Link> = self.outgoing(event).collect();
            links.extend(claimed.get(&event).into_iter().flatten());
            links.sort_unstable_by_key(|link| (link.effect, link.account));
            links.into_iter().map(|link| (link, link.effect)).collect()
        }))
    }

    fn tree(
        &self,
        root: EventId,
        arrow: &'static str,
        next: impl Fn(EventId) -> Vec<(Link, EventId)>,
    ) -> Tree<'_> {
        let mut open = vec![Branch {
            depth: 0,
            event: root,
            link: None,
            repeated: false,
        }];
        let mut seen = vec![false; self.len()];
        let mut branches = Vec::new();
        while let Some(mut branch) = open.pop() {
            let known = std::mem::replace(&mut seen[branch.event.index()], true);
            let below = next(branch.event);
            branch.repeated = known && !below.is_empty();
            if !known {
                open.extend(below.into_iter().rev().map(|(link, event)| Branch {
                    depth: branch.depth + 1,
                    event,
                    link: Some(link),
                    repeated: false,
                }));
            }
            branches.push(branch);
        }
        Tree {
            graph: self,
            branches,
            arrow,
        }
    }
}
