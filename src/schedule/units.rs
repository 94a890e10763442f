//! Relations in whole units of the calendar: `same day as post`, `2 days after
//! post`.
//!
//! Which day that is, no difference of two points tells. So every end of a fact
//! that such a relation names gets two points more, the first and the last of the
//! unit that holds it: the fact's own dates bound them by the units that hold
//! those, and the relation sets the points of both facts so many units apart.

use super::network::{Arc, FARTHEST, Mark, NONE, Network, Own, Side};
use super::{Statement, dates};
use crate::date::arithmetic::{DAY, add_days, day_of};
use crate::date::{CalendarStep, End, Instant, Lag, Precision, Relation, Window, Zone, around};
use crate::timeline::{EventId, Said, Timeline};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
/// By how much the clocks of one place differ from one day to another, even decades
/// later, but where a whole day was skipped or had twice.
const CLOCKS: i128 = DAY / 8;

/// In a longer window than so many days, days are not looked at one by one.
const MOST_DAYS: i64 = 400;

/// How far two days lie apart at least and at most, in nanoseconds.
type Gaps = (i128, i128);

/// An end of a fact.
type Point = (EventId, End);

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

/// A relation by the clock, such as `30 minutes before alarm`, which may tell the day of
/// one fact by that of another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timed {
    pub(super) own: Point,
    pub(super) anchor: Point,
    pub(super) lag: Lag,
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
}

/// Adds the points of the units that facts count by, and what relations ask of
/// them; where no day is known to count from, the lag of a relation alone.
///
/// `dated` gives what the statements of a fact say by their own dates.
pub(super) fn add<'g>(
    network: &mut Network,
    timeline: &'g Timeline,
    (counted, timed): (&[Counted<'g>], &[Timed]),
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
    // A moment has one end, whichever is named.
    let one = |(event, end): Point| match end {
        End::Finish if network.start(event) == network.finish(event) => (event, End::Start),
        _ => (event, end),
    };
    let counted: Vec<Counted<'g>> = counted
        .iter()
        .map(|relation| Counted {
            own: one(relation.own),
            anchor: one(relation.anchor),
            ..*relation
        })
        .collect();
    let timed: Vec<Timed> = timed
        .iter()
        .map(|relation| Timed {
            own: one(relation.own),
            anchor: one(relation.anchor),
            ..*relation
        })
        .collect();
    let days = Days::of(zone, &counted, &timed, &dated);
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
            By::Length(relation, length) => (relation, length),
        };
        let asked = days.asked(own, anchor, relation, length);
        if let Some([first, last]) = asked.days {
            let [own, anchor] = points(network, Precision::Day);
            network.relate(anchor, own, first, said);
            network.relate(anchor + 1, own + 1, last, said);
        }
        let (from, to) = (network.node(anchor), network.node(own));
        network.relate(from, to, asked.ends, said);
    }
    let bounded = |network: &mut Network, point: Point, first: u32| {
        let told = (dated(point.0), &numbers);
        bound(network, zone, (point, Precision::Day, first), told);
    };
    follow_clocks(network, &days, &mut units, bounded);
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
const fn exactly(gap: i128) -> Lag {
    Lag {
        min: Some(gap),
        max: Some(gap),
    }
}

/// How many days of the calendar a length counts, neither more nor less.
fn number(length: &CalendarStep) -> Option<i64> {
    length.days().filter(|_| length.sides() == [true; 2])
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
    fn of(&self, end: End) -> Window {
        match end {
            End::Start => self.start,
            End::Finish => self.end,
        }
    }
}

/// What a length asks of a fact and the one that it counts from.
struct Asked {
    /// How far their days lie apart, by the first point of each and by the last;
    /// nothing where it is not counted by days.
    days: Option<[Lag; 2]>,
    /// How far the ends themselves lie apart.
    ends: Lag,
}

/// The days that facts are known to lie in.
struct Days {
    zone: Zone,
    known: BTreeMap<Point, Known>,
    /// The relations by the clock that told the days of ends.
    told_by: BTreeMap<Point, Timed>,
    /// Ends that own dates bound on both sides, and how.
    bounded: BTreeMap<Point, Window>,
    /// How far apart days of a window and those so many days later lie at least and at
    /// most, as far as it was asked for.
    apart: RefCell<HashMap<(Window, i64), Option<Gaps>>>,
    /// Facts whose own dates are by other clocks than the file's.
    foreign: BTreeSet<EventId>,
}

/// A day, and the part of it that own dates leave.
#[derive(Clone, Copy)]
struct Known {
    day: Window,
    own: Window,
}

impl Days {
    fn of<'g>(
        zone: Zone,
        counted: &[Counted<'g>],
        timed: &'g [Timed],
        dated: impl Fn(EventId) -> Vec<Own>,
    ) -> Self {
        let mut days = Self {
            zone,
            known: BTreeMap::new(),
            told_by: BTreeMap::new(),
            bounded: BTreeMap::new(),
            apart: RefCell::default(),
            foreign: BTreeSet::new(),
        };
        let mut beside: BTreeMap<Point, Vec<(Point, Step<'g>)>> = BTreeMap::new();
        for Counted {
            own, anchor, by, ..
        } in counted
        {
            let (on, back) = match by {
                By::Unit(Precision::Day) => (Step::Days(0), Some(Step::Days(0))),
                By::Unit(_) => continue,
                By::Length(_, length) => match number(length) {
                    Some(count) => (Step::Days(count), Some(Step::Days(-count))),
                    None => (Step::Length(length), None),
                },
            };
            beside.entry(*anchor).or_default().push((*own, on));
            let near = beside.entry(*own).or_default();
            near.extend(back.map(|back| (*anchor, back)));
        }
        for relation in timed {
            let steps = [
                (relation.anchor, relation.own),
                (relation.own, relation.anchor),
            ];
            for (from, to) in steps {
                beside
                    .entry(from)
                    .or_default()
                    .push((to, Step::Clock(relation)));
            }
        }
        let mut next = VecDeque::new();
        for point in beside.keys() {
            let dated = dated(point.0);
            if zone.is_floating() && dated.iter().any(|own| own.is_foreign) {
                days.foreign.insert(point.0);
            }
            for own in dated.iter().map(|own| own.of(point.1)) {
                if own.earliest.is_some() && own.latest.is_some() {
                    days.bounded.insert(*point, own);
                }
                if let Some(day) = days.day(own) {
                    next.push_back((*point, Known { day, own }, None));
                }
            }
        }
        while let Some((point, known, told_by)) = next.pop_front() {
            if days.known.contains_key(&point) {
                continue;
            }
            days.known.insert(point, known);
            days.told_by
                .extend(told_by.map(|told: &Timed| (point, *told)));
            for (other, step) in beside.get(&point).into_iter().flatten() {
                let (lies, by_clock) = match step {
                    Step::Days(count) => (days.later(known.day, *count), None),
                    Step::Length(length) => (length.from(known.day, zone), None),
                    Step::Clock(_) if days.is_foreign([point, *other]) => continue,
                    Step::Clock(relation) => (relation.from(point, known.own), Some(*relation)),
                };
                let day = days.day(lies).map(|day| Known {
                    day,
                    own: if by_clock.is_some() { lies } else { day },
                });
                next.extend(day.map(|day| (*other, day, by_clock)));
            }
        }
        days
    }

    /// How far the known day of one end lies behind that of another, by their first
    /// points and by their last.
    fn between(&self, from: Point, to: Point) -> [i128; 2] {
        let ends = |point: Point| {
            let day = self
                .known
                .get(&point)
                .map_or(Window::OPEN, |known| known.day);
            [day.earliest, day.latest].map(|end| end.map_or(0, Instant::nanoseconds))
        };
        let (from, to) = (ends(from), ends(to));
        [to[0] - from[0], to[1] - from[1]]
    }

    /// Whether one of the facts goes by other clocks than the file's.
    fn is_foreign(&self, points: [Point; 2]) -> bool {
        points.iter().any(|point| self.foreign.contains(&point.0))
    }

    /// A lag between times of which only the days are counted: up to a day more or
    /// less, and what clocks were moved by in between; but what lies days later is
    /// later by any clock.
    fn loosened(&self, points: [Point; 2], lag: Lag) -> Lag {
        let has_moving = matches!(self.zone, Zone::Named(_)) || self.is_foreign(points);
        let by = DAY - 1 + if has_moving { CLOCKS } else { 0 };
        Lag {
            min: lag.min.map(|min| match min {
                1.. => (min - by).max(1),
                0 => 0,
                _ => min - by,
            }),
            max: lag.max.map(|max| match max {
                ..=-1 => (max + by).min(-1),
                0 => 0,
                _ => max + by,
            }),
        }
    }

    /// How far the days of a window and those so many days later lie apart, at least and
    /// at most; nothing where that takes too many days to find.
    fn apart(&self, window: Window, days: i64) -> Option<Gaps> {
        let even = i128::from(days) * DAY;
        if !matches!(self.zone, Zone::Named(_)) {
            // All days are of one length.
            return Some((even, even));
        }
        let zone = self.zone;
        let mut known = self.apart.borrow_mut();
        *known.entry((window, days)).or_insert_with(|| {
            let (first, last) = window.earliest.zip(window.latest)?;
            let count = (last.nanoseconds() - first.nanoseconds()) / DAY + 2;
            let count = i64::try_from(count)
                .ok()
                .filter(|count| *count <= MOST_DAYS)?;
            let first = day_of(zone.in_days(first));
            let begins = |day: i64| zone.first(add_days(first, day)).nanoseconds();
            let gaps = (0..=count).map(|day| begins(day + days) - begins(day));
            gaps.fold(None, |all, gap| {
                let (least, most) = all.unwrap_or((gap, gap));
                Some((gap.min(least), gap.max(most)))
            })
        })
    }

    /// Whether no clock is moved between what lies by its own dates in a window and
    /// what lies so much later or earlier.
    fn is_even(&self, point: Point, lag: Lag) -> bool {
        if !matches!(self.zone, Zone::Named(_)) {
            return true;
        }
        let Some(window) = self.bounded.get(&point) else {
            return false;
        };
        let days = |gap: Option<i128>| {
            let gap = gap.unwrap_or(0);
            i64::try_from(gap.signum() * -(-gap.abs()).div_euclid(DAY)).unwrap_or(i64::MAX)
        };
        let (least, most) = (days(lag.min).min(0), days(lag.max).max(0));
        // What lies next is not far away.
        most - least <= MOST_DAYS
            && (least..=most).all(|count| {
                let even = i128::from(count) * DAY;
                self.apart(*window, count) == Some((even, even))
            })
    }

    /// The day that holds a window, if one does.
    fn day(&self, window: Window) -> Option<Window> {
        let day = |instant: Instant| around(Precision::Day, instant, self.zone);
        let (first, last) = (day(window.earliest?)?, day(window.latest?)?);
        (first == last).then(|| Window::new(Some(first.0), Some(first.1)))
    }

    /// The day so many days later.
    fn later(&self, day: Window, count: i64) -> Window {
        let begins = |after: i64| {
            let day = self.zone.in_days(day.earliest?);
            Some(self.zone.first(add_days(day, after)))
        };
        let last = begins(count.saturating_add(1)).map(|next| next.saturating_add(-1));
        Window::new(begins(count), last)
    }

    /// What a length asks: to the day where the day of the other fact is known, else
    /// by its lag.
    fn asked(
        &self,
        own: Point,
        anchor: Point,
        relation: &Relation,
        length: &CalendarStep,
    ) -> Asked {
        let number = number(length);
        let lag = number.map_or(relation.lag, |days| exactly(i128::from(days) * DAY));
        let by_lag = |ends: Lag| Asked { days: None, ends };
        let loosened = || self.loosened([own, anchor], lag);
        if self.is_foreign([own, anchor]) {
            return by_lag(loosened());
        }
        let [tells_least, tells_most] = length.sides();
        let told = |least: Option<i128>, most: Option<i128>| Lag {
            min: least.filter(|_| tells_least && relation.lag.min.is_some()),
            max: most.filter(|_| tells_most && relation.lag.max.is_some()),
        };
        // From the first point of a day to that of another, and from the last to the last;
        // what is a number of days tells as much of the other fact.
        let by_days = |first: Lag, last: Lag| {
            let both = |bound: Option<i128>| bound.filter(|_| number.is_some());
            let first = Lag {
                max: both(first.max),
                ..first
            };
            let last = Lag {
                min: both(last.min),
                ..last
            };
            let ends = if length.is_beside() {
                // The clocks may leave out the next such day, and it is a week later.
                let Lag { min, max } = relation.lag;
                Lag {
                    min: min.filter(|min| *min > 0),
                    max: max.filter(|max| *max < 0),
                }
            } else {
                loosened()
            };
            Asked {
                days: Some([first, last]),
                ends,
            }
        };
        if let Some(known) = self.known.get(&anchor) {
            let is_by_clock = length.is_by_clock();
            let from = if is_by_clock { known.own } else { known.day };
            let lies = length.from(from, self.zone);
            let gap = |to: Option<Instant>, from: Option<Instant>| {
                Some(to?.nanoseconds() - from?.nanoseconds())
            };
            let lag = told(
                gap(lies.earliest, from.earliest),
                gap(lies.latest, from.latest),
            );
            if is_by_clock {
                return by_lag(lag);
            }
            let at = |bound: Option<i128>| Lag {
                min: bound,
                max: bound,
            };
            return by_days(at(lag.min), at(lag.max));
        }
        let bounded = length.days().zip(self.bounded.get(&anchor).copied());
        match bounded.and_then(|(days, window)| self.apart(window, days)) {
            Some((least, most)) => {
                let lag = told(Some(least), Some(most));
                by_days(lag, lag)
            }
            None if number.is_some() => by_lag(loosened()),
            // Clocks may be moved in between; a day more keeps it to whole days.
            None if length.is_beside() && !self.is_even(anchor, relation.lag) => {
                let Lag { min, max } = relation.lag;
                by_lag(Lag {
                    min: min.map(|min| if min < 0 { min - DAY } else { min }),
                    max: max.map(|max| if max > 0 { max + DAY } else { max }),
                })
            }
            None => by_lag(relation.lag),
        }
    }
}

/// From the day of one fact to that of another.
enum Step<'g> {
    Days(i64),
    Length(&'g CalendarStep),
    Clock(&'g Timed),
}

impl Timed {
    /// Where one of its ends lies if the other lies in a window.
    fn from(&self, point: Point, window: Window) -> Window {
        let by = |instant: Option<Instant>, lag: Option<i128>| Some(instant?.saturating_add(lag?));
        let Window { earliest, latest } = window;
        let Lag { min, max } = self.lag;
        if point == self.anchor {
            Window::new(by(earliest, min), by(latest, max))
        } else {
            let back = |lag: Option<i128>| lag.map(|lag| -lag);
            Window::new(by(earliest, back(max)), by(latest, back(min)))
        }
    }
}

/// Whether a phrase has the clocks of another zone than UTC.
pub(super) fn is_foreign(said: &Said) -> bool {
    said.meaning.zoned && said.meaning.zone != Zone::Offset(0)
}
