//! Why a bound is what it is: the chain of statements that gives it.

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

impl Schedule {
    /// Why an end of a fact lies not before its earliest or not after its
    /// latest date: of the tightest chains, one with the fewest steps.
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
            let by = match limit {
                Limit::Earliest => values.floor_by[node],
                Limit::Latest => values.ceiling_by[node],
            } as usize;
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
