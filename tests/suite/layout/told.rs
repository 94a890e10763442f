//! What the picture of a written file tells, and where.

use causeline::compile::{Compilation, compile};
use causeline::document::NoIncludes;
use causeline::graph::Link;
use causeline::layout::{
    CardLine, Direction, Knot, Layout, Lettering, MarkForm, Options, Sign, verify,
};
use causeline::scene::{Node, Time};

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

#[test]
fn links_of_facts_that_are_not_shown_are_not_counted() {
    let text = "title: Three\nevents:\n  - {id: a, what: One, when: 2001}\n  - {id: b, what: Two, when: 2002, because: a}\n  - {id: c, what: Three, when: 2003, because: b}\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let shown = |names: &[&str]| {
        let found = names
            .iter()
            .filter_map(|name| compiled.timeline().find(name));
        let options = Options {
            shown: Some(found.collect()),
            ..Options::default()
        };
        compiled.scene(&options).description
    };
    assert!(shown(&["c"]).contains("1 fact (2003) with 0 causal links"));
    assert!(shown(&["b", "c"]).contains("with 1 causal link."));
}

#[test]
fn a_date_too_short_for_a_bar_is_a_ring_and_no_dot() {
    let text = include_str!("../../../timelines/deep-time.yaml");
    let (compiled, layout) = written(text, &Options::default());
    let rings: Vec<bool> = ["cambrian", "sun"]
        .iter()
        .filter_map(|name| compiled.timeline().find(name))
        .filter_map(|event| layout.marks().iter().find(|mark| mark.event == event))
        .map(|mark| matches!(mark.form, MarkForm::Dot { ring: true, .. }))
        .collect();
    assert_eq!(rings, [true, false]);
    let said = said_around(&layout);
    assert!(said.contains(&"lasted or dated roughly, too short for a bar"));
    assert_eq!(Sign::Ring.width(), Sign::Dot.width());
}

#[test]
fn an_end_that_nothing_bounds_is_marked_as_open() {
    let text = "title: Open\nevents:\n  - {id: a, what: One, when: since 1950}\n  - {id: b, what: Two, when: 1990}\n  - {id: c, what: Three, when: before 1970}\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let times = |name: &str| {
        let scene = compiled.scene(&Options::default());
        let id = format!("event-{name}");
        let group = scene.nodes.iter().find_map(|node| match node {
            Node::Group(group) if group.id.as_deref() == Some(&id) => Some(group),
            _ => None,
        });
        group
            .expect("its group")
            .nodes
            .iter()
            .find_map(|node| match node {
                Node::Shape(shape) => shape.time,
                Node::Group(_) => None,
            })
    };
    assert!(
        matches!(times("a"), Some(Time::Since(..))),
        "{:?}",
        times("a")
    );
    assert!(
        matches!(times("b"), Some(Time::Between(..))),
        "{:?}",
        times("b")
    );
    assert!(
        matches!(times("c"), Some(Time::Until(..))),
        "{:?}",
        times("c")
    );
}

/// Time in which a fact without an end lasts, and three long gaps under it.
#[test]
fn time_in_which_a_fact_lasts_without_end_is_not_cut() {
    let text = |open: &str| {
        let open = format!("  - {{id: o, what: Open, when: {open}}}\n");
        format!(
            "title: Long\nevents:\n  - {{id: a, what: One, when: 1801-01-01}}\n  - {{id: b, what: Two, when: 1801-01-03}}\n  - {{id: c, what: Three, when: 1801-01-05}}\n{open}  - {{id: d, what: Four, when: 1950-01-03}}\n  - {{id: e, what: Five, when: 1950-01-05}}\n  - {{id: f, what: Six, when: 1950-01-07}}\n"
        )
    };
    for direction in [Direction::Horizontal, Direction::Vertical] {
        let options = Options {
            direction: Some(direction),
            ..Options::default()
        };
        let cuts = |open: &str| written(&text(open), &options).1.breaks().len();
        assert_eq!(cuts("1801-01-04"), 1, "{direction:?}");
        assert_eq!(cuts("since 1801-01-04"), 0, "{direction:?}");
    }
}

#[test]
fn an_era_without_an_end_is_drawn_to_the_end_of_the_axis() {
    let text = "title: Eras\neras:\n  war: {what: Long war, when: since 2003}\n  old: {what: Before it, when: until 2002}\nevents:\n  - {id: a, what: One, when: 2001-01-01}\n  - {id: b, what: Two, when: 2006-01-01}\n";
    let (_, layout) = written(text, &Options::default());
    let said = said_around(&layout);
    assert!(
        said.contains(&"Long war") && said.contains(&"Before it"),
        "{said:?}"
    );
    let upright = Options {
        direction: Some(Direction::Vertical),
        ..Options::default()
    };
    let (_, layout) = written(text, &upright);
    let said = said_around(&layout).join(" ");
    assert!(
        said.contains("Long war · ") && said.contains("Before it · "),
        "{said}"
    );
}

#[test]
fn a_faulty_link_is_known_by_its_own_place_and_not_only_by_its_ends() {
    let text = "title: Two\nevents:\n  - {id: a, what: One, when: 2001}\n  - {id: b, what: Two, when: 2002, because: a}\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let link = compiled.graph().links().next().expect("a link");
    let other = Link {
        index: link.index + 1,
        ..link
    };
    for (marked, expected) in [(link, true), (other, false)] {
        let options = Options {
            faulty_links: vec![marked],
            ..Options::default()
        };
        let layout = compiled.lay_out(&options);
        assert_eq!(layout.arrows()[0].faulty, expected, "{marked:?}");
    }
}

#[test]
fn causes_told_on_a_card_are_cut_between_whole_signs_with_one_ellipsis() {
    let family = "👩\u{200d}👩\u{200d}👧";
    let what = format!("{} end", family.repeat(60));
    let text = format!(
        "title: Signs\nevents:\n  - {{id: a, what: \"{what}\", when: 2001}}\n  - {{id: b, what: Two, because: a, when: unknown}}\n"
    );
    let compiled = compile("test.yaml", text.as_str().into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    let lines = layout.cards().iter().flat_map(|card| &card.lines);
    let told: Vec<&str> = lines.map(|line| line.content.as_str()).collect();
    assert!(told.iter().all(|line| !line.contains("……")), "{told:?}");
    let rests = told.iter().filter(|line| line.contains('👩'));
    for line in rests {
        let whole = line
            .trim_start_matches("← ")
            .trim_end_matches(['…', ' '])
            .replace(family, "");
        assert!(!whole.contains(['👩', '\u{200d}']), "{line}");
    }
}

#[test]
fn a_picture_of_some_facts_says_of_how_many() {
    let text = "title: Three\nevents:\n  a: { what: One, when: 2001 }\n  b: { what: Two, when: 2002, because: a }\n  c: { what: Three, when: 2003, because: b }\n";
    for direction in [Direction::Horizontal, Direction::Vertical] {
        let (compiled, whole) = written(
            text,
            &Options {
                direction: Some(direction),
                ..Options::default()
            },
        );
        let is_told = |layout: &Layout| said_around(layout).contains(&"Shows 2 of 3 facts.");
        assert!(
            !said_around(&whole)
                .iter()
                .any(|words| words.starts_with("Shows "))
        );
        let some = ["a", "c"].map(|name| compiled.graph().fact(name).expect("a fact"));
        let part = compiled.lay_out(&Options {
            direction: Some(direction),
            shown: Some(some.to_vec()),
            ..Options::default()
        });
        assert!(is_told(&part));
    }
}

#[test]
fn a_lane_without_a_dated_fact_is_not_drawn_and_its_cards_name_its_actor() {
    let text = "title: Half dated\nactors: { a: The army, b: The bank, c: The church }\nevents:\n  one: { what: One, who: a }\n  two: { when: 2020, what: Two, who: b }\n  three: { what: Three, who: c }\n  four: { when: 2021, what: Four, who: c }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    assert_eq!(verify(&layout), Vec::new());
    let named: Vec<&str> = layout
        .lanes()
        .iter()
        .flat_map(|lane| &lane.name)
        .map(|words| words.content.as_str())
        .collect();
    assert_eq!(named, ["The bank", "The church"]);
    let says = |id: &str, text: &str| {
        let event = compiled.graph().fact(id).expect("the fact");
        let card = layout.cards().iter().find(|card| card.event == event);
        let mut lines = card.expect("its card").lines.iter();
        lines.any(|line| line.content == text)
    };
    assert!(says("one", "The army") && says("three", "The church"));
    assert!(!says("four", "The church"));
    // Its cards keep the colour of their actor.
    let hue = |id: &str| {
        let event = compiled.graph().fact(id).expect("the fact");
        let card = layout.cards().iter().find(|card| card.event == event);
        layout.lanes()[card.expect("its card").lane].hue
    };
    assert_eq!(
        (hue("one"), hue("two"), hue("three")),
        (Some(0), Some(1), Some(2))
    );
}

/// Dates as they are written, and as cards tell them.
const PRINTED: &[(&str, &str)] = &[
    ("1970-04-14 03:07:53", "03:07:53, 14 Apr 1970"),
    ("2021-07", "Jul 2021"),
    ("1949..1961", "1949–1961"),
    ("58 BCE .. 50 BCE", "58–50 BCE"),
    ("1861-06-01..1863-07-01", "1 Jun 1861 – 1 Jul 1863"),
    // No finer than each end is known.
    ("1943-07..1946", "Jul 1943 – 1946"),
    ("2001..", "since 2001"),
    ("0073", "73 CE"),
    // A word before such a date stays, and the date is told all the same.
    ("before 2025-06-20 06:00", "before 06:00, 20 Jun 2025"),
    ("about 2025-06-20 05:40", "about 05:40, 20 Jun 2025"),
    ("from 13/11/2024", "from 13 Nov 2024"),
    ("until 2024-11-13", "until 13 Nov 2024"),
    ("before 1984~", "before 1984~"),
    (
        "5 minutes after 2026-03-10T10:30:00Z",
        "5 minutes after 10:30:00, 10 Mar 2026 · 10:35",
    ),
    ("[2025-10-18..2025-10-19]", "between 18 and 19 Oct 2025"),
    ("before [2025-10-18..2025-10-19]", "17 Oct 2025 or earlier"),
    (
        "after 2026-03-10 10:30 and before 2026-03-12",
        "after 10:30, 10 Mar 2026 and before 12 Mar 2026",
    ),
    // Both ends of a span of clocks.
    (
        "2026-03-10 10:30 to 2026-03-10 12:00",
        "10:30–12:00, 10 Mar 2026",
    ),
    ("2026-03-10 10:30 to 12:00", "10:30–12:00, 10 Mar 2026"),
    (
        "from 2026-03-10 22:30 to 2026-03-11 01:00",
        "22:30, 10 Mar 2026 – 01:00, 11 Mar 2026",
    ),
    ("2026-03-10 to 2026-03-12", "10–12 Mar 2026"),
    (
        "2026-03-10 to 2026-03-12 14:05",
        "10 Mar 2026 – 14:05, 12 Mar 2026",
    ),
    (
        "2026-03-12 to 2026-03-12 14:05",
        "12 Mar 2026 – 14:05, 12 Mar 2026",
    ),
    ("2026-03-29 01:07 Europe/Berlin", "01:07, 29 Mar 2026"),
    // Words beside such a date stay, apart from it where they tell a part of its day.
    ("2025-11-12 morning", "12 Nov 2025, morning"),
    ("by 2025-03-08 morning", "by 8 Mar 2025, morning"),
    ("2025-11-12 about noon", "12 Nov 2025, about noon"),
    ("2025-11-12 10:30 pm", "12 Nov 2025, 10:30 pm"),
    ("2025-11-12 onwards", "12 Nov 2025 onwards"),
    ("from 2025-11-12 for 3 days", "from 12 Nov 2025 for 3 days"),
    (
        "from 2025-11-12 10:30 for exactly 95 seconds",
        "from 10:30, 12 Nov 2025, for exactly 95 seconds",
    ),
    ("before 2025-11-12 10:30 AM", "before 12 Nov 2025, 10:30 AM"),
    ("2025-W46", "between 10 and 16 Nov 2025"),
    ("2025-W46/2025-W48", "10–30 Nov 2025"),
    ("by 2025-W46", "by the week of 10 Nov 2025"),
    (
        "between 2025-W46 and 2025-W48",
        "between the week of 10 Nov 2025 and the week of 24 Nov 2025",
    ),
    ("mid-2025-W46", "middle of the week of 10 Nov 2025"),
    ("2025-Q3", "Q3 2025"),
    ("by 2025-Q4", "by Q4 2025"),
    ("mid-2025-Q3", "mid-Q3 2025"),
    ("2025-Q1/2025-Q2", "Q1–Q2 2025"),
    ("2025-Q4/2026-Q1", "Q4 2025 – Q1 2026"),
    ("mid-2025-03", "mid-Mar 2025"),
    ("mid-2025-03-10", "middle of 10 Mar 2025"),
    // Words stay words; a doubt is told in one.
    ("14 April 1970", "14 April 1970"),
    ("1984~", "about 1984"),
    ("2025-11-12~", "about 12 Nov 2025"),
    ("2025-11-12 22:00~", "about 22:00, 12 Nov 2025"),
    ("2025-Q3~", "about Q3 2025"),
    ("2025-W46~", "about the week of 10 Nov 2025"),
    ("1984?", "1984?"),
];

#[test]
fn dates_written_for_machines_are_told_as_print_has_them() {
    let said = |when: &str| {
        let text = format!("title: A\nevents:\n  one: {{ when: \"{when}\", what: One }}\n");
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        assert!(
            !compiled.is_faulty(),
            "{when}: {:?}",
            compiled.diagnostics()
        );
        let event = compiled.graph().fact("one").expect("the fact");
        causeline::layout::date_words(compiled.graph(), compiled.schedule())(event).said
    };
    for (written, printed) in PRINTED {
        assert_eq!(said(written), *printed, "{written}");
    }
}

/// The notes on times of day, and the dates of all cards, of a file with these
/// dates.
fn clocks(head: &str, dates: &[&str]) -> (Vec<String>, Vec<String>) {
    let events = dates.iter().enumerate();
    let events = events.map(|(at, when)| format!("  e{at}: {{ when: \"{when}\", what: A }}\n"));
    let text = format!("title: A\n{head}events:\n{}", events.collect::<String>());
    let (_, layout) = written(&text, &Options::default());
    let notes = said_around(&layout).into_iter();
    let notes = notes.filter(|said| said.starts_with("Times of day") || said.starts_with("As of"));
    let notes = notes.map(str::to_owned).collect();
    let lines = layout.cards().iter().flat_map(|card| &card.lines);
    let dates = lines.filter(|line| line.lettering == Lettering::Date);
    (notes, dates.map(|line| line.content.clone()).collect())
}

#[test]
fn a_card_tells_the_date_of_the_end_that_is_named() {
    let text = "title: A\nevents:\n  war: { when: from 2025-09-20 14:30:00 to 2025-09-20 16:00:10, what: A }\n  b: { when: 45 seconds after the start of `war`, what: B }\n  c: { when: 10 minutes before war ended, what: C }\n";
    let (_, layout) = written(text, &Options::default());
    let lines = layout.cards().iter().flat_map(|card| &card.lines);
    let dates = lines.filter(|line| line.lettering == Lettering::Date);
    let dates: Vec<&str> = dates.map(|line| line.content.as_str()).collect();
    let told = dates.join(" ");
    assert!(
        told.contains("45 seconds after 14:30:00, 20 Sep 2025"),
        "{told}"
    );
    assert!(
        told.contains("10 minutes before 16:00:10, 20 Sep 2025"),
        "{told}"
    );
}

#[test]
fn a_log_of_one_zone_is_drawn_by_its_own_clocks() {
    let dates = ["2019-01-23T08:02-08:00", "2019-01-23T23:30:10-08:00"];
    let (notes, said) = clocks("as_of: 2019-02-08\n", &dates);
    assert_eq!(said, ["08:02, 23 Jan 2019", "23:30:10, 23 Jan 2019"]);
    let expected = [
        "As of Friday 8 February 2019",
        "Times of day are in UTC−08:00.",
    ];
    assert_eq!(notes, expected);
    let (notes, said) = clocks("", &["2019-01-23T08:02Z", "2019-01-23T09:02Z"]);
    assert_eq!(said, ["08:02, 23 Jan 2019", "09:02, 23 Jan 2019"]);
    assert_eq!(notes, ["Times of day are in UTC."]);
    // The file's own zone is named too, where there are clocks at all.
    let zoned = |zone: &str, when| clocks(&format!("timezone: {zone}\n"), &[when]).0;
    let local = "2019-01-23 08:02";
    let cities = [
        ("America/Argentina/Buenos_Aires", "those of Buenos Aires"),
        ("Etc/UTC", "in UTC"),
        ("UTC", "in UTC"),
        ("US/Eastern", "in US/Eastern"),
    ];
    for (zone, told) in cities {
        assert_eq!(zoned(zone, local), [format!("Times of day are {told}.")]);
    }
    assert_eq!(zoned("Europe/Paris", "2019-01-23"), [""; 0]);
}

#[test]
fn clocks_of_several_zones_say_which_and_the_axis_says_its_own() {
    let note = "Times of day along the axis are in UTC.";
    let morning = "2019-01-23T08:02-08:00";
    let span = "2019-01-23T08:02-08:00..2019-01-23T20:00+01:00";
    for (other, told) in [
        ("2019-01-24", "24 Jan 2019"),
        ("2019-01-23T20:00+01:00", "20:00, 23 Jan 2019 (UTC+01:00)"),
        (span, span),
    ] {
        let (notes, said) = clocks("", &[morning, other]);
        assert!(
            said.contains(&"08:02, 23 Jan 2019 (UTC−08:00)".to_owned()),
            "{said:?}"
        );
        assert!(said.concat().contains(told), "{said:?}");
        assert_eq!(notes, [note], "{other}");
    }
    // The days of eras are those of the file.
    let era = "eras: { cold: { when: 2019-01-20..2019-01-26, what: Cold } }\n";
    assert_eq!(clocks(era, &[morning]).0, [note]);
    let (notes, said) = clocks("timezone: America/New_York\n", &[morning]);
    assert_eq!(said.join(" "), "11:02, 23 Jan 2019 (08:02 UTC−08:00)");
    assert_eq!(notes, ["Times of day are those of New York."]);
    // What only accounts tell of a clock counts; an axis of years has none.
    let accounts = format!(
        "title: A\nevents:\n  one: {{ what: One, accounts: [{{ name: a, when: \"{morning}\" }}, {{ name: b, when: \"2019-01-23T20:02+01:00\" }}] }}\n"
    );
    let (_, layout) = written(&accounts, &Options::default());
    assert!(said_around(&layout).contains(&note));
    assert_eq!(clocks("", &[morning, "1960", "1985"]).0, [""; 0]);
}

#[test]
fn a_clock_of_another_zone_than_the_files_is_told_by_both() {
    let own = "2026-03-29 09:00";
    let note = "Times of day are those of Kabul where no other zone is named.";
    for (other, told, noted) in [
        (
            "2026-03-29 01:07 Europe/Berlin",
            "04:37, 29 Mar 2026 (01:07 in Berlin)",
            false,
        ),
        (
            "before 2026-03-29 22:07 America/New_York",
            "before 06:37, 30 Mar 2026 (22:07, 29 Mar 2026 in New York)",
            false,
        ),
        (
            "2026-03-29T03:07+02:00",
            "05:37, 29 Mar 2026 (03:07 UTC+02:00)",
            false,
        ),
        // Words stay as they are written.
        ("29 March 2026 01:07 UTC", "29 March 2026 01:07 UTC", true),
        // The same clock, one told by the file's, and none.
        ("2026-03-29 01:07 Asia/Kabul", "01:07, 29 Mar 2026", false),
        ("2026-03-29T01:07+04:30", "01:07, 29 Mar 2026", false),
        ("29 March 2026", "29 March 2026", false),
    ] {
        let (notes, said) = clocks("timezone: Asia/Kabul\n", &[own, other]);
        assert!(said.join(" ").contains(told), "{said:?}");
        assert!(said.contains(&"09:00, 29 Mar 2026".to_owned()), "{said:?}");
        assert_eq!(notes == [note], noted, "{other}: {notes:?}");
    }
}

#[test]
fn a_card_is_as_wide_as_its_longest_word() {
    let what = "Archaeornithomimus";
    let events =
        (0..60).map(|at| format!("  - {{ id: e{at}, what: {what}, when: {} }}\n", 1900 + at));
    let text = format!("title: A\nevents:\n{}", events.collect::<String>());
    let (_, layout) = written(&text, &Options::default());
    for card in layout.cards() {
        assert!(
            card.lines.iter().any(|line| line.content == what),
            "{card:?}"
        );
    }
}

#[test]
fn a_word_a_little_too_long_for_a_card_is_not_broken() {
    let text = "title: Words\nevents:\n  - {id: a, what: The Untersuchungsausschussvorsitz is filled, when: 2019}\n  - {id: b, what: A vote, when: 2020}\n";
    let (_, layout) = written(text, &Options::default());
    let lines = layout.cards().iter().flat_map(|card| &card.lines);
    let whole = |line: &&CardLine| line.content.contains("Untersuchungsausschussvorsitz");
    assert_eq!(lines.filter(whole).count(), 1);
}

#[test]
fn a_span_of_two_dates_for_machines_is_told_as_print_has_it() {
    let text = "title: Two spans\nevents:\n  - {id: a, what: The talks, when: 1964/1968}\n  - {id: b, what: The strike, when: from 1997-03-01 to 1997-04-20}\n";
    let (_, layout) = written(text, &Options::default());
    let lines = layout.cards().iter().flat_map(|card| &card.lines);
    let said: Vec<&str> = lines.map(|line| line.content.as_str()).collect();
    let expected = [
        "1964–1968",
        "The talks",
        "1 Mar – 20 Apr 1997",
        "The strike",
    ];
    assert_eq!(said, expected);
}

#[test]
fn lines_to_many_cards_are_hairlines() {
    let drawn = |count: usize| {
        let events = (0..count).map(|number| {
            format!(
                "  - {{id: e{number}, what: A find, when: {}}}\n",
                1900 + number
            )
        });
        let text = format!("title: Finds\nevents:\n{}", events.collect::<String>());
        let (compiled, _) = written(&text, &Options::default());
        let svg = compiled.svg(&Options::default(), &causeline::render::Options::default());
        let leader = svg.find("class=\"leader\"").map(|at| &svg[at..]);
        let width = leader.and_then(|leader| leader.split("stroke-width=\"").nth(1));
        let width = width.and_then(|rest| rest.split('"').next());
        width.and_then(|width| width.parse::<f64>().ok())
    };
    let (few, many) = (drawn(10), drawn(90));
    assert!(many.is_some() && few > many, "{few:?} {many:?}");
}

#[test]
fn cards_tell_the_last_day_of_a_term_and_never_a_fact_as_the_whole_of_its_year() {
    let text = "title: Terms\nevents:\n\
                \u{20} order: { when: 2025-01-14, what: An order }\n\
                \u{20} reply: { when: by 21 days after order, what: A reply }\n\
                \u{20} talks: { when: 2 to 5 weeks after order, what: Talks }\n\
                \u{20} notice: { when: at least 14 days before order, what: A notice }\n\
                \u{20} rain: { when: 2021, what: It rains }\n\
                \u{20} row: { when: after rain, what: A row }\n\
                \u{20} visit: { when: the Monday after rain, what: A visit }\n\
                \u{20} vote: { when: after order, what: A vote }\n";
    let (compiled, _) = written(text, &Options::default());
    let said = |id: &str| {
        let event = compiled.timeline().find(id).unwrap();
        causeline::layout::date_words(compiled.graph(), compiled.schedule())(event).said
    };
    for (id, words) in [
        ("reply", "by 21 days after 14 Jan 2025 · by 4 Feb 2025"),
        (
            "talks",
            "2 to 5 weeks after 14 Jan 2025 · between 28 Jan and 18 Feb 2025",
        ),
        (
            "notice",
            "at least 14 days before 14 Jan 2025 · by 31 Dec 2024",
        ),
        ("row", "2021 or later"),
        ("visit", "between 2021 and 2022"),
        ("vote", "14 Jan 2025 or later"),
    ] {
        assert_eq!(said(id), words, "{id}");
    }
}

#[test]
fn dates_of_sources_are_told_as_dates_on_cards() {
    let cases = [
        ("2026-05-12", "12 May 2026"),
        ("12/05/2026", "12 May 2026"),
        ("27 June 1972", "27 June 1972"),
        ("c. 1911", "c. 1911"),
        ("1911?", "1911?"),
        ("spring 1848", "spring 1848"),
        ("the 1890s", "the 1890s"),
        ("44 BC", "44 BC"),
        ("n.d.", "n.d."),
    ];
    for (written_as, told) in cases {
        let text = format!(
            "title: A\ndate_order: dmy\nsources: {{ s: {{ title: Deed, date: \"{written_as}\" }} }}\nevents:\n  one: {{ when: 2026, what: One, source: s }}\n"
        );
        let (_, layout) = written(&text, &Options::default());
        let expected = format!("Deed, {told}");
        assert!(
            said_around(&layout).contains(&expected.as_str()),
            "{written_as}: {:?}",
            said_around(&layout)
        );
    }
}

#[test]
fn a_length_after_a_fact_is_told_also_beside_other_words_and_where_that_fact_has_several() {
    let text = "title: Lengths\nevents:\n\
                \u{20} start: { when: 2025-01-14 morning, what: A start }\n\
                \u{20} base: { when: [2025-01-14, after start], what: A base }\n\
                \u{20} reply: { when: within 14 days after base, what: A reply }\n\
                \u{20} bill: { when: [within 14 days after base, before 2025-02-20], what: A bill }\n\
                \u{20} plea: { when: [within 14 days after base, after bill], what: A plea }\n\
                \u{20} vote: { when: [3 days after base, after start], what: A vote }\n\
                \u{20} fine: { when: [2025-01-20, within 14 days after base], what: A fine }\n\
                \u{20} row: { when: [January 2025, after base], what: A row }\n";
    let (compiled, _) = written(text, &Options::default());
    let said = |id: &str| {
        let event = compiled.timeline().find(id).unwrap();
        causeline::layout::date_words(compiled.graph(), compiled.schedule())(event).said
    };
    for (id, words) in [
        ("base", "14 Jan 2025"),
        ("reply", "within 14 days after 14 Jan 2025 · by 28 Jan 2025"),
        (
            "bill",
            "within 14 days after 14 Jan 2025, before 20 Feb 2025 · between 14 and 28 Jan 2025",
        ),
        (
            "plea",
            "within 14 days after 14 Jan 2025 · between 14 and 28 Jan 2025",
        ),
        ("vote", "17 Jan 2025"),
        ("fine", "20 Jan 2025"),
        ("row", "January 2025"),
    ] {
        assert_eq!(said(id), words, "{id}");
    }
}

#[test]
fn the_title_of_a_fact_tells_each_source_once_and_where_in_it() {
    let text = "title: A\nsources: { afp: { title: A report, publisher: AFP }, r: { title: Reuters } }\n\
        events:\n  one: { when: 2020, what: One, \
        source: [{ source: afp, at: page 12 }, r, { source: afp, at: page 14 }] }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let svg = compiled.svg(&Options::default(), &causeline::render::Options::default());
    let cited = "Source: AFP (page 12; page 14), Reuters</title>";
    assert!(svg.contains(cited), "{svg}");
}

#[test]
fn a_date_that_lacks_nothing_but_its_year_is_told_once() {
    let text = "title: T\nas_of: 2025-12-01\nevents:\n  a: { when: 18 September, what: A }\n  b: { when: 15 Nov, what: B }\n  c: { when: October, what: C }\n  d: { when: Friday, what: D }\n  e: { when: by 20 Nov, what: E }\n  f: { when: May 2, what: F }\n  g: { when: June 3, what: G }\n";
    let (_, layout) = written(text, &Options::default());
    let dates = layout.cards().iter().flat_map(|card| &card.lines);
    let dates = dates.filter(|line| line.lettering == Lettering::Date);
    let dates: Vec<&str> = dates.map(|line| line.content.as_str()).collect();
    for date in [
        "18 September 2025",
        "15 Nov 2025",
        "October 2025",
        "2 May 2025",
    ] {
        assert!(dates.contains(&date), "{date}: {dates:?}");
    }
    assert!(dates.contains(&"Friday · 28 Nov 2025"), "{dates:?}");
}
