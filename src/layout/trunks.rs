//! Lines that hang from a mark, or from the line between the two halves of
//! the picture, through the rows of lanes.

use super::marks::Mark;
use super::stack::{Point, Sense, Wire, point};
use std::collections::BTreeMap;

/// What arrows share when they share a trunk: whether it crosses the line
/// between the halves, whose it is, whether it leads away from that line, and
/// the kind of link, or where it hangs from a cause the strand.
///
/// A trunk that crosses belongs to the effect, any other to the end nearer to
/// that line.
pub(super) type Key = (bool, usize, bool, u16);

/// A trunk of one half.
pub(super) struct Trunk {
    pub(super) key: Key,
    /// The first lane whose rails it passes, counted from the middle line.
    pub(super) first: usize,
    /// The lane in whose corridor it ends.
    pub(super) last: usize,
    /// Where the arrows it carries go, on the average.
    pub(super) lean: f64,
    pub(super) at: f64,
    pub(super) path: Vec<Point>,
}

/// A trunk's way from its mark, beside the card's leader.
const OFFSET: f64 = 7.0;
/// From trunk to trunk beside one leader.
const APART: f64 = 5.0;

impl Trunk {
    /// The mark it hangs from, if it hangs from one of this half.
    pub(super) fn owner(&self) -> Option<usize> {
        (!self.key.0).then_some(self.key.1)
    }

    /// Whether it runs through the rows of a lane.
    pub(super) fn passes_rows(&self, lane: usize) -> bool {
        let first = self.first - usize::from(!self.key.0);
        first <= lane && lane < self.last
    }

    /// Whether it hangs from a mark of a lane.
    pub(super) fn starts_in(&self, lane: usize) -> bool {
        !self.key.0 && lane + 1 == self.first
    }

    fn passes_rails(&self, lane: usize) -> bool {
        self.first <= lane && lane < self.last
    }
}

/// The key of the trunk that a wire takes in a half; none within one lane.
pub(super) fn key(wire: Wire, marks: &[Option<Mark>], sense: Sense) -> Option<Key> {
    let place = |index: usize| sense.of(marks, index);
    match (place(wire.cause), place(wire.effect)) {
        (Some(from), Some(to)) if from == to => None,
        (Some(from), Some(to)) if from < to => Some((false, wire.cause, true, wire.strand)),
        (Some(_), Some(_)) => Some((false, wire.effect, false, wire.kind)),
        (_, to) => Some((true, wire.effect, to.is_some(), wire.kind)),
    }
}

/// The trunks of a half, in the order of their keys. `crossings` tells where
/// those that cross the middle line do so.
pub(super) fn gather(
    marks: &[Option<Mark>],
    wires: &[Wire],
    sense: Sense,
    crossings: &BTreeMap<(usize, u16), f64>,
) -> Vec<Trunk> {
    // By key: first and last lane, the sum of the other ends and their number.
    let mut found: BTreeMap<Key, (usize, usize, f64, f64)> = BTreeMap::new();
    for wire in wires {
        let ends = (sense.of(marks, wire.cause), sense.of(marks, wire.effect));
        let (Some(key), Some(last)) = (key(*wire, marks, sense), ends.0.max(ends.1)) else {
            continue;
        };
        let first = if key.0 {
            0
        } else {
            ends.0.min(ends.1).map_or(0, |inner| inner + 1)
        };
        let other = if key.2 { wire.effect } else { wire.cause };
        let hook = marks[other].as_ref().map_or(0.0, |mark| mark.hook);
        let entry = found.entry(key).or_insert((first, last, 0.0, 0.0));
        *entry = (
            entry.0.min(first),
            entry.1.max(last),
            entry.2 + hook,
            entry.3 + 1.0,
        );
    }
    found
        .into_iter()
        .map(|(key, (first, last, sum, count))| {
            let at = crossings.get(&(key.1, key.3)).copied().filter(|_| key.0);
            Trunk {
                key,
                first,
                last,
                lean: sum / count,
                at: at.unwrap_or_default(),
                path: at.map(|at| point(at, 0.0)).into_iter().collect(),
            }
        })
        .collect()
}

/// Starts the trunks whose mark stands in a lane: each on the side of the
/// card's leader towards which its arrows go, the farthest outside.
pub(super) fn hang(trunks: &mut [Trunk], lane: usize, marks: &[Option<Mark>], sense: Sense) {
    let mut owned: Vec<(usize, usize)> = (0..trunks.len())
        .filter_map(|index| Some((trunks[index].owner()?, index)))
        .filter(|(owner, _)| sense.of(marks, *owner) == Some(lane))
        .collect();
    owned.sort_by(|left, right| {
        let (one, two) = (&trunks[left.1], &trunks[right.1]);
        left.0
            .cmp(&right.0)
            .then(one.lean.total_cmp(&two.lean))
            .then(one.key.cmp(&two.key))
    });
    for group in owned.chunk_by(|left, right| left.0 == right.0) {
        let Some(mark) = &marks[group[0].0] else {
            continue;
        };
        let hook = mark.hook;
        let left = group.partition_point(|(_, index)| trunks[*index].lean < hook);
        for (rank, (_, index)) in group.iter().enumerate() {
            let offset = if rank < left {
                -OFFSET - APART * (left - 1 - rank) as f64
            } else {
                OFFSET + APART * (rank - left) as f64
            };
            let trunk = &mut trunks[*index];
            trunk.at = hook + offset;
            let start = mark.nearest(trunk.at);
            trunk.path = vec![point(start, mark.across + mark.half_at(start) + 1.0)];
        }
    }
}

/// Moves trunks that pass a lane's rails aside from its dots. The rails begin
/// at `top` and end at `bottom`.
pub(super) fn pass_rails(
    trunks: &mut [Trunk],
    lane: usize,
    members: &[usize],
    marks: &[Option<Mark>],
    (top, bottom): (f64, f64),
) {
    let mut dots: Vec<(f64, f64)> = members
        .iter()
        .filter_map(|index| marks[*index].as_ref())
        .map(Mark::reach)
        .filter(|(from, to)| to - from < 40.0)
        .collect();
    dots.sort_by(|left, right| left.0.total_cmp(&right.0));
    let mut passing: Vec<usize> = (0..trunks.len())
        .filter(|index| trunks[*index].passes_rails(lane))
        .collect();
    passing.sort_by(|left, right| {
        let (one, two) = (&trunks[*left], &trunks[*right]);
        one.at.total_cmp(&two.at).then(one.key.cmp(&two.key))
    });
    let mut least = f64::NEG_INFINITY;
    for index in passing {
        let trunk = &mut trunks[index];
        let aside = beside(&dots, trunk.at, 4.0).max(least);
        if (aside - trunk.at).abs() > 0.01 {
            trunk.path.push(point(trunk.at, top - 11.0));
            trunk.path.push(point(aside, top - 3.0));
            trunk.at = aside;
        }
        trunk.path.push(point(trunk.at, bottom));
        least = trunk.at + APART;
    }
}

/// The place nearest to `at` that keeps `clear` pixels from every dot, or the
/// middle between two that stand too close for that.
fn beside(dots: &[(f64, f64)], at: f64, clear: f64) -> f64 {
    let hit = dots
        .iter()
        .position(|(from, to)| at > from - clear && at < to + clear);
    let Some(index) = hit else { return at };
    let gap = |left: Option<usize>, right: Option<usize>| -> Option<f64> {
        let low = left.map_or(f64::NEG_INFINITY, |index| dots[index].1);
        let high = right
            .and_then(|index| dots.get(index))
            .map_or(f64::INFINITY, |dot| dot.0);
        if high - low >= 2.0 * clear {
            Some(at.clamp(low + clear, high - clear))
        } else if high > low {
            Some(f64::midpoint(low, high))
        } else {
            None
        }
    };
    let mut best: Option<f64> = None;
    for step in 0..4_usize {
        let left = index.checked_sub(step);
        let candidates = [
            left.and_then(|right| gap(right.checked_sub(1), Some(right))),
            gap(Some(index + step), Some(index + step + 1)).filter(|_| index + step < dots.len()),
        ];
        for candidate in candidates.into_iter().flatten() {
            if best.is_none_or(|best| (candidate - at).abs() < (best - at).abs()) {
                best = Some(candidate);
            }
        }
        if best.is_some() {
            break;
        }
    }
    best.unwrap_or(at)
}
