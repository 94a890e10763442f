//! When each fact can have happened, in what order, and why.

use crate::date::{Kind, Window};
use crate::timeline::EventId;

/// The tightest window of both ends of a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// When it can have started.
    pub start: Window,
    /// When it can have ended; equal to `start` for a moment.
    pub end: Window,
}

/// Every fact's bounds and the order of all.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    bounds: Vec<Bounds>,
    stated: Vec<Bounds>,
    kinds: Vec<Kind>,
    order: Vec<EventId>,
}

impl Schedule {
    /// The tightest bounds of a fact.
    pub fn bounds(&self, event: EventId) -> Bounds {
        self.bounds[event.index()]
    }

    /// What its own dates alone say.
    pub fn stated(&self, event: EventId) -> Bounds {
        self.stated[event.index()]
    }

    /// Whether it is a moment or a span.
    pub fn kind(&self, event: EventId) -> Kind {
        self.kinds[event.index()]
    }

    /// Whether its bounds are narrower than its own dates say.
    pub fn is_derived(&self, event: EventId) -> bool {
        self.bounds(event) != self.stated(event)
    }

    /// Every fact, in order.
    pub fn order(&self) -> &[EventId] {
        &self.order
    }
}
