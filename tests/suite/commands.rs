//! Commands that ask and draw: what they say, and which files they leave.

use crate::cases;
use crate::edit::{causeline, words};
use causeline::edit::unified;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What a file or an answer is: pictures by their kind, anything else as text.
fn told(bytes: &[u8]) -> String {
    if bytes.starts_with(b"<svg") {
        "an SVG picture\n".to_owned()
    } else if bytes.starts_with(b"\x89PNG") {
        "a PNG picture\n".to_owned()
    } else {
        String::from_utf8_lossy(bytes).into_owned()
    }
}

/// The files below a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Each case is a file and commands. Every one runs in a folder of its own that
/// holds the file as `story.yaml`, and as `older/story.yaml` once more.
#[test]
fn commands_say_what_they_did_and_what_to_do() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/command");
    cases::check("command", |name, bytes| {
        let commands = fs::read_to_string(cases.join(name).with_extension("cmd"));
        let mut out = String::new();
        for line in commands.expect("the commands").lines() {
            let folder = tempfile::tempdir().expect("a folder");
            let at = |name: &str| folder.path().join(name);
            fs::create_dir(at("older")).expect("a folder");
            for copy in ["story.yaml", "older/story.yaml"] {
                fs::write(at(copy), bytes).expect("the file");
            }
            let output = causeline(folder.path(), &words(line));
            let _ = writeln!(out, "$ causeline {line}");
            out.push_str(&told(&output.stdout));
            out.push_str(&told(&output.stderr));
            let code = output.status.code().unwrap_or(-1);
            if code != 0 {
                let _ = writeln!(out, "exit code {code}");
            }
            for path in files(folder.path()) {
                let written = fs::read(&path).expect("a file");
                if written != bytes {
                    let name = path.strip_prefix(folder.path()).expect("it is there");
                    let name = name.display().to_string();
                    let kind = told(&written);
                    if name == "story.yaml" {
                        out.push_str(&unified(&name, &told(bytes), &kind));
                        continue;
                    }
                    let first = kind.lines().next().unwrap_or_default();
                    let _ = writeln!(out, "{name}: {first}");
                }
            }
            out.push('\n');
        }
        out
    });
}
