//! How long a job takes by the clock on the wall, whatever number of cores it uses.

use std::time::{Duration, Instant};

/// How long a run goes on: a short job is done over and over.
const RUN: Duration = Duration::from_millis(120);

/// The median time of a job over several runs. Other work on the machine lengthens it,
/// so that figures are to be told of an idle one only.
pub(crate) fn median(runs: usize, mut job: impl FnMut()) -> Duration {
    let once = Instant::now();
    job();
    let times = RUN.as_secs_f64() / once.elapsed().as_secs_f64().max(1e-9);
    let times = (times.ceil() as u32).max(1);
    let mut taken: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..times {
                job();
            }
            start.elapsed() / times
        })
        .collect();
    taken.sort_unstable();
    taken[runs / 2]
}

/// A time in milliseconds.
pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
