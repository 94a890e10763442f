//! Which times the axis has to tell apart.

use super::axis::Axis;
use super::facts::{DAY, Extent, Fact, POINT_WINDOW, Stretch};
use super::ticks::COLUMN;

/// Days in which several facts of day precision stand become columns when there
/// are no more than so many.
const COLUMN_DAYS: usize = 24;
/// A window that follows from other facts is as good as a date where it is no
/// longer than this part of the picture's time.
const NARROW: f64 = 0.05;
/// A rim that is nearer to a stop than this part of the gap about it is none.
const NEAR: f64 = 0.1;

/// A dot stands so far inside the column of its day, in pixels.
const INSIDE: f64 = 14.0;

/// The times at which something is dated or marked, and those to which what is
/// dated by other facts alone may reach.
pub(super) struct Stops {
    /// What is dated and marked, in order, each once.
    firm: Vec<f64>,
    /// The rims that follow from other facts, and ends that a dot stands for, each
    /// with the length of its window.
    rims: Vec<(f64, f64)>,
    /// The dots of days: each with the first and last time of its day.
    days: Vec<(f64, f64, f64)>,
}

impl Stops {
    /// The times of facts, and further ones such as the ends of eras.
    pub(super) fn of(facts: &[Fact], marks: &[f64]) -> Self {
        let mut firm: Vec<f64> = Vec::new();
        let mut windows: Vec<(f64, f64)> = Vec::new();
        let mut days: Vec<(f64, f64, f64)> = Vec::new();
        let mut ends: Vec<f64> = marks.to_vec();
        let mut known: Vec<f64> = Vec::new();
        let mut rims: Vec<(f64, f64)> = Vec::new();
        for fact in facts {
            if let Extent::Stretch(bar) = fact.extent {
                let length = bar.from.zip(bar.to).map(|(from, to)| to - from);
                let length = length.unwrap_or(f64::INFINITY);
                rims.extend(fact.rims.iter().map(|rim| (*rim, length)));
            }
            for extent in fact.extents() {
                match extent {
                    Extent::Point {
                        at,
                        earliest,
                        latest,
                    } => {
                        firm.push(at);
                        windows.push((earliest, latest));
                        if latest - earliest > 0.9 * DAY {
                            days.push((at, earliest, latest));
                        }
                    }
                    Extent::Stretch(bar) => {
                        let own = [bar.from, bar.to].into_iter().flatten();
                        ends.extend(own.filter(|end| !fact.rims.contains(end)));
                        ends.extend(inner_ends(bar));
                        known.extend(bar.sure.into_iter().flat_map(<[f64; 2]>::from));
                    }
                    Extent::Nowhere => {}
                }
            }
        }
        windows.sort_by(|left, right| left.0.total_cmp(&right.0));
        firm.extend(columns(&windows));
        // What begins or ends on the day of a dot is the dot's time, as far as it
        // is seen.
        let is_of_dot = within(&windows);
        let (near, far): (Vec<f64>, Vec<f64>) = ends.into_iter().partition(is_of_dot);
        firm.extend(far);
        rims.extend(near.into_iter().map(|end| (end, 0.0)));
        let mut firm = in_order(firm);
        if firm.len() < 2 && rims.is_empty() {
            // All there is is one open end: the year in which it began is more than a moment.
            firm = in_order([firm, known].concat());
        }
        Self { firm, rims, days }
    }

    /// The days that an axis makes columns, but with a dot at the edge where another scale
    /// begins, of which nothing is known better than their day.
    pub(super) fn uneven_days(&self, axis: &Axis) -> Vec<(f64, f64)> {
        let is_at_edge = |at: f64, from: f64, to: f64| {
            let (at, from, to) = (axis.place(at), axis.place(from), axis.place(to));
            to - from >= COLUMN && (at - from < INSIDE || to - at < INSIDE)
        };
        let mut dots: Vec<f64> = self.days.iter().map(|day| day.0).collect();
        dots.sort_by(f64::total_cmp);
        let is_dot = |stop: &f64| dots.binary_search_by(|dot| dot.total_cmp(stop)).is_ok();
        let is_of_days = |from: f64, to: f64| {
            let first = self.firm.partition_point(|stop| *stop <= from);
            let mut within = self.firm[first..].iter().take_while(|stop| **stop < to);
            within.all(is_dot)
        };
        let days = self
            .days
            .iter()
            .filter(|(at, from, to)| is_at_edge(*at, *from, *to) && is_of_days(*from, *to));
        let mut days: Vec<(f64, f64)> = days.map(|(_, from, to)| (*from, *to)).collect();
        days.sort_by(|left, right| left.0.total_cmp(&right.0));
        days.dedup_by(|next, day| next.0 < day.1);
        days
    }

    /// The stops of a first axis: what is dated and marked, and where a narrow
    /// window follows from other facts. Room follows what is known; a rim of a
    /// wide window takes none.
    pub(super) fn chosen(&self) -> Vec<f64> {
        let rims = || self.rims.iter().map(|(rim, _)| *rim);
        if self.firm.is_empty() {
            return in_order(rims().collect());
        }
        let all = || rims().chain(self.firm.iter().copied());
        let first = all().fold(f64::INFINITY, f64::min);
        let whole = all().fold(f64::NEG_INFINITY, f64::max) - first;
        let narrow = self.rims.iter().filter(|rim| rim.1 <= NARROW * whole);
        with_rims(&self.firm, narrow.map(|(rim, _)| *rim))
    }

    /// The stops with those rims that an axis does not show; none where it shows
    /// all.
    pub(super) fn completed(&self, shows: impl Fn(f64) -> bool) -> Option<Vec<f64>> {
        let rims = self.rims.iter().map(|(rim, _)| *rim);
        let hidden = in_order(rims.filter(|rim| !shows(*rim)).collect());
        let mut stops = self.chosen();
        stops.extend([*hidden.first()?, *hidden.last()?]);
        Some(with_rims(&in_order(stops), hidden.into_iter()))
    }
}

/// The ends of what a span covers in any case, where they are far enough from its own
/// to be told apart: the day at an end of it gets no room by itself.
fn inner_ends(bar: Stretch) -> impl Iterator<Item = f64> {
    let is_far = move |end: &f64| {
        let mut own = [bar.from, bar.to].into_iter().flatten();
        own.all(|own| (own - end).abs() > POINT_WINDOW)
    };
    bar.known().filter(is_far)
}

/// Whether a time is in one of the windows, which are in the order of their
/// beginnings.
fn within(windows: &[(f64, f64)]) -> impl Fn(&f64) -> bool {
    let reach = windows.iter().scan(f64::NEG_INFINITY, |reach, window| {
        *reach = reach.max(window.1);
        Some((window.0, *reach))
    });
    let reach: Vec<(f64, f64)> = reach.collect();
    move |time| {
        let after = reach.partition_point(|window| window.0 <= *time);
        after > 0 && reach[after - 1].1 >= *time
    }
}

/// The ends of days that become columns, given the windows of dots in order.
fn columns(windows: &[(f64, f64)]) -> Vec<f64> {
    let days: Vec<(f64, f64)> = windows
        .iter()
        .filter(|(earliest, latest)| latest - earliest > 0.9 * DAY)
        .copied()
        .collect();
    let full: Vec<f64> = days
        .chunk_by(|left, right| left.0 >= right.0)
        .filter(|day| day.len() > 1)
        .flat_map(|day| <[f64; 2]>::from(day[0]))
        .collect();
    if full.len() <= 2 * COLUMN_DAYS {
        full
    } else {
        Vec::new()
    }
}

/// Stops with those rims that lie so far from them and from one another that
/// they take nothing from them.
fn with_rims(stops: &[f64], rims: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut all = stops.to_vec();
    let mut last = f64::NEG_INFINITY;
    for rim in in_order(rims.collect()) {
        let next = stops.partition_point(|stop| *stop < rim);
        let before = next.checked_sub(1).map(|at| stops[at]);
        let after = stops.get(next);
        // A day's dot stands at its noon, and what follows from it from its
        // midnight on.
        let near = before
            .zip(after)
            .map_or(DAY, |(before, after)| NEAR * (after - before));
        last = last.max(before.unwrap_or(last));
        if rim - last >= near && after.is_none_or(|after| after - rim >= near) {
            all.push(rim);
            last = rim;
        }
    }
    in_order(all)
}

/// Times in order, each once.
fn in_order(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    // Facts in a row are told apart by nanoseconds, which nobody sees.
    times.dedup_by(|next, time| *next - *time < 1e-4);
    times
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_short_window_hides_no_longer_one_about_it() {
        let is_within = within(&[(0.0, 24.0), (15.0, 15.5), (30.0, 31.0)]);
        let times = [-1.0, 0.0, 15.2, 18.0, 24.0, 25.0, 30.5, 32.0];
        assert_eq!(
            times.map(|time| is_within(&time)),
            [false, true, true, true, true, false, true, false]
        );
    }
}
