//! What to measure next: which figure's error keeps a verdict open, and how many cases would close it.
//!
//! By the delta method the variance of a derived value is Σ gᵢ²·seᵢ², with g the gradient at the measured
//! figures and independent errors. A standard error falls with the root of the number of cases.

use super::RemedyError;
use crate::statistics::{as_float, round};
use statrs::function::erf::erfc_inv;
use std::f64::consts::SQRT_2;

/// A measured figure that a derived value rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The derivative of the derived value by this figure.
    pub gradient: f64,
    /// The standard error of the figure.
    pub error: f64,
    /// The cases it rests on.
    pub cases: u64,
}

impl Measured {
    /// What it adds to the variance of the derived value.
    fn variance(&self) -> f64 {
        (self.gradient * self.error).powi(2)
    }

    /// The same with as many cases in all.
    fn variance_with(&self, cases: f64) -> f64 {
        self.variance() * as_float(self.cases) / cases
    }
}

/// A value derived from measured figures, and what it is held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// The value.
    pub value: f64,
    /// The target.
    pub target: f64,
    /// What it rests on.
    pub figures: Vec<Measured>,
}

/// What measuring one figure better would bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Priority {
    /// Which figure.
    pub figure: usize,
    /// Its part of the variance, from 0 to 1.
    pub share: f64,
    /// What one more case takes off the variance.
    pub per_case: f64,
    /// How many more cases of this figure alone would decide, if the value stays; `None` if the
    /// other figures' errors are too large for that.
    pub alone: Option<u64>,
    /// How many more cases of it the cheapest joint plan takes.
    pub planned: u64,
}

/// What keeps a verdict open.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldPlan {
    /// The standard error of the derived value.
    pub error: f64,
    /// The interval decides already.
    pub is_decided: bool,
    /// The figures, the one to be measured first at the head: by what one more case takes off
    /// the variance.
    pub priorities: Vec<Priority>,
    /// The cases of the joint plan together, the fewest that decide; `None` if no number of cases
    /// does, because the value is the target.
    pub cases: Option<u64>,
}

/// No plan asks for more cases than this.
const MOST_CASES: f64 = 1e12;

/// Ranks the figures of a value whose bounds, each with a chance of error of `alpha`, are to lie
/// on one side of its target.
///
/// The joint plan spends each case where it takes off most, so that |gᵢ|·σᵢ/nᵢ is equal for all
/// figures that are measured at all (Neyman 1934, *JRSS* 97). What is measured may move the
/// value: a plan is where to begin, not a promise.
///
/// # Errors
/// If a figure has no cases, a negative error or a number that is not finite; if the value or target is not
/// finite, or alpha is not inside 0..½.
///
/// # Complexity
/// O(figures · log figures).
pub fn plan(derived: &Derived, alpha: f64) -> Result<FieldPlan, RemedyError> {
    check(derived, alpha)?;
    let figures = &derived.figures;
    let variance: f64 = figures.iter().map(Measured::variance).sum();
    let z = SQRT_2 * erfc_inv(2.0 * alpha);
    // The largest variance whose interval still lies on one side.
    let allowed = ((derived.value - derived.target) / z).powi(2);
    let is_decided = variance <= allowed;
    let totals = if is_decided {
        Some(
            figures
                .iter()
                .map(|figure| as_float(figure.cases))
                .collect(),
        )
    } else {
        joint(figures, allowed)
    };
    let more = |figure: usize| {
        let total = totals.as_ref().map(|totals: &Vec<f64>| totals[figure]);
        total.map_or(0, |total| more_cases(&figures[figure], total))
    };
    let priority = |(at, figure): (usize, &Measured)| Priority {
        figure: at,
        share: if variance > 0.0 {
            figure.variance() / variance
        } else {
            0.0
        },
        per_case: figure.variance() / (as_float(figure.cases) + 1.0),
        alone: alone(figure, variance, allowed),
        planned: more(at),
    };
    let mut priorities: Vec<Priority> = figures.iter().enumerate().map(priority).collect();
    priorities.sort_by(|a, b| b.per_case.total_cmp(&a.per_case));
    let cases = priorities.iter().map(|priority| priority.planned).sum();
    Ok(FieldPlan {
        error: variance.sqrt(),
        is_decided,
        cases: totals.is_some().then_some(cases),
        priorities,
    })
}

fn check(derived: &Derived, alpha: f64) -> Result<(), RemedyError> {
    if !(alpha > 0.0 && alpha < 0.5 && derived.value.is_finite() && derived.target.is_finite()) {
        return Err(RemedyError::Settings);
    }
    let usable = |figure: &Measured| {
        let finite = figure.gradient.is_finite() && figure.error.is_finite();
        finite && figure.error >= 0.0 && figure.cases > 0 && figure.variance().is_finite()
    };
    match derived.figures.iter().position(|figure| !usable(figure)) {
        Some(figure) => Err(RemedyError::Measured { figure }),
        None => Ok(()),
    }
}

/// More cases of one figure, all else as it is.
fn alone(figure: &Measured, variance: f64, allowed: f64) -> Option<u64> {
    if variance <= allowed {
        return Some(0);
    }
    let left = allowed - (variance - figure.variance());
    let total = figure.variance() * as_float(figure.cases) / left;
    let reachable = left > 0.0 && total <= MOST_CASES;
    reachable.then(|| more_cases(figure, total))
}

/// Whole cases, so that the sum is enough.
fn more_cases(figure: &Measured, total: f64) -> u64 {
    // What was computed a hair above a whole number is that number.
    round((total * (1.0 - 1e-12)).ceil()).saturating_sub(figure.cases)
}

/// The cases of each figure with which the variance is just allowed, at the fewest cases in all:
/// nᵢ = max(today's, |gᵢ|·σᵢ·λ) with the λ at which Σ gᵢ²σᵢ²/nᵢ is what is allowed.
fn joint(figures: &[Measured], allowed: f64) -> Option<Vec<f64>> {
    let totals = |factor: f64| -> Vec<f64> {
        let weights = figures.iter().map(|figure| {
            let today = as_float(figure.cases);
            let spread = (figure.variance() * today).sqrt();
            today.max(spread * factor)
        });
        weights.collect()
    };
    let is_enough = |factor: f64| {
        let pairs = figures.iter().zip(totals(factor));
        pairs
            .map(|(figure, n)| figure.variance_with(n))
            .sum::<f64>()
            <= allowed
    };
    // No figure needs more than if all were spent evenly by weight.
    let spreads = figures.iter().map(|figure| {
        let today = as_float(figure.cases);
        (figure.variance() * today).sqrt()
    });
    let most = spreads.sum::<f64>() / allowed;
    if !most.is_finite() || totals(most).iter().any(|total| *total > MOST_CASES) {
        return None;
    }
    let (mut low, mut high) = (0.0, most * (1.0 + 1e-9));
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if is_enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(totals(high))
}

/// What measuring one figure better would bring to all goals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rank {
    /// Which figure.
    pub figure: usize,
    /// How many open verdicts it could decide alone.
    pub decides: usize,
    /// The fewest more cases with which it decides all of those; 0 if there are none.
    pub cases: u64,
    /// Its parts of the variances of open verdicts, added up.
    pub share: f64,
}

/// Ranks figures over several goals that rest on the same list of figures (gradient 0 where a goal
/// does not rest on one): by how many open verdicts each could decide alone, then by its parts of their
/// variance.
///
/// # Errors
/// As [`plan`]; if goals have lists of different lengths.
///
/// # Complexity
/// O(goals · figures · log figures).
pub fn across(goals: &[Derived], alpha: f64) -> Result<Vec<Rank>, RemedyError> {
    let count = goals.first().map_or(0, |goal| goal.figures.len());
    let rank = |figure| Rank {
        figure,
        decides: 0,
        cases: 0,
        share: 0.0,
    };
    let mut ranks: Vec<Rank> = (0..count).map(rank).collect();
    for goal in goals {
        if goal.figures.len() != count {
            let figure = goal.figures.len().min(count);
            return Err(RemedyError::Measured { figure });
        }
        let plan = plan(goal, alpha)?;
        if plan.is_decided {
            continue;
        }
        for priority in &plan.priorities {
            let rank = &mut ranks[priority.figure];
            rank.share += priority.share;
            if let Some(cases) = priority.alone {
                rank.decides += 1;
                rank.cases = rank.cases.max(cases);
            }
        }
    }
    ranks.sort_by(|a, b| {
        let by_decided = b.decides.cmp(&a.decides);
        by_decided.then(b.share.total_cmp(&a.share))
    });
    Ok(ranks)
}
