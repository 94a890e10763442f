//! Dates as they can be written, each with what it would mean.

use super::items::Items;
use super::{Offer, known};
use crate::date::{Civil, Context, Kind as Lasting, Phrase, Window, Zone};
use crate::source::Span;
use gen_lsp_types::CompletionItemKind as Kind;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Phrases that are counted from the file's own day.
const RELATIVE: [&str; 14] = [
    "today",
    "yesterday",
    "tonight",
    "last night",
    "this week",
    "last week",
    "last weekend",
    "last month",
    "last year",
    "3 days ago",
    "two weeks ago",
    "four years ago",
    "tomorrow",
    "next week",
];
/// Beginnings of phrases that are measured from something, and what they say.
const MEASURED: [(&str, &str); 13] = [
    ("after ", "later than a fact or a date"),
    ("before ", "earlier than a fact or a date"),
    (
        "between ",
        "after one and before another: `between a and b`",
    ),
    ("during ", "while another lasted"),
    ("since ", "it lasted from there on"),
    ("until ", "it lasted up to there"),
    ("by ", "no later than a date"),
    ("from ", "it lasted: `from a to b`"),
    ("for 3 hours from ", "it lasted about so long"),
    ("within 3 days of ", "no further away than that"),
    ("2 days after ", "so long after another"),
    ("same day as ", "on the same day of the calendar"),
    ("same time as ", "at the same time"),
];
/// Words after which the id of a fact or a date follows.
const LEADING: [&str; 18] = [
    "after", "before", "between", "and", "during", "since", "until", "till", "by", "from", "to",
    "of", "as", "than", "through", "..", "–", "starting",
];
const UNITS: [&str; 8] = [
    "minutes",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "decades",
    "centuries",
];
const DAY_PARTS: [&str; 4] = ["morning", "afternoon", "evening", "night"];

/// Days for `as_of` and the like, and how a day is written.
pub(super) fn days(items: &Items<'_>, offers: &mut Vec<Offer>) {
    let sources = known(items.project).timeline().sources().iter();
    let mut days: Vec<&str> = sources
        .filter_map(|source| source.date.as_deref())
        .collect();
    days.sort_unstable();
    days.dedup();
    let context = Context::default();
    for day in days.into_iter().rev() {
        offers.extend(offer(items, &context, "", day));
    }
}

/// Phrases, as they go on from what is typed.
pub(super) fn phrases(items: &Items<'_>, own: Option<&str>, offers: &mut Vec<Offer>) {
    let typed = &items.text[items.place.typed.start..items.place.typed.end];
    let cut = typed.rfind(char::is_whitespace).map_or(0, |blank| {
        blank + typed[blank..].chars().next().map_or(0, char::len_utf8)
    });
    let (head, word) = typed.split_at(cut);
    let before = head.split_whitespace().next_back().unwrap_or("");
    let here = Span::new(items.place.typed.end - word.len(), items.place.typed.end);
    let first = offers.len();
    let context = context(items);
    if before.is_empty() {
        forms(items, &context, "", offers);
        offers
            .extend(MEASURED.map(|(text, detail)| Offer::new(text, Kind::Keyword).detail(detail)));
    } else {
        go_on(items, &context, (head, before), own, offers);
    }
    for offer in &mut offers[first..] {
        offer.span = Some(here);
        // What follows is more of the same scalar: no quotes of its own.
        offer.text.get_or_insert_with(|| offer.label.clone());
    }
}

/// What can follow a word.
fn go_on(
    items: &Items<'_>,
    context: &Context,
    (head, before): (&str, &str),
    own: Option<&str>,
    offers: &mut Vec<Offer>,
) {
    let lower = before.to_lowercase();
    let is_number = before.starts_with(|letter: char| letter.is_ascii_digit()) && before.len() <= 3
        || ["a", "two", "three", "four", "five", "ten", "twenty"].contains(&lower.as_str());
    let is_unit = UNITS
        .iter()
        .any(|unit| lower == *unit || lower == unit.trim_end_matches('s'));
    let mut add = |words: &[&str]| {
        for word in words {
            offers.extend(offer(items, context, head, word));
        }
    };
    if LEADING.contains(&lower.as_str()) {
        for (id, dates, headline) in items.candidates(own) {
            let offer = Offer::new(id, Kind::Event).detail(dates);
            offers.push(offer.documentation(headline));
        }
        forms(items, context, head, offers);
    } else if is_unit {
        add(&["ago"]);
        offers.push(Offer::new("after ", Kind::Keyword).detail("so long after another"));
        offers.push(Offer::new("before ", Kind::Keyword).detail("so long before another"));
        offers.push(Offer::new("from ", Kind::Keyword).detail("it lasted so long from there"));
        offers.push(Offer::new("until ", Kind::Keyword).detail("it lasted so long up to there"));
    } else if is_number {
        add(&MONTHS);
        let year = year(items);
        let dated = MONTHS.map(|month| format!("{month} {year}"));
        add(&dated.each_ref().map(String::as_str));
        offers.extend(UNITS.map(|unit| Offer::new(unit, Kind::Unit).detail("a length of time")));
    } else if ["last", "this", "next"].contains(&lower.as_str()) {
        add(&WEEKDAYS);
        add(&["week", "weekend", "month", "year", "summer", "winter"]);
        add(&MONTHS);
    } else if WEEKDAYS.iter().any(|day| day.eq_ignore_ascii_case(before)) {
        add(&DAY_PARTS);
    } else {
        forms(items, context, head, offers);
    }
}

/// Dates that can stand alone, behind what is typed already.
fn forms(items: &Items<'_>, context: &Context, head: &str, offers: &mut Vec<Offer>) {
    let day = reference(items);
    let Civil {
        year, month, day, ..
    } = day;
    let name = MONTHS[usize::from(month.clamp(1, 12)) - 1];
    let mut add = |word: &str| offers.extend(offer(items, context, head, word));
    if context.as_of.is_some() {
        for word in WEEKDAYS.iter().chain(&RELATIVE) {
            add(word);
        }
    }
    if !(1000..=9999).contains(&year) {
        return;
    }
    for word in [
        format!("{year}"),
        format!("{year}-{month:02}"),
        format!("{year}-{month:02}-{day:02}"),
        format!("{name} {year}"),
        format!("{day} {name} {year}"),
        format!("early {year}"),
        format!("late {year}"),
        format!("summer {year}"),
        format!("about {year}"),
        format!("the {}s", year / 10 * 10),
        format!("{}..{year}", year - 1),
        format!("{year}-{month:02}-{day:02} 14:30"),
    ] {
        add(&word);
    }
}

/// A day that the file is about: its own, else the last that a fact is
/// bounded by, else a day like any other.
fn reference(items: &Items<'_>) -> Civil {
    let compiled = known(items.project);
    let zone = compiled.zone();
    let schedule = compiled.schedule();
    let told = compiled.timeline().as_of().or_else(|| {
        let bounds = compiled.timeline().ids().map(|id| schedule.stated(id));
        bounds.filter_map(|bounds| bounds.start.earliest).max()
    });
    told.map_or_else(|| Civil::midnight(2021, 7, 15), |day| zone.civil(day))
}

fn year(items: &Items<'_>) -> i64 {
    reference(items).year
}

/// What phrases of the file are counted from.
fn context(items: &Items<'_>) -> Context {
    let compiled = known(items.project);
    let zone = compiled.zone();
    Context {
        as_of: compiled.timeline().as_of().map(|day| zone.civil(day)),
        zone,
        order: None,
    }
}

/// A date with what it means behind the words that are typed already; nothing
/// where it makes no sense there.
fn offer(items: &Items<'_>, context: &Context, head: &str, word: &str) -> Option<Offer> {
    let resolved = |text: &str| {
        let phrase = Phrase::parse(text.trim()).ok()?;
        phrase.resolve(context, &|_| false).ok()
    };
    let mut meaning = resolved(&format!("{head}{word}"))?;
    if !meaning.anchors.is_empty() {
        // Where facts are named too, the date alone can be told.
        meaning = resolved(word)?;
    }
    let window = match meaning.kind {
        Lasting::Moment => meaning.start,
        Lasting::Span => Window::new(meaning.start.earliest, meaning.end.latest),
    };
    let told = if context.zone == Zone::Floating || !window.is_open() {
        items.dates(window)
    } else {
        String::new()
    };
    Some(Offer::new(word, Kind::Constant).detail(told))
}
