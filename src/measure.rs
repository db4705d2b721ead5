//! Numbers from what was observed: verdicts, gaps.
//!
//! A number is never bare here: it carries how many cases it rests on, and a verdict
//! says what would decide it when it cannot be given.

pub mod assessed;
pub mod causes;
pub mod complaints;
pub mod gap;
pub mod judged;
pub mod log;
pub mod logged;
mod open;
pub mod promised;
pub mod voice;

pub use gap::{Gap, GapVerdict, Gaps};
