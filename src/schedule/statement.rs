//! One thing that the author said and that bounds dates: what a contradiction
//! blames and what an explanation names.

use crate::source::Pointer;
use crate::timeline::{Account, Cause, Event, EventId, Said, Slot, SourceId, Support, Timeline};
use std::collections::HashSet;

/// Which part of a fact speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Clause {
    /// The phrase at this place of its `when`.
    When(u32),
    /// The cause at this place of its `because`.
    Because(u32),
    /// Its `part_of`.
    PartOf,
    /// The phrase at this place (second) of the `when` of its account at this
    /// place (first).
    AccountWhen(u32, u32),
    /// The cause at this place (second) of the `because` of its account at
    /// this place (first).
    AccountBecause(u32, u32),
    /// Its accounts together, where only they say when: what any of them allows that
    /// goes with the rest.
    Accounts(Standing),
}

/// Which accounts of a fact go with the rest of the file, by their places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Standing(u64);

impl Standing {
    /// With the account at that place as well. The 64th place stands for all that
    /// follow it.
    pub(super) fn and(self, account: usize) -> Self {
        Self(self.0 | 1 << account.min(63))
    }

    pub(super) fn of(self, event: &Event) -> impl Iterator<Item = &Account> {
        let places = event.accounts().iter().enumerate();
        places
            .filter(move |(place, _)| self.0 >> (*place).min(63) & 1 == 1)
            .map(|(_, account)| account)
    }
}

/// One statement of the file: a fact and which part of it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Statement {
    /// The fact that carries it.
    pub event: EventId,
    /// Which part of that fact.
    pub clause: Clause,
}

impl Statement {
    /// The account by which alone a fact is dated, where others of it do not go with
    /// the rest.
    ///
    /// # Panics
    /// Where the statement is of another timeline.
    pub(crate) fn only_account(self, timeline: &Timeline) -> Option<&Account> {
        let Clause::Accounts(standing) = self.clause else {
            return None;
        };
        let event = timeline.event(self.event);
        let mut standing = standing.of(event);
        let only = standing.next()?;
        (standing.next().is_none() && event.accounts().len() > 1).then_some(only)
    }

    /// Which part of the fact it is, for pointing at it.
    ///
    /// # Panics
    /// Where the statement is of another timeline.
    pub fn slot(self, timeline: &Timeline) -> Slot {
        let event = timeline.event(self.event);
        match self.clause {
            Clause::When(index) => event.when_slot(index as usize),
            Clause::Because(index) => event.because()[index as usize].slot.clone(),
            Clause::PartOf => Slot::Field("part_of"),
            Clause::Accounts(_) => Slot::Field("accounts"),
            Clause::AccountWhen(account, index) => {
                let many = event.accounts()[account as usize].when.len() > 1;
                Slot::Account(account, Box::new(Slot::When(many.then_some(index), None)))
            }
            Clause::AccountBecause(account, index) => {
                let cause = &event.accounts()[account as usize].because[index as usize];
                match &cause.slot {
                    slot @ Slot::Account(..) => slot.clone(),
                    slot => Slot::Account(account, Box::new(slot.clone())),
                }
            }
        }
    }

    /// Where it stands in the files.
    ///
    /// # Panics
    /// Where the statement is of another timeline.
    pub fn pointer(self, timeline: &Timeline) -> Pointer {
        timeline.pointer(self.event, &self.slot(timeline))
    }

    /// The `when` phrase that speaks, if it is one.
    ///
    /// # Panics
    /// Where the statement is of another timeline.
    pub fn said(self, timeline: &Timeline) -> Option<&Said> {
        let event = timeline.event(self.event);
        match self.clause {
            Clause::When(index) => Some(&event.when()[index as usize]),
            Clause::AccountWhen(number, index) => {
                Some(&account(event, number).when[index as usize])
            }
            _ => None,
        }
    }

    /// The cause that speaks, if it is one.
    ///
    /// # Panics
    /// Where the statement is of another timeline.
    pub fn cause(self, timeline: &Timeline) -> Option<&Cause> {
        let event = timeline.event(self.event);
        match self.clause {
            Clause::Because(index) => Some(&event.because()[index as usize]),
            Clause::AccountBecause(number, index) => {
                Some(&account(event, number).because[index as usize])
            }
            _ => None,
        }
    }

    /// Who says so: a link's own sources where it has any, else those of the
    /// fact or account that carries it.
    ///
    /// # Panics
    /// Where the statement is of another timeline.
    pub fn sources(self, timeline: &Timeline) -> Vec<SourceId> {
        if let Some(cause) = self.cause(timeline)
            && !cause.sources.is_empty()
        {
            return cause.sources.clone();
        }
        let support = self.support(timeline).into_iter();
        let mut all: Vec<SourceId> = support.map(|support| support.source).collect();
        if matches!(self.clause, Clause::Accounts(_)) {
            let mut seen = HashSet::new();
            all.retain(|source| seen.insert(*source));
        }
        all
    }

    /// What the fact or account that carries it rests on, unless it is a link that names
    /// its own sources.
    pub(super) fn support(self, timeline: &Timeline) -> Vec<&Support> {
        let event = timeline.event(self.event);
        if self
            .cause(timeline)
            .is_some_and(|cause| !cause.sources.is_empty())
        {
            return Vec::new();
        }
        match self.clause {
            Clause::AccountWhen(number, _) | Clause::AccountBecause(number, _) => {
                account(event, number).support(event).iter().collect()
            }
            Clause::Accounts(standing) => {
                let told = standing.of(event);
                told.flat_map(|one| one.support(event)).collect()
            }
            _ => event.sources().iter().collect(),
        }
    }

    /// Whether a source, and no other, says so.
    ///
    /// # Panics
    /// Where the statement is of another timeline.
    pub fn rests_only_on(self, timeline: &Timeline, source: SourceId) -> bool {
        let sources = self.sources(timeline);
        !sources.is_empty() && sources.iter().all(|one| *one == source)
    }
}

impl Account {
    /// Who gives it: those that give the fact where it names nobody.
    pub(super) fn rests_on<'t>(&'t self, event: &'t Event) -> impl Iterator<Item = SourceId> + 't {
        self.support(event).iter().map(|support| support.source)
    }

    /// The same, with the words of each and where they stand.
    fn support<'t>(&'t self, event: &'t Event) -> &'t [Support] {
        match self.sources.as_slice() {
            [] => event.sources(),
            own => own,
        }
    }
}

fn account(event: &Event, index: u32) -> &Account {
    &event.accounts()[index as usize]
}
