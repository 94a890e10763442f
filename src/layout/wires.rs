//! Which causal links are drawn as arrows, and which are told in words.

use super::facts::{Extent, Fact};
use super::stack::Wire;
use crate::date::Kind;
use crate::graph::{CausalGraph, Link};
use crate::timeline::EventId;
use std::collections::{BTreeMap, BTreeSet};

/// So many arrows at most in a wide picture: more cannot be followed by eye.
pub(super) const MOST_ARROWS: usize = 240;

/// The links of the facts to draw.
#[derive(Debug, Default)]
pub(super) struct Wiring {
    /// Links that become arrows, with their ends among the facts.
    pub(super) drawn: Vec<(Link, Wire)>,
    /// Links that a card must tell in words: by the effect's place among the
    /// facts, the causes' places.
    pub(super) told: Vec<(usize, usize)>,
    /// Links that neither arrow nor card shows, because a fact has no card.
    pub(super) hidden: usize,
}

impl Wiring {
    /// How many links there are among the facts to draw.
    pub(super) fn count(&self) -> usize {
        self.drawn.len() + self.told.len() + self.hidden
    }

    /// The causes that the card of a fact tells in words, by its place among the
    /// facts.
    pub(super) fn told_by(&self, facts: &[Fact], effect: usize) -> impl Iterator<Item = EventId> {
        let first = self.told.partition_point(|(other, _)| *other < effect);
        let told = self.told[first..].iter();
        told.take_while(move |(other, _)| *other == effect)
            .map(|(_, cause)| facts[*cause].event)
    }

    /// Every trunk that the arrows need: its owner, the first lane it passes
    /// and the one after the last, each once for its kind and direction.
    pub(super) fn trunks(&self, facts: &[Fact]) -> Vec<(usize, usize, usize)> {
        let mut ends: BTreeMap<(usize, bool, u16), usize> = BTreeMap::new();
        for (_, wire) in &self.drawn {
            let (from, to) = (facts[wire.cause].lane, facts[wire.effect].lane);
            if from == to {
                continue;
            }
            let owner = if from < to { wire.cause } else { wire.effect };
            let last = ends.entry((owner, from < to, wire.strand)).or_default();
            *last = (*last).max(from.max(to));
        }
        ends.into_iter()
            .map(|((owner, ..), last)| (owner, facts[owner].lane, last))
            .collect()
    }
}

/// So many arrows are never too many…
const FEW_ARROWS: usize = 24;
/// …and of more, at most so many for each fact.
const ARROWS_A_FACT: f64 = 1.2;

/// Sorts the links among the facts to draw. A link is an arrow where both
/// facts have a card and a date. Of more than `most`, or more than the facts
/// can carry, those go first that no chain of two others says, and then the
/// near ones; the rest is told on the card of the effect.
pub(super) fn sort_links(graph: &CausalGraph, facts: &[Fact], most: usize) -> Wiring {
    let mut place = vec![usize::MAX; graph.timeline().events().len()];
    for (index, fact) in facts.iter().enumerate() {
        place[fact.event.index()] = index;
    }
    let known = |event: EventId| Some(place[event.index()]).filter(|index| *index != usize::MAX);
    let mut wiring = Wiring::default();
    let mut arrows: Vec<(Link, Wire)> = Vec::new();
    for link in graph.links() {
        let (Some(cause), Some(effect)) = (known(link.cause), known(link.effect)) else {
            continue;
        };
        if !facts[cause].has_card || !facts[effect].has_card {
            wiring.hidden += 1;
            continue;
        }
        let dated = |index: usize| facts[index].extent != Extent::Nowhere;
        if !dated(cause) || !dated(effect) {
            wiring.told.push((effect, cause));
            continue;
        }
        let kind = graph.cause(link).kind.index() as u16;
        arrows.push((
            link,
            Wire {
                cause,
                effect,
                kind,
                strand: kind,
            },
        ));
    }
    let most = most.min(FEW_ARROWS.max((ARROWS_A_FACT * facts.len() as f64) as usize));
    if arrows.len() > most {
        let pairs: BTreeSet<(usize, usize)> = arrows
            .iter()
            .map(|(_, wire)| (wire.cause, wire.effect))
            .collect();
        // Counted by the steps that leave a cause: bounded by its effects.
        let is_implied = |wire: Wire| {
            pairs
                .range((wire.cause, 0)..=(wire.cause, usize::MAX))
                .any(|(_, step)| pairs.contains(&(*step, wire.effect)))
        };
        arrows.sort_by_cached_key(|(_, wire)| {
            let lanes = facts[wire.cause].lane.abs_diff(facts[wire.effect].lane);
            (
                is_implied(*wire),
                4 * lanes + wire.cause.abs_diff(wire.effect),
                wire.effect,
                wire.cause,
            )
        });
        let far = arrows.split_off(most);
        wiring
            .told
            .extend(far.iter().map(|(_, wire)| (wire.effect, wire.cause)));
    }
    arrows.sort_by_key(|(_, wire)| (wire.cause, wire.effect, wire.kind));
    wiring.told.sort_unstable();
    part_strands(&mut arrows, facts, graph.timeline().link_kinds().len());
    wiring.drawn = arrows;
    wiring
}

/// So many arrows of one kind at most leave one bar each at a place of its own.
const STRANDS: usize = 4;

/// Lets arrows of one kind that leave what lasted do so each at a place of its own, where
/// they are few: some may leave long before others. Of more, and from a dot, they run
/// together as far as they can.
fn part_strands(arrows: &mut [(Link, Wire)], facts: &[Fact], kinds: usize) {
    if arrows.len() > FEW_ARROWS {
        return;
    }
    let mut groups: BTreeMap<(usize, u16), Vec<usize>> = BTreeMap::new();
    for (index, (_, wire)) in arrows.iter().enumerate() {
        let lasted =
            matches!(facts[wire.cause].extent, Extent::Stretch(bar) if bar.kind == Kind::Span);
        if lasted {
            groups
                .entry((wire.cause, wire.kind))
                .or_default()
                .push(index);
        }
    }
    for group in groups.values().filter(|group| group.len() <= STRANDS) {
        for (rank, index) in group.iter().enumerate() {
            let wire = &mut arrows[*index].1;
            let strand = usize::from(wire.kind) + rank * kinds;
            wire.strand = u16::try_from(strand).unwrap_or(wire.kind);
        }
    }
}
