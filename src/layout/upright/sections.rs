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
/// The places of some units among the levels.
const DECADE: usize = 8;
const YEAR: usize = 9;
const HOUR: usize = 12;
/// Sections of no more cards are small, and days of no more cards stay whole.
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
    divide(&cards, &mut levels, 0, (facts, wording));
    let mut headings = BTreeMap::new();
    let mut last = None;
    for ((hook, index), level) in cards.into_iter().zip(levels) {
        let Some(level) = level else { continue };
        let Some(level) = as_rough(&facts[index], hook, level, wording) else {
            continue;
        };
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
    (facts, wording): (&[Fact], &Wording<'_>),
) {
    for (level, step) in LEVELS.iter().enumerate().skip(first) {
        let ends: Vec<Ordered> = cards
            .iter()
            .map(|(hook, _)| Ordered(wording.next_tick(*step, *hook)))
            .collect();
        let runs: Vec<usize> = ends
            .chunk_by(|one, other| one == other)
            .map(<[_]>::len)
            .collect();
        if level == HOUR && (runs.len() == 1 || cards.len() <= FEW_OF_DAY) {
            return;
        }
        if runs.len() <= 1 {
            // All of one unit: the heading says so, if there is more than a card
            // and all is known so well.
            let is_known = |(hook, index): &(f64, usize)| {
                as_rough(&facts[*index], *hook, level, wording) == Some(level)
            };
            // A century over all of a picture says nothing.
            let is_told = first > 0 || level >= DECADE;
            let is_apart = cards.len() > 1 || level <= YEAR;
            if is_told && is_apart && cards.iter().all(is_known) {
                levels.fill(Some(level));
            }
            continue;
        }
        // A small section is divided again only where none stands alone.
        let is_small = first > 0 && cards.len() <= FEW;
        let is_thin = 5 * runs.len() > 3 * cards.len();
        if is_thin || (is_small && runs.iter().any(|length| *length < 2)) {
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
                (facts, wording),
            );
            start += length;
        }
        return;
    }
}

/// The level, no finer than `level`, at which a heading over a card says no more
/// than is known: a fact of “1970” does not stand under “January 1970”, though
/// its card hangs at the beginning of the year. None where no level does.
fn as_rough(fact: &Fact, hook: f64, level: usize, wording: &Wording<'_>) -> Option<usize> {
    let level = level.min(finest(hook, wording));
    let Extent::Stretch(bar) = fact.extent else {
        return Some(level);
    };
    // What lasted stands where it began.
    let began = bar.sure.map(|sure| sure.0);
    let lasted = began.is_some();
    let Some(to) = began.or(bar.to).filter(|to| *to > hook) else {
        return Some(level);
    };
    let holds = |level: &usize| holds(*level, hook, to, wording);
    let end = |at: f64| wording.next_tick(LEVELS[level], at);
    let is_moved = bar.from.is_none_or(|from| end(from) < end(hook));
    if lasted || is_moved {
        return (0..=level).rev().find(holds);
    }
    // One that is not a whole year, month or such stands where it can first be.
    let is_whole = |level: &usize| {
        let opening = wording.next_tick(LEVELS[*level], hook - slack(hook));
        (opening - hook).abs() <= slack(hook) && 2.0 * (to - hook) > LEVELS[*level].seconds()
    };
    let coarser = (0..level).rev().take_while(is_whole);
    let mut rough = [level].into_iter().chain(coarser);
    Some(rough.find(holds).unwrap_or(level))
}

/// Whether a unit about a time holds all until another.
fn holds(level: usize, at: f64, to: f64, wording: &Wording<'_>) -> bool {
    wording.next_tick(LEVELS[level], at) + slack(to) >= to
}

/// What a time of that size may be off, in seconds.
fn slack(at: f64) -> f64 {
    (1e-12 * at.abs()).max(1e-3)
}

/// The finest level for a time: of years with more than four digits, nobody
/// knows the last ones.
fn finest(at: f64, wording: &Wording<'_>) -> usize {
    if !wording.is_deep(at) {
        return LEVELS.len() - 1;
    }
    let coarse = LEVELS
        .iter()
        .position(|step| step.seconds() < at.abs() / 20.0);
    coarse.map_or(LEVELS.len(), |level| level.max(1)) - 1
}
