//! A shape moved to where its time is.

use crate::scene::{Direction, Form, Step};

/// Narrower than this, in pixels, a bar could not be seen.
const LEAST: f64 = 1.0;

/// The form moved so that its centre along the axis is at a place.
pub(super) fn centre(form: &Form, direction: Direction, place: f64) -> Form {
    let (low, high) = ends(form, direction);
    let shift = place - f64::midpoint(low, high);
    let mut moved = form.clone();
    apply(&mut moved, direction, 1.0, shift);
    moved
}

/// The form stretched so that its ends along the axis are at two places. What
/// has no length, such as a disc or a word, is moved between them.
pub(super) fn span(form: &Form, direction: Direction, first: f64, last: f64) -> Form {
    let middle = f64::midpoint(first, last);
    let (low, high) = ends(form, direction);
    if high <= low || matches!(form, Form::Circle { .. } | Form::Text(_)) {
        return centre(form, direction, middle);
    }
    let length = (last - first).abs().max(LEAST);
    let scale = length / (high - low);
    let mut moved = form.clone();
    apply(
        &mut moved,
        direction,
        scale,
        middle - length / 2.0 - low * scale,
    );
    moved
}

/// Where a form begins and ends along the axis.
fn ends(form: &Form, direction: Direction) -> (f64, f64) {
    let along = |x: f64, y: f64| match direction {
        Direction::Horizontal => x,
        Direction::Vertical => y,
    };
    match form {
        Form::Rect {
            x,
            y,
            width,
            height,
            ..
        } => {
            let low = along(*x, *y);
            (low, low + along(*width, *height))
        }
        Form::Circle { x, y, .. } => (along(*x, *y), along(*x, *y)),
        Form::Text(text) => (along(text.x, text.y), along(text.x, text.y)),
        Form::Path(steps) => {
            let mut range = (f64::INFINITY, f64::NEG_INFINITY);
            let mut reach = |x, y| {
                let place = along(x, y);
                range = (range.0.min(place), range.1.max(place));
            };
            for step in steps {
                match *step {
                    Step::Move(x, y) | Step::Line(x, y) => reach(x, y),
                    Step::Curve(a, b, c, d, x, y) => {
                        reach(a, b);
                        reach(c, d);
                        reach(x, y);
                    }
                    Step::Close => {}
                }
            }
            if range.0 > range.1 { (0.0, 0.0) } else { range }
        }
    }
}

/// Scales and shifts a form along the axis.
fn apply(form: &mut Form, direction: Direction, scale: f64, shift: f64) {
    let go = |x: &mut f64, y: &mut f64| {
        let place = match direction {
            Direction::Horizontal => x,
            Direction::Vertical => y,
        };
        *place = *place * scale + shift;
    };
    match form {
        Form::Rect {
            x,
            y,
            width,
            height,
            ..
        } => {
            go(x, y);
            match direction {
                Direction::Horizontal => *width *= scale,
                Direction::Vertical => *height *= scale,
            }
        }
        Form::Circle { x, y, .. } => go(x, y),
        Form::Text(text) => go(&mut text.x, &mut text.y),
        Form::Path(steps) => {
            for step in steps {
                match step {
                    Step::Move(x, y) | Step::Line(x, y) => go(x, y),
                    Step::Curve(a, b, c, d, x, y) => {
                        go(a, b);
                        go(c, d);
                        go(x, y);
                    }
                    Step::Close => {}
                }
            }
        }
    }
}
