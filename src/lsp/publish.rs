//! Diagnostics as the editor shows them.

use super::desk::Desk;
use super::project::Project;
use super::uri;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Anchor, FileId, Location as Place};
use gen_lsp_types::{
    Code, Diagnostic as Told, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    PublishDiagnosticsParams, Uri,
};
use lsp_server::{Message, Notification};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Tells the diagnostics of everything that is open, of the texts as they are
/// now.
pub(super) fn publish(desk: &mut Desk<'_>, send: &mut dyn FnMut(Message)) {
    desk.refresh();
    let mut told = BTreeSet::new();
    let mut held = BTreeSet::new();
    let mut lists = Vec::new();
    for project in desk.projects() {
        let is_quiet = !desk.is_about_events(project);
        for (file, mut diagnostics) in by_file(project) {
            let uri = desk.uri(project, file);
            let lines = desk.lines(project, file);
            let text = project.text(file);
            let list: Vec<Told> = diagnostics
                .drain(..)
                .filter(|_| !is_quiet)
                .map(|one| {
                    shown(desk, project, one, file, &|place| {
                        lines.range(text, place.span)
                    })
                })
                .collect();
            held.insert(uri.0.clone());
            if !list.is_empty() {
                told.insert(uri.0.clone());
            }
            let is_open = desk.version(project, file).is_some();
            if is_open || !list.is_empty() || desk.told.contains(&uri.0) {
                lists.push(PublishDiagnosticsParams {
                    uri,
                    version: desk.version(project, file),
                    diagnostics: list,
                });
            }
        }
        // Files that a broken text leaves out keep what was told of them.
        let left_out = project
            .members()
            .iter()
            .filter(|name| project.file(name).is_none());
        let kept: Vec<String> = left_out.map(|name| uri::uri_of(name)).collect();
        told.extend(kept.iter().filter(|uri| desk.told.contains(*uri)).cloned());
        held.extend(kept);
    }
    for gone in desk.told.iter().filter(|uri| !held.contains(*uri)) {
        lists.push(PublishDiagnosticsParams {
            uri: Uri(gone.clone()),
            version: None,
            diagnostics: Vec::new(),
        });
    }
    desk.told = told;
    desk.news_told();
    for list in lists {
        let params = serde_json::to_value(list).unwrap_or_default();
        send(Message::Notification(Notification {
            method: "textDocument/publishDiagnostics".to_owned(),
            params,
        }));
    }
}

/// The diagnostics of a timeline by the files that they are about.
fn by_file(project: &Project) -> BTreeMap<FileId, Vec<&Diagnostic>> {
    let files = project.compiled.sources().iter();
    let mut all: BTreeMap<FileId, Vec<&Diagnostic>> =
        files.map(|(file, _)| (file, Vec::new())).collect();
    for diagnostic in project.compiled.diagnostics() {
        let file = place(diagnostic).map_or(FileId(0), |place| place.file);
        all.entry(file).or_default().push(diagnostic);
    }
    for list in all.values_mut() {
        list.sort_by_key(|one| (place(one), one.code));
    }
    all
}

/// Where a diagnostic is.
pub(super) fn place(diagnostic: &Diagnostic) -> Option<Place> {
    match diagnostic.anchor {
        Some(Anchor::At(place)) => Some(place),
        _ => None,
    }
}

/// One diagnostic as the editor wants it.
pub(super) fn shown(
    desk: &Desk<'_>,
    project: &Project,
    diagnostic: &Diagnostic,
    file: FileId,
    range: &dyn Fn(Place) -> gen_lsp_types::Range,
) -> Told {
    let related: Vec<DiagnosticRelatedInformation> = diagnostic
        .related
        .iter()
        .filter_map(|label| match label.anchor {
            Anchor::At(place) => Some(DiagnosticRelatedInformation {
                location: desk.location(project, place),
                message: label.message.clone(),
            }),
            Anchor::By(_) => None,
        })
        .collect();
    let message = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    Told {
        range: range(place(diagnostic).unwrap_or(Desk::top(file))),
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Note => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(diagnostic.code.0.to_owned())),
        code_description: None,
        source: Some("causeline".to_owned()),
        message: message.into(),
        tags: is_idle(diagnostic).then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (!related.is_empty()).then_some(related),
        data: (!diagnostic.facts.is_empty()).then(|| json!({ "facts": diagnostic.facts })),
    }
}

/// Whether what it marks could be left out.
fn is_idle(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code.0, "W013" | "W050")
}
