//! Lanes stacked from top to bottom: tracks for arrows, rails for marks, rows
//! for cards.
//!
//! Every lane has the same build. On top a corridor in which arrows run level,
//! each on a track; then the rails with the marks; then rows of cards that
//! hang from them. An arrow to a lane further down leaves through its own
//! lane's rows as a trunk, beside the leader of its card, and one to a lane
//! further up arrives so. Trunks and leaders have their own stub in every row
//! they pass, and keep the order of their marks, so that no line ever meets a
//! word and no two hanging lines cross.

use super::cards::CardText;
use super::marks::Mark;
use super::ports::{Ports, Side};
use super::rows::{Hanging, Item, assign, spread};
use super::tracks::{Run, settle};
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

/// Between two lanes.
const LANE_GAP: f64 = 10.0;
/// From the marks to the first row of cards.
const LEADER: f64 = 20.0;
/// Between two rows of cards.
const CHANNEL: f64 = 13.0;
/// Room kept around a card on each side.
pub(super) const CARD_MARGIN: f64 = 6.0;
/// Inside a lane, above the corridor and below the last row.
const LANE_PADDING: f64 = 12.0;
/// From track to track.
const TRACK: f64 = 9.0;
/// How far from its mark a card may stand before another row is opened.
const REACH: f64 = 128.0;
/// A trunk's way down from its mark, beside the card's leader.
const TRUNK_OFFSET: f64 = 7.0;

/// A line that hangs from a mark down to a lower lane.
struct Trunk {
    owner: usize,
    kind: u16,
    outgoing: bool,
    last_lane: usize,
    at: f64,
    path: Vec<Point>,
}

/// Stacks the lanes. `rail_counts` and `least_heights` by lane; marks get
/// their place across.
pub(super) fn stack(
    marks: &mut [Option<Mark>],
    cards: &[Option<CardText>],
    wires: &[Wire],
    rail_counts: &[usize],
    least_heights: &[f64],
    field: Field,
) -> Stacked {
    let mut stacker = Stacker {
        cards,
        wires,
        field,
        trunks: trunks(marks, wires),
        stacked: Stacked {
            cards: vec![None; marks.len()],
            arrows: vec![Vec::new(); wires.len()],
            ..Stacked::default()
        },
    };
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); rail_counts.len()];
    for (index, mark) in marks.iter().enumerate() {
        if let Some(mark) = mark {
            members[mark.lane].push(index);
        }
    }
    let mut top = field.top;
    for (lane, members) in members.iter().enumerate() {
        let laid = stacker.lane(lane, members, marks, rail_counts[lane], top);
        let bottom = laid.bottom.max(top + least_heights[lane]);
        stacker.stacked.lanes.push(LaneBox { bottom, ..laid });
        top = bottom + LANE_GAP;
    }
    stacker.stacked.bottom = top - LANE_GAP;
    stacker.stacked
}

/// One trunk for every fact and kind of link that leads to a lower lane, out
/// of it or into it.
fn trunks(marks: &[Option<Mark>], wires: &[Wire]) -> Vec<Trunk> {
    let lane = |index: usize| marks[index].as_ref().map_or(0, |mark| mark.lane);
    let mut deepest: BTreeMap<(usize, bool, u16), usize> = BTreeMap::new();
    for wire in wires {
        let (from, to) = (lane(wire.cause), lane(wire.effect));
        if from == to {
            continue;
        }
        let outgoing = from < to;
        let owner = if outgoing { wire.cause } else { wire.effect };
        let last = deepest.entry((owner, outgoing, wire.kind)).or_default();
        *last = (*last).max(from.max(to));
    }
    deepest
        .into_iter()
        .map(|((owner, outgoing, kind), last_lane)| Trunk {
            owner,
            kind,
            outgoing,
            last_lane,
            at: 0.0,
            path: Vec::new(),
        })
        .collect()
}

struct Stacker<'a> {
    cards: &'a [Option<CardText>],
    wires: &'a [Wire],
    field: Field,
    trunks: Vec<Trunk>,
    stacked: Stacked,
}

/// Something that hangs through the rows of a lane.
#[derive(Clone, Copy)]
enum Flow {
    Card(usize),
    Trunk(usize),
}

impl Stacker<'_> {
    fn lane(
        &mut self,
        lane: usize,
        members: &[usize],
        marks: &mut [Option<Mark>],
        rail_count: usize,
        top: f64,
    ) -> LaneBox {
        let ends = self.wires_of(lane, marks);
        let ports = Ports::new(marks, &ends.iter().flat_map(End::ports).collect::<Vec<_>>());
        let mut runs = self.runs(&ends, &ports, marks);
        let tracks = settle(&mut runs);
        let corridor = LANE_PADDING
            + if tracks > 0 {
                10.0 + tracks as f64 * TRACK
            } else {
                0.0
            };
        let first_rail = top + corridor + self.field.mark_half;
        let rails: Vec<f64> = (0..rail_count)
            .map(|rail| first_rail + rail as f64 * self.field.pitch)
            .collect();
        for index in members {
            if let Some(mark) = &mut marks[*index] {
                mark.across = rails[mark.rail];
            }
        }
        let base = first_rail - self.field.mark_half - 11.0;
        self.draw_runs(&ends, &runs, &ports, marks, base);
        let below = rails.last().copied().unwrap_or(first_rail) + self.field.mark_half;
        self.hang_trunks(lane, marks);
        self.pass_rails(lane, members, marks, first_rail - self.field.mark_half);
        let bottom = self.rows(lane, members, marks, below + LEADER);
        LaneBox {
            top,
            bottom: bottom + LANE_PADDING,
            rails,
        }
    }

    /// The wires that run in a lane's corridor: within the lane, or between it
    /// and a lane above.
    fn wires_of(&self, lane: usize, marks: &[Option<Mark>]) -> Vec<End> {
        let lane_of = |index: usize| marks[index].as_ref().map_or(0, |mark| mark.lane);
        let mut ends = Vec::new();
        for (index, wire) in self.wires.iter().enumerate() {
            let (from, to) = (lane_of(wire.cause), lane_of(wire.effect));
            if from.max(to) != lane {
                continue;
            }
            let trunk = (from != to).then(|| {
                let outgoing = from < to;
                let owner = if outgoing { wire.cause } else { wire.effect };
                let key = (owner, outgoing, wire.kind);
                self.trunks
                    .binary_search_by_key(&key, |trunk| (trunk.owner, trunk.outgoing, trunk.kind))
                    .unwrap_or_default()
            });
            ends.push(End {
                index,
                wire: *wire,
                trunk,
                outgoing: from < to,
            });
        }
        ends
    }

    /// Level stretches in the corridor: one for all wires that leave one fact
    /// in one kind, one for all that share a trunk.
    fn runs(&self, ends: &[End], ports: &Ports, marks: &[Option<Mark>]) -> Vec<Run> {
        let mut runs: BTreeMap<(bool, usize, u16), Run> = BTreeMap::new();
        for end in ends {
            let (from, to) = self.legs(end, ports, marks);
            let run = runs.entry(end.key()).or_default();
            run.key = end.key();
            run.extend(from, end.trunk.is_some() && end.outgoing);
            run.extend(to, end.trunk.is_some() && !end.outgoing);
        }
        runs.into_values().collect()
    }

    /// Where a wire enters and leaves the corridor.
    fn legs(&self, end: &End, ports: &Ports, marks: &[Option<Mark>]) -> (f64, f64) {
        let trunk = end.trunk.map(|trunk| self.trunks[trunk].at);
        let cause = || ports.place(marks, end.wire.cause, Side::Out, end.wire.kind);
        let effect = || ports.place(marks, end.wire.effect, Side::In, end.wire.kind);
        match (trunk, end.outgoing) {
            (Some(at), true) => (at, effect()),
            (Some(at), false) => (cause(), at),
            (None, _) => (cause(), effect()),
        }
    }

    fn draw_runs(
        &mut self,
        ends: &[End],
        runs: &[Run],
        ports: &Ports,
        marks: &[Option<Mark>],
        base: f64,
    ) {
        let top_of = |index: usize, x: f64| {
            marks[index]
                .as_ref()
                .map_or(base, |mark| mark.across - mark.half_at(x) - 1.0)
        };
        for end in ends {
            let (from, to) = self.legs(end, ports, marks);
            let track = runs
                .binary_search_by_key(&end.key(), |run| run.key)
                .map_or(0, |run| runs[run].track);
            let level = base - track as f64 * TRACK;
            let mut path = Vec::new();
            match end.trunk {
                Some(trunk) if end.outgoing => {
                    path.extend(&self.trunks[trunk].path);
                }
                _ => path.push(point(from, top_of(end.wire.cause, from))),
            }
            if (from - to).abs() > 0.5 {
                path.extend([point(from, level), point(to, level)]);
            }
            match end.trunk {
                Some(trunk) if !end.outgoing => {
                    path.extend(self.trunks[trunk].path.iter().rev());
                }
                _ => path.push(point(to, top_of(end.wire.effect, to))),
            }
            self.stacked.arrows[end.index] = path;
        }
    }

    /// Starts the trunks whose owner stands in this lane.
    fn hang_trunks(&mut self, lane: usize, marks: &[Option<Mark>]) {
        let mut beside: BTreeMap<(usize, bool), usize> = BTreeMap::new();
        for trunk in &mut self.trunks {
            let Some(mark) = marks[trunk.owner].as_ref().filter(|mark| mark.lane == lane) else {
                continue;
            };
            let rank = beside.entry((trunk.owner, trunk.outgoing)).or_default();
            let offset = TRUNK_OFFSET + 5.0 * *rank as f64;
            *rank += 1;
            let signed = if trunk.outgoing { offset } else { -offset };
            trunk.at = mark.hook() + signed;
            let start = mark.nearest(trunk.at);
            trunk.path = vec![point(start, mark.across + mark.half_at(start) + 1.0)];
        }
    }

    /// Moves trunks that pass this lane's rails aside from its dots.
    fn pass_rails(&mut self, lane: usize, members: &[usize], marks: &[Option<Mark>], top: f64) {
        let mut dots: Vec<(f64, f64)> = members
            .iter()
            .filter_map(|index| marks[*index].as_ref())
            .map(Mark::reach)
            .filter(|(from, to)| to - from < 40.0)
            .collect();
        dots.sort_by(|left, right| left.0.total_cmp(&right.0));
        let half = self.field.mark_half;
        let mut passing: Vec<usize> = (0..self.trunks.len())
            .filter(|index| self.passes(*index, lane, marks))
            .collect();
        passing.sort_by(|left, right| self.trunks[*left].at.total_cmp(&self.trunks[*right].at));
        let mut least = f64::NEG_INFINITY;
        for index in passing {
            let trunk = &mut self.trunks[index];
            let aside = beside(&dots, trunk.at, 4.0).max(least);
            if (aside - trunk.at).abs() > 0.01 {
                trunk.path.push(point(trunk.at, top - 11.0));
                trunk.path.push(point(aside, top - 3.0));
                trunk.at = aside;
            }
            trunk.path.push(point(trunk.at, top + 2.0 * half));
            least = trunk.at + 5.0;
        }
    }

    /// Whether a trunk goes right through a lane from above.
    fn passes(&self, index: usize, lane: usize, marks: &[Option<Mark>]) -> bool {
        let trunk = &self.trunks[index];
        let owner = marks[trunk.owner].as_ref().map_or(0, |mark| mark.lane);
        owner < lane && lane < trunk.last_lane
    }

    /// Hangs the lane's cards in rows, with a stub for every line that passes,
    /// and returns the bottom of the last row.
    fn rows(&mut self, lane: usize, members: &[usize], marks: &[Option<Mark>], top: f64) -> f64 {
        let mut flows = self.flows(lane, members, marks);
        flows.sort_by(|left, right| left.1.total_cmp(&right.1).then(left.2.cmp(&right.2)));
        let things: Vec<Hanging> = flows
            .iter()
            .map(|(flow, at, _)| Hanging {
                at: *at,
                card: match flow {
                    Flow::Card(index) => self.cards[*index]
                        .as_ref()
                        .map(|card| card.width + 2.0 * CARD_MARGIN),
                    Flow::Trunk(_) => None,
                },
            })
            .collect();
        let row_of = assign(&things, REACH, self.field.right - self.field.left);
        let count = row_of.iter().flatten().max().map_or(0, |row| row + 1);
        let mut places: Vec<f64> = flows.iter().map(|flow| flow.1).collect();
        let mut leaders: Vec<Vec<Point>> = vec![Vec::new(); flows.len()];
        let mut y = top;
        for row in 0..count {
            y = self.row(row, y, &flows, &row_of, &mut places, &mut leaders, marks);
        }
        for (position, (flow, ..)) in flows.iter().enumerate() {
            match flow {
                Flow::Trunk(index) => self.trunks[*index].at = places[position],
                Flow::Card(index) => {
                    let path = std::mem::take(&mut leaders[position]);
                    self.stacked.leaders.push((*index, path));
                }
            }
        }
        if count > 0 { y - CHANNEL } else { top - LEADER }
    }

    fn flows(
        &self,
        lane: usize,
        members: &[usize],
        marks: &[Option<Mark>],
    ) -> Vec<(Flow, f64, usize)> {
        let cards = members
            .iter()
            .filter(|index| self.cards[**index].is_some())
            .filter_map(|index| Some((Flow::Card(*index), marks[*index].as_ref()?.hook(), *index)));
        let trunks = (0..self.trunks.len())
            .filter(|index| {
                let trunk = &self.trunks[*index];
                let owner = marks[trunk.owner].as_ref().map_or(0, |mark| mark.lane);
                owner <= lane && lane < trunk.last_lane
            })
            .map(|index| {
                (
                    Flow::Trunk(index),
                    self.trunks[index].at,
                    self.trunks[index].owner,
                )
            });
        cards.chain(trunks).collect()
    }

    #[allow(clippy::too_many_arguments)] // One pass over one row needs them all.
    fn row(
        &mut self,
        row: usize,
        top: f64,
        flows: &[(Flow, f64, usize)],
        row_of: &[Option<usize>],
        places: &mut [f64],
        leaders: &mut [Vec<Point>],
        marks: &[Option<Mark>],
    ) -> f64 {
        let present: Vec<usize> = (0..flows.len())
            .filter(|position| row_of[*position].is_none_or(|own| own >= row))
            .collect();
        let size = |position: usize| match flows[position].0 {
            Flow::Card(index) if row_of[position] == Some(row) => self.cards[index].as_ref(),
            _ => None,
        };
        let height = present
            .iter()
            .filter_map(|position| size(*position))
            .map(|card| card.height)
            .fold(0.0, f64::max);
        let items: Vec<Item> = present
            .iter()
            .map(|position| match (size(*position), flows[*position].0) {
                (Some(card), _) => {
                    Hanging::as_card(card.width + 2.0 * CARD_MARGIN, places[*position])
                }
                (None, Flow::Card(_)) => Hanging::as_leader(places[*position]),
                (None, Flow::Trunk(_)) => Hanging::as_trunk(places[*position]),
            })
            .collect();
        let centres = spread(&items, self.field.left, self.field.right);
        for (position, centre) in present.into_iter().zip(centres) {
            let before = places[position];
            places[position] = centre;
            match flows[position].0 {
                Flow::Trunk(index) => {
                    self.trunks[index]
                        .path
                        .extend([point(centre, top), point(centre, top + height)]);
                }
                Flow::Card(index) => {
                    let path = &mut leaders[position];
                    if path.is_empty()
                        && let Some(mark) = &marks[index]
                    {
                        path.push(point(before, mark.across + mark.half_at(before)));
                    }
                    if row_of[position] == Some(row) {
                        let Some(card) = &self.cards[index] else {
                            continue;
                        };
                        let left = centre - card.width / 2.0;
                        let attach = before.clamp(left + 12.0, left + card.width - 12.0);
                        path.push(point(attach, top));
                        self.stacked.cards[index] = Some(Rect {
                            x: left,
                            y: top,
                            width: card.width,
                            height: card.height,
                        });
                    } else {
                        path.extend([point(centre, top), point(centre, top + height)]);
                    }
                }
            }
        }
        top + height + CHANNEL
    }
}

/// A wire as it meets one lane's corridor.
#[derive(Clone, Copy)]
struct End {
    index: usize,
    wire: Wire,
    trunk: Option<usize>,
    outgoing: bool,
}

impl End {
    /// What shares a run.
    fn key(&self) -> (bool, usize, u16) {
        match self.trunk {
            Some(trunk) => (true, trunk, self.wire.kind),
            None => (false, self.wire.cause, self.wire.kind),
        }
    }

    /// The ports it uses on top of this lane's marks.
    fn ports(&self) -> impl Iterator<Item = (usize, Side, u16)> {
        let cause = (self.wire.cause, Side::Out, self.wire.kind);
        let effect = (self.wire.effect, Side::In, self.wire.kind);
        let both = [
            (self.trunk.is_none() || !self.outgoing).then_some(cause),
            (self.trunk.is_none() || self.outgoing).then_some(effect),
        ];
        both.into_iter().flatten()
    }
}

/// The place nearest to `at` that keeps `clear` pixels from every dot, or the
/// middle between two that stand too close for that.
fn beside(dots: &[(f64, f64)], at: f64, clear: f64) -> f64 {
    let hit = dots
        .iter()
        .position(|(from, to)| at > from - clear && at < to + clear);
    let Some(index) = hit else { return at };
    let gap = |left: Option<usize>, right: Option<usize>| -> Option<f64> {
        let low = left.map_or(f64::NEG_INFINITY, |index| dots[index].1);
        let high = right
            .and_then(|index| dots.get(index))
            .map_or(f64::INFINITY, |dot| dot.0);
        if high - low >= 2.0 * clear {
            Some(at.clamp(low + clear, high - clear))
        } else if high > low {
            Some(f64::midpoint(low, high))
        } else {
            None
        }
    };
    let mut best: Option<f64> = None;
    for step in 0..4_usize {
        let left = index.checked_sub(step);
        let candidates = [
            left.and_then(|right| gap(right.checked_sub(1), Some(right))),
            gap(Some(index + step), Some(index + step + 1)).filter(|_| index + step < dots.len()),
        ];
        for candidate in candidates.into_iter().flatten() {
            if best.is_none_or(|best| (candidate - at).abs() < (best - at).abs()) {
                best = Some(candidate);
            }
        }
        if best.is_some() {
            break;
        }
    }
    best.unwrap_or(at)
}
