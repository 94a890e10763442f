//! Real editors: Neovim with the language server, and the YAML language server
//! of other editors with the schema.
//!
//! A machine that lacks one of them passes these tests and is told so;
//! `CAUSELINE_NVIM=required` and `CAUSELINE_YAMLLS=required` make that a
//! failure.

mod schema;

#[cfg(feature = "lsp")]
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether a test can run; where it cannot, that is said or is a failure.
fn is_there(program: &str, variable: &str, left_out: &str) -> bool {
    let answer = Command::new(program).arg("--version").output();
    if answer.is_ok_and(|answer| answer.status.success()) {
        return true;
    }
    missing(&format!("{program} is not installed"), variable, left_out)
}

fn missing(why: &str, variable: &str, left_out: &str) -> bool {
    let is_required = std::env::var(variable).is_ok_and(|value| value == "required");
    assert!(!is_required, "{why}, and {variable}=required");
    // Past the capture of the test harness, so that a plain run says it too.
    let _ = writeln!(std::io::stderr(), "left out: {left_out}, since {why}");
    false
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors")
}

#[cfg(feature = "lsp")]
const STORY: &str = "title: Rain 😀 and “flood”
as_of: 2025-09-21
actors: { river: The river }
events:
  rain: { when: Friday, what: \"😀 It rains\" }
  flood: { who: river, what: \"😀 שלום\", because: rian }
";

#[cfg(feature = "lsp")]
#[test]
fn neovim_tells_completes_hovers_and_renames() {
    if !is_there("nvim", "CAUSELINE_NVIM", "the language server in Neovim") {
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    let path = |name: &str| home.path().join(name);
    std::fs::write(path("story.yaml"), STORY).expect("it is written");
    let output = Command::new("nvim")
        .args(["--headless", "-n", "-i", "NONE", "-u"])
        .arg(folder().join("nvim/init.lua"))
        .env("CAUSELINE", env!("CARGO_BIN_EXE_causeline"))
        .env("STORY", path("story.yaml"))
        .env("REPORT", path("report.json"))
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", path("config"))
        .env("XDG_DATA_HOME", path("data"))
        .env("XDG_STATE_HOME", path("state"))
        .env("XDG_CACHE_HOME", path("cache"))
        .output()
        .expect("Neovim runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let report = std::fs::read(path("report.json")).unwrap_or_else(|_| panic!("no report: {said}"));
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report["failed"], Value::Null, "{report:#}\n{said}");
    let fault = &report["faulty"][0];
    // Neovim counts columns in bytes; the fault stands behind an emoji and Hebrew.
    let column = STORY
        .lines()
        .nth(5)
        .expect("a line")
        .find("rian")
        .expect("it")
        + 1;
    assert_eq!(
        (&fault["line"], &fault["column"]),
        (&6.into(), &column.into())
    );
    assert_eq!(
        fault["message"],
        "no fact is called `rian`\nhelp: did you mean `rain`?"
    );
    assert_eq!(report["mended"].as_array().map(Vec::len), Some(0));
    assert!(report["hover"].as_str().expect("text").contains("It rains"));
    assert_eq!(report["definition"], 5);
    assert_eq!(report["completion"], serde_json::json!(["rain"]));
    let renamed: Vec<&str> = report["renamed"]
        .as_array()
        .expect("lines")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let wanted = STORY
        .replace("rain:", "heavy-rain:")
        .replace("rian", "heavy-rain");
    assert_eq!(renamed, wanted.lines().collect::<Vec<_>>());
    assert_eq!(report["stopped"], true);
}
