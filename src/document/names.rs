//! Names that a file declares, and those it merely uses: actors, sources,
//! kinds of link.

use super::build::Report;
use super::faults::{
    BAD_LINK, BAD_VALUE, CLASH, UNKNOWN_ACTOR, UNKNOWN_KIND, UNKNOWN_SOURCE, nearest,
};
use super::include::File;
use super::raw::{self, Wording};
use super::shape::short;
use crate::date::Meaning;
use crate::diagnostic::{Diagnostic, Fix};
use crate::source::{Anchor, FileId, Part, Pointer, Segment};
use crate::timeline::{Actor, ActorId, LinkKind, LinkKindId, Source, SourceId};
use std::collections::HashMap;

/// Everything that facts name beside facts.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) actors: Vec<Actor>,
    pub(super) sources: Vec<Source>,
    pub(super) kinds: Vec<LinkKind>,
    actor_ids: HashMap<String, ActorId>,
    source_ids: HashMap<String, SourceId>,
    declared_actors: usize,
    declared_sources: usize,
    /// The days that sources are of, found where they are first asked for.
    pub(super) days: std::cell::OnceCell<Vec<(String, String)>>,
}

fn place(file: FileId, field: &str, id: &str, part: Part) -> Pointer {
    Pointer {
        file,
        path: vec![Segment::Key(field.to_owned()), Segment::Key(id.to_owned())],
        part,
    }
}

pub(super) fn field(file: FileId, group: &str, id: &str, name: &str) -> Pointer {
    let mut place = place(file, group, id, Part::Value);
    place.path.push(Segment::Key(name.to_owned()));
    place
}

/// A name that says something; a fault where it is empty.
fn named<'a>(
    name: Option<&'a String>,
    what: &str,
    place: impl Fn() -> Pointer,
    report: &mut Report,
) -> Option<&'a str> {
    let name = name?;
    if !name.trim().is_empty() {
        return Some(name);
    }
    report.add(
        Diagnostic::error(BAD_VALUE, format!("{what} is empty"))
            .by(place())
            .help("write it, or leave it out: the id stands for it"),
    );
    None
}

/// The name and the colour of what an entry introduces: a text is its name.
fn introduced<'a, T>(
    (file, group, id): (FileId, &str, &str),
    what: &str,
    entry: &'a Wording<T>,
    parts: impl Fn(&'a T) -> (Option<&'a String>, Option<&'a String>),
    report: &mut Report,
) -> (Option<&'a str>, Option<String>) {
    match entry {
        Wording::Short(name) => {
            let place = || place(file, group, id, Part::Value);
            (named(Some(name), what, place, report), None)
        }
        Wording::Long(long) => {
            let (name, paint) = parts(long);
            let place = |key: &str| field(file, group, id, key);
            let name = named(name, what, || place("name"), report);
            (name, color(paint, || place("color"), report))
        }
    }
}

/// The colour as `#rrggbb`, lower case.
pub(super) fn color(
    text: Option<&String>,
    place: impl Fn() -> Pointer,
    report: &mut Report,
) -> Option<String> {
    let text = text?;
    let digits = text.strip_prefix('#').unwrap_or("");
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match (is_hex, digits.len()) {
        (true, 6) => return Some(format!("#{}", digits.to_ascii_lowercase())),
        (true, 3) => {
            let long: String = digits.chars().flat_map(|digit| [digit, digit]).collect();
            return Some(format!("#{}", long.to_ascii_lowercase()));
        }
        _ => {}
    }
    report.add(
        Diagnostic::error(BAD_VALUE, format!("`{}` is no colour", short(text)))
            .by(place())
            .help("write a colour as \"#1b6e5c\", in quotes, since # begins a comment"),
    );
    None
}

/// An address that may become a link: http, https or mailto.
pub(super) fn address(
    text: &str,
    place: impl Fn() -> Pointer,
    report: &mut Report,
) -> Option<String> {
    let text = text.trim();
    let scheme = text
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_known = matches!(scheme.as_deref(), Some("http" | "https" | "mailto"));
    let is_plain = !text.contains(|letter: char| {
        letter.is_control() || letter.is_whitespace() || "<>\"".contains(letter)
    });
    if is_known && is_plain {
        return Some(text.to_owned());
    }
    report.add(
        Diagnostic::warning(BAD_LINK, format!("`{}` will be no link", short(text)))
            .by(place())
            .help("links begin with https:, http: or mailto: and hold no blanks"),
    );
    None
}

impl Names {
    /// Takes in what the files declare.
    pub(super) fn declare(files: &[File], report: &mut Report) -> Self {
        let mut names = Self {
            kinds: LinkKind::built_in().into(),
            ..Self::default()
        };
        let mut places: HashMap<(&'static str, String), FileId> = HashMap::new();
        for file in files {
            // Ids of one file are unlike already; two files may clash.
            let mut is_new = |group: &'static str, id: &str, report: &mut Report| match places
                .insert((group, id.to_owned()), file.id)
            {
                None => true,
                Some(first) => {
                    report.add(
                        Diagnostic::error(CLASH, format!("`{id}` is declared in two files"))
                            .by(place(file.id, group, id, Part::Key))
                            .related(
                                Anchor::By(place(first, group, id, Part::Key)),
                                "first declared here",
                            )
                            .help("declare it once"),
                    );
                    false
                }
            };
            for (id, actor) in file.raw.actors.iter().flat_map(|pairs| &pairs.0) {
                if is_new("actors", id, report) {
                    names.declare_actor(file.id, id, actor, report);
                }
            }
            for (id, source) in file.raw.sources.iter().flat_map(|pairs| &pairs.0) {
                if is_new("sources", id, report) {
                    names.declare_source(file.id, id, source, report);
                }
            }
            for (id, kind) in file.raw.link_kinds.iter().flat_map(|pairs| &pairs.0) {
                if is_new("link_kinds", id, report) {
                    names.declare_kind(file.id, id, kind, report);
                }
            }
        }
        names.declared_actors = names.actors.len();
        names.declared_sources = names.sources.len();
        names
    }

    fn declare_actor(
        &mut self,
        file: FileId,
        id: &str,
        actor: &Wording<raw::Actor>,
        report: &mut Report,
    ) {
        let (name, color) = introduced(
            (file, "actors", id),
            "the name of this actor",
            actor,
            |long| (long.name.as_ref(), long.color.as_ref()),
            report,
        );
        self.actor_ids
            .insert(id.to_owned(), ActorId::new(self.actors.len() as u32));
        self.actors.push(Actor {
            id: id.to_owned(),
            name: name.unwrap_or(id).to_owned(),
            color,
        });
    }

    fn declare_source(
        &mut self,
        file: FileId,
        id: &str,
        source: &Wording<raw::Source>,
        report: &mut Report,
    ) {
        let mut made = Source {
            id: id.to_owned(),
            title: id.to_owned(),
            ..Source::default()
        };
        match source {
            Wording::Short(text) if is_address(text) => {
                made.url = address(text, || place(file, "sources", id, Part::Value), report);
                made.title.clone_from(text);
            }
            Wording::Short(text) => {
                let at = || place(file, "sources", id, Part::Value);
                if let Some(title) = named(Some(text), "the title of this source", at, report) {
                    title.clone_into(&mut made.title);
                }
            }
            Wording::Long(long) => {
                let at = || field(file, "sources", id, "title");
                let title = named(long.title.as_ref(), "the title of this source", at, report);
                if let Some(title) = title.or(long.publisher.as_deref()) {
                    title.clone_into(&mut made.title);
                }
                made.publisher = long.publisher.clone().filter(|_| long.title.is_some());
                made.date.clone_from(&long.date);
                let place = || field(file, "sources", id, "url");
                made.url = long
                    .url
                    .as_ref()
                    .and_then(|url| address(url, place, report));
            }
        }
        self.source_ids
            .insert(id.to_owned(), SourceId::new(self.sources.len() as u32));
        self.sources.push(made);
    }

    /// Tells what the date of a declared source means.
    pub(super) fn date_source(&mut self, id: &str, meaning: Meaning) {
        let source = self.source_ids.get(id);
        if let Some(source) = source.and_then(|id| self.sources.get_mut(id.index())) {
            source.dated = Some(meaning);
        }
    }

    fn declare_kind(
        &mut self,
        file: FileId,
        id: &str,
        kind: &Wording<raw::LinkKind>,
        report: &mut Report,
    ) {
        let (name, color) = introduced(
            (file, "link_kinds", id),
            "the name of this kind",
            kind,
            |long| (long.name.as_ref(), long.color.as_ref()),
            report,
        );
        let made = LinkKind {
            id: id.to_owned(),
            name: name.unwrap_or(id).to_owned(),
            color,
        };
        // A file may give a kind that is built in a name of its own.
        match self.kinds.iter_mut().find(|known| known.id == id) {
            Some(known) => *known = made,
            None => self.kinds.push(made),
        }
    }

    /// The actor of that id, who stands for himself where no one declares him.
    pub(super) fn actor(
        &mut self,
        id: &str,
        place: impl Fn() -> Pointer,
        report: &mut Report,
    ) -> ActorId {
        if let Some(known) = self.actor_ids.get(id) {
            return *known;
        }
        if self.declared_actors > 0 {
            let declared = self.actors[..self.declared_actors]
                .iter()
                .map(|actor| actor.id.as_str());
            let warning =
                Diagnostic::warning(UNKNOWN_ACTOR, format!("no actor is called `{}`", short(id)))
                    .by(place());
            let is_declared = |name: &str| declared.clone().any(|known| known == name);
            report.add(match list_of(id, is_declared) {
                Some(list) => {
                    warning.help(format!("to name several actors, write a list: `{list}`"))
                }
                None => suggested(
                    warning,
                    self.actors[..self.declared_actors]
                        .iter()
                        .find(|actor| actor.name.eq_ignore_ascii_case(id))
                        .map(|actor| actor.id.as_str())
                        .or_else(|| nearest(id, declared)),
                    place(),
                    "declare it under `actors`, or give it a lane of its own name as it is",
                ),
            });
        }
        let made = ActorId::new(self.actors.len() as u32);
        self.actor_ids.insert(id.to_owned(), made);
        self.actors.push(Actor {
            id: id.to_owned(),
            name: id.to_owned(),
            color: None,
        });
        made
    }

    /// The source that is declared by that id.
    pub(super) fn declared_source(&self, id: &str) -> Option<SourceId> {
        let known = self.source_ids.get(id).copied();
        known.filter(|known| known.index() < self.declared_sources)
    }

    /// The source of that id; a title or an address may stand for itself.
    pub(super) fn source(
        &mut self,
        text: &str,
        place: impl Fn() -> Pointer,
        report: &mut Report,
    ) -> SourceId {
        if let Some(known) = self.source_ids.get(text) {
            return *known;
        }
        let is_id = !text.contains(char::is_whitespace) && !is_address(text);
        if self.declared_sources > 0 && is_id {
            let declared = self.sources[..self.declared_sources]
                .iter()
                .map(|source| source.id.as_str());
            let warning = Diagnostic::warning(
                UNKNOWN_SOURCE,
                format!("no source is called `{}`", short(text)),
            )
            .by(place());
            report.add(suggested(
                warning,
                nearest(text, declared),
                place(),
                "declare it under `sources`, or write its title or address",
            ));
        }
        let url = is_address(text)
            .then(|| address(text, &place, report))
            .flatten();
        let made = SourceId::new(self.sources.len() as u32);
        self.source_ids.insert(text.to_owned(), made);
        self.sources.push(Source {
            id: text.to_owned(),
            title: text.to_owned(),
            url,
            ..Source::default()
        });
        made
    }

    /// Whether a kind of link is called so.
    pub(super) fn is_kind(&self, id: &str) -> bool {
        self.kinds.iter().any(|kind| kind.id == id)
    }

    /// The kind of that id, for a cause of a fact.
    pub(super) fn kind(
        &self,
        id: &str,
        fact: &str,
        place: impl Fn() -> Pointer,
        report: &mut Report,
    ) -> LinkKindId {
        if let Some(index) = self.kinds.iter().position(|kind| kind.id == id) {
            return LinkKindId::new(index as u32);
        }
        let known = self.kinds.iter().map(|kind| kind.id.as_str());
        let names: Vec<&str> = known.clone().collect();
        let fault = Diagnostic::error(
            UNKNOWN_KIND,
            format!("no kind of link is called `{}`", short(id)),
        )
        .by(place())
        .facts([fact]);
        let help = format!(
            "the kinds are {}; more are declared under `link_kinds`",
            names.join(", ")
        );
        report.add(suggested(fault, nearest(id, known), place(), &help));
        LinkKindId::new(0)
    }
}

/// Whether a text is written as an address.
fn is_address(text: &str) -> bool {
    text.contains("://") || text.starts_with("mailto:") || text.starts_with("javascript:")
}

/// The names that a text holds with commas or `and` between them, as a list in
/// YAML; nothing where there is but one, or one that is not known.
pub(super) fn list_of(text: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let parts = text.split([',', ';']).flat_map(|part| part.split(" and "));
    let parts: Vec<&str> = parts.map(str::trim).collect();
    let is_list = parts.len() > 1 && parts.iter().all(|part| is_known(part));
    is_list.then(|| format!("[{}]", parts.join(", ")))
}

/// A diagnostic with the nearest name as its help and its fix.
pub(crate) fn suggested(
    diagnostic: Diagnostic,
    nearest: Option<&str>,
    place: Pointer,
    otherwise: &str,
) -> Diagnostic {
    match nearest {
        Some(nearest) => diagnostic
            .help(format!("did you mean `{nearest}`?"))
            .fix(Fix {
                anchor: Anchor::By(place),
                replacement: nearest.to_owned(),
                title: format!("change to `{nearest}`"),
            }),
        None => diagnostic.help(otherwise),
    }
}
