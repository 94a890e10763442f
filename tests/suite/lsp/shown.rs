//! Answers of the server as text to be reviewed.

use super::Case;
use serde_json::Value;
use std::fmt::Write;

pub(super) fn shown(case: &Case, answer: &Result<Value, Value>) -> String {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return format!("error: {}\n", error["message"].as_str().unwrap_or("?")),
    };
    let mut out = match case.method.as_str() {
        "completion" => completion(case, answer),
        "hover" => hover(case, answer),
        "definition" | "references" => list(answer).map(|it| location(case, it)).collect(),
        "documentHighlight" => joined(
            list(answer)
                .map(|it| format!("{} kind {}\n", range(case, 0, &it["range"]), it["kind"])),
        ),
        "documentLink" => joined(list(answer).map(|it| {
            let target = string(&it["target"]);
            format!("{} to {target}\n", range(case, 0, &it["range"]))
        })),
        "prepareRename" if answer.is_null() => "nothing\n".to_owned(),
        "prepareRename" => format!(
            "{} as {}\n",
            range(case, 0, &answer["range"]),
            answer["placeholder"]
        ),
        "rename" => edited(case, answer),
        "codeAction" => actions(case, answer),
        "inlayHint" => hints(case, answer),
        "documentSymbol" => list(answer).map(|it| symbol(it, 0)).collect(),
        "foldingRange" => list(answer).map(|it| fold(case, it)).collect(),
        "formatting" => apply(&case.files[0].1, answer),
        "diagnostics" => diagnostics(case, answer),
        method => panic!("no case can ask for {method}"),
    };
    if out.is_empty() {
        out.push_str("nothing\n");
    }
    out
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect()
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn completion(case: &Case, answer: &Value) -> String {
    let text = &case.files[0].1;
    let mut out = String::new();
    for item in list(&answer["items"]) {
        let edit = &item["textEdit"];
        let replaced = &text[span(text, &edit["range"])];
        let _ = write!(out, "{}", string(&item["label"]));
        if edit["newText"] != item["label"] || !replaced.is_empty() {
            let _ = write!(out, "  [{replaced:?} becomes {}]", edit["newText"]);
        }
        for more in ["detail", "documentation"] {
            if !item[more].is_null() {
                let _ = write!(out, "  | {}", string(&item[more]));
            }
        }
        out.push('\n');
    }
    out
}

fn hover(case: &Case, answer: &Value) -> String {
    if answer.is_null() {
        return String::new();
    }
    format!(
        "{}\n{}\n",
        range(case, 0, &answer["range"]),
        string(&answer["contents"]["value"])
    )
}

/// A range as its place and its text.
fn range(case: &Case, file: usize, range: &Value) -> String {
    let text = &case.files[file].1;
    format!(
        "{}:{} `{}`",
        range["start"]["line"].as_u64().unwrap_or(0) + 1,
        range["start"]["character"].as_u64().unwrap_or(0) + 1,
        &text[span(text, range)]
    )
}

/// The number of the file of an address.
fn file(case: &Case, uri: &Value) -> usize {
    let uri = string(uri);
    let found = case
        .files
        .iter()
        .position(|(name, _)| uri.ends_with(&format!("/{name}")));
    found.unwrap_or_else(|| panic!("{uri} is no file of the case"))
}

fn location(case: &Case, it: &Value) -> String {
    let file = file(case, &it["uri"]);
    let line = it["range"]["start"]["line"].as_u64().unwrap_or(0) as usize;
    let text = case.files[file].1.lines().nth(line).unwrap_or("");
    format!(
        "{} {}   in: {text}\n",
        case.files[file].0,
        range(case, file, &it["range"])
    )
}

fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().expect("a line") as usize;
    let lines = text.split_inclusive('\n');
    let start: usize = lines.take(line).map(str::len).sum();
    (start + position["character"].as_u64().expect("a character") as usize).min(text.len())
}

fn span(text: &str, range: &Value) -> std::ops::Range<usize> {
    offset(text, &range["start"])..offset(text, &range["end"])
}

/// A text with edits carried out, as an editor does it: all places are of the
/// text before.
fn apply(text: &str, edits: &Value) -> String {
    let mut edits: Vec<_> = list(edits)
        .map(|edit| (span(text, &edit["range"]), string(&edit["newText"])))
        .collect();
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::new();
    let mut at = 0;
    for (span, new) in edits {
        assert!(span.start >= at, "edits over each other");
        out.push_str(&text[at..span.start]);
        out.push_str(new);
        at = span.end;
    }
    out + &text[at..]
}

/// The files that an edit changes, as they are afterwards.
fn edited(case: &Case, edit: &Value) -> String {
    let mut out = String::new();
    for change in list(&edit["documentChanges"]) {
        let file = file(case, &change["textDocument"]["uri"]);
        let (name, text) = &case.files[file];
        let _ = write!(
            out,
            "--- {name}, version {}\n{}",
            change["textDocument"]["version"],
            apply(text, &change["edits"])
        );
    }
    out
}

fn actions(case: &Case, answer: &Value) -> String {
    let mut out = String::new();
    for action in list(answer) {
        let preferred = if action["isPreferred"] == true {
            " (preferred)"
        } else {
            ""
        };
        let codes: Vec<&str> = list(&action["diagnostics"])
            .map(|it| string(&it["code"]))
            .collect();
        let _ = writeln!(
            out,
            "{}: {}{preferred}",
            codes.join(", "),
            string(&action["title"])
        );
        for change in list(&action["edit"]["documentChanges"]) {
            let file = file(case, &change["textDocument"]["uri"]);
            let before: Vec<&str> = case.files[file].1.lines().collect();
            let after = apply(&case.files[file].1, &change["edits"]);
            for line in after.lines().filter(|line| !before.contains(line)) {
                let _ = writeln!(out, "    {}: {line}", case.files[file].0);
            }
        }
    }
    out
}

/// The text with its hints in it.
fn hints(case: &Case, answer: &Value) -> String {
    let text = &case.files[0].1;
    let mut hints: Vec<(usize, &str)> = list(answer)
        .map(|hint| (offset(text, &hint["position"]), string(&hint["label"])))
        .collect();
    hints.sort_unstable();
    let mut out = String::new();
    let mut at = 0;
    for (place, label) in hints {
        let _ = write!(out, "{} ⟨{label}⟩", &text[at..place]);
        at = place;
    }
    out + &text[at..]
}

fn symbol(it: &Value, depth: usize) -> String {
    let line = |at: &str| it["range"][at]["line"].as_u64().unwrap_or(0) + 1;
    let detail = it["detail"]
        .as_str()
        .map_or(String::new(), |detail| format!(", {detail}"));
    let mut out = format!(
        "{}{} (kind {}, lines {} to {}){detail}\n",
        "  ".repeat(depth),
        string(&it["name"]),
        it["kind"],
        line("start"),
        line("end"),
    );
    for child in list(&it["children"]) {
        out.push_str(&symbol(child, depth + 1));
    }
    out
}

fn fold(case: &Case, it: &Value) -> String {
    let start = it["startLine"].as_u64().unwrap_or(0);
    let kind = it["kind"]
        .as_str()
        .map_or(String::new(), |kind| format!(" {kind}"));
    let line = case.files[0].1.lines().nth(start as usize).unwrap_or("");
    format!(
        "{} to {}{kind}: {line}\n",
        start + 1,
        it["endLine"].as_u64().unwrap_or(0) + 1
    )
}

fn diagnostics(case: &Case, told: &Value) -> String {
    let mut out = String::new();
    for (name, told) in told.as_object().into_iter().flatten() {
        let Some(at) = case
            .files
            .iter()
            .position(|(file, _)| name.ends_with(&format!("/{file}")))
        else {
            continue;
        };
        for it in list(&told["diagnostics"]) {
            let _ = writeln!(
                out,
                "{} {} severity {} {}\n    {}",
                case.files[at].0,
                range(case, at, &it["range"]),
                it["severity"],
                string(&it["code"]),
                string(&it["message"]).replace('\n', "\n    ")
            );
            for related in list(&it["relatedInformation"]) {
                let _ = write!(
                    out,
                    "    {}: {}",
                    string(&related["message"]),
                    location(case, &related["location"])
                );
            }
            if !it["tags"].is_null() {
                let _ = writeln!(out, "    tags {}", it["tags"]);
            }
        }
    }
    out
}
