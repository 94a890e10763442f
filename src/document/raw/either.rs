//! Values that may be written in a short or a long form.

use super::pairs::pairs;
use super::{Event, Link, Quoted};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A number as its text. Texts that would not come out as they were written
/// (`2021.10`, `yes`) are refused here and read from the tree instead.
macro_rules! numbers_as_text {
    ($make:expr) => {
        fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
            Ok($make(number.to_string()))
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
            Ok($make(number.to_string()))
        }
    };
}

/// A text or a list of texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The texts.
    pub items: Vec<String>,
    /// Whether they are written as a list.
    pub is_list: bool,
}

/// What `when` says: a phrase, or several that all hold.
pub type Phrases = List;

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> Visitor<'de> for Reading {
            type Value = List;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a list of texts")
            }

            numbers_as_text!(one);

            fn visit_str<E: Error>(self, text: &str) -> Result<List, E> {
                Ok(one(text.to_owned()))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<List, E> {
                Ok(one(text))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<List, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(List {
                    items,
                    is_list: true,
                })
            }
        }
        deserializer.deserialize_any(Reading)
    }
}

fn one(text: String) -> List {
    List {
        items: vec![text],
        is_list: false,
    }
}

impl JsonSchema for List {
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let text = json_schema!({ "type": ["string", "number"] });
        json_schema!({ "anyOf": [text, { "type": "array", "items": text }] })
    }
}

/// A name, or a mapping with more.
#[derive(Clone, Debug, PartialEq)]
pub enum Wording<T> {
    /// Just a text.
    Short(String),
    /// The long form.
    Long(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Wording<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reading<T> {
            type Value = Wording<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text or a mapping")
            }

            numbers_as_text!(Wording::Short);

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Wording::Short(text.to_owned()))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
                Ok(Wording::Short(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Wording::Long)
            }
        }
        deserializer.deserialize_any(Reading(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Wording<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("TextOr{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let long = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [{ "type": ["string", "number"] }, long] })
    }
}

/// The causes of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Causes {
    /// Ids alone.
    Ids(List),
    /// Ids, each with a kind or more.
    Links(Vec<(String, Wording<Link>)>),
}

impl<'de> Deserialize<'de> for Causes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> Visitor<'de> for Reading {
            type Value = Causes;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an id, a list of ids, or a mapping from id to kind")
            }

            numbers_as_text!(|text| Causes::Ids(one(text)));

            fn visit_str<E: Error>(self, text: &str) -> Result<Causes, E> {
                Ok(Causes::Ids(one(text.to_owned())))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Causes, E> {
                Ok(Causes::Ids(one(text)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Causes, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Causes::Ids(List {
                    items,
                    is_list: true,
                }))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Causes, A::Error> {
                pairs(map).map(Causes::Links)
            }
        }
        deserializer.deserialize_any(Reading)
    }
}

impl JsonSchema for Causes {
    fn schema_name() -> Cow<'static, str> {
        "Causes".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let ids = generator.subschema_for::<List>();
        let link = generator.subschema_for::<Wording<Link>>();
        json_schema!({ "anyOf": [ids, { "type": "object", "additionalProperties": link }] })
    }
}

/// The sources of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Supports {
    /// Each source, perhaps with its words.
    pub items: Vec<Wording<Quoted>>,
    /// Whether they are written as a list.
    pub is_list: bool,
}

impl<'de> Deserialize<'de> for Supports {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> Visitor<'de> for Reading {
            type Value = Supports;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a source, or a list of sources")
            }

            numbers_as_text!(alone);

            fn visit_str<E: Error>(self, text: &str) -> Result<Supports, E> {
                Ok(alone(text.to_owned()))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Supports, E> {
                Ok(alone(text))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Supports, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = list.next_element()? {
                    items.push(item);
                }
                Ok(Supports {
                    items,
                    is_list: true,
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Supports, A::Error> {
                let quoted = Quoted::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Supports {
                    items: vec![Wording::Long(quoted)],
                    is_list: false,
                })
            }
        }
        deserializer.deserialize_any(Reading)
    }
}

fn alone(text: String) -> Supports {
    Supports {
        items: vec![Wording::Short(text)],
        is_list: false,
    }
}

impl JsonSchema for Supports {
    fn schema_name() -> Cow<'static, str> {
        "Sources".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Wording<Quoted>>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// The facts of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Events {
    /// By id.
    Mapping(Vec<(String, Event)>),
    /// As a list, each perhaps with its `id`.
    List(Vec<Event>),
}

impl Default for Events {
    fn default() -> Self {
        Self::Mapping(Vec::new())
    }
}

impl<'de> Deserialize<'de> for Events {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;
        impl<'de> Visitor<'de> for Reading {
            type Value = Events;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a mapping from id to fact, or a list of facts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Events, A::Error> {
                // Ids given twice are found when the facts are numbered.
                let mut events: Vec<(String, Event)> = Vec::new();
                while let Some((id, event)) = map.next_entry::<String, Event>()? {
                    if event.id.is_some() {
                        return Err(A::Error::custom("in a mapping the key is the id"));
                    }
                    events.push((id, event));
                }
                Ok(Events::Mapping(events))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Events, A::Error> {
                let mut events = Vec::new();
                while let Some(event) = list.next_element()? {
                    events.push(event);
                }
                Ok(Events::List(events))
            }
        }
        deserializer.deserialize_any(Reading)
    }
}

impl JsonSchema for Events {
    fn schema_name() -> Cow<'static, str> {
        "Events".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let event = generator.subschema_for::<Event>();
        json_schema!({
            "anyOf": [
                { "type": "object", "additionalProperties": event },
                { "type": "array", "items": event }
            ]
        })
    }
}
