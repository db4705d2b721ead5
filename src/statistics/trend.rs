//! Is there a trend, and how steep: without assuming a distribution.

use super::tail::{normal, normal_quantile};
use super::{Interval, is_chance, length, same};

/// For more points the slopes of all pairs are not computed: 2 million of them are enough
/// for any chart, and thin out to one point a period before.
pub const MOST_POINTS: usize = 2_000;

/// What the Mann–Kendall test says of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// Pairs that rise less pairs that fall.
    pub s: i64,
    /// The variance of `s` without a trend, corrected for ties.
    pub variance: f64,
    /// `s` in deviations, corrected by 1 for continuity.
    pub z: f64,
    /// The chance of an `s` at least so far from 0 without a trend, either way; from the normal
    /// approximation, good from some 8 points.
    pub p: f64,
}

/// The Mann–Kendall test for a trend (Mann 1945, *Econometrica* 13; ties: Kendall 1975).
///
/// `None` with fewer than 3 points or if one is not a number. Points must be independent
/// but for the trend; seasons and autocorrelation make `p` too small.
///
/// # Complexity
/// O(n log n), by counting inversions in a merge sort.
pub fn mann_kendall(series: &[f64]) -> Option<MannKendall> {
    if series.len() < 3 || series.iter().any(|value| value.is_nan()) {
        return None;
    }
    let mut sorted = series.to_vec();
    let falling = sort_counting_inversions(&mut sorted);
    let n = i64::try_from(series.len()).ok()?;
    let (mut tied, mut correction) = (0, 0.0);
    for group in sorted.chunk_by(|a, b| same(*a, *b)) {
        let size = i64::try_from(group.len()).ok()?;
        tied += size * (size - 1) / 2;
        correction += spread(length(group.len()));
    }
    let pairs = n * (n - 1) / 2;
    let s = pairs - tied - 2 * i64::try_from(falling).ok()?;
    let variance = (spread(length(series.len())) - correction) / 18.0;
    let z = standardized(s, variance);
    Some(MannKendall {
        s,
        variance,
        z,
        p: 2.0 * normal(z.abs()).above,
    })
}

/// n(n−1)(2n+5)
fn spread(n: f64) -> f64 {
    n * (n - 1.0) * (2.0 * n + 5.0)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "pairs of fewer than 10^8 points are below 2^53"
)]
fn standardized(s: i64, variance: f64) -> f64 {
    if s == 0 || variance <= 0.0 {
        return 0.0;
    }
    (s - s.signum()) as f64 / variance.sqrt()
}

/// Sorts, and counts the pairs that stood the wrong way round (equal ones do not).
fn sort_counting_inversions(values: &mut [f64]) -> u64 {
    let mut spare = values.to_vec();
    let mut inversions = 0;
    let mut width = 1;
    while width < values.len() {
        for (block, target) in values.chunks(2 * width).zip(spare.chunks_mut(2 * width)) {
            let (left, right) = block.split_at(width.min(block.len()));
            inversions += merge(left, right, target);
        }
        values.copy_from_slice(&spare);
        width *= 2;
    }
    inversions
}

fn merge(left: &[f64], right: &[f64], target: &mut [f64]) -> u64 {
    let (mut i, mut j) = (0, 0);
    let mut inversions = 0;
    for place in target {
        let from_right = match (left.get(i), right.get(j)) {
            (Some(a), Some(b)) => b < a,
            (left, _) => left.is_none(),
        };
        if from_right {
            *place = right[j];
            j += 1;
            inversions += u64::try_from(left.len() - i).unwrap_or(u64::MAX);
        } else {
            *place = left[i];
            i += 1;
        }
    }
    inversions
}

/// The median slope of a series and its bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slope {
    /// The median slope of all pairs, per unit of time.
    pub slope: f64,
    /// The median of the values less slope times time: where the line crosses time 0.
    pub intercept: f64,
    /// Bounds on the slope; `None` if there are too few points for any.
    pub bounds: Option<Interval>,
}

/// The Theil–Sen slope of `(time, value)` points with its bounds from Kendall's statistic
/// (Sen 1968, *JASA* 63).
///
/// `None` unless two points differ in time, all numbers are finite, 0 < alpha < ½ and there are
/// at most [`MOST_POINTS`] points.
///
/// # Complexity
/// O(n²) time and memory: 16 MB at the most.
pub fn theil_sen(points: &[(f64, f64)], alpha: f64) -> Option<Slope> {
    let usable = is_chance(alpha) && alpha < 0.5 && points.len() <= MOST_POINTS;
    let all_finite = points.iter().all(|(t, v)| t.is_finite() && v.is_finite());
    if !usable || !all_finite {
        return None;
    }
    let mut slopes = Vec::with_capacity(points.len() * points.len() / 2);
    for (at, (time, value)) in points.iter().enumerate() {
        for (earlier, before) in &points[..at] {
            if !same(*time, *earlier) {
                slopes.push((value - before) / (time - earlier));
            }
        }
    }
    slopes.sort_unstable_by(f64::total_cmp);
    let slope = median(&slopes)?;
    let mut rests: Vec<f64> = points.iter().map(|(t, v)| v - slope * t).collect();
    rests.sort_unstable_by(f64::total_cmp);
    let bounds = slope_ranks(points, slopes.len(), alpha).and_then(|(lower, upper)| {
        Some(Interval {
            lower: *slopes.get(lower)?,
            upper: *slopes.get(upper)?,
        })
    });
    Some(Slope {
        slope,
        intercept: median(&rests)?,
        bounds,
    })
}

/// The places of the bounds among the sorted slopes.
fn slope_ranks(points: &[(f64, f64)], slopes: usize, alpha: f64) -> Option<(usize, usize)> {
    let n = length(points.len());
    let ties = |values: Vec<f64>| -> f64 {
        let mut sorted = values;
        sorted.sort_unstable_by(f64::total_cmp);
        let groups = sorted.chunk_by(|a, b| same(*a, *b));
        groups.map(|group| spread(length(group.len()))).sum()
    };
    let tied_times = ties(points.iter().map(|(time, _)| *time).collect());
    let tied_values = ties(points.iter().map(|(_, value)| *value).collect());
    let variance = (spread(n) - tied_times - tied_values) / 18.0;
    let reach = -normal_quantile(alpha) * variance.max(0.0).sqrt();
    // Counted from 1: the slope of rank (N − reach)/2, and its mirror.
    let rank = ((length(slopes) - reach) / 2.0).round();
    if rank < 1.0 {
        return None;
    }
    let lower = usize::try_from(super::round(rank)).ok()? - 1;
    Some((lower, slopes - 1 - lower))
}

/// The median of sorted values.
fn median(sorted: &[f64]) -> Option<f64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(sorted.len() / 2 - 1)?;
    Some(f64::midpoint(lower, upper))
}
