//! Medians and other quantiles with bounds that hold for any distribution.

use serde::{Deserialize, Serialize};

use super::tail::binomial;
use super::{Interval, as_float, is_chance, length, round};

/// The quantile of unsorted values, interpolated between the two nearest ones (type 7 of
/// Hyndman and Fan 1996, *The American Statistician* 50: the default of R and NumPy).
///
/// `values` are put into another order. `None` if there are none, one is not a number, or
/// `p` is outside 0..=1.
///
/// # Complexity
/// O(n) by selection, nothing allocated.
pub fn quantile(values: &mut [f64], p: f64) -> Option<f64> {
    let is_part = (0.0..=1.0).contains(&p);
    if values.is_empty() || !is_part || values.iter().any(|value| value.is_nan()) {
        return None;
    }
    let place = p * length(values.len() - 1);
    let at = usize::try_from(round(place.floor())).ok()?;
    let (_, low, above) = values.select_nth_unstable_by(at, f64::total_cmp);
    let low = *low;
    let high = above.iter().copied().min_by(f64::total_cmp);
    let part = place - place.floor();
    Some(high.map_or(low, |high| low + part * (high - low)))
}

/// The ranks, counted from 1 in rising order, whose values bound a quantile. An end is
/// open where there are too few values for any bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranks {
    /// The value of this rank is at most the quantile.
    pub lower: Option<u64>,
    /// The value of this rank is at least the quantile.
    pub upper: Option<u64>,
    /// How many values there are.
    pub of: u64,
}

impl Ranks {
    /// The chance that the interval holds the quantile of a continuous distribution;
    /// with ties it holds at least as often.
    pub fn confidence(&self, p: f64) -> f64 {
        let low = self
            .lower
            .map_or(0.0, |rank| binomial(rank - 1, self.of, p).below);
        let high = self
            .upper
            .map_or(0.0, |rank| binomial(rank - 1, self.of, p).above);
        1.0 - low - high
    }
}

/// The tightest ranks that bound the `p`-quantile of any distribution, from `n` independent
/// values (David and Nagaraja 2003, *Order Statistics*, §7.1).
///
/// The number of values below the quantile is binomial, so each bound is missed with a chance
/// of at most `alpha`. `None` unless n ≥ 1, 0 < p < 1 and 0 < alpha < 1.
///
/// # Complexity
/// O(log n) binomial tails; nothing allocated.
pub fn ranks(n: u64, p: f64, alpha: f64) -> Option<Ranks> {
    if n == 0 || !is_chance(p) || !is_chance(alpha) {
        return None;
    }
    // Too high is the rank r if fewer than r values may lie at or below the quantile too often.
    let lower_holds = |rank: u64| binomial(rank - 1, n, p).below <= alpha;
    let upper_holds = |rank: u64| binomial(rank - 1, n, p).above <= alpha;
    let lower = first_rank(n, |rank| !lower_holds(rank)).map_or(n, |rank| rank - 1);
    Some(Ranks {
        lower: (lower > 0).then_some(lower),
        upper: first_rank(n, upper_holds),
        of: n,
    })
}

/// The first rank of 1..=n of which something holds that, once true, stays true.
fn first_rank(n: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    let (mut low, mut high) = (1, n + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    (low <= n).then_some(low)
}

/// Bounds on a quantile; an end without a value is open.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The quantile is at least this, if anything can be said.
    pub lower: Option<f64>,
    /// The quantile is at most this, if anything can be said.
    pub upper: Option<f64>,
}

impl Bounds {
    /// Both bounds, if there are both.
    pub fn closed(self) -> Option<Interval> {
        let (lower, upper) = (self.lower?, self.upper?);
        Some(Interval { lower, upper })
    }
}

/// Exact bounds on the `p`-quantile of whatever distribution the values are from.
///
/// Far out in few values a bound can be tighter than the interpolated quantile (the 1 % quantile
/// of five values is surely below the least). It then gives way to the quantile: wider bounds
/// hold as well, and a value outside its own bounds is read as a mistake.
///
/// `values` are put into another order. `None` as for [`quantile`] and [`ranks`].
///
/// # Complexity
/// O(n) by selection.
pub fn bounds(values: &mut [f64], p: f64, alpha: f64) -> Option<Bounds> {
    let point = quantile(values, p)?;
    let ranks = ranks(u64::try_from(values.len()).ok()?, p, alpha)?;
    let mut value = |rank: Option<u64>| {
        let at = usize::try_from(rank? - 1).ok()?;
        Some(*values.select_nth_unstable_by(at, f64::total_cmp).1)
    };
    Some(Bounds {
        lower: value(ranks.lower).map(|lower| lower.min(point)),
        upper: value(ranks.upper).map(|upper| upper.max(point)),
    })
}

/// Which bounds of a quantile are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A lower bound.
    Lower,
    /// An upper bound, as for "at most 5 days in 90 % of cases".
    Upper,
    /// Both, each with the given chance of error.
    Both,
}

/// The fewest values with which the `p`-quantile has a bound at all: the least value as the
/// lower one, the greatest as the upper one.
///
/// With alpha 0.05 an upper bound needs 29 values for the 90 % quantile, 59 for 95 %, 299
/// for 99 %. `None` unless 0 < p < 1 and 0 < alpha < 1.
///
/// # Complexity
/// O(1).
pub fn cases_needed(p: f64, alpha: f64, side: Side) -> Option<u64> {
    if !is_chance(p) || !is_chance(alpha) {
        return None;
    }
    // All n values lie below with chance part^n.
    let needed = |log_part: f64| {
        let near = round((alpha.ln() / log_part).ceil()).max(1);
        let is_enough = |n: u64| as_float(n) * log_part <= alpha.ln();
        if near > 1 && is_enough(near - 1) {
            near - 1
        } else {
            near
        }
    };
    let (lower, upper) = (needed((-p).ln_1p()), needed(p.ln()));
    Some(match side {
        Side::Lower => lower,
        Side::Upper => upper,
        Side::Both => lower.max(upper),
    })
}
