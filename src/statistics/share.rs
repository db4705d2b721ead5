//! Shares: of `n` cases `k` were good; how small or large can the true share be?

use super::tail::{beta, normal_quantile, solve};
use super::{Interval, as_float, is_chance};

/// Exact bounds on a share of which `k` in `n` cases were seen (Clopper and Pearson 1934,
/// *Biometrika* 26).
///
/// Each bound alone is missed with a chance of at most `alpha`; together they are the
/// central interval of confidence 1 − 2·alpha. `None` unless 0 ≤ k ≤ n, n ≥ 1 and
/// 0 < alpha < 1.
///
/// # Complexity
/// Some 60 tails of O(√n) each: microseconds for thousands of cases, milliseconds for 10^8.
///
/// ```
/// let bounds = baton::statistics::share::clopper_pearson(45, 50, 0.025).unwrap();
/// assert!((bounds.lower - 0.781865).abs() < 1e-6);
/// assert!((bounds.upper - 0.966725).abs() < 1e-6);
/// ```
pub fn clopper_pearson(k: u64, n: u64, alpha: f64) -> Option<Interval> {
    if n == 0 || k > n || !is_chance(alpha) {
        return None;
    }
    let (successes, failures) = (as_float(k), as_float(n - k));
    Some(Interval {
        lower: lower(successes, failures, alpha)?,
        // What is left over is bounded from above where the rest is bounded from below.
        upper: upper(successes, failures, alpha)?,
    })
}

/// The lower bound, also for a number of successes between whole numbers.
pub(super) fn lower(successes: f64, failures: f64, alpha: f64) -> Option<f64> {
    if successes <= 0.0 {
        return Some(0.0);
    }
    // P(at least k | p) rises with p and equals alpha at the lower bound.
    solve(|p| beta(successes, failures + 1.0, p).below - alpha)
}

fn upper(successes: f64, failures: f64, alpha: f64) -> Option<f64> {
    if failures <= 0.0 {
        return Some(1.0);
    }
    solve(|p| alpha - beta(successes + 1.0, failures, p).above)
}

/// Approximate bounds on a share (Wilson 1927, *JASA* 22, without continuity correction).
///
/// Shorter than the exact ones, because they hold only on average over all shares: near 0
/// and 1 a bound can be wrong several times as often as `alpha` says. Not for verdicts,
/// unless the user asks for it. `None` as for [`clopper_pearson`], and for alpha ≥ ½,
/// where the formula has no meaning.
///
/// # Complexity
/// O(1).
pub fn wilson(k: u64, n: u64, alpha: f64) -> Option<Interval> {
    if n == 0 || k > n || !is_chance(alpha) || alpha >= 0.5 {
        return None;
    }
    let (k, n) = (as_float(k), as_float(n));
    let z = -normal_quantile(alpha);
    let (p, square) = (k / n, z * z);
    let centre = (p + square / (2.0 * n)) / (1.0 + square / n);
    let half = z / (1.0 + square / n) * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt();
    let bounds = Interval {
        // At the ends the roots are exactly 0 and 1; rounding must not push them off.
        lower: if k <= 0.0 { 0.0 } else { centre - half },
        upper: if k >= n { 1.0 } else { centre + half },
    };
    Some(bounds.clip(0.0, 1.0))
}
