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
/// Some 20 tails of O(√n) each: microseconds for thousands of cases, milliseconds for 10^8.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::ALPHA;

    fn close(found: f64, published: f64) {
        assert!(
            (found - published).abs() < 1e-6,
            "{found} is not {published}"
        );
    }

    fn bounds(k: u64, n: u64, alpha: f64, lower: f64, upper: f64) {
        let found = clopper_pearson(k, n, alpha).unwrap();
        close(found.lower, lower);
        close(found.upper, upper);
    }

    #[test]
    fn two_sided_95_percent_bounds_are_the_published_ones() {
        bounds(45, 50, 0.025, 0.781_865, 0.966_725);
        bounds(49, 50, 0.025, 0.893_530, 0.999_494);
        bounds(190, 200, 0.025, 0.909_972, 0.975_766);
        bounds(50, 50, 0.025, 0.928_878, 1.0);
        bounds(0, 20, 0.025, 0.0, 0.168_433);
    }

    #[test]
    fn one_sided_95_percent_bounds_are_the_published_ones() {
        bounds(45, 50, ALPHA, 0.801_167, 0.959_763);
        bounds(96, 120, ALPHA, 0.730_419, 0.858_091);
        bounds(931, 1000, ALPHA, 0.916_346, 0.943_726);
    }

    /// The binomial tail P(X ≥ k), summed term by term in logarithms: a second method.
    fn tail_from(k: u64, n: u64, p: f64) -> f64 {
        let log_factorial: Vec<f64> = (0..=n)
            .scan(0.0, |sum, i| {
                *sum += if i == 0 { 0.0 } else { as_float(i).ln() };
                Some(*sum)
            })
            .collect();
        let at = |i: u64| log_factorial[usize::try_from(i).unwrap()];
        (k..=n)
            .map(|i| {
                let ways = at(n) - at(i) - at(n - i);
                (ways + as_float(i) * p.ln() + as_float(n - i) * (1.0 - p).ln()).exp()
            })
            .sum()
    }

    #[test]
    fn at_each_bound_the_binomial_tail_is_alpha() {
        for n in [1, 2, 7, 30, 240, 1000] {
            for k in [0, 1, n / 3, n / 2, n - 1, n] {
                let found = clopper_pearson(k, n, ALPHA).unwrap();
                if k > 0 {
                    assert!(
                        (tail_from(k, n, found.lower) - ALPHA).abs() < 1e-9,
                        "{k} of {n}"
                    );
                }
                if k < n {
                    let below = 1.0 - tail_from(k + 1, n, found.upper);
                    assert!((below - ALPHA).abs() < 1e-9, "{k} of {n}");
                }
            }
        }
    }

    #[test]
    fn impossible_counts_have_no_interval() {
        assert_eq!(clopper_pearson(3, 2, ALPHA), None);
        assert_eq!(clopper_pearson(0, 0, ALPHA), None);
        assert_eq!(clopper_pearson(1, 2, 0.0), None);
        assert_eq!(clopper_pearson(1, 2, f64::NAN), None);
    }
}
