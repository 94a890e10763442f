//! The date of a fact in words: as its author wrote it, with what it comes to
//! where the words alone do not say.

use super::facts::Fact;
use super::notation::{is_notation, is_numeric, is_range, is_set, long_year};
use super::printed::printed;
use super::reckoned::{between, bounding, counts_clock, is_narrower, is_same_time};
use super::wording::{Wording, flat};
use super::{AccountWords, DateWords};
use crate::date::arithmetic::{DAY, age_words};
use crate::date::{
    CalendarStep, End, Instant, Kind, Meaning, Precision, Qualifier, Window, Zone, around,
};
use crate::parallel;
use crate::schedule::Limit;
use crate::timeline::{Account, EventId, Said};

/// A source of a longer name goes by its number where an account has none.
const LONGEST_NAME: usize = 32;

/// What is said of a fact that nothing dates.
pub(super) const UNKNOWN: &str = "date unknown";

/// How many dates are worth the way to another core.
const SHARE: usize = 150;

impl Wording<'_> {
    /// The dates of all of these facts, in their order.
    pub(super) fn all_dates(&self, facts: &[Fact]) -> Vec<DateWords> {
        // Else one core would wait for what the other finds out.
        let is_shared = facts.len() > SHARE
            && facts
                .iter()
                .any(|fact| self.schedule.is_derived(fact.event));
        if is_shared {
            parallel::both(
                true,
                || self.rests(Limit::Earliest),
                || self.rests(Limit::Latest),
            );
        }
        let dates = |index: usize| self.dates(facts[index].event);
        parallel::map(facts.len(), SHARE, &dates)
    }

    /// What a fact's card says of its date, and what other facts make of it.
    pub(super) fn dates(&self, event: EventId) -> DateWords {
        let accounts = self.accounts(event);
        let said = self.line(event, &accounts);
        let narrowed = self.schedule.is_derived(event) && accounts.is_empty();
        let known = narrowed.then(|| self.likely(event));
        let worked_out = known.filter(|known| *known != said);
        let by = accounts.is_empty().then(|| self.only_account(event));
        DateWords {
            by: by.flatten(),
            said,
            accounts,
            worked_out,
        }
    }

    /// Whose account of another fact a date rests on, where no other account of it goes
    /// with the rest.
    fn only_account(&self, event: EventId) -> Option<String> {
        let sides = [(End::Start, Limit::Earliest), (End::Finish, Limit::Latest)];
        let schedule = self.schedule;
        // A chain may be as long as the file is: it is looked at only where an account fell.
        let sides = sides.iter().filter(|_| self.has_apart);
        let mut only = sides.flat_map(|(end, limit)| {
            let reason = schedule.reason(event, *end, *limit);
            let statements: Vec<_> = reason.statements().collect();
            statements.into_iter().rev()
        });
        let account = only.find_map(|statement| statement.only_account(self.timeline()))?;
        Some(self.account_name(account))
    }

    /// The date as its author wrote it; with what it comes to, where the words
    /// alone do not say; worked out, where nothing was written. What each of its
    /// accounts says, where they compete.
    pub(super) fn date_line(&self, event: EventId) -> String {
        self.line(event, &self.accounts(event))
    }

    /// The same, from what its accounts say.
    fn line(&self, event: EventId, accounts: &[AccountWords]) -> String {
        match accounts {
            [] => self.own_line(event),
            accounts => {
                let accounts = accounts.iter().map(ToString::to_string);
                accounts.collect::<Vec<_>>().join(" or ")
            }
        }
    }

    /// What a fact itself says of its date, or what other facts make of it.
    fn own_line(&self, event: EventId) -> String {
        let fact = self.timeline().event(event);
        let bounds = self.schedule.bounds(event);
        let window = Window::new(bounds.start.earliest, bounds.end.latest);
        with_unread(fact.when(), fact.unread(), || {
            self.told(fact.when(), window, || self.likely(event))
        })
    }

    /// What each account of a fact says of its date, after what it says itself;
    /// nothing where no accounts compete.
    fn accounts(&self, event: EventId) -> Vec<AccountWords> {
        let fact = self.timeline().event(event);
        let worlds = self.schedule.worlds(event);
        if worlds.is_empty() {
            return Vec::new();
        }
        let accounts = worlds.iter().map(|world| {
            let account = &fact.accounts()[world.account()];
            let bounds = world.bounds();
            let window = Window::new(bounds.start.earliest, bounds.end.latest);
            AccountWords {
                date: with_unread(&account.when, &account.unread, || {
                    self.told(&account.when, window, || match world.kind() {
                        Kind::Moment => between(&self.known(window)),
                        Kind::Span => self.known(window),
                    })
                }),
                name: Some(self.account_name(account)),
                is_apart: world.is_apart(),
            }
        });
        let own = (!fact.when().is_empty()).then(|| AccountWords {
            date: self.own_line(event),
            name: None,
            is_apart: false,
        });
        own.into_iter().chain(accounts).collect()
    }

    /// What a reader calls an account: one without a name of its own goes by its
    /// source, of which the id says nothing to him.
    fn account_name(&self, account: &Account) -> String {
        let timeline = self.timeline();
        let mut sources = account.sources.iter().map(|support| support.source);
        let of_name = sources.find(|id| timeline.source(*id).id == account.name);
        let Some(source) = of_name else {
            return flat(&account.name).into_owned();
        };
        let named = timeline.source(source);
        let short = named.short_name();
        let is_id = short == named.id && short != named.title;
        if is_id || short.chars().count() > LONGEST_NAME {
            return format!("source {}", source.index() + 1);
        }
        flat(short).into_owned()
    }

    /// The days of a term that is counted in days: the last of them, or from which to
    /// which. Nothing where the days themselves are not known.
    fn term(&self, meaning: &Meaning, window: Window) -> Option<String> {
        let (mut has_first, mut has_last) = (false, false);
        for relation in &meaning.relations {
            let step = relation.calendar.as_ref();
            if let Some(step) = step.filter(|step| step.days().is_some()) {
                let [first, last] = step.sides();
                has_first |= first && relation.lag.min.is_some();
                has_last |= last && relation.lag.max.is_some();
            }
        }
        let day = |at: Instant| around(Precision::Day, at, self.words.zone);
        let latest = window.latest.filter(|_| has_last)?;
        let last = day(latest).filter(|day| day.1 == latest)?;
        if has_first {
            let earliest = window.earliest?;
            let is_whole = day(earliest)?.0 == earliest;
            return is_whole.then(|| match meaning.kind {
                Kind::Moment => between(&self.window(window)),
                Kind::Span => self.window(window),
            });
        }
        Some(format!(
            "by {}",
            self.window(Window::new(Some(last.0), Some(last.1)))
        ))
    }

    /// Whether a window is one whole day.
    fn is_day(&self, window: Window) -> bool {
        let bounds = window.earliest.zip(window.latest);
        bounds.is_some_and(|(first, last)| {
            around(Precision::Day, first, self.words.zone) == Some((first, last))
        })
    }

    /// A window in words, or that there is none.
    fn known(&self, window: Window) -> String {
        if window.is_open() {
            UNKNOWN.to_owned()
        } else {
            self.window(window)
        }
    }

    /// What was said of a date in words: see [`Self::date_line`].
    fn told(&self, said: &[Said], window: Window, worked_out: impl Fn() -> String) -> String {
        let own: Vec<&Said> = said
            .iter()
            .filter(|said| said.meaning.relations.is_empty())
            .collect();
        match (own.as_slice(), said) {
            ([only], [_]) => self.written(only),
            ([], [only]) if is_same_time(&only.meaning) => worked_out(),
            // Readers are spared counting days.
            ([], [only]) if counts_days(&only.meaning) && self.is_day(window) => worked_out(),
            ([], [only]) => match self.counted(only) {
                Some(text) => {
                    let term = self.term(&only.meaning, window);
                    let term = term.or_else(|| self.reckoned(&only.meaning, window, &text));
                    match term.or_else(|| self.counts_vaguely(only).then(worked_out)) {
                        Some(term) => format!("{text} · {term}"),
                        None => text,
                    }
                }
                None => worked_out(),
            },
            ([], several) => {
                let lengths = several.iter().filter(|said| is_length(&said.meaning));
                let lengths = lengths.filter(|_| !self.is_day(window));
                let lengths: Vec<String> = lengths.filter_map(|said| self.counted(said)).collect();
                let known = worked_out();
                match lengths.as_slice() {
                    [] => known,
                    lengths => format!("{} · {known}", lengths.join(", ")),
                }
            }
            (several, _) => {
                // What is merely after or before another fact its place tells, and a
                // day needs no length.
                let is_day = self.is_day(window);
                let all = said.iter().filter_map(|said| {
                    let is_own = said.meaning.relations.is_empty();
                    if is_own {
                        return Some(self.written(said));
                    }
                    let is_told = is_length(&said.meaning) && !is_day;
                    self.counted(said).filter(|_| is_told)
                });
                let all: Vec<String> = all.collect();
                let all = all.join(", ");
                // Facts that it is counted from may say more than its own dates.
                if several.len() == said.len() || !is_narrower(window, several) {
                    return all;
                }
                let told = worked_out();
                let bare = all.split_once(" · ").filter(|_| several.len() == 1);
                let bare = bare.map_or(all.as_str(), |(bare, _)| bare);
                if bare == told {
                    told
                } else {
                    format!("{bare} · {told}")
                }
            }
        }
    }

    /// A phrase as written, with the date that it comes to where it names no
    /// year.
    pub(super) fn written(&self, said: &Said) -> String {
        let text = flat(&said.text);
        // The ids of other facts say nothing to a reader.
        if is_numeric(&text) || !said.meaning.anchors.is_empty() {
            return self.window(whole(&said.meaning));
        }
        if let Some((year, grain)) = long_year(&text)
            && let Some(age) = age_words(year, grain)
        {
            return age;
        }
        // Other words would lose a doubt.
        if (is_notation(&text) || is_range(&text))
            && said.meaning.qualifier == Qualifier::default()
            && let Some(words) = self.printed(&said.meaning)
        {
            return words;
        }
        if is_set(&text) && said.meaning.qualifier == Qualifier::default() {
            return printed(self.words, &said.meaning);
        }
        if let Some(words) = self.doubted(&text) {
            return words;
        }
        let printed = self.led(&text, &said.meaning);
        if let Some(printed) = printed.or_else(|| self.embedded(&text)) {
            let clock = counts_clock(&text).then(|| whole(&said.meaning));
            return match clock.and_then(|clock| self.clock(clock, &printed)) {
                Some(clock) => format!("{printed} · {clock}"),
                None => printed,
            };
        }
        if let Some(printed) = self.offset(&text, &said.meaning) {
            return printed;
        }
        if !is_relative(&said.meaning, &text, self.words.zone) {
            return match self.counted_from_date(&text, &said.meaning) {
                Some(told) => format!("{text} · {told}"),
                None => text.into_owned(),
            };
        }
        if let Some(dated) = self.with_year(&text, &said.meaning) {
            return dated;
        }
        let told = self.window(bounding(&said.meaning));
        if is_yearless(&text, &told) {
            return told;
        }
        // Written in full.
        let long = self.long().window(bounding(&said.meaning));
        if is_yearless(&text, &long) {
            return long;
        }
        // What is written of it already is not told again.
        match told.split_once(", ") {
            Some((clock, _)) if clock == text => told,
            Some((clock, day)) if text.ends_with(clock) => format!("{text} · {day}"),
            _ => format!("{text} · {told}"),
        }
    }

    /// A phrase with dates instead of the ids of facts, where these dates can
    /// be told in a few words.
    fn with_dates(&self, said: &Said) -> Option<String> {
        let meaning = &said.meaning;
        if !meaning.same.is_empty() {
            return None;
        }
        let mut text = said.text.clone();
        let spans = meaning.anchors.iter().map(|(_, span)| *span);
        let mut anchors: Vec<_> = spans.enumerate().collect();
        for (index, span) in &mut anchors {
            // `the end of war` gives way to one date as a whole.
            let mut ends = meaning.ends.iter().filter(|(anchor, _)| anchor == index);
            let Some((_, whole)) = ends.next() else {
                continue;
            };
            if ends.next().is_some() {
                return None;
            }
            let is_quoted = text.get(whole.end..)?.starts_with(['`', '"', '\'']);
            span.start = whole.start;
            span.end = whole.end + usize::from(is_quoted);
        }
        // From the back, so that earlier places stay where they are.
        anchors.sort_by_key(|(_, span)| std::cmp::Reverse(span.start));
        for (index, span) in anchors {
            let words = self.anchor_words(said, index)?;
            let before = text.get(..span.start)?;
            // `after 2021` is in none of that year; `after` a fact of that year may be.
            // Nor is the Monday after it a Monday after all of that year.
            let mut relations = meaning.relations.iter();
            let is_beside = relations.any(|relation| {
                let step = relation.calendar.as_ref();
                relation.anchor == index && step.is_some_and(CalendarStep::is_beside)
            });
            if is_beside && !self.is_within(said, index, DAY) {
                return None;
            }
            if is_bound(before) && !self.is_within(said, index, DAY - 2) {
                return None;
            }
            let is_quoted = before.ends_with(['`', '"', '\'']) && text.len() > span.end;
            let quote = usize::from(is_quoted);
            let place = span.start - quote..span.end + quote;
            text.get(place.clone())?;
            text.replace_range(place, &words);
        }
        Some(text)
    }

    /// A phrase that counts from facts in words for readers, where these can be told.
    fn counted(&self, said: &Said) -> Option<String> {
        let text = self.with_dates(said)?;
        let text = flat(&text);
        Some(self.embedded(&text).unwrap_or_else(|| text.into_owned()))
    }

    /// Whether a phrase counts a length from a fact that others date to no day.
    fn counts_vaguely(&self, said: &Said) -> bool {
        let events = said.anchors.iter().enumerate();
        let mut events = events.filter_map(|(index, event)| Some((index, (*event)?)));
        is_length(&said.meaning)
            && events.any(|(index, event)| {
                self.schedule.is_derived(event) && !self.is_within(said, index, DAY)
            })
    }

    /// Whether the ends of a fact that a phrase counts from are known to so many nanoseconds.
    fn is_within(&self, said: &Said, anchor: usize, length: i128) -> bool {
        let event = said.anchors.get(anchor).copied().flatten();
        event.is_some_and(|event| {
            let bounds = self.schedule.bounds(event);
            let is_short = |window: Window| {
                let ends = window.earliest.zip(window.latest);
                ends.is_some_and(|(first, last)| last.nanoseconds() - first.nanoseconds() <= length)
            };
            let mut ends = meaning_ends(&said.meaning, anchor);
            ends.all(|end| {
                is_short(if end == End::Start {
                    bounds.start
                } else {
                    bounds.end
                })
            })
        })
    }

    /// The date of a fact that a phrase counts from: of a span, the end that
    /// counts. `None` where it was itself worked out to no day and no length is counted from
    /// it, or where it takes more words.
    fn anchor_words(&self, said: &Said, anchor: usize) -> Option<String> {
        let event = said.anchors.get(anchor).copied().flatten()?;
        // Other facts may say no more than which part of its day it was.
        let is_vague = self.schedule.is_derived(event) && !self.is_within(said, anchor, DAY);
        let bounds = self.schedule.bounds(event);
        // A length can be counted from a time between two others.
        let is_between = bounds.start.earliest.is_some() && bounds.end.latest.is_some();
        if is_vague && !(is_between && is_length(&said.meaning)) {
            return None;
        }
        let own = self.timeline().event(event).when();
        let kind = match own {
            [] if is_vague => self.schedule.kind(event),
            [] => return None,
            [only] => only.meaning.kind,
            _ => self.schedule.kind(event),
        };
        if kind == Kind::Moment {
            let written = match own {
                [only] => Some((&only.meaning, flat(&only.text))),
                _ => None,
            };
            let written = written.filter(|(meaning, text)| {
                let is_part = matches!(
                    meaning.precision,
                    Precision::PartOfDay | Precision::PartOfMonth | Precision::PartOfYear
                );
                is_part && !is_relative(meaning, text, self.words.zone)
            });
            return Some(match written {
                Some((_, text)) => text.into_owned(),
                None => self.worked_out(event),
            });
        }
        let mut ends = meaning_ends(&said.meaning, anchor);
        let end = ends.next()?;
        if ends.any(|other| other != end) {
            return None;
        }
        let window = match end {
            End::Start => bounds.start,
            End::Finish => bounds.end,
        };
        let (first, last) = window.earliest.zip(window.latest)?;
        // To the day or better.
        (is_vague || last.nanoseconds() - first.nanoseconds() < DAY).then(|| self.window(window))
    }
}

/// What is told of a date, with what could not be read of it as it was written.
fn with_unread(read: &[Said], unread: &[String], told: impl Fn() -> String) -> String {
    if unread.is_empty() {
        return told();
    }
    let told = (!read.is_empty()).then(told);
    let unread = unread
        .iter()
        .map(|text| format!("“{}” (not read)", flat(text)));
    let all: Vec<String> = told.into_iter().chain(unread).collect();
    all.join(", ")
}

/// From the start of a phrase's dates to their end.
pub(super) fn whole(meaning: &Meaning) -> Window {
    match meaning.kind {
        Kind::Moment => meaning.start,
        Kind::Span => Window::new(meaning.start.earliest, meaning.end.latest),
    }
}

/// The ends of a fact that a phrase counts from.
fn meaning_ends(meaning: &Meaning, anchor: usize) -> impl Iterator<Item = End> + '_ {
    let relations = meaning.relations.iter();
    let relations = relations.filter(move |relation| relation.anchor == anchor);
    relations.map(|relation| relation.other)
}

/// Whether a phrase was counted from the file's own day: it names no year.
fn is_relative(meaning: &Meaning, text: &str, zone: Zone) -> bool {
    // A time of day has no more than two digits in a row.
    let mut numbers = text.split(|sign: char| !sign.is_ascii_digit());
    let has_year = numbers.any(|number| number.len() >= 3);
    if has_year || meaning.precision >= Precision::Age {
        return false;
    }
    let year = |instant: Option<Instant>| instant.map(|instant| zone.civil(instant).year);
    let whole = whole(meaning);
    let (first, last) = (year(whole.earliest), year(whole.latest));
    let named = |year: Option<i64>| year.is_some_and(|year| names_year(text, year));
    // Of a window widened by doubt, the year in its middle is the one written.
    let middle = first
        .zip(last)
        .map(|(first, last)| i64::midpoint(first, last));
    !(named(first) || named(last) || named(middle) || text.contains("century"))
}

fn names_year(text: &str, year: i64) -> bool {
    let written = if year > 0 { year } else { 1 - year };
    text.contains(&written.to_string())
}

/// Whether what was said up to there bounds a date by what follows, and no length
/// stands before it.
fn is_bound(said: &str) -> bool {
    let mut words = said.split_whitespace().rev();
    let is_word = words
        .next()
        .is_some_and(|word| ["after", "before"].contains(&word));
    let is_alone = words.next().is_none_or(|word| word == "and");
    is_word && is_alone
}

/// Whether a phrase tells how long before or after another fact, and not merely that.
fn is_length(meaning: &Meaning) -> bool {
    let mut relations = meaning.relations.iter();
    relations.any(|relation| {
        let ends = [relation.lag.min, relation.lag.max];
        let is_long = ends.iter().flatten().any(|end| end.abs() > 1);
        is_long || relation.calendar.is_some()
    })
}

/// Whether a phrase counts from a fact by the calendar.
fn counts_days(meaning: &Meaning) -> bool {
    let mut relations = meaning.relations.iter();
    relations.any(|relation| relation.calendar.is_some())
}

/// Whether a date in words lacks nothing but its year: “18 September” of “18 September 2025”,
/// also with the month first: “May 2” of “2 May 2025”.
pub(super) fn is_yearless(text: &str, dated: &str) -> bool {
    let is_year = |year: &str| {
        let year = year.strip_prefix(' ');
        year.is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let in_order = text
        .split_once(' ')
        .map(|(month, day)| format!("{day} {month}"));
    let ways = [Some(text), in_order.as_deref()].into_iter().flatten();
    ways.filter_map(|text| dated.strip_prefix(text))
        .any(is_year)
}
