//! The headings of an upright picture: of which years, months or days the cards
//! below each are.

use crate::layout::facts::{Extent, Fact};
use crate::layout::ordered::Ordered;
use crate::layout::steps::{Step, Unit};
use crate::layout::wording::Wording;
use std::collections::BTreeMap;

/// What a section may be: powers of ten of years, then the calendar's own.
const LEVELS: [Step; 13] = [
    years(9),
    years(8),
    years(7),
    years(6),
    years(5),
    years(4),
    years(3),
    years(2),
    years(1),
    years(0),
    single(Unit::Month),
    single(Unit::Day),
    single(Unit::Hour),
];
/// The place of single years and of hours among the levels.
const YEAR: usize = 9;
const HOUR: usize = 12;
/// Sections of no more cards stay whole, and days of no more cards.
const FEW: usize = 4;
const FEW_OF_DAY: usize = 12;

const fn years(power: u32) -> Step {
    Step {
        unit: Unit::Year,
        count: 10_i64.pow(power),
    }
}

const fn single(unit: Unit) -> Step {
    Step { unit, count: 1 }
}

/// By the place of a fact, the heading over its card, from the longest words to
/// the shortest.
///
/// Cards are divided by the coarsest unit that tells them apart, and large
/// sections again by finer ones, as long as a section has two cards or so. A
/// fact of which less is known goes under a heading as rough as its date. Near
/// linear in the cards: a few levels, each looked at once.
pub(super) fn sections(facts: &[Fact], wording: &Wording<'_>) -> BTreeMap<usize, Vec<String>> {
    let hung = facts.iter().enumerate().filter(|(_, fact)| fact.has_card);
    let mut cards: Vec<(f64, usize)> = hung
        .filter_map(|(index, fact)| Some((fact.hook?, index)))
        .collect();
    cards.sort_by_key(|(hook, index)| (Ordered(*hook), *index));
    let mut levels = vec![None; cards.len()];
    divide(&cards, &mut levels, 0, wording);
    let mut headings = BTreeMap::new();
    let mut last = None;
    for ((hook, index), level) in cards.into_iter().zip(levels) {
        let Some(level) = level else { continue };
        let level = as_rough(&facts[index], hook, level, wording);
        let section = (level, Ordered(wording.next_tick(LEVELS[level], hook)));
        if last != Some(section) {
            headings.insert(index, wording.section(LEVELS[level], hook));
            last = Some(section);
        }
    }
    headings
}

/// Gives each card of a section its level, trying from `first` on.
fn divide(
    cards: &[(f64, usize)],
    levels: &mut [Option<usize>],
    first: usize,
    wording: &Wording<'_>,
) {
    for level in first..LEVELS.len() {
        let ends: Vec<Ordered> = cards
            .iter()
            .map(|(hook, _)| Ordered(wording.next_tick(LEVELS[level], *hook)))
            .collect();
        let runs: Vec<usize> = ends
            .chunk_by(|one, other| one == other)
            .map(<[_]>::len)
            .collect();
        if level == HOUR && (runs.len() == 1 || cards.len() <= FEW_OF_DAY) {
            return;
        }
        if runs.len() <= 1 {
            // All of one unit: the heading says so, if there is more than a card.
            if cards.len() > 1 || level <= YEAR {
                levels.fill(Some(level));
            }
            continue;
        }
        let is_divided = first > 0;
        if 5 * runs.len() > 3 * cards.len() || (is_divided && cards.len() <= FEW) {
            return;
        }
        let mut start = 0;
        for length in runs {
            let section = start..start + length;
            levels[section.clone()].fill(Some(level));
            divide(
                &cards[section.clone()],
                &mut levels[section],
                level + 1,
                wording,
            );
            start += length;
        }
        return;
    }
}

/// The level, no finer than `level`, at which a heading over a card says no more
/// than is known: a fact of “1970” does not stand under “January 1970”, though
/// its card hangs at the beginning of the year.
fn as_rough(fact: &Fact, hook: f64, level: usize, wording: &Wording<'_>) -> usize {
    let to = match fact.extent {
        Extent::Stretch(bar) => bar.sure.map(|sure| sure.0).or(bar.to),
        _ => None,
    };
    let Some(to) = to.filter(|to| *to > hook) else {
        return level;
    };
    let slack = (1e-12 * to.abs()).max(1e-3);
    let holds = |level: usize| {
        let end = |at: f64| wording.next_tick(LEVELS[level], at);
        end(hook) + slack >= to
    };
    let begins = |level: usize| {
        let opening = wording.next_tick(LEVELS[level], hook - slack);
        (opening - hook).abs() <= slack
    };
    let mut rough = level;
    while rough > 0 && !holds(rough) && begins(rough - 1) {
        rough -= 1;
    }
    if holds(rough) { rough } else { level }
}
