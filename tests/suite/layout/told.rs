//! What the picture of a written file tells, and where.

use causeline::compile::{Compilation, compile};
use causeline::document::NoIncludes;
use causeline::layout::{Direction, Knot, Layout, Options, verify};

/// The layout of a file's text.
fn written(text: &str, options: &Options) -> (Compilation, Layout) {
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(options);
    assert_eq!(verify(&layout), Vec::new(), "{text}");
    (compiled, layout)
}

/// What is written outside of the cards.
fn said_around(layout: &Layout) -> Vec<&str> {
    layout.words().map(|words| words.content.as_str()).collect()
}

#[test]
fn seconds_are_marked_as_seconds_and_not_named_as_a_whole_day() {
    let text = "title: Seconds\nevents:\n  - {id: o, what: Long before, when: 2019-01-01}\n  - {id: a, what: Alarm, when: \"2024-07-19 04:09:10\", because: o}\n  - {id: b, what: Halt, when: \"2024-07-19 04:09:12\", because: a}\n  - {id: c, what: Call, when: \"2024-07-19 04:09:30\", because: b}\n";
    let (_, layout) = written(text, &Options::default());
    let said = said_around(&layout);
    assert!(!said.contains(&"Friday 19 July 2024"), "{said:?}");
    assert!(said.contains(&"SECONDS"), "{said:?}");
    let with_day = said
        .iter()
        .filter(|words| words.starts_with("19 Jul 2024, 04:09:"));
    assert_eq!(with_day.count(), 1, "{said:?}");
    let clocks = said.iter().filter(|words| words.starts_with("04:09:"));
    assert!(clocks.count() > 1, "{said:?}");
}

#[test]
fn times_of_day_stand_under_the_names_of_days_with_such_times() {
    let clock = "title: Two days\nevents:\n  - {id: a, what: One, when: \"2024-07-19 08:00\"}\n  - {id: b, what: Two, when: \"2024-07-19 20:00\"}\n  - {id: c, what: Three, when: \"2024-07-20 09:30\"}\n  - {id: d, what: Four, when: \"2024-07-20 22:00\"}\n";
    let (_, layout) = written(clock, &Options::default());
    let day = layout
        .words()
        .find(|words| words.content == "Friday 19 July 2024");
    let hour = layout.words().find(|words| words.content == "12:00");
    let (day, hour) = day.zip(hour).expect("the day and its hours");
    assert!(day.y + 10.0 < hour.y, "{day:?} {hour:?}");
}

#[test]
fn a_first_stretch_is_marked_from_the_edge_of_the_picture_on() {
    let text = "title: Alarm\nevents:\n  - {id: a, what: Alarm, when: \"2024-07-19 04:09:10\"}\n  - {id: b, what: Halt, when: \"2024-07-19 04:09:45\", because: a}\n  - {id: c, what: Call, when: \"2024-07-19 04:12:00\", because: b}\n  - {id: d, what: Mend, when: \"2024-07-19 05:27\", because: c}\n";
    let (_, layout) = written(text, &Options::default());
    let said = said_around(&layout);
    let days = said.iter().filter(|words| words.contains("19 Jul"));
    assert_eq!(days.count(), 1, "the day is told once: {said:?}");
    let knots = &layout.axis().knots;
    for three in knots.windows(3) {
        let speed =
            |from: Knot, to: Knot| (to.seconds - from.seconds) / (to.position - from.position);
        let ratio = speed(three[0], three[1]) / speed(three[1], three[2]);
        assert!((ratio - 1.0).abs() > 1e-3, "pieces of one scale: {knots:?}");
    }
}

#[test]
fn years_to_come_are_not_called_today() {
    let text = "title: Far\nevents:\n  - {id: z, what: Before, when: 3000000 BCE}\n  - {id: a, what: Now, when: 2000, because: z}\n  - {id: b, what: Later, when: year 2000000, because: a}\n  - {id: d, what: Later still, when: year 3000000, because: a}\n  - {id: e, what: Much later, when: year 4000000, because: a}\n  - {id: c, what: Last, when: year 5000000, because: b}\n";
    let (_, layout) = written(text, &Options::default());
    let said = said_around(&layout);
    let today = said.iter().filter(|words| **words == "today").count();
    assert!(today <= 1, "{said:?}");
    assert!(said.contains(&"4000000"), "{said:?}");
}

#[test]
fn a_cut_says_in_whole_words_what_it_skips() {
    let text = "title: Deep\nevents:\n  - {id: a, what: First, when: 540 million years ago}\n  - {id: b, what: Second, when: 538 million years ago, because: a}\n  - {id: c, what: Third, when: 66 million years ago, because: b}\n  - {id: d, what: Fourth, when: 64 million years ago, because: c}\n";
    let (_, layout) = written(text, &Options::default());
    assert!(!layout.breaks().is_empty(), "{:?}", layout.axis());
    for cut in layout.breaks() {
        let lines: Vec<&str> = cut
            .label
            .iter()
            .map(|words| words.content.as_str())
            .collect();
        let said = lines.join(" ");
        assert!(!said.contains('…') && said.ends_with("skipped"), "{said}");
    }
}

#[test]
fn the_day_of_writing_is_told_where_it_has_no_room_beside_the_title() {
    let text = "title: A timeline\nas_of: 2024-09-25\nevents:\n  - {id: a, what: One, when: 2024-01-01}\n  - {id: b, what: Two, when: 2024-01-05}\n";
    for width in [280.0, 300.0, 400.0, 1680.0] {
        let options = Options {
            width: Some(width),
            direction: Some(Direction::Horizontal),
            ..Options::default()
        };
        let (_, layout) = written(text, &options);
        let said = said_around(&layout).join(" ");
        assert!(
            said.contains("As of Wednesday 25 September 2024"),
            "{width}: {said}"
        );
    }
}
