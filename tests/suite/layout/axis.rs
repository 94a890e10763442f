//! What a reader can read off the axis: the date of every mark.

use causeline::compile::compile;
use causeline::date::Civil;
use causeline::document::NoIncludes;
use causeline::layout::{Layout, Lettering, MarkForm, Options, Words, verify};

/// The layout of a file's text.
fn drawn(text: &str, options: &Options) -> Layout {
    let layout = compile("test.yaml", text.into(), &mut NoIncludes).lay_out(options);
    assert_eq!(verify(&layout), Vec::new(), "{text}");
    layout
}

/// Events at these dates, one a line.
fn at(dates: &[&str]) -> String {
    let events = dates.iter().enumerate().map(|(number, date)| {
        format!("  - {{id: e{number}, what: Something happens, when: \"{date}\"}}\n")
    });
    format!("title: Dates\nevents:\n{}", events.collect::<String>())
}

/// The words along the axis: ticks and names of days.
fn ticks(layout: &Layout) -> Vec<&Words> {
    let is_tick =
        |words: &&Words| matches!(words.lettering, Lettering::Tick | Lettering::TickStrong);
    layout.words().filter(is_tick).collect()
}

/// Where the words that begin so stand along the axis.
fn place(layout: &Layout, words: &str) -> Option<f64> {
    let ticks = ticks(layout).into_iter();
    let mut found = ticks.filter(|tick| {
        tick.content.starts_with(words) || tick.content.contains(&format!(" {words}"))
    });
    found.next().map(|tick| tick.x)
}

/// Where the dot of an event stands along the axis.
fn dot(layout: &Layout, id: &str) -> f64 {
    let mut marks = layout.marks().iter();
    let mark = marks.find(|mark| layout.id(mark.event) == id);
    match mark.map(|mark| &mark.form) {
        Some(MarkForm::Dot { at, .. }) => *at,
        other => panic!("{id} is no dot but {other:?}"),
    }
}

#[test]
fn no_day_is_named_beyond_the_ends_of_the_axis() {
    // Days are counted in twos, in sevens and singly.
    for (dates, years) in [
        (["early May 2024", "2024-06-03"], 2024),
        (["early May 2024", "2024-05-12"], 2024),
        (["early May 2024", "2024-09-03"], 2024),
        (["between 2 and 9 March 2023", "2023-04-20"], 2023),
    ] {
        let layout = drawn(&at(&dates), &Options::default());
        let (first, last) = layout.axis().range().expect("an axis");
        let mut named = 0;
        for tick in ticks(&layout) {
            let mut words = tick.content.split(' ');
            let (day, month) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
            let months = ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"];
            let month = months.iter().position(|name| *name == month);
            let (Ok(day), Some(month)) = (day.parse::<u8>(), month) else {
                continue;
            };
            named += 1;
            let noon = Civil {
                hour: 12,
                ..Civil::midnight(years, month as u8 + 3, day)
            };
            let noon = noon.instant().seconds();
            assert!(
                (first..=last).contains(&noon),
                "{dates:?}: {}",
                tick.content
            );
            let off = (layout.axis().place(noon) - tick.x).abs();
            assert!(off < 40.0, "{dates:?}: {} is {off} off", tick.content);
        }
        assert!(named > 3, "{dates:?}: {:?}", ticks(&layout));
    }
}

#[test]
fn a_dot_stands_clear_inside_the_column_of_its_day() {
    for dates in [
        &[
            "March 2025",
            "2025-10-12",
            "2025-10-13 02:40",
            "2025-10-13",
            "2025-10-14",
            "2025-10-16",
            "November 2025",
        ][..],
        &["2025-10-12", "2025-10-12", "2025-10-13", "2025-12-01"],
        &["2025-10-12", "2025-10-13", "2025-10-13", "2026"],
        &[
            "2025-10-12 09:00",
            "2025-10-13",
            "2025-10-16 08:00",
            "2026-03-01",
        ],
    ] {
        let layout = drawn(&at(dates), &Options::default());
        let mut seen = 0;
        for (number, date) in dates.iter().enumerate() {
            let Ok([year, month, day]) =
                <[&str; 3]>::try_from(date.split('-').collect::<Vec<_>>().as_slice())
            else {
                continue;
            };
            let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
                continue;
            };
            let first = Civil::midnight(year, month, day).instant().seconds();
            let (from, to) = (
                layout.axis().place(first),
                layout.axis().place(first + 86_400.0),
            );
            let id = format!("e{number}");
            let mut marks = layout.marks().iter();
            let mark = marks
                .find(|mark| layout.id(mark.event) == id)
                .expect("a mark");
            let MarkForm::Dot { at, .. } = mark.form else {
                continue;
            };
            let is_column = layout.words().any(|words| {
                words.lettering == Lettering::TickStrong
                    && from < words.x
                    && words.x < to
                    && words.content.contains(&format!("{day} Oct"))
            });
            if is_column && to - from >= 118.0 {
                seen += 1;
                assert!(
                    from + 13.9 <= at && at <= to - 13.9,
                    "{date}: {from} {at} {to}"
                );
            }
        }
        assert!(seen > 0, "{dates:?}");
    }
}

#[test]
fn days_beside_one_with_hours_are_named_too() {
    let text = at(&[
        "2026-05-03 02:10",
        "2026-05-03 02:25",
        "2026-05-03 04:30",
        "2026-05-03 11:00",
        "2026-05-05",
        "2026-05-08",
        "2026-05-09",
    ]);
    let layout = drawn(&text, &Options::default());
    assert!(place(&layout, "3 May").is_some(), "{:?}", ticks(&layout));
    for (id, day) in [("e4", "5 May"), ("e5", "8 May"), ("e6", "9 May")] {
        let dot = dot(&layout, id);
        let off = |tick: &&Words| (tick.x - dot).abs();
        let days = ticks(&layout).into_iter();
        let days = days.filter(|tick| tick.content.contains("May"));
        let nearest = days.min_by(|left, right| off(left).total_cmp(&off(right)));
        let name = nearest.map_or("", |tick| tick.content.as_str());
        let is_own = name.starts_with(day) || name.contains(&format!(" {day}"));
        assert!(is_own, "{day} stands under {name}");
    }
}

#[test]
fn an_empty_day_between_two_columns_is_named() {
    let text = at(&[
        "2026-05-03 08:00",
        "2026-05-03 20:00",
        "2026-05-05 08:00",
        "2026-05-05 20:00",
    ]);
    let layout = drawn(&text, &Options::default());
    let days = ["3 May", "4 May", "5 May"].map(|day| place(&layout, day));
    let [Some(before), Some(empty), Some(after)] = days else {
        panic!("{days:?}: {:?}", ticks(&layout));
    };
    assert!(before < empty && empty < after);
}

#[test]
fn a_minute_among_days_does_not_push_their_names_away() {
    let text = at(&[
        "1965",
        "October 1968",
        "1970-03-27",
        "1970-04-11 19:13:00",
        "1970-04-11 19:13",
        "1970-04-14 03:07:53",
        "1970-04-14 03:08:20",
        "1970-04-14 08:42",
        "1970-04-17 18:07",
    ]);
    let layout = drawn(&text, &Options::default());
    let said = ticks(&layout);
    let clocks = said
        .iter()
        .filter(|tick| tick.content.contains("Apr") && tick.content.contains(':'));
    assert_eq!(clocks.count(), 0, "{said:?}");
    assert!(
        place(&layout, "13 Apr").is_some() || place(&layout, "12 Apr").is_some(),
        "{said:?}"
    );
}

#[test]
fn january_among_months_goes_by_its_year() {
    let text = at(&[
        "1973-05-02",
        "1973-09-01",
        "1974-01-20",
        "1974-04-01",
        "1974-08-30",
    ]);
    let layout = drawn(&text, &Options::default());
    let mut said = ticks(&layout);
    said.sort_by(|left, right| left.x.total_cmp(&right.x));
    let said: Vec<&str> = said.iter().map(|tick| &*tick.content).collect();
    let dec = said.iter().position(|words| *words == "Dec").expect("Dec");
    assert_eq!(said[dec..dec + 3], ["Dec", "1974", "Feb"], "{said:?}");
    let years = said.iter().filter(|words| words.contains("197"));
    assert_eq!(years.count(), 2, "each year is told once: {said:?}");
}

#[test]
fn a_year_told_before_is_not_told_again_in_the_next_stretch_of_days() {
    let text = at(&[
        "2026-05-03 02:10",
        "2026-05-03 02:25",
        "2026-05-03 11:00",
        "2026-05-05",
        "2026-05-08",
        "2026-05-14",
    ]);
    let layout = drawn(&text, &Options::default());
    let said = ticks(&layout);
    let is_date = |tick: &&&Words| tick.content.starts_with(char::is_numeric);
    let years = said.iter().filter(is_date);
    let years = years.filter(|tick| tick.content.contains("2026"));
    // The name of the first day tells it.
    assert_eq!(years.count(), 0, "{said:?}");
}

#[test]
fn after_years_a_month_says_its_year() {
    let text = at(&[
        "1950",
        "1955",
        "1960",
        "1968",
        "1969-07-16",
        "1969-08-02",
        "1969-09-20",
    ]);
    let layout = drawn(&text, &Options::default());
    let said = ticks(&layout);
    let months = said
        .iter()
        .filter(|tick| tick.content.contains(char::is_alphabetic));
    let first = months
        .min_by(|left, right| left.x.total_cmp(&right.x))
        .expect("a month");
    assert!(first.content.contains("19"), "{said:?}");
}

#[test]
fn a_stretch_without_room_for_regular_ticks_is_named_by_one() {
    let dates = [
        "1815-12-10",
        "1815-12-11",
        "1852-11-26",
        "1852-11-27",
        "1943-06-05",
        "1951",
        "1958",
        "1972",
    ];
    let layout = drawn(&at(&dates), &Options::default());
    let named = |year: &str| {
        ticks(&layout)
            .iter()
            .any(|tick| tick.content.contains(year))
    };
    // Each of the two days can be read off.
    assert!(named("1815") && named("1852"));
}

#[test]
fn a_bound_that_nobody_wrote_takes_no_room() {
    let text = "title: The dam\nevents:\n  - {id: sale, what: The mine is sold, when: 2019}\n  - {id: cuts, what: Half of the men must go, when: 2020}\n  - {id: dam, what: The dam breaks, when: 2021-05-17}\n  - {id: letter, what: The owner writes to the ministry, because: {dam: {within: 10 days}}}\n  - {id: inquiry, what: An inquiry begins, when: 2022, because: letter}\n  - {id: verdict, what: A court finds for the valley, when: 2024, because: inquiry}\n";
    let layout = drawn(text, &Options::default());
    let may = |day: u8| Civil::midnight(2021, 5, day).instant().seconds();
    let axis = layout.axis();
    let day = axis.place(may(18)) - axis.place(may(17));
    assert!(day < 10.0, "one day of six years takes {day} pixels");
}

#[test]
fn a_bound_outside_of_all_dates_is_on_the_axis() {
    let text = "title: The alarm\nevents:\n  - {id: call, what: Somebody calls the mayor, when: [before siren, since 2021-05-16]}\n  - {id: siren, what: The siren sounds, when: \"2021-05-17 14:10\"}\n  - {id: bridge, what: The bridge goes, when: \"2021-05-17 14:20\"}\n  - {id: note, what: A note is found, when: [after bridge, within 2 weeks of bridge]}\n";
    let layout = drawn(text, &Options::default());
    let (first, last) = layout.axis().range().expect("an axis");
    let may = |day: u8| Civil::midnight(2021, 5, day).instant().seconds();
    assert!(first <= may(16) && last >= may(31), "{first} {last}");
}

#[test]
fn a_day_told_at_its_midnight_is_not_told_at_its_noon_again() {
    let (day, clock) = (["2024-07-19"; 5], ["2024-07-19 14:05"; 7]);
    let (next, last) = (["2024-07-20"; 3], ["2024-07-21"; 8]);
    let text = at(&[&day[..], &clock, &next, &last].concat());
    let caused = text.replacen("14:05\"}", "14:05\", because: e0}", 1);
    let layout = drawn(&caused, &Options::default());
    let ticks = ticks(&layout);
    let is_told = |words: &str| words.ends_with("19 Jul 2024") || words.ends_with("19 July 2024");
    let told = ticks.iter().filter(|tick| is_told(&tick.content));
    assert_eq!(told.count(), 1, "{ticks:?}");
}

#[test]
fn halves_of_years_are_named_only_where_the_years_are_named_too() {
    let dates = [
        "1990",
        "1994",
        "1998",
        "2002",
        "2006",
        "the 1990s",
        "2010-05-01",
    ];
    let layout = drawn(&at(&dates), &Options::default());
    let ticks = ticks(&layout);
    let halves = ticks
        .iter()
        .filter(|tick| tick.content.starts_with("Jul 19"));
    assert_eq!(halves.count(), 0, "{ticks:?}");
}

#[test]
fn a_narrow_stretch_between_cuts_is_dated_over_its_bracket() {
    let near = |year: &str| ["03-01", "03-11", "03-13"].map(|day| format!("{year}-{day}"));
    for (lone, expected) in [
        (&["1954-07-03"][..], "3 JUL 1954"),
        (&["1954-07-03 10:00"], "3 JUL 1954"),
    ] {
        let (before, after) = (near("1912"), near("2011"));
        let dates = before.iter().chain(&after).map(String::as_str);
        let dates: Vec<&str> = dates.chain(lone.iter().copied()).collect();
        let layout = drawn(&at(&dates), &Options::default());
        let mut marks = layout.marks().iter();
        let mark = marks.find(|mark| layout.id(mark.event) == "e6");
        let reach = mark.expect("its mark").reach();
        let over = |words: &&Words| (words.x - f64::midpoint(reach.0, reach.1)).abs() < 30.0;
        let mut names = layout
            .words()
            .filter(|words| words.lettering == Lettering::Unit);
        let name = names.find(over).map(|words| words.content.as_str());
        assert_eq!(name, Some(expected), "{reach:?}");
    }
}

#[test]
fn no_year_of_the_far_future_is_told_beside_the_last_fact() {
    let dates = [
        "540 million years ago",
        "from 230 million years ago to 66 million years ago",
        "300000 years ago",
        "10000 BCE",
        "about 3300 BCE",
        "1969-07-20",
    ];
    let layout = drawn(&at(&dates), &Options::default());
    let ticks = ticks(&layout);
    let years = ticks
        .iter()
        .filter_map(|tick| tick.content.parse::<i64>().ok());
    assert!(years.max().is_none_or(|year| year <= 2000), "{ticks:?}");
}

#[test]
fn an_axis_of_several_scales_says_so() {
    let says_so = |dates: [&str; 4]| {
        let layout = drawn(&at(&dates), &Options::default());
        layout
            .words()
            .any(|words| words.content.starts_with("Distances in time are elastic"))
    };
    let crowded = [
        "2026-03-07 07:40",
        "2026-03-10 04:00",
        "2026-03-10 06:00",
        "2026-03-11",
    ];
    assert!(says_so(crowded));
    assert!(!says_so(["2001", "2003", "2005", "2007"]));
}

#[test]
fn days_of_far_scales_under_one_bracket_are_told_of() {
    let said = |dates: &[&str]| {
        let layout = drawn(&at(dates), &Options::default());
        let said = layout.words().map(|words| words.content.clone());
        said.collect::<Vec<String>>()
    };
    let mut dates = vec!["2026-03-01", "2026-03-02", "2026-03-04"];
    dates.extend(["2026-03-03"; 5]);
    let crowded = said(&dates);
    let note = "Distances in time are elastic: each day has a scale of its own.";
    for expected in ["DAYS", note] {
        assert!(crowded.iter().any(|words| words == expected), "{crowded:?}");
    }
    // Days that are all as wide say nothing.
    let even = said(&["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"]);
    assert!(
        even.iter().all(|words| !words.contains("elastic")),
        "{even:?}"
    );
}

#[test]
fn what_happened_within_minutes_of_each_other_stays_apart_in_a_story_of_years() {
    let text = "title: One night and two years
timezone: Europe/London
events:
  shift: { when: 2024-02-10 20:00 to 2024-02-11 08:00, what: Night shift, who: D }
  alarm: { when: 2024-02-11 02:14, what: The monitor sounds, who: W }
  entry: { what: Somebody enters, who: D, because: alarm, accounts: [{ name: A, when: 2024-02-11 02:16 }, { name: B, when: 2024-02-11 02:19 }] }
  death: { when: 2024-02-11 02:58, what: The patient dies, who: W }
  note: { what: The record is changed, who: D, because: death, accounts: [{ name: C, when: 2024-02-11 04:30 }, { name: D, when: 12 February 2024 }] }
  complaint: { when: 3 March 2024, what: A complaint, who: W, because: death }
  inquiry: { when: March to June 2024, what: Inquiry, who: W, because: complaint }
  tip: { when: about mid-July 2024, what: A tip, who: P, because: inquiry }
  exhume: { when: 2024-08-22, what: The body is exhumed, who: P, because: tip }
  arrest: { when: 2024-09-05 06:30, what: Arrest, who: P, because: exhume }
  bail: { when: 2024-09-06, what: Bail, who: C, because: arrest }
  charge: { when: 14 January 2025, what: Charge, who: P, because: arrest }
  open: { when: 2 March 2026, what: The trial opens, who: C, because: charge }
  proof: { when: 3–19 March 2026, what: The evidence, who: C, because: open }
  tells: { when: 5 March 2026, what: A witness, who: W, because: open }
  shown: { when: 9 March 2026, what: A recording, who: P, because: tells }
  verdict: { when: 27 March 2026, what: The verdict, who: C, because: [shown, proof] }
actors: { D: {}, W: {}, P: {}, C: {} }
";
    let compiled = causeline::compile::compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    assert_eq!(verify(&layout), Vec::new());
    let at = |id: &str| {
        let fact = compiled.graph().fact(id).expect("the fact");
        let mark = layout.marks().iter().find(|mark| mark.event == fact);
        mark.expect("its mark").reach()
    };
    let gap = at("death").0 - at("alarm").1;
    assert!(gap > 12.0, "{gap} between the alarm and the death");
    let length = at("entry").1 - at("entry").0;
    assert!(length > 13.0, "{length} for two accounts");
    // As few scales as a reader can follow for all that.
    assert!(layout.axis().knots.len() <= 9, "{:?}", layout.axis().knots);
}

#[test]
fn the_first_day_after_a_cut_is_named_and_time_like_the_one_that_is_cut_is_cut_too() {
    let text = at(&[
        "2001-09-11",
        "2001-10-07",
        "2011-05-02",
        "2021-08-15",
        "2021-08-31",
    ]);
    let options = Options {
        width: Some(1680.0),
        ..Options::default()
    };
    let layout = drawn(&text, &options);
    assert_eq!(layout.breaks().len(), 2);
    let ticks = ticks(&layout);
    let words: Vec<&str> = ticks.iter().map(|tick| tick.content.as_str()).collect();
    assert!(words.contains(&"15 Aug 2021"), "{words:?}");
}
