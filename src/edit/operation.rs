//! What may be done to an event file, as data.

/// What a field is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One text; written plainly, in quotes or as a block, as it needs.
    Text(String),
    /// A list of texts, even where it is but one.
    List(Vec<String>),
    /// Names with a text each, such as causes with their kinds.
    Pairs(Vec<(String, String)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A link from a cause to its effect, with what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewLink {
    /// The id of the cause.
    pub cause: String,
    /// The id of the effect.
    pub effect: String,
    /// The kind, where it is not the usual one.
    pub kind: Option<String>,
    /// How sure: certain, likely, possible, disputed, or 0 to 100.
    pub confidence: Option<String>,
    /// Who says so, by id; none, one or more.
    pub source: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// How soon after the cause it began, such as `2 days`.
    pub within: Option<String>,
}

/// What kind of thing a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    /// A fact, under `events`.
    Fact,
    /// An actor, under `actors`.
    Actor,
    /// A source, under `sources`.
    Source,
    /// A kind of link, under `link_kinds`.
    LinkKind,
}

/// What becomes of the links of a fact that is removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orphans {
    /// Nothing is removed while another fact names it.
    #[default]
    Refuse,
    /// What names it is taken out too.
    Drop,
    /// Its effects get its causes instead, each with the less sure of the two
    /// confidences.
    Bridge,
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A new fact.
    Add {
        /// Its id.
        id: String,
        /// Its fields, in the order in which they are to be written.
        fields: Vec<(String, Value)>,
        /// The fact that it is to follow in the file; the last one where
        /// nothing is said.
        after: Option<String>,
    },
    /// A field of a fact given a value, whether it had one or not.
    Set {
        /// The fact.
        id: String,
        /// The field, such as `when`.
        field: String,
        /// What it is to hold.
        value: Value,
    },
    /// A field of a fact taken out.
    Unset {
        /// The fact.
        id: String,
        /// The field.
        field: String,
    },
    /// A field at the top of the first file, such as `as_of`, given a value.
    SetTop {
        /// The field.
        field: String,
        /// What it is to hold.
        value: Value,
    },
    /// A cause of a fact, or more said of one that it has.
    Link(NewLink),
    /// A cause taken from a fact, out of its accounts too.
    Unlink {
        /// The cause.
        cause: String,
        /// The effect.
        effect: String,
    },
    /// A name changed wherever it is used, included files too.
    Rename {
        /// What it is the name of.
        named: Named,
        /// The name.
        old: String,
        /// The new name.
        new: String,
    },
    /// A fact taken out, with the comments that stand above it.
    Remove {
        /// The fact.
        id: String,
        /// What becomes of its links.
        orphans: Orphans,
    },
}
