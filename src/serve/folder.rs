//! The event files that a page may reach, and nothing outside their folder.

use super::wire::{LARGEST_BODY, Refusal};
use crate::storage::{Staged, folder_of};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// How deep folders are looked through.
const DEEPEST: usize = 8;
/// The most files that are listed.
const MOST_FILES: usize = 2000;

/// A folder with event files.
pub(super) struct Folder {
    root: PathBuf,
    /// The one file that was asked for, where it was one.
    only: Option<String>,
    hasher: RandomState,
    /// Held from the look at a file to its change, so that no page overwrites
    /// what another one just saved.
    saving: Mutex<()>,
}

/// A file's text with what names this very state of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) text: String,
    /// Means something in this run only.
    pub(super) version: String,
}

/// How saving ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Saved {
    /// The text is on the disk under this version.
    Done(String),
    /// What is on the disk is not what the page knew; `None` where there is
    /// no file any more.
    Conflict(Option<Stored>),
}

/// What tells one state of a file from the next without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trace {
    changed: Option<SystemTime>,
    length: u64,
    #[cfg(unix)]
    place: (u64, u64),
}

impl Trace {
    fn of(data: &Metadata) -> Self {
        Self {
            changed: data.modified().ok(),
            length: data.len(),
            #[cfg(unix)]
            place: {
                use std::os::unix::fs::MetadataExt;
                (data.ino(), data.ctime_nsec() as u64)
            },
        }
    }
}

impl Folder {
    /// What is served at a path: a folder with all event files in it, or one
    /// event file.
    ///
    /// # Errors
    /// In words to follow the path.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let is_folder = fs::metadata(path)?.is_dir();
        if is_folder {
            return Ok(Self::new(fs::canonicalize(path)?, None));
        }
        // A link to a file stands for the file: its folder is where it lies.
        let real = fs::canonicalize(path)?;
        let name = real.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|name| is_event_file(Path::new(name))) else {
            return Err(io::Error::other(
                "it is neither a folder nor a .yaml or .yml file",
            ));
        };
        let folder = Self::new(folder_of(&real).to_owned(), Some(name.to_owned()));
        match folder.real(name) {
            Ok(_) => Ok(folder),
            Err(refusal) => Err(io::Error::other(refusal.message)),
        }
    }

    fn new(root: PathBuf, only: Option<String>) -> Self {
        Self {
            root,
            only,
            hasher: RandomState::new(),
            saving: Mutex::new(()),
        }
    }

    /// Its own name.
    pub(super) fn name(&self) -> String {
        let name = self.root.file_name().unwrap_or(self.root.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// The one file that was asked for, where it was one.
    pub(super) fn only(&self) -> Option<&str> {
        self.only.as_deref()
    }

    /// Where a file of it is by the name that pages use, whether it is there
    /// or not; never a place outside.
    pub(super) fn place(&self, path: &str) -> Result<PathBuf, Refusal> {
        let refused = |why: &str| Err(Refusal::new(403, format!("{path}: {why}")));
        let steps = Path::new(path).components();
        let is_plain = !path.contains(['\\', '\0', ':'])
            && steps
                .clone()
                .all(|step| matches!(step, Component::Normal(_)));
        if path.is_empty() || !is_plain {
            return refused("this is no path below the folder that is served");
        }
        if !is_event_file(Path::new(path)) {
            return refused("only .yaml and .yml files are served");
        }
        Ok(self.root.join(path))
    }

    /// The same, where no link leads its folder outside: what it includes is
    /// looked for there.
    pub(super) fn home(&self, path: &str) -> Result<PathBuf, Refusal> {
        let place = self.place(path)?;
        let folder = fs::canonicalize(folder_of(&place)).map_err(|error| told(path, &error))?;
        if !folder.starts_with(&self.root) {
            let why = format!("{path}: its links lead outside the folder that is served");
            return Err(Refusal::new(403, why));
        }
        Ok(place)
    }

    /// Where a file of it really is, links followed.
    fn real(&self, path: &str) -> Result<PathBuf, Refusal> {
        let place = self.place(path)?;
        let failed = |error: io::Error| told(path, &error);
        let real = fs::canonicalize(place).map_err(failed)?;
        if !real.starts_with(&self.root) {
            let why = format!("{path}: its links lead outside the folder that is served");
            return Err(Refusal::new(403, why));
        }
        if !is_event_file(&real) {
            let why = format!("{path}: its links lead to what is no .yaml or .yml file");
            return Err(Refusal::new(403, why));
        }
        if !fs::metadata(&real).map_err(failed)?.is_file() {
            return Err(Refusal::new(403, format!("{path}: it is no file")));
        }
        Ok(real)
    }

    /// Reads a file.
    pub(super) fn read(&self, path: &str) -> Result<Stored, Refusal> {
        let real = self.real(path)?;
        self.stored(path, &real)
    }

    fn stored(&self, path: &str, real: &Path) -> Result<Stored, Refusal> {
        let bytes = bytes(real).map_err(|error| told(path, &error))?;
        if bytes.len() > LARGEST_BODY {
            let why = format!("{path}: files larger than 32 MB are not for a page");
            return Err(Refusal::new(413, why));
        }
        let version = self.version(&bytes);
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Stored { text, version }),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let why = format!("{path}: this is not UTF-8 (byte {at}): save it as UTF-8 first");
                Err(Refusal::new(422, why))
            }
        }
    }

    /// What names these bytes in this run.
    fn version(&self, bytes: &[u8]) -> String {
        format!("{:016x}", self.hasher.hash_one(bytes))
    }

    /// The version of a file as it is now; `None` where it cannot be read.
    pub(super) fn current(&self, path: &str) -> Option<String> {
        let real = self.real(path).ok()?;
        bytes(&real).ok().map(|bytes| self.version(&bytes))
    }

    /// Replaces a file whole where it is still what the page knew. `known` is
    /// `None` where the page knows of no file.
    pub(super) fn save(
        &self,
        path: &str,
        text: &str,
        known: Option<&str>,
    ) -> Result<Saved, Refusal> {
        let _turn = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = |error: io::Error| told(path, &error);
        let target = match self.real(path) {
            Ok(real) => real,
            Err(missing) if missing.status == 404 => {
                if known.is_some() {
                    return Ok(Saved::Conflict(None));
                }
                self.new_place(path)?
            }
            Err(refusal) => return Err(refusal),
        };
        let is_protected = fs::metadata(&target).is_ok_and(|data| data.permissions().readonly());
        if is_protected {
            return Err(Refusal::new(403, format!("{path}: it is write-protected")));
        }
        // The new text waits complete on the disk while the older one is looked
        // at for the last time: between that look and the change lies nothing.
        let staged = Staged::beside(&target, text.as_bytes()).map_err(failed)?;
        let version = self.version(text.as_bytes());
        match bytes(&target) {
            Ok(older) => {
                let older_version = self.version(&older);
                if older_version == version {
                    return Ok(Saved::Done(version));
                }
                if known != Some(older_version.as_str()) {
                    return self
                        .stored(path, &target)
                        .map(|stored| Saved::Conflict(Some(stored)));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if known.is_some() {
                    return Ok(Saved::Conflict(None));
                }
            }
            Err(error) => return Err(failed(error)),
        }
        staged.persist().map_err(failed)?;
        Ok(Saved::Done(version))
    }

    /// Where a file that is not there yet may be written.
    fn new_place(&self, path: &str) -> Result<PathBuf, Refusal> {
        let place = self.place(path)?;
        let folder = fs::canonicalize(folder_of(&place)).map_err(|error| told(path, &error))?;
        let name = place.file_name().unwrap_or_default();
        // A link to nowhere is a place elsewhere.
        if !folder.starts_with(&self.root) || fs::symlink_metadata(&place).is_ok() {
            let why = format!("{path}: its links lead outside the folder that is served");
            return Err(Refusal::new(403, why));
        }
        Ok(folder.join(name))
    }

    /// The event files that pages may open, in the order of their paths, each
    /// with a trace of its state.
    pub(super) fn files(&self) -> BTreeMap<String, Trace> {
        let mut files = BTreeMap::new();
        if let Some(only) = &self.only {
            self.note(only.clone(), &mut files);
            return files;
        }
        let mut waiting = vec![(self.root.clone(), 0)];
        while let Some((folder, depth)) = waiting.pop() {
            let Ok(entries) = fs::read_dir(folder) else {
                continue;
            };
            for entry in entries.flatten() {
                let path = entry.path();
                let name = entry.file_name();
                let is_hidden = name.to_string_lossy().starts_with('.');
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                if is_hidden || files.len() >= MOST_FILES {
                    continue;
                }
                if is_folder {
                    if depth < DEEPEST {
                        waiting.push((path, depth + 1));
                    }
                } else if is_event_file(&path)
                    && let Some(inside) = self.inside(&path)
                {
                    self.note(inside, &mut files);
                }
            }
        }
        files
    }

    fn note(&self, path: String, files: &mut BTreeMap<String, Trace>) {
        let data = self
            .real(&path)
            .ok()
            .and_then(|real| fs::metadata(real).ok());
        if let Some(data) = data {
            files.insert(path, Trace::of(&data));
        }
    }

    /// The trace of one file; `None` where it is not there.
    pub(super) fn trace(&self, path: &str) -> Option<Trace> {
        let real = self.real(path).ok()?;
        Some(Trace::of(&fs::metadata(real).ok()?))
    }

    /// The name that pages use for a place in the folder.
    pub(super) fn inside(&self, place: &Path) -> Option<String> {
        let steps = place.strip_prefix(&self.root).ok()?.components();
        let steps: Option<Vec<&str>> = steps.map(|step| step.as_os_str().to_str()).collect();
        Some(steps?.join("/"))
    }
}

/// Whether the name is that of an event file.
pub(super) fn is_event_file(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ["yaml", "yml"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads a file up to a byte more than a page takes.
fn bytes(real: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = LARGEST_BODY as u64 + 1;
    fs::File::open(real)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Trouble with a file in words for the user.
fn told(path: &str, error: &io::Error) -> Refusal {
    let (status, why) = match error.kind() {
        io::ErrorKind::NotFound => (404, "there is no such file".to_owned()),
        io::ErrorKind::NotADirectory => (404, "a part of its path is no folder".to_owned()),
        io::ErrorKind::PermissionDenied => (403, "permission denied".to_owned()),
        io::ErrorKind::StorageFull => (422, "the disk is full".to_owned()),
        _ => (422, error.to_string()),
    };
    Refusal::new(status, format!("{path}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with files, served.
    fn desk(files: &[(&str, &str)]) -> (tempfile::TempDir, Folder) {
        let desk = tempfile::tempdir().unwrap();
        fs::create_dir(desk.path().join("served")).unwrap();
        for (name, text) in files {
            let path = desk.path().join("served").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let folder = Folder::open(&desk.path().join("served")).unwrap();
        (desk, folder)
    }

    #[test]
    fn lists_event_files_below_and_hides_hidden_ones() {
        let (_desk, folder) = desk(&[
            ("b.yaml", ""),
            ("a.YML", ""),
            ("deep/c.yaml", ""),
            (".git/d.yaml", ""),
            ("notes.txt", ""),
        ]);
        let files: Vec<String> = folder.files().into_keys().collect();
        assert_eq!(files, ["a.YML", "b.yaml", "deep/c.yaml"]);
    }

    #[test]
    fn reaches_nothing_outside() {
        let (desk, folder) = desk(&[("a.yaml", "in"), ("a.txt", "no event file")]);
        fs::write(desk.path().join("secret.yaml"), "out").unwrap();
        let absolute = desk.path().join("secret.yaml").display().to_string();
        for path in [
            "../secret.yaml",
            "deep/../../secret.yaml",
            "./../secret.yaml",
            absolute.as_str(),
            "a.yaml/../../secret.yaml",
            "..\\secret.yaml",
            "C:secret.yaml",
            "a.txt",
            "",
            ".",
            "a.yaml\0",
        ] {
            assert_eq!(folder.read(path).unwrap_err().status, 403, "{path:?}");
            let saved = folder.save(path, "new", None);
            assert_eq!(saved.unwrap_err().status, 403, "{path:?}");
        }
        let left = fs::read_to_string(desk.path().join("secret.yaml")).unwrap();
        assert_eq!(left, "out");
    }

    #[cfg(unix)]
    #[test]
    fn links_may_stay_in_the_folder_but_not_leave_it() {
        use std::os::unix::fs::symlink;
        let (desk, folder) = desk(&[("real/a.yaml", "in"), ("a.txt", "no event file")]);
        let served = desk.path().join("served");
        fs::write(desk.path().join("secret.yaml"), "out").unwrap();
        symlink("real/a.yaml", served.join("inside.yaml")).unwrap();
        symlink("../secret.yaml", served.join("outside.yaml")).unwrap();
        symlink("../new.yaml", served.join("nowhere.yaml")).unwrap();
        symlink("..", served.join("up")).unwrap();
        symlink("a.txt", served.join("text.yaml")).unwrap();

        let known = folder.read("inside.yaml").unwrap();
        assert_eq!(known.text, "in");
        for path in [
            "outside.yaml",
            "nowhere.yaml",
            "up/secret.yaml",
            "text.yaml",
        ] {
            assert!(folder.read(path).is_err(), "{path}");
            assert!(folder.save(path, "new", None).is_err(), "{path}");
        }
        // Nor is what a text includes looked for out there.
        assert!(folder.home("up/new.yaml").is_err());
        assert!(folder.home("real/new.yaml").is_ok());
        // Saving goes through the link to the file.
        let saved = folder.save("inside.yaml", "new", Some(&known.version));
        assert!(matches!(saved, Ok(Saved::Done(_))));
        assert!(served.join("inside.yaml").is_symlink());
        let real = fs::read_to_string(served.join("real/a.yaml")).unwrap();
        assert_eq!(real, "new");
        assert!(!desk.path().join("new.yaml").exists());
    }

    #[test]
    fn saves_only_over_what_the_page_knew() {
        let (desk, folder) = desk(&[("a.yaml", "one")]);
        let known = folder.read("a.yaml").unwrap().version;
        let Ok(Saved::Done(second)) = folder.save("a.yaml", "two", Some(&known)) else {
            panic!("nothing had changed");
        };
        fs::write(desk.path().join("served/a.yaml"), "theirs").unwrap();
        let Ok(Saved::Conflict(Some(theirs))) = folder.save("a.yaml", "three", Some(&second))
        else {
            panic!("the disk had changed");
        };
        assert_eq!(theirs.text, "theirs");
        // Knowing what is there, one may overwrite it.
        let saved = folder.save("a.yaml", "three", Some(&theirs.version));
        assert!(matches!(saved, Ok(Saved::Done(_))));
        let names = fs::read_dir(desk.path().join("served")).unwrap().count();
        assert_eq!(names, 1, "no trace is left");
    }

    #[test]
    fn a_file_that_went_away_is_a_conflict_until_the_page_knows() {
        let (desk, folder) = desk(&[("a.yaml", "one")]);
        let known = folder.read("a.yaml").unwrap().version;
        fs::remove_file(desk.path().join("served/a.yaml")).unwrap();
        let gone = folder.save("a.yaml", "two", Some(&known));
        assert_eq!(gone, Ok(Saved::Conflict(None)));
        let saved = folder.save("a.yaml", "two", None);
        assert!(matches!(saved, Ok(Saved::Done(_))));
        // And a file that came to be in between is one, too.
        let again = folder.save("a.yaml", "three", None);
        assert!(matches!(again, Ok(Saved::Conflict(Some(_)))));
    }

    #[cfg(unix)]
    #[test]
    fn keeps_permissions_and_leaves_write_protected_files_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (desk, folder) = desk(&[("a.yaml", "one")]);
        let path = desk.path().join("served/a.yaml");
        let known = folder.read("a.yaml").unwrap().version;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        folder.save("a.yaml", "two", Some(&known)).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let known = folder.read("a.yaml").unwrap().version;
        let told = folder.save("a.yaml", "three", Some(&known)).unwrap_err();
        assert!(told.message.ends_with("it is write-protected"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let (desk, folder) = desk(&[]);
        fs::write(desk.path().join("served/a.yaml"), b"title: \xff").unwrap();
        let told = folder.read("a.yaml").unwrap_err();
        assert!(told.message.contains("not UTF-8 (byte 7)"), "{told:?}");
    }

    #[test]
    fn one_file_served_keeps_the_others_off_the_list() {
        let (desk, _) = desk(&[("a.yaml", "one"), ("b.yaml", "two")]);
        let folder = Folder::open(&desk.path().join("served/a.yaml")).unwrap();
        assert_eq!(folder.only(), Some("a.yaml"));
        let files: Vec<String> = folder.files().into_keys().collect();
        assert_eq!(files, ["a.yaml"]);
    }
}
