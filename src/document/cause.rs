//! The causes of a fact as written made links of the timeline.

use super::event::{Place, Reader};
use super::faults::{BAD_VALUE, UNKNOWN_KIND, nearest};
use super::names::suggested;
use super::raw::{self, Causes, Wording};
use super::shape::short;
use crate::date::{Lag, within};
use crate::diagnostic::{Diagnostic, Fix};
use crate::source::{Anchor, Part, Pointer, Segment};
use crate::timeline::{Cause, Confidence, Slot};

impl Reader<'_> {
    pub(super) fn causes(&mut self, place: Place<'_>, causes: Option<&Causes>) -> Vec<Cause> {
        match causes {
            None => Vec::new(),
            Some(Causes::Ids(ids)) => {
                let slot = |index: usize| {
                    if ids.is_list {
                        Slot::BecauseItem(index as u32)
                    } else {
                        Slot::BecauseOnly
                    }
                };
                let named = ids.items.iter().enumerate();
                named
                    .map(|(index, id)| self.cause(place, id, None, &slot(index)))
                    .collect()
            }
            Some(Causes::Links(links)) if self.tell_misread_links(place, links) => Vec::new(),
            Some(Causes::Links(links)) => links
                .iter()
                .map(|(id, link)| self.cause(place, id, Some(link), &Slot::BecauseKey(id.clone())))
                .collect(),
        }
    }

    fn cause(
        &mut self,
        place: Place<'_>,
        id: &str,
        link: Option<&Wording<raw::Link>>,
        slot: &Slot,
    ) -> Cause {
        let pointer = || place.pointer(slot);
        let value = || {
            let mut pointer = pointer();
            pointer.part = Part::Value;
            pointer
        };
        let event = self.facts.find(id, place.fact, pointer, self.report);
        let mut cause = Cause {
            event,
            name: id.to_owned(),
            kind: crate::timeline::LinkKindId::new(0),
            confidence: Confidence::Certain,
            sources: Vec::new(),
            note: None,
            within: None,
            within_words: None,
            slot: slot.clone(),
        };
        match link {
            None => {}
            Some(Wording::Short(word)) => match confidence_word(word) {
                Some(confidence) => {
                    cause.confidence = confidence;
                    let fault = confidence_as_kind(word, value());
                    self.report.add(fault.facts([place.fact]));
                }
                None => cause.kind = self.names.kind(word, place.fact, value, self.report),
            },
            Some(Wording::Long(link)) => {
                let at = |field: &str| Place::below(pointer(), field);
                if let Some(kind) = &link.kind {
                    let at = || at("kind");
                    cause.kind = self.names.kind(kind, place.fact, at, self.report);
                }
                if let Some(text) = &link.confidence {
                    cause.confidence = self.confidence(place, text, at("confidence"));
                }
                let sources = link
                    .source
                    .iter()
                    .flat_map(|list| list.items.iter().enumerate());
                let is_list = link.source.as_ref().is_some_and(|list| list.is_list);
                cause.sources = sources
                    .map(|(index, text)| {
                        let pointer = || {
                            let mut pointer = at("source");
                            pointer
                                .path
                                .extend(is_list.then_some(Segment::Index(index)));
                            pointer
                        };
                        self.names.source(text, pointer, self.report)
                    })
                    .collect();
                cause.note.clone_from(&link.note);
                if let Some(text) = &link.within {
                    cause.within = self.within(place, text, &at("within"));
                    cause.within_words = Some(text.trim().to_owned());
                }
            }
        }
        cause
    }

    fn within(&mut self, place: Place<'_>, text: &str, at: &Pointer) -> Option<Lag> {
        match within(text) {
            Ok(lag) => Some(lag),
            Err(error) => {
                let at = Pointer {
                    part: Part::Inside(error.span),
                    ..at.clone()
                };
                let fault = Diagnostic::error(BAD_VALUE, error.message)
                    .by(at)
                    .facts([place.fact]);
                self.report.add(
                    fault.help(
                        error
                            .help
                            .unwrap_or_else(|| "write a length such as `2 days`".to_owned()),
                    ),
                );
                None
            }
        }
    }

    fn confidence(&mut self, place: Place<'_>, text: &str, at: Pointer) -> Confidence {
        if let Some(known) = confidence_word(text) {
            return known;
        }
        let number = text.strip_suffix('%').unwrap_or(text).trim();
        if let Some(percent) = number.parse::<u8>().ok().filter(|percent| *percent <= 100) {
            return Confidence::Percent(percent);
        }
        let fault = Diagnostic::error(BAD_VALUE, format!("`{}` is no confidence", short(text)))
            .by(at.clone())
            .facts([place.fact]);
        let near = nearest(text, Confidence::WORDS.map(|(word, ..)| word));
        self.report.add(suggested(
            fault,
            near,
            at,
            "write certain, likely, possible, disputed, or a number from 0 to 100",
        ));
        Confidence::Certain
    }
}

/// The confidence that a word names.
fn confidence_word(text: &str) -> Option<Confidence> {
    let known = Confidence::WORDS.iter().find(|(word, ..)| *word == text);
    known.map(|(_, known, _)| *known)
}

/// A confidence where the kind of a link belongs.
fn confidence_as_kind(word: &str, place: Pointer) -> Diagnostic {
    let link = format!("{{ confidence: {word} }}");
    Diagnostic::error(
        UNKNOWN_KIND,
        format!("`{word}` is a confidence, not a kind of link"),
    )
    .by(place.clone())
    .help(format!("write `{link}` here"))
    .fix(Fix {
        anchor: Anchor::By(place),
        replacement: link,
        title: "make it the confidence".to_owned(),
    })
}
