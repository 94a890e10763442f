//! Parts of the graph: by actor, by tag, around a fact.

use super::{AsFact, CausalGraph, Facts, UnknownName};
use petgraph::Direction;
use std::collections::BTreeSet;

impl CausalGraph {
    /// The facts in which an actor acts, by the actor's id or name, in the
    /// order of the file.
    ///
    /// # Errors
    /// Where there is no such actor.
    pub fn by_actor(&self, actor: &str) -> Result<Facts<'_>, UnknownName> {
        let actor = self.actor(actor)?;
        Ok(self.select(|event| self.timeline.event(event).who().contains(&actor)))
    }

    /// The facts with a tag, in the order of the file.
    ///
    /// # Errors
    /// Where no fact has that tag.
    pub fn by_tag(&self, tag: &str) -> Result<Facts<'_>, UnknownName> {
        let facts = self.select(|event| {
            let tags = self.timeline.event(event).tags();
            tags.iter().any(|one| one == tag)
        });
        if facts.is_empty() {
            let events = self.timeline.events().iter();
            let known: BTreeSet<&str> = events
                .flat_map(|event| event.tags().iter().map(String::as_str))
                .collect();
            return Err(UnknownName::new("tag", tag, known));
        }
        Ok(facts)
    }

    /// A fact, all that led to it and all that it led to, up to `depth` links
    /// away each way, in the order of the file.
    ///
    /// # Errors
    /// Where there is no such fact.
    pub fn focus(&self, fact: impl AsFact, depth: usize) -> Result<Facts<'_>, UnknownName> {
        let event = self.fact(fact)?;
        let causes = self.sweep([event], Direction::Incoming, depth);
        let effects = self.sweep([event], Direction::Outgoing, depth);
        let around = causes.into_iter().chain(effects).map(|(event, _)| event);
        Ok(self.in_file_order(around.chain([event])))
    }
}
