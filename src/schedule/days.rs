//! On which days the facts lie that are counted from one another, and what that asks of
//! a length between them.

use super::network::Own;
use super::units::{Apart, By, Counted, Point, exactly};
use crate::date::arithmetic::{DAY, add_days, day_of};
use crate::date::{CalendarStep, Instant, Lag, Precision, Relation, Window, Zone, around};
use crate::timeline::EventId;
use std::cell::RefCell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// By how much the clocks of one place differ from one day to another, even decades
/// later, but where a whole day was skipped or had twice.
const CLOCKS: i128 = DAY / 8;

/// In a longer window than so many days, days are not looked at one by one.
const MOST_DAYS: i64 = 400;

/// By how much the calendar may put a day off what a length comes to in hours: a mean month
/// is up to three days longer or shorter than one.
const AROUND: i128 = 4 * DAY;

/// How far two days lie apart at least and at most, in nanoseconds.
type Gaps = (i128, i128);

/// How many days of the calendar a length counts, neither more nor less.
fn number(length: &CalendarStep) -> Option<i64> {
    length.days().filter(|_| length.sides() == [true; 2])
}

/// What a length asks of a fact and the one that it counts from.
pub(super) struct Asked {
    /// How far their days lie apart, by the first point of each and by the last;
    /// nothing where it is not counted by days.
    pub(super) days: Option<[Lag; 2]>,
    /// How far the ends themselves lie apart.
    pub(super) ends: Lag,
    /// Whether own dates do not tell the day that is counted from, so that the gaps hold
    /// for any day that it may be.
    pub(super) is_rough: bool,
    /// Whether one of them goes by other clocks than the file's.
    pub(super) is_foreign: bool,
}

/// The days that facts are known to lie in.
pub(super) struct Days {
    zone: Zone,
    known: BTreeMap<Point, Known>,
    /// The relations by the clock that told the days of ends.
    pub(super) told_by: BTreeMap<Point, Apart>,
    /// Ends that own dates bound on both sides, and how.
    bounded: BTreeMap<Point, Window>,
    /// Where these and the ends that are counted from them can lie at all, roughly: in no
    /// narrower window.
    reach: BTreeMap<Point, Window>,
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
    pub(super) fn of<'g>(
        zone: Zone,
        counted: &[Counted<'g>],
        apart: &'g [Apart],
        dated: impl Fn(EventId) -> Vec<Own>,
    ) -> Self {
        let mut days = Self {
            zone,
            known: BTreeMap::new(),
            told_by: BTreeMap::new(),
            bounded: BTreeMap::new(),
            reach: BTreeMap::new(),
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
                By::Unit(_) | By::Seconds(_) => continue,
                By::Length(_, length) => match number(length) {
                    Some(count) => (Step::Days(count), Some(Step::Days(-count))),
                    None => (Step::Length(length), None),
                },
            };
            beside.entry(*anchor).or_default().push((*own, on));
            let near = beside.entry(*own).or_default();
            near.extend(back.map(|back| (*anchor, back)));
        }
        for relation in apart.iter().filter(|relation| relation.is_clock()) {
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
                .extend(told_by.map(|told: &Apart| (point, *told)));
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
        days.spread(counted, apart);
        days
    }

    /// Follows lengths from the ends that have a window to those that have none, so that it
    /// is known between which days clocks can have been moved.
    fn spread(&mut self, counted: &[Counted<'_>], apart: &[Apart]) {
        // Only where clocks are moved does it matter.
        if !matches!(self.zone, Zone::Named(_)) {
            return;
        }
        self.reach.clone_from(&self.bounded);
        let days = self.known.iter().map(|(point, known)| (*point, known.day));
        self.reach.extend(days);
        // What several relations set between two ends holds together.
        let mut lags: BTreeMap<[Point; 2], Lag> = BTreeMap::new();
        let is_day = |counted: &&Counted<'_>| matches!(counted.by, By::Unit(Precision::Day));
        let counted = counted.iter().filter(is_day);
        let counted = counted.map(|counted| (counted.anchor, counted.own, exactly(0)));
        let apart = apart.iter().map(|one| (one.anchor, one.own, one.lag));
        for (anchor, own, lag) in counted.chain(apart) {
            let all = lags.entry([anchor, own]).or_default();
            all.min = all.min.max(lag.min);
            all.max = [all.max, lag.max].into_iter().flatten().min();
        }
        let mut beside: BTreeMap<Point, Vec<(Point, i128, i128)>> = BTreeMap::new();
        for ([anchor, own], lag) in lags {
            let Some((min, max)) = lag.min.zip(lag.max) else {
                continue;
            };
            beside.entry(anchor).or_default().push((own, min, max));
            beside.entry(own).or_default().push((anchor, -max, -min));
        }
        let mut next: VecDeque<Point> = self.reach.keys().copied().collect();
        while let Some(point) = next.pop_front() {
            let window = self.reach[&point];
            let Some((first, last)) = window.earliest.zip(window.latest) else {
                continue;
            };
            for (other, min, max) in beside.get(&point).into_iter().flatten() {
                if let Entry::Vacant(open) = self.reach.entry(*other) {
                    let earliest = first.saturating_add(min - AROUND);
                    let latest = last.saturating_add(max + AROUND);
                    open.insert(Window::new(Some(earliest), Some(latest)));
                    next.push_back(*other);
                }
            }
        }
    }

    /// How far the known day of one end lies behind that of another, by their first
    /// points and by their last.
    pub(super) fn between(&self, from: Point, to: Point) -> [i128; 2] {
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
        loose(lag, DAY - 1 + if has_moving { CLOCKS } else { 0 })
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

    /// A lag of whole days from the days of a window, as these are; nothing where that takes
    /// too many days to find.
    fn apart_by(&self, window: Window, lag: Lag) -> Option<Lag> {
        let gaps = |gap: i128| {
            let days = i64::try_from(gap / DAY).ok().filter(|_| gap % DAY == 0)?;
            self.apart(window, days)
        };
        let (min, max) = (lag.min.map(gaps), lag.max.map(gaps));
        if min == Some(None) || max == Some(None) {
            return None;
        }
        Some(Lag {
            min: min.flatten().map(|(least, _)| least),
            max: max.flatten().map(|(_, most)| most),
        })
    }

    /// Whether no clock is moved between what lies by its own dates in a window and
    /// what lies so much later or earlier.
    fn is_even(&self, point: Point, lag: Lag) -> bool {
        if !matches!(self.zone, Zone::Named(_)) {
            return true;
        }
        let Some(window) = self.reach.get(&point) else {
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

    /// Whether own dates tell the day of an end.
    fn has_own_day(&self, point: Point) -> bool {
        let own = self.bounded.get(&point);
        own.is_some_and(|own| self.day(*own).is_some())
    }

    /// What a length asks: to the day where the day of the other fact is known, else
    /// by its lag.
    pub(super) fn asked(
        &self,
        own: Point,
        anchor: Point,
        relation: &Relation,
        length: &CalendarStep,
    ) -> Asked {
        let number = number(length);
        let lag = number.map_or(relation.lag, |days| exactly(i128::from(days) * DAY));
        let is_foreign = self.is_foreign([own, anchor]);
        let is_rough = !is_foreign && !self.has_own_day(anchor);
        let asked = |days: Option<[Lag; 2]>, ends: Lag| Asked {
            days,
            ends,
            is_rough,
            is_foreign,
        };
        let by_lag = |ends: Lag| asked(None, ends);
        let loosened = || self.loosened([own, anchor], lag);
        if is_foreign {
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
            asked(Some([first, last]), ends)
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
        // Between any two such days, so that each tells of the other.
        let between_days = |lag: Lag| asked(Some([lag; 2]), loosened());
        let reach = self.reach.get(&anchor).copied().unwrap_or(Window::OPEN);
        match length.days().and_then(|days| self.apart(reach, days)) {
            Some((least, most)) => between_days(told(Some(least), Some(most))),
            None if number.is_some() => by_lag(loosened()),
            None => match (self.apart_by(reach, relation.lag), length.is_in_days()) {
                (Some(lag), true) => between_days(told(lag.min, lag.max)),
                (Some(lag), false) if !length.is_beside() => by_lag(lag),
                _ => by_lag(self.by_moved_clocks(anchor, relation, length)),
            },
        }
    }

    /// The lag of a relation, with what clocks may be moved by in between.
    fn by_moved_clocks(&self, anchor: Point, relation: &Relation, length: &CalendarStep) -> Lag {
        if self.is_even(anchor, relation.lag) {
            relation.lag
        } else if length.is_beside() {
            // A day more keeps it to whole days.
            let Lag { min, max } = relation.lag;
            Lag {
                min: min.map(|min| if min < 0 { min - DAY } else { min }),
                max: max.map(|max| if max > 0 { max + DAY } else { max }),
            }
        } else {
            loose(relation.lag, CLOCKS)
        }
    }
}

/// A lag with so much more on both sides; but what lies later is later all the same.
fn loose(lag: Lag, by: i128) -> Lag {
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

/// From the day of one fact to that of another.
enum Step<'g> {
    Days(i64),
    Length(&'g CalendarStep),
    Clock(&'g Apart),
}

impl Apart {
    /// Whether it may tell the day of one end by that of the other, as `30 minutes before
    /// alarm` does.
    fn is_clock(&self) -> bool {
        self.is_by_clock && self.lag.min.is_some() && self.lag.max.is_some()
    }

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
