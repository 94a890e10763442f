//! The picture with time from left to right.

use super::axis::Direction;
use super::cards::{self, CardText};
use super::equal;
use super::facts::{self, Fact, Precedences};
use super::frame::{self, Sign, Words};
use super::grain::Grain;
use super::lanes::{self, LanePlan};
use super::legend;
use super::lettering::Lettering;
use super::limits;
use super::marks::{self, Mark};
use super::measure::{Align, width as text_width};
use super::notes;
use super::scale::{self, Demand};
use super::stack::{self, CARD_MARGIN, Field, Rect, Stacked, point};
use super::ticks::{self, Ruler};
use super::wires::{self, Wiring};
use super::wording::Wording;
use super::{Arrow, Card, DateWords, Lane, Layout, Leader, Options, Stretch};
use crate::graph::CausalGraph;
use crate::parallel;
use crate::schedule::Schedule;
use crate::timeline::EventId;
use std::mem::take;

mod ruler;

/// Facts beyond this many keep their mark and lose their card.
pub(super) const CARD_ROOM: usize = 400;
/// How much wider than usual a picture may become so that its cards stand in
/// fewer rows, where no width was asked for.
const MOST_GROWTH: f64 = 1.7;
/// The page's margin.
pub(super) const PAGE: f64 = 36.0;
/// Space between the lanes' names and the axis.
const GUTTER_GAP: f64 = 14.0;
/// So many rows of cards in a lane before the picture grows beyond its usual
/// width, and so many in one of a width that was asked for.
const MANY_ROWS: f64 = 18.0;
const MOST_ROWS: f64 = 40.0;
/// Height of the row with times of day under the names of days.
const HOURS: f64 = 17.0;
/// At most so many rails for marks in one lane where there are hundreds.
const RAILS: usize = 8;

/// Lays the picture out with time from left to right; it is at least as wide
/// as asked, and wider only where the facts cannot be told apart otherwise.
pub(super) fn lay_out(
    graph: &CausalGraph,
    schedule: &Schedule,
    options: &Options,
    width: f64,
    most_arrows: usize,
) -> Layout {
    let timeline = graph.timeline();
    let (mut facts, precedences) =
        facts::gather(graph, schedule, options, Direction::Horizontal, &|_, _| {
            false
        });
    facts::choose_cards(graph, &mut facts, CARD_ROOM);
    let mut lane_plans = lanes::assign(timeline, &mut facts);
    let drawn_lanes = lanes::dated_first(&mut lane_plans, &mut facts);
    let wiring = wires::sort_links(graph, &facts, most_arrows);
    let wording = Wording::new(graph, schedule);
    let dates = wording.all_dates(&facts);
    let texts = write_cards(graph, &facts, &dates, &lane_plans, &wiring);
    let gutter = gutter(&lane_plans[..drawn_lanes]);
    let left = PAGE + gutter;
    let rows = if options.width.is_some() {
        MOST_ROWS
    } else {
        MANY_ROWS
    };
    let breadth =
        needed_breadth(&facts, &texts, &wiring, lane_plans.len(), rows).max(width - left - PAGE);
    let most = if options.width.is_some() {
        breadth
    } else {
        breadth.max(MOST_GROWTH * width)
    };
    let scale = |facts: &[Fact]| {
        let room = (left, breadth, most);
        scaled(
            (graph, &wording),
            facts,
            &texts,
            &wiring,
            facts::asked(options, facts),
            room,
        )
    };
    let (mut layout, mut ruler) = scale(&facts);
    if let Some(grain) = Grain::of(&layout.axis, &ruler.ticks, &facts)
        && let Some(seen) = as_seen(graph, schedule, options, &facts, &grain)
    {
        facts = seen;
        (layout, ruler) = scale(&facts);
    }
    let composer = Composer {
        graph,
        options,
        facts: &facts,
        precedences,
        dates,
        texts,
        lane_plans,
        drawn_lanes,
        wiring,
        wording,
        left,
        right: layout
            .axis
            .knots
            .last()
            .map_or(left + breadth, |knot| knot.position),
    };
    composer.compose(layout, ruler)
}

/// The facts with those dates as bars that an axis tells finer than they are known; none
/// where it tells none so.
fn as_seen(
    graph: &CausalGraph,
    schedule: &Schedule,
    options: &Options,
    facts: &[Fact],
    grain: &Grain<'_>,
) -> Option<Vec<Fact>> {
    let (mut seen, _) = facts::gather(
        graph,
        schedule,
        options,
        Direction::Horizontal,
        &|earliest, latest| grain.is_wide(earliest, latest),
    );
    for (fact, before) in seen.iter_mut().zip(facts) {
        (fact.lane, fact.has_card) = (before.lane, before.has_card);
    }
    let mut pairs = seen.iter().zip(facts);
    let differs = pairs.any(|(one, other)| !one.extents().eq(other.extents()));
    differs.then_some(seen)
}

/// The axis with its ruler and everything that depends on it alone.
fn scaled(
    (graph, wording): (&CausalGraph, &Wording),
    facts: &[Fact],
    texts: &[Option<CardText>],
    wiring: &Wiring,
    (first, last): (f64, f64),
    (left, breadth, most): (f64, f64, f64),
) -> (Layout, Ruler) {
    let card_widths: Vec<f64> = texts
        .iter()
        .map(|text| {
            text.as_ref()
                .map_or(0.0, |text| text.width + 2.0 * CARD_MARGIN)
        })
        .collect();
    let eras = facts::eras(graph, (first, last));
    let era_ends = eras.iter().flat_map(|era| [era.from, era.to]);
    let is_asked = |end: &f64| end.is_finite() && (first..=last).contains(end);
    let era_ends: Vec<f64> = era_ends.filter(is_asked).collect();
    let demand = Demand {
        facts,
        widths: &card_widths,
        lanes: facts.iter().map(|fact| fact.lane + 1).max().unwrap_or(0),
        trunks: &wiring.trunks(facts),
        most,
        marks: &era_ends,
        limits: limits::edges(facts),
    };
    let scale = scale::measure_out(&demand, left, breadth);
    let ruler = ticks::rule(&scale, facts, wording);
    let layout = Layout {
        axis: scale.axis,
        ..Layout::default()
    };
    (layout, ruler)
}

/// Writes a card for every fact that has one.
fn write_cards(
    graph: &CausalGraph,
    facts: &[Fact],
    dates: &[DateWords],
    lane_plans: &[LanePlan],
    wiring: &Wiring,
) -> Vec<Option<CardText>> {
    let count = facts.iter().filter(|fact| fact.has_card).count();
    let fashion = cards::fashion(count);
    let write = |index: usize| {
        let fact = &facts[index];
        let is_undated = fact.extent == facts::Extent::Nowhere;
        let fashion = if is_undated {
            fashion.undated()
        } else {
            fashion
        };
        // A card outside the lanes names its actor too.
        let is_outside = lane_plans.len() > 1 && is_undated;
        let shared = lane_plans.get(fact.lane).is_some_and(|lane| lane.shared);
        fact.has_card.then(|| {
            let causes: Vec<EventId> = wiring.told_by(facts, index).collect();
            cards::write_card(
                graph.timeline(),
                fact,
                &dates[index],
                fashion,
                &causes,
                shared || is_outside,
            )
        })
    };
    parallel::map(facts.len(), cards::SHARE, &write)
}

/// The width of the lanes' names at the left edge.
fn gutter(lane_plans: &[LanePlan]) -> f64 {
    let style = Lettering::LaneName.text_style();
    let widest = lane_plans
        .iter()
        .flat_map(|lane| &lane.name)
        .map(|line| text_width(line, style))
        .fold(0.0, f64::max);
    if widest > 0.0 {
        widest + 16.0 + GUTTER_GAP
    } else {
        0.0
    }
}

/// The least breadth in which every lane's cards, leaders and trunks fit side
/// by side in a bearable number of rows.
fn needed_breadth(
    facts: &[Fact],
    texts: &[Option<CardText>],
    wiring: &Wiring,
    lane_count: usize,
    rows: f64,
) -> f64 {
    let mut cards = vec![(0.0_f64, 0.0_f64, 0.0_f64); lane_count];
    for (fact, text) in facts.iter().zip(texts) {
        if let (Some(text), true) = (text, fact.extent != facts::Extent::Nowhere) {
            let lane = &mut cards[fact.lane];
            lane.0 += 1.0;
            lane.1 += text.width + 2.0 * CARD_MARGIN;
            lane.2 = lane.2.max(text.width + 2.0 * CARD_MARGIN);
        }
    }
    let mut passing = vec![0.0_f64; lane_count + 1];
    for (_, wire) in &wiring.drawn {
        let (from, to) = (facts[wire.cause].lane, facts[wire.effect].lane);
        for lane in &mut passing[from.min(to)..from.max(to)] {
            *lane += 1.0;
        }
    }
    let stub = 2.0 * super::rows::STUB;
    cards
        .iter()
        .zip(passing)
        .map(|((count, total, widest), passing)| {
            let stubs = if *count > rows { count * stub } else { 0.0 };
            total / rows + stubs + passing * stub + widest
        })
        .fold(0.0, f64::max)
}

/// Everything that the picture is put together from.
struct Composer<'a> {
    graph: &'a CausalGraph,
    options: &'a Options,
    facts: &'a [Fact],
    precedences: Precedences,
    dates: Vec<DateWords>,
    texts: Vec<Option<CardText>>,
    lane_plans: Vec<LanePlan>,
    /// So many of the lanes, from the first, hold dated facts and are drawn.
    drawn_lanes: usize,
    wiring: Wiring,
    wording: Wording<'a>,
    left: f64,
    right: f64,
}

impl Composer<'_> {
    fn compose(mut self, mut layout: Layout, ruler: Ruler) -> Layout {
        layout.name(self.graph.timeline());
        layout.width = self.right + PAGE;
        let mut y = self.headings(&mut layout);
        y = Self::ruler(&mut layout, ruler, y);
        y = self.era_strips(&mut layout, y);
        let (spoken, (mut stacked, marks)) = parallel::both(
            self.facts.len() >= cards::SHARE,
            || self.wording.spoken(self.facts, &self.dates, &self.wiring),
            || self.stack(&layout, y),
        );
        spoken.put(&mut layout);
        self.place_lanes(&mut layout, &stacked, &marks);
        self.place_cards(&mut layout, &mut stacked, &marks);
        layout.marks = marks.into_iter().flatten().collect();
        // Below all strips, so that no band ends within the name of another era.
        for band in &mut layout.eras {
            band.rect.y = y;
            band.rect.height = stacked.bottom - y;
        }
        layout.field = Rect {
            x: PAGE - 12.0,
            y,
            width: self.right - PAGE + 24.0,
            height: stacked.bottom - y,
        };
        y = self.undated(&mut layout, stacked.bottom);
        self.foot(&mut layout, y);
        layout
    }

    fn headings(&self, layout: &mut Layout) -> f64 {
        let timeline = self.graph.timeline();
        let mut room = self.right - PAGE;
        let mut as_of = self.wording.as_of_line();
        if let Some(line) = &as_of {
            let taken = text_width(line, Lettering::AsOf.text_style());
            if taken < 0.4 * room {
                let words = Words::new(self.right, 52.0, line, Lettering::AsOf);
                layout.words.push(words.set(Align::End));
                room -= taken + 40.0;
                as_of = None;
            }
        }
        let mut y = frame::paragraph(
            &mut layout.words,
            timeline.title(),
            Lettering::Title,
            PAGE,
            room,
            4,
            22.0,
        );
        if let Some(subtitle) = timeline.subtitle() {
            let most = (self.right - PAGE).min(1100.0);
            let words = &mut layout.words;
            y = frame::paragraph(words, subtitle, Lettering::Subtitle, PAGE, most, 4, y + 4.0);
        }
        // Where it has no room beside the title, below.
        if let Some(as_of) = as_of {
            let (words, most) = (&mut layout.words, self.right - PAGE);
            y = frame::paragraph(words, &as_of, Lettering::AsOf, PAGE, most, 2, y + 4.0);
        }
        y + 14.0
    }

    /// The marks, at their places, and the lanes that they stand in.
    fn stack(&self, layout: &Layout, top: f64) -> (Stacked, Vec<Option<Mark>>) {
        let dated = self
            .facts
            .iter()
            .filter(|fact| fact.extent != facts::Extent::Nowhere)
            .count();
        let girth = marks::girth(dated);
        let mut marks = marks::place(self.facts, &layout.axis, girth);
        equal::part(&mut marks, true);
        marks::settle_hooks(&mut marks, &self.precedences);
        let most = if dated > CARD_ROOM { RAILS } else { usize::MAX };
        let rail_counts = marks::settle_rails(&mut marks, self.drawn_lanes, most);
        let mark_half = girth.radius.max(girth.vague).max(girth.span);
        let crowded = rail_counts.iter().any(|count| *count > 6);
        let field = Field {
            left: self.left - 4.0,
            right: self.right + 4.0,
            top,
            mark_half,
            pitch: 2.0 * mark_half + if crowded { 2.0 } else { 4.0 },
        };
        let wires: Vec<stack::Wire> = self.wiring.drawn.iter().map(|drawn| drawn.1).collect();
        let least = self.least_heights();
        let dated_texts: Vec<Option<&CardText>> = self
            .texts
            .iter()
            .zip(&marks)
            .map(|(text, mark)| text.as_ref().filter(|_| mark.is_some()))
            .collect();
        let tears = layout.breaks.iter();
        let tears: Vec<f64> = tears.flat_map(Stretch::tears).collect();
        let contents = stack::Contents {
            cards: &dated_texts,
            wires: &wires,
            rail_counts: &rail_counts,
            least_heights: &least,
            tears: &tears,
            field,
        };
        (stack::stack(&mut marks, contents), marks)
    }

    fn least_heights(&self) -> Vec<f64> {
        let line = Lettering::LaneName.line_height();
        self.lane_plans[..self.drawn_lanes]
            .iter()
            .map(|lane| 30.0_f64.max(22.0 + lane.name.len() as f64 * line))
            .collect()
    }

    fn place_lanes(&self, layout: &mut Layout, stacked: &Stacked, marks: &[Option<Mark>]) {
        let line = Lettering::LaneName.line_height();
        let mut reach = vec![(f64::INFINITY, f64::NEG_INFINITY); self.lane_plans.len()];
        for mark in marks.iter().flatten() {
            let (from, to) = mark.reach();
            let reach = &mut reach[mark.lane];
            *reach = (reach.0.min(from), reach.1.max(to));
        }
        for ((plan, place), reach) in self.lane_plans.iter().zip(&stacked.lanes).zip(reach) {
            let name = plan.name.iter().enumerate().map(|(index, content)| {
                let baseline = place.top + 22.0 + index as f64 * line;
                Words::new(PAGE + 14.0, baseline, content.clone(), Lettering::LaneName)
            });
            let rails = place
                .rails
                .first()
                .filter(|_| reach.0 < reach.1)
                .map(|rail| (point(self.left, *rail), point(self.right, *rail)));
            layout.lanes.push(Lane {
                full_name: plan.full_name.clone(),
                hue: plan.shown_hue(),
                rect: Rect {
                    x: PAGE - 12.0,
                    y: place.top,
                    width: self.right - PAGE + 24.0,
                    height: place.bottom - place.top,
                },
                name: name.collect(),
                rails: rails.into_iter().collect(),
            });
        }
        // The others lend their colour to cards alone.
        let others = self.lane_plans.iter().skip(self.drawn_lanes);
        layout.lanes.extend(others.map(LanePlan::unplaced));
    }

    fn place_cards(&mut self, layout: &mut Layout, stacked: &mut Stacked, marks: &[Option<Mark>]) {
        for (index, rect) in stacked.cards.iter().enumerate() {
            if let (Some(rect), Some(_)) = (rect, &marks[index]) {
                layout.cards.extend(self.card(index, *rect));
            }
        }
        for (index, path) in take(&mut stacked.leaders) {
            layout.leaders.push(Leader {
                event: self.facts[index].event,
                lane: self.facts[index].lane,
                path,
            });
        }
        for ((link, wire), path) in self.wiring.drawn.iter().zip(take(&mut stacked.arrows)) {
            let faulty = self.options.faulty_links.contains(link);
            layout.arrows.push(Arrow {
                link: *link,
                kind: wire.kind,
                sureness: self.graph.cause(*link).confidence.degree(),
                path,
                faulty,
            });
        }
    }

    /// The card of a fact, to which its words move.
    fn card(&mut self, index: usize, rect: Rect) -> Option<Card> {
        let text = self.texts[index].as_mut()?;
        Some(text.placed(self.graph, self.options, &self.facts[index], rect))
    }

    /// Facts that nothing dates, in a field of their own under the lanes.
    fn undated(&mut self, layout: &mut Layout, top: f64) -> f64 {
        let homeless: Vec<usize> = (0..self.facts.len())
            .filter(|index| self.facts[*index].extent == facts::Extent::Nowhere)
            .collect();
        if homeless.is_empty() {
            return top;
        }
        let shown: Vec<usize> = homeless
            .iter()
            .copied()
            .filter(|index| self.texts[*index].is_some())
            .collect();
        let heading = format!("No date known: {}", homeless.len());
        layout
            .words
            .push(Words::new(PAGE, top + 32.0, heading, Lettering::LaneName));
        let (mut x, mut y, mut height) = (PAGE, top + 46.0, 0.0_f64);
        for index in shown {
            let Some(text) = &self.texts[index] else {
                continue;
            };
            if x > PAGE && x + text.width > self.right {
                (x, y, height) = (PAGE, y + height + 12.0, 0.0);
            }
            let rect = Rect {
                x,
                y,
                width: text.width,
                height: text.height,
            };
            x += rect.width + 12.0;
            height = height.max(rect.height);
            layout.cards.extend(self.card(index, rect));
        }
        y + height
    }

    fn foot(&self, layout: &mut Layout, top: f64) {
        let entries = self.legend_entries(layout);
        let (legend, mut y) = frame::legend(entries, PAGE, self.right, top + 18.0);
        layout.legend = legend;
        layout.legend_top = top + 10.0;
        let mut notes = notes::notes(&self.wording, self.facts, &self.wiring, layout);
        notes.retain(|note| !note.is_empty());
        for note in notes {
            let most = (self.right - PAGE).min(1100.0);
            y = frame::paragraph(
                &mut layout.words,
                &note,
                Lettering::Footer,
                PAGE,
                most,
                4,
                y + 6.0,
            );
        }
        let list = self.wording.source_list(self.facts);
        let (sources, bottom) = frame::sources(&list, PAGE, self.right, y + 8.0);
        layout.sources = sources;
        layout.height = bottom + 22.0;
    }

    fn legend_entries(&self, layout: &Layout) -> Vec<(Sign, String)> {
        legend::entries(
            self.graph,
            layout,
            self.texts.iter().flatten().any(|text| text.claim),
        )
    }
}
