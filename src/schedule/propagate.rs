//! Tightest dates: longest and shortest paths through the network.
//!
//! Components are taken in topological order, so a network without mutual
//! bounds is solved in one pass each way. Within a component, passes run
//! forwards and backwards in turn until nothing moves (Yen 1970); a component's
//! order is that of a depth-first search, along which a chain of mutual lags
//! settles in two or three passes. Among equally tight paths the one of fewest
//! arcs is kept, because it is what a reader will be told.

use super::component::Components;
use super::network::{Arc, DEAD, EVER, NEVER, NONE, Network, Side};

/// The tightest dates of every node, and what gave each.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) earliest: Vec<i128>,
    pub(super) latest: Vec<i128>,
    /// What bounds each node from below: an arc that leads to it, or a mark
    /// (numbered after the arcs), or nothing.
    pub(super) floor_by: Vec<u32>,
    /// What bounds each node from above: an arc that leaves it, or a mark.
    pub(super) ceiling_by: Vec<u32>,
    /// How many arcs the bound from below rests on.
    pub(super) floor_arcs: Vec<u32>,
    /// How many arcs the bound from above rests on.
    pub(super) ceiling_arcs: Vec<u32>,
}

impl Values {
    fn blank(count: usize) -> Self {
        Self {
            earliest: vec![NEVER; count],
            latest: vec![EVER; count],
            floor_by: vec![NONE; count],
            ceiling_by: vec![NONE; count],
            floor_arcs: vec![0; count],
            ceiling_arcs: vec![0; count],
        }
    }

    /// Solves a network that is known to have no positive loop.
    pub(super) fn solve(network: &Network, components: &Components) -> Self {
        let mut values = Self::blank(network.len());
        values.place_marks(network);
        for component in 0..components.len() {
            values.lower_ceilings(network, components, component);
        }
        for component in (0..components.len()).rev() {
            values.raise_floors(network, components, component);
        }
        values
    }

    /// A date for every node that satisfies every statement: the earliest
    /// where there is one, else the latest that goes with those.
    pub(super) fn settled(&self, network: &Network, components: &Components) -> Vec<i128> {
        let mut late = Self::blank(network.len());
        for (node, earliest) in self.earliest.iter().enumerate() {
            late.latest[node] = match *earliest {
                NEVER => self.latest[node],
                earliest => earliest,
            };
        }
        for component in 0..components.len() {
            late.lower_ceilings(network, components, component);
        }
        late.latest
    }

    fn place_marks(&mut self, network: &Network) {
        let arcs = network.arcs.len() as u32;
        for (index, mark) in network.marks.iter().enumerate() {
            let node = mark.node as usize;
            let by = arcs + index as u32;
            match mark.side {
                _ if !mark.live => {}
                Side::Floor if mark.date > self.earliest[node] => {
                    self.earliest[node] = mark.date;
                    self.floor_by[node] = by;
                }
                Side::Ceiling if mark.date < self.latest[node] => {
                    self.latest[node] = mark.date;
                    self.ceiling_by[node] = by;
                }
                _ => {}
            }
        }
    }

    /// Settles the latest dates of a component, all that it leads to being
    /// settled.
    fn lower_ceilings(&mut self, network: &Network, components: &Components, component: usize) {
        let members = components.members(component);
        let mut pass = 0;
        loop {
            let mut moved = false;
            each(members, pass % 2 == 1, |node| {
                for index in network.arcs_of(node) {
                    moved |= self.lower(&network.arcs[index], index as u32);
                }
            });
            pass += 1;
            if !moved || members.len() == 1 || pass > members.len() + 1 {
                break;
            }
        }
    }

    fn lower(&mut self, arc: &Arc, by: u32) -> bool {
        let (tail, head) = (arc.tail as usize, arc.head as usize);
        if arc.gap == DEAD || self.latest[head] == EVER {
            return false;
        }
        let date = self.latest[head].saturating_sub(arc.gap);
        let arcs = self.ceiling_arcs[head] + 1;
        let tighter = date < self.latest[tail]
            || (date == self.latest[tail] && arcs < self.ceiling_arcs[tail]);
        if tighter {
            self.latest[tail] = date;
            self.ceiling_by[tail] = by;
            self.ceiling_arcs[tail] = arcs;
        }
        tighter
    }

    /// Settles the earliest dates of a component, all that leads to it being
    /// settled, and hands them on to what it leads to.
    fn raise_floors(&mut self, network: &Network, components: &Components, component: usize) {
        let members = components.members(component);
        let mut pass = 0;
        loop {
            let mut moved = false;
            each(members, pass % 2 == 0, |node| {
                if self.earliest[node as usize] == NEVER {
                    return;
                }
                for index in network.arcs_of(node) {
                    let arc = &network.arcs[index];
                    let raised = self.raise(arc, index as u32);
                    moved |= raised && components.of[arc.head as usize] as usize == component;
                }
            });
            pass += 1;
            if !moved || members.len() == 1 || pass > members.len() + 1 {
                break;
            }
        }
    }

    fn raise(&mut self, arc: &Arc, by: u32) -> bool {
        let (tail, head) = (arc.tail as usize, arc.head as usize);
        if arc.gap == DEAD {
            return false;
        }
        let date = self.earliest[tail].saturating_add(arc.gap);
        let arcs = self.floor_arcs[tail] + 1;
        let tighter = date > self.earliest[head]
            || (date == self.earliest[head] && arcs < self.floor_arcs[head]);
        if tighter {
            self.earliest[head] = date;
            self.floor_by[head] = by;
            self.floor_arcs[head] = arcs;
        }
        tighter
    }
}

/// Runs over nodes forwards or backwards.
fn each(nodes: &[u32], backwards: bool, mut visit: impl FnMut(u32)) {
    if backwards {
        for node in nodes.iter().rev() {
            visit(*node);
        }
    } else {
        for node in nodes {
            visit(*node);
        }
    }
}

/// Looks for a loop of arcs within a component that asks a node to lie after
/// itself; gives its arcs in order.
///
/// Values start at zero and are raised along arcs; as soon as the arcs that
/// raised them close a loop, that loop is positive, and as long as they do
/// not, at most as many passes as nodes are needed.
pub(super) struct LoopSearch {
    value: Vec<i128>,
    by: Vec<u32>,
    seen: Vec<u64>,
    round: u64,
    effort: usize,
}

impl LoopSearch {
    /// How many nodes were looked at so far.
    pub(super) fn effort(&self) -> usize {
        self.effort
    }

    /// A search over a network of so many nodes.
    pub(super) fn new(count: usize) -> Self {
        Self {
            value: vec![0; count],
            by: vec![NONE; count],
            seen: vec![0; count],
            round: 0,
            effort: 0,
        }
    }

    /// A positive loop of that component, if there is one.
    pub(super) fn find(
        &mut self,
        network: &Network,
        components: &Components,
        component: usize,
    ) -> Option<Vec<u32>> {
        let members = components.members(component);
        for node in members {
            self.value[*node as usize] = 0;
            self.by[*node as usize] = NONE;
        }
        for pass in 0..=members.len() + 1 {
            self.effort += 2 * members.len();
            let mut moved = false;
            each(members, pass % 2 == 0, |node| {
                let from = self.value[node as usize];
                for index in network.arcs_of(node) {
                    let arc = &network.arcs[index];
                    let head = arc.head as usize;
                    if arc.gap == DEAD || components.of[head] as usize != component {
                        continue;
                    }
                    let date = from.saturating_add(arc.gap);
                    if date > self.value[head] {
                        self.value[head] = date;
                        self.by[head] = index as u32;
                        moved = true;
                    }
                }
            });
            if !moved {
                return None;
            }
            if let Some(found) = self.closed(network, members) {
                return Some(found);
            }
        }
        None
    }

    /// A loop among the arcs that gave the values.
    fn closed(&mut self, network: &Network, members: &[u32]) -> Option<Vec<u32>> {
        let base = self.round;
        for start in members {
            self.round += 1;
            let mut node = *start as usize;
            while self.seen[node] <= base && self.by[node] != NONE {
                self.seen[node] = self.round;
                node = network.arcs[self.by[node] as usize].tail as usize;
            }
            if self.seen[node] == self.round && self.by[node] != NONE {
                return Some(self.loop_at(network, node));
            }
        }
        None
    }

    fn loop_at(&self, network: &Network, node: usize) -> Vec<u32> {
        let mut arcs = Vec::new();
        let mut at = node;
        loop {
            let by = self.by[at];
            arcs.push(by);
            at = network.arcs[by as usize].tail as usize;
            if at == node {
                break;
            }
        }
        arcs.reverse();
        arcs
    }
}
