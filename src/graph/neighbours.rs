//! What stands next to a fact, and what can be reached from it.

use super::{AsFact, CausalGraph, Facts, Link, UnknownName};
use crate::timeline::EventId;
use petgraph::Direction;
use petgraph::graph::NodeIndex;
use std::collections::BTreeMap;

impl CausalGraph {
    /// The links that lead to a fact, in no particular order.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn incoming(&self, event: EventId) -> impl Iterator<Item = Link> + '_ {
        self.graph
            .edges_directed(NodeIndex::new(event.index()), Direction::Incoming)
            .map(|edge| *edge.weight())
    }

    /// The links that leave a fact, in no particular order.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn outgoing(&self, event: EventId) -> impl Iterator<Item = Link> + '_ {
        self.graph
            .edges_directed(NodeIndex::new(event.index()), Direction::Outgoing)
            .map(|edge| *edge.weight())
    }

    /// The links to a fact that its accounts claim.
    pub(super) fn claimed_causes(&self, event: EventId) -> &[Link] {
        let first = self.claims.partition_point(|claim| claim.effect < event);
        let rest = &self.claims[first..];
        &rest[..rest.partition_point(|claim| claim.effect == event)]
    }

    /// The links that accounts claim, by cause.
    pub(super) fn claimed_effects(&self) -> BTreeMap<EventId, Vec<Link>> {
        let mut claimed: BTreeMap<EventId, Vec<Link>> = BTreeMap::new();
        for claim in &self.claims {
            claimed.entry(claim.cause).or_default().push(*claim);
        }
        claimed
    }

    /// The facts named as causes of a fact, in the order of the file.
    ///
    /// # Errors
    /// Where there is no such fact.
    pub fn causes_of(&self, fact: impl AsFact) -> Result<Facts<'_>, UnknownName> {
        let event = self.fact(fact)?;
        Ok(self.in_file_order(self.incoming(event).map(|link| link.cause)))
    }

    /// The facts that name a fact as their cause, in the order of the file.
    ///
    /// # Errors
    /// Where there is no such fact.
    pub fn effects_of(&self, fact: impl AsFact) -> Result<Facts<'_>, UnknownName> {
        let event = self.fact(fact)?;
        Ok(self.in_file_order(self.outgoing(event).map(|link| link.effect)))
    }

    /// Everything that led to a fact, however indirectly, in the order of the
    /// file; the fact itself only where it lies on a loop.
    ///
    /// # Errors
    /// Where there is no such fact.
    pub fn all_causes_of(&self, fact: impl AsFact) -> Result<Facts<'_>, UnknownName> {
        let event = self.fact(fact)?;
        let found = self.sweep([event], Direction::Incoming, usize::MAX);
        Ok(self.in_file_order(found.into_iter().map(|(event, _)| event)))
    }

    /// Everything that a fact led to, however indirectly, in the order of the
    /// file; the fact itself only where it lies on a loop.
    ///
    /// # Errors
    /// Where there is no such fact.
    pub fn all_effects_of(&self, fact: impl AsFact) -> Result<Facts<'_>, UnknownName> {
        let event = self.fact(fact)?;
        let found = self.sweep([event], Direction::Outgoing, usize::MAX);
        Ok(self.in_file_order(found.into_iter().map(|(event, _)| event)))
    }

    /// The facts that have effects and no cause, in the order of the file.
    pub fn roots(&self) -> Facts<'_> {
        self.select(|event| self.degrees(event).0 == 0 && self.degrees(event).1 > 0)
    }

    /// The facts that have causes and no effect, in the order of the file.
    pub fn ends(&self) -> Facts<'_> {
        self.select(|event| self.degrees(event).0 > 0 && self.degrees(event).1 == 0)
    }

    /// The facts that no link touches, in the order of the file.
    pub fn orphans(&self) -> Facts<'_> {
        self.select(|event| self.degrees(event) == (0, 0))
    }

    /// Whether there is a cause and an effect, as 0 or 1 each.
    fn degrees(&self, event: EventId) -> (usize, usize) {
        (
            self.incoming(event).take(1).count(),
            self.outgoing(event).take(1).count(),
        )
    }

    /// The facts that can be reached from any of `from` in 1 to `depth` steps,
    /// with the number of steps, nearest first.
    pub(crate) fn sweep(
        &self,
        from: impl IntoIterator<Item = EventId>,
        direction: Direction,
        depth: usize,
    ) -> Vec<(EventId, usize)> {
        let mut seen = vec![false; self.len()];
        let mut front: Vec<EventId> = from.into_iter().collect();
        let mut found = Vec::new();
        let mut steps = 0;
        while !front.is_empty() && steps < depth {
            steps += 1;
            let mut next = Vec::new();
            for event in front {
                for node in self
                    .graph
                    .neighbors_directed(NodeIndex::new(event.index()), direction)
                {
                    if !std::mem::replace(&mut seen[node.index()], true) {
                        next.push(self.graph[node]);
                    }
                }
            }
            next.sort_unstable();
            found.extend(next.iter().map(|event| (*event, steps)));
            front = next;
        }
        found
    }

    pub(super) fn select(&self, wanted: impl Fn(EventId) -> bool) -> Facts<'_> {
        Facts::new(
            &self.timeline,
            self.timeline.ids().filter(|event| wanted(*event)).collect(),
        )
    }

    pub(super) fn in_file_order(&self, events: impl Iterator<Item = EventId>) -> Facts<'_> {
        let mut events: Vec<EventId> = events.collect();
        events.sort_unstable();
        events.dedup();
        Facts::new(&self.timeline, events)
    }
}
