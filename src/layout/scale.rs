//! From facts to the axis: which times it must tell apart, how much room each
//! needs, and where that puts them.

use super::axis::{Axis, BREAK_PAD, Break, Direction, Gap, Knot, stretch, thin};
use super::facts::{DAY, Extent, Fact};
use super::pieces::{Plan, straighten};
use super::rows::STUB;
use super::stops::Stops;

/// The axis with what was decided about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Scale {
    /// The axis.
    pub(super) axis: Axis,
    /// Where time was cut.
    pub(super) breaks: Vec<Break>,
}

/// What the axis has to make room for.
pub(super) struct Demand<'a> {
    /// The facts, lanes known.
    pub(super) facts: &'a [Fact],
    /// Width of each fact's card with margins; 0 where it has none.
    pub(super) widths: &'a [f64],
    /// How many lanes there are.
    pub(super) lanes: usize,
    /// Lines that hang from a fact through lanes: the fact's place, the first
    /// lane and the one after the last.
    pub(super) trunks: &'a [(usize, usize, usize)],
    /// The breadth up to which the axis may grow for the cards' sake.
    pub(super) most: f64,
    /// Further times to tell apart, such as the ends of eras, in seconds.
    pub(super) marks: &'a [f64],
    /// The times at which bars are cut and the axis ends; infinite where none is.
    pub(super) limits: (f64, f64),
}

/// Room kept free at both ends of the axis, in pixels.
const MARGIN: f64 = 26.0;

/// So many different scales at most, where marks can still be told apart.
const SCALES: usize = 5;
/// Beyond so many cards the axis follows them more closely.
const MANY_CARDS: f64 = 40.0;
/// How many rows of cards are tried before the picture grows in width.
const ROWS: [f64; 12] = [
    1.0, 1.3, 1.7, 2.2, 3.0, 4.0, 5.5, 8.0, 12.0, 18.0, 26.0, 38.0,
];
/// So many rows are fine before the picture grows in width instead.
const LIKED_ROWS: f64 = 3.2;
/// The share of the axis that cards may claim; the rest shows time.
const FILL: f64 = 0.9;

/// Lays the axis between `left` and `left + width`, or further where the
/// facts need it.
pub(super) fn measure_out(demand: &Demand<'_>, left: f64, width: f64) -> Scale {
    let stops = Stops::of(demand.facts, demand.marks);
    let mut scale = complete(&stops, demand, left, width);
    for day in stops.uneven_days(&scale.axis) {
        scale.even_out(day);
    }
    scale
}

impl Scale {
    /// Gives a stretch of time one scale over the width that it has, all of it shown but for
    /// what is cut inside of it.
    fn even_out(&mut self, (from, to): (f64, f64)) {
        let range = self.axis.range();
        let knots = &mut self.axis.knots;
        let mut show = |edge: f64, time: f64| {
            let edges = knots.iter_mut().filter(|knot| knot.seconds == edge);
            edges.for_each(|knot| knot.seconds = time);
        };
        for cut in &mut self.breaks {
            if cut.from < from && from < cut.to && cut.to < to {
                show(std::mem::replace(&mut cut.to, from), from);
            } else if from < cut.from && cut.from < to && to < cut.to {
                show(std::mem::replace(&mut cut.from, to), to);
            } else if cut.from < to && from < cut.to {
                return;
            }
        }
        if let Some((first, last)) = range {
            show(first, first.min(from));
            show(last, last.max(to));
        }
        let ends = [from, to].map(|seconds| Knot {
            seconds,
            position: self.axis.place(seconds),
        });
        let knots = &mut self.axis.knots;
        let first = knots.partition_point(|knot| knot.seconds < from);
        let after = knots.partition_point(|knot| knot.seconds <= to);
        knots.splice(first..after, ends);
    }
}

/// The axis through the chosen stops, and through those beyond what it shows.
fn complete(stops: &Stops, demand: &Demand<'_>, left: f64, width: f64) -> Scale {
    let scale = through(&stops.chosen(), demand, left, width);
    let shows = |rim: f64| {
        let is_cut = |cut: &Break| cut.from < rim && rim < cut.to;
        let range = scale.axis.range();
        range.is_some_and(|(from, to)| from <= rim && rim <= to) && !scale.breaks.iter().any(is_cut)
    };
    match stops.completed(shows) {
        Some(completed) => through(&completed, demand, left, width),
        None => scale,
    }
}

/// The axis through those stops.
fn through(stops: &[f64], demand: &Demand<'_>, left: f64, width: f64) -> Scale {
    if stops.len() < 2 {
        return lone(stops, demand, left, width);
    }
    let margins = margins(demand, stops);
    let both = margins.0 + margins.1;
    let rooms = rooms(demand, stops, width - both);
    let width = width.max(rooms.width + both);
    let gaps = gaps(demand, stops, &rooms.wanted);
    let stretched = stretch(&gaps, width - both);
    let mut position = left + margins.0;
    let mut pieces: Vec<Vec<Knot>> = Vec::new();
    let mut piece = vec![Knot {
        seconds: stops[0],
        position,
    }];
    let mut start = 0;
    let cuts = stretched.cut.iter().filter(|cut| **cut).count();
    let cards = demand.facts.iter().filter(|fact| fact.has_card).count();
    let plan = Plan {
        width: width * (MANY_CARDS / cards.max(1) as f64).clamp(0.25, 1.0),
        few: (SCALES / (cuts + 1)).max(2),
    };
    for (index, gap) in stretched.widths.iter().enumerate() {
        position += gap;
        if stretched.cut[index] {
            pieces.push(straighten(&piece, &rooms.least[start..index], plan));
            piece.clear();
            start = index + 1;
        }
        piece.push(Knot {
            seconds: stops[index + 1],
            position,
        });
    }
    pieces.push(straighten(&piece, &rooms.least[start..], plan));
    let (knots, breaks) = joined(&pieces);
    Scale {
        axis: Axis {
            direction: Direction::Horizontal,
            knots: thin(&with_margins(knots, margins)),
        },
        breaks,
    }
}

/// The pieces of the axis with breaks between them, each scale running on a
/// little before it is cut.
fn joined(pieces: &[Vec<Knot>]) -> (Vec<Knot>, Vec<Break>) {
    let slope = |from: Knot, to: Knot| (to.seconds - from.seconds) / (to.position - from.position);
    let first = |piece: &[Knot]| Some(slope(*piece.first()?, *piece.get(1)?));
    let last = |piece: &[Knot]| match piece {
        [.., from, to] => Some(slope(*from, *to)),
        _ => None,
    };
    let mut knots = pieces.first().cloned().unwrap_or_default();
    let mut breaks = Vec::new();
    for pair in pieces.windows(2) {
        let (Some(left), Some(right)) = (pair[0].last(), pair[1].first()) else {
            continue;
        };
        let (before, after) = (last(&pair[0]), first(&pair[1]));
        let pad = |own: Option<f64>, other: Option<f64>| own.or(other).unwrap_or(0.0) * BREAK_PAD;
        let (mut from, mut to) = (*left, *right);
        let (early, late) = (pad(before, after), pad(after, before));
        if early > 0.0 && late > 0.0 && early + late < 0.5 * (to.seconds - from.seconds) {
            from.seconds += early;
            from.position += BREAK_PAD;
            to.seconds -= late;
            to.position -= BREAK_PAD;
            knots.extend([from, to]);
        }
        breaks.push(Break {
            from: from.seconds,
            to: to.seconds,
        });
        knots.extend(&pair[1]);
    }
    (knots, breaks)
}

/// Whether the axis ends with its first and with its last stop, since bars are cut there.
fn ends_with(demand: &Demand<'_>, stops: &[f64]) -> [bool; 2] {
    let (first, last) = demand.limits;
    [
        stops.first().is_some_and(|stop| *stop <= first),
        stops.last().is_some_and(|stop| *stop >= last),
    ]
}

/// How far the axis runs on beyond its first and last stop.
fn margins(demand: &Demand<'_>, stops: &[f64]) -> (f64, f64) {
    ends_with(demand, stops)
        .map(|is_end| if is_end { 0.0 } else { MARGIN })
        .into()
}

/// Lets the first and last scale run on into the margins.
fn with_margins(mut knots: Vec<Knot>, (before, after): (f64, f64)) -> Vec<Knot> {
    let count = knots.len();
    if count < 2 {
        return knots;
    }
    let slope = |from: Knot, to: Knot| (to.seconds - from.seconds) / (to.position - from.position);
    let first = slope(knots[0], knots[1]);
    let last = slope(knots[count - 2], knots[count - 1]);
    let end = knots[count - 1];
    if after > 0.0 {
        knots.push(Knot {
            seconds: end.seconds + last * after,
            position: end.position + after,
        });
    }
    if before > 0.0 {
        let start = Knot {
            seconds: knots[0].seconds - first * before,
            position: knots[0].position - before,
        };
        knots.insert(0, start);
    }
    knots
}

/// An axis for one time only, or none: a day around it, or on that side of it that is to be
/// drawn.
fn lone(stops: &[f64], demand: &Demand<'_>, left: f64, width: f64) -> Scale {
    let Some(only) = stops.first() else {
        return Scale::default();
    };
    let before = match ends_with(demand, stops) {
        [true, false] => 0.0,
        [false, true] => DAY,
        _ => DAY / 2.0,
    };
    let knots = vec![
        Knot {
            seconds: only - before,
            position: left,
        },
        Knot {
            seconds: only - before + DAY,
            position: left + width,
        },
    ];
    Scale {
        axis: Axis {
            direction: Direction::Horizontal,
            knots,
        },
        breaks: Vec::new(),
    }
}

fn place_of(stops: &[f64], time: f64) -> usize {
    stops
        .partition_point(|stop| *stop < time)
        .min(stops.len() - 1)
}

/// The stop nearest to a time: not every end of a bar is one.
fn nearest(stops: &[f64], time: f64) -> usize {
    let after = place_of(stops, time);
    let before = after.saturating_sub(1);
    if time - stops[before] < stops[after] - time {
        before
    } else {
        after
    }
}

/// The least room of every gap: enough to tell marks apart, and, lane by
/// lane, enough for the cards in as few rows as the width allows. Where the
/// width may grow, it grows before there are more rows than a reader likes.
fn rooms(demand: &Demand<'_>, stops: &[f64], width: f64) -> Rooms {
    let spacing = (0.45 * width / stops.len() as f64).min(13.0);
    let bars = bars(demand, stops, spacing, 0.4 * width);
    let place = |index: usize| Some(place_of(stops, demand.facts[index].hook?));
    let mut hung: Vec<Hung> = (0..demand.facts.len())
        .filter(|index| demand.facts[*index].has_card)
        .filter_map(|index| {
            let lane = demand.facts[index].lane;
            Some(Hung {
                stop: place(index)?,
                lanes: (lane, lane + 1),
                card: demand.widths[index],
                line: 0.0,
            })
        })
        .collect();
    hung.extend(demand.trunks.iter().filter_map(|(owner, from, to)| {
        Some(Hung {
            stop: place(*owner)?,
            lanes: (*from, *to),
            card: 0.0,
            line: 2.0 * STUB,
        })
    }));
    hung.sort_by_key(|hung| hung.stop);
    let space =
        |hung: &[Hung], rows: f64| spaced(demand.lanes, stops.len(), hung, &bars, spacing, rows);
    let liked = space(&hung, LIKED_ROWS);
    let wished = liked.last().copied().unwrap_or(0.0) / FILL;
    let width = width.max(wished.min(demand.most - 2.0 * MARGIN));
    let mut places = Vec::new();
    for rows in ROWS {
        places = space(&hung, rows);
        if places.last().copied().unwrap_or(0.0) <= FILL * width {
            break;
        }
    }
    let between = |places: &[f64]| places.windows(2).map(|pair| pair[1] - pair[0]).collect();
    Rooms {
        wanted: between(&places),
        least: between(&space(&[], 1.0)),
        width,
    }
}

/// What the gaps need.
struct Rooms {
    /// The room of each for marks and cards.
    wanted: Vec<f64>,
    /// The room of each for marks alone.
    least: Vec<f64>,
    /// The width that the rooms were made for.
    width: f64,
}

/// A bar as the axis has to show it: its stops, and its least length.
struct Span {
    from: usize,
    to: usize,
    least: f64,
}

/// The bars in the order of their ends. Where they are few, a bar is long enough
/// to be seen as one, and to be written beside; all of them together ask for no
/// more than `room`.
fn bars(demand: &Demand<'_>, stops: &[f64], spacing: f64, room: f64) -> Vec<Span> {
    let is_bar = |fact: &&Fact| matches!(fact.extent, Extent::Stretch(_));
    let count = demand.facts.iter().filter(is_bar).count().max(1);
    let usual = (room / count as f64).clamp(spacing, 7.0 * spacing);
    let span = |extent: Extent, least: f64| match extent {
        Extent::Stretch(bar) => {
            let (from, to) = bar.from.zip(bar.to)?;
            Some(Span {
                from: nearest(stops, from),
                to: nearest(stops, to),
                least,
            })
        }
        _ => None,
    };
    let mut bars: Vec<Span> = Vec::new();
    for fact in demand.facts {
        let most = if fact.derived { 4.0 } else { 7.0 };
        let least = usual.min(most * spacing);
        bars.extend(span(fact.extent, least));
        let claims = fact.claims.iter();
        bars.extend(claims.filter_map(|claim| span(claim.extent, 2.0 * spacing)));
    }
    bars.sort_by_key(|bar| (bar.to, bar.from));
    bars
}

/// Something that takes room below a stop of the axis.
struct Hung {
    stop: usize,
    /// First lane, and the one after the last.
    lanes: (usize, usize),
    /// Width of a card, which shares the room of a lane's rows.
    card: f64,
    /// Width of a line, which takes room in every row.
    line: f64,
}

/// The leftmost places of `stops` stops that keep all spacings, for cards in
/// `rows` rows.
fn spaced(
    lanes: usize,
    stops: usize,
    hung: &[Hung],
    bars: &[Span],
    spacing: f64,
    rows: f64,
) -> Vec<f64> {
    let mut free = vec![f64::NEG_INFINITY; lanes.max(1)];
    let mut places: Vec<f64> = Vec::with_capacity(stops);
    let mut next = hung.iter().peekable();
    let mut bars = bars.iter().peekable();
    let mut place: f64 = 0.0;
    for stop in 0..stops {
        if stop > 0 {
            place += spacing;
        }
        while let Some(bar) = bars.next_if(|bar| bar.to == stop) {
            if bar.from < stop {
                place = place.max(places[bar.from] + bar.least);
            }
        }
        while let Some(hung) = next.next_if(|hung| hung.stop == stop) {
            for free in &mut free[hung.lanes.0..hung.lanes.1] {
                if hung.card > 0.0 {
                    place = place.max(*free);
                }
                *free = free.max(place) + hung.card / rows + hung.line;
            }
        }
        places.push(place);
    }
    places
}

fn gaps(demand: &Demand<'_>, stops: &[f64], rooms: &[f64]) -> Vec<Gap> {
    let mut cover = vec![0_i32; stops.len() + 1];
    let mut is_bar = vec![false; stops.len()];
    for extent in demand.facts.iter().flat_map(Fact::extents) {
        let Extent::Stretch(bar) = extent else {
            continue;
        };
        // What lasted fills its time; where a moment may lie does not.
        if let Some((from, to)) = bar.lasting() {
            cover[place_of(stops, from)] += 1;
            cover[place_of(stops, to)] -= 1;
        } else if let Some((from, to)) = bar.from.zip(bar.to) {
            let start = place_of(stops, from);
            is_bar[start] |= start + 1 == place_of(stops, to);
        }
    }
    let mut depth = 0;
    stops
        .windows(2)
        .zip(rooms)
        .zip(cover.into_iter().zip(is_bar))
        .map(|((pair, room), (change, bar))| {
            depth += change;
            Gap {
                seconds: pair[1] - pair[0],
                room: *room,
                covered: depth > 0,
                bar,
            }
        })
        .collect()
}
