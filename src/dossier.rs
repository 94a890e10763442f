//! Everything that a reader may ask of each fact, in words.
//!
//! What a page shows when a fact is pointed at: dates as the picture writes
//! them and how they were worked out, sources, quotes, causes and effects with
//! how sure they are. Strings and numbers only, so that whoever shows them
//! needs to know nothing of dates or graphs.

mod gather;

pub use gather::gather;

use crate::timeline::Confidence;
use serde::Serialize;

/// A timeline as its readers ask for it. [`gather`] makes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dossier<'t> {
    title: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'t str>,
    actors: Vec<Named<'t>>,
    kinds: Vec<Named<'t>>,
    sources: Vec<Source<'t>>,
    /// In the order of time.
    facts: Vec<Fact<'t>>,
    links: Vec<Link<'t>>,
}

/// A [`Dossier`] without its facts.
#[derive(Serialize)]
struct Rest<'d> {
    title: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'d str>,
    actors: &'d [Named<'d>],
    kinds: &'d [Named<'d>],
    sources: &'d [Source<'d>],
    links: &'d [Link<'d>],
}

/// An actor or a kind of link.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Named<'t> {
    id: &'t str,
    name: &'t str,
    /// On light and on dark, `#rrggbb`.
    colors: [String; 2],
}

/// A source; its number in the picture is its place, counted from 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Source<'t> {
    id: &'t str,
    title: &'t str,
    short: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'t str>,
}

/// A fact. Actors and sources are told by their places.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Fact<'t> {
    id: &'t str,
    what: &'t str,
    /// As the card says it.
    date: String,
    /// When it can have happened, where its own words do not say all.
    #[serde(skip_serializing_if = "Option::is_none")]
    worked_out: Option<String>,
    /// Whether other facts narrow its date.
    derived: bool,
    /// The reasons for its bounds, line by line; lines that belong to the one
    /// before begin with spaces, and ids of facts stand in backticks.
    why: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<&'t str>,
    who: Vec<usize>,
    tags: &'t [String],
    status: &'static str,
    sources: Vec<Support<'t>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accounts: Vec<Account<'t>>,
}

/// A source of a fact.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Support<'t> {
    source: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'t str>,
    /// Where in the source the words stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'t str>,
}

/// A competing account of a fact.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Account<'t> {
    name: &'t str,
    when: String,
    sources: Vec<Support<'t>>,
}

/// A causal link. Cause and effect are told by their places among the facts.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Link<'t> {
    cause: usize,
    effect: usize,
    kind: usize,
    confidence: Confidence,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'t str>,
    sources: Vec<usize>,
}

/// Strings and numbers always have a form in JSON.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl Dossier<'_> {
    /// The dossier as one line of JSON: `title`, `subtitle`, `language`;
    /// `actors` and `kinds` with `id`, `name`, `colors`; `sources`; `facts` in
    /// the order of time; `links`. See `docs/PAGES.md`.
    pub fn json(&self) -> String {
        json(self)
    }

    /// The same in parts, each as JSON, so that what did not change can be told
    /// from what did: first everything but the facts, then every fact.
    pub fn parts(&self) -> Vec<String> {
        let rest = Rest {
            title: self.title,
            subtitle: self.subtitle,
            language: self.language,
            actors: &self.actors,
            kinds: &self.kinds,
            sources: &self.sources,
            links: &self.links,
        };
        let facts = self.facts.iter().map(json);
        std::iter::once(json(&rest)).chain(facts).collect()
    }
}
