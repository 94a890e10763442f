//! Timelines, graphs and schedules in tests: a builder in code.

mod builder;

pub use builder::{BuildError, TimelineBuilder};
