//! Calendar time from nanoseconds to billions of years, and what an author's
//! words say about it.
//!
//! Nothing here knows of events or files.

mod calendar;
mod civil;
mod clock;
mod context;
mod counting;
mod error;
mod following;
mod grammar;
mod hours;
mod instant;
mod iso;
mod lengths;
mod meaning;
mod phrase;
mod print;
mod resolve;
mod words;
mod zone;

pub use civil::Civil;
pub(crate) use clock::{last_second, tells_second};
pub use context::{Context, DateOrder};
pub use counting::around;
pub use error::{Lack, PhraseError};
pub(crate) use grammar::has_foreign_word;
pub use grammar::nearest_word;
pub use instant::Instant;
pub use iso::iso;
pub use lengths::CalendarStep;
pub use lengths::within;
pub use meaning::{End, Kind, Lag, Meaning, Precision, Qualifier, Relation, Window};
pub use phrase::{Phrase, PhraseName};
pub use words::{Words, length_words};
pub use zone::{Local, UnknownZone, Zone, offset_name};

/// The words that dates are made of, for other rooms that read English.
pub(crate) mod vocabulary {
    pub(crate) use super::grammar::words::{MONTHS, NEARLY, ORDINALS, SMALL, TENS, WEEKDAYS, unit};
    pub(crate) use super::phrase::Unit;
}

/// Arithmetic on the calendar, for other rooms that count days.
pub(crate) mod arithmetic {
    pub(crate) use super::calendar::{
        DAY, add, add_days, add_months, day_of, days_to, easter, iso_week, week_of,
    };
    pub(crate) use super::words::{age_words, years};
}
