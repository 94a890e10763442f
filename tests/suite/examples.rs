//! Every example runs.

use std::path::Path;
use std::process::Command;

/// `cargo test` has built the examples beside the tests.
#[test]
fn every_example_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = Path::new(env!("CARGO_BIN_EXE_causeline")).with_file_name("examples");
    let mut names: Vec<String> = std::fs::read_dir(root.join("examples"))
        .expect("the examples")
        .filter_map(|entry| entry.expect("an entry").file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 3);
    for name in names {
        let program = built
            .join(&name)
            .with_extension(std::env::consts::EXE_EXTENSION);
        assert!(
            program.exists(),
            "{} is not built: run `cargo test` whole",
            program.display()
        );
        let status = Command::new(program)
            .current_dir(root)
            .output()
            .expect("the example");
        assert!(
            status.status.success(),
            "{name}: {}",
            String::from_utf8_lossy(&status.stderr)
        );
    }
}
