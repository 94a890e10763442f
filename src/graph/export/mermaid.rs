//! Mermaid flowcharts, as many wikis and forges draw them.

use super::{Solved, account, all_links, confidence, kind, when};
use crate::graph::CausalGraph;
use std::fmt::Write;

/// The graph as a Mermaid flowchart; a link that is not certain is dotted,
/// and so is one that only an account claims, which is named. Comments hold the ids and
/// the dates as solved.
pub fn mermaid(graph: &CausalGraph, solved: Solved<'_>) -> String {
    let mut out = String::from("flowchart LR\n");
    if let Some(zone) = solved.timezone {
        let _ = writeln!(out, "  %% timezone: {}", comment(zone));
    }
    let timeline = graph.timeline();
    for (index, id) in timeline.ids().enumerate() {
        let event = timeline.event(id);
        let [first, last] = solved.outer(id).map(|date| date.unwrap_or("…".to_owned()));
        let name = comment(event.name());
        let _ = writeln!(out, "  %% n{index} {name}: {first} to {last}");
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

/// Text in a comment, which ends with its line; braces would begin a directive.
fn comment(text: &str) -> String {
    let is_plain = |letter: char| !letter.is_control() && !matches!(letter, '{' | '}');
    text.chars()
        .map(|letter| if is_plain(letter) { letter } else { ' ' })
        .collect()
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
