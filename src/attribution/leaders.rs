//! Is the largest contributor really the largest, or might it be another with other cases?
//!
//! The shares are found again from resampled cases (Efron 1979, *Annals of Statistics* 7) or from counts drawn
//! anew from their own rates. A part is named the largest contributor only if it comes first in
//! nine resamples of ten; otherwise as few as together do.

use super::{AttributionError, multiplicative};
use crate::statistics::random::Random;
use crate::statistics::{Interval, length};

mod counts;
use counts::Drawn;

/// A part that comes first in this share of resamples leads.
pub const LEADS: f64 = 0.90;

/// How to resample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resampling {
    /// How often.
    pub resamples: usize,
    /// Where the random numbers start; resample i has a generator of its own, so that
    /// neither threads nor their order can show.
    pub seed: u64,
    /// The chance of error on each side of an interval.
    pub alpha: f64,
}

impl Default for Resampling {
    fn default() -> Self {
        Self {
            resamples: 2_000,
            seed: 0x6261_746f_6e00_0003,
            alpha: crate::statistics::ALPHA,
        }
    }
}

impl Resampling {
    fn generator(&self, resample: usize) -> Random {
        let step = u64::try_from(resample).unwrap_or(u64::MAX);
        // An odd multiplier keeps the seeds apart; the generator's own mixing does the rest.
        Random::from_seed(self.seed ^ step.wrapping_mul(0xd605_bbb5_8c8a_bbfd))
    }

    fn check(&self) -> Result<(), AttributionError> {
        let usable = self.resamples > 0 && self.alpha > 0.0 && self.alpha < 0.5;
        usable.then_some(()).ok_or(AttributionError::Settings)
    }
}

/// Who is to be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaders {
    /// One part comes first often enough.
    One(usize),
    /// As few parts as together come first often enough, the most frequent one first.
    Joint(Vec<usize>),
    /// In too many resamples no part adds to a gap at all.
    Nobody,
}

/// What resamples say of the contributions.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Bounds on each part's contribution: quantiles of the resamples.
    pub intervals: Vec<Interval>,
    /// The share of resamples in which each part contributes most; those that come first
    /// together share the resample.
    pub first: Vec<f64>,
    /// Who is to be named the largest contributor.
    pub leaders: Leaders,
}

/// Ranks over resampled cases: `attribute` gets the numbers of the drawn cases, some twice and
/// some not at all, and gives the contribution of each part.
///
/// Cases must be independent; draw days or batches instead where cases of one day are alike.
///
/// # Errors
/// Those of `attribute`; if there are no cases, it gives no finite number, or numbers of parts that
/// differ.
///
/// # Complexity
/// `resamples` times that of `attribute`.
pub fn over_cases(
    cases: usize,
    resampling: Resampling,
    attribute: impl Fn(&[usize]) -> Result<Vec<f64>, AttributionError>,
) -> Result<Ranking, AttributionError> {
    if cases == 0 {
        return Err(AttributionError::NoCases);
    }
    let all: Vec<usize> = (0..cases).collect();
    rank(resampling, |random| {
        let drawn = (0..cases).filter_map(|_| random.pick(&all).copied());
        attribute(&drawn.collect::<Vec<_>>())
    })
}

/// Ranks over `(good, cases)` of each part, drawn anew from a binomial distribution with the
/// part's own rate; `attribute` gets the yields.
///
/// A part with none or all good is drawn from (k + ½)/(n + 1): no failure in five cases is not certainty.
///
/// # Errors
/// Those of `attribute`; if a count is impossible, or there are no parts.
///
/// # Complexity
/// `resamples` times that of `attribute`, and O(√cases) for each part.
pub fn over_counts(
    counts: &[(u64, u64)],
    resampling: Resampling,
    attribute: impl Fn(&[f64]) -> Result<Vec<f64>, AttributionError>,
) -> Result<Ranking, AttributionError> {
    let draws = counts.iter().enumerate();
    let draws: Result<Vec<Drawn>, _> = draws
        .map(|(part, &(good, cases))| Drawn::new(part, good, cases))
        .collect();
    let draws = draws?;
    rank(resampling, |random| {
        let yields: Result<Vec<f64>, _> = draws
            .iter()
            .enumerate()
            .map(|(part, drawn)| multiplicative::yield_of(part, drawn.draw(random), drawn.cases()))
            .collect();
        attribute(&yields?)
    })
}

/// Ranks over whatever `draw` makes of random numbers.
fn rank(
    resampling: Resampling,
    draw: impl Fn(&mut Random) -> Result<Vec<f64>, AttributionError>,
) -> Result<Ranking, AttributionError> {
    resampling.check()?;
    let mut found: Vec<Vec<f64>> = Vec::with_capacity(resampling.resamples);
    for resample in 0..resampling.resamples {
        let points = draw(&mut resampling.generator(resample))?;
        let expected = found.first().map_or(points.len(), Vec::len);
        if points.is_empty() {
            return Err(AttributionError::NoParts);
        }
        if points.len() != expected {
            return Err(AttributionError::Unequal {
                expected,
                found: points.len(),
            });
        }
        if let Some(part) = points.iter().position(|points| !points.is_finite()) {
            return Err(AttributionError::NotFinite { part });
        }
        found.push(points);
    }
    let parts = found.first().map_or(0, Vec::len);
    let first = firsts(&found, parts);
    Ok(Ranking {
        intervals: (0..parts)
            .map(|part| interval(&found, part, resampling.alpha))
            .collect(),
        leaders: leaders(&first),
        first,
    })
}

/// How often each part contributes most, as a share of all resamples.
fn firsts(found: &[Vec<f64>], parts: usize) -> Vec<f64> {
    let mut first = vec![0.0; parts];
    for points in found {
        let most = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if most <= 0.0 {
            continue;
        }
        // Equal but for rounding.
        let leads = |part: &usize| points[*part] >= most * (1.0 - 1e-12);
        let leading: Vec<usize> = (0..parts).filter(leads).collect();
        for &part in &leading {
            first[part] += 1.0 / length(leading.len());
        }
    }
    first
        .iter()
        .map(|count| count / length(found.len()))
        .collect()
}

fn interval(found: &[Vec<f64>], part: usize, alpha: f64) -> Interval {
    let mut values: Vec<f64> = found.iter().map(|points| points[part]).collect();
    let mut at = |p: f64| crate::statistics::quantile::quantile(&mut values, p);
    Interval {
        lower: at(alpha).unwrap_or(f64::NAN),
        upper: at(1.0 - alpha).unwrap_or(f64::NAN),
    }
}

/// The fewest parts whose shares of first places reach [`LEADS`].
fn leaders(first: &[f64]) -> Leaders {
    let mut order: Vec<usize> = (0..first.len()).collect();
    order.sort_by(|&a, &b| first[b].total_cmp(&first[a]));
    let mut named = Vec::new();
    let mut sum = 0.0;
    for part in order {
        // Sums of shares of resamples: nine tenths must not be missed by a last digit.
        if sum >= LEADS - 1e-9 || first[part] <= 0.0 {
            break;
        }
        sum += first[part];
        named.push(part);
    }
    if sum < LEADS - 1e-9 {
        return Leaders::Nobody;
    }
    match named.as_slice() {
        [only] => Leaders::One(*only),
        _ => Leaders::Joint(named),
    }
}
