//! The outline of a file, and what of it can be folded.

use super::desk::Desk;
use super::lines::Lines;
use crate::source::{Part, Segment, Span};
use gen_lsp_types::{
    DocumentSymbol, DocumentSymbolParams, FoldingRange, FoldingRangeKind, FoldingRangeParams,
    Location, SymbolInformation, SymbolKind,
};
use serde_json::{Value, json};

/// A group at the top of a file, or one of the things in it.
struct Entry {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    whole: Span,
    head: Span,
    children: Vec<Entry>,
}

const GROUPS: [(&str, SymbolKind); 5] = [
    ("actors", SymbolKind::Class),
    ("sources", SymbolKind::File),
    ("eras", SymbolKind::Constant),
    ("link_kinds", SymbolKind::EnumMember),
    ("events", SymbolKind::Event),
];

pub(super) fn symbols(desk: &Desk<'_>, params: &DocumentSymbolParams) -> Value {
    let Some((project, file)) = desk.file(&params.text_document.uri.0) else {
        return json!([]);
    };
    let (text, lines) = (project.text(file), desk.lines(project, file));
    let entries = entries(project, file);
    if desk.client.has_nested_symbols {
        let symbols: Vec<DocumentSymbol> = entries
            .into_iter()
            .map(|entry| nested(entry, text, &lines))
            .collect();
        return json!(symbols);
    }
    let uri = desk.uri(project, file);
    let mut flat: Vec<SymbolInformation> = Vec::new();
    for group in entries {
        #[allow(deprecated)]
        flat.extend(group.children.into_iter().map(|entry| SymbolInformation {
            location: Location {
                uri: uri.clone(),
                range: lines.range(text, entry.whole),
            },
            deprecated: None,
            base_symbol_information: gen_lsp_types::BaseSymbolInformation {
                name: entry.name,
                kind: entry.kind,
                tags: None,
                container_name: Some(group.name.clone()),
            },
        }));
    }
    json!(flat)
}

fn nested(entry: Entry, text: &str, lines: &Lines) -> DocumentSymbol {
    let children = entry.children.into_iter();
    let children: Vec<DocumentSymbol> = children.map(|entry| nested(entry, text, lines)).collect();
    #[allow(deprecated)]
    DocumentSymbol {
        name: entry.name,
        detail: entry.detail,
        kind: entry.kind,
        tags: None,
        deprecated: None,
        range: lines.range(text, entry.whole),
        selection_range: lines.range(text, entry.head),
        children: (!children.is_empty()).then_some(children),
    }
}

/// The outline: groups, and in them what they hold.
fn entries(project: &super::project::Project, file: crate::source::FileId) -> Vec<Entry> {
    let (timeline, schedule) = (project.compiled.timeline(), project.compiled.schedule());
    let mut groups: Vec<Entry> = Vec::new();
    project.compiled.document().visit(file, &mut |spot| {
        let [Segment::Key(group), rest @ ..] = spot.path else {
            return;
        };
        let Some((_, kind)) = GROUPS.iter().find(|(name, _)| name == group) else {
            return;
        };
        match (spot.part, rest) {
            (Part::Key, []) => groups.push(Entry {
                name: group.clone(),
                detail: None,
                kind: SymbolKind::Namespace,
                whole: spot.span,
                head: spot.span,
                children: Vec::new(),
            }),
            (_, []) => {
                if let Some(group) = groups.last_mut() {
                    group.whole.end = group.whole.end.max(spot.span.end);
                }
            }
            (Part::Key, [Segment::Key(name)]) => {
                let Some(group) = groups.last_mut() else {
                    return;
                };
                let event = timeline.find(name).filter(|_| group.name == "events");
                group.children.push(Entry {
                    name: if name.is_empty() {
                        "…".to_owned()
                    } else {
                        name.clone()
                    },
                    detail: event.map(|event| schedule.words(event)),
                    kind: *kind,
                    whole: spot.span,
                    head: spot.span,
                    children: Vec::new(),
                });
            }
            (Part::Value, [Segment::Key(_)]) => {
                let entry = groups
                    .last_mut()
                    .and_then(|group| group.children.last_mut());
                if let Some(entry) = entry.filter(|entry| spot.span.end >= entry.whole.end) {
                    entry.whole.end = spot.span.end;
                }
            }
            (Part::Value, [Segment::Index(index)]) => {
                let event = timeline.events().iter().find(|event| {
                    let place = event.place();
                    place.file == file && place.ordinal == Some(*index as u32)
                });
                let (Some(group), Some(event)) = (groups.last_mut(), event) else {
                    return;
                };
                let number = timeline.find(event.name());
                let end = first_line(project.text(file), spot.span);
                group.children.push(Entry {
                    name: event.name().to_owned(),
                    detail: number.map(|event| schedule.words(event)),
                    kind: *kind,
                    whole: spot.span,
                    head: end,
                    children: Vec::new(),
                });
            }
            _ => {}
        }
    });
    groups
}

/// A span up to the end of its first line.
fn first_line(text: &str, span: Span) -> Span {
    let line = text[span.start..span.end].lines().next().unwrap_or("");
    Span::new(span.start, span.start + line.len())
}

/// Every key whose value goes on over further lines, and comments of several
/// lines.
pub(super) fn folds(desk: &Desk<'_>, params: &FoldingRangeParams) -> Vec<FoldingRange> {
    let Some((project, file)) = desk.file(&params.text_document.uri.0) else {
        return Vec::new();
    };
    let (text, lines) = (project.text(file), desk.lines(project, file));
    let mut folds = Vec::new();
    let mut fold = |start: u32, end: u32, kind: Option<FoldingRangeKind>| {
        if end > start {
            folds.push(FoldingRange {
                start_line: start,
                end_line: end,
                kind,
                ..FoldingRange::default()
            });
        }
    };
    let mut key_line = None;
    project.compiled.document().visit(file, &mut |spot| {
        let line = lines.position(text, spot.span.start).line;
        if spot.part == Part::Key {
            key_line = Some(line);
            return;
        }
        // An item of a list has no key; the whole file has none either.
        let start = key_line.take().unwrap_or(line);
        let trimmed = text[spot.span.start..spot.span.end].trim_end().len();
        if !spot.path.is_empty() {
            fold(
                start,
                lines.position(text, spot.span.start + trimmed).line,
                None,
            );
        }
    });
    let mut begun = None;
    for (number, line) in (0..).zip(text.lines().chain([""])) {
        let is_comment = line.trim_start().starts_with('#');
        match (is_comment, begun) {
            (true, None) => begun = Some(number),
            (false, Some(start)) => {
                fold(start, number - 1, Some(FoldingRangeKind::Comment));
                begun = None;
            }
            _ => {}
        }
    }
    folds.sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
    folds.dedup_by_key(|fold| fold.start_line);
    folds
}
