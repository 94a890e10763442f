//! A name changed wherever it is used.

use super::desk::Desk;
use super::dispatch::Fault;
use super::navigate::asked;
use crate::edit::{Operation, Patches, Refusal, edit};
use crate::source::{FileId, Location};
use gen_lsp_types::{
    DocumentChange, OptionalVersionedTextDocumentIdentifier, PrepareRenameParams,
    PrepareRenamePlaceholder, RenameParams, TextDocumentEdit, TextDocumentIdentifier, TextEdit,
    WorkspaceEdit,
};
use std::collections::BTreeMap;

use super::project::Project;

/// Whether there is a name that can be changed, and which bytes it takes.
pub(super) fn prepare(
    desk: &Desk<'_>,
    params: &PrepareRenameParams,
) -> Option<PrepareRenamePlaceholder> {
    let at = asked(desk, &params.text_document_position_params)?;
    let (named, name) = at.name()?;
    // A name that nothing declares is not the file's to change.
    let is_known = at.uses(named, name).iter().any(|(_, declares)| *declares);
    let lines = desk.lines(at.project, at.file);
    is_known.then(|| PrepareRenamePlaceholder {
        range: lines.range(
            at.project.text(at.file),
            at.mention()
                .map_or_else(Default::default, |it| it.location.span),
        ),
        placeholder: name.to_owned(),
    })
}

/// The edits that change a name in all files.
pub(super) fn rename(desk: &Desk<'_>, params: &RenameParams) -> Result<WorkspaceEdit, Fault> {
    let nothing = || Fault::failed("there is no name here that can be changed");
    let at = asked(desk, &params.text_document_position_params).ok_or_else(nothing)?;
    let (named, name) = at.name().ok_or_else(nothing)?;
    let operation = Operation::Rename {
        named,
        old: name.to_owned(),
        new: params.new_name.clone(),
    };
    let mut loader = at.project.overlay(&desk.buffers, desk.world);
    let change = edit(&at.project.compiled, &operation, &mut loader).map_err(|it| refused(&it))?;
    Ok(workspace_edit(desk, at.project, change.patches()))
}

/// A refusal in one message.
pub(super) fn refused(refusal: &Refusal) -> Fault {
    let mut message = refusal.message().to_owned();
    for fault in refusal.faults().iter().take(3) {
        message.push_str(": ");
        message.push_str(&fault.message);
    }
    if let Some(advice) = refusal.advice() {
        message.push_str("; ");
        message.push_str(advice);
    }
    Fault::failed(message)
}

/// Patches as the editor carries them out.
fn workspace_edit(desk: &Desk<'_>, project: &Project, patches: &Patches) -> WorkspaceEdit {
    let edits = patches.iter().map(|patch| {
        let place = Location {
            file: patch.file,
            span: patch.span,
        };
        (place, patch.text.clone())
    });
    edits_of(desk, project, edits)
}

/// Edits of any files of a timeline as the editor carries them out.
pub(super) fn edits_of(
    desk: &Desk<'_>,
    project: &Project,
    edits: impl Iterator<Item = (Location, String)>,
) -> WorkspaceEdit {
    let mut by_file: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
    let mut lines = BTreeMap::new();
    for (place, new_text) in edits {
        let lines = lines
            .entry(place.file)
            .or_insert_with(|| desk.lines(project, place.file));
        by_file.entry(place.file).or_default().push(TextEdit {
            range: lines.range(project.text(place.file), place.span),
            new_text,
        });
    }
    if !desk.client.has_document_changes {
        let changes = by_file.into_iter();
        let changes = changes
            .map(|(file, edits)| (desk.uri(project, file), edits))
            .collect();
        return WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        };
    }
    let changes = by_file.into_iter().map(|(file, edits)| {
        DocumentChange::TextDocumentEdit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: desk.version(project, file),
                text_document_identifier: TextDocumentIdentifier {
                    uri: desk.uri(project, file),
                },
            },
            edits: edits.into_iter().map(Into::into).collect(),
        })
    });
    WorkspaceEdit {
        document_changes: Some(changes.collect()),
        ..WorkspaceEdit::default()
    }
}
