//! Messages over standard input and output.
//!
//! The framing is the protocol's: a header with the length, then JSON. What is
//! no message is answered with an error, and the next one is read.

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use lsp_server::{ErrorCode, Message};
use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

/// The largest message that is read, in bytes.
const LARGEST: usize = 256 << 20;

/// Both directions of a connection.
#[derive(Debug)]
pub struct Wire {
    /// What the client says; closed at the end of its input.
    pub incoming: Receiver<Message>,
    /// What is said to the client.
    pub outgoing: Sender<Message>,
    writer: Option<JoinHandle<()>>,
}

impl Wire {
    /// A connection without threads, for those who hold both ends.
    pub fn new(incoming: Receiver<Message>, outgoing: Sender<Message>) -> Self {
        Self {
            incoming,
            outgoing,
            writer: None,
        }
    }

    /// Waits until everything said has been written.
    pub fn finish(self) {
        drop(self.outgoing);
        if let Some(writer) = self.writer {
            // A writer that failed has nobody left to tell.
            let _ = writer.join();
        }
    }
}

/// One thing to write.
enum Said {
    Message(Message),
    /// An answer to what could not be read, which has no id.
    Fault(String),
}

/// A connection over standard input and output, with a thread for each.
pub fn stdio() -> Wire {
    let (to_session, incoming) = bounded(64);
    let (outgoing, from_session) = unbounded::<Message>();
    let (faults, to_writer) = unbounded::<Said>();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        read_all(&mut input, &to_session, &faults);
    });
    let writer = thread::spawn(move || {
        let mut output = io::stdout().lock();
        write_all(&mut output, &from_session, &to_writer);
    });
    Wire {
        incoming,
        outgoing,
        writer: Some(writer),
    }
}

/// Reads messages until the input ends or makes no sense any more.
fn read_all(input: &mut impl BufRead, session: &Sender<Message>, faults: &Sender<Said>) {
    loop {
        let body = match read_body(input) {
            Ok(Some(body)) => body,
            Ok(None) => return,
            Err(error) => {
                // Without a length nobody knows where the next message begins.
                let _ = faults.send(Said::Fault(error.to_string()));
                return;
            }
        };
        match serde_json::from_slice::<Message>(&body) {
            Ok(message) => {
                let is_exit = matches!(&message, Message::Notification(it) if it.method == "exit");
                if session.send(message).is_err() || is_exit {
                    return;
                }
            }
            Err(error) => {
                let _ = faults.send(Said::Fault(format!("this is no message: {error}")));
            }
        }
    }
}

/// The bytes of the next message; nothing at the end of the input.
fn read_body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let invalid = |message: String| io::Error::new(io::ErrorKind::InvalidData, message);
    let mut length = None;
    loop {
        let mut line = Vec::new();
        let read = input.by_ref().take(4096).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            // Blank lines between messages do no harm.
            if length.is_some() {
                break;
            }
            continue;
        }
        let Some((name, value)) = line.split_once(':') else {
            return Err(invalid(format!("this is no header: {line:?}")));
        };
        if name.trim().eq_ignore_ascii_case("content-length") {
            let told = value.trim().parse::<usize>();
            length = Some(told.map_err(|_| invalid(format!("this is no length: {value:?}")))?);
        }
    }
    let length = length.unwrap_or_default();
    if length > LARGEST {
        return Err(invalid(format!("a message of {length} bytes is too long")));
    }
    let mut body = Vec::new();
    input.take(length as u64).read_to_end(&mut body)?;
    Ok((body.len() == length).then_some(body))
}

/// Writes what is said until the session ends or nobody reads any more.
fn write_all(output: &mut dyn Write, session: &Receiver<Message>, faults: &Receiver<Said>) {
    let never = crossbeam_channel::never();
    let mut open = faults;
    loop {
        let said = crossbeam_channel::select! {
            recv(session) -> message => match message {
                Ok(message) => Said::Message(message),
                Err(_) => break,
            },
            recv(open) -> fault => {
                let Ok(fault) = fault else {
                    open = &never;
                    continue;
                };
                fault
            }
        };
        if put(output, &said).is_err() {
            return;
        }
    }
    // What could not be read may be the reason for the end.
    for said in faults.try_iter() {
        if put(output, &said).is_err() {
            return;
        }
    }
}

fn put(output: &mut dyn Write, said: &Said) -> io::Result<()> {
    let text = match said {
        Said::Message(message) => text_of(message),
        Said::Fault(why) => serde_json::json!({
            "jsonrpc": "2.0",
            "id": null,
            "error": { "code": ErrorCode::ParseError as i32, "message": why },
        })
        .to_string(),
    };
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

fn text_of(message: &Message) -> String {
    // These structs have string keys only, which cannot fail to be written.
    let mut value = serde_json::to_value(message).unwrap_or_default();
    if let Some(object) = value.as_object_mut() {
        object.insert("jsonrpc".to_owned(), "2.0".into());
    }
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> io::Result<Option<Vec<u8>>> {
        read_body(&mut text.as_bytes())
    }

    #[test]
    fn reads_what_the_header_announces() {
        let told = "Content-Length: 2\r\nContent-Type: x\r\n\r\n{}rest";
        assert_eq!(body(told).unwrap().unwrap(), b"{}");
        assert_eq!(body("content-length:2\n\n{}").unwrap().unwrap(), b"{}");
    }

    #[test]
    fn an_input_that_ends_early_is_the_end() {
        assert_eq!(body("").unwrap(), None);
        assert_eq!(body("Content-Length: 9\r\n\r\n{}").unwrap(), None);
    }

    #[test]
    fn nonsense_is_told() {
        for (text, why) in [
            ("hello\r\n\r\n", "no header"),
            ("Content-Length: two\r\n\r\n", "no length"),
            ("Content-Length: -1\r\n\r\n", "no length"),
            ("Content-Length: 99999999999\r\n\r\n", "too long"),
        ] {
            let told = body(text).unwrap_err().to_string();
            assert!(told.contains(why), "{text:?}: {told}");
        }
    }

    #[test]
    fn goes_on_after_what_is_no_message() {
        let text = "Content-Length: 3\r\n\r\n{x}Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}";
        let (session, messages) = unbounded();
        let (faults, told) = unbounded();
        read_all(&mut text.as_bytes(), &session, &faults);
        assert_eq!(told.len(), 1);
        assert_eq!(messages.len(), 1);
    }
}
