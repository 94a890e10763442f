//! When facts can have happened: bounds, reasons, contradictions, order.

#[path = "../support/network.rs"]
mod network;

mod accounts;
mod calendar_units;
mod laws;
mod naive;

use causeline::compile::compile;
use causeline::date::{End, Kind, Precision};
use causeline::document::NoIncludes;
use causeline::graph::{CausalGraph, connect};
use causeline::schedule::{Certainty, Limit, Schedule, Statement, Verdict, explain, solve};
use causeline::source::Segment;
use causeline::testing::TimelineBuilder;
use causeline::timeline::{EventId, Timeline};
use insta::assert_snapshot;
use network::{Fact, moment, relation, timeline};

fn solved(timeline: Timeline) -> (CausalGraph, Schedule) {
    let (graph, _) = connect(timeline.into());
    let (schedule, _) = solve(&graph);
    (graph, schedule)
}

#[test]
fn a_fact_without_a_date_lies_between_its_cause_and_its_effect() {
    let timeline = TimelineBuilder::new()
        .event("retreat")
        .saying("the 10th", moment(Some(10), Some(19)))
        .event("takeover")
        .caused_by("retreat")
        .event("threat")
        .saying("the 40th", moment(Some(40), Some(49)))
        .caused_by("takeover")
        .timeline()
        .unwrap();
    let (graph, schedule) = solved(timeline);
    let takeover = graph.fact("takeover").unwrap();
    let bounds = schedule.bounds(takeover).start;
    assert_eq!(bounds.earliest.unwrap().nanoseconds(), 10);
    assert_eq!(bounds.latest.unwrap().nanoseconds(), 49);
    let why = schedule.reason(takeover, End::Start, Limit::Latest);
    let told: Vec<&str> = why
        .statements()
        .map(|statement| graph.name(statement.event))
        .collect();
    assert_eq!(told, ["threat", "threat"]);
}

#[test]
fn contradictory_dates_are_told_by_the_statements_that_matter() {
    let timeline = TimelineBuilder::new()
        .event("bystander")
        .saying("5", moment(Some(5), Some(5)))
        .event("cause")
        .saying("20", moment(Some(20), Some(25)))
        .caused_by("bystander")
        .event("between")
        .saying(
            "after cause",
            relation(End::Start, "cause", End::Start, Some(1), None),
        )
        .event("effect")
        .saying("10", moment(Some(10), Some(12)))
        .caused_by("between")
        .timeline()
        .unwrap();
    let (graph, schedule) = solved(timeline);
    let [conflict] = schedule.conflicts() else {
        panic!("one contradiction, not {:?}", schedule.conflicts())
    };
    let facts: Vec<&str> = conflict.facts().iter().map(|id| graph.name(*id)).collect();
    assert_eq!(facts, ["cause", "between", "effect"]);
    assert_eq!(conflict.excess(), 9);
    assert_eq!(conflict.statements().len(), 4);
    assert_eq!(graph.name(conflict.blamed().event), "effect");
}

#[test]
fn a_chain_as_long_as_a_large_file_is_solved_and_ordered() {
    // Written backwards: each fact names the next one as its cause.
    let last = 99_999;
    let mut facts: Vec<Fact> = (0..last)
        .map(|index| Fact {
            causes: vec![(index + 1, None)],
            ..Fact::default()
        })
        .collect();
    facts.push(Fact {
        start: (Some(7), None),
        ..Fact::default()
    });
    let (_, schedule) = solved(timeline(&facts));
    let first = schedule.bounds(EventId::new(0)).start;
    assert_eq!(first.earliest.unwrap().nanoseconds(), 7);
    assert_eq!(schedule.order().len(), facts.len());
    assert_eq!(schedule.order()[0], EventId::new(last as u32));
}

const DAY: i64 = 86_400_000_000_000;

/// That day, counted from 1970, from its first to its last nanosecond.
fn day(day: i64) -> causeline::date::Meaning {
    moment(Some(day * DAY), Some((day + 1) * DAY - 1))
}

fn bagram() -> TimelineBuilder {
    TimelineBuilder::new()
        .event("withdrawal")
        .saying(
            "July 2021",
            moment(Some(18_809 * DAY), Some(18_840 * DAY - 1)),
        )
        .source("AFP")
        .event("takeover")
        .caused_by("withdrawal")
        .event("post")
        .saying("Saturday", day(20_351))
        .caused_by("takeover")
}

#[test]
fn an_explanation_names_both_bounds_with_place_and_source() {
    let (graph, schedule) = solved(bagram().timeline().unwrap());
    let takeover = graph.fact("takeover").unwrap();
    let explanation = explain(&schedule, graph.timeline(), takeover);
    let text = explanation.render(|pointer| {
        let Some(Segment::Key(name)) = pointer.path.get(1) else {
            return None;
        };
        Some((format!("{name}.yaml"), pointer.path.len()))
    });
    assert_snapshot!(text, @r#"
    `takeover`: between 1 July 2021 and 20 September 2025: not before, because of `withdrawal` (withdrawal.yaml:3, AFP); not after, because it led to `post` (post.yaml:3)
      not before 1 July 2021:
        `withdrawal` is dated “July 2021” (withdrawal.yaml:3, AFP)
        `withdrawal` led to `takeover` (takeover.yaml:3)
      not after 20 September 2025:
        `takeover` led to `post` (post.yaml:3)
        `post` is dated “Saturday” (20 September 2025) (post.yaml:3)
    "#);
    let post = graph.fact("post").unwrap();
    assert_snapshot!(explain(&schedule, graph.timeline(), post).render(|_| None), @"`post`: on 20 September 2025, as its own date says");
}

#[test]
fn contradictions_are_told_in_words_with_what_resolves_them() {
    let timeline = bagram()
        .event("reply")
        .saying("Sunday", day(20_352))
        .source("AFP")
        .event("cancelled")
        .saying("Saturday", day(20_351))
        .caused_by("reply")
        .event("late")
        .saying("Monday", day(20_353))
        .event("between")
        .saying(
            "after late",
            relation(End::Start, "late", End::Finish, Some(1), None),
        )
        .event("early")
        .saying("1 January 2025", day(20_089))
        .source("Reuters")
        .caused_by("between")
        .event("torn")
        .saying("Saturday", day(20_351))
        .saying("2021", moment(Some(18_628 * DAY), Some(18_993 * DAY - 1)))
        .event("hen")
        .saying(
            "after egg",
            relation(End::Start, "egg", End::Finish, Some(1), None),
        )
        .event("egg")
        .saying(
            "after hen",
            relation(End::Start, "hen", End::Finish, Some(1), None),
        )
        .timeline()
        .unwrap();
    let (graph, _) = connect(timeline.into());
    let (schedule, diagnostics) = solve(&graph);
    let told: Vec<String> = diagnostics
        .iter()
        .map(|one| {
            let related: Vec<&str> = one.related.iter().map(|label| &*label.message).collect();
            format!(
                "{} {}\n  at: {}\n  with: {}\n  help: {}\n  facts: {}",
                one.code.0,
                one.message,
                one.label.as_deref().unwrap_or(""),
                related.join(" | "),
                one.help.as_deref().unwrap_or(""),
                one.facts.join(" "),
            )
        })
        .collect();
    assert_snapshot!(told.join("\n"), @r#"
    E060 these two statements cannot both hold: `egg` is dated “after hen”; `hen` is dated “after egg”
      at: `egg` is dated “after hen”
      with: `hen` is dated “after egg”
      help: withdraw either of the two
      facts: egg hen
    E060 `torn` cannot be dated both “Saturday” (20 September 2025) and “2021”
      at: `torn` is dated “2021”
      with: `torn` is dated “Saturday” (20 September 2025)
      help: withdraw either of the two
      facts: torn
    E060 `reply` is given as a cause of `cancelled`, but `cancelled` is dated “Saturday” (20 September 2025), before `reply`, dated “Sunday” (21 September 2025)
      at: `reply` led to `cancelled`
      with: `reply` is dated “Sunday” (21 September 2025), says AFP | `cancelled` is dated “Saturday” (20 September 2025)
      help: withdraw any one of these 3 statements, or move `reply` to 20 September 2025 or earlier, or move `cancelled` to 21 September 2025 or later
      facts: reply cancelled
    E060 these 4 statements cannot all hold: `late` is dated “Monday” (22 September 2025); `between` is dated “after late”; `between` led to `early`, says Reuters; `early` is dated “1 January 2025”, says Reuters
      at: `between` led to `early`, says Reuters
      with: `late` is dated “Monday” (22 September 2025) | `between` is dated “after late” | `early` is dated “1 January 2025”, says Reuters
      help: withdraw any one of these 4 statements, or move `late` to 1 January 2025 or earlier, or move `early` to 22 September 2025 or later
      facts: late between early
    "#);
    assert!(schedule.is_faulty(graph.fact("torn").unwrap()));
    assert!(!schedule.is_faulty(graph.fact("takeover").unwrap()));
    let link = graph
        .incoming(graph.fact("cancelled").unwrap())
        .next()
        .unwrap();
    assert!(schedule.is_faulty_link(link));
    assert_eq!(schedule.verdict(&graph, link), Verdict::Impossible);
}

#[test]
fn steps_of_the_order_say_how_sure_they_are() {
    let timeline = bagram()
        .event("question")
        .saying("Saturday", day(20_351))
        .event("hint")
        .saying("Saturday", day(20_351))
        .event("reply")
        .saying("Sunday", day(20_352))
        .event("somewhen")
        .timeline()
        .unwrap();
    let (graph, schedule) = solved(timeline);
    let steps: Vec<String> = (0..)
        .map_while(|place| schedule.step(place))
        .map(|step| {
            let why: Vec<&str> = step
                .reason()
                .statements()
                .map(|one| graph.name(one.event))
                .collect();
            assert_eq!(step.decided_by(), step.reason().statements().last());
            let (first, second) = (graph.name(step.first), graph.name(step.second));
            format!("{first} < {second}: {:?} {why:?}", step.sureness)
        })
        .collect();
    assert_snapshot!(steps.join("\n"), @r#"
    withdrawal < takeover: Certain ["takeover"]
    takeover < post: Certain ["post"]
    post < question: Conventional []
    question < hint: Conventional []
    hint < reply: Certain ["hint", "reply"]
    reply < somewhen: Conventional []
    "#);
    let fact = |name: &str| graph.fact(name).unwrap();
    assert_eq!(
        schedule.is_before(fact("withdrawal"), fact("post")),
        Certainty::Certain
    );
    assert_eq!(
        schedule.is_before(fact("post"), fact("withdrawal")),
        Certainty::No
    );
    assert_eq!(
        schedule.is_before(fact("question"), fact("hint")),
        Certainty::Possible
    );
    assert_eq!(
        schedule.is_before(fact("takeover"), fact("reply")),
        Certainty::Certain
    );
    assert_eq!(
        schedule.is_before(fact("somewhen"), fact("reply")),
        Certainty::Possible
    );
}

#[test]
fn links_get_one_of_three_verdicts_and_the_middle_one_a_note() {
    let timeline = TimelineBuilder::new()
        .event("sparks")
        .saying("2021", moment(Some(18_628 * DAY), Some(18_993 * DAY - 1)))
        .event("fire")
        .saying("20 July 2021", day(18_828))
        .caused_by("sparks")
        .event("flood")
        .saying("20 July 2022", day(19_193))
        .caused_by("sparks")
        .timeline()
        .unwrap();
    let (graph, schedule) = solved(timeline);
    let verdicts: Vec<Verdict> = graph
        .links()
        .map(|link| schedule.verdict(&graph, link))
        .collect();
    assert_eq!(verdicts, [Verdict::Narrows, Verdict::Holds]);
    let notes = causeline::schedule::notes(&graph, &schedule);
    assert_eq!(notes.len(), 1);
    assert_snapshot!(notes[0].message, @"by its dates `fire` might have begun before its cause `sparks`, so `sparks` began between 1 January 2021 and 20 July 2021");
}

#[test]
fn ten_thousand_facts_bound_from_both_sides_end_soon() {
    let count = 10_000;
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|at| {
        (*at as u64 + 1)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23)
    });
    let mut facts = vec![Fact::default(); count];
    for pair in order.windows(2) {
        let lag = (Some(1), Some(3));
        facts[pair[1]].relations = vec![(End::Start, pair[0], End::Start, lag)];
    }
    facts[order[count / 2]].start = (Some(0), Some(10));
    let (_, schedule) = solved(timeline(&facts));
    let last = schedule.bounds(EventId::new(order[count - 1] as u32)).start;
    let steps = (count - 1 - count / 2) as i128;
    assert_eq!(last.earliest.unwrap().nanoseconds(), steps);
    assert_eq!(last.latest.unwrap().nanoseconds(), 3 * steps + 10);
}

#[test]
fn each_account_is_a_world_of_its_own() {
    let timeline = bagram()
        .event("strike")
        .account("the army", "Monday", day(20_353))
        .account("the mayor", "Friday", day(20_350))
        .caused_by("post")
        .timeline()
        .unwrap();
    let (graph, _) = connect(timeline.into());
    let (schedule, diagnostics) = solve(&graph);
    let [army, mayor] = schedule.worlds(graph.fact("strike").unwrap()) else {
        panic!("two accounts, two worlds")
    };
    assert_eq!(army.bounds(), army.stated());
    assert!(army.conflicts().is_empty());
    assert_eq!(mayor.conflicts().len(), 1);
    assert!(schedule.conflicts().is_empty(), "the file itself is sound");
    let [told] = &diagnostics[..] else {
        panic!("one weak account, not {diagnostics:?}")
    };
    assert!(!told.is_error());
    assert_snapshot!(told.message, @"the account `the mayor` of `strike` does not go with the rest: `post` is given as a cause of `strike`, but `strike` is dated “Friday” (19 September 2025), before `post`, dated “Saturday” (20 September 2025)");
}

#[test]
fn what_falls_with_a_source_is_told() {
    let timeline = bagram()
        .event("reply")
        .caused_by("post")
        .cause_source("AFP")
        .caused_by("takeover")
        .timeline()
        .unwrap();
    let (graph, schedule) = solved(timeline);
    let afp = causeline::timeline::SourceId::new(0);
    let withdrawal = causeline::schedule::without(&graph, &schedule, afp);
    assert_snapshot!(withdrawal, @r"
    without “AFP”:
      `withdrawal` loses all support
      `withdrawal` was in July 2021; now not after 20 September 2025
      `takeover` was between 1 July 2021 and 20 September 2025; now not after 20 September 2025
      `reply` was not before 20 September 2025; now at any time
      `post` no longer leads to `reply`: withdrawal -> takeover -> post -> reply
    ");
    assert_eq!(withdrawal.unsupported().len(), 1);
    assert_eq!(withdrawal.broken()[0].has_other_way, Some(false));
}

#[test]
fn a_window_takes_what_can_have_happened_in_it() {
    let (graph, schedule) = solved(bagram().timeline().unwrap());
    let window = day(20_000).start;
    let names: Vec<&str> = schedule
        .overlapping(window)
        .into_iter()
        .map(|id| graph.name(id))
        .collect();
    assert_eq!(names, ["takeover"]);
}

#[test]
fn of_two_chains_the_shorter_one_is_told_even_where_the_longer_is_tighter() {
    let builder = TimelineBuilder::new()
        .event("late")
        .on_day(2030, 1, 1)
        .event("near")
        .on_day(2025, 1, 1)
        .caused_by("late")
        .event("one")
        .caused_by("late")
        .event("two")
        .caused_by("one")
        .event("far")
        .on_day(2020, 1, 1)
        .caused_by("two");
    let (graph, schedule) = solved(builder.timeline().unwrap());
    let told: Vec<Vec<&str>> = schedule
        .conflicts()
        .iter()
        .map(|conflict| conflict.facts().iter().map(|id| graph.name(*id)).collect())
        .collect();
    assert_eq!(
        told,
        [vec!["late", "near"], vec!["late", "one", "two", "far"]]
    );
}

#[test]
fn independent_contradictions_are_all_told_and_the_rest_is_solved() {
    let mut builder = TimelineBuilder::new().event("root").in_year(2000);
    for index in 0..200 {
        builder = builder
            .event(format!("late{index}"))
            .in_year(2030)
            .event(format!("early{index}"))
            .in_year(2020)
            .caused_by(format!("late{index}"))
            .event(format!("fine{index}"))
            .caused_by("root")
            .caused_by(format!("early{index}"));
    }
    let (graph, schedule) = solved(builder.timeline().unwrap());
    assert_eq!(schedule.conflicts().len(), 200);
    let fine = graph.fact("fine7").unwrap();
    let early = graph.fact("early7").unwrap();
    assert!(!schedule.is_faulty(fine));
    assert_eq!(
        schedule.bounds(fine).start.earliest,
        schedule.bounds(early).start.earliest
    );
}

#[test]
fn one_contradiction_through_a_whole_large_file_is_told_in_a_few_words() {
    let last = 50_000;
    let mut facts: Vec<Fact> = (0..=last)
        .map(|index| Fact {
            causes: if index > 0 {
                vec![(index - 1, None)]
            } else {
                Vec::new()
            },
            ..Fact::default()
        })
        .collect();
    facts[0].start = (Some(20), None);
    facts[last].start = (None, Some(10));
    let (graph, _) = connect(timeline(&facts).into());
    let (schedule, diagnostics) = solve(&graph);
    assert_eq!(schedule.conflicts().len(), 1);
    assert_eq!(diagnostics[0].facts.len(), last + 1);
    assert!(
        diagnostics[0].message.ends_with("and 49994 more"),
        "{}",
        diagnostics[0].message
    );
    assert!(diagnostics[0].related.len() < 100);
}

#[test]
fn a_fact_after_itself_is_a_contradiction_of_one_statement() {
    let timeline = TimelineBuilder::new()
        .event("hen")
        .after("hen")
        .event("war")
        .from_year_to_year(1701, 1714)
        .after("war")
        .timeline()
        .unwrap();
    let (graph, _) = connect(timeline.into());
    let (schedule, diagnostics) = solve(&graph);
    let told: Vec<&str> = diagnostics.iter().map(|one| &*one.message).collect();
    assert_snapshot!(told.join("\n"), @r"
    this cannot hold: `hen` is dated “after hen”
    this cannot hold: `war` is dated “after war”
    ");
    assert_eq!(schedule.order().len(), 2);
}

#[test]
fn a_large_file_full_of_contradictions_ends_soon_and_says_that_there_are_more() {
    let count = 30_000;
    let facts: Vec<Fact> = (0..count)
        .map(|index| {
            let other = (index * 7_919 + 13) % count;
            let lag = (Some(1 + (index % 5) as i64), Some(3 + (index % 5) as i64));
            let relations = if other == index {
                Vec::new()
            } else {
                vec![(End::Start, other, End::Start, lag)]
            };
            Fact {
                start: (Some(index as i64), Some(index as i64 + 3)),
                relations,
                ..Fact::default()
            }
        })
        .collect();
    let (graph, _) = connect(timeline(&facts).into());
    let (schedule, diagnostics) = solve(&graph);
    assert!(schedule.conflicts().len() <= 1_000);
    let last = diagnostics.last().unwrap();
    assert!(
        last.message.starts_with("there are more contradictions"),
        "{}",
        last.message
    );
    assert_eq!(schedule.order().len(), count);
}

#[test]
fn a_fact_that_contains_others_reaches_from_the_first_to_the_last_of_them() {
    let timeline = TimelineBuilder::new()
        .event("siege")
        .event("bombardment")
        .on_day(1945, 4, 20)
        .part_of("siege")
        .event("surrender")
        .on_day(1945, 5, 2)
        .part_of("siege")
        .event("month")
        .in_month(1945, 4)
        .event("storm")
        .on_day(1945, 4, 25)
        .part_of("month")
        .timeline()
        .unwrap();
    let (graph, schedule) = solved(timeline);
    let fact = |name: &str| graph.fact(name).unwrap();
    assert_eq!(schedule.kind(fact("siege")), Kind::Span);
    assert_eq!(schedule.kind(fact("month")), Kind::Moment);
    assert_snapshot!(schedule.outline(graph.timeline()), @r"
    1. month        between 1 April 1945 and 25 April 1945                      before storm
    2. siege        began not after 20 April 1945, ended not before 2 May 1945  began before bombardment, ended after surrender
    3. bombardment  on 20 April 1945                                            as given
    4. storm        on 25 April 1945                                            as given
    5. surrender    on 2 May 1945                                               as given
    ");
}

#[test]
fn a_contradiction_rests_on_no_statement_that_another_one_spent() {
    let mut facts = vec![Fact::default(); 3];
    facts[0].start = (Some(11), None);
    facts[1] = Fact {
        start: (None, Some(2)),
        end: Some((Some(10), None)),
        duration: Some((Some(0), Some(0))),
        causes: vec![(0, None)],
        ..Fact::default()
    };
    facts[2].start = (None, Some(0));
    facts[2].causes = vec![(1, None)];
    let (_, schedule) = solved(timeline(&facts));
    let sizes: Vec<usize> = schedule
        .conflicts()
        .iter()
        .map(|conflict| conflict.statements().len())
        .collect();
    assert_eq!(sizes, [1, 4]);
}

#[test]
fn a_contradiction_quotes_a_lag_as_it_was_written() {
    for within in ["36 hours", "18 months", "90 seconds", "2 weeks"] {
        let text = format!(
            "title: Lags\nevents:\n  a: {{ what: A, when: 2001-01-01 }}\n  \
             b: {{ what: B, when: 2011-02-01, because: {{ a: {{ within: {within} }} }} }}\n"
        );
        let compiled = compile("lags.yaml", text.into_bytes(), &mut NoIncludes);
        let [fault] = compiled.diagnostics() else {
            panic!("{:?}", compiled.diagnostics());
        };
        let quoted = format!("`a` led to `b` within {within};");
        assert!(fault.message.contains(&quoted), "{}", fault.message);
    }
}

#[test]
fn a_link_whose_lag_every_date_keeps_narrows_nothing() {
    let told = |within: &str, effect: &str| {
        let text = format!(
            "title: Lags\nevents:\n  a: {{ what: A, when: 2001-01-01 }}\n  \
             b: {{ what: B, when: {effect}, because: {{ a: {{ within: {within} }} }} }}\n"
        );
        let compiled = compile("lags.yaml", text.into_bytes(), &mut NoIncludes);
        let notes = compiled.notes().into_iter();
        notes.map(|note| note.message).collect::<Vec<_>>()
    };
    assert!(told("10 days", "2001-01-05").is_empty());
    let narrowed = told("10 days", "between 5 January 2001 and 31 January 2001");
    assert_eq!(narrowed.len(), 1);
    assert!(
        narrowed[0].starts_with("the link from `a` tells how soon `b` followed"),
        "{narrowed:?}"
    );
}

#[test]
fn an_effect_among_thousands_is_certain_to_follow() {
    let effect = |index| format!("  m{index}: {{ what: M, when: 2001, because: x }}\n");
    let effects: String = (0..2_500).map(effect).collect();
    let head = "title: Hub\nevents:\n  x: { what: X, when: 2000-01-01 }\n";
    let text = format!("{head}{effects}  n: {{ what: N, because: x }}\n");
    let compiled = compile("hub.yaml", text.into_bytes(), &mut NoIncludes);
    let schedule = compiled.schedule();
    let step = schedule.step(0).unwrap();
    assert_eq!(compiled.graph().name(step.second), "n");
    assert_eq!(step.sureness, causeline::schedule::Sureness::Certain);
}

fn is_of_days(timeline: &Timeline, statement: Statement) -> bool {
    statement
        .said(timeline)
        .is_some_and(|said| said.meaning.precision == Precision::Day)
}

#[test]
fn resting_is_what_every_reason_says() {
    let mut story = TimelineBuilder::new()
        .event("first")
        .on_day(2021, 5, 3)
        .event("month")
        .in_month(2021, 7);
    for index in 0..40_u32 {
        let cause = match index % 8 {
            0 => "month".to_owned(),
            1 => "first".to_owned(),
            other => format!("f{}", index - other / 2 - 1),
        };
        story = story.event(format!("f{index}")).caused_by(cause);
    }
    let story = story.event("last").in_year(2024).caused_by("f39");
    let solved = story.solved().expect("no contradiction");
    let (timeline, schedule) = (solved.graph().timeline(), solved.schedule());
    let mut resting_ends = 0;
    for limit in [Limit::Earliest, Limit::Latest] {
        let resting = schedule.resting(limit, |one| is_of_days(timeline, one));
        for event in timeline.ids() {
            for end in [End::Start, End::Finish] {
                let reason = schedule.reason(event, end, limit);
                let expected = reason.statements().any(|one| is_of_days(timeline, one));
                assert_eq!(resting.has(event, end), expected, "{event:?}");
                resting_ends += usize::from(expected);
            }
        }
    }
    assert!(resting_ends > 10, "{resting_ends}");
    for step in (0..).map_while(|place| schedule.step(place)) {
        assert_eq!(step.decided_by(), step.reason().statements().last());
    }
}
