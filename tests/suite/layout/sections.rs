//! The headings between the cards of an upright picture.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{Direction, Layout, Lettering, Options, verify};

/// An upright layout of events at these dates.
fn upright(dates: &[&str], width: f64) -> Layout {
    let events = dates.iter().enumerate().map(|(number, date)| {
        format!("  - {{id: e{number}, what: Something happens, when: \"{date}\"}}\n")
    });
    written(
        &format!("title: Dates\nevents:\n{}", events.collect::<String>()),
        width,
    )
}

/// An upright layout of a file's text.
fn written(text: &str, width: f64) -> Layout {
    let options = Options {
        width: Some(width),
        direction: Some(Direction::Vertical),
        ..Options::default()
    };
    let layout = compile("test.yaml", text.into(), &mut NoIncludes).lay_out(&options);
    assert_eq!(verify(&layout), Vec::new(), "{text}");
    layout
}

/// From top to bottom, every heading, and under it the dates of its cards.
fn sections(dates: &[&str]) -> Vec<String> {
    rows(&upright(dates, 640.0))
}

/// The headings of a picture and the dates of its cards, from top to bottom.
fn rows(layout: &Layout) -> Vec<String> {
    let headings = layout
        .words()
        .filter(|words| words.lettering == Lettering::TickStrong);
    let mut rows: Vec<(f64, String)> = headings
        .map(|words| (words.y, format!("# {}", words.content)))
        .collect();
    rows.extend(layout.cards().iter().map(|card| {
        let dates = card.lines.iter();
        let date = dates.filter(|line| line.lettering == Lettering::Date);
        let date: Vec<&str> = date.map(|line| line.content.as_str()).collect();
        (card.rect.y, date.join(" "))
    }));
    rows.sort_by(|left, right| left.0.total_cmp(&right.0));
    rows.into_iter().map(|(_, row)| row).collect()
}

#[test]
fn days_with_several_facts_head_their_cards() {
    let found = sections(&[
        "1970-04-11 19:13",
        "1970-04-14 03:07",
        "1970-04-14 03:09",
        "1970-04-14 08:42",
        "1970-04-17 13:14",
        "1970-04-17 18:07",
    ]);
    assert_eq!(
        found,
        [
            "# Saturday 11 April 1970",
            "19:13",
            "# Tuesday 14 April 1970",
            "03:07",
            "03:09",
            "08:42",
            "# Friday 17 April 1970",
            "13:14",
            "18:07",
        ]
    );
}

#[test]
fn a_long_story_has_decades_and_the_months_of_full_years() {
    let found = sections(&[
        "1921-03-02",
        "1924",
        "1930-06-01",
        "1938-02-01",
        "1939-09-01",
        "1939-09-03",
        "1939-09-17",
        "1939-11-30",
        "1939-12-12",
    ]);
    let headings = found.iter().filter(|row| row.starts_with('#'));
    let headings: Vec<&String> = headings.collect();
    let years = ["# 1920s", "# 1930", "# 1938"];
    let months = ["# September 1939", "# November 1939", "# December 1939"];
    assert_eq!(headings, [years, months].concat(), "{found:?}");
}

#[test]
fn a_rough_date_stands_under_a_heading_as_rough() {
    let found = sections(&[
        "1968-05-01",
        "1968-06-01",
        "1970",
        "1970-01-07",
        "1970-01-20",
        "1970-03-02",
        "1970-03-03",
        "1970-03-04",
    ]);
    let card = found
        .iter()
        .position(|row| row == "1970")
        .expect("the card");
    assert_eq!(found[card - 1], "# 1970", "{found:?}");
    assert_eq!(found[card + 1], "# January 1970", "{found:?}");
}

#[test]
fn deep_time_is_headed_in_round_ages() {
    let found = sections(&[
        "4.6 billion years ago",
        "4.54 billion years ago",
        "4.5 billion years ago",
        "540 million years ago",
        "530 million years ago",
        "66 million years ago",
        "64 million years ago",
    ]);
    let headings = found.iter().filter(|row| row.starts_with('#'));
    let ages = |row: &&String| row.ends_with("Ga") || row.ends_with("Ma");
    let (aged, all) = (headings.clone().filter(ages).count(), headings.count());
    assert!(all >= 3 && aged == all, "{found:?}");
}

#[test]
fn facts_of_different_centuries_need_no_headings() {
    let found = sections(&["1801", "1851", "1902"]);
    assert!(found.iter().all(|row| !row.starts_with('#')), "{found:?}");
}

#[test]
fn headings_keep_to_a_narrow_picture() {
    let dates = [
        "2025-09-20 08:00",
        "2025-09-20 12:00",
        "2025-09-20 13:00",
        "2025-09-24 13:00",
        "2025-09-24 14:00",
        "2025-09-24 18:00",
    ];
    let layout = upright(&dates, 280.0);
    let headings: Vec<&str> = layout
        .words()
        .filter(|words| words.lettering == Lettering::TickStrong)
        .map(|words| words.content.as_str())
        .collect();
    assert_eq!(headings.len(), 2, "{headings:?}");
    assert!(
        headings
            .iter()
            .all(|words| words.contains("2025") || words.contains("Sep"))
    );
}

#[test]
fn a_heading_is_no_finer_than_a_date_below_it_and_stands_once() {
    let text = "title: The bridge\nevents:\n  - {id: open, what: The gates open, when: \"2021-08-15 09:00\"}\n  - {id: bank, what: The bank closes, when: August 2021, because: open}\n  - {id: stop, what: Trains stop, when: \"2021-08-15 11:00\"}\n  - {id: burn, what: Papers are burnt, because: {stop: {within: 3 weeks}}}\n  - {id: speech, what: A speech, when: 2021-08-16}\n  - {id: crowd, what: A crowd, when: 2021-08-16}\n  - {id: vote, what: A vote, when: mid-September 2021}\n";
    let found = rows(&written(text, 640.0));
    assert_eq!(
        found,
        [
            "# Sunday 15 August 2021 and later",
            "09:00, 15 Aug 2021",
            "August 2021",
            "11:00, 15 Aug 2021",
            "between 15 Aug and 5 Sep 2021",
            "# Monday 16 August 2021",
            "16 Aug",
            "16 Aug",
            "# September 2021",
            "mid-September 2021",
        ]
    );
}

#[test]
fn a_year_is_headed_once_though_a_rough_date_stands_among_its_days() {
    let found = sections(&[
        "2019-03-04",
        "2019-03-04",
        "March 2019",
        "mid-March 2019",
        "2019-03-20",
        "2019-03-20",
        "2020-01",
        "2020",
        "2020-01-05",
        "2020-01-05",
    ]);
    let mut headings: Vec<&String> = found.iter().filter(|row| row.starts_with('#')).collect();
    let count = headings.len();
    headings.sort();
    headings.dedup();
    assert!(count > 2 && headings.len() == count, "{found:?}");
}

#[test]
fn no_hours_are_skipped_between_days_that_are_known_as_days_alone() {
    let (days, clocks) = (["2024-07-19"; 12], ["2024-07-19 14:05"; 3]);
    let (next, last) = (["2024-07-20"; 3], ["2024-07-21"; 2]);
    let layout = upright(&[&days[..], &clocks, &next, &last].concat(), 390.0);
    let skipped = layout
        .words()
        .filter(|words| words.content.contains("skipped"));
    let skipped: Vec<&str> = skipped.map(|words| words.content.as_str()).collect();
    assert!(skipped.is_empty(), "{skipped:?}");
}

#[test]
fn what_was_before_a_year_does_not_stand_under_it() {
    let found = sections(&[
        "2008",
        "2008-05-03",
        "2011-11-25",
        "2011-12-02",
        "before 2012",
        "2013",
        "2013-12-16",
    ]);
    let card = found.iter().position(|row| row == "before 2012");
    let card = card.expect("the card");
    let heading = found[..card].iter().rfind(|row| row.starts_with('#'));
    assert_eq!(heading.map(String::as_str), Some("# 2011"), "{found:?}");
}

/// Days of centuries, some of which have several.
const CENTURIES: [&str; 9] = [
    "1500-05-01",
    "1901-12-24",
    "1902-05-19",
    "2001-04-28",
    "2001-11-15",
    "2001-12-06",
    "2022-08-04",
    "2022-10-06",
    "2022-10-19",
];

#[test]
fn no_age_heads_what_centuries_tell_apart() {
    let found = sections(&CENTURIES);
    let headings: Vec<&String> = found.iter().filter(|row| row.starts_with('#')).collect();
    assert_eq!(
        headings,
        ["# 1500", "# 1900s", "# 2001", "# 2022"],
        "{found:?}"
    );
}

#[test]
fn a_note_tells_the_units_of_the_headings() {
    let note = |dates: &[&str]| {
        let layout = upright(dates, 640.0);
        let words: Vec<&str> = layout.words().map(|words| words.content.as_str()).collect();
        words.join(" ")
    };
    let alone = ["2001-03-10", "2001-11-05", "2008-05-03", "2008-06-02"];
    let said = note(&alone);
    assert!(
        said.contains("words need, under headings of years."),
        "{said}"
    );
    let said = note(&CENTURIES);
    assert!(
        said.contains("under headings of decades and of years."),
        "{said}"
    );
}

#[test]
fn a_card_under_its_day_tells_the_time_of_day_alone() {
    let found = sections(&[
        "1970-04-14 03:07",
        "14 April 1970, 03:09",
        "1970-04-14 08:42 to 09:15",
        "14 April 1970",
        "1970-04-17 13:14",
        "1970-04-17 18:07",
    ]);
    let expected = [
        "# Tuesday 14 April 1970",
        "03:07",
        "03:09",
        "08:42–09:15",
        "14 April",
    ];
    for row in expected {
        assert!(found.iter().any(|found| found == row), "{row}: {found:?}");
    }
    let layout = upright(&["1970-04-14 03:07", "1970-04-14 03:09"], 640.0);
    let told = compile(
        "test.yaml",
        "title: D\nevents:\n  a: { when: 1970-04-14 03:07, what: A }\n  b: { when: 1970-04-14 03:09, what: B }\n".into(),
        &mut NoIncludes,
    );
    let svg = told.svg(
        &Options {
            direction: Some(Direction::Vertical),
            ..Options::default()
        },
        &causeline::render::Options::default(),
    );
    assert!(
        svg.contains("03:07, 14 Apr 1970"),
        "those who listen are told the whole date"
    );
    assert!(
        layout
            .cards()
            .iter()
            .all(|card| card.lines[0].content.len() == 5)
    );
}

#[test]
fn a_day_is_not_told_again_under_its_own_heading() {
    let text = "title: D\nas_of: 2025-09-21\nevents:\n  talk: { when: 18 September, what: Talk }\n  reply: { when: Thursday, what: Reply }\n  by: { when: until 18 September, what: Till then }\n  ask: { when: Saturday, what: Ask }\n  laugh: { when: Saturday, what: Laugh }\n";
    assert_eq!(
        rows(&written(text, 390.0)),
        [
            "# Thursday 18 September 2025",
            "18 September",
            "until 18 September",
            "Thursday",
            "# Saturday 20 September 2025",
            "Saturday",
            "Saturday",
        ]
    );
}

#[test]
fn what_was_by_a_day_is_not_later_than_its_month() {
    let text = "title: Repair\nas_of: 2025-12-01\nevents:\n  leak: { when: 2025-10-30, what: Leak }\n  dig: { when: 2025-10-31, what: Dig }\n  order: { when: 2025-11-03, what: Order, because: leak }\n  test: { when: by 15 Nov, what: Test }\n  stay: { when: until 17 Nov, what: Stay }\n  close: { when: 2025-11-20, what: Close }\n";
    let found = rows(&written(text, 390.0));
    assert!(found.contains(&"# November 2025".to_owned()), "{found:?}");
    let open = text.replace("by 15 Nov", "after 15 Nov");
    let found = rows(&written(&open, 390.0));
    assert!(
        found.contains(&"# November 2025 and later".to_owned()),
        "{found:?}"
    );
}

#[test]
fn bars_run_down_beside_the_cards_that_hang_at_them() {
    // Three cards hang at the first of July, and nothing else is until four years later.
    let text = "title: Bars\nevents:\n  leave: { when: July 2021, what: They leave }\n  seize: { when: July 2021, what: Others seize the land }\n  rule: { when: [after leave, before post], what: And rule it }\n  post: { when: 2025-09-20, what: A post }\n  last: { when: October 2025, what: The last }\n  end: { when: October 2025, what: The end }\n";
    for width in [390.0, 640.0] {
        let layout = written(text, width);
        assert_eq!(layout.leaders().len(), 6);
        for leader in layout.leaders() {
            let (from, to) = (leader.path[0], leader.path[leader.path.len() - 1]);
            assert!((from.y - to.y).abs() < 1.0, "{leader:?}");
        }
    }
}
