//! Random networks of dated facts, described plainly enough that a naive
//! solver can read them too.

use causeline::date::{End, Instant, Kind, Lag, Meaning, Precision, Qualifier, Relation, Window};
use causeline::source::Span;
use causeline::testing::TimelineBuilder;
use causeline::timeline::Timeline;

/// A lower and an upper number, where there is one.
pub(crate) type Pair = (Option<i64>, Option<i64>);

/// What one fact of a random network says, in small whole numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fact {
    /// When it can have started.
    pub(crate) start: Pair,
    /// When it can have ended, if it lasted.
    pub(crate) end: Option<Pair>,
    /// How long it lasted, if it lasted.
    pub(crate) duration: Option<Pair>,
    /// Bounds from other facts: own end, their number, their end, lag.
    pub(crate) relations: Vec<(End, usize, End, Pair)>,
    /// Causes by number, with how soon it followed.
    pub(crate) causes: Vec<(usize, Option<Pair>)>,
    /// The fact that contains it.
    pub(crate) part_of: Option<usize>,
}

/// An id for a fact's number.
pub(crate) fn name(index: usize) -> String {
    format!("f{index}")
}

fn window(pair: Pair) -> Window {
    let instant = |value: i64| Instant::from_nanoseconds(i128::from(value));
    Window::new(pair.0.map(instant), pair.1.map(instant))
}

fn lag(pair: Pair) -> Lag {
    Lag {
        min: pair.0.map(i128::from),
        max: pair.1.map(i128::from),
    }
}

/// A phrase that says nothing yet.
pub(crate) fn blank() -> Meaning {
    Meaning {
        kind: Kind::Moment,
        start: Window::OPEN,
        end: Window::OPEN,
        goes_on: false,
        duration: None,
        precision: Precision::Nanosecond,
        qualifier: Qualifier::default(),
        anchors: Vec::new(),
        relations: Vec::new(),
        same: Vec::new(),
        ends: Vec::new(),
        zoned: false,
        zone: causeline::date::Zone::Floating,
    }
}

/// A moment within a window.
pub(crate) fn moment(earliest: Option<i64>, latest: Option<i64>) -> Meaning {
    let window = window((earliest, latest));
    Meaning {
        start: window,
        end: window,
        ..blank()
    }
}

/// A bound from another fact.
pub(crate) fn relation(
    own: End,
    anchor: &str,
    other: End,
    min: Option<i64>,
    max: Option<i64>,
) -> Meaning {
    Meaning {
        anchors: vec![(anchor.to_owned(), Span::new(0, 0))],
        relations: vec![Relation {
            seconds: None,
            own,
            anchor: 0,
            other,
            lag: lag((min, max)),
            calendar: None,
        }],
        ..blank()
    }
}

/// The phrases of a fact.
fn phrases(fact: &Fact) -> Vec<Meaning> {
    let mut phrases = Vec::new();
    let own = moment(fact.start.0, fact.start.1);
    phrases.push(match fact.end {
        Some(end) => Meaning {
            kind: Kind::Span,
            end: window(end),
            duration: fact.duration.map(lag),
            ..own
        },
        None => own,
    });
    for (own, anchor, other, (min, max)) in &fact.relations {
        phrases.push(relation(*own, &name(*anchor), *other, *min, *max));
    }
    phrases
}

/// The timeline that says what the facts say.
pub(crate) fn timeline(facts: &[Fact]) -> Timeline {
    let mut builder = TimelineBuilder::new();
    for (index, fact) in facts.iter().enumerate() {
        builder = builder.event(name(index));
        for meaning in phrases(fact) {
            builder = builder.saying("so", meaning);
        }
        for (cause, within) in &fact.causes {
            builder = builder.caused_by(name(*cause));
            if let Some(within) = within {
                builder = builder.within(lag(*within));
            }
        }
        if let Some(whole) = fact.part_of {
            builder = builder.part_of(name(whole));
        }
    }
    builder.timeline().expect("every name is declared")
}
