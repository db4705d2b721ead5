//! Exact intervals for counts, and how many more cases a verdict needs.
//!
//! Clopper–Pearson for shares, Garwood for counts of events. Both are inverted by
//! bisection on the distribution's own tail function, so a bound is never better than
//! the tail it is the bound of. Knows nothing of goals.

use statrs::function::beta::checked_beta_reg;
use statrs::function::gamma::checked_gamma_lr;

/// The chance of error on each side: both bounds of an interval hold with 95 % each.
pub const ALPHA: f64 = 0.05;

/// Both bounds of an interval, each holding with the confidence it was made for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The value is at least this.
    pub lower: f64,
    /// The value is at most this.
    pub upper: f64,
}

/// Exact bounds on a share of which `k` in `n` cases were seen (Clopper and Pearson 1934).
///
/// Each bound alone is missed with a chance of at most `alpha`; together they are the
/// central interval of confidence 1 − 2·alpha. `None` unless 0 ≤ k ≤ n, n ≥ 1 and
/// 0 < alpha < 1.
///
/// ```
/// let bounds = baton::measure::interval::clopper_pearson(45, 50, 0.025).unwrap();
/// assert!((bounds.lower - 0.781865).abs() < 1e-6);
/// assert!((bounds.upper - 0.966725).abs() < 1e-6);
/// ```
pub fn clopper_pearson(k: u64, n: u64, alpha: f64) -> Option<Interval> {
    if n == 0 || k > n || !(alpha > 0.0 && alpha < 1.0) {
        return None;
    }
    let (successes, failures) = (as_float(k), as_float(n - k));
    let lower = if k == 0 {
        0.0
    } else {
        // P(at least k | p) rises with p and equals the bound's alpha at the lower bound.
        solve(|p| beta(successes, failures + 1.0, p) - alpha)?
    };
    let upper = if k == n {
        1.0
    } else {
        solve(|p| beta(successes + 1.0, failures, p) - (1.0 - alpha))?
    };
    Some(Interval { lower, upper })
}

/// Exact bounds on the expected number of events of which `count` were seen (Garwood 1936).
///
/// `None` unless 0 < alpha < 1.
pub fn poisson(count: u64, alpha: f64) -> Option<Interval> {
    if !(alpha > 0.0 && alpha < 1.0) {
        return None;
    }
    let seen = as_float(count);
    // Far above any bound worth asking for: the mean plus ten of its deviations.
    let most = seen + 10.0 * (seen + 1.0).sqrt() - 4.0 * alpha.ln() + 10.0;
    let tail = |shape: f64, mean: f64| checked_gamma_lr(shape, mean).unwrap_or(f64::NAN);
    let lower = if count == 0 {
        0.0
    } else {
        most * solve(|part| tail(seen, part * most) - alpha)?
    };
    let upper = most * solve(|part| tail(seen + 1.0, part * most) - (1.0 - alpha))?;
    Some(Interval { lower, upper })
}

/// The fewest cases that would decide whether a share is at least `target`, if further
/// cases went on at the observed rate `k / n`.
///
/// With the rate above the target: cases until the lower bound reaches it. With the
/// rate below: cases until the upper bound falls under it. `None` if the rate equals
/// the target, or more than `most` cases would be needed.
///
/// # Complexity
/// O(log most) intervals.
pub fn cases_to_decide(k: u64, n: u64, target: f64, alpha: f64, most: u64) -> Option<u64> {
    if n == 0 || k > n {
        return None;
    }
    let rate = as_float(k) / as_float(n);
    if (rate - target).abs() < f64::EPSILON {
        return None;
    }
    let above = rate > target;
    let decided = |cases: u64| {
        let seen = round(rate * as_float(cases)).min(cases);
        clopper_pearson(seen, cases, alpha).is_some_and(|bounds| {
            if above {
                bounds.lower >= target
            } else {
                bounds.upper < target
            }
        })
    };
    fewest(n.max(1), most, decided)
}

/// The least number at or above `from` that is enough, to within the doubling that finds it;
/// `None` beyond `most`.
fn fewest(from: u64, most: u64, enough: impl Fn(u64) -> bool) -> Option<u64> {
    let mut high = from;
    while !enough(high) {
        high = high.checked_mul(2).filter(|high| *high <= most)?;
    }
    let mut low = if high == from { from - 1 } else { high / 2 };
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

/// The fewest cases in all that would show a share of at least `target`, if every case
/// after the first `n`, of which `k` were good, were good. `None` beyond `most` cases.
///
/// # Complexity
/// O(log most) intervals.
pub fn cases_if_all_good(k: u64, n: u64, target: f64, alpha: f64, most: u64) -> Option<u64> {
    let failures = n.checked_sub(k)?;
    let shown = |cases: u64| {
        clopper_pearson(cases - failures, cases, alpha).is_some_and(|b| b.lower >= target)
    };
    fewest(n.max(1), most, shown)
}

/// The fewest cases, all good, that show a share of at least `target`: ⌈ln α / ln target⌉.
pub fn clean_cases_needed(target: f64, alpha: f64) -> Option<u64> {
    let inside = target > 0.0 && target < 1.0 && alpha > 0.0 && alpha < 1.0;
    inside.then(|| round((alpha.ln() / target.ln()).ceil()))
}

/// The regularized incomplete beta function; NaN where it is not defined.
fn beta(a: f64, b: f64, x: f64) -> f64 {
    checked_beta_reg(a, b, x).unwrap_or(f64::NAN)
}

/// Where a function that rises on 0..1 crosses zero; `None` if it is not a number there.
fn solve(rising: impl Fn(f64) -> f64) -> Option<f64> {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    // 60 halvings leave less than the spacing of numbers near 1.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        let value = rising(middle);
        if value.is_nan() {
            return None;
        }
        if value < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::midpoint(low, high))
}

/// Counts of cases lie far below 2^53, where every whole number is a float.
#[expect(clippy::cast_precision_loss, reason = "see above")]
pub(crate) fn as_float(count: u64) -> f64 {
    count as f64
}

/// The nearest count.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is a count: not negative, and clamped to what a float holds exactly"
)]
pub(crate) fn round(value: f64) -> u64 {
    value.round().clamp(0.0, 9_007_199_254_740_992.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn poisson_bounds_leave_alpha_in_each_tail() {
        let at_most = |k: u64, mean: f64| {
            let mut term = (-mean).exp();
            let mut sum = term;
            for i in 1..=k {
                term *= mean / as_float(i);
                sum += term;
            }
            sum
        };
        for k in [0, 1, 2, 5, 17, 100, 400] {
            let found = poisson(k, ALPHA).unwrap();
            assert!((at_most(k, found.upper) - ALPHA).abs() < 1e-9, "{k}");
            if k > 0 {
                assert!(
                    (1.0 - at_most(k - 1, found.lower) - ALPHA).abs() < 1e-9,
                    "{k}"
                );
            }
        }
        // Garwood's own table for the central 95 % interval.
        let ten = poisson(10, 0.025).unwrap();
        assert!((ten.lower - 4.795).abs() < 1e-3 && (ten.upper - 18.390).abs() < 1e-3);
    }

    #[test]
    fn with_no_failure_the_cases_needed_are_the_published_ones() {
        let needed = [
            (0.90, 29),
            (0.95, 59),
            (0.98, 149),
            (0.99, 299),
            (0.999, 2995),
        ];
        for (target, cases) in needed {
            assert_eq!(clean_cases_needed(target, ALPHA), Some(cases));
            assert_eq!(cases_to_decide(10, 10, target, ALPHA, 1 << 40), Some(cases));
        }
    }

    #[test]
    fn after_one_failure_in_fifty_many_good_cases_are_needed() {
        // The lower bound with one failure reaches 98 % first at 236 cases.
        let all = cases_if_all_good(49, 50, 0.98, ALPHA, 1 << 40).unwrap();
        let lower = |n: u64| clopper_pearson(n - 1, n, ALPHA).unwrap().lower;
        assert!(lower(all) >= 0.98 && lower(all - 1) < 0.98, "{all}");
    }

    #[test]
    fn a_rate_at_the_target_can_never_decide() {
        assert_eq!(cases_to_decide(95, 100, 0.95, ALPHA, 1 << 40), None);
    }

    #[test]
    fn cases_needed_do_decide_and_half_of_them_do_not() {
        let cases = cases_to_decide(97, 100, 0.95, ALPHA, 1 << 40).unwrap();
        let seen = |cases: u64| round(0.97 * as_float(cases));
        let lower = |cases| clopper_pearson(seen(cases), cases, ALPHA).unwrap().lower;
        assert!(lower(cases) >= 0.95 && lower(cases / 2) < 0.95);
    }

    #[test]
    fn impossible_counts_have_no_interval() {
        assert_eq!(clopper_pearson(3, 2, ALPHA), None);
        assert_eq!(clopper_pearson(0, 0, ALPHA), None);
        assert_eq!(clopper_pearson(1, 2, 0.0), None);
        assert_eq!(clopper_pearson(1, 2, f64::NAN), None);
    }
}
