//! The words on each card and the box that holds them.

use super::facts::Fact;
use super::lettering::Lettering;
use super::measure::{Measured, width, wrap};
use super::stack::Rect;
use super::wording::status_word;
use super::{APART, DateWords};
use super::{Card, Options};
use crate::graph::CausalGraph;
use crate::timeline::{Event, EventId, Timeline};
use std::mem::take;
use unicode_segmentation::UnicodeSegmentation;

/// Space between a card's edge and its words.
pub(super) const PADDING: f64 = 10.0;
/// Width of the coloured bar at a card's left edge, with its space.
pub(super) const STRIPE: f64 = 5.0;
/// How far a long word may widen a card where it stands beside others.
const OVERLONG: f64 = 1.3;
/// Radius of a source chip.
pub(super) const CHIP: f64 = 8.0;

/// One line of a card, its baseline counted from the card's top.
#[derive(Clone, Debug, PartialEq)]
pub struct CardLine {
    /// What to write.
    pub content: String,
    /// How.
    pub lettering: Lettering,
    /// Baseline below the card's top, in pixels.
    pub baseline: f64,
}

/// A card before it has a place.
#[derive(Clone, Debug, Default)]
pub(super) struct CardText {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) lines: Vec<CardLine>,
    pub(super) chip: Option<String>,
    pub(super) claim: bool,
}

impl CardText {
    /// The card at its place, to which the words move.
    pub(super) fn placed(
        &mut self,
        graph: &CausalGraph,
        options: &Options,
        fact: &Fact,
        rect: Rect,
    ) -> Card {
        let event = fact.event;
        Card {
            event,
            lane: fact.lane,
            rect,
            lines: take(&mut self.lines),
            chip: self.chip.take(),
            status: graph.timeline().event(event).status(),
            faulty: options.faulty.contains(&event),
        }
    }
}

/// How roomy cards are, by how many there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fashion {
    headline: Lettering,
    widths: [f64; 4],
    headline_lines: usize,
    detail_lines: usize,
    /// How far a long word may widen a card beyond the widest.
    overlong: f64,
}

/// How many cards are worth the way to another core.
pub(super) const SHARE: usize = 40;

/// Cards for a picture with so many of them.
pub(super) fn fashion(count: usize) -> Fashion {
    match count {
        0..=14 => Fashion {
            headline: Lettering::Headline,
            widths: [176.0, 196.0, 216.0, 236.0],
            headline_lines: 6,
            detail_lines: 3,
            overlong: OVERLONG,
        },
        15..=44 => Fashion {
            headline: Lettering::Headline,
            widths: [160.0, 180.0, 200.0, 220.0],
            headline_lines: 6,
            detail_lines: 0,
            overlong: OVERLONG,
        },
        45..=140 => Fashion {
            headline: Lettering::HeadlineSmall,
            widths: [136.0, 152.0, 170.0, 190.0],
            headline_lines: 6,
            detail_lines: 0,
            overlong: OVERLONG,
        },
        _ => Fashion {
            headline: Lettering::HeadlineTiny,
            widths: [118.0, 134.0, 150.0, 168.0],
            headline_lines: 6,
            detail_lines: 0,
            overlong: OVERLONG,
        },
    }
}

/// Between what one account says of a date and what the next does, and before the headline
/// under accounts.
const ACCOUNT_GAP: f64 = 5.0;

/// So many lines at most for a date, or for one account of it: with the clocks of two
/// zones and a name it is long, and what is cut is whose account it is.
const DATE_LINES: usize = 6;

/// The widest card of a fact without a date, which has a row to itself or nearly so.
const UNDATED: f64 = 360.0;

impl Fashion {
    /// The same letters where a long headline may take a wider card.
    pub(super) fn undated(mut self) -> Self {
        self.widths[3] = self.widths[3].max(UNDATED);
        self
    }

    /// The same letters on cards of one width, for a picture with one column.
    pub(super) fn at_width(self, width: f64) -> Self {
        Self {
            widths: [width; 4],
            headline_lines: 6,
            detail_lines: self.detail_lines,
            overlong: 1.0,
            headline: self.headline,
        }
    }
}

/// Writes the card of a fact.
pub(super) fn write_card(
    timeline: &Timeline,
    fact: &Fact,
    date: &DateWords,
    fashion: Fashion,
    causes: &[EventId],
    names_actor: bool,
) -> CardText {
    let event = timeline.event(fact.event);
    let chip = chip(event);
    let chip_room = chip.as_ref().map_or(0.0, |chip| chip_width(chip) + 6.0);
    let inner = |outer: f64| outer - 2.0 * PADDING - STRIPE;
    let dates = date_lines(date);
    let headline = Measured::new(
        event.what(),
        fashion.headline.text_style(),
        inner(fashion.widths[0]),
    );
    // The narrowest on which the date takes the fewest lines.
    let room = |outer: f64| inner(outer) - chip_room;
    let broken = |outer: f64| dates.iter().filter(|line| line.width > room(outer)).count();
    let least = broken(fashion.widths[3]);
    let part = dates.iter().map(|line| line.part).fold(0.0, f64::max);
    let word = longest_word(event.what(), fashion.headline, f64::INFINITY);
    let holds = |outer: &&f64| {
        let is_whole = part <= room(**outer) && broken(**outer) == least;
        is_whole && word <= inner(**outer) && headline.fits(inner(**outer), 3)
    };
    let mut widths = fashion.widths.iter();
    let widest = fashion.widths[3];
    let outer = widths.find(holds).copied().unwrap_or_else(|| {
        // A word a little too long for every card gets a card of its own width.
        let frame = widest - inner(widest);
        let most = fashion.overlong * widest - frame;
        widest.max(frame + longest_word(event.what(), fashion.headline, most))
    });
    let mut writer = Writer {
        lines: Vec::new(),
        below: 9.0,
        width: inner(outer),
    };
    let date_width = inner(outer) - chip_room;
    writer.dates(&dates, date_width);
    if let Some(by) = date.by_line() {
        writer.paragraph(&by, Lettering::Minor, date_width, 3);
    }
    let headline = headline.wrap(inner(outer), fashion.headline_lines);
    writer.lines(headline.lines, fashion.headline);
    let mut minor = |text: String| writer.paragraph(&text, Lettering::Minor, inner(outer), 3);
    // The edge of a card says no more than that it is one of these.
    let status = Some(event.status()).filter(|status| status.is_claim());
    if let Some(word) = status.and_then(status_word) {
        minor(word.to_owned());
    }
    let actors: Vec<&str> = event
        .who()
        .iter()
        .map(|actor| timeline.actor(*actor).name.as_str())
        .collect();
    match actors.as_slice() {
        all if names_actor && !all.is_empty() => minor(all.join(", ")),
        [_, others @ ..] if !others.is_empty() => minor(format!("with {}", others.join(", "))),
        _ => {}
    }
    if !causes.is_empty() {
        minor(told_causes(timeline, causes));
    }
    if let Some(detail) = event.detail().filter(|_| fashion.detail_lines > 0) {
        writer.paragraph(detail, Lettering::Body, inner(outer), fashion.detail_lines);
    }
    CardText {
        width: outer,
        height: writer.below + 9.0,
        lines: writer.lines,
        chip,
        claim: event.status().is_claim(),
    }
}

/// How wide the longest word is, which no card should have to break, of those no
/// wider than `most`.
fn longest_word(text: &str, lettering: Lettering, most: f64) -> f64 {
    // Shorter ones fit on any card.
    const SHORT: usize = 11;
    let is_gap = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '–' | '—');
    // Of scripts without spaces, every letter may end a line.
    let is_spaced = |word: &str| word.chars().all(|letter| letter < '\u{2E80}');
    let words = text.split(is_gap);
    let words = words.filter(|word| word.len() > SHORT && is_spaced(word));
    words
        .map(|word| width(word, lettering.text_style()))
        .filter(|width| *width <= most)
        .fold(0.0, f64::max)
}

/// What is said of a date, on one line where that has room.
struct DateLine {
    whole: String,
    /// How wide it is.
    width: f64,
    /// The same of the wider part where it breaks.
    part: f64,
    /// Where it breaks first.
    at: usize,
    /// Whether it is of an account that does not go with the other facts.
    is_apart: bool,
}

impl DateLine {
    fn new(whole: String, at: usize, is_apart: bool) -> Self {
        let room = |text: &str| width(text, Lettering::Date.text_style());
        let (date, name) = whole.split_at(at);
        Self {
            width: room(&whole),
            part: room(date).max(room(name)),
            whole,
            at,
            is_apart,
        }
    }

    fn parts(&self) -> impl Iterator<Item = &str> {
        let (date, name) = self.whole.split_at(self.at);
        [date, name.trim_start()]
            .into_iter()
            .filter(|part| !part.is_empty())
    }
}

/// A date's lines, each account on one of its own.
fn date_lines(date: &DateWords) -> Vec<DateLine> {
    if date.accounts.is_empty() {
        return vec![DateLine::new(date.said.clone(), date.said.len(), false)];
    }
    let accounts = date.accounts.iter();
    accounts
        .map(|account| DateLine::new(account.named(), account.date.len(), account.is_apart))
        .collect()
}

struct Writer {
    lines: Vec<CardLine>,
    below: f64,
    width: f64,
}

impl Writer {
    /// What is said of a date, each account apart from the others and from what follows.
    fn dates(&mut self, dates: &[DateLine], room: f64) {
        let gap = if dates.len() > 1 { ACCOUNT_GAP } else { 0.0 };
        for line in dates {
            // Where the date breaks anyway, its last line may hold the name.
            if line.width <= room || line.part > room {
                self.paragraph(&line.whole, Lettering::Date, room, DATE_LINES);
            } else {
                for part in line.parts() {
                    self.paragraph(part, Lettering::Date, room, DATE_LINES);
                }
            }
            if line.is_apart {
                self.paragraph(APART, Lettering::Minor, room, 3);
            }
            self.below += gap;
        }
    }

    fn paragraph(&mut self, text: &str, lettering: Lettering, limit: f64, most: usize) {
        let wrapped = wrap(text, lettering.text_style(), limit.min(self.width), most);
        self.lines(wrapped.lines, lettering);
    }

    fn lines(&mut self, lines: Vec<String>, lettering: Lettering) {
        for content in lines {
            let height = lettering.line_height();
            self.lines.push(CardLine {
                content,
                lettering,
                baseline: self.below + 0.76 * height,
            });
            self.below += height;
        }
    }
}

/// The numbers of a fact's sources and of those of its accounts, as the footer
/// lists them.
fn chip(event: &Event) -> Option<String> {
    let accounts = event.accounts().iter();
    let supports = accounts.flat_map(|account| &account.sources);
    let mut numbers: Vec<usize> = event
        .sources()
        .iter()
        .chain(supports)
        .map(|support| support.source.index() + 1)
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    match numbers.as_slice() {
        [] => None,
        all if all.len() <= 3 => Some(
            all.iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(","),
        ),
        [first, .., last] => Some(format!("{first}…{last}")),
        [_] => None,
    }
}

/// The width of a source chip with that text.
pub(super) fn chip_width(chip: &str) -> f64 {
    (width(chip, Lettering::Chip.text_style()) + 9.0).max(2.0 * CHIP)
}

/// The causes that no arrow shows, by their headlines.
fn told_causes(timeline: &Timeline, causes: &[EventId]) -> String {
    const NAMED: usize = 2;
    const LETTERS: usize = 40;
    let mut named: Vec<String> = causes
        .iter()
        .take(NAMED)
        .map(|cause| {
            let what = timeline.event(*cause).what();
            match what.grapheme_indices(true).nth(LETTERS) {
                Some((end, _)) => format!("{}…", what[..end].trim_end_matches([' ', '…'])),
                None => what.to_owned(),
            }
        })
        .collect();
    if causes.len() > NAMED {
        named.push(format!("{} more", causes.len() - NAMED));
    }
    format!("← {}", named.join("; "))
}

/// The box of a card's source chip.
pub fn chip_place(card: Rect, chip: &str) -> Rect {
    let width = chip_width(chip);
    Rect {
        x: card.x + card.width - 7.0 - width,
        y: card.y + 8.0,
        width,
        height: 2.0 * CHIP,
    }
}
