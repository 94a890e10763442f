//! How long a job takes, on a machine that may do other things too.

use std::time::{Duration, Instant};

/// The median time of several runs of a job: of the processor where the system
/// tells it (Linux: the first number of `/proc/self/schedstat`), else of the
/// clock on the wall.
pub(crate) fn median(runs: usize, mut job: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let (busy, wall) = (processor(), Instant::now());
            job();
            let elapsed = wall.elapsed();
            match busy.zip(processor()) {
                Some((before, after)) => after.saturating_sub(before),
                None => elapsed,
            }
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
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
