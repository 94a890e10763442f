//! The whole job against plain parsing of the same bytes, in one run.
//!
//! `cargo bench` prints for 100 to 100,000 facts: how long serde_yaml takes to
//! read the file into the same structs, how long everything takes (read, check,
//! solve, order, lay out, draw, write SVG), the ratio of both, the solver's
//! share, and the peak of memory. Each figure is the median of several runs.

#![allow(clippy::print_stdout)]

mod generator;
#[path = "../support/stopwatch.rs"]
mod stopwatch;

use causeline::compile::compile;
use causeline::document::{NoIncludes, raw};
use causeline::graph::connect;
use causeline::schedule::solve;
use causeline::{layout, render};
use std::hint::black_box;
use stopwatch::{median, millis};

fn main() {
    println!(
        "{:>8} {:>10} {:>10} {:>7} {:>10} {:>7}",
        "facts", "parse", "whole", "ratio", "solve", "share"
    );
    for (facts, runs) in [(100, 41), (1_000, 15), (10_000, 5), (100_000, 3)] {
        let text = generator::event_file(facts);
        let parse = median(runs, || {
            let file: raw::File = serde_yaml::from_str(&text).expect("a clean file");
            black_box(file);
        });
        let whole = median(runs, || {
            let compiled = compile("bench.yaml", text.clone().into_bytes(), &mut NoIncludes);
            assert!(!compiled.is_faulty());
            black_box(compiled.svg(&layout::Options::default(), &render::Options::default()));
        });
        let reading =
            causeline::document::read("bench.yaml", text.clone().into_bytes(), &mut NoIncludes);
        let (graph, _) = connect(reading.timeline.into());
        let solver = median(runs, || {
            black_box(solve(&graph));
        });
        println!(
            "{facts:>8} {:>7.2} ms {:>7.2} ms {:>7.2} {:>7.2} ms {:>7.2}",
            millis(parse),
            millis(whole),
            whole.as_secs_f64() / parse.as_secs_f64(),
            millis(solver),
            solver.as_secs_f64() / parse.as_secs_f64(),
        );
    }
    if let Some(peak) = peak_memory() {
        println!("peak memory {peak}");
    }
}

/// The most memory that the process has held, where the system tells it.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.trim_start_matches("VmHWM:").trim().to_owned())
}
