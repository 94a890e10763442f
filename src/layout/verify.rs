//! Proof that a finished layout keeps its promises.

use super::curve::flatten;
use super::stack::{Point, Rect};
use super::{Layout, MarkForm, cards};
use std::fmt;

/// A promise that a layout broke.
#[derive(Clone, Debug, PartialEq)]
pub enum Violation {
    /// Two texts share some place.
    TextOverText(String, String),
    /// A text reaches out of the canvas.
    TextOutside(String),
    /// A line reaches out of the canvas: what the line is.
    LineOutside(String),
    /// A line runs through a text: what the line is, and the text.
    LineThroughText(String, String),
    /// A mark does not stand at its time: the fact's id.
    MarkOffAxis(String),
    /// Two cards share some place.
    CardOverCard(String, String),
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TextOverText(one, other) => write!(formatter, "“{one}” lies over “{other}”"),
            Self::TextOutside(text) => write!(formatter, "“{text}” reaches out of the canvas"),
            Self::LineOutside(line) => write!(formatter, "{line} reaches out of the canvas"),
            Self::LineThroughText(line, text) => write!(formatter, "{line} runs through “{text}”"),
            Self::MarkOffAxis(id) => write!(formatter, "the mark of `{id}` is not at its date"),
            Self::CardOverCard(one, other) => {
                write!(formatter, "the cards of `{one}` and `{other}` overlap")
            }
        }
    }
}

/// A labelled box.
struct Labelled {
    rect: Rect,
    text: String,
}

/// Checks the finished geometry: no text over text, no text, arrow or leader
/// outside the canvas, no arrow or leader, as drawn, through text, no torn edge
/// through words other than those of cards, every mark at its date, no card over
/// another. Returns every promise broken; none, unless there is a mistake in the
/// layout itself.
///
/// A sweep from top to bottom over the boxes: near-linear for layouts whose
/// rows hold a bounded number of boxes. [`lay_out`](super::lay_out) has an
/// example.
pub fn verify(layout: &Layout) -> Vec<Violation> {
    let mut violations = Vec::new();
    let texts = texts(layout);
    let (width, height) = layout.size();
    for text in &texts {
        let rect = text.rect;
        let inside = rect.x >= -0.5
            && rect.y >= -0.5
            && rect.x + rect.width <= width + 0.5
            && rect.y + rect.height <= height + 0.5;
        if !inside {
            violations.push(Violation::TextOutside(text.text.clone()));
        }
    }
    overlapping(&texts, |one, other| {
        violations.push(Violation::TextOverText(
            one.text.clone(),
            other.text.clone(),
        ));
    });
    let cards: Vec<Labelled> = layout
        .cards()
        .iter()
        .map(|card| Labelled {
            rect: card.rect,
            text: layout.id(card.event).to_owned(),
        })
        .collect();
    overlapping(&cards, |one, other| {
        violations.push(Violation::CardOverCard(
            one.text.clone(),
            other.text.clone(),
        ));
    });
    lines_through(layout, &texts, &mut violations);
    tears_through(layout, &mut violations);
    marks_off(layout, &mut violations);
    violations
}

/// The torn edges of cuts lie under cards, and keep off all other words.
fn tears_through(layout: &Layout, violations: &mut Vec<Violation>) {
    for cut in layout.breaks() {
        for ((start, end), at) in layout
            .torn(cut)
            .into_iter()
            .flat_map(|part| cut.tears().map(|at| (part, at)))
        {
            let (from, to) = if layout.is_upright() {
                (Point { x: start, y: at }, Point { x: end, y: at })
            } else {
                (Point { x: at, y: start }, Point { x: at, y: end })
            };
            for words in layout.words() {
                if crosses(from, to, words.bounds()) {
                    violations.push(Violation::LineThroughText(
                        "a torn edge".to_owned(),
                        words.content.clone(),
                    ));
                }
            }
        }
    }
}

fn texts(layout: &Layout) -> Vec<Labelled> {
    let words = layout.words().map(|words| Labelled {
        rect: words.bounds(),
        text: words.content.clone(),
    });
    let lines = layout.cards().iter().flat_map(|card| {
        card.lines.iter().map(|line| {
            let style = line.lettering.text_style();
            Labelled {
                rect: Rect {
                    x: card.rect.x + cards::PADDING + cards::STRIPE,
                    y: card.rect.y + line.baseline - style.cap_height(),
                    width: super::measure::width(&line.content, style),
                    height: style.cap_height() + style.descent(),
                },
                text: line.content.clone(),
            }
        })
    });
    let chips = layout.cards().iter().filter_map(|card| {
        let chip = card.chip.as_ref()?;
        Some(Labelled {
            rect: cards::chip_place(card.rect, chip),
            text: chip.clone(),
        })
    });
    words.chain(lines).chain(chips).collect()
}

/// Calls back for every two boxes that share more than a hair's breadth.
fn overlapping(boxes: &[Labelled], mut report: impl FnMut(&Labelled, &Labelled)) {
    let mut order: Vec<usize> = (0..boxes.len()).collect();
    order.sort_by(|left, right| boxes[*left].rect.y.total_cmp(&boxes[*right].rect.y));
    let mut open: Vec<usize> = Vec::new();
    for index in order {
        let rect = boxes[index].rect;
        open.retain(|other| boxes[*other].rect.y + boxes[*other].rect.height > rect.y + 0.5);
        for other in &open {
            let there = boxes[*other].rect;
            if there.x + there.width > rect.x + 0.5 && rect.x + rect.width > there.x + 0.5 {
                report(&boxes[*other], &boxes[index]);
            }
        }
        open.push(index);
    }
}

fn lines_through(layout: &Layout, texts: &[Labelled], violations: &mut Vec<Violation>) {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by(|left, right| texts[*left].rect.y.total_cmp(&texts[*right].rect.y));
    let tallest = texts
        .iter()
        .map(|text| text.rect.height)
        .fold(0.0, f64::max);
    let (width, height) = layout.size();
    let is_inside =
        |at: &Point| (-0.5..=width + 0.5).contains(&at.x) && (-0.5..=height + 0.5).contains(&at.y);
    let mut check = |name: &dyn Fn() -> String, path: &[Point]| {
        if !path.iter().all(is_inside) {
            violations.push(Violation::LineOutside(name()));
        }
        for pair in path.windows(2) {
            let (low, high) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
            let start = order.partition_point(|index| texts[*index].rect.y < low - tallest);
            for index in &order[start..] {
                let text = &texts[*index];
                if text.rect.y > high {
                    break;
                }
                if crosses(pair[0], pair[1], text.rect) {
                    violations.push(Violation::LineThroughText(name(), text.text.clone()));
                }
            }
        }
    };
    let direction = layout.axis().direction;
    for arrow in layout.arrows() {
        let name = || {
            let link = arrow.link;
            format!(
                "the arrow {} -> {}",
                layout.id(link.cause),
                layout.id(link.effect)
            )
        };
        check(&name, &flatten(&arrow.path, direction));
    }
    for leader in layout.leaders() {
        check(
            &|| format!("the leader of {}", layout.id(leader.event)),
            &flatten(&leader.path, direction),
        );
    }
}

/// Whether a straight line meets the inside of a box (clipping after Liang
/// and Barsky, 1984).
fn crosses(from: Point, to: Point, rect: Rect) -> bool {
    let (low_x, high_x) = (rect.x + 0.5, rect.x + rect.width - 0.5);
    let (low_y, high_y) = (rect.y + 0.5, rect.y + rect.height - 0.5);
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in [
        (-dx, from.x - low_x),
        (dx, high_x - from.x),
        (-dy, from.y - low_y),
        (dy, high_y - from.y),
    ] {
        if step.abs() < 1e-12 {
            if room < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    enter < leave
}

fn marks_off(layout: &Layout, violations: &mut Vec<Violation>) {
    const SLACK: f64 = 0.25;
    let is_at = |seconds: f64, place: f64| (layout.axis().place(seconds) - place).abs() < SLACK;
    for mark in layout.marks() {
        let is_right = mark.forms().all(|form| match form {
            MarkForm::Dot { at, seconds, .. } => is_at(*seconds, *at),
            MarkForm::Bar {
                from,
                to,
                from_seconds,
                to_seconds,
                ..
            } => is_at(*from_seconds, *from) && is_at(*to_seconds, *to),
        });
        if !is_right {
            violations.push(Violation::MarkOffAxis(layout.id(mark.event).to_owned()));
        }
    }
}
