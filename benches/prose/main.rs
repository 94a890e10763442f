//! Tagging text against the plain cost of splitting it into words, in one run.
//!
//! `cargo bench --bench prose` prints, for generated news of several sizes, how
//! long both take, megabytes a second of tagging, and the ratio. Each figure is
//! the median of several runs.

#![allow(clippy::print_stdout)]

mod generator;
#[path = "../support/stopwatch.rs"]
mod stopwatch;

use causeline::date::Civil;
use causeline::prose::{Options, tag};
use std::hint::black_box;
use stopwatch::{median, millis};

fn main() {
    println!(
        "{:>10} {:>10} {:>10} {:>8} {:>7} {:>8}",
        "bytes", "split", "tag", "MB/s", "ratio", "found"
    );
    let options = Options::news(Civil::midnight(2025, 9, 21));
    for (sentences, runs) in [(10, 41), (1_000, 21), (100_000, 5)] {
        let text = generator::news(sentences);
        let split = median(runs, || {
            let longest = text.split_whitespace().map(str::len).max();
            black_box(longest);
        });
        let mut found = 0;
        let tagged = median(runs, || {
            found = black_box(tag(&text, &options)).len();
        });
        println!(
            "{:>10} {:>7.2} ms {:>7.2} ms {:>8.1} {:>7.1} {found:>8}",
            text.len(),
            millis(split),
            millis(tagged),
            text.len() as f64 / 1e6 / tagged.as_secs_f64(),
            tagged.as_secs_f64() / split.as_secs_f64(),
        );
    }
}
