//! What the author said, names resolved and nothing concluded.
//!
//! A [`Timeline`] is frozen once read: facts and links in the order of the
//! file, each with a place for whatever may later have to be blamed.

mod event;

pub use event::{
    Account, Actor, ActorId, Cause, Confidence, Era, Event, EventId, EventPlace, LinkKind,
    LinkKindId, Said, Slot, Source, SourceId, Status, Support,
};

use crate::date::Zone;
use crate::source::{Pointer, Segment};
use std::collections::HashMap;

/// Everything that one event file (with what it includes) says.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    pub(crate) title: String,
    pub(crate) subtitle: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) as_of: Option<crate::date::Instant>,
    pub(crate) timezone: Option<String>,
    pub(crate) actors: Vec<Actor>,
    pub(crate) sources: Vec<Source>,
    pub(crate) eras: Vec<Era>,
    pub(crate) link_kinds: Vec<LinkKind>,
    pub(crate) events: Vec<Event>,
    pub(crate) by_name: HashMap<String, EventId>,
}

impl Timeline {
    /// The headline of the whole.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The line under the headline.
    pub fn subtitle(&self) -> Option<&str> {
        self.subtitle.as_deref()
    }

    /// BCP 47 tag of the language the text is in.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The first point of the day that relative phrases are counted from.
    pub fn as_of(&self) -> Option<crate::date::Instant> {
        self.as_of
    }

    /// The IANA zone that civil times are read in.
    pub fn timezone(&self) -> Option<&str> {
        self.timezone.as_deref()
    }

    /// The actors, in the order of their lanes. An actor that facts name but
    /// that the file does not declare stands after the declared ones.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// The actor of that number.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn actor(&self, id: ActorId) -> &Actor {
        &self.actors[id.index()]
    }

    /// The sources, numbered as the picture numbers them.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source of that number.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// Sources in a sentence, each once, with the places in it, each once: `AFP (page 12),
    /// Reuters`; nothing where there is none.
    pub(crate) fn cited(
        &self,
        sources: impl IntoIterator<Item = SourceId>,
        support: &[&Support],
    ) -> String {
        let mut told: Vec<String> = Vec::new();
        let mut seen: Vec<SourceId> = Vec::new();
        for source in sources {
            if seen.contains(&source) {
                continue;
            }
            seen.push(source);
            let supported = support.iter().filter(|one| one.source == source);
            let mut places: Vec<&str> = Vec::new();
            for place in supported.filter_map(|one| one.at.as_deref()) {
                // Two quotes may stand at one place.
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            let name = self.source(source).short_name();
            told.push(match places.as_slice() {
                [] => name.to_owned(),
                places => format!("{name} ({})", places.join("; ")),
            });
        }
        told.join(", ")
    }

    /// Background bands.
    pub fn eras(&self) -> &[Era] {
        &self.eras
    }

    /// The kinds of causal link: the five built in, then the file's own.
    pub fn link_kinds(&self) -> &[LinkKind] {
        &self.link_kinds
    }

    /// The zone that clock times are in: floating where the file names none.
    pub fn zone(&self) -> Zone {
        let named = self.timezone().map(Zone::named);
        named.and_then(Result::ok).unwrap_or_default()
    }

    /// The kind of that number.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn link_kind(&self, id: LinkKindId) -> &LinkKind {
        &self.link_kinds[id.index()]
    }

    /// The facts, in the order of the file.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The fact of that number.
    ///
    /// # Panics
    /// Where the number is of another timeline.
    pub fn event(&self, id: EventId) -> &Event {
        &self.events[id.index()]
    }

    /// The number of the fact with that id, if there is one.
    pub fn find(&self, name: &str) -> Option<EventId> {
        self.by_name.get(name).copied()
    }

    /// Every fact's number, in the order of the file.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = EventId> + ExactSizeIterator + use<> {
        (0..self.events.len() as u32).map(EventId::new)
    }

    /// Where in the files a part of a fact stands.
    pub fn pointer(&self, event: EventId, slot: &Slot) -> Pointer {
        let event = self.event(event);
        let mut path = vec![Segment::Key("events".to_owned())];
        path.push(match event.place().ordinal {
            Some(index) => Segment::Index(index as usize),
            None => Segment::Key(event.name().to_owned()),
        });
        slot.extend(&mut path);
        Pointer {
            file: event.place().file,
            path,
            part: slot.part(),
        }
    }
}
