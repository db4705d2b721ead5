//! Numbers from what was observed: intervals, verdicts, gaps.
//!
//! A number is never bare here: it carries how many cases it rests on, and a verdict
//! says what would decide it when it cannot be given.

pub mod gap;
pub mod interval;
pub mod judged;
mod open;
pub mod voice;

pub use gap::{Gap, GapVerdict, Gaps};
