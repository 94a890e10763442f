//! Naming facts: by id or by number, and lists of them that read as ids.

use super::CausalGraph;
use crate::timeline::{EventId, Timeline};
use std::fmt;

/// Whatever names a fact: its id as text, or its number.
pub trait AsFact {
    /// The number of the fact in that timeline.
    ///
    /// # Errors
    /// Where the timeline has no such fact.
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownFact>;
}

impl AsFact for EventId {
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownFact> {
        if self.index() < timeline.events().len() {
            Ok(*self)
        } else {
            Err(UnknownFact {
                name: format!("#{}", self.index() + 1),
                nearest: None,
            })
        }
    }
}

impl AsFact for str {
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownFact> {
        timeline
            .find(self)
            .ok_or_else(|| UnknownFact::new(self, timeline))
    }
}

impl AsFact for String {
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownFact> {
        self.as_str().find_in(timeline)
    }
}

impl<F: AsFact + ?Sized> AsFact for &F {
    fn find_in(&self, timeline: &Timeline) -> Result<EventId, UnknownFact> {
        (*self).find_in(timeline)
    }
}

/// A name that is of no fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFact {
    name: String,
    nearest: Option<String>,
}

impl UnknownFact {
    fn new(name: &str, timeline: &Timeline) -> Self {
        let nearest = timeline
            .events()
            .iter()
            .map(|event| (strsim::osa_distance(name, event.name()), event.name()))
            .filter(|(distance, _)| *distance <= 1 + name.chars().count() / 4)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, nearest)| nearest.to_owned());
        Self {
            name: name.to_owned(),
            nearest,
        }
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

impl fmt::Display for UnknownFact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no event `{}`", self.name)?;
        match &self.nearest {
            Some(nearest) => write!(formatter, "; did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownFact {}

/// Several facts, in a documented order; compares and prints as their ids.
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
    pub fn fact(&self, name: impl AsFact) -> Result<EventId, UnknownFact> {
        name.find_in(&self.timeline)
    }
}
