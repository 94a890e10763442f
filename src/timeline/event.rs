//! A fact and the things it names.

use crate::date::{Lag, Meaning};
use crate::source::{FileId, Part, Segment};
use serde::{Serialize, Serializer};

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u32);

        impl $name {
            /// The thing at this place of its list, from 0.
            pub const fn new(index: u32) -> Self {
                Self(index)
            }

            /// Its place in its list, from 0.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

number!(
    /// A fact's place in [`Timeline::events`](super::Timeline::events).
    EventId
);
number!(
    /// An actor's place in [`Timeline::actors`](super::Timeline::actors).
    ActorId
);
number!(
    /// A source's place in [`Timeline::sources`](super::Timeline::sources).
    SourceId
);
number!(
    /// A kind's place in [`Timeline::link_kinds`](super::Timeline::link_kinds).
    LinkKindId
);

/// Someone who acts; a lane of the picture.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The id that facts use.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// The author's own colour, `#rrggbb`, lower case.
    pub color: Option<String>,
}

/// Where facts are taken from.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The id that facts use; for a source given in place (a URL or a title
    /// that is no declared id), that text.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who brought it out.
    pub publisher: Option<String>,
    /// Its date as written.
    pub date: Option<String>,
    /// Its date as understood, where it is one.
    pub dated: Option<Meaning>,
    /// Its address, already known to be http, https or mailto.
    pub url: Option<String>,
}

impl Source {
    /// How a sentence names it: by its publisher, by its title where that is
    /// short, else by its id.
    pub fn short_name(&self) -> &str {
        match &self.publisher {
            Some(publisher) => publisher,
            None if self.title.chars().count() <= 32 => &self.title,
            None => &self.id,
        }
    }
}

/// A background band.
#[derive(Clone, Debug)]
pub struct Era {
    /// Its id.
    pub id: String,
    /// What to write on it.
    pub what: String,
    /// When, as written and as understood.
    pub when: Said,
    /// The author's own colour.
    pub color: Option<String>,
}

/// A kind of causal link.
#[derive(Clone, Debug)]
pub struct LinkKind {
    /// The id that files use: `causes`, `enables`, `motivates`, `responds`,
    /// `prevents`, or one of the file's own.
    pub id: String,
    /// What the legend says, such as “leads to”.
    pub name: String,
    /// The author's own colour.
    pub color: Option<String>,
}

impl LinkKind {
    /// The kinds that every file knows: their ids, and what a legend says.
    pub(crate) const BUILT_IN: [(&'static str, &'static str); 5] = [
        ("causes", "leads to"),
        ("enables", "makes possible"),
        ("motivates", "is a motive for"),
        ("responds", "replies to"),
        ("prevents", "prevents"),
    ];

    /// The kinds that every file knows; the first is meant where none is told.
    pub fn built_in() -> [Self; 5] {
        Self::BUILT_IN.map(|(id, name)| Self {
            id: id.to_owned(),
            name: name.to_owned(),
            color: None,
        })
    }
}

/// One `when` phrase.
#[derive(Clone, Debug)]
pub struct Said {
    /// As written.
    pub text: String,
    /// As understood.
    pub meaning: Meaning,
    /// The facts of `meaning.anchors`, in the same order; `None` where a name
    /// is of no fact (which has been reported).
    pub anchors: Vec<Option<EventId>>,
}

/// How sure a link is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confidence {
    /// Beyond doubt, also where nothing was said.
    #[default]
    Certain,
    /// More likely than not.
    Likely,
    /// It may be.
    Possible,
    /// Someone denies it.
    Disputed,
    /// In per cent, 0 to 100.
    Percent(u8),
}

/// One cause of a fact.
#[derive(Clone, Debug)]
pub struct Cause {
    /// The causing fact; `None` where the name is of no fact (reported).
    pub event: Option<EventId>,
    /// The name as written.
    pub name: String,
    /// What kind of link.
    pub kind: LinkKindId,
    /// How sure.
    pub confidence: Confidence,
    /// Who says so.
    pub sources: Vec<SourceId>,
    /// The author's remark.
    pub note: Option<String>,
    /// How soon the effect followed, from start to start.
    pub within: Option<Lag>,
    /// The same as written.
    pub within_words: Option<String>,
    /// Where it stands under `because`.
    pub slot: Slot,
}

/// How well established a fact is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Somebody reports it.
    #[default]
    Reported,
    /// Confirmed.
    Confirmed,
    /// Someone denies it.
    Disputed,
    /// Claimed, not shown.
    Alleged,
    /// Not happened yet.
    Planned,
}

impl Confidence {
    /// How sure that is, in per cent, where confidences are compared.
    ///
    /// ```
    /// use causeline::timeline::Confidence;
    /// assert!(Confidence::Likely.percent() > Confidence::Percent(60).percent());
    /// ```
    pub fn percent(self) -> u8 {
        match self {
            Self::Certain => 100,
            Self::Likely => 75,
            Self::Possible => 50,
            Self::Disputed => 25,
            Self::Percent(percent) => percent,
        }
    }

    /// How sure that is, from 0 to 1, where it can only be shown by degree. What
    /// is disputed is shown as what may be: that somebody denies it says
    /// nothing of who is right.
    pub fn degree(self) -> f64 {
        let shown = match self {
            Self::Disputed => Self::Possible,
            other => other,
        };
        f64::from(shown.percent().min(100)) / 100.0
    }

    /// The word that files have for it; `None` for per cent.
    ///
    /// ```
    /// use causeline::timeline::Confidence;
    /// assert_eq!(Confidence::Likely.word(), Some("likely"));
    /// assert_eq!(Confidence::Percent(40).word(), None);
    /// ```
    pub fn word(self) -> Option<&'static str> {
        let mut words = Self::WORDS.iter();
        words
            .find(|(_, one, _)| *one == self)
            .map(|(word, ..)| *word)
    }

    /// The words for it, each with what it means.
    pub const WORDS: [(&'static str, Self, &'static str); 4] = [
        ("certain", Self::Certain, "beyond doubt"),
        ("likely", Self::Likely, "more likely than not"),
        ("possible", Self::Possible, "it may be"),
        ("disputed", Self::Disputed, "someone denies it"),
    ];
}

/// As files write it: its word, or the number of per cent.
impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Percent(percent) => serializer.serialize_u8(*percent),
            said => serializer.serialize_str(said.word().unwrap_or_default()),
        }
    }
}

impl Status {
    /// Whether the fact is claimed or expected rather than known to have
    /// happened: a picture draws its card with a dashed edge.
    ///
    /// ```
    /// use causeline::timeline::Status;
    /// assert!(Status::Planned.is_claim() && !Status::Reported.is_claim());
    /// ```
    pub fn is_claim(self) -> bool {
        matches!(self, Self::Alleged | Self::Disputed | Self::Planned)
    }

    /// The word that files have for it.
    ///
    /// ```
    /// use causeline::timeline::Status;
    /// assert_eq!(Status::Alleged.word(), "alleged");
    /// ```
    pub fn word(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        let found = words.find(|(_, one, _)| *one == self);
        found.map_or("", |(word, ..)| word)
    }

    /// The words for it, each with what it means.
    pub const WORDS: [(&'static str, Self, &'static str); 5] = [
        ("reported", Self::Reported, "somebody reports it"),
        ("confirmed", Self::Confirmed, "it is confirmed"),
        ("disputed", Self::Disputed, "someone denies it"),
        ("alleged", Self::Alleged, "claimed, not shown"),
        ("planned", Self::Planned, "not happened yet"),
    ];
}

/// A source of a fact, with the words it rests on.
#[derive(Clone, Debug)]
pub struct Support {
    /// The source.
    pub source: SourceId,
    /// Its exact words.
    pub quote: Option<String>,
    /// Where in the source they stand, as written.
    pub at: Option<String>,
}

/// A competing account of the same fact.
#[derive(Clone, Debug)]
pub struct Account {
    /// A name for it, such as the source's id.
    pub name: String,
    /// When it happened, in this account.
    pub when: Vec<Said>,
    /// What was written of that and could not be read.
    pub unread: Vec<String>,
    /// Its causes, in this account.
    pub because: Vec<Cause>,
    /// Who says so.
    pub sources: Vec<Support>,
}

/// Where a fact stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventPlace {
    /// In which file.
    pub file: FileId,
    /// Its place under `events` where that is a list; `None` where it is a
    /// mapping and the fact's id is the key.
    pub ordinal: Option<u32>,
}

/// A part of a fact that can be pointed at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The whole fact.
    Whole,
    /// Its id.
    Id,
    /// Its `when`: the item, where that is a list, and the bytes of the phrase.
    When(Option<u32>, Option<crate::source::Span>),
    /// A cause: the item, where `because` is a list.
    BecauseItem(u32),
    /// The cause, where `because` is a bare id.
    BecauseOnly,
    /// The cause of that name, where `because` is a mapping.
    BecauseKey(String),
    /// A field by its name.
    Field(&'static str),
    /// A part of the account at this index.
    Account(u32, Box<Slot>),
}

impl Slot {
    /// Appends the way from the fact to this part.
    pub fn extend(&self, path: &mut Vec<Segment>) {
        let key = |name: &str| Segment::Key(name.to_owned());
        match self {
            Self::Whole | Self::Id => {}
            Self::When(item, _) => {
                path.push(key("when"));
                path.extend(item.map(|index| Segment::Index(index as usize)));
            }
            Self::BecauseOnly => path.push(key("because")),
            Self::BecauseItem(index) => {
                path.extend([key("because"), Segment::Index(*index as usize)]);
            }
            Self::BecauseKey(name) => path.extend([key("because"), key(name)]),
            Self::Field(name) => path.push(key(name)),
            Self::Account(index, slot) => {
                path.extend([key("accounts"), Segment::Index(*index as usize)]);
                slot.extend(path);
            }
        }
    }

    /// Which part of the node there is meant.
    pub fn part(&self) -> Part {
        match self {
            Self::Id | Self::Whole | Self::BecauseKey(_) => Part::Key,
            Self::When(_, Some(span)) => Part::Inside(*span),
            Self::Account(_, slot) => slot.part(),
            _ => Part::Value,
        }
    }
}

/// One dated fact, a node of the causal graph.
#[derive(Clone, Debug, Default)]
pub struct Event {
    pub(crate) name: String,
    pub(crate) what: String,
    pub(crate) detail: Option<String>,
    pub(crate) when: Vec<Said>,
    pub(crate) when_is_list: bool,
    pub(crate) unread: Vec<String>,
    pub(crate) who: Vec<ActorId>,
    pub(crate) place_name: Option<String>,
    pub(crate) because: Vec<Cause>,
    pub(crate) part_of: Option<EventId>,
    pub(crate) sources: Vec<Support>,
    pub(crate) quote: Option<String>,
    pub(crate) status: Status,
    pub(crate) tags: Vec<String>,
    pub(crate) link: Option<String>,
    pub(crate) weight: Option<f64>,
    pub(crate) accounts: Vec<Account>,
    pub(crate) place: EventPlace,
}

impl Event {
    /// Its id as written. A fact of a list without an `id` is named by its
    /// place there: `#1` is the first.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// Its headline.
    pub fn what(&self) -> &str {
        &self.what
    }
    /// Longer text.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }
    /// What was said of its date; all of it holds.
    pub fn when(&self) -> &[Said] {
        &self.when
    }
    /// Everything that is said of its date: what it says itself, then what its
    /// accounts say.
    pub fn phrases(&self) -> impl Iterator<Item = &Said> {
        let accounts = self.accounts.iter().flat_map(|account| &account.when);
        self.when.iter().chain(accounts)
    }
    /// What was written of its date and could not be read, a fault each.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }
    /// Where the phrase at that place of [`when`](Self::when) stands.
    pub fn when_slot(&self, index: usize) -> Slot {
        Slot::When(self.when_is_list.then_some(index as u32), None)
    }
    /// Who acted; the first names the lane.
    pub fn who(&self) -> &[ActorId] {
        &self.who
    }
    /// Where it happened.
    pub fn place_name(&self) -> Option<&str> {
        self.place_name.as_deref()
    }
    /// Its causes.
    pub fn because(&self) -> &[Cause] {
        &self.because
    }
    /// The event that contains it.
    pub fn part_of(&self) -> Option<EventId> {
        self.part_of
    }
    /// Its sources.
    pub fn sources(&self) -> &[Support] {
        &self.sources
    }
    /// The words it rests on, where no single source carries them.
    pub fn quote(&self) -> Option<&str> {
        self.quote.as_deref()
    }
    /// How well established it is.
    pub fn status(&self) -> Status {
        self.status
    }
    /// Its tags.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }
    /// Its address, already known to be http, https or mailto.
    pub fn link(&self) -> Option<&str> {
        self.link.as_deref()
    }
    /// Its importance, for when there is no room for all; 1 where nothing was said.
    pub fn weight(&self) -> f64 {
        self.weight.unwrap_or(1.0)
    }
    /// Competing accounts of it.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }
    /// Where it stands.
    pub fn place(&self) -> EventPlace {
        self.place
    }
}
