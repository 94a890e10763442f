//! From an article to a drafted event file.
//!
//! [`Article::read`] takes a saved article apart, [`draft`] proposes a fact for
//! every clause that states a dated or ordered event. Everything in a draft is
//! the text's own words: no date that it does not state, no link without a
//! signal such as “because of”. What is proposed wants review, and says so.
//!
//! Sentences are read by rules on English words, not by a trained model: the
//! forms of some six hundred verbs, the small words between clauses, capitals.
//! Where the rules do not see, a fact is missing or its headline is clumsy; a
//! quote with its place stands beside each, so that a reader can tell.

mod actor;
mod antecedent;
mod article;
mod beside;
mod causing;
mod chronicle;
mod clause;
mod complement;
mod consequence;
mod cut;
mod fact;
mod gapping;
mod headline;
mod lasting;
mod lexicon;
mod merge;
mod missed;
mod moment;
mod name;
mod naming;
mod noun;
mod reading;
mod resolve;
mod resumed;
mod rival;
mod sequel;
mod settle;
mod sheet;
mod signal;
mod standing;
mod tie;
mod token;
mod unnamed;
mod verb;
mod wording;
mod yaml;

pub use article::{Article, Unreadable};

use crate::date::{Civil, Context};
use crate::prose;
use fact::Board;
use name::Cast;
use reading::Reading;

/// How an article is drafted.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day that its “Saturday” and “last week” are counted from.
    pub as_of: Civil,
    /// How it counts dates that it leaves open.
    pub kind: prose::Kind,
    /// The title of the timeline, where it is not the article's.
    pub title: Option<String>,
}

impl Options {
    /// News of a day.
    pub const fn new(as_of: Civil) -> Self {
        Self {
            as_of,
            kind: prose::Kind::News,
            title: None,
        }
    }
}

/// A drafted event file.
#[derive(Clone, Debug)]
pub struct Draft {
    yaml: String,
    facts: usize,
    links: usize,
    left_out: Vec<String>,
    missed: Vec<String>,
}

impl Draft {
    /// The event file. It has no faults; without facts it has no events either.
    pub fn yaml(&self) -> &str {
        &self.yaml
    }

    /// How many facts it has.
    pub fn facts(&self) -> usize {
        self.facts
    }

    /// How many causes it names.
    pub fn links(&self) -> usize {
        self.links
    }

    /// What the text seems to say and its own dates contradict, one sentence
    /// each.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// Which dates gave no fact and which causal signals no link, in the order
    /// of the text, one line each with the place and the words.
    pub fn missed(&self) -> &[String] {
        &self.missed
    }
}

/// The example of the guide, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../docs/DRAFT.md")]
struct Guide;

/// Drafts an event file from an article.
///
/// ```
/// use causeline::date::Civil;
/// use causeline::draft::{Article, Options, draft};
/// let article = Article::read("a.txt", b"The bridge was closed in July 2021.")?;
/// let draft = draft(&article, &Options::new(Civil::midnight(2025, 9, 21)));
/// assert_eq!(draft.facts(), 1);
/// assert!(draft.yaml().contains("when: July 2021\n    what: The bridge was closed\n"));
/// # Ok::<(), causeline::draft::Unreadable>(())
/// ```
pub fn draft(article: &Article, options: &Options) -> Draft {
    let reading = Reading::new(
        article,
        &prose::Options {
            kind: options.kind,
            ..prose::Options::news(options.as_of)
        },
    );
    let context = Context {
        as_of: Some(options.as_of),
        ..Context::default()
    };
    let cast = Cast::find(&reading);
    let mut board = Board::new(&reading, &cast, context);
    if article.is_english() {
        board.chronicle();
        board.merge();
        board.echo();
        board.follow();
        board.tie();
        board.last();
    }
    let missed = board.missed();
    settle::settle(sheet::Sheet::new(&board, options), missed)
}
