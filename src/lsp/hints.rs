//! Resolved dates shown beside the words, where they tell more than the words.

use super::desk::Desk;
use super::mentions::{Mention, Sense};
use super::project::Project;
use crate::date::{Kind, Meaning, Window, Words, Zone};
use crate::edit::Named;
use crate::source::FileId;
use crate::timeline::{EventId, Said};
use gen_lsp_types::{InlayHint, InlayHintKind, InlayHintParams};

pub(super) fn hints(desk: &Desk<'_>, params: &InlayHintParams) -> Vec<InlayHint> {
    let Some((project, file)) = desk.file(&params.text_document.uri.0) else {
        return Vec::new();
    };
    let (text, lines) = (project.text(file), desk.lines(project, file));
    let wanted = lines.span(text, params.range);
    let mentions = project.mentions().iter().filter(|mention| {
        let span = mention.location.span;
        mention.location.file == file && span.end >= wanted.start && span.start <= wanted.end
    });
    mentions
        .filter_map(|mention| Some((mention, hint(project, file, mention)?)))
        .map(|(mention, label)| {
            let end = mention.location.span.end;
            // Behind a closing quote, and behind the colon of a key.
            let rest = &text[end..];
            let skipped = rest.len() - rest.trim_start_matches(['"', '\'']).len();
            let rest = &rest[skipped..];
            let is_id = matches!(mention.sense, Sense::Name { .. });
            let colon = usize::from(is_id && rest.starts_with(':'));
            InlayHint {
                position: lines.position(text, end + skipped + colon),
                label: label.into(),
                kind: Some(InlayHintKind::Type),
                text_edits: None,
                tooltip: None,
                padding_left: Some(true),
                padding_right: None,
                data: None,
            }
        })
        .collect()
}

fn hint(project: &Project, file: FileId, mention: &Mention) -> Option<String> {
    let timeline = project.compiled.timeline();
    let zone = project.compiled.zone();
    match &mention.sense {
        Sense::Phrase {
            text,
            fact: Some(fact),
        } => {
            let event = timeline.event(timeline.find(fact)?);
            told(event.phrases().find(|said| said.text == *text)?, zone)
        }
        Sense::Phrase { text, fact: None } => {
            let mut eras = timeline.eras().iter();
            told(&eras.find(|era| era.when.text == *text)?.when, zone)
        }
        Sense::Name {
            named: Named::Fact,
            name,
            is_declaration: true,
        } => {
            let event = timeline.find(name)?;
            let is_here = timeline.event(event).place().file == file;
            is_here.then(|| narrowed(project, event)).flatten()
        }
        _ => None,
    }
}

/// A phrase's own dates, where its words do not name their year.
fn told(said: &Said, zone: Zone) -> Option<String> {
    let window = whole(&said.meaning);
    if window.is_open() {
        return None;
    }
    let bounds = [window.earliest, window.latest];
    let is_plain = bounds.iter().flatten().all(|instant| {
        let year = zone.civil(*instant).year;
        let number = if year > 0 { year } else { 1 - year };
        said.text.contains(&number.to_string())
    });
    (!is_plain).then(|| short(zone).window(window))
}

/// From the first to the last moment of what a phrase says.
fn whole(meaning: &Meaning) -> Window {
    match meaning.kind {
        Kind::Moment => meaning.start,
        Kind::Span => Window::new(meaning.start.earliest, meaning.end.latest),
    }
}

fn short(zone: Zone) -> Words {
    Words {
        zone,
        short: true,
        ..Words::default()
    }
}

/// When a fact can have happened, where its own dates do not say so.
fn narrowed(project: &Project, event: EventId) -> Option<String> {
    let (schedule, zone) = (project.compiled.schedule(), project.compiled.zone());
    let bounds = schedule.bounds(event);
    let is_undated = project.compiled.timeline().event(event).when().is_empty();
    if schedule.is_faulty(event) || !(is_undated || schedule.is_derived(event)) {
        return None;
    }
    let window = Window::new(bounds.start.earliest, bounds.end.latest);
    (!window.is_open()).then(|| short(zone).window(window))
}
