//! Every test that goes through the public face of the project, in one binary.

mod cases;
mod client;
mod command_line;
mod dates;
mod documents;
mod edit;
mod editors;
mod examples;
mod graph;
mod layout;
mod lint;
#[cfg(feature = "lsp")]
mod lsp;
mod readme;
mod render;
mod schedule;
mod stories;
mod testing;
