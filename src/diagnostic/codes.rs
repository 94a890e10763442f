//! Every code, with what it means and an example.

/// A code explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The code, such as `E020`.
    pub code: &'static str,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What it means and what to do.
    pub explanation: &'static str,
    /// A text that gives it.
    pub example: &'static str,
}

const fn code(
    code: &'static str,
    title: &'static str,
    explanation: &'static str,
    example: &'static str,
) -> Explained {
    Explained {
        code,
        title,
        explanation,
        example,
    }
}

/// Every code there is, in order. A code keeps its meaning for ever; one that
/// is no longer given is not given to anything else.
pub const CODES: &[Explained] = &[
    code(
        "E001",
        "not UTF-8",
        "Event files are UTF-8 text. The byte at fault is told by its place from the beginning of the file. Save the file as UTF-8.",
        "a file saved as Latin-1 or UTF-16",
    ),
    code(
        "E002",
        "not YAML",
        "The text breaks the rules of YAML, most often by its indentation, by a tab, or by a text with `: ` that stands without quotes. Nothing after that place can be read.",
        "title: It says: no",
    ),
    code(
        "E003",
        "empty file",
        "There is nothing in the file. `causeline new NAME` writes a starter.",
        "# only a comment",
    ),
    code(
        "E004",
        "several documents",
        "A line `---` begins a second document. An event file is one document; others are named under `include`.",
        "title: One\n---\ntitle: Two",
    ),
    code(
        "E005",
        "too deep or too big",
        "The file is nested deeper than any event file needs to be, or its aliases multiply it beyond measure.",
        "events: [[[[[[ … ]]]]]]",
    ),
    code(
        "E010",
        "unknown key",
        "There is no field of that name here. Keys are never ignored in silence, since a misspelt one would lose a fact's date or cause. At the top of the file, keys that begin with `x-` are free for your own use.",
        "post: { wen: Saturday, what: A post }",
    ),
    code(
        "E011",
        "wrong type",
        "A text stands where a list or a mapping belongs, or the other way round.",
        "events: { post: Just a text }",
    ),
    code(
        "E012",
        "given twice",
        "The same key stands twice in one mapping, so one of the two would be lost. Both places are shown.",
        "events:\n  post: { what: One }\n  post: { what: Two }",
    ),
    code(
        "E013",
        "missing field",
        "A timeline needs `title` and `events`, a fact needs `what`, an era needs `when`, and a quote needs its `source`.",
        "events: { post: { when: 2021 } }",
    ),
    code(
        "E014",
        "bad id",
        "Ids are made of letters and digits of any script, `-`, `_` and `.`, so that dates and links can name them.",
        "\"two words\": { what: … }",
    ),
    code(
        "E015",
        "text in a comment",
        "A `#` after a blank begins a comment, so what follows it is no part of the value. Put the text in quotes. What is meant as a comment has a blank after its `#`, and is never told.",
        "actors: { us: { color: #f00 } }",
    ),
    code(
        "E020",
        "date not understood",
        "The words make no date, or name a day or a time that never was, or are counted from a day that the file does not tell. The words at fault are underlined.",
        "when: 2025-02-30",
    ),
    code(
        "E021",
        "no such fact",
        "A cause, a relation or `part_of` names a fact that is not there. No neighbour is ever taken in its place.",
        "because: withdrawl",
    ),
    code(
        "E022",
        "value not understood",
        "A status, confidence, weight, colour, time zone or length is none of those that can be.",
        "status: aleged",
    ),
    code(
        "E023",
        "no such kind of link",
        "The kinds are causes, enables, motivates, responds and prevents, and those that the file declares under `link_kinds`.",
        "because: { post: inspired }",
    ),
    code(
        "E030",
        "include failed",
        "An included file cannot be read, is included already, or lies outside the folder of the first file.",
        "include: ../secret.yaml",
    ),
    code(
        "E031",
        "ids clash",
        "Two files, or two items of a list, use the same id. Both places are shown.",
        "events: [{ id: a, what: One }, { id: a, what: Two }]",
    ),
    code(
        "E040",
        "edit refused",
        "A command was to change the file and did not, since it could not do so safely: a name is not there, other places share the text through an alias, or the file would have a fault afterwards that it has not now. Nothing is written then.",
        "causeline set story.yaml pots when 2021",
    ),
    code(
        "E050",
        "own cause",
        "A fact is named as its own cause.",
        "post: { what: A post, because: post }",
    ),
    code(
        "E051",
        "causal loop",
        "Facts are each other's causes by way of a loop. The shortest loop is shown; taking away any one of its links opens it.",
        "a: { what: A, because: b }\nb: { what: B, because: a }",
    ),
    code(
        "E060",
        "contradiction",
        "Statements that cannot all hold, as the smallest set of them: taking away any one of them, or moving one date as the help says, resolves it. The rest of the file is solved without the weakest of them.",
        "a: { when: 2022, what: A }\nb: { when: 2021, what: B, because: a }",
    ),
    code(
        "E061",
        "more contradictions",
        "There are more contradictions than are told one by one. Resolve those that are told, then check again.",
        "a file whose dates are all swapped",
    ),
    code(
        "N060",
        "link narrows dates",
        "The dates alone leave open whether a cause came before its effect; since it is its cause, both can only have happened in the narrower windows that are told.",
        "a: { when: 2021, what: A }\nb: { when: 2021, what: B, because: a }",
    ),
    code(
        "W010",
        "unknown actor",
        "The file declares its actors, and this name is not among them: perhaps it is misspelt. It gets a lane of its own.",
        "who: uss",
    ),
    code(
        "W011",
        "unknown source",
        "The file declares its sources, and this name is not among them: perhaps it is misspelt.",
        "source: apf",
    ),
    code(
        "W012",
        "address will be no link",
        "Only http, https and mailto addresses become links in a picture.",
        "link: \"ftp://example.org\"",
    ),
    code(
        "W013",
        "unknown lint",
        "`lints:` switches off a warning that does not exist.",
        "lints: { orphan: off }",
    ),
    code(
        "W014",
        "source of no date",
        "The date of a source is no date that could be. It is shown as it is written, and never offered as the day that others are counted from.",
        "sources: { gazette: { title: The Gazette, date: 2021-13-01 } }",
    ),
    code(
        "W015",
        "commas in one tag",
        "A text is one tag, commas and all. Several tags are written as a list.",
        "tags: fire, night",
    ),
    code(
        "W016",
        "date as an id",
        "A fact is called by a date, but has no `when`. Ids date nothing: the fact lies where its links leave room for it.",
        "events: { 2021-07-15: { what: The river floods } }",
    ),
    code(
        "W050",
        "cause named twice",
        "The same fact is named twice as a cause of another.",
        "because: [post, post]",
    ),
    code(
        "W060",
        "fact without source",
        "Other facts of the file name their sources; this one does not.",
        "post: { what: A post }",
    ),
    code(
        "W061",
        "cause without source",
        "Other links of the file name their sources; this one does not.",
        "because: { post: causes }",
    ),
    code(
        "W062",
        "date finer than quote",
        "The date is more precise than the words that it rests on.",
        "{ when: 2021-07-15, quote: they left in July 2021, what: … }",
    ),
    code(
        "W063",
        "order that nothing supports",
        "Several facts of one day stand in an order that no time, relation or cause supports.",
        "{ when: Saturday } twice",
    ),
    code(
        "W064",
        "fact without links",
        "Nothing connects this fact with the others.",
        "post: { what: A post }",
    ),
    code(
        "W065",
        "accounts not solved",
        "There are too many competing accounts to check each against the rest.",
        "thousands of accounts",
    ),
    code(
        "W066",
        "account against the rest",
        "A competing account does not go with the rest of the file.",
        "accounts: [{ name: one side, when: 2019 }]",
    ),
    code(
        "W067",
        "nearness without a bound",
        "A phrase such as `shortly after` tells no length, and nothing else bounds the date on that side.",
        "{ when: shortly after post }",
    ),
    code(
        "W068",
        "plan for a past date",
        "A planned fact is dated without a year, which means the latest such date: one before `as_of`.",
        "{ when: by mid-July, status: planned }",
    ),
    code(
        "W069",
        "quote of another day",
        "The quote states one full date, and the fact, as it is dated, cannot have been on that day.",
        "{ when: 12 January 2022, quote: signed on 2 January 2022 }",
    ),
    code(
        "W070",
        "fact after `as_of`",
        "A fact that is not planned is dated later than the day on which the file was written.",
        "{ when: 2026-03-01, what: The bridge opened } in a file as of 2025-09-21",
    ),
];

/// The code of that name, in any case.
///
/// ```
/// use causeline::diagnostic::explained;
/// assert_eq!(explained("e010").unwrap().code, "E010");
/// assert!(explained("E999").is_none());
/// ```
pub fn explained(name: &str) -> Option<&'static Explained> {
    CODES
        .iter()
        .find(|code| code.code.eq_ignore_ascii_case(name))
}
