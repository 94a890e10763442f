//! What can be written at the cursor.

mod dates;
mod items;
mod wanted;

use super::context::{self, Place};
use super::desk::Desk;
use super::project::Project;
use super::uri;
use crate::source::Span;
use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, TextEdit,
};
use items::Items;
use wanted::{Wanted, wanted};

/// One offer, before it is put in the editor's terms.
#[derive(Clone, Debug)]
struct Offer {
    label: String,
    /// What is written; the label where nothing else is said.
    text: Option<String>,
    kind: CompletionItemKind,
    detail: String,
    documentation: String,
    /// The bytes that it replaces, where these are not the whole scalar.
    span: Option<Span>,
}

impl Offer {
    fn new(label: impl Into<String>, kind: CompletionItemKind) -> Self {
        Self {
            label: label.into(),
            text: None,
            kind,
            detail: String::new(),
            documentation: String::new(),
            span: None,
        }
    }

    fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    fn documentation(mut self, documentation: impl Into<String>) -> Self {
        self.documentation = documentation.into();
        self
    }
}

pub(super) fn complete(desk: &Desk<'_>, params: &CompletionParams) -> CompletionList {
    let at = &params.text_document_position_params;
    let name = uri::name_of(&at.text_document.uri.0);
    let Some(buffer) = desk.buffers.get(&name) else {
        return CompletionList::default();
    };
    let cursor = buffer.lines.offset(&buffer.text, at.position);
    let Some(place) = context::place(&buffer.text, cursor) else {
        return CompletionList::default();
    };
    let project = desk
        .file(&at.text_document.uri.0)
        .map(|(project, _)| project);
    let wanted = wanted(&place);
    let is_phrase = wanted.iter().any(|one| matches!(one, Wanted::Phrase(_)));
    let mut offers = Vec::new();
    if let Some(project) = project {
        let items = Items {
            desk,
            project,
            place: &place,
            text: &buffer.text,
            name: &name,
        };
        for one in wanted {
            items.offer(&one, &mut offers);
        }
    }
    let items = offers.into_iter().enumerate().map(|(index, offer)| {
        let span = offer.span.unwrap_or(place.typed);
        let text = offer.text.unwrap_or_else(|| offer.label.clone());
        let edit = TextEdit {
            range: buffer.lines.range(&buffer.text, span),
            new_text: text,
        };
        CompletionItem {
            label: offer.label,
            kind: Some(offer.kind),
            detail: Some(offer.detail).filter(|detail| !detail.is_empty()),
            documentation: Some(offer.documentation)
                .filter(|text| !text.is_empty())
                .map(Into::into),
            sort_text: Some(format!("{index:05}")),
            text_edit: Some(edit.into()),
            ..CompletionItem::default()
        }
    });
    CompletionList {
        // What a phrase goes on with depends on its words.
        is_incomplete: is_phrase,
        items: items.collect(),
        ..CompletionList::default()
    }
}

/// A text as it must be written at a place to be read as that text.
fn written(text: &str, place: &Place) -> String {
    match place.quote {
        Some('\'') => return text.replace('\'', "''"),
        Some(_) => return text.replace('\\', "\\\\").replace('"', "\\\""),
        None => {}
    }
    let is_odd = text.is_empty()
        || text.trim() != text
        || text.contains([':', '#', '\n', '"', '\\'])
        || text.starts_with([
            '[', '{', '&', '*', '!', '|', '>', '\'', '%', '@', '`', '?', '-', ',',
        ])
        || place.is_flow && text.contains(['[', ']', '{', '}', ','])
        || matches!(text, "~" | "null" | "Null" | "NULL");
    if is_odd {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        text.to_owned()
    }
}

/// The timeline's facts as they are known best.
fn known(project: &Project) -> &crate::compile::Compilation {
    project.known()
}
