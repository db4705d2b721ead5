//! Whose gap: what each part of a chain has to do with the gap of the whole.
//!
//! Plain numbers: parts are numbered from 0 by the caller, and nothing here knows what a part
//! is. Every attribution adds up: the points of the parts and what belongs to no part are the
//! gap, so that groups of parts are the sums of their members.
//!
//! | the whole is | by |
//! |---|---|
//! | a product of yields | [`multiplicative`] |
//! | a sum of costs or waits | [`additive`] |
//! | any other function of the parts | [`shapley`] |
//! | the lead time of cases that were followed | [`time`], and [`late`] for those beyond their due time |
//!
//! Points are positive where a part adds to the gap and negative where it compensates. Which part
//! is the largest may be chance; [`leaders`] says whether it is.

pub mod additive;
pub mod late;
pub mod leaders;
pub mod multiplicative;
pub mod shapley;
#[cfg(test)]
mod tests;
pub mod time;

/// A gap, shared out among the parts without a rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// How far the whole is from its target; positive if it falls short.
    pub gap: f64,
    /// What each part contributes, in the unit of the gap; negative if it compensates.
    pub points: Vec<f64>,
    /// What would be left of the gap if every part met its own target: the chain's target was
    /// not passed on to the parts in full (or, if negative, with reserve).
    pub not_cascaded: f64,
    /// What was found in the whole and in none of its parts.
    pub unlisted: f64,
}

impl Attribution {
    /// The share of a part in the gap; `None` if there is no gap or no such part.
    ///
    /// Shares can lie below 0 and above 1, where parts compensate each other.
    pub fn share(&self, part: usize) -> Option<f64> {
        share(*self.points.get(part)?, self.gap)
    }

    /// The share that belongs to no part, because the target was not passed on.
    pub fn share_not_cascaded(&self) -> Option<f64> {
        share(self.not_cascaded, self.gap)
    }
}

fn share(points: f64, gap: f64) -> Option<f64> {
    let share = points / gap;
    share.is_finite().then_some(share)
}

/// Why a gap cannot be attributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttributionError {
    /// There are no parts.
    NoParts,
    /// There are no cases.
    NoCases,
    /// Two lists that belong together differ in length.
    Unequal {
        /// How many entries there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A figure of a part is infinite or not a number.
    NotFinite {
        /// The part.
        part: usize,
    },
    /// A yield or its target is not above zero, where its logarithm is needed.
    NotPositive {
        /// The part.
        part: usize,
    },
    /// The target of the whole is not finite, or not above zero where it must be.
    Target,
    /// More good cases than cases, or no case at all.
    Count {
        /// The part.
        part: usize,
    },
    /// Weights are negative, or all zero.
    Weights,
    /// The function of the whole gave no finite number.
    Value,
    /// A time of a case is not a finite number, or an end lies before its start.
    Times {
        /// The visit; the number of visits for the case's own start and end.
        visit: usize,
    },
    /// A visit names a predecessor or a part that does not exist, or comes before itself.
    Order {
        /// The visit.
        visit: usize,
    },
    /// A chance or a number of resamples that leaves nothing to say.
    Settings,
}
