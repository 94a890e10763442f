//! What is to be said of the thing under the pointer.

use super::desk::{At, Desk};
use super::mentions::Sense;
use super::navigate::asked;
use crate::count::counted;
use crate::date::{Context, Kind, Meaning, Phrase, Precision, Window, Words, Zone};
use crate::edit::Named;
use crate::schedule::explain;
use crate::timeline::{Said, Timeline};
use gen_lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};
use std::fmt::Write;

pub(super) fn hover(desk: &Desk<'_>, params: &HoverParams) -> Option<Hover> {
    let at = asked(desk, &params.text_document_position_params)?;
    let mention = at.mention()?;
    let text = match &mention.sense {
        Sense::Name {
            named: Named::Fact,
            name,
            ..
        } => fact(&at, name)?,
        Sense::Name { named, name, .. } => thing(&at, *named, name)?,
        Sense::Phrase { text, fact } => phrase(&at, text, fact.as_deref())?,
        Sense::AsOf { text } => as_of(&at, text)?,
        Sense::Include { .. } => return None,
    };
    let (kind, value) = if desk.client.has_markdown {
        (MarkupKind::Markdown, text)
    } else {
        (MarkupKind::PlainText, plain(&text))
    };
    let lines = desk.lines(at.project, at.file);
    Some(Hover {
        contents: MarkupContent { kind, value }.into(),
        range: Some(lines.range(at.project.text(at.file), mention.location.span)),
    })
}

/// Text of the author that Markdown takes for nothing else.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

/// The same without the marks of Markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next()),
            '*' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// A fact: its headline, when it was and why, who says so.
pub(super) fn fact(at: &At<'_>, name: &str) -> Option<String> {
    let compiled = &at.project.compiled;
    let timeline = compiled.timeline();
    let id = timeline.find(name)?;
    let event = timeline.event(id);
    let mut out = format!("**{}**\n\n", escaped(event.what()));
    let explained = explain(compiled.schedule(), timeline, id);
    let locate = |pointer: &crate::source::Pointer| {
        let place = compiled.document().locate(pointer)?;
        let file = compiled.sources().get(place.file)?;
        let short = file.name().rsplit(['/', '\\']).next()?;
        Some((short.to_owned(), file.position(place.span.start).line))
    };
    // The explanation is plain text in lines; deeper ones are parts of those
    // above.
    for (index, line) in explained.render(locate).lines().enumerate() {
        let depth = (line.len() - line.trim_start().len()) / 2;
        let line = escaped_but_names(line.trim_start());
        match depth {
            0 if index == 0 => {
                let _ = writeln!(out, "{line}\n");
            }
            depth => {
                let _ = writeln!(out, "{}- {line}", "  ".repeat(depth.saturating_sub(1)));
            }
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    let mut rest = Vec::new();
    if let Some(detail) = event.detail() {
        rest.push(escaped(detail));
    }
    if !event.who().is_empty() {
        let names: Vec<String> = event
            .who()
            .iter()
            .map(|actor| escaped(&timeline.actor(*actor).name))
            .collect();
        rest.push(format!("Who: {}", names.join(", ")));
    }
    if !event.sources().is_empty() {
        let names: Vec<String> = event
            .sources()
            .iter()
            .map(|support| source_line(timeline, support.source.index()))
            .collect();
        rest.push(format!("Source: {}", names.join("; ")));
    }
    if let Some(quote) = event.quote() {
        rest.push(format!("“{}”", escaped(quote)));
    }
    for line in rest {
        let _ = write!(out, "\n{line}\n");
    }
    Some(out.trim_end().to_owned())
}

/// Escapes all but what stands in backticks.
fn escaped_but_names(line: &str) -> String {
    let parts = line.split('`').enumerate();
    parts
        .map(|(index, part)| {
            if index % 2 == 1 {
                format!("`{part}`")
            } else {
                escaped(part)
            }
        })
        .collect()
}

fn source_line(timeline: &Timeline, index: usize) -> String {
    let source = &timeline.sources()[index];
    let mut line = escaped(&source.title);
    for more in [&source.publisher, &source.date].into_iter().flatten() {
        let _ = write!(line, ", {}", escaped(more));
    }
    line
}

/// An actor, a source or a kind of link.
fn thing(at: &At<'_>, named: Named, name: &str) -> Option<String> {
    let timeline = at.project.compiled.timeline();
    let uses = |named: Named| {
        let uses = at.uses(named, name);
        let count = uses.iter().filter(|(_, declares)| !declares).count();
        format!("named in {}", counted(count, "place"))
    };
    Some(match named {
        Named::Actor => {
            let actor = timeline.actors().iter().find(|actor| actor.id == name)?;
            format!("**{}**\n\nactor, {}", escaped(&actor.name), uses(named))
        }
        Named::Source => {
            let mut sources = timeline.sources().iter();
            let index = sources.position(|source| source.id == name)?;
            let url = timeline.sources()[index].url.as_ref();
            let url = url.map_or(String::new(), |url| format!("\n\n<{url}>"));
            format!(
                "**{}**\n\nsource, {}{url}",
                source_line(timeline, index),
                uses(named)
            )
        }
        Named::LinkKind => {
            let kinds = timeline.link_kinds().iter();
            let mut found = kinds.filter(|kind| kind.id == name);
            let kind = found.next()?;
            format!(
                "**{}**\n\nkind of link, {}",
                escaped(&kind.name),
                uses(named)
            )
        }
        Named::Fact => return fact(at, name),
    })
}

/// A phrase: what it means by itself, and what comes of it with all the rest.
fn phrase(at: &At<'_>, text: &str, fact: Option<&str>) -> Option<String> {
    let compiled = &at.project.compiled;
    let (timeline, zone) = (compiled.timeline(), compiled.zone());
    let event = fact.and_then(|fact| timeline.find(fact));
    let said: &Said = match event {
        Some(event) => timeline
            .event(event)
            .phrases()
            .find(|said| said.text == text)?,
        None => {
            &timeline
                .eras()
                .iter()
                .find(|era| era.when.text == text)?
                .when
        }
    };
    let mut out = format!("**{}**\n\n", escaped(text));
    out.push_str(&means(&said.meaning, zone));
    if let Some(event) = event {
        let all = compiled.schedule().course(event);
        if compiled.schedule().is_derived(event) {
            let _ = write!(out, "\n\nWith all that is said: {}", escaped(&all));
        }
    }
    Some(out)
}

/// What a phrase says by itself, in a line for each end.
pub(super) fn means(meaning: &Meaning, zone: Zone) -> String {
    let words = Words {
        zone,
        ..Words::default()
    };
    let mut lines = Vec::new();
    let mut tell = |what: &str, window: Window| {
        if !window.is_open() {
            lines.push(format!("{what}{}", escaped(&words.window(window))));
        }
    };
    match meaning.kind {
        Kind::Moment => tell("", meaning.start),
        Kind::Span => {
            tell("began: ", meaning.start);
            tell("ended: ", meaning.end);
        }
    }
    if !meaning.anchors.is_empty() {
        let names = meaning.anchors.iter().map(|(name, _)| format!("`{name}`"));
        let names: Vec<String> = names.collect();
        lines.push(format!("measured from {}", names.join(" and ")));
    }
    if meaning.precision != Precision::Unknown {
        let name = meaning.precision.name().replace('_', " ");
        lines.push(format!("precision: {name}"));
    }
    if meaning.qualifier.approximate {
        lines.push("approximate, so the window is widened".to_owned());
    }
    if meaning.qualifier.uncertain {
        lines.push("uncertain, so the window is widened".to_owned());
    }
    lines.join("  \n")
}

/// The day that all is counted from.
fn as_of(at: &At<'_>, text: &str) -> Option<String> {
    let zone = at.project.compiled.zone();
    let context = Context {
        zone,
        ..Context::default()
    };
    let meaning = Phrase::parse(text)
        .ok()?
        .resolve(&context, &|_| false)
        .ok()?;
    let day = Words {
        zone,
        ..Words::default()
    }
    .weekday(meaning.start.earliest?);
    Some(format!(
        "**{}**\n\n“Saturday”, “last week” and the like are counted from this day",
        escaped(&day)
    ))
}
