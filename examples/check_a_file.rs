//! Finds a misspelt id, with its place and the name that was meant.
//!
//! `cargo run --example check_a_file`

use causeline::diagnostic::{Look, text};
use causeline::document::{NoIncludes, read};

fn main() {
    let file = b"title: A slip\nevents:\n  rain: { when: 2021, what: It rains }\n  \
                 flood: { what: It floods, because: rian }\n";
    let reading = read("slip.yaml", file.to_vec(), &mut NoIncludes);
    let told = text(
        reading.document.sources(),
        &reading.diagnostics,
        Look::Plain,
    );
    assert!(told.contains("no fact is called `rian`"));
    assert!(told.contains("slip.yaml:4:38"));
    assert!(told.contains("did you mean `rain`?"));
}
