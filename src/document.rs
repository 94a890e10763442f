//! The event file as text: reading it, with every fault at its place, and
//! finding the bytes of whatever a later stage points at.
//!
//! A clean file is read once, straight into typed structs. Only where
//! something is wrong is it read again as a tree in which every node knows
//! its bytes; so all faults are told together, and clean files are fast.

mod build;
mod context;
mod event;
mod faults;
mod include;
mod names;
pub mod raw;
mod shape;
mod tree;
mod value;

pub(crate) use build::is_id_letter;
pub(crate) use faults::nearest;
pub use include::{Included, Loader, NoIncludes};
pub(crate) use shape::short;
pub(crate) use tree::{Style as ScalarStyle, places};

use crate::diagnostic::Diagnostic;
use crate::source::{Anchor, FileId, Location, Pointer, SourceFile, SourceSet, Span};
use crate::timeline::Timeline;
use faults::{Fault, Faults};
use std::cell::OnceCell;
use tree::Tree;

/// What was read: the text of every file, and the way from paths to bytes.
#[derive(Debug, Default)]
pub struct Document {
    sources: SourceSet,
    trees: Vec<OnceCell<Tree>>,
    silenced: Vec<(String, Pointer)>,
}

/// A file read: its text, what it says, and what is wrong with it.
#[derive(Debug)]
pub struct Reading {
    /// The text.
    pub document: Document,
    /// What it says, as far as it could be read.
    pub timeline: Timeline,
    /// What is wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads an event file and what it includes.
///
/// `name` is what messages call the file. Faults never stop the reading: what
/// can be read is in the timeline all the same.
///
/// ```
/// use causeline::document::{NoIncludes, read};
/// let text = "title: A day\nevents:\n  dawn: { when: 2025-09-20, what: The sun rises }\n";
/// let reading = read("day.yaml", text.as_bytes().to_vec(), &mut NoIncludes);
/// assert!(reading.diagnostics.is_empty());
/// assert_eq!(reading.timeline.events()[0].what(), "The sun rises");
/// ```
pub fn read(name: &str, bytes: Vec<u8>, loader: &mut dyn Loader) -> Reading {
    let mut document = Document::default();
    let mut diagnostics = Vec::new();
    let files = include::read_all(name, bytes, loader, &mut document, &mut diagnostics);
    let (timeline, built) = build::timeline(&files, &mut document);
    diagnostics.extend(
        built
            .into_iter()
            .map(|diagnostic| document.located(diagnostic)),
    );
    Reading {
        document,
        timeline,
        diagnostics,
    }
}

/// The JSON Schema of the event file, for editors.
///
/// ```
/// let schema = causeline::document::schema();
/// assert!(schema.contains("\"part_of\""));
/// ```
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(raw::File);
    schema.insert("title".to_owned(), "Causeline event file".into());
    schema.insert(
        "required".to_owned(),
        serde_json::json!(["title", "events"]),
    );
    format!("{:#}\n", schema.to_value())
}

impl Document {
    /// The text of every file.
    pub fn sources(&self) -> &SourceSet {
        &self.sources
    }

    /// The lints that the file switches off, by name, with their places.
    pub fn silenced(&self) -> &[(String, Pointer)] {
        &self.silenced
    }

    /// The bytes of what a pointer points at; of what is nearest to it where
    /// that is missing.
    pub fn locate(&self, pointer: &Pointer) -> Option<Location> {
        let (text, tree) = self.tree(pointer.file)?;
        let span = tree.locate(text, &pointer.path, pointer.part)?;
        Some(Location {
            file: pointer.file,
            span,
        })
    }

    /// The entries of the mapping or list that a pointer points at, in the
    /// order of the text: the key of each, where it has one, and all its bytes
    /// from the key to the end of its value.
    ///
    /// ```
    /// use causeline::document::{NoIncludes, read};
    /// use causeline::source::{FileId, Part, Pointer, Segment};
    /// let text = "title: A day\nevents:\n  dawn: { what: The sun rises }\n  noon: { what: Noon }\n";
    /// let document = read("day.yaml", text.as_bytes().to_vec(), &mut NoIncludes).document;
    /// let events = Pointer {
    ///     file: FileId(0),
    ///     path: vec![Segment::Key("events".to_owned())],
    ///     part: Part::Value,
    /// };
    /// let (key, span) = document.entries(&events)[1];
    /// assert_eq!(key, Some("noon"));
    /// assert_eq!(&text[span.start..span.end], "noon: { what: Noon }");
    /// ```
    pub fn entries(&self, pointer: &Pointer) -> Vec<(Option<&str>, Span)> {
        let Some((_, tree)) = self.tree(pointer.file) else {
            return Vec::new();
        };
        tree.entries(&pointer.path)
    }

    fn tree(&self, file: FileId) -> Option<(&str, &Tree)> {
        let text = self.sources.get(file)?.text();
        let tree = self.trees.get(file.0 as usize)?;
        let tree = tree.get_or_init(|| Tree::read(text, &mut Faults::default()));
        Some((text, tree))
    }

    /// A diagnostic with every place known to the byte.
    #[must_use]
    pub fn located(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        let locate = |anchor: &mut Anchor| {
            if let Anchor::By(pointer) = anchor {
                let location = self.locate(pointer).unwrap_or(Location {
                    file: pointer.file,
                    span: Span::new(0, 0),
                });
                *anchor = Anchor::At(location);
            }
        };
        diagnostic.anchor.iter_mut().for_each(locate);
        for label in &mut diagnostic.related {
            locate(&mut label.anchor);
        }
        if let Some(fix) = &mut diagnostic.fix {
            locate(&mut fix.anchor);
        }
        diagnostic
    }

    fn add(&mut self, file: SourceFile) -> FileId {
        self.trees.push(OnceCell::new());
        self.sources.add(file)
    }
}

/// Reads the text of one file that is already part of the document.
fn parse(
    document: &Document,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<raw::File> {
    let text = document.sources.get(file)?.text();
    if let Ok(read) = serde_yaml::from_str::<raw::File>(text)
        && !has_duplicates(&read)
        && read != raw::File::default()
    {
        return Some(read);
    }
    let mut faults = Faults::default();
    let mut tree = Tree::read(text, &mut faults);
    match tree.root() {
        Some(root) if tree.is_null(root) => faults.add(empty()),
        None if faults.is_empty() => faults.add(empty()),
        _ => shape::check(&mut tree, text, &mut faults),
    }
    let read = value::file(&tree, text);
    if read.is_none() && faults.is_empty() {
        faults.add(
            Fault::new(
                Span::new(0, 0),
                faults::WRONG_TYPE,
                "this is not an event file",
            )
            .help("an event file is a mapping with `title` and `events`"),
        );
    }
    diagnostics.extend(faults.list.into_iter().map(|fault| fault.of(file)));
    // The cleaned tree is what the structs were made from.
    let _ = document.trees[file.0 as usize].set(tree);
    read
}

fn empty() -> Fault {
    Fault::new(Span::new(0, 0), faults::EMPTY, "this file is empty")
        .help("`causeline new NAME` writes a starter file")
}

/// Whether an id is given twice, which serde does not mind.
fn has_duplicates(file: &raw::File) -> bool {
    let Some(raw::Events::Mapping(events)) = &file.events else {
        return false;
    };
    let mut known = std::collections::HashSet::with_capacity(events.len());
    events.iter().any(|(id, _)| !known.insert(id.as_str()))
}
