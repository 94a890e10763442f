//! Naming facts: by id or by number, and lists of them that read as ids.

use super::CausalGraph;
use crate::timeline::{ActorId, EventId, SourceId, Timeline};
use std::fmt;

/// Whatever names a fact: its id as text, or its number.
pub trait AsFact {
    /// The number of the fact in that timeline.
    ///
    /// # Errors
    /// Where the timeline has no such fact.
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownName>;
}

impl AsFact for EventId {
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownName> {
        if self.index() < timeline.events().len() {
            Ok(*self)
        } else {
            let name = format!("#{}", self.index() + 1);
            Err(UnknownName::new("fact", &name, []))
        }
    }
}

impl AsFact for str {
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownName> {
        timeline.find(self).ok_or_else(|| {
            let known = timeline.events().iter().map(crate::timeline::Event::name);
            UnknownName::new("fact", self, known)
        })
    }
}

impl AsFact for String {
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownName> {
        self.as_str().find_in(timeline)
    }
}

impl<F: AsFact + ?Sized> AsFact for &F {
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownName> {
        (*self).find_in(timeline)
    }
}

/// A name that is of no fact, or of no actor, source or tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    sort: &'static str,
    name: String,
    nearest: Option<String>,
    /// All the names there are, where they are few.
    all: Vec<String>,
}

/// So many names are told at most where none is like the one that was asked for.
const FEW: usize = 8;

impl UnknownName {
    /// A name of that sort that is not among the known ones.
    pub(crate) fn new<'n>(
        sort: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let nearest = known
            .iter()
            .map(|known| (strsim::osa_distance(name, known), known))
            .filter(|(distance, _)| *distance <= 1 + name.chars().count() / 4)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, nearest)| (*nearest).to_owned());
        Self {
            sort,
            name: name.to_owned(),
            nearest,
            all: Self::few(known),
        }
    }

    /// Names that are told all; none where they are many.
    fn few<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
        let few: Vec<&str> = names.into_iter().take(FEW + 1).collect();
        if few.len() > FEW {
            return Vec::new();
        }
        few.into_iter().map(str::to_owned).collect()
    }

    /// The place of what has that id, or else of what is called so, among all
    /// of that sort.
    fn place<'n, K: Iterator<Item = (&'n str, &'n str)>>(
        sort: &'static str,
        name: &str,
        known: impl Fn() -> K,
    ) -> Result<usize, Self> {
        let by_id = known().position(|(id, _)| id == name);
        let found = by_id.or_else(|| known().position(|(_, called)| called == name));
        found.ok_or_else(|| {
            let names = known().flat_map(|(id, called)| [id, called]);
            Self {
                all: Self::few(known().map(|(id, _)| id)),
                ..Self::new(sort, name, names.filter(|name| !name.is_empty()))
            }
        })
    }

    /// The name that was asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id most like it, if any is like it.
    pub fn nearest(&self) -> Option<&str> {
        self.nearest.as_deref()
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no {} `{}`", self.sort, self.name)?;
        match &self.nearest {
            Some(nearest) => write!(formatter, "; did you mean `{nearest}`?"),
            None if self.all.is_empty() => Ok(()),
            None => {
                let names: Vec<String> = self.all.iter().map(|name| format!("`{name}`")).collect();
                let is = if names.len() == 1 { "is" } else { "are" };
                write!(formatter, "; there {is} {}", names.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownName {}

/// Several facts, in a documented order; compares and prints as their ids.
///
/// # Example: comparing with ids
/// ```
/// use causeline::testing::TimelineBuilder;
///
/// let graph = TimelineBuilder::new()
///     .event("storm")
///     .event("flood").caused_by("storm")
///     .graph()
///     .unwrap();
/// assert_eq!(graph.effects_of("storm").unwrap(), ["flood"]);
/// assert!(graph.causes_of("storm").unwrap().is_empty());
/// ```
#[derive(Clone)]
pub struct Facts<'t> {
    timeline: &'t Timeline,
    ids: Vec<EventId>,
}

impl<'t> Facts<'t> {
    pub(crate) fn new(timeline: &'t Timeline, ids: Vec<EventId>) -> Self {
        Self { timeline, ids }
    }

    /// Their numbers.
    pub fn ids(&self) -> &[EventId] {
        &self.ids
    }

    /// Their ids.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &'t str> + '_ {
        let timeline = self.timeline;
        self.ids.iter().map(move |id| timeline.event(*id).name())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether that fact is among them; an unknown name is not.
    pub fn contains(&self, fact: impl AsFact) -> bool {
        fact.find_in(self.timeline)
            .is_ok_and(|id| self.ids.contains(&id))
    }
}

impl Facts<'_> {
    /// Those that are among the others too.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        let others: std::collections::BTreeSet<EventId> = others.ids.iter().copied().collect();
        self.ids.retain(|id| others.contains(id));
        self
    }
}

impl fmt::Debug for Facts<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.names()).finish()
    }
}

impl fmt::Display for Facts<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in self.names().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(formatter, "{comma}{name}")?;
        }
        Ok(())
    }
}

impl IntoIterator for Facts<'_> {
    type Item = EventId;
    type IntoIter = std::vec::IntoIter<EventId>;

    fn into_iter(self) -> Self::IntoIter {
        self.ids.into_iter()
    }
}

impl<S: AsRef<str>> PartialEq<[S]> for Facts<'_> {
    fn eq(&self, other: &[S]) -> bool {
        self.names().eq(other.iter().map(AsRef::as_ref))
    }
}

impl<S: AsRef<str>, const N: usize> PartialEq<[S; N]> for Facts<'_> {
    fn eq(&self, other: &[S; N]) -> bool {
        *self == other[..]
    }
}

impl<S: AsRef<str>> PartialEq<Vec<S>> for Facts<'_> {
    fn eq(&self, other: &Vec<S>) -> bool {
        *self == other[..]
    }
}

impl CausalGraph {
    /// The number of the fact of that name.
    ///
    /// # Errors
    /// Where there is none; the error carries the nearest id.
    pub fn fact(&self, name: impl AsFact) -> Result<EventId, UnknownName> {
        name.find_in(&self.timeline)
    }

    /// The number of the actor of that id, or else of that name.
    ///
    /// # Errors
    /// Where there is none; the error carries what is most like it.
    pub fn actor(&self, name: &str) -> Result<ActorId, UnknownName> {
        let known = || {
            let actors = self.timeline.actors().iter();
            actors.map(|actor| (actor.id.as_str(), actor.name.as_str()))
        };
        let place = UnknownName::place("actor", name, known)?;
        Ok(ActorId::new(place as u32))
    }

    /// The number of the source of that id, or else of that title.
    ///
    /// # Errors
    /// Where there is none; the error carries what is most like it.
    ///
    /// ```
    /// use causeline::testing::TimelineBuilder;
    /// let graph = TimelineBuilder::new().event("flood").source("diary").graph().unwrap();
    /// assert!(graph.source("diary").is_ok());
    /// let error = graph.source("dairy").unwrap_err();
    /// assert_eq!(error.to_string(), "no source `dairy`; did you mean `diary`?");
    /// ```
    pub fn source(&self, name: &str) -> Result<SourceId, UnknownName> {
        let known = || {
            let sources = self.timeline.sources().iter();
            sources.map(|source| (source.id.as_str(), source.title.as_str()))
        };
        let place = UnknownName::place("source", name, known)?;
        Ok(SourceId::new(place as u32))
    }
}
