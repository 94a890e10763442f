//! One session with an editor: the order of messages, cancelled requests, the
//! beginning and the end.

use super::capabilities::{Client, answer};
use super::desk::Desk;
use super::transport::Wire;
use super::{World, dispatch, publish};
use crossbeam_channel::RecvTimeoutError;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::time::Duration;

/// How long typing must rest before diagnostics are told.
const REST: Duration = Duration::from_millis(10);

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The client asked to shut down first, as it should.
    Asked,
    /// It went away without a word.
    Unasked,
}

/// Serves one client until it says `exit` or goes away.
pub fn serve(wire: Wire, world: &dyn World) -> Outcome {
    let mut session = Session {
        wire,
        waiting: VecDeque::new(),
        is_down: false,
    };
    let outcome = match session.begin() {
        Some(client) => session.run(Desk::new(world, client)),
        None => Outcome::Unasked,
    };
    let outcome = if session.is_down {
        Outcome::Asked
    } else {
        outcome
    };
    session.wire.finish();
    outcome
}

struct Session {
    wire: Wire,
    /// Messages read and not yet answered.
    waiting: VecDeque<Message>,
    is_down: bool,
}

impl Session {
    /// Waits for `initialize`; nothing where the client leaves before.
    fn begin(&mut self) -> Option<Client> {
        loop {
            match self.wire.incoming.recv().ok()? {
                Message::Request(request) if request.method == "initialize" => {
                    let client = Client::read(&request.params);
                    self.send(Response::new_ok(request.id, answer(client)));
                    return Some(client);
                }
                Message::Request(request) => self.refuse(
                    request.id,
                    ErrorCode::ServerNotInitialized,
                    format!("`{}` came before `initialize`", request.method),
                ),
                Message::Notification(it) if it.method == "exit" => return None,
                _ => {}
            }
        }
    }

    fn run(&mut self, mut desk: Desk<'_>) -> Outcome {
        loop {
            let Some(message) = self.next(&desk) else {
                return Outcome::Unasked;
            };
            match message {
                // Nothing came for a while.
                None => publish::publish(&mut desk, &mut |message| self.send(message)),
                Some(Message::Request(request)) => self.request(&mut desk, request),
                Some(Message::Notification(it)) if it.method == "exit" => {
                    return Outcome::Unasked;
                }
                Some(Message::Notification(it)) => self.notification(&mut desk, it),
                Some(Message::Response(_)) => {}
            }
        }
    }

    /// The next message, or the news that none came while something is to be
    /// told; nothing where the client is gone.
    #[allow(clippy::option_option)]
    fn next(&mut self, desk: &Desk<'_>) -> Option<Option<Message>> {
        self.waiting.extend(self.wire.incoming.try_iter());
        if let Some(message) = self.waiting.pop_front() {
            return Some(Some(message));
        }
        if !desk.has_news() {
            return self.wire.incoming.recv().ok().map(Some);
        }
        match self.wire.incoming.recv_timeout(REST) {
            Ok(message) => Some(Some(message)),
            Err(RecvTimeoutError::Timeout) => Some(None),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn request(&mut self, desk: &mut Desk<'_>, request: Request) {
        let Request { id, method, params } = request;
        if self.is_down {
            let why = "the server has been shut down".to_owned();
            return self.refuse(id, ErrorCode::InvalidRequest, why);
        }
        match method.as_str() {
            "initialize" => {
                let why = "`initialize` came twice".to_owned();
                return self.refuse(id, ErrorCode::InvalidRequest, why);
            }
            "shutdown" => {
                self.is_down = true;
                return self.send(Response::new_ok(id, Value::Null));
            }
            _ => {}
        }
        if self.is_cancelled(&id) {
            let why = "cancelled".to_owned();
            return self.refuse(id, ErrorCode::RequestCanceled, why);
        }
        desk.refresh();
        match dispatch::answer(desk, &method, params) {
            Ok(result) => self.send(Response::new_ok(id, result)),
            Err(fault) => self.refuse(id, fault.code, fault.message),
        }
    }

    /// Whether the client has called a request off, in what it has said so far.
    fn is_cancelled(&mut self, id: &RequestId) -> bool {
        self.waiting.extend(self.wire.incoming.try_iter());
        let id = json!(id);
        self.waiting.iter().any(|message| match message {
            Message::Notification(it) => {
                it.method == "$/cancelRequest" && it.params.get("id") == Some(&id)
            }
            _ => false,
        })
    }

    fn notification(&mut self, desk: &mut Desk<'_>, it: Notification) {
        if self.is_down {
            return;
        }
        if it.method == "initialized" && desk.client.can_watch {
            self.send(watch());
        }
        dispatch::note(desk, &it.method, it.params);
    }

    fn send(&self, message: impl Into<Message>) {
        // Nobody can be told where the client is gone.
        let _ = self.wire.outgoing.send(message.into());
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, why: String) {
        self.send(Response::new_err(id, code as i32, why));
    }
}

/// Asks the client to tell of changes of event files on the disk.
fn watch() -> Request {
    Request {
        id: RequestId::from("watch".to_owned()),
        method: "client/registerCapability".to_owned(),
        params: json!({ "registrations": [{
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": [{ "globPattern": "**/*.{yaml,yml}" }] },
        }] }),
    }
}
