//! Answers as JSON keep the forms of docs/answers.schema.json.

use serde_json::Value;
use std::process::Command;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/answers.schema.json"))
        .expect("the schema is JSON")
}

/// What a command answers.
fn answer(arguments: &[&str]) -> Value {
    let out = Command::new(env!("CARGO_BIN_EXE_causeline"))
        .args(arguments)
        .output()
        .expect("the command runs");
    serde_json::from_slice(&out.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
}

/// Holds a value to as much of JSON Schema as that file uses; gives what is
/// wrong, each with its path.
fn faults(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#'));
        return faults(root, target.expect("the schema holds it"), value, path);
    }
    let mut found = Vec::new();
    if let Some(known) = schema["enum"].as_array()
        && !known.contains(value)
    {
        found.push(format!("{path}: none of the known words: {value}"));
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !types.is_empty() && !types.contains(&is) {
        found.push(format!("{path}: of another type: {value}"));
    }
    if value.is_number() && schema["minimum"].as_i64() > value.as_i64() {
        found.push(format!("{path}: too small: {value}"));
    }
    if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str())
        && !fits(pattern, text)
    {
        found.push(format!("{path}: not of that form: {value}"));
    }
    if let Some(members) = value.as_object() {
        let required = schema["required"].as_array().into_iter().flatten();
        for name in required.filter_map(Value::as_str) {
            if !members.contains_key(name) {
                found.push(format!("{path}: `{name}` is missing"));
            }
        }
        for (name, member) in members {
            match &schema["properties"][name] {
                Value::Null => found.push(format!("{path}: `{name}` is not in the schema")),
                known => found.extend(faults(root, known, member, &format!("{path}.{name}"))),
            }
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        let path = format!("{path}[{index}]");
        found.extend(faults(root, &schema["items"], item, &path));
    }
    found
}

/// The two patterns of the schema, read by hand.
fn fits(pattern: &str, text: &str) -> bool {
    if pattern == "^[EWN][0-9]{3}$" {
        let (first, rest) = text.split_at(1);
        return "EWN".contains(first)
            && rest.len() == 3
            && rest.bytes().all(|byte| byte.is_ascii_digit());
    }
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let shape = |text: &str| text.replace(|letter: char| letter.is_ascii_digit(), "0");
    let Some((year, day)) = date.split_at_checked(date.len().saturating_sub(6)) else {
        return false;
    };
    let (clock, zone) = time.split_at(time.len().min(8));
    let digits = year.trim_start_matches(['+', '-']);
    let year_fits = match year.as_bytes().first() {
        Some(b'+') => digits.len() >= 5,
        Some(b'-') => digits.len() >= 4,
        _ => digits.len() == 4,
    };
    year_fits
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && shape(day) == "-00-00"
        && shape(clock) == "00:00:00"
        && matches!(shape(zone).as_str(), "" | "Z" | "+00:00" | "-00:00")
}

#[track_caller]
fn assert_answers(name: &str, arguments: &[&str]) -> Value {
    let (schema, value) = (schema(), answer(arguments));
    let found = faults(&schema, &schema["$defs"][name], &value, name);
    assert!(found.is_empty(), "{arguments:?}\n{}", found.join("\n"));
    value
}

#[test]
fn orders_keep_their_form() {
    for story in ["bagram", "apollo-13", "deep-time", "end-of-the-republic"] {
        let file = format!("timelines/{story}.yaml");
        let facts = assert_answers("order", &["order", &file, "--format", "json"]);
        assert!(facts.as_array().is_some_and(|facts| facts.len() > 5));
    }
}

#[test]
fn orders_tell_what_each_account_makes_of_a_date() {
    let file = std::env::temp_dir().join(format!("causeline-accounts-{}.yaml", std::process::id()));
    let text = "title: Two\nevents:\n  war: { what: A war, accounts: [{ name: one, when: 1900 }, { name: two, when: after post }] }\n  post: { when: 1910, what: A post, because: war }\n";
    std::fs::write(&file, text).expect("the file is written");
    let path = file.to_str().expect("the path is text");
    let facts = assert_answers("order", &["order", path, "--format", "json"]);
    std::fs::remove_file(&file).expect("the file is removed");
    let [one, two] = facts[0]["accounts"].as_array().expect("a list").as_slice() else {
        panic!("{facts}");
    };
    assert_eq!(one["when"], "1900");
    assert_eq!(one["end"]["latest"], "1900-12-31T23:59:59");
    assert_eq!(one["agrees"], true);
    assert_eq!(
        (&two["name"], &two["agrees"]),
        (&"two".into(), &false.into())
    );
    assert_eq!(facts[1]["accounts"], serde_json::json!([]));
}

#[test]
fn checks_keep_their_form() {
    for file in ["dates", "dangling", "ids", "clean"] {
        let file = format!("tests/cases/document/{file}.yaml");
        assert_answers("check", &["check", &file, "--verbose", "--format", "json"]);
    }
}

#[test]
fn graphs_keep_their_form_and_hold_the_solved_dates() {
    for story in ["bagram", "apollo-13", "deep-time", "end-of-the-republic"] {
        let file = format!("timelines/{story}.yaml");
        let graph = assert_answers("graph", &["graph", &file, "--format", "json"]);
        let facts = assert_answers("order", &["order", &file, "--format", "json"]);
        for fact in facts.as_array().expect("a list") {
            let nodes = graph["facts"].as_array().expect("a list");
            let node = nodes.iter().find(|node| node["id"] == fact["id"]);
            let node = node.expect("every fact is in the graph");
            assert_eq!(
                (&node["start"], &node["end"]),
                (&fact["start"], &fact["end"])
            );
        }
    }
}

#[test]
fn phrases_keep_their_form() {
    for phrase in [
        "Saturday",
        "66 million years ago",
        "44 BCE..14 CE",
        "Y17E7",
        "since 2001",
        "2025-10-26 02:30 Europe/Berlin",
        "2025-09-20T14:30:05.250+04:30",
    ] {
        let arguments = ["when", phrase, "--as-of", "2025-09-21", "--format", "json"];
        let value = assert_answers("when", &arguments);
        assert_eq!(value["phrase"], phrase);
    }
    let kabul = [
        "when",
        "14:30",
        "--as-of",
        "2025-09-21",
        "--timezone",
        "Asia/Kabul",
    ];
    let value = assert_answers("when", &[&kabul[..], &["--format", "json"]].concat());
    assert_eq!(value["start"]["earliest"], "2025-09-21T14:30:00+04:30");
    assert_eq!(value["end"]["latest"], "2025-09-21T14:30:59+04:30");
}

#[test]
fn a_form_that_is_broken_is_told() {
    let schema = schema();
    let broken = serde_json::json!({
        "phrase": 1, "kind": "moment", "extra": true, "precision": "exact",
        "start": { "earliest": "2025-09-21", "latest": null }, "end": {},
    });
    let found = faults(&schema, &schema["$defs"]["when"], &broken, "when");
    assert_eq!(found.len(), 6, "{}", found.join("\n"));
}
