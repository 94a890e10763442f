//! What the README says is so.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::{layout, render};
use std::path::Path;

const README: &str = include_str!("../../README.md");

/// The fenced blocks of one language.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let open = format!("```{language}\n");
    text.split(open.as_str())
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap_or(""))
        .collect()
}

#[test]
fn its_event_files_are_clean_and_draw() {
    let files = blocks(README, "yaml");
    assert!(!files.is_empty());
    for file in files {
        let compiled = compile("readme.yaml", file.into(), &mut NoIncludes);
        assert_eq!(compiled.diagnostics(), [], "{file}");
        let svg = compiled.svg(&layout::Options::default(), &render::Options::default());
        assert!(svg.contains("The river floods"));
    }
}

#[test]
fn its_error_message_is_the_one_that_is_printed() {
    let file = "title: Bagram\nevents:\n  withdrawal: { when: July 2021, what: Troops leave }\n  post:\n    what: A threat\n    because: withdrawl\n";
    let compiled = compile("bagram.yaml", file.into(), &mut NoIncludes);
    let told = causeline::diagnostic::text(
        compiled.sources(),
        compiled.diagnostics(),
        causeline::diagnostic::Look::Plain,
    );
    let printed = blocks(README, "text")[0];
    assert_eq!(told.trim(), printed.trim());
}

#[test]
fn the_paths_it_names_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let links = README
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| !link.starts_with("http")) {
        assert!(root.join(link).exists(), "{link}");
    }
}
