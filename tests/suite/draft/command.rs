//! `causeline draft` as its users call it.

use crate::command::{self, Done};
use std::fs;
use std::path::Path;

const ARTICLE: &str = "River floods town\n2025-09-21\n\nThe river rose on Friday. The mayor resigned on Saturday because of the flood.\n";

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Done {
    command::run(folder, &[&["draft"], arguments].concat(), input)
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    folder
}

#[test]
fn a_draft_is_written_checked_and_drawn() {
    let folder = folder(&[("a.txt", ARTICLE.as_bytes())]);
    let done = run(folder.path(), &["a.txt", "-o", "a.yaml"], b"");
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.err.starts_with("a.yaml written: 3 facts, 1 link"),
        "{}",
        done.err
    );
    for command in ["check", "render"] {
        let done = command::run(folder.path(), &[command, "a.yaml"], b"");
        assert_eq!(done.code, 0, "{command}");
    }
    assert!(folder.path().join("output/a.svg").exists());
}

#[test]
fn a_draft_of_standard_input_goes_to_standard_output() {
    let folder = folder(&[]);
    let done = run(
        folder.path(),
        &["-", "--title", "My title"],
        ARTICLE.as_bytes(),
    );
    let out = done.out;
    assert!(
        out.contains("\ntitle: My title\nas_of: 2025-09-21\n"),
        "{out}"
    );
    assert!(out.contains("title: River floods town\n"), "{out}");
}

#[test]
fn the_day_that_is_passed_overrules_the_article() {
    let folder = folder(&[]);
    let done = run(
        folder.path(),
        &["-", "--as-of", "14 September 2025"],
        ARTICLE.as_bytes(),
    );
    assert!(done.out.contains("as_of: 2025-09-14\n"));
}

#[test]
fn nothing_is_overwritten_unless_told() {
    let folder = folder(&[("a.txt", ARTICLE.as_bytes()), ("a.yaml", b"mine")]);
    let done = run(folder.path(), &["a.txt", "-o", "a.yaml"], b"");
    assert_eq!(done.code, 2);
    assert!(done.err.contains("--force"), "{}", done.err);
    assert_eq!(
        fs::read(folder.path().join("a.yaml")).expect("the file"),
        b"mine"
    );
    let done = run(folder.path(), &["a.txt", "-o", "a.yaml", "--force"], b"");
    assert_eq!(done.code, 0);
    assert_ne!(
        fs::read(folder.path().join("a.yaml")).expect("the file"),
        b"mine"
    );
}

#[test]
fn what_cannot_be_drafted_is_told_in_one_line_and_writes_nothing() {
    let none = b"The river rose on Friday.";
    for (bytes, arguments, told) in [
        (&b""[..], &["--as-of", "2025-09-21"][..], "it is empty"),
        (
            b"\x89PNG\r\n\x1a\n\x00\x00\x00",
            &["--as-of", "2025-09-21"],
            "binary file",
        ),
        (
            b"Rain.\nIt rained in Orl\xe9ans.",
            &["--as-of", "2025-09-21"],
            "line 2, column 17",
        ),
        (none, &[], "pass it as `--as-of 2025-09-21`"),
        (none, &["--as-of", "July 2021"], "this is not one day"),
        (
            none,
            &["--as-of", "2025-02-30"],
            "February 2025 has 28 days",
        ),
        (
            b"Nothing is dated here at all.",
            &["--as-of", "2025-09-21"],
            "states no dated event",
        ),
    ] {
        let folder = folder(&[("a.txt", bytes)]);
        let arguments: Vec<&str> = ["a.txt", "-o", "a.yaml"]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        let done = run(folder.path(), &arguments, b"");
        assert_eq!(done.code, 2, "{told}");
        assert!(done.err.contains(told), "{told}: {}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
        assert!(!folder.path().join("a.yaml").exists());
    }
}

#[test]
fn another_language_is_warned_of() {
    let text = "Der Fluss\n2025-09-21\n\nAm 2025-09-19 stieg der Fluss, und am Abend stand das Wasser in der Altstadt. Im Mai 2013 war es schon einmal so weit.\n";
    let folder = folder(&[]);
    let done = run(folder.path(), &["-"], text.as_bytes());
    assert_eq!(done.code, 0);
    assert!(done.err.starts_with("warning: "), "{}", done.err);
    let out = done.out;
    assert_eq!(out.matches("when: ").count(), 1, "{out}");
}

#[test]
fn what_was_not_understood_is_told_beside_the_draft() {
    let one = "If it rains on Sunday, the road will stay shut. ";
    let text = format!("{ARTICLE}\n{}", one.repeat(12));
    let folder = folder(&[("a.txt", text.as_bytes())]);
    for arguments in [&["a.txt"][..], &["a.txt", "-o", "a.yaml"]] {
        let done = run(folder.path(), arguments, b"");
        assert_eq!(done.code, 0);
        let told = done.err;
        let told = told.split_once("12 passages").expect("a summary").1;
        assert_eq!(told.lines().count(), 12, "{told}");
        assert!(
            told.contains(
                "\n  line 6, column 16: no fact for “Sunday” in “If it rains on Sunday, the road will stay shut.”\n"
            ),
            "{told}"
        );
        assert!(told.ends_with("\n  and 2 more\n"), "{told}");
    }
}

#[test]
fn the_folders_of_a_draft_are_made() {
    let folder = folder(&[("a.txt", ARTICLE.as_bytes())]);
    let done = run(folder.path(), &["a.txt", "-o", "no/such/a.yaml"], b"");
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(folder.path().join("no/such/a.yaml").is_file());
}
