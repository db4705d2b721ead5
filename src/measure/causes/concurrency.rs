//! Which activities are concurrent: the heuristics-miner test.
//!
//! `A` and `B` are concurrent if each directly follows the other at least once, neither
//! direction prevails (|ab − ba| / (ab + ba + 1) below 0.9), and they are not a loop of two
//! (aba + bab over one more than that below 0.9, where neither is a loop of its own).
//! Ratios are compared as whole numbers, so nothing is rounded.

use super::traces::Traces;
use crate::events::Instance;

/// A loop or a direction is clear from 9 of 10.
const CLEAR: (u64, u64) = (9, 10);

/// Pairs of activities with how often each was seen, in order.
type Counts = Vec<((u32, u32), u64)>;

/// For each activity, the ones it is concurrent with.
pub(super) struct Concurrency {
    /// Ordered pairs, both ways round.
    pairs: Vec<(u32, u32)>,
}

impl Concurrency {
    pub(super) fn new(log: &[Instance], traces: &Traces) -> Self {
        let activity = |at: usize| log[at].activity;
        let (mut follows, mut returns) = (Vec::new(), Vec::new());
        for case in traces.cases() {
            follows.extend(case.windows(2).map(|w| (activity(w[0]), activity(w[1]))));
            let loops = case.windows(3).filter(|w| activity(w[0]) == activity(w[2]));
            returns.extend(loops.map(|w| (activity(w[0]), activity(w[1]))));
        }
        let (follows, returns) = (counts(follows), counts(returns));
        let is_own_loop = |a: u32| is_clear(count(&follows, a, a), count(&follows, a, a) + 1);
        let pairs = follows.iter().filter_map(|&((a, b), ab)| {
            let ba = count(&follows, b, a);
            if a == b || ba == 0 || is_clear(ab.abs_diff(ba), ab + ba + 1) {
                return None;
            }
            let loops = count(&returns, a, b) + count(&returns, b, a);
            let is_loop = is_clear(loops, loops + 1) && !is_own_loop(a) && !is_own_loop(b);
            (!is_loop).then_some((a, b))
        });
        Self {
            pairs: pairs.collect(),
        }
    }

    pub(super) fn are_concurrent(&self, a: u32, b: u32) -> bool {
        self.pairs.binary_search(&(a, b)).is_ok()
    }
}

fn is_clear(part: u64, whole: u64) -> bool {
    part * CLEAR.1 >= whole * CLEAR.0
}

fn counts(mut pairs: Vec<(u32, u32)>) -> Counts {
    pairs.sort_unstable();
    let runs = pairs.chunk_by(|a, b| a == b);
    runs.filter_map(|run| Some((*run.first()?, u64::try_from(run.len()).ok()?)))
        .collect()
}

fn count(counts: &Counts, a: u32, b: u32) -> u64 {
    let found = counts.binary_search_by_key(&(a, b), |(pair, _)| *pair);
    found.map_or(0, |at| counts[at].1)
}
