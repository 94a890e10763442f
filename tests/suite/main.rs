//! Every test that goes through the public face of the project, in one binary.

mod cases;
mod dates;
mod documents;
mod graph;
mod layout;
mod lint;
mod render;
mod schedule;
mod testing;
