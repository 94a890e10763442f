//! The change of a text, line by line.

use similar::{Algorithm, TextDiff};

/// How many unchanged lines are shown around a change.
const CONTEXT: usize = 3;

/// The change of one file as a unified diff; nothing where nothing changes.
///
/// ```
/// let told = causeline::edit::unified("a.yaml", "a: 1\n", "a: 2\n");
/// assert_eq!(told, "--- a.yaml\n+++ a.yaml\n@@ -1 +1 @@\n-a: 1\n+a: 2\n");
/// ```
pub fn unified(name: &str, before: &str, after: &str) -> String {
    let difference = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .diff_lines(before, after);
    difference
        .unified_diff()
        .context_radius(CONTEXT)
        .header(name, name)
        .to_string()
}
