//! The order of the facts.
//!
//! Kahn's algorithm (1962) with a heap: of the facts whose predecessors are all
//! placed, the one with the smallest key comes next. Sorting by date after a
//! topological sort would put effects before their causes.

use super::component::Components;
use super::conflict::Solution;
use super::network::{Arc, DEAD, NEVER, NONE, Network};
use crate::timeline::EventId;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// What the facts are sorted by: a date, whether it is the fact's earliest, its
/// latest, its place in the file.
type Key = (i128, bool, i128, u32);

/// When facts begin of which only accounts say when, earliest and latest.
pub(super) type Told = BTreeMap<EventId, (i128, i128)>;

/// All facts: every certain precedence first, then earliest date, latest date,
/// place in the file.
///
/// `told` are the windows in which facts begin of which only accounts say when.
pub(super) fn order(network: &Network, solution: &Solution, told: &Told) -> Vec<EventId> {
    let keys = keys(network, solution, told);
    let before = Precedence::of(network, None);
    let (order, left) = before.walk(&keys);
    if left == 0 {
        return order;
    }
    // Facts that relations hold at the same instant precede one another both
    // ways; among them only causes decide, and those have no loops.
    let components = Components::of_graph(before.offsets.len() - 1, &before.offsets, |arc| {
        before.heads[arc]
    });
    Precedence::of(network, Some(&components)).walk(&keys).0
}

/// Which facts begin no later than which.
struct Precedence {
    offsets: Vec<u32>,
    heads: Vec<u32>,
}

/// Whether an arc says that one fact begins no later than another.
pub(super) fn precedes(network: &Network, arc: &Arc) -> bool {
    let (tail, head) = (
        network.fact[arc.tail as usize],
        network.fact[arc.head as usize],
    );
    arc.gap >= 0 && arc.gap != DEAD && tail != head && network.first[head as usize] == arc.head
}

impl Precedence {
    /// The precedences of a network; within the given components only those
    /// of causes.
    fn of(network: &Network, together: Option<&Components>) -> Self {
        let facts = network.first.len();
        let mut offsets = Vec::with_capacity(facts + 1);
        let mut heads = Vec::with_capacity(network.arcs.len());
        offsets.push(0);
        for fact in 0..facts as u32 {
            let event = EventId::new(fact);
            for node in network.start(event)..=network.finish(event) {
                for index in network.arcs_of(node as u32) {
                    let arc = &network.arcs[index];
                    let head = network.fact[arc.head as usize];
                    let mutual =
                        together.is_some_and(|one| one.of[fact as usize] == one.of[head as usize]);
                    if precedes(network, arc) && (!mutual || is_cause(network, arc)) {
                        heads.push(head);
                    }
                }
            }
            offsets.push(heads.len() as u32);
        }
        Self { offsets, heads }
    }

    fn after(&self, fact: usize) -> &[u32] {
        &self.heads[self.offsets[fact] as usize..self.offsets[fact + 1] as usize]
    }

    /// The facts in order, and how many could not be placed.
    fn walk(&self, keys: &[Key]) -> (Vec<EventId>, usize) {
        let facts = keys.len();
        let mut waiting = vec![0_u32; facts];
        for head in &self.heads {
            waiting[*head as usize] += 1;
        }
        let mut ready: BinaryHeap<Reverse<Key>> = (0..facts)
            .filter(|fact| waiting[*fact] == 0)
            .map(|fact| Reverse(keys[fact]))
            .collect();
        let mut order = Vec::with_capacity(facts);
        while let Some(Reverse((_, _, _, fact))) = ready.pop() {
            order.push(EventId::new(fact));
            for head in self.after(fact as usize) {
                let left = &mut waiting[*head as usize];
                *left -= 1;
                if *left == 0 {
                    ready.push(Reverse(keys[*head as usize]));
                }
            }
        }
        let left = facts - order.len();
        (order, left)
    }
}

/// The keys of all facts. Where nothing bounds the earliest date, the key is
/// the last date that still leaves all others at their earliest. So the dates
/// of the keys satisfy every statement at once, and whatever certainly comes
/// first has the smaller one. A fact of which only accounts say when goes by the
/// first of them; precedences hold for it all the same.
fn keys(network: &Network, solution: &Solution, told: &Told) -> Vec<Key> {
    let values = &solution.values;
    let is_open = network
        .first
        .iter()
        .any(|node| values.earliest[*node as usize] == NEVER);
    let settled = is_open.then(|| values.settled(network, &solution.components));
    (0..network.first.len() as u32)
        .map(|fact| {
            if let Some((earliest, latest)) = told.get(&EventId::new(fact)).copied() {
                return (earliest, true, latest, fact);
            }
            let start = network.first[fact as usize] as usize;
            let latest = values.latest[start];
            match (values.earliest[start], &settled) {
                (NEVER, Some(settled)) => (settled[start], false, latest, fact),
                (earliest, _) => (earliest, true, latest, fact),
            }
        })
        .collect()
}

/// Whether an arc says that an effect begins no sooner than its cause; a
/// `within` has an arc back as well.
fn is_cause(network: &Network, arc: &Arc) -> bool {
    if arc.said == NONE {
        return false;
    }
    let statement = network.statements[arc.said as usize];
    statement.event == network.event(arc.head)
        && matches!(
            statement.clause,
            super::Clause::Because(_) | super::Clause::AccountBecause(..)
        )
}
