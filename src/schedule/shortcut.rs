//! A shorter contradiction than the tightest one.
//!
//! The tightest chain against a date may wind through many facts where a
//! looser one of two links contradicts it as well; a reader wants that one.

use super::network::{DEAD, EVER, NEVER, Network, Side};
use std::collections::BTreeMap;

/// How many arcs one search may look at.
const EFFORT: usize = 4_000;

/// The tightest own date of every node, with its mark.
pub(super) struct OwnDates {
    floor: Vec<(i128, u32)>,
    ceiling: Vec<(i128, u32)>,
    /// The arcs that lead to each node, by offsets.
    inward: Vec<u32>,
    offsets: Vec<u32>,
}

/// A node reached in some number of steps.
struct Reached {
    node: u32,
    date: i128,
    came: Option<(usize, u32)>,
}

impl OwnDates {
    pub(super) fn of(network: &Network) -> Self {
        let mut own = Self {
            floor: vec![(NEVER, 0); network.len()],
            ceiling: vec![(EVER, 0); network.len()],
            inward: vec![0; network.arcs.len()],
            offsets: vec![0; network.len() + 1],
        };
        for (index, mark) in network.marks.iter().enumerate() {
            let node = mark.node as usize;
            let index = index as u32;
            match mark.side {
                _ if !mark.live => {}
                Side::Floor if mark.date > own.floor[node].0 => {
                    own.floor[node] = (mark.date, index);
                }
                Side::Ceiling if mark.date < own.ceiling[node].0 => {
                    own.ceiling[node] = (mark.date, index);
                }
                _ => {}
            }
        }
        for arc in &network.arcs {
            own.offsets[arc.head as usize + 1] += 1;
        }
        for node in 0..network.len() {
            own.offsets[node + 1] += own.offsets[node];
        }
        let mut next = own.offsets.clone();
        for (index, arc) in network.arcs.iter().enumerate() {
            let place = &mut next[arc.head as usize];
            own.inward[*place as usize] = index as u32;
            *place += 1;
        }
        own
    }

    /// The statements of a chain of fewer than `limit` arcs that contradicts a
    /// mark, the fewest possible; nothing where there is none or the search
    /// grows too wide (Moore 1959, in layers).
    pub(super) fn against(&self, network: &Network, mark: u32, limit: u32) -> Option<Vec<u32>> {
        let first = &network.marks[mark as usize];
        let forwards = first.side == Side::Floor;
        let mut effort = EFFORT;
        let mut arena = vec![Reached {
            node: first.node,
            date: first.date,
            came: None,
        }];
        let mut best = BTreeMap::from([(first.node, first.date)]);
        let mut layer = 0..1;
        for _ in 1..limit {
            let end = arena.len();
            for at in layer {
                for index in self.arcs(network, arena[at].node, forwards) {
                    effort = effort.checked_sub(1)?;
                    let arc = &network.arcs[index as usize];
                    if arc.gap == DEAD {
                        continue;
                    }
                    let (node, date) = if forwards {
                        (arc.head, arena[at].date.saturating_add(arc.gap))
                    } else {
                        (arc.tail, arena[at].date.saturating_sub(arc.gap))
                    };
                    let tighter = |old: &i128| if forwards { date > *old } else { date < *old };
                    if !best.get(&node).is_none_or(tighter) {
                        continue;
                    }
                    best.insert(node, date);
                    arena.push(Reached {
                        node,
                        date,
                        came: Some((at, index)),
                    });
                    if let Some(last) = self.clash(network, node, date, forwards) {
                        return Some(said(network, &arena, mark, last));
                    }
                }
            }
            layer = end..arena.len();
            if layer.is_empty() {
                return None;
            }
        }
        None
    }

    fn arcs(
        &self,
        network: &Network,
        node: u32,
        forwards: bool,
    ) -> impl Iterator<Item = u32> + use<> {
        let arcs: Vec<u32> = if forwards {
            network
                .arcs_of(node)
                .map(|index| index as u32)
                .take(EFFORT)
                .collect()
        } else {
            let node = node as usize;
            let range = self.offsets[node] as usize..self.offsets[node + 1] as usize;
            self.inward[range].iter().copied().take(EFFORT).collect()
        };
        arcs.into_iter()
    }

    /// The own date of a node that a date reached there contradicts.
    fn clash(&self, network: &Network, node: u32, date: i128, forwards: bool) -> Option<u32> {
        let (clashes, mark) = if forwards {
            let (ceiling, mark) = self.ceiling[node as usize];
            (date > ceiling, mark)
        } else {
            let (floor, mark) = self.floor[node as usize];
            (date < floor, mark)
        };
        // The mark may have been set aside since the dates were gathered.
        (clashes && network.marks[mark as usize].live).then_some(mark)
    }
}

/// The statements from a mark along the way last reached to another mark.
fn said(network: &Network, arena: &[Reached], mark: u32, last: u32) -> Vec<u32> {
    let mut said = vec![network.marks[last as usize].said];
    let mut at = arena.len() - 1;
    while let Some((before, arc)) = arena[at].came {
        said.push(network.arcs[arc as usize].said);
        at = before;
    }
    said.push(network.marks[mark as usize].said);
    said
}
