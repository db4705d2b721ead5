//! Control charts: what a process does when nothing special happens.
//!
//! Limits are computed once, from a baseline window, and then kept: points that follow are
//! held against them. Who changes the process on purpose starts a new window.

mod individuals;
mod proportions;
mod signal;
mod standing;

pub use individuals::{Individuals, individuals};
pub use proportions::{Proportions, proportions};
pub use signal::{Cause, Rules, Side, Signal, signals};
pub use standing::{Assurance, Better, Variation, assurance, variation};

/// Fewer points give no limits at all.
pub const FEWEST_TRIAL: usize = 6;

/// With fewer points the limits are on trial: to be computed again when there are more.
pub const FEWEST_FIXED: usize = 12;

/// Mean moving range over standard deviation for ranges of two normal values (d₂ = 2/√π).
pub(super) const RANGE_TO_SIGMA: f64 = 1.128;

/// How much the limits of a chart can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Made of 6 to 11 points: compute again when there are more.
    Trial,
    /// Made of 12 points or more: to be kept until the process is changed.
    Fixed,
}

impl Stage {
    fn of(points: usize) -> Option<Self> {
        match points {
            0..FEWEST_TRIAL => None,
            FEWEST_TRIAL..FEWEST_FIXED => Some(Self::Trial),
            _ => Some(Self::Fixed),
        }
    }
}

/// Where a point may lie when nothing special happens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The mean of the baseline.
    pub centre: f64,
    /// A third of the way from the centre to a limit, before clipping.
    pub sigma: f64,
    /// The lower natural limit, not below what is possible.
    pub lower: f64,
    /// The upper natural limit, not above what is possible.
    pub upper: f64,
}

/// What values are possible at all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// No value can be smaller.
    pub least: f64,
    /// No value can be greater.
    pub most: f64,
}

impl Range {
    /// Any number.
    pub const ANY: Self = Self {
        least: f64::NEG_INFINITY,
        most: f64::INFINITY,
    };
    /// Durations, amounts, counts.
    pub const NOT_NEGATIVE: Self = Self {
        least: 0.0,
        most: f64::INFINITY,
    };
    /// Shares.
    pub const SHARE: Self = Self {
        least: 0.0,
        most: 1.0,
    };

    /// The value, or the possible one nearest to it.
    pub fn clip(self, value: f64) -> f64 {
        value.max(self.least).min(self.most)
    }
}
