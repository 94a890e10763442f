//! The sizes and cuts of letters, by what they are used for.

use super::measure::TextStyle;
use super::measure::Weight;

/// A use of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lettering {
    /// The headline of the picture.
    Title,
    /// The line under it.
    Subtitle,
    /// The line that says when the facts were gathered.
    AsOf,
    /// The unit over a stretch of the axis, in capitals.
    Unit,
    /// A tick's label.
    Tick,
    /// A tick's label that opens a larger unit, or a column's heading.
    TickStrong,
    /// The name of an era.
    Era,
    /// A lane's name.
    LaneName,
    /// A card's date.
    Date,
    /// A card's headline where there are few cards.
    Headline,
    /// A card's headline where there are many.
    HeadlineSmall,
    /// A card's headline where there are hundreds.
    HeadlineTiny,
    /// A card's further text.
    Body,
    /// A card's minor text.
    Minor,
    /// The number in a chip.
    Chip,
    /// A word of the legend.
    Legend,
    /// A note or source at the foot.
    Footer,
}

impl Lettering {
    /// Size in pixels.
    pub fn size(self) -> f64 {
        match self {
            Self::Title => 30.0,
            Self::Subtitle => 15.0,
            Self::AsOf | Self::TickStrong | Self::LaneName => 13.0,
            Self::Headline => 13.5,
            Self::HeadlineSmall | Self::Body => 12.5,
            Self::Tick | Self::Legend => 12.0,
            Self::Date | Self::HeadlineTiny | Self::Footer => 11.5,
            Self::Era | Self::Minor => 11.0,
            Self::Unit | Self::Chip => 10.5,
        }
    }

    /// The cut.
    pub fn weight(self) -> Weight {
        match self {
            Self::Title | Self::LaneName => Weight::Bold,
            Self::Unit
            | Self::TickStrong
            | Self::Era
            | Self::Date
            | Self::Headline
            | Self::HeadlineSmall
            | Self::HeadlineTiny => Weight::SemiBold,
            _ => Weight::Regular,
        }
    }

    /// Space added after each letter, in pixels.
    pub fn spacing(self) -> f64 {
        match self {
            Self::Title => -0.45,
            Self::Unit => 0.95,
            _ => 0.0,
        }
    }

    /// From one baseline to the next, in pixels.
    pub fn line_height(self) -> f64 {
        (self.size() * 1.34).ceil()
    }

    /// As the text measure wants it.
    pub fn text_style(self) -> TextStyle {
        TextStyle {
            size: self.size(),
            weight: self.weight(),
            spacing: self.spacing(),
        }
    }
}
