//! The schema as other editors use it, checked with the YAML language server.

use super::{folder, is_there, missing};
use crate::client::{Client, uri};
use causeline::diagnostic::Diagnostic;
use causeline::document::{NoIncludes, read, schema};
use serde_json::json;
use std::path::Path;
use std::process::Command;

/// Texts of every form that the reading takes, and texts that it does not
/// take, each with a part of what is said of it.
const FORMS: [(&str, &str); 14] = [
    (
        "title: 1984\nas_of: 2025-09-21\nsubtitle:\nevents: { a: { what: 7, when: 2021, weight: 2.5, tags: [1, yes] } }\n",
        "",
    ),
    (
        "title: A\nx-own: { any: [thing] }\nlints: { orphan-fact: off, W060: false }\nevents: { a: { what: x } }\n",
        "",
    ),
    (
        "title: A\nactors: { a: A, b: { name: B, colour: \"#fff\" }, c: , d: 4 }\nlink_kinds: { feeds: }\nevents: { a: { what: x, who: [a, 4] } }\n",
        "",
    ),
    (
        "title: A\neras: { e: { when: 2021, what: 5, color: \"#fff\" } }\nsources: { s: T, u: { title: 1984, date: 1984 } }\nevents: { a: { what: x, source: [s, { source: u, quote: 7 }] } }\n",
        "",
    ),
    (
        "title: A\nevents:\n  - { id: 7, what: x }\n  - { what: y, because: { 7: { kind: enables, confidence: 70, within: 2 days } } }\n  - { what: z, because: { 7: }, part_of: , status: alleged }\n",
        "",
    ),
    (
        "title: A\nevents:\n  a: { what: x }\n  b: { what: y, accounts: [{ name: c, when: [2021, after a], because: [a], source: d }] }\n",
        "",
    ),
    ("title: A\nevents: { a: { wen: 2021, what: x } }\n", "wen"),
    ("titel: A\nevents: { a: { what: x } }\n", "title"),
    ("title: A\nevents: { a: { when: 2021 } }\n", "what"),
    ("title: A\nevents: { a: { what: x, id: b } }\n", "id"),
    (
        "title: A\nevents: { a: { what: x, status: aleged } }\n",
        "reported",
    ),
    (
        "title: A\ndate_order: ymd\nevents: { a: { what: x } }\n",
        "dmy",
    ),
    ("title: A\nevents: { a: { what: [x] } }\n", "type"),
    (
        "title: A\nevents: { a: { what: x, who: [a, ] , because: { b: { sort: x } } } }\n",
        "Incorrect type",
    ),
];

/// What the server says of a text that names the schema beside it.
fn told(client: &mut Client, folder: &Path, name: &str, text: &str) -> Vec<String> {
    let path = folder.join(name);
    let text = format!("# yaml-language-server: $schema=causeline.schema.json\n{text}");
    std::fs::write(&path, &text).expect("it is written");
    client.open(&uri(&path), &text);
    let told = client.any_diagnostics(&uri(&path));
    let message = |it: &serde_json::Value| it["message"].as_str().unwrap_or("").to_owned();
    told.iter().map(message).collect()
}

#[test]
fn the_schema_takes_what_the_reading_takes_and_nothing_else() {
    let variable = "CAUSELINE_YAMLLS";
    let left_out = "the schema in the YAML language server";
    if !is_there("node", variable, left_out) {
        return;
    }
    let server = folder().join("node_modules/yaml-language-server/bin/yaml-language-server");
    if !server.exists() {
        missing("`npm ci` was not run in tests/editors", variable, left_out);
        return;
    }
    let mut client = Client::of(Command::new("node").arg(server).arg("--stdio"));
    client.greet(&json!({}));
    let desk = tempfile::tempdir().expect("a folder");
    std::fs::write(desk.path().join("causeline.schema.json"), schema()).expect("it is written");
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("timelines");
    for story in std::fs::read_dir(stories).expect("the stories") {
        let path = story.expect("one").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&path).expect("it is read");
        let told = told(&mut client, desk.path(), &name, &text);
        assert_eq!(told, Vec::<String>::new(), "{name}");
    }
    for (number, (text, wanted)) in FORMS.into_iter().enumerate() {
        let reading = read("form.yaml", text.as_bytes().to_vec(), &mut NoIncludes);
        let is_faulty = reading.diagnostics.iter().any(Diagnostic::is_error);
        assert_eq!(
            is_faulty,
            !wanted.is_empty(),
            "{text}\n{:?}",
            reading.diagnostics
        );
        let told = told(
            &mut client,
            desk.path(),
            &format!("form-{number}.yaml"),
            text,
        );
        if wanted.is_empty() {
            assert_eq!(told, Vec::<String>::new(), "{text}");
        } else {
            let all = told.join("\n");
            assert!(!told.is_empty() && all.contains(wanted), "{text}\n{all}");
        }
    }
    client.stop();
}
