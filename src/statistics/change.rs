//! Did a value change from one measurement to another, or would chance do that?

use super::tail::student_quantile;
use super::{ALPHA, Interval, as_float};

/// A value as it was estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its bounds.
    pub bounds: Interval,
}

/// Bounds on the second value less the first, from the bounds of each: the *method of variance
/// estimates recovery* (Zou and Donner 2008, *Statistics in Medicine* 27:1693–1702).
///
/// An arm of an interval says how far chance carries that value; two independent arms add up as
/// legs of a right angle do, not end to end. So intervals that overlap may still show a change, and it
/// needs nothing but values and bounds, of shares, means and medians alike. With Wilson's bounds it is
/// method 10 of Newcombe (1998, *Statistics in Medicine* 17:873–890). The bounds hold with the
/// confidence of those they are made of. `None` unless all are numbers.
///
/// # Complexity
/// O(1).
#[must_use]
pub fn difference(first: &Estimate, second: &Estimate) -> Option<Interval> {
    // A value outside its own bounds, such as one that was rounded, has no arm on that side.
    let below = |of: &Estimate| (of.value - of.bounds.lower).max(0.0);
    let above = |of: &Estimate| (of.bounds.upper - of.value).max(0.0);
    let apart = second.value - first.value;
    let bounds = Interval {
        lower: apart - below(second).hypot(above(first)),
        upper: apart + above(second).hypot(below(first)),
    };
    (bounds.lower.is_finite() && bounds.upper.is_finite()).then_some(bounds)
}

/// Whether two values, with bounds that hold with [`ALPHA`] on each side, differ by more than chance:
/// among values that did not change it says so of one in twenty at most.
///
/// Nobody said beforehand which way the value would go, so either way is given half of the error: arms are
/// made as much longer as Student's t of the cases is. Where cases are not known on both sides, or are
/// fewer than two, only bounds that do not meet show a change; that is too strict, never too lax.
///
/// # Complexity
/// That of two quantiles of Student's t.
#[must_use]
pub fn is_shown(first: (Estimate, Option<u64>), second: (Estimate, Option<u64>)) -> bool {
    let between = |bounds: Option<Interval>| {
        bounds.is_some_and(|bounds| bounds.lower > 0.0 || bounds.upper < 0.0)
    };
    match (longer(first), longer(second)) {
        (Some(first), Some(second)) => between(difference(&first, &second)),
        _ => {
            let (one, other) = (first.0.bounds, second.0.bounds);
            one.upper < other.lower || other.upper < one.lower
        }
    }
}

/// The same estimate with bounds that are missed half as often.
fn longer((of, cases): (Estimate, Option<u64>)) -> Option<Estimate> {
    let freedom = as_float(cases.filter(|cases| *cases > 1)? - 1);
    let ratio = student_quantile(ALPHA / 2.0, freedom)? / student_quantile(ALPHA, freedom)?;
    Some(Estimate {
        value: of.value,
        bounds: Interval {
            lower: of.value - ratio * (of.value - of.bounds.lower),
            upper: of.value + ratio * (of.bounds.upper - of.value),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::share::{clopper_pearson, wilson};

    fn by(of: fn(u64, u64, f64) -> Option<Interval>, k: u64, n: u64, alpha: f64) -> Estimate {
        Estimate {
            value: as_float(k) / as_float(n),
            bounds: of(k, n, alpha).unwrap(),
        }
    }

    fn exact(k: u64, n: u64) -> (Estimate, Option<u64>) {
        (by(clopper_pearson, k, n, ALPHA), Some(n))
    }

    /// Newcombe 1998, table II, method 10: two-sided 95 % bounds on the first share less the second.
    #[test]
    fn with_wilsons_bounds_they_are_those_published_by_newcombe() {
        for ((k, n), (other, of), lower, upper) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((10, 10), (0, 20), 0.6791, 1.0),
            ((10, 10), (0, 10), 0.6075, 1.0),
        ] {
            let estimate = |k, n| by(wilson, k, n, 0.025);
            let found = difference(&estimate(other, of), &estimate(k, n)).unwrap();
            let is_near = |found: f64, published: f64| (found - published).abs() < 6e-5;
            assert!(is_near(found.lower, lower), "{k}/{n}: {found:?}");
            assert!(is_near(found.upper, upper), "{k}/{n}: {found:?}");
        }
    }

    #[test]
    fn of_1080_each_42_more_good_ones_are_more_than_chance() {
        let (then, now) = (exact(858, 1080), exact(900, 1080));
        // The bounds of both meet: that alone shows nothing.
        assert!(now.0.bounds.lower < then.0.bounds.upper);
        assert!(is_shown(then, now) && is_shown(now, then));
        assert!(!is_shown(then, exact(880, 1080)));
        // Without the cases only bounds that do not meet would show it.
        assert!(!is_shown((then.0, None), now));
        assert!(is_shown((then.0, None), (exact(1000, 1080).0, None)));
    }

    /// The chance of each number of good ones, by the ratio of neighbours.
    fn binomial(n: u64, p: f64) -> Vec<f64> {
        let mut chances = vec![(1.0 - p).powf(as_float(n))];
        for k in 0..n {
            let last = chances.last().copied().unwrap_or_default();
            chances.push(last * as_float(n - k) / as_float(k + 1) * p / (1.0 - p));
        }
        chances
    }

    /// By brute force over every pair of counts there can be.
    fn shown_by_chance(cases: (u64, u64), shares: (f64, f64)) -> f64 {
        let (first, second) = (binomial(cases.0, shares.0), binomial(cases.1, shares.1));
        let all = |n: u64| (0..=n).map(move |k| exact(k, n)).collect::<Vec<_>>();
        let (one, other) = (all(cases.0), all(cases.1));
        let mut sum = 0.0;
        for (a, p) in one.iter().zip(&first) {
            for (b, q) in other.iter().zip(&second) {
                if is_shown(*a, *b) {
                    sum += p * q;
                }
            }
        }
        sum
    }

    #[test]
    fn what_did_not_change_is_called_changed_at_most_once_in_twenty() {
        for cases in [(8, 8), (12, 20), (25, 25)] {
            for share in [0.02, 0.1, 0.3, 0.5, 0.8, 0.95] {
                let wrong = shown_by_chance(cases, (share, share));
                assert!(wrong <= ALPHA, "{cases:?} {share}: {wrong}");
            }
        }
        // And it is no test that never speaks.
        assert!(shown_by_chance((25, 25), (0.2, 0.8)) > 0.9);
    }

    #[test]
    fn a_census_has_no_arms_and_what_is_no_number_no_bounds() {
        let whole = |value: f64| Estimate {
            value,
            bounds: Interval {
                lower: value,
                upper: value,
            },
        };
        let found = difference(&whole(2.0), &whole(3.0)).unwrap();
        assert_eq!(
            (found.lower.to_bits(), found.upper.to_bits()),
            (1.0_f64.to_bits(), 1.0_f64.to_bits())
        );
        assert!(is_shown((whole(2.0), None), (whole(3.0), None)));
        assert_eq!(difference(&whole(f64::INFINITY), &whole(1.0)), None);
    }
}
