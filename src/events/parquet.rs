//! Event logs as Parquet: a table by columns, in groups of rows.
//!
//! ```text
//! footer ─▶ columns and their kinds ─▶ a group of rows ─▶ batches of cells ─▶ events
//! source    table, kind                several threads    cells               rows
//! ```
//!
//! Columns are named, proposed and read as those of CSV are, so that one log gives one answer
//! in either format. Pages are read one after the other: what is in memory is a page of each
//! wanted column and a batch of rows, however large the file. Only with the feature `parquet`.

mod cells;
mod kind;
mod rows;
mod source;
mod table;

pub use table::Table;

use parquet::errors::{ParquetError, Result};

use super::error::{LogError, LogErrorKind};
use super::fault::{Fault, ParquetFault};
use crate::caught::caught;

/// What the reader of the format gives. A few damaged files make it panic: what it had in its
/// hands then is not used again, so that is an error like the others.
fn sound<T>(read: impl FnOnce() -> Result<T>) -> Result<T> {
    caught(read).unwrap_or_else(|| {
        let said = "its pages contradict each other".to_owned();
        Err(ParquetError::General(said))
    })
}

/// What the reader of the format says, without its own prefix.
fn damaged(error: &ParquetError) -> LogError {
    let said = match error {
        ParquetError::General(said) | ParquetError::NYI(said) | ParquetError::EOF(said) => {
            said.clone()
        }
        other => other.to_string(),
    };
    LogError::whole(LogErrorKind::Damaged(Fault::Parquet(
        ParquetFault::Damaged(said),
    )))
}
