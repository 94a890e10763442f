//! What falls with a source.

use super::network::{Network, Reading};
use super::{Bounds, Clause, Schedule, Statement, dates, worlds};
use crate::graph::{CausalGraph, Link};
use crate::timeline::{EventId, SourceId};
use std::collections::{BTreeSet, VecDeque};
use std::fmt;

/// How many links may be looked at in all to tell chains through fallen links.
const WORK: usize = 20_000_000;

/// A fact whose bounds are wider without the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widened {
    /// The fact.
    pub event: EventId,
    /// Its bounds with the source.
    pub from: Bounds,
    /// Its bounds without it.
    pub to: Bounds,
}

/// A causal link that falls with the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The link.
    pub link: Link,
    /// Whether its effect still follows from its cause by way of other links;
    /// `None` where so many links fell that nobody looked.
    pub has_other_way: Option<bool>,
    /// The shortest chain through the link, from a fact without causes to a
    /// fact without effects; just the link itself in very large falls.
    pub chain: Vec<EventId>,
}

/// What falls with a source.
#[derive(Clone, Debug)]
pub struct Withdrawal<'g> {
    graph: &'g CausalGraph,
    source: SourceId,
    unsupported: Vec<EventId>,
    accounts: Vec<(EventId, usize)>,
    widened: Vec<Widened>,
    broken: Vec<Broken>,
}

impl Withdrawal<'_> {
    /// The facts that no other source supports, in the order of the file.
    pub fn unsupported(&self) -> &[EventId] {
        &self.unsupported
    }

    /// The accounts that no other source supports: each fact with the account's
    /// place among those of the fact.
    pub fn accounts(&self) -> &[(EventId, usize)] {
        &self.accounts
    }

    /// The facts whose bounds are wider without it, in the order of the file.
    pub fn widened(&self) -> &[Widened] {
        &self.widened
    }

    /// The causal links that fall, in the order of the file.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// Whether nothing rests on that source alone.
    pub fn is_empty(&self) -> bool {
        self.unsupported.is_empty()
            && self.accounts.is_empty()
            && self.widened.is_empty()
            && self.broken.is_empty()
    }
}

/// What falls if a source falls: every statement that it alone supports is
/// taken away, and the rest is solved again. A link rests on its own sources,
/// and where it names none on those of its effect; a statement for which
/// nobody names a source stays.
///
/// ```
/// use causeline::schedule::{solve, without};
/// use causeline::testing::TimelineBuilder;
/// let graph = TimelineBuilder::new()
///     .event("rain").in_year(2021)
///     .event("flood").caused_by("rain").cause_source("diary")
///     .graph()
///     .unwrap();
/// let (schedule, _) = solve(&graph);
/// let withdrawal = without(&graph, &schedule, graph.source("diary").unwrap());
/// // Without the diary nothing says when the flood came.
/// assert_eq!(withdrawal.widened().len(), 1);
/// ```
///
/// # Panics
/// Where the source is of another timeline.
pub fn without<'g>(
    graph: &'g CausalGraph,
    schedule: &Schedule,
    source: SourceId,
) -> Withdrawal<'g> {
    let timeline = graph.timeline();
    let told = worlds::solve(graph, Some(source)).hulls;
    let reading = Reading {
        without: Some(source),
        told: Some(&told),
        ..Reading::default()
    };
    let solved = Schedule::of(graph, Network::build(graph, reading), &told);
    let widened = timeline.ids().filter_map(|event| {
        let (from, to) = (schedule.bounds(event), solved.bounds(event));
        (!from.is_near(to)).then_some(Widened { event, from, to })
    });
    let unsupported = timeline.ids().filter(|event| {
        let support = timeline.event(*event).sources();
        !support.is_empty() && support.iter().all(|one| one.source == source)
    });
    Withdrawal {
        graph,
        source,
        unsupported: unsupported.collect(),
        accounts: accounts(graph, source),
        widened: widened.collect(),
        broken: broken(graph, source),
    }
}

/// The accounts that one source alone supports.
fn accounts(graph: &CausalGraph, source: SourceId) -> Vec<(EventId, usize)> {
    let timeline = graph.timeline();
    let of = |event: EventId| {
        let told = timeline.event(event).accounts().iter().enumerate();
        told.filter(|(_, account)| {
            let support = &account.sources;
            !support.is_empty() && support.iter().all(|one| one.source == source)
        })
        .map(move |(place, _)| (event, place))
    };
    timeline.ids().flat_map(of).collect()
}

fn broken(graph: &CausalGraph, source: SourceId) -> Vec<Broken> {
    let mut fallen: Vec<Link> = graph
        .links()
        .filter(|link| {
            let statement = Statement {
                event: link.effect,
                clause: Clause::Because(link.index),
            };
            statement.rests_only_on(graph.timeline(), source)
        })
        .collect();
    fallen.sort_unstable_by_key(|link| (link.effect, link.index));
    let gone: BTreeSet<(EventId, u32)> = fallen
        .iter()
        .map(|link| (link.effect, link.index))
        .collect();
    let chains = WORK / (1 + graph.len() + graph.links().len());
    let mut work = WORK;
    fallen
        .into_iter()
        .enumerate()
        .map(|(number, link)| Broken {
            link,
            has_other_way: leads(graph, link, &gone, &mut work),
            chain: if number < chains {
                chain(graph, link)
            } else {
                vec![link.cause, link.effect]
            },
        })
        .collect()
}

/// Whether a link's effect follows from its cause without the fallen links;
/// `None` where no work is left to find out.
fn leads(
    graph: &CausalGraph,
    link: Link,
    gone: &BTreeSet<(EventId, u32)>,
    work: &mut usize,
) -> Option<bool> {
    let mut seen = BTreeSet::from([link.cause]);
    let mut open = vec![link.cause];
    while let Some(event) = open.pop() {
        for next in graph.outgoing(event) {
            *work = work.checked_sub(1)?;
            if gone.contains(&(next.effect, next.index)) {
                continue;
            }
            if next.effect == link.effect {
                return Some(true);
            }
            if seen.insert(next.effect) {
                open.push(next.effect);
            }
        }
    }
    Some(false)
}

/// The shortest chain through a link from a root to an end.
fn chain(graph: &CausalGraph, link: Link) -> Vec<EventId> {
    let mut chain = nearest(link.cause, |event| {
        graph.incoming(event).map(|link| link.cause).collect()
    });
    chain.reverse();
    chain.extend(nearest(link.effect, |event| {
        graph.outgoing(event).map(|link| link.effect).collect()
    }));
    chain
}

/// The shortest way to a fact from which nothing goes on.
fn nearest(start: EventId, next: impl Fn(EventId) -> Vec<EventId>) -> Vec<EventId> {
    let mut came = std::collections::BTreeMap::from([(start, start)]);
    let mut queue = VecDeque::from([start]);
    while let Some(event) = queue.pop_front() {
        let mut after = next(event);
        after.sort_unstable();
        if after.is_empty() {
            let mut way = vec![event];
            let mut at = event;
            while at != start {
                at = came[&at];
                way.push(at);
            }
            way.reverse();
            return way;
        }
        for one in after {
            if let std::collections::btree_map::Entry::Vacant(entry) = came.entry(one) {
                entry.insert(event);
                queue.push_back(one);
            }
        }
    }
    vec![start]
}

/// The report as text: facts without support, wider bounds, broken links.
impl fmt::Display for Withdrawal<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.graph.timeline().source(self.source);
        if self.is_empty() {
            return writeln!(formatter, "nothing rests on “{}” alone", source.title);
        }
        writeln!(formatter, "without “{}”:", source.title)?;
        for event in &self.unsupported {
            writeln!(
                formatter,
                "  `{}` loses all support",
                self.graph.name(*event)
            )?;
        }
        for (event, account) in &self.accounts {
            let accounts = self.graph.timeline().event(*event).accounts();
            writeln!(
                formatter,
                "  the account of `{}` of `{}` loses all support",
                accounts[*account].name,
                self.graph.name(*event)
            )?;
        }
        let zone = dates::zone(self.graph.timeline());
        for one in &self.widened {
            let told = |window| dates::window(zone, window);
            let (from, to) = (told(one.from.start), told(one.to.start));
            let name = self.graph.name(one.event);
            if from == to {
                let (from, to) = (told(one.from.end), told(one.to.end));
                writeln!(formatter, "  `{name}` ended {from}; now {to}")?;
            } else {
                writeln!(formatter, "  `{name}` was {from}; now {to}")?;
            }
        }
        for one in &self.broken {
            let names: Vec<&str> = one.chain.iter().map(|id| self.graph.name(*id)).collect();
            let still = match one.has_other_way {
                Some(true) => ", though another way remains",
                Some(false) => "",
                None => " (other ways were not looked for: the graph is too large)",
            };
            writeln!(
                formatter,
                "  `{}` no longer leads to `{}`{still}: {}",
                self.graph.name(one.link.cause),
                self.graph.name(one.link.effect),
                names.join(" -> ")
            )?;
        }
        Ok(())
    }
}
