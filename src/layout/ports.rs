//! Where on a mark's upper edge arrows leave and arrive.

use super::marks::{Mark, MarkForm};
use std::collections::BTreeMap;

/// Which way an arrow goes at a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// It arrives.
    In,
    /// It leaves.
    Out,
}

/// The ports of one lane's marks: arriving arrows stand left of leaving ones,
/// one port for each kind of link.
#[derive(Debug, Default)]
pub(super) struct Ports {
    places: BTreeMap<(usize, Side, u16), f64>,
}

/// From port to port on a dot, at most.
const SPACING: f64 = 5.0;

impl Ports {
    /// Gives every port asked for its place.
    pub(super) fn new(marks: &[Option<Mark>], wanted: &[(usize, Side, u16)]) -> Self {
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        let mut places = BTreeMap::new();
        for group in wanted.chunk_by(|left, right| left.0 == right.0) {
            let Some(mark) = &marks[group[0].0] else {
                continue;
            };
            for (rank, port) in group.iter().enumerate() {
                places.insert(*port, place(mark, group, rank));
            }
        }
        Self { places }
    }

    /// The place of a port along the axis.
    pub(super) fn place(&self, marks: &[Option<Mark>], index: usize, side: Side, kind: u16) -> f64 {
        let known = self.places.get(&(index, side, kind)).copied();
        known.unwrap_or_else(|| marks[index].as_ref().map_or(0.0, Mark::hook))
    }
}

fn place(mark: &Mark, group: &[(usize, Side, u16)], rank: usize) -> f64 {
    let arriving = group.iter().filter(|port| port.1 == Side::In).count();
    match &mark.form {
        MarkForm::Dot { at, radius, .. } => {
            let spacing = SPACING.min(1.5 * radius / (group.len() as f64 - 1.0).max(1.0));
            at + (rank as f64 - (group.len() as f64 - 1.0) / 2.0) * spacing
        }
        MarkForm::Bar { from, to, .. } => {
            let hook = mark.hook();
            let reach = (to - from).min(60.0) / 2.0;
            let wish = if group[rank].1 == Side::In {
                hook - 0.4 * reach - 6.0 * (arriving - 1 - rank) as f64
            } else {
                hook + 0.4 * reach + 6.0 * (rank - arriving) as f64
            };
            mark.nearest(wish)
        }
    }
}
