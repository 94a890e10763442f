//! Asks a causal graph what led to what.
//!
//! `cargo run --example inspect_graph`

use causeline::testing::TimelineBuilder;

fn main() {
    let graph = TimelineBuilder::new()
        .event("rain")
        .event("flood")
        .caused_by("rain")
        .event("snow")
        .event("report")
        .caused_by_kind("responds", "flood")
        .graph()
        .expect("every name is known");
    assert_eq!(graph.causes_of("flood").expect("a fact"), ["rain"]);
    assert_eq!(graph.all_causes_of("report").expect("a fact").len(), 2);
    assert_eq!(graph.orphans(), ["snow"]);
    assert_eq!(graph.ends(), ["report"]);
    let nearest = graph.effects_of("flod").expect_err("no such fact");
    assert_eq!(nearest.nearest(), Some("flood"));
    // Any algorithm of petgraph is at hand too.
    assert_eq!(graph.petgraph().edge_count(), 2);
}
