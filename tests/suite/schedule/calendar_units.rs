//! Facts that share a day, or lie whole days apart, are known to the day as soon
//! as a date of one of them tells which it is.

use causeline::compile::{Compilation, compile};
use causeline::document::NoIncludes;
use causeline::schedule::Certainty;

fn story(facts: &str) -> Compilation {
    headed("", facts)
}

fn headed(head: &str, facts: &str) -> Compilation {
    let text = format!("title: Days\nas_of: 2025-09-21\n{head}events:\n{facts}");
    compile("days.yaml", text.into_bytes(), &mut NoIncludes)
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

#[test]
fn a_deadline_is_a_day_and_so_is_what_counts_from_it() {
    let story = story(
        "  order: { what: O, when: 2024-03-04 }\n\
         \u{20} eve: { what: E, when: the day before order }\n\
         \u{20} appeal: { what: A, when: 14 days after order }\n\
         \u{20} reply: { what: R, when: 1 week and 1 day after appeal }\n\
         \u{20} late: { what: L, when: '2024-05-10 23:30' }\n\
         \u{20} early: { what: Y, when: ['2024-05-11 00:10', the day after late] }\n\
         \u{20} trial: { what: T, when: 1 to 3 May 2024 }\n\
         \u{20} jury: { what: J, when: 2 days before trial }\n\
         \u{20} verdict: { what: V, when: 2 days after trial }\n",
    );
    assert!(!story.is_faulty(), "{:?}", story.diagnostics());
    assert_eq!(told(&story, "eve"), "on 3 March 2024");
    assert_eq!(told(&story, "appeal"), "on 18 March 2024");
    assert_eq!(told(&story, "reply"), "on 26 March 2024");
    assert_eq!(told(&story, "early"), "at 00:10, 11 May 2024");
    assert_eq!(told(&story, "jury"), "on 29 April 2024");
    assert_eq!(told(&story, "verdict"), "on 5 May 2024");
}

#[test]
fn what_lies_beside_a_fact_is_what_lies_beside_its_date() {
    let steps = [
        "the Friday before",
        "the first Monday after",
        "the week before",
        "the month after",
        "the year before",
        "2 to 5 months after",
        "between 5 and 10 minutes before",
        "3 or 4 days after",
    ];
    let dates = [
        "2026-03-13",
        "2026-03-29 10:30",
        "2024-02-29 23:59",
        "1999-12-31",
    ];
    for head in ["", "timezone: Europe/Berlin\n"] {
        for (step, date) in steps
            .iter()
            .flat_map(|step| dates.iter().map(move |date| (step, date)))
        {
            let story = headed(
                head,
                &format!(
                    "  act: {{ what: A, when: {date} }}\n\
                     \u{20} one: {{ what: O, when: {step} act }}\n\
                     \u{20} other: {{ what: T, when: {step} {date} }}\n"
                ),
            );
            assert!(
                !story.is_faulty(),
                "{step} {date}: {:?}",
                story.diagnostics()
            );
            assert_eq!(told(&story, "one"), told(&story, "other"), "{step} {date}");
        }
    }
}

#[test]
fn a_weekday_that_the_clocks_left_out_is_a_week_away() {
    // On Samoa the 30th of December 2011, a Friday, was left out.
    let story = headed(
        "timezone: Pacific/Apia\n",
        "  storm: { what: S, when: 2011-12-26 10:00 }\n\
         \u{20} one: { what: O, when: the Friday after storm }\n\
         \u{20} other: { what: T, when: the Friday after 2011-12-26 }\n\
         \u{20} eve: { what: E, when: the Friday before 2012-01-02 }\n",
    );
    assert!(!story.is_faulty(), "{:?}", story.diagnostics());
    assert_eq!(told(&story, "one"), "on 6 January 2012");
    assert_eq!(told(&story, "other"), "on 6 January 2012");
    assert_eq!(told(&story, "eve"), "on 23 December 2011");
}

#[test]
fn what_lies_beside_a_vague_date_lies_beside_any_of_its_days() {
    let story = story(
        "  one: { what: O, when: the Friday after about 10 May 2024 }\n\
         \u{20} two: { what: T, when: the Friday before about 10 May 2024 }\n\
         \u{20} digit: { what: D, when: the Friday after 2024-05-1X }\n\
         \u{20} year: { what: Y, when: the year before about 10 January 2024 }\n\
         \u{20} month: { what: M, when: the Friday after May 2024 }\n",
    );
    assert!(!story.is_faulty(), "{:?}", story.diagnostics());
    assert_eq!(told(&story, "one"), "between 10 May 2024 and 17 May 2024");
    assert_eq!(told(&story, "two"), "between 3 May 2024 and 10 May 2024");
    assert_eq!(told(&story, "digit"), "between 17 May 2024 and 24 May 2024");
    assert_eq!(
        told(&story, "year"),
        "between 1 January 2023 and 10 January 2024"
    );
    assert_eq!(told(&story, "month"), "on 7 June 2024");
}

#[test]
fn a_weekday_beside_a_fact_whose_day_is_not_known_lies_within_days() {
    let story = story(
        "  vote: { what: V, when: May 2024 }\n\
         \u{20} eve: { what: E, when: the Sunday before vote }\n\
         \u{20} count: { what: C, when: the Sunday after vote }\n",
    );
    let fact = |name| story.graph().fact(name).unwrap();
    for (one, next) in [("eve", "vote"), ("vote", "count")] {
        let sureness = story.schedule().is_before(fact(one), fact(next));
        assert_eq!(sureness, Certainty::Certain, "{one}");
    }
    assert_eq!(told(&story, "eve"), "between 28 April 2024 and 26 May 2024");
}

#[test]
fn lengths_from_a_month_are_whole_days_over_a_change_of_clocks() {
    for zone in ["", "timezone: UTC\n", "timezone: Europe/London\n"] {
        let facts = "  order: { what: O, when: October 2022 }\n\
             \u{20} most: { what: M, when: no later than 6 weeks after order }\n\
             \u{20} days: { what: D, when: 40 days after order }\n\
             \u{20} just: { what: J, when: exactly 40 days after order }\n\
             \u{20} week: { what: W, when: 6 weeks after order }\n\
             \u{20} near: { what: N, when: within 6 weeks of order }\n\
             \u{20} back: { what: B, when: exactly 8 months before order }\n";
        let known = headed(zone, facts);
        let all = [
            ("order", "in October 2022"),
            ("most", "between 1 October 2022 and 12 December 2022"),
            ("days", "between 10 November 2022 and 10 December 2022"),
            ("just", "between 10 November 2022 and 10 December 2022"),
            ("near", "between 20 August 2022 and 12 December 2022"),
            ("back", "in February 2022"),
        ];
        for (name, window) in all {
            assert_eq!(told(&known, name), window, "{zone}{name}");
        }
        // A contradiction offers a date that goes with the others.
        let late = "  order: { what: O, when: October 2022 }\n\
             \u{20} most: { what: M, when: [no later than 6 weeks after order, 2022-12-13] }\n";
        let late = headed(zone, late);
        let [fault] = late.diagnostics() else {
            panic!("one contradiction: {:?}", late.diagnostics())
        };
        let help = fault.help.as_deref().unwrap_or_default();
        assert!(
            help.contains("move `most` to 12 December 2022 or earlier"),
            "{zone}{help}"
        );
    }
}

#[test]
fn what_counts_from_a_length_after_a_month_counts_on_in_whole_days() {
    for zone in [
        "",
        "timezone: UTC\n",
        "timezone: Europe/London\n",
        "timezone: Asia/Kabul\n",
    ] {
        // A chain, told from its end on, that also closes to a ring.
        let story = headed(
            zone,
            "  last: { what: L, when: 2 days before third }\n\
             \u{20} third: { what: T, when: exactly 1 month after second }\n\
             \u{20} second: { what: S, when: 2 days after first }\n\
             \u{20} first: { what: F, when: exactly 2 months after order }\n\
             \u{20} order: { what: O, when: March 2024 }\n\
             \u{20} late: { what: A, when: at least 3 weeks after first }\n\
             \u{20} soon: { what: N, when: no later than 5 days after late }\n\
             \u{20} one: { what: X, when: [October 2024, at most 40 days before two] }\n\
             \u{20} two: { what: Y, when: [3 days after one, 2 to 4 days after one] }\n\
             \u{20} three: { what: Z, when: 1 day after two }\n",
        );
        assert!(!story.is_faulty(), "{zone}: {:?}", story.diagnostics());
        for (fact, lies) in [
            ("first", "in May 2024"),
            ("second", "between 3 May 2024 and 2 June 2024"),
            ("third", "between 3 June 2024 and 2 July 2024"),
            ("last", "in June 2024"),
            ("late", "not before 22 May 2024"),
            ("soon", "not before 22 May 2024"),
            ("two", "between 4 October 2024 and 3 November 2024"),
            ("three", "between 5 October 2024 and 4 November 2024"),
        ] {
            assert_eq!(told(&story, fact), lies, "{zone}{fact}");
        }
    }
}

#[test]
fn days_from_an_unknown_day_are_whole_days_in_any_zone() {
    for zone in [
        "",
        "timezone: UTC\n",
        "timezone: Europe/London\n",
        "timezone: Pacific/Apia\n",
    ] {
        let story = headed(
            zone,
            "  service: { what: S, when: May 2024 }\n\
             \u{20} next: { what: N, when: 1 day after service }\n\
             \u{20} due: { what: D, when: 28 days after service }\n\
             \u{20} limit: { what: L, when: at most 14 days after service }\n\
             \u{20} eve: { what: E, when: 1 day before service }\n",
        );
        assert!(!story.is_faulty(), "{zone}: {:?}", story.diagnostics());
        for (fact, lies) in [
            ("next", "between 2 May 2024 and 1 June 2024"),
            ("due", "between 29 May 2024 and 28 June 2024"),
            ("limit", "between 1 May 2024 and 14 June 2024"),
            ("eve", "between 30 April 2024 and 30 May 2024"),
        ] {
            assert_eq!(told(&story, fact), lies, "{zone}{fact}");
        }
    }
    // Where clocks are moved within the window, no day that can be is left out.
    for time in ["2024-04-14 23:59", "2024-03-15 00:01"] {
        let story = headed(
            "timezone: Europe/London\n",
            &format!(
                "  service: {{ what: S, when: March 2024 }}\n  \
                 due: {{ what: D, when: [{time}, 14 days after service] }}\n"
            ),
        );
        assert!(!story.is_faulty(), "{:?}", story.diagnostics());
    }
}

#[test]
fn by_an_hour_is_up_to_its_stroke() {
    let filed = |time: &str| {
        let facts = format!(
            "  filed: {{ what: F, when: ['2025-02-04 {time}', by 4 pm on 4 February 2025] }}\n"
        );
        story(&facts).is_faulty()
    };
    assert!(!filed("16:00"));
    assert!(filed("16:01"));
}

#[test]
fn days_are_counted_over_a_change_of_the_clocks() {
    let story = headed(
        "timezone: Europe/London\n",
        "  order: { what: O, when: 2024-03-20 }\n\
         \u{20} appeal: { what: A, when: 14 days after order }\n\
         \u{20} reply: { what: R, when: 7 days after appeal }\n\
         \u{20} notice: { what: N, when: 3 days before appeal }\n",
    );
    assert!(!story.is_faulty(), "{:?}", story.diagnostics());
    assert_eq!(told(&story, "notice"), "on 31 March 2024");
    assert_eq!(told(&story, "appeal"), "on 3 April 2024");
    assert_eq!(told(&story, "reply"), "on 10 April 2024");
}

#[test]
fn a_day_that_is_not_the_counted_one_is_a_contradiction_of_all_three() {
    let story = story(
        "  order: { what: O, when: 2024-03-04 }\n\
         \u{20} appeal: { what: A, when: [2024-03-19, 14 days after order] }\n",
    );
    let [fault] = story.diagnostics() else {
        panic!("one contradiction: {:?}", story.diagnostics())
    };
    assert_eq!(fault.code.0, "E060");
    assert!(fault.message.contains("these 3"), "{}", fault.message);
}

#[test]
fn a_vague_date_is_moved_by_whole_days() {
    let story = story(
        "  talks: { what: T, when: May 2024 }\n\
         \u{20} strike: { what: S, when: 2 days after talks }\n",
    );
    assert_eq!(told(&story, "strike"), "between 3 May 2024 and 2 June 2024");
}

#[test]
fn a_fact_is_counted_from_as_its_date_is() {
    let zones = ["", "timezone: Europe/London\n"];
    let dates = ["2019-08-31", "2025-03-17 10:30", "2024-02-29", "2024-10-27"];
    let lengths = [
        "14 days",
        "exactly 14 days",
        "about 10 days",
        "at least 3 days",
        "at most 28 days",
        "two weeks",
        "1 week and 2 days",
        "4 months",
        "exactly 6 years",
        "at most 6 months",
        "1 year and 3 months",
    ];
    let forms = [
        "LENGTH after FROM",
        "LENGTH before FROM",
        "no later than LENGTH after FROM",
        "within LENGTH after FROM",
        "within LENGTH of FROM",
    ];
    let mut compared = 0;
    for (zone, date) in zones.iter().flat_map(|zone| dates.map(|date| (zone, date))) {
        for (length, form) in lengths.iter().flat_map(|one| forms.map(|form| (one, form))) {
            let phrase = |from: &str| form.replace("LENGTH", length).replace("FROM", from);
            let facts = format!(
                "  order: {{ what: O, when: '{date}' }}\n  \
                 named: {{ what: N, when: '{}' }}\n  dated: {{ what: D, when: '{}' }}\n",
                phrase("order"),
                phrase(date)
            );
            let story = headed(zone, &facts);
            if story.is_faulty() {
                // A bound of a bound, such as `no later than at least 3 days`.
                continue;
            }
            compared += 1;
            assert_eq!(
                told(&story, "named"),
                told(&story, "dated"),
                "{zone}{facts}"
            );
        }
    }
    assert!(compared > 250, "{compared}");
}

#[test]
fn deadlines_of_months_and_years_are_of_the_calendar() {
    let story = story(
        "  breach: { what: B, when: 31 August 2019 }\n\
         \u{20} limit: { what: L, when: exactly 6 years after breach }\n\
         \u{20} sued: { what: S, when: 2024-09-03, because: breach }\n\
         \u{20} service: { what: V, when: within 4 months after sued }\n\
         \u{20} defence: { what: D, when: no later than 28 days after service }\n",
    );
    assert!(!story.is_faulty(), "{:?}", story.diagnostics());
    assert_eq!(told(&story, "limit"), "on 31 August 2025");
    assert_eq!(
        told(&story, "service"),
        "between 3 September 2024 and 3 January 2025"
    );
    assert_eq!(
        told(&story, "defence"),
        "between 3 September 2024 and 31 January 2025"
    );
}

#[test]
fn an_act_on_the_last_day_is_in_time_and_one_on_the_next_is_not() {
    let act = |time: &str| {
        let facts = format!(
            "  order: {{ what: O, when: 2025-03-17 10:30 }}\n  \
             act: {{ what: A, when: [no later than 14 days after order, '{time}'] }}\n"
        );
        headed("timezone: Europe/London\n", &facts).is_faulty()
    };
    assert!(!act("2025-03-31 16:00"));
    assert!(!act("2025-03-31"));
    assert!(act("2025-04-01 00:10"));
}

#[test]
fn days_are_counted_where_clocks_are_set_forward_at_midnight() {
    let story = headed(
        "timezone: America/Sao_Paulo\n",
        "  strike: { what: S, when: 2018-11-04 }\n\
         \u{20} eve: { what: E, when: the day before strike }\n\
         \u{20} talks: { what: T, when: 5 days after eve }\n\
         \u{20} deal: { what: D, when: [November 2018, 22 days after talks] }\n",
    );
    assert!(!story.is_faulty(), "{:?}", story.diagnostics());
    assert_eq!(told(&story, "strike"), "on 4 November 2018");
    assert_eq!(told(&story, "eve"), "on 3 November 2018");
    assert_eq!(told(&story, "talks"), "on 8 November 2018");
    assert_eq!(told(&story, "deal"), "on 30 November 2018");
}

#[test]
fn where_no_day_is_known_the_times_lie_little_more_than_a_day_off() {
    let story = story(
        "  alarm: { what: A, when: '2024-05-10T12:00-05:00' }\n\
         \u{20} visit: { what: V, when: 2 days after alarm }\n",
    );
    // Which day the alarm's is hangs on the clocks: the file names no zone.
    assert_eq!(
        told(&story, "visit"),
        "between 14:00, 11 May 2024 and 20:00, 13 May 2024"
    );
}

#[test]
fn a_later_day_is_later_by_any_clock() {
    let story = headed(
        "timezone: Europe/London\n",
        "  vote: { what: V, when: May 2024 }\n\
         \u{20} count: { what: C, when: 1 day after vote }\n\
         \u{20} eve: { what: E, when: 1 day before vote }\n",
    );
    let fact = |name| story.graph().fact(name).unwrap();
    for (one, next) in [("vote", "count"), ("eve", "vote")] {
        let sureness = story.schedule().is_before(fact(one), fact(next));
        assert_eq!(sureness, Certainty::Certain, "{one}");
    }
    let story = headed(
        "timezone: Europe/London\n",
        "  vote: { what: V, when: 1 day after count }\n\
         \u{20} count: { what: C, when: 1 day after vote }\n",
    );
    assert_eq!(story.schedule().conflicts().len(), 1);
}

#[test]
fn clocks_that_were_moved_contradict_no_count_of_days() {
    let foreign = story(
        "  call: { what: C, when: '2024-03-09 23:59 America/Los_Angeles' }\n\
         \u{20} visit: { what: V, when: ['2024-03-11 00:00 America/Los_Angeles', 2 days after call] }\n",
    );
    assert!(!foreign.is_faulty(), "{:?}", foreign.diagnostics());
    // Between the two, Moscow's clocks were set forward by two and a half hours.
    let moved = headed(
        "timezone: Europe/Moscow\n",
        "  call: { what: C, when: 1915-06-01 23:59 }\n\
         \u{20} visit: { what: V, when: [1921-05-01 00:00, 2161 days after call] }\n",
    );
    assert!(!moved.is_faulty(), "{:?}", moved.diagnostics());
}

#[test]
fn hours_pass_whatever_the_clocks_are_moved_to() {
    for (at, length, expected) in [
        (
            "2026-03-29 01:30",
            "exactly 2 hours",
            "at 04:30, 29 March 2026",
        ),
        (
            "2026-03-28 12:00",
            "exactly 24 hours",
            "at 13:00, 29 March 2026",
        ),
        (
            "2025-10-25 12:00",
            "exactly 24 hours",
            "at 11:00, 26 October 2025",
        ),
    ] {
        let story = headed(
            "timezone: Europe/Berlin\n",
            &format!(
                "  a: {{ what: A, when: {at} }}\n\
                 \u{20} by-id: {{ what: B, when: {length} after a }}\n\
                 \u{20} by-date: {{ what: C, when: {length} after {at} }}\n\
                 \u{20} vigil: {{ what: D, when: for {length} from {at} }}\n"
            ),
        );
        assert!(!story.is_faulty(), "{:?}", story.diagnostics());
        for name in ["by-id", "by-date"] {
            let fact = story.graph().fact(name).unwrap();
            assert_eq!(story.schedule().words(fact), expected, "{name}");
        }
    }
}

#[test]
fn a_day_that_a_clock_tells_is_counted_from_as_a_written_one() {
    for head in ["", "timezone: Europe/Berlin\n"] {
        let story = headed(
            head,
            "  alarm: { what: A, when: 2025-09-17 14:30 }\n\
             \u{20} leak: { what: L, when: 30 minutes before alarm }\n\
             \u{20} meeting: { what: M, when: the Monday before leak }\n\
             \u{20} notice: { what: N, when: 3 days after leak }\n\
             \u{20} repair: { what: R, when: same day as leak }\n\
             \u{20} night: { what: N, when: 2025-09-17 00:30 }\n\
             \u{20} noise: { what: N, when: 30 minutes before night }\n\
             \u{20} walk: { what: W, when: 3 days after noise }\n",
        );
        assert!(!story.is_faulty(), "{:?}", story.diagnostics());
        assert_eq!(told(&story, "meeting"), "on 15 September 2025");
        assert_eq!(told(&story, "notice"), "on 20 September 2025");
        assert_eq!(told(&story, "repair"), "on 17 September 2025");
        // Of a time that may lie on either side of midnight no day is known.
        assert_ne!(told(&story, "walk"), "on 20 September 2025");
    }
}

#[test]
fn a_day_that_a_clock_tells_contradicts_with_all_that_tells_it() {
    let story = story(
        "  alarm: { what: A, when: 2025-09-17 14:30 }\n\
         \u{20} leak: { what: L, when: 30 minutes before alarm }\n\
         \u{20} meeting: { what: M, when: [2025-09-14, the Monday before leak] }\n",
    );
    let [fault] = story.diagnostics() else {
        panic!("one contradiction: {:?}", story.diagnostics())
    };
    assert!(
        fault.message.contains("these 4 statements"),
        "{}",
        fault.message
    );
}

/// What is counted from a day of several possible ones is of whole days, wherever the
/// story is told.
#[test]
fn terms_from_a_window_of_days_end_with_a_day() {
    for head in [
        "",
        "timezone: UTC\n",
        "timezone: Etc/GMT-5\n",
        "timezone: Europe/London\n",
        "timezone: America/New_York\n",
    ] {
        let story = headed(
            head,
            "  issue: { what: I, when: 3 October 2022 }\n\
             \u{20} served: { what: S, when: within 14 days after issue }\n\
             \u{20} defence: { what: D, when: by the 14th day after served }\n\
             \u{20} hearing: { what: H, when: the 14th day after served }\n\
             \u{20} appeal: { what: A, when: no later than 6 weeks after served }\n\
             \u{20} notice: { what: N, when: within 14 days of served }\n\
             \u{20} draft: { what: R, when: 3 days before served }\n",
        );
        assert!(!story.is_faulty(), "{:?}", story.diagnostics());
        for (name, expected) in [
            ("served", "between 3 October 2022 and 17 October 2022"),
            ("defence", "between 3 October 2022 and 31 October 2022"),
            ("hearing", "between 17 October 2022 and 31 October 2022"),
            ("appeal", "between 3 October 2022 and 28 November 2022"),
            ("notice", "between 19 September 2022 and 31 October 2022"),
            ("draft", "between 30 September 2022 and 14 October 2022"),
        ] {
            assert_eq!(told(&story, name), expected, "{name}, {head}");
        }
    }
}

/// So it is where clocks are moved within the window.
#[test]
fn terms_that_run_through_a_change_of_clocks_end_with_a_day() {
    for (head, issue, expected) in [
        (
            "timezone: Europe/London\n",
            "20 October 2025",
            "17 November 2025",
        ),
        (
            "timezone: America/New_York\n",
            "20 October 2025",
            "17 November 2025",
        ),
        (
            "timezone: Europe/Berlin\n",
            "24 March 2025",
            "21 April 2025",
        ),
        ("", "20 October 2025", "17 November 2025"),
    ] {
        let story = headed(
            head,
            &format!(
                "  issue: {{ what: I, when: {issue} }}\n\
                 \u{20} served: {{ what: S, when: within 14 days after issue }}\n\
                 \u{20} defence: {{ what: D, when: by the 14th day after served }}\n\
                 \u{20} notice: {{ what: N, when: the 14th day after served }}\n\
                 \u{20} last: {{ what: L, when: 3 days after notice }}\n"
            ),
        );
        assert!(!story.is_faulty(), "{:?}", story.diagnostics());
        assert_eq!(
            told(&story, "defence"),
            format!("between {issue} and {expected}"),
            "{head}"
        );
        for name in ["notice", "last"] {
            let words = told(&story, name);
            assert!(!words.contains(':'), "{name}: {words}, {head}");
        }
    }
}

/// Months from a day of several possible ones are counted from the first and from the last of
/// these, in whole days where they are not exact, wherever the story is told.
#[test]
fn months_from_a_window_of_days_are_of_whole_days() {
    for head in [
        "",
        "timezone: UTC\n",
        "timezone: Asia/Kolkata\n",
        "timezone: America/New_York\n",
        "timezone: Europe/Berlin\n",
    ] {
        let story = headed(
            head,
            "  order: { what: O, when: 2024-01-10 10:00 }\n\
             \u{20} served: { what: S, when: within 14 days after order }\n\
             \u{20} appeal: { what: A, when: no later than 3 months after served }\n\
             \u{20} review: { what: R, when: at least 3 months after served }\n\
             \u{20} hearing: { what: H, when: 2 months after served }\n\
             \u{20} notice: { what: N, when: 3 months before served }\n\
             \u{20} payment: { what: P, when: 6 weeks after served }\n\
             \u{20} release: { what: L, when: a year after served }\n\
             \u{20} lapse: { what: X, when: 2 months after hearing }\n\
             \u{20} last: { what: E, when: exactly 2 months after served }\n",
        );
        assert!(!story.is_faulty(), "{:?}", story.diagnostics());
        for (name, expected) in [
            ("appeal", "between 10:00, 10 January 2024 and 24 April 2024"),
            ("review", "not before 10 April 2024"),
            ("hearing", "between 24 February 2024 and 8 April 2024"),
            ("notice", "between 25 September 2023 and 8 November 2023"),
            ("payment", "between 17 February 2024 and 10 March 2024"),
            ("release", "between 10 July 2024 and 24 July 2025"),
            ("lapse", "between 9 April 2024 and 23 June 2024"),
            ("last", "between 10:00, 10 March 2024 and 24 March 2024"),
        ] {
            assert_eq!(told(&story, name), expected, "{name}, {head}");
        }
    }
}

/// What counts from a fact tells of it as well, in whole days.
#[test]
fn months_back_from_what_is_dated_are_of_whole_days() {
    for head in [
        "",
        "timezone: Europe/Paris\n",
        "timezone: America/New_York\n",
    ] {
        let story = headed(
            head,
            "  breach: { what: B }\n\
             \u{20} claim: { what: C, when: [March 2024, 2 months after breach] }\n\
             \u{20} notice: { what: N }\n\
             \u{20} reply: { what: R, when: [March 2024, 2 days after notice] }\n\
             \u{20} sale: { what: S }\n\
             \u{20} defect: { what: D, when: [2024-03-15, no later than 2 months after sale] }\n",
        );
        assert!(!story.is_faulty(), "{:?}", story.diagnostics());
        for (name, expected) in [
            ("breach", "between 13 December 2023 and 17 February 2024"),
            ("notice", "between 28 February 2024 and 29 March 2024"),
            ("sale", "between 11 January 2024 and 15 March 2024"),
        ] {
            assert_eq!(told(&story, name), expected, "{name}, {head}");
        }
    }
}
