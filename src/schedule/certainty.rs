//! How sure it is that one fact begins before another.

use super::network::{DEAD, EVER, NEVER};
use super::order::precedes;
use super::{Limit, Reason, Schedule, Statement, Step};
use crate::date::End;
use crate::timeline::EventId;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// How many arcs are looked at for two neighbours in the order.
const NEAR: usize = 2_000;

/// Whether one fact begins before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// Whatever the dates within what was said, it begins no later; and it
    /// does not always begin at the same time.
    Certain,
    /// It may or may not.
    Possible,
    /// It begins later, or at the same time, whatever the dates.
    No,
}

/// How sure a step of the order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sureness {
    /// Nothing else goes with what was said.
    Certain,
    /// The dates suggest it and do not force it.
    Possible,
    /// Nothing tells the two apart; the place in the file decided, or that one
    /// of them has no date. So also where only a way through more than some
    /// 2,000 other statements would.
    Conventional,
}

/// What decides that one fact does not begin before another.
#[derive(Clone, Debug)]
enum Ground {
    /// Steps from the one to the other.
    Path(Vec<Step>),
    /// The latest date of the one and the earliest of the other.
    Calendar,
}

/// Two neighbours in the order.
#[derive(Clone, Debug)]
pub struct Succession<'s> {
    /// The fact that is placed first.
    pub first: EventId,
    /// The fact that follows.
    pub second: EventId,
    /// How sure that is.
    pub sureness: Sureness,
    /// What makes it certain.
    ground: Option<Ground>,
    schedule: &'s Schedule,
}

impl Succession<'_> {
    /// The statements that decide it: from the first fact, maybe by way of the
    /// calendar, to the second. Where it is not certain, those that give the
    /// second its earliest date; none where it is conventional.
    ///
    /// As long as the chains between the facts and the calendar are; who needs
    /// only the end of it asks [`decided_by`](Self::decided_by).
    pub fn reason(&self) -> Reason {
        match (self.sureness, &self.ground) {
            (Sureness::Certain, Some(ground)) => {
                self.schedule.reason_of(ground, self.first, self.second)
            }
            (Sureness::Possible, _) => {
                let schedule = self.schedule;
                schedule.reason(self.second, End::Start, Limit::Earliest)
            }
            _ => Reason::default(),
        }
    }

    /// The last of the statements of its [`reason`](Self::reason), found
    /// without the others.
    pub fn decided_by(&self) -> Option<Statement> {
        let schedule = self.schedule;
        let of_second = || schedule.nearest_statement(self.second, Limit::Earliest);
        match (self.sureness, &self.ground) {
            (Sureness::Certain, Some(Ground::Path(steps))) => {
                steps.iter().rev().find_map(|step| step.statement)
            }
            (Sureness::Certain, Some(Ground::Calendar)) => of_second().or_else(|| {
                let chain = schedule.reason(self.first, End::Start, Limit::Latest);
                chain.statements().last()
            }),
            (Sureness::Possible, _) => of_second(),
            _ => None,
        }
    }
}

impl Schedule {
    /// Whether one fact begins before another.
    ///
    /// # Panics
    /// Where a number is of another timeline.
    pub fn is_before(&self, first: EventId, second: EventId) -> Certainty {
        if first == second {
            return Certainty::No;
        }
        let forth = self.least_gap(first, second, usize::MAX);
        let back = self.least_gap(second, first, usize::MAX);
        match (forth.map(|gap| gap.0), back.map(|gap| gap.0)) {
            (Some(forth), Some(back)) if forth >= 0 && back >= 0 => Certainty::No,
            (Some(forth), _) if forth >= 0 => Certainty::Certain,
            (_, Some(back)) if back >= 0 => Certainty::No,
            _ => Certainty::Possible,
        }
    }

    /// The statements by which one fact certainly begins no later than
    /// another; none where that is not certain.
    ///
    /// # Panics
    /// Where a number is of another timeline.
    pub fn why_before(&self, first: EventId, second: EventId) -> Option<Reason> {
        let (gap, ground) = self.least_gap(first, second, usize::MAX)?;
        (gap >= 0).then(|| self.reason_of(&ground, first, second))
    }

    /// The step from the fact at that place of the [`order`](Self::order) to
    /// the next; none for the last.
    pub fn step(&self, place: usize) -> Option<Succession<'_>> {
        let first = *self.order.get(place)?;
        let second = *self.order.get(place + 1)?;
        let mut result = Succession {
            first,
            second,
            sureness: Sureness::Conventional,
            ground: None,
            schedule: self,
        };
        if let Some((gap, ground)) = self.least_gap(first, second, NEAR)
            && gap >= 0
        {
            let back = self.least_gap(second, first, NEAR);
            if back.is_none_or(|back| back.0 < 0) {
                result.sureness = Sureness::Certain;
                result.ground = Some(ground);
                return Some(result);
            }
        }
        let (one, other) = (self.begins(first), self.begins(second));
        if one.is_some() && one < other {
            result.sureness = Sureness::Possible;
        }
        Some(result)
    }

    /// By how much the second begins after the first at least, and why.
    fn least_gap(&self, first: EventId, second: EventId, effort: usize) -> Option<(i128, Ground)> {
        let by_calendar = self.gap_by_calendar(first, second);
        if by_calendar.is_some_and(|gap| gap > 0) {
            return by_calendar.map(|gap| (gap, Ground::Calendar));
        }
        let by_path = self.gap_by_path(first, second, effort);
        match (by_calendar, by_path) {
            (calendar, Some((path, steps))) if calendar.is_none_or(|gap| path >= gap) => {
                Some((path, Ground::Path(steps)))
            }
            (calendar, _) => calendar.map(|gap| (gap, Ground::Calendar)),
        }
    }

    fn gap_by_calendar(&self, first: EventId, second: EventId) -> Option<i128> {
        let network = &self.solved.network;
        let values = &self.solved.solution.values;
        let latest = values.latest[network.start(first)];
        let earliest = values.earliest[network.start(second)];
        (latest != EVER && earliest != NEVER).then(|| earliest.saturating_sub(latest))
    }

    fn reason_of(&self, ground: &Ground, first: EventId, second: EventId) -> Reason {
        let mut steps = match ground {
            Ground::Path(steps) => return Reason::of(steps.clone()),
            Ground::Calendar => self.reason(first, End::Start, Limit::Latest).into_steps(),
        };
        steps.extend(self.reason(second, End::Start, Limit::Earliest).steps());
        Reason::of(steps)
    }

    /// The longest path from start to start. Components are taken in
    /// topological order, so that most nodes are looked at once.
    fn gap_by_path(
        &self,
        first: EventId,
        second: EventId,
        mut effort: usize,
    ) -> Option<(i128, Vec<Step>)> {
        let network = &self.solved.network;
        let components = &self.solved.solution.components;
        let (start, goal) = (network.start(first) as u32, network.start(second) as u32);
        let last = components.of[goal as usize];
        let mut best: HashMap<u32, (i128, Option<u32>)> = HashMap::from([(start, (0, None))]);
        // Within a component first come, first served, as Bellman and Ford.
        let mut pushed = 0_usize;
        let mut open = BinaryHeap::from([(components.of[start as usize], Reverse(0), start, 0)]);
        while let Some((_, _, node, gap)) = open.pop() {
            if best[&node].0 != gap {
                continue;
            }
            for index in network.arcs_of(node) {
                // The arcs of the first fact itself are all looked at, so that
                // one of its own effects is never missed.
                if node != start {
                    if effort == 0 {
                        open.clear();
                        break;
                    }
                    effort -= 1;
                }
                let arc = &network.arcs[index];
                let component = components.of[arc.head as usize];
                if arc.gap == DEAD || component < last {
                    continue;
                }
                let far = gap.saturating_add(arc.gap);
                if best.get(&arc.head).is_none_or(|known| far > known.0) {
                    best.insert(arc.head, (far, Some(index as u32)));
                    pushed += 1;
                    open.push((component, Reverse(pushed), arc.head, far));
                }
            }
        }
        let gap = best.get(&goal)?.0;
        let mut steps = Vec::new();
        let mut node = goal;
        while let Some((_, Some(index))) = best.get(&node)
            && node != start
        {
            let arc = network.arcs[*index as usize];
            steps.push(network.step(arc));
            node = arc.tail;
        }
        steps.reverse();
        Some((gap, steps))
    }

    /// The facts that certainly follow a fact by a single statement.
    pub fn directly_after(&self, event: EventId) -> Vec<EventId> {
        let network = &self.solved.network;
        let mut after: Vec<EventId> = (network.start(event)..=network.finish(event))
            .flat_map(|node| network.arcs_of(node as u32))
            .map(|index| &network.arcs[index])
            .filter(|arc| precedes(network, arc))
            .map(|arc| network.event(arc.head))
            .collect();
        after.sort_unstable();
        after.dedup();
        after
    }
}
