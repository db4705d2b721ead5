//! How many cases a verdict on a share needs: before the work of collecting them, not after.

use super::share::clopper_pearson;
use super::tail::binomial;
use super::{as_float, is_chance, round};

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

/// The fewest cases in all of which `failures` may be bad and the lower bound still reaches
/// `target`.
fn cases_with_failures(
    failures: u64,
    target: f64,
    alpha: f64,
    from: u64,
    most: u64,
) -> Option<u64> {
    let shown = |cases: u64| {
        cases > failures
            // The same as asking for the lower bound, with one tail instead of sixty.
            && binomial(failures, cases, 1.0 - target).below <= alpha
    };
    fewest(from.max(failures + 1), most, shown)
}

/// The fewest cases in which a share of at least `target` would be shown, if the cases
/// fell out exactly at a true rate of `rate`: of `n` cases ⌊rate·n⌋ good.
///
/// A plan for the luck of the middle: a bit more than half of all samples of this size show
/// the target, the others just miss it. Who wants to be surer asks [`cases_for_power`].
/// 0.95 at a true 0.97 needs 361 (which 60 % of samples show), at a true 0.96 needs 1348 (54 %). `None` unless
/// 0 < target < rate ≤ 1 and 0 < alpha < 1, or beyond `most` cases.
///
/// # Complexity
/// O(log² most) bounds.
pub fn cases_to_demonstrate(target: f64, rate: f64, alpha: f64, most: u64) -> Option<u64> {
    if !can_be_shown(target, rate, alpha) {
        return None;
    }
    // With so many bad cases, there must be so many cases for the bound; and only up to so
    // many are to be expected before the next bad one.
    let enough = |failures: u64| {
        let cases = cases_with_failures(failures, target, alpha, 1, most)?;
        // A share such as 0.97 is a little off as a float; a billionth of a case is not one.
        let bad = ((1.0 - rate) * as_float(cases) - 1e-9).ceil().max(0.0);
        Some((round(bad) <= failures, cases))
    };
    first_cases(most, enough)
}

/// The fewest cases of which a share of at least `target` is shown with a chance of at least
/// `power`, if the true share is `rate`.
///
/// Shown means that the exact lower bound with `alpha` reaches the target. `None` unless
/// 0 < target < rate ≤ 1, 0 < alpha < 1 and 0 < power < 1, or beyond `most` cases.
///
/// # Complexity
/// O(log² most) bounds.
pub fn cases_for_power(target: f64, rate: f64, alpha: f64, power: f64, most: u64) -> Option<u64> {
    if !can_be_shown(target, rate, alpha) || !is_chance(power) {
        return None;
    }
    // The fewest cases that bear a number of bad ones are also those in which so few bad
    // ones are most likely.
    let enough = |failures: u64| {
        let cases = cases_with_failures(failures, target, alpha, 1, most)?;
        let chance = binomial(failures, cases, 1.0 - rate).below;
        Some((chance >= power, cases))
    };
    first_cases(most, enough)
}

fn can_be_shown(target: f64, rate: f64, alpha: f64) -> bool {
    target > 0.0 && rate > target && rate <= 1.0 && is_chance(alpha)
}

/// The cases at the least number of bad ones that is enough.
///
/// Enough is not quite monotone, as cases are whole: from the place that halving finds we
/// go back as long as a smaller one within reach is enough as well.
fn first_cases(most: u64, enough: impl Fn(u64) -> Option<(bool, u64)>) -> Option<u64> {
    const REACH: u64 = 32;
    let holds = |failures: u64| enough(failures).is_some_and(|(enough, _)| enough);
    let mut first = fewest_from_zero(most, holds)?;
    let mut looked = first;
    while looked > 0 && first - looked < REACH {
        looked -= 1;
        if holds(looked) {
            first = looked;
        }
    }
    enough(first).map(|(_, cases)| cases)
}

/// Like [`fewest`], but 0 may be enough.
fn fewest_from_zero(most: u64, enough: impl Fn(u64) -> bool) -> Option<u64> {
    if enough(0) {
        return Some(0);
    }
    fewest(1, most, enough)
}
