//! All that is open, and the timelines that it belongs to.

use super::World;
use super::buffer::Buffer;
use super::capabilities::Client;
use super::lines::Lines;
use super::project::{Buffers, Project};
use super::uri;
use crate::source::{FileId, Location as Place, Span};
use gen_lsp_types::{Location, Position, Uri};
use std::collections::{BTreeMap, BTreeSet};

/// The name of the language for editors that can tell event files from other
/// YAML.
const LANGUAGE: &str = "causeline";

/// The editor's texts and what was made of them.
pub(super) struct Desk<'w> {
    pub(super) world: &'w dyn World,
    pub(super) client: Client,
    pub(super) buffers: Buffers,
    projects: BTreeMap<String, Project>,
    /// Names of files that changed since they were compiled.
    changed: BTreeSet<String>,
    /// Whether files of the disk may have changed.
    is_disk_stale: bool,
    /// Whether diagnostics are to be told.
    has_news: bool,
    /// Addresses for which diagnostics were told that are not empty.
    pub(super) told: BTreeSet<String>,
}

/// A place in a file that belongs to a timeline.
#[derive(Clone, Copy)]
pub(super) struct At<'d> {
    pub(super) project: &'d Project,
    pub(super) file: FileId,
    pub(super) offset: usize,
}

impl<'w> Desk<'w> {
    pub(super) fn new(world: &'w dyn World, client: Client) -> Self {
        Self {
            world,
            client,
            buffers: Buffers::new(),
            projects: BTreeMap::new(),
            changed: BTreeSet::new(),
            is_disk_stale: false,
            has_news: false,
            told: BTreeSet::new(),
        }
    }

    pub(super) fn open(&mut self, uri: &str, language: &str, version: i32, text: &str) {
        let name = uri::name_of(uri);
        let mut buffer = Buffer::new(uri.to_owned(), version, text, self.client.encoding);
        buffer.is_declared = language == LANGUAGE;
        self.buffers.insert(name.clone(), buffer);
        self.changed.insert(name);
    }

    pub(super) fn change(
        &mut self,
        uri: &str,
        version: i32,
        changes: Vec<gen_lsp_types::TextDocumentContentChangeEvent>,
    ) {
        let name = uri::name_of(uri);
        if let Some(buffer) = self.buffers.get_mut(&name) {
            buffer.change(version, changes);
            self.changed.insert(name);
        }
    }

    pub(super) fn close(&mut self, uri: &str) {
        let name = uri::name_of(uri);
        self.buffers.remove(&name);
        self.changed.insert(name);
    }

    /// Something outside changed: every timeline is read again.
    pub(super) fn disk_changed(&mut self) {
        self.is_disk_stale = true;
    }

    fn is_stale(&self) -> bool {
        self.is_disk_stale || !self.changed.is_empty()
    }

    /// Whether something changed since diagnostics were told.
    pub(super) fn has_news(&self) -> bool {
        self.has_news || self.is_stale()
    }

    pub(super) fn news_told(&mut self) {
        self.has_news = false;
    }

    /// Compiles what has changed.
    pub(super) fn refresh(&mut self) {
        if !self.is_stale() {
            return;
        }
        self.has_news = true;
        let changed = std::mem::take(&mut self.changed);
        let is_all = std::mem::take(&mut self.is_disk_stale);
        let roots: Vec<String> = self.projects.keys().cloned().collect();
        for root in roots {
            let is_touched = self.projects.get(&root).is_some_and(|project| {
                is_all || changed.iter().any(|name| project.members().contains(name))
            });
            if is_touched {
                self.compile(&root);
            }
        }
        let open: Vec<String> = self.buffers.keys().cloned().collect();
        for name in open {
            if self.root_of(&name).is_none() {
                let root = self.find_root(&name);
                self.compile(&root);
                // What was taken for the root may not include it after all.
                if self.root_of(&name).is_none() {
                    self.compile(&name);
                }
            }
        }
        self.drop_idle();
    }

    fn compile(&mut self, root: &str) {
        let before = self.projects.remove(root);
        let project = Project::compile(root, &self.buffers, self.world, before);
        self.projects.insert(root.to_owned(), project);
    }

    /// Forgets timelines of which nothing is open, and those that are part of
    /// another.
    fn drop_idle(&mut self) {
        let roots: Vec<String> = self.projects.keys().cloned().collect();
        for root in roots {
            let is_part = self
                .projects
                .iter()
                .any(|(other, project)| *other != root && project.members().contains(&root));
            let is_idle = self.projects.get(&root).is_some_and(|project| {
                let mut members = project.members().iter();
                !members.any(|name| self.buffers.contains_key(name))
            });
            if is_part || is_idle {
                self.projects.remove(&root);
            }
        }
    }

    /// The timeline that a file belongs to, by the name of its first file.
    fn root_of(&self, name: &str) -> Option<&str> {
        let part = self
            .projects
            .iter()
            .find(|(root, project)| *root != name && project.members().contains(name));
        part.map(|(root, _)| root.as_str()).or_else(|| {
            self.projects
                .get_key_value(name)
                .map(|(root, _)| root.as_str())
        })
    }

    /// The file beside or above one that includes it; itself where there is
    /// none.
    fn find_root(&self, name: &str) -> String {
        if !uri::is_file(name) {
            return name.to_owned();
        }
        let short = name.rsplit(['/', '\\']).next().unwrap_or(name);
        for candidate in self.world.neighbours(name) {
            if candidate == name {
                continue;
            }
            let text = match self.buffers.get(&candidate) {
                Some(buffer) => buffer.text.clone(),
                None => String::from_utf8(self.world.read(&candidate).unwrap_or_default())
                    .unwrap_or_default(),
            };
            if !(text.contains("include") && text.contains(short)) {
                continue;
            }
            let project = Project::compile(&candidate, &self.buffers, self.world, None);
            if project.members().contains(name) {
                return candidate;
            }
        }
        name.to_owned()
    }

    pub(super) fn projects(&self) -> impl Iterator<Item = &Project> {
        self.projects.values()
    }

    /// Whether the first file of a timeline is an event file, and not some other
    /// YAML that the editor opens: by its language, by a key `events`, or by the
    /// schema that it names.
    pub(super) fn is_about_events(&self, project: &Project) -> bool {
        let root = project.name(FileId(0));
        let is_declared = self.buffers.get(root).is_some_and(|it| it.is_declared);
        let names_events = |line: &str| {
            let line = line.trim_start_matches(['{', ' ', '"', '\'']);
            let rest = line.strip_prefix("events");
            rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
        };
        let text = project.text(FileId(0));
        is_declared
            || text.lines().any(|line| {
                (!line.starts_with([' ', '\t']) && names_events(line))
                    || (line.starts_with('#') && line.contains("causeline"))
            })
            || text.trim_start().starts_with('{') && text.contains("events")
    }

    /// The timeline that an address belongs to, and the file's number in it.
    pub(super) fn file(&self, uri: &str) -> Option<(&Project, FileId)> {
        let name = uri::name_of(uri);
        let project = self.projects.get(self.root_of(&name)?)?;
        Some((project, project.file(&name)?))
    }

    /// The place of a position, in the timeline that it belongs to.
    pub(super) fn at(&self, uri: &str, position: Position) -> Option<At<'_>> {
        let (project, file) = self.file(uri)?;
        let lines = self.lines(project, file);
        Some(At {
            project,
            file,
            offset: lines.offset(project.text(file), position),
        })
    }

    pub(super) fn lines(&self, project: &Project, file: FileId) -> Lines {
        project.lines(file, &self.buffers, self.client.encoding)
    }

    /// The address of a file: as the editor writes it where it is open.
    pub(super) fn uri(&self, project: &Project, file: FileId) -> Uri {
        let name = project.name(file);
        let uri = match self.buffers.get(name) {
            Some(buffer) => buffer.uri.clone(),
            None => uri::uri_of(name),
        };
        Uri(uri)
    }

    /// The version of an open text; none for a file of the disk.
    pub(super) fn version(&self, project: &Project, file: FileId) -> Option<i32> {
        let buffer = self.buffers.get(project.name(file))?;
        Some(buffer.version)
    }

    /// A place as the editor writes it.
    pub(super) fn location(&self, project: &Project, place: Place) -> Location {
        let lines = self.lines(project, place.file);
        Location {
            uri: self.uri(project, place.file),
            range: lines.range(project.text(place.file), place.span),
        }
    }

    /// The first byte of a file as a place.
    pub(super) fn top(file: FileId) -> Place {
        Place {
            file,
            span: Span::new(0, 0),
        }
    }
}
