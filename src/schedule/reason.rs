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

    pub(super) fn into_steps(self) -> Vec<Step> {
        self.steps
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

/// For every end of a fact, the most that any statement among the reasons of its
/// bound comes to; see [`Schedule::resting`].
#[derive(Clone, Debug)]
pub struct Resting<'s, T = bool> {
    schedule: &'s Schedule,
    /// By node.
    most: Vec<T>,
}

impl<T: Copy> Resting<'_, T> {
    /// The most that the statements come to on which the bound of an end rests.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn most(&self, event: EventId, end: End) -> T {
        self.most[self.schedule.node(event, end)]
    }
}

impl Resting<'_> {
    /// Whether the bound of an end rests on such a statement.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn has(&self, event: EventId, end: End) -> bool {
        self.most(event, end)
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
        let mut steps: Vec<Step> = self.steps_back(event, end, limit).collect();
        if limit == Limit::Earliest {
            steps.reverse();
        }
        Reason { steps }
    }

    /// The statement next to the start of a fact among the reasons of its bound.
    pub(super) fn nearest_statement(&self, event: EventId, limit: Limit) -> Option<Statement> {
        let mut steps = self.steps_back(event, End::Start, limit);
        steps.find_map(|step| step.statement)
    }

    /// The steps of a reason from the fact to the calendar.
    fn steps_back(
        &self,
        event: EventId,
        end: End,
        limit: Limit,
    ) -> impl Iterator<Item = Step> + '_ {
        let mut node = Some(self.node(event, end));
        // No chain passes a node twice.
        let steps = (0..=self.solved.network.len()).map_while(move |_| {
            let (step, next) = self.last_step(node?, limit);
            node = next;
            Some(step)
        });
        steps.flatten()
    }

    /// What the statements come to on which each bound rests, each by itself
    /// `worth` something: the most of them, the least value where there is none.
    /// With `bool` that is which bounds rest on a statement of a certain kind.
    ///
    /// The same as to look through every [`reason`](Self::reason), in one pass over
    /// all facts, since chains of facts in a row share most of their reasons.
    ///
    /// ```
    /// use causeline::date::End;
    /// use causeline::schedule::Limit;
    /// use causeline::testing::TimelineBuilder;
    /// let story = TimelineBuilder::new()
    ///     .event("rain").in_year(2021)
    ///     .event("flood").caused_by("rain")
    ///     .solved()
    ///     .unwrap();
    /// let rain = story.graph().fact("rain").unwrap();
    /// let flood = story.graph().fact("flood").unwrap();
    /// let resting = story.schedule().resting(Limit::Earliest, |one| one.event == rain);
    /// assert!(resting.has(flood, End::Start));
    /// ```
    pub fn resting<T: Copy + Default + Ord>(
        &self,
        limit: Limit,
        worth: impl Fn(Statement) -> T,
    ) -> Resting<'_, T> {
        let count = self.solved.network.len();
        let mut most: Vec<Option<T>> = vec![None; count];
        let mut path = Vec::new();
        for start in 0..count {
            let mut node = start;
            // What is being walked counts for nothing, should a chain ever come
            // back to itself.
            let mut found = loop {
                if let Some(known) = most[node] {
                    break known;
                }
                most[node] = Some(T::default());
                let (step, next) = self.last_step(node, limit);
                let statement = step.and_then(|step| step.statement);
                path.push((node, statement.map_or_else(T::default, &worth)));
                match next {
                    Some(next) => node = next,
                    None => break T::default(),
                }
            };
            for (node, own) in path.drain(..).rev() {
                found = found.max(own);
                most[node] = Some(found);
            }
        }
        Resting {
            schedule: self,
            most: most.into_iter().map(Option::unwrap_or_default).collect(),
        }
    }

    fn node(&self, event: EventId, end: End) -> usize {
        self.solved.network.node((event, end)) as usize
    }

    /// The step that gives a node its bound, and the node that it comes from
    /// where that is not the calendar.
    fn last_step(&self, node: usize, limit: Limit) -> (Option<Step>, Option<usize>) {
        let network = &self.solved.network;
        let values = &self.solved.solution.values;
        let own = self.solved.own.get_or_init(|| OwnDates::of(network));
        let by = own
            .of_bound(network, values, node, limit)
            .unwrap_or(match limit {
                Limit::Earliest => values.floor_by[node],
                Limit::Latest => values.ceiling_by[node],
            }) as usize;
        if let Some(arc) = network.arcs.get(by) {
            let next = match limit {
                Limit::Earliest => arc.tail,
                Limit::Latest => arc.head,
            };
            return (Some(network.step(*arc)), Some(next as usize));
        }
        let mark = by - network.arcs.len();
        let is_mark = mark < network.marks.len();
        (is_mark.then(|| network.step(network.mark(mark))), None)
    }
}
