//! In which year a month, day, quarter, season or holiday lies.

use super::super::done::is_done;
use super::super::lexicon::Word;
use super::super::meaning::{Base, Found, Holiday, Meaning, Part, Which, Year};
use super::super::value::Value;
use super::super::{Basis, Modifier};
use super::range::{begun, ranged};
use super::{Resolved, Scene, Tense, turn};
use crate::date::Civil;
use crate::date::arithmetic::{add_days, day_of, days_to, easter};
use crate::date::vocabulary::Unit;

/// A part of a year, in the year that is meant.
pub(super) fn yearly(scene: &Scene<'_>, part: Part, year: Year) -> Resolved {
    match year {
        Year::Given(year) => Resolved {
            value: of(part, year),
            basis: Basis::Stated,
        },
        Year::Turn(which, base) => {
            let year = scene.day_of(base).year + turn::step(which);
            scene.based(of(part, year), base)
        }
        Year::Pick(which) => scene.based(
            picked(part, which, scene.day_of(Base::Anchor)),
            Base::Anchor,
        ),
        Year::BeforeLast => {
            let last = picked(part, Which::Last, scene.day_of(Base::Anchor));
            let year = last.year().unwrap_or(scene.anchor().year) - 1;
            scene.based(of(part, year), Base::Anchor)
        }
        Year::Told(which) => {
            // “found in 2022 that it had been repaired the previous spring”; “in the spring
            // of 1994 … the following November”
            let told = scene.thread.last();
            let is_part = matches!(
                told,
                Some(Value::Season(..) | Value::Quarter(..) | Value::Half(..))
            );
            let is_story = told.is_some() && told == scene.thread.story();
            let day = if turn::follows_year(scene) || is_part || is_story {
                scene.day_of(Base::Thread)
            } else {
                scene.day_for(Base::Thread, Unit::Month)
            };
            scene.based(picked(part, which, day), Base::Thread)
        }
        Year::Open => listed(scene, part)
            .or_else(|| ranged(scene, part))
            .map_or_else(|| open(scene, part), |day| scene.based(day, Base::Anchor)),
    }
}

/// A day in a list after one of its month: “set for Dec. 2 and 3”. Both are of one year.
fn listed(scene: &Scene<'_>, part: Part) -> Option<Value> {
    let Part::Day(month, day) = part else {
        return None;
    };
    let before = scene.before?;
    let Meaning::Yearly {
        part: Part::Day(of, first),
        year: Year::Open,
    } = before.meaning
    else {
        return None;
    };
    let (r, found) = (scene.r, scene.found);
    let is_next = found.first <= before.end + 2 && before.end < found.first;
    let is_number = matches!(r.word(found.first), Word::Digits { .. });
    match scene.thread.last()? {
        Value::Day(year, told, on) if (told, on) == (of, first) => {
            (of == month && is_next && is_number).then_some(Value::Day(year, month, day))
        }
        _ => None,
    }
}

/// The part of a year.
pub(super) fn of(part: Part, year: i64) -> Value {
    match part {
        Part::Half(half) => Value::Half(year, half),
        Part::Quarter(quarter) => Value::Quarter(year, quarter),
        Part::Season(season) => Value::Season(year, season),
        Part::Month(month) => Value::Month(year, month),
        Part::Day(month, day) => {
            let last = Civil::days_in_month(year, month);
            if day > last {
                Value::NoDay(year, month)
            } else {
                Value::Day(year, month, day)
            }
        }
        Part::LastDay(month) => Value::Day(year, month, Civil::days_in_month(year, month)),
        Part::Holiday(holiday) => Value::day(holiday_in(holiday, year)),
    }
}

/// The week or weekend of a day that every year has; a Monday ends the weekend
/// before it.
pub(super) fn week_of(scene: &Scene<'_>, part: Part, year: Year, is_weekend: bool) -> Resolved {
    let read = yearly(scene, part, year);
    let day = read.value.civil().unwrap_or(scene.anchor());
    let back = -i64::from(is_weekend && day.weekday() == 0);
    let (year, week) = turn::week(add_days(day, back));
    let value = if is_weekend {
        Value::Weekend(year, week)
    } else {
        Value::Week(year, week)
    };
    Resolved { value, ..read }
}

/// So many quarters from the first of a year.
pub(super) fn quarter(year: i64, quarter: i64) -> Value {
    let index = year * 4 + quarter - 1;
    Value::Quarter(index.div_euclid(4), index.rem_euclid(4) as u8 + 1)
}

/// The last, this or the next of a row of equal parts, seen from a day.
fn picked(part: Part, which: Which, day: Civil) -> Value {
    let start = |year: i64| of(part, year).first_day().unwrap_or(day);
    let end = |year: i64| after(of(part, year)).unwrap_or(day);
    let today = day_of(day);
    let year = match which {
        Which::Last => (0..=8)
            .map(|back| day.year - back)
            .find(|year| end(*year) <= today),
        Which::This => Some(day.year),
        Which::Next => (-1..=8)
            .map(|on| day.year + on)
            .find(|year| start(*year) > today),
    };
    of(part, year.unwrap_or(day.year))
}

/// The first day after a value.
pub(super) fn after(value: Value) -> Option<Civil> {
    use crate::date::arithmetic::add_months;
    let first = value.first_day()?;
    Some(match value {
        Value::Half(..) => add_months(first, 6),
        Value::Quarter(..) | Value::Season(..) => add_months(first, 3),
        Value::Month(..) | Value::SomeDay(..) | Value::NoDay(..) => add_months(first, 1),
        _ => add_days(first, 1),
    })
}

/// A part whose year is not told: in a history that of the date before; in
/// news the nearest, for quarters and halves the latest that has begun.
fn open(scene: &Scene<'_>, part: Part) -> Resolved {
    // Below the heading “2016”.
    if let Some(year) = scene.thread.heading().filter(|_| !follows_own_year(scene)) {
        return Resolved {
            value: of(part, year),
            basis: Basis::Thread,
        };
    }
    if scene.is_narrative()
        && let Some(told) = scene.thread.main()
    {
        let value = match told {
            Value::Year(year) if is_late(scene, told) && month_of(part) <= LATE => {
                of(part, year + 1)
            }
            told => following(part, told),
        };
        return Resolved {
            value,
            basis: Basis::Thread,
        };
    }
    if let Some(told) = scene.thread.last().filter(|_| is_apposed(scene)) {
        return Resolved {
            value: following(part, told),
            basis: Basis::Thread,
        };
    }
    if let Some(resolved) = in_story(scene, part) {
        return resolved;
    }
    let value = match part {
        _ if is_of_2001(scene, part) => of(part, 2001),
        Part::Quarter(_) | Part::Half(_) => latest(scene, part),
        _ if is_ended_on(scene) => picked(part, Which::Last, scene.day_of(Base::Anchor)),
        _ => begun(scene, part).unwrap_or_else(|| nearest(scene, part)),
    };
    Resolved {
        value,
        basis: Basis::Anchor,
    }
}

/// Whether its sentence has told a date with its year before.
fn follows_own_year(scene: &Scene<'_>) -> bool {
    let start = scene.r.sentence_start(scene.found.first);
    scene.before.is_some_and(|before| {
        let is_dated = matches!(
            before.meaning,
            Meaning::Fixed(_)
                | Meaning::Yearly {
                    year: Year::Given(_),
                    ..
                }
        );
        is_dated && before.first >= start
    })
}

/// The next of its kind in a story of a year gone by, where the clause is of the past:
/// “The first letter came in November 2023. He answered on 9 November”. After a stretch
/// of several years it stays open which of them is meant.
fn in_story(scene: &Scene<'_>, part: Part) -> Option<Resolved> {
    let told = scene.thread.story()?;
    let is_gone = told.year()? < scene.anchor().year;
    let start = scene.r.sentence_start(scene.found.first);
    // What is counted in the same sentence leads elsewhere.
    let follows =
        |before: &Found| before.end <= start || matches!(before.meaning, Meaning::Yearly { .. });
    let is_apart = scene.before.is_none_or(follows);
    if !is_gone || !is_apart || is_attribute(scene) || !scene.is_of_past() {
        return None;
    }
    // A paragraph in which somebody speaks is back in the present.
    if scene.thread.may_have_left() {
        let mut sentence = start..scene.r.sentence_end(scene.found.first);
        if sentence.any(|at| scene.r.any(at, &SPEAKING)) {
            return None;
        }
    }
    if scene.thread.is_wide() {
        let value = match part {
            Part::Month(month) => Value::AnyMonth(month),
            Part::Day(month, day) => Value::AnyDay(month, day),
            _ => return None,
        };
        return Some(Resolved {
            value,
            basis: Basis::Vague,
        });
    }
    if !matches!(part, Part::Day(..) | Part::Month(_) | Part::LastDay(_)) {
        return None;
    }
    let value = match told {
        Value::Year(year) if is_late(scene, told) && month_of(part) <= LATE => of(part, year + 1),
        told => next_in(part, told)?,
    };
    let is_past = value.first_day()? <= scene.anchor();
    is_past.then_some(Resolved {
        value,
        basis: Basis::Thread,
    })
}

/// Whether the text has just told the end of a year: “in late 1950 … in January”.
fn is_late(scene: &Scene<'_>, told: Value) -> bool {
    scene.before.is_some_and(|before| {
        before.meaning == Meaning::Fixed(told) && before.modifier == Some(Modifier::End)
    })
}

/// The month that a part begins in.
fn month_of(part: Part) -> u8 {
    of(part, 2000).first_day().map_or(1, |day| day.month)
}

/// The last month that follows on the end of the year before it.
const LATE: u8 = 6;

/// Words by which somebody tells something.
const SPEAKING: [&str; 6] = ["announced", "reported", "said", "say", "says", "told"];

/// Whether a date tells which thing is meant: “the late-November trip”, “a March
/// letter”.
fn is_attribute(scene: &Scene<'_>) -> bool {
    let (r, first, end) = (scene.r, scene.found.first, scene.found.end);
    let is_led = r.is(first, "the") || r.after_any(first, &["a", "an", "the", "that", "this"]);
    is_led && r.word(end) == Word::Other && r.lower(end)
}

/// The first of its kind that has not ended before a date begins, or the one that ended
/// shortly before that: a story steps back by weeks, but on by as much as a year.
fn next_in(part: Part, told: Value) -> Option<Value> {
    let year = told.year()?;
    let from = told.first_day()?;
    let earliest = match told {
        Value::Year(_) | Value::Season(..) | Value::Quarter(..) | Value::Half(..) => from,
        _ => add_days(from, -STEP_BACK),
    };
    (year - 1..=year + 1)
        .map(|year| of(part, year))
        .find(|value| after(*value).is_some_and(|end| end > earliest))
}

/// How many days a story may step back.
const STEP_BACK: i64 = 45;

/// Whether it tells more of what is counted from the date before: “less than a month
/// later, on Nov. 3,”, “the next day, May 6,”.
fn is_apposed(scene: &Scene<'_>) -> bool {
    let (r, first) = (scene.r, scene.found.first);
    scene.before.is_some_and(|before| {
        let is_counted = matches!(
            before.meaning,
            Meaning::Shift {
                base: Base::Thread,
                back: false,
                ..
            } | Meaning::Turn {
                base: Base::Thread,
                which: Which::Next,
                ..
            } | Meaning::YearTurn(Which::Next, Base::Thread)
        );
        let start = before.end + usize::from(r.text(before.end) == ",");
        let start = start + usize::from(r.any(start, &["on", "in"]));
        is_counted && start == first && start > before.end
    })
}

/// Whether a day is that of the attacks of 2001, which go by it: “the Sept. 11
/// attacks”.
fn is_of_2001(scene: &Scene<'_>, part: Part) -> bool {
    let names = [
        "attack",
        "attacks",
        "terror",
        "terrorist",
        "hijackers",
        "hijackings",
    ];
    part == Part::Day(9, 11) && scene.anchor().year > 2001 && scene.r.any(scene.found.end, &names)
}

/// Whether something has ended with it: “the year ended March 31”.
fn is_ended_on(scene: &Scene<'_>) -> bool {
    follows_unit(scene, "ended")
}

/// Whether a verb leads it that a unit or period stands before.
fn follows_unit(scene: &Scene<'_>, verb: &str) -> bool {
    let (r, first) = (scene.r, scene.found.first);
    r.after_any(first, &[verb])
        && first > 1
        && (matches!(r.word(first - 2), Word::Unit { .. }) || r.is(first - 2, "period"))
}

/// The one that has begun last, or the next where the verb looks ahead.
fn latest(scene: &Scene<'_>, part: Part) -> Value {
    let anchor = scene.anchor();
    let begun = |year: i64| {
        of(part, year)
            .first_day()
            .is_some_and(|first| first <= anchor)
    };
    let year = if begun(anchor.year) {
        anchor.year
    } else {
        anchor.year - 1
    };
    // Companies tell what a quarter will have brought when it has just ended.
    let gone = add_days(anchor, -REPORTED);
    let ended = after(of(part, year)).is_some_and(|end| end <= gone);
    if scene.looks_ahead() && ended {
        return of(part, year + 1);
    }
    of(part, year)
}

/// For how many days after its end a quarter is still to be reported on.
const REPORTED: i64 = 60;

/// The part in the year that a history has come to, or in the next where the
/// year has almost gone by: “January” after a December.
fn following(part: Part, told: Value) -> Value {
    let Some(year) = told.year() else {
        return of(part, told.first_day().map_or(0, |day| day.year));
    };
    let month = of(part, year).first_day().map_or(1, |day| day.month);
    let last = match told {
        Value::Season(_, AUTUMN) => Some((year, 11)),
        told => told.month(),
    };
    match last {
        Some((_, last)) if last >= month + GONE => of(part, year + 1),
        _ => of(part, year),
    }
}

/// The autumn among the seasons.
const AUTUMN: u8 = 2;

/// By how many months a history steps back rather than on into the next year.
const GONE: u8 = 8;

/// The nearest one to a day, on the side where the verb looks: what has happened lies
/// never ahead. Where the verb does not tell, what lies ahead counts as further away
/// than it is.
fn nearest(scene: &Scene<'_>, part: Part) -> Value {
    let day = scene.anchor();
    let now = day.instant().nanoseconds();
    let is_day = matches!(part, Part::Day(..) | Part::LastDay(_) | Part::Holiday(_));
    let tense = scene.tense();
    // “it said that results for the year ending Jan. 31 would be hurt”
    let tense = match tense {
        Tense::Past if follows_unit(scene, "ending") => Tense::Open,
        tense => tense,
    };
    let is_over = tense == Tense::Past
        && !matches!(part, Part::Holiday(_))
        && is_done(scene.r, scene.found.first, scene.found.end);
    let is_weak = is_day && tense == Tense::Past;
    let against = if is_weak { AGAINST_DAY } else { AGAINST };
    let distance = |year: i64| {
        let value = of(part, year);
        let (first, last) = (
            value.first_day().unwrap_or(day),
            after(value).unwrap_or(day),
        );
        let middle = first.instant().nanoseconds() / 2 + last.instant().nanoseconds() / 2;
        let wrong = match tense {
            Tense::Past => first > day,
            Tense::Future => last <= day,
            Tense::Meant | Tense::Open => false,
        };
        let far = match middle - now {
            ahead if ahead <= 0 => -ahead,
            ahead if is_day && tense == Tense::Future => ahead,
            ahead => ahead / 2 * AHEAD,
        };
        (wrong && is_over, if wrong { far * against } else { far })
    };
    // “will be elected in November and take office in January”: the next one.
    if let Some(told) = told_ahead(scene).filter(|_| !is_day)
        && let Some(year) = (day.year..=day.year + 2).find(|year| {
            of(part, *year).first_day().map(Civil::instant) > told.first_day().map(Civil::instant)
        })
        && tense == Tense::Future
    {
        return of(part, year);
    }
    let year = (day.year - 1..=day.year + 1).min_by_key(|year| distance(*year));
    of(part, year.unwrap_or(day.year))
}

/// The month to come that its sentence has told, with more joined to it by “and”.
fn told_ahead(scene: &Scene<'_>) -> Option<Value> {
    let (r, first) = (scene.r, scene.found.first);
    let before = scene.before.filter(|before| {
        let is_month = matches!(
            before.meaning,
            Meaning::Yearly {
                part: Part::Month(_),
                year: Year::Open,
            }
        );
        is_month && before.first >= r.sentence_start(first)
    })?;
    let is_joined = (before.end..first).any(|at| r.is(at, "and"));
    let told = scene.thread.last().filter(|_| is_joined)?;
    let is_ahead = told.first_day().map(Civil::instant) > Some(scene.anchor().instant());
    is_ahead.then_some(told)
}

/// How much further away what lies against the tense of the verb seems.
const AGAINST: i128 = 8;

/// The same for a day of a month after a verb of the past: it is seldom far away,
/// and may be the day of something that was only decided then.
const AGAINST_DAY: i128 = 4;

/// How much further away, in halves, what lies ahead seems.
const AHEAD: i128 = 3;

/// The day of a holiday that moves.
fn holiday_in(holiday: Holiday, year: i64) -> Civil {
    match holiday {
        Holiday::Easter(days) => add_days(easter(year), days),
        Holiday::Weekday {
            month,
            weekday,
            count,
        } => {
            if count < 0 {
                let last = Civil::midnight(year, month, Civil::days_in_month(year, month));
                let back = (i64::from(last.weekday()) - i64::from(weekday)).rem_euclid(7);
                return add_days(last, -back);
            }
            let first = Civil::midnight(year, month, 1);
            let on = (i64::from(weekday) - i64::from(first.weekday())).rem_euclid(7);
            add_days(first, on + 7 * (i64::from(count) - 1))
        }
        Holiday::Beside {
            month,
            weekday,
            count,
            days,
        } => {
            let holiday = Holiday::Weekday {
                month,
                weekday,
                count,
            };
            add_days(holiday_in(holiday, year), i64::from(days))
        }
        Holiday::Near {
            month,
            day,
            weekday,
            is_after,
        } => {
            let holiday = Civil::midnight(year, month, day);
            add_days(holiday, days_to(weekday, holiday.weekday(), is_after))
        }
        Holiday::Election => {
            let monday = Holiday::Weekday {
                month: 11,
                weekday: 0,
                count: 1,
            };
            add_days(holiday_in(monday, year), 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_fall_on_their_days() {
        let day = |holiday, year| {
            let civil = holiday_in(holiday, year);
            (civil.month, civil.day)
        };
        assert_eq!(day(Holiday::Easter(0), 2024), (3, 31));
        assert_eq!(day(Holiday::Easter(0), 2025), (4, 20));
        assert_eq!(day(Holiday::Easter(-2), 1998), (4, 10));
        let thanksgiving = Holiday::Weekday {
            month: 11,
            weekday: 3,
            count: 4,
        };
        assert_eq!(day(thanksgiving, 2023), (11, 23));
        let memorial = Holiday::Weekday {
            month: 5,
            weekday: 0,
            count: -1,
        };
        assert_eq!(day(memorial, 2024), (5, 27));
        assert_eq!(day(Holiday::Election, 2016), (11, 8));
    }
}
