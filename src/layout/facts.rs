//! Which facts are drawn, and what stretch of time each stands for.

use super::Options;
use super::axis::Direction;
use super::clocks;
use super::edges;
pub(super) use super::extent::{Extent, IsWide, Stretch};
use super::extent::{closing, extent};
use super::limits;
use crate::date::{Kind, Window, Zone};
use crate::graph::CausalGraph;
use crate::parallel;
use crate::schedule::{Bounds, Schedule};
use crate::timeline::EventId;

/// Seconds in a day.
pub(super) const DAY: f64 = 86_400.0;

/// A window no longer than this is shown as a point within it.
pub(super) const POINT_WINDOW: f64 = 1.01 * DAY;

/// What is known so well, in seconds, stands at its own time within a day: to the
/// hour. The rest stands in its order.
pub(super) const OF_A_CLOCK: f64 = 3600.5;

/// How many facts are worth the way to another core.
const SHARE: usize = 500;

/// What one account says of when a fact was; without a number what the fact
/// itself says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    /// Its place among the accounts of the fact.
    pub(super) account: Option<usize>,
    /// Whether it does not go with the other facts.
    pub(super) is_apart: bool,
    /// When.
    pub(super) extent: Extent,
}

/// A fact to draw.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    /// Which.
    pub(super) event: EventId,
    /// When.
    pub(super) extent: Extent,
    /// The time at which its card hangs, in seconds: within its extent, and
    /// where there is room for it not before its causes.
    pub(super) hook: Option<f64>,
    /// Whether its bounds come, in part, from other facts.
    pub(super) derived: bool,
    /// When, before the ends of its bar were drawn to the dots of others: where these
    /// stand within a day is no time of day.
    pub(super) told: Extent,
    /// Those ends of its bar that no date of its own says.
    pub(super) rims: Vec<f64>,
    /// How well its best known end is known, in seconds.
    pub(super) grain: f64,
    /// What its accounts say of when it was, where they compete; its extent
    /// reaches over all of them.
    pub(super) claims: Vec<Claim>,
    /// Whether another account of it lies beyond the time to draw.
    pub(super) is_partial: bool,
    /// Its lane.
    pub(super) lane: usize,
    /// Whether it has a card.
    pub(super) has_card: bool,
}

impl Fact {
    /// The stretches of time that its mark stands for: its own, and those of
    /// its accounts.
    pub(super) fn extents(&self) -> impl Iterator<Item = Extent> + '_ {
        let claims = self.claims.iter().map(|claim| claim.extent);
        std::iter::once(self.extent).chain(claims)
    }
}

/// What certainly comes before what, as places among the facts to draw, sorted.
pub(super) type Precedences = Vec<(usize, usize)>;

/// The facts to draw, in the order of the schedule, each with its extent, and
/// what certainly comes before what among them.
pub(super) fn gather(
    graph: &CausalGraph,
    schedule: &Schedule,
    options: &Options,
    direction: Direction,
    is_wide: IsWide<'_>,
) -> (Vec<Fact>, Precedences) {
    let visible = options.shown.as_deref().map(|shown| {
        let mut visible = vec![false; graph.timeline().events().len()];
        for event in shown {
            visible[event.index()] = true;
        }
        visible
    });
    let order = schedule.order().iter().copied();
    let is_visible = |event: &EventId| {
        visible
            .as_ref()
            .is_none_or(|visible| visible[event.index()])
    };
    let events: Vec<EventId> = order.filter(is_visible).collect();
    let fact = |at: usize| fact(graph, schedule, events[at], is_wide);
    let mut facts = parallel::map(events.len(), SHARE, &fact);
    spread_within_days(&mut facts, clocks::zone(graph.timeline()));
    let precedences = precedences(graph, &facts);
    // By what comes after, so that the place of each is final before it counts.
    let mut by_effect = precedences.clone();
    by_effect.sort_unstable_by_key(|(before, after)| (*after, *before));
    edges::meet(&mut facts, &precedences, &by_effect, direction);
    limits::cut(&mut facts, ends(options.time));
    hang(&mut facts, &precedences, &by_effect);
    (facts, precedences)
}

/// A fact by itself: nothing of where it stands is told yet.
fn fact(graph: &CausalGraph, schedule: &Schedule, event: EventId, is_wide: IsWide<'_>) -> Fact {
    let claims = claims(graph, schedule, event, is_wide);
    let when = graph.timeline().event(event).when();
    let own = || extent(schedule.bounds(event), schedule.kind(event), when, is_wide);
    let extent = reach(&claims).unwrap_or_else(own);
    let narrowed = claims.is_empty() && schedule.is_derived(event);
    // What its own date says roughly stays a rough date where others narrow it.
    let derived = narrowed && !is_bounded(schedule.stated(event));
    Fact {
        event,
        extent,
        told: extent,
        grain: grain(schedule, event),
        hook: None,
        derived,
        rims: if narrowed {
            rims(extent, schedule.stated(event))
        } else {
            Vec::new()
        },
        claims,
        is_partial: false,
        lane: 0,
        has_card: true,
    }
}

/// Whether dates bound a fact on both sides.
fn is_bounded(stated: Bounds) -> bool {
    stated.start.earliest.is_some() && stated.end.latest.is_some()
}

/// The ends of a moment's bar that its own dates do not say.
fn rims(bar: Extent, stated: Bounds) -> Vec<f64> {
    let Extent::Stretch(Stretch {
        from,
        to,
        kind: Kind::Moment,
        ..
    }) = bar
    else {
        return Vec::new();
    };
    let opening = stated.start.earliest.map(crate::date::Instant::seconds);
    let from = from.filter(|_| from != opening);
    let to = to.filter(|_| to != closing(stated.end));
    [from, to].into_iter().flatten().collect()
}

/// Causes before effects, and what dates say of each other (“after the vote”).
/// Facts come in the order of the schedule, which holds all of these.
fn precedences(graph: &CausalGraph, facts: &[Fact]) -> Precedences {
    let timeline = graph.timeline();
    let mut places: Vec<Option<usize>> = vec![None; timeline.events().len()];
    for (place, fact) in facts.iter().enumerate() {
        places[fact.event.index()] = Some(place);
    }
    let mut pairs = Vec::with_capacity(facts.len());
    for (after, fact) in facts.iter().enumerate() {
        let causes = graph.incoming(fact.event);
        let causes = causes.filter_map(|link| places[link.cause.index()]);
        pairs.extend(causes.map(|before| (before, after)));
        for said in timeline.event(fact.event).when() {
            for relation in &said.meaning.relations {
                let anchor = said.anchors.get(relation.anchor).copied().flatten();
                let Some(other) = anchor.and_then(|anchor| places[anchor.index()]) else {
                    continue;
                };
                if relation.lag.min.is_some_and(|least| least >= 0) {
                    pairs.push((other, after));
                } else if relation.lag.max.is_some_and(|most| most <= 0) {
                    pairs.push((after, other));
                }
            }
        }
    }
    pairs.retain(|(before, after)| before < after);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Hangs every fact at the beginning of its extent, or where what certainly
/// comes before it hangs if that is later. One that has no beginning hangs at
/// its end, or where what certainly follows hangs if that is earlier.
///
/// The precedences sorted by what comes before, and by what comes after.
fn hang(facts: &mut [Fact], precedences: &[(usize, usize)], by_effect: &[(usize, usize)]) {
    let default = |fact: &Fact| match fact.extent {
        Extent::Point { at, .. } => Some(at),
        Extent::Nowhere => None,
        Extent::Stretch(bar) => bar.from.or(bar.to),
    };
    let mut hooks: Vec<Option<f64>> = facts.iter().map(default).collect();
    let is_open = |fact: &Fact| match fact.extent {
        Extent::Stretch(bar) => bar.from.is_none(),
        _ => false,
    };
    for (before, after) in precedences.iter().rev() {
        if let (Some(own), Some(next)) = (hooks[*before], hooks[*after])
            && is_open(&facts[*before])
        {
            hooks[*before] = Some(own.min(next));
        }
    }
    for &(before, after) in by_effect {
        if let (Some(own), Some(first), Extent::Stretch(bar)) =
            (hooks[after], hooks[before], facts[after].extent)
        {
            hooks[after] = Some(own.max(first.min(bar.to.unwrap_or(f64::INFINITY))));
        }
    }
    for (fact, hook) in facts.iter_mut().zip(hooks) {
        fact.hook = hook;
    }
}

/// What the accounts of a fact say of when it was, as far as they say it.
fn claims(
    graph: &CausalGraph,
    schedule: &Schedule,
    event: EventId,
    is_wide: IsWide<'_>,
) -> Vec<Claim> {
    let worlds = schedule.worlds(event);
    if worlds.is_empty() {
        return Vec::new();
    }
    let fact = graph.timeline().event(event);
    let when = fact.when();
    let own = (!when.is_empty()).then(|| Claim {
        account: None,
        is_apart: false,
        extent: extent(schedule.bounds(event), schedule.kind(event), when, is_wide),
    });
    let told = worlds.iter().map(|world| Claim {
        account: Some(world.account()),
        is_apart: world.is_apart(),
        extent: extent(
            world.bounds(),
            world.kind(),
            &fact.accounts()[world.account()].when,
            is_wide,
        ),
    });
    own.into_iter()
        .chain(told)
        .filter(|claim| claim.extent != Extent::Nowhere)
        .collect()
}

/// The time over which claims reach; none where there is no claim.
pub(super) fn reach(claims: &[Claim]) -> Option<Extent> {
    let first = claims.first()?.extent;
    let ends = claims.iter().map(|claim| claim.extent.bounds());
    let (starts, finishes): (Vec<_>, Vec<_>) = ends.unzip();
    let least = starts.iter().copied().flatten().min_by(f64::total_cmp);
    let most = finishes.iter().copied().flatten().max_by(f64::total_cmp);
    let is_one = claims.iter().all(|claim| claim.extent == first);
    if is_one {
        return Some(first);
    }
    let mut from = least.filter(|_| starts.iter().all(Option::is_some));
    let mut to = most.filter(|_| finishes.iter().all(Option::is_some));
    if from.is_none() && to.is_none() {
        // One is open to the past and another to the future: from bound to bound.
        let known = || starts.iter().chain(&finishes).copied().flatten();
        (from, to) = (
            known().min_by(f64::total_cmp),
            known().max_by(f64::total_cmp),
        );
    }
    Some(Extent::Stretch(Stretch {
        from,
        to,
        sure: None,
        kind: Kind::Moment,
        goes_on: false,
        cut: claims.iter().fold((false, false), |(start, end), claim| {
            let cut = claim.extent.cut();
            (start || cut.0, end || cut.1)
        }),
    }))
}

/// How well the best known end of a fact is known, by itself or by an account.
fn grain(schedule: &Schedule, event: EventId) -> f64 {
    let ends = |bounds: Bounds| [bounds.start, bounds.end];
    let worlds = schedule.worlds(event).iter();
    let worlds = worlds.flat_map(|world| ends(world.bounds()));
    let all = ends(schedule.bounds(event)).into_iter().chain(worlds);
    let lengths = all.filter_map(|window| {
        let first = window.earliest.map(crate::date::Instant::seconds)?;
        Some(closing(window)? - first)
    });
    lengths.fold(f64::INFINITY, f64::min)
}

/// Gives the facts of one day places within it that show their order.
///
/// A fact with a clock time stands at it. Between two such, the others stand
/// evenly, each held within its own window.
fn spread_within_days(facts: &mut [Fact], zone: Zone) {
    let mut points: Vec<usize> = (0..facts.len())
        .filter(|index| matches!(facts[*index].extent, Extent::Point { .. }))
        .collect();
    let offset = |seconds: f64| f64::from(zone.offset_seconds(super::ticks::instant(seconds)));
    let day = |index: usize| match facts[index].extent {
        Extent::Point { earliest, .. } => ((earliest + offset(earliest)) / DAY).floor(),
        _ => f64::NAN,
    };
    // Stable: within a day the order of the schedule stays.
    points.sort_by(|left, right| day(*left).total_cmp(&day(*right)));
    let days: Vec<f64> = points.iter().map(|index| day(*index)).collect();
    let mut start = 0;
    while start < points.len() {
        let end = start + days[start..].partition_point(|day| *day <= days[start]);
        let midnight = (days[start] + 1.0) * DAY;
        spread_one_day(facts, &points[start..end], midnight - offset(midnight));
        start = end;
    }
}

/// A night belongs to the day that it begins on: it stands before `midnight`.
fn spread_one_day(facts: &mut [Fact], members: &[usize], midnight: f64) {
    let window = |fact: &Fact| match fact.extent {
        Extent::Point {
            earliest, latest, ..
        } => (earliest, latest),
        _ => (0.0, 0.0),
    };
    let exact = |fact: &Fact| {
        let (earliest, latest) = window(fact);
        latest - earliest < OF_A_CLOCK
    };
    let mut start = 0;
    let mut floor = f64::NEG_INFINITY;
    while start < members.len() {
        if exact(&facts[members[start]]) {
            let (earliest, latest) = window(&facts[members[start]]);
            floor = floor.max(f64::midpoint(earliest, latest));
            start += 1;
            continue;
        }
        let end = (start..members.len())
            .find(|index| exact(&facts[members[*index]]))
            .unwrap_or(members.len());
        let run = &members[start..end];
        let low = floor.max(window(&facts[run[0]]).0);
        let ceiling = run
            .iter()
            .map(|index| window(&facts[*index]).1.min(midnight))
            .fold(f64::NEG_INFINITY, f64::max);
        let high = members
            .get(end)
            .map_or(ceiling, |next| window(&facts[*next]).0.min(ceiling))
            .max(low);
        for (rank, index) in run.iter().enumerate() {
            let share = (rank as f64 + 0.5) / run.len() as f64;
            if let Extent::Point {
                at,
                earliest,
                latest,
            } = &mut facts[*index].extent
            {
                *at = (low + share * (high - low)).clamp(*earliest, *latest);
            }
        }
        start = end;
    }
}

/// Chooses which facts get a card where there is room for so many only:
/// weight decides, then how many other facts a fact is linked with, then its
/// place in the order.
pub(super) fn choose_cards(graph: &CausalGraph, facts: &mut [Fact], room: usize) {
    if facts.len() <= room {
        return;
    }
    let timeline = graph.timeline();
    let mut degree = vec![0_u32; timeline.events().len()];
    for link in graph.links() {
        degree[link.cause.index()] += 1;
        degree[link.effect.index()] += 1;
    }
    let mut ranked: Vec<usize> = (0..facts.len()).collect();
    let better = |left: &usize, right: &usize| {
        let (left_event, right_event) = (facts[*left].event, facts[*right].event);
        timeline
            .event(right_event)
            .weight()
            .total_cmp(&timeline.event(left_event).weight())
            .then(degree[right_event.index()].cmp(&degree[left_event.index()]))
            .then(left.cmp(right))
    };
    ranked.select_nth_unstable_by(room, better);
    for index in &ranked[room..] {
        facts[*index].has_card = false;
    }
}

/// A background band's time, in seconds; infinite where nothing bounds it.
#[derive(Clone, Debug)]
pub(super) struct EraSpan {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) name: String,
    /// Its place among the eras of the timeline.
    pub(super) number: usize,
}

/// The time that a picture is asked for, from first to last: where facts are chosen by
/// other than their time, that of the facts.
pub(super) fn asked(options: &Options, facts: &[Fact]) -> (f64, f64) {
    let (first, last) = ends(options.time);
    if options.shown.is_none() {
        return (first, last);
    }
    let end = |asked: f64, of_facts: Option<f64>| {
        let of_facts = of_facts.filter(|_| asked.is_infinite());
        of_facts.unwrap_or(asked)
    };
    let earliest = bounds(facts).min_by(f64::total_cmp);
    let latest = bounds(facts).max_by(f64::total_cmp);
    (end(first, earliest), end(last, latest))
}

/// Every time that bounds one of these facts.
pub(super) fn bounds(facts: &[Fact]) -> impl Iterator<Item = f64> {
    let extents = facts.iter().flat_map(Fact::extents);
    let ends = extents.flat_map(|extent| <[Option<f64>; 2]>::from(extent.bounds()));
    ends.flatten()
}

/// The eras of which at least one end is known, as far as they share time with what is
/// asked for.
pub(super) fn eras(graph: &CausalGraph, (first, last): (f64, f64)) -> Vec<EraSpan> {
    let eras = graph.timeline().eras().iter().enumerate();
    let eras = eras.filter_map(|(number, era)| {
        let meaning = &era.when.meaning;
        let from = meaning.start.earliest.map(crate::date::Instant::seconds);
        let to = closing(meaning.end);
        (from.is_some() || to.is_some()).then(|| EraSpan {
            from: from.unwrap_or(f64::NEG_INFINITY),
            to: to.unwrap_or(f64::INFINITY),
            name: era.what.clone(),
            number,
        })
    });
    eras.filter(|era| era.from < last && era.to > first)
        .collect()
}

/// Both ends of a window in seconds; infinite where nothing bounds it.
fn ends(window: Window) -> (f64, f64) {
    let first = window.earliest.map(crate::date::Instant::seconds);
    (
        first.unwrap_or(f64::NEG_INFINITY),
        closing(window).unwrap_or(f64::INFINITY),
    )
}
