//! Warnings that a careful editor would give, and files that earn none.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::graph::connect;
use causeline::lint::{Lint, Settings, lint};
use causeline::schedule::solve;
use causeline::testing::TimelineBuilder;
use insta::assert_snapshot;

fn warnings(builder: TimelineBuilder, settings: Settings) -> String {
    let (graph, _) = connect(builder.timeline().unwrap().into());
    let (schedule, _) = solve(&graph);
    let told: Vec<String> = lint(&graph, &schedule, &settings)
        .into_iter()
        .map(|one| format!("{} {}", one.code.0, one.message))
        .collect();
    told.join("\n")
}

fn reviewed() -> TimelineBuilder {
    TimelineBuilder::new()
        .event("retreat")
        .on_day(2021, 7, 1)
        .source("AFP")
        .quote("troops withdrew chaotically from Bagram in July 2021")
        .event("takeover")
        .caused_by("retreat")
        .cause_source("AFP")
        .event("threat")
        .on_day(2025, 9, 20)
        .caused_by("takeover")
        .event("question")
        .on_day(2025, 9, 20)
        .event("comet")
        .in_year(2024)
        .source("ESA")
}

#[test]
fn each_lint_tells_what_it_is_for() {
    assert_snapshot!(warnings(reviewed(), Settings::default()), @r"
    W060 `takeover` names no source
    W060 `threat` names no source
    W060 `question` names no source
    W061 nobody is named who says that `takeover` led to `threat`
    W062 `retreat` is dated to the day, its quote only to the month
    W064 nothing connects `question` with the other facts
    W064 nothing connects `comet` with the other facts
    ");
}

#[test]
fn every_lint_can_be_switched_off_by_its_name() {
    let mut settings = Settings::default();
    for lint in Lint::ALL {
        assert_eq!(Lint::named(lint.name()), Some(lint));
        assert_eq!(Lint::named(lint.code().0), Some(lint));
        settings = settings.without(lint);
        assert!(!settings.has(lint));
    }
    assert_eq!(warnings(reviewed(), settings), "");
}

#[test]
fn a_first_sketch_is_quiet() {
    let sketch = TimelineBuilder::new()
        .event("storm")
        .on_day(1703, 11, 26)
        .event("flood")
        .on_day(1703, 11, 26);
    assert_eq!(warnings(sketch, Settings::default()), "");
}

#[test]
fn a_day_that_is_ordered_in_part_is_told_for_the_rest() {
    let day = TimelineBuilder::new()
        .event("post")
        .on_day(2025, 9, 20)
        .event("question")
        .on_day(2025, 9, 20)
        .after("post")
        .event("denial")
        .on_day(2025, 9, 20)
        .after("post");
    assert_snapshot!(
        warnings(day, Settings::default()),
        @"W063 nothing says in which order these came on one day: `question`, `denial`"
    );
}

#[test]
fn a_quote_that_could_support_the_date_is_not_doubted() {
    let supported = [
        ("on Saturday, Trump posted", (2025, 9, 20)),
        ("on July 1, 2021", (2021, 7, 1)),
        ("the 1st of July 2021", (2021, 7, 1)),
        ("a day later, in July 2021", (2021, 7, 1)),
        ("the troops left", (2021, 7, 1)),
        ("2021-07-01", (2021, 7, 1)),
        ("in August 2021", (2021, 7, 1)),
    ];
    for (quote, (year, month, day)) in supported {
        let fact = TimelineBuilder::new()
            .event("fact")
            .on_day(year, month, day)
            .quote(quote);
        assert_eq!(warnings(fact, Settings::default()), "", "{quote}");
    }
    let doubtful = [("in July 2021", "month"), ("back in 2021", "year")];
    for (quote, fineness) in doubtful {
        let fact = TimelineBuilder::new()
            .event("fact")
            .on_day(2021, 7, 1)
            .quote(quote);
        let told = warnings(fact, Settings::default());
        assert!(told.ends_with(&format!("only to the {fineness}")), "{told}");
    }
}

#[test]
fn days_are_those_of_the_zone_of_the_file() {
    for zone in ["UTC", "Asia/Tokyo", "America/New_York"] {
        let text = format!(
            "title: Days\ntimezone: {zone}\nevents:\n  \
             a: {{ what: A, when: 2021-03-01 }}\n  \
             b: {{ what: B, when: [2021-03-01, after a] }}\n  \
             c: {{ what: C, when: [2021-03-01, after a] }}\n  \
             d: {{ what: D, when: 2021-08-01, quote: it fell in August 2021 }}\n  \
             e: {{ what: E, when: 2021-08-01, quote: it fell in July 2021 }}\n  \
             f: {{ what: F, when: 2022-01-01, quote: it fell in 2022 }}\n"
        );
        let compiled = compile("days.yaml", text.into_bytes(), &mut NoIncludes);
        let told: Vec<&str> = compiled
            .diagnostics()
            .iter()
            .filter(|one| one.code.0 != "W064")
            .map(|one| one.message.as_str())
            .collect();
        assert_eq!(
            told,
            [
                "`d` is dated to the day, its quote only to the month",
                "`f` is dated to the day, its quote only to the year",
                "nothing says in which order these came on one day: `b`, `c`",
            ],
            "{zone}"
        );
    }
}

#[test]
fn facts_that_a_misspelling_cuts_off_are_not_called_unconnected() {
    let told = |because: &str| {
        let text = format!(
            "title: Links\nevents:\n  a: {{ what: A, when: 2001 }}\n  \
             b: {{ what: B, when: 2002, because: a }}\n  c: {{ what: C, when: 2003, {because} }}\n"
        );
        let compiled = compile("links.yaml", text.into_bytes(), &mut NoIncludes);
        let codes = compiled.diagnostics().iter().map(|one| one.code.0);
        codes.collect::<Vec<_>>()
    };
    assert_eq!(told("tags: [x]"), ["W064"]);
    assert_eq!(told("becuase: b"), ["E010"]);
    assert_eq!(told("because: bb"), ["E021"]);
}

#[test]
fn dates_that_leave_open_more_than_they_seem_to_are_told() {
    let text = "title: A court\nas_of: 2025-09-21\nevents:\n  \
         order: { what: The order, when: 2024-03-04 }\n  \
         visit: { what: A visit, when: shortly after order }\n  \
         call: { what: A call, when: [Just after order, before 2024-04-01] }\n  \
         letter: { what: A letter, when: soon before order }\n  \
         works: { what: Works, when: by mid-July, status: planned, because: order }\n  \
         party: { what: A party, when: Saturday, status: planned, because: order }\n  \
         opening: { what: It was to open, when: July 2024, status: planned, because: order }\n  \
         end: { what: The end, when: by mid-July, because: order }\n";
    let compiled = compile("court.yaml", text.into(), &mut NoIncludes);
    let told = compiled.diagnostics().iter();
    let told: Vec<String> = told
        .map(|one| format!("{} {}", one.code.0, one.message))
        .collect();
    assert_snapshot!(told.join("\n"), @r"
    W067 `shortly` does not tell how long after: until when `visit` can have happened is open
    W067 `soon` does not tell how long before: since when `letter` can have happened is open
    W068 `works` is planned, but `by mid-July` is past: without a year it is the latest one, of 2025
    W068 `party` is planned, but `Saturday` is past: without a year it is the latest one, of 2025
    ");
}
