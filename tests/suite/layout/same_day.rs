//! Facts of one day of which no more is known.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{Layout, Lettering, MarkForm, Options, verify};

fn drawn(text: &str, width: f64) -> Layout {
    let compiled = compile("test.yaml", text.into(), &mut NoIncludes);
    let layout = compiled.lay_out(&Options {
        width: Some(width),
        ..Options::default()
    });
    assert_eq!(verify(&layout), Vec::new());
    layout
}

#[test]
fn facts_of_one_day_have_marks_and_leaders_that_can_be_told_apart() {
    let day = |id: usize| format!("  d{id}: {{ when: 3 November 2026, what: Report {id} }}\n");
    let days: String = (0..8).map(day).collect();
    let text = format!(
        "title: Election week\nevents:\n{days}  polls: {{ when: 2026-11-03 20:00, what: Polls close }}\n  last: {{ when: 2026-11-04 02:30, what: The last precinct }}\n  recount: {{ when: 5 November 2026, what: Recount, because: last }}\n"
    );
    for width in [1680.0, 390.0] {
        let layout = drawn(&text, width);
        let marks = layout.marks().iter();
        let bars: Vec<_> = marks
            .filter(|mark| matches!(mark.form, MarkForm::Bar { .. }) && mark.lane == 0)
            .collect();
        let first = bars[0].reach();
        let mut bars: Vec<_> = bars
            .into_iter()
            .filter(|mark| mark.reach() == first)
            .collect();
        assert_eq!(bars.len(), 8, "{width}");
        let hooks: Vec<f64> = bars.iter().map(|mark| mark.hook).collect();
        // Each card hangs from a place of its own, in the order of the facts.
        let steps = hooks.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(
            width < 400.0 || steps.clone().all(|step| step > 20.0),
            "{hooks:?}"
        );
        bars.sort_by(|one, other| one.across.total_cmp(&other.across));
        let middle = f64::midpoint(first.0, first.1);
        for pair in bars.windows(2) {
            let thick = pair[0].half_at(middle) + pair[1].half_at(middle);
            let gap = pair[1].across - pair[0].across - thick;
            assert!(gap >= 0.5 * thick, "{gap} beside {thick} at {width}");
        }
    }
}

#[test]
fn hours_are_marked_only_where_a_time_of_the_clock_is_known() {
    let days = "title: A weekend\nas_of: 2025-10-12\nevents:\n  quake: { when: Saturday, what: It shakes }\n  relief: { when: Saturday morning, what: Help comes }\n  count: { when: Sunday, what: The count }\n  eve: { when: Friday, what: The eve }\n";
    let hours = |text: &str| {
        let layout = drawn(text, 1680.0);
        let ticks = layout
            .words()
            .filter(|words| words.lettering == Lettering::Tick);
        ticks.filter(|words| words.content.contains(':')).count()
    };
    assert_eq!(hours(days), 0);
    let timed = days.replace("when: Saturday,", "when: 2025-10-11 09:40,");
    assert!(hours(&timed) > 0);
}
