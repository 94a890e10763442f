//! The axis of an upright picture: each time as far down as cards need.

use super::{CUT, Composer, GAP, HEADING, HOOK, STEP};
use crate::layout::Stretch;
use crate::layout::axis::{Axis, Direction, Knot, thin};
use crate::layout::facts::{self, Extent, Fact};
use crate::layout::frame::Words;
use crate::layout::horizontal::CARD_ROOM;
use crate::layout::lettering::Lettering;
use crate::layout::ordered::Ordered as Time;
use crate::layout::wording;
use std::collections::{BTreeMap, BTreeSet};

/// The least length of a bar where there are few facts, and what all bars
/// together may ask for.
const LEAST_BAR: f64 = 36.0;
const BARS: f64 = 2400.0;
/// Beside a card so short a part of all time takes no room, if it is no day.
const REST: f64 = 0.02;
/// How far apart the dots of a fact's accounts stand, so that none covers another.
const APART: f64 = 14.0;
/// How long an arrow to an account is, at least, so that its bow can be seen beside its head.
const BOW: f64 = 30.0;

/// By the time of their ends, the beginnings of bars and the room that they need.
type Bars = BTreeMap<Time, Vec<(Time, f64)>>;

impl Composer<'_> {
    /// Lays the axis downwards: each time as far below the one before as its
    /// cards need. Returns it with the top of every card.
    pub(super) fn run_down(&mut self, top: f64) -> (Axis, Vec<f64>) {
        let mut stops = self.stops();
        let firm: BTreeSet<Time> = stops.keys().copied().collect();
        let extents = self.facts.iter().flat_map(Fact::extents);
        let known = extents.flat_map(|extent| match extent {
            Extent::Stretch(bar) => bar.known().map(Time).collect(),
            _ => Vec::new(),
        });
        let known: BTreeSet<Time> = known.collect();
        let inner = known.difference(&firm).map(|end| (*end, Vec::new()));
        stops.extend(inner);
        let cuts = self.cuts(&stops);
        let mut bars = self.bars();
        self.open_up(&mut stops, &mut bars);
        let mut tops = vec![0.0; self.facts.len()];
        let mut knots: Vec<Knot> = Vec::new();
        let is_firm = |knot: &Knot| firm.contains(&Time(knot.seconds));
        let ends = stops.first_key_value().zip(stops.last_key_value());
        let whole = ends.map_or(0.0, |(first, last)| last.0.0 - first.0.0);
        // The rest of the day of a dot takes no room.
        let least = facts::DAY.min(whole * REST);
        let takes = |before: f64, knot: &Knot| knot.seconds - before >= least && is_firm(knot);
        // The last knot at which a card hangs or time goes on after a cut: those behind it
        // may still be moved down.
        let mut fixed = 0;
        let mut free = top;
        let mut place = top + HOOK - STEP;
        let dense = if stops.len() > 4 * CARD_ROOM {
            0.5
        } else {
            STEP
        };
        self.layout.breaks.clear();
        self.headings.clear();
        for (time, cards) in &stops {
            if knots
                .last()
                .is_some_and(|last| cuts.contains(&Time(last.seconds)))
            {
                spread(&mut knots[fixed..], free - GAP, takes);
                fixed = knots.len();
                self.cut(&mut free, &mut place, &knots, time.0);
            }
            place += dense;
            // A bar is long enough to be seen as one.
            for (from, room) in bars.get(time).into_iter().flatten() {
                let start = knots.partition_point(|knot| knot.seconds < from.0);
                if let Some(start) = knots.get(start) {
                    place = place.max(start.position + room);
                }
            }
            knots.push(Knot {
                seconds: time.0,
                position: place,
            });
            if let Some(first) = cards.first() {
                let heading = self.sections.get(first).map_or(0.0, |_| HEADING);
                place = place.max(free + heading + HOOK);
                free = free.max(place - HOOK - heading);
                spread(&mut knots[fixed..], place, takes);
                fixed = knots.len() - 1;
                knots[fixed].position = place;
            }
            for index in cards {
                if self.sections.contains_key(index) {
                    self.headings.push((free, *index));
                    free += HEADING;
                }
                tops[*index] = free;
                free += self.texts[*index].as_ref().map_or(0.0, |text| text.height) + GAP;
            }
        }
        spread(&mut knots[fixed..], free - GAP, takes);
        let knots = without_faded(knots, &cuts, |time| {
            !firm.contains(time) && known.contains(time)
        });
        let axis = Axis {
            direction: Direction::Vertical,
            knots: thin(&ended(knots)),
        };
        (axis, tops)
    }

    /// The times at which something is dated or marked, each with the facts whose cards
    /// hang there.
    fn stops(&self) -> BTreeMap<Time, Vec<usize>> {
        let mut stops: BTreeMap<Time, Vec<usize>> = BTreeMap::new();
        for (index, fact) in self.facts.iter().enumerate() {
            for extent in fact.extents() {
                let bar = match extent {
                    Extent::Stretch(bar) => bar,
                    // A dot that is the whole mark stands where its card hangs.
                    Extent::Point { at, .. } if !fact.claims.is_empty() => {
                        stops.entry(Time(at)).or_default();
                        continue;
                    }
                    _ => continue,
                };
                let ends = [bar.from, bar.to].into_iter().flatten();
                for end in ends {
                    stops.entry(Time(end)).or_default();
                }
            }
            let Some(hook) = fact.hook else { continue };
            let hung = stops.entry(Time(hook)).or_default();
            if fact.has_card {
                hung.push(index);
            }
        }
        stops
    }

    /// Gives bars that nothing bounds the room to fade out: beyond the first and last
    /// time, where they begin or end there.
    fn open_up(&self, stops: &mut BTreeMap<Time, Vec<usize>>, bars: &mut Bars) {
        let ends = stops.first_key_value().zip(stops.last_key_value());
        let Some((first, last)) = ends.map(|(first, last)| (*first.0, *last.0)) else {
            return;
        };
        let beyond = ((last.0 - first.0) / 20.0).max(facts::DAY);
        let extents = self.facts.iter().flat_map(Fact::extents);
        let stretches = extents.filter_map(|extent| match extent {
            Extent::Stretch(bar) => Some((bar.from, bar.to)),
            _ => None,
        });
        for ends in stretches {
            let (from, to) = match ends {
                (None, Some(to)) if Time(to) == first => (Time(to - beyond), first),
                (None, Some(to)) => (first, Time(to)),
                (Some(from), None) if Time(from) == last => (last, Time(from + beyond)),
                (Some(from), None) => (Time(from), last),
                _ => continue,
            };
            stops.entry(from).or_default();
            stops.entry(to).or_default();
            bars.entry(to).or_default().push((from, LEAST_BAR));
        }
    }

    /// By the time of their ends, the beginnings of bars and the room that they
    /// need.
    fn bars(&self) -> Bars {
        let mut bars = Bars::new();
        let count = self.facts.iter().flat_map(Fact::extents).count();
        let room = (BARS / count.max(1) as f64).clamp(STEP, LEAST_BAR);
        for fact in self.facts {
            let mut points: Vec<f64> = Vec::new();
            for extent in fact.extents() {
                match extent {
                    Extent::Point { at, .. } => points.push(at),
                    Extent::Stretch(bar) => {
                        if let (Some(from), Some(to)) = (bar.from, bar.to) {
                            bars.entry(Time(to)).or_default().push((Time(from), room));
                        }
                    }
                    Extent::Nowhere => {}
                }
            }
            points.sort_by(f64::total_cmp);
            points.dedup();
            for pair in points.windows(2) {
                let apart = room.min(APART);
                bars.entry(Time(pair[1]))
                    .or_default()
                    .push((Time(pair[0]), apart));
            }
        }
        // The card of a cause makes room for what follows, but not for accounts, which
        // stand beside cards.
        for (_, wire) in &self.wiring.drawn {
            let effect = &self.facts[wire.effect];
            let standing = effect.claims.iter().filter(|claim| !claim.is_apart);
            let times = standing.filter_map(|claim| match claim.extent {
                Extent::Point { at, .. } => Some(at),
                Extent::Stretch(bar) => bar.from,
                Extent::Nowhere => None,
            });
            let cause = self.facts[wire.cause].hook;
            let met = times.min_by(f64::total_cmp);
            if let Some((cause, met)) = cause.zip(met).filter(|(cause, met)| cause < met) {
                bars.entry(Time(met))
                    .or_default()
                    .push((Time(cause), room.min(BOW)));
            }
        }
        bars
    }

    /// By the place of its dot, the window of each fact that is dated to a day.
    fn days(&self) -> BTreeMap<Time, (f64, f64)> {
        let extents = self.facts.iter().map(|fact| fact.extent);
        extents
            .filter_map(|extent| match extent {
                Extent::Point {
                    at,
                    earliest,
                    latest,
                } => Some((Time(at), (earliest, latest))),
                _ => None,
            })
            .collect()
    }

    /// The times after which a long stretch is empty.
    fn cuts(&self, stops: &BTreeMap<Time, Vec<usize>>) -> Vec<Time> {
        let times: Vec<f64> = stops.keys().map(|time| time.0).collect();
        // A rough date that is mostly the gap would be a bar of nothing but cut.
        let covered = |from: f64, length: f64| {
            self.facts
                .iter()
                .flat_map(Fact::extents)
                .any(|extent| match extent {
                    Extent::Stretch(bar) => {
                        let lasts = bar.lasting();
                        let rough = bar.from.zip(bar.to);
                        let rough = rough.filter(|(start, end)| end - start < 2.0 * length);
                        lasts
                            .into_iter()
                            .chain(rough)
                            .any(|(start, end)| start <= from && end > from)
                    }
                    _ => false,
                })
        };
        let mut lengths: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        lengths.sort_by(f64::total_cmp);
        let median = lengths.get(lengths.len() / 2).copied().unwrap_or(0.0);
        let whole = times
            .last()
            .zip(times.first())
            .map_or(0.0, |(last, first)| last - first);
        let mut long: Vec<(f64, f64)> = times
            .windows(2)
            .map(|pair| (pair[1] - pair[0], pair[0]))
            .filter(|(length, _)| *length > 8.0 * median && *length > 0.12 * whole)
            .collect();
        long.sort_by(|left, right| right.0.total_cmp(&left.0));
        long.retain(|(length, from)| !covered(*from, *length));
        // Days are told, not how far apart their noons are drawn.
        let known = self.days();
        let is_empty = |(length, from): &(f64, f64)| {
            let until = known
                .get(&Time(from + length))
                .map_or(from + length, |day| day.0);
            let since = known.get(&Time(*from)).map_or(*from, |day| day.1);
            until - since > 0.9 * length
        };
        long.retain(is_empty);
        long.truncate(3);
        long.into_iter().map(|(_, from)| Time(from)).collect()
    }

    fn cut(&mut self, free: &mut f64, place: &mut f64, knots: &[Knot], until: f64) {
        let Some(last) = knots.last().copied() else {
            return;
        };
        let from = free.max(*place + 10.0);
        let to = from + CUT;
        let text = wording::skipped(until - last.seconds);
        let middle = Words::new(0.0, f64::midpoint(from, to) + 4.0, text, Lettering::Minor);
        self.layout.breaks.push(Stretch {
            from,
            to,
            label: vec![middle],
        });
        *free = to;
        *place = to;
    }
}

/// Moves all knots but the first down, each by its share, so that the last of them comes to
/// a place, if it is above it and some of them take room: bars have the room beside the cards
/// that hang at their beginnings. None comes nearer to another. Those that take no room by
/// the time before them stay with the one before; where all do, none moves.
fn spread(knots: &mut [Knot], to: f64, takes: impl Fn(f64, &Knot) -> bool) {
    let pairs = knots.windows(2);
    let shares: Vec<bool> = pairs.map(|pair| takes(pair[0].seconds, &pair[1])).collect();
    let all = shares.iter().filter(|takes| **takes).count();
    let room = knots.last().map_or(0.0, |last| to - last.position);
    let mut share = 0;
    for (knot, takes) in knots.iter_mut().skip(1).zip(shares) {
        share += usize::from(takes);
        knot.position += room.max(0.0) * (share as f64 / all.max(1) as f64);
    }
}

/// The knots without those at which ends of bars have faded in or out: the days over
/// which they fade are as long as their time, but beside a cut.
fn without_faded(
    mut knots: Vec<Knot>,
    cuts: &[Time],
    is_faded: impl Fn(&Time) -> bool,
) -> Vec<Knot> {
    let mut follows_cut = false;
    knots.retain(|knot| {
        let time = Time(knot.seconds);
        let is_cut = cuts.contains(&time);
        let is_beside = std::mem::replace(&mut follows_cut, is_cut) || is_cut;
        is_beside || !is_faded(&time)
    });
    knots
}

/// Gives an axis of a single time a second one, so that it has a scale.
fn ended(mut knots: Vec<Knot>) -> Vec<Knot> {
    if let [only] = knots.as_slice() {
        let next = Knot {
            seconds: only.seconds + facts::DAY,
            position: only.position + 40.0,
        };
        knots.push(next);
    }
    knots
}
