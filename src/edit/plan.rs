//! From an operation to the patches that carry it out.

use super::causes::{NewCause, Rewriting};
use super::desk::{Desk, Found};
use super::insert::{FIELDS, written};
use super::operation::{NewLink, Operation, Value};
use super::page::Page;
use super::patch::Patches;
use super::refusal::Refusal;
use super::said::Said;
use super::tree::{Kind, NodeId};
use super::{add, remove, rename};
use crate::document::{Document, nearest, short};
use crate::source::{FileId, Span};

/// The fields at the top of a file that hold one text.
const TOP_FIELDS: [&str; 6] = [
    "title",
    "subtitle",
    "language",
    "as_of",
    "timezone",
    "date_order",
];

/// The fields that hold one text.
const SINGLE_FIELDS: [&str; 8] = [
    "what", "detail", "where", "part_of", "quote", "status", "link", "weight",
];

/// Plans an edit: the patches that carry it out, and nothing else.
///
/// # Errors
/// Where something that is named is not there, or the text does not allow a
/// safe edit.
///
/// ```
/// use causeline::document::{NoIncludes, read};
/// use causeline::edit::{Operation, plan};
/// let text = "title: A day # x\nevents:\n  dawn: { when: 2025, what: The sun rises }\n";
/// let document = read("day.yaml", text.into(), &mut NoIncludes).document;
/// let set = Operation::Set {
///     id: "dawn".into(),
///     field: "what".into(),
///     value: "Sunrise: at last".into(),
/// };
/// let patches = plan(&document, &set).unwrap();
/// assert_eq!(
///     patches.apply(causeline::source::FileId(0), text),
///     "title: A day # x\nevents:\n  dawn: { when: 2025, what: \"Sunrise: at last\" }\n"
/// );
/// ```
pub fn plan(document: &Document, operation: &Operation) -> Result<Patches, Refusal> {
    let mut desk = Desk::open(document)?;
    match operation {
        Operation::Add { id, fields, after } => add::add(&mut desk, id, fields, after.as_deref())?,
        Operation::Set { id, field, value } => set(&mut desk, id, field, value)?,
        Operation::Unset { id, field } => unset(&mut desk, id, field)?,
        Operation::SetTop { field, value } => set_top(&mut desk, field, value)?,
        Operation::Link(link) => self::link(&mut desk, link)?,
        Operation::Unlink { cause, effect } => unlink(&mut desk, cause, effect)?,
        Operation::Rename { named, old, new } => rename::rename(&mut desk, *named, old, new)?,
        Operation::Remove { id, orphans } => remove::remove(&mut desk, id, *orphans)?,
    }
    desk.finish()
}

/// Refuses a field that facts do not have, or that does not hold such a value.
pub(super) fn check_field(field: &str, value: Option<&Value>) -> Result<(), Refusal> {
    if field == "id" {
        return Err(Refusal::new("an id is changed by renaming the fact")
            .usage()
            .help("`causeline rename FILE OLD NEW` changes it everywhere"));
    }
    if !FIELDS.contains(&field) {
        let refusal = Refusal::new(format!("facts have no field `{}`", short(field))).usage();
        return Err(match nearest(field, FIELDS) {
            Some(near) => refusal.help(format!("did you mean `{near}`?")),
            None => refusal.help(format!("the fields are {}", FIELDS[1..].join(", "))),
        });
    }
    match value {
        Some(_) if field == "accounts" => Err(Refusal::new("accounts are written by hand")
            .usage()
            .help("`docs/FORMAT.md` shows how")),
        Some(Value::List(_)) if SINGLE_FIELDS.contains(&field) => Err(Refusal::new(format!(
            "`{field}` holds one text, not a list"
        ))
        .help("put the whole in quotes")),
        Some(Value::Pairs(_)) if field != "because" => Err(Refusal::new(format!(
            "`{field}` holds texts, no names with a text each"
        ))),
        _ => Ok(()),
    }
}

impl Page<'_> {
    /// The body of a fact, to be edited.
    pub(super) fn body(&self, found: Found) -> Result<NodeId, Refusal> {
        let body = found.fact.body;
        self.own(body)?;
        match &self.tree.node(body).kind {
            Kind::Mapping { .. } => Ok(body),
            _ => Err(self
                .refuse(body, "this fact has no fields yet")
                .help("write `what:` with a headline under it first")),
        }
    }
}

/// Gives a key of what is said a value, or takes it out.
pub(super) fn say(said: Option<&mut Said>, key: &str, value: Option<Said>, after: usize) {
    let Some(said) = said else { return };
    let Said::Mapping(entries) = said else { return };
    let known = entries.iter().position(|(name, _)| name == key);
    match (known, value) {
        (Some(index), Some(value)) => entries[index].1 = value,
        (Some(index), None) => {
            entries.remove(index);
        }
        (None, Some(value)) => {
            let after = after.min(entries.len());
            entries.insert(after, (key.to_owned(), value));
        }
        (None, None) => {}
    }
}

fn set(desk: &mut Desk<'_>, id: &str, field: &str, value: &Value) -> Result<(), Refusal> {
    check_field(field, Some(value))?;
    let found = desk.find(id)?;
    let page = &mut desk.pages[found.page];
    let body = page.body(found)?;
    page.set_field(body, field, value)?;
    let place = page.place_after(body, field);
    say(
        page.said_of(found.fact),
        field,
        Some(Said::from(value)),
        place,
    );
    Ok(())
}

fn unset(desk: &mut Desk<'_>, id: &str, field: &str) -> Result<(), Refusal> {
    check_field(field, None)?;
    let found = desk.find(id)?;
    let page = &mut desk.pages[found.page];
    let body = page.body(found)?;
    if page.tree.entry(body, field).is_none() {
        let message = format!("`{}` has no `{field}`", short(id));
        return Err(page.refuse(found.fact.name.unwrap_or(body), message));
    }
    page.delete_field(body, field)?;
    say(page.said_of(found.fact), field, None, 0);
    Ok(())
}

fn set_top(desk: &mut Desk<'_>, field: &str, value: &Value) -> Result<(), Refusal> {
    if !TOP_FIELDS.contains(&field) {
        let refusal = Refusal::new(format!(
            "no text stands at `{}` at the top of a file",
            short(field)
        ));
        return Err(match nearest(field, TOP_FIELDS) {
            Some(near) => refusal.help(format!("did you mean `{near}`?")),
            None => refusal.help(format!("the fields are {}", TOP_FIELDS.join(", "))),
        });
    }
    let Some(page) = desk.pages.first_mut() else {
        return Err(Refusal::new("there is no file"));
    };
    let root = page.tree.root;
    let entries = page.tree.entries(root);
    if entries.is_empty() {
        return Err(Refusal::new("this is not an event file").at(FileId(0), Span::new(0, 0)));
    }
    let rank = |name: &str| TOP_FIELDS.iter().position(|known| *known == name);
    let own = rank(field);
    let after = entries.iter().rposition(|entry| {
        let name = page.tree.text(entry.key).and_then(rank);
        name.is_some() && name < own
    });
    let is_there = page.tree.entry(root, field).is_some();
    if is_there {
        page.set_field(root, field, value)?;
    } else {
        page.own(root)?;
        let written = written(field, value, page.tree.is_flow(root), 0);
        page.insert_entry(root, after, field, &written)?;
    }
    let place = after.map_or(0, |after| after + 1);
    say(Some(&mut page.said), field, Some(Said::from(value)), place);
    Ok(())
}

fn link(desk: &mut Desk<'_>, link: &NewLink) -> Result<(), Refusal> {
    desk.find(&link.cause)?;
    let found = desk.find(&link.effect)?;
    if link.cause == link.effect {
        let message = format!("`{}` cannot be its own cause", short(&link.cause));
        return Err(Refusal::new(message)
            .usage()
            .help("name another fact as its cause"));
    }
    let page = &mut desk.pages[found.page];
    let body = page.body(found)?;
    let new = NewCause::of(link);
    let ids = page.cause_ids(body);
    let mut rewriting = Rewriting {
        fates: vec![None; ids.len()],
        added: Vec::new(),
    };
    if let Some(index) = ids.iter().position(|id| *id == link.cause) {
        if new.fields.is_empty() {
            let message = format!(
                "`{}` is a cause of `{}` already",
                short(&link.cause),
                short(&link.effect)
            );
            let because = page.tree.value(body, "because").unwrap_or(body);
            return Err(page.refuse(because, message).help(
                "`--kind`, `--confidence`, `--source`, `--note` or `--within` say more of it",
            ));
        }
        if let Some(entry) = page
            .tree
            .value(body, "because")
            .and_then(|because| page.tree.entries(because).get(index).copied())
        {
            return say_more(page, found, entry.value, index, &new);
        }
        rewriting.fates[index] = Some(vec![new]);
    } else {
        rewriting.added.push(new);
    }
    rewrite(page, found, body, &rewriting)
}

/// Carries a rewriting of a fact's own causes out.
fn rewrite(
    page: &mut Page<'_>,
    found: Found,
    body: NodeId,
    rewriting: &Rewriting,
) -> Result<(), Refusal> {
    page.rewrite_causes(body, rewriting)?;
    let place = page.place_after(body, "because");
    let said = page.said_of(found.fact);
    rewrite_said(said, rewriting, place);
    Ok(())
}

/// The same for what is said.
pub(super) fn rewrite_said(said: Option<&mut Said>, rewriting: &Rewriting, place: usize) {
    let Some(said) = said else { return };
    let now = said.get_mut("because").cloned();
    let then = rewriting.said(now.as_ref());
    say(Some(said), "because", then, place);
}

/// Says more of a link that is there in a mapping.
fn say_more(
    page: &mut Page<'_>,
    found: Found,
    value: NodeId,
    index: usize,
    new: &NewCause,
) -> Result<(), Refusal> {
    page.own(value)?;
    let is_long = matches!(page.tree.node(value).kind, Kind::Mapping { .. });
    let because = page
        .said_of(found.fact)
        .and_then(|said| said.get_mut("because"))
        .and_then(|causes| causes.at_mut(index));
    let mut said = because.cloned();
    if is_long {
        // From the last place to the first, so that places stay what they are.
        let mut placed: Vec<(usize, &(&'static str, Value))> = Vec::new();
        for field in &new.fields {
            page.set_field(value, field.0, &field.1)?;
            placed.push((page.place_after(value, field.0), field));
        }
        placed.sort_by_key(|(place, _)| *place);
        for (place, (name, field)) in placed.into_iter().rev() {
            say(said.as_mut(), name, Some(Said::from(field)), place);
        }
    } else {
        let mut all = new.clone();
        let kind = page.tree.text(value).unwrap_or_default().to_owned();
        if !page.tree.is_null(value) && all.fields.iter().all(|(name, _)| *name != "kind") {
            all.fields.insert(0, ("kind", Value::Text(kind)));
        }
        let Some(entry) = page
            .tree
            .node(value)
            .parent
            .and_then(|parent| page.tree.entries(parent).get(index).copied())
        else {
            return Err(page.refuse(value, "this link cannot be edited safely"));
        };
        page.write_value(entry, &super::insert::Written::line(all.value()))?;
        said = Some(all.said());
    }
    let place = page
        .said_of(found.fact)
        .and_then(|fact| fact.get_mut("because"))
        .and_then(|causes| causes.at_mut(index));
    if let (Some(place), Some(said)) = (place, said) {
        *place = said;
    }
    Ok(())
}

fn unlink(desk: &mut Desk<'_>, cause: &str, effect: &str) -> Result<(), Refusal> {
    let found = desk.find(effect)?;
    let page = &mut desk.pages[found.page];
    let body = page.body(found)?;
    let gone = |page: &Page<'_>, container: NodeId| Rewriting {
        fates: page
            .cause_ids(container)
            .iter()
            .map(|id| (id == cause).then(Vec::new))
            .collect(),
        added: Vec::new(),
    };
    let changed = remove::rewrite_all(page, found, body, &gone)?;
    if changed > 0 {
        return Ok(());
    }
    let mut ids = page.cause_ids(body);
    ids.sort();
    let message = format!("`{}` is no cause of `{}`", short(cause), short(effect));
    let refusal = page.refuse(found.fact.name.unwrap_or(body), message);
    Err(match nearest(cause, ids.iter().map(String::as_str)) {
        Some(near) => refusal.help(format!("did you mean `{near}`?")),
        None if ids.is_empty() => refusal.help("it has no causes"),
        None => refusal.help(format!("its causes are {}", ids.join(", "))),
    })
}
