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
    let mut pool = Pool::default();
    pool.spread(items, low, high);
    pool.centres
}

/// Neighbours that stand shoulder to shoulder while a row is spread.
struct Pooled {
    /// Sum of weighted wishes.
    sum: f64,
    /// Sum of weights.
    weight: f64,
    /// Where the first of them would stand best: a division is dear, so it is done once.
    place: f64,
    /// How many they are.
    count: usize,
}

impl Pooled {
    fn new(sum: f64, weight: f64, count: usize) -> Self {
        Self {
            sum,
            weight,
            place: sum / weight,
            count,
        }
    }
}

/// Room in which one row after another is spread.
#[derive(Default)]
struct Pool {
    /// How far each centre is from that of the first where all stand together.
    offsets: Vec<f64>,
    blocks: Vec<Pooled>,
    /// What came out.
    centres: Vec<f64>,
}

impl Pool {
    fn spread(&mut self, items: &[Item], low: f64, high: f64) {
        self.offsets.clear();
        self.blocks.clear();
        self.centres.clear();
        let (Some(first), Some(last)) = (items.first(), items.last()) else {
            return;
        };
        let (mut offset, mut before) = (0.0, None);
        for item in items {
            if let Some(half) = before {
                offset += half + item.half;
            }
            before = Some(item.half);
            self.offsets.push(offset);
            let mut block = Pooled::new(item.weight * (item.wish - offset), item.weight, 1);
            while let Some(last) = self.blocks.pop_if(|last| last.place > block.place) {
                let (sum, weight) = (block.sum + last.sum, block.weight + last.weight);
                block = Pooled::new(sum, weight, block.count + last.count);
            }
            self.blocks.push(block);
        }
        let least = low + first.half;
        let most = (high - last.half - offset).max(least);
        for block in &self.blocks {
            let place = block.place.clamp(least, most);
            let start = self.centres.len();
            let offsets = &self.offsets[start..start + block.count];
            self.centres
                .extend(offsets.iter().map(|offset| place + offset));
        }
    }
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
/// weights, where that puts them, and the range of how far their wishes lie before their
/// places.
#[derive(Clone, Copy, Debug)]
struct Block {
    sum: f64,
    weight: f64,
    place: f64,
    low: f64,
    high: f64,
}

impl Block {
    fn merge(self, other: Self) -> Self {
        let (sum, weight) = (self.sum + other.sum, self.weight + other.weight);
        Self {
            sum,
            weight,
            place: sum / weight,
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    /// How far the card of it that is moved most stands from its wish.
    fn strain(self) -> f64 {
        let far = (self.place + self.low).abs();
        far.max((self.place + self.high).abs())
    }
}

/// At which end of a row something is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    Left,
    Right,
}

/// A row that is being filled from its inside, always in its best arrangement: first to
/// the right, then, once it was turned, to the left. Places in it count from where its
/// first item was put.
#[derive(Clone, Debug, Default)]
struct Row {
    /// The last is the one at which the row grows.
    blocks: Vec<Block>,
    /// Room of everything so far, to the left edge of the first and to the right edge of
    /// the last.
    used: (f64, f64),
}

impl Row {
    fn clear(&mut self) {
        self.blocks.clear();
        self.used = (0.0, 0.0);
    }

    /// Makes the row grow at its other end.
    fn turn(&mut self) {
        self.blocks.reverse();
    }

    fn room(&self) -> f64 {
        self.used.0 + self.used.1
    }

    /// The block that adding an item would end in, and how many blocks of the
    /// row it would leave.
    fn joined(&self, item: Item, hand: Hand) -> (Block, usize) {
        let offset = match hand {
            Hand::Left => -(self.used.0 + item.half),
            Hand::Right => self.used.1 + item.half,
        };
        // Only cards mind how far they are moved; lines can bend.
        let is_card = item.half > STUB;
        let sum = item.weight * (item.wish - offset);
        let mut block = Block {
            sum,
            weight: item.weight,
            place: sum / item.weight,
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
        let mut left = self.blocks.len();
        while let Some(next) = self.blocks[..left].last() {
            let is_apart = match hand {
                Hand::Left => block.place <= next.place,
                Hand::Right => next.place <= block.place,
            };
            if is_apart {
                break;
            }
            block = block.merge(*next);
            left -= 1;
        }
        (block, left)
    }

    fn add(&mut self, item: Item, hand: Hand) {
        let joined = self.joined(item, hand);
        self.put(item, hand, joined);
    }

    /// Adds an item of which it is known what it would end in.
    fn put(&mut self, item: Item, hand: Hand, (block, left): (Block, usize)) {
        self.blocks.truncate(left);
        self.blocks.push(block);
        match hand {
            Hand::Left => self.used.0 += 2.0 * item.half,
            Hand::Right => self.used.1 += 2.0 * item.half,
        }
    }
}

/// By how much of the reach of the first row that of each next one is longer:
/// leaders that fan out are easier to follow than a tower of cards.
const FAN: f64 = 0.3;
/// Up to how many things several ways to fill the rows are tried.
const TRIED: usize = 120;
/// A way to fill the rows is taken if its lines are by so much shorter than those of the
/// first one.
const WORTH: f64 = 0.9;
/// Shares of the reach that are tried: where it is small, cards stand apart in their rows,
/// and leaders pass between them. Those that win most often come first, since the others
/// are then left sooner; so do the places to begin at, in quarters of all things.
const SHARES: [f64; 4] = [0.35, 0.6, 0.2, 1.0];
const PIVOTS: [usize; 5] = [3, 0, 4, 2, 1];
/// What one row more costs a line, and all lines together, as pixels of its length.
const ROW_COST: (f64, f64) = (60.0, 640.0);

/// Puts each card into the first row in which nothing is moved too far.
///
/// `things` in order of their places. Every line that passes a row costs it a
/// stub: a line that passes all of them, and a card in a farther row whose
/// leader must come through. Returns the row of each card (0 is nearest),
/// `None` for passing lines. In the first row no card stands more than `reach`
/// pixels from its wish, in farther ones a little more; rows are opened as needed, and
/// none holds more than there is room between the two ends of `field`.
///
/// Since no line crosses another, cards in near rows drive the leaders of those that come
/// after them before themselves. So the rows are filled from several places outwards, and
/// the way with the shortest leaders is taken: where cards are crowded at the left edge,
/// those of the first facts go to the last rows.
pub(super) fn assign(things: &[Hanging], reach: f64, field: (f64, f64)) -> Vec<Option<usize>> {
    let room = field.1 - field.0;
    let without_limit = f64::INFINITY;
    let mut rows = Rows::default();
    let Some(mut best) = rows.fill(things, 0, reach, room, without_limit) else {
        return vec![None; things.len()];
    };
    if things.len() > TRIED || best.row_of.iter().flatten().all(|row| *row == 0) {
        return best.row_of;
    }
    let mut ways = Ways::default();
    let Some(first) = ways.cost(things, &best, field, without_limit) else {
        return best.row_of;
    };
    let mut least = WORTH * first;
    let tries = SHARES
        .into_iter()
        .flat_map(|share| PIVOTS.map(|part| (share, part)))
        // The way that was found first.
        .filter(|tried| *tried != (1.0, 0));
    for (share, part) in tries {
        let pivot = part * things.len() / 4;
        // A way that costs too much is left as soon as that is plain.
        let Some(filling) = rows.fill(things, pivot, share * reach, room, least) else {
            continue;
        };
        if let Some(cost) = ways.cost(things, &filling, field, least) {
            (best, least) = (filling, cost);
        }
    }
    best.row_of
}

/// A way to fill the rows.
struct Filling {
    /// The row of each thing; none for a line that passes.
    row_of: Vec<Option<usize>>,
    /// What rows and cards cost, wherever in their rows they stand.
    fixed: f64,
}

/// Rows in which one way after another is tried.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    /// What every new row begins with.
    trunks: Row,
}

impl Rows {
    /// Fills the rows from a place among the things: to the right of it, then to the left.
    /// Nothing where that costs `limit` or more wherever in its row each card stands.
    fn fill(
        &mut self,
        things: &[Hanging],
        pivot: usize,
        reach: f64,
        room: f64,
        limit: f64,
    ) -> Option<Filling> {
        let mut count = 0;
        self.trunks.clear();
        let cards = things.iter().filter(|thing| thing.card.is_some()).count();
        let mut fixed = ROW_COST.0 * cards as f64;
        // What is still to come must find room in every row, a card at least for its
        // leader.
        let mut ahead = things.len() as f64 * 2.0 * STUB;
        let mut row_of = vec![None; things.len()];
        let onwards = (pivot..things.len()).map(|index| (index, Hand::Right));
        let back = (0..pivot).rev().map(|index| (index, Hand::Left));
        for (index, hand) in onwards.chain(back) {
            let thing = things[index];
            ahead -= 2.0 * STUB;
            if index + 1 == pivot {
                let rows = &mut self.rows[..count];
                rows.iter_mut()
                    .chain([&mut self.trunks])
                    .for_each(Row::turn);
            }
            let rows = &mut self.rows[..count];
            let Some(width) = thing.card else {
                let trunk = Hanging::as_trunk(thing.at, thing.starts);
                for row in rows {
                    row.add(trunk, hand);
                }
                self.trunks.add(trunk, hand);
                continue;
            };
            let card = Hanging::as_card(width, thing.at);
            let found = rows.iter().enumerate().find_map(|(number, row)| {
                let reach = reach * (1.0 + FAN * number as f64);
                if row.room() + width + ahead > room {
                    return None;
                }
                let joined = row.joined(card, hand);
                (joined.0.strain() <= reach).then_some((number, joined))
            });
            let number = found.map_or(count, |(number, _)| number);
            fixed += ROW_COST.0 * number as f64;
            if found.is_none() {
                fixed += ROW_COST.1;
            }
            if fixed >= limit {
                return None;
            }
            let leader = Hanging::as_leader(thing.at);
            for nearer in &mut rows[..number] {
                nearer.add(leader, hand);
            }
            if let Some((_, joined)) = found {
                rows[number].put(card, hand, joined);
            } else {
                self.open(count).add(card, hand);
                count += 1;
            }
            row_of[index] = Some(number);
        }
        Some(Filling { row_of, fixed })
    }

    /// A new row, in which only the lines stand that pass all of them.
    fn open(&mut self, number: usize) -> &mut Row {
        if number == self.rows.len() {
            self.rows.push(Row::default());
        }
        let row = &mut self.rows[number];
        row.blocks.clone_from(&self.trunks.blocks);
        row.used = self.trunks.used;
        row
    }
}

/// What hangs through a row, by its place among the things, and what it takes there: its
/// card, or a line. A card would stand at its mark, a line go straight on.
pub(super) fn items(
    things: &[Hanging],
    row_of: &[Option<usize>],
    row: usize,
    places: &[f64],
) -> (Vec<usize>, Vec<Item>) {
    let present = (0..things.len()).filter(|at| row_of[*at].is_none_or(|own| own >= row));
    present
        .map(|at| (at, item(things[at], row_of[at] == Some(row), places[at])))
        .unzip()
}

/// What a thing takes in a row in which it has its card, or that its line passes.
fn item(thing: Hanging, has_card: bool, place: f64) -> Item {
    match thing.card {
        Some(width) if has_card => Hanging::as_card(width, thing.at),
        Some(_) => Hanging::as_leader(place),
        None => Hanging::as_trunk(place, thing.starts),
    }
}

/// Room in which the ways of one filling after another are measured.
#[derive(Default)]
struct Ways {
    places: Vec<f64>,
    present: Vec<usize>,
    items: Vec<Item>,
    pool: Pool,
}

impl Ways {
    /// How long all lines are from the marks to their cards and through the rows, with
    /// what the rows cost; nothing where that is `limit` or more.
    fn cost(
        &mut self,
        things: &[Hanging],
        filling: &Filling,
        field: (f64, f64),
        limit: f64,
    ) -> Option<f64> {
        let row_of = &filling.row_of;
        let mut cost = filling.fixed;
        self.places.clear();
        self.places.extend(things.iter().map(|thing| thing.at));
        self.present.clear();
        self.present.extend(0..things.len());
        let count = row_of.iter().flatten().max().map_or(0, |row| row + 1);
        for row in 0..count {
            self.present
                .retain(|at| row_of[*at].is_none_or(|own| own >= row));
            self.items.clear();
            let items = self
                .present
                .iter()
                .map(|at| item(things[*at], row_of[*at] == Some(row), self.places[*at]));
            self.items.extend(items);
            self.pool.spread(&self.items, field.0, field.1);
            for (at, centre) in self.present.iter().zip(&self.pool.centres) {
                cost += (centre - self.places[*at]).abs();
                if row_of[*at] == Some(row) {
                    cost += (centre - things[*at].at).abs();
                }
                self.places[*at] = *centre;
            }
            if cost >= limit {
                return None;
            }
        }
        Some(cost)
    }
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
        let rows: Vec<usize> = assign(&things, 300.0, (0.0, room))
            .into_iter()
            .flatten()
            .collect();
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
        let rows = assign(&things, 70.0, (0.0, 1000.0));
        assert!(rows.iter().flatten().max() >= Some(&1), "{rows:?}");
        assert!(rows.contains(&Some(0)), "{rows:?}");
    }
}
