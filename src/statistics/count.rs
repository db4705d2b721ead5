//! Counts of events: how many are to be expected, where so many were seen?

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::ALPHA;

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
