//! Proposed facts as entries of an event file: in the order of the text, each
//! with an id.

use super::Options;
use super::fact::Board;
use super::lexicon::{self, has};
use super::moment;
use super::name::slug;
use crate::date::{Context, Phrase};
use crate::timeline::Status;
use std::collections::{BTreeMap, BTreeSet};

/// An event file to be written.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) as_of: String,
    pub(super) article: Source,
    pub(super) actors: Vec<(String, String)>,
    pub(super) entries: Vec<Entry>,
}

/// The article as a source.
pub(super) struct Source {
    pub(super) title: String,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
}

/// A fact to be written.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) when: Vec<When>,
    /// The names of those who tell it otherwise, each with a date.
    pub(super) accounts: Vec<(String, When)>,
    pub(super) what: String,
    pub(super) who: Option<String>,
    pub(super) because: Vec<Because>,
    pub(super) status: Status,
    /// The words, and where they stand.
    pub(super) quotes: Vec<(String, String)>,
}

/// A phrase for `when`, and what a reader of the draft should know of it.
pub(super) struct When {
    pub(super) phrase: String,
    pub(super) remark: Option<String>,
    /// Whether it names another fact.
    pub(super) is_tie: bool,
}

pub(super) struct Because {
    pub(super) cause: String,
    pub(super) kind: &'static str,
    pub(super) is_guess: bool,
    pub(super) signal: String,
}

/// The most words of an id made of a headline.
const LONGEST_ID: usize = 3;

impl Sheet {
    /// Puts the facts of a board in order.
    pub(super) fn new(board: &Board<'_>, options: &Options) -> Self {
        let article = board.reading.article;
        let mut order: Vec<usize> = (0..board.facts.len()).collect();
        order.sort_by_key(|index| {
            (
                board.facts[*index].place.0,
                board.facts[*index].head,
                *index,
            )
        });
        let actors = actors(board, &order);
        let ids = ids(board, &order, &actors);
        let entries = order
            .iter()
            .map(|index| entry(board, *index, &ids, &actors));
        let title = options
            .title
            .clone()
            .or_else(|| article.title().map(str::to_owned))
            .unwrap_or_else(|| "Untitled article".to_owned());
        Self {
            as_of: moment::day(&board.context).unwrap_or_default(),
            article: Source {
                title: article.title().map_or_else(|| title.clone(), str::to_owned),
                publisher: article.publisher().map(str::to_owned),
                url: article.url().map(str::to_owned),
            },
            title,
            entries: entries.collect(),
            actors: actors
                .order
                .iter()
                .map(|actor| {
                    (
                        actors.ids[actor].clone(),
                        board.cast.actors[*actor].name.clone(),
                    )
                })
                .collect(),
        }
    }
}

/// Those who act, in the order in which they first do.
struct Actors {
    order: Vec<usize>,
    ids: BTreeMap<usize, String>,
}

fn actors(board: &Board<'_>, order: &[usize]) -> Actors {
    let mut actors = Actors {
        order: Vec::new(),
        ids: BTreeMap::new(),
    };
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for index in order {
        let Some(who) = board.facts[*index]
            .who
            .filter(|who| !actors.ids.contains_key(who))
        else {
            continue;
        };
        let actor = &board.cast.actors[who];
        let last = actor.name.rsplit(' ').next().unwrap_or("");
        let whole = slug(&actor.name);
        let short = if actor.is_person {
            slug(last)
        } else {
            first_words(&whole, 4)
        };
        let id = free(short, &taken, |id| (id != whole).then(|| whole.clone()));
        taken.insert(id.clone());
        actors.ids.insert(who, id);
        actors.order.push(who);
    }
    actors
}

fn first_words(slug: &str, count: usize) -> String {
    slug.split('-').take(count).collect::<Vec<_>>().join("-")
}

/// An id that is not taken: this one, another, or with a number.
fn free(id: String, taken: &BTreeSet<String>, other: impl Fn(&str) -> Option<String>) -> String {
    let id = if id.is_empty() { "fact".to_owned() } else { id };
    if !taken.contains(&id) {
        return id;
    }
    let next = other(&id).filter(|next| !next.is_empty()).unwrap_or(id);
    if !taken.contains(&next) {
        return next;
    }
    // Numbers are given in turn, so the first free one is found by halving.
    let numbered = |number: usize| format!("{next}-{number}");
    let (mut given, mut free) = (1, 2);
    while taken.contains(&numbered(free)) {
        (given, free) = (free, free * 2);
    }
    while free - given > 1 {
        let middle = given.midpoint(free);
        if taken.contains(&numbered(middle)) {
            given = middle;
        } else {
            free = middle;
        }
    }
    numbered(free)
}

fn ids(board: &Board<'_>, order: &[usize], actors: &Actors) -> Vec<String> {
    let mut ids = vec![String::new(); board.facts.len()];
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for index in order {
        let fact = &board.facts[*index];
        let noun = lexicon::verb(&fact.base)
            .filter(|(verb, _)| verb.base == fact.base)
            .and_then(|(verb, _)| verb.noun)
            .map(str::to_owned);
        let happening = lexicon::happening(&fact.base).map(|_| fact.base.clone());
        let named = noun.or(happening).filter(|name| can_be_named(name));
        let words = of_words(&fact.what);
        let id = named.unwrap_or_else(|| words.clone());
        let prefix = fact.who.and_then(|who| actors.ids.get(&who));
        let id = free(id, &taken, |id| match prefix {
            Some(prefix) if id != words => Some(format!("{prefix}-{id}")),
            _ => Some(words.clone()),
        });
        let id = if can_be_named(&id) {
            id
        } else {
            free(format!("the-{id}"), &taken, |_| None)
        };
        taken.insert(id.clone());
        ids[*index] = id;
    }
    ids
}

/// An id made of the first words of a headline that say something.
fn of_words(what: &str) -> String {
    let slug = slug(what);
    let words = slug.split('-').filter(|word| {
        !has(&lexicon::DETERMINERS, word)
            && !has(&lexicon::PREPOSITIONS, word)
            && !has(&lexicon::AUXILIARIES, word)
            && !word.ends_with("ly")
            && !word.bytes().all(|byte| byte.is_ascii_digit())
            && !has(
                &[
                    "and", "but", "been", "be", "s", "not", "who", "which", "because", "that",
                    "where", "when", "whether", "it", "he", "she", "they", "we", "i",
                ],
                word,
            )
    });
    let id = words.take(LONGEST_ID).collect::<Vec<_>>().join("-");
    if id.is_empty() {
        "fact".to_owned()
    } else {
        id.chars().take(40).collect()
    }
}

/// Whether `when` can name a fact by an id: no date and no word of dates.
fn can_be_named(id: &str) -> bool {
    let context = Context::default();
    let is_date =
        Phrase::parse(id).is_ok_and(|phrase| phrase.resolve(&context, &|_| false).is_ok());
    let named = ["after", "4 years after", "for 20 years until"]
        .iter()
        .all(|words| {
            let phrase = Phrase::parse(&format!("{words} {id}"));
            let meaning = phrase.and_then(|phrase| phrase.resolve(&context, &|name| name == id));
            meaning.is_ok_and(|meaning| meaning.anchors.iter().any(|(name, _)| name == id))
        });
    !is_date && named && !is_scalar(id)
}

/// Whether YAML would take a word for something else than a text.
fn is_scalar(id: &str) -> bool {
    has(
        &["true", "false", "yes", "no", "on", "off", "null", "y", "n"],
        id,
    ) || id.parse::<f64>().is_ok()
}

fn entry(board: &Board<'_>, index: usize, ids: &[String], actors: &Actors) -> Entry {
    let fact = &board.facts[index];
    let mut when: Vec<When> = fact
        .moment
        .iter()
        .map(|moment| When {
            phrase: moment.phrase.clone(),
            remark: moment.remark.clone(),
            is_tie: false,
        })
        .collect();
    when.extend(fact.ties.iter().map(|tie| When {
        phrase: format!("{} {}", tie.words, ids[tie.other]),
        remark: tie.note.clone(),
        is_tie: true,
    }));
    let because = fact.because.iter().map(|link| Because {
        cause: ids[link.cause].clone(),
        kind: link.kind,
        is_guess: link.is_guess,
        signal: link.signal.clone(),
    });
    let quotes = fact.quotes.iter().map(|span| {
        let words = moment::flat(moment::slice(board.reading, *span));
        (words, board.reading.article.place(span.start))
    });
    let accounts = fact.accounts.iter().map(|account| {
        let when = When {
            phrase: account.moment.phrase.clone(),
            remark: account.moment.remark.clone(),
            is_tie: false,
        };
        (account.name.clone(), when)
    });
    Entry {
        id: ids[index].clone(),
        when,
        accounts: accounts.collect(),
        what: fact.what.clone(),
        who: fact.who.and_then(|who| actors.ids.get(&who).cloned()),
        because: because.collect(),
        status: fact.status,
        quotes: quotes.collect(),
    }
}
