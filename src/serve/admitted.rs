//! Which files pages may reach: all of a folder; where one file is served,
//! that one and what it includes.
//!
//! Only what stands on the disk counts. A page that names another file in its
//! text, which is not saved, does not get at that file by it.

use super::folder::{Folder, Trace};
use super::preview::Includes;
use crate::document;
use crate::storage;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The files beside the one that is served.
#[derive(Default)]
pub(super) struct Admitted {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// What was included at any time of this run: a file that is written in two
    /// steps must not shut a page out that is at work.
    names: BTreeSet<String>,
    /// The files as they were when they were read.
    traces: BTreeMap<String, Option<Trace>>,
}

impl Admitted {
    /// Whether pages may reach a file.
    pub(super) fn has(&self, folder: &Folder, path: &str) -> bool {
        let Some(only) = folder.only() else {
            return true;
        };
        if path == only {
            return true;
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.names.contains(path) {
            known.look(folder, only);
        }
        known.names.contains(path)
    }
}

impl Known {
    /// Reads again what is included, where a file has changed since.
    fn look(&mut self, folder: &Folder, only: &str) {
        let names = self.names.iter().map(String::as_str).chain([only]);
        let traces = names.map(|name| (name.to_owned(), folder.trace(name)));
        let mut traces: BTreeMap<_, _> = traces.collect();
        if traces == self.traces {
            return;
        }
        for name in included(folder, only).unwrap_or_default() {
            // One that is new is read once more, since its trace could only be
            // taken after it was read.
            traces.entry(name.clone()).or_insert(None);
            self.names.insert(name);
        }
        self.traces = traces;
    }
}

/// What a file includes, and what these do.
fn included(folder: &Folder, path: &str) -> Option<Vec<String>> {
    let place = folder.home(path).ok()?;
    let bytes = folder.read(path).ok()?.text.into_bytes();
    let mut includes = Includes::all(storage::folder_of(&place));
    let reading = document::read(&place.display().to_string(), bytes, &mut includes);
    let files = reading.document.sources().iter().skip(1);
    Some(
        files
            .filter_map(|(_, file)| folder.inside(Path::new(file.name())))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_files_on_the_disk_include_is_admitted_as_they_change() {
        let desk = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(desk.path().join(name), text).unwrap();
        let part = "events:\n  b: { when: 2021, what: B }\n";
        write("main.yaml", "include: part.yaml\n");
        write("part.yaml", part);
        write("deep.yaml", "title: Deep\n");
        write("other.yaml", "title: Other\n");
        let folder = Folder::open(&desk.path().join("main.yaml")).unwrap();
        let admitted = Admitted::default();
        let has = |name: &str| admitted.has(&folder, name);
        assert!(has("main.yaml") && has("part.yaml"));
        assert!(!has("deep.yaml") && !has("other.yaml") && !has("none.yaml"));
        write("part.yaml", &format!("{part}include: deep.yaml\n"));
        assert!(has("deep.yaml") && !has("other.yaml"));
        // Who is in stays in.
        write("main.yaml", "title: Half of\n");
        assert!(has("part.yaml") && has("deep.yaml") && !has("other.yaml"));
        let whole = Folder::open(desk.path()).unwrap();
        assert!(Admitted::default().has(&whole, "other.yaml"));
    }
}
