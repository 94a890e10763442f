//! What the dates say of each causal link.

use super::{Schedule, dates};
use crate::date::{Instant, Window};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{CausalGraph, Link};
use crate::source::Anchor;

/// A link narrows when its facts can have happened.
const NARROWS: Code = Code("N060");

/// How a causal link goes with the dates of its two facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Whatever the dates within the stated windows, the cause comes first.
    Holds,
    /// It can hold, and then it bounds when both can have happened.
    Narrows,
    /// It cannot hold with everything else: a contradiction or a loop.
    Impossible,
}

impl Schedule {
    /// How a link of the graph goes with the dates.
    ///
    /// # Panics
    /// Where the link is of another graph.
    pub fn verdict(&self, graph: &CausalGraph, link: Link) -> Verdict {
        if graph.is_in_loop(link) || self.is_faulty_link(link) {
            return Verdict::Impossible;
        }
        let cause = self.stated(link.cause).start;
        let effect = self.stated(link.effect).start;
        if begins_no_later(cause, effect) && is_always_within(graph, link, cause, effect) {
            Verdict::Holds
        } else {
            Verdict::Narrows
        }
    }
}

/// Whether one begins no later than another whatever the dates.
fn begins_no_later(first: Window, second: Window) -> bool {
    let ends = first.latest.zip(second.earliest);
    ends.is_some_and(|(last, first)| last <= first)
}

/// Whether the lag that a link tells holds whatever the dates.
fn is_always_within(graph: &CausalGraph, link: Link, cause: Window, effect: Window) -> bool {
    let Some(within) = graph.cause(link).within else {
        return true;
    };
    let lag =
        |from: Option<Instant>, to: Option<Instant>| Some(to?.nanoseconds() - from?.nanoseconds());
    let (shortest, longest) = (
        lag(cause.latest, effect.earliest),
        lag(cause.earliest, effect.latest),
    );
    within
        .min
        .is_none_or(|least| shortest.is_some_and(|lag| lag >= least))
        && within
            .max
            .is_none_or(|most| longest.is_some_and(|lag| lag <= most))
}

/// A note for each link whose facts' stated dates leave open whether the cause
/// came first, so that the link narrows when they can have happened. Facts
/// without dates of their own are passed over: a link is what dates them.
///
/// ```
/// use causeline::schedule::{notes, solve};
/// use causeline::testing::TimelineBuilder;
/// let graph = TimelineBuilder::new()
///     .event("rain").in_year(2021)
///     .event("flood").in_year(2021).caused_by("rain")
///     .graph()
///     .unwrap();
/// let (schedule, _) = solve(&graph);
/// assert_eq!(notes(&graph, &schedule).len(), 1);
/// ```
pub fn notes(graph: &CausalGraph, schedule: &Schedule) -> Vec<Diagnostic> {
    let mut notes: Vec<Link> = graph
        .links()
        .filter(|link| {
            !schedule.stated(link.cause).start.is_open()
                && !schedule.stated(link.effect).start.is_open()
                && schedule.verdict(graph, *link) == Verdict::Narrows
        })
        .collect();
    notes.sort_by_key(|link| (link.effect, link.index));
    notes
        .into_iter()
        .map(|link| note(graph, schedule, link))
        .collect()
}

fn note(graph: &CausalGraph, schedule: &Schedule, link: Link) -> Diagnostic {
    let timeline = graph.timeline();
    let (cause, effect) = (graph.name(link.cause), graph.name(link.effect));
    let mut changes = Vec::new();
    for (event, name) in [(link.cause, cause), (link.effect, effect)] {
        if schedule.is_derived(event) {
            let window = dates::window(schedule.zone, schedule.bounds(event).start);
            changes.push(format!("`{name}` began {window}"));
        }
    }
    let so = if changes.is_empty() {
        String::new()
    } else {
        format!(", so {}", changes.join(" and "))
    };
    let stated = |event| schedule.stated(event).start;
    let message = if begins_no_later(stated(link.cause), stated(link.effect)) {
        format!("the link from `{cause}` tells how soon `{effect}` followed{so}")
    } else {
        format!("by its dates `{effect}` might have begun before its cause `{cause}`{so}")
    };
    let mut diagnostic = Diagnostic::note(NARROWS, message)
        .by(timeline.pointer(link.effect, &graph.cause(link).slot))
        .facts([cause, effect]);
    for event in [link.cause, link.effect] {
        let fact = timeline.event(event);
        if !fact.when().is_empty() {
            let anchor = Anchor::By(timeline.pointer(event, &fact.when_slot(0)));
            let window = dates::window(schedule.zone, schedule.stated(event).start);
            diagnostic = diagnostic.related(anchor, format!("`{}`: {window}", fact.name()));
        }
    }
    diagnostic
}
