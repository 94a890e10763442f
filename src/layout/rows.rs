//! Side by side without touching: where things stand in one row.

/// Something that must stand in a row, as near to its wish as it can.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Where its centre would like to be.
    pub(super) wish: f64,
    /// Half of the room it takes, margins included.
    pub(super) half: f64,
    /// How much it minds being moved, above zero.
    pub(super) weight: f64,
}

/// The centres of the items, in the order given, such that none touches its
/// neighbour, all lie between `low` and `high`, and the weighted squares of
/// the ways from their wishes are least.
///
/// With the room between neighbours taken out this is an isotonic regression,
/// solved exactly by pooling adjacent violators (Best and Chakravarti, 1990)
/// in linear time. Items that need more room than there is run over `high`.
pub(super) fn spread(items: &[Item], low: f64, high: f64) -> Vec<f64> {
    let mut offsets = Vec::with_capacity(items.len());
    let mut offset = 0.0;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            offset += items[index - 1].half + item.half;
        }
        offsets.push(offset);
    }
    // Each block: sum of weighted wishes, sum of weights, how many items.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::with_capacity(items.len());
    for (item, offset) in items.iter().zip(&offsets) {
        let mut block = (item.weight * (item.wish - offset), item.weight, 1);
        while let Some(last) = blocks.last() {
            if last.0 / last.1 <= block.0 / block.1 {
                break;
            }
            block = (block.0 + last.0, block.1 + last.1, block.2 + last.2);
            blocks.pop();
        }
        blocks.push(block);
    }
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return Vec::new();
    };
    let least = low + first.half;
    let most = (high - last.half - offset).max(least);
    let mut centres = Vec::with_capacity(items.len());
    for (sum, weight, count) in blocks {
        let place = (sum / weight).clamp(least, most);
        for _ in 0..count {
            centres.push(place + offsets[centres.len()]);
        }
    }
    centres
}

/// A thing that hangs below a mark: a card, or a line that only passes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hanging {
    /// Where it comes from.
    pub(super) at: f64,
    /// Width of the card, margins included; `None` for a line that passes.
    pub(super) card: Option<f64>,
    /// Whether it is a line that starts here.
    pub(super) starts: bool,
}

/// Half of the room of a line that passes a row.
pub(super) const STUB: f64 = 4.5;
/// How much a card, a leader and a trunk mind being moved.
const WEIGHTS: [f64; 3] = [1.0, 1.5, 4.0];
/// How much a trunk minds that only just starts, beside its own card.
const STARTING: f64 = 0.7;

impl Hanging {
    /// A card in its own row.
    pub(super) fn as_card(width: f64, wish: f64) -> Item {
        Item {
            wish,
            half: width / 2.0,
            weight: WEIGHTS[0],
        }
    }

    /// A card's leader on its way to a farther row.
    pub(super) fn as_leader(wish: f64) -> Item {
        Item {
            wish,
            half: STUB,
            weight: WEIGHTS[1],
        }
    }

    /// A trunk, either on its way or at its start.
    pub(super) fn as_trunk(wish: f64, starts: bool) -> Item {
        Item {
            wish,
            half: STUB,
            weight: if starts { STARTING } else { WEIGHTS[2] },
        }
    }
}

/// Neighbours that stand shoulder to shoulder: their summed weighted wishes,
/// weights, and the range of how far their wishes lie before their places.
#[derive(Clone, Copy, Debug)]
struct Block {
    sum: f64,
    weight: f64,
    low: f64,
    high: f64,
}

impl Block {
    fn merge(self, other: Self) -> Self {
        Self {
            sum: self.sum + other.sum,
            weight: self.weight + other.weight,
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    fn place(self) -> f64 {
        self.sum / self.weight
    }
}

/// A row that is being filled from the left, always in its best arrangement.
#[derive(Clone, Debug, Default)]
struct Row {
    blocks: Vec<Block>,
    /// Room of everything so far, to the right edge of the last.
    used: f64,
}

impl Row {
    /// The block that adding an item would end in, and how many blocks of the
    /// row it would swallow.
    fn joined(&self, item: Item) -> (Block, usize) {
        let offset = self.used + item.half;
        // Only cards mind how far they are moved; lines can bend.
        let is_card = item.half > STUB;
        let mut block = Block {
            sum: item.weight * (item.wish - offset),
            weight: item.weight,
            low: if is_card {
                offset - item.wish
            } else {
                f64::INFINITY
            },
            high: if is_card {
                offset - item.wish
            } else {
                f64::NEG_INFINITY
            },
        };
        let mut swallowed = 0;
        for last in self.blocks.iter().rev() {
            if last.place() <= block.place() {
                break;
            }
            block = block.merge(*last);
            swallowed += 1;
        }
        (block, swallowed)
    }

    fn add(&mut self, item: Item) {
        let (block, swallowed) = self.joined(item);
        self.blocks.truncate(self.blocks.len() - swallowed);
        self.blocks.push(block);
        self.used += 2.0 * item.half;
    }

    /// How far a card would stand from its wish if the item were added.
    fn strain(&self, item: Item) -> f64 {
        let (block, _) = self.joined(item);
        (block.place() + block.low)
            .abs()
            .max((block.place() + block.high).abs())
    }
}

/// By how much of the reach of the first row that of each next one is longer:
/// leaders that fan out are easier to follow than a tower of cards.
const FAN: f64 = 0.3;

/// Puts each card into the first row in which nothing is moved too far.
///
/// `things` in order of their places. Every line that passes a row costs it a
/// stub: a line that passes all of them, and a card in a farther row whose
/// leader must come through. Returns the row of each card (0 is nearest),
/// `None` for passing lines. In the first row no card stands more than `reach`
/// pixels from its wish, in farther ones a little more; rows are opened as needed, and none holds more than `room`
/// pixels.
pub(super) fn assign(things: &[Hanging], reach: f64, room: f64) -> Vec<Option<usize>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut trunks = Row::default();
    // What is still to come must find room in every row, a card at least for its
    // leader.
    let mut ahead = things.len() as f64 * 2.0 * STUB;
    let mut chosen = Vec::with_capacity(things.len());
    for thing in things {
        ahead -= 2.0 * STUB;
        let Some(width) = thing.card else {
            let trunk = Hanging::as_trunk(thing.at, thing.starts);
            for row in &mut rows {
                row.add(trunk);
            }
            trunks.add(trunk);
            chosen.push(None);
            continue;
        };
        let card = Hanging::as_card(width, thing.at);
        let fits = |(number, row): (usize, &Row)| {
            let reach = reach * (1.0 + FAN * number as f64);
            row.used + width + ahead <= room && row.strain(card) <= reach
        };
        let row = rows.iter().enumerate().position(fits).unwrap_or(rows.len());
        if row == rows.len() {
            rows.push(trunks.clone());
        }
        rows[row].add(card);
        for nearer in &mut rows[..row] {
            nearer.add(Hanging::as_leader(thing.at));
        }
        chosen.push(Some(row));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn items() -> impl Strategy<Value = Vec<Item>> {
        prop::collection::vec((0.0..2000.0_f64, 2.0..60.0_f64, 1.0..9.0_f64), 1..40).prop_map(
            |mut raw| {
                raw.sort_by(|left, right| left.0.total_cmp(&right.0));
                raw.into_iter()
                    .map(|(wish, half, weight)| Item { wish, half, weight })
                    .collect()
            },
        )
    }

    proptest! {
        #[test]
        fn neighbours_never_touch_and_stay_inside(items in items()) {
            let room: f64 = items.iter().map(|item| 2.0 * item.half).sum();
            let high = room.max(2000.0);
            let centres = spread(&items, 0.0, high);
            prop_assert_eq!(centres.len(), items.len());
            for (index, pair) in centres.windows(2).enumerate() {
                let apart = items[index].half + items[index + 1].half;
                prop_assert!(pair[1] - pair[0] >= apart - 1e-6);
            }
            prop_assert!(centres[0] - items[0].half >= -1e-6);
            let last = items.len() - 1;
            prop_assert!(centres[last] + items[last].half <= high + 1e-6);
        }

        #[test]
        fn nobody_is_moved_without_need(wish in 100.0..900.0_f64) {
            let item = Item { wish, half: 20.0, weight: 1.0 };
            prop_assert_eq!(spread(&[item], 0.0, 1000.0), vec![wish]);
        }
    }

    #[test]
    fn no_row_holds_more_than_its_room() {
        let things: Vec<Hanging> = (0..150)
            .map(|index| Hanging {
                at: 100.0 + f64::from(index) * 12.0,
                card: Some(150.0),
                starts: false,
            })
            .collect();
        let room = 2400.0;
        let rows: Vec<usize> = assign(&things, 300.0, room).into_iter().flatten().collect();
        for row in 0..=rows.iter().copied().max().unwrap_or(0) {
            let cards = rows.iter().filter(|own| **own == row).count() as f64;
            let leaders = rows.iter().filter(|own| **own > row).count() as f64;
            let used = 150.0 * cards + 2.0 * STUB * leaders;
            assert!(used <= room, "row {row}: {used}");
        }
    }

    #[test]
    fn crowded_cards_open_rows() {
        let things: Vec<Hanging> = (0..6)
            .map(|index| Hanging {
                at: 100.0 + f64::from(index) * 20.0,
                card: Some(150.0),
                starts: false,
            })
            .collect();
        let rows = assign(&things, 70.0, 1000.0);
        assert!(rows.iter().flatten().max() >= Some(&1), "{rows:?}");
        assert_eq!(rows[0], Some(0));
    }
}
