//! What holds for every network, held against random ones.

use super::naive::Naive;
use super::network::{Fact, Pair, timeline};
use super::solved;
use causeline::date::End;
use causeline::schedule::{Clause, Conflict, Statement};
use causeline::timeline::{EventId, Timeline};
use proptest::prelude::*;

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

fn end() -> impl Strategy<Value = End> {
    prop_oneof![Just(End::Start), Just(End::Finish)]
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

/// The facts with those of the given numbers silenced: fact by fact, phrase by
/// phrase, cause by cause.
fn timeline_without(facts: &[Fact], gone: Statement) -> Timeline {
    let mut facts = facts.to_vec();
    let fact = &mut facts[gone.event.index()];
    match gone.clause {
        Clause::When(0) => {
            fact.start = (None, None);
            fact.end = fact.end.map(|_| (None, None));
            fact.duration = None;
        }
        Clause::When(index) => {
            fact.relations[index as usize - 1].3 = (None, None);
        }
        Clause::Because(index) => {
            fact.causes.remove(index as usize);
        }
        Clause::PartOf => fact.part_of = None,
        _ => unreachable!("these networks have no accounts"),
    }
    timeline(&facts)
}

/// Only what the given statements say, the rest silenced. A fact stays as
/// extended as it was: what lies within it is replaced by an empty fact.
fn only(facts: &[Fact], kept: &[Statement]) -> Vec<Fact> {
    let mut rest = silenced(facts, kept);
    for (index, fact) in facts.iter().enumerate() {
        if fact.part_of.is_some() && rest[index].part_of.is_none() {
            rest.push(Fact {
                part_of: fact.part_of,
                ..Fact::default()
            });
        }
    }
    rest
}

fn silenced(facts: &[Fact], kept: &[Statement]) -> Vec<Fact> {
    let has = |index: usize, clause: Clause| {
        kept.contains(&Statement {
            event: EventId::new(index as u32),
            clause,
        })
    };
    facts
        .iter()
        .enumerate()
        .map(|(index, fact)| {
            let own = has(index, Clause::When(0));
            Fact {
                start: if own { fact.start } else { (None, None) },
                end: fact.end.map(|end| if own { end } else { (None, None) }),
                duration: fact.duration.filter(|_| own),
                relations: fact
                    .relations
                    .iter()
                    .enumerate()
                    .map(|(place, relation)| {
                        let kept = has(index, Clause::When(place as u32 + 1));
                        let lag = if kept { relation.3 } else { (None, None) };
                        (relation.0, relation.1, relation.2, lag)
                    })
                    .collect(),
                causes: fact
                    .causes
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| has(index, Clause::Because(*place as u32)))
                    .map(|(_, cause)| *cause)
                    .collect(),
                part_of: fact.part_of.filter(|_| has(index, Clause::PartOf)),
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_contradiction_needs_every_one_of_its_statements(facts in facts()) {
        let (_, schedule) = solved(timeline(&facts));
        for conflict in schedule.conflicts() {
            let kept = only(&facts, conflict.statements());
            prop_assert!(Naive::solve(&kept).is_none(), "{:?}", conflict);
            for gone in conflict.statements() {
                let rest: Vec<Statement> =
                    conflict.statements().iter().copied().filter(|one| one != gone).collect();
                prop_assert!(Naive::solve(&only(&facts, &rest)).is_some(), "{:?}", conflict);
                let (_, without) = solved(timeline_without(&facts, *gone));
                let same = |other: &Conflict| other.statements() == conflict.statements();
                prop_assert!(!without.conflicts().iter().any(same));
            }
        }
    }

    #[test]
    fn what_is_left_after_contradictions_is_solved_as_if_they_were_not_written(facts in facts()) {
        let (_, schedule) = solved(timeline(&facts));
        let all = (0..facts.len()).flat_map(|index| {
            let event = EventId::new(index as u32);
            let fact = &facts[index];
            let when = (0..=fact.relations.len()).map(|at| Clause::When(at as u32));
            let because = (0..fact.causes.len()).map(|at| Clause::Because(at as u32));
            when.chain(because)
                .chain([Clause::PartOf])
                .map(move |clause| Statement { event, clause })
                .collect::<Vec<_>>()
        });
        let kept: Vec<Statement> = all.filter(|one| !schedule.is_set_aside(*one)).collect();
        let rest = only(&facts, &kept);
        let naive = Naive::solve(&rest);
        prop_assert!(naive.is_some());
        let naive = naive.unwrap();
        for index in 0..facts.len() {
            let bounds = schedule.bounds(EventId::new(index as u32));
            prop_assert_eq!(bounds.start, naive.start(index));
            prop_assert_eq!(bounds.end, naive.end(index));
        }
    }

    #[test]
    fn another_statement_never_widens_a_window(
        facts in facts(),
        extra in (0..8_usize, 0..40_i64, 0..4_usize),
        relation in (end(), 0..8_usize, end(), lag()),
    ) {
        let (_, before) = solved(timeline(&facts));
        let mut more = facts.clone();
        let index = extra.0 % facts.len();
        let other = relation.1 % facts.len();
        let fact = &mut more[index];
        match extra.2 {
            0 => fact.start.0 = Some(fact.start.0.map_or(extra.1, |old| old.max(extra.1))),
            1 => fact.start.1 = Some(fact.start.1.map_or(extra.1, |old| old.min(extra.1))),
            2 if other < index && !fact.causes.iter().any(|(cause, _)| *cause == other) => {
                fact.causes.push((other, Some((None, Some(extra.1)))));
            }
            _ if other != index => {
                fact.relations.push((relation.0, other, relation.2, relation.3));
            }
            _ => {}
        }
        let (_, after) = solved(timeline(&more));
        if !before.conflicts().is_empty() || !after.conflicts().is_empty() {
            return Ok(());
        }
        for index in 0..facts.len() {
            let event = EventId::new(index as u32);
            let (wide, narrow) = (before.bounds(event), after.bounds(event));
            prop_assert_eq!(wide.start.intersection(narrow.start), Some(narrow.start));
            prop_assert_eq!(wide.end.intersection(narrow.end), Some(narrow.end));
        }
    }

    #[test]
    fn the_place_in_the_file_never_changes_a_window(facts in facts(), seed in any::<u64>()) {
        let count = facts.len();
        let mut places: Vec<usize> = (0..count).collect();
        places.sort_by_key(|place| (*place as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let mut moved = vec![Fact::default(); count];
        for (index, fact) in facts.iter().enumerate() {
            let mut fact = fact.clone();
            for relation in &mut fact.relations {
                relation.1 = places[relation.1];
            }
            for cause in &mut fact.causes {
                cause.0 = places[cause.0];
            }
            fact.part_of = fact.part_of.map(|whole| places[whole]);
            moved[places[index]] = fact;
        }
        let (_, before) = solved(timeline(&facts));
        let (_, after) = solved(timeline(&moved));
        prop_assert_eq!(before.conflicts().is_empty(), after.conflicts().is_empty());
        if before.conflicts().is_empty() {
            for (index, place) in places.iter().enumerate() {
                let (one, other) = (EventId::new(index as u32), EventId::new(*place as u32));
                prop_assert_eq!(before.bounds(one), after.bounds(other));
            }
        }
    }

    #[test]
    fn the_order_holds_every_fact_and_puts_what_certainly_comes_first_first(facts in facts()) {
        let (graph, schedule) = solved(timeline(&facts));
        let mut place = vec![usize::MAX; facts.len()];
        for (at, event) in schedule.order().iter().enumerate() {
            prop_assert_eq!(place[event.index()], usize::MAX);
            place[event.index()] = at;
        }
        prop_assert!(!place.contains(&usize::MAX));
        for link in graph.links().filter(|link| !schedule.is_faulty_link(*link)) {
            prop_assert!(place[link.cause.index()] < place[link.effect.index()]);
        }
        let naive = Naive::solve(&facts);
        for one in graph.timeline().ids() {
            for other in graph.timeline().ids() {
                let certainty = schedule.is_before(one, other);
                if let Some(naive) = &naive {
                    prop_assert_eq!(certainty, naive.is_before(one.index(), other.index()));
                }
                let gap = naive.as_ref().and_then(|naive| naive.gap(one.index(), other.index()));
                if gap.is_some_and(|gap| gap > 0) && schedule.bounds(one).start.latest.is_some() {
                    prop_assert!(place[one.index()] < place[other.index()]);
                }
            }
        }
    }
}
