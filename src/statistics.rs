//! Statistics as plain functions: intervals, limits, trends. Knows nothing of processes.
//!
//! Every method says where its formula is from, what it needs and what it costs. What
//! the data cannot bear is `None` or an open end, never a number that looks like one.
//! Nothing here is random from run to run: resampling starts from a fixed seed and from
//! sorted values, so neither threads nor the order of the input can show.
//!
//! `alpha` is always the chance of error on *one* side. With 0.05 each bound holds with
//! 95 %, and both together are the central 90 % interval.

pub mod band;
pub mod cases;
pub mod change;
pub mod chart;
pub mod count;
pub mod difference;
pub mod dispersion;
pub mod mean;
pub mod multiplicity;
pub mod projection;
pub mod quantile;
pub(crate) mod random;
pub mod rating;
pub mod rolled;
pub mod share;
pub mod significance;
pub mod survival;
mod tail;
pub mod trend;

/// The chance of error on each side: both bounds of an interval hold with 95 % each.
pub const ALPHA: f64 = 0.05;

/// The chance of error on each side of bounds by which verdicts among many are held: 99.9 % each.
pub const FIRM: f64 = 0.001;

/// Both bounds of an interval, each holding with the confidence it was made for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The value is at least this.
    pub lower: f64,
    /// The value is at most this.
    pub upper: f64,
}

impl Interval {
    /// The same interval within what is possible at all, such as 0 to 1 for shares.
    #[must_use]
    pub fn clip(self, least: f64, most: f64) -> Self {
        Self {
            lower: self.lower.clamp(least, most),
            upper: self.upper.clamp(least, most),
        }
    }
}

/// Whether a chance of error leaves something to say.
fn is_chance(alpha: f64) -> bool {
    alpha > 0.0 && alpha < 1.0
}

/// Counts of cases lie far below 2^53, where every whole number is a float.
#[expect(clippy::cast_precision_loss, reason = "see above")]
pub(crate) fn as_float(count: u64) -> f64 {
    count as f64
}

/// The same for the length of a slice.
#[expect(clippy::cast_precision_loss, reason = "see above")]
pub(crate) fn length(values: usize) -> f64 {
    values as f64
}

/// The same for a number with a sign, such as milliseconds: 285,000 years of them are exact.
#[expect(clippy::cast_precision_loss, reason = "see above")]
pub(crate) fn signed(whole: i64) -> f64 {
    whole as f64
}

/// A part of a whole; of sums too large to be exact, and shown with a few digits.
#[expect(clippy::cast_precision_loss, reason = "see above")]
pub(crate) fn ratio(part: i128, whole: i128) -> f64 {
    part as f64 / whole as f64
}

/// The nearest count.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is a count: not negative, and clamped to what a float holds exactly"
)]
pub(crate) fn round(value: f64) -> u64 {
    value.round().clamp(0.0, 9_007_199_254_740_992.0) as u64
}

/// Equal to the last bit but for the sign of zero; for values that were copied, not computed.
#[expect(clippy::float_cmp, reason = "ties of observed values are exact")]
fn same(a: f64, b: f64) -> bool {
    a == b
}
