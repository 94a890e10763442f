//! What the picture says in words: dates, descriptions, notes.

use super::facts::{EraSpan, Fact};
use super::lettering::Lettering;
use super::steps::{Step, Unit};
use super::ticks::civil;
use super::wires::Wiring;
use super::{Annotation, Layout};
use crate::date::{Civil, Instant};
use crate::graph::CausalGraph;
use crate::schedule::Schedule;
use crate::timeline::{EventId, Timeline};

pub(super) struct Wording<'a> {
    graph: &'a CausalGraph,
    schedule: &'a Schedule,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

#[allow(clippy::unused_self)]
impl<'a> Wording<'a> {
    pub(super) fn new(graph: &'a CausalGraph, schedule: &'a Schedule) -> Self {
        Self { graph, schedule }
    }

    fn timeline(&self) -> &Timeline {
        self.graph.timeline()
    }

    pub(super) fn date_line(&self, event: EventId) -> String {
        let said = self.timeline().event(event).when();
        if let [only] = said
            && only.meaning.relations.is_empty()
        {
            return only.text.clone();
        }
        let bounds = self.schedule.bounds(event);
        let word = |at: Option<Instant>| {
            at.map(|at| {
                let c = Civil::of(at);
                format!(
                    "{} {} {}",
                    c.day,
                    &MONTHS[c.month as usize - 1][..3],
                    c.year
                )
            })
        };
        match (word(bounds.start.earliest), word(bounds.end.latest)) {
            (Some(a), Some(b)) if a == b => a,
            (Some(a), Some(b)) => format!("{a} – {b}"),
            (Some(a), None) => format!("after {a}"),
            (None, Some(b)) => format!("before {b}"),
            _ => "no date known".to_owned(),
        }
    }

    pub(super) fn as_of_line(&self) -> Option<String> {
        let c = Civil::of(self.timeline().as_of()?);
        Some(format!(
            "As of {} {} {} {}",
            WEEKDAYS[c.weekday() as usize],
            c.day,
            MONTHS[c.month as usize - 1],
            c.year
        ))
    }

    pub(super) fn midnight(&self, seconds: f64) -> f64 {
        let c = civil(seconds);
        Civil::midnight(c.year, c.month, c.day).instant().seconds()
    }

    pub(super) fn day_forms(&self, day: f64) -> Vec<String> {
        let c = civil(day);
        let (w, m) = (WEEKDAYS[c.weekday() as usize], MONTHS[c.month as usize - 1]);
        vec![
            format!("{w} {} {m} {}", c.day, c.year),
            format!("{} {} {} {}", &w[..3], c.day, &m[..3], c.year),
            format!("{} {} {}", &w[..3], c.day, &m[..3]),
        ]
    }

    pub(super) fn next_tick(&self, step: Step, after: f64) -> f64 {
        step.next(after)
    }

    pub(super) fn tick(&self, step: Step, at: f64) -> (String, Lettering) {
        let c = civil(at + 1e-4);
        let m = MONTHS[c.month as usize - 1];
        match step.unit {
            Unit::Year => (format!("{}", c.year), Lettering::Tick),
            Unit::Month if c.month == 1 => {
                (format!("{} {}", &m[..3], c.year), Lettering::TickStrong)
            }
            Unit::Month => (format!("{} {}", &m[..3], c.year), Lettering::Tick),
            Unit::Day => (format!("{} {}", c.day, &m[..3]), Lettering::Tick),
            Unit::Hour | Unit::Minute => {
                (format!("{:02}:{:02}", c.hour, c.minute), Lettering::Tick)
            }
            _ => (
                format!("{:02}:{:02}:{:02}", c.hour, c.minute, c.second),
                Lettering::Tick,
            ),
        }
    }

    pub(super) fn skipped(&self, seconds: f64) -> String {
        let years = seconds / (365.2425 * 86_400.0);
        if years > 1.5 {
            format!("≈ {years:.0} years skipped")
        } else {
            format!("≈ {:.0} days skipped", seconds / 86_400.0)
        }
    }

    pub(super) fn era_line(&self, era: &EraSpan) -> String {
        era.name.clone()
    }

    pub(super) fn description(&self, facts: &[Fact]) -> String {
        format!("{} facts", facts.len())
    }

    pub(super) fn notes(&self, facts: &[Fact], wiring: &Wiring, layout: &Layout) -> Vec<String> {
        let _ = (facts, wiring, layout);
        Vec::new()
    }

    pub(super) fn source_list(&self, facts: &[Fact]) -> Vec<(usize, String, Option<String>)> {
        let _ = facts;
        self.timeline()
            .sources()
            .iter()
            .enumerate()
            .map(|(i, s)| (i + 1, s.title.clone(), s.url.clone()))
            .collect()
    }

    pub(super) fn annotate(&self, layout: &mut Layout, facts: &[Fact]) {
        for fact in facts {
            let event = self.timeline().event(fact.event);
            layout.notes.insert(
                fact.event,
                Annotation {
                    id: event.name().to_owned(),
                    tooltip: event.what().to_owned(),
                    link: event.link().map(str::to_owned),
                },
            );
        }
    }
}
