//! Event files in every style that YAML allows and a person might use, made
//! from plain facts so that it is known what they say.

use serde_json::{Map, Value, json};

/// A value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    Text(String),
    List(Vec<String>),
    Links(Vec<(String, Vec<(String, String)>)>),
}

/// A fact as it is meant.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    pub(super) id: String,
    pub(super) fields: Vec<(String, Field)>,
}

impl Fact {
    pub(super) fn field_mut(&mut self, name: &str) -> Option<&mut Field> {
        let mut fields = self.fields.iter_mut();
        fields
            .find(|(field, _)| field == name)
            .map(|(_, value)| value)
    }

    pub(super) fn set(&mut self, name: &str, value: Field) {
        match self.field_mut(name) {
            Some(field) => *field = value,
            None => self.fields.push((name.to_owned(), value)),
        }
    }

    pub(super) fn unset(&mut self, name: &str) {
        self.fields.retain(|(field, _)| field != name);
    }
}

/// The facts as JSON, which is YAML in its plainest style.
pub(super) fn plain(facts: &[Fact]) -> String {
    let mut events = Map::new();
    for fact in facts {
        let mut fields = Map::new();
        for (name, field) in &fact.fields {
            let value = match field {
                Field::Text(text) => json!(text),
                Field::List(items) => json!(items),
                Field::Links(links) => {
                    let mut all = Map::new();
                    for (id, said) in links {
                        let said: Map<String, Value> = said
                            .iter()
                            .map(|(name, text)| (name.clone(), json!(text)))
                            .collect();
                        all.insert(id.clone(), Value::Object(said));
                    }
                    Value::Object(all)
                }
            };
            fields.insert(name.clone(), value);
        }
        events.insert(fact.id.clone(), Value::Object(fields));
    }
    // The order of facts is told by a list, which JSON keeps.
    let list: Vec<Value> = facts
        .iter()
        .map(|fact| {
            let mut fields = events[&fact.id].as_object().cloned().unwrap_or_default();
            fields.insert("id".to_owned(), json!(fact.id));
            Value::Object(fields)
        })
        .collect();
    json!({ "title": "T", "as_of": "2025-09-21", "events": list }).to_string()
}

/// Choices, one after another, from bytes that a test makes up.
pub(super) struct Choices<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Choices<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number below `many`.
    pub(super) fn below(&mut self, many: usize) -> usize {
        let byte = self.bytes.get(self.at % self.bytes.len().max(1)).copied();
        let turn = self.at / self.bytes.len().max(1);
        self.at += 1;
        (usize::from(byte.unwrap_or(0)) + turn * 7) % many
    }

    /// Once in so many times.
    pub(super) fn once_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }
}

/// How a whole file is written.
#[expect(clippy::struct_excessive_bools, reason = "each is drawn on its own")]
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    pub(super) is_list: bool,
    pub(super) is_flow: bool,
    /// Whether anchors, tags and keys with `?` may come.
    pub(super) is_odd: bool,
    pub(super) step: usize,
    pub(super) crlf: bool,
    pub(super) mark: bool,
    pub(super) is_open_ended: bool,
}

/// A file written in a manner.
pub(super) fn written(facts: &[Fact], manner: Manner, choices: &mut Choices<'_>) -> String {
    let mut pen = Pen {
        out: String::new(),
        manner,
        choices,
        anchors: 0,
        is_below_block: false,
    };
    pen.file(facts);
    let mut text = pen.out;
    if manner.is_open_ended {
        text.truncate(text.trim_end().len());
    }
    if manner.crlf {
        text = text.replace('\n', "\r\n");
    }
    if manner.mark {
        text.insert(0, '\u{feff}');
    }
    text
}

struct Pen<'a, 'b> {
    out: String,
    manner: Manner,
    choices: &'a mut Choices<'b>,
    anchors: usize,
    is_below_block: bool,
}

impl Pen<'_, '_> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn file(&mut self, facts: &[Fact]) {
        if self.choices.once_in(4) {
            self.out.push_str("# before all\n\n");
        }
        if self.choices.once_in(6) {
            self.out.push_str("---\n");
        }
        self.out
            .push_str("title: T\t# a tab before this\nas_of:   2025-09-21\n");
        self.noise(0);
        if self.manner.is_flow {
            self.flow_file(facts);
        } else {
            self.out.push_str("events:");
            self.beside();
            let indent = if self.manner.is_list && self.choices.once_in(2) {
                0
            } else {
                self.manner.step
            };
            for fact in facts {
                self.noise(indent);
                self.fact(fact, indent);
            }
        }
        if self.choices.once_in(3) {
            self.noise(0);
            self.out.push_str("lints: { orphan-fact: off }\n");
        }
        if self.choices.once_in(4) {
            self.out.push_str("\n# after all\n");
        }
    }

    fn flow_file(&mut self, facts: &[Fact]) {
        let (open, close) = if self.manner.is_list {
            ('[', ']')
        } else {
            ('{', '}')
        };
        self.out.push_str("events: ");
        self.out.push(open);
        for (index, fact) in facts.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.flow_gap();
            if self.manner.is_list {
                self.flow_fact(fact, true);
            } else {
                let id = self.flow_scalar(&fact.id);
                self.put(&format!("{id}: "));
                self.flow_fact(fact, false);
            }
        }
        if self.choices.once_in(3) {
            self.out.push(',');
        }
        self.flow_gap();
        self.out.push(close);
        self.out.push('\n');
    }

    /// White space within brackets, perhaps with a comment.
    fn flow_gap(&mut self) {
        match self.choices.below(6) {
            0 => self.out.push_str("\n              "),
            1 => self.out.push_str(" # in brackets\n              "),
            2 => {}
            _ => self.out.push(' '),
        }
    }

    fn flow_fact(&mut self, fact: &Fact, with_id: bool) {
        self.out.push('{');
        let mut parts = Vec::new();
        if with_id {
            let id = self.flow_scalar(&fact.id);
            parts.push(format!("id: {id}"));
        }
        for (name, field) in &fact.fields {
            let value = self.flow_field(field);
            parts.push(format!("{name}: {value}"));
        }
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.flow_gap();
            self.out.push_str(part);
        }
        if self.choices.once_in(5) {
            self.out.push(',');
        }
        self.flow_gap();
        self.out.push('}');
    }

    fn flow_field(&mut self, field: &Field) -> String {
        match field {
            Field::Text(text) => self.flow_scalar(text),
            Field::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.flow_scalar(item)).collect();
                match self.choices.below(3) {
                    0 => format!("[{}]", items.join(",")),
                    1 => format!("[ {}, ]", items.join(" , ")),
                    _ => format!("[{}]", items.join(", ")),
                }
            }
            Field::Links(links) => {
                let mut parts = Vec::new();
                for (id, said) in links {
                    let id = self.flow_scalar(id);
                    let said: Vec<String> = said
                        .iter()
                        .map(|(name, text)| format!("{name}: {}", self.flow_scalar(text)))
                        .collect();
                    parts.push(format!("{id}: {{{}}}", said.join(", ")));
                }
                match self.choices.below(2) {
                    0 => format!("{{{}}}", parts.join(",")),
                    _ => format!("{{ {} }}", parts.join(", ")),
                }
            }
        }
    }

    /// A text on one line that may stand in brackets.
    fn flow_scalar(&mut self, text: &str) -> String {
        let can_be_single = !text.contains(|letter: char| letter.is_control());
        match self.choices.below(3) {
            0 if is_tame(text) => text.to_owned(),
            1 if can_be_single => format!("'{}'", text.replace('\'', "''")),
            // JSON's escapes are YAML's too.
            _ => json!(text).to_string(),
        }
    }

    /// Comments and empty lines between lines.
    fn noise(&mut self, indent: usize) {
        // What stands in far enough below a block would be one of its lines.
        let is_below_block = std::mem::take(&mut self.is_below_block);
        match self.choices.below(9) {
            4 | 5 if is_below_block => {}
            0 => self.out.push('\n'),
            1 => self.out.push_str("\n\n"),
            2 => self.put(&format!("{}# above: {{ [ \n", " ".repeat(indent))),
            3 => self.out.push_str("# at the edge\n\n"),
            4 => self.put(&format!("{}# far in\n", " ".repeat(indent + 5))),
            5 => self.out.push_str("   \n"),
            _ => {}
        }
    }

    /// The end of a line, perhaps with blanks or a comment.
    fn beside(&mut self) {
        self.out.push_str(match self.choices.below(8) {
            0 => " # beside\n",
            1 => "\t# behind a tab\n",
            2 => "  \n",
            3 => "\t\n",
            _ => "\n",
        });
    }

    fn fact(&mut self, fact: &Fact, indent: usize) {
        let at = " ".repeat(indent);
        if self.choices.once_in(4) {
            if self.manner.is_list {
                self.put(&format!("{at}- "));
                self.flow_fact(fact, true);
            } else {
                let id = self.flow_scalar(&fact.id);
                self.put(&format!("{at}{id}: "));
                self.flow_fact(fact, false);
            }
            self.beside();
            return;
        }
        if self.manner.is_list {
            let step = self.manner.step.max(2);
            let id = self.flow_scalar(&fact.id);
            self.put(&format!("{at}-{}id: {id}", " ".repeat(step - 1)));
            self.beside();
            self.fields(fact, indent + step);
        } else {
            let id = self.flow_scalar(&fact.id);
            self.put(&format!("{at}{id}:"));
            self.beside();
            self.fields(fact, indent + self.manner.step);
        }
    }

    fn fields(&mut self, fact: &Fact, indent: usize) {
        for (name, field) in &fact.fields {
            self.noise(indent);
            let at = " ".repeat(indent);
            if self.manner.is_odd && self.choices.once_in(6) {
                self.put(&format!("{at}? {name}\n{at}:"));
            } else {
                self.put(&format!("{at}{name}:"));
            }
            self.value(field, indent);
        }
    }

    fn value(&mut self, field: &Field, indent: usize) {
        if self.manner.is_odd && self.choices.once_in(6) {
            self.anchors += 1;
            self.put(&format!(" &a{}", self.anchors));
        }
        let inner = indent + self.manner.step;
        let at = " ".repeat(inner);
        let in_lines = self.choices.once_in(2);
        match field {
            Field::List(items) if in_lines && !items.is_empty() => {
                self.beside();
                for item in items {
                    self.noise(inner);
                    self.put(&format!("{at}-"));
                    self.scalar(item, inner);
                }
            }
            Field::Links(links) if in_lines && !links.is_empty() => {
                self.beside();
                for (id, said) in links {
                    self.noise(inner);
                    let id = self.flow_scalar(id);
                    let said: Vec<String> = said
                        .iter()
                        .map(|(name, text)| format!("{name}: {}", self.flow_scalar(text)))
                        .collect();
                    self.put(&format!("{at}{id}: {{ {} }}", said.join(", ")));
                    self.beside();
                }
            }
            Field::Text(text) => self.scalar(text, indent),
            other => {
                let text = self.flow_field(other);
                self.out.push(' ');
                self.out.push_str(&text);
                self.beside();
            }
        }
    }

    /// A text as a value below a key or dash at `indent`.
    fn scalar(&mut self, text: &str, indent: usize) {
        let inner = " ".repeat(indent + self.manner.step);
        let is_block = text.lines().count() > 0
            && !text.starts_with([' ', '\n', '\t'])
            && !text.ends_with([' ', '\n', '\t'])
            && !text.contains(|letter: char| letter.is_control() && letter != '\n')
            && text
                .split('\n')
                .all(|line| line.is_empty() || !line.trim().is_empty());
        let words: Vec<&str> = text.split(' ').collect();
        let can_fold =
            is_tame(text) && words.len() > 1 && words.iter().all(|word| !word.is_empty());
        match self.choices.below(7) {
            0 if is_block => {
                let lines: Vec<String> = text
                    .split('\n')
                    .map(|line| {
                        if line.is_empty() {
                            String::new()
                        } else {
                            format!("{inner}{line}")
                        }
                    })
                    .collect();
                let comment = if self.choices.once_in(2) {
                    " # header"
                } else {
                    ""
                };
                self.put(&format!(" |-{comment}\n{}\n", lines.join("\n")));
                self.is_below_block = true;
            }
            1 if is_block && can_fold => {
                self.put(&format!(
                    " >-\n{inner}{}\n",
                    words.join(&format!("\n{inner}"))
                ));
                self.is_below_block = true;
            }
            2 if can_fold => {
                self.put(&format!(" {}", words.join(&format!("\n{inner}"))));
                self.beside();
            }
            3 if can_fold => {
                self.put(&format!(
                    "\n{inner}\"{}\"",
                    words.join(&format!("\n{inner}"))
                ));
                self.beside();
            }
            _ => {
                let text = self.flow_scalar(text);
                self.out.push(' ');
                self.out.push_str(&text);
                self.beside();
            }
        }
    }
}

/// Whether a text stands for itself without quotes anywhere.
fn is_tame(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(char::is_alphabetic)
        && !text.ends_with(' ')
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '.'))
        && !matches!(
            text.to_lowercase().as_str(),
            "no" | "yes" | "on" | "off" | "true" | "false" | "null" | "y" | "n"
        )
}
