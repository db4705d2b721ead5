//! How large a gap is.

use crate::load::document::Better;
use crate::quantity::{Dimension, Quantity};

/// How far a value is short of the target; positive if short.
pub(super) fn distance(actual: &Quantity, target: &Quantity, better: Better) -> Option<Quantity> {
    let short = match better {
        Better::Higher => target.base() - actual.base(),
        Better::Lower => actual.base() - target.base(),
    };
    Some(points(target, short))
}

/// A difference of values such as `like`; of shares it is points.
pub(in crate::measure) fn points(like: &Quantity, difference: f64) -> Quantity {
    let point = Quantity::parse("1 pp").ok();
    let point = point.filter(|_| like.dimension() == Dimension::Share);
    point.as_ref().unwrap_or(like).with_base(difference)
}

/// The part of the way from baseline to target that is done.
pub(super) fn progress(baseline: &Quantity, actual: &Quantity, target: &Quantity) -> Option<f64> {
    if !baseline.commensurable(target) {
        return None;
    }
    let way = target.base() - baseline.base();
    (way.abs() > f64::EPSILON).then(|| (actual.base() - baseline.base()) / way)
}
