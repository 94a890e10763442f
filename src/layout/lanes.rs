//! Who stands in which lane, and which marks share a rail there.

use super::Lane;
use super::facts::{Extent, Fact};
use super::lettering::Lettering;
use super::measure::{width, wrap};
use super::ordered::Ordered;
use super::stack::Rect;
use crate::timeline::{ActorId, Timeline};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// More lanes than this share the last one.
const MOST: usize = 16;
/// The widest a lane's name may be before it wraps, in pixels.
const NAME_WIDTH: f64 = 116.0;
/// The same for a name with a word that is longer.
const WORD_WIDTH: f64 = 180.0;

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

impl LanePlan {
    /// The lane where it has no band of its own.
    pub(super) fn unplaced(&self) -> Lane {
        Lane {
            full_name: self.full_name.clone(),
            hue: self.shown_hue(),
            rect: Rect::default(),
            name: Vec::new(),
            rails: Vec::new(),
        }
    }

    /// Its colour; none for a lane without an actor.
    pub(super) fn shown_hue(&self) -> Option<u16> {
        Some(self.hue).filter(|hue| *hue != u16::MAX)
    }
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

/// Moves the lanes without a dated fact behind all others and tells how many
/// stand before them: these alone are drawn.
pub(super) fn dated_first(lanes: &mut Vec<LanePlan>, facts: &mut [Fact]) -> usize {
    let mut is_dated = vec![false; lanes.len()];
    for fact in facts.iter() {
        is_dated[fact.lane] |= fact.extent != Extent::Nowhere;
    }
    let mut order: Vec<usize> = (0..lanes.len()).collect();
    order.sort_by_key(|lane| !is_dated[*lane]);
    let mut place = vec![0; lanes.len()];
    for (to, from) in order.iter().enumerate() {
        place[*from] = to;
    }
    for fact in facts {
        fact.lane = place[fact.lane];
    }
    *lanes = order.iter().map(|lane| lanes[*lane].clone()).collect();
    is_dated.iter().filter(|dated| **dated).count()
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
    let style = Lettering::LaneName.text_style();
    // A word is not parted for want of a little room.
    let words = name.split_whitespace().map(|word| width(word, style));
    let longest = words.fold(NAME_WIDTH, f64::max).min(WORD_WIDTH);
    wrap(name, style, longest, 5).lines
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
        // Of those that begin together the first stands before what it leads to.
        one.0.total_cmp(&two.0).then(left.cmp(right))
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
