//! Mermaid flowcharts, as many wikis and forges draw them.

use super::{account, all_links, confidence, kind, when};
use crate::graph::CausalGraph;
use std::fmt::Write;

/// The graph as a Mermaid flowchart; a link that is not certain is dotted,
/// and so is one that only an account claims, which is named.
pub fn mermaid(graph: &CausalGraph) -> String {
    let mut out = String::from("flowchart LR\n");
    for (index, event) in graph.timeline().events().iter().enumerate() {
        let when = when(event);
        let dash = if when.is_empty() { "" } else { ": " };
        let label = escaped(&format!("{when}{dash}{}", event.what()));
        let _ = writeln!(out, "  n{index}[\"{label}\"]");
    }
    for link in all_links(graph) {
        let sure = confidence(graph, link);
        let mut words = kind(graph, link).to_owned();
        if sure != "certain" {
            let _ = write!(words, ", {sure}");
        }
        if let Some(account) = account(graph, link) {
            let _ = write!(words, ", by {account}");
        }
        let is_plain = words.len() == kind(graph, link).len();
        let arrow = if is_plain { "-->" } else { "-.->" };
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
