//! Draws an event file: from YAML to SVG in one call each.
//!
//! `cargo run --example draw_a_timeline`

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::{layout, render};

fn main() {
    let text = include_bytes!("../timelines/bagram.yaml");
    let compiled = compile("bagram.yaml", text.to_vec(), &mut NoIncludes);
    let narrow = layout::Options {
        width: Some(420.0),
        ..layout::Options::default()
    };
    let svg = compiled.svg(&narrow, &render::Options::default());
    assert!(svg.starts_with("<svg"));
    assert!(svg.contains("Trump threatens"));
}
