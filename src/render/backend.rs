//! SVG as a backend of plotters.
//!
//! Plotters places elements along the axis and hands them over; what they are
//! (groups with names, text, curves, gradients, links) plotters has no word
//! for, so elements call the backend's own methods for it.

use std::cell::Cell;
use std::collections::HashMap;
use std::convert::Infallible;
use std::ops::Range;

use plotters_backend::{BackendColor, BackendCoord, DrawingBackend, DrawingErrorKind};

use super::colors::{Colors, Use};
use super::defs::Defs;
use super::elastic::to_pixels;
use super::escape;
use super::number::{write as write_number, write_fine};
use crate::scene::{
    Align, Direction, Form, Group, Paint, Role, Shape, Step, Stroke, Text, Time, Weight,
};

/// Writes what is painted as SVG elements.
pub(super) struct SvgBackend<'a> {
    /// The elements so far.
    pub(super) body: String,
    /// Gradients and patterns they refer to.
    pub(super) defs: Defs,
    /// Colours they use.
    pub(super) colors: Colors<'a>,
    /// Cuts of the face they use.
    pub(super) weights: [bool; 3],
    /// What every id begins with.
    prefix: &'a str,
    /// In backend units.
    size: (u32, u32),
    /// The ids that groups of the picture ask for, with whether each has been
    /// written, because an id may stand only once.
    ids: &'a HashMap<&'a str, Cell<bool>>,
    /// The roles of the groups that are open.
    roles: Vec<Role>,
    /// The depth at which a link was opened; links do not nest.
    link: Option<usize>,
    /// The last path and where its text stands: an arrow's line goes the way
    /// of its casing, and is copied.
    last_path: (Vec<Step>, Range<usize>),
}

impl<'a> SvgBackend<'a> {
    pub(super) fn new(
        colors: Colors<'a>,
        prefix: &'a str,
        direction: Direction,
        size: (u32, u32),
        ids: &'a HashMap<&'a str, Cell<bool>>,
    ) -> Self {
        Self {
            body: String::new(),
            defs: Defs::new(direction),
            colors,
            weights: [false; 3],
            prefix,
            size,
            ids,
            roles: Vec::new(),
            link: None,
            last_path: (Vec::new(), 0..0),
        }
    }

    /// Begins a group with its name, its tooltip and its link.
    pub(super) fn open_group(&mut self, group: &Group) {
        self.body.push_str("<g class=\"");
        self.body.push_str(class_of(group.role));
        self.body.push('"');
        if let Some(id) = &group.id
            && let Some(written) = self.ids.get(id.as_str())
            && !written.replace(true)
        {
            self.body.push_str(" id=\"");
            self.write_id(id);
            self.body.push('"');
        }
        if let Some(subject) = &group.subject {
            let name = if group.role == Role::Link {
                " data-link=\""
            } else {
                " data-event=\""
            };
            self.body.push_str(name);
            escape::write(&mut self.body, subject);
            self.body.push('"');
        }
        if group.ornament {
            self.body.push_str(" aria-hidden=\"true\"");
        } else if group.role == Role::Event {
            self.body.push_str(" role=\"group\"");
        }
        self.body.push('>');
        if let Some(title) = group
            .title
            .as_deref()
            .filter(|title| !escape::is_blank(title))
        {
            self.body.push_str("<title>");
            escape::write(&mut self.body, title);
            self.body.push_str("</title>");
        }
        if let Some(link) = &group.link
            && self.link.is_none()
        {
            self.open_link(link);
        }
        self.roles.push(group.role);
    }

    fn open_link(&mut self, link: &str) {
        if let Some(address) = escape::outside_link(link) {
            self.body.push_str("<a href=\"");
            escape::write(&mut self.body, address);
            self.body.push_str("\" rel=\"noopener\">");
        } else if let Some(id) = link
            .strip_prefix('#')
            .filter(|id| self.ids.contains_key(id))
        {
            self.body.push_str("<a href=\"#");
            self.write_id(id);
            self.body.push_str("\">");
        } else {
            return;
        }
        self.link = Some(self.roles.len());
    }

    /// Ends a group.
    pub(super) fn close_group(&mut self, _: &Group) {
        self.roles.pop();
        if self.link == Some(self.roles.len()) {
            self.body.push_str("</a>");
            self.link = None;
        }
        self.body.push_str("</g>\n");
    }

    /// Paints a shape in a form that is already in its place.
    pub(super) fn shape(&mut self, shape: &Shape, form: &Form) {
        match form {
            Form::Rect {
                x,
                y,
                width,
                height,
                radius,
            } => {
                if *width <= 0.0 || *height <= 0.0 {
                    return;
                }
                self.start("<rect", shape);
                self.number(" x=\"", *x);
                self.number("\" y=\"", *y);
                self.number("\" width=\"", *width);
                self.number("\" height=\"", *height);
                if *radius > 0.0 {
                    self.number("\" rx=\"", radius.min(width / 2.0).min(height / 2.0));
                }
                self.body.push('"');
                self.paint(shape, form);
                self.body.push_str("/>\n");
            }
            Form::Circle { x, y, radius } => {
                if *radius <= 0.0 {
                    return;
                }
                self.start("<circle", shape);
                self.number(" cx=\"", *x);
                self.number("\" cy=\"", *y);
                self.number("\" r=\"", *radius);
                self.body.push('"');
                self.paint(shape, form);
                self.body.push_str("/>\n");
            }
            Form::Path(steps) => {
                // A path draws nothing before it has gone somewhere.
                if !matches!(steps.first(), Some(Step::Move(..))) {
                    return;
                }
                self.start("<path", shape);
                self.body.push_str(" d=\"");
                self.steps(steps);
                self.body.push('"');
                self.paint(shape, form);
                self.body.push_str("/>\n");
            }
            Form::Text(text) => self.text(shape, form, text),
        }
    }

    fn text(&mut self, shape: &Shape, form: &Form, text: &Text) {
        if escape::is_blank(&text.content) {
            return;
        }
        self.start("<text", shape);
        self.number(" x=\"", text.x);
        self.number("\" y=\"", text.y);
        self.number("\" font-size=\"", text.size);
        self.weights[text.weight as usize] = true;
        self.body.push_str(match text.weight {
            Weight::Regular => "\"",
            Weight::SemiBold => "\" font-weight=\"600\"",
            Weight::Bold => "\" font-weight=\"700\"",
        });
        if text.spacing != 0.0 {
            self.number(" letter-spacing=\"", text.spacing);
            self.body.push('"');
        }
        self.body.push_str(match text.align {
            Align::Start => "",
            Align::Middle => " text-anchor=\"middle\"",
            Align::End => " text-anchor=\"end\"",
        });
        if shape.stroke.is_some() {
            self.body.push_str(" paint-order=\"stroke\"");
        }
        self.paint(shape, form);
        self.body.push('>');
        escape::write(&mut self.body, &text.content);
        self.body.push_str("</text>\n");
    }

    /// Begins an element: its name, its classes, its time.
    fn start(&mut self, element: &str, shape: &Shape) {
        self.body.push_str(element);
        self.classes(shape);
        match shape.time {
            None => {}
            Some(Time::At(time)) => {
                self.body.push_str(" data-t=\"");
                write_fine(&mut self.body, time);
                self.body.push('"');
            }
            Some(
                Time::Between(first, last) | Time::Since(first, last) | Time::Until(first, last),
            ) => {
                self.body.push_str(" data-t0=\"");
                write_fine(&mut self.body, first);
                self.body.push_str("\" data-t1=\"");
                write_fine(&mut self.body, last);
                self.body.push_str(match shape.time {
                    Some(Time::Since(..)) => "\" data-open=\"end\"",
                    Some(Time::Until(..)) => "\" data-open=\"start\"",
                    _ => "\"",
                });
            }
        }
    }

    /// The role, where the group around does not tell it already, and what the
    /// colours of another scheme are found by.
    fn classes(&mut self, shape: &Shape) {
        let role = Some(shape.role).filter(|role| self.roles.last() != Some(role));
        let fill = match shape.fill {
            Paint::Flat(ink) | Paint::Tint(ink, _) => Some(ink),
            _ => None,
        };
        let stroke = shape.stroke.as_ref().map(|stroke| stroke.ink);
        if role.is_none() && (fill.or(stroke).is_none() || !self.colors.has_rules()) {
            return;
        }
        self.body.push_str(" class=\"");
        let start = self.body.len();
        if let Some(role) = role {
            self.body.push_str(class_of(role));
        }
        for (usage, ink) in [(Use::Fill, fill), (Use::Stroke, stroke)] {
            let Some(ink) = ink.filter(|_| self.colors.has_rules()) else {
                continue;
            };
            if self.body.len() > start {
                self.body.push(' ');
            }
            self.colors.class(&mut self.body, usage, ink);
        }
        self.body.push('"');
    }

    fn paint(&mut self, shape: &Shape, form: &Form) {
        match &shape.fill {
            Paint::None => self.body.push_str(" fill=\"none\""),
            Paint::Flat(ink) => self.colors.attribute(&mut self.body, Use::Fill, *ink),
            Paint::Tint(ink, opacity) => {
                self.colors.attribute(&mut self.body, Use::Fill, *ink);
                self.opacity(" fill-opacity=\"", *opacity);
            }
            Paint::Fade(ink, stops) if has_area(form) && !stops.is_empty() => {
                let number = self.defs.fade(&mut self.colors, *ink, stops);
                self.reference("f", number);
            }
            Paint::Fade(ink, stops) => {
                self.colors.attribute(&mut self.body, Use::Fill, *ink);
                let sum: f64 = stops.iter().map(|stop| stop.1).sum();
                self.opacity(" fill-opacity=\"", sum / stops.len().max(1) as f64);
            }
        }
        if let Some(stroke) = &shape.stroke {
            self.stroke(stroke);
        }
    }

    fn reference(&mut self, letter: &str, number: usize) {
        self.body.push_str(" fill=\"url(#");
        self.body.push_str(self.prefix);
        self.body.push_str(letter);
        super::number::write_integer(&mut self.body, number as u64);
        self.body.push_str(")\"");
    }

    fn stroke(&mut self, stroke: &Stroke) {
        self.colors
            .attribute(&mut self.body, Use::Stroke, stroke.ink);
        if stroke.width != 1.0 {
            self.number(" stroke-width=\"", stroke.width.max(0.0));
            self.body.push('"');
        }
        if stroke.dash.iter().any(|&length| length > 0.0) {
            let mut separator = " stroke-dasharray=\"";
            for &length in &stroke.dash {
                self.number(separator, length.max(0.0));
                separator = " ";
            }
            self.body.push('"');
        }
        self.opacity(" stroke-opacity=\"", stroke.opacity);
        if stroke.round {
            self.body
                .push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        }
    }

    fn opacity(&mut self, name: &str, opacity: f64) {
        if opacity < 0.995 {
            self.number(name, opacity.max(0.0));
            self.body.push('"');
        }
    }

    fn steps(&mut self, steps: &[Step]) {
        if self.last_path.0 == steps {
            self.body.extend_from_within(self.last_path.1.clone());
            return;
        }
        let start = self.body.len();
        let mut pen = (f64::NAN, f64::NAN);
        for step in steps {
            match *step {
                Step::Move(x, y) => {
                    self.pair("M", x, y);
                    pen = (x, y);
                }
                Step::Line(x, y) => {
                    if x == pen.0 {
                        self.number("V", y);
                    } else if y == pen.1 {
                        self.number("H", x);
                    } else {
                        self.pair("L", x, y);
                    }
                    pen = (x, y);
                }
                Step::Curve(a, b, c, d, x, y) => {
                    self.pair("C", a, b);
                    self.pair(" ", c, d);
                    self.pair(" ", x, y);
                    pen = (x, y);
                }
                Step::Close => {
                    self.body.push('Z');
                    pen = (f64::NAN, f64::NAN);
                }
            }
        }
        self.last_path.0.clear();
        self.last_path.0.extend_from_slice(steps);
        self.last_path.1 = start..self.body.len();
    }

    fn pair(&mut self, before: &str, x: f64, y: f64) {
        self.number(before, x);
        self.number(" ", y);
    }

    fn number(&mut self, before: &str, value: f64) {
        self.body.push_str(before);
        write_number(&mut self.body, value);
    }

    fn write_id(&mut self, id: &str) {
        self.body.push_str(self.prefix);
        self.body.push('-');
        escape::write_id(&mut self.body, id);
    }
}

/// Whether a gradient over the form's box has something to run over.
fn has_area(form: &Form) -> bool {
    match form {
        Form::Rect { width, height, .. } => *width > 0.01 && *height > 0.01,
        Form::Circle { radius, .. } => *radius > 0.01,
        Form::Path(steps) => {
            let mut low = (f64::INFINITY, f64::INFINITY);
            let mut high = (f64::NEG_INFINITY, f64::NEG_INFINITY);
            for step in steps {
                if let Step::Move(x, y) | Step::Line(x, y) | Step::Curve(.., x, y) = *step {
                    low = (low.0.min(x), low.1.min(y));
                    high = (high.0.max(x), high.1.max(y));
                }
            }
            high.0 - low.0 > 0.01 && high.1 - low.1 > 0.01
        }
        Form::Text(_) => true,
    }
}

/// The class a role is written as.
pub(super) fn class_of(role: Role) -> &'static str {
    match role {
        Role::Paper => "paper",
        Role::Heading => "heading",
        Role::Axis => "axis",
        Role::Break => "break",
        Role::Era => "era",
        Role::Column => "column",
        Role::Lane => "lane",
        Role::LaneName => "lane-name",
        Role::Rail => "rail",
        Role::Event => "event",
        Role::Mark => "mark",
        Role::Leader => "leader",
        Role::Card => "card",
        Role::Link => "link",
        Role::Casing => "casing",
        Role::Line => "line",
        Role::Head => "head",
        Role::Chip => "chip",
        Role::Legend => "legend",
        Role::Footer => "footer",
        Role::Fault => "fault",
    }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    /// A square of one backend unit; what plotters' own elements draw with.
    fn draw_pixel(
        &mut self,
        (x, y): BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let (r, g, b) = color.rgb;
        self.number("<rect x=\"", to_pixels(x));
        self.number("\" y=\"", to_pixels(y));
        self.number("\" width=\"", to_pixels(1));
        self.number("\" height=\"", to_pixels(1));
        self.body.push_str("\" fill=\"#");
        let code = u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b);
        escape::write_hex(&mut self.body, code, 6);
        self.body.push('"');
        self.opacity(" fill-opacity=\"", color.alpha);
        self.body.push_str("/>\n");
        Ok(())
    }
}
