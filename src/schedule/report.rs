//! Contradictions as diagnostics.

use super::{Clause, Conflict, Schedule, Step, dates, words};
use crate::date::{End, Kind, Phrase};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Anchor;
use crate::timeline::{Said, Timeline};

/// Statements that cannot all hold.
pub(super) const CONTRADICTION: Code = Code("E060");
/// More contradictions than are told apart.
const MORE: Code = Code("E061");

/// How many statements a message tells.
const TOLD: usize = 8;
/// How many statements are pointed at.
const PLACES: usize = 60;

/// One diagnostic for each contradiction of a schedule.
pub(super) fn contradictions(timeline: &Timeline, schedule: &Schedule) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = schedule
        .conflicts()
        .iter()
        .map(|conflict| told(timeline, conflict))
        .collect();
    if schedule.solved.solution.more {
        let count = diagnostics.len();
        diagnostics.push(
            Diagnostic::error(
                MORE,
                format!("there are more contradictions than the {count} that are told"),
            )
            .help("mend some of these, then check again"),
        );
    }
    diagnostics
}

/// A contradiction as a diagnostic, at the statement that was set aside, with
/// the place of every other.
pub(super) fn told(timeline: &Timeline, conflict: &Conflict) -> Diagnostic {
    let blamed = conflict.blamed();
    let mut diagnostic = Diagnostic::error(CONTRADICTION, message(timeline, conflict))
        .by(blamed.pointer(timeline))
        .label(words::sourced(timeline, blamed))
        .help(help(timeline, conflict))
        .facts(
            conflict
                .facts()
                .iter()
                .map(|event| timeline.event(*event).name()),
        );
    let others = conflict.statements().iter();
    for statement in others.filter(|one| **one != blamed).take(PLACES) {
        let anchor = Anchor::By(statement.pointer(timeline));
        diagnostic = diagnostic.related(anchor, words::sourced(timeline, *statement));
    }
    diagnostic
}

fn message(timeline: &Timeline, conflict: &Conflict) -> String {
    let statements = conflict.statements();
    if let Some(message) = plain_cause(timeline, conflict).or_else(|| own_dates(timeline, conflict))
    {
        return message;
    }
    let mut told: Vec<String> = statements
        .iter()
        .take(TOLD)
        .map(|statement| words::sourced(timeline, *statement))
        .collect();
    if statements.len() > TOLD {
        told.push(format!("and {} more", statements.len() - TOLD));
    }
    let many = match statements.len() {
        1 => return format!("this cannot hold: {}", told.concat()),
        2 => "these two statements cannot both hold".to_owned(),
        count => format!("these {count} statements cannot all hold"),
    };
    format!("{many}: {}", told.join("; "))
}

/// A cause that comes after its effect by nothing but the dates of the two.
fn plain_cause(timeline: &Timeline, conflict: &Conflict) -> Option<String> {
    let [first, link, last] = conflict.statements() else {
        return None;
    };
    let cause = link.cause(timeline)?;
    let (first_said, last_said) = (first.said(timeline)?, last.said(timeline)?);
    let is_plain = cause.event == Some(first.event)
        && last.event == link.event
        && cause.within.is_none()
        && matches!(link.clause, Clause::Because(_));
    is_plain.then(|| {
        format!(
            "`{}` is given as a cause of `{}`, but `{}` is dated {}, before `{}`, dated {}",
            cause.name,
            timeline.event(link.event).name(),
            timeline.event(last.event).name(),
            words::phrase(timeline, last_said),
            cause.name,
            words::phrase(timeline, first_said),
        )
    })
}

/// Two phrases of one fact that exclude one another.
fn own_dates(timeline: &Timeline, conflict: &Conflict) -> Option<String> {
    let [first, last] = conflict.statements() else {
        return None;
    };
    let (one, other) = (first.said(timeline)?, last.said(timeline)?);
    (first.event == last.event).then(|| {
        format!(
            "`{}` cannot be dated both {} and {}",
            timeline.event(first.event).name(),
            words::phrase(timeline, one),
            words::phrase(timeline, other),
        )
    })
}

/// The span from one date of a fact to another, which people write as a list of the two.
fn as_span(timeline: &Timeline, conflict: &Conflict) -> Option<String> {
    let [first, last] = conflict.statements() else {
        return None;
    };
    let (one, other) = (first.said(timeline)?, last.said(timeline)?);
    let day = |said: &Said| {
        let is_date = said.meaning.anchors.is_empty() && said.meaning.kind == Kind::Moment;
        said.meaning.start.earliest.filter(|_| is_date)
    };
    let (from, to) = match (day(one)?, day(other)?) {
        (from, to) if from < to => (one, other),
        _ => (other, one),
    };
    // In a span a date without a year may be another one.
    let is_whole =
        |said: &Said| Phrase::parse(&said.text).is_ok_and(|phrase| !phrase.is_yearless());
    if from.meaning.precision != to.meaning.precision || !is_whole(from) || !is_whole(to) {
        return None;
    }
    let span = format!("{} to {}", from.text.trim(), to.text.trim());
    Phrase::parse(&span).ok()?;
    Some(format!("write `{span}` if it lasted"))
}

/// What resolves it: any statement withdrawn, or a date moved.
fn help(timeline: &Timeline, conflict: &Conflict) -> String {
    let count = conflict.statements().len();
    let mut ways = vec![match count {
        1 => "withdraw it".to_owned(),
        2 => "withdraw either of the two".to_owned(),
        _ => format!("withdraw any one of these {count} statements"),
    }];
    if conflict.facts().len() == 1 {
        ways.extend(as_span(timeline, conflict));
        return ways.join(", or ");
    }
    let by_calendar = conflict
        .steps()
        .iter()
        .filter(|step| step.from.is_none() || step.to.is_none());
    for step in by_calendar {
        ways.extend(moved(timeline, conflict, step));
    }
    ways.join(", or ")
}

/// Where a fact would have to move to, if a statement dates it.
/// Where a span is dated, it is one of its ends that moves.
fn moved(timeline: &Timeline, conflict: &Conflict, step: &Step) -> Option<String> {
    let statement = step.statement?;
    let window = conflict.mended(statement)?;
    let name = timeline.event(statement.event).name();
    let (date, direction) = match (window.earliest, window.latest) {
        (Some(earliest), None) => (earliest, "later"),
        (None, Some(latest)) => (latest, "earlier"),
        _ => return None,
    };
    let is_span = statement
        .said(timeline)
        .is_some_and(|said| said.meaning.kind == Kind::Span);
    let end = match step.from.or(step.to) {
        Some((_, End::Start)) if is_span => "the start of ",
        Some((_, End::Finish)) if is_span => "the end of ",
        _ => "",
    };
    Some(format!(
        "move {end}`{name}` to {} or {direction}",
        dates::date(dates::zone(timeline), date)
    ))
}
