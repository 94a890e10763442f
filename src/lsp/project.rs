//! A timeline with all of its files, compiled as the editor has them.

use super::World;
use super::buffer::Buffer;
use super::lines::{Encoding, Lines};
use super::mentions::{Mention, mentions};
use crate::compile::{Compilation, compile};
use crate::diagnostic::Code;
use crate::document::{Included, Loader};
use crate::source::FileId;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// Open texts by the names of their files.
pub(super) type Buffers = BTreeMap<String, Buffer>;

/// One timeline.
#[derive(Debug)]
pub(super) struct Project {
    pub(super) compiled: Compilation,
    /// What it was before its text was broken, while it is.
    good: Option<Box<Compilation>>,
    /// The names of its files.
    members: BTreeSet<String>,
    mentions: OnceCell<Vec<Mention>>,
}

/// Codes of faults after which a text is not read any further.
const CUT_SHORT: [Code; 5] = [
    Code("E001"),
    Code("E002"),
    Code("E003"),
    Code("E004"),
    Code("E005"),
];

impl Project {
    /// Compiles the file of that name; `before` is what it was.
    pub(super) fn compile(
        name: &str,
        buffers: &Buffers,
        world: &dyn World,
        before: Option<Self>,
    ) -> Self {
        let bytes = match buffers.get(name) {
            Some(buffer) => buffer.text.clone().into_bytes(),
            None => world.read(name).unwrap_or_default(),
        };
        let mut overlay = Overlay {
            root: name,
            buffers,
            world,
        };
        let compiled = compile(name, bytes, &mut overlay);
        let mut members: BTreeSet<String> = compiled
            .sources()
            .iter()
            .map(|(_, file)| file.name().to_owned())
            .collect();
        let is_cut = compiled
            .diagnostics()
            .iter()
            .any(|fault| CUT_SHORT.contains(&fault.code));
        let mut good = None;
        if let Some(before) = before.filter(|_| is_cut) {
            // While a text is broken, what it said before is better than nothing.
            members.extend(before.members);
            good = before.good.or_else(|| Some(Box::new(before.compiled)));
        }
        Self {
            compiled,
            good,
            members,
            mentions: OnceCell::new(),
        }
    }

    pub(super) fn members(&self) -> &BTreeSet<String> {
        &self.members
    }

    /// The timeline to take names from: the last that could be read whole.
    pub(super) fn known(&self) -> &Compilation {
        self.good.as_deref().unwrap_or(&self.compiled)
    }

    /// The number of a file.
    pub(super) fn file(&self, name: &str) -> Option<FileId> {
        let mut files = self.compiled.sources().iter();
        files
            .find(|(_, file)| file.name() == name)
            .map(|(id, _)| id)
    }

    pub(super) fn name(&self, file: FileId) -> &str {
        let file = self.compiled.sources().get(file);
        file.map_or("", |file| file.name())
    }

    pub(super) fn text(&self, file: FileId) -> &str {
        let file = self.compiled.sources().get(file);
        file.map_or("", |file| file.text())
    }

    /// The lines of a file, as its buffer counts them.
    pub(super) fn lines(&self, file: FileId, buffers: &Buffers, encoding: Encoding) -> Lines {
        let has_mark = buffers
            .get(self.name(file))
            .is_some_and(|buffer| buffer.has_mark);
        Lines::new(self.text(file), has_mark, encoding)
    }

    /// Everything that is named, file by file in the order of the text.
    pub(super) fn mentions(&self) -> &[Mention] {
        self.mentions.get_or_init(|| mentions(&self.compiled))
    }

    /// What is named at a byte of a file.
    pub(super) fn mention(&self, file: FileId, offset: usize) -> Option<&Mention> {
        let at = self.mentions().iter().filter(|one| {
            one.location.file == file
                && one.location.span.start <= offset
                && offset <= one.location.span.end
        });
        // Of a phrase and a name in it the name is meant.
        at.min_by_key(|one| one.location.span.len())
    }

    /// What includes are loaded with.
    pub(super) fn overlay<'a>(
        &'a self,
        buffers: &'a Buffers,
        world: &'a dyn World,
    ) -> impl Loader + 'a {
        Overlay {
            root: self.name(FileId(0)),
            buffers,
            world,
        }
    }
}

/// Included files: as they are open, else as they are on the disk.
struct Overlay<'a> {
    root: &'a str,
    buffers: &'a Buffers,
    world: &'a dyn World,
}

impl Loader for Overlay<'_> {
    fn load(&mut self, from: &str, path: &str) -> Result<Included, String> {
        let open = |name: &str| {
            let buffer = self.buffers.get(name)?;
            Some(Included {
                name: name.to_owned(),
                bytes: buffer.text.clone().into_bytes(),
            })
        };
        match self.world.include(self.root, from, path) {
            Ok(included) => Ok(open(&included.name).unwrap_or(included)),
            // A file that was never saved is only here.
            Err(why) => self
                .unsaved(from, path)
                .and_then(|name| open(&name))
                .ok_or(why),
        }
    }
}

impl Overlay<'_> {
    /// The name of an open text that a path leads to, in or below the folder of
    /// the first file.
    fn unsaved(&self, from: &str, path: &str) -> Option<String> {
        let mut name = PathBuf::from(Path::new(from).parent()?);
        for part in Path::new(path).components() {
            match part {
                Component::Normal(part) => name.push(part),
                Component::CurDir => {}
                Component::ParentDir if name.pop() => {}
                _ => return None,
            }
        }
        let folder = Path::new(self.root).parent()?;
        name.starts_with(folder).then(|| name.display().to_string())
    }
}
