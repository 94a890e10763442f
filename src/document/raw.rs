//! The event file as it is written, field by field: what serde reads, and
//! what the JSON Schema is made from.
//!
//! Every scalar is kept as its text. Whether it makes sense is for the next
//! pass to say.

mod either;
mod pairs;

pub use either::{Causes, Events, List, Phrases, Supports, Wording};
pub use pairs::Pairs;

use schemars::JsonSchema;
use serde::Deserialize;

/// A whole event file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The headline of the timeline.
    pub title: Option<String>,
    /// The line under the headline.
    pub subtitle: Option<String>,
    /// The language of the text, as a BCP 47 tag such as `en`.
    pub language: Option<String>,
    /// The day that “Saturday” and “last week” are counted from.
    pub as_of: Option<String>,
    /// The IANA zone of clock times that carry no offset, such as Asia/Kabul.
    pub timezone: Option<String>,
    /// How 03/04/2021 is to be read: `dmy` or `mdy`.
    pub date_order: Option<String>,
    /// Other event files whose facts belong to this one, relative to it.
    pub include: Option<List>,
    /// Who acts, by id; their order is the order of the lanes.
    pub actors: Option<Pairs<Wording<Actor>>>,
    /// Where facts are taken from, by id.
    pub sources: Option<Pairs<Wording<Source>>>,
    /// Background bands, by id.
    pub eras: Option<Pairs<Era>>,
    /// Kinds of causal link beside the five built in, by id.
    pub link_kinds: Option<Pairs<Wording<LinkKind>>>,
    /// Warnings to switch off, each as `name: off`.
    pub lints: Option<Pairs<String>>,
    /// The facts, by id or as a list.
    pub events: Option<Events>,
}

/// Someone who acts, in the long form.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The name to show.
    pub name: Option<String>,
    /// The colour of the lane, as `#rrggbb`.
    #[serde(alias = "colour")]
    pub color: Option<String>,
}

/// Where facts are taken from.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: Option<String>,
    /// Who brought it out.
    pub publisher: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// A background band.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Era {
    /// When it lasted.
    pub when: Option<String>,
    /// What to write on it.
    pub what: Option<String>,
    /// Its colour, as `#rrggbb`.
    #[serde(alias = "colour")]
    pub color: Option<String>,
}

/// A kind of causal link, in the long form.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkKind {
    /// What the legend says.
    pub name: Option<String>,
    /// Its colour, as `#rrggbb`.
    #[serde(alias = "colour")]
    pub color: Option<String>,
}

/// One fact.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its id, where facts are a list; in a mapping the key is the id.
    pub id: Option<String>,
    /// When it happened: a date, a phrase, or a list that holds all of them.
    pub when: Option<Phrases>,
    /// The headline.
    pub what: Option<String>,
    /// Longer text.
    pub detail: Option<String>,
    /// Who acted.
    pub who: Option<List>,
    /// Where it happened.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// Its causes: an id, a list of ids, or each with its kind.
    pub because: Option<Causes>,
    /// The fact that contains it.
    pub part_of: Option<String>,
    /// Where it is taken from.
    pub source: Option<Supports>,
    /// The exact words that it rests on.
    pub quote: Option<String>,
    /// How well established it is: reported, confirmed, disputed, alleged or
    /// planned.
    pub status: Option<String>,
    /// Tags to select by.
    pub tags: Option<List>,
    /// An address to open.
    pub link: Option<String>,
    /// How important it is; 1 where nothing is said.
    pub weight: Option<String>,
    /// Competing accounts of it.
    pub accounts: Option<Vec<Account>>,
}

/// One side's account of a fact.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// A name for it; the id of its source where nothing is said.
    pub name: Option<String>,
    /// When it happened, by this account.
    pub when: Option<Phrases>,
    /// Its causes, by this account.
    pub because: Option<Causes>,
    /// Who says so.
    pub source: Option<Supports>,
}

/// A cause with more than its id.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The kind: causes, enables, motivates, responds, prevents, or one of the
    /// file's own.
    pub kind: Option<String>,
    /// How sure: certain, likely, possible, disputed, or 0 to 100.
    pub confidence: Option<String>,
    /// Who says so.
    pub source: Option<List>,
    /// A remark.
    pub note: Option<String>,
    /// How soon after the cause it began, such as `2 days`.
    pub within: Option<String>,
}

/// A source with the words that a fact rests on.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quoted {
    /// The source's id, or a title or address.
    pub source: Option<String>,
    /// Its exact words.
    pub quote: Option<String>,
    /// Where in the source they stand, such as `page 12` or `line 6, column 1`.
    pub at: Option<String>,
}
