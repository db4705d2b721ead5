//! What threads found wrong in the blocks of one file, and where in the file that is.

use super::error::LogError;

/// What one thread read: the lines of each of its blocks, and the error that ended its work,
/// with the row counted from the beginning of its block.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    lines: Vec<(u64, u64)>,
    error: Option<(u64, LogError)>,
}

impl Ledger {
    /// A block of so many lines was taken.
    pub(super) fn block(&mut self, number: u64, lines: u64) {
        self.lines.push((number, lines));
    }

    /// A block cannot be read.
    pub(super) fn fail(&mut self, block: u64, error: LogError) {
        self.error = Some((block, error));
    }

    pub(super) fn has_failed(&self) -> bool {
        self.error.is_some()
    }
}

/// The first error in the order of the file, its row counted from the beginning of the file,
/// where `before` lines stand before the first block.
///
/// Blocks are given out in order, and a thread ends the block it has: so all blocks before
/// that of the first error are in a ledger.
pub(super) fn first_error<'l>(
    ledgers: impl Iterator<Item = &'l Ledger> + Clone,
    before: u64,
) -> Option<LogError> {
    let errors = ledgers.clone().filter_map(|ledger| ledger.error.as_ref());
    let (number, error) = errors.min_by_key(|(number, error)| (*number, error.row))?;
    let lines = ledgers.flat_map(|ledger| &ledger.lines);
    let above: u64 = lines
        .filter(|(block, _)| block < number)
        .map(|(_, lines)| lines)
        .sum();
    Some(LogError {
        row: error.row.map(|row| before + above + row),
        ..error.clone()
    })
}
