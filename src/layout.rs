//! Geometry: where everything goes.
//!
//! [`lay_out`] takes the graph and the schedule through a chain of passes,
//! each in its own file: `facts` (what stands where in time), `lanes`,
//! `cards` (words and boxes), `scale` (the elastic axis), `marks`, `stack`
//! (rows, tracks and the ways of arrows), `ticks`, `brackets`, `frame`. The
//! chain runs once, but for this: `stack` tries several lines between lanes
//! where arrows are few, an upright picture writes its cards again for the room
//! that its arrows leave, and a width that is too small is tried with fewer
//! arrows, four times at most. [`verify`] checks the result. Nothing here knows
//! of colour.

pub mod axis;
pub mod measure;

mod brackets;
mod cards;
mod clocks;
mod coarse;
mod curve;
mod edges;
mod equal;
mod extent;
mod facts;
mod fades;
mod frame;
mod grain;
mod half;
mod horizontal;
mod islands;
mod lanes;
mod legend;
mod lettering;
mod limits;
mod marks;
mod notation;
mod notes;
mod ordered;
mod phrasing;
mod pieces;
mod ports;
mod printed;
mod reckoned;
mod rows;
mod scale;
mod stack;
mod steps;
mod stops;
mod taken;
mod ticks;
mod tracks;
mod trunks;
mod turns;
mod upright;
mod verify;
mod wires;
mod wording;

pub use axis::{Axis, Break, Direction, Knot};
pub use cards::{CardLine, chip_place};
pub use curve::{Piece, flatten, smooth};
pub(crate) use fades::VAGUE_FADE;
pub use frame::{LegendEntry, SIGN_WIDTH, Sign, SourceLine, Words};
pub use lettering::Lettering;
pub use marks::{Claim, Mark, MarkForm};
pub use stack::{Point, Rect};
pub use verify::{Violation, verify};

use crate::date::Window;
use crate::graph::{CausalGraph, Link};
use crate::schedule::Schedule;
use crate::timeline::{EventId, Status, Timeline};

/// The width of a horizontal picture where nothing else is asked for.
pub const DEFAULT_WIDTH: f64 = 1680.0;
/// The width of an upright picture where nothing else is asked for.
pub const DEFAULT_UPRIGHT_WIDTH: f64 = 640.0;
/// Below this width a picture turns upright by itself.
pub const TURNING_WIDTH: f64 = 760.0;
/// The width of an upright picture for a phone held upright.
pub const PHONE_WIDTH: f64 = 390.0;
/// The narrowest picture.
pub const LEAST_WIDTH: f64 = 280.0;

/// What is asked of the picture.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Its width in pixels; the facts decide where nothing is asked.
    pub width: Option<f64>,
    /// Which way time runs; the width decides where nothing is asked.
    pub direction: Option<Direction>,
    /// Which facts to draw; all where nothing is asked.
    pub shown: Option<Vec<EventId>>,
    /// The time to draw: eras take no room beyond it, and bars are cut where it ends. Facts are left out by
    /// [`shown`](Self::shown) alone.
    pub time: Window,
    /// Facts to mark as faulty, in a draft.
    pub faulty: Vec<EventId>,
    /// Links to mark as faulty, in a draft.
    pub faulty_links: Vec<Link>,
}

/// A card with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which fact.
    pub event: EventId,
    /// Its lane.
    pub lane: usize,
    /// Its box.
    pub rect: Rect,
    /// Its words, baselines counted from the top of the box.
    pub lines: Vec<CardLine>,
    /// The numbers of its sources.
    pub chip: Option<String>,
    /// How well established the fact is.
    pub status: Status,
    /// Whether the fact is faulty, in a draft.
    pub faulty: bool,
}

/// The line from a mark to its card.
#[derive(Clone, Debug, PartialEq)]
pub struct Leader {
    /// Which fact.
    pub event: EventId,
    /// Its lane.
    pub lane: usize,
    /// Its way, from the mark to the card.
    pub path: Vec<Point>,
}

/// A causal arrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrow {
    /// Which link.
    pub link: Link,
    /// The number of its kind.
    pub kind: u16,
    /// Its way, from cause to effect.
    pub path: Vec<Point>,
    /// How sure the link is, from 0 to 1.
    pub sureness: f64,
    /// Whether it is faulty, in a draft.
    pub faulty: bool,
}

/// An actor's band.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The whole name.
    pub full_name: String,
    /// Its number among the lane colours; `None` for a lane without an actor.
    pub hue: Option<u16>,
    /// Its band.
    pub rect: Rect,
    /// Its name, a line each.
    pub name: Vec<Words>,
    /// Its rails, as pairs of ends.
    pub rails: Vec<(Point, Point)>,
}

/// A tick of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its place along the axis.
    pub at: f64,
    /// Its label.
    pub label: Option<Words>,
}

/// A stretch of the axis, with a label over it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins along the axis.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// What it says, one line each.
    pub label: Vec<Words>,
}

impl Stretch {
    /// Where the torn edges of a cut in time stand along the axis.
    pub fn tears(&self) -> [f64; 2] {
        const INSET: f64 = 8.0;
        [self.from + INSET, self.to - INSET]
    }
}

/// A background band of time.
#[derive(Clone, Debug, PartialEq)]
pub struct EraBand {
    /// The band behind the lanes.
    pub rect: Rect,
    /// The strip above them that carries the name.
    pub strip: Rect,
    /// Its name.
    pub label: Words,
}

/// A finished layout: everything at its place, in pixels.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) language: String,
    pub(crate) axis: Axis,
    /// Across the axis: where its line runs.
    pub(crate) axis_line: f64,
    /// The field of the lanes.
    pub(crate) field: Rect,
    pub(crate) words: Vec<Words>,
    pub(crate) ticks: Vec<Tick>,
    pub(crate) brackets: Vec<Stretch>,
    pub(crate) columns: Vec<Stretch>,
    pub(crate) breaks: Vec<Stretch>,
    /// What the headings of an upright picture name, from the coarsest.
    pub(crate) heading_units: Vec<&'static str>,
    pub(crate) eras: Vec<EraBand>,
    pub(crate) lanes: Vec<Lane>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) cards: Vec<Card>,
    pub(crate) leaders: Vec<Leader>,
    pub(crate) arrows: Vec<Arrow>,
    pub(crate) legend: Vec<LegendEntry>,
    pub(crate) legend_top: f64,
    pub(crate) sources: Vec<SourceLine>,
    /// By the number of the fact; `None` for one that is not drawn.
    pub(crate) notes: Vec<Option<Annotation>>,
    pub(crate) link_titles: Vec<String>,
}

/// What a fact is called and what it says when asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Annotation {
    /// The fact's id.
    pub(crate) id: String,
    /// Everything known of it, in words.
    pub(crate) tooltip: String,
    /// Where a click leads.
    pub(crate) link: Option<String>,
}

impl Layout {
    /// Width and height in pixels.
    pub fn size(&self) -> (f64, f64) {
        (self.width, self.height)
    }

    /// The elastic axis.
    pub fn axis(&self) -> &Axis {
        &self.axis
    }

    /// Every dated fact's mark.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The cards.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The causal arrows.
    pub fn arrows(&self) -> &[Arrow] {
        &self.arrows
    }

    /// The lines from marks to cards.
    pub fn leaders(&self) -> &[Leader] {
        &self.leaders
    }

    /// The lanes from top to bottom.
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// From where to where, across the axis, the torn edges of a cut run: over
    /// the whole field, but not through the name of an era that lies over them.
    pub fn torn(&self, cut: &Stretch) -> Vec<(f64, f64)> {
        /// How far they reach beyond the line of the axis and the field.
        const BEYOND: f64 = 4.0;
        let field = self.field;
        if self.is_upright() {
            return vec![(field.x, field.x + field.width)];
        }
        let (top, bottom) = (self.axis_line - BEYOND, field.y + field.height + BEYOND);
        let mut named = self.eras.iter().map(|era| era.label.bounds());
        if !named.any(|name| name.x < cut.to && name.x + name.width > cut.from) {
            return vec![(top, bottom)];
        }
        let strips = self.eras.iter().map(|era| era.strip.y);
        let first = strips.fold(field.y, f64::min);
        vec![(top, first - BEYOND), (field.y, bottom)]
    }

    /// The eras in the background of a level picture.
    pub fn eras(&self) -> &[EraBand] {
        &self.eras
    }

    /// Cuts in time.
    pub fn breaks(&self) -> &[Stretch] {
        &self.breaks
    }

    /// Whether time runs from top to bottom.
    pub fn is_upright(&self) -> bool {
        self.axis.direction == Direction::Vertical
    }

    /// Takes title and language from what is told.
    fn name(&mut self, timeline: &Timeline) {
        timeline.title().clone_into(&mut self.title);
        let language = timeline.language().unwrap_or("en");
        language.clone_into(&mut self.language);
    }

    fn note(&self, event: EventId) -> Option<&Annotation> {
        self.notes.get(event.index())?.as_ref()
    }

    /// The id of a drawn fact; empty for any other.
    pub fn id(&self, event: EventId) -> &str {
        self.note(event).map_or("", |note| note.id.as_str())
    }

    /// Everything known of a drawn fact, in words.
    pub fn tooltip(&self, event: EventId) -> Option<&str> {
        self.note(event).map(|note| note.tooltip.as_str())
    }

    /// Where a click on a fact's card leads.
    pub fn link(&self, event: EventId) -> Option<&str> {
        self.note(event)?.link.as_deref()
    }

    /// What an arrow says when asked, by its place among [`arrows`](Self::arrows).
    pub fn link_title(&self, arrow: usize) -> Option<&str> {
        self.link_titles.get(arrow).map(String::as_str)
    }

    /// Every line of text outside the cards.
    pub fn words(&self) -> impl Iterator<Item = &Words> {
        let ticks = self.ticks.iter().filter_map(|tick| tick.label.as_ref());
        let stretches = self
            .brackets
            .iter()
            .chain(&self.columns)
            .chain(&self.breaks);
        let sources = self.sources.iter().flat_map(|source| &source.words);
        self.words
            .iter()
            .chain(ticks)
            .chain(stretches.flat_map(|stretch| &stretch.label))
            .chain(self.eras.iter().map(|era| &era.label))
            .chain(self.lanes.iter().flat_map(|lane| &lane.name))
            .chain(self.legend.iter().map(|entry| &entry.words))
            .chain(sources)
    }
}

/// The date of a fact, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateWords {
    /// As its card says it.
    pub said: String,
    /// The same account by account, where several compete; else nothing.
    pub accounts: Vec<AccountWords>,
    /// When it can have happened, where other facts narrow what its own words
    /// say.
    pub worked_out: Option<String>,
    /// Whose account alone that rests on, where several compete and no other goes with
    /// the rest.
    pub by: Option<String>,
}

impl DateWords {
    /// Whose account alone the date rests on, in words.
    pub(crate) fn by_line(&self) -> Option<String> {
        let name = self.by.as_ref()?;
        Some(format!("by the account of {name} alone"))
    }
}

/// What one account says of a date, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountWords {
    /// The date.
    pub date: String,
    /// Whose account it is; nothing for what the fact itself says.
    pub name: Option<String>,
    /// Whether it does not go with the other facts.
    pub is_apart: bool,
}

/// What is said of an account that does not go with the other facts.
pub(crate) const APART: &str = "does not go with the other facts";

impl AccountWords {
    /// The date and whose account it is, and nothing more.
    pub(crate) fn named(&self) -> String {
        match &self.name {
            Some(name) => format!("{} ({name})", self.date),
            None => self.date.clone(),
        }
    }
}

impl std::fmt::Display for AccountWords {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.name {
            Some(name) if self.is_apart => write!(formatter, "{} ({name}, {APART})", self.date),
            _ => formatter.write_str(&self.named()),
        }
    }
}

/// The dates of facts as the picture tells them, on their cards and when asked:
/// a function of the fact, since what holds for all of them is found only once.
///
/// The function panics where the number is of another timeline.
pub fn date_words<'a>(
    graph: &'a CausalGraph,
    schedule: &'a Schedule,
) -> impl Fn(EventId) -> DateWords + 'a {
    let wording = wording::Wording::new(graph, schedule);
    move |event| wording.dates(event)
}

/// Lays the picture out.
///
/// Time runs from left to right, or from top to bottom where that is asked
/// for or where the width is too small for cards side by side. The picture
/// grows in height as the facts need it, and in width where none was asked
/// for. Where a width that was asked for is too small, fewer links are drawn as
/// arrows and more are told in words; a width that lanes cannot keep even so
/// turns the picture upright.
///
/// ```
/// use causeline::layout::{Options, lay_out, verify};
/// use causeline::schedule::solve;
/// use causeline::testing::TimelineBuilder;
///
/// let graph = TimelineBuilder::new()
///     .title("A flood")
///     .event("rain")
///     .what("It rains")
///     .event("flood")
///     .what("The river floods the town")
///     .caused_by("rain")
///     .graph()
///     .unwrap();
/// let (schedule, _) = solve(&graph);
/// let layout = lay_out(&graph, &schedule, &Options::default());
/// assert_eq!(layout.cards().len(), 2);
/// assert!(verify(&layout).is_empty());
/// ```
pub fn lay_out(graph: &CausalGraph, schedule: &Schedule, options: &Options) -> Layout {
    let asked = options.width.filter(|width| width.is_finite());
    let asked = asked.map(|width| width.max(LEAST_WIDTH));
    let upright = match (options.direction, asked) {
        (Some(direction), _) => direction == Direction::Vertical,
        (None, Some(width)) => width < TURNING_WIDTH,
        (None, None) => false,
    };
    if upright {
        return upright::lay_out(
            graph,
            schedule,
            options,
            asked.unwrap_or(DEFAULT_UPRIGHT_WIDTH),
        );
    }
    let lay = |arrows: usize| {
        let width = asked.unwrap_or(DEFAULT_WIDTH);
        horizontal::lay_out(graph, schedule, options, width, arrows)
    };
    let mut layout = lay(wires::MOST_ARROWS);
    let Some(width) = asked else { return layout };
    // Arrows take room in every lane they pass; what is not drawn is told on
    // the cards.
    for arrows in FEWER_ARROWS {
        if layout.width <= width + 0.5 {
            return layout;
        }
        layout = lay(arrows);
    }
    if options.direction.is_none() && layout.width > width + 0.5 {
        return upright::lay_out(graph, schedule, options, width);
    }
    layout
}

/// So many arrows are drawn at most where more do not leave the width that was
/// asked for.
const FEWER_ARROWS: [usize; 3] = [90, 30, 0];
