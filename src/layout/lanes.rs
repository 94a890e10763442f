//! Who stands in which lane, and which marks share a rail there.

use super::facts::Fact;
use super::lettering::Lettering;
use super::measure::wrap;
use super::ordered::Ordered;
use crate::timeline::{ActorId, Timeline};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// More lanes than this share the last one.
const MOST: usize = 16;
/// The widest a lane's name may be before it wraps, in pixels.
const NAME_WIDTH: f64 = 116.0;

/// A lane before it has a place.
#[derive(Clone, Debug)]
pub(super) struct LanePlan {
    /// Its name, wrapped; none for facts without an actor.
    pub(super) name: Vec<String>,
    /// The whole name.
    pub(super) full_name: String,
    /// Which lane colour it takes.
    pub(super) hue: u16,
    /// Whether several actors share it, so that cards must name theirs.
    pub(super) shared: bool,
}

/// Puts every fact into the lane of its first actor and tells the lanes from
/// top to bottom: actors in the order of the file, then facts without one.
///
/// Beyond a number of lanes that a page can hold, the actors with the fewest
/// facts share a last one.
pub(super) fn assign(timeline: &Timeline, facts: &mut [Fact]) -> Vec<LanePlan> {
    let actors = timeline.actors().len();
    let mut counts = vec![0_usize; actors + 1];
    let home = |fact: &Fact| {
        let who = timeline.event(fact.event).who().first();
        who.map_or(actors, |actor| actor.index())
    };
    for fact in facts.iter() {
        counts[home(fact)] += 1;
    }
    let used: Vec<usize> = (0..=actors).filter(|index| counts[*index] > 0).collect();
    let mut own = used.clone();
    if used.len() > MOST {
        own.sort_by_key(|index| (Reverse(counts[*index]), *index));
        own.truncate(MOST - 1);
        own.sort_unstable();
    }
    let mut lane_of = vec![own.len(); actors + 1];
    for (lane, index) in own.iter().enumerate() {
        lane_of[*index] = lane;
    }
    for fact in facts.iter_mut() {
        fact.lane = lane_of[home(fact)];
    }
    let mut lanes: Vec<LanePlan> = own
        .iter()
        .map(|index| plan(timeline, *index, own.len()))
        .collect();
    if used.len() > own.len() {
        lanes.push(LanePlan {
            name: vec!["Others".to_owned()],
            full_name: "Others".to_owned(),
            hue: u16::MAX,
            shared: true,
        });
    }
    lanes
}

fn plan(timeline: &Timeline, index: usize, count: usize) -> LanePlan {
    if index == timeline.actors().len() {
        let full_name = if count > 1 { "No actor named" } else { "" };
        return LanePlan {
            name: lines(full_name),
            full_name: full_name.to_owned(),
            hue: if count > 1 { u16::MAX } else { 0 },
            shared: false,
        };
    }
    let actor = timeline.actor(ActorId::new(index as u32));
    LanePlan {
        name: lines(&actor.name),
        full_name: actor.name.clone(),
        hue: index as u16,
        shared: false,
    }
}

fn lines(name: &str) -> Vec<String> {
    wrap(name, Lettering::LaneName.text_style(), NAME_WIDTH, 5).lines
}

/// Spreads intervals over as few rails as possible, so that none overlaps
/// another of its rail: a sweep that always takes the first free rail, which
/// is optimal for interval graphs.
///
/// `intervals` as (start, end) in any order; at most `most` rails, beyond
/// which marks may cover each other.
pub(super) fn rails(intervals: &[(f64, f64)], most: usize) -> (Vec<usize>, usize) {
    let mut by_start: Vec<usize> = (0..intervals.len()).collect();
    by_start.sort_by(|left, right| {
        let (one, two) = (intervals[*left], intervals[*right]);
        one.0
            .total_cmp(&two.0)
            .then(one.1.total_cmp(&two.1).reverse())
            .then(left.cmp(right))
    });
    let mut rail_of = vec![0; intervals.len()];
    let mut free: BTreeSet<usize> = BTreeSet::new();
    let mut busy: BinaryHeap<Reverse<(Ordered, usize)>> = BinaryHeap::new();
    let mut count = 0;
    for index in by_start {
        let (start, end) = intervals[index];
        while let Some(Reverse((until, rail))) = busy.peek().copied() {
            if until.0 > start {
                break;
            }
            busy.pop();
            free.insert(rail);
        }
        let rail = free.pop_first().unwrap_or_else(|| {
            if count < most {
                count += 1;
                return count - 1;
            }
            busy.pop().map_or(0, |Reverse((_, rail))| rail)
        });
        rail_of[index] = rail;
        busy.push(Reverse((Ordered(end), rail)));
    }
    (rail_of, count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_intervals_take_their_own_rails() {
        let (rail_of, count) = rails(&[(0.0, 10.0), (5.0, 15.0), (10.0, 20.0), (30.0, 40.0)], 9);
        assert_eq!(rail_of, [0, 1, 0, 0]);
        assert_eq!(count, 2);
    }

    #[test]
    fn the_limit_of_rails_holds() {
        let intervals = vec![(0.0, 10.0); 50];
        let (rail_of, count) = rails(&intervals, 4);
        assert_eq!(count, 4);
        assert!(rail_of.iter().all(|rail| *rail < 4));
    }
}
