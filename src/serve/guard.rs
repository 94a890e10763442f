//! Who may ask: this server's own page, and nobody else.
//!
//! Other pages in the same browser reach any address of this machine. They are
//! kept out by what the browser itself tells of a request (`Host`, `Origin`,
//! `Sec-Fetch-Site`), and everybody else on the machine by a secret that only
//! the printed address carries.

use super::token::Token;
use super::wire::{Head, Refusal};
use std::sync::{Mutex, PoisonError};

/// The header field that carries the secret. Pages from elsewhere cannot send
/// it, since nothing here ever allows them to.
const SECRET: &str = "x-causeline-token";

/// What requests must show.
pub(super) struct Guard {
    port: u16,
    token: Token,
    /// Gives the secret once; nothing where it has.
    ticket: Mutex<Option<Token>>,
}

impl Guard {
    pub(super) fn new(port: u16, token: Token) -> Self {
        Self {
            port,
            token,
            ticket: Mutex::new(None),
        }
    }

    /// Lets the secret be had once for that ticket.
    pub(super) fn admit_once(&self, ticket: Token) {
        *self.ticket.lock().unwrap_or_else(PoisonError::into_inner) = Some(ticket);
    }

    /// The secret for the ticket that a request shows, which is then void.
    pub(super) fn enter(&self, head: &Head) -> Result<&str, Refusal> {
        self.posted(head)?;
        let told = head.field(SECRET)?.unwrap_or_default();
        let mut ticket = self.ticket.lock().unwrap_or_else(PoisonError::into_inner);
        if ticket.take_if(|ticket| ticket.is(told)).is_some() {
            Ok(self.token.as_str())
        } else {
            Err(unknown())
        }
    }

    /// The secret as it stands in an address.
    pub(super) fn token(&self) -> &str {
        self.token.as_str()
    }

    /// Lets a request for the page itself through, which holds nothing of the
    /// user's.
    pub(super) fn page(&self, head: &Head) -> Result<(), Refusal> {
        self.origin(head)?;
        if !matches!(head.method.as_str(), "GET" | "HEAD") {
            return Err(Refusal::new(405, "this can only be read"));
        }
        Ok(())
    }

    /// Lets a request for data through.
    pub(super) fn data(&self, head: &Head) -> Result<(), Refusal> {
        self.posted(head)?;
        let told = head.field(SECRET)?.unwrap_or_default();
        if !self.token.is(told) {
            return Err(unknown());
        }
        let media_type = head.field("content-type")?.unwrap_or_default();
        if media_type.split(';').next().map(str::trim) != Some("application/json") {
            return Err(Refusal::new(415, "the body must be application/json"));
        }
        Ok(())
    }

    fn posted(&self, head: &Head) -> Result<(), Refusal> {
        self.origin(head)?;
        if head.method != "POST" {
            return Err(Refusal::new(405, "ask by POST"));
        }
        Ok(())
    }

    /// Whether a name with this port is this server's.
    fn is_own(&self, host: &str) -> bool {
        ["127.0.0.1", "localhost", "[::1]"]
            .iter()
            .any(|name| host == format!("{name}:{}", self.port))
    }

    fn origin(&self, head: &Head) -> Result<(), Refusal> {
        let host = head.field("host")?.unwrap_or_default();
        if !self.is_own(host) {
            return Err(Refusal::new(
                403,
                "this server answers only to the address that it printed",
            ));
        }
        let foreign = || Refusal::new(403, "another page may not ask here");
        if let Some(origin) = head.field("origin")?
            && origin.strip_prefix("http://") != Some(host)
        {
            return Err(foreign());
        }
        match head.field("sec-fetch-site")? {
            None | Some("same-origin" | "none") => Ok(()),
            // A link from elsewhere may lead to the page, in a window of its own.
            Some(_) if is_visit(head)? => Ok(()),
            Some(_) => Err(foreign()),
        }
    }
}

/// What is told to who does not know the secret.
fn unknown() -> Refusal {
    Refusal::new(
        401,
        "open the address that `causeline serve` printed: it carries the secret of this run",
    )
}

/// Whether the browser goes to the page, as by a link.
fn is_visit(head: &Head) -> Result<bool, Refusal> {
    Ok(head.method == "GET"
        && head.path == "/"
        && head.field("sec-fetch-mode")? == Some("navigate")
        && head.field("sec-fetch-dest")? == Some("document"))
}
