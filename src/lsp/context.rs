//! Where in an event file the cursor stands, read line by line.
//!
//! A text that is being typed is seldom YAML, so nothing here parses: the
//! keys above the cursor are found by their indentation, and what is between
//! brackets by counting them from the key that opens them. So the answer is the
//! same whether the rest of the text is whole or broken.

mod flow;
mod line;

use crate::source::{Span, line_start};
use line::{Entry, entries, indent};

/// One step from the top of the file towards the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Under this key.
    Key(String),
    /// In an item of a list.
    Item,
}

/// What can be written at the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A key, and nothing else.
    Key,
    /// A value, and nothing else.
    Value,
    /// Either, since no colon tells.
    Either,
}

/// Where the cursor stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The way to the mapping whose key, or to the value, that is written.
    pub(super) path: Vec<Step>,
    pub(super) slot: Slot,
    /// The bytes from where the scalar at the cursor begins up to the cursor.
    pub(super) typed: Span,
    /// The quote in which the scalar stands.
    pub(super) quote: Option<char>,
    /// Keys that the same mapping has already; scalars that the same list has.
    pub(super) siblings: Vec<String>,
    /// Whether it stands between brackets.
    pub(super) is_flow: bool,
    /// Whether a colon follows the scalar at the cursor.
    pub(super) has_colon: bool,
}

/// A line above the cursor that it stands under.
struct Parent<'t> {
    step: Step,
    /// The text behind the colon or the dash, and where it begins.
    rest: &'t str,
    at: usize,
}

/// Where the cursor stands; nothing where it stands in a comment or in a text
/// that goes on over lines.
pub(super) fn place(text: &str, cursor: usize) -> Option<Place> {
    let start = line_start(text, cursor);
    let line = &text[start..cursor];
    let after = text[cursor..].lines().next().unwrap_or("");
    let own = entries(line);
    let is_blank = line.trim_start().is_empty();
    let column = if is_blank { line.len() } else { indent(line) };
    let mut parents = above(text, start, column, own.first());
    for entry in &own {
        parents.push(Parent {
            step: entry.step(),
            rest: &line[entry.rest..],
            at: start + entry.rest,
        });
    }
    let has_colon = after
        .trim_start_matches(line::is_word)
        .starts_with([':', '"', '\'']);
    // The first value between brackets that is still open holds the cursor.
    for index in 0..parents.len() {
        let parent = &parents[index];
        let value = line::value(parent.rest);
        let at = parent.at + (parent.rest.len() - value.len());
        if value.starts_with(['{', '[']) {
            let mut path: Vec<Step> = parents[..=index].iter().map(|it| it.step.clone()).collect();
            return match flow::read(text, at, cursor) {
                flow::End::Inside(mut place) => {
                    path.append(&mut place.path);
                    place.path = path;
                    place.has_colon = has_colon;
                    Some(place)
                }
                flow::End::Closed if index + 1 == parents.len() => None,
                flow::End::Closed | flow::End::Nowhere => None,
            };
        }
        let is_last = index + 1 == parents.len();
        let is_above = index + own.len() < parents.len();
        // A key above with a value of its own: the lines below go on with it.
        if is_above && !value.is_empty() && !is_last_item(parent, value) {
            return None;
        }
        if is_last && !is_above && matches!(parent.step, Step::Key(_)) {
            return scalar(text, &parents, cursor, Slot::Value, Vec::new(), has_colon);
        }
    }
    if line.trim_start().starts_with('{') || line.trim_start().starts_with('[') {
        let at = start + indent(line);
        return match flow::read(text, at, cursor) {
            flow::End::Inside(mut place) => {
                let mut path: Vec<Step> = parents.into_iter().map(|it| it.step).collect();
                path.append(&mut place.path);
                place.path = path;
                place.has_colon = has_colon;
                Some(place)
            }
            _ => None,
        };
    }
    let column = own.last().map_or(column, |entry| entry.rest_column(line));
    let keys = siblings(text, start, column, own.is_empty());
    let is_item = own
        .last()
        .is_some_and(|entry| matches!(entry, Entry { key: None, .. }));
    let keys = if is_item && keys.is_empty() {
        items(text, start, own.last().map_or(column, |entry| entry.column))
    } else {
        keys
    };
    // Beside other keys, or at the top, nothing but a key can stand.
    let slot = if parents.is_empty() || !keys.is_empty() && !is_item {
        Slot::Key
    } else {
        Slot::Either
    };
    scalar(text, &parents, cursor, slot, keys, has_colon)
}

/// Whether a line is a dash with the first key of a mapping behind it, so that
/// the lines below belong to that mapping.
fn is_last_item(parent: &Parent<'_>, value: &str) -> bool {
    matches!(parent.step, Step::Item) && !entries(value).is_empty()
}

/// The scalar that ends at the cursor.
fn scalar(
    text: &str,
    parents: &[Parent<'_>],
    cursor: usize,
    slot: Slot,
    siblings: Vec<String>,
    has_colon: bool,
) -> Option<Place> {
    let line_start = line_start(text, cursor);
    let begin = match parents.last() {
        Some(parent) if parent.at > line_start => parent.at,
        _ => line_start,
    };
    let raw = &text[begin..cursor];
    let value = line::value(raw);
    let mut start = cursor - value.len();
    if value.starts_with(['|', '>', '*', '!']) || line::has_comment(raw) {
        return None;
    }
    let quote = value
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''));
    if let Some(quote) = quote {
        start += 1;
        // A quote that is closed again leaves nothing to complete.
        if text[start..cursor].contains(quote) {
            return None;
        }
    }
    Some(Place {
        path: parents.iter().map(|parent| parent.step.clone()).collect(),
        slot,
        typed: Span::new(start, cursor),
        quote,
        siblings,
        is_flow: false,
        has_colon,
    })
}

/// The keys and dashes above that a line of that column stands under, the
/// outermost first.
fn above<'t>(text: &'t str, start: usize, column: usize, own: Option<&Entry>) -> Vec<Parent<'t>> {
    let mut parents = Vec::new();
    // A dash may stand in the very column of its key.
    let mut is_dash = own.is_some_and(|entry| entry.key.is_none());
    let mut limit = column;
    let mut end = start;
    while end > 0 && (limit > 0 || is_dash) {
        let begin = line_start(text, end - 1);
        let line = text[begin..end].trim_end_matches(['\n', '\r']);
        let at = begin;
        end = begin;
        // Tabs indent nothing in YAML.
        let is_tabbed = line[..indent(line)].contains('\t');
        if line.trim_start().is_empty() || line.trim_start().starts_with('#') || is_tabbed {
            continue;
        }
        for entry in entries(line).iter().rev() {
            let is_key = entry.key.is_some();
            if entry.column > limit || entry.column == limit && !(is_dash && is_key) {
                continue;
            }
            limit = entry.column;
            is_dash = !is_key;
            parents.push(Parent {
                step: entry.step(),
                rest: &line[entry.rest..],
                at: at + entry.rest,
            });
        }
        // A line without a key that stands further left ends what was above.
        if indent(line) < limit && entries(line).is_empty() {
            limit = indent(line);
            is_dash = false;
        }
    }
    parents.reverse();
    parents
}

/// The other keys of the mapping whose keys stand in a column.
fn siblings(text: &str, start: usize, column: usize, is_own_line: bool) -> Vec<String> {
    let mut keys = Vec::new();
    let mut take = |line: &str| -> bool {
        if line.trim_start().is_empty() || line.trim_start().starts_with('#') {
            return true;
        }
        let found = entries(line);
        let own = found.iter().find(|entry| entry.column == column);
        if let Some(key) = own.and_then(|entry| entry.key.clone()) {
            keys.push(key);
            // `- key:` begins the mapping.
            return found.first().is_some_and(|first| first.column == column);
        }
        indent(line) > column
    };
    if is_own_line {
        for line in text[..start].lines().rev() {
            if !take(line) {
                break;
            }
        }
    }
    let next = text[start..]
        .find('\n')
        .map_or(text.len(), |newline| start + newline + 1);
    for line in text[next..].lines() {
        let begins_item = entries(line)
            .first()
            .is_some_and(|first| first.key.is_none());
        if begins_item && indent(line) <= column || !take(line) {
            break;
        }
    }
    keys
}

/// The scalars of the list whose dashes stand in a column, but for the one of
/// the line that begins at `start`.
fn items(text: &str, start: usize, column: usize) -> Vec<String> {
    let mut all = Vec::new();
    let mut take = |line: &str| -> bool {
        if line.trim_start().is_empty() || line.trim_start().starts_with('#') {
            return true;
        }
        match entries(line).first() {
            Some(first) if first.column == column && first.key.is_none() => {
                all.push(line::unquoted(line::value(&line[first.rest..])).to_owned());
                true
            }
            _ => indent(line) > column,
        }
    };
    let next = text[start..]
        .find('\n')
        .map_or(text.len(), |newline| start + newline + 1);
    let above = text[..start].lines().rev();
    let _ = above.take_while(|line| take(line)).count();
    let _ = text[next..].lines().take_while(|line| take(line)).count();
    all
}

/// The ids under `events`, as lines tell them: for texts that are broken.
pub(super) fn ids(text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut column = None;
    let mut is_within = false;
    for line in text.lines() {
        if line.trim_start().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let found = entries(line);
        let Some(first) = found.first() else { continue };
        match &first.key {
            Some(key) if first.column == 0 => {
                is_within = key == "events";
                column = None;
            }
            Some(key) if is_within && *column.get_or_insert(first.column) == first.column => {
                ids.push(key.clone());
            }
            None if is_within => {
                // A list: the keys below are no ids.
                column = Some(usize::MAX);
                let id = found
                    .get(1)
                    .filter(|entry| entry.key.as_deref() == Some("id"));
                if let Some(id) = id {
                    ids.push(line::unquoted(line::value(&line[id.rest..])).to_owned());
                }
            }
            _ => {}
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Path, slot and typed text at the mark `|`.
    fn told(marked: &str) -> String {
        let cursor = marked.find('|').expect("a mark");
        let text = format!("{}{}", &marked[..cursor], &marked[cursor + 1..]);
        let Some(place) = place(&text, cursor) else {
            return "nowhere".to_owned();
        };
        let steps = place.path.iter().map(|step| match step {
            Step::Key(key) => key.clone(),
            Step::Item => "[]".to_owned(),
        });
        let path: Vec<String> = steps.collect();
        let typed = &text[place.typed.start..place.typed.end];
        format!("{} {:?} `{typed}`", path.join("."), place.slot)
    }

    #[test]
    fn block_style_is_read_by_indentation() {
        for (text, wanted) in [
            ("|", " Key ``"),
            ("ti|", " Key `ti`"),
            ("title: A\n|", " Key ``"),
            ("events:\n  |", "events Either ``"),
            ("events:\n  a:\n    wh|", "events.a Either `wh`"),
            ("events:\n  a:\n    when: |", "events.a.when Value ``"),
            (
                "events:\n  a:\n    when: after b|",
                "events.a.when Value `after b`",
            ),
            (
                "events:\n  a:\n    when: 2021\n    |\n  b:\n",
                "events.a Key ``",
            ),
            (
                "events:\n  a:\n    because:\n      |",
                "events.a.because Either ``",
            ),
            (
                "events:\n  a:\n    because:\n      - x|",
                "events.a.because.[] Either `x`",
            ),
            (
                "events:\n  a:\n    because:\n    - x|",
                "events.a.because.[] Either `x`",
            ),
            (
                "events:\n  a:\n    because:\n      b: |",
                "events.a.because.b Value ``",
            ),
            (
                "events:\n  a:\n    because:\n      b:\n        ki|",
                "events.a.because.b Either `ki`",
            ),
            ("events:\n  - id: a\n    wh|", "events.[] Key `wh`"),
            ("events:\n  - id: a\n  - wh|", "events.[] Either `wh`"),
            ("events:\n- what: x\n  who: |", "events.[].who Value ``"),
            ("a: \"x|", "a Value `x`"),
            ("# com|", "nowhere"),
            ("a: b # com|", "nowhere"),
        ] {
            assert_eq!(told(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn texts_over_lines_are_left_alone() {
        let broken = "events:\n  a:\n    detail: >\n      some te";
        assert!(place(broken, broken.len()).is_none());
        let plain = "events:\n  a:\n    what: some\n      te";
        assert!(place(plain, plain.len()).is_none());
    }

    #[test]
    fn brackets_are_counted() {
        for (text, wanted) in [
            ("events:\n  a: {|", "events.a Key ``"),
            ("events:\n  a: { wh|", "events.a Key `wh`"),
            ("events:\n  a: { when: |", "events.a.when Value ``"),
            ("events:\n  a: { when: 2021, wha|", "events.a Key `wha`"),
            (
                "events:\n  a: { when: [2021, after |",
                "events.a.when.[] Either `after `",
            ),
            (
                "events:\n  a: { because: { b: { kind: |",
                "events.a.because.b.kind Value ``",
            ),
            (
                "events:\n  a: { because: { b: ca|",
                "events.a.because.b Value `ca`",
            ),
            (
                "events:\n  a: { what: \"x, y: z\", wh|",
                "events.a Key `wh`",
            ),
            ("events:\n  a: {\n    when: 2021,\n    |", "events.a Key ``"),
            ("events: { a: { when: 1, wh|", "events.a Key `wh`"),
            ("events:\n  - { id: a, wh|", "events.[] Key `wh`"),
            (
                "events:\n  a: { who: [us, |] }",
                "events.a.who.[] Either ``",
            ),
            ("events:\n  a: { when: 2021 } |", "nowhere"),
            ("{ ti|", " Key `ti`"),
        ] {
            assert_eq!(told(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn what_is_broken_above_does_no_harm() {
        let text = "title: \"never closed\nevents:\n  a: { what: x, when: [\n  b:\n    because: |";
        assert_eq!(told(text), "events.b.because Value ``");
    }

    #[test]
    fn keys_that_are_there_are_known() {
        let text = "events:\n  a:\n    when: 1\n    \n    what: x\n  b:\n    who: y\n";
        let cursor = text.find("    \n").unwrap() + 4;
        assert_eq!(place(text, cursor).unwrap().siblings, ["when", "what"]);
    }

    #[test]
    fn ids_are_found_in_lines() {
        let text =
            "title: [\nevents:\n  a: { what: x\n  b-ü:\n    when: [\n  \"c\":\neras:\n  d:\n";
        assert_eq!(ids(text), ["a", "b-ü", "c"]);
        assert_eq!(
            ids("events:\n  - id: x\n    what: y\n- id: 'z'\n"),
            ["x", "z"]
        );
    }
}
