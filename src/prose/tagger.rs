//! The way from a text to its expressions: tokens, what is found, what it
//! comes to.

use super::form::is_past_form;
use super::lexicon::Word;
use super::meaning::{Account, Day, Found, Meaning, Part, Year};
use super::number::Amount;
use super::reader::Reader;
use super::resolve::{Resolved, Scene, Thread, Told, account, is_finer_than_told, resolve};
use super::token::{Paragraphs, Token, cut};
use super::value::Value;
use super::when::when;
use super::{Basis, Class, Expression, Kind, Options, is_english, recognise};
use crate::date::Civil;
use crate::date::arithmetic::add_days;
use crate::source::Span;

/// Finds the expressions of a text.
pub(super) fn tag(text: &str, options: &Options) -> Vec<Expression> {
    let mut expressions = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    let mut thread = Thread::default();
    let is_english = is_english(text);
    for (start, end) in Paragraphs::of(text) {
        tokens.clear();
        found.clear();
        cut(text, start, end, &mut tokens);
        let r = Reader::new(text, &tokens);
        thread.begin();
        if is_english {
            recognise::find(r, &mut found);
        } else {
            recognise::find_numeric(r, &mut found);
        }
        if options.kind == Kind::News {
            found.retain(|one| !matches!(one.meaning, Meaning::Historic(_)) && !is_name(r, one));
        }
        for (at, one) in found.iter().enumerate() {
            let told = thread;
            // “in the period” is a time only in a report on one.
            if one.meaning == Meaning::Reported(Account::Told) && !told.gives_account() {
                continue;
            }
            let scene = Scene::new(r, options, &told, (&found, at));
            let resolved = resolve(&scene);
            // A clock without a day, where the text has told only days long gone by.
            let is_undated = matches!(one.meaning, Meaning::Timed { day: Day::Open, .. })
                && resolved.basis == Basis::Anchor
                && thread.may_be_of_old();
            let is_told = !is_finer_than_told(&scene) && !is_undated;
            expressions.extend(expression(r, one, resolved, is_told));
            if !is_told && !is_undated {
                thread.loosen(resolved.value);
            }
            if let Some(value) = account(&scene, resolved.value) {
                let is_fiscal = (one.first..one.end).any(|at| r.any(at, &["fiscal", "financial"]));
                let ends = match one.meaning {
                    Meaning::Reported(Account::Ended(month))
                    | Meaning::ReportedIn(Account::Ended(month), _) => Some(month),
                    _ => None,
                };
                thread.account_for(value, is_fiscal, ends);
            } else if matches!(one.meaning, Meaning::Yearly { .. }) {
                thread.foretell(resolved.value);
            }
            if is_heading(r, &found) {
                thread.head(resolved.value);
            }
            // “will end it, effective May 1. The same day …”
            let is_effect = r.after_any(one.first, &["effective", "payable"]);
            let is_beside = options.kind == Kind::News && (is_compared(r, one) || is_effect);
            let told = Told {
                is_aside: is_beside
                    || recedes(r, one)
                    || !is_dated(one)
                    || thread.looks_back(resolved.value) && had_been(r, one),
                ends_range: at > 0 && is_range(r, &found[at - 1], one),
            };
            thread.come_to(resolved, told);
            if !matches!(one.meaning, Meaning::Set { .. }) && !is_beside {
                let before = at.checked_sub(1).map(|at| &found[at]);
                let is_said = options.kind == Kind::News && is_of_saying(r, one, before);
                thread.follow(resolved.value, recedes(r, one) || is_said);
                // Of a clock without a day the sentence tells nothing new.
                let is_open = matches!(one.meaning, Meaning::Timed { day: Day::Open, .. });
                if let Some(day) = resolved.value.civil().filter(|_| !is_open) {
                    take_in(&scene, &mut thread, (day, resolved.basis), is_said);
                }
            }
        }
    }
    expressions
}

/// Takes a day into the thread: whether it is to come, and whether news leads with it.
fn take_in(scene: &Scene<'_>, thread: &mut Thread, (day, basis): (Civil, Basis), is_said: bool) {
    let anchor = scene.anchor();
    // What is to come on the day of publication is still of that day.
    let is_today = Value::day(day) == Value::day(anchor);
    let is_ahead = scene.looks_ahead() && !is_today || day > anchor;
    thread.lies_ahead(day, is_ahead);
    // `Published: 21 September 2025` is no news.
    let is_published = is_today && basis == Basis::Stated;
    if is_ahead || is_said || is_published {
        return;
    }
    if day > add_days(anchor, -FRESH) {
        thread.leads_with(day);
    } else {
        thread.tells_of_old(day);
    }
}

/// What is found with its value, as it is given back; `is_told` where the text
/// tells the date that it counts from closely enough.
fn expression(
    r: Reader<'_>,
    found: &Found,
    resolved: Resolved,
    is_told: bool,
) -> Option<Expression> {
    let (first, last) = (r.token(found.first)?, r.token(found.end.checked_sub(1)?)?);
    let Resolved { value, basis } = resolved;
    let (class, quant, freq) = match found.meaning {
        Meaning::Set { quant, freq, .. } => (Class::Set, quant, freq),
        _ => (value.class(), None, None),
    };
    Some(Expression {
        span: Span::new(first.start, last.end),
        class,
        value: value.to_string(),
        modifier: found.modifier,
        quant,
        freq: freq.map(|(number, of)| format!("{number}{of}")),
        basis,
        when: when(value, found.modifier).filter(|_| class != Class::Set && is_told),
        is_impossible: matches!(value, Value::NoDay(..)),
    })
}

/// Whether a length or season begins the name of a war or of games: “the
/// Six-Day War”, “the Winter Olympics”, or of a broadcast or book. Histories count
/// them among their times.
fn is_name(r: Reader<'_>, found: &Found) -> bool {
    let can_be = match found.meaning {
        Meaning::Fixed(Value::Length(amount, _)) => amount != Amount::Some,
        Meaning::Yearly {
            part: Part::Season(_),
            year: Year::Open,
        } => r.is(found.first, "the"),
        _ => false,
    };
    let is_titled =
        |at: usize| r.capital(at) && r.text(at).chars().nth(1).is_some_and(char::is_lowercase);
    // “60 Minutes”, “Saturday Night Live”: a title in its quotation marks.
    let is_quoted = r.glued(found.first)
        && matches!(r.before(found.first), "\"" | "“" | "'" | "‘" | "``" | "''");
    let is_common = |at: usize| matches!(r.word(at), Word::Unit { .. } | Word::Part(_));
    let last = found.end - 1;
    if is_quoted && last > found.first && is_common(last) && is_titled(last) {
        return true;
    }
    let noun = found.end + usize::from(matches!(r.text(found.end), "'" | "’"));
    can_be && is_titled(found.end - 1) && is_titled(noun) && !r.begins_sentence(noun)
}

/// Whether an expression tells a date with its year.
const fn is_dated(found: &Found) -> bool {
    matches!(
        found.meaning,
        Meaning::Fixed(_)
            | Meaning::Yearly {
                year: Year::Given(_),
                ..
            }
            | Meaning::Timed {
                day: Day::Dated {
                    year: Year::Given(_),
                    ..
                },
                ..
            }
    )
}

/// Whether a paragraph is no more than a date: the heading of what comes below.
fn is_heading(r: Reader<'_>, found: &[Found]) -> bool {
    let [only] = found else {
        return false;
    };
    let is_mark = |at: usize| matches!(r.text(at), "#" | "*" | ":" | "." | "-" | "_");
    let mut around = (0..only.first).chain(only.end..r.len());
    is_dated(only) && around.all(is_mark)
}

/// Whether two dates are the ends of a range: “between 2019 and 2022”, “1953–1961”.
fn is_range(r: Reader<'_>, first: &Found, second: &Found) -> bool {
    let is_next = first.end + 1 == second.first;
    let joins = r.any(first.end, &["to", "until", "till", "through", "-", "–"])
        || r.is(first.end, "and") && r.after_any(first.first, &["between"]);
    is_next && joins
}

/// Whether a date is only that of a figure compared with: “up from 11.8% in
/// December”, “more than the $12 million in 2011”.
fn is_compared(r: Reader<'_>, found: &Found) -> bool {
    // “up from a month earlier”
    if matches!(found.meaning, Meaning::Shift { back: true, .. }) {
        return r.after_any(found.first, &FOILS);
    }
    // “1.2 percent below the same period of 1990”
    let is_period = match found.meaning {
        Meaning::ReportedIn(what, _) => !matches!(what, Account::Ended(_)),
        Meaning::SameIn(..) => true,
        _ => false,
    };
    if is_period {
        return true;
    }
    // “against 6 percent for all of 1990”
    let is_all =
        r.after_any(found.first, &["of"]) && r.any_before(found.first, 2, &["all", "whole"]);
    let first = if is_all { found.first - 2 } else { found.first };
    if !r.after_any(first, &["in", "on", "for"]) {
        return false;
    }
    let figures = [
        "%", "percent", "per", "cent", "$", "£", "€", ".", ",", "million", "billion", "a", "share",
        "cents", "the", "points",
    ];
    let is_figure = |at: usize| matches!(r.word(at), Word::Digits { .. } | Word::Power(_));
    let start = first.saturating_sub(COMPARED);
    let before = (start..first - 1)
        .rev()
        .find(|at| !is_figure(*at) && !r.any(*at, &figures));
    before.is_some_and(|at| at + 2 < first && r.any(at, &FOILS))
}

/// Words that a figure is compared by.
const FOILS: [&str; 5] = ["from", "than", "with", "against", "versus"];

/// How far before a date the word is looked for that compares its figure.
const COMPARED: usize = 12;

/// For how many days news is told after it happened: a clock is of no older day.
const FRESH: i64 = 15;

/// How far before an expression its bracket may open, in tokens.
const BRACKET: usize = 16;

/// Whether an expression stands beside the main line of its text: named to
/// count from (“since 1995”), to compare with (“as in 1614”), in brackets, or
/// as an attribute (“the August 1792 uprising”).
fn recedes(r: Reader<'_>, found: &Found) -> bool {
    let first = found.first;
    let counted = r.after_any(first, &["since", "until", "till"]);
    // “the quarter ended March 31”, “the year, which ended on 30 June”
    let on = first - usize::from(r.after_any(first, &["on"]));
    let is_close = r.after_any(on, &["ended", "ending", "ends"])
        && on >= 2
        && (matches!(r.word(on - 2), Word::Unit { .. }) || r.any(on - 2, &["which", "period"]));
    let compared = first >= 2 && r.is(first - 2, "as") && r.any(first - 1, &["in", "of"]);
    let open = (first.saturating_sub(BRACKET)..first)
        .rev()
        .find(|at| matches!(r.text(*at), "(" | ")"));
    let bracketed = open.is_some_and(|at| r.text(at) == "(");
    // “the 2012 Games”; of finer dates no name tells so.
    let is_year = matches!(found.meaning, Meaning::Fixed(Value::Year(_)));
    let attributive = r.after_any(first, &["the"])
        && r.word(found.end) == Word::Other
        && (r.lower(found.end) || is_year && r.capital(found.end))
        && !r.glued(found.end);
    // “a year earlier” looks back from where the text is.
    let is_back = matches!(
        found.meaning,
        Meaning::Shift { back: true, .. }
            | Meaning::Timed {
                day: Day::Thread(..0),
                ..
            }
    );
    // “the mill, built in 1968, had been inspected”
    let is_apposed = first > 2
        && r.any(first - 1, &["in", "on"])
        && is_past_form(r, first - 2)
        && r.text(first - 3) == ","
        && r.text(found.end) == ",";
    // “they last won it in 1984”, “he was last seen in May”
    let is_last =
        (r.sentence_start(first)..first).any(|at| r.is(at, "last") && is_past_form(r, at + 1));
    counted
        || is_last
        || is_close
        || compared
        || bracketed
        || attributive
        || is_back
        || is_apposed
        || is_end_or_foil(r, first)
}

/// Whether a day is only that of saying what had come before it: “… fell on Sunday, the
/// council said on Monday”.
fn is_of_saying(r: Reader<'_>, found: &Found, before: Option<&Found>) -> bool {
    if !matches!(
        found.meaning,
        Meaning::Weekday { .. } | Meaning::Today(_) | Meaning::Yearly { .. }
    ) {
        return false;
    }
    let on = found.first - usize::from(r.after_any(found.first, &["on"]));
    let says = ["announced", "reported", "said", "say", "says"];
    let is_last = matches!(r.text(found.end), "" | "." | ";");
    let start = r.sentence_start(found.first);
    is_last && r.after_any(on, &says) && before.is_some_and(|before| before.first >= start)
}

/// Whether a date is that of an event which only ends or begins a length, is
/// compared with, or had come before: “lasted until the fall of the port in February
/// 1945”, “calm compared to the carnage of November”, “troops that had landed in
/// 1943”.
fn is_end_or_foil(r: Reader<'_>, first: usize) -> bool {
    if !r.after_any(first, &["in", "on", "of", "for"]) {
        return false;
    }
    (first.saturating_sub(FOIL)..first)
        .rev()
        .take_while(|at| r.word(*at) != Word::Mark)
        .any(|at| {
            r.any(at, &["until", "till", "since", "compared"])
                || r.is(at + 1, "had") && r.any(at, &["that", "which", "who"])
        })
}

/// Whether a clause tells what had come before: “had been added in March 2023”.
fn had_been(r: Reader<'_>, found: &Found) -> bool {
    let start = r.sentence_start(found.first);
    (start.max(found.first.saturating_sub(BACK))..found.first)
        .any(|at| r.is(at, "had") && !(at + 1..found.first).any(|at| r.word(at) == Word::Mark))
}

/// How far before a date its “had” is looked for.
const BACK: usize = 10;

/// How far before a date the word is looked for that makes its event an end.
const FOIL: usize = 8;
