//! Graphviz.

use super::{Solved, account, all_links, confidence, kind, link_sources, when};
use crate::graph::CausalGraph;
use std::fmt::Write;

/// The graph in the DOT language of Graphviz: a box for each fact with its id, headline and
/// date, and `earliest` and `latest` as solved, which Graphviz leaves alone; an arrow for each
/// link with its kind; a link that is not certain is dashed, and so is one that only an
/// account claims, which is named.
pub fn dot(graph: &CausalGraph, solved: Solved<'_>) -> String {
    let mut out = String::from("digraph causes {\n  rankdir=LR;\n  node [shape=box];\n");
    if let Some(zone) = solved.timezone {
        let _ = writeln!(out, "  timezone={};", quoted(zone));
    }
    let timeline = graph.timeline();
    for (index, id) in timeline.ids().enumerate() {
        let event = timeline.event(id);
        let mut label = event.what().to_owned();
        let when = when(event);
        if !when.is_empty() {
            label = format!("{when}\n{label}");
        }
        let name = quoted(event.name());
        let label = quoted(&label);
        let _ = write!(out, "  n{index} [id={name}, label={label}, tooltip={name}");
        for (key, date) in ["earliest", "latest"].iter().zip(solved.outer(id)) {
            if let Some(date) = date {
                let _ = write!(out, ", {key}={}", quoted(&date));
            }
        }
        out.push_str("];\n");
    }
    for link in all_links(graph) {
        let sure = confidence(graph, link);
        let claimed = account(graph, link);
        let dashed = if sure == "certain" && claimed.is_none() {
            ""
        } else {
            ", style=dashed"
        };
        let mut about = sure;
        for source in link_sources(graph, link) {
            about = format!("{about}, {source}");
        }
        let _ = writeln!(
            out,
            "  n{} -> n{} [label={}, tooltip={}{dashed}];",
            link.cause.index(),
            link.effect.index(),
            quoted(&named(kind(graph, link), claimed)),
            quoted(&about),
        );
    }
    out.push_str("}\n");
    out
}

/// A kind with the account that claims it.
fn named(kind: &str, account: Option<&str>) -> String {
    account.map_or_else(
        || kind.to_owned(),
        |account| format!("{kind}, by {account}"),
    )
}

/// A quoted string of DOT: a backslash would begin an escape, and control
/// characters have no place in a label.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
