//! A shorter contradiction than the tightest one.
//!
//! The tightest chain against a date may wind through many facts where a
//! looser one of two links contradicts it as well; a reader wants that one.

use super::network::{DEAD, EVER, NEVER, NONE, Network, Side};
use std::collections::{BTreeMap, BTreeSet};

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
    /// The statement of the last step.
    said: u32,
    came: Option<(usize, u32)>,
}

/// Where a search ends.
#[derive(Clone, Copy)]
enum Goal<'n> {
    /// At a date that contradicts what was reached.
    Dates(&'n OwnDates),
    /// Where it began, at a later time.
    Home,
}

/// A search from one mark or node.
struct Search<'n> {
    goal: Goal<'n>,
    network: &'n Network,
    forwards: bool,
    arena: Vec<Reached>,
    best: BTreeMap<u32, i128>,
    effort: usize,
}

impl Search<'_> {
    /// The mark that a chain of fewer than `limit` statements clashes with, of which
    /// there are so many already; none of the marks where it comes home.
    fn run(&mut self, mut count: usize, limit: usize) -> Option<u32> {
        let mut layer = vec![0];
        while !layer.is_empty() && count < limit {
            let mut next = Vec::new();
            let mut done = 0;
            while done < layer.len() {
                let at = layer[done];
                done += 1;
                for index in self.arcs(self.arena[at].node) {
                    self.effort = self.effort.checked_sub(1)?;
                    let arc = &self.network.arcs[index as usize];
                    let is_free = arc.said == NONE || arc.said == self.arena[at].said;
                    if !is_free && count + 1 >= limit {
                        continue;
                    }
                    let Some(reached) = self.step(at, index) else {
                        continue;
                    };
                    let Reached { node, date, .. } = self.arena[reached];
                    if is_free {
                        layer.push(reached);
                    } else {
                        next.push(reached);
                    }
                    let last = match self.goal {
                        Goal::Dates(own) => own.clash(self.network, node, date, self.forwards),
                        Goal::Home => {
                            let home = &self.arena[0];
                            (node == home.node && date > home.date).then_some(NONE)
                        }
                    };
                    if last.is_some() {
                        // The last in the arena is where the chain ends.
                        return last;
                    }
                }
            }
            layer = next;
            count += 1;
        }
        None
    }

    fn arcs(&self, node: u32) -> Vec<u32> {
        match self.goal {
            Goal::Dates(own) if !self.forwards => {
                own.inward(node).iter().copied().take(EFFORT).collect()
            }
            _ => {
                let arcs = self.network.arcs_of(node);
                arcs.map(|index| index as u32).take(EFFORT).collect()
            }
        }
    }

    /// The statements along the way last reached.
    fn said(&self) -> Vec<u32> {
        let mut said = Vec::new();
        let mut at = self.arena.len() - 1;
        while let Some((before, arc)) = self.arena[at].came {
            said.push(self.network.arcs[arc as usize].said);
            at = before;
        }
        said
    }

    /// Goes along an arc, where that leads to a tighter date than was known.
    fn step(&mut self, at: usize, index: u32) -> Option<usize> {
        let arc = &self.network.arcs[index as usize];
        if arc.gap == DEAD {
            return None;
        }
        let from = &self.arena[at];
        let (node, date) = if self.forwards {
            (arc.head, from.date.saturating_add(arc.gap))
        } else {
            (arc.tail, from.date.saturating_sub(arc.gap))
        };
        let tighter = |old: &i128| {
            if self.forwards {
                date > *old
            } else {
                date < *old
            }
        };
        if !self.best.get(&node).is_none_or(tighter) {
            return None;
        }
        self.best.insert(node, date);
        self.arena.push(Reached {
            node,
            date,
            said: if arc.said == NONE {
                from.said
            } else {
                arc.said
            },
            came: Some((at, index)),
        });
        Some(self.arena.len() - 1)
    }
}

/// The statements of a loop of bounds through one of the nodes of another one, fewer
/// than `limit`; nothing where there is none or the search grows too wide.
pub(super) fn around(network: &Network, arcs: &[u32], limit: usize) -> Option<Vec<u32>> {
    let mut effort = EFFORT;
    let mut shortest: Option<Vec<u32>> = None;
    for arc in arcs {
        let node = network.arcs[*arc as usize].tail;
        let mut search = Search {
            goal: Goal::Home,
            network,
            forwards: true,
            arena: vec![Reached {
                node,
                date: 0,
                said: NONE,
                came: None,
            }],
            best: BTreeMap::from([(node, 0)]),
            effort,
        };
        let limit = shortest.as_deref().map_or(limit, counted);
        if search.run(0, limit).is_some() {
            shortest = Some(search.said());
        }
        effort = search.effort;
    }
    shortest
}

/// How many statements there are, each counted once.
pub(super) fn counted(said: &[u32]) -> usize {
    let said = said.iter().filter(|said| **said != NONE);
    said.collect::<BTreeSet<_>>().len()
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

    /// The statements of a chain that contradicts a mark, fewer than `limit` and the
    /// fewest possible; nothing where there is none or the search grows too wide (Moore
    /// 1959, in layers by statements: what is in the nature of things costs none).
    pub(super) fn against(&self, network: &Network, mark: u32, limit: usize) -> Option<Vec<u32>> {
        let first = &network.marks[mark as usize];
        let mut search = Search {
            goal: Goal::Dates(self),
            network,
            forwards: first.side == Side::Floor,
            arena: vec![Reached {
                node: first.node,
                date: first.date,
                said: first.said,
                came: None,
            }],
            best: BTreeMap::from([(first.node, first.date)]),
            effort: EFFORT,
        };
        // The two marks are statements too.
        let last = search.run(2, limit)?;
        let mut said = vec![network.marks[last as usize].said];
        said.extend(search.said());
        said.push(first.said);
        Some(said)
    }

    fn inward(&self, node: u32) -> &[u32] {
        let node = node as usize;
        &self.inward[self.offsets[node] as usize..self.offsets[node + 1] as usize]
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
