//! Any function of changed parts: the Shapley value (1953, *Contributions to the Theory of Games* II).
//!
//! The contribution of a part is what the whole changes when this part changes, on average over
//! all orders in which parts may change one after another. It is the only way to share out a
//! difference that leaves nothing over, treats equal parts equally, gives nothing to a part
//! that never matters, and adds where functions add.

use super::AttributionError;
use crate::statistics::length;
use crate::statistics::random::Random;

/// Up to this many parts every set of changes is evaluated: 2^20 evaluations and 8 MB at most.
pub const MOST_EXACT: usize = 20;

/// How to sample where there are too many parts for all sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    /// Up to this many parts all sets are evaluated; at most [`MOST_EXACT`].
    pub exact_up_to: usize,
    /// Pairs of orders, each with its reverse.
    pub pairs: usize,
    /// Where the random numbers start.
    pub seed: u64,
}

impl Default for Sampling {
    fn default() -> Self {
        Self {
            exact_up_to: MOST_EXACT,
            pairs: 500,
            seed: 0x6261_746f_6e00_0002,
        }
    }
}

/// How the shares were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Over all sets of parts.
    Exact,
    /// Over random orders: each value has a standard error.
    Sampled {
        /// Pairs of an order and its reverse.
        pairs: usize,
    },
}

/// The difference that all changes together make, shared out among the parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Shapley {
    /// The function with all parts changed less that with none.
    pub total: f64,
    /// The contribution of each part; they sum to the total.
    pub points: Vec<f64>,
    /// The standard error of each contribution; zero if exact.
    pub errors: Vec<f64>,
    /// Exact or sampled.
    pub method: Method,
}

/// Shares out `value` of all parts changed less `value` of none changed.
///
/// # Errors
/// If there are no parts, no pairs to sample where sampling is needed, or `value` gives something
/// that is not a finite number.
///
/// # Complexity
/// 2^parts evaluations if exact, 2·pairs·(parts − 1) if sampled.
pub fn shapley(
    parts: usize,
    value: impl Fn(&[bool]) -> f64,
    sampling: Sampling,
) -> Result<Shapley, AttributionError> {
    if parts == 0 {
        return Err(AttributionError::NoParts);
    }
    let value = |changed: &[bool]| {
        let value = value(changed);
        let finite = value.is_finite().then_some(value);
        finite.ok_or(AttributionError::Value)
    };
    if parts <= sampling.exact_up_to.min(MOST_EXACT) {
        exact(parts, value)
    } else if sampling.pairs == 0 {
        Err(AttributionError::Settings)
    } else {
        sampled(parts, value, sampling)
    }
}

/// Over all sets: φᵢ = Σ over sets S without i of (v(S ∪ i) − v(S)) / (n · C(n−1, |S|)).
fn exact(
    parts: usize,
    value: impl Fn(&[bool]) -> Result<f64, AttributionError>,
) -> Result<Shapley, AttributionError> {
    let mut changed = vec![false; parts];
    let sets = 1_usize << parts;
    let mut values = Vec::with_capacity(sets);
    for set in 0..sets {
        for (part, changed) in changed.iter_mut().enumerate() {
            *changed = set >> part & 1 == 1;
        }
        values.push(value(&changed)?);
    }
    let weights = weights(parts);
    // Differences first: a part that changes nothing gets exactly nothing.
    let contribution = |part: usize| -> f64 {
        let bit = 1_usize << part;
        let without = (0..sets).filter(|set| set & bit == 0);
        without
            .map(|set| {
                let size = usize::try_from(set.count_ones()).unwrap_or(0);
                weights[size] * (values[set | bit] - values[set])
            })
            .sum()
    };
    Ok(Shapley {
        total: values[sets - 1] - values[0],
        points: (0..parts).map(contribution).collect(),
        errors: vec![0.0; parts],
        method: Method::Exact,
    })
}

/// 1 / (n · C(n−1, s)) for s = 0..n−1.
fn weights(parts: usize) -> Vec<f64> {
    let mut weights = vec![1.0 / length(parts)];
    for size in 1..parts {
        let last = weights[size - 1];
        weights.push(last * length(size) / length(parts - size));
    }
    weights
}

/// Over random orders and their reverses (antithetic: a part that comes early in one comes late
/// in the other, which takes out most of the noise; Mitchell et al. 2022, *JMLR* 23).
fn sampled(
    parts: usize,
    value: impl Fn(&[bool]) -> Result<f64, AttributionError>,
    sampling: Sampling,
) -> Result<Shapley, AttributionError> {
    let none = value(&vec![false; parts])?;
    let all = value(&vec![true; parts])?;
    let (mut means, mut squares) = (vec![0.0; parts], vec![0.0; parts]);
    let mut order: Vec<usize> = (0..parts).collect();
    let mut random = Random::from_seed(sampling.seed);
    let mut pair = vec![0.0; parts];
    for drawn in 1..=sampling.pairs {
        random.shuffle(&mut order);
        pair.fill(0.0);
        for _ in 0..2 {
            walk(&order, none, all, &value, &mut pair)?;
            order.reverse();
        }
        // Welford's running mean and sum of squares.
        for part in 0..parts {
            let found = pair[part] / 2.0;
            let before = found - means[part];
            means[part] += before / length(drawn);
            squares[part] += before * (found - means[part]);
        }
    }
    let n = length(sampling.pairs);
    let errors = squares.iter().map(|sum| {
        // One pair says nothing about its own noise.
        let variance = if n > 1.0 {
            sum / (n - 1.0) / n
        } else {
            f64::INFINITY
        };
        variance.max(0.0).sqrt()
    });
    let errors: Vec<f64> = errors.collect();
    correct(&mut means, &errors, all - none);
    Ok(Shapley {
        total: all - none,
        points: means,
        errors,
        method: Method::Sampled {
            pairs: sampling.pairs,
        },
    })
}

/// Adds to `points` what each part changes when parts change in this order.
fn walk(
    order: &[usize],
    none: f64,
    all: f64,
    value: impl Fn(&[bool]) -> Result<f64, AttributionError>,
    points: &mut [f64],
) -> Result<(), AttributionError> {
    let mut changed = vec![false; order.len()];
    let mut before = none;
    for (at, &part) in order.iter().enumerate() {
        changed[part] = true;
        let is_last = at + 1 == order.len();
        let after = if is_last { all } else { value(&changed)? };
        points[part] += after - before;
        before = after;
    }
    Ok(())
}

/// Each order sums to the total, so only rounding is left; the least certain part takes it.
fn correct(points: &mut [f64], errors: &[f64], total: f64) {
    let rest = total - points.iter().sum::<f64>();
    let parts = 0..points.len();
    if let Some(part) = parts.max_by(|&a, &b| errors[a].total_cmp(&errors[b])) {
        points[part] += rest;
    }
}
