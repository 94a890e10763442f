//! Tells why a fact without a date lies where it lies.
//!
//! `cargo run --example explain_a_date`

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::schedule::explain;

fn main() {
    let text = include_bytes!("../timelines/bagram.yaml");
    let compiled = compile("bagram.yaml", text.to_vec(), &mut NoIncludes);
    let takeover = compiled.graph().fact("takeover").expect("a fact");
    let explanation = explain(compiled.schedule(), compiled.timeline(), takeover);
    let told = explanation.render(|_| None);
    assert!(told.contains("between 1 July 2021 and 20 September 2025"));
    assert!(told.contains("because of `advance`") || told.contains("because of `withdrawal`"));
}
