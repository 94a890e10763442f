//! All files of a timeline under edit at once.

use super::mention::{Mention, Role};
use super::operation::Named;
use super::page::{FactAt, Page};
use super::patch::{Patch, Patches};
use super::refusal::Refusal;
use super::said::Said;
use super::tree::Tree;
use crate::date::Phrase;
use crate::document::{Document, dashed, is_id_letter, nearest, short};
use crate::source::{Location, Span};

/// The files of a timeline under edit.
pub(super) struct Desk<'a> {
    pub(super) pages: Vec<Page<'a>>,
}

/// A fact, and the page that it stands on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) page: usize,
    pub(super) fact: FactAt,
}

impl<'a> Desk<'a> {
    pub(super) fn open(document: &'a Document) -> Result<Self, Refusal> {
        let pages: Result<Vec<Page<'_>>, Refusal> = document
            .sources()
            .iter()
            .map(|(file, source)| Page::read(file, source))
            .collect();
        Ok(Self { pages: pages? })
    }

    /// What a fact is called: by its id, or by its place in a list.
    pub(super) fn name(&self, page: usize, fact: FactAt) -> String {
        let named = fact.name.and_then(|name| self.pages[page].tree.text(name));
        match (named, page) {
            (Some(name), _) => name.to_owned(),
            (None, 0) => format!("#{}", fact.ordinal + 1),
            (None, page) => format!("#{}.{}", page + 1, fact.ordinal + 1),
        }
    }

    /// Every fact with its name.
    pub(super) fn facts(&self) -> Vec<(String, Found)> {
        let mut all = Vec::new();
        for (page, one) in self.pages.iter().enumerate() {
            for fact in one.facts() {
                all.push((self.name(page, fact), Found { page, fact }));
            }
        }
        all
    }

    /// The fact of that id.
    pub(super) fn find(&self, id: &str) -> Result<Found, Refusal> {
        let facts = self.facts();
        if let Some((_, found)) = facts.iter().find(|(name, _)| name == id) {
            return Ok(*found);
        }
        let near = nearest(id, facts.iter().map(|(name, _)| name.as_str()));
        let refusal = Refusal::new(format!("no fact is called `{}`", short(id))).usage();
        Err(match near {
            Some(near) => refusal.help(format!("did you mean `{near}`?")),
            None => refusal.help("`causeline order FILE` tells the facts by their ids"),
        })
    }

    /// Refuses an id that is none, or that a fact has already.
    pub(super) fn check_new_id(&self, id: &str) -> Result<(), Refusal> {
        if id.is_empty() || !id.chars().all(is_id_letter) {
            let refusal = Refusal::new(format!("`{}` cannot be an id", short(id))).usage();
            let slug = dashed(id);
            let slug = slug.trim_matches('-');
            return Err(refusal.help(if slug.is_empty() {
                "ids are made of letters, digits, `-`, `_` and `.`".to_owned()
            } else {
                format!("ids are made of letters, digits, `-`, `_` and `.`: take `{slug}`")
            }));
        }
        if let Some((_, found)) = self.facts().iter().find(|(name, _)| name == id) {
            let page = &self.pages[found.page];
            let node = found.fact.name.unwrap_or(found.fact.body);
            return Err(page
                .refuse(node, format!("a fact is called `{}` already", short(id)))
                .help("choose another id"));
        }
        self.check_no_date(id)
    }

    /// Refuses an id that some phrase uses as a date: the phrase would be
    /// measured from the fact afterwards.
    fn check_no_date(&self, id: &str) -> Result<(), Refusal> {
        for page in &self.pages {
            for mention in page.mentions(Named::Fact) {
                if mention.role != Role::Phrase {
                    continue;
                }
                let text = page.tree.text(mention.node).unwrap_or_default();
                if !text.contains(id) {
                    continue;
                }
                let is_date = Phrase::parse(text).is_ok_and(|phrase| {
                    phrase
                        .names()
                        .iter()
                        .any(|name| name.id == id && name.is_date)
                });
                if is_date {
                    let message =
                        format!("`{id}` is used as a date here, and would become the fact");
                    return Err(page.refuse(mention.node, message).help("choose another id"));
                }
            }
        }
        Ok(())
    }

    /// Refuses to change places in a list whose facts are named by them.
    pub(super) fn check_numbers(&self, page: usize) -> Result<(), Refusal> {
        let numbered = |fact: &FactAt| fact.name.is_none();
        if !self.pages[page].facts().iter().any(numbered) {
            return Ok(());
        }
        for page in &self.pages {
            let by_number = page.mentions(Named::Fact).into_iter().find(|mention| {
                let text = page.tree.text(mention.node).unwrap_or_default();
                mention.role != Role::Phrase && text.starts_with('#')
            });
            if let Some(Mention { node, .. }) = by_number {
                return Err(page
                    .refuse(
                        node,
                        "this names a fact by its place in the list, which would change",
                    )
                    .help("give that fact an `id`, and name it by that"));
            }
        }
        Ok(())
    }

    /// The patches, once it is sure that every file says afterwards what it is
    /// to say.
    pub(super) fn finish(self) -> Result<Patches, Refusal> {
        let mut all = Vec::new();
        for page in self.pages {
            let touched: Vec<Patch> = joined(page.patches)
                .into_iter()
                .filter(|patch| page.text[patch.span.start..patch.span.end] != patch.text)
                .collect();
            let Some(first) = touched.first() else {
                continue;
            };
            let place = Location {
                file: page.file,
                span: Span::new(first.span.start, first.span.start),
            };
            let unsafe_here = |why: &str| {
                Refusal::new(format!("this cannot be edited safely: {why}"))
                    .at(place.file, place.span)
                    .help("edit the file by hand, or write this part in a plainer style first")
            };
            let patches =
                Patches::new(touched).map_err(|_| unsafe_here("two changes meet in one place"))?;
            let after = patches.apply(page.file, page.text);
            let tree = Tree::read(page.file, &after)
                .map_err(|_| unsafe_here("the text would be no YAML afterwards"))?;
            let mut said = Said::of(&tree, &after);
            let mut wanted = page.said;
            if !page.counts_own_keys {
                said.as_mut().map(Said::forget_own_keys);
                wanted.forget_own_keys();
            }
            if said != Some(wanted) {
                return Err(unsafe_here("more would change than was asked for"));
            }
            all.extend(patches.iter().cloned());
        }
        Patches::new(all).map_err(|place| {
            Refusal::new("two changes meet in one place").at(place.file, place.span)
        })
    }
}

/// Patches in order, those that only take out joined where they meet.
fn joined(mut patches: Vec<Patch>) -> Vec<Patch> {
    patches.sort_by_key(|patch| patch.span);
    let mut joined: Vec<Patch> = Vec::with_capacity(patches.len());
    for patch in patches {
        if let Some(last) = joined.last_mut()
            && patch.span.start < last.span.end
            && patch.text.is_empty()
            && last.text.is_empty()
        {
            last.span.end = last.span.end.max(patch.span.end);
            continue;
        }
        joined.push(patch);
    }
    joined
}
