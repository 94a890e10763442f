//! The text of a page's editor, compiled: picture, data, faults, places.

use super::folder::{Folder, is_event_file};
use super::pieces::{Picture, Piece};
use super::site::Site;
use super::units::Units;
use crate::compile::{Compilation, compile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, Included, Loader};
use crate::layout::{self, Direction};
use crate::render;
use crate::source::{Anchor, FileId, Location, Part, Pointer, Segment, Span};
use crate::storage;
use crate::style::Theme;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::Path;

/// How a picture is to look.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Look {
    /// Its width in pixels.
    width: Option<f64>,
    direction: Option<Way>,
    theme: Colors,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Way {
    Horizontal,
    Vertical,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Colors {
    #[default]
    Auto,
    Light,
    Dark,
    Print,
}

/// The widest picture that can be asked for, in pixels.
const WIDEST: f64 = 50_000.0;

impl Look {
    pub(super) fn theme(&self) -> Theme {
        match self.theme {
            Colors::Auto => Theme::Auto,
            Colors::Light => Theme::Light,
            Colors::Dark => Theme::Dark,
            Colors::Print => Theme::Print,
        }
    }

    pub(super) fn layout(&self) -> layout::Options {
        layout::Options {
            width: self.width.map(|width| width.min(WIDEST)),
            direction: self.direction.map(|way| match way {
                Way::Horizontal => Direction::Horizontal,
                Way::Vertical => Direction::Vertical,
            }),
            ..layout::Options::default()
        }
    }

    fn written(&self) -> render::Options {
        render::Options {
            theme: self.theme(),
            embed_font: false,
        }
    }

    /// The picture of a timeline as SVG.
    pub(super) fn svg(&self, compiled: &Compilation) -> String {
        compiled.svg(&self.layout(), &self.written())
    }

    /// The same for a page that shows one picture after another.
    fn live(&self, compiled: &Compilation) -> String {
        let scene = compiled.scene(&self.layout());
        render::svg_named(&scene, &compiled.palette(), &self.written(), 0)
    }

    /// The picture of a timeline as a page of its own.
    pub(super) fn html(&self, compiled: &Compilation) -> String {
        compiled.html(&self.layout(), &self.written())
    }
}

/// Included files from the folder of the first one: event files only, and of
/// these only what pages may reach.
pub(super) struct Includes<'s> {
    folder: storage::Folder,
    /// Who says what they may; nothing where they may reach all.
    site: Option<&'s Site>,
}

impl<'s> Includes<'s> {
    /// Whatever event file there is.
    pub(super) fn all(folder: &Path) -> Self {
        Self {
            folder: storage::Folder::new(folder),
            site: None,
        }
    }

    /// What pages may reach.
    fn admitted(folder: &Path, site: &'s Site) -> Self {
        Self {
            folder: storage::Folder::new(folder),
            site: Some(site),
        }
    }
}

impl Loader for Includes<'_> {
    fn load(&mut self, from: &str, path: &str) -> Result<Included, String> {
        if !is_event_file(Path::new(path)) {
            return Err("only .yaml and .yml files are served".to_owned());
        }
        let included = self.folder.load(from, path)?;
        if !is_event_file(Path::new(&included.name)) {
            return Err("it is a link to what is no .yaml or .yml file".to_owned());
        }
        if let Some(site) = self.site {
            let name = site.folder.inside(Path::new(&included.name));
            if name.is_none_or(|name| site.admit(&name).is_err()) {
                let only = site.folder.only().unwrap_or_default();
                return Err(format!(
                    "only {only} is served, with what it includes on the disk: save, and it is read"
                ));
            }
        }
        Ok(included)
    }
}

/// A text compiled as the file of that name, with what it includes from the
/// disk.
pub(super) struct Preview<'s> {
    pub(super) compiled: Compilation,
    pub(super) includes: Includes<'s>,
    /// The text as the editor has it, byte order mark and all.
    text: String,
}

impl<'s> Preview<'s> {
    /// Compiles a text. `place` is where its file is.
    pub(super) fn new(site: &'s Site, place: &Path, text: String) -> Self {
        let mut includes = Includes::admitted(storage::folder_of(place), site);
        let name = place.display().to_string();
        let compiled = compile(&name, text.clone().into_bytes(), &mut includes);
        Self {
            compiled,
            includes,
            text,
        }
    }

    /// The editor's way of counting places.
    pub(super) fn units(&self) -> Units<'_> {
        Units::new(&self.text)
    }

    /// Everything the page wants to know. The picture is left out where the
    /// text is faulty and no draft is asked for; `follow` tells what of it the
    /// page has not.
    pub(super) fn told(
        &self,
        folder: &Folder,
        look: &Look,
        draft: bool,
        follow: impl FnOnce(&str, &[String]) -> (Picture, Vec<Piece>),
    ) -> Told {
        let compiled = &self.compiled;
        let is_faulty = compiled.is_faulty();
        let has_facts = !compiled.timeline().events().is_empty();
        let is_drawn = has_facts && (draft || !is_faulty);
        let places = Places {
            folder,
            compiled,
            units: self.units(),
        };
        let mut notes: Vec<Note> = compiled
            .diagnostics()
            .iter()
            .map(|one| places.note(one))
            .collect();
        notes.sort_by_key(|note| (note.place.file.is_some(), note.place.from));
        let drawn = is_drawn.then(|| follow(&look.live(compiled), &compiled.dossier(None).parts()));
        let (picture, data) = drawn.unzip();
        Told {
            title: compiled.timeline().title().to_owned(),
            picture,
            data,
            is_faulty,
            diagnostics: notes,
            facts: places.facts(),
            includes: places.includes(),
        }
    }
}

/// What a page is told of its text.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    title: String,
    picture: Option<Picture>,
    /// What the viewer tells of that picture: first everything but the facts,
    /// then every fact, each as JSON.
    data: Option<Vec<Piece>>,
    is_faulty: bool,
    diagnostics: Vec<Note>,
    facts: Vec<FactPlace>,
    /// The files that were read beside the first one, as pages name them.
    pub(super) includes: Vec<String>,
}

/// A place in the editor, or in another file.
#[derive(Debug, Serialize)]
struct Spot {
    /// The file, where it is not the one in the editor.
    file: Option<String>,
    /// First UTF-16 unit; in another file its first byte.
    from: usize,
    to: usize,
    /// Its line, from 1.
    line: usize,
}

/// One diagnostic.
#[derive(Debug, Serialize)]
struct Note {
    severity: &'static str,
    code: &'static str,
    message: String,
    label: Option<String>,
    help: Option<String>,
    facts: Vec<String>,
    #[serde(flatten)]
    place: Spot,
    related: Vec<Related>,
    fix: Option<Mend>,
}

#[derive(Debug, Serialize)]
struct Related {
    message: String,
    #[serde(flatten)]
    place: Spot,
}

/// A change that mends a fault.
#[derive(Debug, Serialize)]
struct Mend {
    title: String,
    insert: String,
    #[serde(flatten)]
    place: Spot,
}

/// Where a fact is written.
#[derive(Debug, Serialize)]
struct FactPlace {
    id: String,
    #[serde(flatten)]
    place: Spot,
}

/// The way from places of the compilation to those of the page.
struct Places<'a> {
    folder: &'a Folder,
    compiled: &'a Compilation,
    units: Units<'a>,
}

impl Places<'_> {
    /// The name that pages use for a file; `None` for the one in the editor.
    fn name(&self, file: FileId) -> Option<String> {
        if file == FileId(0) {
            return None;
        }
        let name = self.compiled.sources().get(file)?.name();
        let inside = self.folder.inside(Path::new(name));
        Some(inside.unwrap_or_else(|| name.to_owned()))
    }

    fn spot(&self, location: Location) -> Spot {
        let span = location.span;
        let file = self.name(location.file);
        let source = self.compiled.sources().get(location.file);
        let line = source.map_or(1, |source| source.position(span.start).line);
        let (from, to) = if file.is_none() {
            (self.units.of(span.start), self.units.of(span.end))
        } else {
            (span.start, span.end)
        };
        Spot {
            file,
            from,
            to,
            line,
        }
    }

    fn anchored(&self, anchor: Option<&Anchor>) -> Spot {
        let location = match anchor {
            Some(Anchor::At(location)) => Some(*location),
            Some(Anchor::By(pointer)) => self.compiled.document().locate(pointer),
            None => None,
        };
        self.spot(location.unwrap_or(Location {
            file: FileId(0),
            span: Span::new(0, 0),
        }))
    }

    fn note(&self, diagnostic: &Diagnostic) -> Note {
        let related = diagnostic.related.iter().map(|label| Related {
            message: label.message.clone(),
            place: self.anchored(Some(&label.anchor)),
        });
        Note {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "info",
            },
            code: diagnostic.code.0,
            message: diagnostic.message.clone(),
            label: diagnostic.label.clone(),
            help: diagnostic.help.clone(),
            facts: diagnostic.facts.clone(),
            place: self.anchored(diagnostic.anchor.as_ref()),
            related: related.collect(),
            fix: diagnostic.fix.as_ref().map(|fix| Mend {
                title: fix.title.clone(),
                insert: fix.replacement.clone(),
                place: self.anchored(Some(&fix.anchor)),
            }),
        }
    }

    /// Where every fact is written, in the order of the file.
    fn facts(&self) -> Vec<FactPlace> {
        let timeline = self.compiled.timeline();
        let mut files: HashMap<FileId, Entries<'_>> = HashMap::new();
        let places = timeline.events().iter().filter_map(|event| {
            let place = event.place();
            let entries = files
                .entry(place.file)
                .or_insert_with(|| Entries::of(self.compiled.document(), place.file));
            let span = match place.ordinal {
                Some(index) => *entries.items.get(index as usize)?,
                None => *entries.keyed.get(event.name())?,
            };
            let location = Location {
                file: place.file,
                span,
            };
            Some(FactPlace {
                id: event.name().to_owned(),
                place: self.spot(location),
            })
        });
        places.collect()
    }

    fn includes(&self) -> Vec<String> {
        let files = self.compiled.sources().iter().skip(1);
        files.filter_map(|(file, _)| self.name(file)).collect()
    }
}

/// What stands under `events` of one file.
struct Entries<'a> {
    items: Vec<Span>,
    keyed: HashMap<&'a str, Span>,
}

impl<'a> Entries<'a> {
    fn of(document: &'a Document, file: FileId) -> Self {
        let entries = document.entries(&Pointer {
            file,
            path: vec![Segment::Key("events".to_owned())],
            part: Part::Value,
        });
        Self {
            items: entries.iter().map(|(_, span)| *span).collect(),
            keyed: entries
                .iter()
                .filter_map(|(key, span)| Some(((*key)?, *span)))
                .collect(),
        }
    }
}
