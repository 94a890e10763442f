//! Geometry: where everything goes.

pub mod measure;
