//! Competing accounts of a fact: each one solved on its own, with everything
//! else as it stands.

use super::network::{EVER, Network, Reading};
use super::{
    Bounds, Clause, Conflict, Schedule, Solved, bounds, conflict, order, report, stated_by,
};
use crate::date::{Instant, Kind, Window};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::CausalGraph;
use crate::timeline::EventId;

/// Accounts that were too many to be solved each.
const UNSOLVED: Code = Code("W065");

/// How much work may go into accounts, in arcs, marks and nodes looked at.
const WORK: usize = 30_000_000;

/// A fact as one of its accounts tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    account: u32,
    bounds: Bounds,
    stated: Bounds,
    kind: Kind,
    conflicts: Vec<Conflict>,
}

impl World {
    /// Its place in the fact's [`accounts`](crate::timeline::Event::accounts).
    pub fn account(&self) -> usize {
        self.account as usize
    }

    /// The tightest bounds of the fact if this account is right.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// What the account's own dates say; those of the fact itself where it
    /// gives none.
    pub fn stated(&self) -> Bounds {
        self.stated
    }

    /// Whether the account tells of a moment or a span.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What in this account cannot be, given everything else.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }
}

impl Schedule {
    /// A fact under each of its accounts, in the order of the file; empty for
    /// a fact without accounts, and for accounts of a file so large that they
    /// were not solved, which is reported.
    pub fn worlds(&self, event: EventId) -> &[World] {
        self.worlds.get(&event).map_or(&[], Vec::as_slice)
    }

    /// From its start to its end when a fact can have been: as it says itself,
    /// and by each of its accounts. Where only accounts say when, by these alone.
    pub(crate) fn told(&self, event: EventId) -> impl Iterator<Item = Window> + '_ {
        let whole = |bounds: Bounds| Window::new(bounds.start.earliest, bounds.end.latest);
        let worlds = self.worlds(event).iter();
        let own = (!self.is_told_by_accounts(event)).then(|| self.bounds(event));
        own.into_iter().chain(worlds.map(World::bounds)).map(whole)
    }

    /// Whether only accounts say when a fact was.
    fn is_told_by_accounts(&self, event: EventId) -> bool {
        self.told.contains_key(&event)
    }

    /// When a fact begins at the earliest, by the first of its accounts where
    /// only they say when.
    pub(super) fn begins(&self, event: EventId) -> Option<Instant> {
        match self.told.get(&event) {
            Some((earliest, _)) => Some(Instant::from_nanoseconds(*earliest)),
            None => self.bounds(event).start.earliest,
        }
    }

    /// Puts the facts of which only accounts say when where the first of these
    /// has them.
    pub(super) fn order_by_accounts(&mut self, graph: &CausalGraph) {
        let mut told = order::Told::new();
        for (event, worlds) in &self.worlds {
            if !graph.timeline().event(*event).when().is_empty() {
                continue;
            }
            let starts = || worlds.iter().map(|world| world.bounds.start);
            let earliest = starts().filter_map(|start| start.earliest).min();
            // An account that is open to the future ends last.
            let latest = starts().map(|start| start.latest.map_or(EVER, Instant::nanoseconds));
            if let Some((earliest, latest)) = earliest.zip(latest.max()) {
                told.insert(*event, (earliest.nanoseconds(), latest));
            }
        }
        if told.is_empty() {
            return;
        }
        let Solved {
            network, solution, ..
        } = &*self.solved;
        self.order = order::order(network, solution, &told);
        self.told = told;
    }
}

/// Solves every account and reports what in it cannot be.
pub(super) fn solve(
    graph: &CausalGraph,
    schedule: &mut Schedule,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let timeline = graph.timeline();
    let network = &schedule.solved.network;
    let cost = 1 + network.arcs.len() + network.marks.len() + network.len();
    let mut left = WORK / cost;
    let mut unsolved: Vec<EventId> = Vec::new();
    for event in timeline.ids() {
        let count = timeline.event(event).accounts().len();
        if count == 0 {
            continue;
        }
        if count > left {
            unsolved.push(event);
            continue;
        }
        left -= count;
        let worlds: Vec<World> = (0..count as u32)
            .map(|account| world(graph, schedule, event, account))
            .collect();
        for world in &worlds {
            report(graph, event, world, diagnostics);
        }
        schedule.worlds.insert(event, worlds);
    }
    if let Some(first) = unsolved.first() {
        let names = unsolved.iter().map(|event| timeline.event(*event).name());
        let count = unsolved.len();
        diagnostics.push(
            Diagnostic::warning(
                UNSOLVED,
                format!("the accounts of {count} facts were not checked each on its own"),
            )
            .by(timeline.pointer(*first, &crate::timeline::Slot::Field("accounts")))
            .help("split the file: each account is solved together with all facts")
            .facts(names),
        );
    }
}

fn world(graph: &CausalGraph, schedule: &Schedule, event: EventId, account: u32) -> World {
    let reading = Reading {
        account: Some((event, account)),
        without: None,
    };
    // No order and no other fact's bounds: a world is asked about one fact.
    let mut network = Network::build(graph, reading);
    let solution = conflict::solve(&mut network, graph.timeline());
    let told = &graph.timeline().event(event).accounts()[account as usize];
    let speaks = |conflict: &&Conflict| {
        conflict.statements().iter().any(|statement| {
            matches!(
                statement.clause,
                Clause::AccountWhen(..) | Clause::AccountBecause(..)
            )
        })
    };
    World {
        account,
        bounds: bounds(&network, &solution, event),
        stated: match told.when.as_slice() {
            [] => schedule.stated(event),
            when => stated_by(when),
        },
        kind: network.kinds[event.index()],
        conflicts: solution.conflicts.iter().filter(speaks).cloned().collect(),
    }
}

/// A contradiction within an account is that account's weakness and no fault
/// of the file: a warning.
fn report(graph: &CausalGraph, event: EventId, world: &World, diagnostics: &mut Vec<Diagnostic>) {
    let fact = graph.timeline().event(event);
    let name = &fact.accounts()[world.account()].name;
    for conflict in world.conflicts() {
        let mut diagnostic = report::told(graph.timeline(), conflict);
        diagnostic.severity = Severity::Warning;
        diagnostic.code = Code("W066");
        diagnostic.message = format!(
            "the account `{name}` of `{}` does not go with the rest: {}",
            fact.name(),
            diagnostic.message
        );
        diagnostics.push(diagnostic);
    }
}
