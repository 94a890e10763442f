//! The elastic time axis: a linear scale where the facts allow one, stretched
//! only where they crowd and cut only where nothing happened.

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
    /// Whether some stretch of it takes more room for its time than another.
    pub(super) fn is_elastic(&self) -> bool {
        let pairs = self.knots.windows(2);
        let scales = pairs.map(|pair| {
            let time = pair[1].seconds - pair[0].seconds;
            (pair[1].position - pair[0].position) / time.max(f64::MIN_POSITIVE)
        });
        let [least, most] = scales.fold([f64::INFINITY, 0.0], |[least, most], scale| {
            [scale.min(least), scale.max(most)]
        });
        most > 1.05 * least
    }

    /// The place of a time, linear between knots; the first or last knot's
    /// place outside them, 0 where there is none.
    pub fn place(&self, seconds: f64) -> f64 {
        let after = self.knots.partition_point(|knot| knot.seconds <= seconds);
        let Some(left) = after.checked_sub(1).map(|index| self.knots[index]) else {
            return self.knots.first().map_or(0.0, |knot| knot.position);
        };
        let Some(right) = self.knots.get(after) else {
            return left.position;
        };
        let share = (seconds - left.seconds) / (right.seconds - left.seconds);
        left.position + share * (right.position - left.position)
    }

    /// The time at a place: the inverse of [`place`](Self::place), held at the
    /// first and last knot.
    pub fn time(&self, position: f64) -> f64 {
        let after = self.knots.partition_point(|knot| knot.position <= position);
        let Some(left) = after.checked_sub(1).map(|index| self.knots[index]) else {
            return self.knots.first().map_or(0.0, |knot| knot.seconds);
        };
        let Some(right) = self.knots.get(after) else {
            return left.seconds;
        };
        let share = (position - left.position) / (right.position - left.position);
        left.seconds + share * (right.seconds - left.seconds)
    }

    /// Both ends in seconds; `None` for an axis without knots.
    pub fn range(&self) -> Option<(f64, f64)> {
        Some((self.knots.first()?.seconds, self.knots.last()?.seconds))
    }
}

/// A stretch of the axis from which the empty time was cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Break {
    /// Time at its left edge, in seconds.
    pub from: f64,
    /// Time at its right edge, in seconds.
    pub to: f64,
}

/// One empty stretch between neighbouring times.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// Its length in seconds, above zero.
    pub(super) seconds: f64,
    /// The room it must have, in pixels.
    pub(super) room: f64,
    /// Whether some fact lasts all through it.
    pub(super) covered: bool,
    /// Whether it is the whole of a bar of a date known roughly.
    pub(super) bar: bool,
}

/// The width of a break in pixels.
pub(super) const BREAK_WIDTH: f64 = 76.0;
/// How far the scales on both sides of a break run on before it.
pub(super) const BREAK_PAD: f64 = 14.0;
/// The least room of a gap that is cut.
const CUT_ROOM: f64 = BREAK_WIDTH + 2.0 * BREAK_PAD;

/// A gap is cut if it would take more than this share of the axis…
const BREAK_SHARE: f64 = 0.11;
/// …and is this many times as long as the median gap…
const BREAK_RATIO: f64 = 8.0;
/// …or where time runs so many times as fast in it as in a neighbour: a reader
/// has to see such a change of scale…
const BREAK_RUSH: f64 = 40.0;
/// …or, where another is cut, if it is at least this part of that, as many times as long as a
/// short gap (half of few gaps may be long)…
const LIKE: f64 = 0.25;
/// …and would take more than this share of the axis and much more than its room…
const EMPTY_SHARE: f64 = 0.25;
/// …or if it is so many times as long as one that is cut.
const BREAK_LEAP: f64 = 3.0;
/// At most so many breaks in one picture.
const BREAK_COUNT: usize = 3;

/// What becomes of the gaps: a width each, and which of them are cut.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    /// Width of each gap in pixels.
    pub(super) widths: Vec<f64>,
    /// Whether each gap is cut.
    pub(super) cut: Vec<bool>,
}

/// How strongly long gaps are compressed: the gap's length to a power that is
/// made of square roots alone, so that every machine gets the same digits.
const POWERS: [fn(f64) -> f64; 6] = [
    |gap| gap,
    |gap| gap.sqrt() * gap.sqrt().sqrt(),
    f64::sqrt,
    |gap| gap.sqrt().sqrt() * gap.sqrt().sqrt().sqrt(),
    |gap| gap.sqrt().sqrt(),
    |gap| gap.sqrt().sqrt().sqrt(),
];

/// The share of the axis that may be taken by stretching before the next,
/// stronger compression is tried.
const TOLERANCE: f64 = 0.16;

/// Gives every gap its width so that all of them fill `width`: as near to a
/// linear scale as the rooms allow.
///
/// The widths are `max(room, λ·lengthᵖ)` with the largest exponent p from a
/// short list for which little of the axis is spent on rooms, and the λ that
/// fills the width (water filling). Empty gaps that would still waste a good
/// part of the axis are cut. Where the rooms alone need more than `width`, the
/// axis is as long as they need.
pub(super) fn stretch(gaps: &[Gap], width: f64) -> Stretch {
    let mut cut = vec![false; gaps.len()];
    // A cut would leave nothing of a bar that is one gap: it gets its room only.
    let mut pinned = vec![false; gaps.len()];
    let mut widths = fill(gaps, (&cut, &pinned), width);
    let [short, median] = [4, 2].map(|part| length_at(gaps, part));
    let longest = gaps.iter().map(|gap| gap.seconds).fold(0.0, f64::max);
    let longer = |left: &usize, right: &usize| gaps[*left].seconds.total_cmp(&gaps[*right].seconds);
    let mut longest_cut: f64 = 0.0;
    let (mut cuts, mut pins) = (0, 0);
    while cuts < BREAK_COUNT && pins < BREAK_COUNT {
        let candidate = (0..gaps.len())
            .filter(|index| !cut[*index] && !pinned[*index] && !gaps[*index].covered)
            .filter(|index| {
                let is_wide = widths[*index] > (BREAK_SHARE * width).max(BREAK_WIDTH * 1.2);
                let is_long = gaps[*index].seconds > BREAK_RATIO * median;
                let stands_out = gaps[*index].seconds > 0.1 * longest;
                let is_waste = widths[*index] > (EMPTY_SHARE * width).max(2.0 * gaps[*index].room)
                    && gaps[*index].seconds > (BREAK_RATIO * short).max(LIKE * longest_cut);
                (is_wide && is_long)
                    || (cuts > 0 && is_waste)
                    || (stands_out && rushes(gaps, &widths, *index))
            })
            .max_by(longer);
        let Some(index) = candidate else { break };
        // Nobody expects more time in what is shown than in what is cut.
        let is_whole = |at: &usize| {
            let gap = gaps[*at];
            !cut[*at] && !gap.covered && !gap.bar && widths[*at] > CUT_ROOM
        };
        let leap = (0..gaps.len()).filter(is_whole).max_by(longer);
        let is_more = |leap: &usize| gaps[*leap].seconds > BREAK_LEAP * gaps[index].seconds;
        let leap = leap.filter(|leap| !gaps[index].bar && is_more(leap));
        let index = leap.unwrap_or(index);
        if gaps[index].bar {
            pinned[index] = true;
            pins += 1;
        } else {
            cut[index] = true;
            longest_cut = longest_cut.max(gaps[index].seconds);
            cuts += 1;
        }
        widths = fill(gaps, (&cut, &pinned), width);
    }
    Stretch { widths, cut }
}

/// Whether an empty gap is drawn at a scale far from that of a neighbour.
fn rushes(gaps: &[Gap], widths: &[f64], index: usize) -> bool {
    let speed = |at: usize| gaps[at].seconds / widths[at].max(1.0);
    let beside = [index.checked_sub(1), Some(index + 1)];
    let slowest = beside
        .into_iter()
        .flatten()
        .filter(|at| *at < gaps.len())
        .map(speed)
        .fold(f64::INFINITY, f64::min);
    widths[index] > 0.8 * BREAK_WIDTH && speed(index) > BREAK_RUSH * slowest
}

/// The length that one of so many gaps is shorter than: for 2 the median.
fn length_at(gaps: &[Gap], part: usize) -> f64 {
    let mut lengths: Vec<f64> = gaps.iter().map(|gap| gap.seconds).collect();
    if lengths.is_empty() {
        return 0.0;
    }
    let place = lengths.len() / part;
    *lengths.select_nth_unstable_by(place, f64::total_cmp).1
}

fn fill(gaps: &[Gap], (cut, pinned): (&[bool], &[bool]), width: f64) -> Vec<f64> {
    let rooms: Vec<f64> = gaps
        .iter()
        .zip(cut)
        .map(|(gap, cut)| {
            if *cut {
                gap.room.max(CUT_ROOM)
            } else {
                gap.room
            }
        })
        .collect();
    let needed: f64 = rooms.iter().sum();
    let width = width.max(needed);
    let longest = gaps.iter().map(|gap| gap.seconds).fold(1.0, f64::max);
    let mut last = rooms.clone();
    for power in POWERS {
        let bases: Vec<f64> = gaps
            .iter()
            .zip(cut.iter().zip(pinned))
            .map(|(gap, (cut, pinned))| {
                if *cut || *pinned {
                    0.0
                } else {
                    power(gap.seconds / longest)
                }
            })
            .collect();
        let (widths, spent) = water_fill(&bases, &rooms, width);
        last = widths;
        if spent <= TOLERANCE * width {
            break;
        }
    }
    last
}

/// So many steps at most to the λ that fills the width; a few are enough.
const STEPS: usize = 64;

/// `max(room, λ·base)` for the λ at which the sum is `width`, and how much of
/// it the rooms added to the plain scale.
fn water_fill(bases: &[f64], rooms: &[f64], width: f64) -> (Vec<f64>, f64) {
    let sum: f64 = bases.iter().sum();
    let mut scale = width / sum.max(f64::MIN_POSITIVE);
    // The sum is convex in λ, so Newton's steps from above come down to the λ
    // that is sought and end there.
    for _ in 0..STEPS {
        let (mut rest, mut growing) = (width, 0.0);
        for (base, room) in bases.iter().zip(rooms) {
            if scale * base > *room {
                growing += base;
            } else {
                rest -= room;
            }
        }
        let next = (rest / growing).max(0.0);
        if growing == 0.0 || next >= scale {
            break;
        }
        scale = next;
    }
    let mut spent = 0.0;
    let widths = bases
        .iter()
        .zip(rooms)
        .map(|(base, room)| {
            spent += (room - scale * base).max(0.0);
            room.max(scale * base)
        })
        .collect();
    (widths, spent)
}

/// Drops every knot that the straight line between its neighbours misses by
/// less than a twentieth of a pixel.
///
/// One pass with a narrowing cone (the swing-door method of Bristol, 1990).
pub(super) fn thin(knots: &[Knot]) -> Vec<Knot> {
    const SLACK: f64 = 0.04;
    let Some((&first, rest)) = knots.split_first() else {
        return Vec::new();
    };
    let mut kept = vec![first];
    let mut origin = first;
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    let mut previous = first;
    for &knot in rest {
        let length = knot.seconds - origin.seconds;
        let rise = knot.position - origin.position;
        let slope = rise / length;
        if previous != origin && (slope < low || slope > high) {
            kept.push(previous);
            origin = previous;
            (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        }
        let length = knot.seconds - origin.seconds;
        let rise = knot.position - origin.position;
        low = low.max((rise - SLACK) / length);
        high = high.min((rise + SLACK) / length);
        previous = knot;
    }
    if previous != origin {
        kept.push(previous);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(seconds: f64, room: f64) -> Gap {
        Gap {
            seconds,
            room,
            covered: false,
            bar: false,
        }
    }

    #[test]
    fn even_gaps_stay_linear() {
        let stretch = stretch(&[gap(10.0, 5.0), gap(20.0, 5.0), gap(10.0, 5.0)], 400.0);
        let shares: Vec<i64> = stretch
            .widths
            .iter()
            .map(|width| width.round() as i64)
            .collect();
        assert_eq!(shares, [100, 200, 100]);
    }

    #[test]
    fn rooms_are_kept_and_the_width_is_filled() {
        let gaps: Vec<Gap> = (1..40)
            .map(|index| gap(f64::from(index * index * index), 20.0))
            .collect();
        let stretch = stretch(&gaps, 1500.0);
        assert!(stretch.widths.iter().all(|width| *width >= 20.0 - 1e-9));
        let total: f64 = stretch.widths.iter().sum();
        assert!((total - 1500.0).abs() < 0.01, "{total}");
    }

    #[test]
    fn empty_years_are_cut_but_lasting_facts_are_not() {
        let day = 86_400.0;
        let mut gaps = vec![
            gap(day, 30.0),
            gap(1500.0 * day, 30.0),
            gap(day, 30.0),
            gap(day, 30.0),
        ];
        assert_eq!(stretch(&gaps, 900.0).cut, [false, true, false, false]);
        gaps[1].covered = true;
        assert_eq!(stretch(&gaps, 900.0).cut, [false; 4]);
    }

    #[test]
    fn empty_time_is_cut_where_shorter_or_like_time_is() {
        let day = 86_400.0;
        let years = [26.0, 3494.0, 3758.0, 16.0].map(|days| gap(days * day, 180.0));
        assert_eq!(stretch(&years, 1550.0).cut, [false, true, true, false]);
        // But a few seconds are no years.
        let seconds = [1.7e8, 2.0, 18.0].map(|seconds| gap(seconds, 180.0));
        assert_eq!(stretch(&seconds, 1550.0).cut, [true, false, false]);
        // The hours of a night are narrow, since more follows; but they are the longest.
        let minutes = [34.0, 801.0, 141.0, 8.0, 44.0, 2.0, 3.0, 5.0, 15.0, 9.0];
        let rooms = [
            145.0, 150.0, 190.0, 40.0, 240.0, 36.0, 50.0, 90.0, 60.0, 60.0,
        ];
        let gaps: Vec<Gap> = minutes
            .iter()
            .zip(rooms)
            .map(|(minutes, room)| gap(minutes * 60.0, room))
            .collect();
        let cut = stretch(&gaps, 1430.0).cut;
        assert!(cut[1] && !cut[0] && !cut[3..].contains(&true), "{cut:?}");
    }

    #[test]
    fn a_bar_that_is_one_gap_is_neither_cut_nor_half_of_the_axis() {
        let day = 86_400.0;
        let mut gaps = vec![
            gap(365.0 * day, 91.0),
            gap(9000.0 * day, 30.0),
            gap(day, 30.0),
            gap(day, 30.0),
            gap(2.0 * day, 30.0),
        ];
        gaps[0].bar = true;
        let stretch = stretch(&gaps, 900.0);
        assert_eq!(stretch.cut, [false, true, false, false, false]);
        assert!((stretch.widths[0] - 91.0).abs() < 0.01, "{stretch:?}");
    }

    #[test]
    fn a_longer_gap_is_never_drawn_shorter_where_rooms_are_equal() {
        let gaps: Vec<Gap> = [1.0, 5.0, 2.0, 900.0, 30.0]
            .map(|seconds| gap(seconds, 12.0))
            .into();
        let widths = stretch(&gaps, 700.0).widths;
        let mut pairs: Vec<(f64, f64)> = gaps.iter().map(|gap| gap.seconds).zip(widths).collect();
        pairs.retain(|pair| pair.0 < 900.0);
        pairs.sort_by(|left, right| left.0.total_cmp(&right.0));
        assert!(
            pairs.windows(2).all(|pair| pair[0].1 <= pair[1].1 + 1e-9),
            "{pairs:?}"
        );
    }

    #[test]
    fn thinning_keeps_every_place() {
        let knots: Vec<Knot> = (0..1000)
            .map(|index| {
                let seconds = f64::from(index);
                let bend = if index > 400 { 3.0 } else { 1.0 };
                Knot {
                    seconds,
                    position: 50.0 + (seconds - 400.0) * bend,
                }
            })
            .collect();
        let axis = Axis {
            direction: Direction::Horizontal,
            knots: thin(&knots),
        };
        assert!(axis.knots.len() < 10);
        for knot in &knots {
            assert!((axis.place(knot.seconds) - knot.position).abs() < 0.1);
        }
    }
}
