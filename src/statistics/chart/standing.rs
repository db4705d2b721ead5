//! What a chart says in two words: does the process change, and can it keep its target?

use super::{Cause, Limits, Side, Signal};

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The more the better.
    Higher,
    /// The less the better.
    Lower,
}

/// Whether the latest point belongs to a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variation {
    /// Nothing special: do not comment on the latest change.
    Common,
    /// Something changed for the better.
    SpecialBetter,
    /// Something changed for the worse.
    SpecialWorse,
}

/// Whether the process as it is can be relied on to keep the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assurance {
    /// Both limits are on the good side: it is kept unless something special happens.
    ConsistentlyPasses,
    /// The target is between the limits: it is chance whether it is kept.
    HitAndMiss,
    /// Both limits are on the bad side: it is missed unless the process is changed.
    ConsistentlyFails,
}

/// The variation of a chart of `points` points, as its latest point shows it (the first
/// icon of NHS England's *Making data count*).
///
/// If signals at the latest point disagree, a point outside its limits decides, else the
/// worse one: a chart must not look better than it is.
pub fn variation(signals: &[Signal], points: usize, better: Better) -> Variation {
    let latest = || signals.iter().filter(|signal| signal.to + 1 == points);
    let is_good = |signal: &Signal| (signal.side == Side::Above) == (better == Better::Higher);
    let outside = latest().find(|signal| signal.cause == Cause::Outside);
    let good = match outside {
        Some(signal) => is_good(signal),
        None if latest().next().is_none() => return Variation::Common,
        None => latest().all(is_good),
    };
    if good {
        Variation::SpecialBetter
    } else {
        Variation::SpecialWorse
    }
}

/// The assurance of a target (the second icon of *Making data count*).
///
/// A value that reaches the target exactly keeps it.
pub fn assurance(limits: Limits, target: f64, better: Better) -> Assurance {
    let (always, never) = match better {
        Better::Higher => (limits.lower >= target, limits.upper < target),
        Better::Lower => (limits.upper <= target, limits.lower > target),
    };
    match (always, never) {
        (true, _) => Assurance::ConsistentlyPasses,
        (_, true) => Assurance::ConsistentlyFails,
        _ => Assurance::HitAndMiss,
    }
}
