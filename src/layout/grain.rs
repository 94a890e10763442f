//! How finely facts are dated along the axis, and which dates the axis tells finer than
//! they are known: a dot would give them a time that nobody said.

use super::axis::Axis;
use super::brackets::Piece;
use super::edges::SHARP;
use super::facts::{DAY, Extent, Fact, OF_A_CLOCK};
use super::marks::LEAST_BAR;
use super::ordered::Ordered;
use super::steps::Unit;
use super::ticks::{COLUMN, RulerTick};
use super::wording::Wording;
use std::collections::BTreeMap;

/// A minute so wide is drawn as a bar beside what is known to the second.
const MINUTE_SEEN: f64 = 40.0;

/// A window so many times farther from what is known better, cards below each other make
/// nothing of its length.
const NEAR: f64 = 12.0;

/// A time known so well, in seconds, is one of the clock; a morning or a night is part of a
/// day, of which marked hours would make more than anybody said.
const CLOCKED: f64 = 2.5 * 3600.0;

/// The times of a fact, as far as more than their day and the part of it is known.
fn clock_times(fact: &Fact, wording: &Wording<'_>) -> impl Iterator<Item = f64> {
    let claims = fact.claims.iter().map(|claim| claim.extent);
    let extents = std::iter::once(fact.told).chain(claims);
    let times = extents.map(|extent| match extent {
        Extent::Point {
            at,
            earliest,
            latest,
        } => [(latest - earliest < CLOCKED).then_some(at), None],
        Extent::Stretch(bar) => {
            let clock = |end: Option<f64>| end.filter(|end| wording.midnight(*end) != *end);
            [clock(bar.from), clock(bar.to)]
        }
        Extent::Nowhere => [None, None],
    });
    times.flatten().flatten()
}

/// The facts with a time of day in a stretch.
pub(super) fn timed<'a>(
    facts: &'a [Fact],
    piece: Piece,
    wording: &Wording<'_>,
) -> impl Iterator<Item = &'a Fact> {
    let within = piece.from.seconds..=piece.to.seconds;
    facts
        .iter()
        .filter(move |fact| clock_times(fact, wording).any(|at| within.contains(&at)))
}

/// The finest step, in seconds, that says something in a stretch: as fine as its facts are
/// known. None where no fact has a time of day.
pub(super) fn finest(facts: &[Fact], piece: Piece, wording: &Wording<'_>) -> Option<f64> {
    let grains = timed(facts, piece, wording).map(|fact| fact.grain);
    grains.reduce(f64::min).map(|grain| match grain {
        1.01.. => 60.0,
        0.002.. => 1.0,
        _ => 0.0,
    })
}

/// The times of facts known to the hour or better, each with how well; none where there
/// is none.
fn known(facts: &[Fact]) -> Option<BTreeMap<Ordered, f64>> {
    let mut known = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.grain <= OF_A_CLOCK) {
        let claims = fact.claims.iter().map(|claim| claim.extent);
        let extents = std::iter::once(fact.told).chain(claims);
        let times = extents.flat_map(|extent| match extent {
            Extent::Point {
                at,
                earliest,
                latest,
            } => [Some((at, latest - earliest)), None],
            extent => {
                <[Option<f64>; 2]>::from(extent.bounds()).map(|end| end.map(|at| (at, fact.grain)))
            }
        });
        for (at, grain) in times.flatten().filter(|(_, grain)| *grain <= OF_A_CLOCK) {
            let best = known.entry(Ordered(at)).or_insert(grain);
            *best = grain.min(*best);
        }
    }
    (!known.is_empty()).then_some(known)
}

/// What cards below each other tell of the time of day: the order of what happened.
pub(super) struct Rank<'a, 'b> {
    wording: &'a Wording<'b>,
    /// The times of facts known to the hour or better, each with how well.
    known: BTreeMap<Ordered, f64>,
}

impl<'a, 'b> Rank<'a, 'b> {
    /// What those facts tell; none where no time of day is known.
    pub(super) fn of(facts: &[Fact], wording: &'a Wording<'b>) -> Option<Self> {
        let known = known(facts)?;
        Some(Self { wording, known })
    }

    /// Whether a time known from one moment to another is seen to be more than one: another
    /// of its day is known better and no long way off, so that a dot would stand so far
    /// before or after that one without being known to. A minute is one moment but for what
    /// is known to be within it.
    pub(super) fn is_wide(&self, earliest: f64, latest: f64) -> bool {
        let length = latest - earliest;
        if length <= 0.0 {
            return false;
        }
        let (from, to) = if length <= SHARP {
            (earliest, latest)
        } else {
            let morrow = self.wording.midnight(latest - 1e-3) + 1.5 * DAY;
            (
                self.wording
                    .midnight(earliest)
                    .max(earliest - NEAR * length),
                self.wording.midnight(morrow).min(latest + NEAR * length),
            )
        };
        let mut beside = self.known.range(Ordered(from)..Ordered(to));
        beside.any(|(_, other)| *other < 0.9 * length)
    }
}

/// What an axis tells of the time of day.
pub(super) struct Grain<'a> {
    axis: &'a Axis,
    /// The times of its labelled ticks below the day, each with its step.
    ticks: BTreeMap<Ordered, f64>,
    /// The times of facts known to the hour or better, each with how well.
    known: BTreeMap<Ordered, f64>,
}

impl<'a> Grain<'a> {
    /// What those ticks and facts tell; none where no time of day is known.
    pub(super) fn of(axis: &'a Axis, ticks: &[RulerTick], facts: &[Fact]) -> Option<Self> {
        let known = known(facts)?;
        let is_clock = |unit| !matches!(unit, Unit::Year | Unit::Month | Unit::Day);
        let ticks = ticks
            .iter()
            .filter(|tick| tick.text.is_some() && is_clock(tick.told.step.unit));
        let ticks = ticks.map(|tick| (Ordered(tick.told.at), tick.told.step.seconds()));
        Some(Self {
            axis,
            ticks: ticks.collect(),
            known,
        })
    }

    /// Whether a time known from one moment to another is seen to be more than one: the axis
    /// marks a part of it, or has so much room for it beside what is better known.
    pub(super) fn is_wide(&self, earliest: f64, latest: f64) -> bool {
        let length = latest - earliest;
        if length <= 0.0 {
            return false;
        }
        let rim = (1e-3_f64).min(0.1 * length);
        let inside = || Ordered(earliest + rim)..Ordered(latest - rim);
        let finer = |(_, other): (&Ordered, &f64)| *other < 0.9 * length;
        let width = self.axis.place(latest) - self.axis.place(earliest);
        let seen = if length <= SHARP { MINUTE_SEEN } else { COLUMN };
        (width >= LEAST_BAR && self.ticks.range(inside()).any(finer))
            || (self.scale(earliest, latest) * length >= seen
                && self.known.range(inside()).any(finer))
    }

    /// Pixels for a second, where the axis has most in a stretch of time.
    fn scale(&self, earliest: f64, latest: f64) -> f64 {
        let knots = &self.axis.knots;
        let first = knots.partition_point(|knot| knot.seconds <= earliest);
        let pairs = knots[first.saturating_sub(1)..].windows(2);
        let within = pairs.take_while(|pair| pair[0].seconds < latest);
        let scales = within.map(|pair| {
            (pair[1].position - pair[0].position) / (pair[1].seconds - pair[0].seconds)
        });
        scales.fold(0.0, f64::max)
    }
}
