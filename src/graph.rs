//! The causal graph: who led to whom, asked by fact.
//!
//! [`connect`] builds a [`CausalGraph`] once from a [`Timeline`]; it is then
//! only asked. Facts are named by their id or their [`EventId`]; the numbers
//! of the graph library underneath stay inside, except for whoever asks for
//! [`CausalGraph::petgraph`] itself.

mod chain;
mod connect;
mod cycle;
pub mod export;
mod fact;
mod neighbours;
mod outline;
mod reach;
mod reduction;
mod select;
mod tree;

pub use chain::{Chain, Chains};
pub use connect::connect;
pub use cycle::Loop;
pub use fact::{AsFact, Facts, UnknownName};
pub use tree::{Branch, Tree};

use crate::timeline::{Account, Cause, EventId, Timeline};
use petgraph::graph::DiGraph;
use std::sync::Arc;

/// Facts as nodes, causes as arrows.
#[derive(Clone, Debug)]
pub struct CausalGraph {
    timeline: Arc<Timeline>,
    graph: DiGraph<EventId, Link>,
    /// Links that accounts claim, by effect.
    claims: Vec<Link>,
    /// Facts with causes first; inside loops, in the order of the file.
    sequence: Vec<EventId>,
    /// The loop group of each fact; empty where there is no loop at all.
    groups: Vec<u32>,
    loops: Vec<Loop>,
}

/// One arrow, from a cause to its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The causing fact.
    pub cause: EventId,
    /// The caused fact.
    pub effect: EventId,
    /// Its place in the effect's [`because`](crate::timeline::Event::because), or in
    /// that of the account that claims it.
    pub index: u32,
    /// Which of the effect's [`accounts`](crate::timeline::Event::accounts) claims it;
    /// `None` where the fact itself names the cause.
    pub account: Option<u32>,
}

impl CausalGraph {
    /// The timeline it was made of.
    pub fn timeline(&self) -> &Arc<Timeline> {
        &self.timeline
    }

    /// What the author wrote of a link: kind, confidence, sources, note.
    ///
    /// # Panics
    /// Where the link is of another graph.
    pub fn cause(&self, link: Link) -> &Cause {
        let event = self.timeline.event(link.effect);
        let causes = match link.account {
            Some(account) => &event.accounts()[account as usize].because,
            None => event.because(),
        };
        &causes[link.index as usize]
    }

    /// The account that claims a link; none where the fact itself names the cause.
    ///
    /// # Panics
    /// Where the link is of another graph.
    pub fn account(&self, link: Link) -> Option<&Account> {
        let event = self.timeline.event(link.effect);
        link.account
            .map(|account| &event.accounts()[account as usize])
    }

    /// Every link that only an account claims, in the order in which the file gives them.
    /// Those that are claimed bound no date but by that account, and are none of
    /// [`links`](Self::links): [`why`](Self::why), [`led_to`](Self::led_to) and
    /// [`chains`](Self::chains) go along them, each under the name of its account.
    pub fn claims(&self) -> &[Link] {
        &self.claims
    }

    /// The id of a fact.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn name(&self, event: EventId) -> &str {
        self.timeline.event(event).name()
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.graph.node_count()
    }

    /// Whether there is no fact.
    pub fn is_empty(&self) -> bool {
        self.graph.node_count() == 0
    }

    /// Every link, in the order in which the file gives them: by effect, then
    /// by place under its `because`.
    pub fn links(&self) -> impl ExactSizeIterator<Item = Link> + '_ {
        self.graph.raw_edges().iter().map(|edge| edge.weight)
    }

    /// Every fact, causes before effects where no loop forbids it.
    pub fn sequence(&self) -> &[EventId] {
        &self.sequence
    }

    /// The causal loops: for each knot of facts that cause one another, its
    /// shortest loop.
    pub fn loops(&self) -> &[Loop] {
        &self.loops
    }

    /// Whether a link lies on a loop, so that it cannot decide any order.
    pub fn is_in_loop(&self, link: Link) -> bool {
        match (
            self.groups.get(link.cause.index()),
            self.groups.get(link.effect.index()),
        ) {
            (Some(cause), Some(effect)) => cause == effect,
            _ => false,
        }
    }

    /// The graph itself, for algorithms of `petgraph`: node `i` is the fact of
    /// number `i`, and an edge's weight is its link.
    ///
    /// # Example: which facts everything else follows from
    /// ```
    /// use causeline::graph::connect;
    /// use causeline::timeline::Timeline;
    /// use petgraph::Direction::Incoming;
    ///
    /// let (graph, _) = connect(Timeline::default().into());
    /// assert_eq!(graph.petgraph().externals(Incoming).count(), 0);
    /// ```
    pub fn petgraph(&self) -> &DiGraph<EventId, Link> {
        &self.graph
    }
}
