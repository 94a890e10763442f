//! A scene as the elements of a plotters series.

use std::iter::Take;
use std::slice;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::backend::SvgBackend;
use super::elastic::to_pixels;
use super::place;
use crate::scene::{Direction, Group, Node, Shape, Time};

/// One thing to do, in the order of painting.
#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    /// A group begins.
    Open(&'a Group),
    /// It ends.
    Close(&'a Group),
    /// A shape.
    Shape(&'a Shape),
}

/// An item with the times it is placed by.
pub(super) struct Element<'a> {
    item: Item<'a>,
    direction: Direction,
}

/// Goes through a scene from the back to the front, without recursion.
pub(super) struct Walk<'a> {
    open: Vec<(Option<&'a Group>, slice::Iter<'a, Node>)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(nodes: &'a [Node]) -> Self {
        Self {
            open: vec![(None, nodes.iter())],
        }
    }

    /// The same as elements for a chart.
    pub(super) fn elements(self, direction: Direction) -> impl Iterator<Item = Element<'a>> {
        self.map(move |item| Element { item, direction })
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        let (group, nodes) = self.open.last_mut()?;
        match nodes.next() {
            Some(Node::Shape(shape)) => Some(Item::Shape(shape)),
            Some(Node::Group(inner)) => {
                self.open.push((Some(inner), inner.nodes.iter()));
                Some(Item::Open(inner))
            }
            None => {
                let group = *group;
                self.open.pop();
                group.map(Item::Close)
            }
        }
    }
}

/// The times of an element as points of the chart; nought across the axis,
/// where a shape says itself where it is.
impl<'e> PointCollection<'e, (f64, f64)> for &'e Element<'_> {
    type Point = (f64, f64);
    type IntoIter = Take<std::array::IntoIter<(f64, f64), 2>>;

    fn point_iter(self) -> Self::IntoIter {
        let (times, count) = match self.item {
            Item::Shape(Shape {
                time: Some(Time::At(t)),
                ..
            }) => ([*t, *t], 1),
            Item::Shape(Shape {
                time: Some(Time::Between(a, b) | Time::Since(a, b) | Time::Until(a, b)),
                ..
            }) => ([*a, *b], 2),
            _ => ([0.0; 2], 0),
        };
        let points = times.map(|time| match self.direction {
            Direction::Horizontal => (time, 0.0),
            Direction::Vertical => (0.0, time),
        });
        points.into_iter().take(count)
    }
}

impl Drawable<SvgBackend<'_>> for Element<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        places: I,
        backend: &mut SvgBackend<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<std::convert::Infallible>> {
        let mut places = places.map(|(x, y)| match self.direction {
            Direction::Horizontal => to_pixels(x),
            Direction::Vertical => to_pixels(y),
        });
        match self.item {
            Item::Open(group) => backend.open_group(group),
            Item::Close(group) => backend.close_group(group),
            Item::Shape(shape) => match (places.next(), places.next()) {
                (None, _) => backend.shape(shape, &shape.form),
                (Some(at), None) => {
                    backend.shape(shape, &place::centre(&shape.form, self.direction, at));
                }
                (Some(first), Some(last)) => {
                    let form = place::span(&shape.form, self.direction, first, last);
                    backend.shape(shape, &form);
                }
            },
        }
        Ok(())
    }
}
