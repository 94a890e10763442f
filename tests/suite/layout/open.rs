//! What lasted and of which no end is told.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{MarkForm, Options, verify};

#[test]
fn what_lasted_without_an_end_is_solid_to_the_edge_of_the_picture() {
    let text = "title: Open\nevents:\n  dam: { when: since 2011, what: The dam is shut }\n  mill: { when: until 2018, what: The mill runs }\n  leak: { when: 3 May 2016, what: A leak, because: dam }\n  vote: { when: 8 June 2025, what: A vote }\n  trial: { when: after 2019, what: A trial }\n";
    for width in [1680.0, 390.0] {
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        let layout = compiled.lay_out(&Options {
            width: Some(width),
            ..Options::default()
        });
        assert_eq!(verify(&layout), Vec::new());
        let bar = |id: &str| {
            let fact = compiled.graph().fact(id).expect("the fact");
            let mark = layout.marks().iter().find(|mark| mark.event == fact);
            match &mark.expect("its mark").form {
                MarkForm::Bar { from, to, fade, .. } => (*from, *to, fade.clone()),
                form @ MarkForm::Dot { .. } => panic!("{form:?}"),
            }
        };
        let knots = &layout.axis().knots;
        let (first, last) = (knots[0].position, knots[knots.len() - 1].position);
        // How much of a bar is as solid as that of something with both ends.
        let solid = |fade: &[(f64, f64)]| -> f64 {
            let pairs = fade
                .windows(2)
                .filter(|pair| pair[0].1 > 0.85 && pair[1].1 > 0.85);
            pairs.map(|pair| pair[1].0 - pair[0].0).sum()
        };
        let (_, to, fade) = bar("dam");
        assert!((to - last).abs() < 0.01, "{to} and {last}");
        assert!(solid(&fade) > 0.7, "{fade:?} at {width}");
        assert_eq!(fade.last().map(|stop| stop.1), Some(0.0));
        let (from, _, fade) = bar("mill");
        assert!((from - first).abs() < 0.01, "{from} and {first}");
        assert!(solid(&fade) > 0.3, "{fade:?} at {width}");
        assert_eq!(fade.first().map(|stop| stop.1), Some(0.0));
        // Of what happened once, nobody knows how much later.
        let (_, to, fade) = bar("trial");
        assert!(solid(&fade) < 0.01, "{fade:?}");
        assert!(width < 400.0 || to < last - 1.0, "{to} and {last}");
        let says = |text: &str| layout.words().any(|words| words.content == text);
        assert!(says("lasted, beginning or end not told"));
        assert!(!says("lasted"));
        let svg = compiled.svg(&Options::default(), &causeline::render::Options::default());
        assert!(svg.contains("data-open=\"end\"") && svg.contains("data-open=\"start\""));
    }
}
