//! An edit carried out: shown, or written whole.

use crate::cli::error::Error;
use crate::cli::{files, report};
use crate::compile::{Compilation, compile};
use crate::edit::{Change, ChangedFile, Operation, Refusal, edit};
use crate::source::{FileId, SourceSet};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The mark that some editors set before the first byte of a text.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The file that a command changes.
#[derive(Args, Clone, Debug)]
pub(super) struct Target {
    /// The event file; `-` reads standard input and writes standard output.
    pub(super) file: PathBuf,
    /// Show the change as a diff, and write nothing.
    #[arg(short = 'n', long)]
    pub(super) dry_run: bool,
}

impl Target {
    /// Carries an operation out on the file and those it includes.
    pub(super) fn carry_out(
        &self,
        operation: impl FnOnce(&Compilation) -> Result<Operation, Error>,
    ) -> Result<ExitCode, Error> {
        let opened = Opened::read(&self.file)?;
        let operation = operation(&opened.compiled)?;
        let mut loader = files::Folder::around(&self.file);
        match edit(&opened.compiled, &operation, &mut loader) {
            Ok(change) => self.finish(&opened, &change),
            Err(refusal) => Ok(refused(opened.compiled.sources(), &refusal)),
        }
    }

    /// Shows or writes a change.
    pub(super) fn finish(&self, opened: &Opened, change: &Change) -> Result<ExitCode, Error> {
        if self.dry_run {
            files::print(change.difference().as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        }
        if files::is_standard(&self.file) {
            return print(opened, change);
        }
        if change.files().is_empty() {
            files::complain(&format!("{}: nothing to change\n", self.file.display()));
            return Ok(ExitCode::SUCCESS);
        }
        let mut written = Vec::new();
        for changed in change.files() {
            let path = if changed.file == FileId(0) {
                self.file.clone()
            } else {
                PathBuf::from(&changed.name)
            };
            let bytes = bytes_of(&path, changed)?;
            written.push((path, bytes));
        }
        files::write_all(&written)?;
        for (path, _) in written {
            files::complain(&format!("{} written\n", path.display()));
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The text of standard input afterwards, on standard output.
fn print(opened: &Opened, change: &Change) -> Result<ExitCode, Error> {
    if let Some(other) = change.files().iter().find(|file| file.file != FileId(0)) {
        return Err(Error::usage(format!(
            "{} would change too: name the first file instead of `-`",
            other.name
        )));
    }
    let text = match change.files().first() {
        Some(changed) => &changed.after,
        None => opened
            .compiled
            .sources()
            .get(FileId(0))
            .map_or("", |file| file.text()),
    };
    files::print(&[opened.mark, text.as_bytes()].concat())?;
    Ok(ExitCode::SUCCESS)
}

/// A file as it was read.
pub(super) struct Opened {
    pub(super) compiled: Compilation,
    /// Its byte order mark, which is no part of its text.
    mark: &'static [u8],
}

impl Opened {
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let bytes = files::read(path)?;
        let mark = mark_of(&bytes);
        let mut loader = files::Folder::around(path);
        let compiled = compile(&files::name_of(path), bytes, &mut loader);
        Ok(Self { compiled, mark })
    }
}

fn mark_of(bytes: &[u8]) -> &'static [u8] {
    if bytes.starts_with(BYTE_ORDER_MARK) {
        BYTE_ORDER_MARK
    } else {
        &[]
    }
}

/// The bytes of a file afterwards. What changed on disk since it was read is
/// never written over.
fn bytes_of(path: &Path, changed: &ChangedFile) -> Result<Vec<u8>, Error> {
    let now = files::read(path)?;
    if std::fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly()) {
        return Err(Error::world(format!(
            "{} is write-protected: nothing is written",
            path.display()
        )));
    }
    let mark = mark_of(&now);
    if &now[mark.len()..] != changed.before.as_bytes() {
        return Err(Error::world(format!(
            "{} has changed meanwhile: nothing is written, try again",
            path.display()
        )));
    }
    Ok([mark, changed.after.as_bytes()].concat())
}

/// Tells why an edit is not done.
pub(super) fn refused(sources: &SourceSet, refusal: &Refusal) -> ExitCode {
    if let Some(after) = refusal.after() {
        report::tell(after.sources(), refusal.faults());
    }
    if refusal.location().is_some() {
        report::tell_one(sources, &refusal.diagnostic());
        files::complain("nothing is written\n");
    } else {
        let advice = refusal.advice().map(|advice| format!(": {advice}"));
        let advice = advice.unwrap_or_default();
        let outcome = if refusal.is_usage() {
            ""
        } else {
            "nothing is written: "
        };
        files::complain(&format!("error: {outcome}{refusal}{advice}\n"));
    }
    ExitCode::from(if refusal.is_usage() { 2 } else { 1 })
}
