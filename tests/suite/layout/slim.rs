//! Bars beside each other where time runs down.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{Options, verify};

#[test]
fn no_upright_mark_covers_another_however_many_lie_beside_each_other() {
    let text = "title: A week\nevents:\n  leak: { when: 3 May 2026, what: Leak }\n  report: { when: within 7 days of leak, what: Report }\n  stay: { when: 4 May to 10 May 2026, what: Stay }\n  week: { when: week of 4 May 2026, what: Week }\n  some: { when: [after leak, before 11 May 2026], what: Some }\n  one: { when: 10 May 2026, what: One }\n  two: { when: 10 May 2026, what: Two }\n  three: { when: 10 May 2026, what: Three }\n  visit: { when: 2026-05-10 10:30, what: Visit }\n";
    for width in [390.0, 320.0] {
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        let layout = compiled.lay_out(&Options {
            width: Some(width),
            ..Options::default()
        });
        assert_eq!(verify(&layout), Vec::new());
        let marks = layout.marks();
        let rails = marks.iter().map(|mark| mark.rail).max();
        assert!(rails > Some(4), "{rails:?}");
        for (at, one) in marks.iter().enumerate() {
            for other in &marks[at + 1..] {
                let (from, to) = (
                    one.reach().0.max(other.reach().0),
                    one.reach().1.min(other.reach().1),
                );
                if from < to {
                    let middle = f64::midpoint(from, to);
                    let halves = one.half_at(middle) + other.half_at(middle);
                    let apart = (one.across - other.across).abs();
                    assert!(apart >= halves - 0.01, "{apart} < {halves} at {width}");
                }
            }
        }
    }
}

#[test]
fn upright_marks_that_share_one_rail_are_as_large_as_any() {
    let text = "title: A day\nevents:\n  alarm: { when: 2025-05-03 10:30, what: Alarm }\n  call: { when: 2025-05-03 11:30, what: Call, because: alarm }\n  end: { when: 2025-05-03 13:30, what: End }\n";
    for width in [390.0, 640.0] {
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        let layout = compiled.lay_out(&Options {
            width: Some(width),
            ..Options::default()
        });
        assert_eq!(verify(&layout), Vec::new());
        for mark in layout.marks() {
            let (from, to) = mark.reach();
            assert!(to - from > 11.0, "{mark:?} at {width}");
        }
    }
}
