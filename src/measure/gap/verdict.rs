//! Whether a target is met, as far as exact bounds show it.

use super::super::open::Open;
use super::observed::Observed;
use crate::load::document::Better;
use crate::quantity::Quantity;
use crate::statistics::ALPHA;
use crate::statistics::cases::{cases_if_all_good, cases_to_decide};

/// More cases than anybody will collect: beyond this no number is named.
const MOST_CASES: u64 = 100_000_000;

/// Whether a goal is reached, as far as the figures show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapVerdict {
    /// Demonstrated: even the unfavourable bound reaches the target.
    Met,
    /// Demonstrated: even the favourable bound misses the target.
    NotMet,
    /// Not decided.
    Undetermined(Open),
}

pub(super) fn verdict(
    target: Option<&Quantity>,
    actual: Option<&Observed>,
    better: Result<Better, Open>,
) -> GapVerdict {
    use GapVerdict::Undetermined;
    let Some(target) = target else {
        return Undetermined(Open::NoTarget);
    };
    let Some(actual) = actual else {
        return Undetermined(Open::NoActual);
    };
    let better = match better {
        Ok(better) => better,
        Err(open) => return Undetermined(open),
    };
    if !actual.value.commensurable(target) {
        return Undetermined(Open::NotComparable);
    }
    let (lower, upper) = match actual.span() {
        Ok(span) => span,
        Err(open) => return Undetermined(open),
    };
    let (met, missed) = match better {
        Better::Higher => (lower >= target.base(), upper < target.base()),
        Better::Lower => (upper <= target.base(), lower > target.base()),
    };
    match (met, missed) {
        (true, _) => GapVerdict::Met,
        (_, true) => GapVerdict::NotMet,
        _ => Undetermined(one_sided(actual, target, better)),
    }
}

/// How many more cases would decide.
pub(in crate::measure) fn one_sided(actual: &Observed, target: &Quantity, better: Better) -> Open {
    let counted = actual.k.zip(actual.n).and_then(|(k, n)| match better {
        Better::Higher => Some((k, n, target.base())),
        Better::Lower => Some((n.checked_sub(k)?, n, 1.0 - target.base())),
    });
    if counted.is_none() {
        return Open::Straddles;
    }
    let more = |needed: fn(u64, u64, f64, f64, u64) -> Option<u64>| {
        let (good, n, target) = counted?;
        let all = needed(good, n, target, ALPHA, MOST_CASES)?;
        Some(all.saturating_sub(n))
    };
    Open::TooFewCases {
        at_this_rate: more(cases_to_decide),
        if_all_good: more(cases_if_all_good),
    }
}
