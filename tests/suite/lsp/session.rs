//! Sessions: beginnings, ends, and what goes wrong between.

use super::everything;
use crate::client::{Client, uri};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;

const STORY: &str = "title: Two\nas_of: 2025-09-21\nevents:\n  rain: { when: Friday, what: It rains }\n  flood: { what: The river rises, because: rain }\n";

fn address() -> String {
    "untitled:Untitled-1".to_owned()
}

#[test]
fn a_session_begins_and_ends() {
    let client = Client::start(&everything());
    assert_eq!(client.stop().code(), Some(0));
}

#[test]
fn an_exit_without_shutdown_is_told_by_the_code() {
    let mut client = Client::start(&everything());
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(1));
    // So is an editor that is simply gone.
    assert_eq!(Client::start(&everything()).wait().code(), Some(1));
    assert_eq!(Client::spawn().wait().code(), Some(1));
}

#[test]
fn nothing_is_served_before_initialize_or_after_shutdown() {
    let mut client = Client::spawn();
    let early = client.request("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(early["code"], -32002);
    client
        .request("initialize", json!({ "capabilities": {} }))
        .unwrap();
    let twice = client
        .request("initialize", json!({ "capabilities": {} }))
        .unwrap_err();
    assert_eq!(twice["code"], -32600);
    client.request("shutdown", Value::Null).unwrap();
    let late = client.request("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(late["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(0));
}

#[test]
fn what_is_not_known_is_refused_and_what_is_wrong_is_told() {
    let mut client = Client::start(&everything());
    let unknown = client
        .request("textDocument/moniker", json!({}))
        .unwrap_err();
    assert_eq!(unknown["code"], -32601);
    let wrong = client
        .request("textDocument/hover", json!({ "position": "here" }))
        .unwrap_err();
    assert_eq!(wrong["code"], -32602);
    // Notifications that make no sense are passed over.
    client.notify("$/whatever", json!([1, 2]));
    client.notify("textDocument/didOpen", json!({ "textDocument": 3 }));
    client.notify("textDocument/didChange", json!({}));
    client.change("file:///not/open.yaml", 2, &json!([{ "text": "x" }]));
    let nothing = client.request(
        "textDocument/hover",
        json!({ "textDocument": { "uri": "file:///not/open.yaml" }, "position": { "line": 0, "character": 0 } }),
    );
    assert_eq!(nothing.unwrap(), Value::Null);
    assert!(client.stop().success());
}

#[test]
fn what_is_no_message_is_answered_and_the_next_one_read() {
    let mut client = Client::start(&everything());
    for body in ["{", "[]", "\"\u{0}\"", "{\"jsonrpc\":\"2.0\"}", "null"] {
        client.write(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
        let told = client.answer(&Value::Null).unwrap_err();
        assert_eq!(told["code"], -32700, "{body}");
    }
    client.write(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd");
    assert_eq!(client.answer(&Value::Null).unwrap_err()["code"], -32700);
    assert!(client.stop().success());
}

#[test]
fn a_header_that_makes_no_sense_ends_the_session_in_order() {
    for header in [
        "no header\r\n\r\n",
        "Content-Length: 99999999999999\r\n\r\n",
    ] {
        let mut client = Client::start(&everything());
        client.write(header.as_bytes());
        assert_eq!(client.answer(&Value::Null).unwrap_err()["code"], -32700);
        assert_eq!(client.wait().code(), Some(1));
    }
}

#[test]
fn a_request_that_is_called_off_is_not_answered() {
    let mut client = Client::start(&everything());
    let uri = address();
    client.open(&uri, STORY);
    let hover =
        json!({ "textDocument": { "uri": uri }, "position": { "line": 3, "character": 3 } });
    // All in one go, so that the cancellation is there before the answer.
    let mut bytes = Vec::new();
    let mut put = |message: Value| {
        let text = message.to_string();
        bytes.extend(format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes());
    };
    for id in 101..120 {
        put(json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": hover }));
    }
    put(json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 119 } }));
    client.write(&bytes);
    for id in 101..119 {
        assert!(client.answer(&json!(id)).is_ok());
    }
    assert_eq!(client.answer(&json!(119)).unwrap_err()["code"], -32800);
    assert!(client.stop().success());
}

/// The codes of the diagnostics of the text as it is.
fn codes(client: &mut Client, uri: &str, version: i64) -> Vec<String> {
    let told = client.diagnostics(uri, version);
    told.iter()
        .map(|it| it["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn diagnostics_follow_what_is_typed() {
    let mut client = Client::start(&everything());
    let uri = address();
    client.open(&uri, STORY);
    assert_eq!(codes(&mut client, &uri, 1), Vec::<String>::new());
    let at = |line: usize, character: usize| json!({ "line": line, "character": character });
    let typed = |start: Value, end: Value, text: &str| json!([{ "range": { "start": start, "end": end }, "text": text }]);
    // `because: rain` becomes `because: rains`, then `because: rain` again.
    let end = STORY.lines().nth(4).unwrap().find("rain }").unwrap() + 4;
    client.change(&uri, 2, &typed(at(4, end), at(4, end), "s"));
    assert_eq!(codes(&mut client, &uri, 2), ["E021"]);
    client.change(&uri, 3, &typed(at(4, end), at(4, end + 1), ""));
    assert_eq!(codes(&mut client, &uri, 3), Vec::<String>::new());
    // Broken as text is while one types; then two changes in one go.
    client.change(&uri, 4, &typed(at(1, 0), at(1, 0), "actors: {"));
    assert_eq!(codes(&mut client, &uri, 4), ["E002"]);
    let both = json!([
        { "range": { "start": at(1, 0), "end": at(1, 9) }, "text": "" },
        { "range": { "start": at(0, 0), "end": at(0, 5) }, "text": "titel" },
    ]);
    client.change(&uri, 5, &both);
    assert_eq!(codes(&mut client, &uri, 5), ["E010"]);
    // The whole text at once.
    client.change(&uri, 6, &json!([{ "text": STORY }]));
    assert_eq!(codes(&mut client, &uri, 6), Vec::<String>::new());
    assert!(client.stop().success());
}

#[test]
fn other_yaml_is_left_alone() {
    let mut client = Client::start(&everything());
    let uri = address();
    client.open(&uri, "services:\n  web: { image: x }\n");
    assert_eq!(codes(&mut client, &uri, 1), Vec::<String>::new());
    client.change(
        &uri,
        2,
        &json!([{ "text": "# $schema=causeline.schema.json\ntitel: A\n" }]),
    );
    assert_eq!(codes(&mut client, &uri, 2), ["E010", "E013"]);
    client.change(
        &uri,
        3,
        &json!([{ "text": "{ \"events\": { a: { wat: x } }, title: A }" }]),
    );
    assert_eq!(codes(&mut client, &uri, 3), ["E010"]);
    client.close(&uri);
    client.notify(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": uri, "languageId": "causeline", "version": 4, "text": "titel: A\n" } }),
    );
    assert_eq!(codes(&mut client, &uri, 4).len(), 2);
    assert!(client.stop().success());
}

#[test]
fn only_the_latest_text_is_told_of() {
    let mut client = Client::start(&everything());
    let uri = address();
    client.open(&uri, STORY);
    client.diagnostics(&uri, 1);
    let mut bytes = Vec::new();
    for version in 2..60 {
        let text = format!("{STORY}  x{version}: {{}}\n");
        let message = json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
            "textDocument": { "uri": uri, "version": version }, "contentChanges": [{ "text": text }],
        } })
        .to_string();
        bytes.extend(format!("Content-Length: {}\r\n\r\n{message}", message.len()).into_bytes());
    }
    client.write(&bytes);
    let told = client.diagnostics(&uri, 59);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0]["message"].as_str().unwrap().contains("x59"));
    assert!(client.stop().success());
}

#[test]
fn places_count_in_the_units_that_were_agreed_on() {
    let text = "title: \"😀 שלום\"\r\nevents:\r\n  é😀: { what: x }\r\n  b: { what: \"😀\", because: e }\r\n";
    let line = text.lines().nth(3).unwrap();
    let at = line.rfind("e }").unwrap();
    for (offered, chosen, character) in [
        (json!(["utf-8"]), "utf-8", at),
        (json!(["utf-16"]), "utf-16", at - 2),
        (json!(["utf-32", "utf-8"]), "utf-32", at - 3),
        (json!(["utf-7", "utf-8"]), "utf-8", at),
        (Value::Null, "utf-16", at - 2),
    ] {
        let mut client = Client::spawn();
        let answer = client
            .request(
                "initialize",
                json!({ "capabilities": { "general": { "positionEncodings": offered } } }),
            )
            .unwrap();
        assert_eq!(answer["capabilities"]["positionEncoding"], chosen);
        client.notify("initialized", json!({}));
        let uri = address();
        client.open(&uri, text);
        let told = client.diagnostics(&uri, 1);
        let start = |code: &str| {
            let it = told.iter().find(|it| it["code"] == code).expect(code);
            it["range"]["start"].clone()
        };
        assert_eq!(
            start("E021"),
            json!({ "line": 3, "character": character }),
            "{chosen}"
        );
        // An edit behind the emoji goes where it should.
        let change = json!([{
            "range": { "start": start("E021"), "end": { "line": 3, "character": character + 1 } },
            "text": "nobody",
        }]);
        client.change(&uri, 2, &change);
        let told = client.diagnostics(&uri, 2);
        assert!(
            told.iter()
                .any(|it| it["message"].as_str().unwrap().contains("`nobody`")),
            "{told:?}"
        );
        assert!(client.stop().success());
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_title() {
    let mut client = Client::start(&json!({}));
    let uri = address();
    client.open(&uri, "\u{feff}titel: x\nevents: { a: { what: b } }\n");
    let told = client.diagnostics(&uri, 1);
    let unknown = told.iter().find(|it| it["code"] == "E010").unwrap();
    assert_eq!(
        unknown["range"]["start"],
        json!({ "line": 0, "character": 1 })
    );
    assert!(client.stop().success());
}

#[test]
fn included_files_are_read_as_they_are_open_or_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let main =
        "title: Two\ninclude: part.yaml\nevents:\n  flood: { what: It rises, because: rain }\n";
    let part = "events:\n  rain: { what: It rains }\n";
    std::fs::write(path("main.yaml"), main).unwrap();
    std::fs::write(path("part.yaml"), part).unwrap();
    let (main_uri, part_uri) = (uri(&path("main.yaml")), uri(&path("part.yaml")));
    let mut client = Client::start(&everything());
    client.open(&main_uri, main);
    assert_eq!(codes(&mut client, &main_uri, 1), Vec::<String>::new());
    // The part is opened and its fact renamed, not saved: the other file sees it.
    client.open(&part_uri, part);
    client.change(
        &part_uri,
        2,
        &json!([{ "text": part.replace("rain:", "rains:") }]),
    );
    assert_eq!(codes(&mut client, &part_uri, 2), Vec::<String>::new());
    client.change(
        &main_uri,
        2,
        &json!([{ "text": format!("{main}# more\n") }]),
    );
    assert_eq!(codes(&mut client, &main_uri, 2), ["E021"]);
    // Closed without saving: the disk counts again.
    client.close(&part_uri);
    client.change(&main_uri, 3, &json!([{ "text": main }]));
    assert_eq!(codes(&mut client, &main_uri, 3), Vec::<String>::new());
    // Changed on the disk.
    std::fs::write(path("part.yaml"), "events:\n  rian: { what: It rains }\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }));
    client.change(&main_uri, 4, &json!([{ "text": main }]));
    assert_eq!(codes(&mut client, &main_uri, 4), ["E021"]);
    assert!(client.stop().success());
}

#[test]
fn a_part_that_is_opened_alone_is_read_with_what_includes_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir(path("parts")).unwrap();
    let part = "events:\n  rain: { what: It rains, because: clouds }\n";
    let main = "title: Two\ninclude: parts/part.yaml\nevents:\n  clouds: { what: They gather }\n";
    std::fs::write(path("main.yaml"), main).unwrap();
    std::fs::write(path("parts/part.yaml"), part).unwrap();
    let mut client = Client::start(&everything());
    let part_uri = uri(&path("parts/part.yaml"));
    client.open(&part_uri, part);
    // It has no title and names a fact of the other file: both are no faults.
    assert_eq!(codes(&mut client, &part_uri, 1), Vec::<String>::new());
    assert!(client.stop().success());
}

#[test]
fn files_are_watched_where_the_editor_can() {
    let mut client = Client::start(&json!({
        "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } }
    }));
    let uri = address();
    client.open(&uri, STORY);
    client.diagnostics(&uri, 1);
    assert_eq!(client.asked.len(), 1);
    assert_eq!(client.asked[0]["method"], "client/registerCapability");
    assert!(client.stop().success());
}

/// Facts in a row, each caused by the one before.
fn long_story(facts: usize) -> String {
    let mut text =
        "title: Long\nas_of: 2025-09-21\nactors: { us: Us, them: Them }\nevents:\n".to_owned();
    for fact in 0..facts {
        let day = fact % 28 + 1;
        let year = 1990 + fact / 28 / 12;
        let month = fact / 28 % 12 + 1;
        let cause = fact.saturating_sub(1);
        let because = if fact == 0 {
            String::new()
        } else {
            format!("\n    because: f{cause}")
        };
        let _ = write!(
            text,
            "  f{fact}:\n    when: {year}-{month:02}-{day:02}\n    what: Something happens for the {fact}th time\n    who: us{because}\n"
        );
    }
    text
}

/// The time from a key to its diagnostics, as a client sees it. The bound is
/// wide, for builds that are not optimised and machines that are busy; what is
/// printed is the figure.
#[test]
fn diagnostics_of_three_hundred_facts_come_soon() {
    let mut client = Client::start(&everything());
    let uri = address();
    client.open(&uri, &long_story(300));
    client.diagnostics(&uri, 1);
    let mut times = Vec::new();
    for version in 2..32 {
        let change = json!([{
            "range": { "start": { "line": 0, "character": 11 }, "end": { "line": 0, "character": 11 } },
            "text": "x",
        }]);
        let begun = std::time::Instant::now();
        client.change(&uri, version, &change);
        client.diagnostics(&uri, version);
        times.push(begun.elapsed());
    }
    times.sort();
    let _ = writeln!(
        std::io::stdout(),
        "from key to diagnostics, 300 facts: median {:?}, worst {:?}",
        times[15],
        times[29]
    );
    assert!(times[15].as_millis() < 500, "{times:?}");
    assert!(client.stop().success());
}

/// A text with one stretch cut out or doubled, by the number of the attempt.
fn mutated(text: &str, attempt: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let start = attempt * 7919 % letters.len();
    let end = (start + attempt * 31 % 23).min(letters.len());
    let (before, cut, after) = (&letters[..start], &letters[start..end], &letters[end..]);
    let middle: Vec<char> = match attempt % 4 {
        0 => Vec::new(),
        1 => cut.repeat(2),
        2 => ['{', '\u{1F600}', '"', '\t', '[', '\r'][attempt % 6..].to_vec(),
        _ => cut.iter().rev().copied().collect(),
    };
    before.iter().chain(&middle).chain(after).collect()
}

#[test]
fn no_text_however_broken_ends_the_session() {
    let story = "title: Two # x\nas_of: 2025-09-21\nactors: { us: Us, them: \"Them\" }\nevents:\n  rain: { when: [Friday, after clouds], what: It rains, who: us }\n  clouds:\n    when: 3 days before rain\n    what: |\n      They gather 😀\n    because:\n      - rain\n      - { x: y }\n  flood: { what: 'The river rises', because: { rain: { kind: causes } } }\n";
    let mut client = Client::start(&everything());
    let uri = address();
    client.open(&uri, story);
    for attempt in 1..150 {
        let text = mutated(story, attempt);
        client.change(&uri, attempt as i64 + 1, &json!([{ "text": text }]));
        let lines = text.split('\n').count();
        let at = json!({ "line": attempt * 5 % lines, "character": attempt * 3 % 40 });
        let end = json!({ "line": lines, "character": 0 });
        let document = json!({ "uri": uri });
        for method in [
            "completion",
            "hover",
            "definition",
            "documentHighlight",
            "prepareRename",
        ] {
            let params = json!({ "textDocument": document, "position": at });
            client
                .request(&format!("textDocument/{method}"), params)
                .unwrap();
        }
        for method in ["documentSymbol", "foldingRange", "documentLink"] {
            let params = json!({ "textDocument": document });
            client
                .request(&format!("textDocument/{method}"), params)
                .unwrap();
        }
        let whole = json!({ "start": { "line": 0, "character": 0 }, "end": end });
        for method in ["codeAction", "inlayHint"] {
            let params = json!({ "textDocument": document, "range": whole, "context": { "diagnostics": [] } });
            client
                .request(&format!("textDocument/{method}"), params)
                .unwrap();
        }
        // These two may be refused, in order.
        let params = json!({ "textDocument": document, "position": at, "newName": "new" });
        let _ = client.request("textDocument/rename", params);
        let params =
            json!({ "textDocument": document, "options": { "tabSize": 2, "insertSpaces": true } });
        let _ = client.request("textDocument/formatting", params);
    }
    assert!(client.stop().success());
}
