//! Eras: each name in its strip or beside it, and never torn.

use causeline::compile::compile;
use causeline::date::{Civil, Window};
use causeline::document::NoIncludes;
use causeline::layout::{Direction, Layout, Options, verify};
use causeline::scene::{Form, Node, Paint, Role};
use std::fmt::Write;

/// Facts in 1700 and from 1900 on, with a cut between, and one era.
fn drawn(era: &str) -> Layout {
    let mut text = format!("title: Eras\neras:\n  era: {{{era}}}\nevents:\n");
    for (index, year) in [1700, 1701, 1900, 1950, 2000].iter().enumerate() {
        let _ = writeln!(
            text,
            "  f{index}: {{ when: {year}-03-01, what: In {year} }}"
        );
    }
    let compiled = compile("test.yaml", text.clone().into(), &mut NoIncludes);
    assert!(!compiled.is_faulty(), "{:?}", compiled.diagnostics());
    let layout = compiled.lay_out(&Options::default());
    assert_eq!(verify(&layout), Vec::new(), "{text}");
    layout
}

/// Whether the name of the era stands in its strip; it never pokes out of it.
fn is_inside(layout: &Layout) -> bool {
    let [era] = layout.eras() else {
        panic!("one era");
    };
    let (name, strip) = (era.label.bounds(), era.strip);
    let begins = name.x >= strip.x && name.x < strip.x + strip.width;
    let ends = name.x + name.width <= strip.x + strip.width;
    let apart = name.x >= strip.x + strip.width || name.x + name.width <= strip.x;
    assert!((begins && ends) || apart, "{name:?} at {strip:?}");
    begins
}

#[test]
fn an_era_over_a_cut_keeps_its_name_whole() {
    let layout =
        drawn("when: 1701..1960, what: The long time in which nothing of note is told at all");
    assert!(is_inside(&layout));
    let cut = &layout.breaks()[0];
    // The name lies over the cut, whose edges make room for it.
    let name = layout.eras()[0].label.bounds();
    assert!(name.x < cut.to && name.x + name.width > cut.from);
    let parts = layout.torn(cut);
    assert_eq!(parts.len(), 2, "{parts:?}");
    for (from, to) in parts {
        assert!(to <= name.y || from >= name.y + name.height);
    }
}

#[test]
fn a_cut_under_no_name_is_torn_from_end_to_end() {
    let layout = drawn("when: 1910..1960, what: War");
    assert!(is_inside(&layout));
    assert_eq!(layout.torn(&layout.breaks()[0]).len(), 1);
}

#[test]
fn a_name_longer_than_its_era_stands_beside_it() {
    for years in ["1920..1921", "1970..1971", "1990..1991"] {
        let layout = drawn(&format!(
            "when: {years}, what: A time of great and lasting change"
        ));
        assert!(!is_inside(&layout), "{years}");
    }
}

#[test]
fn eras_take_no_room_beyond_the_time_that_is_asked_for() {
    let text = "title: Eras\neras:\n  old: { when: 1600..1650, what: Before }\n  long: { when: 1720..1990, what: The long age }\nevents:\n  a: { when: 1700-03-01, what: One }\n  b: { when: 1710-03-01, what: Two }\n  c: { when: 1725-03-01, what: Three }\n  d: { when: 1980-03-01, what: Four }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let year = |year| Civil::midnight(year, 1, 1).instant();
    let time = Window::new(Some(year(1690)), Some(year(1731).saturating_add(-1)));
    for direction in [Direction::Horizontal, Direction::Vertical] {
        let options = Options {
            shown: Some(compiled.schedule().overlapping(time)),
            time,
            direction: Some(direction),
            ..Options::default()
        };
        let layout = compiled.lay_out(&options);
        assert_eq!(verify(&layout), Vec::new());
        let (first, last) = layout.axis().range().expect("an axis");
        assert!(first > year(1680).seconds() && last < year(1740).seconds());
        let said = |name: &str| layout.words().any(|words| words.content.contains(name));
        assert!(said("The long age") && !said("Before"), "{direction:?}");
    }
    // Nor beyond the facts, where these are chosen by an actor or a tag.
    for direction in [Direction::Horizontal, Direction::Vertical] {
        let chosen = ["b", "c"].map(|id| compiled.graph().fact(id).expect("a fact"));
        let options = Options {
            shown: Some(chosen.to_vec()),
            direction: Some(direction),
            ..Options::default()
        };
        let layout = compiled.lay_out(&options);
        assert_eq!(verify(&layout), Vec::new());
        let (first, last) = layout.axis().range().expect("an axis");
        assert!(first > year(1700).seconds() && last < year(1740).seconds());
        let said = |name: &str| layout.words().any(|words| words.content.contains(name));
        assert!(said("The long age") && !said("Before"), "{direction:?}");
    }
    let whole = compiled.lay_out(&Options::default()).axis().range();
    assert!(
        whole.is_some_and(
            |(first, last)| first < year(1610).seconds() && last > year(1985).seconds()
        )
    );
}

/// How the strips of eras are painted, from the first era of the file to the last.
fn strips(eras: &str) -> Vec<Paint> {
    let text = format!(
        "title: Eras\neras:\n{eras}events:\n  a: {{ when: 1815, what: A }}\n  b: {{ when: 1880, what: B }}\n"
    );
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    let heights: Vec<f64> = layout.eras().iter().map(|era| era.strip.y).collect();
    let scene = compiled.scene(&Options::default());
    let mut found = Vec::new();
    let mut groups: Vec<&Vec<Node>> = vec![&scene.nodes];
    while let Some(nodes) = groups.pop() {
        for node in nodes {
            match node {
                Node::Group(group) => groups.push(&group.nodes),
                Node::Shape(shape) => {
                    if let (Role::Era, Form::Rect { y, .. }) = (shape.role, &shape.form)
                        && heights.contains(y)
                    {
                        found.push(shape.fill.clone());
                    }
                }
            }
        }
    }
    found
}

#[test]
fn eras_that_follow_one_another_are_told_apart() {
    let eras = "  one: { when: 1815-1830, what: One }\n  two: { when: 1831-1859, what: Two }\n  over: { when: 1825-1840, what: Over }\n  three: { when: 1860-1870, what: Three }\n  far: { when: 1875-1880, what: Far }\n";
    let found = strips(eras);
    let [one, two, over, three, far] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_ne!(one, two);
    assert_eq!([one, one, one], [over, three, far]);
}

#[test]
fn upright_eras_are_told_no_finer_than_they_were_written() {
    for (date, expected) in [
        ("since 1966", "since 1966"),
        ("before 1890", "before 1890"),
        ("from 1931 to late 1940s", "from 1931 to late 1940s"),
        ("1949-05-23/1990-10-02", "23 May 1949 – 2 Oct 1990"),
        ("1964..1968", "1964–1968"),
    ] {
        let text = format!(
            "title: Eras\neras:\n  it: {{ when: {date}, what: The long age }}\nevents:\n  a: {{ when: 1880, what: First }}\n  b: {{ when: 1967, what: Last }}\n"
        );
        let compiled = compile("test.yaml", text.clone().into(), &mut NoIncludes);
        assert!(!compiled.is_faulty(), "{text}{:?}", compiled.diagnostics());
        let layout = compiled.lay_out(&Options {
            direction: Some(Direction::Vertical),
            ..Options::default()
        });
        let expected = format!("The long age · {expected}");
        let mut words = layout.words().map(|words| words.content.as_str());
        assert!(words.any(|line| line == expected), "{date}: {expected}");
    }
}
