//! JSON for programs.

use super::{Solved, account, all_links, kind, link_sources, sources, when, who};
use crate::graph::CausalGraph;
use crate::timeline::{Confidence, Support, Timeline};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'g> {
    title: &'g str,
    timezone: Option<&'g str>,
    facts: Vec<Fact<'g>>,
    links: Vec<Arrow<'g>>,
}

#[derive(Serialize)]
struct Fact<'g> {
    id: &'g str,
    what: &'g str,
    when: Option<String>,
    start: Bounds,
    end: Bounds,
    who: Vec<&'g str>,
    sources: Vec<&'g str>,
    support: Vec<Quoted<'g>>,
    status: &'static str,
    tags: &'g [String],
}

#[derive(Serialize)]
struct Bounds {
    earliest: Option<String>,
    latest: Option<String>,
}

/// The words of a source, and where in it they stand.
#[derive(Serialize)]
struct Quoted<'g> {
    source: &'g str,
    quote: Option<&'g str>,
    at: Option<&'g str>,
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

/// The graph as JSON: `title`, `timezone`, `facts` in the order of the file with the dates
/// as written and as solved and what they rest on, and `links` with the ids of cause and
/// effect, kind, confidence (a word or a number from 0 to 100), sources, note, whether the
/// link lies on a loop, and the account that alone claims it.
pub fn json(graph: &CausalGraph, solved: Solved<'_>) -> String {
    let timeline = graph.timeline();
    let bounds = |window| {
        let [earliest, latest] = solved.told(window);
        Bounds { earliest, latest }
    };
    let facts = timeline.ids().map(|id| {
        let event = timeline.event(id);
        let [start, end] = (solved.ends)(id).map(bounds);
        Fact {
            id: event.name(),
            what: event.what(),
            when: Some(when(event)).filter(|when| !when.is_empty()),
            start,
            end,
            who: who(timeline, event),
            sources: sources(timeline, event),
            support: support(timeline, event.sources()),
            status: event.status().word(),
            tags: event.tags(),
        }
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
        timezone: solved.timezone,
        facts: facts.collect(),
        links: links.collect(),
    };
    // Strings and numbers always have a form in JSON.
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}

fn support<'g>(timeline: &'g Timeline, sources: &'g [Support]) -> Vec<Quoted<'g>> {
    let quoted = sources.iter().map(|support| Quoted {
        source: &timeline.source(support.source).id,
        quote: support.quote.as_deref(),
        at: support.at.as_deref(),
    });
    quoted.collect()
}
