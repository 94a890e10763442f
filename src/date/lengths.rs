//! Lengths of time: how long at least and at most, and dates moved by them.

use super::calendar::{DAY, add, add_months};
use super::phrase::{Direction, Length, PhraseError, Sharpness, Unit};
use super::{Civil, Instant, Lag, Window, Zone, grammar};

/// At least and at most so long, whichever months and years it runs through;
/// from weeks upwards in whole days.
pub(super) fn lag(length: &Length) -> Lag {
    let slack = slack(length);
    let (mean, stray) = (total(length), stray(length));
    let is_long = grammar::finest(length) >= Unit::Week;
    let grain = if is_long { DAY } else { 1 };
    let least = (mean - stray - slack).div_euclid(grain).max(0) * grain;
    let most = -(-(mean + stray + slack)).div_euclid(grain) * grain;
    match length.sharpness {
        Sharpness::AtLeast => Lag {
            min: Some(least),
            max: None,
        },
        Sharpness::AtMost => Lag {
            min: Some(0),
            max: Some(most),
        },
        _ => Lag {
            min: Some(least),
            max: Some(most),
        },
    }
}

/// How many days of the calendar a length counts: of `14 days`, not of `two weeks`
/// or `exactly 14 days`.
pub(super) fn whole_days(length: &Length) -> Option<i64> {
    let is_counted = length.sharpness == Sharpness::Counted
        && grammar::finest(length) == Unit::Day
        && length
            .parts
            .iter()
            .all(|(_, unit)| unit.in_months().is_none());
    let total = total(length);
    (is_counted && total > 0 && total % DAY == 0)
        .then(|| i64::try_from(total / DAY).ok())
        .flatten()
}

/// How far two points can lie apart whose days lie so many days apart, by clocks that
/// were set forward or back in between.
pub(super) fn days_apart(days: i64) -> Lag {
    // From one day to another, even decades later, clocks of one place have moved by
    // less than this, but where a whole day was skipped or had twice.
    const CLOCKS: i128 = DAY / 8;
    let longest = DAY + CLOCKS;
    let days = i128::from(days) * DAY;
    Lag {
        // A later day is later by any clock.
        min: Some((days - longest).max(0) + 1),
        max: Some(days + longest - 1),
    }
}

/// How much a length may be off, as it is written: half its unit, `about` a
/// whole one.
fn slack(length: &Length) -> i128 {
    let unit = grammar::finest(length).length();
    let is_whole = length
        .parts
        .last()
        .is_none_or(|(tenths, _)| tenths % 10 == 0);
    let half = if is_whole { unit / 2 } else { unit / 4 };
    match length.sharpness {
        Sharpness::Counted => half,
        Sharpness::About => 2 * half,
        Sharpness::Exactly | Sharpness::AtLeast | Sharpness::AtMost => 0,
    }
}

/// The window that lies so long after (or before) another, by the calendar.
pub(super) fn moved(window: Window, length: &Length, direction: Direction, zone: Zone) -> Window {
    let sign = if direction == Direction::After { 1 } else { -1 };
    let unit = grammar::finest(length);
    let slack = slack(length);
    // Half a year is six months; of a shorter unit half is so many hours.
    let quarters = i64::try_from(slack * 4 / unit.length()).unwrap_or(0);
    let in_months = unit.in_months();
    let blur = |civil: Civil, side: i64| match in_months {
        Some(months) if months * quarters % 4 == 0 => {
            add_months(civil, side * months * quarters / 4)
        }
        // Half a month is fifteen whole days.
        Some(_) => add(civil, slack / DAY * DAY * i128::from(side)),
        None => add(civil, slack * i128::from(side)),
    };
    let step = |civil: Civil, side: i64| {
        let by = |civil: Civil, (tenths, unit): &(i64, Unit)| {
            let whole = unit.shift(civil, sign * (tenths / 10));
            let rest = tenths % 10;
            match unit.in_months() {
                Some(months) if months * rest % 10 == 0 => {
                    add_months(whole, sign * months * rest / 10)
                }
                Some(_) => {
                    let days = unit.length() * i128::from(rest) / 10 / DAY;
                    add(whole, days * DAY * i128::from(sign))
                }
                None => add(whole, unit.length() * i128::from(sign * rest) / 10),
            }
        };
        zone.first(blur(length.parts.iter().fold(civil, by), side))
    };
    let first = |instant: Instant| step(zone.civil(instant), -1);
    // A stretch of whole months moves to whole months; the last day of any
    // other moves as a day, for the month after its own may be longer.
    let is_first = |instant: Instant| {
        let civil = zone.civil(instant);
        civil == Civil::midnight(civil.year, civil.month, 1)
    };
    let is_whole =
        |last: Instant| is_first(last.saturating_add(1)) && window.earliest.is_none_or(is_first);
    let last = |instant: Instant| {
        if in_months.is_some() && !is_whole(instant) {
            step(zone.civil(instant), 1)
        } else {
            step(zone.civil(instant.saturating_add(1)), 1).saturating_add(-1)
        }
    };
    let (earliest, latest) = (window.earliest.map(first), window.latest.map(last));
    match (length.sharpness, direction) {
        (Sharpness::AtLeast, Direction::After) => Window::new(earliest, None),
        (Sharpness::AtLeast, Direction::Before) => Window::new(None, latest),
        (Sharpness::AtMost, Direction::After) => Window::new(window.earliest, latest),
        (Sharpness::AtMost, Direction::Before) => Window::new(earliest, window.latest),
        _ => Window::new(earliest, latest),
    }
}

/// A lag as its direction turns it.
pub(super) fn directed(lag: Lag, direction: Direction) -> Lag {
    match direction {
        Direction::After => lag,
        Direction::Before => Lag {
            min: lag.max.map(|max| -max),
            max: lag.min.map(|min| -min),
        },
    }
}

fn total(length: &Length) -> i128 {
    length
        .parts
        .iter()
        .map(|(tenths, unit)| unit.length() * i128::from(*tenths) / 10)
        .sum()
}

/// How far a calendar's own units may stray from their mean length.
fn stray(length: &Length) -> i128 {
    length
        .parts
        .iter()
        .map(|(_, unit)| unit.stray())
        .max()
        .unwrap_or(0)
}

/// The most that a length allows when it is an upper bound by itself.
pub(super) fn most(length: &Length) -> i128 {
    let blur = if length.sharpness == Sharpness::About {
        grammar::finest(length).length()
    } else {
        0
    };
    total(length) + stray(length) + blur
}

/// Reads a length by itself, as `within:` of a link has it: at least and at
/// most so long.
///
/// # Errors
/// Where the words are no length.
///
/// ```
/// use causeline::date::{Instant, within};
/// let lag = within("2 days").unwrap();
/// assert_eq!((lag.min, lag.max), (Some(0), Some(2 * 86_400_000_000_000)));
/// ```
pub fn within(text: &str) -> Result<Lag, PhraseError> {
    let length = grammar::whole_length_of(text)?;
    Ok(match length.sharpness {
        Sharpness::AtLeast | Sharpness::Exactly => lag(&length),
        _ => Lag {
            min: Some(0),
            max: Some(most(&length)),
        },
    })
}
