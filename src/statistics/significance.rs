//! How surprising a count would be if the true value lay just at a limit.

use super::as_float;
use super::tail::{binomial, gamma};

/// The chance of at most `k` of `n` cases, each with the chance `p`: exact, binomial.
///
/// `None` unless 0 ≤ k ≤ n, n ≥ 1 and 0 ≤ p ≤ 1.
///
/// # Complexity
/// O(√n).
pub fn at_most(k: u64, n: u64, p: f64) -> Option<f64> {
    let possible = n >= 1 && k <= n && (0.0..=1.0).contains(&p);
    possible.then(|| match k == n {
        true => 1.0,
        false => binomial(k, n, p).below,
    })
}

/// The chance of at least `k` of `n` cases, each with the chance `p`: exact, binomial.
///
/// `None` unless 0 ≤ k ≤ n, n ≥ 1 and 0 ≤ p ≤ 1.
///
/// # Complexity
/// O(√n).
pub fn at_least(k: u64, n: u64, p: f64) -> Option<f64> {
    let possible = n >= 1 && k <= n && (0.0..=1.0).contains(&p);
    possible.then(|| match k.checked_sub(1) {
        None => 1.0,
        Some(fewer) => binomial(fewer, n, p).above,
    })
}

/// The chance of at most `count` events where `mean` are expected: exact, Poisson.
///
/// `None` unless the mean is finite and not negative.
pub fn count_at_most(count: u64, mean: f64) -> Option<f64> {
    let possible = mean.is_finite() && mean >= 0.0;
    possible.then(|| match mean > 0.0 {
        true => gamma(as_float(count) + 1.0, mean).above,
        false => 1.0,
    })
}

/// The chance of at least `count` events where `mean` are expected: exact, Poisson.
///
/// `None` unless the mean is finite and not negative.
pub fn count_at_least(count: u64, mean: f64) -> Option<f64> {
    let possible = mean.is_finite() && mean >= 0.0;
    possible.then(|| match (count, mean > 0.0) {
        (0, _) => 1.0,
        (_, false) => 0.0,
        (count, true) => gamma(as_float(count), mean).below,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }

    #[test]
    fn small_cases_agree_with_counting_by_hand() {
        // Of two fair coins: no head ¼, at most one ¾, at least one ¾, two ¼.
        close(at_most(0, 2, 0.5), 0.25);
        close(at_most(1, 2, 0.5), 0.75);
        close(at_most(2, 2, 0.5), 1.0);
        close(at_least(0, 2, 0.5), 1.0);
        close(at_least(1, 2, 0.5), 0.75);
        close(at_least(2, 2, 0.5), 0.25);
        let none = (-3.0_f64).exp();
        close(count_at_most(0, 3.0), none);
        close(count_at_most(1, 3.0), 4.0 * none);
        close(count_at_least(1, 3.0), 1.0 - none);
        close(count_at_least(0, 3.0), 1.0);
    }

    #[test]
    fn what_cannot_be_expected_has_a_chance_of_none() {
        close(count_at_least(1, 0.0), 0.0);
        close(count_at_most(0, 0.0), 1.0);
        close(at_least(1, 5, 0.0), 0.0);
        close(at_most(4, 5, 1.0), 0.0);
    }

    #[test]
    fn impossible_counts_have_no_chance() {
        assert_eq!(at_most(3, 2, 0.5), None);
        assert_eq!(at_least(0, 0, 0.5), None);
        assert_eq!(at_most(0, 1, 1.5), None);
        assert_eq!(count_at_most(1, f64::INFINITY), None);
        assert_eq!(count_at_least(1, -1.0), None);
    }
}
