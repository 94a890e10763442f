//! One run of the server: what every connection shares, and what it answers.

use super::admitted::Admitted;
use super::api;
use super::assets;
use super::folder::Folder;
use super::guard::Guard;
use super::hub::{Hub, News};
use super::turns::Turns;
use super::watch::Watch;
use super::wire::{Answer, Connection, Refusal};
use serde_json::json;
use std::io;
use std::net::TcpStream;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

/// How often a page hears that the server is still there.
const HEARTBEAT: Duration = Duration::from_secs(3);
/// How often is looked whether a page that listens is still there.
const GLANCE: Duration = Duration::from_millis(250);

/// What all connections share.
pub(super) struct Site {
    pub(super) guard: Guard,
    pub(super) folder: Folder,
    pub(super) admitted: Admitted,
    pub(super) hub: Hub,
    pub(super) watch: Watch,
    pub(super) turns: Turns,
}

impl Site {
    /// Talks with one client until it is done.
    pub(super) fn serve(&self, stream: TcpStream) {
        let mut connection = Connection::new(stream);
        loop {
            match self.exchange(&mut connection) {
                Ok(true) => {}
                Ok(false) => return,
                Err(refusal) => return connection.refuse(refusal),
            }
        }
    }

    /// One request and its answer; whether there may be another.
    fn exchange(&self, connection: &mut Connection) -> Result<bool, Refusal> {
        let Some(head) = connection.head()? else {
            return Ok(false);
        };
        let Some(name) = head.path.strip_prefix("/api/") else {
            self.guard.page(&head)?;
            let answer = assets::find(&head.path)?;
            connection.pass(&head)?;
            return Ok(connection.answer(&head, &answer));
        };
        if name == "enter" {
            let token = self.guard.enter(&head)?;
            let answer = api::answer(&json!({ "token": token }));
            connection.pass(&head)?;
            return Ok(connection.answer(&head, &answer));
        }
        // Nothing of the body is read before the client has shown its secret.
        self.guard.data(&head)?;
        let name = name.to_owned();
        let body = connection.body(&head)?;
        if name == "events" {
            let path = api::listener(&body)?;
            self.admit(&path)?;
            // The page went away, which is no fault.
            let _ = self.stream(connection, &path);
            return Ok(false);
        }
        let answer = self.ask(&name, &body);
        Ok(connection.answer(&head, &answer))
    }

    /// Answers a question of the page; trouble is told and ends nothing.
    fn ask(&self, name: &str, body: &[u8]) -> Answer {
        let answer = match name {
            "state" => Ok(api::state(self)),
            "open" => api::open(self, body),
            "preview" => api::preview(self, body),
            "edit" => api::edit(self, body),
            "save" => api::save(self, body),
            "export" => api::export(self, body),
            _ => Err(Refusal::new(404, "there is no such thing to ask for")),
        };
        answer.unwrap_or_else(Refusal::into_answer)
    }

    /// Sends news as they come, as server-sent events, until the page goes.
    fn stream(&self, connection: &mut Connection, path: &str) -> io::Result<()> {
        let news = self.hub.listen();
        connection.begin(&Answer::of("text/event-stream", ""))?;
        // What the file is now, so that a page that was away learns of changes.
        let first = News::File {
            path: path.to_owned(),
            version: self.folder.current(path),
        };
        connection.send(&event(&first))?;
        let mut sent = Instant::now();
        while !connection.is_left() {
            match news.next(GLANCE) {
                Ok(news) => connection.send(&event(&news))?,
                Err(RecvTimeoutError::Timeout) if sent.elapsed() < HEARTBEAT => continue,
                Err(RecvTimeoutError::Timeout) => connection.send(b":\n\n")?,
                Err(RecvTimeoutError::Disconnected) => break,
            }
            sent = Instant::now();
        }
        Ok(())
    }

    /// Lets a page at a file: at all of a folder; where one file was asked for,
    /// at that one and those that it includes.
    pub(super) fn admit(&self, path: &str) -> Result<(), Refusal> {
        if self.admitted.has(&self.folder, path) {
            return Ok(());
        }
        let only = self.folder.only().unwrap_or_default();
        let why = format!("{path}: only {only} and what it includes are served");
        Err(Refusal::new(403, why))
    }
}

/// News as the stream writes it. JSON has no line ends of its own.
fn event(news: &News) -> Vec<u8> {
    let data = serde_json::to_string(news).unwrap_or_default();
    format!("data: {data}\n\n").into_bytes()
}
