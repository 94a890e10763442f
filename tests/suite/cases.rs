//! Folders of inputs with the expected text beside each.
//!
//! `UPDATE=1 cargo test` writes what comes out as what is expected, for review
//! in the change.

use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

/// Runs every `.yaml` of a folder and compares with the `.txt` beside it.
pub(crate) fn check(name: &str, run: impl Fn(&str, &[u8]) -> String) {
    let mut inputs: Vec<PathBuf> = fs::read_dir(folder(name))
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    inputs.sort();
    assert!(!inputs.is_empty());
    let mut wrong = Vec::new();
    for input in inputs {
        let file = input
            .file_name()
            .and_then(|file| file.to_str())
            .expect("a name");
        let got = run(file, &fs::read(&input).expect("the input"));
        if let Some(difference) = difference(&input.with_extension("txt"), &got) {
            wrong.push(difference);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Compares one text with the file that holds what is expected.
pub(crate) fn compare(name: &str, got: &str) {
    if let Some(difference) = difference(&folder(name), got) {
        panic!("{difference}");
    }
}

fn difference(path: &Path, got: &str) -> Option<String> {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, got).expect("the expected text is written");
        return None;
    }
    let wanted = fs::read_to_string(path)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    (wanted != got).then(|| format!("{}\n--- expected\n{wanted}--- got\n{got}", path.display()))
}
