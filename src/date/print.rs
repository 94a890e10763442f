//! Phrases in their canonical wording, which parses to the same phrase again.

use super::End;
use super::grammar::{MONTHS, WEEKDAYS, capital, is_id, is_plain_name};
use super::phrase::{
    Clock, ClockZone, Date, DayPart, Direction, Edge, Expression, Grain, Length, Limit, Neighbour,
    Part, Phrase, Point, Sharpness, Unit, Which,
};
use super::zone::offset_name;
use std::fmt::{self, Display, Formatter};

impl Display for Phrase {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.expression.fmt(f)
    }
}

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moment(point) => point.fmt(f),
            Self::Span {
                from: Some(from),
                to: Some(to),
            } => {
                let (from, to) = (from.to_string(), to.to_string());
                // `2001 to 20 years ago` would be from 2001 years ago.
                let is_number = from.bytes().all(|byte| byte.is_ascii_digit());
                let is_count = to.starts_with(|c: char| c.is_ascii_digit());
                let apart = is_number && is_count && to.ends_with(" ago");
                write!(f, "from {from} to {}{to}", if apart { "over " } else { "" })
            }
            Self::Span {
                from: Some(from),
                to: None,
            } => write!(f, "from {from}"),
            Self::Since(from) => write!(f, "since {from}"),
            Self::Span {
                from: None,
                to: Some(to),
            } => write!(f, "until {to}"),
            Self::Span {
                from: None,
                to: None,
            } => Ok(()),
            Self::Lasting { length, from, to } => {
                write!(f, "for {length}")?;
                if let Some(from) = from {
                    write!(f, " from {from}")?;
                }
                if let Some(to) = to {
                    write!(f, " until {to}")?;
                }
                Ok(())
            }
            Self::Between { after, before } => between(after.as_ref(), before.as_ref(), f),
            Self::Offset {
                length,
                most: None,
                direction,
                edge,
            } => write!(f, "{length} {direction} {edge}"),
            Self::Offset {
                length,
                most: Some(most),
                direction,
                edge,
            } => write!(f, "between {length} and {most} {direction} {edge}"),
            Self::Beside {
                next,
                direction,
                edge,
            } => match next {
                Neighbour::Weekday(day) => {
                    write!(f, "the {} {direction} {edge}", weekday_name(*day))
                }
                Neighbour::Unit(unit) => write!(f, "the {} {direction} {edge}", unit.name()),
            },
            Self::Within {
                length,
                direction: None,
                edge,
            } => write!(f, "within {length} of {edge}"),
            Self::Within {
                length,
                direction: Some(direction),
                edge,
            } => {
                write!(f, "within {length} {direction} {edge}")
            }
            Self::During(edge) => write!(f, "during {edge}"),
            Self::Same { unit: None, edge } => write!(f, "same time as {edge}"),
            Self::Same {
                unit: Some(unit),
                edge,
            } => write!(f, "same {} as {edge}", unit.name()),
        }
    }
}

fn between(after: Option<&Limit>, before: Option<&Limit>, f: &mut Formatter<'_>) -> fmt::Result {
    if let Some(limit) = after {
        let word = if limit.inclusive {
            "not before"
        } else {
            "after"
        };
        write!(f, "{word} {}", limit.edge)?;
    }
    if let Some(limit) = before {
        let joint = if after.is_some() { " and " } else { "" };
        let word = if limit.inclusive {
            "not after"
        } else {
            "before"
        };
        write!(f, "{joint}{word} {}", limit.edge)?;
    }
    Ok(())
}

impl Display for Direction {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::After => "after",
            Self::Before => "before",
        })
    }
}

impl Display for Edge {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(point) => {
                let text = point.to_string();
                // A single word would be taken for an id first.
                match &point.date {
                    Date::Year(year @ 1..=9999) if is_id(&text) => write!(f, "{year} CE"),
                    _ if is_id(&text) => write!(f, "in {text}"),
                    _ => f.write_str(&text),
                }
            }
            Self::Fact(name) => {
                f.write_str(match name.end {
                    Some((End::Start, _)) => "the start of ",
                    Some((End::Finish, _)) => "the end of ",
                    None => "",
                })?;
                if name.date.is_some() || is_plain_name(&name.id) {
                    return f.write_str(&name.id);
                }
                let quote = if name.id.contains('`') { '"' } else { '`' };
                write!(f, "{quote}{}{quote}", name.id)
            }
        }
    }
}

impl Unit {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Millisecond => "millisecond",
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Millennium => "millennium",
        }
    }

    const fn plural(self) -> &'static str {
        match self {
            Self::Millisecond => "milliseconds",
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::Year => "years",
            Self::Decade => "decades",
            Self::Century => "centuries",
            Self::Millennium => "millennia",
        }
    }
}

impl Display for Length {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.sharpness {
            Sharpness::Counted => "",
            Sharpness::About => "about ",
            Sharpness::Exactly => "exactly ",
            Sharpness::AtLeast => "at least ",
            Sharpness::AtMost => "at most ",
        })?;
        for (index, (tenths, unit)) in self.parts.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            let name = if *tenths == 10 {
                unit.name()
            } else {
                unit.plural()
            };
            let (whole, tenth) = (tenths / 10, tenths % 10);
            if tenth == 0 {
                write!(f, "{space}{whole} {name}")?;
            } else {
                write!(f, "{space}{whole}.{tenth} {name}")?;
            }
        }
        Ok(())
    }
}

impl Display for Point {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.approximate {
            f.write_str("about ")?;
        }
        f.write_str(match self.part {
            None => "",
            Some(Part::Early) => "early ",
            Some(Part::Mid) => "mid ",
            Some(Part::Late) => "late ",
            Some(Part::FirstHalf) => "first half of ",
            Some(Part::SecondHalf) => "second half of ",
        })?;
        if self.part.is_some() && matches!(self.date, Date::DayIn { .. }) {
            f.write_str("on ")?;
        }
        if self.day_part == Some(DayPart::SmallHours) {
            f.write_str("small hours of ")?;
        }
        if let Some(clock) = &self.clock {
            clock.fmt(f)?;
            if self.date != Date::AsOfDay {
                f.write_str(" ")?;
            }
        }
        if let Some(weekday) = self.weekday {
            write!(f, "{} ", weekday_name(weekday))?;
        }
        self.date.fmt(f)?;
        if let Some(part) = self.day_part.filter(|part| *part != DayPart::SmallHours) {
            let space = if self.date == Date::AsOfDay { "" } else { " " };
            write!(f, "{space}{part}")?;
        }
        if self.uncertain {
            f.write_str("?")?;
        }
        Ok(())
    }
}

impl Display for DayPart {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SmallHours => "small hours",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        })
    }
}

impl Display for Clock {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Some(minute) = self.minute else {
            let half = if self.hour < 12 { "am" } else { "pm" };
            write!(f, "{} {half}", (self.hour + 11) % 12 + 1)?;
            return zone(self.zone.as_ref(), " ", f);
        };
        write!(f, "{:02}:{minute:02}", self.hour)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        if let Some((nanoseconds, digits)) = self.fraction {
            let all = format!("{nanoseconds:09}");
            write!(f, ".{}", &all[..usize::from(digits.clamp(1, 9))])?;
        }
        zone(self.zone.as_ref(), "", f)
    }
}

fn zone(zone: Option<&ClockZone>, space: &str, f: &mut Formatter<'_>) -> fmt::Result {
    match zone {
        None => Ok(()),
        Some(ClockZone::Offset(seconds)) => write!(f, "{space}{}", offset_name(*seconds)),
        Some(ClockZone::Named(name)) => write!(f, " {name}"),
    }
}

fn weekday_name(day: u8) -> String {
    capital(WEEKDAYS[usize::from(day.min(6))])
}

fn month_name(month: u8) -> String {
    capital(MONTHS[usize::from(month.clamp(1, 12)) - 1])
}

/// A year as it can stand beside a month.
fn year(year: i64) -> String {
    match year {
        1..=9999 => format!("{year:04}"),
        10_000.. => format!("Y{year}"),
        _ => format!("{} BCE", 1 - year),
    }
}

fn which_word(which: Which) -> &'static str {
    match which {
        Which::Nearest => "",
        Which::Last => "last ",
        Which::This => "this ",
        Which::Next => "next ",
    }
}

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let of = |number: &Option<i64>| {
            number
                .map(|number| format!(" {}", year(number)))
                .unwrap_or_default()
        };
        match self {
            Self::Year(number) => f.write_str(&year(*number)),
            Self::Month { year, month } => write!(f, "{}{}", month_name(*month), of(year)),
            Self::Day { year, month, day } => write!(f, "{day} {}{}", month_name(*month), of(year)),
            Self::Numeric {
                first,
                second,
                year,
            } => match year {
                Some(year) => write!(f, "{first:02}/{second:02}/{year:04}"),
                None => write!(f, "{first:02}/{second:02}"),
            },
            Self::Week { year, week } => write!(f, "{}-W{week:02}", iso_year(*year)),
            Self::Season {
                year: Some(year),
                season,
                south,
            } if *south => {
                write!(f, "{}-{}", iso_year(*year), season + 29)
            }
            Self::Season { year, season, .. } => write!(f, "{}{}", season_name(*season), of(year)),
            Self::Seasonal { season, which } => {
                write!(f, "{}{}", which_word(*which), season_name(*season))
            }
            Self::Quarter { year, quarter } => write!(f, "Q{quarter}{}", of(year)),
            Self::Half { year, half } => write!(f, "H{half}{}", of(year)),
            Self::Years { first, last, grain } => years(*first, *last, *grain, f),
            Self::OneOf { first, last } => {
                f.write_str("[")?;
                if let Some(first) = first {
                    iso(first, f)?;
                }
                f.write_str("..")?;
                if let Some(last) = last {
                    iso(last, f)?;
                }
                f.write_str("]")
            }
            Self::Weekday { day, which } => {
                write!(f, "{}{}", which_word(*which), weekday_name(*day))
            }
            Self::Weekend(which) => write!(f, "{}weekend", which_word(*which)),
            Self::WeekdayIn { day, which } => {
                write!(f, "{} of {}week", weekday_name(*day), which_word(*which))
            }
            Self::DayIn { day, which } => {
                write!(f, "the {day}{}", ending(i64::from(*day)))?;
                match which {
                    Which::Nearest => Ok(()),
                    which => write!(f, " of {}month", which_word(*which)),
                }
            }
            Self::Yearly { month, which } => {
                write!(f, "{}{}", which_word(*which), month_name(*month))
            }
            Self::Today(0) => f.write_str("today"),
            Self::Today(-1) => f.write_str("yesterday"),
            Self::Today(1) => f.write_str("tomorrow"),
            Self::Today(days) if *days < 0 => write!(f, "the day before {}", Self::Today(days + 1)),
            Self::Today(days) => write!(f, "the day after {}", Self::Today(days - 1)),
            Self::Turn { unit, which } => write!(f, "{}{}", which_word(*which), unit.name()),
            Self::Shift { unit, count } => {
                let many = count.unsigned_abs();
                let name = if many == 1 {
                    unit.name()
                } else {
                    unit.plural()
                };
                let end = if *count < 0 { "ago" } else { "from now" };
                write!(f, "{many} {name} {end}")
            }
            Self::Deep { years, slack } => deep(*years, *slack, f),
            Self::AsOfDay => Ok(()),
        }
    }
}

fn season_name(season: u8) -> &'static str {
    SEASONS[usize::from(season.min(3))]
}

fn iso_year(year: i64) -> String {
    if year < 0 {
        format!("-{:04}", -year)
    } else {
        format!("{year:04}")
    }
}

/// A date as EDTF writes it within a set.
fn iso(date: &Date, f: &mut Formatter<'_>) -> fmt::Result {
    match date {
        Date::Year(year) if !(-9999..=9999).contains(year) => write!(f, "Y{year}"),
        Date::Year(year) => f.write_str(&iso_year(*year)),
        Date::Month {
            year: Some(year),
            month,
        } => write!(f, "{}-{month:02}", iso_year(*year)),
        Date::Day {
            year: Some(year),
            month,
            day,
        } => write!(f, "{}-{month:02}-{day:02}", iso_year(*year)),
        Date::Season {
            year: Some(year),
            season,
            south,
        } => {
            write!(
                f,
                "{}-{}",
                iso_year(*year),
                season + if *south { 29 } else { 21 }
            )
        }
        Date::Quarter {
            year: Some(year),
            quarter,
        } => write!(f, "{}-{}", iso_year(*year), quarter + 32),
        Date::Half {
            year: Some(year),
            half,
        } => write!(f, "{}-{}", iso_year(*year), half + 39),
        other => other.fmt(f),
    }
}

/// `the 1990s`, `19th century`, `18XX`.
fn years(first: i64, last: i64, grain: Grain, f: &mut Formatter<'_>) -> fmt::Result {
    let (length, name) = match grain {
        Grain::Decade => (10, "decade"),
        Grain::Century => (100, "century"),
        Grain::Millennium => (1000, "millennium"),
        Grain::Other => return f.write_str(&significant(first, last)),
    };
    if grain == Grain::Decade && first >= 0 {
        return write!(f, "{first:04}s");
    }
    if grain == Grain::Decade && first.rem_euclid(10) == 2 {
        return write!(f, "{:04}s BCE", 1 - last);
    }
    // `19th century` begins with a year 1, `18XX` with a year 0.
    if grain != Grain::Decade && first.rem_euclid(length) == 1 {
        return if first > 0 {
            let count = last / length;
            write!(f, "{count}{} {name}", ending(count))
        } else {
            let count = (1 - first) / length;
            write!(f, "{count}{} {name} BCE", ending(count))
        };
    }
    f.write_str(&significant(first, last))
}

/// A run of years by its known digits: `18XX`, `Y1950S2`.
fn significant(first: i64, last: i64) -> String {
    let (low, sign) = if last <= 0 && first < 0 {
        (-last, "-")
    } else {
        (first, "")
    };
    let hidden = (last - first + 1).checked_ilog10().unwrap_or(0) as usize;
    let digits = format!("{low:04}");
    if digits.len() == 4 {
        return format!(
            "{sign}{}{}",
            &digits[..4 - hidden.min(4)],
            "X".repeat(hidden.min(4))
        );
    }
    format!(
        "Y{sign}{low}S{}",
        digits.len() - hidden.min(digits.len() - 1)
    )
}

fn ending(count: i64) -> &'static str {
    match (count % 10, count % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    }
}

/// Years ago, with as many digits as say something.
fn deep(years: i64, slack: i64, f: &mut Formatter<'_>) -> fmt::Result {
    const SCALES: [(i64, &str, u32); 3] = [
        (1_000_000_000, "billion years ago", 9),
        (1_000_000, "million years ago", 6),
        (1_000, "ka", 3),
    ];
    let unit = slack * 2;
    let fits = |(scale, ..): &&(i64, &str, u32)| unit <= *scale;
    let whole = SCALES
        .iter()
        .filter(fits)
        .find(|(scale, ..)| years >= *scale);
    let Some((scale, name, zeros)) = whole.or_else(|| SCALES.iter().rfind(fits)) else {
        return write!(f, "{years} years ago");
    };
    let decimals = zeros.saturating_sub(unit.checked_ilog10().unwrap_or(0));
    if decimals == 0 {
        return write!(f, "{} {name}", years / scale);
    }
    let rest = years % scale / 10_i64.pow(zeros - decimals);
    let width = decimals as usize;
    write!(f, "{}.{rest:0width$} {name}", years / scale)
}
