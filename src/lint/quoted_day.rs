//! Quotes that state another day than the fact that rests on them.
//!
//! Only what is plain is told: the quote states one full date and speaks of no other
//! time, no word before it says that it bounds something or belongs to another thing,
//! and no reading of it lies where the fact can have been.

use super::{Lint, warning};
use crate::date::arithmetic::{DAY, add_days};
use crate::date::{Civil, Instant, Window, Zone};
use crate::diagnostic::Diagnostic;
use crate::graph::CausalGraph;
use crate::prose::{Basis, Class, Options, tag};
use crate::schedule::{Bounds, Schedule};
use crate::source::Anchor;
use crate::timeline::{EventId, Said, Slot, Support, Timeline};

/// Words after which a date bounds something (“until 2 January 2022”) or tells of
/// what else it is (“the letter of 2 January 2022”, “the 2 January 2022 summit”).
const OTHERWISE: [&str; 24] = [
    "after",
    "before",
    "since",
    "until",
    "till",
    "by",
    "from",
    "to",
    "between",
    "through",
    "past",
    "following",
    "preceding",
    "of",
    "dated",
    "the",
    "a",
    "an",
    "his",
    "her",
    "its",
    "their",
    "this",
    "that",
];

/// The last year in which a country of Europe wrote dates of the Julian calendar.
const LAST_OLD_STYLE: i64 = 1923;
/// The first year of the Gregorian calendar.
const FIRST_NEW_STYLE: i64 = 1582;

/// Facts and accounts with a quote that states a day on which they cannot have been.
pub(super) fn others(graph: &CausalGraph, schedule: &Schedule) -> Vec<Diagnostic> {
    let timeline = graph.timeline();
    timeline
        .ids()
        .flat_map(|id| of_fact(timeline, schedule, id))
        .collect()
}

fn of_fact(timeline: &Timeline, schedule: &Schedule, id: EventId) -> Vec<Diagnostic> {
    let event = timeline.event(id);
    let name = event.name();
    let mut warnings = Vec::new();
    let quotes = event.quote().map(|quote| (quote, Slot::Field("quote")));
    let of_sources = quoted(event.sources(), || Slot::Field("source"));
    let quotes: Vec<(&str, Slot)> = quotes.into_iter().chain(of_sources).collect();
    let place = || {
        let bounds = (!schedule.is_faulty(id)).then(|| schedule.bounds(id));
        allowed(event.when(), schedule.stated(id), bounds)
    };
    if !quotes.is_empty()
        && let Some(place) = place()
    {
        let subject = format!("`{name}`");
        let told = Told {
            subject,
            when: event.when(),
            slot: event.when_slot(0),
            place,
        };
        warnings.extend(told.against(timeline, id, &quotes));
    }
    for world in schedule.worlds(id) {
        let index = world.account();
        let account = &event.accounts()[index];
        let whole = |slot: Slot| Slot::Account(index as u32, Box::new(slot));
        let quotes: Vec<(&str, Slot)> =
            quoted(&account.sources, || whole(Slot::Field("source"))).collect();
        let bounds = world.conflicts().is_empty().then(|| world.bounds());
        if let Some(place) = allowed(&account.when, world.stated(), bounds) {
            let told = Told {
                subject: format!("`{name}` by the account `{}`", account.name),
                when: &account.when,
                slot: whole(Slot::Field("when")),
                place,
            };
            warnings.extend(told.against(timeline, id, &quotes));
        }
    }
    warnings
}

/// The quotes of sources, each with where it stands.
fn quoted(sources: &[Support], slot: impl Fn() -> Slot) -> impl Iterator<Item = (&str, Slot)> {
    let quotes = sources.iter().filter_map(|one| one.quote.as_deref());
    quotes.map(move |quote| (quote, slot()))
}

/// When phrases let a fact be: by their own dates, or, where they count from other facts, by
/// what is derived. Nothing where there are none, or where they are in doubt themselves.
fn allowed(when: &[Said], stated: Bounds, derived: Option<Bounds>) -> Option<Window> {
    let is_plain = |said: &Said| {
        let qualifier = said.meaning.qualifier;
        !qualifier.approximate && !qualifier.uncertain
    };
    if when.is_empty() || !when.iter().all(is_plain) {
        return None;
    }
    let is_relative = when.iter().any(|said| !said.meaning.anchors.is_empty());
    let bounds = if is_relative { derived? } else { stated };
    let mut window = Window::new(bounds.start.earliest, bounds.end.latest);
    // `after leak` alone gives no day that a quote could be held against.
    if is_relative && (window.earliest.is_none() || window.latest.is_none()) {
        return None;
    }
    // A quote may tell the day by another zone than the phrase.
    if when.iter().any(|said| said.meaning.zoned) {
        let wider = |end: Option<Instant>, by| end.map(|end| end.saturating_add(by));
        window = Window::new(wider(window.earliest, -DAY), wider(window.latest, DAY));
    }
    Some(window)
}

/// What is said of a date, to be held against quotes.
struct Told<'t> {
    subject: String,
    when: &'t [Said],
    slot: Slot,
    place: Window,
}

impl Told<'_> {
    fn against(
        &self,
        timeline: &Timeline,
        id: EventId,
        quotes: &[(&str, Slot)],
    ) -> Option<Diagnostic> {
        let zone = timeline.zone();
        let mut stated = Vec::new();
        for (quote, slot) in quotes {
            let Some((day, words)) = only_day(quote) else {
                continue;
            };
            let fits = |day| day_of(zone, day).intersection(self.place).is_some();
            // Where one quote states this day, another may well tell of something else.
            if readings(day).any(fits) {
                return None;
            }
            stated.push((words, slot));
        }
        let (words, slot) = stated.first()?;
        let when: Vec<&str> = self.when.iter().map(|said| said.text.as_str()).collect();
        Some(
            warning(
                Lint::OtherThanQuote,
                format!(
                    "{} is dated `{}`, its quote states `{words}`",
                    self.subject,
                    when.join(", ")
                ),
                "write the day that the quote states, or quote the words that state this one",
            )
            .by(timeline.pointer(id, &self.slot))
            .related(Anchor::By(timeline.pointer(id, slot)), "the quote")
            .facts([timeline.event(id).name()]),
        )
    }
}

/// The one day that a quote states in full, with the words for it; nothing where the
/// quote speaks of another time too.
fn only_day(quote: &str) -> Option<(Civil, &str)> {
    if !quote.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Only what the words alone state counts, so that the day of publication is of no matter.
    let found = tag(quote, &Options::news(Civil::midnight(2000, 1, 1)));
    let [found] = found.as_slice() else {
        return None;
    };
    let is_plain = found.basis() == Basis::Stated
        && matches!(found.class(), Class::Date | Class::Time)
        && found.modifier().is_none();
    let span = found.span();
    let mut before = quote[..span.start]
        .rsplit(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let is_bound = before.next().is_some_and(|word| {
        let is = |other: &&str| word.eq_ignore_ascii_case(other);
        OTHERWISE.iter().any(is)
    });
    if !is_plain || is_bound {
        return None;
    }
    Some((day(found.value())?, &quote[span.start..span.end]))
}

/// The day of a value such as `2022-01-02` or `2022-01-02T14:00`.
fn day(value: &str) -> Option<Civil> {
    let date = value.split('T').next()?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && (year.len(), month.len(), day.len()) == (4, 2, 2);
    let (year, month, day) = (
        year.parse().ok()?,
        month.parse().ok()?,
        day.parse::<u8>().ok()?,
    );
    let is_day =
        (1..=12).contains(&month) && (1..=Civil::days_in_month(year, month)).contains(&day);
    (is_whole && is_day).then(|| Civil::midnight(year, month, day))
}

/// The day as it is written, and the day that it would be if it were one of the Julian
/// calendar.
fn readings(day: Civil) -> impl Iterator<Item = Civil> {
    let is_old = (FIRST_NEW_STYLE..=LAST_OLD_STYLE).contains(&day.year);
    let behind = day.year / 100 - day.year / 400 - 2;
    std::iter::once(day).chain(is_old.then(|| add_days(day, behind)))
}

fn day_of(zone: Zone, day: Civil) -> Window {
    let next = add_days(day, 1);
    let [first, next] = [day, next].map(|day| zone.midnight(day.year, day.month, day.day));
    Window::new(Some(first), Some(next.saturating_add(-1)))
}
