//! The axis ends where the time to draw does, also where what lasted reaches beyond it.

use causeline::compile::{Compilation, compile};
use causeline::date::{Civil, Window};
use causeline::document::NoIncludes;
use causeline::layout::{Layout, Mark, MarkForm, Options, verify};

const TEXT: &str = "title: Limits\nevents:\n  \
    talks: { when: 3 May 2004, what: Talks }\n  \
    vote: { when: 8 June 2006, what: A vote, because: war }\n  \
    war: { when: 1990 to 2020, what: A war }\n  \
    rule: { when: 1995 to March 2005, what: A rule }\n  \
    reign: { when: August 2005 to 2050, what: A reign }\n  \
    find: { when: between 1980 and 2005, what: A find }\n  \
    raid: { what: A raid, accounts: [{ name: a, when: 2005 }, { name: b, when: 1985 }] }\n  \
    strike: { what: A strike, accounts: [{ name: a, when: 2000 to 2005 }, { name: b, when: 2010 }] }\n";
const WIDTHS: [f64; 2] = [1680.0, 390.0];

fn seconds(year: i64) -> f64 {
    Civil::midnight(year, 1, 1).instant().seconds()
}

/// The layout of 2004 to 2006.
fn limited(width: f64) -> (Compilation, Layout) {
    let compiled = compile("test.yaml", TEXT.into(), &mut NoIncludes);
    assert!(!compiled.is_faulty(), "{:?}", compiled.diagnostics());
    let end = Civil::midnight(2007, 1, 1).instant().saturating_add(-1);
    let time = Window::new(Some(Civil::midnight(2004, 1, 1).instant()), Some(end));
    let layout = compiled.lay_out(&Options {
        width: Some(width),
        shown: Some(compiled.schedule().overlapping(time)),
        time,
        ..Options::default()
    });
    assert_eq!(verify(&layout), Vec::new());
    (compiled, layout)
}

fn mark<'a>((compiled, layout): &'a (Compilation, Layout), id: &str) -> &'a Mark {
    let fact = compiled.graph().fact(id).expect("the fact");
    let mark = layout.marks().iter().find(|mark| mark.event == fact);
    mark.expect("its mark")
}

#[test]
fn the_axis_ends_at_the_limits_and_bars_run_out_there() {
    for width in WIDTHS {
        let drawn = limited(width);
        let range = drawn.1.axis().range().expect("an axis");
        assert!((range.0 - seconds(2004)).abs() < 1.0, "{range:?}");
        assert!((range.1 - seconds(2007)).abs() < 1.0, "{range:?}");
        let knots = &drawn.1.axis().knots;
        let edges = [knots[0].position, knots[knots.len() - 1].position];
        for (id, cut) in [
            ("war", [true, true]),
            ("rule", [true, false]),
            ("reign", [false, true]),
            ("find", [true, false]),
        ] {
            let mark = mark(&drawn, id);
            assert_eq!(<[bool; 2]>::from(mark.beyond), cut, "{id} at {width}");
            let MarkForm::Bar { from, to, fade, .. } = &mark.form else {
                panic!("no bar: {id} at {width}");
            };
            let most = fade.iter().map(|stop| stop.1).fold(0.0, f64::max);
            let ends = [(from, fade[0].1), (to, fade[fade.len() - 1].1)];
            for ((end, opacity), (edge, is_cut)) in ends.into_iter().zip(edges.into_iter().zip(cut))
            {
                assert_eq!(
                    (end - edge).abs() < 0.5,
                    is_cut,
                    "{id} at {width}: {mark:?}"
                );
                assert_eq!(opacity == 0.0, is_cut, "{id} at {width}: {mark:?}");
            }
            // It is as solid as anywhere soon after the edge.
            let near = if cut[0] {
                fade[1]
            } else {
                fade[fade.len() - 2]
            };
            assert!(near.1 >= most, "{id} at {width}: {mark:?}");
        }
        let says = |text: &str| drawn.1.words().any(|words| words.content == text);
        assert!(says("begins before the time shown") && says("goes on after the time shown"));
        assert!(!says("lasted, end not told"), "their ends are known");
    }
}

#[test]
fn an_account_beyond_the_limits_is_told_on_the_card_alone() {
    for width in WIDTHS {
        let drawn = limited(width);
        let mark = mark(&drawn, "raid");
        assert_eq!(mark.claims.len(), 1, "{mark:?}");
        let fact = mark.event;
        let mut cards = drawn.1.cards().iter();
        let card = cards.find(|card| card.event == fact).expect("its card");
        let said = card.lines.iter().map(|line| line.content.as_str());
        let said: Vec<&str> = said.collect();
        assert!(said.iter().any(|line| line.contains("1985")), "{said:?}");
    }
}

#[test]
fn the_account_within_the_limits_is_drawn_as_an_account() {
    for width in WIDTHS {
        let drawn = limited(width);
        for (id, cut) in [("raid", (false, false)), ("strike", (true, false))] {
            let mark = mark(&drawn, id);
            assert!(mark.is_disputed(), "{id} at {width}: {mark:?}");
            // What an account beyond the limits says is cut from nothing.
            assert_eq!(mark.beyond, cut, "{id} at {width}: {mark:?}");
        }
        let says = |text: &str| drawn.1.words().any(|words| words.content == text);
        assert!(says("accounts that differ"));
    }
}

#[test]
fn an_axis_of_what_only_goes_on_begins_at_the_limit() {
    let text = "title: Open\nevents:\n  outage: { when: since 2025-11-02, what: An outage }\n  fix: { when: 2025-11-01, what: A fix }\n";
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let time = Window::new(Some(Civil::midnight(2026, 1, 1).instant()), None);
    let layout = compiled.lay_out(&Options {
        shown: Some(compiled.schedule().overlapping(time)),
        time,
        ..Options::default()
    });
    assert_eq!(verify(&layout), Vec::new());
    let range = layout.axis().range().expect("an axis");
    assert!((range.0 - seconds(2026)).abs() < 1.0, "{range:?}");
}
