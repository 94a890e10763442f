//! Gradients, each written once however often it is used.

use std::collections::BTreeMap;

use super::colors::{Colors, Use};
use super::number::{write as write_number, write_integer};
use crate::scene::{Direction, Ink};

/// What shapes refer to.
pub(super) struct Defs {
    direction: Direction,
    /// The stops of each gradient, with its number.
    fades: BTreeMap<String, usize>,
    /// Room to write one in before it is known to be new.
    draft: String,
}

impl Defs {
    pub(super) fn new(direction: Direction) -> Self {
        Self {
            direction,
            fades: BTreeMap::new(),
            draft: String::new(),
        }
    }

    /// The number of the gradient of a colour with these stops.
    pub(super) fn fade(
        &mut self,
        colors: &mut Colors<'_>,
        ink: Ink,
        stops: &[(f64, f64)],
    ) -> usize {
        let out = &mut self.draft;
        out.clear();
        for &(offset, opacity) in stops {
            out.push_str("<stop offset=\"");
            write_number(out, offset.clamp(0.0, 1.0));
            out.push('"');
            write_color(out, colors, Use::Stop, ink);
            if opacity < 0.995 {
                out.push_str(" stop-opacity=\"");
                write_number(out, opacity.max(0.0));
                out.push('"');
            }
            out.push_str("/>");
        }
        number_of(&mut self.fades, out)
    }

    /// Writes all of them, in the order of their numbers.
    pub(super) fn write(&self, out: &mut String, prefix: &str) {
        if self.fades.is_empty() {
            return;
        }
        let turn = match self.direction {
            Direction::Horizontal => "\">",
            Direction::Vertical => "\" x2=\"0\" y2=\"1\">",
        };
        out.push_str("<defs>\n");
        for (content, number) in in_order(&self.fades) {
            out.push_str("<linearGradient id=\"");
            out.push_str(prefix);
            out.push('f');
            write_integer(out, number as u64);
            out.push_str(turn);
            out.push_str(content);
            out.push_str("</linearGradient>\n");
        }
        out.push_str("</defs>\n");
    }
}

fn write_color(out: &mut String, colors: &mut Colors<'_>, usage: Use, ink: Ink) {
    if colors.has_rules() {
        out.push_str(" class=\"");
        colors.class(out, usage, ink);
        out.push('"');
    }
    colors.attribute(out, usage, ink);
}

fn number_of(known: &mut BTreeMap<String, usize>, content: &str) -> usize {
    if let Some(&number) = known.get(content) {
        return number;
    }
    let number = known.len();
    known.insert(content.to_owned(), number);
    number
}

fn in_order(known: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
    let mut list: Vec<_> = known
        .iter()
        .map(|(content, &number)| (content.as_str(), number))
        .collect();
    list.sort_by_key(|&(_, number)| number);
    list
}
