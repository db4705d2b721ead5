//! Durations of which some are not over yet (Kaplan–Meier).
//!
//! Leaving open cases out makes a lead time look shorter than it is: the long ones are
//! those still open. Here each open case counts for as long as it was watched.

use serde::{Deserialize, Serialize};

use super::tail::normal_quantile;
use super::{Interval, is_chance, length, same};
use crate::statistics::quantile::Bounds;

/// One case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Duration {
    /// How long it took, or has been watched so far.
    pub time: f64,
    /// It is over; otherwise only known to take longer.
    pub is_over: bool,
}

/// A time at which at least one case ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The time.
    pub time: f64,
    /// Cases that were still going on just before, and were watched.
    pub at_risk: usize,
    /// Cases that ended then.
    pub ended: usize,
    /// The share of cases that take longer than this.
    pub survival: f64,
    /// Greenwood's sum up to here: the variance of ln survival.
    pub variance_of_log: f64,
}

/// The Kaplan–Meier estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// The times at which the share falls.
    pub steps: Vec<Step>,
    /// All cases.
    pub cases: usize,
    /// Cases that were still open.
    pub open: usize,
    /// The longest time anything is known of.
    pub horizon: f64,
}

/// The time by which a share of the cases is over.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Percentile {
    /// The time; `None` if so many cases were not over while watched: it is later than the
    /// horizon, and nothing tells how much.
    pub time: Option<f64>,
    /// Bounds on it; open where too few cases ended.
    pub bounds: Bounds,
}

/// The mean duration, with what takes longer than the horizon counted as the horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RestrictedMean {
    /// The mean of min(duration, horizon).
    pub mean: f64,
    /// Its standard error.
    pub error: f64,
    /// Up to where durations were counted.
    pub horizon: f64,
}

/// The share of cases that take longer than each time (Kaplan and Meier 1958, *JASA* 53).
///
/// A case whose watch ended at a time at which others ended was still at risk then. Cases
/// must be open for reasons that have nothing to do with how long they will take. `None`
/// without cases, or if a time is negative or not finite.
///
/// # Complexity
/// O(n log n).
pub fn kaplan_meier(cases: &[Duration]) -> Option<Survival> {
    let is_valid = |case: &Duration| case.time >= 0.0 && case.time.is_finite();
    if cases.is_empty() || !cases.iter().all(is_valid) {
        return None;
    }
    let mut sorted = cases.to_vec();
    sorted.sort_unstable_by(|a, b| a.time.total_cmp(&b.time));
    let mut at_risk = sorted.len();
    let (mut survival, mut variance_of_log) = (1.0, 0.0);
    let mut steps = Vec::new();
    for group in sorted.chunk_by(|a, b| same(a.time, b.time)) {
        let ended = group.iter().filter(|case| case.is_over).count();
        if ended > 0 {
            let (risk, gone) = (length(at_risk), length(ended));
            // As a whole fraction, so that nobody left is exactly nobody.
            survival *= length(at_risk - ended) / risk;
            variance_of_log += gone / (risk * (risk - gone));
            steps.push(Step {
                time: group[0].time,
                at_risk,
                ended,
                survival,
                variance_of_log,
            });
        }
        at_risk -= group.len();
    }
    let open = sorted.iter().filter(|case| !case.is_over).count();
    Some(Survival {
        steps,
        cases: sorted.len(),
        open,
        horizon: sorted.last()?.time,
    })
}

impl Survival {
    /// The time by which a share `p` of the cases is over, with the bounds of Brookmeyer and
    /// Crowley (1982, *Biometrics* 38) on the log-log scale.
    ///
    /// The bounds are the times at which the pointwise bounds of the curve fall to 1 − p; where
    /// nobody is left the curve has no upper bound, and the last one stays. `None` unless
    /// 0 < p < 1 and 0 < alpha < ½.
    pub fn percentile(&self, p: f64, alpha: f64) -> Option<Percentile> {
        if !is_chance(p) || !is_chance(alpha) || alpha >= 0.5 {
            return None;
        }
        // One part in 10^12 is rounding of the product, not a case.
        let rest = 1.0 - p + 1e-12;
        let first = |falls: &dyn Fn(&Step) -> bool| {
            self.steps
                .iter()
                .find(|step| falls(step))
                .map(|step| step.time)
        };
        let bounds = |step: &Step| curve_bounds(step, alpha);
        Some(Percentile {
            time: first(&|step| step.survival <= rest),
            bounds: Bounds {
                lower: first(&|step| bounds(step).map_or(step.survival, |b| b.lower) <= rest),
                upper: first(&|step| bounds(step).is_some_and(|b| b.upper <= rest)),
            },
        })
    }

    /// The median time; see [`Self::percentile`].
    pub fn median(&self, alpha: f64) -> Option<Percentile> {
        self.percentile(0.5, alpha)
    }

    /// Bounds on the share that takes longer than `time` (log-log; Kalbfleisch and Prentice
    /// 1980). `None` before the first end, after nobody is left, and for alpha outside 0..½.
    pub fn bounds_at(&self, time: f64, alpha: f64) -> Option<Interval> {
        let step = self.steps.iter().rev().find(|step| step.time <= time)?;
        let usable = is_chance(alpha) && alpha < 0.5;
        usable.then(|| curve_bounds(step, alpha)).flatten()
    }

    /// The share that takes longer than `time`; `None` after the horizon, unless nobody is
    /// left then.
    pub fn at(&self, time: f64) -> Option<f64> {
        let step = self.steps.iter().rev().find(|step| step.time <= time);
        let share = step.map_or(1.0, |step| step.survival);
        (time <= self.horizon || share <= 0.0).then_some(share)
    }

    /// The mean of durations counted up to `limit`, or up to the horizon if that is earlier: the
    /// area under the curve, with Greenwood's error for it (Klein and Moeschberger 2003, *Survival
    /// Analysis*, §4.5).
    pub fn restricted_mean(&self, limit: f64) -> Option<RestrictedMean> {
        let everyone_ended = self.steps.last().is_some_and(|step| step.survival <= 0.0);
        let horizon = if everyone_ended {
            limit
        } else {
            limit.min(self.horizon)
        };
        if horizon.is_nan() || horizon <= 0.0 {
            return None;
        }
        let inside = || self.steps.iter().take_while(|step| step.time < horizon);
        let (mut mean, mut from, mut share) = (0.0, 0.0, 1.0);
        for step in inside() {
            mean += share * (step.time - from);
            (from, share) = (step.time, step.survival);
        }
        if share > 0.0 {
            mean += share * (horizon - from);
        }
        // Backwards, the area to the right of each step grows piece by piece.
        let steps: Vec<&Step> = inside().collect();
        let (mut area, mut variance, mut until) = (0.0, 0.0, horizon);
        for step in steps.into_iter().rev() {
            let (risk, gone) = (length(step.at_risk), length(step.ended));
            if step.survival > 0.0 {
                area += step.survival * (until - step.time);
                variance += area * area * gone / (risk * (risk - gone));
            }
            until = step.time;
        }
        Some(RestrictedMean {
            mean,
            error: variance.sqrt(),
            horizon: horizon.min(self.horizon),
        })
    }
}

/// Bounds on the curve at a step, symmetric in ln(−ln S).
fn curve_bounds(step: &Step, alpha: f64) -> Option<Interval> {
    if step.survival <= 0.0 || step.survival >= 1.0 {
        return None;
    }
    let log = step.survival.ln();
    let reach = -normal_quantile(alpha) * step.variance_of_log.sqrt() / log.abs();
    Some(Interval {
        lower: step.survival.powf(reach.exp()),
        upper: step.survival.powf((-reach).exp()),
    })
}
