//! When each fact can have happened, in what order, and why.
//!
//! Everything a timeline says of dates (its facts' own dates, relations
//! between them, causes, lags, containment) is one simple temporal network.
//! [`solve`] gives every fact the tightest dates, finds what contradicts
//! itself, and puts the facts in order.

mod certainty;
mod component;
mod conflict;
mod dates;
mod days;
mod explain;
mod hull;
mod minimal;
mod network;
mod order;
mod outline;
mod propagate;
mod reason;
mod report;
mod shortcut;
mod statement;
mod units;
mod verdict;
mod vicinity;
mod withdrawal;
mod words;
mod worlds;

pub use certainty::{Certainty, Succession, Sureness};
pub use conflict::{Conflict, Step};
pub(crate) use explain::accounts as account_words;
pub use explain::{Cited, Explanation, Ground, cite, explain, explain_in_short};
pub use outline::Outline;
pub use reason::{Limit, Reason, Resting};
pub use statement::{Clause, Standing, Statement};
pub use verdict::{Verdict, notes};
pub use withdrawal::{Broken, Widened, Withdrawal, without};
pub use worlds::World;

use crate::date::{Instant, Kind, Window, Zone};
use crate::diagnostic::Diagnostic;
use crate::graph::{CausalGraph, Link};
use crate::timeline::{EventId, Said, Timeline};
use network::{EVER, NEVER, Network, Reading};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The tightest window of both ends of a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// When it can have started.
    pub start: Window,
    /// When it can have ended; equal to `start` for a moment that contains no
    /// other fact.
    pub end: Window,
}

impl Bounds {
    /// Whether both are the same but for the nanoseconds by which facts in a row
    /// are told apart, which narrow nothing.
    pub(crate) fn is_near(self, other: Self) -> bool {
        let near = |one: Option<Instant>, other: Option<Instant>| match (one, other) {
            (Some(one), Some(other)) => {
                one.nanoseconds().abs_diff(other.nanoseconds()) < reason::ROW
            }
            (one, other) => one == other,
        };
        let pairs = [(self.start, other.start), (self.end, other.end)];
        pairs.iter().all(|(one, other)| {
            near(one.earliest, other.earliest) && near(one.latest, other.latest)
        })
    }
}

/// Every fact's bounds and the order of all.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    bounds: Vec<Bounds>,
    stated: Vec<Bounds>,
    kinds: Vec<Kind>,
    order: Vec<EventId>,
    faulty: Vec<bool>,
    /// Statements that were set aside because of a contradiction, sorted.
    aside: Vec<Statement>,
    conflicts: Vec<Conflict>,
    worlds: BTreeMap<EventId, Vec<World>>,
    /// When facts begin of which only accounts say when.
    told: order::Told,
    /// The zone that dates are told in.
    zone: Zone,
    solved: Arc<Solved>,
}

/// The network behind the bounds, kept for those who ask why.
#[derive(Clone, Debug, Default)]
struct Solved {
    network: Network,
    solution: conflict::Solution,
    /// Built when the first reason is asked for.
    own: OnceLock<reason::OwnDates>,
}

impl Schedule {
    /// The tightest bounds of a fact.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn bounds(&self, event: EventId) -> Bounds {
        self.bounds[event.index()]
    }

    /// What its own dates alone say.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn stated(&self, event: EventId) -> Bounds {
        self.stated[event.index()]
    }

    /// Whether it is a moment or a span, as its dates say; a fact without
    /// dates is a span where others lie within it, else a moment.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn kind(&self, event: EventId) -> Kind {
        self.kinds[event.index()]
    }

    /// Whether its bounds are narrower than its own dates say.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn is_derived(&self, event: EventId) -> bool {
        !self.bounds(event).is_near(self.stated(event))
    }

    /// Every fact, in order: causes and whatever else certainly comes first
    /// before what follows, then by earliest date, then by latest, then by
    /// place in the file.
    ///
    /// A fact whose earliest date nothing bounds stands as late as it can
    /// without pushing another from its earliest date: right before the first
    /// fact that it certainly precedes, or else at its own latest date. One
    /// that nothing bounds at all comes at the end. One of which only competing
    /// accounts say when stands where the first of them has it.
    pub fn order(&self) -> &[EventId] {
        &self.order
    }

    /// The contradictions that were found, in the order of discovery.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Whether a contradiction speaks of that fact.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn is_faulty(&self, event: EventId) -> bool {
        self.faulty[event.index()]
    }

    /// Whether that link was set aside because of a contradiction.
    pub fn is_faulty_link(&self, link: Link) -> bool {
        self.is_set_aside(Statement {
            event: link.effect,
            clause: Clause::Because(link.index),
        })
    }

    /// The facts that can have happened within a window, in order; a side left
    /// open takes everything on that side.
    pub fn overlapping(&self, window: Window) -> Vec<EventId> {
        let order = self.order.iter().copied();
        order
            .filter(|event| {
                let mut told = self.told(*event);
                told.any(|one| one.intersection(window).is_some())
            })
            .collect()
    }

    /// Whether a statement was set aside because of a contradiction, so that
    /// it bounds nothing here.
    pub fn is_set_aside(&self, statement: Statement) -> bool {
        self.aside.binary_search(&statement).is_ok()
    }
}

/// Solves everything that a graph's timeline says of dates.
///
/// Contradictions are reported, each as a smallest set of statements that
/// cannot all hold. One statement of each is then set aside: the least sure
/// link if there is a link, else the last written phrase; the rest is solved
/// without it. Links on causal loops bound nothing.
///
/// A fact that competing accounts tell is solved under each of them as well,
/// one account at a time; see [`Schedule::worlds`].
///
/// Without contradictions and mutual bounds the time is linear in facts and
/// statements, apart from the sorting of the facts.
///
/// ```
/// use causeline::schedule::solve;
/// use causeline::testing::TimelineBuilder;
/// let graph = TimelineBuilder::new()
///     .event("rain").in_year(2022)
///     .event("flood").in_year(2021).caused_by("rain")
///     .graph()
///     .unwrap();
/// let (schedule, told) = solve(&graph);
/// // A flood cannot come before the rain that caused it.
/// assert_eq!(schedule.conflicts().len(), 1);
/// assert_eq!(told.len(), 1);
/// ```
pub fn solve(graph: &CausalGraph) -> (Schedule, Vec<Diagnostic>) {
    let timeline = graph.timeline();
    let mut accounts = worlds::solve(graph, None);
    let reading = Reading {
        told: Some(&accounts.hulls),
        ..Reading::default()
    };
    let mut schedule = Schedule::of(graph, Network::build(graph, reading), &accounts.hulls);
    let mut diagnostics = report::contradictions(timeline, &schedule);
    accounts.report(timeline, schedule.conflicts(), &mut diagnostics);
    schedule.add_worlds(accounts);
    schedule.order_by_accounts(graph);
    (schedule, diagnostics)
}

impl Schedule {
    fn of(graph: &CausalGraph, mut network: Network, told: &hull::Hulls) -> Self {
        let timeline = graph.timeline();
        let solution = conflict::solve(&mut network, timeline);
        let mut faulty = vec![false; timeline.events().len()];
        for conflict in &solution.conflicts {
            for event in &conflict.facts {
                faulty[event.index()] = true;
            }
        }
        let mut aside: Vec<Statement> = solution
            .aside
            .iter()
            .map(|said| network.statements[*said as usize])
            .collect();
        aside.sort_unstable();
        Self {
            bounds: timeline
                .ids()
                .map(|event| bounds(&network, &solution, event))
                .collect(),
            stated: stated(timeline, told),
            kinds: network.kinds.clone(),
            order: order::order(&network, &solution, &order::Told::new()),
            faulty,
            aside,
            conflicts: solution.conflicts.clone(),
            worlds: BTreeMap::new(),
            told: order::Told::new(),
            zone: dates::zone(timeline),
            solved: Arc::new(Solved {
                network,
                solution,
                own: OnceLock::new(),
            }),
        }
    }
}

fn bounds(network: &Network, solution: &conflict::Solution, event: EventId) -> Bounds {
    let values = &solution.values;
    let window = |node: usize| Window {
        earliest: known(values.earliest[node]),
        latest: known(values.latest[node]),
    };
    Bounds {
        start: window(network.start(event)),
        end: window(network.finish(event)),
    }
}

/// A date of the network as an instant, if anything bounds it.
fn known(date: i128) -> Option<Instant> {
    (date != NEVER && date != EVER).then(|| Instant::from_nanoseconds(date))
}

fn stated(timeline: &Timeline, told: &hull::Hulls) -> Vec<Bounds> {
    let stated = timeline.ids().map(|event| match told.get(&event) {
        Some(hull) => hull.bounds,
        None => stated_by(timeline.event(event).when()),
    });
    stated.collect()
}

/// What phrases say by their own dates; where these exclude one another, the
/// first of them counts.
fn stated_by(when: &[Said]) -> Bounds {
    let mut bounds = Bounds::default();
    for said in when {
        let meaning = &said.meaning;
        let end = match meaning.kind {
            Kind::Moment => meaning.start,
            Kind::Span => meaning.end,
        };
        if let (Some(start), Some(end)) = (
            bounds.start.intersection(meaning.start),
            bounds.end.intersection(end),
        ) {
            bounds = Bounds { start, end };
        }
    }
    bounds
}
