//! JSON for programs.

use super::{account, all_links, kind, link_sources, sources, when, who};
use crate::graph::CausalGraph;
use crate::timeline::Confidence;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'g> {
    title: &'g str,
    facts: Vec<Fact<'g>>,
    links: Vec<Arrow<'g>>,
}

#[derive(Serialize)]
struct Fact<'g> {
    id: &'g str,
    what: &'g str,
    when: Option<String>,
    who: Vec<&'g str>,
    sources: Vec<&'g str>,
    status: &'static str,
    tags: &'g [String],
}

#[derive(Serialize)]
struct Arrow<'g> {
    cause: &'g str,
    effect: &'g str,
    kind: &'g str,
    confidence: Confidence,
    sources: Vec<&'g str>,
    note: Option<&'g str>,
    in_loop: bool,
    account: Option<&'g str>,
}

/// The graph as JSON: `title`, `facts` in the order of the file, and `links`
/// with the ids of cause and effect, kind, confidence (a word or a number from
/// 0 to 100), sources, note, whether the link lies on a loop, and the account that alone
/// claims it.
pub fn json(graph: &CausalGraph) -> String {
    let timeline = graph.timeline();
    let facts = timeline.events().iter().map(|event| Fact {
        id: event.name(),
        what: event.what(),
        when: Some(when(event)).filter(|when| !when.is_empty()),
        who: who(timeline, event),
        sources: sources(timeline, event),
        status: event.status().word(),
        tags: event.tags(),
    });
    let links = all_links(graph).map(|link| Arrow {
        cause: graph.name(link.cause),
        effect: graph.name(link.effect),
        kind: kind(graph, link),
        confidence: graph.cause(link).confidence,
        sources: link_sources(graph, link),
        note: graph.cause(link).note.as_deref(),
        in_loop: link.account.is_none() && graph.is_in_loop(link),
        account: account(graph, link),
    });
    let document = Document {
        title: timeline.title(),
        facts: facts.collect(),
        links: links.collect(),
    };
    // Strings and numbers always have a form in JSON.
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}
