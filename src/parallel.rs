//! Work done by several cores at once. What comes out does not depend on how
//! many there are.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::ops::Range;
use std::sync::LazyLock;
use std::thread::available_parallelism;

/// The most threads beside the one that asks: the work of one picture is soon
/// shared out.
const MOST: usize = 7;

/// A thread for every core but the one that asks; nothing where that is the only
/// one, or where no thread can be had.
static POOL: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let others = available_parallelism().map_or(0, |cores| cores.get() - 1);
    let pool = ThreadPoolBuilder::new().num_threads(others.min(MOST));
    (others > 0).then(|| pool.build().ok()).flatten()
});

/// Does both, at once where there is a core to spare and enough to do to be
/// `worth` the way to it.
pub(crate) fn both<A: Send, B>(
    worth: bool,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    let Some(pool) = worth.then_some(&POOL).and_then(|pool| pool.as_ref()) else {
        return (one(), other());
    };
    let mut first = None;
    let second = pool.in_place_scope(|scope| {
        scope.spawn(|_| first = Some(one()));
        other()
    });
    (first.expect("the scope waits for its work"), second)
}

/// What `each` makes of every number below `count`, in their order. `least` is
/// how many are worth the way to another core.
pub(crate) fn map<R: Send>(
    count: usize,
    least: usize,
    each: &(impl Fn(usize) -> R + Sync),
) -> Vec<R> {
    if count <= least {
        return (0..count).map(each).collect();
    }
    let cores = 1 + POOL.as_ref().map_or(0, ThreadPool::current_num_threads);
    let share = count.div_ceil(cores);
    shared(0..count, least.max(share), each)
}

fn shared<R: Send>(
    numbers: Range<usize>,
    share: usize,
    each: &(impl Fn(usize) -> R + Sync),
) -> Vec<R> {
    if numbers.len() <= share {
        return numbers.map(each).collect();
    }
    let middle = numbers.start + numbers.len() / 2;
    let (back, mut front) = both(
        true,
        || shared(middle..numbers.end, share, each),
        || shared(numbers.start..middle, share, each),
    );
    front.extend(back);
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_keeps_its_order() {
        let doubled: Vec<usize> = (0..1000).map(|number| number * 2).collect();
        for share in [1, 7, 400, 5000] {
            assert_eq!(shared(0..1000, share, &|number| number * 2), doubled);
        }
        assert_eq!(map(1000, 1, &|number| number * 2), doubled);
        assert!(map(0, 1, &|number| number).is_empty());
    }
}
