//! Level stretches of arrows in a lane's corridor, each on a track.

/// A level stretch that one or several arrows share.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// What it is shared by: whether by a trunk, the trunk or fact, the kind.
    pub(super) key: (bool, usize, u16),
    /// Left end.
    pub(super) low: f64,
    /// Right end.
    pub(super) high: f64,
    /// Where it is left upwards (towards other lanes), and downwards (towards marks).
    up: Vec<f64>,
    down: Vec<f64>,
    /// Its track, 0 nearest to the marks.
    pub(super) track: usize,
}

/// Clear space between two runs on one track.
const APART: f64 = 8.0;

impl Run {
    /// Makes the run reach a leg.
    pub(super) fn extend(&mut self, at: f64, upwards: bool) {
        if self.up.is_empty() && self.down.is_empty() {
            (self.low, self.high) = (at, at);
        }
        self.low = self.low.min(at);
        self.high = self.high.max(at);
        if upwards {
            self.up.push(at);
        } else {
            self.down.push(at);
        }
    }

    fn length(&self) -> f64 {
        self.high - self.low
    }

    fn crosses(&self, at: f64) -> bool {
        at > self.low + 0.5 && at < self.high - 0.5
    }
}

/// Puts every run on the lowest track where it touches no other, short ones
/// first, so that nested arrows do not cross; then moves single runs where that
/// saves crossings. Returns how many tracks there are.
///
/// Quadratic in the runs of a corridor at worst, which are no more than the
/// arrows of the picture, 240 at most.
pub(super) fn settle(runs: &mut [Run]) -> usize {
    let mut by_length: Vec<usize> = (0..runs.len())
        .filter(|index| runs[*index].length() > 0.5)
        .collect();
    by_length.sort_by(|left, right| {
        runs[*left]
            .length()
            .total_cmp(&runs[*right].length())
            .then(runs[*left].key.cmp(&runs[*right].key))
    });
    let mut tracks: Vec<Vec<usize>> = Vec::new();
    for index in by_length {
        let (low, high) = (runs[index].low - APART, runs[index].high + APART);
        let free = |members: &Vec<usize>| {
            members
                .iter()
                .all(|other| runs[*other].high < low || runs[*other].low > high)
        };
        let track = tracks.iter().position(free).unwrap_or(tracks.len());
        if track == tracks.len() {
            tracks.push(Vec::new());
        }
        tracks[track].push(index);
    }
    if runs.len() <= MOST_MOVED {
        improve(runs, &mut tracks);
    }
    tracks.retain(|members| !members.is_empty());
    for (track, members) in tracks.iter().enumerate() {
        for index in members {
            runs[*index].track = track;
        }
    }
    tracks.len()
}

/// In corridors with more runs than this, tracks stay as they were first found.
const MOST_MOVED: usize = 160;
/// How often every run is looked at again.
const SWEEPS: usize = 3;

/// Moves run after run to the track on which it crosses the fewest others; the
/// one nearest to the marks among equals. A fixed number of sweeps.
fn improve(runs: &[Run], tracks: &mut Vec<Vec<usize>>) {
    // A run above all others may be the best.
    tracks.push(Vec::new());
    let movable: Vec<usize> = tracks.iter().flatten().copied().collect();
    for _ in 0..SWEEPS {
        let mut moved = false;
        for run in &movable {
            let Some(here) = tracks.iter().position(|track| track.contains(run)) else {
                continue;
            };
            let best = best_track(runs, tracks, *run, here);
            if best != here {
                tracks[here].retain(|other| other != run);
                tracks[best].push(*run);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
}

/// Where a run crosses the fewest others.
fn best_track(runs: &[Run], tracks: &[Vec<usize>], run: usize, here: usize) -> usize {
    let own = &runs[run];
    // Crossings with each track's runs if this one were nearer to the marks,
    // and if it were farther away.
    let beside: Vec<(usize, usize)> = tracks
        .iter()
        .map(|track| {
            let others = track.iter().filter(|other| **other != run);
            others.fold((0, 0), |(near, far), other| {
                let other = &runs[*other];
                (near + crossings(own, other), far + crossings(other, own))
            })
        })
        .collect();
    let total = |at: usize| -> usize {
        let below: usize = beside[..at].iter().map(|(_, far)| far).sum();
        let above: usize = beside[at + 1..].iter().map(|(near, _)| near).sum();
        below + above
    };
    let free = |at: usize| {
        tracks[at].iter().all(|other| {
            let other = &runs[*other];
            other.key == own.key || other.high < own.low - APART || other.low > own.high + APART
        })
    };
    let mut best = (total(here), here);
    for at in 0..tracks.len() {
        let count = total(at);
        if (count < best.0 || (count == best.0 && at < best.1)) && free(at) {
            best = (count, at);
        }
    }
    best.1
}

/// How often two runs cross, the first nearer to the marks.
fn crossings(low: &Run, high: &Run) -> usize {
    low.up.iter().filter(|at| high.crosses(**at)).count()
        + high.down.iter().filter(|at| low.crosses(**at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(number: usize, down: [f64; 2]) -> Run {
        let mut run = Run {
            key: (false, number, 0),
            ..Run::default()
        };
        run.extend(down[0], false);
        run.extend(down[1], false);
        run
    }

    #[test]
    fn nested_runs_do_not_cross() {
        let mut runs = [
            run(0, [0.0, 400.0]),
            run(1, [100.0, 200.0]),
            run(2, [250.0, 300.0]),
        ];
        assert_eq!(settle(&mut runs), 2);
        assert_eq!(runs.map(|run| run.track), [1, 0, 0]);
    }

    #[test]
    fn a_run_that_leaves_upwards_goes_over_one_that_does_not() {
        let mut leaving = Run {
            key: (true, 9, 0),
            ..Run::default()
        };
        leaving.extend(50.0, false);
        leaving.extend(150.0, true);
        let mut runs = [leaving, run(1, [100.0, 400.0])];
        settle(&mut runs);
        assert!(runs[0].track > runs[1].track || crossings(&runs[0], &runs[1]) == 0);
    }
}
