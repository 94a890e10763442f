//! The language server as an editor meets it: the real command over its
//! standard input and output.

mod session;
mod shown;

use crate::cases;
use crate::client::{Client, uri};
use serde_json::{Value, json};
use shown::shown;

/// What a client that can do everything tells of itself. Positions count bytes,
/// so that the cases are easy to read.
fn everything() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-8", "utf-16"] },
        "textDocument": {
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    })
}

/// A case: files, the first with a mark `$0` where the cursor is, and what is
/// asked there.
pub(crate) struct Case {
    method: String,
    argument: String,
    files: Vec<(String, String)>,
    cursor: usize,
}

impl Case {
    /// Reads `#! method argument`, then files parted by `#! file NAME`.
    fn read(text: &str) -> Self {
        let (first, rest) = text.split_once('\n').expect("a first line");
        let asked = first.strip_prefix("#! ").expect("`#! method`");
        let (method, argument) = asked.split_once(' ').unwrap_or((asked, ""));
        let mut parts = rest.split("#! file ");
        let main = parts.next().unwrap_or_default();
        let cursor = main.find("$0").unwrap_or(0);
        let mut files = vec![("main.yaml".to_owned(), main.replacen("$0", "", 1))];
        for part in parts {
            let (name, text) = part.split_once('\n').expect("a name");
            files.push((name.trim().to_owned(), text.to_owned()));
        }
        Self {
            method: method.to_owned(),
            argument: argument.to_owned(),
            files,
            cursor,
        }
    }
}

/// Line and character of a byte, characters counted in bytes.
fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "line": before.matches('\n').count(), "character": offset - start })
}

/// Every folder `tests/cases/lsp*` of one feature each.
#[test]
fn answers_are_as_written_beside_the_cases() {
    let client = std::cell::RefCell::new(Client::start(&everything()));
    cases::check("lsp", |_, bytes| {
        let case = Case::read(std::str::from_utf8(bytes).expect("text"));
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in &case.files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
            std::fs::write(path, text).expect("it is written");
        }
        let root = uri(folder.path());
        let main = format!("{root}/main.yaml");
        let mut client = client.borrow_mut();
        client.open(&main, &case.files[0].1);
        let answer = ask(&mut client, &case, &main);
        let told = shown(&case, &answer).replace(&root, "");
        client.close(&main);
        told
    });
    assert!(client.into_inner().stop().success());
}

fn ask(client: &mut Client, case: &Case, uri: &str) -> Result<Value, Value> {
    let text = &case.files[0].1;
    let place = position(text, case.cursor);
    let document = json!({ "uri": uri });
    let at = json!({ "textDocument": document, "position": place });
    let whole =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
    let params = match case.method.as_str() {
        "diagnostics" => {
            client.diagnostics(uri, 1);
            let folder = uri.trim_end_matches("main.yaml");
            client.told.retain(|uri, _| uri.starts_with(folder));
            return Ok(json!(client.told));
        }
        "references" => {
            let mut params = at;
            params["context"] = json!({ "includeDeclaration": true });
            params
        }
        "rename" => {
            let mut params = at;
            params["newName"] = json!(case.argument);
            params
        }
        "codeAction" => json!({
            "textDocument": document,
            "range": { "start": place, "end": place },
            "context": { "diagnostics": [] },
        }),
        "inlayHint" => json!({ "textDocument": document, "range": whole }),
        "formatting" => json!({
            "textDocument": document,
            "options": { "tabSize": 2, "insertSpaces": true },
        }),
        "documentSymbol" | "foldingRange" | "documentLink" => json!({ "textDocument": document }),
        _ => at,
    };
    client.request(&format!("textDocument/{}", case.method), params)
}
