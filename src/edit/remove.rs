//! Facts taken out, and what becomes of those that name them.

use super::causes::{NewCause, Rewriting};
use super::desk::{Desk, Found};
use super::mention::Role;
use super::operation::{Named, Orphans, Value};
use super::page::Page;
use super::plan::{rewrite_said, say};
use super::refusal::Refusal;
use super::said::Said;
use super::tree::{Kind, NodeId, line_start, past_break};
use crate::date::Phrase;
use crate::document::short;

/// How many places that still name a fact are shown.
const SHOWN: usize = 8;

pub(super) fn remove(desk: &mut Desk<'_>, id: &str, orphans: Orphans) -> Result<(), Refusal> {
    let found = desk.find(id)?;
    desk.check_numbers(found.page)?;
    if desk.pages[found.page].facts().len() == 1 {
        let page = &desk.pages[found.page];
        return Err(page
            .refuse(
                found.fact.body,
                format!("`{}` is the only fact of this file", short(id)),
            )
            .help("add another first"));
    }
    match orphans {
        Orphans::Refuse => check_unnamed(desk, id, found)?,
        Orphans::Drop => settle(desk, id, found, &[])?,
        Orphans::Bridge => {
            let causes = causes_of(desk, found);
            check_dates(desk, id, found)?;
            settle(desk, id, found, &causes)?;
        }
    }
    take_out(&mut desk.pages[found.page], found)
}

/// Whether a node lies in the body of a fact.
fn is_within(page: &Page<'_>, node: NodeId, fact: Found) -> bool {
    let mut above = std::iter::successors(Some(node), |at| page.tree.node(*at).parent);
    above.any(|at| at == fact.fact.body || Some(at) == fact.fact.name)
}

/// Whether a scalar names the fact.
fn names(text: &str, role: Role, id: &str) -> bool {
    match role {
        Role::Phrase => {
            text.contains(id)
                && Phrase::parse(text)
                    .is_ok_and(|phrase| phrase.names().iter().any(|name| name.id == id))
        }
        _ => text == id,
    }
}

/// The places outside a fact that name it.
fn places(desk: &Desk<'_>, id: &str, found: Found) -> Vec<(usize, NodeId, Role)> {
    let mut places = Vec::new();
    for (index, page) in desk.pages.iter().enumerate() {
        for mention in page.mentions(Named::Fact) {
            let text = page.tree.text(mention.node).unwrap_or_default();
            let is_own = index == found.page && is_within(page, mention.node, found);
            if !is_own && names(text, mention.role, id) {
                places.push((index, mention.node, mention.role));
            }
        }
    }
    places
}

fn check_unnamed(desk: &Desk<'_>, id: &str, found: Found) -> Result<(), Refusal> {
    let places = places(desk, id, found);
    let Some((first, rest)) = places.split_first() else {
        return Ok(());
    };
    let message = match places.len() {
        1 => format!("`{}` is still named here", short(id)),
        many => format!(
            "`{}` is still named in {many} places, first here",
            short(id)
        ),
    };
    let mut refusal = desk.pages[first.0].refuse(first.1, message).help(
        "`--links drop` takes these links out too, `--links bridge` links its effects to its causes",
    );
    for (page, node, _) in rest.iter().take(SHOWN) {
        let page = &desk.pages[*page];
        refusal = refusal.related(page.file, page.head(*node), "and here");
    }
    Err(refusal)
}

/// Dates cannot be bridged: what is measured from a fact says nothing of the
/// causes of that fact.
fn check_dates(desk: &Desk<'_>, id: &str, found: Found) -> Result<(), Refusal> {
    let dated = places(desk, id, found)
        .into_iter()
        .find(|(_, _, role)| *role == Role::Phrase);
    match dated {
        Some((page, node, _)) => Err(desk.pages[page]
            .refuse(
                node,
                format!(
                    "this date is measured from `{}`, which cannot be bridged",
                    short(id)
                ),
            )
            .help("give it another date first, or take `--links drop`")),
        None => Ok(()),
    }
}

/// The causes of a fact, with kind and confidence.
fn causes_of(desk: &Desk<'_>, found: Found) -> Vec<NewCause> {
    let page = &desk.pages[found.page];
    let ids = page.cause_ids(found.fact.body);
    let because = page.tree.value(found.fact.body, "because");
    let entries = because.map_or(&[][..], |because| page.tree.entries(because));
    ids.into_iter()
        .enumerate()
        .map(|(index, id)| NewCause {
            id,
            fields: entries
                .get(index)
                .map(|entry| link_fields(page, entry.value))
                .unwrap_or_default(),
        })
        .collect()
}

/// Kind and confidence of a link as written.
fn link_fields(page: &Page<'_>, value: NodeId) -> Vec<(&'static str, Value)> {
    let field = |name: &'static str, node: Option<NodeId>| {
        let text = node
            .filter(|node| !page.tree.is_null(*node))
            .and_then(|node| page.tree.text(node));
        text.map(|text| (name, Value::from(text)))
    };
    if page.tree.text(value).is_some() {
        return field("kind", Some(value)).into_iter().collect();
    }
    let kind = field("kind", page.tree.value(value, "kind"));
    let confidence = field("confidence", page.tree.value(value, "confidence"));
    kind.into_iter().chain(confidence).collect()
}

/// How sure a word or number of confidence is, in per cent.
fn sureness(text: &str) -> u32 {
    match text {
        "certain" => 100,
        "likely" => 75,
        "possible" => 50,
        "disputed" => 25,
        number => number.trim_end_matches('%').trim().parse().unwrap_or(0),
    }
}

/// The link from a cause's cause to an effect: of the kind that both steps
/// have, and as sure as the less sure of them.
fn bridged(first: &NewCause, second: &[(&'static str, Value)]) -> NewCause {
    let get = |fields: &[(&'static str, Value)], name: &str| {
        fields
            .iter()
            .find(|(field, _)| *field == name)
            .and_then(|(_, value)| match value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
    };
    let kinds = (get(&first.fields, "kind"), get(second, "kind"));
    let kind = match kinds {
        (Some(one), Some(other)) if one == other => Some(one),
        _ => None,
    };
    let confidences = [get(&first.fields, "confidence"), get(second, "confidence")];
    let confidence = confidences
        .into_iter()
        .flatten()
        .min_by_key(|text| sureness(text))
        .filter(|text| text != "certain");
    let kind = kind
        .filter(|kind| kind != "causes")
        .map(|kind| ("kind", Value::Text(kind)));
    let confidence = confidence.map(|text| ("confidence", Value::Text(text)));
    NewCause {
        id: first.id.clone(),
        fields: kind.into_iter().chain(confidence).collect(),
    }
}

/// Takes every mention of a fact out; its causes take its place among the
/// causes of its effects.
fn settle(desk: &mut Desk<'_>, id: &str, found: Found, causes: &[NewCause]) -> Result<(), Refusal> {
    let whole = {
        let page = &desk.pages[found.page];
        let whole = page.tree.value(found.fact.body, "part_of");
        whole
            .and_then(|whole| page.tree.text(whole))
            .map(str::to_owned)
    };
    let whole = whole.filter(|_| !causes.is_empty());
    for (name, other) in desk.facts() {
        if other.page == found.page && other.fact.ordinal == found.fact.ordinal {
            continue;
        }
        let page = &mut desk.pages[other.page];
        let body = other.fact.body;
        if !is_named_in(page, body, id) {
            continue;
        }
        let body = page.body(other)?;
        let rewriting = |page: &Page<'_>, container: NodeId| {
            let ids = page.cause_ids(container);
            let because = page.tree.value(container, "because");
            let fates = ids.iter().enumerate().map(|(index, cause)| {
                (cause == id).then(|| {
                    let second = because
                        .and_then(|because| page.tree.entries(because).get(index).copied())
                        .map(|entry| link_fields(page, entry.value))
                        .unwrap_or_default();
                    let new = causes
                        .iter()
                        .filter(|new| new.id != name && !ids.contains(&new.id));
                    new.map(|new| bridged(new, &second)).collect()
                })
            });
            Rewriting {
                fates: fates.collect(),
                added: Vec::new(),
            }
        };
        rewrite_all(page, other, body, &rewriting)?;
        settle_whole(page, other, body, id, whole.as_deref())?;
        settle_dates(page, other, body, id)?;
    }
    Ok(())
}

/// Whether a fact names another.
fn is_named_in(page: &Page<'_>, body: NodeId, id: &str) -> bool {
    let mut containers = containers(page, body).into_iter();
    let part_of = page
        .tree
        .value(body, "part_of")
        .and_then(|whole| page.tree.text(whole));
    part_of == Some(id)
        || containers.any(|container| {
            page.cause_ids(container).iter().any(|cause| cause == id)
                || dates(page, container)
                    .iter()
                    .any(|(_, text)| names(text, Role::Phrase, id))
        })
}

/// A fact's body and each of its accounts.
fn containers(page: &Page<'_>, body: NodeId) -> Vec<NodeId> {
    let accounts = page.tree.value(body, "accounts");
    let accounts = accounts.map_or(&[][..], |accounts| page.tree.items(accounts));
    std::iter::once(body)
        .chain(accounts.iter().map(|item| item.node))
        .collect()
}

/// The phrases of a fact or account with their places in `when`.
fn dates(page: &Page<'_>, container: NodeId) -> Vec<(usize, String)> {
    let Some(when) = page.tree.value(container, "when") else {
        return Vec::new();
    };
    if let Some(text) = page.tree.text(when) {
        return vec![(0, text.to_owned())];
    }
    let items = page.tree.items(when).iter().enumerate();
    items
        .filter_map(|(index, item)| Some((index, page.tree.text(item.node)?.to_owned())))
        .collect()
}

/// Rewrites the causes of a fact and of each of its accounts; tells how many
/// causes changed.
pub(super) fn rewrite_all(
    page: &mut Page<'_>,
    found: Found,
    body: NodeId,
    rewriting: &dyn Fn(&Page<'_>, NodeId) -> Rewriting,
) -> Result<usize, Refusal> {
    let mut changed = 0;
    for (index, container) in containers(page, body).into_iter().enumerate() {
        let rewriting = rewriting(page, container);
        let many = rewriting.fates.iter().flatten().count();
        if many == 0 {
            continue;
        }
        changed += many;
        page.rewrite_causes(container, &rewriting)?;
        let said = said_container(page, found, index);
        rewrite_said(said, &rewriting, usize::MAX);
    }
    Ok(changed)
}

/// What a fact (0) or one of its accounts (from 1) is to say.
fn said_container<'s>(page: &'s mut Page<'_>, found: Found, index: usize) -> Option<&'s mut Said> {
    let said = page.said_of(found.fact)?;
    match index.checked_sub(1) {
        None => Some(said),
        Some(account) => said.get_mut("accounts")?.at_mut(account),
    }
}

fn settle_whole(
    page: &mut Page<'_>,
    found: Found,
    body: NodeId,
    id: &str,
    whole: Option<&str>,
) -> Result<(), Refusal> {
    let Some(entry) = page.tree.entry(body, "part_of") else {
        return Ok(());
    };
    if page.tree.text(entry.value) != Some(id) {
        return Ok(());
    }
    match whole {
        Some(whole) => page.replace_value(entry, "part_of", &Value::from(whole))?,
        None => page.delete_field(body, "part_of")?,
    }
    say(
        page.said_of(found.fact),
        "part_of",
        whole.map(Said::text),
        0,
    );
    Ok(())
}

/// Takes out the phrases that are measured from a fact.
fn settle_dates(page: &mut Page<'_>, found: Found, body: NodeId, id: &str) -> Result<(), Refusal> {
    for (index, container) in containers(page, body).into_iter().enumerate() {
        let all = dates(page, container);
        let gone: Vec<usize> = all
            .iter()
            .filter(|(_, text)| names(text, Role::Phrase, id))
            .map(|(place, _)| *place)
            .collect();
        let Some(when) = page.tree.value(container, "when") else {
            continue;
        };
        if gone.is_empty() {
            continue;
        }
        page.own(container)?;
        page.own(when)?;
        let is_whole = gone.len() == page.tree.items(when).len().max(1);
        if is_whole {
            page.delete_field(container, "when")?;
        } else {
            page.delete_items(when, &gone);
        }
        let said = said_container(page, found, index);
        if is_whole {
            say(said, "when", None, 0);
        } else if let Some(Said::List(items)) = said.and_then(|said| said.get_mut("when")) {
            let mut place = 0;
            items.retain(|_| {
                place += 1;
                !gone.contains(&(place - 1))
            });
        }
    }
    Ok(())
}

/// Takes the lines of a fact out, with the comments right above it and one of
/// the empty lines around it.
fn take_out(page: &mut Page<'_>, found: Found) -> Result<(), Refusal> {
    let Some(events) = page.tree.value(page.tree.root, "events") else {
        return Ok(());
    };
    page.own(events)?;
    let ordinal = found.fact.ordinal;
    page.whole(found.fact.body)?;
    if page.tree.is_flow(events) {
        match page.tree.node(events).kind {
            Kind::Sequence { .. } => page.delete_items(events, &[ordinal]),
            _ => page.delete_entries(events, &[ordinal]),
        }
    } else {
        let extent = page.extents(events)[ordinal];
        let (mut start, mut end) = (extent.start, extent.end);
        if ordinal > 0 {
            start = above_blank_lines(page.text, start);
        } else {
            end = below_blank_lines(page.text, end);
        }
        page.delete_whole(start, end);
    }
    match page.said.get_mut("events") {
        Some(Said::Mapping(entries)) => drop(entries.remove(ordinal)),
        Some(Said::List(items)) => drop(items.remove(ordinal)),
        _ => {}
    }
    Ok(())
}

fn above_blank_lines(text: &str, start: usize) -> usize {
    let mut start = start;
    while start > 0 {
        let end = text[..start]
            .strip_suffix("\r\n")
            .or_else(|| text[..start].strip_suffix(['\n', '\r']))
            .map_or(0, str::len);
        let above = line_start(text, end);
        if !text[above..end].trim().is_empty() || above == start {
            break;
        }
        start = above;
    }
    start
}

fn below_blank_lines(text: &str, end: usize) -> usize {
    let mut end = end;
    while end < text.len() {
        let stop = super::tree::line_end(text, end);
        let next = past_break(text, stop);
        if !text[end..stop].trim().is_empty() || next == end {
            break;
        }
        end = next;
    }
    end
}
