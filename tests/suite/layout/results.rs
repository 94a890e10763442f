//! What a date comes to, behind its words.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{Layout, Options, verify};

/// The lines of date on the card of a fact `it` with that date, beside a fire at 14:00 on
/// 3 May 2025 and a reign from 1851 to 1870, in a file of 10 June 2026.
fn drawn(when: &str, width: f64) -> Vec<String> {
    let text = format!(
        "title: A\nas_of: 2026-06-10\nevents:\n  fire: {{ when: 3 May 2025 14:00, what: Fire }}\n  reign: {{ when: 1851 to 1870, what: Reign }}\n  it: {{ when: {when}, what: What }}\n"
    );
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout: Layout = compiled.lay_out(&Options {
        width: Some(width),
        ..Options::default()
    });
    assert_eq!(verify(&layout), Vec::new(), "{when}");
    let it = compiled.graph().fact("it").expect("the fact");
    let card = layout.cards().iter().find(|card| card.event == it);
    let lines = card.expect("its card").lines.iter();
    let lines = lines.map(|line| line.content.clone());
    lines.take_while(|line| line != "What").collect()
}

#[test]
fn a_date_that_names_no_day_tells_what_it_comes_to() {
    let cases = [
        ("until last Friday", "until last Friday · 5 Jun 2026"),
        ("since last Friday", "since last Friday · 5 Jun 2026"),
        (
            "before last Friday",
            "before last Friday · 4 Jun 2026 or earlier",
        ),
        ("after yesterday", "after yesterday · 10 Jun 2026 or later"),
        ("since last year", "since last year · 2025"),
        ("\"12:58\"", "12:58, 10 Jun 2026"),
        ("last Friday at 12:58", "last Friday at 12:58 · 5 Jun 2026"),
        ("same day as fire", "3 May 2025"),
        ("same time as fire", "14:00, 3 May 2025"),
        ("same time as the end of reign", "1870"),
        (
            "[before 1880, same time as the end of reign]",
            "before 1880 · 1870",
        ),
        (
            "[before 1860, during reign]",
            "before 1860 · between 1851 and 1859",
        ),
        // These say by themselves when it was.
        ("[1855, before the end of reign]", "1855"),
        ("until 1855", "until 1855"),
        ("before 4 May 1855", "before 4 May 1855"),
    ];
    for (when, told) in cases {
        for width in [1680.0, 390.0] {
            assert_eq!(drawn(when, width).join(" "), told, "{when} at {width}");
        }
    }
}

#[test]
fn no_line_of_a_card_begins_with_the_sign_before_a_result() {
    for when in [
        "within a week of fire",
        "at least 3 days before fire",
        "from last Friday to yesterday",
        "between last Friday and yesterday",
        "before last Friday",
    ] {
        let lines = drawn(when, 1680.0);
        assert!(lines.len() > 1, "{lines:?}");
        assert!(lines.concat().contains('·'), "{lines:?}");
        assert!(
            lines.iter().all(|line| !line.starts_with(['·', '–'])),
            "{lines:?}"
        );
    }
}
