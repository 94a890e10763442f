//! Temporal expressions in running English text.
//!
//! [`tag`] finds what a text says of time, such as “on Saturday”, “the past two
//! years” or “20 September 2025”, and tells what each comes to in the terms of
//! TIMEX3 (TimeML 1.2.1): `2025-09-20`, `P2Y`. A text that is no list of dates
//! leaves much open. What is left open is read as journalists or historians
//! mean it ([`Kind`]), from the day of publication, the tense of the verb and
//! the dates told before.
//!
//! Nothing here knows of events or files.

mod awaited;
mod done;
mod expression;
mod form;
mod language;
mod lexicon;
mod meaning;
mod number;
mod reader;
mod recognise;
mod resolve;
mod tagger;
mod tense;
mod timeml;
mod timetable;
mod token;
mod value;
mod when;

pub use expression::{Basis, Class, Expression, Modifier};
pub use language::is_english;
pub use timeml::timeml;

use crate::date::{Civil, DateOrder};

/// How texts of a kind count what they leave open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// From the day of publication: a weekday is the last one unless the verb
    /// looks ahead.
    #[default]
    News,
    /// From the date told before: in a history, “in May” is the May of the year
    /// that the text has come to.
    Narrative,
}

/// What a text is read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// When the text was published.
    pub anchor: Civil,
    /// How it counts what it leaves open.
    pub kind: Kind,
    /// How `03/04/2021` is to be read; where nothing is said, its day and month
    /// stay open.
    pub order: Option<DateOrder>,
}

impl Options {
    /// News of a day.
    pub const fn news(anchor: Civil) -> Self {
        Self {
            anchor,
            kind: Kind::News,
            order: None,
        }
    }

    /// A history, as it was published on a day.
    pub const fn narrative(anchor: Civil) -> Self {
        Self {
            anchor,
            kind: Kind::Narrative,
            order: None,
        }
    }
}

/// Finds the temporal expressions of a text, in its order and apart from each
/// other.
///
/// Takes any text: of what is no English ([`is_english`]) only forms such as
/// `2025-09-20` come out. Cost is linear in the length of the text.
///
/// ```
/// use causeline::date::Civil;
/// use causeline::prose::{Options, tag};
/// let options = Options::news(Civil::midnight(2025, 9, 21));
/// let found = tag("The base was left in July 2021.", &options);
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].value(), "2021-07");
/// assert_eq!((found[0].span().start, found[0].span().end), (21, 30));
/// ```
pub fn tag(text: &str, options: &Options) -> Vec<Expression> {
    tagger::tag(text, options)
}
