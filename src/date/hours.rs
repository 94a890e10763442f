//! The hours of a day: its parts as words name them, and how finely a clock is told.

use super::calendar::{Stretch, add};
use super::phrase::{Clock, DayPart, Part, Unit};
use super::{Civil, Precision};

/// The small hours from 0 to 6, morning to 12, afternoon to 18, evening to 24; a
/// night from 20 to 6.
pub(super) fn of(day: Civil, part: DayPart) -> Stretch {
    between(
        day,
        match part {
            DayPart::SmallHours => (0, 6),
            DayPart::Morning => (6, 12),
            DayPart::Afternoon => (12, 18),
            DayPart::Evening => (18, 24),
            DayPart::Night => (20, 30),
        },
    )
}

/// Where a part of a part of the day is no third of it, as people use the words: early
/// morning has the small hours too, in the middle of the morning it may be 11, and it is
/// late at night from 22 on.
pub(super) fn part(day: Civil, of: DayPart, part: Part) -> Option<Stretch> {
    let hours = match (part, of) {
        (Part::Early, DayPart::Morning) => (0, 8),
        (Part::Mid, DayPart::Morning) => (8, 11),
        (Part::Late, DayPart::Night) => (22, 30),
        _ => return None,
    };
    Some(between(day, hours))
}

fn between(day: Civil, (from, to): (i128, i128)) -> Stretch {
    let hour = Unit::Hour.length();
    Stretch::new(
        add(day, from * hour),
        add(day, to * hour),
        Precision::PartOfDay,
    )
}

/// By how much a clock that tells minutes may be wrong, in nanoseconds, where it is told
/// roughly: by an hour, a quarter of an hour or five minutes where it is that round. Nothing
/// for any other clock, which may be wrong by its last unit.
pub(super) fn grain(clock: &Clock) -> Option<i128> {
    let minute = Unit::Minute.length();
    let minutes = clock.minute.filter(|_| clock.second.is_none())?;
    Some(match minutes {
        0 => Unit::Hour.length(),
        15 | 30 | 45 => 15 * minute,
        _ if minutes % 5 == 0 => 5 * minute,
        _ => minute,
    })
}
