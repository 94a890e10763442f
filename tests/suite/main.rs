//! Every test that goes through the public face of the project, in one binary.

mod answers;
mod browser;
mod cases;
mod client;
mod command;
mod command_line;
mod commands;
mod dates;
mod dates_command;
mod documents;
mod draft;
mod edit;
mod editors;
mod examples;
mod graph;
mod house;
mod layout;
mod lint;
#[cfg(feature = "lsp")]
mod lsp;
mod pages;
mod prose;
mod readme;
mod render;
mod schedule;
#[cfg(feature = "serve")]
mod serve;
mod stories;
mod testing;
mod watch;
