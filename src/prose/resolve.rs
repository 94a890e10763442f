//! What is left open counted out: from the words of an expression to its
//! value.

mod account;
mod range;
mod thread;
mod turn;
mod weekday;
mod yearly;

pub(super) use account::account;
pub(super) use thread::{Thread, Told};

use super::meaning::{Base, Day, Found, Meaning, Time, Turning, Which};
use super::reader::Reader;
use super::tense::{Tense, clause_tense, is_end, is_set_for, tense};
use super::value::Value;
use super::{Basis, Kind, Options};
use crate::date::arithmetic::add_days;
use crate::date::vocabulary::Unit;
use crate::date::{Civil, DateOrder};
use std::cell::OnceCell;

/// A value with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) value: Value,
    pub(super) basis: Basis,
}

/// What an expression is read with.
pub(super) struct Scene<'a> {
    r: Reader<'a>,
    options: &'a Options,
    thread: &'a Thread,
    found: &'a Found,
    /// The expression before it in its paragraph.
    before: Option<&'a Found>,
    /// The expression after it in its paragraph.
    after: Option<&'a Found>,
    tense: OnceCell<Tense>,
}

impl<'a> Scene<'a> {
    /// One of the expressions of a paragraph, after what the text has told.
    pub(super) fn new(
        r: Reader<'a>,
        options: &'a Options,
        thread: &'a Thread,
        (found, at): (&'a [Found], usize),
    ) -> Self {
        Self {
            r,
            options,
            thread,
            found: &found[at],
            before: at.checked_sub(1).map(|before| &found[before]),
            after: found.get(at + 1),
            tense: OnceCell::new(),
        }
    }

    pub(super) fn anchor(&self) -> Civil {
        self.options.anchor
    }

    fn is_narrative(&self) -> bool {
        self.options.kind == Kind::Narrative
    }

    /// Where the verb looks.
    fn tense(&self) -> Tense {
        let (r, found) = (self.r, self.found);
        *self.tense.get_or_init(|| tense(r, found.first, found.end))
    }

    /// Whether the verb looks ahead.
    pub(super) fn looks_ahead(&self) -> bool {
        self.tense().is_ahead()
    }

    /// Whether what the clause tells is of the past, or lay ahead then: “came”, “had
    /// until”, “was to come”.
    fn is_of_past(&self) -> bool {
        let (r, found) = (self.r, self.found);
        matches!(
            clause_tense(r, found.first, found.end),
            Tense::Past | Tense::Meant
        )
    }

    /// Whether the sentence tells what is still so: “is still open three years later”.
    fn is_still(&self) -> bool {
        let (r, found) = (self.r, self.found);
        let mut sentence = r.sentence_start(found.first)..r.sentence_end(found.first);
        let is_still = sentence.any(|at| r.any(at, &["still", "remain", "remains"]));
        is_still && clause_tense(r, found.first, found.end) == Tense::Open
    }

    /// Whether something is set for the day: “a hearing for Monday”.
    fn is_set_for(&self) -> bool {
        is_set_for(self.r, self.found.first, self.found.end)
    }

    /// The day that a base is.
    fn day_of(&self, base: Base) -> Civil {
        if base == Base::Anchor && !self.is_narrative() {
            return self.anchor();
        }
        let told = self.thread.last().and_then(Value::first_day);
        told.unwrap_or(self.anchor())
    }

    /// The day that so many of a unit are counted from.
    fn day_for(&self, base: Base, unit: Unit) -> Civil {
        if base == Base::Anchor || self.is_narrative() {
            return self.day_of(base);
        }
        let told = self.thread.last_in(unit).and_then(Value::first_day);
        told.unwrap_or(self.anchor())
    }

    fn basis_of(&self, base: Base) -> Basis {
        let threaded = base == Base::Thread || self.is_narrative();
        if threaded && self.thread.last().is_some() {
            Basis::Thread
        } else {
            Basis::Anchor
        }
    }

    fn based(&self, value: Value, base: Base) -> Resolved {
        let basis = self.basis_of(base);
        Resolved { value, basis }
    }
}

/// Counts an expression out.
pub(super) fn resolve(scene: &Scene<'_>) -> Resolved {
    let anchored = |value| Resolved {
        value,
        basis: Basis::Anchor,
    };
    match scene.found.meaning {
        Meaning::Fixed(Value::Numeric(first, second, year)) => Resolved {
            value: ordered(first, second, year, scene.options),
            basis: Basis::Stated,
        },
        Meaning::Fixed(value) => {
            let basis = match value {
                Value::Past | Value::Present | Value::Future | Value::SomeLength => Basis::Vague,
                _ => Basis::Stated,
            };
            Resolved { value, basis }
        }
        Meaning::Yearly { part, year } => yearly::yearly(scene, part, year),
        Meaning::SameIn(unit, year) => turn::same_in(scene, unit, year),
        Meaning::WeekOf {
            part,
            year,
            is_weekend,
        } => yearly::week_of(scene, part, year, is_weekend),
        Meaning::YearTurn(which, base) => {
            let year = scene.day_of(base).year + turn::step(which);
            scene.based(Value::Year(year), base)
        }
        Meaning::Weekday { day, which, base } => weekday::weekday(scene, day, which, base),
        Meaning::WeekdayThe { day, number } => weekday::weekday_the(scene, day, number),
        Meaning::WeekdayIn { day, weeks } => anchored(weekday::weekday_in(scene, day, weeks)),
        Meaning::WeekdayBy { day, weeks } => {
            let which = if weeks < 0 { Which::Last } else { Which::Next };
            anchored(weekday::weekday_by(scene, day, which, weeks))
        }
        Meaning::WeekdayAgo { day, weeks } => {
            anchored(weekday::weekday_by(scene, day, Which::Last, -weeks))
        }
        Meaning::Turn { unit, which, base } => turn::turn(scene, unit, which, base),
        Meaning::Today(days) => anchored(Value::day(add_days(scene.anchor(), days))),
        Meaning::Shift {
            amount,
            unit,
            back,
            base,
        } => turn::shift(scene, amount, unit, back, base),
        Meaning::AgoFrom {
            months,
            weeks,
            of,
            days,
        } => anchored(turn::ago_from(scene, (months, weeks), of, days)),
        Meaning::AgoOn { months, day } => anchored(turn::ago_on(scene, months, day)),
        Meaning::SeasonAgo(years, season) => anchored(turn::season_ago(scene, years, season)),
        Meaning::VagueLater(unit) => {
            let value = if scene.is_narrative() {
                Value::Future
            } else {
                Value::Length(super::number::Amount::Some, unit)
            };
            Resolved {
                value,
                basis: Basis::Vague,
            }
        }
        Meaning::Historic(value) => Resolved {
            value,
            basis: Basis::Vague,
        },
        Meaning::Focus(unit) => turn::focus(scene, unit),
        Meaning::Reported(what) => account::reported(scene, what),
        Meaning::ReportedIn(what, year) => account::reported_in(scene, what, year),
        Meaning::YearAgo(what) => account::year_ago(scene, what),
        Meaning::DayOfMonth(day) => scene.based(turn::day_of_month(scene, day), Base::Thread),
        Meaning::Set { of, .. } => Resolved {
            value: of,
            basis: Basis::Stated,
        },
        Meaning::Timed { day, time } => timed(scene, day, time),
    }
}

/// Whether an expression counts in units finer than the date that it counts from:
/// two weeks after June the text tells no week.
pub(super) fn is_finer_than_told(scene: &Scene<'_>) -> bool {
    let (Meaning::Shift { unit, base, .. }
    | Meaning::Turn {
        unit: Turning::Unit(unit),
        base,
        ..
    }) = scene.found.meaning
    else {
        return false;
    };
    let told = match base {
        Base::Thread if !scene.is_narrative() => scene.thread.last_in(unit),
        Base::Anchor if !scene.is_narrative() => None,
        _ => scene.thread.last(),
    };
    told.is_some_and(|told| {
        let finest = match told {
            told if scene.thread.is_loose(told) => return true,
            told if told.civil().is_some() => return false,
            Value::Week(..) | Value::Weekend(..) => Unit::Week,
            Value::Month(..) => Unit::Month,
            Value::Season(..) | Value::Quarter(..) | Value::Half(..) => Unit::Quarter,
            _ => Unit::Year,
        };
        unit < finest
    })
}

/// Day and month in the order that is told, or that makes it the day of
/// publication; open where neither is.
fn ordered(first: u8, second: u8, year: i64, options: &Options) -> Value {
    let today = Value::day(options.anchor);
    match options.order {
        None if Value::Day(year, first, second) == today => today,
        None if Value::Day(year, second, first) == today => today,
        Some(DateOrder::DayFirst) => Value::Day(year, second, first),
        Some(DateOrder::MonthFirst) => Value::Day(year, first, second),
        None => Value::Numeric(first, second, year),
    }
}

/// Midnight is the first moment of its day; where something ends then, the last:
/// “the offer expires at midnight Friday”.
fn at_midnight(scene: &Scene<'_>, time: Time) -> Time {
    let (r, found) = (scene.r, scene.found);
    let is_midnight = (found.first..found.end).any(|at| r.is(at, "midnight"));
    match time {
        Time::Clock {
            hour: 0,
            minute,
            second,
        } if is_midnight && is_end(r, found.first) => Time::Clock {
            hour: 24,
            minute,
            second,
        },
        _ => time,
    }
}

/// A time of some day.
fn timed(scene: &Scene<'_>, day: Day, time: Time) -> Resolved {
    let time = at_midnight(scene, time);
    let of = |value: Value, basis: Basis| match value {
        Value::Day(year, month, day) => Resolved {
            value: Value::Timed(year, month, day, time),
            basis,
        },
        _ => Resolved {
            value: Value::Clock(time),
            basis,
        },
    };
    match day {
        Day::Today(days) => of(Value::day(add_days(scene.anchor(), days)), Basis::Anchor),
        Day::Weekday { day, which } => {
            let read = weekday::weekday(scene, day, which, Base::Anchor);
            of(read.value, read.basis)
        }
        Day::Dated { part, year } => {
            let read = yearly::yearly(scene, part, year);
            of(read.value, read.basis)
        }
        Day::Thread(days) => {
            let base = scene.thread.day().unwrap_or(scene.anchor());
            of(
                Value::day(add_days(base, days)),
                scene.basis_of(Base::Thread),
            )
        }
        Day::Every => Resolved {
            value: Value::AnyTime(time),
            basis: Basis::Stated,
        },
        Day::Open => {
            // “will walk out on Thursday, after talks broke down on Tuesday; the strike
            // starts at 6 a.m.”: what lies ahead is not of a day gone by.
            let ahead = || {
                let latest = scene.thread.latest();
                latest.filter(|day| *day > scene.anchor() && scene.looks_ahead())
            };
            let told = match scene.thread.clock_day() {
                Some(day) if !scene.is_narrative() && day < scene.anchor() => ahead().or(Some(day)),
                told => told,
            };
            // “The ships would sail on Wednesday. A bridge fell at 9 a.m.”: what has
            // happened is not of a day to come.
            let is_behind = || {
                let is_past = !scene.is_narrative() && scene.tense() == Tense::Past;
                is_past && scene.thread.is_ahead()
            };
            let told = match told {
                Some(_) if is_behind() => scene.thread.done().or(Some(scene.anchor())),
                told => told,
            };
            // “A train crashed on Tuesday. Its brakes had been new in May. It had left at
            // 6 a.m.”: what has happened is of the day that the text leads with.
            let leads = || (scene.tense() == Tense::Past).then(|| scene.thread.lead())?;
            let told = match told {
                None if !scene.is_narrative() => leads(),
                told => told,
            };
            if told.is_none() && scene.is_narrative() {
                return Resolved {
                    value: Value::Clock(time),
                    basis: Basis::Vague,
                };
            }
            let base = told.unwrap_or(scene.anchor());
            let basis = if told.is_some() {
                Basis::Thread
            } else {
                Basis::Anchor
            };
            of(Value::day(base), basis)
        }
    }
}

/// Whether a turning is a quarter: the unit of what companies report.
const fn is_quarter(unit: Turning) -> bool {
    matches!(unit, Turning::Unit(Unit::Quarter))
}
