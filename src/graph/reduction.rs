//! The links that say more than the others imply.

use super::{CausalGraph, Link};
use crate::timeline::EventId;

/// How many links may be walked in all.
const EFFORT: usize = 200_000_000;

impl CausalGraph {
    /// The links that remain when every link is left out whose effect follows
    /// from its cause by a longer way too (Aho, Garey, Ullman 1972), in the
    /// order of [`links`](Self::links). Links on loops all remain.
    ///
    /// From each fact with several effects, a search runs no further than the
    /// last of them in causal order, so the time is near-linear where effects
    /// lie near their causes. A graph in which that would take more than
    /// 200 million steps keeps the links of its remaining facts.
    pub fn transitive_reduction(&self) -> Vec<Link> {
        let mut rank = vec![0_u32; self.len()];
        for (place, event) in self.sequence.iter().enumerate() {
            rank[event.index()] = place as u32;
        }
        let mut walk = Walk {
            graph: self,
            rank,
            reached: vec![0; self.len()],
            round: 0,
            effort: 0,
        };
        let mut implied = vec![false; self.graph.edge_count()];
        for event in self.timeline.ids() {
            if walk.effort < EFFORT {
                walk.mark_implied(event, &mut implied);
            }
        }
        self.links()
            .zip(implied)
            .filter(|(_, implied)| !implied)
            .map(|(link, _)| link)
            .collect()
    }
}

struct Walk<'g> {
    graph: &'g CausalGraph,
    rank: Vec<u32>,
    reached: Vec<u32>,
    round: u32,
    effort: usize,
}

impl Walk<'_> {
    /// Marks the links of a fact that its other links imply.
    fn mark_implied(&mut self, event: EventId, implied: &mut [bool]) {
        let node = petgraph::graph::NodeIndex::new(event.index());
        let links: Vec<(usize, Link)> = self
            .graph
            .graph
            .edges(node)
            .map(|edge| (petgraph::visit::EdgeRef::id(&edge).index(), *edge.weight()))
            .filter(|(_, link)| !self.graph.is_in_loop(*link))
            .collect();
        if links.len() < 2 {
            return;
        }
        let ranks = links.iter().map(|(_, link)| self.rank[link.effect.index()]);
        let farthest = ranks.max().unwrap_or(0);
        self.round += 1;
        let mut open: Vec<EventId> = links.iter().map(|(_, link)| link.effect).collect();
        while let Some(event) = open.pop() {
            for link in self.graph.outgoing(event) {
                self.effort += 1;
                let index = link.effect.index();
                if self.rank[index] <= farthest && self.reached[index] != self.round {
                    self.reached[index] = self.round;
                    open.push(link.effect);
                }
            }
        }
        for (edge, link) in links {
            implied[edge] = self.reached[link.effect.index()] == self.round;
        }
    }
}
