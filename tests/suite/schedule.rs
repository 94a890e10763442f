//! When facts can have happened: bounds, reasons, contradictions, order.

#[path = "../support/network.rs"]
mod network;

mod naive;

use causeline::graph::{CausalGraph, connect};
use causeline::schedule::{Limit, Schedule, solve};
use causeline::timeline::{EventId, Timeline};
use naive::Naive;
use network::{Fact, Pair, moment, relation, timeline};
use proptest::prelude::*;

fn solved(timeline: Timeline) -> (CausalGraph, Schedule) {
    let (graph, _) = connect(timeline.into());
    let (schedule, _) = solve(&graph);
    (graph, schedule)
}

fn lag() -> impl Strategy<Value = Pair> {
    (prop::option::of(-6..6_i64), prop::option::of(0..9_i64)).prop_map(|(min, width)| {
        let max = width.map(|width| min.unwrap_or(-3) + width);
        (min, max)
    })
}

fn window(span: i64) -> impl Strategy<Value = Pair> {
    (
        prop::option::weighted(0.6, 0..span),
        prop::option::weighted(0.6, 0..span / 2),
    )
        .prop_map(|(from, width)| (from, width.map(|width| from.unwrap_or(0) + width)))
}

fn end() -> impl Strategy<Value = causeline::date::End> {
    prop_oneof![
        Just(causeline::date::End::Start),
        Just(causeline::date::End::Finish)
    ]
}

/// A fact of a network of `count` facts whose causes are earlier in the list.
fn fact(index: usize, count: usize) -> impl Strategy<Value = Fact> {
    let relation = (end(), 0..count, end(), lag())
        .prop_map(|(own, anchor, other, lag)| (own, anchor, other, lag));
    let within = prop::option::weighted(0.3, (0..9_i64).prop_map(|max| (None, Some(max))));
    let causes = if index == 0 {
        Just(Vec::new()).boxed()
    } else {
        prop::collection::btree_map(0..index, within, 0..3)
            .prop_map(|causes| causes.into_iter().collect())
            .boxed()
    };
    (
        window(30),
        prop::option::weighted(0.3, window(40)),
        prop::option::weighted(0.3, (0..5_i64, 0..9_i64)),
        prop::collection::vec(relation, 0..2),
        causes,
        prop::option::weighted(0.15, 0..count),
    )
        .prop_map(
            move |(start, end, duration, relations, causes, part_of)| Fact {
                start,
                end,
                duration: duration.map(|(min, width)| (Some(min), Some(min + width))),
                relations: relations
                    .into_iter()
                    .filter(|(_, anchor, _, _)| *anchor != index)
                    .collect(),
                causes,
                part_of: part_of.filter(|whole| *whole != index),
            },
        )
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    (1..9_usize).prop_flat_map(|count| {
        (0..count)
            .map(|index| fact(index, count))
            .collect::<Vec<_>>()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn bounds_are_those_of_an_all_pairs_solver(facts in facts()) {
        let naive = Naive::solve(&facts);
        let (_, schedule) = solved(timeline(&facts));
        prop_assert_eq!(naive.is_some(), schedule.conflicts().is_empty());
        if let Some(naive) = naive {
            for index in 0..facts.len() {
                let bounds = schedule.bounds(EventId::new(index as u32));
                prop_assert_eq!(bounds.start, naive.start(index), "start of {}", index);
                prop_assert_eq!(bounds.end, naive.end(index), "end of {}", index);
            }
        }
    }
}

#[test]
fn a_fact_without_a_date_lies_between_its_cause_and_its_effect() {
    let timeline = causeline::testing::TimelineBuilder::new()
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
    let why = schedule.reason(takeover, causeline::date::End::Start, Limit::Latest);
    let told: Vec<&str> = why
        .statements()
        .map(|statement| graph.name(statement.event))
        .collect();
    assert_eq!(told, ["threat", "threat"]);
}

#[test]
fn contradictory_dates_are_told_by_the_statements_that_matter() {
    let timeline = causeline::testing::TimelineBuilder::new()
        .event("bystander")
        .saying("5", moment(Some(5), Some(5)))
        .event("cause")
        .saying("20", moment(Some(20), Some(25)))
        .caused_by("bystander")
        .event("between")
        .saying(
            "after cause",
            relation(
                causeline::date::End::Start,
                "cause",
                causeline::date::End::Start,
                Some(1),
                None,
            ),
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
