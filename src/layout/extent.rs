//! The stretch of time that a fact stands for, by its bounds.

use super::edges::SHARP;
use super::facts::POINT_WINDOW;
use crate::date::{Kind, Window};
use crate::schedule::Bounds;
use crate::timeline::Said;

/// The stretch of time a fact's mark stands for, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Extent {
    /// A day or less: a dot at a time within it.
    Point {
        /// Where the dot stands.
        at: f64,
        /// First time at which the fact can be.
        earliest: f64,
        /// Last time at which it can be.
        latest: f64,
    },
    /// Longer, or not known so well: a bar.
    Stretch(Stretch),
    /// No bound at all.
    Nowhere,
}

impl Extent {
    /// Its first and last possible time; `None` where nothing bounds it.
    pub(super) fn bounds(self) -> (Option<f64>, Option<f64>) {
        match self {
            Self::Point {
                earliest, latest, ..
            } => (Some(earliest), Some(latest)),
            Self::Stretch(bar) => (bar.from, bar.to),
            Self::Nowhere => (None, None),
        }
    }

    /// Whether it reaches back, and whether on, beyond the time to draw.
    pub(super) fn cut(self) -> (bool, bool) {
        match self {
            Self::Stretch(bar) => bar.cut,
            Self::Point { .. } | Self::Nowhere => (false, false),
        }
    }
}

/// A bar's ends: it may reach from `from` to `to`, and surely covers `sure`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    /// First possible time; `None` where nothing bounds it.
    pub(super) from: Option<f64>,
    /// Last possible time; `None` where nothing bounds it.
    pub(super) to: Option<f64>,
    /// The part that a span covers in any case: no more than a moment where it is
    /// known of one end only.
    pub(super) sure: Option<(f64, f64)>,
    /// Whether it happened once or lasted.
    pub(super) kind: Kind,
    /// Whether it is said to go on: otherwise nothing is known beyond what it surely
    /// covers.
    pub(super) goes_on: bool,
    /// Whether it reaches back, and whether on, beyond the time to draw, which ends there.
    pub(super) cut: (bool, bool),
}

impl Stretch {
    /// The ends of what a span covers in any case, where both of its own are bounded.
    pub(super) fn known(self) -> impl Iterator<Item = f64> {
        let sure = self
            .sure
            .filter(|_| self.from.is_some() && self.to.is_some());
        sure.into_iter().flat_map(<[f64; 2]>::from)
    }

    /// The time that it fills, if it lasted: without end where nothing bounds
    /// it.
    pub(super) fn lasting(self) -> Option<(f64, f64)> {
        let from = self.from.unwrap_or(f64::NEG_INFINITY);
        let to = self.to.unwrap_or(f64::INFINITY);
        (self.kind == Kind::Span).then_some((from, to))
    }
}

/// Whether a time known from one moment to another, in seconds, is drawn over all of it
/// although it would do as a point.
pub(super) type IsWide<'a> = &'a (dyn Fn(f64, f64) -> bool + Sync);

/// The first instant after a window, in seconds: windows include their last
/// nanosecond.
pub(super) fn closing(window: Window) -> Option<f64> {
    window
        .latest
        .map(|latest| latest.saturating_add(1).seconds())
}

/// When a fact was, by its bounds and by what was said of whether it goes on.
pub(super) fn extent(bounds: Bounds, kind: Kind, when: &[Said], is_wide: IsWide<'_>) -> Extent {
    let opening = bounds.start.earliest.map(crate::date::Instant::seconds);
    let closing_time = closing(bounds.end);
    match kind {
        _ if bounds.start.is_open() && bounds.end.is_open() => Extent::Nowhere,
        Kind::Moment => match (opening, closing_time) {
            (Some(earliest), Some(latest))
                if latest - earliest <= POINT_WINDOW && !is_wide(earliest, latest) =>
            {
                Extent::Point {
                    at: f64::midpoint(earliest, latest),
                    earliest,
                    latest,
                }
            }
            (from, to) => Extent::Stretch(Stretch {
                from,
                to,
                sure: None,
                kind,
                goes_on: false,
                cut: (false, false),
            }),
        },
        Kind::Span => Extent::Stretch(Stretch {
            goes_on: when.iter().any(|said| said.meaning.goes_on),
            ..span(
                (opening, closing(bounds.start)),
                (
                    bounds.end.earliest.map(crate::date::Instant::seconds),
                    closing_time,
                ),
                is_wide,
            )
        }),
    }
}

/// What lasted, from within a window to within another. An end known to the minute
/// or better is one moment, where a dot of that minute stands.
fn span(
    start: (Option<f64>, Option<f64>),
    end: (Option<f64>, Option<f64>),
    is_wide: IsWide<'_>,
) -> Stretch {
    let middle = |(earliest, latest): (Option<f64>, Option<f64>)| {
        let window = earliest.zip(latest);
        let sharp = window.filter(|(earliest, latest)| {
            latest - earliest <= SHARP && !is_wide(*earliest, *latest)
        });
        sharp.map(|(earliest, latest)| f64::midpoint(earliest, latest))
    };
    let (began, ended) = (middle(start), middle(end));
    // Within one minute nothing but its bounds is left.
    let is_seen = began.or(start.0).zip(ended.or(end.1));
    let is_seen = is_seen.is_none_or(|(from, to)| from < to);
    let sharp = |known: Option<f64>| known.filter(|_| is_seen);
    let (began, ended) = (sharp(began), sharp(ended));
    let (sure_from, sure_to) = (began.or(start.1), ended.or(end.0));
    let both = sure_from.zip(sure_to).filter(|(from, to)| from < to);
    let one = match (start.0, end.1) {
        (None, _) => sure_to,
        (_, None) => sure_from,
        _ => ended.or(began),
    };
    Stretch {
        from: began.or(start.0),
        to: ended.or(end.1),
        sure: both.or(one.map(|known| (known, known))),
        kind: Kind::Span,
        goes_on: false,
        cut: (false, false),
    }
}
