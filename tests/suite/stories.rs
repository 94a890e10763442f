//! The stories of `timelines/` are clean, and `output/` is what they draw.

use causeline::compile::{Compilation, compile};
use causeline::document::NoIncludes;
use causeline::layout::{Options, verify};
use causeline::render;
use std::fs;
use std::path::{Path, PathBuf};

fn stories() -> Vec<(PathBuf, Compilation)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("timelines");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the stories")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 5);
    paths
        .into_iter()
        .map(|path| {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .expect("a name");
            let compiled = compile(name, fs::read(&path).expect("a story"), &mut NoIncludes);
            (path, compiled)
        })
        .collect()
}

#[test]
fn stories_are_clean() {
    for (path, compiled) in stories() {
        assert_eq!(compiled.diagnostics(), [], "{}", path.display());
    }
}

#[test]
fn pictures_are_in_step_with_the_stories() {
    let output = Path::new(env!("CARGO_MANIFEST_DIR")).join("output");
    for (path, compiled) in stories() {
        let svg = compiled.svg(&Options::default(), &render::Options::default());
        let picture = output
            .join(path.file_name().expect("a name"))
            .with_extension("svg");
        let drawn = fs::read_to_string(&picture)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        assert!(
            svg == drawn,
            "{} is out of step: run `cargo run --release -- render timelines/*.yaml`",
            picture.display()
        );
    }
}

#[test]
fn every_width_and_direction_is_drawn_without_a_violation() {
    for (path, compiled) in stories() {
        for width in [320.0, 420.0, 700.0, 900.0, 1680.0, 2400.0] {
            let options = Options {
                width: Some(width),
                ..Options::default()
            };
            let layout = compiled.lay_out(&options);
            let violations = verify(&layout);
            assert!(
                violations.is_empty(),
                "{} at {width}: {:?}",
                path.display(),
                violations.first()
            );
        }
    }
}

/// The article does not date the takeover; its place follows from its links.
#[test]
fn the_takeover_of_bagram_lies_between_its_links() {
    let text = include_str!("../../timelines/bagram.yaml");
    let compiled = compile("bagram.yaml", text.into(), &mut NoIncludes);
    let takeover = compiled.graph().fact("takeover").expect("the fact");
    assert!(compiled.timeline().event(takeover).when().is_empty());
    assert_eq!(
        compiled.schedule().words(takeover),
        "between 1 July 2021 and 20 September 2025"
    );
}
