//! How long what is handed over lies between giver and receiver.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::Asked;
use super::durations::{Durations, Spread};
use super::hours::Counted;
use super::pairs::Pairs;
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

/// Who gave to whom at a handoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct People {
    /// How many gave.
    pub givers: usize,
    /// How many received.
    pub receivers: usize,
    /// How many pairs of giver and receiver there are.
    pub pairs: usize,
    /// How often giver and receiver are known.
    pub known: u64,
    /// How often they were the same person.
    pub same: u64,
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
    /// By handoff, giver and receiver: how often.
    people: HashMap<(u32, u32, u32), u64, foldhash::fast::RandomState>,
}

#[derive(Debug, Default)]
struct Tally {
    waits: Durations,
    overlapping: u64,
    repeated: u64,
}

impl Handoffs {
    pub(super) fn new(between: Between, words: usize) -> Self {
        Self {
            between,
            pairs: Pairs::new(words),
            tallies: Vec::new(),
            unchanged: Durations::default(),
            ping_pong: 0,
            people: HashMap::default(),
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
                && (*giver != NONE || *receiver != NONE)
            {
                let at = u32::try_from(at).unwrap_or(NONE);
                *self.people.entry((at, *giver, *receiver)).or_insert(0) += 1;
            }
        }
    }

    /// Makes small what is kept.
    pub(super) fn compact(&mut self) {
        self.unchanged.compact();
        self.tallies.iter_mut().for_each(|one| one.waits.compact());
    }

    pub(super) fn merge(&mut self, other: Self) {
        let mut numbers = Vec::new();
        for ((from, to), tally) in other.pairs.met().iter().zip(other.tallies) {
            let (at, is_new) = self.pairs.number(*from, *to);
            numbers.push(u32::try_from(at).unwrap_or(NONE));
            if is_new {
                self.tallies.push(tally);
            } else {
                let own = &mut self.tallies[at];
                own.waits.append(tally.waits);
                own.overlapping += tally.overlapping;
                own.repeated += tally.repeated;
            }
        }
        self.unchanged.append(other.unchanged);
        self.ping_pong += other.ping_pong;
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sums do not depend on the order"
        )]
        for ((at, giver, receiver), count) in other.people {
            let key = (numbers[at as usize], giver, receiver);
            *self.people.entry(key).or_insert(0) += count;
        }
    }

    /// What they come to, most frequent first.
    pub(super) fn finish(mut self, asked: &Asked, threads: usize) -> HandoffTable {
        let mut people = people(&self.people, self.tallies.len());
        drop(self.people);
        let met = self.pairs.into_met();
        // From activity to activity there are too many to hold them twice, and nobody asks.
        let together = (self.between != Between::Activities).then(|| {
            let mut together = Durations::default();
            for tally in &self.tallies {
                together.append(tally.waits.clone());
            }
            together
        });
        let all = together.and_then(|mut together| together.spread());
        let tallies: Vec<Mutex<Tally>> = self.tallies.drain(..).map(Mutex::new).collect();
        let spreads = spreads(&tallies, asked, threads);
        let mut handoffs: Vec<HandoffMeasures> = met
            .into_iter()
            .zip(tallies)
            .zip(spreads)
            .zip(people.drain(..))
            .filter_map(|((((from, to), tally), finished), people)| {
                let tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
                Some(HandoffMeasures {
                    from,
                    to,
                    wait: finished.wait?,
                    percentiles: finished.percentiles,
                    overlapping: tally.overlapping,
                    repeated: tally.repeated,
                    within: finished.within,
                    people: (people.givers + people.receivers > 0).then_some(people),
                })
            })
            .collect();
        // Words are in the order of their characters, so their places are too.
        handoffs.sort_by_key(|one| (std::cmp::Reverse(one.wait.n), one.from, one.to));
        HandoffTable {
            between: self.between,
            handoffs,
            all,
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
}

/// Computes the spreads on so many threads.
fn spreads(tallies: &[Mutex<Tally>], asked: &Asked, threads: usize) -> Vec<Finished> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Finished>> = tallies.iter().map(|_| Mutex::default()).collect();
    let work = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let (Some(tally), Some(done)) = (tallies.get(at), done.get(at)) else {
                return;
            };
            let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
            let finished = Finished {
                wait: tally.waits.spread(),
                within: asked.due.map(|due| tally.waits.within(due)),
                percentiles: tally.waits.levels(&asked.percentiles),
            };
            tally.waits = Durations::default();
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

/// Who gave to whom, by handoff.
pub(super) fn people(
    counts: &HashMap<(u32, u32, u32), u64, foldhash::fast::RandomState>,
    handoffs: usize,
) -> Vec<People> {
    let mut sorted: Vec<_> = counts.iter().map(|(key, count)| (*key, *count)).collect();
    sorted.sort_unstable();
    let mut people = vec![People::default(); handoffs];
    for ((at, giver, receiver), count) in &sorted {
        let one = &mut people[*at as usize];
        if *giver == NONE || *receiver == NONE {
            continue;
        }
        one.pairs += 1;
        one.known += count;
        one.same += if giver == receiver { *count } else { 0 };
    }
    let mut givers: Vec<(u32, u32)> = sorted
        .iter()
        .map(|((at, giver, _), _)| (*at, *giver))
        .filter(|(_, giver)| *giver != NONE)
        .collect();
    givers.dedup();
    for (at, _) in givers {
        people[at as usize].givers += 1;
    }
    let mut receivers: Vec<(u32, u32)> = sorted
        .iter()
        .map(|((at, _, receiver), _)| (*at, *receiver))
        .filter(|(_, receiver)| *receiver != NONE)
        .collect();
    receivers.sort_unstable();
    receivers.dedup();
    for (at, _) in receivers {
        people[at as usize].receivers += 1;
    }
    people
}
