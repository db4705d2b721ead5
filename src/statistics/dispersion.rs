//! Whether shares differ from group to group by more than chance: cases of a day, a shift or a
//! lot that stand or fall together.

use serde::{Deserialize, Serialize};

use super::tail::gamma;
use super::{as_float, length};

/// How groups differ.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Dispersion {
    /// The variance between groups, as a multiple of what independent cases would show. A bound
    /// made for independent cases is too narrow by about its root.
    pub factor: f64,
    /// The chance of at least as much if cases were independent.
    pub chance: f64,
    /// How many groups.
    pub groups: usize,
}

/// The dispersion of groups with `(k good, n)` each, by Pearson's statistic over its degrees of
/// freedom (McCullagh and Nelder 1989, *Generalized Linear Models*, §4.5).
///
/// Groups without cases do not count. `None` with fewer than two groups, unless k ≤ n in each,
/// or if all cases are good or none is. The chance is that of the chi-squared distribution, good
/// from about five expected cases of either kind per group on.
///
/// # Complexity
/// O(groups).
pub fn of_shares(groups: &[(u64, u64)]) -> Option<Dispersion> {
    let filled = || groups.iter().filter(|(_, n)| *n > 0);
    let count = filled().count();
    let (k, n) = filled().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let is_sound = filled().all(|(k, n)| k <= n);
    if count < 2 || !is_sound || k == 0 || k == n {
        return None;
    }
    let p = as_float(k) / as_float(n);
    let apart = |(k, n): &(u64, u64)| {
        let expected = as_float(*n) * p;
        (as_float(*k) - expected).powi(2) / (expected * (1.0 - p))
    };
    let statistic: f64 = filled().map(apart).sum();
    let freedom = length(count - 1);
    Some(Dispersion {
        factor: statistic / freedom,
        chance: gamma(freedom / 2.0, statistic / 2.0).above,
        groups: count,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_are_all_good_or_all_bad_differ_by_more_than_chance() {
        // By hand: p = 1/2; each day (10 − 5)² / 2.5 = 10; of four days 40 over 3.
        let days = [(10, 10), (0, 10), (10, 10), (0, 10), (0, 0)];
        let found = of_shares(&days).unwrap();
        assert!((found.factor - 40.0 / 3.0).abs() < 1e-12);
        // 1 − pchisq(40, 3) of R: 1.065509e-08.
        assert!(
            (found.chance / 1.065_509e-8 - 1.0).abs() < 1e-5,
            "{found:?}"
        );
        assert_eq!(found.groups, 4);
    }

    #[test]
    fn days_like_each_other_do_not() {
        let found = of_shares(&[(5, 10), (5, 10), (4, 10), (6, 10)]).unwrap();
        assert!(found.factor < 1.0 && found.chance > 0.5, "{found:?}");
    }

    #[test]
    fn what_says_nothing_is_none() {
        assert_eq!(of_shares(&[(1, 2)]), None);
        assert_eq!(of_shares(&[(2, 2), (3, 3)]), None);
        assert_eq!(of_shares(&[(0, 2), (0, 3)]), None);
        assert_eq!(of_shares(&[(3, 2), (0, 3)]), None);
        assert_eq!(of_shares(&[(1, 2), (0, 0)]), None);
    }
}
