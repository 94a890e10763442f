//! The JSON Schema of the event file: what serde reads, widened to all that
//! the reading accepts.

use super::raw;
use crate::timeline::{Confidence, LinkKind, Status};
use serde_json::{Map, Value, json};

/// The JSON Schema of the event file, for editors.
///
/// ```
/// let schema = causeline::document::schema();
/// assert!(schema.contains("\"part_of\""));
/// ```
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(raw::File).to_value();
    widen(&mut schema, true);
    let whole = json!({
        "title": "Causeline event file",
        "required": ["title", "events"],
        // A file's own anchors.
        "patternProperties": { "^x-": true },
    });
    merge(&mut schema, whole);
    if let Some(kinds) = schema.get_mut("$defs") {
        events(kinds);
        merge(&mut kinds["Era"], json!({ "required": ["when"] }));
        merge(&mut kinds["Quoted"], json!({ "required": ["source"] }));
        words(kinds);
    }
    choose(&mut schema["properties"]["date_order"], &["dmy", "mdy"]);
    format!("{schema:#}\n")
}

fn merge(into: &mut Value, more: Value) {
    if let (Some(into), Value::Object(more)) = (into.as_object_mut(), more) {
        into.extend(more);
    }
}

/// Lets every text be a number or a truth value too, which are read as they
/// are written, or nothing where `is_optional`; and lets colours be spelt both
/// ways.
fn widen(schema: &mut Value, is_optional: bool) {
    let Some(object) = schema.as_object_mut() else {
        if let Some(list) = schema.as_array_mut() {
            for one in list {
                widen(one, is_optional);
            }
        }
        return;
    };
    let is_text = object.get("type").is_some_and(|kind| match kind {
        Value::Array(kinds) => kinds.contains(&json!("string")),
        kind => kind == "string",
    });
    if is_text {
        let mut kinds = vec!["string", "number", "boolean"];
        kinds.extend(is_optional.then_some("null"));
        object.insert("type".to_owned(), json!(kinds));
    }
    if let Some(fields) = object.get_mut("properties").and_then(Value::as_object_mut) {
        if let Some(color) = fields.get("color").cloned() {
            fields.insert("colour".to_owned(), color);
        }
        for field in fields.values_mut() {
            widen(field, true);
        }
    }
    if let Some(kinds) = object.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, kind) in kinds {
            // An item of these lists cannot be empty.
            widen(kind, name != "Texts" && name != "TextOrQuoted");
        }
    }
    for part in ["anyOf", "additionalProperties"] {
        if let Some(part) = object.get_mut(part) {
            widen(part, is_optional);
        }
    }
    if let Some(items) = object.get_mut("items") {
        widen(items, false);
    }
}

/// A fact of a list may carry its id; one of a mapping has it as its key.
fn events(kinds: &mut Value) {
    merge(&mut kinds["Event"], json!({ "required": ["what"] }));
    kinds["ListedEvent"] = kinds["Event"].clone();
    if let Some(fields) = kinds["Event"]["properties"].as_object_mut() {
        fields.remove("id");
    }
    kinds["Events"] = json!({
        "anyOf": [
            { "type": "object", "additionalProperties": { "$ref": "#/$defs/Event" } },
            { "type": "array", "items": { "$ref": "#/$defs/ListedEvent" } },
        ]
    });
}

/// Words of which there are but a few.
fn words(kinds: &mut Value) {
    let statuses = Status::WORDS.map(|(word, ..)| word);
    for event in ["Event", "ListedEvent"] {
        choose(&mut kinds[event]["properties"]["status"], &statuses);
    }
    let built_in = LinkKind::built_in();
    let built_in: Vec<&str> = built_in.iter().map(|kind| kind.id.as_str()).collect();
    suggest(&mut kinds["Link"]["properties"]["kind"], &built_in);
    suggest(
        &mut kinds["Link"]["properties"]["confidence"],
        &Confidence::WORDS.map(|(word, ..)| word),
    );
}

/// One of these words and nothing else.
fn choose(field: &mut Value, words: &[&str]) {
    let mut all: Vec<Value> = words.iter().map(|word| json!(word)).collect();
    all.push(Value::Null);
    if let Some(field) = field.as_object_mut() {
        field.remove("type");
        field.insert("enum".to_owned(), json!(all));
    }
}

/// One of these words, or any other text.
fn suggest(field: &mut Value, words: &[&str]) {
    if let Some(field) = field.as_object_mut() {
        let kind = field.remove("type").unwrap_or_default();
        let any: Map<String, Value> = [("type".to_owned(), kind)].into_iter().collect();
        field.insert("anyOf".to_owned(), json!([{ "enum": words }, any]));
    }
}
