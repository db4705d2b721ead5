//! How long what is handed over lies between giver and receiver.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::Asked;
use super::durations::{Durations, Spread};
use super::hours::Counted;
use super::pairs::Pairs;
use super::people::{Encounters, People};
use super::percentiles::Level;
use crate::events::{Case, NONE};

/// Between what handoffs are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// From activity to activity.
    Activities,
    /// From person to person.
    Resources,
    /// From group to group.
    Groups,
    /// From one person to any other: what lies after the work of each.
    Givers,
    /// From any other to one person: what lies before the work of each.
    Receivers,
}

/// What a log says of one handoff.
#[derive(Debug, Clone, PartialEq)]
pub struct HandoffMeasures {
    /// The giver, as a place in the list of words.
    pub from: u32,
    /// The receiver.
    pub to: u32,
    /// The wait, or the gap where there is one time per event; an overlap counts as none.
    pub wait: Spread,
    /// Percentiles of it, where they are asked for.
    pub percentiles: Vec<Level>,
    /// How often the receiver began before the giver had ended.
    pub overlapping: u64,
    /// How often the case had the receiver's activity before.
    pub repeated: u64,
    /// How many were taken up within the time asked for.
    pub within: Option<usize>,
    /// Who gave to whom, if the log says.
    pub people: Option<People>,
}

impl HandoffMeasures {
    /// All waits together, in milliseconds.
    pub fn total(&self) -> f64 {
        self.wait.total()
    }
}

/// All handoffs of one kind.
#[derive(Debug, Clone)]
pub struct HandoffTable {
    /// Between what.
    pub between: Between,
    /// Most frequent first, then by the names of giver and receiver.
    pub handoffs: Vec<HandoffMeasures>,
    /// All of them together.
    pub all: Option<Spread>,
    /// What lies between consecutive pieces of work of one and the same.
    pub unchanged: Option<Spread>,
    /// How often a case went from one to another and straight back.
    pub ping_pong: u64,
}

/// Collects handoffs of one kind.
#[derive(Debug)]
pub(super) struct Handoffs {
    between: Between,
    pairs: Pairs,
    tallies: Vec<Tally>,
    /// Between pieces of work of the same.
    unchanged: Durations,
    ping_pong: u64,
}

#[derive(Debug, Default)]
struct Tally {
    waits: Durations,
    people: Encounters,
    overlapping: u64,
    repeated: u64,
    /// What other threads collected of the same handoff: put together when all is computed, by
    /// all threads.
    others: Vec<Self>,
}

impl Tally {
    fn put_together(&mut self) {
        for other in std::mem::take(&mut self.others) {
            self.waits.append(other.waits);
            self.people.append(other.people);
            self.overlapping += other.overlapping;
            self.repeated += other.repeated;
        }
    }
}

impl Handoffs {
    pub(super) fn new(between: Between, words: usize) -> Self {
        Self {
            between,
            pairs: Pairs::new(words),
            tallies: Vec::new(),
            unchanged: Durations::default(),
            ping_pong: 0,
        }
    }

    pub(super) fn case(&mut self, case: &Case<'_>, counted: Counted<'_>, again: &[bool]) {
        let who = match self.between {
            Between::Activities => case.activity,
            Between::Resources | Between::Givers | Between::Receivers => case.resource,
            Between::Groups => case.group,
        };
        let returns = who.windows(3).filter(|who| {
            let known = who[0] != NONE && who[1] != NONE;
            known && who[0] == who[2] && who[0] != who[1]
        });
        self.ping_pong += returns.count() as u64;
        let has_people = matches!(self.between, Between::Activities | Between::Groups);
        for next in 1..who.len() {
            let (from, to) = (who[next - 1], who[next]);
            if from == NONE || to == NONE {
                continue;
            }
            let wait = counted.start[next] - counted.end[next - 1];
            if from == to {
                self.unchanged.push(wait.max(0));
                continue;
            }
            let (from, to) = match self.between {
                Between::Givers => (from, from),
                Between::Receivers => (to, to),
                _ => (from, to),
            };
            let (at, is_new) = self.pairs.number(from, to);
            if is_new {
                self.tallies.push(Tally::default());
            }
            let tally = &mut self.tallies[at];
            tally.waits.push(wait.max(0));
            tally.overlapping += u64::from(case.start[next] < case.end[next - 1]);
            tally.repeated += u64::from(again[next]);
            if has_people
                && let (Some(giver), Some(receiver)) =
                    (case.resource.get(next - 1), case.resource.get(next))
            {
                tally.people.count(*giver, *receiver);
            }
        }
    }

    /// Makes small what is kept.
    pub(super) fn compact(&mut self) {
        self.unchanged.compact();
        self.tallies.iter_mut().for_each(|one| one.waits.compact());
    }

    pub(super) fn merge(&mut self, other: Self) {
        for ((from, to), tally) in other.pairs.met().iter().zip(other.tallies) {
            let (at, is_new) = self.pairs.number(*from, *to);
            if is_new {
                self.tallies.push(tally);
            } else {
                self.tallies[at].others.push(tally);
            }
        }
        self.unchanged.append(other.unchanged);
        self.ping_pong += other.ping_pong;
    }

    /// What they come to, most frequent first.
    pub(super) fn finish(mut self, asked: &Asked, threads: usize) -> HandoffTable {
        // From activity to activity nobody asks.
        let wants_all = self.between != Between::Activities;
        let tallies: Vec<Mutex<Tally>> = self.tallies.drain(..).map(Mutex::new).collect();
        let finished = finish(&tallies, asked, threads, wants_all);
        let mut all = Durations::default();
        let mut handoffs: Vec<HandoffMeasures> = self
            .pairs
            .into_met()
            .into_iter()
            .zip(tallies)
            .zip(finished)
            .filter_map(|(((from, to), tally), finished)| {
                let tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
                if wants_all {
                    all.append(tally.waits);
                }
                Some(HandoffMeasures {
                    from,
                    to,
                    wait: finished.wait?,
                    percentiles: finished.percentiles,
                    overlapping: tally.overlapping,
                    repeated: tally.repeated,
                    within: finished.within,
                    people: finished.people,
                })
            })
            .collect();
        // Words are in the order of their characters, so their places are too.
        handoffs.sort_by_key(|one| (std::cmp::Reverse(one.wait.n), one.from, one.to));
        HandoffTable {
            between: self.between,
            handoffs,
            all: all.spread(),
            unchanged: self.unchanged.spread(),
            ping_pong: self.ping_pong,
        }
    }
}

/// What the waits of a handoff come to.
#[derive(Debug, Default)]
struct Finished {
    wait: Option<Spread>,
    /// How many lie within the time asked for.
    within: Option<usize>,
    percentiles: Vec<Level>,
    people: Option<People>,
}

/// Computes what each handoff comes to, on so many threads; the waits stay if they are wanted
/// together.
fn finish(
    tallies: &[Mutex<Tally>],
    asked: &Asked,
    threads: usize,
    wants_all: bool,
) -> Vec<Finished> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Finished>> = tallies.iter().map(|_| Mutex::default()).collect();
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let (Some(tally), Some(done)) = (tallies.get(at), done.get(at)) else {
                return;
            };
            let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
            tally.put_together();
            let finished = Finished {
                wait: tally.waits.spread(),
                within: asked.due.map(|due| tally.waits.within(due)),
                percentiles: tally.waits.levels(&asked.percentiles),
                people: std::mem::take(&mut tally.people).finish(),
            };
            if !wants_all {
                tally.waits = Durations::default();
            }
            *done.lock().unwrap_or_else(PoisonError::into_inner) = finished;
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.clamp(1, tallies.len().max(1)) {
            scope.spawn(work);
        }
        work();
    });
    done.into_iter()
        .map(|one| one.into_inner().unwrap_or_else(PoisonError::into_inner))
        .collect()
}
