//! From a name to where it is declared and used.

use super::desk::{At, Desk};
use super::mentions::{Mention, Sense};
use super::uri;
use crate::edit::Named;
use crate::source::{FileId, SourceFile};
use gen_lsp_types::{
    DefinitionParams, DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams,
    DocumentLink, DocumentLinkParams, Location, ReferenceParams, TextDocumentPositionParams, Uri,
};

/// The place that a request is about.
pub(super) fn asked<'d>(desk: &'d Desk<'_>, at: &TextDocumentPositionParams) -> Option<At<'d>> {
    desk.at(&at.text_document.uri.0, at.position)
}

impl<'d> At<'d> {
    pub(super) fn mention(&self) -> Option<&'d Mention> {
        self.project.mention(self.file, self.offset)
    }

    /// The name at the place, and what it is the name of.
    pub(super) fn name(&self) -> Option<(Named, &'d str)> {
        match &self.mention()?.sense {
            Sense::Name { named, name, .. } => Some((*named, name)),
            _ => None,
        }
    }

    /// Every place where a thing is named, and whether it is declared there.
    pub(super) fn uses(&self, named: Named, name: &str) -> Vec<(&'d Mention, bool)> {
        let all = self.project.mentions().iter();
        all.filter_map(|mention| match &mention.sense {
            Sense::Name {
                named: of,
                name: called,
                is_declaration,
            } if *of == named && called == name => Some((mention, *is_declaration)),
            _ => None,
        })
        .collect()
    }

    /// The file that an included path leads to.
    fn included(&self, path: &str) -> Option<FileId> {
        let from = self.project.name(self.file);
        let ends = |file: &SourceFile| file.name() == joined(from, path);
        let mut files = self.project.compiled.sources().iter();
        files.find(|(_, file)| ends(file)).map(|(id, _)| id)
    }
}

/// A path relative to a file, without `.` and `..`.
fn joined(from: &str, path: &str) -> String {
    let mut name = std::path::PathBuf::from(from);
    name.pop();
    for part in std::path::Path::new(path).components() {
        match part {
            std::path::Component::ParentDir => {
                name.pop();
            }
            std::path::Component::CurDir => {}
            part => name.push(part),
        }
    }
    name.display().to_string()
}

pub(super) fn definition(desk: &Desk<'_>, params: &DefinitionParams) -> Vec<Location> {
    let Some(at) = asked(desk, &params.text_document_position_params) else {
        return Vec::new();
    };
    let Some(mention) = at.mention() else {
        return Vec::new();
    };
    match &mention.sense {
        Sense::Name { named, name, .. } => at
            .uses(*named, name)
            .into_iter()
            .filter(|(_, is_declaration)| *is_declaration)
            .map(|(mention, _)| desk.location(at.project, mention.location))
            .collect(),
        Sense::Include { path } => at
            .included(path)
            .map(|file| desk.location(at.project, Desk::top(file)))
            .into_iter()
            .collect(),
        Sense::Phrase { .. } | Sense::AsOf { .. } => Vec::new(),
    }
}

pub(super) fn references(desk: &Desk<'_>, params: &ReferenceParams) -> Vec<Location> {
    let Some(at) = asked(desk, &params.text_document_position_params) else {
        return Vec::new();
    };
    let Some((named, name)) = at.name() else {
        return Vec::new();
    };
    at.uses(named, name)
        .into_iter()
        .filter(|(_, is_declaration)| params.context.include_declaration || !is_declaration)
        .map(|(mention, _)| desk.location(at.project, mention.location))
        .collect()
}

pub(super) fn highlights(
    desk: &Desk<'_>,
    params: &DocumentHighlightParams,
) -> Vec<DocumentHighlight> {
    let Some(at) = asked(desk, &params.text_document_position_params) else {
        return Vec::new();
    };
    let Some((named, name)) = at.name() else {
        return Vec::new();
    };
    let lines = desk.lines(at.project, at.file);
    at.uses(named, name)
        .into_iter()
        .filter(|(mention, _)| mention.location.file == at.file)
        .map(|(mention, is_declaration)| DocumentHighlight {
            range: lines.range(at.project.text(at.file), mention.location.span),
            kind: Some(if is_declaration {
                DocumentHighlightKind::Write
            } else {
                DocumentHighlightKind::Read
            }),
        })
        .collect()
}

/// Included files, to be opened.
pub(super) fn links(desk: &Desk<'_>, params: &DocumentLinkParams) -> Vec<DocumentLink> {
    let Some((project, file)) = desk.file(&params.text_document.uri.0) else {
        return Vec::new();
    };
    let at = At {
        project,
        file,
        offset: 0,
    };
    let lines = desk.lines(project, file);
    let mentions = project.mentions().iter();
    mentions
        .filter(|mention| mention.location.file == file)
        .filter_map(|mention| {
            let Sense::Include { path } = &mention.sense else {
                return None;
            };
            let target = uri::uri_of(project.name(at.included(path)?));
            Some(DocumentLink {
                range: lines.range(project.text(file), mention.location.span),
                target: Some(Uri(target)),
                ..DocumentLink::default()
            })
        })
        .collect()
}
