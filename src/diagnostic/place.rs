//! Where a diagnostic is, in the terms of editors.

use super::Diagnostic;
use crate::source::{Anchor, FileId, Location, Position, SourceFile, SourceSet};
use std::cmp::Reverse;

/// A place in a file, resolved.
pub(super) struct Place<'s> {
    pub(super) file: &'s SourceFile,
    pub(super) location: Location,
    pub(super) start: Position,
    pub(super) end: Position,
}

/// Resolves an anchor; `None` where its bytes are not known.
pub(super) fn of<'s>(anchor: Option<&Anchor>, sources: &'s SourceSet) -> Option<Place<'s>> {
    let Anchor::At(location) = anchor? else {
        return None;
    };
    let file = sources.get(location.file)?;
    Some(Place {
        file,
        location: *location,
        start: file.position(location.span.start),
        end: file.position(location.span.end),
    })
}

/// The diagnostics in the order in which they are told: by file, those that matter most
/// first, then by place and code.
pub(super) fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut all: Vec<&Diagnostic> = diagnostics.iter().collect();
    all.sort_by_key(|diagnostic| {
        let at = match &diagnostic.anchor {
            Some(Anchor::At(location)) => Some(*location),
            _ => None,
        };
        // What has no place is about the file as a whole.
        let file = at.map_or(FileId(0), |at| at.file);
        (file, Reverse(diagnostic.severity), at, diagnostic.code)
    });
    all
}
