//! From the corners of a way to the calm line that is drawn.

use super::axis::Direction;
use super::stack::{Point, point};

/// A piece of a drawn line, from where the last one ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// Straight to a place.
    Line(Point),
    /// A cubic curve: two control points and its end.
    Curve(Point, Point, Point),
}

/// How far a bend may reach along the axis, and across it, in pixels.
const BEND: (f64, f64) = (30.0, 20.0);
/// How near to the corner the control points of a bend stand: a quarter of an
/// ellipse, nearly.
const PULL: f64 = 0.55;

/// The line that is drawn along a way.
///
/// Corners become bends that stay within the rectangle of their two legs, and
/// legs that are neither level nor upright become curves that leave and arrive
/// across the time axis and stay within their own rectangle. All such curves
/// between the same two heights are the same function of the height, so that
/// those which begin and end in the same order never cross.
pub fn smooth(way: &[Point], direction: Direction) -> Vec<Piece> {
    let corners = distinct(way);
    let along = |from: Point, to: Point| match direction {
        Direction::Horizontal => (to.x - from.x, to.y - from.y),
        Direction::Vertical => (to.y - from.y, to.x - from.x),
    };
    let is_bend = |index: usize| {
        index > 0
            && index + 1 < corners.len()
            && leg(along(corners[index - 1], corners[index]))
                .zip(leg(along(corners[index], corners[index + 1])))
                .is_some_and(|(one, other)| one != other)
    };
    let mut pieces = Vec::with_capacity(2 * corners.len());
    for index in 1..corners.len() {
        let (from, to) = (corners[index - 1], corners[index]);
        if leg(along(from, to)).is_none() {
            pieces.push(sway(from, to, direction));
            continue;
        }
        if !is_bend(index) {
            pieces.push(Piece::Line(to));
            continue;
        }
        let next = corners[index + 1];
        let reach = |other: usize, end: Point| {
            let share = if is_bend(other) { 0.5 } else { 1.0 };
            let (run, rise) = along(to, end);
            let most = if run.abs() > rise.abs() {
                BEND.0
            } else {
                BEND.1
            };
            let length = run.abs().max(rise.abs());
            let room = most.min(share * length) / length;
            point(to.x + room * (end.x - to.x), to.y + room * (end.y - to.y))
        };
        let (enter, leave) = (reach(index - 1, from), reach(index + 1, next));
        let pull = |at: Point| point(at.x + PULL * (to.x - at.x), at.y + PULL * (to.y - at.y));
        pieces.push(Piece::Line(enter));
        pieces.push(Piece::Curve(pull(enter), pull(leave), leave));
    }
    pieces
}

/// The drawn line as short straight ones.
pub fn flatten(way: &[Point], direction: Direction) -> Vec<Point> {
    const PARTS: u32 = 12;
    let Some(&first) = way.first() else {
        return Vec::new();
    };
    let mut flat = vec![first];
    let mut from = first;
    for piece in smooth(way, direction) {
        match piece {
            Piece::Line(to) => {
                flat.push(to);
                from = to;
            }
            Piece::Curve(one, two, to) => {
                flat.extend((1..=PARTS).map(|part| {
                    let share = f64::from(part) / f64::from(PARTS);
                    let rest = 1.0 - share;
                    let weights = [
                        rest * rest * rest,
                        3.0 * rest * rest * share,
                        3.0 * rest * share * share,
                        share * share * share,
                    ];
                    let mix = |coordinate: fn(Point) -> f64| {
                        weights[0] * coordinate(from)
                            + weights[1] * coordinate(one)
                            + weights[2] * coordinate(two)
                            + weights[3] * coordinate(to)
                    };
                    point(mix(|at| at.x), mix(|at| at.y))
                }));
                from = to;
            }
        }
    }
    flat
}

/// The way without places that are hardly apart, or in the middle of a level or
/// upright leg.
fn distinct(way: &[Point]) -> Vec<Point> {
    let mut corners: Vec<Point> = Vec::with_capacity(way.len());
    for at in way {
        let near = corners
            .last()
            .is_some_and(|last| (last.x - at.x).abs() + (last.y - at.y).abs() < 0.05);
        if near {
            continue;
        }
        if let [.., from, middle] = corners.as_slice()
            && goes_on(*from, *middle, *at)
        {
            corners.pop();
        }
        corners.push(*at);
    }
    corners
}

/// Whether a way goes straight on at its middle place, level or upright.
fn goes_on(from: Point, middle: Point, to: Point) -> bool {
    let onward = |from: f64, middle: f64, to: f64| (middle - from) * (to - middle) > 0.0;
    (from.x == middle.x && middle.x == to.x && onward(from.y, middle.y, to.y))
        || (from.y == middle.y && middle.y == to.y && onward(from.x, middle.x, to.x))
}

/// Whether a leg runs along the axis; `None` for one that is neither level nor
/// upright.
fn leg((run, rise): (f64, f64)) -> Option<bool> {
    const SLACK: f64 = 0.5;
    match (run.abs() < SLACK, rise.abs() < SLACK) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        (true, true) => Some(run.abs() > rise.abs()),
        (false, false) => None,
    }
}

/// A curve that leaves and arrives across the axis.
fn sway(from: Point, to: Point, direction: Direction) -> Piece {
    let (middle_x, middle_y) = (f64::midpoint(from.x, to.x), f64::midpoint(from.y, to.y));
    match direction {
        Direction::Horizontal => Piece::Curve(point(from.x, middle_y), point(to.x, middle_y), to),
        Direction::Vertical => Piece::Curve(point(middle_x, from.y), point(middle_x, to.y), to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        // On a coarse grid, so that many legs are level or upright, and bend.
        #[test]
        fn a_line_stays_in_the_boxes_of_two_legs(
            way in prop::collection::vec((0_u8..6, 0_u8..6, 0.0..1.0_f64), 2..8),
        ) {
            let way: Vec<Point> = way
                .into_iter()
                .map(|(x, y, off)| point(f64::from(x) * 60.0 + off, f64::from(y) * 60.0))
                .collect();
            for at in flatten(&way, Direction::Horizontal) {
                let corners = distinct(&way);
                let inside = corners.windows(corners.len().clamp(1, 3)).any(|legs| {
                    let box_of = |coordinate: fn(&Point) -> f64| {
                        let low = legs.iter().map(coordinate).fold(f64::INFINITY, f64::min);
                        let high = legs.iter().map(coordinate).fold(f64::NEG_INFINITY, f64::max);
                        low - 1e-6..=high + 1e-6
                    };
                    box_of(|at| at.x).contains(&at.x) && box_of(|at| at.y).contains(&at.y)
                });
                prop_assert!(inside, "{at:?} of {way:?}");
            }
        }

        #[test]
        fn swaying_lines_in_one_order_never_cross(
            starts in (0.0..300.0_f64, 1.0..100.0_f64),
            ends in (0.0..300.0_f64, 1.0..100.0_f64),
        ) {
            let line = |from: f64, to: f64| {
                flatten(&[point(from, 0.0), point(to, 30.0)], Direction::Horizontal)
            };
            let left = line(starts.0, ends.0);
            let right = line(starts.0 + starts.1, ends.0 + ends.1);
            if left.len() == right.len() {
                prop_assert!(left.iter().zip(&right).all(|(one, other)| one.x < other.x));
            }
        }
    }

    #[test]
    fn a_bend_is_round_and_ends_on_both_legs() {
        let way = [point(0.0, 50.0), point(0.0, 0.0), point(100.0, 0.0)];
        let pieces = smooth(&way, Direction::Horizontal);
        let [
            Piece::Line(enter),
            Piece::Curve(_, _, leave),
            Piece::Line(end),
        ] = pieces[..]
        else {
            panic!("{pieces:?}");
        };
        assert_eq!((enter.x, leave.y), (0.0, 0.0));
        assert_eq!((enter.y, leave.x), (BEND.1, BEND.0));
        assert_eq!(end, way[2]);
    }
}
