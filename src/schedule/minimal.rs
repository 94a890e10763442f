//! Shrinking a contradictory set of statements until each one is needed.

use super::network::{Arc, NONE};

/// A set of statements without a part to spare, and the chain of bounds by
/// which they contradict one another.
pub(super) struct Minimal {
    pub(super) statements: Vec<u32>,
    /// Bounds that together ask a point to lie after itself, each starting
    /// where the one before ends; from the calendar, if it takes part.
    pub(super) chain: Vec<Arc>,
}

/// Leaves out statement after statement, the last written first, as long as
/// the rest still contradict one another.
///
/// `bounds` gives everything that a statement asks, and `calendar` is the node
/// that stands for the calendar. Costs the square of the number of bounds, taken
/// from `effort`; where that does not suffice, the chain is taken as it is, which
/// is minimal already unless one of its statements bounds its facts from both
/// sides.
pub(super) fn shrink(
    said: &[u32],
    calendar: u32,
    effort: &mut usize,
    bounds: impl Fn(u32) -> Vec<Arc>,
) -> Minimal {
    let mut order: Vec<u32> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    order.extend(said.iter().filter(|said| seen.insert(**said)));
    let mut small = Small::new(&order, bounds);
    let mut kept = vec![true; order.len()];
    let mut chain = small.find(&kept).unwrap_or_default();
    let cost = 5 * order.len().saturating_mul(small.arcs.len());
    if cost <= *effort {
        *effort -= cost;
        let mut tries: Vec<usize> = (0..order.len()).collect();
        tries.sort_unstable_by_key(|index| std::cmp::Reverse(order[*index]));
        for index in tries {
            if !kept[index] {
                continue;
            }
            kept[index] = false;
            match small.find(&kept) {
                Some(found) => chain = found,
                None => kept[index] = true,
            }
        }
        // By how much they miss one another is told by the chain that asks most.
        if let Some(found) = small.farthest(&kept, calendar) {
            chain = found;
        }
    }
    let chain = small.told(chain, calendar);
    let mut statements = distinct(&chain);
    if statements.is_empty() {
        statements = order;
    }
    Minimal { statements, chain }
}

/// The statements of a chain, each once, in its order.
fn distinct(chain: &[Arc]) -> Vec<u32> {
    let mut seen = std::collections::BTreeSet::new();
    chain
        .iter()
        .map(|arc| arc.said)
        .filter(|said| *said != NONE && seen.insert(*said))
        .collect()
}

/// The bounds of a few statements, nodes numbered anew.
struct Small {
    arcs: Vec<Arc>,
    /// The place of each arc's statement in the order given; none for what is
    /// in the nature of things.
    owner: Vec<Option<usize>>,
    nodes: Vec<u32>,
    value: Vec<i128>,
    by: Vec<usize>,
}

const UNSET: usize = usize::MAX;

impl Small {
    fn new(order: &[u32], bounds: impl Fn(u32) -> Vec<Arc>) -> Self {
        let mut arcs = Vec::new();
        let mut owner = Vec::new();
        for (index, said) in order.iter().enumerate() {
            for arc in bounds(*said) {
                owner.push((arc.said != NONE).then_some(index));
                arcs.push(arc);
            }
        }
        let mut nodes: Vec<u32> = arcs.iter().flat_map(|arc| [arc.tail, arc.head]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let local = |node: u32| nodes.partition_point(|one| *one < node) as u32;
        for arc in &mut arcs {
            arc.tail = local(arc.tail);
            arc.head = local(arc.head);
        }
        Self {
            arcs,
            owner,
            value: vec![0; nodes.len()],
            by: vec![UNSET; nodes.len()],
            nodes,
        }
    }

    /// The arcs of a loop that asks a node to lie after itself, if the kept
    /// statements hold one (Bellman and Ford, passes in turn from both ends).
    fn find(&mut self, kept: &[bool]) -> Option<Vec<usize>> {
        self.value.fill(0);
        self.by.fill(UNSET);
        for pass in 0..=self.nodes.len() + 1 {
            let mut moved = false;
            let count = self.arcs.len();
            for step in 0..count {
                let index = if pass % 2 == 0 {
                    step
                } else {
                    count - 1 - step
                };
                if self.owner[index].is_none_or(|owner| kept[owner]) {
                    moved |= self.raise(index);
                }
            }
            if !moved {
                return None;
            }
            if let Some(found) = self.closed() {
                return Some(found);
            }
        }
        None
    }

    /// The loop through the calendar that asks most, where one asks too much; no other may.
    fn farthest(&mut self, kept: &[bool], calendar: u32) -> Option<Vec<usize>> {
        let calendar = self.nodes.binary_search(&calendar).ok()?;
        self.value.fill(i128::MIN);
        self.by.fill(UNSET);
        self.value[calendar] = 0;
        let is_kept = |owner: Option<usize>| owner.is_none_or(|owner| kept[owner]);
        for pass in 0.. {
            let mut moved = false;
            for index in 0..self.arcs.len() {
                let (tail, head) = (self.arcs[index].tail as usize, self.arcs[index].head);
                let is_open = is_kept(self.owner[index]) && head as usize != calendar;
                if is_open && self.value[tail] != i128::MIN {
                    moved |= self.raise(index);
                }
            }
            if !moved {
                break;
            }
            if pass > self.nodes.len() {
                return None;
            }
        }
        let asked = |index: usize| {
            let arc = &self.arcs[index];
            let from = self.value[arc.tail as usize];
            let closes = arc.head as usize == calendar && is_kept(self.owner[index]);
            (closes && from != i128::MIN).then(|| from.saturating_add(arc.gap))
        };
        let last = (0..self.arcs.len()).max_by_key(|index| (asked(*index), UNSET - index))?;
        asked(last).filter(|asked| *asked > 0)?;
        self.by[calendar] = last;
        Some(self.loop_at(calendar))
    }

    fn raise(&mut self, index: usize) -> bool {
        let arc = &self.arcs[index];
        let (tail, head) = (arc.tail as usize, arc.head as usize);
        let date = self.value[tail].saturating_add(arc.gap);
        if tail == head && arc.gap > 0 {
            self.by[head] = index;
            return true;
        }
        let raised = date > self.value[head];
        if raised {
            self.value[head] = date;
            self.by[head] = index;
        }
        raised
    }

    fn closed(&self) -> Option<Vec<usize>> {
        let mut seen = vec![UNSET; self.nodes.len()];
        for start in 0..self.nodes.len() {
            let mut node = start;
            while seen[node] == UNSET && self.by[node] != UNSET {
                seen[node] = start;
                node = self.arcs[self.by[node]].tail as usize;
            }
            if self.by[node] != UNSET && seen[node] == start {
                return Some(self.loop_at(node));
            }
        }
        None
    }

    fn loop_at(&self, node: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = node;
        loop {
            found.push(self.by[at]);
            at = self.arcs[self.by[at]].tail as usize;
            if at == node {
                break;
            }
        }
        found.reverse();
        found
    }

    /// A loop with its nodes as they were, turned so that it starts from the
    /// calendar, or else from the lowest node.
    fn told(&self, found: Vec<usize>, calendar: u32) -> Vec<Arc> {
        let mut chain: Vec<Arc> = found.into_iter().map(|index| self.arcs[index]).collect();
        for arc in &mut chain {
            arc.tail = self.nodes[arc.tail as usize];
            arc.head = self.nodes[arc.head as usize];
        }
        let first = (0..chain.len())
            .min_by_key(|index| (chain[*index].tail != calendar, chain[*index].tail))
            .unwrap_or(0);
        chain.rotate_left(first);
        chain
    }
}
