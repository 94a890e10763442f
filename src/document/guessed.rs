//! Facts, accounts and spans of time as they are guessed by who has not read how they
//! are written: told once, with what to write, and read on as they were meant.

use super::build::{dashed, is_id_letter};
use super::faults::{Fault, UNKNOWN_KEY, WRONG_TYPE};
use super::fields::Record;
use super::mend::{in_list, single_quoted};
use super::shape::{self, short};
use super::tree::{Kind, Node, NodeId, Style, Tree};
use crate::date::Phrase;
use crate::source::{Span, line_start};

/// The entries of a mapping.
pub(super) type Entries = Vec<(NodeId, NodeId)>;

/// Keys for the beginning of a span.
const STARTS: [&str; 5] = ["from", "start", "start_date", "begin", "begins"];
/// Keys for its end.
const ENDS: [&str; 8] = [
    "to", "end", "end_date", "ends", "finish", "until", "till", "through",
];
/// Keys that are words of a date themselves.
const WORDS: [&str; 5] = ["after", "before", "since", "until", "during"];

/// A node that the file has not, with the place of one that it has.
fn made(tree: &mut Tree, span: Span, text: &str) -> NodeId {
    tree.add(Node {
        span,
        kind: Kind::Scalar {
            text: text.to_owned(),
            style: Style::Plain,
        },
    })
}

/// A text as a value in a line of its own or in braces.
fn value(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphanumeric)
        && !text.contains(|letter: char| ",#{}[]&*!|>'\"%@`".contains(letter))
        && !text.contains(": ")
        && !text.ends_with(':');
    if is_plain {
        text.to_owned()
    } else {
        single_quoted(text)
    }
}

/// A text of one line that says something.
fn said(tree: &Tree, id: NodeId) -> Option<&str> {
    let text = tree.text(id)?.trim();
    (!tree.is_null(id) && !text.is_empty() && !text.contains(char::is_control)).then_some(text)
}

fn is_mapping(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.node(id).kind, Kind::Mapping(_))
}

/// `{ from: 2020, to: 2021 }`, or one word of a date as a key, where the record has a
/// `when`.
pub(super) fn spans(tree: &mut Tree, text: &str, entries: &mut Entries) -> Option<Fault> {
    let place = |names: &[&str]| {
        let is_one = |(key, id): &(NodeId, NodeId)| {
            tree.text(*key).is_some_and(|key| names.contains(&key)) && said(tree, *id).is_some()
        };
        entries.iter().position(is_one)
    };
    let has_when = entries
        .iter()
        .any(|(key, _)| tree.text(*key) == Some("when"));
    let start = place(if has_when { &["when"] } else { &STARTS });
    let end = place(&ENDS);
    let (first, second) = match (start, end) {
        (Some(start), Some(end)) => (start, Some(end)),
        _ if has_when => return None,
        (None, None) => (place(&WORDS)?, None),
        // A start alone is taken for the date.
        (Some(start), None) if tree.text(entries[start].0) == Some("from") => (start, None),
        (Some(_), None) => return None,
        (None, Some(end)) => (end, None),
    };
    let name = tree.text(entries[first].0)?.to_owned();
    let from = said(tree, entries[first].1)?.to_owned();
    let (words, message) = if let Some(second) = second {
        let other = tree.text(entries[second].0)?;
        let to = said(tree, entries[second].1)?;
        let message = if name == "when" {
            format!("there is no key `{other}` here")
        } else {
            format!("there are no keys `{name}` and `{other}` here")
        };
        (
            [format!("{from} to {to}"), format!("{from}..{to}")],
            message,
        )
    } else {
        let word = match name.as_str() {
            "from" => "since",
            word if WORDS.contains(&word) => word,
            _ => "until",
        };
        let words = format!("{word} {from}");
        (
            [words.clone(), words],
            format!("there is no key `{name}` here"),
        )
    };
    let written = words
        .into_iter()
        .find(|words| Phrase::parse(words).is_ok())?;
    let told = second.filter(|_| name == "when").unwrap_or(first);
    let last = second.unwrap_or(first);
    let line = format!("when: {}", value(&written));
    let purpose = if second.is_some() {
        "both ends in one"
    } else {
        "it as the date"
    };
    let mut fault = Fault::new(tree.node(entries[told].0).span, UNKNOWN_KEY, message)
        .help(format!("write {purpose}: `{line}`"));
    let bytes = Span::new(
        tree.node(entries[first].0).span.start,
        tree.node(entries[last].1).span.end,
    );
    let between = tree.node(entries[first].1).span.end..tree.node(entries[last].0).span.start;
    let is_beside = last == first
        || (last == first + 1
            && text.get(between).is_some_and(|between| {
                between
                    .chars()
                    .all(|letter| letter == ',' || letter.is_whitespace())
            }));
    if is_beside {
        fault = fault.replace_at(bytes, line.clone(), format!("write `{line}`"));
    }
    let key = made(tree, tree.node(entries[first].0).span, "when");
    entries[first] = (key, made(tree, bytes, &written));
    if last != first {
        entries.remove(last);
    }
    Some(fault)
}

/// A fact that is but a text, such as `flood: The river floods` or `2024-01-19: It rains`.
pub(super) fn fact(tree: &mut Tree, text: &str, id: NodeId, name: Option<&str>) -> Option<Fault> {
    if !matches!(tree.node(id).kind, Kind::Scalar { .. }) {
        return None;
    }
    let told = said(tree, id)?.to_owned();
    let span = tree.node(id).span;
    if let Some((key, own)) = told.split_once(" = ")
        && shape::names(Record::Event).any(|field| field == key)
    {
        let own = own.split_once(" = ").map_or(own, |(own, _)| own);
        let own = own.rsplit_once(' ').map_or(own, |(own, _)| own);
        let fault = Fault::new(span, WRONG_TYPE, "a colon follows a key, and no `=`");
        let fault = fault.help(format!("write `{key}: {}`", short(own)));
        let what = (made(tree, span, "what"), made(tree, span, &told));
        tree.node_mut(id).kind = Kind::Mapping(vec![what]);
        return Some(fault);
    }
    let is_date = |words: &str| {
        let is_told = |phrase: Phrase| phrase.names().iter().all(|name| name.is_date);
        words.contains(|letter: char| letter.is_ascii_digit())
            && Phrase::parse(words).is_ok_and(is_told)
    };
    let (when, what) = match name.filter(|name| is_date(name)) {
        Some(date) => (Some(date), told.as_str()),
        None => dated(&told, is_date),
    };
    let what = what.trim_start_matches([':', '-', '–', '—', ',', ' ']);
    if what.is_empty() {
        return None;
    }
    let written = match when {
        Some(when) => format!("{{ when: {}, what: {} }}", value(when), value(what)),
        None => format!("{{ what: {} }}", value(what)),
    };
    let mut fault = Fault::new(span, WRONG_TYPE, "a fact has fields, and is no text alone")
        .help(format!("write `{}`", short(&written)));
    if !text[span.start..span.end].contains('\n') {
        fault = fault.replace_at(span, written.clone(), "write its fields");
    }
    let (when, what) = (when.map(str::to_owned), what.to_owned());
    let fields = [("when", when), ("what", Some(what))];
    let fields = fields
        .into_iter()
        .filter_map(|(field, text)| Some((field, text?)))
        .map(|(field, text)| (made(tree, span, field), made(tree, span, &text)))
        .collect();
    tree.node_mut(id).kind = Kind::Mapping(fields);
    Some(fault)
}

/// The date with which a text begins, and the rest of it.
fn dated(text: &str, is_date: impl Fn(&str) -> bool) -> (Option<&str>, &str) {
    const MOST_WORDS: usize = 5;
    let ends = text
        .char_indices()
        .filter(|(_, letter)| *letter == ' ')
        .map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.take(MOST_WORDS).collect();
    ends.reverse();
    let end = ends
        .into_iter()
        .find(|end| is_date(text[..*end].trim_end_matches([':', '-', '–', '—', ',', ' '])));
    match end {
        Some(end) => {
            let (date, rest) = text.split_at(end);
            let date = date.trim_end_matches([':', '-', '–', '—', ',', ' ']);
            (Some(date), rest)
        }
        None => (None, text),
    }
}

/// A date that is told as a mapping, such as `{ year: 2020, month: 5 }`.
pub(super) fn phrase(tree: &mut Tree, text: &str, id: NodeId) -> Option<Fault> {
    let Kind::Mapping(entries) = &tree.node(id).kind else {
        return None;
    };
    let pairs: Option<Vec<(&str, &str)>> = entries
        .iter()
        .map(|(key, own)| tree.text(*key).zip(said(tree, *own)))
        .collect();
    let written = in_words(&pairs?)?;
    let span = tree.node(id).span;
    let line = value(&written);
    let fault = Fault::new(
        tree.head(id),
        WRONG_TYPE,
        "a date is told in words, not as a mapping",
    )
    .help(format!("write `when: {line}`"));
    let is_flow = text[span.start..].starts_with('{');
    let fault = match tree.replaceable(text, id).filter(|_| is_flow) {
        Some(whole) => fault.replace_at(whole, line.clone(), format!("write `{line}`")),
        None => fault,
    };
    tree.node_mut(id).kind = Kind::Scalar {
        text: written,
        style: Style::Plain,
    };
    Some(fault)
}

/// The phrase that says what such a mapping does.
fn in_words(pairs: &[(&str, &str)]) -> Option<String> {
    let get = |names: &[&str]| {
        let found = pairs.iter().find(|(key, _)| names.contains(key));
        found.map(|(_, own)| (*own).to_owned())
    };
    let (start, end) = (get(&STARTS), get(&ENDS));
    let bounds = || {
        let bound = |(key, own): &(&str, &str)| WORDS.contains(key).then(|| format!("{key} {own}"));
        let all: Option<Vec<String>> = pairs.iter().map(bound).collect();
        all.map(|all| all.join(" and "))
    };
    let clock = || {
        let zone = get(&["timezone", "tz", "zone", "offset"]);
        let parts = [get(&["date", "day"]), get(&["time"]), zone];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        (said.len() == pairs.len()).then(|| said.join(" "))
    };
    let calendar = || {
        let parts = [get(&["year"]), get(&["month"]), get(&["day"])];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        if said.len() != pairs.len() {
            return None;
        }
        let is_numeric = said
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        Some(if is_numeric {
            let parts = said.iter().map(|part| format!("{part:0>2}"));
            parts.collect::<Vec<_>>().join("-")
        } else {
            said.into_iter().rev().collect::<Vec<_>>().join(" ")
        })
    };
    let candidates = match (start, end) {
        (Some(start), Some(end)) if pairs.len() == 2 => {
            vec![format!("{start} to {end}"), format!("{start}..{end}")]
        }
        (Some(start), None) if pairs.len() == 1 => vec![format!("since {start}")],
        (None, Some(end)) if pairs.len() == 1 => vec![format!("until {end}")],
        _ => {
            let plain = pairs.iter().map(|(key, own)| format!("{key} {own}"));
            let plain = plain.collect::<Vec<_>>().join(" ");
            let said = [bounds(), calendar(), clock(), Some(plain)];
            said.into_iter().flatten().collect()
        }
    };
    candidates
        .into_iter()
        .find(|words| Phrase::parse(words).is_ok())
}

/// What a name before the fields of an item of a list is meant to be.
pub(super) struct Named<'a> {
    /// The field of the record that names it.
    pub(super) id: &'a str,
    /// The field that a text alone is.
    pub(super) alone: &'a str,
    /// What the record is, for the message.
    pub(super) record: &'a str,
    /// Whether a key is a field of the record.
    pub(super) is_field: &'a dyn Fn(&str) -> bool,
}

impl Named<'_> {
    /// `- rain: { when: 2021 }`, `- rain:` with the fields beside it, or `- rain: It
    /// rains`.
    pub(super) fn item(&self, tree: &mut Tree, text: &str, item: NodeId) -> Option<Fault> {
        let Kind::Mapping(entries) = &tree.node(item).kind else {
            return None;
        };
        let entries = entries.clone();
        let (key, own) = *entries.first()?;
        let name = said(tree, key).filter(|name| !(self.is_field)(name))?;
        let name = name.to_owned();
        let are_fields = |entries: &[(NodeId, NodeId)]| {
            let mut keys = entries.iter().map(|(key, _)| tree.text(*key));
            !entries.is_empty()
                && keys.all(|key| key.is_some_and(|key| key != self.id && (self.is_field)(key)))
        };
        let span = tree.node(key).span;
        let below = match &tree.node(own).kind {
            Kind::Mapping(below) if entries.len() == 1 && are_fields(below) => below.clone(),
            Kind::Scalar { .. } if tree.is_null(own) && are_fields(&entries[1..]) => {
                entries[1..].to_vec()
            }
            Kind::Scalar { .. } if entries.len() == 1 && said(tree, own).is_some() => Vec::new(),
            _ => return None,
        };
        let has = |field: &str| below.iter().any(|(key, _)| tree.text(*key) == Some(field));
        let field = if self.id != "id" {
            self.id
        } else if !has("when") && Phrase::parse(&name).is_ok() && name.contains(char::is_numeric) {
            "when"
        } else if !has("what") && !below.is_empty() && !name.chars().all(is_id_letter) {
            "what"
        } else {
            self.id
        };
        let written = format!("{field}: {}", value(&name));
        let fault = Fault::new(
            span,
            UNKNOWN_KEY,
            format!("there is no key `{}` here", short(&name)),
        );
        let record = self.record;
        let mut change = None;
        let fault = if below.is_empty() {
            let told = said(tree, own)?.to_owned();
            let line = format!("{{ {written}, {}: {} }}", self.alone, value(&told));
            if tree.node(item).span.start == span.start && !text[span.end..].starts_with(" :") {
                change = Some((Span::new(span.start, tree.node(own).span.end), line.clone()));
            }
            fault.help(format!("{record} in a list is a mapping: write `{line}`"))
        } else {
            change = lifted(tree, text, (item, key, own), &written);
            fault.help(format!(
                "{record} in a list has all its fields side by side: write `{written}` beside the others"
            ))
        };
        let fault = match change {
            Some((place, line)) => fault.replace_at(place, line, format!("write `{written}`")),
            None => fault,
        };
        let mut fields = vec![(made(tree, span, field), made(tree, span, &name))];
        if below.is_empty() {
            fields.push((made(tree, span, self.alone), own));
        }
        fields.extend(below);
        tree.node_mut(item).kind = Kind::Mapping(fields);
        Some(fault)
    }
}

/// The change that makes a name above fields one of them.
fn lifted(
    tree: &Tree,
    text: &str,
    (item, key, own): (NodeId, NodeId, NodeId),
    written: &str,
) -> Option<(Span, String)> {
    let (span, below) = (tree.node(key).span, tree.node(own).span);
    if tree.node(item).span.start != span.start {
        return None;
    }
    let colon = span.end + text[span.end..].find(':')? + 1;
    if tree.is_null(own) {
        return Some((Span::new(span.start, colon), written.to_owned()));
    }
    let between = text.get(colon..below.start)?;
    if text[below.start..].starts_with('{') {
        let rest = &text[below.start + 1..];
        let blank = rest.len() - rest.trim_start_matches(' ').len();
        let place = Span::new(span.start, below.start + 1 + blank);
        return between
            .trim()
            .is_empty()
            .then(|| (place, format!("{{ {written}, ")));
    }
    let column = |at: usize| at - line_start(text, at);
    let inset = column(below.start).checked_sub(column(span.start))?;
    let whole = text.get(colon..below.end)?;
    if !between.contains('\n') || between.contains('&') || whole.contains('\t') {
        return None;
    }
    let mut lines = whole.split('\n');
    let mut line = format!("{written}{}", lines.next()?);
    for next in lines {
        let indent = next.len() - next.trim_start_matches(' ').len();
        line.push('\n');
        line.push_str(&next[indent.min(inset)..]);
    }
    Some((Span::new(span.start, below.end), line))
}

/// Facts whose fields stand beside their ids instead of below them.
pub(super) fn beside(
    tree: &mut Tree,
    text: &str,
    entries: &mut Entries,
    is_field: &dyn Fn(&str) -> bool,
) -> Vec<Fault> {
    let is_stray = |tree: &Tree, (key, own): (NodeId, NodeId)| {
        tree.text(key).is_some_and(is_field) && !is_mapping(tree, own)
    };
    let mut faults = Vec::new();
    let mut kept: Entries = Vec::with_capacity(entries.len());
    let mut rest = entries.iter().copied().peekable();
    while let Some((key, own)) = rest.next() {
        kept.push((key, own));
        let is_bare = tree.is_null(own) && !is_stray(tree, (key, own));
        if !is_bare || !rest.peek().is_some_and(|next| is_stray(tree, *next)) {
            continue;
        }
        let mut fields = Vec::new();
        while let Some(field) = rest.next_if(|(key, _)| tree.text(*key).is_some_and(is_field)) {
            fields.push(field);
        }
        let (Some(first), Some(last)) = (fields.first(), fields.last()) else {
            continue;
        };
        let place = Span::new(tree.node(first.0).span.start, tree.node(last.1).span.end);
        let id = short(tree.text(key).unwrap_or_default());
        let field = tree.text(first.0).unwrap_or_default();
        let fault = Fault::new(
            tree.node(first.0).span,
            WRONG_TYPE,
            format!("`{field}` stands beside `{id}`, not below it"),
        )
        .help(format!("set the fields of `{id}` in further than `{id}`"));
        let lines = text.get(place.start..place.end);
        let line = line_start(text, place.start);
        let is_block = text[line..place.start].trim_matches(' ').is_empty();
        faults.push(match lines.filter(|_| is_block) {
            Some(lines) => fault.replace_at(
                place,
                format!("  {}", lines.replace('\n', "\n  ")),
                "set them in",
            ),
            None => fault,
        });
        let node = tree.node_mut(own);
        node.span = place;
        node.kind = Kind::Mapping(fields);
    }
    *entries = kept;
    faults
}

/// Names in a list where a mapping from ids is meant, in braces; nothing where more
/// than texts is said.
pub(super) fn by_ids(tree: &Tree, items: &[NodeId]) -> Option<String> {
    let mut ids: Vec<String> = Vec::with_capacity(items.len());
    let names: Option<Vec<String>> = items
        .iter()
        .map(|item| {
            let name = said(tree, *item)?;
            let mut id = short_id(name);
            if id.is_empty() || ids.contains(&id) {
                id = format!("{id}{}", ids.len() + 1);
            }
            let entry = format!("{id}: {}", in_list(name));
            ids.push(id);
            Some(entry)
        })
        .collect();
    Some(format!("{{ {} }}", names?.join(", ")))
}

/// A short id of a name or of an address: its first words, the host of an address.
fn short_id(name: &str) -> String {
    const LONGEST: usize = 24;
    let bare = name.split_once("://").map_or(name, |(_, rest)| {
        let host = rest.split('/').next().unwrap_or(rest);
        host.strip_prefix("www.").unwrap_or(host)
    });
    let dashed = dashed(bare).to_lowercase();
    let mut id = String::new();
    for word in dashed.split('-').filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.len() + word.len() > LONGEST {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    id
}

/// Accounts by their names, or one account, where a list of them is meant.
pub(super) fn accounts(
    tree: &mut Tree,
    text: &str,
    id: NodeId,
    is_field: &dyn Fn(&str) -> bool,
) -> Option<Fault> {
    let Node { span, kind } = tree.node(id).clone();
    let Kind::Mapping(entries) = kind else {
        return None;
    };
    let fault = Fault::new(
        tree.head(id),
        WRONG_TYPE,
        "a list of accounts is expected here, not a mapping",
    );
    let is_own = |(key, _): &(NodeId, NodeId)| tree.text(*key).is_some_and(is_field);
    if !entries.is_empty() && entries.iter().all(is_own) {
        let written = &text[span.start..span.end];
        let written = if written.starts_with('{') {
            format!("[{written}]")
        } else {
            format!("- {}", written.replace('\n', "\n  "))
        };
        let item = tree.add(Node {
            span,
            kind: Kind::Mapping(entries),
        });
        tree.node_mut(id).kind = Kind::Sequence(vec![item]);
        return Some(fault.help("put the account in a list").replace_at(
            span,
            written,
            "put it in a list",
        ));
    }
    if entries.iter().any(is_own) {
        return None;
    }
    let mut items = Vec::with_capacity(entries.len());
    let mut example = None;
    for (key, own) in entries {
        let name = said(tree, key)?.to_owned();
        let place = tree.node(key).span;
        example.get_or_insert_with(|| format!("- {{ name: {}, … }}", value(&name)));
        let mut fields = vec![(made(tree, place, "name"), made(tree, place, &name))];
        match &tree.node(own).kind {
            Kind::Mapping(below) => fields.extend(below.iter().copied()),
            Kind::Scalar { .. } if said(tree, own).is_some() => {
                fields.push((made(tree, place, "when"), own));
            }
            _ => return None,
        }
        items.push(tree.add(Node {
            span: place,
            kind: Kind::Mapping(fields),
        }));
    }
    tree.node_mut(id).kind = Kind::Sequence(items);
    let example = example.unwrap_or_default();
    Some(fault.help(format!("write each account as an item: `{example}`")))
}
