//! Timelines written in code, fact by fact.

mod dates;

use super::Solved;
use crate::date::{Civil, Context, Lag, Meaning, Phrase};
use crate::graph::CausalGraph;
use crate::timeline::{
    Account, Actor, ActorId, Cause, Confidence, Event, EventId, LinkKind, LinkKindId, Said, Slot,
    Source, SourceId, Status, Support, Timeline,
};
use std::collections::HashMap;
use std::fmt;

/// Builds a [`Timeline`] in code; each call speaks of the fact that the last
/// [`event`](Self::event) began.
///
/// Names may be used before they are declared, as in a file. What is wrong is
/// told by [`timeline`](Self::timeline), all of it at once.
#[derive(Clone, Debug, Default)]
pub struct TimelineBuilder {
    title: String,
    context: Context,
    facts: Vec<Draft>,
    troubles: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Draft {
    name: String,
    what: Option<String>,
    /// Phrases as written, with what they mean where the caller says so.
    when: Vec<(String, Option<Meaning>)>,
    who: Vec<String>,
    because: Vec<Given>,
    part_of: Option<String>,
    sources: Vec<String>,
    quote: Option<String>,
    status: Status,
    tags: Vec<String>,
    accounts: Vec<(String, String, Meaning)>,
}

#[derive(Clone, Debug)]
struct Given {
    name: String,
    kind: usize,
    confidence: Confidence,
    sources: Vec<String>,
    within: Option<Lag>,
}

impl TimelineBuilder {
    /// A timeline without facts.
    pub fn new() -> Self {
        Self::default()
    }

    /// The headline of the whole.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The day that phrases such as `Saturday` are counted from.
    #[must_use]
    pub fn as_of(mut self, year: i64, month: u8, day: u8) -> Self {
        self.context.as_of = Some(Civil::midnight(year, month, day));
        self
    }

    /// Begins a fact of that id.
    #[must_use]
    pub fn event(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        self.facts.push(Draft {
            name,
            ..Draft::default()
        });
        self
    }

    /// Its headline; its id where nothing is said.
    #[must_use]
    pub fn what(self, what: impl Into<String>) -> Self {
        self.fact("what", |fact| fact.what = Some(what.into()))
    }

    /// A phrase that dates it, as an event file would have it; several all hold.
    ///
    /// ```
    /// use causeline::testing::TimelineBuilder;
    /// let story = TimelineBuilder::new()
    ///     .as_of(2025, 9, 21)
    ///     .event("post").when("Saturday")
    ///     .event("reply").when("2 days after post")
    ///     .solved()
    ///     .unwrap();
    /// story.assert_bounds("post", "on 20 September 2025");
    /// ```
    #[must_use]
    pub fn when(self, phrase: impl Into<String>) -> Self {
        self.fact("when", |fact| fact.when.push((phrase.into(), None)))
    }

    /// A phrase that dates it, already understood; several all hold.
    #[must_use]
    pub fn saying(self, text: impl Into<String>, meaning: Meaning) -> Self {
        self.fact("saying", |fact| {
            fact.when.push((text.into(), Some(meaning)));
        })
    }

    /// One who acts in it.
    #[must_use]
    pub fn who(self, actor: impl Into<String>) -> Self {
        self.fact("who", |fact| fact.who.push(actor.into()))
    }

    /// A cause of it.
    #[must_use]
    pub fn caused_by(self, cause: impl Into<String>) -> Self {
        self.caused_by_kind("causes", cause)
    }

    /// A cause of it, with the kind of link: `causes`, `enables`, `motivates`,
    /// `responds` or `prevents`.
    #[must_use]
    pub fn caused_by_kind(mut self, kind: &str, cause: impl Into<String>) -> Self {
        let known = LinkKind::built_in();
        let Some(kind) = known.iter().position(|known| known.id == kind) else {
            self.troubles.push(format!("no kind of link `{kind}`"));
            return self;
        };
        self.fact("caused_by", |fact| {
            fact.because.push(Given {
                name: cause.into(),
                kind,
                confidence: Confidence::Certain,
                sources: Vec::new(),
                within: None,
            });
        })
    }

    /// How sure the cause named last is.
    #[must_use]
    pub fn confidence(self, confidence: Confidence) -> Self {
        self.cause("confidence", |given| given.confidence = confidence)
    }

    /// How soon after the cause named last it began.
    #[must_use]
    pub fn within(self, lag: Lag) -> Self {
        self.cause("within", |given| given.within = Some(lag))
    }

    /// A source of the link from the cause named last.
    #[must_use]
    pub fn cause_source(self, source: impl Into<String>) -> Self {
        self.cause("cause_source", |given| given.sources.push(source.into()))
    }

    /// The fact that contains it.
    #[must_use]
    pub fn part_of(self, whole: impl Into<String>) -> Self {
        self.fact("part_of", |fact| fact.part_of = Some(whole.into()))
    }

    /// A source of it.
    #[must_use]
    pub fn source(self, source: impl Into<String>) -> Self {
        self.fact("source", |fact| fact.sources.push(source.into()))
    }

    /// The words it rests on.
    #[must_use]
    pub fn quote(self, quote: impl Into<String>) -> Self {
        self.fact("quote", |fact| fact.quote = Some(quote.into()))
    }

    /// How well established it is.
    #[must_use]
    pub fn status(self, status: Status) -> Self {
        self.fact("status", |fact| fact.status = status)
    }

    /// A tag of it.
    #[must_use]
    pub fn tag(self, tag: impl Into<String>) -> Self {
        self.fact("tag", |fact| fact.tags.push(tag.into()))
    }

    /// A competing account of it: the account's name, and the phrase that
    /// dates the fact by that account, already understood.
    #[must_use]
    pub fn account(
        self,
        name: impl Into<String>,
        text: impl Into<String>,
        meaning: Meaning,
    ) -> Self {
        self.fact("account", |fact| {
            fact.accounts.push((name.into(), text.into(), meaning));
        })
    }

    fn fact(mut self, call: &str, change: impl FnOnce(&mut Draft)) -> Self {
        match self.facts.last_mut() {
            Some(fact) => change(fact),
            None => self.troubles.push(format!("`{call}` before any `event`")),
        }
        self
    }

    fn cause(mut self, call: &str, change: impl FnOnce(&mut Given)) -> Self {
        let given = self
            .facts
            .last_mut()
            .and_then(|fact| fact.because.last_mut());
        match given {
            Some(given) => change(given),
            None => self
                .troubles
                .push(format!("`{call}` before any `caused_by`")),
        }
        self
    }

    /// The timeline, as reading a file that says the same would give it.
    ///
    /// # Errors
    /// Everything that is wrong: unknown names, ids given twice, calls before
    /// there is a fact.
    pub fn timeline(self) -> Result<Timeline, BuildError> {
        let mut assembly = Assembly {
            timeline: Timeline {
                title: self.title,
                link_kinds: LinkKind::built_in().into(),
                ..Timeline::default()
            },
            context: self.context,
            troubles: self.troubles,
            actors: HashMap::new(),
            sources: HashMap::new(),
        };
        for (index, fact) in self.facts.iter().enumerate() {
            let id = EventId::new(index as u32);
            let by_name = &mut assembly.timeline.by_name;
            if by_name.insert(fact.name.clone(), id).is_some() {
                assembly
                    .troubles
                    .push(format!("event `{}` is given twice", fact.name));
            }
        }
        for fact in self.facts {
            let event = assembly.event(fact);
            assembly.timeline.events.push(event);
        }
        if assembly.troubles.is_empty() {
            Ok(assembly.timeline)
        } else {
            Err(BuildError {
                troubles: assembly.troubles,
            })
        }
    }

    /// The causal graph.
    ///
    /// # Errors
    /// As [`timeline`](Self::timeline); and where links loop or name their own
    /// fact.
    pub fn graph(self) -> Result<CausalGraph, BuildError> {
        let (graph, diagnostics) = crate::graph::connect(self.timeline()?.into());
        let troubles: Vec<String> = diagnostics
            .into_iter()
            .filter(crate::diagnostic::Diagnostic::is_error)
            .map(|diagnostic| diagnostic.message)
            .collect();
        if troubles.is_empty() {
            Ok(graph)
        } else {
            Err(BuildError { troubles })
        }
    }

    /// The graph with its schedule.
    ///
    /// # Errors
    /// As [`graph`](Self::graph); and where dates contradict one another.
    pub fn solved(self) -> Result<Solved, BuildError> {
        let graph = self.graph()?;
        let (_, diagnostics) = crate::schedule::solve(&graph);
        let troubles: Vec<String> = diagnostics
            .into_iter()
            .filter(crate::diagnostic::Diagnostic::is_error)
            .map(|diagnostic| diagnostic.message)
            .collect();
        if troubles.is_empty() {
            Ok(Solved::of(graph))
        } else {
            Err(BuildError { troubles })
        }
    }
}

struct Assembly {
    timeline: Timeline,
    context: Context,
    troubles: Vec<String>,
    actors: HashMap<String, ActorId>,
    sources: HashMap<String, SourceId>,
}

impl Assembly {
    fn event(&mut self, fact: Draft) -> Event {
        let when: Vec<Said> = fact
            .when
            .into_iter()
            .filter_map(|(text, meaning)| {
                let meaning = meaning.or_else(|| self.meaning(&fact.name, &text))?;
                Some(self.said(&fact.name, text, meaning))
            })
            .collect();
        let single = fact.because.len() == 1;
        let because = fact
            .because
            .into_iter()
            .enumerate()
            .map(|(index, given)| self.cause(&fact.name, index, given, single))
            .collect();
        let accounts = fact
            .accounts
            .into_iter()
            .map(|(account, text, meaning)| Account {
                name: account,
                when: vec![self.said(&fact.name, text, meaning)],
                unread: Vec::new(),
                because: Vec::new(),
                sources: Vec::new(),
            })
            .collect();
        let part_of = fact
            .part_of
            .and_then(|whole| self.find(&fact.name, "part_of", &whole));
        Event {
            what: fact.what.unwrap_or_else(|| fact.name.clone()),
            when_is_list: when.len() > 1,
            when,
            who: fact.who.into_iter().map(|who| self.actor(who)).collect(),
            because,
            part_of,
            sources: fact
                .sources
                .into_iter()
                .map(|source| Support {
                    source: self.source(source),
                    quote: None,
                    at: None,
                })
                .collect(),
            quote: fact.quote,
            status: fact.status,
            tags: fact.tags,
            accounts,
            name: fact.name,
            ..Event::default()
        }
    }

    fn meaning(&mut self, fact: &str, text: &str) -> Option<Meaning> {
        let is_fact = |name: &str| self.timeline.find(name).is_some();
        match Phrase::read(text, &self.context, &is_fact) {
            Ok(meaning) => Some(meaning),
            Err(error) => {
                let trouble = format!("`{fact}` is dated “{text}”: {error}");
                self.troubles.push(trouble);
                None
            }
        }
    }

    fn said(&mut self, fact: &str, text: String, meaning: Meaning) -> Said {
        let anchors = meaning
            .anchors
            .iter()
            .map(|(name, _)| self.find(fact, "when", name))
            .collect();
        Said {
            text,
            meaning,
            anchors,
        }
    }

    fn cause(&mut self, fact: &str, index: usize, given: Given, single: bool) -> Cause {
        let plain = given.kind == 0
            && given.confidence == Confidence::Certain
            && given.sources.is_empty()
            && given.within.is_none();
        Cause {
            event: self.find(fact, "because", &given.name),
            kind: LinkKindId::new(given.kind as u32),
            confidence: given.confidence,
            sources: given
                .sources
                .into_iter()
                .map(|source| self.source(source))
                .collect(),
            note: None,
            within: given.within,
            within_words: None,
            slot: match (plain, single) {
                (true, true) => Slot::BecauseOnly,
                (true, false) => Slot::BecauseItem(index as u32),
                (false, _) => Slot::BecauseKey(given.name.clone()),
            },
            name: given.name,
        }
    }

    fn find(&mut self, fact: &str, field: &str, name: &str) -> Option<EventId> {
        let found = self.timeline.find(name);
        if found.is_none() {
            self.troubles.push(format!(
                "`{fact}` names `{name}` under `{field}`, which is no event"
            ));
        }
        found
    }

    fn actor(&mut self, id: String) -> ActorId {
        let actors = &mut self.timeline.actors;
        *self.actors.entry(id.clone()).or_insert_with(|| {
            actors.push(Actor {
                name: id.clone(),
                id,
                color: None,
            });
            ActorId::new((actors.len() - 1) as u32)
        })
    }

    fn source(&mut self, id: String) -> SourceId {
        let sources = &mut self.timeline.sources;
        *self.sources.entry(id.clone()).or_insert_with(|| {
            sources.push(Source {
                title: id.clone(),
                id,
                ..Source::default()
            });
            SourceId::new((sources.len() - 1) as u32)
        })
    }
}

/// What is wrong with a timeline written in code: all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    troubles: Vec<String>,
}

impl BuildError {
    /// One sentence for each fault.
    pub fn troubles(&self) -> &[String] {
        &self.troubles
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.troubles.join("; "))
    }
}

impl std::error::Error for BuildError {}
