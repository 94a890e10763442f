//! Where arrows leave and meet marks.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{Direction, MarkForm, Options, flatten, verify};
use causeline::scene::{Form, Node, Role, Shape, Step};

/// Long bars that lead to one another.
const LONG: &str = "title: Long bars
events:
  arms: { when: 1900 to 1914, what: The arms race, who: X }
  shot: { when: 28 June 1913, what: The shots, who: Y, because: arms }
  war: { when: 1 March 1914 to 11 November 1918, what: The war, who: X, because: shot }
  block: { when: 1 November 1914 to 1 July 1919, what: The blockade, who: Y, because: war }
  hunger: { when: 1916 to 1918, what: Hunger, who: Z, because: [block, war] }
  peace: { when: 28 June 1919, what: Peace, who: X, because: war }
  call: { when: 1 August 1914, what: Call, who: Z, because: war }
  crash: { when: 29 October 1929, what: The crash, who: X, because: peace }
  slump: { when: October 1929 to 1936, what: The slump, who: X, because: crash }
  votes: { when: 1930 to 1933, what: Votes, who: Y, because: [slump, peace] }
actors: { X: {}, Y: {}, Z: {} }
";

#[test]
fn arrows_meet_what_lasted_where_it_began_and_go_forward() {
    for width in [1680.0, 390.0] {
        let compiled = compile("test.yaml", LONG.into(), &mut NoIncludes);
        let layout = compiled.lay_out(&Options {
            width: Some(width),
            ..Options::default()
        });
        assert_eq!(verify(&layout), Vec::new());
        let is_upright = layout.axis().direction == Direction::Vertical;
        let mut met = 0;
        for arrow in layout.arrows() {
            let along = |end: Option<&causeline::layout::Point>| {
                let end = end.expect("an end");
                if is_upright { end.y } else { end.x }
            };
            let (left, arrived) = (along(arrow.path.first()), along(arrow.path.last()));
            let name = compiled.graph().timeline().event(arrow.link.effect).name();
            assert!(
                arrived > left - 1.0,
                "{name} at {width}: {left} to {arrived}"
            );
            let marks = layout.marks();
            let mark = marks.iter().find(|mark| mark.event == arrow.link.effect);
            let mark = mark.expect("its mark");
            if let (true, MarkForm::Bar { from, .. }) = (mark.lasted(), &mark.form) {
                // No later than a little run after the cause, or beside an arrow that leaves
                // there.
                let most = (from + 9.5).max(left + 34.5) + 9.0;
                assert!(arrived <= most, "{name} at {width}: {arrived} after {most}");
                met += 1;
            }
        }
        assert_eq!(met, 7);
    }
}

#[test]
fn an_arrow_to_accounts_meets_the_first_that_goes_with_the_rest() {
    let text = "title: Two witnesses\nevents:\n  call: { when: 5 June 2025, what: The call, who: M }\n  meeting: { what: The meeting, who: M, because: call, accounts: [{ name: Mrs Marlow, when: 22 May 2025 }, { name: Mr Tennant, when: 10 June 2025 }] }\n  reply: { when: 20 June 2025, what: Reply, who: M }\nactors: { M: {} }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options::default());
    let [arrow] = layout.arrows() else {
        panic!("{:?}", layout.arrows());
    };
    let meeting = compiled.graph().fact("meeting").expect("the fact");
    let mark = layout.marks().iter().find(|mark| mark.event == meeting);
    let stands = mark
        .expect("its mark")
        .claims
        .iter()
        .find(|one| !one.is_apart);
    let MarkForm::Dot { at, radius, .. } = stands.expect("an account").form else {
        panic!("{stands:?}");
    };
    let end = arrow.path.last().expect("its end").x;
    assert!((end - at).abs() <= radius, "{end} beside {at}");
}

#[test]
fn arrows_of_one_kind_leave_a_long_bar_each_at_a_place_of_its_own() {
    let text = "title: Strands\nevents:\n  war: { when: 3 May 2011 to 8 June 2020, what: The war, who: A }\n  law: { when: 4 April 2013, what: A law, who: A, because: war }\n  tax: { when: 9 August 2016, what: A tax, who: A, because: war }\n  ban: { when: 2 March 2018, what: A ban, who: B, because: war }\n  vote: { when: 2 March 2024, what: A vote, who: B, because: war }\n  note: { when: 2 May 2025, what: A note, who: A, because: war }\nactors: { A: {}, B: {} }\n";
    // Of more than four, they run together.
    for (text, count) in [
        (text.replace(", because: war }\nactors", " }\nactors"), 4),
        (text.to_owned(), 1),
    ] {
        for width in [1680.0, 390.0] {
            let compiled = compile("test.yaml", text.clone().into(), &mut NoIncludes);
            let layout = compiled.lay_out(&Options {
                width: Some(width),
                ..Options::default()
            });
            assert_eq!(verify(&layout), Vec::new());
            let is_upright = layout.axis().direction == Direction::Vertical;
            let starts = layout.arrows().iter().map(|arrow| {
                let start = arrow.path.first().expect("a beginning");
                if is_upright { start.y } else { start.x }
            });
            let mut starts: Vec<f64> = starts.collect();
            starts.sort_by(f64::total_cmp);
            starts.dedup_by(|next, start| *next - *start < 5.5);
            assert_eq!(starts.len(), count, "{starts:?} at {width}");
        }
    }
}

#[test]
fn an_upright_arrow_to_an_account_beside_its_cause_has_room_for_its_bow() {
    let text = "title: Accounts\nevents:\n  storm: { when: 2025-05-03 09:00, what: The storm }\n  alarm: { when: 2025-05-03 10:31, what: The alarm }\n  fire: { what: The fire spreads, because: alarm, accounts: [{ name: police, when: 2025-05-03 10:00 }, { name: press, when: 2025-05-03 10:45 }] }\n  call: { when: 2025-05-03 11:30, what: The call, because: fire }\n";
    for width in [640.0, 390.0] {
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        let layout = compiled.lay_out(&Options {
            width: Some(width),
            ..Options::default()
        });
        assert_eq!(verify(&layout), Vec::new());
        assert_eq!(layout.arrows().len(), 2);
        for arrow in layout.arrows() {
            let ends = arrow.path.first().zip(arrow.path.last());
            let (start, end) = ends.expect("two ends");
            assert!(end.y - start.y > 10.0, "{start:?} to {end:?} at {width}");
        }
    }
}

#[test]
fn the_edge_of_no_arrow_covers_another_of_its_kind_from_the_same_cause() {
    let text = "title: Two\nevents:\n  order: { when: 2025-11-03, what: Order }\n  dig: { when: 2025-11-05, what: Dig, because: order }\n  mend: { when: 2025-11-12, what: Mend, because: order }\n  pay: { when: 2025-11-20, what: Pay, because: mend }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    for width in [1680.0, 390.0] {
        let options = Options {
            width: Some(width),
            ..Options::default()
        };
        let svg = compiled.svg(&options, &causeline::render::Options::default());
        let first = svg.find("<g class=\"link\"").expect("an arrow");
        let edges = svg.find("<g class=\"casing\"").expect("their edges");
        let paths = |part: &str| part.matches("<path").count();
        assert!(edges < first);
        assert_eq!(paths(&svg[edges..first]), 2, "{width}");
        let clear = svg.matches("stroke-opacity=\"0\"").count();
        assert_eq!(clear, 2, "their own are there to be pointed at");
    }
}

/// Dots of one moment that lead to one another, beside bars.
const CROWDED: &str = "title: Crowded
events:
  eve: { when: 2025-11-02, what: Eve }
  long: { when: from 3 November 2025 08:00 to 3 November 2025 18:00, what: Long, because: eve }
  week: { when: from 2 November 2025 to 20 November 2025, what: Week }
  b: { when: 2025-11-03 10:00, what: B }
  d: { when: 2025-11-03 10:00, what: D, because: [b, week] }
  e: { when: 2025-11-03 10:00, what: E, because: [b, d] }
  f: { when: 2025-11-03 11:00, what: F, because: b }
  last: { when: 2025-11-04, what: Last }
";

/// The shapes of a picture from the back to the front, each with the subject of its group.
fn painted<'s>(nodes: &'s [Node], subject: &'s str, all: &mut Vec<(&'s str, &'s Shape)>) {
    for node in nodes {
        match node {
            Node::Group(group) => {
                painted(
                    &group.nodes,
                    group.subject.as_deref().unwrap_or(subject),
                    all,
                );
            }
            Node::Shape(shape) => all.push((subject, shape)),
        }
    }
}

/// Places all along a path.
fn along(form: &Form) -> Vec<(f64, f64)> {
    let Form::Path(steps) = form else {
        return Vec::new();
    };
    let mut places: Vec<(f64, f64)> = Vec::new();
    for step in steps {
        let from = places.last().copied().unwrap_or_default();
        let shares = (1..=40).map(|part| f64::from(part) / 40.0);
        let mix = |ends: &[(f64, f64)], share: f64| {
            let mut ends = ends.to_vec();
            while ends.len() > 1 {
                let pairs = ends.windows(2).map(|pair| {
                    let (one, other) = (pair[0], pair[1]);
                    (
                        one.0 + share * (other.0 - one.0),
                        one.1 + share * (other.1 - one.1),
                    )
                });
                ends = pairs.collect();
            }
            ends[0]
        };
        match *step {
            Step::Move(x, y) => places.push((x, y)),
            Step::Line(x, y) => places.extend(shares.map(|at| mix(&[from, (x, y)], at))),
            Step::Curve(a, b, c, d, x, y) => {
                places.extend(shares.map(|at| mix(&[from, (a, b), (c, d), (x, y)], at)));
            }
            Step::Close => {}
        }
    }
    places
}

#[test]
fn no_upright_arrow_covers_a_dot_or_cuts_a_bar() {
    for (text, width) in [(CROWDED, 390.0), (CROWDED, 640.0), (LONG, 390.0)] {
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        let scene = compiled.scene(&Options {
            width: Some(width),
            ..Options::default()
        });
        assert_eq!(scene.axis.direction, Direction::Vertical);
        let mut shapes = Vec::new();
        painted(&scene.nodes, "", &mut shapes);
        let (mut dots, mut bars, mut lines) = (Vec::new(), Vec::new(), 0);
        for (subject, shape) in shapes {
            match (shape.role, &shape.form) {
                (Role::Mark, Form::Circle { x, y, radius }) => {
                    dots.push((subject, *x, *y, *radius));
                }
                (
                    Role::Mark,
                    Form::Rect {
                        x,
                        y,
                        width,
                        height,
                        ..
                    },
                ) => bars.push((*x..x + width, *y..y + height)),
                (Role::Casing | Role::Line | Role::Head, form) => {
                    let stroke = shape.stroke.as_ref();
                    if stroke.is_some_and(|stroke| stroke.opacity == 0.0) {
                        continue;
                    }
                    lines += 1;
                    let half = stroke.map_or(0.0, |stroke| stroke.width / 2.0);
                    for (x, y) in along(form) {
                        let covered = dots.iter().find(|(_, left, top, radius)| {
                            (x - left).hypot(y - top) < radius + half - 3.5
                        });
                        assert_eq!(covered, None, "{subject} at {width}");
                        let cut = bars.iter().any(|(over, down)| {
                            shape.role == Role::Casing && over.contains(&x) && down.contains(&y)
                        });
                        assert!(!cut, "{subject} at {x}, {y}");
                    }
                }
                _ => {}
            }
        }
        assert!(lines > 9 && !bars.is_empty(), "{lines}");
    }
}

#[test]
fn upright_arrows_lie_above_the_bars_that_they_pass() {
    let compiled = compile("test.yaml", LONG.into(), &mut NoIncludes);
    let drawn = |width: f64| {
        let options = Options {
            width: Some(width),
            ..Options::default()
        };
        let svg = compiled.svg(&options, &causeline::render::Options::default());
        let first = svg.find("<g class=\"link\"").expect("an arrow");
        let dot = svg.find("<circle").expect("a dot");
        let is_above = first > svg.find("<g class=\"event\"").expect("a fact");
        assert!(!is_above || first < dot, "dots are whole");
        is_above
    };
    assert!(drawn(390.0) && !drawn(1680.0));
}

#[test]
fn upright_lines_to_cards_pass_beside_the_dots_of_others() {
    let deadline = "title: Deadline\nas_of: 2025-09-21\nevents:\n  eve: { when: 2025-09-18 10:00, what: Eve }\n  talk: { when: about 14:00 on 19 September, what: Talk }\n  by: { when: by 19 September, what: Deadline }\n  day: { when: 19th of September, what: Day }\n";
    for text in [deadline, CROWDED] {
        let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
        let layout = compiled.lay_out(&Options {
            width: Some(390.0),
            ..Options::default()
        });
        assert_eq!(verify(&layout), Vec::new());
        for leader in layout.leaders() {
            let line = flatten(&leader.path, Direction::Vertical);
            for mark in layout.marks() {
                let MarkForm::Dot { at, radius, .. } = &mark.form else {
                    continue;
                };
                let meets = line.windows(2).any(|leg| {
                    (0..=40).any(|part| {
                        let share = f64::from(part) / 40.0;
                        let x = leg[0].x + share * (leg[1].x - leg[0].x);
                        let y = leg[0].y + share * (leg[1].y - leg[0].y);
                        (x - mark.across).hypot(y - at) < *radius
                    })
                });
                assert!(mark.event == leader.event || !meets, "{leader:?}");
            }
        }
    }
}
