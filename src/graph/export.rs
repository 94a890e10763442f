//! The graph in the formats of other tools. Same graph, same bytes; any text
//! is escaped so that it cannot break out of its place.

mod dot;
mod graphml;
mod json;
mod mermaid;

pub use dot::dot;
pub use graphml::graphml;
pub use json::json;
pub use mermaid::mermaid;

use super::{CausalGraph, Link};
use crate::date::{Window, Zone, iso};
use crate::timeline::{Event, EventId, Timeline};

/// When facts were, as solved, and how that is told.
#[derive(Clone, Copy)]
pub struct Solved<'s> {
    /// When a fact can have started, and when it can have ended; the same for what happened
    /// once.
    pub ends: &'s dyn Fn(EventId) -> [Window; 2],
    /// The zone that dates are told in.
    pub zone: Zone,
    /// Its name; nothing where the file names none.
    pub timezone: Option<&'s str>,
}

impl Solved<'_> {
    /// The first and the last moment of a window in the form of ISO 8601.
    fn told(&self, window: Window) -> [Option<String>; 2] {
        [window.earliest, window.latest].map(|end| end.map(|end| iso(end, self.zone)))
    }

    /// When a fact can have started at the earliest, and ended at the latest.
    fn outer(&self, event: EventId) -> [Option<String>; 2] {
        let [start, end] = (self.ends)(event);
        self.told(Window::new(start.earliest, end.latest))
    }
}

/// What was written of a fact's date; several phrases joined by commas.
fn when(event: &Event) -> String {
    let phrases: Vec<&str> = event.when().iter().map(|said| said.text.as_str()).collect();
    phrases.join(", ")
}

/// The ids of the actors of a fact.
fn who<'t>(timeline: &'t Timeline, event: &Event) -> Vec<&'t str> {
    let who = event.who().iter();
    who.map(|id| timeline.actor(*id).id.as_str()).collect()
}

/// The ids of the sources of a fact, each once.
fn sources<'t>(timeline: &'t Timeline, event: &Event) -> Vec<&'t str> {
    let mut ids: Vec<&str> = Vec::new();
    for support in event.sources() {
        let id = timeline.source(support.source).id.as_str();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The ids of the sources of a link.
fn link_sources(graph: &CausalGraph, link: Link) -> Vec<&str> {
    let sources = graph.cause(link).sources.iter();
    sources
        .map(|id| graph.timeline.source(*id).id.as_str())
        .collect()
}

/// The id of the kind of a link.
fn kind(graph: &CausalGraph, link: Link) -> &str {
    &graph.timeline.link_kind(graph.cause(link).kind).id
}

/// Every link, those that accounts claim last.
fn all_links(graph: &CausalGraph) -> impl Iterator<Item = Link> + '_ {
    graph.links().chain(graph.claims().iter().copied())
}

/// The name of the account that alone claims a link.
fn account(graph: &CausalGraph, link: Link) -> Option<&str> {
    graph.account(link).map(|account| account.name.as_str())
}

/// How sure a link is, as files write it.
fn confidence(graph: &CausalGraph, link: Link) -> String {
    super::outline::confidence(graph.cause(link).confidence)
}
