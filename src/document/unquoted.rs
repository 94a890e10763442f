//! Faults of YAML in text that wants quotes, a blank or a bracket, with the change that
//! mends them.

use super::build::is_id_letter;
use super::comment::ended;
use super::faults::{Fault, SYNTAX};
use super::fields::Record;
use super::mend::single_quoted;
use super::shape;
use crate::source::{Span, line_start};

/// A change that mends a fault, and what it does.
pub(super) struct Change {
    pub(super) place: Span,
    pub(super) written: String,
    pub(super) help: &'static str,
}

impl Change {
    fn new(place: Span, written: impl Into<String>, help: &'static str) -> Self {
        Self {
            place,
            written: written.into(),
            help,
        }
    }
}

/// The line of a place: where it begins, and what it says.
fn line(text: &str, at: usize) -> (usize, &str) {
    let start = line_start(text, at);
    (start, text[start..].lines().next().unwrap_or(""))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// `{ what: Mayor: we did not know }`: the colon at that place belongs to a text.
pub(super) fn colon(text: &str, at: usize) -> Option<Change> {
    let (start, _) = line(text, at);
    let before = &text[start..at];
    let key = before.rfind(": ")?;
    let value = before[key + 2..].trim_start();
    let is_text = text[at..].starts_with(": ")
        && value.starts_with(char::is_alphanumeric)
        && !value.contains(['{', '[', '}', ']', ',']);
    if !is_text {
        return None;
    }
    let from = at - value.len();
    // `{ when: 2020 what: It rains }`: a comma is missing before the next field.
    if before[..key].contains('{')
        && let Some((first, field)) = value.rsplit_once(' ')
        && shape::names(Record::Event).any(|name| name == field)
    {
        let end = from + first.trim_end().len();
        return Some(Change::new(
            Span::new(end, end),
            ",",
            "a comma parts the fields in braces",
        ));
    }
    let rest = text[from..].lines().next()?;
    let place = Span::new(from, from + ended(rest, false));
    let said = &text[place.start..place.end];
    let field = before[..key].rsplit(['{', ',', ' ']).next()?;
    Some(match said.split_once(": ") {
        Some((_, kind)) if field == "because" && !kind.contains([' ', ':']) => Change::new(
            place,
            format!("{{ {said} }}"),
            "put a cause and its kind in braces",
        ),
        _ => Change::new(
            place,
            single_quoted(said),
            "put a text that holds `: ` in quotes",
        ),
    })
}

/// `{ what: @home }`: a value in braces that begins with a sign which YAML reserves.
pub(super) fn reserved(text: &str, at: usize) -> Option<Change> {
    let (start, _) = line(text, at);
    let is_value = text[start..at].trim_end().ends_with([':', ',', '[']);
    if !is_value || !text[at..].starts_with(['@', '`', '%']) {
        return None;
    }
    let rest = text[at..].lines().next()?;
    let said = rest[..ended(rest, false)].trim_end();
    Some(Change::new(
        Span::new(at, at + said.len()),
        single_quoted(said),
        "put a text that begins with `@`, `%` or `` ` `` in quotes",
    ))
}

/// A value that begins with a sign of YAML and goes on as a text: `what: "Rain" falls`.
pub(super) fn sign(text: &str, at: usize) -> Option<Change> {
    let (start, line) = line(text, at);
    let key = line.find(": ")?;
    let name = line[..key].trim_start_matches([' ', '-']);
    let value = line[key + 2..].trim();
    let value = value
        .find(" #")
        .map_or(value, |comment| value[..comment].trim_end());
    let is_name = |name: &str| {
        name.chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    if !is_name(name) || value.contains('\\') {
        return None;
    }
    let first = value.chars().next()?;
    let inner = match first {
        '"' | '\'' if value.len() > 1 && value.ends_with(first) => &value[1..value.len() - 1],
        '"' | '\'' if value.matches(first).count() % 2 == 0 => value,
        '[' | '{' if !value.ends_with([']', '}']) && value.contains([']', '}']) => value,
        '@' | '`' | '%' | '*' | '&' => value,
        '-' | '?' if value[1..].starts_with(' ') => value,
        _ => return None,
    };
    let from = start + key + 2 + (line[key + 2..].len() - line[key + 2..].trim_start().len());
    Some(Change::new(
        Span::new(from, from + value.len()),
        single_quoted(inner),
        "put the whole text in quotes",
    ))
}

/// A key of the line above that has no colon, or no blank after it: `when 2021`.
pub(super) fn key_above(text: &str, at: usize) -> Option<Change> {
    let (start, own) = line(text, at);
    if let Some(end) = id_alone(text, start, own) {
        return Some(Change::new(
            Span::new(end, end),
            ":",
            "a colon follows a key",
        ));
    }
    let (above, line) = line(text, start.checked_sub(1)?);
    // An id alone, with fields below it.
    let field = own.trim_start().split(':').next().unwrap_or("");
    if shape::names(Record::Event).any(|name| name == field)
        && indent(line) < indent(own)
        && !line.trim().is_empty()
        && line.trim().chars().all(is_id_letter)
    {
        let end = above + line.trim_end().len();
        return Some(Change::new(
            Span::new(end, end),
            ":",
            "a colon follows a key",
        ));
    }
    let words = line.trim_start_matches([' ', '-']);
    let end = words.find(|letter: char| !letter.is_alphanumeric() && letter != '_')?;
    let rest = &words[end..];
    let is_field = shape::names(Record::ListedEvent).any(|field| field == &words[..end]);
    if !is_field || line.len() - words.len() != indent(own) || line.contains(": ") {
        return None;
    }
    let place = above + (line.len() - words.len()) + end;
    if let Some(glued) = rest.strip_prefix(':') {
        return (!glued.trim().is_empty()).then(|| {
            let place = Span::new(place + 1, place + 1);
            Change::new(place, " ", "a blank follows the colon of a key")
        });
    }
    rest.starts_with(' ').then(|| {
        let place = Span::new(place, place);
        Change::new(place, ":", "a colon follows a key")
    })
}

/// Where an id ends that stands alone in its line, with fields set in below it.
fn id_alone(text: &str, start: usize, own: &str) -> Option<usize> {
    let next = text[start..]
        .lines()
        .skip(1)
        .find(|line| !line.trim().is_empty())?;
    let field = next.trim_start().split(':').next()?;
    let is_id = !own.trim().is_empty() && own.trim().chars().all(is_id_letter);
    let is_field = shape::names(Record::Event).any(|name| name == field);
    (is_id && is_field && indent(own) < indent(next)).then(|| start + own.trim_end().len())
}

/// A bracket of one line that is not closed in it, though what follows stands beside
/// that line.
pub(super) fn unclosed(text: &str, bracket: usize) -> Option<Change> {
    let (start, line) = line(text, bracket);
    let open = line.matches(['{', '[']).count();
    let closed = line.matches(['}', ']']).count();
    let mut after = text[start..].lines().skip(1);
    let next = after.find(|line| !line.trim().is_empty());
    // At the left edge a bracket is as likely to hold the lines that follow.
    let is_whole = indent(line) > 0
        && open == closed + 1
        && !line.contains(['#', '"', '\''])
        && line[bracket - start + 1..].contains(':')
        && next.is_none_or(|next| indent(next) <= indent(line) && next.contains(':'));
    let end = start + line.trim_end().len();
    let closing = if text[bracket..].starts_with('[') {
        " ]"
    } else {
        " }"
    };
    is_whole.then(|| Change::new(Span::new(end, end), closing, "close the bracket"))
}

/// `[2025 }`: what is told of a bracket that another kind of bracket closes, at that one.
pub(super) fn mismatched(text: &str, opened: usize) -> Option<Fault> {
    let (bracket, closed) = crossing(text, opened)?;
    let [one, other] = [bracket, closed].map(|at| &text[at..=at]);
    let fault = Fault::new(
        Span::new(closed, closed + 1),
        SYNTAX,
        format!("this is not YAML: `{other}` cannot close a `{one}`"),
    )
    .related(
        Span::new(bracket, bracket + 1),
        format!("this `{one}` is still open there"),
    );
    let closing = if one == "[" { "]" } else { "}" };
    let (_, line) = line(text, closed);
    let count = |sign: &str| line.matches(sign).count();
    let opening = if other == "]" { "[" } else { "{" };
    // One more of its kind closes than opens, and one fewer of the other.
    let is_slip = count(other) > count(opening) && count(closing) < count(one);
    Some(if is_slip {
        fault
            .help(format!("write `{closing}` for `{other}`"))
            .replace_at(
                Span::new(closed, closed + 1),
                closing,
                format!("change to `{closing}`"),
            )
    } else if one == "[" {
        let help = "close the list with `]` where it ends";
        let fault = fault.help(help);
        // Before the next key, where that stands in the same line.
        let end = bracket + 1 + ended(&text[bracket + 1..closed], false);
        if text[end..closed].starts_with(',') && !text[bracket..closed].contains('\n') {
            fault.replace_at(Span::new(end, end), closing, help)
        } else {
            fault
        }
    } else {
        fault.help(
            "take the `]` away, or open the list with `[` where it begins; a text with brackets stands in quotes",
        )
    })
}

/// The innermost bracket that a bracket of the other kind closes, of those from a place on,
/// and where it does; text in quotes and comments have none.
fn crossing(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quote = None;
    let mut last = ' ';
    let mut is_comment = false;
    for (at, letter) in text.get(from..)?.char_indices() {
        let at = from + at;
        is_comment &= letter != '\n';
        match (quote, letter) {
            _ if is_comment => {}
            (Some(mark), letter) if mark == letter && last != '\\' => quote = None,
            (None, '"' | '\'') if " \n[{,:".contains(last) => quote = Some(letter),
            (None, '#') if last.is_whitespace() => is_comment = true,
            (None, '[' | '{') => open.push((at, letter)),
            (None, ']' | '}') => {
                let (bracket, opened) = open.pop()?;
                if (opened == '[') != (letter == ']') {
                    return Some((bracket, at));
                }
                if open.is_empty() {
                    return None;
                }
            }
            _ => {}
        }
        last = letter;
    }
    None
}
