//! Which signs of a picture its legend has to explain.

use super::frame::Sign;
use super::marks::{Mark, MarkForm};
use super::{Arrow, Layout};
use crate::graph::CausalGraph;

/// What the legend must explain: only signs that the picture shows.
pub(super) fn entries(graph: &CausalGraph, layout: &Layout, claims: bool) -> Vec<(Sign, String)> {
    let mut entries = Vec::new();
    let mut add = |wanted: bool, sign: Sign, text: &str| {
        if wanted {
            entries.push((sign, text.to_owned()));
        }
    };
    let any = |test: &dyn Fn(&Mark) -> bool| layout.marks.iter().any(test);
    let is_bar = |mark: &Mark| matches!(mark.form, MarkForm::Bar { .. });
    let is_told = |mark: &Mark| !mark.is_disputed() && !mark.is_contradicted();
    let lasted = |mark: &Mark| is_bar(mark) && mark.lasted();
    let is_ring =
        |mark: &Mark| is_told(mark) && matches!(mark.form, MarkForm::Dot { ring: true, .. });
    let is_dot =
        |mark: &Mark| is_told(mark) && matches!(mark.form, MarkForm::Dot { ring: false, .. });
    add(any(&is_dot), Sign::Dot, "day or time known");
    add(
        any(&is_ring),
        Sign::Ring,
        "lasted or dated roughly, too short for a bar",
    );
    add(
        any(&|mark| lasted(mark) && !mark.is_open() && !mark.is_cut()),
        Sign::Span,
        "lasted",
    );
    add(
        any(&|mark| is_bar(mark) && mark.goes_on && mark.is_open()),
        Sign::GoesOn,
        "lasted and goes on",
    );
    add(
        any(&|mark| is_bar(mark) && mark.beyond.0),
        Sign::Before,
        "begins before the time shown",
    );
    add(
        any(&|mark| is_bar(mark) && mark.beyond.1),
        Sign::Beyond,
        "goes on after the time shown",
    );
    add(
        any(&|mark| mark.is_open() && !mark.goes_on),
        Sign::Open,
        open_words(layout),
    );
    add(
        any(&|mark| is_told(mark) && is_bar(mark) && !lasted(mark) && !mark.derived),
        Sign::Vague,
        "date known roughly",
    );
    add(
        any(&|mark| is_bar(mark) && !lasted(mark) && mark.derived),
        Sign::Derived,
        "bounds worked out from other facts",
    );
    add(
        any(&Mark::is_disputed),
        Sign::Accounts,
        "accounts that differ",
    );
    add(
        any(&Mark::is_contradicted),
        Sign::Apart,
        "account that does not go with the other facts",
    );
    add(claims, Sign::Claim, "alleged, disputed or planned");
    let kinds = graph.timeline().link_kinds();
    for (index, kind) in kinds.iter().enumerate() {
        let used = layout
            .arrows
            .iter()
            .any(|arrow| usize::from(arrow.kind) == index);
        add(used, Sign::Arrow(index as u16), &kind.name);
    }
    entries.extend(others(layout));
    entries
}

/// The signs of what is doubted, cut out or faulty.
fn others(layout: &Layout) -> impl Iterator<Item = (Sign, String)> {
    let doubted = |arrow: &Arrow| arrow.sureness < 1.0 && !arrow.faulty;
    let faulty = layout.cards.iter().any(|card| card.faulty)
        || layout.arrows.iter().any(|arrow| arrow.faulty);
    let entries = [
        (
            layout.arrows.iter().any(doubted),
            Sign::Doubted,
            "fainter: less than certain",
        ),
        (!layout.breaks.is_empty(), Sign::Cut, "time cut out"),
        (faulty, Sign::Fault, "contradicts another fact or is faulty"),
    ];
    let wanted = entries.into_iter().filter(|entry| entry.0);
    wanted.map(|(_, sign, text)| (sign, text.to_owned()))
}

/// What is said of bars of which an end is not told, nor that they go on.
fn open_words(layout: &Layout) -> &'static str {
    let mut ends = layout
        .marks
        .iter()
        .filter(|mark| mark.is_open() && !mark.goes_on);
    let is_begun = ends.clone().any(|mark| mark.open_ends().1);
    match (is_begun, ends.any(|mark| mark.open_ends().0)) {
        (true, true) => "lasted, beginning or end not told",
        (false, true) => "lasted, beginning not told",
        _ => "lasted, end not told",
    }
}
