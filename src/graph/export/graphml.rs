//! GraphML, read by Gephi, yEd, Cytoscape, NetworkX.

use super::{Solved, account, all_links, confidence, kind, link_sources, sources, when, who};
use crate::graph::CausalGraph;
use std::fmt::Write;

const KEYS: [(&str, &str); 17] = [
    ("timezone", "graph"),
    ("id", "node"),
    ("what", "node"),
    ("when", "node"),
    ("start_earliest", "node"),
    ("start_latest", "node"),
    ("end_earliest", "node"),
    ("end_latest", "node"),
    ("who", "node"),
    ("source", "node"),
    ("status", "node"),
    ("tags", "node"),
    ("kind", "edge"),
    ("confidence", "edge"),
    ("sources", "edge"),
    ("note", "edge"),
    ("account", "edge"),
];

/// The graph as GraphML 1.0; what is not said is left out.
pub fn graphml(graph: &CausalGraph, solved: Solved<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (key, domain) in KEYS {
        let _ = writeln!(
            out,
            "  <key id=\"{key}\" for=\"{domain}\" attr.name=\"{key}\" attr.type=\"string\"/>"
        );
    }
    out.push_str("  <graph id=\"causes\" edgedefault=\"directed\">\n");
    let timeline = graph.timeline();
    data(&mut out, "timezone", solved.timezone.unwrap_or(""));
    for (index, id) in timeline.ids().enumerate() {
        let event = timeline.event(id);
        let _ = writeln!(out, "    <node id=\"n{index}\">");
        data(&mut out, "id", event.name());
        data(&mut out, "what", event.what());
        data(&mut out, "when", &when(event));
        let ends = (solved.ends)(id).map(|window| solved.told(window));
        let keys = [
            "start_earliest",
            "start_latest",
            "end_earliest",
            "end_latest",
        ];
        for (key, date) in keys.iter().zip(ends.as_flattened()) {
            data(&mut out, key, date.as_deref().unwrap_or(""));
        }
        data(&mut out, "who", &who(timeline, event).join(", "));
        data(&mut out, "source", &sources(timeline, event).join(", "));
        data(&mut out, "status", event.status().word());
        data(&mut out, "tags", &event.tags().join(", "));
        out.push_str("    </node>\n");
    }
    for link in all_links(graph) {
        let _ = writeln!(
            out,
            "    <edge source=\"n{}\" target=\"n{}\">",
            link.cause.index(),
            link.effect.index()
        );
        data(&mut out, "kind", kind(graph, link));
        data(&mut out, "confidence", &confidence(graph, link));
        data(&mut out, "sources", &link_sources(graph, link).join(", "));
        data(
            &mut out,
            "note",
            graph.cause(link).note.as_deref().unwrap_or(""),
        );
        data(&mut out, "account", account(graph, link).unwrap_or(""));
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn data(out: &mut String, key: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(out, "      <data key=\"{key}\">{}</data>", escaped(text));
    }
}

/// Text of XML 1.0, which has no place for most control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(character),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            control if u32::from(control) < 32 => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
