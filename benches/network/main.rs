//! The temporal network against plain parsing of the same bytes, in one run.
//!
//! `cargo bench --bench network` prints, for 1,000 to 100,000 facts with one and
//! a half causes and relations each, how long serde_yaml takes to read the file
//! into the same structs, how long the network takes to solve, the share of one
//! in the other, and the time per fact. Then it prints how long the worst cases
//! take: ten thousand facts in one strongly connected component, their lags
//! written along the chain, against it and shuffled, dated at one end and in the
//! middle, and with a contradiction that goes all the way round. Each figure is
//! the median of several runs.

#![allow(clippy::print_stdout)]

#[path = "../support/stopwatch.rs"]
mod stopwatch;

use causeline::document::{NoIncludes, raw, read};
use causeline::graph::{CausalGraph, connect};
use causeline::schedule::solve;
use std::fmt::Write;
use std::hint::black_box;
use stopwatch::{median, millis};

/// Facts in the component of the worst cases.
const CHAIN: usize = 10_000;

fn main() {
    println!(
        "{:>8} {:>10} {:>10} {:>7} {:>12}",
        "facts", "parse", "solve", "share", "per fact"
    );
    for (facts, runs) in [(1_000, 41), (10_000, 15), (100_000, 7)] {
        let text = woven(facts);
        let parse = median(runs, || {
            let file: raw::File = serde_yaml::from_str(&text).expect("a clean file");
            black_box(file);
        });
        let graph = graph(&text);
        let taken = median(runs, || {
            let (schedule, faults) = solve(&graph);
            assert!(faults.is_empty(), "{:?}", faults.first());
            black_box(schedule);
        });
        println!(
            "{facts:>8} {:>7.2} ms {:>7.2} ms {:>7.2} {:>9.0} ns",
            millis(parse),
            millis(taken),
            taken.as_secs_f64() / parse.as_secs_f64(),
            taken.as_secs_f64() * 1e9 / facts as f64,
        );
    }
    println!("\n{CHAIN} facts in one strongly connected component");
    let along: Vec<usize> = (0..CHAIN).collect();
    let against: Vec<usize> = (0..CHAIN).rev().collect();
    for (name, places, dated, is_torn) in [
        ("lags along the chain", along.clone(), 0, false),
        ("lags against it", against, 0, false),
        ("shuffled", shuffled(), 0, false),
        (
            "shuffled, dated in the middle",
            shuffled(),
            CHAIN / 2,
            false,
        ),
        ("shuffled, with a contradiction", shuffled(), 0, true),
    ] {
        let graph = graph(&chain(&places, dated, is_torn));
        let taken = median(3, || {
            let (schedule, faults) = solve(&graph);
            assert_eq!(faults.is_empty(), !is_torn);
            black_box(schedule);
        });
        println!("{name:<32} {:>9.2} ms", millis(taken));
    }
}

fn graph(text: &str) -> CausalGraph {
    let reading = read("bench.yaml", text.as_bytes().to_vec(), &mut NoIncludes);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    connect(reading.timeline.into()).0
}

/// Numbers that look random and are the same every time (Knuth's multiplier).
fn dice(seed: usize) -> usize {
    (seed as u64 + 1)
        .wrapping_mul(6_364_136_223_846_793_005)
        .rotate_left(29) as usize
        % 1_000_003
}

/// So many facts, half of them dated to the month, with a cause each and every
/// second one with a relation, all to facts not long before them.
fn woven(facts: usize) -> String {
    let mut text = String::from("title: Woven\nevents:\n");
    for fact in 0..facts {
        let _ = write!(
            text,
            "  f{fact}:\n    what: Something happened in place {fact}\n"
        );
        let back = |seed: usize| fact.saturating_sub(1 + dice(seed) % 100);
        let month = fact * 11_000 / facts;
        let own = format!("{}-{:02}", 1000 + month / 12, month % 12 + 1);
        let relation = format!("after f{}", back(2 * fact));
        let when = match (fact % 4, fact) {
            (_, 0) | (1, _) => own,
            (0, _) => format!("[{own}, {relation}]"),
            (2, _) => relation,
            _ => String::new(),
        };
        if !when.is_empty() {
            let _ = writeln!(text, "    when: {when}");
        }
        if fact > 0 {
            let _ = writeln!(text, "    because: f{}", back(2 * fact + 1));
        }
    }
    text
}

/// Facts each of which lies some hours after the one before, so that all bound
/// one another from both sides; written in the order of `places`. A torn chain
/// also puts its last fact before its first.
fn chain(places: &[usize], dated: usize, is_torn: bool) -> String {
    let mut text = String::from("title: A chain\nevents:\n");
    let last = places.len() - 1;
    for &place in places {
        let mut when = Vec::new();
        if place == dated {
            when.push("2021-07-15".to_owned());
        }
        if place > 0 {
            when.push(format!("{} hours after f{}", 1 + place % 7, place - 1));
        }
        if place == last && is_torn {
            when.push("before f0".to_owned());
        }
        let _ = writeln!(
            text,
            "  f{place}: {{ what: Step {place}, when: [{}] }}",
            when.join(", ")
        );
    }
    text
}

fn shuffled() -> Vec<usize> {
    let mut places: Vec<usize> = (0..CHAIN).collect();
    places.sort_by_key(|place| (dice(*place), *place));
    places
}
