//! Trouble with the outside world, and with what was asked.

use std::fmt::{self, Write as _};
use std::io;
use std::path::Path;

/// Why a command could not do what was asked: never about the text of an event
/// file, which diagnostics tell.
#[derive(Debug)]
pub struct Error {
    message: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Usage,
    World,
    ClosedPipe,
}

impl Error {
    /// Something was asked for that is not there.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            kind: Kind::Usage,
        }
    }

    /// Something failed outside.
    pub(super) fn world(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            kind: Kind::World,
        }
    }

    /// A file could not be read or written.
    pub(super) fn file(doing: &str, path: &Path, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            io::ErrorKind::NotADirectory => "a part of its path is no folder".to_owned(),
            io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            _ => error.to_string(),
        };
        Self::world(format!("{} cannot be {doing}: {why}", path.display()))
    }

    /// The same, with a name that may have been meant.
    pub(super) fn or(mut self, name: &str) -> Self {
        let _ = write!(self.message, "; did you mean `{name}`?");
        self
    }

    /// Standard output could not be written.
    pub(super) fn output(error: &io::Error) -> Self {
        Self {
            message: format!("standard output cannot be written: {error}"),
            kind: if error.kind() == io::ErrorKind::BrokenPipe {
                Kind::ClosedPipe
            } else {
                Kind::World
            },
        }
    }

    /// Whether the command was called wrongly.
    pub fn is_usage(&self) -> bool {
        self.kind == Kind::Usage
    }

    /// Whether the reader of standard output went away, which is no fault.
    pub fn is_closed_pipe(&self) -> bool {
        self.kind == Kind::ClosedPipe
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
