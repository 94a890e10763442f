//! Geometry: where everything goes.

pub mod axis;
pub mod measure;
