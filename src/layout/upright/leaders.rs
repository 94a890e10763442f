//! The ways from marks to their cards, past the dots of other facts.

use super::HOOK;
use crate::layout::axis::Direction;
use crate::layout::curve::flatten;
use crate::layout::marks::{Mark, MarkForm};
use crate::layout::stack::{Point, Rect, point};
use crate::timeline::EventId;

/// How far from a dot a line passes it that turns aside for it, and at least.
const ASIDE: f64 = 4.0;
const CLEAR: f64 = 1.5;
/// Past more dots than these no line finds a way.
const MANY: usize = 48;

/// The dots of a picture from its top to its bottom.
pub(super) struct Dots {
    all: Vec<Dot>,
    largest: f64,
}

#[derive(Clone, Copy)]
struct Dot {
    event: EventId,
    at: Point,
    radius: f64,
}

impl Dots {
    pub(super) fn of(marks: &[Option<Mark>]) -> Self {
        let dots = marks.iter().flatten().flat_map(|mark| {
            mark.forms().filter_map(|form| match form {
                MarkForm::Dot { at, radius, .. } => Some(Dot {
                    event: mark.event,
                    at: point(mark.across, *at),
                    radius: *radius,
                }),
                MarkForm::Bar { .. } => None,
            })
        });
        let mut all: Vec<Dot> = dots.collect();
        all.sort_by(|one, other| one.at.y.total_cmp(&other.at.y));
        let largest = all.iter().map(|dot| dot.radius).fold(0.0, f64::max);
        Self { all, largest }
    }

    /// The line from a mark to its card: straight, or past the dots in its way above or below
    /// them, from an end of the mark where it does not reach so far itself.
    pub(super) fn way(&self, mark: &Mark, card: Rect) -> Vec<Point> {
        let (low, high) = (card.y + 8.0, card.y + card.height - 8.0);
        let wish = (card.y + HOOK).clamp(low, high);
        let start = mark.nearest(wish);
        let straight = vec![
            point(mark.across + mark.half_at(start), start),
            point(card.x, wish.max(start.min(high))),
        ];
        let met = self.met(mark.event, &straight);
        if met.is_empty() || met.len() > MANY {
            return straight;
        }
        let over = met.iter().map(|dot| dot.at.y - dot.radius - ASIDE);
        let over = over.fold(f64::INFINITY, f64::min);
        let under = met.iter().map(|dot| dot.at.y + dot.radius + ASIDE);
        let under = under.fold(f64::NEG_INFINITY, f64::max);
        let past = met.iter().map(|dot| dot.at.x + dot.radius + ASIDE);
        let past = past.fold(f64::NEG_INFINITY, f64::max).min(card.x);
        let levels = if wish > start {
            [under, over]
        } else {
            [over, under]
        };
        let ways = levels.map(|level| {
            let end = if level < low { wish } else { level.min(high) };
            let (first, last) = mark.reach();
            let mut way = if (first..=last).contains(&level) {
                vec![point(mark.across + mark.half_at(level), level)]
            } else {
                let near = level.clamp(first, last);
                vec![point(mark.across, near), point(mark.across, level)]
            };
            way.extend([point(past, level), point(card.x, end)]);
            way
        });
        let free = ways
            .into_iter()
            .find(|way| self.met(mark.event, way).is_empty());
        free.unwrap_or(straight)
    }

    /// The dots of other facts that a line meets.
    fn met(&self, event: EventId, way: &[Point]) -> Vec<Dot> {
        let line = flatten(way, Direction::Vertical);
        let top = line.iter().map(|at| at.y).fold(f64::INFINITY, f64::min);
        let bottom = line.iter().map(|at| at.y).fold(f64::NEG_INFINITY, f64::max);
        let left = line.iter().map(|at| at.x).fold(f64::INFINITY, f64::min);
        let reach = self.largest + CLEAR;
        let first = self.all.partition_point(|dot| dot.at.y < top - reach);
        let near = self.all[first..].iter();
        let near = near.take_while(|dot| dot.at.y <= bottom + reach);
        let met = near.filter(|dot| {
            let mut legs = line.windows(2);
            dot.event != event
                && dot.at.x + reach >= left
                && legs.any(|leg| distance(dot.at, leg[0], leg[1]) < dot.radius + CLEAR)
        });
        met.take(MANY + 1).copied().collect()
    }
}

/// How far a place is from a straight line.
fn distance(at: Point, from: Point, to: Point) -> f64 {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = x * x + y * y;
    let share = if length > 0.0 {
        (((at.x - from.x) * x + (at.y - from.y) * y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (from.x + share * x - at.x).hypot(from.y + share * y - at.y)
}
