//! How sure each verdict is, and which remain when many goals are looked at together.

use super::verdict::GapVerdict;
use super::{Gap, Observed};
use crate::load::document::Better;
use crate::quantity::{Dimension, Quantity};
use crate::statistics::multiplicity::benjamini_hochberg;
use crate::statistics::round;
use crate::statistics::significance::{at_least, at_most, count_at_least, count_at_most};

/// Of the verdicts that survive at most this share is false, on average.
pub const FALSE_SHARE: f64 = 0.10;

/// The chance of a value at least so far on its side of the target, if the process were just at
/// the target; `None` where nothing is decided, or all cases were counted.
pub(super) fn p_value(
    actual: &Observed,
    target: &Quantity,
    better: Better,
    verdict: GapVerdict,
) -> Option<f64> {
    let high = match (verdict, better) {
        (GapVerdict::Met, Better::Higher) | (GapVerdict::NotMet, Better::Lower) => true,
        (GapVerdict::Met, Better::Lower) | (GapVerdict::NotMet, Better::Higher) => false,
        (GapVerdict::Undetermined(_), _) => return None,
    };
    if actual.census {
        return None;
    }
    let target = target.base();
    match (actual.value.dimension(), high) {
        (Dimension::Share, true) => at_least(actual.k?, actual.n?, target),
        (Dimension::Share, false) => at_most(actual.k?, actual.n?, target),
        (Dimension::Count, true) => count_at_least(round(actual.value.base()), target),
        (Dimension::Count, false) => count_at_most(round(actual.value.base()), target),
        _ => None,
    }
}

/// Marks which verdicts survive that so many goals were looked at (Benjamini and Hochberg).
///
/// # Complexity
/// O(n log n) in the number of goals.
pub(super) fn look_at_all(gaps: &mut [Gap]) {
    let decided: Vec<usize> = (0..gaps.len())
        .filter(|at| gaps[*at].p_value.is_some())
        .collect();
    let p_values: Vec<f64> = decided.iter().filter_map(|at| gaps[*at].p_value).collect();
    let adjusted = benjamini_hochberg(&p_values, FALSE_SHARE).unwrap_or_default();
    for (at, one) in decided.into_iter().zip(adjusted) {
        gaps[at].survives = Some(one.survives);
    }
}
