//! Graphs in code, views as text, and assertions that explain themselves.

use causeline::testing::{Solved, TimelineBuilder};
use insta::assert_snapshot;
use std::panic::{AssertUnwindSafe, catch_unwind};

fn storm() -> Solved {
    TimelineBuilder::new()
        .event("storm")
        .in_year(1703)
        .event("inquiry")
        .between_years(1703, 1704)
        .caused_by("storm")
        .event("lighthouse")
        .caused_by("inquiry")
        .event("book")
        .in_year(1704)
        .caused_by("storm")
        .event("war")
        .from_year_to_year(1701, 1714)
        .event("comet")
        .in_year(1702)
        .event("rumour")
        .solved()
        .unwrap()
}

/// What an assertion says when it fails.
fn failure(check: impl FnOnce(&Solved)) -> String {
    let story = storm();
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = catch_unwind(AssertUnwindSafe(|| check(&story)));
    std::panic::set_hook(hook);
    let payload = outcome.expect_err("the assertion should fail");
    payload
        .downcast_ref::<String>()
        .cloned()
        .unwrap_or_default()
}

#[test]
fn the_schedule_reads_as_a_table() {
    assert_snapshot!(storm(), @r"
    1. war         began between 1 January 1701 and 31 December 1701, ended between 1 January 1714 and 31 December 1714  as given
    2. comet       between 1 January 1702 and 31 December 1702                                                           as given
    3. storm       between 1 January 1703 and 31 December 1703                                                           as given
    4. inquiry     between 1 January 1703 and 31 December 1704                                                           as given
    5. lighthouse  not before 1 January 1703                                                                             after inquiry
    6. book        between 1 January 1704 and 31 December 1704                                                           as given
    7. rumour      at any time                                                                                           nothing said
    ");
}

#[test]
fn true_assertions_pass_and_can_be_chained() {
    storm()
        .assert_link("storm", "inquiry")
        .assert_order(&["comet", "storm", "lighthouse"])
        .assert_bounds("lighthouse", "not before 1 January 1703")
        .graph()
        .assert_chain(&["storm", "inquiry", "lighthouse"]);
}

#[test]
fn failures_tell_the_nearest_truth_and_the_whole() {
    let told = failure(|story| {
        story.assert_link("storm", "lighthouse");
    });
    assert_snapshot!(told, @r"
    no arrow storm -> lighthouse
      only by way of: storm -> inquiry -> lighthouse

    the graph:
      storm -> inquiry
      storm -> book
      inquiry -> lighthouse
      war
      comet
      rumour
    ");
    let nearest = [
        ("inquiry", "storm", "the arrow runs the other way"),
        ("comet", "storm", "`comet` leads to nothing"),
        ("storm", "comet", "`storm` leads to: inquiry, book"),
        ("strom", "comet", "no event `strom`; did you mean `storm`?"),
    ];
    for (cause, effect, truth) in nearest {
        let told = failure(|story| {
            story.assert_link(cause, effect);
        });
        assert!(told.contains(truth), "{told}");
    }
    let told = failure(|story| {
        story.graph().assert_chain(&["storm", "inquiry", "book"]);
    });
    assert!(
        told.contains("it breaks between inquiry and book"),
        "{told}"
    );
    let told = failure(|story| {
        story.assert_order(&["book", "storm", "comet"]);
    });
    assert!(told.starts_with("the order is not book, storm, comet\n  but comet, storm, book\n"));
    let told = failure(|story| {
        story.assert_bounds("book", "at any time");
    });
    assert!(
        told.contains("but between 1 January 1704 and 31 December 1704"),
        "{told}"
    );
    assert!(told.contains("the schedule:\n  1. war"), "{told}");
}

#[test]
fn a_builder_tells_everything_that_is_wrong() {
    let error = TimelineBuilder::new()
        .what("too soon")
        .event("a")
        .caused_by("b")
        .caused_by_kind("thwarts", "a")
        .after("c")
        .event("a")
        .part_of("d")
        .timeline()
        .unwrap_err();
    assert_snapshot!(error.troubles().join("\n"), @r"
    `what` before any `event`
    no kind of link `thwarts`
    event `a` is given twice
    `a` names `c` under `when`, which is no event
    `a` names `b` under `because`, which is no event
    `a` names `d` under `part_of`, which is no event
    ");
    let error = TimelineBuilder::new()
        .event("late")
        .in_year(2021)
        .event("early")
        .in_year(2020)
        .caused_by("late")
        .solved()
        .unwrap_err();
    assert_snapshot!(error, @"`late` is given as a cause of `early`, but `early` is dated “2020”, before `late`, dated “2021”");
}
