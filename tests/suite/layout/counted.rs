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

#[test]
fn a_length_before_or_after_a_date_is_told_with_what_it_comes_to() {
    for (when, comes_to) in [
        (
            "no later than 6 weeks after October 2022",
            "between 1 Oct and 12 Dec 2022",
        ),
        (
            "within 3 days after 5 October 2022",
            "between 5 and 8 Oct 2022",
        ),
        ("the day after 5 May 1920", "6 May 1920"),
        ("3 years after 1920", "1923"),
        ("at least 3 years after 1920", "1923 or later"),
        (
            "2 hours after 14:00 5 October 2022",
            "between 15:30 and 16:30, 5 Oct 2022",
        ),
    ] {
        let when = format!("\"{when}\"");
        let told = format!("{} · {comes_to}", when.trim_matches('"'));
        assert_told("title: T\n", &[("it", &when, &told)]);
    }
}

#[test]
fn a_date_behind_words_gets_its_year_and_is_told_once() {
    for (when, told) in [
        ("by 20 Nov", "by 20 Nov 2025"),
        ("before 20 November", "before 20 November 2025"),
        ("since 20 Nov", "since 20 Nov 2025"),
        ("after October", "after October 2025"),
        ("from 5 Nov to 12 Nov", "from 5 Nov to 12 Nov 2025"),
        ("between 5 and 20 Nov", "between 5 and 20 Nov 2025"),
        // Of two years both are told.
        (
            "from 28 Dec to 3 Jan",
            "from 28 Dec to 3 Jan · 28 Dec 2025 – 3 Jan 2026",
        ),
        // And so is what a length comes to.
        (
            "two days after 20 Nov",
            "two days after 20 Nov · 22 Nov 2025",
        ),
        ("early 2025-W41", "early in the week of 6 Oct 2025"),
    ] {
        assert_told("title: T\nas_of: 2026-04-01\n", &[("it", when, told)]);
    }
}

#[test]
fn a_clock_with_an_offset_is_told_by_the_zone_of_the_file() {
    let head = "title: T\ntimezone: Europe/London\n";
    for (when, told) in [
        (
            "\"14:09:05 +01:00 2 November 2025\"",
            "13:09:05, 2 Nov 2025 (14:09:05 UTC+01:00)",
        ),
        (
            "2 November 2025 23:30 -05:00",
            "04:30, 3 Nov 2025 (23:30, 2 Nov 2025 UTC−05:00)",
        ),
        (
            "\"14:09:05 +00:00 2 November 2025\"",
            "14:09:05 +00:00 2 November 2025",
        ),
    ] {
        assert_told(head, &[("it", when, told)]);
    }
}
