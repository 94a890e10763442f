//! Graphs in code, views as text, and assertions that explain themselves.

use causeline::schedule::{Certainty, Limit};
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
    1. war         began in 1701, ended in 1714  as given
    2. comet       in 1702                       as given
    3. storm       in 1703                       as given
    4. inquiry     between 1703 and 1704         as given
    5. lighthouse  not before 1 January 1703     after inquiry
    6. book        in 1704                       as given
    7. rumour      at any time                   nothing said
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
        ("strom", "comet", "no fact `strom`; did you mean `storm`?"),
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
    assert!(told.contains("but in 1704"), "{told}");
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

/// What an importer of incident reports would check of its graphs.
fn outage() -> TimelineBuilder {
    TimelineBuilder::new()
        .as_of(2024, 3, 8)
        .event("deploy")
        .when("7 March 2024 14:02")
        .event("leak")
        .when("after deploy")
        .caused_by("deploy")
        .event("alarm")
        .when("7 March 2024 14:40")
        .caused_by("leak")
        .event("rollback")
        .when("within 10 minutes after alarm")
        .caused_by_kind("responds", "alarm")
        .event("review")
        .when("yesterday")
        .when("after rollback")
        .caused_by("rollback")
}

#[test]
fn an_importer_checks_its_graph_as_a_whole() {
    let story = outage().solved().unwrap();
    assert_snapshot!(story.graph(), @r"
    deploy -> leak
    leak -> alarm
    alarm -> rollback (responds)
    rollback -> review
    ");
    assert_eq!(story.graph().roots(), ["deploy"]);
    assert_eq!(story.graph().ends(), ["review"]);
    story
        .assert_order(&["deploy", "leak", "alarm", "rollback", "review"])
        .assert_bounds("leak", "between 14:02 and 14:40, 7 March 2024");
    assert_eq!(story.is_before("deploy", "review"), Ok(Certainty::Certain));
    assert_eq!(story.is_before("review", "deploy"), Ok(Certainty::No));
    let unknown = story.is_before("deploy", "reveiw").unwrap_err();
    assert_eq!(unknown.nearest(), Some("review"));
}

#[test]
fn an_analyst_asks_why_and_by_which_way() {
    let story = outage()
        .event("patch")
        .caused_by("leak")
        .event("calm")
        .caused_by("rollback")
        .caused_by("patch")
        .solved()
        .unwrap();
    let graph = story.graph();
    let chains = graph.chains("deploy", "calm").unwrap();
    let told: Vec<Vec<&str>> = chains
        .facts()
        .map(|facts| facts.names().collect())
        .collect();
    assert_eq!(
        told,
        [
            vec!["deploy", "leak", "patch", "calm"],
            vec!["deploy", "leak", "alarm", "rollback", "calm"],
        ]
    );
    let leak = graph.fact("leak").unwrap();
    let why = story
        .schedule()
        .reason(leak, causeline::date::End::Start, Limit::Latest);
    let rests_on: Vec<&str> = why.statements().map(|one| graph.name(one.event)).collect();
    assert_eq!(rests_on, ["alarm", "alarm"]);
}

/// petgraph lies underneath, for algorithms of its own.
#[test]
fn a_user_of_petgraph_brings_an_algorithm() {
    use petgraph::algo::dominators::simple_fast;
    let story = outage()
        .event("patch")
        .caused_by("leak")
        .event("calm")
        .caused_by("rollback")
        .caused_by("patch")
        .solved()
        .unwrap();
    let (graph, inner) = (story.graph(), story.graph().petgraph());
    let node = |name: &str| {
        let fact = graph.fact(name).unwrap();
        inner
            .node_indices()
            .find(|node| inner[*node] == fact)
            .unwrap()
    };
    let dominators = simple_fast(inner, node("deploy"));
    let through = dominators.immediate_dominator(node("calm")).unwrap();
    assert_eq!(graph.name(inner[through]), "leak");
}

#[test]
fn phrases_that_cannot_be_read_are_told_with_the_rest() {
    let error = TimelineBuilder::new()
        .event("a")
        .when("15 Febuary 2021")
        .event("b")
        .when("Saturday")
        .event("c")
        .when("after d")
        .timeline()
        .unwrap_err();
    assert_snapshot!(error.troubles().join("\n"), @r"
    `a` is dated “15 Febuary 2021”: `Febuary` is no word that dates know
    `b` is dated “Saturday”: what day this is counted from is not told
    `c` names `d` under `when`, which is no event
    ");
}
