//! Diagnostics for people: the line, what is wrong underlined, what to do.
//!
//! Labels and help may quote the author, whose control characters are made
//! visible before they reach a terminal.

use super::place::{self, Place};
use super::{Code, Diagnostic, Severity};
use crate::count::counted;
use crate::source::{Anchor, SourceSet, line_start};
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet, normalize_untrusted_str,
};
use std::collections::BTreeMap;
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

/// How many are told; the rest is counted.
const SHOWN: usize = 100;
/// How many warnings of one code about one place are told in full; of the others the
/// place, since what to do is the same.
const IN_FULL: usize = 3;
/// How many warnings of one code are told of one file; the rest is counted.
const OF_ONE_CODE: usize = 5;
/// Lines longer than this are cut around what is underlined.
const LONGEST: usize = 1000;
/// Related places told with one diagnostic.
const PLACES: usize = 12;

/// Diagnostics as text, by file, errors before warnings, then by place, with a count at
/// the end; empty where there are none. Of many warnings of one kind the first are told and
/// the rest is counted, so that none hides the others; [`text_of_all`] tells them all.
///
/// ```
/// use causeline::diagnostic::{Look, text};
/// use causeline::document::{NoIncludes, read};
/// let reading = read("a.yaml", b"title: A\nevents:\n  a: { wat: One }\n".to_vec(), &mut NoIncludes);
/// let told = text(reading.document.sources(), &reading.diagnostics, Look::Plain);
/// assert!(told.contains("error[E010]: there is no key `wat` here"));
/// ```
pub fn text(sources: &SourceSet, diagnostics: &[Diagnostic], look: Look) -> String {
    let sorted = place::sorted(diagnostics);
    let (mut told, mut more) = (Vec::new(), BTreeMap::new());
    // By the number of the file, so that they are told in the order of the others.
    let mut seen: BTreeMap<_, usize> = BTreeMap::new();
    for diagnostic in sorted {
        let file = match &diagnostic.anchor {
            Some(Anchor::At(at)) => Some(at.file),
            _ => None,
        };
        let count = seen.entry((file, diagnostic.code)).or_default();
        *count += 1;
        if diagnostic.severity != Severity::Warning || *count <= OF_ONE_CODE {
            told.push(diagnostic);
        } else {
            *more.entry((file, diagnostic.code)).or_insert(0_usize) += 1;
        }
    }
    let rest = told.len().saturating_sub(SHOWN);
    told.truncate(SHOWN);
    let mut out = each(sources, &told, look);
    for ((file, code), count) in more {
        let file = file.and_then(|file| sources.get(file));
        let place = file.map_or(String::new(), |file| format!(" in {}", file.name()));
        let _ = writeln!(out, "… and {count} more of {}{place}", code.0);
    }
    if rest > 0 {
        let _ = writeln!(out, "… and {rest} more");
    }
    if told.len() < diagnostics.len() {
        out.push_str("`causeline check --all` tells them all\n\n");
    }
    with_count(out, diagnostics)
}

/// The same, with every one of them.
pub fn text_of_all(sources: &SourceSet, diagnostics: &[Diagnostic], look: Look) -> String {
    let out = each(sources, &place::sorted(diagnostics), look);
    with_count(out, diagnostics)
}

/// The text of these, one after another.
fn each(sources: &SourceSet, diagnostics: &[&Diagnostic], look: Look) -> String {
    let renderer = match look {
        Look::Plain => Renderer::plain(),
        Look::Colored => Renderer::styled(),
    };
    let mut out = String::new();
    let mut told: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let before = told.entry(diagnostic.code).or_default();
        *before += 1;
        let is_simple = diagnostic.severity == Severity::Warning && diagnostic.related.is_empty();
        let is_brief = is_simple && *before > IN_FULL;
        let groups = if is_brief {
            brief(diagnostic, sources)
        } else {
            groups(diagnostic, sources)
        };
        push_lines(&mut out, &renderer.render(&groups));
        out.push_str("\n\n");
    }
    out
}

/// A text with how many there are behind it.
fn with_count(mut out: String, diagnostics: &[Diagnostic]) -> String {
    let count = count(diagnostics);
    if !count.is_empty() {
        let _ = writeln!(out, "{count}");
    }
    out
}

/// Adds what was rendered, without the line for the path of an excerpt that
/// has none: a line cut short tells its place before.
fn push_lines(out: &mut String, rendered: &str) {
    let is_bare = |line: &str| {
        // A colour is `ESC [ … m`.
        let mut parts = line.split('\u{1b}');
        let first = parts.next().unwrap_or_default();
        let rest = parts.map(|part| part.split_once('m').map_or("", |(_, rest)| rest));
        let plain: String = std::iter::once(first).chain(rest).collect();
        plain.trim() == ":::"
    };
    for line in rendered.lines().filter(|line| !is_bare(line)) {
        out.push_str(line);
        out.push('\n');
    }
    out.pop();
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
        (many > 0).then(|| counted(many, name))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// The message with its code, to which the rest is added.
fn titled(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&diagnostic.message);
    Group::with_title(title.id(diagnostic.code.0))
}

/// What is wrong and where, without the line and what to do.
fn brief<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceSet) -> Vec<Group<'a>> {
    let main = titled(diagnostic);
    let place = place::of(diagnostic.anchor.as_ref(), sources);
    vec![match place {
        Some(place) => main.element(
            Origin::path(place.file.name())
                .line(place.start.line)
                .char_column(place.start.column),
        ),
        None => main,
    }]
}

fn groups<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceSet) -> Vec<Group<'a>> {
    let mut main = titled(diagnostic);
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
    let help = diagnostic.help.as_deref().map(normalize_untrusted_str);
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
    let label = label.map(normalize_untrusted_str);
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
    let line_start = line_start(text, span.start);
    let after = text[span.end..]
        .find('\n')
        .map_or(text.len(), |newline| span.end + newline);
    let lines = text[line_start..after].trim_end_matches('\r');
    // A place at the very end of a line may lie behind a carriage return.
    let start = (span.start - line_start).min(lines.len());
    let end = (span.end - line_start).min(lines.len());
    if lines.len() <= LONGEST {
        return Excerpt {
            text: lines.into(),
            start,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Fix};
    use crate::source::{Location, SourceFile, Span};
    use proptest::prelude::*;

    fn one_file(text: &str) -> (SourceSet, crate::source::FileId) {
        let mut sources = SourceSet::new();
        let file = sources.add(SourceFile::new("story.yaml", text));
        (sources, file)
    }

    /// The first place where a file says `words`.
    fn find(sources: &SourceSet, file: crate::source::FileId, words: &str) -> Location {
        let text = sources.get(file).unwrap().text();
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        Location { file, span }
    }

    fn fault(message: &str) -> Diagnostic {
        Diagnostic::error(Code("E012"), message)
    }

    #[test]
    fn shows_the_line_its_underline_other_places_and_help() {
        let (sources, file) = one_file("a:\n  when: 2021\nb:\n  after: c\n");
        let told = fault("no fact is called `c`")
            .at(find(&sources, file, "c\n"))
            .label("not found")
            .related(Anchor::At(find(&sources, file, "2021")), "the other one")
            .help("call it `a`");
        let told = text(&sources, &[told], Look::Plain);
        assert!(
            told.starts_with("error[E012]: no fact is called `c`\n"),
            "{told}"
        );
        for part in [
            "story.yaml:4:10",
            "4 |   after: c",
            "^ not found",
            "2 |   when: 2021",
            "---- the other one",
            "help: call it `a`",
        ] {
            assert!(told.contains(part), "no {part:?} in\n{told}");
        }
        assert!(told.ends_with("\n1 error\n"), "{told}");
    }

    #[test]
    fn shows_the_line_as_a_fix_would_leave_it() {
        let (sources, file) = one_file("a:\n  whn: 2021\n");
        let at = find(&sources, file, "whn");
        let told = fault("there is no key `whn`")
            .at(at)
            .help("write `when`")
            .fix(Fix {
                anchor: Anchor::At(at),
                replacement: "when".to_owned(),
                title: "Write `when`".to_owned(),
            });
        let told = text(&sources, &[told], Look::Plain);
        assert!(told.contains("help: write `when`"), "{told}");
        assert!(told.contains("  when: 2021"), "{told}");
    }

    #[test]
    fn counts_the_rest_in_the_order_of_the_files() {
        let mut sources = SourceSet::new();
        let mut told = Vec::new();
        for name in ["story.yaml", "./part.yaml"] {
            let file = sources.add(SourceFile::new(name, "a: b\n"));
            let warning = || Diagnostic::warning(Code("W060"), "no source");
            told.extend((0..7).map(|_| warning().at(find(&sources, file, "b"))));
        }
        let told = text(&sources, &told, Look::Plain);
        let rest = "… and 2 more of W060 in story.yaml\n… and 2 more of W060 in ./part.yaml\n";
        assert!(told.contains(rest), "{told}");
    }

    #[test]
    fn colors_only_where_asked() {
        let (sources, file) = one_file("a: b\n");
        let told = [fault("wrong").at(find(&sources, file, "b"))];
        assert!(!text(&sources, &told, Look::Plain).contains('\u{1b}'));
        assert!(text(&sources, &told, Look::Colored).contains('\u{1b}'));
    }

    #[test]
    fn tells_errors_first_and_says_nothing_of_a_clean_file() {
        let (sources, file) = one_file("a: b\nc: d\n");
        let told = [
            fault("second").at(find(&sources, file, "d")),
            Diagnostic::note(Code("N001"), "whole").by(crate::source::Pointer {
                file,
                path: Vec::new(),
                part: crate::source::Part::Value,
            }),
            Diagnostic::warning(Code("W001"), "first").at(find(&sources, file, "b")),
        ];
        let told = text(&sources, &told, Look::Plain);
        let at = |words| told.find(words).unwrap();
        assert!(at("second") < at("first"), "{told}");
        assert!(at("first") < at("whole"), "{told}");
        assert!(told.ends_with("\n1 error, 1 warning, 1 note\n"), "{told}");
        assert_eq!(text(&sources, &[], Look::Plain), "");
    }

    #[test]
    fn shows_a_hundred_and_counts_them_all() {
        let (sources, file) = one_file("a: b\n");
        let at = find(&sources, file, "b");
        let many: Vec<_> = (0..250).map(|_| fault("wrong").at(at)).collect();
        let told = text(&sources, &many, Look::Plain);
        assert_eq!(told.matches("error[E012]").count(), SHOWN);
        let end = "… and 150 more\n`causeline check --all` tells them all\n\n250 errors\n";
        assert!(told.ends_with(end), "{told}");
        let all = text_of_all(&sources, &many, Look::Plain);
        assert_eq!(all.matches("error[E012]").count(), 250);
        assert!(!all.contains("--all"), "{all}");
    }

    #[test]
    fn tells_what_to_do_about_warnings_of_a_kind_three_times() {
        let (sources, file) = one_file("a: b\n");
        let at = find(&sources, file, "b");
        let many = |told: Diagnostic| vec![told.at(at).help("mend it"); 5];
        let helps = |told: &[Diagnostic]| {
            let told = text(&sources, told, Look::Plain);
            let places = told.matches("story.yaml:1:4").count();
            (places, told.matches("help: mend it").count())
        };
        let warning = || Diagnostic::warning(Code("W061"), "unsourced");
        assert_eq!(helps(&many(warning())), (5, 3));
        // Faults, and what concerns several places, are always told whole.
        assert_eq!(helps(&many(fault("wrong"))), (5, 5));
        let several = warning().related(Anchor::At(at), "the other");
        assert_eq!(helps(&many(several)).1, 5);
    }

    #[test]
    fn cuts_a_long_line_around_the_fault() {
        let long = format!("a: {}HERE{}\n", "é".repeat(400_000), "ü".repeat(400_000));
        let (sources, file) = one_file(&long);
        let told = fault("wrong")
            .at(find(&sources, file, "HERE"))
            .label("this");
        for look in [Look::Plain, Look::Colored] {
            let told = text(&sources, std::slice::from_ref(&told), look);
            assert!(!told.contains(":::"), "{told}");
        }
        let told = text(&sources, &[told], Look::Plain);
        assert!(told.len() < 2_000, "{} bytes", told.len());
        assert!(told.contains("story.yaml:1:400004"), "{told}");
        assert!(told.contains("HEREü"), "{told}");
        assert!(told.contains("^^^^ this"), "{told}");
    }

    #[test]
    fn tells_of_the_end_of_a_long_line_behind_its_carriage_return() {
        let long = format!("a: {}\r\n", "x".repeat(LONGEST));
        let (sources, file) = one_file(&long);
        let end = long.len() - 1;
        let span = Span::new(end, end);
        let told = fault("unfinished").at(Location { file, span });
        let told = text(&sources, &[told], Look::Plain);
        assert!(told.contains("story.yaml:1:"), "{told}");
    }

    #[test]
    fn keeps_control_characters_off_the_terminal() {
        let (sources, file) = one_file("a: \u{1b}[31mb\n");
        let at = find(&sources, file, "b");
        let hostile = "\u{1b}[2J\u{7}\u{202e}";
        let told = fault(hostile)
            .at(at)
            .label(hostile)
            .related(Anchor::At(at), hostile)
            .help(hostile)
            .fix(Fix {
                anchor: Anchor::At(at),
                replacement: hostile.to_owned(),
                title: hostile.to_owned(),
            });
        let alone = fault("wrong").at(at).help(hostile);
        for told in [told, alone] {
            let told = text(&sources, &[told], Look::Plain);
            for bad in ['\u{1b}', '\u{7}', '\u{202e}'] {
                assert!(!told.contains(bad), "{bad:?} in {told:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_place_in_any_text_can_be_told(
            lines in prop::collection::vec("[a-zé\u{301}🜁 \t]{0,6}", 0..4),
            ending in prop::sample::select(vec!["\n", "\r\n", "\r", ""]),
            repeats in prop::sample::select(vec![1_usize, 90]),
            first in any::<prop::sample::Index>(),
            second in any::<prop::sample::Index>(),
        ) {
            let text_of: String = lines
                .iter()
                .map(|line| line.repeat(repeats) + ending)
                .collect();
            let (sources, file) = one_file(&text_of);
            let places: Vec<usize> = (0..=text_of.len())
                .filter(|at| text_of.is_char_boundary(*at))
                .collect();
            let (first, second) = (*first.get(&places), *second.get(&places));
            let span = Span::new(first.min(second), first.max(second));
            let told = fault("wrong").at(Location { file, span });
            let told = text(&sources, &[told], Look::Plain);
            prop_assert!(told.ends_with("\n1 error\n"));
        }
    }
}
