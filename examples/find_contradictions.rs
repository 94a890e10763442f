//! Finds dates that cannot all hold, and what would resolve them.
//!
//! `cargo run --example find_contradictions`

use causeline::compile::compile;
use causeline::document::NoIncludes;

fn main() {
    let text = "title: Upside down\nevents:\n  flood: { when: 2021, what: It floods, because: rain }\n  \
                rain: { when: 2022, what: It rains }\n";
    let compiled = compile("upside.yaml", text.into(), &mut NoIncludes);
    assert!(compiled.is_faulty());
    let conflict = &compiled.schedule().conflicts()[0];
    // Two dates and a link: any one of them withdrawn, and the rest holds.
    assert_eq!(conflict.statements().len(), 3);
    let help = compiled.diagnostics()[0].help.as_deref().unwrap_or("");
    assert!(help.contains("withdraw any one of these"));
}
