//! What can be wrong with a file as YAML, and with its shape.

use super::fields::Record;
use super::mend::single_quoted;
use super::shape;
use super::unquoted::{self, Change};
use crate::count::counted;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{Anchor, FileId, Location, Span, line_start};

pub(super) const NOT_TEXT: Code = Code("E001");
pub(super) const SYNTAX: Code = Code("E002");
pub(super) const EMPTY: Code = Code("E003");
pub(super) const DOCUMENTS: Code = Code("E004");
pub(super) const TOO_BIG: Code = Code("E005");
pub(super) const UNKNOWN_KEY: Code = Code("E010");
pub(super) const WRONG_TYPE: Code = Code("E011");
pub(super) const DUPLICATE: Code = Code("E012");
pub(super) const MISSING: Code = Code("E013");
pub(super) const BAD_ID: Code = Code("E014");
pub(super) const HIDDEN: Code = Code("E015");
pub(super) const BAD_DATE: Code = Code("E020");
pub(super) const UNKNOWN_FACT: Code = Code("E021");
pub(super) const BAD_VALUE: Code = Code("E022");
pub(super) const UNKNOWN_KIND: Code = Code("E023");
pub(super) const BAD_INCLUDE: Code = Code("E030");
pub(super) const CLASH: Code = Code("E031");
pub(super) const UNKNOWN_ACTOR: Code = Code("W010");
pub(super) const UNKNOWN_SOURCE: Code = Code("W011");
pub(super) const BAD_LINK: Code = Code("W012");
pub(super) const BAD_SOURCE_DATE: Code = Code("W014");
pub(super) const ONE_TAG: Code = Code("W015");
pub(super) const ID_AS_DATE: Code = Code("W016");

/// Whether a fault of this code ends the reading of a file: what is missing
/// then is not worth a word.
pub(super) fn cuts_short(code: Code) -> bool {
    [NOT_TEXT, SYNTAX, EMPTY, DOCUMENTS, TOO_BIG].contains(&code)
}

/// A fault of one file, by its bytes.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) span: Span,
    pub(super) diagnostic: Diagnostic,
    pub(super) related: Vec<(Span, String)>,
    /// A change that mends it: where, with what, and what that does.
    pub(super) replacement: Option<(Span, String, String)>,
}

impl Fault {
    pub(super) fn new(span: Span, code: Code, message: impl Into<String>) -> Self {
        Self {
            span,
            diagnostic: Diagnostic::error(code, message),
            related: Vec::new(),
            replacement: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.help(help);
        self
    }

    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.label(label);
        self
    }

    pub(super) fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push((span, message.into()));
        self
    }

    /// A change that mends it: what to put there, and what that does.
    pub(super) fn replace(self, replacement: impl Into<String>, title: impl Into<String>) -> Self {
        let span = self.span;
        self.replace_at(span, replacement, title)
    }

    /// A change at another place that mends it.
    pub(super) fn replace_at(
        mut self,
        span: Span,
        replacement: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        self.replacement = Some((span, replacement.into(), title.into()));
        self
    }

    pub(super) fn facts<S: Into<String>>(mut self, facts: impl IntoIterator<Item = S>) -> Self {
        self.diagnostic = self.diagnostic.facts(facts);
        self
    }

    /// As a diagnostic of a file.
    pub(super) fn of(self, file: FileId) -> Diagnostic {
        let at = |span: Span| Location { file, span };
        let mut diagnostic = self.diagnostic.at(at(self.span));
        for (span, message) in self.related {
            diagnostic = diagnostic.related(Anchor::At(at(span)), message);
        }
        if let Some((span, replacement, title)) = self.replacement {
            diagnostic = diagnostic.fix(Fix {
                anchor: Anchor::At(at(span)),
                replacement,
                title,
            });
        }
        diagnostic
    }
}

/// The faults of one file, not more than a reader can take in.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) list: Vec<Fault>,
    /// The fields of the file itself that unknown keys at its top were told to
    /// be.
    pub(super) offered: Vec<String>,
    dropped: usize,
}

/// How many faults of one file are kept.
const KEPT: usize = 10_000;

impl Faults {
    pub(super) fn add(&mut self, fault: Fault) {
        if self.list.len() < KEPT {
            self.list.push(fault);
        } else {
            self.dropped += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All that are kept, and how many more there are.
    pub(super) fn told(mut self) -> Vec<Fault> {
        if let Some(last) = self.list.last().filter(|_| self.dropped > 0) {
            let message = format!(
                "{} of this file are not told",
                counted(self.dropped, "more fault")
            );
            let fault = Fault::new(last.span, TOO_BIG, message);
            self.list
                .push(fault.help("mend some of those that are told, then check again"));
        }
        self.list
    }
}

/// Text that is not YAML.
pub(super) fn syntax(text: &str, at: usize, kind: &granit_parser::ErrorKind) -> Fault {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if kind.to_string().contains("recursion limit") {
        return deep(Span::new(at, at), super::tree::DEEPEST);
    }
    if kind.to_string().starts_with("mismatched bracket")
        && let Some(fault) = unquoted::mismatched(text, at)
    {
        return fault;
    }
    let line_start = line_of(text, at, kind);
    if let Some(fault) = misbegun(text, at, line_start) {
        return fault;
    }
    let line = text[line_start..].lines().next().unwrap_or("");
    let next = text[at..].chars().next().map_or(0, char::len_utf8);
    let span = Span::new(at, at + next);
    let fault = Fault::new(span, SYNTAX, format!("this is not YAML: {kind}"));
    if let Some(value) = unquoted(line) {
        let value = Span::new(line_start + value.start, line_start + value.end);
        let said = &text[value.start..value.end];
        let is_cause = line.trim_start_matches([' ', '-']).starts_with("because:");
        if is_cause
            && said
                .split_once(": ")
                .is_some_and(|(_, kind)| !kind.contains([' ', ':']))
        {
            return fault.help("put a cause and its kind in braces").replace_at(
                value,
                format!("{{ {said} }}"),
                "put it in braces",
            );
        }
        let quoted = single_quoted(&text[value.start..value.end]);
        return fault
            .help("put a text that holds `: ` in quotes")
            .replace_at(value, quoted, "put it in quotes");
    }
    let is_bracket = kind.to_string().contains("unclosed bracket");
    let change = if is_bracket {
        unquoted::unclosed(text, at)
    } else {
        let sign = || unquoted::sign(text, at);
        let colon = || unquoted::colon(text, at);
        sign()
            .or_else(colon)
            .or_else(|| unquoted::reserved(text, at))
            .or_else(|| unquoted::key_above(text, at))
    };
    if let Some(change) = change {
        return mended(fault, change);
    }
    if let Some((help, depth)) = misplaced(&text[..line_start], line) {
        let start = line_start + line.len() - line.trim_start().len();
        let key = line.trim_start().split([':', ' ']).next().unwrap_or("");
        let fault = Fault::new(
            Span::new(start, start + key.len()),
            SYNTAX,
            "this line is not indented as those around it are",
        )
        .help(help);
        return match depth {
            Some(depth) => fault.replace_at(
                Span::new(
                    line_start,
                    line_start + line.len() - line.trim_start().len(),
                ),
                " ".repeat(depth),
                format!("begin it with {}", counted(depth, "space")),
            ),
            None => fault,
        };
    }
    fault.help(advice(&text[..line_start], line, kind))
}

/// Where the line begins that a fault is about.
fn line_of(text: &str, at: usize, kind: &granit_parser::ErrorKind) -> usize {
    let mut line_start = line_start(text, at);
    // A text goes on in the next line where that is indented, and the fault of
    // a tab there is told where the text began.
    if kind.to_string().contains("found a tab")
        && let Some(newline) = text[at..].find('\n')
        && text[at + newline + 1..].starts_with([' ', '\t'])
    {
        line_start = at + newline + 1;
    }
    line_start
}

/// The fault of how a line begins: with a tab, with odd blanks, or as no event file does.
fn misbegun(text: &str, at: usize, line_start: usize) -> Option<Fault> {
    let line = text[line_start..].lines().next().unwrap_or("");
    let indent = &line[..line.len() - line.trim_start().len()];
    if let Some(tab) = indent.find('\t') {
        let tab = line_start + tab;
        return Some(
            Fault::new(
                Span::new(tab, tab + 1),
                SYNTAX,
                "a tab stands where YAML wants spaces",
            )
            .help("indent with spaces only")
            .replace_at(
                Span::new(line_start, line_start + indent.len()),
                " ".repeat(spaces(text, line_start)),
                "indent with spaces",
            ),
        );
    }
    if let Some(fault) = odd_blanks(text, line_start) {
        return Some(fault);
    }
    if text[..at].trim().is_empty() && line.trim_start().starts_with(['|', '<', '%']) {
        return Some(no_event_file(
            text,
            Span::new(line_start, line_start + line.len()),
            false,
        ));
    }
    None
}

/// What to do about a fault of YAML of which no more is known; `above` is what stands
/// before the line.
fn advice(above: &str, line: &str, kind: &granit_parser::ErrorKind) -> &'static str {
    let trailing = kind.to_string();
    if trailing.contains("after single-quoted") {
        return "inside single quotes an apostrophe is written twice: `''`";
    }
    if trailing.contains("unclosed quote") {
        return "close the quote where the text ends, on its own line";
    }
    let above = above.trim_end();
    let above = above[crate::source::line_start(above, above.len())..].trim_end();
    if [": >", ": |", ": >-", ": |-"]
        .iter()
        .any(|mark| above.ends_with(mark))
    {
        return "set the lines of the text in further than the key above them";
    }
    if trailing.contains("block collection") && line.trim_start().contains(':') {
        return "facts are either all items of a list, each with a `-`, or all below their ids: give this one a `-` too, or take the dashes of the others away";
    }
    match line.split_once(':') {
        _ if kind.to_string().contains("unclosed bracket") => {
            "close the list or mapping where it ends, with `]` or `}`"
        }
        Some((_, value)) if value.contains(": ") => "put a text that holds `: ` in quotes",
        _ => {
            "check the indentation, and put quotes around text with `: `, ` #` or a leading `[`, `{`, `&`, `*`, `!`, `@`, `%` or `` ` ``"
        }
    }
}

/// The fault of a line that begins with blanks that are no spaces, as they come from
/// web pages and word processors.
pub(super) fn odd_blanks(text: &str, line_start: usize) -> Option<Fault> {
    let line = text[line_start..].lines().next().unwrap_or("");
    let indent = &line[..line.len() - line.trim_start().len()];
    let (at, blank) = indent
        .char_indices()
        .find(|(_, letter)| !letter.is_ascii())?;
    let name = match blank {
        '\u{a0}' | '\u{202f}' => "a no-break space",
        '\u{3000}' => "an ideographic space",
        _ => "a blank that is no space",
    };
    let at = line_start + at;
    let code = u32::from(blank);
    Some(
        Fault::new(
            Span::new(at, at + blank.len_utf8()),
            SYNTAX,
            format!("{name} (U+{code:04X}) stands where YAML wants spaces"),
        )
        .help("indent with spaces only")
        .replace_at(
            Span::new(line_start, line_start + indent.len()),
            " ".repeat(indent.chars().count()),
            "indent with spaces",
        ),
    )
}

/// How a line is to be indented that stands in like none of those above it; with how far,
/// where one of these is like it.
fn misplaced(above: &str, line: &str) -> Option<(String, Option<usize>)> {
    let depth = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let own = depth(line);
    // The lines that hold this one, from the nearest to the outermost.
    let is_said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let mut around: Vec<(usize, &str)> = Vec::new();
    for line in above.lines().rev().filter(is_said) {
        if around.last().is_none_or(|(last, _)| depth(line) < *last) {
            around.push((depth(line), line.trim()));
        }
        if depth(line) == 0 {
            break;
        }
    }
    let name = |line: &'_ str| line.split(':').next().unwrap_or(line).trim().to_owned();
    let key =
        |(depth, line): &(usize, &str)| format!("{} as `{}`", counted(*depth, "space"), name(line));
    let inner = around.iter().rev().find(|(depth, _)| *depth > own);
    let outer = around.iter().find(|(depth, _)| *depth < own);
    let is_field = |line: &str| {
        let name = name(line);
        shape::names(Record::Event).any(|field| field == name)
    };
    match (inner, outer) {
        _ if around.iter().any(|(depth, _)| *depth == own) => None,
        (Some(inner), Some(outer)) => Some((
            format!(
                "this line begins with {}: begin it with {}, or with {}",
                counted(own, "space"),
                key(inner),
                key(outer)
            ),
            match [line, inner.1, outer.1].map(is_field) {
                [own, one, other] if own == one && own != other => Some(inner.0),
                [own, one, other] if own == other && own != one => Some(outer.0),
                _ => None,
            },
        )),
        // A line below a value goes no deeper.
        (None, Some(outer)) if !outer.1.ends_with([':', '|', '>', '-']) => Some((
            format!(
                "this line begins with {}: begin it with {}",
                counted(own, "space"),
                key(outer)
            ),
            Some(outer.0),
        )),
        _ => None,
    }
}

/// How many spaces a line is to stand in that tabs indent: as what is around
/// the lines with tabs does, and two for each tab more than the first of these
/// lines has.
fn spaces(text: &str, line_start: usize) -> usize {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let tabs = |line: &str| line[..depth(line)].matches('\t').count();
    let lines = || text[..line_start].lines().rev();
    let is_said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let own = text[line_start..].lines().next().unwrap_or("");
    let first = lines()
        .filter(is_said)
        .take_while(|line| tabs(line) > 0)
        .last()
        .unwrap_or(own);
    let base = match lines().filter(is_said).find(|line| tabs(line) == 0) {
        Some(above) if above.trim_end().ends_with(':') => {
            let next = text[line_start..].lines().skip(1).find(is_said);
            let next = next.filter(|line| tabs(line) == 0).map_or(0, depth);
            match depth(above) {
                above if next > above => next,
                above => above + 2,
            }
        }
        // An item of a list stands in by its dash too.
        Some(above) if above.trim_start().starts_with("- ") => depth(above) + 2,
        Some(above) => depth(above),
        None => 0,
    };
    base + 2 * tabs(own).saturating_sub(tabs(first))
}

/// A fault with the change that mends it.
fn mended(fault: Fault, change: Change) -> Fault {
    fault
        .help(change.help)
        .replace_at(change.place, change.written, change.help)
}

/// The same, with the bracket of an earlier line that is still open there: one
/// that is never closed makes what follows look wrong.
pub(super) fn inside(fault: Fault, text: &str, bracket: Span) -> Fault {
    let opened = &text[bracket.start..bracket.end];
    let closing = if opened == "[" { "]" } else { "}" };
    let has_fix = fault.replacement.is_some();
    let fault = fault.related(bracket, format!("this `{opened}` is still open there"));
    if has_fix {
        fault
    } else if let Some(change) = unquoted::unclosed(text, bracket.start) {
        mended(fault, change)
    } else {
        fault.help(format!("close the list or mapping with `{closing}` where it ends; if it does not end before this place, put quotes around text with signs of YAML"))
    }
}

/// Where in a line of block style a value stands that holds `: ` and yet no
/// quotes.
fn unquoted(line: &str) -> Option<Span> {
    let key = line.find(": ")?;
    let value = &line[key + 2..];
    let start = line.len() - value.trim_start().len();
    let end = match value.find(" #") {
        Some(comment) => key + 2 + value[..comment].trim_end().len(),
        None => line.trim_end().len(),
    };
    let is_plain = !value
        .trim_start()
        .starts_with(['"', '\'', '{', '[', '|', '>', '&', '*', '!']);
    let holds = line.get(start..end)?.contains(": ") || line[start..end].ends_with(':');
    (is_plain && holds && !line[..key].contains(['{', '['])).then(|| Span::new(start, end))
}

/// The fault of a file in which nothing is an event file's: a table, a log, an article.
pub(super) fn no_event_file(text: &str, span: Span, is_list: bool) -> Fault {
    let first = text[span.start..span.end].lines().next().unwrap_or("");
    let span = Span::new(span.start, span.start + first.len());
    let fault = Fault::new(
        span,
        WRONG_TYPE,
        "this is no event file, which has `title` and `events`",
    );
    fault.help(if is_list {
        "write `title: …` above, then `events:`, and set the list in below it; each item is `{ when: 2024-01-19, what: … }`"
    } else {
        "write `title: …`, then `events:`, and below it a fact a line, as `leak: { when: 2024-01-19, what: The plant leaks }`; `causeline new FILE` writes such a file to begin with, `causeline draft FILE` makes one of an article"
    })
}

pub(super) fn documents(span: Span) -> Fault {
    Fault::new(span, DOCUMENTS, "a second document begins here")
        .help("an event file is one document: put the other into a file of its own, and name it under `include`")
}

pub(super) fn alias(span: Span) -> Fault {
    Fault::new(
        span,
        SYNTAX,
        "this alias names no anchor that stands before it",
    )
    .help("a text that begins with `*` needs quotes")
}

pub(super) fn deep(span: Span, limit: usize) -> Fault {
    Fault::new(
        span,
        TOO_BIG,
        format!("this is nested more than {limit} levels deep"),
    )
    .help("an event file needs five levels at most")
}

pub(super) fn bomb(span: Span) -> Fault {
    Fault::new(
        span,
        TOO_BIG,
        "this file grows beyond measure when its aliases are followed",
    )
    .help("write repeated parts out, or repeat less")
}

/// The known name most like another, where one is near enough.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let length = lower.chars().count();
    if length > 60 {
        return None;
    }
    let limit = (length / 3).clamp(1, 3);
    // Words that begin alike may differ in one letter more.
    let allowed = |candidate: &str| {
        let alike = lower.chars().zip(candidate.chars());
        let alike = alike.take_while(|(one, other)| one == other).count();
        limit + usize::from(length >= 5 && alike >= 3 && limit < 3)
    };
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit + 1)
        .map(|candidate| (candidate.to_lowercase(), candidate))
        .map(|(same, candidate)| {
            let distance = strsim::damerau_levenshtein(&lower, &same);
            (distance, allowed(&same), candidate)
        })
        // Of which no letter is kept is like nothing.
        .filter(|(distance, allowed, _)| distance <= allowed && *distance < length)
        .min_by_key(|(distance, ..)| *distance)
        .map(|(.., candidate)| candidate)
}
