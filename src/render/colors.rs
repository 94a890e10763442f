//! Colours as attributes, and as rules for readers who prefer others.

use super::escape::write_hex;
use super::number;
use crate::scene::Ink;
use crate::style::{Palette, Rgb, Scheme, Theme};

/// What a colour is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// The inside of a shape.
    Fill,
    /// An outline.
    Stroke,
    /// A stop of a gradient.
    Stop,
}

impl Use {
    const ALL: [Self; 3] = [Self::Fill, Self::Stroke, Self::Stop];

    fn property(self) -> &'static str {
        match self {
            Self::Fill => "fill",
            Self::Stroke => "stroke",
            Self::Stop => "stop-color",
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Fill => 'f',
            Self::Stroke => 's',
            Self::Stop => 'g',
        }
    }
}

/// Writes colours and remembers which were used.
pub(super) struct Colors<'a> {
    palette: &'a Palette,
    theme: Theme,
    /// By place of the ink, the attribute of each use; empty where unused.
    written: Vec<[String; 3]>,
}

/// Inks without a number.
const FIXED: [Ink; 15] = [
    Ink::Paper,
    Ink::Band,
    Ink::Column,
    Ink::Era,
    Ink::Card,
    Ink::CardEdge,
    Ink::ClaimEdge,
    Ink::Text,
    Ink::TextSoft,
    Ink::TextFaint,
    Ink::Rail,
    Ink::Tick,
    Ink::Hair,
    Ink::ChipEdge,
    Ink::Fault,
];

/// An ink's place among all inks: the fixed ones, then lanes and kinds in turn.
pub(super) fn index(ink: Ink) -> usize {
    match ink {
        Ink::Lane(number) => FIXED.len() + 2 * usize::from(number),
        Ink::Kind(number) => FIXED.len() + 2 * usize::from(number) + 1,
        Ink::Paper => 0,
        Ink::Band => 1,
        Ink::Column => 2,
        Ink::Era => 3,
        Ink::Card => 4,
        Ink::CardEdge => 5,
        Ink::ClaimEdge => 6,
        Ink::Text => 7,
        Ink::TextSoft => 8,
        Ink::TextFaint => 9,
        Ink::Rail => 10,
        Ink::Tick => 11,
        Ink::Hair => 12,
        Ink::ChipEdge => 13,
        Ink::Fault => 14,
    }
}

fn ink_at(index: usize) -> Ink {
    let Some(number) = index.checked_sub(FIXED.len()) else {
        return FIXED[index];
    };
    if number % 2 == 0 {
        Ink::Lane((number / 2) as u16)
    } else {
        Ink::Kind((number / 2) as u16)
    }
}

impl<'a> Colors<'a> {
    pub(super) fn new(palette: &'a Palette, theme: Theme) -> Self {
        Self {
            palette,
            theme,
            written: Vec::new(),
        }
    }

    /// Writes ` fill="#rrggbb"` or the like.
    pub(super) fn attribute(&mut self, out: &mut String, usage: Use, ink: Ink) {
        let place = index(ink);
        if self.written.len() <= place {
            self.written.resize_with(place + 1, Default::default);
        }
        let attribute = &mut self.written[place][usage as usize];
        if attribute.is_empty() {
            attribute.push(' ');
            attribute.push_str(usage.property());
            attribute.push_str("=\"");
            write_color(attribute, self.palette.color(ink, self.theme.scheme()));
            attribute.push('"');
        }
        out.push_str(attribute);
    }

    /// Writes the class by which a rule finds the colour; nothing where the
    /// theme has no rules.
    pub(super) fn class(&self, out: &mut String, usage: Use, ink: Ink) {
        if self.theme == Theme::Auto {
            write_class(out, usage, ink);
        }
    }

    /// Whether the theme has rules at all.
    pub(super) fn has_rules(&self) -> bool {
        self.theme == Theme::Auto
    }

    /// Writes the rules for dark and print, each for elements below `root`.
    pub(super) fn rules(&self, out: &mut String, root: &str) {
        if self.theme != Theme::Auto {
            return;
        }
        out.push_str("@media (prefers-color-scheme:dark){");
        self.rules_of(out, root, Scheme::Dark);
        out.push_str("}@media print{");
        self.rules_of(out, root, Scheme::Print);
        out.push('}');
    }

    fn rules_of(&self, out: &mut String, root: &str, scheme: Scheme) {
        for (index, attributes) in self.written.iter().enumerate() {
            for usage in Use::ALL {
                if attributes[usage as usize].is_empty() {
                    continue;
                }
                let ink = ink_at(index);
                out.push('#');
                out.push_str(root);
                out.push_str(" .");
                write_class(out, usage, ink);
                out.push('{');
                out.push_str(usage.property());
                out.push(':');
                write_color(out, self.palette.color(ink, scheme));
                out.push('}');
            }
        }
    }
}

/// A class such as `f7`, `fl0` for a lane or `sk2` for a kind of link.
fn write_class(out: &mut String, usage: Use, ink: Ink) {
    out.push(usage.letter());
    let number = match ink {
        Ink::Lane(number) => {
            out.push('l');
            usize::from(number)
        }
        Ink::Kind(number) => {
            out.push('k');
            usize::from(number)
        }
        fixed => index(fixed),
    };
    number::write_integer(out, number as u64);
}

fn write_color(out: &mut String, Rgb(r, g, b): Rgb) {
    out.push('#');
    let code = u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b);
    write_hex(out, code, 6);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ink_has_its_own_place() {
        for (place, ink) in FIXED.into_iter().enumerate() {
            assert_eq!(index(ink), place);
            assert_eq!(ink_at(place), ink);
        }
        for ink in [
            Ink::Lane(0),
            Ink::Kind(0),
            Ink::Lane(9),
            Ink::Kind(u16::MAX),
        ] {
            assert_eq!(ink_at(index(ink)), ink);
        }
    }
}
