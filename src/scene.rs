//! The picture as shapes at places: what `layout` decided, ready to paint.
//!
//! A painter asks nothing back. Colours are named by their part ([`Ink`]) and
//! looked up in the theme by the painter; time survives only as numbers, so
//! that every mark can prove that it stands at its date.

pub use crate::layout::axis::{Axis, Direction, Knot};
pub use crate::layout::measure::{Align, Weight};
pub use crate::style::Ink;

mod draw;
mod draw_event;
mod draw_mark;

pub use draw::draw;

/// A finished picture without colours.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// Width in pixels (user units).
    pub width: f64,
    /// Height in pixels (user units).
    pub height: f64,
    /// The name of the picture for screen readers.
    pub title: String,
    /// The story in a sentence or two for screen readers.
    pub description: String,
    /// BCP 47 language tag.
    pub language: String,
    /// How time runs over the picture.
    pub axis: Axis,
    /// What to paint, from the back to the front.
    pub nodes: Vec<Node>,
}

/// A group or a shape.
#[derive(Clone, Debug)]
pub enum Node {
    /// Shapes that belong together.
    Group(Group),
    /// One shape.
    Shape(Shape),
}

/// What a group or shape is, written as its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The paper behind everything.
    Paper,
    /// Title, subtitle, as-of line.
    Heading,
    /// Scale brackets, ticks and their words.
    Axis,
    /// A torn gap in time.
    Break,
    /// A named background band of time.
    Era,
    /// The band of one day or another unit.
    Column,
    /// An actor's band.
    Lane,
    /// A lane's name.
    LaneName,
    /// The line on which a lane's marks stand.
    Rail,
    /// A fact, all of it.
    Event,
    /// The shape at the fact's date.
    Mark,
    /// The line from mark to card.
    Leader,
    /// The box with the fact's words.
    Card,
    /// A causal arrow, all of it.
    Link,
    /// The background-coloured edge under an arrow.
    Casing,
    /// The arrow's line.
    Line,
    /// The arrow's head.
    Head,
    /// The numbers of sources: on a card, and beside each source below.
    Chip,
    /// The explanation of signs.
    Legend,
    /// Notes and numbered sources.
    Footer,
    /// Something faulty in a draft.
    Fault,
}

/// Shapes that belong together.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is.
    pub role: Role,
    /// A name unique in the picture, such as `event-post`; any text, the
    /// painter makes a legal XML id of it.
    pub id: Option<String>,
    /// The fact's id, or `cause>effect` for a link: written as `data-event`
    /// or `data-link`. The line from a mark to its card has its fact's id too.
    pub subject: Option<String>,
    /// The tooltip, and the name for screen readers.
    pub title: Option<String>,
    /// Where a click leads; the painter lets only http, https and mailto pass,
    /// and `#id` of a group of this picture.
    pub link: Option<String>,
    /// Mere ornament: hidden from screen readers.
    pub ornament: bool,
    /// The contents, from the back to the front.
    pub nodes: Vec<Node>,
}

impl Group {
    /// An empty group.
    pub fn new(role: Role) -> Self {
        Self {
            role,
            id: None,
            subject: None,
            title: None,
            link: None,
            ornament: false,
            nodes: Vec::new(),
        }
    }
}

/// One thing to paint.
#[derive(Clone, Debug)]
pub struct Shape {
    /// What it is.
    pub role: Role,
    /// Its form.
    pub form: Form,
    /// What its inside is painted with.
    pub fill: Paint,
    /// What its outline is painted with.
    pub stroke: Option<Stroke>,
    /// The time it stands for, written as `data-t` or `data-t0`/`data-t1`, with
    /// `data-open` for an end that nothing bounds;
    /// along the axis its place is that of the time, and the painter puts it
    /// there through the axis.
    pub time: Option<Time>,
}

/// The time a mark stands for, in seconds since 1970-01-01T00:00:00.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Time {
    /// The centre of the mark.
    At(f64),
    /// Its two ends.
    Between(f64, f64),
    /// Its beginning, and the time up to which it is drawn: nothing bounds it.
    Since(f64, f64),
    /// The time from which it is drawn, though nothing bounds it, and its end.
    Until(f64, f64),
}

/// What an area is painted with.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// Nothing.
    None,
    /// One colour.
    Flat(Ink),
    /// One colour at an opacity from 0 to 1.
    Tint(Ink, f64),
    /// One colour whose opacity runs along the time axis over the shape:
    /// offsets from 0 to 1 with an opacity each.
    Fade(Ink, Vec<(f64, f64)>),
}

/// How an outline is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// Its width in pixels.
    pub width: f64,
    /// Dashes and gaps in pixels; empty for a solid line.
    pub dash: Vec<f64>,
    /// From 0 to 1.
    pub opacity: f64,
    /// Whether ends and joins are round.
    pub round: bool,
}

impl Stroke {
    /// A solid line.
    pub fn solid(ink: Ink, width: f64) -> Self {
        Self {
            ink,
            width,
            dash: Vec::new(),
            opacity: 1.0,
            round: false,
        }
    }
}

/// A form at its place, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A box with rounded corners.
    Rect {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// Radius of the corners.
        radius: f64,
    },
    /// A disc.
    Circle {
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Radius.
        radius: f64,
    },
    /// A line of straight and curved pieces.
    Path(Vec<Step>),
    /// One line of text.
    Text(Text),
}

/// A piece of a path; absolute places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Lifts the pen and goes there.
    Move(f64, f64),
    /// A straight line.
    Line(f64, f64),
    /// A cubic curve: two control points and the end.
    Curve(f64, f64, f64, f64, f64, f64),
    /// Back to the last `Move`.
    Close,
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// Where it begins, is centred or ends.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// What to write; control characters are the painter's to leave out.
    pub content: String,
    /// Size in pixels.
    pub size: f64,
    /// Its cut.
    pub weight: Weight,
    /// Space added after each letter, in pixels.
    pub spacing: f64,
    /// How it is set against `x`.
    pub align: Align,
}
