//! What belongs at a place of an event file.

use super::super::context::{Place, Slot, Step};
use crate::document::Record;

/// A sort of thing that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Fields(Record),
    /// Ids of facts, but for the one that speaks.
    Facts(Option<String>),
    Actors,
    Sources,
    Kinds,
    Confidences,
    Statuses,
    /// A `when`, of the fact that speaks.
    Phrase(Option<String>),
    /// A day of the calendar.
    Day,
    DateOrders,
    Zones,
    Lints,
    Off,
    Lengths,
    Tags,
    Places,
    Files,
}

/// What belongs at a place.
pub(super) fn wanted(place: &Place) -> Vec<Wanted> {
    let path: Vec<&str> = place
        .path
        .iter()
        .map(|step| match step {
            Step::Key(key) => key.as_str(),
            Step::Item => "[]",
        })
        .collect();
    let is_key = place.slot != Slot::Value;
    let is_value = place.slot != Slot::Key;
    let record = |record: Record| -> Vec<Wanted> {
        if is_key {
            vec![Wanted::Fields(record)]
        } else {
            Vec::new()
        }
    };
    let value = |wanted: Wanted| if is_value { vec![wanted] } else { Vec::new() };
    match path.as_slice() {
        [] => record(Record::File),
        ["as_of"] | ["sources", _, "date"] => value(Wanted::Day),
        ["timezone"] => value(Wanted::Zones),
        ["date_order"] => value(Wanted::DateOrders),
        ["include"] | ["include", "[]"] => value(Wanted::Files),
        ["actors", _] => record(Record::Actor),
        ["sources", _] => record(Record::Source),
        ["eras", _] => record(Record::Era),
        ["eras", _, "when"] => value(Wanted::Phrase(None)),
        ["link_kinds", _] => record(Record::LinkKind),
        ["lints"] if is_key => vec![Wanted::Lints],
        ["lints", _] => value(Wanted::Off),
        ["events", "[]"] => record(Record::ListedEvent),
        ["events", _] => record(Record::Event),
        ["events", fact, rest @ ..] => field(place, fact, rest),
        _ => Vec::new(),
    }
}

/// What belongs in a part of a fact, by the way from there.
fn field(place: &Place, fact: &str, path: &[&str]) -> Vec<Wanted> {
    let is_key = place.slot != Slot::Value;
    let is_value = place.slot != Slot::Key;
    let own = (fact != "[]").then(|| fact.to_owned());
    let fields = |wanted: Vec<Wanted>, record: Record| {
        let mut wanted = if is_value { wanted } else { Vec::new() };
        if is_key {
            wanted.push(Wanted::Fields(record));
        }
        wanted
    };
    let value = |wanted: Wanted| if is_value { vec![wanted] } else { Vec::new() };
    match path {
        ["accounts", "[]"] => fields(Vec::new(), Record::Account),
        ["accounts", "[]", rest @ ..] => field(place, fact, rest),
        ["when"] | ["when", "[]"] => value(Wanted::Phrase(own)),
        ["who"] | ["who", "[]"] => value(Wanted::Actors),
        // An id, or the key of a mapping of ids.
        ["because"] => vec![Wanted::Facts(own)],
        ["because", "[]"] | ["part_of"] => value(Wanted::Facts(own)),
        ["because", _] => fields(vec![Wanted::Kinds], Record::Link),
        ["because", _, "kind"] => value(Wanted::Kinds),
        ["because", _, "confidence"] => value(Wanted::Confidences),
        ["because", _, "within"] => value(Wanted::Lengths),
        ["source"] | ["source", "[]"] => fields(vec![Wanted::Sources], Record::Quoted),
        ["because", _, "source"]
        | ["because", _, "source", "[]"]
        | ["source", "source"]
        | ["source", "[]", "source"] => value(Wanted::Sources),
        ["status"] => value(Wanted::Statuses),
        ["tags"] | ["tags", "[]"] => value(Wanted::Tags),
        ["where"] => value(Wanted::Places),
        _ => Vec::new(),
    }
}
