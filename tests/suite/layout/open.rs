//! What lasted and of which no end is told.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{Layout, MarkForm, Options, verify};

const TEXT: &str = "title: Open\nevents:\n  flood: { when: 3 May 2001, what: A flood }\n  vote: { when: 8 June 2025, what: A vote }\n  it: { when: WHEN, what: It }\n";
const WIDTHS: [f64; 2] = [1680.0, 390.0];

/// The bar of a fact of that date between others of 2001 and 2025: where it begins and
/// ends, and from where to where it is as solid as that of something with both ends.
fn drawn(when: &str, width: f64) -> (Layout, [f64; 2], Option<[f64; 2]>) {
    let compiled = compile(
        "test.yaml",
        TEXT.replace("WHEN", when).into(),
        &mut NoIncludes,
    );
    let layout = compiled.lay_out(&Options {
        width: Some(width),
        ..Options::default()
    });
    assert_eq!(verify(&layout), Vec::new(), "{when}");
    let fact = compiled.graph().fact("it").expect("the fact");
    let mark = layout.marks().iter().find(|mark| mark.event == fact);
    let MarkForm::Bar { from, to, fade, .. } = &mark.expect("its mark").form else {
        panic!("no bar: {when} at {width}");
    };
    let mut full = fade.iter().filter(|stop| stop.1 > 0.85);
    // Where there is one such place alone, it is both.
    let first = full.next();
    let last = full.next_back().or(first);
    let at = |share: f64| from + share * (to - from);
    let solid = first
        .zip(last)
        .map(|(first, last)| [at(first.0), at(last.0)]);
    let ends = [*from, *to];
    (layout, ends, solid)
}

fn says(layout: &Layout, text: &str) -> bool {
    layout.words().any(|words| words.content == text)
}

fn edges(layout: &Layout) -> [f64; 2] {
    let knots = &layout.axis().knots;
    [knots[0].position, knots[knots.len() - 1].position]
}

#[test]
fn what_goes_on_is_solid_to_the_edge_of_the_picture() {
    let phrases = [
        "since 2011",
        "from 2011 on",
        "2011 onwards",
        "2011/..",
        "2011..",
        "since flood",
    ];
    for width in WIDTHS {
        for when in phrases {
            let (layout, [_, to], solid) = drawn(when, width);
            let [_, last] = edges(&layout);
            assert!((to - last).abs() < 0.01, "{when}: {to} and {last}");
            let [_, end] = solid.expect("a solid part");
            assert!(last - end < 40.0, "{when}: {end} and {last} at {width}");
            assert!(says(&layout, "lasted and goes on"), "{when}");
            assert!(!says(&layout, "lasted, end not told"), "{when}");
        }
    }
}

#[test]
fn what_tells_of_no_end_does_not_look_as_if_it_went_on() {
    let cases = [
        ("from 2011", true),
        ("2011/", true),
        ("from flood", true),
        ("for at least 2 years from 2011", true),
        ("until 2011", false),
        ("up to 2011", false),
        ("../2011", false),
    ];
    for width in WIDTHS {
        for (when, begins) in cases {
            let (layout, [from, to], solid) = drawn(when, width);
            let [first, last] = edges(&layout);
            let [start, end] = solid.expect("a solid part");
            let (fades, far) = if begins {
                (to - end, last - to)
            } else {
                (start - from, from - first)
            };
            assert!(fades > 20.0 && fades < 101.0, "{when}: {fades} at {width}");
            assert!(width < 400.0 || far > 100.0, "{when}: {far}");
            let text = if begins {
                "lasted, end not told"
            } else {
                "lasted, beginning not told"
            };
            assert!(says(&layout, text), "{when} at {width}");
            assert!(!says(&layout, "lasted") && !says(&layout, "lasted and goes on"));
        }
    }
}

#[test]
fn of_what_happened_once_nothing_is_solid_where_a_side_is_open() {
    for width in WIDTHS {
        for when in ["after 2011", "before 2011", "not before 2011", "by 2011"] {
            let (layout, _, solid) = drawn(when, width);
            assert_eq!(solid, None, "{when} at {width}");
            assert!(says(&layout, "date known roughly"), "{when}");
        }
    }
}

#[test]
fn ends_that_are_not_told_are_marked_in_the_file() {
    for (when, side) in [
        ("since 2011", "end"),
        ("from 2011", "end"),
        ("until 2011", "start"),
    ] {
        let text = TEXT.replace("WHEN", when);
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        let svg = compiled.svg(&Options::default(), &causeline::render::Options::default());
        assert!(svg.contains(&format!("data-open=\"{side}\"")), "{when}");
    }
}

#[test]
fn a_card_says_what_was_written_of_an_end() {
    for (when, told) in [
        ("2011/", "from 2011"),
        ("2011/..", "since 2011"),
        ("2011..", "since 2011"),
    ] {
        let (layout, ..) = drawn(when, 1680.0);
        let lines = layout.cards().iter().flat_map(|card| &card.lines);
        let lines: Vec<&str> = lines.map(|line| line.content.as_str()).collect();
        assert!(lines.contains(&told), "{when}: {lines:?}");
    }
}

#[test]
fn an_axis_for_one_open_date_is_as_rough_as_that_date() {
    for when in ["from 1970", "since 1970", "until 1970"] {
        let text = format!("title: One\nevents:\n  one: {{ when: {when}, what: It lasts }}\n");
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        let layout = compiled.lay_out(&Options::default());
        assert_eq!(verify(&layout), Vec::new());
        let (from, to) = layout.axis().range().expect("an axis");
        assert!(to - from > 365.0 * 86_400.0, "{when}: {}", to - from);
    }
}
