//! The causal graph as its users ask it.

use causeline::compile::compile;
use causeline::date::{Civil, Window, Zone};
use causeline::document::NoIncludes;
use causeline::graph::{CausalGraph, Link, connect, export};
use causeline::testing::TimelineBuilder;
use causeline::timeline::{Confidence, EventId, Timeline};
use insta::assert_snapshot;
use petgraph::graph::NodeIndex;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn storm() -> CausalGraph {
    TimelineBuilder::new()
        .event("storm")
        .event("inquiry")
        .caused_by_kind("motivates", "storm")
        .confidence(Confidence::Likely)
        .event("lighthouse")
        .caused_by("inquiry")
        .event("book")
        .caused_by("storm")
        .caused_by("inquiry")
        .event("comet")
        .graph()
        .unwrap()
}

/// A graph over so many facts; pairs are cause and effect.
fn graph_of(count: usize, links: &[(usize, usize)]) -> (CausalGraph, Vec<String>) {
    let mut because: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (cause, effect) in links {
        because.entry(*effect).or_default().insert(*cause);
    }
    let mut builder = TimelineBuilder::new();
    for index in 0..count {
        builder = builder.event(index.to_string());
        for cause in because.remove(&index).unwrap_or_default() {
            builder = builder.caused_by(cause.to_string());
        }
    }
    let (graph, diagnostics) = connect(builder.timeline().unwrap().into());
    let told = diagnostics.into_iter().map(|one| one.message).collect();
    (graph, told)
}

#[test]
fn neighbours_and_everything_beyond_are_found_by_name() {
    let graph = storm();
    assert_eq!(graph.causes_of("book").unwrap(), ["storm", "inquiry"]);
    assert_eq!(graph.effects_of("storm").unwrap(), ["inquiry", "book"]);
    assert_eq!(
        graph.all_causes_of("lighthouse").unwrap(),
        ["storm", "inquiry"]
    );
    assert_eq!(
        graph.all_effects_of("storm").unwrap(),
        ["inquiry", "lighthouse", "book"]
    );
    assert_eq!(graph.roots(), ["storm"]);
    assert_eq!(graph.ends(), ["lighthouse", "book"]);
    assert_eq!(graph.orphans(), ["comet"]);
    assert_eq!(graph.focus("inquiry", 1).unwrap().len(), 4);
    assert_eq!(graph.reach("storm").unwrap(), 3);
}

#[test]
fn a_name_that_is_no_fact_is_told_with_the_nearest() {
    let error = storm().causes_of("strom").unwrap_err();
    assert_eq!(error.to_string(), "no fact `strom`; did you mean `storm`?");
    assert!(storm().fact(EventId::new(9)).is_err());
}

#[test]
fn the_outline_reads_well() {
    assert_snapshot!(storm(), @r"
    storm -> inquiry (motivates, likely)
    storm -> book
    inquiry -> lighthouse
    inquiry -> book
    comet
    ");
}

#[test]
fn trees_give_each_fact_once_with_its_own_branches() {
    let graph = storm();
    assert_snapshot!(graph.why("book").unwrap(), @r"
    book
      <- storm
      <- inquiry
        <- storm (motivates, likely)
    ");
    assert_snapshot!(graph.led_to("storm").unwrap(), @r"
    storm
      -> inquiry (motivates, likely)
        -> lighthouse
        -> book
      -> book
    ");
}

#[test]
fn chains_come_shortest_first_and_say_when_there_are_more() {
    let graph = storm();
    assert_snapshot!(graph.chains("storm", "book").unwrap(), @r"
    storm -> book
    storm -> inquiry -> book
    ");
    assert_snapshot!(graph.chains_up_to("storm", "book", 1).unwrap(), @r"
    storm -> book
    and more
    ");
    assert!(graph.chains("book", "storm").unwrap().is_empty());
    assert!(graph.chains("storm", "storm").unwrap().is_empty());
}

#[test]
fn a_ladder_of_two_to_the_fifty_chains_ends_at_the_limit() {
    let links: Vec<(usize, usize)> = (0..50)
        .flat_map(|rung| {
            let at = rung * 3;
            [
                (at, at + 1),
                (at, at + 2),
                (at + 1, at + 3),
                (at + 2, at + 3),
            ]
        })
        .collect();
    let (graph, _) = graph_of(151, &links);
    let chains = graph.chains("0", "150").unwrap();
    assert_eq!(chains.len(), CausalGraph::CHAINS);
    assert!(chains.has_more());
}

#[test]
fn a_loop_is_told_by_its_shortest_way_and_the_weakest_link() {
    let timeline = TimelineBuilder::new()
        .event("a")
        .caused_by("c")
        .event("b")
        .caused_by("a")
        .event("c")
        .caused_by_kind("motivates", "b")
        .confidence(Confidence::Possible)
        .event("detour")
        .caused_by("c")
        .event("d")
        .caused_by("detour")
        .caused_by("d")
        .timeline()
        .unwrap();
    let (graph, diagnostics) = connect(timeline.into());
    let told: Vec<String> = diagnostics
        .iter()
        .map(|one| {
            format!(
                "{}\n  help: {}",
                one.message,
                one.help.as_deref().unwrap_or("")
            )
        })
        .collect();
    assert_snapshot!(told.join("\n"), @r"
    `d` is given as its own cause
      help: name another fact here, or leave this cause out
    a fact cannot be among its own causes: `a` → `b` → `c` → `a`
      help: take out one of these links: perhaps `b` as a cause of `c`, the least sure of them
    ");
    assert_eq!(diagnostics[1].facts, ["a", "b", "c"]);
    assert_eq!(diagnostics[1].related.len(), 2);
    let [found] = graph.loops() else { panic!() };
    assert_eq!(found.links().len(), 3);
    assert_eq!(graph.sequence().len(), 5);
}

#[test]
fn every_knot_of_a_file_is_told() {
    let (graph, told) = graph_of(6, &[(0, 1), (1, 0), (2, 3), (3, 4), (4, 2), (3, 2), (1, 2)]);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert_eq!(graph.loops()[1].links().len(), 2);
    assert!(!graph.is_in_loop(Link {
        cause: EventId::new(1),
        effect: EventId::new(2),
        index: 0,
        account: None,
    }));
}

#[test]
fn a_ring_of_a_hundred_thousand_facts_is_no_trouble() {
    let count = 100_000;
    let links: Vec<(usize, usize)> = (0..count).map(|at| (at, (at + 1) % count)).collect();
    let (graph, told) = graph_of(count, &links);
    assert_eq!(graph.loops()[0].links().len(), count);
    assert!(told[0].contains("(99994 more)"), "{}", told[0]);
    assert_eq!(graph.why("7").unwrap().branches().len(), count + 1);
    assert_eq!(graph.reaches()[5], graph.reaches()[6]);
}

fn hostile() -> Timeline {
    TimelineBuilder::new()
        .title("<\"title\">")
        .event("x\"];\n}")
        .what("a \"quoted\" \\ <b>&amp;</b> ]]> \u{7}\r\n`|#;")
        .who("<who>")
        .event("y")
        .caused_by("x\"];\n}")
        .cause_source("\"<&")
        .timeline()
        .unwrap()
}

#[test]
fn text_cannot_break_out_of_an_export() {
    let (graph, _) = connect(hostile().into());
    let day = Civil::midnight(2021, 7, 15).instant();
    let until = Civil::midnight(2021, 7, 16).instant().saturating_add(-1);
    let ends = |event: EventId| match event.index() {
        0 => [Window::new(Some(day), Some(until)); 2],
        _ => [Window::new(Some(day), None), Window::OPEN],
    };
    let solved = export::Solved {
        ends: &ends,
        zone: Zone::Floating,
        timezone: Some("Asia/Kabul"),
    };
    assert_snapshot!(export::dot(&graph, solved), @r#"
    digraph causes {
      rankdir=LR;
      node [shape=box];
      timezone="Asia/Kabul";
      n0 [id="x\"];\n}", label="a \"quoted\" \\ <b>&amp;</b> ]]>   \n`|#;", tooltip="x\"];\n}", earliest="2021-07-15T00:00:00", latest="2021-07-15T23:59:59"];
      n1 [id="y", label="y", tooltip="y", earliest="2021-07-15T00:00:00"];
      n0 -> n1 [label="causes", tooltip="certain, \"<&"];
    }
    "#);
    assert_snapshot!(export::mermaid(&graph, solved), @r#"
    flowchart LR
      %% timezone: Asia/Kabul
      %% n0 x"];  : 2021-07-15T00:00:00 to 2021-07-15T23:59:59
      n0["a #34;quoted#34; #92; #60;b#62;#38;amp#59;#60;/b#62; #93;#93;#62;    #96;#124;#35;#59;"]
      %% n1 y: 2021-07-15T00:00:00 to …
      n1["y"]
      n0 -->|"causes"| n1
    "#);
    let xml = export::graphml(&graph, solved);
    assert!(
        xml.contains("a \"quoted\" \\ &lt;b&gt;&amp;amp;&lt;/b&gt; ]]&gt; \u{fffd}&#13;\n`|#;")
    );
    let json: serde_json::Value = serde_json::from_str(&export::json(&graph, solved)).unwrap();
    assert_eq!(json["facts"][0]["id"], "x\"];\n}");
    assert_eq!(json["facts"][1]["start"]["latest"], serde_json::Value::Null);
    assert_eq!(json["timezone"], "Asia/Kabul");
    assert_eq!(json["links"][0]["sources"][0], "\"<&");
}

/// Pairs of cause and effect without loops among so many facts.
fn acyclic(count: usize) -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..count, 0..count), 0..count * 3).prop_map(|pairs| {
        pairs
            .into_iter()
            .filter(|(left, right)| left != right)
            .map(|(left, right)| (left.min(right), left.max(right)))
            .collect()
    })
}

proptest! {
    #[test]
    fn the_reduction_is_petgraphs(links in acyclic(12)) {
        let (graph, _) = graph_of(12, &links);
        let order = petgraph::algo::toposort(graph.petgraph(), None).unwrap();
        let (list, back) = petgraph::algo::tred::dag_to_toposorted_adjacency_list::<_, u32>(
            graph.petgraph(),
            &order,
        );
        let (reduced, _) = petgraph::algo::tred::dag_transitive_reduction_closure(&list);
        let mut expected = BTreeSet::new();
        for edge in reduced.edge_indices() {
            let (from, to) = reduced.edge_endpoints(edge).unwrap();
            let node = |place: u32| back.iter().position(|one| *one == place).unwrap();
            expected.insert((node(from), node(to)));
        }
        let found: BTreeSet<(usize, usize)> = graph
            .transitive_reduction()
            .into_iter()
            .map(|link| (link.cause.index(), link.effect.index()))
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn chains_are_petgraphs_simple_paths(
        links in prop::collection::vec((0..7_usize, 0..7_usize), 0..16),
        from in 0..7_usize,
        to in 0..7_usize,
    ) {
        let links: Vec<_> = links.into_iter().filter(|(left, right)| left != right).collect();
        let (graph, _) = graph_of(7, &links);
        let mut found: Vec<Vec<usize>> = graph
            .chains_up_to(EventId::new(from as u32), EventId::new(to as u32), 10_000)
            .unwrap()
            .iter()
            .map(|chain| chain.facts().iter().map(|id| id.index()).collect())
            .collect();
        let lengths: Vec<usize> = found.iter().map(Vec::len).collect();
        prop_assert!(lengths.is_sorted());
        found.sort();
        let mut expected: Vec<Vec<usize>> = if from == to { Vec::new() } else {
            petgraph::algo::all_simple_paths::<Vec<_>, _, std::hash::RandomState>(
                graph.petgraph(), NodeIndex::new(from), NodeIndex::new(to), 0, None,
            )
            .map(|path| path.into_iter().map(NodeIndex::index).collect())
            .collect()
        };
        expected.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn loops_are_found_where_petgraph_finds_them(
        links in prop::collection::vec((0..8_usize, 0..8_usize), 0..14),
    ) {
        let links: Vec<_> = links.into_iter().filter(|(left, right)| left != right).collect();
        let (graph, _) = graph_of(8, &links);
        let knots = petgraph::algo::tarjan_scc(graph.petgraph());
        let knots = knots.iter().filter(|knot| knot.len() > 1).count();
        prop_assert_eq!(graph.loops().len(), knots);
        for found in graph.loops() {
            for (link, next) in found.links().iter().zip(found.links().iter().cycle().skip(1)) {
                prop_assert_eq!(link.effect, next.cause);
                prop_assert!(graph.is_in_loop(*link));
            }
        }
        let place = |event: EventId| graph.sequence().iter().position(|one| *one == event);
        for link in graph.links().filter(|link| !graph.is_in_loop(*link)) {
            prop_assert!(place(link.cause) < place(link.effect));
        }
    }

    #[test]
    fn reaches_are_exact_while_they_are_small(links in acyclic(30)) {
        let (graph, _) = graph_of(30, &links);
        for (index, reach) in graph.reaches().into_iter().enumerate() {
            prop_assert_eq!(reach, graph.reach(EventId::new(index as u32)).unwrap());
        }
    }
}

#[test]
fn chains_through_what_accounts_claim_of_each_other_end() {
    let text = "title: Claims\nevents:\n\
                \u{20} a: { what: A, accounts: [{ name: one, when: 2001, because: b }] }\n\
                \u{20} b: { what: B, accounts: [{ name: one, when: 2001, because: [a, a, b] }] }\n\
                \u{20} c: { what: C, because: b }\n";
    let compiled = compile("claims.yaml", text.into(), &mut NoIncludes);
    let graph = compiled.graph();
    assert_eq!(graph.claims().len(), 2);
    assert_eq!(graph.links().len(), 1);
    assert!(graph.loops().is_empty());
    let chains = graph.chains("a", "c").unwrap();
    assert_eq!(chains.to_string(), "a -> b -> c\n");
    assert_eq!(graph.why("c").unwrap().branches().len(), 4);
    assert_eq!(graph.led_to("b").unwrap().branches().len(), 4);
}
