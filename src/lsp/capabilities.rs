//! What client and server can do.

use super::lines::Encoding;
use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, DocumentLinkOptions, RenameOptions,
    ServerCapabilities, TextDocumentSyncKind, TextDocumentSyncOptions,
};
use serde_json::{Value, json};

/// What the client told of itself, as far as it makes a difference.
// Flags are what the protocol tells them as.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// Whether edits may name the version of the text that they are for.
    pub(super) has_document_changes: bool,
    /// Whether it can be asked to watch files.
    pub(super) can_watch: bool,
    /// Whether it shows Markdown in hovers.
    pub(super) has_markdown: bool,
    /// Whether it knows outlines of more than one level.
    pub(super) has_nested_symbols: bool,
}

impl Client {
    /// Reads the parameters of `initialize`; what a client gets wrong counts as
    /// not told.
    pub(super) fn read(params: &Value) -> Self {
        let told = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let can = |path: &str| told(path).and_then(Value::as_bool) == Some(true);
        let strings = |path: &str| -> Vec<&str> {
            let list = told(path).and_then(Value::as_array);
            list.into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect()
        };
        Self {
            encoding: Encoding::negotiate(&strings("general/positionEncodings")),
            has_document_changes: can("workspace/workspaceEdit/documentChanges"),
            can_watch: can("workspace/didChangeWatchedFiles/dynamicRegistration"),
            has_markdown: strings("textDocument/hover/contentFormat").contains(&"markdown"),
            has_nested_symbols: can(
                "textDocument/documentSymbol/hierarchicalDocumentSymbolSupport",
            ),
        }
    }
}

/// The answer to `initialize`.
pub(super) fn answer(client: Client) -> Value {
    let capabilities = ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                save: Some(true.into()),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some([" ", ":", "[", "{", ","].map(str::to_owned).into()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        document_formatting_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        document_link_provider: Some(DocumentLinkOptions::default()),
        rename_provider: Some(
            RenameOptions {
                prepare_provider: Some(true),
                ..RenameOptions::default()
            }
            .into(),
        ),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        ..ServerCapabilities::default()
    };
    json!({
        "capabilities": capabilities,
        "serverInfo": { "name": "causeline", "version": env!("CARGO_PKG_VERSION") },
    })
}
