//! How long a job takes, on a machine that may do other things too.

use std::time::{Duration, Instant};

/// How long a run goes on: the system tells the time of the processor in steps
/// of some milliseconds, so a short job is done over and over.
const RUN: Duration = Duration::from_millis(120);

/// The median time of a job over several runs: of the processor where the
/// system tells it (Linux: the first number of `/proc/self/schedstat`), else of
/// the clock on the wall.
pub(crate) fn median(runs: usize, mut job: impl FnMut()) -> Duration {
    let once = Instant::now();
    job();
    let times = RUN.as_secs_f64() / once.elapsed().as_secs_f64().max(1e-9);
    let times = (times.ceil() as u32).max(1);
    let mut taken: Vec<Duration> = (0..runs)
        .map(|_| {
            let (busy, wall) = (processor(), Instant::now());
            for _ in 0..times {
                job();
            }
            let elapsed = wall.elapsed();
            let spent = match busy.zip(processor()) {
                Some((before, after)) => after.saturating_sub(before),
                None => elapsed,
            };
            spent / times
        })
        .collect();
    taken.sort_unstable();
    taken[runs / 2]
}

fn processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// A time in milliseconds.
pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
