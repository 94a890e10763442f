//! A small client of language servers: what an editor does, over the standard
//! input and output of the real command.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long any answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    next: i64,
    /// The latest diagnostics of each address.
    pub(crate) told: BTreeMap<String, Value>,
    /// Requests of the server.
    pub(crate) asked: Vec<Value>,
}

impl Client {
    /// Starts the command and says nothing yet.
    #[cfg(feature = "lsp")]
    pub(crate) fn spawn() -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_causeline")).arg("lsp"))
    }

    /// Starts any language server.
    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let output = child.stdout.take().expect("its output");
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            input: child.stdin.take(),
            child,
            messages,
            next: 0,
            told: BTreeMap::new(),
            asked: Vec::new(),
        }
    }

    /// Starts the command and shakes hands.
    #[cfg(feature = "lsp")]
    pub(crate) fn start(capabilities: &Value) -> Self {
        let mut client = Self::spawn();
        client.greet(capabilities);
        client
    }

    /// Shakes hands.
    pub(crate) fn greet(&mut self, capabilities: &Value) {
        self.request(
            "initialize",
            json!({ "processId": null, "rootUri": null, "capabilities": capabilities }),
        )
        .expect("an answer");
        self.notify("initialized", json!({}));
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it is open");
        // A server that has left is noticed where its answer is missed.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.write(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    // So that calls can make their parameters in place.
    #[allow(clippy::needless_pass_by_value)]
    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and tells its number.
    #[allow(clippy::needless_pass_by_value)]
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        self.send(
            &json!({ "jsonrpc": "2.0", "id": self.next, "method": method, "params": params }),
        );
        self.next
    }

    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer(&json!(id))
    }

    /// The answer to the request of that number.
    pub(crate) fn answer(&mut self, id: &Value) -> Result<Value, Value> {
        loop {
            let message = self.next_message();
            if message.get("method").is_none() && message.get("id") == Some(id) {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
        }
    }

    fn next_message(&mut self) -> Value {
        let message = self
            .messages
            .recv_timeout(PATIENCE)
            .expect("a message in time");
        match message["method"].as_str() {
            Some("textDocument/publishDiagnostics") => {
                let uri = message["params"]["uri"].as_str().expect("an address");
                self.told.insert(uri.to_owned(), message["params"].clone());
            }
            Some(_) if message.get("id").is_some() => {
                self.asked.push(message.clone());
                self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
            }
            _ => {}
        }
        message
    }

    /// The diagnostics of an address, whatever the version.
    pub(crate) fn any_diagnostics(&mut self, uri: &str) -> Vec<Value> {
        while !self.told.contains_key(uri) {
            self.next_message();
        }
        let told = &self.told[uri]["diagnostics"];
        told.as_array().expect("a list").clone()
    }

    /// The diagnostics of an address, of that version of its text.
    #[cfg(feature = "lsp")]
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        loop {
            if let Some(told) = self.told.get(uri)
                && told["version"] == version
            {
                return told["diagnostics"].as_array().expect("a list").clone();
            }
            self.next_message();
        }
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "yaml", "version": 1, "text": text } }),
        );
    }

    #[cfg(feature = "lsp")]
    pub(crate) fn change(&mut self, uri: &str, version: i64, changes: &Value) {
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
        );
    }

    #[cfg(feature = "lsp")]
    pub(crate) fn close(&mut self, uri: &str) {
        self.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri } }),
        );
    }

    /// Ends the session as it should be ended.
    pub(crate) fn stop(mut self) -> ExitStatus {
        self.request("shutdown", Value::Null).expect("an answer");
        self.notify("exit", Value::Null);
        self.wait()
    }

    /// Closes the input, and waits for the end.
    pub(crate) fn wait(mut self) -> ExitStatus {
        self.input = None;
        self.child.wait().expect("it ends")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It has ended already, unless a test failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The address of a path.
pub(crate) fn uri(path: &Path) -> String {
    let path = path.display().to_string().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", path.replace(' ', "%20"))
}
