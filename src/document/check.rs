//! What is written in the right shape and yet cannot be meant: wholes that
//! contain themselves, lints that are neither on nor off, sources of no date,
//! languages that no one speaks.

use super::build::Report;
use super::context::top;
use super::faults::{BAD_SOURCE_DATE, BAD_VALUE};
use super::include::File;
use super::names::{self, Names};
use super::raw::Wording;
use super::shape::short;
use crate::date::{Context, Lack, Phrase};
use crate::diagnostic::Diagnostic;
use crate::source::{Anchor, FileId, Part, Pointer, Segment, Span};
use crate::timeline::{EventId, Slot, Timeline};

/// Languages by their English names, for those who write them so.
const LANGUAGES: [(&str, &str); 12] = [
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("dutch", "nl"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
];

/// Whether a text has the form of BCP 47: two or three letters, then parts of up
/// to eight letters and digits.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language =
        (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    is_language && parts.all(is_part)
}

/// Checks that the language is told by its tag.
pub(super) fn language(file: FileId, text: &str, report: &mut Report) {
    if is_tag(text) {
        return;
    }
    let place = top(file, "language", Part::Value);
    let dashed = text.replace('_', "-");
    let tag = LANGUAGES
        .iter()
        .find(|(name, _)| text.eq_ignore_ascii_case(name))
        .map(|(_, tag)| *tag)
        .or_else(|| is_tag(&dashed).then_some(dashed.as_str()));
    let fault = Diagnostic::error(
        BAD_VALUE,
        format!("`{}` is no tag of a language", short(text)),
    )
    .by(place.clone());
    report.add(names::suggested(
        fault,
        tag,
        place,
        "write a BCP 47 tag such as `en` or `pt-BR`",
    ));
}

/// Reads the dates of the sources of a file.
pub(super) fn source_dates(file: &File, context: &Context, names: &mut Names, report: &mut Report) {
    for (id, source) in file.raw.sources.iter().flat_map(|pairs| &pairs.0) {
        let Wording::Long(source) = source else {
            continue;
        };
        let Some(text) = &source.date else { continue };
        let (span, message, help) =
            match Phrase::parse(text).and_then(|phrase| phrase.resolve(context, &|_| false)) {
                Ok(meaning) if meaning.anchors.is_empty() => {
                    names.date_source(id, meaning);
                    continue;
                }
                Ok(_) => (
                    Span::new(0, text.len()),
                    format!("`{}` is no date", short(text)),
                    None,
                ),
                // What such a date is counted from, its reader knows.
                Err(error) if matches!(error.lacks.as_deref(), Some(Lack::AsOf)) => continue,
                Err(error) => (error.span, error.message, error.help),
            };
        let mut place = names::field(file.id, "sources", id, "date");
        place.part = Part::Inside(span);
        let help = help.unwrap_or_else(|| "write a date such as 2021-07-15".to_owned());
        report.add(
            Diagnostic::warning(BAD_SOURCE_DATE, message)
                .by(place)
                .help(help),
        );
    }
}

/// The lints that files switch off, with their places.
pub(super) fn silenced(files: &[File], report: &mut Report) -> Vec<(String, Pointer)> {
    let mut silenced = Vec::new();
    for file in files {
        for (name, value) in file.raw.lints.iter().flat_map(|pairs| &pairs.0) {
            let pointer = |part| Pointer {
                file: file.id,
                path: vec![Segment::Key("lints".to_owned()), Segment::Key(name.clone())],
                part,
            };
            match value.to_ascii_lowercase().as_str() {
                "off" | "false" | "no" => silenced.push((name.clone(), pointer(Part::Key))),
                "on" | "true" | "yes" => {}
                _ => report.add(
                    Diagnostic::error(
                        BAD_VALUE,
                        if value.is_empty() {
                            "this is neither `on` nor `off`".to_owned()
                        } else {
                            format!("`{}` is neither `on` nor `off`", short(value))
                        },
                    )
                    .by(pointer(Part::Value))
                    .help(format!("write `{}: off`, or leave it out", short(name))),
                ),
            }
        }
    }
    silenced
}

/// Opens each ring of facts that contain one another, and tells it.
pub(super) fn wholes(timeline: &mut Timeline, report: &mut Report) {
    let events = &mut timeline.events;
    // The number of the walk that first came by a fact.
    let mut walks = vec![0_usize; events.len()];
    let mut rings = Vec::new();
    for start in 0..events.len() {
        let mut at = start;
        let last = loop {
            if walks[at] != 0 {
                break None;
            }
            walks[at] = start + 1;
            match events[at].part_of {
                Some(whole) if walks[whole.index()] == start + 1 => break Some(at),
                Some(whole) => at = whole.index(),
                None => break None,
            }
        };
        let Some(last) = last else { continue };
        let first = events[last].part_of.take().map(EventId::index);
        let ring: Vec<usize> =
            std::iter::successors(first, |at| events[*at].part_of.map(EventId::index)).collect();
        rings.push(ring);
    }
    for ring in rings {
        report.add(ringed(timeline, &ring));
    }
}

/// The fault of facts each of which is part of the next, the last of the first.
fn ringed(timeline: &Timeline, ring: &[usize]) -> Diagnostic {
    const SHOWN: usize = 8;
    let name = |at: usize| timeline.events[at].name.as_str();
    let place = |at: usize| timeline.pointer(EventId::new(at as u32), &Slot::Field("part_of"));
    let (first, last) = (ring[0], ring[ring.len() - 1]);
    let message = format!(
        "`{}` cannot be part of `{}`, which is part of it",
        short(name(last)),
        short(name(first))
    );
    let mut fault = Diagnostic::error(BAD_VALUE, message)
        .by(place(last))
        .facts(ring.iter().map(|at| name(*at)))
        .help("leave out one `part_of` of these");
    for pair in ring.windows(2).take(SHOWN) {
        let message = format!(
            "`{}` is part of `{}`",
            short(name(pair[0])),
            short(name(pair[1]))
        );
        fault = fault.related(Anchor::By(place(pair[0])), message);
    }
    fault
}
