//! Relations in whole units of the calendar: `same day as post`, `2 days after
//! post`.
//!
//! Which day that is, no difference of two points tells. So every end of a fact
//! that such a relation names gets two points more, the first and the last of the
//! unit that holds it: the fact's own dates bound them by the units that hold
//! those, and the relation sets the points of both facts so many units apart.

use super::days::Days;
use super::network::{Arc, FARTHEST, Mark, NONE, Network, Own, Side};
use super::{Statement, dates};
use crate::date::{CalendarStep, End, Instant, Lag, Precision, Relation, Window, Zone, around};
use crate::timeline::{EventId, Said, Timeline};
use std::collections::BTreeMap;

/// A second, in nanoseconds.
const SECOND: i128 = 1_000_000_000;

/// An end of a fact.
pub(super) type Point = (EventId, End);

/// A relation that goes by the calendar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'g> {
    /// The end of the fact that carries it.
    pub(super) own: Point,
    /// The end that it is measured from.
    pub(super) anchor: Point,
    pub(super) by: By<'g>,
    /// The number of the statement.
    pub(super) said: u32,
}

/// How far apart a relation sets two ends, in whichever way it counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Apart {
    pub(super) own: Point,
    pub(super) anchor: Point,
    pub(super) lag: Lag,
    /// Whether it does not count by the calendar.
    pub(super) is_by_clock: bool,
    /// The number of the statement.
    pub(super) said: u32,
}

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum By<'g> {
    /// Nothing: both share a unit.
    Unit(Precision),
    /// A length of days, months or years.
    Length(&'g Relation, &'g CalendarStep),
    /// So many seconds, told to the second.
    Seconds(i128),
}

/// Adds the points of the units that facts count by, and what relations ask of
/// them; where no day is known to count from, the lag of a relation alone.
///
/// `dated` gives what the statements of a fact say by their own dates.
pub(super) fn add<'g>(
    network: &mut Network,
    timeline: &'g Timeline,
    (counted, apart): (&[Counted<'g>], &[Apart]),
    dated: impl Fn(EventId) -> Vec<Own>,
) {
    if counted.is_empty() {
        return;
    }
    let zone = dates::zone(timeline);
    let numbers: BTreeMap<Statement, u32> = (0..)
        .zip(&network.statements)
        .map(|(number, statement)| (*statement, number))
        .collect();
    let (counted, apart) = by_one_end(network, counted, apart);
    let days = Days::of(zone, &counted, &apart, &dated);
    let mut units: BTreeMap<(Point, Precision), u32> = BTreeMap::new();
    for Counted {
        own,
        anchor,
        by,
        said,
    } in counted
    {
        let mut points = |network: &mut Network, unit: Precision| {
            [own, anchor].map(|point| {
                *units.entry((point, unit)).or_insert_with(|| {
                    let first = place(network, point);
                    let told = (dated(point.0), &numbers);
                    bound(network, zone, (point, unit, first), told);
                    first
                })
            })
        };
        let (relation, length) = match by {
            By::Unit(unit) => {
                let [own, anchor] = points(network, unit);
                network.relate(anchor, own, exactly(0), said);
                network.relate(anchor + 1, own + 1, exactly(0), said);
                continue;
            }
            By::Seconds(count) => {
                let gap = count * SECOND;
                let [first, other] = points(network, Precision::Second);
                network.relate(other, first, exactly(gap), said);
                network.relate(other + 1, first + 1, exactly(gap), said);
                // The ends lie somewhere within their seconds.
                let (from, to) = (network.node(anchor), network.node(own));
                network.relate(from, to, nearly(gap), said);
                continue;
            }
            By::Length(relation, length) => (relation, length),
        };
        let asked = days.asked(own, anchor, relation, length);
        let (from, to) = (network.node(anchor), network.node(own));
        let mut led = [to; 2];
        if let Some([first, last]) = asked.days {
            let [own, anchor] = points(network, Precision::Day);
            network.relate(anchor, own, first, said);
            network.relate(anchor + 1, own + 1, last, said);
            led = [own, own + 1];
        }
        network.relate(from, to, asked.ends, said);
        if asked.is_rough {
            let told = (dated(anchor.0), &numbers);
            let [least, most] = length.sides();
            let Lag { min, max } = relation.lag;
            let sides = [least && min.is_some(), most && max.is_some()];
            let lies = |window: Window| length.from(window, zone);
            led_by_dates(network, anchor, told, (led, said), sides, lies);
        }
    }
    let bounded = |network: &mut Network, point: Point, first: u32| {
        let told = (dated(point.0), &numbers);
        bound(network, zone, (point, Precision::Day, first), told);
    };
    follow_clocks(network, &days, &mut units, bounded);
    keep_order(network, &units, &apart);
}

/// What is not before something else is not on a day before its day either.
fn keep_order(network: &mut Network, units: &BTreeMap<(Point, Precision), u32>, apart: &[Apart]) {
    for Apart {
        own,
        anchor,
        lag,
        said,
        ..
    } in apart
    {
        let kept = Lag {
            min: lag.min.filter(|min| *min >= 0).map(|_| 0),
            max: lag.max.filter(|max| *max <= 0).map(|_| 0),
        };
        let day = |point: &Point| units.get(&(*point, Precision::Day)).copied();
        if kept != Lag::default()
            && let (Some(from), Some(to)) = (day(anchor), day(own))
        {
            network.relate(from, to, kept, *said);
            network.relate(from + 1, to + 1, kept, *said);
        }
    }
}

/// The same relations where a moment has one end, whichever is named.
fn by_one_end<'g>(
    network: &Network,
    counted: &[Counted<'g>],
    apart: &[Apart],
) -> (Vec<Counted<'g>>, Vec<Apart>) {
    let one = |(event, end): Point| match end {
        End::Finish if network.start(event) == network.finish(event) => (event, End::Start),
        _ => (event, end),
    };
    let counted = counted.iter().map(|relation| Counted {
        own: one(relation.own),
        anchor: one(relation.anchor),
        ..*relation
    });
    let apart = apart.iter().map(|relation| Apart {
        own: one(relation.own),
        anchor: one(relation.anchor),
        ..*relation
    });
    (counted.collect(), apart.collect())
}

/// Sets the days that a relation by the clock tells so far from those that told them.
fn follow_clocks(
    network: &mut Network,
    days: &Days,
    units: &mut BTreeMap<(Point, Precision), u32>,
    bounded: impl Fn(&mut Network, Point, u32),
) {
    let mut open: Vec<Point> = units
        .keys()
        .filter_map(|(point, unit)| (*unit == Precision::Day).then_some(*point))
        .collect();
    while let Some(point) = open.pop() {
        let Some(told) = days.told_by.get(&point) else {
            continue;
        };
        let other = if point == told.own {
            told.anchor
        } else {
            told.own
        };
        let mut first = |network: &mut Network, point: Point| {
            *units.entry((point, Precision::Day)).or_insert_with(|| {
                open.push(point);
                let first = place(network, point);
                bounded(network, point, first);
                first
            })
        };
        let (from, to) = (first(network, other), first(network, point));
        let [first, last] = days.between(other, point);
        network.relate(from, to, exactly(first), told.said);
        network.relate(from + 1, to + 1, exactly(last), told.said);
    }
}

/// Neither more nor less.
pub(super) const fn exactly(gap: i128) -> Lag {
    Lag {
        min: Some(gap),
        max: Some(gap),
    }
}

/// Seconds apart, of which only the seconds are told; but later or earlier all the same.
fn nearly(gap: i128) -> Lag {
    let (min, max) = (gap - SECOND + 1, gap + SECOND - 1);
    Lag {
        min: Some(if gap > 0 { min.max(1) } else { min }),
        max: Some(if gap < 0 { max.min(-1) } else { max }),
    }
}

/// Where a length leads by the calendar from the first and from the last moment that a date
/// of the other fact leaves it. How long its days and months are hangs on which of them
/// they are, so no gap between the two facts tells it; each such moment gets a point.
fn led_by_dates(
    network: &mut Network,
    anchor: Point,
    (dated, numbers): (Vec<Own>, &BTreeMap<Statement, u32>),
    ([first, last], said): ([u32; 2], u32),
    [least, most]: [bool; 2],
    lies: impl Fn(Window) -> Window,
) {
    let event = anchor.0;
    for own in dated {
        let clause = own.clause;
        let Some(number) = numbers.get(&Statement { event, clause }) else {
            continue;
        };
        let window = own.of(anchor.1);
        let earliest = window.earliest.filter(|_| least);
        let latest = window.latest.filter(|_| most);
        let at = |one: Instant| lies(Window::new(Some(one), Some(one)));
        let ends = [
            (
                Side::Floor,
                earliest,
                earliest.and_then(|one| at(one).earliest),
                first,
            ),
            (
                Side::Ceiling,
                latest,
                latest.and_then(|one| at(one).latest),
                last,
            ),
        ];
        for (side, from, to, led) in ends {
            let Some((from, to)) = from.zip(to) else {
                continue;
            };
            let (date, gap) = (from.nanoseconds(), to.nanoseconds() - from.nanoseconds());
            let node = network.fact.len() as u32;
            network.fact.push(event.index() as u32);
            network.marks.push(Mark {
                node,
                said: *number,
                side,
                live: true,
                date: date.clamp(-FARTHEST, FARTHEST),
            });
            let (min, max) = match side {
                Side::Floor => (Some(gap), None),
                Side::Ceiling => (None, Some(gap)),
            };
            network.relate(node, led, Lag { min, max }, said);
        }
    }
}

/// Two points that an end of a fact lies between; gives the first.
fn place(network: &mut Network, point: Point) -> u32 {
    let (event, at) = (point.0, network.node(point));
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
    (dated, numbers): (Vec<Own>, &BTreeMap<Statement, u32>),
) {
    for own in dated {
        let clause = own.clause;
        let Some(number) = numbers.get(&Statement { event, clause }) else {
            continue;
        };
        let window = own.of(end);
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

impl Own {
    /// What it says of an end.
    pub(super) fn of(&self, end: End) -> Window {
        match end {
            End::Start => self.start,
            End::Finish => self.end,
        }
    }
}

/// Whether a phrase has the clocks of another zone than UTC.
pub(super) fn is_foreign(said: &Said) -> bool {
    said.meaning.zoned && said.meaning.zone != Zone::Offset(0)
}
