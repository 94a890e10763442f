//! A live page on this machine alone: the picture beside an editor of its
//! event file, each following the other.
//!
//! ```text
//! TcpListener ─ wire ─▶ Head ─ guard ─▶ body ─ api ─▶ folder · preview · edits ─▶ Answer
//!                                             └ hub ◀─ watch ◀─ the disk
//! ```
//!
//! The server binds the loopback address only, answers only requests that name
//! that address and come from its own page, and hands out the user's files only
//! to who knows the secret of the run. It reads and writes event files below
//! the folder it was given, and nothing else. Every connection has a thread of
//! its own; there are never more than [`MOST_CONNECTIONS`].

mod admitted;
mod api;
mod assets;
mod edits;
mod folder;
mod guard;
mod hub;
mod pieces;
mod preview;
mod site;
mod token;
mod turns;
mod units;
mod watch;
mod wire;

use admitted::Admitted;
use folder::Folder;
use guard::Guard;
use hub::Hub;
use site::Site;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use token::Token;
use turns::Turns;
use watch::Watch;
use wire::{Connection, Refusal};

/// The port that is taken where none is asked for and it is free, so that the
/// address is the same from one run to the next.
pub const PORT: u16 = 4747;

/// The most connections at one time.
pub const MOST_CONNECTIONS: usize = 64;

/// How long to wait where the system can give no connection.
const PAUSE: Duration = Duration::from_millis(50);

/// A server that is ready to be run.
///
/// ```no_run
/// use causeline::serve::Server;
/// let server = Server::open("timelines".as_ref(), None)?;
/// println!("{}", server.url());
/// server.run();
/// # Ok::<(), causeline::serve::Error>(())
/// ```
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    site: Arc<Site>,
}

impl Server {
    /// Binds a port of the loopback address, and serves from then on what is
    /// at the path: one event file, or all event files in a folder.
    ///
    /// Without a port it takes [`PORT`], or any other one where that is taken;
    /// port 0 is any.
    ///
    /// # Errors
    /// Where there is no such file or folder, the port that was asked for is
    /// taken, or the system has no random numbers.
    pub fn open(path: &Path, port: Option<u16>) -> Result<Self, Error> {
        let folder = Folder::open(path).map_err(|error| {
            let why = match error.kind() {
                io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
                io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
                _ => error.to_string(),
            };
            Error(format!("{} cannot be served: {why}", path.display()))
        })?;
        let listener = listen(port)?;
        let address = listener
            .local_addr()
            .map_err(|error| Error(format!("the port cannot be told: {error}")))?;
        let token = random()?;
        let site = Site {
            guard: Guard::new(address.port(), token),
            folder,
            admitted: Admitted::default(),
            hub: Hub::default(),
            watch: Watch::default(),
            turns: Turns::default(),
        };
        Ok(Self {
            listener,
            address,
            site: Arc::new(site),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the page. The secret of the run stands behind the `#`,
    /// which browsers send to nobody.
    pub fn url(&self) -> String {
        format!("http://{}/#{}", self.address, self.site.guard.token())
    }

    /// An address that opens the page once: what hands it to a browser may
    /// show it to other users of the machine. A later one makes an earlier one
    /// void.
    ///
    /// # Errors
    /// Where the system has no random numbers.
    pub fn url_once(&self) -> Result<String, Error> {
        let ticket = random()?;
        let url = format!("http://{}/#once-{}", self.address, ticket.as_str());
        self.site.guard.admit_once(ticket);
        Ok(url)
    }

    /// Serves until the process ends.
    pub fn run(self) -> ! {
        let site = Arc::clone(&self.site);
        std::thread::spawn(move || site.watch.run(&site.folder, &site.hub));
        let open = Arc::new(AtomicUsize::new(0));
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => self.welcome(stream, &open),
                // A client that left again, or no more files for the process:
                // neither ends the server.
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
    }

    /// Gives a connection a thread, if there may be one more.
    fn welcome(&self, stream: TcpStream, open: &Arc<AtomicUsize>) {
        let seat = Seat::take(open);
        let site = Arc::clone(&self.site);
        let is_full = seat.number > MOST_CONNECTIONS;
        let refusal = || Refusal::new(503, "too many pages are open: close some");
        if is_full {
            // Refusing waits for the client, so it has a thread too, up to a
            // bound where clients are no longer even told.
            if seat.number > 2 * MOST_CONNECTIONS {
                return;
            }
        }
        // Where the system has no more threads, the connection is closed.
        let _ = std::thread::Builder::new().spawn(move || {
            let _seat = seat;
            if is_full {
                Connection::new(stream).refuse(refusal());
            } else {
                site.serve(stream);
            }
        });
    }
}

/// A place among the connections, given back when it is dropped.
struct Seat {
    open: Arc<AtomicUsize>,
    number: usize,
}

impl Seat {
    fn take(open: &Arc<AtomicUsize>) -> Self {
        Self {
            number: open.fetch_add(1, Ordering::SeqCst) + 1,
            open: Arc::clone(open),
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A secret.
fn random() -> Result<Token, Error> {
    Token::random().map_err(|error| Error(format!("the system has no random numbers: {error}")))
}

/// Binds a port of the loopback address.
fn listen(port: Option<u16>) -> Result<TcpListener, Error> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let asked = port.unwrap_or(PORT);
    match bind(asked) {
        Ok(listener) => Ok(listener),
        Err(error) if port.is_none() && error.kind() == io::ErrorKind::AddrInUse => {
            bind(0).map_err(|error| Error(format!("no port can be had: {error}")))
        }
        Err(error) => {
            let why = match error.kind() {
                io::ErrorKind::AddrInUse => {
                    "another program has it: name another one with `--port`, or leave that out"
                        .to_owned()
                }
                io::ErrorKind::PermissionDenied => {
                    "only the administrator may have it: name one from 1024 on".to_owned()
                }
                _ => error.to_string(),
            };
            Err(Error(format!("port {asked} cannot be had: {why}")))
        }
    }
}

/// Why nothing can be served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
