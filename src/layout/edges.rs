//! Where bars begin and end beside dots: what is known to the same unit, or comes
//! before or after a dot for certain, is drawn so.
//!
//! A dot stands in the middle of its minute or day, and the window of what follows
//! it reaches from the first moment of that minute or day. On an axis that gives
//! every time some room, the bar of what came after would begin before the dot.

use super::axis::Direction;
use super::facts::{Extent, Fact, OF_A_CLOCK, Stretch};
use super::ordered::Ordered;
use crate::date::Kind;

/// A time known so well is drawn as one moment, in seconds: to the minute.
pub(super) const SHARP: f64 = 60.5;

/// The dots of a picture by their places: the first and last time for which each
/// stands.
struct Dots {
    places: Vec<(f64, f64, f64)>,
    /// Longer windows draw no edge to their dots.
    longest: f64,
}

impl Dots {
    fn of(facts: &[Fact], direction: Direction) -> Self {
        let extents = facts.iter().flat_map(Fact::extents);
        let mut places: Vec<(f64, f64, f64)> = extents
            .filter_map(|extent| match extent {
                Extent::Point {
                    at,
                    earliest,
                    latest,
                } => Some((at, earliest, latest)),
                _ => None,
            })
            .collect();
        places.sort_by_key(|(at, ..)| Ordered(*at));
        places.dedup_by(|next, dot| {
            let is_same = next.0.total_cmp(&dot.0).is_eq();
            if is_same {
                (dot.1, dot.2) = (dot.1.min(next.1), dot.2.max(next.2));
            }
            is_same
        });
        // Level pictures show where days begin and end.
        let longest = match direction {
            Direction::Horizontal => SHARP,
            Direction::Vertical => f64::INFINITY,
        };
        Self { places, longest }
    }

    /// Where a bar is drawn from that can begin at a time: the next dot, if that is the
    /// dot of the unit that begins then.
    fn start(&self, time: f64, is_sharp: bool) -> f64 {
        let next = self.places.partition_point(|(at, ..)| *at < time);
        let dot = self.places.get(next).copied();
        let dot = dot.filter(|(_, earliest, latest)| {
            let is_in = *earliest <= time && time < *latest;
            is_in && self.is_unit((*earliest, *latest), time - earliest, is_sharp)
        });
        dot.map_or(time, |(at, ..)| at)
    }

    /// Where a bar is drawn to that can end at a time: the last dot before it, if that
    /// is the dot of the unit that ends then.
    fn end(&self, time: f64, is_sharp: bool) -> f64 {
        let next = self.places.partition_point(|(at, ..)| *at <= time);
        let dot = next.checked_sub(1).map(|at| self.places[at]);
        let dot = dot.filter(|(_, earliest, latest)| {
            let is_in = *earliest < time && time <= *latest;
            is_in && self.is_unit((*earliest, *latest), latest - time, is_sharp)
        });
        dot.map_or(time, |(at, ..)| at)
    }

    /// Whether a time so far from the end of a dot's window is of the same unit: within
    /// a minute any, else the end itself, unless that is known better.
    fn is_unit(&self, (earliest, latest): (f64, f64), off: f64, is_sharp: bool) -> bool {
        let length = latest - earliest;
        length <= SHARP || (!is_sharp && length <= self.longest && off < 1.0)
    }
}

/// Draws the ends of bars to the dots of their own units, and what certainly comes
/// before or after a dot to its own side of it. What comes before what as places among
/// the facts, sorted by the one and by the other.
pub(super) fn meet(
    facts: &mut [Fact],
    precedences: &[(usize, usize)],
    by_effect: &[(usize, usize)],
    direction: Direction,
) {
    let dots = Dots::of(facts, direction);
    for fact in facts.iter_mut() {
        fact.told = fact.extent;
        fact.extent = met(fact.extent, &dots);
        for claim in &mut fact.claims {
            claim.extent = met(claim.extent, &dots);
        }
    }
    for &(before, after) in by_effect {
        let floor = beginning(facts[before].extent).zip(beginning(facts[after].extent));
        // What begins within a second or minute is drawn from its middle on.
        let is_open = earliest(facts[before].told) <= earliest(facts[after].told) + SHARP / 2.0;
        if let (Some((floor, own)), true) = (floor, is_open && own_dates(&facts[after]))
            && own < floor
            && let Extent::Stretch(bar) = &mut facts[after].extent
        {
            bar.from = Some(bar.to.map_or(floor, |to| floor.min(to)));
        }
    }
    for (before, after) in precedences.iter().rev() {
        let Some(ceiling) = ending(facts[*after].extent) else {
            continue;
        };
        let is_open = latest(facts[*before].told) <= latest(facts[*after].told);
        if let (true, Extent::Stretch(bar)) = (
            is_open && own_dates(&facts[*before]),
            &mut facts[*before].extent,
        ) && bar.kind == Kind::Moment
            && bar.to.is_some_and(|to| to > ceiling)
        {
            bar.to = Some(bar.from.map_or(ceiling, |from| ceiling.max(from)));
        }
    }
    for fact in facts {
        let (Extent::Stretch(old), Extent::Stretch(new)) = (fact.told, fact.extent) else {
            continue;
        };
        for rim in &mut fact.rims {
            let moved = [(old.from, new.from), (old.to, new.to)];
            let moved = moved.into_iter().find(|(old, _)| *old == Some(*rim));
            *rim = moved.and_then(|(_, new)| new).unwrap_or(*rim);
        }
    }
}

/// Whether a fact stands at a date of its own, and not where its accounts say.
fn own_dates(fact: &Fact) -> bool {
    fact.claims.is_empty()
}

/// A bar with its ends at the dots of their units; so too the window of what is known
/// to a part of an hour, which may be drawn as a bar.
fn met(extent: Extent, dots: &Dots) -> Extent {
    let bar = match extent {
        Extent::Stretch(bar) => bar,
        Extent::Point {
            at,
            earliest,
            latest,
        } if (SHARP..=OF_A_CLOCK).contains(&(latest - earliest)) => {
            return Extent::Point {
                at,
                earliest: dots.start(earliest, false).min(at),
                latest: dots.end(latest, false).max(at),
            };
        }
        _ => return extent,
    };
    let sharp = bar.sure.filter(|_| bar.kind == Kind::Span);
    let (began, ended) = (sharp.map(|sure| sure.0), sharp.map(|sure| sure.1));
    let from = bar.from.map(|from| dots.start(from, began == bar.from));
    let to = bar.to.map(|to| dots.end(to, ended == bar.to));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return extent;
    }
    let sure = bar
        .sure
        .map(|(start, end)| (dots.end(start, false), dots.start(end, false)));
    let sure = sure.filter(|(start, end)| start <= end).or(bar.sure);
    Extent::Stretch(Stretch {
        from,
        to,
        sure,
        ..bar
    })
}

/// Where a fact is drawn from.
fn beginning(extent: Extent) -> Option<f64> {
    match extent {
        Extent::Point { at, .. } => Some(at),
        Extent::Stretch(bar) => bar.from,
        Extent::Nowhere => None,
    }
}

/// Where a fact that happened once is drawn to.
fn ending(extent: Extent) -> Option<f64> {
    match extent {
        Extent::Point { at, .. } => Some(at),
        Extent::Stretch(bar) => bar.to.filter(|_| bar.kind == Kind::Moment),
        Extent::Nowhere => None,
    }
}

fn earliest(extent: Extent) -> f64 {
    extent.bounds().0.unwrap_or(f64::NEG_INFINITY)
}

fn latest(extent: Extent) -> f64 {
    extent.bounds().1.unwrap_or(f64::INFINITY)
}
