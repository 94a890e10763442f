//! Marks that share a row.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{MarkForm, Options, verify};

#[test]
fn bars_that_lie_end_to_end_are_told_apart() {
    // A day is less than a pixel, and later a few pixels wide.
    let files = [
        "title: Terms\nevents:\n  first: { when: 1 January 1950 to 30 June 1956, what: First term, who: A }\n  second: { when: 2 July 1956 to 1 May 1963, what: Second term, who: A }\n  third: { when: 10 June 1963 to 1 May 1970, what: Third term, who: A }\nactors: { A: {} }\n",
        "title: Windows\nevents:\n  a: { when: 1 January 2024, what: A, who: X }\n  b: { what: B, who: Y, when: [after a, before c] }\n  c: { when: 1 June 2024, what: C, who: X }\n  d: { when: 2 June 2024, what: D, who: X }\n  e: { what: E, who: Y, when: [after d, before f] }\n  f: { when: 1 December 2034, what: F, who: X }\n  g: { what: G, who: Y, when: [after f, before h] }\n  h: { when: 1 December 2054, what: H, who: X }\nactors: { X: {}, Y: {} }\n",
    ];
    for text in files {
        for width in [1680.0, 900.0, 390.0] {
            let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
            let layout = compiled.lay_out(&Options {
                width: Some(width),
                ..Options::default()
            });
            assert_eq!(verify(&layout), Vec::new(), "{text}");
            let bars: Vec<_> = layout
                .marks()
                .iter()
                .filter(|mark| matches!(mark.form, MarkForm::Bar { .. }))
                .collect();
            assert!(bars.len() >= 3, "{text}");
            for one in &bars {
                for other in &bars {
                    let is_after = one.reach().0 < other.reach().0;
                    if is_after && (one.lane, one.rail) == (other.lane, other.rail) {
                        let gap = other.reach().0 - one.reach().1;
                        assert!(gap > 5.0, "{gap} at {width}: {text}");
                    }
                }
            }
        }
    }
}
