//! Where along the axis there is room for words.

use std::collections::BTreeMap;

/// Stretches of the axis that are spoken for, in order.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeMap<i64, i64>);

impl Taken {
    pub(super) fn is_free(&self, from: f64, to: f64) -> bool {
        let (from, to) = (from.floor() as i64, to.ceil() as i64);
        let before = self.0.range(..to).next_back();
        before.is_none_or(|(_, end)| *end <= from)
    }

    /// Where about a place there is room for `half` on both sides: at it, or as
    /// near as there is, less than `most` away.
    pub(super) fn room(&self, place: f64, half: f64, most: f64) -> Option<f64> {
        if self.is_free(place - half, place + half) {
            return Some(place);
        }
        let start = self.0.range(..=place.floor() as i64).next_back();
        let start = start.map_or(i64::MIN, |(_, end)| *end) as f64;
        let end = self.0.range(place.ceil() as i64..).next();
        let end = end.map_or(i64::MAX, |(start, _)| *start) as f64;
        let (low, high) = (start + half + 1.0, end - half - 1.0);
        let beside = place.clamp(low.min(high), high.max(low));
        let is_near = (beside - place).abs() < most;
        (start <= place && low <= high && is_near).then_some(beside)
    }

    pub(super) fn add(&mut self, from: f64, to: f64) {
        self.0.insert(from.floor() as i64, to.ceil() as i64);
    }
}
