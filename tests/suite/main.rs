//! Every test that goes through the public face of the project, in one binary.

mod browser;
mod cases;
mod command_line;
mod dates;
mod documents;
mod edit;
mod examples;
mod graph;
mod layout;
mod lint;
mod pages;
mod readme;
mod render;
mod schedule;
#[cfg(feature = "serve")]
mod serve;
mod stories;
mod testing;
mod watch;
