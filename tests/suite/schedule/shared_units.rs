//! Facts that share a unit of the calendar lie within it as soon as a date of one
//! of them tells which it is.

use causeline::compile::{Compilation, compile};
use causeline::document::NoIncludes;

fn story(facts: &str) -> Compilation {
    let text = format!("title: Shared\nas_of: 2025-09-21\nevents:\n{facts}");
    compile("shared.yaml", text.into_bytes(), &mut NoIncludes)
}

fn told(story: &Compilation, name: &str) -> String {
    story.schedule().words(story.graph().fact(name).unwrap())
}

#[test]
fn the_same_day_is_that_very_day() {
    let story = story(
        "  post: { what: P, when: 2025-09-20 14:30 }\n\
         \u{20} reply: { what: R, when: same day as post }\n\
         \u{20} echo: { what: E, when: same day as reply }\n\
         \u{20} week: { what: W, when: same week as post }\n\
         \u{20} leap: { what: L, when: 2024-02-10 }\n\
         \u{20} bill: { what: B, when: same month as leap }\n",
    );
    assert!(!story.is_faulty(), "{:?}", story.diagnostics());
    assert_eq!(told(&story, "reply"), "on 20 September 2025");
    assert_eq!(told(&story, "echo"), "on 20 September 2025");
    assert_eq!(
        told(&story, "week"),
        "between 15 September 2025 and 21 September 2025"
    );
    assert_eq!(told(&story, "bill"), "in February 2024");
}

#[test]
fn the_dated_one_may_be_the_one_that_speaks() {
    let story = story(
        "  post: { what: P }\n\
         \u{20} reply: { what: R, when: [Saturday, same day as post] }\n",
    );
    assert_eq!(told(&story, "post"), "on 20 September 2025");
}

#[test]
fn two_days_that_are_not_one_contradict_each_other() {
    let story = story(
        "  post: { what: P, when: 2025-09-20 23:30 }\n\
         \u{20} other: { what: O, when: 2021 }\n\
         \u{20} reply: { what: R, when: [2025-09-21 00:10, same day as post] }\n",
    );
    let [fault] = story.diagnostics() else {
        panic!("one contradiction: {:?}", story.diagnostics())
    };
    assert_eq!(fault.facts, ["reply", "post"]);
    assert!(
        fault.message.contains("these 3 statements"),
        "{}",
        fault.message
    );
    let [conflict] = story.schedule().conflicts() else {
        panic!("one contradiction")
    };
    let mut own: Vec<&str> = conflict
        .statements()
        .iter()
        .map(|one| story.graph().name(one.event))
        .collect();
    own.sort_unstable();
    assert_eq!(own, ["post", "reply", "reply"]);
}

#[test]
fn a_vague_date_leaves_the_day_open() {
    let story = story(
        "  post: { what: P, when: July 2021 }\n\
         \u{20} reply: { what: R, when: same day as post }\n",
    );
    assert_eq!(told(&story, "reply"), "in July 2021");
}
