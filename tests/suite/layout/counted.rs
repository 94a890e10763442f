//! What cards tell of dates that are counted, bounded or written by another clock.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::date_words;

/// Holds the card of each of these facts of a file to its words.
fn assert_told(head: &str, facts: &[(&str, &str, &str)]) {
    let events = facts
        .iter()
        .map(|(id, when, _)| format!("  {id}: {{ when: {when}, what: It happens }}\n"));
    let text = format!("{head}events:\n{}", events.collect::<String>());
    let compiled = compile("test.yaml", text.clone().into(), &mut NoIncludes);
    assert!(!compiled.is_faulty(), "{text}{:?}", compiled.diagnostics());
    for (id, when, told) in facts {
        let event = compiled.timeline().find(id).expect("the fact");
        let words = date_words(compiled.graph(), compiled.schedule())(event);
        assert_eq!(words.said, *told, "{when}");
    }
}

#[test]
fn a_length_from_a_fact_that_others_date_is_told_with_what_it_comes_to() {
    assert_told(
        "title: T\n",
        &[
            (
                "service",
                "between 10 and 24 Jan 2026",
                "between 10 and 24 Jan 2026",
            ),
            (
                "receipt",
                "3 days after service",
                "3 days after 10–24 Jan 2026 · between 13 and 27 Jan 2026",
            ),
            (
                "answer",
                "by the 14th day after receipt",
                "by the 14th day after 13–27 Jan 2026 · by 10 Feb 2026",
            ),
            (
                "reply",
                "within 7 days after receipt",
                "within 7 days after 13–27 Jan 2026 · by 3 Feb 2026",
            ),
            // Merely after it: that is its place.
            (
                "thanks",
                "[after receipt, before answer]",
                "between 13 Jan and 10 Feb 2026",
            ),
        ],
    );
}

#[test]
fn what_is_merely_after_or_before_a_day_may_be_of_that_day() {
    assert_told(
        "title: T\n",
        &[
            ("a", "10 Mar 2026", "10 Mar 2026"),
            ("b", "after a", "10 Mar 2026 or later"),
            ("c", "before a", "10 Mar 2026 or earlier"),
            ("d", "\"14:05, 2 May 2026\"", "14:05, 2 May 2026"),
            ("e", "after d", "after 14:05, 2 May 2026"),
        ],
    );
}
