//! Timelines, graphs and schedules in tests: a builder in code, views as text,
//! and assertions that explain themselves.
//!
//! # Example: a story in code
//! ```
//! use causeline::testing::TimelineBuilder;
//!
//! let story = TimelineBuilder::new()
//!     .event("retreat").in_month(2021, 7)
//!     .event("takeover").caused_by("retreat")
//!     .event("threat").on_day(2025, 9, 20).caused_by_kind("motivates", "takeover")
//!     .solved()
//!     .expect("every name is known and no date contradicts another");
//! story
//!     .assert_link("retreat", "takeover")
//!     .assert_order(&["retreat", "takeover", "threat"])
//!     .assert_bounds("takeover", "between 1 July 2021 and 20 September 2025");
//! ```

mod assertion;
mod builder;

pub use builder::{BuildError, TimelineBuilder};

use crate::graph::CausalGraph;
use crate::schedule::Schedule;
use std::fmt;

/// A graph with its schedule, to be asked and asserted together; prints as the
/// schedule's [outline](Schedule::outline).
#[derive(Clone, Debug)]
pub struct Solved {
    graph: CausalGraph,
    schedule: Schedule,
}

impl Solved {
    /// A graph with its schedule; contradictions stay in the schedule.
    pub fn of(graph: CausalGraph) -> Self {
        let (schedule, _) = crate::schedule::solve(&graph);
        Self { graph, schedule }
    }

    /// The graph.
    pub fn graph(&self) -> &CausalGraph {
        &self.graph
    }

    /// The schedule.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }
}

impl fmt::Display for Solved {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.schedule.outline(self.graph.timeline()).fmt(formatter)
    }
}
