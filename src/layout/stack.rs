//! Lanes stacked from top to bottom in two halves.
//!
//! Between two lanes, where the most arrows cross, runs a line that nothing
//! shows. Lanes above it have their cards above their marks, lanes below it
//! below: arrows over that line meet no card of their own lanes. Each half is
//! stacked away from the line (see `half`), the upper one upside down.

use super::cards::CardText;
use super::half::{LANE_GAP, Parts, stack_half};
use super::marks::{Mark, RUN};
use super::ports::{Port, Ports, Side, Wish, beginning, leaving};
use super::rows::{Item, spread};
use crate::parallel;
use std::collections::BTreeMap;

/// A place in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A box in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

pub(super) fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// A causal link between two drawn facts, by their place in the list of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wire {
    pub(super) cause: usize,
    pub(super) effect: usize,
    pub(super) kind: u16,
    /// What leaves its cause at one place: all of a kind, or only some of it.
    pub(super) strand: u16,
}

impl Wire {
    /// Where it leaves its cause and meets its effect.
    pub(super) const fn ports(self) -> [Port; 2] {
        [
            (self.cause, Side::Out, self.strand),
            (self.effect, Side::In, self.kind),
        ]
    }
}

/// A lane with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct LaneBox {
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) rails: Vec<f64>,
}

/// What stacking decides.
#[derive(Clone, Debug, Default)]
pub(super) struct Stacked {
    pub(super) lanes: Vec<LaneBox>,
    pub(super) cards: Vec<Option<Rect>>,
    pub(super) leaders: Vec<(usize, Vec<Point>)>,
    /// The way of each wire, from cause to effect.
    pub(super) arrows: Vec<Vec<Point>>,
    pub(super) bottom: f64,
}

/// The field that lanes are stacked in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    /// Half of the thickest mark.
    pub(super) mark_half: f64,
    /// From rail to rail.
    pub(super) pitch: f64,
}

/// How many marks are worth the way to another core.
const SHARE: usize = 20;

/// How far before its cause an arrow over the line meets a bar, so that what
/// the bar hides is not met.
const BESIDE: f64 = 8.0;
/// How far from the torn edge of a break a line stands.
const TEAR: f64 = 8.0;

/// Room kept around a card on each side.
pub(super) const CARD_MARGIN: f64 = 6.0;

/// Which half is stacked: where the line between the halves runs, and whether
/// the lanes above it are meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sense {
    /// The first lane below the line.
    pub(super) equator: usize,
    pub(super) upper: bool,
}

impl Sense {
    /// Where a mark's lane comes, counted from the line; `None` for one of the
    /// other half.
    pub(super) fn of(self, marks: &[Option<Mark>], index: usize) -> Option<usize> {
        self.place(marks[index].as_ref()?.lane)
    }

    fn place(self, lane: usize) -> Option<usize> {
        if self.upper {
            self.equator.checked_sub(lane + 1)
        } else {
            lane.checked_sub(self.equator)
        }
    }

    /// The lane with that place from the line.
    pub(super) fn lane(self, place: usize) -> usize {
        if self.upper {
            self.equator - 1 - place
        } else {
            self.equator + place
        }
    }

    /// How many lanes the half has.
    pub(super) fn lanes(self, all: usize) -> usize {
        if self.upper {
            self.equator
        } else {
            all - self.equator
        }
    }
}

/// What the lanes are stacked from: marks aside, all that decides their heights.
#[derive(Clone, Copy)]
pub(super) struct Contents<'a> {
    /// The cards of marks.
    pub(super) cards: &'a [Option<&'a CardText>],
    /// The links between them.
    pub(super) wires: &'a [Wire],
    /// By lane, how many rails it has.
    pub(super) rail_counts: &'a [usize],
    /// By lane, how high it is at least.
    pub(super) least_heights: &'a [f64],
    /// The torn edges of breaks, from left to right.
    pub(super) tears: &'a [f64],
    pub(super) field: Field,
}

/// Stacks the lanes; marks get their place across.
///
/// Where there are few arrows, every line between two lanes is tried for the
/// one that parts the halves, and the picture with the calmest arrows is kept;
/// where there are many, the line that most arrows cross is taken.
pub(super) fn stack(marks: &mut [Option<Mark>], contents: Contents<'_>) -> Stacked {
    let lanes = contents.rail_counts.len();
    let mut candidates = vec![equator(marks, contents.wires, lanes)];
    if contents.wires.len() * lanes <= MOST_TRIED && marks.len() <= MOST_TRIED {
        candidates.extend(0..lanes);
    }
    candidates.sort_unstable();
    candidates.dedup();
    if let [only] = candidates.as_slice() {
        return arrange(marks, contents, *only);
    }
    let least = if marks.len() < SHARE { usize::MAX } else { 1 };
    let tried = parallel::map(candidates.len(), least, &|candidate| {
        let mut own = marks.to_vec();
        let stacked = arrange(&mut own, contents, candidates[candidate]);
        (unrest(&stacked), stacked, own)
    });
    let calmest = tried
        .into_iter()
        .min_by(|one, other| one.0.total_cmp(&other.0));
    let Some((_, stacked, own)) = calmest else {
        return Stacked::default();
    };
    marks.clone_from_slice(&own);
    stacked
}

/// So many arrows times lanes at most are tried in every way.
const MOST_TRIED: usize = 600;

fn arrange(marks: &mut [Option<Mark>], contents: Contents<'_>, equator: usize) -> Stacked {
    let wires = contents.wires;
    let mut ports = Ports::new(marks, &wanted_ports(marks, wires, equator));
    let crossings = crossings(marks, contents, equator, &mut ports);
    ports.go_forward(marks, &ways(marks, wires, equator, &crossings), false);
    let parts = Parts {
        contents,
        ports: &ports,
        crossings: &crossings,
    };
    let [upper, lower] = [true, false].map(|upper| Sense { equator, upper });
    // Each half places its own marks.
    let mut own = marks.to_vec();
    let (upper, lower) = parallel::both(
        marks.len() >= SHARE,
        || stack_half(&parts, &mut own, upper),
        || stack_half(&parts, marks, lower),
    );
    for (mark, own) in marks.iter_mut().flatten().zip(own.into_iter().flatten()) {
        if mark.lane < equator {
            mark.across = own.across;
        }
    }
    join(upper, lower, marks, equator, contents.field.top)
}

/// How restless a picture is: its crossings of arrows, the length of their
/// ways, and its height. Quadratic in the legs of arrows, whose number is bounded
/// by the few arrows that several lines are tried for.
fn unrest(stacked: &Stacked) -> f64 {
    /// So many pixels of an arrow, or of height, are as bad as a crossing.
    const LENGTH: f64 = 150.0;
    const HEIGHT: f64 = 60.0;
    let mut length = 0.0;
    let mut legs: Vec<(f64, f64, usize, Point, Point)> = Vec::new();
    for (index, way) in stacked.arrows.iter().enumerate() {
        for pair in way.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            length += (to.x - from.x).abs() + (to.y - from.y).abs();
            legs.push((from.x.min(to.x), from.x.max(to.x), index, from, to));
        }
    }
    legs.sort_by(|left, right| left.0.total_cmp(&right.0));
    let mut crossings = 0_usize;
    let mut open: Vec<usize> = Vec::new();
    for (at, leg) in legs.iter().enumerate() {
        open.retain(|other| legs[*other].1 >= leg.0);
        let meets = |other: &&usize| {
            let there = &legs[**other];
            there.2 != leg.2 && cross((leg.3, leg.4), (there.3, there.4))
        };
        crossings += open.iter().filter(meets).count();
        open.push(at);
    }
    crossings as f64 + length / LENGTH + stacked.bottom / HEIGHT
}

/// Whether two straight lines cross between their ends.
fn cross(one: (Point, Point), other: (Point, Point)) -> bool {
    let turn = |from: Point, to: Point, at: Point| {
        (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
    };
    let parts = |line: (Point, Point), ends: (Point, Point)| {
        turn(line.0, line.1, ends.0) * turn(line.0, line.1, ends.1) < -1e-6
    };
    parts(one, other) && parts(other, one)
}

/// The first lane of the lower half: below the line that the most wires cross,
/// the lowest of them; 0 where no wire leaves its lane.
fn equator(marks: &[Option<Mark>], wires: &[Wire], lanes: usize) -> usize {
    let lane = |index: usize| marks[index].as_ref().map_or(0, |mark| mark.lane);
    let mut crossing = vec![0_usize; lanes + 1];
    for wire in wires {
        let (from, to) = (lane(wire.cause), lane(wire.effect));
        for line in from.min(to)..from.max(to) {
            crossing[line + 1] += 1;
        }
    }
    let most = crossing.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return 0;
    }
    crossing
        .iter()
        .rposition(|count| *count == most)
        .unwrap_or(0)
}

/// The ends of wires that meet a mark on the side of its lane's corridor.
fn wanted_ports(marks: &[Option<Mark>], wires: &[Wire], equator: usize) -> Vec<Wish> {
    let lane = |index: usize| marks[index].as_ref().map_or(0, |mark| mark.lane);
    let hook = |index: usize| marks[index].as_ref().map_or(0.0, |mark| mark.hook);
    let begins = |index: usize| marks[index].as_ref().and_then(beginning);
    let mut wishes = Vec::new();
    for wire in wires {
        let (from, to) = (lane(wire.cause), lane(wire.effect));
        let crosses = (from < equator) != (to < equator);
        // The end nearer to the line hangs from a trunk instead.
        let outer_is_effect = if from < equator { to < from } else { to > from };
        if crosses || from == to || !outer_is_effect {
            wishes.push(Wish {
                port: (wire.cause, Side::Out, wire.strand),
                other: begins(wire.effect).unwrap_or(hook(wire.effect)),
                returns: from == to,
                aim: None,
            });
        }
        if crosses || from == to || outer_is_effect {
            // What crosses the line does so straight over the effect.
            let other = if crosses { wire.effect } else { wire.cause };
            // A bar is met below its cause, or a little after it; one that begins later
            // where it does.
            let begins = begins(wire.effect);
            let goal = begins.unwrap_or(hook(wire.effect));
            let leaving = marks[wire.cause]
                .as_ref()
                .map_or(0.0, |mark| leaving(mark, goal));
            let after = match (crosses, from == to) {
                (true, _) => -BESIDE,
                (false, false) if begins.is_some() => 0.0,
                _ => RUN,
            };
            let below = leaving + after;
            let aim = match begins {
                Some(begins) => Some(below.max(begins)),
                None => (hook(wire.cause) < goal || crosses).then_some(below),
            };
            wishes.push(Wish {
                port: (wire.effect, Side::In, wire.kind),
                other: hook(other),
                returns: from == to,
                aim,
            });
        }
    }
    wishes
}

/// The arrows that leave their cause on the side of its lane's corridor: the ports of
/// both ends, and where it goes if its effect is not met there.
fn ways(
    marks: &[Option<Mark>],
    wires: &[Wire],
    equator: usize,
    crossings: &BTreeMap<(usize, u16), f64>,
) -> Vec<(Port, Port, Option<f64>)> {
    let mark = |index: usize| marks[index].as_ref();
    let lane = |index: usize| mark(index).map_or(0, |mark| mark.lane);
    let ways = wires.iter().filter_map(|wire| {
        let (from, to) = (lane(wire.cause), lane(wire.effect));
        let through = if (from < equator) != (to < equator) {
            crossings.get(&(wire.effect, wire.kind)).copied()
        } else if from == to {
            None
        } else if (from < equator) == (to < from) {
            // It hangs from its cause instead.
            return None;
        } else {
            mark(wire.effect).map(|mark| mark.hook)
        };
        let [cause, effect] = wire.ports();
        Some((cause, effect, through))
    });
    ways.collect()
}

/// Half of the room of an arrow that crosses the line, and how much one to a
/// mark beside the line minds being moved.
const HALF: f64 = 2.5;
const STEADY: f64 = 40.0;

/// Where arrows cross the line between the halves: those to one fact in one
/// kind together, over that fact as nearly as the others allow. Marks beside
/// the line are met there.
fn crossings(
    marks: &[Option<Mark>],
    contents: Contents<'_>,
    equator: usize,
    ports: &mut Ports,
) -> BTreeMap<(usize, u16), f64> {
    let Contents {
        wires,
        tears,
        field,
        ..
    } = contents;
    let lane = |index: usize| marks[index].as_ref().map_or(0, |mark| mark.lane);
    let mut wanted: Vec<(f64, usize, u16)> = wires
        .iter()
        .filter(|wire| (lane(wire.cause) < equator) != (lane(wire.effect) < equator))
        .map(|wire| {
            let at = ports.place(marks, wire.effect, Side::In, wire.kind);
            let tear = tears.iter().find(|tear| (at - **tear).abs() < TEAR);
            let at = tear.map_or(at, |tear| tear + TEAR.copysign(at - tear));
            (at, wire.effect, wire.kind)
        })
        .collect();
    wanted.sort_by(|left, right| {
        let rest = (left.1, left.2).cmp(&(right.1, right.2));
        left.0.total_cmp(&right.0).then(rest)
    });
    wanted.dedup_by_key(|wanted| (wanted.1, wanted.2));
    let is_near = |index: usize| lane(index) + 1 == equator || lane(index) == equator;
    let items: Vec<Item> = wanted
        .iter()
        .map(|(at, effect, _)| Item {
            wish: *at,
            half: HALF,
            weight: if is_near(*effect) { STEADY } else { 1.0 },
        })
        .collect();
    let mut places = BTreeMap::new();
    for ((_, effect, kind), at) in wanted
        .into_iter()
        .zip(spread(&items, field.left, field.right))
    {
        places.insert((effect, kind), at);
        if let Some(mark) = &marks[effect]
            && is_near(effect)
            && (mark.nearest(at) - at).abs() < 0.5
        {
            ports.put((effect, Side::In, kind), at);
        }
    }
    places
}

/// Puts the upper half upside down over the lower one.
fn join(
    upper: Stacked,
    lower: Stacked,
    marks: &mut [Option<Mark>],
    equator: usize,
    top: f64,
) -> Stacked {
    let line = top + upper.bottom;
    let start = if upper.lanes.is_empty() {
        top
    } else {
        line + LANE_GAP
    };
    for mark in marks.iter_mut().flatten() {
        mark.across = if mark.lane < equator {
            line - mark.across
        } else {
            start + mark.across
        };
    }
    let above = |path: Vec<Point>| path.into_iter().map(move |at| point(at.x, line - at.y));
    let below = |path: Vec<Point>| path.into_iter().map(move |at| point(at.x, start + at.y));
    let mut lanes: Vec<LaneBox> = upper
        .lanes
        .into_iter()
        .rev()
        .map(|lane| LaneBox {
            top: line - lane.bottom,
            bottom: line - lane.top,
            rails: lane.rails.into_iter().map(|rail| line - rail).collect(),
        })
        .collect();
    lanes.extend(lower.lanes.into_iter().map(|lane| LaneBox {
        top: start + lane.top,
        bottom: start + lane.bottom,
        rails: lane.rails.into_iter().map(|rail| start + rail).collect(),
    }));
    let cards = upper.cards.into_iter().zip(lower.cards);
    let cards = cards.map(|(high, low)| {
        let high = high.map(|rect| Rect {
            y: line - rect.y - rect.height,
            ..rect
        });
        high.or(low.map(|rect| Rect {
            y: start + rect.y,
            ..rect
        }))
    });
    let high = upper.leaders.into_iter();
    let high = high.map(|(index, path)| (index, above(path).collect()));
    let low = lower.leaders.into_iter();
    let low = low.map(|(index, path)| (index, below(path).collect()));
    let arrows = upper.arrows.into_iter().zip(lower.arrows);
    let arrows = arrows.map(|(high, low)| {
        // The part that begins on the line is the second one.
        let down = low.first().is_some_and(|first| first.y == 0.0);
        let (high, low) = (above(high), below(low));
        if down {
            high.chain(low).collect()
        } else {
            low.chain(high).collect()
        }
    });
    Stacked {
        lanes,
        cards: cards.collect(),
        leaders: high.chain(low).collect(),
        arrows: arrows.collect(),
        bottom: start + lower.bottom,
    }
}
