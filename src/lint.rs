//! Warnings about what a careful editor would ask, each of which can be
//! switched off.
//!
//! A lint speaks only where a file shows that its author cares: facts without
//! a source are told only in a file that names sources, and so on. So a first
//! sketch is quiet, and a file under review is not.

mod bare;
mod quote;
mod quoted_day;
mod same_day;
mod vague;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::CausalGraph;
use crate::parallel;
use crate::schedule::Schedule;

/// Something worth a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lint {
    /// A fact without a source, in a file where some fact has one.
    UnsourcedFact,
    /// A cause asserted without a source, in a file where some cause has one.
    UnsourcedCause,
    /// A date finer than the quote that it rests on.
    FinerThanQuote,
    /// A date that lies beside the one day that its quote states.
    OtherThanQuote,
    /// Facts of one day whose order nothing supports, on a day for which the
    /// file does order others.
    UnsupportedOrder,
    /// A fact that nothing connects with the others, in a file with links.
    OrphanFact,
    /// A date “shortly after” another fact that nothing bounds on the far side.
    OpenNearness,
    /// A planned fact whose date has no year and is taken for one that is past.
    PlannedPast,
    /// A fact that is told as one that happened, on a day later than the file's own.
    AfterAsOf,
}

impl Lint {
    /// Every lint, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::UnsourcedFact,
        Self::UnsourcedCause,
        Self::FinerThanQuote,
        Self::OtherThanQuote,
        Self::UnsupportedOrder,
        Self::OrphanFact,
        Self::OpenNearness,
        Self::PlannedPast,
        Self::AfterAsOf,
    ];

    /// Its code.
    pub const fn code(self) -> Code {
        Code(match self {
            Self::UnsourcedFact => "W060",
            Self::UnsourcedCause => "W061",
            Self::FinerThanQuote => "W062",
            Self::OtherThanQuote => "W069",
            Self::UnsupportedOrder => "W063",
            Self::OrphanFact => "W064",
            Self::OpenNearness => "W067",
            Self::PlannedPast => "W068",
            Self::AfterAsOf => "W070",
        })
    }

    /// The name by which a setting switches it off, such as `unsourced-fact`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnsourcedFact => "unsourced-fact",
            Self::UnsourcedCause => "unsourced-cause",
            Self::FinerThanQuote => "finer-than-quote",
            Self::OtherThanQuote => "other-than-quote",
            Self::UnsupportedOrder => "unsupported-order",
            Self::OrphanFact => "orphan-fact",
            Self::OpenNearness => "open-nearness",
            Self::PlannedPast => "planned-past",
            Self::AfterAsOf => "after-as-of",
        }
    }

    /// The lint of that name or code, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|lint| lint.name() == name || lint.code().0 == name)
    }
}

/// Which lints are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    on: [bool; Lint::ALL.len()],
}

impl Default for Settings {
    /// All on.
    fn default() -> Self {
        Self {
            on: [true; Lint::ALL.len()],
        }
    }
}

impl Settings {
    /// The same with a lint switched off.
    #[must_use]
    pub fn without(mut self, lint: Lint) -> Self {
        self.on[lint as usize] = false;
        self
    }

    /// Whether a lint is on.
    pub fn has(&self, lint: Lint) -> bool {
        self.on[lint as usize]
    }
}

/// The warnings of the lints that are on, lint by lint, each in the order of
/// the file.
///
/// ```
/// use causeline::lint::{Lint, Settings, lint};
/// use causeline::schedule::solve;
/// use causeline::testing::TimelineBuilder;
/// let graph = TimelineBuilder::new()
///     .event("rain").in_year(2021).source("diary")
///     .event("flood").in_year(2022).caused_by("rain")
///     .graph()
///     .unwrap();
/// let (schedule, _) = solve(&graph);
/// let all = Settings::default();
/// assert_eq!(lint(&graph, &schedule, &all)[0].code, Lint::UnsourcedFact.code());
/// ```
pub fn lint(graph: &CausalGraph, schedule: &Schedule, settings: &Settings) -> Vec<Diagnostic> {
    let told = |lint: Lint| match lint {
        _ if !settings.has(lint) => Vec::new(),
        Lint::UnsourcedFact => bare::facts(graph),
        Lint::UnsourcedCause => bare::causes(graph),
        Lint::FinerThanQuote => quote::finer(graph),
        Lint::OtherThanQuote => quoted_day::others(graph, schedule),
        Lint::UnsupportedOrder => same_day::unsupported(graph, schedule),
        Lint::OrphanFact => bare::orphans(graph),
        Lint::OpenNearness => vague::nearness(graph, schedule),
        Lint::PlannedPast => vague::plans(graph),
        Lint::AfterAsOf => vague::to_come(graph, schedule),
    };
    let is_large = graph.timeline().events().len() >= SHARE;
    let least = if is_large { 1 } else { Lint::ALL.len() };
    let each = parallel::map(Lint::ALL.len(), least, &|at| told(Lint::ALL[at]));
    each.into_iter().flatten().collect()
}

/// From so many facts on a lint is worth the way to another core.
const SHARE: usize = 1000;

/// A warning of a lint, with how to switch it off.
fn warning(lint: Lint, message: String, help: &str) -> Diagnostic {
    Diagnostic::warning(lint.code(), message).help(format!(
        "{help}; `lints: {{ {}: off }}` silences this",
        lint.name()
    ))
}
