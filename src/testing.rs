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

use crate::graph::{CausalGraph, UnknownName};
use crate::schedule::{Bounds, Certainty, Schedule, Withdrawal};
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

    /// How sure it is that one fact began before another.
    ///
    /// # Errors
    /// Where there is no fact of one of the names; the error tells the nearest.
    ///
    /// ```
    /// use causeline::schedule::Certainty;
    /// use causeline::testing::TimelineBuilder;
    /// let story = TimelineBuilder::new()
    ///     .event("rain").in_year(2021)
    ///     .event("flood").caused_by("rain")
    ///     .event("report").in_year(2022)
    ///     .solved()
    ///     .unwrap();
    /// assert_eq!(story.is_before("rain", "report"), Ok(Certainty::Certain));
    /// assert_eq!(story.is_before("flood", "report"), Ok(Certainty::Possible));
    /// assert!(story.is_before("flod", "report").is_err());
    /// ```
    pub fn is_before(&self, first: &str, second: &str) -> Result<Certainty, UnknownName> {
        let (first, second) = (self.graph.fact(first)?, self.graph.fact(second)?);
        Ok(self.schedule.is_before(first, second))
    }

    /// When a fact can have happened.
    ///
    /// # Errors
    /// Where there is no fact of that name; the error tells the nearest.
    pub fn bounds(&self, fact: &str) -> Result<Bounds, UnknownName> {
        Ok(self.schedule.bounds(self.graph.fact(fact)?))
    }

    /// What falls if a source falls.
    ///
    /// # Errors
    /// Where there is no source of that id or title; the error tells the nearest.
    ///
    /// ```
    /// use causeline::testing::TimelineBuilder;
    /// let story = TimelineBuilder::new()
    ///     .event("rain").in_year(2021)
    ///     .event("flood").caused_by("rain").cause_source("diary")
    ///     .solved()
    ///     .unwrap();
    /// // Without the diary nothing says when the flood came.
    /// assert_eq!(story.without("diary").unwrap().widened().len(), 1);
    /// assert!(story.without("dairy").is_err());
    /// ```
    pub fn without(&self, source: &str) -> Result<Withdrawal<'_>, UnknownName> {
        let source = self.graph.source(source)?;
        Ok(crate::schedule::without(
            &self.graph,
            &self.schedule,
            source,
        ))
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
