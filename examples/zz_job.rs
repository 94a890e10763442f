#[path = "../benches/whole_job/generator.rs"]
mod generator;
use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::{layout, render};
use std::hint::black_box;
fn main() {
    let mut a = std::env::args().skip(1);
    let facts: usize = a.next().unwrap().parse().unwrap();
    let runs: usize = a.next().unwrap().parse().unwrap();
    let what = a.next().unwrap();
    let text = generator::event_file(facts);
    for _ in 0..runs {
        match what.as_str() {
            "parse" => {
                let file: causeline::document::raw::File = serde_yaml::from_str(&text).unwrap();
                black_box(file);
            }
            _ => {
                let t0 = std::time::Instant::now();
                let c = compile("bench.yaml", text.clone().into_bytes(), &mut NoIncludes);
                let t1 = std::time::Instant::now();
                let svg = c.svg(&layout::Options::default(), &render::Options::default());
                let t2 = std::time::Instant::now();
                if what == "time" {
                    eprintln!("{:?} {:?}", t1 - t0, t2 - t1);
                }
                if what == "svg" {
                    print!("{svg}");
                }
                black_box(svg);
            }
        }
    }
}
