//! Diagnostics for people: the line, what is wrong underlined, what to do.

use super::place::{self, Place};
use super::{Diagnostic, Severity};
use crate::source::{Anchor, SourceSet};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};
use std::fmt::Write;

/// Whether colours are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Text alone.
    #[default]
    Plain,
    /// With the colours of a terminal.
    Colored,
}

/// How many are told in full; the rest is counted.
const SHOWN: usize = 100;
/// Lines longer than this are cut around what is underlined.
const LONGEST: usize = 160;
/// Related places told with one diagnostic.
const PLACES: usize = 12;

/// Diagnostics as text, sorted by file and place, with a count at the end;
/// empty where there are none.
///
/// ```
/// use causeline::diagnostic::{Look, text};
/// use causeline::document::{NoIncludes, read};
/// let reading = read("a.yaml", b"title: A\nevents:\n  a: { wat: One }\n".to_vec(), &mut NoIncludes);
/// let told = text(reading.document.sources(), &reading.diagnostics, Look::Plain);
/// assert!(told.contains("error[E010]: there is no key `wat` here"));
/// ```
pub fn text(sources: &SourceSet, diagnostics: &[Diagnostic], look: Look) -> String {
    let renderer = match look {
        Look::Plain => Renderer::plain(),
        Look::Colored => Renderer::styled(),
    };
    let sorted = place::sorted(diagnostics);
    let mut out = String::new();
    for diagnostic in sorted.iter().take(SHOWN) {
        let groups = groups(diagnostic, sources);
        out.push_str(&renderer.render(&groups));
        out.push_str("\n\n");
    }
    if sorted.len() > SHOWN {
        let _ = writeln!(out, "… and {} more\n", sorted.len() - SHOWN);
    }
    let count = count(diagnostics);
    if !count.is_empty() {
        let _ = writeln!(out, "{count}");
    }
    out
}

/// How many there are of each severity, as in `2 errors, 1 warning`.
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let names = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "note"),
    ];
    let counts = names.iter().filter_map(|(severity, name)| {
        let many = diagnostics
            .iter()
            .filter(|one| one.severity == *severity)
            .count();
        let plural = if many == 1 { "" } else { "s" };
        (many > 0).then(|| format!("{many} {name}{plural}"))
    });
    counts.collect::<Vec<_>>().join(", ")
}

fn groups<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceSet) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut main = Group::with_title(
        level
            .primary_title(&diagnostic.message)
            .id(diagnostic.code.0),
    );
    if let Some(place) = place::of(diagnostic.anchor.as_ref(), sources) {
        let label = diagnostic.label.as_deref();
        main = with_place(main, &place, AnnotationKind::Primary, label);
    }
    for label in diagnostic.related.iter().take(PLACES) {
        if let Some(place) = place::of(Some(&label.anchor), sources) {
            main = with_place(main, &place, AnnotationKind::Context, Some(&label.message));
        }
    }
    if diagnostic.related.len() > PLACES {
        let more = diagnostic.related.len() - PLACES;
        main = main.element(Level::NOTE.message(format!("and {more} more places")));
    }
    let mut groups = Vec::new();
    let help = diagnostic.help.as_deref();
    match (help, patch(diagnostic, sources)) {
        (Some(help), Some(patch)) => {
            groups.push(main);
            groups.push(Group::with_title(Level::HELP.secondary_title(help)).element(patch));
        }
        (Some(help), None) => groups.push(main.element(Level::HELP.message(help))),
        (None, _) => groups.push(main),
    }
    groups
}

/// Adds the lines of a place with what is underlined there.
fn with_place<'a>(
    group: Group<'a>,
    place: &Place<'a>,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Group<'a> {
    let excerpt = excerpt(place);
    let span = excerpt.start..excerpt.end;
    let snippet = Snippet::source(excerpt.text)
        .line_start(place.start.line)
        .annotation(kind.span(span).label(label));
    if excerpt.is_cut {
        let origin = Origin::path(place.file.name())
            .line(place.start.line)
            .char_column(place.start.column);
        group.element(origin).element(snippet)
    } else {
        group.element(snippet.path(place.file.name()))
    }
}

/// The lines that a place lies in.
struct Excerpt<'s> {
    text: std::borrow::Cow<'s, str>,
    start: usize,
    end: usize,
    is_cut: bool,
}

fn excerpt<'s>(place: &Place<'s>) -> Excerpt<'s> {
    let text = place.file.text();
    let span = place.location.span;
    let line_start = text[..span.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let after = text[span.end..]
        .find('\n')
        .map_or(text.len(), |newline| span.end + newline);
    let lines = text[line_start..after].trim_end_matches('\r');
    let (start, end) = (
        span.start - line_start,
        (span.end - line_start).min(lines.len()),
    );
    if lines.len() <= LONGEST {
        return Excerpt {
            text: lines.into(),
            start: start.min(end),
            end,
            is_cut: false,
        };
    }
    // The part around the fault, on whole characters; the first line of it
    // where it runs over several.
    let first = lines[start..]
        .find('\n')
        .map_or(lines.len(), |newline| start + newline);
    let end = end.min(first).min(start + LONGEST / 2);
    let boundary = |mut at: usize| {
        while !lines.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let end = boundary(end).max(start);
    let from = boundary(start.saturating_sub(LONGEST / 4));
    let to = boundary((end + LONGEST / 4).min(first));
    let head = if from > 0 { "…" } else { "" };
    let tail = if to < first { "…" } else { "" };
    Excerpt {
        text: format!("{head}{}{tail}", &lines[from..to]).into(),
        start: start - from + head.len(),
        end: end - from + head.len(),
        is_cut: true,
    }
}

/// The change that mends it, where its line is short enough to show.
fn patch<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceSet) -> Option<Snippet<'a, Patch<'a>>> {
    let fix = diagnostic.fix.as_ref()?;
    let place = place::of(Some(&fix.anchor), sources)?;
    let excerpt = excerpt(&place);
    if excerpt.is_cut || !matches!(fix.anchor, Anchor::At(_)) {
        return None;
    }
    let patch = Patch::new(excerpt.start..excerpt.end, fix.replacement.as_str());
    Some(
        Snippet::source(excerpt.text)
            .line_start(place.start.line)
            .patch(patch),
    )
}
