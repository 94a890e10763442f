//! What the picture says in words: dates, descriptions, notes.

use super::clocks;
use super::facts::{EraSpan, Fact};
use super::lettering::Lettering;
use super::steps::{Step, Unit};
use super::ticks::instant;
use super::wires::Wiring;
use super::{Annotation, DateWords, Layout};
use crate::count::counted;
use crate::date::arithmetic::years;
use crate::date::{Civil, Meaning, Precision, Window, Words, length_words, vocabulary};
use crate::graph::{CausalGraph, Link};
use crate::schedule::{Resting, Schedule};
use crate::timeline::{Confidence, EventId, Said, Status, Support, Timeline};
use std::borrow::Cow;
use std::fmt::Write;
use std::sync::OnceLock;

pub(super) struct Wording<'a> {
    graph: &'a CausalGraph,
    pub(super) schedule: &'a Schedule,
    pub(super) words: Words,
    /// The coarsest unit of the words on which each earliest and each latest date
    /// rests; found when one is asked for.
    pub(super) coarse: [OnceLock<Resting<'a, Option<Precision>>>; 2],
    /// Which of them rest on lengths in months or years.
    pub(super) mean: [OnceLock<Resting<'a>>; 2],
    /// Whether some account does not go with the rest.
    pub(super) has_apart: bool,
}

/// What no line of the picture shows: titles and descriptions.
pub(super) struct Spoken {
    description: String,
    notes: Vec<Option<Annotation>>,
    link_titles: Vec<String>,
}

impl Spoken {
    /// Puts it into a layout that draws the arrows of the wiring it was made of.
    pub(super) fn put(self, layout: &mut Layout) {
        layout.description = self.description;
        layout.notes = self.notes;
        layout.link_titles = self.link_titles;
    }
}

impl<'a> Wording<'a> {
    pub(super) fn new(graph: &'a CausalGraph, schedule: &'a Schedule) -> Self {
        Self {
            graph,
            schedule,
            words: Words {
                zone: clocks::zone(graph.timeline()),
                short: true,
                minutes: !clocks::know_seconds(graph.timeline()),
            },
            coarse: Default::default(),
            mean: Default::default(),
            has_apart: schedule.has_apart(),
        }
    }

    pub(super) fn timeline(&self) -> &Timeline {
        self.graph.timeline()
    }

    pub(super) fn long(&self) -> Words {
        Words {
            short: false,
            ..self.words
        }
    }

    pub(super) fn window(&self, window: Window) -> String {
        self.words.window(window)
    }

    pub(super) fn as_of_line(&self) -> Option<String> {
        let day = self.timeline().as_of()?;
        // A day of the file's own zone.
        let words = Words {
            zone: self.timeline().zone(),
            ..self.long()
        };
        Some(format!("As of {}", words.weekday(day)))
    }

    fn civil(&self, seconds: f64) -> Civil {
        self.words.zone.civil(instant(seconds))
    }

    pub(super) fn midnight(&self, seconds: f64) -> f64 {
        let Civil {
            year, month, day, ..
        } = self.civil(seconds);
        self.words.zone.midnight(year, month, day).seconds()
    }

    /// Whether a year has more than four digits.
    pub(super) fn is_deep(&self, seconds: f64) -> bool {
        self.civil(seconds).year.abs() > 9999
    }

    pub(super) fn day_forms(&self, day: f64) -> Vec<String> {
        let at = instant(day);
        let short = self.words.weekday(at);
        let bare = short.rsplit_once(' ').map(|(bare, _)| bare.to_owned());
        [Some(self.long().weekday(at)), Some(short), bare]
            .into_iter()
            .flatten()
            .collect()
    }

    /// What is left of a date in words under a heading that names its day: the “03:07” of
    /// “03:07, 14 Apr 1970”, the “Saturday” of “Saturday · 20 Sep 2025”, the “14 April” of
    /// “14 April 1970”. None where it names another day.
    pub(super) fn within_day<'t>(&self, day: f64, said: &'t str) -> Option<&'t str> {
        let day = instant(self.midnight(day));
        let names = [self.words.point(day), self.long().point(day)];
        let mut words = names
            .iter()
            .filter_map(|name| match said.strip_suffix(name.as_str())? {
                "" => said
                    .trim_end_matches(|sign: char| sign.is_ascii_digit())
                    .strip_suffix(' '),
                // Its year is told by the heading.
                "until " | "since " => said
                    .trim_end_matches(|sign: char| sign.is_ascii_digit())
                    .strip_suffix(' '),
                words => words.strip_suffix(" · "),
            });
        if let Some(words) = words.next() {
            return Some(words);
        }
        let mut clocks = names.iter().filter_map(|name| {
            let before = said.strip_suffix(name.as_str());
            let before = before.and_then(|rest| rest.strip_suffix(", "));
            let after = || said.strip_prefix(name.as_str())?.strip_prefix(", ");
            before.or_else(after)
        });
        clocks.next().filter(|clock| {
            let mut numbers = clock.split(|sign: char| !sign.is_ascii_digit());
            let is_other_date = numbers.any(|number| number.len() > 2) || clock.contains('·');
            clock.contains(':') && !is_other_date
        })
    }

    /// The first tick after a time, both in seconds.
    pub(super) fn next_tick(&self, step: Step, after: f64) -> f64 {
        let zone = self.words.zone;
        let shown = zone.civil(instant(after)).instant().seconds();
        let next = zone.first(Civil::of(instant(step.next(shown)))).seconds();
        // Where a clock is set back, a tick may fall on the time before it.
        if next > after {
            next
        } else {
            after + step.seconds()
        }
    }

    /// What a tick says. `before` is the time of the last tick that said
    /// something, if any: what it told already is not told again.
    pub(super) fn tick(&self, step: Step, at: f64, before: Option<f64>) -> (String, Lettering) {
        let civil = self.civil(at + 1e-4);
        let told = before.map(|before| self.civil(before + 1e-4));
        let same_year = told.is_some_and(|told| told.year == civil.year);
        let same_day = same_year
            && told.is_some_and(|told| (told.month, told.day) == (civil.month, civil.day));
        let day = self
            .words
            .point(self.words.zone.midnight(civil.year, civil.month, civil.day));
        let month = day
            .split_once(' ')
            .map_or(day.as_str(), |(_, month)| month)
            .to_owned();
        let without_year: Vec<&str> = day.split(' ').take(2).collect();
        let without_year = without_year.join(" ");
        let clock = |text: String| {
            if same_day {
                (text, Lettering::Tick)
            } else {
                let day = if same_year { &without_year } else { &day };
                let is_midnight = (civil.hour, civil.minute, civil.second) == (0, 0, 0);
                let text = if is_midnight {
                    day.clone()
                } else {
                    format!("{day}, {text}")
                };
                (text, Lettering::TickStrong)
            }
        };
        match step.unit {
            Unit::Year => (tick_year(step.count, civil.year), Lettering::Tick),
            Unit::Month if same_year => {
                let name = month.split(' ').next().unwrap_or_default();
                (name.to_owned(), Lettering::Tick)
            }
            // January among months goes by its year.
            Unit::Month if told.is_some() && civil.month == 1 => {
                (tick_year(1, civil.year), Lettering::TickStrong)
            }
            Unit::Month => (month, Lettering::TickStrong),
            Unit::Day if same_year => (without_year, Lettering::Tick),
            Unit::Day => (day, Lettering::TickStrong),
            Unit::Hour | Unit::Minute => clock(format!("{:02}:{:02}", civil.hour, civil.minute)),
            // A whole minute needs no seconds.
            Unit::Second if civil.second == 0 => {
                clock(format!("{:02}:{:02}", civil.hour, civil.minute))
            }
            Unit::Second => clock(self::clock(civil)),
            Unit::Millisecond => {
                let nanoseconds = instant(at + 1e-4).nanoseconds();
                let thousandth = nanoseconds.rem_euclid(1_000_000_000) / 1_000_000;
                clock(format!("{}.{thousandth:03}", self::clock(civil)))
            }
        }
    }

    /// The year, month, day or hour in which a time lies, or the years about it, as
    /// a heading: from the longest words to the shortest.
    pub(super) fn section(&self, step: Step, at: f64) -> Vec<String> {
        let civil = self.civil(at + 1e-4);
        match step.unit {
            Unit::Year if step.count == 1 => vec![tick_year(1, civil.year)],
            Unit::Year => {
                let end = self.next_tick(step, at);
                // About the year 1 there are twice as many years between ticks.
                let before = |steps: f64| self.next_tick(step, end - steps * step.seconds());
                let start = [before(1.5), before(2.5)]
                    .into_iter()
                    .find(|start| *start < end);
                let start = start.unwrap_or(at);
                let (first, next) = (self.civil(start + 1e-4).year, self.civil(end + 1e-4).year);
                let is_age = step.count >= 100_000 || first < -20_000;
                if !is_age {
                    return vec![years(first, next - 1)];
                }
                // Ages are round numbers at both ends.
                let ends = [first, next.min(1950)].map(|year| tick_year(step.count, year));
                let dash = if first > 0 { "–" } else { " – " };
                vec![ends.join(dash)]
            }
            Unit::Month => {
                let day = self.words.zone.midnight(civil.year, civil.month, 1);
                let month = |day: &str| day.split_once(' ').map(|(_, month)| month.to_owned());
                let forms = [self.long().point(day), self.words.point(day)];
                forms.iter().filter_map(|day| month(day)).collect()
            }
            Unit::Day => self.day_forms(self.midnight(at)),
            _ => {
                let days = self.day_forms(self.midnight(at)).into_iter();
                days.map(|day| format!("{day}, {:02}:00", civil.hour))
                    .collect()
            }
        }
    }

    /// The name of an era with its date as a card would tell it.
    pub(super) fn era_line(&self, era: &EraSpan) -> String {
        let when = &self.timeline().eras()[era.number].when;
        format!("{} · {}", flat(&era.name), self.written(when))
    }

    /// One paragraph for those who cannot see the picture.
    fn description(&self, facts: &[Fact], wiring: &Wiring) -> String {
        let timeline = self.timeline();
        let mut text = String::new();
        if let Some(subtitle) = timeline.subtitle() {
            let _ = write!(text, "{}. ", flat(subtitle).trim_end_matches('.'));
        }
        let _ = write!(text, "Timeline of {}", counted(facts.len(), "fact"));
        let told = || facts.iter().flat_map(|fact| self.schedule.told(fact.event));
        let earliest = told().filter_map(|window| window.earliest).min();
        let latest = told().filter_map(|window| window.latest).max();
        if let Some((first, last)) = earliest.zip(latest) {
            let _ = write!(
                text,
                " ({})",
                self.window(Window::new(Some(first), Some(last)))
            );
        }
        let _ = write!(text, " with {}.", counted(wiring.count(), "causal link"));
        if let (Some(first), Some(last)) = (facts.first(), facts.last())
            && facts.len() > 1
        {
            let _ = write!(
                text,
                " First: {}. Last: {}.",
                self.sentence(first.event),
                self.sentence(last.event)
            );
        }
        text
    }

    fn sentence(&self, event: EventId) -> String {
        let what = flat(self.timeline().event(event).what());
        format!("{} ({})", what.trim_end_matches('.'), self.date_line(event))
    }

    /// The sources that the shown facts rest on: number, words, address.
    pub(super) fn source_list(&self, facts: &[Fact]) -> Vec<(usize, String, Option<String>)> {
        let timeline = self.timeline();
        let mut used = vec![false; timeline.sources().len()];
        for fact in facts {
            let event = timeline.event(fact.event);
            for support in event.sources() {
                used[support.source.index()] = true;
            }
            for account in event.accounts() {
                for support in &account.sources {
                    used[support.source.index()] = true;
                }
            }
            for cause in event.because() {
                for source in &cause.sources {
                    used[source.index()] = true;
                }
            }
        }
        timeline
            .sources()
            .iter()
            .enumerate()
            .filter(|(index, _)| used[*index])
            .map(|(index, source)| {
                let mut text = flat(&source.title).into_owned();
                if let Some(publisher) = source
                    .publisher
                    .as_ref()
                    .filter(|name| **name != source.title)
                {
                    let _ = write!(text, ". {}", flat(publisher));
                }
                if let Some(date) = &source.date {
                    let _ = write!(text, ", {}", self.source_date(date, source.dated.as_ref()));
                }
                (index + 1, text, source.url.clone())
            })
            .collect()
    }

    /// A source's date as dates stand on cards; as written where it is none.
    fn source_date(&self, text: &str, dated: Option<&Meaning>) -> String {
        let Some(meaning) = dated else {
            return flat(text).into_owned();
        };
        self.written(&Said {
            text: text.to_owned(),
            meaning: meaning.clone(),
            anchors: Vec::new(),
        })
    }

    /// What is told of the picture, its facts and its arrows to those who ask.
    pub(super) fn spoken(&self, facts: &[Fact], dates: &[DateWords], wiring: &Wiring) -> Spoken {
        let mut notes = vec![None; self.timeline().events().len()];
        for (fact, dates) in facts.iter().zip(dates) {
            let event = self.timeline().event(fact.event);
            notes[fact.event.index()] = Some(Annotation {
                id: event.name().to_owned(),
                tooltip: self.tooltip(fact.event, dates),
                link: event.link().map(str::to_owned),
            });
        }
        let links = wiring.drawn.iter();
        Spoken {
            description: self.description(facts, wiring),
            notes,
            link_titles: links.map(|(link, _)| self.link_title(*link)).collect(),
        }
    }

    /// Everything known of a fact, line by line.
    fn tooltip(&self, id: EventId, dates: &DateWords) -> String {
        let timeline = self.timeline();
        let event = timeline.event(id);
        let mut text = String::with_capacity(event.what().len() + 96);
        text.push_str(&flat(event.what()));
        text.push('\n');
        text.push_str(&dates.said);
        let known = dates.worked_out.as_ref();
        if let Some(known) = known.filter(|known| !dates.said.ends_with(known.as_str())) {
            text.extend([" (worked out: ", known, ")"]);
        }
        if let Some(line) = dates.by_line() {
            text.extend(["\n", &line]);
        }
        let status = status_word(event.status());
        for line in status
            .into_iter()
            .chain(event.place_name())
            .chain(event.detail())
        {
            text.push('\n');
            text.push_str(&flat(line));
        }
        let sources = event.sources().iter();
        let quotes = sources.clone().filter_map(|one| one.quote.as_deref());
        for quote in event.quote().into_iter().chain(quotes) {
            text.extend(["\n“", &flat(quote), "”"]);
        }
        let sources: Vec<&Support> = sources.collect();
        let cited = timeline.cited(sources.iter().map(|one| one.source), &sources);
        if !cited.is_empty() {
            text.extend(["\nSource: ", &flat(&cited)]);
        }
        text
    }

    /// A link in a sentence, with how sure it is and who says so.
    fn link_title(&self, link: Link) -> String {
        let timeline = self.timeline();
        let cause = self.graph.cause(link);
        let (from, to) = (
            timeline.event(link.cause).what(),
            timeline.event(link.effect).what(),
        );
        let kind = &timeline.link_kind(cause.kind).name;
        // An answer is told from the one who answers.
        let is_answer = timeline.link_kind(cause.kind).id == "responds";
        let (from, to) = if is_answer { (to, from) } else { (from, to) };
        let mut more: Vec<Cow<'_, str>> = Vec::new();
        more.extend(match cause.confidence {
            Confidence::Certain => None,
            Confidence::Percent(percent) => Some(Cow::Owned(format!("{percent} % sure"))),
            said => said.word().map(Cow::Borrowed),
        });
        let sources: Vec<&str> = cause
            .sources
            .iter()
            .map(|id| timeline.source(*id).short_name())
            .collect();
        more.extend((!sources.is_empty()).then(|| Cow::Owned(sources.join(", "))));
        more.extend(cause.note.as_deref().map(flat));
        let more = if more.is_empty() {
            String::new()
        } else {
            format!(" ({})", more.join("; "))
        };
        format!("{} — {kind} — {}{more}", flat(from), flat(to))
    }
}

/// What a break of the axis says.
pub(super) fn skipped(seconds: f64) -> String {
    format!("≈ {} skipped", about(seconds))
}

/// A length of time as a picture tells it: of thousands of years no more than
/// three digits.
pub(super) fn about(seconds: f64) -> String {
    let year = vocabulary::Unit::Year.length();
    let length = instant(seconds.max(0.0)).nanoseconds();
    let grain = match (length / year).checked_ilog10() {
        Some(digits @ 3..) => 10_i128.pow(digits - 2) * year,
        _ => 1,
    };
    length_words((length + grain / 2) / grain * grain)
}

/// A tick's year: with its era, or as an age in deep time.
fn tick_year(step: i64, year: i64) -> String {
    if year < -20_000 || step >= 100_000 {
        // Years are counted from 1950, which nobody sees at this scale.
        let grain = if step >= 10_000 { step / 10 } else { 1 };
        let ago = (1950 - year + grain / 2).div_euclid(grain) * grain;
        let (scale, unit) = match ago + step / 2 {
            1_000_000_000.. => (1_000_000_000, "Ga"),
            1_000_000.. => (1_000_000, "Ma"),
            _ => (1_000, "ka"),
        };
        if ago.abs() < step / 2 {
            return "today".to_owned();
        }
        if ago < 0 {
            return year.to_string();
        }
        let hundredths = (ago * 100 + scale / 2) / scale;
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        return match (rest, rest % 10) {
            (0, _) => format!("{whole} {unit}"),
            (_, 0) => format!("{whole}.{} {unit}", rest / 10),
            _ => format!("{whole}.{rest:02} {unit}"),
        };
    }
    match year {
        // Not to be taken for a day of a month.
        1..=99 => format!("{year} CE"),
        100.. => year.to_string(),
        _ => format!("{} BCE", 1 - year),
    }
}

fn clock(civil: Civil) -> String {
    format!("{:02}:{:02}:{:02}", civil.hour, civil.minute, civil.second)
}

/// How well established a fact is, in a word; none of one that is merely told.
pub(super) fn status_word(status: Status) -> Option<&'static str> {
    match status {
        Status::Reported => None,
        Status::Confirmed => Some("Confirmed"),
        Status::Disputed => Some("Disputed"),
        Status::Alleged => Some("Alleged"),
        Status::Planned => Some("Planned"),
    }
}

/// A text on one line, with single spaces.
pub(super) fn flat(text: &str) -> Cow<'_, str> {
    let mut before = b' ';
    let is_flat = text.bytes().all(|byte| {
        let clean = (b' '..0x7F).contains(&byte) && (byte, before) != (b' ', b' ');
        before = byte;
        clean
    });
    if is_flat && (before != b' ' || text.is_empty()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
