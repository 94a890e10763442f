//! The elastic time axis.

/// Which way time runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    #[default]
    Horizontal,
    /// Top to bottom.
    Vertical,
}

/// The elastic axis: linear between knots.
#[derive(Clone, Debug, Default)]
pub struct Axis {
    /// Which way time runs.
    pub direction: Direction,
    /// Knots in order of time; both numbers never go backwards.
    pub knots: Vec<Knot>,
}

/// A time whose place is fixed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knot {
    /// Seconds since 1970-01-01T00:00:00.
    pub seconds: f64,
    /// The place in pixels along the axis.
    pub position: f64,
}

impl Axis {
    /// The place of a time, linear between knots; the first or last knot's
    /// place outside them, 0 where there is none.
    pub fn place(&self, seconds: f64) -> f64 {
        let after = self.knots.partition_point(|knot| knot.seconds <= seconds);
        let (Some(left), right) = (
            after.checked_sub(1).map(|index| self.knots[index]),
            self.knots.get(after),
        ) else {
            return self.knots.first().map_or(0.0, |knot| knot.position);
        };
        let Some(right) = right else {
            return left.position;
        };
        let share = (seconds - left.seconds) / (right.seconds - left.seconds);
        left.position + share * (right.position - left.position)
    }
}
