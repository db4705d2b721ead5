//! Event logs: what systems recorded of each case, read from any of their formats into
//! one table.
//!
//! ```text
//! file ─▶ blocks ─▶ reader of the format ─▶ intake ─▶ event log ─▶ visitor
//! bytes   whole     CSV, XES: many threads  by case   case by case, in order of time
//!         records
//! ```
//!
//! Knows nothing of the model but the calendars written beside it; a log can be read and
//! measured without one.

mod amount;
mod arrange;
mod blocks;
pub mod calendar;
mod case_table;
mod clocks;
mod columns;
mod crew;
pub mod csv;
pub mod error;
mod event_log;
pub mod fault;
pub mod file;
pub mod guess;
pub mod held;
mod instance;
mod intake;
mod kept;
mod ledger;
pub mod mapping;
mod names;
pub(crate) mod narrow;
pub mod note;
pub mod ocel;
mod odd_dates;
mod pairing;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod read;
mod spill;
pub mod time;
pub mod xes;
mod xml;
pub mod zone;

pub use amount::Amounts;
pub use calendar::Calendar;
pub use columns::{Event, Good, Layout, NO_TIME, Phase};
pub use error::{LogError, LogErrorKind};
pub use event_log::{Case, EventLog, Visitor, Words};
pub use instance::Instance;
pub use intake::{Intake, Reader};
pub use names::{NONE, NotText};
pub use odd_dates::OddDates;
