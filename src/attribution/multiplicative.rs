//! A product of yields against a target: the log-mean Divisia index (LMDI-I).
//!
//! Ang 2004 and 2005 (*Energy Policy* 32 and 33): with A = Πaᵢ, the target T and the log-mean
//! Λ = (T − A) / ln(T/A), part i contributes Λ·ln(tᵢ/aᵢ). Nothing is left over, the order of the parts does
//! not matter, and parts that are merged contribute the sum of their points.
//!
//! Holds for steps in series and for joins that need all branches. A mixture weighted by how
//! often each branch is taken is no product: that is for [`shapley`](super::shapley).

use super::{Attribution, AttributionError};
use crate::statistics::as_float;

/// A product of yields, its gap, and what repairing single parts would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiplicative {
    /// The product of the actual yields.
    pub actual: f64,
    /// The product of the local targets; a part without one counts with its actual yield.
    pub cascaded: f64,
    /// The gap in points of the yield, and whose it is.
    pub attribution: Attribution,
    /// What the whole gains if only this part is brought to its target, A·(tᵢ/aᵢ − 1);
    /// `None` for a part without a target.
    pub fix_one: Vec<Option<f64>>,
}

impl Multiplicative {
    /// The weakest link: the part with the least actual ÷ target. It need not be the one with
    /// the largest share among parts that were given no target.
    pub fn weakest(&self) -> Option<usize> {
        let gain = |part: usize| self.fix_one[part].unwrap_or(f64::NEG_INFINITY);
        let with_target = (0..self.fix_one.len()).filter(|&part| self.fix_one[part].is_some());
        // The first of equals, so that the answer does not depend on the order of a search.
        with_target
            .rev()
            .max_by(|&a, &b| gain(a).total_cmp(&gain(b)))
    }
}

/// Attributes `chain_target` less the product of the `actual` yields.
///
/// A part without a local target gets no points: nothing was asked of it. What its loss leaves
/// open appears as not cascaded. If no part has a target, use [`shares_of_loss`] or give
/// them targets with [`allocated`].
///
/// # Errors
/// If there are no parts, lists differ in length, or a value is not finite and above zero; a
/// yield of zero comes from counts by [`yield_of`].
///
/// # Complexity
/// O(parts).
pub fn against_targets(
    actual: &[f64],
    targets: &[Option<f64>],
    chain_target: f64,
) -> Result<Multiplicative, AttributionError> {
    check(actual, targets, chain_target)?;
    let logs = |part: usize| targets[part].map(|target| log_ratio(target, actual[part]));
    let distances: Vec<Option<f64>> = (0..actual.len()).map(logs).collect();
    // Sums of logarithms: the product of ten thousand yields may be too small for a float.
    let log_actual: f64 = actual.iter().map(|a| a.ln()).sum();
    let cascaded_distance: f64 = distances.iter().flatten().sum();
    let whole = chain_target.ln() - log_actual;
    let weight = log_mean_of_logs(log_actual, chain_target.ln());
    let product = log_actual.exp();
    let fix_one = distances
        .iter()
        .map(|distance| distance.map(|distance| product * distance.exp_m1()));
    Ok(Multiplicative {
        actual: product,
        cascaded: (log_actual + cascaded_distance).exp(),
        attribution: Attribution {
            gap: weight * whole,
            points: distances
                .iter()
                .map(|distance| weight * distance.unwrap_or(0.0))
                .collect(),
            not_cascaded: weight * (whole - cascaded_distance),
            unlisted: 0.0,
        },
        fix_one: fix_one.collect(),
    })
}

fn check(
    actual: &[f64],
    targets: &[Option<f64>],
    chain_target: f64,
) -> Result<(), AttributionError> {
    if actual.is_empty() {
        return Err(AttributionError::NoParts);
    }
    if actual.len() != targets.len() {
        return Err(AttributionError::Unequal {
            expected: actual.len(),
            found: targets.len(),
        });
    }
    for (part, (&actual, target)) in actual.iter().zip(targets).enumerate() {
        let values = [Some(actual), *target];
        if values.iter().flatten().any(|value| !value.is_finite()) {
            return Err(AttributionError::NotFinite { part });
        }
        if values.iter().flatten().any(|value| *value <= 0.0) {
            return Err(AttributionError::NotPositive { part });
        }
    }
    if chain_target.is_finite() && chain_target > 0.0 {
        Ok(())
    } else {
        Err(AttributionError::Target)
    }
}

/// Who loses how much of a whole without loss: the gap to a yield of 1. The share of part i
/// is −ln aᵢ / Σ−ln aⱼ. For chains in which no part was given a target.
///
/// # Errors
/// As [`against_targets`].
///
/// # Complexity
/// O(parts).
pub fn shares_of_loss(actual: &[f64]) -> Result<Attribution, AttributionError> {
    let perfect = vec![Some(1.0); actual.len()];
    Ok(against_targets(actual, &perfect, 1.0)?.attribution)
}

/// Local targets that multiply to the chain's: tᵢ = T^wᵢ with weights made to sum to 1.
/// Equal weights ask the same of every part, others by effort or by chance.
///
/// # Errors
/// If there are no weights, one is negative, all are zero, or the target is not above zero.
pub fn allocated(chain_target: f64, weights: &[f64]) -> Result<Vec<f64>, AttributionError> {
    if weights.is_empty() {
        return Err(AttributionError::NoParts);
    }
    if !(chain_target.is_finite() && chain_target > 0.0) {
        return Err(AttributionError::Target);
    }
    let sum: f64 = weights.iter().sum();
    let usable = weights.iter().all(|weight| *weight >= 0.0) && sum > 0.0 && sum.is_finite();
    if !usable {
        return Err(AttributionError::Weights);
    }
    Ok(weights
        .iter()
        .map(|weight| chain_target.powf(weight / sum))
        .collect())
}

/// The yield of `part` with `good` of `cases`; without a good case (k + ½)/(n + 1), as the
/// logarithm of zero would take the whole gap.
///
/// # Errors
/// If there are no cases or more good ones than cases.
pub fn yield_of(part: usize, good: u64, cases: u64) -> Result<f64, AttributionError> {
    if cases == 0 || good > cases {
        return Err(AttributionError::Count { part });
    }
    let (good, cases) = (as_float(good), as_float(cases));
    Ok(if good <= 0.0 {
        0.5 / (cases + 1.0)
    } else {
        good / cases
    })
}

/// The logarithmic mean (b − a) / ln(b/a) of two positive numbers; a itself if they are equal.
///
/// ```
/// let mean = baton::attribution::multiplicative::log_mean(0.70224, 0.88445);
/// assert!((mean - 0.78985).abs() < 1e-5);
/// ```
pub fn log_mean(a: f64, b: f64) -> f64 {
    log_mean_of_logs(a.ln(), b.ln())
}

/// The same from the logarithms. With d = |ln b − ln a| it is max·(1 − e^−d)/d, in which nothing
/// cancels: neither where both are nearly equal nor where they are worlds apart.
fn log_mean_of_logs(a: f64, b: f64) -> f64 {
    let (most, d) = (a.max(b), (b - a).abs());
    let part = if d > 0.0 { -(-d).exp_m1() / d } else { 1.0 };
    most.exp() * part
}

/// ln(b/a), also where both are so close that their ratio would lose the difference.
fn log_ratio(b: f64, a: f64) -> f64 {
    let step = (b - a) / a;
    if step.abs() < 0.5 {
        step.ln_1p()
    } else {
        b.ln() - a.ln()
    }
}
