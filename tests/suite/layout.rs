//! Geometry of pictures of generated timelines: what must hold whatever the
//! facts are, measured on the finished layout.

use causeline::compile::compile;
use causeline::date::{Civil, Instant, Kind, Meaning, Precision, Qualifier, Window, Zone};
use causeline::document::NoIncludes;
use causeline::graph::{CausalGraph, Link};
use causeline::layout::{
    Direction, Layout, Lettering, MarkForm, Options, Point, Rect, flatten, lay_out, verify,
};
use causeline::schedule;
use causeline::testing::TimelineBuilder;
use proptest::prelude::*;

mod accounts;
mod arrows;
mod axis;
mod bars;
mod counted;
mod eras;
mod limits;
mod near;
mod open;
mod results;
mod rows;
mod same_day;
mod sections;
mod slim;
mod told;
mod units;
mod windows;

/// A fact as the generator draws it: when, how long, who, what, causes.
#[derive(Clone, Debug)]
struct Wild {
    day: i64,
    form: u8,
    length: i64,
    actor: u8,
    words: Vec<u8>,
    causes: Vec<(u16, u8)>,
}

const WORDS: [&str; 14] = [
    "court",
    "a",
    "Unterbringungsverordnungen",
    "says",
    "WITHDRAWS",
    "im",
    "möglich",
    "the",
    "https://example.org/a/very/long/path?with=query",
    "日本語の見出し",
    "“quoted”",
    "and",
    "troops—again",
    "Ärger",
];
const KINDS: [&str; 5] = ["causes", "enables", "motivates", "responds", "prevents"];

fn wild() -> impl Strategy<Value = Wild> {
    (
        prop_oneof![0_i64..20, 0_i64..4000, -700_000_i64..800_000],
        0_u8..8,
        1_i64..3000,
        0_u8..7,
        prop::collection::vec(0_u8..14, 1..14),
        prop::collection::vec((any::<u16>(), 0_u8..5), 0..3),
    )
        .prop_map(|(day, form, length, actor, words, causes)| Wild {
            day,
            form,
            length,
            actor,
            words,
            causes,
        })
}

fn window(from: i64, to: i64) -> Window {
    let at = |day: i64| {
        let epoch = Civil::midnight(1970, 1, 1).instant();
        epoch.saturating_add(i128::from(day) * 86_400_000_000_000)
    };
    Window::new(Some(at(from)), Some(at(to).saturating_add(-1)))
}

fn meaning(kind: Kind, start: Window, end: Window) -> Meaning {
    Meaning {
        kind,
        start,
        end,
        goes_on: false,
        duration: None,
        precision: Precision::Day,
        qualifier: Qualifier::default(),
        anchors: Vec::new(),
        relations: Vec::new(),
        same: Vec::new(),
        ends: Vec::new(),
        zoned: false,
        zone: Zone::Floating,
    }
}

fn said(fact: &Wild) -> Option<Meaning> {
    let (day, end) = (fact.day, fact.day + fact.length);
    let open = |window: Window, early: bool| {
        let none: Option<Instant> = None;
        if early {
            Window::new(none, window.latest)
        } else {
            Window::new(window.earliest, none)
        }
    };
    match fact.form {
        0 => None,
        1 => Some(meaning(Kind::Moment, window(day, end), window(day, end))),
        2 => Some(meaning(
            Kind::Span,
            window(day, day + 1),
            window(end, end + 30),
        )),
        3 => {
            let window = open(window(day, day + 1), fact.length % 2 == 0);
            Some(meaning(Kind::Moment, window, window))
        }
        _ => Some(meaning(
            Kind::Moment,
            window(day, day + 1),
            window(day, day + 1),
        )),
    }
}

/// The graph of such facts; causes only point to facts before, so that there
/// is no loop, and contradictions among them are as likely as not.
fn graph(facts: &[Wild]) -> CausalGraph {
    let mut builder =
        TimelineBuilder::new().title("A generated timeline with a title of some length");
    for (index, fact) in facts.iter().enumerate() {
        let what: Vec<&str> = fact
            .words
            .iter()
            .map(|word| WORDS[usize::from(*word)])
            .collect();
        builder = builder.event(format!("f{index}")).what(what.join(" "));
        if fact.actor > 0 {
            builder = builder.who(format!("Actor number {}", fact.actor));
        }
        if let Some(meaning) = said(fact) {
            builder = builder.saying("as written", meaning);
        }
        if index % 3 == 0 {
            builder = builder.source(format!("Source {}", index % 7));
        }
        let mut named = Vec::new();
        for (cause, kind) in &fact.causes {
            let cause = usize::from(*cause) % (index + 1);
            if cause < index && !named.contains(&cause) {
                named.push(cause);
                builder = builder.caused_by_kind(KINDS[usize::from(*kind)], format!("f{cause}"));
            }
        }
    }
    builder.graph().expect("every name is known")
}

fn picture(facts: &[Wild], options: &Options) -> Layout {
    let graph = graph(facts);
    let (schedule, _) = schedule::solve(&graph);
    lay_out(&graph, &schedule, options)
}

/// Every text's box, found here anew and not by way of the layout's own check.
fn texts(layout: &Layout) -> Vec<(String, Rect)> {
    let words = layout
        .words()
        .map(|words| (words.content.clone(), words.bounds()));
    let cards = layout.cards().iter().flat_map(|card| {
        card.lines.iter().map(|line| {
            let style = line.lettering.text_style();
            let rect = Rect {
                x: card.rect.x + 15.0,
                y: card.rect.y + line.baseline - style.cap_height(),
                width: causeline::layout::measure::width(&line.content, style),
                height: style.cap_height() + style.descent(),
            };
            (line.content.clone(), rect)
        })
    });
    words.chain(cards).collect()
}

fn overlap(one: Rect, other: Rect) -> bool {
    one.x + 0.5 < other.x + other.width
        && other.x + 0.5 < one.x + one.width
        && one.y + 0.5 < other.y + other.height
        && other.y + 0.5 < one.y + one.height
}

/// Whether a line meets a box, by walking along it in steps of half a pixel.
fn meets(from: Point, to: Point, rect: Rect) -> bool {
    let length = (to.x - from.x).abs().max((to.y - from.y).abs());
    let steps = (length / 0.5).ceil().max(1.0) as usize;
    (0..=steps).any(|step| {
        let share = step as f64 / steps as f64;
        let (x, y) = (
            from.x + share * (to.x - from.x),
            from.y + share * (to.y - from.y),
        );
        x > rect.x + 1.0
            && x < rect.x + rect.width - 1.0
            && y > rect.y + 1.0
            && y < rect.y + rect.height - 1.0
    })
}

fn promises(layout: &Layout, facts: usize) -> Result<(), TestCaseError> {
    let texts = texts(layout);
    let (width, height) = layout.size();
    for (index, (text, rect)) in texts.iter().enumerate() {
        let inside = rect.x >= 0.0
            && rect.y >= 0.0
            && rect.x + rect.width <= width
            && rect.y + rect.height <= height;
        prop_assert!(
            inside,
            "{text:?} leaves the canvas {width}x{height}: {rect:?}"
        );
        for (other, there) in &texts[index + 1..] {
            prop_assert!(
                !overlap(*rect, *there),
                "{text:?} {rect:?} over {other:?} {there:?}"
            );
        }
    }
    for arrow in layout.arrows() {
        let drawn = flatten(&arrow.path, layout.axis().direction);
        meets_its_marks(layout, arrow.link, &drawn)?;
        for pair in drawn.windows(2) {
            for (text, rect) in &texts {
                prop_assert!(
                    !meets(pair[0], pair[1], *rect),
                    "an arrow runs through {text:?}"
                );
            }
        }
    }
    for mark in layout.marks() {
        let axis = layout.axis();
        match &mark.form {
            MarkForm::Dot { at, seconds, .. } => {
                prop_assert!((axis.place(*seconds) - at).abs() < 0.25);
            }
            MarkForm::Bar {
                from,
                to,
                from_seconds,
                to_seconds,
                ..
            } => {
                prop_assert!((axis.place(*from_seconds) - from).abs() < 0.25);
                prop_assert!((axis.place(*to_seconds) - to).abs() < 0.25);
            }
        }
    }
    prop_assert_eq!(layout.cards().len(), facts, "every fact keeps its card");
    stands_in_lanes(layout)?;
    runs_forward(layout)?;
    names_scales_apart(layout)?;
    prop_assert_eq!(verify(layout), Vec::new());
    Ok(())
}

/// An arrow begins on the mark of its cause and ends on that of its effect.
fn meets_its_marks(layout: &Layout, link: Link, drawn: &[Point]) -> Result<(), TestCaseError> {
    let ends = [(link.cause, drawn.first()), (link.effect, drawn.last())];
    for (event, end) in ends {
        let mark = layout.marks().iter().find(|mark| mark.event == event);
        let (Some(mark), Some(end)) = (mark, end) else {
            return Err(TestCaseError::fail("an arrow without an end"));
        };
        let (along, across) = if layout.is_upright() {
            (end.y, end.x)
        } else {
            (end.x, end.y)
        };
        let (from, to) = mark.reach();
        prop_assert!(from - 1.0 <= along && along <= to + 1.0, "{end:?} {mark:?}");
        let off = (across - mark.across).abs() - mark.half_at(along);
        prop_assert!(off.abs() < 1.5, "{end:?} {mark:?}");
    }
    Ok(())
}

/// Cards stand in the band of their lane, all on one side of its marks.
fn stands_in_lanes(layout: &Layout) -> Result<(), TestCaseError> {
    if layout.is_upright() {
        return Ok(());
    }
    for (number, lane) in layout.lanes().iter().enumerate() {
        let marks = layout.marks().iter().filter(|mark| mark.lane == number);
        let (mut sides, band) = (Vec::new(), lane.rect);
        for mark in marks {
            prop_assert!(mark.across > band.y && mark.across < band.y + band.height);
            let Some(card) = layout.cards().iter().find(|card| card.event == mark.event) else {
                continue;
            };
            prop_assert!(
                card.rect.y >= band.y && card.rect.y + card.rect.height <= band.y + band.height
            );
            sides.push(card.rect.y > mark.across);
        }
        prop_assert!(sides.windows(2).all(|pair| pair[0] == pair[1]));
    }
    Ok(())
}

/// Time never runs backwards, and within a stretch of one scale a longer gap
/// is never drawn shorter.
fn runs_forward(layout: &Layout) -> Result<(), TestCaseError> {
    let knots = &layout.axis().knots;
    for pair in knots.windows(2) {
        prop_assert!(pair[0].seconds < pair[1].seconds && pair[0].position <= pair[1].position);
        let mut inside: Vec<(f64, f64)> = layout
            .marks()
            .iter()
            .filter_map(|mark| match mark.form {
                MarkForm::Dot { at, seconds, .. } => Some((seconds, at)),
                MarkForm::Bar { .. } => None,
            })
            .filter(|(seconds, _)| (pair[0].seconds..=pair[1].seconds).contains(seconds))
            .collect();
        inside.sort_by(|left, right| left.0.total_cmp(&right.0));
        let mut gaps: Vec<(f64, f64)> = inside
            .windows(2)
            .map(|pair| (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1))
            .collect();
        gaps.sort_by(|left, right| left.0.total_cmp(&right.0));
        prop_assert!(
            gaps.windows(2).all(|pair| pair[0].1 <= pair[1].1 + 0.02),
            "{gaps:?}"
        );
    }
    Ok(())
}

/// No two brackets side by side are called the same, but where the words tell
/// how long each is.
fn names_scales_apart(layout: &Layout) -> Result<(), TestCaseError> {
    let units = layout
        .words()
        .filter(|words| words.lettering == Lettering::Unit);
    let mut units: Vec<(f64, &str)> = units.map(|words| (words.x, &*words.content)).collect();
    units.sort_by(|left, right| left.0.total_cmp(&right.0));
    for pair in units.windows(2) {
        let measured = pair[0].1.contains(char::is_numeric);
        prop_assert!(measured || pair[0].1 != pair[1].1, "{units:?}");
    }
    Ok(())
}

/// How often drawn arrows cross each other.
fn crossings(layout: &Layout) -> usize {
    let direction = layout.axis().direction;
    let lines: Vec<Vec<Point>> = layout
        .arrows()
        .iter()
        .map(|arrow| flatten(&arrow.path, direction))
        .collect();
    let turn = |from: Point, to: Point, at: Point| {
        (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
    };
    let parts = |line: &[Point], ends: &[Point]| {
        turn(line[0], line[1], ends[0]) * turn(line[0], line[1], ends[1]) < -1e-6
    };
    let mut count = 0;
    for (index, one) in lines.iter().enumerate() {
        for other in &lines[index + 1..] {
            for leg in one.windows(2) {
                let meets = |there: &&[Point]| parts(leg, there) && parts(there, leg);
                count += other.windows(2).filter(meets).count();
            }
        }
    }
    count
}

#[test]
fn facts_that_only_their_links_date_stand_between_their_causes_and_effects() {
    let text = "title: Rain\nas_of: 2025-09-21\nevents:\n  rain: { when: Friday night, what: It rains }\n  river: { what: The river rises, because: rain }\n  flood: { what: The town is flooded, because: river }\n  report: { when: Saturday, what: It is told, because: flood }\n";
    let compiled = compile("rain.yaml", text.into(), &mut NoIncludes);
    for width in [None, Some(390.0)] {
        let layout = compiled.lay_out(&Options {
            width,
            ..Options::default()
        });
        let mark = |event| layout.marks().iter().find(|mark| mark.event == event);
        assert_eq!(layout.arrows().len(), 3);
        for arrow in layout.arrows() {
            let ends = mark(arrow.link.cause).zip(mark(arrow.link.effect));
            let (cause, effect) = ends.expect("both have marks");
            assert!(cause.hook < effect.hook, "{cause:?} {effect:?}");
            let along = |at: &Point| if layout.is_upright() { at.y } else { at.x };
            let ends = arrow.path.first().zip(arrow.path.last());
            let (from, to) = ends.expect("a way");
            assert!(along(from) < along(to), "{:?}", arrow.path);
        }
    }
}

#[test]
fn a_night_stands_on_the_day_it_is_named_after() {
    let text = "title: Rain\nas_of: 2025-09-21\nevents:\n  rain: { when: Friday night, what: It rains }\n  report: { when: Saturday, what: It is told }\n";
    let compiled = compile("rain.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    let place = |name: &str| {
        let event = compiled.timeline().find(name).expect("it is there");
        let marks = layout.marks().iter();
        let mark = marks.clone().find(|mark| mark.event == event);
        match mark.expect("it has a mark").form {
            MarkForm::Dot { seconds, .. } => seconds,
            ref bar @ MarkForm::Bar { .. } => panic!("no dot: {bar:?}"),
        }
    };
    let saturday = Civil::midnight(2025, 9, 20).instant().seconds();
    assert!(place("rain") < saturday, "{}", place("rain"));
    assert!(place("report") > saturday, "{}", place("report"));
}

/// The crossings that a story may have at most, a little above what it has:
/// more means that ways of arrows are found less well than they were.
#[test]
fn arrows_of_the_stories_cross_seldom() {
    let bounds = [
        ("apollo-13", 4),
        ("bagram", 3),
        ("deep-time", 3),
        ("end-of-the-republic", 4),
        ("germany-divided", 8),
        ("watergate", 26),
    ];
    for (story, most) in bounds {
        let path = format!("{}/timelines/{story}.yaml", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(&path).expect("a story");
        let compiled = compile(story, bytes, &mut NoIncludes);
        let count = crossings(&compiled.lay_out(&Options::default()));
        assert!(count <= most, "{story}: {count} crossings, at most {most}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_pictures_keep_their_promises(facts in prop::collection::vec(wild(), 1..25)) {
        promises(&picture(&facts, &Options::default()), facts.len())?;
    }

    #[test]
    fn upright_pictures_keep_their_promises(facts in prop::collection::vec(wild(), 1..60), width in 280.0..900.0_f64) {
        let options = Options {
            width: Some(width),
            direction: Some(Direction::Vertical),
            ..Options::default()
        };
        let layout = picture(&facts, &options);
        prop_assert_eq!(layout.size().0, width);
        promises(&layout, facts.len())?;
    }

    #[test]
    fn any_width_is_kept(facts in prop::collection::vec(wild(), 1..80), width in 300.0..4000.0_f64) {
        let options = Options { width: Some(width), ..Options::default() };
        let layout = picture(&facts, &options);
        prop_assert!((layout.size().0 - width).abs() < 0.01);
        promises(&layout, facts.len())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn large_pictures_keep_their_promises(facts in prop::collection::vec(wild(), 100..301)) {
        promises(&picture(&facts, &Options::default()), facts.len())?;
    }
}

const AFFAIR: &str = "\
title: The affair
as_of: 2026-11-20
events:
  dinner: { when: the night of 12 June 2026, what: The minister dines with the bidder }
  award: { when: 2 days after dinner, what: The contract is awarded, because: dinner }
  memo: { when: before award, what: An official warns in a memo }
  story: { when: 3 September 2026, what: A paper prints the memo, because: memo }
  denial: { when: same day as story, what: The minister denies everything, because: story }
  appeal: { when: 14 days after story, what: The bidder appeals, because: story }
  audit: { when: from mid-September 2026 to 30 October 2026, what: The court audits, because: story }
  report: { when: after audit, what: The court finds the award unlawful, because: audit }
  resign: { when: [early November 2026, within 3 days after report], what: He resigns, because: report }
";

#[test]
fn cards_tell_dates_no_finer_than_the_words_that_they_come_from() {
    let compiled = compile("affair.yaml", AFFAIR.into(), &mut NoIncludes);
    let (graph, schedule) = (compiled.graph(), compiled.schedule());
    let told = |name: &str| {
        let event = compiled.timeline().find(name).unwrap();
        let words = causeline::layout::date_words(graph, schedule)(event);
        (words.said, words.worked_out)
    };
    let said =
        |words: &str, worked_out: Option<&str>| (words.to_owned(), worked_out.map(str::to_owned));
    assert_eq!(
        told("award"),
        said(
            "2 days after the night of 12 June 2026 · between 14 and 15 Jun 2026",
            Some("between 14 and 15 Jun 2026")
        )
    );
    assert_eq!(told("memo"), said("15 Jun 2026 or earlier", None));
    assert_eq!(told("denial"), said("3 Sep 2026", None));
    assert_eq!(told("appeal"), said("17 Sep 2026", None));
    assert_eq!(told("report"), said("between 30 Oct and 10 Nov 2026", None));
}

#[test]
fn cards_stand_in_the_order_that_dates_tell() {
    let compiled = compile("affair.yaml", AFFAIR.into(), &mut NoIncludes);
    for direction in [Direction::Horizontal, Direction::Vertical] {
        let layout = compiled.lay_out(&Options {
            direction: Some(direction),
            ..Options::default()
        });
        let hook = |name: &str| {
            let event = compiled.timeline().find(name).unwrap();
            let mark = layout.marks().iter().find(|mark| mark.event == event);
            mark.unwrap().hook
        };
        for (first, second) in [("dinner", "award"), ("memo", "award"), ("audit", "report")] {
            assert!(
                hook(first) < hook(second),
                "{first}, {second}: {direction:?}"
            );
        }
        if direction == Direction::Vertical {
            let top = |name: &str| {
                let event = compiled.timeline().find(name).unwrap();
                let card = layout.cards().iter().find(|card| card.event == event);
                card.unwrap().rect.y
            };
            assert!(top("memo") < top("award"));
        }
    }
}

#[test]
fn no_arrow_leaves_a_bar_from_under_the_head_of_another() {
    let compiled = compile("affair.yaml", AFFAIR.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    let arrow = |cause: &str, effect: &str| {
        let name = |event| compiled.graph().name(event);
        let arrows = layout.arrows().iter();
        let mut those = arrows
            .filter(|arrow| (name(arrow.link.cause), name(arrow.link.effect)) == (cause, effect));
        those.next().unwrap().path.clone()
    };
    let tip = *arrow("audit", "report").last().unwrap();
    let tail = arrow("report", "resign")[0];
    assert!((tip.x - tail.x).abs() >= 9.0, "{tip:?} {tail:?}");
}

#[test]
fn a_rough_date_is_no_bar_of_time_that_was_cut_out() {
    let text = "\
title: Years
events:
  a: { when: 1965, what: A }
  b: { when: 1969-05-01, what: B, because: a }
  c: { when: 1969-05-02, what: C, because: b }
  d: { when: 1969-05-03, what: D, because: c }
  e: { when: 1969-05-04, what: E, because: d }
";
    let compiled = compile("years.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options {
        direction: Some(Direction::Vertical),
        ..Options::default()
    });
    let year = layout.marks().iter().find_map(|mark| match mark.form {
        MarkForm::Bar { from, to, .. } => Some((from, to)),
        MarkForm::Dot { .. } => None,
    });
    let (from, to) = year.unwrap();
    let cuts: Vec<_> = layout
        .breaks()
        .iter()
        .map(|cut| (cut.from, cut.to))
        .collect();
    assert_eq!(cuts.len(), 1, "{cuts:?}");
    assert!(
        cuts.iter().all(|cut| cut.1 <= from || cut.0 >= to),
        "{from} {to} {cuts:?}"
    );
}
