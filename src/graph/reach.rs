//! How many facts follow from each.

use super::{AsFact, CausalGraph, UnknownName};
use crate::timeline::EventId;
use petgraph::Direction;

/// How many of the smallest marks are kept for each fact.
const KEPT: usize = 48;

impl CausalGraph {
    /// How many facts a fact led to, however indirectly: exact.
    ///
    /// # Errors
    /// Where there is no such fact.
    pub fn reach(&self, fact: impl AsFact) -> Result<usize, UnknownName> {
        let event = self.fact(fact)?;
        let found = self.sweep([event], Direction::Outgoing, usize::MAX);
        Ok(found.iter().filter(|(found, _)| *found != event).count())
    }

    /// How many facts each fact led to, for all facts at once, by number.
    ///
    /// Counts below 48 are exact. Above, they are estimates from the smallest
    /// of the pseudo-random marks of all that a fact reaches (Cohen 1997, as
    /// bottom-k sketches), mostly within 15 per cent, which is enough to tell
    /// the important from the rest; the marks are the same in every run. Takes
    /// time and memory linear in facts and links.
    pub fn reaches(&self) -> Vec<usize> {
        let mut sketches: Vec<Vec<u64>> = vec![Vec::new(); self.len()];
        let mut end = self.sequence.len();
        while end > 0 {
            let start = self.group_start(end - 1);
            let members = &self.sequence[start..end];
            let mut sketch = Vec::new();
            for member in members {
                for link in self.outgoing(*member) {
                    sketch.extend(&sketches[link.effect.index()]);
                    sketch.push(mark(link.effect));
                }
            }
            sketch.sort_unstable();
            sketch.dedup();
            sketch.truncate(KEPT);
            for member in members {
                sketches[member.index()].clone_from(&sketch);
            }
            end = start;
        }
        self.timeline
            .ids()
            .map(|event| estimate(&sketches[event.index()], mark(event)))
            .collect()
    }

    /// Where in the sequence the knot begins that ends at `last`.
    fn group_start(&self, last: usize) -> usize {
        let Some(group) = self.groups.get(self.sequence[last].index()) else {
            return last;
        };
        let before = self.sequence[..last]
            .iter()
            .rev()
            .take_while(|event| self.groups[event.index()] == *group);
        last - before.count()
    }
}

/// A number that spreads evenly and is the same in every run (splitmix64).
fn mark(event: EventId) -> u64 {
    let mut value = (event.index() as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The size of a set from its smallest marks, the fact itself not counted.
fn estimate(sketch: &[u64], own: u64) -> usize {
    if sketch.len() < KEPT {
        return sketch.iter().filter(|mark| **mark != own).count();
    }
    let largest = u128::from(sketch[KEPT - 1]).max(1);
    (((KEPT as u128 - 1) << 64) / largest) as usize
}
