//! Event timelines from dated facts.

pub mod cli;
pub mod compile;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod graph;
pub mod layout;
pub mod lint;
pub mod render;
pub mod scene;
pub mod schedule;
pub mod source;
pub mod style;
pub mod testing;
pub mod timeline;
