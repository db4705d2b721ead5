//! Whose work was accepted: results, by who did the work that was looked at.
//!
//! A result judges the work done since the result before it in the same case, or since the
//! beginning of the case. So each activity and each person in that stretch gets it once.

use std::collections::HashMap;

use crate::events::{Case, Good, NONE};

/// How often work was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The activity that was judged.
    pub activity: u32,
    /// Who did it; [`NONE`] for everybody together.
    pub resource: u32,
    /// The activity that told the result.
    pub judged_at: u32,
    /// How often it was good.
    pub k: u64,
    /// How often a result is known.
    pub n: u64,
}

/// The work judged, who did it, and where the result was told.
type Key = (u32, u32, u32);

/// Collects results.
#[derive(Debug, Default)]
pub(super) struct Results {
    counts: HashMap<Key, (u64, u64), foldhash::fast::RandomState>,
    /// What the stretch at hand holds, each once.
    stretch: Vec<(u32, u32)>,
    /// Cases in which every first result was good, and cases with a result.
    clean: (u64, u64),
    told: Told,
}

/// In what words results are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Told {
    /// Results that are good.
    pub(super) good: u64,
    /// Results in words that are neither of the usual ones for good nor of those for bad.
    pub(super) otherwise: u64,
    /// All results.
    pub(super) all: u64,
}

impl Told {
    /// Nothing is good in any word that is known, and some words are not: what was good is said in one
    /// of them, and nobody can tell in which.
    pub(super) fn is_unclear(self) -> bool {
        self.good == 0 && self.otherwise > 0
    }
}

impl Results {
    pub(super) fn case(&mut self, case: &Case<'_>, again: &[bool]) {
        self.stretch.clear();
        let (mut has_result, mut all_good) = (false, true);
        for (at, good) in case.good.iter().enumerate() {
            let activity = case.activity[at];
            if *good == Good::Unknown {
                let who = case.resource.get(at).copied().unwrap_or(NONE);
                self.stretch.push((activity, who));
                continue;
            }
            has_result = true;
            self.told.all += 1;
            self.told.good += u64::from(*good == Good::Yes);
            self.told.otherwise += u64::from(*good == Good::Other);
            all_good &= again[at] || *good == Good::Yes;
            self.judge(activity, *good == Good::Yes);
        }
        self.clean.0 += u64::from(has_result && all_good);
        self.clean.1 += u64::from(has_result);
    }

    fn judge(&mut self, judged_at: u32, good: bool) {
        self.stretch.sort_unstable();
        self.stretch.dedup();
        let mut last = NONE;
        for (activity, who) in self.stretch.drain(..) {
            let mut count = |key| {
                let (k, n) = self.counts.entry(key).or_insert((0, 0));
                *k += u64::from(good);
                *n += 1;
            };
            if who != NONE {
                count((activity, who, judged_at));
            }
            if activity != last {
                count((activity, NONE, judged_at));
            }
            last = activity;
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        #[expect(
            clippy::iter_over_hash_type,
            reason = "sums do not depend on the order"
        )]
        for (key, (k, n)) in other.counts {
            let own = self.counts.entry(key).or_insert((0, 0));
            own.0 += k;
            own.1 += n;
        }
        self.clean.0 += other.clean.0;
        self.clean.1 += other.clean.1;
        self.told.good += other.told.good;
        self.told.otherwise += other.told.otherwise;
        self.told.all += other.told.all;
    }

    /// In what words they are told.
    pub(super) fn told(&self) -> Told {
        self.told
    }

    /// By judging activity, then judged activity, then person; and the cases without a bad
    /// first result of all cases with one.
    pub(super) fn finish(self) -> (Vec<Accepted>, (u64, u64)) {
        let mut accepted: Vec<Accepted> = self
            .counts
            .into_iter()
            .map(|((activity, resource, judged_at), (k, n))| Accepted {
                activity,
                resource,
                judged_at,
                k,
                n,
            })
            .collect();
        accepted.sort_by_key(|one| (one.judged_at, one.activity, one.resource));
        (accepted, self.clean)
    }
}
