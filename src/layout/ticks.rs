//! Where the axis is marked, and what the marks say.

use super::axis::{Axis, BREAK_WIDTH, Break, Knot};
use super::brackets::{COLUMN_STEP, Piece, brackets};
use super::facts::{self, DAY, Extent, Fact};
use super::grain;
use super::islands;
use super::lettering::Lettering;
use super::measure::{width, wrap};
use super::ordered::Ordered;
use super::scale::Scale;
use super::steps::{Step, Unit, ladder};
use super::taken::Taken;
use super::wording::{Wording, skipped};
use crate::date::{Civil, Instant};
use std::collections::BTreeMap;

/// Everything that is written along the axis.
#[derive(Debug, Default)]
pub(super) struct Ruler {
    pub(super) ticks: Vec<RulerTick>,
    pub(super) brackets: Vec<Labelled>,
    pub(super) columns: Vec<Labelled>,
    pub(super) breaks: Vec<Cut>,
    /// Whether times of day stand under the names of columns.
    pub(super) has_hours: bool,
}

impl Ruler {
    pub(super) fn is_empty(&self) -> bool {
        self.ticks.is_empty() && self.columns.is_empty() && self.breaks.is_empty()
    }
}

/// A tick with the words over it; one without words divides what lies between
/// two that have some.
#[derive(Debug)]
pub(super) struct RulerTick {
    pub(super) at: f64,
    pub(super) text: Option<String>,
    pub(super) label_at: f64,
    pub(super) lettering: Lettering,
    pub(super) told: Told,
}

/// What a label tells: a time, in a step's unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) at: f64,
    pub(super) step: Step,
}

impl Told {
    /// Whether months or days begin where only years are told so far.
    fn opens_finer(self, step: Step) -> bool {
        self.step.unit == Unit::Year && matches!(step.unit, Unit::Month | Unit::Day)
    }
}

/// A stretch with words in its middle.
#[derive(Debug)]
pub(super) struct Labelled {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) middle: f64,
    pub(super) text: String,
}

/// A cut with what it skips, in lines.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) lines: Vec<String>,
}

/// A day is a column where it is at least so wide.
pub(super) const COLUMN: f64 = 118.0;
/// Clear space between two labels.
const CLEAR: f64 = 12.0;
/// Where no regular step has room, ticks of a unit stand alone if it is at
/// least so wide.
const LONE: f64 = 26.0;
/// A lone tick is no finer than this part of its stretch, nor than a day where
/// hours do not matter.
const FINEST: f64 = 12.0;
/// A cut says in so many lines at most what it skips.
const CUT_LINES: usize = 4;
/// A stretch too narrow for regular ticks is named by one of so many at most.
const NAMES: usize = 12;
/// At most so many candidates for ticks are looked at.
const CANDIDATES: usize = 4000;
/// A label may stand so far beside its tick.
const BESIDE: f64 = 14.0;
/// One that opens a unit reaches so far, with its clear space, to the other side of its
/// tick: after a cut the first day has its name.
const OPENING: f64 = 0.7 * CLEAR;
/// A stretch of less than a day is no more than a spot below this width.
const SPOT: f64 = 40.0;
/// Ticks without words stand at least so far apart.
const FINE_TICK: f64 = 6.0;
/// The step at which ticks of months begin a year.
const YEARLY: Step = Step {
    unit: Unit::Year,
    count: 1,
};
/// Steps so long have no tick far after all facts.
const MILLENNIUM: f64 = 1000.0 * 365.0 * DAY;
/// The finest step of ticks where years have more than four digits.
const DEEP: f64 = 365.0 * DAY;

/// Marks the axis: breaks, days that are wide enough to be columns, and in
/// every stretch with one scale the ticks of the finest regular step that has
/// room for its labels.
pub(super) fn rule(scale: &Scale, facts: &[Fact], wording: &Wording<'_>) -> Ruler {
    let axis = &scale.axis;
    if axis.knots.is_empty() {
        return Ruler::default();
    }
    let mut taken = Taken::default();
    let breaks: Vec<Cut> = scale
        .breaks
        .iter()
        .map(|cut| {
            // Where cards need the gap wider than a break, the tear stands in
            // its middle.
            let middle = f64::midpoint(axis.place(cut.from), axis.place(cut.to));
            let (from, to) = (middle - BREAK_WIDTH / 2.0, middle + BREAK_WIDTH / 2.0);
            taken.add(axis.place(cut.from), axis.place(cut.to));
            Cut {
                from,
                to,
                lines: cut_lines(&skipped(cut.to - cut.from), to - from - 6.0),
            }
        })
        .collect();
    let columns = columns(scale, facts, wording, &mut taken);
    let mut pieces: Vec<Piece> = axis
        .knots
        .windows(2)
        .filter(|pair| {
            let middle = f64::midpoint(pair[0].seconds, pair[1].seconds);
            let is_cut = |cut: &Break| cut.from < middle && middle < cut.to;
            !scale.breaks.iter().any(is_cut)
        })
        .map(|pair| Piece {
            from: pair[0],
            to: pair[1],
            step: None,
        })
        .collect();
    let mut placer = Placer {
        facts,
        ends: (
            axis.knots[0].position,
            axis.knots[axis.knots.len() - 1].position,
        ),
        latest: facts::bounds(facts).fold(f64::NEG_INFINITY, f64::max),
        wording,
        axis,
        taken,
        ticks: Vec::new(),
        told: told_by(&columns, &breaks, axis),
        looked: 0,
    };
    // The narrower a stretch, the fewer of its ticks can be left out. But a
    // time of day that is longer than its stretch waits for the days around.
    let mut by_width: Vec<usize> = (0..pieces.len()).collect();
    by_width.sort_by(|left, right| {
        let is_spot = |at: &usize| pieces[*at].width() < SPOT && pieces[*at].lasts() < DAY;
        let widths = (pieces[*left].width(), pieces[*right].width());
        let by_width = widths.0.total_cmp(&widths.1);
        is_spot(left).cmp(&is_spot(right)).then(by_width)
    });
    for index in by_width {
        pieces[index].step = placer.mark(pieces[index], &columns);
    }
    placer.shorten();
    let has_hours = placer.mark_hours(&pieces, &columns);
    placer.divide(&pieces);
    placer
        .ticks
        .sort_by(|left, right| left.at.total_cmp(&right.at));
    let mut brackets = brackets(&pieces);
    let told = (placer.ticks.as_slice(), columns.as_slice());
    islands::date(&mut brackets, scale, told, facts, wording);
    Ruler {
        ticks: placer.ticks,
        brackets,
        columns,
        breaks,
        has_hours,
    }
}

/// What a cut says, in lines: whole, and where that has no room, without its
/// verb.
fn cut_lines(text: &str, room: f64) -> Vec<String> {
    let style = Lettering::Minor.text_style();
    let whole = wrap(text, style, room, CUT_LINES);
    if !whole.cut {
        return whole.lines;
    }
    let bare = text.trim_end_matches(" skipped");
    wrap(bare, style, room, CUT_LINES).lines
}

/// Days wide enough to stand as columns, if any fact stands in them. A day of
/// which the axis shows less than half is none: its name would stand for
/// seconds.
fn columns(
    scale: &Scale,
    facts: &[Fact],
    wording: &Wording<'_>,
    taken: &mut Taken,
) -> Vec<Labelled> {
    let axis = &scale.axis;
    let mut days: Vec<f64> = facts
        .iter()
        .flat_map(Fact::extents)
        .filter_map(|extent| match extent {
            Extent::Point { at, .. } => Some(wording.midnight(at)),
            _ => None,
        })
        .collect();
    days.sort_by(f64::total_cmp);
    days.dedup();
    let style = Lettering::TickStrong.text_style();
    let mut columns = Vec::new();
    for day in days {
        let next = wording.midnight(day + 1.25 * DAY);
        let (from, to) = (axis.place(day), axis.place(next));
        let is_part = seen(scale, day, next) < 0.5 * (next - day);
        if is_part || to - from < COLUMN || !taken.is_free(from + 2.0, to - 2.0) {
            continue;
        }
        let forms = wording.day_forms(day);
        let Some(text) = forms
            .into_iter()
            .find(|text| width(text, style) + 8.0 <= to - from)
        else {
            continue;
        };
        taken.add(from, to);
        columns.push(Labelled {
            from,
            to,
            middle: f64::midpoint(from, to),
            text,
        });
    }
    columns
}

/// How many seconds of a stretch of time stand on the axis uncut.
fn seen(scale: &Scale, from: f64, to: f64) -> f64 {
    let shared = |start: f64, end: f64| (to.min(end) - from.max(start)).max(0.0);
    let whole = scale.axis.range();
    let whole = whole.map_or(0.0, |(first, last)| shared(first, last));
    let cut: f64 = scale
        .breaks
        .iter()
        .map(|cut| shared(cut.from, cut.to))
        .sum();
    whole - cut
}

/// What is told along the axis before any tick is: the days of columns, and
/// nothing any more after a cut.
fn told_by(columns: &[Labelled], breaks: &[Cut], axis: &Axis) -> BTreeMap<Ordered, Option<Told>> {
    let days = columns.iter().map(|column| {
        let at = axis.time(column.middle);
        let step = COLUMN_STEP;
        (Ordered(column.from), Some(Told { at, step }))
    });
    days.chain(breaks.iter().map(|cut| (Ordered(cut.from), None)))
        .collect()
}

/// Places ticks from left to right.
struct Placer<'a, 'w> {
    facts: &'a [Fact],
    ends: (f64, f64),
    /// The last time at which anything can have been.
    latest: f64,
    wording: &'a Wording<'w>,
    axis: &'a Axis,
    taken: Taken,
    ticks: Vec<RulerTick>,
    /// The time that is told at a place; none where what was told before does
    /// not count any more.
    told: BTreeMap<Ordered, Option<Told>>,
    looked: usize,
}

impl Placer<'_, '_> {
    /// Marks a stretch and tells the step that marks it.
    fn mark(&mut self, piece: Piece, columns: &[Labelled]) -> Option<Step> {
        let within = |column: &Labelled| {
            column.from < piece.to.position - 1.0 && column.to > piece.from.position + 1.0
        };
        if columns.iter().any(within) && piece.density() * DAY >= COLUMN {
            // Days without a column are named all the same.
            self.place(piece, COLUMN_STEP);
            return Some(COLUMN_STEP);
        }
        let finest = if self.wording.is_deep(piece.from.seconds) {
            // Nobody tells a month so far away.
            DEEP
        } else if piece.density() * DAY >= LONE {
            grain::finest(self.facts, piece, self.wording).unwrap_or(DAY)
        } else {
            DAY
        };
        let ladder = ladder().filter(|step| step.seconds() >= finest);
        let ladder: Vec<Step> = ladder.collect();
        let regular = ladder.iter().rev().find(|step| self.fits(piece, **step));
        if let Some(step) = regular
            && self.place(piece, *step) > 0
        {
            return Some(*step);
        }
        let lasts = piece.lasts();
        let lone = ladder.iter().find(|step| {
            let fine =
                step.seconds() < lasts / FINEST || (step.seconds() < DAY && lasts > DAY / 4.0);
            let room = piece.density() * step.seconds();
            let near = room >= LONE && room < 4.0 * piece.width();
            near && !fine && self.place(piece, **step) > 0
        });
        if lone.is_none() {
            self.name(piece, &ladder);
        }
        lone.copied()
    }

    /// Names a stretch in which no step has room by a single tick: the coarsest
    /// of which one falls into it, as near to its middle as there is room.
    fn name(&mut self, piece: Piece, ladder: &[Step]) {
        let middle = f64::midpoint(piece.from.seconds, piece.to.seconds);
        for step in ladder.iter().rev() {
            let mut within = Vec::new();
            let mut at = self.wording.next_tick(*step, piece.from.seconds);
            while at < piece.to.seconds && within.len() <= NAMES && self.looked <= CANDIDATES {
                self.looked += 1;
                within.push(at);
                at = self.wording.next_tick(*step, at);
            }
            if within.is_empty() {
                continue;
            }
            if within.len() > NAMES {
                return;
            }
            within.sort_by(|left, right| (left - middle).abs().total_cmp(&(right - middle).abs()));
            let aside = piece.width() / 2.0;
            let is_named = |at: f64| {
                let place = self.axis.place(at);
                self.label((at, *step), (place, place), aside)
            };
            if within.into_iter().any(is_named) {
                return;
            }
        }
    }

    /// Whether hours have room in a stretch and say something: where no fact has
    /// a time of day, they say nothing.
    fn has_clock(&self, piece: Piece) -> bool {
        let mut timed = grain::timed(self.facts, piece, self.wording);
        piece.density() * DAY >= LONE && timed.next().is_some()
    }

    /// Whether labels of a step have room beside each other.
    fn fits(&self, piece: Piece, step: Step) -> bool {
        let room = piece.density() * step.seconds();
        if room < LONE || room > piece.width() {
            return false;
        }
        let first = self.wording.next_tick(step, piece.from.seconds);
        let second = self.wording.next_tick(step, first);
        let room_of = |at: f64, told: f64| {
            let (text, lettering) = self.wording.tick(step, at, Some(told));
            width(&text, lettering.text_style())
        };
        let usual = room_of(second, first);
        // Every so often a tick of months begins a year, whose name is wider.
        let widest = if step.unit == Unit::Month {
            let opening = self.wording.next_tick(YEARLY, second);
            f64::midpoint(usual, room_of(opening, second))
        } else {
            usual
        };
        // Places are rounded outwards to whole pixels on both sides.
        usual.max(widest) + CLEAR + 2.0 <= room
    }

    /// Places the ticks of one step and tells how many have labels.
    fn place(&mut self, piece: Piece, step: Step) -> usize {
        let mut labels = 0;
        let is_day = step.unit == Unit::Day;
        // Nor does a dot known to the minute stand at its beginning.
        let is_unit = matches!((step.unit, step.count), (Unit::Minute | Unit::Second, 1))
            && grain::finest(self.facts, piece, self.wording) == Some(step.seconds());
        // A day whose midnight is before the stretch may have its noon in it.
        let share = if is_day || is_unit { 1.0 } else { 1e-3 };
        let back = share * step.seconds();
        let (first, last) = (piece.from.seconds, piece.to.seconds);
        let mut at = self.wording.next_tick(step, first - back);
        while at < last && self.looked <= CANDIDATES {
            self.looked += 1;
            // A day's name stands over its noon.
            let middle = if is_day {
                f64::midpoint(at, self.wording.midnight(at + 1.25 * DAY))
            } else if is_unit {
                at + 0.5 * step.seconds()
            } else {
                at
            };
            if middle == at || (first..last).contains(&middle) {
                let places = (self.axis.place(at), self.axis.place(middle));
                labels += usize::from(self.label((at, step), places, piece.width() / 2.0));
            }
            at = self.wording.next_tick(step, at);
        }
        labels
    }

    /// Places times of day under the names of those days that are columns and
    /// hold facts with such times, and tells whether there are any.
    fn mark_hours(&mut self, pieces: &[Piece], columns: &[Labelled]) -> bool {
        let before = self.ticks.len();
        for piece in pieces {
            let knot = |position: f64| Knot {
                seconds: piece.from.seconds + (position - piece.from.position) / piece.density(),
                position,
            };
            for column in columns {
                let from = column.from.max(piece.from.position);
                let to = column.to.min(piece.to.position);
                let part = Piece {
                    from: knot(from),
                    to: knot(to),
                    step: None,
                };
                if to - from > 1.0 && self.has_clock(part) {
                    self.mark_hours_of(part);
                }
            }
        }
        self.ticks.len() > before
    }

    /// Marks the times of one day inside of its column.
    fn mark_hours_of(&mut self, day: Piece) {
        // The day is told by the column's name.
        let noon = Some(f64::midpoint(day.from.seconds, day.to.seconds));
        let steps: Vec<Step> = ladder().filter(|step| step.seconds() < 0.9 * DAY).collect();
        let room = |step: &&Step| {
            let width = width("00:00", Lettering::Tick.text_style()) + CLEAR;
            step.seconds() >= 60.0 && width <= day.density() * step.seconds()
        };
        let Some(step) = steps.iter().rev().find(room).copied() else {
            return;
        };
        let mut at = self.wording.next_tick(step, day.from.seconds + 1.0);
        let half = f64::midpoint(width("00:00", Lettering::Tick.text_style()), CLEAR);
        while at < day.to.seconds - 1.0 && self.looked <= CANDIDATES {
            self.looked += 1;
            let place = day.from.position + (at - day.from.seconds) * day.density();
            if place - half >= day.from.position && place + half <= day.to.position {
                let (text, lettering) = self.wording.tick(step, at, noon);
                self.ticks.push(RulerTick {
                    at: place,
                    text: Some(text),
                    label_at: place,
                    lettering,
                    told: Told { at, step },
                });
            }
            at = self.wording.next_tick(step, at);
        }
    }

    /// Writes a tick's label about `middle`, or less than `aside` beside it where
    /// that helps. After a coarser unit it says its year again, if that has room.
    fn label(&mut self, (at, step): (f64, Step), (place, middle): (f64, f64), aside: f64) -> bool {
        // The years run on into the margin: a thousand of them is no date of the picture.
        let length = step.seconds();
        let is_beyond = length >= MILLENNIUM && at > self.latest + 0.1 * length;
        if is_beyond || self.told.contains_key(&Ordered(place)) {
            return false;
        }
        let told = self.told_before(place);
        let is_finer = told.is_some_and(|told| told.opens_finer(step));
        let whole = is_finer.then_some(None);
        let forms = [whole, Some(told.map(|told| told.at))];
        forms.into_iter().flatten().any(|told| {
            let (text, lettering) = self.wording.tick(step, at, told);
            let half = f64::midpoint(width(&text, lettering.text_style()), CLEAR);
            let low = self.ends.0 + half - 16.0;
            let high = (self.ends.1 - half + 16.0).max(low);
            let held = middle.clamp(low, high);
            let opens = lettering == Lettering::TickStrong;
            let most = if opens {
                aside.min(half - OPENING)
            } else {
                BESIDE
            };
            let label_at = self.taken.room(held, half, most);
            let near = |label_at: &f64| {
                let aside = (label_at - place).abs().min((label_at - middle).abs());
                aside <= half.max(middle - place) && (low..=high).contains(label_at)
            };
            let Some(label_at) = label_at.filter(near) else {
                return false;
            };
            self.taken.add(label_at - half, label_at + half);
            self.told.insert(Ordered(place), Some(Told { at, step }));
            self.ticks.push(RulerTick {
                at: place,
                text: Some(text),
                label_at,
                lettering,
                told: Told { at, step },
            });
            true
        })
    }

    /// What is told last before a place.
    fn told_before(&self, place: f64) -> Option<Told> {
        let before = self.told.range(..Ordered(place)).next_back();
        before.and_then(|(_, told)| *told)
    }

    /// Leaves out of every label what those before it tell by now.
    fn shorten(&mut self) {
        for index in 0..self.ticks.len() {
            let Told { at, step } = self.ticks[index].told;
            let told = self.told_before(self.ticks[index].at);
            let told = told.filter(|told| !told.opens_finer(step));
            let (text, lettering) = self.wording.tick(step, at, told.map(|told| told.at));
            let tick = &mut self.ticks[index];
            let room = |text: &str, lettering: Lettering| width(text, lettering.text_style());
            let before = tick.text.as_deref().unwrap_or_default();
            if room(&text, lettering) <= room(before, tick.lettering) {
                (tick.text, tick.lettering) = (Some(text), lettering);
            }
        }
    }

    /// Divides what lies between the ticks of a coarse step, so that a reader
    /// can count.
    fn divide(&mut self, pieces: &[Piece]) {
        let mut places: Vec<f64> = self.ticks.iter().map(|tick| tick.at).collect();
        places.sort_by(f64::total_cmp);
        let is_free = |place: f64| {
            let next = places.partition_point(|other| *other < place);
            let near = [next.checked_sub(1), Some(next)];
            let mut near = near.into_iter().flatten().filter_map(|at| places.get(at));
            near.all(|other| (other - place).abs() > 0.5 * FINE_TICK)
        };
        for piece in pieces {
            let Some(step) = piece.step.and_then(Step::division) else {
                continue;
            };
            if piece.density() * step.seconds() < FINE_TICK {
                continue;
            }
            let mut at = self.wording.next_tick(step, piece.from.seconds);
            while at < piece.to.seconds && self.looked <= CANDIDATES {
                self.looked += 1;
                let place = self.axis.place(at);
                if is_free(place) {
                    self.ticks.push(RulerTick {
                        at: place,
                        text: None,
                        label_at: place,
                        lettering: Lettering::Tick,
                        told: Told { at, step },
                    });
                }
                at = self.wording.next_tick(step, at);
            }
        }
    }
}

/// The civil time at so many seconds.
pub(super) fn civil(seconds: f64) -> Civil {
    Civil::of(instant(seconds))
}

/// The instant at so many seconds, to the microsecond.
pub(super) fn instant(seconds: f64) -> Instant {
    let whole = seconds.floor();
    let rest = ((seconds - whole) * 1e6).round();
    Instant::from_nanoseconds(whole as i128 * 1_000_000_000 + rest as i128 * 1000)
}
