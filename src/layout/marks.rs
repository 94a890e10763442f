//! The shape at each fact's date.

use super::axis::{Axis, Direction};
use super::edges::SHARP;
use super::facts::{Extent, Fact, OF_A_CLOCK, POINT_WINDOW, Stretch};
use super::fades::{derived_fade, span_fade, vague_fade};
use super::lanes;
use super::limits;
use crate::date::Kind;
use crate::timeline::EventId;

/// A bar narrower than this is drawn as a ring.
pub(super) const LEAST_BAR: f64 = 11.0;
/// Where a day takes fewer pixels, an end known to the day is a sharp one.
const DAY_SEEN: f64 = 8.0;
/// Where an hour takes so many pixels, the axis tells times of day; below that, places
/// within a day tell the order of facts.
const HOUR_SEEN: f64 = 40.0;
/// How far a bar fades towards a side that nothing bounds, unless it is said to go on.
const OPEN_REACH: f64 = 100.0;

/// The shape at a fact's date.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Which fact.
    pub event: EventId,
    /// Its lane.
    pub lane: usize,
    /// Its rail in the lane, from the first.
    pub rail: usize,
    /// Its shape along the axis.
    pub form: MarkForm,
    /// Across the axis: its centre in pixels.
    pub across: f64,
    /// Whether its bounds come, in part, from other facts.
    pub derived: bool,
    /// Whether the fact happened once or lasted.
    pub kind: Kind,
    /// Whether it is said to go on, so that it reaches the edge of the picture.
    pub goes_on: bool,
    /// Whether it reaches back, and whether on, beyond the time that is drawn: there it fades
    /// at the edge of the axis, although its end is known.
    pub beyond: (bool, bool),
    /// Whether another account of it lies beyond the time that is drawn.
    pub is_partial: bool,
    /// Where its card hangs along the axis.
    pub hook: f64,
    /// What its accounts say of it, where they compete, and it itself where it
    /// has a date of its own; then its own form reaches from the first of them
    /// to the last.
    pub claims: Vec<Claim>,
}

/// What one account says of when a fact was, as a shape along the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The account's place in the fact's
    /// [`accounts`](crate::timeline::Event::accounts); `None` for what the fact
    /// itself says.
    pub account: Option<usize>,
    /// Whether it does not go with the other facts.
    pub is_apart: bool,
    /// Its shape.
    pub form: MarkForm,
}

/// A mark's shape along the axis, in pixels and in seconds.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkForm {
    /// A dot, or a ring.
    Dot {
        /// Its centre along the axis.
        at: f64,
        /// The time it stands for.
        seconds: f64,
        /// Its radius.
        radius: f64,
        /// Whether it stands for a longer time, too short to be drawn as a bar:
        /// a ring, around the middle of that time.
        ring: bool,
    },
    /// A bar.
    Bar {
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
        /// The time at which it begins.
        from_seconds: f64,
        /// The time at which it ends.
        to_seconds: f64,
        /// Half of its thickness.
        half: f64,
        /// Opacity along it: offsets from 0 to 1.
        fade: Vec<(f64, f64)>,
    },
}

impl MarkForm {
    /// Where a card hangs from it if no other fact has a say.
    fn hook(&self, beyond: (bool, bool)) -> f64 {
        match self {
            Self::Dot { at, .. } => *at,
            Self::Bar { from, to, .. } => {
                let length = to - from;
                if self.open_ends().0 && !beyond.0 {
                    to - (length / 2.0).min(40.0)
                } else {
                    from + (length / 2.0).min(100.0)
                }
            }
        }
    }

    /// Whether nothing bounds its beginning, and whether nothing bounds its end.
    pub(crate) fn open_ends(&self) -> (bool, bool) {
        let Self::Bar { fade, .. } = self else {
            return (false, false);
        };
        let is_clear = |stop: Option<&(f64, f64)>| stop.is_some_and(|stop| stop.1 == 0.0);
        (is_clear(fade.first()), is_clear(fade.last()))
    }

    /// Whether it stands for the same time as another.
    pub(crate) fn is_at(&self, other: &Self) -> bool {
        self.ends() == other.ends() && self.open_ends() == other.open_ends()
    }

    /// Where it begins and ends: pixels along the axis and seconds, of a dot
    /// twice its centre.
    pub(crate) fn ends(&self) -> ((f64, f64), (f64, f64)) {
        match self {
            Self::Dot { at, seconds, .. } => ((*at, *seconds), (*at, *seconds)),
            Self::Bar {
                from,
                to,
                from_seconds,
                to_seconds,
                ..
            } => ((*from, *from_seconds), (*to, *to_seconds)),
        }
    }

    fn reach(&self) -> (f64, f64) {
        match self {
            Self::Dot { at, radius, .. } => (at - radius, at + radius),
            Self::Bar { from, to, .. } => (*from, *to),
        }
    }

    fn half_at(&self, place: f64) -> f64 {
        match self {
            Self::Dot { at, radius, .. } => {
                let off = (place - at).abs().min(*radius);
                (radius * radius - off * off).sqrt()
            }
            Self::Bar { half, .. } => *half,
        }
    }

    /// The first and last place at which a card can hang.
    fn hooks(&self) -> (f64, f64) {
        match self {
            Self::Dot { at, .. } => (*at, *at),
            Self::Bar { from, to, .. } => {
                let inset = ((to - from) / 2.0).min(6.0);
                (from + inset, to - inset)
            }
        }
    }
}

impl Mark {
    /// Whether the fact lasted, rather than happened once.
    pub fn lasted(&self) -> bool {
        self.kind == Kind::Span
    }

    /// Makes its shapes, its own and those of its accounts, no thicker than twice that;
    /// what lasted stays the slimmer.
    pub(super) fn slim(&mut self, most: f64) {
        let most_of_bar = if self.lasted() { most / 1.5 } else { most };
        let claims = self.claims.iter_mut().map(|claim| &mut claim.form);
        for form in std::iter::once(&mut self.form).chain(claims) {
            match form {
                MarkForm::Bar { half, .. } => *half = half.min(most_of_bar),
                MarkForm::Dot { radius, .. } => *radius = radius.min(most),
            }
        }
    }

    /// Whether it lasted, and nothing says when that began or ended.
    pub(crate) fn is_open(&self) -> bool {
        self.lasted() && self.open_ends() != (false, false)
    }

    /// Whether nothing bounds its beginning, and whether nothing bounds its end.
    pub(super) fn open_ends(&self) -> (bool, bool) {
        let (start, end) = self.form.open_ends();
        (start && !self.beyond.0, end && !self.beyond.1)
    }

    /// Whether it reaches beyond the time that is drawn.
    pub(crate) fn is_cut(&self) -> bool {
        self.beyond != (false, false)
    }

    /// Whether its accounts say different things of when it was.
    pub fn is_disputed(&self) -> bool {
        self.is_partial || differ(&self.claims)
    }

    /// Whether one of its accounts does not go with the other facts.
    pub fn is_contradicted(&self) -> bool {
        self.claims.iter().any(|claim| claim.is_apart)
    }

    /// Every shape of it: its own, and those of its accounts.
    pub fn forms(&self) -> impl Iterator<Item = &MarkForm> {
        std::iter::once(&self.form).chain(self.claims.iter().map(|claim| &claim.form))
    }

    /// Its two ends along the axis in pixels.
    pub fn reach(&self) -> (f64, f64) {
        let ends = self.forms().map(MarkForm::reach);
        ends.fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| {
            (all.0.min(one.0), all.1.max(one.1))
        })
    }

    /// Half of its thickness across the axis at a place along it.
    pub fn half_at(&self, place: f64) -> f64 {
        let claims = self.claims.iter().map(|claim| &claim.form);
        let here = claims.filter(|form| {
            let (from, to) = form.reach();
            (from..=to).contains(&place)
        });
        here.map(|form| form.half_at(place))
            .fold(self.form.half_at(place), f64::max)
    }

    /// The place on it that is nearest to a wish, a little inside its ends.
    pub fn nearest(&self, wish: f64) -> f64 {
        let (first, last) = match &self.form {
            MarkForm::Dot { at, radius, .. } => (at - 0.8 * radius, at + 0.8 * radius),
            MarkForm::Bar { .. } => self.form.hooks(),
        };
        wish.clamp(first, last)
    }
}

/// How large marks are, by how many there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Girth {
    /// Radius of a dot.
    pub(super) radius: f64,
    /// Half the thickness of a bar for a fact that lasted.
    pub(super) span: f64,
    /// Half the thickness of a bar for a date known roughly.
    pub(super) vague: f64,
}

pub(super) fn girth(count: usize) -> Girth {
    match count {
        0..=60 => Girth {
            radius: 6.0,
            span: 4.5,
            vague: 7.0,
        },
        61..=400 => Girth {
            radius: 4.5,
            span: 3.0,
            vague: 5.0,
        },
        _ => Girth {
            radius: 2.5,
            span: 1.5,
            vague: 2.5,
        },
    }
}

/// Places every dated fact's mark along the axis; `None` for a fact without
/// any bound. Rails and places across come later.
pub(super) fn place(facts: &[Fact], axis: &Axis, girth: Girth) -> Vec<Option<Mark>> {
    facts
        .iter()
        .map(|fact| {
            let claims = claims(fact, axis, girth);
            let form = match joint(&claims, axis, girth) {
                Some(joint) => joint,
                None => form(fact.extent, fact.derived, axis, girth)?,
            };
            Some(Mark {
                claims,
                event: fact.event,
                lane: fact.lane,
                rail: 0,
                hook: form.hook(fact.extent.cut()),
                form,
                beyond: fact.extent.cut(),
                is_partial: fact.is_partial,
                across: 0.0,
                derived: fact.derived,
                kind: match fact.extent {
                    Extent::Stretch(bar) => bar.kind,
                    _ => Kind::Moment,
                },
                goes_on: matches!(fact.extent, Extent::Stretch(bar) if bar.goes_on),
            })
        })
        .collect()
}

/// What each account of a fact says, as shapes. Bars that share time are each
/// thinner than the one before, so that none hides another.
fn claims(fact: &Fact, axis: &Axis, girth: Girth) -> Vec<Claim> {
    let told = fact.claims.iter().filter_map(|told| {
        let form = form(told.extent, false, axis, girth)?;
        Some(Claim {
            account: told.account,
            is_apart: told.is_apart,
            form,
        })
    });
    let mut claims: Vec<Claim> = told.collect();
    let mut bars: Vec<(&mut f64, (f64, f64))> = claims
        .iter_mut()
        .filter_map(|claim| match &mut claim.form {
            MarkForm::Bar { half, from, to, .. } => Some((half, (*from, *to))),
            MarkForm::Dot { .. } => None,
        })
        .collect();
    // Those that say the same are one.
    bars.sort_by(|left, right| {
        let ((one, to), (other, end)) = (left.1, right.1);
        one.total_cmp(&other).then(end.total_cmp(&to))
    });
    let mut stretches: Vec<(f64, f64)> = bars.iter().map(|bar| bar.1).collect();
    stretches.dedup();
    let (levels, _) = lanes::rails(&stretches, usize::MAX);
    let mut index = 0;
    for (half, stretch) in bars {
        index += usize::from(stretches[index] != stretch);
        *half = (girth.vague - 2.0 * levels[index] as f64).max(0.3 * girth.vague);
    }
    claims
}

/// Whether some account says otherwise than the first.
fn differ(claims: &[Claim]) -> bool {
    let mut pairs = claims.windows(2);
    pairs.any(|pair| !pair[0].form.is_at(&pair[1].form))
}

/// The line that joins the accounts of a fact, from the first of their shapes to
/// the last; a ring in its middle where that is too short to tell them apart, and
/// their own shape where all say the same.
fn joint(claims: &[Claim], axis: &Axis, girth: Girth) -> Option<MarkForm> {
    let first = &claims.first()?.form;
    if !differ(claims) {
        return Some(first.clone());
    }
    let ends = claims.iter().map(|claim| claim.form.ends());
    let (from, to) = ends.reduce(|all, one| {
        let from = if one.0.0 < all.0.0 { one.0 } else { all.0 };
        let to = if one.1.0 > all.1.0 { one.1 } else { all.1 };
        (from, to)
    })?;
    if to.0 - from.0 < LEAST_BAR {
        let middle = axis.time(f64::midpoint(from.0, to.0));
        return Some(dot(axis, middle, girth, true));
    }
    Some(MarkForm::Bar {
        from: from.0,
        to: to.0,
        from_seconds: from.1,
        to_seconds: to.1,
        half: 0.4 * girth.span,
        fade: derived_fade(false, false),
    })
}

/// The least run of an arrow that leaves a bar, or meets one of its own lane: so
/// far after its cause a bar's card hangs.
pub(super) const RUN: f64 = 34.0;

/// Moves the cards of bars along them, so that causes hang before their effects
/// where the bars leave a choice.
///
/// `links` as places of cause and effect among the marks, sorted; those that
/// go back in the order of the marks are passed over.
pub(super) fn settle_hooks(marks: &mut [Option<Mark>], links: &[(usize, usize)]) {
    let ends = |mark: &Option<Mark>| mark.as_ref().map_or((0.0, 0.0), |mark| mark.form.hooks());
    // From the last cause to the first: how late each may hang.
    let mut latest: Vec<f64> = marks.iter().map(|mark| ends(mark).1).collect();
    let forward = |(cause, effect): &&(usize, usize)| cause < effect;
    for (cause, effect) in links.iter().rev().filter(forward) {
        if marks[*cause].is_some() && marks[*effect].is_some() {
            let least = ends(&marks[*cause]).0;
            latest[*cause] = latest[*cause].min((latest[*effect] - RUN).max(least));
        }
    }
    let mut hooks: Vec<f64> = marks
        .iter()
        .zip(&latest)
        .map(|(mark, latest)| mark.as_ref().map_or(0.0, |mark| mark.hook.min(*latest)))
        .collect();
    for (cause, effect) in links.iter().filter(forward) {
        if marks[*cause].is_some() && marks[*effect].is_some() {
            let after = (hooks[*cause] + RUN).min(latest[*effect]);
            hooks[*effect] = hooks[*effect].max(after);
        }
    }
    for (mark, hook) in marks.iter_mut().zip(hooks) {
        if let Some(mark) = mark {
            mark.hook = hook;
        }
    }
}

fn dot(axis: &Axis, seconds: f64, girth: Girth, ring: bool) -> MarkForm {
    MarkForm::Dot {
        at: axis.place(seconds),
        seconds,
        radius: girth.radius,
        ring,
    }
}

/// The bar of an hour or less, where the axis shows times so finely that a dot would
/// tell one of them. What is known less well stands in the order of its day.
fn seen(axis: &Axis, earliest: f64, latest: f64) -> Option<Stretch> {
    let time = latest - earliest;
    if axis.direction != Direction::Horizontal || time <= SHARP || time > OF_A_CLOCK {
        return None;
    }
    let width = axis.place(latest) - axis.place(earliest);
    let is_seen = width >= LEAST_BAR && width >= time / 3600.0 * HOUR_SEEN;
    is_seen.then_some(Stretch {
        from: Some(earliest),
        to: Some(latest),
        sure: None,
        kind: Kind::Moment,
        goes_on: false,
        cut: (false, false),
    })
}

/// From where to where the bar of a stretch of time is drawn.
fn drawn(bar: Stretch, axis: &Axis) -> Option<(f64, f64)> {
    let (first, last) = axis.range()?;
    Some(match (bar.from, bar.to) {
        (Some(from), Some(to)) => (axis.place(from), axis.place(to)),
        (Some(from), None) if bar.goes_on => (axis.place(from), axis.place(last)),
        // What lasted fades from where it was surely going on.
        (Some(from), None) => {
            let known = axis.place(bar.sure.map_or(from, |sure| sure.1));
            let to = (known + OPEN_REACH).min(axis.place(last));
            (axis.place(from), to)
        }
        (None, Some(to)) => {
            let known = axis.place(bar.sure.map_or(to, |sure| sure.0));
            let from = (known - OPEN_REACH).max(axis.place(first));
            (from, axis.place(to))
        }
        (None, None) => return None,
    })
}

/// The shape of a stretch of time; thin where all of it is as likely.
fn form(extent: Extent, is_thin: bool, axis: &Axis, girth: Girth) -> Option<MarkForm> {
    let bar = match extent {
        Extent::Nowhere => return None,
        Extent::Point {
            at,
            earliest,
            latest,
        } => match seen(axis, earliest, latest) {
            Some(bar) => bar,
            None => return Some(dot(axis, at, girth, false)),
        },
        Extent::Stretch(bar) => bar,
    };
    let (from, to) = drawn(bar, axis)?;
    let from_seconds = bar.from.unwrap_or_else(|| axis.time(from));
    let to_seconds = bar.to.unwrap_or_else(|| axis.time(to));
    if to - from < LEAST_BAR {
        let middle = match (bar.from, bar.to) {
            (Some(_), None) => from_seconds,
            (None, Some(_)) => to_seconds,
            _ => axis.time(f64::midpoint(from, to)),
        };
        return Some(dot(axis, middle, girth, true));
    }
    // So far an end reaches: nowhere where it is known to the day on an axis of months.
    let share = |own: Option<f64>, seconds: f64| {
        let place = axis.place(seconds);
        let is_sharp = own.is_some_and(|own| {
            (seconds - own).abs() <= POINT_WINDOW && (place - axis.place(own)).abs() < DAY_SEEN
        });
        let place = own
            .filter(|_| is_sharp)
            .map_or(place, |own| axis.place(own));
        ((place - from) / (to - from)).clamp(0.0, 1.0)
    };
    let fade = match (bar.kind, bar.sure) {
        (Kind::Span, Some(sure)) => {
            let (start, end) = (share(bar.from, sure.0), share(bar.to, sure.1));
            let tail = (limits::TAIL.0 / (to - from)).min(limits::TAIL.1);
            match (bar.from, bar.to) {
                (None, _) => {
                    let start = share(None, sure.0).max(tail);
                    span_fade((true, start), (false, end.max(start)))
                }
                (_, None) => {
                    let tail = 1.0 - tail;
                    let end = if bar.goes_on { tail } else { end.min(tail) };
                    span_fade((false, start.min(end)), (true, end))
                }
                _ => span_fade((false, start), (false, end)),
            }
        }
        (Kind::Span, None) => span_fade((bar.from.is_none(), 0.3), (bar.to.is_none(), 0.7)),
        (Kind::Moment, _) if is_thin => derived_fade(bar.from.is_none(), bar.to.is_none()),
        (Kind::Moment, _) => vague_fade(bar.from.is_none(), bar.to.is_none()),
    };
    let fade = limits::run_out(fade, bar.cut, to - from);
    Some(MarkForm::Bar {
        from,
        to,
        from_seconds,
        to_seconds,
        half: match bar.kind {
            Kind::Span => girth.span,
            Kind::Moment if is_thin => 0.4 * girth.span,
            Kind::Moment => girth.vague,
        },
        fade,
    })
}

/// From the end of a bar to the next mark of its rail, at least.
const BAR_GAP: f64 = 6.0;

/// Spreads the marks of every lane over rails and returns how many rails each
/// lane needs.
pub(super) fn settle_rails(
    marks: &mut [Option<Mark>],
    lane_count: usize,
    most: usize,
) -> Vec<usize> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); lane_count];
    for (index, mark) in marks.iter().enumerate() {
        if let Some(mark) = mark {
            members[mark.lane].push(index);
        }
    }
    members
        .iter()
        .map(|members| {
            let intervals: Vec<(f64, f64)> = members
                .iter()
                .filter_map(|index| marks[*index].as_ref())
                .map(|mark| {
                    let (from, to) = mark.reach();
                    // Bars that lie end to end would look like one.
                    let is_bar = matches!(mark.form, MarkForm::Bar { .. });
                    (from, to + if is_bar { BAR_GAP } else { 1.0 })
                })
                .collect();
            let (rail_of, count) = lanes::rails(&intervals, most);
            for (index, rail) in members.iter().zip(rail_of) {
                if let Some(mark) = &mut marks[*index] {
                    mark.rail = rail;
                }
            }
            count
        })
        .collect()
}
