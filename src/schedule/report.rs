//! Contradictions as diagnostics.

use super::{Clause, Conflict, Schedule, Statement};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Anchor;
use crate::timeline::Timeline;

/// Statements that cannot all hold.
const CONTRADICTION: Code = Code("E060");

/// One diagnostic for each contradiction of a schedule.
pub(super) fn contradictions(timeline: &Timeline, schedule: &Schedule) -> Vec<Diagnostic> {
    schedule
        .conflicts()
        .iter()
        .map(|conflict| told(timeline, conflict))
        .collect()
}

fn told(timeline: &Timeline, conflict: &Conflict) -> Diagnostic {
    let blamed = conflict.blamed();
    let words: Vec<String> = conflict
        .statements()
        .iter()
        .map(|statement| words(timeline, *statement))
        .collect();
    let mut diagnostic = Diagnostic::error(
        CONTRADICTION,
        format!("these cannot all hold: {}", words.join("; ")),
    )
    .by(blamed.pointer(timeline))
    .facts(
        conflict
            .facts()
            .iter()
            .map(|event| timeline.event(*event).name()),
    );
    for (statement, words) in conflict.statements().iter().zip(words) {
        if *statement == blamed {
            diagnostic = diagnostic.label(words);
        } else {
            diagnostic = diagnostic.related(Anchor::By(statement.pointer(timeline)), words);
        }
    }
    diagnostic
}

/// A statement in a few words.
fn words(timeline: &Timeline, statement: Statement) -> String {
    let name = timeline.event(statement.event).name();
    if let Some(said) = statement.said(timeline) {
        return format!("`{name}` is dated {}", said.text);
    }
    if statement.clause == Clause::PartOf {
        let whole = timeline.event(statement.event).part_of();
        let whole = whole.map_or("", |whole| timeline.event(whole).name());
        return format!("`{name}` is part of `{whole}`");
    }
    let cause = statement.cause(timeline).map_or("", |cause| &cause.name);
    format!("`{cause}` is a cause of `{name}`")
}
