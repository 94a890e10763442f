//! `causeline watch`: the picture follows its file.

#![cfg(feature = "watch")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// Much longer than it should take, for machines that are busy.
const PATIENCE: Duration = Duration::from_secs(60);

fn story(what: &str) -> String {
    format!("title: A story\nevents:\n  a: {{ when: 2021, what: {what} }}\n")
}

/// A folder in which `causeline watch` runs.
struct Watching {
    folder: tempfile::TempDir,
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    /// Starts watching and waits until the first pictures are there.
    fn start(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_causeline"))
            .arg("watch")
            .args(arguments)
            .current_dir(folder.path())
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let lines = lines_of(child.stderr.take().unwrap());
        let watching = Self {
            folder,
            child,
            lines,
        };
        watching.wait_for("Ctrl-C ends");
        watching
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Reads what is told until a line has these words.
    #[track_caller]
    fn wait_for(&self, words: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => seen.push(line),
                Err(error) => panic!("no line has `{words}`: {error}; seen {seen:#?}"),
            }
            if seen.last().is_some_and(|line| line.contains(words)) {
                return seen;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines_of(stderr: ChildStderr) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// Saves as many editors do: a new file takes the place of the old.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

#[test]
fn a_picture_follows_every_save() {
    let watching = Watching::start(
        &[("s.yaml", &story("The first draft"))],
        &["s.yaml", "-o", "s.svg"],
    );
    assert!(watching.text("s.svg").contains("The first draft"));
    fs::write(watching.path("s.yaml"), story("The second draft")).unwrap();
    watching.wait_for("s.svg written");
    assert!(watching.text("s.svg").contains("The second draft"));
    for draft in ["third", "fourth", "fifth"] {
        replace(
            &watching.path("s.yaml"),
            &story(&format!("The {draft} draft")),
        );
        watching.wait_for("s.svg written");
        assert!(watching.text("s.svg").contains(draft));
    }
}

#[test]
fn faults_are_told_and_the_picture_stays_until_they_are_mended() {
    let watching = Watching::start(
        &[("s.yaml", &story("The dam holds"))],
        &["s.yaml", "-o", "out/"],
    );
    let before = watching.text("out/s.svg");
    let faulty = story("The dam breaks") + "  b: { when: 2020, what: Too early, because: a }\n";
    replace(&watching.path("s.yaml"), &faulty);
    let told = watching.wait_for("its picture stays").join("\n");
    assert!(told.contains("error"), "{told}");
    assert_eq!(watching.text("out/s.svg"), before);
    fs::write(watching.path("s.yaml"), story("The dam is mended")).unwrap();
    watching.wait_for("written");
    assert!(watching.text("out/s.svg").contains("The dam is mended"));
}

#[test]
fn included_files_are_watched_too_even_those_that_were_missing() {
    let main = "title: Two parts\ninclude: [more/part.yaml]\nevents:\n  a: { when: 2021, what: In the first part }\n";
    let part = |what: &str| format!("events:\n  b: {{ when: 2022, what: {what} }}\n");
    let watching = Watching::start(
        &[("s.yaml", main), ("more/part.yaml", &part("In the second"))],
        &["s.yaml", "-o", "s.html"],
    );
    assert!(watching.text("s.html").contains("In the second"));
    replace(&watching.path("more/part.yaml"), &part("In the third"));
    watching.wait_for("s.html written");
    assert!(watching.text("s.html").contains("In the third"));

    fs::remove_file(watching.path("more/part.yaml")).unwrap();
    watching.wait_for("its picture stays");
    fs::write(watching.path("more/part.yaml"), part("Back again")).unwrap();
    watching.wait_for("s.html written");
    assert!(watching.text("s.html").contains("Back again"));
}

#[test]
fn a_file_that_goes_away_for_a_while_is_told_and_drawn_again() {
    let watching = Watching::start(&[("s.yaml", &story("Here"))], &["s.yaml", "-o", "s.svg"]);
    fs::remove_file(watching.path("s.yaml")).unwrap();
    watching.wait_for("s.yaml cannot be read: there is no such file");
    fs::write(watching.path("s.yaml"), story("Here again")).unwrap();
    watching.wait_for("s.svg written");
    assert!(watching.text("s.svg").contains("Here again"));
}

#[test]
fn only_the_picture_of_the_changed_file_is_drawn_again() {
    let watching = Watching::start(
        &[("a.yaml", &story("One")), ("b.yaml", &story("Two"))],
        &["a.yaml", "b.yaml", "-o", "."],
    );
    fs::write(watching.path("notes.yaml"), "unrelated").unwrap();
    replace(&watching.path("b.yaml"), &story("Two and changed"));
    let told = watching.wait_for("b.svg written");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(watching.text("b.svg").contains("Two and changed"));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_cleanly_and_leaves_nothing_behind() {
    let mut watching = Watching::start(&[("s.yaml", &story("One"))], &["s.yaml", "-o", "s.svg"]);
    let id = watching.child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(sent.success());
    assert_eq!(watching.child.wait().unwrap().code(), Some(0));
    let entries = fs::read_dir(watching.folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["s.svg", "s.yaml"]);
}

#[test]
fn what_cannot_be_watched_is_refused_at_once() {
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_causeline"))
            .arg("watch")
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let standard = run(&["-", "-o", "a.svg"]);
    assert_eq!(standard.status.code(), Some(2));
    let told = String::from_utf8(standard.stderr).unwrap();
    assert!(
        told.contains("standard input cannot be watched: name event files"),
        "{told}"
    );
    let missing = run(&["no-such-folder/none.yaml", "-o", "a.svg"]);
    assert_eq!(missing.status.code(), Some(2));
    let told = String::from_utf8(missing.stderr).unwrap();
    assert!(
        told.contains("none.yaml cannot be read: there is no such file"),
        "{told}"
    );
}
