//! Relations in whole units of the calendar: `same day as post`, `2 days after
//! post`.
//!
//! Which day that is, no difference of two points tells. So every end of a fact
//! that such a relation names gets two points more, the first and the last of the
//! unit that holds it: the fact's own dates bound them by the units that hold
//! those, and the relation sets the points of both facts so many units apart.

use super::network::{Arc, FARTHEST, Mark, NONE, Network, Side};
use super::{Clause, Statement, dates};
use crate::date::arithmetic::{add_days, day_of};
use crate::date::{Civil, End, Instant, Kind, Precision, Window, Zone, around};
use crate::timeline::{EventId, Said, Timeline};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const DAY: i128 = 86_400_000_000_000;

/// An end of a fact.
type Point = (EventId, End);

/// A relation that counts units of the calendar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// The end of the fact that carries it.
    pub(super) own: Point,
    /// The end that it is measured from.
    pub(super) anchor: Point,
    pub(super) unit: Precision,
    /// How many units later, and of units other than days none.
    pub(super) count: i64,
    /// The number of the statement.
    pub(super) said: u32,
}

/// The phrases that date a fact, and what kind of statement the one at a place
/// is.
pub(super) type Phrases<'g> = (&'g [Said], Option<u32>);

/// Adds the points of the units that facts count by.
pub(super) fn add<'g>(
    network: &mut Network,
    timeline: &'g Timeline,
    counted: &[Counted],
    phrases: impl Fn(EventId) -> Phrases<'g>,
) {
    if counted.is_empty() {
        return;
    }
    let zone = dates::zone(timeline);
    let numbers: BTreeMap<Statement, u32> = (0..)
        .zip(&network.statements)
        .map(|(number, statement)| (*statement, number))
        .collect();
    // A moment has one end, whichever is named.
    let one = |(event, end): Point| match end {
        End::Finish if network.start(event) == network.finish(event) => (event, End::Start),
        _ => (event, end),
    };
    let counted: Vec<Counted> = counted
        .iter()
        .map(|relation| Counted {
            own: one(relation.own),
            anchor: one(relation.anchor),
            ..*relation
        })
        .collect();
    let days = Days::of(zone, &counted, &phrases);
    let mut units: BTreeMap<(Point, Precision), u32> = BTreeMap::new();
    for relation in &counted {
        let Some(gaps) = days.gaps(relation) else {
            continue;
        };
        let [own, anchor] = [relation.own, relation.anchor].map(|point| {
            *units.entry((point, relation.unit)).or_insert_with(|| {
                let first = place(network, point);
                let said = (phrases(point.0), &numbers);
                bound(network, zone, (point, relation.unit, first), said);
                first
            })
        });
        for (nth, gap) in (0..).zip(gaps) {
            let (from, to) = (anchor + nth, own + nth);
            for (tail, head, gap) in [(from, to, gap), (to, from, -gap)] {
                network.arcs.push(Arc {
                    tail,
                    head,
                    said: relation.said,
                    gap,
                });
            }
        }
    }
}

/// Two points that an end of a fact lies between; gives the first.
fn place(network: &mut Network, (event, end): Point) -> u32 {
    let at = match end {
        End::Start => network.start(event),
        End::Finish => network.finish(event),
    } as u32;
    let first = network.fact.len() as u32;
    network.fact.extend([event.index() as u32; 2]);
    let natural = [(first, at), (at, first + 1)].map(|(tail, head)| Arc {
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
    zone: Zone,
    ((event, end), unit, first): (Point, Precision, u32),
    ((when, account), numbers): (Phrases<'_>, &BTreeMap<Statement, u32>),
) {
    for (index, said) in (0..).zip(when) {
        let clause = match account {
            Some(account) => Clause::AccountWhen(account, index),
            None => Clause::When(index),
        };
        let Some(number) = numbers.get(&Statement { event, clause }) else {
            continue;
        };
        let window = window(said, end);
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

/// What a phrase says of an end by its own dates.
fn window(said: &Said, end: End) -> Window {
    match (said.meaning.kind, end) {
        (Kind::Span, End::Finish) => said.meaning.end,
        _ => said.meaning.start,
    }
}

/// How far apart the days of facts lie.
///
/// In a zone whose clocks are set forward and back, days differ in length; how
/// long some of them are is known only where it is known which they are.
struct Days {
    zone: Zone,
    /// The days that are known, where days differ in length.
    known: BTreeMap<Point, Civil>,
    /// The facts whose own dates are by other clocks than the file's.
    foreign: BTreeSet<EventId>,
}

impl Days {
    fn of<'g>(zone: Zone, counted: &[Counted], phrases: impl Fn(EventId) -> Phrases<'g>) -> Self {
        let mut days = Self {
            zone,
            known: BTreeMap::new(),
            foreign: BTreeSet::new(),
        };
        let by_days = counted.iter().filter(|one| one.unit == Precision::Day);
        let mut beside: BTreeMap<Point, Vec<(Point, i64)>> = BTreeMap::new();
        for Counted {
            own, anchor, count, ..
        } in by_days
        {
            beside.entry(*anchor).or_default().push((*own, *count));
            beside.entry(*own).or_default().push((*anchor, -*count));
        }
        let mut next = VecDeque::new();
        for point in beside.keys() {
            let (when, _) = phrases(point.0);
            if zone.is_floating() && when.iter().any(is_foreign) {
                days.foreign.insert(point.0);
            }
            if let Some(day) = when.iter().find_map(|said| one_day(said, point.1, zone)) {
                next.push_back((*point, day));
            }
        }
        if !matches!(zone, Zone::Named(_)) {
            return days;
        }
        while let Some((point, day)) = next.pop_front() {
            if days.known.contains_key(&point) {
                continue;
            }
            days.known.insert(point, day);
            let near = beside.get(&point).into_iter().flatten();
            next.extend(near.map(|(other, count)| (*other, add_days(day, *count))));
        }
        days
    }

    /// How far the first and the last point of the one unit lie after those of
    /// the other; nothing where that is not known.
    fn gaps(&self, relation: &Counted) -> Option<[i128; 2]> {
        let count = relation.count;
        if count == 0 {
            return Some([0; 2]);
        }
        let facts = [relation.own.0, relation.anchor.0];
        if facts.iter().any(|fact| self.foreign.contains(fact)) {
            return None;
        }
        if !matches!(self.zone, Zone::Named(_)) {
            return Some([i128::from(count) * DAY; 2]);
        }
        let day = *self.known.get(&relation.anchor)?;
        let begins = |later: i64| self.zone.first(add_days(day, later)).nanoseconds();
        Some([0, 1].map(|nth| begins(count + nth) - begins(nth)))
    }
}

/// Whether a phrase has the clocks of another zone than UTC.
fn is_foreign(said: &Said) -> bool {
    said.meaning.zoned && said.meaning.zone != Zone::Offset(0)
}

/// The day that a phrase tells, where it tells one.
fn one_day(said: &Said, end: End, zone: Zone) -> Option<Civil> {
    let window = window(said, end);
    let day = |instant: Instant| around(Precision::Day, instant, zone);
    let (first, last) = (day(window.earliest?)?, day(window.latest?)?);
    // Where clocks are set forward at midnight, a day begins at one.
    (first == last).then(|| day_of(zone.civil(first.0)))
}
