//! Numbers that are judgement, not arithmetic, each with its reason.

/// Above this load of its capacity a step can serve a demand only with long queues: work waits
/// 5.7 times as long as at half load (Kingman), and any stop is never caught up.
pub(super) const HIGH_LOAD: f64 = 0.85;

/// A target that asks what is bad to halve more than twice as fast as it has of late asks for
/// more than the improvement that is under way.
pub(super) const FASTER_THAN_OWN: f64 = 0.5;

/// Less likely than this the target is not reached as things go.
pub(super) const UNLIKELY: f64 = 0.20;
