//! Files in and out.

use super::error::Error;
use crate::compile::{Compilation, compile};
use crate::document::nearest;
use crate::storage::{LARGEST, Staged, folder_of};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub(super) use crate::storage::Folder;

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
        read.map_err(|error| unreadable(path, &error))?;
    } else {
        let fail = |error: io::Error| unreadable(path, &error);
        let file = fs::File::open(path).map_err(|error| match neighbour(path, &error) {
            Some(name) => fail(error).or(&name),
            None => fail(error),
        })?;
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

/// Why an input cannot be read; `-` is standard input.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Error {
    if is_standard(path) {
        Error::world(format!("standard input cannot be read: {error}"))
    } else {
        Error::file("read", path, error)
    }
}

/// The file most like one that is not there, in its folder.
fn neighbour(path: &Path, error: &io::Error) -> Option<String> {
    if error.kind() != io::ErrorKind::NotFound {
        return None;
    }
    let entries = fs::read_dir(folder_of(path)).ok()?;
    let files = entries.flatten().filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    let sought = path.file_name()?.to_str()?;
    let near = nearest(sought, names.iter().map(String::as_str))?;
    Some(path.with_file_name(near).display().to_string())
}

/// Reads and compiles an input with what it includes.
pub(super) fn compiled(path: &Path) -> Result<Compilation, Error> {
    let bytes = read(path)?;
    Ok(compile(&name_of(path), bytes, &mut Folder::around(path)))
}

/// As [`compiled`], for a question about what is called so; where the file is
/// not there and a name is that of one, they were given the wrong way round.
pub(super) fn compiled_about(names: &[&str], path: &Path) -> Result<Compilation, Error> {
    let is_there = is_standard(path) || path.exists();
    let file = names.iter().find(|name| Path::new(name).is_file());
    match file {
        Some(file) if !is_there => Err(Error::usage(format!(
            "`{file}` is a file, and `{}` is none: the file comes last",
            path.display()
        ))),
        _ => compiled(path),
    }
}

/// Fetches a file that another includes, from the folder of the first one or
/// below it.
#[cfg(feature = "lsp")]
pub(super) fn include(
    root: &Path,
    from: &str,
    path: &str,
) -> Result<crate::document::Included, String> {
    use crate::document::Loader;
    Folder::around(root).load(from, path)
}

impl Folder {
    /// The folder that a first file lies in.
    pub(super) fn around(path: &Path) -> Self {
        Self::new(if is_standard(path) {
            Path::new(".")
        } else {
            folder_of(path)
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

/// Writes a file whole or not at all; see [`Staged`].
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    staged(path, bytes)?.persist().map_err(failed(path))
}

/// Writes several files, all or none: all are written beside their places
/// before the first is put in its place. Should one of these last steps fail,
/// those before it are put back as they were.
pub(super) fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Error> {
    let ready: Result<Vec<Staged<'_>>, Error> = files
        .iter()
        .map(|(path, bytes)| staged(path, bytes))
        .collect();
    let mut older: Vec<(&Path, Vec<u8>)> = Vec::new();
    for (one, (path, _)) in ready?.into_iter().zip(files) {
        let before = fs::read(path).ok();
        if let Err(error) = one.persist() {
            for (path, bytes) in older {
                // Nothing more can be done where even this fails.
                let _ = write(path, &bytes);
            }
            return Err(failed(path)(error));
        }
        older.extend(before.map(|bytes| (path.as_path(), bytes)));
    }
    Ok(())
}

fn staged<'a>(path: &'a Path, bytes: &'a [u8]) -> Result<Staged<'a>, Error> {
    Staged::beside(path, bytes).map_err(failed(path))
}

fn failed(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    move |error| Error::file("written", path, &error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Loader;

    /// A folder of files, which goes with the test.
    struct Desk(tempfile::TempDir);

    impl Desk {
        fn new(files: &[(&str, &str)]) -> Self {
            let desk = Self(tempfile::tempdir().unwrap());
            for (name, text) in files {
                let path = desk.path(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            desk
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn text(&self, name: &str) -> String {
            fs::read_to_string(self.path(name)).unwrap()
        }

        /// Everything in the folder, by name.
        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(self.0.path()).unwrap();
            let mut names: Vec<String> = entries
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        }

        /// What a file in `stories` gets that includes `path`.
        fn include(&self, path: &str) -> Result<String, String> {
            let root = self.path("stories");
            let from = root.join("story.yaml").display().to_string();
            let included = Folder::new(root).load(&from, path)?;
            Ok(String::from_utf8(included.bytes).unwrap())
        }
    }

    #[test]
    fn reads_every_byte_of_a_file() {
        let desk = Desk::new(&[("a.yaml", "\u{feff}title: A\r\n")]);
        assert_eq!(
            read(&desk.path("a.yaml")).unwrap(),
            "\u{feff}title: A\r\n".as_bytes()
        );
    }

    #[test]
    fn tells_in_one_line_what_cannot_be_read() {
        let desk = Desk::new(&[("a.yaml", "")]);
        for (name, why) in [
            ("none.yaml", "there is no such file or folder"),
            ("", "is a folder: name an event file in it"),
            ("a.yaml/b.yaml", "a part of its path is no folder"),
        ] {
            let told = read(&desk.path(name)).unwrap_err();
            assert!(told.to_string().ends_with(why), "{name:?}: {told}");
            assert_eq!(told.to_string().lines().count(), 1);
            assert!(!told.is_usage());
        }
    }

    #[test]
    fn writes_a_new_file_and_its_folders_and_leaves_nothing_else() {
        let desk = Desk::new(&[]);
        write(&desk.path("output/deep/a.svg"), b"<svg/>").unwrap();
        assert_eq!(desk.text("output/deep/a.svg"), "<svg/>");
        let left = fs::read_dir(desk.path("output/deep")).unwrap().count();
        assert_eq!(left, 1);
    }

    #[test]
    fn a_longer_older_file_is_replaced_whole() {
        let desk = Desk::new(&[("a.svg", "a long older picture")]);
        write(&desk.path("a.svg"), b"new").unwrap();
        assert_eq!(desk.text("a.svg"), "new");
        assert_eq!(desk.names(), ["a.svg"]);
    }

    #[test]
    fn a_folder_is_never_written_over() {
        let desk = Desk::new(&[("pictures/a.svg", "old")]);
        let told = write(&desk.path("pictures"), b"new").unwrap_err();
        assert!(told.to_string().ends_with("it is a folder"), "{told}");
        assert_eq!(desk.text("pictures/a.svg"), "old");
        assert_eq!(desk.names(), ["pictures"]);
    }

    #[test]
    fn a_failed_write_leaves_no_trace() {
        let desk = Desk::new(&[("a", "old")]);
        assert!(write(&desk.path("a/b.svg"), b"new").is_err());
        assert_eq!(desk.text("a"), "old");
        assert_eq!(desk.names(), ["a"]);
    }

    #[test]
    fn several_files_are_written_all_or_none() {
        let desk = Desk::new(&[("a", "old a"), ("b", "old b"), ("folder/c", "old c")]);
        let new = |names: [&str; 2]| names.map(|name| (desk.path(name), b"new".to_vec()));
        assert!(write_all(&new(["a", "folder"])).is_err());
        assert_eq!(desk.text("a"), "old a");
        assert_eq!(desk.names(), ["a", "b", "folder"]);
        write_all(&new(["a", "b"])).unwrap();
        assert_eq!([desk.text("a"), desk.text("b")], ["new", "new"]);
        assert_eq!(desk.names(), ["a", "b", "folder"]);
    }

    #[test]
    fn a_closed_pipe_is_no_fault() {
        let closed = Error::output(&io::ErrorKind::BrokenPipe.into());
        assert!(closed.is_closed_pipe() && !closed.is_usage());
        let full = Error::output(&io::ErrorKind::StorageFull.into());
        assert!(!full.is_closed_pipe() && !full.is_usage());
    }

    #[test]
    fn includes_what_lies_beside_or_below() {
        let desk = Desk::new(&[("stories/b.yaml", "b"), ("stories/more/c.yaml", "c")]);
        assert_eq!(desk.include("b.yaml").unwrap(), "b");
        assert_eq!(desk.include("more/c.yaml").unwrap(), "c");
        assert_eq!(desk.include("more/../b.yaml").unwrap(), "b");
    }

    #[test]
    fn an_included_file_includes_from_its_own_folder() {
        let desk = Desk::new(&[("stories/more/c.yaml", "c"), ("stories/b.yaml", "b")]);
        let root = desk.path("stories");
        let from = root.join("more/first.yaml").display().to_string();
        let mut folder = Folder::new(&root);
        assert_eq!(folder.load(&from, "c.yaml").unwrap().bytes, b"c");
        let above = folder.load(&from, "../b.yaml").unwrap();
        assert_eq!(above.bytes, b"b");
        // However it is named, it is the same file.
        assert_eq!(above.name, root.join("b.yaml").display().to_string());
    }

    #[test]
    fn includes_nothing_outside_the_folder() {
        let desk = Desk::new(&[
            ("stories/b.yaml", "b"),
            ("secret.yaml", "secret"),
            ("stories-too/d.yaml", "d"),
        ]);
        let outside = "it lies outside the folder of the first file";
        for path in [
            "../secret.yaml",
            "../stories-too/d.yaml",
            "./../secret.yaml",
        ] {
            assert_eq!(desk.include(path).unwrap_err(), outside, "{path}");
        }
        let absolute = desk.path("stories/b.yaml").display().to_string();
        assert_eq!(
            desk.include(&absolute).unwrap_err(),
            "its path is not relative"
        );
        assert_eq!(desk.include("").unwrap_err(), "it is no file");
        assert_eq!(
            desk.include("none.yaml").unwrap_err(),
            "there is no such file"
        );
    }

    #[cfg(unix)]
    mod unix {
        use super::*;
        use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};

        fn mode(path: &Path) -> u32 {
            fs::metadata(path).unwrap().permissions().mode() & 0o777
        }

        #[test]
        fn keeps_the_rights_of_an_older_file() {
            let desk = Desk::new(&[("a.svg", "old")]);
            let path = desk.path("a.svg");
            for rights in [0o600, 0o664, 0o640] {
                fs::set_permissions(&path, fs::Permissions::from_mode(rights)).unwrap();
                write(&path, b"new").unwrap();
                assert_eq!(mode(&path), rights);
            }
        }

        #[test]
        fn others_may_read_a_new_picture() {
            let desk = Desk::new(&[]);
            write(&desk.path("a.svg"), b"new").unwrap();
            assert_eq!(mode(&desk.path("a.svg")), 0o644);
        }

        #[test]
        fn follows_links_even_to_what_is_not_there_yet() {
            let desk = Desk::new(&[("real/a.svg", "old")]);
            symlink("real/a.svg", desk.path("old.svg")).unwrap();
            symlink("real/new.svg", desk.path("middle.svg")).unwrap();
            symlink("middle.svg", desk.path("new.svg")).unwrap();
            for (link, real) in [("old.svg", "real/a.svg"), ("new.svg", "real/new.svg")] {
                write(&desk.path(link), b"new").unwrap();
                assert_eq!(desk.text(real), "new");
                assert!(desk.path(link).is_symlink(), "{link}");
            }
        }

        #[test]
        fn links_in_a_circle_are_told() {
            let desk = Desk::new(&[]);
            symlink("b.svg", desk.path("a.svg")).unwrap();
            symlink("a.svg", desk.path("b.svg")).unwrap();
            let told = write(&desk.path("a.svg"), b"new").unwrap_err();
            assert!(told.to_string().ends_with("its links run in a circle"));
            assert!(desk.path("a.svg").is_symlink());
        }

        /// A named pipe, or `None` where the system has no `mkfifo`.
        fn pipe(path: &Path) -> Option<()> {
            let made = std::process::Command::new("mkfifo").arg(path).status();
            made.ok()
                .filter(std::process::ExitStatus::success)
                .map(drop)
        }

        #[test]
        fn a_pipe_is_written_to_and_stays_a_pipe() {
            let desk = Desk::new(&[]);
            let path = desk.path("pipe");
            if pipe(&path).is_none() {
                return;
            }
            let reader = std::thread::spawn({
                let path = path.clone();
                move || fs::read(path).unwrap()
            });
            write(&path, b"<svg/>").unwrap();
            assert_eq!(reader.join().unwrap(), b"<svg/>");
            assert!(fs::symlink_metadata(&path).unwrap().file_type().is_fifo());
        }

        #[test]
        fn an_included_pipe_is_refused_without_waiting_for_it() {
            let desk = Desk::new(&[("stories/b.yaml", "b")]);
            if pipe(&desk.path("stories/pipe.yaml")).is_none() {
                return;
            }
            assert_eq!(desk.include("pipe.yaml").unwrap_err(), "it is no file");
        }

        #[test]
        fn a_link_may_stay_in_the_folder_but_not_leave_it() {
            let desk = Desk::new(&[("stories/b.yaml", "b"), ("secret/s.yaml", "secret")]);
            symlink("b.yaml", desk.path("stories/inside.yaml")).unwrap();
            symlink("../secret/s.yaml", desk.path("stories/outside.yaml")).unwrap();
            symlink("../secret", desk.path("stories/folder")).unwrap();
            assert_eq!(desk.include("inside.yaml").unwrap(), "b");
            for path in ["outside.yaml", "folder/s.yaml"] {
                let told = desk.include(path).unwrap_err();
                assert_eq!(told, "it lies outside the folder of the first file");
            }
        }
    }
}
