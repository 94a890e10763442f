//! What an account of one fact can move: the facts around it, instead of all.
//!
//! Solved anew are the fact, what is counted by the calendar together with it, and
//! whatever rests on these. The facts beside them are held where they lie by the whole
//! file; where one of them moves all the same, it is set free, and with it more of those
//! beside it. What is left holds then as it did, so the bounds are those of the whole
//! file. A contradiction is told by its shortest chain, wherever that runs: then all
//! that is connected is solved. Where only the fact itself is asked for, what moves and
//! can neither contradict anything nor come back to it is let go.

use super::conflict::{self, Solution};
use super::network::{EVER, Mark, NEVER, NONE, Network, Part, Reading, Side, contain};
use crate::date::Relation;
use crate::graph::CausalGraph;
use crate::timeline::{Account, EventId, Said, Timeline};
use std::collections::{BTreeSet, VecDeque};

/// Some numbers for each of many.
#[derive(Default)]
struct Lists {
    offsets: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// From pairs of one of so many and a number.
    fn of(count: usize, pairs: &[(u32, u32)]) -> Self {
        let mut offsets = vec![0_u32; count + 1];
        for (one, _) in pairs {
            offsets[*one as usize + 1] += 1;
        }
        for one in 0..count {
            offsets[one + 1] += offsets[one];
        }
        let mut next = offsets.clone();
        let mut items = vec![0; pairs.len()];
        for (one, item) in pairs {
            let place = &mut next[*one as usize];
            items[*place as usize] = *item;
            *place += 1;
        }
        Self { offsets, items }
    }

    fn get(&self, one: u32) -> &[u32] {
        let one = one as usize;
        &self.items[self.offsets[one] as usize..self.offsets[one + 1] as usize]
    }
}

/// Facts in groups that nothing connects with one another.
struct Groups {
    of: Vec<u32>,
    members: Lists,
}

impl Groups {
    fn of(beside: &Lists, count: usize) -> Self {
        let mut of = vec![NONE; count];
        let mut pairs = Vec::with_capacity(count);
        let mut groups = 0;
        for first in 0..count as u32 {
            let mut open = vec![first];
            while let Some(fact) = open.pop() {
                if of[fact as usize] == NONE {
                    of[fact as usize] = groups;
                    pairs.push((groups, fact));
                    open.extend(beside.get(fact));
                }
            }
            if of[first as usize] == groups {
                groups += 1;
            }
        }
        let members = Lists::of(groups as usize, &pairs);
        Self { of, members }
    }

    fn with(&self, fact: u32) -> &[u32] {
        self.members.get(self.of[fact as usize])
    }
}

/// Which facts of a timeline speak of which.
pub(super) struct Surroundings<'g> {
    graph: &'g CausalGraph,
    timeline: &'g Timeline,
    /// The facts that a fact speaks of and that speak of it.
    beside: Lists,
    connected: Groups,
    /// Facts counted from one another, so that the day of one may tell that of another.
    counted: Groups,
    /// Which of these groups count by the calendar.
    by_calendar: Vec<bool>,
    /// How many facts lie within each.
    within: Vec<u32>,
}

/// A solved network, and what rests on what in it.
pub(super) struct Usual<'n> {
    network: &'n Network,
    solution: &'n Solution,
    /// The nodes whose bounds rest on that of a node.
    resting: Lists,
    /// The groups of connected facts that contradict themselves.
    torn: BTreeSet<u32>,
}

impl<'g> Surroundings<'g> {
    pub(super) fn of(graph: &'g CausalGraph) -> Self {
        let timeline = graph.timeline();
        let count = timeline.events().len();
        let (mut beside, mut counted) = (Vec::new(), Vec::new());
        let mut within = vec![0; count];
        let mut calendar = Vec::new();
        for event in timeline.ids() {
            let fact = timeline.event(event);
            let own = event.index() as u32;
            let both = |pairs: &mut Vec<(u32, u32)>, other: EventId| {
                let other = other.index() as u32;
                pairs.extend([(own, other), (other, own)]);
            };
            for other in spoken_of(fact.when()) {
                both(&mut beside, other);
            }
            for other in fact.because().iter().filter_map(|cause| cause.event) {
                both(&mut beside, other);
            }
            if let Some(whole) = fact.part_of() {
                both(&mut beside, whole);
            }
            for other in counted_from(fact.when()) {
                both(&mut counted, other);
            }
            if fact.when().iter().any(is_by_calendar) {
                calendar.push(own);
            }
            for whole in wholes(timeline, event) {
                within[whole.index()] += 1;
            }
        }
        let beside = Lists::of(count, &beside);
        let counted = Groups::of(&Lists::of(count, &counted), count);
        let mut by_calendar = vec![false; count];
        for own in calendar {
            by_calendar[counted.of[own as usize] as usize] = true;
        }
        Self {
            graph,
            timeline,
            connected: Groups::of(&beside, count),
            beside,
            counted,
            by_calendar,
            within,
        }
    }

    /// Whether one of some facts has to do with a fact, or with others that some account
    /// of it speaks of; but for itself where it stands alone.
    pub(super) fn is_touched(&self, event: EventId, by: &BTreeSet<EventId>) -> bool {
        let accounts = self.timeline.event(event).accounts();
        let mut groups: BTreeSet<u32> = accounts
            .iter()
            .flat_map(|account| self.groups(event, account))
            .collect();
        groups.insert(self.connected.of[event.index()]);
        let stands_alone = self.connected.with(event.index() as u32).len() == 1;
        let touches = |fact: &u32| {
            let other = EventId::new(*fact);
            by.contains(&other) && !(other == event && stands_alone)
        };
        let mut members = groups
            .iter()
            .flat_map(|group| self.connected.members.get(*group));
        members.any(touches)
    }

    /// What rests on what in a solved network.
    pub(super) fn usual<'n>(&self, network: &'n Network, solution: &'n Solution) -> Usual<'n> {
        let values = &solution.values;
        let mut resting = Vec::new();
        for node in 0..network.len() {
            if let Some(arc) = network.arcs.get(values.floor_by[node] as usize) {
                resting.push((arc.tail, node as u32));
            }
            if let Some(arc) = network.arcs.get(values.ceiling_by[node] as usize) {
                resting.push((arc.head, node as u32));
            }
        }
        let aside = solution.aside.iter();
        let aside = aside.map(|said| network.statements[*said as usize].event);
        let at_odds = solution.conflicts.iter().flat_map(|one| &one.facts);
        let torn = at_odds.copied().chain(aside);
        Usual {
            network,
            solution,
            resting: Lists::of(network.len(), &resting),
            torn: torn.map(|event| self.connected.of[event.index()]).collect(),
        }
    }

    /// The groups that a fact belongs to by one of its accounts.
    fn groups(&self, event: EventId, account: &Account) -> BTreeSet<u32> {
        let spoken = spoken_of(&account.when);
        let causes = account.because.iter().filter_map(|cause| cause.event);
        std::iter::once(event)
            .chain(spoken)
            .chain(causes)
            .map(|one| self.connected.of[one.index()])
            .collect()
    }

    /// One account of a fact solved; `alone` where nobody asks for other facts.
    pub(super) fn solve(
        &self,
        (event, number): (EventId, u32),
        (reading, alone): (Reading<'_>, bool),
        usual: &Usual<'_>,
        work: &mut usize,
    ) -> Solved {
        let reading = Reading {
            account: Some((event, number)),
            ..reading
        };
        let account = &self.timeline.event(event).accounts()[number as usize];
        let groups = self.groups(event, account);
        let is_torn = usual.solution.more || groups.iter().any(|group| usual.torn.contains(group));
        let around = Around {
            here: self,
            usual,
            event,
            account,
            alone,
        };
        if !is_torn && let Some(solved) = around.solve(&groups, reading, work) {
            return solved;
        }
        let members = groups
            .iter()
            .flat_map(|group| self.connected.members.get(*group));
        let (mut network, facts) = around.network(members.copied().collect(), reading, work);
        let solution = conflict::solve(&mut network, self.timeline);
        Solved {
            network,
            solution,
            facts,
            is_whole: true,
        }
    }
}

/// One account of a fact solved.
pub(super) struct Solved {
    pub(super) network: Network,
    pub(super) solution: Solution,
    /// The facts that were looked at, in the order of the file.
    pub(super) facts: Vec<EventId>,
    /// Whether all others lie where they lie by the whole file.
    pub(super) is_whole: bool,
}

/// A fact under one of its accounts, and what lies around it.
struct Around<'a> {
    here: &'a Surroundings<'a>,
    usual: &'a Usual<'a>,
    event: EventId,
    account: &'a Account,
    alone: bool,
}

impl Around<'_> {
    /// Solves as little as does; nothing where the account contradicts the rest.
    fn solve(
        &self,
        groups: &BTreeSet<u32>,
        reading: Reading<'_>,
        work: &mut usize,
    ) -> Option<Solved> {
        let members = |group: &u32| self.here.connected.members.get(*group).len();
        let all: usize = groups.iter().map(members).sum();
        let mut free = self.resting();
        loop {
            if self.may_close_loops() {
                self.free_unbounded(&mut free);
            }
            let rim = self.rim(&free);
            if 2 * (free.len() + rim.len()) > all && free.len() < all {
                // Little is saved by holding the rest.
                let members = |group: &u32| self.here.connected.members.get(*group);
                free = groups.iter().flat_map(members).copied().collect();
                continue;
            }
            let read: BTreeSet<u32> = free.union(&rim).copied().collect();
            let (mut network, facts) = self.network(read, reading, work);
            let mut moved: Vec<u32> = Vec::new();
            for fact in &rim {
                if !self.hold(*fact, &mut network) {
                    moved.push(*fact);
                }
            }
            if moved.is_empty() {
                let solution = conflict::solve_sound(&network, self.here.timeline)?;
                let changed: Vec<u32> = rim
                    .iter()
                    .filter(|fact| !self.stays(**fact, &network, &solution))
                    .copied()
                    .collect();
                let is_whole = changed.is_empty();
                let span = self.span(&free);
                let counts = |fact: &&u32| !self.may_be_let_go(**fact, span, (&network, &solution));
                moved.extend(changed.iter().filter(counts));
                if moved.is_empty() {
                    return Some(Solved {
                        network,
                        solution,
                        facts,
                        is_whole,
                    });
                }
            }
            self.release(&mut free, moved);
        }
    }

    /// The facts that the account may move from the start: what is dated by other
    /// statements, or counted otherwise, and all that rests on it.
    fn resting(&self) -> BTreeSet<u32> {
        let here = self.here;
        let own = self.event.index() as u32;
        let mut changed = BTreeSet::from([own]);
        let wholes = here.timeline.event(self.event).when();
        for whole in wholes.iter().chain(&self.account.when).flat_map(contain) {
            changed.insert(whole.index() as u32);
        }
        let counted: Vec<u32> = counted_from(&self.account.when)
            .map(|other| other.index() as u32)
            .chain([own])
            .collect();
        let is_counted = self.account.when.iter().any(is_by_calendar)
            || counted.iter().any(|fact| here.counts(*fact));
        if is_counted {
            let groups = counted.iter().flat_map(|fact| here.counted.with(*fact));
            changed.extend(groups);
        }
        let usual = self.usual.network;
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        let mut open: Vec<u32> = Vec::new();
        // The points of days are reached from the ends that they lie beside.
        for fact in &changed {
            let event = EventId::new(*fact);
            open.extend([usual.start(event) as u32, usual.finish(event) as u32]);
            open.extend(usual.points_of(event));
        }
        while let Some(node) = open.pop() {
            if seen.insert(node) {
                changed.insert(usual.fact[node as usize]);
                open.extend(self.usual.resting.get(node));
            }
        }
        changed
    }

    /// The facts beside one.
    fn beside(&self, fact: u32) -> impl Iterator<Item = u32> + '_ {
        let own = self.event.index() as u32;
        let account = (fact == own).then(|| {
            let causes = self.account.because.iter().filter_map(|cause| cause.event);
            spoken_of(&self.account.when).chain(causes)
        });
        let told = account.into_iter().flatten();
        let told = told.map(|other| other.index() as u32);
        self.here.beside.get(fact).iter().copied().chain(told)
    }

    /// Sets free what nothing bounds, beside what is free: a loop among such facts
    /// moves none of them.
    fn free_unbounded(&self, free: &mut BTreeSet<u32>) {
        let Usual {
            network, solution, ..
        } = self.usual;
        let values = &solution.values;
        let is_unbounded = |fact: u32| {
            let event = EventId::new(fact);
            let nodes = [network.start(event), network.finish(event)];
            nodes
                .iter()
                .any(|node| values.earliest[*node] == NEVER && values.latest[*node] == EVER)
        };
        let mut open: Vec<u32> = free.iter().copied().collect();
        while let Some(fact) = open.pop() {
            for other in self.beside(fact) {
                if !free.contains(&other) && is_unbounded(other) {
                    free.insert(other);
                    open.push(other);
                }
            }
        }
    }

    /// The facts beside those that are free, and those counted together with any.
    fn rim(&self, free: &BTreeSet<u32>) -> BTreeSet<u32> {
        let here = self.here;
        let mut rim: BTreeSet<u32> = BTreeSet::new();
        for fact in free {
            rim.extend(self.beside(*fact));
        }
        let counted: BTreeSet<u32> = free
            .union(&rim)
            .filter(|fact| here.counts(**fact))
            .map(|fact| here.counted.of[*fact as usize])
            .collect();
        for group in counted {
            rim.extend(here.counted.members.get(group));
        }
        rim.retain(|fact| !free.contains(fact));
        rim
    }

    /// The network of some facts.
    fn network(
        &self,
        facts: BTreeSet<u32>,
        reading: Reading<'_>,
        work: &mut usize,
    ) -> (Network, Vec<EventId>) {
        let own: BTreeSet<EventId> = wholes(self.here.timeline, self.event);
        let part = Part {
            extended: facts
                .iter()
                .map(|fact| {
                    let is_own = own.contains(&EventId::new(*fact));
                    self.here.within[*fact as usize] > u32::from(is_own)
                })
                .collect(),
            facts: facts.into_iter().map(EventId::new).collect(),
        };
        let reading = Reading {
            part: Some(&part),
            ..reading
        };
        let network = Network::build(self.here.graph, reading);
        *work += 1 + network.arcs.len() + network.marks.len() + network.len();
        (network, part.facts)
    }

    /// Holds a fact where it lies by the whole file; not where it lasts now and did not.
    fn hold(&self, fact: u32, network: &mut Network) -> bool {
        let values = &self.usual.solution.values;
        for (node, then) in self.pairs(fact, network) {
            let marks = [
                (Side::Floor, values.earliest[then], NEVER),
                (Side::Ceiling, values.latest[then], EVER),
            ];
            for (side, date, open) in marks {
                if date != open {
                    network.marks.push(Mark {
                        node: node as u32,
                        said: NONE,
                        side,
                        live: true,
                        date,
                    });
                }
            }
        }
        let [(start, then), (finish, last)] = self.pairs(fact, network);
        (start == finish) == (then == last)
    }

    /// Whether a fact lies where it lies by the whole file.
    fn stays(&self, fact: u32, network: &Network, solution: &Solution) -> bool {
        let (now, usual) = (&solution.values, &self.usual.solution.values);
        let pairs = self.pairs(fact, network);
        pairs.iter().all(|(node, then)| {
            now.earliest[*node] == usual.earliest[*then] && now.latest[*node] == usual.latest[*then]
        })
    }

    /// Whether the account asks anything of two points that they are not asked by the
    /// whole file.
    fn may_close_loops(&self) -> bool {
        let (event, usual) = (self.event, self.usual.network);
        !self.account.because.is_empty()
            || spoken_of(&self.account.when).next().is_some()
            || self.here.counts(event.index() as u32)
            || usual.start(event) != usual.finish(event)
    }

    /// The least and the greatest place that what is free, and what the account speaks
    /// of, have in the topological order of the whole file.
    fn span(&self, free: &BTreeSet<u32>) -> (u32, u32) {
        let Usual {
            network, solution, ..
        } = self.usual;
        let causes = self.account.because.iter().filter_map(|cause| cause.event);
        let spoken = spoken_of(&self.account.when).chain(causes);
        let facts = free.iter().map(|fact| EventId::new(*fact)).chain(spoken);
        let nodes = facts.flat_map(|event| {
            let ends = [network.start(event) as u32, network.finish(event) as u32];
            ends.into_iter().chain(network.points_of(event))
        });
        let places = nodes.map(|node| solution.components.of[node as usize]);
        places.fold((u32::MAX, 0), |(least, most), place| {
            (least.min(place), most.max(place))
        })
    }

    /// Whether nothing comes of it that a fact moved: nothing bounds what follows it on
    /// that side, and it leads to nothing that is free.
    fn may_be_let_go(
        &self,
        fact: u32,
        (least, most): (u32, u32),
        (network, now): (&Network, &Solution),
    ) -> bool {
        let usual = &self.usual.solution.values;
        let now = &now.values;
        let pairs = self.pairs(fact, network);
        self.alone
            && pairs.iter().all(|(node, then)| {
                // Each comes after all that it leads to.
                let place = self.usual.solution.components.of[*then];
                let leads_nowhere = usual.latest[*then] == EVER && place < least;
                let comes_from_nowhere = usual.earliest[*then] == NEVER && place > most;
                (now.earliest[*node] == usual.earliest[*then] || leads_nowhere)
                    && (now.latest[*node] == usual.latest[*then] || comes_from_nowhere)
            })
    }

    /// The start and the end of a fact, each by this account and by the whole file.
    fn pairs(&self, fact: u32, network: &Network) -> [(usize, usize); 2] {
        let (event, usual) = (EventId::new(fact), self.usual.network);
        [
            (network.start(event), usual.start(event)),
            (network.finish(event), usual.finish(event)),
        ]
    }

    /// Sets free what moved, and as much more around it as was free before, so that what
    /// moves on and on is looked at a few times only.
    fn release(&self, free: &mut BTreeSet<u32>, moved: Vec<u32>) {
        let most = 2 * free.len() + moved.len();
        let mut open: VecDeque<u32> = moved.into();
        let moved = open.len();
        let mut done = 0;
        while let Some(fact) = open.pop_front() {
            done += 1;
            if done > moved && free.len() >= most {
                break;
            }
            free.insert(fact);
            open.extend(self.beside(fact).filter(|other| !free.contains(other)));
        }
    }
}

impl Surroundings<'_> {
    /// Whether something is counted by the calendar among what is counted together
    /// with a fact.
    fn counts(&self, fact: u32) -> bool {
        self.by_calendar[self.counted.of[fact as usize] as usize]
    }
}

/// The facts that contain a fact by what it says itself.
fn wholes(timeline: &Timeline, event: EventId) -> BTreeSet<EventId> {
    let fact = timeline.event(event);
    let said = fact.when().iter().flat_map(contain);
    said.chain(fact.part_of()).collect()
}

/// The facts that phrases name.
fn spoken_of(when: &[Said]) -> impl Iterator<Item = EventId> + '_ {
    when.iter()
        .flat_map(|said| &said.anchors)
        .copied()
        .flatten()
}

/// The facts that phrases count from, or that share a unit of the calendar.
fn counted_from(when: &[Said]) -> impl Iterator<Item = EventId> + '_ {
    when.iter().flat_map(|said| {
        let meaning = &said.meaning;
        let counted = meaning.relations.iter().filter(|one| {
            one.calendar.is_some() || (one.lag.min.is_some() && one.lag.max.is_some())
        });
        let counted = counted.map(|one| one.anchor);
        let places = counted.chain(meaning.same.iter().map(|(place, ..)| *place));
        places.filter_map(|place| said.anchors.get(place).copied().flatten())
    })
}

/// Whether a phrase counts by the calendar from another fact.
fn is_by_calendar(said: &Said) -> bool {
    let meaning = &said.meaning;
    let counts = |one: &Relation| one.calendar.is_some() || one.seconds.is_some();
    !meaning.same.is_empty() || meaning.relations.iter().any(counts)
}
