//! Facts and links as shapes.

use super::draw::{area, boxed, write};
use super::draw_mark;
use super::{Align, Direction, Form, Group, Ink, Node, Paint, Role, Shape, Step, Stroke, Text};
use crate::layout::{
    Annotation, Arrow, Card, Layout, Leader, Lettering, Mark, MarkForm, Piece, Point, Rect, Words,
    chip_place, flatten, smooth,
};
use crate::style::{Head, LinkForm, link_form};
use crate::timeline::EventId;
use std::collections::BTreeMap;
use std::iter::repeat_with;
use std::mem::take;

/// A whole area in one ink.
pub(super) fn flat(ink: Ink) -> Paint {
    Paint::Flat(ink)
}

/// Half of the width of an arrow's head, and its length.
const HEAD: (f64, f64) = (4.3, 9.0);

/// What moves from a layout into its scene: words, and what bears them.
pub(super) struct Told {
    cards: Vec<Card>,
    notes: Vec<Option<Annotation>>,
    link_titles: Vec<String>,
    leaders: Vec<Leader>,
    arrows: Vec<Arrow>,
}

impl Told {
    pub(super) fn take(layout: &mut Layout) -> Self {
        Self {
            cards: take(&mut layout.cards),
            notes: take(&mut layout.notes),
            link_titles: take(&mut layout.link_titles),
            leaders: take(&mut layout.leaders),
            arrows: take(&mut layout.arrows),
        }
    }

    /// At least as many nodes as are made of it.
    pub(super) fn count(&self) -> usize {
        self.notes.len() + self.leaders.len() + self.arrows.len()
    }
}

/// A fact's id.
fn name_of(notes: &[Option<Annotation>], event: EventId) -> &str {
    let note = notes.get(event.index()).and_then(Option::as_ref);
    note.map_or("", |note| &note.id)
}

pub(super) struct Drawer<'a> {
    layout: &'a Layout,
    looks: &'a [LinkForm],
    hues: Vec<Ink>,
    /// How thick lines from marks to cards are: hairlines where they are many.
    leader_width: f64,
}

/// From more marks than this on, lines to their cards are hairlines.
const MANY_LEADERS: usize = 60;

impl<'a> Drawer<'a> {
    pub(super) fn new(layout: &'a Layout, looks: &'a [LinkForm]) -> Self {
        let hues = layout
            .lanes()
            .iter()
            .map(|lane| lane.hue.map_or(Ink::TextSoft, Ink::Lane));
        Self {
            layout,
            looks,
            hues: hues.collect(),
            leader_width: if layout.marks().len() > MANY_LEADERS {
                0.6
            } else {
                1.1
            },
        }
    }

    fn hue(&self, lane: usize) -> Ink {
        self.hues.get(lane).copied().unwrap_or(Ink::Lane(0))
    }

    /// Arrows below marks and cards, each fact in a group of its own. Upright, arrows come
    /// to their marks across others: they lie above bars, so that their heads can be seen,
    /// and below dots, so that these are whole.
    pub(super) fn events(&self, told: Told, nodes: &mut Vec<Node>) {
        let Told {
            cards,
            mut notes,
            link_titles,
            leaders,
            arrows,
        } = told;
        nodes.extend(leaders.iter().map(|leader| self.leader(leader, &notes)));
        let titles = link_titles
            .into_iter()
            .map(Some)
            .chain(repeat_with(|| None));
        let mut drawn = self.arrows(&arrows, titles, &notes);
        let is_upright = self.layout.is_upright();
        if !is_upright {
            nodes.append(&mut drawn);
        }
        let mut note = |event: EventId| {
            let note = notes.get_mut(event.index()).and_then(Option::take);
            note.unwrap_or_default()
        };
        let mut cards: BTreeMap<EventId, Card> =
            cards.into_iter().map(|card| (card.event, card)).collect();
        let is_dot = |form: &MarkForm| matches!(form, MarkForm::Dot { .. });
        let mut dots = Vec::new();
        for mark in self.layout.marks() {
            let card = cards.remove(&mark.event);
            let event = self.event(note(mark.event), Some(mark), card);
            if is_upright && mark.forms().any(is_dot) {
                dots.push(event);
            } else {
                nodes.push(event);
            }
        }
        nodes.append(&mut drawn);
        nodes.append(&mut dots);
        for (event, card) in cards {
            nodes.push(self.event(note(event), None, Some(card)));
        }
    }

    /// How far to the right an upright picture has no bar: the edges of arrows end there,
    /// since a bar that goes on below an arrow is one.
    fn before_bars(&self) -> Option<f64> {
        let marks = self.layout.marks().iter();
        let lefts = marks.flat_map(|mark| {
            mark.forms().filter_map(|form| match form {
                MarkForm::Bar { half, .. } => Some(mark.across - half.max(draw_mark::CAP)),
                MarkForm::Dot { .. } => None,
            })
        });
        let left = lefts.min_by(f64::total_cmp);
        left.filter(|_| self.layout.is_upright())
    }

    /// The arrows. Those of one kind from one cause part where all of them can be seen: none
    /// has its edge over another's line. None has it over a bar.
    fn arrows(
        &self,
        arrows: &[Arrow],
        titles: impl Iterator<Item = Option<String>>,
        notes: &[Option<Annotation>],
    ) -> Vec<Node> {
        let mut bundles: BTreeMap<(EventId, u16), Vec<usize>> = BTreeMap::new();
        for (index, arrow) in arrows.iter().enumerate() {
            let bundle = bundles.entry((arrow.link.cause, arrow.kind));
            bundle.or_default().push(index);
        }
        let drawn = arrows.iter().zip(titles);
        let mut drawn: Vec<Group> = drawn
            .map(|(arrow, title)| self.arrow(arrow, title, notes))
            .collect();
        let mut edges: BTreeMap<usize, Group> = BTreeMap::new();
        let bound = self.before_bars();
        let is_beyond = |at: &Point| bound.is_some_and(|bound| at.x > bound);
        for bundle in bundles.values() {
            let beyond = |index: &usize| arrows[*index].path.iter().any(is_beyond);
            if bundle.len() == 1 && !bundle.iter().any(beyond) {
                continue;
            }
            let mut all = Group::new(Role::Casing);
            all.ornament = true;
            for index in bundle {
                if let Some(edge) = drawn[*index].nodes.first_mut() {
                    let mut seen = edge.clone();
                    if let (Some(bound), Node::Shape(shape)) = (bound, &mut seen) {
                        let way = self.body(&arrows[*index].path, arrows[*index].kind);
                        let line = flatten(&way, self.layout.axis().direction);
                        shape.form = Form::Path(left_of(&line, bound));
                    }
                    all.nodes.push(seen);
                    // It stays to be pointed at.
                    clear(edge);
                }
            }
            edges.insert(bundle[0], all);
        }
        let drawn = drawn.into_iter().enumerate().flat_map(|(index, arrow)| {
            let edges = edges.remove(&index).into_iter();
            edges.chain([arrow]).map(Node::Group)
        });
        drawn.collect()
    }

    fn event(&self, note: Annotation, mark: Option<&Mark>, card: Option<Card>) -> Node {
        let mut group = Group::new(Role::Event);
        let mut id = String::with_capacity("event-".len() + note.id.len());
        id.extend(["event-", &note.id]);
        group.id = Some(id);
        group.subject = Some(note.id);
        group.title = Some(note.tooltip);
        if let Some(mark) = mark {
            group.nodes = draw_mark::mark(mark, self.hue(mark.lane), self.layout.is_upright());
        }
        if let Some(card) = card {
            group.nodes.push(self.card(card, note.link));
        }
        Node::Group(group)
    }

    fn leader(&self, leader: &Leader, notes: &[Option<Annotation>]) -> Node {
        let stroke = Stroke {
            opacity: 0.5,
            ..Stroke::solid(self.hue(leader.lane), self.leader_width)
        };
        let mut group = Group::new(Role::Leader);
        group.ornament = true;
        group.subject = Some(name_of(notes, leader.event).to_owned());
        group.nodes = vec![Node::Shape(Shape {
            role: Role::Leader,
            form: Form::Path(smoothed(&leader.path, self.layout.axis().direction)),
            fill: Paint::None,
            stroke: Some(stroke),
            time: None,
        })];
        Node::Group(group)
    }

    fn card(&self, card: Card, link: Option<String>) -> Node {
        let mut group = Group::new(Role::Card);
        group.nodes.reserve_exact(card.lines.len() + 4);
        let hue = self.hue(card.lane);
        group.link = link;
        let edge = if card.faulty {
            Stroke::solid(Ink::Fault, 2.0)
        } else if card.status.is_claim() {
            Stroke {
                dash: vec![4.0, 3.0],
                ..Stroke::solid(Ink::ClaimEdge, 1.2)
            }
        } else {
            Stroke::solid(Ink::CardEdge, 1.0)
        };
        group.nodes.push(Node::Shape(Shape {
            role: if card.faulty { Role::Fault } else { Role::Card },
            form: boxed(card.rect, 6.0),
            fill: flat(Ink::Card),
            stroke: Some(edge),
            time: None,
        }));
        let stripe = Rect {
            x: card.rect.x,
            y: card.rect.y + 9.0,
            width: 3.0,
            height: card.rect.height - 18.0,
        };
        group.nodes.push(area(Role::Card, stripe, 1.5, flat(hue)));
        for text in card.lines {
            let ink = match text.lettering {
                Lettering::Date => hue,
                Lettering::Body => Ink::TextSoft,
                Lettering::Minor => Ink::TextFaint,
                _ => Ink::Text,
            };
            let words = Words {
                x: card.rect.x + 15.0,
                y: card.rect.y + text.baseline,
                content: text.content,
                lettering: text.lettering,
                align: Align::Start,
            };
            group.nodes.push(write(Role::Card, words, ink));
        }
        if let Some(chip) = &card.chip {
            group.nodes.extend(source_chip(card.rect, chip));
        }
        Node::Group(group)
    }

    fn arrow(&self, arrow: &Arrow, title: Option<String>, notes: &[Option<Annotation>]) -> Group {
        let mut group = Group::new(Role::Link);
        let (cause, effect) = (
            name_of(notes, arrow.link.cause),
            name_of(notes, arrow.link.effect),
        );
        let mut subject = String::with_capacity(cause.len() + 1 + effect.len());
        subject.extend([cause, ">", effect]);
        group.subject = Some(subject);
        group.title = title;
        let ink = if arrow.faulty {
            Ink::Fault
        } else {
            Ink::Kind(arrow.kind)
        };
        let opacity = if arrow.faulty {
            1.0
        } else {
            clearness(arrow.sureness)
        };
        group.nodes = self.arrow_shapes(&arrow.path, ink, arrow.kind, opacity);
        group
    }

    /// How links of a kind are drawn.
    fn look(&self, kind: u16) -> LinkForm {
        let look = self.looks.get(usize::from(kind)).or(self.looks.first());
        look.copied().unwrap_or_else(|| link_form("causes", 0))
    }

    /// The way of an arrow as far as its line goes: not to the tip of its head.
    fn body(&self, path: &[Point], kind: u16) -> Vec<Point> {
        let mut body = path.to_vec();
        if let [.., from, tip] = body.as_mut_slice() {
            let direction = heading(*from, *tip, self.layout.axis().direction);
            let back = match self.look(kind).head {
                Head::Filled | Head::Diamond => HEAD.1 * 0.7,
                Head::Open | Head::Bar => 1.0,
            };
            tip.x -= direction.x * back;
            tip.y -= direction.y * back;
        }
        body
    }

    fn arrow_shapes(&self, path: &[Point], ink: Ink, kind: u16, opacity: f64) -> Vec<Node> {
        let look = self.look(kind);
        let Some((tip, from)) = path.last().zip(path.iter().rev().nth(1)) else {
            return Vec::new();
        };
        let axis = self.layout.axis().direction;
        let direction = heading(*from, *tip, axis);
        let body = self.body(path, kind);
        let steps = smoothed(&body, axis);
        let stroke = |ink: Ink, width: f64, dash: Vec<f64>| Stroke {
            dash,
            round: true,
            ..Stroke::solid(ink, width)
        };
        let shape = |role: Role, stroke: Stroke| {
            Node::Shape(Shape {
                role,
                form: Form::Path(steps.clone()),
                fill: Paint::None,
                stroke: Some(stroke),
                time: None,
            })
        };
        vec![
            shape(
                Role::Casing,
                Stroke {
                    round: false,
                    ..stroke(Ink::Paper, 5.0, Vec::new())
                },
            ),
            shape(
                Role::Line,
                Stroke {
                    opacity,
                    ..stroke(ink, look.width, look.dash.to_vec())
                },
            ),
            head(*tip, direction, ink, look.head, opacity),
        ]
    }

    pub(super) fn arrow_sample(
        &self,
        x: f64,
        y: f64,
        width: f64,
        kind: u16,
        sureness: f64,
    ) -> Vec<Node> {
        let ends = [Point { x, y }, Point { x: x + width, y }];
        let mut shapes = self.arrow_shapes(&ends, Ink::Kind(kind), kind, clearness(sureness));
        if !shapes.is_empty() {
            shapes.remove(0);
        }
        shapes
    }
}

/// The card of a fact that is claimed only.
pub(super) fn claim_sample(rect: Rect) -> Node {
    sample(
        rect,
        flat(Ink::Card),
        Stroke {
            dash: vec![4.0, 3.0],
            ..Stroke::solid(Ink::ClaimEdge, 1.2)
        },
    )
}

/// The card of a fact with a fault.
pub(super) fn fault_sample(rect: Rect) -> Node {
    sample(rect, flat(Ink::Card), Stroke::solid(Ink::Fault, 2.0))
}

fn sample(rect: Rect, fill: Paint, stroke: Stroke) -> Node {
    Node::Shape(Shape {
        role: Role::Legend,
        form: boxed(rect, 6.0),
        fill,
        stroke: Some(stroke),
        time: None,
    })
}

/// The round chip with the numbers of a card's sources, at its upper right.
fn source_chip(card: Rect, chip: &str) -> [Node; 2] {
    let place = chip_place(card, chip);
    [
        Node::Shape(Shape {
            role: Role::Chip,
            form: boxed(place, place.height / 2.0),
            fill: Paint::None,
            stroke: Some(Stroke::solid(Ink::ChipEdge, 1.0)),
            time: None,
        }),
        chip_text(
            place.x + place.width / 2.0,
            place.y + place.height / 2.0,
            chip,
        ),
    ]
}

/// The number in a chip around that centre.
pub(super) fn chip_text(x: f64, y: f64, content: &str) -> Node {
    Node::Shape(Shape {
        role: Role::Chip,
        form: Form::Text(Text {
            x,
            y: y + 3.7,
            content: content.to_owned(),
            size: Lettering::Chip.size(),
            weight: Lettering::Chip.weight(),
            spacing: 0.0,
            align: Align::Middle,
        }),
        fill: flat(Ink::TextFaint),
        stroke: None,
        time: None,
    })
}

fn unit(from: Point, to: Point) -> Point {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = (x * x + y * y).sqrt();
    if length < 1e-9 {
        return Point { x: 0.0, y: 1.0 };
    }
    Point {
        x: x / length,
        y: y / length,
    }
}

/// The parts of a line on the left of a bound.
fn left_of(line: &[Point], bound: f64) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut goes_on = false;
    for pair in line.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let within = |at: Point| {
            if at.x <= bound {
                return at;
            }
            let share = (bound - from.x) / (to.x - from.x);
            Point {
                x: bound,
                y: from.y + share * (to.y - from.y),
            }
        };
        if from.x > bound && to.x > bound {
            continue;
        }
        let (from, end) = (within(from), within(to));
        if !goes_on {
            steps.push(Step::Move(from.x, from.y));
        }
        steps.push(Step::Line(end.x, end.y));
        goes_on = to.x <= bound;
    }
    steps
}

/// Makes the outline of a shape as clear as glass.
fn clear(node: &mut Node) {
    if let Node::Shape(Shape {
        stroke: Some(stroke),
        ..
    }) = node
    {
        stroke.opacity = 0.0;
    }
}

/// How opaque the arrow of a link is that is so sure; never too faint to follow.
fn clearness(sureness: f64) -> f64 {
    const FAINTEST: f64 = 0.3;
    FAINTEST + (1.0 - FAINTEST) * sureness
}

/// An arrow's head with its tip at a place.
fn head(tip: Point, direction: Point, ink: Ink, head: Head, opacity: f64) -> Node {
    let (half, length) = HEAD;
    let at = |back: f64, aside: f64| {
        (
            tip.x - direction.x * back - direction.y * aside,
            tip.y - direction.y * back + direction.x * aside,
        )
    };
    let (left, right, notch) = (at(length, half), at(length, -half), at(length * 0.72, 0.0));
    let filled = vec![
        Step::Move(tip.x, tip.y),
        Step::Line(left.0, left.1),
        Step::Line(notch.0, notch.1),
        Step::Line(right.0, right.1),
        Step::Close,
    ];
    let open = vec![
        Step::Move(left.0, left.1),
        Step::Line(tip.x, tip.y),
        Step::Line(right.0, right.1),
    ];
    let (one, two, end) = (
        at(length * 0.5, half),
        at(length * 0.5, -half),
        at(length, 0.0),
    );
    let diamond = vec![
        Step::Move(tip.x, tip.y),
        Step::Line(one.0, one.1),
        Step::Line(end.0, end.1),
        Step::Line(two.0, two.1),
        Step::Close,
    ];
    let (near, far) = (at(1.0, half + 0.6), at(1.0, -half - 0.6));
    let bar = vec![Step::Move(near.0, near.1), Step::Line(far.0, far.1)];
    let area = if opacity < 1.0 {
        Paint::Tint(ink, opacity)
    } else {
        flat(ink)
    };
    let (steps, fill, stroke) = match head {
        Head::Filled => (filled, area, None),
        Head::Diamond => (diamond, area, None),
        Head::Open => (open, Paint::None, Some(1.8)),
        Head::Bar => (bar, Paint::None, Some(2.4)),
    };
    Node::Shape(Shape {
        role: Role::Head,
        form: Form::Path(steps),
        fill,
        stroke: stroke.map(|width| Stroke {
            round: true,
            opacity,
            ..Stroke::solid(ink, width)
        }),
        time: None,
    })
}

/// The drawn line along a way.
fn smoothed(way: &[Point], direction: Direction) -> Vec<Step> {
    let start = way.first().map(|first| Step::Move(first.x, first.y));
    let pieces = smooth(way, direction).into_iter().map(|piece| match piece {
        Piece::Line(to) => Step::Line(to.x, to.y),
        Piece::Curve(one, two, to) => Step::Curve(one.x, one.y, two.x, two.y, to.x, to.y),
    });
    start.into_iter().chain(pieces).collect()
}

/// Which way a line goes where it ends: across the axis where its last leg is
/// neither level nor upright, as it is drawn so.
fn heading(from: Point, to: Point, direction: Direction) -> Point {
    let sways = (to.x - from.x).abs() > 0.5 && (to.y - from.y).abs() > 0.5;
    match direction {
        Direction::Horizontal if sways => unit(Point { x: to.x, ..from }, to),
        Direction::Vertical if sways => unit(Point { y: to.y, ..from }, to),
        _ => unit(from, to),
    }
}
