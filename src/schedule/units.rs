//! `same day as post`: facts that share a unit of the calendar.
//!
//! Which day that is, no difference of two points tells. So every fact of such
//! a relation gets two points more, the first and the last of the unit that
//! holds its start: its own dates bound them by the units that hold those, and the
//! relation makes the points of both facts equal.

use super::network::{Arc, FARTHEST, Mark, NONE, Network, Side};
use super::{Clause, Statement, dates};
use crate::date::{Precision, around};
use crate::timeline::{EventId, Said, Timeline};
use std::collections::BTreeMap;

/// A relation that says so: the fact that carries it, the other one, the unit,
/// and the number of the statement.
pub(super) type Shared = (EventId, EventId, Precision, u32);

/// The phrases that date a fact, and what kind of statement the one at a place
/// is.
pub(super) type Phrases<'g> = (&'g [Said], Option<u32>);

/// Adds the points of the units that facts share.
pub(super) fn add<'g>(
    network: &mut Network,
    timeline: &'g Timeline,
    shared: &[Shared],
    phrases: impl Fn(EventId) -> Phrases<'g>,
) {
    if shared.is_empty() {
        return;
    }
    let numbers: BTreeMap<Statement, u32> = (0..)
        .zip(&network.statements)
        .map(|(number, statement)| (*statement, number))
        .collect();
    let mut units: BTreeMap<(EventId, Precision), u32> = BTreeMap::new();
    for (own, anchor, unit, said) in shared {
        let [own, anchor] = [*own, *anchor].map(|event| {
            *units.entry((event, *unit)).or_insert_with(|| {
                let first = place(network, event);
                bound(
                    network,
                    timeline,
                    (event, *unit, first),
                    phrases(event),
                    &numbers,
                );
                first
            })
        });
        for (one, other) in [(own, anchor), (own + 1, anchor + 1)] {
            for (tail, head) in [(one, other), (other, one)] {
                network.arcs.push(Arc {
                    tail,
                    head,
                    said: *said,
                    gap: 0,
                });
            }
        }
    }
}

/// Two points that the start of a fact lies between; gives the first.
fn place(network: &mut Network, event: EventId) -> u32 {
    let first = network.fact.len() as u32;
    network.fact.extend([event.index() as u32; 2]);
    let start = network.start(event) as u32;
    let natural = [(first, start), (start, first + 1)].map(|(tail, head)| Arc {
        tail,
        head,
        said: NONE,
        gap: 0,
    });
    network.arcs.extend(natural);
    network.natural.entry(event).or_default().extend(natural);
    first
}

/// Bounds the points of a unit by what the fact's own dates say.
fn bound(
    network: &mut Network,
    timeline: &Timeline,
    (event, unit, first): (EventId, Precision, u32),
    (when, account): Phrases<'_>,
    numbers: &BTreeMap<Statement, u32>,
) {
    let zone = dates::zone(timeline);
    for (index, said) in (0..).zip(when) {
        let clause = match account {
            Some(account) => Clause::AccountWhen(account, index),
            None => Clause::When(index),
        };
        let Some(number) = numbers.get(&Statement { event, clause }) else {
            continue;
        };
        let window = said.meaning.start;
        // The unit lies between those that hold the ends of the window.
        let bounds = [
            (Side::Floor, window.earliest),
            (Side::Ceiling, window.latest),
        ];
        for (side, end) in bounds {
            let Some((from, to)) = end.and_then(|end| around(unit, end, zone)) else {
                continue;
            };
            for (node, date) in [(first, from), (first + 1, to)] {
                network.marks.push(Mark {
                    node,
                    said: *number,
                    side,
                    live: true,
                    date: date.nanoseconds().clamp(-FARTHEST, FARTHEST),
                });
            }
        }
    }
}
