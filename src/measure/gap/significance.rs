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
/// the target; `None` where all cases were counted, or no exact chance is known.
pub(super) fn p_value(actual: &Observed, target: &Quantity, better: Better) -> Option<f64> {
    let (value, target) = (actual.value.base(), target.base());
    let high = match better {
        Better::Higher => value >= target,
        Better::Lower => value > target,
    };
    if actual.census || actual.bounds.is_none() {
        return None;
    }
    match (actual.value.dimension(), high) {
        (Dimension::Share, true) => at_least(actual.k?, actual.n?, target),
        (Dimension::Share, false) => at_most(actual.k?, actual.n?, target),
        (Dimension::Count, true) => count_at_least(round(value), target),
        (Dimension::Count, false) => count_at_most(round(value), target),
        _ => None,
    }
}

/// Marks which verdicts survive that so many goals were looked at (Benjamini and Hochberg).
///
/// Undecided goals count among those looked at, else every verdict would survive: each has a
/// chance below 5 %. And each goal was looked at from both sides, so its chance counts twice.
///
/// # Complexity
/// O(n log n) in the number of goals.
pub(super) fn look_at_all(gaps: &mut [Gap]) {
    let tested: Vec<(usize, f64)> = gaps
        .iter()
        .enumerate()
        .filter_map(|(at, gap)| Some((at, (2.0 * gap.p_value?).min(1.0))))
        .collect();
    let p_values: Vec<f64> = tested.iter().map(|(_, p)| *p).collect();
    let adjusted = benjamini_hochberg(&p_values, FALSE_SHARE).unwrap_or_default();
    for ((at, _), one) in tested.into_iter().zip(adjusted) {
        let is_decided = !matches!(gaps[at].verdict, GapVerdict::Undetermined(_));
        gaps[at].survives = is_decided.then_some(one.survives);
    }
}
