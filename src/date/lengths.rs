//! Lengths of time: how long at least and at most, and dates moved by them.

use super::calendar::{DAY, add, add_days, add_months, day_of, days_to};
use super::phrase::{Direction, Length, Neighbour, PhraseError, Sharpness, Unit};
use super::{Civil, Instant, Lag, Precision, Window, Zone, around, grammar};
use crate::source::Span;

/// A way from another fact that the calendar tells the end of, once the day of
/// that fact is known: 14 days, six years, to the Friday before.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarStep {
    to: Goal,
    direction: Direction,
}

/// Where such a way ends.
#[derive(Clone, Debug, PartialEq)]
enum Goal {
    /// So far away.
    Length(Length),
    /// On the next such day, or in the next such unit.
    Beside(Neighbour),
}

impl CalendarStep {
    /// Nothing for a length of hours or less.
    pub(super) fn new(length: &Length, direction: Direction) -> Option<Self> {
        (grammar::finest(length) >= Unit::Day).then(|| Self {
            to: Goal::Length(length.clone()),
            direction,
        })
    }

    /// To what lies next to another fact.
    pub(super) const fn beside(next: Neighbour, direction: Direction) -> Self {
        Self {
            to: Goal::Beside(next),
            direction,
        }
    }

    pub(super) const fn direction(&self) -> Direction {
        self.direction
    }

    /// What it leads to from a date.
    pub(super) fn led_from(&self, window: Window, precision: Precision, zone: Zone) -> Window {
        match &self.to {
            Goal::Length(length) => away(window, precision, length, self.direction, zone),
            Goal::Beside(next) => beside((window, precision), *next, self.direction, zone),
        }
    }

    /// How far it leads at least and at most, whatever day the other fact was on.
    pub(super) fn lag(&self) -> Lag {
        let most = match &self.to {
            Goal::Length(length) => return directed(lag(length), self.direction),
            // From anywhere in a day to the end of the seventh day.
            Goal::Beside(Neighbour::Weekday(_)) => 8 * DAY - 1,
            Goal::Beside(Neighbour::Unit(unit)) => 2 * unit.longest() - 1,
        };
        let lag = Lag {
            min: Some(1),
            max: Some(most),
        };
        directed(lag, self.direction)
    }

    /// When it was by a fact that was then: to the day, if the length is not
    /// counted by the clock.
    ///
    /// ```
    /// use causeline::date::{Civil, Context, Phrase, Window, Zone};
    /// let phrase = Phrase::parse("6 years after breach").unwrap();
    /// let meaning = phrase.resolve(&Context::default(), &|_| true).unwrap();
    /// let length = meaning.relations[0].calendar.as_ref().unwrap();
    /// let at = |year, day| Zone::Floating.midnight(year, 8, day);
    /// let breach = Window::new(Some(at(2019, 30)), Some(at(2019, 31).saturating_add(-1)));
    /// let lies = length.from(breach, Zone::Floating);
    /// assert!(lies.earliest < Some(at(2025, 30)) && lies.latest > Some(at(2025, 31)));
    /// ```
    pub fn from(&self, window: Window, zone: Zone) -> Window {
        self.led_from(window, Precision::Day, zone)
    }

    /// Whether it tells the earliest and the latest date.
    pub fn sides(&self) -> [bool; 2] {
        let Goal::Length(length) = &self.to else {
            return [true; 2];
        };
        match (length.sharpness, self.direction) {
            (Sharpness::AtLeast, Direction::After) | (Sharpness::AtMost, Direction::Before) => {
                [true, false]
            }
            (Sharpness::AtMost, Direction::After) | (Sharpness::AtLeast, Direction::Before) => {
                [false, true]
            }
            _ => [true, true],
        }
    }

    /// Whether it is counted from the very time and not from the day.
    pub fn is_by_clock(&self) -> bool {
        matches!(&self.to, Goal::Length(length) if is_by_clock(length))
    }

    /// Whether it is a length that is told to the day.
    pub fn is_in_days(&self) -> bool {
        matches!(&self.to, Goal::Length(length) if !is_by_clock(length))
    }

    /// Whether it leads to what lies next and not so far away.
    pub const fn is_beside(&self) -> bool {
        matches!(self.to, Goal::Beside(_))
    }

    /// How many days of the calendar later (negative: earlier) it was, at least or
    /// at most where only a bound is told; nothing for lengths that are no number
    /// of days.
    pub fn days(&self) -> Option<i64> {
        let Goal::Length(length) = &self.to else {
            return None;
        };
        let days = whole_days(length)?;
        Some(if self.direction == Direction::After {
            days
        } else {
            -days
        })
    }
}

/// At least and at most so long, whichever months and years it runs through;
/// from weeks upwards in whole days.
pub(super) fn lag(length: &Length) -> Lag {
    let slack = slack(length);
    let (mean, stray) = (grammar::total(length), stray(length));
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

/// How many days a length is that is a number of them, told as they are or as a
/// bound: of `14 days` and `at most two weeks`, not of `two weeks`.
pub(super) fn whole_days(length: &Length) -> Option<i64> {
    let is_in_days = length
        .parts
        .iter()
        .all(|(_, unit)| unit.in_months().is_none());
    let is_sharp = match length.sharpness {
        Sharpness::Counted => grammar::finest(length) == Unit::Day,
        Sharpness::AtLeast | Sharpness::AtMost => true,
        Sharpness::About | Sharpness::Exactly => false,
    };
    let total = grammar::total(length);
    (is_in_days && is_sharp && total > 0 && total % DAY == 0)
        .then(|| i64::try_from(total / DAY).ok())
        .flatten()
}

/// How many seconds later (negative: earlier) what is counted in whole ones is.
pub(super) fn whole_seconds(length: &Length, direction: Direction) -> Option<i128> {
    let is_counted = length.sharpness == Sharpness::Counted;
    let is_whole = length.parts.iter().all(|(tenths, _)| tenths % 10 == 0);
    let is_in_seconds = grammar::finest(length) == Unit::Second;
    let seconds = grammar::total(length) / Unit::Second.length();
    (is_counted && is_whole && is_in_seconds).then_some(match direction {
        Direction::After => seconds,
        Direction::Before => -seconds,
    })
}

/// Whether a length is counted from the very time: hours, and what is told
/// exactly.
pub(super) fn is_by_clock(length: &Length) -> bool {
    grammar::finest(length) < Unit::Day || length.sharpness == Sharpness::Exactly
}

/// The window that lies so long after (or before) a date of that precision.
///
/// A length that is no coarser than the date moves it whole: two days after the
/// 20th is the 22nd. What is counted in days or more is told to the day, whatever
/// the time of day.
pub(super) fn away(
    window: Window,
    precision: Precision,
    length: &Length,
    direction: Direction,
    zone: Zone,
) -> Window {
    let is_by_clock = is_by_clock(length);
    let (base, precision) = if is_by_clock {
        (window, precision)
    } else {
        (in_whole_days(window, zone), precision.max(Precision::Day))
    };
    let is_whole = length.parts.iter().all(|(tenths, _)| tenths % 10 == 0);
    let is_fine = grammar::finest(length).precision() <= precision;
    let moved = if is_whole && is_fine && length.sharpness == Sharpness::Counted {
        let exact = Length {
            sharpness: Sharpness::Exactly,
            ..length.clone()
        };
        moved(base, &exact, direction, zone)
    } else {
        moved(base, length, direction, zone)
    };
    if is_by_clock {
        return moved;
    }
    let moved = in_whole_days(moved, zone);
    // At most so long after 10:30 is not before 10:30.
    match (length.sharpness, direction) {
        (Sharpness::AtMost, Direction::After) => Window::new(window.earliest, moved.latest),
        (Sharpness::AtMost, Direction::Before) => Window::new(moved.earliest, window.latest),
        _ => moved,
    }
}

/// What lies next to a date: the one such day of the seven that come next, or the
/// unit. `the week before` may be the seven days before or the week of the calendar
/// before, so it is all that either is.
fn beside(
    (window, precision): (Window, Precision),
    next: Neighbour,
    direction: Direction,
    zone: Zone,
) -> Window {
    if let Neighbour::Unit(unit) = next
        && unit.precision() <= precision
    {
        let length = Length {
            parts: vec![(10, unit)],
            sharpness: Sharpness::Counted,
            span: Span::new(0, 0),
        };
        return away(window, precision, &length, direction, zone);
    }
    // Of a date that is only about known, any of its days may be the one.
    let own = |instant: Instant| around(precision, instant, zone);
    let faces = match direction {
        Direction::After => {
            let first = window.earliest.and_then(own).map(|unit| unit.1);
            [first.min(window.latest).or(window.latest), window.latest]
        }
        Direction::Before => {
            let last = window.latest.and_then(own).map(|unit| unit.0);
            [window.earliest, last.max(window.earliest)]
        }
    };
    let [Some(first), Some(last)] =
        faces.map(|face| face.map(|instant| next_to(instant, next, direction, zone)))
    else {
        return Window::OPEN;
    };
    Window::new(first.earliest, last.latest)
}

/// What lies next to the day of a moment.
fn next_to(instant: Instant, next: Neighbour, direction: Direction, zone: Zone) -> Window {
    let day = day_of(zone.in_days(instant));
    let [start, end] = match next {
        Neighbour::Weekday(weekday) => {
            let days = days_to(weekday, day.weekday(), direction == Direction::After);
            let on = |days: i64| [days, days + 1].map(|days| add_days(day, days));
            // A day that the clocks left out is none.
            let is_day = |[start, end]: [Civil; 2]| zone.first(start) < zone.first(end);
            Some(on(days))
                .filter(|days| is_day(*days))
                .unwrap_or_else(|| on(days + 7 * days.signum()))
        }
        Neighbour::Unit(unit) => {
            let around = unit.around(day);
            match direction {
                Direction::After => [add_days(day, 1), unit.shift(around.end, 1)],
                Direction::Before => [unit.shift(around.start, -1), day],
            }
        }
    };
    let last = zone.first(end).saturating_add(-1);
    Window::new(Some(zone.first(start)), Some(last))
}

/// The days that hold a window.
fn in_whole_days(window: Window, zone: Zone) -> Window {
    let day = |instant: Instant| around(Precision::Day, instant, zone);
    let first = window.earliest.and_then(day).map(|day| day.0);
    let last = window.latest.and_then(day).map(|day| day.1);
    Window::new(first, last)
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

/// The window that lies so long after (or before) another, by the calendar; hours and
/// less as they pass.
pub(super) fn moved(window: Window, length: &Length, direction: Direction, zone: Zone) -> Window {
    // Hours pass whatever the clocks are moved to; only days are those of a zone.
    let is_elapsed = length.parts.iter().all(|(_, unit)| *unit < Unit::Day);
    let zone = if is_elapsed { Zone::Floating } else { zone };
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
    let first = |instant: Instant| step(zone.in_days(instant), -1);
    // A stretch of whole months moves to whole months; the last day of any
    // other moves as a day, for the month after its own may be longer.
    let is_first = |instant: Instant| {
        let civil = zone.in_days(instant);
        civil == Civil::midnight(civil.year, civil.month, 1)
    };
    let is_whole =
        |last: Instant| is_first(last.saturating_add(1)) && window.earliest.is_none_or(is_first);
    let last = |instant: Instant| {
        if in_months.is_some() && !is_whole(instant) {
            step(zone.in_days(instant), 1)
        } else {
            step(zone.in_days(instant.saturating_add(1)), 1).saturating_add(-1)
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
    grammar::total(length) + stray(length) + blur
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
