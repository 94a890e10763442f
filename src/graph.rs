//! The causal graph: who led to whom, asked by fact.

use crate::timeline::{EventId, Timeline};
use std::sync::Arc;

/// Facts as nodes, causes as arrows.
#[derive(Clone, Debug)]
pub struct CausalGraph {
    timeline: Arc<Timeline>,
}

impl CausalGraph {
    /// The timeline it was made of.
    pub fn timeline(&self) -> &Arc<Timeline> {
        &self.timeline
    }
}

/// One arrow, from a cause to its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The causing fact.
    pub cause: EventId,
    /// The caused fact.
    pub effect: EventId,
    /// Its place in the effect's [`because`](crate::timeline::Event::because).
    pub index: u32,
}
