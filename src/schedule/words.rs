//! Statements in words.

use super::{Clause, Statement, dates};
use crate::timeline::{Account, Said, Source, Timeline};

/// The id of a fact as messages write it.
fn name(timeline: &Timeline, event: crate::timeline::EventId) -> String {
    format!("`{}`", timeline.event(event).name())
}

/// A statement in a few words, without its place.
pub(super) fn words(timeline: &Timeline, statement: Statement) -> String {
    let fact = name(timeline, statement.event);
    let account = match statement.clause {
        Clause::AccountWhen(account, _) | Clause::AccountBecause(account, _) => {
            let told = &timeline.event(statement.event).accounts()[account as usize];
            format!("by the account of {}, ", self::account(timeline, told))
        }
        _ => String::new(),
    };
    if let Some(said) = statement.said(timeline) {
        return format!("{account}{fact} is dated {}", phrase(timeline, said));
    }
    if statement.clause == Clause::PartOf {
        let whole = timeline.event(statement.event).part_of();
        let whole = whole.map_or(String::new(), |whole| name(timeline, whole));
        return format!("{fact} is part of {whole}");
    }
    if let Clause::Accounts(standing) = statement.clause {
        let fact = timeline.event(statement.event);
        return competing(timeline, statement, &standing.of(fact).collect::<Vec<_>>());
    }
    let Some(cause) = statement.cause(timeline) else {
        return fact;
    };
    let within = match (
        &cause.within_words,
        cause.within.and_then(|within| within.max),
    ) {
        (Some(words), Some(_)) => format!(" within {words}"),
        (None, Some(max)) => format!(" within {}", dates::length(max)),
        (_, None) => String::new(),
    };
    format!("{account}`{}` led to {fact}{within}", cause.name)
}

/// How many accounts of a fact are told one by one.
const TOLD: usize = 4;

/// The dates that these accounts of a fact give it.
fn competing(timeline: &Timeline, statement: Statement, accounts: &[&Account]) -> String {
    let told = accounts.iter().map(|account| {
        let name = self::account(timeline, account);
        let phrases = account.when.iter().map(|said| phrase(timeline, said));
        let phrases: Vec<String> = phrases.collect();
        match phrases.as_slice() {
            [] => format!("whenever the rest allows ({name})"),
            _ => format!("{} ({name})", phrases.join(" and ")),
        }
    });
    let mut told: Vec<String> = told.take(TOLD).collect();
    if accounts.len() > TOLD {
        told.push(format!("{} more dates", accounts.len() - TOLD));
    }
    format!(
        "the accounts of {} date it {}",
        name(timeline, statement.event),
        told.join(" or ")
    )
}

/// A phrase as written; with what it means, where it does not name its year.
pub(super) fn phrase(timeline: &Timeline, said: &Said) -> String {
    let zone = dates::zone(timeline);
    let meaning = &said.meaning;
    let window = match meaning.kind {
        crate::date::Kind::Moment => meaning.start,
        crate::date::Kind::Span => crate::date::Window {
            earliest: meaning.start.earliest,
            latest: meaning.end.latest,
        },
    };
    let bounds = [window.earliest, window.latest];
    let is_plain = bounds
        .iter()
        .flatten()
        .all(|instant| said.text.contains(&dates::year(zone, *instant)));
    let text = format!("“{}”", said.text);
    if is_plain {
        return text;
    }
    let means = dates::window(zone, window);
    let means = bare(&means);
    if means == said.text {
        return text;
    }
    format!("{text} ({means})")
}

/// A window in words without its preposition, to stand in brackets.
fn bare(means: &str) -> &str {
    let prefix = ["on ", "at "].into_iter();
    let rest = prefix
        .filter_map(|prefix| means.strip_prefix(prefix))
        .find(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    rest.unwrap_or(means)
}

/// Who says so and where in it: `AFP`, or `AFP (page 12), Reuters`; nothing where no source
/// is given.
pub(super) fn sources(timeline: &Timeline, statement: Statement) -> String {
    timeline.cited(statement.sources(timeline), &statement.support(timeline))
}

/// What an account is called: where it has no name of its own, as its source is.
pub(super) fn account(timeline: &Timeline, account: &Account) -> String {
    let sources = account.sources.iter();
    let named = sources
        .map(|support| timeline.source(support.source))
        .find(|source| source.id == account.name);
    match named.map(Source::short_name) {
        Some(short) if short != account.name => short.to_owned(),
        _ => format!("`{}`", account.name),
    }
}

/// A statement in words with its source.
pub(super) fn sourced(timeline: &Timeline, statement: Statement) -> String {
    let sources = sources(timeline, statement);
    let words = words(timeline, statement);
    if sources.is_empty() {
        words
    } else {
        format!("{words}, says {sources}")
    }
}
