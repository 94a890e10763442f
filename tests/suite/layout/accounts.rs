//! Accounts that compete for one fact: each has its mark at its date.

use causeline::compile::{Compilation, compile};
use causeline::document::NoIncludes;
use causeline::layout::{Direction, Layout, Mark, MarkForm, Options, verify};
use causeline::scene::{Form, Node, Paint, Role, Shape, Step};

/// The layout of a file with a fact `shot`, level and upright.
fn drawn(shot: &str) -> [(Compilation, Layout); 2] {
    let text = format!(
        "title: Who fired first\nas_of: 2020-06-10\nsources: {{ report: Police report, video: A video }}\nevents:\n  order: {{ when: \"3 June 2020, 14:00\", what: The order }}\n  shot: {{ what: The first shot, {shot} }}\n  inquiry: {{ when: 5 June 2020, what: An inquiry, because: shot }}\n"
    );
    [Direction::Horizontal, Direction::Vertical].map(|direction| {
        let compiled = compile("test.yaml", text.clone().into(), &mut NoIncludes);
        assert!(!compiled.is_faulty(), "{:?}", compiled.diagnostics());
        let layout = compiled.lay_out(&Options {
            direction: Some(direction),
            ..Options::default()
        });
        assert_eq!(verify(&layout), Vec::new(), "{text}");
        (compiled, layout)
    })
}

/// The date of the card of `shot`, line by line, in one text.
fn date(compiled: &Compilation, layout: &Layout) -> String {
    let shot = compiled.graph().fact("shot").expect("the fact");
    let card = layout.cards().iter().find(|card| card.event == shot);
    let lines = &card.expect("its card").lines;
    let dates = lines
        .iter()
        .filter(|line| line.lettering == causeline::layout::Lettering::Date);
    let dates: Vec<&str> = dates.map(|line| line.content.as_str()).collect();
    dates.join(" ")
}

/// The claims on the mark of `shot`: account, and the times it stands at.
fn claims(compiled: &Compilation, layout: &Layout) -> Vec<(Option<usize>, f64, f64)> {
    let shot = compiled.graph().fact("shot").expect("the fact");
    let mark = layout.marks().iter().find(|mark| mark.event == shot);
    let claims = mark.expect("its mark").claims.iter();
    claims
        .map(|claim| match claim.form {
            MarkForm::Dot { seconds, .. } => (claim.account, seconds, seconds),
            MarkForm::Bar {
                from_seconds,
                to_seconds,
                ..
            } => (claim.account, from_seconds, to_seconds),
        })
        .collect()
}

fn explains(layout: &Layout, sign: &str) -> bool {
    layout.words().any(|words| words.content == sign)
}

#[test]
fn each_account_stands_at_its_own_time_and_the_card_names_them_all() {
    let both = "accounts: [{ name: the police, when: \"3 June 2020, 14:10\", source: report }, { name: the crowd, when: \"3 June 2020, 14:30\", because: order, source: video }]";
    for (compiled, layout) in drawn(both) {
        let said = date(&compiled, &layout);
        assert_eq!(
            said,
            "3 June 2020, 14:10 (the police) 3 June 2020, 14:30 (the crowd)"
        );
        let claims = claims(&compiled, &layout);
        let [(Some(0), first, _), (Some(1), second, _)] = claims[..] else {
            panic!("{claims:?}");
        };
        assert!((second - first - 1200.0).abs() < 61.0, "{claims:?}");
        assert!(explains(&layout, "accounts that differ"));
        assert!(!explains(&layout, "bounds worked out from other facts"));
        let shot = compiled.graph().fact("shot").expect("the fact");
        let card = layout.cards().iter().find(|card| card.event == shot);
        assert_eq!(card.expect("its card").chip.as_deref(), Some("1,2"));
    }
}

#[test]
fn the_date_of_the_fact_itself_stands_beside_its_accounts() {
    let own = "when: 4 June 2020, accounts: [{ name: the crowd, when: after order }]";
    for (compiled, layout) in drawn(own) {
        let said = date(&compiled, &layout);
        assert!(said.starts_with("4 June 2020 after "), "{said}");
        assert!(said.ends_with("(the crowd)"), "{said}");
        let told = claims(&compiled, &layout);
        let accounts: Vec<Option<usize>> = told.iter().map(|claim| claim.0).collect();
        assert_eq!(accounts, [None, Some(0)]);
    }
}

#[test]
fn accounts_that_agree_are_one_mark_and_those_without_a_date_say_so() {
    let agreed = "accounts: [{ name: one, when: 4 June 2020 }, { name: two, when: 4 June 2020 }]";
    for (compiled, layout) in drawn(agreed) {
        let shot = compiled.graph().fact("shot").expect("the fact");
        let mark = layout.marks().iter().find(|mark| mark.event == shot);
        assert!(matches!(
            mark.expect("its mark").form,
            MarkForm::Dot { ring: false, .. }
        ));
    }
    let far = "accounts: [{ name: one, when: before order }, { name: two, when: after order }]";
    for (compiled, layout) in drawn(far) {
        // The one is open to the past, the other ends before the inquiry.
        assert_eq!(claims(&compiled, &layout).len(), 2);
    }
}

/// The mark of `shot`.
fn mark<'a>(compiled: &Compilation, layout: &'a Layout) -> &'a Mark {
    let shot = compiled.graph().fact("shot").expect("the fact");
    let mark = layout.marks().iter().find(|mark| mark.event == shot);
    mark.expect("its mark")
}

#[test]
fn the_line_that_joins_accounts_reaches_from_the_first_to_the_last_of_them() {
    let ends = |form: &MarkForm| match form {
        MarkForm::Dot { at, .. } => (*at, *at),
        MarkForm::Bar { from, to, .. } => (*from, *to),
    };
    let days = "accounts: [{ name: one, when: 4 June 2020 }, { name: two, when: 3 June 2020, source: report }]";
    for (compiled, layout) in drawn(days) {
        let mark = mark(&compiled, &layout);
        let MarkForm::Bar { from, to, .. } = mark.form else {
            panic!("{:?}", mark.form);
        };
        let claims: Vec<(f64, f64)> = mark.claims.iter().map(|claim| ends(&claim.form)).collect();
        assert_eq!((from, to), (claims[1].0, claims[0].1));
    }
    // Also where one of them is open: the bar of the other is not left alone.
    let open = "accounts: [{ name: one }, { name: two, when: 4 June 2020 }]";
    for (compiled, layout) in drawn(open) {
        let mark = mark(&compiled, &layout);
        let whole = ends(&mark.form);
        for claim in &mark.claims {
            let (from, to) = ends(&claim.form);
            assert!(whole.0 <= from && to <= whole.1, "{mark:?}");
        }
    }
}

fn dot(form: &MarkForm) -> f64 {
    match form {
        MarkForm::Dot { at, .. } => *at,
        MarkForm::Bar { .. } => panic!("{form:?}"),
    }
}

#[test]
fn no_account_hides_another() {
    let nested = "accounts: [{ name: one, when: 4 June 2020 }, { name: two, when: from 3 June 2020 to 10 June 2020 }, { name: three, when: between 3 June 2020 and 4 June 2020 }]";
    for (compiled, layout) in drawn(nested) {
        let halves: Vec<f64> = mark(&compiled, &layout)
            .claims
            .iter()
            .filter_map(|claim| match claim.form {
                MarkForm::Bar { half, .. } => Some(half),
                MarkForm::Dot { .. } => None,
            })
            .collect();
        // The bar within the other is the thinner.
        assert!(
            matches!(halves[..], [long, short] if short < long - 1.0),
            "{halves:?}"
        );
        // Dots are painted over bars, whatever the order of the file.
        let picture = compiled.svg(&Options::default(), &causeline::render::Options::default());
        let bar = picture.find("data-t0=\"1591142400\" data-t1=\"1591833600\"");
        let dot = picture.find("data-t=\"1591272000\"");
        assert!(bar.is_some() && bar < dot, "{bar:?} {dot:?}");
    }
    let minutes = "accounts: [{ name: one, when: \"3 June 2020, 14:10\" }, { name: two, when: \"3 June 2020, 14:11\" }, { name: three, when: \"3 June 2020, 14:12\" }]";
    for (compiled, layout) in drawn(minutes) {
        let claims = &mark(&compiled, &layout).claims;
        let dots: Vec<f64> = claims.iter().map(|claim| dot(&claim.form)).collect();
        assert!(
            dots.windows(2).all(|pair| pair[1] - pair[0] >= 12.0),
            "{dots:?}"
        );
    }
}

#[test]
fn days_of_accounts_are_columns_as_those_of_facts_are() {
    let text = "title: Four days\nevents:\n  one: { when: 3 June 2020, what: One }\n  two: { what: Two, accounts: [{ name: a, when: 4 June 2020 }, { name: b, when: 5 June 2020 }] }\n  three: { when: 6 June 2020, what: Three }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    for day in ["Wed", "Thu", "Fri", "Sat"] {
        let mut words = layout.words();
        assert!(words.any(|words| words.content.starts_with(day)), "{day}");
    }
}

#[test]
fn an_account_without_a_name_goes_by_what_its_source_is_called() {
    let unnamed = "accounts: [{ when: 4 June 2020, source: report }, { when: 3 June 2020, source: long }, { name: the crowd, when: 5 June 2020 }]";
    let text = unnamed.replace(
        ", source: long",
        ", source: A title that is longer than what a card has room for",
    );
    let [(compiled, layout), _] = drawn(&text);
    assert_eq!(
        date(&compiled, &layout),
        "4 June 2020 (Police report) 3 June 2020 (source 3) 5 June 2020 (the crowd)"
    );
}

#[test]
fn a_date_breaks_before_the_name_of_its_account() {
    let long = "accounts: [{ name: the harbour watch, when: \"3 June 2020, 14:10\" }, { name: the log, when: 4 June 2020 }]";
    let [(compiled, layout), _] = drawn(long);
    let shot = compiled.graph().fact("shot").expect("the fact");
    let card = layout.cards().iter().find(|card| card.event == shot);
    let lines = &card.expect("its card").lines;
    let lines: Vec<&str> = lines.iter().map(|line| line.content.as_str()).collect();
    assert_eq!(
        lines[..3],
        [
            "3 June 2020, 14:10",
            "(the harbour watch)",
            "4 June 2020 (the log)"
        ]
    );
}

#[test]
fn a_date_that_breaks_has_the_name_of_its_account_on_its_last_line() {
    let long = "accounts: [{ name: the palace, when: from 18 September 2020 to 20 September 2020 }, { name: b, when: 4 June 2020 }]";
    let text = format!("title: A\nevents:\n  shot: {{ what: The first shot, {long} }}\n");
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    assert_eq!(
        date(&compiled, &layout),
        "from 18 September 2020 to 20 September 2020 (the palace) 4 June 2020 (b)"
    );
    let lines = &layout.cards()[0].lines;
    let dates = lines
        .iter()
        .filter(|line| line.lettering == causeline::layout::Lettering::Date);
    assert_eq!(dates.count(), 3, "{lines:?}");
}

#[test]
fn accounts_place_a_fact_in_the_order_and_in_what_the_picture_says_of_itself() {
    let text = "title: Old news\nevents:\n  today: { when: 2020, what: Today }\n  war: { what: A war, accounts: [{ name: one, when: 1900 }, { name: two, when: 1910 }] }\n  then: { when: 1950, what: Then }\n  open: { what: Nobody knows, accounts: [{ name: one }, { name: two }] }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let graph = compiled.graph();
    let order = compiled.schedule().order().iter();
    let order: Vec<&str> = order.map(|event| graph.name(*event)).collect();
    assert_eq!(order, ["war", "then", "today", "open"]);
    let step = compiled.schedule().step(0).expect("a step");
    assert_eq!(step.sureness, causeline::schedule::Sureness::Certain);
    let picture = compiled.svg(&Options::default(), &causeline::render::Options::default());
    assert!(
        picture.contains("Timeline of 4 facts (1900–2020)"),
        "{picture}"
    );
    assert!(
        picture.contains("First: A war (1900 (one) or 1910 (two))."),
        "{picture}"
    );
    // A window in which no account has it does not show it.
    let shown = |text: &str| {
        let context = causeline::date::Context::default();
        let meaning = causeline::date::Phrase::parse(text)
            .and_then(|phrase| phrase.resolve(&context, &|_| false));
        let window = meaning.expect("a date").start;
        let shown = compiled.schedule().overlapping(window).into_iter();
        shown
            .map(|event| graph.name(event).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(shown("1910"), ["war", "open"]);
    assert_eq!(shown("1950"), ["then", "open"]);
}

#[test]
fn no_card_cuts_off_whose_account_it_is() {
    let text = "title: When\ntimezone: Europe/London\nevents:\n  shot:\n    what: It begins\n    accounts:\n      - { name: the acquiring bank in the north, when: '2026-02-17 10:58:12 Europe/Stockholm', source: [One, Two, Three] }\n      - { name: support, when: 2026-02-17 10:03 }\n  end: { when: 2026-02-18, what: It ends }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    for width in [None, Some(390.0)] {
        let layout = compiled.lay_out(&Options {
            width,
            ..Options::default()
        });
        let told = date(&compiled, &layout);
        assert!(told.contains("(the acquiring bank in the north)"), "{told}");
    }
}

#[test]
fn a_date_that_could_not_be_read_stands_as_it_was_written() {
    let text = "title: A draft\nevents:\n  first: { when: Fryday, what: A first }\n  second: { when: [2021, soonish], what: A second, accounts: [{ name: one, when: somewhen }] }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    assert!(compiled.is_faulty());
    let told = |id: &str| {
        let event = compiled.graph().fact(id).expect("the fact");
        causeline::layout::date_words(compiled.graph(), compiled.schedule())(event).said
    };
    assert_eq!(told("first"), "“Fryday” (not read)");
    assert_eq!(
        told("second"),
        "2021, “soonish” (not read) or “somewhen” (not read) (one)"
    );
}

#[test]
fn a_fact_with_a_link_of_an_unknown_kind_is_marked_in_a_draft() {
    let text = "title: A draft\nevents:\n  first: { when: 2021, what: First }\n  second: { when: 2022, what: Second, because: { first: retaliates } }\n  third: { when: 2023, what: Third, because: { second: { kind: avenges } } }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    let marked: Vec<bool> = layout.cards().iter().map(|card| card.faulty).collect();
    assert_eq!(marked, [false, true, true]);
}

/// How many marks are struck out by a cross, with the one of the legend left out.
fn crosses(compiled: &Compilation, width: f64) -> usize {
    let scene = compiled.scene(&Options {
        width: Some(width),
        ..Options::default()
    });
    let is_cross = |shape: &Shape| {
        let Form::Path(steps) = &shape.form else {
            return false;
        };
        let moves = |step: &&Step| matches!(step, Step::Move(..));
        shape.role == Role::Mark && steps.len() == 4 && steps.iter().filter(moves).count() == 2
    };
    let shapes = shapes(&scene.nodes).into_iter();
    shapes.filter(|shape| is_cross(shape)).count()
}

/// All shapes of a scene.
fn shapes(nodes: &[Node]) -> Vec<&Shape> {
    let mut groups = vec![nodes];
    let mut found = Vec::new();
    while let Some(nodes) = groups.pop() {
        for node in nodes {
            match node {
                Node::Group(group) => groups.push(&group.nodes),
                Node::Shape(shape) => found.push(shape),
            }
        }
    }
    found
}

#[test]
fn an_account_that_does_not_go_with_the_rest_is_struck_out() {
    let text = "title: Two witnesses\nas_of: 2026-10-01\nevents:\n  call: { when: 5 June 2025, what: The call }\n  meeting: { what: The meeting, because: call, accounts: [{ name: Mrs Marlow, when: 22 May 2025 }, { name: Mr Tennant, when: ACCOUNT }] }\n  letter: { when: 3 days after meeting, what: Letter }\n  reply: { when: 20 June 2025, what: Reply, because: letter }\n";
    for (other, is_apart) in [("6 June 2025", [true, false]), ("23 May 2025", [true; 2])] {
        let text = text.replace("ACCOUNT", other);
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        for width in [1680.0, 390.0] {
            let layout = compiled.lay_out(&Options {
                width: Some(width),
                ..Options::default()
            });
            assert_eq!(verify(&layout), Vec::new());
            let fact = |id: &str| compiled.graph().fact(id).expect("the fact");
            let meeting = layout
                .marks()
                .iter()
                .find(|one| one.event == fact("meeting"));
            let claims = &meeting.expect("its mark").claims;
            let apart: Vec<bool> = claims.iter().map(|claim| claim.is_apart).collect();
            assert_eq!(apart, is_apart, "{other} at {width}");
            assert!(explains(
                &layout,
                "account that does not go with the other facts"
            ));
            let name = if width < 400.0 { "upright" } else { "level" };
            assert_eq!(
                crosses(&compiled, width),
                usize::from(is_apart[0]) + usize::from(is_apart[1]),
                "{name}"
            );
            let card = |id: &str| {
                let card = layout.cards().iter().find(|card| card.event == fact(id));
                let lines = card.expect("its card").lines.iter();
                let lines: Vec<&str> = lines.map(|line| line.content.as_str()).collect();
                lines.join(" ")
            };
            let told = card("meeting")
                .matches("does not go with the other facts")
                .count();
            assert_eq!(told, is_apart.iter().filter(|one| **one).count());
            assert_eq!(
                card("letter").contains("by the account of Mr Tennant alone"),
                !is_apart[1],
                "{}",
                card("letter")
            );
            assert!(!card("reply").contains("account"), "{}", card("reply"));
        }
    }
}

#[test]
fn what_each_account_says_stands_apart_on_the_card() {
    for (compiled, layout) in drawn(
        "accounts: [{ name: a, when: 3 June 2020 }, { name: b, when: 4 June 2020 }, { name: c, when: before 5 June 2020 }]",
    ) {
        let shot = compiled.graph().fact("shot").expect("the fact");
        let card = layout.cards().iter().find(|card| card.event == shot);
        let card = card.expect("its card");
        let plain = layout.cards().iter().find(|card| card.event != shot);
        let within = plain.expect("another card").lines[0].lettering;
        let baselines: Vec<f64> = card
            .lines
            .iter()
            .filter(|line| line.lettering == within)
            .map(|line| line.baseline)
            .collect();
        assert_eq!(baselines.len(), 3, "{card:?}");
        for pair in baselines.windows(2) {
            assert!(pair[1] - pair[0] > 1.2 * 15.0, "{card:?}");
        }
    }
}

#[test]
fn an_account_without_an_end_fades_out() {
    let said = "accounts: [{ name: a, when: from 4 June 2020 }, { name: b, when: 4 June 2020 to 20 June 2020 }]";
    for (compiled, layout) in drawn(said) {
        let scene = compiled.scene(&Options {
            direction: Some(layout.axis().direction),
            ..Options::default()
        });
        let fades = shapes(&scene.nodes).into_iter().filter(|shape| {
            let is_open = |stops: &[(f64, f64)]| stops.last().is_some_and(|stop| stop.1 == 0.0);
            let is_fade = matches!(&shape.fill, Paint::Fade(_, stops) if is_open(stops));
            shape.role == Role::Mark && is_fade
        });
        assert_eq!(fades.count(), 1, "{:?}", layout.axis().direction);
    }
}
