//! Facts and links as shapes.

use super::draw::{area, boxed, write};
use super::{Align, Form, Group, Ink, Node, Paint, Role, Shape, Step, Stroke, Text, Time};
use crate::layout::{
    Arrow, Card, Layout, Leader, Lettering, Mark, MarkForm, Point, Rect, Words, chip_place,
};
use crate::style::{Head, LinkForm, link_form};
use crate::timeline::{EventId, Status};
use std::collections::BTreeMap;

/// A whole area in one ink.
pub(super) fn flat(ink: Ink) -> Paint {
    Paint::Flat(ink)
}

/// Half of the width of an arrow's head, and its length.
const HEAD: (f64, f64) = (4.3, 9.0);

pub(super) struct Drawer<'a> {
    layout: &'a Layout,
    looks: &'a [LinkForm],
    hues: Vec<Ink>,
}

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
        }
    }

    fn hue(&self, lane: usize) -> Ink {
        self.hues.get(lane).copied().unwrap_or(Ink::Lane(0))
    }

    /// Arrows below marks and cards, each fact in a group of its own.
    pub(super) fn events(&self, nodes: &mut Vec<Node>) {
        nodes.extend(
            self.layout
                .leaders()
                .iter()
                .map(|leader| self.leader(leader)),
        );
        nodes.extend(
            self.layout
                .arrows()
                .iter()
                .enumerate()
                .map(|(index, arrow)| self.arrow(index, arrow)),
        );
        let mut cards: BTreeMap<EventId, &Card> = BTreeMap::new();
        for card in self.layout.cards() {
            cards.insert(card.event, card);
        }
        for mark in self.layout.marks() {
            let card = cards.remove(&mark.event);
            nodes.push(self.event(mark.event, Some(mark), card));
        }
        for (event, card) in cards {
            nodes.push(self.event(event, None, Some(card)));
        }
    }

    fn event(&self, event: EventId, mark: Option<&Mark>, card: Option<&Card>) -> Node {
        let mut group = Group::new(Role::Event);
        let name = self.layout.id(event);
        group.id = Some(format!("event-{name}"));
        group.subject = Some(name.to_owned());
        group.title = self.layout.tooltip(event).map(str::to_owned);
        group.nodes.extend(mark.map(|mark| self.mark(mark)));
        if let Some(card) = card {
            group.nodes.push(self.card(card));
        }
        Node::Group(group)
    }

    fn mark(&self, mark: &Mark) -> Node {
        let ink = self.hue(mark.lane);
        let upright = self.layout.is_upright();
        let place = |along: f64, across: f64| {
            if upright {
                (across, along)
            } else {
                (along, across)
            }
        };
        match &mark.form {
            MarkForm::Dot {
                at,
                seconds,
                radius,
            } => {
                let (x, y) = place(*at, mark.across);
                Node::Shape(Shape {
                    role: Role::Mark,
                    form: Form::Circle {
                        x,
                        y,
                        radius: *radius,
                    },
                    fill: flat(ink),
                    stroke: Some(Stroke::solid(
                        Ink::Paper,
                        if *radius > 4.0 { 2.0 } else { 1.0 },
                    )),
                    time: Some(Time::At(*seconds)),
                })
            }
            MarkForm::Bar {
                from,
                to,
                from_seconds,
                to_seconds,
                half,
                fade,
            } => {
                let (x, y) = place(*from, mark.across - half);
                let (width, height) = place(to - from, 2.0 * half);
                let solid = fade.iter().all(|stop| stop.1 > 0.85);
                let fill = match (mark.derived, solid) {
                    (true, _) => Paint::Hatch(ink),
                    (false, true) => flat(ink),
                    (false, false) => Paint::Fade(ink, fade.clone()),
                };
                let edge = Stroke {
                    dash: vec![3.0, 2.0],
                    ..Stroke::solid(ink, 1.0)
                };
                Node::Shape(Shape {
                    role: Role::Mark,
                    form: boxed(
                        Rect {
                            x,
                            y,
                            width,
                            height,
                        },
                        *half,
                    ),
                    fill,
                    stroke: mark.derived.then_some(edge),
                    time: Some(Time::Between(*from_seconds, *to_seconds)),
                })
            }
        }
    }

    fn leader(&self, leader: &Leader) -> Node {
        let stroke = Stroke {
            opacity: 0.5,
            ..Stroke::solid(self.hue(leader.lane), 1.1)
        };
        let mut group = Group::new(Role::Leader);
        group.ornament = true;
        group.subject = Some(self.layout.id(leader.event).to_owned());
        group.nodes.push(Node::Shape(Shape {
            role: Role::Leader,
            form: Form::Path(rounded(&leader.path, 9.0)),
            fill: Paint::None,
            stroke: Some(stroke),
            time: None,
        }));
        Node::Group(group)
    }

    fn card(&self, card: &Card) -> Node {
        let mut group = Group::new(Role::Card);
        let hue = self.hue(card.lane);
        group.link = self.layout.link(card.event).map(str::to_owned);
        let claim = matches!(
            card.status,
            Status::Alleged | Status::Disputed | Status::Planned
        );
        let edge = if card.faulty {
            Stroke::solid(Ink::Fault, 2.0)
        } else if claim {
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
        for text in &card.lines {
            let ink = match text.lettering {
                Lettering::Date => hue,
                Lettering::Body => Ink::TextSoft,
                Lettering::Minor => Ink::TextFaint,
                _ => Ink::Text,
            };
            let words = Words {
                x: card.rect.x + 15.0,
                y: card.rect.y + text.baseline,
                content: text.content.clone(),
                lettering: text.lettering,
                align: Align::Start,
            };
            group.nodes.push(write(Role::Card, &words, ink));
        }
        if let Some(chip) = &card.chip {
            group.nodes.extend(source_chip(card.rect, chip));
        }
        Node::Group(group)
    }

    fn arrow(&self, index: usize, arrow: &Arrow) -> Node {
        let mut group = Group::new(Role::Link);
        let (cause, effect) = (
            self.layout.id(arrow.link.cause),
            self.layout.id(arrow.link.effect),
        );
        group.subject = Some(format!("{cause}>{effect}"));
        group.title = self.layout.link_title(index).map(str::to_owned);
        let ink = if arrow.faulty {
            Ink::Fault
        } else {
            Ink::Kind(arrow.kind)
        };
        group
            .nodes
            .extend(self.arrow_shapes(&arrow.path, ink, arrow.kind));
        Node::Group(group)
    }

    fn arrow_shapes(&self, path: &[Point], ink: Ink, kind: u16) -> Vec<Node> {
        let default = link_form("causes", 0);
        let look = self
            .looks
            .get(usize::from(kind))
            .or(self.looks.first())
            .unwrap_or(&default);
        let Some((tip, from)) = path.last().zip(path.iter().rev().nth(1)) else {
            return Vec::new();
        };
        let direction = unit(*from, *tip);
        let mut body = path.to_vec();
        if let Some(last) = body.last_mut() {
            let back = match look.head {
                Head::Filled | Head::Diamond => HEAD.1 * 0.7,
                Head::Open | Head::Bar => 1.0,
            };
            *last = Point {
                x: tip.x - direction.x * back,
                y: tip.y - direction.y * back,
            };
        }
        let steps = rounded(&body, 12.0);
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
            shape(Role::Line, stroke(ink, look.width, look.dash.to_vec())),
            head(*tip, direction, ink, look.head),
        ]
    }

    pub(super) fn arrow_sample(&self, x: f64, y: f64, width: f64, kind: u16) -> Vec<Node> {
        let ends = [Point { x, y }, Point { x: x + width, y }];
        let mut shapes = self.arrow_shapes(&ends, Ink::Kind(kind), kind);
        if !shapes.is_empty() {
            shapes.remove(0);
        }
        shapes
    }
}

/// The dot of a moment, as the legend shows it.
pub(super) fn legend_dot(x: f64, y: f64) -> Node {
    Node::Shape(Shape {
        role: Role::Legend,
        form: Form::Circle { x, y, radius: 5.5 },
        fill: flat(Ink::TextSoft),
        stroke: None,
        time: None,
    })
}

/// The fade of a vague date.
pub(super) fn vague_sample() -> Paint {
    Paint::Fade(
        Ink::TextSoft,
        vec![(0.0, 0.2), (0.3, 0.9), (0.7, 0.9), (1.0, 0.2)],
    )
}

/// The hatched bar of a derived window.
pub(super) fn derived_sample(rect: Rect) -> Node {
    sample(
        rect,
        Paint::Hatch(Ink::TextSoft),
        Stroke {
            dash: vec![3.0, 2.0],
            ..Stroke::solid(Ink::TextSoft, 1.0)
        },
    )
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

/// An arrow's head with its tip at a place.
fn head(tip: Point, direction: Point, ink: Ink, head: Head) -> Node {
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
    let (steps, fill, stroke) = match head {
        Head::Filled => (filled, flat(ink), None),
        Head::Diamond => (diamond, flat(ink), None),
        Head::Open => (open, Paint::None, Some(1.8)),
        Head::Bar => (bar, Paint::None, Some(2.4)),
    };
    Node::Shape(Shape {
        role: Role::Head,
        form: Form::Path(steps),
        fill,
        stroke: stroke.map(|width| Stroke {
            round: true,
            ..Stroke::solid(ink, width)
        }),
        time: None,
    })
}

/// A path through points with its corners rounded: each corner gives way to a
/// cubic curve that begins and ends `radius` away from it, or halfway to the
/// next corner where that is nearer.
fn rounded(points: &[Point], radius: f64) -> Vec<Step> {
    let mut clean: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        let near = clean
            .last()
            .is_some_and(|last: &Point| (last.x - point.x).abs() + (last.y - point.y).abs() < 0.05);
        if !near {
            clean.push(*point);
        }
    }
    let Some(first) = clean.first() else {
        return Vec::new();
    };
    let mut steps = vec![Step::Move(first.x, first.y)];
    let length =
        |from: Point, to: Point| ((to.x - from.x).powi(2) + (to.y - from.y).powi(2)).sqrt();
    for index in 1..clean.len() {
        let corner = clean[index];
        let Some(next) = clean.get(index + 1) else {
            steps.push(Step::Line(corner.x, corner.y));
            break;
        };
        let before = clean[index - 1];
        let room = radius
            .min(length(before, corner) / 2.0)
            .min(length(corner, *next) / 2.0);
        let (inward, outward) = (unit(before, corner), unit(corner, *next));
        let enter = Point {
            x: corner.x - inward.x * room,
            y: corner.y - inward.y * room,
        };
        let leave = Point {
            x: corner.x + outward.x * room,
            y: corner.y + outward.y * room,
        };
        // 0.55 of the way to the corner makes the curve a near quarter circle.
        let pull = |from: Point| {
            (
                from.x + 0.55 * (corner.x - from.x),
                from.y + 0.55 * (corner.y - from.y),
            )
        };
        let (one, two) = (pull(enter), pull(leave));
        steps.push(Step::Line(enter.x, enter.y));
        steps.push(Step::Curve(one.0, one.1, two.0, two.1, leave.x, leave.y));
    }
    steps
}
