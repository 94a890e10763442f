//! The schedule as a few lines of text, fit for snapshots and terminals.

use super::{Limit, Schedule, dates};
use crate::date::{End, Kind};
use crate::timeline::{EventId, Timeline};
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// A schedule to print: one fact a line, in order, with when it can have
/// happened and what says so.
///
/// ```text
/// 1. retreat   in July 2021                               as given
/// 2. takeover  between 1 July 2021 and 20 September 2025  after retreat, before threat
/// 3. threat    on 20 September 2025                       as given
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Outline<'s> {
    schedule: &'s Schedule,
    timeline: &'s Timeline,
}

impl Schedule {
    /// When a fact can have begun, in words: `in 2021`, `on 20 September 2025`,
    /// `between … and …`, `not before …`, `not after …`, `at any time`.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn words(&self, event: EventId) -> String {
        dates::window(self.zone, self.bounds(event).start)
    }

    /// When a fact can have been, in words: as [`words`](Self::words) for what
    /// happened once, `began …, ended …` for what lasted.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn course(&self, event: EventId) -> String {
        let bounds = self.bounds(event);
        let began = dates::window(self.zone, bounds.start);
        match self.kind(event) {
            Kind::Moment => began,
            Kind::Span => format!(
                "began {began}, ended {}",
                dates::window(self.zone, bounds.end)
            ),
        }
    }

    /// The schedule as text.
    pub fn outline<'s>(&'s self, timeline: &'s Timeline) -> Outline<'s> {
        Outline {
            schedule: self,
            timeline,
        }
    }
}

impl fmt::Display for Outline<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<[String; 3]> = self
            .schedule
            .order()
            .iter()
            .map(|event| {
                let name = self.timeline.event(*event).name().to_owned();
                [name, self.schedule.course(*event), self.why(*event)]
            })
            .collect();
        let width = |column: usize| {
            rows.iter()
                .map(|row| row[column].width())
                .max()
                .unwrap_or(0)
        };
        let (names, dates) = (width(0), width(1));
        let digits = rows.len().to_string().len();
        for (index, [name, when, why]) in rows.iter().enumerate() {
            let after_name = names - name.width();
            let after_when = dates - when.width();
            writeln!(
                formatter,
                "{:>digits$}. {name}{:after_name$}  {when}{:after_when$}  {why}",
                index + 1,
                "",
                ""
            )?;
        }
        Ok(())
    }
}

impl Outline<'_> {
    fn why(&self, event: EventId) -> String {
        if self.schedule.is_faulty(event) {
            return "contradicted".to_owned();
        }
        if !self.schedule.is_derived(event) {
            return if self.schedule.stated(event).start.is_open() {
                "nothing said".to_owned()
            } else {
                "as given".to_owned()
            };
        }
        let sides: &[(End, Limit, &str)] = match self.schedule.kind(event) {
            Kind::Moment => &[
                (End::Start, Limit::Earliest, "after"),
                (End::Start, Limit::Latest, "before"),
            ],
            Kind::Span => &[
                (End::Start, Limit::Earliest, "began after"),
                (End::Start, Limit::Latest, "began before"),
                (End::Finish, Limit::Earliest, "ended after"),
                (End::Finish, Limit::Latest, "ended before"),
            ],
        };
        let mut words = Vec::new();
        for (end, limit, word) in sides.iter().copied() {
            let reason = self.schedule.reason(event, end, limit);
            let far = match limit {
                Limit::Earliest => reason.steps().first(),
                Limit::Latest => reason.steps().last(),
            };
            let other = far
                .and_then(|step| step.statement)
                .map(|statement| statement.event)
                .filter(|other| *other != event);
            if let Some(other) = other {
                words.push(format!("{word} {}", self.timeline.event(other).name()));
            }
        }
        if words.is_empty() {
            "by its own dates".to_owned()
        } else {
            words.join(", ")
        }
    }
}
