//! Marks of one lane that stand for the same time, told apart.

use super::marks::{Mark, MarkForm};
use crate::date::Kind;
use std::collections::BTreeMap;

/// So many bars of the same time look like one block where each is as thick as one alone.
const BLOCK: usize = 3;
/// How thick they are beside that.
const SHARE: f64 = 0.5;

/// Draws bars of one lane that stand for the same time thinner, with room between them.
/// Where they lie above one another, `along` the axis each has its card at a place of its
/// own, in the order of the facts.
pub(super) fn part(marks: &mut [Option<Mark>], along: bool) {
    let mut groups: BTreeMap<(usize, u64, u64), Vec<usize>> = BTreeMap::new();
    for (index, mark) in marks.iter().enumerate() {
        let Some(mark) = mark else { continue };
        if let MarkForm::Bar { from, to, .. } = &mark.form
            && mark.claims.is_empty()
        {
            let key = (mark.lane, from.to_bits(), to.to_bits());
            groups.entry(key).or_default().push(index);
        }
    }
    for group in groups.values().filter(|group| group.len() >= BLOCK) {
        for (rank, index) in group.iter().enumerate() {
            let Some(mark) = &mut marks[*index] else {
                continue;
            };
            let is_rough = mark.kind == Kind::Moment && !mark.derived;
            let (from, to) = mark.reach();
            if along {
                let share = (rank as f64 + 0.5) / group.len() as f64;
                mark.hook = mark.nearest(from + share * (to - from));
            }
            if let (MarkForm::Bar { half, .. }, true) = (&mut mark.form, is_rough) {
                *half *= SHARE;
            }
        }
    }
}
