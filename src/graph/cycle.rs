//! Causal loops: each knot of facts that cause one another is told by its
//! shortest loop.
//!
//! Nothing here recurses: a loop may have as many facts as the file.

use super::{CausalGraph, Link};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Anchor;
use crate::timeline::EventId;
use petgraph::algo::kosaraju_scc;
use std::collections::VecDeque;

/// A fact that is, by way of others, among its own causes.
const LOOP: Code = Code("E051");

/// How many arrows all searches for short loops may look at in one knot.
const EFFORT: usize = 4_000_000;
/// How many links of a loop are pointed at.
const PLACES: usize = 60;

/// A causal loop: each link's effect is the next one's cause, and the last
/// one's effect is the first one's cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    links: Vec<Link>,
    weakest: usize,
}

impl Loop {
    /// Its links, each leading to the next.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The link whose removal is proposed: the least sure one; among equals
    /// the one written last.
    pub fn weakest(&self) -> Link {
        self.links[self.weakest]
    }
}

/// Finds the knots of a graph that has loops, fills in its groups, loops and
/// sequence, and reports each knot.
pub(super) fn find(graph: &mut CausalGraph, diagnostics: &mut Vec<Diagnostic>) {
    // Effects come before causes in what Kosaraju's algorithm gives.
    let mut knots: Vec<Vec<EventId>> = kosaraju_scc(&graph.graph)
        .into_iter()
        .map(|knot| knot.into_iter().map(|node| graph.graph[node]).collect())
        .collect();
    knots.reverse();
    graph.groups = vec![0; graph.len()];
    for (number, knot) in knots.iter_mut().enumerate() {
        knot.sort_unstable();
        for event in knot.iter() {
            graph.groups[event.index()] = number as u32;
        }
    }
    graph.sequence = knots.concat();
    let mut loops: Vec<Loop> = knots
        .iter()
        .filter(|knot| knot.len() > 1)
        .filter_map(|knot| shortest_loop(graph, knot))
        .collect();
    loops.sort_by_key(|found| found.links.iter().map(|link| link.cause).min());
    diagnostics.extend(loops.iter().map(|found| report(graph, found)));
    graph.loops = loops;
}

/// The shortest loop of a knot, by a breadth-first search from each of its
/// facts in the order of the file; in a knot so large that this would take
/// more than [`EFFORT`] steps, the shortest of those found by then.
fn shortest_loop(graph: &CausalGraph, knot: &[EventId]) -> Option<Loop> {
    let mut best: Option<Vec<Link>> = None;
    let mut effort = 0;
    let mut search = Search::new(graph);
    for start in knot {
        let limit = best.as_ref().map_or(usize::MAX, Vec::len);
        if let Some(found) = search.from(*start, limit, &mut effort) {
            best = Some(found);
        }
        if effort > EFFORT || best.as_ref().is_some_and(|best| best.len() == 2) {
            break;
        }
    }
    let links = best?;
    let weakest = (0..links.len())
        .min_by_key(|index| {
            let link = links[*index];
            let place = (link.effect, link.index);
            (
                graph.cause(link).confidence.percent(),
                std::cmp::Reverse(place),
            )
        })
        .unwrap_or(0);
    Some(Loop { links, weakest })
}

struct Search<'g> {
    graph: &'g CausalGraph,
    /// How each fact was reached, and in which search.
    reached: Vec<Option<(EventId, Link)>>,
}

impl<'g> Search<'g> {
    fn new(graph: &'g CausalGraph) -> Self {
        Self {
            graph,
            reached: vec![None; graph.len()],
        }
    }

    /// The shortest loop through `start` of fewer than `limit` links.
    fn from(&mut self, start: EventId, limit: usize, effort: &mut usize) -> Option<Vec<Link>> {
        let mut queue = VecDeque::from([(start, 0)]);
        while let Some((event, steps)) = queue.pop_front() {
            if steps + 1 >= limit {
                return None;
            }
            let mut links: Vec<Link> = self
                .graph
                .outgoing(event)
                .filter(|link| self.graph.is_in_loop(*link))
                .collect();
            links.sort_unstable_by_key(|link| link.effect);
            *effort += links.len();
            for link in links {
                if link.effect == start {
                    return Some(self.walk_back(start, link));
                }
                let reached = &mut self.reached[link.effect.index()];
                if reached.is_none_or(|(search, _)| search != start) {
                    *reached = Some((start, link));
                    queue.push_back((link.effect, steps + 1));
                }
            }
        }
        None
    }

    fn walk_back(&self, start: EventId, last: Link) -> Vec<Link> {
        let mut links = vec![last];
        let mut event = last.cause;
        while event != start {
            let Some((_, link)) = self.reached[event.index()] else {
                break;
            };
            links.push(link);
            event = link.cause;
        }
        links.reverse();
        links
    }
}

fn report(graph: &CausalGraph, found: &Loop) -> Diagnostic {
    let weakest = found.weakest();
    let name = |event| graph.name(event);
    let place = |link: Link| graph.timeline.pointer(link.effect, &graph.cause(link).slot);
    let mut diagnostic = Diagnostic::error(LOOP, told(graph, found))
        .by(place(weakest))
        .label(format!(
            "`{}` led to `{}`",
            name(weakest.cause),
            name(weakest.effect)
        ))
        .help(format!(
            "take out one of these links: perhaps `{}` as a cause of `{}`, {}",
            name(weakest.cause),
            name(weakest.effect),
            if graph.cause(weakest).confidence.percent() < 100 {
                "the least sure of them"
            } else {
                "the one written last"
            }
        ))
        .facts(found.links.iter().map(|link| name(link.cause)));
    for link in found.links.iter().take(PLACES) {
        if *link != weakest {
            let words = format!("`{}` led to `{}`", name(link.cause), name(link.effect));
            diagnostic = diagnostic.related(Anchor::By(place(*link)), words);
        }
    }
    diagnostic
}

fn told(graph: &CausalGraph, found: &Loop) -> String {
    let names: Vec<String> = found
        .links
        .iter()
        .map(|link| format!("`{}`", graph.name(link.cause)))
        .collect();
    let chain = if names.len() <= 8 {
        names.join(" → ")
    } else {
        let rest = names.len() - 6;
        format!(
            "{} → ({rest} more) → {}",
            names[..3].join(" → "),
            names[names.len() - 3..].join(" → ")
        )
    };
    format!(
        "a fact cannot be among its own causes: {chain} → {}",
        names.first().map_or("", String::as_str)
    )
}
