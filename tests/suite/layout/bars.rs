//! Where bars begin and end beside dots, and which of their ends fade.

use causeline::compile::compile;
use causeline::date::Civil;
use causeline::document::NoIncludes;
use causeline::layout::{Direction, Layout, MarkForm, Options, verify};

const BOTH: [Direction; 2] = [Direction::Horizontal, Direction::Vertical];

/// The layout of a file with these events, one a line.
fn drawn(events: &[&str], direction: Direction) -> Layout {
    let text = format!("title: Bars\nevents:\n  {}\n", events.join("\n  "));
    let compiled = compile("test.yaml", text.clone().into(), &mut NoIncludes);
    assert!(!compiled.is_faulty(), "{text}{:?}", compiled.diagnostics());
    let options = Options {
        direction: Some(direction),
        ..Options::default()
    };
    let layout = compiled.lay_out(&options);
    assert_eq!(verify(&layout), Vec::new(), "{text}");
    layout
}

fn form<'a>(layout: &'a Layout, id: &str) -> &'a MarkForm {
    let mut marks = layout.marks().iter();
    let mark = marks.find(|mark| layout.id(mark.event) == id);
    &mark.unwrap_or_else(|| panic!("{id} has a mark")).form
}

/// Where a mark begins and ends along the axis: of a dot or ring twice its middle.
fn ends(layout: &Layout, id: &str) -> (f64, f64) {
    match form(layout, id) {
        MarkForm::Dot { at, .. } => (*at, *at),
        MarkForm::Bar { from, to, .. } => (*from, *to),
    }
}

fn is_dot(layout: &Layout, id: &str) -> bool {
    matches!(form(layout, id), MarkForm::Dot { ring: false, .. })
}

/// How opaque the two ends of a bar are, and over which parts of it they fade.
fn fades(layout: &Layout, id: &str) -> [(f64, f64); 2] {
    let MarkForm::Bar { fade, .. } = form(layout, id) else {
        panic!("{id} is no bar: {:?}", form(layout, id));
    };
    let full = |stop: &&(f64, f64)| stop.1 >= 0.9;
    let first = fade.iter().find(full).map_or(1.0, |stop| stop.0);
    let last = fade.iter().rev().find(full).map_or(0.0, |stop| stop.0);
    [(fade[0].1, first), (fade[fade.len() - 1].1, 1.0 - last)]
}

#[test]
fn a_bar_of_what_came_after_a_dot_begins_at_the_dot() {
    for (x, y) in [
        ("2026-03-10 10:30", "within 3 days after x"),
        ("2026-03-10 10:30:20", "within 3 days after x"),
        ("2026-03-10", "within 3 days after x"),
        ("2026-03-10 10:30", "after x and before z"),
        ("2026-03-10", "after x and before z"),
    ] {
        for direction in BOTH {
            let layout = drawn(
                &[
                    "w: { when: 2026-03-09 18:00, what: The night shift begins }",
                    "v: { when: 2026-03-10 10:28, what: A lamp goes out }",
                    &format!("x: {{ when: {x}, what: The alarm rings }}"),
                    &format!("y: {{ when: {y}, what: The inspector writes a report }}"),
                    "z: { when: 2026-03-14 10:30, what: The report is out }",
                ],
                direction,
            );
            let (dot, bar) = (ends(&layout, "x").0, ends(&layout, "y").0);
            let least = dot - 0.1;
            assert!(bar >= least, "{x}, {y}, {direction:?}: {bar} before {dot}");
            assert!(
                bar <= dot + 10.0,
                "{x}, {y}, {direction:?}: {bar} after {dot}"
            );
        }
    }
}

#[test]
fn a_bar_of_the_minute_of_a_dot_begins_and_ends_at_the_dot() {
    for direction in BOTH {
        let layout = drawn(
            &[
                "w: { when: 2026-03-10 10:29, what: A lamp goes out }",
                "x: { when: 2026-03-10 10:30, what: The alarm rings }",
                "span: { when: 2026-03-10 10:30 to 2026-03-10 10:34, what: The alarm }",
                "y: { when: 2026-03-10 10:34, what: Silence }",
            ],
            direction,
        );
        let (first, last) = (ends(&layout, "x").0, ends(&layout, "y").0);
        let bar = ends(&layout, "span");
        let off = (bar.0 - first).abs().max((bar.1 - last).abs());
        assert!(off < 0.1, "{direction:?}: {bar:?} from {first} to {last}");
    }
}

#[test]
fn upright_a_bar_of_days_begins_and_ends_at_the_dots_of_those_days() {
    let layout = drawn(
        &[
            "w: { when: 2026-03-09, what: A long story that takes some lines of a card }",
            "x: { when: 2026-03-10, what: The strike begins }",
            "span: { when: 2026-03-10 to 2026-03-12, what: The strike }",
            "y: { when: 2026-03-12, what: The strike ends }",
            "z: { when: 2026-03-13, what: The day after }",
        ],
        Direction::Vertical,
    );
    let dots = (ends(&layout, "x").0, ends(&layout, "y").0);
    let bar = ends(&layout, "span");
    let off = (bar.0 - dots.0).abs().max((bar.1 - dots.1).abs());
    assert!(off < 0.1, "{bar:?} beside {dots:?}");
}

#[test]
fn an_exact_end_keeps_its_own_place_beside_a_dot_of_a_rough_time() {
    for direction in BOTH {
        let layout = drawn(
            &[
                "alarm: { when: 2026-05-12 09:04, what: First alarm }",
                "down: { when: 2026-05-12 09:05 to 2026-05-12 10:31, what: Payments are down }",
                "call: { when: within 10 minutes after alarm, what: The team is called }",
                "found: { when: 2026-05-12 10:12, what: The fault is found }",
            ],
            direction,
        );
        let (from, to) = ends(&layout, "down");
        let [alarm, found] = ["alarm", "found"].map(|id| ends(&layout, id).0);
        let call = ends(&layout, "call").1;
        let is_ordered = alarm < from && from < call && found < to;
        assert!(
            is_ordered,
            "{direction:?}: {alarm} {from} {call} {found} {to}"
        );
    }
}

#[test]
fn what_followed_on_a_day_begins_no_earlier_than_what_lasted_from_a_second_on() {
    let layout = drawn(
        &[
            "slow: { when: 2024-03-12 09:01:03, what: A slow query }",
            "errors: { when: 2024-03-12 09:02:41 to 09:19:05, what: Errors at the till }",
            "refund: { when: 2024-03-12, what: Refunds are started, because: errors }",
            "page: { when: 2024-03-12 09:03:10, what: The pager rings, because: errors }",
        ],
        Direction::Vertical,
    );
    let (errors, refund) = (ends(&layout, "errors"), ends(&layout, "refund"));
    assert!(
        errors.0 <= refund.0 && errors.1 < refund.1,
        "{errors:?} {refund:?}"
    );
}

#[test]
fn upright_a_day_at_the_end_of_months_is_no_large_part_of_a_bar() {
    let layout = drawn(
        &[
            "charge: { when: 2023-09-14, what: The firm is charged }",
            "trial: { when: 2024-01-15 to 2024-03-22, what: The trial }",
            "witness: { when: 2024-02-03, what: A witness is heard }",
            "verdict: { when: 2024-03-22 15:30, what: The verdict }",
            "z: { when: 2024-04-30, what: An appeal }",
        ],
        Direction::Vertical,
    );
    let fades = fades(&layout, "trial");
    assert!(fades.iter().all(|fade| fade.1 < 0.1), "{fades:?}");
}

#[test]
fn upright_what_nothing_bounds_fades_out_beyond_all_dates() {
    let layout = drawn(
        &[
            "a: { when: before 2023, what: A plan }",
            "b: { when: 2023-09-02, what: The premiere }",
            "c: { what: A prize, because: d }",
            "d: { when: 2024-09-02, what: A second showing }",
        ],
        Direction::Vertical,
    );
    for (id, expected) in [("a", (true, false)), ("c", (false, true))] {
        let MarkForm::Bar { from, to, fade, .. } = form(&layout, id) else {
            panic!("{id} is no bar: {:?}", form(&layout, id));
        };
        let is_clear = |stop: Option<&(f64, f64)>| stop.is_some_and(|stop| stop.1 == 0.0);
        assert_eq!((is_clear(fade.first()), is_clear(fade.last())), expected);
        assert!(to - from > 30.0, "{id}");
    }
}

#[test]
fn no_mark_of_an_open_date_stands_on_the_wrong_side_of_what_is_linked_with_it() {
    for (first, last) in [
        ("2026-03-10 06:00", "2026-03-10"),
        ("2026-03-10", "2026-03-10 06:00"),
        ("2026-03-10", "2026-03-10"),
        ("2026-03-09 22:00", "2026-03-10"),
        ("2026-03-09 23:58", "2026-03-10"),
        ("2026-03-10 06:00", "2026-03-11"),
        ("2026-03-10", "2026-03-11 00:30"),
        ("2026-03-10 06:00", "2026-03-10 evening"),
        ("2026-03-10 morning", "2026-03-10 afternoon"),
        ("2026-03-10 night", "2026-03-11"),
    ] {
        for (second, third) in [("", ""), ("when: after a, ", ""), ("", "when: before d, ")] {
            for direction in BOTH {
                let layout = drawn(
                    &[
                        &format!("a: {{ when: {first}, what: A crack opens }}"),
                        &format!("b: {{ {second}what: An engineer sees it, because: a }}"),
                        &format!("c: {{ {third}what: He reports it, because: b }}"),
                        &format!("d: {{ when: {last}, what: The bridge is closed, because: c }}"),
                        "e: { when: 2026-03-10, what: Elsewhere nothing happens }",
                    ],
                    direction,
                );
                let marks = ["a", "b", "c", "d"].map(|id| ends(&layout, id));
                let is_ordered = |pair: &[(f64, f64)]| {
                    pair[0].0 <= pair[1].0 + 0.1 && pair[0].1 <= pair[1].1 + 0.1
                };
                let said = format!("{first}, {last}, {second}{third}{direction:?}: {marks:?}");
                assert!(marks.windows(2).all(is_ordered), "{said}");
            }
        }
    }
}

#[test]
fn ends_known_to_the_minute_are_sharp_and_take_no_room() {
    for direction in BOTH {
        for (span, start, end) in [
            ("2026-03-10 to 2026-03-12 14:05", false, true),
            ("2026-03-10 10:30 to 2026-03-12 14:05:10", true, true),
            ("2026-03-10 10:30 to 2026-03-12", true, false),
            ("2026-03-12 10:30 to 2026-03-12 14:05", true, true),
        ] {
            let layout = drawn(
                &[
                    "a: { when: 2026-03-08, what: A vote }",
                    &format!("s: {{ when: {span}, what: The strike }}"),
                    "z: { when: 2026-03-14, what: It is over }",
                ],
                direction,
            );
            let [opening, closing] = fades(&layout, "s");
            let is_sharp = |fade: (f64, f64)| fade.0 >= 0.9 && fade.1 == 0.0;
            let sharp = (is_sharp(opening), is_sharp(closing));
            assert_eq!(sharp, (start, end), "{span}, {direction:?}");
            let axis = layout.axis();
            for pair in axis.knots.windows(2) {
                let time = pair[1].seconds - pair[0].seconds;
                let room = pair[1].position - pair[0].position;
                assert!(time > 61.0 || room < 1.0, "{span}, {direction:?}: {pair:?}");
            }
        }
    }
}

#[test]
fn an_end_known_to_a_unit_fades_over_that_unit() {
    let day = 86_400.0;
    for direction in BOTH {
        for (span, units) in [
            ("2026-03-10 to 2026-03-20", [day, day]),
            ("2026-03-01 to 2026-03-20 14:05", [day, 0.0]),
            (
                "2026-03-12 to 2026-03-12 14:05",
                [14.0 * 3600.0 + 330.0, 0.0],
            ),
            ("since 2026-03-10", [day, f64::NAN]),
        ] {
            let layout = drawn(
                &[
                    "a: { when: 2026-02-20, what: A vote }",
                    &format!("s: {{ when: {span}, what: The strike }}"),
                    "z: { when: 2026-04-14, what: It is over }",
                ],
                direction,
            );
            let axis = layout.axis();
            let (from, to) = ends(&layout, "s");
            let [opening, closing] = fades(&layout, "s").map(|fade| fade.1 * (to - from));
            let faded = [
                axis.time(from + opening) - axis.time(from),
                axis.time(to) - axis.time(to - closing),
            ];
            for (faded, unit) in faded.into_iter().zip(units) {
                let off = (faded - unit).abs();
                // Upright, a day may have too little room to be seen.
                let is_unseen = direction == Direction::Vertical && faded == 0.0;
                assert!(
                    unit.is_nan() || is_unseen || off < 0.05 * day,
                    "{span}, {direction:?}: {faded}"
                );
            }
        }
    }
}

#[test]
fn what_is_known_to_half_an_hour_is_a_bar_where_half_an_hour_is_seen() {
    let night = |alarm: &str, direction: Direction| {
        let alarm = format!("alarm: {{ when: {alarm}, what: An alarm }}");
        drawn(
            &[
                "warning: { when: 2024-12-07 22:40, what: A warning }",
                "gate: { when: between 23:00 and 23:30 on 7 December 2024, what: A gate jams }",
                "peak: { when: 2024-12-08 01:15, what: The river peaks }",
                "flood: { when: 10 to 40 minutes after peak, what: Water enters }",
                &alarm,
            ],
            direction,
        )
    };
    let near = night("2024-12-08 03:00", Direction::Horizontal);
    for id in ["gate", "flood"] {
        let (from, to) = ends(&near, id);
        assert!(to - from > 20.0, "{id}: {from} {to}");
        let MarkForm::Bar {
            from_seconds,
            to_seconds,
            ..
        } = form(&near, id)
        else {
            panic!("{id} is no bar");
        };
        assert!(
            (to_seconds - from_seconds - 31.0 * 60.0).abs() < 1.0,
            "{id}"
        );
    }
    // A minute is a dot.
    assert!(is_dot(&near, "peak"));
}

#[test]
fn an_end_known_to_the_day_is_sharp_where_the_axis_is_coarser() {
    for direction in BOTH {
        for (span, rest) in [
            (
                "28 July 1914 to 11 November 1918",
                ["1 January 1948", "1800"],
            ),
            (
                "28 July 1914 to 11 November 1918",
                ["11 November 1918", "1930"],
            ),
            ("1 March 1901 to 4 May 1987", ["1850", "1990"]),
        ] {
            let layout = drawn(
                &[
                    &format!("war: {{ when: {span}, what: W }}"),
                    &format!("p: {{ when: {}, what: P }}", rest[0]),
                    &format!("o: {{ when: {}, what: O }}", rest[1]),
                ],
                direction,
            );
            for fade in fades(&layout, "war") {
                assert_eq!(fade, (0.9, 0.0), "{span}, {rest:?}, {direction:?}");
            }
        }
    }
}

#[test]
fn a_date_known_roughly_differs_from_what_lasted_at_any_width() {
    for direction in BOTH {
        for width in [390.0, 900.0, 2400.0] {
            let text = "title: Bars\nevents:\n  \
                claim: { when: April 2024, what: A claim }\n  \
                strike: { when: 1 April 2024 to 30 April 2024, what: A strike }\n";
            let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
            let layout = compiled.lay_out(&Options {
                direction: Some(direction),
                width: Some(width),
                ..Options::default()
            });
            let bar = |id: &str| match form(&layout, id) {
                MarkForm::Bar { half, fade, .. } => {
                    let most = fade.iter().map(|stop| stop.1).fold(0.0, f64::max);
                    (*half, most)
                }
                dot @ MarkForm::Dot { .. } => panic!("{id} is no bar: {dot:?}"),
            };
            let ((rough, faint), (lasted, solid)) = (bar("claim"), bar("strike"));
            assert!(rough >= 1.4 * lasted, "{width}, {direction:?}");
            assert!(faint < solid, "{width}, {direction:?}");
        }
    }
}

/// Where every arrow begins and ends along the axis.
fn arrows(layout: &Layout, direction: Direction) -> Vec<(f64, f64)> {
    let along = |way: &[causeline::layout::Point]| {
        let (first, last) = (way[0], way[way.len() - 1]);
        match direction {
            Direction::Horizontal => (first.x, last.x),
            Direction::Vertical => (first.y, last.y),
        }
    };
    let ways = layout.arrows().iter();
    ways.map(|arrow| along(&arrow.path)).collect()
}

#[test]
fn an_arrow_leaves_a_bar_before_the_place_of_each_of_its_effects() {
    for direction in BOTH {
        for events in [
            [
                "decline: { when: 1840 to 1900, what: D }",
                "takeover: { when: 12 June 1863, what: T, because: decline }",
                "closed: { when: 1925, what: C, because: decline }",
            ],
            [
                "rain: { when: 2021, what: R }",
                "row: { when: after rain, what: W, because: rain }",
                "z: { when: 2024, what: Z, because: row }",
            ],
            [
                "son: { when: 1939 or 1940, what: S }",
                "h: { when: before death, what: H, because: son }",
                "death: { when: 1990, what: D, because: h }",
            ],
        ] {
            let layout = drawn(&events, direction);
            let arrows = arrows(&layout, direction);
            assert_eq!(arrows.len(), 2);
            for (from, to) in arrows {
                let least = if direction == Direction::Vertical {
                    5.9
                } else {
                    -0.6
                };
                assert!(to - from >= least, "{events:?}, {direction:?}: {from} {to}");
            }
        }
    }
}

/// The times over which a mark is drawn, in seconds after a civil time: of a dot twice its
/// own.
fn times(layout: &Layout, id: &str, start: Civil) -> (f64, f64) {
    let start = start.instant().seconds();
    match form(layout, id) {
        MarkForm::Dot { seconds, .. } => (seconds - start, seconds - start),
        MarkForm::Bar {
            from_seconds,
            to_seconds,
            ..
        } => (from_seconds - start, to_seconds - start),
    }
}

#[test]
fn a_day_is_a_bar_where_the_axis_tells_its_hours() {
    let events = [
        "a: { when: 2024-05-04 08:10, what: The first alarm rings }",
        "b: { when: 2024-05-04, what: The manager signs the form }",
        "c: { when: 2024-05-04 11:45, what: Pumps are stopped, because: a }",
        "d: { when: 2024-05-04, what: A report is written, because: c }",
        "e: { when: 2024-05-05 02:30, what: Power is restored }",
        "f: { when: 2024-05-06, what: The inspectorate is told }",
    ];
    let day = Civil::midnight(2024, 5, 4);
    let level = drawn(&events, Direction::Horizontal);
    assert_eq!(times(&level, "b", day), (0.0, 86_400.0));
    // What followed from a dot of that day begins at the dot.
    let (dot, bar) = (times(&level, "c", day).0, times(&level, "d", day));
    assert_eq!(bar, (dot, 86_400.0));
    let (first, last) = level.axis().range().expect("an axis");
    let (midnight, next) = (day.instant().seconds(), day.instant().seconds() + 86_400.0);
    assert!(first <= midnight && next <= last, "{first} {last}");
    // Days of which no hour is told are told by dots.
    assert!(is_dot(&level, "f"));
    // Nor is an hour told of a day that is narrow.
    let days = (1..=24).map(|day| {
        format!("m{day}: {{ when: 2024-05-{day:02}, what: The plant makes its report }}")
    });
    let days: Vec<String> = days.collect();
    let all = days.iter().map(String::as_str).chain(events);
    let weeks = drawn(&all.take(26).collect::<Vec<&str>>(), Direction::Horizontal);
    assert!(is_dot(&weeks, "b"));
}

#[test]
fn a_minute_is_as_long_as_it_is_where_the_axis_tells_its_seconds() {
    let events = [
        "b: { when: 2024-05-04 09:02 to 09:04, what: The call }",
        "c: { when: 2024-05-04 09:02:05, what: The page }",
        "e: { when: 2024-05-04 09:03:10, what: The answer }",
        "f: { when: 2024-05-04 09:03, what: Somebody opens a door }",
    ];
    let minute = Civil {
        hour: 9,
        minute: 2,
        ..Civil::midnight(2024, 5, 4)
    };
    let layout = drawn(&events, Direction::Horizontal);
    assert_eq!(times(&layout, "b", minute), (0.0, 180.0));
    let [start, end] = fades(&layout, "b");
    assert!(start.0 < 0.5 && end.0 < 0.5, "{start:?} {end:?}");
    assert_eq!(times(&layout, "f", minute), (60.0, 120.0));
    assert_eq!(times(&layout, "c", minute), (5.5, 5.5));
    // Where nothing is known to the second, minutes are told alone.
    let minutes = drawn(
        &[
            events[0],
            events[3],
            "g: { when: 2024-05-04 09:06, what: Silence }",
        ],
        Direction::Horizontal,
    );
    assert_eq!(times(&minutes, "f", minute), (90.0, 90.0));
    let told: Vec<&str> = minutes
        .words()
        .map(|words| words.content.as_str())
        .collect();
    assert!(
        told.iter().all(|words| words.matches(':').count() < 2),
        "{told:?}"
    );
    // A minute's name stands over the dots of that minute.
    let name = minutes.words().find(|words| words.content == "09:03");
    let off = name.map(|name| (name.x - ends(&minutes, "f").0).abs());
    assert!(off.is_some_and(|off| off < 1.0), "{off:?}");
}

#[test]
fn a_rough_date_that_others_narrow_stays_a_rough_date() {
    for direction in BOTH {
        let layout = drawn(
            &[
                "a: { when: 2010, what: It begins }",
                "rough: { when: about 2019, what: A change }",
                "alone: { what: Nobody says when, because: a }",
                "effect: { when: 3 May 2019, what: What followed, because: [rough, alone] }",
            ],
            direction,
        );
        let mark = |id: &str| {
            let mut marks = layout.marks().iter();
            marks
                .find(|mark| layout.id(mark.event) == id)
                .expect("a mark")
        };
        let half = |id: &str| match mark(id).form {
            MarkForm::Bar { half, .. } => half,
            MarkForm::Dot { .. } => panic!("{id} is no bar"),
        };
        assert!(!mark("rough").derived && mark("alone").derived);
        assert!(half("rough") > 2.0 * half("alone"), "{direction:?}");
        // It is narrowed all the same.
        assert!(ends(&layout, "rough").1 <= ends(&layout, "effect").0);
    }
}
