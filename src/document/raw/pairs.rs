//! A mapping in the order of the file.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A mapping in the order of the file; a key given twice is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs<T>(pub Vec<(String, T)>);

impl<T> Default for Pairs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reading<T> {
            type Value = Pairs<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                pairs(map).map(Pairs)
            }
        }
        deserializer.deserialize_map(Reading(PhantomData))
    }
}

/// Reads a mapping into pairs.
pub(super) fn pairs<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    mut map: A,
) -> Result<Vec<(String, T)>, A::Error> {
    let mut pairs: Vec<(String, T)> = Vec::with_capacity(map.size_hint().unwrap_or(0).min(1024));
    while let Some(entry) = map.next_entry()? {
        pairs.push(entry);
    }
    if has_duplicate(pairs.iter().map(|(key, _)| key.as_str())) {
        return Err(A::Error::custom("a key is given twice"));
    }
    Ok(pairs)
}

/// Whether a name comes twice.
fn has_duplicate<'a>(names: impl ExactSizeIterator<Item = &'a str> + Clone) -> bool {
    if names.len() < 8 {
        return names
            .clone()
            .enumerate()
            .any(|(at, name)| names.clone().take(at).any(|other| other == name));
    }
    let mut known = std::collections::HashSet::with_capacity(names.len());
    names.into_iter().any(|name| !known.insert(name))
}

impl<T: JsonSchema> JsonSchema for Pairs<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("MappingTo{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}
