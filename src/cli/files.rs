//! Files in and out.

use super::error::Error;
use crate::compile::{Compilation, compile};
use crate::document::{Included, Loader};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The largest file that is read.
const LARGEST: u64 = 1 << 30;

/// Whether a path stands for standard input or output.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What messages call an input.
pub(super) fn name_of(path: &Path) -> String {
    if is_standard(path) {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    }
}

/// Reads an input whole.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    if is_standard(path) {
        let read = io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(|error| Error::world(format!("standard input cannot be read: {error}")))?;
    } else {
        let fail = |error: io::Error| Error::file("read", path, &error);
        let file = fs::File::open(path).map_err(fail)?;
        if file.metadata().map_err(fail)?.is_dir() {
            return Err(Error::world(format!(
                "{} is a folder: name an event file in it",
                path.display()
            )));
        }
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(fail)?;
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Error::world(format!(
            "{} is larger than 1 GB",
            name_of(path)
        )));
    }
    Ok(bytes)
}

/// Reads and compiles an input with what it includes.
pub(super) fn compiled(path: &Path) -> Result<Compilation, Error> {
    let bytes = read(path)?;
    let root = if is_standard(path) {
        PathBuf::from(".")
    } else {
        match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        }
    };
    let mut loader = Folder { root };
    Ok(compile(&name_of(path), bytes, &mut loader))
}

/// Included files from the folder of the first one and those below it.
struct Folder {
    root: PathBuf,
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
        let file = fs::File::open(&real).map_err(why)?;
        if !file.metadata().map_err(why)?.is_file() {
            return Err("it is no file".to_owned());
        }
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

/// Writes to standard output.
pub(super) fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    written.map_err(|error| Error::output(&error))
}

/// Writes to standard error; nobody can be told where that fails.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes a file whole or not at all: beside its place first, then in it. A
/// link is followed, and the rights of an older file are kept.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let fail = |error: io::Error| Error::file("written", path, &error);
    if target.is_dir() {
        return Err(Error::world(format!(
            "{} cannot be written: it is a folder",
            path.display()
        )));
    }
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&folder).map_err(fail)?;
    let mut file = tempfile::Builder::new()
        .prefix(".causeline-")
        .tempfile_in(&folder)
        .map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    if let Ok(older) = fs::metadata(&target) {
        file.as_file()
            .set_permissions(older.permissions())
            .map_err(fail)?;
    } else {
        open_to_readers(file.as_file()).map_err(fail)?;
    }
    file.as_file().sync_all().map_err(fail)?;
    file.persist(&target).map_err(|error| fail(error.error))?;
    Ok(())
}

/// A new picture may be read by all, unlike a temporary file.
#[cfg(unix)]
pub(super) fn open_to_readers(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(super) fn open_to_readers(_: &fs::File) -> io::Result<()> {
    Ok(())
}
