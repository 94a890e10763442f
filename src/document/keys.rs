//! Keys that are none, and what to tell of them: the field that was meant, how
//! what they ask for is written, or the comma that made them.

use super::faults::{Fault, UNKNOWN_KEY, nearest};
use super::mend::single_quoted;
use super::shape::short;
use super::tree::{Kind, NodeId, Style, Tree};
use crate::source::Span;

/// Names that people use for a field, and the field's own.
const OTHER_NAMES: [(&str, &str); 43] = [
    ("date", "when"),
    ("time", "when"),
    ("at", "when"),
    ("start", "when"),
    ("headline", "what"),
    ("title", "what"),
    ("summary", "what"),
    ("label", "what"),
    ("name", "what"),
    ("text", "what"),
    ("event", "what"),
    ("description", "detail"),
    ("details", "detail"),
    ("body", "detail"),
    ("comment", "detail"),
    ("actor", "who"),
    ("actors", "who"),
    ("person", "who"),
    ("people", "who"),
    ("place", "where"),
    ("location", "where"),
    ("cause", "because"),
    ("caused_by", "because"),
    ("because_of", "because"),
    ("due_to", "because"),
    ("parent", "part_of"),
    ("sources", "source"),
    ("tag", "tags"),
    ("category", "tags"),
    ("categories", "tags"),
    ("url", "link"),
    ("link", "url"),
    ("href", "url"),
    ("address", "url"),
    ("author", "publisher"),
    ("newspaper", "publisher"),
    ("timeline", "events"),
    ("facts", "events"),
    ("entries", "events"),
    ("items", "events"),
    ("people", "actors"),
    ("references", "sources"),
    ("tz", "timezone"),
];

/// Keys for which a date has words.
const OF_DATES: [&str; 5] = ["after", "before", "since", "until", "during"];
/// Keys for one end of a span.
const OF_SPANS: [&str; 6] = ["end", "from", "to", "start_date", "end_date", "finish"];
/// Keys for what a fact led to.
const OF_EFFECTS: [&str; 5] = ["effect", "effects", "leads_to", "led_to", "caused"];

/// The fault of a key that a record with the `known` ones has not. `said` is
/// its value where that is a text; `of_links` tells that causes have such a
/// key.
pub(super) fn unknown(
    span: Span,
    name: &str,
    said: Option<&str>,
    known: &[&str],
    of_links: bool,
) -> Fault {
    let fault = Fault::new(
        span,
        UNKNOWN_KEY,
        format!("there is no key `{}` here", short(name)),
    );
    let has = |field: &str| known.contains(&field);
    if let Some((field, glued)) = name.split_once(':')
        && has(field)
        && !glued.is_empty()
        && said.is_none()
    {
        return fault
            .help("a blank follows the colon of a key")
            .replace(format!("{field}: {glued}"), "put a blank after the colon");
    }
    let other = OTHER_NAMES
        .iter()
        .find(|(other, field)| *other == name && has(field))
        .map(|(_, field)| *field);
    if let Some(field) = other.or_else(|| nearest(name, known.iter().copied())) {
        return fault
            .help(format!("did you mean `{field}`?"))
            .replace(field, format!("change to `{field}`"));
    }
    if has("quote") && has("at") && ["page", "pages", "line", "paragraph"].contains(&name) {
        let said = said.map_or("…".into(), short);
        return fault.help(format!(
            "write it as the place in the source: `at: {name} {said}`"
        ));
    }
    if name == "id" && has("quote") && has("at") {
        return fault
            .help("did you mean `source`?")
            .replace("source", "change to `source`");
    }
    if let Some(help) = sign(name) {
        return fault.help(help);
    }
    if has("quote")
        && has("at")
        && !has("what")
        && let Some(said) = said
    {
        return fault.help(format!(
            "name the source under `source`: `{{ source: {}, at: {} }}`",
            short(name),
            short(said)
        ));
    }
    if has("when") && OF_DATES.contains(&name) {
        let said = said
            .filter(|said| !said.is_empty())
            .map_or("…".into(), short);
        return fault.help(format!("write it as the date: `when: {name} {said}`"));
    }
    if has("when") && OF_SPANS.contains(&name) {
        return fault.help("write both ends in one: `when: 2020-03-01 to 2021-06-30`");
    }
    if has("because") && name == "causes" {
        return fault.help(
            "what caused this stands under `because`; what this caused names it there: `because: …`",
        );
    }
    if has("because") && OF_EFFECTS.contains(&name) {
        return fault.help("a link is written at its effect, which names its causes: `because: …`");
    }
    if has("because") && of_links {
        return fault.help(format!(
            "`{name}` is told of a cause: `because: {{ ID: {{ {name}: … }} }}`"
        ));
    }
    if name == "id" {
        return fault.help("in a mapping the key above is the id; only facts of a list carry `id`");
    }
    fault.help(format!("the keys here are {}", known.join(", ")))
}

/// The help for a key that is none of a file's but a sign.
fn sign(name: &str) -> Option<String> {
    if name == "<<" {
        return Some("keys are not merged from elsewhere here: write the fields out".to_owned());
    }
    let item = short(bullet(name)?);
    Some(format!(
        "an item of a list begins with `- `: write `- {item}: …`"
    ))
}

/// What stands behind the mark of a list as word processors have it.
pub(super) fn bullet(name: &str) -> Option<&str> {
    let item = name.strip_prefix(['•', '·', '●', '▪', '–', '—', '*'])?;
    Some(item.trim_start())
}

/// What a comma in a text without quotes has split off in a mapping of braces:
/// `{ what: Fire, then smoke }` has a key `then smoke`.
pub(super) struct Spill {
    field: String,
    /// What stands before the first comma.
    first: Span,
    /// The first key that is none.
    second: Option<Span>,
    /// How far the text was meant to go.
    end: usize,
    /// Whether the field takes a list.
    may_list: bool,
}

impl Spill {
    /// What may spill from a field's value.
    pub(super) fn after(tree: &Tree, field: &str, value: NodeId, may_list: bool) -> Option<Self> {
        let node = tree.node(value);
        let is_plain = matches!(
            node.kind,
            Kind::Scalar {
                style: Style::Plain,
                ..
            }
        );
        is_plain.then(|| Self {
            field: field.to_owned(),
            first: node.span,
            second: None,
            end: node.span.end,
            // Dates have commas of their own.
            may_list: may_list && field != "when",
        })
    }

    /// Whether the next key stands alone behind a comma, and so belongs here.
    pub(super) fn takes(&mut self, tree: &Tree, text: &str, key: NodeId, value: NodeId) -> bool {
        let span = tree.node(key).span;
        let is_key = matches!(
            tree.node(key).kind,
            Kind::Scalar {
                style: Style::Plain,
                ..
            }
        );
        // What has a colon is meant as a key.
        let is_bare = is_key
            && tree.is_null(value)
            && !text[span.end..]
                .trim_start_matches([' ', '\t'])
                .starts_with(':');
        let between = text.get(self.end..span.start).map(str::trim);
        if !is_bare || between != Some(",") {
            return false;
        }
        self.second.get_or_insert(span);
        self.end = span.end;
        true
    }

    /// The fault, if anything was spilt.
    pub(super) fn told(self, text: &str) -> Option<Fault> {
        let second = self.second?;
        let meant = &text[self.first.start..self.end];
        let split = Fault::new(
            Span::new(second.start, self.end),
            UNKNOWN_KEY,
            format!(
                "the comma ends `{}` here: `{}` is read as a key",
                short(&text[self.first.start..self.first.end]),
                short(&text[second.start..second.end])
            ),
        );
        let whole = Span::new(self.first.start, self.end);
        let field = self.field;
        Some(if self.may_list {
            split
                .help(format!(
                    "for several, write a list: `{field}: [{}]`",
                    short(meant)
                ))
                .replace_at(whole, format!("[{meant}]"), "make it a list")
        } else {
            let quoted = single_quoted(meant);
            split
                .help(format!(
                    "put a text with a comma in quotes: `{field}: {}`",
                    short(&quoted)
                ))
                .replace_at(whole, quoted, "put it in quotes")
        })
    }
}
