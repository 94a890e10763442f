//! Mermaid flowcharts, as many wikis and forges draw them.

use super::{confidence, kind, when};
use crate::graph::CausalGraph;
use std::fmt::Write;

/// The graph as a Mermaid flowchart; a link that is not certain is dotted.
pub fn mermaid(graph: &CausalGraph) -> String {
    let mut out = String::from("flowchart LR\n");
    for (index, event) in graph.timeline().events().iter().enumerate() {
        let when = when(event);
        let dash = if when.is_empty() { "" } else { ": " };
        let label = escaped(&format!("{when}{dash}{}", event.what()));
        let _ = writeln!(out, "  n{index}[\"{label}\"]");
    }
    for link in graph.links() {
        let sure = confidence(graph, link);
        let (arrow, words) = if sure == "certain" {
            ("-->", kind(graph, link).to_owned())
        } else {
            ("-.->", format!("{}, {sure}", kind(graph, link)))
        };
        let _ = writeln!(
            out,
            "  n{} {arrow}|\"{}\"| n{}",
            link.cause.index(),
            escaped(&words),
            link.effect.index()
        );
    }
    out
}

/// Text between quotes: everything with a meaning of its own becomes an
/// entity by number, which Mermaid writes with `#`.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | '|' | ';' | '%' | '*' | '_' | '~' | '['
            | ']' => {
                let _ = write!(out, "#{};", u32::from(character));
            }
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
