//! From graph and schedule to words.

use super::{Account, Dossier, Fact, Link, Named, Source, Support};
use crate::graph::CausalGraph;
use crate::layout::{DateWords, date_words};
use crate::schedule::{Schedule, explain_in_short};
use crate::style::{Ink, Palette, Scheme};
use crate::timeline::{self, Event, EventId, SourceId, Timeline};

/// The most statements of the chain behind one bound: a chain through hundreds of
/// facts is for `causeline explain`.
const MOST_STATEMENTS: usize = 10;

/// Gathers what there is to say of the facts `shown` (of all where nothing is
/// asked), in the order of time, and of the links between them.
///
/// ```
/// use causeline::compile::compile;
/// use causeline::document::NoIncludes;
/// use causeline::dossier::gather;
/// let text = "title: Two\nevents:\n  rain: { when: 2021, what: It rains }\n  flood: { what: It floods, because: rain }\n";
/// let compiled = compile("two.yaml", text.as_bytes().to_vec(), &mut NoIncludes);
/// let dossier = gather(compiled.graph(), compiled.schedule(), &compiled.palette(), None);
/// assert!(dossier.json().contains("not before, because of `rain`"));
/// ```
///
/// # Panics
/// Where a number of `shown` is of another timeline.
pub fn gather<'t>(
    graph: &'t CausalGraph,
    schedule: &Schedule,
    palette: &Palette,
    shown: Option<&[EventId]>,
) -> Dossier<'t> {
    let timeline: &Timeline = graph.timeline();
    let order = order(timeline, schedule, shown);
    let mut places = vec![None; timeline.events().len()];
    for (place, event) in order.iter().enumerate() {
        places[event.index()] = Some(place);
    }
    let dates = date_words(graph, schedule);
    let links = graph.links().filter_map(|link| {
        let (cause, effect) = (places[link.cause.index()]?, places[link.effect.index()]?);
        let said = graph.cause(link);
        Some(Link {
            cause,
            effect,
            kind: said.kind.index(),
            confidence: said.confidence,
            note: said.note.as_deref(),
            sources: said.sources.iter().copied().map(SourceId::index).collect(),
        })
    });
    Dossier {
        title: timeline.title(),
        subtitle: timeline.subtitle(),
        language: timeline.language(),
        actors: actors(timeline, palette),
        kinds: kinds(timeline, palette),
        sources: timeline.sources().iter().map(source).collect(),
        facts: order
            .iter()
            .map(|event| fact(graph, schedule, *event, dates(*event)))
            .collect(),
        links: links.collect(),
    }
}

/// The facts that are asked for, in the order of time.
fn order(timeline: &Timeline, schedule: &Schedule, shown: Option<&[EventId]>) -> Vec<EventId> {
    let Some(shown) = shown else {
        return schedule.order().to_vec();
    };
    let mut is_shown = vec![false; timeline.events().len()];
    for event in shown {
        is_shown[event.index()] = true;
    }
    let order = schedule.order().iter().copied();
    order.filter(|event| is_shown[event.index()]).collect()
}

fn colors(palette: &Palette, ink: Ink) -> [String; 2] {
    [Scheme::Light, Scheme::Dark].map(|scheme| palette.color(ink, scheme).hex())
}

fn actors<'t>(timeline: &'t Timeline, palette: &Palette) -> Vec<Named<'t>> {
    let actors = timeline.actors().iter().zip(0..);
    let named = actors.map(|(actor, number)| Named {
        id: &actor.id,
        name: &actor.name,
        colors: colors(palette, Ink::Lane(number)),
    });
    named.collect()
}

fn kinds<'t>(timeline: &'t Timeline, palette: &Palette) -> Vec<Named<'t>> {
    let kinds = timeline.link_kinds().iter().zip(0..);
    let named = kinds.map(|(kind, number)| Named {
        id: &kind.id,
        name: &kind.name,
        colors: colors(palette, Ink::Kind(number)),
    });
    named.collect()
}

fn source(source: &timeline::Source) -> Source<'_> {
    Source {
        id: &source.id,
        title: &source.title,
        short: source.short_name(),
        publisher: source.publisher.as_deref(),
        date: source.date.as_deref(),
        url: source.url.as_deref(),
    }
}

fn fact<'t>(
    graph: &'t CausalGraph,
    schedule: &Schedule,
    id: EventId,
    dates: DateWords,
) -> Fact<'t> {
    let timeline: &Timeline = graph.timeline();
    let event = timeline.event(id);
    Fact {
        id: event.name(),
        what: event.what(),
        date: dates.said,
        worked_out: dates.worked_out,
        derived: schedule.is_derived(id),
        why: why(timeline, schedule, id),
        detail: event.detail(),
        quote: event.quote(),
        place: event.place_name(),
        link: event.link(),
        part_of: event.part_of().map(|whole| timeline.event(whole).name()),
        who: event.who().iter().map(|actor| actor.index()).collect(),
        tags: event.tags(),
        status: event.status().word(),
        sources: event.sources().iter().map(support).collect(),
        accounts: accounts(event),
    }
}

/// The reasons for a fact's bounds, as `causeline explain` tells them.
///
/// Every chain is walked to its end, though told in part: along a chain of facts
/// the steps add up to the square of its length, at some nanoseconds each.
fn why(timeline: &Timeline, schedule: &Schedule, id: EventId) -> Vec<String> {
    let explanation = explain_in_short(schedule, timeline, id, MOST_STATEMENTS);
    let text = explanation.render(|_| None);
    let own = format!("`{}`: ", explanation.name);
    let text = text.strip_prefix(&own).unwrap_or(&text);
    text.lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

fn support(support: &timeline::Support) -> Support<'_> {
    Support {
        source: support.source.index(),
        quote: support.quote.as_deref(),
        at: support.at.as_deref(),
    }
}

fn accounts(event: &Event) -> Vec<Account<'_>> {
    let accounts = event.accounts().iter().map(|account| {
        let when: Vec<&str> = account.when.iter().map(|said| said.text.as_str()).collect();
        Account {
            name: &account.name,
            when: when.join(", "),
            sources: account.sources.iter().map(support).collect(),
        }
    });
    accounts.collect()
}
