//! How much an answer moves with each figure: all slopes from one solution.

use super::Network;
use super::lead::Followed;

/// The slopes of a time by each time it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeSlopes {
    /// By the mean touch of each step.
    pub by_touch: Vec<f64>,
    /// By the mean wait of each way.
    pub by_wait: Vec<f64>,
}

impl Network {
    /// The slopes of the expected lead time, as [`expected_lead_time`](Self::expected_lead_time) has it:
    /// along the branches that are longest now.
    #[must_use]
    pub fn lead_time_slopes(&self) -> TimeSlopes {
        let followed = Followed::new(self);
        let waits = (0..self.ways.len()).map(|link| followed.flow(self, link));
        TimeSlopes {
            by_wait: waits.collect(),
            by_touch: followed.visits,
        }
    }

    /// The slopes of the rolled yield, the chance that each visit of a case without returns is right
    /// first time, by the share right first time of each step.
    #[must_use]
    pub fn rolled_yield_slopes(&self) -> Vec<f64> {
        let mut slopes = self.rolled().slopes();
        slopes.truncate(self.steps.len());
        slopes
    }
}
