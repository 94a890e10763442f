//! Causal chains from one fact to another.

use super::{AsFact, CausalGraph, Facts, Link, UnknownName};
use crate::timeline::EventId;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::fmt;

/// How many steps a search may take for each chain it is asked for, before it
/// gives up on a graph whose loops lead it into blind alleys.
const PATIENCE: usize = 10_000;
/// How many unfinished chains are kept in mind at most.
const UNFINISHED: usize = 2_000_000;

/// Links that lead from one fact to another, each from where the last arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    links: Vec<Link>,
}

impl Chain {
    /// Its links, in order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Its facts, from the first cause to the last effect.
    pub fn facts(&self) -> Vec<EventId> {
        let first = self.links.first().map(|link| link.cause);
        first
            .into_iter()
            .chain(self.links.iter().map(|link| link.effect))
            .collect()
    }
}

/// Chains from one fact to another, those with the fewest links first.
#[derive(Clone, Debug)]
pub struct Chains<'g> {
    graph: &'g CausalGraph,
    found: Vec<Chain>,
    more: bool,
}

impl Chains<'_> {
    /// The chains.
    pub fn iter(&self) -> std::slice::Iter<'_, Chain> {
        self.found.iter()
    }

    /// How many were found.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing leads from the one to the other.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether there are more than were asked for.
    pub fn has_more(&self) -> bool {
        self.more
    }

    /// The facts of each chain.
    pub fn facts(&self) -> impl Iterator<Item = Facts<'_>> {
        self.found
            .iter()
            .map(|chain| Facts::new(&self.graph.timeline, chain.facts()))
    }
}

impl<'c> IntoIterator for &'c Chains<'_> {
    type Item = &'c Chain;
    type IntoIter = std::slice::Iter<'c, Chain>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.iter()
    }
}

/// One chain a line: `storm -> inquiry -> lighthouse`.
impl fmt::Display for Chains<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for facts in self.facts() {
            let names: Vec<&str> = facts.names().collect();
            writeln!(formatter, "{}", names.join(" -> "))?;
        }
        if self.more {
            writeln!(formatter, "and more")?;
        }
        Ok(())
    }
}

/// A chain under construction: where it stands and what it extends.
struct Partial {
    event: EventId,
    came: Option<(usize, Link)>,
    links: usize,
}

impl CausalGraph {
    /// How many chains [`chains`](Self::chains) gives at most.
    pub const CHAINS: usize = 100;

    /// The chains from one fact to another that pass no fact twice, shortest
    /// first, then in the order of the file; at most
    /// [`CHAINS`](Self::CHAINS), with a word on whether there are more. There
    /// are none from a fact to itself.
    ///
    /// # Errors
    /// Where either fact is unknown.
    pub fn chains(&self, from: impl AsFact, to: impl AsFact) -> Result<Chains<'_>, UnknownName> {
        self.chains_up_to(from, to, Self::CHAINS)
    }

    /// As [`chains`](Self::chains), with a limit of one's own. The cost grows
    /// with the limit times the length of the chains.
    ///
    /// # Errors
    /// Where either fact is unknown.
    pub fn chains_up_to(
        &self,
        from: impl AsFact,
        to: impl AsFact,
        limit: usize,
    ) -> Result<Chains<'_>, UnknownName> {
        let (from, to) = (self.fact(from)?, self.fact(to)?);
        let mut chains = Chains {
            graph: self,
            found: Vec::new(),
            more: false,
        };
        if from != to {
            self.search(from, to, limit, &mut chains);
        }
        Ok(chains)
    }

    /// Best-first search (Hart, Nilsson, Raphael 1968): the known distance to
    /// the goal tells how long a chain becomes at least, so chains come out by
    /// length, and without loops no step is in vain.
    fn search(&self, from: EventId, to: EventId, limit: usize, chains: &mut Chains<'_>) {
        let distance = self.distances(to);
        let claimed = self.claimed_effects();
        if distance[from.index()] == usize::MAX {
            return;
        }
        let mut arena = vec![Partial {
            event: from,
            came: None,
            links: 0,
        }];
        let mut open = BinaryHeap::from([Reverse((distance[from.index()], Reverse(0), 0))]);
        let mut patience = limit.saturating_add(1).saturating_mul(PATIENCE);
        while let Some(Reverse((_, _, at))) = open.pop() {
            if chains.found.len() == limit || patience == 0 || arena.len() > UNFINISHED {
                chains.more = true;
                return;
            }
            patience -= 1;
            let event = arena[at].event;
            if event == to {
                let links = trail(&arena, at);
                chains.found.push(Chain { links });
                continue;
            }
            let mut links: Vec<Link> = self.outgoing(event).collect();
            links.extend(claimed.get(&event).into_iter().flatten());
            links.sort_unstable_by_key(|link| (link.effect, link.account));
            for link in links {
                let rest = distance[link.effect.index()];
                let may_return = !claimed.is_empty() || self.is_in_loop(link);
                if rest == usize::MAX || (may_return && passed(&arena, at, link.effect)) {
                    continue;
                }
                let steps = arena[at].links + 1;
                open.push(Reverse((steps + rest, Reverse(steps), arena.len())));
                arena.push(Partial {
                    event: link.effect,
                    came: Some((at, link)),
                    links: steps,
                });
            }
        }
    }
}

impl CausalGraph {
    /// How many links lead from each fact to another at least, claimed ones among them.
    fn distances(&self, to: EventId) -> Vec<usize> {
        let mut distance = vec![usize::MAX; self.len()];
        distance[to.index()] = 0;
        let mut open = VecDeque::from([to]);
        while let Some(event) = open.pop_front() {
            let steps = distance[event.index()] + 1;
            for link in self
                .incoming(event)
                .chain(self.claimed_causes(event).iter().copied())
            {
                let cause = &mut distance[link.cause.index()];
                if *cause == usize::MAX {
                    *cause = steps;
                    open.push_back(link.cause);
                }
            }
        }
        distance
    }
}

/// Whether a chain has come by that fact already.
fn passed(arena: &[Partial], mut at: usize, event: EventId) -> bool {
    loop {
        if arena[at].event == event {
            return true;
        }
        match arena[at].came {
            Some((before, _)) => at = before,
            None => return false,
        }
    }
}

fn trail(arena: &[Partial], mut at: usize) -> Vec<Link> {
    let mut links = Vec::with_capacity(arena[at].links);
    while let Some((before, link)) = arena[at].came {
        links.push(link);
        at = before;
    }
    links.reverse();
    links
}
