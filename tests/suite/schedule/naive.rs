//! The same networks solved the slow and plain way: Floyd and Warshall over
//! all pairs of points.

use super::network::{Fact, Pair};
use causeline::date::{End, Instant, Window};
use causeline::schedule::Certainty;

/// Distances between all pairs of points: point 0 is the calendar, then two
/// points for each fact.
pub(super) struct Naive {
    distance: Vec<Vec<Option<i64>>>,
}

fn node(fact: usize, end: End) -> usize {
    1 + 2 * fact + usize::from(end == End::Finish)
}

impl Naive {
    /// The solution, or nothing where the facts contradict one another.
    pub(super) fn solve(facts: &[Fact]) -> Option<Self> {
        let mut naive = Self {
            distance: vec![vec![None; 1 + 2 * facts.len()]; 1 + 2 * facts.len()],
        };
        for (index, fact) in facts.iter().enumerate() {
            let contains = facts.iter().any(|other| other.part_of == Some(index));
            naive.state(index, fact, contains);
        }
        naive.close().then_some(naive)
    }

    /// `to` lies at most `most` after `from`.
    fn at_most(&mut self, from: usize, to: usize, most: i64) {
        let cell = &mut self.distance[from][to];
        *cell = Some(cell.map_or(most, |old| old.min(most)));
    }

    fn within(&mut self, from: usize, to: usize, lag: Pair) {
        if let Some(min) = lag.0 {
            self.at_most(to, from, -min);
        }
        if let Some(max) = lag.1 {
            self.at_most(from, to, max);
        }
    }

    fn state(&mut self, index: usize, fact: &Fact, contains: bool) {
        let (start, finish) = (node(index, End::Start), node(index, End::Finish));
        self.at_most(finish, start, 0);
        self.within(0, start, fact.start);
        if let Some(end) = fact.end {
            self.within(0, finish, end);
            self.within(start, finish, fact.duration.unwrap_or_default());
        } else {
            self.within(0, finish, fact.start);
            if !contains {
                self.at_most(start, finish, 0);
            }
        }
        for (own, anchor, other, lag) in &fact.relations {
            self.within(node(*anchor, *other), node(index, *own), *lag);
        }
        for (cause, within) in &fact.causes {
            let cause = node(*cause, End::Start);
            self.within(cause, start, (Some(0), None));
            self.within(cause, start, within.unwrap_or_default());
        }
        if let Some(whole) = fact.part_of {
            self.within(node(whole, End::Start), start, (Some(0), None));
            self.within(finish, node(whole, End::Finish), (Some(0), None));
        }
    }

    /// Closes the matrix; false where a point would lie before itself.
    fn close(&mut self) -> bool {
        let count = self.distance.len();
        for middle in 0..count {
            for from in 0..count {
                for to in 0..count {
                    if let (Some(left), Some(right)) =
                        (self.distance[from][middle], self.distance[middle][to])
                    {
                        self.at_most(from, to, left + right);
                    }
                }
            }
        }
        (0..count).all(|node| self.distance[node][node].is_none_or(|loop_| loop_ >= 0))
    }

    fn window(&self, node: usize) -> Window {
        let instant = |value: i64| Instant::from_nanoseconds(i128::from(value));
        Window {
            earliest: self.distance[node][0].map(|back| instant(-back)),
            latest: self.distance[0][node].map(instant),
        }
    }

    /// By how much the second begins after the first at least.
    pub(super) fn gap(&self, first: usize, second: usize) -> Option<i64> {
        self.distance[node(second, End::Start)][node(first, End::Start)].map(|back| -back)
    }

    pub(super) fn is_before(&self, first: usize, second: usize) -> Certainty {
        let forced = |gap: Option<i64>| gap.is_some_and(|gap| gap >= 0);
        match (
            forced(self.gap(first, second)),
            forced(self.gap(second, first)),
        ) {
            _ if first == second => Certainty::No,
            (true, false) => Certainty::Certain,
            (_, true) => Certainty::No,
            (false, false) => Certainty::Possible,
        }
    }

    pub(super) fn start(&self, fact: usize) -> Window {
        self.window(node(fact, End::Start))
    }

    pub(super) fn end(&self, fact: usize) -> Window {
        self.window(node(fact, End::Finish))
    }
}
