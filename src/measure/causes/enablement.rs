//! From whom each piece of work was received, and since when it could be done.

use super::concurrency::Concurrency;
use super::traces::Traces;
use crate::events::Instance;

/// For each piece of work of a log, by its position there.
pub(super) struct Enablement {
    /// The work it was received from.
    pub(super) giver: Vec<Option<usize>>,
    /// When it could have started.
    pub(super) since: Vec<i64>,
}

impl Enablement {
    pub(super) fn new(log: &[Instance], traces: &Traces, concurrency: &Concurrency) -> Self {
        let mut enablement = Self {
            giver: vec![None; log.len()],
            since: vec![0; log.len()],
        };
        for case in traces.cases() {
            let times = case.iter().map(|at| log[*at].start.min(log[*at].end));
            let start = times.min().unwrap_or_default();
            for (place, at) in case.iter().enumerate() {
                let work = &log[*at];
                // Sorted by end: what was over when this started comes first.
                let over = case.partition_point(|other| log[*other].end <= work.start);
                let ended_before = case.partition_point(|other| log[*other].end < work.end);
                let last = |before: usize| {
                    let mut earlier = case[..before].iter().rev();
                    earlier
                        .find(|other| {
                            !concurrency.are_concurrent(work.activity, log[**other].activity)
                        })
                        .copied()
                };
                enablement.giver[*at] = last(over.min(place));
                let enabling = last(over.min(ended_before));
                enablement.since[*at] = enabling.map_or(start, |enabling| log[enabling].end);
            }
        }
        enablement
    }

    /// How long a piece of work waited.
    pub(super) fn wait(&self, log: &[Instance], at: usize) -> i64 {
        (log[at].start - self.since[at]).max(0)
    }
}
