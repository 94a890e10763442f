//! The house rules of ARCHITECTURE.md: who may use whom, and how large a file
//! may grow.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms that each room may use.
const MAY_USE: [(&str, &[&str]); 21] = [
    ("count", &[]),
    ("parallel", &[]),
    ("source", &[]),
    ("style", &[]),
    ("diagnostic", &["count", "source"]),
    ("date", &["count", "source"]),
    ("timeline", &["source", "date"]),
    (
        "document",
        &[
            "count",
            "parallel",
            "source",
            "diagnostic",
            "date",
            "timeline",
        ],
    ),
    ("graph", &["source", "diagnostic", "date", "timeline"]),
    (
        "schedule",
        &["count", "source", "diagnostic", "date", "timeline", "graph"],
    ),
    (
        "lint",
        &[
            "source",
            "diagnostic",
            "date",
            "timeline",
            "graph",
            "schedule",
            "prose",
            "parallel",
        ],
    ),
    (
        "testing",
        &[
            "source",
            "diagnostic",
            "date",
            "timeline",
            "graph",
            "schedule",
        ],
    ),
    (
        "layout",
        &["count", "parallel", "date", "timeline", "graph", "schedule"],
    ),
    ("scene", &["layout", "style", "timeline"]),
    ("render", &["scene", "style"]),
    (
        "dossier",
        &["date", "timeline", "graph", "schedule", "layout", "style"],
    ),
    (
        "compile",
        &[
            "source",
            "style",
            "diagnostic",
            "date",
            "timeline",
            "document",
            "graph",
            "schedule",
            "lint",
            "layout",
            "scene",
            "render",
            "dossier",
        ],
    ),
    ("prose", &["source", "date"]),
    (
        "edit",
        &[
            "source",
            "diagnostic",
            "date",
            "timeline",
            "document",
            "graph",
            "schedule",
            "compile",
        ],
    ),
    ("storage", &["document"]),
    // The command line may use every room.
    ("cli", &[]),
];

/// Longest file, in lines.
const LONGEST: usize = 600;

/// Every file of the library with its text, by path.
fn files() -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the sources are there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("sources are text");
                found.insert(path, text);
            }
        }
    }
    found
}

/// The room of a file: the first part of its path.
fn room(path: &Path) -> String {
    let part = path.components().nth(1).expect("a file in `src`");
    let name = part.as_os_str().to_string_lossy();
    name.strip_suffix(".rs").unwrap_or(&name).to_owned()
}

/// The rooms that a text names after `crate::`, comments left out.
fn used(text: &str) -> Vec<&str> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| {
            let end = rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
            &rest[..end.unwrap_or(rest.len())]
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let known: BTreeMap<&str, &[&str]> = MAY_USE.into();
    let files = files();
    let is_room =
        |name: &str| name != "lib" && name != "main" && files.keys().any(|path| room(path) == name);
    for (path, text) in &files {
        let own = room(path);
        if !is_room(&own) || own == "cli" {
            continue;
        }
        for other in used(text).into_iter().filter(|other| *other != own) {
            if !is_room(other) {
                continue;
            }
            // A room that is not in the list stands on top, beside the others
            // there.
            let is_allowed = match known.get(own.as_str()) {
                Some(below) => below.contains(&other),
                None => other != "cli" && known.contains_key(other),
            };
            assert!(
                is_allowed,
                "{}: `{own}` may not use `{other}`",
                path.display()
            );
        }
    }
}

#[test]
fn only_the_renderer_knows_plotters_and_only_the_top_the_outside_world() {
    const OUTSIDE: [&str; 6] = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "SystemTime",
        "io::stdin",
    ];
    for (path, text) in files() {
        let own = room(&path);
        let says = |word: &str| {
            text.lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(word))
        };
        assert!(
            own == "render" || !says("plotters"),
            "{}: only `render` names plotters",
            path.display()
        );
        if ["cli", "serve", "storage", "main"].contains(&own.as_str()) {
            continue;
        }
        for word in OUTSIDE {
            // A language server speaks over standard input and output.
            if own == "lsp" && word == "io::stdin" {
                continue;
            }
            assert!(
                !says(word),
                "{}: `{own}` reaches outside by {word}",
                path.display()
            );
        }
    }
}

#[test]
fn files_stay_short_and_rooms_say_what_they_are() {
    for (path, text) in files() {
        let name = path.to_string_lossy().replace('\\', "/");
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{name} has {lines} lines");
        assert!(
            text.starts_with("//!"),
            "{name} does not say what it is for"
        );
        if path.components().count() == 2 {
            assert!(
                lines > 1,
                "{name}: a room has its file beside its folder, with what it gives"
            );
        }
    }
}

#[test]
fn every_room_stands_in_the_table_of_the_architecture() {
    let table = include_str!("../../ARCHITECTURE.md");
    for (name, _) in MAY_USE {
        assert!(
            table.contains(&format!("| `{name}` |")),
            "ARCHITECTURE.md has no row for `{name}`"
        );
    }
}
