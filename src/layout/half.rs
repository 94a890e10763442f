//! One half of the lanes, stacked away from the line between the halves:
//! tracks for arrows, rails for marks, rows for cards.
//!
//! Every lane has the same build. Nearest to the middle line is a corridor in
//! which arrows run level, each on a track; then the rails with the marks; then
//! rows of cards that hang from them. An arrow between lanes of one half leaves
//! the nearer lane through its rows as a trunk, beside the leader of its card.
//! Trunks and leaders have their own stub in every row they pass, and keep the
//! order of their marks, so that no line ever meets a word and no two hanging
//! lines cross. Heights are counted from the middle line, outwards.

use super::cards::CardText;
use super::marks::Mark;
use super::ports::{Ports, Side};
use super::rows::{Hanging, assign, items, spread};
use super::stack::{CARD_MARGIN, Contents, LaneBox, Point, Rect, Sense, Stacked, Wire, point};
use super::tracks::{Run, settle};
use super::trunks::{self, Trunk};
use super::turns::{Way, levels};
use std::collections::BTreeMap;

/// Between two lanes.
pub(super) const LANE_GAP: f64 = 10.0;
/// From the marks to the first row of cards.
const LEADER: f64 = 20.0;
/// Between two rows of cards.
const CHANNEL: f64 = 13.0;
/// Inside a lane, before the corridor and after the last row.
const LANE_PADDING: f64 = 12.0;
/// From track to track.
const TRACK: f64 = 9.0;
/// From the marks to the first track: an arrow's head and a little line.
const FIRST_TRACK: f64 = 13.0;
/// From level to level where lines turn, and before and after a turn.
const LEVEL: f64 = 7.0;
const TURN: f64 = 9.0;
/// How far from its mark a card may stand before another row is opened.
const REACH: f64 = 128.0;

/// What both halves are built from.
pub(super) struct Parts<'a> {
    pub(super) contents: Contents<'a>,
    pub(super) ports: &'a Ports,
    /// Where arrows cross the middle line, by effect and kind.
    pub(super) crossings: &'a BTreeMap<(usize, u16), f64>,
}

/// Stacks the lanes of one half, the nearest to the middle line first. Marks
/// get their place across; of arrows that cross the middle line only the part
/// in this half is told.
pub(super) fn stack_half(parts: &Parts<'_>, marks: &mut [Option<Mark>], sense: Sense) -> Stacked {
    let mut half = Half {
        parts,
        sense,
        trunks: trunks::gather(marks, parts.contents.wires, sense, parts.crossings),
        stacked: Stacked {
            cards: vec![None; marks.len()],
            arrows: vec![Vec::new(); parts.contents.wires.len()],
            ..Stacked::default()
        },
    };
    let count = sense.lanes(parts.contents.rail_counts.len());
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    for index in 0..marks.len() {
        if let Some(lane) = sense.of(marks, index) {
            members[lane].push(index);
        }
    }
    let mut top = 0.0;
    for (lane, members) in members.iter().enumerate() {
        let whole = sense.lane(lane);
        let laid = half.lane(lane, members, marks, top);
        let bottom = laid.bottom.max(top + parts.contents.least_heights[whole]);
        half.stacked.lanes.push(LaneBox { bottom, ..laid });
        top = bottom + LANE_GAP;
    }
    half.stacked.bottom = (top - LANE_GAP).max(0.0);
    half.stacked
}

struct Half<'a> {
    parts: &'a Parts<'a>,
    sense: Sense,
    trunks: Vec<Trunk>,
    stacked: Stacked,
}

/// Something that hangs through the rows of a lane.
#[derive(Clone, Copy)]
enum Flow {
    Card(usize),
    Trunk(usize),
}

impl Half<'_> {
    fn lane(
        &mut self,
        lane: usize,
        members: &[usize],
        marks: &mut [Option<Mark>],
        top: f64,
    ) -> LaneBox {
        let field = self.parts.contents.field;
        let ends = self.ends_in(lane, marks);
        let mut runs = self.runs(&ends, marks);
        let tracks = settle(&mut runs);
        let corridor = LANE_PADDING
            + if tracks > 0 {
                FIRST_TRACK + (tracks as f64 - 0.5) * TRACK
            } else {
                0.0
            };
        let first_rail = top + corridor + field.mark_half;
        let count = self.parts.contents.rail_counts[self.sense.lane(lane)];
        let rails: Vec<f64> = (0..count)
            .map(|rail| first_rail + rail as f64 * field.pitch)
            .collect();
        for index in members {
            if let Some(mark) = &mut marks[*index] {
                mark.across = rails[mark.rail];
            }
        }
        let edge = first_rail - field.mark_half;
        self.draw_runs(&ends, &runs, marks, edge - FIRST_TRACK);
        let below = rails.last().copied().unwrap_or(first_rail) + field.mark_half;
        trunks::hang(&mut self.trunks, lane, marks, self.sense);
        trunks::pass_rails(&mut self.trunks, lane, members, marks, (edge, below));
        let bottom = self.rows(lane, members, marks, below + LEADER);
        LaneBox {
            top,
            bottom: bottom + LANE_PADDING,
            rails,
        }
    }

    /// The wires that run in a lane's corridor: within the lane, or to it from
    /// nearer to the middle line.
    fn ends_in(&self, lane: usize, marks: &[Option<Mark>]) -> Vec<End> {
        let mut ends = Vec::new();
        for (index, wire) in self.parts.contents.wires.iter().enumerate() {
            let (from, to) = (
                self.sense.of(marks, wire.cause),
                self.sense.of(marks, wire.effect),
            );
            if from.max(to) != Some(lane) {
                continue;
            }
            let key = trunks::key(*wire, marks, self.sense);
            let trunk = key.map(|key| {
                self.trunks
                    .binary_search_by_key(&key, |trunk| trunk.key)
                    .unwrap_or_default()
            });
            ends.push(End {
                index,
                wire: *wire,
                trunk,
                outgoing: key.is_some_and(|key| key.2),
            });
        }
        ends
    }

    /// Level stretches in the corridor: one for all wires that leave one fact
    /// in one kind, one for all that share a trunk.
    fn runs(&self, ends: &[End], marks: &[Option<Mark>]) -> Vec<Run> {
        let mut runs: BTreeMap<(bool, usize, u16), Run> = BTreeMap::new();
        for end in ends {
            let (from, to) = self.legs(end, marks);
            let run = runs.entry(end.key()).or_default();
            run.key = end.key();
            run.extend(from, end.trunk.is_some() && end.outgoing);
            run.extend(to, end.trunk.is_some() && !end.outgoing);
        }
        runs.into_values().collect()
    }

    /// Where a wire enters and leaves the corridor.
    fn legs(&self, end: &End, marks: &[Option<Mark>]) -> (f64, f64) {
        let trunk = end.trunk.map(|trunk| self.trunks[trunk].at);
        let (ports, wire) = (self.parts.ports, end.wire);
        let cause = || ports.place(marks, wire.cause, Side::Out, wire.strand);
        let effect = || ports.place(marks, wire.effect, Side::In, wire.kind);
        match (trunk, end.outgoing) {
            (Some(at), true) => (at, effect()),
            (Some(at), false) => (cause(), at),
            (None, _) => (cause(), effect()),
        }
    }

    fn draw_runs(&mut self, ends: &[End], runs: &[Run], marks: &[Option<Mark>], base: f64) {
        let top_of = |index: usize, x: f64| {
            marks[index]
                .as_ref()
                .map_or(base, |mark| mark.across - mark.half_at(x) - 1.0)
        };
        for end in ends {
            let (from, to) = self.legs(end, marks);
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
                    Flow::Card(index) => self.parts.contents.cards[*index]
                        .as_ref()
                        .map(|card| card.width + 2.0 * CARD_MARGIN),
                    Flow::Trunk(_) => None,
                },
                starts: self.starts(*flow, lane),
            })
            .collect();
        let field = self.parts.contents.field;
        let row_of = assign(&things, REACH, (field.left, field.right));
        let count = row_of.iter().flatten().max().map_or(0, |row| row + 1);
        let mut places: Vec<f64> = flows.iter().map(|flow| flow.1).collect();
        let mut leaders: Vec<Vec<Point>> = vec![Vec::new(); flows.len()];
        let mut y = top;
        for row in 0..count {
            y = self.row(
                row,
                y,
                (&flows, &things),
                &row_of,
                &mut places,
                &mut leaders,
                marks,
            );
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

    /// Whether a flow is a trunk of one of the lane's own marks.
    fn starts(&self, flow: Flow, lane: usize) -> bool {
        match flow {
            Flow::Card(_) => false,
            Flow::Trunk(index) => self.trunks[index].starts_in(lane),
        }
    }

    fn flows(
        &self,
        lane: usize,
        members: &[usize],
        marks: &[Option<Mark>],
    ) -> Vec<(Flow, f64, usize)> {
        let cards = members
            .iter()
            .filter(|index| self.parts.contents.cards[**index].is_some())
            .filter_map(|index| Some((Flow::Card(*index), marks[*index].as_ref()?.hook, *index)));
        let trunks = self.trunks.iter().enumerate();
        let trunks = trunks
            .filter(|(_, trunk)| trunk.passes_rows(lane))
            .map(|(index, trunk)| (Flow::Trunk(index), trunk.at, trunk.key.1));
        cards.chain(trunks).collect()
    }

    /// How a line that stood at `before` goes to its place in a row.
    fn way(
        &self,
        flow: Flow,
        before: f64,
        centre: f64,
        card: Option<&CardText>,
        leader: &[Point],
    ) -> Way {
        let path = match flow {
            Flow::Trunk(index) => &self.trunks[index].path,
            Flow::Card(_) => leader,
        };
        // A leader meets its card near where it comes from.
        let to = card.map_or(centre, |card| {
            let left = centre - card.width / 2.0;
            before.clamp(left + 12.0, left + card.width - 12.0)
        });
        Way {
            from: path.last().map_or(before, |last| last.x),
            to,
            is_arrow: matches!(flow, Flow::Trunk(_)),
        }
    }

    #[allow(clippy::too_many_arguments)] // One pass over one row needs them all.
    fn row(
        &mut self,
        row: usize,
        top: f64,
        (flows, things): (&[(Flow, f64, usize)], &[Hanging]),
        row_of: &[Option<usize>],
        places: &mut [f64],
        leaders: &mut [Vec<Point>],
        marks: &[Option<Mark>],
    ) -> f64 {
        let (present, items) = items(things, row_of, row, places);
        let size = |position: usize| match flows[position].0 {
            Flow::Card(index) if row_of[position] == Some(row) => self.parts.contents.cards[index],
            _ => None,
        };
        let height = present
            .iter()
            .filter_map(|position| size(*position))
            .map(|card| card.height)
            .fold(0.0, f64::max);
        let centres = spread(
            &items,
            self.parts.contents.field.left,
            self.parts.contents.field.right,
        );
        let ways: Vec<Way> = present
            .iter()
            .zip(&centres)
            .map(|(position, centre)| {
                let (flow, before) = (flows[*position].0, places[*position]);
                self.way(flow, before, *centre, size(*position), &leaders[*position])
            })
            .collect();
        let (levels, count) = levels(&ways);
        // From the marks an arrow's head needs room before it turns.
        let (channel, first) = if row == 0 {
            (LEADER, FIRST_TRACK)
        } else {
            (CHANNEL, TURN)
        };
        let start = top - channel;
        let turning = count.saturating_sub(1) as f64 * LEVEL + first + TURN;
        let top = start + channel.max(if count > 0 { turning } else { 0.0 });
        for (at, (position, centre)) in present.into_iter().zip(centres).enumerate() {
            let before = places[position];
            let Way { from, to, .. } = ways[at];
            places[position] = centre;
            let path = match flows[position].0 {
                Flow::Trunk(index) => &mut self.trunks[index].path,
                Flow::Card(_) => &mut leaders[position],
            };
            if path.is_empty()
                && let Flow::Card(index) = flows[position].0
                && let Some(mark) = &marks[index]
            {
                path.push(point(before, mark.across + mark.half_at(before)));
            }
            if let Some(level) = levels[at] {
                let turn = start + first + level as f64 * LEVEL;
                path.extend([point(from, turn), point(to, turn)]);
            }
            path.push(point(to, top));
            let Some(card) = size(position) else {
                path.push(point(to, top + height));
                continue;
            };
            if let Flow::Card(index) = flows[position].0 {
                self.stacked.cards[index] = Some(Rect {
                    x: centre - card.width / 2.0,
                    y: top,
                    width: card.width,
                    height: card.height,
                });
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
            Some(trunk) if self.outgoing => (true, trunk, self.wire.kind),
            _ => (false, self.wire.cause, self.wire.strand),
        }
    }
}
