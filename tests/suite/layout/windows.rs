//! Which windows of a day or less an upright picture draws as bars, and which as dots.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{Direction, Layout, MarkForm, Options, verify};

/// The upright layout of a file with these events, one a line.
fn upright(events: &[&str]) -> Layout {
    let text = format!(
        "title: Windows\nas_of: 2026-02-18\ntimezone: Europe/London\nevents:\n  {}\n",
        events.join("\n  ")
    );
    let compiled = compile("test.yaml", text.clone().into(), &mut NoIncludes);
    assert!(!compiled.is_faulty(), "{text}{:?}", compiled.diagnostics());
    let layout = compiled.lay_out(&Options {
        direction: Some(Direction::Vertical),
        width: Some(390.0),
        ..Options::default()
    });
    assert_eq!(verify(&layout), Vec::new(), "{text}");
    layout
}

/// The marks of a fact: its own, and those of its accounts.
fn forms<'a>(layout: &'a Layout, id: &str) -> Vec<&'a MarkForm> {
    let mut marks = layout.marks().iter();
    let mark = marks.find(|mark| layout.id(mark.event) == id);
    mark.expect("a mark").forms().collect()
}

/// How many seconds and how many pixels the mark of a fact covers; none of a dot.
fn covered(form: &MarkForm) -> Option<(f64, f64)> {
    match form {
        MarkForm::Dot { ring, .. } => {
            assert!(!ring, "{form:?}");
            None
        }
        MarkForm::Bar {
            from,
            to,
            from_seconds,
            to_seconds,
            ..
        } => Some((to_seconds - from_seconds, to - from)),
    }
}

/// The fact `it` at a date among these events.
fn beside(date: &str, events: &[&str]) -> Option<(f64, f64)> {
    let it = format!("it: {{ when: {date}, what: It happens }}");
    let layout = upright(&[&[it.as_str()], events].concat());
    covered(forms(&layout, "it")[0])
}

const ALARM: &str = "a: { when: \"2026-02-17 09:58:41\", what: Alarm }";
const OVER: &str = "b: { when: \"2026-02-17 10:45:41\", what: Over }";
const EVENING: &str = "e: { when: 2026-02-17 20:00, what: Report }";

#[test]
fn a_window_beside_known_times_of_its_day_is_a_bar() {
    for (date, length) in [
        ("within 90 seconds after a", 90.0),
        ("about 10:25 on 17 February 2026", 600.0),
        ("17 February 2026", 86_400.0),
        ("Tuesday night", 9.0 * 3600.0),
        ("the morning of 17 February 2026", 6.0 * 3600.0),
        ("between 15:00 and 15:30 on 17 February 2026", 1800.0),
    ] {
        let covered = beside(date, &[ALARM, OVER]);
        let (seconds, pixels) = covered.unwrap_or_else(|| panic!("{date} is a dot"));
        assert!(
            (0.9 * length..3.0 * length).contains(&seconds),
            "{date}: {seconds}"
        );
        assert!(pixels >= 11.0, "{date}: {pixels}");
    }
}

#[test]
fn a_window_that_no_known_time_is_near_is_a_dot() {
    let next = "c: { when: 18 February 2026, what: A report }";
    for (date, events) in [
        ("17 February 2026", &[next][..]),
        ("Tuesday night", &[next]),
        ("about 10:25 on 17 February 2026", &[next]),
        ("16 February 2026", &[ALARM, OVER]),
        ("30 minutes after e", &[EVENING]),
        ("2026-02-17 10:12", &[ALARM, OVER]),
    ] {
        let events = [&["z: { when: 14 February 2026, what: A plan }"], events].concat();
        assert_eq!(beside(date, &events), None, "{date} among {events:?}");
    }
}

#[test]
fn an_account_that_knows_only_the_day_covers_it_beside_one_that_knows_the_time() {
    let layout = upright(&[
        "order: { when: 2024-05-10 14:00, what: The order }",
        "shot: { what: The shot, accounts: [{ name: police, when: \"2024-05-10 15:10\" }, { name: union, when: 10 May 2024 }] }",
        "flight: { when: 2024-05-11 15:20, what: The crowd flees, because: shot }",
    ]);
    let accounts: Vec<_> = forms(&layout, "shot")
        .into_iter()
        .skip(1)
        .map(covered)
        .collect();
    assert_eq!(accounts.len(), 2);
    assert!(accounts.contains(&None), "{accounts:?}");
    let day = accounts.into_iter().flatten().next().expect("the day");
    assert!((day.0 - 86_400.0).abs() < 1.0, "{day:?}");
}
