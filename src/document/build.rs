//! From files as read to the timeline: names resolved, phrases understood.

use super::Document;
use super::check;
use super::context;
use super::event::Reader;
use super::faults::{BAD_DATE, BAD_ID, CLASH, MISSING, UNKNOWN_FACT, UNKNOWN_KEY, nearest};
use super::include::File;
use super::mend;
use super::names::{Names, color, list_of, suggested};
use super::raw::Events;
use super::shape::short;
use crate::date::{Context, Lack, Phrase, PhraseError, nearest_word};
use crate::diagnostic::{Diagnostic, Fix};
use crate::source::{Anchor, FileId, Part, Pointer, Segment, Span};
use crate::timeline::{Era, Event, EventId, EventPlace, Said, Timeline};
use std::collections::{HashMap, HashSet};

/// How many suggestions of facts are looked for: each costs a look at them
/// all.
const SUGGESTIONS: usize = 200;

/// What is wrong, as far as it was found.
#[derive(Debug, Default)]
pub(super) struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// The numbers of facts by their ids.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) by_name: HashMap<String, EventId>,
    places: Vec<EventPlace>,
    names: Vec<String>,
    looked: usize,
    /// Names of no fact for which no other was near, with the place of the fault.
    missed: Vec<(usize, String)>,
}

impl File {
    /// How many facts stand in it.
    fn count(&self) -> usize {
        match &self.raw.events {
            None => 0,
            Some(Events::Mapping(events)) => events.len(),
            Some(Events::List(events)) => events.len(),
        }
    }
}

impl Facts {
    fn with_capacity(count: usize) -> Self {
        Self {
            by_name: HashMap::with_capacity(count),
            names: Vec::with_capacity(count),
            places: Vec::with_capacity(count),
            looked: 0,
            missed: Vec::new(),
        }
    }

    /// The fact of that id; a fault where there is none.
    pub(super) fn find(
        &mut self,
        name: &str,
        speaker: &str,
        place: impl Fn() -> Pointer,
        report: &mut Report,
    ) -> Option<EventId> {
        if let Some(found) = self.by_name.get(name) {
            return Some(*found);
        }
        let near = self.near(name, speaker);
        let fault = Diagnostic::error(UNKNOWN_FACT, format!("no fact is called `{}`", short(name)))
            .by(place())
            .facts([speaker]);
        let word = near.is_none().then(|| nearest_word(name)).flatten();
        let fault = if let Some(list) = list_of(name, |part| self.by_name.contains_key(part)) {
            fault.help(format!("to name several facts, write a list: `{list}`"))
        } else {
            suggested(
                fault,
                near.as_deref().or(word.as_deref()),
                place(),
                "name a fact by its id under `events`",
            )
        };
        if near.is_none() && self.missed.len() < SUGGESTIONS {
            self.missed
                .push((report.diagnostics.len(), name.to_owned()));
        }
        report.add(fault);
        None
    }

    /// The id of another fact that is most like a name, where one is near enough and not too
    /// many were looked for.
    pub(super) fn near(&mut self, name: &str, speaker: &str) -> Option<String> {
        self.looked += 1;
        if self.looked > SUGGESTIONS {
            return None;
        }
        let known = self.names.iter().map(String::as_str);
        let found = nearest(name, known.filter(|known| *known != speaker))?;
        Some(found.to_owned())
    }

    /// Tells by which id a fact is named that was named by its headline.
    fn told_by_headlines(&self, events: &[Event], report: &mut Report) {
        if self.missed.is_empty() {
            return;
        }
        let plain = |text: &str| {
            let words = text.split_whitespace().map(str::to_lowercase);
            let words: Vec<String> = words.collect();
            words.join(" ").trim_end_matches('.').to_owned()
        };
        let mut headlines: HashMap<String, &str> = HashMap::new();
        for event in events {
            headlines.entry(plain(event.what())).or_insert(event.name());
        }
        for (at, name) in &self.missed {
            let Some((id, fault)) = headlines
                .get(&plain(name))
                .zip(report.diagnostics.get_mut(*at))
            else {
                continue;
            };
            fault.help = Some(format!("a fact is named by its id: write `{id}`"));
            fault.fix = fault.anchor.clone().map(|anchor| Fix {
                anchor,
                replacement: (*id).to_owned(),
                title: format!("change to `{id}`"),
            });
        }
    }
}

/// The unknown keys of facts, each with the key that was offered for it, or
/// nothing.
fn misspelt(told: &[Diagnostic]) -> HashSet<(String, String)> {
    let keys = told.iter().filter(|one| one.code == UNKNOWN_KEY);
    let keys = keys.flat_map(|one| {
        let meant = one.fix.as_ref().map_or("", |fix| fix.replacement.as_str());
        let facts = one.facts.iter();
        facts.map(|fact| (fact.clone(), meant.to_owned()))
    });
    keys.collect()
}

/// Makes the timeline of all files, of which that is told already.
pub(super) fn timeline(
    mut files: Vec<File>,
    document: &mut Document,
    told: &[Diagnostic],
) -> (Timeline, Vec<Diagnostic>) {
    let mut report = Report::default();
    let Some(root) = files.first() else {
        return (Timeline::default(), report.diagnostics);
    };
    let outer = context::of(root.id, &root.raw, &Context::default(), &mut report);
    let (root_id, root_is_whole) = (root.id, root.is_whole);
    let is_faulty = root.raw.as_of.is_some() && outer.as_of.is_none();
    let as_of_is_told = is_faulty || root.offered.iter().any(|offered| offered == "as_of");
    check_whole(&files, &mut report);
    document.silenced = check::silenced(&files, &mut report);
    let names = Names::declare(&files, &mut report);
    let mut facts = number(&files, &mut report);
    let mut reader = Reader {
        names,
        facts: &mut facts,
        report: &mut report,
        context: outer,
        is_whole: root_is_whole,
        misspelt: misspelt(told),
        as_of_is_told,
    };
    let mut events = Vec::with_capacity(reader.facts.places.len());
    let mut eras = Vec::new();
    for file in &mut files {
        reader.is_whole = file.is_whole;
        reader.context = if file.id == root_id {
            outer
        } else {
            context::of(file.id, &file.raw, &outer, reader.report)
        };
        check::source_dates(file, &reader.context, &mut reader.names, reader.report);
        eras.extend(read_eras(file, &mut reader));
        match &mut file.raw.events {
            Some(Events::Mapping(list)) => {
                for (name, event) in list {
                    let place = EventPlace {
                        file: file.id,
                        ordinal: None,
                    };
                    events.push(reader.event(name, event, place));
                }
            }
            Some(Events::List(list)) => {
                for (index, event) in list.iter_mut().enumerate() {
                    let place = EventPlace {
                        file: file.id,
                        ordinal: Some(index as u32),
                    };
                    let name = listed_name(file.id, index, event.id.as_deref());
                    events.push(reader.event(&name, event, place));
                }
            }
            None => {}
        }
    }
    let names = reader.names;
    facts.told_by_headlines(&events, &mut report);
    let root = files.swap_remove(0).raw;
    let mut timeline = Timeline {
        title: root.title.unwrap_or_default(),
        subtitle: root.subtitle,
        language: root.language,
        as_of: outer.as_of.map(|day| outer.zone.first(day)),
        timezone: (!outer.zone.is_floating()).then(|| outer.zone.name()),
        actors: names.actors,
        sources: names.sources,
        eras,
        link_kinds: names.kinds,
        events,
        by_name: facts.by_name,
    };
    check::wholes(&mut timeline, &mut report);
    (timeline, report.diagnostics)
}

/// A timeline needs a title and facts.
fn check_whole(files: &[File], report: &mut Report) {
    let Some(root) = files.first().filter(|root| root.is_whole) else {
        return;
    };
    // What a key at the top was told to be is not missing.
    let offers = |file: &File, field: &str| file.offered.iter().any(|offered| offered == field);
    let title = root.raw.title.as_deref().unwrap_or_default();
    if title.trim().is_empty() && !offers(root, "title") {
        report.add(missing(root.id, "title", "write a headline: `title: …`"));
    }
    if files
        .iter()
        .all(|file| file.count() == 0 && !offers(file, "events"))
    {
        report.add(missing(
            root.id,
            "events",
            "write at least one fact under `events:`, as `an-id: { when: 2021, what: … }`",
        ));
    }
}

fn missing(file: FileId, field: &str, help: &str) -> Diagnostic {
    Diagnostic::error(MISSING, format!("this file has no `{field}`"))
        .by(context::top(file, field, Part::Key))
        .help(help)
}

/// What a fact of a list is called.
fn listed_name(file: FileId, index: usize, id: Option<&str>) -> String {
    match (id, file.0) {
        (Some(id), _) => id.to_owned(),
        (None, 0) => format!("#{}", index + 1),
        (None, file) => format!("#{}.{}", file + 1, index + 1),
    }
}

/// Numbers every fact, so that they can name each other in any order.
fn number(files: &[File], report: &mut Report) -> Facts {
    let mut facts = Facts::with_capacity(files.iter().map(File::count).sum());
    for file in files {
        match &file.raw.events {
            Some(Events::Mapping(events)) => {
                for (name, _) in events {
                    facts.add(name.clone(), file.id, None, report);
                }
            }
            Some(Events::List(events)) => {
                for (index, event) in events.iter().enumerate() {
                    let name = listed_name(file.id, index, event.id.as_deref());
                    facts.add(name, file.id, Some(index as u32), report);
                }
            }
            None => {}
        }
    }
    facts
}

impl Facts {
    fn add(&mut self, name: String, file: FileId, ordinal: Option<u32>, report: &mut Report) {
        let id = EventId::new(self.places.len() as u32);
        let place = EventPlace { file, ordinal };
        self.places.push(place);
        if let Some(first) = self.by_name.get(&name) {
            let first = self.places[first.index()];
            report.add(
                Diagnostic::error(CLASH, format!("two facts are called `{}`", short(&name)))
                    .by(id_pointer(place, &name))
                    .label("called so again here")
                    .related(Anchor::By(id_pointer(first, &name)), "first called so here")
                    .help("give one of them another id")
                    .facts([name.as_str()]),
            );
            self.names.push(name);
            return;
        }
        if ordinal.is_none() || !name.starts_with('#') {
            check_id(&name, place, report);
        }
        self.names.push(name.clone());
        self.by_name.insert(name, id);
    }
}

/// Where the id of a fact is written.
fn id_pointer(place: EventPlace, name: &str) -> Pointer {
    let mut path = vec![Segment::Key("events".to_owned())];
    let part = if let Some(index) = place.ordinal {
        path.extend([
            Segment::Index(index as usize),
            Segment::Key("id".to_owned()),
        ]);
        Part::Value
    } else {
        path.push(Segment::Key(name.to_owned()));
        Part::Key
    };
    Pointer {
        file: place.file,
        path,
        part,
    }
}

/// Ids are letters and digits of any script, `-`, `_` and `.`.
fn check_id(name: &str, place: EventPlace, report: &mut Report) {
    if !name.is_empty() && name.chars().all(is_id_letter) {
        return;
    }
    let slug = dashed(name).trim_matches('-').to_owned();
    let fault = Diagnostic::error(BAD_ID, format!("`{}` cannot be an id", short(name)))
        .by(id_pointer(place, name))
        .facts([name]);
    report.add(if slug.is_empty() {
        fault.help("ids are made of letters, digits, `-`, `_` and `.`")
    } else {
        fault
            .help(format!(
                "ids are made of letters, digits, `-`, `_` and `.`: write `{}`",
                short(&slug)
            ))
            .fix(Fix {
                anchor: Anchor::By(id_pointer(place, name)),
                replacement: slug,
                title: "make it an id".to_owned(),
            })
    });
}

/// A name with a dash for every letter that no id may have.
pub(crate) fn dashed(name: &str) -> String {
    let letters = name.chars();
    letters
        .map(|letter| if is_id_letter(letter) { letter } else { '-' })
        .collect()
}

/// Whether an id may have this letter.
pub(crate) fn is_id_letter(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.') || is_mark(letter)
}

/// Combining marks, which belong to the letters of many scripts.
fn is_mark(letter: char) -> bool {
    !letter.is_ascii()
        && !letter.is_control()
        && !letter.is_whitespace()
        && unicode_width::UnicodeWidthChar::width(letter) == Some(0)
}

/// A phrase that makes no sense, at its place.
/// `days` gives the days that `as_of` may be.
pub(super) fn date_fault(
    error: PhraseError,
    place: impl Fn(Part) -> Pointer,
    days: impl FnOnce() -> Vec<(String, String)>,
) -> Diagnostic {
    let PhraseError {
        span,
        message,
        help,
        replacement,
        lacks,
    } = error;
    let mut fault = Diagnostic::error(BAD_DATE, message).by(place(Part::Inside(span)));
    if let Some(help) = help {
        fault = fault.help(help);
    }
    if let Some(replacement) = replacement {
        fault = fault.fix(Fix {
            anchor: Anchor::By(place(Part::Inside(span))),
            title: format!("change to `{replacement}`"),
            replacement,
        });
    }
    if let Some(lack) = lacks {
        let days = if *lack == Lack::AsOf {
            days()
        } else {
            Vec::new()
        };
        fault = fault.choices(mend::choices(&lack, &place(Part::Inside(span)), &days));
    }
    fault
}

fn read_eras(file: &File, reader: &mut Reader<'_>) -> Vec<Era> {
    let mut eras = Vec::new();
    for (id, era) in file.raw.eras.iter().flat_map(|pairs| &pairs.0) {
        let pointer = |field: &str, part: Part| Pointer {
            file: file.id,
            path: vec![
                Segment::Key("eras".to_owned()),
                Segment::Key(id.clone()),
                Segment::Key(field.to_owned()),
            ],
            part,
        };
        let color = color(
            era.color.as_ref(),
            || pointer("color", Part::Value),
            reader.report,
        );
        let Some(text) = &era.when else {
            reader.report.add(
                Diagnostic::error(MISSING, format!("the era `{}` has no `when`", short(id)))
                    .by(pointer("when", Part::Key))
                    .help("say when it lasted, as `when: 2001-10..2021-07`"),
            );
            continue;
        };
        match Phrase::parse(text).and_then(|phrase| phrase.resolve(&reader.context, &|_| false)) {
            Ok(meaning) if meaning.anchors.is_empty() => eras.push(Era {
                id: id.clone(),
                what: era.what.clone().unwrap_or_else(|| id.clone()),
                when: Said {
                    text: text.clone(),
                    meaning,
                    anchors: Vec::new(),
                },
                color,
            }),
            Ok(meaning) => {
                let span = meaning
                    .anchors
                    .first()
                    .map_or(Span::new(0, text.len()), |(_, span)| *span);
                reader.report.add(
                    Diagnostic::error(BAD_DATE, "an era needs dates of its own")
                        .by(pointer("when", Part::Inside(span)))
                        .help("write a span of dates, as `2001-10..2021-07`"),
                );
            }
            Err(error) if reader.is_told(&error) => {}
            Err(error) => {
                let place = |part| pointer("when", part);
                let days = || mend::days(&reader.names);
                reader.report.add(date_fault(error, place, days));
            }
        }
    }
    eras
}
