//! Building the graph: every cause of every fact becomes an arrow.

use super::{CausalGraph, Link, cycle};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Anchor;
use crate::timeline::{EventId, Timeline};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// A fact named as its own cause.
const SELF_CAUSE: Code = Code("E050");
/// The same cause named twice for one fact.
const TWICE: Code = Code("W050");

/// Makes the causal graph of a timeline, and tells what is wrong with it.
///
/// A fact named as its own cause is refused and left out. A cause that a fact
/// names twice counts once, as first written. Names that are of no fact were
/// reported by whoever read the file and are passed over. Loops stay in the
/// graph and are reported, each knot with its shortest loop; see
/// [`CausalGraph::is_in_loop`].
///
/// Takes time linear in facts and links, as long as there are no loops.
///
/// ```
/// use causeline::graph::connect;
/// use causeline::testing::TimelineBuilder;
/// let timeline = TimelineBuilder::new()
///     .event("rain").in_year(2021)
///     .event("flood").caused_by("rain")
///     .timeline()
///     .unwrap();
/// let (graph, told) = connect(timeline.into());
/// assert!(told.is_empty());
/// assert_eq!(graph.effects_of("rain").unwrap(), ["flood"]);
/// ```
pub fn connect(timeline: Arc<Timeline>) -> (CausalGraph, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let links = collect(&timeline, &mut diagnostics);
    let mut graph = DiGraph::with_capacity(timeline.events().len(), links.len());
    for event in timeline.ids() {
        graph.add_node(event);
    }
    for link in links {
        graph.add_edge(
            NodeIndex::new(link.cause.index()),
            NodeIndex::new(link.effect.index()),
            link,
        );
    }
    let claims = claims(&timeline);
    let mut result = CausalGraph {
        timeline,
        graph,
        claims,
        sequence: Vec::new(),
        groups: Vec::new(),
        loops: Vec::new(),
    };
    match sequence(&result) {
        Some(sequence) => result.sequence = sequence,
        None => cycle::find(&mut result, &mut diagnostics),
    }
    (result, diagnostics)
}

fn collect(timeline: &Timeline, diagnostics: &mut Vec<Diagnostic>) -> Vec<Link> {
    let mut links = Vec::new();
    let mut seen = BTreeSet::new();
    for effect in timeline.ids() {
        let causes = timeline.event(effect).because();
        // Only a long list is worth a set.
        seen.clear();
        for (index, cause) in causes.iter().enumerate() {
            let Some(event) = cause.event else { continue };
            if event == effect {
                diagnostics.push(self_cause(timeline, effect, index));
            } else if causes.len() > 1 && !seen.insert(event) {
                diagnostics.push(twice(timeline, effect, index));
            } else {
                links.push(Link {
                    cause: event,
                    effect,
                    index: index as u32,
                    account: None,
                });
            }
        }
    }
    links
}

/// What accounts claim, each cause of an account once.
fn claims(timeline: &Timeline) -> Vec<Link> {
    let mut claims: Vec<Link> = Vec::new();
    for effect in timeline.ids() {
        for (account, told) in (0..).zip(timeline.event(effect).accounts()) {
            let first = claims.len();
            for (index, cause) in (0..).zip(&told.because) {
                let Some(cause) = cause.event.filter(|cause| *cause != effect) else {
                    continue;
                };
                if claims[first..].iter().all(|claim| claim.cause != cause) {
                    claims.push(Link {
                        cause,
                        effect,
                        index,
                        account: Some(account),
                    });
                }
            }
        }
    }
    claims
}

fn self_cause(timeline: &Timeline, event: EventId, index: usize) -> Diagnostic {
    let fact = timeline.event(event);
    Diagnostic::error(
        SELF_CAUSE,
        format!("`{}` is given as its own cause", fact.name()),
    )
    .by(timeline.pointer(event, &fact.because()[index].slot))
    .label("this names the fact itself")
    .help("name another fact here, or leave this cause out")
    .facts([fact.name()])
}

fn twice(timeline: &Timeline, event: EventId, index: usize) -> Diagnostic {
    let fact = timeline.event(event);
    let cause = &fact.because()[index];
    let mut diagnostic = Diagnostic::warning(
        TWICE,
        format!(
            "`{}` is given twice as a cause of `{}`",
            cause.name,
            fact.name()
        ),
    )
    .by(timeline.pointer(event, &cause.slot))
    .label("the second time")
    .help("leave one of the two out")
    .facts([cause.name.as_str(), fact.name()]);
    if let Some(first) = fact.because().iter().find(|one| one.event == cause.event) {
        let anchor = Anchor::By(timeline.pointer(event, &first.slot));
        diagnostic = diagnostic.related(anchor, "the first time");
    }
    diagnostic
}

/// Every fact after its causes, or nothing where loops forbid that (Kahn 1962).
fn sequence(graph: &CausalGraph) -> Option<Vec<EventId>> {
    let mut waiting: Vec<u32> = vec![0; graph.len()];
    for link in graph.links() {
        waiting[link.effect.index()] += 1;
    }
    let mut ready: VecDeque<EventId> = graph
        .timeline
        .ids()
        .filter(|event| waiting[event.index()] == 0)
        .collect();
    let mut sequence = Vec::with_capacity(graph.len());
    while let Some(event) = ready.pop_front() {
        sequence.push(event);
        for link in graph.outgoing(event) {
            let count = &mut waiting[link.effect.index()];
            *count -= 1;
            if *count == 0 {
                ready.push_back(link.effect);
            }
        }
    }
    (sequence.len() == graph.len()).then_some(sequence)
}
