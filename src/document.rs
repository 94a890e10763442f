//! The event file as text: reading it, with every fault at its place, and
//! finding the bytes of whatever a later stage points at.
//!
//! A clean file is read once, straight into typed structs, a long one in pieces
//! that several cores share. Only where
//! something is wrong is it read again as a tree in which every node knows
//! its bytes; so all faults are told together, and clean files are fast.

mod build;
mod cause;
mod check;
mod comment;
mod context;
mod event;
mod faults;
mod fields;
mod guessed;
mod include;
mod keys;
mod links;
mod mend;
mod names;
mod pieces;
pub mod raw;
mod recover;
mod schema;
mod shape;
mod tree;
mod unquoted;
mod value;
mod visit;

pub(crate) use build::{dashed, is_id_letter};
pub(crate) use faults::nearest;
pub use fields::{Field, Record, fields};
pub use include::{Included, Loader, NoIncludes};
pub(crate) use mend::single_quoted;
pub(crate) use names::suggested;
pub use schema::schema;
pub(crate) use shape::short;
pub(crate) use tree::{Style as ScalarStyle, places};
pub use visit::Spot;

use crate::diagnostic::{Diagnostic, Fix};
use crate::source::{
    Anchor, FileId, Location, Part, Pointer, SourceFile, SourceSet, Span, line_start,
};
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
    let (timeline, built) = build::timeline(files, &mut document, &diagnostics);
    diagnostics.extend(
        built
            .into_iter()
            .map(|diagnostic| document.located(diagnostic)),
    );
    let diagnostics = without_echoes(&document, diagnostics);
    Reading {
        document,
        timeline,
        diagnostics,
    }
}

/// Without what is told of a line at which the reading of its file stopped: that is
/// half of what stands there.
fn without_echoes(document: &Document, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |diagnostic: &Diagnostic| match &diagnostic.anchor {
        Some(Anchor::At(location)) => Some(*location),
        _ => None,
    };
    let stops: Vec<Location> = diagnostics
        .iter()
        .filter(|one| one.code == faults::SYNTAX && one.fix.is_none())
        .filter_map(|one| {
            let mut stop = place(one)?;
            let text = document.sources.get(stop.file)?.text();
            let line = line_start(text, stop.span.start);
            stop.span = Span::new(line, text.len());
            Some(stop)
        })
        .collect();
    let is_echo = |one: &Diagnostic| {
        one.code != faults::SYNTAX
            && place(one).is_some_and(|at| {
                let beyond = |stop: &Location| {
                    stop.file == at.file && at.span.end > stop.span.start && at.span.start > 0
                };
                stops.iter().any(beyond)
            })
    };
    diagnostics
        .into_iter()
        .filter(|one| !is_echo(one))
        .collect()
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
        let (tree, text) = self.tree(pointer.file)?;
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
        let Some((tree, _)) = self.tree(pointer.file) else {
            return Vec::new();
        };
        tree.entries(&pointer.path)
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
        // What cannot be changed whole is told without a change.
        let is_lost = |fix: &Fix| {
            matches!(&fix.anchor, Anchor::By(pointer)
                if pointer.part == Part::Whole && self.locate(pointer).is_none())
        };
        diagnostic.fix = diagnostic.fix.filter(|fix| !is_lost(fix));
        for fix in diagnostic.fix.iter_mut().chain(&mut diagnostic.choices) {
            let is_line =
                matches!(&fix.anchor, Anchor::By(pointer) if pointer.part == Part::Before);
            locate(&mut fix.anchor);
            if let (true, Anchor::At(location)) = (is_line, &fix.anchor)
                && let Some(file) = self.sources.get(location.file)
            {
                fix.replacement = mend::line(file.text(), location.span.start, &fix.replacement);
            }
        }
        diagnostic
    }

    /// The tree of a file with its text; built where nobody asked before.
    fn tree(&self, file: FileId) -> Option<(&Tree, &str)> {
        let text = self.sources.get(file)?.text();
        let tree = self
            .trees
            .get(file.0 as usize)?
            .get_or_init(|| Tree::read(text, &mut Faults::default()));
        Some((tree, text))
    }

    fn add(&mut self, file: SourceFile) -> FileId {
        self.trees.push(OnceCell::new());
        self.sources.add(file)
    }
}

/// Reads the text of one file that is already part of the document. With it
/// come the fields that its unknown keys were told to be.
fn parse(
    document: &Document,
    file: FileId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(raw::File, Vec<String>)> {
    let text = document.sources.get(file)?.text();
    if !is_deep(text)
        && !comment::may_hide(text)
        && let Some(read) =
            pieces::read(text).or_else(|| serde_yaml::from_str::<raw::File>(text).ok())
        && !has_duplicates(&read)
        && read != raw::File::default()
    {
        return Some((read, Vec::new()));
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
    let offered = std::mem::take(&mut faults.offered);
    diagnostics.extend(faults.told().into_iter().map(|fault| fault.of(file)));
    // The cleaned tree is what the structs were made from.
    let _ = document.trees[file.0 as usize].set(tree);
    Some((read?, offered))
}

/// Whether brackets may be nested so deep that a parser which reads the whole
/// document first would take for ever; the tree stops where it is too deep.
/// Brackets in texts are counted too, for which the tree is merely slower.
fn is_deep(text: &str) -> bool {
    const SUSPICIOUS: usize = 500;
    let mut depth = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > SUSPICIOUS
    })
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
