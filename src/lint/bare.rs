//! Facts and causes that nothing backs or connects.

use super::{Lint, warning};
use crate::diagnostic::Diagnostic;
use crate::graph::{CausalGraph, Link};
use crate::timeline::{Event, EventId, Slot};

/// Facts without a source.
pub(super) fn facts(graph: &CausalGraph) -> Vec<Diagnostic> {
    let timeline = graph.timeline();
    if !timeline.events().iter().any(is_sourced) {
        return Vec::new();
    }
    let bare = timeline
        .ids()
        .filter(|event| !is_sourced(timeline.event(*event)));
    bare.map(|event| {
        let name = timeline.event(event).name();
        warning(
            Lint::UnsourcedFact,
            format!("`{name}` names no source"),
            "add a `source`",
        )
        .by(timeline.pointer(event, &Slot::Id))
        .facts([name])
    })
    .collect()
}

/// Whether a fact, or every account of it, names a source.
fn is_sourced(event: &Event) -> bool {
    let accounts = event.accounts();
    !event.sources().is_empty()
        || (!accounts.is_empty() && accounts.iter().all(|one| !one.sources.is_empty()))
}

/// Causes without a source of their own.
pub(super) fn causes(graph: &CausalGraph) -> Vec<Diagnostic> {
    let is_sourced = |link: &Link| !graph.cause(*link).sources.is_empty();
    if !graph.links().any(|link| is_sourced(&link)) {
        return Vec::new();
    }
    let timeline = graph.timeline();
    let mut bare: Vec<Link> = graph.links().filter(|link| !is_sourced(link)).collect();
    bare.sort_unstable_by_key(|link| (link.effect, link.index));
    bare.into_iter()
        .map(|link| {
            let (cause, effect) = (graph.name(link.cause), graph.name(link.effect));
            warning(
                Lint::UnsourcedCause,
                format!("nobody is named who says that `{cause}` led to `{effect}`"),
                "add a `source` to the link",
            )
            .by(timeline.pointer(link.effect, &graph.cause(link).slot))
            .facts([cause, effect])
        })
        .collect()
}

/// Facts that nothing connects with the others: no cause, no effect, no
/// containment, no date measured from another or by another.
pub(super) fn orphans(graph: &CausalGraph) -> Vec<Diagnostic> {
    if graph.links().len() == 0 {
        return Vec::new();
    }
    let timeline = graph.timeline();
    let mut connected = vec![false; timeline.events().len()];
    for event in timeline.ids() {
        let fact = timeline.event(event);
        // A name that is at fault was meant to connect it.
        connected[event.index()] |= fact.when().iter().any(|said| said.anchors.contains(&None));
        let phrases = fact.when().iter();
        let named = phrases.flat_map(|said| said.anchors.iter().flatten());
        for other in named.copied().chain(fact.part_of()) {
            connected[other.index()] = true;
            connected[event.index()] = true;
        }
        for account in fact.accounts() {
            let causes = account.because.iter().filter_map(|cause| cause.event);
            let named = account.when.iter();
            let named = named.flat_map(|said| said.anchors.iter().flatten().copied());
            for other in causes.chain(named) {
                connected[other.index()] = true;
                connected[event.index()] = true;
            }
        }
    }
    let alone = graph.orphans().into_iter();
    alone
        .filter(|event: &EventId| !connected[event.index()])
        .map(|event| {
            let name = timeline.event(event).name();
            warning(
                Lint::OrphanFact,
                format!("nothing connects `{name}` with the other facts"),
                "name its causes under `because`, or name it as a cause",
            )
            .by(timeline.pointer(event, &Slot::Id))
            .facts([name])
        })
        .collect()
}
