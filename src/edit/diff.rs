//! The change of a text, line by line.

use similar::{Algorithm, TextDiff};
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

/// How many unchanged lines are shown around a change.
const CONTEXT: usize = 3;

/// From how many lines on the cost of a difference is looked at first.
const MANY_LINES: usize = 20_000;

/// The most steps from one long text to another that are looked for one by
/// one: the cost is their number times that of the lines.
const MOST_STEPS: usize = 1_000;

/// The change of one file as a unified diff; nothing where nothing changes.
/// Where a long text changes nearly everywhere, what changes is shown as one
/// piece.
///
/// ```
/// let told = causeline::edit::unified("a.yaml", "a: 1\n", "a: 2\n");
/// assert_eq!(told, "--- a.yaml\n+++ a.yaml\n@@ -1 +1 @@\n-a: 1\n+a: 2\n");
/// ```
pub fn unified(name: &str, before: &str, after: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    if old.len() + new.len() > MANY_LINES && steps(&old, &new) > MOST_STEPS {
        return in_one_piece(name, &old, &new);
    }
    let difference = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .diff_lines(before, after);
    difference
        .unified_diff()
        .context_radius(CONTEXT)
        .header(name, name)
        .to_string()
}

/// About how many steps lead from one text to the other: lines that only one
/// of them has, and places where lines of both come in another order.
fn steps(old: &[&str], new: &[&str]) -> usize {
    let missing = |from: &[&str], of: &[&str]| {
        let known: HashSet<&str> = of.iter().copied().collect();
        from.iter().filter(|line| !known.contains(*line)).count()
    };
    let mut places: HashMap<&str, Option<usize>> = HashMap::with_capacity(old.len());
    for (place, line) in old.iter().enumerate() {
        places
            .entry(line)
            .and_modify(|known| *known = None)
            .or_insert(Some(place));
    }
    let mut last = 0;
    let mut turns = 0;
    for place in new
        .iter()
        .filter_map(|line| places.get(line).copied().flatten())
    {
        turns += usize::from(place < last);
        last = place;
    }
    missing(old, new) + missing(new, old) + turns
}

/// Everything between the first and the last line that differ, taken out and
/// put in.
fn in_one_piece(name: &str, old: &[&str], new: &[&str]) -> String {
    let pairs = old.iter().zip(new);
    let head = pairs.take_while(|(old, new)| old == new).count();
    let pairs = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = pairs.take_while(|(old, new)| old == new).count();
    let from = head.saturating_sub(CONTEXT);
    let kept = tail.min(CONTEXT);
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut told = String::new();
    let _ = writeln!(
        told,
        "--- {name}\n+++ {name}\n@@ -{},{} +{},{} @@",
        from + 1,
        old_end + kept - from,
        from + 1,
        new_end + kept - from
    );
    let mut show = |sign: char, lines: &[&str]| {
        for line in lines {
            told.push(sign);
            told.push_str(line);
            if !line.ends_with('\n') {
                told.push_str("\n\\ No newline at end of file\n");
            }
        }
    };
    show(' ', &old[from..head]);
    show('-', &old[head..old_end]);
    show('+', &new[head..new_end]);
    show(' ', &old[old_end..old_end + kept]);
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_in_another_order_is_shown_in_one_piece() {
        let line = |index: usize| format!("line {index}\n");
        let before: String = (0..30_000).map(line).collect();
        let turned: String = (0..30_000)
            .map(|index| match index {
                0 | 29_999 => line(index),
                _ => line(29_999 - index),
            })
            .collect();
        let told = unified("a", &before, &turned);
        assert!(told.starts_with("--- a\n+++ a\n@@ -1,30000 +1,30000 @@\n line 0\n-line 1\n"));
        assert!(told.ends_with("+line 1\n line 29999\n"));
        // A few changes far apart are still told one by one.
        let touched = before
            .replace("line 7\n", "line seven\n")
            .replace("line 29000\n", "");
        let told = unified("a", &before, &touched);
        assert_eq!(told.matches("@@ -").count(), 2);
    }
}
