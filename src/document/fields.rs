//! The fields that can stand in each part of an event file, with what they
//! are for.

use super::{raw, shape};
use schemars::{JsonSchema, schema_for};

/// A mapping with fields of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Record {
    /// The whole file.
    File,
    /// A fact under its id.
    Event,
    /// A fact of a list.
    ListedEvent,
    /// An actor.
    Actor,
    /// A source.
    Source,
    /// A background band.
    Era,
    /// A kind of link.
    LinkKind,
    /// A cause.
    Link,
    /// A source with a quote.
    Quoted,
    /// A competing account.
    Account,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub purpose: String,
}

/// The fields of a record, in the order in which people write them.
///
/// ```
/// use causeline::document::{Record, fields};
/// assert_eq!(fields(Record::Event)[0].name, "what");
/// assert_eq!(fields(Record::Event)[0].purpose, "The headline.");
/// ```
pub fn fields(record: Record) -> Vec<Field> {
    let purposes = match record {
        Record::File => purposes::<raw::File>(),
        Record::Event | Record::ListedEvent => purposes::<raw::Event>(),
        Record::Actor => purposes::<raw::Actor>(),
        Record::Source => purposes::<raw::Source>(),
        Record::Era => purposes::<raw::Era>(),
        Record::LinkKind => purposes::<raw::LinkKind>(),
        Record::Link => purposes::<raw::Link>(),
        Record::Quoted => purposes::<raw::Quoted>(),
        Record::Account => purposes::<raw::Account>(),
    };
    let purpose = |name: &str| {
        let text = purposes
            .get("properties")
            .and_then(|fields| fields.get(name)?.get("description")?.as_str());
        text.unwrap_or_default().replace('\n', " ")
    };
    shape::names(record)
        .filter(|name| *name != "colour")
        .map(|name| Field {
            name,
            purpose: purpose(name),
        })
        .collect()
}

/// What the schema says of the fields of a record.
fn purposes<T: JsonSchema>() -> serde_json::Value {
    schema_for!(T).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_tells_what_it_is_for() {
        use Record::{
            Account, Actor, Era, Event, File, Link, LinkKind, ListedEvent, Quoted, Source,
        };
        for record in [
            File,
            Event,
            ListedEvent,
            Actor,
            Source,
            Era,
            LinkKind,
            Link,
            Quoted,
            Account,
        ] {
            let fields = fields(record);
            assert!(!fields.is_empty(), "{record:?}");
            for field in fields {
                assert!(!field.purpose.is_empty(), "{record:?}: {}", field.name);
            }
        }
    }
}
