//! The chart of individual values and moving ranges (XmR).

use super::{Limits, RANGE_TO_SIGMA, Range, Stage};
use crate::statistics::length;

/// Limits are the mean ± 2.660 mean moving ranges: 3 / 1.128.
const LIMIT: f64 = 2.660;

/// A moving range is special above 3.268 mean ones (D₄ for ranges of two).
const RANGE_LIMIT: f64 = 3.268;

/// The limits of single values and of their moving ranges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Individuals {
    /// Where single values may lie.
    pub limits: Limits,
    /// The mean difference between neighbours.
    pub mean_range: f64,
    /// A difference between neighbours above this is special.
    pub range_limit: f64,
    /// How many points the limits are made of.
    pub points: usize,
    /// Whether those are enough to keep them.
    pub stage: Stage,
}

/// Limits from the values of a baseline window, in the order of time (Wheeler and Chambers
/// 1992, *Understanding Statistical Process Control*).
///
/// Sigma is the mean moving range over 1.128, not the standard deviation: a shift inside the
/// window widens it little. `None` with fewer than 6 values, or if one is not finite. For shares
/// of which the cases are known, [`super::proportions`] is the better chart.
///
/// # Complexity
/// O(n).
pub fn individuals(baseline: &[f64], possible: Range) -> Option<Individuals> {
    let stage = Stage::of(baseline.len())?;
    if !baseline.iter().all(|value| value.is_finite()) {
        return None;
    }
    let centre = baseline.iter().sum::<f64>() / length(baseline.len());
    let ranges = baseline.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let mean_range = ranges.sum::<f64>() / length(baseline.len() - 1);
    Some(Individuals {
        limits: Limits {
            centre,
            sigma: mean_range / RANGE_TO_SIGMA,
            lower: possible.clip(centre - LIMIT * mean_range),
            upper: possible.clip(centre + LIMIT * mean_range),
        },
        mean_range,
        range_limit: RANGE_LIMIT * mean_range,
        points: baseline.len(),
        stage,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKED: [f64; 12] = [
        92.0, 95.0, 91.0, 94.0, 96.0, 93.0, 90.0, 95.0, 94.0, 92.0, 97.0, 93.0,
    ];

    fn close(found: f64, published: f64, tolerance: f64) {
        assert!((found - published).abs() < tolerance, "{found} {published}");
    }

    #[test]
    fn the_worked_example_has_its_published_limits() {
        let chart = individuals(&WORKED, Range::ANY).unwrap();
        close(chart.limits.centre, 93.5, 1e-12);
        close(chart.mean_range, 35.0 / 11.0, 1e-12);
        close(chart.limits.lower, 85.04, 0.005);
        close(chart.limits.upper, 101.96, 0.005);
        close(chart.range_limit, 3.268 * 35.0 / 11.0, 1e-12);
        close(chart.limits.sigma, 35.0 / 11.0 / 1.128, 1e-12);
        assert_eq!((chart.points, chart.stage), (12, Stage::Fixed));
    }

    #[test]
    fn a_percentage_has_no_limit_above_100() {
        let possible = Range {
            least: 0.0,
            most: 100.0,
        };
        let chart = individuals(&WORKED, possible).unwrap();
        close(chart.limits.upper, 100.0, 1e-12);
    }

    #[test]
    fn six_points_are_a_trial_and_five_nothing() {
        assert_eq!(individuals(&WORKED[..5], Range::ANY), None);
        let trial = individuals(&WORKED[..6], Range::ANY).unwrap();
        assert_eq!(trial.stage, Stage::Trial);
        let almost = individuals(&WORKED[..11], Range::ANY).unwrap();
        assert_eq!(almost.stage, Stage::Trial);
    }

    #[test]
    fn what_is_not_a_number_has_no_chart() {
        let mut values = WORKED;
        values[3] = f64::NAN;
        assert_eq!(individuals(&values, Range::ANY), None);
    }
}
