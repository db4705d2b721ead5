//! The mean of skewed values, such as durations, with bounds that follow the skew.

use super::random::Random;
use super::tail::{normal, normal_quantile};
use super::{Interval, is_chance, length};

/// Resamples for up to [`MOST_RESAMPLED`] values. So many that chance moves a bound by some
/// 2 % of a standard error, in the long tail of a dozen skewed values by up to 9 %: less than
/// the bound itself can be relied on.
pub const RESAMPLES: usize = 9_999;

/// With more values nothing is resampled: what infinitely many resamples would find is then
/// known in closed form, in O(n). Held against 200 000 resamples of exponential, Pareto and
/// lognormal values it is off by 1 % of a standard error, less than [`RESAMPLES`] resamples are.
pub const MOST_RESAMPLED: usize = 500;

/// With fewer values the bounds hold less often than they say; to be said beside them.
pub const FEW: usize = 30;

/// A mean that is skewer than this is made by two or three of its values: a skewness of 1 is
/// that of a single outlier among equal values.
const DOMINATED: f64 = 0.7;

/// Where the resampling starts, always: same input, same bounds.
const SEED: u64 = 0x6261_746f_6e00_0001;

/// A mean with its bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The mean of the values.
    pub mean: f64,
    /// How many there are.
    pub n: usize,
    /// Bounds on the mean, unless all values are equal or there is only one: then nothing
    /// in the data tells how much it may be off.
    pub bounds: Option<Interval>,
    /// There are fewer than [`FEW`] values: the bounds are too narrow more often than said.
    pub is_few: bool,
    /// Two or three values far out make the mean what it is: the median says more.
    pub is_dominated: bool,
}

/// The mean with BCa bounds (bias-corrected and accelerated bootstrap; Efron 1987, *JASA* 82).
///
/// Up to [`MOST_RESAMPLED`] values the distribution of the mean is found by [`RESAMPLES`]
/// resamples from a fixed seed, of the sorted values; with more by its Edgeworth and
/// Cornish–Fisher expansion with skewness and kurtosis (Hall 1992, *The Bootstrap and
/// Edgeworth Expansion*, §2.5 and §3.10). `None` if there are no values, one is not finite, or alpha is not in 0..½.
///
/// The values must be independent; cases of one day or batch often are not.
///
/// # Complexity
/// O(n log n) to sort; up to [`MOST_RESAMPLED`] values 10 000 n draws, 5 million at most.
pub fn bca(values: &[f64], alpha: f64) -> Option<Mean> {
    let usable = is_chance(alpha) && alpha < 0.5;
    if values.is_empty() || !usable || !values.iter().all(|value| value.is_finite()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let moments = Moments::of(&sorted);
    let bounds = if moments.deviation <= 0.0 || !moments.are_finite() {
        None
    } else if sorted.len() <= MOST_RESAMPLED {
        let means = resampled_means(&sorted);
        from_resamples(&moments, &means, alpha)
    } else {
        // No mean lies outside its values, whatever the expansion says.
        let (least, most) = (*sorted.first()?, *sorted.last()?);
        from_expansion(&moments, alpha).map(|bounds| bounds.clip(least, most))
    };
    Some(Mean {
        mean: moments.mean,
        n: sorted.len(),
        bounds,
        is_few: sorted.len() < FEW,
        is_dominated: moments.skewness.abs() > DOMINATED,
    })
}

/// What the shape of the values says of their mean.
#[derive(Debug, Clone, Copy)]
struct Moments {
    mean: f64,
    /// Standard deviation with divisor n, that of the resamples' values.
    deviation: f64,
    /// Skewness of the mean: that of the values over √n.
    skewness: f64,
    /// Excess kurtosis of the mean: that of the values over n.
    kurtosis: f64,
    n: f64,
}

impl Moments {
    fn of(values: &[f64]) -> Self {
        let n = length(values.len());
        let mean = values.iter().sum::<f64>() / n;
        let spread = |power: i32| {
            let sum: f64 = values.iter().map(|value| (value - mean).powi(power)).sum();
            sum / n
        };
        // Rounding of the mean must not pass for a deviation.
        let is_flat = values
            .first()
            .zip(values.last())
            .is_none_or(|(a, b)| a >= b);
        let variance = if is_flat { 0.0 } else { spread(2) };
        Self {
            mean,
            deviation: variance.sqrt(),
            skewness: spread(3) / variance.powf(1.5) / n.sqrt(),
            kurtosis: (spread(4) / (variance * variance) - 3.0) / n,
            n,
        }
    }

    /// Values beyond 10^75 or so have powers that no float holds.
    fn are_finite(&self) -> bool {
        self.skewness.is_finite() && self.kurtosis.is_finite()
    }

    /// For a mean, the jackknife's acceleration is a sixth of the skewness.
    fn acceleration(&self) -> f64 {
        self.skewness / 6.0
    }
}

/// The means of all resamples, sorted.
fn resampled_means(values: &[f64]) -> Vec<f64> {
    let mut random = Random::from_seed(SEED);
    let n = length(values.len());
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let drawn = (0..values.len()).filter_map(|_| random.pick(values));
            drawn.sum::<f64>() / n
        })
        .collect();
    means.sort_unstable_by(f64::total_cmp);
    means
}

/// The bounds that the sorted means of resamples give.
fn from_resamples(moments: &Moments, means: &[f64], alpha: f64) -> Option<Interval> {
    // Sums in another order differ in the last digits; such means count as equal.
    let slack = 1e-12 * moments.deviation;
    let less = means.partition_point(|mean| *mean < moments.mean - slack);
    let up_to = means.partition_point(|mean| *mean <= moments.mean + slack);
    let below = length(less + up_to) / (2.0 * length(means.len()));
    let bias = normal_quantile(below);
    let at = |z: f64| {
        let level = normal(adjusted(bias, moments.acceleration(), z)?).below;
        quantile_of_sorted(means, level)
    };
    let z = -normal_quantile(alpha);
    Some(Interval {
        lower: at(-z)?,
        upper: at(z)?,
    })
}

/// The bounds that infinitely many resamples would give, to within terms of order 1/n.
fn from_expansion(moments: &Moments, alpha: f64) -> Option<Interval> {
    // Edgeworth: the chance of a resampled mean below the mean itself.
    let below = 0.5 + moments.skewness / (6.0 * (2.0 * std::f64::consts::PI).sqrt());
    let bias = normal_quantile(below);
    let error = moments.deviation / moments.n.sqrt();
    let at = |z: f64| {
        let w = adjusted(bias, moments.acceleration(), z)?;
        let (square, cube) = (w * w, w * w * w);
        let by_skewness = moments.skewness * (square - 1.0) / 6.0;
        let by_kurtosis = moments.kurtosis * (cube - 3.0 * w) / 24.0;
        let by_both = moments.skewness * moments.skewness * (2.0 * cube - 5.0 * w) / 36.0;
        Some(moments.mean + error * (w + by_skewness + by_kurtosis - by_both))
    };
    let z = -normal_quantile(alpha);
    let (lower, upper) = (at(-z)?, at(z)?);
    let in_order = lower <= moments.mean && moments.mean <= upper;
    in_order.then_some(Interval { lower, upper })
}

/// The place among the resamples that stands for `z`, corrected for bias and acceleration.
fn adjusted(bias: f64, acceleration: f64, z: f64) -> Option<f64> {
    let shifted = bias + z;
    let shrink = 1.0 - acceleration * shifted;
    (shrink > 0.0 && bias.is_finite()).then(|| bias + shifted / shrink)
}

/// Type 7, as in [`super::quantile::quantile`].
fn quantile_of_sorted(sorted: &[f64], p: f64) -> Option<f64> {
    let place = p * length(sorted.len().checked_sub(1)?);
    let at = usize::try_from(super::round(place.floor())).ok()?;
    let low = *sorted.get(at)?;
    let high = sorted.get(at + 1).copied().unwrap_or(low);
    Some(low + (place - place.floor()) * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The means of every possible resample of five values.
    fn all_means(values: &[f64; 5]) -> Vec<f64> {
        let mut means = vec![0.0];
        for _ in values {
            means = means
                .iter()
                .flat_map(|sum| values.iter().map(move |value| sum + value))
                .collect();
        }
        means.iter_mut().for_each(|sum| *sum /= 5.0);
        means.sort_unstable_by(f64::total_cmp);
        means
    }

    #[test]
    fn from_all_resamples_the_bounds_are_those_of_the_formula() {
        let values = [1.0, 2.0, 4.0, 7.0, 20.0];
        let (means, moments) = (all_means(&values), Moments::of(&values));
        assert_eq!(means.len(), 3125);
        // The formula written out in numpy 2.4.6 and scipy 1.17.1, over the same 3125 means.
        assert!((moments.acceleration() - 0.089_078_858_793_671_7).abs() < 1e-15);
        for (alpha, lower, upper) in [(0.025, 2.6, 16.4), (0.05, 3.0, 14.2)] {
            let found = from_resamples(&moments, &means, alpha).unwrap();
            assert!((found.lower - lower).abs() < 1e-12, "{found:?}");
            assert!((found.upper - upper).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn the_resamples_are_like_all_resamples() {
        let values = [1.0, 2.0, 4.0, 7.0, 20.0];
        let (drawn, all) = (resampled_means(&values), all_means(&values));
        for p in [0.05, 0.25, 0.5, 0.75, 0.95] {
            let (some, exact) = (quantile_of_sorted(&drawn, p), quantile_of_sorted(&all, p));
            assert!((some.unwrap() - exact.unwrap()).abs() < 0.21, "{p}");
        }
    }
}
