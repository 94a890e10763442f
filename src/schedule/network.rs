//! Everything a timeline says of dates as one simple temporal network
//! (Dechter, Meiri, Pearl: Temporal constraint networks, 1991).
//!
//! A node is a start or an end; an arc says that its head lies at least so
//! much after its tail; a mark says that a node lies not before or not after
//! a date. All of it lies in flat arrays, arcs sorted by tail, so that a
//! hundred thousand facts are solved in a few passes over memory.

use super::hull::Hulls;
use super::statement::{Clause, Statement};
use super::units;
use crate::date::{End, Kind, Lag, Meaning, Relation, Window};
use crate::graph::CausalGraph;
use crate::timeline::{Event, EventId, Said, SourceId, Timeline};
use std::collections::BTreeMap;

/// No statement, arc or mark.
pub(super) const NONE: u32 = u32::MAX;
/// An earliest date that nothing bounds.
pub(super) const NEVER: i128 = i128::MIN;
/// A latest date that nothing bounds.
pub(super) const EVER: i128 = i128::MAX;
/// The gap of an arc that was set aside.
pub(super) const DEAD: i128 = i128::MIN;

/// Dates and gaps are held within these, so that no sum along a path of up
/// to 2¹⁶ of the longest gaps leaves the line; in years about 10²⁰ and 10¹⁶.
pub(super) const FARTHEST: i128 = 1 << 121;
const LONGEST: i128 = 1 << 108;

/// On which side a mark bounds its node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Not before the date.
    Floor,
    /// Not after the date.
    Ceiling,
}

/// A date that bounds a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) node: u32,
    pub(super) said: u32,
    pub(super) side: Side,
    pub(super) live: bool,
    pub(super) date: i128,
}

/// `head` lies at least `gap` after `tail`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    pub(super) tail: u32,
    pub(super) head: u32,
    pub(super) said: u32,
    pub(super) gap: i128,
}

/// How a timeline is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading<'h> {
    /// One fact is read under this account of its own: its `when` and
    /// `because` are replaced by the account's, as far as that gives any.
    pub(super) account: Option<(EventId, u32)>,
    /// What this source alone supports is not read.
    pub(super) without: Option<SourceId>,
    /// Facts of which only accounts say when lie where any of these has them.
    pub(super) told: Option<&'h Hulls>,
    /// Only these facts are read, and what they say of one another.
    pub(super) part: Option<&'h Part>,
}

/// Some of the facts of a timeline.
#[derive(Debug)]
pub(super) struct Part {
    /// In the order of the file.
    pub(super) facts: Vec<EventId>,
    /// Which of them contain others, as others than these say.
    pub(super) extended: Vec<bool>,
}

/// What one statement of a fact says of its ends by its own dates.
pub(super) struct Own {
    pub(super) clause: Clause,
    pub(super) start: Window,
    pub(super) end: Window,
    /// Whether it has the clocks of another zone than UTC.
    pub(super) is_foreign: bool,
}

/// The network of one timeline.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    pub(super) statements: Vec<Statement>,
    /// The facts that were read, where these are not all.
    facts: Option<Vec<EventId>>,
    /// The node of each fact's start.
    pub(super) first: Vec<u32>,
    /// The fact of each node.
    pub(super) fact: Vec<u32>,
    pub(super) kinds: Vec<Kind>,
    pub(super) marks: Vec<Mark>,
    pub(super) arcs: Vec<Arc>,
    /// The arcs of each tail: `arcs[offsets[tail]..offsets[tail + 1]]`.
    pub(super) offsets: Vec<u32>,
    /// How many nodes are starts and ends of facts; behind them lie the points of
    /// units of the calendar.
    pub(super) ends: usize,
    /// What holds of those points by themselves, by fact.
    pub(super) natural: BTreeMap<EventId, Vec<Arc>>,
    /// Ends of facts with the first of their two points of days, where clocks are moved.
    pub(super) days: Vec<(u32, u32)>,
    /// Statements that no date can satisfy.
    pub(super) absurd: Vec<u32>,
}

impl Network {
    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.fact.len()
    }

    /// The place of a fact among those that were read.
    fn place(&self, event: EventId) -> Option<usize> {
        match &self.facts {
            None => Some(event.index()),
            Some(facts) => facts.binary_search(&event).ok(),
        }
    }

    /// The node of a fact's start; of a fact that was read.
    pub(super) fn start(&self, event: EventId) -> usize {
        self.place(event).map_or(0, |place| self.first[place]) as usize
    }

    /// Whether a fact is a moment or a span.
    pub(super) fn kind(&self, event: EventId) -> Kind {
        self.place(event)
            .map_or(Kind::Moment, |place| self.kinds[place])
    }

    /// The node of a fact's end; the same as its start for a moment.
    pub(super) fn finish(&self, event: EventId) -> usize {
        let start = self.start(event);
        match self.fact[..self.ends].get(start + 1) {
            Some(fact) if *fact as usize == event.index() => start + 1,
            _ => start,
        }
    }

    /// The node of an end of a fact.
    pub(super) fn node(&self, (event, end): (EventId, End)) -> u32 {
        match end {
            End::Start => self.start(event) as u32,
            End::Finish => self.finish(event) as u32,
        }
    }

    /// The fact of a node.
    pub(super) fn event(&self, node: u32) -> EventId {
        EventId::new(self.fact[node as usize])
    }

    /// The points of units of the calendar beside a fact.
    pub(super) fn points_of(&self, event: EventId) -> impl Iterator<Item = u32> + '_ {
        let natural = self.natural.get(&event).into_iter().flatten();
        let points = natural.flat_map(|arc| [arc.tail, arc.head]);
        points.filter(|node| *node as usize >= self.ends)
    }

    /// The arcs that leave a node.
    pub(super) fn arcs_of(&self, node: u32) -> std::ops::Range<usize> {
        let node = node as usize;
        self.offsets[node] as usize..self.offsets[node + 1] as usize
    }

    /// The network of a graph's timeline, with links on causal loops left out.
    pub(super) fn build<'g>(graph: &'g CausalGraph, reading: Reading<'g>) -> Self {
        let timeline = graph.timeline();
        let mut builder = Builder {
            graph,
            timeline,
            reading,
            network: Self {
                facts: reading.part.map(|part| part.facts.clone()),
                ..Self::default()
            },
            counted: Vec::new(),
            apart: Vec::new(),
        };
        let facts = match reading.part {
            Some(part) => part.facts.clone(),
            None => timeline.ids().collect(),
        };
        builder.place_nodes(&facts);
        for event in facts {
            builder.state(event);
        }
        let counted = std::mem::take(&mut builder.counted);
        let apart = std::mem::take(&mut builder.apart);
        let mut network = std::mem::take(&mut builder.network);
        units::add(&mut network, timeline, (&counted, &apart), |event| {
            builder.own(event)
        });
        network.sort_arcs();
        network
    }

    /// `to` lies after `from` by what `lag` allows.
    pub(super) fn relate(&mut self, from: u32, to: u32, lag: Lag, said: u32) {
        if let Some(min) = lag.min {
            self.arc(from, to, min, said);
        }
        if let Some(max) = lag.max {
            self.arc(to, from, max.saturating_neg(), said);
        }
    }

    /// `head` lies at least `gap` after `tail`.
    fn arc(&mut self, tail: u32, head: u32, gap: i128, said: u32) {
        if tail != head {
            self.arcs.push(Arc {
                tail,
                head,
                said,
                gap: gap.clamp(-LONGEST, LONGEST),
            });
        } else if gap > 0 {
            self.absurd.push(said);
        }
    }

    /// Sorts arcs by tail, keeping their order otherwise.
    fn sort_arcs(&mut self) {
        let mut offsets = vec![0_u32; self.len() + 1];
        for arc in &self.arcs {
            offsets[arc.tail as usize + 1] += 1;
        }
        for node in 0..self.len() {
            offsets[node + 1] += offsets[node];
        }
        let mut next = offsets.clone();
        let blank = Arc {
            tail: 0,
            head: 0,
            said: NONE,
            gap: 0,
        };
        let mut sorted = vec![blank; self.arcs.len()];
        for arc in &self.arcs {
            let place = &mut next[arc.tail as usize];
            sorted[*place as usize] = *arc;
            *place += 1;
        }
        self.arcs = sorted;
        self.offsets = offsets;
    }
}

struct Builder<'g> {
    graph: &'g CausalGraph,
    timeline: &'g Timeline,
    reading: Reading<'g>,
    network: Network,
    /// Relations in units of the calendar.
    counted: Vec<units::Counted<'g>>,
    /// How far apart relations set two facts, of whatever kind they are.
    apart: Vec<units::Apart>,
}

impl<'g> Builder<'g> {
    fn account(&self, event: EventId) -> Option<(u32, &'g crate::timeline::Account)> {
        let (_, index) = self.reading.account.filter(|(read, _)| *read == event)?;
        let account = &self.timeline.event(event).accounts()[index as usize];
        Some((index, account))
    }

    /// The phrases that date a fact in this world.
    fn when(&self, event: EventId) -> (&'g [Said], Option<u32>) {
        match self.account(event) {
            Some((index, account)) if !account.when.is_empty() => (&account.when, Some(index)),
            _ => (self.timeline.event(event).when(), None),
        }
    }

    /// Where the accounts of a fact have it, if only they say when.
    fn hull(&self, event: EventId) -> Option<&'g super::hull::Hull> {
        if self.account(event).is_some() {
            return None;
        }
        self.reading.told?.get(&event)
    }

    /// What the statements of a fact say of its ends by their own dates.
    fn own(&self, event: EventId) -> Vec<Own> {
        let (when, account) = self.when(event);
        let own = (0..).zip(when).map(|(index, said)| {
            let meaning = &said.meaning;
            Own {
                clause: match account {
                    Some(account) => Clause::AccountWhen(account, index),
                    None => Clause::When(index),
                },
                start: meaning.start,
                end: match meaning.kind {
                    Kind::Moment => meaning.start,
                    Kind::Span => meaning.end,
                },
                is_foreign: units::is_foreign(said),
            }
        });
        let hull = self.hull(event).map(|hull| Own {
            clause: Clause::Accounts(hull.standing),
            start: hull.bounds.start,
            end: hull.bounds.end,
            is_foreign: hull.is_foreign,
        });
        own.chain(hull).collect()
    }

    /// Whether a fact is among those that are read.
    fn reads(&self, event: EventId) -> bool {
        self.network.place(event).is_some()
    }

    fn place_nodes(&mut self, facts: &[EventId]) {
        let mut extended = match self.reading.part {
            Some(part) => part.extended.clone(),
            None => vec![false; facts.len()],
        };
        let mut lasting = vec![false; facts.len()];
        let mut dated = vec![false; facts.len()];
        for (index, event) in facts.iter().enumerate() {
            let (when, _) = self.when(*event);
            let whole = self.timeline.event(*event).part_of();
            for whole in whole.into_iter().chain(when.iter().flat_map(contain)) {
                if let Some(place) = self.network.place(whole) {
                    extended[place] = true;
                }
            }
            dated[index] = !when.is_empty();
            lasting[index] = when.iter().any(|said| lasts(&said.meaning));
        }
        // By an account of its own a fact lasts as that has it.
        let told: Vec<_> = facts.iter().map(|event| self.hull(*event)).collect();
        let network = &mut self.network;
        network.first.reserve(facts.len());
        network.fact.reserve(facts.len());
        network.statements.reserve(facts.len() * 3);
        network.marks.reserve(facts.len() * 2);
        network.arcs.reserve(facts.len() * 4);
        for (index, event) in facts.iter().enumerate() {
            network.first.push(network.fact.len() as u32);
            network.fact.push(event.index() as u32);
            let is_told_to_last = told[index].is_some_and(|hull| hull.lasts);
            if lasting[index] || extended[index] || is_told_to_last {
                network.fact.push(event.index() as u32);
            }
            // What contains others and has no date of its own lasted.
            let contains = extended[index] && !dated[index];
            network.kinds.push(if lasting[index] || contains {
                Kind::Span
            } else {
                Kind::Moment
            });
        }
        network.ends = network.fact.len();
    }

    /// Adds all that a fact says.
    fn state(&mut self, id: EventId) {
        let event = self.timeline.event(id);
        let (start, finish) = (
            self.network.start(id) as u32,
            self.network.finish(id) as u32,
        );
        if start != finish {
            self.network.arc(start, finish, 0, NONE);
        }
        let (when, account) = self.when(id);
        for (index, said) in when.iter().enumerate() {
            let index = index as u32;
            let clause = match account {
                Some(account) => Clause::AccountWhen(account, index),
                None => Clause::When(index),
            };
            let Some(statement) = self.statement(id, clause) else {
                continue;
            };
            self.dates(&said.meaning, start, finish, statement);
            self.relations(id, said, statement);
        }
        if let Some(hull) = self.hull(id)
            && let Some(statement) = self.statement(id, Clause::Accounts(hull.standing))
        {
            self.window(start, hull.bounds.start, statement);
            if start != finish || hull.bounds.end != hull.bounds.start {
                self.window(finish, hull.bounds.end, statement);
            }
        }
        if let Some(whole) = event
            .part_of()
            .filter(|whole| *whole != id && self.reads(*whole))
            && let Some(statement) = self.statement(id, Clause::PartOf)
        {
            let whole_start = self.network.start(whole) as u32;
            let whole_finish = self.network.finish(whole) as u32;
            self.network.arc(whole_start, start, 0, statement);
            self.network.arc(finish, whole_finish, 0, statement);
        }
        self.causes(id, event);
    }

    fn causes(&mut self, id: EventId, event: &'g Event) {
        if let Some((account, told)) = self.account(id)
            && !told.because.is_empty()
        {
            for (index, cause) in told.because.iter().enumerate() {
                let clause = Clause::AccountBecause(account, index as u32);
                if let Some(from) = cause.event.filter(|from| *from != id) {
                    self.cause(id, from, cause.within, clause);
                }
            }
            return;
        }
        if self.hull(id).is_some_and(|hull| hull.has_causes) {
            // They hold by some of its accounts only.
            return;
        }
        for (index, cause) in event.because().iter().enumerate() {
            let Some(from) = cause.event.filter(|from| *from != id) else {
                continue;
            };
            let link = crate::graph::Link {
                cause: from,
                effect: id,
                index: index as u32,
                account: None,
            };
            if !self.graph.is_in_loop(link) {
                self.cause(id, from, cause.within, Clause::Because(index as u32));
            }
        }
    }

    /// An effect begins no sooner than its cause, and as late as `within` says.
    fn cause(&mut self, effect: EventId, cause: EventId, within: Option<Lag>, clause: Clause) {
        if !self.reads(cause) {
            return;
        }
        let Some(statement) = self.statement(effect, clause) else {
            return;
        };
        let from = self.network.start(cause) as u32;
        let to = self.network.start(effect) as u32;
        let within = within.unwrap_or_default();
        self.network
            .arc(from, to, within.min.unwrap_or(0).max(0), statement);
        if let Some(max) = within.max {
            self.network.arc(to, from, max.saturating_neg(), statement);
        }
    }

    fn dates(&mut self, meaning: &Meaning, start: u32, finish: u32, statement: u32) {
        match (meaning.kind, start == finish) {
            (_, true) => self.window(start, meaning.start, statement),
            (Kind::Moment, false) => {
                // It happened once, but others lie within it: all of it, then,
                // lies within its window.
                let window = meaning.start;
                self.window(
                    start,
                    Window::new(window.earliest, window.latest),
                    statement,
                );
                self.window(
                    finish,
                    Window::new(window.earliest, window.latest),
                    statement,
                );
            }
            (Kind::Span, false) => {
                self.window(start, meaning.start, statement);
                self.window(finish, meaning.end, statement);
            }
        }
        if let Some(duration) = meaning.duration {
            self.network.relate(start, finish, duration, statement);
        }
    }

    /// Adds what a phrase says of other facts.
    fn relations(&mut self, id: EventId, said: &'g Said, statement: u32) {
        for relation in &said.meaning.relations {
            let anchor = said.anchors.get(relation.anchor).copied().flatten();
            let Some(anchor) = anchor.filter(|anchor| self.reads(*anchor)) else {
                continue;
            };
            let by = match (&relation.calendar, relation.seconds) {
                (Some(length), _) => Some(units::By::Length(relation, length)),
                (None, seconds) => seconds.map(units::By::Seconds),
            };
            let (own, other) = ((id, relation.own), (anchor, relation.other));
            match by.filter(|_| anchor != id) {
                Some(by) => self.counted.push(units::Counted {
                    own,
                    anchor: other,
                    by,
                    said: statement,
                }),
                None => self.relation(relation, id, anchor, statement),
            }
            if anchor != id {
                self.apart.push(units::Apart {
                    own,
                    anchor: other,
                    lag: relation.lag,
                    is_by_clock: relation.calendar.is_none(),
                    said: statement,
                });
            }
        }
        for (anchor, end, unit) in &said.meaning.same {
            let anchor = said.anchors.get(*anchor).copied().flatten();
            if let Some(anchor) = anchor.filter(|anchor| *anchor != id && self.reads(*anchor)) {
                self.counted.push(units::Counted {
                    own: (id, End::Start),
                    anchor: (anchor, *end),
                    by: units::By::Unit(*unit),
                    said: statement,
                });
            }
        }
    }

    fn relation(&mut self, relation: &Relation, own: EventId, other: EventId, statement: u32) {
        let from = self.network.node((other, relation.other));
        let to = self.network.node((own, relation.own));
        self.network.relate(from, to, relation.lag, statement);
    }

    fn window(&mut self, node: u32, window: Window, said: u32) {
        let mut mark = |side, date: i128| {
            self.network.marks.push(Mark {
                node,
                said,
                side,
                live: true,
                date: date.clamp(-FARTHEST, FARTHEST),
            });
        };
        if let Some(earliest) = window.earliest {
            mark(Side::Floor, earliest.nanoseconds());
        }
        if let Some(latest) = window.latest {
            mark(Side::Ceiling, latest.nanoseconds());
        }
    }

    /// A number for a statement; none where it falls with its source.
    fn statement(&mut self, event: EventId, clause: Clause) -> Option<u32> {
        let statement = Statement { event, clause };
        if let Some(gone) = self.reading.without
            && statement.rests_only_on(self.timeline, gone)
        {
            return None;
        }
        self.network.statements.push(statement);
        Some((self.network.statements.len() - 1) as u32)
    }
}

/// Whether a phrase speaks of something that lasted.
fn lasts(meaning: &Meaning) -> bool {
    meaning.kind == Kind::Span || meaning.duration.is_some()
}

/// The facts that a phrase says the fact lies within.
pub(super) fn contain(said: &Said) -> impl Iterator<Item = EventId> + '_ {
    let relations = &said.meaning.relations;
    let anchors = said.anchors.iter().enumerate();
    anchors.filter_map(move |(place, anchor)| {
        if relations.len() < 2 {
            return None;
        }
        let of = |own: End, end: End| {
            relations
                .iter()
                .filter(move |one| one.anchor == place && one.own == own && one.other == end)
        };
        let begins = of(End::Start, End::Start).any(|one| one.lag.min.is_some_and(|min| min >= 0));
        let ends = of(End::Finish, End::Finish).any(|one| one.lag.max.is_some_and(|max| max <= 0));
        anchor.filter(|_| begins && ends)
    })
}
