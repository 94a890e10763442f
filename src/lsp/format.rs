//! The canonical style, as edits.

use super::desk::Desk;
use super::dispatch::Fault;
use super::rename::refused;
use crate::source::Span;
use gen_lsp_types::{DocumentFormattingParams, TextEdit};

pub(super) fn format(
    desk: &Desk<'_>,
    params: &DocumentFormattingParams,
) -> Result<Vec<TextEdit>, Fault> {
    let Some((project, file)) = desk.file(&params.text_document.uri.0) else {
        return Ok(Vec::new());
    };
    let text = project.text(file);
    let formatted = crate::edit::format(text).map_err(|refusal| refused(&refusal))?;
    let lines = desk.lines(project, file);
    Ok(changed(text, &formatted)
        .into_iter()
        .map(|(span, new_text)| TextEdit {
            range: lines.range(text, span),
            new_text,
        })
        .collect())
}

/// The stretches of whole lines that differ, so that the cursor and folded
/// lines stay where nothing changes.
fn changed(before: &str, after: &str) -> Vec<(Span, String)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (
        before.split_inclusive('\n').collect(),
        after.split_inclusive('\n').collect(),
    );
    let head = old
        .iter()
        .zip(&new)
        .take_while(|(one, other)| one == other)
        .count();
    let rest = old.len().min(new.len()) - head;
    let tails = old.iter().rev().zip(new.iter().rev());
    let tail = tails
        .take(rest)
        .take_while(|(one, other)| one == other)
        .count();
    if head == old.len() && head == new.len() {
        return Vec::new();
    }
    let bytes = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let start = bytes(&old[..head]);
    let end = before.len() - bytes(&old[old.len() - tail..]);
    let text = new[head..new.len() - tail].concat();
    vec![(Span::new(start, end), text)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_lines_that_differ_are_replaced() {
        let told = changed("a\nb  \nc\n", "a\nb\nc\n");
        assert_eq!(told, [(Span::new(2, 6), "b\n".to_owned())]);
        assert_eq!(changed("a\n", "a\n"), []);
        assert_eq!(changed("a", "a\n"), [(Span::new(0, 1), "a\n".to_owned())]);
        assert_eq!(changed("a\na\n", "a\n"), [(Span::new(2, 4), String::new())]);
    }
}
