//! What stands around the lanes: headings above, legend, notes and sources
//! below.

use super::lettering::Lettering;
use super::measure::{Align, width, wrap};
use super::stack::{Point, Rect, point};

/// One line of text with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Where it begins, is centred or ends.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// What to write.
    pub content: String,
    /// How.
    pub lettering: Lettering,
    /// How it is set against `x`.
    pub align: Align,
}

impl Words {
    /// A line that begins at a place.
    pub(super) fn new(x: f64, y: f64, content: impl Into<String>, lettering: Lettering) -> Self {
        Self {
            x,
            y,
            content: content.into(),
            lettering,
            align: Align::Start,
        }
    }

    /// The same line, set otherwise.
    pub(super) fn set(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// The box that its letters stay within.
    pub fn bounds(&self) -> Rect {
        let style = self.lettering.text_style();
        let width = width(&self.content, style);
        let x = match self.align {
            Align::Start => self.x,
            Align::Middle => self.x - width / 2.0,
            Align::End => self.x - width,
        };
        Rect {
            x,
            y: self.y - style.cap_height(),
            width,
            height: style.cap_height() + style.descent(),
        }
    }
}

/// A sign that the legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A dot.
    Dot,
    /// A ring for what is too short for a bar.
    Ring,
    /// A bar of something that lasted.
    Span,
    /// A bar of something that is said to go on.
    GoesOn,
    /// A bar of something that began before the time that is drawn.
    Before,
    /// A bar of something that goes on after the time that is drawn.
    Beyond,
    /// A bar of something that lasted, one end of which is not told.
    Open,
    /// A bar of a date known roughly.
    Vague,
    /// A bar whose bounds were worked out.
    Derived,
    /// The marks of accounts that differ, paired.
    Accounts,
    /// The mark of an account that does not go with the other facts, struck out.
    Apart,
    /// The dashed edge of a claim.
    Claim,
    /// An arrow of the link kind with that number.
    Arrow(u16),
    /// An arrow of a link that is less than certain.
    Doubted,
    /// A cut in time.
    Cut,
    /// The frame of something faulty.
    Fault,
}

/// One entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// Its sign.
    pub sign: Sign,
    /// Left end of the sign, and the height of its middle.
    pub at: Point,
    /// Its words.
    pub words: Words,
}

/// Width of a legend's long sign in pixels.
pub const SIGN_WIDTH: f64 = 42.0;

impl Sign {
    /// Its width in pixels.
    pub fn width(self) -> f64 {
        match self {
            Self::Dot | Self::Ring | Self::Apart => 11.0,
            Self::Claim | Self::Fault => 28.0,
            Self::Cut => 20.0,
            Self::Span
            | Self::Open
            | Self::GoesOn
            | Self::Before
            | Self::Beyond
            | Self::Vague
            | Self::Derived
            | Self::Accounts
            | Self::Arrow(_)
            | Self::Doubted => SIGN_WIDTH,
        }
    }
}

/// Between two entries of the legend.
const ENTRY_GAP: f64 = 22.0;

/// Lays legend entries side by side, in as few lines as the width allows, all
/// about as long; returns them with the height after the last line.
pub(super) fn legend(
    entries: Vec<(Sign, String)>,
    left: f64,
    right: f64,
    top: f64,
) -> (Vec<LegendEntry>, f64) {
    const LINE: f64 = 24.0;
    let style = Lettering::Legend.text_style();
    let worded: Vec<(Sign, String, f64)> = entries
        .into_iter()
        .filter_map(|(sign, text)| {
            let indent = sign.width() + 9.0;
            let lines = wrap(&text, style, right - left - indent, 1).lines;
            let content = lines.into_iter().next()?;
            let room = indent + width(&content, style);
            Some((sign, content, room))
        })
        .collect();
    let rooms: Vec<f64> = worded.iter().map(|(.., room)| *room).collect();
    let right = left + even_width(&rooms, right - left);
    let mut laid = Vec::new();
    let (mut x, mut y) = (left, top + LINE / 2.0);
    for (sign, content, room) in worded {
        if x > left && x + room > right {
            x = left;
            y += LINE;
        }
        let text_at = x + sign.width() + 9.0;
        laid.push(LegendEntry {
            sign,
            at: point(x, y),
            words: Words::new(text_at, y + 4.2, content, Lettering::Legend),
        });
        x += room + ENTRY_GAP;
    }
    let bottom = if laid.is_empty() { top } else { y + LINE / 2.0 };
    (laid, bottom)
}

/// The width, no more than `most`, in which entries take no more lines than in
/// `most` and the lines are about as long as each other.
fn even_width(rooms: &[f64], most: f64) -> f64 {
    const TRIES: u32 = 24;
    let lines = |width: f64| {
        let (mut x, mut lines) = (0.0, 1_usize);
        for room in rooms {
            if x > 0.0 && x + room > width {
                x = 0.0;
                lines += 1;
            }
            x += room + ENTRY_GAP;
        }
        lines
    };
    let needed = lines(most);
    let total: f64 = rooms.iter().map(|room| room + ENTRY_GAP).sum();
    let least = (total / needed as f64).min(most);
    let step = (most - least) / f64::from(TRIES);
    (0..=TRIES)
        .map(|at| least + f64::from(at) * step)
        .find(|width| lines(*width) <= needed)
        .unwrap_or(most)
}

/// A numbered source at the foot.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceLine {
    /// Its number, from 1.
    pub number: usize,
    /// Centre of the chip with its number.
    pub chip: Point,
    /// Its words, a line each.
    pub words: Vec<Words>,
    /// Its address.
    pub url: Option<String>,
}

/// Lays sources one below the other, or in columns where they are many;
/// returns them with the height after the last.
pub(super) fn sources(
    list: &[(usize, String, Option<String>)],
    left: f64,
    right: f64,
    top: f64,
) -> (Vec<SourceLine>, f64) {
    const INDENT: f64 = 26.0;
    const GAP: f64 = 28.0;
    let line = Lettering::Footer.line_height();
    let columns = ((right - left + GAP) / 420.0)
        .floor()
        .clamp(1.0, list.len().max(1) as f64);
    let room = (right - left + GAP) / columns - GAP;
    let entries: Vec<(usize, Vec<String>, Option<String>)> = list
        .iter()
        .map(|(number, text, url)| {
            let lines = wrap(text, Lettering::Footer.text_style(), room - INDENT, 4).lines;
            (*number, lines, url.clone())
        })
        .collect();
    let height = |lines: &[String]| lines.len().max(1) as f64 * line + 6.0;
    let heights: Vec<f64> = entries.iter().map(|(_, lines, _)| height(lines)).collect();
    let places = in_columns(&heights, columns as usize, line);
    let mut bottom = top;
    let mut laid = Vec::new();
    for (((number, lines, url), height), (column, down)) in
        entries.into_iter().zip(heights).zip(places)
    {
        let (x, y) = (left + column as f64 * (room + GAP), top + down);
        let lines = lines.into_iter().enumerate();
        let words = lines.map(|(index, content)| {
            let baseline = y + 14.0 + index as f64 * line;
            Words::new(x + INDENT, baseline, content, Lettering::Footer)
        });
        laid.push(SourceLine {
            number,
            chip: point(x + 9.0, y + 10.0),
            words: words.collect(),
            url,
        });
        bottom = bottom.max(y + height);
    }
    (laid, bottom)
}

/// Entries of these heights one below the other in columns no higher, to a line,
/// than they must be: the column of each, and how far down it begins.
fn in_columns(heights: &[f64], columns: usize, line: f64) -> Vec<(usize, f64)> {
    let filled = |most: f64| -> Vec<(usize, f64)> {
        let (mut column, mut taken) = (0, 0.0);
        let places = heights.iter().map(|height| {
            if taken > 0.0 && taken + height > most {
                (column, taken) = (column + 1, 0.0);
            }
            let place = (column, taken);
            taken += height;
            place
        });
        places.collect()
    };
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    let even = heights.iter().sum::<f64>() / columns as f64;
    let mut most = tallest.max(even) + 0.5;
    loop {
        let places = filled(most);
        if places.last().is_none_or(|(column, _)| *column < columns) {
            return places;
        }
        most += line;
    }
}

/// Writes a paragraph from a top edge downwards; returns the height after it.
pub(super) fn paragraph(
    into: &mut Vec<Words>,
    text: &str,
    lettering: Lettering,
    left: f64,
    most: f64,
    lines: usize,
    top: f64,
) -> f64 {
    let height = lettering.line_height();
    let mut y = top;
    for content in wrap(text, lettering.text_style(), most, lines).lines {
        into.push(Words::new(left, y + 0.78 * height, content, lettering));
        y += height;
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_listed_down_one_column_after_the_other() {
        let text = |number: usize| "The papers of the inquiry ".repeat(1 + 3 * (number % 3));
        let list: Vec<_> = (1..=11)
            .map(|number| (number, text(number), None))
            .collect();
        let (listed, bottom) = sources(&list, 0.0, 1300.0, 0.0);
        let mut columns: Vec<f64> = listed.iter().map(|line| line.chip.x).collect();
        columns.dedup();
        assert_eq!(columns.len(), 3, "{listed:?}");
        for pair in listed.windows(2) {
            let (one, next) = (&pair[0], &pair[1]);
            let is_below = one.chip.y < next.chip.y
                && one.words.last().map(|words| words.y) < Some(next.chip.y);
            assert!(is_below || one.chip.x < next.chip.x, "{listed:?}");
        }
        assert!(listed.iter().all(|line| line.chip.y < bottom));
    }
}
