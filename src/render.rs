//! A scene as bytes: the last pass.
//!
//! Shapes go through a plotters chart whose one coordinate is the scene's
//! elastic axis, onto a backend that writes SVG; pictures in pixels are
//! painted from the very same SVG.

mod backend;
mod colors;
mod defs;
mod elastic;
mod escape;
mod font;
mod html;
mod number;
mod place;
#[cfg(feature = "png")]
mod png;
mod survey;
mod svg;
mod viewer;
mod walk;

pub use html::{Page, html};
#[cfg(feature = "png")]
pub use png::{Png, PngError, PngOptions, png};
pub use svg::{svg, svg_named};
pub use viewer::{VIEWER_SCRIPT, VIEWER_STYLE};

use crate::style::Theme;

/// How an SVG file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Its colours; by default those that the reader prefers.
    pub theme: Theme,
    /// Whether the face stands in the file itself (some 230 kB for each cut
    /// that is used), so that letters look the same everywhere.
    pub embed_font: bool,
}
