//! Facts put into the solved order.

use super::desk::Desk;
use super::page::Page;
use super::patch::Patches;
use super::refusal::Refusal;
use super::said::Said;
use super::tree::{Kind, NodeId};
use crate::compile::Compilation;
use crate::source::{FileId, Span};

/// The patches that put the facts of the first file into the solved order, as
/// `causeline order` tells it. What stands in included files stays there.
///
/// Comments right above a fact go with it, and so do those below it that are
/// indented more than it is. Empty lines, and comments with an empty line
/// below them, stay where they are.
///
/// # Errors
/// Where the file has a fault, so that there is no order to speak of, and where
/// an alias would come before its anchor.
///
/// ```
/// use causeline::{compile::compile, document::NoIncludes, edit::sort, source::FileId};
/// let text = "title: T\nevents:\n  # the end\n  b: { when: 2021, what: B }\n  a: { when: 2020, what: A }\n";
/// let compiled = compile("t.yaml", text.into(), &mut NoIncludes);
/// assert_eq!(
///     sort(&compiled).unwrap().apply(FileId(0), text),
///     "title: T\nevents:\n  a: { when: 2020, what: A }\n  # the end\n  b: { when: 2021, what: B }\n"
/// );
/// ```
pub fn sort(compiled: &Compilation) -> Result<Patches, Refusal> {
    let fault = compiled.diagnostics().iter().find(|one| one.is_error());
    if let Some(fault) = fault {
        let mut refusal = Refusal::new(format!("the file has a fault: {}", fault.message))
            .help("mend it first: `causeline check` tells all of them");
        if let Some(crate::source::Anchor::At(at)) = fault.anchor {
            refusal = refusal.at(at.file, at.span);
        }
        return Err(refusal);
    }
    let mut desk = Desk::open(compiled.document())?;
    let order = order(compiled);
    if order.windows(2).all(|pair| pair[0] < pair[1]) {
        return Ok(Patches::default());
    }
    desk.check_numbers(0)?;
    let page = &mut desk.pages[0];
    let Some(events) = page.tree.value(page.tree.root, "events") else {
        return Ok(Patches::default());
    };
    page.own(events)?;
    check_aliases(page, events, &order)?;
    if page.tree.is_flow(events) {
        sort_in_brackets(page, events, &order)?;
    } else {
        sort_lines(page, events, &order);
    }
    match page.said.get_mut("events") {
        Some(Said::Mapping(entries)) => permute(entries, &order),
        Some(Said::List(items)) => permute(items, &order),
        _ => {}
    }
    desk.finish()
}

/// The places of the first file's facts, in the solved order.
fn order(compiled: &Compilation) -> Vec<usize> {
    let timeline = compiled.timeline();
    let first = timeline
        .ids()
        .filter(|id| timeline.event(*id).place().file == FileId(0));
    let mut ordinals = vec![None; timeline.events().len()];
    for (ordinal, id) in first.enumerate() {
        ordinals[id.index()] = Some(ordinal);
    }
    let order = compiled.schedule().order().iter();
    order.filter_map(|id| ordinals[id.index()]).collect()
}

fn permute<T: Clone>(list: &mut Vec<T>, order: &[usize]) {
    *list = order.iter().map(|index| list[*index].clone()).collect();
}

/// Refuses an order in which an alias would come before its anchor.
fn check_aliases(page: &Page<'_>, events: NodeId, order: &[usize]) -> Result<(), Refusal> {
    let mut places = vec![0; order.len()];
    for (place, ordinal) in order.iter().enumerate() {
        places[*ordinal] = place;
    }
    let bodies: Vec<(NodeId, NodeId)> = match &page.tree.node(events).kind {
        Kind::Sequence { items, .. } => items.iter().map(|item| (item.node, item.node)).collect(),
        Kind::Mapping { entries, .. } => entries
            .iter()
            .map(|entry| (entry.key, entry.value))
            .collect(),
        _ => Vec::new(),
    };
    // Nodes are numbered in the order of the text.
    let fact_of = |node: NodeId| {
        let index = bodies.partition_point(|(first, _)| *first <= node);
        let inside = page.tree.node(node).span.start >= page.tree.node(events).span.start
            && page.tree.node(node).span.start < page.tree.node(events).span.end;
        index.checked_sub(1).filter(|_| inside)
    };
    for alias in page.tree.ids() {
        let Kind::Alias(Some(target)) = page.tree.node(alias).kind else {
            continue;
        };
        if let (Some(user), Some(owner)) = (fact_of(alias), fact_of(target))
            && places[user] < places[owner]
        {
            return Err(page
                .refuse(alias, "this alias would come before its anchor")
                .help("write the value out in place of the alias, and try again"));
        }
    }
    Ok(())
}

fn sort_in_brackets(page: &mut Page<'_>, events: NodeId, order: &[usize]) -> Result<(), Refusal> {
    let span = page.tree.node(events).span;
    if let Some(comment) = page.tree.comments_in(span).first() {
        return Err(Refusal::new("a comment stands among facts in brackets")
            .at(page.file, *comment)
            .help("`causeline fmt` writes them in lines; then their comments can go with them"));
    }
    let slots: Vec<Span> = match &page.tree.node(events).kind {
        Kind::Sequence { items, .. } => items
            .iter()
            .map(|item| Span::new(item.start, page.tree.node(item.node).span.end))
            .collect(),
        Kind::Mapping { entries, .. } => entries
            .iter()
            .map(|entry| Span::new(entry.start, page.tree.entry_end(*entry)))
            .collect(),
        _ => Vec::new(),
    };
    for (slot, ordinal) in slots.iter().zip(order) {
        let text = &page.text[slots[*ordinal].start..slots[*ordinal].end];
        page.put(slot.start, slot.end, text);
    }
    Ok(())
}

fn sort_lines(page: &mut Page<'_>, events: NodeId, order: &[usize]) {
    let text = page.text;
    let bare = |span: Span| {
        let whole = &text[span.start..span.end];
        whole
            .strip_suffix("\r\n")
            .or_else(|| whole.strip_suffix(['\n', '\r']))
            .unwrap_or(whole)
    };
    let slots = page.extents(events);
    for (slot, ordinal) in slots.iter().zip(order) {
        let end = slot.start + bare(*slot).len();
        page.put(slot.start, end, bare(slots[*ordinal]));
    }
}
