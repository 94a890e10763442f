//! The marks of facts as shapes, and the signs by which the legend explains
//! them.

use super::draw::{area, boxed};
use super::draw_event::flat;
use super::{Form, Ink, Node, Paint, Role, Shape, Step, Stroke, Time};
use crate::layout::{Mark, MarkForm, Rect};

/// Half of the thickness of the line that joins the accounts of a fact.
const JOINT: f64 = 1.0;
/// Half of the breadth of the end of a window that was worked out.
pub(super) const CAP: f64 = 5.5;
/// How far a cross reaches, as a share of half the thickness of the mark that it strikes
/// out.
const STRUCK: f64 = 0.72;

/// The mark of a fact in its ink; with the marks of its accounts, where they
/// differ, paired by a line.
pub(super) fn mark(mark: &Mark, ink: Ink, upright: bool) -> Vec<Node> {
    let painter = Painter {
        across: mark.across,
        ink,
        upright,
    };
    if mark.is_disputed() || mark.is_contradicted() {
        return painter.claims(mark);
    }
    let mut nodes = Vec::with_capacity(4);
    nodes.push(painter.known(&mark.form));
    if let MarkForm::Bar { from, to, fade, .. } = &mark.form
        && mark.derived
        && !mark.lasted()
    {
        let bounds = [(*from, fade.first()), (*to, fade.last())];
        let bounds = bounds
            .into_iter()
            .filter(|(_, stop)| stop.is_some_and(|stop| stop.1 > 0.0));
        nodes.extend(bounds.map(|(at, _)| {
            let (x, y) = painter.place(at, mark.across);
            cap(x, y, upright, ink)
        }));
    }
    nodes
}

/// What the marks of one fact share.
struct Painter {
    across: f64,
    ink: Ink,
    upright: bool,
}

impl Painter {
    fn place(&self, along: f64, across: f64) -> (f64, f64) {
        if self.upright {
            (across, along)
        } else {
            (along, across)
        }
    }

    /// A bar's box, so thick.
    fn stretch(&self, from: f64, to: f64, half: f64) -> Rect {
        let (x, y) = self.place(from, self.across - half);
        let (width, height) = self.place(to - from, 2.0 * half);
        Rect {
            x,
            y,
            width,
            height,
        }
    }

    /// A mark that nobody denies.
    fn known(&self, form: &MarkForm) -> Node {
        let ink = self.ink;
        match form {
            MarkForm::Dot {
                at,
                seconds,
                radius,
                ring,
            } => {
                let edge = edge_of(*radius);
                let (fill, rim, radius) = if *ring {
                    (Ink::Paper, ink, radius - edge / 2.0)
                } else {
                    (ink, Ink::Paper, *radius)
                };
                let (x, y) = self.place(*at, self.across);
                let rim = Stroke::solid(rim, edge);
                let time = Some(Time::At(*seconds));
                circle(Role::Mark, (x, y, radius), fill, Some(rim), time)
            }
            MarkForm::Bar {
                from,
                to,
                half,
                fade,
                ..
            } => {
                let fill = match fade.first() {
                    Some(first) if fade.iter().all(|stop| stop.1 == first.1) => {
                        Paint::Tint(ink, first.1)
                    }
                    _ => Paint::Fade(ink, fade.clone()),
                };
                Node::Shape(Shape {
                    role: Role::Mark,
                    form: boxed(self.stretch(*from, *to, *half), *half),
                    fill,
                    stroke: None,
                    time: Some(time_of(form)),
                })
            }
        }
    }

    /// The marks of all accounts of a fact, and lines that join them where none
    /// of them stands; one mark where they are too near to be told apart. Thick
    /// ones come first, so that none hides another.
    fn claims(&self, mark: &Mark) -> Vec<Node> {
        if matches!(mark.form, MarkForm::Dot { .. }) {
            // Where some of them stand, all are one mark, and the card tells them apart.
            let is_apart = mark.claims.iter().all(|claim| claim.is_apart);
            return self.account(&mark.form, is_apart);
        }
        let apart = |form: &MarkForm| {
            let mut told = mark.claims.iter().filter(|claim| claim.form.is_at(form));
            told.all(|claim| claim.is_apart)
        };
        let mut forms: Vec<&MarkForm> = mark.claims.iter().map(|claim| &claim.form).collect();
        forms.sort_by(|left, right| {
            let ((from, to), (start, end)) = (left.ends(), right.ends());
            let by_start = from.0.total_cmp(&start.0);
            by_start.then(to.0.total_cmp(&end.0))
        });
        forms.dedup_by(|next, form| next.is_at(form));
        let mut nodes = Vec::with_capacity(2 * forms.len());
        let mut reached = mark.form.ends().0;
        for form in &forms {
            let (from, to) = form.ends();
            if from.0 > reached.0 {
                nodes.push(self.joint(reached, from));
            }
            if to.0 > reached.0 {
                reached = to;
            }
        }
        let thickness = |form: &MarkForm| match form {
            MarkForm::Bar { half, .. } => *half,
            MarkForm::Dot { .. } => 0.0,
        };
        forms.sort_by(|left, right| thickness(right).total_cmp(&thickness(left)));
        // What is struck out lies over the rest, so that nothing hides its cross.
        forms.sort_by_key(|form| apart(form));
        let told = forms
            .iter()
            .flat_map(|form| self.account(form, apart(form)));
        nodes.extend(told);
        nodes
    }

    /// What one account says, struck out by a cross where it does not go with the other
    /// facts. A cross in the dashes of a small ring could not be read, so it stands in its
    /// place.
    fn account(&self, form: &MarkForm, is_apart: bool) -> Vec<Node> {
        if !is_apart {
            return self.claim(form);
        }
        let (from, to) = form.ends();
        let (x, y) = self.place(f64::midpoint(from.0, to.0), self.across);
        let (half, mut nodes) = match form {
            MarkForm::Dot {
                radius, seconds, ..
            } => {
                let time = Some(Time::At(*seconds));
                let ground = circle(Role::Mark, (x, y, *radius), Ink::Paper, None, time);
                (*radius, vec![ground])
            }
            MarkForm::Bar { half, .. } => (*half, self.claim(form)),
        };
        nodes.push(cross(Role::Mark, (x, y), STRUCK * half, self.ink));
        nodes
    }

    /// The line between two accounts: each end in pixels and seconds.
    fn joint(&self, from: (f64, f64), to: (f64, f64)) -> Node {
        Node::Shape(Shape {
            role: Role::Mark,
            form: boxed(self.stretch(from.0, to.0, JOINT), JOINT),
            fill: Paint::Tint(self.ink, 0.7),
            stroke: None,
            time: Some(Time::Between(from.1, to.1)),
        })
    }

    /// What one account says: a dashed outline, which fades with what it is filled with
    /// towards a side that nothing bounds.
    fn claim(&self, form: &MarkForm) -> Vec<Node> {
        const FILL: f64 = 0.18;
        let open = form.open_ends();
        match form {
            MarkForm::Dot {
                at,
                seconds,
                radius,
                ..
            } => {
                let rim = claim_edge(self.ink);
                let radius = radius - rim.width / 2.0;
                let (x, y) = self.place(*at, self.across);
                let time = Some(Time::At(*seconds));
                let rim = Some(rim);
                vec![circle(Role::Mark, (x, y, radius), Ink::Paper, rim, time)]
            }
            MarkForm::Bar { from, to, half, .. } if open == (false, false) => {
                vec![Node::Shape(Shape {
                    role: Role::Mark,
                    form: Form::Path(self.outline((*from, *to), *half, open)),
                    fill: Paint::Tint(self.ink, FILL),
                    stroke: Some(claim_edge(self.ink)),
                    time: Some(time_of(form)),
                })]
            }
            MarkForm::Bar {
                from,
                to,
                half,
                fade,
                ..
            } => {
                let most = fade.iter().map(|stop| stop.1).fold(0.0, f64::max);
                let fade_of = |(at, opacity): &(f64, f64)| (*at, FILL * opacity / most);
                let fill = Node::Shape(Shape {
                    role: Role::Mark,
                    form: boxed(self.stretch(*from, *to, *half), 0.0),
                    fill: Paint::Fade(self.ink, fade.iter().map(fade_of).collect()),
                    stroke: None,
                    time: Some(time_of(form)),
                });
                // Strokes do not fade: they end halfway to nothing.
                let mut solid = fade.iter().filter(|stop| stop.1 >= most).map(|stop| stop.0);
                let first = solid.next().unwrap_or(0.0);
                let last = solid.next_back().unwrap_or(first);
                let first = if open.0 { first / 2.0 } else { 0.0 };
                let last = if open.1 {
                    f64::midpoint(last, 1.0)
                } else {
                    1.0
                };
                let at = |share: f64| from + share * (to - from);
                let edge = Node::Shape(Shape {
                    role: Role::Mark,
                    form: Form::Path(self.outline((at(first), at(last)), *half, open)),
                    fill: Paint::None,
                    stroke: Some(claim_edge(self.ink)),
                    time: None,
                });
                vec![fill, edge]
            }
        }
    }

    /// The edge of a bar, without the sides that nothing bounds.
    fn outline(&self, (from, to): (f64, f64), half: f64, open: (bool, bool)) -> Vec<Step> {
        let run = |corners: &[(f64, f64)]| -> Vec<Step> {
            let corners = corners.iter().enumerate();
            let steps = corners.map(|(index, (along, side))| {
                let (x, y) = self.place(*along, self.across + side * half);
                match index {
                    0 => Step::Move(x, y),
                    _ => Step::Line(x, y),
                }
            });
            steps.collect()
        };
        let (left, right) = ([(from, 1.0), (from, -1.0)], [(to, -1.0), (to, 1.0)]);
        match open {
            (true, true) => [run(&[left[1], right[0]]), run(&[left[0], right[1]])].concat(),
            (true, false) => run(&[left[1], right[0], right[1], left[0]]),
            (false, true) => run(&[right[1], left[0], left[1], right[0]]),
            (false, false) => {
                let mut steps = run(&[right[1], left[0], left[1], right[0]]);
                steps.push(Step::Close);
                steps
            }
        }
    }
}

/// The times at which a mark stands.
fn time_of(form: &MarkForm) -> Time {
    match form {
        MarkForm::Dot { seconds, .. } => Time::At(*seconds),
        MarkForm::Bar {
            from_seconds,
            to_seconds,
            ..
        } => {
            let time = match form.open_ends() {
                (true, false) => Time::Until,
                (false, true) => Time::Since,
                _ => Time::Between,
            };
            time(*from_seconds, *to_seconds)
        }
    }
}

fn circle(
    role: Role,
    (x, y, radius): (f64, f64, f64),
    fill: Ink,
    stroke: Option<Stroke>,
    time: Option<Time>,
) -> Node {
    Node::Shape(Shape {
        role,
        form: Form::Circle { x, y, radius },
        fill: flat(fill),
        stroke,
        time,
    })
}

/// How thick the rim of a dot is.
fn edge_of(radius: f64) -> f64 {
    if radius > 4.0 { 2.0 } else { 1.0 }
}

/// The dashed edge of what an account says.
fn claim_edge(ink: Ink) -> Stroke {
    Stroke {
        dash: vec![2.6, 1.8],
        ..Stroke::solid(ink, 1.5)
    }
}

/// The dot of a moment or the ring of what is too short for a bar, as the
/// legend shows it.
pub(super) fn legend_dot(x: f64, y: f64, ring: bool) -> Node {
    let edge = ring.then(|| Stroke::solid(Ink::TextSoft, 2.0));
    let (radius, fill) = if ring {
        (4.5, Ink::Paper)
    } else {
        (5.5, Ink::TextSoft)
    };
    circle(Role::Legend, (x, y, radius), fill, edge, None)
}

/// A cross of so much reach from its middle.
fn cross(role: Role, (x, y): (f64, f64), reach: f64, ink: Ink) -> Node {
    let arm = |side: f64| {
        [
            Step::Move(x - reach, y - side * reach),
            Step::Line(x + reach, y + side * reach),
        ]
    };
    Node::Shape(Shape {
        role,
        form: Form::Path([arm(1.0), arm(-1.0)].concat()),
        fill: Paint::None,
        stroke: Some(Stroke::solid(ink, 2.0)),
        time: None,
    })
}

/// An account that does not go with the other facts.
pub(super) fn apart_sample(x: f64, y: f64) -> Node {
    const RADIUS: f64 = 5.5;
    cross(Role::Legend, (x, y), STRUCK * RADIUS, Ink::TextSoft)
}

/// The end of a window that was worked out.
fn cap(x: f64, y: f64, upright: bool, ink: Ink) -> Node {
    const THIN: f64 = 1.0;
    let (half_x, half_y) = if upright { (CAP, THIN) } else { (THIN, CAP) };
    let rect = Rect {
        x: x - half_x,
        y: y - half_y,
        width: 2.0 * half_x,
        height: 2.0 * half_y,
    };
    area(Role::Mark, rect, 1.0, flat(ink))
}

/// A level line of the legend.
fn level(from: f64, to: f64, y: f64, half: f64) -> Node {
    let line = Rect {
        x: from,
        y: y - half,
        width: to - from,
        height: 2.0 * half,
    };
    area(Role::Legend, line, half, Paint::Tint(Ink::TextSoft, 0.7))
}

/// A window that was worked out, over that stretch.
pub(super) fn derived_sample(from: f64, to: f64, y: f64) -> [Node; 3] {
    let ink = Ink::TextSoft;
    [
        level(from, to, y, 1.8),
        cap(from, y, false, ink),
        cap(to, y, false, ink),
    ]
}

/// Two accounts of one fact, over that stretch.
pub(super) fn accounts_sample(from: f64, to: f64, y: f64) -> [Node; 3] {
    const RADIUS: f64 = 4.75;
    let dot = |x: f64| {
        let edge = Some(claim_edge(Ink::TextSoft));
        circle(Role::Legend, (x, y, RADIUS), Ink::Paper, edge, None)
    };
    [
        level(from, to, y, JOINT),
        dot(from + RADIUS),
        dot(to - RADIUS),
    ]
}

/// Something that lasted, no end of which is told, from one place over a width, which may
/// run back; solid over such a share of itself: in steps, since fades run along the axis and the legend does not.
pub(super) fn open_sample(
    (x, width): (f64, f64),
    y: f64,
    solid: f64,
) -> impl Iterator<Item = Node> {
    const HALF: f64 = 4.5;
    const OPACITIES: [f64; 4] = [0.7, 0.5, 0.3, 0.12];
    let step = (1.0 - solid) / OPACITIES.len() as f64;
    let tail = OPACITIES.into_iter().enumerate();
    let tail = tail.map(move |(index, opacity)| (solid + index as f64 * step, step, opacity));
    let all = std::iter::once((0.0, solid, 0.9)).chain(tail);
    all.map(move |(from, share, opacity)| {
        let part = Rect {
            x: x + (from + if width < 0.0 { share } else { 0.0 }) * width,
            y: y - HALF,
            width: (share * width).abs(),
            height: 2.0 * HALF,
        };
        area(Role::Legend, part, 0.0, Paint::Tint(Ink::TextSoft, opacity))
    })
}
