//! The offers of each sort.

use super::super::context::{self, Place, Slot};
use super::super::desk::Desk;
use super::super::project::Project;
use super::super::uri;
use super::wanted::Wanted;
use super::{Offer, dates, known, written};
use crate::date::{Window, Words, Zone};
use crate::diagnostic::explained;
use crate::document::{Record, fields};
use crate::lint::Lint;
use crate::timeline::{Confidence, Event, EventId, Status};
use gen_lsp_types::CompletionItemKind as Kind;
use std::collections::BTreeSet;

/// What offers are made from.
pub(super) struct Items<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) project: &'a Project,
    pub(super) place: &'a Place,
    /// The text with the cursor.
    pub(super) text: &'a str,
    pub(super) name: &'a str,
}

impl Items<'_> {
    pub(super) fn offer(&self, wanted: &Wanted, offers: &mut Vec<Offer>) {
        match wanted {
            Wanted::Fields(record) => self.fields(*record, offers),
            Wanted::Facts(own) => self.facts(own.as_deref(), offers),
            Wanted::Actors => self.actors(offers),
            Wanted::Sources => self.sources(offers),
            Wanted::Kinds => self.kinds(offers),
            Wanted::Confidences => {
                let words = Confidence::WORDS.iter();
                offers.extend(words.map(|(word, _, means)| value(word, means)));
            }
            Wanted::Statuses => {
                let words = Status::WORDS.iter();
                offers.extend(words.map(|(word, _, means)| value(word, means)));
            }
            Wanted::Phrase(own) => dates::phrases(self, own.as_deref(), offers),
            Wanted::Day => dates::days(self, offers),
            Wanted::DateOrders => offers.extend([
                value("dmy", "03/04/2021 is 3 April"),
                value("mdy", "03/04/2021 is 4 March"),
            ]),
            Wanted::Zones => self.zones(offers),
            Wanted::Lints => offers.extend(Lint::ALL.iter().map(|lint| {
                let title = explained(lint.code().0).map_or("", |code| code.title);
                self.key(lint.name(), " off")
                    .detail(format!("{}: {title}", lint.code().0))
            })),
            Wanted::Off => offers.push(value("off", "do not tell this warning")),
            Wanted::Lengths => {
                let words = ["2 hours", "1 day", "3 days", "2 weeks", "1 month", "1 year"];
                offers
                    .extend(words.map(|word| value(word, "no later than so long after the cause")));
            }
            Wanted::Tags => {
                let tags = self.events().flat_map(Event::tags);
                self.used(tags.map(String::as_str), "a tag of the file", offers);
            }
            Wanted::Places => {
                let places = self.events().filter_map(Event::place_name);
                self.used(places, "a place of the file", offers);
            }
            Wanted::Files => self.files(offers),
        }
    }

    fn events(&self) -> impl Iterator<Item = &Event> {
        known(self.project).timeline().events().iter()
    }

    /// A key with its colon, unless one is there.
    fn key(&self, name: &str, value: &str) -> Offer {
        let text = written(name, self.place);
        let colon = if self.place.has_colon || self.place.quote.is_some() {
            String::new()
        } else {
            let value = if value.is_empty() { " " } else { value };
            format!(":{value}")
        };
        Offer::new(name, Kind::Property).text(format!("{text}{colon}"))
    }

    fn fields(&self, record: Record, offers: &mut Vec<Offer>) {
        for field in fields(record) {
            if self.place.siblings.iter().any(|there| there == field.name) {
                continue;
            }
            offers.push(self.key(field.name, "").documentation(field.purpose));
        }
    }

    /// Facts, those right before the one that speaks first.
    fn facts(&self, own: Option<&str>, offers: &mut Vec<Offer>) {
        let is_key = self.place.slot == Slot::Key;
        for (id, detail, headline) in self.candidates(own) {
            if self.place.siblings.contains(&id) {
                continue;
            }
            let offer = if is_key {
                self.key(&id, "")
            } else {
                Offer::new(id.clone(), Kind::Event).text(written(&id, self.place))
            };
            let offer = Offer {
                kind: Kind::Event,
                ..offer
            };
            offers.push(offer.detail(detail).documentation(headline));
        }
    }

    /// The id, dates and headline of every other fact.
    pub(super) fn candidates(&self, own: Option<&str>) -> Vec<(String, String, String)> {
        let compiled = known(self.project);
        let (timeline, schedule) = (compiled.timeline(), compiled.schedule());
        let order: Vec<EventId> = schedule.order().to_vec();
        let speaker = own.and_then(|own| timeline.find(own));
        let at = order
            .iter()
            .position(|event| Some(*event) == speaker)
            .unwrap_or(order.len());
        let before = order[..at].iter().rev();
        let after = order.iter().skip(at + 1);
        let mut all: Vec<(String, String, String)> = before
            .chain(after)
            .map(|id| timeline.event(*id))
            .filter(|event| !event.name().starts_with('#'))
            .map(|event| {
                let dates = timeline.find(event.name()).map(|id| schedule.bounds(id));
                let window = dates.map_or(Window::OPEN, |bounds| {
                    Window::new(bounds.start.earliest, bounds.end.latest)
                });
                (
                    event.name().to_owned(),
                    self.dates(window),
                    event.what().to_owned(),
                )
            })
            .collect();
        // What is typed just now may not have been read yet.
        let there: BTreeSet<String> = all.iter().map(|(id, ..)| id.clone()).collect();
        let new = context::ids(self.text).into_iter();
        let new = new.filter(|id| !there.contains(id) && Some(id.as_str()) != own);
        all.extend(new.map(|id| (id, String::new(), String::new())));
        all
    }

    pub(super) fn dates(&self, window: Window) -> String {
        let zone = known(self.project).zone();
        Words {
            zone,
            short: true,
            ..Words::default()
        }
        .window(window)
    }

    fn actors(&self, offers: &mut Vec<Offer>) {
        for actor in known(self.project).timeline().actors() {
            if self.place.siblings.contains(&actor.id) {
                continue;
            }
            let offer = Offer::new(actor.id.clone(), Kind::Class);
            offers.push(
                offer
                    .text(written(&actor.id, self.place))
                    .detail(actor.name.clone()),
            );
        }
    }

    fn sources(&self, offers: &mut Vec<Offer>) {
        for source in known(self.project).timeline().sources() {
            if self.place.siblings.contains(&source.id) {
                continue;
            }
            let offer = Offer::new(source.id.clone(), Kind::Reference);
            let mut detail = source.title.clone();
            for more in [&source.publisher, &source.date].into_iter().flatten() {
                detail.push_str(", ");
                detail.push_str(more);
            }
            offers.push(offer.text(written(&source.id, self.place)).detail(detail));
        }
    }

    fn kinds(&self, offers: &mut Vec<Offer>) {
        for kind in known(self.project).timeline().link_kinds() {
            let offer = Offer::new(kind.id.clone(), Kind::EnumMember);
            offers.push(
                offer
                    .text(written(&kind.id, self.place))
                    .detail(kind.name.clone()),
            );
        }
    }

    /// Zones that hold what is typed; there are hundreds.
    fn zones(&self, offers: &mut Vec<Offer>) {
        let typed = self.text[self.place.typed.start..self.place.typed.end].to_lowercase();
        let zones = Zone::names().filter(|name| name.to_lowercase().contains(&typed));
        offers.extend(zones.map(|name| Offer::new(name, Kind::Constant)));
    }

    /// Texts that the file uses already, each once.
    fn used<'t>(
        &self,
        texts: impl Iterator<Item = &'t str>,
        detail: &str,
        offers: &mut Vec<Offer>,
    ) {
        let is_new = |text: &&str| !self.place.siblings.iter().any(|there| there == text);
        let texts: BTreeSet<&str> = texts.filter(is_new).collect();
        offers.extend(texts.into_iter().map(|text| {
            Offer::new(text, Kind::Value)
                .text(written(text, self.place))
                .detail(detail)
        }));
    }

    /// Event files beside this one.
    fn files(&self, offers: &mut Vec<Offer>) {
        if !uri::is_file(self.name) {
            return;
        }
        let folder = std::path::Path::new(self.name).parent();
        for other in self.desk.world.neighbours(self.name) {
            let path = std::path::Path::new(&other);
            if path.parent() != folder || other == self.name {
                continue;
            }
            if let Some(short) = path.file_name().and_then(|short| short.to_str()) {
                offers.push(Offer::new(short, Kind::File).text(written(short, self.place)));
            }
        }
    }
}

fn value(word: &str, detail: &str) -> Offer {
    Offer::new(word, Kind::EnumMember).detail(detail)
}
