//! Notices what others change on the disk.
//!
//! By looking, a few times a second and only while a page is open: that sees
//! changes on network folders and in containers too, where the system sends no
//! notice of them. A look reads times and sizes; contents are read only of
//! files that seem to have changed.

use super::folder::{Folder, Trace};
use super::hub::{Hub, News};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long to wait between two looks at the files of open pages.
const PAUSE: Duration = Duration::from_millis(150);
/// How many looks there are to one at the whole folder.
const LOOKS: usize = 7;
/// The most files beside the listed ones that are looked at.
const MOST_INCLUDED: usize = 1024;

/// What is being watched.
#[derive(Default)]
pub(super) struct Watch {
    /// Files that pages have open, and those that these include.
    close: Mutex<BTreeSet<String>>,
}

/// What was seen at the last look.
#[derive(Default)]
struct Seen {
    /// Files that were not there at the last look. Many programs take a file
    /// away for a moment to put another in its place.
    missing: BTreeSet<String>,
    files: BTreeMap<String, Option<Trace>>,
    versions: BTreeMap<String, Option<String>>,
    list: BTreeSet<String>,
}

impl Watch {
    /// Looks at these files, too.
    pub(super) fn closely<'p>(&self, paths: impl IntoIterator<Item = &'p str>) {
        let mut close = self.close.lock().unwrap_or_else(PoisonError::into_inner);
        for path in paths {
            if close.len() < MOST_INCLUDED && !close.contains(path) {
                close.insert(path.to_owned());
            }
        }
    }

    fn close(&self) -> BTreeSet<String> {
        let close = self.close.lock().unwrap_or_else(PoisonError::into_inner);
        close.clone()
    }

    /// Watches for ever.
    pub(super) fn run(&self, folder: &Folder, hub: &Hub) {
        let mut seen = Seen::default();
        let mut look = 0;
        loop {
            if hub.wait() {
                // Nobody asked what happened meanwhile: pages learn the state
                // of their file when they come.
                seen = Seen::default();
                look = 0;
            }
            for news in seen.look(folder, self.close(), look % LOOKS == 0) {
                hub.tell(&news);
            }
            look += 1;
            std::thread::sleep(PAUSE);
        }
    }
}

impl Seen {
    /// Looks again; what is new since the last look.
    fn look(&mut self, folder: &Folder, close: BTreeSet<String>, whole: bool) -> Vec<News> {
        let mut news = Vec::new();
        if whole {
            let list: BTreeSet<String> = folder.files().into_keys().collect();
            if list != self.list && !self.list.is_empty() {
                news.push(News::Files);
            }
            self.list = list;
        }
        for path in close {
            let trace = folder.trace(&path);
            if trace.is_some() {
                self.missing.remove(&path);
            } else if self.missing.insert(path.clone()) {
                continue;
            }
            if self.files.get(&path) == Some(&trace) {
                continue;
            }
            let is_first = self.files.insert(path.clone(), trace).is_none();
            let version = folder.current(&path);
            if self.versions.get(&path) == Some(&version) {
                continue;
            }
            self.versions.insert(path.clone(), version.clone());
            if !is_first {
                news.push(News::File { path, version });
            }
        }
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn tells_changes_once_and_not_what_stays_the_same() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("a.yaml");
        fs::write(&path, "one").unwrap();
        let folder = Folder::open(desk.path()).unwrap();
        let close: BTreeSet<String> = ["a.yaml".to_owned()].into();
        let mut seen = Seen::default();
        assert_eq!(seen.look(&folder, close.clone(), true), []);

        fs::write(&path, "longer").unwrap();
        let version = folder.current("a.yaml");
        let news = News::File {
            path: "a.yaml".to_owned(),
            version,
        };
        assert_eq!(seen.look(&folder, close.clone(), false), [news]);
        assert_eq!(seen.look(&folder, close.clone(), true), []);

        // Written again with the same contents: nothing is new.
        fs::remove_file(&path).unwrap();
        fs::write(&path, "longer").unwrap();
        assert_eq!(seen.look(&folder, close.clone(), false), []);

        fs::remove_file(&path).unwrap();
        let gone = News::File {
            path: "a.yaml".to_owned(),
            version: None,
        };
        // Gone for a moment may mean replaced: it is told at the second look.
        assert_eq!(seen.look(&folder, close.clone(), false), []);
        assert_eq!(seen.look(&folder, close.clone(), false), [gone]);
        fs::write(desk.path().join("b.yaml"), "").unwrap();
        assert_eq!(seen.look(&folder, close, true), [News::Files]);
    }
}
