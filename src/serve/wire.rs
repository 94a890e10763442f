//! HTTP/1.1 over one connection: requests with limits, answers with time-outs.
//!
//! Only what browsers send to such a page is understood. Everything else is
//! refused, and the connection closed: a body without a length, two lengths,
//! chunked bodies.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The most bytes of request line and header fields.
const LARGEST_HEAD: usize = 16 << 10;
/// The most header fields.
const MOST_FIELDS: usize = 64;
/// The most bytes of a body: larger event files are not for a page.
pub(super) const LARGEST_BODY: usize = 32 << 20;

/// The largest body that is read past before the client has shown its secret.
const LARGEST_PASSED: usize = 4 << 10;
/// How long a connection may wait for its next request.
const IDLE: Duration = Duration::from_secs(60);
/// How long a head may take once it has begun.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a body may take.
const BODY_TIME: Duration = Duration::from_secs(30);
/// How long a client may take to read an answer.
const ANSWER_TIME: Duration = Duration::from_secs(30);
/// How long what a refused client still sends is read, so that it sees why.
const LINGER: Duration = Duration::from_millis(500);

/// The first part of a request.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) method: String,
    /// The path without the query.
    pub(super) path: String,
    fields: Vec<(String, String)>,
}

impl Head {
    /// The value of a header field, by its name in lower case; `Err` where it
    /// is given twice, which is never innocent for the fields that are asked
    /// for.
    pub(super) fn field(&self, name: &str) -> Result<Option<&str>, Refusal> {
        let mut values = self.fields.iter().filter(|(own, _)| own == name);
        let value = values.next().map(|(_, value)| value.as_str());
        match values.next() {
            Some(_) => Err(Refusal::new(400, "a header field is given twice")),
            None => Ok(value),
        }
    }

    /// How long the body is.
    fn length(&self) -> Result<usize, Refusal> {
        if self.field("transfer-encoding")?.is_some() {
            return Err(Refusal::new(501, "a body needs a Content-Length here"));
        }
        let Some(length) = self.field("content-length")? else {
            return Ok(0);
        };
        let is_number = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
        match length.parse::<usize>() {
            Ok(length) if is_number && length <= LARGEST_BODY => Ok(length),
            Ok(_) if is_number => Err(Refusal::new(413, "this is larger than 32 MB")),
            _ => Err(Refusal::new(400, "Content-Length is no number")),
        }
    }

    /// Whether the client closes the connection after this.
    fn closes(&self) -> bool {
        let connection = self.field("connection").ok().flatten();
        connection.is_some_and(|value| value.eq_ignore_ascii_case("close"))
    }
}

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The HTTP status.
    pub(super) status: u16,
    /// In words for the user of the page.
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(status: u16, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
        }
    }

    /// As the page is told.
    pub(super) fn into_answer(self) -> Answer {
        let body = serde_json::json!({ "error": self.message }).to_string();
        let mut answer = Answer::of("application/json", body);
        answer.status = self.status;
        answer
    }
}

/// What goes back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Header fields beside those that every answer has.
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Bytes of a kind.
    pub(super) fn of(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            fields: vec![("Content-Type", media_type.to_owned())],
            body: body.into(),
        }
    }

    /// The same with a header field more.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }
}

/// What every answer says: that it is not to be kept, guessed at, framed, or
/// read by other pages.
const ALWAYS: &str = "Cache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\n\
    X-Frame-Options: DENY\r\n\
    Referrer-Policy: no-referrer\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    Cross-Origin-Embedder-Policy: require-corp\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n";

/// What answers say that are no page: they may do nothing at all.
const NO_PAGE: &str = "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";

/// One connection of a client.
pub(super) struct Connection {
    stream: TcpStream,
    /// Bytes that came after the last request.
    ahead: Vec<u8>,
}

impl Connection {
    pub(super) fn new(stream: TcpStream) -> Self {
        // Answers are written in one piece; waiting for more would only delay.
        let _ = stream.set_nodelay(true);
        Self {
            stream,
            ahead: Vec::new(),
        }
    }

    /// Waits for the next request's head; `None` where the client is done.
    pub(super) fn head(&mut self) -> Result<Option<Head>, Refusal> {
        let mut deadline = Instant::now() + IDLE;
        let mut begun = false;
        loop {
            if !self.ahead.is_empty() {
                if !begun {
                    begun = true;
                    deadline = Instant::now() + HEAD_TIME;
                }
                if let Some((head, length)) = parse(&self.ahead)? {
                    self.ahead.drain(..length);
                    return Ok(Some(head));
                }
                if self.ahead.len() >= LARGEST_HEAD {
                    return Err(Refusal::new(431, "the header fields are too large"));
                }
            }
            match self.more(deadline) {
                Ok(0) => return Ok(None),
                Ok(_) => {}
                Err(_) if self.ahead.is_empty() => return Ok(None),
                Err(error) if is_late(&error) => {
                    return Err(Refusal::new(408, "the request took too long"));
                }
                Err(_) => return Ok(None),
            }
        }
    }

    /// Reads past a body that nobody needs, if it is small: whoever sends it
    /// has not shown the secret.
    pub(super) fn pass(&mut self, head: &Head) -> Result<(), Refusal> {
        if head.length()? > LARGEST_PASSED {
            return Err(Refusal::new(413, "nothing is to be sent here"));
        }
        self.body(head).map(drop)
    }

    /// Reads the body that belongs to a head.
    pub(super) fn body(&mut self, head: &Head) -> Result<Vec<u8>, Refusal> {
        let length = head.length()?;
        let deadline = Instant::now() + BODY_TIME;
        let waits = head.field("expect")?.is_some();
        if waits && self.ahead.len() < length {
            let go = self.write(b"HTTP/1.1 100 Continue\r\n\r\n", deadline);
            go.map_err(|_| Refusal::new(400, "the connection was closed"))?;
        }
        while self.ahead.len() < length {
            match self.more(deadline) {
                Ok(0) => return Err(Refusal::new(400, "the body is too short")),
                Ok(_) => {}
                Err(error) if is_late(&error) => {
                    return Err(Refusal::new(408, "the request took too long"));
                }
                Err(_) => return Err(Refusal::new(400, "the connection was closed")),
            }
        }
        let rest = self.ahead.split_off(length);
        Ok(std::mem::replace(&mut self.ahead, rest))
    }

    /// Reads what there is; 0 bytes are the end.
    fn more(&mut self, deadline: Instant) -> io::Result<usize> {
        let mut piece = [0; 16 << 10];
        self.stream.set_read_timeout(Some(left(deadline)?))?;
        let count = self.stream.read(&mut piece)?;
        self.ahead.extend_from_slice(&piece[..count]);
        Ok(count)
    }

    fn write(&mut self, mut bytes: &[u8], deadline: Instant) -> io::Result<()> {
        while !bytes.is_empty() {
            self.stream.set_write_timeout(Some(left(deadline)?))?;
            match self.stream.write(bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Sends an answer; whether the connection goes on.
    pub(super) fn answer(&mut self, head: &Head, answer: &Answer) -> bool {
        let closes = head.closes();
        let mut bytes = first_lines(answer);
        let length = answer.body.len();
        let connection = if closes { "close" } else { "keep-alive" };
        bytes.extend(
            format!("Content-Length: {length}\r\nConnection: {connection}\r\n\r\n").into_bytes(),
        );
        if head.method != "HEAD" {
            bytes.extend_from_slice(&answer.body);
        }
        let sent = self.write(&bytes, Instant::now() + ANSWER_TIME);
        sent.is_ok() && !closes
    }

    /// Tells why a request is refused, and closes the connection.
    pub(super) fn refuse(mut self, refusal: Refusal) {
        let answer = refusal.into_answer();
        let mut bytes = first_lines(&answer);
        let length = answer.body.len();
        bytes.extend(format!("Content-Length: {length}\r\nConnection: close\r\n\r\n").into_bytes());
        bytes.extend_from_slice(&answer.body);
        let deadline = Instant::now() + LINGER;
        if self.write(&bytes, deadline).is_err() {
            return;
        }
        // Closing while the client still sends would throw the answer away.
        let _ = self.stream.shutdown(Shutdown::Write);
        self.ahead.clear();
        while matches!(self.more(deadline), Ok(count) if count > 0) {
            self.ahead.clear();
        }
    }

    /// Whether the client has closed the connection, as far as is known now.
    pub(super) fn is_left(&self) -> bool {
        let mut byte = [0];
        let peeked = self
            .stream
            .set_nonblocking(true)
            .and_then(|()| self.stream.peek(&mut byte));
        let back = self.stream.set_nonblocking(false);
        match peeked {
            Ok(count) => count == 0 || back.is_err(),
            Err(error) => error.kind() != io::ErrorKind::WouldBlock || back.is_err(),
        }
    }

    /// Begins an answer that has no end, such as a stream of events.
    pub(super) fn begin(&mut self, answer: &Answer) -> io::Result<()> {
        let mut bytes = first_lines(answer);
        bytes.extend_from_slice(b"Connection: close\r\n\r\n");
        self.write(&bytes, Instant::now() + ANSWER_TIME)
    }

    /// Sends a piece of such an answer.
    pub(super) fn send(&mut self, piece: &[u8]) -> io::Result<()> {
        self.write(piece, Instant::now() + ANSWER_TIME)
    }
}

/// The time that is left; an error where there is none.
fn left(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(io::ErrorKind::TimedOut.into());
    }
    Ok(left)
}

/// Whether a client was too slow.
fn is_late(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock
    )
}

/// Reads a head; `None` where some of it is still to come.
fn parse(bytes: &[u8]) -> Result<Option<(Head, usize)>, Refusal> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    let length = match request.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(Refusal::new(431, "there are too many header fields"));
        }
        Err(_) => return Err(Refusal::new(400, "this is no HTTP request")),
    };
    let target = request.path.unwrap_or_default();
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let fields = request.headers.iter().map(|field| {
        let value = std::str::from_utf8(field.value)
            .map_err(|_| Refusal::new(400, "a header field is no text"))?;
        Ok((field.name.to_ascii_lowercase(), value.trim().to_owned()))
    });
    let head = Head {
        method: request.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        fields: fields.collect::<Result<_, Refusal>>()?,
    };
    Ok(Some((head, length)))
}

/// The status line and the header fields of an answer. The values are the
/// server's own, none is a client's.
fn first_lines(answer: &Answer) -> Vec<u8> {
    let reason = match answer.status {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "Trouble",
    };
    let mut lines = format!("HTTP/1.1 {} {reason}\r\n", answer.status);
    lines.push_str(ALWAYS);
    let names_policy = |(name, _): &(&str, String)| *name == "Content-Security-Policy";
    if !answer.fields.iter().any(names_policy) {
        lines.push_str(NO_PAGE);
    }
    for (name, value) in &answer.fields {
        lines.push_str(name);
        lines.push_str(": ");
        lines.push_str(value);
        lines.push_str("\r\n");
    }
    lines.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Result<Option<Head>, Refusal> {
        Ok(parse(text.as_bytes())?.map(|(head, _)| head))
    }

    #[test]
    fn reads_a_head_and_leaves_what_follows() {
        let text = "POST /api/open?x=1 HTTP/1.1\r\nHost: a\r\nX-One:  two \r\n\r\nbody";
        let (head, length) = parse(text.as_bytes()).unwrap().unwrap();
        assert_eq!(
            (head.method.as_str(), head.path.as_str()),
            ("POST", "/api/open")
        );
        assert_eq!(head.field("x-one"), Ok(Some("two")));
        assert_eq!(head.field("x-two"), Ok(None));
        assert_eq!(&text[length..], "body");
    }

    #[test]
    fn waits_for_the_end_of_a_head() {
        assert!(head("GET / HTTP/1.1\r\nHost: a\r\n").unwrap().is_none());
    }

    #[test]
    fn refuses_what_could_be_read_in_two_ways() {
        for (fields, status) in [
            ("Content-Length: 1\r\nContent-Length: 2\r\n", 400),
            ("Content-Length: 1\r\nContent-Length: 1\r\n", 400),
            ("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", 501),
            ("Transfer-Encoding: \x0bchunked\r\n", 400),
            ("Content-Length: +1\r\n", 400),
            ("Content-Length: -1\r\n", 400),
            ("Content-Length: 1,1\r\n", 400),
            ("Content-Length: 99999999999999999999999\r\n", 400),
            ("Content-Length: 999999999\r\n", 413),
        ] {
            let told = match head(&format!("POST / HTTP/1.1\r\n{fields}\r\n")) {
                Ok(head) => head.unwrap().length().unwrap_err().status,
                Err(refusal) => refusal.status,
            };
            assert_eq!(told, status, "{fields:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_request() {
        for text in [
            "\x16\x03\x01\x02",
            "GET\r\n\r\n",
            "GET / HTTP/1.1\r\nno field\r\n\r\n",
        ] {
            assert_eq!(head(text).unwrap_err().status, 400, "{text:?}");
        }
        let many = "a: b\r\n".repeat(MOST_FIELDS + 1);
        let told = head(&format!("GET / HTTP/1.1\r\n{many}\r\n")).unwrap_err();
        assert_eq!(told.status, 431);
    }
}
