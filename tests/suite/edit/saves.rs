//! Files written whole or not at all.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_causeline"));
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// A story long enough that writing it takes a while.
fn long_story(first: &str) -> String {
    let mut text = format!("title: T\nevents:\n  f0: {{ when: 2021, what: {first} }}\n");
    for index in 1..1500 {
        let _ = writeln!(
            text,
            "  f{index}: {{ when: 2021, what: Fact number {index} of many }}"
        );
    }
    text
}

/// A hundred saves, each killed at another moment: what is on disk is always
/// one whole version, the old or the new.
#[test]
fn a_killed_save_leaves_a_whole_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("story.yaml");
    fs::write(&path, long_story("v0")).expect("the story");
    let began = Instant::now();
    let whole = command(folder.path(), &["set", "story.yaml", "f0", "what", "v1"])
        .status()
        .expect("a whole run");
    let run = began.elapsed();
    assert!(whole.success());
    let mut now = "v1".to_owned();
    let (mut old, mut new) = (0, 0);
    for save in 2..102u32 {
        let next = format!("v{save}");
        let mut child = command(folder.path(), &["set", "story.yaml", "f0", "what", &next])
            .spawn()
            .expect("a run");
        // From the very beginning of a run to past its end, thickest at its
        // end, where it writes.
        let share = f64::from(save % 50) / 50.0;
        std::thread::sleep(
            run.mul_f64(1.15 * share.sqrt())
                .max(Duration::from_micros(200)),
        );
        let _ = child.kill();
        let _ = child.wait();
        let text = fs::read_to_string(&path).expect("the story is there");
        if text == long_story(&next) {
            now = next;
            new += 1;
        } else {
            assert!(
                text == long_story(&now),
                "a torn file after save {save}: {} bytes",
                text.len()
            );
            old += 1;
        }
    }
    assert!(
        old > 0,
        "some runs were killed before they wrote: {old} old, {new} new"
    );
}

#[cfg(unix)]
#[test]
fn a_write_protected_file_is_not_changed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("kept.yaml");
    let text = "title: T\nevents:\n  a: { when: 2021, what: A }\n";
    fs::write(&file, text).expect("the file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("its rights");
    let done = command(folder.path(), &["set", "kept.yaml", "a", "what", "B"])
        .stderr(Stdio::piped())
        .output()
        .expect("a run");
    assert_eq!(done.status.code(), Some(2));
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(told.contains("kept.yaml is write-protected"), "{told}");
    assert_eq!(fs::read_to_string(&file).expect("the file"), text);
}

#[cfg(unix)]
#[test]
fn rights_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let real = folder.path().join("real.yaml");
    fs::write(&real, "title: T\nevents:\n  a: { when: 2021, what: A }\n").expect("the file");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("its rights");
    let link = folder.path().join("link.yaml");
    symlink("real.yaml", &link).expect("a link");
    let done = command(folder.path(), &["set", "link.yaml", "a", "what", "B"])
        .status()
        .expect("a run");
    assert!(done.success());
    assert!(link.is_symlink());
    assert!(
        fs::read_to_string(&real)
            .expect("the file")
            .contains("what: B")
    );
    let mode = fs::metadata(&real)
        .expect("its rights")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
}
