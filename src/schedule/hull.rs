//! When a fact was of which only competing accounts say so: whenever any of them
//! has it. What is measured from it follows from that.

use super::statement::Standing;
use super::units::is_foreign;
use super::worlds::World;
use super::{Bounds, stated_by};
use crate::date::{Instant, Kind, Window};
use crate::timeline::{Account, EventId, SourceId, Timeline};
use std::collections::BTreeMap;

/// What the accounts of facts leave together, by fact.
pub(super) type Hulls = BTreeMap<EventId, Hull>;

/// From the first to the last that any account of a fact allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hull {
    pub(super) bounds: Bounds,
    /// The accounts.
    pub(super) standing: Standing,
    /// Whether by some account it lasted.
    pub(super) lasts: bool,
    /// Whether some account gives it causes of its own, in place of the fact's.
    pub(super) has_causes: bool,
    /// Whether some account goes by other clocks than the file's.
    pub(super) is_foreign: bool,
}

/// The hulls of all facts of which only accounts say when; accounts that do not go
/// with the rest, and those of a source that fell, leave nothing.
pub(super) fn hulls(
    timeline: &Timeline,
    worlds: &BTreeMap<EventId, Vec<World>>,
    fallen: Option<SourceId>,
) -> Hulls {
    let of = |(event, worlds): (&EventId, &Vec<World>)| {
        let fact = timeline.event(*event);
        if !fact.when().is_empty() {
            return None;
        }
        let stands = |account: &Account| {
            let mut sources = account.rests_on(fact).peekable();
            fallen.is_none_or(|fallen| {
                sources.peek().is_none() || sources.any(|source| source != fallen)
            })
        };
        let standing = worlds.iter().filter_map(|world| {
            let account = &fact.accounts()[world.account()];
            (world.stands && stands(account)).then_some((world, account))
        });
        let mut all: Option<Hull> = None;
        for (world, account) in standing {
            let own = Hull {
                bounds: allowed(world, account),
                standing: all
                    .as_ref()
                    .map_or_else(Standing::default, |all| all.standing)
                    .and(world.account()),
                lasts: world.kind() == Kind::Span,
                has_causes: !account.because.is_empty(),
                is_foreign: account.when.iter().any(is_foreign),
            };
            all = Some(match all {
                Some(all) => all.and(&own),
                None => own,
            });
        }
        all.map(|hull| (*event, hull))
    };
    worlds.iter().filter_map(of).collect()
}

/// What an account says by its own dates; where these leave a side open, what all
/// the rest makes of it.
fn allowed(world: &World, account: &Account) -> Bounds {
    let stated = stated_by(&account.when);
    let known = world.allowed;
    let side = |stated: Window, known: Window| {
        Window::new(
            stated.earliest.or(known.earliest),
            stated.latest.or(known.latest),
        )
    };
    Bounds {
        start: side(stated.start, known.start),
        end: side(stated.end, known.end),
    }
}

impl Hull {
    fn and(self, other: &Self) -> Self {
        Self {
            bounds: Bounds {
                start: around(self.bounds.start, other.bounds.start),
                end: around(self.bounds.end, other.bounds.end),
            },
            standing: other.standing,
            lasts: self.lasts || other.lasts,
            has_causes: self.has_causes || other.has_causes,
            is_foreign: self.is_foreign || other.is_foreign,
        }
    }
}

/// The least window that holds two.
fn around(one: Window, other: Window) -> Window {
    let both = |one: Option<Instant>, other: Option<Instant>| one.zip(other);
    Window::new(
        both(one.earliest, other.earliest).map(|(one, other)| one.min(other)),
        both(one.latest, other.latest).map(|(one, other)| one.max(other)),
    )
}
