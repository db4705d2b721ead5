//! A log case by case, each in the order of its ends.

use std::ops::Range;

use crate::events::Instance;

/// Positions in the log, by case and within it by end, start and activity.
pub(super) struct Traces {
    order: Vec<usize>,
    cases: Vec<Range<usize>>,
}

impl Traces {
    pub(super) fn new(log: &[Instance]) -> Self {
        let mut order: Vec<_> = (0..log.len()).collect();
        order.sort_unstable_by_key(|at| {
            let work = &log[*at];
            (work.case, work.end, work.start, work.activity, *at)
        });
        let mut cases = Vec::new();
        let mut start = 0;
        for case in order.chunk_by(|a, b| log[*a].case == log[*b].case) {
            cases.push(start..start + case.len());
            start += case.len();
        }
        Self { order, cases }
    }

    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    /// The work of each case, in order.
    pub(super) fn cases(&self) -> impl Iterator<Item = &[usize]> {
        self.cases.iter().map(|case| &self.order[case.clone()])
    }
}
