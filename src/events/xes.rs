//! Event logs as XES (IEEE 1849, and its forerunners 1.0 and 2.0).
//!
//! The beginning of the file says what it declares and shows which attributes there are
//! ([`Head`]); then several threads read blocks of whole traces. What the standard demands
//! and reading does not need is looked at only if asked for ([`conformance`]).
//!
//! The values of a `<global>` are placeholders such as `__INVALID__` or the year 1970, put
//! there for events yet to be made. They are never taken for what an event leaves out: that
//! would turn a gap in the records into an observation.

pub mod conformance;
mod events;
mod extensions;
mod head;
mod row;
#[cfg(test)]
mod tests;
mod traces;
mod wanted;

use std::io::Read;

pub use conformance::Deviation;
pub use head::{Classifier, Head, Key};

use self::events::{Finished, Lives};
use self::traces::{Block, BlockError, Traces};
use self::wanted::Wanted;
use super::clocks::clocks;
use super::crew::on_threads;
use super::error::{LogError, LogErrorKind};
use super::intake::Intake;
use super::ledger::first_error;
use super::mapping::Mapping;
use super::note::Note;

/// Reads a log of which the head is known; the mapping must name what is needed, see
/// [`Head::completed`].
///
/// An attribute of a trace is named `case:KEY`, one of an event `KEY`, and `classifier:NAME`
/// is what a classifier of the log makes of an event. Takes O(n) time for n bytes, on so many
/// threads, and room for the events and a few blocks.
///
/// # Errors
/// The first thing in the order of the file that cannot be read.
pub fn read(
    head: &Head,
    rest: impl Read + Send,
    mapping: &Mapping,
    threads: usize,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Intake, Vec<Note>), LogError> {
    let wanted = Wanted::new(head, mapping)?;
    let intake = Intake::new(mapping.layout(), &mapping.missing).with_room(mapping.room);
    let bytes = std::io::Cursor::new(head.body()).chain(rest);
    let blocks = Traces::new(Box::new(bytes), head.prefix());
    let clocks = clocks(mapping, |column| Ok(head.first_values(column)))?;
    let work = || {
        let mut lives = Lives::new(head, &wanted, mapping, clocks.clone(), intake.reader());
        let mut block = Block::default();
        loop {
            match blocks.take(&mut block) {
                Ok(true) => lives.read(&block),
                Ok(false) => return Ok(lives.finished()),
                Err(BlockError::Unreadable(cause)) => return Err(LogError::unreadable(&cause)),
                Err(BlockError::TooLong(number)) => {
                    lives.fail_at_start_of(number);
                    return Ok(lives.finished());
                }
            }
            if lives.has_failed() {
                // What comes later does not matter, what came before is being read.
                blocks.stop();
                return Ok(lives.finished());
            }
            progress(blocks.taken());
        }
    };
    let finished = on_threads(threads, work);
    let finished = finished
        .into_iter()
        .collect::<Result<Vec<Finished>, LogError>>()?;
    let ledgers = finished.iter().map(|thread| &thread.ledger);
    if let Some(error) = first_error(ledgers, head.lines_before_body()) {
        return Err(error);
    }
    check_columns(head, mapping, &wanted, &finished)?;
    let mut notes = head.notes().to_vec();
    notes.extend(events::notes(&finished, mapping));
    Ok((intake, notes))
}

/// Every attribute that the mapping names must occur somewhere.
fn check_columns(
    head: &Head,
    mapping: &Mapping,
    wanted: &Wanted,
    finished: &[Finished],
) -> Result<(), LogError> {
    if finished.iter().all(|thread| thread.events == 0) {
        return Ok(());
    }
    for (role, column) in &mapping.columns {
        let is_seen = finished.iter().any(|thread| wanted.is_seen(*role, thread));
        if !is_seen && !role.is_needed() {
            let known: Vec<String> = head.keys().iter().map(Key::column).collect();
            let near = crate::problem::nearest(column, known.iter().map(String::as_str));
            return Err(LogError::whole(LogErrorKind::NoColumn {
                written: column.clone(),
                suggestion: near.map(str::to_owned),
                known,
            }));
        }
    }
    Ok(())
}
