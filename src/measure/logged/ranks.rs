//! The steps that a log shows, numbered among themselves.
//!
//! What is measured of a log tells its steps apart and puts them in order, and does not care what
//! else is in the model. So it is measured by these numbers: they stay when a step is added
//! elsewhere, and what was measured before is still true.

use crate::events::NONE;
use crate::model::StepId;

/// The steps that a log shows, in the order of the model.
#[derive(Debug)]
pub(super) struct Ranks {
    steps: Vec<u32>,
}

impl Ranks {
    /// Those that activities mean.
    pub(super) fn of(step_of: &[u32]) -> Self {
        let mut steps = step_of.to_vec();
        steps.retain(|step| *step != NONE);
        steps.sort_unstable();
        steps.dedup();
        Self { steps }
    }

    /// The number of a step among them; [`NONE`] of any other.
    pub(super) fn rank(&self, step: u32) -> u32 {
        let found = self.steps.binary_search(&step).ok();
        found.and_then(|at| u32::try_from(at).ok()).unwrap_or(NONE)
    }

    /// The step of a number.
    pub(super) fn step(&self, rank: u32) -> Option<StepId> {
        self.steps.get(rank as usize).copied().map(StepId)
    }

    /// The steps of two numbers.
    pub(super) fn pair(&self, (from, to): (u32, u32)) -> Option<(u32, u32)> {
        Some((self.step(from)?.0, self.step(to)?.0))
    }

    /// Pairs by these numbers, in the same order; those that the log cannot show are left out.
    pub(super) fn pairs(&self, pairs: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let ranked = pairs
            .iter()
            .map(|(from, to)| (self.rank(*from), self.rank(*to)));
        ranked
            .filter(|(from, to)| *from != NONE && *to != NONE)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_keep_the_order_of_the_model_and_forget_the_rest() {
        let ranks = Ranks::of(&[7, NONE, 3, 7, 90]);
        assert_eq!([3, 7, 90].map(|step| ranks.rank(step)), [0, 1, 2]);
        assert_eq!((ranks.rank(4), ranks.rank(NONE)), (NONE, NONE));
        assert_eq!(ranks.step(2), Some(StepId(90)));
        assert_eq!((ranks.step(3), ranks.pair((0, 9))), (None, None));
        assert_eq!(ranks.pairs(&[(3, 7), (3, 4), (90, 3)]), [(0, 1), (2, 0)]);
    }
}
