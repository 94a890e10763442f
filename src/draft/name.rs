//! Who is named in a text, every mention of one under one name.

use super::clause::{SUBORDINATORS, Sentence};
use super::lexicon::{self, GROUPS, PREPOSITIONS, SMALL, Sort, has};
use super::naming::{
    FIRMS, OCCASIONS, is_demonym, is_institution, is_modifier, is_of_union, lives, short_names,
};
use super::reading::Reading;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Someone named.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    pub(super) name: String,
    pub(super) is_person: bool,
    /// How often the text names them.
    pub(super) mentions: usize,
}

/// A mention: its tokens, and who it is.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) range: Range<usize>,
    pub(super) actor: usize,
}

/// Everyone named, and where.
pub(super) struct Cast {
    pub(super) actors: Vec<Actor>,
    pub(super) mentions: Vec<Mention>,
    /// How often the person is named whom the text names most.
    pub(super) most: usize,
}

/// Words before a person's name that are no part of it.
const TITLES: [&str; 58] = [
    "administrator",
    "adm.",
    "ambassador",
    "archbishop",
    "baroness",
    "bishop",
    "capt.",
    "captain",
    "cardinal",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "col.",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "councillor",
    "count",
    "dame",
    "deputy",
    "director",
    "dr.",
    "emperor",
    "empress",
    "foreign",
    "gen.",
    "general",
    "gov.",
    "governor",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt.",
    "maj.",
    "major",
    "mayor",
    "minister",
    "mr.",
    "mrs.",
    "ms.",
    "pope",
    "premier",
    "president",
    "prime",
    "prince",
    "princess",
    "prof.",
    "professor",
    "queen",
    "secretary",
    "sen.",
    "senator",
];

const MORE_TITLES: [&str; 12] = [
    "sergeant",
    "sgt.",
    "sheikh",
    "sheriff",
    "sir",
    "speaker",
    "spokesman",
    "spokeswoman",
    "representative",
    "rep.",
    "rev.",
    "vice",
];

/// Words that join the parts of a name.
const JOINS: [&str; 14] = [
    "of", "for", "de", "da", "del", "di", "la", "al", "bin", "ibn", "van", "von", "der", "du",
];

fn is_title(word: &str) -> bool {
    let word = word.to_lowercase();
    has(&TITLES, &word) || has(&MORE_TITLES, &word)
}

impl Cast {
    /// Finds the names of a text.
    pub(super) fn find(reading: &Reading<'_>) -> Self {
        let runs = if reading.article.is_english() {
            runs(reading)
        } else {
            Vec::new()
        };
        let mut names = Names::default();
        // Long names first, so that a surname finds its person wherever it stands.
        let mut full: Vec<&Run> = runs.iter().filter(|run| run.words.len() > 1).collect();
        full.sort_by_key(|run| run.range.start);
        for run in full {
            names.actor(run);
        }
        let mut mentions: Vec<Mention> = Vec::with_capacity(runs.len());
        for run in &runs {
            let actor = names.actor(run);
            names.actors[actor].mentions += 1;
            mentions.push(Mention {
                range: run.range.clone(),
                actor,
            });
        }
        let people = names.actors.iter().filter(|actor| actor.is_person);
        Self {
            most: people.map(|actor| actor.mentions).max().unwrap_or(0),
            actors: names.actors,
            mentions,
        }
    }

    /// The mentions within some tokens.
    pub(super) fn within(
        &self,
        tokens: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = &Mention> {
        let start = self
            .mentions
            .partition_point(|mention| mention.range.start < tokens.start);
        let end = self
            .mentions
            .partition_point(|mention| mention.range.start < tokens.end);
        self.mentions[start..end.max(start)].iter()
    }
}

/// A run of words that names someone.
struct Run {
    range: Range<usize>,
    words: Vec<String>,
    is_titled: bool,
    /// Whether `the` stands right before it, and nothing behind that tells which one it is:
    /// `the Parliament in Kyiv`.
    is_definite: bool,
    /// The acronym that stands in brackets after it.
    acronym: Option<String>,
}

fn runs(reading: &Reading<'_>) -> Vec<Run> {
    let inner = inner_capitals(reading);
    let mut runs = Vec::new();
    for passage in &reading.sentences {
        let range = &passage.sentence.range;
        let mut at = range.start;
        while at < range.end {
            match run(reading, &inner, range, at) {
                Some(run) => {
                    at = run.range.end.max(at + 1);
                    if !run.words.is_empty() {
                        runs.push(run);
                    }
                }
                None => at += 1,
            }
        }
    }
    runs
}

/// Words that stand with a capital within a sentence, in lower case.
fn inner_capitals(reading: &Reading<'_>) -> BTreeSet<String> {
    let mut inner = BTreeSet::new();
    for passage in &reading.sentences {
        let range = &passage.sentence.range;
        for at in opening(reading, range) + 1..range.end {
            let (token, before) = (&reading.tokens[at], &reading.tokens[at - 1]);
            let opens =
                before.is_quote_mark() || matches!(before.text, "." | ":" | "!" | "?" | "|");
            if token.is_capital() && !opens {
                inner.insert(token.bare().to_lowercase());
            }
        }
        inner.extend(head_name(reading, &passage.sentence));
        // `Torvan Motors` at the head of a sentence.
        let first = &reading.tokens[range.start];
        let is_firm = reading
            .tokens
            .get(range.start + 1)
            .is_some_and(|next| next.is_capital() && has(&FIRMS, next.lower.trim_end_matches('.')));
        if first.is_capital() && is_firm {
            inner.insert(first.bare().to_lowercase());
        }
    }
    inner
}

/// The first word of a sentence: of `09:42 Error rates rose`, a row of a timeline, that
/// after its time.
fn opening(reading: &Reading<'_>, sentence: &Range<usize>) -> usize {
    // “Three days later Croft” has a name.
    let is_time = |at: &usize| {
        let token = &reading.tokens[*at];
        !token.is_word || token.text.starts_with(|first: char| first.is_ascii_digit())
    };
    sentence
        .clone()
        .find(|at| !is_time(at))
        .unwrap_or(sentence.start)
}

/// Words at the head of a sentence that act and name nobody.
const NAMELESS: [&str; 24] = [
    "another",
    "anybody",
    "anyone",
    "both",
    "counsel",
    "either",
    "everybody",
    "everyone",
    "everything",
    "few",
    "management",
    "many",
    "neither",
    "nobody",
    "none",
    "nothing",
    "others",
    "somebody",
    "someone",
    "something",
    "staff",
    "there",
    "these",
    "those",
];

/// The word that begins a sentence and can only be a name, for what it does is done
/// by someone: `Luftwing said`.
fn head_name(reading: &Reading<'_>, sentence: &Sentence) -> Option<String> {
    let first = &reading.tokens[sentence.range.start];
    let verb = sentence.verb(0)?;
    let word = first.bare().to_lowercase();
    let does = matches!(
        verb.sort,
        Sort::Saying | Sort::Replying | Sort::Asking | Sort::Deciding
    ) || has(&DONE_BY_SOMEONE, &verb.base)
        || reading
            .tokens
            .get(verb.range.end)
            .is_some_and(|next| next.is("its"))
            && has(&DONE_TO_ONES_OWN, &verb.base);
    let is_plain = first.is_word
        && first.is_capital()
        && !word.ends_with('s')
        && !word.ends_with("ly")
        && !has(&SMALL, &word)
        && !has(&NAMELESS, &word)
        && !has(&PREPOSITIONS, &word)
        && !has(&SUBORDINATORS, &word)
        && lexicon::verb(&word).is_none()
        && lexicon::happening(&word).is_none();
    let is_next = verb.range.start == sentence.range.start + 1;
    (does && is_plain && is_next && verb.is_finite && !verb.is_passive).then_some(word)
}

/// Verbs for what only somebody does, not a thing: of those for saying and deciding
/// their sort tells it.
const DONE_BY_SOMEONE: [&str; 23] = [
    "appoint", "arrest", "ban", "buy", "cancel", "deport", "dismiss", "expel", "fine", "hire",
    "impose", "invade", "invite", "launch", "publish", "recall", "recruit", "resign", "retire",
    "sell", "sue", "suspend", "withdraw",
];

/// Verbs for what only somebody does to what is their own: `Nissan closed its plant`.
const DONE_TO_ONES_OWN: [&str; 14] = [
    "build", "close", "halt", "move", "open", "raise", "relocate", "rename", "reopen", "restart",
    "shut", "start", "stop", "unveil",
];

/// Whether a word can be part of a name.
fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    token.is_capital() && !reading.is_timed(at) && !has(&SMALL, &token.bare().to_lowercase())
}

/// Where a name ends that begins at a word.
fn run_end(reading: &Reading<'_>, sentence: &Range<usize>, at: usize) -> usize {
    let tokens = &reading.tokens;
    let is_name = |at: usize| is_name(reading, at);
    let group = |at: usize| has(&GROUPS, &tokens[at].lower);
    let mut end = at + 1;
    while end < sentence.end && !tokens[end - 1].is_possessive() {
        let joins = has(&JOINS, &tokens[end].lower) && end + 1 < sentence.end;
        let skips = usize::from(joins && end + 2 < sentence.end && tokens[end + 1].is("the"));
        if is_name(end) {
            end += 1;
        } else if joins
            && is_name(end + 1 + skips)
            && !is_title(tokens[end - 1].text)
            && !is_of_union(tokens, at..end, end + 1 + skips, sentence.end)
        {
            end += 2 + skips;
        } else {
            break;
        }
    }
    // `U.S. and NATO troops`, `Afghan government`.
    if end + 2 < sentence.end && tokens[end].is("and") && is_name(end + 1) && group(end + 2) {
        end += 3;
    } else if end < sentence.end && group(end) && !tokens[end - 1].is_possessive() {
        end += 1;
    }
    end
}

fn run(
    reading: &Reading<'_>,
    inner: &BTreeSet<String>,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Run> {
    let tokens = &reading.tokens;
    let group = |index: usize| has(&GROUPS, &tokens[index].lower);
    if !is_name(reading, at) {
        // `police said`, `the government`: a group without a name.
        // `bank workers` are no bank.
        let is_attribute = tokens
            .get(at + 1)
            .filter(|_| at + 1 < sentence.end)
            .is_some_and(|next| has(&GROUPS, &next.lower) && !next.is_capital());
        let is_group = group(at) && !tokens[at].is_capital() && !is_attribute;
        return is_group.then(|| Run {
            range: at..at + 1,
            words: vec![tokens[at].bare().to_owned()],
            is_titled: false,
            is_definite: at > sentence.start && tokens[at - 1].is("the"),
            acronym: None,
        });
    }
    let opens = at == sentence.start
        || at == opening(reading, sentence)
        || tokens[at - 1].is_quote_mark()
        || matches!(tokens[at - 1].text, ":" | "." | "—" | "|");
    let end = run_end(reading, sentence, at);
    if is_modifier(reading, sentence, at..end)
        || is_demonym(tokens, at..end)
        || has(&OCCASIONS, &tokens[end - 1].lower)
    {
        return None;
    }
    let alone = &tokens[at];
    let is_acronym = alone
        .text
        .chars()
        .filter(|letter| letter.is_uppercase())
        .count()
        > 1;
    let known = inner.contains(&alone.bare().to_lowercase()) || is_acronym;
    if opens && end == at + 1 && !known && !group(at) {
        return None;
    }
    let mut from = at;
    if opens && !known {
        from += things_of(reading, at..end);
    }
    // `Moments later NASA` begins no name with its first word.
    if opens && end > at + 1 && !known && alone.lower.ends_with("ly") {
        from += 1;
    }
    let title = (from..end).rposition(|index| is_title(tokens[index].bare()));
    let titled = title
        .map(|title| from + title + 1)
        .filter(|next| *next < end);
    // Before a title may stand whose it is: `NASA Administrator Charles Bolden`. `Lady Maud`
    // and `Lord Ames` are names with it.
    let noble = |next: usize| tokens[next - 1].is_any(&["dame", "lady", "lord", "sir"]);
    from = titled.map_or(from, |next| {
        next - usize::from(next + 1 == end && noble(next))
    });
    let acronym = acronym(reading, end, sentence.end);
    let only_titles = (from..end).all(|index| is_title(tokens[index].bare()));
    let words: Vec<String> = (from..end)
        .map(|index| tokens[index].bare().to_owned())
        .collect();
    Some(Run {
        range: from..end,
        words: if only_titles && words.len() > 1 {
            Vec::new()
        } else {
            words
        },
        is_titled: titled.is_some() || lives(tokens, from..end),
        is_definite: from > sentence.start
            && tokens[from - 1].is("the")
            && !is_told_apart(reading, end),
        acronym,
    })
}

/// Whether what stands behind a name tells which of several it is: `the Parliament in Kyiv`.
fn is_told_apart(reading: &Reading<'_>, end: usize) -> bool {
    let next = reading.tokens.get(end);
    next.is_some_and(|next| next.is_any(&["at", "for", "in", "of"])) && !reading.is_timed(end + 1)
}

/// How many words of a run are only things of someone named: `Shares of Brightwell`.
fn things_of(reading: &Reading<'_>, run: Range<usize>) -> usize {
    let tokens = &reading.tokens[run];
    let are_things =
        tokens.len() > 2 && tokens[0].lower.ends_with('s') && tokens[1].is_any(&["of", "for"]);
    if are_things {
        2 + usize::from(tokens[2].is("the") && tokens.len() > 3)
    } else {
        0
    }
}

/// The acronym in brackets after a name: `Kennedy Space Center (KSC)`.
fn acronym(reading: &Reading<'_>, at: usize, limit: usize) -> Option<String> {
    let tokens = &reading.tokens;
    let is_bracketed = at + 2 < limit && tokens[at].text == "(" && tokens[at + 2].text == ")";
    let word = is_bracketed.then(|| tokens[at + 1].text)?;
    let is_capital = word
        .chars()
        .all(|letter| letter.is_uppercase() || letter == '.');
    (is_capital && word.chars().count() > 1).then(|| word.to_owned())
}

/// The names so far.
#[derive(Default)]
struct Names {
    actors: Vec<Actor>,
    by_name: BTreeMap<String, usize>,
    /// Last words of longer names.
    by_last: BTreeMap<String, usize>,
    /// What firms and clubs are called for short.
    by_firm: BTreeMap<String, usize>,
    /// Institutions by the last words of their names.
    by_body: BTreeMap<String, Vec<usize>>,
}

impl Names {
    fn actor(&mut self, run: &Run) -> usize {
        let name = run.words.join(" ");
        let key = name.to_lowercase();
        if let Some(known) = self.by_name.get(&key) {
            let is_group = run
                .words
                .last()
                .is_some_and(|last| has(&GROUPS, &last.to_lowercase()));
            self.actors[*known].is_person |= run.is_titled && !is_group;
            return *known;
        }
        let last = run
            .words
            .last()
            .map_or(String::new(), |word| word.to_lowercase());
        let is_group = has(&GROUPS, &last);
        if run.words.len() == 1
            && !is_group
            && let Some(known) = self.by_last.get(&key)
        {
            self.actors[*known].is_person = true;
            return *known;
        }
        if let Some(known) = self.by_firm.get(&key) {
            return *known;
        }
        // `the Authority`, of the one Maritime Authority that the text names.
        if run.is_definite
            && let Some([known]) = self.by_body.get(&key).map(Vec::as_slice)
        {
            return *known;
        }
        let index = self.actors.len();
        let capital = capital(&name);
        self.actors.push(Actor {
            name: capital,
            is_person: run.is_titled && !is_group,
            mentions: 0,
        });
        if run.words.len() > 1 && is_institution(&last) {
            self.by_body.entry(last.clone()).or_default().push(index);
        }
        // `Glasgow` is not the University of Glasgow.
        let has_place = run.words.iter().any(|word| has(&["of", "for"], word));
        if run.words.len() > 1 && !is_group && !has_place {
            self.by_last.entry(last).or_insert(index);
        }
        if run.words.len() > 1 && !is_group {
            let initials: String = run
                .words
                .iter()
                .filter_map(|word| word.chars().next())
                .filter(|letter| letter.is_uppercase())
                .collect();
            if initials.chars().count() > 2 {
                self.by_name.entry(initials.to_lowercase()).or_insert(index);
            }
        }
        for short in short_names(&run.words) {
            self.by_firm.entry(short).or_insert(index);
        }
        if let Some(acronym) = &run.acronym {
            self.by_name.entry(acronym.to_lowercase()).or_insert(index);
        }
        self.by_name.insert(key, index);
        index
    }
}

/// A text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// An id made of words: letters and digits in lower case, joined by `-`.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if letter != '.'
            && letter != '\''
            && letter != '’'
            && !slug.is_empty()
            && !slug.ends_with('-')
        {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
