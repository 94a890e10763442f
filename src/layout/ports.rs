//! Where on the edge of a mark that faces its corridor arrows leave and arrive.

use super::marks::{Mark, MarkForm, RUN};
use std::collections::BTreeMap;

/// Which way an arrow goes at a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// It arrives.
    In,
    /// It leaves.
    Out,
}

/// A port asked for: at which mark, for which side and kind, and where along
/// the axis its arrow comes from or goes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Wish {
    pub(super) port: Port,
    pub(super) other: f64,
    /// Whether the arrow comes back to the marks of the lane, rather than
    /// leave it.
    pub(super) returns: bool,
    /// Where the arrow would like to meet a bar; `None` where that is all
    /// the same.
    pub(super) aim: Option<f64>,
}

/// A mark's place in the list, the side, and the kind of link.
pub(super) type Port = (usize, Side, u16);

/// The ports of marks: one for each kind of link and side.
///
/// Arrows to the left leave left of those to the right, with those that go
/// straight between them. On one side, from the middle outwards: arrows that
/// leave the lane, the nearest first, then arrows that come back to it, the
/// farthest first. So they nest where they can.
#[derive(Debug, Default)]
pub(super) struct Ports {
    places: BTreeMap<Port, f64>,
}

/// From port to port on a dot, at most.
const SPACING: f64 = 5.0;
/// From the end of a bar to its last port.
const BAR_END: f64 = 9.0;
/// From port to port on a bar.
const BAR_SPACING: f64 = 6.0;

impl Ports {
    /// Gives every port asked for its place.
    pub(super) fn new(marks: &[Option<Mark>], wishes: &[Wish]) -> Self {
        let mut sums: BTreeMap<Port, (f64, f64, bool, Option<f64>)> = BTreeMap::new();
        for wish in wishes {
            let sum = sums.entry(wish.port).or_insert((0.0, 0.0, true, wish.aim));
            let aim = sum.3.zip(wish.aim).map(|(one, other)| one.max(other));
            *sum = (sum.0 + wish.other, sum.1 + 1.0, sum.2 && wish.returns, aim);
        }
        let mut wanted: Vec<Wish> = sums
            .into_iter()
            .map(|(port, (sum, count, returns, aim))| Wish {
                port,
                other: sum / count,
                returns,
                aim,
            })
            .collect();
        wanted.sort_by(|left, right| {
            let key = |wish: &Wish| {
                let side = side(marks, wish);
                (wish.port.0, side, (side < 0) != wish.returns)
            };
            let (one, other) = (key(left), key(right));
            let further = left.other.total_cmp(&right.other);
            let further = if left.returns {
                further.reverse()
            } else {
                further
            };
            one.cmp(&other)
                .then(further)
                .then(left.port.cmp(&right.port))
        });
        let mut places = BTreeMap::new();
        for group in wanted.chunk_by(|left, right| left.port.0 == right.port.0) {
            let Some(mark) = &marks[group[0].port.0] else {
                continue;
            };
            let left = group.partition_point(|wish| side(marks, wish) < 0);
            let is_bar = matches!(mark.form, MarkForm::Bar { .. });
            let aims = |wish: &&Wish| is_bar && wish.aim.is_some();
            let mut taken: Vec<f64> = Vec::with_capacity(group.len());
            for (rank, wish) in group.iter().enumerate().filter(|(_, wish)| !aims(wish)) {
                let at = place(mark, wish.other, (left, group.len()), rank);
                places.insert(wish.port, at);
                taken.push(at);
            }
            for wish in group.iter().filter(aims) {
                let at = beside(mark, wish.aim.unwrap_or(mark.hook), &taken);
                places.insert(wish.port, at);
                taken.push(at);
            }
        }
        Self { places }
    }

    /// Moves a port.
    pub(super) fn put(&mut self, port: Port, at: f64) {
        self.places.insert(port, at);
    }

    /// Moves the ports of arrows that would run back along the axis: such an arrow
    /// leaves its bar before the place where it goes, or meets the bar of its effect
    /// after the place where it leaves. `ways` as the port of the cause, that of the
    /// effect, and where the arrow goes if not to the latter. Where `apart`, an arrow
    /// that goes straight across would be hidden by itself.
    ///
    /// Each port is compared with those of its own mark, which are few.
    pub(super) fn go_forward(
        &mut self,
        marks: &[Option<Mark>],
        ways: &[(Port, Port, Option<f64>)],
        apart: bool,
    ) {
        let least = if apart { BAR_SPACING } else { -0.5 };
        let mut firsts: BTreeMap<Port, f64> = BTreeMap::new();
        for (cause, effect, through) in ways {
            let own = || self.place(marks, effect.0, effect.1, effect.2);
            let to = through.unwrap_or_else(own);
            let first = firsts.entry(*cause).or_insert(to);
            *first = first.min(to);
        }
        for (port, to) in firsts {
            let Some(mark) = marks[port.0].as_ref() else {
                continue;
            };
            let is_back = self.place(marks, port.0, port.1, port.2) > to - least;
            if is_back && matches!(mark.form, MarkForm::Bar { .. }) {
                // After what led to it, where there is room for that.
                let arrived = self.arrived(port.0).map_or(to - RUN, |at| at + HEAD_ROOM);
                let wish = (to - RUN).max(arrived.min(to - least.max(0.0)));
                let aim = mark.nearest(wish);
                let clear = beside(mark, aim, &self.taken(port));
                let is_before = clear <= to - least;
                self.places
                    .insert(port, if is_before { clear } else { aim });
            }
        }
        for (cause, effect, _) in ways.iter().filter(|way| way.2.is_none()) {
            let Some(mark) = marks[effect.0].as_ref() else {
                continue;
            };
            let from = self.place(marks, cause.0, cause.1, cause.2);
            let to = self.place(marks, effect.0, effect.1, effect.2);
            if from > to - least && matches!(mark.form, MarkForm::Bar { .. }) {
                self.places.insert(*effect, mark.nearest(from + RUN));
            }
        }
    }

    /// The last place at which an arrow meets a mark.
    fn arrived(&self, index: usize) -> Option<f64> {
        let arriving = (index, Side::In, 0)..=(index, Side::In, u16::MAX);
        let places = self.places.range(arriving).map(|(_, at)| *at);
        places.max_by(f64::total_cmp)
    }

    /// The places of the other ports of a port's mark.
    fn taken(&self, port: Port) -> Vec<f64> {
        let of_mark = (port.0, Side::In, 0)..=(port.0, Side::Out, u16::MAX);
        let others = self.places.range(of_mark).filter(|other| *other.0 != port);
        others.map(|(_, at)| *at).collect()
    }

    /// The place of a port along the axis.
    pub(super) fn place(&self, marks: &[Option<Mark>], index: usize, side: Side, kind: u16) -> f64 {
        let known = self.places.get(&(index, side, kind)).copied();
        known.unwrap_or_else(|| marks[index].as_ref().map_or(0.0, |mark| mark.hook))
    }
}

/// From the tip of an arrow to another arrow on the same bar, so that neither
/// hides the other.
const HEAD_ROOM: f64 = 9.0;

/// The place on a bar nearest to where an arrow would like to arrive that is
/// clear of those taken; where the bar has no room, that place itself.
fn beside(mark: &Mark, aim: f64, taken: &[f64]) -> f64 {
    let is_clear = |at: f64| taken.iter().all(|other| (at - other).abs() >= HEAD_ROOM);
    let own = mark.nearest(aim);
    let sides = taken.iter().flat_map(|at| [at - HEAD_ROOM, at + HEAD_ROOM]);
    std::iter::once(own)
        .chain(sides.filter(|at| mark.nearest(*at) == *at))
        .filter(|at| is_clear(*at))
        .min_by(|one, other| (one - own).abs().total_cmp(&(other - own).abs()))
        .unwrap_or(own)
}

/// Where an arrow to a place on the right leaves a mark: a bar near its end,
/// but before that place.
pub(super) fn leaving(mark: &Mark, other: f64) -> f64 {
    match &mark.form {
        MarkForm::Dot { at, .. } => *at,
        MarkForm::Bar { to, .. } => mark.nearest((to - BAR_END).min(other - RUN)),
    }
}

/// Where along a mark its causes lead to, if that is a place of its own: the beginning of
/// what lasted, the first account that goes with the other facts. Anything else may have
/// been wherever its bar is.
pub(super) fn beginning(mark: &Mark) -> Option<f64> {
    let MarkForm::Bar { from, .. } = &mark.form else {
        return None;
    };
    if mark.is_disputed() {
        let standing = mark.claims.iter().filter(|claim| !claim.is_apart);
        let first = standing.map(|claim| claim.form.ends().0.0);
        return first.min_by(f64::total_cmp).map(|at| mark.nearest(at));
    }
    let is_known = mark.lasted() && !mark.form.open_ends().0;
    is_known.then(|| mark.nearest(from + BAR_END))
}

/// Which way an arrow goes from its mark: to the left, straight, to the right.
fn side(marks: &[Option<Mark>], wish: &Wish) -> i8 {
    let hook = marks[wish.port.0].as_ref().map_or(0.0, |mark| mark.hook);
    match wish.other - hook {
        off if off < -0.5 => -1,
        off if off > 0.5 => 1,
        _ => 0,
    }
}

/// The place of one of `all` ports, the first `left` of which go to the left.
/// On a bar, arrows to the right leave near its end.
fn place(mark: &Mark, other: f64, (left, all): (usize, usize), rank: usize) -> f64 {
    match &mark.form {
        MarkForm::Dot { at, radius, .. } => {
            let spacing = SPACING.min(1.5 * radius / (all as f64 - 1.0).max(1.0));
            at + (rank as f64 - (all as f64 - 1.0) / 2.0) * spacing
        }
        MarkForm::Bar { from, to, .. } => {
            let reach = 0.4 * (to - from).min(60.0) / 2.0;
            let wish = if rank < left {
                mark.hook - reach - BAR_SPACING * (left - 1 - rank) as f64
            } else {
                leaving(mark, other) - BAR_SPACING * (all - 1 - rank) as f64
            };
            mark.nearest(wish)
        }
    }
}
