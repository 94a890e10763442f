//! The language server, and the files that it may look at.

use super::error::Error;
use super::files;
use crate::document::Included;
use crate::lsp::{Outcome, World, serve, stdio};
use clap::Args;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

/// Serve an editor over standard input and output (Language Server Protocol).
#[derive(Args, Debug)]
pub(super) struct Lsp {
    /// Accepted for editors that give it; there is no other way.
    #[arg(long, hide = true)]
    stdio: bool,
}

impl Lsp {
    // Like every command, though this one cannot fail.
    #[allow(clippy::unnecessary_wraps)]
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let _ = self.stdio;
        // The protocol's own codes: 0 after a `shutdown`, else 1.
        Ok(match serve(stdio(), &Disk) {
            Outcome::Asked => ExitCode::SUCCESS,
            Outcome::Unasked => ExitCode::from(1),
        })
    }
}

/// How many folders above a file may hold one that includes it.
const FOLDERS: usize = 3;
/// The most event files of a folder that are looked at.
const MOST: usize = 200;
/// The largest file that is looked at for what it includes, in bytes.
const LARGEST: u64 = 4 << 20;

struct Disk;

impl World for Disk {
    fn include(&self, root: &str, from: &str, path: &str) -> Result<Included, String> {
        files::include(Path::new(root), from, path)
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        files::read(Path::new(name)).ok()
    }

    fn neighbours(&self, name: &str) -> Vec<String> {
        let folders = Path::new(name).ancestors().skip(1).take(FOLDERS);
        folders.flat_map(event_files).collect()
    }
}

/// The event files of a folder, by name.
fn event_files(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            matches!(ending, Some("yaml" | "yml"))
        })
        .filter(|path| fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST))
        .map(|path| path.display().to_string())
        .collect();
    names.sort();
    names.truncate(MOST);
    names
}
