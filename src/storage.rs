//! Files on the disk: read with a limit, written whole or not at all, included
//! only from where they may be.
//!
//! What `cli` and `serve` write, and what event files include, goes through this room.

use crate::document::{Included, Loader};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
pub(crate) const LARGEST: u64 = 1 << 30;

/// The folder that a path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Included files from the folder of the first one and those below it.
pub(crate) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Includes from that folder.
    pub(crate) fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Loader for Folder {
    fn load(&mut self, from: &str, path: &str) -> Result<Included, String> {
        if Path::new(path).is_absolute() {
            return Err("its path is not relative".to_owned());
        }
        let base = Path::new(from).parent().filter(|_| from != "<stdin>");
        let base = base
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(&self.root);
        let wanted = base.join(path);
        let why = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => error.to_string(),
        };
        let root = fs::canonicalize(&self.root).map_err(why)?;
        let real = fs::canonicalize(&wanted).map_err(why)?;
        let Ok(inside) = real.strip_prefix(&root) else {
            return Err("it lies outside the folder of the first file".to_owned());
        };
        // Looked at before it is opened: opening a pipe would wait for a writer.
        if !fs::metadata(&real).map_err(why)?.is_file() {
            return Err("it is no file".to_owned());
        }
        let file = fs::File::open(&real).map_err(why)?;
        let mut bytes = Vec::new();
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(why)?;
        if bytes.len() as u64 > LARGEST {
            return Err("it is larger than 1 GB".to_owned());
        }
        Ok(Included {
            name: self.root.join(inside).display().to_string(),
            bytes,
        })
    }
}

/// A file written beside its place, complete on the disk. Dropped, it leaves no
/// trace.
///
/// A link is followed, and the rights of an older file are kept. What is no
/// file, such as `/dev/null` or a pipe, is written to and never replaced.
pub(crate) enum Staged<'a> {
    /// A file, ready to be put in its place.
    File {
        /// Its place.
        target: PathBuf,
        /// Its contents.
        file: tempfile::NamedTempFile,
    },
    /// What is no file is written to in place.
    Device {
        /// What it is.
        target: PathBuf,
        /// What to write.
        bytes: &'a [u8],
    },
}

impl<'a> Staged<'a> {
    /// Writes beside a path.
    ///
    /// # Errors
    /// Where that fails; the path is as it was.
    pub(crate) fn beside(path: &Path, bytes: &'a [u8]) -> io::Result<Self> {
        let target = followed(path)?;
        let older = fs::metadata(&target).ok();
        match &older {
            Some(older) if older.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Some(older) if !older.is_file() => return Ok(Self::Device { target, bytes }),
            _ => {}
        }
        let folder = folder_of(&target);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new()
            .prefix(".causeline-")
            .tempfile_in(folder)?;
        file.write_all(bytes)?;
        match older {
            Some(older) => file.as_file().set_permissions(older.permissions())?,
            None => open_to_readers(file.as_file())?,
        }
        file.as_file().sync_all()?;
        Ok(Self::File { target, file })
    }

    /// Puts it in its place, in one step.
    ///
    /// # Errors
    /// Where that fails; an older file stays.
    pub(crate) fn persist(self) -> io::Result<()> {
        match self {
            Self::File { target, file } => {
                file.persist(&target)?;
                Ok(())
            }
            Self::Device { target, bytes } => {
                let mut device = fs::OpenOptions::new().write(true).open(&target)?;
                device.write_all(bytes)
            }
        }
    }
}

/// The most links that one path may run through, as in the Linux kernel.
const MOST_LINKS: usize = 40;

/// Where a path leads, though its last link may point to what is not there yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&target) else {
            return Ok(target);
        };
        target = folder_of(&target).join(next);
    }
    Err(io::Error::other("its links run in a circle"))
}

/// A new file may be read by all, unlike a temporary one.
#[cfg(unix)]
pub(crate) fn open_to_readers(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(crate) fn open_to_readers(_: &fs::File) -> io::Result<()> {
    Ok(())
}
