//! Where lines turn that have to go aside between two rows: each on a level of
//! its own, so that an arrow runs level or upright and not aslant.

/// A line through the channel between two rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// Where it comes from, along the axis.
    pub(super) from: f64,
    /// Where it goes.
    pub(super) to: f64,
    /// Whether it is an arrow, and not the leader of a card.
    pub(super) is_arrow: bool,
}

/// Arrows that go no farther aside may sway.
const SWAY: f64 = 36.0;
/// So many lines beside each other turn on levels at most; more of them sway.
const LEVELS: usize = 8;

impl Way {
    fn reach(self) -> (f64, f64) {
        (self.from.min(self.to), self.from.max(self.to))
    }
}

/// The level of every line, counted from where they come from; none for one
/// that sways. With it how many levels there are.
///
/// The lines stand in the order in which they begin and end, so those whose
/// stretches overlap go the same way. Of two that go right, the right one turns
/// first: so they never cross. Linear.
pub(super) fn levels(ways: &[Way]) -> (Vec<Option<usize>>, usize) {
    let mut levels = vec![None; ways.len()];
    let mut count = 0;
    let mut start = 0;
    while start < ways.len() {
        let mut end = start + 1;
        while end < ways.len() && ways[end - 1].reach().1 > ways[end].reach().0 {
            end += 1;
        }
        let group = &ways[start..end];
        let is_far = |way: &Way| way.is_arrow && (way.to - way.from).abs() > SWAY;
        if group.len() <= LEVELS && group.iter().any(is_far) {
            let is_right = group.iter().map(|way| way.to - way.from).sum::<f64>() > 0.0;
            for index in 0..group.len() {
                let level = if is_right {
                    group.len() - 1 - index
                } else {
                    index
                };
                levels[start + index] = Some(level);
            }
            count = count.max(group.len());
        }
        start = end;
    }
    (levels, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(from: f64, to: f64) -> Way {
        let is_arrow = true;
        Way { from, to, is_arrow }
    }

    #[test]
    fn lines_that_overlap_turn_on_levels_that_do_not_cross() {
        let right = [way(10.0, 110.0), way(20.0, 130.0), way(200.0, 300.0)];
        let (found, count) = levels(&right);
        assert_eq!(found, [Some(1), Some(0), Some(0)]);
        assert_eq!(count, 2);
        let left = [way(110.0, 10.0), way(130.0, 20.0)];
        assert_eq!(levels(&left).0, [Some(0), Some(1)]);
    }

    #[test]
    fn leaders_and_arrows_that_hardly_move_sway() {
        let leader = Way {
            is_arrow: false,
            ..way(10.0, 110.0)
        };
        assert_eq!(levels(&[leader, way(200.0, 210.0)]), (vec![None, None], 0));
        // A leader beside an arrow turns too.
        assert_eq!(levels(&[leader, way(20.0, 130.0)]).1, 2);
        let many: Vec<Way> = (0..9)
            .map(|at| way(f64::from(at), f64::from(at) + 90.0))
            .collect();
        assert_eq!(levels(&many).1, 0);
    }
}
