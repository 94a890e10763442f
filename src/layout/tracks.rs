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
    let met = Met::new(runs, &movable);
    let (mut beside, mut totals) = (Vec::new(), Vec::new());
    for _ in 0..SWEEPS {
        let mut moved = false;
        for run in &movable {
            let Some(here) = tracks.iter().position(|track| track.contains(run)) else {
                continue;
            };
            // Crossings with each track's runs if this one were nearer to the marks,
            // and if it were farther away.
            beside.clear();
            beside.extend(tracks.iter().map(|track| met.beside(track, *run)));
            all_crossings(&beside, &mut totals);
            let best = best_track(runs, tracks, &totals, (*run, here));
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

/// How often every two runs cross, counted once.
struct Met {
    /// By the one that is nearer to the marks, then by the other.
    counts: Vec<u32>,
    runs: usize,
}

impl Met {
    fn new(runs: &[Run], movable: &[usize]) -> Self {
        let mut counts = vec![0; runs.len() * runs.len()];
        for near in movable {
            for far in movable.iter().filter(|far| *far != near) {
                counts[near * runs.len() + far] = crossings(&runs[*near], &runs[*far]);
            }
        }
        Self {
            counts,
            runs: runs.len(),
        }
    }

    /// How often a run crosses those of a track: nearer to the marks than they, and
    /// farther away.
    fn beside(&self, track: &[usize], run: usize) -> (u32, u32) {
        track.iter().fold((0, 0), |(near, far), other| {
            (
                near + self.counts[run * self.runs + other],
                far + self.counts[other * self.runs + run],
            )
        })
    }
}

/// How many runs one crosses on each track, from how often it crosses those of each:
/// the nearer ones from farther away, and the others the other way round.
fn all_crossings(beside: &[(u32, u32)], totals: &mut Vec<u32>) {
    let mut total: u32 = beside.iter().map(|(near, _)| near).sum();
    totals.clear();
    let mut before = 0;
    totals.extend(beside.iter().map(|(near, far)| {
        total = total + before - near;
        before = *far;
        total
    }));
}

/// Where a run crosses the fewest others; it is on the track `here`.
fn best_track(
    runs: &[Run],
    tracks: &[Vec<usize>],
    totals: &[u32],
    (run, here): (usize, usize),
) -> usize {
    let own = &runs[run];
    let free = |at: usize| {
        tracks[at].iter().all(|other| {
            let other = &runs[*other];
            other.key == own.key || other.high < own.low - APART || other.low > own.high + APART
        })
    };
    let mut best = (totals[here], here);
    for (at, &count) in totals.iter().enumerate() {
        if (count < best.0 || (count == best.0 && at < best.1)) && free(at) {
            best = (count, at);
        }
    }
    best.1
}

/// How often two runs cross, the first nearer to the marks.
fn crossings(low: &Run, high: &Run) -> u32 {
    let up = low.up.iter().map(|at| u32::from(high.crosses(*at)));
    let down = high.down.iter().map(|at| u32::from(low.crosses(*at)));
    up.chain(down).sum()
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
