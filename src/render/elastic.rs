//! The elastic axis as a coordinate that plotters draws with.

use std::ops::Range;

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};

use crate::scene::Axis;

/// Backend units in a pixel: plotters places in whole units, so that a place
/// is kept to a 32nd of a pixel.
pub(super) const UNITS: f64 = 16.0;

/// A place in pixels in backend units.
pub(super) fn to_units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

/// A place in backend units in pixels.
pub(super) fn to_pixels(units: i32) -> f64 {
    f64::from(units) / UNITS
}

/// Time along the axis: linear between the knots, in seconds since 1970.
pub(super) struct ElasticAxis<'a>(pub(super) &'a Axis);

impl Ranged for ElasticAxis<'_> {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, seconds: &f64, limit: (i32, i32)) -> i32 {
        to_units(self.0.place(*seconds)).saturating_add(limit.0.min(limit.1))
    }

    /// The times of the knots, thinned out evenly to the number asked for.
    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        let most = hint.max_num_points().max(1);
        let step = self.0.knots.len().div_ceil(most).max(1);
        let knots = self.0.knots.iter().step_by(step);
        knots.map(|knot| knot.seconds).collect()
    }

    fn range(&self) -> Range<f64> {
        let end = |knot: Option<&crate::scene::Knot>| knot.map_or(0.0, |knot| knot.seconds);
        end(self.0.knots.first())..end(self.0.knots.last())
    }
}

/// The direction across time: plain pixels.
pub(super) struct PixelAxis {
    /// How many there are.
    pub(super) length: f64,
}

impl Ranged for PixelAxis {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, pixels: &f64, limit: (i32, i32)) -> i32 {
        to_units(*pixels).saturating_add(limit.0.min(limit.1))
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        vec![0.0, self.length]
    }

    fn range(&self) -> Range<f64> {
        0.0..self.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Direction, Knot};

    #[test]
    fn knots_are_the_key_points_and_places_agree() {
        let knot = |seconds, position| Knot { seconds, position };
        let axis = Axis {
            direction: Direction::Horizontal,
            knots: vec![knot(0.0, 10.0), knot(100.0, 20.0), knot(110.0, 400.0)],
        };
        let elastic = ElasticAxis(&axis);
        assert_eq!(elastic.key_points(10), [0.0, 100.0, 110.0]);
        assert_eq!(elastic.key_points(2), [0.0, 110.0]);
        assert_eq!(elastic.range(), 0.0..110.0);
        for seconds in [-5.0, 0.0, 33.3, 100.0, 104.7, 110.0, 999.0] {
            let place = to_pixels(elastic.map(&seconds, (0, 10_000)));
            assert!((place - axis.place(seconds)).abs() <= 1.0 / 32.0 + 1e-9);
        }
    }
}
