//! Why a fact lies where it lies, in words.

use super::{Bounds, Clause, Limit, Schedule, Statement, Step, dates, words};
use crate::date::{End, Instant, Kind, Window, Zone, last_second, tells_second};
use crate::source::Pointer;
use crate::timeline::{EventId, Timeline};
use std::fmt::Write;

/// A statement with what a reader needs to find and judge it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Which statement.
    pub statement: Statement,
    /// Where it stands.
    pub pointer: Pointer,
    /// What it says.
    pub words: String,
    /// Who says so, by publisher or title; empty where no source is given.
    pub sources: String,
}

/// One bound of a fact with the statements that give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Which end of the fact.
    pub end: End,
    /// Which side of its window.
    pub limit: Limit,
    /// The bound; none where nothing bounds that side.
    pub bound: Option<Instant>,
    /// The statements, from the calendar to the fact for an earliest date and
    /// from the fact to the calendar for a latest.
    pub cited: Vec<Cited>,
    /// How many more statements the chain has, in the middle of those.
    pub left_out: usize,
    /// The reason in one clause, such as ``because it led to `post` ``.
    brief: String,
    /// Which of the cited statements the clause is about.
    key: usize,
}

/// Why a fact lies where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The fact.
    pub event: EventId,
    /// Its id.
    pub name: String,
    /// When it can have happened, in words.
    pub summary: String,
    /// What each of its accounts makes of it, and what those of other facts do, in
    /// words.
    pub accounts: Vec<String>,
    /// Its bounds: of the start, and of the end too for a span.
    pub grounds: Vec<Ground>,
    /// The zone that its dates are told in.
    pub zone: Zone,
}

/// Why a fact lies where it lies: each bound with the chain of statements that
/// gives it.
///
/// ```
/// use causeline::schedule::explain;
/// use causeline::testing::TimelineBuilder;
/// let story = TimelineBuilder::new()
///     .event("rain").in_year(2021)
///     .event("flood").caused_by("rain")
///     .event("report").in_year(2022).caused_by("flood")
///     .solved()
///     .unwrap();
/// let (graph, schedule) = (story.graph(), story.schedule());
/// let flood = graph.fact("flood").unwrap();
/// let told = explain(schedule, graph.timeline(), flood);
/// assert_eq!(told.grounds.len(), 2);
/// assert_eq!(told.grounds[0].cited.len(), 2, "the rain's date, and the link from it");
/// ```
///
/// # Panics
/// Where the number is of another timeline.
pub fn explain(schedule: &Schedule, timeline: &Timeline, event: EventId) -> Explanation {
    explain_in_short(schedule, timeline, event, usize::MAX)
}

/// The same, with no more than so many statements of each chain: those at its two
/// ends.
///
/// ```
/// use causeline::schedule::explain_in_short;
/// use causeline::testing::TimelineBuilder;
/// let story = TimelineBuilder::new()
///     .event("rain").in_year(2021)
///     .event("flood").caused_by("rain")
///     .event("mud").caused_by("flood")
///     .solved()
///     .unwrap();
/// let (graph, schedule) = (story.graph(), story.schedule());
/// let mud = graph.fact("mud").unwrap();
/// let told = explain_in_short(schedule, graph.timeline(), mud, 2);
/// assert_eq!((told.grounds[0].cited.len(), told.grounds[0].left_out), (2, 1));
/// ```
///
/// # Panics
/// Where the number is of another timeline.
pub fn explain_in_short(
    schedule: &Schedule,
    timeline: &Timeline,
    event: EventId,
    most: usize,
) -> Explanation {
    let bounds = schedule.bounds(event);
    let zone = schedule.zone;
    let mut sides = vec![(End::Start, bounds.start)];
    let summary = schedule.course(event);
    if schedule.kind(event) == Kind::Span {
        sides.push((End::Finish, bounds.end));
    }
    let grounds = sides
        .into_iter()
        .flat_map(|(end, window)| {
            [Limit::Earliest, Limit::Latest]
                .map(|limit| ground((schedule, timeline, event), (end, limit, window), most))
        })
        .collect();
    Explanation {
        event,
        name: timeline.event(event).name().to_owned(),
        accounts: by_account(schedule, timeline, event),
        summary,
        grounds,
        zone,
    }
}

/// What each account of a fact makes of it, in words.
pub(crate) fn accounts(schedule: &Schedule, timeline: &Timeline, event: EventId) -> Vec<String> {
    let told = timeline.event(event).accounts();
    let worlds = schedule.worlds(event).iter();
    worlds
        .map(|world| {
            let when = lasted(schedule, world.bounds(), world.kind());
            let torn = if world.conflicts().is_empty() {
                ""
            } else {
                ", which does not go with the rest"
            };
            let name = words::account(timeline, &told[world.account()]);
            format!("by the account of {name}: {when}{torn}")
        })
        .collect()
}

/// From when to when something was, in words.
fn lasted(schedule: &Schedule, bounds: Bounds, kind: Kind) -> String {
    let when = dates::window(schedule.zone, bounds.start);
    if kind == Kind::Span {
        let end = dates::window(schedule.zone, bounds.end);
        return format!("began {when}, ended {end}");
    }
    when
}

/// What its accounts make of a fact, and what those of each other fact make of it
/// where it would lie elsewhere, in words.
fn by_account(schedule: &Schedule, timeline: &Timeline, event: EventId) -> Vec<String> {
    let mut told = accounts(schedule, timeline, event);
    for (other, world, bounds) in schedule.following(event) {
        let fact = timeline.event(other);
        told.push(format!(
            "by the account of {} of `{}`: {}",
            words::account(timeline, &fact.accounts()[world.account()]),
            fact.name(),
            lasted(schedule, bounds, schedule.kind(event))
        ));
    }
    told
}

fn ground(
    (schedule, timeline, event): (&Schedule, &Timeline, EventId),
    (end, limit, window): (End, Limit, Window),
    most: usize,
) -> Ground {
    let reason = schedule.reason(event, end, limit);
    let mut statements: Vec<Statement> = reason.statements().collect();
    // A phrase with a length speaks of both ends of its fact, but is told once.
    statements.dedup();
    let left_out = statements.len().saturating_sub(most);
    if left_out > 0 {
        let head = most / 2;
        statements.drain(head..head + left_out);
    }
    let statements = statements.into_iter();
    let cited: Vec<Cited> = statements.map(|one| cite(timeline, one)).collect();
    let key = match limit {
        Limit::Earliest => 0,
        Limit::Latest => cited.len().saturating_sub(1),
    };
    Ground {
        end,
        limit,
        bound: match limit {
            Limit::Earliest => window.earliest,
            Limit::Latest => window.latest,
        },
        brief: brief(timeline, event, reason.steps(), limit),
        cited,
        left_out,
        key,
    }
}

/// A statement with its place, words and sources.
///
/// # Panics
/// Where the statement is of another timeline.
pub fn cite(timeline: &Timeline, statement: Statement) -> Cited {
    Cited {
        statement,
        pointer: statement.pointer(timeline),
        words: words::words(timeline, statement),
        sources: words::sources(timeline, statement),
    }
}

/// The reason in one clause, named after the dated fact at its far end.
fn brief(timeline: &Timeline, event: EventId, steps: &[Step], limit: Limit) -> String {
    let far = match limit {
        Limit::Earliest => steps.first(),
        Limit::Latest => steps.last(),
    };
    let Some(statement) = far.and_then(|step| step.statement) else {
        return "nothing said bounds it on that side".to_owned();
    };
    if statement.event == event && steps.len() == 1 {
        return match statement.clause {
            Clause::Accounts(_) => "as its accounts have it".to_owned(),
            _ => "as its own date says".to_owned(),
        };
    }
    let name = timeline.event(statement.event).name();
    let by_causes = leads(
        timeline,
        (event, statement.event),
        steps.iter().filter_map(|step| step.statement),
    );
    match limit {
        _ if statement.event == event => "by its own dates".to_owned(),
        Limit::Latest if by_causes => format!("because it led to `{name}`"),
        _ => format!("because of `{name}`"),
    }
}

/// Whether statements are the links of a chain from one fact to another that it led to,
/// which is dated. A link with a length bounds the other way, too.
fn leads(
    timeline: &Timeline,
    (from, to): (EventId, EventId),
    statements: impl Iterator<Item = Statement>,
) -> bool {
    let mut at = from;
    for one in statements {
        let effect = timeline.event(one.event);
        let cause = match one.clause {
            Clause::Because(index) => effect.because().get(index as usize),
            Clause::AccountBecause(account, index) => effect
                .accounts()
                .get(account as usize)
                .and_then(|account| account.because.get(index as usize)),
            _ if one.event == to => continue,
            _ => return false,
        };
        if cause.and_then(|cause| cause.event) != Some(at) {
            return false;
        }
        at = one.event;
    }
    at == to
}

impl Explanation {
    /// The explanation as text: a sentence, then every bound with the chain of
    /// statements behind it. `locate` gives file and line of a place, where
    /// they are known.
    pub fn render(&self, locate: impl Fn(&Pointer) -> Option<(String, usize)>) -> String {
        let mut out = format!("`{}`: {}", self.name, self.summary);
        let mut joint = ": ";
        let own = "as its own date says";
        if self.is_said_at_once(own) {
            let place = self.grounds[0].cited.first();
            let place = place.map(|cited| brackets(cited, &locate));
            let _ = writeln!(out, ", {own}{}", place.unwrap_or_default());
            self.accounts(&mut out);
            return out;
        }
        let mut bounded = self
            .grounds
            .iter()
            .filter(|ground| ground.bound.is_some())
            .peekable();
        while let Some(ground) = bounded.next() {
            let reason = |ground: &Ground| {
                let place = ground.cited.get(ground.key);
                let place = place.map(|cited| brackets(cited, &locate));
                format!("{}{}", ground.brief, place.unwrap_or_default())
            };
            let told = reason(ground);
            let mut not = ground.limit().to_owned();
            // What both bounds of an end are there for is told once.
            if let Some(other) =
                bounded.next_if(|other| other.end == ground.end && reason(other) == told)
            {
                not = format!("{not} and {}", other.limit());
            }
            let of = match (ground.end, self.grounds.len() > 2) {
                (End::Start, true) => "start ",
                (End::Finish, true) => "end ",
                (_, false) => "",
            };
            let _ = write!(out, "{joint}{of}{not}, {told}");
            joint = "; ";
        }
        out.push('\n');
        for ground in &self.grounds {
            self.chain(ground, &locate, &mut out);
        }
        self.accounts(&mut out);
        out
    }

    /// Whether every bound is there for that reason: for a moment its two, for
    /// a span its four where one and the same statement gives them.
    fn is_said_at_once(&self, brief: &str) -> bool {
        let said = |ground: &Ground| ground.cited.first().map(|cited| cited.statement);
        let first = self.grounds.first().and_then(said);
        self.grounds.iter().all(|ground| ground.brief == brief)
            && (self.grounds.len() == 2 || self.grounds.iter().all(|one| said(one) == first))
    }

    fn accounts(&self, out: &mut String) {
        for account in &self.accounts {
            let _ = writeln!(out, "  {account}");
        }
    }

    /// A bound, with the last second of its minute where another bound tells a second.
    fn date(&self, bound: Instant) -> String {
        let mut bounds = self.grounds.iter().filter_map(|ground| ground.bound);
        if bounds.any(tells_second) {
            dates::date(self.zone, last_second(bound))
        } else {
            dates::date(self.zone, bound)
        }
    }

    /// The chain behind a bound, where it is more than the fact's own date.
    fn chain(
        &self,
        ground: &Ground,
        locate: &impl Fn(&Pointer) -> Option<(String, usize)>,
        out: &mut String,
    ) {
        let Some(bound) = ground.bound else { return };
        if ground.cited.len() < 2 {
            return;
        }
        let end = match (ground.end, self.grounds.len() > 2) {
            (End::Start, true) => "start ",
            (End::Finish, true) => "end ",
            (_, false) => "",
        };
        let _ = writeln!(out, "  {end}{} {}:", ground.limit(), self.date(bound));
        for (place, cited) in ground.cited.iter().enumerate() {
            if ground.left_out > 0 && place == ground.cited.len() / 2 {
                let _ = writeln!(out, "    … {} more", ground.left_out);
            }
            let _ = writeln!(out, "    {}{}", cited.words, brackets(cited, locate));
        }
    }
}

impl Ground {
    fn limit(&self) -> &'static str {
        match self.limit {
            Limit::Earliest => "not before",
            Limit::Latest => "not after",
        }
    }
}

/// Place and source of a statement in brackets.
fn brackets(cited: &Cited, locate: &impl Fn(&Pointer) -> Option<(String, usize)>) -> String {
    let mut parts = Vec::new();
    if let Some((file, line)) = locate(&cited.pointer) {
        parts.push(format!("{file}:{line}"));
    }
    if !cited.sources.is_empty() {
        parts.push(cited.sources.clone());
    }
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    }
}
