//! Why a bound is what it is: the chain of statements that gives it.

use super::network::{NONE, Network, Side};
use super::propagate::Values;
use super::{Schedule, Statement, Step};
use crate::date::End;
use crate::timeline::EventId;

/// Which side of a window is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Limit {
    /// Why not before.
    Earliest,
    /// Why not after.
    Latest,
}

/// The chain of statements that gives a bound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    steps: Vec<Step>,
}

impl Reason {
    pub(super) fn of(steps: Vec<Step>) -> Self {
        Self { steps }
    }

    /// The bounds of the chain in order of time: from the calendar to the
    /// fact for an earliest date, from the fact to the calendar for a latest.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The statements of the chain, in its order.
    pub fn statements(&self) -> impl Iterator<Item = Statement> + '_ {
        self.steps.iter().filter_map(|step| step.statement)
    }

    /// Whether nothing bounds the fact on that side.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether the bound is the fact's own date and nothing else.
    pub fn is_own(&self) -> bool {
        self.steps.len() == 1
    }
}

/// Facts in a row are told apart by this much at most, which is no reason to
/// tell a reader of all of them.
pub(super) const ROW: u128 = 1000;

/// The tightest own date of every node, by the number of its mark.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnDates {
    floor: Vec<u32>,
    ceiling: Vec<u32>,
}

impl OwnDates {
    fn of(network: &Network) -> Self {
        let mut own = Self {
            floor: vec![NONE; network.len()],
            ceiling: vec![NONE; network.len()],
        };
        for (index, mark) in network.marks.iter().enumerate() {
            if !mark.live {
                continue;
            }
            let (known, is_floor) = match mark.side {
                Side::Floor => (&mut own.floor[mark.node as usize], true),
                Side::Ceiling => (&mut own.ceiling[mark.node as usize], false),
            };
            let older = network.marks.get(*known as usize);
            if older.is_none_or(|older| (mark.date > older.date) == is_floor) {
                *known = index as u32;
            }
        }
        own
    }

    /// The own date of a node that gives its bound but for the nanoseconds by
    /// which facts in a row are told apart; marks are numbered after the arcs.
    fn of_bound(
        &self,
        network: &Network,
        values: &Values,
        node: usize,
        limit: Limit,
    ) -> Option<u32> {
        let (mark, value) = match limit {
            Limit::Earliest => (self.floor[node], values.earliest[node]),
            Limit::Latest => (self.ceiling[node], values.latest[node]),
        };
        let date = network.marks.get(mark as usize)?.date;
        (date.abs_diff(value) < ROW).then(|| network.arcs.len() as u32 + mark)
    }
}

impl Schedule {
    /// Why an end of a fact lies not before its earliest or not after its
    /// latest date: of the tightest chains, one with the fewest steps; the own
    /// date of a fact where only the nanoseconds between facts in a row make
    /// another chain tighter.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn reason(&self, event: EventId, end: End, limit: Limit) -> Reason {
        let network = &self.solved.network;
        let values = &self.solved.solution.values;
        let mut node = match end {
            End::Start => network.start(event),
            End::Finish => network.finish(event),
        };
        let mut steps = Vec::new();
        // No chain passes a node twice.
        for _ in 0..=network.len() {
            let own = self.solved.own.get_or_init(|| OwnDates::of(network));
            let by = own
                .of_bound(network, values, node, limit)
                .unwrap_or(match limit {
                    Limit::Earliest => values.floor_by[node],
                    Limit::Latest => values.ceiling_by[node],
                }) as usize;
            if let Some(arc) = network.arcs.get(by) {
                steps.push(network.step(*arc));
                node = match limit {
                    Limit::Earliest => arc.tail,
                    Limit::Latest => arc.head,
                } as usize;
                continue;
            }
            let mark = by - network.arcs.len();
            if mark < network.marks.len() {
                steps.push(network.step(network.mark(mark)));
            }
            break;
        }
        if limit == Limit::Earliest {
            steps.reverse();
        }
        Reason { steps }
    }
}
