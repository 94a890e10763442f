//! Assertions that tell the nearest truth and show the whole when they fail.

use super::Solved;
use crate::graph::{CausalGraph, UnknownName};
use crate::timeline::EventId;

impl CausalGraph {
    /// Asserts that a fact is given as a cause of another.
    ///
    /// # Panics
    /// Where it is not: with what there is instead, and the whole graph.
    #[track_caller]
    pub fn assert_link(&self, cause: &str, effect: &str) -> &Self {
        if let Some(truth) = self.missing_link(cause, effect) {
            panic!(
                "no arrow {cause} -> {effect}\n  {truth}\n\n{}",
                self.whole()
            );
        }
        self
    }

    /// Asserts that each of the facts is given as a cause of the next.
    ///
    /// # Panics
    /// Where one is not: with what there is instead, and the whole graph.
    #[track_caller]
    pub fn assert_chain(&self, facts: &[&str]) -> &Self {
        for pair in facts.windows(2) {
            if let Some(truth) = self.missing_link(pair[0], pair[1]) {
                panic!(
                    "no chain {}: it breaks between {} and {}\n  {truth}\n\n{}",
                    facts.join(" -> "),
                    pair[0],
                    pair[1],
                    self.whole()
                );
            }
        }
        self
    }

    /// The graph for the foot of a message.
    fn whole(&self) -> String {
        let outline = self.to_string();
        let lines: Vec<String> = outline.lines().map(|line| format!("  {line}")).collect();
        format!("the graph:\n{}", lines.join("\n"))
    }

    /// What there is in place of a link; nothing where the link is there.
    fn missing_link(&self, cause: &str, effect: &str) -> Option<String> {
        match self.nearest_truth(cause, effect) {
            Ok(truth) => truth,
            Err(unknown) => Some(unknown.to_string()),
        }
    }

    fn nearest_truth(&self, cause: &str, effect: &str) -> Result<Option<String>, UnknownName> {
        let (from, to) = (self.fact(cause)?, self.fact(effect)?);
        let effects = self.effects_of(from)?;
        if effects.contains(to) {
            return Ok(None);
        }
        if self.causes_of(from)?.contains(to) {
            return Ok(Some("the arrow runs the other way".to_owned()));
        }
        let chains = self.chains_up_to(from, to, 1)?;
        if let Some(facts) = chains.facts().next() {
            let names: Vec<&str> = facts.names().collect();
            return Ok(Some(format!("only by way of: {}", names.join(" -> "))));
        }
        Ok(Some(if effects.is_empty() {
            format!("`{cause}` leads to nothing")
        } else {
            format!("`{cause}` leads to: {effects}")
        }))
    }
}

impl Solved {
    /// Asserts that a fact is given as a cause of another.
    ///
    /// # Panics
    /// Where it is not: with what there is instead, and the whole graph.
    #[track_caller]
    pub fn assert_link(&self, cause: &str, effect: &str) -> &Self {
        self.graph.assert_link(cause, effect);
        self
    }

    /// Asserts that the facts come in that order; others may stand between.
    ///
    /// # Panics
    /// Where they do not: with their real order, and the whole schedule.
    #[track_caller]
    pub fn assert_order(&self, facts: &[&str]) -> &Self {
        let ids: Vec<EventId> = facts.iter().map(|name| self.known(name)).collect();
        let real: Vec<EventId> = self
            .schedule
            .order()
            .iter()
            .copied()
            .filter(|event| ids.contains(event))
            .collect();
        if real != ids {
            let names: Vec<&str> = real.iter().map(|id| self.graph.name(*id)).collect();
            panic!(
                "the order is not {}\n  but {}\n\n{}",
                facts.join(", "),
                names.join(", "),
                self.whole()
            );
        }
        self
    }

    /// Asserts when a fact can have begun, in the words in which the schedule
    /// is printed: `on 20 September 2025`, `between … and …`, `not before …`,
    /// `not after …`, `at any time`.
    ///
    /// # Panics
    /// Where it is another time: with that, why, and the whole schedule.
    #[track_caller]
    pub fn assert_bounds(&self, fact: &str, words: &str) -> &Self {
        let event = self.known(fact);
        let explanation = crate::schedule::explain(&self.schedule, self.graph.timeline(), event);
        let real = self.schedule.words(event);
        assert!(
            real == words,
            "`{fact}` is not {words}\n  but {real}\n\n{}\n{}",
            explanation.render(|_| None),
            self.whole()
        );
        self
    }

    #[track_caller]
    fn known(&self, name: &str) -> EventId {
        match self.graph.fact(name) {
            Ok(event) => event,
            Err(unknown) => panic!("{unknown}\n\n{}", self.whole()),
        }
    }

    fn whole(&self) -> String {
        let outline = self.to_string();
        let lines: Vec<String> = outline.lines().map(|line| format!("  {line}")).collect();
        format!("the schedule:\n{}", lines.join("\n"))
    }
}
