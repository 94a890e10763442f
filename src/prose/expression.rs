//! What is found in a text.

use crate::source::Span;

/// The classes of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A day or something coarser, or a vague reference such as “now”.
    Date,
    /// A time of a day, or a part of it.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again: “every Friday”.
    Set,
}

impl Class {
    /// Its name in TIMEX3.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What narrows or blurs a value: the attribute `mod` of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// “early 2021”.
    Start,
    /// “mid-2021”.
    Mid,
    /// “late 2021”, “the end of 2021”.
    End,
    /// “about two years”.
    Approx,
    /// “less than two years”, “nearly two years”.
    LessThan,
    /// “more than two years”.
    MoreThan,
    /// “at most two years”.
    EqualOrLess,
    /// “at least two years”.
    EqualOrMore,
    /// “more than two years ago”.
    Before,
    /// “less than two years ago”.
    After,
    /// “no later than Friday”.
    OnOrBefore,
    /// “no earlier than Friday”.
    OnOrAfter,
}

impl Modifier {
    /// Its name in TIMEX3.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
        }
    }
}

/// What a value rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The words alone: “July 2021”, “two years”.
    Stated,
    /// The day of publication: “Saturday”, “two years ago”.
    Anchor,
    /// A date told before in the text: “two days later”, “the year”.
    Thread,
    /// Nothing: a vague reference, such as “recently” or “soon”.
    Vague,
}

/// A temporal expression of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    pub(super) span: Span,
    pub(super) class: Class,
    pub(super) value: String,
    pub(super) modifier: Option<Modifier>,
    pub(super) quant: Option<&'static str>,
    pub(super) freq: Option<String>,
    pub(super) basis: Basis,
    pub(super) when: Option<String>,
    pub(super) is_impossible: bool,
}

impl Expression {
    /// Its bytes in the text: the article and “early” belong, a preposition
    /// such as “on” or “since” does not.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Its class.
    pub const fn class(&self) -> Class {
        self.class
    }

    /// Its value in TIMEX3: `2025-09-20`, `2021-07`, `2025-W38`, `P20Y`,
    /// `PRESENT_REF`, `XXXX-WXX-5`.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What narrows or blurs the value.
    pub const fn modifier(&self) -> Option<Modifier> {
        self.modifier
    }

    /// How a [`Class::Set`] ranges over its value: `EVERY`, `EACH`.
    pub const fn quant(&self) -> Option<&'static str> {
        self.quant
    }

    /// How often a [`Class::Set`] comes in its value: `2X` for “twice a week”.
    pub fn freq(&self) -> Option<&str> {
        self.freq.as_deref()
    }

    /// What the value rests on.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// The value as an event file says it, modifier and all: under `when` for a
    /// date or time (`July 2021` as `2021-07`, “about two years ago” as
    /// `~2023`), after `for` for a duration (`about 20 years`).
    ///
    /// `None` where the text tells no such date: for vague references, sets,
    /// lengths without a number, and values with unknown digits.
    pub fn when(&self) -> Option<&str> {
        self.when.as_deref()
    }

    /// Whether it names a day that its month does not have, such as
    /// “31 February”. Its [value](Self::value) then leaves the day open.
    pub const fn is_impossible(&self) -> bool {
        self.is_impossible
    }
}
