//! Edits of event files, by command and by law.

mod hostile;
mod laws;
mod saves;

use crate::{cases, command};
use causeline::edit::unified;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the command in a folder.
pub(crate) fn causeline(folder: &Path, arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_causeline"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command")
}

/// The words of a line as a shell would part them; `\n` in double quotes is a
/// line end.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (Some(open), close) if open == close => quote = None,
            (Some('"'), '\\') => {
                let next = letters.next().unwrap_or('\\');
                word.get_or_insert_default()
                    .push(if next == 'n' { '\n' } else { next });
            }
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// Each case is a file, commands to run on fresh copies of it, and what they
/// say and change.
#[test]
fn commands_change_only_what_they_must() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/edit");
    cases::check("edit", |name, bytes| {
        let stem = Path::new(name).file_stem().expect("a name");
        let commands = cases.join(stem).with_extension("cmd");
        let commands = fs::read_to_string(commands).expect("the commands");
        let part = fs::read(cases.join(stem).with_extension("part")).ok();
        let mut told = String::new();
        for line in commands.lines().filter(|line| !line.is_empty()) {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join("story.yaml");
            fs::write(&file, bytes).expect("the file");
            let included = folder.path().join("part.yaml");
            if let Some(part) = &part {
                fs::write(&included, part).expect("the included file");
            }
            let output = causeline(folder.path(), &words(line));
            let _ = writeln!(told, "$ causeline {line}");
            told.push_str(&String::from_utf8_lossy(&output.stdout));
            told.push_str(&String::from_utf8_lossy(&output.stderr));
            let code = output.status.code().unwrap_or(-1);
            if code != 0 {
                let _ = writeln!(told, "exit code {code}");
            }
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let mut changed = |name: &str, before: &[u8], path: &Path| {
                let after = fs::read(path).expect("the file afterwards");
                let difference = unified(name, &text(before), &text(&after));
                told.push_str(&difference.replace('\r', "␍").replace('\u{feff}', "<BOM>"));
            };
            changed("story.yaml", bytes, &file);
            if let Some(part) = &part {
                changed("part.yaml", part, &included);
            }
            told.push('\n');
        }
        told
    });
}

/// A dash reads standard input and writes standard output, whole and with its
/// byte order mark, also where nothing changes.
#[test]
fn a_dash_goes_from_input_to_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str], input: &str| {
        command::run(folder.path(), arguments, input.as_bytes()).out
    };
    let text = "\u{feff}title:  T\r\nevents:\r\n  a: {when: 2021, what: A}\r\n";
    let tidy = "\u{feff}title: T\r\nevents:\r\n  a: { when: 2021, what: A }\r\n";
    assert_eq!(run(&["fmt", "-"], text), tidy);
    assert_eq!(run(&["fmt", "-"], tidy), tidy);
    assert_eq!(run(&["sort", "-"], text), text);
    assert_eq!(
        run(&["set", "-", "a", "what", "B"], text),
        text.replace("what: A", "what: B")
    );
    assert_eq!(run(&["set", "-", "b", "what", "B"], text), "");
}

/// The timelines that the project shows are written in its own style.
#[test]
fn the_timelines_are_in_the_canonical_style() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("timelines");
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("the timelines") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a timeline");
        let formatted = causeline::edit::format(&text).expect("it can be formatted");
        assert_eq!(formatted, text, "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 6);
}
