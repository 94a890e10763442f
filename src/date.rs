//! Calendar time from nanoseconds to billions of years, and what an author's
//! words say about it.
//!
//! Nothing here knows of events or files.

mod civil;
mod instant;
mod meaning;

pub use civil::Civil;
pub use instant::Instant;
pub use meaning::{End, Kind, Lag, Meaning, Precision, Qualifier, Relation, Window};
