//! Walks the shapes of a picture, as a painter of one's own would.
//!
//! `cargo run --example own_painter`

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::Options;
use causeline::scene::Node;

fn main() {
    let text = include_bytes!("../timelines/bagram.yaml");
    let compiled = compile("bagram.yaml", text.to_vec(), &mut NoIncludes);
    let scene = compiled.scene(&Options::default());
    let mut open: Vec<&Node> = scene.nodes.iter().collect();
    let (mut groups, mut leaves) = (0, 0);
    while let Some(node) = open.pop() {
        if let Node::Group(group) = node {
            groups += 1;
            open.extend(&group.nodes);
        } else {
            leaves += 1;
        }
    }
    assert!(scene.width > 0.0 && groups > 10 && leaves > groups);
}
