//! Event logs: what systems recorded of each case, read from any of their formats into
//! one table.
//!
//! Knows nothing of the model; a log can be read and measured without one.

pub mod calendar;
mod instance;

pub use calendar::Calendar;
pub use instance::Instance;
