//! The pages in a real browser: the files of `tests/browser`, run by node.
//!
//! They need node, the packages of `tests/browser/package.json` (`npm ci`
//! there) and Chromium (`CHROMIUM`, by default `/usr/bin/chromium`). Where one
//! is missing they are left out, and it is told which; with
//! `CAUSELINE_BROWSER=required` that is a failure.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

fn chromium() -> PathBuf {
    std::env::var_os("CHROMIUM").map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from)
}

/// What the tests need and this machine does not have.
fn missing() -> Option<String> {
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|out| out.status.success()) {
        return Some("there is no node".to_owned());
    }
    if !folder().join("node_modules/playwright-core").is_dir() {
        return Some("its packages are not there: run `npm ci` in tests/browser".to_owned());
    }
    let chromium = chromium();
    (!chromium.is_file()).then(|| format!("there is no Chromium at {}", chromium.display()))
}

/// The test files, in the order of their names.
fn files() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    names.sort();
    names
}

#[test]
fn pages_work_in_a_browser() {
    let files = files();
    assert!(!files.is_empty());
    if let Some(why) = missing() {
        let told = format!(
            "left out: the tests in a browser ({}), because {why}\n",
            files.join(", ")
        );
        let is_required = std::env::var("CAUSELINE_BROWSER").is_ok_and(|is| is == "required");
        assert!(!is_required, "{told}");
        // Not by `eprintln!`, which a passing test keeps to itself.
        std::io::stderr().write_all(told.as_bytes()).unwrap();
        return;
    }
    let out = Command::new("node")
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1"])
        .args(&files)
        .current_dir(folder())
        .env("CAUSELINE", env!("CARGO_BIN_EXE_causeline"))
        .env("CHROMIUM", chromium())
        .output()
        .unwrap();
    let told = [out.stdout, out.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    assert!(out.status.success(), "{told}");
    assert!(told.contains("tests "), "nothing was tested:\n{told}");
}
