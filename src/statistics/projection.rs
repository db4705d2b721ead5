//! Where a series will be on a later day, and the chance that it reaches a value by then.

use std::f64::consts::FRAC_PI_2;

use super::chart::RANGE_TO_SIGMA;
use super::tail::{normal, normal_quantile};
use super::trend::{mann_kendall, theil_sen};
use super::{Interval, is_chance, length};

/// With fewer points nothing is said of the future.
pub const FEWEST: usize = 8;

/// Of a longer series the last so many points count: what was long ago says little.
pub const MOST: usize = 12;

/// Above this chance of a series such as this without a trend, none is taken for shown.
const NO_TREND: f64 = 0.05;

/// A series drawn out to a later time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    /// The value then, if it goes on as before.
    pub value: f64,
    /// How far a single value may be off: natural variation, level and slope together.
    pub deviation: f64,
    /// The change per unit of time.
    pub slope: f64,
    /// No trend is shown, so none is drawn out.
    pub flat: bool,
}

/// Draws `(time, value)` points, in the order of time, out to the time `at`: by the Theil–Sen
/// line where the Mann–Kendall test shows a trend or `signal` says that a chart does, else flat.
///
/// The deviation joins the variation from point to point around the line (mean moving range over
/// 1.128), that of a level taken as a median (π/2 of that of a mean), and the bounds of the
/// slope from Kendall's statistic, which grow with the distance. It takes values around the
/// line to be normal, so a chance far from one half is a rough one. Uses the last [`MOST`]
/// points; `None` with fewer than [`FEWEST`], or if a number is not finite.
///
/// # Complexity
/// O(1): of at most [`MOST`] points.
pub fn project(points: &[(f64, f64)], at: f64, signal: bool) -> Option<Projection> {
    let points = &points[points.len().saturating_sub(MOST)..];
    let finite = at.is_finite() && points.iter().all(|(t, v)| t.is_finite() && v.is_finite());
    if points.len() < FEWEST || !finite {
        return None;
    }
    let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    let is_trend = mann_kendall(&values).is_some_and(|test| test.p < NO_TREND);
    let flat = !is_trend && !signal;
    let (slope, level, unsure) = if flat {
        (0.0, median(values)?, 0.0)
    } else {
        let line = theil_sen(points, super::ALPHA)?;
        let reach = -normal_quantile(super::ALPHA);
        let spread = line
            .bounds
            .map_or(0.0, |b| (b.upper - b.lower) / (2.0 * reach));
        let middle = f64::midpoint(points.first()?.0, points.last()?.0);
        (line.slope, line.intercept, spread * (at - middle))
    };
    let around: Vec<f64> = points.iter().map(|(t, v)| v - slope * t).collect();
    let steps = around.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let sigma = steps.sum::<f64>() / length(points.len() - 1) / RANGE_TO_SIGMA;
    let single = sigma * (1.0 + FRAC_PI_2 / length(points.len())).sqrt();
    Some(Projection {
        value: level + slope * at,
        deviation: single.hypot(unsure),
        slope,
        flat,
    })
}

impl Projection {
    /// Both bounds of a single value then.
    pub fn bounds(&self, alpha: f64) -> Option<Interval> {
        let reach = is_chance(alpha).then(|| -normal_quantile(alpha) * self.deviation)?;
        Some(Interval {
            lower: self.value - reach,
            upper: self.value + reach,
        })
    }

    /// The chance that a single value then is at least `target`.
    pub fn chance_of_at_least(&self, target: f64) -> f64 {
        if self.deviation > 0.0 {
            normal((target - self.value) / self.deviation).above
        } else {
            f64::from(u8::from(self.value >= target))
        }
    }

    /// The chance that a single value then is at most `target`.
    pub fn chance_of_at_most(&self, target: f64) -> f64 {
        if self.deviation > 0.0 {
            normal((target - self.value) / self.deviation).below
        } else {
            f64::from(u8::from(self.value <= target))
        }
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    super::quantile::quantile(&mut values, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::ALPHA;

    fn series(values: &[f64]) -> Vec<(f64, f64)> {
        let times = (1_u32..).map(f64::from);
        times.zip(values.iter().copied()).collect()
    }

    const RISING: [f64; 8] = [88.0, 89.0, 91.0, 90.0, 92.0, 93.0, 93.0, 95.0];

    #[test]
    fn the_worked_series_goes_on_by_one_a_period() {
        let found = project(&series(&RISING), 12.0, false).unwrap();
        assert!(!found.flat);
        assert!((found.slope - 1.0).abs() < 1e-12);
        // The median of value − time is 87: 87, 87, 88, 86, 87, 87, 86, 87.
        assert!((found.value - 99.0).abs() < 1e-12);
        let bounds = found.bounds(ALPHA).unwrap();
        assert!(bounds.lower < 99.0 && bounds.upper > 99.0);
        assert!((found.chance_of_at_least(99.0) - 0.5).abs() < 1e-12);
        assert!(found.chance_of_at_least(95.0) > 0.8);
        assert!(found.chance_of_at_most(95.0) < 0.2);
    }

    #[test]
    fn farther_ahead_is_less_sure() {
        let near = project(&series(&RISING), 9.0, false).unwrap();
        let far = project(&series(&RISING), 20.0, false).unwrap();
        assert!(far.deviation > near.deviation);
    }

    #[test]
    fn without_a_trend_it_stays_where_it_is_whatever_the_distance() {
        let noise = [92.0, 95.0, 91.0, 94.0, 96.0, 93.0, 90.0, 95.0];
        let found = project(&series(&noise), 30.0, false).unwrap();
        assert!(found.flat);
        assert!((found.value - 93.5).abs() < 1e-12);
        assert!((found.slope).abs() < 1e-12);
        // A signal of the chart is a reason to draw it out.
        assert!(!project(&series(&noise), 30.0, true).unwrap().flat);
    }

    #[test]
    fn only_the_last_points_count() {
        let long: Vec<f64> = (0..20).map(|at| if at < 8 { 50.0 } else { 93.0 }).collect();
        let found = project(&series(&long), 40.0, false).unwrap();
        assert!(found.flat);
        assert!((found.value - 93.0).abs() < 1e-12);
        // Where nothing varies, there is no chance but all or nothing.
        assert!((found.chance_of_at_least(93.0) - 1.0).abs() < 1e-12);
        assert!(found.chance_of_at_least(94.0).abs() < 1e-12);
        assert!((found.chance_of_at_most(93.0) - 1.0).abs() < 1e-12);
        assert!(found.chance_of_at_most(92.0).abs() < 1e-12);
    }

    #[test]
    fn seven_points_say_nothing() {
        assert_eq!(project(&series(&RISING[..7]), 12.0, false), None);
        assert_eq!(project(&series(&RISING), f64::NAN, false), None);
    }
}
