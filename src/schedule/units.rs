//! Relations in whole units of the calendar: `same day as post`, `2 days after
//! post`.
//!
//! Which day that is, no difference of two points tells. So every end of a fact
//! that such a relation names gets two points more, the first and the last of the
//! unit that holds it: the fact's own dates bound them by the units that hold
//! those, and the relation sets the points of both facts so many units apart.

use super::days::Days;
use super::network::{Arc, EVER, FARTHEST, Mark, NEVER, NONE, Network, Own, Side};
use super::propagate::Values;
use super::{Statement, dates};
use crate::date::{CalendarStep, End, Instant, Lag, Precision, Relation, Window, Zone, around};
use crate::timeline::{EventId, Said, Timeline};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
    let mut steps = Vec::new();
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
                relate_both(network, (anchor, own), [exactly(0); 2], said);
                continue;
            }
            By::Seconds(count) => {
                let gap = count * SECOND;
                let [first, other] = points(network, Precision::Second);
                relate_both(network, (other, first), [exactly(gap); 2], said);
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
        if let Some(lags) = asked.days {
            let [own, anchor] = points(network, Precision::Day);
            relate_both(network, (anchor, own), lags, said);
            led = [own, own + 1];
        }
        network.relate(from, to, asked.ends, said);
        if !asked.is_foreign {
            steps.push(Leading {
                own,
                anchor,
                length: Some(length),
                sides: Lead::sides(length, relation.lag),
                led: asked.is_rough.then_some(led),
                said,
            });
        }
    }
    steps.extend(apart.iter().flat_map(Leading::by_clock));
    lead(network, zone, &to_rough(&steps), |network, point| {
        Outermost::of(network, point, (dated(point.0), &numbers))
    });
    let bounded = |network: &mut Network, point: Point, first: u32| {
        let told = (dated(point.0), &numbers);
        bound(network, zone, (point, Precision::Day, first), told);
    };
    follow_clocks(network, &days, &mut units, bounded);
    keep_order(network, &units, &apart);
    if matches!(zone, Zone::Named(_)) {
        network.days = days_of(network, &units);
    }
}

/// The ends of facts that have points of days, each with the first of the two.
fn days_of(network: &Network, units: &BTreeMap<(Point, Precision), u32>) -> Vec<(u32, u32)> {
    let days = units
        .iter()
        .filter(|((_, unit), _)| *unit == Precision::Day);
    days.map(|((point, _), first)| (network.node(*point), *first))
        .collect()
}

/// Holds ends within whole days. How many hours a length of days has hangs on which of them
/// they are, so that a window may reach an hour into a day which no point of days can begin
/// or end in.
pub(super) fn hold_within_days(network: &Network, values: &mut Values, zone: Zone) {
    let day = |date: i128| around(Precision::Day, Instant::from_nanoseconds(date), zone);
    for (end, first) in &network.days {
        let (end, first) = (*end as usize, *first as usize);
        let latest = values.latest[first + 1];
        if let Some((from, to)) = day(latest).filter(|_| latest != EVER)
            && to.nanoseconds() != latest
        {
            let before = from.nanoseconds() - 1;
            if (values.earliest[end]..values.latest[end]).contains(&before) {
                values.latest[end] = before;
            }
        }
        let earliest = values.earliest[first];
        if let Some((from, to)) = day(earliest).filter(|_| earliest != NEVER)
            && from.nanoseconds() != earliest
        {
            let after = to.nanoseconds() + 1;
            if values.earliest[end] < after && after <= values.latest[end] {
                values.earliest[end] = after;
            }
        }
    }
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
            relate_both(network, (from, to), [kept; 2], *said);
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
        let points = (first(network, other), first(network, point));
        let lags = days.between(other, point).map(exactly);
        relate_both(network, points, lags, told.said);
    }
}

/// Sets the first points of two units, and their last ones, apart.
fn relate_both(network: &mut Network, (from, to): (u32, u32), [first, last]: [Lag; 2], said: u32) {
    network.relate(from, to, first, said);
    network.relate(from + 1, to + 1, last, said);
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

/// A relation to a fact, along which what that one's dates leave leads on.
struct Leading<'g> {
    own: Point,
    anchor: Point,
    /// A length by the calendar.
    length: Option<&'g CalendarStep>,
    /// What it tells of the earliest, and of the latest.
    sides: [Lead; 2],
    /// The points of the other fact that it bounds so; nothing where the day of the first is
    /// known by its own dates, from which the relation itself counts.
    led: Option<[u32; 2]>,
    said: u32,
}

impl Leading<'_> {
    /// What a relation that goes by no calendar tells of either fact.
    fn by_clock(apart: &Apart) -> impl Iterator<Item = Self> {
        let Apart {
            own,
            anchor,
            lag: Lag { min, max },
            is_by_clock,
            said,
        } = *apart;
        // What is counted in seconds may end anywhere within its second.
        let (min, max) = match (min, max) {
            (Some(least), Some(most)) if least == most && least != 0 => {
                (Some(least - SECOND), Some(most + SECOND))
            }
            _ => (min, max),
        };
        let back = |gap: Option<i128>| gap.map(|gap| -gap);
        let both = [
            (own, anchor, [min, max]),
            (anchor, own, [back(max), back(min)]),
        ];
        let both = both.into_iter().filter(move |_| is_by_clock);
        both.map(move |(own, anchor, gaps)| Self {
            own,
            anchor,
            length: None,
            sides: gaps.map(|gap| gap.map_or(Lead::Nothing, Lead::By)),
            led: None,
            said,
        })
    }
}

/// What a relation tells of one side of a fact.
#[derive(Clone, Copy, PartialEq)]
enum Lead {
    /// Where it lies, by the calendar.
    Far,
    /// That it lies no more than so far beyond the other one.
    By(i128),
    Nothing,
}

impl Lead {
    /// What a length tells of the earliest, and of the latest.
    fn sides(length: &CalendarStep, lag: Lag) -> [Self; 2] {
        let [least, most] = length.sides();
        [(least, lag.min), (most, lag.max)].map(|(is_told, bound)| match bound {
            Some(_) if is_told => Self::Far,
            Some(0) => Self::By(0),
            _ => Self::Nothing,
        })
    }
}

/// The lengths from facts whose own dates do not tell the day, and the relations that lead to
/// such facts.
fn to_rough<'s, 'g>(steps: &'s [Leading<'g>]) -> Vec<&'s Leading<'g>> {
    let mut into: BTreeMap<Point, Vec<usize>> = BTreeMap::new();
    for (at, step) in steps.iter().enumerate() {
        into.entry(step.own).or_default().push(at);
    }
    let mut is_kept: Vec<bool> = steps.iter().map(|step| step.led.is_some()).collect();
    let mut open: Vec<usize> = (0..steps.len()).filter(|at| is_kept[*at]).collect();
    while let Some(at) = open.pop() {
        for before in into.get(&steps[at].anchor).into_iter().flatten() {
            if !is_kept[*before] {
                is_kept[*before] = true;
                open.push(*before);
            }
        }
    }
    let kept = steps.iter().zip(is_kept);
    kept.filter_map(|(step, is_kept)| is_kept.then_some(step))
        .collect()
}

/// The first or the last moment that dates leave an end.
#[derive(Clone, Copy)]
struct Outermost {
    side: Side,
    at: Instant,
    node: u32,
}

impl Outermost {
    /// With a point of its own.
    fn new(network: &mut Network, event: EventId, side: Side, at: Instant) -> Self {
        let node = network.fact.len() as u32;
        network.fact.push(event.index() as u32);
        Self { side, at, node }
    }

    /// What the own dates of a fact leave one of its ends.
    fn of(network: &mut Network, (event, end): Point, told: Told<'_>) -> Vec<Self> {
        let stated = stated((event, end), told).into_iter();
        let all = stated.map(|(said, side, at)| {
            let one = Self::new(network, event, side, at);
            mark(network, one.node, said, (side, at));
            one
        });
        all.collect()
    }

    /// Where a length leads from it, and which point it bounds there.
    fn led(self, step: &Leading<'_>, zone: Zone) -> Option<(Instant, Option<u32>)> {
        let lies = || {
            let alone = Window::new(Some(self.at), Some(self.at));
            step.length
                .map_or(Window::OPEN, |length| length.from(alone, zone))
        };
        let (side, far): (usize, fn(Window) -> Option<Instant>) = match self.side {
            Side::Floor => (0, |lies| lies.earliest),
            Side::Ceiling => (1, |lies| lies.latest),
        };
        match step.sides[side] {
            Lead::Far => Some((far(lies())?, step.led.map(|led| led[side]))),
            Lead::By(gap) => Some((self.at.saturating_add(gap), None)),
            Lead::Nothing => None,
        }
    }

    /// Whether it leaves less than another of the same side.
    fn is_narrower(self, other: Self) -> bool {
        match self.side {
            Side::Floor => self.at > other.at,
            Side::Ceiling => self.at < other.at,
        }
    }
}

/// Where lengths lead by the calendar from the first and from the last moment that dates
/// leave a fact, and what counts from there on. How long days and months are hangs on which
/// of them they are, so no gap between two facts tells it; each such moment gets a point.
fn lead(
    network: &mut Network,
    zone: Zone,
    steps: &[&Leading<'_>],
    dated: impl Fn(&mut Network, Point) -> Vec<Outermost>,
) {
    let mut leading: BTreeMap<Point, Vec<&Leading<'_>>> = BTreeMap::new();
    for one in steps {
        leading.entry(one.anchor).or_default().push(one);
    }
    let mut starts: BTreeMap<Point, Vec<Outermost>> = BTreeMap::new();
    for point in leading.keys() {
        let own = dated(network, *point);
        if !own.is_empty() {
            starts.insert(*point, own);
        }
    }
    let mut next: VecDeque<Point> = starts.keys().copied().collect();
    // Lengths may lead back to where they began.
    let mut followed = BTreeSet::new();
    while let Some(point) = next.pop_front() {
        if !followed.insert(point) {
            continue;
        }
        let from = starts.remove(&point).unwrap_or_default();
        for one in leading.get(&point).into_iter().flatten() {
            let goes_on = leading.contains_key(&one.own) && !followed.contains(&one.own);
            let mut reached: [Option<(Outermost, Lag)>; 2] = [None; 2];
            for start in &from {
                let Some((to, led)) = start.led(one, zone) else {
                    continue;
                };
                let gap = to.nanoseconds() - start.at.nanoseconds();
                let (side, lag) = match start.side {
                    Side::Floor => (0, at_least(gap)),
                    Side::Ceiling => (1, at_most(gap)),
                };
                if let Some(led) = led {
                    network.relate(start.node, led, lag, one.said);
                }
                let there = Outermost { at: to, ..*start };
                if reached[side].is_none_or(|(known, _)| there.is_narrower(known)) {
                    reached[side] = Some((there, lag));
                }
            }
            // The narrowest alone leads on, else there were ever more of them.
            for (there, lag) in reached.into_iter().flatten().filter(|_| goes_on) {
                let on = Outermost::new(network, one.own.0, there.side, there.at);
                network.relate(there.node, on.node, lag, one.said);
                let known = starts.entry(one.own).or_default();
                known.push(on);
                next.push_back(one.own);
            }
        }
    }
}

const fn at_least(gap: i128) -> Lag {
    Lag {
        min: Some(gap),
        max: None,
    }
}

const fn at_most(gap: i128) -> Lag {
    Lag {
        min: None,
        max: Some(gap),
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

/// What the statements of a fact say by its own dates, and the numbers of statements.
type Told<'t> = (Vec<Own>, &'t BTreeMap<Statement, u32>);

/// The bounds that its own dates set to an end of a fact, each with its statement.
fn stated((event, end): Point, (dated, numbers): Told<'_>) -> Vec<(u32, Side, Instant)> {
    let mut all = Vec::new();
    for own in dated {
        let clause = own.clause;
        let Some(said) = numbers.get(&Statement { event, clause }) else {
            continue;
        };
        let window = own.of(end);
        let bounds = [
            (Side::Floor, window.earliest),
            (Side::Ceiling, window.latest),
        ];
        let bounds = bounds.into_iter();
        all.extend(bounds.filter_map(|(side, at)| Some((*said, side, at?))));
    }
    all
}

/// Bounds a point by a date.
fn mark(network: &mut Network, node: u32, said: u32, (side, at): (Side, Instant)) {
    network.marks.push(Mark {
        node,
        said,
        side,
        live: true,
        date: at.nanoseconds().clamp(-FARTHEST, FARTHEST),
    });
}

/// Bounds the points of a unit by what the fact's own dates say.
fn bound(
    network: &mut Network,
    zone: Zone,
    (point, unit, first): (Point, Precision, u32),
    told: Told<'_>,
) {
    for (said, side, at) in stated(point, told) {
        // The unit lies between those that hold the ends of the window.
        let Some((from, to)) = around(unit, at, zone) else {
            continue;
        };
        mark(network, first, said, (side, from));
        mark(network, first + 1, said, (side, to));
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
