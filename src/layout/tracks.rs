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
/// first, so that nested arrows do not cross; then lets neighbouring tracks
/// change places where that saves crossings. Returns how many tracks there are.
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
    improve(runs, &mut tracks);
    for (track, members) in tracks.iter().enumerate() {
        for index in members {
            runs[*index].track = track;
        }
    }
    tracks.len()
}

/// Sweeps over neighbouring tracks, exchanging two wherever that lowers the
/// number of crossings of their runs. A fixed number of sweeps.
fn improve(runs: &[Run], tracks: &mut [Vec<usize>]) {
    for _ in 0..3 {
        for upper in 1..tracks.len() {
            let stay = crossings(runs, &tracks[upper - 1], &tracks[upper]);
            let change = crossings(runs, &tracks[upper], &tracks[upper - 1]);
            if change < stay {
                tracks.swap(upper - 1, upper);
            }
        }
    }
}

/// How often legs of two tracks' runs cross the other track's runs.
fn crossings(runs: &[Run], lower: &[usize], upper: &[usize]) -> usize {
    let mut count = 0;
    for low in lower {
        for high in upper {
            let (low, high) = (&runs[*low], &runs[*high]);
            count += low.up.iter().filter(|at| high.crosses(**at)).count();
            count += high.down.iter().filter(|at| low.crosses(**at)).count();
        }
    }
    count
}
