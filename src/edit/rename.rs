//! Names changed wherever they are used.

use super::desk::Desk;
use super::mention::{Mention, Role};
use super::operation::Named;
use super::page::Page;
use super::refusal::Refusal;
use super::said::Said;
use super::scalar::{self, Context};
use super::tree::{Kind, Style};
use crate::date::Phrase;
use crate::document::{ScalarStyle, nearest, places, short};
use crate::source::Span;
use crate::timeline::LinkKind;

pub(super) fn rename(
    desk: &mut Desk<'_>,
    named: Named,
    old: &str,
    new: &str,
) -> Result<(), Refusal> {
    let mut used: Vec<(usize, Vec<Mention>)> = Vec::new();
    for (index, page) in desk.pages.iter().enumerate() {
        used.push((index, page.mentions(named)));
    }
    check_old(desk, &used, named, old)?;
    if old == new {
        return Ok(());
    }
    check_new(desk, &used, named, new)?;
    for (index, mentions) in used {
        let page = &mut desk.pages[index];
        // What a file's own keys hold is said where aliases bring it in.
        page.counts_own_keys = false;
        for mention in mentions {
            page.rename_in(mention, old, new)?;
        }
        rename_said(&mut page.said, named, old, new);
    }
    Ok(())
}

/// The sort of thing in words.
fn word(named: Named) -> &'static str {
    match named {
        Named::Fact => "fact",
        Named::Actor => "actor",
        Named::Source => "source",
        Named::LinkKind => "kind of link",
    }
}

fn check_old(
    desk: &Desk<'_>,
    used: &[(usize, Vec<Mention>)],
    named: Named,
    old: &str,
) -> Result<(), Refusal> {
    let counts = |mention: &Mention| match named {
        Named::Fact | Named::LinkKind => mention.role == Role::Declares,
        _ => mention.role != Role::Phrase,
    };
    let mut names: Vec<&str> = Vec::new();
    for (index, mentions) in used {
        let tree = &desk.pages[*index].tree;
        let declared = mentions.iter().filter(|mention| counts(mention));
        names.extend(declared.filter_map(|mention| tree.text(mention.node)));
    }
    if names.contains(&old) {
        return Ok(());
    }
    if named == Named::LinkKind && LinkKind::built_in().iter().any(|kind| kind.id == old) {
        return Err(Refusal::new(format!("the kind `{old}` is built in"))
            .usage()
            .help("give it another name to show under `link_kinds`"));
    }
    let refusal = Refusal::new(format!("no {} is called `{}`", word(named), short(old))).usage();
    Err(match nearest(old, names.iter().copied()) {
        Some(near) => refusal.help(format!("did you mean `{near}`?")),
        None => {
            refusal.help("names are those under `events`, `actors`, `sources` and `link_kinds`")
        }
    })
}

fn check_new(
    desk: &Desk<'_>,
    used: &[(usize, Vec<Mention>)],
    named: Named,
    new: &str,
) -> Result<(), Refusal> {
    if named == Named::Fact {
        return desk.check_new_id(new);
    }
    if new.trim().is_empty() || new.contains(char::is_control) {
        return Err(Refusal::new("a name is one line of text").usage());
    }
    for (index, mentions) in used {
        let page = &desk.pages[*index];
        let taken = mentions
            .iter()
            .find(|mention| page.tree.text(mention.node) == Some(new));
        if let Some(taken) = taken {
            let message = format!("a {} is called `{}` already", word(named), short(new));
            return Err(page.refuse(taken.node, message).help("choose another name"));
        }
    }
    if named == Named::LinkKind && LinkKind::built_in().iter().any(|kind| kind.id == new) {
        return Err(
            Refusal::new(format!("the kind `{new}` is built in")).help("choose another name")
        );
    }
    Ok(())
}

/// A phrase with a fact's id changed, and where the id stood.
fn renamed_phrase(text: &str, old: &str, new: &str) -> Option<(String, Vec<Span>)> {
    if !text.contains(old) {
        return None;
    }
    let phrase = Phrase::parse(text).ok()?;
    let mut spans: Vec<Span> = phrase
        .names()
        .iter()
        .filter(|name| name.id == old)
        .map(|name| name.span)
        .collect();
    spans.sort();
    spans.dedup();
    let mut renamed = text.to_owned();
    for span in spans.iter().rev() {
        renamed.replace_range(span.start..span.end, new);
    }
    (!spans.is_empty()).then_some((renamed, spans))
}

impl Page<'_> {
    fn rename_in(&mut self, mention: Mention, old: &str, new: &str) -> Result<(), Refusal> {
        let Kind::Scalar { text, style } = &self.tree.node(mention.node).kind else {
            return Ok(());
        };
        let (text, style) = (text.clone(), *style);
        let (renamed, spans) = if mention.role == Role::Phrase {
            let Some(renamed) = renamed_phrase(&text, old, new) else {
                return Ok(());
            };
            let still = Phrase::parse(&renamed.0).is_ok_and(|phrase| {
                let named = phrase.names().into_iter().filter(|name| name.id == new);
                named.count() == renamed.1.len()
            });
            if !still {
                let message = format!("`{new}` would not be read as a fact in this phrase");
                return Err(self
                    .refuse(mention.node, message)
                    .help("choose another name"));
            }
            renamed
        } else if text == old {
            (new.to_owned(), vec![Span::new(0, text.len())])
        } else {
            return Ok(());
        };
        let node = self.tree.node(mention.node);
        let context = Context {
            in_flow: self.tree.is_in_flow(mention.node),
            allows_number: false,
        };
        let span = node.span;
        match style {
            Style::Plain if !scalar::is_plain(&renamed, context) => {
                self.put(span.start, span.end, scalar::quoted(&renamed));
            }
            Style::Plain if spans == [Span::new(0, text.len())] => {
                self.put(span.start, span.end, renamed);
            }
            _ => self.rename_inside(mention, &spans, new)?,
        }
        Ok(())
    }

    /// Changes stretches of a scalar's own text where they are written.
    fn rename_inside(
        &mut self,
        mention: Mention,
        spans: &[Span],
        new: &str,
    ) -> Result<(), Refusal> {
        let node = self.tree.node(mention.node);
        let Kind::Scalar { text, style } = &node.kind else {
            return Ok(());
        };
        let form = match style {
            Style::Single => ScalarStyle::Single,
            Style::Double => ScalarStyle::Double,
            Style::Literal | Style::Folded => ScalarStyle::Block,
            _ => ScalarStyle::Plain,
        };
        let from = node.content;
        let written = &self.text[from..node.full_end.max(from)];
        let Some(places) = places(written, text, form) else {
            return Err(self
                .refuse(
                    mention.node,
                    "the name cannot be found in how this is written",
                )
                .help("write it in plainer quotes, and try again"));
        };
        // A letter's place, and where the last one of a stretch ends.
        let place = |offset: usize| {
            let index = places.partition_point(|(own, _)| *own < offset);
            places.get(index).map_or(written.len(), |(_, place)| *place)
        };
        let stretches: Vec<(usize, usize)> = spans
            .iter()
            .map(|span| (from + place(span.start), from + place(span.end)))
            .collect();
        let new = match style {
            Style::Single => new.replace('\'', "''"),
            Style::Double => {
                let double = scalar::double(new);
                double[1..double.len() - 1].to_owned()
            }
            _ => new.to_owned(),
        };
        for (start, end) in stretches {
            self.put(start, end, new.clone());
        }
        Ok(())
    }
}

/// What a file says with a name changed.
fn rename_said(root: &mut Said, named: Named, old: &str, new: &str) {
    let group = match named {
        Named::Fact => "events",
        Named::Actor => "actors",
        Named::Source => "sources",
        Named::LinkKind => "link_kinds",
    };
    keys(root.get_mut(group), old, new);
    let Some(events) = root.get_mut("events") else {
        return;
    };
    let facts: Vec<&mut Said> = match events {
        Said::Mapping(entries) => entries.iter_mut().map(|(_, fact)| fact).collect(),
        Said::List(items) => items.iter_mut().collect(),
        _ => Vec::new(),
    };
    for fact in facts {
        match named {
            Named::Fact => {
                texts(fact.get_mut("id"), old, new);
                texts(fact.get_mut("part_of"), old, new);
            }
            Named::Actor => texts(fact.get_mut("who"), old, new),
            _ => {}
        }
        claims(fact, named, old, new);
        if let Some(Said::List(accounts)) = fact.get_mut("accounts") {
            for account in accounts {
                claims(account, named, old, new);
            }
        }
    }
}

fn claims(claim: &mut Said, named: Named, old: &str, new: &str) {
    if named == Named::Fact {
        each_text(claim.get_mut("when"), &mut |text| {
            if let Some((renamed, _)) = renamed_phrase(text, old, new) {
                *text = renamed;
            }
        });
    }
    if named == Named::Source {
        supports(claim.get_mut("source"), old, new);
    }
    let because = claim.get_mut("because");
    match (because, named) {
        (Some(because), Named::Fact) => {
            keys(Some(&mut *because), old, new);
            if !matches!(because, Said::Mapping(_)) {
                texts(Some(because), old, new);
            }
        }
        (Some(Said::Mapping(links)), _) => {
            for (_, link) in links {
                match named {
                    Named::Source => texts(link.get_mut("source"), old, new),
                    Named::LinkKind if matches!(link, Said::Text(_)) => texts(Some(link), old, new),
                    Named::LinkKind => texts(link.get_mut("kind"), old, new),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn supports(source: Option<&mut Said>, old: &str, new: &str) {
    match source {
        Some(Said::List(items)) => {
            for item in items {
                supports(Some(item), old, new);
            }
        }
        Some(quoted @ Said::Mapping(_)) => texts(quoted.get_mut("source"), old, new),
        text => texts(text, old, new),
    }
}

fn keys(mapping: Option<&mut Said>, old: &str, new: &str) {
    let Some(mapping) = mapping else { return };
    if let Said::Mapping(entries) = mapping {
        for (key, _) in entries {
            if key == old {
                new.clone_into(key);
            }
        }
    }
}

fn texts(said: Option<&mut Said>, old: &str, new: &str) {
    each_text(said, &mut |text| {
        if text == old {
            new.clone_into(text);
        }
    });
}

/// A text, or each text of a list.
fn each_text(said: Option<&mut Said>, change: &mut dyn FnMut(&mut String)) {
    let Some(said) = said else { return };
    match said {
        Said::Text(text) => change(text),
        Said::List(items) => {
            for item in items {
                if let Said::Text(text) = item {
                    change(text);
                }
            }
        }
        _ => {}
    }
}
