//! One fact as written made a fact of the timeline.

use super::build::{Facts, Report, date_fault, is_id_letter};
use super::faults::{BAD_VALUE, ID_AS_DATE, MISSING, ONE_TAG, nearest};
use super::mend;
use super::names::{Names, address, suggested};
use super::raw::{self, Causes, List, Supports, Wording};
use super::shape::short;
use crate::date::{Context, Lack, Phrase, PhraseError, has_foreign_word};
use crate::diagnostic::{Diagnostic, Fix};
use crate::source::{Anchor, Part, Pointer, Segment};
use crate::timeline::{Account, Event, EventPlace, Said, Slot, SourceId, Status, Support};
use std::collections::HashSet;

/// Reads facts one after another.
pub(super) struct Reader<'a> {
    pub(super) names: Names,
    pub(super) facts: &'a mut Facts,
    pub(super) report: &'a mut Report,
    pub(super) context: Context,
    pub(super) is_whole: bool,
    /// Facts with an unknown key, and what was offered for it: what is missing
    /// then is not told again.
    pub(super) misspelt: HashSet<(String, String)>,
    /// Whether it is told already that the `as_of` of the file is misspelt, or is no day.
    pub(super) as_of_is_told: bool,
}

/// Where the parts of one fact stand.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) fact: &'a str,
    event: EventPlace,
    /// The account it is part of.
    account: Option<u32>,
}

impl Place<'_> {
    fn slot(&self, slot: Slot) -> Slot {
        match self.account {
            Some(index) => Slot::Account(index, Box::new(slot)),
            None => slot,
        }
    }

    pub(super) fn pointer(&self, slot: &Slot) -> Pointer {
        let mut path = vec![Segment::Key("events".to_owned())];
        path.push(match self.event.ordinal {
            Some(index) => Segment::Index(index as usize),
            None => Segment::Key(self.fact.to_owned()),
        });
        let slot = self.slot(slot.clone());
        slot.extend(&mut path);
        Pointer {
            file: self.event.file,
            path,
            part: slot.part(),
        }
    }

    fn field(&self, name: &'static str) -> Pointer {
        self.pointer(&Slot::Field(name))
    }

    /// An item of a field that may be a list.
    fn item(&self, name: &'static str, is_list: bool, index: usize) -> Pointer {
        let mut pointer = self.field(name);
        pointer
            .path
            .extend(is_list.then_some(Segment::Index(index)));
        pointer
    }

    /// A key below a value.
    pub(super) fn below(mut pointer: Pointer, name: &str) -> Pointer {
        pointer.path.push(Segment::Key(name.to_owned()));
        pointer.part = Part::Value;
        pointer
    }
}

impl Reader<'_> {
    /// Makes a fact of what was read; its texts are moved out of there.
    pub(super) fn event(&mut self, name: &str, raw: &mut raw::Event, place: EventPlace) -> Event {
        let place = Place {
            fact: name,
            event: place,
            account: None,
        };
        self.id_as_date(place, raw);
        let when_is_list = raw.when.as_ref().is_some_and(|when| when.is_list);
        let (when, unread) = self.when(place, raw.when.take(), raw.because.as_ref());
        let because = self.causes(place, raw.because.as_ref());
        let part_of = raw.part_of.as_ref().and_then(|whole| {
            let pointer = || place.field("part_of");
            if whole == name {
                let fault = Diagnostic::error(
                    BAD_VALUE,
                    format!("`{}` cannot be part of itself", short(name)),
                );
                self.report.add(
                    fault
                        .by(pointer())
                        .facts([name])
                        .help("name the fact that contains it, or leave `part_of` out"),
                );
                return None;
            }
            self.facts.find(whole, name, pointer, self.report)
        });
        let accounts = raw.accounts.iter().flatten().enumerate();
        let accounts = accounts
            .map(|(index, account)| self.account(place, index, account))
            .collect();
        Event {
            what: self.what(place, raw),
            when_is_list,
            when,
            unread,
            who: self.actors(place, raw.who.as_ref()),
            because,
            part_of,
            sources: self.supports(place, raw.source.as_ref()),
            status: self.status(place, raw.status.as_deref()),
            tags: self.tags(place, raw.tags.take()),
            link: raw
                .link
                .as_ref()
                .and_then(|link| address(link, || place.field("link"), self.report)),
            weight: self.weight(place, raw.weight.as_deref()),
            accounts,
            name: name.to_owned(),
            detail: raw.detail.take(),
            place_name: raw.place.take(),
            quote: raw.quote.take(),
            place: place.event,
        }
    }

    /// Tells of a fact that is called by a date and has none.
    fn id_as_date(&mut self, place: Place<'_>, raw: &raw::Event) {
        let id = place.fact;
        let is_dated = raw.when.is_some()
            || raw.accounts.iter().flatten().any(|one| one.when.is_some())
            || self.is_misspelt(place, "when");
        if is_dated || raw.what.is_none() || !has_year(id) || has_foreign_word(id) {
            return;
        }
        let date = Phrase::parse(id)
            .and_then(|phrase| phrase.resolve(&self.context, &|_| false))
            .ok();
        if date.is_none_or(|date| date.start.is_open() || !date.anchors.is_empty()) {
            return;
        }
        let line = format!("when: {id}");
        let fault = Diagnostic::warning(
            ID_AS_DATE,
            format!(
                "`{}` is the id of this fact and does not date it",
                short(id)
            ),
        )
        .by(match place.event.ordinal {
            Some(_) => place.field("id"),
            None => place.pointer(&Slot::Whole),
        })
        .facts([id])
        .help(format!("write its date too: `{line}`"));
        // In a list what stands first is behind a dash.
        self.report.add(if place.event.ordinal.is_some() {
            fault
        } else {
            let mut before = place.field("what");
            before.part = Part::Before;
            fault.fix(Fix {
                anchor: Anchor::By(before),
                title: format!("add `{line}`"),
                replacement: line,
            })
        });
    }

    /// The tags; one text with commas is one tag, which hardly anybody means.
    fn tags(&mut self, place: Place<'_>, tags: Option<List>) -> Vec<String> {
        let Some(tags) = tags else { return Vec::new() };
        if let ([one], false) = (tags.items.as_slice(), tags.is_list)
            && one.contains(',')
        {
            let several = one.split(',').map(str::trim).filter(|tag| !tag.is_empty());
            let several: Vec<String> = several.map(mend::in_list).collect();
            let list = format!("[{}]", several.join(", "));
            let help = format!(
                "for several tags write a list: `tags: {}`; a list of one keeps the comma: `tags: ['{}']`",
                short(&list),
                short(&one.replace('\'', "''"))
            );
            self.report.add(
                Diagnostic::warning(ONE_TAG, format!("`{}` is one tag", short(one)))
                    .by(place.field("tags"))
                    .facts([place.fact])
                    .help(help)
                    .fix(Fix {
                        anchor: Anchor::By(place.field("tags")),
                        replacement: list,
                        title: "make it a list".to_owned(),
                    }),
            );
        }
        tags.items
    }

    /// Whether a key of the fact was told to be none, and to be that one.
    fn is_misspelt(&self, place: Place<'_>, meant: &str) -> bool {
        let key = (place.fact.to_owned(), meant.to_owned());
        self.misspelt.contains(&key)
    }

    fn what(&mut self, place: Place<'_>, raw: &mut raw::Event) -> String {
        if let Some(what) = raw.what.take().filter(|what| !what.trim().is_empty()) {
            return what;
        }
        if !self.is_whole || self.is_misspelt(place, "what") {
            return place.fact.to_owned();
        }
        self.report.add(
            Diagnostic::error(MISSING, format!("`{}` has no `what`", short(place.fact)))
                .by(place.pointer(&Slot::Whole))
                .facts([place.fact])
                .help("say in a headline what happened: `what: …`"),
        );
        place.fact.to_owned()
    }

    /// Whether a date lacks only an `as_of` that stands there misspelt or faulty.
    pub(super) fn is_told(&self, error: &PhraseError) -> bool {
        self.as_of_is_told && matches!(error.lacks.as_deref(), Some(Lack::AsOf))
    }

    /// Reads all that is said of a date, of a fact or an account with those
    /// causes; what cannot be read stays as it was written.
    fn when(
        &mut self,
        place: Place<'_>,
        when: Option<List>,
        causes: Option<&Causes>,
    ) -> (Vec<Said>, Vec<String>) {
        let Some(when) = when else {
            return Default::default();
        };
        let mut all = Vec::with_capacity(when.items.len());
        let mut unread = Vec::new();
        for (index, text) in when.items.into_iter().enumerate() {
            let item = when.is_list.then_some(index as u32);
            let pointer = |part: Part| {
                let mut pointer = place.pointer(&Slot::When(item, None));
                pointer.part = part;
                pointer
            };
            let by_name = &self.facts.by_name;
            let is_fact = |name: &str| by_name.contains_key(name);
            match Phrase::read(&text, &self.context, &is_fact) {
                Ok(meaning) => {
                    let anchors = meaning.anchors.iter();
                    let anchors = anchors
                        .map(|(name, span)| {
                            let pointer = || pointer(Part::Inside(*span));
                            self.facts.find(name, place.fact, pointer, self.report)
                        })
                        .collect();
                    all.push(Said {
                        text,
                        meaning,
                        anchors,
                    });
                }
                Err(error) => {
                    let id = text.trim();
                    let error = match later(id, causes) {
                        _ if is_fact(id) => error.of_a_fact(id),
                        Some(written) => error.rewritten(&text, written),
                        None => match named(&text, &is_fact) {
                            Some(id) => error.beside_a_fact(id),
                            None => error,
                        },
                    };
                    let error = match unknown(&error, &text, &self.context, &is_fact) {
                        Some(name) => {
                            let near = self.facts.near(&name, place.fact);
                            error.of_no_fact(&text, &name, near)
                        }
                        None => error,
                    };
                    if !self.is_told(&error) {
                        let days = || mend::days(&self.names);
                        let fault = date_fault(error, pointer, days);
                        self.report.add(fault.facts([place.fact]));
                    }
                    unread.push(text);
                }
            }
        }
        (all, unread)
    }

    fn actors(&mut self, place: Place<'_>, who: Option<&List>) -> Vec<crate::timeline::ActorId> {
        let Some(who) = who else { return Vec::new() };
        let mut actors = Vec::with_capacity(who.items.len());
        for (index, id) in who.items.iter().enumerate() {
            let at = || place.item("who", who.is_list, index);
            if id.trim().is_empty() {
                let fault = Diagnostic::error(BAD_VALUE, "this names no actor").by(at());
                self.report.add(
                    fault
                        .facts([place.fact])
                        .help("name who acted, or leave `who` out"),
                );
                continue;
            }
            let actor = self.names.actor(id, at, self.report);
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        actors
    }

    fn status(&mut self, place: Place<'_>, text: Option<&str>) -> Status {
        let Some(text) = text else {
            return Status::Reported;
        };
        if let Some((_, known, _)) = Status::WORDS.iter().find(|(word, ..)| *word == text) {
            return *known;
        }
        let at = place.field("status");
        let fault = Diagnostic::error(BAD_VALUE, format!("`{}` is no status", short(text)))
            .by(at.clone())
            .facts([place.fact]);
        let near = nearest(text, Status::WORDS.map(|(word, ..)| word));
        self.report.add(suggested(
            fault,
            near,
            at,
            "write reported, confirmed, disputed, alleged or planned",
        ));
        Status::Reported
    }

    fn weight(&mut self, place: Place<'_>, text: Option<&str>) -> Option<f64> {
        let text = text?;
        let number = text
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.report.add(
                Diagnostic::error(BAD_VALUE, format!("`{}` is no weight", short(text)))
                    .by(place.field("weight"))
                    .facts([place.fact])
                    .help("write a number from 0 up; 1 is usual"),
            );
        }
        number
    }

    fn supports(&mut self, place: Place<'_>, supports: Option<&Supports>) -> Vec<Support> {
        let Some(supports) = supports else {
            return Vec::new();
        };
        let mut all = Vec::with_capacity(supports.items.len());
        for (index, item) in supports.items.iter().enumerate() {
            let at = || place.item("source", supports.is_list, index);
            match item {
                Wording::Short(text) if text.trim().is_empty() => {
                    let fault = Diagnostic::error(BAD_VALUE, "this names no source").by(at());
                    self.report.add(
                        fault
                            .facts([place.fact])
                            .help("name where the fact is taken from, or leave `source` out"),
                    );
                }
                Wording::Short(text) => all.push(Support {
                    source: self.names.source(text, at, self.report),
                    quote: None,
                    at: None,
                }),
                Wording::Long(quoted) => {
                    let Some(text) = &quoted.source else {
                        if ["", "source"]
                            .iter()
                            .any(|meant| self.is_misspelt(place, meant))
                        {
                            continue;
                        }
                        let fault =
                            Diagnostic::error(MISSING, "this quote has no `source`").by(at());
                        self.report.add(
                            fault
                                .facts([place.fact])
                                .help("name its source: `source: …`"),
                        );
                        continue;
                    };
                    let at = || Place::below(at(), "source");
                    all.push(Support {
                        source: self.names.source(text, at, self.report),
                        quote: quoted.quote.clone(),
                        at: quoted.at.clone(),
                    });
                }
            }
        }
        all
    }

    fn account(&mut self, place: Place<'_>, index: usize, raw: &raw::Account) -> Account {
        let place = Place {
            account: Some(index as u32),
            ..place
        };
        let mut sources = self.supports(place, raw.source.as_ref());
        // Who is named by the id of a source is that source.
        if let (Some(name), true) = (&raw.name, sources.is_empty()) {
            sources.extend(self.names.declared_source(name).map(|source| Support {
                source,
                quote: None,
                at: None,
            }));
        }
        let named = |source: SourceId, names: &Names| names.sources[source.index()].id.clone();
        let name = raw
            .name
            .clone()
            .or_else(|| {
                sources
                    .first()
                    .map(|support| named(support.source, &self.names))
            })
            .unwrap_or_else(|| format!("account {}", index + 1));
        let (when, unread) = self.when(place, raw.when.clone(), raw.because.as_ref());
        Account {
            name,
            when,
            unread,
            because: self.causes(place, raw.because.as_ref()),
            sources,
        }
    }
}

/// Whether four digits stand together in a text, as those of a year do.
fn has_year(text: &str) -> bool {
    let mut runs = text.split(|letter: char| !letter.is_ascii_digit());
    runs.any(|run| run.len() == 4)
}

/// The fact that a phrase names, with words that are none of dates.
fn named<'t>(text: &'t str, is_fact: &impl Fn(&str) -> bool) -> Option<&'t str> {
    text.split(|letter: char| !is_id_letter(letter))
        .find(|word| is_fact(word) && Phrase::parse(word).is_err())
}

/// The name in what a fault says to write that is no fact.
fn unknown(
    error: &PhraseError,
    text: &str,
    context: &Context,
    is_fact: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let written = error.written(text)?;
    let anchors = Phrase::read(&written, context, is_fact).ok()?.anchors;
    let mut names = anchors.into_iter().map(|(name, _)| name);
    names.find(|name| !is_fact(name))
}

/// `two minutes later` as it may be meant: after the one cause that is told.
fn later(text: &str, causes: Option<&Causes>) -> Option<String> {
    let length = text.strip_suffix(" later")?;
    let cause = match causes? {
        Causes::Ids(ids) => match ids.items.as_slice() {
            [cause] => cause,
            _ => return None,
        },
        Causes::Links(links) => match links.as_slice() {
            [(cause, _)] => cause,
            _ => return None,
        },
    };
    let written = format!("{length} after {cause}");
    Phrase::parse(&written).is_ok().then_some(written)
}
