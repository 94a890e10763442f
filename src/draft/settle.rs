//! A draft without contradictions: what the text's own dates contradict is left
//! out, and told.

use super::Draft;
use super::sheet::Sheet;
use super::yaml;
use crate::compile::compile;
use crate::diagnostic::Diagnostic;
use crate::document::NoIncludes;

/// Writes a sheet; ties and links that cannot hold are taken out first.
pub(super) fn settle(mut sheet: Sheet, missed: Vec<String>) -> Draft {
    let mut left_out = Vec::new();
    let mut written = yaml::write(&sheet, &left_out);
    // Every turn takes something out, so that this ends.
    while !sheet.entries.is_empty() {
        let compiled = compile("draft.yaml", written.clone().into_bytes(), &mut NoIncludes);
        let faults: Vec<&Diagnostic> = compiled
            .diagnostics()
            .iter()
            .filter(|fault| fault.is_error())
            .collect();
        if faults.is_empty() {
            break;
        }
        let before = left_out.len();
        for fault in &faults {
            left_out.extend(sheet.relax(fault));
        }
        let is_stuck = left_out.len() == before;
        if is_stuck {
            let told = faults
                .iter()
                .map(|fault| format!("a fault is left in this draft: {}", fault.message));
            left_out.extend(told);
        }
        written = yaml::write(&sheet, &left_out);
        if is_stuck {
            break;
        }
    }
    Draft {
        yaml: written,
        facts: sheet.entries.len(),
        links: sheet.entries.iter().map(|entry| entry.because.len()).sum(),
        left_out,
        missed,
    }
}

impl Sheet {
    /// Takes out one statement that a fault is about: a guess rather than a
    /// tie, a tie rather than a cause, and of a kind the later one.
    fn relax(&mut self, fault: &Diagnostic) -> Option<String> {
        let names = |id: &String| fault.facts.contains(id);
        let among: Vec<usize> = (0..self.entries.len())
            .filter(|at| names(&self.entries[*at].id))
            .collect();
        for is_guess in [true, false] {
            for at in among.iter().rev() {
                let entry = &mut self.entries[*at];
                if !is_guess && let Some(tie) = entry.when.iter().rposition(|when| when.is_tie) {
                    let when = entry.when.remove(tie);
                    return Some(format!(
                        "`{}` is not `{}`: {}",
                        entry.id, when.phrase, fault.message
                    ));
                }
                let link = entry.because.iter().rposition(|link| {
                    link.is_guess == is_guess && fault.facts.contains(&link.cause)
                });
                if let Some(link) = link {
                    let link = entry.because.remove(link);
                    return Some(format!(
                        "`{}` does not come of `{}`: {}",
                        entry.id, link.cause, fault.message
                    ));
                }
            }
        }
        let last = among.last().copied()?;
        let entry = self.entries.remove(last);
        for other in &mut self.entries {
            other.because.retain(|link| link.cause != entry.id);
            other
                .when
                .retain(|when| !when.phrase.ends_with(&format!(" {}", entry.id)));
        }
        Some(format!("`{}`: {}", entry.id, fault.message))
    }
}
