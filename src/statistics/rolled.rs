//! Rolled yield: the chance to pass every step of a chain right first time.

use super::share::lower;
use super::tail::normal_quantile;
use super::{Interval, as_float, is_chance, length};

/// A product of yields with its uncertainty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rolled {
    /// The product of the steps' yields.
    pub rolled: f64,
    /// Its n-th root: the yield of an average step.
    pub normalised: f64,
    /// The standard error of its logarithm.
    pub error_of_log: f64,
    /// Approximate bounds, symmetric on the log scale.
    pub bounds: Interval,
    /// A lower bound that also holds with few cases or no failures; for verdicts.
    pub conservative_lower: f64,
    /// Some step has fewer than 5 good or fewer than 5 bad cases: the approximate bounds are
    /// not to be relied on.
    pub is_rough: bool,
}

/// The rolled yield of steps with `(k good, n)` each.
///
/// The product assumes that steps fail independently; where cases can be followed through
/// the log, the share of cases that were clean everywhere is the truth, and the difference
/// between both shows how failures cluster.
///
/// Bounds by the delta method: the variance of the logarithm is Σ(1 − p)/(n·p). For them a step without a
/// good case counts as (k + ½)/(n + 1), as its logarithm would be infinite (the product itself is 0); a step without a
/// bad one keeps its yield of 1, but the same correction in the variance, as no failure in 5
/// cases is not certainty. The conservative bound is Lindström and Madden's for series systems
/// (in Lloyd and Lipow 1962, *Reliability*): Clopper–Pearson's for as many cases as the step
/// with the fewest, and the rolled share of them good.
///
/// `None` without steps, unless 0 ≤ k ≤ n and n ≥ 1 in each and 0 < alpha < ½.
///
/// # Complexity
/// O(steps).
pub fn rolled_yield(steps: &[(u64, u64)], alpha: f64) -> Option<Rolled> {
    let possible = |&(k, n): &(u64, u64)| n > 0 && k <= n;
    if steps.is_empty() || !steps.iter().all(possible) || !is_chance(alpha) || alpha >= 0.5 {
        return None;
    }
    // The centre of the bounds takes the corrected yield of a step without a good case.
    let (mut rolled, mut centre, mut variance) = (1.0, 1.0, 0.0);
    for &(k, n) in steps {
        let (k, n) = (as_float(k), as_float(n));
        let corrected = (k + 0.5) / (n + 1.0);
        let is_extreme = k <= 0.0 || k >= n;
        let p = if is_extreme { corrected } else { k / n };
        variance += (1.0 - p) / (n * p);
        rolled *= k / n;
        centre *= if k >= n { 1.0 } else { p };
    }
    let error_of_log = variance.sqrt();
    let reach = (-normal_quantile(alpha) * error_of_log).exp();
    let bounds = Interval {
        lower: if rolled > 0.0 { centre / reach } else { 0.0 },
        upper: centre * reach,
    };
    let fewest = as_float(steps.iter().map(|&(_, n)| n).min()?);
    Some(Rolled {
        rolled,
        normalised: rolled.powf(1.0 / length(steps.len())),
        error_of_log,
        bounds: bounds.clip(0.0, 1.0),
        conservative_lower: lower(fewest * rolled, fewest * (1.0 - rolled), alpha)?,
        is_rough: steps.iter().any(|&(k, n)| k < 5 || n - k < 5),
    })
}
