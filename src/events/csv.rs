//! Event logs as CSV: any delimiter, quoting, encoding and order of rows.
//!
//! The first rows show how the file is written ([`Head`]); then several threads read blocks
//! of whole records. A block without quotes, which most are, is read without looking for
//! them.

mod fields;
pub mod find;
mod first;
mod head;
mod odd_dates;
mod plain;
mod rows;
#[cfg(test)]
mod tests;

use std::io::Read;

pub use head::Head;

use self::rows::Rows;
use super::blocks::{Block, BlockError, Blocks, Ends};
use super::clocks::clocks;
use super::crew::on_threads;
use super::error::{LogError, LogErrorKind};
use super::intake::Intake;
use super::ledger::first_error;
use super::mapping::Mapping;
use super::note::{Note, NoteKind};
use super::time::Clock;

/// Told how many bytes were read.
pub type Progress<'p> = &'p (dyn Fn(u64) + Sync);

/// Reads a log of which the head is known; says what whoever reads its figures should know.
///
/// Takes O(n) time for n bytes, on so many threads.
///
/// # Errors
/// The first row in the order of the file that cannot be read.
pub fn read(
    head: &Head,
    rest: impl Read + Send,
    mapping: &Mapping,
    threads: usize,
    progress: Progress<'_>,
) -> Result<(Intake, Vec<Note>), LogError> {
    let columns = head.columns(mapping)?;
    let intake = Intake::new(mapping.layout(), &mapping.missing)
        .with_room(mapping.room)
        .expecting(head.expected_rows());
    let bytes = std::io::Cursor::new(head.body()).chain(rest);
    let ends = Ends {
        line: head.dialect().line,
        quote: head.dialect().quote,
    };
    let blocks = Blocks::new(Box::new(bytes), ends);
    let clocks = clocks(mapping, |column| head.first_values(column))?;
    let notes = NoteKind::zone_taken(mapping, clocks.iter().map(Clock::has_offsets));
    let work = || {
        let mut rows = Rows::new(head, &columns, mapping, clocks.clone(), intake.reader());
        let mut block = Block::default();
        loop {
            match blocks.take(&mut block) {
                Ok(true) => rows.read(&block),
                Ok(false) => return Ok(rows.finished()),
                Err(BlockError::Unreadable(cause)) => {
                    return Err(LogError::unreadable(&cause));
                }
                Err(BlockError::OpenQuote(number)) => {
                    rows.fail_at_start_of(number, LogErrorKind::OpenQuote);
                    return Ok(rows.finished());
                }
            }
            if rows.has_failed() {
                // What comes later does not matter, what came before is being read.
                blocks.stop();
                return Ok(rows.finished());
            }
            progress(blocks.taken());
        }
    };
    let finished = on_threads(threads, work);
    let finished = finished.into_iter().collect::<Result<Vec<_>, LogError>>()?;
    let before = head.rows_before_body();
    match first_error(finished.iter().map(|(ledger, _)| ledger), before) {
        Some(error) => Err(error),
        None => {
            let odd_dates = super::odd_dates::together(&finished, mapping, before);
            Ok((intake.with_odd_dates(odd_dates), notes))
        }
    }
}
