//! Colours and signs: plain data, no geometry.

mod color;
mod link;
mod palette;

pub use color::Rgb;
pub use link::{Head, LinkForm, link_form};
pub use palette::{KindStyle, Palette};

/// Which colours a picture is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Light, and dark where the reader prefers dark, and white on paper.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// Black on white, for paper.
    Print,
}

impl Theme {
    /// The colours it shows where nobody asks for others.
    pub fn scheme(self) -> Scheme {
        match self {
            Self::Auto | Self::Light => Scheme::Light,
            Self::Dark => Scheme::Dark,
            Self::Print => Scheme::Print,
        }
    }
}

/// One set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// Dark on white.
    Print,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];
}

/// A colour by the part it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ink {
    /// The page.
    Paper,
    /// A lane's band.
    Band,
    /// How a day's column looks, which is the colour of rails laid thinly over a
    /// band: text has to be readable on it.
    Column,
    /// An era's band.
    Era,
    /// A card's face.
    Card,
    /// A card's edge.
    CardEdge,
    /// The dashed edge of a claim.
    ClaimEdge,
    /// Headlines.
    Text,
    /// Body text.
    TextSoft,
    /// Minor text; still AA on every surface.
    TextFaint,
    /// A lane's rail.
    Rail,
    /// Ticks and brackets.
    Tick,
    /// Hairlines.
    Hair,
    /// The edge of a chip.
    ChipEdge,
    /// The lane of that number: marks, names, dates; AA as text.
    Lane(u16),
    /// The link kind of that number.
    Kind(u16),
    /// Faults in drafts.
    Fault,
}
