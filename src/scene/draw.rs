//! From places to shapes: every part of a layout drawn with named inks.

use super::draw_event::{Drawer, Told, flat};
use super::{Form, Group, Ink, Node, Paint, Role, Scene, Shape, Step, Stroke, Text};
use crate::layout::{EraBand, Layout, Point, Rect, Sign, VAGUE_FADE, Words};
use crate::style::LinkForm;
use std::collections::BTreeMap;

/// Draws a layout. `looks` by the number of the link kind (see
/// [`link_form`](crate::style::link_form)); kinds beyond its end are drawn as
/// the first. The layout's texts move into the scene.
///
/// ```
/// use causeline::layout::{Options, lay_out};
/// use causeline::scene::draw;
/// use causeline::schedule::solve;
/// use causeline::style::link_form;
/// use causeline::testing::TimelineBuilder;
///
/// let graph = TimelineBuilder::new()
///     .title("A flood")
///     .event("rain")
///     .what("It rains")
///     .graph()
///     .unwrap();
/// let (schedule, _) = solve(&graph);
/// let layout = lay_out(&graph, &schedule, &Options::default());
/// let scene = draw(layout, &[link_form("causes", 0)]);
/// assert_eq!(scene.title, "A flood");
/// ```
pub fn draw(mut layout: Layout, looks: &[LinkForm]) -> Scene {
    let told = Told::take(&mut layout);
    let layout = &layout;
    let (width, height) = layout.size();
    let drawer = Drawer::new(layout, looks);
    let mut nodes = Vec::with_capacity(told.count() + layout.lanes().len() + 8);
    nodes.push(paper(width, height));
    nodes.push(bands(layout));
    nodes.push(axis(layout));
    nodes.push(breaks(layout));
    nodes.push(headings(layout));
    nodes.extend(lane_names(layout));
    drawer.events(told, &mut nodes);
    nodes.push(legend(layout, &drawer));
    nodes.push(footer(layout));
    Scene {
        width,
        height,
        title: layout.title.clone(),
        description: layout.description.clone(),
        language: layout.language.clone(),
        axis: layout.axis().clone(),
        nodes,
    }
}

fn paper(width: f64, height: f64) -> Node {
    let mut group = Group::new(Role::Paper);
    group.ornament = true;
    group.nodes.push(area(
        Role::Paper,
        rect(0.0, 0.0, width, height),
        0.0,
        Paint::Flat(Ink::Paper),
    ));
    Node::Group(group)
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect {
        x,
        y,
        width,
        height,
    }
}

/// A box without an edge.
pub(super) fn area(role: Role, rect: Rect, radius: f64, fill: Paint) -> Node {
    Node::Shape(Shape {
        role,
        form: boxed(rect, radius),
        fill,
        stroke: None,
        time: None,
    })
}

pub(super) fn boxed(rect: Rect, radius: f64) -> Form {
    Form::Rect {
        x: rect.x,
        y: rect.y,
        width: rect.width.max(0.0),
        height: rect.height.max(0.0),
        radius,
    }
}

/// A line through some points.
pub(super) fn line(role: Role, points: &[Point], stroke: Stroke) -> Node {
    let steps = points.iter().enumerate().map(|(index, point)| {
        if index == 0 {
            Step::Move(point.x, point.y)
        } else {
            Step::Line(point.x, point.y)
        }
    });
    Node::Shape(Shape {
        role,
        form: Form::Path(steps.collect()),
        fill: Paint::None,
        stroke: Some(stroke),
        time: None,
    })
}

/// A line of text in an ink.
pub(super) fn write(role: Role, words: Words, ink: Ink) -> Node {
    Node::Shape(Shape {
        role,
        form: Form::Text(Text {
            x: words.x,
            y: words.y,
            content: words.content,
            size: words.lettering.size(),
            weight: words.lettering.weight(),
            spacing: words.lettering.spacing(),
            align: words.align,
        }),
        fill: Paint::Flat(ink),
        stroke: None,
        time: None,
    })
}

/// Which eras are pale: of those that follow one another without a gap, every
/// other one.
fn alternate(eras: &[EraBand]) -> Vec<bool> {
    /// Two years that follow one another can be a fraction of a pixel apart.
    const GAP: f64 = 2.0;
    let mut order: Vec<usize> = (0..eras.len()).collect();
    order.sort_by(|one, other| eras[*one].strip.x.total_cmp(&eras[*other].strip.x));
    let mut pale = vec![false; eras.len()];
    // By the row of strips.
    let mut last: BTreeMap<i64, usize> = BTreeMap::new();
    for index in order {
        let row = eras[index].strip.y as i64;
        let follows = |before: &usize| {
            let end = eras[*before].strip.x + eras[*before].strip.width;
            (eras[index].strip.x - end).abs() < GAP
        };
        if let Some(before) = last.insert(row, index).filter(follows) {
            pale[index] = !pale[before];
        }
    }
    pale
}

/// Lanes, columns and eras behind everything.
fn bands(layout: &Layout) -> Node {
    let mut group = Group::new(Role::Lane);
    group.ornament = true;
    let placed = layout.lanes().iter().filter(|lane| lane.rect.height > 0.0);
    for lane in placed {
        group
            .nodes
            .push(area(Role::Lane, lane.rect, 8.0, Paint::Flat(Ink::Band)));
    }
    let field = layout.field;
    for (era, is_pale) in layout.eras.iter().zip(alternate(&layout.eras)) {
        let (band, strip) = if is_pale {
            (Paint::Tint(Ink::Era, 0.18), Paint::Tint(Ink::Era, 0.5))
        } else {
            (Paint::Tint(Ink::Era, 0.48), Paint::Flat(Ink::Era))
        };
        group.nodes.push(area(Role::Era, era.rect, 4.0, band));
        group.nodes.push(area(Role::Era, era.strip, 3.0, strip));
    }
    let (rules, columns) = if layout.is_upright() {
        (layout.columns.as_slice(), [].as_slice())
    } else {
        ([].as_slice(), layout.columns.as_slice())
    };
    for section in rules {
        let y = section.from + 4.0;
        let (left, right) = (field.x + 8.0, field.x + field.width - 8.0);
        let ends = [Point { x: left, y }, Point { x: right, y }];
        let rule = Stroke::solid(Ink::Tick, 1.0);
        group.nodes.push(line(Role::Axis, &ends, rule));
    }
    for column in columns {
        let (from, to) = (column.from + 2.0, column.to - 2.0);
        let name = column.label.first();
        let top = name.map_or(layout.axis_line - 9.0, |name| name.y) - 18.0;
        let place = rect(from, top, to - from, field.y + field.height - top);
        group
            .nodes
            .push(area(Role::Column, place, 6.0, Paint::Tint(Ink::Rail, 0.22)));
    }
    if !layout.is_upright() {
        let worded = layout.ticks.iter().filter(|tick| tick.label.is_some());
        for tick in worded {
            let ends = [
                Point {
                    x: tick.at,
                    y: field.y,
                },
                Point {
                    x: tick.at,
                    y: field.y + field.height,
                },
            ];
            group.nodes.push(line(Role::Axis, &ends, hair()));
        }
    }
    for lane in layout.lanes() {
        for (from, to) in &lane.rails {
            group.nodes.push(line(
                Role::Rail,
                &[*from, *to],
                Stroke::solid(Ink::Rail, 1.5),
            ));
        }
    }
    Node::Group(group)
}

fn hair() -> Stroke {
    Stroke {
        dash: vec![2.0, 4.0],
        ..Stroke::solid(Ink::Hair, 1.0)
    }
}

/// The line of the axis, its ticks and the brackets over them.
fn ruler(group: &mut Group, layout: &Layout) {
    let at = layout.axis_line;
    if !layout.is_upright() && !layout.axis().knots.is_empty() {
        let knots = &layout.axis().knots;
        let (left, right) = (knots[0].position, knots[knots.len() - 1].position);
        let mut from = left;
        let solid = || Stroke::solid(Ink::Tick, 1.5);
        for cut in &layout.breaks {
            group.nodes.push(line(
                Role::Axis,
                &[Point { x: from, y: at }, Point { x: cut.from, y: at }],
                solid(),
            ));
            from = cut.to;
        }
        group.nodes.push(line(
            Role::Axis,
            &[Point { x: from, y: at }, Point { x: right, y: at }],
            solid(),
        ));
        for tick in &layout.ticks {
            let ends = [
                Point { x: tick.at, y: at },
                Point {
                    x: tick.at,
                    y: at - if tick.label.is_some() { 6.0 } else { 3.5 },
                },
            ];
            group
                .nodes
                .push(line(Role::Axis, &ends, Stroke::solid(Ink::Tick, 1.0)));
        }
        let mut units = layout.brackets.iter().flat_map(|bracket| &bracket.label);
        let unit = units.next();
        for (bracket, unit) in layout.brackets.iter().zip(unit.into_iter().cycle()) {
            let (y, foot) = (unit.y + 8.0, unit.y + 13.0);
            let points = [
                Point {
                    x: bracket.from + 3.0,
                    y: foot,
                },
                Point {
                    x: bracket.from + 3.0,
                    y,
                },
                Point {
                    x: bracket.to - 3.0,
                    y,
                },
                Point {
                    x: bracket.to - 3.0,
                    y: foot,
                },
            ];
            group
                .nodes
                .push(line(Role::Axis, &points, Stroke::solid(Ink::Tick, 1.0)));
        }
    }
}

fn axis(layout: &Layout) -> Node {
    let mut group = Group::new(Role::Axis);
    ruler(&mut group, layout);
    for bracket in &layout.brackets {
        group.nodes.extend(
            bracket
                .label
                .iter()
                .map(|words| write(Role::Axis, words.clone(), Ink::TextFaint)),
        );
    }
    for column in &layout.columns {
        group.nodes.extend(
            column
                .label
                .iter()
                .map(|words| write(Role::Axis, words.clone(), Ink::Text)),
        );
    }
    let labels = layout.ticks.iter().filter_map(|tick| tick.label.as_ref());
    group
        .nodes
        .extend(labels.map(|words| write(Role::Axis, words.clone(), Ink::TextSoft)));
    let eras = layout
        .eras
        .iter()
        .map(|era| write(Role::Era, era.label.clone(), Ink::TextSoft));
    group.nodes.extend(eras);
    Node::Group(group)
}

/// Torn edges around time that was cut out.
fn breaks(layout: &Layout) -> Node {
    let mut group = Group::new(Role::Break);
    for cut in &layout.breaks {
        let [from, to] = cut.tears();
        let mut tears = Group::new(Role::Break);
        tears.ornament = true;
        for (start, end) in layout.torn(cut) {
            let near = zigzag(start, end, from, layout.is_upright());
            let far = zigzag(start, end, to, layout.is_upright());
            tear(&mut tears, &near, &far);
        }
        group.nodes.push(Node::Group(tears));
        group.nodes.extend(
            cut.label
                .iter()
                .map(|words| write(Role::Break, words.clone(), Ink::TextSoft)),
        );
    }
    Node::Group(group)
}

fn tear(group: &mut Group, near: &[Point], far: &[Point]) {
    let mut steps: Vec<Step> = Vec::new();
    for (index, point) in near.iter().chain(far.iter().rev()).enumerate() {
        steps.push(if index == 0 {
            Step::Move(point.x, point.y)
        } else {
            Step::Line(point.x, point.y)
        });
    }
    steps.push(Step::Close);
    group.nodes.push(Node::Shape(Shape {
        role: Role::Break,
        form: Form::Path(steps),
        // Half seen through: what lies in the cut still belongs to lanes.
        fill: Paint::Tint(Ink::Paper, 0.48),
        stroke: None,
        time: None,
    }));
    for edge in [near, far] {
        group
            .nodes
            .push(line(Role::Break, edge, Stroke::solid(Ink::Tick, 1.0)));
    }
}

/// A torn edge from `start` to `end`, around a line at `at`.
fn zigzag(start: f64, end: f64, at: f64, level: bool) -> Vec<Point> {
    const STEP: f64 = 11.0;
    let count = ((end - start) / STEP).ceil().max(1.0) as usize;
    (0..=count)
        .map(|index| {
            let along = (start + index as f64 * STEP).min(end);
            let off = if index % 2 == 0 { -3.0 } else { 3.0 };
            if level {
                Point {
                    x: along,
                    y: at + off,
                }
            } else {
                Point {
                    x: at + off,
                    y: along,
                }
            }
        })
        .collect()
}

fn headings(layout: &Layout) -> Node {
    use crate::layout::Lettering;
    let mut group = Group::new(Role::Heading);
    for words in &layout.words {
        let ink = match words.lettering {
            Lettering::Title | Lettering::LaneName => Ink::Text,
            Lettering::Footer => Ink::TextFaint,
            _ => Ink::TextSoft,
        };
        group.nodes.push(write(Role::Heading, words.clone(), ink));
    }
    Node::Group(group)
}

fn lane_names(layout: &Layout) -> Vec<Node> {
    let named = layout.lanes().iter().filter(|lane| !lane.name.is_empty());
    named
        .map(|lane| {
            let ink = lane.hue.map_or(Ink::TextSoft, Ink::Lane);
            let mut group = Group::new(Role::LaneName);
            group.title = Some(lane.full_name.clone());
            let first = &lane.name[0];
            let swatch = rect(first.x - 14.0, first.y - 9.5, 9.0, 9.0);
            group
                .nodes
                .push(area(Role::LaneName, swatch, 2.0, flat(ink)));
            group.nodes.extend(
                lane.name
                    .iter()
                    .map(|words| write(Role::LaneName, words.clone(), ink)),
            );
            Node::Group(group)
        })
        .collect()
}

fn legend(layout: &Layout, drawer: &Drawer<'_>) -> Node {
    let mut group = Group::new(Role::Legend);
    for entry in &layout.legend {
        let (x, y) = (entry.at.x, entry.at.y);
        let mut sign = Group::new(Role::Legend);
        sign.ornament = true;
        let width = entry.sign.width();
        let bar = |half: f64| rect(x, y - half, width, 2.0 * half);
        match entry.sign {
            Sign::Dot | Sign::Ring => {
                let is_ring = entry.sign == Sign::Ring;
                let dot = super::draw_mark::legend_dot(x + width / 2.0, y, is_ring);
                sign.nodes.push(dot);
            }
            Sign::Span => sign
                .nodes
                .push(area(Role::Legend, bar(4.5), 4.5, flat(Ink::TextSoft))),
            Sign::GoesOn | Sign::Beyond => {
                sign.nodes
                    .extend(super::draw_mark::open_sample((x, width), y, 0.6));
            }
            Sign::Before => {
                sign.nodes
                    .extend(super::draw_mark::open_sample((x + width, -width), y, 0.6));
            }
            Sign::Open => sign
                .nodes
                .extend(super::draw_mark::open_sample((x, width), y, 0.2)),
            Sign::Vague => {
                sign.nodes
                    .push(area(Role::Legend, bar(7.0), 7.0, vague_sample()));
            }
            Sign::Derived => {
                let sample = super::draw_mark::derived_sample(x + 1.0, x + width - 1.0, y);
                sign.nodes.extend(sample);
            }
            Sign::Accounts => {
                let sample = super::draw_mark::accounts_sample(x, x + width, y);
                sign.nodes.extend(sample);
            }
            Sign::Apart => sign
                .nodes
                .push(super::draw_mark::apart_sample(x + width / 2.0, y)),
            Sign::Claim => sign.nodes.push(super::draw_event::claim_sample(bar(7.0))),
            Sign::Arrow(kind) => {
                sign.nodes
                    .extend(drawer.arrow_sample(x, y, width, kind, 1.0));
            }
            Sign::Doubted => sign.nodes.extend(drawer.arrow_sample(x, y, width, 0, 0.5)),
            Sign::Cut => {
                for at in [x + 4.0, x + width - 4.0] {
                    let edge = zigzag(y - 8.0, y + 8.0, at, false);
                    sign.nodes
                        .push(line(Role::Legend, &edge, Stroke::solid(Ink::Tick, 1.0)));
                }
            }
            Sign::Fault => sign.nodes.push(super::draw_event::fault_sample(bar(7.0))),
        }
        group.nodes.push(Node::Group(sign));
        group
            .nodes
            .push(write(Role::Legend, entry.words.clone(), Ink::TextSoft));
    }
    Node::Group(group)
}

/// The fade of a vague date.
fn vague_sample() -> Paint {
    Paint::Fade(Ink::TextSoft, VAGUE_FADE.to_vec())
}

fn footer(layout: &Layout) -> Node {
    let mut group = Group::new(Role::Footer);
    for source in &layout.sources {
        let mut entry = Group::new(Role::Footer);
        entry.id = Some(format!("source-{}", source.number));
        entry.link.clone_from(&source.url);
        entry.nodes.push(Node::Shape(Shape {
            role: Role::Chip,
            form: Form::Circle {
                x: source.chip.x,
                y: source.chip.y,
                radius: if source.number > 99 { 11.0 } else { 8.5 },
            },
            fill: Paint::None,
            stroke: Some(Stroke::solid(Ink::ChipEdge, 1.0)),
            time: None,
        }));
        entry.nodes.push(super::draw_event::chip_text(
            source.chip.x,
            source.chip.y,
            &source.number.to_string(),
        ));
        let ink = if source.url.is_some() {
            Ink::TextSoft
        } else {
            Ink::TextFaint
        };
        entry.nodes.extend(
            source
                .words
                .iter()
                .map(|words| write(Role::Footer, words.clone(), ink)),
        );
        group.nodes.push(Node::Group(entry));
    }
    Node::Group(group)
}
