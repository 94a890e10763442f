//! One driver for every stage from text to picture, which keeps them all.
//!
//! Pure: bytes in, and a [`Loader`] for what they include; no files, no clock.

use crate::date::Zone;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Document, Loader, Reading, nearest, read, suggested};
use crate::dossier::{Dossier, gather};
use crate::graph::{CausalGraph, Link, connect};
use crate::layout::{self, Layout, lay_out};
use crate::lint::{Lint, Settings, lint};
use crate::scene::{Scene, draw};
use crate::schedule::{Schedule, notes, solve};
use crate::source::SourceSet;
use crate::style::{KindStyle, LinkForm, Palette, link_form};
use crate::timeline::{EventId, Timeline};
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};

/// An event file with everything that was made of it.
#[derive(Debug)]
pub struct Compilation {
    document: Document,
    graph: CausalGraph,
    schedule: Schedule,
    /// What was found, some of it only pointed at by path.
    found: Vec<Diagnostic>,
    /// The same, each at its bytes; made when somebody asks, since a clean
    /// file is drawn without its tree.
    located: OnceCell<Vec<Diagnostic>>,
}

/// Reads an event file, connects its facts, solves its dates, and checks it.
///
/// Faults stop nothing: whatever can be made is made, and they are told by
/// [`Compilation::diagnostics`].
///
/// ```
/// use causeline::compile::compile;
/// use causeline::document::NoIncludes;
/// use causeline::layout::Options;
/// let text = "title: Two\nevents:\n  a: { when: 2021, what: First }\n  b: { what: Second, because: a }\n";
/// let compiled = compile("two.yaml", text.as_bytes().to_vec(), &mut NoIncludes);
/// assert!(!compiled.is_faulty());
/// assert_eq!(compiled.graph().causes_of("b").unwrap(), ["a"]);
/// let svg = compiled.svg(&Options::default(), &causeline::render::Options::default());
/// assert!(svg.contains("Second"));
/// ```
pub fn compile(name: &str, bytes: Vec<u8>, loader: &mut dyn Loader) -> Compilation {
    let Reading {
        document,
        timeline,
        diagnostics: mut found,
    } = read(name, bytes, loader);
    let (graph, connected) = connect(timeline.into());
    let (schedule, solved) = solve(&graph);
    let (mut settings, unknown) = settings(&document);
    // A misspelt key or id may be the very link that a fact seems to lack.
    if found.iter().any(|one| breaks_links(one.code)) {
        settings = settings.without(Lint::OrphanFact);
    }
    let mut linted = lint(&graph, &schedule, &settings);
    drop_unread(&mut linted, &found);
    found.extend(connected);
    found.extend(solved);
    found.extend(unknown);
    found.extend(linted);
    Compilation {
        document,
        graph,
        schedule,
        found,
        located: OnceCell::new(),
    }
}

/// Whether a fault may be all that keeps a fact from its links: an unknown key, an
/// unknown fact, a value of another shape or a date that is not understood.
fn breaks_links(code: Code) -> bool {
    matches!(code.0, "E010" | "E011" | "E020" | "E021" | "E031")
}

/// Leaves out the lints that miss what a fault may have kept from being read:
/// anything below a fault of the YAML, or the source in a fact with a faulty
/// field.
fn drop_unread(linted: &mut Vec<Diagnostic>, found: &[Diagnostic]) {
    if found.iter().any(|fault| fault.code.0 == "E002") {
        linted.clear();
        return;
    }
    let unread = found
        .iter()
        .filter(|fault| matches!(fault.code.0, "E010" | "E012" | "E013"));
    let unread: HashSet<&str> = unread
        .flat_map(|fault| fault.facts.iter().map(String::as_str))
        .collect();
    let unsourced = [Lint::UnsourcedFact, Lint::UnsourcedCause].map(Lint::code);
    linted.retain(|warning| {
        let mut facts = warning.facts.iter();
        !(unsourced.contains(&warning.code) && facts.any(|fact| unread.contains(fact.as_str())))
    });
}

/// Which lints the file leaves on; a warning for each name that is none.
fn settings(document: &Document) -> (Settings, Vec<Diagnostic>) {
    let mut settings = Settings::default();
    let mut unknown = Vec::new();
    for (name, pointer) in document.silenced() {
        if let Some(lint) = Lint::named(name) {
            settings = settings.without(lint);
            continue;
        }
        let names: Vec<&str> = Lint::ALL.iter().map(|lint| lint.name()).collect();
        unknown.push(suggested(
            Diagnostic::warning(Code("W013"), format!("no lint is called `{name}`"))
                .by(pointer.clone()),
            nearest(name, names.iter().copied()),
            pointer.clone(),
            &format!("the lints are {}", names.join(", ")),
        ));
    }
    (settings, unknown)
}

impl Compilation {
    /// The text, and where everything stands in it.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The text of every file.
    pub fn sources(&self) -> &SourceSet {
        self.document.sources()
    }

    /// What the author said.
    pub fn timeline(&self) -> &Timeline {
        self.graph.timeline()
    }

    /// The facts and their links.
    pub fn graph(&self) -> &CausalGraph {
        &self.graph
    }

    /// When each fact can have happened.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// Everything that is wrong or doubtful, each at its bytes.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.located.get_or_init(|| {
            let found = self.found.iter().cloned();
            found.map(|one| self.document.located(one)).collect()
        })
    }

    /// Notes on what is right and yet worth knowing, such as links that narrow
    /// dates.
    pub fn notes(&self) -> Vec<Diagnostic> {
        let notes = notes(&self.graph, &self.schedule);
        notes
            .into_iter()
            .map(|note| self.document.located(note))
            .collect()
    }

    /// Whether there is any fault, so that the file is to be refused.
    pub fn is_faulty(&self) -> bool {
        self.found.iter().any(Diagnostic::is_error)
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        let warnings = self.found.iter();
        warnings
            .filter(|one| one.severity == Severity::Warning)
            .count()
    }

    /// The zone that the file's clock times are in.
    pub fn zone(&self) -> Zone {
        self.timeline().zone()
    }

    /// Lays the timeline out. Faulty facts and links are marked.
    pub fn lay_out(&self, options: &layout::Options) -> Layout {
        if !self.is_faulty() {
            return lay_out(&self.graph, &self.schedule, options);
        }
        let mut options = options.clone();
        options.faulty.extend(self.faulty_facts());
        options.faulty_links.extend(self.faulty_links());
        lay_out(&self.graph, &self.schedule, &options)
    }

    /// The facts that a fault names, and those whose dates a contradiction is
    /// about.
    fn faulty_facts(&self) -> BTreeSet<EventId> {
        let timeline = self.timeline();
        let named = self.found.iter().filter(|one| one.is_error());
        let named = named.flat_map(|fault| &fault.facts);
        let mut faulty: BTreeSet<EventId> = named.filter_map(|name| timeline.find(name)).collect();
        faulty.extend(
            timeline
                .ids()
                .filter(|event| self.schedule.is_faulty(*event)),
        );
        faulty
    }

    /// The links on loops and those that were set aside.
    fn faulty_links(&self) -> Vec<Link> {
        let links = self.graph.links();
        links
            .filter(|link| self.graph.is_in_loop(*link) || self.schedule.is_faulty_link(*link))
            .collect()
    }

    /// The picture as shapes.
    pub fn scene(&self, options: &layout::Options) -> Scene {
        let kinds = self.timeline().link_kinds().iter().enumerate();
        let looks: Vec<LinkForm> = kinds
            .map(|(index, kind)| link_form(&kind.id, index))
            .collect();
        draw(self.lay_out(options), &looks)
    }

    /// The colours of the picture.
    pub fn palette(&self) -> Palette {
        let timeline = self.timeline();
        let lanes: Vec<Option<String>> = timeline
            .actors()
            .iter()
            .map(|actor| actor.color.clone())
            .collect();
        let kinds: Vec<KindStyle<'_>> = timeline
            .link_kinds()
            .iter()
            .map(|kind| KindStyle {
                id: &kind.id,
                color: kind.color.as_deref(),
            })
            .collect();
        Palette::new(&lanes, &kinds)
    }

    /// What there is to say of the facts `shown`, or of all.
    pub fn dossier(&self, shown: Option<&[EventId]>) -> Dossier<'_> {
        gather(&self.graph, &self.schedule, &self.palette(), shown)
    }

    /// The picture in one page with the reading features, which needs nothing
    /// from outside. It holds an upright picture too, for narrow windows, where
    /// no width and no direction are asked for.
    pub fn html(&self, options: &layout::Options, written: &crate::render::Options) -> String {
        self.page(&self.scene(options), options, written)
    }

    /// The same page where its picture is drawn already, with those options.
    pub fn page(
        &self,
        wide: &Scene,
        options: &layout::Options,
        written: &crate::render::Options,
    ) -> String {
        let wide = crate::render::svg(wide, &self.palette(), written);
        let narrow = (options.width.is_none() && options.direction.is_none()).then(|| {
            let upright = layout::Options {
                width: Some(layout::PHONE_WIDTH),
                direction: Some(layout::Direction::Vertical),
                ..options.clone()
            };
            // The letters stand in the other picture already.
            let written = crate::render::Options {
                embed_font: false,
                ..*written
            };
            self.svg(&upright, &written)
        });
        let data = self.dossier(options.shown.as_deref()).json();
        crate::render::html(&crate::render::Page {
            title: self.timeline().title(),
            language: self.timeline().language().unwrap_or("und"),
            wide: &wide,
            narrow: narrow.as_deref(),
            data: &data,
            theme: written.theme,
        })
    }

    /// The picture as SVG.
    pub fn svg(&self, options: &layout::Options, written: &crate::render::Options) -> String {
        crate::render::svg(&self.scene(options), &self.palette(), written)
    }
}
