//! The picture with time from top to bottom: marks on a spine, arrows in the
//! margin on its left, one card below the other on its right.

use super::axis::{Axis, Direction};
use super::cards::{self, CardText};
use super::equal;
use super::facts::{self, Extent, Fact, IsWide, Precedences};
use super::frame::{self, Words};
use super::grain::Rank;
use super::horizontal::CARD_ROOM;
use super::lanes::{self, LanePlan};
use super::legend;
use super::lettering::Lettering;
use super::marks::{self, Girth, Mark, RUN};
use super::measure::{width as text_width, wrap};
use super::notes;
use super::ordered::Ordered as Time;
use super::ports::{Ports, Side, Wish, beginning, leaving};
use super::stack::{Rect, Wire, point};
use super::tracks::{Run, settle};
use super::wires::{self, Wiring};
use super::wording::Wording;
use super::{Arrow, Card, DateWords, Layout, Leader, Options, Stretch};
use crate::graph::CausalGraph;
use crate::parallel;
use crate::schedule::Schedule;
use crate::timeline::EventId;
use std::borrow::Cow;
use std::collections::BTreeMap;

mod descent;
mod leaders;
mod sections;

use leaders::Dots;

/// The page's margin.
const PAGE: f64 = 16.0;
/// From the marks to the cards.
const LEADER: f64 = 20.0;
/// Between two marks beside each other, where there are many.
const SLIT: f64 = 2.0;
/// Half of the thickness of a mark, at least.
const LEAST_HALF: f64 = 1.0;
/// Half of the thickness of the bars of a rough date and of what lasted, at most: they run
/// beside a column of text and not over a lane.
const VAGUE: f64 = 5.5;
const SPAN: f64 = 3.7;
/// Between two cards.
const GAP: f64 = 12.0;
/// Between two times without a card.
const STEP: f64 = 7.0;
/// Height of a cut in time.
const CUT: f64 = 46.0;
/// Height of a heading between cards, and of its words in it.
const HEADING: f64 = 34.0;
const HEADING_WORDS: f64 = 23.0;
/// How far below its top a card's leader meets it.
const HOOK: f64 = 16.0;

/// Lays the picture out with time from top to bottom, exactly as wide as asked.
pub(super) fn lay_out(
    graph: &CausalGraph,
    schedule: &Schedule,
    options: &Options,
    width: f64,
) -> Layout {
    let wording = Wording::new(graph, schedule);
    let gather =
        |is_wide: IsWide<'_>| facts::gather(graph, schedule, options, Direction::Vertical, is_wide);
    let (mut facts, mut precedences) = gather(&|_, _| false);
    if let Some(rank) = Rank::of(&facts, &wording) {
        (facts, precedences) = gather(&|earliest, latest| rank.is_wide(earliest, latest));
    }
    facts::choose_cards(graph, &mut facts, CARD_ROOM);
    let lane_plans = lanes::assign(graph.timeline(), &mut facts);
    let most_arrows = ((0.3 * width) / 3.0) as usize;
    let wiring = wires::sort_links(graph, &facts, most_arrows);
    let sections = sections::sections(&facts, &wording);
    let mut composer = Composer {
        graph,
        options,
        facts: &facts,
        precedences,
        dates: wording.all_dates(&facts),
        days: sections.days,
        sections: sections.headings,
        headings: Vec::new(),
        wiring,
        wording,
        width,
        texts: Vec::new(),
        layout: Layout::default(),
    };
    composer.layout.heading_units = sections.units;
    let lanes = lane_plans.iter().map(LanePlan::unplaced);
    composer.layout.lanes.extend(lanes);
    composer.compose()
}

struct Composer<'a> {
    graph: &'a CausalGraph,
    options: &'a Options,
    facts: &'a [Fact],
    precedences: Precedences,
    dates: Vec<DateWords>,
    wiring: Wiring,
    wording: Wording<'a>,
    width: f64,
    /// By the place of a fact, the heading over its card.
    sections: BTreeMap<usize, Vec<String>>,
    /// By the place of a fact, a time of the day that the heading over its card names.
    days: BTreeMap<usize, f64>,
    /// The tops of headings, each with the fact that it stands over.
    headings: Vec<(f64, usize)>,
    texts: Vec<Option<CardText>>,
    layout: Layout,
}

/// Where the columns of the picture stand, from the left.
#[derive(Clone, Copy)]
struct Columns {
    spine: f64,
    cards: f64,
    track: f64,
}

impl Composer<'_> {
    fn compose(mut self) -> Layout {
        self.layout.name(self.graph.timeline());
        self.layout.width = self.width;
        let top = self.headings();
        let count = self.facts.iter().filter(|fact| fact.has_card).count();
        let rough = self.width - 2.0 * PAGE - 60.0;
        self.write_cards(rough.min(460.0), count);
        // Places along the axis depend on the cards' heights, rails and tracks
        // on those places, and the cards' room on rails and tracks: cards are
        // written a second time for the room that is left.
        let (axis, _) = self.run_down(top);
        let (rails, tracks) = self.margins(&axis, count);
        let columns = self.columns(rails, tracks, count);
        self.write_cards((self.width - PAGE - columns.cards).max(90.0), count);
        let (axis, tops) = self.run_down(top);
        self.layout.axis = axis;
        let bottom = self.place(columns, &tops, top);
        let y = self.undated(columns, bottom);
        self.foot(y);
        let spoken = self.wording.spoken(self.facts, &self.dates, &self.wiring);
        spoken.put(&mut self.layout);
        self.layout
    }

    fn headings(&mut self) -> f64 {
        let timeline = self.graph.timeline();
        let room = self.width - 2.0 * PAGE;
        let words = &mut self.layout.words;
        let mut y = frame::paragraph(
            words,
            timeline.title(),
            Lettering::Title,
            PAGE,
            room,
            6,
            16.0,
        );
        let lines = [
            timeline.subtitle().map(str::to_owned),
            self.wording.as_of_line(),
        ];
        for line in lines.into_iter().flatten() {
            y = frame::paragraph(words, &line, Lettering::AsOf, PAGE, room, 6, y + 2.0);
        }
        let mut eras = facts::eras(self.graph, facts::asked(self.options, self.facts));
        eras.sort_by_key(|era| (Time(era.from), Time(era.to)));
        for era in eras {
            let line = self.wording.era_line(&era);
            y = frame::paragraph(words, &line, Lettering::Footer, PAGE, room, 3, y + 2.0);
        }
        y + 22.0
    }

    fn write_cards(&mut self, room: f64, count: usize) {
        let fashion = cards::fashion(count).at_width(room);
        let names_actor = self.layout.lanes.len() > 1;
        let (facts, wiring) = (self.facts, &self.wiring);
        let timeline = self.graph.timeline();
        let write = |index: usize| {
            let fact = &facts[index];
            fact.has_card.then(|| {
                let causes: Vec<EventId> = wiring.told_by(facts, index).collect();
                let date = self.under_heading(index);
                cards::write_card(timeline, fact, &date, fashion, &causes, names_actor)
            })
        };
        self.texts = parallel::map(facts.len(), cards::SHARE, &write);
    }

    /// The date of a card: one of the day that the heading over it names without that day.
    fn under_heading(&self, index: usize) -> Cow<'_, DateWords> {
        let date = &self.dates[index];
        let day = self.days.get(&index).filter(|_| date.accounts.is_empty());
        let within = day.and_then(|day| self.wording.within_day(*day, &date.said));
        match within {
            Some(within) => Cow::Owned(DateWords {
                said: within.to_owned(),
                ..date.clone()
            }),
            None => Cow::Borrowed(date),
        }
    }

    /// How many rails and tracks the marks and arrows need.
    fn margins(&self, axis: &Axis, count: usize) -> (usize, usize) {
        let mut marks = self.marks(axis, count);
        let rails = marks::settle_rails(&mut marks, 1, usize::MAX);
        let (_, tracks) = self.runs(&marks);
        (rails[0], tracks)
    }

    fn marks(&self, axis: &Axis, count: usize) -> Vec<Option<Mark>> {
        let mut marks = marks::place(self.facts, axis, girth(count));
        equal::part(&mut marks, false);
        marks::settle_hooks(&mut marks, &self.precedences);
        for mark in marks.iter_mut().flatten() {
            mark.lane = 0;
        }
        marks
    }

    fn runs(&self, marks: &[Option<Mark>]) -> (Vec<Run>, usize) {
        let ports = self.ports(marks);
        let mut runs: BTreeMap<(bool, usize, u16), Run> = BTreeMap::new();
        for (_, wire) in &self.wiring.drawn {
            let (from, to) = ends(&ports, marks, *wire);
            let key = (false, wire.cause, wire.strand);
            let run = runs.entry(key).or_default();
            run.key = key;
            run.extend(from, false);
            run.extend(to, false);
        }
        let mut runs: Vec<Run> = runs.into_values().collect();
        let tracks = settle(&mut runs);
        (runs, tracks)
    }

    fn ports(&self, marks: &[Option<Mark>]) -> Ports {
        let hook = |index: usize| marks[index].as_ref().map_or(0.0, |mark| mark.hook);
        let wishes: Vec<Wish> = self
            .wiring
            .drawn
            .iter()
            .flat_map(|(_, wire)| {
                let end = |port, other, aim| Wish {
                    port,
                    other,
                    returns: true,
                    aim,
                };
                let begins = marks[wire.effect].as_ref().and_then(beginning);
                let goal = begins.unwrap_or(hook(wire.effect));
                let left = marks[wire.cause].as_ref();
                let left = left.map_or(0.0, |mark| leaving(mark, goal));
                let aim = begins.map(|begins| begins.max(left + RUN));
                let [cause, effect] = wire.ports();
                [end(cause, goal, None), end(effect, hook(wire.cause), aim)]
            })
            .collect();
        let mut ports = Ports::new(marks, &wishes);
        let ways = self.wiring.drawn.iter().map(|(_, wire)| {
            let [cause, effect] = wire.ports();
            (cause, effect, None)
        });
        ports.go_forward(marks, &ways.collect::<Vec<_>>(), true);
        ports
    }

    fn columns(&self, rails: usize, tracks: usize, count: usize) -> Columns {
        let girth = girth(count);
        let half = girth.vague.max(girth.radius);
        let track = (0.3 * self.width / tracks.max(1) as f64).clamp(2.5, 9.0);
        let margin = if tracks > 0 {
            12.0 + track * tracks as f64
        } else {
            0.0
        };
        let spine = PAGE + margin + half;
        let pitch = (2.0 * half + 4.0).min(0.2 * self.width / rails as f64);
        Columns {
            spine,
            cards: spine + (rails - 1) as f64 * pitch + half + LEADER,
            track,
        }
    }

    fn place(&mut self, columns: Columns, tops: &[f64], top: f64) -> f64 {
        let count = self.facts.iter().filter(|fact| fact.has_card).count();
        let axis = std::mem::take(&mut self.layout.axis);
        let mut marks = self.marks(&axis, count);
        let rails = marks::settle_rails(&mut marks, 1, usize::MAX)[0];
        let girth = girth(count);
        let half = girth.vague.max(girth.radius);
        let pitch = (columns.cards - LEADER - half - columns.spine) / (rails.max(2) - 1) as f64;
        // Where there are many rows, marks are so slim that none covers another.
        let slim = match rails {
            0 | 1 => f64::INFINITY,
            _ => ((pitch - SLIT) / 2.0).max(LEAST_HALF),
        };
        for mark in marks.iter_mut().flatten() {
            mark.across = columns.spine + mark.rail as f64 * pitch;
            mark.slim(slim);
        }
        self.arrows(&marks, columns, half);
        let dots = Dots::of(&marks);
        let mut bottom = axis.knots.last().map_or(top, |knot| knot.position + half);
        for (index, mark) in marks.iter().enumerate() {
            let (Some(mark), Some(text)) = (mark, &self.texts[index]) else {
                continue;
            };
            let rect = Rect {
                x: columns.cards,
                y: tops[index],
                width: text.width,
                height: text.height,
            };
            bottom = bottom.max(rect.y + rect.height);
            self.layout.leaders.push(Leader {
                event: mark.event,
                lane: self.facts[index].lane,
                path: dots.way(mark, rect),
            });
            let card = self.card(index, rect);
            self.layout.cards.extend(card);
        }
        for (fact, mark) in self.facts.iter().zip(&mut marks) {
            if let Some(mark) = mark {
                mark.lane = fact.lane;
            }
        }
        let room = (self.width - PAGE - columns.cards).max(60.0);
        for cut in &mut self.layout.breaks {
            cut.label = skipped(cut, columns.cards, room);
        }
        self.layout.columns = self.divided(columns.cards, room, bottom);
        self.layout.field = Rect {
            x: columns.cards - 8.0,
            y: top - 10.0,
            width: self.width - columns.cards,
            height: bottom - top + 20.0,
        };
        self.spine(columns, &axis);
        self.layout.axis = axis;
        self.layout.marks = marks.into_iter().flatten().collect();
        bottom
    }

    /// The sections of cards, each from its heading down to the next.
    fn divided(&self, left: f64, room: f64, bottom: f64) -> Vec<Stretch> {
        let lettering = Lettering::TickStrong;
        let fits = |text: &&String| text_width(text, lettering.text_style()) <= room;
        // All of them are as short as the longest needs to be.
        let shortness = self.headings.iter().map(|(_, index)| {
            let forms = &self.sections[index];
            let long = forms.iter().take_while(|text| !fits(text)).count();
            long.min(forms.len() - 1)
        });
        let shortness = shortness.max().unwrap_or(0);
        let ends = self.headings.iter().skip(1).map(|(top, _)| *top);
        self.headings
            .iter()
            .zip(ends.chain([bottom]))
            .map(|((top, index), to)| {
                let forms = &self.sections[index];
                let text = forms.get(shortness).or(forms.last());
                let lines = wrap(
                    text.map_or("", String::as_str),
                    lettering.text_style(),
                    room,
                    1,
                );
                let lines = lines.lines.into_iter();
                Stretch {
                    from: *top,
                    to,
                    label: lines
                        .map(|line| Words::new(left, top + HEADING_WORDS, line, lettering))
                        .collect(),
                }
            })
            .collect()
    }

    fn spine(&mut self, columns: Columns, axis: &Axis) {
        let Some((first, last)) = axis.knots.first().zip(axis.knots.last()) else {
            return;
        };
        let ends = (
            point(columns.spine, first.position),
            point(columns.spine, last.position),
        );
        if let Some(lane) = self.layout.lanes.first_mut() {
            lane.rails.push(ends);
        }
    }

    fn arrows(&mut self, marks: &[Option<Mark>], columns: Columns, half: f64) {
        let ports = self.ports(marks);
        let (runs, _) = self.runs(marks);
        let base = columns.spine - half - 12.0;
        for (link, wire) in &self.wiring.drawn {
            let (from, to) = ends(&ports, marks, *wire);
            let track = runs
                .binary_search_by_key(&(false, wire.cause, wire.strand), |run| run.key)
                .map_or(0, |run| runs[run].track);
            let level = base - track as f64 * columns.track;
            let edge = |index: usize, along: f64| {
                marks[index]
                    .as_ref()
                    .map_or(base, |mark| mark.across - mark.half_at(along) - 1.0)
            };
            self.layout.arrows.push(Arrow {
                link: *link,
                kind: wire.kind,
                sureness: self.graph.cause(*link).confidence.degree(),
                path: vec![
                    point(edge(wire.cause, from), from),
                    point(level, from),
                    point(level, to),
                    point(edge(wire.effect, to), to),
                ],
                faulty: self.options.faulty_links.contains(link),
            });
        }
    }

    /// The card of a fact, to which its words move.
    fn card(&mut self, index: usize, rect: Rect) -> Option<Card> {
        let text = self.texts[index].as_mut()?;
        Some(text.placed(self.graph, self.options, &self.facts[index], rect))
    }

    fn undated(&mut self, columns: Columns, top: f64) -> f64 {
        let homeless: Vec<usize> = (0..self.facts.len())
            .filter(|index| self.facts[*index].extent == Extent::Nowhere)
            .collect();
        if homeless.is_empty() {
            return top;
        }
        let heading = format!("No date known: {}", homeless.len());
        let room = self.width - 2.0 * PAGE;
        let words = &mut self.layout.words;
        let mut y = frame::paragraph(
            words,
            &heading,
            Lettering::LaneName,
            PAGE,
            room,
            2,
            top + 22.0,
        );
        y += 8.0;
        for index in homeless {
            let Some(text) = &self.texts[index] else {
                continue;
            };
            let rect = Rect {
                x: columns.cards,
                y,
                width: text.width,
                height: text.height,
            };
            y += text.height + GAP;
            let card = self.card(index, rect);
            self.layout.cards.extend(card);
        }
        y
    }

    fn foot(&mut self, top: f64) {
        let right = self.width - PAGE;
        let claims = self.texts.iter().flatten().any(|text| text.claim);
        let entries = legend::entries(self.graph, &self.layout, claims);
        let (legend, mut y) = frame::legend(entries, PAGE, right, top + 20.0);
        self.layout.legend = legend;
        self.layout.legend_top = top + 12.0;
        for note in notes::notes(&self.wording, self.facts, &self.wiring, &self.layout) {
            let room = right - PAGE;
            y = frame::paragraph(
                &mut self.layout.words,
                &note,
                Lettering::Footer,
                PAGE,
                room,
                6,
                y + 6.0,
            );
        }
        let list = self.wording.source_list(self.facts);
        let (sources, bottom) = frame::sources(&list, PAGE, right, y + 8.0);
        self.layout.sources = sources;
        self.layout.height = bottom + 18.0;
    }
}

/// What a cut skips, wrapped into its middle.
fn skipped(cut: &Stretch, left: f64, room: f64) -> Vec<Words> {
    let text: String = cut
        .label
        .iter()
        .map(|words| words.content.as_str())
        .collect();
    let lettering = Lettering::Minor;
    let lines = wrap(&text, lettering.text_style(), room, 2).lines;
    let height = lettering.line_height();
    let top = f64::midpoint(cut.from, cut.to) - height * lines.len() as f64 / 2.0;
    let words = lines.into_iter().enumerate().map(|(index, content)| {
        Words::new(
            left,
            top + (index as f64 + 0.76) * height,
            content,
            lettering,
        )
    });
    words.collect()
}

fn ends(ports: &Ports, marks: &[Option<Mark>], wire: Wire) -> (f64, f64) {
    (
        ports.place(marks, wire.cause, Side::Out, wire.strand),
        ports.place(marks, wire.effect, Side::In, wire.kind),
    )
}

/// How large marks are, by how many there are.
fn girth(count: usize) -> Girth {
    let level = marks::girth(count);
    Girth {
        vague: level.vague.min(VAGUE),
        span: level.span.min(SPAN),
        ..level
    }
}
