//! Counts of events: how many are to be expected, where so many were seen?

use super::share::clopper_pearson;
use super::tail::{gamma, solve};
use super::{Interval, as_float, is_chance};

/// Exact bounds on the expected number of events of which `count` were seen (Garwood 1936,
/// *Biometrika* 28).
///
/// Holds for events that happen one by one and independently (Poisson). `None` unless
/// 0 < alpha < 1.
///
/// # Complexity
/// Some 60 tails of O(√count) each.
pub fn poisson(count: u64, alpha: f64) -> Option<Interval> {
    if !is_chance(alpha) {
        return None;
    }
    let seen = as_float(count);
    // Far above any bound worth asking for: the mean plus ten of its deviations.
    let most = seen + 10.0 * (seen + 1.0).sqrt() - 4.0 * alpha.ln() + 10.0;
    let lower = if count == 0 {
        0.0
    } else {
        most * solve(|part| gamma(seen, part * most).below - alpha)?
    };
    let upper = most * solve(|part| alpha - gamma(seen + 1.0, part * most).above)?;
    Some(Interval { lower, upper })
}

/// Events per unit of exposure, with exact bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Events per unit of exposure, as seen.
    pub rate: f64,
    /// Bounds on it, in the same unit.
    pub bounds: Interval,
}

/// The rate of events seen during `exposure`: days, orders, hours worked, whatever the
/// reader wants it per.
///
/// The exposure is known without error, so the bounds are those of the count divided by
/// it. `None` unless exposure is positive and finite and 0 < alpha < 1.
pub fn rate(count: u64, exposure: f64, alpha: f64) -> Option<Rate> {
    if !(exposure > 0.0 && exposure.is_finite()) {
        return None;
    }
    let bounds = poisson(count, alpha)?;
    Some(Rate {
        rate: as_float(count) / exposure,
        bounds: Interval {
            lower: bounds.lower / exposure,
            upper: bounds.upper / exposure,
        },
    })
}

/// How many times as often as before, with exact bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// The rate of now divided by that of before; infinite if nothing was seen before.
    pub ratio: f64,
    /// Bounds on it; the upper one is infinite if nothing was seen before.
    pub bounds: Interval,
}

/// The ratio of two rates, each `(events, exposure)` in the same unit of exposure.
///
/// Of all events together, those of now are a binomial share that depends on the ratio alone
/// (Przyborowski and Wilenski 1940, *Biometrika* 31), so its bounds are Clopper–Pearson's for that share. They
/// hold for events that happen one by one and independently. `None` without any event, unless both
/// exposures are positive and finite and 0 < alpha < 1.
pub fn rate_ratio(now: (u64, f64), before: (u64, f64), alpha: f64) -> Option<Ratio> {
    let is_exposure = |exposure: f64| exposure > 0.0 && exposure.is_finite();
    if !is_exposure(now.1) || !is_exposure(before.1) {
        return None;
    }
    let share = clopper_pearson(now.0, now.0.checked_add(before.0)?, alpha)?;
    let of_share = |share: f64| share / (1.0 - share) * before.1 / now.1;
    Some(Ratio {
        ratio: as_float(now.0) / now.1 / (as_float(before.0) / before.1),
        bounds: Interval {
            lower: of_share(share.lower),
            upper: of_share(share.upper),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::ALPHA;

    #[test]
    fn the_ratio_of_two_rates_has_its_published_bounds() {
        // Breslow's and Day's example as R's `poisson.test` answers it (stats, 4.3).
        let found = rate_ratio((11, 800.0), (21, 3011.0), 0.025).unwrap();
        assert!((found.ratio - 1.971_488).abs() < 5e-7, "{found:?}");
        assert!((found.bounds.lower - 0.858_426_4).abs() < 5e-8, "{found:?}");
        assert!((found.bounds.upper - 4.277_265_9).abs() < 5e-8, "{found:?}");
    }

    #[test]
    fn rates_of_nothing_have_one_bound_or_none() {
        let first = rate_ratio((4, 30.0), (0, 300.0), ALPHA).unwrap();
        assert!(first.ratio.is_infinite() && first.bounds.upper.is_infinite());
        // 0.05^(1/4) of the events at least, against a tenth of the time.
        let share = ALPHA.powf(0.25);
        assert!((first.bounds.lower - share / (1.0 - share) * 10.0).abs() < 1e-9);
        let last = rate_ratio((0, 30.0), (4, 300.0), ALPHA).unwrap();
        assert!(last.ratio <= 0.0 && last.bounds.lower <= 0.0);
        assert_eq!(rate_ratio((0, 30.0), (0, 300.0), ALPHA), None);
        assert_eq!(rate_ratio((1, 0.0), (1, 300.0), ALPHA), None);
        assert_eq!(rate_ratio((1, 30.0), (1, f64::INFINITY), ALPHA), None);
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
}
