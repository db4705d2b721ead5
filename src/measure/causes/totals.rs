//! Handoffs added up: over the log, or case by case.

use super::{Handoff, Split};
use crate::events::Instance;

/// From which work of whom to which work of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// The activity before the handoff.
    pub giver_activity: u32,
    /// Who did it.
    pub giver: Option<u32>,
    /// The activity after the handoff.
    pub receiver_activity: u32,
    /// Who did it.
    pub receiver: Option<u32>,
}

/// Some handoffs of one route.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// How many there were.
    pub handoffs: u64,
    /// Their waits in milliseconds.
    pub wait: i64,
    /// The same by causes.
    pub split: Split,
}

impl Handoff {
    /// The route it took.
    pub fn route(&self, log: &[Instance]) -> Route {
        let (giver, receiver) = (&log[self.giver], &log[self.receiver]);
        Route {
            giver_activity: giver.activity,
            giver: giver.resource,
            receiver_activity: receiver.activity,
            receiver: receiver.resource,
        }
    }
}

/// The handoffs of each route, in order of routes.
pub fn totals(log: &[Instance], handoffs: &[Handoff]) -> Vec<(Route, Total)> {
    add_up(handoffs, |handoff| handoff.route(log))
}

/// The handoffs of each case and route, in order.
pub fn totals_by_case(log: &[Instance], handoffs: &[Handoff]) -> Vec<((u32, Route), Total)> {
    add_up(handoffs, |handoff| {
        (log[handoff.receiver].case, handoff.route(log))
    })
}

fn add_up<K: Ord + Copy>(handoffs: &[Handoff], key: impl Fn(&Handoff) -> K) -> Vec<(K, Total)> {
    let mut keyed: Vec<_> = handoffs
        .iter()
        .map(|handoff| (key(handoff), handoff))
        .collect();
    keyed.sort_unstable_by_key(|(key, _)| *key);
    let mut sums: Vec<(K, Total)> = Vec::new();
    for (key, handoff) in keyed {
        if sums.last().is_none_or(|(last, _)| *last != key) {
            sums.push((key, Total::default()));
        }
        if let Some((_, total)) = sums.last_mut() {
            total.add(handoff);
        }
    }
    sums
}

impl Total {
    fn add(&mut self, handoff: &Handoff) {
        self.handoffs += 1;
        self.wait += handoff.wait;
        self.split += handoff.split;
    }
}

impl std::ops::AddAssign for Split {
    fn add_assign(&mut self, more: Self) {
        self.batching += more.batching;
        self.contention += more.contention;
        self.prioritisation += more.prioritisation;
        self.unavailability += more.unavailability;
        self.extraneous += more.extraneous;
    }
}

impl std::ops::AddAssign for Total {
    fn add_assign(&mut self, more: Self) {
        self.handoffs += more.handoffs;
        self.wait += more.wait;
        self.split += more.split;
    }
}
