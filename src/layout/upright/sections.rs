//! The headings of an upright picture: of which years, months or days the cards
//! below each are.

use crate::date::Kind;
use crate::layout::facts::{DAY, Extent, Fact, Stretch};
use crate::layout::ordered::Ordered;
use crate::layout::steps::{Step, Unit};
use crate::layout::wording::Wording;
use std::collections::{BTreeMap, BTreeSet};

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
const CENTURY: usize = 7;
const DECADE: usize = 8;
const YEAR: usize = 9;
const DAYS: usize = 11;
const HOUR: usize = 12;
/// Sections of no more cards are small, and days of no more cards stay whole.
const FEW: usize = 4;
const FEW_OF_DAY: usize = 12;

/// A section may be shorter than the window of a date that begins in it, down to
/// this part.
const AS_LONG: f64 = 0.3;

/// What is hardly longer than a day, as a night is, stands under the day on which it begins, in seconds.
const ONE_DAY: f64 = 1.01 * DAY;

const fn years(power: u32) -> Step {
    Step {
        unit: Unit::Year,
        count: 10_i64.pow(power),
    }
}

const fn single(unit: Unit) -> Step {
    Step { unit, count: 1 }
}

/// What is written over the cards of an upright picture.
#[derive(Default)]
pub(super) struct Sections {
    /// By the place of a fact, the heading over its card, from the longest words to the
    /// shortest.
    pub(super) headings: BTreeMap<usize, Vec<String>>,
    /// The units that they name, from the coarsest.
    pub(super) units: Vec<&'static str>,
    /// By the place of a fact, a time of the day that the heading over its card names, and
    /// names alone.
    pub(super) days: BTreeMap<usize, f64>,
}

/// What a heading says.
struct Heading {
    /// Where it stands: the place of the fact whose card is right below.
    over: usize,
    /// The unit that it names, and a time in it.
    level: usize,
    at: f64,
    /// Whether something below it may have been after that unit.
    and_later: bool,
}

/// The headings over the cards of these facts.
///
/// Cards are divided by the coarsest unit that tells them apart, and large
/// sections again by finer ones, as long as a section has two cards or so. A
/// fact of which less is known opens a section as rough as its date, if it is
/// the first of that year, month or day; else it stays in the section that it
/// falls into, whose heading then says “and later”. Near linear in the cards: a
/// few levels, each looked at once.
pub(super) fn sections(facts: &[Fact], wording: &Wording<'_>) -> Sections {
    let hung = facts.iter().enumerate().filter(|(_, fact)| fact.has_card);
    let mut cards: Vec<(f64, usize)> = hung
        .filter_map(|(index, fact)| Some((fact.hook?, index)))
        .collect();
    cards.sort_by_key(|(hook, index)| (Ordered(*hook), *index));
    let mut before = f64::NEG_INFINITY;
    for place in 0..cards.len() {
        let next = cards.get(place + 1).map_or(f64::INFINITY, |card| card.0);
        let (hook, index) = &mut cards[place];
        let fact = &facts[*index];
        if begins_openly(fact) && ends_by(fact, *hook) {
            // What was before 2012 stands under 2011, if nothing of 2012 stands above.
            *hook = before.max(*hook - slack(*hook));
        } else if let Some(likely) = likely_start(fact) {
            *hook = likely.min(next).max(*hook);
        }
        before = *hook;
    }
    let mut levels = vec![None; cards.len()];
    divide(&cards, &mut levels, 0, (facts, wording));
    let end = |level: usize, at: f64| Ordered(wording.next_tick(LEVELS[level], at));
    let mut headings: Vec<Heading> = Vec::new();
    let mut over = Vec::with_capacity(cards.len());
    let mut before = None;
    for ((hook, index), level) in cards.into_iter().zip(levels) {
        let fits = level.and_then(|level| as_rough(&facts[index], hook, level, wording));
        let previous = before.replace(hook);
        let is_first = |level| previous.is_none_or(|before| end(level, before) != end(level, hook));
        let is_told = |heading: &Heading, level: usize| {
            heading.level == level && end(level, heading.at) == end(level, hook)
        };
        let last = headings.last_mut();
        let heading = |level: usize, and_later: bool| Heading {
            over: index,
            level,
            at: hook,
            and_later,
        };
        match (fits, last) {
            (Some(fits), Some(last)) if is_told(last, fits.level) => last.and_later |= fits.later,
            (Some(fits), _) if fits.level == level.unwrap_or(0) || is_first(fits.level) => {
                headings.push(heading(fits.level, fits.later));
            }
            (_, Some(last)) => {
                let Ordered(end) = end(last.level, last.at);
                last.and_later |= is_after(&facts[index], end);
            }
            (_, None) => {}
        }
        over.push((index, headings.len()));
    }
    let days = over.into_iter().filter_map(|(index, count)| {
        let heading = &headings[count.checked_sub(1)?];
        let is_day = heading.level >= DAYS && !heading.and_later;
        is_day.then_some((index, heading.at))
    });
    let days = days.collect();
    let levels: BTreeSet<usize> = headings.iter().map(|heading| heading.level).collect();
    let mut units: Vec<&str> = levels
        .into_iter()
        .map(|level| name(LEVELS[level]))
        .collect();
    units.dedup();
    let words = headings.into_iter().map(|heading| {
        let mut forms = wording.section(LEVELS[heading.level], heading.at);
        if heading.and_later {
            for form in &mut forms {
                form.push_str(" and later");
            }
        }
        (heading.over, forms)
    });
    Sections {
        headings: words.collect(),
        units,
        days,
    }
}

/// What the sections of a level are called.
fn name(step: Step) -> &'static str {
    match (step.unit, step.count) {
        (Unit::Year, 1) => "years",
        (Unit::Year, 10) => "decades",
        (Unit::Year, 100) => "centuries",
        (Unit::Year, _) => "ages",
        (Unit::Month, _) => "months",
        (Unit::Day, _) => "days",
        _ => "hours",
    }
}

/// Gives each card of a section its level, trying from `first` on.
fn divide(
    cards: &[(f64, usize)],
    levels: &mut [Option<usize>],
    first: usize,
    (facts, wording): (&[Fact], &Wording<'_>),
) {
    let runs = |step: Step| -> Vec<usize> {
        let ends = cards
            .iter()
            .map(|(hook, _)| Ordered(wording.next_tick(step, *hook)));
        let ends: Vec<Ordered> = ends.collect();
        let runs = ends.chunk_by(|one, other| one == other);
        runs.map(<[_]>::len).collect()
    };
    let is_thin = |runs: &[usize]| 5 * runs.len() > 3 * cards.len();
    // Nobody thinks in ages where centuries tell cards apart.
    let tells_centuries = first == 0 && !is_thin(&runs(LEVELS[CENTURY]));
    let coarsest = if tells_centuries { CENTURY } else { first };
    for (level, step) in LEVELS.iter().enumerate().skip(coarsest) {
        let runs = runs(*step);
        if level == HOUR && (runs.len() == 1 || cards.len() <= FEW_OF_DAY) {
            return;
        }
        if runs.len() <= 1 {
            // All of one unit: the heading says so, if there is more than a card
            // and all is known so well.
            let is_known = |(hook, index): &(f64, usize)| {
                let fit = as_rough(&facts[*index], *hook, level, wording);
                fit.is_some_and(|fit| fit.level == level)
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
        if is_thin(&runs) || (is_small && runs.iter().any(|length| *length < 2)) {
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

/// The middle of when something that lasted can have begun: twenty years until July
/// 2021 began in 2001, though it may have been at the end of 2000.
fn likely_start(fact: &Fact) -> Option<f64> {
    let Extent::Stretch(bar) = fact.extent else {
        return None;
    };
    let (from, sure) = (bar.from?, bar.sure?.0);
    (bar.kind == Kind::Span).then_some(f64::midpoint(from, sure))
}

/// Whether nothing bounds the beginning of a fact.
fn begins_openly(fact: &Fact) -> bool {
    matches!(fact.extent, Extent::Stretch(bar) if bar.from.is_none())
}

/// Whether a bar's last possible time is no later than that.
fn ends_by(fact: &Fact, at: f64) -> bool {
    matches!(fact.extent, Extent::Stretch(bar) if bar.to.is_some_and(|to| to <= at))
}

/// A heading that a card may stand under.
#[derive(Clone, Copy)]
struct Fit {
    level: usize,
    /// Whether the fact may have been after the unit that it names.
    later: bool,
}

/// The heading, no finer than `level`, that is as rough as what is known of a
/// fact: one of “1970” does not stand under “January 1970”, though its card hangs
/// at the beginning of the year. None where none is.
fn as_rough(fact: &Fact, hook: f64, level: usize, wording: &Wording<'_>) -> Option<Fit> {
    let level = level.min(finest(hook, wording));
    let fit = |level, later| Some(Fit { level, later });
    let known = |level| fit(level, false);
    let Extent::Stretch(bar) = fact.extent else {
        return known(level);
    };
    if begins_openly(fact) {
        return known(level.min(YEAR));
    }
    let Some(to) = latest(bar) else {
        return fit(level.min(YEAR), true);
    };
    if to <= hook {
        return known(level);
    }
    let length = to - bar.from.unwrap_or(hook);
    let rough = |level: &usize| {
        let holds = wording.next_tick(LEVELS[*level], hook) + slack(to) >= to;
        let later = !holds && length > ONE_DAY;
        let is_as_long = LEVELS[*level].seconds() >= AS_LONG * length;
        let level = *level;
        (holds || is_as_long).then_some(Fit { level, later })
    };
    (0..=level).rev().find_map(|level| rough(&level))
}

/// The last time at which a fact can have been, if it lasted at which it can have begun,
/// as it stands where it began; none where nothing bounds that.
fn latest(bar: Stretch) -> Option<f64> {
    let began = bar.sure.map(|sure| sure.0).or(match bar.kind {
        Kind::Span => bar.from,
        Kind::Moment => None,
    });
    began.or(bar.to)
}

/// Whether a fact may have been after a unit that ends then.
fn is_after(fact: &Fact, end: f64) -> bool {
    let Extent::Stretch(bar) = fact.extent else {
        return false;
    };
    let is_night = bar
        .from
        .zip(bar.to)
        .is_some_and(|(from, to)| to - from <= ONE_DAY);
    !is_night && latest(bar).is_none_or(|latest| latest > end + slack(end))
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
