//! Contradictions: sets of statements that cannot all hold, each shrunk until
//! every one of its statements is needed.

use super::component::Components;
use super::dates;
use super::minimal;
use super::network::{Arc, DEAD, NONE, Network, Side};
use super::propagate::{LoopSearch, Values};
use super::shortcut::{self, OwnDates, counted};
use super::statement::{Clause, Statement};
use super::units::hold_within_days;
use crate::date::{End, Instant};
use crate::timeline::{EventId, Timeline};

/// How many contradictions are told apart in one run.
const MOST: usize = 1_000;
/// How much work may go into finding overlapping contradictions one by one,
/// in arcs looked at.
const WORK: usize = 40_000_000;
/// How much work may go into contradictions among relations alone, in facts
/// looked at.
const LOOPS: usize = 60_000_000;
/// How much work may go into shrinking them, in bounds looked at.
const SHRINKING: usize = 400_000_000;

/// One bound in the chain of a contradiction or an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The earlier point: an end of a fact, or the calendar itself.
    pub from: Option<(EventId, End)>,
    /// The later point: an end of a fact, or the calendar itself.
    pub to: Option<(EventId, End)>,
    /// How much later at least, in nanoseconds; against the calendar, the date
    /// itself (negative where `to` is the calendar).
    pub gap: i128,
    /// Who says so; `None` where it is in the nature of things, as that
    /// nothing ends before it starts.
    pub statement: Option<Statement>,
}

/// Statements that cannot all hold: without any one of them, the rest can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub(super) statements: Vec<Statement>,
    pub(super) steps: Vec<Step>,
    pub(super) facts: Vec<EventId>,
    pub(super) blamed: Statement,
    pub(super) excess: i128,
}

impl Conflict {
    /// The statements, in the order of the chain.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The chain: each step asks its `to` to lie after its `from`, and the
    /// last step comes back to where the first began.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The facts of the chain, each once, in its order.
    pub fn facts(&self) -> &[EventId] {
        &self.facts
    }

    /// The statement that was set aside so that the rest could be solved: the
    /// least sure link if there is a link, else the last written phrase.
    pub fn blamed(&self) -> Statement {
        self.blamed
    }

    /// By how many nanoseconds the statements miss one another.
    pub fn excess(&self) -> i128 {
        self.excess
    }

    /// The first and last instants that would do in place of a statement's own
    /// dates, by the other statements of this contradiction: `earliest` where
    /// its latest date is too early, `latest` where its earliest is too late.
    pub fn mended(&self, statement: Statement) -> Option<crate::date::Window> {
        let mut window = crate::date::Window::OPEN;
        for step in &self.steps {
            if step.statement != Some(statement) {
                continue;
            }
            match (step.from, step.to) {
                (None, Some(_)) => {
                    let latest = step.gap.saturating_sub(self.excess);
                    window.latest = Some(Instant::from_nanoseconds(latest));
                }
                (Some(_), None) => {
                    let earliest = step.gap.saturating_neg().saturating_add(self.excess);
                    window.earliest = Some(Instant::from_nanoseconds(earliest));
                }
                _ => {}
            }
        }
        (!window.is_open()).then_some(window)
    }
}

impl Network {
    /// An arc in terms of facts; the node after the last is the calendar.
    pub(super) fn step(&self, arc: Arc) -> Step {
        let point = |node: u32| {
            (node as usize != self.len()).then(|| {
                let event = self.event(node);
                let end = if self.start(event) == node as usize {
                    End::Start
                } else {
                    End::Finish
                };
                (event, end)
            })
        };
        Step {
            from: point(arc.tail),
            to: point(arc.head),
            gap: arc.gap,
            statement: (arc.said != NONE).then(|| self.statements[arc.said as usize]),
        }
    }

    /// A mark as an arc from or to the calendar.
    pub(super) fn mark(&self, index: usize) -> Arc {
        let calendar = self.len() as u32;
        let mark = &self.marks[index];
        let (tail, head, gap) = match mark.side {
            Side::Floor => (calendar, mark.node, mark.date),
            Side::Ceiling => (mark.node, calendar, mark.date.saturating_neg()),
        };
        Arc {
            tail,
            head,
            said: mark.said,
            gap,
        }
    }
}

/// What solving a network gave.
#[derive(Clone, Debug, Default)]
pub(super) struct Solution {
    pub(super) values: Values,
    pub(super) components: Components,
    pub(super) conflicts: Vec<Conflict>,
    /// Statements that were set aside, by number.
    pub(super) aside: Vec<u32>,
    /// Whether more contradictions were left than are told apart.
    pub(super) more: bool,
}

/// Solves a network; where it contradicts itself, finds the contradictions,
/// sets one statement of each aside (marking its arcs and marks in the
/// network), and solves the rest.
///
/// Without contradictions the cost is two passes over the network, plus a few
/// within each group of facts that bound one another from both sides. With
/// them, each round of passes finds all that do not overlap.
pub(super) fn solve(network: &mut Network, timeline: &Timeline) -> Solution {
    let components = Components::find(network);
    let mut hunt = Hunt {
        network,
        timeline,
        owned: Vec::new(),
        owned_offsets: Vec::new(),
        is_aside: Vec::new(),
        effort: SHRINKING,
        solution: Solution {
            components,
            ..Solution::default()
        },
    };
    hunt.absurd();
    hunt.loops();
    hunt.clashes();
    let mut solution = hunt.solution;
    hold_within_days(network, &mut solution.values, dates::zone(timeline));
    solution
}

/// Solves a network that contradicts itself nowhere; nothing where it does.
pub(super) fn solve_sound(network: &Network, timeline: &Timeline) -> Option<Solution> {
    if !network.absurd.is_empty() {
        return None;
    }
    let components = Components::find(network);
    let mut mutual = (0..components.len()).filter(|one| components.members(*one).len() > 1);
    let mut search = LoopSearch::new(network.len());
    if mutual.any(|component| search.find(network, &components, component).is_some()) {
        return None;
    }
    let mut values = Values::solve(network, &components);
    if !clashing(network, &values).is_empty() {
        return None;
    }
    hold_within_days(network, &mut values, dates::zone(timeline));
    Some(Solution {
        values,
        components,
        ..Solution::default()
    })
}

/// Marks that the rest of the network contradicts, those with the shortest
/// chains first.
fn clashing(network: &Network, values: &Values) -> Vec<(u32, u32)> {
    let mut clashes = Vec::new();
    for (index, mark) in network.marks.iter().enumerate() {
        let node = mark.node as usize;
        match mark.side {
            _ if !mark.live => {}
            Side::Floor if mark.date > values.latest[node] => {
                clashes.push((values.ceiling_arcs[node], index as u32));
            }
            Side::Ceiling if mark.date < values.earliest[node] => {
                clashes.push((values.floor_arcs[node], index as u32));
            }
            _ => {}
        }
    }
    clashes.sort_unstable();
    clashes
}

struct Hunt<'n> {
    network: &'n mut Network,
    timeline: &'n Timeline,
    /// The arcs and marks (numbered after the arcs) of each statement.
    owned: Vec<u32>,
    owned_offsets: Vec<u32>,
    is_aside: Vec<bool>,
    effort: usize,
    solution: Solution,
}

impl Hunt<'_> {
    /// Statements that contradict themselves, such as `after` the fact itself.
    fn absurd(&mut self) {
        for said in self.network.absurd.clone() {
            self.index();
            if !self.is_aside[said as usize] {
                self.record(vec![said]);
            }
        }
    }

    /// Contradictions among relations alone, whatever the dates.
    fn loops(&mut self) {
        let components = std::mem::take(&mut self.solution.components);
        let mut search: Option<LoopSearch> = None;
        for component in 0..components.len() {
            if components.members(component).len() == 1 {
                continue;
            }
            let search = search.get_or_insert_with(|| LoopSearch::new(self.network.len()));
            while let Some(found) = search.find(self.network, &components, component) {
                self.index();
                if self.solution.conflicts.len() >= MOST || search.effort() > LOOPS {
                    self.dissolve(&components, component);
                    break;
                }
                let said: Vec<u32> = found
                    .iter()
                    .map(|arc| self.network.arcs[*arc as usize].said)
                    .collect();
                let shorter = shortcut::around(self.network, &found, counted(&said));
                self.record(shorter.unwrap_or(said));
            }
        }
        self.solution.components = components;
    }

    /// When there are more contradictions than can be told apart: whatever
    /// bounds the facts of a component by one another is dropped.
    fn dissolve(&mut self, components: &Components, component: usize) {
        self.solution.more = true;
        for node in components.members(component) {
            for index in self.network.arcs_of(*node) {
                let arc = self.network.arcs[index];
                if components.of[arc.head as usize] as usize == component {
                    self.set_aside(arc.said);
                }
            }
        }
    }

    /// Contradictions between dates, by way of whatever lies between them.
    fn clashes(&mut self) {
        let cost = self.network.arcs.len() + self.network.marks.len() + 1;
        let rounds = (WORK / cost).clamp(8, MOST);
        for round in 0.. {
            self.solution.values = Values::solve(self.network, &self.solution.components);
            let clashes = clashing(self.network, &self.solution.values);
            if clashes.is_empty() {
                return;
            }
            self.index();
            if round >= rounds || self.solution.conflicts.len() >= MOST {
                self.silence(&clashes);
                continue;
            }
            let own = OwnDates::of(self.network);
            let mut stale = vec![false; self.network.len()];
            for (_, mark) in clashes {
                if self.solution.conflicts.len() >= MOST {
                    break;
                }
                if let Some(said) = self.trace(mark, &mut stale) {
                    let shorter = own.against(self.network, mark, counted(&said));
                    self.record(shorter.unwrap_or(said));
                }
            }
        }
    }

    /// When there are more contradictions than can be told apart: the floors
    /// that clash are dropped, so that what is left can be solved.
    fn silence(&mut self, clashes: &[(u32, u32)]) {
        self.solution.more = true;
        for (_, mark) in clashes {
            let mark = &mut self.network.marks[*mark as usize];
            if mark.side == Side::Floor {
                mark.live = false;
            }
        }
    }

    /// The statements of the chain that contradicts a mark; none where the
    /// chain rests on a statement that was set aside in this round.
    fn trace(&self, mark: u32, stale: &mut [bool]) -> Option<Vec<u32>> {
        let arcs = self.network.arcs.len();
        let values = &self.solution.values;
        let first = &self.network.marks[mark as usize];
        let mut said = vec![first.said];
        let mut node = first.node;
        let mut walked = Vec::new();
        let fresh = loop {
            if stale[node as usize] {
                break false;
            }
            walked.push(node);
            let by = match first.side {
                Side::Floor => values.ceiling_by[node as usize],
                Side::Ceiling => values.floor_by[node as usize],
            };
            let Some(arc) = self.network.arcs.get(by as usize) else {
                let last = self.network.marks.get((by as usize).wrapping_sub(arcs))?;
                said.push(last.said);
                break !self.is_set_aside(last.said);
            };
            said.push(arc.said);
            if self.is_set_aside(arc.said) {
                break false;
            }
            node = match first.side {
                Side::Floor => arc.head,
                Side::Ceiling => arc.tail,
            };
        };
        if !fresh {
            for node in walked {
                stale[node as usize] = true;
            }
            return None;
        }
        (!self.is_set_aside(first.said)).then_some(said)
    }

    fn is_set_aside(&self, said: u32) -> bool {
        said != NONE && self.is_aside[said as usize]
    }

    /// Shrinks a contradictory set of statements, keeps it, and sets one of
    /// them aside.
    fn record(&mut self, mut said: Vec<u32>) {
        said.retain(|said| *said != NONE);
        let calendar = self.network.len() as u32;
        let mut effort = self.effort;
        let found = minimal::shrink(&said, calendar, &mut effort, |said| self.bounds_of(said));
        self.effort = effort;
        let statement = |said: u32| self.network.statements[said as usize];
        let blamed = found
            .statements
            .iter()
            .copied()
            .min_by_key(|said| reluctance(statement(*said), self.timeline))
            .or_else(|| said.first().copied());
        let Some(blamed) = blamed else { return };
        let steps: Vec<Step> = found
            .chain
            .iter()
            .map(|arc| self.network.step(*arc))
            .collect();
        let conflict = Conflict {
            statements: found
                .statements
                .iter()
                .map(|said| statement(*said))
                .collect(),
            facts: facts(&steps, found.statements.iter().map(|said| statement(*said))),
            excess: steps
                .iter()
                .fold(0, |sum: i128, step| sum.saturating_add(step.gap)),
            steps,
            blamed: statement(blamed),
        };
        self.solution.conflicts.push(conflict);
        self.set_aside(blamed);
    }

    /// Everything a statement asks, dates as arcs from and to the calendar
    /// (the node after the last), and that its facts do not end before they
    /// start.
    fn bounds_of(&self, said: u32) -> Vec<Arc> {
        let arcs = self.network.arcs.len() as u32;
        let range = self.owned_offsets[said as usize]..self.owned_offsets[said as usize + 1];
        let mut bounds = Vec::new();
        let mut touched = Vec::new();
        for item in &self.owned[range.start as usize..range.end as usize] {
            if *item < arcs {
                let arc = self.network.arcs[*item as usize];
                touched.extend([arc.tail, arc.head]);
                bounds.push(arc);
                continue;
            }
            let mark = (*item - arcs) as usize;
            touched.push(self.network.marks[mark].node);
            bounds.push(self.network.mark(mark));
        }
        for node in touched {
            let event = self.network.event(node);
            let (start, finish) = (self.network.start(event), self.network.finish(event));
            if start != finish {
                bounds.push(Arc {
                    tail: start as u32,
                    head: finish as u32,
                    said: NONE,
                    gap: 0,
                });
            }
            bounds.extend(self.network.natural.get(&event).into_iter().flatten());
        }
        bounds
    }

    fn set_aside(&mut self, said: u32) {
        if self.is_set_aside(said) || said == NONE {
            return;
        }
        self.is_aside[said as usize] = true;
        self.solution.aside.push(said);
        let arcs = self.network.arcs.len();
        let range = self.owned_offsets[said as usize]..self.owned_offsets[said as usize + 1];
        for item in &self.owned[range.start as usize..range.end as usize] {
            let item = *item as usize;
            if item < arcs {
                self.network.arcs[item].gap = DEAD;
            } else {
                self.network.marks[item - arcs].live = false;
            }
        }
    }

    /// Sorts arcs and marks by statement, once there is something to blame.
    fn index(&mut self) {
        if !self.owned_offsets.is_empty() {
            return;
        }
        let network = &self.network;
        let says = || {
            network
                .arcs
                .iter()
                .map(|arc| arc.said)
                .chain(network.marks.iter().map(|mark| mark.said))
        };
        let mut offsets = vec![0_u32; network.statements.len() + 1];
        for said in says().filter(|said| *said != NONE) {
            offsets[said as usize + 1] += 1;
        }
        for index in 1..offsets.len() {
            offsets[index] += offsets[index - 1];
        }
        let mut next = offsets.clone();
        let mut owned = vec![0; offsets.last().copied().unwrap_or(0) as usize];
        for (item, said) in says().enumerate() {
            if said != NONE {
                owned[next[said as usize] as usize] = item as u32;
                next[said as usize] += 1;
            }
        }
        self.is_aside = vec![false; network.statements.len()];
        self.owned = owned;
        self.owned_offsets = offsets;
    }
}

/// What is given up first: a link before a containment, that before a relation,
/// that before a date; the less sure link before the surer; what was written
/// later before what was written earlier.
fn reluctance(statement: Statement, timeline: &Timeline) -> (u8, u8, std::cmp::Reverse<Statement>) {
    let cause = statement.cause(timeline);
    let sure = cause.map_or(100, |cause| cause.confidence.percent());
    let class = match statement.clause {
        Clause::Because(_) | Clause::AccountBecause(..) => 0,
        Clause::PartOf => 1,
        _ if statement
            .said(timeline)
            .is_some_and(|said| !said.meaning.relations.is_empty()) =>
        {
            2
        }
        _ => 3,
    };
    (class, sure, std::cmp::Reverse(statement))
}

/// The facts of a chain, each once, in its order.
fn facts(steps: &[Step], statements: impl Iterator<Item = Statement>) -> Vec<EventId> {
    let along = steps
        .iter()
        .filter_map(|step| step.to.map(|(event, _)| event));
    let mut seen = std::collections::BTreeSet::new();
    along
        .chain(statements.map(|statement| statement.event))
        .filter(|event| seen.insert(*event))
        .collect()
}
