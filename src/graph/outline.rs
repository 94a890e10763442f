//! The graph as a few lines of text, fit for snapshots.

use super::{CausalGraph, Link};
use crate::timeline::Confidence;
use std::fmt;

/// One link a line, by cause and then effect in the order of the file, with
/// what is not the plain case, and the account that alone claims it, in brackets; then
/// the facts without links.
///
/// ```text
/// storm -> flood
/// storm -> inquiry (motivates, likely)
/// comet
/// ```
impl fmt::Display for CausalGraph {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut links: Vec<Link> = self.links().collect();
        links.extend(self.claims());
        links.sort_unstable_by_key(|link| (link.cause, link.effect, link.account));
        for link in links {
            writeln!(
                formatter,
                "{} -> {}{}",
                self.name(link.cause),
                self.name(link.effect),
                self.manner(link)
            )?;
        }
        for name in self.orphans().names() {
            writeln!(formatter, "{name}")?;
        }
        Ok(())
    }
}

impl CausalGraph {
    /// Kind and confidence of a link in brackets; nothing for the plain case.
    pub(super) fn manner(&self, link: Link) -> String {
        let cause = self.cause(link);
        let mut words = Vec::new();
        if cause.kind.index() != 0 {
            words.push(self.timeline.link_kind(cause.kind).id.clone());
        }
        if cause.confidence != Confidence::Certain {
            words.push(confidence(cause.confidence));
        }
        if let Some(account) = self.account(link) {
            words.push(format!("by {}", account.name));
        }
        if words.is_empty() {
            String::new()
        } else {
            format!(" ({})", words.join(", "))
        }
    }
}

/// A confidence as files write it.
pub(super) fn confidence(confidence: Confidence) -> String {
    match confidence {
        Confidence::Percent(percent) => format!("{percent}%"),
        said => said.word().unwrap_or_default().to_owned(),
    }
}
