//! Every test that goes through the public face of the project, in one binary.

mod cases;
mod command_line;
mod dates;
mod dates_command;
mod documents;
mod draft;
mod examples;
mod graph;
mod layout;
mod lint;
mod prose;
mod readme;
mod render;
mod schedule;
mod stories;
mod testing;
