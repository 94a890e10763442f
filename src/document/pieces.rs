//! A long event file read in pieces, several at once.
//!
//! The text is cut before lines at which a fact begins, and every piece is read
//! as a file of its own. That gives what reading the whole gives: a piece that
//! ends within a quotation, brackets or anything else that goes on is refused by
//! the parser, and a line as far to the right as the first fact begins another
//! one wherever nothing goes on. Where anything is out of the ordinary, nothing
//! is given, and the caller reads the text whole.

use super::raw;
use crate::parallel;
use serde::Deserialize;

/// The fewest bytes that are worth a piece. Where a text is cut depends on it
/// alone, not on the machine.
const PIECE: usize = 4 << 10;
/// The most pieces; longer texts have longer pieces.
const MOST: usize = 32;

/// The facts of a piece.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    events: raw::Events,
}

/// Reads an event file in pieces; nothing where it cannot be cut.
pub(super) fn read(text: &str) -> Option<raw::File> {
    read_by(text, PIECE)
}

fn read_by(text: &str, least: usize) -> Option<raw::File> {
    let (head, pieces) = cut(text, least)?;
    let (head, facts) = parallel::both(
        true,
        || {
            let head = Some(head).filter(|head| !hides_lines(head))?;
            serde_yaml::from_str::<raw::File>(head).ok()
        },
        || parallel::map(pieces.len(), 1, &|piece| facts(pieces[piece])),
    );
    let mut head = head.filter(|head| head.events.is_none())?;
    let mut all: Option<raw::Events> = None;
    for events in facts {
        let events = events?;
        match (&mut all, events) {
            (None, events) => all = Some(events),
            (Some(raw::Events::Mapping(all)), raw::Events::Mapping(more)) => all.extend(more),
            (Some(raw::Events::List(all)), raw::Events::List(more)) => all.extend(more),
            _ => return None,
        }
    }
    head.events = all;
    Some(head)
}

/// The facts of a piece, which begins at a fact.
fn facts(piece: &str) -> Option<raw::Events> {
    if hides_lines(piece) {
        return None;
    }
    let mut text = String::with_capacity(piece.len() + 8);
    text.push_str("events:\n");
    text.push_str(piece);
    Some(serde_yaml::from_str::<Facts>(&text).ok()?.events)
}

/// Whether a text has what else YAML takes for the end of a line, which may hide the
/// end of a document.
fn hides_lines(text: &str) -> bool {
    let lone = |at: usize| !text[at + 1..].starts_with('\n');
    text.match_indices('\r').any(|(at, _)| lone(at))
        || !text.is_ascii() && text.contains(['\u{85}', '\u{2028}', '\u{2029}'])
}

/// What stands before the facts, and the facts in pieces that each begin at
/// one.
fn cut(text: &str, least: usize) -> Option<(&str, Vec<&str>)> {
    if text.len() < 2 * least {
        return None;
    }
    let (head, facts) = part(text)?;
    let first = facts
        .lines()
        .find(|line| !is_empty(line))
        .filter(|line| line.trim_start_matches(' ').starts_with(begins_fact))?;
    let is_list = first.trim_start_matches(' ').starts_with('-');
    let inset = first.len() - first.trim_start_matches(' ').len();
    let begins = |line: &str| {
        let words = line.trim_start_matches(' ');
        line.len() - words.len() == inset
            && words.starts_with(begins_fact)
            && words.starts_with("- ") == is_list
    };
    let count = (facts.len() / least + 1).next_power_of_two() / 2;
    let size = facts.len() / count.clamp(1, MOST) + 1;
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in facts.split_inclusive('\n') {
        // Whatever is not set in and no fact ends the facts.
        let least = if line.starts_with("- ") {
            inset
        } else {
            inset.max(1)
        };
        if !is_empty(line) && line.len() - line.trim_start_matches(' ').len() < least {
            return None;
        }
        if at >= size * (pieces.len() + 1) && begins(line) {
            pieces.push(&facts[start..at]);
            start = at;
        }
        at += line.len();
    }
    pieces.push(&facts[start..]);
    (pieces.len() > 1).then_some((head, pieces))
}

/// What stands before the facts and what stands below `events:`, where the file
/// is written as nearly all are: a key at the beginning of every line that is
/// not set in, and the facts last.
fn part(text: &str) -> Option<(&str, &str)> {
    let (mut at, mut has_key) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim_end() == "events:" {
            return Some((&text[..start], &text[at..]));
        }
        let is_key = line.starts_with(|letter: char| letter.is_ascii_lowercase());
        has_key |= is_key;
        let goes_on = has_key && line.starts_with(' ');
        if !(is_key || goes_on || is_empty(line)) {
            return None;
        }
    }
    None
}

/// Whether a line can be the first of a fact, by its first letter.
fn begins_fact(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-'
}

/// Whether a line says nothing to the parser.
fn is_empty(line: &str) -> bool {
    let words = line.trim_start();
    words.is_empty() || words.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Lines of event files, among them whatever may hide where a fact begins.
    const LINES: [&str; 43] = [
        "title: A day",
        "title: \"A day",
        "summary: |",
        "subtitle: >-",
        "events:",
        "events: {}",
        "eras: {",
        "}",
        "  a: { when: 2021, what: First }",
        "  b: { when: 2022,",
        "    what: Second }",
        "  c:",
        "    what: Third",
        "    when: 2023",
        "    detail: |",
        "      Long text",
        "  d: text",
        "    detail: \"It goes on",
        "  e: and on\"",
        "  f: &f { what: Sixth }",
        "  g: *f",
        "    tags: [one,",
        "  two]",
        "    because:",
        "    - a",
        "  - a",
        "  - id: a",
        "- id: a",
        "- id: b",
        "  what: Listed",
        "# a remark",
        "  # a remark",
        "",
        "---",
        "...",
        "a: text\u{2028}...",
        "    what: it's",
        "  h: { what: Eighth }\u{85}...",
        "\ti: { what: Ninth }",
        "lints: { orphan-fact: off }",
        "title: A day\r...",
        "subtitle: A day\u{85}...",
        "  j: { what: Tenth }\r...",
    ];

    fn whole(text: &str) -> Option<raw::File> {
        serde_yaml::from_str(text).ok()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn pieces_give_what_the_whole_gives(
            head in prop::collection::vec(
                prop_oneof![4 => 0..8_usize, 1 => 40..42_usize],
                0..3,
            ),
            facts in prop::collection::vec(prop_oneof![
                4 => prop::sample::select(vec![8, 11, 12, 13, 26, 27, 28, 29, 42]),
                1 => 0..LINES.len(),
            ], 0..24),
            is_usual in any::<bool>(),
        ) {
            let usual = [0, 4];
            let head = if is_usual { usual.iter() } else { head.iter() };
            let lines: Vec<&str> = head.chain(&facts).map(|line| LINES[*line]).collect();
            for end in ["\n", "\r\n"] {
                let text = lines.join(end);
                if let Some(read) = read_by(&text, 8) {
                    prop_assert_eq!(Some(read), whole(&text), "{}", text);
                }
            }
        }
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line_too() {
        for (head, fact) in [
            ("A\r...", "  f: { what: F }"),
            ("A", "  f: { what: F }\r..."),
        ] {
            let text = format!("title: {head}\nevents:\n{fact}\n  g: {{ what: G }}\n");
            assert_eq!(whole(&text), None, "{text:?}");
            assert_eq!(read_by(&text, 8), None, "{text:?}");
        }
    }

    #[test]
    fn files_as_they_are_written_are_cut() {
        let mapping =
            |fact: usize| format!("  fact-{fact}:\n    when: {fact}\n    what: It’s said\n");
        let list = |fact: usize| format!("- id: fact-{fact}\n  what: |\n    Said\n\n");
        let inset = |fact: usize| format!("  - what: It was {fact}\n    tags:\n      - one\n");
        let short = |fact: usize| format!("  fact-{fact}: {{ what: \"Said\" }} # so\n");
        let facts: [&dyn Fn(usize) -> String; 4] = [&mapping, &list, &inset, &short];
        for fact in facts {
            let mut text =
                "# A remark\ntitle: >\n  A day\nactors:\n  a: Anna\nevents:\n".to_owned();
            text.extend((0..1000).map(fact));
            let (_, pieces) = cut(&text, PIECE).expect("it can be cut");
            let longest = pieces.iter().map(|piece| piece.len()).max().unwrap_or(0);
            assert!(
                longest < 2 * text.len() / pieces.len(),
                "{longest} of {}",
                text.len()
            );
            let read = read(&text);
            assert!(read.is_some());
            assert_eq!(read, whole(&text));
        }
    }
}
