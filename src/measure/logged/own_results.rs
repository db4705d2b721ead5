//! What the results of a log speak of: of what a step was given, or of its own work.
//!
//! A result stands in the row of the step that told it. Who inspects says what came in; who makes
//! something may say how it came out, and then nothing is known of what came in. Where the model does
//! not say which, the log shows it: own work that came out badly is done again at once, while what came
//! in badly goes back or on. A step that never had a bad result is taken to speak as the others do,
//! since they fill in the same column.

use std::collections::BTreeMap;

use super::measured::Between;
use crate::load::document::Judges;

/// That the results of a step speak of its own work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnResults {
    /// The model says so.
    Said,
    /// The log shows it.
    Shown {
        /// After so many bad results the step was done again at once.
        again: u64,
        /// Of so many bad results after which anything followed.
        of: u64,
        /// Those were the results of other steps; this one had no bad ones.
        elsewhere: bool,
    },
}

impl OwnResults {
    /// The steps whose results speak of their own work, by their numbers.
    pub(super) fn of(
        judges: Option<Judges>,
        between: &[((u32, u32), Between)],
    ) -> BTreeMap<u32, Self> {
        let mut redone: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        for ((_, to), one) in between {
            let of_step = redone.entry(*to).or_default();
            *of_step = (of_step.0 + one.redone.0, of_step.1 + one.redone.1);
        }
        let sum = |one: fn(&(u64, u64)) -> u64| redone.values().map(one).sum();
        let all: (u64, u64) = (sum(|one| one.0), sum(|one| one.1));
        let own = |(step, own): (u32, (u64, u64))| match judges {
            Some(Judges::Received) => None,
            Some(Judges::Own) => Some((step, Self::Said)),
            None => {
                let elsewhere = own.1 == 0;
                let (again, of) = if elsewhere { all } else { own };
                let shown = Self::Shown {
                    again,
                    of,
                    elsewhere,
                };
                (2 * again > of).then_some((step, shown))
            }
        };
        redone.into_iter().filter_map(own).collect()
    }
}
