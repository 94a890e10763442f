//! Few scales instead of many: the axis made piecewise linear.

use super::axis::Knot;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A piece of the axis with one scale: its first and last knot, and the pixels
/// for a second that the closest marks in it need.
#[derive(Clone, Copy)]
struct Piece {
    from: usize,
    to: usize,
    steep: f64,
}

/// How much a merger may ask for.
#[derive(Clone, Copy)]
struct Limits {
    /// How far the time where two pieces meet may move, as a share of the axis.
    shift: f64,
    /// The share of the least rooms that is kept.
    room: f64,
    /// Mergers stop at so few pieces.
    few: usize,
}

/// What straightening may cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    /// The length that the shares of the limits are shares of, in pixels.
    pub(super) width: f64,
    /// The number of pieces above which firmer mergers are made; of more than
    /// two, half as many more are borne where they would push marks onto each other.
    pub(super) few: usize,
}

/// Mergers that hardly show.
const GENTLE: Limits = Limits {
    shift: 0.06,
    room: 0.55,
    few: 1,
};
/// Mergers that are made while there are more pieces than a reader likes: they leave marks
/// apart by so much of their room that each can be seen.
const MILD: Limits = Limits {
    shift: 0.28,
    room: 0.2,
    few: 0,
};
/// Mergers that are made while there are more pieces than a reader can follow.
const FIRM: Limits = Limits {
    shift: 0.28,
    room: 0.06,
    few: 0,
};

/// Merges neighbouring gaps of the axis into pieces with one scale each, those
/// first that move the least, and returns the knots where pieces meet.
///
/// `least[i]` is the room of gap i in pixels, which gentle mergers keep half
/// of. Within a piece a longer gap is never drawn shorter. O(n log n) by a heap
/// of neighbours.
pub(super) fn straighten(knots: &[Knot], least: &[f64], plan: Plan) -> Vec<Knot> {
    let Plan { width, few } = plan;
    let pieces: Vec<Piece> = (1..knots.len())
        .map(|to| Piece {
            from: to - 1,
            to,
            steep: least[to - 1] / (knots[to].seconds - knots[to - 1].seconds),
        })
        .collect();
    let mut pieces = merge(knots, pieces, width, GENTLE);
    // Cuts have told readers already that the scale changes: then it is to change seldom.
    let mut most = few;
    if few > 2 && pieces.len() > few {
        pieces = merge(knots, pieces, width, Limits { few, ..MILD });
        most += few / 2;
    }
    if pieces.len() > most {
        pieces = merge(knots, pieces, width, Limits { few: most, ..FIRM });
    }
    let ends = pieces.iter().map(|piece| knots[piece.to]);
    knots.first().copied().into_iter().chain(ends).collect()
}

/// One round of mergers.
fn merge(knots: &[Knot], pieces: Vec<Piece>, width: f64, limits: Limits) -> Vec<Piece> {
    let shift = |left: Piece, right: Piece| -> Option<f64> {
        let (start, middle, end) = (knots[left.from], knots[left.to], knots[right.to]);
        let slope = (end.position - start.position) / (end.seconds - start.seconds);
        let moved = start.position + slope * (middle.seconds - start.seconds) - middle.position;
        let keeps = slope >= limits.room * left.steep.max(right.steep);
        Some(moved.abs()).filter(|moved| keeps && *moved <= limits.shift * width)
    };
    let mut live: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    // Neighbours to the left and right that are still there.
    let mut before: Vec<usize> = (0..live.len()).map(|at| at.wrapping_sub(1)).collect();
    let mut after: Vec<usize> = (1..=live.len()).collect();
    let mut heap = BinaryHeap::new();
    // A pair is known by its outer knots: once one of its pieces has grown, it
    // is another pair.
    let offer = |live: &[Option<Piece>], heap: &mut BinaryHeap<_>, left: usize, right: usize| {
        let pair = live.get(left).copied().flatten();
        let pair = pair.zip(live.get(right).copied().flatten());
        if let Some((one, other)) = pair
            && let Some(moved) = shift(one, other)
        {
            let rank = (moved * 1024.0) as u64;
            heap.push(Reverse((rank, left, right, one.from, other.to)));
        }
    };
    for right in 1..live.len() {
        offer(&live, &mut heap, right - 1, right);
    }
    let mut count = live.len();
    while count > limits.few
        && let Some(Reverse((_, left, right, from, to))) = heap.pop()
    {
        let (Some(one), Some(other)) = (live[left], live[right]) else {
            continue;
        };
        if one.from != from || other.to != to || one.to != other.from {
            continue;
        }
        live[left] = Some(Piece {
            from,
            to,
            steep: one.steep.max(other.steep),
        });
        live[right] = None;
        count -= 1;
        let next = after[right];
        after[left] = next;
        if let Some(place) = before.get_mut(next) {
            *place = left;
        }
        offer(&live, &mut heap, left, next);
        offer(&live, &mut heap, before[left], left);
    }
    live.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knots(widths: &[f64], seconds: &[f64]) -> Vec<Knot> {
        let mut knot = Knot {
            seconds: 0.0,
            position: 0.0,
        };
        let mut knots = vec![knot];
        for (width, length) in widths.iter().zip(seconds) {
            knot.position += width;
            knot.seconds += length;
            knots.push(knot);
        }
        knots
    }

    fn plan(width: f64, few: usize) -> Plan {
        Plan { width, few }
    }

    #[test]
    fn nearly_even_gaps_become_one_scale() {
        let knots = knots(&[103.0, 96.0, 101.0, 99.0, 104.0, 97.0], &[1.0; 6]);
        assert_eq!(straighten(&knots, &[10.0; 6], plan(600.0, 9)).len(), 2);
    }

    #[test]
    fn far_scales_stay_apart() {
        let knots = knots(&[300.0, 300.0], &[1000.0, 1.0]);
        assert_eq!(straighten(&knots, &[10.0; 2], plan(600.0, 9)).len(), 3);
    }

    #[test]
    fn a_gap_keeps_most_of_its_room() {
        let widths = [100.0, 20.0, 100.0];
        let knots = knots(&widths, &[100.0, 1.0, 100.0]);
        let straight = straighten(&knots, &[10.0; 3], plan(220.0, 9));
        assert!(straight.len() > 2, "{straight:?}");
    }

    #[test]
    fn no_more_scales_than_a_reader_can_follow() {
        let seconds: Vec<f64> = (0..60).map(|at| f64::from(1 + (at * 37) % 11)).collect();
        let knots = knots(&[20.0; 60], &seconds);
        assert!(straighten(&knots, &[10.0; 60], plan(1200.0, 7)).len() <= 8);
    }
}
