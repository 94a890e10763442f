//! Everything in a timeline's files that is a name or a date, with its place.

use crate::compile::Compilation;
use crate::date::Phrase;
use crate::document::Spot;
use crate::edit::Named;
use crate::source::{FileId, Location, Part, Segment};
use crate::timeline::Timeline;
use std::collections::HashMap;

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// A name, where the thing is declared or where it is used.
    Name {
        named: Named,
        name: String,
        is_declaration: bool,
    },
    /// A `when` phrase: of the fact of that name, or of an era.
    Phrase { text: String, fact: Option<String> },
    /// The day that phrases are counted from.
    AsOf { text: String },
    /// A file that is included, as it is written.
    Include { path: String },
}

/// Something with its place, quotes not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) location: Location,
    pub(super) sense: Sense,
}

/// All mentions of a timeline, file by file in the order of the text.
pub(super) fn mentions(compiled: &Compilation) -> Vec<Mention> {
    let mut all = Vec::new();
    for (file, _) in compiled.sources().iter() {
        let mut gather = Gather {
            file,
            timeline: compiled.timeline(),
            all: &mut all,
            ids: HashMap::new(),
        };
        gather.list_ids(compiled);
        let document = compiled.document();
        document.visit(file, &mut |spot| gather.take(spot));
    }
    all
}

struct Gather<'a> {
    file: FileId,
    timeline: &'a Timeline,
    all: &'a mut Vec<Mention>,
    /// Names of the facts of a list.
    ids: HashMap<usize, String>,
}

impl Gather<'_> {
    fn list_ids(&mut self, compiled: &Compilation) {
        for event in compiled.timeline().events() {
            let place = event.place();
            if let Some(ordinal) = place.ordinal.filter(|_| place.file == self.file) {
                self.ids.insert(ordinal as usize, event.name().to_owned());
            }
        }
    }

    fn add(&mut self, spot: &Spot<'_>, sense: Sense) {
        let location = Location {
            file: self.file,
            span: spot.bare(),
        };
        self.all.push(Mention { location, sense });
    }

    fn name(&mut self, spot: &Spot<'_>, named: Named, is_declaration: bool) {
        let Some(name) = spot.text.filter(|name| !name.is_empty()) else {
            return;
        };
        let name = name.to_owned();
        self.add(
            spot,
            Sense::Name {
                named,
                name,
                is_declaration,
            },
        );
    }

    fn take(&mut self, spot: &Spot<'_>) {
        let Some(text) = spot.text else { return };
        let [Segment::Key(group), rest @ ..] = spot.path else {
            return;
        };
        let is_key = spot.part == Part::Key;
        match (group.as_str(), rest) {
            ("as_of", []) if !is_key => self.add(
                spot,
                Sense::AsOf {
                    text: text.to_owned(),
                },
            ),
            ("include", [] | [_]) if !is_key => self.add(
                spot,
                Sense::Include {
                    path: text.to_owned(),
                },
            ),
            ("actors", [_]) if is_key => self.name(spot, Named::Actor, true),
            ("sources", [_]) if is_key => self.name(spot, Named::Source, true),
            ("link_kinds", [_]) if is_key => self.name(spot, Named::LinkKind, true),
            ("eras", [_, Segment::Key(field)]) if field == "when" && !is_key => {
                self.phrase(spot, text, None);
            }
            ("events", [Segment::Key(_)]) if is_key => self.name(spot, Named::Fact, true),
            ("events", [fact, field @ ..]) => {
                let fact = match fact {
                    Segment::Key(name) => name.clone(),
                    Segment::Index(index) => self.ids.get(index).cloned().unwrap_or_default(),
                };
                self.field(spot, text, field, &fact);
            }
            _ => {}
        }
    }

    /// A part of a fact, by its way from there.
    fn field(&mut self, spot: &Spot<'_>, text: &str, way: &[Segment], fact: &str) {
        let [Segment::Key(field), rest @ ..] = way else {
            return;
        };
        let is_key = spot.part == Part::Key;
        match (field.as_str(), rest) {
            ("accounts", [Segment::Index(_), rest @ ..]) => self.field(spot, text, rest, fact),
            ("because", [Segment::Key(_)]) if is_key => self.name(spot, Named::Fact, false),
            ("because", [Segment::Key(_), Segment::Key(said), rest @ ..]) if !is_key => {
                match (said.as_str(), rest) {
                    ("kind", []) => self.name(spot, Named::LinkKind, false),
                    ("source", [] | [Segment::Index(_)]) => self.name(spot, Named::Source, false),
                    _ => {}
                }
            }
            _ if is_key => {}
            ("id", []) => self.name(spot, Named::Fact, true),
            ("because", [] | [Segment::Index(_)]) | ("part_of", []) => {
                self.name(spot, Named::Fact, false);
            }
            ("because", [Segment::Key(_)]) => self.name(spot, Named::LinkKind, false),
            ("who", [] | [Segment::Index(_)]) => self.name(spot, Named::Actor, false),
            ("source", rest) if is_source(rest) => self.name(spot, Named::Source, false),
            ("when", [] | [Segment::Index(_)]) => self.phrase(spot, text, Some(fact)),
            _ => {}
        }
    }

    fn phrase(&mut self, spot: &Spot<'_>, text: &str, fact: Option<&str>) {
        self.add(
            spot,
            Sense::Phrase {
                text: text.to_owned(),
                fact: fact.map(str::to_owned),
            },
        );
        let Ok(phrase) = Phrase::parse(text) else {
            return;
        };
        for name in phrase.names() {
            // In `after summer` the summer is meant, unless a fact is called so.
            if name.is_date && self.timeline.find(name.id).is_none() {
                continue;
            }
            let location = Location {
                file: self.file,
                span: spot.inside(name.span),
            };
            self.all.push(Mention {
                location,
                sense: Sense::Name {
                    named: Named::Fact,
                    name: name.id.to_owned(),
                    is_declaration: false,
                },
            });
        }
    }
}

/// Whether a way from `source` leads to the name of a source.
fn is_source(way: &[Segment]) -> bool {
    match way {
        [] | [Segment::Index(_)] => true,
        [Segment::Key(field)] | [Segment::Index(_), Segment::Key(field)] => field == "source",
        _ => false,
    }
}
