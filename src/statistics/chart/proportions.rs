//! The chart of shares (p chart), with limits as wide as each point has cases, and what
//! to do when shares vary more than chance lets them (Laney's p′).

use super::{Limits, RANGE_TO_SIGMA, Range, Stage};
use crate::statistics::tail::gamma;
use crate::statistics::{as_float, length};

/// A baseline of shares, from which each later point gets its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportions {
    /// The share over all points of the baseline.
    pub centre: f64,
    /// Spread from point to point over what chance alone gives; near 1 if the cases of a
    /// point are independent, above 1 if days or batches go well or badly as a whole.
    /// `None` if all cases of the baseline were alike.
    pub overdispersion: Option<f64>,
    /// The chance of at least this much variation between points, if the share were the same in
    /// all of them (chi-squared test of homogeneity).
    pub chance: Option<f64>,
    /// How many points the limits are made of.
    pub points: usize,
    /// Whether those are enough to keep them.
    pub stage: Stage,
}

/// A p chart from the `(k, n)` of a baseline window, in the order of time.
///
/// `None` with fewer than 6 points, or unless 0 ≤ k ≤ n and n ≥ 1 in each.
///
/// # Complexity
/// O(points).
pub fn proportions(baseline: &[(u64, u64)]) -> Option<Proportions> {
    let stage = Stage::of(baseline.len())?;
    if baseline.iter().any(|&(k, n)| n == 0 || k > n) {
        return None;
    }
    let good: f64 = baseline.iter().map(|&(k, _)| as_float(k)).sum();
    let all: f64 = baseline.iter().map(|&(_, n)| as_float(n)).sum();
    let centre = good / all;
    let varies = centre > 0.0 && centre < 1.0;
    let deviations: Vec<f64> = baseline
        .iter()
        .map(|&(k, n)| (as_float(k) / as_float(n) - centre) / sigma(centre, n))
        .collect();
    Some(Proportions {
        centre,
        overdispersion: varies.then(|| mean_step(&deviations) / RANGE_TO_SIGMA),
        chance: varies.then(|| {
            let square: f64 = deviations.iter().map(|z| z * z).sum();
            gamma(length(baseline.len() - 1) / 2.0, square / 2.0).above
        }),
        points: baseline.len(),
        stage,
    })
}

impl Proportions {
    /// Where the share of `n` cases may lie, if the cases are independent (Shewhart's p chart).
    pub fn limits(&self, n: u64) -> Limits {
        self.around(sigma(self.centre, n))
    }

    /// Where the share of `n` cases may lie, as far as points of the baseline did (Laney 2002,
    /// *Improved control charts for attributes*, Quality Engineering 14): limits of
    /// [`Self::limits`], widened by the overdispersion; never narrowed, because less variation
    /// than chance gives in a few points is chance itself.
    pub fn laney(&self, n: u64) -> Limits {
        let factor = self.overdispersion.unwrap_or(1.0).max(1.0);
        self.around(factor * sigma(self.centre, n))
    }

    fn around(&self, sigma: f64) -> Limits {
        Limits {
            centre: self.centre,
            sigma,
            lower: Range::SHARE.clip(self.centre - 3.0 * sigma),
            upper: Range::SHARE.clip(self.centre + 3.0 * sigma),
        }
    }
}

/// The standard deviation of a share of `n` cases; without cases anything is possible.
fn sigma(p: f64, n: u64) -> f64 {
    if n == 0 {
        return f64::INFINITY;
    }
    (p * (1.0 - p) / as_float(n)).sqrt()
}

fn mean_step(values: &[f64]) -> f64 {
    let steps = values.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    steps.sum::<f64>() / length(values.len() - 1)
}
