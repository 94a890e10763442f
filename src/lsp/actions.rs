//! Quick fixes: the changes that diagnostics offer.

use super::desk::Desk;
use super::publish::{place, shown};
use super::rename::edits_of;
use crate::diagnostic::Fix;
use crate::source::{Anchor, Span};
use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams};

pub(super) fn actions(desk: &Desk<'_>, params: &CodeActionParams) -> Vec<CodeAction> {
    let is_wanted = params.context.only.as_ref().is_none_or(|only| {
        only.iter()
            .any(|kind| matches!(kind, CodeActionKind::QuickFix | CodeActionKind::Empty))
    });
    let Some((project, file)) = desk.file(&params.text_document.uri.0).filter(|_| is_wanted) else {
        return Vec::new();
    };
    let lines = desk.lines(project, file);
    let text = project.text(file);
    let wanted = lines.span(text, params.range);
    let touches = |span: Span| span.start <= wanted.end && wanted.start <= span.end;
    // A cursor without a selection stands for its line as well.
    let is_on_line = |span: Span| {
        let here = lines.range(text, span);
        wanted.is_empty()
            && here.start.line <= params.range.start.line
            && params.range.start.line <= here.end.line
    };
    let mut near: Vec<_> = project
        .compiled
        .diagnostics()
        .iter()
        .filter_map(|one| Some((place(one).filter(|place| place.file == file)?.span, one)))
        .filter(|(span, _)| touches(*span) || is_on_line(*span))
        .collect();
    near.sort_by_key(|(span, one)| (!touches(*span), *span, one.code));
    let mut all = Vec::new();
    for (_, diagnostic) in near {
        let mut add = |fix: &Fix, is_preferred: bool| {
            let Anchor::At(at) = fix.anchor else { return };
            let range = |place: crate::source::Location| lines.range(text, place.span);
            let edit = std::iter::once((at, fix.replacement.clone()));
            all.push(CodeAction {
                title: fix.title.clone(),
                kind: Some(CodeActionKind::QuickFix),
                diagnostics: Some(vec![shown(desk, project, diagnostic, file, &range)]),
                is_preferred: is_preferred.then_some(true),
                edit: Some(edits_of(desk, project, edit)),
                ..CodeAction::default()
            });
        };
        if let Some(fix) = &diagnostic.fix {
            add(fix, true);
        }
        for fix in &diagnostic.choices {
            add(fix, false);
        }
    }
    all
}
