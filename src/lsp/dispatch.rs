//! From a method's name to what answers it.

use super::desk::Desk;
use super::{actions, complete, format, hints, hover, navigate, outline, rename};
use gen_lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
};
use lsp_server::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: ErrorCode,
    pub(super) message: String,
}

impl Fault {
    /// The request makes sense and cannot be done.
    pub(super) fn failed(message: impl Into<String>) -> Self {
        Self {
            code: ErrorCode::RequestFailed,
            message: message.into(),
        }
    }
}

/// Answers one request.
pub(super) fn answer(desk: &Desk<'_>, method: &str, params: Value) -> Result<Value, Fault> {
    match method {
        "textDocument/completion" => with(params, |params| Ok(complete::complete(desk, &params))),
        "textDocument/hover" => with(params, |params| Ok(hover::hover(desk, &params))),
        "textDocument/definition" => with(params, |params| Ok(navigate::definition(desk, &params))),
        "textDocument/references" => with(params, |params| Ok(navigate::references(desk, &params))),
        "textDocument/documentHighlight" => {
            with(params, |params| Ok(navigate::highlights(desk, &params)))
        }
        "textDocument/documentLink" => with(params, |params| Ok(navigate::links(desk, &params))),
        "textDocument/prepareRename" => with(params, |params| Ok(rename::prepare(desk, &params))),
        "textDocument/rename" => with(params, |params| rename::rename(desk, &params)),
        "textDocument/codeAction" => with(params, |params| Ok(actions::actions(desk, &params))),
        "textDocument/inlayHint" => with(params, |params| Ok(hints::hints(desk, &params))),
        "textDocument/documentSymbol" => with(params, |params| Ok(outline::symbols(desk, &params))),
        "textDocument/foldingRange" => with(params, |params| Ok(outline::folds(desk, &params))),
        "textDocument/formatting" => with(params, |params| format::format(desk, &params)),
        _ => Err(Fault {
            code: ErrorCode::MethodNotFound,
            message: format!("`{method}` is not known"),
        }),
    }
}

fn with<P: DeserializeOwned, R: Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> Result<R, Fault>,
) -> Result<Value, Fault> {
    let params = serde_json::from_value(params).map_err(|error| Fault {
        code: ErrorCode::InvalidParams,
        message: error.to_string(),
    })?;
    let answer = answer(params)?;
    serde_json::to_value(answer).map_err(|error| Fault {
        code: ErrorCode::InternalError,
        message: error.to_string(),
    })
}

/// Takes note of what the client tells. What makes no sense is passed over:
/// there is no answer to a notification.
pub(super) fn note(desk: &mut Desk<'_>, method: &str, params: Value) {
    match method {
        "textDocument/didOpen" => {
            if let Ok(DidOpenTextDocumentParams { text_document: it }) =
                serde_json::from_value(params)
            {
                desk.open(&it.uri.0, it.language_id.as_str(), it.version, &it.text);
            }
        }
        "textDocument/didChange" => {
            if let Ok(DidChangeTextDocumentParams {
                text_document: it,
                content_changes,
            }) = serde_json::from_value(params)
            {
                desk.change(
                    &it.text_document_identifier.uri.0,
                    it.version,
                    content_changes,
                );
            }
        }
        "textDocument/didClose" => {
            if let Ok(DidCloseTextDocumentParams { text_document: it }) =
                serde_json::from_value(params)
            {
                desk.close(&it.uri.0);
            }
        }
        "textDocument/didSave" | "workspace/didChangeWatchedFiles" => desk.disk_changed(),
        _ => {}
    }
}
