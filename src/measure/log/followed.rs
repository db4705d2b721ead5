//! Cases followed from their end back to their start: what did each of them really wait for?
//!
//! Which earlier work a piece of work needed is what the model says: at a join the one that
//! arrived last counts, and what ran beside it gets nothing. The stretches of a case follow each
//! other without a hole, so they sum to its lead time. Time that no step and no handoff of the
//! model explains is kept apart and never spread.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use serde::{Deserialize, Serialize};

use super::hours::Counted;
use crate::attribution::time::{self, Arrival, Visit};
use crate::events::{Case, NONE};
use crate::statistics::signed;

/// Of more cases than these a sample is kept; sums are of all.
const KEPT: usize = 20_000;

/// Whose time a stretch of a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FollowedPart {
    /// Work at a step, or between two pieces of work of it.
    Step(u32),
    /// Between a giving and a receiving step.
    Between(u32, u32),
}

/// What one case waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedCase {
    /// From its start to its end, in milliseconds of the clock of the log.
    pub lead: i64,
    /// In the order of time: a part, or `None` where nobody can say, and how long.
    pub stretches: Vec<(Option<FollowedPart>, i64)>,
}

/// What many cases waited for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// How many cases.
    pub cases: u64,
    /// Their lead times together.
    pub lead: i128,
    /// The time of each part on the way of all cases together; `None` is what nobody can say.
    pub times: BTreeMap<Option<FollowedPart>, i128>,
    /// Cases one by one: all, or a sample that depends on nothing but their names.
    pub kept: Vec<FollowedCase>,
}

/// Follows one case after the other.
#[derive(Debug)]
pub(super) struct Following {
    /// By activity: its step, or [`NONE`].
    step_of: Vec<u32>,
    /// By receiving step: the steps that give to it.
    givers: HashMap<u32, Vec<u32>>,
    cases: u64,
    lead: i128,
    times: HashMap<Option<FollowedPart>, i128>,
    /// By a hash of the name.
    kept: BTreeMap<u64, FollowedCase>,
}

impl Following {
    /// Between these steps, giver and receiver, the model knows handoffs or ways back.
    pub(super) fn new(step_of: &[u32], pairs: &[(u32, u32)]) -> Self {
        let mut givers: HashMap<u32, Vec<u32>> = HashMap::new();
        for (from, to) in pairs.iter().filter(|(from, to)| from != to) {
            givers.entry(*to).or_default().push(*from);
        }
        Self {
            step_of: step_of.to_vec(),
            givers,
            cases: 0,
            lead: 0,
            times: HashMap::new(),
            kept: BTreeMap::new(),
        }
    }

    pub(super) fn case(&mut self, case: &Case<'_>, counted: Counted<'_>) {
        let Some(followed) = self.follow(case, counted) else {
            return;
        };
        self.cases += 1;
        self.lead += i128::from(followed.lead);
        for (part, length) in &followed.stretches {
            *self.times.entry(*part).or_insert(0) += i128::from(*length);
        }
        self.kept.insert(hash(case.name), followed);
        self.forget();
    }

    fn forget(&mut self) {
        while self.kept.len() > KEPT {
            self.kept.pop_last();
        }
    }

    fn follow(&self, case: &Case<'_>, counted: Counted<'_>) -> Option<FollowedCase> {
        let start = *counted.start.first()?;
        let (visits, parts) = self.visits(case, counted);
        let path = time::critical_path(&time::Case {
            start: signed(start),
            end: signed(start + counted.lead()),
            visits,
        });
        let stretches = path.ok()?.segments.into_iter().map(|segment| {
            let part = segment.part.and_then(|part| parts.get(part)).copied();
            (part, whole(segment.length))
        });
        Some(FollowedCase {
            lead: counted.lead(),
            stretches: stretches.collect(),
        })
    }

    /// Every piece of work with what it needed, and the parts by their numbers in it.
    fn visits(&self, case: &Case<'_>, counted: Counted<'_>) -> (Vec<Visit>, Vec<FollowedPart>) {
        let step_of = |at: usize| {
            let step = self.step_of.get(case.activity[at] as usize);
            step.copied().unwrap_or(NONE)
        };
        let mut parts: Vec<FollowedPart> = Vec::new();
        let mut number = |part: FollowedPart| {
            let known = parts.iter().position(|one| *one == part);
            known.unwrap_or_else(|| {
                parts.push(part);
                parts.len() - 1
            })
        };
        let mut last: HashMap<u32, usize> = HashMap::new();
        let mut visits = Vec::with_capacity(case.activity.len());
        for at in 0..case.activity.len() {
            let step = step_of(at);
            let needed = self.needed(&last, step, at.checked_sub(1).map(|at| (at, step_of(at))));
            visits.push(Visit {
                touch: (step != NONE).then(|| number(FollowedPart::Step(step))),
                start: signed(counted.start[at]),
                end: signed(counted.end[at].max(counted.start[at])),
                after: needed
                    .into_iter()
                    .map(|(from, part)| Arrival {
                        from,
                        wait: part.map(&mut number),
                    })
                    .collect(),
            });
            last.insert(step, at);
        }
        (visits, parts)
    }

    /// What a piece of work of `step` needed: results of its givers that came since it was last at
    /// work, and what stood right before it where the model does not say.
    fn needed(
        &self,
        last: &HashMap<u32, usize>,
        step: u32,
        before: Option<(usize, u32)>,
    ) -> Vec<(usize, Option<FollowedPart>)> {
        let Some((previous, its_step)) = before else {
            return Vec::new();
        };
        let since = last.get(&step).filter(|_| step != NONE);
        let givers = self.givers.get(&step).into_iter().flatten();
        let mut needed: Vec<(usize, Option<FollowedPart>)> = givers
            .filter_map(|giver| {
                let at = *last.get(giver)?;
                let is_fresh = since.is_none_or(|since| at > *since);
                is_fresh.then_some((at, Some(FollowedPart::Between(*giver, step))))
            })
            .collect();
        if its_step == step && step != NONE {
            needed.push((previous, Some(FollowedPart::Step(step))));
        } else if its_step == NONE || needed.is_empty() {
            needed.push((previous, None));
        }
        needed
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.cases += other.cases;
        self.lead += other.lead;
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sums do not depend on the order"
        )]
        for (part, time) in other.times {
            *self.times.entry(part).or_insert(0) += time;
        }
        self.kept.extend(other.kept);
        self.forget();
    }

    pub(super) fn finish(self) -> Followed {
        Followed {
            cases: self.cases,
            lead: self.lead,
            times: self.times.into_iter().collect(),
            kept: self.kept.into_values().collect(),
        }
    }
}

/// The same for the same name on every machine.
fn hash(name: &str) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(name.as_bytes());
    hasher.finish()
}

/// Differences of whole milliseconds are whole, and far below 2^53.
#[expect(clippy::cast_possible_truncation, reason = "see above")]
fn whole(length: f64) -> i64 {
    length.round() as i64
}
