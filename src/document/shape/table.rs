//! The table of what may stand where in an event file.

/// What a value may be.
pub(super) struct Shape {
    /// In words, for a fault.
    pub(super) said: &'static str,
    /// What to write, where that says more than the words.
    pub(super) example: &'static str,
    pub(super) text: bool,
    pub(super) list: Option<&'static Shape>,
    pub(super) fields: &'static [(&'static str, &'static Shape)],
    pub(super) each: Option<&'static Shape>,
}

impl Shape {
    /// Whether it is a mapping with a field of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| *field == name)
    }
}

const NOTHING: Shape = Shape {
    said: "",
    example: "",
    text: false,
    list: None,
    fields: &[],
    each: None,
};
pub(super) static TEXT: Shape = Shape {
    said: "a text",
    example: "write one text, in quotes where it holds signs of YAML such as `[` or `: `",
    text: true,
    ..NOTHING
};
pub(super) static TEXTS: Shape = Shape {
    said: "a text or a list of texts",
    text: true,
    list: Some(&TEXT),
    ..NOTHING
};
pub(super) static ACTOR: Shape = Shape {
    said: "a name or a mapping with `name` and `color`",
    text: true,
    fields: &[("name", &TEXT), ("color", &TEXT), ("colour", &TEXT)],
    ..NOTHING
};
pub(super) static ACTORS: Shape = Shape {
    said: "a mapping from id to actor",
    example: "write an id before each, as in `press: The press`",
    each: Some(&ACTOR),
    ..NOTHING
};
pub(super) static SOURCE: Shape = Shape {
    said: "a title or a mapping with `title`, `publisher`, `date` and `url`",
    text: true,
    fields: &[
        ("title", &TEXT),
        ("publisher", &TEXT),
        ("date", &TEXT),
        ("url", &TEXT),
    ],
    ..NOTHING
};
pub(super) static SOURCES: Shape = Shape {
    said: "a mapping from id to source",
    example: "write an id before each, as in `gazette: The Gazette`",
    each: Some(&SOURCE),
    ..NOTHING
};
pub(super) static ERA: Shape = Shape {
    said: "a mapping with `when` and `what`",
    fields: &[
        ("when", &TEXT),
        ("what", &TEXT),
        ("color", &TEXT),
        ("colour", &TEXT),
    ],
    ..NOTHING
};
pub(super) static ERAS: Shape = Shape {
    said: "a mapping from id to era",
    each: Some(&ERA),
    ..NOTHING
};
pub(super) static LINK_KINDS: Shape = Shape {
    said: "a mapping from id to kind of link",
    each: Some(&ACTOR),
    ..NOTHING
};
pub(super) static LINTS: Shape = Shape {
    said: "a mapping such as `orphan-fact: off`",
    each: Some(&TEXT),
    ..NOTHING
};
pub(super) static LINK: Shape = Shape {
    said: "a kind or a mapping with `kind`, `confidence`, `source`, `note` and `within`",
    text: true,
    fields: &[
        ("kind", &TEXT),
        ("confidence", &TEXT),
        ("source", &TEXTS),
        ("note", &TEXT),
        ("within", &TEXT),
    ],
    ..NOTHING
};
pub(super) static CAUSES: Shape = Shape {
    said: "an id, a list of ids, or a mapping from id to kind",
    text: true,
    list: Some(&TEXT),
    each: Some(&LINK),
    ..NOTHING
};
pub(super) static QUOTED: Shape = Shape {
    said: "a source or a mapping with `source`, `quote` and `at`",
    text: true,
    fields: &[("source", &TEXT), ("quote", &TEXT), ("at", &TEXT)],
    ..NOTHING
};
pub(super) static SUPPORTS: Shape = Shape {
    said: "a source, a list of sources, or a mapping with `source`, `quote` and `at`",
    text: true,
    list: Some(&QUOTED),
    fields: QUOTED.fields,
    ..NOTHING
};
pub(super) static ACCOUNT: Shape = Shape {
    said: "a mapping with `name`, `when`, `because` and `source`",
    fields: &[
        ("name", &TEXT),
        ("when", &TEXTS),
        ("because", &CAUSES),
        ("source", &SUPPORTS),
    ],
    ..NOTHING
};
pub(super) static ACCOUNTS: Shape = Shape {
    said: "a list of accounts",
    example: "write a list, as in `- { name: police, when: 2021-05-03 }`",
    list: Some(&ACCOUNT),
    ..NOTHING
};
/// The fields of a fact; `id` is one only in a list.
pub(super) static FACT_FIELDS: [(&str, &Shape); 15] = [
    ("what", &TEXT),
    ("when", &TEXTS),
    ("detail", &TEXT),
    ("who", &TEXTS),
    ("where", &TEXT),
    ("because", &CAUSES),
    ("part_of", &TEXT),
    ("source", &SUPPORTS),
    ("quote", &TEXT),
    ("status", &TEXT),
    ("tags", &TEXTS),
    ("link", &TEXT),
    ("weight", &TEXT),
    ("accounts", &ACCOUNTS),
    ("id", &TEXT),
];
pub(super) static LISTED_EVENT: Shape = Shape {
    said: "a mapping with `what` and more",
    example: "write its fields, as in `{ when: 2021, what: It rains }`",
    fields: &FACT_FIELDS,
    ..NOTHING
};
pub(super) static EVENT: Shape = Shape {
    fields: FACT_FIELDS.split_at(FACT_FIELDS.len() - 1).0,
    ..LISTED_EVENT
};
pub(super) static EVENTS: Shape = Shape {
    said: "a mapping from id to fact, or a list of facts",
    list: Some(&LISTED_EVENT),
    each: Some(&EVENT),
    ..NOTHING
};
pub(super) static FILE: Shape = Shape {
    said: "a mapping with `title` and `events`",
    fields: &[
        ("title", &TEXT),
        ("subtitle", &TEXT),
        ("language", &TEXT),
        ("as_of", &TEXT),
        ("timezone", &TEXT),
        ("date_order", &TEXT),
        ("include", &TEXTS),
        ("actors", &ACTORS),
        ("sources", &SOURCES),
        ("eras", &ERAS),
        ("link_kinds", &LINK_KINDS),
        ("lints", &LINTS),
        ("events", &EVENTS),
    ],
    ..NOTHING
};
