//! Dates counted out: from a phrase's point to a stretch of the calendar.

use super::calendar::{Stretch, add, add_days, add_months, day_of, iso_week, week_of, widen};
use super::grammar::{MONTHS, WEEKDAYS, capital, checked_day, told_year};
use super::hours;
use super::phrase::{Clock, ClockZone, Date, Grain, Lack, Part, PhraseError, Point, Unit, Which};
use super::resolve::{Context, DateOrder};
use super::zone::Local;
use super::{Civil, Instant, Precision, Window, Zone};
use crate::source::Span;

/// What a point comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) window: Window,
    /// What `before` and `after` are counted from. Doubt draws its ends in: what
    /// was before `c. 1840` can have been in 1840.
    pub(super) core: Window,
    pub(super) precision: Precision,
    pub(super) zoned: bool,
    /// The zone that it carries itself.
    pub(super) zone: Zone,
    /// The first day of its stretch, to count an earlier end from.
    pub(super) day: Civil,
}

/// Counts a point out.
pub(super) fn count(point: &Point, context: &Context) -> Result<Counted, PhraseError> {
    let mut stretch = date(&point.date, context, point.span)?;
    check_weekday(point, &stretch)?;
    let day = stretch.start;
    if let Some(part) = point.day_part
        && point.clock.is_none()
    {
        stretch = hours::of(stretch.start, part);
    }
    if let Some(part) = point.part {
        let hours = point.day_part.filter(|_| point.clock.is_none());
        let hours = hours.and_then(|hours| hours::part(day, hours, part));
        stretch = hours.unwrap_or_else(|| part_of(stretch, part));
    }
    let mut own_zone = None;
    if let Some(clock) = &point.clock {
        stretch = on_clock(stretch.start, clock);
        own_zone = zone_of(clock, point.span)?;
    }
    let zone = own_zone.unwrap_or(context.zone);
    let units = i64::from(point.approximate) + i64::from(point.uncertain);
    let around = |units| window(blurred(stretch, point, units), zone, point);
    let window = around(units)?;
    Ok(Counted {
        window,
        core: if units > 0 { around(-units)? } else { window },
        precision: stretch.precision,
        zoned: own_zone.is_some(),
        zone: own_zone.unwrap_or_default(),
        day,
    })
}

/// Wider by so many units on either side, or narrower.
fn blurred(stretch: Stretch, point: &Point, units: i64) -> Stretch {
    if units == 0 {
        return stretch;
    }
    if let Date::Deep { slack, .. } = &point.date {
        let years = slack.saturating_mul(2 * units);
        return Stretch::new(
            add_months(stretch.start, years.saturating_mul(-12)),
            add_months(stretch.end, years.saturating_mul(12)),
            stretch.precision,
        );
    }
    let grain = point.clock.as_ref().and_then(hours::grain);
    let moved = |civil: Civil, units: i64| match grain {
        Some(grain) => add(civil, grain * i128::from(units)),
        None => widen(civil, stretch.precision, units),
    };
    Stretch::new(
        moved(stretch.start, -units),
        moved(stretch.end, units),
        stretch.precision,
    )
}

/// The points of time between the ends of a stretch.
fn window(stretch: Stretch, zone: Zone, point: &Point) -> Result<Window, PhraseError> {
    let open = matches!(&point.date, Date::OneOf { first: None, .. });
    let open_end = matches!(&point.date, Date::OneOf { last: None, .. });
    let starts = match zone.instant(stretch.start) {
        Local::Single(instant) | Local::Doubled(instant, _) => instant,
        Local::Skipped(change) => {
            if point.clock.is_some() {
                return Err(skipped(zone, point.span));
            }
            change
        }
    };
    // The second time a doubled clock shows an end is the end.
    let ends = match zone.instant(stretch.end) {
        Local::Single(instant) => instant,
        Local::Doubled(first, second) => {
            if point.clock.is_some() {
                second
            } else {
                first
            }
        }
        Local::Skipped(change) => change,
    };
    // A stretch that a clock ran through twice lasts until its second end.
    let last = match zone.instant(add(stretch.end, -1)) {
        Local::Doubled(_, second) if point.clock.is_some() => second,
        _ => ends.saturating_add(-1),
    };
    Ok(Window {
        earliest: (!open).then_some(starts),
        latest: (!open_end).then_some(last.max(ends.saturating_add(-1))),
    })
}

fn skipped(zone: Zone, span: Span) -> PhraseError {
    PhraseError::new(
        span,
        format!(
            "this time never was in {}: clocks were set forward over it",
            zone.name()
        ),
    )
    .help("correct the time, or write its offset from UTC after it")
}

fn zone_of(clock: &Clock, span: Span) -> Result<Option<Zone>, PhraseError> {
    match &clock.zone {
        None => Ok(None),
        Some(ClockZone::Offset(seconds)) => Ok(Some(Zone::Offset(*seconds))),
        Some(ClockZone::Named(name)) => match Zone::named(name) {
            Ok(zone) => Ok(Some(zone)),
            Err(error) => Err(PhraseError::new(span, error.to_string())),
        },
    }
}

fn check_weekday(point: &Point, stretch: &Stretch) -> Result<(), PhraseError> {
    let is = stretch.start.weekday();
    match point.weekday {
        Some(written) if written != is => {
            let day = stretch.start;
            let named = |day: u8| capital(WEEKDAYS[usize::from(day)]);
            Err(PhraseError::new(
                point.span,
                format!(
                    "{} {} {} is a {}, not a {}",
                    day.day,
                    capital(MONTHS[usize::from(day.month) - 1]),
                    told_year(day.year),
                    named(is),
                    named(written)
                ),
            )
            .help("correct the day of the week or the date"))
        }
        _ => Ok(()),
    }
}

/// The day that phrases are counted from.
fn as_of(context: &Context, span: Span) -> Result<Civil, PhraseError> {
    context.as_of.ok_or_else(|| {
        PhraseError::new(span, "what day this is counted from is not told")
            .help("write `as_of:` with a date at the top of the file, or write the whole date here")
            .lacks(Lack::AsOf)
    })
}

/// A yearly stretch as `last`, `this`, `next` pick one; without such a word
/// the latest that has begun.
fn picked(today: Civil, which: Which, yearly: &Yearly<'_>) -> Option<Stretch> {
    let mut back = (0..=8).filter_map(|back| yearly(today.year - back + 1));
    let mut on = (-1..=8).filter_map(|on| yearly(today.year + on));
    match which {
        Which::Nearest => back.find(|stretch| stretch.start <= today),
        Which::Last => back.find(|stretch| stretch.end <= today),
        Which::This => yearly(today.year),
        Which::Next => on.find(|stretch| stretch.start > today),
    }
}

const SEASON_NAMES: [u8; 4] = [3, 6, 9, 12];

/// A meteorological season; winter begins in the December of its year.
fn season_of(year: i64, season: u8, south: bool) -> Stretch {
    let at = if south { (season + 2) % 4 } else { season };
    Stretch::months(
        year,
        SEASON_NAMES[usize::from(at.min(3))],
        3,
        Precision::Season,
    )
}

fn quarter_of(year: i64, quarter: u8) -> Stretch {
    Stretch::months(year, 3 * quarter.clamp(1, 4) - 2, 3, Precision::Season)
}

fn half_of(year: i64, half: u8) -> Stretch {
    Stretch::months(
        year,
        if half <= 1 { 1 } else { 7 },
        6,
        Precision::PartOfYear,
    )
}

/// The stretch that a date is.
pub(super) fn date(date: &Date, context: &Context, span: Span) -> Result<Stretch, PhraseError> {
    let years = |first: i64, last: i64, precision| Ok(Stretch::years(first, last, precision));
    match date {
        Date::Year(year) => years(*year, *year, Precision::Year),
        Date::Years { first, last, grain } => years(*first, *last, grain_of(*grain, last - first)),
        Date::Deep { years: ago, slack } => {
            // Geologists count back from 1950.
            let year = 1950_i64.saturating_sub(*ago);
            years(
                year.saturating_sub(*slack),
                year.saturating_add(*slack),
                Precision::Age,
            )
        }
        Date::Week { year, week } => Ok(Stretch::days(iso_week(*year, *week), 7, Precision::Week)),
        Date::Numeric {
            first,
            second,
            year,
        } => numeric(*first, *second, *year, context, span),
        Date::OneOf { first, last } => one_of(first.as_deref(), last.as_deref(), context, span),
        _ => match yearly(date) {
            Some((Some(year), _, stretch)) => {
                stretch(year).ok_or_else(|| PhraseError::new(span, "that year has no such day"))
            }
            Some((None, which, stretch)) => {
                let today = day_of(as_of(context, span)?);
                picked(today, which, &stretch)
                    .ok_or_else(|| PhraseError::new(span, "no such day is near the file's `as_of`"))
            }
            None => relative(date, as_of(context, span)?, span),
        },
    }
}

/// The stretch of a yearly kind in a year.
type Yearly<'a> = Box<dyn Fn(i64) -> Option<Stretch> + 'a>;

/// A date that comes every year: in which year, or which one is meant.
fn yearly(date: &Date) -> Option<(Option<i64>, Which, Yearly<'_>)> {
    fn always<'a>(stretch: impl Fn(i64) -> Stretch + 'a) -> Yearly<'a> {
        Box::new(move |year| Some(stretch(year)))
    }
    let nearest = Which::Nearest;
    let month_of =
        |month: u8| always(move |year| Stretch::months(year, month, 1, Precision::Month));
    Some(match *date {
        Date::Month { year, month } => (year, nearest, month_of(month)),
        Date::Yearly { month, which } => (None, which, month_of(month)),
        Date::Day { year, month, day } => {
            let exists = move |year| day <= Civil::days_in_month(year, month);
            let stretch = move |year| exists(year).then(|| day_stretch(year, month, day));
            (year, nearest, Box::new(stretch))
        }
        Date::Season {
            year,
            season,
            south,
        } => (
            year,
            nearest,
            always(move |year| season_of(year, season, south)),
        ),
        Date::Seasonal { season, which } => (
            None,
            which,
            always(move |year| season_of(year, season, false)),
        ),
        Date::Quarter { year, quarter } => {
            (year, nearest, always(move |year| quarter_of(year, quarter)))
        }
        Date::Half { year, half } => (year, nearest, always(move |year| half_of(year, half))),
        _ => return None,
    })
}

/// A date that is counted in days or units from the file's own day.
fn relative(date: &Date, today: Civil, span: Span) -> Result<Stretch, PhraseError> {
    let day = day_of(today);
    Ok(match *date {
        Date::Weekday { day, which } => weekday(day, which, today),
        Date::Weekend(which) => {
            let weeks = match which {
                // The weekend that has begun, else the one before.
                Which::Nearest => i64::from(today.weekday() >= 5) - 1,
                Which::Last => -1,
                Which::This => 0,
                Which::Next => i64::from(today.weekday() >= 5),
            };
            Stretch::days(add_days(week_of(today), 5 + 7 * weeks), 2, Precision::Week)
        }
        Date::WeekdayIn { day, which } => {
            let week = add_days(week_of(today), 7 * turns(which));
            Stretch::days(add_days(week, i64::from(day)), 1, Precision::Day)
        }
        Date::DayIn { day, which } => return day_in(day, which, today, span),
        Date::Today(days) => Stretch::days(add_days(day, days), 1, Precision::Day),
        Date::Turn { unit, which } => {
            unit.around(unit.shift(unit.around(today).start, turns(which)))
        }
        Date::Shift { unit, count } => return shifted(unit, count, today, span),
        _ => Stretch::days(day, 1, Precision::Day),
    })
}

/// How many units on from the one that holds the file's own day.
const fn turns(which: Which) -> i64 {
    match which {
        Which::Last => -1,
        Which::This | Which::Nearest => 0,
        Which::Next => 1,
    }
}

/// A day of a month by its number: the latest not after today, or that of the
/// month that is told.
fn day_in(day: u8, which: Which, today: Civil, span: Span) -> Result<Stretch, PhraseError> {
    let month = add_months(Civil::midnight(today.year, today.month, 1), turns(which));
    let named = |month: Civil| {
        (day <= Civil::days_in_month(month.year, month.month))
            .then(|| day_stretch(month.year, month.month, day))
    };
    let found = if which == Which::Nearest {
        (0..4)
            .filter_map(|back| named(add_months(month, -back)))
            .find(|stretch| stretch.start <= today)
    } else {
        named(month)
    };
    found.ok_or_else(|| {
        PhraseError::new(span, format!("that month has no day {day}")).help("write the whole date")
    })
}

fn day_stretch(year: i64, month: u8, day: u8) -> Stretch {
    Stretch::days(Civil::midnight(year, month, day), 1, Precision::Day)
}

fn grain_of(grain: Grain, length: i64) -> Precision {
    match grain {
        Grain::Decade => Precision::Decade,
        Grain::Century => Precision::Century,
        Grain::Millennium => Precision::Millennium,
        Grain::Other if length < 10 => Precision::Year,
        Grain::Other if length < 100 => Precision::Decade,
        Grain::Other if length < 1000 => Precision::Century,
        Grain::Other if length < 10_000 => Precision::Millennium,
        Grain::Other => Precision::Age,
    }
}

fn numeric(
    first: u8,
    second: u8,
    year: Option<i64>,
    context: &Context,
    span: Span,
) -> Result<Stretch, PhraseError> {
    let valid = |month: u8, day: u8| {
        (1..=12).contains(&month)
            && day >= 1
            && day <= Civil::days_in_month(year.unwrap_or(2000), month)
    };
    let is_day_first = match (context.order, valid(second, first), valid(first, second)) {
        (_, false, false) => {
            let is_month = |number: u8| (1..=12).contains(&number);
            match (is_month(first), is_month(second)) {
                (false, true) => checked_day(year, second, first, span)?,
                (true, false) => checked_day(year, first, second, span)?,
                _ => Date::AsOfDay,
            };
            let error = PhraseError::new(span, format!("neither {first} nor {second} is a month"));
            return Err(error.help("months go from 1 to 12: correct one of the numbers"));
        }
        (Some(DateOrder::DayFirst), true, _) => true,
        (Some(DateOrder::MonthFirst), _, true) => false,
        (Some(DateOrder::DayFirst), false, true) => {
            return Err(PhraseError::new(
                span,
                format!("there is no month {second}: the file says `date_order: dmy`"),
            )
            .help("correct the date, or write the month by its name"));
        }
        (Some(DateOrder::MonthFirst), true, false) => {
            return Err(PhraseError::new(
                span,
                format!("there is no month {first}: the file says `date_order: mdy`"),
            )
            .help("correct the date, or write the month by its name"));
        }
        (None, true, true) if first == second => true,
        (None, true, true) => {
            let told = |day: u8, month: u8| {
                let name = capital(MONTHS[usize::from(month) - 1]);
                year.map_or_else(
                    || format!("{day} {name}"),
                    |year| format!("{day} {name} {year}"),
                )
            };
            let (day_first, month_first) = (told(first, second), told(second, first));
            return Err(
                PhraseError::new(span, "this may be day and month or month and day")
                    .help(format!(
                        "write `{day_first}` or `{month_first}`, or put `date_order: dmy` or `mdy` at the top of the file"
                    ))
                    .lacks(Lack::DateOrder {
                        day_first,
                        month_first,
                    }),
            );
        }
        (None, day_first, _) => day_first,
    };
    let (month, day) = if is_day_first {
        (second, first)
    } else {
        (first, second)
    };
    date(&Date::Day { year, month, day }, context, span)
}

fn one_of(
    first: Option<&Date>,
    last: Option<&Date>,
    context: &Context,
    span: Span,
) -> Result<Stretch, PhraseError> {
    let first = first.map(|first| date(first, context, span)).transpose()?;
    let last = last.map(|last| date(last, context, span)).transpose()?;
    match (first, last) {
        (Some(first), Some(last)) if first.start >= last.end => {
            Err(PhraseError::new(span, "this set ends before it begins")
                .help("write the earlier date first"))
        }
        (Some(first), Some(last)) => Ok(Stretch::new(
            first.start,
            last.end,
            first.precision.max(last.precision),
        )),
        (Some(one), None) | (None, Some(one)) => Ok(one),
        (None, None) => Err(PhraseError::new(span, "this set holds no date")),
    }
}

fn weekday(day: u8, which: Which, today: Civil) -> Stretch {
    let today = day_of(today);
    let is = i64::from(today.weekday());
    let back = (is - i64::from(day)).rem_euclid(7);
    let days = match which {
        Which::Nearest => -back,
        Which::Last => -(if back == 0 { 7 } else { back }),
        Which::This => i64::from(day) - is,
        Which::Next => 7 - back,
    };
    Stretch::days(add_days(today, days), 1, Precision::Day)
}

fn shifted(unit: Unit, count: i64, today: Civil, span: Span) -> Result<Stretch, PhraseError> {
    if unit < Unit::Day && today == day_of(today) {
        return Err(PhraseError::new(
            span,
            "the file's `as_of` is a day: hours cannot be counted from it",
        )
        .help("give `as_of` a time of day, or write the time itself"));
    }
    let many = unit
        .in_months()
        .unwrap_or(1)
        .saturating_mul(count.saturating_abs());
    if many > 240_000_000_000 {
        return Err(
            PhraseError::new(span, "this lies further away than can be counted")
                .help("at most 20 billion years can be counted"),
        );
    }
    Ok(unit.around(unit.shift(today, count)))
}

/// A third or a half of a stretch.
fn part_of(stretch: Stretch, part: Part) -> Stretch {
    let (at, of) = match part {
        Part::Early => (0_i64, 3_i64),
        Part::Mid => (1, 3),
        Part::Late => (2, 3),
        Part::FirstHalf => (0, 2),
        Part::SecondHalf => (1, 2),
    };
    let months = |civil: Civil| civil.year * 12 + i64::from(civil.month);
    let length = months(stretch.end) - months(stretch.start);
    let precision = match stretch.precision {
        Precision::Month | Precision::Season => Precision::PartOfMonth,
        Precision::Year | Precision::PartOfYear => Precision::PartOfYear,
        Precision::Decade => Precision::PartOfDecade,
        Precision::Century | Precision::Millennium => Precision::PartOfCentury,
        Precision::Day | Precision::Week => Precision::PartOfDay,
        other => other,
    };
    if length > 0 && length % of == 0 && stretch.start.day == 1 {
        let start = add_months(stretch.start, at * length / of);
        return Stretch::new(start, add_months(start, length / of), precision);
    }
    if stretch.precision == Precision::Month {
        // Ten days, ten days, and the rest of the month; or fifteen and the rest.
        let days = if of == 3 { 10 } else { 15 };
        let start = add_days(stretch.start, days * at);
        let end = if at == of - 1 {
            stretch.end
        } else {
            add_days(start, days)
        };
        return Stretch::new(start, end, precision);
    }
    let whole = stretch.end.instant().nanoseconds() - stretch.start.instant().nanoseconds();
    let of = i128::from(of);
    Stretch::new(
        add(stretch.start, whole * i128::from(at) / of),
        add(stretch.start, whole * i128::from(at + 1) / of),
        precision,
    )
}

/// The minute, second or fraction that a clock shows.
fn on_clock(day: Civil, clock: &Clock) -> Stretch {
    let start = Civil {
        hour: clock.hour,
        minute: clock.minute.unwrap_or(0),
        second: clock.second.unwrap_or(0),
        nanosecond: clock.fraction.map_or(0, |(nanoseconds, _)| nanoseconds),
        ..day
    };
    let (length, precision) = match (clock.minute, clock.second, clock.fraction) {
        (_, _, Some((_, digits))) => (
            10_i128.pow(9 - u32::from(digits.min(9))),
            if digits <= 3 {
                Precision::Millisecond
            } else {
                Precision::Nanosecond
            },
        ),
        (_, Some(_), None) => (Unit::Second.length(), Precision::Second),
        (Some(_), None, None) => (Unit::Minute.length(), Precision::Minute),
        (None, None, None) => (Unit::Hour.length(), Precision::Hour),
    };
    Stretch::new(start, add(start, length), precision)
}

/// The first and the last point of the unit of the calendar that holds a point:
/// of the week, month or year by its clocks and calendars.
///
/// Nothing for what is no unit, such as a part of the day.
pub fn around(unit: Precision, instant: Instant, zone: Zone) -> Option<(Instant, Instant)> {
    const UNITS: [Unit; 12] = [
        Unit::Millisecond,
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
        Unit::Millennium,
    ];
    let unit = UNITS.into_iter().find(|one| one.precision() == unit)?;
    let stretch = unit.around(zone.civil(instant));
    let last = zone.first(stretch.end).saturating_add(-1);
    Some((zone.first(stretch.start), last))
}
