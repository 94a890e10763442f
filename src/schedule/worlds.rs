//! Competing accounts of a fact: each one solved on its own, with everything
//! else as it stands.

use super::hull::{self, Hulls};
use super::network::{EVER, Network, Reading};
use super::vicinity::{self, Surroundings};
use super::{
    Bounds, Clause, Conflict, Schedule, Solved, bounds, conflict, order, report, stated_by,
};
use crate::date::{Instant, Kind, Window};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::graph::CausalGraph;
use crate::timeline::{Event, EventId, SourceId, Timeline};
use std::collections::{BTreeMap, BTreeSet};

/// Accounts that were too many to be solved each.
const UNSOLVED: Code = Code("W065");

/// How much work may go into accounts, in arcs, marks and nodes looked at.
const WORK: usize = 30_000_000;

/// Of how many facts it is kept where they lie by single accounts.
const FOLLOWERS: usize = 100_000;

/// How often accounts are solved at most, where they date facts that others count from.
const ROUNDS: usize = 8;

/// A fact as one of its accounts tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    account: u32,
    bounds: Bounds,
    stated: Bounds,
    kind: Kind,
    conflicts: Vec<Conflict>,
    /// Whether it goes with all but the accounts of other facts.
    pub(super) stands: bool,
    /// Whether a warning says that it does not go with the rest.
    is_apart: bool,
    /// Its bounds as long as it went with those too.
    pub(super) allowed: Bounds,
    /// Other facts that lie elsewhere by this account, in the order of the file.
    elsewhere: Vec<(EventId, Bounds)>,
    /// Whether these are all of them.
    is_whole: bool,
}

impl World {
    /// Keeps what an earlier round allowed: what does not go with the accounts of others
    /// is allowed no less.
    fn stand_as(&mut self, earlier: &Self) {
        self.stands = earlier.stands;
        if !self.conflicts.is_empty() {
            self.allowed = earlier.allowed;
        }
    }

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

    /// Whether it does not go with the rest of the file, and is to blame for it: not
    /// where accounts of several facts exclude each other.
    pub fn is_apart(&self) -> bool {
        self.is_apart
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

    /// Whether some account does not go with the rest.
    pub(crate) fn has_apart(&self) -> bool {
        self.worlds.values().flatten().any(World::is_apart)
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

/// Every account solved, and the facts of which there were too many to solve.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    pub(super) worlds: BTreeMap<EventId, Vec<World>>,
    pub(super) hulls: Hulls,
    unsolved: Vec<EventId>,
}

/// Solves every account, without what a source alone supports. Of other facts that only
/// accounts date, all is allowed that any of these allows; where these were counted from
/// others, they are solved again.
pub(super) fn solve(graph: &CausalGraph, without: Option<SourceId>) -> Accounts {
    let timeline = graph.timeline();
    let mut all = Accounts::default();
    let told = timeline
        .ids()
        .filter(|event| !timeline.event(*event).accounts().is_empty());
    let told: Vec<EventId> = told.collect();
    if told.is_empty() {
        return all;
    }
    let here = Surroundings::of(graph);
    let reading = Reading {
        without,
        ..Reading::default()
    };
    let mut plain = Network::build(graph, reading);
    let mut left = WORK.saturating_sub(cost(&plain));
    // The accounts of several facts are solved twice.
    let (least, most) = (told.len().min(2), told.len().min(ROUNDS));
    let is_told = |event: &EventId| timeline.event(*event).when().is_empty();
    let is_sure = least > 1 && told.iter().any(is_told);
    let mut solved = told;
    let mut changed: Option<BTreeSet<EventId>> = None;
    for round in 1.. {
        let solution = conflict::solve(&mut plain, timeline);
        let ids = timeline.ids();
        let bounds: Vec<Bounds> = ids.map(|event| bounds(&plain, &solution, event)).collect();
        let usual = here.usual(&plain, &solution);
        let reading = Reading {
            without,
            told: Some(&all.hulls),
            ..Reading::default()
        };
        // Nobody asks where others lie before it is known where accounts leave them.
        let alone = round == 1 && is_sure;
        let mut room = FOLLOWERS;
        let (mut worlds, mut spent) = (BTreeMap::new(), 0);
        // Each round has what the first one had, which is paid at once for those that are sure.
        let share = if round == 1 { least } else { 0 };
        for event in &solved {
            let earlier = all.worlds.remove(event).unwrap_or_default();
            let is_same =
                |by| !here.is_touched(*event, by) && earlier.iter().all(|one| one.is_whole);
            if changed.as_ref().is_some_and(is_same) {
                room = room.saturating_sub(earlier.iter().map(|one| one.elsewhere.len()).sum());
                worlds.insert(*event, earlier);
                continue;
            }
            let most = (share > 0).then(|| left / share);
            let solve = |account: u32, spent: &mut usize| {
                let solved = here.solve((*event, account), (reading, alone), &usual, spent);
                world(timeline, (*event, account), solved, &bounds, &mut room)
            };
            match each(timeline.event(*event), &earlier, (&mut spent, most), solve) {
                Some(each) => drop(worlds.insert(*event, each)),
                None => all.unsolved.push(*event),
            }
        }
        left = left.saturating_sub(share * spent);
        solved.retain(|event| worlds.contains_key(event));
        all.worlds = worlds;
        let earlier = std::mem::take(&mut all.hulls);
        all.hulls = hull::hulls(timeline, &all.worlds, without);
        let has_work = round < least || spent + cost(&plain) <= left;
        if (all.hulls == earlier && !alone) || round == most || !has_work {
            break;
        }
        if round >= least {
            left -= spent + cost(&plain);
        }
        let facts = all.hulls.keys().chain(earlier.keys());
        let moved = facts.filter(|event| all.hulls.get(event) != earlier.get(event));
        changed = Some(moved.copied().collect());
        let reading = Reading {
            without,
            told: Some(&all.hulls),
            ..Reading::default()
        };
        plain = Network::build(graph, reading);
    }
    all
}

/// Every account of a fact, solved as `solve` does; nothing where that takes more work
/// than the most that may be spent.
fn each(
    fact: &Event,
    earlier: &[World],
    (spent, most): (&mut usize, Option<usize>),
    mut solve: impl FnMut(u32, &mut usize) -> World,
) -> Option<Vec<World>> {
    let is_over = |spent: usize| most.is_some_and(|most| spent > most);
    let mut each = Vec::new();
    for account in 0..fact.accounts().len() as u32 {
        if is_over(*spent) {
            return None;
        }
        each.push(solve(account, spent));
    }
    if is_over(*spent) {
        return None;
    }
    for (now, then) in each.iter_mut().zip(earlier) {
        now.stand_as(then);
    }
    Some(each)
}

/// What it takes to solve a network once.
fn cost(network: &Network) -> usize {
    1 + network.arcs.len() + network.marks.len() + network.len()
}

impl Accounts {
    /// Reports what cannot be, and what was not looked at, and keeps which accounts are
    /// to blame. Where no accounts of several
    /// facts go together, `told` says so, and no account is to blame.
    pub(super) fn report(
        &mut self,
        timeline: &Timeline,
        told: &[Conflict],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let competing = |conflict: &Conflict| {
            let statements = conflict.statements().iter();
            let competing = statements.filter(|one| matches!(one.clause, Clause::Accounts(_)));
            competing.map(|one| one.event).collect::<Vec<_>>()
        };
        let torn: BTreeSet<EventId> = told.iter().flat_map(competing).collect();
        for (event, worlds) in &mut self.worlds {
            for world in worlds {
                let of_others = |conflict: &&Conflict| {
                    let others = competing(conflict);
                    !torn.contains(event) || !others.iter().any(|other| torn.contains(other))
                };
                let conflicts = world.conflicts().iter().filter(of_others);
                report(timeline, *event, (world, conflicts.clone()), diagnostics);
                world.is_apart = conflicts.count() > 0;
            }
        }
        let Some(first) = self.unsolved.first() else {
            return;
        };
        let names = self
            .unsolved
            .iter()
            .map(|event| timeline.event(*event).name());
        let count = self.unsolved.len();
        diagnostics.push(
            Diagnostic::warning(
                UNSOLVED,
                format!("the accounts of {count} facts were not checked each on its own"),
            )
            .by(timeline.pointer(*first, &crate::timeline::Slot::Field("accounts")))
            .help("split the file: each account is solved together with all that is connected with it")
            .facts(names),
        );
    }
}

impl Schedule {
    /// Takes the accounts in, and of each what lies elsewhere by it.
    pub(super) fn add_worlds(&mut self, accounts: Accounts) {
        self.worlds = accounts.worlds;
        for world in self.worlds.values_mut().flatten() {
            world.elsewhere.retain_mut(|(other, bounds)| {
                let all = self.bounds[other.index()];
                // Days are counted the more closely the more is known of them.
                *bounds = Bounds {
                    start: bounds.start.intersection(all.start).unwrap_or(bounds.start),
                    end: bounds.end.intersection(all.end).unwrap_or(bounds.end),
                };
                !bounds.is_near(all)
            });
        }
    }

    /// The accounts of other facts of which some move a fact from where it lies by the whole
    /// file, each with its bounds by that account.
    pub(super) fn following(
        &self,
        event: EventId,
    ) -> impl Iterator<Item = (EventId, &World, Bounds)> + '_ {
        let find = move |world: &World| {
            let of = |(one, _): &(EventId, Bounds)| *one;
            let at = world.elsewhere.binary_search_by_key(&event, of).ok()?;
            Some(world.elsewhere[at].1)
        };
        let told = self.worlds.iter().filter(move |(_, worlds)| {
            let mut standing = worlds.iter().filter(|one| one.conflicts().is_empty());
            standing.any(|world| find(world).is_some())
        });
        told.flat_map(move |(other, worlds)| {
            let standing = worlds.iter().filter(|one| one.conflicts().is_empty());
            standing.filter_map(move |world| {
                // By an account that moves nothing it lies where it lies.
                let usual = || world.is_whole.then(|| self.bounds(event));
                Some((*other, world, find(world).or_else(usual)?))
            })
        })
    }
}

/// What one account makes of a fact; `usual` are the bounds of all facts without it, and
/// of so many others there is `room` to keep where they lie.
fn world(
    timeline: &Timeline,
    (event, account): (EventId, u32),
    solved: vicinity::Solved,
    usual: &[Bounds],
    room: &mut usize,
) -> World {
    let vicinity::Solved {
        network,
        solution,
        facts,
        is_whole,
    } = solved;
    let told = &timeline.event(event).accounts()[account as usize];
    let speaks = |conflict: &&Conflict| {
        conflict.statements().iter().any(|statement| {
            matches!(
                statement.clause,
                Clause::AccountWhen(..) | Clause::AccountBecause(..)
            )
        })
    };
    let conflicts = solution.conflicts.iter().filter(speaks);
    let conflicts: Vec<Conflict> = conflicts.cloned().collect();
    let own = bounds(&network, &solution, event);
    let elsewhere: Vec<(EventId, Bounds)> = facts
        .into_iter()
        .filter(|other| *other != event)
        .map(|other| (other, bounds(&network, &solution, other)))
        .filter(|(other, bounds)| !bounds.is_near(usual[other.index()]))
        .take(*room)
        .collect();
    let is_whole = is_whole && elsewhere.len() < *room;
    *room -= elsewhere.len();
    World {
        account,
        bounds: own,
        stated: match told.when.as_slice() {
            [] => stated_by(timeline.event(event).when()),
            when => stated_by(when),
        },
        kind: network.kind(event),
        stands: conflicts.is_empty(),
        is_apart: false,
        allowed: own,
        conflicts,
        elsewhere,
        is_whole,
    }
}

/// A contradiction within an account is that account's weakness and no fault
/// of the file: a warning.
fn report<'c>(
    timeline: &Timeline,
    event: EventId,
    (world, conflicts): (&World, impl Iterator<Item = &'c Conflict>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let fact = timeline.event(event);
    let name = &fact.accounts()[world.account()].name;
    for conflict in conflicts {
        let mut diagnostic = report::told(timeline, conflict);
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
