//! Work done in batches: collected first, then done in one go.
//!
//! A run of one activity by one resource is a batch if each piece starts no later than the
//! work before it ends, and all were enabled when the first one started.

use crate::events::Instance;

/// Fewer pieces are no batch.
const SMALLEST: usize = 2;

/// Pieces of work done as one.
pub(super) struct Batch {
    /// Their positions in the log, by start.
    pub(super) members: Vec<usize>,
    /// When the last of them was enabled.
    pub(super) complete: i64,
}

/// All batches of a log.
pub(super) struct Batches {
    /// For each piece of work, its batch.
    of: Vec<Option<usize>>,
    all: Vec<Batch>,
}

impl Batches {
    /// The batches of a log, given since when each piece of work was enabled.
    pub(super) fn new(log: &[Instance], enabled: &[i64]) -> Self {
        let known = |at: &usize| log[*at].resource.is_some();
        let mut order: Vec<_> = (0..log.len()).filter(known).collect();
        order.sort_unstable_by_key(|at| {
            let work = &log[*at];
            (work.resource, work.activity, work.start, work.end, *at)
        });
        let mut batches = Self {
            of: vec![None; log.len()],
            all: Vec::new(),
        };
        let same = |a: &usize, b: &usize| {
            (log[*a].resource, log[*a].activity) == (log[*b].resource, log[*b].activity)
        };
        for group in order.chunk_by(same) {
            let mut run = 0..0;
            let mut end = i64::MIN;
            for (place, at) in group.iter().enumerate() {
                let first = log[group[run.start]].start;
                if !run.is_empty() && enabled[*at] <= first && log[*at].start <= end {
                    run.end = place + 1;
                    end = end.max(log[*at].end);
                } else {
                    batches.keep(&group[run], enabled);
                    run = place..place + 1;
                    end = log[*at].end;
                }
            }
            batches.keep(&group[run], enabled);
        }
        batches
    }

    /// The batch a piece of work was done in.
    pub(super) fn of(&self, at: usize) -> Option<(usize, &Batch)> {
        let batch = self.of[at]?;
        Some((batch, self.all.get(batch)?))
    }

    fn keep(&mut self, run: &[usize], enabled: &[i64]) {
        if run.len() < SMALLEST {
            return;
        }
        for at in run {
            self.of[*at] = Some(self.all.len());
        }
        self.all.push(Batch {
            members: run.to_vec(),
            complete: run.iter().map(|at| enabled[*at]).max().unwrap_or_default(),
        });
    }
}
