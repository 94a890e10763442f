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
use crate::timeline::{Event, Timeline};

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

/// The ids of the sources of a fact.
fn sources<'t>(timeline: &'t Timeline, event: &Event) -> Vec<&'t str> {
    let sources = event.sources().iter();
    sources
        .map(|support| timeline.source(support.source).id.as_str())
        .collect()
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
